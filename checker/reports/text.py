"""For people at a terminal: each open finding with carets under the words it is about, then one verdict line.

The digits at the end of a finding's first line are the beginning of its fingerprint, which other commands take for it.
"""

import os
import shutil
from collections import Counter
from typing import TextIO

from checker.model import Severity, Span
from checker.reports import Record, Run
from checker.reports._cells import marked, printable, wrapped
from checker.reports._verdict import verdict

_WIDTH = 100  # cells, where no terminal says how many
_NARROWEST = 40
_ENDLESS = 1 << 30  # messages are broken for a terminal alone, so that a line of a file is a finding's
_SHORT = 8  # digits of a fingerprint: enough to name a finding by, ``ilchi explain`` asks for six
_QUIET = "2"
_COLOURS = {Severity.CRITICAL: "1;31", Severity.MAJOR: "31", Severity.MINOR: "33", Severity.NEUTRAL: _QUIET}


def write(run: Run, out: TextIO) -> None:
    """See the module."""
    colour = out.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    room = max(shutil.get_terminal_size((_WIDTH, 24)).columns, _NARROWEST) if out.isatty() else _WIDTH
    line = room if out.isatty() else _ENDLESS
    languages = run.source_language, run.target_language
    closed: Counter[str] = Counter()
    for record in run.records:
        if record.open:
            out.write(_finding(record, languages, room, line, colour=colour))
        else:
            closed[record.status.value] += 1
    last = wrapped(printable(verdict(run, closed)), line, "    ")
    out.write((_painted(last, "1;32" if run.passed else "1;31") if colour else last) + "\n")


def one(record: Record, source_language: str, target_language: str) -> str:
    """A finding alone, as a file shows it."""
    return _finding(record, (source_language, target_language), _WIDTH, _ENDLESS, colour=False)


def _painted(text: str, code: str) -> str:
    return f"\x1b[{code}m{text}\x1b[0m"


def _finding(record: Record, languages: tuple[str, str], room: int, line: int, *, colour: bool) -> str:
    short = printable(record.fingerprint[:_SHORT])
    head = printable(f"{record.place}: {record.severity}: {record.message} [{record.label}]")
    head = wrapped(f"{head} {short}", line, "    ")
    if colour:
        head = head.removesuffix(short) + _painted(short, _QUIET)
        head = head.replace(f": {record.severity}:", f": {_painted(record.severity, _COLOURS[record.severity])}:", 1)
    lines = [head]
    for label, side in zip(languages, (record.source, record.target), strict=True):
        lines += _shown(label, side.text, side.spans, room)
    details = [f"why: {record.why}"]
    if record.expected:
        details.append("expected: " + " | ".join(record.expected))
    for related in record.related:
        said = f"“{related.text}” " if related.text else ""
        details.append(f"see: {said}in segment {related.index}, {related.note}")
    lines += [wrapped("    " + printable(detail), line, "        ") for detail in details]
    return "\n".join(lines) + "\n\n"


def _shown(label: str, text: str, spans: tuple[Span, ...], room: int) -> list[str]:
    """A text behind its language, its marks below it."""
    head = f"    {printable(label):3} "
    line, carets = marked(text, spans, room - len(head))
    return [(head + line).rstrip(), *([" " * len(head) + carets] if carets else [])]
