"""The target uses a rendering that the glossary forbids (status deprecated).

It does not matter whether the target has an accepted rendering too; only a single forbidden word is then minor
(reason ``beside``), for it may render another word of the source. A forbidden wording is fine inside a longer accepted
one, and where it renders another term. A glossary row without a source forbids a wording everywhere.

    glossary: [title] 국무위원장 = President of State Affairs; President (deprecated)
              [person] 김정은 = Kim Jong Un
              [object] 배지 = badge; pin (deprecated)
              [other] 매출 = revenue; sales (deprecated)
              [other] 판매 = sale
    flags:    김정은 국무위원장이 축전을 보냈다. -> [[President]] Kim Jong Un sent a message.
    passes:   김정은 국무위원장이 축전을 보냈다. -> Kim Jong Un, President of State Affairs, sent a message.
    flags:    배지는 매일 단다. -> The [[pins]] are worn every day.
    passes:   배지 뒷면에는 핀이 달려 있다. -> There is a pin on the back of the badge.
    passes:   판매는 줄었지만 매출은 늘었다. -> Sales fell but revenue rose.
"""

from collections.abc import Iterator

from checker.matching.matches import Matches
from checker.matching.spelling import same_capitals, suggested
from checker.model import Finding, Outcome, Severity

severity = Severity.MAJOR
error_type = "terminology/wrong-term"


def check(matches: Matches) -> Iterator[Finding]:
    """One finding per deprecated rendering."""
    for row in matches.rows:
        if row.outcome is Outcome.DEPRECATED and matches.translated(row.segment):
            concept = matches.concept(row)
            found = matches.target_text(row)
            preferred = suggested(found, row.wording, concept.preferred, matches.terminology.target)
            advice = f"; use “{preferred}”" if preferred else ""
            yield matches.finding(
                row,
                Severity.MINOR if row.reason == "beside" else severity,
                f"“{found}” is a forbidden rendering{advice}",
                f"the glossary forbids “{row.wording}”"
                + (f" for “{matches.source_text(row)}”" if row.start >= 0 else ""),
                fix=preferred,
                safe=row.start >= 0 and len(row.candidates) == 1 and same_capitals(found, row.wording),
            )
