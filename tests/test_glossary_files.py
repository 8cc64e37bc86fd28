"""Formats of glossaries: read from files of other programs, and written for them."""

import io
import json
import time
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st
from lxml import etree
from translate.storage import csvl10n, omegat, tbx, utx

from checker.errors import CheckerError
from checker.family import member
from checker.formats import Input, _terms, format_of
from checker.glossary.concepts import Glossary, joined_cell, row_of
from checker.model import TermStatus
from tests.table_files import mutations
from tests.written import SAMPLES, given, of

OWN = Path(__file__).parent / "data" / "glossaries"
ALL = ("csv", "tsv", "jsonl", "xlsx")
WRITERS = (*ALL, "tbx", "utx", "omegat", "glotpress", "weblate")
ENDINGS = {"omegat": ".tab", "glotpress": ".csv", "weblate": ".csv"}
KINDS = ("tbx", "utx", "csv", "omegat_glossary", "xlsx")
REAL = sorted(path for kind in KINDS for path in (SAMPLES / kind).glob("*"))
real = pytest.mark.skipif(not REAL, reason="the samples are not beside the project")


def rows_of(what: Input) -> list[dict[str, str]]:
    """The rows that a file has, without empty cells; its warnings are in ``what.told``."""
    what.told = []
    what.warn = what.told.append
    read = list(format_of(what, "read_rows").read_rows(what))
    what.told += [reading.notice() for reading in what.readings]
    return [{column: cell for column, cell in row.items() if cell} for row in read]


RIVER = {"source": "강", "target": "river", "note": "Not the Rhine."}
SEA = {"source": "바다", "target": "sea"}
FULL = {
    "id": "c1", "category": "place", "definition": "Water that runs.", **RIVER, "forbidden": "creek",
    "admitted": "stream|water",
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "module", "languages", "rows", "told"),
    [
        ("two.tbx", "tbx", ("ko", "en"), [
            {**FULL, "id": "river", "source": "강|하천", "admitted": "stream"},
            {"source": "A\\|B", "target": "A\\|B", "match": "same"},
        ], "1 entry without"),
        ("two.tbx", "tbx", ("", "de"), [
            {"id": "river", "category": "place", "source": "강|하천", "target": "Fluss",
             "definition": "Water that runs."},
        ], "2 entries without"),
        ("dca.tbx", "tbx", ("", ""), [FULL], ""),
        ("dct.tbx", "tbx", ("ko-KR", "en-US"), [FULL], ""),
        ("rivers.utx", "utx", ("", ""), [
            {"source": "강", "target": "river", "admitted": "stream", "forbidden": "creek",
             "note": "Not the Rhine.; small"}, SEA,
        ], "1 entry without"),
        ("rivers.utx", "utx", ("en", "ko"), [
            {"source": "river", "target": "강", "note": "Not the Rhine."}, {"source": "stream", "admitted": "강"},
            {"source": "creek", "forbidden": "강", "note": "small"}, {"source": "sea", "target": "바다"},
        ], "1 entry without"),
        ("terms.utx", "utx", ("ko", "en"), [{"source": "강", "target": "river", "forbidden": "creek"}, SEA], ""),
        ("rivers.tab", "omegat", ("", ""), [{**RIVER, "target": "river|stream"}, {**SEA, "note": "wide"}], ""),
        ("glotpress.csv", "glotpress", ("", ""), [
            {**RIVER, "note": 'Not the "Rhine".'}, SEA, {"source": "#길", "target": "#road"},
        ], "1 entry without"),
        ("glotpress.csv", "glotpress", ("en", "ko"), [
            {"source": "river", "target": "강", "note": 'Not the "Rhine".'}, {"source": "sea", "target": "바다"},
            {"source": "#road", "target": "#길"},
        ], "1 entry without"),
        ("weblate.csv", "weblate", ("", ""), [
            RIVER, {"source": "바다\\|들", "target": "sea", "note": "wide"},
        ], "1 entry without"),
        ("languages.csv", "csv", ("", "en"), [RIVER, SEA], "not read: de, pos"),
        ("strings.csv", "csv", ("", ""), [{"source": "강", "target": "river"}, SEA], "not read: id"),
    ],
)  # fmt: skip
def test_glossaries_of_other_programs(name, module, languages, rows, told):
    what = of(OWN / name, languages)
    assert format_of(what, "read_rows").__name__ == f"checker.formats.{module}"
    assert rows_of(what) == rows
    assert told in "".join(what.told)
    assert len(Glossary.from_rows(format_of(what, "read_rows").read_rows(what))) == len(rows)


ENTITY = '<!DOCTYPE martif [<!ENTITY a "b">]><martif type="TBX"><text/></martif>'
OUTSIDE = '<!DOCTYPE martif SYSTEM "file:///etc/passwd"><martif type="TBX"><termEntry>&a;</termEntry></martif>'


@pytest.mark.parametrize(
    ("name", "content", "languages", "message", "place"),
    [
        ("a.tbx", ENTITY, ("", ""), "declares the entity “a”", "a.tbx:1"),
        ("a.tbx", OUTSIDE, ("", ""), "entity “a” is unknown", "a.tbx:1"),
        ("a.tbx", '<martif type="TBX">\n<termEntry></martif>', ("", ""), "mismatched tag", "a.tbx:2"),
        ("two.tbx", "", ("ko", ""), "in several languages", "two.tbx"),
        ("two.tbx", "", ("ko", "fr"), "nothing in it is in fr", "two.tbx"),
        ("a.utx", "#UTX 1.0\n#a\tb\n", ("", ""), "does not name two columns", "a.utx"),
        ("a.utx", "#UTX 1.0\n#src\ttgt\tterm status\n\n강\triver\tnice\n", ("", ""), "“nice” is unknown", "a.utx:4"),
        ("terms.utx", "", ("ko", "ja"), "nothing in it is in ja", "terms.utx"),
        ("a.tab", "강\triver\n바다\n", ("", ""), "1 cell", "a.tab:2"),
        ("a.csv", 'ko,en,pos,description\n강,"riv\n', ("", ""), "this is not CSV", "a.csv:2"),
        ("a.csv", "ko,en,pos,description\n강\n", ("", ""), "1 cell", "a.csv:2"),
        ("a.csv", 'source,target,fuzzy\n강,"riv"er\n', ("", ""), "this is not CSV", "a.csv:2"),
        ("languages.csv", "", ("", ""), "in several languages", "languages.csv"),
    ],
)  # fmt: skip
def test_faults_are_named(name, content, languages, message, place):
    what = given(name, content.encode(), languages) if content else of(OWN / name, languages)
    with pytest.raises(CheckerError, match=message) as caught:
        rows_of(what)
    assert caught.value.place == place
    assert caught.value.hint


# Written and read again

MANY = max(60, settings().max_examples // 10)

TERM = st.text(st.sampled_from("ab 가나é,;|\"'\\<&>=_x0041—😀."), min_size=1, max_size=8)
TERM = TERM.map(lambda text: " ".join(text.split()).strip("\\ ")).filter(bool)
TERMS = st.lists(TERM, max_size=3, unique=True)
TEXT = st.one_of(st.just(""), st.text(st.sampled_from("ab 가,\"'\\|\n\t<&;"), max_size=12).map(str.strip))


@st.composite
def glossaries(draw) -> Glossary:
    """Concepts with everything that one can have; a wording has one status, a source one concept."""
    rows = []
    for number, source in enumerate(draw(st.lists(TERM, max_size=4, unique=True))):
        targets = draw(st.lists(TERM, min_size=1, max_size=4, unique=True))
        parts = draw(st.integers(1, len(targets)))
        sources = [source, *(f"{source} {also}" for also in range(draw(st.integers(0, 2))))]
        rows.append(
            {
                "id": draw(st.sampled_from(["", f"id {number}", f"x{number}.a-b", f"{number}"])),
                "category": draw(st.sampled_from(["", "person", "place", "object"])),
                "source": joined_cell(sources if draw(st.integers(0, 9)) else []),
                "target": joined_cell(targets[:1]),
                "admitted": joined_cell(targets[1:parts]),
                "forbidden": joined_cell(targets[parts:]),
                "note": draw(TEXT),
                "definition": draw(TEXT),
                "case": draw(st.sampled_from(["", "exact", "any"])),
                "match": draw(st.sampled_from(["", "exact free", "same"])),
                "context": joined_cell(draw(TERMS)),
            }
        )
        if not rows[-1]["source"]:  # a ban forbids, and nothing else
            rows[-1].update(target="", admitted="", forbidden=joined_cell(targets))
    return Glossary.from_rows(rows)


def written(kind: str, glossary: Glossary) -> Input:
    out = io.BytesIO()
    member("checker.formats", kind).write_rows(glossary, out, ("ko", "en"))
    return given("a" + ENDINGS.get(kind, f".{kind}"), out.getvalue(), ("ko", "en"))


def flat(text: str) -> str:
    return " ".join(text.split())


def rows_held(kind: str, glossary: Glossary) -> list[dict[str, str]]:
    """The rows of concepts as far as a format holds them."""
    holds = member("checker.formats", kind).HOLDS
    found = []
    for concept in glossary:
        row = row_of(concept)
        for part in ("note", "definition"):
            row[part] = row[part] if "breaks" in holds and kind != "tbx" else flat(row[part])
        if concept.sources or "bans" in holds:
            found.append({part: cell for part, cell in row.items() if part in {*holds, "source", "target"}})
    return found


@pytest.mark.parametrize("kind", [*ALL, "tbx"])
@drawn(glossary=glossaries())
@settings(max_examples=MANY)
def test_glossaries_are_read_as_they_were_written(kind, glossary):
    what = written(kind, glossary)
    read = Glossary.from_rows(format_of(what, "read_rows").read_rows(what))
    assert format_of(what, "read_rows").__name__ == f"checker.formats.{kind}"
    assert rows_held(kind, read) == rows_held(kind, glossary)


@pytest.mark.parametrize("kind", ["utx", "omegat", "glotpress", "weblate"])
@drawn(glossary=glossaries())
@settings(max_examples=MANY)
def test_pairs_are_read_as_they_were_written(kind, glossary):
    holds = member("checker.formats", kind).HOLDS
    statuses = [TermStatus.PREFERRED] + [
        status
        for part, status in (("admitted", TermStatus.ADMITTED), ("forbidden", TermStatus.DEPRECATED))
        if part in holds
    ]
    what = written(kind, glossary)
    read = Glossary.from_rows(format_of(what, "read_rows").read_rows(what))

    def pairs(one: Glossary) -> set:
        return {(pair.source, pair.target, pair.status) for pair in _terms.pairs(one, *statuses)}

    assert pairs(read) == pairs(glossary)
    noted = {(pair.source, flat(pair.concept.note)) for pair in _terms.pairs(glossary, *statuses) if pair.concept.note}
    assert {(source, flat(concept.note)) for concept in read for source in concept.sources if concept.note} == noted


@drawn(glossaries())
@settings(max_examples=MANY)
def test_what_is_lost_is_counted(glossary):
    rows = [row_of(concept) for concept in glossary]
    for kind in WRITERS:
        holds = member("checker.formats", kind).HOLDS
        lost = _terms.lost(glossary, holds)
        assert not lost.keys() & holds
        assert lost.get("case", 0) == (0 if "case" in holds else sum(bool(row["case"]) for row in rows))
        assert lost.get("bans", 0) == (0 if "bans" in holds else sum(not row["source"] for row in rows))
    assert not _terms.lost(glossary, member("checker.formats", "csv").HOLDS)


GLOSSARY = Glossary.from_rows([
    {"id": "r", "category": "place", "source": "강|하천", "target": "river", "admitted": "stream", "forbidden": "creek",
     "note": "Not the Rhine."},
    {"source": "바다", "target": "=sea & <ocean>"},
])  # fmt: skip


def test_other_programs_read_what_is_written():
    def text(kind: str) -> bytes:
        return written(kind, GLOSSARY).open().read()

    units = tbx.tbxfile.parsestring(text("tbx")).units
    assert [(unit.source, unit.target) for unit in units] == [("강", "river"), ("바다", "=sea & <ocean>")]
    tree = etree.fromstring(text("tbx"), etree.XMLParser(resolve_entities=False))
    assert tree.xpath("//termEntry[1]/langSet[2]//termNote/text()") == [
        "preferredTerm-admn-sts", "admittedTerm-admn-sts", "deprecatedTerm-admn-sts",
    ]  # fmt: skip
    rows = [("강", "river"), ("하천", "river"), ("바다", "=sea & <ocean>")]
    units = csvl10n.csvfile.parsestring(text("weblate")).units
    assert [(unit.source, unit.target) for unit in units if unit.source != "source"] == rows
    units = omegat.OmegaTFile.parsestring(text("omegat")).units
    assert [(unit.source, unit.target) for unit in units if unit.target != "stream"] == rows
    units = utx.UtxFile.parsestring(text("utx")).units
    assert [(unit.source, unit.target) for unit in units if unit.target not in ("stream", "creek")] == rows
    sheet = openpyxl.load_workbook(io.BytesIO(text("xlsx"))).active
    assert sheet is not None
    assert sheet["D3"].value == "=sea & <ocean>"
    assert sheet["D3"].data_type == "s"


@pytest.mark.parametrize("kind", ["tbx", "utx", "glotpress"])
def test_formats_that_name_languages_ask_for_them(kind):
    with pytest.raises(CheckerError, match="names the languages"):
        member("checker.formats", kind).write_rows(GLOSSARY, io.BytesIO(), ("", "en"))


def test_a_term_that_would_be_a_comment():
    for kind in ("omegat", "utx"):
        with pytest.raises(CheckerError, match="would be a comment"):
            written(kind, Glossary.from_rows([{"source": "#강", "target": "river"}]))


# The samples


def expected(path: Path) -> dict:
    return json.loads((SAMPLES / "expected.json").read_text())[f"{path.parent.name}/{path.name}"]


@real
@pytest.mark.parametrize("path", REAL, ids=lambda path: path.name)
def test_samples_hold_what_others_count(path):
    wanted = expected(path)
    what = of(path, (wanted["source_lang"] or "", wanted["target_lang"] or ""))
    rows = rows_of(what)
    passed = sum(int(told.split(": ")[1].split()[0]) for told in what.told if "without a pair" in told)
    assert len(rows) + passed == wanted["units"]
    first = Glossary.from_rows(rows[:1]).concepts[0]
    if path.name != "hxltm-exemplum.utx":  # there the count begins with another header
        assert first.sources[0] == wanted["first_source"]
        assert wanted["first_target"] in [term.text for term in first.targets]
    assert len(Glossary.from_rows(rows)) == len(rows)


# Fuzz


@pytest.mark.parametrize("path", [*sorted(OWN.iterdir()), "a.xlsx"], ids=lambda path: getattr(path, "name", path))
def test_mutated_glossaries_are_read_or_refused(path):
    count = 2000 if settings().max_examples > 1000 else 50
    what = written("xlsx", GLOSSARY) if path == "a.xlsx" else of(path)
    start = time.process_time()
    for made in mutations(what.open().read(), count):
        try:
            rows = rows_of(given(what.name, made, ("ko", "en")))
            Glossary.from_rows(rows)
        except CheckerError as complaint:
            assert str(complaint)
    assert time.process_time() - start < count / 10
