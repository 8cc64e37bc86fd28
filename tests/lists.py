"""What README and the config's schema list of rules and reports; run, it writes these lists anew (``make lists``).

A new rule or report is complete without it: the tests want what is listed to be right, and say what is not yet listed.
"""

import inspect
import json
import re
from pathlib import Path
from typing import Any

import checker
from checker import reports, rules
from checker.family import member, names

README = Path(__file__).parent.parent / "README.md"
SCHEMA = Path(checker.__file__).parent / "project" / "config.schema.json"
RULES, REPORTS = "| rule | usual severity | a finding means |", "| format | what it writes |"  # the heads of the tables


def rows() -> dict[str, dict[str, str]]:
    """The rows of the tables of README, by head and name: the first words of each member's docstring."""
    return {
        RULES: {
            name: f"| `{name}` | {member(rules.__name__, name).severity} | {_said(rules.words(name)[0])} |"
            for name in names(rules.__name__)
        },
        REPORTS: {
            name: f"| `{name}` | {_said(_first(member(reports.__name__, name)))} |" for name in names(reports.__name__)
        },
    }


def listed(head: str) -> dict[str, str]:
    """The rows of README under ``head``, by name."""
    table = README.read_text(encoding="utf-8").partition(f"{head}\n|---")[2].partition("\n\n")[0]
    return {row.split("`")[1]: row for row in table.splitlines()[1:]}


def schema() -> dict[str, Any]:
    """The schema of the config."""
    read: dict[str, Any] = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return read


def parts(of: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The parts of a schema that list the rules and their error types."""
    return {
        "rules": of["$defs"]["rules"]["properties"],
        "error types": of["$defs"]["mqm"]["properties"]["weights"]["properties"],
    }


def properties() -> dict[str, dict[str, Any]]:
    """What these parts should be."""
    types = {part for each in rules.error_types().values() for part in (each, each.partition("/")[0])}
    return {
        "rules": {name: {"$ref": "#/$defs/severity"} for name in names(rules.__name__)},
        "error types": {kind: {"$ref": "#/$defs/weight"} for kind in sorted(types)},
    }


def _first(module: object) -> str:
    return " ".join((inspect.getdoc(module) or "").partition("\n\n")[0].split())


def _said(line: str) -> str:
    return re.sub(r"``(.*?)``", r"`\1`", line).removesuffix(".")


def _main() -> None:
    text = README.read_text(encoding="utf-8")
    for head, made in rows().items():
        old = listed(head)
        order = [name for name in old if name in made] + [name for name in made if name not in old]
        text = text.replace("\n".join(old.values()), "\n".join(made[name] for name in order))
    README.write_text(text, encoding="utf-8")
    whole = schema()
    for name, part in parts(whole).items():
        part.clear()
        part.update(properties()[name])
    SCHEMA.write_text(json.dumps(whole, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    _main()
