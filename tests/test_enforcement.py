"""How strictly a glossary is taken, and what fails a gate: the glossary, and nothing that makes it say less."""

import json
from functools import cache
from pathlib import Path

import msgspec
import pytest

from checker import Corpus, Glossary, Segment, check, read_corpus, read_glossary
from checker.model import Severity

ROOT = Path(__file__).parent.parent
PLAIN = [{"source": "비밀번호", "target": "password"}, {"source": "김정은", "target": "Kim Jong Un"}]
PASSCODE = (
    "비밀번호를 다시 입력하고 화면 아래에 있는 확인 단추를 누르세요.",
    "Enter the passcode again and press the button below.",
)


def judged(pair, rows, before=()):
    """The findings on a pair, after others of the same document: rule, severity, reason, whether it fails a gate."""
    segments = [Segment(source=source, target=target) for source, target in (*before, pair)]
    found = check(Corpus.of(segments), Glossary.from_rows(rows)).findings
    return [
        (each.rule, each.severity.value, each.reason, each.may_fail)
        for each in found
        if each.segment == len(segments) - 1
    ]


def of(rows, **cells):
    return [{**row, **cells} for row in rows]


@pytest.mark.parametrize(
    ("rows", "strict", "fails"),
    [
        (PLAIN, True, True),
        (of(PLAIN, enforce="evidence"), False, True),
        (of(PLAIN, enforce="advisory"), False, False),
        (of(PLAIN, category="object"), False, True),
        (of(PLAIN, category="object", enforce="strict"), True, True),
        (of(PLAIN, category="object", enforce=" Strict"), True, True),
    ],
)
def test_a_plain_glossary_is_strict_one_with_categories_goes_by_evidence_and_a_row_may_say_otherwise(
    rows, strict, fails
):
    ((rule, severity, reason, may_fail),) = judged(PASSCODE, rows)
    assert (rule, may_fail) == ("missing-term", fails)
    assert ((severity, reason) == ("major", "strict")) is strict


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("김정은은 평양으로 돌아왔다.", "He returned to Pyongyang."),
        ("김정은은 평양으로 돌아왔다.", "Kim returned to Pyongyang."),
        ("6자회담은 끝났다.", "The talks ended."),
        ("북한은 답하지 않았다.", "The country did not answer."),
        ("북한 외교관이 도착했다.", "A North Korean diplomat arrived."),
        ("로그인에 실패했습니다.", "Login failed."),
        ("로그인했습니다.", "You are logged in."),
        ("설정하세요.", "Set it."),
        ("노동당은 답하지 않았다.", "The WPK did not answer."),
    ],
)
def test_a_strict_glossary_takes_a_pronoun_a_short_form_an_anaphora_and_an_inflected_form(source, target):
    rows = [
        *PLAIN,
        {"source": "6자회담", "target": "six-party talks"},
        {"source": "북한", "target": "North Korea"},
        {"source": "로그인", "target": "log in"},
        {"source": "설정", "target": "settings"},
        {"source": "노동당", "target": "Workers' Party of Korea"},
    ]
    before = (
        ("김정은은 6자회담을 말했다.", "Kim Jong Un spoke of the six-party talks."),
        ("북한은 노동당이 이끈다.", "North Korea is led by the Workers' Party of Korea."),
    )
    assert not [found for found in judged((source, target), rows, before) if found[1] in ("major", "critical")]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("김정은이 연설했다.", "Moon Jae-in gave a speech."),
        ("김정은이 연설했다.", "The speech was long."),
        ("김정은이 연설했다.", "Kim Jong-un gave a speech."),
        ("비밀번호 찾기", "Find passcode"),
        ("비밀번호를 잊으셨나요?", "Forgot it?"),
    ],
)
def test_a_strict_term_that_is_another_or_lost_fails(source, target):
    assert any(found[1] == "major" and found[3] for found in judged((source, target), PLAIN))


def test_a_term_that_was_merely_said_before_is_no_excuse():
    before = [("비밀번호를 입력하세요.", "Enter the password.")]
    assert judged(("비밀번호가 바뀌었습니다.", "The passcode was changed."), PLAIN, before)[0][1:] == (
        "major",
        "strict",
        True,
    )


# What may fail a gate, and what only reports.


WORDS = [
    {"category": "title", "source": "대사", "target": "ambassador", "forbidden": "envoy"},
    {"category": "person", "source": "마체고라", "target": "Matsegora"},
]


@pytest.mark.parametrize(
    ("source", "target", "rule"),
    [
        ("마체고라가 왔다.", "Sokolov came.", "missing-term"),
        ("대사가 왔다.", "The envoy came.", "deprecated-term"),
        ("마체고라가 왔다.", "Matzegora came.", "misspelled-term"),
        ("대사가 왔다.", "", "empty-target"),
        ("파일 3개", "", "empty-target"),
        ("대사가 왔다.", "대사가 왔다.", "untranslated-text"),
        ("대사가 왔다.", "ambassador 대사가 왔다.", "untranslated-text"),
        ("대사는 월요일에 도착했다.", "Der Botschafter traf am Montag in der Hauptstadt ein.", "wrong-language"),
        ("1억 달러가 들었다.", "It cost a million dollars.", "number-mismatch"),
        ("%s 파일", "%d files", "placeholder-mismatch"),
    ],
)
def test_the_glossary_and_what_hides_it_fail(source, target, rule):
    failing = [found for found in judged((source, target), WORDS) if found[3] and Severity(found[1]).rank >= 2]
    assert rule in [found[0] for found in failing]


@pytest.mark.parametrize(
    ("source", "target", "rule"),
    [
        ("비가 왔다.", "", "empty-target"),
        ("비가 왔다.", "비가 왔다.", "untranslated-text"),
        ("대사가 어제 왔다.", "The ambassador came 어제.", "untranslated-text"),
        ("장관이 도착했다.", "Der Minister traf am Montag in der Hauptstadt ein.", "wrong-language"),
        ("비가 왔다.", "It rained Ã©tÃ©.", "garbled-text"),
        ("비가 (왔다).", "It (rained.", "unbalanced-punctuation"),
        ("비가 왔다.", "It it rained.", "repeated-word"),
        ("비가 왔다.", " It rained.", "edge-whitespace"),
    ],
)
def test_all_others_only_report(source, target, rule):
    found = judged((source, target), WORDS)
    assert rule in [each[0] for each in found]
    assert not any(each[3] for each in found if each[0] == rule)


@pytest.mark.parametrize(("source", "target"), [("1억 달러", "a million dollars"), ("대사가 왔다.", "")])
def test_without_a_glossary_or_with_advice_alone_neither_numbers_nor_empty_targets_fail(source, target):
    for rows in ([], of(WORDS, enforce="advisory")):
        assert not any(found[3] for found in judged((source, target), rows))


def test_a_fuzzy_empty_target_does_not_fail():
    segment = Segment(source="대사가 왔다.", target="", fuzzy=True)
    assert [each.may_fail for each in check(Corpus.of([segment]), Glossary.from_rows(WORDS)).findings] == [False]


@cache
def drafts():
    """The documents of our corpora with their mistakes, each with its glossary."""
    glossary, app = read_glossary(ROOT / "glossaries"), read_glossary(ROOT / "corpora/review-app/terms.csv")
    files = sorted(path for path in ROOT.glob("corpora/*/*.*") if path.suffix in (".tsv", ".csv", ".jsonl", ".po"))
    return {
        path.name: (list(read_corpus(path)), app if path.suffix == ".po" else glossary)
        for path in files
        if path.name != "terms.csv"
    }


def failing(segments, glossary):
    """The segments with a finding that fails a gate."""
    found = check(Corpus.of(segments), glossary).findings
    return {each.segment for each in found if each.may_fail and each.severity.rank >= Severity.MAJOR.rank}


@pytest.mark.parametrize("name", sorted(drafts()))
def test_blanking_copying_and_shifting_never_make_a_gate_greener(name):
    segments, glossary = drafts()[name]
    before = failing(segments, glossary)
    assert before
    targets = [each.target for each in segments]
    hidden = {number: ("", segments[number].source) for number in before}
    for way in (0, 1):
        changed = [
            msgspec.structs.replace(
                each, target=hidden[number][way] if number in before else each.target, target_codes=()
            )
            for number, each in enumerate(segments)
        ]
        assert {number for number in before if binds(segments[number], glossary)} <= failing(changed, glossary)
    shifted = [
        msgspec.structs.replace(each, target=target, target_codes=())
        for each, target in zip(segments, targets[1:] + targets[:1], strict=True)
    ]
    assert len(failing(shifted, glossary)) >= len(before)


def binds(segment, glossary):
    """Whether a blank target fails there: the source has a term or a number."""
    return bool(failing([msgspec.structs.replace(segment, target="", target_codes=())], glossary))


# The command.


GLOSSARY = "source,target\n비밀번호,password\n"
PAIRS = "source,target\n비밀번호 찾기,Find passcode\n"


def test_the_gate_is_red_on_a_plain_glossary_that_is_broken(ilchi, put):
    put("g.csv", GLOSSARY)
    ran = ilchi("check", put("a.csv", PAIRS), "-g", put("g.csv", GLOSSARY), cwd=put("x", "").parent)
    assert ran.status == 1
    assert "FAILED: 1 finding of severity major or above" in ran.out


@pytest.mark.parametrize(
    ("config", "status"),
    [
        ("", 1),
        ('enforce = "evidence"\n', 0),
        ('enforce = "advisory"\n', 0),
        ('enforce = "evidence"\n[[paths]]\nmatch = "a.csv"\nenforce = "strict"\n', 1),
        ('[[paths]]\nmatch = "a.csv"\nenforce = "advisory"\n', 0),
        ('[[paths]]\nmatch = "b.csv"\nenforce = "advisory"\n', 1),
    ],
)
def test_the_config_says_how_strictly_for_all_or_for_a_path(ilchi, put, config, status):
    put("g.csv", GLOSSARY)
    put("a.csv", PAIRS)
    folder = put("ilchi.toml", 'glossaries = ["g.csv"]\ncorpus = ["a.csv"]\n' + config).parent
    assert ilchi("check", cwd=folder).status == status


def test_advice_for_a_path_holds_for_strict_rows_too_and_is_still_listed(ilchi, put):
    put("g.csv", "source,target,enforce\n비밀번호,password,strict\n")
    put("a.csv", PAIRS)
    folder = put("ilchi.toml", 'glossaries = ["g.csv"]\ncorpus = ["a.csv"]\nenforce = "advisory"\n').parent
    ran = ilchi("check", "--format", "json", cwd=folder)
    assert ran.status == 0
    (found,) = json.loads(ran.out)["findings"]
    assert (found["rule"], found["gating"]) == ("missing-term", False)


def test_an_unknown_word_is_refused_with_its_line(ilchi, put):
    glossary = put("g.csv", "source,target,enforce\n비밀번호,password,strikt\n")
    ran = ilchi("check", put("a.csv", PAIRS), "-g", glossary)
    assert ran.status == 2
    assert "g.csv:2" in ran.message
    assert "did you mean “strict”?" in ran.message


def test_a_rule_whose_severity_the_config_sets_may_fail(ilchi, put):
    put("a.csv", "source,target\n비가 왔다.,It it rained.\n")
    folder = put("ilchi.toml", 'corpus = ["a.csv"]\n').parent
    assert ilchi("check", cwd=folder).status == 0
    put("ilchi.toml", 'corpus = ["a.csv"]\n[rules]\nrepeated-word = "major"\n')
    assert ilchi("check", cwd=folder).status == 1
    put("ilchi.toml", 'corpus = ["a.csv"]\nfail-on = "minor"\n[rules]\nrepeated-word = "minor"\n')
    assert ilchi("check", cwd=folder).status == 1


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("See https://a.org/file.txt for details.", "자세한 내용은 https://a.org/file.txt를 보세요."),
        ("Run CREATE TABLE first.", "먼저 CREATE TABLE을 실행하세요."),
        ("Use the --save-option.", "--save-option을 쓰세요."),
        ("SETTINGS_FILE is empty.", "SETTINGS_FILE이 비었습니다."),
    ],
)
def test_a_code_that_the_target_keeps_needs_no_rendering(source, target):
    rows = [{"source": en, "target": ko} for en, ko in (("file", "파일"), ("table", "테이블"), ("save", "저장"))]
    report = check(Corpus.of([Segment(source=source, target=target)], "en", "ko"), Glossary.from_rows(rows))
    assert not [each for each in report.findings if each.severity is Severity.MAJOR]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ('<a href="/settings">설정</a>', '<a href="/settings">Options</a>'),
        ("{settings} 설정", "{settings} options"),
        ("%(settings)s 설정", "%(settings)s options"),
        ("https://a.org/settings 설정", "Options: https://a.org/settings"),
        ("설정을 여세요.", "Open it. <!-- settings -->"),
        ("설정을 여세요.", "Open [it](/settings)."),
        ("설정을 여세요.", "Open &settings;."),
    ],
)
def test_a_rendering_in_a_code_of_the_target_is_none(source, target):
    rows = [{"source": "설정", "target": "settings"}]
    assert ("missing-term", "major", "strict", True) in judged((source, target), rows)


def test_a_term_in_a_code_of_the_source_needs_no_rendering():
    assert judged(("<b class='설정'>예</b>", "<b class='x'>Yes</b>"), [{"source": "설정", "target": "settings"}]) == []
