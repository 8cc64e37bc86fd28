"""What the bar, the gate and the counts of a review say after any steps is what check and score say of its files."""

import json
import sys
import tempfile
from collections import Counter
from pathlib import Path

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.judging.decisions import Scope, Verdict
from checker.judging.gate import gates
from checker.model import Severity, TermStatus
from checker.project import cache
from checker.project.workspace import Workspace
from checker.score.score import score
from tests.reviewing import NEWS, NOW, Desk
from tui.state.files import Files
from tui.state.gating import counts, gates_of
from tui.state.status import FindingStatus
from tui.work.engine import Engine, Job
from tui.work.messages import Changed

# Two documents; the same findings several times, of which the baseline knows some.
DOCUMENTS = "source,target,document\n" + "".join(
    f"{line},{document}\n" for document in ("a", "b") for line in NEWS.splitlines()[1:]
)
SEGMENTS = DOCUMENTS.count("\n") - 1


def at_work(folder):
    """A desk with a baseline and a config, and a session on it that follows every step."""
    (folder / "ilchi.toml").write_text('fail-on = "minor"\nmin-score = 60\nmax-findings = 9\n', encoding="utf-8")
    desk = Desk(folder, DOCUMENTS)
    first = desk.session(on_disk=False)
    known = Counter(first.hex(i) for i in range(first.listed))
    baseline = [json.dumps({"fingerprint": each, "count": 1}) + "\n" for each in sorted(known)[:3]]
    (folder / "baseline.jsonl").write_text("".join(baseline), encoding="utf-8")
    return desk, desk.session()


def agrees(desk, session):
    """Whether check and score say the same of the files as the session."""
    workspace = Workspace(desk.job.wanted)
    triage = workspace.triage(NOW.date().isoformat(), workspace.baseline())
    how = desk.job.settings(workspace)
    report = triage.judged(workspace.check(how))
    shown = Counter(
        (session.model.severities[i], session.hex(i), session.model.segments[i])
        for i in range(len(session.statuses))
        if counts(session, i)
    )
    there = Counter(
        (each.finding.severity.rank, each.finding.fingerprint, each.finding.segment)
        for each in report.findings.evidence()
        if each.status == "open"
    )
    assert shown == there
    config = workspace.config
    assert gates_of(session) == gates(
        report.summary,
        Severity(config.get("fail-on")),
        max_findings=config.get("max-findings"),
        min_score=config.get("min-score"),
        require_terms=config.get("require-terms"),
    )
    card, _ = score({"translation": workspace.parts}, how, workspace.triage(NOW.date().isoformat()))
    success = card.systems[0].terms.success
    summary = session.model.summary
    assert (summary.term_score, summary.occurrences) == (success.part / success.whole, success.whole)


TEXTS = st.sampled_from(["", "The SAC met (again.", "Matsegora came.", "They gathered in Kim Il Sung Square.", "“So"])
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("edit"), st.integers(0, SEGMENTS - 1), TEXTS),
        st.tuples(st.just("copy"), st.integers(0, SEGMENTS - 1), st.integers(0, SEGMENTS - 1)),
        st.tuples(st.just("fix"), st.integers(0, 40), st.just(0)),
        st.tuples(st.just("decide"), st.integers(0, 40), st.tuples(st.sampled_from(Verdict), st.sampled_from(Scope))),
        st.tuples(
            st.just("word"),
            st.integers(0, 40),
            st.tuples(
                st.sampled_from(["State Council", "the Square", "Matzegora", "gathered there"]),
                st.sampled_from([TermStatus.ADMITTED, TermStatus.DEPRECATED]),
            ),
        ),
        st.tuples(st.sampled_from(["undo", "redo", "save"]), st.just(0), st.just(0)),
        st.tuples(st.just("outside"), st.integers(1, SEGMENTS), st.sampled_from(["Another.", "SAC.", "Matzegora."])),
    ),
    min_size=1,
    max_size=6,
)


def reread(desk, session):
    """Have the files read again, as F5 does."""
    workspace = Workspace(desk.job.wanted)
    session.reopen(workspace)
    messages = []
    desk.engine.reread(messages.append)
    for message in messages:
        if isinstance(message, Changed):
            session.answer(message)
        else:
            session.take(message)


def outside(desk, session, row, text):
    """Have another program write a target, and read it."""
    rows = desk.news.read_text(encoding="utf-8").splitlines(keepends=True)
    source, document = rows[row].partition(",")[0], rows[row].rpartition(",")[2]
    rows[row] = f"{source},{text},{document}"
    desk.news.write_text("".join(rows), encoding="utf-8")
    reread(desk, session)


def act(desk, session, name, item, how):
    """Do something with a finding."""
    if name == "fix":
        finding = session.finding(item)
        if finding.fixes and session.status(item) is FindingStatus.OPEN:
            target = session.segment(finding.segment).target
            session.edit({finding.segment: finding.fixes[0].applied(target)}, "fix", [item])
    elif name == "decide":
        verdict, scope = how
        if scope is not Scope.TERM or session.model.concept(item):
            session.decide([item], verdict, scope, "so")
    elif key := session.model.key(item):
        effect = desk.engine.effect(key, *how)
        session.add_wording(effect.concept, effect.text, effect.status, [item])
        reread(desk, session)


def take(desk, session, name, what, how):
    """Take one step."""
    if name in ("fix", "decide", "word"):
        if session.statuses:
            act(desk, session, name, what % len(session.statuses), how)
    elif name == "edit":
        session.edit({what: how}, "edit")
    elif name == "copy":
        session.edit({what: session.segment(how).target}, "copy")
    elif name == "save":
        Files(session).save()
    elif name == "outside":
        outside(desk, session, what, how)
    elif (step := getattr(session, name)()) and session.of_glossary(step):
        session.wordings.save()
        reread(desk, session)


@settings(max_examples=25)
@given(STEPS)
def test_after_any_steps_the_review_says_what_check_and_score_say(steps):
    with tempfile.TemporaryDirectory() as folder:
        desk, session = at_work(Path(folder))
        for step in steps:
            take(desk, session, *step)
        for number in list(session.conflicts):
            session.take_theirs(number)
        shown = gates_of(session), session.model.summary.term_score
        Files(session).save()
        assert (gates_of(session), session.model.summary.term_score) == shown, "writing changes nothing"
        agrees(desk, session)
        session.record.close()


def test_reading_again_costs_the_changed_file_alone(tmp_path, monkeypatch):
    monkeypatch.setenv("LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME", str(tmp_path / "cache"))
    kept = []
    remember = cache.Results.remember
    monkeypatch.setattr(cache.Results, "remember", lambda self, *given: kept.append(1) or remember(self, *given))
    desk = Desk(tmp_path, NEWS)
    for number in range(8):
        (tmp_path / f"more{number}.csv").write_text(NEWS, encoding="utf-8")
    files = sorted(str(path) for path in tmp_path.glob("*.csv") if path != desk.names)
    desk.job = Job(wanted=msgspec.structs.replace(desk.job.wanted, paths=tuple(files), cache=True))
    session = desk.session()
    assert len(kept) == len(files) + 1, "a chunk a file, and the findings of documents"
    kept.clear()
    desk.session(on_disk=False)
    assert not kept, "nothing has changed"
    (tmp_path / "more3.csv").write_text(NEWS.replace("They gathered there.", "They met."), encoding="utf-8")
    engine = Engine(desk.job)
    engine.check(lambda _message: None)
    assert len(kept) == 2, "the chunk of the file, and the findings of documents"
    kept.clear()
    again = []
    engine.reread(again.append)
    assert [type(message) for message in again] == [Changed]
    assert not kept
    assert not engine.again
    session.record.close()
