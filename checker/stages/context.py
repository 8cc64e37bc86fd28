"""Third stage: what the document has said before. It satisfies or explains a missing rendering, never more.

Looked back on are the last 20 segments of the document; what was rendered there is carried from chunk to chunk.
"""

from collections import deque
from collections.abc import Iterator
from itertools import pairwise

from checker.corpus import Chunk
from checker.matches import Matches, Row
from checker.model import Category, Outcome
from checker.terminology import Terminology

REACH = 20  # segments


class Past:
    """What the last segments of the running document rendered: concepts and the segments they stand in."""

    def __init__(self) -> None:
        self._document: tuple[str, str] | None = None
        self._recent: deque[frozenset[int]] = deque(maxlen=REACH)
        self._ever: set[int] = set()

    def enter(self, document: tuple[str, str]) -> None:
        """Go on to a segment of ``document``; another one forgets the last."""
        if document != self._document:
            self._document = document
            self._recent.clear()
            self._ever.clear()

    def add(self, rendered: frozenset[int]) -> None:
        """Remember what a segment rendered."""
        self._recent.append(rendered)
        self._ever |= rendered

    def recently(self, concept: int) -> bool:
        """Whether ``concept`` was rendered within reach."""
        return any(concept in rendered for rendered in self._recent)

    def ever(self, concept: int) -> bool:
        """Whether ``concept`` was rendered in this document before."""
        return concept in self._ever


def in_context(matches: Matches, past: Past) -> Matches:
    """``matches`` with short forms accepted and missing renderings explained by what went before.

    Args:
        matches: A chunk's, the chunks being given in order.
        past: Carried from chunk to chunk; changed here.
    """
    by_segment = dict(matches.by_segment())
    documents = matches.chunk.documents()
    rows: list[Row] = []
    for segment in range(len(matches.chunk)):
        past.enter(documents[segment])
        mine = by_segment.get(segment, [])
        if any(row.outcome is Outcome.MISSING for row in mine):
            mine = _Explained(segment, mine, matches.chunk, matches.terminology, past).rows()
        past.add(
            frozenset(row.concept for row in mine if row.outcome is not Outcome.MISSING and row.how != "short form")
        )
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

    def rows(self) -> list[Row]:
        """The rows, none of them missing without a reason."""
        rows = [self._shortened(row) for row in self._given]
        return [self._reasoned(row, rows) if row.outcome is Outcome.MISSING else row for row in rows]

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

    def _reasoned(self, row: Row, rows: list[Row]) -> Row:
        row = row._replace(how=row.how or "missing")
        category = self._terminology.concepts[row.concept].category
        if category is Category.TITLE and (titled := self._title(row, rows)):
            return titled
        if row.reason:
            return row
        known = self._past.ever(row.concept)
        if known and category in (Category.PERSON, Category.TITLE) and self._pronoun():
            return row._replace(reason="pronoun")
        if known and category is Category.PERSON and self._titled(row, rows):
            return row._replace(reason="said-before")
        if known and category in (Category.PLACE, Category.ORGANIZATION, Category.OBJECT) and self._said_before(row):
            return row._replace(reason="said-before")
        if not known and category in (Category.PERSON, Category.ORGANIZATION, Category.OBJECT):
            return row._replace(reason="first-mention")
        return row._replace(reason="no-trace")

    def _title(self, row: Row, rows: list[Row]) -> Row | None:
        """A title beside its holder: dropped where the name is rendered bare, replaced where another post stands."""
        for start, end in self._holders(row, rows):
            rival = next((word for word in self._beside(start, end) if word[0] in self._terminology.target.posts), None)
            if rival:
                return row._replace(reason="replaced", target_start=rival[1], target_end=rival[2])
            if not row.reason:
                return row._replace(reason="title-dropped")
        return None

    def _holders(self, row: Row, rows: list[Row]) -> Iterator[tuple[int, int]]:
        """Where the target names the holder of a title: a person beside it, or a bare surname before it (황 대사)."""
        for other in rows:
            if other.outcome is Outcome.MISSING or other.target_start < 0 or other.start < 0:
                continue
            if self._terminology.concepts[other.concept].category is not Category.PERSON:
                continue
            if not -1 <= row.start - other.end <= 1 and not -1 <= other.start - row.end <= 1:
                continue
            yield other.target_start, other.target_end
        before = [
            word
            for word, _, end in self._terminology.source.words(self._source)
            if 0 <= row.start - end <= 1 and len(word) <= 2
        ]
        for name, start, end in self._words:
            if self._target[start].isupper() and any(self._terminology.source.spells(word, name) for word in before):
                yield start, end

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

    def _pronoun(self) -> bool:
        return any(word in self._terminology.target.pronouns for word, _, _ in self._words)

    def _said_before(self, row: Row) -> bool:
        """Whether "the" and a general word for the thing, or its own last word, stand in the target."""
        concept = self._terminology.concepts[row.concept]
        target = self._terminology.target
        general = set(target.general.get(concept.category, ()))
        # "the talks" for six-party talks; "the North" for North Korea.
        at = 0 if concept.category is Category.PLACE else -1
        general |= {wording.split()[at].lower() for wording in concept.accepted if " " in wording}
        words = [word for word, _, _ in self._words]
        definite = any(one in target.definite and two in general for one, two in pairwise(words))
        return definite or any(word in target.pronouns for word in words)
