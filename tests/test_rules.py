"""Every rule does what the examples in its docstring say."""

import importlib

import pytest

from checker import Corpus, check, rules
from checker.family import names
from checker.model import Severity
from tests.examples import Example, examples

IDS = [
    "deprecated-term",
    "edge-whitespace",
    "empty-target",
    "garbled-text",
    "inconsistent-term",
    "inconsistent-translation",
    "misaligned-segment",
    "miscased-term",
    "missing-term",
    "misspelled-term",
    "number-mismatch",
    "placeholder-mismatch",
    "repeated-word",
    "unbalanced-punctuation",
    "untranslated-text",
    "wrong-language",
]
MODULES = {name: importlib.import_module(f"checker.rules.{name.replace('-', '_')}") for name in IDS}
EXAMPLES = [
    pytest.param(name, example, id=f"{name}-{example.kind}-{number}")
    for name, module in MODULES.items()
    for number, example in enumerate(examples(module), 1)
]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_example(rule: str, example: Example) -> None:
    report = check(Corpus.of(example.segments), example.glossary)
    found = [finding for finding in report.findings if finding.rule == rule]
    if example.kind == "passes":
        assert not [finding for finding in found if finding.severity != Severity.NEUTRAL]
        return
    assert found
    if example.marks:
        spans = [(finding.segment, *span) for finding in found for span in _pairs(finding.target)]
        assert spans == list(example.marks)


def _pairs(spans: tuple) -> list[tuple[int, int]]:
    return [(span.start, span.end) for span in spans]


def test_a_rule_is_a_file() -> None:
    assert list(names("checker.rules")) == IDS
    assert sorted({**rules.local(), **rules.grouped()}) == IDS


@pytest.mark.parametrize("rule", IDS)
def test_docstring(rule: str) -> None:
    first, blank = (MODULES[rule].__doc__ or "").splitlines()[:2]
    assert first.endswith(".")
    assert ". " not in first
    assert not blank
    kinds = {example.kind for example in examples(MODULES[rule])}
    assert kinds == {"flags", "passes"}


@pytest.mark.parametrize("rule", IDS)
def test_kind(rule: str) -> None:
    assert isinstance(MODULES[rule].severity, Severity)
    area, kind = MODULES[rule].error_type.split("/")
    assert area
    assert kind
    assert (rule in rules.local()) is not (rule in rules.grouped())
