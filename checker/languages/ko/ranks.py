"""Words that change the rank of a title, or make a person somebody's relative."""

import re
from functools import lru_cache

from checker.languages.ko import lexicon
from checker.languages.ko.edges import is_tail

_NEAR = 14  # code points within which a word belongs to a name or title

_TITLES = (
    "통령|총리|장관|수상|위원장|의장|사장|회장|국장|부장|차장|과장|실장|소장|원장|청장|총장|처장|단장|팀장|대표|대변인|시장|"
    "지사|주석|총재|서기|비서|총영사|영사|대사|사령관|사단장|검사|검찰총장|감독|교수|총참모장|보좌관|관리|상(?![가-힣])"
)
_SAID = {
    "deputy": re.compile(rf"부(?:{_TITLES})|차관|차장|차석|차수|부상|보좌|부관|副|[1-3]차[관장]|조교수|부교수|부감독"),
    "junior": re.compile("[중소준상]장|[중소]령|[중소]위|[중소상]좌|부지사|부총독"),
    "acting": re.compile("대행|대리|임시|과도|서리|직무|잠정"),
    "former": re.compile("前|전임|전직|옛|퇴임|퇴직|역임|지낸|지냈|지내|물러난|물러나|은퇴|출신|당시|사임|사퇴"),
    "elect": re.compile("당선|내정|지명|차기|선출|후보"),
    "honorary": re.compile("명예"),
    "prime": re.compile("총리|수상"),
    "kin": re.compile(
        "부인|여사|녀사|아내|남편|아들|딸|동생|누이|누나|오빠|형제|자매|아버지|어머니|아빠|엄마|부친|모친|장남|장녀|차남|차녀|사위|며느리|"
        "손자|손녀|조카|삼촌|가족|가문|일가|부부|배우자|약혼|영부인|퍼스트레이디|자녀|부모|부자|모녀|부녀|모자"
    ),
}
# 전 and 구 are written as words of their own, or together with what stands before or behind them.
_OLD = re.compile(r"전 |(?<!\w)(?:구 |전(?=[가-힣]{2}))")
_AGO = re.compile(r"(?:[0-9년월일달주간분초시]|조금|얼마|오래|직|하기) ?\Z")
_ONCE = re.compile(r"(?<![^\s(·,])(?:전|전직|전임|前) ?(?:[가-힣]+ )?\Z")
_STANDING_IN = re.compile(" ?(?:직무|권한)? ?대행")
_OFFICES = ("직", "실", "궁", "급")
_REST = re.compile("([가-힣]*)(?: ([가-힣]))?")
_FREQUENT = 5  # class of the lexicon; 전쟁 and 전국 are frequent nouns


def says(text: str, start: int, end: int, mark: str) -> bool:
    """Whether the text has a word for ``mark``; one for a relative must stand near the person's name."""
    if mark == "attribute":
        return _qualifies(text, end)
    said = _SAID.get(mark)
    if said is None:
        return True
    if mark == "kin":
        return said.search(text, max(0, start - _NEAR), end + _NEAR) is not None
    first_end, last_start = _outermost(text, mark)
    return first_end <= start or last_start >= end or (mark == "former" and _is_old(text, start))


@lru_cache(maxsize=16)
def _outermost(text: str, mark: str) -> tuple[int, int]:
    """Where the first word for ``mark`` ends and where the last begins; as if there were none inside, if none is."""
    spans = [found.span() for found in _SAID[mark].finditer(text)]
    return (spans[0][1], spans[-1][0]) if spans else (len(text) + 1, -1)


def ranked(text: str, start: int, end: int) -> str:
    """``acting`` for a title before 대행, ``former`` for one after 전 (전 미국 대통령; not 취임 전 대통령), or ""."""
    if _STANDING_IN.match(text, end):
        return "acting"
    before = _ONCE.search(text, max(0, start - 2 * _NEAR), start)
    if before is None or _AGO.search(text, max(0, before.start() - _NEAR), before.start()):
        return ""
    word = text[max(0, before.start() - _NEAR) : before.start()].split(" ")[-2:-1]
    return "" if word and lexicon.is_common(word[0]) else "former"


def _qualifies(text: str, end: int) -> bool:
    """Whether the word that ends at ``end`` qualifies a noun behind it (대통령 선거, 대통령의 결정, 대통령실)."""
    rest = _REST.match(text, end)
    if rest is None:
        return False
    attached, following = rest.groups()
    if attached in ("", "의"):
        return bool(following)
    return attached.startswith(_OFFICES) or not is_tail(attached)


def _is_old(text: str, start: int) -> bool:
    """Whether 전 or 구, which are parts of many words, stand before the title at ``start`` and mean a former holder."""
    for word in _OLD.finditer(text, max(0, start - 2 * _NEAR), start):
        if word[0] == "전":
            rarity = lexicon.rarity(text[word.start() : word.start() + 2])
            if rarity is None or rarity > _FREQUENT:
                return True
        elif not _AGO.search(text, max(0, word.start() - _NEAR), word.start()):
            return True
    return text.endswith("전", 0, start) and not text[max(0, start - 2) : max(0, start - 1)].isalnum()
