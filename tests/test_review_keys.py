"""Colours that can be read, and a key for every hand."""

import unicodedata

import pytest

from tui.actions import ACTIONS
from tui.hangul import JAMO, contains, initials, jamo_of, typed
from tui.keymap import Keymap
from tui.themes import COLOURS


def luminance(colour):
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", COLOURS)
def test_every_text_can_be_read(theme):
    c = COLOURS[theme]
    for text in ("foreground", "dim", "accent", "error", "warning", "info", "success"):
        for ground in ("background", "panel", "chosen"):
            assert contrast(c[text], c[ground]) >= 4.5, (text, ground, contrast(c[text], c[ground]))
    for text in ("bar-text", "bar-strong", "bar-dim", "accent"):
        assert contrast(c[text], c["bar"]) >= 4.5, text
    assert contrast(c["mark-text"], c["mark"]) >= 4.5


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
