"""Source text is left in the target.

The target has letters of the source's script that its own language does not use, or it copies the whole source. A text
without such letters (OK, a number) may be the same on both sides. A name in the source's script may follow its
rendering in brackets. The reason is ``copied`` for the whole source.

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

from checker.matching.matches import Matches
from checker.model import Finding, Outcome, Severity, Span

severity = Severity.MAJOR
error_type = "accuracy/untranslated"
version = 2

_BEFORE = re.compile(r"([^()\[\]]*?)\s*[(\[]\s*\Z")
_CLOSED = re.compile(r"\s*[)\]]")
_WORDS = 4  # before a bracket, that may spell the name in it


def check(matches: Matches) -> Iterator[Finding]:
    """One finding per target with untranslated text, with all its places."""
    source, target = matches.terminology.source, matches.terminology.target
    runs = None
    if source.letters and source.code != target.code:
        runs = _runs(source.letters.pattern)
    for number, text in enumerate(matches.chunk.targets):
        segment = matches.chunk.segments[number]
        copied = matches.copied(number)
        if segment.fuzzy or (segment.pending and not copied):
            continue
        if copied:
            spans = [Span(0, len(text))]
        else:
            spans = [Span(*run.span()) for run in runs.finditer(text)] if runs and not text.isascii() else []
            if target.letters:
                spans = [span for span in spans if target.letters.sub("", span.of(text)).strip()]
            spans = [span for span in spans if not _is_gloss(matches, number, span)]
        if spans:
            found = " … ".join(span.of(text) for span in spans)
            yield Finding(
                segment=matches.chunk.first + number,
                severity=severity,
                reason="copied" if copied else "",
                target=tuple(spans),
                found=found,
                message="the source is copied" if copied else f"“{found}” is left untranslated",
                why=f"letters of the source's script stand in the target: {_share(spans, text):.0%} of its letters",
                gating=(copied or segment.source.strip() in text) and matches.binds(number),
            )


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
