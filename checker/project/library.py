"""What Python programs call: a check with everything that the command line has, and what to do with its report.

corpus, glossary = read_corpus("news.tsv"), read_glossary("names.csv")
report = check(corpus, glossary, severities={"omitted-text": "off"}, baseline=read_baseline("baseline.jsonl"))
for finding, segment, *_ in report.evidence():
    print(segment.file, segment.line, segment.target, finding.message)
verdicts = gates(report.summary, Severity.MAJOR)
with open("report.html", "w", encoding="utf-8") as out:
    write_report("html", report, out, verdicts)
"""

import os
from collections.abc import Collection, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any, Self, TextIO

from checker import reports, rules
from checker.corpus import Corpus
from checker.engine import check as engine
from checker.engine import report as plain
from checker.engine.findings import Evidence
from checker.engine.part import Part
from checker.engine.runner import Runner
from checker.engine.signature import versions_of
from checker.engine.summary import Settings
from checker.errors import CheckerError
from checker.family import names
from checker.glossary.concepts import Glossary
from checker.judging import baseline as judged
from checker.judging.baseline import Baseline
from checker.judging.decisions import Decisions
from checker.judging.gate import Gate
from checker.judging.triage import OFF, Triage
from checker.model import Severity
from checker.project import baseline_file, decision_file
from checker.project.config import meant
from checker.reports._columns import COLUMNS, NUMBERS, SPANS, row

Severities = Mapping[str, Severity | str]


class Report(plain.Report):
    """The result of a check.

    Attributes:
        findings: The findings by segment and position.
        matches: All occurrences of terms with their renderings, computed again at each iteration.
        summary: The counts; of findings only the open ones.
        signature: What the result depends on, besides the segments.
        notices: Other messages for the user.
        files: The number of segments of each file, in order.
    """

    @classmethod
    def of(cls, report: plain.Report) -> Self:
        """The same report, with what Python programs ask of it."""
        return cls(report.part, report.findings, report.summary, report.signature, report.notices, report.files)

    def evidence(self) -> Iterator[Evidence]:
        """The findings with their segments (texts, file, line, unit) and whether they are open, one by one."""
        return self.findings.evidence()

    def rows(self) -> Iterator[dict[str, Any]]:
        """The findings as rows of a table, with the columns of the Parquet report; spans are pairs of offsets."""
        return (row(reports.Record.of(evidence)) for evidence in self.evidence())

    def to_frame(self) -> Any:  # noqa: ANN401  # of a library that may not be there
        """The findings as a data frame of pandas, or of polars where there is no pandas.

        Its columns are those of the Parquet report.

        Raises:
            CheckerError: Neither is installed.
        """
        found = list(self.rows())
        try:
            import pandas as pd
        except ImportError:
            return _polars(found)
        return pd.DataFrame(found, columns=[*COLUMNS, *SPANS]).astype(dict.fromkeys(NUMBERS, "int64"))


def _polars(found: list[dict[str, Any]]) -> Any:  # noqa: ANN401
    try:
        import polars as pl
    except ImportError:
        raise CheckerError(
            "a data frame needs pandas or polars", hint="pip install pandas, or pip install polars"
        ) from None
    kinds: dict[str, Any] = {name: pl.Int64 if name in NUMBERS else pl.String for name in COLUMNS}
    return pl.DataFrame(found, kinds | dict.fromkeys(SPANS, pl.List(pl.List(pl.Int64))))


def check(
    corpus: Corpus,
    glossary: Glossary,
    settings: Settings = Settings(),  # noqa: B008  # frozen
    runner: Runner | None = None,
    *,
    rules: Collection[str] | None = None,
    severities: Severities | None = None,
    decisions: Decisions | None = None,
    baseline: Baseline | None = None,
) -> Report:
    """Check ``corpus`` against ``glossary``.

    Args:
        corpus: The segments; they are read a second time if grouped rules have findings.
        glossary: The concepts.
        settings: The settings.
        runner: Runs the check; None for a runner without cache.
        rules: The names of the rules that run, all others being off; None for all.
        severities: The severity of a rule's findings, or ``off``, by rule, as in the config; neutral ones stay neutral.
        decisions: What people decided on findings; what they dismissed is not open.
        baseline: The findings of an earlier time, which are not open either.

    Returns:
        The report. It does not depend on the size of the chunks or the number of processes.

    Raises:
        CheckerError: A rule or a severity is unknown, or the corpus cannot be read.
    """
    wanted = _severities(rules, severities or {})
    report = engine.check(corpus, glossary, settings, runner)
    if wanted or decisions is not None or baseline is not None:
        report = Triage(lambda _file: wanted, decisions, baseline).judged(report)
    return Report.of(report)


def _severities(wanted: Collection[str] | None, severities: Severities) -> dict[str, str]:
    """The severities by rule, with ``off`` for the rules that are not wanted."""
    known, levels = names(rules.__name__), [*Severity, OFF]
    if isinstance(wanted, str):
        raise CheckerError(f"rules is the text “{wanted}”", hint=f"write rules=[{wanted!r}]")
    for rule in chain(wanted or (), severities):
        if rule not in known:
            raise CheckerError(f"the rule “{rule}” is unknown", hint=meant(rule, known))
    for rule, level in severities.items():
        if level not in levels:
            raise CheckerError(f"the severity of {rule} is “{level}”", hint=f"use one of {', '.join(levels)}")
    chosen = {rule: str(level) for rule, level in severities.items()}
    if wanted is not None:
        chosen |= {rule: OFF for rule in known if rule not in wanted}
    return chosen


def write_report(
    kind: str, report: Report, out: TextIO, gates: tuple[Gate, ...] = (), fail_on: Severity = Severity.MAJOR
) -> None:
    """Write ``report`` to ``out`` in a format of ``ilchi check --format``.

    Args:
        kind: The name of the format.
        report: The report of ``check``.
        out: A text stream in UTF-8; formats that are bytes write to its ``buffer``.
        gates: The verdicts of ``gates``.
        fail_on: The severity with which these were asked for.

    Raises:
        CheckerError: There is no such format, or it needs an extra that is not installed.
    """
    reports.writer(kind).write(reports.Run.of(report, gates, fail_on, *report.part.languages), out)


def read_decisions(*paths: str | os.PathLike[str], today: str = "") -> Decisions:
    """The decisions in files as ``ilchi review`` writes them (``decisions.jsonl``); they need not exist.

    Args:
        paths: The files.
        today: The day (ISO 8601) on which decisions may have ended; "" for none.

    Raises:
        CheckerError: A file cannot be read, or a line is not a decision.
    """
    return decision_file.load(map(Path, paths), today)


def read_baseline(path: str | os.PathLike[str]) -> Baseline:
    """The baseline in a file as ``ilchi baseline`` writes it; an empty one if there is none.

    Raises:
        CheckerError: It cannot be read, or a line does not belong to a baseline.
    """
    return baseline_file.loaded(Path(path))


def write_baseline(path: str | os.PathLike[str], corpus: Corpus, glossary: Glossary) -> None:
    """Record all findings of today in a file, as ``ilchi baseline create`` does.

    Raises:
        CheckerError: The corpus cannot be read, or the file cannot be written; it is then what it was.
    """
    findings, apart = (engine.check(each, glossary).findings for each in (corpus, judged.each_apart(corpus)))
    origin = judged.Origin.of(versions_of(Part(corpus, glossary)), corpus, glossary)
    baseline_file.save(Path(path), judged.entries(findings.evidence(), apart.evidence()), [origin])
