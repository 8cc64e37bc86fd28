"""A key for every hand, and for every terminal."""

import unicodedata

import pytest
from textual._xterm_parser import XTermParser
from textual.binding import Binding
from textual.events import Key

from tui.keys.actions import ACTIONS
from tui.keys.hangul import JAMO, contains, initials, jamo_of, typed
from tui.keys.keymap import _SIGNS, FIXES, Keymap, plain
from tui.screens.concordance import LookUp
from tui.screens.form import Edit
from tui.screens.words import Words


def test_every_action_has_a_key_that_is_no_letter_and_its_jamo():
    keys = [key for action in ACTIONS for key in action.keys]
    assert len(keys) == len(set(keys)), sorted(key for key in keys if keys.count(key) > 1)
    for action in ACTIONS:
        assert any(not (len(key) == 1 and (key.isalpha() or key in JAMO)) for key in action.others.split()), action.id
        for letter in filter(str.islower, action.letters.split()):
            assert Keymap().by_key[jamo_of(letter)] is action
    assert Keymap().by_key["ㅓ"].id == "down"


def test_korean_keys_and_initials():
    assert [typed(sign) for sign in ("ㅓ", "어", "값", "쫴", "x", "1")] == ["j", "dj", "rkqt", "Who", "", ""]
    assert typed(unicodedata.normalize("NFD", "국무위원회")) == typed("국무위원회") == "rnrandnldnjsghl"
    assert initials("국무위원회 a") == "ㄱㅁㅇㅇㅎ a"
    assert contains("국무위원회", "ㅁㅇㅇ")
    assert contains("Rodong", "rOd")
    assert not contains("국무위원회", "ㄴ")


SIGNS = {name: sign for sign, name in _SIGNS.items()}
# What terminals send for keys with a name: as xterm always did, and, where that differs, in the kitty protocol.
NAMED = {
    "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D", "home": "\x1b[H", "end": "\x1b[F",
    "pageup": "\x1b[5~", "pagedown": "\x1b[6~", "delete": "\x1b[3~", "escape": "\x1b", "tab": "\t", "enter": "\r",
    "space": " ", "f1": "\x1bOP", "f2": "\x1bOQ", "f3": "\x1bOR", "f4": "\x1bOS", "f5": "\x1b[15~", "f6": "\x1b[17~",
    "f7": "\x1b[18~", "f8": "\x1b[19~", "f9": "\x1b[20~", "f10": "\x1b[21~", "shift+down": "\x1b[1;2B",
    "shift+up": "\x1b[1;2A", "shift+left": "\x1b[1;2D", "shift+right": "\x1b[1;2C",
    "shift+tab": "\x1b[Z",
}  # fmt: skip
KITTY = {
    "escape": "\x1b[27u",
    "tab": "\x1b[9u",
    "shift+tab": "\x1b[9;2u",
    "enter": "\x1b[13u",
    "space": "\x1b[32;;32u",
    "f1": "\x1b[P",
    "f2": "\x1b[Q",
    "f3": "\x1b[13~",
    "f4": "\x1b[S",
}
# Signs with the key that makes them together with Shift, on an American keyboard.
UNSHIFTED = dict(zip('~!@#$%^&*()_+{}|:"<>?', "`1234567890-=[]\\;',./", strict=True))


def sign_of(key):
    """The sign of a key that makes one, by Textual's name; "" for others."""
    return key if len(key) == 1 else SIGNS.get(key, "")


def sent(key, protocol):
    """The bytes that a terminal sends for a key; None if it sends none of its own in this protocol."""
    if key in NAMED:
        return KITTY.get(key, NAMED[key]) if protocol == "kitty" else NAMED[key]
    if key.startswith("ctrl+"):
        letter = key.removeprefix("ctrl+")
        return {
            "xterm": chr(ord(letter) - 96),
            "modifyOtherKeys": f"\x1b[27;5;{ord(letter)}~",
            "CSI u": f"\x1b[{ord(letter)};5u",
            "kitty": f"\x1b[{ord(letter)};5u",
        }[protocol]
    sign = sign_of(key)
    base = UNSHIFTED.get(sign, sign.lower())
    if protocol == "kitty":  # the key without Shift, and the text, as Textual asks for it
        return f"\x1b[{ord(base)};{'' if base == sign else 2};{ord(sign)}u"
    if base == sign or protocol == "xterm":
        return sign
    return {
        "modifyOtherKeys": f"\x1b[27;2;{ord(sign)}~",
        "CSI u": f"\x1b[{ord(sign)};2u",
    }[protocol]


def read(sequence):
    """The keys that Textual reads from what a terminal sends."""
    parser = XTermParser()
    return [event.key for given in (sequence, "") for event in parser.feed(given) if isinstance(event, Key)]


def advertised():
    """Every key that the help, the card, the form or a dialog names."""
    keys = {key for action in ACTIONS for key in action.keys} | set(FIXES)
    keys |= {binding.key for binding in Binding.make_bindings([*Edit.BINDINGS, *LookUp.BINDINGS])}
    return sorted(keys | {"tab", "enter", "left", "right", "shift+left", "shift+right", "comma", "full_stop"})


@pytest.mark.parametrize("protocol", ["xterm", "modifyOtherKeys", "CSI u", "kitty"])
def test_every_advertised_key_arrives_from_the_bytes_of_every_terminal(protocol):
    for key in advertised():
        assert [plain(each) for each in read(sent(key, protocol))] == [key], (key, sent(key, protocol))


@pytest.mark.parametrize("sequence", ["ㅁ", "\x1b[0;;12609u", "\x1b[12609u"])
def test_jamo_arrive_too(sequence):
    assert Keymap().by_key[read(sequence)[0]].id == "apply"


def test_no_advertised_key_needs_alt():
    assert not [key for key in advertised() if key.startswith("alt+")]
    assert "Alt" not in Words.keys_line
