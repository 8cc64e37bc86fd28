"""``ilchi terms --find``: the pairs that have the words of a query."""

import sys
from collections.abc import Sequence

from checker.commands._console import plain
from checker.commands._corpus import say
from checker.model import Span
from checker.project.concordance import Concordance, Hit
from checker.project.workspace import Workspace
from checker.reports._json import encoded
from checker.reports._spans import pieces
from checker.text.visible import printable


def listed(workspace: Workspace, query: str, kind: str) -> None:
    """Print the pairs of texts that have all words of ``query``."""
    concordance = Concordance(workspace, say)
    if workspace.remembers:
        for name, path in concordance.build():
            concordance.take(name, path)
    write, out = (_json_line, plain(sys.stdout)) if kind == "jsonl" else (_text_line, sys.stdout)
    for hit in concordance.look_up(query):
        out.write(write(hit))


def _text_line(hit: Hit) -> str:
    entry, sides = hit.entry, hit.sides
    place = f"{printable(hit.file)}:{entry.line or hit.number}"
    return f"{place}: {_marked(entry.source, sides.source)} → {_marked(entry.target, sides.target)} [{hit.kind}]\n"


def _marked(text: str, spans: tuple[Span, ...]) -> str:
    return "".join(f"[[{printable(part)}]]" if found else printable(part) for part, found in pieces(text, spans))


def _json_line(hit: Hit) -> str:
    entry = hit.entry

    def side(text: str, spans: Sequence[Span]) -> dict[str, object]:
        return {"text": text, "spans": spans}

    line = {
        "kind": hit.kind,
        "file": hit.file,
        "index": hit.number,
        "line": entry.line,
        "unit": entry.unit,
        "source": side(entry.source, hit.sides.source),
        "target": side(entry.target, hit.sides.target),
    }
    return f"{encoded(line)}\n"
