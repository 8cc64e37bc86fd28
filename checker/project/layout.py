"""Which files are translations of which: how projects of each kind name the files of their languages.

A layout is a pattern of paths with ``{lang}`` where the language stands, in one place or in several. Files whose paths
differ in nothing but the language belong together, and with them the file without it: ``values/strings.xml`` and
``values-ko/strings.xml``, ``app.properties`` and ``app_ko.properties``. Names alone are looked at, each of them once.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from checker.formats._pair import rank
from checker.project.path_pattern import path_pattern
from checker.project.shape import MARK, SEPARATORS, marked, place_in, shapes_of, tail_of
from checker.text.language_code import language_code

_FOLDERS = ("{lang}/{lang}.*", "{lang}/**")
_FILES = ("{lang}.*", "*.{lang}.*", "*_{lang}.*", "*-{lang}.*", "{lang}.*.*", "{lang}_*.*", "{lang}-*.*")
_BUNDLES = ("*_{lang}.*", "*.{lang}.*", "*-{lang}.*", "{lang}.*", *_FOLDERS)
_APPLE = ("{lang}.lproj/**",)
# The layouts of files that hold one language each, by ending, the surest first; any folders may be above.
HALVES: dict[str, tuple[str, ...]] = {
    ".xml": ("values-{lang}/*", "{lang}/strings.xml", "{lang}/plurals.xml"),
    ".strings": _APPLE,
    ".stringsdict": _APPLE,
    ".properties": _BUNDLES,
    ".resx": ("*.{lang}.*", *_FOLDERS),
    ".resw": _FOLDERS,
    ".arb": (*_FILES, *_FOLDERS),
    ".json": (*_FOLDERS, *_FILES),
    ".yml": (*_FILES, *_FOLDERS),
    ".yaml": (*_FILES, *_FOLDERS),
    ".ini": (*_FOLDERS, *_FILES),
}
_BASES = ("Base", "base", "default", "template", "source")  # what may stand there instead of the sources' language
_KOREAN, _ENGLISH = "ko", "en"


class Member(NamedTuple):
    """A file of a group, and its language (BCP 47); "" if its name says none."""

    path: str
    language: str


class Pair(NamedTuple):
    """The file with the sources, and one with translations of them."""

    source: Member
    target: Member

    @property
    def is_text(self) -> bool:
        """Whether they are plain texts that end in their languages."""
        return language_code(PurePosixPath(self.target.path).suffix[1:]) == self.target.language != ""


class Found(NamedTuple):
    """How files belong together.

    Attributes:
        pairs: In the order of the files with the translations.
        beside: Files in the language of the sources beside those that were taken for sources.
        alone: Files that name a language and have no other side.
    """

    pairs: list[Pair]
    beside: list[Member]
    alone: list[Member]


def look(
    files: Iterable[str],
    source_of: Callable[[str], str] = lambda _path: "",
    templates: Sequence[str] = (),
    guess: Callable[[str], str] = lambda _path: "",
    size: Callable[[str], int] = lambda _path: 0,
) -> Found:
    """How files belong together.

    Args:
        files: Their paths, with slashes.
        source_of: The wanted language of the sources of a file. By default English where there is such a file, else
            that of the file whose name says none, else Korean; of plain texts, Korean, English, or the first one.
        templates: Layouts of whole paths, which go before those known here.
        guess: The language of a file whose name says none, "" if that cannot be seen.
        size: The size of a file; of two that may be the sources, one with much less in it is not.
    """
    known = dict.fromkeys(files)
    groups = _groups(known, templates)
    found = _paired(groups, known, _Choice(source_of, guess, size))
    if not found.pairs:
        found = _paired(groups, known, _Choice(lambda path: source_of(path) or _KOREAN, guess, size))
    return found


def matching(files: Iterable[str], template: str) -> list[str]:
    """Those of ``files`` that a template of whole paths stands for, and the files of their sources beside them."""
    known = dict.fromkeys(files)
    pattern = path_pattern(marked(template))
    kept = [(path, shape) for path in known for shape, _ in shapes_of(path) if pattern.matches(shape)]
    wanted = {path for path, _ in kept} | {base for _, shape in kept for base in _Group(shape, []).bases()}
    return [path for path in known if path in wanted]


def shapes(path: str, templates: Sequence[str] = ()) -> list[str]:
    """The shapes (paths with marks for the language) that a file may have, whether its name says one or not."""
    own = _own(templates)
    head, _, name = path.rpartition("/")
    start, above = path[: len(path) - len(name)], head.rpartition("/")[2]
    stem, dot, ending = name.rpartition(".")
    plain = [f"{start}{stem}{sign}{MARK}{dot}{ending}" for sign in SEPARATORS if stem]
    plain.append(f"{head}-{MARK}/{name}")
    if above.partition(".")[0] in _BASES:
        plain.append(f"{head[: len(head) - len(above)]}{MARK}{above[len(above.partition('.')[0]) :]}/{name}")
    every = [*(shape for shape, _ in shapes_of(path)), *plain]
    return [shape for shape in dict.fromkeys(every) if known_place(shape, own) >= 0]


def folder_of(shape: str) -> str:
    """The folder in which the languages of a shape stand."""
    return shape[: len(shape) - len(tail_of(shape))]


def filled(shape: str, names: Iterable[str]) -> list[str]:
    """The paths that a shape may stand for if the names are those in its folder."""
    part = tail_of(shape).partition("/")[0]
    before, _, rest = part.partition(MARK)
    after = rest.partition(MARK)[0]
    texts = (
        name[len(before) :].partition(after)[0] if MARK in rest else name[len(before) : len(name) - len(after)]
        for name in names
        if name.startswith(before) and (name.endswith(after) or MARK in rest)
    )
    found = [shape.replace(MARK, text) for text in dict.fromkeys(texts) if language_code(text)]
    return [*found, *_Group(shape, []).bases()]


class _Group(NamedTuple):
    """Files whose paths differ in nothing but the language, and their path with a mark in its place."""

    shape: str
    members: list[Member]

    @property
    def is_text(self) -> bool:
        """Whether they are plain texts that end in their languages."""
        return self.shape.endswith(f".{MARK}")

    def bases(self) -> Iterator[str]:
        """The paths that the file of the sources may have if its name says no language."""
        before, _, after = self.shape.partition(MARK)
        if self.is_text or MARK in after:
            return
        if before[-1:] in SEPARATORS and before[-1:]:
            yield before[:-1] + after
        elif after[:1] in SEPARATORS and after.count(".") > 1:
            yield before + after[1:]
        yield from (f"{before}{base}{after}" for base in _BASES)


def _own(templates: Sequence[str]) -> tuple[str, ...]:
    return tuple(marked(template) for template in templates)


def _groups(names: Iterable[str], templates: Sequence[str]) -> list[_Group]:
    """The groups of files by their layouts, those of the surest layouts first."""
    own = _own(templates)
    groups: dict[tuple[int, str], list[Member]] = {}
    for path in names:
        for shape, code in shapes_of(path):
            place = known_place(shape, own)
            if place >= 0:
                groups.setdefault((place, shape), []).append(Member(path, code))
    return [_Group(shape, members) for (_, shape), members in sorted(groups.items())]


def known_place(shape: str, own: tuple[str, ...]) -> int:
    """The place of the layout of a shape among those of the config and of its format; -1 if it has none."""
    tail = tail_of(shape)
    layouts = HALVES.get(PurePosixPath(tail).suffix.lower(), ())
    place = next((n for n, each in enumerate(own if layouts else ()) if path_pattern(each).matches(shape)), -1)
    if place >= 0:
        return place
    place = 0 if tail.endswith(f".{MARK}") else place_in(tail, layouts)
    return place + len(own) if place >= 0 else -1


def _paired(groups: Iterable[_Group], known: Collection[str], choice: "_Choice") -> Found:
    """What the groups give; a file is a translation once, and may be the source of several groups."""
    pairs: list[Pair] = []
    beside: list[Member] = []
    alone: dict[str, Member] = {}
    taken: set[str] = set()
    for group in groups:
        members = [member for member in group.members if member.path not in taken]
        base = next((path for path in group.bases() if path in known and path not in taken), "")
        first = choice.of(group, members, base) if members else None
        others = [member for member in members if first and not _same(member, first)]
        if first is None or not others:
            alone.update((member.path, member) for member in members if member.path not in alone)
            continue
        variants = [member for member in members if member is not first and member not in others]
        pairs += [Pair(first, member) for member in others]
        beside += variants
        taken.update(member.path for member in (*others, *variants))
        alone.pop(first.path, None)
    left = [member for path, member in sorted(alone.items()) if path not in taken]
    used = {pair.source.path for pair in pairs}
    return Found(
        sorted(pairs, key=lambda pair: pair.target.path),
        sorted(beside),
        [member for member in left if member.path not in used],
    )


def _same(member: Member, first: Member) -> bool:
    """Whether a file is in the language of the sources, which is taken for English where nothing says it."""
    return rank(first.language or _ENGLISH, member.language) > 0


class _Choice(NamedTuple):
    """How the file of the sources is chosen: the arguments of ``look``."""

    source_of: Callable[[str], str]
    guess: Callable[[str], str]
    size: Callable[[str], int]

    def of(self, group: _Group, members: list[Member], base: str) -> Member | None:
        """The file of the sources of a group; one whose name says no language becomes a member if it is none.

        Args:
            group: The group.
            members: Its files whose names say a language.
            base: The file whose name says none, "" if there is none.
        """
        plain = Member(base, self.guess(base)) if base else None
        if plain and plain.language and all(member.language != plain.language for member in members):
            members.append(plain)
        said = next(filter(None, (self.source_of(member.path) for member in members)), "")
        wanted = said or (_KOREAN if group.is_text else "")
        best = max(members, key=lambda member: rank(wanted, member.language))
        if wanted and rank(wanted, best.language):
            return best
        if said:
            return plain if plain and not plain.language else None
        english = next((member for member in members if member.language in (_ENGLISH, "en-US")), None)
        if plain and not (english and (plain.language or 2 * self.size(english.path) >= self.size(base))):
            return plain
        other = (member for member in sorted(members) if group.is_text or rank(_ENGLISH, member.language))
        return english or next(other, None)
