"""The language that the letters of a text are evidently in; Latin ones are taken for English."""

import re
from collections import Counter
from collections.abc import Iterable

_LAST_LATIN = "\u02af"
_SCRIPTS = (
    ("ko", "가", "힣"), ("ja", "\u3040", "\u30ff"), ("zh", "\u4e00", "\u9fff"), ("ru", "\u0400", "\u04ff"),
    ("ar", "\u0600", "\u06ff"), ("he", "\u0590", "\u05ff"), ("el", "\u0370", "\u03ff"), ("th", "\u0e00", "\u0e7f"),
)  # fmt: skip
_ESCAPED = re.compile(r"\\u([0-9A-Fa-f]{4})")
_SHARE = 50  # a text among keys and markup has a fiftieth of letters that are not Latin, or it is in Latin ones


def language_of(texts: Iterable[str]) -> str:
    """The language of the most letters; "" if there are none."""
    counts: Counter[str] = Counter()
    for sign, count in Counter("".join(texts)).items():
        if sign.isalpha():
            counts[next((code for code, first, last in _SCRIPTS if first <= sign <= last), "en")] += count
    if not counts:
        return ""
    # Any kana shows that the text is Japanese, even if most of its characters are Chinese.
    best = counts.most_common(1)[0][0]
    return "ja" if best == "zh" and counts["ja"] else best


def others(text: str) -> str:
    """The letters of a text that are not Latin."""
    return "".join(sign for sign in text if sign > _LAST_LATIN)


def language_among_code(text: str) -> str:
    r"""The language of the texts in a file of keys, which may be escaped (``\uac15``); "" if they are in Latin letters.

    Markup, keys and a few words of another language do not count.
    """
    plain = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    letters = sum(map(str.isalpha, plain))
    found = [sign for sign in others(plain) if sign.isalpha()]
    return language_of(found) if _SHARE * len(found) >= letters else ""
