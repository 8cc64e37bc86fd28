"""The measures of WMT21's terminology task on its own files, surface only (Alam et al. 2021, arXiv:2106.11891).

What the task's script does besides the paper is done too where the published figures depend on it, and said here. Its
search among lemmas is not: it needs a model; each word counts as its own lemma.
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
        wording: How the reference renders it.
        accepted: All renderings that are accepted.
        place: Of its tokens in the reference.
        listed: The reference has it as the list does; the surroundings of others are compared apart.
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
    """Occurrences that are rendered, of all."""

    correct: int
    occurrences: int

    @property
    def accuracy(self) -> float:
        """The share."""
        return self.correct / self.occurrences


def outputs(lines: Iterable[str]) -> dict[str, str]:
    """The segments of a system's file, tokens parted by one blank, by id."""
    return {number: _plain(content) for number, content in _segments(lines)}


def references(lines: Iterable[str]) -> dict[str, Sentence]:
    """The segments of the reference's file by id."""
    return {number: Sentence(_plain(content), tuple(_terms(content))) for number, content in _segments(lines)}


def exact_match(outputs: dict[str, str], references: dict[str, Sentence]) -> Exact:
    """How many occurrences of terms the outputs render, over all."""
    found = [
        each
        for number, text in outputs.items()
        if number in references
        for each in rendered([term.accepted for term in references[number].terms], text)
    ]
    return Exact(sum(found), len(found))


def window_overlap(outputs: dict[str, str], references: dict[str, Sentence], size: int) -> float:
    """Window overlap; the mean is over all segments of the reference, those without terms among them."""
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
    """Where a term stands as the script has it: at the first token like its first and the first like its last one.

    Of two tokens it takes the last alone, so that the first belongs to the surroundings.
    """
    words = wording.split()
    first, last = tokens.index(words[0]), tokens.index(words[-1])
    return (first if last - first > 1 else last), last
