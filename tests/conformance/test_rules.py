"""Every rule does what the examples in its docstring say, in any cut, and keeps its shape whatever the texts are."""

import itertools
from collections.abc import Iterable, Iterator
from types import ModuleType
from typing import Any

import msgspec
import pytest

from checker import Corpus, Glossary, Segment, Settings, check, rules
from checker.family import member, names
from checker.languages import language
from checker.model import Finding, Severity
from tests.conformance.samples import READABLE
from tests.examples import Example, examples

FAMILY = rules.__name__
MEMBERS = names(FAMILY)
OF_TEXTS = [*rules.local(), *rules.grouped()]  # the others are about the project
LANGUAGES = [name for name in names("checker.languages") if name != "fallback"]
LONGEST_NOTE = 300  # bytes of what a grouped rule may keep of a place


def module(name: str) -> ModuleType:
    return member(FAMILY, name)


EXAMPLES = [
    pytest.param(name, example, id=f"{name}-{example.kind}-{number}")
    for name in OF_TEXTS
    for number, example in enumerate(examples(module(name)), 1)
]
GLOSSARY = Glossary.from_rows(
    [
        {"id": "kim", "category": "person", "source": "김정은", "target": "Kim Jong Un", "forbidden": "Kim Jong-un"},
        {"id": "py", "category": "place", "source": "평양", "target": "Pyongyang", "admitted": "the capital"},
        {"id": "envoy", "category": "title", "source": "대사", "target": "envoy", "match": "free"},
        {"id": "ban", "forbidden": "medal|ﬁne"},
    ]
)
# Each text beside each other, and the same source twice in a document.
SEGMENTS = [
    Segment(source=one, target=other, document=f"{number % 3}")
    for number, (one, other) in enumerate(itertools.product(READABLE.values(), repeat=2))
] * 2


@pytest.fixture(scope="module")
def report():
    """All rules on all texts."""
    return check(Corpus.of(SEGMENTS), GLOSSARY)


def of_rule(report, name: str) -> list[Finding]:
    return [finding for finding in report.findings if finding.rule == name]


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_it_does_what_its_example_says(name: str, example: Example) -> None:
    found = of_rule(check(example.corpus, example.glossary), name)
    if example.kind == "passes":
        assert not [finding for finding in found if finding.severity != Severity.NEUTRAL]
        return
    assert found
    if example.marks:
        spans = [(finding.segment, span.start, span.end) for finding in found for span in finding.target]
        assert spans == list(example.marks)


@pytest.mark.parametrize("name", MEMBERS)
def test_its_docstring_explains_it_and_has_examples_of_both_kinds(name: str) -> None:
    first, blank = (module(name).__doc__ or "").splitlines()[:2]
    assert first.endswith(".")
    assert ". " not in first
    assert not blank
    assert {example.kind for example in examples(module(name))} == ({"flags", "passes"} if name in OF_TEXTS else set())
    assert rules.words(name)[0] == first


@pytest.mark.parametrize("name", MEMBERS)
def test_it_is_local_or_grouped_or_of_the_project(name: str) -> None:
    assert isinstance(module(name).severity, Severity)
    area, kind = module(name).error_type.split("/")
    assert area
    assert kind
    assert [name in rules.local(), name in rules.grouped(), hasattr(module(name), "compare")].count(True) == 1
    assert name not in rules.grouped() or hasattr(module(name), "report")


@pytest.mark.parametrize("name", OF_TEXTS)
def test_its_examples_give_the_same_in_any_cut(name: str) -> None:
    for example in examples(module(name)):
        whole, cut = (
            of_rule(check(example.corpus, example.glossary, Settings(chunk=chunk)), name) for chunk in (1000, 1)
        )
        assert cut == whole


@pytest.mark.parametrize("name", MEMBERS)
def test_its_findings_point_into_the_texts_and_say_why(name: str, report) -> None:
    for finding in of_rule(report, name):
        segment = SEGMENTS[finding.segment]
        for text, spans in ((segment.source, finding.source), (segment.target, finding.target)):
            assert all(0 <= span.start <= span.end <= len(text) for span in spans)
        for fix in finding.fixes:
            assert 0 <= fix.span.start <= fix.span.end <= len(segment.target)
            assert fix.replacement != fix.span.of(segment.target)
        assert all(0 <= related.segment < len(SEGMENTS) for related in finding.related)
        assert finding.message
        assert finding.why
        assert finding.fingerprint


def test_all_texts_give_the_same_in_any_cut(report) -> None:
    cut = check(Corpus.of(SEGMENTS), GLOSSARY, Settings(chunk=7))
    assert [each for each in cut.findings] == [each for each in report.findings]  # noqa: C416 - a sequence, not a list


@pytest.mark.parametrize("code", [*LANGUAGES, "ja", "xx"])
def test_any_language_may_stand_on_either_side(code: str) -> None:
    other = "en" if code != "en" else "ko"
    for pair in ((code, other), (other, code), (code, code)):
        found = check(Corpus.of(SEGMENTS[: len(READABLE) * 3], *pair), GLOSSARY).findings
        assert all(finding.rule in MEMBERS for finding in found)
    assert language(code).code == code


def test_a_text_as_long_as_a_book_is_checked() -> None:
    source, target = (
        ("구름이 산 위로 흘러간다. " * 80_000)[: 1 << 20],
        ("Clouds drift over hills. " * 42_000)[: 1 << 17],
    )
    pairs = ((source, target), (source, "short"), ("짧다", target), (source, ""))
    segments = [Segment(source=one, target=other, document="1") for one, other in pairs]
    assert check(Corpus.of(segments), GLOSSARY).summary.segments == len(segments)


@pytest.mark.parametrize("name", rules.grouped())
def test_a_grouped_rule_keeps_no_whole_texts(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    notes: list[Any] = []

    def kept(given: Iterable[Any], _glossary: Glossary) -> Iterator[Finding]:
        notes.extend(given)
        return iter(())

    monkeypatch.setattr(module(name), "report", kept)
    for example in examples(module(name)):
        long = [
            msgspec.structs.replace(
                each, source=each.source + " 구름" * 1000, target=each.target + " cloud over cloud" * 200
            )
            for each in example.segments
        ]
        for segments in (example.segments, long):
            list(check(Corpus.of(segments, *example.languages), example.glossary).findings)
    assert notes
    assert len({len(note.group) for note in notes}) == 1
    assert all(len(note.group) <= 255 and len(note.rest) <= LONGEST_NOTE for note in notes)
    assert all(0 <= note.segment < max(len(example.segments) for example in examples(module(name))) for note in notes)
