"""The interface of the app for its screens, which do not import the app."""

from collections.abc import Sequence
from typing import Protocol

from checker.model import Target, TermStatus
from tui.keys.keymap import Keymap
from tui.state.files import Files
from tui.state.lookup import Lookup
from tui.state.session import Session
from tui.state.view import View
from tui.work.messages import Effect


class Host(Protocol):
    """The app, as the screens see it.

    Attributes:
        session: The state.
        view: The list of findings.
        files: The files of the review.
        lookup: What can be looked up.
        ending: Whether the app has been asked to end.
        keymap: The keys.
        title_shown: A short name for what is reviewed.
        ascii_only: Whether our own signs are ASCII.
        said: The last message and its style.
        drafts: Edited texts that were not accepted, by segment.
        advanced: The time of the last decision, in seconds of the monotonic clock.
        guard: Seconds after ``advanced`` in which keys make no decision.
    """

    session: Session
    view: View
    files: Files
    lookup: Lookup
    ending: bool
    keymap: Keymap
    title_shown: str
    ascii_only: bool
    said: tuple[str, str]
    drafts: dict[int, str]
    advanced: float
    guard: float

    def say(self, text: str, style: str = "text") -> None:
        """Show a message on the line above the keys."""

    def kept(self) -> str:
        """Whether all changes are written, in words."""

    def note_fault(self, text: str) -> str:
        """Log the details of a fault; returns the path of the log."""

    def tabs(self) -> Sequence[tuple[str, str, bool]]:
        """The screens: name, what people read, whether it is the one in front."""

    def open_palette(self) -> None:
        """Show the command palette."""

    def open_board(self, name: str) -> None:
        """Show a screen."""

    def turn(self, by: int) -> None:
        """Show the screen that is ``by`` places further."""

    def show_only(self, text: str) -> None:
        """Show the queue with a filter."""

    def open_term(self, key: str) -> None:
        """Show all uses of a concept (by key)."""

    def go_to_segment(self, number: int, key: str) -> None:
        """Show a finding of a segment, if possible of this concept, or the segment if it has none."""

    def preview(self, number: int, wanted: str | Target) -> None:
        """Ask for the findings of a segment with another target."""

    def ask_offers(self, number: int) -> None:
        """Ask for the fixes of a segment, tried in its whole document."""

    def ask_effect(self, concept: str, text: str, status: TermStatus) -> None:
        """Ask for the effect of adding a term to a concept (by key)."""

    def add_wording(self, effect: Effect) -> None:
        """Add a term to the glossary and check again."""

    def in_editor(self, text: str) -> str | None:
        """Edit a text in $EDITOR; returns the new text, None if the editor failed."""

    def other_theme(self) -> None:
        """Switch between light and dark."""

    def take_back(self, *, again: bool) -> None:
        """Undo the last step, or with ``again`` redo it."""

    def write(self) -> None:
        """Write translations and decisions to their files."""

    def reload(self) -> None:
        """Read and check everything again."""

    def leave(self) -> None:
        """Leave; asks first if changes are only in the journal."""
