"""A string of a program ends with another sign than its source.

Looked at are strings of programs, not prose: a stop, colon, question mark, exclamation mark, ellipsis or semicolon at
the end that the target has lost, added or exchanged, each in the signs of its language (``。``, ``：``, ``؟``, ``।``).
Signs may stand behind or in brackets, before a mnemonic, in another width, as three dots, or in a pair (``?!``).

The file itself says what matters: only if nearly all of its strings keep such a sign, the few that do not are named. So
a translation that writes no exclamation marks, or no colons, is left as it is. A phrase needs no stop in languages that
show what a sentence is, as Korean and Japanese do, and a sentence may have one there. The reason is the sign, neutral
for a question or exclamation mark, since a translator may say the same in other words; or ``opening`` for a question or
an exclamation in Spanish without the sign before it, and ``blank`` for a sign in French without its blank.

Compare Weblate's ``end_stop``, ``end_colon``, ``end_question``, ``end_exclamation``, ``end_ellipsis``,
``end_semicolon``, ``end_interrobang`` and ``punctuation_spacing``, and the filter ``endpunc`` of pofilter. They look at
each string alone; ``...`` for ``…`` and ``?!`` for ``?`` are the same here.

    strings:  en-ko
    flags:    Name: -> 이름:
              Street: -> 거리:
              Town: -> 도시:
              Country: -> 나라:
              Phone: -> [[전화]]
    passes:   Name: -> 이름:
              Phone: -> 전화
    passes:   Name: -> 이름:
              _Street: -> 거리(_S):
              Town: -> 도시：
              File not found. -> 파일 없음
              Saved -> 저장했습니다.
    strings:  en-es
    flags:    Quit? -> ¿Salir?
              Save? -> ¿Guardar?
              Retry? -> ¿Reintentar?
              Stop? -> ¿Detener?
              Are you sure? -> Está seguro[[?]]
    strings:  en-fr
    flags:    Name: -> Nom :
              Street: -> Rue :
              Town: -> Ville :
              Country: -> Pays :
              Phone: -> Téléphone[[:]]
"""

import re
import struct
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple
from unicodedata import category

from checker.glossary.concepts import Glossary
from checker.matching.matches import Matches
from checker.matching.terminology import Terminology
from checker.model import Finding, Severity, Span
from checker.storage.sorted_runs import Note, digest
from checker.text.endings import Ending, ending

severity = Severity.MINOR
error_type = "fluency/punctuation"

OPENING, BLANK = "opening", "blank"
_NAMES = {
    "stop": "a full stop",
    "colon": "a colon",
    "question": "a question mark",
    "exclamation": "an exclamation mark",
    "ellipsis": "an ellipsis",
    "semicolon": "a semicolon",
    OPENING: "an opening sign",
    BLANK: "a blank",
}
_CASES = tuple(_NAMES)
_OF_SENTENCES = frozenset(("stop", "question", "exclamation"))  # a phrase may go without these
# What may stand within the target, before another sentence or word, with its other writings; and what is added freely.
_WITHIN = {"question": (), "exclamation": (), "ellipsis": ("...",)}
_TONE = frozenset(("question", "exclamation"))  # are added freely, and said in other words
# What may take the place of a sign.
_INSTEAD = {"stop": frozenset(("question", "exclamation", "ellipsis")), "exclamation": frozenset(("stop",))}
_KEPT, _LOST, _OTHER, _ADDED = range(4)
_MESSAGES = {
    _KEPT: "",
    _LOST: "the source ends with {}, the target does not",
    _OTHER: "the source ends with {}, the target with another sign",
    _ADDED: "the target ends with {}, the source does not",
}
_BEFORE = {OPENING: "the text has no “{1}” before it", BLANK: "no blank stands before the sign"}
_REST = struct.Struct(">BII4s")  # what became of the sign, its span in the target, and the sign that is expected
_SHORT = 4  # code points; shorter texts and words are signs and abbreviations
_LETTERS = 2  # at the end of a word that is one of the language
_WORDS = 3  # words of a text that may be called a sentence
_WORD = 60  # code points at the end of a text that may be its last word
_FEW = 9  # departures count if so many times more strings keep the sign, ...
_ONE = 4  # ... or if there is only one, and so many keep it
_LETTER = frozenset("LM")  # Unicode's categories of letters, and of the vowels of some scripts
_SENTENCES = re.compile(r"[.?!]\s")
_CODE = frozenset("%{}$<>\\/@_=#")  # a word with one of these is a placeholder, a tag, a path


class _Side(NamedTuple):
    text: str
    end: Ending

    @property
    def core(self) -> str:
        """The text without its final signs and what stands behind them."""
        return self.text[: self.end.start]

    @property
    def word(self) -> str:
        """The last word of the core, with all its signs."""
        return self.text[max(self.end.start - _WORD, 0) : self.end.start].rpartition(" ")[2]

    @property
    def signed(self) -> Span:
        """Where the final signs are."""
        return Span(self.end.start, self.end.end)


class _Case(NamedTuple):
    """A sign, what became of it, where that is seen in the target, and what is expected there."""

    sign: str
    became: int
    span: Span
    expected: str = ""


def observe(matches: Matches) -> Iterator[Note]:
    """One note per string with a final sign on either side; the group is the document and the sign."""
    terminology = matches.terminology
    if not terminology.source.signs or not terminology.target.signs:
        return
    for number, segment in enumerate(matches.chunk.segments):
        if not segment.ui or not matches.translated(number):
            continue
        ours = _Side(segment.source, ending(segment.source, terminology.source.signs))
        theirs = _Side(segment.target, ending(segment.target, terminology.target.signs))
        if not ours.end.kinds and not theirs.end.kinds:
            continue
        document = digest(segment.file, segment.document)
        for case in _cases(ours, theirs, terminology):
            rest = _REST.pack(case.became, case.span.start, case.span.end, case.expected.encode())
            yield Note(document + bytes((_CASES.index(case.sign),)), matches.chunk.first + number, rest)


def report(notes: Iterator[Note], glossary: Glossary) -> Iterator[Finding]:  # noqa: ARG001
    """One finding per string that departs from what nearly all of its document do."""
    for group, some in groupby(notes, key=lambda note: note.group):
        kept, departures = 0, []
        for note in some:
            if note.rest[0] == _KEPT:
                kept += 1
            else:
                departures.append(note)
        if kept >= len(departures) * _FEW or (len(departures) == 1 and kept >= _ONE):
            yield from (_finding(note, _CASES[group[-1]]) for note in departures)


def _cases(ours: _Side, theirs: _Side, terminology: Terminology) -> Iterator[_Case]:
    """What became of the signs of the source, and of those that belong to a sign of the target."""
    kinds, others, span = ours.end.kinds, theirs.end.kinds, theirs.signed
    yield from _opening(theirs, terminology)
    yield from _blank(ours, theirs, terminology)
    if kinds & (others | theirs.end.beside) or others & ours.end.beside:
        yield from (_Case(kind, _KEPT, span) for kind in sorted(kinds & others))
    elif kinds:
        kind = min(kinds)
        if _ends(ours, kind) and _may_take(theirs, kind, terminology):
            where = span if others else Span(span.start - len(theirs.word), span.start)
            yield _Case(kind, _OTHER if others else _LOST, where, terminology.target.signs[kind][0])
    elif _may_not_add(ours, theirs, kind := min(others), terminology):
        yield _Case(kind, _ADDED, span)


def _opening(theirs: _Side, terminology: Terminology) -> Iterator[_Case]:
    """What became of the signs that stand before a question or exclamation."""
    for kind, sign in terminology.target.opening.items():
        if kind in theirs.end.kinds and theirs.core:
            yield _Case(OPENING, _KEPT if sign in theirs.core else _LOST, theirs.signed, sign)


def _blank(ours: _Side, theirs: _Side, terminology: Terminology) -> Iterator[_Case]:
    """What became of the blank before the sign, in a language that writes one."""
    sign, word = theirs.text[theirs.end.start : theirs.end.start + 1], theirs.word
    if sign and sign in terminology.target.spaced and theirs.core and sign not in word and not _CODE & set(word):
        if theirs.core[-1].isspace():
            yield _Case(BLANK, _KEPT, theirs.signed)
        elif word[-_LETTERS:].isalpha() and word + sign not in ours.text:
            yield _Case(BLANK, _LOST, theirs.signed, "\u00a0")


def _ends(ours: _Side, kind: str) -> bool:
    """Whether the sign ends the source, rather than an abbreviation, a list number or an entity."""
    word = ours.word
    if kind == "semicolon":
        return not word.startswith("&")
    if kind != "stop":
        return True
    if " " not in ours.core and word.isascii():
        return False
    short = len(word) <= _SHORT and word[:1].isupper()
    initial = len(word) == 1 and word.isascii()
    return len(ours.text) > _SHORT and not initial and not short and "." not in word and not word.isdigit()


def _may_take(theirs: _Side, kind: str, terminology: Terminology) -> bool:
    """Whether the target, which does not end with this sign, could."""
    core, signs = theirs.core, terminology.target.signs.get(kind)
    if not signs or (kind in _WITHIN and any(sign in core for sign in (*signs, *_WITHIN[kind]))):
        return False
    if theirs.end.kinds:
        return not theirs.end.kinds & _INSTEAD.get(kind, frozenset())
    if not core or _CODE & set(theirs.word):
        return False
    return kind not in _OF_SENTENCES or (
        category(core[-1])[0] in _LETTER and terminology.target.is_sentence(core) is not False
    )


def _may_not_add(ours: _Side, theirs: _Side, kind: str, terminology: Terminology) -> bool:
    """Whether the source would have this sign if it were meant."""
    before, word = ours.word, theirs.word
    if kind not in terminology.target.signs or kind in _TONE or not ours.text[-1].isalpha() or _CODE & set(before):
        return False
    if kind == "stop":
        return _is_phrase(theirs, terminology) and not _lacks_stop(ours)
    return bool(word) and not word.startswith("&") and before.lower() not in terminology.source.leading


def _is_phrase(theirs: _Side, terminology: Terminology) -> bool:
    """Whether the target is long enough to be no abbreviation, and not a sentence that may have a stop of its own."""
    core, word = theirs.core, theirs.word
    short = len(word) <= _SHORT and word.upper() != word.lower()  # an abbreviation, where letters have capitals
    if not core or short or "." in word or category(core[-1])[0] not in _LETTER:
        return False
    words = core.count(" ") + 1 if terminology.target.blanks else _WORDS
    return words >= _WORDS and terminology.target.is_sentence(core) is not True


def _lacks_stop(ours: _Side) -> bool:
    """Whether the source says nothing about a stop: a sign, a name of something, or one that has forgotten it."""
    name = ours.word == ours.core and ours.word.isascii()
    return len(ours.text) <= _SHORT or name or _SENTENCES.search(ours.core) is not None


def _finding(note: Note, sign: str) -> Finding:
    became, start, end, packed = _REST.unpack(note.rest)
    expected = packed.rstrip(b"\0").decode()
    message = _BEFORE.get(sign, _MESSAGES[became]).format(_NAMES[sign], expected)
    return Finding(
        segment=note.segment,
        severity=Severity.NEUTRAL if sign in _TONE else severity,
        reason=sign,
        target=(Span(start, end),),
        expected=(expected,) if expected else (),
        message=message,
        why="nearly all strings of the file keep it",
    )
