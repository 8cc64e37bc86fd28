"""Folding: the text as it is searched, with offsets back into the raw text.

Folding levels out Unicode compatibility forms (NFC/NFD, full-width, ligatures), case, quotes, dashes, middle dots,
white space and invisible characters. Users never see folded text: all spans are offsets in the raw text.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

_SAME = {
    **dict.fromkeys("‘’‚‛′`´ʼʻ＇", "'"),
    **dict.fromkeys("“”„‟″«»「」『』《》〈〉＂", '"'),
    **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
    **dict.fromkeys("·・ㆍ‧•∙⋅･ᆞ", "·"),
    **dict.fromkeys(map(chr, range(0xD800, 0xE000)), "\ufffd"),  # half a pair is no character
    **dict.fromkeys("\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f\x85\u2028\u2029", " "),
}
_GONE = re.compile(
    "[\0\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]"
)
# Characters that fold to one character, at most by a change of case.
_PLAIN_SIGNS = r"\x20-_a-~·À-ÖØ-Þà-öø-ÿ가-힣\u4e00-\u9fff"
_NOT_PLAIN = re.compile(f"[^{_PLAIN_SIGNS}]")


class Folded(NamedTuple):
    """Folded text with offsets back.

    Attributes:
        text: The folded text.
        offsets: For each folded character, and for the end, its raw offset in code points; None if all are equal.
        length: The length of the raw text.
    """

    text: str
    offsets: list[int] | None
    length: int

    def raw(self, start: int, end: int) -> tuple[int, int]:
        """The raw span of the folded span ``start:end``; it never splits a character from its marks."""
        if self.offsets is None:
            return start, end
        if end <= start:
            at = self.offsets[start]
            return at, at
        offsets = self.offsets
        begin, last = offsets[start], offsets[end - 1]
        while end < len(offsets) and offsets[end] == last:
            end += 1
        return begin, (offsets[end] if end < len(offsets) else self.length)

    def folded(self, start: int) -> int:
        """The folded offset of the raw offset ``start``."""
        if self.offsets is None:
            return start
        return max(bisect_right(self.offsets, start) - 1, 0)


@lru_cache(maxsize=1 << 14)
def _fold_cluster(cluster: str) -> str:
    kept = _GONE.sub("", cluster)
    composed = unicodedata.normalize("NFKC", "".join(_SAME.get(sign, sign) for sign in kept))
    composed = _GONE.sub("", composed)  # NFKC turns the half-width filler into a filler
    lowered = "".join(_SAME.get(sign, sign) for sign in composed).casefold()
    # İ in lower case is i and a combining dot; the dot is dropped.
    return unicodedata.normalize("NFC", lowered.replace("i̇", "i"))


# Characters that combine with the one before: final consonants, marks, voicing marks of half-width kana.
_FINALS = r"\u11a8-\u11ff\ud7cb-\ud7fb"
_MARKS = r"\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u3099\u309a\uff9e\uff9f\u20d0-\u20f0"
# A run of plain characters, a syllable of conjoining jamo, or one character with its marks.
_CLUSTER = re.compile(
    f"([{_PLAIN_SIGNS}]+)(?![{_FINALS}{_MARKS}])"
    rf"|[\u1100-\u115e\ua960-\ua97c][\u1161-\u11a7\ud7b0-\ud7c6][{_FINALS}]?[\u0300-\u036f\u302e\u302f]*"
    r"|[가-힣][\u11a8-\u11c2]"
    f"|.[{_MARKS}]*",
    re.DOTALL,
)


def fold(text: str) -> Folded:
    """``text`` folded, in lower case, with offsets back."""
    odd = set(_NOT_PLAIN.findall(text))
    if _SAME.keys() >= odd:
        return Folded(_alike(text, odd).lower(), None, len(text))
    parts: list[str] = []
    offsets: list[int] = []
    for match in _CLUSTER.finditer(text):
        if plain := match[1]:
            parts.append(plain.lower())
            offsets += range(*match.span())
        else:
            part = _fold_cluster(match[0])
            parts.append(part)
            offsets += [match.start()] * len(part)
    folded = "".join(parts)
    offsets.append(len(text))
    return Folded(folded, offsets, len(text))


def _alike(text: str, signs: Iterable[str]) -> str:
    """``text`` with each of ``signs`` replaced by its folded form."""
    for sign in signs:
        text = text.replace(sign, _SAME[sign])
    return text


class Joined(NamedTuple):
    """Folded texts, joined to one string.

    Attributes:
        text: The folded texts, each followed by a NUL.
        starts: The offset in ``text`` where each begins; last, the length of ``text``.
        folded: The texts whose folded offsets may differ from the raw ones, by number.
    """

    text: str
    starts: list[int]
    folded: dict[int, Folded]

    def number(self, at: int) -> int:
        """The number of the text at the offset ``at`` of the joined string."""
        return bisect_right(self.starts, at) - 1

    def raw(self, number: int, start: int, end: int) -> tuple[int, int]:
        """The raw span in text ``number`` of the span ``start:end`` of the joined string."""
        first = self.starts[number]
        if number in self.folded:
            return self.folded[number].raw(start - first, end - first)
        return start - first, end - first


def join(texts: Sequence[str]) -> Joined:
    """``texts`` folded as by ``fold`` and joined to one string, which is much faster."""
    signs = set(_NOT_PLAIN.findall("".join(texts)))
    same = signs & _SAME.keys()
    odd = signs - same
    folded = {}
    if odd:
        rare = re.compile(f"[{re.escape(''.join(odd))}]")
        folded = {number: fold(text) for number, text in enumerate(texts) if rare.search(text)}
    kept = [folded[number].text if number in folded else text for number, text in enumerate(texts)] if folded else texts
    joined = _alike("\0".join((*kept, "")), same).lower()
    return Joined(joined, list(accumulate((len(text) + 1 for text in kept), initial=0)), folded)


def key(text: str) -> str:
    """``text`` folded, with white space reduced to single spaces and stripped at the ends."""
    return " ".join(fold(text).text.split())


def keys(texts: Sequence[str]) -> list[str]:
    """The ``key`` of each of ``texts``, but much faster."""
    return [" ".join(text.split()) for text in join(texts).text.split("\0")[:-1]]


def bare(text: str) -> str:
    """``text`` without the diacritics of Latin letters: Chŏng becomes Chong."""
    if text.isascii():
        return text
    kept: list[str] = []
    for sign in unicodedata.normalize("NFD", text):
        if not (unicodedata.combining(sign) and kept and kept[-1].isascii()):
            kept.append(sign)
    return unicodedata.normalize("NFC", "".join(kept))
