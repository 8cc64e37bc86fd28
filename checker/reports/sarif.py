"""SARIF 2.1.0 for code scanning: rules with their help, results with fingerprints, fixes and suppressions.

Where the target stands in the file as it is, a location has columns, and a fix that replaces words there is one that a
viewer can apply. Elsewhere it has the line of the segment and no fix.
"""

import inspect
from collections.abc import Iterator
from importlib.metadata import version
from typing import Any, TextIO
from urllib.parse import quote

from checker import rules
from checker.engine.findings import Standing
from checker.family import member, names
from checker.model import Severity, Span
from checker.reports import Link, Place, Record, Run, WrittenFix
from checker.reports._identity import Identities
from checker.reports._json import encoded, write_listed
from checker.reports._texts import cut, quoted, slashed

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {
    Severity.CRITICAL: "error",
    Severity.MAJOR: "error",
    Severity.MINOR: "warning",
    Severity.NEUTRAL: "note",
}


def write(run: Run, out: TextIO) -> None:
    """Write the log with one run; the results are streamed."""
    known = {name: number for number, name in enumerate(names(rules.__name__))}
    head = {
        "tool": {
            "driver": {"name": "ilchi", "version": version("ilchi"), "rules": [_rule(name) for name in known]},
        },
        "columnKind": "utf16CodeUnits",
        "invocations": [
            {
                "executionSuccessful": True,
                "exitCode": 0 if run.passed else 1,
                "toolExecutionNotifications": [
                    {"level": "note", "message": {"text": _plain(notice)}} for notice in run.notices
                ],
            }
        ],
        "properties": {
            "signature": run.signature,
            "gates": run.gates,
            "segments": run.summary.segments,
            "termScore": run.summary.term_score,
        },
    }
    start = f'{{"$schema":{encoded(_SCHEMA)},"version":"2.1.0","runs":[{encoded(head)[:-1]},"results":'
    write_listed(start, _results(run, known), "}]}", out)


def _rule(name: str) -> dict[str, Any]:
    module = member(rules.__name__, name)
    help_text = inspect.getdoc(module) or name
    # The examples come last and are indented, so Markdown shows them as code.
    prose = [part for part in help_text.split("\n\n") if not part.startswith("    ")]
    return {
        "id": name,
        "shortDescription": {"text": prose[0].replace("\n", " ")},
        "fullDescription": {"text": "\n\n".join(prose)},
        "help": {"text": help_text, "markdown": help_text},
        "defaultConfiguration": {"level": _LEVELS[module.severity]},
        "properties": {"tags": ["translation", module.error_type], "severity": module.severity},
    }


def _results(run: Run, known: dict[str, int]) -> Iterator[dict[str, Any]]:
    compared = any(record.status is Standing.BASELINED for record in run.records)
    identities = Identities()
    for record in run.located:
        result = _result(record, identities.of(record))
        if record.rule in known:
            result["ruleIndex"] = known[record.rule]
        if compared:
            result["baselineState"] = "unchanged" if record.status is Standing.BASELINED else "new"
        yield result


def _result(record: Record, identity: str) -> dict[str, Any]:
    why = record.why[:1].upper() + record.why[1:]
    result: dict[str, Any] = {
        "ruleId": record.rule,
        "level": _LEVELS[record.severity],
        "message": {"text": ". ".join(_plain(text) for text in (record.message, why) if text) + "."},
        "locations": [_place(record)],
        "partialFingerprints": {"ilchi/v1": record.fingerprint, "primaryLocationLineHash": identity},
        "properties": {
            "severity": record.severity,
            "reason": record.reason,
            "index": record.index,
            "unit": record.unit,
            "document": record.document,
            "concept": record.concept,
            "found": cut(record.found),
            "expected": record.expected,
            "source": quoted(record.source.text, record.source.spans),
            "target": quoted(record.target.text, record.target.spans),
        },
    }
    if record.related:
        result["relatedLocations"] = [_related(record, each, number) for number, each in enumerate(record.related, 1)]
    if isinstance(record.written, Place):
        fixes = [_fix(record, record.written, fix) for fix in record.fixes if isinstance(fix.line, str)]
        if fixes:
            result["fixes"] = fixes
    if not record.open:
        reason = record.justification or f"The finding is {record.status}."
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": reason}]
    return result


def _place(record: Record) -> dict[str, Any]:
    """The location of a finding: its words in the target, else the whole target, else the line of the segment."""
    name = cut(record.unit) if record.unit else f"segment {record.index}"
    place = record.written
    if not isinstance(place, Place):
        return _location(record.file, {"startLine": record.line} if record.line else {}, name)
    text, spans = record.target.text, record.target.spans or (Span(0, len(record.target.text)),)
    words = Span(min(span.start for span in spans), max(span.end for span in spans))
    return _location(place.file, _region(place, text, words), name)


def _region(place: Place, text: str, words: Span) -> dict[str, int]:
    start, end = place.region(text, words)
    return {"startLine": place.line, "startColumn": start, "endColumn": end}


def _location(file: str, region: dict[str, int], name: str) -> dict[str, Any]:
    location: dict[str, Any] = {"logicalLocations": [{"name": name, "kind": "segment"}]}
    if file:
        physical: dict[str, Any] = {"artifactLocation": _artifact(file)}
        location["physicalLocation"] = physical | ({"region": region} if region else {})
    return location


def _related(record: Record, link: Link, number: int) -> dict[str, Any]:
    said = f"“{link.text}”, {link.note}" if link.text else link.note
    place = _location(record.file, {}, f"segment {link.index}")
    return place | {"id": number, "message": {"text": _plain(said)}}


def _artifact(file: str) -> dict[str, str]:
    """The URI of a file; a relative path is relative to the root of the sources."""
    path = quote(slashed(file), safe="/")
    if path.startswith("/"):
        return {"uri": f"file://{path}"}
    drive, colon, rest = slashed(file).partition(":/")
    if colon and len(drive) == 1:
        return {"uri": f"file:///{drive}:/{quote(rest, safe='/')}"}
    return {"uri": path, "uriBaseId": "%SRCROOT%"}


def _fix(record: Record, place: Place, fix: WrittenFix) -> dict[str, Any]:
    region = _region(place, record.target.text, fix.span)
    return {
        "description": {"text": _plain(f"Write “{fix.replacement}”.") + ("" if fix.safe else " Read it first.")},
        "artifactChanges": [
            {
                "artifactLocation": _artifact(place.file),
                "replacements": [{"deletedRegion": region, "insertedContent": {"text": fix.replacement}}],
            }
        ],
        "properties": {"safe": fix.safe},
    }


def _plain(text: str) -> str:
    """``text`` for a message, changed so that [words](address) does not become a link."""
    return cut(text).replace("](", "] (")
