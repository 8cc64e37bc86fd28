"""The README says what there is, and what it shows is there."""

import re
import shlex
from pathlib import Path

import pytest

from checker.commands import HELPS
from tests import lists

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


@pytest.mark.parametrize(("head", "name"), [(head, name) for head, made in lists.rows().items() for name in made])
def test_a_table_of_the_readme_says_what_its_member_says(head, name):
    if name not in lists.listed(head):
        pytest.skip(f"README does not list {name} yet: make lists")
    assert lists.listed(head)[name] == lists.rows()[head][name]


@pytest.mark.parametrize("head", lists.rows())
def test_a_table_of_the_readme_names_nothing_that_is_not_there(head):
    assert lists.listed(head)
    assert set(lists.listed(head)) <= set(lists.rows()[head])


@pytest.mark.parametrize("part", lists.properties())
def test_the_schema_of_the_config_lists_what_there_is(part):
    found, made = lists.parts(lists.schema())[part], lists.properties()[part]
    assert found
    assert found.items() <= made.items()
    if missing := made.keys() - found.keys():
        pytest.skip(f"the schema does not list {', '.join(sorted(missing))} yet: make lists")


@pytest.mark.parametrize("command", HELPS)
def test_the_readme_names_every_command(command):
    assert f"ilchi {command}" in README


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
