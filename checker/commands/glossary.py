"""``ilchi glossary``: checks, converts and proposes glossaries."""

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
from checker.project.config import find
from checker.project.inputs import read_glossary
from checker.project.workspace import Workspace
from checker.reading import Reading
from checker.reports._cells import printable

_SOURCE = "ko"  # the language of the sources
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
    "from": "“from”",
    "until": "“until”",
    "breaks": "line breaks",
}


@click.group()
def glossary() -> None:
    """Check, convert and propose glossaries."""


@glossary.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option("--encoding", metavar="NAME", help="Encoding of the files.")
@click.option("--from", "source_language", metavar="CODE", help="Language of the sources (BCP 47); ko if not set.")
@click.option("--to", "target_language", metavar="CODE", help="Language of the targets (BCP 47).")
@click.option("--format", "kind", type=click.Choice(["text", "json"]), default="text", show_default=True)
def lint(
    paths: tuple[str, ...],
    encoding: str | None,
    source_language: str | None,
    target_language: str | None,
    kind: str,
) -> int:
    """Show how glossaries are read, and list their faults; status 1 if one of them is major."""
    config = find(Path(paths[0]))
    source = source_language or config.get("from") or _SOURCE
    readings: list[Reading] = []
    entries = read_glossary(
        *paths,
        encoding=encoding or config.get("encoding"),
        languages=(source, target_language or config.get("to") or ""),
        warn=say,
        read_as=config.read_as,
        told=readings.append,
    )
    faults = linting.lint(entries, source)
    if kind == "json":
        shown = {"concepts": len(entries), "faults": faults, "readings": readings}
        sys.stdout.write(msgspec.json.encode(shown).decode() + "\n")
    else:
        for reading in readings:
            click.echo(printable(reading.file))
            for name, text in reading.screen():
                if text:
                    click.echo(f"  {name:<11}{printable(text)}")
            click.echo()
        for fault in faults:
            click.echo(printable(f"{fault.place}: {fault.severity}: {fault.message} [{fault.kind}]"))
        counts = ", ".join(f"{sum(f.severity is s for f in faults)} {s}" for s in reversed(Severity))
        click.echo(f"{len(entries):,} concepts; {counts}")
    return 1 if any(fault.severity is Severity.MAJOR for fault in faults) else 0


@glossary.command()
@click.argument("path", metavar="IN")
@click.argument("out", metavar="OUT")
@click.option("--to", "kind", metavar="FORMAT", help="Format of OUT, if its name does not show it.")
@click.option("--languages", nargs=2, default=("", ""), metavar="SOURCE TARGET", help="Language codes, such as ko en.")
@click.option("--encoding", metavar="NAME", help="Encoding of IN.")
def convert(path: str, out: str, kind: str | None, languages: tuple[str, str], encoding: str | None) -> int:
    """Write the glossary IN in another format; OUT is a file, or - for standard output.

    A notice names what the format cannot hold; it is left out, or gets rows of its own.
    """
    if out != "-" and os.path.realpath(path) == os.path.realpath(out):
        raise CheckerError("IN and OUT are the same file", out, "give OUT another name")
    target = _format(out, kind)
    config = find(Path(path))
    entries = read_glossary(path, encoding=encoding, languages=languages, warn=say, read_as=config.read_as)
    _put(out, lambda to: target.write_rows(entries, to, languages))
    for part, count in _terms.lost(entries, target.HOLDS).items():
        concepts = "1 concept" if count == 1 else f"{count:,} concepts"
        say(f"this format cannot hold {_PARTS[part]}, which {concepts} {'has' if count == 1 else 'have'}")
    return 0


@glossary.command("candidates")
@on_workspace
@click.option("--limit", type=click.IntRange(1), default=100, show_default=True, metavar="N", help="How many to list.")
@click.option(
    "--output", "out", default="-", metavar="FILE", help="Glossary file to write; by default CSV on standard output."
)
def list_candidates(workspace: Workspace, limit: int, out: str) -> int:
    """List names and frequent nouns that the glossary lacks, with their renderings, as a glossary to edit.

    PATH is as for check. A rendering is taken from the targets of the same segments; the note says how many segments
    have it.
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
    say(f"{len(entries):,} of {len(proposed):,} candidates; no rendering is known for {unknown:,} more")
    return 0


def _put(out: str, write: Callable[[BinaryIO], None]) -> None:
    """Write what ``write`` makes to the file ``out`` or, if that is -, to standard output."""
    content = io.BytesIO()
    write(content)
    if out == "-":
        sys.stdout.flush()
        sys.stdout.buffer.write(content.getvalue())
    else:
        _save(Path(out), content.getvalue())


def _format(out: str, kind: str | None, hint_start: str = "--to ") -> ModuleType:
    """The format named ``kind``, else the one that claims the name ``out``; a hint lists all after ``hint_start``."""
    writers = {name: module for name in names(formats.__name__) if hasattr(module := _member(name), "write_rows")}
    hint = hint_start + ", ".join(writers)
    if kind:
        if kind not in writers:
            raise CheckerError(f"glossaries cannot be written as “{kind}”", out, hint)
        return writers[kind]
    file = Input(out, io.BytesIO)
    claims = {name: module.claim(file, b"") for name, module in writers.items()}
    best = max(claims, key=lambda name: claims[name])
    if not claims[best]:
        raise CheckerError("the name of the file does not show its format", out, hint)
    return writers[best]


def _member(name: str) -> ModuleType:
    return member(formats.__name__, name)


def _save(out: Path, content: bytes) -> None:
    """Write a file completely or not at all."""
    made = out.with_name(f".{out.name}.tmp")
    try:
        made.write_bytes(content)
        made.replace(out)
    except OSError as error:
        with suppress(OSError):
            made.unlink()
        raise CheckerError(f"cannot be written: {(error.strerror or str(error)).lower()}", str(out)) from None
