"""Runs made by hand, for reports: any findings, whatever the rules would say."""

import io
from collections import Counter
from collections.abc import Sequence

from checker import reports
from checker.engine.findings import Standing
from checker.engine.summary import Summary
from checker.judging.gate import Gate
from checker.model import FixKind, Outcome, Severity, Span
from checker.reports import Link, Record, Run, Side, WrittenFix


def record(**fields) -> Record:
    """A finding; what is not given is plain."""
    plain = {
        "rule": "misspelled-term",
        "severity": Severity.MAJOR,
        "reason": "",
        "status": Standing.OPEN,
        "fingerprint": "0123456789abcdef",
        "file": "news.tsv",
        "line": 2,
        "index": 1,
        "unit": None,
        "document": "",
        "concept": "lake",
        "candidates": (),
        "message": "“Duman Lake” is misspelled; write “Lake Duman”",
        "why": "the parts stand in another order",
        "found": "Duman Lake",
        "expected": ("Lake Duman",),
        "source": Side("두만호에 갔다.", (Span(0, 3),)),
        "target": Side("They went to Duman Lake.", (Span(13, 23),)),
        "fixes": (WrittenFix(kind=FixKind.SAFE, safe=True, span=Span(13, 23), replacement="Lake Duman"),),
        "related": (Link(7, "Lake Duman", "the usual rendering"),),
    }
    return Record(**(plain | fields))


def run(records: Sequence[Record], *, fail_on: Severity = Severity.MAJOR, **fields) -> Run:
    """A run with these findings; the gate is as they are."""
    failing = sum(each.open and each.severity.rank >= fail_on.rank for each in records)
    counts = Counter(each.severity.value for each in records if each.open)
    plain = {
        "signature": "ilchi 1|ko-en",
        "source_language": "ko",
        "target_language": "en",
        "summary": Summary(
            segments=max(len(records), 1),
            documents=1,
            occurrences=4,
            outcomes={outcome.value: 0 for outcome in Outcome} | {"preferred": 2, "missing": 2},
            severities={severity.value: counts[severity.value] for severity in Severity},
            rules=dict(sorted(Counter(each.rule for each in records).items())),
            gating={severity.value: counts[severity.value] for severity in Severity},
        ),
        "notices": (),
        "gates": (Gate("findings", not failing, f"{failing} findings of severity {fail_on} or above"),),
        "fail_on": fail_on,
        "files": dict(Counter(each.file for each in records)) or {"news.tsv": 1},
        "records": records,
    }
    return Run(**(plain | fields))


def rendered(kind: str, made: Run) -> bytes:
    """What the report of this kind writes."""
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, "utf-8", errors="backslashreplace", newline="\n")
    reports.writer(kind).write(made, out)
    out.flush()
    return raw.getvalue()
