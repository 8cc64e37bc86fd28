"""HTML: one page without external files, in which the words of the findings are marked."""

from importlib.resources import files
from typing import Any, TextIO

from checker.model import Severity
from checker.reports import Record, Run
from checker.reports._spans import pieces
from checker.reports._texts import on_page
from checker.reports._verdict import accepted


def write(run: Run, out: TextIO) -> None:
    """Write the page; all texts are escaped."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=on_page,
    )
    template = environment.from_string(files(__package__).joinpath("report.html").read_text(encoding="utf-8"))
    stream = template.stream(
        run=run,
        summary=run.summary,
        accepted=accepted(run),
        severities=list(reversed(Severity)),
        findings=map(_shown, run.records),
    )
    stream.enable_buffering(64)
    out.writelines(stream)


def _shown(record: Record) -> dict[str, Any]:
    return {
        "finding": record,
        "source": list(pieces(record.source.text, record.source.spans)),
        "target": list(pieces(record.target.text, record.target.spans)),
    }
