"""What may stand around a Korean term within its word: particles, the copula, suffixes, prefixes.

A term at the start of a word is accepted if nothing or only particles follow. The lexicon and the analyser decide
everything else. ``particles.tsv`` says which morphemes may follow each other.
"""

import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

_HANGUL = re.compile("[가-힣ㄱ-ㅎㅏ-ㅣ]")
_FIRST, _LAST, _FINALS = 0xAC00, 0xD7A3, 28
_LIQUID = 8  # the final ㄹ

# Syllables that may be a particle or ending in a word of two syllables: 수+도, 이+란, 대+만, 가+나.
_GRAMMATICAL = frozenset("이가은는을를의에와과로만도나란라며고야인서")

# Suffixes after which the term still names the same concept (미국인, 총리실, 기자단, 부통령직, 멕시코산).
KEEPING = frozenset(
    """
안 밖 속 앞 뒤 때 후 중 쪽 들 님 씨 측 인 어 산 식 형 급 계 군 군단 당 직 실 단 진
제 쯤 발 행 전 권 령 내 외 상 하 간 별 용 째 네 양 옹 부 팀 선 호 족 풍 법 판 주 역
""".split()
)
# Suffixes of KEEPING that also make names of other things (북한산, 인도양, 남해안).
NAMING = frozenset("산 강 만 양 호 선 상 안".split())
# Suffixes of KEEPING after which even a word of its own still names the person (기자단, but not 교수형).
OFFICIAL = frozenset("들 님 씨 측 네 직 실 급 단 진 부 별 쯤 때 후 중 전".split())
# Suffixes of KEEPING after which even a term of one syllable is the same (당내, but not 당선).
SIDES = frozenset("내 외 측 쪽".split())
# Heads after which the name of a place keeps its meaning in a word of its own (대구시장).
HEADS = frozenset("시장 지사 도지사 군수 대사 공사 총영사 총리 대통령 정부 의회 시청 도청".split())
# Prefixes that show a relation to a place (대중국, 주러시아, 반미).
TOWARDS = frozenset("대 주 반 친 탈".split())
# Suffixes that name the kind of a place (서울시, 평안북도, 인천항).
DIVISIONS = frozenset("항 시 도 군 구 읍 면 리 동 성 현 주 특별시 직할시 광역시".split())
# Suffixes of the names of offices and groups.
BODIES = frozenset("국 청 부 원 실 단 회 소 관 처 과 팀 군 당".split())
# Suffixes that make another word with another rendering (인도적, 민주화).
CHANGING = frozenset(
    """
적 화 성 률 율 학 론 관 소 원 서 기 장 자 회 국 주의 주의자 주의적 적인
""".split()
)
# One-syllable words before a term that say what it is made of or about (핵협상, 금배지).
MADE_OF = frozenset("핵금")
# One-syllable prefixes after which the term still names the same concept (전총리, 주북러시아대사, 미대통령).
LEADING = frozenset(
    """
전 현 구 신 주 대 친 반 탈 범 북 남 한 미 중 일 러 영 독 불 방 재 당 각 그 이 저 본 동 양 모 타 제 첫 고
""".split()
)


class _Morpheme(NamedTuple):
    """One form in the table: the sound that must stand before it, its letters, the classes that may follow."""

    after: str
    form: str
    follows: tuple[str, ...]


class _State:
    """A state of the automaton: the morphemes begun with the number of letters read, and whether the word may end."""

    def __init__(self, begun: frozenset[tuple[_Morpheme, int]], *, ends: bool) -> None:
        self.begun = begun
        self.ends = ends
        self.next: dict[str, _State | None] = {}


class _Automaton:
    """The table as a deterministic automaton; a state is made when a text first reaches it."""

    def __init__(self, table: str) -> None:
        groups: dict[str, list[str]] = {}
        self._classes: dict[str, list[_Morpheme]] = {}
        for line in table.splitlines():
            if line.startswith("#"):
                continue
            name, after, forms, *rest = line.split("\t")
            if after == "=":
                groups[name] = [each for part in forms.split() for each in groups.get(part, [part])]
                continue
            follows = tuple(each for part in rest[0].split() for each in groups.get(part, [part]))
            self._classes.setdefault(name, []).extend(
                _Morpheme(after, form.strip("-"), follows) for form in forms.split()
            )
        self._states: dict[frozenset[tuple[_Morpheme, int]], list[_State]] = {}
        begun: set[tuple[_Morpheme, int]] = set()
        ends = self._enter("term", "", begun)
        self._start = self._state(begun, ends=ends)

    def accepts(self, text: str) -> bool:
        """Whether ``text`` is a chain of the table's morphemes."""
        state: _State | None = self._start
        for sign in text:
            if state is None:
                return False
            known = state.next.get(sign, state)
            if known is state:
                known = state.next[sign] = self._step(state, sign)
            state = known
        return state is not None and state.ends

    def _enter(self, name: str, before: str, begun: set[tuple[_Morpheme, int]]) -> bool:
        """Begin the morphemes of a class after the syllable ``before``; returns whether the word may end there."""
        if name == ".":
            return True
        ends = False
        for morpheme in self._classes[name]:
            if not _follows(morpheme.after, before):
                continue
            if morpheme.form:
                begun.add((morpheme, 0))
            else:
                for each in morpheme.follows:
                    ends |= self._enter(each, before, begun)
        return ends

    def _step(self, state: _State, sign: str) -> _State | None:
        begun: set[tuple[_Morpheme, int]] = set()
        ends = False
        for morpheme, at in state.begun:
            if morpheme.form[at] != sign:
                continue
            if at + 1 < len(morpheme.form):
                begun.add((morpheme, at + 1))
            else:
                for each in morpheme.follows:
                    ends |= self._enter(each, sign, begun)
        return self._state(begun, ends=ends) if begun or ends else None

    def _state(self, begun: set[tuple[_Morpheme, int]], *, ends: bool) -> _State:
        """The state with these morphemes begun; there is only one of each."""
        known = self._states.setdefault(frozenset(begun), [])
        for state in known:
            if state.ends is ends:
                return state
        known.append(_State(frozenset(begun), ends=ends))
        return known[-1]


def is_closed(word: str) -> bool:
    """Whether ``word`` ends with a consonant; the last sign is a Hangul syllable."""
    return (ord(word[-1]) - _FIRST) % _FINALS > 0


def _follows(after: str, before: str) -> bool:
    """Whether a morpheme that needs the sound ``after`` may follow the syllable ``before``; "" has any sound."""
    if after == "any" or not before or not _FIRST <= ord(before) <= _LAST:
        return True
    final = (ord(before) - _FIRST) % _FINALS
    return {"closed": final > 0, "open": not final, "liquid": final in (0, _LIQUID)}[after]


@cache
def _tails() -> _Automaton:
    return _Automaton(files(__package__).joinpath("particles.tsv").read_text(encoding="utf-8"))


@lru_cache(maxsize=1 << 16)
def is_tail(text: str) -> bool:
    """Whether ``text``, the rest of a word after a term, has only suffixes, particles or a copula."""
    return not text or _tails().accepts(text)


def is_hangul(sign: str) -> bool:
    """Whether ``sign`` is a Hangul syllable or letter."""
    return _HANGUL.match(sign) is not None


def is_risky(term: str) -> bool:
    """Whether ``term`` is so short that its letters often are another word, even with only particles behind them."""
    return len(term) == 1 or (len(term) == 2 and term[-1] in _GRAMMATICAL)
