"""The metrics of WMT21's terminology task for its own files, on surface forms (Alam et al. 2021, arXiv:2106.11891).

Where the published figures depend on the task's script rather than the paper, this follows the script and says so. It
does not search lemmas, which would need a model: each word is its own lemma.
"""

import re
import string
from collections.abc import Iterable, Iterator
from html import unescape
from typing import NamedTuple

from checker.score.metrics.surface import Place, around, overlap, rendered, starts

_SEGMENT = re.compile(r'<seg id="([^"]*)">(.*?)</seg>')
_TERM = re.compile(r"<term ([^>]*)>(.*?)</term>")
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
_MARK = re.compile(r"<[^>]*>")


class Asked(NamedTuple):
    """One occurrence of a term in the reference.

    Attributes:
        wording: The rendering in the reference.
        accepted: All accepted renderings.
        place: The place of its tokens in the reference.
        listed: Whether the reference has the listed form; contexts of other forms are compared separately.
    """

    wording: str
    accepted: tuple[str, ...]
    place: Place
    listed: bool


class Sentence(NamedTuple):
    """A segment of the reference."""

    text: str
    terms: tuple[Asked, ...]


class Exact(NamedTuple):
    """The number of rendered occurrences and of all."""

    correct: int
    occurrences: int

    @property
    def accuracy(self) -> float:
        """The share of rendered occurrences."""
        return self.correct / self.occurrences


def outputs(lines: Iterable[str]) -> dict[str, str]:
    """The segments of a system's file by id, with tokens separated by one space."""
    return {number: _plain(content) for number, content in _segments(lines)}


def references(lines: Iterable[str]) -> dict[str, Sentence]:
    """The segments of the reference's file by id."""
    return {number: Sentence(_plain(content), tuple(_terms(content))) for number, content in _segments(lines)}


def exact_match(outputs: dict[str, str], references: dict[str, Sentence]) -> Exact:
    """The exact-match accuracy: how many occurrences of terms the outputs render."""
    found = [
        each
        for number, text in outputs.items()
        if number in references
        for each in rendered([term.accepted for term in references[number].terms], text)
    ]
    return Exact(sum(found), len(found))


def window_overlap(outputs: dict[str, str], references: dict[str, Sentence], size: int) -> float:
    """Window overlap, the mean over all segments of the reference, also those without terms.

    ``size`` is the number of tokens on each side of a term.
    """
    return sum(
        _overlap(text, references[number], size) for number, text in outputs.items() if number in references
    ) / len(references)


def _overlap(text: str, reference: Sentence, size: int) -> float:
    tokens, asked = text.split(), reference.text.split()
    wordings: dict[tuple[str, bool], list[list[str]]] = {}
    for term in reference.terms:
        surroundings = around(asked, term.place, size, string.punctuation)
        wordings.setdefault((term.wording, term.listed), []).append(surroundings)
    total, pairs = 0.0, 0
    for (wording, _), wanted in wordings.items():
        length = len(wording.split())
        firsts = [f" {text} ".count(" ", 0, start) for start in starts(wording, text)]
        found = [around(tokens, (first, first + length - 1), size, string.punctuation) for first in firsts]
        result = overlap(found, wanted)
        total, pairs = total + result.total, pairs + result.pairs
    return total / pairs if pairs else 0.0


def _segments(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    for line in lines:
        match = _SEGMENT.search(line)
        if match:
            yield match[1], match[2]


def _plain(content: str) -> str:
    return " ".join(unescape(_MARK.sub("", content)).split())


def _terms(content: str) -> Iterator[Asked]:
    tokens = _plain(content).split()
    for attributes, inner in _TERM.findall(content):
        said = {name: unescape(value) for name, value in _ATTRIBUTE.findall(attributes)}
        wording = _plain(inner)
        accepted = said["tgt"] if wording in said["tgt"] else f"{said['tgt']}|{wording}"
        yield Asked(wording, tuple(accepted.split("|")), _place(wording, tokens), "tgt_original" in said["type"])


def _place(wording: str, tokens: list[str]) -> Place:
    """The place of a term as in the script: from the first token like its first word to the first like its last.

    A term of two tokens has only its last token as its place, so its first token belongs to the context.
    """
    words = wording.split()
    first, last = tokens.index(words[0]), tokens.index(words[-1])
    return (first if last - first > 1 else last), last
