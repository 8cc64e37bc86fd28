"""``ilchi explain --term`` tells how a place was decided, by the code that decides it."""

from types import SimpleNamespace

import pytest

from checker.commands._fingerprint import finding_of
from checker.errors import CheckerError
from checker.languages import Wording, language
from checker.model import Category

SPELT_ALIKE = "sense: -20.0 in all: another word spelt alike"
REFUSED = "the edges refuse it: it is part of another word, or parted where it may not be"
CASES = [
    ("title", "대사", "대사관이 문을 닫았다", [("대사", "", "the lexicon refuses it")]),
    ("title", "대사", "대사들에게도 알렸다", [("대사", "particle", "sense: +")]),
    ("title", "대사", "영화 대사를 외웠다", [("대사", "", SPELT_ALIKE)]),
    ("title", "장관", "국방장관과 만났다", [("장관", "compound", "sense: +")]),
    ("place", "한국", "큰 한 국가", [("한 국", "", REFUSED)]),
    ("organization", "노동당", "로동당 대회", [("로동당", "northern", "the edges take it: northern")]),
    ("place", "빈", "빈에 도착했다", [("빈", "analysed", "the analyser takes it")]),
    ("place", "평양", "서울에 왔다", []),
    ("organization", "당", "그는 다시 당선됐다", [("당", "", "the analyser refuses it")]),
    ("title", "시장", "반도체 시장이 커진다", [("시장", "", "sense: -")]),
    ("place", "파리", "파리 한 마리", [("파리", "", "sense: -")]),
]


@pytest.mark.parametrize(("category", "term", "sentence", "expected"), CASES)
def test_each_place_says_what_decided_it(category, term, sentence, expected):
    traces = language("ko").explain(Wording(term, Category(category)), sentence)
    assert [(sentence[t.start : t.end], t.how) for t in traces] == [each[:2] for each in expected]
    for trace, (_, _, last) in zip(traces, expected, strict=True):
        assert trace.steps[-1].startswith(last)


def test_a_trace_agrees_with_the_finder():
    sentence = "주미 러시아대사관의 대사는 신진대사와 총리대사, 북러대사를 입에 올렸다."
    wording = Wording("대사", Category.TITLE)
    hits = language("ko").compile([wording]).find([sentence])
    traces = language("ko").explain(wording, sentence)
    assert len(traces) == 5
    assert [(trace.start, trace.end) for trace in traces if trace.how] == list(zip(hits.starts, hits.ends, strict=True))


def test_another_language_says_what_it_found():
    (trace,) = language("en").explain(Wording("ambassador", Category.TITLE), "Two ambassadors left.")
    assert (trace.start, trace.end, trace.how) == (4, 15, "inflected")


def test_the_command_shows_the_place_and_the_steps(ilchi):
    ran = ilchi("explain", "--term", "대사", "--category", "title", "대사관이 \x1b[31m닫았다")
    assert ran.status == 0
    assert ran.out.startswith("[대사]관이 ")
    assert "\x1b" not in ran.out
    assert "the lexicon refuses it" in ran.out


def test_the_digits_of_the_text_report_name_the_finding(ilchi, cli, words):
    head = ilchi("check", "major.csv", *words, cwd=cli).out.split("\n", 1)[0]
    ran = ilchi("explain", head.rsplit(" ", 1)[1], "major.csv", *words, cwd=cli)
    assert ran.status == 0
    assert ran.out.startswith(f"{head}\n")


def test_digits_of_several_findings_name_them_all():
    fingerprints = ["3f9a1c02aaaaaaaa", "3f9a1c02bbbbbbbb", "00000000bbbbbbbb"]
    report = SimpleNamespace(findings=SimpleNamespace(evidence=lambda: [
        SimpleNamespace(finding=SimpleNamespace(fingerprint=each)) for each in fingerprints
    ]))  # fmt: skip
    with pytest.raises(CheckerError, match=r"several findings begin with “3f9a1c02”; give .*a{8} or .*b{8}$"):
        finding_of(report, "3f9a1c02")


def test_a_term_needs_a_sentence(ilchi):
    ran = ilchi("explain", "--term", "대사")
    assert ran.status == 2
    assert "no sentence" in ran.err
