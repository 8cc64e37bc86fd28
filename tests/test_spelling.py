"""Words that no dictionary knows are marked in the form, quietly."""

import sys
import types

import pytest

from checker.model import Concept, Term
from tests.reviewing import Desk, drive, text_of
from tui.screens.form import Edit
from tui.state import spelling
from tui.state.spelling import Spelling

WORDS = set("the council held a meeting on monday don't colour it's and of state was".split())


@pytest.fixture
def dictionary(monkeypatch):
    """Enchant with two English dictionaries."""

    class Dict:
        def __init__(self, tag):
            self.words = WORDS | ({"color"} if tag == "en_US" else set())

        def check(self, word):
            return word in self.words

    module = types.ModuleType("enchant")
    module.errors = types.SimpleNamespace(Error=RuntimeError)
    module.list_languages = lambda: ["en_GB", "en_US", "de_DE"]
    module.Dict = Dict
    monkeypatch.setitem(sys.modules, "enchant", module)
    spelling._dictionaries.cache_clear()
    yield module
    spelling._dictionaries.cache_clear()


def doubted(target, source="", language="en", *terms):
    glossary = {"0:a": Concept(id="a", sources=("가",), targets=tuple(map(Term, terms)))}
    return Spelling(glossary).doubted(target, source, language)


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("the counsil held a meetign, and the counsil don’t", ["counsil", "meetign"]),
        ("the color of the colour", []),
        ("Matsegora met the UNSC in Pyonyang", ["met"]),  # names and acronyms have capitals
        ("a4x {nmae} %sx /usr/lcal https://exmaple.org wrong_name <tga> ⟨1⟩zx⟨/1⟩ x@y.zz", []),
        ("ab xy", []),
        ("", []),
    ],
)
def test_what_is_doubted(dictionary, target, words):
    assert doubted(target) == words


def test_words_of_glossary_and_source_are_known(dictionary):
    assert doubted("the juche hwasong's kimchi and soju", "김치 (kimchi)", "en", "Juche idea", "Hwasong") == ["soju"]


def test_a_region_has_its_own_dictionary(dictionary):
    assert doubted("the color", language="en-GB") == ["color"]
    assert doubted("the color", language="en-US") == []
    assert doubted("the color", language="fr") == []


def test_without_a_dictionary_nothing_is_doubted(monkeypatch, dictionary):
    def broken():
        raise dictionary.errors.Error

    monkeypatch.setattr(dictionary, "list_languages", broken)
    assert doubted("xyzzy plugh") == []
    spelling._dictionaries.cache_clear()
    monkeypatch.setitem(sys.modules, "enchant", None)
    assert doubted("xyzzy plugh") == []


def test_the_form_marks_words_of_a_changed_translation(dictionary, tmp_path):
    async def scenario(d):
        await d.press("e")
        assert isinstance(d.app.screen, Edit)
        await d.until(lambda: "not in the dictionary" not in text_of(d.app))
        await d.press("end", *"zyx")
        await d.until(lambda: "not in the dictionary: zyx" in text_of(d.app))

    drive(Desk(tmp_path), scenario)
