"""Rows that hold for a time, and the dates of documents: what is read, what is refused, and what it changes."""

import io

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker import Corpus, Glossary, Segment, check, read_corpus, read_glossary
from checker.errors import CheckerError
from checker.family import member
from checker.glossary.lint import lint
from checker.languages import language
from checker.model import Concept, Outcome, precedes
from checker.text import dates
from tests.pairs import fault, of, read

ROWS = [
    {"id": "first", "category": "title", "source": "당 수반", "target": "First Secretary",
     "from": "2012-04-11", "until": "2016-05-09"},
    {"id": "chair", "category": "title", "source": "당 수반", "target": "Party Chairman", "admitted": "Chairman",
     "from": "2016-05-09", "until": "2021-01-10"},
    {"id": "general", "category": "title", "source": "당 수반|수반", "target": "General Secretary",
     "from": "2021-01-10"},
]  # fmt: skip
OFFICES = Glossary.from_rows(ROWS)
SOURCE, TARGET = "당 수반이 연설했다.", "The {} gave a speech."


def findings(*pairs, date="", known=OFFICES):
    segments = [Segment(source=source, target=target, date=date) for source, target in pairs]
    return check(Corpus.of(segments), known).findings


def said(date, office, source=SOURCE, target=TARGET):
    """The rules, reasons and concepts of what is found of terms."""
    found = findings((source, target.format(office)), date=date)
    return [(f.rule, f.reason, f.concept) for f in found if f.concept]


# Dates


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2012", "2012"), (" 2012-04 ", "2012-04"), ("2012-04-11", "2012-04-11"),
        ("2012-04-11T09:30:00Z", "2012-04-11"),
        ("2012-04-11 00:00:00", "2012-04-11"), ("2012.4.1", "2012-04-01"), ("2012. 4. 11.", "2012-04-11"),
        ("2012/04", "2012-04"), ("20120411", "2012-04-11"), ("2012년", "2012"), ("2012년 4월 11일", "2012-04-11"),
        ("2012年4月", "2012-04"), ("April 2012", ""), ("12", ""), ("2012-13", ""), ("2012-02-30", ""), ("0000", ""),
        ("20121", ""), ("", ""), ("2012-04-11 to 2013", ""), ("11.4.2012", ""), ("２０１２", ""),
    ],
)  # fmt: skip
def test_a_date_is_read_in_the_usual_forms(text, date):
    assert dates.read(text) == date
    assert not date or dates.is_iso(date)


@pytest.mark.parametrize("text", ["2012", "2012-04", "2012-02-29", "0001"])
def test_iso_dates(text):
    assert dates.is_iso(text)


@pytest.mark.parametrize("text", ["", "2012-4", "2012-00", "2011-02-29", "12-04-11", "2012-04-11-01", "2012\n", "२०१२"])
def test_what_is_no_iso_date(text):
    assert not dates.is_iso(text)


def test_the_less_precise_date_stands_for_all_of_its_days():
    row = Concept(id="a", since="2012-04-11", until="2016-05")
    held = ["2012", "2012-04", "2012-04-11", "2014-01", "2016", "2016-05-31"]
    assert [date for date in held if not row.holds(date)] == []
    assert not any(row.holds(date) for date in ("2011", "2012-03", "2012-04-10", "2016-06-01", "2017"))
    assert Concept(id="a").holds("2012")
    assert not precedes("", "2012")
    assert not precedes("2012", "")


# The glossary


def test_the_columns_become_a_period():
    first, _, general = OFFICES
    assert (first.since, first.until, first.period) == ("2012-04-11", "2016-05-09", "from 2012-04-11 until 2016-05-09")
    assert (general.since, general.until, general.period) == ("2021-01-10", "", "from 2021-01-10")
    assert Concept(id="a", until="2012").period == "until 2012"


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ("2012-13,", "“2012-13” is not a date"),
        (",next year", "“next year” is not a date"),
        ("2012/04,", "“2012/04” is not a date"),
        ("2016-05,2012-04", "“until” (2012-04) is before “from” (2016-05)"),
        ("2016-05-02,2016-05-01", "is before"),
    ],
)
def test_a_wrong_period_is_an_error_with_file_and_line(put, cells, message):
    path = put("names.csv", f"source,target,from,until\n수반,leader,2012,2012-04\n당 수반,head,{cells}\n")
    with pytest.raises(CheckerError) as caught:
        read_glossary(path)
    assert message in str(caught.value)
    assert caught.value.place == f"{path}:3"


def test_rows_of_one_concept_have_one_period():
    one, other = ROWS[0], {"id": "first", "source": "제1비서", "target": "First Secretary"}
    (joined,) = Glossary.from_rows([other, one])
    assert (joined.sources, joined.since) == (("제1비서", "당 수반"), "2012-04-11")
    with pytest.raises(CheckerError, match="holds from 2012-04-11 until 2016-05-09 at row 1, but from 2013 here"):
        Glossary.from_rows([one, other | {"from": "2013"}])


def test_the_digest_changes_with_a_period_only():
    row = {"source": "수반", "target": "leader"}
    without = Glossary.from_rows([row]).digest
    assert Glossary.from_rows([row | {"from": "", "until": ""}]).digest == without
    assert len({without, *(Glossary.from_rows([row | {column: "2012"}]).digest for column in ("from", "until"))}) == 3


@pytest.mark.parametrize(
    ("periods", "kinds"),
    [
        ([("2012", "2016"), ("2016", "")], []),
        ([("2012", "2016-05-09"), ("2016-05-09", "2021")], []),
        ([("", "2012"), ("2015", "")], []),
        ([("2012", "2016-05"), ("2016-04", "")], ["overlap"]),
        ([("2012", ""), ("2016", "")], ["overlap"]),
        ([("2012", ""), ("", "")], ["overlap"]),
        ([("", ""), ("", "")], ["conflict"]),
    ],
)
def test_lint_names_periods_that_overlap(periods, kinds):
    rows = [
        {"source": "당 수반", "target": target, "from": since, "until": until}
        for target, (since, until) in zip(("head", "leader"), periods, strict=True)
    ]
    faults = lint(Glossary.from_rows(rows), "ko")
    assert [fault.kind for fault in faults] == kinds
    assert not faults or faults[0].place == "row 2"


def test_lint_says_when_both_hold():
    rows = [ROWS[0], ROWS[2] | {"from": "2013"}, ROWS[2] | {"from": "", "context": "북한", "id": "x"}]
    _, fault = lint(Glossary.from_rows([rows[0], rows[1]]), "ko")
    assert fault.kind == "overlap"
    assert "“First Secretary” (from 2012-04-11 until 2016-05-09), here “General Secretary” (from 2013)" in fault.message
    assert [f.kind for f in lint(Glossary.from_rows([rows[0], rows[2]]), "ko")] == ["inside"]


@pytest.mark.parametrize("kind", ["csv", "tsv", "jsonl", "xlsx"])
def test_a_glossary_keeps_its_periods(kind):
    out = io.BytesIO()
    module = member("checker.formats", kind)
    module.write_rows(OFFICES, out, ("ko", "en"))
    assert Glossary.from_rows(module.read_rows(of(f"a.{kind}", out.getvalue()))).digest == OFFICES.digest


@pytest.mark.parametrize("name", ["a.tbx", "a.utx", "a.tab"])
def test_a_format_without_periods_says_what_is_lost(ilchi, put, tmp_path, name):
    path = put("offices.csv", "source,target,from,until\n당 수반,leader,2012,2016\n당 수반,head,2016,\n")
    ran = ilchi("glossary", "convert", path, tmp_path / name, "--languages", "ko", "en")
    assert ran.status == 0
    assert "cannot hold “from”, which 2 concepts have" in ran.err
    assert "cannot hold “until”, which 1 concept has" in ran.err


def workbook(*rows, old=False) -> bytes:
    import openpyxl
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    book, content = openpyxl.Workbook(), io.BytesIO()
    if old:
        book.epoch = CALENDAR_MAC_1904
    for row in rows:
        book.active.append(row)
    book.save(content)
    return content.getvalue()


@pytest.mark.parametrize("old", [False, True])
def test_date_cells_of_a_workbook(old):
    from datetime import date, datetime

    table = workbook(("source", "target", "from", "until"), ("수반", "leader", date(2012, 4, 11), 2016), old=old)
    (concept,) = Glossary.from_rows(member("checker.formats", "xlsx").read_rows(of("a.xlsx", table)))
    assert (concept.since, concept.until) == ("2012-04-11", "2016")
    table = workbook(
        ("source", "target", "date"),
        ("a", "b", datetime.fromisoformat("2012-04-11T09:30")),
        ("41011", "d", None),
        old=old,
    )
    assert [(segment.source, segment.date) for segment in read(of("a.xlsx", table))] == [
        ("a", "2012-04-11"), ("41011", ""),
    ]  # fmt: skip


# The corpus


def tables() -> dict[str, bytes]:
    rows = [
        ("source", "target", "Date"),
        ("당 수반", "leader", "2012-04"),
        ("수반", "head", ""),
        ("장", "x", "2012. 4. 1."),
    ]
    lines = [{"source": s, "target": t, "date": d or None} for s, t, d in rows[1:]]
    return {
        "a.csv": "".join(f"{','.join(row)}\n" for row in rows).encode(),
        "a.tsv": "".join("\t".join(row) + "\n" for row in rows).encode(),
        "a.jsonl": b"".join(msgspec.json.encode(line) + b"\n" for line in lines),
        "a.xlsx": workbook(*rows),
    }


@pytest.mark.parametrize("name", tables())
def test_a_column_has_the_dates(name):
    assert [segment.date for segment in read(of(name, tables()[name]))] == ["2012-04", "", "2012-04-01"]


def test_a_year_may_be_a_number():
    assert [segment.date for segment in read(of("a.jsonl", '{"source": "a", "target": "b", "date": 2012}\n'))] == [
        "2012"
    ]


def test_parquet_has_dates():
    pytest.importorskip("pyarrow")
    import datetime

    import pyarrow
    import pyarrow.parquet

    content = io.BytesIO()
    columns = {"source": ["a", "b"], "target": ["c", "d"], "date": [datetime.date(2012, 4, 11), None]}
    pyarrow.parquet.write_table(pyarrow.table(columns), content)
    assert [segment.date for segment in read(of("a.parquet", content.getvalue()))] == ["2012-04-11", ""]
    columns["date"] = [datetime.datetime.fromisoformat("2012-04-11"), None]
    content = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table(columns), content)
    assert [segment.date for segment in read(of("a.parquet", content.getvalue()))] == ["2012-04-11", ""]


def test_dates_that_are_none_are_told_once():
    given, said = of("a.csv", "source,target,date\na,b,soon\nc,d,2012\ne,f,later\n"), []
    given.warn = said.append
    assert [segment.date for segment in read(given)] == ["", "2012", ""]
    assert said == ["a.csv: 2 dates are not read: “soon” on line 2 is none"]
    given, said = of("a.jsonl", '{"source": "a", "target": "b", "date": "soon"}\n'), []
    given.warn = said.append
    assert [segment.date for segment in read(given)] == [""]
    assert said == ["a.jsonl: 1 date is not read: “soon” on line 1 is none"]


def test_two_columns_of_dates_are_refused():
    assert "names the column “date” twice" in str(fault(of("a.csv", "source,target,date,Date\na,b,2012,2013\n")))


def test_a_date_holds_where_the_file_has_none(put):
    path = put("a.csv", "source,target,date\na,b,2012\nc,d,\n")
    assert [segment.date for segment in read_corpus(path, date="2021-01")] == ["2012", "2021-01"]
    with pytest.raises(CheckerError, match="“May” is not a date"):
        read_corpus(path, date="May")


def test_the_content_of_a_corpus_changes_with_its_date(put):
    path = put("a.csv", "source,target\na,b\n")
    assert len({read_corpus(path, date=date).content() for date in ("", "2012", "2021")}) == 3


# What it changes


@pytest.mark.parametrize(
    ("date", "right"),
    [
        ("2012-07-01", "First Secretary"),
        ("2015", "First Secretary"),
        ("2018-06-12", "Party Chairman"),
        ("2021-02", "General Secretary"),
        ("2025", "General Secretary"),
    ],
)
def test_a_date_chooses_one_of_the_rows(date, right):
    offices = {"First Secretary": "first", "Party Chairman": "chair", "General Secretary": "general"}
    for office in offices:
        expected = [] if office == right else [("deprecated-term", "other-time", offices[right])]
        assert said(date, office) == expected


def test_it_says_what_is_right_when():
    (finding,) = findings((SOURCE, TARGET.format("General Secretary")), date="2012-07-01")
    assert finding.severity == "major"
    assert finding.message == ("“General Secretary” is right from 2021-01-10; on 2012-07-01 write “First Secretary”")
    assert finding.expected == ("First Secretary",)
    assert finding.why == "the document is of 2012-07-01, and nothing in the segment speaks of another time"
    (fix,) = finding.fixes
    assert (fix.replacement, fix.safe) == ("First Secretary", False)
    (finding,) = findings((SOURCE, TARGET.format("First Secretary")), date="2018")
    assert finding.message == (
        "“First Secretary” is right from 2012-04-11 until 2016-05-09; in 2018 write “Party Chairman”"
    )


@pytest.mark.parametrize("date", ["", "2016", "2016-05", "2016-05-09", "2021-01"])
def test_nothing_is_said_where_both_may_be_right(date):
    both = {"2016": "first", "2021": "general"}.get(date[:4], "general")
    offices = {"first": "First Secretary", "general": "General Secretary"}
    assert said(date, offices[both]) == []
    assert said(date, "Party Chairman") == []


@pytest.mark.parametrize("date", ["1999", "2012-03", "soon", "2012-99"])
def test_a_date_on_which_no_row_holds_chooses_none(date):
    for office in ("First Secretary", "Party Chairman", "General Secretary"):
        assert said(date, office) == []


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("2012년 당 수반이 연설했다.", "In 2012, the First Secretary spoke."),
        ("당 수반이 연설했다.", "The First Secretary spoke (2012)."),
        ("2010년대에 당 수반이 연설했다.", "The First Secretary spoke in the decade."),
        ("주체103년 당 수반이 연설했다.", "The First Secretary spoke."),
        ("전 당 수반이 연설했다.", "The First Secretary spoke."),
        ("당시 당 수반이 연설했다.", "The First Secretary spoke."),
        ("당 수반이 연설했다.", "The then First Secretary spoke."),
        ("당 수반이 연설했다.", "The former North Korean First Secretary spoke."),
        ("10년 전 당 수반이 연설했다.", "The First Secretary spoke ten years ago."),
        ("당 수반이 연설했다.", "The First Secretary spoke nine years earlier."),
    ],
)
def test_a_text_that_speaks_of_another_time_may_use_its_words(source, target):
    assert said("2024", "", source, target) == []


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("2018년 당 수반이 연설했다.", "In 2018, the First Secretary spoke."),
        ("2,012명 앞에서 당 수반이 연설했다.", "The First Secretary spoke to 2,012 people."),
        ("사흘 전부터 당 수반이 머물렀다.", "The First Secretary stayed for three days."),
        ("전원회의에서 당 수반이 연설했다.", "The First Secretary spoke at the plenary meeting."),
        ("지난해 당 수반이 연설했다.", "Last year, the First Secretary spoke."),
        ("3년 전 당 수반이 연설했다.", "Three years ago, the First Secretary spoke to the guests."),
    ],
)
def test_a_year_outside_the_period_explains_nothing(source, target):
    found = said("2024", "", source, target)
    if source.startswith("3년"):
        assert found == []  # 전 may also stand for "former", so it is not blamed
    else:
        assert found == [("deprecated-term", "other-time", "general")]


def test_the_segment_before_may_name_the_year():
    old = (SOURCE, TARGET.format("First Secretary"))
    year, other = ("2012년의 일이다.", "That was in 2012."), ("비가 왔다.", "It rained.")
    assert [f.segment for f in findings(year, old, date="2024") if f.reason] == []
    assert [f.segment for f in findings(year, other, old, date="2024") if f.reason] == [2]
    assert [f.segment for f in findings(old, year, date="2024") if f.reason] == [0]
    apart = [Segment(source=s, target=t, date="2024", document=t) for s, t in (year, old)]
    assert [f.segment for f in check(Corpus.of(apart), OFFICES).findings] == [1]


def test_what_is_accepted_in_its_time_is_a_match_of_its_own_row():
    segment = Segment(source="2012년 당 수반이 연설했다.", target="In 2012, the First Secretary spoke.", date="2024")
    (match,) = check(Corpus.of([segment]), OFFICES).matches
    assert (match.concept, match.outcome, match.reason) == ("first", Outcome.PREFERRED, "")
    segment = msgspec.structs.replace(segment, target="In 2012, the General Secretary spoke.")
    (match,) = check(Corpus.of([segment]), OFFICES).matches
    assert (match.concept, match.outcome, match.reason) == ("general", Outcome.PREFERRED, "")
    segment = Segment(source="2018년 당 수반이 연설했다.", target="In 2018, the Chairman spoke.", date="2024")
    (match,) = check(Corpus.of([segment]), OFFICES).matches
    assert (match.concept, match.outcome, match.rendering) == ("chair", Outcome.ADMITTED, "Chairman")


def test_other_terms_of_the_segment_stay_as_they_are():
    known = Glossary.from_rows([*ROWS, {"id": "city", "category": "place", "source": "평양", "target": "Pyongyang"}])
    pair = ("당시 평양에서 당 수반이 연설했다.", "The First Secretary spoke at home.")
    segment = Segment(source=pair[0], target=pair[1], date="2024")
    found = [(match.concept, match.outcome) for match in check(Corpus.of([segment]), known).matches]
    assert found == [("city", Outcome.MISSING), ("first", Outcome.PREFERRED)]


def test_a_right_rendering_serves_once():
    both = "The General Secretary, the First Secretary, spoke."
    assert said("2024", "", SOURCE, both) == []
    twice = "당 수반과 당 수반이 연설했다."
    assert said("2024", "", twice, both) == [("deprecated-term", "other-time", "general")]


def test_what_a_row_of_now_accepts_is_right_now():
    known = Glossary.from_rows([ROWS[0], ROWS[2] | {"admitted": "First Secretary|Secretary"}])
    pair = ("당 수반과 당 수반이 왔다.", "The First Secretary came.")
    assert [f.reason for f in findings(pair, date="2024", known=known)] == []


def test_what_another_time_forbids_was_never_right():
    known = Glossary.from_rows([ROWS[0] | {"forbidden": "Boss"}, ROWS[2]])
    assert "other-time" not in [f.reason for f in findings((SOURCE, TARGET.format("Boss")), date="2024", known=known)]


def test_the_rows_may_be_of_any_category():
    rows = [
        {
            "id": "old",
            "category": "person",
            "source": "김정은",
            "target": "First Secretary Kim Jong Un",
            "until": "2016",
        },
        {
            "id": "new",
            "category": "person",
            "source": "김정은",
            "target": "General Secretary Kim Jong Un",
            "from": "2021",
        },
    ]
    known = Glossary.from_rows(rows)
    for date, right, wrong in (("2012", 0, 1), ("2024", 1, 0)):
        pairs = [("김정은이 웃었다.", f"{rows[at]['target']} smiled.") for at in (right, wrong)]
        found = [f for f in findings(*pairs, date=date, known=known) if f.concept]
        assert [(f.segment, f.reason) for f in found] == [(1, "other-time")]


def test_a_row_of_another_source_term_is_not_asked():
    rows = [
        *ROWS[:2],
        {"id": "old", "category": "title", "source": "제1비서", "target": "1st Secretary", "until": "2016"},
    ]
    known = Glossary.from_rows(rows)
    pairs = [("제1비서가 왔다.", "The 1st Secretary came.")]
    assert [f.reason for f in findings(*pairs, date="2024", known=known)] == []


def test_a_rendering_that_another_term_of_the_segment_has_is_its_own():
    rows = [*ROWS, {"id": "diplomat", "category": "title", "source": "1등서기관", "target": "First Secretary"}]
    known = Glossary.from_rows(rows)
    pairs = [("당 수반과 1등서기관이 왔다.", "The General Secretary and the First Secretary came.")]
    assert [f.reason for f in findings(*pairs, date="2024", known=known)] == []


def test_context_words_go_before_dates():
    rows = [ROWS[0] | {"context": "평양", "id": "a"}, ROWS[2] | {"context": "하노이", "id": "b"}]
    pair = ("평양에서 당 수반이 왔다.", "The First Secretary came from Pyongyang.")
    assert list(findings(pair, date="2024", known=Glossary.from_rows(rows))) == []


def test_a_forbidden_rendering_of_now_says_when_it_was_right():
    rows = [ROWS[0], ROWS[2] | {"forbidden": "First Secretary|First Comrade"}]
    known = Glossary.from_rows(rows)
    (one,) = findings((SOURCE, TARGET.format("First Secretary")), date="2024", known=known)
    assert (one.reason, one.concept) == ("other-time", "general")
    (one,) = findings((SOURCE, TARGET.format("First Comrade")), date="2024", known=known)
    assert (one.reason, one.concept) == ("", "general")


def test_a_row_without_a_rendering_leaves_all_to_be_meant():
    rows = [ROWS[0], {"source": "당 수반", "forbidden": "Boss", "from": "2020"}]
    (pair,) = [(SOURCE, TARGET.format("First Secretary"))]
    assert list(findings(pair, date="2024", known=Glossary.from_rows(rows))) == []
    rows += [{"id": "new", "source": "당 수반", "target": "Party Leader", "from": "2020"}]
    (one,) = findings(pair, date="2024", known=Glossary.from_rows(rows))
    assert one.message == "“First Secretary” is right from 2012-04-11 until 2016-05-09, not in 2024"
    assert one.expected == ("Party Leader",)


WORDS = [
    "당 수반",
    "수반",
    "2012년",
    "당시",
    "총회",
    "연설했다.",
    "First Secretary",
    "General Secretary",
    "Chairman",
    "2018",
]
LINES = st.lists(st.tuples(st.lists(st.sampled_from(WORDS), max_size=5), st.lists(st.sampled_from(WORDS), max_size=5)))
PERIODS = st.sampled_from(["", "2012", "2016-05", "2021-01-10"])


@given(LINES, st.lists(st.tuples(PERIODS, PERIODS), min_size=3, max_size=3))
def test_without_dates_the_periods_change_nothing(lines, periods):
    pairs = [(" ".join(source), " ".join(target)) for source, target in lines]
    plain = [{key: value for key, value in row.items() if key not in ("from", "until")} for row in ROWS]
    dated = [row | {"from": min(ends), "until": max(ends)} for row, ends in zip(plain, periods, strict=True)]
    one, other = (findings(*pairs, known=Glossary.from_rows(rows)) for rows in (plain, dated))
    assert list(one) == list(other)


@given(LINES, st.sampled_from(["", "2012", "2018-06", "2024-01-01"]))
def test_without_periods_the_dates_change_nothing(lines, date):
    pairs = [(" ".join(source), " ".join(target)) for source, target in lines]
    known = Glossary.from_rows([{k: v for k, v in row.items() if k not in ("from", "until")} for row in ROWS])
    assert list(findings(*pairs, known=known)) == list(findings(*pairs, known=known, date=date))


@given(LINES, st.integers(1, 4))
def test_any_cut_gives_the_same(lines, size):
    from checker.engine.path import matched
    from checker.matching.past import Past
    from checker.matching.terminology import terminology_of

    segments = [Segment(source=" ".join(s), target=" ".join(t), date="2024") for s, t in lines]
    known = terminology_of(OFFICES, "ko", "en")

    def rows(chunk):
        past = Past()
        return [match for each in Corpus.of(segments).chunks(chunk) for match in matched(each, known, past)]

    assert rows(size) == rows(1000)


# The words of a language


@pytest.mark.parametrize(
    ("code", "text", "years"),
    [
        ("en", "in 2012, 1,998 people, the 1990s and 20125", {2012, *range(1990, 2000)}),
        ("en", "last year and three years ago, 12 years earlier", {2023, 2021, 2012}),
        ("en", "the year before last, next year", {2022, 2025}),
        ("ko", "2012년과 작년, 3년 전, 10여 년 전", {2012, 2023, 2021, 2014}),
        ("ko", "재작년과 주체101, 1990년대", {2022, 2023, 2012, *range(1990, 2000)}),
        ("de", "2012 und 1985", {2012, 1985}),
        ("xx", "99999 12", set()),
    ],
)
def test_the_years_that_a_text_names(code, text, years):
    assert language(code).years(text, 2024) == years


@pytest.mark.parametrize(
    ("code", "before", "bygone"),
    [
        ("en", "Trump met former North Korean ", True), ("en", "his then-", True), ("en", "The late ", True),
        ("en", "formerly ", True), ("en", "the thenar ", False), ("en", "Then, in the evening, the ", False),
        ("ko", "전 북한 ", True), ("ko", "前", True), ("ko", "당시 김정은 ", True), ("ko", "전원회의에서 ", False),
        ("ko", "사흘 전부터 ", False), ("ko", "오전 ", False), ("de", "der damalige ", False),
    ],
)  # fmt: skip
def test_whether_a_title_is_of_another_time(code, before, bygone):
    assert language(code).bygone(before + "X", len(before)) is bygone


# The command line


@pytest.fixture
def project(put):
    head = "id,category,source,target,from,until\n"
    rows = "".join(f"{r['id']},title,{r['source']},{r['target']},{r['from']},{r.get('until', '')}\n" for r in ROWS)
    put("offices.csv", head + rows)
    put("undated.csv", f"source,target\n{SOURCE},{TARGET.format('General Secretary')}\n")
    return put("news.csv", f"source,target,date\n{SOURCE},{TARGET.format('General Secretary')},2012\n").parent


def test_the_gate_fails_on_the_words_of_another_time(ilchi, project):
    ran = ilchi("check", "news.csv", "-g", "offices.csv", cwd=project)
    assert ran.status == 1
    assert "is right from 2021-01-10; in 2012 write “First Secretary”" in ran.out
    assert ilchi("check", "undated.csv", "-g", "offices.csv", cwd=project).status == 0


@pytest.mark.parametrize("command", ["check", "score", "terms", "fix", "review --plain", "baseline create"])
def test_every_command_takes_a_date(ilchi, project, command):
    given = ["undated.csv", "-g", "offices.csv"]
    ran = ilchi(*command.split(), *given, "--date", "2012-13", cwd=project)
    assert ran.status == 2
    assert "--date: “2012-13” is not a date" in ran.err
    ran = ilchi(*command.split(), *given, "--date", "2012", cwd=project)
    assert ran.status < 2


def test_the_date_is_that_of_the_run(ilchi, project):
    given = ["check", "undated.csv", "-g", "offices.csv"]
    for date, status in (("2012", 1), ("2024", 0), ("2012-07", 1), ("", 0)):  # twice each kind, with what was kept
        assert ilchi(*given, "--date", date, cwd=project).status == status
    ran = ilchi("terms", "undated.csv", "-g", "offices.csv", "--format", "jsonl", "--date", "2012", cwd=project)
    assert '"outcome":"deprecated"' in ran.out.replace(" ", "")


def test_the_config_has_a_date_for_files(ilchi, project, put):
    put("old/a.csv", (project / "undated.csv").read_text(encoding="utf-8"))
    put("new/a.csv", (project / "undated.csv").read_text(encoding="utf-8"))
    put("ilchi.toml", 'glossaries = ["offices.csv"]\ndate = "2024"\n[[paths]]\nmatch = "old/**"\ndate = "2012"\n')
    assert ilchi("check", "new", cwd=project).status == 0
    assert ilchi("check", "old", cwd=project).status == 1
    assert ilchi("check", "old", "--date", "2024", cwd=project).status == 0
    assert 'date = "2012"' in ilchi("config", "show", "old/a.csv", cwd=project).out


def test_a_folder_tells_a_glossary_by_its_periods(ilchi, put):
    put("all/offices.csv", f"source,target,until\n{ROWS[0]['source']},leader,2016\n")
    put("all/news.csv", f"source,target\n{SOURCE},The leader spoke.\n")
    ran = ilchi("check", "all", "-g", "all/offices.csv", "--format", "json", cwd=put("x", "").parent)
    assert ran.files == [("all/news.csv", 1)]
    ran = ilchi("check", "all", "--format", "json", cwd=put("x", "").parent)
    assert ran.files == [("all/news.csv", 1)]


def test_since_compares_with_the_same_date(ilchi, project):
    import subprocess

    def git(*words):
        subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@b", *words], cwd=project, check=True)

    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "x")
    ran = ilchi("check", "undated.csv", "-g", "offices.csv", "--date", "2012", "--since", "HEAD", cwd=project)
    assert ran.status == 0, ran


def test_explain_shows_the_periods(ilchi, project):
    head = ilchi("check", "news.csv", "-g", "offices.csv", cwd=project).out.split("\n", 1)[0]
    ran = ilchi("explain", head.rsplit(" ", 1)[1], "news.csv", "-g", "offices.csv", cwd=project)
    assert ran.status == 0
    assert "the document is of 2012" in ran.out
    assert "offices.csv:2: 당 수반 = First Secretary (from 2012-04-11 until 2016-05-09)" in ran.out
    assert "offices.csv:4: 당 수반 | 수반 = General Secretary (from 2021-01-10)" in ran.out
