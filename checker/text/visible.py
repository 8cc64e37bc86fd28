"""Text for people: each character that would steer a terminal or turn the reading direction becomes a visible one."""

import unicodedata

_LINE_BREAKS = frozenset("\n\r\v\f\x85\u2028\u2029")


def printable(text: str) -> str:
    """``text`` with a visible character of one cell for every control character, line break and direction mark."""
    if text.isprintable():
        return text
    return "".join(map(_visible, text))


def _visible(sign: str) -> str:
    if sign.isprintable():
        return sign
    if sign in _LINE_BREAKS:
        return "↵"
    if sign == "\t" or unicodedata.category(sign) == "Zs":
        return " "
    # Joiners and variation selectors are part of the character before them; direction and control characters are not.
    return sign if sign in "\u200d\ufe0e\ufe0f" else "�"
