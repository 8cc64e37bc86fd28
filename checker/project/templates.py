"""The templates with ``{lang}`` that a config names for the files of a project."""

from collections.abc import Iterable
from pathlib import PurePosixPath

from checker.project.evident import WHOLE_LAYOUTS
from checker.project.layout import known_place
from checker.project.shape import LANG, MARK, SEPARATORS, marked, place_in, shapes_of, tail_of


def template_of(path: str, *, whole: bool) -> str:
    """The template of a file whose name says a language: its path with ``{lang}``; "" if it says none.

    Args:
        path: The path.
        whole: Whether the file holds both sides.
    """
    places = (
        (place_in(tail_of(shape), WHOLE_LAYOUTS) if whole else known_place(shape, ()), shape)
        for shape, _ in shapes_of(path)
    )
    best = min((each for each in places if each[0] >= 0), default=(0, ""))[1]
    return "" if best.endswith(f".{MARK}") else best.replace(MARK, LANG)


def folded(templates: Iterable[str], most: int) -> list[str]:
    """No more than about ``most`` templates that stand for all these: of any name, else in any folder."""
    found = list(dict.fromkeys(templates))
    if len(found) > most:
        found = list(dict.fromkeys(map(_of_any_name, found)))
    if len(found) > most:
        found = list(dict.fromkeys(f"**/{tail_of(marked(each)).replace(MARK, LANG)}" for each in found))
    return found


def _of_any_name(template: str) -> str:
    """A template for all files with the same ending in the folder of the language."""
    folder, slash, name = template.rpartition("/")
    if LANG in name:
        before, _, after = name.partition(LANG)
        sign = before[-1:] if before[-1:] in SEPARATORS else ""
        return f"{folder}{slash}{'*' if before else ''}{sign}{LANG}{after}"
    at = folder.index(LANG)
    inner = "/**/*" if "/" in folder[at:] else "/*"
    end = folder.find("/", at)
    return f"{folder if end < 0 else folder[:end]}{inner}{PurePosixPath(name).suffix}"
