r"""A string of a program has lost a paragraph or an item of a list.

Looked at are strings of programs, not prose. A break counts where a blank line or an item of a list follows it; other
breaks only wrap a long line, or begin a new one with a sentence, which every language does in its own place. A target
with fewer breaks of any kind has lost one; ``<br>`` is a break, and several in a row are one. Breaks that the target
adds are left to its translator, and so is a source that is indented as a whole, as in a page, where breaks mean
nothing. What stands at the ends of the text is told by ``edge-whitespace``, and ``\n`` written as two signs by
``placeholder-mismatch``.

Compare Weblate's ``newline-count`` and the filter ``newlines`` of pofilter, which count all breaks, and Weblate's
``escaped_newline``.

    strings:  en-ko
    flags:    Saved.\n\nClose it now? -> 저장했습니다. 닫을까요?
    flags:    Either:\n- open\n- close -> 다음 중:\n- 열기, 닫기
    passes:   The file is too\nlarge to open. -> 파일이 너무 커서 열 수 없습니다.
    passes:   Saved.\n\nClose it now? -> 저장했습니다.<br>닫을까요?
    passes:   Saved. Close it now? -> 저장했습니다.\n닫을까요?
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from checker.matching.matches import Matches
from checker.model import Finding, Severity

severity = Severity.MINOR
error_type = "design/length"

_TAG = re.compile(r"<(?:br|p|li)\b", re.IGNORECASE)
_ITEM = re.compile(r"[-*•·–]\s|\d{1,3}[.)]\s")


def check(matches: Matches) -> Iterator[Finding]:
    """One finding per string whose target has fewer breaks than its source needs."""
    for number, segment in enumerate(matches.chunk.segments):
        if not segment.ui or "\n" not in segment.source or not matches.translated(number):
            continue
        wanted, there = _wanted(segment.source), _there(segment.target)
        if there < wanted:
            lost = "a line break" if wanted - there == 1 else f"{wanted - there} line breaks"
            yield Finding(
                segment=matches.chunk.first + number,
                severity=severity,
                found=f"{there}",
                expected=(f"{wanted}",),
                message=f"the target has lost {lost}",
                why="it parts paragraphs or items of a list in the source",
            )


def _wanted(source: str) -> int:
    """The breaks in ``source`` that do more than wrap a line."""
    lines = source.strip().split("\n")
    if source[:1].isspace() or all(line[:1].isspace() for line in lines[1:] if line):
        return 0
    wanted = 0
    for before, after in pairwise(line.strip() for line in lines):
        # A blank line parts what is before it from what follows; the break behind it belongs to the same place.
        wanted += bool(before) and (not after or _ITEM.match(after) is not None)
    return wanted


def _there(target: str) -> int:
    """The breaks in ``target``; several in a row are one."""
    lines = target.strip().split("\n")
    return sum(1 for line in lines[1:] if line.strip()) + len(_TAG.findall(target))
