"""ilchi checks translations against a glossary, Korean to English first."""

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checker.corpus import Corpus
    from checker.errors import CheckerError
    from checker.glossary import Glossary
    from checker.model import Segment, Span
    from checker.pipeline import Report, Settings, check
    from checker.project import read_corpus, read_glossary

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
    "Glossary": "glossary",
    "Report": "pipeline",
    "Segment": "model",
    "Settings": "pipeline",
    "Span": "model",
    "check": "pipeline",
    "read_corpus": "project",
    "read_glossary": "project",
}


def __getattr__(name: str) -> object:
    """The public names, loaded when asked for: ``ilchi --version`` needs none of them."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"checker.{_HOMES[name]}"), name)
