"""The formats of a score: one module each, with ``write(page, out)``."""

from collections.abc import Iterator
from typing import NamedTuple, Protocol, TextIO, cast

from checker.engine.findings import Findings
from checker.family import member
from checker.reports import Record
from checker.score.card import Scorecard
from checker.score.earlier import Earlier


class Page(NamedTuple):
    """What there is to write down.

    Attributes:
        card: The numbers.
        findings: Of each system, by name.
        old: The score that this one is compared with.
        history: Earlier scores, the oldest first.
    """

    card: Scorecard
    findings: dict[str, Findings]
    old: Earlier | None = None
    history: tuple[Earlier, ...] = ()

    def records(self, system: str) -> Iterator[Record]:
        """The findings of a system as reports show them."""
        return map(Record.of, self.findings[system].evidence())


class Writer(Protocol):
    """The shape of a module of this family."""

    def write(self, page: Page, out: TextIO) -> None:
        """Write ``page`` to ``out``; what is no text goes to ``out.buffer``."""
        ...


def writer(kind: str) -> Writer:
    """The scorecard of this name.

    Raises:
        CheckerError: There is none.
    """
    return cast(Writer, member(__name__, kind))
