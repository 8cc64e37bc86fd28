"""One self-contained HTML page, for browsers, mail and print; each plot has a table with its numbers.

Its script only sorts and filters; no other script can run on the page.
"""

import base64
import hashlib
from collections.abc import Iterator
from importlib.resources import files
from itertools import islice
from typing import Any, TextIO

from checker.model import Outcome, Severity
from checker.reports import Record
from checker.reports._spans import window
from checker.reports._texts import on_page
from checker.score.card import DocumentScore, FileScore, Scorecard, SystemScore
from checker.score.formats import Page, _plots
from checker.score.formats._trend import otherwise, points, shifts
from checker.score.formats._words import interval, measured, percent, ranked, verdict, worst

_TERMS = 200
_VARIED = 20  # concepts whose renderings are shown
_DOCUMENTS = 50
_FILES = 100
_FINDINGS = 2000
_TEXT = 1500  # code points of each text that is shown with a finding
_FEW = 30  # occurrences; with fewer, a share means little


def write(page: Page, out: TextIO) -> None:
    """Write the page; all text is escaped."""
    from jinja2 import Environment, FunctionLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        loader=FunctionLoader(_resource),
        finalize=on_page,
    )
    environment.filters |= {"percent": percent, "interval": interval, "measured": measured}
    script = _resource("scorecard.js")
    card = page.card
    stream = environment.get_template("scorecard.html").stream(
        page=page,
        card=card,
        script=Markup(script),  # noqa: S704  # our own
        digest=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
        style=Markup(_resource("scorecard.css")),  # noqa: S704  # our own
        scored=[*ranked(card.systems), *([card.ceiling] if card.ceiling else [])],
        verdict=verdict,
        terms=_terms(card),
        term_count=len({concept.concept for system in card.systems for concept in worst(system)}),
        documents=_documents,
        files=_files,
        varied=lambda system: _plots.varied(system, _VARIED),
        outcomes=list(Outcome),
        severities=list(reversed(Severity)),
        few=_FEW,
        plots=_plots,
        scale=_plots.scale(card),
        shifts=list(shifts(page.old, card)) if page.old else [],
        otherwise=otherwise(page),
        history=points(page) if page.history else [],
        findings=lambda system: _findings(page, system),
        most=_FINDINGS,
    )
    stream.enable_buffering(64)
    out.writelines(stream)


def _resource(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def _terms(card: Scorecard) -> list[dict[str, Any]]:
    """The worst concepts of all systems, each with its score in every system."""
    by_system = [{concept.concept: concept for concept in system.terms.concepts} for system in card.systems]
    lost: dict[str, int] = {}
    for system in card.systems:
        for concept in worst(system):
            missed = concept.success.whole - concept.success.part
            lost[concept.concept] = lost.get(concept.concept, 0) + missed
    found = []
    for name in sorted(lost, key=lambda each: (-lost[each], each))[:_TERMS]:
        scores = [concepts.get(name) for concepts in by_system]
        found.append({"concept": next(score for score in scores if score), "scores": scores})
    return found


def _documents(system: SystemScore) -> list[DocumentScore]:
    """The worst documents, by the upper end of their intervals, so that large bad ones come before small ones."""
    ordered = sorted(system.terms.documents, key=lambda each: (each.success.high or 0.0, each.file, each.document))
    return ordered[:_DOCUMENTS]


def _files(system: SystemScore) -> list[FileScore]:
    """The files with the most findings per segment that are not neutral."""
    ordered = sorted(system.files, key=lambda each: (-sum(each.strip) / max(each.segments, 1), each.file))
    return ordered[:_FILES]


def _findings(page: Page, system: SystemScore) -> Iterator[dict[str, Any]]:
    """The first open findings, with their texts split for highlighting."""
    share = _FINDINGS // len(page.card.systems)
    for record in islice((each for each in page.records(system.name) if each.open), share):
        yield _shown(record)


def _shown(record: Record) -> dict[str, Any]:
    return {
        "finding": record,
        "source": list(window(record.source.text, record.source.spans, _TEXT)),
        "target": list(window(record.target.text, record.target.spans, _TEXT)),
    }
