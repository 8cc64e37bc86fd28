"""Which texts of the source's language are left in a target: whole sentences, phrases, labels, and runs of words.

A sentence has a word that only sentences have (``Language.grammatical``) beside words of the vocabulary. Names,
products, commands and identifiers have none.
"""

import re
from collections.abc import Sequence
from enum import StrEnum

from checker.languages import Language
from checker.model import Span
from checker.text.technical import FILLER, worded, words


class Copy(StrEnum):
    """What a text is that stands on both sides."""

    SENTENCE = "sentence"
    PHRASE = "phrase"
    LABEL = "label"
    NAME = "name"


_KNOWN = 0.6  # share of the words of a sentence that the vocabulary has
_SENTENCE = 3  # words of a sentence
_RUN = 2  # ordinary words of a run in a target
_PHRASE = 3  # words in small letters of a phrase that is no label
_STOPPED = re.compile(r"[^\W\d_][.!?]\s*\Z")
_ASIDE = re.compile(
    r"\([^()]{0,300}\)|\[[^\[\]]{0,300}\]|“[^“”]{0,300}”|\"[^\"]{0,300}\"|‘[^‘’]{0,300}’"
    r"|(?<!\w)'[^'\s][^']{0,300}'(?!\w)"
)
_LETTER = "[A-Za-zÀ-ÖØ-öø-ɏ]"
_RUNS = re.compile(rf"{_LETTER}(?:{_LETTER}|['’-])*(?:[\s{FILLER}]+{_LETTER}(?:{_LETTER}|['’-])*)+")
_LATIN = re.compile(r"[A-Za-z]{2}[\s,;:][\s,;:A-Za-z]{0,4}[A-Za-z]")


def kind(text: str, source: Language, target: Language) -> Copy:
    """What ``text`` in the language ``source`` is, of which the target has a copy."""
    found = words(text)
    plain = [word for word in found if word.islower()]
    known = sum(source.known(word.lower()) for word in found)
    if len(found) >= _SENTENCE and known >= _KNOWN * len(found) and _tells(text, plain, source, target):
        return Copy.SENTENCE
    if not found or known < len(found) or FILLER in worded(text):
        return Copy.NAME
    if len(found) < _SENTENCE or len(plain) < _RUN or not target.letters:
        return Copy.LABEL
    # Commands begin with a small letter.
    return Copy.SENTENCE if len(plain) >= _PHRASE and found[0].istitle() else Copy.PHRASE


def _tells(text: str, plain: Sequence[str], source: Language, target: Language) -> bool:
    """Whether words in small letters, ``plain``, or the end of ``text`` make a sentence of it."""
    if not target.letters:  # in one script, a word of one language may be a word of the other
        return bool((source.common - target.common).intersection(plain))
    if not source.grammatical:
        return len(plain) >= _SENTENCE and all(map(source.known, plain))
    ordinary = source.grammatical.union(plain) - source.grammatical  # The Lord of the Rings has none
    stopped = _STOPPED.search(text) is not None and len(plain) >= _RUN
    return any(map(source.known, ordinary)) and (stopped or bool(source.grammatical.intersection(plain)))


def left(source_text: str, target_text: str, source: Language, target: Language) -> list[Span]:
    """The runs of words of the source that ``target_text`` keeps beside its own script.

    Nothing in brackets or quotation marks counts, for it may explain or cite.
    """
    if source.letters or not target.letters or not _LATIN.search(target_text):
        return []
    if not target.letters.search(target_text):
        return []
    text = _ASIDE.sub(lambda match: FILLER * len(match[0]), worded(target_text))
    given = {word.lower() for word in words(source_text)}
    spans, ordinary, longest = [], set(), 0
    for run in _RUNS.finditer(text):
        every = words(run[0])
        kept = [word for word in every if word.lower() in given]
        first = every[0] if not target_text[: run.start()].strip() else ""  # it has a capital for its place
        plain = {word.lower() for word in kept if (word.islower() or word == first) and source.known(word.lower())}
        if len(plain) >= _RUN and len(kept) * 2 > len(every):
            spans.append(Span(*run.span()))
            ordinary |= plain
            longest = max(longest, len(plain))
    if len(ordinary) < _SENTENCE or not (source.grammatical & ordinary or longest > _SENTENCE):
        return []
    return spans
