"""Findings since a revision, on real repositories of git."""

import json
import os
import shutil
import subprocess

import pytest

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

HEAD = "source,target\n"
OLD = "부두가 닫혔다.,The pier was closed.\n"
MORE = "기중기가 섰다.,The derrick stopped.\n"
WORDS = "source,target,forbidden\n부두,dock,pier\n기중기,crane,derrick\n"


def run_git(folder, *words):
    quiet = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    done = subprocess.run(
        ["git", "-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "protocol.file.allow=always", *words],
        cwd=folder,
        check=True,
        capture_output=True,
        encoding="utf-8",
        env=quiet | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"},
    )
    return done.stdout


@pytest.fixture
def repository(put, tmp_path):
    """A repository with one commit, tagged v1."""
    put("locale/news.csv", HEAD + OLD)
    put("locale/talk.ko", "부두\n기중기\n")
    put("locale/talk.en", "a pier\na crane\n")
    put("terms.csv", WORDS)
    put("ilchi.toml", 'corpus = ["locale"]\nglossaries = ["terms.csv"]\n')
    run_git(tmp_path, "init", "-q", "-b", "main")
    run_git(tmp_path, "add", "-A")
    run_git(tmp_path, "commit", "-qm", "one")
    run_git(tmp_path, "tag", "v1")
    return tmp_path


def opened(ilchi, folder, *words, ref="v1"):
    ran = ilchi("check", *words, "--since", ref, "--format", "json", cwd=folder)
    assert ran.status in (0, 1), ran.err
    report = json.loads(ran.out)
    found = [f["found"] for f in report["findings"] if f["status"] == "open" and f["severity"] == "major"]
    assert ran.status == bool(found)
    return found


def test_only_what_is_new_counts(ilchi, repository, put):
    assert ilchi("check", cwd=repository).status == 1
    assert opened(ilchi, repository) == []
    put("locale/news.csv", HEAD + "대한민국,Korea\n" + MORE + OLD)
    assert opened(ilchi, repository) == ["derrick"]
    assert opened(ilchi, repository / "locale", "news.csv") == ["derrick"]
    run_git(repository, "commit", "-qam", "two")
    assert opened(ilchi, repository, ref="HEAD") == []
    assert opened(ilchi, repository, ref="HEAD~1") == ["derrick"]


def test_what_no_revision_holds_is_told(ilchi, repository, put, tmp_path_factory):
    ran = ilchi("check", "-", "locale", "--since", "v1", cwd=repository, stdin=HEAD + OLD)
    assert ran.status == 1
    assert "ilchi: --since: standard input is not in the repository: all of its findings count as new\n" in ran.err
    other = tmp_path_factory.mktemp("other") / "news.csv"
    other.write_text(HEAD + OLD, encoding="utf-8")
    put("locale/more.csv", HEAD + OLD)
    assert "not in the repository" not in ilchi("check", "--since", "v1", cwd=repository).err
    put("ilchi.toml", f'corpus = ["locale", "{other.as_posix()}"]\nglossaries = ["terms.csv"]\n')
    ran = ilchi("check", "--since", "v1", cwd=repository)
    assert f"--since: {other} is not in the repository: " in ran.err


def test_pairs_are_read_at_the_revision_too(ilchi, repository, put):
    put("locale/talk.en", "a pier\na derrick\n")
    assert opened(ilchi, repository) == ["derrick"]
    assert opened(ilchi, repository, "locale/talk.en") == ["derrick"]


def test_a_renamed_file_is_followed_and_a_new_one_is_new(ilchi, repository, put):
    run_git(repository, "mv", "locale/news.csv", "locale/archive.csv")
    assert opened(ilchi, repository) == []
    run_git(repository, "commit", "-qam", "renamed")
    assert opened(ilchi, repository, "locale/archive.csv") == []
    put("locale/second.csv", HEAD + OLD.replace("닫혔다", "비었다"))
    assert opened(ilchi, repository) == ["pier"]


def test_todays_glossary_is_the_measure(ilchi, repository, put):
    put("terms.csv", WORDS + "닫다,close,closed\n")
    assert opened(ilchi, repository) == []


def test_an_unreadable_file_at_the_revision_is_told(ilchi, repository, put):
    put("locale/broken.jsonl", "{\n")
    run_git(repository, "add", "-A")
    run_git(repository, "commit", "-qm", "broken")
    put("locale/broken.jsonl", '{"source": "부두", "target": "pier"}\n')
    ran = ilchi("check", "--since", "HEAD", cwd=repository)
    assert ran.status == 1
    assert "at HEAD: skipped: " in ran.err


def test_baseline_and_since_together(ilchi, repository, put):
    put("locale/news.csv", HEAD + OLD + MORE)
    ilchi("baseline", "create", cwd=repository)
    assert opened(ilchi, repository) == ["derrick"]  # the branch does not judge itself
    assert opened(ilchi, repository, "--baseline", "baseline.jsonl") == []  # git does not have it: the runner brings it
    run_git(repository, "add", "baseline.jsonl")
    run_git(repository, "commit", "-qm", "two", "baseline.jsonl")
    assert opened(ilchi, repository, "--baseline", "baseline.jsonl") == ["derrick"]
    assert opened(ilchi, repository, ref="HEAD") == []


REFUSED = [
    ("v9", "--since: the revision “v9” is unknown; name a commit, a branch or a tag"),
    ("--output=x", "--since: the revision “--output=x” is unknown"),
    ("HEAD:locale", "--since: the revision “HEAD:locale” is unknown"),
    ("", "--since: the revision “” is unknown"),
]


@pytest.mark.parametrize(("ref", "says"), REFUSED)
def test_a_revision_that_is_none(ilchi, repository, ref, says):
    ran = ilchi("check", f"--since={ref}", cwd=repository)
    assert ran.status == 2
    assert ran.message.startswith(says)
    assert not (repository / "x").exists()


def test_a_shallow_clone_says_what_to_do(ilchi, repository, put, tmp_path_factory):
    put("locale/news.csv", HEAD + OLD + MORE)
    run_git(repository, "commit", "-qam", "two")
    clone = tmp_path_factory.mktemp("clone") / "shallow"
    run_git(clone.parent, "clone", "-q", "--depth", "1", repository.as_uri(), str(clone))
    ran = ilchi("check", "--since", "HEAD~1", cwd=clone)
    assert ran.status == 2
    assert "this clone is shallow: fetch more" in ran.message
    assert "fetch-depth: 0" in ran.message
    assert opened(ilchi, clone, ref="HEAD") == []


def test_outside_a_repository(ilchi, put, tmp_path):
    put("news.csv", HEAD + OLD)
    ran = ilchi("check", "news.csv", "--since", "HEAD", cwd=tmp_path)
    assert ran.status == 2
    assert ran.message.startswith("--since: git says: fatal: not a git repository")


def test_without_git(ilchi, repository):
    ran = ilchi("check", "--since", "HEAD", cwd=repository, env={"PATH": str(repository)})
    assert ran.status == 2
    assert ran.message.startswith("--since: git is not installed")


def test_file_names_that_git_would_quote(ilchi, repository, put):
    put("locale/새 소식 “하나”.csv", HEAD + OLD.replace("닫혔다", "비었다"))
    run_git(repository, "add", "-A")
    run_git(repository, "commit", "-qm", "named")
    assert opened(ilchi, repository, ref="HEAD") == []
    run_git(repository, "mv", "locale/새 소식 “하나”.csv", "locale/새 소식 “둘”.csv")
    assert opened(ilchi, repository, ref="HEAD") == []


@pytest.mark.parametrize("staged", [False, True], ids=["on disk", "staged"])
def test_what_moved_out_of_a_file_that_is_gone_is_not_new(ilchi, repository, put, staged):
    put("locale/ports/pier.csv", HEAD + OLD)
    put("locale/ports/crane.csv", HEAD + MORE)
    (repository / "locale/news.csv").unlink()
    if staged:
        run_git(repository, "add", "-A")
    assert opened(ilchi, repository) == ["derrick"]
    # Of a file alone nothing is known of others.
    assert opened(ilchi, repository, "locale/ports/crane.csv") == ["derrick"]


def test_a_glossary_or_a_hidden_file_that_is_gone_is_no_corpus(ilchi, repository, put):
    put("locale/.old/more.csv", HEAD + MORE)
    put("locale/words.csv", "id,category,source,target\nx,other,등대,lighthouse\n")
    run_git(repository, "add", "-A")
    run_git(repository, "commit", "-qm", "two")
    (repository / "locale/.old/more.csv").unlink()
    (repository / "locale/words.csv").unlink()
    put("locale/more.csv", HEAD + MORE)
    assert opened(ilchi, repository, ref="HEAD") == ["derrick"]


def test_in_a_hook_of_git(ilchi, repository):
    told = {"GIT_DIR": ".git", "GIT_INDEX_FILE": ".git/index"}
    for folder in (repository, repository / "locale"):
        ran = ilchi("check", ".", "--since", "v1", cwd=folder, env=told)
        assert ran.status == 0, ran.err
