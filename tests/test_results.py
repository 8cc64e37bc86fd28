"""Results rendered later: the same bytes as at once, every report from one file, and what is no report refused.

The files ``results.*`` under ``data/golden`` were made of ``results.json``, a report made by hand with every kind of
finding, and then read.
"""

import json
import re
import sys
from pathlib import Path

import openpyxl
import pytest

from checker import reports
from checker.family import names
from tests.conftest import BAD, HEAD

KINDS = names(reports.__name__)
FOLDER = Path(__file__).parent / "data" / "golden"
GOLDENS = sorted(path.suffix[1:] for path in FOLDER.glob("results.*") if path.suffix != ".json")


@pytest.fixture(scope="module")
def golden():
    return FOLDER


@pytest.fixture(scope="module")
def checked(ilchi, data, tmp_path_factory):
    """The hard corpus, checked once with every report into a folder."""
    folder = tmp_path_factory.mktemp("made")
    outputs = [part for kind in KINDS for part in ("--output", f"{kind}:{folder / kind}")]
    ran = ilchi("check", "hard.jsonl", "-g", "names.csv", *outputs, cwd=data / "golden")
    assert ran.status == 1
    return folder


# --- goldens -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", GOLDENS)
def test_a_report_is_the_golden_one(ilchi, golden, kind):
    ran = ilchi("report", "results.json", "--format", kind, cwd=golden)
    assert ran.status == 0
    assert ran.err == ""
    expected = (golden / f"results.{kind}").read_bytes().decode()
    if kind != "sarif":
        assert ran.out == expected
        return
    document = json.loads(ran.out)
    document["runs"][0]["tool"]["driver"] |= {"version": "(version)", "rules": []}  # other tests read the rules
    for result in document["runs"][0]["results"]:
        result.pop("ruleIndex", None)
    assert document == json.loads(expected)


def test_the_golden_results_hold_every_kind_of_finding(golden):
    found = json.loads((golden / "results.json").read_bytes())["findings"]
    assert {each["severity"] for each in found} == {"critical", "major", "minor", "neutral"}
    assert {each["status"] for each in found} == {"open", "ignored", "baselined"}
    assert {bool(each["line"]) for each in found} == {bool(each["fixes"]) for each in found} == {True, False}


def test_the_workbook_says_what_the_table_says(ilchi, golden, tmp_path):
    ilchi("report", "results.json", "--output", f"xlsx:{tmp_path / 'r.xlsx'}", cwd=golden)
    book = openpyxl.load_workbook(tmp_path / "r.xlsx")
    heads, *rows = book["findings"].iter_rows(values_only=True)
    found = json.loads((golden / "results.json").read_bytes())["findings"]
    assert [dict(zip(heads, row, strict=True))["message"] for row in rows[:2]] == [
        each["message"] for each in found[:2]
    ]
    assert [row[heads.index("line")] for row in rows] == [each["line"] for each in found]
    counts = dict(book["summary"].iter_rows(values_only=True))
    assert counts["result"] == "failed"
    assert counts["gate: terms"] == "passed: 4 occurrences of terms"
    assert counts["segments of clean.po"] == 31


# --- the same later as at once -----------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_a_report_is_the_same_later(ilchi, checked, tmp_path, kind):
    later = tmp_path / "later"
    assert ilchi("report", checked / "json", "--output", f"{kind}:{later}").status == 0
    assert later.read_bytes() == (checked / kind).read_bytes()


def test_results_come_in_any_order_and_dress(ilchi, checked):
    plain = (checked / "json").read_bytes()
    report = json.loads(plain)
    expected = (checked / "csv").read_bytes().decode()
    report["findings"] = [{"new": {"a": [1, {}]}} | dict(sorted(each.items())) for each in report["findings"]]
    backwards = {"new": [[1.5e3, "]"], None]} | dict(reversed(report.items()))
    dresses = [
        plain,
        b"\xef\xbb\xbf" + plain,
        json.dumps(backwards).encode(),
        json.dumps(report, indent="\t", sort_keys=True, ensure_ascii=False).replace("\n", "\r\n").encode(),
    ]
    for dress in dresses:
        ran = ilchi("report", "-", "--format", "csv", stdin=dress)
        assert ran.status == 0, ran.err
        assert ran.out == expected


def test_results_larger_than_a_block_are_read_in_parts(ilchi, checked, put):
    report = json.loads((checked / "json").read_bytes())
    one = report["findings"][0]
    one["source"] = {"text": "가" * 200_000, "spans": [[199_000, 200_000]]}
    report["findings"] = [one | {"index": number, "line": number} for number in range(1, 21)]
    path = put("large.json", json.dumps(report, ensure_ascii=False))
    ran = ilchi("report", path, "--format", "jsonl")
    assert [json.loads(line) for line in ran.out.splitlines()] == report["findings"]


def test_the_gate_speaks_once(ilchi, checked):
    ran = ilchi("report", checked / "json")
    assert ran.status == 0
    assert ran.out.splitlines()[-1].startswith("FAILED: 7 findings of severity major or above")


# --- what is no report -------------------------------------------------------------------------------------------


def changed(path, value):
    """An edit of a report at a path of keys."""

    def edit(report):
        place = report
        for step in path[:-1]:
            place = place[step]
        if value is None:
            del place[path[-1]]
        else:
            place[path[-1]] = value
        return json.dumps(report)

    return edit


OUTSIDE = "a span of the finding 00000000000000b2 is outside its text"
BROKEN = [
    ("schema", changed(["schema"], "ilchi/report/2"), 'the report has the schema "ilchi/report/2", not '),
    ("head", changed(["gates"], None), "this is not a report of ilchi: Object missing required field `gates`"),
    ("severity", changed(["findings", 3, "severity"], "bad"), "this is not a report of ilchi: Invalid enum value"),
    ("type", changed(["findings", 0, "line"], "one"), "this is not a report of ilchi: Expected `int`, got `str`"),
    ("span", changed(["findings", 1, "target", "spans"], [[5, 9999]]), OUTSIDE),
    ("turned", changed(["findings", 1, "source", "spans"], [[5, 2]]), OUTSIDE),
    ("fix", changed(["findings", 1, "fixes", 0, "span"], [-1, 2]), OUTSIDE),
    ("surrogate", changed(["findings", 0, "found"], "\ud800"), "this is not a report of ilchi: "),
    ("cut", lambda report: json.dumps(report)[:-500], "this is not JSON"),
    ("lines", lambda report: json.dumps(report, indent=0).replace('"line": 3,', '"line": 3'), "this is not JSON"),
    ("empty", lambda report: "", "this is not a JSON report: a “{” is missing"),
    ("list", lambda report: "[]", "this is not a JSON report: a “{” is missing"),
    ("nothing", lambda report: "{}", "this is not a report of ilchi: Object missing required field `schema`"),
    ("deep", lambda report: '{"schema":' + "[" * 1_000_000, "the JSON is nested too deeply"),
    ("number", lambda report: '{"schema":1', "this is not a JSON report"),
    ("binary", lambda report: b"PK\x03\x04\xff\xfe", "this is not utf-8 (byte 0xff)"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "edit", "says"), BROKEN, ids=[name for name, _, _ in BROKEN])
def test_what_is_no_report_is_refused(ilchi, golden, put, tmp_path, name, edit, says):
    path = put("results.json", edit(json.loads((golden / "results.json").read_bytes())))
    ran = ilchi(
        "report", path, "--output", f"csv:{tmp_path / 'made.csv'}", "--output", f"xlsx:{tmp_path / 'made.xlsx'}"
    )
    assert ran.status == 2
    place, _, message = ran.message.partition(": ")
    assert re.fullmatch(re.escape(str(path)) + r"(:\d+)?", place)
    assert message.startswith(says)
    assert [each.name for each in tmp_path.iterdir()] == ["results.json"]


def test_the_line_of_a_fault_is_named(ilchi, checked, put):
    text = json.dumps(json.loads((checked / "json").read_bytes()), indent=1)
    line = text[: text.index('"index": 4,')].count("\n") + 1
    ran = ilchi("report", put("results.json", text.replace('"index": 4,', '"index": ?,')))
    assert f"results.json:{line}: this is not JSON" in ran.message


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["nowhere.json"], "nowhere.json: no such file or directory"),
        (["results.json", "--format", "pdf"], "there is no report “pdf”; known: "),
        (["results.json", "--output", "csv"], "“csv” is not FORMAT:PATH"),
        (["results.json", "--statistics", "rule", "--format", "csv"], "--statistics prints text, not csv"),
        (["results.json", "--output", "csv:-", "--output", "text:-"], "two reports would go to standard output"),
        (["results.json", "--format", "csv", "--output", "text:-"], "two reports would go to standard output"),
        (["results.json", "--output", "csv:a", "--output", "text:a"], "two reports would go to a"),
    ],
)
def test_bad_usage(ilchi, golden, args, says):
    ran = ilchi("report", *args, cwd=golden)
    assert ran.status == 2
    assert ran.out == ""
    assert ran.message.startswith(says)


# --- where reports go --------------------------------------------------------------------------------------------


def test_every_report_has_the_same_status_and_stands_beside_standard_output(ilchi, cli, words, tmp_path):
    for file, status in (("clean.csv", 0), ("major.csv", 1)):
        for kind in KINDS:
            ran = ilchi("check", file, *words, "--output", f"{kind}:{tmp_path / 'made'}", "--format", "text", cwd=cli)
            assert ran.status == status
            assert ran.out.splitlines()[-1].startswith("passed: " if status == 0 else "FAILED: ")


def test_a_job_gets_its_summary_behind_what_stands_there(ilchi, golden, put):
    summary = put("summary.md", "# Before\n\n")
    env = {"GITHUB_STEP_SUMMARY": str(summary)}
    ilchi("report", "results.json", "--format", "text", cwd=golden, env=env)
    assert summary.read_bytes() == b"# Before\n\n"
    ilchi("report", "results.json", "--format", "github", cwd=golden, env=env)
    assert summary.read_bytes() == b"# Before\n\n" + (golden / "results.markdown").read_bytes()


def test_a_summary_that_cannot_be_written_is_no_failed_gate(ilchi, golden, tmp_path):
    ran = ilchi("report", "results.json", "--format", "github", cwd=golden, env={"GITHUB_STEP_SUMMARY": str(tmp_path)})
    assert ran.status == 2
    assert "this is a folder, not a file" in ran.message


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo terminals are POSIX's")
def test_a_workbook_is_not_written_to_a_terminal(golden):
    import os
    import pty
    import subprocess

    from tests.conftest import console_script, environment

    main, side = pty.openpty()
    args = [console_script(), "report", "results.json", "--format", "xlsx"]
    done = subprocess.run(args, cwd=golden, env=environment(), stdout=side, stderr=subprocess.PIPE, check=False)
    os.close(side)
    os.close(main)
    assert done.returncode == 2
    assert b"a workbook cannot be shown on a terminal; --output xlsx:PATH writes it to a file" in done.stderr


# --- statistics --------------------------------------------------------------------------------------------------

STATISTICS = {
    "rule": [
        [3, 0, 3, 0, 0, 3, "misspelled-term"],
        [2, 0, 0, 1, 1, 0, "missing-term"],
        [1, 1, 0, 0, 0, 0, "placeholder-mismatch"],
        [1, 0, 1, 0, 0, 1, "untranslated-text"],
    ],
    "file": [
        [3, 1, 2, 0, 0, 2, "tabs/news, a:b %.tsv"],
        [2, 0, 2, 0, 0, 2, "/srv/texts/뉴스.tsv"],
        [2, 0, 0, 1, 1, 0, "book.xlsx"],
    ],
}


@pytest.mark.parametrize("key", STATISTICS)
def test_statistics(ilchi, golden, key):
    ran = ilchi("report", "results.json", "--statistics", key, cwd=golden)
    heads, *rows, blank, verdict = ran.out.splitlines()
    assert heads.split() == ["findings", "critical", "major", "minor", "neutral", "fixable", key]
    parted = [row.split(maxsplit=6) for row in rows]
    assert [[*map(int, row[:6]), row[6]] for row in parted] == STATISTICS[key]
    assert blank == ""
    assert verdict.startswith("FAILED: ")
    assert "1 baselined; 1 ignored" in verdict


def test_statistics_by_term_hold_nothing_that_steers_a_terminal(ilchi, golden):
    ran = ilchi("report", "results.json", "--statistics", "term", cwd=golden)
    assert [row.split()[-1] for row in ran.out.splitlines()[1:5]][0::2] == ["lake", "b�a_x0041_"]
    assert not {sign for sign in ran.out if not sign.isprintable()} - {"\n"}


def test_statistics_of_a_check_keep_the_status_and_the_files(ilchi, put, words, tmp_path):
    path = put("news.csv", BAD + BAD.removeprefix(HEAD))
    made = tmp_path / "made.jsonl"
    ran = ilchi("check", path, *words, "--statistics", "term", "--output", f"jsonl:{made}")
    assert ran.status == 1
    assert ran.out.splitlines()[1].split() == ["2", "0", "2", "0", "0", "2", "state-affairs"]
    assert len(made.read_text(encoding="utf-8").splitlines()) == 2
