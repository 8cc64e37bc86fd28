"""What the title of a column says: which side it is, in which language, or what else it holds. Not a format.

Titles are Korean, English and Japanese, and are read word by word: ``영문 금지어`` is what is forbidden in English.
"""

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from checker.formats import _words

_LONGEST = 60  # characters of a title


class Kind(StrEnum):
    """What a column holds, for a glossary and for a corpus."""

    SOURCE = "source"
    TARGET = "target"
    TERM = "term"  # on the side of its language; without a language, the source
    LANGUAGE = "language"
    ADMITTED = "admitted"
    FORBIDDEN = "forbidden"
    SAME = "same"  # whether the term is not to be translated
    STATUS = "status"
    NOTE = "note"
    DEFINITION = "definition"
    CATEGORY = "category"
    DOCUMENT = "document"
    ID = "id"
    OTHER = "other"  # known words for what is not read


class Title(NamedTuple):
    """What a title says.

    Attributes:
        kind: What the column holds.
        language: The language of its texts (BCP 47), "" if it names none.
        preferred: Whether it is called the preferred, the approved or the final one.
        entry: Whether it speaks of terms, as glossaries do.
        words: The title without numbers and case, by which numbered columns are alike.
    """

    kind: Kind
    language: str
    preferred: bool
    entry: bool
    words: str


_SPOKEN = frozenset("ko en ja zh de fr es ru pt it vi th id".split())  # languages that have names, not only codes
# Without codes such as "id" and "no", which far more often are other columns.
_CODES = frozenset(
    """
    af am ar az be bg bn bs ca cs cy da de el en eo es et eu fa fi fil fr ga gl gu he hi hr hu hy is it ja ka kk km kn
    ko lo lt lv mk ml mn mr ms my nb ne nl nn pa pl pt ro ru si sk sl sq sr sv sw ta te th tl tr uk ur uz vi zh zu
    """.split()
)
_CODE = re.compile(r"([a-z]{2,3})(?:[-_](?:[a-z]{4}|[a-z]{2}|[0-9]{3})){0,2}(?![a-z0-9])")
_JOINED = re.compile(r"(?<![a-z])([a-z]{2,3})_([a-z]{2}|[0-9]{3}|[a-z]{4})(?![a-z0-9])")
_WIDE = "\u1100-\u11ff\u3000-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7a3"
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BETWEEN = re.compile(rf"(?<=[{_WIDE}])\s+(?=[{_WIDE}])")
_IN_BRACKETS = re.compile(r"[(\[{<「【]([^)\]}>」】]*)[)\]}>」】]?")
_SKIPPED = re.compile(r"[\s\W_\d]+")
_NOISE = re.compile(r"[\W\d_]+")


def _known() -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern for all words, the longest first, and what each of them is.

    Blanks between Korean or Japanese words do not matter.
    """
    meant = dict(_words.read("_titles.tsv"))
    parts = []
    for word in sorted(meant, key=len, reverse=True):
        end = r"(?![a-z])" if word[-1].isascii() and word[-1].isalpha() else ""
        parts.append(re.escape(word) + end)
    return re.compile("|".join(parts)), meant


_PATTERN, _MEANT = _known()
_KINDS = frozenset(_MEANT.values()) - _SPOKEN
# The first of these that a title has is what its column holds: "번역 비고" are notes, no translations.
_ORDER = (
    ("same", Kind.SAME), ("other", Kind.OTHER), ("note", Kind.NOTE), ("definition", Kind.DEFINITION),
    ("category", Kind.CATEGORY), ("status", Kind.STATUS), ("forbidden", Kind.FORBIDDEN), ("admitted", Kind.ADMITTED),
    ("key", Kind.ID), ("source", Kind.SOURCE), ("target", Kind.TARGET), ("document", Kind.DOCUMENT),
)  # fmt: skip


@lru_cache(4096)
def title(cell: str) -> Title | None:
    """What a cell says as the title of a column; None if it has a word that no known title has.

    What stands in brackets may be unknown, and before a language in brackets anything may stand: ``성명(영문)``.
    """
    if len(cell) > _LONGEST or not cell.strip():
        return None
    text = _plain(unicodedata.normalize("NFKC", _CAMEL.sub(" ", cell)).lower())
    inside = [found for part in _IN_BRACKETS.findall(text) if (found := _read(part))]
    outside = _read(_IN_BRACKETS.sub(" ", text))
    known = [word for words in inside for word in words]
    if outside is not None:
        known = outside + known
    elif not any(word in _SPOKEN or _coded(word) or word in ("source", "target") for word in known):
        return None
    return _told(known, _NOISE.sub(" ", text).strip())


def _plain(text: str) -> str:
    """``text`` with blanks for underscores, which part words, and hyphens for those in codes (``en_US``)."""
    return _JOINED.sub(lambda code: f"{code[1]}-{code[2]}" if code[1] in _CODES else code[0], text).replace("_", " ")


def is_code(name: str) -> bool:
    """Whether ``name`` is the code of a language (``ko``, ``en-gb``)."""
    found = _CODE.fullmatch(name)
    return bool(found and found[1] in _CODES)


def _coded(word: str) -> bool:
    return word not in _KINDS and is_code(word)


def _read(text: str) -> list[str] | None:
    """The names of the words in ``text``, codes of languages as they are; None if one is unknown."""
    text = _BETWEEN.sub("", text.replace("’", "'").strip())
    found: list[str] = []
    at = 0
    while at < len(text):
        code = _CODE.match(text, at)
        alone = not (at and _latin(text[at]) and _latin(text[at - 1]))
        known = _PATTERN.match(text, at) if alone else None
        if alone and code and code[1] in _CODES and not (known and known.end() > code.end()):
            found.append(code[0])
            at = code.end()
        elif known:
            found.append(_MEANT[known[0]])
            at = known.end()
        elif skipped := _SKIPPED.match(text, at):
            at = skipped.end()
        else:
            return None
    return found


def _latin(sign: str) -> bool:
    return sign.isascii() and sign.isalnum()


def _told(known: list[str], words: str) -> Title | None:
    """What the words of a title say together."""
    has = set(known)
    language = next((word for word in known if word in _SPOKEN or _coded(word)), "")
    if "also" in has:
        has.add("admitted" if language or has & {"source", "target", "term"} else "other")
    if "flag" in has and not has & {"forbidden", "same"}:
        has.add("status")
    kind = next((kind for word, kind in _ORDER if word in has), None)
    if kind is None:
        if language:
            kind = Kind.LANGUAGE
        elif "preferred" in has:
            kind = Kind.TARGET
        elif "term" in has:
            kind = Kind.TERM
        else:
            return None
    return Title(kind, language, "preferred" in has, "term" in has, words)
