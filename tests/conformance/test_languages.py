"""Every language answers each question of the protocol by its laws, or declares that it does not answer it."""

import inspect
import re
from collections.abc import Mapping

import pytest

from checker.family import names
from checker.languages import Language, Noun, Wording, language
from checker.model import Category
from checker.text.folding import bare, fold
from tests.conformance.samples import MEGABYTE, TEXTS

FAMILY = "checker.languages"
MEMBERS = [name for name in names(FAMILY) if name != "fallback"]
CODES = sorted({*MEMBERS, "ja", "xx"})  # the fallback speaks for what has no module, with and without spaces
QUESTIONS = [name for name, value in vars(Language).items() if inspect.isfunction(value) and not name.startswith("_")]
ATTRIBUTES = list(inspect.get_annotations(Language))
PLURALS = ["zero", "one", "two", "few", "many", "other"]  # CLDR's categories, in its order
# A glossary of any language has these: names in several scripts, an abbreviation, words of a text.
TERMS = [
    "Pyongyang",
    "Kim Jong Un",
    "김정은",
    "국무위원회",
    "평양",
    "대사",
    "UN",
    "envoy",
    "35,000",
    "Straße",
    "東京",
    "№ 5",
]
NAMES = [*TERMS, "", " ", "qxqxq", "Seoul", "서울", "😀", "\ud83d", "a" * 200, "A.B.", "O'Neil-Smith", "North Korea"]


@pytest.fixture(params=CODES)
def of(request) -> Language:
    """The language."""
    return language(request.param)


def answers(of: Language, question: str) -> bool:
    """Whether a language answers the method ``question``, rather than declaring that it does not."""
    return not getattr(getattr(of, question), "unanswered", False)


def moved(spans, by):
    return [(text, start + by, end + by) for text, start, end in spans]


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


# The protocol


@pytest.mark.parametrize("code", MEMBERS)
def test_a_module_is_the_language_of_its_name(code):
    assert language(code).code == code
    assert language(f"{code.upper()}-x1") is language(code)


def test_it_has_every_attribute(of):
    assert re.fullmatch("[a-z]{2,3}", of.code)
    assert of.letters is None or (of.letters.match("a") is None and of.letters.match("1") is None)
    for words in (of.posts, of.definite, of.common, of.doubled or frozenset(), *of.general.values()):
        assert isinstance(words, frozenset)
        assert all(fold(word).text == word and word.strip() for word in words)
    assert isinstance(of.general, Mapping)
    assert set(of.general) <= set(Category)
    assert list(of.plurals) == [category for category in PLURALS if category in of.plurals]
    assert "other" in of.plurals
    assert all(word[:1].isupper() for word in of.capitalised)
    assert of.density > 0
    assert all(hasattr(of, attribute) for attribute in ATTRIBUTES)


@pytest.mark.parametrize("question", QUESTIONS)
def test_it_takes_every_question_as_the_protocol_puts_it(of, question):
    asked = inspect.signature(getattr(Language, question)).parameters
    taken = inspect.signature(getattr(of, question)).parameters
    assert list(taken) == list(asked)[1:]
    assert [each.default for each in taken.values()] == [each.default for each in asked.values()][1:]


# What changes nothing: the answer to a question of a language that does not answer it.
NEUTRAL = {
    "spells": lambda name, text: False,
    "initials": lambda name: frozenset(),
    "pronoun": lambda words, category: False,
    "everyday": lambda word: False,
    "within": lambda text, start, end: False,
    "other_words": lambda wording, text, start, end, code: (frozenset(), 0.0),
    "given_name": lambda text, start: "",
    "akin": lambda word, wording: False,
    "country": lambda name: False,
    "agreeing": lambda replacement, found, wording: replacement,
    "marked": lambda text, at, mark: None,
    "restated": lambda text, theirs, ours: None,
    "introduced": lambda before, replacement: (0, replacement),
    "disagreeing": lambda text: [],
    "following": lambda found, replacement, after: (0, ""),
    "respelt": lambda one, other: False,
    "part_of_name": lambda before, name: False,
    "bygone": lambda text, at: False,
    "whole_name": lambda text, start, end, names, listed: None,
    "root": lambda wording, category: wording,
    "reworded": lambda text, wording, category: None,
    "whole_title": lambda text, start, end: None,
    "says": lambda text, start, end, mark: True,
    "ranked": lambda text, start, end: "",
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_is_answered_or_declared_not_answered(of, question):
    if answers(of, question):
        return
    assert question in NEUTRAL, "this question has no answer that changes nothing"
    parameters = list(inspect.signature(getattr(of, question)).parameters)
    values = {"words": (["he", "그"],), "category": tuple(Category)}
    for name in NAMES:
        given = [values.get(parameter, (name,))[0] for parameter in parameters]
        assert getattr(of, question)(*given) == NEUTRAL[question](*given)


# Words


@pytest.mark.parametrize("kind", TEXTS)
def test_words_are_in_order_and_in_the_text(of, kind):
    before = (0, 0)
    for _, start, end in of.words(TEXTS[kind]):
        # Parts of one character (½) have its span.
        assert (start, end) == before or before[1] <= start < end <= len(TEXTS[kind])
        before = (start, end)


@pytest.mark.parametrize("kind", TEXTS)
def test_words_are_the_folded_text_at_their_spans(of, kind):
    text = TEXTS[kind]
    said: dict[tuple[int, int], str] = {}
    for word, start, end in of.words(text):
        assert word
        assert word == fold(word).text
        said[start, end] = said.get((start, end), "") + word
    for (start, end), word in said.items():
        assert letters(word) == letters(bare(fold(text[start:end]).text))


@pytest.mark.parametrize("kind", TEXTS)
def test_every_letter_stands_in_a_word(of, kind):
    inside = {at for _, start, end in of.words(TEXTS[kind]) for at in range(start, end)}
    assert not [sign for at, sign in enumerate(TEXTS[kind]) if sign.isalnum() and at not in inside]


@pytest.mark.parametrize("kind", TEXTS)
def test_words_of_a_line_do_not_depend_on_the_line_before(of, kind):
    first = TEXTS["english"] + " end\n"
    assert of.words(first + TEXTS[kind])[len(of.words(first)) :] == moved(of.words(TEXTS[kind]), len(first))


# Finding


def rows(hits):
    return list(zip(hits.texts, hits.starts, hits.ends, hits.wordings, hits.how, strict=True))


def test_nothing_is_found_for_nothing(of):
    texts = list(TEXTS.values())
    assert rows(of.compile([]).find(texts)) == []
    assert rows(of.compile([Wording(""), Wording(" ")]).find(texts)) == []
    assert rows(of.compile([Wording(term) for term in TERMS]).find([])) == []


@pytest.mark.parametrize("exact", [False, True])
@pytest.mark.parametrize("term", TERMS)
def test_a_term_is_found_in_itself(of, term, exact):
    for category in Category:
        found = rows(of.compile([Wording(term, category, exact)]).find([term]))
        assert (0, 0, len(term), 0) in [row[:4] for row in found], category


def test_hits_are_in_order_and_in_the_text(of):
    texts = list(TEXTS.values())
    found = rows(of.compile([Wording(term) for term in TERMS]).find(texts))
    assert [row[0] for row in found] == sorted(row[0] for row in found)
    assert len(set(found)) == len(found)
    for text, start, end, wording, how in found:
        assert 0 <= start < end <= len(texts[text])
        assert 0 <= wording < len(TERMS)
        assert how


def test_each_text_is_searched_by_itself(of):
    texts = list(TEXTS.values())
    finder = of.compile([Wording(term) for term in TERMS])
    together = rows(finder.find(texts))
    assert together
    alone = [(n, *row[1:]) for n, text in enumerate(texts) for row in rows(finder.find([text]))]
    assert sorted(alone) == sorted(together)


def test_a_packed_finder_finds_the_same(of):
    wordings = [Wording(term) for term in TERMS]
    texts = list(TEXTS.values())
    finder = of.compile(wordings)
    assert rows(of.compile(wordings, finder.packed()).find(texts)) == rows(finder.find(texts))
    with pytest.raises(ValueError):
        of.compile(wordings, b"rubbish")


def test_an_exact_term_is_found_only_where_the_term_is(of):
    texts = list(TEXTS.values())
    exact = {row[:3] for row in rows(of.compile([Wording(term, exact=True) for term in TERMS]).find(texts))}
    assert exact <= {row[:3] for row in rows(of.compile([Wording(term) for term in TERMS]).find(texts))}


@pytest.mark.parametrize("term", TERMS)
def test_an_explanation_agrees_with_the_finder(of, term):
    for text in (*TEXTS.values(), term):
        traces = of.explain(Wording(term), text)
        assert all(0 <= trace.start < trace.end <= len(text) and trace.steps for trace in traces)
        found = rows(of.compile([Wording(term)]).find([text]))
        assert {(each.start, each.end, each.how) for each in traces if each.how} == {
            (start, end, how) for _, start, end, _, how in found
        }


# Numbers and phrases


@pytest.mark.parametrize("kind", TEXTS)
def test_numbers_are_in_order_and_in_the_text(of, kind):
    (found,) = of.numbers([TEXTS[kind]])
    assert [number.start for number in found] == sorted(number.start for number in found)
    for number in found:
        assert 0 <= number.start < number.end <= len(TEXTS[kind])
        assert number.low <= number.high


def test_numbers_of_each_text_by_itself(of):
    texts = list(TEXTS.values())
    assert of.numbers([]) == []
    assert of.numbers(texts) == [of.numbers([text])[0] for text in texts]
    assert [number.low for number in of.numbers(["x 17 x"])[0]] == [17]


def test_phrases_are_nouns_in_order(of):
    texts = list(TEXTS.values())
    found = of.phrases(texts)
    assert len(found) == len(texts)
    for text, phrases in zip(texts, found, strict=True):
        end = 0
        for phrase in phrases:
            assert phrase
            for noun in phrase:
                assert isinstance(noun, Noun)
                assert end <= noun.start < noun.end <= len(text)
                end = noun.end
    assert of.phrases([]) == []


# Words and names


def test_what_is_no_word_is_not_known(of):
    assert of.known("qxqxq") is False
    assert {type(of.known(name)) for name in NAMES} == {bool}
    assert {type(of.everyday(name)) for name in NAMES} == {bool}
    assert of.everyday("qxqxq") is of.everyday("") is False
    assert of.within("qxqxq", 1, 3) is of.within("", 0, 0) is False
    assert {of.within(name, 0, len(name)) for name in NAMES} == {False}


def test_nothing_has_no_sound(of):
    assert of.spells("", "") is False
    for name in NAMES:
        assert of.spells(name, "") is False
        assert of.sounds(name) == tuple(map(str, of.sounds(name)))
        assert all(initial == fold(initial).text for initial in of.initials(name))
        assert {type(of.hears(name, other)) for other in NAMES if other} == {bool}


def test_what_spells_a_name_begins_with_one_of_its_initials(of):
    pairs = [(name, text) for name in NAMES for text in NAMES if of.spells(name, text)]
    assert not [(name, text) for name, text in pairs if fold(text).text[0] not in of.initials(name)]
    assert pairs or not answers(of, "spells")


def test_no_words_are_no_pronoun(of):
    assert not any(of.pronoun([], category) for category in Category)
    assert not any(of.pronoun(["qxqxq", "12", ""], category) for category in Category)


def test_a_blank_makes_one_phrase_and_a_full_stop_does_not(of):
    assert of.apposed("") is True
    assert of.apposed(" ") is True
    assert of.apposed(". ") is False


def test_a_comma_makes_a_list_and_a_full_stop_does_not(of):
    assert of.listed(", ") is True
    assert of.listed(". ") is False
    assert of.listed("") is False


def test_spellings_do_not_depend_on_the_order(of):
    for one in NAMES:
        for other in NAMES:
            assert of.respelt(one, other) is of.respelt(other, one)
        assert of.part_of_name("", one) is False


def test_a_short_form_is_part_of_the_rendering(of):
    for name in NAMES:
        for rendering in NAMES:
            forms = of.short_forms(name, rendering)
            assert all(form in rendering.split() for form in forms)
            assert forms == () or len(rendering.split()) > 1


def test_a_replacement_changes_only_where_it_must(of):
    for replacement in NAMES:
        for found in NAMES:
            assert of.agreeing(replacement, found, found) == replacement
            count, text = of.introduced(f"The {found} ", replacement)
            assert (count, text) == (0, replacement) or (count > 0 and text.endswith(replacement))
        assert of.introduced("", replacement) == (0, replacement)


def test_what_a_reader_looks_up_is_found_where_its_needles_are(of):
    for word in NAMES:
        sought = of.seek(word)
        texts = [word, f"{word} 1", word.upper(), "nothing of the kind"]
        hits = sought.finder.find(texts)
        if any(map(str.isalnum, word)):
            assert 0 in hits.texts, word
        for number, start, end in zip(hits.texts, hits.starts, hits.ends, strict=True):
            assert 0 <= start < end <= len(texts[number])
            letters_there = letters(fold(texts[number]).text)
            assert any(letters(bare(needle)) in bare(letters_there) for needle in sought.needles), (word, number)


# Much text: a segment may have a megabyte, a wording a thousand characters.


@pytest.mark.parametrize("code", sorted({*MEMBERS, "xx"}))
def test_a_megabyte_is_read(code):
    of = language(code)
    assert of.words(MEGABYTE)[-1][2] >= len(MEGABYTE) - 1
    assert 1200 in [number.low for number in of.numbers([MEGABYTE])[0]]
    found = of.compile([Wording("Kim Jong Un"), Wording("envoys")]).find([MEGABYTE])
    assert (found.ends[-1], len(found)) == (len(MEGABYTE) - 1, 2)
    assert of.phrases([MEGABYTE[: 1 << 14]])[0]  # an analyser may take its time over more
    assert of.pronoun(MEGABYTE.split(), Category.PERSON) in (True, False)
    assert of.apposed(MEGABYTE) in (True, False)


def test_a_wording_may_be_a_thousand_characters_long(of):
    long = MEGABYTE[:1000].strip()
    assert len(of.compile([Wording(long)]).find([long])) > 0
    for one, other in ((long, "Kim"), ("김", long)):
        assert of.spells(one, other) in (True, False)
        assert of.hears(one, other) in (True, False)
        assert of.country(one) in (True, False)
        assert of.respelt(one, other) in (True, False)
    assert of.agreeing(long, "a", "a") == long
    assert of.known(long) is of.everyday(long) is False
