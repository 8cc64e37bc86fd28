"""What may stand around a Korean term within its word: particles, the copula, suffixes, prefixes.

A term at the start of a word with nothing, or a run of particles, behind it is taken as it stands. Everything
else is for the analyser. The tables name morphemes of the standard grammar (표준국어문법), North Korean forms
(이였다) among them.
"""

import re
from functools import lru_cache

_JOSA = """
이 가 은 는 을 를 의 에 에서 에게 에게서 께 께서 한테 한테서 더러 보고 와 과 하고 랑 이랑 로 으로 로서 으로서
로써 으로써 로부터 으로부터 부터 까지 마저 조차 만 도 뿐 밖에 처럼 같이 보다 만큼 만치 대로 마다 나 이나 나마
이나마 든 이든 든지 이든지 든가 이든가 야 이야 야말로 이야말로 라도 이라도 란 이란 라고 이라고 라는 이라는 라며
이라며 라면 이라면 라면서 이라면서 라 이라 라기 이라기 라서 이라서 라지만 이라지만 라니 이라니 아 여 이여 이시여
커녕 은커녕 는커녕 치고 치고는 에다 에다가 에도 에만 에는 엔 에선 에게는 에겐 께선 요 이요 며 이며 하며 고 따라
마따나 깨나 그래 새로에 서 이자 자 로의 으로의 서의
"""
_SUFFIX = "들 님 씨 측 네 양 군 옹 급 께서 쯤 여러분"
_COPULA_STEM = "(?:이|)(?:시|)(?:었|였|이였|시였|셨|)"
_COPULA_END = """
다 다고 다는 다며 다면 다면서 다가 던 던가 며 으며 면 으면 면서 으면서 고 고도 고서 고는 지 지만 지도 지는 지요
으나 나 으니 니 니까 으니까 므로 으므로 기 기에 기도 기는 기를 기로 음 음을 음이 는지 는가 는데 을 을까 을지 자
자마자 거나 든지 든 더라 더라도 도록 습니다 습니까 구나 네 군 어도 어야 어서 으리라 리라
"""
_COPULA = """
인 인가 인지 인데 인데도 인만큼 인즉 일 일지 일까 일수록 일지라도 임 임을 임이 임은 임에도 입니다 입니까 이에요
예요 이어서 여서 이어야 여야 이어도 여도 이라야 라야 인양 인듯 일뿐 일뿐더러 이니 이니까 니까 이므로 므로 인들
이건 건 이거나 거나 이냐 냐 이냐는 냐는 인가를 인가가
"""


def _alternatives(words: str) -> str:
    return "|".join(sorted(words.split(), key=lambda word: (-len(word), word)))


_TAIL = re.compile(
    f"(?:{_alternatives(_SUFFIX)}){{0,2}}"
    f"(?:(?:{_alternatives(_JOSA)}){{0,4}}"
    f"|(?:{_COPULA_STEM}(?:{_alternatives(_COPULA_END)})|(?:{_alternatives(_COPULA)}))"
    f"(?:{_alternatives(_JOSA)}){{0,2}})"
)
_HANGUL = re.compile("[가-힣ㄱ-ㅎㅏ-ㅣ]")

# Syllables that end a word of two by grammar alone: 수+도, 이+란, 대+만, 가+나.
_GRAMMATICAL = frozenset("이가은는을를의에와과로만도나란라며고야인서")

# Suffixes that leave the concept what it is (미국인, 총리실, 기자단, 부통령직, 멕시코산).
KEEPING = frozenset(
    """
안 밖 속 앞 뒤 때 후 중 쪽 들 님 씨 측 인 어 산 식 형 급 계 군 군단 당 직 실 단 진
제 쯤 발 행 전 권 령 내 외 상 하 간 별 용 째 네 양 옹 부 팀 선 호 족 풍 법 판 주
""".split()
)
# Of those, suffixes that also make names of other things (북한산, 인도양).
NAMING = frozenset("산 강 만 양 호 선 상".split())
# Behind a place: its kind (서울시, 평안북도).
DIVISIONS = frozenset("시 도 군 구 읍 면 리 동 성 현 주 특별시 직할시 광역시".split())
# Ends of the names of offices and groups.
BODIES = frozenset("국 청 부 원 실 단 회 소 관 처 과 팀 군 당".split())
# 인도적, 민주화: another word, rendered otherwise.
CHANGING = frozenset(
    """
적 화 성 률 율 학 론 관 소 원 서 기 장 자 회 국 주의 주의자 주의적 적인
""".split()
)
# One syllable before a term that leaves it what it is (전총리, 주북러시아대사, 미대통령).
LEADING = frozenset(
    """
전 현 구 신 주 대 친 반 탈 범 북 남 한 미 중 일 러 영 독 불 방 재 당 각 그 이 저 본 동 양 모 타 제 첫 고
""".split()
)


@lru_cache(maxsize=1 << 16)
def is_tail(text: str) -> bool:
    """Whether ``text``, the rest of a word behind a term, is nothing but suffixes, particles or a copula."""
    return not text or _TAIL.fullmatch(text) is not None


def is_hangul(sign: str) -> bool:
    """Whether ``sign`` is a Hangul syllable or letter."""
    return _HANGUL.match(sign) is not None


def is_risky(term: str) -> bool:
    """Whether ``term`` is so short that its letters are often something else even at clean edges."""
    return len(term) == 1 or (len(term) == 2 and term[-1] in _GRAMMATICAL)
