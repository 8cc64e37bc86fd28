"""The script that says what findings are worth: verdicts join by digest, intervals are right, planted errors count."""

import re

import msgspec
import pytest

from checker import Segment
from checker.model import Severity, Span
from checker.project.workspace import Wanted
from tests import findings as script
from tests import projects
from tests.findings import (
    Planted,
    Verdict,
    changes,
    joined,
    loud,
    new_findings,
    planted_lines,
    share,
    unread,
    without_text,
)

KOREAN = (
    "김정은 위원장은 배 30척이 항구를 떠났다고 말했다.",
    "창고에는 쌀 400톤이 있다.",
    "우리는 모두 집으로 돌아갔다.",
)
RIGHT = (
    "Kim Jong Un said 30 ships had left the port.",
    "There are 400 tons of rice in the warehouse.",
    "We all went home.",
)
WRONG = ("Kim Jong Eun said 30 ships had left the port.", "There are 900 tons of rice.", RIGHT[2])


def segments(targets):
    return [Segment(source=each, target=target) for each, target in zip(KOREAN, targets, strict=True)]


@pytest.fixture
def verdicts():
    """Both findings of the wrong text, judged."""
    text = segments(WRONG)
    read = list(unread(joined(text, loud(text), []), "port"))
    assert [each.rule for each in read] == ["deprecated-term", "number-mismatch"]
    words = (("act", "a typo"), ("wrong", "a test"))
    filled = [
        msgspec.structs.replace(each, verdict=word, cause=cause)
        for each, (word, cause) in zip(read, words, strict=True)
    ]
    return [script.without_text(each) for each in filled]


def test_a_text_is_read_from_files_of_lines(tmp_path):
    for name, lines in (("ko", KOREAN), ("en", RIGHT), ("documents", "aab")):
        (tmp_path / f"{name}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    read = script.read_text(tmp_path)
    assert [(each.source, each.target, each.document) for each in read] == list(zip(KOREAN, RIGHT, "aab", strict=True))


def test_other_files_are_read_as_ilchi_reads_them(tmp_path):
    file = tmp_path / "port.tsv"
    file.write_text("source\ttarget\n" + "".join(f"{s}\t{t}\n" for s, t in zip(KOREAN, RIGHT, strict=True)), "utf-8")
    assert [each.target for each in script.read_text(file)] == list(RIGHT)


def test_verdicts_hold_no_text(verdicts):
    for each in verdicts:
        assert re.fullmatch("[0-9a-f]{16}", each.text)
        assert re.fullmatch("[0-9a-f]{16}", each.found)
    assert "Jong Eun" not in msgspec.json.encode(verdicts).decode()


def test_verdicts_join_where_the_same_text_stands(verdicts):
    moved = segments(WRONG)[::-1]
    words = [
        (each.segment.source, each.verdict and each.verdict.verdict) for each in joined(moved, loud(moved), verdicts)
    ]
    assert words == [(KOREAN[1], "wrong"), (KOREAN[0], "act")]


def test_another_target_has_no_verdict(verdicts):
    other = segments((WRONG[0] + " Then it rained.", WRONG[1], WRONG[2]))
    assert [each.verdict is None for each in joined(other, loud(other), verdicts)] == [True, False]


def test_a_verdict_outlives_severity_and_reason_and_of_a_concept_what_was_found(verdicts):
    text = segments(WRONG)
    name, number = (
        msgspec.structs.replace(each, severity=Severity.CRITICAL, reason="new", found=f"{each.found}!")
        for each in loud(text)
    )
    assert [each.verdict and each.verdict.verdict for each in joined(text, [name, number], verdicts)] == [
        "act",
        None,
    ]


def test_a_verdict_is_one_of_three_words(verdicts):
    text = segments(WRONG)
    (first, _) = unread(joined(text, loud(text), []), "port")
    with pytest.raises(ValueError, match="port:1: '' is none of act, skip, wrong"):
        script.without_text(first)


@pytest.mark.parametrize(
    ("act", "read", "expected"),
    [
        (8, 10, "0.80 (0.49 to 0.94)"),
        (0, 5, "0.00 (0.00 to 0.43)"),
        (5, 5, "1.00 (0.57 to 1.00)"),
        (27, 86, "0.31 (0.23 to 0.42)"),
        (0, 0, "–"),
    ],
)
def test_shares_have_the_interval_of_wilson(act, read, expected):
    assert share(act, read) == expected


def test_the_table_counts_findings_and_verdicts(verdicts):
    text = segments(WRONG)
    lines = list(script.table(joined(text, loud(text), verdicts), 1000))
    assert lines[0] == "1000 pairs, 2 findings that are not neutral"
    assert lines[2].split() == ["major,", "all", "2", "2.0", "2", "1", "0", "1", "0.50", "(0.09", "to", "0.91)"]
    assert {line.split()[0] for line in lines[3:]} == {"deprecated-term", "number-mismatch"}
    assert list(script.causes(joined(text, loud(text), verdicts))) == [
        "   1 major deprecated-term act a typo",
        "   1 major number-mismatch wrong a test",
    ]


def planted(number, target, kind="digit", **fields):
    plain = {"text": "port", "line": number + 1, "source": KOREAN[number], "right": RIGHT[number]}
    return Planted(kind=kind, target=target, **(plain | fields))


def test_a_planted_error_is_found_by_what_is_new():
    texts = {"port": segments(RIGHT)}
    (found,) = new_findings(texts, planted(1, RIGHT[1].replace("400", "900")))
    assert found.rule == "number-mismatch"
    assert not new_findings(texts, planted(1, RIGHT[1].replace("rice", "corn")))


def test_what_was_there_before_or_stands_elsewhere_is_not_new():
    texts = {"port": segments(WRONG)}
    assert not new_findings(texts, planted(0, WRONG[0].replace("left", "entered"), right=WRONG[0]))
    assert loud(texts["port"])[0].segment == 0


def test_a_planted_error_may_replace_several_lines():
    both = planted(0, RIGHT[0], lines=2, source=f"{KOREAN[0]} {KOREAN[1]}", right=f"{RIGHT[0]} {RIGHT[1]}")
    found = new_findings({"port": segments(RIGHT)}, both)
    assert {each.rule for each in found} == {"number-mismatch", "omitted-text"}


def test_planted_errors_are_counted_by_kind():
    errors = [
        planted(0, RIGHT[0].replace("30", "80")),
        planted(1, RIGHT[1].replace("400", "401")),
        planted(2, "We all went away.", kind="sense", what="home -> away"),
    ]
    lines = list(planted_lines({"port": segments(RIGHT)}, errors))
    assert [line.split()[:4] for line in lines[:2]] == [["digit", "2", "of", "2"], ["sense", "0", "of", "1"]]
    assert lines[2].split()[:4] == ["all", "2", "of", "3"]
    assert lines[3:] == ["missed sense port:3 home -> away"]


def test_a_change_is_told_in_whole_words():
    assert changes("the old port", "the new port") == (Span(4, 7), Span(4, 7))
    assert changes("We left.", "We left the port.") == (Span(3, 8), Span(3, 17))


def test_the_verdicts_that_are_kept_are_whole():
    kept = script.read_verdicts()
    assert all(each.verdict in script.WORDS and re.fullmatch("[0-9a-f]{16}", each.text) for each in kept)
    assert all(isinstance(each, Verdict) for each in kept)


def test_a_project_is_counted_with_the_verdicts_on_it(tmp_path):
    folder = tmp_path / "app"
    folder.mkdir()
    (folder / "ko.po").write_text(
        'msgid ""\nmsgstr "Language: ko\\nContent-Type: text/plain; charset=UTF-8\\n"\n\n'
        '#, c-format\nmsgid "Copy %s to the other folder"\nmsgstr "다른 폴더로 복사하기"\n\n'
        'msgid "Close the window"\nmsgstr "창 닫기"\n',
        encoding="utf-8",
    )
    one = projects.checked(folder, Wanted(), [])
    (finding,) = one.judged
    assert (one.segments, finding.finding.rule, finding.verdict) == (2, "placeholder-mismatch", None)
    (read,) = unread(one.judged, one.name)
    verdict = without_text(msgspec.structs.replace(read, verdict="act"))
    (finding,) = projects.checked(folder, Wanted(), [verdict]).judged
    assert finding.verdict == verdict
