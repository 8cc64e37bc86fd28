"""A key for every hand."""

import unicodedata

from tui.keys.actions import ACTIONS
from tui.keys.hangul import JAMO, contains, initials, jamo_of, typed
from tui.keys.keymap import Keymap


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
