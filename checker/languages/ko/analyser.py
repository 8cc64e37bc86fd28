"""The morphological analyser (Kiwi), which is loaded at the first doubtful word.

A window is the text around a doubtful term. Analysed windows are cached, so that repeated text is analysed once.
"""

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from kiwipiepy import Kiwi

_REMEMBERED = 20_000


class Morpheme(NamedTuple):
    """A morpheme: its tag (Sejong tag set) and its start and end in the window."""

    tag: str
    start: int
    end: int


_memory: dict[str, tuple[Morpheme, ...]] = {}


@cache
def _kiwi() -> "Kiwi":
    import warnings

    from kiwipiepy import Kiwi

    with warnings.catch_warnings():  # the meaning of num_workers=0 has changed
        warnings.simplefilter("ignore", DeprecationWarning)
        # No threads, because a forked process would lose them. No lists of names, because they take two thirds of the
        # loading time and change no result.
        return Kiwi(num_workers=0, load_multi_dict=False, load_default_dict=False)


def read(texts: Iterable[str]) -> Iterator[tuple[Morpheme, ...]]:
    """The morphemes of every text, without caching."""
    for text in texts:
        yield _morphemes(text)


def _morphemes(text: str) -> tuple[Morpheme, ...]:
    # One text per call, because Kiwi needs threads for several.
    return tuple(Morpheme(token.tag, token.start, token.start + token.len) for token in _kiwi().tokenize(text))


def analyse(windows: Iterable[str]) -> dict[str, tuple[Morpheme, ...]]:
    """The morphemes of every window, by window."""
    wanted = list(dict.fromkeys(windows))
    unknown = [window for window in wanted if window not in _memory]
    if len(_memory) + len(unknown) > _REMEMBERED:
        kept = {window: _memory[window] for window in wanted if window in _memory}
        _memory.clear()
        _memory.update(kept)
    _memory.update((window, _morphemes(window)) for window in unknown)
    return {window: _memory[window] for window in wanted}


@lru_cache(maxsize=_REMEMBERED)
def likelihood(text: str) -> float:
    """How likely ``text`` is, in nats; always negative."""
    return float(_kiwi().analyze(text, top_n=1)[0][1])
