"""SARIF 2.1.0 for code scanning: rules with their help, results with fingerprints, fixes and suppressions.

A location has a line but no column, because spans are offsets in the decoded target, not in the file. So a fix names
the target by a URN, which no viewer can mistake for the file.
"""

import inspect
from collections.abc import Iterator
from importlib.metadata import version
from typing import Any, TextIO
from urllib.parse import quote

from checker import rules
from checker.engine.findings import Standing
from checker.family import member, names
from checker.model import FixKind, Severity
from checker.reports import Link, Record, Run, WrittenFix
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
        "columnKind": "unicodeCodePoints",
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
    for record in run.records:
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
        "locations": [_location(record, record.line, record.index, record.unit)],
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
    fixes = [_fix(record, fix) for fix in record.fixes if fix.kind is not FixKind.INSERT]
    if fixes:
        result["fixes"] = fixes
    if not record.open:
        reason = record.justification or f"The finding is {record.status}."
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": reason}]
    return result


def _location(record: Record, line: int, index: int, unit: str | None) -> dict[str, Any]:
    name = cut(unit) if unit else f"segment {index}"
    location: dict[str, Any] = {"logicalLocations": [{"name": name, "kind": "segment"}]}
    if record.file:
        region = {"region": {"startLine": line}} if line else {}
        location["physicalLocation"] = {"artifactLocation": _artifact(record.file), **region}
    return location


def _related(record: Record, link: Link, number: int) -> dict[str, Any]:
    said = f"“{link.text}”, {link.note}" if link.text else link.note
    return _location(record, 0, link.index, None) | {"id": number, "message": {"text": _plain(said)}}


def _artifact(file: str) -> dict[str, str]:
    """The URI of a file; a relative path is relative to the root of the sources."""
    path = quote(slashed(file), safe="/")
    if path.startswith("/"):
        return {"uri": f"file://{path}"}
    drive, colon, rest = slashed(file).partition(":/")
    if colon and len(drive) == 1:
        return {"uri": f"file:///{drive}:/{quote(rest, safe='/')}"}
    return {"uri": path, "uriBaseId": "%SRCROOT%"}


def _fix(record: Record, fix: WrittenFix) -> dict[str, Any]:
    address = f"urn:ilchi:target:{quote(slashed(record.file))}:{record.index}"
    what = f"the decoded target of segment {record.index}"
    return {
        "description": {"text": _plain(f"Write “{fix.replacement}”.") + ("" if fix.safe else " Read it first.")},
        "artifactChanges": [
            {
                "artifactLocation": {"uri": address, "description": {"text": what}},
                "replacements": [
                    {
                        "deletedRegion": {
                            "charOffset": fix.span.start,
                            "charLength": fix.span.end - fix.span.start,
                        },
                        "insertedContent": {"text": fix.replacement},
                    }
                ],
            }
        ],
        "properties": {"safe": fix.safe},
    }


def _plain(text: str) -> str:
    """``text`` for a message, changed so that [words](address) does not become a link."""
    return cut(text).replace("](", "] (")
