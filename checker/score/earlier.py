"""An earlier score beside a new one: what their signatures have different."""

from typing import NamedTuple

from checker.score.card import Scorecard

SCHEMA = "ilchi/score/1"


class Earlier(NamedTuple):
    """An earlier score, by the name of its file."""

    name: str
    card: Scorecard


def differing(old: str, new: str) -> list[str]:
    """What two signatures have different, part by part; none where the scores compare."""
    before, after = old.split("|"), new.split("|")
    gone = [part for part in before if part not in after]
    come = [part for part in after if part not in before]
    found = []
    for part in gone:
        kind = part.split(" ", maxsplit=1)[0]
        other = next((each for each in come if each.split(" ", maxsplit=1)[0] == kind), None)
        if other is not None:
            come.remove(other)
        found.append(f"{part} then, {other} now" if other is not None else f"{part} then, not now")
    return [*found, *(f"{part} now, not then" for part in come)]
