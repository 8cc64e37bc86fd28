"""The target begins or ends with different white space from the source.

Programs that join texts rely on it: ``Name: `` before a value, a line break at the end. Only the kind of white space
is compared, line break or blank, not the amount. A wide sign (``：``) has its blank with it; a language that parts no
words needs none; and a source that ends with the indentation of a page needs nothing at its end. A blank more at the
end of a string of a program is not seen, and neutral.

Compare Weblate's ``begin_space``, ``end_space``, ``begin_newline`` and ``end_newline``, and the filters
``startwhitespace`` and ``endwhitespace`` of pofilter.

    passes:   이름 -> Name
    passes:   오류: -> Error:
    flags:    이름 -> [[ ]]Name
"""

import re
from collections.abc import Iterator

from checker.matching.matches import Matches
from checker.model import Finding, Fix, FixKind, Severity, Span

severity = Severity.MINOR
error_type = "fluency/whitespace"
version = 2

_INDENTED = re.compile(r"\n[ \t]+\Z")
_WIDE = re.compile("[\u3000-\u303f\uff00-\uffef]")  # brackets and signs that are as wide as a sign and a blank


def check(matches: Matches) -> Iterator[Finding]:
    """One finding per end of a target whose white space differs from the source's."""
    unspaced = not matches.terminology.target.blanks
    for number, (source, target) in enumerate(zip(matches.chunk.sources, matches.chunk.targets, strict=True)):
        if not source or not target:
            continue
        # Nearly all texts have no white space at either end.
        if not (source[0].isspace() or source[-1].isspace() or target[0].isspace() or target[-1].isspace()):
            continue
        if not source.strip() or not matches.translated(number):
            continue
        ends = ((_start(source), _start(target), 0), (_end(source), _end(target), len(target.rstrip())))
        for (wanted, actual, at), where in zip(ends, ("begins", "ends"), strict=True):
            idle = unspaced or _WIDE.match(target[at - (at > 0)])
            if _kind(wanted) != _kind(actual) and not (_kind(wanted) == " " and not actual and idle):
                if at and _INDENTED.search(wanted):
                    continue
                span = Span(at, at + len(actual))
                unseen = at > 0 and not wanted and _kind(actual) == " " and matches.chunk.segments[number].ui
                yield Finding(
                    segment=matches.chunk.first + number,
                    severity=Severity.NEUTRAL if unseen else severity,
                    target=(span,) if actual else (),
                    found=actual,
                    expected=(wanted,) if wanted else (),
                    message=f"the target {where} {_named(actual)}, the source {_named(wanted)}",
                    why="programs that join texts rely on it",
                    fixes=(Fix(FixKind.SAFE, span, wanted),) if wanted in ("", " ", "\n") else (),
                )


def _start(text: str) -> str:
    return text[: len(text) - len(text.lstrip())]


def _end(text: str) -> str:
    return text[len(text.rstrip()) :]


def _kind(space: str) -> str:
    return "\n" if "\n" in space else " " if space else ""


def _named(space: str) -> str:
    return {"\n": "with a line break", " ": "with a blank", "": "without white space"}[_kind(space)]
