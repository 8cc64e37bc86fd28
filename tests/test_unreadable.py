"""What cannot be read is named: a gate that looks at less than it was told is worse than a red one."""

import os
from pathlib import Path

import pytest

from checker.errors import CheckerError
from checker.project import inputs
from tests.conftest import BAD, GOOD


@pytest.fixture
def forbidden(monkeypatch):
    """Takes the right to read a file or a folder away, from a superuser too."""

    def forbid(path):
        scan, opening = os.scandir, os.open

        def scanned(folder="."):
            if Path(folder) == path:
                raise PermissionError(13, "Permission denied", str(folder))
            return scan(folder)

        def opened(name, *args, **others):
            if Path(name) == path:
                raise PermissionError(13, "Permission denied", str(name))
            return opening(name, *args, **others)

        monkeypatch.setattr(os, "scandir", scanned)
        monkeypatch.setattr(os, "open", opened)

    return forbid


def test_a_folder_that_nobody_may_read(put, tmp_path, forbidden):
    put("locale/a.csv", GOOD)
    forbidden(put("locale/secret/b.csv", BAD).parent)
    with pytest.raises(CheckerError, match="secret: permission denied"):
        inputs.read_corpus(tmp_path / "locale")
    said = []
    corpus = inputs.read_corpus(tmp_path / "locale", keep_going=True, warn=said.append)
    assert len(list(corpus)) == 1
    assert [message.endswith("secret: permission denied") for message in said] == [True]


def test_a_folder_of_which_nothing_may_be_read(put, tmp_path, forbidden):
    forbidden(put("locale/a.csv", GOOD).parent)
    with pytest.raises(CheckerError, match="locale: permission denied"):
        inputs.read_corpus(tmp_path / "locale")


def test_a_glossary_of_a_folder(put, tmp_path, forbidden):
    put("words/a.csv", "source,target,forbidden\n부두,dock,pier\n")
    forbidden(put("words/b.csv", "source,target,forbidden\n기중기,crane,derrick\n"))
    with pytest.raises(CheckerError, match=r"b\.csv: permission denied"):
        inputs.read_glossary(tmp_path / "words")


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="links are not for everybody there")
def test_a_link_to_itself(ilchi, put, tmp_path, words):
    put("locale/a.csv", GOOD)
    (tmp_path / "locale/loop").symlink_to("loop")
    (tmp_path / "locale/again").symlink_to(".")
    assert "loop: the link leads nowhere" in ilchi("check", "loop", *words, cwd=tmp_path / "locale").message
    assert ilchi("check", "locale", *words, cwd=tmp_path).status == 0


def test_nothing_is_recorded_of_a_fix_that_cannot_be_written(ilchi, put, tmp_path, monkeypatch):
    put("a.csv", "source,target\n부두,a pier\n")
    put("words.csv", "source,target,forbidden\n부두,dock,pier\n")
    from checker.commands import fix

    access = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != tmp_path and access(path, mode))
    given = inputs.find_inputs(tmp_path / "a.csv")[0]
    with pytest.raises(CheckerError, match="its folder is read-only; nothing was changed"):
        fix._must_be_writable(given)


def test_no_number_is_no_least_score(ilchi, cli, words):
    ran = ilchi("check", "clean.csv", *words, "--min-score", "nan", cwd=cli)
    assert ran.status == 2
    assert "is not a number" in ran.err


def test_sources_full_of_markup_have_a_language(ilchi, put, tmp_path):
    put("ui.csv", "source,target\n<b>{name}</b> 부두,<b>{name}</b> pier\n<i>%(count)s</i> 개,<i>%(count)s</i> pieces\n")
    put("words.csv", "source,target,forbidden\n부두,dock,pier\n")
    ran = ilchi("check", "ui.csv", "-g", "words.csv", cwd=tmp_path)
    assert "languages: ko to en" in ran.err
    assert ran.status == 1
