"""An accepted rendering has the wrong capitals.

Persons, organizations, places and acronyms are checked, unless the ``case`` of a glossary row says otherwise. More
capitals than in the glossary are fine: at the start of a sentence, in a headline, in a title before a name.

    glossary: [person] 김정은 = Kim Jong Un
              [place] 조선민주주의인민공화국 = DPRK
              [object] 배지 = badge
    flags:    김정은이 도착했다. -> [[Kim jong Un]] arrived.
    flags:    조선민주주의인민공화국 대표가 퇴장했다. -> The delegate of the [[Dprk]] walked out.
    passes:   배지는 매일 단다. -> Badges are worn every day.
    passes:   김정은이 도착했다. -> KIM JONG UN ARRIVES
"""

from collections.abc import Iterator

from checker.matching.matches import Matches
from checker.matching.spelling import nearest, suggested
from checker.model import Category, Finding, Outcome, Severity

severity = Severity.MINOR
error_type = "terminology/wrong-term"

_NAMES = (Category.PERSON, Category.PLACE)


def check(matches: Matches) -> Iterator[Finding]:
    """One finding per rendering with the wrong capitals."""
    for row in matches.rows:
        if row.outcome is Outcome.MISCASED and matches.translated(row.segment):
            found, target, concept = matches.target_text(row), matches.terminology.target, matches.concept(row)
            wording = nearest(found, row.wording, concept.accepted)
            right = suggested(found, row.wording, wording, target)
            yield matches.finding(
                row,
                severity,
                f"“{found}” has the wrong capitals; write “{right}”",
                "capitals differ from the glossary's",
                fix=right,
                # A single word may be an ordinary one: the cabinet of another country.
                safe=" " in found or concept.category in _NAMES or not target.known(found.lower()),
            )
