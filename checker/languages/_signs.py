"""The signs that end a text in each language, and which texts are whole sentences; for languages of any script."""

import re
from collections.abc import Mapping
from types import MappingProxyType

STOP, COLON, QUESTION, EXCLAMATION, ELLIPSIS, SEMICOLON = KINDS = (
    "stop",
    "colon",
    "question",
    "exclamation",
    "ellipsis",
    "semicolon",
)
# By kind, the usual sign first.
_EUROPEAN = {STOP: ".", COLON: ":", QUESTION: "?", EXCLAMATION: "!", ELLIPSIS: "…", SEMICOLON: ";"}
_EUROPEANS = """
af ast az be bg br bs ca cs cy da de en eo es et eu fi fo fr fy ga gd gl hr hu ia id is it jv ka kk ko ky lb lt lv mg mk
mn ms mt nb nl nn no oc pl pt ro ru sc sh sk sl sq sr sv sw ta te ml kn gu mr tg tk tl tr tt ug uk uz vi xh yo zu he iw
"""
_WIDE = {STOP: "。．.｡", COLON: "：:﹕", QUESTION: "？?", EXCLAMATION: "！!", ELLIPSIS: "…⋯", SEMICOLON: "；;"}
_ARABIC = _EUROPEAN | {QUESTION: "؟?", SEMICOLON: "؛;"}
_DANDA = _EUROPEAN | {STOP: "।.॥|"}
_OTHERS = {
    "ja": _WIDE,
    "zh": _WIDE,
    "yue": _WIDE,
    "el": _EUROPEAN | {QUESTION: ";\u037e?", SEMICOLON: "\u0387\u00b7"},
    # The signs of questions and exclamations stand inside the word in Armenian.
    "hy": {STOP: "։:.", COLON: "՝`:", ELLIPSIS: "…"},
    "ar": _ARABIC,
    "fa": _ARABIC,
    "ps": _ARABIC | {STOP: "۔."},
    "ur": _ARABIC | {STOP: "۔."},
    "sd": _ARABIC | {STOP: "۔."},
    "hi": _DANDA,
    "bn": _DANDA,
    "ne": _DANDA,
    "or": _DANDA,
    "as": _DANDA,
    "pa": _DANDA,
    "sa": _DANDA,
    "sat": _EUROPEAN | {STOP: "᱾."},
    "my": {STOP: "။.", COLON: ":", QUESTION: "။?", ELLIPSIS: "…"},
    "km": _EUROPEAN | {STOP: "។.", COLON: "៖:"},
    "am": {STOP: "።.", COLON: "፦፡:", QUESTION: "፧?", EXCLAMATION: "!", ELLIPSIS: "…", SEMICOLON: "፤;"},
    # Sentences end with a blank in Thai and Lao.
    "th": {COLON: ":", QUESTION: "?", EXCLAMATION: "!", ELLIPSIS: "…"},
    "lo": {COLON: ":", QUESTION: "?", EXCLAMATION: "!", ELLIPSIS: "…"},
}
_SIGNS = {code: MappingProxyType(signs) for code, signs in _OTHERS.items()}
_SIGNS |= dict.fromkeys(_EUROPEANS.split(), MappingProxyType(_EUROPEAN))
_OPENING = {"es": {QUESTION: "¿", EXCLAMATION: "¡"}, "ast": {QUESTION: "¿", EXCLAMATION: "¡"}}
_SPACED = {"fr": ":;?!", "br": ":;?!"}
# Signs of no width that a language writes: where words may part, how letters join, in which direction text runs.
_SPACES, _JOINERS, _DIRECTIONS = (
    "\u200b\u2060",
    "\u200c\u200d",
    "\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069",
)
_UNSEEN = {
    **dict.fromkeys("th lo km my bo ja zh yue jv dz".split(), _SPACES),
    **dict.fromkeys("ar fa ur ps sd ug ku ckb".split(), _JOINERS + _DIRECTIONS),
    **dict.fromkeys("he iw yi dv".split(), _DIRECTIONS),
    **dict.fromkeys("hi bn ne or as pa sa mr gu ta te kn ml si sat".split(), _JOINERS),
    "my": _SPACES + _JOINERS,
    "km": _SPACES + _JOINERS,
}
_NONE: Mapping[str, str] = MappingProxyType({})
_SYLLABLES = 5  # at the end of a text that show whether it is a sentence

# The last syllables of a whole sentence; texts that end otherwise are phrases, which have no stop of their own.
_SENTENCE = {
    "ko": re.compile(r"(?:[다까죠]|[세해어아여에예네게지군대래돼려줘와봐져러워]요|시오)\Z"),
    "ja": re.compile(
        r"(?:ます|です|せん|でしょう|ましょう|ください|下さい|[たなさしくよ]い|[っいしきえれべけせてめ]た|んだ|[るうくすむぶつ])\Z"
    ),
}


def signs(code: str) -> Mapping[str, str]:
    """The signs that end a text, by kind; {} for a language that is not known."""
    return _SIGNS.get(code, _NONE)


def opening(code: str) -> Mapping[str, str]:
    """The signs that stand before a question or an exclamation, by the kind of the sign behind it."""
    return _OPENING.get(code, _NONE)


def spaced(code: str) -> str:
    """The signs that have a blank before them."""
    return _SPACED.get(code, "")


def unseen(code: str) -> str:
    """The signs of no width that texts of the language have."""
    return _UNSEEN.get(code, "")


def is_sentence(code: str, text: str) -> bool | None:
    """Whether the last word of ``text`` ends a sentence; None if the language does not show it."""
    pattern = _SENTENCE.get(code)
    return None if pattern is None else pattern.search(text[-_SYLLABLES:]) is not None
