"""An earlier score, and the comparison of its signature with a new one."""

from typing import NamedTuple

from checker.score.card import Scorecard

SCHEMA = "ilchi/score/1"


class Earlier(NamedTuple):
    """An earlier score and the name of its file."""

    name: str
    card: Scorecard


def differing(old: str, new: str) -> list[str]:
    """The differences of two signatures; empty if the scores can be compared."""
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
