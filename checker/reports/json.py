"""For programs: one JSON document of the schema ``ilchi/report/1`` (``report.schema.json`` beside this file)."""

from typing import Any, TextIO

import msgspec

from checker.findings import Evidence
from checker.reports import Run

SCHEMA = "ilchi/report/1"


def write(run: Run, out: TextIO) -> None:
    """See the module; findings are written one by one."""
    report = run.report
    summary = msgspec.to_builtins(report.summary) | {"term_score": report.summary.term_score}
    head = {
        "schema": SCHEMA,
        "signature": report.signature,
        "summary": summary | {"notices": report.notices},
        "gates": run.gates,
        "files": [{"file": name, "segments": count} for name, count in report.files.items()],
    }
    out.write(_encoded(head)[:-1] + ',"findings":[')
    separator = "\n"
    for evidence in report.findings.evidence():
        out.write(separator + _encoded(record(evidence)))
        separator = ",\n"
    out.write("\n]}\n")


def _encoded(value: object) -> str:
    return msgspec.json.encode(value).decode("utf-8")


def record(evidence: Evidence) -> dict[str, Any]:
    """The record of one finding, as the schema has it."""
    finding, segment = evidence.finding, evidence.segment
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "reason": finding.reason,
        "status": "open",
        "fingerprint": finding.fingerprint,
        "file": segment.file,
        "line": segment.line,
        "index": segment.index,
        "unit": segment.unit,
        "document": segment.document,
        "concept": finding.concept,
        "candidates": finding.candidates,
        "message": finding.message,
        "why": finding.why,
        "found": finding.found,
        "expected": finding.expected,
        "source": {"text": segment.source, "spans": finding.source},
        "target": {"text": segment.target, "spans": finding.target},
        "fixes": finding.fixes,
        "related": [
            {
                "index": related.segment - finding.segment + segment.index,
                "text": related.text,
                "note": related.note,
            }
            for related in finding.related
        ],
    }
