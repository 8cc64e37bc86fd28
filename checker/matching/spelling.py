"""Differences in writing (capitals, hyphens, spaces, diacritics) between a rendering and the glossary's wording."""

import re
import unicodedata
from collections.abc import Iterable

from rapidfuzz.distance import OSA

from checker.languages import Language
from checker.languages._words import is_acronym
from checker.model import Category, Concept
from checker.text.folding import bare, key

_SMALL = 3  # letters of words without capitals in headlines and titles
_LONG_WORD = re.compile(r"(?<![\w'’])[^\W\d_]{4,}")
_CAPITAL = re.compile(r"-[A-Z]")
_HYPHENS = str.maketrans(dict.fromkeys("‐‑‒–−﹣－", "-"))


def _plain(text: str) -> str:
    """``text`` in NFC with one kind of hyphen, space and apostrophe, so that typesetting makes no difference."""
    text = unicodedata.normalize("NFC", text).translate(_HYPHENS).replace("’", "'").replace("ʼ", "'")
    return " ".join(text.split())


def flaw(raw: str, wording: str, concept: Concept) -> str:
    """What is wrong with ``raw``: "" for nothing, ``case``, ``spacing`` or ``marks``.

    Args:
        raw: The text in the target; it has the words of ``wording``, perhaps inflected.
        wording: The glossary's wording.
        concept: The concept of ``wording``.
    """
    raw, wording = _plain(raw), _plain(wording)
    if raw == wording:
        return ""
    if bare(raw) != raw and bare(wording) == wording and concept.category in (Category.PERSON, Category.PLACE):
        return "marks"
    if concept.category is Category.PERSON and _shape(raw) != _shape(wording):
        return "spacing"
    if concept.category is Category.PERSON:
        raw = _with_surname_lowered(raw)
    if (concept.cased or (is_acronym(wording) and concept.case != "any")) and _miscased(raw, wording):
        return "case"
    if concept.category is Category.PERSON and _hyphened(raw) > _hyphened(wording):
        return "case"
    return ""


def _hyphened(name: str) -> int:
    """How many hyphens in ``name`` stand before a capital, if not all of it is in capitals (Jae-In)."""
    return 0 if name.isupper() else len(_CAPITAL.findall(name))


def _with_surname_lowered(name: str) -> str:
    """``name`` without the capitals of a surname that alone is written in them (PARK Ji-sung, Angela MERKEL)."""
    words = name.split()
    shouted = [word for word in words if word.isupper() and len(word) > 1]
    surnames = words if len(words) == 2 else words[:1]  # the last word of Kim Jong Un is half a given name
    if len(words) < 2 or len(shouted) != 1 or shouted[0] not in surnames:
        return name
    return " ".join(word.capitalize() if word is shouted[0] else word for word in words)


def _shape(text: str) -> str:
    """The hyphens and spaces of a name, in order."""
    return "".join(sign for sign in text if sign in "- ")


def _miscased(raw: str, wording: str) -> bool:
    """Whether ``raw`` lacks capitals of ``wording`` or has capitals inside a word.

    Additional capitals at the start of words are allowed (headline, title before a name), and so are all capitals.
    """
    if raw.isupper() and len(raw) > 1 and not is_acronym(wording):
        return False
    ours, theirs = _words(raw), _words(wording)
    if theirs and theirs[0].lower() in ("the", "a", "an") and len(theirs) == len(ours) + 1:
        theirs = theirs[1:]
    if len(ours) != len(theirs):
        return False
    for at, (one, other) in enumerate(zip(ours, theirs, strict=True)):
        if at == 0 and other.lower() in ("the", "a", "an"):
            continue
        if other[:1].isupper() and one[:1].islower():
            return True
        if is_acronym(other) and not is_acronym(one.rstrip("s")):
            return True
        if not is_acronym(other) and other[1:].islower() and not one[1:].islower() and len(one) > 1:
            return True
    return False


def _words(text: str) -> list[str]:
    return [word.strip("'.,()\"") for word in text.replace("-", " ").split()]


def same_capitals(raw: str, wording: str) -> bool:
    """Whether ``raw`` has the capitals of ``wording``; only its first word may differ. False for all capitals."""
    ours, theirs = ([word[:1].isupper() for word in _words(text)] for text in (raw, wording))
    shouted = raw.isupper() and not wording.isupper()
    return not shouted and ours[1:] == theirs[1:]


def nearest(raw: str, met: str, accepted: Iterable[str]) -> str:
    """Of the wordings that have the letters of ``met``, the one that is most like ``raw``."""
    alike = [each for each in accepted if _letters(each) == _letters(met)]
    return min(alike, key=lambda each: OSA.distance(raw, each)) if alike else met


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, bare(key(text))))


def suggested(raw: str, met: str, wording: str, language: Language) -> str:
    """``wording`` in a form that can replace ``raw``: with the same number, and a capital if ``raw`` begins with one.

    Args:
        raw: The text in the target.
        met: The glossary's wording that ``raw`` is a form of.
        wording: The wording to use instead.
        language: The target language.
    """
    wording = language.agreeing(wording, raw, met) if wording else wording
    words = [word for word in raw.split() if len(word) > _SMALL]
    if len(words) > 1 and raw.isupper():
        return wording.upper()
    if len(words) > 1 and all(word[:1].isupper() for word in words):
        return _LONG_WORD.sub(lambda word: word[0][:1].upper() + word[0][1:], wording)
    if raw[:1].isupper() and wording[:1].islower():
        return wording[:1].upper() + wording[1:]
    return wording
