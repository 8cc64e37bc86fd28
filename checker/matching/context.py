"""Third stage: explain missing renderings by the last 20 segments. It never makes a match worse.

It looks back within the document, or within a stretch of a long file without document marks. The renderings of these
segments are carried from chunk to chunk.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from functools import cached_property, wraps
from itertools import islice, pairwise
from operator import attrgetter, itemgetter
from typing import Any, TypeVar

from checker.corpus import Chunk
from checker.matching.dated import OTHER_TIME, in_its_time
from checker.matching.matches import Matches, Row
from checker.matching.past import Past
from checker.matching.sense import Sense, is_abroad
from checker.matching.spans import Spans
from checker.matching.terminology import Terminology
from checker.model import Category, Concept, Enforce, Outcome
from checker.text.near import REACH, beginning
from checker.text.steps import Steps, Unfinished
from checker.text.unread import unread

_PEOPLE = (Category.PERSON, Category.TITLE)
_THINGS = (Category.PLACE, Category.ORGANIZATION, Category.OBJECT)
_INTRODUCED = (Category.PERSON, Category.ORGANIZATION, Category.OBJECT)
_NAMES = (Category.PERSON, Category.ORGANIZATION, Category.PLACE)
_DESCRIBING = (Category.TITLE, Category.ORGANIZATION, Category.PLACE)
_ENDS = tuple(".?!…。？！:;")
_LOOSE = 2  # words of a rendering that may stand in any place and form, or are an ordinary name
_TELLING = 3  # letters of a word that is long enough to compare
_LONGEST_NAME = 4  # syllables in the source, words in the target
_CODE = 100  # characters of a code on each side of a term
_AROUND = ".,;:!?()[]{}<>\"'“”‘’`"
_PLURAL = 2  # letters that a plural adds
_BEFORE_TITLE = 3  # words of the source before a title that may name its holder
_BEFORE_REACH = 60  # code points in which they must stand
_BRIEF = 10  # words of a target in which a term is a good part of what is said
_NEIGHBOURS = 3  # rows on each side that may touch a row, or touch what touches it
_CHAIN = 20  # terms at most that describe one name
_ROW, _HEARING = 20, 40  # steps that a row takes at least, and those of comparing the sounds of two words
_SIGNS = 20  # code points that are searched in a step
_BRACKETS = ("(", ")", ") ", " (")
_CLOSING = " \t\n\r\"'”’»)]）」』`´"


def in_context(matches: Matches, past: Past, first: int = 0) -> Matches:
    """``matches`` with short forms accepted and missing renderings explained by earlier segments.

    Args:
        matches: Those of a chunk; call this for the chunks in order.
        past: Carried from chunk to chunk; changed here.
        first: The first segment of the chunk to keep, from 0.
    """
    before = past.packed()
    by_segment = dict(matches.by_segment())
    untimely = {row.segment for row in matches.rows if row.reason == OTHER_TIME}
    incomplete = {row.segment for row in matches.rows if row.outcome in (Outcome.MISSING, Outcome.DEPRECATED)}
    rows: list[Row] = []
    unfinished = set(matches.unfinished)
    stretches = matches.chunk.stretches()
    for segment in range(first, len(stretches)):
        past.enter(stretches[segment])
        mine = by_segment.get(segment, [])
        if segment in incomplete:
            try:
                mine = _Explained(segment, mine, matches.chunk, matches.terminology, past).rows()
            except Unfinished:
                unfinished.add(segment)
                mine = []
        if segment in untimely:
            try:
                mine = _in_their_time(mine, matches)
            except Unfinished:
                unfinished.add(segment)
                mine = []
        past.add(mine)
        rows += mine
    known = Matches(matches.chunk, matches.terminology, rows, before, unfinished=unfinished)
    known.explained = frozenset(incomplete)
    return known


def _in_their_time(rows: list[Row], matches: Matches) -> list[Row]:
    """The rows of a segment; those whose rendering is right at the time of which the segment speaks are accepted."""
    steps = Steps()
    chunk, found = matches.chunk, []
    for row in rows:
        if row.reason == OTHER_TIME:
            steps.take((len(chunk.sources[row.segment]) + len(chunk.targets[row.segment])) // _SIGNS)
        found.append(in_its_time(row, chunk, matches.terminology))
    return found


_Key = TypeVar("_Key")
_Answer = TypeVar("_Answer")
_start: Callable[[Row], int] = attrgetter("start")


def _once(method: "Callable[[_Explained, _Key], _Answer]") -> "Callable[[_Explained, _Key], _Answer]":
    """The method, which is worked out once for each argument."""

    @wraps(method)
    def remembered(explained: "_Explained", what: _Key) -> _Answer:
        known = explained.known.setdefault(method.__name__, {})
        if what not in known:
            known[what] = method(explained, what)
        answer: _Answer = known[what]
        return answer

    return remembered


class _Explained:
    """One segment with missing renderings."""

    def __init__(self, segment: int, rows: list[Row], chunk: Chunk, terminology: Terminology, past: Past) -> None:
        self._given = rows
        self._rows = rows  # the same, later with short forms accepted
        self._steps = Steps()
        self.known: dict[str, dict[Any, Any]] = {}  # what ``_once`` has worked out
        self._source = chunk.sources[segment]
        self._target = chunk.targets[segment]
        self._terminology = terminology
        self._past = past
        self._words = terminology.target.words(self._target)
        self._torn = _torn(self._source, self._target)
        self._sense = Sense(self._source, self._target, terminology, self._steps)

    def rows(self) -> list[Row]:
        """The rows; each missing one has a reason."""
        rows = self._rows = [self._at_home(self._shortened(row)) for row in self._given]
        # If several concepts are missing and none is rendered, the target says something else.
        missing = {row.concept for row in rows if row.outcome is Outcome.MISSING}
        lost = len(missing) > 1 and all(row.outcome is Outcome.MISSING for row in rows)
        reported: set[int] = set()
        for at, row in enumerate(rows):
            if row.outcome is Outcome.MISSING:
                self._steps.take(_ROW)
                rows[at] = self._reasoned(row, lost=lost, again=row.concept in reported)
                if rows[at].reason == "first-mention":
                    reported.add(row.concept)
        return rows

    def _at_home(self, row: Row) -> Row:
        """Explains an organization's missing or deprecated rendering in a document about other countries."""
        if row.outcome not in (Outcome.MISSING, Outcome.DEPRECATED) or row.start < 0:
            return row
        if row.concept not in self._terminology.homes:
            return row
        here: AbstractSet[int] = self._accepted
        if not self._past.spoken():
            near = (other for other in self._near(row) if -1 <= row.start - other.end <= 1)
            here = {other.concept for other in near if other.outcome.accepted}
        if not is_abroad(row.concept, self._source, self._past.spoken() | here, self._terminology):
            return row
        row = row._replace(outcome=Outcome.MISSING, reason="other-sense", how="missing")
        return row._replace(target_start=-1, target_end=-1, wording="")

    @cached_property
    def _accepted(self) -> frozenset[int]:
        """The concepts with an accepted rendering."""
        return frozenset(row.concept for row in self._given if row.outcome.accepted)

    def _shortened(self, row: Row) -> Row:
        """Accepts a short form after the full name, or where the source shortens the name too."""
        if row.outcome is not Outcome.MISSING or row.how != "short form":
            return row
        concept = self._terminology.concepts[row.concept]
        text = self._source[row.start : row.end]
        short = self._target[row.target_start : row.target_end]
        cut = len(text) < max(map(len, concept.sources)) or self._terminology.source.spells(text, short)
        if row.concept in self._rendered or cut or self._headline or self._past.recently(row.concept):
            return row._replace(outcome=Outcome.ADMITTED)
        return row._replace(how="missing")

    @cached_property
    def _rendered(self) -> frozenset[int]:
        """The concepts that the target renders."""
        return frozenset(row.concept for row in self._given if row.outcome is not Outcome.MISSING)

    @cached_property
    def _headline(self) -> bool:
        """Whether neither text ends as a sentence does."""
        return not _ended(self._source) and not _ended(self._target)

    def _near(self, row: Row) -> list[Row]:
        """The rows around ``row``, of which at least all are that touch it or what touches it."""
        at = bisect_left(self._rows, row.start, hi=self._count, key=_start)
        return self._rows[max(at - _NEIGHBOURS, 0) : min(at + _NEIGHBOURS + 1, self._count)]

    def _reasoned(self, row: Row, *, lost: bool, again: bool) -> Row:
        if row.reason == "other-sense":
            return row
        if self._sense.is_other(row, known=self._past.ever(row.concept)):
            return row._replace(reason="other-sense", how="missing", target_start=-1, target_end=-1)
        if not row.reason and (wrong := self._sense.mistaken(row, self._near(row))):
            return row._replace(reason="replaced", how="missing", target_start=wrong[0], target_end=wrong[1])
        if row.how == "another":
            return row
        concept = self._terminology.concepts[row.concept]
        if concept.enforce is Enforce.STRICT and self._kept(row, concept):
            return row._replace(reason="free", how="kept", target_start=-1, target_end=-1)
        weak = row.reason == "no-trace" and concept.enforce is Enforce.STRICT  # a weak rival adds nothing to that
        row = row._replace(how=row.how or "missing", reason="" if weak else row.reason)
        if concept.category is Category.TITLE and (titled := self._title(row)):
            return titled
        return row if row.reason else self._unrivalled(row, lost=lost, again=again)

    def _kept(self, row: Row, concept: Concept) -> bool:
        """Whether the target keeps a code of the source that has the term in it (index.txt, --save, CREATE TABLE)."""
        text = self._source[row.start : row.end]
        if text.isupper() and text not in concept.sources:
            return text in self._target
        before = self._source[max(0, row.start - _CODE) : row.start].rpartition(" ")[2]
        behind = self._source[row.end : row.end + _CODE].partition(" ")[0]
        code = f"{before}{text}{behind}".strip(_AROUND)
        return len(code) > len(text) and not code.isalpha() and code in self._target

    def _unrivalled(self, row: Row, *, lost: bool, again: bool) -> Row:
        """The row with its reason, if nothing stands in its place."""
        category = self._terminology.concepts[row.concept].category
        if category is Category.OTHER and (form := self._in_another_form(row)):
            return row._replace(reason="free", how=form)
        if category in _DESCRIBING and self._describes(row):
            return row._replace(reason="title-dropped")
        if row.target_start >= 0:
            return row._replace(reason="said-before" if self._past.ever(row.concept) else "short-form")
        if self._past.ever(row.concept):
            return row._replace(reason=self._after_mention(row, lost=lost) or self._traceless(row))
        if not self._introduced(row) or again or self._past.reported(row.concept):
            return row._replace(reason=self._traceless(row))
        return self._unnamed(row) if category is Category.PERSON else row._replace(reason="first-mention")

    def _after_mention(self, row: Row, *, lost: bool) -> str:
        """What may stand for a concept that the document has rendered before: ``pronoun``, ``said-before`` or ""."""
        category = self._terminology.concepts[row.concept].category
        if self._torn:
            return ""
        if category in _PEOPLE and self._pronoun(category):
            return "pronoun"
        strict = self._terminology.concepts[row.concept].enforce is Enforce.STRICT
        if category is Category.PERSON and (self._titled(row) or (strict and self._called_by_post)):
            return "said-before"
        if category is Category.OTHER:
            return self._after_unsorted(row.concept, lost=lost)
        return "said-before" if category in _THINGS and not lost and self._said_before(row.concept) else ""

    def _after_unsorted(self, number: int, *, lost: bool) -> str:
        """The same for a concept of unknown kind: a pronoun for a name, "the talks" for six-party talks."""
        if any(map(self._pronoun, (Category.OTHER, Category.PERSON))):
            return "pronoun"
        named = self._terminology.concepts[number].preferred[:1].isupper()
        if named and (self._called_by_post or self._shortened_name(number)):
            return "said-before"
        return "said-before" if not lost and self._recalled(number) else ""

    @_once
    def _shortened_name(self, number: int) -> bool:
        """Whether the target has the first or last word of a name of several words, and it is no ordinary word."""
        words = self._terminology.concepts[number].preferred.split()
        ends = {word.lower() for word in (words[0], words[-1]) if len(words) > 1 and word[0].isupper()}
        self._steps.take(len(self._words))
        return any(
            word in ends and self._target[start].isupper() and not self._terminology.target.known(word)
            for word, start, _ in self._words
        )

    def _in_another_form(self, row: Row) -> str:
        """Whether a term of unknown kind is in a longer word of the source, or the target has a word made of it."""
        if self._terminology.source.within(self._source, row.start, row.end):
            return "longer word"
        return "derived word" if self._derived(row.concept) else ""

    @_once
    def _derived(self, number: int) -> bool:
        """Whether the target has a word that is made of a rendering."""
        akin, accepted = self._terminology.target.akin, self._terminology.concepts[number].accepted
        self._steps.take(len(accepted) * len(self._telling))
        return any(akin(word, text) for text in accepted for word in self._telling)

    def _unnamed(self, row: Row) -> Row:
        """The row of a person whom the document has not named so far: somebody else is named, or nobody."""
        if stranger := self._stranger:
            return row._replace(reason="replaced", target_start=stranger[0], target_end=stranger[1])
        described = self._torn or self._pronoun(Category.PERSON) or self._titled(row) or self._post_alone
        return row._replace(reason="no-trace" if described else "first-mention")

    @cached_property
    def _called_by_post(self) -> bool:
        """Whether the target has "the" and a post (the mayor), which may stand for a holder who was named."""
        target = self._terminology.target
        words = [word for word, _, _ in self._words]
        return any(one in target.definite and two in target.posts for one, two in pairwise(words))

    @cached_property
    def _post_alone(self) -> bool:
        """Whether the target has a post, which may stand for its holder (the North Korean leader)."""
        return any(word in self._terminology.target.posts for word, _, _ in self._words)

    def _traceless(self, row: Row) -> str:
        """``free`` if the target may well say it in other words or do without it; else ``no-trace``.

        It may say in another form what it has some words of, and a longer word that the term is a part of (비서실), and
        a long sentence can do without a word.

        A sentence cannot do without an organization, a person who is new, an item of a list whose others it has, nor a
        place with a name of several words.
        """
        concept = self._terminology.concepts[row.concept]
        if self._loosely(row.concept):
            return "no-trace" if self._altered(row.concept) else "free"
        if self._heads_post(row):
            return "free"
        if concept.category not in _NAMES and self._terminology.source.within(self._source, row.start, row.end):
            return "free"
        needed = {
            Category.ORGANIZATION: True,
            Category.PERSON: not self._past.ever(row.concept),
            Category.PLACE: len(concept.preferred.split()) > _LOOSE,
        }.get(concept.category, False)
        return "no-trace" if needed or not self._roomy or self._left_out_of_list(row) else "free"

    def _left_out_of_list(self, row: Row) -> bool:
        """Whether the row is an item of a list in the source, and the target has the item beside it."""
        listed, source = self._terminology.source.listed, self._source
        return any(
            other.outcome is not Outcome.MISSING
            and (listed(source[other.end : row.start]) or listed(source[row.end : other.start]))
            for other in self._near(row)
        )

    @cached_property
    def _roomy(self) -> bool:
        """Whether the target is so long that it can say a thing in many ways."""
        return sum(word.isalnum() for word, _, _ in self._words) > _BRIEF

    def _introduced(self, row: Row) -> bool:
        """Whether a text must name the row's concept in full at its first mention.

        That is not so for an everyday word (여성), for a single common word in a longer sentence, or if the target has
        other words of its rendering (the six nations involved).
        """
        concept = self._terminology.concepts[row.concept]
        if concept.category is Category.PERSON:
            return True
        if concept.category not in _INTRODUCED or self._loosely(row.concept) or self._heads_post(row):
            return False
        if concept.category is Category.ORGANIZATION:
            return True
        named = any(sign.isupper() or sign.isdigit() for sign in concept.preferred)
        everyday = any(map(self._terminology.source.everyday, concept.sources))
        return named or (not everyday and (not self._roomy or " " in concept.preferred))

    @_once
    def _loosely(self, number: int) -> bool:
        """Whether the target has two words and at least half of a rendering, in any place and form.

        Of an organization it must have all but one, for others share half of its name.
        """
        concept = self._terminology.concepts[number]
        organization = concept.category is Category.ORGANIZATION
        self._steps.take(len(self._words))
        for wording in concept.accepted:
            words = [word for word, _, _ in self._terminology.target.words(wording) if word.isalnum()]
            there = sum(1 for word in words if len(word) >= _TELLING and any(t.startswith(word) for t in self._telling))
            if there > 1 and (there >= len(words) - 1 if organization else 2 * there >= len(words)):
                return True
        return False

    def _heads_post(self, row: Row) -> bool:
        """Whether the row is an organization before a post (통일부 차관), and the target has both in other words."""
        concept, source = self._terminology.concepts[row.concept], self._terminology.source
        if concept.category is not Category.ORGANIZATION:
            return False
        if not self._source[row.end : row.end + REACH].lstrip(" ").startswith(tuple(source.posts)):
            return False
        target = self._terminology.target
        words = {word for text in concept.accepted for word, _, _ in target.words(text) if len(word) > _TELLING}
        own = words - target.general.get(Category.ORGANIZATION, frozenset()) - target.posts
        return self._post_alone and not own.isdisjoint(self._telling)

    @_once
    def _altered(self, number: int) -> bool:
        """Whether the target has a rendering of several words with a wrong one inside (sanctions on South Korea)."""
        words = [word for word, _, _ in self._words]
        self._steps.take(len(words))
        for wording in self._terminology.concepts[number].accepted:
            right = [word for word, _, _ in self._terminology.target.words(wording)]
            for at in range(len(words) - len(right) + 1) if len(right) > _LOOSE else ():
                wrong = [place for place, word in enumerate(right) if words[at + place] != word]
                if len(wrong) == 1 and 0 < wrong[0] < len(right) - 1 and len(words[at + wrong[0]]) >= _TELLING:
                    return True
        return False

    @cached_property
    def _telling(self) -> frozenset[str]:
        """The longer words of the target that are not in its codes."""
        hidden = unread(self._target)
        words = ((word, start, end) for word, start, end in self._words if len(word) >= _TELLING)
        return frozenset(word for word, start, end in words if not hidden(start, end))

    def _title(self, row: Row) -> Row | None:
        """The row of a title beside its holder: dropped if the name stands alone, replaced if another post is there."""
        for start, end in self._holders(row):
            rival = self._post(start, end)
            if rival and not self._is_general(*rival):
                return row._replace(reason="replaced", target_start=rival[0], target_end=rival[1])
            if rival or not row.reason:
                return row._replace(reason="title-dropped")
        if not row.reason and (self._named_instead or self._heard(row)):
            return row._replace(reason="title-dropped")
        return None

    def _is_general(self, start: int, end: int) -> bool:
        """Whether the words name any holder of an office (leader)."""
        return self._target[start:end].lower() in self._terminology.target.general.get(Category.TITLE, ())

    def _holders(self, row: Row) -> Iterator[tuple[int, int]]:
        """The places where the target names a title's holder: a person beside it or an unlisted name (황 대사)."""
        for other in self._near(row):
            if self._is_named(other) and (-1 <= row.start - other.end <= 1 or -1 <= other.start - row.end <= 1):
                yield other.target_start, other.target_end
        yield from self._spelt(row)

    def _spelt(self, row: Row) -> Iterator[tuple[int, int]]:
        """The places where the target spells the source word before the row as a name, listed or not."""
        first = bisect_left(self._source_words, row.start - 1, key=itemgetter(2))
        for word, _, end in islice(self._source_words, first, None):
            if end > row.start:
                break
            if len(word) <= _LONGEST_NAME:
                yield from self._places_of(word)

    @_once
    def _places_of(self, word: str) -> list[tuple[int, int]]:
        """The places where the target spells a word of the source as a name."""
        source = self._terminology.source
        initials = source.initials(word)
        self._steps.take(len(self._words))
        found = []
        for at, (first, start, _) in enumerate(self._words):
            if first[0] not in initials or not self._target[start].isupper():
                continue
            runs = (self._words[at : at + size] for size in range(1, _LONGEST_NAME))
            found += [(start, run[-1][2]) for run in runs if source.spells(word, " ".join(part for part, _, _ in run))]
        return found

    def _heard(self, row: Row) -> bool:
        """Whether a name in the target sounds like a word of the source shortly before the title (테레사 메이 총리).

        An English word is a name only beside another word that is heard.
        What stands between the two is the name of a place, or the same name in brackets (메르켈(Merkel) 독일 총리).
        """
        source = self._terminology.source
        words: list[str] = []
        lead, end = beginning(self._source, row.start, _BEFORE_REACH), row.start
        for word, start, stop in reversed(source.words(self._source[lead : row.start])):
            between = self._source[lead + stop : end]
            if len(words) == _BEFORE_TITLE or not (between.isspace() or not between or between in _BRACKETS):
                break
            end = lead + start
            if word.isalnum() and not self._is_in_row(end):
                words.append(word)
        return bool(words) and self._is_heard(tuple(words))

    def _is_in_row(self, at: int) -> bool:
        """Whether an occurrence stands at this offset of the source."""
        before = bisect_right(self._rows, at, hi=self._count, key=_start)
        return before > 0 and at < self._rows[before - 1].end

    @_once
    def _is_heard(self, words: tuple[str, ...]) -> bool:
        """Whether a name in the target sounds like one of the words of the source, as ``_heard`` says."""
        source = self._terminology.source
        self._steps.take(_HEARING * len(self._words))
        heard = [
            self._target[start:stop].istitle() and any(source.hears(word, name) for word in words)
            for name, start, stop in self._words
        ]
        alone = (
            one and not self._terminology.target.known(name)
            for one, (name, _, _) in zip(heard, self._words, strict=True)
        )
        return any(alone) or any(one and other for one, other in pairwise(heard))

    def _is_named(self, row: Row) -> bool:
        """Whether the row is a person whose name the target has."""
        if row.outcome is Outcome.MISSING or row.target_start < 0 or row.start < 0:
            return False
        return self._terminology.concepts[row.concept].category is Category.PERSON

    def _describes(self, row: Row) -> bool:
        """Whether the row is part of the description before a rendered name (민주당 대선후보인 오바마)."""
        end = row.end
        first = bisect_left(self._rows, end, hi=self._count, key=_start)
        for other in self._rows[first : min(first + _CHAIN, self._count)]:
            if not self._terminology.source.apposed(self._source[end : other.start]):
                break
            if self._is_named(other):
                return True
            if self._terminology.concepts[other.concept].category not in _DESCRIBING:
                break
            end = other.end
        return any(True for _ in self._spelt(row)) or self._heads_title(row)

    def _heads_title(self, row: Row) -> bool:
        """Whether the row is the first part of a title whose holder stands before both (힐 국무부 차관)."""
        title = next((other for other in self._near(row) if 0 <= other.start - row.end <= 1), None)
        return (
            title is not None
            and self._terminology.concepts[title.concept].category is Category.TITLE
            and self._heard(row)
        )

    @cached_property
    def _named_instead(self) -> bool:
        """Whether the target has, in place of the title, the name of a person of the last segments."""
        here = {concept for row in self._rows for concept in row.candidates}
        names = [
            [word for word, _, _ in self._terminology.target.words(wording)]
            for concept in self._past.recent() - here
            if self._terminology.concepts[concept].category is Category.PERSON
            for wording in self._terminology.accepted(concept)
        ]
        words = [word for word, _, _ in self._words]
        self._steps.take(len(names) * len(words))
        return any(
            words[at : at + len(name)] == name and self._target[self._words[at][1]].isupper()
            for name in names
            for at in range(len(words) - len(name) + 1)
        )

    @cached_property
    def _stranger(self) -> tuple[int, int] | None:
        """The only name in the target that no source word sounds like, if only one person is missing."""
        source, target = self._terminology.source, self._terminology.target
        concepts = self._terminology.concepts
        missing = {row.concept for row in self._rows if row.outcome is Outcome.MISSING}
        if sum(concepts[number].category is Category.PERSON for number in missing) > 1:
            return None
        heard = list(dict.fromkeys(word for word, _, _ in self._source_words))
        sounding: dict[str, bool] = {}  # whether a source word sounds like a name
        found: list[tuple[int, int, bool]] = []  # start and end of each name, and whether a source word sounds like it
        for word, start, end in self._words:
            name = self._target[start:end]
            if not (name.istitle() and name.isalpha()) or target.known(word) or target.known(name):
                continue
            if self._claimed.overlap(start, end):
                continue
            if word not in sounding:
                self._steps.take(_HEARING * len(heard))
                sounding[word] = any(source.hears(each, word) for each in heard)
            begun, known = start, sounding[word]
            if found and self._target[found[-1][1] : start].isspace():
                begun, _, before = found.pop()
                known |= before
            found.append((begun, end, known))
        strangers = [(start, end) for start, end, known in found if not known and end - start > _TELLING]
        return strangers[0] if len(strangers) == 1 else None

    def _titled(self, row: Row) -> bool:
        """Whether the title beside a name is rendered ("the ambassador" for the person)."""
        concepts = self._terminology.concepts
        return any(
            -1 <= other.start - row.end <= 1
            and other.outcome.accepted
            and concepts[other.concept].category is Category.TITLE
            for other in self._near(row)
        )

    @cached_property
    def _source_words(self) -> list[tuple[str, int, int]]:
        """The words of the source, with their start and end."""
        return self._terminology.source.words(self._source)

    @cached_property
    def _count(self) -> int:
        """The number of rows that are occurrences; those behind them are bans."""
        return bisect_left(self._rows, True, key=lambda row: row.start < 0)  # noqa: FBT003

    @cached_property
    def _claimed(self) -> Spans:
        """The places of the renderings."""
        return Spans((row.target_start, row.target_end) for row in self._given if row.outcome is not Outcome.MISSING)

    def _beside(self, start: int, end: int) -> list[tuple[str, int, int]]:
        """The two words before a name and, after a comma, the three behind it, without those of other renderings."""
        first = bisect_right(self._words, start, key=itemgetter(2))
        last = bisect_left(self._words, end, key=itemgetter(1))
        before, after = self._words[max(first - 2, 0) : first], self._words[last : last + 3]
        if after and after[0][0] != ",":
            after = []
        return [word for word in before + after if not self._claimed.overlap(word[1], word[2])]

    def _post(self, start: int, end: int) -> tuple[int, int] | None:
        """The post beside a name with all of its words (Vice Premier, Defense Minister)."""
        posts = self._terminology.target.posts
        beside = self._beside(start, end)
        at = next((at for at, word in enumerate(beside) if word[0] in posts), -1)
        if at < 0:
            return None
        first = last = at
        while last + 1 < len(beside) and beside[last + 1][0] in posts and self._joined(beside[last], beside[last + 1]):
            last += 1
        while first and self._joined(beside[first - 1], beside[first]) and self._belongs(beside[first - 1]):
            first -= 1
        return beside[first][1], beside[last][2]

    def _joined(self, one: tuple[str, int, int], other: tuple[str, int, int]) -> bool:
        return self._target[one[2] : other[1]] in (" ", "-")

    def _belongs(self, word: tuple[str, int, int]) -> bool:
        """Whether a word is part of the post behind it: a post too, or a capital not due to the sentence start."""
        if word[0] in self._terminology.target.posts:
            return True
        before = self._target[max(word[1] - REACH, 0) : word[1]].rstrip()
        return self._target[word[1]].isupper() and before[-1:].isalnum()

    @_once
    def _pronoun(self, category: Category) -> bool:
        return self._terminology.target.pronoun([word for word, _, _ in self._words], category)

    @_once
    def _said_before(self, number: int) -> bool:
        """Whether the target has a pronoun, or "the" with a general word or a word of the rendering (the talks)."""
        return self._recalled(number) or self._pronoun(self._terminology.concepts[number].category)

    @_once
    def _recalled(self, number: int) -> bool:
        """Whether the target has "the" with a general word or a word of the rendering.

        "The talks" for six-party talks, "the North" for North Korea. If the kind is unknown, any word may be the head,
        with an adjective (the border city) or written small (party officials).
        """
        concept = self._terminology.concepts[number]
        target, unsorted = self._terminology.target, concept.category is Category.OTHER
        self._steps.take(len(self._words))
        kinds = _THINGS if unsorted and concept.preferred[:1].isupper() else (concept.category,)
        general = {word for kind in kinds for word in target.general.get(kind, ())}
        part = {Category.PLACE: slice(0, 1), Category.OTHER: slice(None)}.get(concept.category, slice(-1, None))
        heads = [word for text in concept.accepted if " " in text for word in text.split()[part]]
        if unsorted:
            heads = [word for word in heads if len(word) > _TELLING]
            named = {word.lower() for word in heads if word[0].isupper()}
            if any(word in named and self._target[start].islower() for word, start, _ in self._words):
                return True
        general.update(map(str.lower, heads))
        words = [word for word, _, _ in self._words]
        reach, plural = (3, _PLURAL) if unsorted else (2, 0)
        after = {w for at, word in enumerate(words) if word in target.definite for w in words[at + 1 : at + reach]}
        return any(word.startswith(head) and len(word) - len(head) <= plural for word in after for head in general)


def _torn(source: str, target: str) -> bool:
    """Whether the target begins or ends in mid-sentence and the source does not: the missing part may be there."""
    if not _ended(source):
        return False
    first = next((sign for sign in target if sign.isalnum()), "")
    return first.islower() or not _ended(target)


def _ended(text: str) -> bool:
    return text.rstrip(_CLOSING)[-1:] in _ENDS
