"""Which texts of the source's language are left in a target: whole sentences, phrases, labels, and runs of words.

A sentence has a word that only sentences have (``Language.grammatical``) beside words of the vocabulary. Names,
products, commands and identifiers have none.
"""

import re
from collections.abc import Sequence
from enum import StrEnum

from checker.languages import Language
from checker.model import Span
from checker.text.technical import FILLER, STOP, worded, words


class Copy(StrEnum):
    """What a text is that stands on both sides."""

    SENTENCE = "sentence"
    PHRASE = "phrase"
    LABEL = "label"
    NAME = "name"


_KNOWN = 0.5  # share of the words of a sentence that the vocabulary has
_SENTENCE = 3  # words of a sentence
_RUN = 2  # ordinary words of a run in a target
_PHRASE = 3  # words in small letters of a phrase that is no label
_STOPPED = re.compile(r"[^\W\d_][.!?]\s*\Z")
_ASIDE = re.compile(
    r"\([^()]{0,300}\)|\[[^\[\]]{0,300}\]"
    r"|(?<![A-Za-z])[\"'“‘„`«「『](?:[^\"'”’`»」』]|(?<=[A-Za-z])['’](?=[A-Za-z])){1,300}[\"'”’`»」』](?![A-Za-z])"
)
_NEAR = 4  # signs between the end of a sentence and the next
_BEGUN = re.compile(r"(?:\A|[.!?:])[^\w.!?:]*\Z")
_LETTER = "[A-Za-zÀ-ÖØ-öø-ɏ]"
_RUNS = re.compile(rf"{_LETTER}(?:{_LETTER}|['’-])*(?:[ {FILLER}]+{_LETTER}(?:{_LETTER}|['’-])*)+")
_LATIN = re.compile(r"[A-Za-z]{2}[\s,;:][\s,;:A-Za-z]{0,4}[A-Za-z]")


def kind(text: str, source: Language, target: Language) -> Copy:
    """What ``text`` in the language ``source`` is, of which the target has a copy."""
    found = words(text)
    plain = [word for word in found if word.islower()]
    known = sum(_known(word, source) for word in found)
    long = len(found) >= _SENTENCE or (len(found) == _RUN and len(text.split()) >= _SENTENCE)
    if long and known >= _KNOWN * len(found) and _tells(text, plain, source, target):
        return Copy.SENTENCE
    if not found or known < len(found) or not target.letters:
        return Copy.NAME
    telling = len(plain) >= _RUN or not source.grammatical.isdisjoint(plain)
    if long and telling and found[0][0].isupper():  # a command begins with a small letter
        return Copy.SENTENCE if len(plain) >= _PHRASE else Copy.PHRASE
    return Copy.NAME if not {FILLER, STOP}.isdisjoint(worded(text)) else Copy.LABEL


def _known(word: str, language: Language) -> bool:
    """Whether the vocabulary has a word, or all its parts (up-to-date)."""
    return all(map(language.known, word.lower().split("-")))


def _tells(text: str, plain: Sequence[str], source: Language, target: Language) -> bool:
    """Whether words in small letters, ``plain``, or the end of ``text`` make a sentence of it."""
    if not target.letters:  # in one script, a word of one language may be a word of the other
        return bool((source.common - target.common).intersection(plain))
    if not source.grammatical:
        return len(plain) >= _SENTENCE and all(map(source.known, plain))
    ordinary = source.grammatical.union(plain) - source.grammatical  # The Lord of the Rings has none
    stopped = _STOPPED.search(text) is not None and len(plain) >= _RUN
    return any(_known(word, source) for word in ordinary) and (stopped or bool(source.grammatical.intersection(plain)))


def left(source_text: str, target_text: str, source: Language, target: Language) -> list[Span]:
    """The runs of words of the source that ``target_text`` keeps beside its own script.

    Nothing in brackets or quotation marks counts, for it may explain or cite.
    """
    if source.letters or not target.letters or not _LATIN.search(target_text):
        return []
    if not target.letters.search(target_text):
        return []
    text = worded(_ASIDE.sub(lambda match: FILLER * len(match[0]), target_text))
    given = {word.lower() for word in words(source_text)}
    spans, ordinary, longest, capitals = [], set(), 0, False
    for run in _RUNS.finditer(text):
        every = words(run[0])
        kept = [word for word in every if word.lower() in given]
        first = (
            every[0] if every and _BEGUN.search(text[max(run.start() - _NEAR, 0) : run.start()]) else ""
        )  # it has a capital for its place
        plain = {word.lower() for word in kept if (word.islower() or word == first) and source.known(word.lower())}
        if len(plain) >= _RUN and len(kept) * 2 > len(every):
            spans.append(Span(*run.span()))
            ordinary |= plain
            longest = max(longest, len(plain))
            capitals = capitals or not run[0].islower()
    if len(ordinary) < _SENTENCE:  # "is full" is no name, "log in" and "Not null" may be one
        return spans if source.grammatical & source.common & ordinary and not capitals else []
    return spans if source.grammatical & ordinary or longest > _SENTENCE else []
