"""A branch does not judge itself: with ``--since``, it is judged by what held where it left the other revision."""

import gzip
import hashlib
import json
import os
import random
import shutil
import sys
from pathlib import Path

import jsonschema
import pytest

from checker import reports, rules
from checker.project.workspace import Wanted, Workspace
from tests.gating import CONFIG, HEAD, MORE, OLD, WORDS, Project, branched, gate, git

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


@pytest.fixture
def project(tmp_path):
    """A project with a branch that has one new finding."""
    return branched(tmp_path / "project")


def decided(fingerprint, reason="the house style", **more):
    line = {"fingerprint": fingerprint, "scope": "segment", "verdict": "intended", "reason": reason, "author": "mina"}
    return json.dumps(line | more) + "\n"


# The config.

LAX = [
    'fail-on = "critical"\n',
    'rules.deprecated-term = "off"\n',
    'rules.deprecated-term = "minor"\n',
    '[[paths]]\nmatch = "locale"\nrules.deprecated-term = "neutral"\n',
    '[[paths]]\nmatch = "**"\nglossaries = []\n',
    '[[paths]]\nmatch = "**"\nfrom = "ja"\n',
    'to = "de"\n',
    'encoding = "latin-1"\n',
]


@pytest.mark.parametrize("lax", LAX)
def test_the_config_of_the_base_counts(project, lax):
    project.put("ilchi.toml", CONFIG + lax)
    for words in ((), ("locale/news.csv",)):
        found = gate(project.folder, *words)
        assert (found.status, found.new) == (1, ["derrick"])
        assert len(found.changes) == (3 if "glossaries = []" in lax else 1)  # and its two rows
        assert found.changes[0].startswith("ilchi.toml: the branch adds the key “")


def test_what_is_changed_in_the_config_is_listed_with_both_values_and_the_line(project):
    project.put("ilchi.toml", 'glossaries = ["terms.csv", "more.csv"]\ncorpus = ["locale"]\nmin-score = 5\n')
    project.put("more.csv", "source,target\n등대,lighthouse\n")
    found = [each for each in gate(project.folder).findings if each["rule"] == "policy-change"]
    assert [(each["file"], each["line"], each["found"], each["expected"]) for each in found] == [
        ("ilchi.toml", 1, '["terms.csv","more.csv"]', ['["terms.csv"]']),
        ("ilchi.toml", 3, "5", []),
        ("more.csv", 0, "등대 (other)", []),
    ]
    assert found[0]["message"] == (
        'the branch changes the key “glossaries” from “["terms.csv"]” to “["terms.csv","more.csv"]”'
    )
    assert found[0]["why"] == "the config at main counts"


GONE = {
    "deleted": lambda project: (project.folder / "ilchi.toml").unlink(),
    "renamed": lambda project: project.git("mv", "ilchi.toml", "old.toml"),
    "moved down": lambda project: project.git("mv", "ilchi.toml", "locale/ilchi.toml"),
    "empty": lambda project: project.put("ilchi.toml", ""),
    "nearer": lambda project: project.put("locale/ilchi.toml", 'fail-on = "critical"\nglossaries = []\n'),
    "another kind": lambda project: (
        project.git("rm", "-q", "ilchi.toml"),
        project.put("pyproject.toml", "[tool.ilchi]\ncorpus = ['locale']\nfail-on = 'critical'\n"),
    ),
}


@pytest.mark.parametrize("how", GONE)
@pytest.mark.parametrize("words", [(), ("locale",)], ids=["all", "named"])
def test_a_config_cannot_be_got_rid_of(project, how, words):
    GONE[how](project)
    found = gate(project.folder, *words)
    if how == "moved down" and words:  # its own paths lead nowhere
        assert found.status == 2
        assert "terms.csv" in found.said
        return
    assert (found.status, found.new) == (1, ["derrick"])
    assert bool(found.changes) is not (how == "nearer" and not words)


def test_a_file_cannot_be_taken_out_of_what_is_checked(project):
    project.put("ilchi.toml", CONFIG.replace('"locale"', '"terms.csv"'))
    assert gate(project.folder).new == ["derrick"]
    project.put("ilchi.toml", CONFIG.replace('"locale"', '"text"') + '[[paths]]\nmatch = "text"\nglossaries = []\n')
    project.git("mv", "locale", "text")
    project.commit()
    found = gate(project.folder)
    assert found.new == ["derrick"]
    assert "locale, which the config at main names, is gone: it is not checked" in found.said


def test_a_corpus_cannot_be_called_a_glossary(project):
    project.put("locale/more.csv", HEAD + OLD)
    head = "source,target,category\n"
    project.put("locale/news.csv", head + OLD.replace("\n", ",other\n") + MORE.replace("\n", ",other\n"))
    found = gate(project.folder)
    assert found.status == 2 or found.new == ["pier", "derrick"], found
    project.put("locale/news.csv", HEAD + OLD + MORE)
    project.put("ilchi.toml", CONFIG.replace('"terms.csv"', '"terms.csv", "locale/news.csv"'))
    found = gate(project.folder)
    assert "derrick" in found.new


def test_a_branch_may_bring_a_language_with_its_config(project):
    project.put("locale/news.csv", HEAD + OLD)
    project.put(
        "japanese/news.csv", "source,target\n부두가 닫혔다.,桟橋は閉まった。\n기중기가 섰다.,つり橋が止まった。\n"
    )
    project.put("ja.csv", "source,target,forbidden\n기중기,クレーン,つり橋\n")
    project.put(
        "ilchi.toml",
        CONFIG.replace('"locale"', '"locale", "japanese"')
        + '[[paths]]\nmatch = "japanese"\nto = "ja"\nglossaries = ["ja.csv"]\nrules.deprecated-term = "off"\n',
    )
    found = gate(project.folder)
    assert found.new == ["つり橋"]
    assert "ko to ja" in found.said


def test_a_corpus_cannot_be_read_otherwise(project):
    rows = "부두가 닫혔다.,The dock closed.,The pier closed.\n기중기가 섰다.,The crane stopped.,The derrick stopped.\n"
    project.put("locale/news.csv", HEAD + OLD)
    project.put("locale/more.csv", "source,note,target\n" + rows)
    for name in ("locale/more.csv", "locale/news.csv"):
        project.put(name, "source,note,target\n" + rows)
        project.put("ilchi.toml", CONFIG + f'[[files]]\nmatch = "{name}"\ntarget = "note"\n')
        assert "derrick" in gate(project.folder).new
        assert "derrick" in gate(project.folder, "locale").new


def test_a_branch_may_bring_a_corpus_and_a_glossary_with_how_they_are_read(project):
    project.put("locale/news.csv", HEAD + OLD)
    project.put("excel/news.csv", (HEAD + MORE + "등대가 밝다.,The beacon is bright.\n").encode("cp949"))
    project.put("more.csv", "source,target,forbidden\n등대,lighthouse,beacon\n".encode("cp949"))
    project.put(
        "ilchi.toml",
        'corpus = ["locale", "excel"]\nglossaries = ["terms.csv", "more.csv"]\n'
        '[[files]]\nmatch = ["excel", "more.csv"]\nencoding = "cp949"\n',
    )
    assert gate(project.folder).new == ["derrick", "beacon"]


def test_without_a_config_at_the_base_that_of_today_counts(tmp_path):
    project = Project(tmp_path)
    project.git("rm", "-q", "ilchi.toml")
    project.commit()
    project.branch()
    project.put("ilchi.toml", CONFIG)
    project.put("locale/news.csv", HEAD + OLD + MORE)
    found = gate(project.folder)
    assert (found.new, found.changes) == (["derrick"], [])
    assert "there was no valid config at main: that of today counts, ilchi.toml" in found.said


def test_an_invalid_config_at_the_base_can_be_mended(tmp_path):
    project = Project(tmp_path)
    project.put("ilchi.toml", CONFIG + "fail-in = 3\n")
    project.commit()
    project.branch()
    project.put("ilchi.toml", CONFIG)
    project.put("locale/news.csv", HEAD + OLD + MORE)
    found = gate(project.folder)
    assert found.new == ["derrick"]
    assert "the key “fail-in” is unknown" in found.said
    assert "that of today counts" in found.said


def test_a_project_whose_folder_is_renamed(tmp_path):
    whole = Project(tmp_path / "whole")
    for name in ("locale", "terms.csv", "ilchi.toml"):
        (whole.folder / "one").mkdir(exist_ok=True)
        whole.git("mv", name, f"one/{name}")
    whole.commit()
    whole.branch()
    whole.git("mv", "one", "two")
    whole.put("two/locale/news.csv", HEAD + OLD + MORE)
    whole.put("two/ilchi.toml", CONFIG + 'fail-on = "critical"\n')
    whole.commit()
    found = gate(whole.folder / "two")
    assert (found.status, found.new) == (1, ["derrick"])


def test_a_rule_that_is_off_at_the_base_is_silent(tmp_path):
    project = Project(tmp_path)
    project.put("ilchi.toml", CONFIG + 'rules.policy-change = "off"\n')
    project.commit()
    project.branch()
    project.put("ilchi.toml", CONFIG)
    assert gate(project.folder).changes == []


# Decisions and baseline.


def test_decisions_of_a_branch_are_listed_and_do_not_count(project):
    project.commit()
    (one,) = [each["fingerprint"] for each in gate(project.folder).findings if each["found"] == "derrick"]
    project.put("decisions.jsonl", decided(one))
    project.put("ilchi.toml", CONFIG + 'branch-decisions = "count"\n')
    project.commit()
    found = gate(project.folder)
    assert (found.status, found.new) == (1, ["derrick"])
    said = "“intended, because: the house style”"
    assert found.changes[1] == f"decisions.jsonl: the branch adds the decision on the segment {one} by mina: {said}"


def test_decisions_of_a_branch_count_where_the_base_says_so(tmp_path):
    project = Project(tmp_path)
    project.put("ilchi.toml", CONFIG + 'branch-decisions = "count"\n')
    project.commit()
    project.branch()
    project.put("locale/news.csv", HEAD + OLD + MORE)
    project.commit()
    (one,) = [each["fingerprint"] for each in gate(project.folder).findings if each["found"] == "derrick"]
    project.put("decisions.jsonl", decided(one, until="2031-01-01"))
    project.commit()
    found = gate(project.folder, "--today", "2030-01-01")
    assert (found.status, found.new) == (0, [])
    assert len(found.changes) == 1
    assert "by mina: “intended, until 2031-01-01, because: the house style”" in found.changes[0]
    assert gate(project.folder, "--today", "2032-01-01").new == ["derrick"]


def test_decisions_of_the_base_hold_whatever_a_branch_does_to_them(tmp_path):
    project = Project(tmp_path)
    project.put("locale/news.csv", HEAD + MORE)
    (one,) = [each["fingerprint"] for each in gate(project.folder).findings if each["found"] == "derrick"]
    project.put("locale/news.csv", HEAD + OLD)
    project.put("decisions.jsonl", decided(one))
    project.commit()
    project.branch()
    project.put("locale/news.csv", HEAD + OLD + MORE)
    for change in ("", decided(one, author="jun", verdict="confirmed")):
        project.put("decisions.jsonl", change)
        found = gate(project.folder)
        assert found.new == []
        assert any("the branch takes away the decision on" in each for each in found.changes)
    project.put("decisions.jsonl", "{\n\n")
    assert gate(project.folder).status == 2


def test_a_baseline_of_a_branch_is_listed_and_does_not_count(project, ilchi):
    project.commit()
    assert ilchi("baseline", "create", cwd=project.folder).status == 0
    project.commit()
    for words in ((), ("--baseline", "baseline.jsonl")):
        found = gate(project.folder, *words)
        assert found.new == ["derrick"]
        assert any("the branch adds the baselined finding" in each and "derrick" in each for each in found.changes)
    # A file that git does not have is none of the branch: the runner may bring one.
    shutil.copy(project.folder / "baseline.jsonl", project.folder.parent / "outside.jsonl")
    project.git("mv", "baseline.jsonl", "kept.jsonl")
    project.git("rm", "-q", "--cached", "kept.jsonl")
    for name in ("kept.jsonl", "../outside.jsonl"):
        assert gate(project.folder, "--baseline", name).new == []
    # On main it counts, and a branch that removes it changes nothing.
    project.git("switch", "-q", "main")
    (project.folder / "kept.jsonl").rename(project.folder / "baseline.jsonl")
    project.commit()
    project.git("switch", "-qC", "branch")
    project.put("locale/news.csv", HEAD + OLD + MORE)
    project.put("baseline.jsonl", "")
    found = gate(project.folder)
    assert found.new == []
    assert any("the branch takes away 2 lines of the baseline" in each for each in found.changes)


def test_many_lines_of_a_baseline_are_counted(project):
    entries = [{"fingerprint": f"{number:016x}", "count": 1, "rule": "x", "message": "m"} for number in range(50)]
    project.put("baseline.jsonl", "".join(f"{json.dumps(each)}\n" for each in entries))
    project.commit()
    changes = gate(project.folder).changes
    assert len(changes) == 21
    assert "the branch adds 30 more lines of the baseline" in changes[-1]


# The glossary.

ROWS = {
    "row removed": ("source,target,forbidden\n부두,dock,pier\n", "the branch takes away the row “기중기 (other)”"),
    "admitted": (
        "source,target,admitted\n부두,dock,\n기중기,crane,derrick\n",
        "the branch changes the cell “admitted” of the row “기중기 (other)” from “nothing” to “derrick”",
    ),
    "another": (
        "source,target\n부두,dock\n기중기,derrick\n",
        "the cell “target” of the row “기중기 (other)” from “crane”",
    ),
    "no longer banned": (
        "source,target\n부두,dock\n기중기,crane\n",
        "“forbidden” of the row “기중기 (other)” from “derrick”",
    ),
    "another time": (
        "source,target,forbidden,from,until\n부두,dock,pier,,\n기중기,crane,derrick,1990,1991\n",
        "the cell “until” of the row “기중기 (other)” from “nothing” to “1991”",
    ),
    "in a context": (
        "source,target,forbidden,context\n부두,dock,pier,\n기중기,crane,derrick,하늘\n",
        "the cell “context” of the row “기중기 (other)”",
    ),
    "beside another": (
        WORDS + "기중기 (새),derrick,\n",
        "the branch adds 1 row of the glossary: “기중기 (새) (other)”",
    ),
}


@pytest.mark.parametrize("how", ROWS)
def test_a_row_cannot_be_weakened(project, how):
    rows, said = ROWS[how]
    project.put("terms.csv", rows)
    for words in ((), ("-g", "terms.csv")):
        found = gate(project.folder, *words)
        assert found.status == 1
        assert found.new.count("derrick") == 1
        assert any(said in each for each in found.changes), found.changes
    ours = [each for each in found.findings if each["found"] == "derrick" and "glossary of the base" in each["why"]]
    assert len(ours) == (how not in ("beside another", "another time"))


MISSING = "기중기가 섰다.,The machine stopped.\n"  # major in a plain glossary, which is strict
MILDER = {
    "config": ("ilchi.toml", CONFIG + 'enforce = "advisory"\n', "the key “enforce”"),
    "path": ("ilchi.toml", CONFIG + '[[paths]]\nmatch = "**"\nenforce = "evidence"\n', '“[[paths]] "**" enforce”'),
    "row": (
        "terms.csv",
        "source,target,forbidden,enforce\n부두,dock,pier,\n기중기,crane,derrick,advisory\n",
        "“enforce”",
    ),
    "categories": (
        "terms.csv",
        "source,target,forbidden,category\n부두,dock,pier,place\n기중기,crane,derrick,\n",
        "“enforce”",
    ),
}


@pytest.mark.parametrize("how", MILDER)
def test_a_glossary_cannot_be_enforced_less(project, how):
    file, content, said = MILDER[how]
    project.put("locale/news.csv", HEAD + OLD + MISSING)
    assert gate(project.folder).status == 1
    project.put(file, content)
    found = gate(project.folder)
    assert found.status == 1
    assert [each["severity"] for each in found.findings if each["rule"] == "missing-term"] == ["major"]
    assert any(said in each for each in found.changes), found.changes


def test_a_row_that_a_branch_enforces_more_counts(tmp_path):
    project = Project(tmp_path)
    project.put("terms.csv", "source,target,enforce\n기중기,crane,advisory\n")
    project.commit()
    project.branch()
    project.put("locale/news.csv", HEAD + OLD + MISSING)
    assert gate(project.folder).status == 0
    project.put("terms.csv", "source,target,enforce\n기중기,crane,strict\n")
    found = gate(project.folder)
    assert found.status == 1
    assert [each["gating"] for each in found.findings if each["rule"] == "missing-term"] == [True]


def test_the_changes_fail_no_gate(project):
    project.put("locale/news.csv", HEAD + OLD)
    project.put("ilchi.toml", CONFIG + "min-score = 0\n")
    found = gate(project.folder, "--fail-on", "neutral", "--max-findings", "0")
    assert (found.status, len(found.changes)) == (0, 1)


def test_a_glossary_cannot_be_got_rid_of(project):
    project.put("ilchi.toml", CONFIG.replace('"terms.csv"', ""))
    project.git("rm", "-q", "terms.csv")
    project.commit()
    found = gate(project.folder)
    assert (found.status, found.new) == (1, ["derrick"])
    assert sum("takes away the row" in each for each in found.changes) == 2
    project.put("ilchi.toml", CONFIG)
    assert gate(project.folder).status == 2


def test_what_a_branch_adds_to_the_glossary_is_checked_in_new_texts(project):
    project.put("terms.csv", WORDS + "등대,lighthouse,beacon\n닫다,close,closed\n")
    project.put("locale/news.csv", HEAD + OLD + "등대가 밝다.,The beacon is bright.\n")
    found = gate(project.folder)
    assert found.new == ["beacon"]
    assert any("the branch adds 2 rows of the glossary" in each for each in found.changes)
    assert not any("glossary of the base" in each["why"] for each in found.findings)


def test_a_wrong_rendering_is_not_known_by_the_glossary_of_the_branch(project):
    # By the new row the old text is wrong in the same way as the new text is by the old row.
    project.put("terms.csv", "source,target,forbidden\n부두,dock,pier\n기중기,hoist,derrick\n")
    for start, now in (("The crane stopped.", "The machine stopped."), ("A crane!", "A kite!")):
        project.git("switch", "-q", "--discard-changes", "main")
        project.put("locale/news.csv", f"{HEAD}기중기가 섰다.,{start}\n")
        project.commit()
        project.git("switch", "-qC", "branch")
        project.put("terms.csv", WORDS.replace("crane", "hoist").replace("derrick", "crane"))
        project.put("locale/news.csv", f"{HEAD}기중기가 섰다.,{now}\n")
        found = [each for each in gate(project.folder).findings if each["rule"] == "missing-term"]
        assert [each["status"] for each in found if "hoist" not in each["expected"]] == ["open"]


def test_a_folder_of_glossaries(tmp_path):
    project = Project(tmp_path)
    project.git("rm", "-q", "terms.csv")
    project.put("words/one.csv", "source,target,forbidden\n부두,dock,pier\n")
    project.put("words/two.csv", "source,target,forbidden\n기중기,crane,derrick\n")
    project.put("words/notes.txt", "no glossary\n")
    project.put("ilchi.toml", CONFIG.replace("terms.csv", "words"))
    project.commit()
    project.branch()
    project.put("locale/news.csv", HEAD + OLD + MORE)
    project.git("rm", "-q", "words/two.csv")
    found = gate(project.folder)
    assert found.new == ["derrick"]
    assert any("takes away the row “기중기 (other)”" in each for each in found.changes)
    project.git("mv", "words", "glossary")
    project.put("ilchi.toml", CONFIG.replace("terms.csv", "glossary"))
    assert gate(project.folder).new == ["derrick"]


def test_a_glossary_that_stays_the_same_is_checked_once(project):
    project.put("terms.csv", WORDS.replace("\n", "\r\n") + "\r\n")
    project.commit()
    assert gate(project.folder).changes == []
    os.chdir(project.folder)
    workspace = Workspace(Wanted(since="main"))
    assert not workspace._others
    assert workspace.parts[0].glossary.concepts[0].place == "terms.csv:2"


def test_a_glossary_that_git_does_not_have_is_none_of_the_branch(project):
    for name in ("more.csv", "../more.csv"):
        project.put(name, "source,target,forbidden\n배,ship,boat\n")
        project.put("locale/news.csv", HEAD + OLD + "배가 떠났다.,The boat left.\n")
        found = gate(project.folder, "-g", name)
        assert (found.new, found.changes) == (["boat"], [])
        assert "no glossary" not in found.said
    project.git("add", "more.csv")
    found = gate(project.folder, "-g", "more.csv")
    assert found.new == ["boat"]
    assert "more.csv: no glossary at main, so that of today counts alone" in found.said


def test_an_invalid_glossary_at_the_base_can_be_mended(tmp_path):
    project = Project(tmp_path)
    project.put("terms.csv", WORDS + "등대,,\n")
    project.commit()
    project.branch()
    project.put("terms.csv", WORDS)
    project.put("locale/news.csv", HEAD + OLD + MORE)
    found = gate(project.folder)
    assert found.new == ["derrick"]
    assert "the glossary of today counts alone" in found.said


# Where a branch began.


def test_what_is_mended_on_main_reddens_no_branch(project):
    project.put("locale/news.csv", HEAD + OLD)
    project.put("locale/other.csv", HEAD + "바다가 깊다.,The sea is deep.\n")
    project.commit()
    project.git("switch", "-q", "main")
    project.put("locale/news.csv", HEAD + "부두가 닫혔다.,The dock was closed.\n")
    project.put("terms.csv", WORDS + "바다,ocean,sea\n")
    project.put("ilchi.toml", CONFIG + 'fail-on = "minor"\n')
    project.commit()
    project.git("switch", "-q", "branch")
    found = gate(project.folder)
    assert (found.status, found.new, found.changes) == (0, [], [])
    assert "the merge base of HEAD and main" in found.said


def test_a_branch_into_which_main_was_merged(project):
    project.put("locale/news.csv", HEAD + OLD)
    project.put("locale/other.csv", HEAD + "바다가 깊다.,The sea is deep.\n")
    project.commit()
    project.git("switch", "-q", "main")
    project.put("terms.csv", WORDS + "바다,ocean,sea\n")
    project.commit()
    project.git("switch", "-q", "branch")
    project.git("merge", "-q", "--no-edit", "main")
    assert gate(project.folder).new == ["sea"]
    assert gate(project.folder).changes == []
    assert gate(project.folder, since="HEAD").new == []
    assert gate(project.folder, since="HEAD~1").new == []


def test_two_merge_bases(project):
    project.put("locale/news.csv", HEAD + OLD)
    one = project.commit()
    project.git("switch", "-q", "main")
    project.put("terms.csv", WORDS + "바다,ocean,sea\n")
    two = project.commit()
    project.git("merge", "-q", "--no-edit", one)
    project.git("switch", "-q", "branch")
    project.git("merge", "-q", "--no-edit", two)
    project.put("locale/news.csv", HEAD + OLD + MORE)
    assert gate(project.folder).new == ["derrick"]


def test_detached(project):
    project.commit()
    project.git("switch", "-q", "--detach")
    assert gate(project.folder).new == ["derrick"]
    assert gate(project.folder, since="HEAD").new == []


def test_a_worktree(project, tmp_path):
    project.commit()
    project.git("worktree", "add", "-q", "--detach", str(tmp_path / "beside"))
    assert gate(tmp_path / "beside").new == ["derrick"]
    inside = project.folder / ".trees/one"
    project.git("worktree", "add", "-q", "--detach", str(inside))
    assert gate(inside).new == ["derrick"]


def test_nothing_is_committed(tmp_path):
    git(tmp_path, "init", "-q", "-b", "main")
    (tmp_path / "news.csv").write_text(HEAD + OLD, encoding="utf-8")
    found = gate(tmp_path, "news.csv", since="HEAD")
    assert found.status == 2
    assert "the revision “HEAD” is unknown" in found.said


def test_a_branch_without_a_commit(project):
    project.git("switch", "-q", "--discard-changes", "--orphan", "new")
    project.put("locale/news.csv", HEAD + OLD)
    found = gate(project.folder)
    assert found.status == 2
    assert "nothing is committed yet on this branch" in found.said
    project.commit()
    found = gate(project.folder)
    assert found.status == 2
    assert "HEAD and “main” have no commit in common" in found.said


def test_shallow_clones_say_what_to_fetch(project, tmp_path):
    project.commit()
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "--depth", "1", "-b", "branch", project.folder.as_uri(), str(clone))
    for since in ("origin/main", "HEAD~1"):
        found = gate(clone, since=since)
        assert found.status == 2
        assert "fetch-depth: 0" in found.said
    git(clone, "fetch", "-q", "--depth", "1", "origin", "main:refs/remotes/origin/main")
    found = gate(clone, since="origin/main")
    assert found.status == 2
    assert "have no commit in common; this clone is shallow" in found.said
    git(clone, "fetch", "-q", "--unshallow", "origin")
    assert gate(clone, since="origin/main").new == ["derrick"]


# Where the files are.


def test_working_trees_with_other_line_ends(project, tmp_path):
    project.put("locale/two.csv", HEAD + '"부두가\n닫혔다.","The pier\nwas closed."\n')
    project.put("terms.csv", 'source,target,forbidden,note\n부두,dock,pier,"a\nb"\n기중기,crane,derrick,\n')
    project.put("locale/news.csv", HEAD + OLD)
    base = project.commit()
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "-c", "core.autocrlf=true", "-b", "branch", project.folder.as_uri(), str(clone))
    assert b"\r\n" in (clone / "ilchi.toml").read_bytes()
    found = gate(clone, since=base)
    assert (found.new, found.changes) == ([], [])
    content = (clone / "locale/news.csv").read_bytes() + MORE.encode().replace(b"\n", b"\r\n")
    (clone / "locale/news.csv").write_bytes(content)
    found = gate(clone, since=base)
    assert (found.new, found.changes) == (["derrick"], [])


def test_a_glossary_in_a_submodule(tmp_path):
    words = Project(tmp_path / "words")
    project = Project(tmp_path / "project")
    project.git("rm", "-q", "terms.csv")
    project.git("submodule", "--quiet", "add", words.folder.as_uri(), "words")
    project.put("ilchi.toml", CONFIG.replace("terms.csv", "words/terms.csv"))
    project.commit()
    project.branch()
    project.put("locale/news.csv", HEAD + OLD + MORE)
    project.commit()
    assert gate(project.folder).new == ["derrick"]
    words.put("terms.csv", "source,target\n부두,dock\n")
    words.commit()
    git(project.folder / "words", "pull", "-q")
    project.commit()
    found = gate(project.folder)
    assert found.new == ["derrick"]
    assert any("takes away the row “기중기 (other)”" in each for each in found.changes)
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "-b", "branch", project.folder.as_uri(), str(clone))
    git(clone, "submodule", "--quiet", "update", "--init", "--depth", "1")
    found = gate(clone, since="origin/main")
    assert found.status == 2
    assert "of the submodule words" in found.said


def test_packed_files(tmp_path):
    project = Project(tmp_path)
    project.git("rm", "-q", "terms.csv", "locale/news.csv")
    project.put("locale/news.csv.gz", gzip.compress((HEAD + OLD).encode()))
    project.put("terms.csv.gz", gzip.compress(WORDS.encode()))
    project.put("ilchi.toml", CONFIG.replace("terms.csv", "terms.csv.gz"))
    project.commit()
    project.branch()
    project.put("locale/news.csv.gz", gzip.compress((HEAD + OLD + MORE).encode()))
    project.put("terms.csv.gz", gzip.compress("source,target\n부두,dock\n".encode()))
    found = gate(project.folder)
    assert found.new == ["derrick"]
    assert any("takes away the row “기중기 (other)”" in each for each in found.changes)


def test_files_that_git_lfs_keeps(tmp_path):
    project = Project(tmp_path)
    digest = hashlib.sha256(WORDS.encode()).hexdigest()
    project.put("terms.csv", f"version https://git-lfs.github.com/spec/v1\noid sha256:{digest}\nsize {len(WORDS)}\n")
    project.commit()
    project.branch()
    # What a smudge filter would have put there.
    project.put("terms.csv", WORDS)
    project.put("locale/news.csv", HEAD + OLD + MORE)
    found = gate(project.folder)
    assert (found.new, found.changes) == (["derrick"], [])
    project.put("terms.csv", "source,target\n부두,dock\n")
    found = gate(project.folder)
    assert found.status == 2
    assert "is kept by Git LFS, and is not here; get it with git lfs fetch origin " in found.said
    project.put(f".git/lfs/objects/{digest[:2]}/{digest[2:4]}/{digest}", "something else\n")
    assert gate(project.folder).status == 2
    project.put(f".git/lfs/objects/{digest[:2]}/{digest[2:4]}/{digest}", WORDS)
    found = gate(project.folder)
    assert found.new == ["derrick"]
    assert any("takes away the row “기중기 (other)”" in each for each in found.changes)


def test_a_sparse_checkout(project, tmp_path):
    project.put("locale/news.csv", HEAD + OLD)
    project.put("docs/text.csv", HEAD + OLD.replace("닫혔다", "비었다"))
    project.put("ilchi.toml", CONFIG.replace('"locale"', '"locale", "docs"'))
    project.git("switch", "-q", "main")
    project.commit()
    project.git("switch", "-qC", "branch")
    project.put("locale/more.csv", HEAD + MORE)
    project.commit()
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "--sparse", "-b", "branch", project.folder.as_uri(), str(clone))
    git(clone, "sparse-checkout", "set", "--no-cone", "/locale/", "/ilchi.toml")
    assert not (clone / "terms.csv").exists()
    assert not (clone / "docs").exists()
    (clone / "locale/news.csv").write_text(HEAD + OLD + OLD.replace("닫혔다", "비었다"), encoding="utf-8")
    found = gate(clone, since="origin/main")
    assert sorted(found.new) == ["derrick", "pier"]
    assert "docs is left out by the sparse checkout: it is not checked" in found.said


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_policy_that_is_a_link(project, tmp_path):
    lax = tmp_path / "lax"
    lax.mkdir()
    (lax / "ilchi.toml").write_text(CONFIG + 'fail-on = "critical"\n', encoding="utf-8")
    (lax / "terms.csv").write_text("source,target\n기중기,derrick\n", encoding="utf-8")
    for name in ("ilchi.toml", "terms.csv"):
        (project.folder / name).unlink()
        (project.folder / name).symlink_to(lax / name)
    (project.folder / "baseline.jsonl").symlink_to("/dev/null")
    project.commit()
    found = gate(project.folder)
    assert found.status == 1
    assert "derrick" in found.new


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_links_at_the_base_are_followed(tmp_path):
    project = Project(tmp_path / "project")
    (project.folder / "shared").mkdir()
    for name in ("terms.csv", "locale"):
        project.git("mv", name, f"shared/{name}")
        (project.folder / name).symlink_to(f"shared/{name}")
    outside = tmp_path / "outside.toml"
    outside.write_text(CONFIG, encoding="utf-8")
    (project.folder / "ilchi.toml").unlink()
    (project.folder / "ilchi.toml").symlink_to(outside)
    project.commit()
    project.branch()
    project.put("shared/locale/news.csv", HEAD + OLD + MORE)
    for name in ("terms.csv", "ilchi.toml"):
        (project.folder / name).unlink()
    project.put("terms.csv", "source,target\n부두,dock\n")
    project.put("ilchi.toml", CONFIG + 'fail-on = "critical"\n')
    found = gate(project.folder)
    assert (found.status, found.new) == (1, ["derrick"])
    (project.folder / "locale").unlink()
    project.git("mv", "shared/locale", "locale")
    assert gate(project.folder).new == ["derrick"]


# What is said.


def test_a_bare_repository_with_a_config_of_its_own(project):
    git(project.folder, "init", "-q", "--bare", "locale")
    project.put("locale/ilchi.toml", 'corpus = ["news.csv"]\nglossaries = ["../terms.csv"]\nfail-on = "critical"\n')
    shutil.rmtree(project.folder / "locale/hooks")
    project.commit()
    found = gate(project.folder, "locale/news.csv")
    assert (found.status, found.new) == (1, ["derrick"])


FORMATS = ("text", "json", "jsonl", "sarif", "junit", "github", "gitlab", "markdown", "csv", "html", "xlsx")


def test_every_report_lists_the_changes(project, ilchi):
    project.put("ilchi.toml", CONFIG + 'fail-on = "critical"\n')
    outputs = [word for kind in FORMATS for word in ("--output", f"{kind}:out/{kind}")]
    (project.folder / "out").mkdir()
    ran = ilchi("check", "--since", "main", *outputs, cwd=project.folder)
    assert ran.status == 1, ran.err
    for kind in set(FORMATS) - {"xlsx", "junit", "gitlab"}:
        text = (project.folder / "out" / kind).read_text(encoding="utf-8")
        assert "policy-change" in text, kind
        assert "the branch adds the key “fail-on”" in text.replace("\\u201c", "“"), kind
    schema = Path(reports.__file__).parent / "report.schema.json"
    jsonschema.validate(
        json.loads((project.folder / "out/json").read_text(encoding="utf-8")),
        json.loads(schema.read_text(encoding="utf-8")),
    )
    again = ilchi("report", "out/json", "--format", "text", cwd=project.folder)
    assert again.out == (project.folder / "out/text").read_text(encoding="utf-8")
    assert "ko\n" not in again.out
    assert "ko: %0A" not in (project.folder / "out/github").read_text(encoding="utf-8")


def test_it_is_explained(ilchi):
    ran = ilchi("explain", "policy-change")
    assert ran.status == 0
    assert "branch-decisions" in ran.out
    assert "policy-change" not in {*rules.local(), *rules.grouped()}


def test_the_signature_names_the_changes(project):
    def signature():
        return json.loads(Path(project.folder, "out.json").read_text(encoding="utf-8"))["signature"]

    seen = set()
    for config in (CONFIG, CONFIG + 'fail-on = "critical"\n', CONFIG + 'fail-on = "minor"\n'):
        project.put("ilchi.toml", config)
        gate(project.folder, "--output", "json:out.json", "--format", "json")
        seen.add(signature())
    assert len(seen) == 3


# All at once.

ORIGIN = json.dumps({"made-by": {"deprecated-term": "0"}, "texts": ""})
EDITS = {
    **{f"config {lax}": lambda p, lax=lax: p.put("ilchi.toml", CONFIG + lax) for lax in LAX},
    **{f"glossary {how}": lambda p, rows=rows: p.put("terms.csv", rows) for how, (rows, _) in ROWS.items()},
    **{f"milder {how}": lambda p, file=one[0], text=one[1]: p.put(file, text) for how, one in MILDER.items()},
    "decisions": lambda p: p.put(
        "decisions.jsonl",
        "".join(
            decided(NEW, scope=scope, rule="deprecated-term", concept="기중기 (other)", document="locale/news.csv")
            for scope in ("segment", "document", "term", "rule")
        ),
    ),
    "decisions beside the corpus": lambda p: p.put("locale/decisions.jsonl", decided(NEW)),
    "baseline": lambda p: p.put("baseline.jsonl", json.dumps({"fingerprint": NEW, "count": 9}) + f"\n{ORIGIN}\n"),
    "attributes": lambda p: p.put(".gitattributes", "* text eol=crlf\nterms.csv -diff\nilchi.toml export-ignore\n"),
    "ignored": lambda p: p.put(".gitignore", "*\n"),
    "another file": lambda p: (p.folder / "locale/news.csv").rename(p.folder / "locale/later.csv"),
    "two files": lambda p: p.put("locale/also.csv", HEAD + OLD + MORE),
    "old text gone": lambda p: p.put("locale/news.csv", HEAD + MORE),
    "a row of another glossary": lambda p: p.put("words.csv", "source,target\n기중기,derrick\n"),
    "nearer config": lambda p: p.put("locale/pyproject.toml", "[tool.ilchi]\nglossaries = ['../words.csv']\n"),
    "a mark": lambda p: p.put("locale/news.csv", "\ufeff" + HEAD + OLD + MORE),
    "committed": lambda p: p.commit(),
    "not a project": lambda p: [p.git("rm", "-q", "--cached", "-r", "."), p.commit()],
}
NEW = "93ef945bce0f2c88"  # the new finding


@pytest.mark.parametrize("seed", range(10))
def test_no_change_of_the_policy_makes_a_red_gate_green(project, seed):
    project.put("words.csv", "source,target\n기중기,derrick\n")
    chosen = random.Random(seed).sample(sorted(EDITS), 1 + seed % 4)
    for name in chosen:
        EDITS[name](project)
    for words in ((), ("locale",)):
        found = gate(project.folder, *words)
        assert found.status == 1, (chosen, found.said)
        assert "derrick" in found.new, chosen


FOREIGN = (
    '<xliff version="1.2"><file original="x" source-language="en" target-language="en" datatype="x"><body>'
    '<trans-unit id="1"><source>a</source><target>a</target></trans-unit></body></file></xliff>'
)


@pytest.mark.parametrize(
    ("files", "status"),
    [
        ({"locale/a.tsv": "원문\t번역\n부두가 닫혔다.\tThe cook came.\n", "locale/z.xlf": FOREIGN}, 1),
        ({"locale/a.tsv": "번역\t원문\n부두가 닫혔다.\tThe cook came.\n"}, 1),
        ({"locale/a.tsv": "원문\t번역\n부두가 닫혔다.\tThe cook came.\n"}, 1),
    ],
)
def test_a_branch_cannot_change_the_languages_of_the_run(tmp_path, files, status):
    made = Project(tmp_path / "project")
    made.put("locale/a.tsv", "원문\t번역\n부두가 닫혔다.\tThe dock was closed.\n")
    made.put("ilchi.toml", CONFIG)
    made.commit()
    made.branch()
    for name, content in files.items():
        made.put(name, content)
    made.commit()
    assert gate(made.folder, "--since", "main").status == status
