"""The output formats of a score; a format is one module with ``write(page, out)``."""

from collections.abc import Iterator
from typing import NamedTuple, Protocol, TextIO, cast

from checker.engine.findings import Findings
from checker.family import member
from checker.reports import Record
from checker.score.card import Scorecard
from checker.score.earlier import Earlier


class Page(NamedTuple):
    """The content of a score report.

    Attributes:
        card: The score.
        findings: The findings of each system by name.
        old: An earlier score to compare with, or None.
        history: Earlier scores, the oldest first.
    """

    card: Scorecard
    findings: dict[str, Findings]
    old: Earlier | None = None
    history: tuple[Earlier, ...] = ()

    def records(self, system: str) -> Iterator[Record]:
        """The findings of a system, as records for reports."""
        return map(Record.of, self.findings[system].evidence())


class Writer(Protocol):
    """The interface of a format. It may have ``ready``, which says before the work whether it can be written."""

    def write(self, page: Page, out: TextIO) -> None:
        """Write ``page`` to ``out``; binary formats write to ``out.buffer``."""
        ...


def writer(kind: str) -> Writer:
    """The format with this name.

    Raises:
        CheckerError: There is no such format.
    """
    return cast(Writer, member(__name__, kind))
