"""The whole path: however a corpus is cut, moved or mended, the rest of the report stays the same."""

import functools
import itertools
import unicodedata
from collections import Counter
from collections.abc import Iterator

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from checker import Corpus, Glossary, Report, Segment, Settings, check, rules
from checker.corpus import STRETCH, Chunk
from checker.engine import findings
from checker.engine.path import LONG_DOCUMENT, found_and_rendered
from checker.engine.runner import Matching
from checker.errors import CheckerError
from checker.matching.context import in_context
from checker.matching.matches import Matches
from checker.matching.past import Past
from checker.matching.terminology import Terminology
from checker.storage import sorted_runs
from checker.storage.sorted_runs import Note

GLOSSARY = Glossary.from_rows(
    [
        {"id": "kim", "category": "person", "source": "김정은", "target": "Kim Jong Un"},
        {"id": "choe", "category": "person", "source": "최선희", "target": "Choe Son Hui", "forbidden": "Choi Sun-hee"},
        {
            "id": "chair",
            "category": "title",
            "source": "국무위원장",
            "target": "President of State Affairs",
            "forbidden": "President",
        },
        {"id": "amb", "category": "title", "source": "대사", "target": "ambassador", "admitted": "envoy"},
        {"id": "embassy", "category": "organization", "source": "대사관", "target": "embassy"},
        {
            "id": "office",
            "category": "organization",
            "source": "연락사무소",
            "target": "liaison office",
            "admitted": "contact office",
        },
        {"id": "dprk", "category": "place", "source": "조선", "target": "DPRK", "admitted": "North Korea"},
        {"id": "py", "category": "place", "source": "평양", "target": "Pyongyang"},
        {"id": "izmir", "category": "place", "source": "이즈미르", "target": "İzmir"},
        {
            "id": "str",
            "category": "object",
            "source": "쌍상 배지",
            "target": "dual-portrait badge",
            "forbidden": "pin|Straße pin",
        },
        {"id": "mayor", "category": "title", "source": "시장", "target": "mayor"},
        {"id": "market", "category": "other", "source": "시장", "target": "market", "match": "free"},
        {"id": "ban", "forbidden": "strongman|oﬃce boy"},
    ]
)
KOREAN = """
김정은 김정은은 김 정은이 김정은국무위원장은 국무위원장 국무 위원장이 최선희는 대사 대사는 대사관에서 대사관
련락사무소가 연락사무소 조선은 조선 평양에서 평양 이즈미르의 쌍상배지를 쌍상 배지 시장이 시장 오늘 왔다. 갔다.
그리고 6자 😀 👩‍🚀 ＡＢＣ \u200b ﬁ ß 핀을 · ( )
""".split()
ENGLISH = """
Kim_Jong_Un Kim_Jong-un Kim Kim_Chŏng-ŭn Jong-un_Kim KIM_JONG_UN kim_Jong_Un Choe_Son_Hui Choi_Sun-hee Choe
President President_of_State_Affairs ambassador ambassadors embassador envoy Envoys embassy Embassies Embasy
liaison_office contact_office DPRK D.P.R.K. Dprk North_Korea Pyongyang P’yŏngyang Pyeongyang İzmir izmir
dual-portrait_badge dual-portrait_badges duel-portrait_badge pins Straße_pin mayor market Mayors strongman
oﬃce_boy office_boy he it the country the_agency 평양 에서 김정은 😀 👩‍🚀 ﬁ ß ＫＩＭ \u200b , . ( ) “ ”
""".split()
FORMS = st.sampled_from(["NFC", "NFC", "NFC", "NFD", "NFKC"])


def sentences(words: list[str]) -> st.SearchStrategy[str]:
    texts = st.lists(st.sampled_from(words), max_size=7).map(lambda found: " ".join(found).replace("_", " "))
    return st.builds(unicodedata.normalize, FORMS, texts)


PAIRS = [
    ("김정은이 왔다.", "Kim Jong Un came."),
    ("김정은이 왔다.", "Kim came."),
    ("김정은은 웃었다.", "He smiled."),
    ("김정은 국무위원장은", "President Kim Jong Un"),
    ("연락사무소가 열렸다.", "The liaison office opened."),
    ("연락사무소가 열렸다.", "The contact office opened."),
    ("연락사무소의 대사", "contact office, envoy"),
    ("연락사무소의 대사", "The agency, ambassador"),
    ("조선의 대사", "DPRK ambassador"),
    ("조선의 대사", "the envoy of the country"),
    ("시장이", "market"),
    ("시장이", "mayor"),
    ("취소", "Cancel"),
    ("취소", "Abort"),
]


def segments_of(texts: st.SearchStrategy[tuple[str, str]]) -> st.SearchStrategy[Segment]:
    return st.builds(
        lambda pair, document, context, fuzzy: Segment(
            source=pair[0], target=pair[1], document=document, context=context, fuzzy=fuzzy
        ),
        texts,
        st.sampled_from("aaaaab"),
        st.sampled_from(["", "", "menu"]),
        st.sampled_from([False] * 8 + [True]),
    )


RANDOM = st.tuples(
    sentences(KOREAN),
    st.one_of(sentences(ENGLISH), sentences(ENGLISH), sentences(KOREAN), st.just(""), st.just("Same.")),
)
SEGMENTS = st.one_of(segments_of(st.sampled_from(PAIRS)), segments_of(RANDOM))
CORPORA = st.lists(SEGMENTS, max_size=14)


def run(segments: list[Segment], chunk: int = 1000, **settings: bool) -> Report:
    return check(Corpus.of(segments), GLOSSARY, Settings(chunk=chunk, **settings))


def encoded(report: Report) -> bytes:
    return msgspec.json.encode(
        [list(report.findings), report.summary, list(report.matches), report.notices, report.files]
    )


@functools.cache
def terminology() -> Terminology:
    return Terminology(GLOSSARY, "ko", "en")


@given(CORPORA, st.integers(1, 15))
def test_any_cut_gives_the_same(segments: list[Segment], chunk: int) -> None:
    assert encoded(run(segments, chunk)) == encoded(run(segments))


@given(CORPORA)
def test_a_second_run_gives_the_same(segments: list[Segment]) -> None:
    report = run(segments)
    assert encoded(report) == encoded(report) == encoded(run(segments))


STORY = st.lists(segments_of(st.sampled_from(PAIRS)), min_size=2, max_size=14)


@given(STORY, st.integers(1, 4))
def test_any_cut_of_a_story_gives_the_same(segments: list[Segment], chunk: int) -> None:
    assert encoded(run(segments, chunk)) == encoded(run(segments))


@given(st.one_of(CORPORA, STORY), st.integers(1, 4))
def test_what_is_carried_over_the_edge_of_a_document_is_known_without_what_went_before(
    segments: list[Segment], chunk: int
) -> None:
    work = Matching(terminology, len)
    past = work.carried()
    for each in Corpus.of(segments).chunks(chunk):
        begun = work.begin(each)
        work.follow(begun, past)
        if work.parts(each):
            assert work.ahead(begun).packed() == past.packed()


def test_a_long_file_without_marks_is_looked_back_on_in_stretches() -> None:
    segments = [
        Segment(source="가", target="a", index=index, document=document)
        for document in ("", "one")
        for index in range(STRETCH - 1, STRETCH + 3)
    ]
    chunks = list(Corpus.of(segments).chunks(2))
    assert [chunk.start() for chunk in chunks] == [0, 0, 0, None]
    assert [stretch[2] for chunk in chunks for stretch in chunk.stretches()] == [0, 0, 1, 1, 0, 0, 0, 0]


@pytest.mark.parametrize("kept", [2, 200])
@given(segments=st.one_of(CORPORA, STORY), data=st.data())
def test_notes_may_come_in_any_order(segments: list[Segment], data: st.DataObject, kept: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rules.grouped()["inconsistent-term"], "_KEPT", kept)
        patch.setattr(sorted_runs, "_HELD", kept)
        merged_alike(segments, data)


def noted(rule: rules.GroupedRule, parts: list[Matches]) -> Iterator[Note]:
    """What a rule notes, sorted."""
    sorting = sorted_runs.Runs()
    for matches in parts:
        for note in rule.observe(matches):
            sorting.add(note.packed())
    return map(Note.unpacked, sorting)


def merged_alike(segments: list[Segment], data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(1, 13), max_size=5)))
    past, whole = Past(), Past()
    edges = [0, *(cut for cut in cuts if cut < len(segments)), len(segments)]
    parts = [
        in_context(found_and_rendered(Chunk(start, segments[start:end]), terminology()), past)
        for start, end in itertools.pairwise(edges)
    ]
    once = in_context(found_and_rendered(Chunk(0, segments), terminology()), whole)
    order = data.draw(st.permutations(range(len(parts))))
    for rule in rules.grouped().values():
        found, expected = (
            sorted(rule.report(noted(rule, these), GLOSSARY), key=lambda finding: finding.order)
            for these in ([parts[number] for number in order], [once])
        )
        assert msgspec.json.encode(found) == msgspec.json.encode(expected)


@given(CORPORA)
@example([Segment(source="", target="Kim Jong Un Kim Jong Un Kim Jong Un", document="a")])
def test_spans_point_at_what_is_named(segments: list[Segment]) -> None:
    report = run(segments)
    for finding in report.findings:
        segment = segments[finding.segment]
        for span in finding.source:
            assert 0 <= span.start < span.end <= len(segment.source)
        for span in finding.target:
            assert 0 <= span.start < span.end <= len(segment.target)
        if finding.found and finding.rule != "wrong-language":  # that names the language
            assert " … ".join(span.of(segment.target) for span in finding.target) == finding.found
        for fix in finding.fixes:
            assert 0 <= fix.span.start <= fix.span.end <= len(segment.target)
            assert fix.replacement != fix.span.of(segment.target)
    for found in report.matches:
        segment = segments[found.segment]
        assert found.text == (found.source.of(segment.source) if found.source else "")
        assert found.source is None or found.source.start < found.source.end <= len(segment.source)
        assert (found.rendering is None) == (found.target is None) == (found.outcome == "missing")
        if found.target:
            assert found.rendering == found.target.of(segment.target) != ""


@given(CORPORA)
def test_findings_come_in_order_and_are_counted(segments: list[Segment]) -> None:
    report = run(segments)
    found = list(report.findings)
    assert found == sorted(found, key=lambda finding: finding.order)
    assert {name: count for name, count in report.summary.severities.items() if count} == Counter(
        finding.severity.value for finding in found
    )
    assert report.summary.rules == dict(sorted(Counter(finding.rule for finding in found).items()))
    assert report.summary.segments == len(segments)
    prints = [(finding.segment, finding.fingerprint) for finding in found if finding.rule in rules.local()]
    assert len(set(prints)) == len(prints)


def local(report: Report, segment: int) -> list:
    return [
        msgspec.structs.replace(finding, segment=0)
        for finding in report.findings
        if finding.segment == segment and finding.rule in rules.local()
    ]


@given(CORPORA, st.data())
def test_a_segment_alone_says_what_it_says_among_others(segments: list[Segment], data: st.DataObject) -> None:
    apart = [msgspec.structs.replace(segment, document=str(number)) for number, segment in enumerate(segments)]
    among = run(apart, data.draw(st.integers(1, 15)))
    for number, segment in enumerate(segments):
        assert local(among, number) == local(run([segment]), 0)


@given(CORPORA, st.integers(1, 4))
def test_fingerprints_do_not_follow_the_place(segments: list[Segment], lines: int) -> None:
    before = [Segment(source="오늘", target="Today", document="z")] * lines
    moved = [msgspec.structs.replace(segment, line=segment.line + 7, index=segment.index + 3) for segment in segments]
    old = [(finding.segment + lines, finding.fingerprint) for finding in run(segments).findings]
    assert [(finding.segment, finding.fingerprint) for finding in run(before + moved).findings] == old


ERRORS = {
    "Kim Jong-un": "Kim Jong Un",
    "Choi Sun-hee": "Choe Son Hui",
    "Pyeongyang": "Pyongyang",
    "Dprk": "DPRK",
    "pins": "dual-portrait badge",
    "strongman": "ruler",
    "에서": "there",
}


@given(st.lists(st.sampled_from(sorted(ERRORS)), min_size=2, unique=True), st.data())
def test_mending_one_error_revives_no_other(errors: list[str], data: st.DataObject) -> None:
    source = "김정은 최선희 평양 조선 쌍상 배지"
    target = " , ".join(errors)
    mended = data.draw(st.sampled_from(errors))
    better = " , ".join(ERRORS[error] if error == mended else error for error in errors)
    kept = {finding.fingerprint for finding in run([Segment(source=source, target=target)]).findings}
    after = run([Segment(source=source, target=better)]).findings
    assert {finding.fingerprint for finding in after} < kept
    assert not [finding for finding in after if finding.found == mended]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("김정은이", "Kim Jong-un"), ("김정은이", "And Kim Jong-un!"), True),
        (("김정은이", "Kim Jong-un"), (unicodedata.normalize("NFD", "김정은이"), "Kim Jong-un"), True),
        (("김정은이", "Kim Jong-un"), ("김정은이 ", "Kim Jong-un "), True),
        (("김정은이", "Kim Jong-un"), ("김정은이", "Kim Jongun"), False),
        (("김정은이", "Kim Jong-un"), ("김정은은", "Kim Jong-un"), False),
    ],
)
def test_what_a_fingerprint_is_made_of(one: tuple, other: tuple, *, same: bool) -> None:
    (first,), (second,) = (
        [finding.fingerprint for finding in run([Segment(source=source, target=target)]).findings]
        for source, target in (one, other)
    )
    assert (first == second) is same


def test_equal_findings_of_a_segment_are_told_apart() -> None:
    found = run([Segment(source="김정은 김정은", target="Kim Jong-un, Kim Jong-un")]).findings
    assert len({finding.fingerprint for finding in found}) == len(found) == 2


@pytest.mark.parametrize("spilled", [False, True])
def test_findings_are_a_sequence(monkeypatch: pytest.MonkeyPatch, *, spilled: bool) -> None:
    if spilled:
        monkeypatch.setattr(findings, "_IN_MEMORY", 64)
    segments = [
        Segment(source="김정은이 왔다.", target=target)
        for target in ["Kim Jong-un", "Kim Jong Un", "", "Kim Jong-un", "김정은 came"] * 5
    ]
    found = run(segments).findings
    if spilled:
        assert all(part._file._rolled for part in found._parts if len(part))
    once = list(found)
    assert len(found) == len(once) > 10
    assert list(found) == once == list(iter(found))
    assert [found[number] for number in range(len(found))] == once
    assert [found[number] for number in range(-len(found), 0)] == once
    assert found[2:5] == tuple(once[2:5])
    assert found[::-2] == tuple(once[::-2])
    assert found[len(once) :] == ()
    assert once[3] in found
    assert list(reversed(found)) == once[::-1]
    for index in (len(once), -len(once) - 1):
        with pytest.raises(IndexError):
            found[index]
    both = zip(found, found, strict=True)
    assert all(one == other for one, other in both)


def test_no_findings_are_a_sequence_too() -> None:
    found = run([]).findings
    assert (len(found), list(found), found[:], bool(found)) == (0, [], (), False)
    with pytest.raises(IndexError):
        found[-1]


def test_half_a_character_is_garbled_text_and_no_crash() -> None:
    halved = Segment(source="김정은", target="Kim Jong Un \ud83d", context="\udc00", unit="\ud800")
    found = run([halved]).findings
    assert [(finding.rule, finding.found) for finding in found] == [("garbled-text", "\ufffd")]
    with pytest.raises(CheckerError, match=r"half a character, U\+DC00"):
        Glossary.from_rows([{"source": "김\udc00", "target": "Kim"}])


def test_a_corpus_is_read_again_and_again() -> None:
    opened = []

    def read() -> list[Segment]:
        opened.append(1)
        return [Segment(source="김정은", target="Kim Jong-un")]

    report = check(Corpus(read), GLOSSARY)
    assert [finding.rule for finding in report.findings] == ["misspelled-term"]
    assert len(list(report.matches)) == len(list(report.matches)) == 1
    assert len(opened) == 3


@pytest.mark.parametrize("chunk", [999, 1000, 5000])
@pytest.mark.parametrize(("one_document", "document", "count"), [(False, "", 0), (True, "", 1), (False, "d", 1)])
def test_a_long_file_without_marks_is_no_document(one_document: bool, document: str, count: int, chunk: int) -> None:
    filler = [("오늘", "Today")] * (LONG_DOCUMENT - 1)
    pairs = [("연락사무소", "liaison office"), *filler, ("연락사무소", "contact office")]
    segments = [
        Segment(source=source, target=target, document=document, index=number, file="long.po")
        for number, (source, target) in enumerate(pairs, 1)
    ]
    report = run(segments, chunk, one_document=one_document)
    # Segment and term alike: the source is the term alone.
    expected = ["inconsistent-term", "inconsistent-translation"] * count
    assert sorted(finding.rule for finding in report.findings) == expected
    assert len(report.notices) == (not count)
    assert all("long.po" in notice and "--one-document" in notice for notice in report.notices)


def test_no_term_is_a_notice() -> None:
    (notice,) = run([Segment(source="오늘", target="Today")]).notices
    assert "no term" in notice
    assert run([]).notices == ()


@given(CORPORA)
def test_segments_without_translation_get_one_finding(segments: list[Segment]) -> None:
    report = run(segments)
    for number, segment in enumerate(segments):
        found = [finding.rule for finding in report.findings if finding.segment == number]
        if segment.fuzzy or not segment.target.strip():
            assert found == (["empty-target"] if segment.source.strip() else [])
        else:
            assert "empty-target" not in found


def test_matches_are_made_afresh_at_each_reading() -> None:
    segments = [Segment(source="김정은", target="Kim Jong Un"), Segment(source="김정은", target="Kim")]
    report = run(segments, 1)
    for _ in range(2):
        assert [match.outcome.value for match in report.matches] == ["preferred", "admitted"]
