"""The dialog in which words of the translation are chosen to become a wording of the glossary."""

from collections.abc import Sequence

from textual import events

from checker.model import Concept, Span, TermStatus
from tui.drawing.paint import Line, marked, shown
from tui.screens.dialogs import Dialog
from tui.screens.form import words_of

_STATUSES = {"1": TermStatus.ADMITTED, "2": TermStatus.DEPRECATED}


class Words(Dialog[tuple[str, TermStatus]]):
    """The dialog; its result is the chosen text and its new status.

    Args:
        concept: The concept that gets a wording.
        target: The translation.
        span: What is chosen at first; empty for the word at that place.
    """

    keys_line = "← → word   Shift+← → fewer, more words   , . letters   1 admitted   2 forbidden   Esc back"

    def __init__(self, concept: Concept, target: str, span: Span) -> None:
        super().__init__("Which words? They become a wording in the glossary")
        self._concept = concept
        self._target = target
        self._words: Sequence[Span] = words_of(target) or [Span(0, len(target))]
        self._span = span if span.end > span.start else self._words[self._at(span.start)]

    @property
    def chosen(self) -> str:
        """The chosen words."""
        return self._span.of(self._target)

    def _at(self, place: int) -> int:
        """The number of the word at a place or before it."""
        return max(sum(word.start <= place for word in self._words) - 1, 0)

    def lines(self) -> list[Line]:
        """The term, the translation, and what is known of the chosen words."""
        term = " | ".join(self._concept.sources)
        accepted = ", ".join(self._concept.accepted)
        return [
            [(shown(term), "strong"), ("  = ", "dim"), (shown(accepted), "right")],
            [],
            marked(self._target, [(self._span, "source")]),
            [],
            [(shown(self.chosen), "strong"), *self._known()],
        ]

    def _known(self) -> Line:
        """What the glossary says of the chosen words already."""
        for term in self._concept.targets:
            forbidden = term.status is TermStatus.DEPRECATED
            if term.text == self.chosen:
                return [("  is forbidden now" if forbidden else f"  is {term.status} already", "alert")]
            if term.text.casefold() == self.chosen.casefold():
                kind = "forbidden" if forbidden else "accepted"
                return [(f"  differs from the {kind} “{shown(term.text)}” by its capitals alone", "alert")]
        return []

    def on_key(self, event: events.Key) -> None:
        """Choose other words, or answer."""
        if event.key == "escape":
            return  # the binding handles it
        event.stop()
        first, last = self._at(self._span.start), self._at(self._span.end - 1)
        start, end = self._span.start, self._span.end
        if event.key in ("left", "right"):
            at = max(0, min((first - 1) if event.key == "left" else (last + 1), len(self._words) - 1))
            self._span = self._words[at]
        elif event.key == "shift+right":
            self._span = Span(start, self._words[min(last + 1, len(self._words) - 1)].end)
        elif event.key == "shift+left" and last > first:
            self._span = Span(start, self._words[last - 1].end)
        elif event.key == "full_stop" and end < len(self._target):
            self._span = Span(start, end + 1)
        elif event.key == "comma" and end - 1 > start:
            self._span = Span(start, end - 1)
        elif event.key in _STATUSES and self.chosen.strip():
            self.dismiss((self.chosen.strip(), _STATUSES[event.key]))
            return
        self.draw()
