"""``ilchi glossary``: checks, converts and proposes glossaries."""

import io
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import BinaryIO, TextIO

import click

from checker import formats
from checker.commands._console import plain
from checker.commands._corpus import on_arguments, open_workspace, say
from checker.commands._writing import STANDARD_OUTPUT, look_at, write_file
from checker.errors import CheckerError
from checker.family import member, names
from checker.formats import Input, _terms
from checker.glossary import lint as linting
from checker.glossary.concepts import Glossary
from checker.model import Severity
from checker.project.config import find
from checker.project.inputs import read_glossary
from checker.project.workspace import Wanted
from checker.reading import Reading
from checker.reports._json import encoded
from checker.text.hosts import disarmed
from checker.text.visible import printable

_ARCHIVE = b"PK"  # the first bytes of a workbook, which nobody reads on a screen
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
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
        plain(sys.stdout).write(encoded({"concepts": len(entries), "faults": faults, "readings": readings}) + "\n")
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
    look_at([(target, out)])
    config = find(Path(path))
    entries = read_glossary(path, encoding=encoding, languages=languages, warn=say, read_as=config.read_as)
    _put(out, lambda to: target.write_rows(entries, to, languages))
    for part, count in _terms.lost(entries, target.HOLDS).items():
        concepts = "1 concept" if count == 1 else f"{count:,} concepts"
        say(f"this format cannot hold {_PARTS[part]}, which {concepts} {'has' if count == 1 else 'have'}")
    return 0


@glossary.command("candidates")
@on_arguments
@click.option("--limit", type=click.IntRange(1), default=100, show_default=True, metavar="N", help="How many to list.")
@click.option(
    "--output", "out", default="-", metavar="FILE", help="Glossary file to write; by default CSV on standard output."
)
def list_candidates(wanted: Wanted, limit: int, out: str) -> int:
    """List names and frequent nouns that the glossary lacks, with their renderings, as a glossary to edit.

    PATH is as for check. A rendering is taken from the targets of the same segments; the note says how many segments
    have it.
    """
    from checker.candidates import candidates

    target = _format(out, "csv" if out == STANDARD_OUTPUT else None, "there are ")
    look_at([(target, out)])
    part = open_workspace(wanted).only
    found = candidates(part.corpus, part.glossary)
    proposed = [candidate for candidate in found if candidate.target]
    entries = Glossary.from_rows(candidate.row for candidate in proposed[:limit])
    languages = (part.corpus.source_language, part.corpus.target_language)
    _put(out, lambda to: target.write_rows(entries, to, languages))
    unknown = len(found) - len(proposed)
    say(f"{len(entries):,} of {len(proposed):,} candidates; no rendering is known for {unknown:,} more")
    return 0


def _put(out: str, write: Callable[[BinaryIO], None]) -> None:
    """Write what ``write`` makes to the file ``out`` or, if that is -, to standard output.

    Raises:
        CheckerError: The file cannot be written, or what standard output shows would steer it.
    """
    content = io.BytesIO()
    write(content)
    if out == STANDARD_OUTPUT:
        if not content.getvalue().startswith(_ARCHIVE):
            _must_be_tame(content.getvalue().decode("utf-8", "replace"))
        sys.stdout.flush()
        sys.stdout.buffer.write(content.getvalue())
    else:
        write_file(out, lambda text: _write_bytes(text, content.getvalue()))


def _must_be_tame(text: str) -> None:
    """Refuse a glossary that cannot be shown as it is; a file takes every text."""
    for number, line in enumerate(text.split("\n"), 1):
        if disarmed(line) != line or _CONTROLS.search(line):
            raise CheckerError(
                "a text in the glossary would steer the terminal or the build host",
                f"line {number} of the result",
                "write it to a file",
            )


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


def _write_bytes(out: TextIO, content: bytes) -> None:
    out.buffer.write(content)
