"""English words that put a text, or a title in it, into another time."""

import re

_YEARS_AGO = re.compile(
    r"\b(?:(\d{1,2})|(two|three|four|five|six|seven|eight|nine|ten)) years (?:ago|earlier|before)\b", re.IGNORECASE
)
_SMALL = {word: number for number, word in enumerate("two three four five six seven eight nine ten".split(), 2)}
_RELATIVE = (  # how many years before the present
    (re.compile(r"\b(?:last year|a year (?:ago|earlier|before))\b", re.IGNORECASE), 1),
    (re.compile(r"\bthe year before last\b", re.IGNORECASE), 2),
    (re.compile(r"\bnext year\b", re.IGNORECASE), -1),
)
_NEAR = 80  # characters before a title
# Up to four words before the title; then anywhere in the text.
_FORMER = re.compile(
    r"\b(?:former|then|ex|late|previous|past|onetime|one-time|erstwhile)[\s-]+(?:[\w'’.]{1,20}[\s-]+){0,4}\Z",
    re.IGNORECASE,
)
_BYGONE = re.compile(
    r"\b(?:formerly|previously|at (?:the|that) time|back then|in those days|used to be)\b", re.IGNORECASE
)


def years(text: str, present: int) -> set[int]:
    """The years that ``text`` names as seen from the year ``present``: last year, three years ago."""
    ago = {int(found[1] or _SMALL[found[2].lower()]) for found in _YEARS_AGO.finditer(text)}
    ago |= {years for phrase, years in _RELATIVE if phrase.search(text)}
    return {present - years for years in ago}


def bygone(text: str, at: int) -> bool:
    """Whether the title at offset ``at`` follows former, then, late …, or the text has formerly, at the time …."""
    return _FORMER.search(text[max(at - _NEAR, 0) : at]) is not None or _BYGONE.search(text) is not None
