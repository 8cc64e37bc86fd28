"""``ilchi terms``: the concordance of the glossary's terms."""

import sys
from contextlib import closing
from functools import partial
from typing import Any

import click
import msgspec

from checker.commands._corpus import on_workspace
from checker.errors import CheckerError
from checker.matches import Match, Matches
from checker.model import Segment, Span
from checker.pipeline import Matcher
from checker.reports._cells import printable
from checker.workspace import Workspace


@click.command()
@on_workspace
@click.option("--format", "kind", type=click.Choice(["text", "jsonl"]), default="text", show_default=True)
def terms(workspace: Workspace, kind: str) -> int:
    """List every occurrence of a term in the sources and how the targets render it."""
    segments = 0
    for part in workspace.parts:
        matcher = Matcher(part.corpus, workspace.compiled(part), jobs=workspace.jobs)
        with closing(matcher.use(partial(_listed, kind=kind))) as listed:
            for count, lines in listed:
                segments += count
                sys.stdout.write(lines)
    if not segments:
        raise CheckerError("there is no segment to read", hint="are these the right files?")
    return 0


def _listed(matches: Matches, *, kind: str) -> tuple[int, str]:
    """The number of segments in a chunk, and its output lines."""
    write = _json_line if kind == "jsonl" else _text_line
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
