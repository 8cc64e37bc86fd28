"""For a browser: one page that needs nothing else, findings with the words marked."""

import re
from collections.abc import Iterator
from importlib.resources import files
from typing import Any, TextIO

from checker.findings import Evidence
from checker.model import Outcome, Severity, Span
from checker.reports import Run

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def write(run: Run, out: TextIO) -> None:
    """See the module; every text is escaped."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: allowed(value) if isinstance(value, str) and not hasattr(value, "__html__") else value,
    )
    template = environment.from_string(files(__package__).joinpath("report.html").read_text(encoding="utf-8"))
    summary = run.report.summary
    stream = template.stream(
        run=run,
        summary=summary,
        accepted=sum(count for outcome, count in summary.outcomes.items() if Outcome(outcome).accepted),
        severities=list(reversed(Severity)),
        findings=map(_shown, run.report.findings.evidence()),
    )
    stream.enable_buffering(64)
    out.writelines(stream)


def _shown(evidence: Evidence) -> dict[str, Any]:
    finding, segment = evidence.finding, evidence.segment
    return {
        "finding": finding,
        "segment": segment,
        "source": list(_pieces(segment.source, finding.source)),
        "target": list(_pieces(segment.target, finding.target)),
    }


def _pieces(text: str, spans: tuple[Span, ...]) -> Iterator[tuple[str, bool]]:
    """``text`` in pieces, each with whether it is marked."""
    at = 0
    for span in sorted(spans):
        if span.start > at:
            yield allowed(text[at : span.start]), False
        if span.end > at:
            yield allowed(text[max(at, span.start) : span.end]), True
            at = span.end
    if at < len(text):
        yield allowed(text[at:]), False


def allowed(text: str) -> str:
    """``text`` without the controls that HTML does not allow, each replaced by the replacement character."""
    return _FORBIDDEN.sub("\ufffd", text)
