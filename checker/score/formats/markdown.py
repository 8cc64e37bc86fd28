"""Markdown for a chat or the summary of a CI run: tables of the numbers and of the ten worst terms."""

from collections.abc import Iterator, Sequence
from typing import TextIO

from checker.reports._texts import cut
from checker.reports.markdown import escaped
from checker.score.card import ConceptScore, Rate, Scorecard, SystemScore
from checker.score.formats import Page
from checker.score.formats._trend import Point, otherwise, points, shifts
from checker.score.formats._words import interval, measured, percent, ranked, verdict, worst
from checker.text.hosts import disarmed
from checker.text.visible import printable

_WORST = 10


def write(page: Page, out: TextIO) -> None:
    """Write the score as Markdown."""
    out.writelines(f"{line}\n" for line in _lines(page))


def _lines(page: Page) -> Iterator[str]:
    card = page.card
    yield from _scores(card)
    yield from _compared(card)
    for system in card.systems:
        yield from _terms(system)
    if page.old:
        yield from _table(
            (_text(f"against {page.old.name}"), "then", "now", "difference"),
            [(f"{_text(s.system)}: {s.measure}", s.shown(s.before), s.shown(s.now), s.difference)
             for s in shifts(page.old, card)],
        )  # fmt: skip
        yield from (f"- signature: {_text(each)}" for each in otherwise(page))
    if page.history:
        yield from _table(
            ("history", "terms", "issues per 1,000 words", "CQS if confirmed", ""),
            [(_text(p.name), percent(p.success), _number(p.issues), _number(p.cqs), _marks(p)) for p in points(page)],
        )
    yield from (f"- {_text(notice)}" for notice in card.notices)
    yield f"Signature: {_verbatim(card.signature)}"
    for metric in card.systems[0].metrics:
        yield f"{metric.name}: {_verbatim(metric.signature)}"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}"


def _marks(point: Point) -> str:
    return _text("; ".join([*(["glossary changed"] if point.glossary else []), *point.changes]))


def _scores(card: Scorecard) -> Iterator[str]:
    scored = [*ranked(card.systems), *([card.ceiling] if card.ceiling else [])]
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
                (_text(system.name), *(f"{m.score:.2f} ({measured(m)})" for m in system.metrics))
                for system in ranked(card.systems)
            ],
        )


def _compared(card: Scorecard) -> Iterator[str]:
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
        if comparison.by_segment:
            won, tied, lost = comparison.by_segment
            yield f"Segments by chrF++: {won:,} won, {tied:,} tied, {lost:,} lost."
        yield ""
        yield from _table(
            ("most different term", "preferred", _text(comparison.baseline), _text(comparison.system)),
            [(_text(g.source), _text(g.preferred), _of(g.baseline), _of(g.system)) for g in comparison.gaps[:_WORST]],
        )


def _terms(system: SystemScore) -> Iterator[str]:
    if system.quality:
        yield f"{_text(system.name)}: {verdict(system)} {system.quality.formula}."
        yield ""
    if system.dismissed:
        reviewed = system.terms.reviewed
        yield (
            f"{_text(system.name)}: {system.dismissed:,} findings dismissed by reviewers do not count;"
            f" with them {percent(reviewed.value)} of the terms ({_of(reviewed)}) are accepted."
        )
        yield ""
    terms = worst(system)[:_WORST]
    if terms:
        yield f"Worst terms of {_text(system.name)}:"
        yield ""
        yield from _table(
            ("term", "preferred", "accepted", "renderings"),
            [(_text(c.source), _text(c.preferred), _of(c.success), _renderings(c)) for c in terms],
        )


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
    """The lines of a table; the cells must be escaped."""
    if not body:
        return
    yield "| " + " | ".join(head) + " |"
    yield "|" + "---|" * len(head)
    for row in body:
        yield "| " + " | ".join(row) + " |"
    yield ""


def _verbatim(text: str) -> str:
    """``text`` as code, in which markup has no meaning."""
    shown = disarmed(printable(text)).replace("`", "'")
    return f"`{shown}`"


def _text(text: str) -> str:
    """``text`` escaped, shortened and on one line."""
    return escaped(cut(text))
