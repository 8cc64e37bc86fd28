"""A check: a part's segments in, a report out. Reads no clock, prints nothing, opens no file but its spool."""

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

_KEPT = 50_000  # findings of a report that is kept as a whole


def check(
    corpus: Corpus,
    glossary: Glossary,
    settings: Settings = Settings(),  # noqa: B008  # frozen
    runner: Runner | None = None,
) -> Report:
    """Check ``corpus`` against ``glossary``.

    Args:
        corpus: The segments; read once, and again for the few that grouped rules point at.
        glossary: The concepts.
        settings: What else to know.
        runner: The means; without one, processes of this machine as the settings say.

    Returns:
        The report. The same input gives the same report, however it is cut into chunks.
    """
    report, _ = checked(Part(corpus, glossary), settings, runner or Runner())
    return report


def checked(
    part: Part, settings: Settings, runner: Runner, together: Callable[[Checking], Together] = Together
) -> tuple[Report, list[Any]]:
    """The report on a part, and what other observers of the same matches add up to.

    Args:
        part: What to check.
        settings: What else to know.
        runner: The means. Where its memory holds all of the part, no segment is read.
        together: Puts other observers beside the rules; where the part can be kept as a whole, their totals have to be
            partials themselves.
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
    findings = said.findings(part.corpus, part.glossary)
    tally = said.tally
    notices = tally.notices(settings, part.glossary)
    report = Report(part, findings, tally.summary(), signature, notices, dict(tally.files))
    if runner.memory and key and key == _key(part, observer) and len(findings) <= _KEPT:
        packed = [report.packed(), *observer.packed_totals(totals)]
        runner.memory.remember(key, msgspec.msgpack.encode(packed))
    return report, totals


def check_parts(
    parts: Sequence[Part],
    settings: Settings,
    runner: Runner,
    together: Callable[[int, Checking], Together] = lambda _number, checking: Together(checking),
) -> tuple[list[Report], list[list[Any]]]:
    """The reports on all parts of a project, and what other observers add up to in each.

    Args:
        parts: Each of files that no other has.
        settings: What else to know.
        runner: The means.
        together: Puts other observers beside the rules of a part, told its number from 0.
    """
    results = [checked(part, settings, runner, partial(together, number)) for number, part in enumerate(parts)]
    return [report for report, _ in results], [totals for _, totals in results]


def _key(part: Part, observer: Observer[Any, Any]) -> str:
    """By what the memory finds the results of a whole part, "" where they may not be kept."""
    content = part.key()
    return f"{content}|{observer.key}" if content else ""
