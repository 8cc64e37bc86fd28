"""An accepted rendering in the wrong capitals.

Checked are persons, organizations, places and acronyms, and what a row's ``case`` says. More capitals than the
glossary has are no fault: a sentence begins, a headline, a title before a name.

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
from checker.model import Finding, Outcome, Severity

severity = Severity.MINOR
error_type = "terminology/wrong-term"


def check(matches: Matches) -> Iterator[Finding]:
    """See the module."""
    for row in matches.rows:
        if row.outcome is Outcome.MISCASED and matches.translated(row.segment):
            found = matches.target_text(row)
            yield matches.finding(
                row,
                severity,
                f"“{found}” has the wrong capitals; write “{row.wording}”",
                "capitals differ from the glossary's",
                fix=row.wording,
                safe=True,
            )
