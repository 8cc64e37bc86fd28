"""``ilchi score`` on a project: its config, its decisions, what came before fixes, and what earlier scores say."""

import csv
import io
import json

import openpyxl
import pytest

from checker.corpus import Corpus
from checker.errors import CheckerError
from checker.model import Segment
from checker.project.change_log import FILE, Delivered, changed, recorded
from checker.project.score_history import history, read_card
from checker.project.writing import digest_of
from checker.score.earlier import differing
from tests.scored import page, written
from tests.test_score_command import BAD, GLOSSARY, GOOD, corpus

TERMS = "id,category,source,target,forbidden\nbadge,object,배지,badge,pin\nkim,person,김정은,Kim Jong Un,\n"
NEWS = "source,target\n배지가 있다.,There is a pin.\n김정은이 왔다.,Kim Jong Un came.\n배지를 받았다.,He got a medal.\n"


@pytest.fixture
def project(put):
    put("terms.csv", TERMS)
    put("news.csv", NEWS)
    put("ilchi.toml", 'corpus = ["news.csv"]\nglossaries = ["terms.csv"]\n')
    return put("mark", "").parent


@pytest.fixture
def scored(ilchi, project):
    def run(*options):
        ran = ilchi("score", "--format", "json", *options, cwd=project)
        assert ran.status == 0, ran.err
        return json.loads(ran.out)

    return run


@pytest.fixture
def decide(ilchi, project):
    def run(rule, verdict):
        found = json.loads(ilchi("check", "--format", "json", cwd=project).out)["findings"]
        finding = next(each for each in found if each["rule"] == rule)
        said = ("--verdict", verdict, "--reason", "so it is")
        assert ilchi("decisions", "add", finding["fingerprint"], *said, cwd=project).status == 0

    return run


def record(home, changes):
    """Write changes into the log, and then one file."""
    file = home / "written"
    file.touch()
    with file.open("rb") as stream:
        seen = digest_of(stream)
    with recorded(home, str(file), seen, changes):
        file.write_text(f"{file.read_text(encoding='utf-8')}.", encoding="utf-8")


def counts(said):
    return {
        (each["type"], each["severity"]): [each[name] for name in ("found", "counted", "confirmed", "dismissed")]
        for each in said["systems"][0]["issues"]
    }


def test_the_config_names_the_files(scored):
    (system,) = scored()["systems"]
    assert (system["name"], system["segments"]) == ("translation", 3)
    assert [file["file"] for file in system["files"]] == ["news.csv"]
    assert system["files"][0]["issues"] == {"major": 1, "minor": 1}
    assert sum(system["files"][0]["strip"]) == 2


def test_what_is_dismissed_does_not_count_and_what_is_confirmed_is_an_error(scored, decide):
    before = scored()
    assert counts(before)["terminology/wrong-term", "major"] == [1, 1, 0, 0]
    assert before["systems"][0]["confirmed"]["errors"] == 0
    decide("deprecated-term", "confirmed")
    decide("missing-term", "intended")
    after = scored()
    (system,) = after["systems"]
    assert counts(after)["terminology/wrong-term", "major"] == [1, 1, 1, 0]
    assert counts(after)["terminology/wrong-term", "minor"] == [0, 0, 0, 1]
    assert (system["quality"]["apt"], system["confirmed"]["apt"]) == (5, 5)
    assert (system["terms"]["success"]["part"], system["terms"]["reviewed"]["part"]) == (1, 2)
    assert "decisions" in after["signature"]
    assert "decisions" not in before["signature"]


def test_weights_and_severities_are_the_configs(scored, put):
    put(
        "ilchi.toml",
        'corpus = ["news.csv"]\nglossaries = ["terms.csv"]\n[rules]\nmissing-term = "off"\n'
        '[mqm]\npassing = 95\nacceptable = 5\npenalties.major = 10\nweights."terminology/wrong-term" = 1.5\n',
    )
    said = scored()
    quality = said["systems"][0]["quality"]
    assert quality["apt"] == 15
    assert quality["cqs"] == pytest.approx(100 - 15 * 1000 / quality["words"])
    assert "1 major × 10 × 1.5 = 15" in quality["formula"]
    assert "mqm neutral 0 minor 1 major 10 critical 25 terminology/wrong-term x1.5 pass 95 at 5" in said["signature"]
    assert "severities" in said["signature"]


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ("passing = 101", "“passing” must be a number from 0 to 100, not 101"),
        ("acceptable = 0", "“acceptable” must be a number above 0, not 0"),
        ("penalties.neutral = 1", "the key “neutral” is unknown"),
        ("weights.terminolgy = 1", "the key “terminolgy” is unknown"),
        ("weights.terminology = -1", "“terminology” must be a number from 0 up, not -1"),
        ("weights = 3", "“weights” must be a table, not 3"),
        ("weight = 3", "the key “weight” is unknown"),
    ],
)
def test_a_wrong_weight_is_refused_with_its_line(ilchi, project, put, table, says):
    put("ilchi.toml", f'corpus = ["news.csv"]\n[mqm]\n{table}\n')
    ran = ilchi("score", cwd=project)
    assert ran.status == 2
    assert ran.message.startswith(f"ilchi.toml:3: {says}")


@pytest.fixture
def two_glossaries(project, put):
    """The project, with a second file that has a glossary of its own."""
    put("other.csv", "source,target\n훈장을 받았다.,He got an order.\n")
    put("orders.csv", "source,target\n훈장,order\n")
    put(
        "ilchi.toml",
        'corpus = ["news.csv", "other.csv"]\nglossaries = ["terms.csv"]\n'
        '[[paths]]\nmatch = "other.csv"\nglossaries = ["orders.csv"]\n',
    )
    return project


@pytest.mark.usefixtures("two_glossaries")
def test_parts_with_glossaries_of_their_own_are_scored_together(scored):
    said = scored()
    (system,) = said["systems"]
    assert system["segments"] == 4
    assert (system["terms"]["success"]["part"], system["terms"]["success"]["whole"]) == (2, 4)
    assert [file["segments"] for file in system["files"]] == [3, 1]
    assert {concept["source"] for concept in system["terms"]["concepts"]} == {"배지", "김정은", "훈장"}
    assert "+" in said["glossary"]


def test_a_reference_is_for_one_glossary(ilchi, two_glossaries):
    ran = ilchi("score", "--reference", "news.csv", cwd=two_glossaries)
    assert ran.status == 2
    assert "different glossaries" in ran.message


def test_as_delivered_counts_what_was_fixed(ilchi, project, scored):
    before = scored()
    assert ilchi("fix", "--today", "2026-03-01", cwd=project).status == 0
    after, delivered = scored(), scored("--as-delivered")
    assert after["systems"][0]["terms"]["success"]["part"] == 2
    assert delivered["systems"] == before["systems"]
    assert delivered["signature"] == before["signature"] + "|as delivered"


def test_changes_are_followed_back_as_far_as_they_lead(tmp_path):
    one, other = (
        Segment(source="배지", target=target, file=str(tmp_path / "news.csv"), index=index)
        for index, target in ((1, "a pin"), (2, "a pin"))
    )

    def came(*targets):
        given = [
            Segment(source="배지", target=target, file=one.file, index=number)
            for number, target in enumerate(targets, 1)
        ]
        return [segment.target for segment in Delivered([tmp_path]).corpus(Corpus.of(given))]

    assert came("a badge", "x") == ["a badge", "x"]
    record(tmp_path, [changed(tmp_path, one, "a button", "2026-03-01")])
    second = Segment(source="배지", target="a button", file=one.file, index=1)
    record(tmp_path, [changed(tmp_path, second, "a badge", "2026-03-02"), changed(tmp_path, other, "an emblem", "")])
    assert came("a badge", "an emblem") == ["a pin", "a pin"]
    assert came("a button", "a medal") == ["a pin", "a medal"]  # what came anew since is what was delivered
    with (tmp_path / FILE).open("a", encoding="utf-8") as out:
        out.write('{"date"')
    said = []
    Delivered([tmp_path], said.append)
    assert len(said) == 1
    with (tmp_path / FILE).open("a", encoding="utf-8") as out:
        out.write("\n")
    with pytest.raises(CheckerError, match="not a record of a change"):
        Delivered([tmp_path])


def test_a_segment_without_a_unit_is_known_by_its_source(tmp_path):
    def segments(*pairs):
        return [
            Segment(source=source, target=target, file=str(tmp_path / "news.csv"), index=index)
            for index, (source, target) in enumerate(pairs, 1)
        ]

    def came(*pairs):
        corpus = Delivered([tmp_path]).corpus(Corpus.of(segments(*pairs)))
        assert list(corpus) == list(corpus), "it is read several times"
        return [segment.target for segment in corpus]

    def change(number, after, *pairs):
        record(tmp_path, [changed(tmp_path, segments(*pairs)[number - 1], after, "2026-03-01")])

    dock, crane, row = ("부두", "a pier"), ("기중기", "a derrick"), ("등대", "a lighthouse")
    change(1, "a dock", dock, crane)
    assert came(row, row, ("부두", "a dock"), crane) == ["a lighthouse", "a lighthouse", "a pier", "a derrick"]
    assert came(("기중기", "a dock")) == ["a dock"], "another source"
    # Moved, and changed again.
    change(2, "the dock", row, ("부두", "a dock"))
    assert came(row, row, ("부두", "the dock")) == ["a lighthouse", "a lighthouse", "a pier"]
    # One was changed to what another was all the time: one came with each.
    assert sorted(came(("부두", "the dock"), row, ("부두", "the dock"))) == ["a lighthouse", "a pier", "the dock"]
    # Many equal ones, in no more time than others.
    record(tmp_path, [changed(tmp_path, each, "a float", "") for each in segments(*[("부표", "a buoy")] * 5000)])
    assert came(*[("부표", "a float")] * 5001) == ["a buoy"] * 5000 + ["a float"]
    # A record of before sources were kept.
    old = {"date": "", "file": "news.csv", "index": 2, "unit": None, "before": "a derrick", "after": "a crane"}
    with (tmp_path / FILE).open("a", encoding="utf-8") as out:
        out.write(json.dumps(old) + "\n")
    assert came(row, ("기중기", "a crane")) == ["a lighthouse", "a derrick"]
    assert came(row, row, ("기중기", "a crane")) == ["a lighthouse", "a lighthouse", "a crane"]


def test_as_delivered_is_about_the_files(ilchi, project):
    ran = ilchi("score", "--as-delivered", "--system", "A=news.csv", cwd=project)
    assert ran.status == 2
    assert "leave out one of them" in ran.message


def test_a_workbook_has_a_sheet_each(put):
    made = page({"=A": corpus(BAD)}, GLOSSARY)
    book = openpyxl.load_workbook(io.BytesIO(written(made, "xlsx")))
    assert book.sheetnames == ["findings", "terms", "files", "numbers"]
    for sheet in book:
        assert sheet.auto_filter.ref
        assert sheet.freeze_panes == "A2"
    findings = list(book["findings"].values)
    assert "verdict" in findings[0]
    assert findings[1][0] == "=A"
    assert book["findings"]["A2"].data_type == "s"
    assert book["findings"]["A2"].quotePrefix
    heads, *terms = book["terms"].values
    badge = dict(zip(heads, next(row for row in terms if row[1] == "배지"), strict=True))
    assert (badge["occurrences"], badge["accepted"], badge["deprecated"], badge["share"]) == (2, 1, 1, 0.5)
    assert dict(zip(*list(book["files"].values), strict=True))["segments"] == 4
    assert written(made, "xlsx") == written(page({"=A": corpus(BAD)}, GLOSSARY), "xlsx")


def test_tables_for_data_frames():
    made = page({"=A": corpus(BAD), "B": corpus(GOOD)}, GLOSSARY)
    for kind in ("findings-csv", "terms-csv", "files-csv"):
        rows = list(csv.DictReader(io.StringIO(written(made, kind), newline="")))
        assert {row["system"] for row in rows} >= {"'=A"}, kind
        assert None not in {key for row in rows for key in row}
    assert sum(int(row["accepted"]) for row in csv.DictReader(io.StringIO(written(made, "terms-csv")))) == 1 + 5


def test_a_comparison_and_its_differences(put, tmp_path):
    old = put("march.json", written(page({"x": corpus(BAD)}, GLOSSARY), "json"))
    made = page({"y": corpus(GOOD)}, GLOSSARY, old=read_card(old))
    said = written(made, "markdown")
    assert "terms accepted, % | 25.0 | 100.0 | +75.0 |" in said
    assert "otherwise" not in said
    assert "Against <bdi>march</bdi>" in written(made, "html")
    other = page({"y": corpus(GOOD)}, GLOSSARY, old=read_card(old), as_delivered=True)
    assert "signature: as delivered now, not then" in written(other, "markdown")
    assert "have different signatures" in written(other, "html")


def test_a_history_marks_what_changed(put):
    rows = [{"id": "badge", "source": "배지", "target": "badge"}]
    put("h/2026-02.json", written(page({"x": corpus(GOOD)}, type(GLOSSARY).from_rows(rows)), "json"))
    put("h/2026-03.json", written(page({"x": corpus(BAD)}, GLOSSARY), "json"))
    folder = put("h/note.txt", "no score").parent
    made = page({"x": corpus(GOOD)}, GLOSSARY, history=tuple(history(folder)))
    lines = [line for line in written(made, "markdown").splitlines() if line.startswith(("| 2026", "| now"))]
    assert [line.split("|")[2].strip() for line in lines] == ["100.0 %", "25.0 %", "100.0 %"]
    assert ["glossary changed" in line for line in lines] == [False, True, False]
    shown = written(made, "html")
    assert shown.count('class="change"') == 1
    assert "Over time" in shown


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("{", "this is not a score of ilchi"),
        ("{}", "the file has no schema"),
        ('{"schema": "ilchi/report/1"}', "the file has the schema ilchi/report/1, not “ilchi/score/1”"),
        ('{"schema": "ilchi/score/1"}', "this is not a score of ilchi"),
        (b"\xff", "this is not a score of ilchi"),
    ],
)
def test_what_is_no_score_is_refused(put, content, says):
    with pytest.raises(CheckerError) as caught:
        read_card(put("old.json", content))
    assert says in str(caught.value)


def test_a_history_needs_scores(tmp_path):
    for path, says in ((tmp_path, "the folder has no scores"), (tmp_path / "none", "there is no such folder")):
        with pytest.raises(CheckerError, match=says):
            history(path)


def test_differences_of_signatures():
    assert differing("a 1|b|c 2", "a 1|b|c 2") == []
    assert differing("a 1|c 2|old", "a 2|c 2|new x") == [
        "a 1 then, a 2 now",
        "old then, not now",
        "new x now, not then",
    ]


def test_a_score_is_read_as_it_was_written(put):
    made = page({"x": corpus(BAD), "y": corpus(GOOD)}, GLOSSARY, corpus(GOOD))
    assert read_card(put("x.json", written(made, "json"))).card == made.card
