"""Second stage: decide how the target renders each occurrence. Each segment is looked at on its own.

All renderings of all concepts are searched in the target. A hit inside a longer one does not count. The other hits
are assigned to the occurrences; for the remaining occurrences a near miss or a rival is searched.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from itertools import chain, groupby, pairwise, repeat
from operator import itemgetter
from typing import NamedTuple

from checker.corpus import Chunk
from checker.languages import Whole
from checker.matching.dated import OTHER_TIME
from checker.matching.find import Found, Occurrence
from checker.matching.hits import Hit, hits_in
from checker.matching.matches import Matches, Row
from checker.matching.near_miss import NearMiss, Unclaimed, near_miss
from checker.matching.rivals import Rivals, UnaskedRendering
from checker.matching.spans import Spans
from checker.matching.terminology import Terminology
from checker.model import Category, Outcome
from checker.text.folding import Folded, bare, fold, key
from checker.text.mnemonics import plains, without
from checker.text.near import REACH, beginning
from checker.text.steps import Steps, Unfinished
from checker.text.technical import identifies
from checker.text.unread import unread

_THINGS = (Category.OBJECT, Category.OTHER)
_NAMES = (Category.PERSON, Category.PLACE, Category.ORGANIZATION)
_BRIEF = 10  # words of a target in which another title can only stand for one of those of the source
_FLAWED = (Outcome.MISCASED, Outcome.MISSPELLED)
_LINK = 2000  # code points of a link at most
_HEARING, _SIGNS = 40, 20  # steps of comparing the sounds of two words, and code points searched in a step
_SURNAME = 2  # syllables at most of a surname that is written in one word with a given name


def render(found: Found, chunk: Chunk, terminology: Terminology) -> Matches:
    """The matches of the occurrences that were found, and of wordings that are banned with any source."""
    by_segment: dict[int, list[Occurrence]] = {}
    for segment, occurrences in groupby(found.occurrences, key=lambda each: each.segment):
        text, ui = chunk.sources[segment], chunk.segments[segment].ui
        hidden = unread(text)
        said = [each for each in occurrences if not hidden(each.start, each.end)]
        if said := [each for each in said if not (ui and identifies(text, each.start, each.end))]:
            by_segment[segment] = said
    segments = list(range(len(chunk))) if terminology.bans else list(by_segment)
    present = [{c for occurrence in by_segment.get(n, ()) for c in occurrence.candidates} for n in segments]
    labels = _Labels(chunk, terminology)
    hits = hits_in([labels.targets[segment] for segment in segments], present, terminology)
    rows: list[Row] = []
    unfinished = set(found.unfinished)
    for segment, its_present, its_hits in zip(segments, present, hits, strict=True):
        if its_hits is None:
            unfinished.add(segment)
        elif its_present or its_hits:
            source, target = labels.sources[segment], labels.targets[segment]
            hidden = unread(target)
            seen = [hit for hit in its_hits if not hidden(hit.start, hit.end)]
            said = labels.within(by_segment.get(segment, []))
            try:
                rows += labels.raw(_Segment(segment, source, target, said, its_present, seen, terminology).rows())
            except Unfinished:
                unfinished.add(segment)
    return Matches(chunk, terminology, rows, unfinished=unfinished)


class _Labels:
    """The texts of a chunk without the mnemonics of labels, and the places in them.

    Attributes:
        sources, targets: The texts.
    """

    def __init__(self, chunk: Chunk, terminology: Terminology) -> None:
        self._sources = plains(chunk.sources, chunk.segments, terminology.source.known)
        self._targets = plains(chunk.targets, chunk.segments, terminology.target.known)
        self.sources = without(chunk.sources, self._sources)
        self.targets = without(chunk.targets, self._targets)

    def within(self, occurrences: list[Occurrence]) -> list[Occurrence]:
        """The occurrences of a segment, with their places in ``sources``."""
        label = self._sources.get(occurrences[0].segment) if self._sources and occurrences else None
        if label is None:
            return occurrences
        places = [label.inner(each.start, each.end) for each in occurrences]
        return [each._replace(start=at[0], end=at[1]) for each, at in zip(occurrences, places, strict=True)]

    def raw(self, rows: list[Row]) -> list[Row]:
        """The rows of a segment, with their places in the chunk."""
        if not rows or not (self._sources or self._targets):
            return rows
        source, target = self._sources.get(rows[0].segment), self._targets.get(rows[0].segment)
        placed = []
        for row in rows:
            start, end, first, last = row.start, row.end, row.target_start, row.target_end
            if source and start >= 0:
                start, end = source.raw(start, end)
            if target and first >= 0:
                first, last = target.raw(first, last)
            placed.append(row._replace(start=start, end=end, target_start=first, target_end=last))
        return placed


def _letters(name: str) -> str:
    return "".join(filter(str.isalpha, bare(key(name))))


class Instead(NamedTuple):
    """A name or title that has the words of an accepted rendering but means another person or rank.

    Attributes:
        start, end: The whole name or title.
        hit: The rendering in it.
        stranger: Whether it is the name of a person whom the source does not speak of in any way.
        alike: Whether it sounds like the person's name in the source, so that it may be a spelling of that.
    """

    start: int
    end: int
    hit: Hit
    stranger: bool
    alike: bool


class _Look(NamedTuple):
    """What a target has for a concept that has no hit.

    Attributes:
        reworded: A rendering in another construction.
        miss: A near miss.
        shorts: Its short forms.
        others: Names and titles of others in its place, each once, then the last again unless there are short forms.
    """

    reworded: Hit | None
    miss: NearMiss | None
    shorts: list[Hit]
    others: Iterator[Instead]


class _Segment:
    """The renderings of one segment."""

    def __init__(
        self,
        number: int,
        source: str,
        target: str,
        occurrences: list[Occurrence],
        present: set[int],
        hits: list[Hit],
        terminology: Terminology,
    ) -> None:
        self.number = number
        self.source = source
        self.target = target
        self.occurrences = occurrences
        self.terminology = terminology
        self.present = present
        self._steps = Steps()
        self._heard: dict[str, bool] = {}
        self._usable: dict[tuple[int, ...], list[Hit]] = {}
        self._clean: dict[tuple[int, ...], int] = {}  # how many of them are accepted
        self._copies: dict[str, tuple[int, int] | None] = {}
        self._full: dict[int, bool] = {}
        self._alike: dict[tuple[int, tuple[str, ...]], bool] = {}
        self._said: dict[str | tuple[int, str], bool] = {}
        self.instead: list[Instead] = []
        self.hits = self._own(self._of_this_time(hits))

    def _of_this_time(self, hits: list[Hit]) -> list[Hit]:
        """The hits; renderings of another time are deprecated, as far as the occurrences have none of this time."""
        now = {number: occurrence.candidates[0] for occurrence in self.occurrences for number in occurrence.others}
        if not now:
            return hits
        lacking = Counter(occurrence.candidates[0] for occurrence in self.occurrences)
        lacking -= Counter(hit.concept for hit in hits if hit.outcome.accepted and not hit.short)
        right = {hit[:2] for hit in hits if hit.concept in self.present and hit.outcome is not Outcome.DEPRECATED}
        made = {
            hit[:2]: hit._replace(concept=now[hit.concept], outcome=Outcome.DEPRECATED, other=hit.concept)
            for hit in hits
            if hit.concept in now and hit.outcome.accepted and lacking[now[hit.concept]] > 0 and hit[:2] not in right
        }
        others = [hit for hit in hits if hit[:2] not in made or hit.concept not in now.keys() | now.values()]
        return sorted([*others, *made.values()])

    def _standing(self, hits: list[Hit]) -> list[Hit]:
        """The hits that are not part of a longer one (premier in vice premier, Korea in Workers' Party of Korea)."""
        if all(hit.end <= following.start for hit, following in pairwise(hits)):
            return hits
        covers = [hit for hit in hits if not hit.short and hit.outcome in (Outcome.PREFERRED, Outcome.ADMITTED)]
        forbidden = [hit for hit in hits if hit.outcome is Outcome.DEPRECATED and hit.concept in self.present]
        flawed = [hit for hit in hits if hit.outcome in _FLAWED and hit.concept in self.present]
        covers = sorted(covers + forbidden + flawed)
        starts = [hit.start for hit in covers]
        longest = max((hit.end - hit.start for hit in covers), default=0)

        def around(hit: Hit) -> list[Hit]:
            """The hits that begin early enough, and not too late, to cover ``hit``."""
            return covers[bisect_left(starts, hit.end - longest) : bisect_right(starts, hit.start)]

        return [hit for hit in hits if not any(self._covers(other, hit) for other in around(hit))]

    def _covers(self, longer: Hit, hit: Hit) -> bool:
        """Whether ``hit`` is only a part of ``longer`` and does not count.

        If the source does not have the longer concept, these parts still count: an organization in another
        organization (South Korean Foreign Ministry), a place at the start of another place (Pyongyang Airport; not
        Korea in North Korea), either of them at the end of anything else (Congress of the Workers' Party), and a thing
        in another thing (laid a wreath).
        """
        if not (longer.start <= hit.start and hit.end <= longer.end and longer[:2] != hit[:2]):
            return False
        if longer.outcome in _FLAWED:
            return longer.concept == hit.concept and hit.outcome in _FLAWED
        inner, outer = (self.terminology.concepts[each.concept].category for each in (hit, longer))
        if longer.concept in self.present:
            return True
        if inner in _THINGS and outer in _THINGS and hit.outcome.accepted:
            return False
        if inner not in (Category.PLACE, Category.ORGANIZATION):
            return True
        if inner is not outer:
            return hit.end != longer.end and not self._owns(hit, longer)
        return inner is Category.PLACE and hit.start != longer.start

    def _owns(self, hit: Hit, longer: Hit) -> bool:
        """Whether the country is only said to have the rest of the longer name (Russian Security Council)."""
        bare = self.target[hit.start : hit.end] == self.terminology.concepts[hit.concept].preferred
        said = not bare or self.target.startswith(("'s", "’s"), hit.end)
        return said and hit.start == longer.start and self.terminology.target.country(hit.wording)

    def _own(self, hits: list[Hit]) -> list[Hit]:
        """The hits that mean their concept; parts of another's name or title are kept in ``instead``."""
        standing = self._standing(hits)
        apart = set(hits).difference(standing) if len(standing) < len(hits) else set()
        own = []
        for hit in hits:
            whole = None
            if hit.concept in self.present and hit.outcome.accepted:
                category = self.terminology.concepts[hit.concept].category
                if category is Category.PERSON and hit not in apart:
                    whole = self._stranger(hit)
                elif category is Category.TITLE:
                    if self._describes(hit) and not self._says(hit.concept, "attribute"):
                        continue
                    whole = self._other_rank(hit)
            if whole and not self._spans_another(whole, hit, hits):
                person = category is Category.PERSON
                alike = person and self._sounds_alike(hit, whole)
                stranger = person and not alike and not self._says(hit.concept, "kin")
                self.instead.append(Instead(whole.start, whole.end, hit, stranger, alike))
            elif hit not in apart:
                own.append(hit)
        return own

    def _spans_another(self, whole: Whole, hit: Hit, hits: list[Hit]) -> bool:
        """Whether another concept's rendering is among the other words of a name, so that these are no name."""
        concepts = self.terminology.concepts
        if concepts[hit.concept].category is not Category.PERSON:
            return False
        within = hits[bisect_left(hits, (whole.start,)) : bisect_left(hits, (whole.end,))]
        return any(
            other.concept != hit.concept
            and other.outcome.accepted
            and not other.short
            and (other.concept in self.present or concepts[other.concept].category is not Category.PERSON)
            and (other.start < hit.start or hit.end < other.end <= whole.end)
            for other in within
        )

    def _stranger(self, hit: Hit) -> Whole | None:
        """The whole name around a hit, if it has a given name that is neither the person's nor in the source."""
        names = self.terminology.full_names[hit.concept]
        whole = self.terminology.target.whole_name(self.target, hit.start, hit.end, names, self.terminology.other_names)
        if whole is None:
            return None
        if any(map(self._is_heard, whole.marks)) or self._is_listed(whole, hit):
            return None
        # The son of Trump is mostly a Trump; but where the source has the full name, the target has it too.
        if hit.concept not in self._full:
            self._steps.take(len(self.occurrences))
            self._full[hit.concept] = any(
                " " in self.source[one.start : one.end] for one in self.occurrences if hit.concept in one.candidates
            )
        return (
            None if not self._full[hit.concept] and self._kin_may_be_named and self._says(hit.concept, "kin") else whole
        )

    def _is_listed(self, whole: Whole, hit: Hit) -> bool:
        """Whether a name has the letters of another person of the source (Kim Jong-un beside Kim Yo Jong)."""
        letters, full = _letters(self.target[whole.start : whole.end]), self.terminology.full_names
        return any(letters == _letters(name) for other in self.present - {hit.concept} for name in full[other])

    @cached_property
    def _kin_may_be_named(self) -> bool:
        """Whether the source has only one listed person, so that a relative's name may be the translator's."""
        concepts = self.terminology.concepts
        return sum(concepts[number].category is Category.PERSON for number in self.present) == 1

    def _is_heard(self, name: str) -> bool:
        """Whether a source word, or what stands in one word before an occurrence, is the given name ``name``."""
        if name not in self._said:
            self._steps.take(_HEARING * len(self._beside))
            self._said[name] = any(self.terminology.source.calls(word, name) for word in self._beside)
        return self._said[name]

    def _sounds_alike(self, hit: Hit, whole: Whole) -> bool:
        """Whether the other parts of a name sound like those of the person's name in the source.

        That is for foreign names; a name that is romanised (``spells``) has its near misses.
        """
        known = (hit.concept, whole.marks)
        if known not in self._alike:
            self._steps.take(len(self.occurrences))
            source, full = self.terminology.source, self.terminology.full_names[hit.concept]
            texts = {self.source[one.start : one.end] for one in self.occurrences if hit.concept in one.candidates}
            words = {word for text in texts for word in text.split()[:-1]}
            if whole.end > hit.end:
                words |= {text[at:] for text in texts for at in range(1, _SURNAME + 1) if " " not in text}
            self._alike[known] = not any(source.spells(text, name) for text in texts for name in full) and any(
                source.calls(word, part) for word in words for part in whole.marks if word
            )
        return self._alike[known]

    def _other_rank(self, hit: Hit) -> Whole | None:
        """The whole title around a hit, if it has a rank that the source does not give it."""
        whole = self.terminology.target.whole_title(self.target, hit.start, hit.end)
        if whole is None or all(self._says(hit.concept, rank) for rank in whole.marks):
            return None
        return whole

    def _says(self, concept: int, mark: str) -> bool:
        """Whether the source has ``mark`` at an occurrence of the concept."""
        if (concept, mark) not in self._said:
            said = False
            for occurrence in self.occurrences:
                if concept in occurrence.candidates and not said:
                    self._steps.take(_reading(self.source))
                    said = self.terminology.source.says(self.source, occurrence.start, occurrence.end, mark)
            self._said[concept, mark] = said
        return self._said[concept, mark]

    def rows(self) -> list[Row]:
        """The rows of the segment, by position."""
        groups: dict[tuple[int, ...], list[Occurrence]] = {}
        for occurrence in self.occurrences:
            groups.setdefault(self._chosen(occurrence), []).append(occurrence)
        rows: list[Row] = []
        missing: list[tuple[Occurrence, tuple[int, ...]]] = []
        for candidates, group in groups.items():
            for occurrence, hit in zip(group, self._given(group, candidates), strict=True):
                if hit is None:
                    missing.append((occurrence, candidates))
                else:
                    row = self._row(occurrence, candidates, hit)
                    if self._is_beside(hit, len(group), candidates):
                        row = row._replace(reason="beside")
                    elif rank := self._lost_rank(occurrence, hit):
                        row = row._replace(reason="rank-dropped", how=rank)
                    rows.append(row)
        if missing:
            rows += self._missing(missing)
        rows += self._banned()
        rows.sort(key=lambda row: (row.start < 0, row.start, row.target_start))
        return rows

    def _given(self, group: list[Occurrence], candidates: tuple[int, ...]) -> list[Hit | None]:
        """The hit of each occurrence, None where there is none or where another person or rank stands instead.

        A person with a given name that the source does not have stands for an occurrence in any case; a title with a
        rank only if there are more occurrences than hits, because titles are added freely.
        """
        hits = self._usable_for(candidates)
        if 0 < len(hits) < len(group):
            hits = sorted([*hits, *self._misspelt_beside(group[-1], candidates)])
        others = [each for each in self.instead if each.hit.concept in candidates]
        if hits:
            others = [each for each in others if not self._is_for_another(each)]
        strangers = [each for each in others if each.stranger]
        if len(strangers) < len(others):
            strangers = others[: max(len(strangers), min(len(others), len(group) - len(hits)))]
        strangers = strangers[: len(group)]
        rest = len(group) - len(strangers)
        given = _shared(hits, rest, alone=rest > len(hits) and self._rivalled(group, candidates))
        if not strangers:
            return given
        placed = [(hit.start if hit else len(self.target), hit) for hit in given]
        placed += [(each.start, None) for each in strangers]
        return [hit for _, hit in sorted(placed, key=itemgetter(0))]

    def _is_for_another(self, instead: Instead) -> bool:
        """Whether a name stands in place of another person with that surname, who has no rendering."""
        return any(
            concept != instead.hit.concept and concept not in self._rendered
            for concept in self._named_at[instead.start]
        )

    @cached_property
    def _named_at(self) -> dict[int, set[int]]:
        """The concepts that names of others stand instead of, by where these begin."""
        named: dict[int, set[int]] = {}
        for each in self.instead:
            named.setdefault(each.start, set()).add(each.hit.concept)
        return named

    @cached_property
    def _rendered(self) -> frozenset[int]:
        """The concepts with an accepted rendering that is no short form."""
        return frozenset(hit.concept for hit in self.hits if hit.outcome.accepted and not hit.short)

    def _lost_rank(self, occurrence: Occurrence, hit: Hit) -> str:
        """The rank (former, acting) that the source gives a title and the target nowhere says, or ""."""
        if self.terminology.concepts[hit.concept].category is not Category.TITLE or not hit.outcome.accepted:
            return ""
        named = self.target[hit.end : hit.end + 2].lstrip()[:1].isupper()
        if not named or self._dated:
            return ""  # another holder, or the one of that year
        rank = self.terminology.source.ranked(self.source, occurrence.start, occurrence.end)
        if rank:
            self._steps.take(_reading(self.target))
        return "" if not rank or self.terminology.target.says(self.target, hit.start, hit.end, rank) else rank

    @cached_property
    def _dated(self) -> bool:
        """Whether the source names a year."""
        return bool(self.terminology.source.years(self.source, 0))

    def _is_beside(self, hit: Hit, occurrences: int, candidates: tuple[int, ...]) -> bool:
        """Whether ``hit`` is a single forbidden word while every occurrence has an accepted rendering."""
        if hit.outcome is not Outcome.DEPRECATED or " " in hit.wording:
            return False
        if candidates not in self._clean:
            self._clean[candidates] = sum(each.outcome.accepted for each in self._usable_for(candidates))
        return self._clean[candidates] >= occurrences

    def _misspelt_beside(self, occurrence: Occurrence, candidates: tuple[int, ...]) -> list[Hit]:
        """A near miss of a name that is rendered for another occurrence."""
        if self.terminology.concepts[candidates[0]].category not in _NAMES:
            return []
        miss = self._look(candidates, self.source[occurrence.start : occurrence.end]).miss
        if miss is None:
            return []
        return [
            Hit(miss.start, miss.end, miss.concept, Outcome.MISSPELLED, miss.how, short=False, wording=miss.wording)
        ]

    def _rivalled(self, group: list[Occurrence], candidates: tuple[int, ...]) -> bool:
        """Whether the target has something else for one of several occurrences of a concept.

        That is the untranslated term, another title in a short target or, between two joined occurrences (대사와 대사),
        a rendering or a post that is part of no rendering. Elsewhere a rival proves nothing: news that names a country
        twice names others too.
        """
        if any(self._copied(self.source[one.start : one.end]) for one in group):
            return True
        title = self.terminology.concepts[candidates[0]].category is Category.TITLE
        joined = any(0 < other.start - one.end <= 2 for one, other in pairwise(group))
        if not joined and not (title and len(self.target.split()) <= _BRIEF):
            return False
        if self._rivals({candidates}).of(candidates):
            return True
        posts, taken = self.terminology.target.posts, Spans(hit[:2] for hit in self.hits)
        return (
            title
            and joined
            and any(
                word in posts and not taken.overlap(start, end)
                for word, start, end in self.terminology.target.words(self.target)
            )
        )

    def _copied(self, text: str) -> tuple[int, int] | None:
        """The span of the untranslated term in the target, in whatever Unicode form; None if it is not there."""
        letters = self.terminology.source.letters
        if not letters or not letters.match(text) or self.target.isascii():
            return None
        if text not in self._copies:
            self._steps.take(_reading(self.target))
            sought = fold(text).text
            at = self._folded.text.find(sought)
            self._copies[text] = self._folded.raw(at, at + len(sought)) if at >= 0 else None
        return self._copies[text]

    @cached_property
    def _folded(self) -> Folded:
        """The target, folded."""
        return fold(self.target)

    def _chosen(self, occurrence: Occurrence) -> tuple[int, ...]:
        """The first candidate that the target renders; all candidates if it renders none."""
        if len(occurrence.candidates) == 1:
            return occurrence.candidates
        spoken = tuple(c for c in occurrence.candidates if c in self._rendered)
        return spoken[:1] or occurrence.candidates

    def _usable_for(self, candidates: tuple[int, ...]) -> list[Hit]:
        """The hits that may be assigned to occurrences of ``candidates``."""
        if candidates not in self._usable:
            self._steps.take(len(self.hits))
            self._usable[candidates] = self._find_usable(candidates)
        return self._usable[candidates]

    def _find_usable(self, candidates: tuple[int, ...]) -> list[Hit]:
        own = [hit for hit in self.hits if hit.concept in candidates and not hit.short]
        clean = [hit for hit in own if hit.outcome.accepted]
        if len(clean) == len(own):
            return own
        others = self.present.difference(candidates)
        claimed = Spans(hit[:2] for hit in self.hits if hit.concept in others and hit.outcome.accepted)
        spans = Spans(hit[:2] for hit in clean)
        usable = []
        for hit in own:
            if hit.outcome.accepted:
                usable.append(hit)
            elif spans.overlap(*hit[:2]):
                continue
            elif hit.outcome is Outcome.DEPRECATED:
                if not (claimed.overlap(*hit[:2]) or self._in_link(hit) or self._borrowed(hit) or self._in_name(hit)):
                    usable.append(hit)
            elif not (clean and self.target[hit.start : hit.end].islower()) and not claimed.overlap(*hit[:2]):
                usable.append(hit)
        return usable

    def _borrowed(self, hit: Hit) -> bool:
        """Whether the deprecated wording renders another source word that sounds like it (핀, pin)."""
        text = self.target[hit.start : hit.end]
        if " " in text:
            return False
        if text not in self._heard:
            spells, spelt = self.terminology.source.spells, (text, text.removesuffix("s"))
            self._steps.take(_HEARING * len(self._others))
            longest = len(text)  # a syllable has a letter at least
            beginnings = (word[:stop] for word in self._others for stop in range(1, min(len(word), longest) + 1))
            self._heard[text] = any(spells(beginning, each) for beginning in beginnings for each in spelt)
        return self._heard[text]

    @cached_property
    def _others(self) -> list[str]:
        """The source words that do not overlap an occurrence."""
        starts = [occurrence.start for occurrence in self.occurrences]
        return list(
            dict.fromkeys(
                word
                for word, start, end in self.terminology.source.words(self.source)
                if not (before := bisect_left(starts, end)) or self.occurrences[before - 1].end <= start
            )
        )

    @cached_property
    def _beside(self) -> list[str]:
        """The source words that do not overlap an occurrence, and the beginnings of those that do."""
        beside = list(self._others)
        starts = [occurrence.start for occurrence in self.occurrences]
        for word, start, end in self.terminology.source.words(self.source):
            first = bisect_right(starts, start)
            if first < len(starts) and starts[first] < end:
                beside.append(word[: starts[first] - start])
        return list(dict.fromkeys(beside))

    def _in_link(self, hit: Hit) -> bool:
        """Whether the hit is part of a link or mail address."""
        word = self.target[max(hit.start - _LINK, 0) : hit.start].rpartition(" ")[2]
        return "://" in word or word.startswith("www.") or "@" in word

    def _in_name(self, hit: Hit) -> bool:
        """Whether the deprecated name of a place is only the end of another place's name (North America)."""
        if self.terminology.concepts[hit.concept].category is not Category.PLACE:
            return False
        before = self.target[beginning(self.target, hit.start) : hit.start].split(" ")
        behind = self.target[hit.start : hit.start + REACH]
        return len(before) > 1 and self.terminology.target.part_of_name(before[-2], behind)

    def _row(self, occurrence: Occurrence, candidates: tuple[int, ...], hit: Hit) -> Row:
        return Row(
            self.number,
            hit.concept,
            candidates,
            occurrence.start,
            occurrence.end,
            hit.outcome,
            hit.start,
            hit.end,
            hit.how,
            OTHER_TIME if hit.other >= 0 else "",
            hit.wording,
            hit.other,
        )

    def _missing(self, missing: list[tuple[Occurrence, tuple[int, ...]]]) -> list[Row]:
        """The rows of occurrences without a rendering, with a near miss, a short form, a copy, a rival or nothing."""
        shortened = {hit.concept for hit in self.hits if hit.short}
        # An occurrence with a short form has no rival.
        rivals = self._rivals({candidates for _, candidates in missing if shortened.isdisjoint(candidates)})
        rows = []
        looked: dict[tuple[tuple[int, ...], str], _Look] = {}
        for occurrence, candidates in missing:
            row = Row(self.number, candidates[0], candidates, occurrence.start, occurrence.end, Outcome.MISSING)
            text = self.source[occurrence.start : occurrence.end]
            if (candidates, text) not in looked:
                looked[candidates, text] = self._look(candidates, text)
            reworded, miss, shorts, others = looked[candidates, text]
            if reworded:
                row = self._row(occurrence, candidates, reworded)
            elif miss:
                row = row._replace(
                    outcome=Outcome.MISSPELLED,
                    concept=miss.concept,
                    target_start=miss.start,
                    target_end=miss.end,
                    how=miss.how,
                    wording=miss.wording,
                )
            elif other := next(others, None):
                if other.alike:
                    row = self._row(occurrence, candidates, other.hit)
                else:
                    row = row._replace(target_start=other.start, target_end=other.end, reason="replaced", how="another")
            elif shorts:
                row = row._replace(
                    target_start=shorts[0].start,
                    target_end=shorts[0].end,
                    how="short form",
                    wording=shorts[0].wording,
                )
            elif copy := self._copied(text):
                row = row._replace(target_start=copy[0], target_end=copy[1], reason="replaced", how="missing")
            elif (rival := rivals.of(candidates)) and not rival.weak:
                row = row._replace(target_start=rival.start, target_end=rival.end, reason="replaced", how="missing")
            elif rival:
                row = row._replace(reason="no-trace", how="missing")
            rows.append(row)
        return rows

    @cached_property
    def _unclaimed(self) -> Unclaimed:
        """The words of the target that are part of no rendering."""
        claimed = [
            (hit.start, hit.end)
            for hit in self.hits
            if not hit.short and hit.outcome.accepted and (hit.concept in self.present or self._is_own_word(hit))
        ]
        claimed += [each.hit[:2] for each in self.instead if " " in each.hit.wording]
        return Unclaimed(self.target, claimed, self.terminology)

    def _look(self, candidates: tuple[int, ...], text: str) -> _Look:
        """What the target has for ``candidates`` beside their hits, where they occur as ``text``."""
        shorts = [hit for hit in self.hits if hit.short and hit.concept in candidates]
        others = [each for each in self.instead if each.hit.concept in candidates]
        near = (near_miss(self.terminology, concept, text, self._unclaimed) for concept in candidates)
        miss = next(filter(None, near), None)
        if miss and any(
            hit.start <= miss.start and miss.end <= hit.end for hit in [*shorts, *(each.hit for each in others)]
        ):
            miss = None  # a name without its other parts
        remaining = chain(others, repeat(others[-1]) if others and not shorts else ())
        return _Look(next(filter(None, map(self._reworded, candidates)), None), miss, shorts, remaining)

    def _reworded(self, concept: int) -> Hit | None:
        """An accepted rendering of the concept in another construction."""
        entry = self.terminology.concepts[concept]
        if "exact" in entry.match:
            return None
        for wording in entry.accepted:
            if span := self.terminology.target.reworded(self.target, wording, entry.category):
                outcome = Outcome.PREFERRED if wording == entry.preferred else Outcome.ADMITTED
                return Hit(*span, concept, outcome, "reworded", short=False, wording=wording)
        return None

    def _rivals(self, missing: set[tuple[int, ...]]) -> Rivals:
        """The renderings of concepts that the source does not have, as rivals of the ``missing`` ones."""
        accepted = [hit for hit in self.hits if not hit.short and hit.outcome.accepted]
        claimed = [hit for hit in accepted if hit.concept in self.present]
        spans = Spans(hit[:2] for hit in claimed)
        standing = [
            UnaskedRendering(hit.start, hit.end, hit.concept, hit.wording)
            for hit in accepted
            if hit.concept not in self.present
            and not spans.overlap(*hit[:2])
            and not (self.terminology.concepts[hit.concept].category is Category.TITLE and self._describes(hit))
        ]
        standing += [
            UnaskedRendering(hit.start, hit.end, hit.concept, hit.wording, weak=True) for hit in self._surplus(claimed)
        ]
        categories = ((hit, self.terminology.concepts[hit.concept].category) for hit in accepted)
        places = {hit.start for hit, category in categories if category is Category.PLACE}
        beside = {candidates: self._neighbours(candidates) for candidates in missing}
        return Rivals(
            self.source, self._without(missing), self.target, standing, places, beside, self.terminology, self._steps
        )

    def _without(self, missing: set[tuple[int, ...]]) -> str:
        """The source without the titles that are ``missing``, which may have the name of a lower rank in them."""
        kept, end = [], 0
        for one in self.occurrences:
            if one.candidates in missing and self.terminology.concepts[one.candidates[0]].category is Category.TITLE:
                kept.append(self.source[end : one.start])
                end = one.end
        return " ".join([*kept, self.source[end:]])

    def _surplus(self, claimed: list[Hit]) -> list[Hit]:
        """The last hits of places that the target names more often than the source."""
        asked = Counter(number for occurrence in self.occurrences for number in occurrence.candidates)
        named: dict[int, list[Hit]] = {}
        for hit in claimed:
            if self.terminology.concepts[hit.concept].category is Category.PLACE:
                named.setdefault(hit.concept, []).append(hit)
        return [hits[-1] for concept, hits in named.items() if len(hits) > asked[concept]]

    def _is_own_word(self, hit: Hit) -> bool:
        """Whether a rendering that the source does not ask for is no near miss of another, as a surname may be."""
        surname = self.terminology.concepts[hit.concept].category is Category.PERSON and " " not in hit.wording
        return hit.how == "exact" and not surname

    def _neighbours(self, candidates: tuple[int, ...]) -> list[tuple[int, int]]:
        """The accepted renderings of what stands right beside an occurrence of ``candidates`` in the source."""
        beside = set()
        for one, other in pairwise(self.occurrences):
            if candidates in (one.candidates, other.candidates) and other.start - one.end <= 2:
                beside |= {*one.candidates, *other.candidates}
        return [(hit.start, hit.end) for hit in self.hits if hit.concept in beside and hit.outcome.accepted]

    def _describes(self, hit: Hit) -> bool:
        """Whether a title's hit is its adjective or office (presidential), not the title, its plural or short form."""
        text = self.target[hit.start : hit.end]
        if hit.how == "exact" or len(text) <= len(hit.wording):
            return False
        return self.terminology.target.agreeing(hit.wording, text, hit.wording) == hit.wording

    def _banned(self) -> list[Row]:
        """The rows of wordings that are banned with any source."""
        if not self.terminology.bans:
            return []
        concepts = self.terminology.concepts
        claimed = Spans(hit[:2] for hit in self.hits if hit.concept in self.present and hit.outcome.accepted)
        return [
            Row(
                self.number,
                hit.concept,
                (hit.concept,),
                -1,
                -1,
                hit.outcome,
                hit.start,
                hit.end,
                "ban",
                "",
                hit.wording,
            )
            for hit in self.hits
            if not concepts[hit.concept].sources and hit.outcome is Outcome.DEPRECATED and not claimed.overlap(*hit[:2])
        ]


def _reading(text: str) -> int:
    """The steps that it takes to search a text."""
    return len(text) // _SIGNS


def _shared(hits: list[Hit], occurrences: int, *, alone: bool) -> list[Hit | None]:
    """A hit for each of so many ``occurrences``, in order.

    Hits that are not accepted are used first; unless ``alone``, the last accepted one may serve several occurrences.
    """
    if not hits:
        return [None] * occurrences
    if len(hits) == occurrences:
        return [*hits]
    clean = [hit for hit in hits if hit.outcome.accepted]
    given: list[Hit] = list(hits)
    if len(given) > occurrences:
        faulty = [hit for hit in hits if not hit.outcome.accepted]
        given = sorted((faulty + clean)[:occurrences])
    spare = None if alone else (clean or hits)[-1]
    return [*given, *([spare] * (occurrences - len(given)))]
