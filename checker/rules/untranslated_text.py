"""Source text is left in the target.

The target has letters of the source's script that its own language does not use, or keeps a run of the source's words
beside its own script, or it copies the whole source (``copied``). A text with no words to translate may be the same on
both sides: a number, placeholders, a command, an identifier. A copied phrase without a verb or a function word
(``phrase``) is minor and a copied label or name (``label``) neutral, for a language may use it too. A name in the
source's script may follow its rendering in brackets, and what stands in brackets or quotation marks may be cited.

    glossary: [organization] 인민군 = People's Army
    flags:    회담은 다음 주에 재개된다. -> [[회담은 다음 주에 재개된다.]]
    flags:    대표단은 평양에서 출발했다. -> The delegation left Pyongyang[[에서]].
    flags:    대표단은 (평양에서) 출발했다. -> The delegation left ([[평양에서]]).
    flags:    인민군 대표단이 도착했다. -> The [[인민군]] delegation arrived.
    passes:   OK -> OK
    passes:   대표단은 출발했다. -> The delegation left.
    passes:   인민군 대표단이 도착했다. -> A delegation of the People's Army (인민군) arrived.
    passes:   홍범도가 도착했다. -> Hong Beom-do (홍범도) arrived.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from checker.matching import untranslated
from checker.matching.matches import Matches
from checker.matching.untranslated import Copy
from checker.model import Finding, Outcome, Severity, Span

severity = Severity.MAJOR
error_type = "accuracy/untranslated"
version = 3

_BEFORE = re.compile(r"([^()\[\]]*?)\s*[(\[]\s*\Z")
_CLOSED = re.compile(r"\s*[)\]]")
_WORDS = 4  # before a bracket, that may spell the name in it
_COPIES: dict[Copy | None, tuple[Severity, str]] = {
    None: (Severity.MAJOR, ""),
    Copy.SENTENCE: (Severity.MAJOR, "copied"),
    Copy.PHRASE: (Severity.MINOR, "phrase"),
    Copy.LABEL: (Severity.NEUTRAL, "label"),
}


def check(matches: Matches) -> Iterator[Finding]:
    """One finding per target with untranslated text, with all its places."""
    kept = "letters of the source's script" if matches.terminology.source.letters else "words of the source"
    for number, text in enumerate(matches.chunk.targets):
        segment = matches.chunk.segments[number]
        copy = matches.copy(number)
        if segment.fuzzy or (segment.pending and copy is not Copy.SENTENCE):
            continue
        if copy not in _COPIES:
            continue
        level, reason = _COPIES[copy]
        spans = _left(matches, number) if copy is None else [Span(0, len(text))]
        if spans:
            found = " … ".join(span.of(text) for span in spans)
            yield Finding(
                segment=matches.chunk.first + number,
                severity=level,
                reason=reason,
                target=tuple(spans),
                found=found,
                message="the source is copied" if copy else f"“{found}” is left untranslated",
                why=f"{kept} stand in the target: {_share(spans, text):.0%} of its letters",
                gating=(copy is Copy.SENTENCE or segment.source.strip() in text) and matches.binds(number),
            )


def _left(matches: Matches, number: int) -> list[Span]:
    """Where a target that is no copy keeps words of the source, by their letters or as a run."""
    source, target = matches.terminology.source, matches.terminology.target
    text = matches.chunk.targets[number]
    if source.code == target.code:
        return []
    if not source.letters:
        return untranslated.left(matches.chunk.sources[number], text, source, target)
    if text.isascii():
        return []
    spans = [Span(*run.span()) for run in _runs(source.letters.pattern).finditer(text)]
    if target.letters:
        spans = [span for span in spans if target.letters.sub("", span.of(text)).strip()]
    return [span for span in spans if not _is_gloss(matches, number, span)]


@lru_cache
def _runs(letter: str) -> re.Pattern[str]:
    return re.compile(f"{letter}+(?:\\s+{letter}+)*")


def _share(spans: list[Span], text: str) -> float:
    letters = sum(map(str.isalpha, text))
    return sum(sign.isalpha() for span in spans for sign in span.of(text)) / letters if letters else 1.0


def _is_gloss(matches: Matches, number: int, span: Span) -> bool:
    """Whether ``span`` is a name of the source, in brackets behind its rendering."""
    text, source = matches.chunk.targets[number], matches.chunk.sources[number]
    name = span.of(text)
    if not _CLOSED.match(text, span.end) or name not in source:
        return False
    before = _BEFORE.match(text[: span.start])
    if not before:
        return False
    if any(
        matches.source_text(row) == name and row.outcome is not Outcome.MISSING and row.target_end <= span.start
        for row in matches.rows
        if row.segment == number
    ):
        return True
    words = before[1].split()[-_WORDS:]
    spells = matches.terminology.source.spells
    return any(spells(name, " ".join(words[at:])) for at in range(len(words)))
