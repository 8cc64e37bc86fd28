"""For people at a terminal: each finding with carets under the words it is about, then one verdict line."""

import os
import shutil
from typing import TextIO

from checker.findings import Evidence
from checker.model import Outcome, Severity, Span
from checker.pipeline import Summary
from checker.reports import Run
from checker.reports._cells import marked, printable

_WIDTH = 100  # cells, where no terminal says how many
_NARROWEST = 40
_COLOURS = {Severity.CRITICAL: "1;31", Severity.MAJOR: "31", Severity.MINOR: "33", Severity.NEUTRAL: "2"}


def write(run: Run, out: TextIO) -> None:
    """See the module."""
    colour = out.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
    room = max(shutil.get_terminal_size((_WIDTH, 24)).columns, _NARROWEST) if out.isatty() else _WIDTH
    out.writelines(_finding(evidence, run, room, colour=colour) for evidence in run.report.findings.evidence())
    verdict = _verdict(run)
    out.write((_painted(verdict, "1;32" if run.passed else "1;31") if colour else verdict) + "\n")


def _painted(text: str, code: str) -> str:
    return f"\x1b[{code}m{text}\x1b[0m"


def _finding(evidence: Evidence, run: Run, room: int, *, colour: bool) -> str:
    finding, segment = evidence.finding, evidence.segment
    name = printable(segment.file) or "segment"
    place = f"{name}:{segment.line or segment.index or finding.segment + 1}"
    severity = _painted(finding.severity, _COLOURS[finding.severity]) if colour else str(finding.severity)
    reason = f" ({finding.reason})" if finding.reason else ""
    lines = [f"{place}: {severity}: {printable(finding.message)} [{finding.rule}{reason}]"]
    for label, text, spans in (
        (run.source_language, segment.source, finding.source),
        (run.target_language, segment.target, finding.target),
    ):
        lines += _shown(label, text, spans, room)
    lines.append(f"    why: {printable(finding.why)}")
    if finding.expected:
        lines.append("    expected: " + " | ".join(map(printable, finding.expected)))
    for related in finding.related:
        number = related.segment - finding.segment + (segment.index or finding.segment + 1)
        quoted = f"“{printable(related.text)}” " if related.text else ""
        lines.append(f"    see: {quoted}in segment {number}, {related.note}")
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
    return f"{word}: {details} ({counts}) in {summary.segments:,} segments; {_score(summary)}"


def _score(summary: Summary) -> str:
    if summary.term_score is None:
        return "no term occurs"
    accepted = sum(count for outcome, count in summary.outcomes.items() if Outcome(outcome).accepted)
    return f"term score {summary.term_score:.1%} ({accepted:,} of {summary.occurrences:,} occurrences)"
