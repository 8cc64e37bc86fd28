"""JUnit XML for test reports: a suite for the gates and one per file, with one test per finding.

A finding that fails the gate is a failure. A finding that is not open is skipped. A milder finding passes, with its
text as output. A file without findings is one test that passes. So the tests fail when the command ends with status 1.
"""

import itertools
from collections import Counter
from collections.abc import Iterator
from typing import TextIO
from xml.sax.saxutils import escape, quoteattr

from checker.judging.gate import counted
from checker.reports import Record, Run
from checker.reports._identity import Identities
from checker.reports._texts import cut, quoted, slashed
from checker.text.hosts import disarmed_markup

_RESULTS = ("tests", "failures", "skipped")


def write(run: Run, out: TextIO) -> None:
    """Write the suites; the findings are read twice, because a suite begins with its counts."""
    suites = [(file, _counts(run, records)) for file, records in _by_file(run)]
    clean = [file for file in run.files if file not in {file for file, _ in suites}]
    gates = Counter(tests=len(run.gates), failures=sum(not gate.passed for gate in run.gates))
    total = sum((counts for _, counts in suites), gates) + Counter(tests=len(clean))
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    out.write(f'<testsuites name="ilchi" tests="{total["tests"]}" failures="{total["failures"]}" errors="0">\n')
    out.write(_suite("ilchi gates", gates))
    for gate in run.gates:
        outcome = "" if gate.passed else _failure("gate", gate.detail, cut(gate.detail))
        out.write(_case(gate.name, "ilchi gates", outcome))
    out.write("</testsuite>\n")
    identities = Identities()
    for (file, counts), (_, records) in zip(suites, _by_file(run), strict=True):
        out.write(_suite(slashed(file), counts))
        for record in records:
            name = _name(record, identities.of(record))
            out.write(_case(name, slashed(file), _outcome(run, record)))
        out.write("</testsuite>\n")
    for file in clean:
        out.write(_suite(slashed(file), Counter(tests=1)))
        out.write(_case(f"no finding in {counted(run.files[file], 'segment')}", slashed(file), ""))
        out.write("</testsuite>\n")
    out.write("</testsuites>\n")


def _by_file(run: Run) -> Iterator[tuple[str, Iterator[Record]]]:
    return itertools.groupby(run.records, key=lambda record: record.file)


def _counts(run: Run, records: Iterator[Record]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for record in records:
        counts["tests"] += 1
        counts["failures"] += run.fails(record)
        counts["skipped"] += not record.open
    return counts


def _suite(name: str, counts: Counter[str]) -> str:
    numbers = "".join(f' {each}="{counts[each]}"' for each in _RESULTS)
    return f'<testsuite name={_attribute(name)}{numbers} errors="0">\n'


def _case(name: str, group: str, outcome: str) -> str:
    return f"<testcase classname={_attribute(group)} name={_attribute(name)}>{outcome}</testcase>\n"


def _name(record: Record, identity: str) -> str:
    """A unique name without the line, so that it stays the same when lines move."""
    about = record.found or record.concept or ""
    return f"{record.label}{f' “{cut(about, 60)}”' if about else ''} [{identity[:12]}]"


def _outcome(run: Run, record: Record) -> str:
    if run.fails(record):
        return _failure(record.severity, record.message, _details(run, record))
    if not record.open:
        reason = f"{record.status}: {record.justification}" if record.justification else record.status
        return f"<skipped message={_attribute(reason)}/>"
    return f"<system-out>{_content(_details(run, record))}</system-out>"


def _failure(kind: str, message: str, details: str) -> str:
    return f"<failure type={_attribute(kind)} message={_attribute(message)}>{_content(details)}</failure>"


def _details(run: Run, record: Record) -> str:
    lines = [
        f"{cut(record.place)}: {record.severity}: {cut(record.message)}",
        f"why: {cut(record.why)}",
        f"{cut(run.source_language)}: {quoted(record.source.text, record.source.spans)}",
        f"{cut(run.target_language)}: {quoted(record.target.text, record.target.spans)}",
    ]
    if record.expected:
        lines.append(f"expected: {cut(' | '.join(record.expected))}")
    lines.append(f"fingerprint: {cut(record.fingerprint)}")
    return "\n".join(lines)


def _content(text: str) -> str:
    return disarmed_markup(escape(text))


def _attribute(text: str) -> str:
    return disarmed_markup(quoteattr(cut(text)))
