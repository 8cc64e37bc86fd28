"""``ilchi glossary``: what one does to glossaries themselves."""

import io
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import ModuleType
from typing import BinaryIO

import click
import msgspec

from checker import formats
from checker.commands._corpus import on_workspace, say
from checker.errors import CheckerError
from checker.family import member, names
from checker.formats import Input, _terms
from checker.glossary import lint as linting
from checker.glossary.concepts import Glossary
from checker.model import Severity
from checker.project.inputs import read_glossary
from checker.project.workspace import Workspace
from checker.reports._cells import printable

_PARTS = {
    "id": "ids",
    "category": "categories",
    "sources": "several sources of one concept",
    "admitted": "admitted terms",
    "forbidden": "forbidden terms",
    "bans": "bans without a source",
    "note": "notes",
    "definition": "definitions",
    "case": "“case”",
    "match": "“match”",
    "context": "context words",
    "breaks": "line breaks",
}


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


@glossary.command()
@click.argument("path", metavar="IN")
@click.argument("out", metavar="OUT")
@click.option("--to", "kind", metavar="FORMAT", help="Of OUT, where its ending does not say it.")
@click.option("--languages", nargs=2, default=("", ""), metavar="SOURCE TARGET", help="Codes of the pair: ko en.")
@click.option("--encoding", metavar="NAME", help="Of IN.")
def convert(path: str, out: str, kind: str | None, languages: tuple[str, str], encoding: str | None) -> int:
    """Write the glossary IN in another format; OUT is a file, or - for standard output.

    What the format cannot hold is named: it is left out, or stands in rows of its own.
    """
    if out != "-" and os.path.realpath(path) == os.path.realpath(out):
        raise CheckerError("IN and OUT are one file", out, "give OUT another name")
    target = _format(out, kind)
    entries = read_glossary(path, encoding=encoding, languages=languages, warn=say)
    _put(out, lambda to: target.write_rows(entries, to, languages))
    for part, count in _terms.lost(entries, target.HOLDS).items():
        concepts = "1 concept" if count == 1 else f"{count:,} concepts"
        say(f"this format does not hold {_PARTS[part]}: so in {concepts}")
    return 0


@glossary.command("candidates")
@on_workspace
@click.option("--limit", type=click.IntRange(1), default=100, show_default=True, metavar="N", help="How many to list.")
@click.option("--output", "out", default="-", metavar="FILE", help="A glossary file to write; CSV on standard output.")
def list_candidates(workspace: Workspace, limit: int, out: str) -> int:
    """List names and recurring nouns that the glossary lacks, each with a rendering, as a glossary to edit.

    PATH is as for check. The renderings are those that stand in the same segments and sound alike; the note says how
    many segments have them.
    """
    from checker.candidates import candidates

    target = _format(out, "csv" if out == "-" else None, "there are ")
    part = workspace.only
    found = candidates(part.corpus, part.glossary)
    proposed = [candidate for candidate in found if candidate.target]
    entries = Glossary.from_rows(candidate.row for candidate in proposed[:limit])
    languages = (part.corpus.source_language, part.corpus.target_language)
    _put(out, lambda to: target.write_rows(entries, to, languages))
    unknown = len(found) - len(proposed)
    say(f"{len(entries):,} of {len(proposed):,} candidates; of {unknown:,} more no rendering is known")
    return 0


def _put(out: str, write: Callable[[BinaryIO], None]) -> None:
    """Let ``write`` make what goes to a file or, for -, to standard output."""
    content = io.BytesIO()
    write(content)
    if out == "-":
        sys.stdout.flush()
        sys.stdout.buffer.write(content.getvalue())
    else:
        _save(Path(out), content.getvalue())


def _format(out: str, kind: str | None, told: str = "--to ") -> ModuleType:
    """The format named ``kind``, else the one that the ending of ``out`` says; ``told`` begins the hint."""
    writers = {name: module for name in names(formats.__name__) if hasattr(module := _member(name), "write_rows")}
    hint = told + ", ".join(writers)
    if kind:
        if kind not in writers:
            raise CheckerError(f"no glossary is written as “{kind}”", out, hint)
        return writers[kind]
    given = Input(out, io.BytesIO)
    claims = {name: module.claim(given, b"") for name, module in writers.items()}
    best = max(claims, key=lambda name: claims[name])
    if not claims[best]:
        raise CheckerError("the ending does not say which format is meant", out, hint)
    return writers[best]


def _member(name: str) -> ModuleType:
    return member(formats.__name__, name)


def _save(out: Path, content: bytes) -> None:
    """Write a file wholly or not at all."""
    made = out.with_name(f".{out.name}.tmp")
    try:
        made.write_bytes(content)
        made.replace(out)
    except OSError as error:
        with suppress(OSError):
            made.unlink()
        raise CheckerError(f"cannot be written: {(error.strerror or str(error)).lower()}", str(out)) from None
