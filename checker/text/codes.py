"""Inline codes (tags, placeholders) of a text: which are pairs, and where they stand after an edit.

Pairs are elements and codes such as ``bpt`` and ``ept``. A code that is a line break stands before one of the text.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from enum import Enum
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from checker.model import Code, Segment, Target

Blocks = Sequence[tuple[int, int, int]]  # what two texts share: offset in the old and the new one, length; in order

_MANY = 2000  # words of a changed passage, above which it is not aligned word by word
_SOUGHT = 100  # pairs whose words are sought elsewhere, at most
_WORD = re.compile(r"\w+|\s+|[^\w\s]")
_TAG = re.compile(r"<(/?)(?:[^\W\d][\w.-]*+:)?([^\W\d][\w.-]*+)(?:[^\"'<>]++|\"[^\"]*\"|'[^']*')*+>")
_ATTRIBUTE = re.compile(r"\s([\w:.-]++)\s*+=\s*+(?:\"([^\"]*)\"|'([^']*)')")
_OPENS = frozenset("bpt bx sc sm".split())
_CLOSES = frozenset("ept ex ec em".split())
_PAIRED_BY = ("rid", "i", "startRef", "id")  # attributes that pair such codes; the first that a code has


class Role(Enum):
    """What a code does."""

    ALONE = 0
    OPENS = 1
    CLOSES = -1


class Kind(NamedTuple):
    """What a code is.

    Attributes:
        role: Whether it opens or closes a pair.
        element: Whether it is a start or end tag with text between.
        pair: What both halves of a pair have in common.
        name: The name of the tag, "" for comments and the like.
        attributes: The attributes of the tag.
    """

    role: Role
    element: bool
    pair: tuple[str, str]
    name: str
    attributes: dict[str, str]


def kind(code: Code) -> Kind:
    """What ``code`` is."""
    return _kind(code.text, code.id)


@lru_cache(4096)
def _kind(text: str, told: str) -> Kind:
    tag = _TAG.match(text)
    if tag is None:
        return Kind(Role.ALONE, element=False, pair=("", ""), name="", attributes={})
    name = tag[2]
    attributes = {each[1]: each[2] or each[3] or "" for each in _ATTRIBUTE.finditer(tag[0])}
    if tag[1] or (tag[0] == text and not text.endswith("/>")):
        return Kind(Role.CLOSES if tag[1] else Role.OPENS, True, (name, told), name, attributes)  # noqa: FBT003
    role = Role.OPENS if name in _OPENS else Role.CLOSES if name in _CLOSES else Role.ALONE
    if attributes.get("isolated") == "yes":
        role = Role.ALONE
    paired = next((attributes[each] for each in _PAIRED_BY if each in attributes), "")
    return Kind(role, False, ("", paired), name, attributes)  # noqa: FBT003


def breaks(code: Code) -> bool:
    """Whether a code is a line break, as marked in XLIFF 1, TMX or XLIFF 2."""
    has = kind(code).attributes.get
    return "lb" in (has("ctype"), has("type")) or has("subType") == "xlf:lb"


def partners(codes: Sequence[Code]) -> dict[int, int]:
    """The index of the other half of each code that has one, by index."""
    opened: dict[tuple[str, str], list[int]] = {}
    found: dict[int, int] = {}
    for number, code in enumerate(codes):
        each = kind(code)
        if each.role is Role.OPENS:
            opened.setdefault(each.pair, []).append(number)
        elif each.role is Role.CLOSES and opened.get(each.pair):
            partner = opened[each.pair].pop()
            found[partner], found[number] = number, partner
    return found


def crossed(codes: Sequence[Code], *, elements: bool = False) -> tuple[int, int] | None:
    """The indices of the openings of two pairs that overlap, the outer first; with ``elements``, of elements alone."""
    other = partners(codes)
    opened: list[int] = []
    for number, code in enumerate(codes):
        if number not in other or (elements and not kind(code).element):
            continue
        if other[number] > number:
            opened.append(number)
        elif (last := opened.pop()) != other[number]:
            return other[number], last
    return None


def fitted(segment: Segment, text: str) -> Target:
    """``text`` as the target of ``segment``, with its codes; with those of the source if the target has no text."""
    before = segment.translation
    if not before.text and not before.codes:
        before = Target(segment.source, segment.source_codes)
    return Target(text, carried(before, text))


def carried(before: Target, text: str, kept: Blocks | None = None) -> tuple[Code, ...]:
    """The codes of ``before`` in ``text``, so that pairs stay nested.

    A pair around words that stand elsewhere now goes with them; all other codes keep their order. At the start or end
    of the text they stay there. Otherwise they stay behind the text before them, and those that open a pair before the
    text behind them. A code whose words went stands between the words that are nearest to its place. A line break goes
    with its line break in the text.

    Args:
        before: The text before an edit, with codes.
        text: The text after it.
        kept: What the two texts share, if that is known.
    """
    if not before.codes:
        return ()
    places = _Places(before.text, text, kept)
    ordered = _ordered(before, places, range(len(before.codes)))
    groups = list(_moved(before, text, ordered))
    if not groups:
        return tuple(ordered.values())
    left = set(range(len(before.codes))).difference(*(range(first, last + 1) for first, last, _ in groups))
    found = list(_ordered(before, places, sorted(left)).values())
    for first, last, by in groups:
        block = [Code(code.at + by, code.text, code.id) for code in before.codes[first : last + 1]]
        at = bisect_right([(code.at, kind(code).role is Role.OPENS) for code in found], (block[0].at, False))
        found[at:at] = block
    straight = all(one.at <= other.at for one, other in pairwise(found)) and not crossed(found)
    return tuple(found if straight else ordered.values())


def line_broken(before: Target, after: Target, code: Code) -> Target:
    """``after`` with a code of ``before`` that is a line break, and with this line break in the text."""
    at = _Places(before.text, after.text).spot(code)
    text = f"{after.text[:at]}\n{after.text[at:]}"
    codes = [
        Code(each.at + 1, each.text, each.id) if each.at > at or (each.at == at and breaks(each)) else each
        for each in after.codes
    ]
    codes.insert(bisect_right([each.at for each in codes], at), Code(at, code.text, code.id))
    return Target(text, tuple(codes))


def _ordered(before: Target, places: "_Places", numbers: Iterable[int]) -> dict[int, Code]:
    """The codes with these numbers at their new places, in the same order."""
    other = partners(before.codes)
    found: dict[int, Code] = {}
    reached = 0
    for number in numbers:
        code = before.codes[number]
        spot = max(reached, places.spot(code))
        if breaks(code):
            spot = places.line_break(spot, reached)
            if spot < 0:
                continue
        elif (opening := found.get(other.get(number, number))) and opening.at == spot:
            spot = places.beyond(before.codes[other[number]].at, code.at, spot)
        reached = spot + breaks(code)
        found[number] = Code(spot, code.text, code.id)
    return found


def _moved(before: Target, text: str, placed: Mapping[int, Code]) -> Iterator[tuple[int, int, int]]:
    """The pairs whose words stand elsewhere in ``text``, only once: the indices of both halves, and how far they go."""
    other = partners(before.codes)
    reached, sought = -1, 0
    for first, code in enumerate(before.codes):
        last = other.get(first, -1)
        if first <= reached or last < first or sought == _SOUGHT:
            continue
        reached = last
        sought += 1
        end = before.codes[last].at
        words, here = before.text[code.at : end], text[placed[first].at : placed[last].at]
        strange = before.text[: code.at] + before.text[end:]  # what stood around the pair and should not come into it
        if words.strip() and (words not in here or _words(here.replace(words, "", 1)) & _words(strange)):
            found = [match.start() for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
            if len(found) == 1:
                yield first, last, found[0] - code.at


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text))


class _Places:
    """Places in a new text for codes of an old one, by what both share, if need be in smaller pieces."""

    def __init__(self, old: str, new: str, kept: Blocks | None = None) -> None:
        self._old, self._new = old, new
        self._ways = [kept] if kept is not None else [same(old, new, words=words) for words in (True, False)]
        words = [(match.start(), match.end()) for match in _WORD.finditer(new) if not match[0].isspace()]
        self._starts = [start for start, _ in words]
        self._ends = [end for _, end in words]

    def spot(self, code: Code) -> int:
        """The place of a code, without a look at others."""
        role, at = kind(code).role, code.at
        if at == 0 and (self._old or role is not Role.CLOSES):
            return 0
        if at >= len(self._old):
            return len(self._new)
        for blocks in self._ways:
            number = bisect_left(blocks, (at,)) - 1  # the last block that starts before
            before = behind = None
            if number >= 0 and at <= blocks[number][0] + blocks[number][2]:
                before = blocks[number][1] + at - blocks[number][0]
                if at < blocks[number][0] + blocks[number][2]:
                    behind = before
            if number + 1 < len(blocks) and blocks[number + 1][0] == at:
                behind = blocks[number + 1][1]
            if behind is not None and (before is None or role is Role.OPENS):
                return behind
            if before is not None:
                return before
        return self._nearest(at, role)

    def _gap(self, at: int) -> tuple[int, int, int, int]:
        """The replaced passage around an offset of the old text: start and end in the old text and in the new one."""
        blocks = self._ways[-1]
        number = bisect_left(blocks, (at + 1,))
        first, there, length = blocks[number - 1] if number else (0, 0, 0)
        last, then = blocks[number][:2] if number < len(blocks) else (len(self._old), len(self._new))
        return min(first + length, at), last, there + length, then

    def _nearest(self, at: int, role: Role) -> int:
        """The place between words that is as far into the replaced passage as an offset of the old text."""
        start, end, low, high = self._gap(at)
        wanted = low + (at - start) / max(end - start, 1) * (high - low)
        sides = {Role.OPENS: (self._starts,), Role.CLOSES: (self._ends,)}.get(role, (self._starts, self._ends))
        found = []
        for side in sides:
            number = bisect_left(side, wanted)
            found += [each for each in side[max(number - 1, 0) : number + 1] if low <= each <= high]
        return min(found, key=lambda each: abs(each - wanted), default=low)

    def beyond(self, opening: int, closing: int, spot: int) -> int:
        """The end for a pair that would be empty at ``spot``: behind a word, if the passage for it has one."""
        if not self._old[opening:closing].strip():
            return spot
        high = self._gap(closing)[3]
        number = bisect_right(self._ends, spot)
        return self._ends[number] if number < len(self._ends) and self._ends[number] <= high else spot

    def line_break(self, spot: int, reached: int) -> int:
        """The line break of the new text that is nearest to ``spot``, not before ``reached``; -1 if there is none."""
        behind = self._new.find("\n", spot)
        before = self._new.rfind("\n", reached, spot)
        found = [at for at in (behind, before) if at >= 0]
        return min(found, key=lambda at: abs(at - spot), default=-1)


def completed(codes: Sequence[Code], more: Iterable[Code]) -> tuple[Code, ...]:
    """``codes`` with ``more`` between them, which are pairs, halves or alone: each where it nests, near its place."""
    found = list(codes)
    for code in more:
        number, at = _nested(found, code)
        found.insert(number, Code(at, code.text, code.id))
    return tuple(found)


def _nested(codes: Sequence[Code], code: Code) -> tuple[int, int]:
    """Where ``code`` is to be inserted: the index, and the offset in the text."""
    role = kind(code).role
    partner = -1
    if role is Role.CLOSES:
        partner = partners([*codes, code]).get(len(codes), -1)
    elif role is Role.OPENS:
        partner = partners([code, *codes]).get(0, 0) - 1
    if partner >= 0:
        return _balanced(codes, code, partner)
    find = bisect_left if role is Role.CLOSES else bisect_right
    return find([(each.at, breaks(each)) for each in codes], (code.at, False)), code.at


def _balanced(codes: Sequence[Code], code: Code, partner: int) -> tuple[int, int]:
    """The index and offset for the other half of a pair: between it and ``partner``, pairs are whole."""
    other = partners(codes)
    step = 1 if kind(code).role is Role.CLOSES else -1
    number, depth = partner, 0
    found: list[tuple[int, int, int]] = []  # how far from its place, index, offset
    while depth >= 0:
        number += step
        index = number if step > 0 else number + 1
        if depth == 0:
            low = codes[index - 1].at + breaks(codes[index - 1]) if index else 0
            high = codes[index].at if index < len(codes) else max(code.at, low)
            at = min(max(code.at, low), high)
            found.append((abs(at - code.at), index, at))
        if not 0 <= number < len(codes):
            break
        if number in other:
            depth += step if other[number] > number else -step
    _, index, at = min(found, key=lambda each: each[0])
    return index, at


def same(old: str, new: str, *, words: bool) -> list[tuple[int, int, int]]:
    """The blocks that ``old`` and ``new`` share: offset in either and length, in order.

    They are the longest common beginning and end, and whole words between them. With ``words``, beginning and end are
    not cut inside a word either.
    """
    shorter = min(len(old), len(new))
    first = next((number for number in range(shorter) if old[number] != new[number]), shorter)
    rest = shorter - first
    last = next((number for number in range(rest) if old[-1 - number] != new[-1 - number]), rest)
    while words and (_cuts(old, first) or _cuts(new, first)):
        first -= 1
    while words and (_cuts(old, len(old) - last) or _cuts(new, len(new) - last)):
        last -= 1
    blocks = [(0, 0, first)]
    middle = (old[first : len(old) - last], new[first : len(new) - last])
    sides = [_WORD.findall(text) for text in middle]
    if max(map(len, sides)) <= _MANY:
        starts = []
        for side in sides:
            offsets = [first]
            for word in side:
                offsets.append(offsets[-1] + len(word))
            starts.append(offsets)
        for block in SequenceMatcher(None, sides[0], sides[1], autojunk=False).get_matching_blocks():
            if any(not word.isspace() for word in sides[0][block.a : block.a + block.size]):
                length = starts[0][block.a + block.size] - starts[0][block.a]
                blocks.append((starts[0][block.a], starts[1][block.b], length))
    blocks.append((len(old) - last, len(new) - last, last))
    return [block for block in blocks if block[2]]


def _cuts(text: str, at: int) -> bool:
    """Whether ``at`` is inside a word."""
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()
