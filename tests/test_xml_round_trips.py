"""The XML formats against independent readers, on our own files and on those of other programs; and under fuzz."""

import io
import json
import random
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st
from lxml import etree
from translate.storage import tmx, ts2, xliff, xliff2

from checker.errors import CheckerError
from checker.formats import Input, format_of
from checker.text.codes import fitted
from tests.written import SAMPLES, edited, of, read, written

OWN = sorted((Path(__file__).parent / "data" / "xml").iterdir())
KINDS = ("xliff12", "sdlxliff", "mqxliff", "xliff2", "tmx", "ts")
REAL = sorted(path for kind in KINDS for path in (SAMPLES / kind).glob("*"))
SOUND = [path for path in REAL if "MALFORMED" not in path.name]
ASKED = {"omegat-test-multiple-tuv.crlf.tmx": ("EN-US", "ES")}  # others have one pair
HOLDERS = frozenset(("target", "seg", "translation", "numerusform"))
real = pytest.mark.skipif(not REAL, reason="the samples are not beside the project")


def named(path: Path) -> str:
    return path.name


def opened(path: Path) -> Input:
    return of(path, ASKED.get(path.name, ("", "")))


def expected(path: Path) -> dict:
    return json.loads((SAMPLES / "expected.json").read_text())[f"{path.parent.name}/{path.name}"]


def outline(data: bytes) -> tuple[list, list[str]]:
    """What lxml sees: everything but the contents of targets and the words for a state; and these contents."""
    frame: list = []
    contents: list[str] = []

    def walk(element: etree._Element) -> None:
        attributes = {name: value for name, value in element.attrib.items() if name not in ("conf", "{MQXliff}status")}
        frame.append((str(element.tag), attributes))
        if isinstance(element.tag, str) and etree.QName(element).localname in HOLDERS:
            contents.append("".join(element.itertext(etree.Element)))
        else:
            frame.append(element.text)
            for child in element:
                walk(child)
        frame.append(element.tail)

    walk(etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)))
    return frame, contents


def seen(segments) -> list:
    return [
        (one.source, one.target, [code.text for code in one.target_codes], one.unit, one.locked) for one in segments
    ]


# The samples


def not_to_be_translated(path: Path) -> int:
    """How many segments of XLIFF stand in what is not to be translated, counted with XPath."""
    root = etree.parse(path, etree.XMLParser(resolve_entities=False)).getroot()
    parts = "segment" if root.get("version", "").startswith("2") else "trans-unit"
    found = root.xpath(f"//*[local-name()='{parts}']")
    return sum((one.xpath("ancestor-or-self::*[@translate][1]/@translate") or ["yes"])[-1] == "no" for one in found)


@real
@pytest.mark.parametrize("path", SOUND, ids=named)
def test_samples_hold_what_others_count(path):
    wanted = expected(path)
    found = read(opened(path))
    if path.suffix == ".tmx":
        pair = ("EN-US", "ES") if path.name in ASKED else None
        assert len(found) == (2 if pair else wanted["units"])
    else:
        gone = wanted.get("types", {}).get("obsolete", 0)
        assert len(found) == wanted["segments"] - gone - not_to_be_translated(path)
    if "segments_with_target" in wanted and found:
        assert sum(bool(one.target) for one in found) == wanted["segments_with_target"]
    if found and wanted["first_source"] is not None:
        assert (found[0].source, found[0].target) == (wanted["first_source"], wanted["first_target"])
    for levels in (wanted.get("conf"), wanted.get("mq_status")):
        if levels:
            states = [one.state or "None" for one in found]
            assert {state: states.count(state) for state in states} == levels


@real
@pytest.mark.parametrize("path", [path for path in REAL if path not in SOUND], ids=named)
def test_malformed_samples_are_refused_where_expat_stops(path):
    with pytest.raises(CheckerError, match="not well-formed XML") as caught:
        read(opened(path))
    assert caught.value.place == f"{path.name}:{expected(path)['expat'].split('line ')[1].split(',')[0]}"


@real
@pytest.mark.parametrize("path", SOUND, ids=named)
def test_samples_stay_the_same_bytes_without_edit(path):
    what = opened(path)
    same = {number: one.target for number, one in enumerate(read(what), 1)}
    assert written(what, {}) == written(what, same) == path.read_bytes()


# Random edits


@st.composite
def edits(draw, paths) -> tuple[Path, dict[int, str]]:
    """A file and new targets: a stretch of the old one replaced, mostly by ordinary text."""
    path = draw(st.sampled_from(paths))
    segments = read(opened(path))
    targets = {}
    for number in draw(st.sets(st.integers(1, len(segments)), max_size=3)) if segments else ():
        old = segments[number - 1].target
        start = draw(st.integers(0, len(old)))
        end = draw(st.integers(start, min(len(old), start + 12)))
        ordinary = st.text(st.sampled_from("ab 가나é&<>]'\"\n\r\t—😀.,x"), max_size=8)
        targets[number] = old[:start] + draw(st.one_of(ordinary, st.text(max_size=4))) + old[end:]
    return path, targets


def check_edits(path: Path, targets: dict[int, str]) -> None:
    what = opened(path)
    before = read(what)
    try:
        after = edited(what, targets)
    except CheckerError as error:
        texts = "".join(targets.values())
        assert (
            ("cannot hold" in error.message and re.search("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", texts))
            or ("no source" in error.message and not all(before[number - 1].source for number in targets))
            or ("locked" in error.message and any(before[number - 1].locked for number in targets))
        )
        return
    wanted = seen(before)
    for number, text in targets.items():
        source, old, codes, unit, locked = wanted[number - 1]
        if text != old:
            codes = [code.text for code in fitted(before[number - 1], text).codes]
        wanted[number - 1] = (source, text, codes, unit, locked)
    assert seen(read(after)) == wanted
    frame, contents = outline(path.read_bytes())
    new_frame, new_contents = outline(after.open().read())
    if len(new_contents) == len(contents):
        assert new_frame == frame
        assert sum(old != new for old, new in zip(contents, new_contents, strict=True)) <= len(targets)
    else:
        assert len(contents) < len(new_contents) <= len(contents) + len(targets)


@drawn(edits(OWN))
def test_random_edits_of_our_files(drawn_edits):
    check_edits(*drawn_edits)


@real
@drawn(edits([path for path in SOUND if path.stat().st_size < 150_000] or OWN))
@settings(max_examples=max(30, settings().max_examples // 10))
def test_random_edits_of_samples(drawn_edits):
    check_edits(*drawn_edits)


# Translate Toolkit as the reader


@pytest.mark.parametrize(
    ("name", "store", "number", "text", "place"),
    [
        ("plain.xlf", xliff.xlifffile, 1, "River & <sea>", 0),
        ("plain.xlf", xliff.xlifffile, 2, "bridge", 1),
        ("plain.xlf", xliff.xlifffile, 5, "salt", 5),
        ("memo.mqxliff", xliff.xlifffile, 2, "The water is cold.", 1),
        ("core.xlf", xliff2.Xliff2File, 2, "Deep.", 1),
        ("linguist.ts", ts2.tsfile, 1, "열기", 0),
    ],
)
def test_another_reader_sees_the_new_text_and_the_old_rest(name, store, number, text, place):
    path = next(one for one in OWN if one.name == name)
    before, after = (store.parsestring(written(of(path), targets)) for targets in ({}, {number: text}))
    old, new = ([str(unit.target or "") for unit in one.units] for one in (before, after))
    assert new[place] == text
    assert [one for at, one in enumerate(new) if at != place] == [one for at, one in enumerate(old) if at != place]
    assert [unit.source for unit in before.units] == [unit.source for unit in after.units]


def test_another_reader_sees_a_new_text_in_a_memory():
    path = next(one for one in OWN if one.suffix == ".tmx")
    data = written(of(path), {1: "The cloud is black."})
    units = tmx.tmxfile.parsestring(data).units
    assert units[0].target == "The cloud is <b>black</b>."
    assert units[3].gettarget("ko-KR") == "서리"


# Fuzz


LEAVES = re.compile(rb"<([\w:-]+)[^<>]*?(?:/>|>[^<>]*</\1>)|>[^<>]+<|=(?:\"[^\"<>]*\"|'[^'<>]*')|<!--.*?-->", re.DOTALL)


def mutations(data: bytes, count: int) -> Iterator[bytes]:
    """``data`` cut, with bits turned, with pieces of it moved, doubled and removed, anywhere or at the edges of XML."""
    chance = random.Random(len(data))
    leaves = [match.span() for match in LEAVES.finditer(data)] or [(0, len(data))]
    for number in range(count):
        made = bytearray(data)
        if number % 2:  # mostly well-formed still: leaves in the place of others of their kind, or gone, or doubled
            for start, end in sorted(chance.sample(leaves, min(len(leaves), chance.randint(1, 4))), reverse=True):
                alike = [data[one:other] for one, other in leaves if data[one] == data[start]]
                made[start:end] = chance.choice((*chance.choices(alike, k=3), data[start:end] * 2, b""))
            yield bytes(made)
            continue
        for _ in range(chance.randint(1, 3)):
            at, size = chance.randrange(len(made) + 1), chance.choice((1, 2, 8, 50, 500))
            match chance.randrange(5):
                case 0:
                    del made[at:]
                case 1 if at < len(made):
                    made[at] ^= 1 << chance.randrange(8)
                case 2:
                    del made[at : at + size]
                case 3:
                    start = chance.randrange(len(data))
                    made[at:at] = data[start : start + size]
                case _:
                    made[at : at + 1] = chance.choice(
                        (b"<", b">", b"&", b"]]>", b"<!--", b"\0", b"\xff", b"&#0;", b"<g>")
                    )
        yield bytes(made)


@pytest.mark.parametrize("path", OWN, ids=named)
def test_mutated_files_are_read_or_refused(path):
    count = 2000 if settings().max_examples > 1000 else 50
    data = path.read_bytes()
    start = time.process_time()
    for number, made in enumerate(mutations(data, count)):
        what = Input(path.name, lambda made=made: io.BytesIO(made))
        try:
            found = read(what)
        except CheckerError:
            continue
        form = format_of(what, "read_segments")
        if not hasattr(form, "write"):  # it has become something else
            continue
        assert written(what, {}) == made
        if found:
            chosen = number % len(found) + 1
            try:
                after = edited(what, {chosen: found[chosen - 1].target + " 더"})
            except CheckerError:
                continue
            again = read(after)
            assert again[chosen - 1].target == found[chosen - 1].target + " 더"
            assert [one.source for one in again] == [one.source for one in found]
    assert time.process_time() - start < count / 10
