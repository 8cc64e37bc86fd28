"""The bar of keys: Textual's footer with as many keys as fit, which can be clicked."""

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.widgets import Footer
from textual.widgets._footer import FooterKey

_ALWAYS = ("do('help')", "do('quit')")


class KeyBar(Footer):
    """The footer of a screen. Help and Quit are always in it; of the others those that come first."""

    def __init__(self) -> None:
        super().__init__(show_command_palette=False)

    def compose(self) -> ComposeResult:
        """A widget for each key that fits."""
        keys: dict[str, FooterKey] = {}
        for _, binding, enabled, tooltip in self.screen.active_bindings.values():
            if binding.show and binding.action not in keys:
                shown = self.app.get_key_display(binding)
                keys[binding.action] = FooterKey(
                    binding.key, shown, binding.description, binding.action, disabled=not enabled, tooltip=tooltip
                )
        last = [keys[action] for action in _ALWAYS if action in keys]
        room = self.app.size.width - sum(map(_width, last))
        for action, key in keys.items():
            if action not in _ALWAYS and _width(key) <= room:
                room -= _width(key)
                yield key.data_bind(compact=Footer.compact)
        for key in last:
            yield key.data_bind(compact=Footer.compact)

    async def on_resize(self) -> None:
        """Compose again for the new width."""
        await self.recompose()


def _width(key: FooterKey) -> int:
    """The cells that a key takes: blank, key, blank, description, blank."""
    return cell_len(key.key_display) + cell_len(key.description) + 3
