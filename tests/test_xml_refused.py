"""XML that is broken or made to harm: refused with a reason, in bounded memory and time, nothing fetched."""

import io
import socket
import ssl  # noqa: F401  # derives from what the fixture replaces
import time
import tracemalloc
from collections.abc import Callable, Iterator
from itertools import repeat

import pytest

from checker.errors import CheckerError
from checker.formats import Input, format_of
from tests.written import given, read, written

HEAD = b'<xliff version="1.2"><file original="a" source-language="ko" target-language="en"><body>'
UNIT = b'<trans-unit id="1"><source>a</source><target>b</target></trans-unit>'
TAIL = b"</body></file></xliff>"
NAMED = HEAD + UNIT.replace(b">a<", b">&a;<") + TAIL
MEGABYTE = b"x" * (1 << 20)


class Stream(io.RawIOBase):
    """Bytes that are made while they are read."""

    def __init__(self, parts: Iterator[bytes]) -> None:
        self._parts = parts
        self._left = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        while not self._left:
            part = next(self._parts, None)
            if part is None:
                return 0
            self._left = part
        count = min(len(buffer), len(self._left))
        buffer[:count] = self._left[:count]
        self._left = self._left[count:]
        return count


def streamed(parts: Callable[[], Iterator[bytes]], name: str = "a.xlf") -> Input:
    return Input(name, lambda: io.BufferedReader(Stream(parts())))


def nested(count: int) -> bytes:
    declared = b"".join(b'<!ENTITY %c "%s">' % (98 + step, b"&%c;" % (97 + step) * 10) for step in range(count))
    return b'<!DOCTYPE x [<!ENTITY a "lol">' + declared + b"]>" + NAMED.replace(b"&a;", b"&j;")


BROKEN = {  # what is wrong with it, and where
    "a bomb of entities": (nested(9), "declares the entity “a”", 1),
    "an external entity": (
        b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>' + NAMED, "declares the entity", 1
    ),
    "a parameter entity": (
        b'<!DOCTYPE x [\n<!ENTITY % p SYSTEM "http://127.0.0.1:9/x"> %p;]>' + NAMED, "declares the entity “p”", 2
    ),
    "an entity of the DTD": (b'<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">' + NAMED, "entity “a” is unknown", 1),
    "an undeclared entity": (NAMED, "undefined entity", 1),
    "two roots": (HEAD + TAIL + b"\n<a/>", "junk after document element", 2),
    "cut off": (HEAD + UNIT, "no element found", 1),
    "crossed tags": (HEAD + b"\n<trans-unit></source>" + TAIL, "mismatched tag, column 15", 2),
    "a control character": (HEAD + b"\n\n" + UNIT.replace(b">a<", b">\x03<") + TAIL, "invalid token", 3),
    "a reference to one": (HEAD + UNIT.replace(b">a<", b">&#3;<") + TAIL, "invalid character number", 1),
    "a prefix of nothing": (HEAD + b"<no:body/>" + TAIL, "unbound prefix", 1),
    "the wrong charset": (HEAD + b"\n" + UNIT.replace(b">a<", ">강<".encode("cp949")) + TAIL, "this is not utf-8", 2),
    "a wrong declaration": (b'<?xml version="1.0" encoding="utf-16"?>' + HEAD + UNIT + TAIL, "this is not utf-16", 1),
    "no encoding at all": (b'<?xml version="1.0" encoding="rot13"?>' + HEAD + TAIL, "“rot13” is unknown", 1),
    "half a character": (b'<?xml version="1.0" encoding="euc-kr"?>' + HEAD + b"\n\xb0", "this is not euc_kr", 2),
    "half a pair": ("\ufeff<xliff>\n".encode("utf-16-le") + b"\x00\xd8a\x00", "this is not utf-16-le", 2),
    "depth": (HEAD + b"<g>" * 1000, "more than 200 elements are nested", 1),
    "another thing": (b"PK\x03\x04", "not well-formed", 1),
    "nothing": (b"", "no element found", 1),
}  # fmt: skip


@pytest.fixture
def offline(monkeypatch):
    def no(*_args, **_named):
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "socket", no)
    monkeypatch.setattr(socket, "create_connection", no)


@pytest.mark.usefixtures("offline")
@pytest.mark.parametrize("name", BROKEN)
def test_broken_files_are_refused_with_their_place(name):
    data, message, line = BROKEN[name]
    with pytest.raises(CheckerError) as caught:
        read(given("a.xlf", data))
    assert message in str(caught.value)
    assert caught.value.place == f"a.xlf:{line}"
    assert caught.value.hint
    with pytest.raises(CheckerError):
        written(given("a.xlf", data), {1: "x"})


ENDLESS = {
    "an attribute": lambda: (part for part in (HEAD, b'<trans-unit id="', *repeat(MEGABYTE, 200))),
    "a comment": lambda: (part for part in (HEAD, b"<!--", *repeat(MEGABYTE, 200))),
    "a text": lambda: (part for part in (HEAD, b"<trans-unit><source>", *repeat(MEGABYTE, 200))),
    "elements": lambda: (part for part in (HEAD, b"<trans-unit>", *repeat(b"<g/>" * 10000, 200))),
    "a line of no XML": lambda: (part for part in repeat(MEGABYTE, 200)),
}


@pytest.mark.parametrize("name", ENDLESS)
def test_endless_things_are_refused_before_they_are_kept(name):
    start = time.process_time()
    tracemalloc.start()
    try:
        with pytest.raises(CheckerError, match="no such file comes from a translation tool"):
            read(streamed(ENDLESS[name]))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 60e6
    assert time.process_time() - start < 20


def test_what_stands_outside_units_may_be_long():
    parts = (HEAD, b"<x>", *repeat(MEGABYTE, 30), b"</x>", UNIT, TAIL)
    tracemalloc.start()
    try:
        assert len(read(streamed(lambda: iter(parts)))) == 1
        assert tracemalloc.get_traced_memory()[1] < 10e6
    finally:
        tracemalloc.stop()


def test_a_memory_is_streamed():
    head = b'<tmx version="1.4"><header srclang="ko"/><body>'
    one = '<tu><tuv xml:lang="ko"><seg>강</seg></tuv><tuv xml:lang="en"><seg>river</seg></tuv></tu>'.encode() * 1000
    peaks = []
    for thousands in (1, 6):
        what = streamed(lambda count=thousands: iter((head, *repeat(one, count), b"</body></tmx>")), "a.tmx")
        tracemalloc.start()
        try:
            segments = format_of(what, "read_segments").read_segments(what)
            assert sum(1 for _ in segments) == thousands * 1000
            peaks.append(tracemalloc.get_traced_memory()[1])
        finally:
            tracemalloc.stop()
    assert peaks[1] < peaks[0] + 1e6, "6,000 units, 600 kB of them, against 1,000"


def test_a_document_type_is_passed_over():
    declared = b'<!DOCTYPE xliff PUBLIC "-//XLIFF//DTD" "http://127.0.0.1:9/xliff.dtd" [<!ELEMENT a ANY>]>'
    assert len(read(given("a.xlf", declared + HEAD + UNIT + TAIL))) == 1
    preset = b'<!DOCTYPE xliff [<!ATTLIST trans-unit translate CDATA "no">]>'
    assert len(read(given("a.xlf", preset + HEAD + UNIT + TAIL))) == 1, "what a DTD presets does not stand there"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.tmx", HEAD + UNIT + TAIL),
        ("a.sdlxliff.xlf", HEAD + UNIT + TAIL),
        ("a.csv", b"<?xml version='1.0'?>\n<!-- source,target -->" + HEAD + UNIT + TAIL),
        ("a.xlf", b'<tmx><tu><tuv lang="ko"><seg>a</seg></tuv><tuv lang="en"><seg>b</seg></tuv></tu></tmx>'),
    ],
)  # fmt: skip
def test_the_content_says_what_it_is(name, data):
    assert [(one.source, one.target) for one in read(given(name, data))] == [("a", "b")]
