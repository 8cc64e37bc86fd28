"""Particles and copulas that agree with the sound before them: 을 behind a consonant, 를 behind a vowel.

When another word takes the place of a noun, what is a particle takes the form for that word, and nothing else changes.
Letters are a particle if they can be nothing else (를), or if they agree with the word that stood there and make no
longer noun of it (전문가). Where that leaves a doubt, or the end of the new word is unknown, so is the form.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from checker.languages.ko import lexicon
from checker.languages.ko.edges import is_tail
from checker.languages.ko.endings import End, end_of
from checker.text.folding import fold

_SEEN = 160  # code points behind a word that are looked at


class _Pair(NamedTuple):
    """The two forms of a morpheme.

    Attributes:
        closed, open: Behind a consonant and behind a vowel.
        sure: Those that are nothing else.
        stays: Whether the closed form may stand behind a vowel too.
        whole: Whether nothing but 요 may follow.
        liquid: The form behind ㄹ is that behind this end.
    """

    closed: str
    open: str
    sure: tuple[str, ...] = ()
    stays: bool = False
    whole: bool = False
    liquid: End = End.CLOSED

    def form(self, end: End) -> str:
        """The form behind a word that ends so."""
        return self.closed if (self.liquid if end is End.LIQUID else end) is End.CLOSED else self.open

    def fits(self, form: str, end: End | None) -> bool:
        """Whether ``form`` surely may stand behind a word that ends so."""
        return (self.stays and form == self.closed) or (end is not None and form == self.form(end))


def _pairs() -> Iterator[_Pair]:
    for forms in ("을 를", "은 는", "이었 였", "이에요 예요", "이어서 여서"):
        closed, open_ = forms.split()
        yield _Pair(closed, open_, sure=(closed, open_))
    yield _Pair("과", "와", sure=("와",))
    yield _Pair("으로", "로", sure=("으로",), liquid=End.OPEN)
    yield _Pair("으론", "론", sure=("으론",), liquid=End.OPEN)
    yield _Pair("이", "가", whole=True)
    yield _Pair("아", "야", whole=True)
    yield _Pair("이여", "여", whole=True)
    yield _Pair("이어야", "여야", sure=("이어야",))
    yield _Pair("이어도", "여도", sure=("이어도",))
    for ending in "나 나마 든 라 란 랑 야".split():
        yield _Pair(f"이{ending}", ending, sure=(f"이{ending}",))
    for ending in "다 고 며 면 지만 지요 므로 거나 거든 거니와 던 더 니 냐 십니 셨 세요".split():
        yield _Pair(f"이{ending}", ending, sure=(f"이{ending}",), stays=True)


# The pairs by the beginnings of a tail, the longest first.
_BY_FORM = sorted(((form, pair) for pair in _pairs() for form in pair[:2]), key=lambda each: -len(each[0]))
_AMBIGUOUS = "야"  # 아 or 이야 behind a consonant
# Forms that behind the name of a place may name something: a school, a township.
_NAMING = frozenset("고 면".split())
# How other particles and endings of the copula begin, and many nouns too (거주지). Those with 이 fit any word.
_OTHERS = frozenset("을은는가와과로으라나든란랑야여였예다고며면지기니냐네군구건자시셨던더므거죠잖래랬랍")
_PLAIN = ("를", "이라")  # whatever follows
_SUFFIXES = frozenset("과가고면로지기네군구건자시")
_RARE = 8  # the rarest class of nouns that a particle is taken for a part of
_ONE = "(?:으로|이[라나랑여]|[이가을를은는와과로라나랑여])"
_DOUBLE = re.compile(rf"\((?:으|이|[와과을를은는가])\)|{_ONE}(?:\({_ONE}\)|\s?/\s?{_ONE}(?![가-힣]))")
_CLOSING = re.compile(r"""["'\])}*_~`®©】〕>≫]|tm(?![a-z])|</?[a-z][^<>]{0,80}>|&(?:[a-z]{2,6}|#\d{1,4});""")
_REMARK = re.compile(r"\s?\(([^()]{1,60})\)")
_PLURAL = ("들", "님", "씨")  # read with the word, so that the particle agrees with them
_APART = re.compile(r" (?=(?:을|를|는|으로)(?![가-힣]))")
_LONGEST_TAIL = 8  # syllables of the particles that are looked at
# Forms that behind a common noun of the other end are a mistake; the others also end nouns (전문가, 회계과).
_TELLING = frozenset("을 은 는 이 와 였 예요".split())
_TAIL = re.compile("[가-힣]+")
_VERB = re.compile(r" (?:하[다는고여며면기지자였]|한다|할 수|했|합니|되[다는고어며면지]|된|될 |됩|됐|시[키켜킨킬])")


def following(found: str, replacement: str, after: str) -> tuple[int, str] | None:
    """How the text behind a word changes with the word (see ``Language.following``)."""
    folded = fold(after[:_SEEN])
    at, remark = _behind_signs(folded.text)
    tail = _TAIL.match(folded.text, at)
    if tail is None or remark in _PLURAL or _DOUBLE.match(folded.text, at):
        return 0, ""
    form, pair = _morpheme(tail.group())
    old, new = end_of(found), end_of(replacement)
    if not form or (new is old is not None and form not in (pair.sure if pair else ())):
        return 0, ""
    if pair is None:
        return None
    if pair.fits(form, new) or (remark and _agrees_with_remark(pair, form, old, remark)):
        return 0, ""
    if new is None or tail.group() == _AMBIGUOUS:
        return None
    if form not in pair.sure and not (pair.fits(form, old) or old is None):
        return None
    if form not in pair.sure and _is_other(found, form, tail.group()):
        return None
    start, end = folded.raw(at, at + len(form))
    wanted = pair.form(new)
    if not unicodedata.is_normalized("NFC", after[start:end]):
        wanted = unicodedata.normalize("NFD", wanted)
    return end, after[:start] + wanted


def _behind_signs(text: str) -> tuple[int, str]:
    """The offset behind closing signs, markup and a remark in brackets, and that remark."""
    at, remark = 0, ""
    while not _DOUBLE.match(text, at):
        if sign := _CLOSING.match(text, at):
            at = sign.end()
        elif not remark and (inner := _REMARK.match(text, at)):
            at, remark = inner.end(), inner[1]
        else:
            break
    apart = _APART.match(text, at)
    return (apart.end() if apart else at), remark


def _morpheme(tail: str) -> tuple[str, _Pair | None]:
    """The form and pair that ``tail`` begins with; a form without a pair if it may be one, no form if it is none."""
    if is_tail(tail):
        for form, pair in _BY_FORM:
            if tail.startswith(form) and (not pair.whole or tail.removeprefix(form) in ("", "요")):
                return form, pair
    elif _is_noun(tail):
        return "", None
    elif form := next((form for form in _PLAIN if tail.startswith(form)), ""):
        return next(each for each in _BY_FORM if each[0] == form)
    return (tail[0] if tail[0] in _OTHERS else ""), None


def _is_noun(tail: str) -> bool:
    """Whether ``tail`` is a noun or one syllable that makes one, with particles (은행에서, 과를)."""
    if len(tail) > 1 and tail[0] in _SUFFIXES and is_tail(tail[1:]):
        return True
    return any(lexicon.is_noun(tail[:size]) and is_tail(tail[size:]) for size in range(2, len(tail) + 1))


def _agrees_with_remark(pair: _Pair, form: str, old: End | None, remark: str) -> bool:
    """Whether ``form`` does not agree with the word before a remark in brackets, but may with the remark."""
    inner = end_of(remark)
    return old is not None and not pair.fits(form, old) and (inner is None or pair.fits(form, inner))


def _is_other(found: str, form: str, tail: str) -> bool:
    """Whether ``form`` may make another noun of the word ``found`` (전문가, 서울고)."""
    word = found.split()[-1:]
    if not word:
        return True
    rarity = lexicon.rarity(word[0] + form)
    return (rarity is not None and rarity <= _RARE) or (form in _NAMING and tail == form and lexicon.is_name(word[0]))


def is_apart(text: str, start: int, end: int) -> bool:
    """Whether the noun ``text[start:end]`` has no letter or digit before it, and only particles behind it.

    A verb that is made of it (삭제하다, 삭제 하다) belongs to it.
    """
    before = fold(text[max(0, start - _SEEN) : start]).text[-1:]
    after = fold(text[end : end + _SEEN]).text
    if before.isalnum() or _VERB.match(after):
        return False
    tail = _TAIL.match(after)
    behind = after[tail.end() :][:1] if tail else after[:1]
    return not behind.isalnum() and (tail is None or is_tail(tail.group()))


def disagreeing(text: str) -> list[tuple[int, int, str]]:
    """The particles that surely do not agree with the noun before them (see ``Language.disagreeing``)."""
    folded = fold(text)
    found = []
    for word in _TAIL.finditer(folded.text):
        for at, form, right in _disagreement(word.group()):
            start = word.start() + at
            found.append((*folded.raw(start, start + len(form)), right))
    return found


def _disagreement(word: str) -> Iterator[tuple[int, str, str]]:
    """Of a word, where the particle is, its form and the right one, if that is not the form."""
    for at in range(len(word) - 1, max(0, len(word) - _LONGEST_TAIL), -1):
        stem, tail = word[:at], word[at:]
        form, pair = _morpheme(tail) if is_tail(tail) else ("", None)
        end = end_of(stem)
        if pair is None or end is None or pair.fits(form, end) or lexicon.longer(stem, tail):
            continue
        if tail == "를" or form == "으로" or (form in _TELLING and at > 1 and lexicon.is_common(stem)):
            yield at, form, pair.form(end)
            return


def is_doubled(text: str, start: int, end: int, new: str) -> bool:
    """Whether with ``new`` in the place of ``text[start:end]`` a word beside would stand twice (북한 북한 외교부)."""
    words = new.split()
    before = text[max(0, start - _SEEN) : start].split()[-1:]
    behind = text[end : end + _SEEN].split(maxsplit=1)[:1]
    if words[:1] == before and text[start - 1].isspace():
        return True
    return (
        bool(behind)
        and text[end].isspace()
        and behind[0].startswith(words[-1])
        and is_tail(behind[0][len(words[-1]) :])
    )
