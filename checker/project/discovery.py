"""What a project holds that ilchi reads: its translations and its glossaries, found by looking."""

import os
import re
from collections import deque
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from checker.errors import CheckerError
from checker.formats import Input, format_of, looks_like_glossary
from checker.project.inputs import find_inputs, read_glossary
from checker.project.opening import TABLES, declared, is_corpus, is_glossary

# The endings of files that hold translations or terms, and of tables, which may hold anything.
SUFFIXES = (
    *("po", "xlf", "xliff", "sdlxliff", "mqxliff", "mxliff", "txlf", "tmx", "ts", "properties"),
    *("tbx", "utx", "utf8", *TABLES, "ko", "en"),
)
_READ = re.compile(rf"\.({'|'.join(SUFFIXES)})(\.gz)?$", re.IGNORECASE)
_KO = r"ko([_-](r?KR|Kore))?"
_NOT_READ = re.compile(
    rf"[._-]{_KO}\.(resx|properties|json|arb)$|(^|/){_KO}\.(json|ya?ml)$|(^|/)values-{_KO}/strings\.xml$"
    rf"|(^|/){_KO}(\.lproj)?/[^/]+\.(strings|json)$",
    re.IGNORECASE,
)
_OF_TERMS = re.compile(r"glossar|termbase|terminolog|^terms?\b|\bterms?\.\w+$|용어", re.IGNORECASE)
_TERMS = re.compile(r"\.(csv|tsv|tab|tbx|utx|xlsx|jsonl|utf8|txt)$", re.IGNORECASE)
# Folders of what programs made or fetched, and of what tests read.
_PASSED_OVER = frozenset(
    "node_modules build dist target vendor venv env __pycache__ site-packages test tests testdata fixtures".split()
)
_MOST = 50_000  # files and folders that are looked at
_SAMPLE = 50  # segments that are looked at to see whether a file is Korean


class Found(NamedTuple):
    """The files of a project, with paths relative to its folder.

    Attributes:
        corpora: Folders and files with translations from or into Korean; with all translations if none are.
        others: Files with translations in other languages only, and their target languages, "" if unknown.
        glossaries: Glossary files and folders of them.
        broken: Messages on Korean files that cannot be read.
        tables: Tables that cannot be read as translations.
        unread: Korean files in formats that are not read, or not without their partner.
        more: Whether there are more files than are looked at.
    """

    corpora: list[str]
    others: dict[str, str]
    glossaries: list[str]
    broken: list[str]
    tables: list[str]
    unread: list[str]
    more: bool


def look(folder: Path) -> Found:
    """Look at all files below ``folder``, apart from hidden ones and those in folders that are no place for them."""
    every, more = _files(folder)
    files = [path for path in every if _READ.search(path.name)]
    terms = glossary_files(files)
    corpora: dict[str, bool] = {}  # whether a file is Korean
    others: dict[str, str] = {}
    tables: list[str] = []
    broken: list[str] = []
    for given in _corpora(path for path in files if path not in terms):
        name = _name(Path(given.name), folder)
        try:
            korean = _is_korean(given)
        except CheckerError as error:
            if given.suffix.removeprefix(".") in TABLES:
                tables.append(name)
                continue
            korean = "ko" in re.split(r"[._/-]", name)
            broken += [str(error)] * korean
        corpora[name] = korean
        if not korean:
            others[name] = declared(given)[1]
    wanted = [name for name, korean in corpora.items() if korean] or list(corpora)
    others = {name: code for name, code in others.items() if name not in wanted}
    named = [_name(path, folder) for path in terms]
    evident = [_name(path, folder) for path in terms if _is_evident(path)]
    return Found(
        _fewest(wanted, [*corpora, *tables]),
        others,
        _fewest(evident, [*named, *wanted]) + [name for name in named if name not in evident],
        broken,
        tables,
        [name for path in every if _NOT_READ.search(name := _name(path, folder))],
        more,
    )


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


def _corpora(files: Iterable[Path]) -> Iterator[Input]:
    """The inputs that seem to be corpora; of two texts that are a pair, one input."""
    seen: set[str] = set()
    for path in files:
        with suppress(CheckerError):
            for given in find_inputs(str(path)):
                if given.name not in seen and (given.partner or is_corpus(given)):
                    seen.add(given.name)
                    yield given


def _is_korean(given: Input) -> bool:
    """Whether an input names Korean as one of its languages, or has Hangul among its first segments.

    Raises:
        CheckerError: It cannot be read, or is a table without the columns of a corpus.
    """
    segments = islice(format_of(given, "read_segments").read_segments(given), _SAMPLE)
    hangul = any("가" <= sign <= "힣" for segment in segments for sign in segment.source + segment.target)
    return hangul or any(code.lower().partition("-")[0] == "ko" for code in declared(given))


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
