"""Untrusted zip archives: opened within limits, and copied with some members replaced. Not a format."""

import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import BinaryIO

from checker.errors import CheckerError
from checker.formats import Input

_MEMBERS = 10_000
# Bytes, and how many times more than when it is packed a member of more may have; tables of text never reach it.
_RATIOS = ((1 << 29, 100), (1 << 24, 250))
_CENTRAL = struct.Struct("<4s6H3I5H2I")  # the fixed part of an entry in the central directory
_LOCAL = struct.Struct("<4s5H3I2H")
_END = struct.Struct("<4s4H2I")
_COMMENT = struct.Struct("<H")
_DESCRIBED = 0x08  # flag: the sizes follow the data
_NOT_ZIP = "this is not an intact zip archive"
_HINT = "save it again with its own program"


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


def copied(file: Input, to: BinaryIO, contents: Mapping[str, bytes]) -> None:
    """Copy the archive with new ``contents`` for some members; the packed bytes of the others stay.

    Raises:
        CheckerError: The archive cannot be opened, or its structure is not supported for copying.
    """
    with opened(file) as archive:
        members = sorted(archive.infolist(), key=lambda member: member.header_offset)
        directory, comment = archive.start_dir, archive.comment
    with _named(file), file.open() as stream:
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
            moved[member.header_offset] = (at, b"")
            if member.filename in contents:
                name = stream.read(fixed[9])
                header, packed, sizes = _packed(fixed, contents[member.filename])
                moved[member.header_offset] = (at, sizes)
                to.write(header + name + packed)
                at += len(header) + len(name) + len(packed)
            else:
                stream.seek(member.header_offset)
                to.write(stream.read(following - member.header_offset))
                at += following - member.header_offset
    with _named(file):
        to.write(_directory(file, entries, moved, at))
        to.write(_COMMENT.pack(len(comment)) + comment)


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


def _packed(fixed: tuple[int, ...], content: bytes) -> tuple[bytes, bytes, bytes]:
    """A member's header without its name, its packed ``content``, and its check sum and sizes."""
    packer = zlib.compressobj(zlib.Z_DEFAULT_COMPRESSION, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = packer.compress(content) + packer.flush()
    sizes = struct.pack("<3I", zlib.crc32(content), len(packed), len(content))
    flags = fixed[2] & ~_DESCRIBED
    header = struct.pack("<4s5H", b"PK\x03\x04", fixed[1], flags, zipfile.ZIP_DEFLATED, fixed[4], fixed[5])
    return header + sizes + struct.pack("<2H", fixed[9], 0), packed, sizes
