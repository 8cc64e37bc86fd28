"""The morphological analyser (Kiwi), loaded at the first doubtful word and never before.

A window is a stretch of text around a doubtful term. Windows are analysed all at once and remembered, so a text
that repeats itself costs once.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from kiwipiepy import Kiwi

_REMEMBERED = 20_000


class Morpheme(NamedTuple):
    """One morpheme: its tag (Sejong tag set) and where it stands in the window."""

    tag: str
    start: int
    end: int


_memory: dict[str, tuple[Morpheme, ...]] = {}


@cache
def _kiwi() -> "Kiwi":
    import warnings

    from kiwipiepy import Kiwi

    with warnings.catch_warnings():  # once the number 0 meant another thing
        warnings.simplefilter("ignore", DeprecationWarning)
        # Without threads, for a fork would lose them; without its lists of names, which take two thirds of the time to
        # load and change no answer.
        return Kiwi(num_workers=0, load_multi_dict=False, load_default_dict=False)


def read(texts: Iterable[str]) -> Iterator[tuple[Morpheme, ...]]:
    """The morphemes of each of ``texts``, which are read once and not remembered."""
    for text in texts:
        yield _morphemes(text)


def _morphemes(text: str) -> tuple[Morpheme, ...]:
    # One text a call: what Kiwi does with several at once needs threads.
    return tuple(Morpheme(token.tag, token.start, token.start + token.len) for token in _kiwi().tokenize(text))


def analyse(windows: Iterable[str]) -> dict[str, tuple[Morpheme, ...]]:
    """The morphemes of each of ``windows``."""
    wanted = list(dict.fromkeys(windows))
    unknown = [window for window in wanted if window not in _memory]
    if len(_memory) + len(unknown) > _REMEMBERED:
        kept = {window: _memory[window] for window in wanted if window in _memory}
        _memory.clear()
        _memory.update(kept)
    _memory.update((window, _morphemes(window)) for window in unknown)
    return {window: _memory[window] for window in wanted}
