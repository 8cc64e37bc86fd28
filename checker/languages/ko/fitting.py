"""Putting a rendering into the place of other words of a Korean sentence, with the particles that agree with it."""

from collections.abc import Sequence

from checker.languages import Fitted
from checker.languages.ko.edges import is_tail
from checker.languages.ko.particles import following, is_apart
from checker.model import Category

_NEAR = 40  # code points before and behind in which the word beside must stand


def fitted(
    text: str, start: int, end: int, renderings: Sequence[str], category: Category, wording: str
) -> Fitted | None:
    """One of ``renderings`` in the place of ``text[start:end]``; None if a particle or word behind it is in doubt."""
    found = text[start:end]
    if not renderings or not found.strip():
        return None
    new = _as_long(found, renderings) if category is Category.PERSON else renderings[0]
    apart = is_apart(text, start, end)
    behind = following(found, new, text[end:])
    if behind is None or _is_doubled(text, start, end, new) or not (apart or wording):
        return None
    return Fitted(start, end + behind[0], new + behind[1], apart)


def _as_long(found: str, names: Sequence[str]) -> str:
    """The first name with as many parts as ``found``, else the first."""
    parts = len(found.split())
    return next((name for name in names if len(name.split()) == parts), names[0])


def _is_doubled(text: str, start: int, end: int, new: str) -> bool:
    """Whether a word beside the place would stand twice (외무성 behind 북한, 북한 외무성)."""
    words = new.split()
    before = text[max(0, start - _NEAR) : start].split()[-1:]
    behind = text[end : end + _NEAR].split(maxsplit=1)[:1]
    if words[:1] == before and text[start - 1].isspace():
        return True
    return (
        bool(behind)
        and text[end].isspace()
        and behind[0].startswith(words[-1])
        and is_tail(behind[0][len(words[-1]) :])
    )
