"""Third stage: what the document has said before. It satisfies or explains a missing rendering, never more.

Looked back on are the last 20 segments of the document, or of a stretch where a long file marks none; what was rendered
there is carried from chunk to chunk.
"""

from collections import deque
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise

import msgspec

from checker.corpus import Chunk, Stretch
from checker.matching.matches import Matches, Row
from checker.matching.terminology import Terminology
from checker.model import Category, Concept, Outcome

REACH = 20  # segments
_PEOPLE = (Category.PERSON, Category.TITLE)
_THINGS = (Category.PLACE, Category.ORGANIZATION, Category.OBJECT)
_INTRODUCED = (Category.PERSON, Category.ORGANIZATION, Category.OBJECT)
_DESCRIBING = (Category.TITLE, Category.ORGANIZATION, Category.PLACE)
_ENDS = tuple(".?!…。？！:;")
_TELLING = 3  # letters of a word that tells something
_LONGEST_NAME = 4  # syllables of a source's name, words of the target's
_CLOSING = " \t\n\r\"'”’»)]）」』`´"


_encode = msgspec.msgpack.Encoder(order="deterministic", enc_hook=list).encode
_decode = msgspec.msgpack.Decoder(tuple[Stretch | None, list[frozenset[int]], list[frozenset[int]], set[int]]).decode


class Past:
    """What the last segments of the running document rendered, and which first mentions they left out."""

    def __init__(self) -> None:
        self._stretch: Stretch | None = None
        self._recent: deque[frozenset[int]] = deque(maxlen=REACH)
        self._reported: deque[frozenset[int]] = deque(maxlen=REACH)
        self._ever: set[int] = set()

    def packed(self) -> bytes:
        """All of it, for ``restore``."""
        return _encode((self._stretch, self._recent, self._reported, self._ever))

    def restore(self, packed: bytes) -> None:
        """Become what gave ``packed``."""
        self._stretch, recent, reported, self._ever = _decode(packed)
        self._recent = deque(recent, REACH)
        self._reported = deque(reported, REACH)

    def enter(self, stretch: Stretch) -> None:
        """Go on to a segment of ``stretch``; another one forgets the last."""
        if stretch != self._stretch:
            self._stretch = stretch
            self._recent.clear()
            self._reported.clear()
            self._ever.clear()

    def add(self, rows: list[Row]) -> None:
        """Remember what became of a segment."""
        rendered = frozenset(
            [row.concept for row in rows if row.outcome is not Outcome.MISSING and row.how != "short form"]
        )
        self._recent.append(rendered)
        self._reported.append(frozenset([row.concept for row in rows if row.reason == "first-mention"]))
        self._ever |= rendered

    def recently(self, concept: int) -> bool:
        """Whether ``concept`` was rendered within reach."""
        return any(concept in rendered for rendered in self._recent)

    def recent(self) -> set[int]:
        """The concepts rendered within reach."""
        return set().union(*self._recent)

    def reported(self, concept: int) -> bool:
        """Whether the lack of its first mention was reported within reach."""
        return any(concept in reported for reported in self._reported)

    def ever(self, concept: int) -> bool:
        """Whether ``concept`` was rendered in this document before."""
        return concept in self._ever


def in_context(matches: Matches, past: Past, first: int = 0) -> Matches:
    """``matches`` with short forms accepted and missing renderings explained by what went before.

    Args:
        matches: A chunk's, the chunks being given in order.
        past: Carried from chunk to chunk; changed here.
        first: The segment of the chunk to begin with; what stands before it is left out.
    """
    by_segment = dict(matches.by_segment())
    incomplete = {row.segment for row in matches.rows if row.outcome is Outcome.MISSING}
    rows: list[Row] = []
    stretches = matches.chunk.stretches()
    for segment in range(first, len(stretches)):
        past.enter(stretches[segment])
        mine = by_segment.get(segment, [])
        if segment in incomplete:
            mine = _Explained(segment, mine, matches.chunk, matches.terminology, past).rows()
        past.add(mine)
        rows += mine
    return Matches(matches.chunk, matches.terminology, rows)


class _Explained:
    """One segment with missing renderings."""

    def __init__(self, segment: int, rows: list[Row], chunk: Chunk, terminology: Terminology, past: Past) -> None:
        self._given = rows
        self._source = chunk.sources[segment]
        self._target = chunk.targets[segment]
        self._terminology = terminology
        self._past = past
        self._words = terminology.target.words(self._target)
        self._torn = _torn(self._source, self._target)

    def rows(self) -> list[Row]:
        """The rows, none of them missing without a reason."""
        rows = [self._shortened(row) for row in self._given]
        # Where several are missing and nothing is there, the target says something else.
        missing = {row.concept for row in rows if row.outcome is Outcome.MISSING}
        lost = len(missing) > 1 and all(row.outcome is Outcome.MISSING for row in rows)
        reported: set[int] = set()
        for at, row in enumerate(rows):
            if row.outcome is Outcome.MISSING:
                rows[at] = self._reasoned(row, rows, lost=lost, again=row.concept in reported)
                if rows[at].reason == "first-mention":
                    reported.add(row.concept)
        return rows

    def _shortened(self, row: Row) -> Row:
        """A name cut short is accepted after the full one, or where the source cuts it short too."""
        if row.outcome is not Outcome.MISSING or row.how != "short form":
            return row
        concept = self._terminology.concepts[row.concept]
        text = self._source[row.start : row.end]
        full = any(other.concept == row.concept and other.outcome is not Outcome.MISSING for other in self._given)
        short = self._target[row.target_start : row.target_end]
        cut = len(text) < max(map(len, concept.sources)) or self._terminology.source.spells(text, short)
        if full or cut or self._past.recently(row.concept):
            return row._replace(outcome=Outcome.ADMITTED)
        return row._replace(how="missing")

    def _reasoned(self, row: Row, rows: list[Row], *, lost: bool, again: bool) -> Row:
        row = row._replace(how=row.how or "missing")
        category = self._terminology.concepts[row.concept].category
        if category is Category.TITLE and (titled := self._title(row, rows)):
            return titled
        if row.reason:
            return row
        if category in _DESCRIBING and self._describes(row, rows):
            return row._replace(reason="title-dropped")
        known = self._past.ever(row.concept)
        if known and not self._torn:
            if category in _PEOPLE and self._pronoun(category):
                return row._replace(reason="pronoun")
            if category is Category.PERSON and self._titled(row, rows):
                return row._replace(reason="said-before")
            if category in _THINGS and not lost and self._said_before(row):
                return row._replace(reason="said-before")
        if not known and self._introduced(row) and not again and not self._past.reported(row.concept):
            if category is Category.PERSON and (stranger := self._stranger(rows)):
                return row._replace(reason="replaced", target_start=stranger[0], target_end=stranger[1])
            return row._replace(reason="first-mention")
        return row._replace(reason="no-trace")

    def _introduced(self, row: Row) -> bool:
        """Whether the row is one of the things that a text must name at first.

        An everyday word is none (여성), nor is what other words of its rendering speak of (the six nations involved).
        """
        concept = self._terminology.concepts[row.concept]
        if concept.category is not Category.OBJECT:
            return concept.category in _INTRODUCED
        if self._loosely(concept):
            return False
        named = any(sign.isupper() or sign.isdigit() for sign in concept.preferred)
        return named or not any(map(self._terminology.source.everyday, concept.sources))

    def _loosely(self, concept: Concept) -> bool:
        """Whether two words and at least half of a rendering stand in the target, apart or in other forms."""
        for wording in concept.accepted:
            words = [word for word, _, _ in self._terminology.target.words(wording) if word.isalnum()]
            there = sum(1 for word in words if len(word) >= _TELLING and any(t.startswith(word) for t in self._telling))
            if there > 1 and 2 * there >= len(words):
                return True
        return False

    @cached_property
    def _telling(self) -> frozenset[str]:
        """The longer words of the target."""
        return frozenset(word for word, _, _ in self._words if len(word) >= _TELLING)

    def _title(self, row: Row, rows: list[Row]) -> Row | None:
        """A title beside its holder: dropped where the name is rendered bare, replaced where another post stands."""
        for start, end in self._holders(row, rows):
            if rival := self._post(start, end):
                return row._replace(reason="replaced", target_start=rival[0], target_end=rival[1])
            if not row.reason:
                return row._replace(reason="title-dropped")
        if not row.reason and self._named_instead(rows):
            return row._replace(reason="title-dropped")
        return None

    def _holders(self, row: Row, rows: list[Row]) -> Iterator[tuple[int, int]]:
        """Where the target names a title's holder: a person beside it, or an unlisted name before it (황 대사)."""
        for other in rows:
            if self._is_named(other) and (-1 <= row.start - other.end <= 1 or -1 <= other.start - row.end <= 1):
                yield other.target_start, other.target_end
        yield from self._spelt(row)

    def _spelt(self, row: Row) -> Iterator[tuple[int, int]]:
        """Where the target spells the source's word before the row, listed or not, as a name."""
        source = self._terminology.source
        for word, _, end in source.words(self._source):
            if not 0 <= row.start - end <= 1 or len(word) > _LONGEST_NAME:
                continue
            initials = source.initials(word)
            for at, (first, start, _) in enumerate(self._words):
                if first[0] not in initials or not self._target[start].isupper():
                    continue
                for run in (self._words[at : at + size] for size in range(1, _LONGEST_NAME)):
                    if source.spells(word, " ".join(part for part, _, _ in run)):
                        yield start, run[-1][2]

    def _is_named(self, row: Row) -> bool:
        """Whether the row is a person that the target names."""
        if row.outcome is Outcome.MISSING or row.target_start < 0 or row.start < 0:
            return False
        return self._terminology.concepts[row.concept].category is Category.PERSON

    def _describes(self, row: Row, rows: list[Row]) -> bool:
        """Whether the row belongs to the description before a name that is rendered (민주당 대선후보인 오바마)."""
        end = row.end
        for other in rows:
            if other.start < end:
                continue
            if not self._terminology.source.apposed(self._source[end : other.start]):
                break
            if self._is_named(other):
                return True
            if self._terminology.concepts[other.concept].category not in _DESCRIBING:
                break
            end = other.end
        return any(True for _ in self._spelt(row))

    def _named_instead(self, rows: list[Row]) -> bool:
        """Whether the target names a person of the last segments for the title, whom the source does not name."""
        here = {concept for row in rows for concept in row.candidates}
        names = [
            [word for word, _, _ in self._terminology.target.words(wording)]
            for concept in self._past.recent() - here
            if self._terminology.concepts[concept].category is Category.PERSON
            for wording in self._terminology.accepted(concept)
        ]
        words = [word for word, _, _ in self._words]
        return any(
            words[at : at + len(name)] == name and self._target[self._words[at][1]].isupper()
            for name in names
            for at in range(len(words) - len(name) + 1)
        )

    def _stranger(self, rows: list[Row]) -> tuple[int, int] | None:
        """Where the target has the one name that nothing in the source sounds like, for the one person it lacks."""
        source, target = self._terminology.source, self._terminology.target
        concepts = self._terminology.concepts
        missing = {row.concept for row in rows if row.outcome is Outcome.MISSING}
        if sum(concepts[number].category is Category.PERSON for number in missing) > 1:
            return None
        claimed = [(row.target_start, row.target_end) for row in rows if row.outcome is not Outcome.MISSING]
        heard = [word for word, _, _ in source.words(self._source)]
        found: list[tuple[int, int, bool]] = []  # names, of one word or several, and whether one is heard
        for word, start, end in self._words:
            name = self._target[start:end]
            if not (name.istitle() and name.isalpha()) or target.known(word) or target.known(name):
                continue
            if any(s < end and start < e for s, e in claimed):
                continue
            begun, known = start, any(source.hears(each, word) for each in heard)
            if found and self._target[found[-1][1] : start].isspace():
                begun, _, before = found.pop()
                known |= before
            found.append((begun, end, known))
        strangers = [(start, end) for start, end, known in found if not known and end - start > _TELLING]
        return strangers[0] if len(strangers) == 1 else None

    def _titled(self, row: Row, rows: list[Row]) -> bool:
        """Whether the title beside a name is rendered: "the ambassador" for him."""
        concepts = self._terminology.concepts
        return any(
            -1 <= other.start - row.end <= 1
            and other.outcome.accepted
            and concepts[other.concept].category is Category.TITLE
            for other in rows
        )

    def _beside(self, start: int, end: int) -> list[tuple[str, int, int]]:
        """The two words before a name and the three behind it, as far as no other claims them."""
        claimed = [(row.target_start, row.target_end) for row in self._given if row.outcome is not Outcome.MISSING]
        before = [word for word in self._words if word[2] <= start][-2:]
        after = [word for word in self._words if word[1] >= end][:3]
        if after and after[0][0] != ",":
            after = []
        return [word for word in before + after if not any(s < word[2] and word[1] < e for s, e in claimed)]

    def _post(self, start: int, end: int) -> tuple[int, int] | None:
        """The post beside a name, with the words that make one name of it (Vice Premier, Defense Minister)."""
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
        """Whether a word before a post is one too, or has a capital that no beginning gave it."""
        if word[0] in self._terminology.target.posts:
            return True
        before = self._target[: word[1]].rstrip()
        return self._target[word[1]].isupper() and before[-1:].isalnum()

    def _pronoun(self, category: Category) -> bool:
        return self._terminology.target.pronoun([word for word, _, _ in self._words], category)

    def _said_before(self, row: Row) -> bool:
        """Whether "the" and a general word for the thing, its own last word, or a pronoun stand in the target."""
        concept = self._terminology.concepts[row.concept]
        target = self._terminology.target
        general = set(target.general.get(concept.category, ()))
        # "the talks" for six-party talks; "the North" for North Korea.
        at = 0 if concept.category is Category.PLACE else -1
        general |= {wording.split()[at].lower() for wording in concept.accepted if " " in wording}
        words = [word for word, _, _ in self._words]
        definite = any(one in target.definite and two in general for one, two in pairwise(words))
        return definite or self._pronoun(concept.category)


def _torn(source: str, target: str) -> bool:
    """Whether the target lacks an end, or its beginning, that the source has: what is missing may stand there."""
    if not _ended(source):
        return False
    first = next((sign for sign in target if sign.isalnum()), "")
    return first.islower() or not _ended(target)


def _ended(text: str) -> bool:
    return text.rstrip(_CLOSING)[-1:] in _ENDS
