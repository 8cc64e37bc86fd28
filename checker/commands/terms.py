"""``ilchi terms``: the concordance of the glossary's terms."""

import sys
from typing import Any

import click
import msgspec

from checker.commands._console import plain
from checker.commands._corpus import on_arguments, open_workspace
from checker.engine.observer import Observer
from checker.engine.signature import signature_of
from checker.errors import CheckerError
from checker.matching.matches import Match, Matches
from checker.model import Segment, Span
from checker.project.workspace import Wanted
from checker.text.hosts import disarmed_json
from checker.text.visible import printable


@click.command()
@on_arguments
@click.option("--find", "query", metavar="QUERY", help="List the pairs that have these words or “phrases” instead.")
@click.option(
    "--reference",
    "references",
    multiple=True,
    metavar="PATH",
    help="With --find, another file or folder to look in; repeatable.",
)
@click.option("--format", "kind", type=click.Choice(["text", "jsonl"]), default="text", show_default=True)
def terms(wanted: Wanted, query: str | None, references: tuple[str, ...], kind: str) -> int:
    """List every occurrence of a term in the sources and how the targets render it."""
    if references and query is None:
        raise CheckerError("--reference is for --find", hint="add --find and the words to look up")
    workspace = open_workspace(msgspec.structs.replace(wanted, references=references))
    if query is not None:
        from checker.commands._concordance import listed

        listed(workspace, query, kind)
        return 0
    segments = 0
    with workspace.runner() as runner:
        for part in workspace.parts:
            segments += runner.run(part, _Listing(signature_of(part), kind), workspace.settings()).segments
    if not segments:
        raise CheckerError("there is no segment to read", hint="are these the right files?")
    return 0


class _Lines:
    """Writes lines as they come.

    Args:
        kind: Their format.

    Attributes:
        segments: How many segments were read so far.
    """

    def __init__(self, kind: str) -> None:
        self.segments = 0
        self._as_data = kind == "jsonl"

    def add(self, listed: tuple[int, str]) -> None:
        count, lines = listed
        self.segments += count
        if self._as_data:
            plain(sys.stdout).write(disarmed_json(lines))
        else:
            sys.stdout.write(lines)


class _Listing(Observer[tuple[int, str], _Lines]):
    """Lists the occurrences of a chunk: how many segments it has, and its lines."""

    partial = tuple[int, str]

    def __init__(self, signature: str, kind: str) -> None:
        self.key = f"terms|{signature}|{kind}"
        self._kind = kind

    def total(self) -> _Lines:
        return _Lines(self._kind)

    def see(self, matches: Matches) -> tuple[int, str]:
        write = _json_line if self._kind == "jsonl" else _text_line
        segments, first = matches.chunk.segments, matches.chunk.first
        lines = [write(match, segments[match.segment - first]) for match in matches if match.source]
        return len(segments), "".join(lines)


def record(match: Match, segment: Segment) -> dict[str, Any]:
    """One occurrence as the object of a JSON line; offsets are code points."""
    source = match.source or Span(0, 0)
    return {
        "file": segment.file,
        "index": segment.index,
        "unit": segment.unit,
        "document": segment.document,
        "concept": match.concept,
        "start": source.start,
        "end": source.end,
        "text": match.text,
        "outcome": match.outcome,
        "rendering": match.rendering,
        "rendering_start": match.target.start if match.target else None,
        "rendering_end": match.target.end if match.target else None,
        "how": match.how,
    }


def _json_line(match: Match, segment: Segment) -> str:
    return msgspec.json.encode(record(match, segment)).decode("utf-8") + "\n"


def _text_line(match: Match, segment: Segment) -> str:
    rendering = f"“{printable(match.rendering)}”" if match.rendering is not None else "–"
    place = f"{printable(segment.file)}:{segment.line or segment.index}"
    return (
        f"{place}: {printable(match.concept)}: {printable(match.text)} → {rendering} [{match.outcome}, {match.how}]\n"
    )
