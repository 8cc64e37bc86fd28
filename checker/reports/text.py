"""Text for people at a terminal: the open findings with carets under their words, then one line with the verdict.

The first line of a finding ends with the first digits of its fingerprint, by which other commands find it.
"""

import os
import shutil
from collections import Counter
from typing import TextIO

from checker.model import Severity, Span
from checker.reports import Record, Run
from checker.reports._cells import marked, width, wrapped
from checker.reports._verdict import verdict
from checker.text.hosts import disarmed, signs
from checker.text.visible import printable

_WIDTH = 100  # width in cells, if there is no terminal
_NARROWEST = 40  # cells
_ENDLESS = 1 << 30  # cells; messages are only wrapped for a terminal, so that a message is one line of a file
_SHORT = 8  # digits of a fingerprint; ``ilchi explain`` needs at least six
_QUIET = "2"
_COLOURS = {Severity.CRITICAL: "1;31", Severity.MAJOR: "31", Severity.MINOR: "33", Severity.NEUTRAL: _QUIET}


def write(run: Run, out: TextIO) -> None:
    """Write the open findings and the verdict, in colour if ``out`` is a terminal."""
    colour = out.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    room = max(shutil.get_terminal_size((_WIDTH, 24)).columns, _NARROWEST) if out.isatty() else _WIDTH
    line = room if out.isatty() else _ENDLESS
    spoken = run.source_language, run.target_language
    closed: Counter[str] = Counter()
    for record in run.records:
        if record.open:
            out.write(_finding(record, run.languages.get(record.file, spoken), room, line, colour=colour))
        else:
            closed[record.status.value] += 1
    last = disarmed(wrapped(printable(verdict(run, closed)), line, "    "))
    out.write((_painted(last, "1;32" if run.passed else "1;31") if colour else last) + "\n")


def one(record: Record, source_language: str, target_language: str) -> str:
    """The text of one finding, without colour, for a plain stream."""
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
    lines = [disarmed(head)]
    for label, side in zip(languages, record.sides, strict=False):
        lines += _shown(label, side.text, side.spans, room)
    details = [f"why: {record.why}"]
    if record.expected:
        details.append("expected: " + " | ".join(record.expected))
    for related in record.related:
        said = f"“{related.text}” " if related.text else ""
        details.append(f"see: {said}in segment {related.index}, {related.note}")
    details += [f"note: {said}" for said in record.said]
    lines += [disarmed(wrapped("    " + printable(detail), line, "        ")) for detail in details]
    return "\n".join(lines) + "\n\n"


def _shown(label: str, text: str, spans: tuple[Span, ...], room: int) -> list[str]:
    """The lines of a text: its language and the text, and carets below."""
    head = f"    {printable(label):3} "
    line, carets = marked(text, spans, room - len(head))
    line, carets = _disarmed((head + line).rstrip(), " " * len(head) + carets if carets else "")
    return [line, carets] if carets else [line]


def _disarmed(line: str, carets: str) -> tuple[str, str]:
    """The line without commands of hosts, and its carets still under the same words."""
    for number, at in enumerate(signs(line)):
        cell = width(line[: at + 1]) + number
        carets = carets[:cell] + ("^" if carets[cell - 1 : cell + 1] == "^^" else " ") + carets[cell:]
    return disarmed(line), carets.rstrip()
