"""The target has a near miss of an accepted rendering.

A near miss has a few wrong letters, is another romanisation of a Korean name (Revised, McCune-Reischauer with or
without diacritics, North Korean, Yale), has the parts of a name in another order or, for persons, a different hyphen
or space, which is minor unless the glossary is taken strictly. Another name of the glossary is never a near miss.

    glossary: [person] 김정은 = Kim Jong Un
              [person] 김정숙 = Kim Jung-sook
              [person] 시진핑 = Xi Jinping
              [object] 쌍상 배지 = dual-portrait badge
    flags:    김정은이 현장을 찾았다. -> [[Kim Chŏng-ŭn]] visited the site.
    flags:    김정은이 현장을 찾았다. -> [[Kim Jong-un]] visited the site.
    flags:    시진핑이 축전을 보냈다. -> [[Jinping Xi]] sent a telegram.
    flags:    쌍상 배지를 단 간부가 서 있었다. -> An official with a [[duel-portrait badge]] stood there.
    passes:   김정숙 여사와 김정은이 인사를 나눴다. -> Kim Jung-sook and Kim Jong Un exchanged greetings.
"""

from collections.abc import Iterator

from checker.matching.matches import Matches
from checker.matching.spelling import nearest, suggested
from checker.model import Category, Enforce, Finding, Outcome, Severity

severity = Severity.MAJOR
error_type = "terminology/wrong-term"
version = 2

_TYPOGRAPHY = ("spacing", "marks")  # no letter changes, so the fix is safe
_WHY = {
    "spacing": "hyphens, blanks or apostrophes differ",
    "marks": "it has marks that the glossary's wording has not",
    "order": "the parts of the name stand in another order",
    "romanisation": "it is another romanisation of “{source}”",
    "spelling": "a few letters differ",
}


def check(matches: Matches) -> Iterator[Finding]:
    """One finding per near miss."""
    for row in matches.rows:
        if row.outcome is Outcome.MISSPELLED and matches.translated(row.segment):
            concept = matches.concept(row)
            found = matches.target_text(row)
            wording = nearest(found, row.wording, concept.accepted)
            right = suggested(found, wording, wording, matches.terminology.target)
            typography = row.how in _TYPOGRAPHY and concept.category is Category.PERSON
            lenient = typography and concept.enforce is not Enforce.STRICT
            yield matches.finding(
                row,
                Severity.MINOR if lenient else severity,
                f"“{found}” is misspelled; write “{right}”",
                _WHY[row.how].format(source=matches.source_text(row)),
                fix=right,
                safe=row.how in _TYPOGRAPHY,
            )
