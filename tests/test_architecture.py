"""What stands where, and what is loaded when: measured on the running program."""

import ast
import importlib
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest

import checker
from checker.commands import HELPS
from tests.conftest import environment

ROOT = Path(__file__).parent.parent
HEAVY = {
    "textual",
    "rich",
    "kiwipiepy",
    "kiwipiepy_model",
    "numpy",
    "jinja2",
    "simplemma",
    "polib",
    "lemminflect",
    "openpyxl",
    "pyarrow",
    "langdetect",
    "sacrebleu",
}


def loaded(code, *args, cwd=None):
    """Which modules a fresh interpreter has loaded after ``code``, and how it ended."""
    ending = "import sys; sys.stderr.write(chr(10).join(['', 'LOADED', *sys.modules]))"
    program = f"try:\n    {code}\nfinally:\n    {ending}\n"
    ran = subprocess.run(
        [sys.executable, "-c", program, *map(str, args)],
        capture_output=True,
        cwd=cwd,
        env=environment(),
        encoding="utf-8",
        check=False,
    )
    modules = ran.stderr.rpartition("\nLOADED\n")[2].split("\n")
    assert "checker" in modules, ran.stderr
    return ran, set(modules)


def command(*args, cwd=None):
    return loaded("from checker.cli import main; main()", *args, cwd=cwd)


def test_importing_the_library_loads_nothing_heavy():
    ran, modules = loaded("import checker; [getattr(checker, name) for name in checker.__all__]")
    assert ran.returncode == 0
    assert not HEAVY & modules
    assert "click" not in modules


def test_help_names_every_command_and_loads_none():
    points = {point.name: point for point in entry_points(group="ilchi.commands")}
    assert set(points) == set(HELPS)
    assert "review" in points
    ran, modules = command("--help")
    assert ran.returncode == 0
    for name, point in points.items():
        assert f"\n  {name} " in ran.stdout
        assert HELPS[name].split()[0] in ran.stdout
        assert point.module not in modules
    assert not HEAVY & modules
    assert "tui" not in modules


def test_a_check_without_ambiguous_terms_loads_neither_analyser_nor_numpy(data, tmp_path):
    lines = (data / "cli" / "major.csv").read_text(encoding="utf-8").splitlines()
    path = tmp_path / "ten.csv"
    path.write_text("\n".join([lines[0], *lines[1:] * 5, ""]), encoding="utf-8")
    ran, modules = command("check", path, "-g", data / "cli" / "names.csv")
    assert ran.returncode == 1
    assert "in 10 segments" in ran.stdout
    assert "term score 50.0%" in ran.stdout
    assert not (HEAVY - {"polib"}) & modules  # the format of PO files is asked, too, whether a file is its own
    assert "tui" not in modules


def test_an_ambiguous_term_asks_the_analyser(tmp_path):
    (tmp_path / "names.csv").write_text("source,target\n배지,badge\n", encoding="utf-8")
    (tmp_path / "news.csv").write_text("source,target\n배지로운 날이다.,It is a day of badges.\n", encoding="utf-8")
    ran, modules = command("check", "news.csv", "-g", "names.csv", cwd=tmp_path)
    assert ran.returncode in (0, 1)
    assert "kiwipiepy" in modules


def test_the_public_names_are_sorted_and_there():
    assert checker.__all__ == sorted(checker.__all__)
    for name in checker.__all__:
        assert getattr(checker, name).__doc__, name
    contract = {"Corpus", "Glossary", "Segment", "check", "read_corpus", "read_glossary"}
    assert contract <= set(checker.__all__)
    space = {}
    exec("from checker import *", space)
    assert set(checker.__all__) <= set(space)


def modules():
    return sorted(path for package in ("checker", "tui") for path in (ROOT / package).rglob("*.py"))


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_module_has_a_docstring_and_can_be_imported(path):
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    parts = path.relative_to(ROOT).with_suffix("").parts
    importlib.import_module(".".join(parts[:-1] if parts[-1] == "__init__" else parts))


def test_only_the_screen_imports_the_screen():
    for path in modules():
        if path.relative_to(ROOT).parts[0] == "checker":
            tree = ast.parse(path.read_text(encoding="utf-8"))
            for node in ast.walk(tree):
                named = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
                named += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
                assert not [name for name in named if name.split(".")[0] in ("tui", "textual", "rich")], path


def test_rules_know_no_language():
    for path in (ROOT / "checker" / "rules").glob("*.py"):
        code = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(code):
            named = (node.module or "") if isinstance(node, ast.ImportFrom) else ""
            assert not named.startswith("checker.languages"), path


def test_the_public_names_are_loaded_when_asked_for():
    assert set(checker.__all__) == set(checker._HOMES)
    assert all(callable(getattr(checker, name)) for name in checker.__all__)
    _, modules = loaded("import checker.cli")
    assert "checker.engine.check" not in modules
