"""Results kept for the next run: the same report as without, nothing twice, nothing believed that is not ours."""

import functools
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker import CheckerError, Corpus, Glossary, Segment, Settings, check
from checker.engine.check import checked
from checker.engine.part import Part
from checker.engine.runner import Runner
from checker.matching.terminology import Terminology
from checker.project import cache
from checker.project.workspace import Wanted, Workspace
from tests.conftest import BAD, GOOD, Ran, console_script, environment
from tests.corpora import FOLDERS, draft, glossary
from tests.test_jobs import report as written


class Kept(dict[str, bytes]):
    """A memory that counts what it had to be told."""

    def __init__(self) -> None:
        super().__init__()
        self.told = 0

    def recall(self, key: str) -> bytes | None:
        return self.get(key)

    def remember(self, key: str, data: bytes) -> None:
        self.told += 1
        self[key] = data


def files() -> list[Segment]:
    """Our corpora, a file each."""
    return [
        msgspec.structs.replace(segment, file=str(folder.name), index=index)
        for folder in FOLDERS
        for index, segment in enumerate(draft(folder), 1)
    ]


FILES = files()
KNOWN = glossary()


def run(segments: list[Segment], memory: Kept | None, known: Glossary = KNOWN, **settings: object) -> bytes:
    done = check(Corpus.of(segments), known, Settings(**({"chunk": 20} | settings)), Runner(memory))  # type: ignore[arg-type]
    rows = [msgspec.to_builtins(each) for each in done.findings.evidence()]
    return msgspec.json.encode((rows, done.summary, done.files, done.notices), order="deterministic")


@settings(max_examples=12)
@given(st.lists(st.tuples(st.sampled_from(("drop", "double", "mend")), st.integers(0, len(FILES) - 1)), max_size=4))
def test_after_any_edit_the_report_is_that_of_a_run_without(edits: list[tuple[str, int]]) -> None:
    memory = memory_of_all()
    segments = list(FILES)
    for edit, number in edits:
        at = number % len(segments)
        copy = msgspec.structs.replace(segments[at], target=segments[at].target + " again")
        segments[at : at + 1] = {"drop": [], "double": [segments[at]] * 2, "mend": [copy]}[edit]
    assert run(segments, memory) == run(segments, None)


def memory_of_all() -> Kept:
    memory = Kept()
    memory.update(_all())
    memory.told = len(memory)
    return memory


@functools.cache
def _all() -> Kept:
    memory = Kept()
    run(FILES, memory)
    return memory


def test_nothing_is_worked_out_again() -> None:
    memory = memory_of_all()

    def never() -> Terminology:
        raise AssertionError

    told = memory.told
    checked(Part(Corpus.of(FILES), KNOWN, compiled=never), Settings(chunk=20), Runner(memory))
    assert memory.told == told > len(FOLDERS)


def test_a_changed_file_costs_itself_alone() -> None:
    memory = memory_of_all()
    told = memory.told
    changed = [FILES[0], *FILES]  # all that follow have other numbers now
    first = sum(segment.file == FILES[0].file for segment in changed)
    assert run(changed, memory) == run(changed, None)
    assert memory.told - told == -(-first // 20)


def test_an_edit_costs_the_chunks_that_its_document_reaches_into() -> None:
    memory = Kept()
    segments = [
        Segment(
            source=f"김철수 의원 {number}",
            target=f"Kim Chol Su {number}",
            document=f"d{number // 25}",
            index=number + 1,
        )
        for number in range(300)
    ]
    run(segments, memory)
    told = memory.told
    changed = [msgspec.structs.replace(segments[0], target="Somebody"), *segments[1:]]
    assert run(changed, memory) == run(changed, None)
    assert memory.told - told == 2  # the document goes on into the second chunk


def test_workers_remember_and_recall_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder_of(tmp_path, monkeypatch)
    reports = [written_with(jobs, cache.Results()) for jobs in (2, 2, 1)]
    assert reports == [written(Corpus.of(FILES), KNOWN, Settings())] * 3
    assert len(list(tmp_path.rglob("*.result"))) > len(FOLDERS)


def written_with(jobs: int, memory: cache.Results) -> str:
    return written(Corpus.of(FILES), KNOWN, Settings(chunk=20, jobs=jobs), memory)


def folder_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "ilchi" / "results"


def test_an_interrupted_run_goes_on_where_it_ended() -> None:
    memory = Kept()

    def read() -> object:
        yield from FILES[:100]
        raise CheckerError("the file ends here")

    with pytest.raises(CheckerError):
        check(Corpus(read), KNOWN, Settings(chunk=20), Runner(memory))  # type: ignore[arg-type]
    before = memory.told
    assert before >= 3
    assert run(FILES, memory) == run(FILES, None)
    assert memory.told <= len(_all()) + 2  # the last chunk before the end, and what follows it in its document


@pytest.mark.parametrize("change", ["glossary", "languages", "settings", "version"])
def test_what_the_result_depends_on_is_asked(change: str, monkeypatch: pytest.MonkeyPatch) -> None:
    memory = memory_of_all()
    told = memory.told
    if change == "glossary":
        run(FILES, memory, Glossary(KNOWN.concepts[:-1]))
    elif change == "languages":
        check(Corpus.of(FILES, "ko", "de"), KNOWN, Settings(chunk=20), Runner(memory))
    elif change == "settings":
        run(FILES, memory, one_document=True)
    else:
        monkeypatch.setattr("checker.engine.signature.version", lambda name: f"another {name}")
        run(FILES, memory)
    assert memory.told == 2 * told


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where results lie."""
    return folder_of(tmp_path, monkeypatch)


def test_another_version_of_the_code_finds_nothing(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.Results().remember("a", b"one")
    assert cache.Results().recall("a") == b"one"
    monkeypatch.setattr(cache, "_code", lambda *_: "other")
    assert cache.Results().recall("a") is None
    assert len(list(kept.iterdir())) == 1


@pytest.mark.parametrize("damage", [lambda data: data[:-1], lambda _data: b"", lambda data: data[:-2] + b"xx"])
def test_a_damaged_result_is_made_again(kept: Path, damage: Callable[[bytes], bytes]) -> None:
    cache.Results().remember("a", b"one" * 100)
    (path,) = kept.iterdir()
    path.write_bytes(damage(path.read_bytes()))
    assert cache.Results().recall("a") is None
    cache.Results().remember("a", b"one" * 100)
    assert cache.Results().recall("a") == b"one" * 100


def test_a_result_that_others_may_write_is_not_believed(kept: Path) -> None:
    cache.Results().remember("a", b"one")
    (path,) = kept.iterdir()
    if not hasattr(os, "getuid"):
        pytest.skip("files have no owner here")
    path.chmod(0o666)
    assert cache.Results().recall("a") is None


def test_the_longest_unused_results_go(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "_SWEPT", 1)
    for number, key in enumerate("abc"):
        cache.Results().remember(key, os.urandom(1000))
        for path in kept.glob("*.result"):
            if path.stat().st_mtime > 1000:
                os.utime(path, (number, number))
    cache.Results().recall("a")  # used now
    monkeypatch.setattr(cache, "SIZE", 2500)
    memory = cache.Results()
    memory.remember("d", os.urandom(1000))
    assert [memory.recall(key) is not None for key in "abcd"] == [True, False, True, True]


def test_no_place_for_results_is_said_once(kept: Path) -> None:
    kept.parent.mkdir(parents=True)
    kept.write_text("a file")
    said: list[str] = []
    memory = cache.Results(said.append)
    for key in "ab":
        memory.remember(key, b"one")
    assert len(said) == 1
    assert "results are not kept" in said[0]


def workspace(path: Path, words: Path, said: list[str] | None = None) -> Workspace:
    return Workspace(Wanted(paths=(str(path),), glossaries=(str(words),), cache=True), (said or []).append)


def test_an_unchanged_project_is_not_read(
    kept: Path, put: Callable[[str, str], Path], cli: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put("news.csv", BAD)
    first = workspace(path, cli / "names.csv").check(Settings())
    again = workspace(path, cli / "names.csv")
    monkeypatch.setattr(again.parts[0].corpus, "_read", None)
    second = again.check(Settings())
    assert list(second.findings.evidence()) == list(first.findings.evidence())
    assert (second.summary, second.files, second.signature) == (first.summary, first.files, first.signature)
    put("news.csv", GOOD)
    assert not len(workspace(path, cli / "names.csv").check(Settings()).findings)


def test_what_was_said_while_reading_is_said_again(kept: Path, put: Callable[[str, str], Path], cli: Path) -> None:
    path = put("news.csv", BAD)
    put("other.csv", 'source,target\n가,"a\n')
    wanted = Wanted(paths=(str(path.parent),), glossaries=(str(cli / "names.csv"),), cache=True, keep_going=True)
    told = []
    for _ in range(2):
        said: list[str] = []
        Workspace(wanted, said.append).check(Settings())
        told.append([message for message in said if "skipped" in message])
    assert len(told[0]) == 1
    assert told[0] == told[1]


def test_runs_at_the_same_time(tmp_path: Path, put: Callable[[str, str], Path], words: tuple[str, Path]) -> None:
    lines = "".join(f"국무위원장이 {n}번 왔다.,The Chairman of State Affairs came {n} times.\n" for n in range(3000))
    path = put("news.csv", "source,target\n" + lines)
    env = environment(XDG_CACHE_HOME=str(tmp_path / "cache"), LOCALAPPDATA=str(tmp_path / "cache"))
    runs = [
        subprocess.Popen([console_script(), "check", path, *words], env=env, stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    outs = {each.communicate(timeout=100)[0] for each in runs}
    assert len(outs) == 1
    assert "3,000 segments" in outs.pop()
    assert not [path for path in (tmp_path / "cache").rglob("*") if path.suffix == ".tmp"]


def test_without_a_cache_nothing_is_kept(
    tmp_path: Path, put: Callable[[str, str], Path], words: tuple[str, Path], ilchi: Callable[..., Ran]
) -> None:
    path = put("news.csv", BAD)
    env = {"XDG_CACHE_HOME": str(tmp_path / "cache"), "LOCALAPPDATA": str(tmp_path / "cache")}
    plain = ilchi("check", path, *words, "--no-cache", env=env)
    assert not (tmp_path / "cache").exists()
    assert ilchi("check", path, *words, env=env) == plain == ilchi("check", path, *words, env=env)
    assert list((tmp_path / "cache").rglob("*.result"))
