"""Finds and reads the files in paths, as corpora and glossaries."""

import io
import itertools
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from checker import formats
from checker.corpus import Corpus
from checker.errors import CheckerError
from checker.formats import Input, Row, format_of, looks_like_glossary
from checker.formats._entries import shown
from checker.formats._gzip import unpacked
from checker.formats._pair import rank
from checker.glossary.concepts import Glossary, enforced
from checker.model import Enforce, Segment
from checker.project.layout import TEXTS, Pair
from checker.project.pairing import Pairing
from checker.reading import Asked, Reading
from checker.storage import reading
from checker.text import conflicts, dates, script_guess

_SAMPLE = 200  # segments by whose script the languages are guessed
_NAMED = 3  # files that a notice names
_HANDED = re.compile(r"/dev/stdin|(?:/dev|/proc/self)/fd/\d+")  # what a shell makes of <(command)


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
    found = _files(Path(path), glossaries=True, warn=warn)
    if Path(path).is_dir():
        others = [file for file in _walked(Path(path), lambda _message: None)[0] if _tabular(file)]
        if others := [file for file in others if file not in found]:
            listed = ", ".join(map(str, others[:_NAMED])) + (", …" if len(others) > _NAMED else "")
            warn(f"{listed}: not read as a glossary, for no column says that it is one; name the file to read it")
    return [_input(file, encoding) for file in found]


def _tabular(file: Path) -> bool:
    """Whether a file is a table that could be a glossary."""
    if file.name.lower().removesuffix(".gz").endswith(_TABLES):
        with suppress(CheckerError, OSError):
            format_of(_input(file, None), "read_rows")
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
    return said


_APART = ("encoding", "sheet", "header", "enforce")  # what a config says of a file beside its columns


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
) -> list[Input]:
    """The files in ``paths`` for ``corpus_of``, in order and without duplicates.

    Args:
        *paths: Files, folders, and ``-`` for standard input; one file of a pair is enough.
        pairs: Pairs of plain texts: sources, targets.
        languages_of: Returns the wanted languages of a file, each "" for any.
        encoding: The encoding of files that do not declare one.
        keep_going: Whether to report unreadable files to ``warn`` and go on.
        leave_out: Files to ignore in folders.
        was_corpus: Whether a file in a folder is to be checked although it looks like a glossary.
        warn: Called with notices.

    Raises:
        CheckerError: A file is missing or in no known format, or there is no file.
    """
    finder = _Inputs(encoding, languages_of, leave_out, was_corpus, warn)
    for one in [*((str(path),) for path in paths), *pairs]:
        for error in finder.add(*one):
            if not keep_going:
                raise error
            warn(f"skipped: {error}")
    if not finder.found:
        raise CheckerError("there is no file to check", ", ".join(map(str, paths)), "name a file, a folder or a pair")
    return finder.found


def files_in(path: str, warn: Callable[[str], None] = lambda _message: None) -> list[Path]:
    """The file ``path``, or all files below a folder; ``warn`` is told what is passed over.

    Raises:
        CheckerError: There is no such file, or a folder cannot be read or has no file.
    """
    return _files(Path(path), glossaries=False, warn=warn)


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
            if holds_glossary(_input(file, encoding)):
                glossaries.append(str(file))
            elif not Path(path).is_dir() or is_corpus(_input(file, encoding)):
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
                    raise _as_checker_error(error, given.name) from None
                tell(f"skipped: {_as_checker_error(error, given.name)}")

    corpus = FileCorpus(read, content=lambda: repr([languages, *map(_content, inputs)]))
    corpus.inputs = {given.file: given for given in inputs}
    by_script = _by_script(corpus) if not all(spoken) else ("", "")
    corpus.source_language = spoken[0] or by_script[0]
    corpus.target_language = spoken[1] or by_script[1]
    return corpus


def declared(given: Input) -> tuple[str, str]:
    """The languages that an input's ending or its format names, each "" if none does."""
    if all(given.languages):
        return given.languages
    with suppress(CheckerError, OSError):  # reading it later raises the error
        own = getattr(format_of(given, "read_segments"), "languages", lambda _given: ("", ""))(given)
        return given.languages[0] or own[0], given.languages[1] or own[1]
    return given.languages


def _content(given: Input) -> tuple[object, ...]:
    """What the segments of a file depend on, with a digest of its bytes."""
    files = [given, given.partner] if given.partner else [given]
    return tuple((each.name, each.encoding, each.languages, each.date, each.asked, each.digest()) for each in files)


def is_text(path: str) -> bool:
    """Whether ``path`` is a file in no known format, which is taken as plain text."""
    if not Path(path).is_file():
        return False
    try:
        format_of(_input(Path(path), None), "read_segments")
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
    (file,) = _files(Path(path), glossaries=False)[:1]
    given = _input(file, encoding)
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


def _as_checker_error(error: CheckerError | OSError, name: str) -> CheckerError:
    if isinstance(error, CheckerError):
        return error
    return CheckerError((error.strerror or str(error)).lower(), name)


class _Inputs:
    """Collects the inputs in paths, in order and without duplicates; pairs have the languages of their names."""

    def __init__(
        self,
        encoding: str | None,
        asked: Callable[[str], tuple[str, str]],
        leave_out: Sequence[str | os.PathLike[str]],
        was_corpus: Callable[[Input], bool],
        warn: Callable[[str], None],
    ) -> None:
        self._was_corpus = was_corpus
        self._encoding = encoding
        self._warn = warn
        self._asked = asked
        self._pairing = Pairing(lambda path: asked(path)[0])
        self._left_out = [os.path.realpath(path) for path in leave_out]  # realpath also accepts a link to itself
        self._found: dict[str, Input] = {}

    @property
    def found(self) -> list[Input]:
        return list(self._found.values())

    def add(self, path: str, target: str = "") -> Iterator[CheckerError]:
        """Add a file, a folder, one file of a pair, standard input, or two texts; yields the errors."""
        try:
            if target:
                self._keep(self._pair(path, target))
            elif path == "-":
                self._found[path] = _read_once(sys.stdin.buffer, path, self._encoding)
            elif _HANDED.fullmatch(path) and reading.what(path) == "a pipe":
                with open(path, "rb") as stream:  # noqa: PTH123  # the shell has opened it already
                    self._found[path] = _read_once(stream, path, self._encoding)
            elif Path(path).is_dir():
                yield from self._add_folder(path)
            else:
                self._add_file(Path(path))
        except CheckerError as error:
            yield error
        except OSError as error:
            yield _as_checker_error(error, path)

    def _keep(self, given: Input) -> None:
        """Keep an input; the second translation of a plain text is called by its own name."""
        held = self._found.get(given.file)
        if held and held.partner and given.partner and held.partner.name != given.partner.name:
            given.file = given.partner.name
        self._found.setdefault(given.file, given)

    def _add_file(self, path: Path) -> None:
        """Add a file that the user named, or the pairs that it is in."""
        (file,) = _files(path, glossaries=False)
        pairs = [given for pair in self._pairing.around(file) for given in self._opened(pair)]
        for given in pairs:
            self._keep(given)
        if pairs:
            return
        given = _input(file, self._encoding)
        if file.suffix[1:].lower() in TEXTS:
            raise CheckerError(
                f"the ending “{file.suffix[1:]}” is that of a pair, but the other file is missing",
                str(file),
                f"put it in the same folder, with a name like {file.stem}.en, or use --pair",
            )
        format_of(given, "read_segments")
        self._keep(given)

    def _add_folder(self, path: str) -> Iterator[CheckerError]:
        files, errors = _walked(Path(path), self._warn)
        yield from errors
        files = [file for file in files if os.path.realpath(file) not in self._left_out]
        found = self._pairing.among(files)
        pairs = {Path(pair.target.path): given for pair in found.pairs for given in self._opened(pair)}
        beside = {Path(member.path) for member in found.beside}
        sources = {Path(given.name) for given in pairs.values()}
        readable = False
        for file in files:
            try:
                given = pairs.get(file) or _input(file, self._encoding)
                if file in pairs or (file not in beside | sources and (is_corpus(given) or self._was_corpus(given))):
                    readable = True
                    self._keep(given)
            except CheckerError as error:
                yield error
        if not readable and not errors:
            yield CheckerError("the folder has no readable files", path, "none is in a known format")

    def _opened(self, pair: Pair) -> Iterator[Input]:
        """The input of a pair, if a format reads it, and it is in the wanted languages."""
        wanted = self._asked(pair.target.path)[1]
        if rank(wanted, pair.target.language):
            given = self._pair(str(Path(pair.source.path)), str(Path(pair.target.path)))
            if pair.is_text or is_keyed(given):
                given.languages = pair.source.language, pair.target.language
                yield given

    def _pair(self, source: str, target: str) -> Input:
        """The input of two files; one with keys is called by its translation, for others may have the same sources."""
        for path in (source, target):
            _files(Path(path), glossaries=False)
        partner = _input(Path(target), self._encoding)
        given = _input(Path(source), self._encoding, partner)
        if is_keyed(given):
            given.file = partner.name
        return given


def is_keyed(given: Input) -> bool:
    """Whether the two files of an input are read by their keys, not line by line."""
    return given.partner is not None and getattr(format_of(given, "read_segments"), "UI", False)


def is_corpus(given: Input) -> bool:
    """Whether a file in a folder is to be checked: it is in a known format and is not a glossary."""
    given.head()  # a file that cannot be opened is an error, not a file to ignore
    try:
        format_of(given, "read_segments")
    except CheckerError:
        return False
    return not holds_glossary(given)


def holds_glossary(given: Input) -> bool:
    """Whether an input is evidently a glossary: by its columns, or by a format for glossaries only."""
    if looks_like_glossary(given):
        return True
    try:
        module = format_of(given, "read_rows")
        is_glossary = getattr(module, "is_glossary", lambda _given: not hasattr(module, "read_segments"))
        return bool(is_glossary(given))
    except CheckerError:
        return False


def _files(path: Path, *, glossaries: bool, warn: Callable[[str], None] = lambda _message: None) -> list[Path]:
    """``path``, or the files below it if it is a folder, sorted and without hidden ones."""
    if not path.exists():
        if path.is_symlink():
            raise CheckerError("the link leads nowhere", str(path), "correct or delete it")
        raise CheckerError("there is no such file or folder", str(path), "check the spelling")
    if not path.is_dir():
        if kind := reading.what(path):
            hint = "send it to standard input: ilchi check -" if kind == "a pipe" else "name a file"
            raise CheckerError(f"this is {kind}, not a file", str(path), hint)
        return [path]
    found, errors = _walked(path, warn)
    if errors:
        raise errors[0]
    if glossaries:
        found = [file for file in found if is_glossary(file)]
    if not found:
        kind = "glossary" if glossaries else "readable"
        raise CheckerError(f"the folder has no {kind} files", str(path))
    return found


def _walked(folder: Path, warn: Callable[[str], None]) -> tuple[list[Path], list[CheckerError]]:
    """The files below ``folder``, sorted and without hidden ones, and the errors for unreadable folders.

    Links to folders are not followed. One notice says how many names are no files: pipes, devices, broken links.
    """
    found: list[Path] = []
    errors: list[CheckerError] = []
    for above, folders, files in os.walk(folder, onerror=lambda e: errors.append(_as_checker_error(e, e.filename))):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(above, name) for name in files if not name.startswith(".")]
    others = sorted(path for path in found if not _is_regular(path))
    if others:
        named = ", ".join(map(str, others[:_NAMED])) + (", …" if len(others) > _NAMED else "")
        warn(f"{folder}: skipped {len(others):,} that are no files (pipes, devices, broken links): {named}")
    return sorted(set(found).difference(others)), errors


def _is_regular(path: Path) -> bool:
    """Whether it is a regular file on disk; links are followed, those to folders say nothing wrong."""
    try:
        return not reading.what(path)
    except OSError:
        return False


def is_glossary(file: Path) -> bool:
    """Whether a file is evidently a glossary: by its columns, or by a format for glossaries only.

    Raises:
        CheckerError: It cannot be opened.
    """
    given = _input(file, None)
    given.head()  # a file that cannot be opened is an error; else its terms would silently not be checked
    try:
        return holds_glossary(given)
    except CheckerError:
        return False


def _input(path: Path, encoding: str | None, partner: Input | None = None) -> Input:
    def opener() -> BinaryIO:
        try:
            stream = reading.opened(path)
        except OSError as error:
            raise _as_checker_error(error, str(path)) from None
        return unpacked(stream, str(path)) if path.suffix.lower() == ".gz" else stream

    name = os.fsencode(path).decode("utf-8", "backslashreplace")
    return Input(name, opener, encoding, partner)


def _read_once(stream: BinaryIO, name: str, encoding: str | None) -> Input:
    """An input that can be read only once, held in memory."""
    content = reading.once(stream, "standard input" if name == "-" else name)
    return Input(name, lambda: io.BytesIO(content), encoding)


def _by_script(corpus: Corpus) -> tuple[str, str]:
    """The languages of the first segments, guessed by their scripts; English for Latin letters."""
    sample = list(itertools.islice(corpus, _SAMPLE))
    source = script_guess.language_of(s.source for s in sample) or "ko"
    target = script_guess.language_of(s.target for s in sample) or "en"
    if source == target == "en":
        # The sources may be full of markup and placeholders: look only at letters that are not Latin.
        source = script_guess.language_of(script_guess.others(s.source) for s in sample) or source
    return source, target
