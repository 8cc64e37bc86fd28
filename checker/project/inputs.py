"""Finds and reads the files in paths, as corpora and glossaries."""

import io
import itertools
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import msgspec

from checker.corpus import Corpus
from checker.errors import CheckerError
from checker.formats import Input, Row, format_of, looks_like_glossary
from checker.formats._gzip import unpacked
from checker.glossary.concepts import Glossary
from checker.model import Segment
from checker.reading import Asked, Reading
from checker.text import dates

_LAST_LATIN = "\u02af"
_SAMPLE = 200  # segments by whose script the languages are guessed
# Language codes; two plain texts with these endings are a pair (news.ko, news.en).
_LANGUAGES = frozenset(
    """
ar bg bn ca cs da de el en es et fa fi fr he hi hr hu id it ja ko lt lv ms nl no pl pt ro ru sk sl sr sv th tr
uk ur vi zh
""".split()
)
_SCRIPTS = (
    ("ko", "가", "힣"), ("ja", "\u3040", "\u30ff"), ("zh", "\u4e00", "\u9fff"), ("ru", "\u0400", "\u04ff"),
    ("ar", "\u0600", "\u06ff"), ("he", "\u0590", "\u05ff"), ("el", "\u0370", "\u03ff"), ("th", "\u0e00", "\u0e7f"),
)  # fmt: skip


ReadAs = Callable[[str], Mapping[str, Any]]  # what the config says about how a file is read
_TABLES = (".csv", ".tsv", ".tab", ".txt", ".xlsx", ".xlsm")
_NAMED = 3  # files that a message names


class _How(NamedTuple):
    """How files are opened: the encoding of those that do not declare one, and what the config says of each."""

    encoding: str | None = None
    read_as: ReadAs = lambda _file: {}


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
    warn: Callable[[str], None] = lambda _message: None,
    read_as: ReadAs = lambda _file: {},
    told: Callable[[Reading], None] | None = None,
) -> Glossary:
    """Read one glossary from files and from the glossaries in folders.

    Args:
        paths: The files and folders.
        encoding: The encoding of files that do not declare one.
        languages: The pair of languages to read from files with several; "" for the pair that the file declares.
        warn: Called with notices about what is not read.
        read_as: What the config says about how a file is read.
        told: Called with how each file is read; by default, ``warn`` is called with what was inferred.

    Raises:
        CheckerError: A file is missing, invalid or without a concept.
    """
    rows: list[Row] = []
    for path in paths:
        for file in _glossaries(Path(path), warn):
            given = _input(file, _How(encoding, read_as))
            given.languages, given.warn = languages, warn
            found = list(format_of(given, "read_rows").read_rows(given))
            if not found:
                raise CheckerError("the glossary has no concepts", given.name, _missing(given))
            _tell_reading(given, len(found), warn, told)
            rows += found
    return Glossary.from_rows(rows)


def _tell_reading(given: Input, rows: int, warn: Callable[[str], None], told: Callable[[Reading], None] | None) -> None:
    """Tell how a glossary was read: all of it, or in one line what was inferred."""
    other = Reading(file=given.name, encoding=given.inferred, rows=rows)
    for reading in given.readings or [other]:
        if told:
            told(reading)
        elif notice := reading.notice():
            warn(notice)


def _missing(given: Input) -> str:
    """What a glossary lacks of which no row is read."""
    notices = [notice for reading in given.readings if (notice := reading.notice())]
    return "; ".join(notices) or "add rows below its header"


def _glossaries(path: Path, warn: Callable[[str], None]) -> list[Path]:
    """``path``, or the glossaries below it; a notice names tables in a folder that may be others."""
    found = _files(path, glossaries=True)
    if path.is_dir():
        others = [file for file in _walked(path)[0] if file not in found and _tabular(file)]
        if others:
            listed = ", ".join(map(str, others[:_NAMED])) + (", …" if len(others) > _NAMED else "")
            warn(f"{listed}: not read as a glossary, for no column says that it is one; name the file to read it")
    return found


def _tabular(file: Path) -> bool:
    """Whether a file is a table that could be a glossary."""
    if not file.name.lower().removesuffix(".gz").endswith(_TABLES):
        return False
    with suppress(CheckerError, OSError):
        format_of(_input(file, _How()), "read_rows")
        return True
    return False


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
    warn: Callable[[str], None] = lambda _message: None,
    read_as: ReadAs = lambda _file: {},
) -> list[Input]:
    """The files in ``paths`` for ``corpus_of``, in order and without duplicates.

    Args:
        *paths: Files, folders, and ``-`` for standard input; one file of a pair is enough.
        pairs: Pairs of plain texts: sources, targets.
        languages_of: Returns the wanted languages of a file, each "" for any.
        encoding: The encoding of files that do not declare one.
        keep_going: Whether to report unreadable files to ``warn`` and go on.
        leave_out: Files to ignore in folders.
        warn: Called with notices.
        read_as: What the config says about how a file is read.

    Raises:
        CheckerError: A file is missing or in no known format, or there is no file.
    """
    finder = _Inputs(_How(encoding, read_as), languages_of, leave_out)
    for one in [*((str(path),) for path in paths), *pairs]:
        for error in finder.add(*one):
            if not keep_going:
                raise error
            warn(f"skipped: {error}")
    if not finder.found:
        raise CheckerError("there is no file to check", ", ".join(map(str, paths)), "name a file, a folder or a pair")
    return finder.found


def files_in(path: str) -> list[Path]:
    """The file ``path``, or all files below a folder.

    Raises:
        CheckerError: There is no such file, or a folder cannot be read or has no file.
    """
    return _files(Path(path), glossaries=False)


def find_references(
    *paths: str,
    languages: tuple[str, str] = ("", ""),
    encoding: str | None = None,
    read_as: ReadAs = lambda _file: {},
) -> tuple[list[Input], list[str]]:
    """The corpora in ``paths``, as by ``find_inputs``, and the glossaries.

    Raises:
        CheckerError: A file is missing or in no known format, or a folder has none that is.
    """
    corpora: list[str] = []
    glossaries: list[str] = []
    for path in paths:
        for file in files_in(path):
            if _holds_glossary(_input(file, _How(encoding))):
                glossaries.append(str(file))
            elif not Path(path).is_dir() or is_corpus(_input(file, _How(encoding))):
                corpora.append(str(file))
    if not corpora:
        return [], glossaries
    found = find_inputs(*corpora, languages_of=lambda _file: languages, encoding=encoding, read_as=read_as)
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
                for index, segment in enumerate(format_of(given, "read_segments").read_segments(given), 1):
                    date = segment.date or given.date
                    yield msgspec.structs.replace(segment, file=given.name, index=index, date=date)
                for each in [given, given.partner] if given.partner else []:
                    if each.inferred:
                        tell(f"{each.name}: read as {each.inferred}")
            except (CheckerError, OSError) as error:
                if not keep_going:
                    raise _as_checker_error(error, given.name) from None
                tell(f"skipped: {_as_checker_error(error, given.name)}")

    corpus = FileCorpus(read, content=lambda: repr([languages, *map(_content, inputs)]))
    corpus.inputs = {given.name: given for given in inputs}
    by_script = _by_script(corpus) if not all(spoken) else ("", "")
    corpus.source_language = spoken[0] or by_script[0]
    corpus.target_language = spoken[1] or by_script[1]
    return corpus


def _content(given: Input) -> tuple[object, ...]:
    """What the segments of a file depend on, with a digest of its bytes."""
    files = [given, given.partner] if given.partner else [given]
    return tuple((each.name, each.encoding, each.languages, each.date, each.asked, each.digest()) for each in files)


def is_text(path: str) -> bool:
    """Whether ``path`` is a file in no known format, which is taken as plain text."""
    if not Path(path).is_file():
        return False
    try:
        format_of(_input(Path(path), _How()), "read_segments")
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
    given = _input(file, _How(encoding))
    source = next((segment.file for segment in corpus), "")
    other: Corpus | None = None
    if not is_text(path):
        other = read_corpus(path, encoding=encoding, warn=warn)
    elif is_text(source):
        other = read_corpus(pairs=[(source, path)], encoding=encoding, warn=warn)

    def targets() -> Iterator[str]:
        if other is None:
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
        with suppress(CheckerError, OSError):  # reading it later raises the error
            languages = getattr(format_of(given, "read_segments"), "languages", lambda _given: ("", ""))
            own = languages(given)
            asked = (asked[0] or own[0], asked[1] or own[1])
    for given in inputs:
        given.languages = asked
        given.warn = tell
    return asked


def _as_checker_error(error: CheckerError | OSError, name: str) -> CheckerError:
    if isinstance(error, CheckerError):
        return error
    return CheckerError((error.strerror or str(error)).lower(), name)


class _Inputs:
    """Collects the inputs in paths, in order and without duplicates; pairs have the languages of their endings."""

    def __init__(
        self,
        how: _How,
        asked: Callable[[str], tuple[str, str]],
        leave_out: Sequence[str | os.PathLike[str]],
    ) -> None:
        self._how = how
        self._asked = asked
        self._left_out = [os.path.realpath(path) for path in leave_out]  # realpath also accepts a link to itself
        self._found: dict[str, Input] = {}

    @property
    def found(self) -> list[Input]:
        return list(self._found.values())

    def add(self, path: str, target: str = "") -> Iterator[CheckerError]:
        """Add a file, a folder, one file of a pair, standard input, or two plain texts; yields the errors."""
        try:
            if target:
                self._add_pair(path, target)
            elif path == "-":
                self._found[path] = _standard_input(self._how)
            elif Path(path).is_dir():
                yield from self._add_folder(path)
            elif not self._add_half(Path(path), alone=True):
                (file,) = _files(Path(path), glossaries=False)
                given = _input(file, self._how)
                format_of(given, "read_segments")
                self._found.setdefault(str(file), given)
        except CheckerError as error:
            yield error

    def _add_folder(self, path: str) -> Iterator[CheckerError]:
        readable = False
        files, errors = _walked(Path(path))
        yield from errors
        for file in files:
            if os.path.realpath(file) in self._left_out:
                continue
            given = _input(file, self._how)
            try:
                if self._add_half(file, alone=False):
                    readable = True
                elif is_corpus(given):
                    readable = True
                    self._found.setdefault(str(file), given)
            except CheckerError as error:
                yield error
        if not readable and not errors:
            yield CheckerError("the folder has no readable files", path, "none is in a known format")

    def _add_half(self, file: Path, *, alone: bool) -> bool:
        """Add the pair of ``file``, if it has one; ``alone`` if the user named the file. Returns whether it did."""
        pair = _pair(file, *self._asked(str(file)), alone=alone)
        if pair:
            source, target, languages = pair
            self._add_pair(str(source), str(target), languages)
        return pair is not None

    def _add_pair(self, source: str, target: str, languages: tuple[str, str] = ("", "")) -> None:
        for path in (source, target):
            _files(Path(path), glossaries=False)
        given = _input(Path(source), self._how, _input(Path(target), self._how))
        given.languages = languages
        self._found.setdefault(source, given)


def is_corpus(given: Input) -> bool:
    """Whether a file in a folder is to be checked: it is in a known format and is not a glossary."""
    given.head()  # a file that cannot be opened is an error, not a file to ignore
    try:
        format_of(given, "read_segments")
    except CheckerError:
        return False
    return not _holds_glossary(given)


def _holds_glossary(given: Input) -> bool:
    """Whether an input is evidently a glossary: by its columns, or by a format for glossaries only."""
    if looks_like_glossary(given):
        return True
    try:
        module = format_of(given, "read_rows")
        is_glossary = getattr(module, "is_glossary", lambda _given: not hasattr(module, "read_segments"))
        return bool(is_glossary(given))
    except CheckerError:
        return False


def _files(path: Path, *, glossaries: bool) -> list[Path]:
    """``path``, or the files below it if it is a folder, sorted and without hidden ones."""
    if not path.exists():
        raise CheckerError("there is no such file or folder", str(path), "check the spelling")
    if not path.is_dir():
        return [path]
    found, errors = _walked(path)
    if errors:
        raise errors[0]
    if glossaries:
        found = [file for file in found if _is_glossary(file)]
    if not found:
        kind = "glossary" if glossaries else "readable"
        raise CheckerError(f"the folder has no {kind} files", str(path))
    return found


def _walked(folder: Path) -> tuple[list[Path], list[CheckerError]]:
    """The files below ``folder``, sorted and without hidden ones, and the errors for unreadable folders.

    Links to folders are not followed.
    """
    found: list[Path] = []
    errors: list[CheckerError] = []
    for above, folders, files in os.walk(folder, onerror=lambda e: errors.append(_as_checker_error(e, e.filename))):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(above, name) for name in files if not name.startswith(".")]
    return sorted(file for file in found if file.is_file()), errors


def _is_glossary(file: Path) -> bool:
    given = _input(file, _How())
    given.head()  # a file that cannot be opened is an error; else its terms would silently not be checked
    try:
        return _holds_glossary(given)
    except CheckerError:
        return False


def _pair(file: Path, source: str, target: str, *, alone: bool) -> tuple[Path, Path, tuple[str, str]] | None:
    """The pair that ``file`` belongs to: source, target and their languages; None if there is none."""
    ending = file.suffix[1:].lower()
    if ending not in _LANGUAGES:
        return None
    beside = {
        other.suffix[1:].lower(): other
        for other in file.parent.glob("*")
        if other.stem == file.stem and other.suffix[1:].lower() in _LANGUAGES
    }
    if len(beside) < 2:
        if not alone:
            return None
        raise CheckerError(
            f"the ending “{ending}” is that of a pair, but the other file is missing",
            str(file),
            f"put it in the same folder, with a name like {file.stem}.en, or use --pair",
        )
    first = source or next((code for code in ("ko", ending) if code in beside and code != target), ending)
    second = target or next((code for code in ("en", *sorted(beside)) if code in beside and code != first), "")
    if first not in beside or second not in beside:
        return None
    return beside[first], beside[second], (first, second)


def _input(path: Path, how: _How, partner: Input | None = None) -> Input:
    def opener() -> BinaryIO:
        try:
            stream = path.open("rb")
        except OSError as error:
            raise _as_checker_error(error, str(path)) from None
        return unpacked(stream, str(path)) if path.suffix.lower() == ".gz" else stream

    name = os.fsencode(path).decode("utf-8", "backslashreplace")
    return _told(Input(name, opener, how.encoding, partner), how.read_as(str(path)))


def _standard_input(how: _How) -> Input:
    content = sys.stdin.buffer.read()
    return _told(Input("-", lambda: io.BytesIO(content), how.encoding), how.read_as("-"))


def _told(given: Input, said: Mapping[str, Any]) -> Input:
    """An input, which is read as the config says."""
    columns = tuple((name, value) for name, value in said.items() if name not in ("encoding", "sheet", "header"))
    given.encoding = said.get("encoding", given.encoding)
    given.asked = Asked(said.get("sheet", ""), said.get("header"), columns)
    return given


def _by_script(corpus: Corpus) -> tuple[str, str]:
    """The languages of the first segments, guessed by their scripts; English for Latin letters."""
    sample = list(itertools.islice(corpus, _SAMPLE))
    source = _script(s.source for s in sample) or "ko"
    target = _script(s.target for s in sample) or "en"
    if source == target == "en":
        # The sources may be full of markup and placeholders: look only at letters that are not Latin.
        source = _script("".join(sign for sign in s.source if sign > _LAST_LATIN) for s in sample) or source
    return source, target


def _script(texts: Iterator[str]) -> str:
    counts: Counter[str] = Counter()
    for sign, count in Counter("".join(texts)).items():
        if sign.isalpha():
            counts[next((code for code, first, last in _SCRIPTS if first <= sign <= last), "en")] += count
    if not counts:
        return ""
    # Any kana shows that the text is Japanese, even if most of its characters are Chinese.
    best = counts.most_common(1)[0][0]
    return "ja" if best == "zh" and counts["ja"] else best
