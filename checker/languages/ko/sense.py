"""Whether a word that is spelt like a term has the term's meaning: the sum of what speaks for and against it.

In order of cost: the neighbouring words, then the analyser, which is asked in two ways. It says whether a name stands
there or a common noun. And it says how well nouns with either meaning would stand there: 구청장 (district head) fits
where 시장 is a mayor, 업계 (industry) where it is a market.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from checker.languages import Wording
from checker.languages.ko import edges, homographs, lexicon, names
from checker.languages.ko.analyser import analyse, likelihood
from checker.languages.ko.homographs import Senses
from checker.model import Category

OTHER = -5.5  # sum of weights up to which another word stands there
OPEN = 3.0  # sum of weights up to which it stays open what stands there

_CUE, _TAG, _SOLID, _BESIDE, _HEAD, _WHERE, _BORNE = -20.0, 6.0, 8.0, 5.0, 6.0, 2.0, -12.0
_EACH = 1.5  # nats that a letter around the term can tell at most
_AROUND = 2  # words on each side that the analyser sees
_PARTICLES = (
    ("은", "는"),
    ("이", "가"),
    ("을", "를"),
    ("과", "와"),
    ("으로", "로"),
    ("이나", "나"),
    ("이라", "라"),
    ("이란", "란"),
)  # behind a consonant and behind a vowel
_AND = frozenset("과와,")
# What follows the name of a place, and hardly a common noun.
_OF_PLACES = tuple(
    """
정부 대통령 총리 외무 국방 시민 주민 국민 당국 북부 남부 동부 서부 중부 공항 의회 출신 시내 현지 축구 주재
""".split()
)


class Evidence(NamedTuple):
    """One reason: its weight in nats, positive if it speaks for the term, and a sentence."""

    weight: float
    why: str


def is_doubtful(word: str, wording: Wording) -> bool:
    """Whether the letters ``word`` of a term also are another word."""
    if homographs.has_cues(word, wording.category) or senses(word, wording):
        return True
    return _is_both(word, wording)


def evidence(word: str, wording: Wording, before: str, after: str) -> list[Evidence]:
    """What speaks for and against the term where ``word`` stands between ``before`` and ``after``.

    Args:
        word: The letters of the term in normal spelling, folded.
        wording: The term as written in the glossary.
        before: The folded text before it.
        after: The folded text after it.
    """
    cue = homographs.cue(word, wording.category, before, after)
    if cue:
        return [Evidence(_CUE, f"“{cue}” stands beside another word spelt alike")]
    found = list(_beside(wording.category, before, after))
    lead = " ".join(before.split(" ")[-_AROUND - 1 :])
    rest = " ".join(after.split(" ")[: _AROUND + 1])
    if _is_both(word, wording):
        found += _tagged(word, lead, rest)
    if meanings := senses(word, wording):
        found.append(_fitting(word, meanings, lead, rest))
    return found


def total(reasons: Sequence[Evidence]) -> float:
    """The sum of the weights."""
    return sum(reason.weight for reason in reasons)


def senses(word: str, wording: Wording) -> Senses | None:
    """The meanings of the term and of its letters ``word``; None if they have no other one."""
    return homographs.senses(word, wording.category, wording.renderings)


def _is_both(word: str, wording: Wording) -> bool:
    """Whether ``word`` is the name of a place and also a common noun; a place that is rendered as one (강) is not."""
    if wording.category is not Category.PLACE or not lexicon.is_both(word):
        return False
    return not wording.renderings or any(text[:1].isupper() for text in wording.renderings)


def _beside(category: Category, before: str, after: str) -> Iterator[Evidence]:
    """What the words right beside the term say of a title (after a name) or a place (before 정부)."""
    if category is Category.TITLE:
        last = before.rstrip().rpartition(" ")[2]
        if lexicon.is_name(last) and not _is_country(last):
            weight = _SOLID if before[-1:] == last[-1:] else _BESIDE
            yield Evidence(weight, f"the name “{last}” stands right before it")
    elif category is Category.PLACE:
        if given := names.given_before(before, len(before)):
            yield Evidence(_BORNE, f"the given name “{given}” stands right before it")
        if joined := _joined(before, after):
            yield Evidence(_HEAD, f"it is joined with the name “{joined}”")
        if after.lstrip().startswith(_OF_PLACES):
            yield Evidence(_HEAD, f"“{after.split(maxsplit=1)[0]}” follows the name of a place")
        elif after.startswith("에서"):
            yield Evidence(_WHERE, "something happens there (에서)")


def _joined(before: str, after: str) -> str:
    """The name that “and” or a comma joins with the term (남수단과 수단); "" if there is none."""
    last = before.rstrip().rpartition(" ")[2]
    if last[-1:] in _AND and before[-1:].isspace() and lexicon.is_name(last[:-1]):
        return last[:-1]
    if after[:1] not in _AND or not after[1:2].isspace():
        return ""
    following = after[1:].lstrip().partition(" ")[0]
    return next((following[:size] for size in range(len(following), 1, -1) if lexicon.is_name(following[:size])), "")


def _is_country(name: str) -> bool:
    """Whether people and goods are named after ``name`` (미국인), which a mayor is not."""
    return lexicon.is_noun(name + "인") or lexicon.is_noun(name + "산")


def _tagged(word: str, lead: str, rest: str) -> Iterator[Evidence]:
    window = lead + word + rest
    start, end = len(lead), len(lead) + len(word)
    for tag, begin, stop in analyse([window])[window]:
        if (begin, stop) == (start, end):
            kind = "a name" if tag == "NNP" else "a common noun" if tag == "NNG" else "another word"
            yield Evidence(_TAG if tag == "NNP" else -_TAG, f"for the analyser it is {kind}")


def _fitting(word: str, meanings: Senses, lead: str, rest: str) -> Evidence:
    """How much better nouns with the term's meaning fit there than nouns with another one."""

    def best(nouns: Sequence[str]) -> tuple[float, str]:
        return max((likelihood(lead + noun + _after(word, noun, rest)) - likelihood(noun), noun) for noun in nouns)

    (fits, one), (rivals, other) = best(meanings.own), best(meanings.others)
    most = _EACH * sum(sign.isalnum() for sign in lead + rest)
    weight = round(min(max(fits - rivals, -most), most), 1)
    than = "better" if weight > 0 else "worse"
    return Evidence(weight, f"“{one}” would stand there {than} than “{other}”")


def _after(word: str, noun: str, rest: str) -> str:
    """``rest``, which followed ``word``, with the particle that ``noun`` needs."""
    closed = edges.is_closed(noun)
    if closed is not edges.is_closed(word):
        for pair in _PARTICLES:
            had, wanted = pair if closed is False else pair[::-1]
            if rest.startswith(had):
                return wanted + rest[len(had) :]
    return rest
