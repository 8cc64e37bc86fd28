"""Scorecards: how a score is written down. One module each with ``write(card, out)``."""

from typing import Protocol, TextIO, cast

from checker.family import member
from checker.scorecard import Scorecard


class Writer(Protocol):
    """The shape of a module of this family."""

    def write(self, card: Scorecard, out: TextIO) -> None:
        """Write ``card`` to ``out``."""
        ...


def writer(kind: str) -> Writer:
    """The scorecard of this name.

    Raises:
        CheckerError: There is none.
    """
    return cast(Writer, member(__name__, kind))
