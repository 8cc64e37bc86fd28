"""The parts of a text that nobody reads as words: tags, comments, entities, placeholders, links."""

import re
from collections.abc import Callable

_LONGEST = 2000  # characters of such a part
_PART = re.compile(
    rf"<!--[^<>]{{0,{_LONGEST}}}>|</?[A-Za-z][^<>]{{0,{_LONGEST}}}>"
    r"|&[A-Za-z][A-Za-z0-9]{1,31};"
    r"|[$%#]?\{\{?[\w.-]{1,100}\}?\}|[%$]t?\([\w.:-]{1,100}\)|%<\w{1,100}>|@(?:\.\w{1,40})?:\(?[\w./|-]{1,100}"
    r"|\{\{-?\s{0,9}[\w.$-]{1,100}\s{0,9}(?:,[^{}\n]{0,100})?\}\}"
    r"|\{\s{0,9}[\w.]{1,100}\s{0,9},\s{0,9}(?:(?:number|date|time)\b[^{}\n]{0,100}\}|(?:plural|select|selectordinal),)"
    r"|\b(?:zero|one|two|few|many|other)\s?(?=\{)"
    rf"|\]\([^\s()]{{1,{_LONGEST}}}\)"
    rf"|(?:\b[a-z]{{2,9}}://|\bwww\.)[!-~]{{1,{_LONGEST}}}"
)
_SIGN = re.compile(r"[<&{(]|://|www\.|@[.:]")


def unread(text: str) -> Callable[[int, int], bool]:
    """A function that tells whether a place in ``text`` (offsets of its start and end) is in such a part."""
    if not _SIGN.search(text):
        return _nowhere
    hidden = bytearray(len(text))
    for part in _PART.finditer(text):
        hidden[part.start() : part.end()] = b"\1" * (part.end() - part.start())
    return lambda start, end: start < end and all(hidden[start:end])


def _nowhere(_start: int, _end: int) -> bool:
    return False
