"""Languages whose nouns have no forms: whether another noun may stand where one stands.

It may where the noun is surely a word of its own: scripts without blanks show that by signs and by the words for
relations, which have other letters or are few.
"""

import re
from collections.abc import Callable

_NEAR = 8  # code points before and after a noun that are looked at
_HAN = "\u3400-\u4dbf\u4e00-\u9fff々"
_KANA = "\u3041-\u309f"
_KATAKANA = "\u30a0-\u30ff"

# Japanese: no part of a compound, no honorific before it, no verb behind it (削除する, 削除できる).
_BEFORE_JA = re.compile(rf"[{_HAN}{_KATAKANA}a-zA-Z0-9]\Z|(?<![{_KANA}])[おご]\Z")
_BEHIND_JA = re.compile(rf"[さしすせ](?!え|か)|でき|[{_HAN}{_KATAKANA}a-zA-Z0-9]")
# Chinese: words for relations, which end the word before them and begin no noun.
_BEFORE_ZH = re.compile(rf"(?:[^{_HAN}\w]|[的了在是和与及對对向被把将將为為从從由让讓给給于於以])\Z|\A\Z")
_BEHIND_ZH = re.compile(rf"[^{_HAN}\w]|[的了在是和与與及对對向被把将將也都已就又还還正]|\Z")
# Vietnamese: words that count things of certain kinds.
_COUNTING = "con cái chiếc cuốn quyển bức tấm tờ quả trái cây ngôi vị viên bài nền cuộc việc sự".replace(" ", "|")
_BEFORE_VI = re.compile(rf"\b(?:{_COUNTING})\s\Z", re.IGNORECASE)


def _japanese(before: str, behind: str) -> bool:
    return not _BEFORE_JA.search(before) and not _BEHIND_JA.match(behind)


def _chinese(before: str, behind: str) -> bool:
    return bool(_BEFORE_ZH.search(before) and _BEHIND_ZH.match(behind))


def _vietnamese(before: str, behind: str) -> bool:
    return not _BEFORE_VI.search(before) and not behind[:1].isalnum()


def _malay(before: str, behind: str) -> bool:
    return not before[-1:].isalnum() and not behind[:1].isalnum() and behind[:1] != "-"


_LANGUAGES: dict[str, Callable[[str, str], bool]] = {
    "ja": _japanese,
    "zh": _chinese,
    "vi": _vietnamese,
    "id": _malay,
    "ms": _malay,
}


def is_apart(code: str, text: str, start: int, end: int) -> bool | None:
    """Whether the noun ``text[start:end]`` surely is a word of its own; None for other languages."""
    judge = _LANGUAGES.get(code)
    return judge and judge(text[max(0, start - _NEAR) : start], text[end : end + _NEAR])
