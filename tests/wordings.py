"""What the tests of languages ask: where a term is found, and what becomes of its occurrences."""

from checker import Corpus, Glossary, Segment, check
from checker.languages import Language, Wording, language
from checker.model import Category

KOREAN, ENGLISH = language("ko"), language("en")


def spans(of: Language, term: str, category: str, text: str, *, exact: bool = False) -> list[str]:
    """What stands where ``term`` is found in ``text``."""
    hits = of.compile([Wording(term, Category(category), exact)]).find([text])
    return [text[start:end] for start, end in zip(hits.starts, hits.ends, strict=True)]


def outcomes(source: str, target: str, *rows: str, pair: tuple[str, str] = ("ko", "en")) -> list[tuple]:
    """Concept, outcome and reason of each occurrence; rows are ``category source = target; deprecated``."""
    report = check(Corpus.of([Segment(source=source, target=target)], *pair), glossary(*rows))
    return [(match.concept, match.outcome.value, match.reason) for match in report.matches]


def glossary(*rows: str) -> Glossary:
    """A glossary of rows ``category source = target; deprecated``."""
    made = []
    for row in rows:
        category, rest = row.split(" ", 1)
        source, targets = rest.split(" = ")
        target, _, deprecated = targets.partition("; ")
        made.append({"id": source, "category": category, "source": source, "target": target, "deprecated": deprecated})
    return Glossary.from_rows(made)


P, A, D, X, C, M = "preferred", "admitted", "deprecated", "misspelled", "miscased", "missing"
