"""Copies of text files in which a few stretches are replaced and every other byte is kept. No format itself."""

import codecs
import shutil
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import closing
from typing import BinaryIO

from checker.errors import CheckerError
from checker.formats import Input, _marked

_CONVERT = "convert the file to utf-8 first"

Edit = Callable[[Iterator[str]], Iterator[str]]  # the lines of a file to the pieces of its copy


def copied(file: Input, to: BinaryIO) -> None:
    """The bytes of ``file`` as they are."""
    with file.open() as stream:
        shutil.copyfileobj(stream, to)


def edited(file: Input, to: BinaryIO, edit: Edit, encoding: str | None = None) -> None:
    """``file`` as ``edit`` makes it anew, in its own encoding, with its mark if it has one.

    What ``edit`` hands on as it came is written byte for byte as it was read.

    Args:
        file: A text.
        to: Takes the copy.
        edit: Takes the lines, each with its end, as ``Input.lines`` yields them, and yields pieces of any
            length, which are the copy when joined.
        encoding: What the file itself says it is in.

    Raises:
        CheckerError: The file is not in its encoding, its encoding does not hold a new text, or would not
            give the same bytes again.
    """
    with closing(file.lines(encoding)) as lines:
        next(lines, None)  # complains of an unknown encoding
    with file.open() as stream:
        head = stream.read(4)
    codec = _codec(file.encoding or _marked(head) or encoding or "utf-8", head)
    mark = "\ufeff".encode(codec, "ignore")
    mark = mark if head.startswith(mark) else b""
    to.write(mark)
    line = 1
    old: set[str] = set()
    with closing(file.lines(encoding)) as lines, closing(_faithful(file, lines, codec, len(mark), old)) as faithful:
        for piece in edit(faithful):
            to.write(_encoded(piece, codec, f"{file.name}:{line}", old))
            line += piece.count("\n")


def unknown(file: Input, targets: Mapping[int, str], seen: int) -> None:
    """Complain if a number in ``targets`` is none of the segments 1 to ``seen``.

    Raises:
        CheckerError: There is one.
    """
    for number in targets:
        if not 1 <= number <= seen:
            raise CheckerError(f"there is no segment {number}", file.name, f"it has {seen}")


def _codec(name: str, head: bytes) -> str:
    """The codec that neither writes nor expects a mark."""
    codec = codecs.lookup(name).name
    if codec in ("utf-16", "utf-32"):
        big = head.startswith((codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE))
        return codec + ("-be" if big else "-le")
    return codec.removesuffix("-sig")


def _faithful(file: Input, lines: Iterator[str], codec: str, start: int, old: set[str]) -> Generator[str, None, None]:
    """The lines, each compared with the bytes it is from; ``old`` takes the signs that are spelled out."""
    with file.open() as stream:
        stream.seek(start)
        for number, line in enumerate(lines, 1):
            raw = line.encode(codec)
            if stream.read(len(raw)) != raw:
                message = f"this line has signs that {codec} can write in two ways: it cannot be kept byte for byte"
                raise CheckerError(message, f"{file.name}:{number}", _CONVERT)
            old |= _spelled_out(line, raw, codec)
            yield line


def _encoded(piece: str, codec: str, place: str, old: set[str]) -> bytes:
    if "\0" in piece:
        raise CheckerError("a NUL character in the new text", place, "leave it out")
    try:
        raw = piece.encode(codec)
    except UnicodeEncodeError as error:
        raise CheckerError(f"{codec} has no “{piece[error.start]}”", place, _CONVERT) from None
    for sign in _spelled_out(piece, raw, codec) - old:
        raise CheckerError(f"{codec} has no “{sign}”", place, _CONVERT)
    return raw


def _spelled_out(text: str, raw: bytes, codec: str) -> set[str]:
    """The syllables that EUC-KR has no code for and Python writes letter by letter, as few programs can read."""
    if codec != "euc_kr" or b"\xa4\xd4" not in raw:
        return set()
    return {sign for sign in text if len(sign.encode(codec)) > 2}
