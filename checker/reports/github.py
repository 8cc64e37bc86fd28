"""Annotations for GitHub Actions: the worst open findings, and a line with the number of the others.

GitHub shows ten errors, ten warnings and ten notices of a step and silently drops all others. In GitHub Actions
(``GITHUB_STEP_SUMMARY`` is set), the command also adds the markdown report to the job summary.
"""

from typing import TextIO

from checker.judging.gate import counted
from checker.model import Severity
from checker.reports import Record, Run
from checker.reports._texts import cut, quoted, slashed
from checker.reports._verdict import verdict, worst
from checker.text.hosts import disarmed
from checker.text.visible import printable

_LEVELS = {"error": (Severity.CRITICAL, Severity.MAJOR), "warning": (Severity.MINOR,), "notice": (Severity.NEUTRAL,)}
_SHOWN = {"error": 10, "warning": 10, "notice": 9}  # the tenth notice counts the findings without an annotation


def write(run: Run, out: TextIO) -> None:
    """Write workflow commands, and the verdict as the last line."""
    found = worst(run, max(_SHOWN.values()))
    left = found.open.copy()
    for level, severities in _LEVELS.items():
        records = [record for severity in severities for record in found.shown[severity]]
        for record in records[: _SHOWN[level]]:
            out.write(_command(level, _details(record, run), _properties(record)))
            left[record.severity] -= 1
    if left.total():
        kinds = ", ".join(f"{left[severity]:,} {severity}" for severity in reversed(Severity) if left[severity])
        more = counted(left.total(), "further finding")
        out.write(_command("notice", f"{more} without an annotation: {kinds}", {"title": "ilchi"}))
    out.write(disarmed(printable(verdict(run, found.closed))) + "\n")


def _properties(record: Record) -> dict[str, str]:
    place = {"file": disarmed(printable(slashed(record.file)))} if record.file else {}
    if record.line:
        place["line"] = str(record.line)
    return place | {"title": disarmed(printable(f"{record.rule} ({record.severity})"))}


def _details(record: Record, run: Run) -> str:
    lines = [cut(record.message), f"why: {cut(record.why)}"]
    for language, side in zip((run.source_language, run.target_language), record.sides, strict=False):
        lines.append(f"{cut(language)}: {quoted(side.text, side.spans)}")
    return disarmed("\n".join(lines))


def _command(level: str, message: str, properties: dict[str, str]) -> str:
    """A workflow command; characters that would end it are escaped."""
    pairs = ",".join(
        f"{name}={_escaped(value).replace(':', '%3A').replace(',', '%2C')}" for name, value in properties.items()
    )
    return f"::{level} {pairs}::{_escaped(message)}\n"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
