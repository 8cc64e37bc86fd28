"""The shapes of paths: paths with a mark where the language stands, and the templates that they match."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from checker.project.path_pattern import path_pattern
from checker.text.language_code import language_code

LANG = "{lang}"
# The endings of plain texts in pairs; they are fewer than there are languages, for a.so and a.is are something else.
TEXTS = frozenset(
    """
ar bg bn ca cs da de el en es et fa fi fr he hi hr hu id it ja ko lt lv ms nl no pl pt ro ru sk sl sr sv th tr
uk ur vi zh
""".split()
)
MARK = "\ue000"  # stands where the language stood
SEPARATORS = "-_."
_MOST_PARTS = 3  # of a code: language, script and region
_DEEPEST = 8  # folders above a file, and parts of its name, in which a language is looked for


def shapes_of(path: str) -> Iterator[tuple[str, str]]:
    """The path with a mark for each language that its names may stand for, and that language."""
    found: dict[str, list[tuple[int, int]]] = {}
    for start, end in _spots(path):
        found.setdefault(path[start:end], []).append((start, end))
    for text, spots in found.items():
        code = language_code(text)
        if len(spots) > 1:
            yield _with_marks(path, sorted(spots)), code
        for spot in spots:
            yield _with_marks(path, [spot]), code


def _with_marks(path: str, spots: Sequence[tuple[int, int]]) -> str:
    ends = [0, *(end for _, end in spots)]
    starts = [*(start for start, _ in spots), len(path)]
    return MARK.join(path[end:start] for end, start in zip(ends, starts, strict=True))


def _spots(path: str) -> Iterator[tuple[int, int]]:
    """Where languages stand in a path: each is a name or a part of one between dots, or begins or ends one."""
    at = len(path)
    for number, name in enumerate(reversed(path.split("/")[-_DEEPEST - 1 :])):
        at -= len(name)
        parts = name.split(".")
        if number == 0 and len(parts) > 1 and parts[-1] not in TEXTS:
            parts.pop()
        start = at
        for part in parts[:_DEEPEST]:
            yield from ((start + first, start + last) for first, last in _spots_in(part))
            start += len(part) + 1
        at -= 1


@lru_cache(1 << 14)
def _spots_in(part: str) -> tuple[tuple[int, int], ...]:
    """Where languages stand in a name without dots: all of it, else the longest ones at its end and at its start."""
    if language_code(part):
        return ((0, len(part)),)
    breaks = [n for n, sign in enumerate(part) if sign in SEPARATORS]
    ends = (at + 1 for at in breaks[-_MOST_PARTS:] if language_code(part[at + 1 :]))
    starts = (at for at in reversed(breaks[:_MOST_PARTS]) if language_code(part[:at]))
    found = [(at, len(part)) for at in list(ends)[:1]] + [(0, at) for at in list(starts)[:1]]
    return tuple(found)


def tail_of(shape: str) -> str:
    """A marked path from the folder or file on whose name the first mark stands."""
    return shape[shape.rfind("/", 0, shape.index(MARK)) + 1 :]


@lru_cache(1 << 14)
def place_in(tail: str, layouts: tuple[str, ...]) -> int:
    """The place of the first of the layouts that a path has; -1 if it has none."""
    matching = (n for n, layout in enumerate(layouts) if path_pattern(marked(layout)).matches(tail))
    return next(matching, -1)


def stands_for(pattern: str, path: str) -> bool:
    """Whether a pattern, or a template with ``{lang}``, stands for a path."""
    if LANG not in pattern:
        return path_pattern(pattern).matches(path)
    return any(path_pattern(marked(pattern)).matches(shape) for shape, _ in shapes_of(path))


def marked(template: str) -> str:
    """A template as a pattern of shapes."""
    return template.replace(LANG, MARK)


def template(shape: str) -> str:
    """The template of a shape."""
    return shape.replace(MARK, LANG)
