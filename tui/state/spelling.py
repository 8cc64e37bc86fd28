"""Words of an edited translation that no dictionary of this machine knows: a quiet mark in the form, never a finding.

The dictionaries are those of Enchant, if pyenchant is installed (the extra ``spelling``).
"""

import re
from contextlib import suppress
from functools import cache
from typing import Any

from checker.model import Concept
from checker.text.folding import fold

_SHORTEST = 3  # letters of a word that is looked at
# Chunks that are no language: with a digit, or a sign of a path, an address, a tag, a placeholder, a mark of a code.
_CODE = re.compile(r"\S*[\d_@/\\{}<>%$=#&:|~^+*⟨⟩]\S*")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


@cache
def _dictionaries(language: str) -> list[Any]:
    """The dictionaries of a language (BCP 47 code), of all its regions unless one is named."""
    try:
        import enchant
    except ImportError:  # also where the library behind it is missing
        return []
    wanted = language.replace("-", "_")
    found = []
    with suppress(enchant.errors.Error):
        tags = [tag for tag in enchant.list_languages() if tag == wanted or tag.split("_")[0] == wanted]
        found = [enchant.Dict(tag) for tag in tags]
    return found


class Spelling:
    """The spelling of translations.

    Args:
        glossary: The concepts, whose terms count as known.
    """

    def __init__(self, glossary: dict[str, Concept]) -> None:
        terms = (term.text for concept in glossary.values() for term in concept.targets)
        self._terms = {word for term in terms for word in _WORD.findall(fold(term).text)}

    def doubted(self, target: str, source: str, language: str) -> list[str]:
        """The words of a target that no dictionary of its language knows, each once; none without a dictionary.

        Names and acronyms, which have capitals, codes, words of the glossary and of the source are no doubt.
        """
        known = _dictionaries(language)
        if not known:
            return []
        others = set(_WORD.findall(fold(source).text))
        words = dict.fromkeys(_WORD.findall(_CODE.sub(" ", target)))
        return [
            word
            for word in words
            if len(word) >= _SHORTEST
            and word == word.lower()
            and not {fold(word).text, fold(word).text.removesuffix("'s")} & (self._terms | others)
            and not any(each.check(word.replace("’", "'")) for each in known)
        ]
