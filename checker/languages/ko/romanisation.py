"""Romanised spellings of Korean words: which Latin letters may stand for this Hangul?

:func:`romanise` writes a word in one published system. :func:`spellings` gives all keys (reduced spellings) under which
a reader may meet it, and :func:`is_spelling` says whether a key is one of them.

Sources of the tables (public facts, written down independently):

* Revised Romanization of Korean: notice 2000-8 of the Ministry of Culture and Tourism, Republic of Korea;
* McCune-Reischauer: Transactions of the Korea Branch of the Royal Asiatic Society 29 (1939);
* the national system of the DPRK: 1992, revised 2002 (UNGEGN papers), here without breves, as in DPRK print;
* Yale: Samuel E. Martin's letter-by-letter system, without its dots and macrons;
* the pronunciation rules of Standard Korean (assimilation, liaison, palatalisation);
* surnames and free spellings: common knowledge of how Koreans write their own names.

How a match works: a word has several *realisations*, as written and with different sound assimilations. A realisation
is a chain of syllables, and every syllable has a list of spellings, systematic ones first. Any chain of choices is a
spelling, because writers mix systems in one name. Long lists are cut at the end until a word has at most ``LIMIT``
spellings. ``spellings`` multiplies the lists out and ``is_spelling`` walks along them, so both agree.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from enum import Enum
from functools import cache, lru_cache
from itertools import product
from math import prod
from typing import Literal, NamedTuple

LIMIT = 20_000
"""The largest number of spellings of a word."""


class System(Enum):
    """A published way of writing Korean in Latin letters."""

    __hash__ = object.__hash__  # every member is a single object, and the default hash is slow

    REVISED = "revised"
    MCCUNE_REISCHAUER = "mccune-reischauer"
    NORTH = "north"
    YALE = "yale"


class _Syllable(NamedTuple):
    """One syllable as letters; ``coda`` may be empty. A run of Latin letters has onset ``=``."""

    onset: str
    vowel: str
    coda: str


_Mode = Literal["written", "south", "nn", "north", "insert"]
_MODES: tuple[_Mode, ...] = ("written", "south", "nn", "north", "insert")
_Lattice = tuple[tuple[str, ...], ...]

_ONSETS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_CODAS = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")
_FRONT = frozenset("ㅑㅒㅕㅖㅛㅠㅣ")
_SECOND_L = "l"  # the second half of a long l (신라, 설날); Hangul has no letter of its own for it


def _table(letters: Iterable[str], values: str) -> dict[str, str]:
    """Pair letters with blank-separated values; ``-`` stands for nothing."""
    return {a: b.replace("-", "") for a, b in zip(letters, values.split(), strict=True)}


_MR = System.MCCUNE_REISCHAUER
_ONSET_VALUES = {
    System.REVISED: "g kk n d tt r m b pp s ss - j jj ch k t p h l",
    _MR: "k kk n t tt r m p pp s ss - ch tch ch' k' t' p' h l",
    System.NORTH: "k kk n t tt r m p pp s ss - j jj ch kh th ph h l",
    System.YALE: "k kk n t tt l m p pp s ss - c cc ch kh th ph h l",
}
_VOWEL_VALUES = {
    System.REVISED: "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i",
    _MR: "a ae ya yae ŏ e yŏ ye o wa wae oe yo u wŏ we wi yu ŭ ŭi i",
    System.NORTH: "a ae ya yae o e yo ye o wa wae oe yo u wo we wi yu u ui i",
    System.YALE: "a ay ya yay e ey ye yey o wa way oy yo wu we wey wi yu u uy i",
}
_ONSET = {system: _table(_ONSETS + _SECOND_L, values) for system, values in _ONSET_VALUES.items()}
_VOWEL = {system: _table(_VOWELS, values) for system, values in _VOWEL_VALUES.items()}
_CODA = _table("ㄱㄴㄷㄹㅁㅂㅇ", "k n t l m p ng") | {"": ""}
_YALE_CODA = _table(_CODAS, "- k kk ks n nc nh t l lk lm lp ls lth lph lh m p ps s ss ng c ch kh th ph h")
_NEUTRAL = dict(zip(_CODAS, ("", *"ㄱㄱㄱㄴㄴㄴㄷㄹㄱㅁㄹㄹㄹㅂㄹㅁㅂㅂㄷㄷㅇㄷㄷㄱㄷㅂㄷ"), strict=True))
_PARTS = zip("ㄳㄵㄺㄻㄼㄽㄾㄿㅄ", "ㄱㄴㄹㄹㄹㄹㄹㄹㅂ", "ㅅㅈㄱㅁㅂㅅㅌㅍㅅ", strict=True)
_CLUSTER = {both: (first, second) for both, first, second in _PARTS}
_WITH_H = {"ㅎ": "", "ㄶ": "ㄴ", "ㅀ": "ㄹ"}
_ASPIRATED = {"ㄱ": "ㅋ", "ㄷ": "ㅌ", "ㅈ": "ㅊ"}
_BEFORE_H = {"ㅈ": ("", "ㅊ"), "ㄵ": ("ㄴ", "ㅊ"), "ㄺ": ("ㄹ", "ㅋ"), "ㄼ": ("ㄹ", "ㅍ")}
_PALATAL = {"ㄷ": ("", "ㅈ"), "ㅌ": ("", "ㅊ"), "ㄾ": ("ㄹ", "ㅊ")}
_NASAL = {"ㄱ": "ㅇ", "ㄷ": "ㄴ", "ㅂ": "ㅁ"}
_VOICED = {"ㄱ": "g", "ㄷ": "d", "ㅂ": "b", "ㅈ": "j"}

# Free spellings outside the four systems: of letters anywhere, before a coda, in an open syllable.
_FREE_ONSET = {"ㄲ": "gg k", "ㄸ": "dd t", "ㄹ": "r l", _SECOND_L: "l r", "ㅃ": "bb p", "ㅆ": "s"}
_FREE_CODA = {"ㄱ": "k g ck", "ㄹ": "l r", "ㅂ": "p b"}
_FREE_VOWEL = {"ㅐ": "ai", "ㅚ": "oi", "ㅜ": "oo", "ㅝ": "weo", "ㅟ": "wee", "ㅠ": "yoo you", "ㅣ": "ee"}
_FREE_VOWEL |= {"ㅢ": "eui ee i"}
_FREE_CLOSED = {"ㅓ": "u ou", "ㅕ": "yu you"}
_FREE_OPEN = {"ㅏ": "ah", "ㅓ": "uh", "ㅕ": "yuh", "ㅗ": "oh"}
_FREE_BARE = {"ㅜ": "woo", "ㅣ": "yi"}  # in a syllable without an onset
_FREE_SYLLABLE = {"승": "syng", "진": "jean"}

_DOUBLE_SURNAMES = frozenset({"남궁", "선우", "황보", "제갈", "독고", "사공", "서문", "동방"})
_SURNAMES = frozenset(
    "김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구나민진지엄채원천방"
    "공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용리림류로라량려렴룡태피봉경"
)
_SURNAME_SPELLINGS = {
    "이": "lee rhee ree li yee", "리": "lee rhee ree yee", "박": "park bark", "안": "ahn", "한": "hahn",
    "손": "sohn", "허": "hur", "황": "whang", "엄": "uhm", "임": "yim rhim", "림": "yim rhim",
    "김": "ghim", "유": "lew", "류": "lew", "강": "kahng", "신": "shinn",
}  # fmt: skip
_TWO_WAY_GIVEN = frozenset("이임노유열연용율")  # given-name syllables the North may write with ㄹ


def key(text: str) -> str:
    """Reduce a text to the key by which spellings are compared: ``kimchongun`` for ``Kim Chŏng-ŭn``.

    The key has the letters only, without case and diacritics; the letter-like apostrophes of library catalogues are
    left out too.
    """
    if text.isascii():
        return "".join(filter(str.isalpha, text)).lower()
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(c for c in folded if c.isalpha() and unicodedata.category(c) != "Lm")


def romanise(hangul: str, system: System) -> str:
    """Romanise a Korean text in one system, in lower case.

    Words are written without hyphens and by the sound rules of the system; Yale goes by letters, not by sounds. Text
    that is not Hangul stays as it is and separates words. Rules that depend on more than the letters are left out:
    ㄱ, ㄷ, ㅂ before ㅎ keep their h, as in nouns, and no ㄴ is inserted between the parts of a compound. The systems
    write surnames apart: a surname is recognised before a blank, and if it is 김 or has two syllables and two more
    syllables follow, since few other words look like that.
    """
    out = []
    for chunk in re.findall("[가-힣]+|[^가-힣]+", unicodedata.normalize("NFC", hangul)):
        if "가" <= chunk[0] <= "힣":
            double = len(chunk) == 4 and chunk[:2] in _DOUBLE_SURNAMES
            single = len(chunk) == 3 and chunk[0] == "김"
            breaks = frozenset([2] if double else [1] if single else [])
            out.append(_render(_realise(_syllables(chunk), breaks, _mode(system)), breaks, system))
        else:
            out.append(chunk.lower())
    return "".join(out)


def spellings(hangul: str) -> frozenset[str]:
    """All keys under which a reader may meet a Korean word or name; at most ``LIMIT``, none without Hangul.

    Args:
        hangul: The word, with or without blanks, a name with its surname first. Latin letters stand for themselves.
    """
    whole, lattices = _compiled(hangul)
    return whole.union("".join(parts) for lattice in lattices for parts in product(*lattice))


def is_spelling(hangul: str, text_key: str) -> bool:
    """Whether a key is a spelling of a Korean word: ``text_key in spellings(hangul)``, without building that set."""
    whole, lattices = _compiled(hangul)
    return text_key in whole or any(_fits(lattice, text_key) for lattice in lattices)


@lru_cache(maxsize=8192)
def initials(hangul: str) -> frozenset[str]:
    """The first letters of all spellings of a Korean word."""
    whole, lattices = _compiled(hangul)
    heads = whole.union(*(lattice[0] for lattice in lattices))
    # If the spelling of a syllable may be empty, the next syllable may come first.
    if "" in heads:
        heads = heads.union(*(choices for lattice in lattices for choices in lattice))
    return frozenset(head[0] for head in heads if head)


def _fits(lattice: _Lattice, text: str) -> bool:
    """Whether the text consists of one choice from every list, in order."""
    if not text.startswith(lattice[0]) or not text.endswith(lattice[-1]):
        return False  # the fast path for most texts
    ends = {0}
    for choices in lattice:
        ends = {end + len(choice) for choice in choices for end in ends if text.startswith(choice, end)}
        if not ends:
            return False
    return len(text) in ends


def _syllables(hangul: str) -> list[_Syllable]:
    """Split Hangul syllables into letters."""
    codes = [ord(c) - 0xAC00 for c in hangul]
    return [_Syllable(_ONSETS[n // 588], _VOWELS[n % 588 // 28], _CODAS[n % 28]) for n in codes]


def _mode(system: System) -> _Mode:
    """The sound rules of a system."""
    return "written" if system is System.YALE else "north" if system is System.NORTH else "south"


def _realise(word: Sequence[_Syllable], breaks: frozenset[int], mode: _Mode) -> tuple[_Syllable, ...]:
    """Apply sound rules between the syllables of a word, except before the places in ``breaks``."""
    done = list(word)
    for i in range(1, len(done)):
        if mode != "written" and i not in breaks:
            before, here = done[i - 1], done[i]
            coda, onset = _meet(before.coda, here.onset, here.vowel, mode)
            done[i - 1], done[i] = _Syllable(before.onset, before.vowel, coda), _Syllable(onset, here.vowel, here.coda)
    return tuple(done)


def _meet(coda: str, onset: str, vowel: str, mode: _Mode) -> tuple[str, str]:
    """The sounds of a coda and the onset after it.

    ``nn`` is the South's other reading of ㄴㄹ (의견란), ``north`` keeps ㄹ after nasals (압록강
    amrokgang), ``insert`` puts ㄴ before i and y as at the joint of a compound (서울역 seoullyeok).
    """
    if mode == "insert" and coda and onset == "ㅇ" and vowel in _FRONT:
        onset = "ㄴ"
    if onset == "ㅇ":
        return _link(coda, vowel)
    if onset == "ㅎ" and coda == "ㄷ" and vowel in "ㅣㅕ":
        return "", "ㅊ"
    if onset == "ㅎ" and coda in _BEFORE_H:
        return _BEFORE_H[coda]
    if coda in _WITH_H and onset in "ㄱㄷㅈㅅ":
        return _WITH_H[coda], _ASPIRATED.get(onset, onset)
    return _assimilate(_NEUTRAL[coda], onset, mode)


def _link(coda: str, vowel: str) -> tuple[str, str]:
    """The coda and the onset before a bare vowel: the coda moves to the next syllable."""
    if coda in ("", "ㅇ"):
        return coda, "ㅇ"
    if coda in _WITH_H:
        return "", _WITH_H[coda] or "ㅇ"
    if coda in _PALATAL and vowel in "ㅣㅕ":
        return _PALATAL[coda]
    return _CLUSTER.get(coda, ("", coda))


def _assimilate(coda: str, onset: str, mode: _Mode) -> tuple[str, str]:
    """A neutral coda and an onset after the nasal and liquid rules."""
    if coda in _NASAL and onset in "ㄴㅁㄹ":
        return _NASAL[coda], "ㄴ" if onset == "ㄹ" and mode != "north" else onset
    if coda + onset == "ㄴㄹ" and mode == "nn":
        return "ㄴ", "ㄴ"
    if coda + onset in ("ㄹㄴ", "ㄴㄹ") or (coda + onset == "ㄹㄹ" and mode != "north"):
        return "ㄹ", _SECOND_L
    if coda in ("ㅁ", "ㅇ") and onset == "ㄹ" and mode != "north":
        return coda, "ㄴ"
    return coda, onset


def _render(word: Sequence[_Syllable], breaks: frozenset[int], system: System) -> str:
    """Write a realised word in the letters of a system."""
    out = ""
    for i, (onset, vowel, coda) in enumerate(word):
        if onset == "=":
            out += vowel
            continue
        before = None if i == 0 or i in breaks else _NEUTRAL[word[i - 1].coda]
        after = word[i + 1].onset if i + 1 < len(word) and i + 1 not in breaks else None
        if system is System.YALE:
            out += _yale(onset, vowel, coda)
            continue
        first, middle, last = _ONSET[system][onset], _VOWEL[system][vowel], _CODA[_NEUTRAL[coda]]
        mccune = system is _MR
        ringing = before in ("", "ㄴ", "ㅁ", "ㅇ") or (before == "ㄹ" and (onset in "ㄱㅂ" or not mccune))
        if ringing and onset in _VOICED:
            first = _VOICED[onset]
        if mccune:
            if onset == "ㅅ":
                first = "sh" if vowel == "ㅟ" else first
            if onset == "ㄱ" and before == "ㄴ":
                first = "'g"  # n'g, not ng
            if onset + vowel == "ㅇㅔ" and before == "" and out[-1:] in ("a", "o"):
                middle = "ë"
            if after in ("ㅅ", "ㅆ") and last == "t":
                last = "s" if after == "ㅅ" else ""
            if after == "ㅎ" and last == "l":
                last = "r"
        out += first + middle + last
    return out


def _yale(onset: str, vowel: str, coda: str) -> str:
    """Write one syllable in Yale letters; ㅜ is plain u after a lip sound."""
    middle = "u" if vowel == "ㅜ" and onset in "ㅁㅂㅃㅍ" else _VOWEL[System.YALE][vowel]
    return _ONSET[System.YALE][onset] + middle + _YALE_CODA[coda]


@cache
def _alternatives(onset: str, vowel: str, coda: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The keys of one syllable: those of the systems, and the free ones, the most regular first."""
    if onset == "=":
        return (vowel,), ()
    heads = [key(_ONSET[s][onset]) for s in System if s is not System.YALE]
    middles = [key(_VOWEL[s][vowel]) for s in System]
    closing = _NEUTRAL[coda]
    tail = _CODA[closing]
    fixed = [head + middle + tail for head, middle in zip(heads, middles, strict=False)]
    fixed += [_VOICED.get(onset, heads[1]) + middles[1] + tail, _yale(onset, vowel, coda)]
    heads += _FREE_ONSET.get(onset, "").split() + ["sh"] * (onset == "ㅅ" and vowel in _FRONT | {"ㅟ"})
    middles += f"{_FREE_VOWEL.get(vowel, '')} {(_FREE_CLOSED if coda else _FREE_OPEN).get(vowel, '')}".split()
    middles += _FREE_BARE.get(vowel, "").split() if onset == "ㅇ" else []
    tails = _FREE_CODA.get(closing, tail).split() or [""]
    lists = [list(enumerate(dict.fromkeys(part))) for part in (heads, middles, tails)]
    ranked = sorted(product(*lists), key=lambda parts: sum(rank for rank, _ in parts))
    free = ["".join(text for _, text in parts) for parts in ranked]
    return tuple(dict.fromkeys(fixed)), tuple(f for f in dict.fromkeys(free) if f not in fixed)


def _other_onsets(sign: str, *, initial: bool, given: bool) -> list[str]:
    """The onsets that the other Korea may write in a syllable: North 리 로 류 렬, South 이 노 유 열."""
    if sign == "=":
        return []
    onset, vowel, coda = _syllables(sign)[0]
    front = vowel in _FRONT
    if onset == "ㄹ" and (initial or given or (coda == "ㄹ" and vowel in "ㅕㅠ")):
        return ["ㅇ"] if front else ["ㄴ"]
    if onset == "ㅇ" and front and initial:
        return ["ㄹ", "ㄴ"]
    if onset == "ㄴ" and initial:
        return ["ㅇ"] if front else ["ㄹ"]
    return ["ㄹ"] if given and sign in _TWO_WAY_GIVEN else []


def _parse(hangul: str) -> tuple[str, list[_Syllable], set[int]]:
    """The signs of a term (``=`` for a run of Latin letters), its syllables, and where its words begin."""
    signs, word, starts = "", list[_Syllable](), {0}
    for chunk in re.findall("[가-힣]+|[^가-힣]+", unicodedata.normalize("NFC", hangul)):
        if "가" <= chunk[0] <= "힣":
            word += _syllables(chunk)
            signs += chunk
        elif latin := key(chunk):
            starts.add(len(word))
            word.append(_Syllable("=", latin, ""))
            signs += "="
        starts.add(len(word))
    return signs, word, starts


def _choices(sign: str, real: _Syllable, others: Sequence[str], *, surname: bool) -> list[str]:
    """The spellings of a syllable as it sounds, the systematic ones of all its onsets first."""
    found = [_alternatives(onset, real.vowel, real.coda) for onset in (real.onset, *others)]
    extra = f"{_FREE_SYLLABLE.get(sign, '')} {_SURNAME_SPELLINGS.get(sign, '') if surname else ''}".split()
    fixed = [text for systematic, _ in found for text in systematic]
    return list(dict.fromkeys([*fixed, *extra, *(text for _, free in found for text in free)]))


@lru_cache(maxsize=8192)
def _compiled(hangul: str) -> tuple[frozenset[str], tuple[_Lattice, ...]]:
    """The spellings of a term: whole ones, and lattices in which any choice per syllable makes one."""
    signs, word, starts = _parse(hangul)
    if not signs.strip("="):
        return frozenset(), ()
    surname = 0  # its number of syllables, if the term may be a name
    if 2 <= len(signs) <= 4:
        surname = 2 if len(signs) > 2 and signs[:2] in _DOUBLE_SURNAMES else int(signs[0] in _SURNAMES)
    others = [_other_onsets(s, initial=i in starts, given=0 < surname <= i) for i, s in enumerate(signs)]
    forms = set[tuple[tuple[_Syllable, ...], frozenset[int], System]]()
    realisations: dict[tuple[_Syllable, ...], None] = {}
    for breaks in dict.fromkeys([frozenset(starts), frozenset(starts | {surname})]):
        for mode in _MODES:
            real = _realise(word, breaks, mode)
            systems = [system for system in System if system is not System.YALE or mode == "written"]
            for onset, system in product((real[0].onset, *others[0]), systems):
                forms.add(((real[0]._replace(onset=onset), *real[1:]), breaks, system))
            if mode != "insert":
                realisations[real] = None
    whole = {key(_render(*form)) for form in forms}
    room = (LIMIT - len(whole)) // len(realisations)
    lattices = []
    for real in realisations:
        lists: list[list[str]] = []
        for sign, now, was, other in zip(signs, real, word, others, strict=True):
            same = now.onset == was.onset
            kept = sign if same and _NEUTRAL[now.coda] == _NEUTRAL[was.coda] else ""
            lists.append(_choices(kept, now, other if same else [], surname=len(lists) < surname))
        while prod(map(len, lists)) > room:
            max(lists, key=len).pop()
        lattices.append(tuple(map(tuple, lists)))
    return frozenset(whole), tuple(lattices)
