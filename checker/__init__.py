"""ilchi checks translations against a glossary, Korean to English first."""

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checker.corpus import Corpus
    from checker.engine.summary import Settings
    from checker.errors import CheckerError
    from checker.glossary.concepts import Glossary
    from checker.judging.baseline import Baseline
    from checker.judging.decisions import Decisions
    from checker.judging.gate import Gate, gates
    from checker.model import Segment, Severity, Span
    from checker.project.inputs import read_corpus, read_glossary
    from checker.project.library import Report, check, read_baseline, read_decisions, write_baseline, write_report

__all__ = [
    "Baseline",
    "CheckerError",
    "Corpus",
    "Decisions",
    "Gate",
    "Glossary",
    "Report",
    "Segment",
    "Settings",
    "Severity",
    "Span",
    "check",
    "gates",
    "read_baseline",
    "read_corpus",
    "read_decisions",
    "read_glossary",
    "write_baseline",
    "write_report",
]

_HOMES = {
    "Baseline": "judging.baseline",
    "CheckerError": "errors",
    "Corpus": "corpus",
    "Decisions": "judging.decisions",
    "Gate": "judging.gate",
    "Glossary": "glossary.concepts",
    "Report": "project.library",
    "Segment": "model",
    "Settings": "engine.summary",
    "Severity": "model",
    "Span": "model",
    "check": "project.library",
    "gates": "judging.gate",
    "read_baseline": "project.library",
    "read_corpus": "project.inputs",
    "read_decisions": "project.library",
    "read_glossary": "project.inputs",
    "write_baseline": "project.library",
    "write_report": "project.library",
}


def __getattr__(name: str) -> object:
    """Imports the public names on first use, because ``ilchi --version`` needs none of them."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"checker.{_HOMES[name]}"), name)
