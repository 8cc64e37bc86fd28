"""Texts with marked spans: split into pieces, and cut around the first span."""

from collections.abc import Iterator

from checker.model import Span

ELLIPSIS = "…"


def pieces(text: str, spans: tuple[Span, ...]) -> Iterator[tuple[str, bool]]:
    """``text`` split into pieces, with whether a span marks the piece."""
    at = 0
    for span in sorted(spans):
        if span.start > at:
            yield text[at : span.start], False
        if span.end > at:
            yield text[max(at, span.start) : span.end], True
            at = span.end
    if at < len(text):
        yield text[at:], False


def window(text: str, spans: tuple[Span, ...], room: int) -> Iterator[tuple[str, bool]]:
    """The pieces of the ``room`` code points around the first span, with an ellipsis where the text is cut."""
    first = min(spans).start if spans else 0
    end = min(len(text), max(first - room // 3, 0) + room)
    start = max(0, end - room)
    if start:
        yield ELLIPSIS, False
    yield from pieces(
        text[start:end],
        tuple(Span(max(span.start, start) - start, min(span.end, end) - start) for span in spans if span.end > start),
    )
    if end < len(text):
        yield ELLIPSIS, False
