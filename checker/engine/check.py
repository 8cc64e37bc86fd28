"""Checks a part of a project and returns its report. It reads no clock and prints nothing."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import msgspec

from checker.corpus import Corpus
from checker.engine.checking import Checking
from checker.engine.observer import Observer, Together
from checker.engine.part import Part
from checker.engine.report import Report, recalled
from checker.engine.runner import Runner
from checker.engine.signature import signature_of
from checker.engine.summary import Settings
from checker.glossary.concepts import Glossary

_KEPT = 50_000  # most findings of a report that is cached as a whole


def check(
    corpus: Corpus,
    glossary: Glossary,
    settings: Settings = Settings(),  # noqa: B008  # frozen
    runner: Runner | None = None,
) -> Report:
    """Check ``corpus`` against ``glossary``.

    Args:
        corpus: The segments; they are read a second time if grouped rules have findings.
        glossary: The concepts.
        settings: The settings.
        runner: Runs the check; None for a runner without cache.

    Returns:
        The report. It does not depend on the size of the chunks or the number of processes.
    """
    report, _ = checked(Part(corpus, glossary), settings, runner or Runner())
    return report


def checked(
    part: Part, settings: Settings, runner: Runner, together: Callable[[Checking], Together] = Together
) -> tuple[Report, list[Any]]:
    """The report on a part, and the totals of other observers of the same matches.

    Args:
        part: The part to check.
        settings: The settings.
        runner: Runs the check. If its memory has the result of the whole part, no segment is read.
        together: Adds other observers to the rules. If the part may be cached as a whole, their totals must be
            partials too.
    """
    signature = signature_of(part)
    checking = Checking(signature, one_document=settings.one_document)
    observer = together(checking)
    key = _key(part, observer) if runner.memory else ""
    known = runner.memory.recall(key) if runner.memory and key else None
    if known is not None:
        whole, *others = msgspec.msgpack.decode(known, type=list[bytes])
        return recalled(whole, part, signature), observer.unpacked_totals(others)
    said, *totals = runner.run(part, observer, settings).totals
    findings = said.findings(part.corpus.in_turn(), part.glossary)
    notices = said.tally.notices(settings, part.glossary)
    report = Report(part, findings, said.tally.summary(), signature, notices, dict(said.tally.files))
    if runner.memory and key and key == _key(part, observer) and len(report.findings) <= _KEPT:
        packed = [report.packed(), *observer.packed_totals(totals)]
        runner.memory.remember(key, msgspec.msgpack.encode(packed))
    return report, totals


def check_parts(
    parts: Sequence[Part],
    settings: Settings,
    runner: Runner,
    together: Callable[[int, Checking], Together] = lambda _number, checking: Together(checking),
) -> tuple[list[Report], list[list[Any]]]:
    """The reports on all parts of a project, and the totals of other observers of each part.

    Args:
        parts: The parts; no file is in two of them.
        settings: The settings.
        runner: Runs the checks.
        together: Adds other observers to the rules; called with the number of the part, from 0.
    """
    results = [checked(part, settings, runner, partial(together, number)) for number, part in enumerate(parts)]
    return [report for report, _ in results], [totals for _, totals in results]


def _key(part: Part, observer: Observer[Any, Any]) -> str:
    """The key of the results of a whole part in the memory, "" if they must not be kept."""
    content = part.key()
    return f"{content}|{observer.key}" if content else ""
