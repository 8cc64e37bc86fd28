"""The target was decoded with the wrong encoding, or escaped twice.

Signs of this are replacement characters, UTF-8 or a Korean code page read as Latin, control characters, question marks
in place of letters, and entities escaped twice or without a semicolon. Anything that the source has too is fine.

    flags:    그는 답하지 않았다. -> He didn[[â€™]]t answer.
    flags:    카페가 문을 열었다. -> The caf[[Ã©]] opened.
    flags:    연구개발 예산 -> R[[&amp;amp;]]D budget
    flags:    그는 웃었다. -> He laughed[[\ufffd]]
    flags:    대한민국 -> [[´ëÇÑ¹Î±¹]]
    passes:   그는 답하지 않았다. -> He didn’t answer.
    passes:   카페 이름은 «É»이다. -> The café is called «É».
    passes:   정말? -> Really???
"""

import re
import unicodedata
from collections.abc import Iterator

from checker.matching.matches import Matches
from checker.model import Finding, Fix, FixKind, Severity, Span

severity = Severity.MAJOR
error_type = "design/character-encoding"
version = 2

_LOST = re.compile("\ufffd+|[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f]+|[\ud800-\udfff]+|[?]{4,}")
_ENTITY = re.compile(
    r"&amp;(?:#\d+|#x[0-9A-Fa-f]+|[A-Za-z]{2,8});"
    r"|&(?:nbsp|quot|apos|amp|lt|gt)(?![\w;=])|& (?:nbsp|quot|apos|amp|lt|gt);"
)
# The characters that Windows-1252 shows for the bytes 0x80 to 0xff; undefined bytes are control characters.
_HIGH = re.compile(
    "[\x80-\xff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2026\u2030\u2039\u203a\u20ac\u2122]{2,}"
)
_CODE_PAGE = 6  # bytes from which a match with a Korean code page is no coincidence


def check(matches: Matches) -> Iterator[Finding]:
    """One finding per garbled target, with all its garbled places."""
    for number, text in enumerate(matches.chunk.targets):
        found = list(_garbled(text, matches.chunk.sources[number]))
        if found and matches.translated(number):
            yield Finding(
                segment=matches.chunk.first + number,
                severity=severity,
                target=tuple(span for span, _ in found),
                found=" … ".join(span.of(text) for span, _ in found),
                expected=tuple(dict.fromkeys(right for _, right in found if right)),
                message=f"{_named(found[0][0].of(text))} is garbled"
                + (f"; it was “{found[0][1]}”" if found[0][1] else ""),
                why="the text has been through the wrong encoding",
                fixes=(Fix(FixKind.READ, *found[0]),) if len(found) == 1 and found[0][1] else (),
            )


def _named(text: str) -> str:
    return f"“{text}”" if text.isprintable() else " ".join(f"U+{ord(sign):04X}" for sign in text)


def _garbled(text: str, source: str) -> Iterator[tuple[Span, str]]:
    """The garbled places of ``text``, with the original text of each; "" where that is unknown."""
    if not text.isprintable() or "\ufffd" in text or "????" in text:
        for match in _LOST.finditer(text):
            sign = match.group()[0]
            if sign not in source:
                yield Span(*match.span()), ""
    if "&" in text:
        for match in _ENTITY.finditer(text):
            if match.group() not in source:
                yield Span(*match.span()), ""
    if not text.isascii():
        runs = list(_HIGH.finditer(text))
        misread = [
            each
            for match in runs
            for each in _misread(match.group(), match.start())
            if _strange(text[match.start() - 1 : match.start()], each[1])
        ]
        yield from misread
        pages = [(Span(*match.span()), _hangul(match.group())) for match in runs]
        if not misread and sum(len(span.of(text)) for span, was in pages if was) >= _CODE_PAGE:
            yield from (each for each in pages if each[1])


def _misread(run: str, start: int) -> Iterator[tuple[Span, str]]:
    """The parts of a run of non-ASCII characters that are another text read as Latin, with the original text."""
    raw = b"".join(_byte(sign) for sign in run)
    at = 0
    while at < len(raw):
        length = 2 if 0xC2 <= raw[at] <= 0xDF else 3 if 0xE0 <= raw[at] <= 0xEF else 4 if 0xF0 <= raw[at] <= 0xF4 else 0
        end = at + length
        try:
            sign = raw[at:end].decode() if length else ""
        except UnicodeDecodeError:
            sign = ""
        if sign and _usual(sign) and run[at].isalpha():
            yield Span(start + at, start + end), sign
            at = end
        else:
            at += 1


def _hangul(run: str) -> str:
    """The Hangul that a run of non-ASCII characters is in a Korean code page, "" if it is anything else."""
    try:
        was = b"".join(map(_byte, run)).decode("cp949")
    except UnicodeDecodeError:
        return ""
    return was if len(was) > 1 and all("가" <= sign <= "힣" for sign in was) else ""


def _strange(before: str, was: str) -> bool:
    """Whether ``was`` is not a letter of another script right behind a Latin letter (détaillé », süß“)."""
    return not (before.isascii() and before.isalpha() and unicodedata.category(was) == "Lo")


def _byte(sign: str) -> bytes:
    try:
        return sign.encode("cp1252")
    except UnicodeEncodeError:
        return sign.encode("latin-1")


def _usual(sign: str) -> bool:
    """Whether ``sign`` is common in texts, so that its UTF-8 bytes hardly stand together by chance."""
    return "\xa0" <= sign <= "\u017f" or "\u2010" <= sign <= "\u2122" or unicodedata.category(sign) == "Lo"
