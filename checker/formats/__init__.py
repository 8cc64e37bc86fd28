"""Formats: how files become segments and glossary rows. A format is one module.

A module has ``claim``, ``example`` and at least one of ``read_segments`` and ``read_rows``; with ``read_segments`` it
may have ``write``, ``languages``, ``translations``, ``account`` and ``UI = True`` (it holds strings of programs, which
are checked more closely than prose; a reader may set ``Segment.ui`` itself instead), with ``read_rows`` also
``write_rows``, ``HOLDS`` and ``is_glossary``. The caller says whether a file is a corpus or a glossary. Its format is
the one with the surest claim, judged by the name and the first bytes.
"""

import codecs
import hashlib
import io
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import suppress
from csv import Error, reader  # by name: the package's own attribute "csv" is the format
from pathlib import PurePath
from typing import BinaryIO, NamedTuple, Protocol, cast

import msgspec

from checker.errors import CheckerError
from checker.family import member, names
from checker.model import Segment, Target
from checker.reading import Asked, Reading
from checker.text import conflicts
from checker.text.encodings import UTF_8, guessed, guessed_of

HEAD = 4096  # bytes that ``claim`` gets
_LONGEST_LINE = 1 << 24  # characters; longer lines are refused, so that memory stays bounded
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins like the next one
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (codecs.BOM_UTF32_BE, "utf-32"),
)
GLOSSARY_MARKS = frozenset(("admitted", "forbidden", "deprecated", "category", "until"))


def _marked(head: bytes) -> str | None:
    """The encoding of the byte order mark at the beginning of ``head``, or None."""
    return next((name for mark, name in _BOMS if head.startswith(mark)), None)


class Input:
    """A file, standard input or the like, which can be opened repeatedly.

    Attributes:
        name: The name that the user gave, for messages.
        encoding: The encoding that the user named; None for that of the byte order mark, else that of its text.
        inferred: The encoding that was found out by the text, "" if it was named or marked or is UTF-8.
        partner: The file with the targets, if source and target are two files.
        file: The name by which findings and the config know it: its own, or that of the partner if others may have the
            same sources; of a file that is read in several languages, its own with the language (``a.xcstrings/ko``).
        languages: The source and target language to read from a file with several; "" for what the file declares.
        date: The date of segments that have none in the file, "" if it is not known.
        asked: What the user says about a table.
        readings: How its tables were read, added by whoever reads them as a glossary.
        warn: Called with notices about what is not read, and how much of it.
    """

    def __init__(
        self,
        name: str,
        opener: Callable[[], BinaryIO],
        encoding: str | None = None,
        partner: "Input | None" = None,
    ) -> None:
        self.name = name
        self.encoding = encoding
        self.partner = partner
        self.file = name
        self._opener = opener
        self._stream: BinaryIO | None = None
        self.languages = ("", "")
        self.date = ""
        self.inferred = ""
        self.asked = Asked()
        self.readings: list[Reading] = []
        self.warn: Callable[[str], None] = lambda _message: None

    def hold(self, text: str) -> None:
        """Let ``text``, which an editor holds open, count instead of what the file has."""
        content = text.encode("utf-8", "replace")
        self._opener = lambda: io.BytesIO(content)
        self.encoding = "utf-8"

    @property
    def suffix(self) -> str:
        """The lower-case extension of the name, with its dot; a ``.gz`` at the end is ignored."""
        path = PurePath(self.name.lower())
        return PurePath(path.stem).suffix if path.suffix == ".gz" else path.suffix

    def head(self) -> bytes:
        """The first ``HEAD`` bytes."""
        with self.open() as stream:
            return stream.read(HEAD)

    def open(self) -> BinaryIO:
        """A new stream of the bytes, from the beginning."""
        self._stream = self._opener()
        return self._stream

    def size(self) -> int:
        """The size in bytes; 0 for a packed file, whose size is unknown."""
        if self.name.lower().endswith(".gz"):
            return 0
        with self._opener() as stream:
            return stream.seek(0, io.SEEK_END)

    def read_so_far(self) -> int:
        """The number of bytes that have been read from the stream opened last."""
        try:
            return self._stream.tell() if self._stream else 0
        except ValueError:  # closed, so it was probably read to the end
            return self.size()

    def digest(self) -> str:
        """A digest of the bytes."""
        with self.open() as stream:
            return hashlib.blake2b(stream.read()).hexdigest()

    def codec(self, declared: str | None = None) -> str:
        """The name of the encoding: the user's, else that of the byte order mark, the declared one, or a sure guess."""
        with self._opener() as stream:
            named = self.encoding or _marked(stream.read(4)) or declared
        if named:
            return named
        with self._opener() as stream:
            found = guessed(stream)
        self.inferred = "" if found == UTF_8 else found
        return found

    def lines(self, encoding: str | None = None, errors: str = "strict") -> Generator[str, None, None]:
        r"""The decoded lines with their line ends (``\n``, ``\r\n``), without the byte order mark.

        Nothing else ends a line: a lone carriage return and U+2028 are part of the text. A caller that may stop early
        must close the generator, which closes the file.

        Args:
            encoding: The encoding that the file declares; the user's encoding and the byte order mark go before it.
            errors: What becomes of bytes that are not in the encoding: refused (``strict``), or surrogates
                (``surrogateescape``).

        Raises:
            CheckerError: The encoding is unknown or wrong, the text has a NUL, or a line is too long.
        """
        chosen = self.codec(encoding)
        with self.open() as stream:
            try:
                text = io.TextIOWrapper(stream, encoding=chosen, errors=errors, newline="\n")
            except LookupError:
                raise CheckerError(
                    f"the encoding “{chosen}” is unknown", self.name, "try utf-8, utf-16, cp949 or euc-kr"
                ) from None
            try:
                for number, line in enumerate(iter(lambda: text.readline(_LONGEST_LINE + 1), ""), 1):
                    if len(line) > _LONGEST_LINE:
                        raise CheckerError(
                            f"a line has more than {_LONGEST_LINE:,} characters",
                            f"{self.name}:{number}",
                            "is this a text file?",
                        )
                    if "\0" in line:
                        raise CheckerError(
                            "there is a NUL character in the text",
                            f"{self.name}:{number}",
                            "if the file is in UTF-16, add --encoding utf-16-le",
                        )
                    yield line.removeprefix("\ufeff") if number == 1 else line
            except UnicodeError as error:
                raise self._undecodable(chosen, error) from None

    def _undecodable(self, encoding: str, error: UnicodeError) -> CheckerError:
        """The error about the first byte that is invalid in ``encoding``, with its line."""
        decoder = codecs.getincrementaldecoder(encoding)()
        line = 1
        with self.open() as stream:
            for raw in stream:
                try:
                    line += decoder.decode(raw).count("\n")
                except UnicodeError as wrong:
                    error = wrong
                    break
        byte = f" (byte 0x{error.object[error.start]:02x})" if isinstance(error, UnicodeDecodeError) else ""
        return CheckerError(
            f"this is not {encoding}{byte}",
            f"{self.name}:{line}",
            "name its encoding with --encoding, for instance cp949 or utf-16-le",
        )


def head_text(file: Input, head: bytes) -> str:
    """``head`` decoded leniently: invalid bytes are replaced, and an incomplete last character is dropped."""
    encoding = file.encoding or _marked(head) or guessed_of(head)
    try:
        with io.TextIOWrapper(io.BytesIO(head), encoding, errors="replace", newline="\n") as text:
            return text.read().removeprefix("\ufeff").rstrip("\ufffd")
    except (LookupError, UnicodeError):
        return head.decode("ascii", "replace")


def header(text: str, delimiter: str) -> list[str]:
    """The column names in the first line of ``text`` that is not blank; [] if that line cannot be split."""
    line = next((line for line in text.split("\n") if line.strip()), "")
    try:
        return [column_name(cell) for cell in next(reader([line], delimiter=delimiter), [])]
    except Error:  # a cell is too long or has a carriage return
        return []


def column_name(cell: str) -> str:
    """The column that a cell of a header names: lower case, without blanks around it."""
    return cell.strip().lower()


def without_end(line: str) -> str:
    """A line from ``Input.lines`` without its line end."""
    return line[:-2] if line.endswith("\r\n") else line.removesuffix("\n")


def looks_like_glossary(file: Input) -> bool:
    """Whether ``file`` is a table or JSON lines with the columns of a glossary.

    A glossary has the columns source and target, and at least one of admitted, forbidden, deprecated and category.
    """
    text = head_text(file, file.head())
    headers = [set(header(text, delimiter)) for delimiter in "\t,;"]
    with suppress(msgspec.DecodeError):
        line = text.lstrip().partition("\n")[0]
        headers.append(set(msgspec.json.decode(line, type=dict[str, msgspec.Raw])))
    return any({"source", "target"} <= names and names & GLOSSARY_MARKS for names in headers)


class Row(dict[str, str]):
    """A row of a glossary: its cells by column, and its place (``file:line``)."""

    place: str = ""

    @classmethod
    def at(cls, place: str, cells: dict[str, str]) -> "Row":
        """A row with these cells at ``place`` (``file:line``)."""
        row = cls(cells)
        row.place = place
        return row


class Remark(NamedTuple):
    """What somebody wrote on a translation."""

    author: str
    text: str


class Remarks(NamedTuple):
    """The remarks on a segment: those that the file shall have, and those of an earlier time that it shall lose."""

    here: tuple[Remark, ...]
    gone: tuple[Remark, ...] = ()


class Format(Protocol):
    """The interface of a format; all functions except ``claim`` and ``example`` are optional."""

    def claim(self, file: Input, head: bytes) -> int:
        """How sure it is, from 0 to 100, that ``file`` is in this format; ``head`` has its first bytes."""
        ...

    def example(self) -> dict[str, bytes]:
        """A small file of this format by its name, for the tests: 강 is river in it, and 바다 is sea.

        Two files where the sides stand apart, the sources first.
        """
        ...

    def read_segments(self, file: Input) -> Iterator[Segment]:
        """The segments in order; the caller fills in ``Segment.file`` and ``Segment.index``.

        Raises:
            CheckerError: The file is broken; the place names the line.
        """
        ...

    def read_rows(self, file: Input) -> Iterator[Row]:
        """The rows of a glossary, under the column names of ``checker.glossary.COLUMNS``.

        Raises:
            CheckerError: The file is broken; the place names the line.
        """
        ...

    def account(self, file: Input) -> Reading:
        """How a corpus is read, for a format that finds its columns out.

        Raises:
            CheckerError: It has no columns of a corpus.
        """
        ...

    def is_glossary(self, file: Input) -> bool:
        """Whether a file that could also be a corpus evidently is a glossary."""
        ...

    def languages(self, file: Input) -> tuple[str, str]:
        """The source and target language that the file declares (BCP 47), "" if it declares none.

        Raises:
            CheckerError: The file is broken, or it is in several languages, which the hint lists.
        """
        ...

    def translations(self, file: Input) -> tuple[str, ...]:
        """The languages of the translations in a file that may have several, which is then read once for each.

        Raises:
            CheckerError: The file is broken.
        """
        ...

    def write(self, file: Input, targets: Mapping[int, str | Target], to: BinaryIO) -> None:
        """Copy ``file`` to ``to`` byte for byte, except for the targets of some segments.

        Only the bytes of these targets change, and their state where the format's own program also changes it.

        Args:
            file: The file that ``read_segments`` has read.
            targets: The new targets by the number of the segment, from 1. A text alone gets the inline codes of the
                target before, or of the source if there was none, placed by themselves. A ``Target`` says where they
                are; only formats that read codes must take it.
            to: Where the copy is written.

        Raises:
            CheckerError: There is no such segment, it is locked, the format cannot hold the text, or the codes of a
                ``Target`` do not nest. What was written to ``to`` by then must be discarded.
        """
        ...

    def annotate(self, file: Input, remarks: Mapping[int, Remarks], to: BinaryIO) -> None:
        """Copy ``file`` to ``to`` with other remarks on some segments, and the same bytes otherwise.

        A remark that stands there already is not written again, and all others stay.

        Args:
            file: The file that ``read_segments`` has read.
            remarks: The remarks by the number of the segment, from 1.
            to: Where the copy is written.

        Raises:
            CheckerError: The file's encoding cannot write a remark.
        """
        ...


def segments(file: Input) -> Iterator[Segment]:
    """The segments of a file, as its format reads them.

    Raises:
        CheckerError: No format claims the file, it is broken, or it or its partner has an unresolved merge conflict.
    """
    _refuse_conflicts(file)
    module = format_of(file, "read_segments")
    found = module.read_segments(file)
    if getattr(module, "UI", False):
        return (msgspec.structs.replace(segment, ui=True) for segment in found)
    return found


def rows(file: Input) -> Iterator[Row]:
    """The rows of a glossary, as its format reads them.

    Raises:
        CheckerError: No format claims the file, it is broken, or it has an unresolved merge conflict.
    """
    _refuse_conflicts(file)
    return format_of(file, "read_rows").read_rows(file)


def _refuse_conflicts(file: Input) -> None:
    for each in (file, file.partner):
        if each is not None:
            with each.open() as stream:
                conflicts.refuse(stream, each.name)


def format_of(file: Input, role: str) -> Format:
    """The format with the surest claim on ``file``.

    Args:
        file: The file.
        role: The function that the format must have, ``read_segments`` or ``read_rows``.

    Raises:
        CheckerError: No format claims the file.
    """
    head = file.head()
    claims = []
    for name in names(__name__):
        module = member(__name__, name)
        if hasattr(module, role) and (sure := module.claim(file, head)):
            claims.append((sure, name, module))
    if not claims:
        known = ", ".join(name for name in names(__name__) if hasattr(member(__name__, name), role))
        kind = "corpus" if role == "read_segments" else "glossary"
        raise CheckerError(f"no {kind} format knows this file", file.name, f"known: {known}")
    return cast(Format, max(claims, key=lambda claim: claim[:2])[2])
