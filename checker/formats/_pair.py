"""Which two languages are read of a file that says its own, and what is passed over."""

from collections import Counter
from functools import lru_cache

from checker.errors import CheckerError
from checker.formats import Input


@lru_cache(1024)
def rank(wanted: str, has: str) -> int:
    """How well a language of a file answers the wanted one: 3 the same, 2 a wider or narrower one, 1 a sister, 0 none.

    "" on either side answers everything: nothing is said.
    """
    one, other = (code.replace("_", "-").lower().split("-") for code in (wanted, has))
    if not wanted or not has or one == other:
        return 3
    if one[0] != other[0]:
        return 0
    shorter = min(len(one), len(other))
    return 2 if one[:shorter] == other[:shorter] else 1


class Pair:
    """The pair that is read of one file: what was asked for, else the first that it has; and a count of the rest."""

    def __init__(self, file: Input) -> None:
        self._file = file
        self._source, self._target = file.languages
        self._read = 0
        self._others: Counter[str] = Counter()
        self._passed: Counter[str] = Counter()

    def takes(self, source: str, target: str) -> bool:
        """Whether a unit in these languages is read; counts it as passed over if not."""
        if rank(self._source, source) and rank(self._target, target):
            self._source, self._target = self._source or source, self._target or target
            self._read += 1
            return True
        self.lacks(f"{source} → {target}")
        return False

    def lacks(self, has: str) -> None:
        """Count a unit that has not both languages, but ``has``."""
        self._others[has if has in self._others or len(self._others) < 10 else "…"] += 1

    def passes(self, reason: str) -> None:
        """Count one thing that is not read, and why: "units that are not to be translated"."""
        self._passed[reason] += 1

    def close(self) -> None:
        """Say what was passed over.

        Raises:
            CheckerError: Nothing was in the pair; the hint says what there is.
        """
        has = "; ".join(self._others)
        if self._others and not self._read:
            message = f"nothing in it is {self._source or '?'} → {self._target or '?'}"
            raise CheckerError(message, self._file.name, f"it has {has}: say so with --from and --to")
        if self._others:
            self._passed[f"units in other languages, {has}"] += sum(self._others.values())
        if self._passed:
            told = "; ".join(f"{reason} ({count})" for reason, count in self._passed.items())
            self._file.warn(f"{self._file.name}: passed over: {told}")
