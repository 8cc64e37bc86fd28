"""Titles in English text with the words that change their rank, and where sentences begin."""

import re

from checker.languages import Whole
from checker.languages.en.inflection import demonyms
from checker.text.folding import bare

POSTS = frozenset(
    """
ambassador admiral adviser advisor aide attache attorney boss captain chair chairman chairwoman chairperson chancellor
chief clerk colonel commander commissioner comrade congressman consul coordinator counselor deputy delegate director
diplomat doctor emir envoy executive founder general governor head judge king lawmaker lawyer leader lieutenant
major manager marshal mayor minister ministry monarch nominee officer official premier president prime prince princess
professor prosecutor queen representative ruler secretary sheikh senator spokesman spokesperson spokeswoman strongman
sultan supremo undersecretary vice
""".split()
)

REACH = 40  # code points in which the word before must stand
_BLANKS = 4  # blanks at most between two sentences
LONGEST = 4  # words before or behind
WORD = r"((?:[^\W\d_]\.){1,3}|[^\W\d_]+(?:['’-][^\W\d_]+)*\.?)"
_EDGE = r"(?<![^\s(\[“\"'‘—–/])"
WORD_BEFORE = re.compile(rf"{_EDGE}{WORD}[ \u00a0]\Z")
WORD_BEHIND = re.compile(rf"[ \u00a0]{WORD}")
_PART_BEFORE = re.compile(rf"{_EDGE}{WORD}(?:[ \u00a0]|-)\Z")
_RANK_BEHIND = re.compile(r"[ -](elect|designate|emeritus)\b", re.IGNORECASE)
_OPENING = frozenset(".!?…:;(—–•|[“‘\"'")

# What stands before a title and changes its rank.
RANKS = {
    **dict.fromkeys("vice deputy assistant associate under".split(), "deputy"),
    **dict.fromkeys("acting interim caretaker".split(), "acting"),
    **dict.fromkeys("former ex erstwhile onetime".split(), "former"),
    "honorary": "honorary",
    **dict.fromkeys("lieutenant major brigadier rear".split(), "junior"),
}
_RANKS_BEHIND = {"elect": "elect", "designate": "elect", "emeritus": "honorary"}
_PORTFOLIOS = frozenset(
    """
foreign prime defense defence finance interior justice education health trade energy labor labour agriculture culture
environment transport unification security intelligence economic economy home press state national general political
military communications information railways sports commerce treasury budget planning
""".split()
)
_PRIME = "prime "
_ANAPHORIC = frozenset("the this that his her their its our".split())


def folded(word: str) -> str:
    """A word in lower case, without diacritics and the dot of an abbreviation."""
    return bare(word.rstrip(".")).lower().replace("’", "'")


def is_portfolio(word: str) -> bool:
    """Whether a folded word says what a minister or secretary is responsible for (foreign, state)."""
    return word in _PORTFOLIOS


def opens(text: str, at: int) -> bool:
    """Whether a sentence or a quotation begins at ``at``."""
    before = text[max(0, at - _BLANKS) : at].rstrip()
    return not before or before[-1] in _OPENING


def whole_title(text: str, start: int, end: int) -> Whole | None:
    """The whole title around ``text[start:end]`` with the ranks that its other words give it, or None."""
    first, ranks = start, []
    at = start
    for _ in range(LONGEST):
        found = _PART_BEFORE.search(text, max(0, at - REACH), at)
        if not found:
            break
        at, word = found.start(1), folded(found[1])
        rank = RANKS.get(word, "")
        if rank == "former" and " of " not in text[start:end] and _looks_back(text, at, end):
            rank = ""
        if rank:
            first = at
            ranks.append(rank)
        elif not _is_qualifier(text, at, found[1], word):
            break
    last = end
    if behind := _RANK_BEHIND.match(text, end):
        last = behind.end()
        ranks.append(_RANKS_BEHIND[behind[1].lower()])
    if text[start:end].lower().startswith("minister") and text[max(0, start - len(_PRIME)) : start].lower() == _PRIME:
        first = min(first, start - len(_PRIME))
        ranks.append("prime")
    return Whole(first, last, tuple(ranks)) if ranks else None


def _is_qualifier(text: str, at: int, word: str, plain: str) -> bool:
    """Whether a word between a rank and a title belongs to the title (deputy foreign minister, former Iraqi leader)."""
    if plain in _PORTFOLIOS or plain in demonyms():
        return True
    return word[:1].isupper() and not opens(text, at) and not plain.endswith("'s")


def _looks_back(text: str, at: int, end: int) -> bool:
    """Whether "the former minister" stands for somebody named before: no name or office follows it."""
    found = WORD_BEFORE.search(text, max(0, at - REACH), at)
    if not found or found[1].lower() not in _ANAPHORIC:
        return False
    behind = WORD_BEHIND.match(text, end)
    return not (behind and (behind[1][:1].isupper() or behind[1] in ("of", "for", "to")))
