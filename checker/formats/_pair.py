"""Which pair of languages is read from a file that declares its languages, and what is not read."""

from collections import Counter
from functools import lru_cache

from checker.errors import CheckerError
from checker.formats import Input
from checker.text.language_code import language_code


@lru_cache(1024)
def rank(wanted: str, has: str) -> int:
    """How well the language ``has`` of a file matches the ``wanted`` one (BCP 47 codes).

    3 is the same code, 2 a less or more specific one (en, en-GB), 1 a sibling (en-US, en-GB), 0 another language.
    "" matches everything.
    """
    one, other = ((language_code(code) or code.replace("_", "-")).lower().split("-") for code in (wanted, has))
    if not wanted or not has or one == other:
        return 3
    if one[0] != other[0]:
        return 0
    shorter = min(len(one), len(other))
    return 2 if one[:shorter] == other[:shorter] else 1


class Pair:
    """The pair of languages read from one file, the one asked for or else the first one; counts what is not read."""

    def __init__(self, file: Input) -> None:
        self._file = file
        self._source, self._target = file.languages
        self._read = 0
        self._others: Counter[str] = Counter()
        self._passed: Counter[str] = Counter()

    def takes(self, source: str, target: str) -> bool:
        """Whether a unit in these languages is read; if not, it is counted."""
        if rank(self._source, source) and rank(self._target, target):
            self._source, self._target = self._source or source, self._target or target
            self._read += 1
            return True
        self.lacks(f"{source} → {target}")
        return False

    def lacks(self, has: str) -> None:
        """Count a unit that is not in the pair; ``has`` names its languages."""
        self._others[has if has in self._others or len(self._others) < 10 else "…"] += 1

    def passes(self, reason: str) -> None:
        """Count one thing that is not read for this reason: "units that are not to be translated"."""
        self._passed[reason] += 1

    def close(self) -> None:
        """Warn about what was not read.

        Raises:
            CheckerError: No unit is in the pair; the hint lists the languages of the file.
        """
        has = "; ".join(self._others)
        if self._others and not self._read:
            message = f"nothing in it is {self._source or '?'} → {self._target or '?'}"
            raise CheckerError(message, self._file.name, f"it has {has}: choose with --from and --to")
        if self._others:
            self._passed[f"units in other languages, {has}"] += sum(self._others.values())
        if self._passed:
            told = "; ".join(f"{reason} ({count})" for reason, count in self._passed.items())
            self._file.warn(f"{self._file.name}: passed over: {told}")
