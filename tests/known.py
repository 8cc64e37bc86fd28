"""Marks the rows of a table that are known to fail, with the reason; one that passes again is an error."""

from collections.abc import Iterable, Mapping

import pytest


def marked(table: Iterable[tuple], gaps: Mapping[str, Iterable[tuple]]) -> list:
    """The rows of ``table`` as parameters; ``gaps`` holds rows that fail by reason, each the start of a row."""
    reasons = {row: reason for reason, rows in gaps.items() for row in rows}
    used = set()
    found = []
    for row in table:
        start = next((row[:size] for size in range(1, len(row) + 1) if row[:size] in reasons), None)
        used.add(start)
        marks = [] if start is None else [pytest.mark.xfail(strict=True, reason=reasons[start])]
        found.append(pytest.param(*row, marks=marks))
    assert used - {None} == set(reasons), set(reasons) - used
    return found
