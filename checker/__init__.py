"""ilchi checks translations against a glossary, Korean to English first."""

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
