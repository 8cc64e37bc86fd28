"""Real-like pairs without end, with their own truth: no line twice, words as frequent as in news, terms in every dress.

A pair is made of noun phrases and a verb. Terms stand bare, under particles and suffixes, in compounds, in other
spacing and in the North's spelling; their renderings stand in the target, but for a known share that is left out.
"""

import random
from collections.abc import Iterator
from typing import NamedTuple

from checker import Glossary, Segment
from checker.languages import language
from checker.languages.ko import lexicon, north
from checker.languages.ko.romanisation import System, romanise
from checker.model import Category
from tests.corpora import FOLDERS, draft

_PARTICLES = {
    True: "은 이 을 과 의 에서 에게 으로 까지 만".split(),
    False: "는 가 를 와 의 에서 에게 로 까지 도".split(),
}
_VERBS = (
    "밝혔다 전했다 강조했다 보도했다 주장했다 요구했다 비판했다 합의했다 방문했다 논의했다 발표했다 지적했다".split()
)
_SURNAMES = "김 이 박 최 정 강 조 윤 장 임 한 오 서 신 권 황 안 송 전 홍".split()
_GIVEN = "민 서 준 현 우 영 수 진 은 호 철 정 성 희 훈 경 태 용 상 재".split()
_OFFICES = "국장 부장 위원장 대표 차관 실장 총장 소장 지사 의장 사령관 대변인 비서관 보좌관".split()
_BODIES = "위원회 연구소 협회 공사 재단 연맹 대학교 신문사 은행 병원".split()
_MISSING = 0.05


class Truth(NamedTuple):
    """A pair, where its terms stand (segment spans and concept ids), and whose rendering was left out."""

    segment: Segment
    occurrences: list[tuple[int, int, str]]
    missing: set[str]


def glossary(size: int, seed: int = 1) -> Glossary:
    """A glossary of ``size`` terms: a third persons, the rest places, bodies, offices and objects."""
    chance = random.Random(seed)
    nouns = sorted(word for word in lexicon._nouns() if 2 <= len(word) <= 4 and (lexicon.rarity(word) or 0) > 6)
    rows: dict[str, dict[str, str]] = {}
    while len(rows) < size:
        noun = chance.choice(nouns)
        name = chance.choice(_SURNAMES) + chance.choice(_GIVEN) + chance.choice(_GIVEN)
        kind, source = chance.choice(
            [
                ("person", name),
                ("person", name),
                ("organization", noun + chance.choice(_BODIES)),
                ("title", noun + chance.choice(_OFFICES)),
                ("object", noun + chance.choice(nouns)),
                ("place", noun + chance.choice("시 군 섬 산".split())),
            ]
        )
        rows.setdefault(source, {"id": f"t{len(rows)}", "category": kind, "source": source, "target": _english(source)})
    return Glossary.from_rows(rows.values())


def _english(source: str) -> str:
    """A made-up rendering: each two syllables a word."""
    parts = [source[at : at + 2] for at in range(0, len(source), 2)]
    return " ".join(romanise(part, System.REVISED).capitalize() for part in parts)


class Pairs:
    """Pairs over a glossary, by seed; each is made of its own number, so any may be made again."""

    def __init__(self, known: Glossary, seed: int = 1, *, northern: bool = False) -> None:
        self._terms = known.concepts
        self._seed = seed
        self._northern = northern
        common = [word for word in lexicon._nouns() if len(word) > 1 and (lexicon.rarity(word) or 0) < 6]
        self._nouns = sorted(common, key=lambda word: (lexicon.rarity(word), word))
        words = [word for folder in FOLDERS for segment in draft(folder) for word in segment.target.split()]
        numbers = language("en").numbers(words)  # the other side would lack them
        self._english = [
            word for word, found in zip(words, numbers, strict=True) if word.isalpha() and word.islower() and not found
        ]

    def __call__(self, number: int) -> Truth:
        """The pair of this number."""
        chance = random.Random(self._seed * 1_000_003 + number)
        source, target = "", []
        occurrences: list[tuple[int, int, str]] = []
        missing: set[str] = set()
        for _ in range(chance.randint(5, 9)):
            if chance.random() < 0.2:
                term = self._terms[self._zipf(chance, len(self._terms))]
                written, dressed = self._dressed(chance, term.sources[0], term.category)
                at = len(source) + dressed.index(written)
                occurrences.append((at, at + len(written), term.id))
                source += dressed + " "
                if chance.random() < _MISSING:
                    missing.add(term.id)
                else:
                    target.append(term.preferred)
            else:
                noun = self._nouns[self._zipf(chance, len(self._nouns))]
                source += noun + _particle(chance, noun) + " "
            target += (word for word in chance.choices(self._english, k=3) if word not in target[-2:])
        source += f"{number}쪽에서 {chance.choice(_VERBS)}."
        rendered = " ".join(target)
        text = f"{rendered[:1].upper()}{rendered[1:]} on page {number}."
        return Truth(Segment(source=source, target=text), occurrences, {each for each in missing if each not in text})

    def segments(self, count: int) -> Iterator[Segment]:
        """The first ``count`` pairs."""
        return (self(number).segment for number in range(count))

    @staticmethod
    def _zipf(chance: random.Random, size: int) -> int:
        """A number below ``size``, the lower the likelier."""
        return min(int(size ** chance.random()) - 1, size - 1) if size > 1 else 0

    def _dressed(self, chance: random.Random, term: str, category: Category) -> tuple[str, str]:
        """A term as it is written here, and with what stands around it in its word."""
        if self._northern:
            term = chance.choice([term, *north.spellings(term, category)[:1]])
        if len(term) > 4 and category is Category.ORGANIZATION and chance.random() < 0.2:
            term = f"{term[:-3]} {term[-3:]}"
        way = chance.random()
        if way < 0.1 and category is Category.PLACE:
            return term, term + chance.choice(("측", "산", "행")) + chance.choice("은 의".split())
        if way < 0.2 and category is Category.TITLE:
            return term, chance.choice(("전", "현", "신임 ")) + term + _particle(chance, term)
        return term, term + _particle(chance, term)


def _particle(chance: random.Random, word: str) -> str:
    if chance.random() < 0.2:
        return ""
    closed = (ord(word[-1]) - 0xAC00) % 28 > 0 if "가" <= word[-1] <= "힣" else False
    return chance.choice(_PARTICLES[closed])
