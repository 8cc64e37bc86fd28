"""What decisions, a baseline and fixes do to findings, on both sides of each limit."""

import getpass

import msgspec
import pytest

from checker import Corpus, Glossary, Segment, check
from checker.engine.findings import Evidence, Standing
from checker.errors import CheckerError
from checker.judging.baseline import Baseline, Entry, common, entries
from checker.judging.decisions import Decision, Decisions, Scope, Verdict, document_name, is_date, made, subject
from checker.judging.decisions import PlacedDecision as Line
from checker.judging.fixes import Kept, fixed, replaced, with_changes
from checker.judging.triage import Triage
from checker.model import Code, Finding, Fix, FixKind, Severity, Span
from checker.project.baseline_file import load, save
from checker.project.decision_file import amend, decide, remove, tidy, user
from checker.project.decision_file import load as decided

WORDS = Glossary.from_rows(
    [
        {"id": "dock", "category": "object", "source": "부두", "target": "dock|wharf", "forbidden": "pier"},
        {"id": "crane", "category": "object", "source": "기중기", "target": "crane", "forbidden": "derrick"},
    ]
)
NEWS = [("부두가 닫혔다.", "The pier was closed."), ("부두와 기중기", "A pier and a derrick"), ("20일", "Sunday")]


def report(*pairs):
    segments = [
        Segment(source=source, target=target, file="news.csv", index=number, document="one")
        for number, (source, target) in enumerate(pairs or NEWS, 1)
    ]
    return check(Corpus.of(segments), WORDS)


PIER, SECOND, DERRICK, DAY = report().findings.evidence()


def say(evidence=PIER, verdict=Verdict.INTENDED, **more):
    return made(evidence, verdict, **{"reason": "so wanted", "author": "kim", "date": "2026-03-01"} | more)


def held(*those, today="2026-03-10", folder="."):
    return Decisions([Line(f"d:{number}", each, folder) for number, each in enumerate(those, 1)], today)


def standings(triage, *pairs):
    return [each.status.value for each in triage.judged(report(*pairs)).findings.evidence()]


# --- decisions ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "right"),
    [("2026-03-31", True), ("2024-02-29", True), ("2026-02-29", False), ("2026-13-01", False), ("20260331", False),
     ("2026-3-31", False), ("31.3.2026", False), ("2026-03-31T10:00", False), ("", False), ("2026-W14-1", False)],
)  # fmt: skip
def test_a_day_is_written_with_hyphens(day, right):
    assert is_date(day) is right


@pytest.mark.parametrize(
    ("file", "document", "name"),
    [("sub/news.csv", "one", "one"), ("sub/news.csv", "", "sub/news.csv"), ("-", "", "-"), ("", "", ""),
     ("-", "x", "x")],
)  # fmt: skip
def test_how_a_document_is_named(file, document, name):
    assert document_name(file, document, ".") == name


def test_a_document_is_named_from_each_folder_of_decisions(tmp_path):
    here = msgspec.structs.replace(PIER.segment, file=str(tmp_path / "a" / "news.csv"), document="")
    evidence = Evidence(PIER.finding, here)
    one, other = (say(evidence, scope=Scope.DOCUMENT, folder=tmp_path / name) for name in ("a", "b"))
    assert (one.document, other.document) == ("news.csv", "../a/news.csv")
    for decision, folder, standing in (
        (one, "a", Standing.IGNORED),
        (other, "b", Standing.IGNORED),
        (one, "b", Standing.OPEN),
    ):
        assert held(decision, folder=str(tmp_path / folder)).ruling(evidence).standing is standing


@pytest.mark.parametrize(
    ("scope", "missing"),
    [("segment", "fingerprint"), ("document", "document"), ("document", "rule"), ("term", "concept"), ("term", "rule"),
     ("rule", "rule")],
)  # fmt: skip
def test_what_a_decision_needs_is_asked_for(tmp_path, scope, missing):
    whole = {"fingerprint": "aa", "rule": "missing-term", "concept": "dock", "document": "one"}
    path = tmp_path / "decisions.jsonl"
    for line, fails in ((whole, False), (whole | {missing: ""}, True)):
        path.write_bytes(msgspec.json.encode(line | {"scope": scope, "verdict": "intended"}) + b"\n")
        if fails:
            with pytest.raises(CheckerError, match=f"a decision of scope {scope} needs a {missing}"):
                decided([path])
        else:
            assert len(decided([path])) == 1


def test_the_narrowest_decision_is_named():
    narrow, wide = say(reason="this one"), say(scope=Scope.RULE, reason="all of them")
    assert held(wide, narrow).ruling(PIER).decision == narrow
    assert held(wide, narrow).ruling(DERRICK).decision == wide
    assert [line.decision for line in held(wide, narrow).covering(subject(PIER))] == [narrow, wide]


def test_an_expired_decision_is_still_one_on_the_finding():
    decisions = held(say(until="2026-03-09"), say(author="lee", until="2026-03-10"))
    assert len(decisions.covering(subject(PIER))) == 2
    assert [decisions.expired(line.decision) for line in decisions.entries] == [True, False]
    assert held(say(until="2026-03-09"), today="").ruling(PIER).standing is Standing.IGNORED


@pytest.mark.parametrize("order", [1, -1])
def test_two_that_contradict_each_other_are_named_as_they_stand(order):
    lines = [say(), say(verdict=Verdict.CONFIRMED, author="lee", scope=Scope.TERM)][::order]
    ruling = held(*lines).ruling(PIER)
    assert (ruling.standing, ruling.decision, ruling.opposed) == (Standing.OPEN, None, ("d:1", "d:2"))


def test_two_of_one_day_by_one_author_count_both():
    lines = say(), say(verdict=Verdict.CONFIRMED)
    assert held(*lines).ruling(PIER).opposed == ("d:1", "d:2")
    later = held(lines[0], say(verdict=Verdict.CONFIRMED, date="2026-03-02")).ruling(PIER)
    assert (later.standing, later.opposed) == (Standing.OPEN, None)
    assert later.decision.verdict is Verdict.CONFIRMED


def test_a_decision_that_does_not_say_what_was_seen_is_not_carried_over():
    changed = Evidence(PIER.finding, msgspec.structs.replace(PIER.segment, target="The old pier was closed."))
    assert held(say()).ruling(changed).carried is True
    assert held(msgspec.structs.replace(say(), digest="")).ruling(changed).carried is False
    assert held(say(scope=Scope.DOCUMENT)).ruling(changed).carried is False
    same = Evidence(PIER.finding, msgspec.structs.replace(PIER.segment, target=PIER.segment.target))
    assert held(say()).ruling(same).carried is False


def test_a_standing_knows_no_target():
    assert held(say()).standing(subject(PIER)).carried is False
    assert held().ruling(PIER) == (Standing.OPEN, None, False, None)


def test_an_author_may_say_something_else_meanwhile():
    mine, theirs = say(), say(verdict=Verdict.FALSE_POSITIVE, author="lee")
    decisions = held(mine, theirs, say(DERRICK))
    assert [line.decision for line in decisions.of(mine.identity)] == [mine]
    decisions.put(mine.identity, [Line("new", say(verdict=Verdict.CONFIRMED), ".")])
    assert decisions.ruling(PIER).opposed == ("d:2", "new")
    assert len(decisions) == 3
    decisions.put(theirs.identity, [])
    assert decisions.ruling(PIER) == (Standing.OPEN, say(verdict=Verdict.CONFIRMED), False, None)
    decisions.put(mine.identity, [])
    assert decisions.ruling(PIER).decision is None
    assert decisions.ruling(DERRICK).standing is Standing.IGNORED
    assert [line.place for line in decisions.entries] == ["d:3"]
    assert decisions.of(mine.identity) == []
    wide = say(scope=Scope.RULE)
    decisions.put(wide.identity, [Line("rule", wide, ".")])
    assert decisions.ruling(SECOND).standing is Standing.IGNORED


def test_amending_touches_only_what_is_named(tmp_path):
    path = tmp_path / "decisions.jsonl"
    mine, theirs, other = say(), say(author="lee"), say(DERRICK)
    for decision in (mine, theirs, other):
        decide(path, decision)
    amend(path, {mine.identity: [say(verdict=Verdict.CONFIRMED)], other.identity: []})
    found = {(line.decision.author, line.decision.verdict.value) for line in decided([path]).entries}
    assert found == {("kim", "confirmed"), ("lee", "intended")}


def test_a_file_that_is_sorted_is_not_written_again(tmp_path):
    path = tmp_path / "decisions.jsonl"
    for decision in (say(), say(DERRICK)):
        decide(path, decision)
    tidy(path)
    before = path.stat()
    tidy(path)
    assert remove(path, lambda decision: decision.author == "lee") == []
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_decision_holds_what_a_reader_needs():
    decision = say(scope=Scope.TERM)
    assert isinstance(decision, Decision)
    assert (decision.rule, decision.concept, decision.document) == ("deprecated-term", "dock", "")
    assert say(scope=Scope.DOCUMENT).document == "one"
    assert say(DAY).concept == ""


def test_a_system_without_names_has_no_user(monkeypatch):
    assert user() == getpass.getuser()

    def nobody():
        raise KeyError(0)

    monkeypatch.setattr(getpass, "getuser", nobody)
    assert user() == ""


# --- triage ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("severity", "counts"),
    [
        ("", {"major": 3, "neutral": 1}),
        ("critical", {"critical": 3, "neutral": 1}),
        ("neutral", {"neutral": 4}),
        ("off", {"neutral": 1}),
    ],
)
def test_a_severity_of_the_config_holds_for_its_rule(severity, counts):
    wanted = {"deprecated-term": severity, "number-mismatch": "critical"} if severity else {}
    judged = Triage(severities=lambda _file: wanted).judged(report())
    assert {name: count for name, count in judged.summary.severities.items() if count} == counts
    assert len(judged.findings) == sum(judged.summary.rules.values()) == sum(counts.values())
    assert ("|severities " in judged.signature) is bool(severity)


def test_what_a_decision_says_stands_beside_the_finding():
    changed = ("부두가 닫혔다.", "The old pier was closed.")
    for decision, pair, said in (
        (say(), NEWS[0], "intended: so wanted"),
        (say(reason=""), NEWS[0], "intended"),
        (say(), changed, "intended: so wanted (carried over: the target has changed since)"),
        (say(verdict=Verdict.CONFIRMED), NEWS[0], ""),
    ):
        (evidence, *_) = Triage(decisions=held(decision)).judged(report(pair)).findings.evidence()
        assert evidence.justification == said


def test_decisions_that_no_finding_needed_are_stale():
    triage = Triage(decisions=held(say(), say(DERRICK, until="2026-03-09")))
    assert standings(triage, NEWS[0]) == ["ignored"]
    assert [decision.concept for decision in triage.stale] == ["crane"]
    assert triage.warnings == ()
    assert standings(triage) == ["ignored", "open", "open", "open"]
    assert triage.stale == []
    assert triage.warnings == ("d:2: the decision was valid until 2026-03-09 and no longer counts",)


def test_a_decision_comes_before_the_baseline_and_takes_from_it():
    baseline = Baseline({PIER.finding.fingerprint: 1, "gone": 2})
    triage = Triage(decisions=held(say()), baseline=baseline)
    assert standings(triage) == ["ignored", "open", "open", "open"]
    assert triage.gone == {"gone": 2}
    assert standings(Triage(baseline=baseline)) == ["baselined", "open", "open", "open"]
    assert standings(Triage(decisions=held(say(verdict=Verdict.CONFIRMED)), baseline=baseline))[0] == "baselined"


def test_the_signature_tells_what_the_result_depends_on():
    plain = report().signature
    assert Triage().judged(report()).signature == plain
    parts = {
        "decisions": Triage(decisions=held(say(DERRICK))),
        "baseline": Triage(baseline=Baseline({"aa": 1})),
        "severities": Triage(severities=lambda _file: {"deprecated-term": "minor"}),
    }
    for name, triage in parts.items():
        added = triage.judged(report()).signature.removeprefix(plain)
        assert added.startswith(f"|{name} ")
        assert added.count("|") == 1
        assert added == triage.judged(report()).signature.removeprefix(plain)


def test_another_cause_gives_another_signature():
    def signature(**causes):
        return Triage(**causes).judged(report()).signature

    minor, critical = ({"deprecated-term": severity} for severity in ("minor", "critical"))
    assert signature(severities=lambda _file: minor) != signature(severities=lambda _file: critical)
    assert len({signature(decisions=held(one)) for one in (say(), say(DERRICK))}) == 2
    assert len({signature(baseline=Baseline(one)) for one in ({"a": 1}, {"a": 2}, {"b": 1})}) == 3


# --- baseline ----------------------------------------------------------------------------------------------------


NOTHING = Segment(source="", target="")


def findings(*fingerprints, rule="missing-term"):
    return [Evidence(Finding(segment=0, rule=rule, fingerprint=each), NOTHING) for each in fingerprints]


@pytest.mark.parametrize(
    ("rule", "counts", "elsewhere", "taken"),
    [
        ("missing-term", {"a": 2}, {}, [True, True, False]),
        ("missing-term", {"a": 1}, {"a": 1}, [True, True, False]),
        ("missing-term", {}, {"a": 1}, [True, False, False]),
        ("missing-term", {"b": 9}, {}, [False, False, False]),
        ("inconsistent-term", {"a": 1}, {}, [True, True, True]),  # of a group, however many there are now
        ("inconsistent-term", {"b": 1}, {}, [False, False, False]),
    ],
)
def test_each_place_of_a_baseline_is_given_once(rule, counts, elsewhere, taken):
    baseline = Baseline(counts, elsewhere)
    assert [baseline.take(each) for each in findings("a", "a", "a", rule=rule)] == taken
    assert [baseline.fresh().take(each) for each in findings("a", rule=rule)] == taken[:1]


def test_what_is_left_of_a_baseline():
    baseline = Baseline({"a": 2, "b": 1, "c": 1}, {"d": 1})
    for each in findings("a", "b", "d", "e"):
        baseline.take(each)
    assert baseline.left == {"a": 1, "c": 1}
    group = Baseline({"a": 3})
    group.take(findings("a", rule="inconsistent-term")[0])
    assert group.left == {}


def test_two_baselines_joined():
    one, other = Baseline({"a": 1, "b": 3}, {"c": 1}), Baseline({"a": 2}, {"c": 2})
    assert ((one | other).counts, (one | other).elsewhere) == ({"a": 2, "b": 3}, {"c": 2})
    assert ((one + other).counts, (one + other).elsewhere) == ({"a": 3, "b": 3}, {"c": 3})


def test_the_lines_of_a_baseline():
    made_of = entries(findings("a", "a", "b"), findings("a", "a", "a", "c"))
    assert [(each.fingerprint, each.count, each.elsewhere) for each in made_of] == [
        ("a", 2, 1),
        ("b", 1, 0),
        ("c", 0, 1),
    ]
    assert {each.rule for each in made_of} == {"missing-term"}


@pytest.mark.parametrize(
    ("old", "now", "kept"),
    [
        ((3, 0), (2, 0), (2, 0)),
        ((2, 0), (3, 0), (2, 0)),
        ((2, 1), (2, 0), (2, 0)),
        ((1, 1), (2, 0), (1, 1)),  # what stood elsewhere is here now
        ((2, 0), (1, 1), (1, 1)),
        ((0, 2), (0, 1), (0, 1)),
        ((1, 0), None, None),
    ],
)
def test_what_is_still_needed_of_a_baseline(old, now, kept):
    lines = common([Entry("a", *old, rule="x")], [Entry("a", *now)] if now else [Entry("b", 1)])
    assert lines == ([Entry("a", *kept, rule="x")] if kept else [])


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('{"fingerprint":"a","count":0}', "a count of 0"),
        ('{"fingerprint":"a","count":-1,"elsewhere":2}', "a count of -1"),
        ('{"fingerprint":"a","count":2,"elsewhere":-1}', "a count of 2"),
        ('{"fingerprint":"a","elsewhere":1}', ""),
        ('{"fingerprint":"a","count":1}', ""),
    ],
)
def test_a_line_of_a_baseline_counts_something(tmp_path, line, says):
    path = tmp_path / "baseline.jsonl"
    path.write_text(f"{line}\n", encoding="utf-8")
    if says:
        with pytest.raises(CheckerError, match=says):
            load(path)
    else:
        assert len(load(path).entries) == 1


def test_of_several_lines_of_one_fingerprint_the_greatest_of_each_number_holds(tmp_path):
    path = tmp_path / "baseline.jsonl"
    save(path, [Entry("a", 1, 5), Entry("a", 2, 3), Entry("a", 2, 1)])
    assert load(path).entries == [Entry("a", 2, 5)]


# --- fixes -------------------------------------------------------------------------------------------------------


def fix(start, end, text, *, safe=True, fingerprint="f", **segment):
    finding = Finding(
        segment=0,
        rule="x",
        fingerprint=fingerprint,
        fixes=(Fix(FixKind.SAFE if safe else FixKind.READ, Span(start, end), text),),
    )
    return Evidence(finding, Segment(**{"source": "가", "target": "abcdefgh", "index": 1} | segment))


def changed(*evidence, **how):
    outcome = fixed(evidence, lambda _changes: [], **how)
    return [change.target for change in outcome.changes.values()] or dict(outcome.kept)


@pytest.mark.parametrize(
    ("fixes", "target"),
    [
        ([(0, 2, "X"), (2, 4, "Y")], "XYefgh"),  # side by side
        ([(0, 3, "X"), (2, 4, "Y")], "Xdefgh"),  # the first of two that overlap
        ([(4, 6, "Y"), (0, 2, "X")], "XcdYgh"),
        ([(1, 1, "-"), (1, 1, "+")], "a-+bcdefgh"),
        ([(0, 8, "")], ""),
        ([(0, 2, "X"), (3, 6, "Y"), (5, 7, "Z")], "XcYgh"),
        ([(0, 2, "X"), (3, 6, "Y"), (6, 7, "Z")], "XcYZh"),
    ],
)
def test_the_fixes_of_one_segment(fixes, target):
    found = [fix(*each, fingerprint=str(number)) for number, each in enumerate(fixes)]
    assert changed(*found) in ([target], [target.replace("-+", "+-")])


def test_of_two_fixes_of_one_place_the_safe_one_is_made():
    read_first, safe = fix(0, 2, "X", safe=False), fix(0, 2, "Y", fingerprint="g")
    assert changed(read_first, safe, unsafe=True) == ["Ycdefgh"]
    assert changed(read_first) == {Kept.UNSAFE: 1}
    assert changed(read_first, unsafe=True) == ["Xcdefgh"]


def test_of_several_fixes_of_a_finding_the_first_is_made():
    both = (Fix(FixKind.SAFE, Span(0, 2), "X"), Fix(FixKind.SAFE, Span(4, 6), "YYY"))
    evidence = fix(0, 2, "X", target_codes=(Code(8, "<b>", "1"),))
    evidence = Evidence(msgspec.structs.replace(evidence.finding, fixes=both), evidence.segment)
    (change,) = fixed([evidence], lambda _changes: []).changes.values()
    assert (change.target, replaced(change).target_codes) == ("Xcdefgh", (Code(7, "<b>", "1"),))


@pytest.mark.parametrize(
    ("place", "at", "made_"),
    [((2, 5), 2, True), ((2, 5), 5, True), ((2, 5), 3, False), ((2, 5), 4, False), ((2, 5), 0, True)],
)
def test_a_code_at_the_edge_of_a_fix_is_not_within_it(place, at, made_):
    found = changed(fix(*place, "X", target_codes=(Code(at, "<b>", "1"),)))
    assert found == (["abXfgh"] if made_ else {Kept.CODE: 1})


@pytest.mark.parametrize(
    ("place", "text", "at", "moved"),
    [((2, 5), "X", 2, 2), ((2, 5), "X", 5, 3), ((2, 5), "X", 8, 6), ((2, 5), "WXYZ", 5, 6), ((0, 2), "", 2, 0)],
)  # fmt: skip
def test_codes_move_with_the_text_behind_a_fix(place, text, at, moved):
    outcome = fixed([fix(*place, text, target_codes=(Code(at, "<b>", "1"),))], lambda _changes: [])
    (change,) = outcome.changes.values()
    assert replaced(change).target_codes == (Code(moved, "<b>", "1"),)
    assert replaced(change).target == change.target


@pytest.mark.parametrize(
    ("target", "made_"),
    [('"ab" cdef', True), ('ab "cdef"', False), ("ab “cd” ef", False), ("“ab” cd ef", True), ("ab 'cd' ef", False),
     ("ab” cdef", True), ("ab cd” ef", False), ("'tis cd'ef", True), ("“ab cdef", False),
     ('ab cdef "gh"', True), ('ab cd "ef"', True), ('ab c "ef"', False), ("ab cde “f”", True)],
)  # fmt: skip
def test_what_is_quoted_is_not_mended(target, made_):
    found = changed(fix(5, 6, "X", target=target))
    assert found == ([target[:5] + "X" + target[6:]] if made_ else {Kept.QUOTED: 1})


def test_only_a_place_with_a_new_finding_is_left_alone():
    here, there = (fix(0, 2, "X", index=number, document=name, file="f") for number, name in ((1, "a"), (2, "b")))
    new = Finding(segment=0, rule="y", fingerprint="new")

    def outcome(*after):
        made_ = fixed([here, there], lambda changes: list(after) if len(changes) > 1 else [])
        return [place[1] for place in made_.changes], made_.kept.total()

    assert outcome() == ([1, 2], 0)
    assert outcome(Evidence(new, here.segment)) == ([2], 1)
    assert outcome(Evidence(here.finding, here.segment)) == ([2], 1)  # it stays where it was
    beside = msgspec.structs.replace(here.segment, index=9)
    assert outcome(Evidence(new, beside)) == ([2], 1)  # of the same document
    assert outcome(Evidence(new, msgspec.structs.replace(beside, document="c"))) == ([1, 2], 0)
    assert outcome(Evidence(new, msgspec.structs.replace(beside, file="g"))) == ([1, 2], 0)


def test_codes_between_two_fixes_move_with_the_first():
    codes = (Code(4, "<b>", "1"),)
    both = [fix(0, 2, "WXYZ", target_codes=codes), fix(4, 6, "V", fingerprint="g", target_codes=codes)]
    (change,) = fixed(both, lambda _changes: []).changes.values()
    assert (change.target, replaced(change).target_codes) == ("WXYZcdVgh", (Code(6, "<b>", "1"),))


def test_a_place_that_had_the_finding_already_is_not_to_blame():
    one, other = fix(0, 2, "X", index=1, file="f"), fix(0, 2, "Y", index=2, file="f", fingerprint="g")
    old = Finding(segment=1, rule="y", fingerprint="old")
    before = [one, other, Evidence(old, other.segment)]
    after = [Evidence(old, other.segment), Evidence(old, one.segment)]
    outcome = fixed(before, lambda changes: after if len(changes) == 2 else after[:1])
    assert list(outcome.changes) == [("f", 2)]


def test_a_finding_that_was_elsewhere_before_is_not_new():
    here = fix(0, 2, "X", file="f")
    old = Evidence(Finding(segment=1, rule="y", fingerprint="old"), msgspec.structs.replace(NOTHING, file="f", index=2))
    moved = Evidence(old.finding, msgspec.structs.replace(old.segment, index=3))
    assert list(fixed([here, old], lambda _changes: [moved]).changes) == [("f", 1)]
    assert list(fixed([here, old], lambda _changes: [moved, moved]).changes) == []
    twice = [here, msgspec.structs.replace(here)]
    assert list(fixed(twice, lambda _changes: [here]).changes) == [("f", 1)]  # one of two is mended
    assert list(fixed(twice, lambda _changes: twice).changes) == []


def test_segments_are_replaced_by_file_and_number():
    one, other = (Segment(source="가", target="old", file=file, index=1) for file in "ab")
    new = msgspec.structs.replace(one, target="new")
    corpus = with_changes(Corpus.of([one, other], "ja", "fr"), {("a", 1): new})
    assert list(corpus) == [new, other]
    assert (corpus.source_language, corpus.target_language) == ("ja", "fr")


def test_severities_are_ranked():
    assert [each.value for each in sorted(Severity, key=lambda each: each.rank)] == [
        "neutral",
        "minor",
        "major",
        "critical",
    ]
