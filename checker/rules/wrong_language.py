"""The target is in another language than expected.

The rule looks at the script first, then at common words of the language, then at its vocabulary, and asks a language
detector only about the rest. A few words are never judged, since names have no language. Glossary renderings and what
is technical (placeholders, tags, options, identifiers) are left out. Letters of the source's script and copies of the
source are left to ``untranslated-text``.

    glossary: [person] 마체고라 = Matsegora
    flags:    장관은 월요일에 도착했다. -> [[Der Minister traf am Montag in der Hauptstadt ein.]]
    flags:    장관은 월요일에 도착했다. -> [[Le ministre est arrivé lundi dans la capitale.]]
    flags:    장관은 월요일에 도착했다. -> [[Министр прибыл в понедельник.]]
    passes:   장관은 월요일에 도착했다. -> The minister arrived on Monday.
    passes:   최룡해 -> Choe Ryong Hae
    passes:   마체고라 대사 -> Ambassador Alexander Matsegora
    passes:   파일 열기 -> Open file
"""

import re
from collections.abc import Iterable, Iterator

from checker.matching.matches import Matches
from checker.model import Finding, Severity, Span
from checker.text import technical
from checker.text.links import without_links

severity = Severity.MAJOR
error_type = "accuracy/mistranslation"
version = 2

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_COMMON = 15  # words of a text for each distinct common word that it must have
_FIRST = 12  # words to look at first, for speed
_SCRIPT = 10  # letters of another script from which a text is more than a name
_LETTERS = 20  # letters below which a detector only guesses
_WORDS = 5  # words below which a detector only guesses
_FEW = 3  # words from which a text in the wrong script is no name, if its source is none
_OWN = 7  # words of its own below which a detector only guesses the language of a string of a program
_KNOWN = 0.7  # share of the words of a text that its language's vocabulary has
_SURE = 0.95  # probability from which the detector is believed
# The languages that a text in Latin letters may be in, without those that detectors confuse with names and short texts.
_LATIN_LANGUAGES = frozenset("cs da de en es et fi fr hr hu id it lt lv nl no pl pt ro sk sl sq sv tr vi".split())
_LATIN = re.compile("[A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ]")


def check(matches: Matches) -> Iterator[Finding]:
    """One finding per target in another language."""
    judge = _Judge(matches)
    for number, text in enumerate(matches.chunk.targets):
        if judge.right(text) or not matches.translated(number) or matches.copy(number):
            continue
        language = judge.other(number)
        if language is not None:
            yield Finding(
                segment=matches.chunk.first + number,
                severity=severity,
                target=(Span(0, len(text)),),
                found=language,
                expected=(judge.code,),
                message=f"the target is not in “{judge.code}”" + (f", but in “{language}”" if language else ""),
                why="its words say so" if language else "its script says so",
                gating=matches.binds(number),
            )


class _Judge:
    """Decides whether targets are in the expected language."""

    def __init__(self, matches: Matches) -> None:
        self._matches = matches
        self._source, self._target = matches.terminology.source, matches.terminology.target
        self.code = self._target.code
        self._names: dict[int, list[tuple[int, int]]] | None = None

    def right(self, text: str) -> bool:
        """Whether the letters or common words of ``text`` show at once that it is in the expected language."""
        if self._target.letters:
            return self._target.letters.search(text) is not None
        common, enough = self._target.common, text.count(" ") // _COMMON
        if len(common.intersection(text.split(None, _FIRST))) > enough:
            return True  # the fast path for most texts
        return len(common.intersection(text.lower().split())) > enough

    def other(self, number: int) -> str | None:
        """The code of the wrong language of a target, "" if only its script shows it, None if the target may be right.

        Args:
            number: The number of the segment in the chunk, from 0.
        """
        text = self._without_names(number)
        words = _WORD.findall(text)
        letters = "".join(words)
        if self._source.letters and self._source.letters.search(letters):
            return None
        latin = len(_LATIN.findall(letters))
        lower = [word for word in words if not word[0].isupper()]
        if latin * 2 < len(letters):  # in neither the source's script nor the target's, if that is known
            known = self._target.letters or self.code in _LATIN_LANGUAGES
            return "" if known and len(letters) >= _SCRIPT else None
        if self._target.letters and len(words) >= _FEW and self._is_phrase(number):
            return ""
        if len(letters) < _LETTERS or len(words) < _WORDS or len(lower) * 2 < len(words):
            return None
        if self._target.letters:
            return ""
        if self._knows(lower) or (self._matches.chunk.segments[number].ui and self._keeps(number, words)):
            return None
        from checker.text import language_guess

        if self.code not in language_guess.known():
            return None
        language, sure = language_guess.likeliest(text, _LATIN_LANGUAGES | {self.code})
        return language if sure >= _SURE and language != self.code else None

    def _is_phrase(self, number: int) -> bool:
        """Whether the source is more than names and labels."""
        found = technical.words(self._matches.chunk.sources[number])
        ordinary = [word for word in found if word.islower() and self._source.known(word)]
        return len(found) >= _FEW and len(ordinary) > 1

    def _keeps(self, number: int, words: list[str]) -> bool:
        """Whether a string of a program has few words beside those that its source has too: identifiers, options."""
        given = self._matches.chunk.sources[number].lower()
        own = [word for word in words if word.lower() not in given]
        return len(own) < _OWN

    def _knows(self, words: list[str]) -> bool:
        known = sum(self._target.known(word.lower()) for word in words)
        return known >= _KNOWN * len(words)

    def _without_names(self, number: int) -> str:
        if self._names is None:
            self._names = {}
            for row in self._matches.rows:
                if row.target_start >= 0:
                    self._names.setdefault(row.segment, []).append((row.target_start, row.target_end))
        return technical.worded(
            without_links(_blanked(self._matches.chunk.targets[number], self._names.get(number, ())))
        )


def _blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """``text`` with blanks in place of these spans."""
    kept, done = [], 0
    for start, end in sorted(spans):
        kept += [text[done:start], " " * (end - max(start, done))]
        done = max(end, done)
    return "".join([*kept, text[done:]])
