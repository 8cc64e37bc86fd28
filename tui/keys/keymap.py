"""The keys of all actions: the defaults, or those of ``[keys]`` in the config."""

from collections.abc import Iterable, Mapping, Sequence

from checker.errors import CheckerError
from checker.project.config import Config, meant
from tui.keys.actions import ACTIONS, BY_ID, Action
from tui.keys.hangul import jamo_of

FIXES = tuple("123456789")
_BACK = "escape"
_MODIFIERS = ("ctrl", "alt", "shift")
# Textual's names of signs; config and help write the signs themselves.
_SIGNS = {
    "!": "exclamation_mark", '"': "quotation_mark", "#": "number_sign", "$": "dollar_sign", "%": "percent_sign",
    "&": "ampersand", "'": "apostrophe", "(": "left_parenthesis", ")": "right_parenthesis", "*": "asterisk",
    "+": "plus", ",": "comma", "-": "minus", ".": "full_stop", "/": "slash", ":": "colon", ";": "semicolon",
    "<": "less_than_sign", "=": "equals_sign", ">": "greater_than_sign", "?": "question_mark", "@": "at",
    "[": "left_square_bracket", "\\": "backslash", "]": "right_square_bracket", "^": "circumflex_accent",
    "_": "underscore", "`": "grave_accent", "{": "left_curly_bracket", "|": "vertical_line",
    "}": "right_curly_bracket", "~": "tilde", " ": "space",
}  # fmt: skip
_LABELS = {name: sign for sign, name in _SIGNS.items() if sign != " "} | {
    "pagedown": "PgDn", "pageup": "PgUp", "escape": "Esc", "delete": "Del", "up": "↑", "down": "↓", "left": "←",
    "right": "→", "backspace": "Bksp", "insert": "Ins",
}  # fmt: skip
_NAMED = frozenset(
    "escape left right up down home end insert delete pageup pagedown tab space enter backspace".split()
    + [f"f{number}" for number in range(1, 25)]
    + list(_SIGNS.values())
)


def shown(key: str) -> str:
    """The name of a key for people."""
    if key in _LABELS:
        return _LABELS[key]
    if "+" in key:
        return "+".join(shown(part) for part in key.split("+"))
    return key if len(key) == 1 else key.capitalize()


def plain(key: str) -> str:
    """A key without the Shift that some terminals report with the sign it makes (``shift+A``, ``shift+a``)."""
    last = key.removeprefix("shift+")
    if last == key or "+" in last:
        return key
    if len(last) == 1:
        return last.upper()
    return last if last in _LABELS and last in _SIGNS.values() else key


class Keymap:
    """The keys of all actions.

    Args:
        own: The keys of actions that do not have their default keys.

    Attributes:
        by_key: Actions by key, with the jamo of letter keys.
    """

    def __init__(self, own: Mapping[str, Sequence[str]] | None = None) -> None:
        own = own or {}
        self._keys = {action.id: list(own.get(action.id, action.keys)) for action in ACTIONS}
        if _BACK not in self._keys["back"]:
            self._keys["back"].append(_BACK)
        self.by_key: dict[str, Action] = {}
        for name, keys in self._keys.items():
            for key in keys:
                self.by_key[key] = BY_ID[name]
                if jamo_of(key):
                    self.by_key.setdefault(jamo_of(key), BY_ID[name])

    def keys(self, name: str) -> list[str]:
        """The keys of an action, by Textual's names."""
        return self._keys[name]

    def bound(self, name: str) -> list[str]:
        """The keys of an action and the jamo on its letter keys, by Textual's names."""
        return [key for key, action in self.by_key.items() if action.id == name]

    def shown(self, name: str) -> str:
        """The first key of an action, for people."""
        return shown(self._keys[name][0])

    def without_letter(self, name: str) -> str:
        """The first key of an action that works with any input method, for people."""
        return shown(next((key for key in self._keys[name] if len(key) > 1), self._keys[name][0]))

    def line(self, name: str) -> str:
        """All keys of an action, for people."""
        return " ".join(map(shown, self._keys[name]))


def keymap_of(config: Config) -> Keymap:
    """The keymap of a config.

    Raises:
        CheckerError: The config names an unknown action or key, or the same key for two actions.
    """
    own: dict[str, list[str]] = {}
    places = {name: config.origins.get(f"keys.{name}", str(config.path)) for name in config.get("keys")}
    for name, keys in config.get("keys").items():
        if name not in BY_ID:
            raise CheckerError(f"there is no action “{name}”", places[name], meant(name, BY_ID))
        own[name] = [_named(key, places[name]) for key in keys]
        if name != "back" and _BACK in own[name]:
            raise CheckerError("Esc is always the key of “back”", places[name], f"give “{name}” another key")
        for key in own[name]:
            if key in FIXES:
                raise CheckerError(f"“{key}” applies a fix", places[name], f"give “{name}” another key")
    _no_conflict({action.id: own.get(action.id, action.keys) for action in ACTIONS}, places)
    return Keymap(own)


def _no_conflict(keys: Mapping[str, Iterable[str]], places: Mapping[str, str]) -> None:
    taken: dict[str, str] = {}
    for name in sorted(keys, key=lambda each: each in places):  # those of the config last, so that the error names them
        for key in keys[name]:
            if taken.setdefault(key, name) != name:
                raise CheckerError(
                    f"“{shown(key)}” is the key of “{taken[key]}” and of “{name}”",
                    places[name],
                    f"give {taken[key]} other keys too",
                )


def _named(key: str, place: str) -> str:
    """Textual's name of a key as the config writes it."""
    *modifiers, last = [key] if len(key) == 1 else key.strip().split("+")
    modifiers = [each.strip().lower() for each in modifiers]
    for each in modifiers:
        if each not in _MODIFIERS:
            raise CheckerError(f"there is no key “{key}”", place, meant(each, _MODIFIERS))
    last = _SIGNS.get(last, last if len(last) == 1 and not modifiers else last.strip().lower())
    if last not in _NAMED and not (len(last) == 1 and last.isalnum()):
        raise CheckerError(f"there is no key “{key}”", place, meant(last, sorted(_NAMED)))
    return "+".join([*modifiers, last])
