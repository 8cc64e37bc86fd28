"""Copying a text file with some passages replaced and all other bytes kept. Not a format."""

import codecs
import shutil
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import closing
from typing import BinaryIO

from checker.errors import CheckerError
from checker.formats import Input

_CONVERT = "convert the file to utf-8 first"

Edit = Callable[[Iterator[str]], Iterator[str]]  # from the lines of a file to the pieces of its copy


def copied(file: Input, to: BinaryIO) -> None:
    """Copy the bytes of ``file`` unchanged."""
    with file.open() as stream:
        shutil.copyfileobj(stream, to)


def edited(file: Input, to: BinaryIO, edit: Edit, encoding: str | None = None, errors: str = "strict") -> None:
    """Copy ``file`` as changed by ``edit``, in its own encoding and with its byte order mark.

    Text that ``edit`` does not change is written byte for byte as it was read.

    Args:
        file: A text file.
        to: Where the copy is written.
        edit: Takes the lines of ``Input.lines`` and yields the pieces of the copy, of any length.
        encoding: The encoding that the file declares.
        errors: How its lines are read (see ``Input.lines``); surrogates are written as the bytes that they were.

    Raises:
        CheckerError: The file is not in its encoding, or the encoding cannot write a new text or reproduce the bytes.
    """
    with closing(file.lines(encoding, errors)) as lines:
        next(lines, None)  # raises if the encoding is unknown
    with file.open() as stream:
        head = stream.read(4)
    codec = _codec(file.codec(encoding), head)
    mark = "\ufeff".encode(codec, "ignore")
    mark = mark if head.startswith(mark) else b""
    to.write(mark)
    line = 1
    old: set[str] = set()
    with (
        closing(file.lines(encoding, errors)) as lines,
        closing(_faithful(file, lines, (codec, errors), len(mark), old)) as faithful,
    ):
        for piece in edit(faithful):
            to.write(_encoded(piece, (codec, errors), f"{file.name}:{line}", old))
            line += piece.count("\n")


def unknown(file: Input, targets: Mapping[int, object], seen: int) -> None:
    """Check that all numbers in ``targets`` are from 1 to ``seen``.

    Raises:
        CheckerError: A number is not.
    """
    for number in targets:
        if not 1 <= number <= seen:
            raise CheckerError(f"there is no segment {number}", file.name, f"it has {seen}")


def _codec(name: str, head: bytes) -> str:
    """The codec for ``name`` that neither writes nor expects a byte order mark."""
    codec = codecs.lookup(name).name
    if codec in ("utf-16", "utf-32"):
        big = head.startswith((codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE))
        return codec + ("-be" if big else "-le")
    return codec.removesuffix("-sig")


def _faithful(
    file: Input, lines: Iterator[str], how: tuple[str, str], start: int, old: set[str]
) -> Generator[str, None, None]:
    """The lines, checked against the bytes that they were read from; ``old`` gets the characters spelled out."""
    with file.open() as stream:
        stream.seek(start)
        for number, line in enumerate(lines, 1):
            raw = line.encode(*how)
            if stream.read(len(raw)) != raw:
                message = f"this line has characters that {how[0]} can write in two ways, so its bytes cannot be kept"
                raise CheckerError(message, f"{file.name}:{number}", _CONVERT)
            old |= _spelled_out(line, raw, how[0])
            yield line


def _encoded(piece: str, how: tuple[str, str], place: str, old: set[str]) -> bytes:
    codec = how[0]
    if "\0" in piece:
        raise CheckerError("there is a NUL character in the new text", place, "leave it out")
    try:
        raw = piece.encode(*how)
    except UnicodeEncodeError as error:
        raise CheckerError(f"{codec} has no “{piece[error.start]}”", place, _CONVERT) from None
    for sign in _spelled_out(piece, raw, codec) - old:
        raise CheckerError(f"{codec} has no “{sign}”", place, _CONVERT)
    return raw


def _spelled_out(text: str, raw: bytes, codec: str) -> set[str]:
    """The syllables that EUC-KR lacks; Python writes them letter by letter, which few programs can read."""
    if codec != "euc_kr" or b"\xa4\xd4" not in raw:
        return set()
    return {sign for sign in text if len(sign.encode(codec)) > 2}
