"""Only what is new counts: whatever is moved, reformatted, reordered or mended, nothing old comes back."""

import json
import random
import unicodedata
from functools import cache

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker import Corpus, Glossary, Segment, check, rules
from checker.errors import CheckerError
from checker.judging.baseline import Baseline, Entry, common, each_apart, entries
from checker.model import Severity
from checker.project.baseline_file import load, save
from tests.corpora import FOLDERS, draft, glossary, reference

WORDS = Glossary.from_rows(
    [
        {"id": "keeper", "category": "person", "source": "문지기", "target": "Moon Jigi"},
        {"id": "dock", "category": "object", "source": "부두", "target": "dock|wharf", "forbidden": "pier"},
        {"id": "office", "category": "organization", "source": "항만청", "target": "Port Office|Harbor Board"},
    ]
)
PAIRS = [
    ("부두가 닫혔다.", "The pier was closed."),
    ("부두가 닫혔다.", "The dock was closed."),
    ("부두가 열렸다.", "The wharf was opened."),
    ("부두와 부두", "A pier and a pier"),
    ("항만청이 밝혔다.", "The Port Office said."),
    ("항만청이 부인했다.", "The Harbor Board denied it."),
    ("항만청은 부두를 닫았다.", "The Harbor Board closed the pier."),
    ("항만청은 말이 없다.", "The port office said nothing."),
    ("문지기가 왔다.", "Moon Jigi came."),
    ("문지기는 웃었다.", "Jigi smiled."),
    ("문지기는 갔다.", "Mun Chigi left."),
    ("취소", "Cancel"),
    ("취소", "Abort"),
    ("그는 갔다.", ""),
]
SEGMENTS = st.lists(
    st.builds(
        lambda pair, document: Segment(source=pair[0], target=pair[1], document=document),
        st.sampled_from(PAIRS),
        st.sampled_from(["", "a"]),
    ),
    min_size=1,
    max_size=14,
)


def baseline(segments, known=WORDS):
    corpus = Corpus.of(segments)
    findings, apart = (check(each, known).findings for each in (corpus, each_apart(corpus)))
    return entries(findings.evidence(), apart.evidence())


def new(before, segments, known=WORDS):
    """The findings that the lines ``before`` do not hold."""
    held = Baseline.of(before)
    numbered = [msgspec.structs.replace(segment, index=number) for number, segment in enumerate(segments, 1)]
    return [each for each in check(Corpus.of(numbered), known).findings.evidence() if not held.take(each)]


@given(SEGMENTS)
def test_nothing_is_new_in_itself(segments):
    before = baseline(segments)
    held = Baseline.of(before)
    assert all(held.take(each) for each in check(Corpus.of(segments), WORDS).findings.evidence())
    assert held.left == {}
    assert common(before, before) == before


@given(SEGMENTS, st.randoms(use_true_random=False))
def test_reordering_makes_nothing_new(segments, chance):
    moved = segments[:]
    chance.shuffle(moved)
    assert new(baseline(segments), moved) == []


@given(SEGMENTS, st.integers(1, 50))
def test_moving_and_reformatting_makes_nothing_new(segments, lines):
    before = baseline(segments)
    moved = [
        msgspec.structs.replace(
            segment,
            file="elsewhere.tsv",
            line=segment.line + lines,
            unit=str(lines),
            source=unicodedata.normalize("NFD", f" {segment.source}"),
        )
        for segment in segments
    ]
    assert [each for each in new(before, moved) if each.finding.rule != "edge-whitespace"] == []


@given(SEGMENTS, st.sampled_from(PAIRS), st.integers(0, 14), st.sampled_from(["", "a"]))
def test_one_more_segment_makes_no_old_one_new(segments, pair, at, document):
    """A new segment may flip a majority: what is new then is the group, never a group that was there."""
    before = baseline(segments)
    more = Segment(source=pair[0], target=pair[1], document=document)
    grown = [*segments[:at], more, *segments[at:]]
    known = {entry.fingerprint for entry in before}
    for evidence in new(before, grown):
        if (evidence.segment.source, evidence.segment.target) != pair:
            assert evidence.finding.rule in rules.grouped()
            assert evidence.finding.fingerprint not in known


MENDED = {"pier": "dock", "Harbor Board": "Port Office", "port office": "Port Office", "Mun Chigi": "Moon Jigi"}


@given(SEGMENTS, st.data())
def test_mending_makes_nothing_new(segments, data):
    before = baseline(segments)
    number = data.draw(st.integers(0, len(segments) - 1))
    target = segments[number].target
    for wrong, right in MENDED.items():
        if wrong in target:
            target = target.replace(wrong, right, 1)
            break
    mended = segments[:]
    mended[number] = msgspec.structs.replace(segments[number], target=target)
    assert [each for each in new(before, mended) if each.finding.rule in rules.local()] == []


def test_a_majority_that_flips_is_not_new():
    one, other = Segment(source="항만청", target="The Port Office"), Segment(source="항만청이", target="Harbor Board")
    before = baseline([one, other, one])
    assert [
        e for e in new(before, [one, other, one, other, other, other]) if e.finding.rule == "inconsistent-term"
    ] == []
    assert len(new(baseline([one]), [one, other])) == 1


def test_one_more_of_the_same_is_new():
    segment = Segment(source="부두가 닫혔다.", target="The pier was closed.")
    assert len(new(baseline([segment]), [segment, segment])) == 1


@cache
def known():
    return glossary()


@pytest.fixture(scope="module", params=FOLDERS, ids=lambda folder: folder.name)
def corpus(request):
    return request.param


def test_our_corpora_reordered(corpus):
    segments = list(draft(corpus))
    before = baseline(segments, known())
    for seed in range(2):
        random.Random(seed).shuffle(segments)
        assert new(before, segments, known()) == []


def test_our_corpora_mended_one_by_one(corpus):
    segments, corrected = list(draft(corpus)), list(reference(corpus))
    before = baseline(segments, known())
    changed = [number for number, segment in enumerate(segments) if segment.target != corrected[number].target]
    for number in changed[:12]:
        mended = [*segments[:number], corrected[number], *segments[number + 1 :]]
        found = [e.finding for e in new(before, mended, known()) if e.finding.rule in rules.local()]
        assert [finding for finding in found if finding.severity is not Severity.NEUTRAL] == []


# --- the file and the commands -----------------------------------------------------------------------------------


def test_the_file_is_sorted_and_has_no_places(tmp_path):
    path = tmp_path / "baseline.jsonl"
    made = baseline([Segment(source=s, target=t, file="news.csv", line=7) for s, t in PAIRS])
    save(path, made)
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines == sorted(lines)
    assert "news.csv" not in path.read_text(encoding="utf-8")
    assert {each.fingerprint: each for each in load(path).entries} == {each.fingerprint: each for each in made}


def test_of_a_merge_the_greater_count_holds(tmp_path):
    path = tmp_path / "baseline.jsonl"
    save(path, [Entry("aa", 1, 2), Entry("aa", 3), Entry("bb", 1)])
    assert load(path).entries == [Entry("aa", 3, 2), Entry("bb", 1)]


@pytest.mark.parametrize(
    "line", ["{", '{"fingerprint":1}', '{"fingerprint":"a","count":-1}', '{"fingerprint":"a","line":3}']
)
def test_a_broken_baseline_is_named(tmp_path, line):
    path = tmp_path / "baseline.jsonl"
    path.write_text(f'{{"fingerprint":"a","count":1}}\n{line}\n', encoding="utf-8")
    with pytest.raises(CheckerError) as caught:
        load(path)
    assert caught.value.place == f"{path}:2"


NEWS = "source,target\n부두가 닫혔다.,The pier was closed.\n부두가 열렸다.,The pier was opened.\n"


def test_create_show_prune(ilchi, put, tmp_path):
    put("locale/news.csv", NEWS)
    put("terms.csv", "source,target,forbidden\n부두,dock,pier\n")
    put("ilchi.toml", 'corpus = ["locale"]\nglossaries = ["terms.csv"]\n')
    assert ilchi("check", cwd=tmp_path).status == 1
    ran = ilchi("baseline", "show", cwd=tmp_path)
    assert ran.status == 2
    assert "create it with ilchi baseline create" in ran.message
    ran = ilchi("baseline", "create", cwd=tmp_path)
    assert (ran.status, ran.out) == (0, "baseline.jsonl: 2 findings\n")
    ran = ilchi("check", "--format", "json", cwd=tmp_path)
    assert ran.status == 0
    report = json.loads(ran.out)
    assert [finding["status"] for finding in report["findings"]] == ["baselined"] * 2
    assert report["summary"]["severities"]["major"] == 0
    assert "|baseline " in report["signature"]

    put("locale/news.csv", NEWS.replace("opened", "shut") + "부두가 비었다.,The pier is empty.\n부두,dock\n")
    ran = ilchi("check", cwd=tmp_path)
    assert ran.status == 1
    assert ran.out.splitlines()[-1].startswith("FAILED: 1 finding of severity major or above")
    assert "2 baselined" in ran.out.splitlines()[-1]

    put("locale/news.csv", NEWS.replace("pier was opened", "dock was opened"))
    ran = ilchi("check", cwd=tmp_path)
    assert ran.status == 0
    assert "1 baselined finding matches nothing any more; ilchi baseline prune" in ran.err
    assert "matches nothing" not in ilchi("check", "locale", cwd=tmp_path).err
    shown = ilchi("baseline", "show", cwd=tmp_path).out.splitlines()
    assert [line.endswith(" gone") for line in shown[:-1]].count(True) == 1
    assert shown[-1] == "2 findings, 1 of them gone"
    assert ilchi("baseline", "prune", cwd=tmp_path).out == "baseline.jsonl: 1 finding dropped, 1 kept\n"
    assert "matches nothing" not in ilchi("check", cwd=tmp_path).err


def test_a_named_baseline(ilchi, put, tmp_path):
    put("news.csv", NEWS)
    put("terms.csv", "source,target,forbidden\n부두,dock,pier\n")
    given = ("news.csv", "-g", "terms.csv")
    assert ilchi("baseline", "create", *given, "--baseline", "old/known.jsonl", cwd=tmp_path).status == 0
    assert ilchi("check", *given, cwd=tmp_path).status == 1
    assert ilchi("check", *given, "--baseline", "old/known.jsonl", cwd=tmp_path).status == 0
    ran = ilchi("check", *given, "--baseline", "none.jsonl", cwd=tmp_path)
    assert ran.status == 2
    assert ran.message.startswith("none.jsonl: there is no such file")
