"""Whether a term is a word of its own in an analysed text, judged by the morphemes before, after and around it."""

import re
from collections.abc import Sequence

from checker.languages import Wording
from checker.languages.ko import edges, lexicon
from checker.languages.ko.analyser import Morpheme
from checker.model import Category

VERBAL = re.compile(r"(?<=..)(?:하다|되다|시키다|당하다)\Z")
_PROVINCE, _OF_PROVINCE = "도", 2  # a province, and the syllables of its name (강원도, but not 그리스도)
_HEAD = 8  # the rarest class of nouns that name what a compound is
_RARER = 3  # classes by which a word with a prefix is rarer than the word itself
_RELATED = (Category.PLACE, Category.ORGANIZATION)
LONG = 4  # syllables from which the letters of a term hardly ever are something else
_NOMINAL = frozenset(
    """
NNG NNP NNB NR NP SL SH SN XPN XSN XR MM SW W_SERIAL SO SP
""".split()
)
_VERB_SUFFIXES = frozenset(("XSV", "XSV-I", "XSV-R"))
_SIGNS = frozenset(("SS", "SSO", "SSC", "SP", "SF", "SW", "SO", "SN", "SL", "SE"))


def stands(window: str, start: int, end: int, morphemes: Sequence[Morpheme], wording: Wording) -> bool:
    """Whether the term is a noun of its own in a text that was split into morphemes.

    Args:
        window: The text, folded.
        start: Offset of the term in the text.
        end: End of the term in the text.
        morphemes: The morphemes of the text.
        wording: The term as written in the glossary.
    """
    category = wording.category
    inside = [m for m in morphemes if m.start < end and m.end > start]
    if not inside:
        return False
    if inside[0].start == start and inside[-1].end == end:
        if not all(m.tag in _NOMINAL for m in inside):
            return False
        before = next((m for m in morphemes if m.end == start and m.start < start), None)
        towards = before and _is_towards(window[before.start : start], window[start:end], category)
        if before and not towards and not _leads(window, before, window[start:end], category):
            return False
        after = next((m for m in morphemes if m.start == end and m.end > end), None)
        if after is not None and after.tag.startswith("XSA"):
            # 이상하다 (strange) is not 이상 (ideal); an adjective needs a glossary row of its own.
            return VERBAL.search(wording.text) is not None
        behind = next((m for m in morphemes if after and m.start == after.end), None)
        return after is None or _follows(window, after, behind, window[start:end], category)
    if len(inside) > 1 or inside[0].tag not in _NOMINAL:
        return False  # the letters of the term belong to two words, or to an adverb (이리저리)
    lead, rest = window[inside[0].start : start], window[end : inside[-1].end]
    begins = not inside[0].start or window[inside[0].start - 1].isspace()
    return _stands_in(window[start:end], lead, rest, category, begins=begins)


def _stands_in(term: str, lead: str, rest: str, category: Category, *, begins: bool) -> bool:
    """Whether ``term`` keeps its meaning in the word ``lead + term + rest``.

    It does so before some suffixes and between nouns (국가올림픽위원회), but not inside another word (인도네시아).
    """
    if " " in lead or " " in rest or rest in edges.CHANGING:
        return False
    if _is_towards(lead, term, category):
        lead = ""
    if lexicon.is_noun(lead + term + rest):
        if (lead or rest) and _is_another(term, lead, rest, category):
            return False
    elif len(term) >= LONG:
        return True
    if len(term) < 2:
        return not lead and rest in edges.SIDES
    if (
        len(lead) == 1
        and lead not in edges.MADE_OF
        and (lead not in edges.LEADING or (begins and lexicon.is_noun(lead + term)))
    ):
        return False
    # If the letters before a title are not a word, they are a name (오시마대사). 신진대사 is a word of its own.
    prefixes = set(lead) <= edges.LEADING  # 주북러시아대사
    if len(lead) > 1 and not (prefixes or lexicon.is_noun(lead) or category is Category.TITLE):
        return False
    if len(lead) == len(term) == 2 and (lexicon.is_whole(lead, term) or _parts_elsewhere(lead, term)):
        return False
    if not rest:
        return True
    if rest in edges.KEEPING or (category is Category.PLACE and rest in edges.DIVISIONS):
        return not (rest in edges.NAMING and lexicon.is_noun(term + rest))
    return len(lead) != 1 and _is_compound(rest)


def _is_towards(lead: str, term: str, category: Category) -> bool:
    """Whether ``lead`` is a prefix before the name of a place, and the two are no other name (대서양)."""
    if category not in _RELATED or lead not in edges.TOWARDS:
        return False
    alone, together = lexicon.rarity(term), lexicon.rarity(lead + term)
    return alone is not None and (together is None or together - alone > _RARER)


def _is_another(term: str, lead: str, rest: str, category: Category) -> bool:
    """Whether ``lead + term + rest``, a word of the lexicon, means something else than its parts say.

    A name that ends with the name of a place is that of another place (로드아일랜드). A common noun of two nouns is a
    word of its own (국회의원, 호주머니), a name of two nouns is not (국회도서관), unless both are names
    (인도차이나), the second not that of a body (조선노동당), or the second is no usual noun (기니피그).
    """
    word = lead + term + rest
    if len(term) < 2:
        return rest not in edges.SIDES
    if category is Category.PLACE and len(lead) > 1:
        return True
    if category is Category.PLACE and rest in edges.DIVISIONS and rest not in edges.KEEPING:
        return not lexicon.is_name(word) or (rest == _PROVINCE and len(term) != _OF_PROVINCE)
    if category in (Category.PERSON, Category.TITLE) and len(rest) == 1:
        return lexicon.is_common(word) and rest not in edges.OFFICIAL
    if category is Category.PLACE and rest in edges.HEADS:
        return False
    if not rest[1:] or rest in edges.KEEPING:
        return False
    named = lexicon.is_name(rest) and rest[-1] not in edges.BODIES
    return named or lexicon.is_common(word) or (lexicon.rarity(rest) or 0) > _HEAD


def _parts_elsewhere(lead: str, term: str) -> bool:
    """Whether the word is split inside the term (외교부+장, not 외교+부장); 부산시+장 also is 부산+시장."""
    return term[1:] in edges.CHANGING and term[0] not in edges.DIVISIONS and lexicon.is_noun(lead + term[0])


def _is_compound(rest: str) -> bool:
    """Whether ``rest`` is a noun, or a noun followed by two or more syllables or a suffix (환경보호국)."""
    if lexicon.is_noun(rest):
        return True
    ends = (end for end in range(2, len(rest)) if lexicon.is_noun(rest[:end]))
    return any(len(rest) - end > 1 or rest[end:] in edges.BODIES for end in ends)


def _leads(window: str, before: Morpheme, term: str, category: Category) -> bool:
    """Whether the term is a word of its own after the morpheme right ``before`` it."""
    if before.tag in _SIGNS:
        return len(term) > 1 or before.tag != "SN"
    form = window[before.start : before.end].strip()
    if len(form) == 1 and edges.is_hangul(form):
        if before.tag.startswith(("J", "E", "XS")) or (before.tag == "NNP" and category is Category.TITLE):
            return True  # also after a surname
        if form in edges.MADE_OF:
            return True
        begins = not window[: before.start].strip() or window[before.start - 1].isspace()
        return form in edges.LEADING and not (begins and lexicon.is_noun(form + term))
    return len(term) > 1 or category is Category.TITLE


def _follows(window: str, after: Morpheme, behind: Morpheme | None, term: str, category: Category) -> bool:
    """Whether the term keeps its meaning before the morpheme right ``after`` it and the next one, ``behind``."""
    form = window[after.start : after.end]
    if after.tag in _VERB_SUFFIXES:
        return category is Category.OTHER
    if after.tag == "XSN" and form in edges.CHANGING:
        return False
    if after.tag == "NNG" and len(form) == 1 and behind and behind.tag in ("NNG", "NNP"):
        return True  # 이란+핵+합의
    if after.tag in ("XSN", "NNG", "NNB") and len(form) == 1:
        if category is Category.PLACE and form in edges.DIVISIONS:
            return True
        return form in edges.KEEPING and not (form in edges.NAMING and lexicon.is_noun(term + form))
    return True
