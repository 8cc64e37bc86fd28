"""The README says what there is, and what it shows is there."""

import re
import shlex
from pathlib import Path

import pytest

from checker import rules
from checker.commands import HELPS
from checker.family import names

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
pytestmark = pytest.mark.skipif(README.count("\n") < 50, reason="the README is not written yet")


def lines():
    """Every ``ilchi …`` command line of the README's code blocks, continued lines joined."""
    found = []
    for block in re.findall(r"^```[^\n]*\n(.*?)^```", README, re.MULTILINE | re.DOTALL):
        for line in re.sub(r"\\\n\s*", " ", block).split("\n"):
            stripped = re.sub(r"^\s*(?:[$>]|run:|- run:|entry:)?\s*", "", line)
            if re.match(r"ilchi\s", stripped):
                found.append(re.split(r"\s(?:#|\||&&|;|>|<|2>)", stripped)[0].strip())
    found += [
        code for code in re.findall(r"(?<!`)`(ilchi [^`\n]+)`(?!`)", README) if "…" not in code and "..." not in code
    ]
    return sorted(set(found))


@pytest.mark.parametrize("rule", names(rules.__name__))
def test_the_readme_names_every_rule(rule):
    assert f"`{rule}`" in README


@pytest.mark.parametrize("command", HELPS)
def test_the_readme_names_every_command(command):
    assert f"ilchi {command}" in README


def test_the_readme_names_no_rule_that_is_not_there():
    table = re.findall(r"^\| `([a-z]+(?:-[a-z]+)+)` \|", README, re.MULTILINE)
    assert set(table) <= set(names(rules.__name__)), "rows of a table that begin like rules"


@pytest.mark.parametrize("line", lines())
def test_a_command_line_of_the_readme_exists(ilchi, line):
    words = shlex.split(line)[1:]
    groups = ("baseline", "config", "decisions", "glossary")
    depth = 2 if words[0] in groups and len(words) > 1 and not words[1].startswith("-") else 1
    if words[0].startswith("-"):
        assert ilchi(words[0]).status == 0
        return
    ran = ilchi(*words[:depth], "--help")
    assert ran.status == 0, ran.err
    for option in (word.partition("=")[0] for word in words[depth:] if re.match(r"--?[a-zA-Z]", word)):
        assert re.search(rf"(?<![\w-]){re.escape(option)}(?![\w-])", ran.out), f"{option} in “{line}”"
