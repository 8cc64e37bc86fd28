"""Korean words that put a text, or a title in it, into another time."""

import re

_YEARS_AGO = re.compile(r"(?<!\d)(\d{1,2})\s?여?\s?년\s?전")
_RELATIVE = (("재작년", 2), ("작년", 1), ("지난해", 1), ("내년", -1))  # how many years before the present
_JUCHE = re.compile(r"주체\s?(\d{1,3})(?!\d)")  # the North's count of years
_BEFORE_JUCHE = 1911
_NEAR = 60  # characters before a title
# Up to three words before the title; then anywhere in the text.
_FORMER = re.compile(r"(?:^|[^가-힣\d])(?:(?:전|옛|초대|전임|전직)\s+|前\s*)(?:\S{1,20}\s+){0,3}\Z")
_BYGONE = re.compile("당시|그때|시절|재임|지낸|지냈|역임|생전|과거|이던|이었던|였던")


def years(text: str, present: int) -> set[int]:
    """The years that ``text`` names as seen from the year ``present`` (작년, 3년 전), and those of 주체101."""
    ago = {int(found[1]) for found in _YEARS_AGO.finditer(text)} | {years for word, years in _RELATIVE if word in text}
    return {present - years for years in ago} | {_BEFORE_JUCHE + int(found[1]) for found in _JUCHE.finditer(text)}


def bygone(text: str, at: int) -> bool:
    """Whether the title at offset ``at`` follows 전, 옛, 초대 …, or the text has 당시, 시절, 역임, 이었던 …."""
    return _FORMER.search(text[max(at - _NEAR, 0) : at]) is not None or _BYGONE.search(text) is not None
