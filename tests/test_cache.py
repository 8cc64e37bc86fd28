"""Compiled glossaries on disk: the same as compiled anew, and nothing believed that is not ours and whole."""

import os
import sys
from pathlib import Path

import pytest

from checker.corpus import Chunk
from checker.engine.path import found_and_rendered
from checker.glossary.concepts import Glossary
from checker.matching.terminology import Terminology
from checker.project import cache
from tests.synthetic import Pairs, glossary

KNOWN = glossary(300)


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the cache lies, used from the smallest glossary on."""
    monkeypatch.setenv("LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(cache, "PAYS", 1)
    return tmp_path / "ilchi"


def opened(known: Glossary = KNOWN, languages: tuple[str, str] = ("ko", "en")) -> tuple[Terminology, list[str]]:
    said: list[str] = []
    return cache.terminology(known, *languages, said.append), said


def test_the_second_run_finds_the_same_without_compiling(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, _ = opened()
    monkeypatch.setattr("checker.languages.ko.north.spellings", None)  # what compiling needs
    second, said = opened()
    chunk = Chunk(0, list(Pairs(KNOWN).segments(200)))
    assert found_and_rendered(chunk, second).rows == found_and_rendered(chunk, first).rows
    assert not said
    assert [path.suffix for path in kept.iterdir()] == [".glossary"]


def test_a_small_glossary_is_not_kept(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "PAYS", 301)
    opened()
    assert not kept.exists()


def test_another_glossary_or_language_is_another_file(kept: Path) -> None:
    opened()
    opened(glossary(299))
    opened(languages=("en", "ko"))
    assert len(list(kept.iterdir())) == 3


@pytest.mark.parametrize("damage", [lambda data: data[:-1], lambda _data: b"", lambda data: data[:-9] + b"x" * 9])
def test_a_damaged_file_is_passed_over_and_mended(kept: Path, damage: object) -> None:
    opened()
    (path,) = kept.iterdir()
    whole = path.read_bytes()
    path.write_bytes(damage(whole))  # type: ignore[operator]
    assert opened()[1] == [f"{path}: not used: it is damaged"]
    assert opened()[1] == []


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="files have no owner here")
def test_a_file_that_others_may_write_is_passed_over(kept: Path) -> None:
    opened()
    (path,) = kept.iterdir()
    path.chmod(0o666)
    assert "others may write it" in opened()[1][0]
    assert opened()[1] == []


def test_no_place_for_it_is_no_failure(kept: Path) -> None:
    kept.parent.mkdir(exist_ok=True)
    kept.write_text("a file")
    (said,) = opened()[1]
    assert "not kept" in said


def test_the_longest_unused_go(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "KEPT", 2)
    for number, size in enumerate((10, 20, 30)):
        before = set(kept.glob("*"))
        opened(glossary(size))
        for path in set(kept.glob("*")) - before:
            os.utime(path, (number, number))
    assert len(list(kept.iterdir())) == 2
