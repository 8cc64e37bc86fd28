"""ilchi checks translations against a glossary, Korean to English first."""

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checker.corpus import Corpus
    from checker.engine.check import check
    from checker.engine.report import Report
    from checker.engine.summary import Settings
    from checker.errors import CheckerError
    from checker.glossary.concepts import Glossary
    from checker.model import Segment, Span
    from checker.project.inputs import read_corpus, read_glossary

__all__ = [
    "CheckerError",
    "Corpus",
    "Glossary",
    "Report",
    "Segment",
    "Settings",
    "Span",
    "check",
    "read_corpus",
    "read_glossary",
]

_HOMES = {
    "CheckerError": "errors",
    "Corpus": "corpus",
    "Glossary": "glossary.concepts",
    "Report": "engine.report",
    "Segment": "model",
    "Settings": "engine.summary",
    "Span": "model",
    "check": "engine.check",
    "read_corpus": "project.inputs",
    "read_glossary": "project.inputs",
}


def __getattr__(name: str) -> object:
    """Imports the public names on first use, because ``ilchi --version`` needs none of them."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"checker.{_HOMES[name]}"), name)
