"""Finding terms in Korean text.

1. White space, middle dots and hyphens are squeezed out of the folded text; an automaton finds every term in
   every spelling, whatever the spacing.
2. Edges decide what they can: a term at the start of a word with particles behind it is taken.
3. Windows around what is left go to the analyser, all windows of all texts in one call.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from checker.folding import Folded, fold
from checker.languages import Hits, Wording
from checker.languages.ko import edges, homographs, lexicon, north
from checker.languages.ko.analyser import Morpheme, analyse
from checker.model import Category

_LOOSE = re.compile(r"[\s·\-]+")
_VERBAL = re.compile(r"(?<=..)(?:하다|되다|시키다|당하다)\Z")
_NOMINAL = frozenset(
    """
NNG NNP NNB NR NP SL SH SN XPN XSN XR MM SW W_SERIAL SO SP
""".split()
)
_VERB_SUFFIXES = frozenset(("XSV", "XSV-I", "XSV-R"))
_LONG = 4  # syllables from which letters are hardly ever something else
_FULL_NAME = 3


class _Pattern(NamedTuple):
    """One spelling of one wording: its letters, where it has blanks, and how it differs from the glossary."""

    wording: int
    blanks: frozenset[int]
    how: str


class _Squeezed(NamedTuple):
    """Folded text without blanks; ``at[i]`` is the folded offset of its i-th sign."""

    folded: Folded
    text: str
    at: list[int]

    def gaps(self, start: int, end: int) -> list[int]:
        """Where between ``start`` and ``end`` blanks were taken out, counted from ``start``."""
        at = self.at
        if at[end - 1] - at[start] == end - 1 - start:
            return []
        return [i - start for i in range(start + 1, end) if at[i] != at[i - 1] + 1]

    def around(self, start: int, end: int) -> tuple[str, str]:
        """The folded text before and behind."""
        text = self.folded.text
        return text[: self.at[start]], text[self.at[end - 1] + 1 :]

    def joined(self, at: int) -> bool:
        """Whether the signs before and at ``at`` stand in one word."""
        return 0 < at < len(self.at) and self.at[at] == self.at[at - 1] + 1


class _Doubt(NamedTuple):
    """A hit for the analyser: its row, its window and where it stands there."""

    text: int
    start: int
    end: int
    pattern: _Pattern
    window: str
    inner: int
    length: int


class KoreanFinder:
    """See the module."""

    def __init__(self, wordings: Sequence[Wording]) -> None:
        from daachorse import CharwiseDoubleArrayAhoCorasick

        self._wordings = wordings
        patterns: dict[str, dict[int, _Pattern]] = {}
        for number, wording in enumerate(wordings):
            text = " ".join(fold(wording.text).text.replace("·", " ").replace("-", " ").split())
            text = _VERBAL.sub("", text)
            for spelling, how in [
                (text, "exact"),
                *((other, "northern") for other in _others(text, wording)),
            ]:
                letters = spelling.replace(" ", "")
                blanks = frozenset(_blanks(spelling))
                if letters:
                    patterns.setdefault(letters, {}).setdefault(number, _Pattern(number, blanks, how))
        self._patterns = [list(rows.values()) for rows in patterns.values()]
        self._automaton = CharwiseDoubleArrayAhoCorasick(list(patterns)) if patterns else None

    def find(self, texts: Sequence[str]) -> Hits:
        """See ``Finder``."""
        hits = Hits()
        if self._automaton is None:
            return hits
        rows: list[tuple[int, int, int, int, str]] = []
        doubts: list[_Doubt] = []
        for number, text in enumerate(texts):
            squeezed = _squeeze(text)
            settled: list[tuple[int, int]] = []
            doubtful: list[tuple[int, int, _Pattern]] = []
            for start, end, index in self._automaton.find_overlapping(squeezed.text):
                for pattern in self._patterns[index]:
                    verdict = self._edges(squeezed, start, end, pattern)
                    if verdict is None:
                        doubtful.append((start, end, pattern))
                    elif verdict:
                        settled.append((start, end))
                        rows.append((number, *_raw(squeezed, start, end), pattern.wording, verdict))
            # Of overlapping terms the longest counts, so what a settled one holds needs no analysis.
            doubts += [
                self._doubt(number, squeezed, start, end, pattern)
                for start, end, pattern in doubtful
                if not any(s <= start and end <= e and e - s > end - start for s, e in settled)
            ]
        if doubts:
            readings = analyse(doubt.window for doubt in doubts)
            for doubt in doubts:
                if self._analysed(doubt, readings[doubt.window]):
                    how = "analysed" if doubt.pattern.how == "exact" else doubt.pattern.how
                    rows.append((doubt.text, doubt.start, doubt.end, doubt.pattern.wording, how))
        for row in sorted(rows):
            hits.add(*row)
        return hits

    def _edges(self, squeezed: _Squeezed, start: int, end: int, pattern: _Pattern) -> str | None:
        """How the hit is decided without analysis; "" if it is none, None in doubt."""
        text = squeezed.text
        term = text[start:end]
        wording = self._wordings[pattern.wording]
        gaps = squeezed.gaps(start, end)
        if len(term) <= 2:
            before, after = squeezed.around(start, end)
            if homographs.is_other(term, wording.category, before, after):
                return ""
        spaced = _spacing(term, gaps, pattern.blanks, wording.category)
        if spaced is False:
            return ""
        if not edges.is_hangul(term[0]) and start and squeezed.joined(start) and _same_script(text[start - 1], term[0]):
            return ""
        if (
            not edges.is_hangul(term[-1])
            and end < len(text)
            and squeezed.joined(end)
            and _same_script(term[-1], text[end])
        ):
            return ""
        if len(term) == 1 and start and text[start - 1].isdigit():
            return ""  # 3배: a counter
        left = not (edges.is_hangul(term[0]) and squeezed.joined(start) and text[start - 1].isalnum())
        rest = _rest(squeezed, end)
        if spaced is None:
            return None if left and edges.is_tail(rest) else ""
        if not left or not edges.is_tail(rest) or edges.is_risky(term) or _continues(term, rest):
            if left and wording.category is Category.PERSON and len(term) >= _FULL_NAME and not edges.is_risky(term):
                return pattern.how if not gaps else "spacing"
            return None
        if pattern.how != "exact":
            return pattern.how
        if set(gaps) != pattern.blanks:
            return "spacing"
        return "particle" if rest else "exact"

    def _doubt(self, number: int, squeezed: _Squeezed, start: int, end: int, pattern: _Pattern) -> _Doubt:
        """The hit with its word and the words beside it, the term in the glossary's own spelling."""
        folded = squeezed.folded.text
        begin, stop = squeezed.at[start], squeezed.at[end - 1] + 1
        left = _word_start(folded, _word_start(folded, begin))
        right = _word_end(folded, _word_end(folded, stop))
        term = folded[begin:stop]
        inside = squeezed.joined(start) and edges.is_hangul(squeezed.text[start - 1])
        gaps = squeezed.gaps(start, end)
        doubtful = (
            _spacing(squeezed.text[start:end], gaps, pattern.blanks, self._wordings[pattern.wording].category) is None
        )
        if not doubtful and ((pattern.how != "exact" and not inside) or set(gaps) != pattern.blanks):
            term = _VERBAL.sub("", " ".join(fold(self._wordings[pattern.wording].text).text.split()))
        lead = folded[left:begin].lstrip()
        window = lead + term + folded[stop:right].rstrip()
        return _Doubt(number, *_raw(squeezed, start, end), pattern, window, len(lead), len(term))

    def _analysed(self, doubt: _Doubt, morphemes: tuple[Morpheme, ...]) -> bool:
        """Whether the analyser's reading leaves the term a noun of its own."""
        wording = self._wordings[doubt.pattern.wording]
        start, end = doubt.inner, doubt.inner + doubt.length
        inside = [m for m in morphemes if m.start < end and m.end > start]
        if not inside:
            return False
        category = wording.category
        window = doubt.window
        if inside[0].start == start and inside[-1].end == end:
            if not all(m.tag in _NOMINAL for m in inside):
                return False
            before = [m for m in morphemes if m.end == start]
            if before and not _leads(window, before[-1], window[start:end], category):
                return False
            after = next((m for m in morphemes if m.start == end and m.end > end), None)
            if after is not None and after.tag.startswith("XSA"):
                # 이상하다 (strange) is no 이상 (ideal); an adjective is found by its own row.
                return _VERBAL.search(wording.text) is not None
            return after is None or _follows(window, after, window[start:end], category)
        if len(inside) > 1 and any(m.tag not in _NOMINAL for m in inside):
            return False
        lead, rest = window[inside[0].start : start], window[end : inside[-1].end]
        begins = not inside[0].start or window[inside[0].start - 1].isspace()
        return _stands_in(window[start:end], lead, rest, category, begins=begins)


def _continues(term: str, rest: str) -> bool:
    """Whether ``term`` and what follows it begin a noun that is another word (진주만을, 원산지를; not 미국인은)."""
    if not rest or len(term) >= _LONG:
        return False
    longer = lexicon.longer(term, rest)
    suffix = longer[len(term) :]
    return bool(longer) and (suffix not in edges.KEEPING or suffix in edges.NAMING)


def _stands_in(term: str, lead: str, rest: str, category: Category, *, begins: bool) -> bool:
    """Whether ``term`` keeps its meaning in the one word ``lead + term + rest``.

    It does before a suffix that keeps it, and between nouns (국가올림픽위원회); not in another word (인도네시아).
    """
    if " " in lead or " " in rest or rest in edges.CHANGING:
        return False
    if len(term) >= _LONG:
        return True
    if len(term) < 2:
        return not lead and rest in edges.KEEPING
    if len(lead) == 1 and (lead not in edges.LEADING or (begins and lexicon.is_noun(lead + term))):
        return False
    # Before a title what is no word is a name (오시마대사); 신진대사 is a word.
    prefixes = set(lead) <= edges.LEADING  # 주북러시아대사
    if len(lead) > 1 and not (prefixes or lexicon.is_noun(lead) or category is Category.TITLE):
        return False
    if len(lead) > 1 and len(term) == 2 and len(lead) == 2 and lexicon.is_noun(lead + term):
        return False
    if not rest:
        return True
    if rest in edges.KEEPING or (category is Category.PLACE and rest in edges.DIVISIONS):
        return not (rest in edges.NAMING and lexicon.is_noun(term + rest))
    return len(lead) != 1 and _is_compound(rest)


def _is_compound(rest: str) -> bool:
    """Whether ``rest`` is a noun or begins with one that leaves another, or a suffix, behind it (환경보호국)."""
    if lexicon.is_noun(rest):
        return True
    ends = (end for end in range(2, len(rest)) if lexicon.is_noun(rest[:end]))
    return any(len(rest) - end > 1 or rest[end:] in edges.BODIES for end in ends)


def _others(text: str, wording: Wording) -> list[str]:
    return [] if wording.exact else north.spellings(text, wording.category)


def _blanks(spelling: str) -> list[int]:
    """Where, counted in letters, ``spelling`` has blanks."""
    return [at - number for number, at in enumerate(m.start() for m in re.finditer(" ", spelling))]


def _squeeze(text: str) -> _Squeezed:
    folded = fold(text)
    loose = folded.text
    at: list[int] = []
    last = 0
    for match in _LOOSE.finditer(loose):
        at += range(last, match.start())
        last = match.end()
    at += range(last, len(loose))
    return _Squeezed(folded, _LOOSE.sub("", loose), at)


def _raw(squeezed: _Squeezed, start: int, end: int) -> tuple[int, int]:
    return squeezed.folded.raw(squeezed.at[start], squeezed.at[end - 1] + 1)


def _spacing(term: str, gaps: list[int], blanks: frozenset[int], category: Category) -> bool | None:
    """Whether blanks at ``gaps`` may part ``term``: where the glossary has one, or between parts of two syllables.

    A name may be parted behind its surname (김 정은). None where only analysis can tell (핵 무기).
    """
    extra = [gap for gap in gaps if gap not in blanks]
    if not extra:
        return True
    if category is Category.PERSON and len(term) in (3, 4) and extra in ([1], [2]) and len(term) - extra[0] >= 2:
        return True
    cuts = [0, *sorted({*gaps, *blanks}), len(term)]
    pieces = {cut: (cut - cuts[i], cuts[i + 2] - cut) for i, cut in enumerate(cuts[1:-1])}
    if all(min(pieces[gap]) >= 2 for gap in extra):
        return True
    return None if len(term) > 2 and category is not Category.PERSON else False


def _same_script(one: str, other: str) -> bool:
    """Whether two signs would make one word: both Latin letters or both digits."""
    return (one.isascii() and other.isascii()) and (
        (one.isalpha() and other.isalpha()) or (one.isdigit() and other.isdigit())
    )


def _rest(squeezed: _Squeezed, end: int) -> str:
    """What of its word follows a hit."""
    text = squeezed.text
    stop = end
    while stop < len(text) and squeezed.joined(stop) and edges.is_hangul(text[stop]):
        stop += 1
    return text[end:stop]


def _word_start(text: str, at: int) -> int:
    """The start of the word before, or around, ``at``."""
    while at and text[at - 1].isspace():
        at -= 1
    while at and not text[at - 1].isspace():
        at -= 1
    return at


def _word_end(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    while at < len(text) and not text[at].isspace():
        at += 1
    return at


def _leads(window: str, before: Morpheme, term: str, category: Category) -> bool:
    """Whether the morpheme right before a term leaves it a word of its own."""
    if before.tag in ("SS", "SSO", "SSC", "SP", "SF", "SW", "SO", "SN", "SL", "SE"):
        return len(term) > 1 or before.tag != "SN"
    form = window[before.start : before.end].strip()
    if len(form) == 1 and edges.is_hangul(form):
        if before.tag.startswith(("J", "E", "XS")) or (before.tag == "NNP" and category is Category.TITLE):
            return True  # a surname too
        begins = not window[: before.start].strip() or window[before.start - 1].isspace()
        return form in edges.LEADING and not (begins and lexicon.is_noun(form + term))
    return len(term) > 1 or category is Category.TITLE


def _follows(window: str, after: Morpheme, term: str, category: Category) -> bool:
    """Whether the morpheme right behind a term leaves it what it is."""
    form = window[after.start : after.end]
    if after.tag in _VERB_SUFFIXES:
        return category is Category.OTHER
    if after.tag in ("XSN", "NNG", "NNB") and len(form) == 1:
        if category is Category.PLACE and form in edges.DIVISIONS:
            return True
        return form in edges.KEEPING and not (form in edges.NAMING and lexicon.is_noun(term + form))
    return True
