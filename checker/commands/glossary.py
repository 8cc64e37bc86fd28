"""``ilchi glossary``: what one does to glossaries themselves."""

import sys

import click
import msgspec

from checker import lint as linting
from checker.model import Severity
from checker.project import read_glossary
from checker.reports._cells import printable


@click.group()
def glossary() -> None:
    """Work on glossaries."""


@glossary.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option("--encoding", metavar="NAME", help="Of the files.")
@click.option(
    "--from",
    "source_language",
    default="ko",
    show_default=True,
    metavar="CODE",
    help="Language of the sources.",
)
@click.option("--format", "kind", type=click.Choice(["text", "json"]), default="text", show_default=True)
def lint(paths: tuple[str, ...], encoding: str | None, source_language: str, kind: str) -> int:
    """Find the faults of glossaries: status 1 if one is major."""
    entries = read_glossary(*paths, encoding=encoding)
    faults = linting.lint(entries, source_language)
    if kind == "json":
        sys.stdout.write(msgspec.json.encode({"concepts": len(entries), "faults": faults}).decode() + "\n")
    else:
        for fault in faults:
            click.echo(printable(f"{fault.place}: {fault.severity}: {fault.message} [{fault.kind}]"))
        counts = ", ".join(f"{sum(f.severity is s for f in faults)} {s}" for s in reversed(Severity))
        click.echo(f"{len(entries):,} concepts; {counts}")
    return 1 if any(fault.severity is Severity.MAJOR for fault in faults) else 0
