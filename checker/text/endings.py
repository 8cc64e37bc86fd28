"""How a text ends: which final sign it has, behind or before which brackets, quotes and tags."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

_CLOSES = {")": "(", "]": "[", "}": "{", "）": "（", "］": "［", "】": "【", "〕": "〔"}
_QUOTES = frozenset("\"'”’»›“‘«」』〉》｣`")  # a sign before one of these may be that of the words quoted
_PASSED = frozenset("*_\u200b\u200e\u200f")  # markup and invisible signs that may stand behind the sign
_MNEMONIC = 4  # the most signs of a bracket with a key: (_K)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>\Z")
_LONGEST = 60  # code points of a tag that is looked over
_PARENT = 2  # dots that are the name of a folder
_NEAR = 400  # how far back the bracket that opens the last group is sought


class Ending(NamedTuple):
    """The end of a text.

    Attributes:
        start, end: The span of the final signs, in code points; empty where the text has none.
        kinds: What they say.
        beside: What the signs before and in a bracket or quotation at the end say.
    """

    start: int
    end: int
    kinds: frozenset[str]
    beside: frozenset[str] = frozenset()


_ANYWHERE = {
    "stop": ".。．｡・।॥۔።။។᱾",
    "colon": ":：﹕՝៖፦",
    "question": "?？؟\u037e፧⁇⁈⁉",
    "exclamation": "!！՜‼⁈⁉",
    "ellipsis": "…⋯",
    "semicolon": ";；؛፤",
}
_NO_KINDS: frozenset[str] = frozenset()


def ending(text: str, signs: Mapping[str, str]) -> Ending:
    """How ``text`` ends, by the signs of its language; those of others count where they are none of its own."""
    if text[-1:].isalnum():
        return Ending(len(text), len(text), _NO_KINDS)
    last = _last(text, len(text))
    found = _signed(text, last, signs)
    closes = text[last - 1 : last]
    if found.kinds or not last or not (closes in _CLOSES or closes in _QUOTES):
        return found
    inside = _signed(text, _last(text, last - 1), signs).kinds
    opens = text.rfind(_CLOSES.get(closes, closes), max(last - _NEAR, 0), last - 1)
    before = _signed(text, _last(text, opens), signs).kinds if opens > 0 else _NO_KINDS
    return found._replace(beside=inside | before)


def _last(text: str, end: int) -> int:
    """The end of ``text[:end]`` without white space, tags, and the key of a mnemonic in brackets."""
    while end:
        sign = text[end - 1]
        if sign.isspace() or sign in _PASSED:
            end -= 1
        elif sign == ">" and (tag := _TAG.search(text, max(end - _LONGEST, 0), end)):
            end = tag.start()
        elif sign in ")）" and (key := _key(text, end)):
            end = key
        else:
            break
    return end


def _key(text: str, end: int) -> int:
    """Where a bracket that ends at ``end`` begins if it holds the key of a mnemonic ((_K), (&K), (K)), else 0."""
    start = max(text.rfind("(", max(end - _MNEMONIC, 0), end), text.rfind("（", max(end - _MNEMONIC, 0), end))
    held = text[start + 1 : end - 1]
    marked = len(held) == 2 and held[0] in "_&~" and held[1].isalnum()
    return start if start > 0 and (marked or (len(held) == 1 and held.isupper())) else 0


def _signed(text: str, end: int, signs: Mapping[str, str]) -> Ending:
    """The final signs before ``end``; two dots and more are an ellipsis."""
    start = end
    said: list[frozenset[str]] = []
    table = _table(tuple(signs.items()))
    while start and (kinds := table.get(text[start - 1])):
        said.append(kinds)
        start -= 1
    found = frozenset().union(*said)
    dots = sum("stop" in kinds for kinds in said)
    if dots == len(said) == _PARENT and (not start or text[start - 1].isspace()):
        return Ending(end, end, _NO_KINDS)  # the folder above
    if dots > 1:
        found = found - {"stop"} | {"ellipsis"}
    return Ending(start, end, found)


@lru_cache
def _table(signs: tuple[tuple[str, str], ...]) -> dict[str, frozenset[str]]:
    """What each sign says: in the language, or elsewhere."""
    own: dict[str, set[str]] = {}
    for kind, some in signs:
        for sign in some:
            own.setdefault(sign, set()).add(kind)
    anywhere = {sign: frozenset((kind,)) for kind, some in _ANYWHERE.items() for sign in some}
    return anywhere | {sign: frozenset(kinds) for sign, kinds in own.items()}
