"""For people at a terminal: each finding with carets under the words it is about, then one verdict line."""

import os
import shutil
from typing import TextIO

from checker.findings import Evidence
from checker.gate import counted
from checker.model import Outcome, Severity, Span
from checker.pipeline import Summary
from checker.reports import Run
from checker.reports._cells import marked, printable, wrapped

_WIDTH = 100  # cells, where no terminal says how many
_NARROWEST = 40
_ENDLESS = 1 << 30  # messages are broken for a terminal alone, so that a line of a file is a finding's
_COLOURS = {Severity.CRITICAL: "1;31", Severity.MAJOR: "31", Severity.MINOR: "33", Severity.NEUTRAL: "2"}


def write(run: Run, out: TextIO) -> None:
    """See the module."""
    colour = out.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
    room = max(shutil.get_terminal_size((_WIDTH, 24)).columns, _NARROWEST) if out.isatty() else _WIDTH
    line = room if out.isatty() else _ENDLESS
    out.writelines(_finding(evidence, run, room, line, colour=colour) for evidence in run.report.findings.evidence())
    verdict = wrapped(_verdict(run), line, "    ")
    out.write((_painted(verdict, "1;32" if run.passed else "1;31") if colour else verdict) + "\n")


def _painted(text: str, code: str) -> str:
    return f"\x1b[{code}m{text}\x1b[0m"


def _finding(evidence: Evidence, run: Run, room: int, line: int, *, colour: bool) -> str:
    finding, segment = evidence.finding, evidence.segment
    name = printable(segment.file) or "segment"
    place = f"{name}:{segment.line or segment.index or finding.segment + 1}"
    reason = f" ({finding.reason})" if finding.reason else ""
    head = f"{place}: {finding.severity}: {printable(finding.message)} [{finding.rule}{reason}]"
    head = wrapped(head, line, "    ")
    if colour:
        head = head.replace(f": {finding.severity}:", f": {_painted(finding.severity, _COLOURS[finding.severity])}:", 1)
    lines = [head]
    for label, text, spans in (
        (run.source_language, segment.source, finding.source),
        (run.target_language, segment.target, finding.target),
    ):
        lines += _shown(label, text, spans, room)
    details = [f"why: {finding.why}"]
    if finding.expected:
        details.append("expected: " + " | ".join(finding.expected))
    for related in finding.related:
        number = related.segment - finding.segment + (segment.index or finding.segment + 1)
        quoted = f"“{related.text}” " if related.text else ""
        details.append(f"see: {quoted}in segment {number}, {related.note}")
    lines += [wrapped("    " + printable(detail), line, "        ") for detail in details]
    return "\n".join(lines) + "\n\n"


def _shown(label: str, text: str, spans: tuple[Span, ...], room: int) -> list[str]:
    """A text behind its language, its marks below it."""
    head = f"    {label:3} "
    line, carets = marked(text, spans, room - len(head))
    return [(head + line).rstrip(), *([" " * len(head) + carets] if carets else [])]


def _verdict(run: Run) -> str:
    summary = run.report.summary
    word = "passed" if run.passed else "FAILED"
    details = "; ".join(gate.detail for gate in run.gates)
    counts = ", ".join(f"{summary.severities[severity.value]:,} {severity}" for severity in reversed(Severity))
    return f"{word}: {details} ({counts}) in {counted(summary.segments, 'segment')}; {_score(summary)}"


def _score(summary: Summary) -> str:
    if summary.term_score is None:
        return "no term occurs"
    accepted = sum(count for outcome, count in summary.outcomes.items() if Outcome(outcome).accepted)
    return f"term score {summary.term_score:.1%} ({accepted:,} of {counted(summary.occurrences, 'occurrence')})"
