"""Reports: how a run is written down. A report is one module with ``write(run, out)``; each streams."""

from typing import Protocol, TextIO, cast

import msgspec

from checker.family import member
from checker.gate import Gate
from checker.pipeline import Report


class Run(msgspec.Struct, frozen=True):
    """A report, the verdicts on it, and its languages."""

    report: Report
    gates: tuple[Gate, ...]
    source_language: str
    target_language: str

    @property
    def passed(self) -> bool:
        """Whether every gate passed."""
        return all(gate.passed for gate in self.gates)


class Writer(Protocol):
    """The shape of a module of this family."""

    def write(self, run: Run, out: TextIO) -> None:
        """Write ``run`` to ``out``."""
        ...


def writer(kind: str) -> Writer:
    """The report of this name.

    Raises:
        CheckerError: There is none.
    """
    return cast(Writer, member(__name__, kind))
