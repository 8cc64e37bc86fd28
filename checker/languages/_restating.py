"""What a number of another text may be written as: the first option that is read again with the right value."""

from collections.abc import Callable, Iterable, Sequence

from checker.languages import Fitted
from checker.text.numbers import Kind, Number, same

BARE = frozenset((Kind.COUNT, Kind.ORDINAL))

Read = Callable[[Sequence[str]], list[list[Number]]]
Option = tuple[int, int, str]  # a place in the text and what may be written there


def restated(
    text: str,
    theirs: Number,
    ours: Number,
    options: Iterable[Option],
    read: Callable[[Sequence[str]], list[list[Number]]],
) -> Fitted | None:
    """The first of ``options`` with which ``text`` has the value of ``ours`` in the place of ``theirs``."""
    for start, end, written in options:
        if written == text[start:end]:
            continue
        for number in read([text[:start] + written + text[end:]])[0]:
            if number.start <= theirs.start + 2 and number.end > theirs.start and _is(number, ours, theirs):
                return Fitted(start, end, written)
    return None


def _is(number: Number, ours: Number, theirs: Number) -> bool:
    """Whether ``number``, read again, has the value of ``ours`` and the kind of either."""
    if number.kind not in (theirs.kind, ours.kind) and not {number.kind, theirs.kind} <= BARE:
        return False
    if ours.kind is Kind.DATE:
        return same(number, ours)
    exact = number.low == ours.low or number.low in ours.also or ours.low in number.also
    return exact and same(number, ours)
