r"""What build hosts take for a command in the output of a program, and how such text is written so that they do not.

GitHub reads ``::name …::`` at the beginning of a line and ``##[name …]`` anywhere in it, Azure Pipelines ``##vso[…]``
and ``##[name]``, TeamCity ``##teamcity[…]``. Their search passes over signs without weight in sorting, such as joiners,
so these do not part two signs of a command. GitLab's sections need control characters, which no text keeps.

In a line, a backslash is put between the two signs with which a command begins: ``#\#[error]``, ``:\:add-mask::``.
People can read that, and it can be undone: where there are backslashes already, there is one more. Formats with
escapes of their own spell the first sign with them, so that their readers get the text unchanged.
"""

import re
import unicodedata
from collections.abc import Iterator

# A sign with which a command may begin; the group is what stands before its second sign, seen or unseen.
_FIRST = re.compile(
    r"#(?=((?:\\|[^\x20-\x7e\t\r\n])*+)#[^\s\[#]*+\[)"  # ##[, and ## with a name before the bracket
    r"|:(?=((?:\\|[^\x20-\x7e\t\r\n])*+):)"
)
# What JSON may hold as it is, though a terminal obeys it, a line ends there or the direction of reading changes.
_STEERING = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_BREAKS = frozenset("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")


def disarmed(text: str) -> str:
    """Lines with a backslash behind each sign with which a host's command begins; see ``armed``."""
    return _spelled(text, {"#": "#\\", ":": ":\\"})


def disarmed_json(text: str) -> str:
    """JSON that means the same, without a host's command and without signs that steer a terminal or turn the text."""
    plain = _STEERING.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text)
    return _spelled(plain, {"#": "\\u0023", ":": "\\u003a"})


def disarmed_markup(text: str) -> str:
    """XML or HTML that means the same, without a host's command; no part of a style or script."""
    return _spelled(text, {"#": "&#35;", ":": "&#58;"})


def armed(text: str) -> str:
    """The text of which ``disarmed`` made ``text``."""
    found = [0]
    for at in signs(text):
        found += [at + 1, at + 1 + text.startswith("\\", at + 1)]
    found.append(len(text))
    return "".join(text[start:end] for start, end in zip(found[::2], found[1::2], strict=True))


def _spelled(text: str, spelling: dict[str, str]) -> str:
    parts, done = [], 0
    for at in signs(text):
        parts += [text[done:at], spelling[text[at]]]
        done = at + 1
    return "".join([*parts, text[done:]]) if done else text


def signs(text: str) -> Iterator[int]:
    """Where the signs stand with which a command may begin; the beginning of ``text`` is that of a line."""
    for match in _FIRST.finditer(text):
        between = match[1] if text[match.start()] == "#" else match[2]
        if all(map(_unseen, between)) and (text[match.start()] == "#" or _first_in_line(text, match.start())):
            yield match.start()


def _first_in_line(text: str, at: int) -> bool:
    """Whether only blanks and unseen signs stand before ``at`` in its line."""
    while at and text[at - 1] not in _BREAKS:
        at -= 1
        if text[at] == "\\" or not _unseen(text[at]):
            return False
    return True


def _unseen(sign: str) -> bool:
    """Whether a host's search may pass over ``sign``: a mark, blank, control, formatting sign; or a backslash."""
    return sign == "\\" or sign.isspace() or unicodedata.category(sign)[0] in "MCZ"
