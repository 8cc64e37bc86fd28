"""What a project holds that ilchi reads: its translations and its glossaries, found by looking."""

import os
import re
from collections import Counter, deque
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from checker.errors import CheckerError
from checker.formats import Input, format_of, looks_like_glossary
from checker.project.collector import Collector, is_keyed
from checker.project.inputs import find_inputs, read_glossary
from checker.project.layout import HALVES
from checker.project.opening import TABLES, declared, is_glossary
from checker.project.templates import folded, template_of
from checker.reading import Unread

# The endings of files that hold translations or terms; a commit that changes one is checked.
SUFFIXES = (
    *("po", "xlf", "xliff", "sdlxliff", "mqxliff", "mxliff", "txlf", "tmx", "ts", "xcstrings"),
    *(ending.removeprefix(".") for ending in HALVES),
    *("tbx", "utx", "utf8", *TABLES, "ko", "en"),
)
_READ = re.compile(rf"\.({'|'.join(SUFFIXES)}|ftl|php|lang)(\.gz)?$", re.IGNORECASE)
_OF_TERMS = re.compile(r"glossar|termbase|terminolog|^terms?\b|\bterms?\.\w+$|용어", re.IGNORECASE)
_TERMS = re.compile(r"\.(csv|tsv|tab|tbx|utx|xlsx|jsonl|utf8|txt)$", re.IGNORECASE)
# Folders of what programs made or fetched, and of what tests read.
_PASSED_OVER = frozenset(
    "node_modules build dist target vendor venv env __pycache__ site-packages test tests testdata fixtures".split()
)
_MOST = 50_000  # files and folders that are looked at
_TEMPLATES = 4  # templates that a config names, if fewer can stand for more
_SAMPLE = 50  # segments that are looked at to see whether a file is Korean


class Found(NamedTuple):
    """The files of a project, with paths relative to its folder.

    Attributes:
        corpora: Folders, files and templates with translations from or into Korean; with all translations if none are.
        source, target: The language of the sources or the targets by which files are chosen; "" if by none.
        languages: How many files there are from each language into each other one, "" for an unknown one.
        others: Files with translations in other languages only, and their target languages, "" if unknown.
        glossaries: Glossary files and folders of them.
        broken: Messages on Korean files that cannot be read.
        tables: Tables that cannot be read as translations.
        unread: Files that are evidently translations and cannot be read.
        more: Whether there are more files than are looked at.
    """

    corpora: list[str]
    source: str
    target: str
    languages: Counter[tuple[str, str]]
    others: dict[str, str]
    glossaries: list[str]
    broken: list[str]
    tables: list[str]
    unread: list[Unread]
    more: bool


class _Corpus(NamedTuple):
    """A corpus that was found: its name, its languages, whether it is Korean, and its template, "" if it has none."""

    name: str
    source: str
    target: str
    korean: bool
    template: str


def look(folder: Path) -> Found:
    """Look at all files below ``folder``, apart from hidden ones and those in folders that are no place for them."""
    every, more = _files(folder)
    terms = glossary_files(path for path in every if _READ.search(path.name))
    finder = Collector(None, lambda _file: ("", ""))
    broken = [str(error) for error in finder.add_files([path for path in every if path not in terms])]
    corpora: list[_Corpus] = []
    for given in finder.found:
        name = _name(Path(given.partner.name if is_keyed(given) and given.partner else given.name), folder)
        try:
            korean = _is_korean(given)
        except CheckerError as error:
            korean = "ko" in re.split(r"[._/-]", name)
            broken += [str(error)] * korean
        template = template_of(name, whole=not given.partner) if given.partner is None or is_keyed(given) else ""
        own, other = map(_primary, declared(given))
        corpora.append(_Corpus(name, own, other, korean, template))
    wanted = [each for each in corpora if each.korean] or corpora
    source, target = _only(wanted) if len(wanted) < len(corpora) else ("", "")
    tables = [each.file for each in finder.unread if PurePosixPath(each.file).suffix.removeprefix(".") in TABLES]
    chosen = {each.name for each in wanted}
    named = [_name(path, folder) for path in terms]
    evident = [_name(path, folder) for path in terms if _is_evident(path)]
    unread = [Unread(_name(Path(each.file), folder), each.why) for each in finder.unread if each.file not in tables]
    tables = [_name(Path(file), folder) for file in tables]
    return Found(
        _written(wanted, corpora, tables, templates=bool(source or target) or len(wanted) == len(corpora)),
        source,
        target,
        Counter((each.source, each.target) for each in wanted),
        {each.name: each.target for each in corpora if each.name not in chosen},
        _fewest(evident, [*named, *chosen]) + [name for name in named if name not in evident],
        broken,
        tables,
        unread,
        more,
    )


def _primary(code: str) -> str:
    return code.partition("-")[0]


def _only(wanted: Sequence[_Corpus]) -> tuple[str, str]:
    """The language by which the wanted corpora are told from the others; two empty ones if none does."""
    if all(each.target == "ko" for each in wanted):
        return "", "ko"
    return ("ko", "") if all(each.source == "ko" for each in wanted) else ("", "")


def _written(
    wanted: Sequence[_Corpus], every: Sequence[_Corpus], tables: Sequence[str], *, templates: bool
) -> list[str]:
    """What a config names: the templates of files in languages, and the others or their folders."""
    with_template = [each for each in wanted if each.template and templates]
    others = sorted({each.name for each in wanted} - {each.name for each in with_template})
    known = [*dict.fromkeys(each.name for each in every), *tables]
    return [*folded([each.template for each in with_template], _TEMPLATES), *_fewest(others, known)]


def glossary_files(files: Iterable[Path]) -> list[Path]:
    """Those of ``files`` that are glossaries, by their columns or by their names, and have terms."""
    return [path for path in files if _TERMS.search(path.name) and _has_terms(path)]


def unused_glossaries(folder: Path) -> list[str]:
    """The files below ``folder`` whose names say that they are glossaries and that have terms; relative to it."""
    named = [path for path in _files(folder)[0] if _OF_TERMS.search(path.name)]
    return [_name(path, folder) for path in glossary_files(named)]


def _files(folder: Path) -> tuple[list[Path], bool]:
    """The files below ``folder``, sorted, and whether there are more than are looked at; nearer ones go first.

    Links to folders are not followed.
    """
    found: list[Path] = []
    looked = 0
    folders = deque([folder])
    while folders:
        with suppress(OSError), os.scandir(folders.popleft()) as entries:
            for entry in entries:
                looked += 1
                if looked > _MOST:
                    return sorted(found), True
                if entry.name.startswith(".") or entry.name in _PASSED_OVER:
                    continue
                if entry.is_dir(follow_symlinks=False):
                    folders.append(Path(entry))
                elif entry.is_file():
                    found.append(Path(entry))
    return sorted(found), False


def _name(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix()


def _is_evident(path: Path) -> bool:
    """Whether a file is a glossary by its columns or format, whatever its name."""
    with suppress(CheckerError):
        if path.suffix.lower() in (".tsv", ".txt"):  # two or three columns without a header may be anything
            return any(map(looks_like_glossary, find_inputs(str(path))))
        return is_glossary(path)
    return False


def _has_terms(path: Path) -> bool:
    if not _OF_TERMS.search(path.name) and not _is_evident(path):
        return False
    with suppress(CheckerError):
        return bool(len(read_glossary(path)))
    return False


def _is_korean(given: Input) -> bool:
    """Whether an input names Korean as one of its languages, or has Hangul among its first segments.

    Raises:
        CheckerError: It cannot be read, or is a table without the columns of a corpus.
    """
    sample = list(islice(format_of(given, "read_segments").read_segments(given), _SAMPLE))
    hangul = any("가" <= sign <= "힣" for segment in sample for sign in segment.source + segment.target)
    return hangul or any(_primary(code) == "ko" for code in declared(given))


def _fewest(wanted: Collection[str], known: Collection[str]) -> list[str]:
    """The folders, as deep as possible, and files that name all ``wanted`` files and no other ``known`` one."""
    found: list[str] = []
    for name in sorted(wanted):
        if any(name.startswith(f"{folder}/") for folder in found):
            continue
        above = [str(parent) for parent in PurePosixPath(name).parents if str(parent) != "."]
        whole = [each for each in above if all(file in wanted for file in known if file.startswith(f"{each}/"))]
        most = {each: sum(file.startswith(f"{each}/") for file in wanted) for each in whole}
        found.append(max(whole, key=lambda each: (most[each], len(each))) if whole else name)
    return found
