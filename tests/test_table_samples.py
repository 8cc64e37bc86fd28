"""Files of other programs that are no XML: counted, kept byte for byte, edited, and read by others again."""

import json
from pathlib import Path

import polib
import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from checker.errors import CheckerError
from checker.formats import Input
from tests.written import SAMPLES, given, of, read, written

PO = sorted((SAMPLES / "po").glob("*"))
TABLES = [
    SAMPLES / "csv" / name
    for name in ("tico19-facebook.en-ko.csv", "weblate-terms-header.csv", "neokapi-glossary.multilang.csv")
]
PAIRS = sorted((SAMPLES / "properties").glob("*"))
REAL = [*PO, *TABLES, *PAIRS] if SAMPLES.exists() else []
real = pytest.mark.skipif(not REAL, reason="the samples are not beside the project")


def expected(path: Path) -> dict:
    return json.loads((SAMPLES / "expected.json").read_text())[f"{path.parent.name}/{path.name}"]


def opened(path: Path, data: bytes | None = None) -> Input:
    """A sample, or ``data`` in its place; the sample of a pair is both its sides."""
    what = of(path, ("", expected(path)["target_lang"] or "")) if data is None else given(path.name, data)
    if data is not None:
        what.languages = ("", expected(path)["target_lang"] or "")
    if path in PAIRS:
        what, partner = of(path), what
        what.partner = partner
    return what


@real
@pytest.mark.parametrize("path", REAL, ids=lambda path: path.name)
def test_samples_hold_what_others_count(path):
    wanted = expected(path)
    found = read(opened(path))
    assert len(found) == (wanted["units"] if path in PAIRS else wanted["segments"])
    assert sum(bool(one.target) for one in found) == wanted.get(
        "segments_with_target", 0 if path.suffix == ".pot" else wanted["segments"]
    )
    if path.parent.name == "po":
        assert sum(one.fuzzy for one in found if not (one.unit or "").endswith("[1]")) == wanted.get("fuzzy", 0)
    if path not in PAIRS:
        assert (found[0].source, found[0].target) == (wanted["first_source"], wanted["first_target"])


@real
@pytest.mark.parametrize("path", REAL, ids=lambda path: path.name)
def test_samples_stay_the_same_bytes_without_edit(path):
    what = opened(path)
    same = {number: one.target for number, one in enumerate(read(what), 1)}
    assert written(what, {}) == written(what, same) == path.read_bytes()


def polib_reads(path: Path, data: bytes) -> dict:
    """The entries by context and msgid, without flags and previous msgid."""
    said = expected(path)["decoded_as"]
    text = data.decode("utf-8" if said == "CHARSET" else said)
    file = polib.pofile(text.replace("\r\n", "\n").removeprefix("\ufeff"))
    return {
        (entry.msgctxt, entry.msgid, entry.obsolete): (
            entry.msgid_plural, entry.msgstr_plural or entry.msgstr, entry.comment, entry.tcomment, entry.occurrences,
        )
        for entry in file
    }  # fmt: skip


@st.composite
def edits(draw) -> tuple[Path, dict[int, str]]:
    path = draw(st.sampled_from(REAL))
    count = expected(path)["segments"]
    numbers = st.sets(st.integers(1, count), min_size=1, max_size=3)
    texts = st.text(st.sampled_from('ab cdé나"\\\n\t,;%s=:'), max_size=100)
    return path, {number: draw(texts) for number in draw(numbers)}


@real
@drawn(edits() if REAL else st.nothing())
@settings(max_examples=max(40, settings().max_examples // 10))
def test_random_edits_of_samples(drawn_edits):
    path, targets = drawn_edits
    what = opened(path)
    before = read(what)
    try:
        made = written(what, targets)
    except CheckerError as complaint:
        assert "has no “" in complaint.message
        return
    after = read(opened(path, made))
    assert [(one.source, one.target, one.unit) for one in after] == [
        (one.source, targets.get(number, one.target), one.unit) for number, one in enumerate(before, 1)
    ]
    changed = {number for number, text in targets.items() if text != before[number - 1].target}
    entries = {before[number - 1].line for number in changed}
    fuzzy = [False if old.line in entries and path in PO else old.fuzzy for old in before]
    assert [new.fuzzy for new in after] == fuzzy
    if path in PO:
        old, new = polib_reads(path, path.read_bytes()), polib_reads(path, made)
        assert old.keys() == new.keys()
        assert sum(old[entry] != new[entry] for entry in old) <= len(changed)
        assert sum(old[entry][0::2] != new[entry][0::2] for entry in old) == 0


@real
def test_tables_without_a_header_are_no_corpora():
    for path in (SAMPLES / "csv" / "okapi-test02.utf16be.tsv", SAMPLES / "xlsx" / "pyxliff-excel_glossary.xlsx"):
        with pytest.raises(CheckerError, match=r"not a header|no sheet has the columns"):
            read(of(path))
