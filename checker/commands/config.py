"""``ilchi config``: the values of the config and where they are set."""

import json
from pathlib import Path

import click

from checker.project.config import Config, find
from checker.project.config_keys import TABLES
from checker.text.hosts import disarmed_json
from checker.text.visible import printable


@click.group()
def config() -> None:
    """Show the config."""


@config.command()
@click.argument("path", required=False, metavar="[PATH]")
def show(path: str | None) -> int:
    """Show as TOML every value that holds for PATH, and where it is set.

    Without PATH, the values for the working folder are shown.
    """
    held = find(Path(path or "."))
    click.echo(
        f"# {printable(str(held.path))}" if held.path else "# no ilchi.toml and no [tool.ilchi] from here upwards"
    )
    values, origins = held.of(path) if path and not Path(path).is_dir() else held.of("")
    mqm = values.pop("mqm")
    tables = {table: values.pop(table) for table in TABLES}
    for key, value in values.items():
        click.echo(_line(key, value, origins.get(key, "default")))
    for table, inner in tables.items():
        if inner:
            click.echo(f"\n[{table}]")
            for name, value in sorted(inner.items()):
                click.echo(_line(name, value, origins[f"{table}.{name}"]))
    if mqm:
        click.echo(f"\n[mqm]  # {printable(origins['mqm'])}")
        for key, value in mqm.items():
            numbers = value if isinstance(value, dict) else {}
            for name, number in numbers.items():
                click.echo(f"{key}.{_toml(name)} = {_toml(number)}")
            if not numbers:
                click.echo(f"{key} = {_toml(value)}")
    if not path or Path(path).is_dir():
        _sections(held)
    return 0


def _sections(held: Config) -> None:
    for kind, sections in (("paths", held.sections), ("files", held.files)):
        for section in sections:
            click.echo(f"\n[[{kind}]]\nmatch = {_toml(list(section.patterns))}")
            for key, value in section.values.items():
                if key != "rules":
                    click.echo(_line(key, value, section.origins[key]))
            for rule, value in section.values.get("rules", {}).items():
                click.echo(_line(f"rules.{rule}", value, section.origins[f"rules.{rule}"]))


def _line(key: str, value: object, origin: str) -> str:
    return f"{key} = {_toml(value)}  # {printable(origin)}"


def _toml(value: object) -> str:
    """A string, number, boolean or list in TOML; JSON is the same except for one character."""
    return disarmed_json(json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f"))
