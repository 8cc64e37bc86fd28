"""Which texts of the source's language are left in a target: whole sentences, phrases, labels, and runs of words.

A sentence has a word that only sentences have (``Language.grammatical``) beside words of the vocabulary. Names,
products, commands and identifiers have none.
"""

import re
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
_ASIDE = re.compile(
    r"\([^()]{0,300}\)|\[[^\[\]]{0,300}\]|“[^“”]{0,300}”|\"[^\"]{0,300}\"|‘[^‘’]{0,300}’"
    r"|(?<!\w)'[^'\s][^']{0,300}'(?!\w)"
)
_LETTER = "[A-Za-zÀ-ÖØ-öø-ɏ]"
_RUNS = re.compile(rf"{_LETTER}(?:{_LETTER}|['’-])*(?:[\s,;:{FILLER}]+{_LETTER}(?:{_LETTER}|['’-])*)+")
_LATIN = re.compile(r"[A-Za-z]{2}[\s,;:][\s,;:A-Za-z]{0,4}[A-Za-z]")


def kind(text: str, source: Language, target: Language) -> Copy:
    """What ``text`` in the language ``source`` is, of which the target has a copy."""
    found = words(text)
    plain = [word for word in found if word.islower()]
    known = sum(source.known(word.lower()) for word in found)
    if len(found) >= _SENTENCE and known >= _KNOWN * len(found):
        if not target.letters:  # in one script, a word of one language may be a word of the other
            telling = bool((source.common - target.common).intersection(plain))
        elif source.grammatical:
            telling = bool(source.grammatical.intersection(plain))
        else:
            telling = known == len(found)
        if telling:
            return Copy.SENTENCE
    if not found or known < len(found) or FILLER in worded(text):
        return Copy.NAME
    return Copy.PHRASE if len(found) >= _SENTENCE and len(plain) > 1 else Copy.LABEL


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
    spans, ordinary = [], set()
    for run in _RUNS.finditer(text):
        every = words(run[0])
        kept = [word for word in every if word.lower() in given]
        plain = {word for word in kept if word.islower() and source.known(word)}
        if len(plain) >= _RUN and len(kept) * 2 > len(every):
            spans.append(Span(*run.span()))
            ordinary |= plain
    return spans if len(ordinary) >= _SENTENCE and source.grammatical & ordinary else []
