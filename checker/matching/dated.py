"""Rows that hold for a time: one source term with another rendering from one date on (offices, official names).

The date of a document chooses between the rows of a source term, and between nothing else. Without a date, or on a date
on which none of them holds, all of them are meant. What is right at another time is wrong, unless the text speaks of
that time: the segment, or the one before it, names a year of it, or the segment says former, then, 당시.
"""

from collections.abc import Sequence

from checker.corpus import Chunk
from checker.matching.matches import Row
from checker.matching.terminology import Terminology
from checker.model import Concept, Outcome
from checker.text.dates import is_iso

OTHER_TIME = "other-time"  # the reason of a rendering that is right at another time


def split(
    candidates: tuple[int, ...], date: str, concepts: Sequence[Concept]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The candidates (numbers of concepts) that hold on ``date``, and those that hold at another time."""
    if len(candidates) < 2 or not is_iso(date):
        return candidates, ()
    now = tuple(number for number in candidates if concepts[number].holds(date))
    if not any(concepts[number].preferred for number in now):
        return candidates, ()
    return now, tuple(number for number in candidates if number not in now)


def in_its_time(row: Row, chunk: Chunk, terminology: Terminology) -> Row:
    """``row``, accepted if its rendering is right at the time of which its segment speaks."""
    if row.reason != OTHER_TIME or not _spoken_of(row, chunk, terminology):
        return row
    concept = terminology.concepts[row.other]
    outcome = Outcome.PREFERRED if row.wording == concept.preferred else Outcome.ADMITTED
    return row._replace(concept=row.other, candidates=(row.other,), outcome=outcome, reason="")


def _spoken_of(row: Row, chunk: Chunk, terminology: Terminology) -> bool:
    """Whether the segment of ``row``, or the one before it, speaks of the time of ``row.other``."""
    source, target = terminology.source, terminology.target
    here = chunk.segments[row.segment]
    if source.bygone(here.source, row.start) or target.bygone(here.target, row.target_start):
        return True
    before = [segment for number, segment in chunk.beside(row.segment) if number < chunk.first + row.segment]
    present = int(here.date[:4])
    named = {year for each in (here, *before) for year in source.years(each.source, present)}
    named |= {year for each in (here, *before) for year in target.years(each.target, present)}
    return any(terminology.concepts[row.other].holds(f"{year:04}") for year in named)
