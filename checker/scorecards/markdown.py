"""For a chat or a summary of a run: the numbers as tables, the ten worst terms."""

from collections.abc import Iterator, Sequence
from typing import TextIO

from checker.reports._texts import cut
from checker.reports.markdown import escaped
from checker.scorecard import ConceptScore, Rate, Scorecard, SystemScore
from checker.scorecards._words import interval, percent, verdict, worst

_WORST = 10


def write(card: Scorecard, out: TextIO) -> None:
    """See the module."""
    out.writelines(f"{line}\n" for line in _lines(card))


def _lines(card: Scorecard) -> Iterator[str]:
    scored = [*card.systems, *([card.ceiling] if card.ceiling else [])]
    yield "# Translation score"
    yield ""
    yield from _table(
        ("", "terms", "95 %", "exclusive", "raw (WMT25)", "consistency", "LTCR", "CQS if confirmed"),
        [_system(system) for system in scored],
    )
    if card.systems[0].metrics:
        names = [metric.name for metric in card.systems[0].metrics]
        yield from _table(
            ("", *names),
            [
                (_text(system.name), *(f"{m.score:.2f} (mean {m.mean:.2f} ± {m.half:.2f})" for m in system.metrics))
                for system in card.systems
            ],
        )
    for comparison in card.comparisons:
        yield from _table(
            (
                _text(f"{comparison.system} against {comparison.baseline}"),
                "difference",
                "p bootstrap",
                "p randomisation",
            ),
            [
                (d.name, f"{d.difference:+.2f}", f"{d.bootstrap:.4f}", f"{d.randomisation:.4f}")
                for d in comparison.differences
            ],
        )
        won, tied, lost = comparison.by_terms
        yield f"Segments by terms: {won:,} won, {tied:,} tied, {lost:,} lost."
        yield ""
    for system in card.systems:
        if system.quality:
            yield f"{_text(system.name)}: {verdict(system)} {system.quality.formula}."
            yield ""
        terms = worst(system)[:_WORST]
        if terms:
            yield f"Worst terms of {_text(system.name)}:"
            yield ""
            yield from _table(
                ("term", "preferred", "accepted", "renderings"),
                [(_text(c.source), _text(c.preferred), _of(c.success), _renderings(c)) for c in terms],
            )
    yield from (f"- {_text(notice)}" for notice in card.notices)
    yield f"Signature: `{card.signature}`"
    for metric in card.systems[0].metrics:
        yield f"{metric.name}: `{metric.signature}`"


def _system(system: SystemScore) -> tuple[str, ...]:
    terms, one = system.terms, system.consistency["accepted as one"]
    raw = percent(terms.raw)
    return (
        _text(system.name),
        f"{percent(terms.success.value)} ({_of(terms.success)})",
        interval(terms.success),
        percent(terms.exclusive.value),
        raw if terms.raw_confirmed else f"{raw} (no reference)",
        percent(one.frequent.micro if one.frequent else None),
        percent(one.ltcr.value),
        f"{system.quality.cqs:.1f}" if system.quality else "–",
    )


def _renderings(concept: ConceptScore) -> str:
    return _text("; ".join(f"{text} ({count})" for text, count in concept.renderings[:3]))


def _of(rate: Rate) -> str:
    return f"{rate.part:,}/{rate.whole:,}"


def _table(head: Sequence[str], body: Sequence[Sequence[str]]) -> Iterator[str]:
    """A table of cells that are safe already."""
    yield "| " + " | ".join(head) + " |"
    yield "|" + "---|" * len(head)
    for row in body:
        yield "| " + " | ".join(row) + " |"
    yield ""


def _text(text: str) -> str:
    """``text`` as text, on one line and of bounded length."""
    return escaped(cut(text))
