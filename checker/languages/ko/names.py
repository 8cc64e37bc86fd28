"""Foreign given names (``given.tsv``), which tell the bearers of a surname apart."""

import re
from functools import cache
from importlib.resources import files

_WORD = re.compile(r"([가-힣]+) ?(?:(?:[A-Z]\.? ?){1,3})?\Z")
_NEAR = 24  # characters before a surname that can hold a given name and initials


@cache
def _given() -> frozenset[str]:
    lines = files(__package__).joinpath("given.tsv").read_text(encoding="utf-8").splitlines()
    return frozenset(name for line in lines if not line.startswith("#") for name in line.split())


def given_before(text: str, start: int) -> str:
    """The given name that ends right before ``start`` in the raw ``text``, "" if there is none."""
    found = _WORD.search(text[max(0, start - _NEAR) : start])
    return found[1] if found and found[1] in _given() else ""
