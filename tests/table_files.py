"""Small files of the formats that are no XML corpora, and ways to break them."""

import io
import random
import zipfile
from collections.abc import Iterator

from checker.formats import Input
from tests.written import given

PO = """\
# Names of rivers.
#, fuzzy
msgid ""
msgstr ""
"Content-Type: text/plain; charset={charset}\\n"
"Plural-Forms: nplurals=2; plural=n != 1;\\n"

#: app.c:1
#, c-format
msgid "강이 %d리를 흐른다"
msgstr "The river runs for %d li"

#: app.c:2
#, fuzzy, c-format
#| msgctxt "old"
#| msgid "옛 다리 %d"
msgctxt "bridge"
msgid "다리 %d개"
msgid_plural "다리들 %d개"
msgstr[0] "%d bridge"
msgstr[1] ""
"A long way down the river there are %d bridges of stone, and each of them is "
"older than the last one\\n"
"and wider"

#, fuzzy
#| msgid "물"
msgid "물결"
msgstr "wave \\"of\\" water"

msgid "하늘"
msgstr ""

#~ msgid "옛날"
#~ msgstr "old"
"""
_CSV = 'id;source;target;note\r\n1;"강; 물";river;\r\n2;바다;"the ""sea""";x\r\n\r\n3;하늘\r\n4;"땅";"earth";"y"\r\n'
_CSV_ALL = '"Source","Target"\n"산","mountain"\n"들\n판","field\nplain"\n"길",""\n'
_TSV = 'source\ttarget\tstate\n강\triver\tfinal\n"말"\t"a ""word"" of"\tdraft\n바다\tsea'
_JSONL = """\
{"source": "강", "target": "river", "n": [1, {"target": "not this"}]}

{"target":null,"source":"바다"}
{"source": "\\uc0b0", "target": "mou\\u006etain"}
{ "source" : "들" }
"""
_PROPERTIES = "# Rivers\nriver = the river\\\n    runs\nsea: sea\n\n! end\nsky\nkey\\ two=\\u0065arth"


def workbook() -> bytes:
    """A spreadsheet of two sheets with the columns of a corpus and one without, as openpyxl writes it."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ("id", "Source", "comment", "Target"),
        (1, "강", "a <b> & c", "river"),
        (None, "바다"),
        (),
        ("3", "하늘", None, "=A1"),
        (4, "땅", None, "earth", "beside"),
    ):
        sheet.append(row)
    book.create_sheet("빈").append(("nothing", "here"))
    other = book.create_sheet("둘")
    other.append(("source", "target"))
    other.append(("산", " mountain\nhigh "))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


FILES = {
    "semicolons.csv": _CSV.encode(),
    "quoted.csv": _CSV_ALL.encode("utf-16"),
    "marked.csv": _CSV.encode("utf-8-sig"),
    "tabs.tsv": _TSV.encode(),
    "big-endian.tsv": _TSV.replace("\n", "\r\n").encode("utf-16"),
    "lines.jsonl": _JSONL.encode(),
    "rivers.po": PO.format(charset="UTF-8").encode(),
    "crlf.po": PO.format(charset="UTF-8").replace("\n", "\r\n").encode("utf-8-sig"),
    "euc-kr.po": PO.format(charset="EUC-KR").encode("euc-kr"),
    "book.xlsx": workbook(),
    "rivers.properties": _PROPERTIES.encode(),
    "rivers.ko": b"The river\nruns.\n\nThe sea\n",
}


def opened(name: str, data: bytes | None = None) -> Input:
    """One of ``FILES``, or ``data`` under its name; pairs have the same bytes on both sides."""
    content = FILES[name] if data is None else data
    made = given(name, content)
    if name.endswith((".properties", ".ko")):
        made.open = lambda: io.BytesIO(FILES[name])
        made.partner = given("partner" + name[name.rindex(".") :], content)
    return made


def mutations(data: bytes, count: int) -> Iterator[bytes]:
    """``data`` cut, with bits turned, and with pieces moved, doubled, removed or put in.

    Of an archive, every second one is broken in the contents of its members.
    """
    chance = random.Random(len(data))
    for number in range(count):
        if data.startswith(b"PK") and number % 2:
            yield _repacked(data, chance)
        else:
            yield _broken(data, chance)


def _broken(data: bytes, chance: random.Random) -> bytes:
    made = bytearray(data)
    for _ in range(chance.randint(1, 3)):
        at, size = chance.randrange(len(made) + 1), chance.choice((1, 2, 8, 50, 500))
        match chance.randrange(5):
            case 0:
                del made[at:]
            case 1 if at < len(made):
                made[at] ^= 1 << chance.randrange(8)
            case 2:
                del made[at : at + size]
            case 3 if data:
                start = chance.randrange(len(data))
                made[at:at] = data[start : start + size]
            case _:
                made[at : at + 1] = chance.choice(
                    (
                        b'"',
                        b"\\",
                        b"\t",
                        b"\n",
                        b"\r",
                        b",",
                        b";",
                        b"\0",
                        b"\xff",
                        b"#",
                        b"{",
                        b"<",
                        b"&",
                        b"=",
                        b"9" * 30,
                    )
                )
        if not made:
            break
    return bytes(made)


def _repacked(data: bytes, chance: random.Random) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        chosen = chance.choice(old.namelist())
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, _broken(content, chance) if name == chosen else content)
    return out.getvalue()
