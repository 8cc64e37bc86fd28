"""Words that are links or mail addresses, which are in no language."""

import re

_SIGNS = ("://", "@", "www.")
_WORD = re.compile(r"\S+")


def without_links(text: str) -> str:
    """``text`` with a blank in place of each word that is or has a link or mail address."""
    if not any(sign in text for sign in _SIGNS):
        return text
    return _WORD.sub(lambda word: " " if any(sign in word[0] for sign in _SIGNS) else word[0], text)
