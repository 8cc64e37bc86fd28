"""What screens ask of the app that shows them. They know it by this shape alone: the app imports them, not they it."""

from typing import Protocol

from checker.model import TermStatus
from tui.keys.keymap import Keymap
from tui.state.files import Files
from tui.state.session import Session
from tui.state.view import View
from tui.work.engine import Effect


class Host(Protocol):
    """The app, as screens see it.

    Attributes:
        session: All state.
        view: What is listed.
        files: What is written.
        keymap: Which key does what.
        title_shown: What is reviewed, short.
        said: The last message and its style.
        drafts: Texts that were edited and not kept, by segment.
        advanced: When a decision led on to the next finding, in seconds of the monotonic clock.
        guard: Seconds after that in which a key decides nothing.
    """

    session: Session
    view: View
    files: Files
    keymap: Keymap
    title_shown: str
    said: tuple[str, str]
    drafts: dict[int, str]
    advanced: float
    guard: float

    def say(self, text: str, style: str = "text") -> None:
        """Say something on the line above the keys."""

    def kept(self) -> str:
        """What is safe where."""

    def note_fault(self, text: str) -> str:
        """Keep the details of a fault; where."""

    def open_board(self, name: str) -> None:
        """Put a screen in front."""

    def turn(self, by: int) -> None:
        """The next screen in order."""

    def show_only(self, text: str) -> None:
        """The findings that a filter lets through, in the queue."""

    def open_term(self, key: str) -> None:
        """How a term is rendered all over the corpus."""

    def go_to_segment(self, number: int, key: str) -> None:
        """A segment's finding of a term, or the segment to read."""

    def preview(self, number: int, text: str) -> None:
        """Ask what would be wrong with a text."""

    def ask_effect(self, concept: str, text: str, status: TermStatus) -> None:
        """Ask what a wording would change."""

    def add_wording(self, effect: Effect) -> None:
        """Write a wording into the glossary and check anew."""

    def in_editor(self, text: str) -> str | None:
        """Let the user's editor change a text; None if it failed."""

    def other_theme(self) -> None:
        """Light to dark and back."""

    def take_back(self, *, again: bool) -> None:
        """Undo, or redo."""

    def write(self) -> None:
        """Write the files."""

    def reload(self) -> None:
        """Read everything again."""

    def leave(self) -> None:
        """Leave."""
