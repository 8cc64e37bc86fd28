"""Decisions: what covers what, what contradicts, what expires; and a file that survives crashes, merges and company."""

import multiprocessing
import subprocess
import time

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker import Corpus, Glossary, Segment, check
from checker.engine.findings import Evidence, Standing
from checker.errors import CheckerError
from checker.judging.baseline import Baseline
from checker.judging.decisions import Decision, Decisions, PlacedDecision, Scope, Verdict, made
from checker.judging.triage import Triage
from checker.model import Finding
from checker.project.decision_file import decide, load, remove, tidy, undo
from checker.storage import jsonl_ledger

EVIDENCE = Evidence(
    Finding(segment=0, rule="missing-term", concept="dock", fingerprint="aaaa000011112222"),
    Segment(source="부두", target="The pier", file="a/news.csv", document="first"),
)
OTHER = Evidence(
    Finding(segment=1, rule="missing-term", concept="crane", fingerprint="bbbb000011112222"),
    Segment(source="기중기", target="It", file="a/news.csv", document="second"),
)


def on(evidence=EVIDENCE, verdict=Verdict.INTENDED, **more):
    return made(evidence, verdict, **{"reason": "so wanted", "author": "kim", "date": "2026-03-01"} | more)


def held(*those, today="2026-03-10"):
    return Decisions([PlacedDecision(f"d:{number}", each, ".") for number, each in enumerate(those, 1)], today)


def changed(evidence, **more):
    segment = {name: value for name, value in more.items() if name in ("file", "document", "target")}
    finding = {name: value for name, value in more.items() if name not in segment}
    return Evidence(
        msgspec.structs.replace(evidence.finding, **finding), msgspec.structs.replace(evidence.segment, **segment)
    )


REACH = [
    ({"fingerprint": "c" * 16}, {Scope.DOCUMENT, Scope.TERM, Scope.RULE}),
    ({"fingerprint": "c" * 16, "document": "third"}, {Scope.TERM, Scope.RULE}),
    ({"fingerprint": "c" * 16, "concept": "crane"}, {Scope.RULE}),
    ({"fingerprint": "c" * 16, "rule": "miscased-term"}, set()),
    ({"file": "b/other.csv", "target": "Another"}, set(Scope)),
]


@pytest.mark.parametrize(("difference", "reached"), REACH)
@pytest.mark.parametrize("scope", Scope)
def test_how_far_a_decision_reaches(difference, reached, scope):
    ruling = held(on(scope=scope)).ruling(changed(EVIDENCE, **difference))
    assert (ruling.standing is Standing.IGNORED) is (scope in reached)


@pytest.mark.parametrize(
    ("verdict", "standing"),
    [
        (Verdict.CONFIRMED, Standing.OPEN),
        (Verdict.FALSE_POSITIVE, Standing.IGNORED),
        (Verdict.INTENDED, Standing.IGNORED),
    ],
)
def test_what_a_verdict_does(verdict, standing):
    assert held(on(verdict=verdict)).ruling(EVIDENCE).standing is standing


@pytest.mark.parametrize("scope", Scope)
def test_opposed_verdicts_leave_it_open_and_name_both(scope):
    ruling = held(on(), on(verdict=Verdict.CONFIRMED, author="lee", scope=scope)).ruling(EVIDENCE)
    assert ruling.standing is Standing.OPEN
    assert ruling.opposed == ("d:1", "d:2")
    ruling = held(on(), on(verdict=Verdict.FALSE_POSITIVE, author="lee", scope=scope)).ruling(EVIDENCE)
    assert ruling.opposed is None


def test_who_thinks_again_is_not_opposed_to_himself():
    ruling = held(on(date="2026-03-02"), on(verdict=Verdict.CONFIRMED, date="2026-03-01")).ruling(EVIDENCE)
    assert (ruling.standing, ruling.opposed) == (Standing.IGNORED, None)


@pytest.mark.parametrize(
    ("until", "standing"),
    [("", Standing.IGNORED), ("2026-03-10", Standing.IGNORED), ("2026-03-09", Standing.OPEN)],
)
def test_it_holds_to_the_end_of_its_last_day(until, standing):
    assert held(on(until=until)).ruling(EVIDENCE).standing is standing


def test_a_changed_target_is_carried_over():
    assert not held(on()).ruling(EVIDENCE).carried
    ruling = held(on()).ruling(changed(EVIDENCE, target="The jetty"))
    assert (ruling.standing, ruling.carried) == (Standing.IGNORED, True)
    assert not held(on(scope=Scope.TERM)).ruling(changed(EVIDENCE, target="The jetty")).carried


def test_a_document_is_named_from_the_folder_of_the_decisions(tmp_path):
    evidence = changed(EVIDENCE, document="", file=str(tmp_path / "sub" / "news.csv"))
    decision = made(evidence, Verdict.INTENDED, scope=Scope.DOCUMENT, folder=tmp_path)
    assert decision.document == "sub/news.csv"
    path = tmp_path / "decisions.jsonl"
    decide(path, decision)
    assert load([path]).ruling(evidence).standing is Standing.IGNORED
    elsewhere = changed(evidence, file=str(tmp_path / "news.csv"))
    assert load([path]).ruling(elsewhere).standing is Standing.OPEN


def test_a_decision_on_a_term_needs_one():
    with pytest.raises(CheckerError, match="needs a concept"):
        on(changed(EVIDENCE, concept=None), scope=Scope.TERM)
    with pytest.raises(CheckerError, match="is not a date"):
        on(until="31.3.2026")


# --- the triage --------------------------------------------------------------------------------------------------

WORDS = Glossary.from_rows(
    [
        {"id": "dock", "category": "object", "source": "부두", "target": "dock", "forbidden": "pier"},
        {"id": "crane", "category": "object", "source": "기중기", "target": "crane", "forbidden": "derrick"},
    ]
)
NEWS = [
    Segment(source="부두가 닫혔다.", target="The pier was closed.", file="news.csv", index=1),
    Segment(source="부두와 기중기", target="A pier and a derrick", file="news.csv", index=2),
    Segment(source="기중기가 섰다.", target="The crane stopped.", file="news.csv", index=3),
]


def report(*segments):
    return check(Corpus.of(segments or NEWS), WORDS)


def evidence(concept="dock", nth=0):
    return [e for e in report().findings.evidence() if e.finding.concept == concept][nth]


def test_the_counts_are_of_open_findings_and_none_is_lost():
    triage = Triage(
        decisions=held(on(evidence(), scope=Scope.TERM)), baseline=Baseline({evidence("crane").finding.fingerprint: 1})
    )
    judged = triage.judged(report())
    assert [each.status.value for each in judged.findings.evidence()] == ["ignored", "ignored", "baselined"]
    assert [each.justification for each in judged.findings.evidence()] == ["intended: so wanted"] * 2 + [""]
    assert judged.summary.severities["major"] == 0
    assert judged.summary.rules == {}
    assert len(judged.findings) == 3
    assert list(judged.findings.evidence()) == list(judged.findings.evidence())
    assert triage.stale == []
    assert triage.gone == {}


def test_warnings_and_signature():
    plain = report()
    assert Triage().judged(plain).signature == plain.signature
    triage = Triage(decisions=held(on(evidence()), on(evidence(), verdict=Verdict.CONFIRMED, author="lee")))
    judged = triage.judged(report())
    assert [n for n in judged.notices if "d:1 and d:2 contradict each other" in n]
    assert "|decisions " in judged.signature
    assert "|on " not in judged.signature
    expiring = held(on(evidence(), until="2026-03-05"), on(OTHER, until="2026-03-05"))
    triage = Triage(decisions=expiring)
    judged = triage.judged(report())
    assert [n for n in judged.notices if n.startswith("d:1: the decision was valid until 2026-03-05")]
    assert judged.signature.endswith("|on 2026-03-10")
    assert [decision.concept for decision in triage.stale] == ["crane"]


def test_the_day_stands_in_the_signature_only_where_it_matters():
    triage = Triage(decisions=held(on(evidence()), on(OTHER, until="2026-03-05")))
    assert "|on " not in triage.judged(report()).signature


@pytest.mark.parametrize(("severity", "expected"), [("minor", "minor"), ("critical", "critical"), ("off", None)])
def test_severities_by_rule(severity, expected):
    triage = Triage(severities=lambda file: {"deprecated-term": severity} if file == "news.csv" else {})
    findings = list(triage.judged(report()).findings)
    assert {finding.severity.value for finding in findings} == ({expected} if expected else set())


# --- the file ----------------------------------------------------------------------------------------------------


@pytest.fixture
def path(tmp_path):
    return tmp_path / "decisions.jsonl"


def lines(path):
    return path.read_text(encoding="utf-8").splitlines()


def test_decide_undo_and_think_again(path):
    decide(path, on(OTHER))
    decide(path, on())
    assert len(lines(path)) == 2
    decide(path, on(verdict=Verdict.CONFIRMED))
    assert lines(path) == sorted(lines(path))
    assert [entry.decision.verdict for entry in load([path]).entries] == [Verdict.CONFIRMED, Verdict.INTENDED]
    decide(path, on(author="lee"))
    assert len(lines(path)) == 3
    assert undo(path, on(author="lee"))
    assert not undo(path, on(author="lee"))
    assert remove(path, lambda each: each.concept == "crane") == [on(OTHER)]
    assert [entry.place for entry in load([path]).entries] == [f"{path}:1"]


ACTIONS = st.lists(
    st.tuples(
        st.sampled_from(["decide", "undo", "tidy"]),
        st.sampled_from(["kim", "lee"]),
        st.sampled_from([EVIDENCE, OTHER]),
        st.sampled_from(list(Verdict)),
        st.sampled_from([Scope.SEGMENT, Scope.TERM]),
    ),
    max_size=25,
)


@given(ACTIONS)
def test_the_file_is_what_was_done(tmp_path_factory, actions):
    path = tmp_path_factory.mktemp("any") / "decisions.jsonl"
    expected: dict[tuple, Decision] = {}
    for what, author, about, verdict, scope in actions:
        decision = on(about, verdict, author=author, scope=scope)
        key = (decision.key, author)
        if what == "decide":
            decide(path, decision)
            expected[key] = decision
        elif what == "undo":
            assert undo(path, decision) is (expected.get(key) == decision)
            if expected.get(key) == decision:
                del expected[key]
        else:
            tidy(path)
    tidy(path)
    found = [jsonl_ledger.packed(entry.decision) for entry in load([path]).entries]
    assert found == sorted(map(jsonl_ledger.packed, expected.values()))


def test_a_torn_last_line_is_told_and_spoils_nothing(path):
    decide(path, on())
    with path.open("a", encoding="utf-8") as out:
        out.write('{"fingerprint":"cc')
    told = []
    assert len(load([path], warn=told.append)) == 1
    assert told == [f"{path}:2: the last line is incomplete and is left out"]


BROKEN = [
    ("<<<<<<< ours\n", ":1: an unresolved merge"),
    ('{"fingerprint":"a","scope":"segment","verdict":"maybe"}\n', ":1: this is not a decision: "),
    ('{"fingerprint":"a","scope":"segment","verdict":"intended","who":"x"}\n', ":1: this is not a decision: "),
    (
        '\n{"fingerprint":"a","scope":"term","verdict":"intended","rule":"x"}\n',
        ":2: a decision of scope term needs a concept",
    ),
    ('{"fingerprint":"a","scope":"segment","verdict":"intended","until":"soon"}\n', ":1: until is not a date: “soon”"),
    ("[]\n", ":1: this is not a decision: "),
    (b"\xff\n", ": this is not utf-8"),
]


@pytest.mark.parametrize(("content", "says"), BROKEN)
def test_a_broken_file_is_named(path, content, says):
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(CheckerError) as caught:
        load([path])
    assert str(caught.value).startswith(f"{path}{says}")
    before = path.read_bytes()
    with pytest.raises(CheckerError):
        decide(path, on())
    assert path.read_bytes() == before


def work(path, author, count):
    for number in range(count):
        about = changed(EVIDENCE, fingerprint=f"{number:016x}")
        decide(path, on(about, author=author))
        if number % 5 == 4:
            tidy(path)


def test_two_programs_at_once_lose_nothing(path):
    context = multiprocessing.get_context("spawn")
    both = [context.Process(target=work, args=(path, author, 25)) for author in ("kim", "lee")]
    for each in both:
        each.start()
    for each in both:
        each.join(60)
        assert each.exitcode == 0
    assert len(load([path])) == 50
    assert [each.name for each in path.parent.iterdir()] == ["decisions.jsonl"]


def test_who_does_not_let_go_is_told(path, monkeypatch):
    monkeypatch.setattr(jsonl_ledger, "_PATIENCE", 0.1)
    with jsonl_ledger.locked(path):
        start = time.monotonic()
        with pytest.raises(CheckerError, match="another program is writing it"):
            decide(path, on())
        assert time.monotonic() - start < 30
    assert not path.exists()


def test_a_full_disk_leaves_the_file_as_it_was(path, monkeypatch):
    decide(path, on())
    before = path.read_bytes()

    def full(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(jsonl_ledger.os, "fsync", full)
    for change in (lambda: decide(path, on(OTHER)), lambda: decide(path, on(verdict=Verdict.CONFIRMED))):
        with pytest.raises(CheckerError, match="no space left"):
            change()
        assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir()] == ["decisions.jsonl"]


def test_two_branches_merge_without_conflict(tmp_path):
    def git(*words):
        return subprocess.run(
            ["git", "-c", "user.name=x", "-c", "user.email=x@example.org", *words],
            cwd=tmp_path,
            check=True,
            capture_output=True,
            encoding="utf-8",
        ).stdout

    path = tmp_path / "decisions.jsonl"

    def commit(*numbers):
        for number in numbers:
            decide(path, on(changed(EVIDENCE, fingerprint=f"{number:016x}")))
        tidy(path)
        git("add", "-A")
        git("commit", "-qm", "more")

    git("init", "-q", "-b", "main")
    (tmp_path / ".gitattributes").write_text("decisions.jsonl merge=union\n", encoding="utf-8")
    commit(5, 10)
    git("checkout", "-qb", "other")
    commit(6, 7, 11)
    git("checkout", "-q", "main")
    commit(6, 8, 12)
    git("merge", "-q", "--no-edit", "other")
    assert {int(entry.decision.fingerprint, 16) for entry in load([path]).entries} == {5, 6, 7, 8, 10, 11, 12}
    tidy(path)
    assert len(lines(path)) == 7
    assert load([path]).entries[0].decision.reason == "so wanted"


def test_after_a_torn_line_it_goes_on(path):
    decide(path, on())
    with path.open("a", encoding="utf-8") as out:
        out.write('{"fingerprint":"cc')
    decide(path, on(OTHER))
    assert len(load([path])) == 2
