"""Formats: how files become segments and glossary rows. A format is one module here.

A module offers ``claim``, ``example`` and at least one of ``read_segments`` and ``read_rows``; one of segments may
offer ``write`` and ``languages``, one of glossaries ``write_rows`` with ``HOLDS``. Whether an input is a corpus or a
glossary the caller says; which format it is, the surest claim on its first bytes and its name decides.
"""

import codecs
import hashlib
import io
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import suppress
from csv import Error, reader  # by name: the package's own attribute "csv" is the format
from pathlib import PurePath
from typing import BinaryIO, Protocol, cast

import msgspec

from checker.errors import CheckerError
from checker.family import member, names
from checker.model import Segment

HEAD = 4096  # bytes a format sees before it claims
_LONGEST_LINE = 1 << 24  # characters; a longer one is never held
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins like the next one
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (codecs.BOM_UTF32_BE, "utf-32"),
)
_GLOSSARY_MARKS = frozenset(("admitted", "forbidden", "deprecated", "category"))


def _marked(head: bytes) -> str | None:
    """The encoding that a byte order mark at the beginning of ``head`` tells, or None."""
    return next((name for mark, name in _BOMS if head.startswith(mark)), None)


class Input:
    """Something readable: a name for messages and a way to open its bytes, again and again.

    Attributes:
        name: As the user gave it.
        encoding: What the user said it is in; None to go by the byte order mark, else UTF-8.
        partner: The translation, where source and target are two files.
        languages: The pair that is wanted of a file with several, "" for what the file itself says.
        warn: Takes what a reader has to say beside its segments: what it passes over, and how much of it.
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
        self._opener = opener
        self._stream: BinaryIO | None = None
        self.languages = ("", "")
        self.warn: Callable[[str], None] = lambda _message: None

    @property
    def suffix(self) -> str:
        """The ending of the name, lower case, with its dot; what stands before a ``.gz``."""
        path = PurePath(self.name.lower())
        return PurePath(path.stem).suffix if path.suffix == ".gz" else path.suffix

    def head(self) -> bytes:
        """The first bytes."""
        with self.open() as stream:
            return stream.read(HEAD)

    def open(self) -> BinaryIO:
        """The bytes from the first on."""
        self._stream = self._opener()
        return self._stream

    def size(self) -> int:
        """Bytes; 0 where only unpacking all would tell."""
        if self.name.lower().endswith(".gz"):
            return 0
        with self._opener() as stream:
            return stream.seek(0, io.SEEK_END)

    def read_so_far(self) -> int:
        """Bytes that whoever opened it last has read."""
        try:
            return self._stream.tell() if self._stream else 0
        except ValueError:  # closed: to the end, it seems
            return self.size()

    def digest(self) -> str:
        """Changes with the bytes."""
        with self.open() as stream:
            return hashlib.blake2b(stream.read()).hexdigest()

    def lines(self, encoding: str | None = None) -> Generator[str, None, None]:
        r"""The decoded text line by line, each with its own line end (``\n``, ``\r\n``), the mark dropped.

        Nothing else ends a line: a lone carriage return and U+2028 are characters of the text. Who may stop
        early closes the generator, and with it the file.

        Args:
            encoding: What the file itself says it is in; the mark and the user's word go before it.

        Raises:
            CheckerError: A byte is not of the encoding, the encoding is unknown, the text has a NUL or an endless line.
        """
        with self.open() as stream:
            marked = _marked(stream.read(4))
            stream.seek(0)
            chosen = self.encoding or marked or encoding or "utf-8"
            try:
                text = io.TextIOWrapper(stream, encoding=chosen, errors="strict", newline="\n")
            except LookupError:
                raise CheckerError(
                    f"the encoding “{chosen}” is unknown", self.name, "try utf-8, utf-16, cp949 or euc-kr"
                ) from None
            try:
                for number, line in enumerate(iter(lambda: text.readline(_LONGEST_LINE + 1), ""), 1):
                    if len(line) > _LONGEST_LINE:
                        raise CheckerError(
                            f"a line of more than {_LONGEST_LINE:,} characters",
                            f"{self.name}:{number}",
                            "is this a text file?",
                        )
                    if "\0" in line:
                        raise CheckerError(
                            "a NUL character",
                            f"{self.name}:{number}",
                            "if this is UTF-16, say so: --encoding utf-16-le",
                        )
                    yield line.removeprefix("\ufeff") if number == 1 else line
            except UnicodeError as error:
                raise self._undecodable(chosen, error) from None

    def _undecodable(self, encoding: str, error: UnicodeError) -> CheckerError:
        """The complaint about the first byte that is not of ``encoding``, with its line."""
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
            "say what it is with --encoding, for instance cp949 or utf-16-le",
        )


def head_text(given: Input, head: bytes) -> str:
    """``head`` decoded for a look: what cannot be decoded is replaced, a cut last character dropped."""
    encoding = given.encoding or _marked(head) or "utf-8"
    try:
        with io.TextIOWrapper(io.BytesIO(head), encoding, errors="replace", newline="\n") as text:
            return text.read().removeprefix("\ufeff").rstrip("\ufffd")
    except (LookupError, UnicodeError):
        return head.decode("ascii", "replace")


def header(text: str, delimiter: str) -> list[str]:
    """The cells of the first line of ``text`` that is not blank, as column names; [] if that is no row."""
    line = next((line for line in text.split("\n") if line.strip()), "")
    try:
        return [column_name(cell) for cell in next(reader([line], delimiter=delimiter), [])]
    except Error:  # a cell that is far too long, a carriage return in it
        return []


def column_name(cell: str) -> str:
    """The column that a header's cell names: case and blanks around it do not matter."""
    return cell.strip().lower()


def without_end(line: str) -> str:
    """A line of ``Input.lines`` without its line end."""
    return line[:-2] if line.endswith("\r\n") else line.removesuffix("\n")


def looks_like_glossary(given: Input) -> bool:
    """Whether ``given`` is a table (or JSON lines) whose header says it is a glossary, not a corpus.

    It has the columns source and target, and at least one of admitted, forbidden, deprecated and category.
    """
    text = head_text(given, given.head())
    headers = [set(header(text, delimiter)) for delimiter in "\t,;"]
    with suppress(msgspec.DecodeError):
        line = text.lstrip().partition("\n")[0]
        headers.append(set(msgspec.json.decode(line, type=dict[str, msgspec.Raw])))
    return any({"source", "target"} <= names and names & _GLOSSARY_MARKS for names in headers)


class Row(dict[str, str]):
    """A row of a glossary: cells by column, and where it stands."""

    place: str = ""

    @classmethod
    def at(cls, place: str, cells: dict[str, str]) -> "Row":
        """``cells``, which stand at ``place`` (``file:line``)."""
        row = cls(cells)
        row.place = place
        return row


class Format(Protocol):
    """The shape of a module of this family; all but ``claim`` and ``example`` may be missing."""

    def claim(self, given: Input, head: bytes) -> int:
        """How surely (0 to 100) ``given``, which begins with ``head``, is in this format."""
        ...

    def example(self) -> dict[str, bytes]:
        """A small file of this format by its name, for the tests: 강 is river in it, and 바다 is sea.

        Two files where the sides stand apart, the sources first.
        """
        ...

    def read_segments(self, given: Input) -> Iterator[Segment]:
        """The segments in order; ``file`` and ``index`` are filled in by the caller.

        Raises:
            CheckerError: The input is broken; the place names the line.
        """
        ...

    def read_rows(self, given: Input) -> Iterator[Row]:
        """The rows of a glossary under the contract's column names; see ``read_segments``."""
        ...

    def languages(self, given: Input) -> tuple[str, str]:
        """The source and target language that the file itself says, each "" where it does not.

        Raises:
            CheckerError: The input is broken, or it is in several languages; the hint lists them.
        """
        ...

    def write(self, given: Input, targets: Mapping[int, str], to: BinaryIO) -> None:
        """Copy the bytes of ``given`` to ``to``, with the targets of some segments replaced.

        Without ``targets`` the bytes are identical; else only those of the replaced targets differ, and the
        word for their state where the format's own tool changes it too. Inline codes keep their place
        among the words that stay.

        Args:
            given: What ``read_segments`` read.
            targets: The new text, without codes, by the number of the segment, counted from 1.
            to: Takes the bytes.

        Raises:
            CheckerError: There is no such segment, it is locked, the format cannot hold the text, or an inline
                code stands within what the new text replaces. What ``to`` has got by then is worth nothing.
        """
        ...


def format_of(given: Input, role: str) -> Format:
    """The format that claims ``given`` most surely.

    Args:
        given: The input.
        role: ``read_segments`` or ``read_rows``: what is asked of it.

    Raises:
        CheckerError: No format claims it.
    """
    head = given.head()
    claims = []
    for name in names(__name__):
        module = member(__name__, name)
        if hasattr(module, role) and (sure := module.claim(given, head)):
            claims.append((sure, name, module))
    if not claims:
        known = ", ".join(name for name in names(__name__) if hasattr(member(__name__, name), role))
        kind = "corpus" if role == "read_segments" else "glossary"
        raise CheckerError(f"no {kind} format knows this file", given.name, f"known: {known}")
    return cast(Format, max(claims, key=lambda claim: claim[:2])[2])
