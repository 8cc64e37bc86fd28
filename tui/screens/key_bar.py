"""The bar of keys: Textual's footer with as many keys as fit, which can be clicked."""

from collections.abc import Iterable

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import Screen
from textual.widgets import Footer
from textual.widgets._footer import FooterKey

_ALWAYS = ("do('help')", "do('quit')")


class KeyBar(Footer):
    """The footer of a screen. Help and Quit are always in it; of the others those that come first."""

    def __init__(self) -> None:
        super().__init__(show_command_palette=False)
        self._shown: list[Binding] = []

    def _fitting(self) -> list[Binding]:
        """The bindings that fit."""
        every = {each.binding.action: each.binding for each in self.screen.active_bindings.values()}
        shown = [binding for binding in every.values() if binding.show]
        last = [binding for binding in shown if binding.action in _ALWAYS]
        room = self.app.size.width - self._width(last)
        fitting = []
        for binding in shown:
            if binding.action not in _ALWAYS and self._width([binding]) <= room:
                room -= self._width([binding])
                fitting.append(binding)
        return fitting + last

    def _width(self, bindings: Iterable[Binding]) -> int:
        """The cells that keys take: blank, key, blank, description, blank."""
        return sum(cell_len(self.app.get_key_display(each)) + cell_len(each.description) + 3 for each in bindings)

    def compose(self) -> ComposeResult:
        """A widget for each key that fits."""
        self._shown = self._fitting()
        for binding in self._shown:
            shown = self.app.get_key_display(binding)
            key = FooterKey(binding.key, shown, binding.description, binding.action)
            yield key.data_bind(compact=Footer.compact)

    def bindings_changed(self, screen: Screen[object]) -> None:
        """Compose again if other keys are to be shown."""
        if self.is_attached and screen is self.screen and self._fitting() != self._shown:
            self.call_after_refresh(self.recompose)

    def on_resize(self) -> None:
        """Compose again for the new width."""
        self.bindings_changed(self.screen)
