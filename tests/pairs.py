"""Pairs of texts as files of any format, in tests."""

import csv
import io
import json
import unicodedata
from typing import ClassVar

import pytest
from hypothesis import strategies as st

from checker.errors import CheckerError
from checker.formats import Input, format_of

NFD = unicodedata.normalize("NFD", "김정은 국무위원장")
STORY = [
    (NFD, 'President "Kim", of State Affairs'),
    ("별 🇰🇷 👩‍🚀 훈장", "star 🇰🇷 👩‍🚀, order"),
    ("", "only here"),
]
LINES = ("첫 줄\n둘째 줄", "first line\nsecond line")


class Spy(io.BytesIO):
    """Bytes that know whether all readers closed them."""

    opened: ClassVar[list["Spy"]] = []


def of(name: str, content: str | bytes, encoding: str | None = None, partner: Input | None = None) -> Input:
    data = content.encode() if isinstance(content, str) else content

    def opener() -> Spy:
        spy = Spy(data)
        Spy.opened.append(spy)
        return spy

    return Input(name, opener, encoding, partner)


def pair(one: str | bytes, other: str | bytes) -> Input:
    return of("n.ko", one, partner=of("n.en", other))


def read(given: Input):
    return list(format_of(given, "read_segments").read_segments(given))


def rows(given: Input):
    return list(format_of(given, "read_rows").read_rows(given))


def texts(given: Input):
    return [(segment.source, segment.target) for segment in read(given)]


def fault(given: Input, role: str = "read_segments") -> CheckerError:
    """The complaint; no file is open any more while it is held."""
    Spy.opened.clear()
    with pytest.raises(CheckerError) as caught:
        list(getattr(format_of(given, role), role)(given))
    assert Spy.opened
    assert all(spy.closed for spy in Spy.opened)
    return caught.value


def as_csv(pairs, delimiter=",", end="\r\n", quoting=csv.QUOTE_MINIMAL) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=quoting)
    writer.writerows([("source", "target"), *pairs])
    return out.getvalue()


def as_tsv(pairs, end="\n") -> str:
    return "".join(f"{source}\t{target}{end}" for source, target in [("source", "target"), *pairs])


def as_jsonl(pairs) -> str:
    lines = (json.dumps({"source": s, "target": t}, ensure_ascii=s == NFD) for s, t in pairs)
    return "".join(line + "\n" for line in lines)


def as_po(pairs, charset="UTF-8") -> str:
    def quoted(text: str) -> str:
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'

    header = f'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset={charset}\\n"\n\n'
    return header + "\n".join(f"msgid {quoted(s)}\nmsgstr {quoted(t)}\n" for s, t in pairs)


WRITERS = {"a.csv": as_csv, "a.tsv": as_tsv, "a.jsonl": as_jsonl, "a.po": as_po}

ANY = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
LINE = ANY.map(lambda text: text.replace("\n", "").rstrip("\r"))
CELL = ANY.map(lambda text: text.translate(dict.fromkeys(map(ord, "\t\n\r"))))


def some(cell, *, keep=lambda one: "".join(one).strip()):
    return st.lists(st.tuples(cell, cell).filter(keep), max_size=5)
