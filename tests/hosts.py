r"""What build hosts read as commands in the output of a program: their rules, written down again for the tests.

- GitHub: ``ActionCommand.cs`` and ``OutputManager.cs`` of github.com/actions/runner (``TryParseV2`` for ``::name::``,
  ``TryParse`` for ``##[name]``). .NET's ``IndexOf`` and ``StartsWith`` for strings compare as people sort, so they pass
  over characters without weight. Any name counts here, not only those that are registered, for a token of
  ``stop-commands`` is one too.
- Programs that run GitHub's workflows elsewhere: ``command.go`` of github.com/nektos/act.
- Azure Pipelines: ``Command.cs`` of github.com/microsoft/azure-pipelines-agent for ``##vso[area.event]``; for the
  formatting commands ``##[name]`` learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands.
- TeamCity: ``ServiceMessageParser.cs`` of github.com/JetBrains/TeamCity.ServiceMessages and the page "Service messages"
  of its documentation.
- GitLab: ``build_trace_section_regex`` in ``lib/gitlab/regex.rb`` of gitlab.com/gitlab-org/gitlab, and the escape
  sequences that ``lib/gitlab/ci/ansi2json/converter.rb`` obeys.
"""

import re
import unicodedata
from typing import NamedTuple

_LINE_ENDS = re.compile(r"\r\n|\r|\n")
_WEIGHTLESS = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_WHITE = frozenset("\t\n\v\f\r\x85")  # control characters that have a weight
_UNESCAPED = (("%0D", "\r"), ("%0A", "\n"))


class Command(NamedTuple):
    """A command of GitHub's, with what it would get."""

    name: str
    properties: dict[str, str]
    data: str


def lines(output: str) -> list[str]:
    """The lines that a host gets."""
    return _LINE_ENDS.split(output)


def weighty(line: str) -> str:
    """A line as a search sees it that passes over characters without weight."""
    kept = _WEIGHTLESS.sub("", line)
    return "".join(sign for sign in kept if sign in _WHITE or unicodedata.category(sign) not in ("Cc", "Cf"))


def github(line: str) -> Command | None:
    """The command ``::name properties::data`` that GitHub finds in a line."""
    line = line.lstrip()
    if not weighty(line).startswith("::"):
        return None
    line = weighty(line)
    end = line.find("::", 2)
    if end < 0:
        return None
    name, _, rest = line[2:end].partition(" ")
    pairs = (pair.partition("=") for pair in rest.strip().split(",") if pair)
    properties = {key: _property(value) for key, _, value in pairs if value}
    return Command(name, properties, _data(line[end + 2 :]))


def _data(text: str) -> str:
    for escape, sign in (*_UNESCAPED, ("%25", "%")):
        text = text.replace(escape, sign)
    return text


def _property(text: str) -> str:
    for escape, sign in (*_UNESCAPED, ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(escape, sign)
    return text


def old_github(line: str) -> str | None:
    """The name of the command ``##[name properties]data`` that GitHub finds anywhere in a line."""
    _, found, rest = weighty(line).partition("##[")
    info, closed, _ = rest.partition("]")
    return info.split(" ", 1)[0] if found and closed else None


def act(line: str) -> str | None:
    """The name of the command that act finds in a line."""
    found = re.match(r"::([^ ]+)( (.+))?::(.*)$", line) or re.match(r"##\[([^ ]+)( (.+))?\](.*)$", line)
    return found[1] if found else None


def azure(line: str) -> str | None:
    """The command that Azure Pipelines finds in a line."""
    _, found, rest = weighty(line).partition("##vso[")
    info, closed, _ = rest.partition("]")
    parts = [part for part in info.split(" ", 1)[0].split(".") if part]
    if found and closed and len(parts) == 2:
        return ".".join(parts)
    formatting = re.search(r"##\[(group|endgroup|section|command|debug|error|warning)\]", weighty(line))
    return formatting[1] if formatting else None


def teamcity(line: str) -> str | None:
    """The message that TeamCity finds in a line; a broken one counts, since TeamCity complains of it."""
    _, found, rest = weighty(line).partition("##teamcity[")
    return rest.split(" ", 1)[0] if found else None


_SECTION = re.compile(r"section_(?:start|end):\d+:[a-zA-Z0-9_.-]+(?:\[(?:\w+=\w+)(?:, ?\w+=\w+)*\])?\r\033\[0K")
_SEQUENCE = re.compile("\x1b[@-_]|[\x80-\x9f]")


def gitlab(output: str) -> list[str]:
    """The sections and escape sequences that GitLab, or a terminal, finds in an output."""
    return [found[0] for pattern in (_SECTION, _SEQUENCE) for found in pattern.finditer(output)]


def commands(output: str) -> list[str]:
    """All lines of an output that some host takes for a command."""
    return [
        line
        for line in lines(output)
        if github(line) or any(host(line) is not None for host in (old_github, act, azure, teamcity))
    ] + gitlab(output)
