"""The library as Python programs use it; each test is an example."""

import csv
import io
import json
import subprocess
import sys

import pytest

import checker
from checker import (
    CheckerError,
    Corpus,
    Glossary,
    Segment,
    Severity,
    check,
    gates,
    read_baseline,
    read_corpus,
    read_decisions,
    read_glossary,
    write_baseline,
    write_report,
)
from checker.family import names
from tests.conftest import environment

GLOSSARY = Glossary.from_rows(
    [
        {"id": "river", "category": "place", "source": "한강", "target": "Han River", "forbidden": "Han Stream"},
        {"id": "badge", "category": "object", "source": "배지", "target": "badge"},
    ]
)
CORPUS = Corpus.of(
    [
        Segment(source="한강이 흐른다.", target="The Han Stream flows.", file="news.tsv", line=2),
        Segment(source="배지 3개를 샀다.", target="He bought 4 badges.", file="news.tsv", line=3),
        Segment(source="한강은 길다.", target="The Han River is long.", file="news.tsv", line=4),
    ]
)


def rules_of(report):
    return [finding.rule for finding in report.findings]


def test_findings_come_with_their_texts_and_places():
    report = check(CORPUS, GLOSSARY)
    found = [
        (finding.rule, segment.file, segment.line, finding.target[0].of(segment.target))
        for finding, segment, *_ in ((each.finding, each.segment) for each in report.evidence())
    ]
    assert found == [
        ("deprecated-term", "news.tsv", 2, "Han Stream"),
        ("number-mismatch", "news.tsv", 3, "4"),
    ]


def test_only_some_rules_run():
    assert rules_of(check(CORPUS, GLOSSARY, rules=["number-mismatch"])) == ["number-mismatch"]
    assert rules_of(check(CORPUS, GLOSSARY, rules=())) == []
    report = check(CORPUS, GLOSSARY, rules={"deprecated-term"})
    assert report.summary.rules == {"deprecated-term": 1}
    assert report.summary.segments == 3


def test_severities_are_those_of_the_config():
    report = check(CORPUS, GLOSSARY, severities={"deprecated-term": Severity.MINOR, "number-mismatch": "off"})
    assert [(each.rule, each.severity) for each in report.findings] == [("deprecated-term", "minor")]
    assert gates(report.summary, Severity.MAJOR)[0].passed
    assert not gates(check(CORPUS, GLOSSARY).summary, Severity.MAJOR)[0].passed
    both = check(CORPUS, GLOSSARY, rules=["number-mismatch"], severities={"number-mismatch": "minor"})
    assert [(each.rule, each.severity) for each in both.findings] == [("number-mismatch", "minor")]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"rules": ["missing-terms"]}, "“missing-terms” is unknown; did you mean “missing-term”?"),
        ({"severities": {"no-such": "off"}}, "“no-such” is unknown"),
        ({"severities": {"missing-term": "bad"}}, "is “bad”; use one of neutral, minor, major, critical, off"),
        ({"rules": "missing-term"}, "write rules=['missing-term']"),
    ],
)
def test_a_word_that_is_wrong_is_named(arguments, said):
    with pytest.raises(CheckerError, match=r"rule|severity") as error:
        check(CORPUS, GLOSSARY, **arguments)
    assert said in str(error.value)


def test_a_report_in_every_format(tmp_path):
    report = check(CORPUS, GLOSSARY)
    verdicts = gates(report.summary, Severity.MAJOR)
    for kind in names("checker.reports"):
        path = tmp_path / kind
        with path.open("w", encoding="utf-8", newline="") as out:
            write_report(kind, report, out, verdicts)
        assert path.stat().st_size, kind
    held = json.loads((tmp_path / "json").read_text(encoding="utf-8"))
    assert held["gates"][0]["passed"] is False
    assert [each["line"] for each in held["findings"]] == [2, 3]


def test_a_baseline_hides_what_was_there(tmp_path):
    path = tmp_path / "baseline.jsonl"
    assert len(read_baseline(path).counts) == 0
    write_baseline(path, CORPUS, GLOSSARY)
    more = Corpus.of([*CORPUS, Segment(source="배지 5개", target="6 badges", file="news.tsv", line=5)])
    report = check(more, GLOSSARY, baseline=read_baseline(path))
    assert [each.segment.line for each in report.evidence() if each.status == "open"] == [5]
    assert report.summary.rules == {"number-mismatch": 1}


def test_the_baseline_is_that_of_the_command(tmp_path, ilchi):
    (tmp_path / "news.tsv").write_text("source\ttarget\n배지 3개\t4 badges\n", encoding="utf-8")
    (tmp_path / "names.csv").write_text("source,target\n배지,badge\n", encoding="utf-8")
    arguments = ("news.tsv", "-g", "names.csv", "--baseline", "theirs.jsonl")
    assert ilchi("baseline", "create", *arguments, cwd=tmp_path).status == 0
    write_baseline(tmp_path / "ours.jsonl", read_corpus(tmp_path / "news.tsv"), read_glossary(tmp_path / "names.csv"))
    assert (tmp_path / "ours.jsonl").read_bytes() == (tmp_path / "theirs.jsonl").read_bytes()


def test_a_decision_dismisses(tmp_path):
    (number,) = check(CORPUS, GLOSSARY, rules=["number-mismatch"]).findings
    line = {"fingerprint": number.fingerprint, "scope": "segment", "verdict": "intended", "until": "2026-06-30"}
    path = tmp_path / "decisions.jsonl"
    path.write_text(json.dumps(line) + "\n", encoding="utf-8")
    early, late = (
        check(CORPUS, GLOSSARY, decisions=read_decisions(path, today=day)) for day in ("2026-06-30", "2026-07-01")
    )
    assert early.summary.rules == {"deprecated-term": 1}
    assert late.summary.rules == {"deprecated-term": 1, "number-mismatch": 1}


def test_rows_are_those_of_the_tables():
    report = check(CORPUS, GLOSSARY)
    out = io.StringIO()
    write_report("csv", report, out)
    written = list(csv.DictReader(io.StringIO(out.getvalue())))
    rows = list(report.rows())
    assert [{key: str(row[key]) for key in written[0]} for row in rows] == written
    assert rows[0]["target_spans"] == [[4, 14]]


def test_a_frame_of_pandas():
    pandas = pytest.importorskip("pandas")
    frame = check(CORPUS, GLOSSARY).to_frame()
    assert isinstance(frame, pandas.DataFrame)
    assert frame.groupby("rule")["line"].sum().to_dict() == {"deprecated-term": 2, "number-mismatch": 3}
    none = check(CORPUS, GLOSSARY, rules=()).to_frame()
    assert list(none.columns) == list(frame.columns)
    assert none.dtypes["line"] == frame.dtypes["line"] == "int64"


WITHOUT = """
import sys
for name in {absent}:
    sys.modules[name] = None
import checker
from checker import Corpus, Glossary, Segment, check
report = check(Corpus.of([Segment(source="배지 3개", target="4 badges")]), Glossary.from_rows([]), rules={rules})
try:
    frame = report.to_frame()
    print(type(frame).__module__.split(".")[0], frame.height, frame["index"].to_list(), frame["index"].dtype)
except checker.CheckerError as error:
    print(error)
"""


def without(absent, rules=None):
    program = WITHOUT.format(absent=absent, rules=rules)
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, env=environment(), encoding="utf-8", check=False
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.strip()


def test_a_frame_of_polars_where_there_is_no_pandas():
    pytest.importorskip("polars")
    assert without(["pandas"]) == "polars 1 [1] Int64"
    assert without(["pandas"], rules=[]) == "polars 0 [] Int64"


def test_without_either_the_message_names_both():
    said = without(["pandas", "polars"])
    assert said == "a data frame needs pandas or polars; pip install pandas, or pip install polars"


def test_the_public_names_say_what_they_are():
    for name in ("Baseline", "Decisions", "Gate", "gates", "write_report"):
        assert getattr(checker, name).__doc__
