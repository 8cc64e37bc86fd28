"""Untrusted zip archives: opened within limits, and copied with some members replaced. Not a format."""

import shutil
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import IO, BinaryIO

from checker.errors import CheckerError
from checker.formats import Input

_MEMBERS = 10_000
# Bytes, and how many times more than when it is packed a member of more may have; tables of text never reach it.
_RATIOS = ((1 << 29, 100), (1 << 24, 250))
_HELD = 1 << 22  # bytes of a new member that stay in memory
_BLOCK = 1 << 20
_CENTRAL = struct.Struct("<4s6H3I5H2I")  # the fixed part of an entry in the central directory
_LOCAL = struct.Struct("<4s5H3I2H")
_END = struct.Struct("<4s4H2I")
_COMMENT = struct.Struct("<H")
_DESCRIBED = 0x08  # flag: the sizes follow the data
_NOT_ZIP = "this is not an intact zip archive"
_HINT = "save it again with its own program"

Content = Callable[[IO[bytes]], Iterable[bytes]]  # takes the unpacked bytes of a member, gives the new ones


@contextmanager
def opened(file: Input) -> Iterator[zipfile.ZipFile]:
    """Open the archive ``file`` and check its directory.

    Raises:
        CheckerError: It is not an archive, is broken or encrypted, or unpacks to far more than it has. Errors while it
            is open are raised as CheckerError too.
    """
    with _named(file), file.open() as stream, zipfile.ZipFile(stream) as archive:
        _check(file, archive.infolist())
        yield archive


@contextmanager
def _named(file: Input) -> Iterator[None]:
    """Turn the exceptions that a broken archive causes into a CheckerError with its name."""
    try:
        yield
    except (zipfile.BadZipFile, NotImplementedError, zlib.error, EOFError, ValueError, OSError, struct.error) as error:
        message = f"{_NOT_ZIP}: {error}" if str(error) else _NOT_ZIP
        raise CheckerError(message, file.name, _HINT) from None


def _check(file: Input, members: list[zipfile.ZipInfo]) -> None:
    if len(members) > _MEMBERS:
        raise CheckerError(f"it has more than {_MEMBERS:,} members", file.name, _HINT)
    for member in members:
        if member.flag_bits & 0x1:
            raise CheckerError("it is encrypted", file.name, "save it without a password")
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise CheckerError(f"“{member.filename}” is packed in a way not used in such files", file.name, _HINT)
        if any(member.file_size > max(size, ratio * member.compress_size) for size, ratio in _RATIOS):
            raise CheckerError(f"“{member.filename}” unpacks to far more than its packed size", file.name, _HINT)
    if len({member.filename for member in members}) < len(members):
        raise CheckerError("two members of the archive have one name", file.name, _HINT)


def copied(file: Input, to: BinaryIO, contents: Mapping[str, Content]) -> None:
    """Copy the archive with new contents for some members, made from the old ones; the packed bytes of the others stay.

    Raises:
        CheckerError: The archive cannot be opened, or its structure is not supported for copying.
    """
    with opened(file) as archive, file.open() as stream:
        members = sorted(archive.infolist(), key=lambda member: member.header_offset)
        directory, comment = archive.start_dir, archive.comment
        if not members or members[0].header_offset:
            raise CheckerError("the archive does not begin with its first member", file.name, _HINT)
        stream.seek(directory)
        entries = stream.read()
        moved: dict[int, tuple[int, bytes]] = {}  # by old offset: new offset, and check sum and sizes if replaced
        at = 0
        for member, following in zip(members, [*(m.header_offset for m in members[1:]), directory], strict=True):
            stream.seek(member.header_offset)
            fixed = _LOCAL.unpack(stream.read(_LOCAL.size))
            if fixed[0] != b"PK\x03\x04" or following <= member.header_offset:
                raise CheckerError("the members of the archive are not in a row", file.name, _HINT)
            if member.filename in contents:
                name = stream.read(fixed[9])
                with archive.open(member) as old, tempfile.SpooledTemporaryFile(max_size=_HELD) as packed:
                    sizes = _packed(file, contents[member.filename](old), packed)
                    size = packed.tell()
                    packed.seek(0)
                    to.write(_header(fixed, sizes) + name)
                    shutil.copyfileobj(packed, to)
                moved[member.header_offset] = (at, sizes)
                at += _LOCAL.size + len(name) + size
            else:
                stream.seek(member.header_offset)
                _copied(stream, to, following - member.header_offset)
                moved[member.header_offset] = (at, b"")
                at += following - member.header_offset
        to.write(_directory(file, entries, moved, at))
        to.write(_COMMENT.pack(len(comment)) + comment)


def _copied(stream: BinaryIO, to: BinaryIO, size: int) -> None:
    while size and (block := stream.read(min(size, _BLOCK))):
        to.write(block)
        size -= len(block)


def _directory(file: Input, entries: bytes, moved: Mapping[int, tuple[int, bytes]], start: int) -> bytes:
    """The central directory at offset ``start``, made from the old ``entries``."""
    made = bytearray()
    for _ in moved:
        at = len(made)
        fixed = _CENTRAL.unpack_from(entries, at)
        if fixed[0] != b"PK\x01\x02" or fixed[16] not in moved:
            raise CheckerError("the directory of the archive has an unusual structure", file.name, _HINT)
        made += entries[at : at + _CENTRAL.size + sum(fixed[10:13])]
        offset, sizes = moved[fixed[16]]
        struct.pack_into("<I", made, at + 42, offset)
        if sizes:
            struct.pack_into("<HH", made, at + 8, fixed[3] & ~_DESCRIBED, zipfile.ZIP_DEFLATED)
            made[at + 16 : at + 28] = sizes
    return bytes(made) + _END.pack(b"PK\5\6", 0, 0, len(moved), len(moved), len(made), start)


def _packed(file: Input, content: Iterable[bytes], to: IO[bytes]) -> bytes:
    """Pack the ``content`` of a member; its check sum and sizes, as a header has them."""
    packer = zlib.compressobj(zlib.Z_DEFAULT_COMPRESSION, zlib.DEFLATED, -zlib.MAX_WBITS)
    check = size = 0
    for block in content:
        check = zlib.crc32(block, check)
        size += len(block)
        to.write(packer.compress(block))
    to.write(packer.flush())
    if max(size, to.tell()) >= 1 << 32:
        raise CheckerError("a sheet has more than 4 GB, which is not written", file.name, "split it into smaller ones")
    return struct.pack("<3I", check, to.tell(), size)


def _header(fixed: tuple[int, ...], sizes: bytes) -> bytes:
    """A packed member's header without its name."""
    flags = fixed[2] & ~_DESCRIBED
    header = struct.pack("<4s5H", b"PK\x03\x04", fixed[1], flags, zipfile.ZIP_DEFLATED, fixed[4], fixed[5])
    return header + sizes + struct.pack("<2H", fixed[9], 0)
