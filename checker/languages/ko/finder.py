"""Finding terms in Korean text.

1. Folded texts are joined without white space, middle dots and hyphens. An automaton finds every term in every
   spelling and spacing.
2. The edges decide clear cases: a term at the start of a word with only particles behind it is accepted.
3. The lexicon splits the words of the other hits into their parts.
4. The analyser decides what is left, from the text around the hits.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple
from unicodedata import is_normalized

from checker.languages import Hits, Trace, Wording
from checker.languages._packed import automaton, packed, unpacked
from checker.languages.ko import compound, edges, lexicon, north, sense, standing
from checker.languages.ko.analyser import Morpheme, analyse
from checker.model import Category
from checker.text.folding import fold, join
from checker.text.steps import Steps, Unfinished

_RUN = re.compile("[가-힣ㄱ-ㅎㅏ-ㅣ]*")
_RUN_BEFORE = re.compile("[가-힣ㄱ-ㅎㅏ-ㅣ]*\\Z")
_REACH = 24  # letters of a word before and after a hit that are looked at; a longer word is no word
_FULL_NAME = 3
# Syllables that, before a noun, more often are determiners, numerals or verb forms than nouns.
_DETERMINING = frozenset("이그저한두세네각매전현총본온첫새옛알할갈살볼올줄쓸될간쓴큰긴산준된먼")
_NEAR = 40  # characters before and after a hit that are searched for the cues of a homograph
_REMEMBERED = 200_000
_READ = 30  # steps that it takes to read a letter of a word with the lexicon, or of a text with the analyser
_WEIGHED = 100  # steps of a letter around a word with several meanings
_FEW = 64  # spellings of which a syllable is searched before a text is looked at more closely
_RARER = 3  # classes by which a word must be rarer than the one that it begins with, to be a form of it too (서울로)


class _Pattern(NamedTuple):
    """One spelling of a term.

    Attributes:
        wording: The number of the term.
        blanks: Where the spelling has blanks, as offsets in its letters.
        how: How it differs from the glossary, ``exact`` or ``northern``.
        doubtful: Whether the term is spelt like another word.
    """

    wording: int
    blanks: frozenset[int]
    how: str
    doubtful: bool


class _Squeezed:
    """Texts, folded and joined without blanks.

    Attributes:
        text: All texts, separated by NUL.
        ends: The ends of all words in ``text``.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._joined = joined = join(texts)
        words = joined.text.replace("·", " ").replace("-", " ").split(" ")
        self.text = "".join(words)
        self.ends = list(accumulate(map(len, words)))

    def begin(self, start: int, word: int) -> int:
        """The offset where the word of a hit that begins at ``start`` begins, at most ``_REACH`` before it."""
        return max(self.ends[word - 1] if word else 0, start - _REACH)

    def stop(self, end: int, word: int) -> int:
        """The offset where the word of a hit that ends at ``end`` ends, at most ``_REACH`` behind it."""
        return min(self.ends[word], end + _REACH)

    def place(self, start: int, end: int) -> tuple[int, int, tuple[int, ...]]:
        """The numbers of the first and last word of ``start:end``, and the offsets in it where blanks were removed."""
        ends = self.ends
        first = bisect_right(ends, start)
        if end <= ends[first]:
            return first, first, ()
        last = bisect_right(ends, end - 1, first)
        return first, last, tuple(dict.fromkeys(ends[word] - start for word in range(first, last)))

    def number(self, start: int, word: int) -> int:
        """The number of the text with the character at ``start``, which is in this word."""
        return self._joined.number(start + word)

    def raw(self, number: int, hit: "_Hit") -> tuple[int, int]:
        """The start and end of ``hit`` in the raw text with this number."""
        return self._joined.raw(number, hit.start + hit.first, hit.end + hit.last)

    def spaced(self, hit: "_Hit") -> str:
        """The folded text of ``hit``, with its blanks."""
        return self._joined.text[hit.start + hit.first : hit.end + hit.last]

    def around(self, number: int, hit: "_Hit") -> tuple[str, str]:
        """The folded text before and after ``hit``, at most ``_NEAR`` characters each."""
        begin, stop = hit.start + hit.first, hit.end + hit.last
        first, last = self._joined.starts[number], self._joined.starts[number + 1] - 1
        text = self._joined.text
        return text[max(first, begin - _NEAR) : begin], text[stop : min(last, stop + _NEAR)]


class _Hit(NamedTuple):
    """A spelling found in a text.

    Attributes:
        start, end: Offsets in the text without blanks.
        first, last: The numbers of its first and last word.
        gaps: The offsets in it where blanks were removed.
        pattern: The spelling.
    """

    start: int
    end: int
    first: int
    last: int
    gaps: tuple[int, ...]
    pattern: _Pattern


_Accepted = tuple[int, _Hit, str]  # the number of the text, the hit, and how it was found


class _Doubt(NamedTuple):
    """A hit for the analyser: the number of its text, its window, and its offset and length there."""

    text: int
    hit: _Hit
    window: str
    inner: int
    length: int


class _Settled:
    """Hits that are accepted, to look up which of them another hit is a part of."""

    def __init__(self, hits: Sequence[_Hit]) -> None:
        self._spans = sorted({(hit.start, hit.end) for hit in hits})
        self._longest = max((end - start for start, end in self._spans), default=0)

    def covers(self, hit: _Hit) -> bool:
        """Whether ``hit`` is a part of a longer one."""
        first = bisect_left(self._spans, (hit.end - self._longest,))
        last = bisect_left(self._spans, (hit.start + 1,))
        return any(hit.end <= end and end - start > hit.end - hit.start for start, end in self._spans[first:last])


class _Effort:
    """The steps that the texts take; what is looked at again takes none.

    Attributes:
        unfinished: The numbers of the texts that have no steps left.
    """

    def __init__(self) -> None:
        self._steps: defaultdict[int, Steps] = defaultdict(Steps)
        self._seen: set[tuple[int, Hashable]] = set()
        self.unfinished: set[int] = set()

    def spent(self, number: int, what: Hashable, steps: int) -> bool:
        """Whether the text with this number has no steps to look at ``what``, which takes so many."""
        if number not in self.unfinished and (number, what) not in self._seen:
            self._seen.add((number, what))
            try:
                self._steps[number].take(steps)
            except Unfinished:
                self.unfinished.add(number)
        return number in self.unfinished


class KoreanFinder:
    """Finds terms in Korean texts, as the module describes."""

    def __init__(self, wordings: Sequence[Wording], packed: bytes = b"") -> None:
        self._wordings = wordings
        self._decided: dict[tuple[object, ...], tuple[tuple[_Pattern, str | None], ...]] = {}
        self._telling: re.Pattern[str] | None = None  # the last syllables; None if spellings are many or unknown
        if packed:
            self._patterns, self._automaton = unpacked(packed, list[tuple[_Pattern, ...]])
            return
        patterns = _spellings(wordings)
        self._patterns = [tuple(rows.values()) for rows in patterns.values()]
        self._automaton = automaton(patterns)
        if 0 < len(patterns) <= _FEW and all(edges.is_hangul(solid[-1]) for solid in patterns):
            self._telling = re.compile(f"[{''.join(sorted({solid[-1] for solid in patterns}))}]")

    def packed(self) -> bytes:
        """The spellings and the automaton as bytes."""
        return packed(self._patterns, self._automaton)

    def find(self, texts: Sequence[str]) -> Hits:
        """All hits, sorted; ``how`` says what was undone (``particle``, ``spacing``, ``northern``, ``compound`` …)."""
        if self._telling is None:
            return self._find(texts)
        telling = self._telling.search
        numbers = [at for at, text in enumerate(texts) if telling(text) or not is_normalized("NFKC", text)]
        hits = self._find([texts[number] for number in numbers])
        hits.texts = [numbers[at] for at in hits.texts]
        hits.unfinished = {numbers[at] for at in hits.unfinished}
        return hits

    def _find(self, texts: Sequence[str]) -> Hits:
        hits = Hits()
        if self._automaton is None:
            return hits
        if len(self._decided) > _REMEMBERED:
            self._decided.clear()
        squeezed = _Squeezed(texts)
        accepted: list[_Accepted] = []
        doubtful: list[tuple[int, _Hit]] = []
        text, decided = squeezed.text, self._decided
        for start, end, index in self._automaton.find_overlapping(text):
            if end - start == 1 and text[start - 1 : start].isdigit():
                continue  # a counter (3배)
            first, last, gaps = squeezed.place(start, end)
            begin, stop = squeezed.begin(start, first), squeezed.stop(end, last)
            situation = (index, start - begin, text[begin:stop], gaps)
            verdicts = decided.get(situation)
            if verdicts is None:
                verdicts = decided[situation] = tuple(self._verdicts(text, start, end, begin, stop, gaps, index))
            if verdicts:
                number = squeezed.number(start, first)
                for pattern, verdict in verdicts:
                    hit = _Hit(start, end, first, last, gaps, pattern)
                    if verdict is None:
                        doubtful.append((number, hit))
                    else:
                        accepted.append((number, hit, verdict))
        effort = _Effort()
        accepted = self._meant(squeezed, accepted, effort)
        if doubtful:
            accepted += self._meant(squeezed, self._decide(squeezed, doubtful, accepted, effort), effort)
        rows = [
            (number, *squeezed.raw(number, hit), hit.pattern.wording, how)
            for number, hit, how in accepted
            if number not in effort.unfinished
        ]
        rows.sort()
        hits.extend(rows)
        hits.unfinished = effort.unfinished
        return hits

    def trace(self, text: str) -> Iterator[Trace]:
        """Every place of ``text`` with the letters of a term, and how it is decided."""
        if self._automaton is None:
            return
        squeezed = _Squeezed([text])
        found = self.find([text])
        stands = {(start, end): how for start, end, how in zip(found.starts, found.ends, found.how, strict=True)}
        for start, end, index in self._automaton.find_overlapping(squeezed.text):
            first, last, gaps = squeezed.place(start, end)
            begin, stop = squeezed.begin(start, first), squeezed.stop(end, last)
            verdicts = dict(self._verdicts(squeezed.text, start, end, begin, stop, gaps, index))
            for pattern in self._patterns[index]:
                hit = _Hit(start, end, first, last, gaps, pattern)
                steps = self._steps(squeezed, hit, verdicts.get(pattern, ""))
                span = squeezed.raw(0, hit)
                yield Trace(*span, stands.get(span, ""), tuple(steps))

    def _steps(self, squeezed: _Squeezed, hit: _Hit, verdict: str | None) -> Iterator[str]:
        """The sentences that say how ``hit`` is decided; ``verdict`` is the verdict of its edges."""
        before, behind = squeezed.around(0, hit)
        before, behind = before.rpartition(" ")[2], behind.partition(" ")[0]
        spelled = "the North's spelling, " if hit.pattern.how == "northern" else ""
        rest = _RUN.match(behind)
        tail = "a tail" if edges.is_tail(rest.group() if rest else "") else "no tail"
        yield f"edges: {spelled}before it “{before}”, behind it “{behind}”, {tail} of particles and suffixes"
        if verdict == "":
            yield "the edges refuse it: it is part of another word, or parted where it may not be"
            return
        if verdict is not None:
            yield f"the edges take it: {verdict}"
            yield from self._reasons(squeezed, hit)
            return
        stands = self._in_word(squeezed, hit)
        word, inner, end = self._word(squeezed, hit)
        for reading in compound.readings(word, inner, end):
            if reading.morphemes:
                yield f"lexicon: {_shown(word, reading.morphemes)} (cost {reading.cost:.1f})"
        if stands is not None:
            yield "the lexicon takes it" if stands else "the lexicon refuses it"
            if stands:
                yield from self._reasons(squeezed, hit)
            return
        doubt = self._doubt(squeezed, 0, hit)
        morphemes = analyse([doubt.window])[doubt.window]
        yield f"the lexicon cannot tell; analyser: {_shown(doubt.window, morphemes)}"
        wording = self._wordings[hit.pattern.wording]
        if standing.stands(doubt.window, doubt.inner, doubt.inner + doubt.length, morphemes, wording):
            yield "the analyser takes it"
            yield from self._reasons(squeezed, hit)
        else:
            yield "the analyser refuses it"

    def _reasons(self, squeezed: _Squeezed, hit: _Hit) -> Iterator[str]:
        """The sentences that say why ``hit`` has the meaning of the term, or another one."""
        if not hit.pattern.doubtful:
            return
        reasons = self._evidence(squeezed, 0, hit)
        for weight, why in reasons:
            yield f"sense: {why} ({weight:+.1f})"
        sum_of = sense.total(reasons)
        verdict = (
            "another word spelt alike" if sum_of <= sense.OTHER else "open" if sum_of <= sense.OPEN else "the term"
        )
        yield f"sense: {sum_of:+.1f} in all: {verdict}"

    def _evidence(self, squeezed: _Squeezed, number: int, hit: _Hit) -> list[sense.Evidence]:
        """What speaks for and against the term at ``hit`` in the text with this number."""
        wording = self._wordings[hit.pattern.wording]
        return sense.evidence(letters(wording.text), wording, *squeezed.around(number, hit))

    def _meant(self, squeezed: _Squeezed, hits: list[_Accepted], effort: _Effort) -> list[_Accepted]:
        """Those of ``hits`` that have the meaning of their terms."""

        def is_meant(number: int, hit: _Hit) -> bool:
            around = squeezed.around(number, hit)
            if effort.spent(number, (hit.pattern.wording, around), _WEIGHED * sum(map(len, around))):
                return False
            return sense.total(self._evidence(squeezed, number, hit)) > sense.OTHER

        return [(number, hit, how) for number, hit, how in hits if not hit.pattern.doubtful or is_meant(number, hit)]

    def _verdicts(
        self, text: str, start: int, end: int, begin: int, stop: int, gaps: tuple[int, ...], index: int
    ) -> Iterator[tuple[_Pattern, str | None]]:
        """The verdicts of the edges on the spellings with this index, without those that they refuse; None is doubt.

        Args:
            text: The texts without blanks.
            start: Offset of the hit.
            end: End of the hit.
            begin: Start of its first word, or of what is looked at of it.
            stop: End of its last word, or of what is looked at of it.
            gaps: The offsets in the hit where blanks were removed.
            index: The number of the automaton's pattern.
        """
        rest = _RUN.match(text, end, stop)
        for pattern in self._patterns[index]:
            verdict = self._edges(
                text[start:end],
                pattern,
                gaps,
                text[begin:start][-1:],
                rest.group() if rest else "",
                follows=text[end:stop][:1],
            )
            if verdict != "":
                yield pattern, verdict

    def _edges(
        self,
        term: str,
        pattern: _Pattern,
        gaps: tuple[int, ...],
        before: str,
        rest: str,
        *,
        follows: str,
    ) -> str | None:
        """The verdict of the edges on a hit: how it was found, "" if they refuse it, None if they cannot decide.

        Args:
            term: Its letters.
            pattern: Its spelling.
            gaps: The offsets in it where blanks were removed.
            before: The character before it in its word, or "".
            rest: The Hangul behind it in its word.
            follows: The character behind it in its word, or "".
        """
        wording = self._wordings[pattern.wording]
        spaced = _spacing(term, gaps, pattern.blanks, wording.category)
        if spaced is False:
            return ""
        if before and not edges.is_hangul(term[0]) and _same_script(before, term[0]):
            return ""
        if follows and not edges.is_hangul(term[-1]) and _same_script(term[-1], follows):
            return ""
        left = not (edges.is_hangul(term[0]) and before.isalnum())
        if spaced is None:
            return None if left and edges.is_tail(rest) else ""
        if len(term) == 1 and before and edges.is_hangul(before):
            return ""  # one syllable inside another word: its meaning cannot be known
        risky = edges.is_risky(term) or lexicon.is_stem(term)
        if not left or not edges.is_tail(rest) or risky or _continues(term, rest):
            whole = left and wording.category is Category.PERSON and len(term) >= _FULL_NAME and not risky
            if whole and not lexicon.is_common(lexicon.longer(term, rest)):  # 브라운관
                return pattern.how if not gaps else "spacing"
            return None
        if pattern.how != "exact":
            return pattern.how
        if set(gaps) != pattern.blanks:
            return "spacing"
        return "particle" if rest else "exact"

    def _decide(
        self, squeezed: _Squeezed, hits: list[tuple[int, _Hit]], decided: list[_Accepted], effort: _Effort
    ) -> list[_Accepted]:
        """The hits that the lexicon or the analyser accepts.

        Args:
            squeezed: The texts.
            hits: The undecided hits, with the numbers of their texts.
            decided: The hits that are accepted.
            effort: The steps that the texts take.
        """
        accepted: list[_Accepted] = []
        doubts: list[_Doubt] = []
        settled = _Settled([hit for _, hit, _ in decided])
        for number, hit in hits:
            # Only the longest of overlapping terms counts, so a hit inside an accepted one needs no analysis.
            if settled.covers(hit):
                continue
            word = self._word(squeezed, hit)
            if effort.spent(number, word, _READ * len(word[0])):
                continue
            stands = self._in_word(squeezed, hit)
            if stands is None:
                doubt = self._doubt(squeezed, number, hit)
                if not effort.spent(number, doubt.window, _READ * len(doubt.window)):
                    doubts.append(doubt)
            elif stands:
                accepted.append((number, hit, "compound" if hit.pattern.how == "exact" else hit.pattern.how))
        return accepted + self._analysed(doubts) if doubts else accepted

    def _analysed(self, doubts: Sequence[_Doubt]) -> list[_Accepted]:
        """The hits that the analyser accepts."""
        accepted: list[_Accepted] = []
        readings = analyse(doubt.window for doubt in doubts)
        for doubt in doubts:
            wording = self._wordings[doubt.hit.pattern.wording]
            end = doubt.inner + doubt.length
            if standing.stands(doubt.window, doubt.inner, end, readings[doubt.window], wording):
                how = "analysed" if doubt.hit.pattern.how == "exact" else doubt.hit.pattern.how
                accepted.append((doubt.text, doubt.hit, how))
        return accepted

    def _in_word(self, squeezed: _Squeezed, hit: _Hit) -> bool | None:
        """Whether the hit is a word of its own according to the lexicon; None if that cannot decide."""
        term = squeezed.text[hit.start : hit.end]
        wording = self._wordings[hit.pattern.wording]
        if len(term) < 2 or not edges.is_hangul(term[-1]) or lexicon.is_stem(term):
            return None
        if _spacing(term, hit.gaps, hit.pattern.blanks, wording.category) is None:
            return True if _are_nouns(term, hit.gaps) else None
        return compound.stands(*self._word(squeezed, hit), wording)

    def _word(self, squeezed: _Squeezed, hit: _Hit) -> tuple[str, int, int]:
        """The run of Hangul around the hit, without blanks, and the start and end of the hit in it."""
        text = squeezed.text
        lead = _RUN_BEFORE.search(text[squeezed.begin(hit.start, hit.first) : hit.start])
        rest = _RUN.match(text, hit.end, squeezed.stop(hit.end, hit.last))
        before, behind = lead.group() if lead else "", rest.group() if rest else ""
        return before + text[hit.start : hit.end] + behind, len(before), len(before) + hit.end - hit.start

    def _doubt(self, squeezed: _Squeezed, number: int, hit: _Hit) -> _Doubt:
        """The hit with its window: its word and its neighbours, with the term in the glossary's spelling."""
        wording = self._wordings[hit.pattern.wording]
        before, after = squeezed.around(number, hit)
        term = squeezed.spaced(hit)
        inside = before[-1:] and edges.is_hangul(before[-1:])
        doubtful = _spacing(squeezed.text[hit.start : hit.end], hit.gaps, hit.pattern.blanks, wording.category) is None
        if not doubtful and ((hit.pattern.how != "exact" and not inside) or set(hit.gaps) != hit.pattern.blanks):
            term = standing.VERBAL.sub("", " ".join(fold(wording.text).text.split()))
        lead = before[_word_start(before, _word_start(before, len(before))) :].lstrip()
        window = lead + term + after[: _word_end(after, _word_end(after, 0))].rstrip()
        return _Doubt(number, hit, window, len(lead), len(term))


class ReadersFinder(KoreanFinder):
    """Finds what a reader looks up: what only the analyser could decide is found too, and in every meaning.

    The analyser, which takes seconds to load, is not needed. Words in other scripts are neither parted nor joined.

    Attributes:
        needles: The terms in every spelling.
    """

    def __init__(self, wordings: Sequence[Wording]) -> None:
        super().__init__(wordings)
        spelled = ((letters, pattern) for letters, rows in _spellings(wordings).items() for pattern in rows.values())
        self.needles = tuple(_spaced(letters, pattern.blanks) for letters, pattern in spelled)

    def _edges(
        self, term: str, pattern: _Pattern, gaps: tuple[int, ...], before: str, rest: str, *, follows: str
    ) -> str | None:
        if any(not (edges.is_hangul(term[at - 1]) or edges.is_hangul(term[at])) for at in pattern.blanks ^ set(gaps)):
            return ""
        return super()._edges(term, pattern, gaps, before, rest, follows=follows)

    def _analysed(self, doubts: Sequence[_Doubt]) -> list[_Accepted]:
        return [(doubt.text, doubt.hit, "doubtful") for doubt in doubts]

    def _meant(self, _squeezed: _Squeezed, hits: list[_Accepted], _effort: _Effort) -> list[_Accepted]:
        return hits


def stems(word: str) -> tuple[str, ...]:
    """The words that ``word`` may be a form of, without particles and the endings of a verb made of a noun.

    Nouns of the lexicon count: 학교에서 is a form of 학교, 발표했다 of 발표, 나이 of itself. If there is none, all ways
    count.
    """
    word = _words(word)
    rest = _RUN_BEFORE.search(word)
    first = max(rest.start() if rest else 0, 1)
    ways = [word[:end] for end in range(len(word), first - 1, -1) if _is_ending(word[end:])]
    nouns = [(number, stem) for stem in ways if (number := lexicon.rarity(stem)) is not None]
    if nouns:
        rarest, longest = nouns[0]
        others = [stem for number, stem in nouns[1:] if len(stem) > 1 and number + _RARER <= rarest]
        return (longest, *others[:1])
    return tuple(stem for stem in ways if len(stem) > 1 or stem == word) or (word,)


def _is_ending(text: str) -> bool:
    return edges.is_tail(text) or compound.is_verbal(text)


def _spellings(wordings: Sequence[Wording]) -> dict[str, dict[int, _Pattern]]:
    """The spellings of terms: by their letters and by the number of the term."""
    patterns: dict[str, dict[int, _Pattern]] = {}
    for number, wording in enumerate(wordings):
        text = standing.VERBAL.sub("", _words(wording.text))
        others = [] if wording.exact else north.spellings(text, wording.category)
        doubtful = sense.is_doubtful(text.replace(" ", ""), wording)
        for spelling, how in [(text, "exact"), *((other, "northern") for other in others)]:
            solid = spelling.replace(" ", "")
            blanks = frozenset(_blanks(spelling))
            if solid:
                # A town that the North spells otherwise (빠리) is no longer spelt like another word (파리).
                alike = doubtful and not (how == "northern" and wording.category is Category.PLACE)
                patterns.setdefault(solid, {}).setdefault(number, _Pattern(number, blanks, how, alike))
    return patterns


def letters(text: str) -> str:
    """The letters of a term as it is searched: folded, without blanks, dots and the ending of a verb."""
    return standing.VERBAL.sub("", _words(text)).replace(" ", "")


def _words(text: str) -> str:
    return " ".join(fold(text).text.replace("·", " ").replace("-", " ").split())


def _shown(text: str, morphemes: Sequence[Morpheme]) -> str:
    return " + ".join(f"{text[m.start : m.end]}/{m.tag}" for m in morphemes)


def _continues(term: str, rest: str) -> bool:
    """Whether ``term`` and the text behind it begin with another noun (진주만을, 원산지를, but not 미국인은)."""
    if not rest or len(term) >= standing.LONG:
        return False
    longer = lexicon.longer(term, rest)
    suffix = longer[len(term) :]
    return bool(longer) and (suffix not in edges.KEEPING or suffix in edges.NAMING)


def _blanks(spelling: str) -> list[int]:
    """The offsets of the blanks in ``spelling``, counted in letters."""
    return [at - number for number, at in enumerate(m.start() for m in re.finditer(" ", spelling))]


def _spaced(letters: str, blanks: frozenset[int]) -> str:
    """``letters`` with blanks at these offsets."""
    cuts = [0, *sorted(blanks), len(letters)]
    return " ".join(letters[start:end] for start, end in pairwise(cuts))


def _spacing(term: str, gaps: Sequence[int], blanks: frozenset[int], category: Category) -> bool | None:
    """Whether blanks at ``gaps`` are possible in ``term``; None if only analysis can decide (핵 무기).

    They are possible where the glossary has a blank, between parts of two or more syllables, and after the surname of a
    person (김 정은).
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


def _are_nouns(term: str, gaps: Sequence[int]) -> bool:
    """Whether all pieces of ``term`` are nouns and none may be a determiner or a verb (이 사회, 알 권리)."""
    cuts = [0, *gaps, len(term)]
    pieces = [term[start:end] for start, end in pairwise(cuts)]
    return all(lexicon.rarity(piece) is not None and piece not in _DETERMINING for piece in pieces)


def _same_script(one: str, other: str) -> bool:
    """Whether two characters belong to one word: both are Latin letters, or both are digits."""
    return (one.isascii() and other.isascii()) and (
        (one.isalpha() and other.isalpha()) or (one.isdigit() and other.isdigit())
    )


def _word_start(text: str, at: int) -> int:
    """The start of the word around or before ``at``."""
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
