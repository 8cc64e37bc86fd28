"""What in a string of a program is no word of a language, and which words are left for a translator.

Placeholders, tags, escapes and the marks of accelerators are ``codes``. Options, paths, identifiers, names in capitals,
keys and everything else that is written as no sentence writes a word are technical too.
"""

import re

# They stand for each character of a code, and of another technical token; no letter, digit or blank.
FILLER, STOP = "\ufffc", "\ufffb"
_LONGEST = 2000  # characters of a tag or of a placeholder in braces
_MARKUP = (
    rf"<!--[^<>]{{0,{_LONGEST}}}-->|<[/?]?[A-Za-z][^<>]{{0,{_LONGEST}}}>"
    r"|&(?:[A-Za-z]\w{1,30}|\#\w{1,8});|\\(?:[nrtN\"'\\]|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4})"
)
_BRACED = (
    r"[%$#]?\{[^{}<>\s]{0,80}\}|\{\{[^{}]{0,80}\}\}|\$[A-Za-z_]\w{0,40}|%\([\w.-]{1,80}\)[#0 +-]?[\d.]{0,6}[A-Za-z]"
    rf"|\{{\d{{1,2}},\s?choice,[^{{}}]{{0,{_LONGEST}}}\}}"
)
_PERCENT = (
    r"%(?:\d{1,2}\$)?[-+0#']{0,3}(?:\*|\d{1,3})?(?:\.(?:\*|\d{1,3}))?(?:hh?|ll?|[qjztL])?"
    r"(?:[dfsxu@]|[A-Za-z](?![A-Za-z]))|%L?\d{1,2}|%%"
)
_CODE = re.compile(rf"{_MARKUP}|{_BRACED}|{_PERCENT}|[ ]?\([_&]\w\)|(?<![\w&])[_&](?:\d(?!\w)|(?=[^\W_]))")
_CODE_SIGN = re.compile(r"[%<{&\\$_]")
_TOKEN = re.compile("[!-~\u00a1-\u024f‘’“”„…–—]+")  # scripts without blanks have no technical words of their own
_EDGES = ".,:;!?…()[]\"'“”‘’„‚«»‹›「」『』《》`–—-。、！？：；（）"
_TECHNICAL = re.compile(
    r"[/\\_=+*|@#~^<>\[\]{}$]"  # paths, options, operators
    r"|\d"
    r"|[^\W\d_][.:;,][^\W\d_]"  # a file, a property, a scope, a list of keywords
    r"|[a-zà-ÿ][A-Z]|^[A-Z]{2}[A-Zs]*$"  # camelCase, acronyms
)
_BEFORE = re.compile(r"[^\W_]_\Z|[$@\\]\Z|(?:^|[\s(\[])--?\Z|\w[.:]\Z")
_AFTER = re.compile(r"_[^\W_]|\(\)|\.[a-z]|[=\\]|::")
_OPTION = re.compile(r"--?\w")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def without_codes(text: str) -> str:
    """``text`` with ``FILLER`` for each character of a placeholder, a tag, an escape or the mark of an accelerator."""
    if not _CODE_SIGN.search(text):
        return text
    return _CODE.sub(lambda match: FILLER * len(match[0]), text)


def worded(text: str) -> str:
    """``text``, of the same length, with ``FILLER`` for codes and ``STOP`` for other technical tokens."""
    return _TOKEN.sub(lambda match: STOP * len(match[0]) if _is_technical(match[0]) else match[0], without_codes(text))


def words(text: str) -> list[str]:
    """The words of ``text``, of two letters or more, that are not technical, as they are written."""
    return [word for word in _WORD.findall(worded(text)) if len(word) > 1]


def tokens(text: str) -> set[str]:
    """The technical tokens of ``text`` of two letters or digits or more, in lower case: acronyms, options, figures."""
    found = (token.strip(_EDGES) for token in _TOKEN.findall(without_codes(text)) if _is_technical(token))
    return {token.lower() for token in found if sum(map(str.isalnum, token)) > 1}


def identifies(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` is a part of an identifier, an option, a file name or a path (css_file, --file)."""
    before, after = text[max(start - 3, 0) : start], text[end : end + 2]
    return _BEFORE.search(before) is not None or _AFTER.match(after) is not None


def _is_technical(token: str) -> bool:
    bare = token.strip(_EDGES)
    return _OPTION.match(token.lstrip("([\"'“‘`")) is not None or _TECHNICAL.search(bare) is not None
