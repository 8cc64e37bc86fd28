"""Finds and reads the files in paths, as corpora and glossaries."""

import itertools
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec

from checker import formats
from checker.corpus import Corpus
from checker.errors import CheckerError
from checker.formats import Input, Row, format_of
from checker.formats._entries import shown
from checker.glossary.concepts import Glossary, enforced
from checker.model import Enforce, Segment
from checker.project.collector import Collector
from checker.project.opening import (
    as_checker_error,
    declared,
    files_at,
    files_in,
    holds_glossary,
    is_corpus,
    opened,
    walked,
)
from checker.project.unread import notices
from checker.reading import Asked, Reading
from checker.text import conflicts, dates, script_guess

_SAMPLE = 200  # segments by whose script the languages are guessed
_NAMED = 3  # files that a notice names

ReadAs = Callable[[str], Mapping[str, Any]]  # what the config says about how a file is read
_TABLES = (".csv", ".tsv", ".tab", ".txt", ".xlsx", ".xlsm")


class FileCorpus(Corpus):
    """A corpus of files.

    Attributes:
        inputs: Its files by name, as in ``Segment.file``; in a pair, the partner has the targets.
    """

    inputs: Mapping[str, Input]


def read_glossary(
    *paths: str | os.PathLike[str],
    encoding: str | None = None,
    languages: tuple[str, str] = ("", ""),
    enforce: str = "",
    warn: Callable[[str], None] = lambda _message: None,
    read_as: ReadAs = lambda _file: {},
    told: Callable[[Reading], None] | None = None,
) -> Glossary:
    """Read one glossary from files and from the glossaries in folders.

    Args:
        paths: The files and folders.
        encoding: The encoding of files that do not declare one.
        languages: The pair of languages to read from files with several; "" for the pair that the file declares.
        enforce: How strictly rows are taken that do not say so, or ``advisory`` for all rows; "" for what suits each
            file: strictly if it has no categories, else by evidence.
        warn: Called with notices about what is not read.
        read_as: What the config says about how a file is read.
        told: Called with how each table is read; by default, ``warn`` is called with what was inferred.

    Raises:
        CheckerError: A file is missing, invalid or without a concept.
    """
    inputs = (each for path in paths for each in glossary_inputs(path, encoding, warn))
    return glossary_of(inputs, languages, enforce, warn, read_as, told)


def glossary_inputs(
    path: str | os.PathLike[str],
    encoding: str | None = None,
    warn: Callable[[str], None] = lambda _message: None,
) -> list[Input]:
    """The file ``path``, or the glossaries in that folder; ``warn`` is told what is passed over.

    Raises:
        CheckerError: There is none.
    """
    found = files_at(Path(path), glossaries=True, warn=warn)
    if Path(path).is_dir():
        others = [file for file in walked(Path(path), lambda _message: None)[0] if _tabular(file)]
        if others := [file for file in others if file not in found]:
            listed = ", ".join(map(str, others[:_NAMED])) + (", …" if len(others) > _NAMED else "")
            warn(f"{listed}: not read as a glossary, for no column says that it is one; name the file to read it")
    return [opened(file, encoding) for file in found]


def _tabular(file: Path) -> bool:
    """Whether a file is a table that could be a glossary."""
    if file.name.lower().removesuffix(".gz").endswith(_TABLES):
        with suppress(CheckerError, OSError):
            format_of(opened(file, None), "read_rows")
            return True
    return False


def follow(given: Input, read_as: ReadAs) -> Mapping[str, Any]:
    """Let an input and its partner be read as the config says; returns what it says about the input."""
    said = read_as(given.file)
    for each in (given, given.partner):
        if each is not None:
            own = said if each.name == given.file else read_as(each.name)
            columns = tuple((name, value) for name, value in own.items() if name not in _APART)
            each.encoding = own.get("encoding", each.encoding)
            each.asked = Asked(own.get("sheet", ""), own.get("header"), columns)
    given.languages = said.get("from", given.languages[0]), said.get("to", given.languages[1])
    return said


_APART = ("encoding", "sheet", "header", "enforce", "from", "to")  # what a config says of a file beside its columns


def glossary_of(
    inputs: Iterable[Input],
    languages: tuple[str, str] = ("", ""),
    enforce: str = "",
    warn: Callable[[str], None] = lambda _message: None,
    read_as: ReadAs = lambda _file: {},
    told: Callable[[Reading], None] | None = None,
) -> Glossary:
    """The glossary in ``inputs``; the other arguments are those of ``read_glossary``.

    Raises:
        CheckerError: A file is invalid or without a concept.
    """
    rows: list[Row] = []
    for given in inputs:
        given.languages, given.warn = languages, warn
        said = follow(given, read_as)
        read = list(formats.rows(given))
        readings = _readings(given, read)
        notices = [notice for each in readings if (notice := each.notice())]
        if not read:
            hint = "; ".join(notices) or "add rows below its header"
            raise CheckerError("the glossary has no concepts", given.name, hint)
        if told:
            for each in readings:
                told(each)
        else:
            for notice in notices:
                warn(notice)
        usual = said.get("enforce") or enforce or enforced(read)
        for row in read:
            row["enforce"] = enforce if enforce == Enforce.ADVISORY else row.get("enforce", "").strip() or usual
        rows += read
    return Glossary.from_rows(rows)


def _readings(given: Input, rows: Sequence[Row]) -> list[Reading]:
    """How the tables of a glossary were read; of another format, its ``rows`` alone are told."""
    if given.readings:
        return given.readings
    other = Reading(file=given.name, encoding=given.inferred)
    for row in rows:
        other.show(shown(row))
    return [other]


def read_corpus(
    *paths: str | os.PathLike[str],
    pairs: Sequence[tuple[str, str]] = (),
    source_language: str | None = None,
    target_language: str | None = None,
    date: str = "",
    encoding: str | None = None,
    keep_going: bool = False,
    leave_out: Sequence[str | os.PathLike[str]] = (),
    warn: Callable[[str], None] = lambda _message: None,
) -> FileCorpus:
    """Open the corpus in ``paths``.

    Args:
        paths: Files, folders, and ``-`` for standard input; one file of a pair (news.ko, news.en) is enough.
        pairs: Pairs of plain texts with any names: sources, targets.
        source_language: BCP 47 code; without it the ending in a pair decides, else the first file that declares its
            languages, else the script.
        target_language: The same for the targets.
        date: The date of segments that have none in the file (``2012``, ``2012-04`` or ``2012-04-13``).
        encoding: The encoding of files that do not declare one.
        keep_going: Whether to report unreadable files to ``warn`` and go on.
        leave_out: Files to ignore in folders, such as glossaries.
        warn: Called once with each notice: what is skipped and what is not read.

    Raises:
        CheckerError: A file is missing or in no known format, or the date is none. Invalid content raises while the
            corpus is read.
    """
    asked = (source_language or "", target_language or "")
    inputs = find_inputs(
        *paths,
        pairs=pairs,
        languages_of=lambda _file: asked,
        encoding=encoding,
        keep_going=keep_going,
        leave_out=leave_out,
        warn=warn,
    )
    for given in inputs:
        given.date = dates.checked(date, "date")
    return corpus_of(inputs, asked, keep_going=keep_going, warn=warn)


def find_inputs(
    *paths: str | os.PathLike[str],
    pairs: Sequence[tuple[str, str]] = (),
    languages_of: Callable[[str], tuple[str, str]] = lambda _file: ("", ""),
    encoding: str | None = None,
    keep_going: bool = False,
    leave_out: Sequence[str | os.PathLike[str]] = (),
    was_corpus: Callable[[Input], bool] = lambda _given: False,
    warn: Callable[[str], None] = lambda _message: None,
    excluded: Callable[[str], bool] = lambda _path: False,
) -> list[Input]:
    """The files in ``paths`` for ``corpus_of``, in order and without duplicates.

    The arguments are those of ``Collector`` and ``collect``.

    Raises:
        CheckerError: A file is missing or in no known format, or there is no file.
    """
    finder = Collector(encoding, languages_of, leave_out, was_corpus, warn, excluded)
    collect(finder, [*((str(path),) for path in paths), *pairs], keep_going=keep_going, warn=warn)
    return finder.found


def collect(
    finder: Collector,
    given: Sequence[tuple[str, ...]],
    *,
    keep_going: bool = False,
    warn: Callable[[str], None] = lambda _message: None,
) -> None:
    """Let ``finder`` collect files, folders, ``-`` for standard input, and pairs of sources and targets.

    Args:
        finder: Collects them.
        given: The paths; two for a pair, while one file of a pair is enough.
        keep_going: Whether to report unreadable files to ``warn`` and go on.
        warn: Called with notices.

    Raises:
        CheckerError: A file is missing or in no known format, and was not reported, or there is no file. If there are
            several such errors, ``warn`` is called with the others.
    """
    errors = [error for one in given for error in finder.add(*one)]
    for error in errors if keep_going else errors[1:]:
        warn(f"skipped: {error}" if keep_going else f"error: {error}")
    if errors and not keep_going:
        raise errors[0]
    for notice in notices(finder.unread, finder.passed, finder.beside):
        warn(notice)
    if not finder.found:
        raise CheckerError(
            "there is no file to check",
            ", ".join(each for one in given for each in one),
            "name a file, a folder or a pair",
        )


def find_references(
    *paths: str,
    languages: tuple[str, str] = ("", ""),
    encoding: str | None = None,
    warn: Callable[[str], None] = lambda _message: None,
) -> tuple[list[Input], list[str]]:
    """The corpora in ``paths``, as by ``find_inputs``, and the glossaries.

    Raises:
        CheckerError: A file is missing or in no known format, or a folder has none that is.
    """
    corpora: list[str] = []
    glossaries: list[str] = []
    for path in paths:
        for file in files_in(path, warn):
            if holds_glossary(opened(file, encoding)):
                glossaries.append(str(file))
            elif not Path(path).is_dir() or is_corpus(opened(file, encoding)):
                corpora.append(str(file))
    found = find_inputs(*corpora, languages_of=lambda _file: languages, encoding=encoding) if corpora else []
    return found, glossaries


def corpus_of(
    inputs: Sequence[Input],
    languages: tuple[str, str] = ("", ""),
    *,
    keep_going: bool = False,
    warn: Callable[[str], None] = lambda _message: None,
) -> FileCorpus:
    """The corpus in ``inputs``.

    Args:
        inputs: The files, in order; their ``languages`` and ``warn`` are set here, their ``date`` before.
        languages: The wanted pair; "" to take it from endings, declarations or scripts.
        keep_going: Whether to report unreadable files to ``warn`` and go on.
        warn: Called once with each notice.
    """
    tell = _once(warn)
    for given in inputs:
        languages = (languages[0] or given.languages[0], languages[1] or given.languages[1])
    spoken = _prepared(inputs, languages, tell)
    for given in inputs:
        with suppress(CheckerError, OSError):  # reading it later raises the error
            account = getattr(format_of(given, "read_segments"), "account", None)
            if account and (notice := account(given).notice()):
                tell(notice)

    def read() -> Iterator[Segment]:
        for given in inputs:
            try:
                for index, segment in enumerate(formats.segments(given), 1):
                    date = segment.date or given.date
                    yield msgspec.structs.replace(segment, file=given.file, index=index, date=date)
                for each in [given, given.partner] if given.partner else []:
                    if each.inferred:
                        tell(f"{each.name}: read as {each.inferred}")
            except (CheckerError, OSError) as error:
                if not keep_going:
                    raise as_checker_error(error, given.name) from None
                tell(f"skipped: {as_checker_error(error, given.name)}")

    corpus = FileCorpus(read, content=lambda: repr([languages, *map(_content, inputs)]))
    corpus.inputs = {given.file: given for given in inputs}
    by_script = _by_script(corpus) if not all(spoken) else ("", "")
    corpus.source_language = spoken[0] or by_script[0]
    corpus.target_language = spoken[1] or by_script[1]
    return corpus


def faults_of(given: Input) -> list[CheckerError]:
    """Why a file cannot be read; nothing if it can."""
    try:
        for _ in formats.segments(given):
            pass
    except (CheckerError, OSError) as error:
        return [as_checker_error(error, given.name)]
    return []


def _content(given: Input) -> tuple[object, ...]:
    """What the segments of a file depend on, with a digest of its bytes."""
    files = [given, given.partner] if given.partner else [given]
    return tuple((each.name, each.encoding, each.languages, each.date, each.asked, each.digest()) for each in files)


def is_text(path: str) -> bool:
    """Whether ``path`` is a file in no known format, which is taken as plain text."""
    if not Path(path).is_file():
        return False
    try:
        format_of(opened(Path(path), None), "read_segments")
    except CheckerError:
        return True
    return False


def translated_by(
    corpus: Corpus, path: str, encoding: str | None = None, warn: Callable[[str], None] = lambda _message: None
) -> Corpus:
    """The segments of ``corpus`` with the targets of another file.

    Args:
        corpus: The segments.
        path: A file with the same number of segments, or a plain text with one target per line.
        encoding: The encoding of the file if it does not declare one.
        warn: Called with notices.

    Raises:
        CheckerError: The file is missing. A different number of segments raises while the corpus is read.
    """
    (file,) = files_at(Path(path), glossaries=False)[:1]
    given = opened(file, encoding)
    source = next((segment.file for segment in corpus), "")
    other: Corpus | None = None
    if not is_text(path):
        other = read_corpus(path, encoding=encoding, warn=warn)
    elif is_text(source):
        other = read_corpus(pairs=[(source, path)], encoding=encoding, warn=warn)

    def targets() -> Iterator[str]:
        if other is None:
            with given.open() as stream:
                conflicts.refuse(stream, given.name)
            return (line.rstrip("\r\n") for line in given.lines())
        return (segment.target for segment in other)

    def content() -> str:
        return repr((corpus.content(), other.content() if other else _content(given))) if corpus.content() else ""

    def read() -> Iterator[Segment]:
        here = there = 0
        for segment, target in itertools.zip_longest(corpus, targets()):
            here += segment is not None
            there += target is not None
            if here == there:
                yield msgspec.structs.replace(segment, target=target, target_codes=(), fuzzy=False, state="")
        if here != there:
            raise CheckerError(
                f"{here:,} segments, but {there:,} translations", path, "each segment needs one translation"
            )

    return Corpus(read, corpus.source_language, corpus.target_language, content)


def _once(warn: Callable[[str], None]) -> Callable[[str], None]:
    """``warn``, but called once for each message, although a corpus is read several times."""
    told: set[str] = set()

    def tell(message: str) -> None:
        if message not in told:
            told.add(message)
            warn(message)

    return tell


def _prepared(inputs: Sequence[Input], asked: tuple[str, str], tell: Callable[[str], None]) -> tuple[str, str]:
    """``asked``, completed by the first input that declares its languages; sets the languages of all inputs."""
    for given in inputs:
        if all(asked):
            break
        given.languages = asked
        asked = declared(given)
    for given in inputs:
        given.languages = asked
        given.warn = tell
    return asked


def _by_script(corpus: Corpus) -> tuple[str, str]:
    """The languages of the first segments, guessed by their scripts; English for Latin letters."""
    sample = list(itertools.islice(corpus, _SAMPLE))
    source = script_guess.language_of(s.source for s in sample) or "ko"
    target = script_guess.language_of(s.target for s in sample) or "en"
    if source == target == "en":
        # The sources may be full of markup and placeholders: look only at letters that are not Latin.
        source = script_guess.language_of(script_guess.others(s.source) for s in sample) or source
    return source, target
