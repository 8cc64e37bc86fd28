"""The command palette: Textual's, with all actions, found by a part of their name or by initial consonants."""

import functools
from collections.abc import Awaitable, Callable

from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider, SearchIcon

from tui.drawing.paint import plain_signs
from tui.keys.actions import ACTIONS, Action
from tui.keys.hangul import contains
from tui.screens.board import Board


class Actions(Provider):
    """The actions of the screen from which the palette was opened."""

    def _known(self) -> list[Action]:
        known = [a for a in ACTIONS if a.id != "palette" and hasattr(self.screen, f"do_{a.id}")]
        return sorted(known, key=lambda action: action.group == "Move")

    def _texts(self, action: Action) -> tuple[str, str]:
        """What is shown of an action: its name with its keys, and its description."""
        if not isinstance(self.screen, Board):
            return action.label, action.help
        own = plain_signs if self.screen.review.ascii_only else str
        return own(f"{action.label}  {self.screen.review.keymap.line(action.id)}"), own(action.help)

    async def discover(self) -> Hits:
        """All actions."""
        for action in self._known():
            line, words = self._texts(action)
            yield DiscoveryHit(line, self._do(action), text=action.label, help=words)

    async def search(self, query: str) -> Hits:
        """The actions in which all words of ``query`` occur, those in whose label they do first."""
        words = query.split()
        for action in self._known():
            whole = f"{action.label} {action.help} {action.id}"
            if all(contains(whole, word) for word in words):
                score = 1.0 if all(contains(action.label, word) for word in words) else 0.5
                line, said = self._texts(action)
                yield Hit(score, line, self._do(action), text=action.label, help=said)

    def _do(self, action: Action) -> Callable[[], Awaitable[None]]:
        return functools.partial(self.screen.run_action, f"do('{action.id}')")


class Palette(CommandPalette):
    """The palette with a sign of ours before the field, one cell wide."""

    def __init__(self) -> None:
        super().__init__([Actions], placeholder="part of a name", id="palette")

    def on_mount(self) -> None:
        """Set the sign."""
        self.query_one(SearchIcon).icon = ":"
