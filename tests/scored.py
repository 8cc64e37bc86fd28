"""Scores of small corpora, for tests."""

import io

from checker.engine.part import Part
from checker.engine.summary import Settings
from checker.score import formats
from checker.score.formats import Page
from checker.score.score import score


def page(systems, glossary, *references, settings=None, old=None, history=(), **others):
    """The page of translations that have one glossary."""
    parts = {name: [Part(corpus, glossary, references, name=name)] for name, corpus in systems.items()}
    return Page(*score(parts, settings or Settings(), **others), old, history)


def card(*arguments, **others):
    """The numbers alone."""
    return page(*arguments, **others).card


def written(shown, kind):
    """A page as it is written; of a workbook the bytes."""
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, "utf-8", newline="")
    formats.writer(kind).write(shown, out)
    out.flush()
    return raw.getvalue() if kind == "xlsx" else raw.getvalue().decode("utf-8")
