"""Fixes: what is mended is gone and nothing else is new; what is quoted, dismissed, locked or doubtful stays."""

import json
import os
import shutil
from collections import Counter

import pytest

from checker import Corpus, Glossary, Segment, check, read_corpus
from checker.engine.findings import Evidence, Standing
from checker.judging.fixes import Kept, fixed, quoted, replaced, with_changes
from checker.languages import language
from checker.model import Code, Finding, Fix, FixKind, Span
from tests.corpora import FOLDERS, ROOT, draft, glossary

WORDS = Glossary.from_rows(
    [
        {"id": "badge", "category": "object", "source": "배지", "target": "badge", "forbidden": "insignia pin|emblem"},
        {"id": "chair", "category": "title", "source": "국무위원장", "target": "President of State Affairs",
         "forbidden": "Chairman of State Affairs"},
        {"id": "kim", "category": "person", "source": "김정은", "target": "Kim Jong Un"},
        {"id": "sister", "category": "person", "source": "김여정", "target": "Kim Yo Jong"},
        {"id": "union", "category": "organization", "source": "여맹", "target": "Women's Union",
         "forbidden": "Womens' League"},
    ]
)  # fmt: skip


def mended(source, target, *, unsafe=False, **more):
    """The new target, or what kept each fix from being made."""
    corpus = Corpus.of([Segment(source=source, target=target, index=1, **more)])

    def findings(changes):
        return check(with_changes(corpus, changes), WORDS).findings.evidence()

    outcome = fixed(findings({}), findings, unsafe=unsafe)
    targets = [change.target for change in outcome.changes.values()]
    return targets[0] if targets else dict(outcome.kept)


FIXES = [
    ("배지를 달았다.", "He wore an emblem.", "He wore a badge."),
    ("배지들이 있다.", "There are emblems here.", "There are badges here."),
    ("배지가 있다.", "An emblem is here.", "A badge is here."),
    ("배지가 있다.", "Emblems are here.", "Badges are here."),
    ("배지가 있다.", "The insignia pin’s colour", "The badge’s colour"),
    ("국무위원장이 왔다.", "Chairman of State Affairs", "President of State Affairs"),
    ("김정은이 왔다.", "Kim Jong-un came.", "Kim Jong Un came."),
    ("김정은이 왔다.", "Then Kim jong Un came.", "Then Kim Jong Un came."),
    ("김정은 국무위원장", "Chairman of State Affairs Kim Jong-un", "President of State Affairs Kim Jong Un"),
    ("김여정과 김정은", "Kim Yo-jong and Kim Jong-un", "Kim Yo Jong and Kim Jong Un"),
    ("여맹이 밝혔다.", "The Womens' League said", "The Women's Union said"),
]


@pytest.mark.parametrize(("source", "target", "better"), FIXES)
def test_what_is_mended(source, target, better):
    assert mended(source, target) == better


KEPT = [
    ("배지를 달았다.", "“He wore an emblem,” she said.", Kept.QUOTED),
    ("배지를 달았다.", 'She said: "He wore an emblem.', Kept.QUOTED),
    ("배지를 달았다.", "He wore an emblem,” she said.", Kept.QUOTED),
    ("배지를 달았다.", "He wore ‘an emblem’, it says.", Kept.QUOTED),
    ("김정은이 왔다.", "Kim Chong-un came.", Kept.UNSAFE),
    ("배지를 달았다.", "HE WORE AN EMBLEM", Kept.UNSAFE),
]


@pytest.mark.parametrize(("source", "target", "why"), KEPT)
def test_what_is_kept(source, target, why):
    assert mended(source, target) == {why: 1}


def test_what_is_doubtful_is_mended_when_asked():
    assert mended("김정은이 왔다.", "Kim Chong-un came.", unsafe=True) == "Kim Jong Un came."
    assert mended("배지를 달았다.", "“An emblem,” she said.", unsafe=True) == {Kept.QUOTED: 1}


def test_a_locked_segment_is_kept():
    assert mended("배지를 달았다.", "He wore an emblem.", locked=True) == {Kept.LOCKED: 1}


def test_no_fix_across_a_code_and_codes_move_with_the_text():
    assert mended("김정은이 왔다.", "Kim Jong-un came.", target_codes=(Code(8, "<b>"),)) == {Kept.CODE: 1}
    assert mended("배지를 달았다.", "He wore an emblem.", target_codes=(Code(8, "<b>"), Code(17, "</b>"))) in (
        "He wore a badge.",
        {Kept.CODE: 1},
    )


def test_a_dismissed_finding_is_kept():
    segment = Segment(source="배지", target="an emblem", index=1)
    finding = Finding(segment=0, rule="x", fingerprint="f", fixes=(Fix(FixKind.SAFE, Span(0, 9), "a badge"),))
    for status, count in ((Standing.IGNORED, 0), (Standing.BASELINED, 1), (Standing.OPEN, 1)):
        assert len(fixed([Evidence(finding, segment, status)], lambda _changes: []).changes) == count


def test_what_would_make_another_finding_is_not_done():
    one, other = (Segment(source="배지", target="an emblem", index=number) for number in (1, 2))
    finding = Finding(segment=0, rule="x", fingerprint="f", fixes=(Fix(FixKind.SAFE, Span(0, 9), "a badge"),))
    before = [Evidence(finding, one), Evidence(finding, other)]
    fresh = Finding(segment=0, rule="y", fingerprint="g")

    def spoils_the_first(changes):
        return [Evidence(fresh, segment) for (_, index), segment in changes.items() if index == 1]

    outcome = fixed(before, spoils_the_first)
    assert [index for _, index in outcome.changes] == [2]
    assert outcome.kept == {Kept.HARMFUL: 1}
    stays = fixed(before, lambda changes: [Evidence(finding, segment) for segment in changes.values()])
    assert stays.changes == {}
    beside = Segment(source="다른", target="other", index=3)
    assert fixed(before, lambda changes: [Evidence(fresh, beside)] if changes else []).changes == {}


QUOTED = [
    ("He said “one” and “two”.", ["“one”", "“two”"]),
    ('a "b" c "d', ['"b"', '"d']),
    ("end” of it", ["end”"]),
    ("It’s the workers’ party", []),
    ("It's the workers' party's", []),
    ("the ‘badge’ of", ["‘badge’"]),
    ("'Go,' he said. Don't.", ["'Go,'"]),
    ("«un» „zwei“", ["«un»", "„zwei“"]),
    ("", []),
]


@pytest.mark.parametrize(("text", "stretches"), QUOTED)
def test_what_is_quoted(text, stretches):
    assert [span.of(text) for span in quoted(text)] == stretches


ARTICLES = [
    ("wore an ", "badge", "wore a badge"),
    ("a ", "envoy", "an envoy"),
    ("An ", "union", "A union"),
    ("a ", "UN envoy", "a UN envoy"),
    ("a ", "NLL patrol", "an NLL patrol"),
    ("an ", "NATO envoy", "a NATO envoy"),
    ("a ", "hour", "an hour"),
    ("an ", "European", "a European"),
    ("a ", "unarmed guard", "an unarmed guard"),
    ("an ", "one-off", "a one-off"),
    ("a ", "8-hour day", "an 8-hour day"),
    ("banana ", "envoy", "banana envoy"),
    ("the ", "envoy", "the envoy"),
    ("", "envoy", "envoy"),
]


@pytest.mark.parametrize(("before", "replacement", "expected"), ARTICLES)
def test_an_article_follows_the_sound(before, replacement, expected):
    more, text = language("en").introduced(before, replacement)
    assert before[: len(before) - more] + text == expected


# --- our corpora -------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def known():
    return glossary()


@pytest.mark.parametrize("unsafe", [False, True])
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_after_a_fix_the_finding_is_gone_and_nothing_is_new(known, folder, unsafe):
    corpus = draft(folder)

    def findings(changes):
        return check(with_changes(corpus, changes), known).findings.evidence()

    before = Counter(each.finding.fingerprint for each in findings({}))
    outcome = fixed(findings({}), findings, unsafe=unsafe)
    mended = Counter(finding.fingerprint for change in outcome.changes.values() for finding in change.findings)
    changed = {place: change.segment for place, change in outcome.changes.items()}
    assert mended.total() > 0
    after = Counter(
        each.finding.fingerprint
        for each in findings({place: replaced(change) for place, change in outcome.changes.items()})
    )
    assert after - before == Counter()
    assert all(after[fingerprint] <= before[fingerprint] - count for fingerprint, count in mended.items())
    assert len(changed) == len(outcome.changes)


@pytest.fixture
def project(tmp_path):
    shutil.copytree(ROOT / "corpora", tmp_path / "corpora")
    shutil.copytree(ROOT / "glossaries", tmp_path / "glossaries")
    (tmp_path / "ilchi.toml").write_text('corpus = ["corpora"]\nglossaries = ["glossaries"]\n', encoding="utf-8")
    return tmp_path


def test_the_files_are_changed_where_they_must_be_and_nowhere_else(ilchi, project):
    before = {path: path.read_bytes() for path in (project / "corpora").rglob("*") if path.is_file()}
    shown = ilchi("fix", "--diff", cwd=project)
    assert shown.status == 1
    assert all(path.read_bytes() == content for path, content in before.items())
    ran = ilchi("fix", "--today", "2026-03-01", cwd=project)
    assert ran.status == 0, ran.err
    assert ran.out.splitlines()[:-1] == shown.out.splitlines()[:-1]
    wanted = sum(line.startswith("@@ ") for line in shown.out.splitlines())
    lines = 0
    for path, content in before.items():
        old, new = content.splitlines(), path.read_bytes().splitlines()
        assert len(old) == len(new)
        lines += sum(one != other for one, other in zip(old, new, strict=True))
    assert lines == wanted > 20
    recorded = (project / ".ilchi" / "fixes.jsonl").read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in recorded]
    assert len(records) == wanted
    assert {record["date"] for record in records} == {"2026-03-01"}
    for record in records:
        segment = list(read_corpus(project / record["file"]))[record["index"] - 1]
        assert segment.target == record["after"] != record["before"]
    again = ilchi("fix", "--diff", cwd=project)
    assert again.status == 0
    assert again.out.startswith("0 findings to fix in 0 files")


def test_what_cannot_be_written_is_refused_before_anything_is(ilchi, put, tmp_path):
    put("terms.csv", "source,target,forbidden\n배지,badge,emblem\n")
    content = "source,target\n배지,an emblem\n"
    ran = ilchi("fix", "-", "-g", tmp_path / "terms.csv", stdin=content)
    assert ran.status == 2
    assert "--diff shows the changes" in ran.message
    assert ilchi("fix", "-", "-g", tmp_path / "terms.csv", "--diff", stdin=content).status == 1
    put("set/a.csv", content)
    put("set/b.csv", content).chmod(0o400)
    if os.access(tmp_path / "set" / "b.csv", os.W_OK):
        pytest.skip("root may write everywhere")
    ran = ilchi("fix", "set", "-g", "terms.csv", cwd=tmp_path)
    assert ran.status == 2


def test_a_dismissed_finding_stays_in_the_file(ilchi, put, tmp_path):
    put("terms.csv", "source,target,forbidden\n배지,badge,emblem\n")
    news = put("news.csv", "source,target\n배지,an emblem\n배지가 있다,There is an emblem\n")
    put("ilchi.toml", 'corpus = ["news.csv"]\nglossaries = ["terms.csv"]\n')
    found = json.loads(ilchi("check", "--format", "json", cwd=tmp_path).out)["findings"]
    words = ("--verdict", "intended", "--reason", "the old name")
    ran = ilchi("decisions", "add", found[0]["fingerprint"], *words, cwd=tmp_path)
    assert ran.status == 0, ran.err
    assert ilchi("fix", cwd=tmp_path).status == 0
    assert news.read_text(encoding="utf-8") == "source,target\n배지,an emblem\n배지가 있다,There is a badge\n"
