"""What is said of files that are not read, and of those that are passed over because they are not wanted."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from checker.reading import Unread

_NAMED = 3  # files that a notice names
_LANGUAGES = 6  # languages that a notice names

ALONE = "no file of the source language is beside it"
SOURCES = "no translation is beside it"
FORMAT = "no format reads it"
COLUMNS = "it has no columns of source and target"


def notices(unread: Iterable[Unread], passed: Counter[str], beside: Sequence[str]) -> Iterator[str]:
    """Sentences on what is not read: the first files and their number, by reason.

    Args:
        unread: The files that cannot be read.
        passed: How many files of each language are passed over because they are in other languages than asked for.
        beside: The files that are in the language of their sources.
    """
    by_reason: dict[str, list[str]] = {}
    for each in unread:
        by_reason.setdefault(each.why, []).append(each.file)
    for why, files in sorted(by_reason.items()):
        yield f"not read: {some(sorted(files))}: {why}"
    if passed:
        listed = [f"{code or 'unknown'} {count:,}" for code, count in sorted(passed.items())]
        yield f"passed over: {_files(passed.total())} in other languages: {some(listed, _LANGUAGES)}"
    if beside:
        yield f"passed over: {_files(len(beside))} in the language of the sources: {some(beside)}"


def some(names: Sequence[str], count: int = _NAMED) -> str:
    """The first ``count`` of ``names``, and how many more there are."""
    return ", ".join(names[:count]) + (f" and {len(names) - count:,} more" if len(names) > count else "")


def _files(count: int) -> str:
    return f"{count:,} file{'s' if count > 1 else ''}"
