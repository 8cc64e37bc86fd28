"""The target uses a rendering that the glossary forbids (status deprecated).

It does not matter whether the target has an accepted rendering too; only a single forbidden word is then minor
(reason ``beside``), for it may render another word of the source. A forbidden wording is fine inside a longer accepted
one, and where it renders another term. A glossary row without a source forbids a wording everywhere.

If the glossary has several rows for a source term, and the date of the document is known, the renderings of the rows
that hold at another time are wrong too (reason ``other-time``). They are right where the text speaks of that time: the
segment, or the one before it, names a year of it, or the segment says former, then, 당시.

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

    glossary: [title from 2012-04 until 2016-05] 당 수반 = First Secretary
              [title from 2021-01] 당 수반 = General Secretary
    flags:    (2012-07) 당 수반이 연설했다. -> The [[General Secretary]] gave a speech.
    passes:   (2012-07) 당 수반이 연설했다. -> The First Secretary gave a speech.
    passes:   (2024) 2012년에 당 수반이 연설했다. -> In 2012, the First Secretary gave a speech.
    passes:   (2024) 당시 당 수반이 연설했다. -> The then First Secretary gave a speech.
    passes:   당 수반이 연설했다. -> The First Secretary gave a speech.
"""

from collections.abc import Iterator

from checker.matching.dated import OTHER_TIME
from checker.matching.matches import Matches, Row
from checker.matching.spelling import suggested
from checker.model import Finding, Outcome, Severity

severity = Severity.MAJOR
error_type = "terminology/wrong-term"
version = 2


def check(matches: Matches) -> Iterator[Finding]:
    """One finding per deprecated rendering."""
    for row in matches.rows:
        if row.outcome is Outcome.DEPRECATED and matches.translated(row.segment):
            concept = matches.concept(row)
            found = matches.target_text(row)
            preferred = suggested(found, row.wording, concept.preferred, matches.terminology.target)
            if row.reason == OTHER_TIME:
                yield _of_another_time(matches, row, preferred)
                continue
            advice = f"; use “{preferred}”" if preferred else ""
            yield matches.finding(
                row,
                Severity.MINOR if row.reason == "beside" else severity,
                f"“{found}” is a forbidden rendering{advice}",
                f"the glossary forbids “{row.wording}”"
                + (f" for “{matches.source_text(row)}”" if row.start >= 0 else ""),
            )


def _of_another_time(matches: Matches, row: Row, preferred: str) -> Finding:
    """The finding about a rendering that is right at another time than that of the document."""
    date = matches.chunk.segments[row.segment].date
    when = f"{'on' if date.count('-') > 1 else 'in'} {date}"
    period = matches.terminology.concepts[row.other].period
    advice = f"; {when} write “{preferred}”" if preferred else f", not {when}"
    return matches.finding(
        row,
        severity,
        f"“{matches.target_text(row)}” is right {period}{advice}",
        f"the document is of {date}, and nothing in the segment speaks of another time",
    )
