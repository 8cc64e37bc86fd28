"""Which files are translations of which: how projects of each kind name the files of their languages.

A layout is a pattern of paths with ``{lang}`` where the language stands, in one place or in several. Files whose paths
differ in nothing but the language belong together, and with them the file without it: ``values/strings.xml`` and
``values-ko/strings.xml``, ``app.properties`` and ``app_ko.properties``. Names alone are looked at, each of them once.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import PurePosixPath
from typing import NamedTuple

from checker.formats._pair import rank
from checker.project.path_pattern import path_pattern
from checker.text.language_code import language_code

LANG = "{lang}"
_FOLDERS = ("{lang}/{lang}.*", "{lang}/**")
_FILES = ("{lang}.*", "*.{lang}.*", "*_{lang}.*", "*-{lang}.*", "{lang}.*.*", "{lang}_*.*", "{lang}-*.*")
_BUNDLES = ("*_{lang}.*", "*.{lang}.*", "*-{lang}.*", "{lang}.*", *_FOLDERS)
_APPLE = ("{lang}.lproj/**",)
# The layouts of files that hold one language each, by ending, the surest first; any folders may be above.
HALVES: dict[str, tuple[str, ...]] = {
    ".xml": ("values-{lang}/*",),
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
# The endings and layouts of files of programs that hold both sides.
WHOLE = (".po", ".pot", ".xlf", ".xliff", ".ts")
_WHOLE = ("{lang}/LC_MESSAGES/*", "{lang}.lproj/**", "{lang}.*", "*.{lang}.*", "*_{lang}.*", "*-{lang}.*", "{lang}/**")
# The endings of plain texts in pairs; they are fewer than there are languages, for a.so and a.is are something else.
TEXTS = frozenset(
    """
ar bg bn ca cs da de el en es et fa fi fr he hi hr hu id it ja ko lt lv ms nl no pl pt ro ru sk sl sr sv th tr
uk ur vi zh
""".split()
)
# What holds nothing but texts of a program; and what the folders of such texts are called.
_SURELY = frozenset(".arb .strings .stringsdict .xcstrings .resw .ftl .po .xlf .xliff".split())
# What may hold texts of a program, in formats that are not read.
_FOREIGN = frozenset(".ftl .php .js .mjs .cjs .ts .tsx .dart .lua .toml .lang .mo .json5 .hjson .resjson .vue".split())
_PLACES = frozenset(
    """
i18n intl l10n lang langs language languages locale locales localisation localization localizations messages nls strings
translation translations
""".split()
)
_CONFIGS = frozenset(("package.json", "tsconfig.json"))
_WORDS = re.compile("[^a-z0-9]+")
_CERTAIN = frozenset("ko ja zh de fr es pt ru pl nl sv cs tr uk vi th hu fi da el bg ro sk ar".split())
_MARK = "\ue000"  # stands where the language stood
_SEPARATORS = "-_."
_BASES = ("Base", "base", "default", "template", "source")  # what may stand there instead of the sources' language
_MOST_PARTS = 3  # of a code: language, script and region
_DEEPEST = 8  # folders above a file, and parts of its name, in which a language is looked for
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


def language_of(path: str) -> str:
    """The language that the name of a file of a program says which holds both sides; "" if it says none."""
    return _named(path) if PurePosixPath(path).suffix.lower() in WHOLE else ""


def _named(path: str) -> str:
    places = ((_place(_tail(shape), _WHOLE), code) for shape, code in _shapes(path))
    return min((each for each in places if each[0] >= 0), default=(0, ""))[1]


def matching(files: Iterable[str], template: str) -> list[str]:
    """Those of ``files`` that a template of whole paths stands for, and the files of their sources beside them."""
    known = dict.fromkeys(files)
    pattern = path_pattern(template.replace(LANG, _MARK))
    kept = [(path, shape) for path in known for shape, _ in _shapes(path) if pattern.matches(shape)]
    wanted = {path for path, _ in kept} | {base for _, shape in kept for base in _Group(shape, []).bases()}
    return [path for path in known if path in wanted]


def template_of(path: str, *, whole: bool) -> str:
    """The template of a file whose name says a language: its path with ``{lang}``; "" if it says none.

    Args:
        path: The path.
        whole: Whether the file holds both sides.
    """
    places = ((_place(_tail(shape), _WHOLE) if whole else _known_place(shape, ()), shape) for shape, _ in _shapes(path))
    best = min((each for each in places if each[0] >= 0), default=(0, ""))[1]
    return "" if best.endswith(f".{_MARK}") else best.replace(_MARK, LANG)


def folded(templates: Iterable[str], most: int) -> list[str]:
    """No more than about ``most`` templates that stand for all these: of any name, else in any folder."""
    found = list(dict.fromkeys(templates))
    if len(found) > most:
        found = list(dict.fromkeys(map(_of_any_name, found)))
    if len(found) > most:
        found = list(dict.fromkeys(f"**/{_tail(each.replace(LANG, _MARK)).replace(_MARK, LANG)}" for each in found))
    return found


def _of_any_name(template: str) -> str:
    """A template for all files with the same ending in the folder of the language."""
    folder, slash, name = template.rpartition("/")
    if LANG in name:
        before, _, after = name.partition(LANG)
        sign = before[-1:] if before[-1:] in _SEPARATORS else ""
        return f"{folder}{slash}{'*' if before else ''}{sign}{LANG}{after}"
    at = folder.index(LANG)
    inner = "/**/*" if "/" in folder[at:] else "/*"
    end = folder.find("/", at)
    return f"{folder if end < 0 else folder[:end]}{inner}{PurePosixPath(name).suffix}"


def stands_for(pattern: str, path: str) -> bool:
    """Whether a pattern, or a template with ``{lang}``, stands for a path."""
    if LANG not in pattern:
        return path_pattern(pattern).matches(path)
    return any(path_pattern(pattern.replace(LANG, _MARK)).matches(shape) for shape, _ in _shapes(path))


def is_half(path: str) -> bool:
    """Whether a file, by its name, is in a format that holds one language."""
    return PurePosixPath(path).suffix.lower() in HALVES


def is_evident(path: str) -> bool:
    """Whether a file whose name says a language is evidently a translation.

    Its format holds nothing else, or a folder above or its name says so, or the language is no word of English.
    """
    suffix = PurePosixPath(path).suffix.lower()
    if suffix in _SURELY:
        return True
    return suffix in HALVES and (bool(_PLACES & set(_WORDS.split(path.lower()))) or _certain(path))


def is_foreign(path: str) -> bool:
    """Whether a file without another side is evidently one of translations, which no format reads."""
    name = PurePosixPath(path)
    suffix = name.suffix.lower()
    if suffix in _SURELY or (suffix in HALVES and name.parent.name.lower() in _PLACES and name.name not in _CONFIGS):
        return True
    words = set(_WORDS.split(path.lower()))
    return suffix in _FOREIGN and bool(_PLACES & words) and _named(path) != ""


def _certain(path: str) -> bool:
    return any(code.partition("-")[0] in _CERTAIN for _, code in _shapes(path))


def shapes(path: str, templates: Sequence[str] = ()) -> list[str]:
    """The shapes (paths with marks for the language) that a file may have, whether its name says one or not."""
    own = _own(templates)
    head, _, name = path.rpartition("/")
    start, above = path[: len(path) - len(name)], head.rpartition("/")[2]
    stem, dot, ending = name.rpartition(".")
    plain = [f"{start}{stem}{sign}{_MARK}{dot}{ending}" for sign in _SEPARATORS if stem]
    plain.append(f"{head}-{_MARK}/{name}")
    if above.partition(".")[0] in _BASES:
        plain.append(f"{head[: len(head) - len(above)]}{_MARK}{above[len(above.partition('.')[0]) :]}/{name}")
    every = [*(shape for shape, _ in _shapes(path)), *plain]
    return [shape for shape in dict.fromkeys(every) if _known_place(shape, own) >= 0]


def folder_of(shape: str) -> str:
    """The folder in which the languages of a shape stand."""
    return shape[: len(shape) - len(_tail(shape))]


def filled(shape: str, names: Iterable[str]) -> list[str]:
    """The paths that a shape may stand for if the names are those in its folder."""
    part = _tail(shape).partition("/")[0]
    before, _, rest = part.partition(_MARK)
    after = rest.partition(_MARK)[0]
    texts = (
        name[len(before) :].partition(after)[0] if _MARK in rest else name[len(before) : len(name) - len(after)]
        for name in names
        if name.startswith(before) and (name.endswith(after) or _MARK in rest)
    )
    found = [shape.replace(_MARK, text) for text in dict.fromkeys(texts) if language_code(text)]
    return [*found, *_Group(shape, []).bases()]


class _Group(NamedTuple):
    """Files whose paths differ in nothing but the language, and their path with a mark in its place."""

    shape: str
    members: list[Member]

    @property
    def is_text(self) -> bool:
        """Whether they are plain texts that end in their languages."""
        return self.shape.endswith(f".{_MARK}")

    def bases(self) -> Iterator[str]:
        """The paths that the file of the sources may have if its name says no language."""
        before, _, after = self.shape.partition(_MARK)
        if self.is_text or _MARK in after:
            return
        if before[-1:] in _SEPARATORS and before[-1:]:
            yield before[:-1] + after
        elif after[:1] in _SEPARATORS and after.count(".") > 1:
            yield before + after[1:]
        yield from (f"{before}{base}{after}" for base in _BASES)


def _own(templates: Sequence[str]) -> tuple[str, ...]:
    return tuple(template.replace(LANG, _MARK) for template in templates)


def _groups(names: Iterable[str], templates: Sequence[str]) -> list[_Group]:
    """The groups of files by their layouts, those of the surest layouts first."""
    own = _own(templates)
    groups: dict[tuple[int, str], list[Member]] = {}
    for path in names:
        for shape, code in _shapes(path):
            place = _known_place(shape, own)
            if place >= 0:
                groups.setdefault((place, shape), []).append(Member(path, code))
    return [_Group(shape, members) for (_, shape), members in sorted(groups.items())]


def _known_place(shape: str, own: tuple[str, ...]) -> int:
    """The place of the layout of a shape among those of the config and of its format; -1 if it has none."""
    tail = _tail(shape)
    layouts = HALVES.get(PurePosixPath(tail).suffix.lower(), ())
    place = next((n for n, each in enumerate(own if layouts else ()) if path_pattern(each).matches(shape)), -1)
    if place >= 0:
        return place
    place = 0 if tail.endswith(f".{_MARK}") else _place(tail, layouts)
    return place + len(own) if place >= 0 else -1


def _tail(shape: str) -> str:
    """A marked path from the folder or file on whose name the first mark stands."""
    return shape[shape.rfind("/", 0, shape.index(_MARK)) + 1 :]


@lru_cache(1 << 14)
def _place(tail: str, layouts: tuple[str, ...]) -> int:
    """The place of the first of the layouts that a path has; -1 if it has none."""
    matching = (n for n, layout in enumerate(layouts) if path_pattern(layout.replace(LANG, _MARK)).matches(tail))
    return next(matching, -1)


def _shapes(path: str) -> Iterator[tuple[str, str]]:
    """The path with a mark for each language that its names may stand for, and that language."""
    found: dict[str, list[tuple[int, int]]] = {}
    for start, end in _spots(path):
        found.setdefault(path[start:end], []).append((start, end))
    for text, spots in found.items():
        code = language_code(text)
        if len(spots) > 1:
            yield _marked(path, sorted(spots)), code
        for spot in spots:
            yield _marked(path, [spot]), code


def _marked(path: str, spots: Sequence[tuple[int, int]]) -> str:
    ends = [0, *(end for _, end in spots)]
    starts = [*(start for start, _ in spots), len(path)]
    return _MARK.join(path[end:start] for end, start in zip(ends, starts, strict=True))


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
    breaks = [n for n, sign in enumerate(part) if sign in _SEPARATORS]
    ends = (at + 1 for at in breaks[-_MOST_PARTS:] if language_code(part[at + 1 :]))
    starts = (at for at in reversed(breaks[:_MOST_PARTS]) if language_code(part[:at]))
    found = [(at, len(part)) for at in list(ends)[:1]] + [(0, at) for at in list(starts)[:1]]
    return tuple(found)


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
