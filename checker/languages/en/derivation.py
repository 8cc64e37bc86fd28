"""English word formation: the verb of a noun, the adjective and the office of a title, abbreviations, British spelling.

The rules give every word that the pattern allows; those that do not exist are in no text.
"""

import re
from functools import lru_cache

# Endings of nouns with those of their verbs; the stem must be long enough not to be another word (state, statement).
_VERBS = (
    (re.compile(r"(?<=\w{3})ification$"), ("ify",)),
    (re.compile(r"(?<=\w{2})i([sz])ation$"), (r"i\1e",)),
    (re.compile(r"(?<=\w{3})ation$"), ("ate",)),
    (re.compile(r"(?<=\w{4})ation$"), ("e", "")),
    (re.compile(r"(?<=\w{3})duction$"), ("duce", "duct")),
    (re.compile(r"(?<=\w{3})([cp])tion$"), (r"\1t",)),
    (re.compile(r"(?<=\w{4})ition$"), ("ite", "it", "ish", "ize")),
    (re.compile(r"(?<=\w{4})osition$"), ("ose",)),
    (re.compile(r"(?<=\w{3})ution$"), ("ute",)),
    (re.compile(r"(?<=\w{3})lution$"), ("lve",)),
    (re.compile(r"(?<=\w{2})([aiou])sion$"), (r"\1de", r"\1se")),
    (re.compile(r"(?<=\w{2})([ae]n)sion$"), (r"\1d",)),
    (re.compile(r"(?<=\w{2})ersion$"), ("ert", "erse")),
    (re.compile(r"(?<=\w{2})ission$"), ("it",)),
    (re.compile(r"(?<=\w{2})ession$"), ("ess", "ede", "eed")),
    (re.compile(r"(?<=\w{6})ment$"), ("",)),
    (re.compile(r"(?<=\w{5})al$"), ("", "e")),
    (re.compile(r"(?<=\w{4})[ae]nce$"), ("", "e")),
    (re.compile(r"(?<=\w{3})ure$"), ("e", "")),
    (re.compile(r"(?<=\w{2})([bdgmnprt])\1ing$"), (r"\1",)),
    (re.compile(r"(?<=\w{3})ing$"), ("", "e")),
)
_IRREGULAR_VERBS = {
    noun: verb
    for pair in """
defense-defend defence-defend offense-offend choice-choose entry-enter sale-sell loss-lose death-die discovery-discover
recovery-recover delivery-deliver robbery-rob theft-steal growth-grow proof-prove belief-believe pursuit-pursue
response-respond analysis-analyze inquiry-inquire payment-pay treatment-treat shipment-ship agreement-agree
movement-move judgment-judge argument-argue equipment-equip marriage-marry burial-bury trial-try complaint-complain
restraint-restrain assassination-assassinate deployment-deploy destruction-destroy construction-construct
subscription-subscribe description-describe explanation-explain denial-deny survival-survive arrival-arrive
advice-advise relief-relieve threat-threaten reduction-reduce retention-retain detention-detain
""".split()
    for noun, verb in [pair.split("-")]
}
_ENDINGS = re.compile(
    "(?:ations?|ators?|ates?|at(?:ed|ing)|itions?|ions?|ives?|ements?|ments?|ances?|ences?|ents?|ials?|als?|ically|ical|"
    "ics?|ous|it(?:y|ies)|ness|er(?:y|ies)|ers?|ors?|ists?|isms?|ly|ables?|ibles?|ed|ing|es?|y|s)$"
)
_DOUBLE = re.compile("([bdglmnprt])\\1$")
_STEM = 3  # letters; a stem is longer
# Words that mean something else than the words they look made of.
_APART = frozenset("statement department apartment basement comment segment element university organ president".split())
_ADVERBS = {"forced": "forcibly", "public": "publicly"}

# Titles: endings with those of their adjectives and offices, beside the office in -ship.
_OFFICES = (
    (re.compile(r"ent$"), ("ential", "ency")),
    (re.compile(r"(?<!edit)([eo]r)$"), (r"\1ial",)),
)
_IRREGULAR_OFFICES = {"governor": {"gubernatorial"}, "mayor": {"mayoral", "mayoralty"}}
# As press agencies abbreviate titles before names.
_ABBREVIATIONS = {
    "governor": "gov", "senator": "sen", "general": "gen", "representative": "rep", "lieutenant": "lt",
    "colonel": "col", "captain": "capt", "major": "maj", "sergeant": "sgt", "admiral": "adm", "commander": "cmdr",
    "professor": "prof", "president": "pres", "doctor": "dr", "brigadier": "brig", "corporal": "cpl",
}  # fmt: skip

_TITLES = {short: title for title, short in _ABBREVIATIONS.items()}
_PLACE = 3  # letters of a place's name at least
_NATIVE = re.compile(r"(?<=...)(?:(?:i?an|n|ese|ish|er|i)s?|s|[aeoy])$")
_SEX = 6  # letters of words that are not woman, person or dress
_MAN = re.compile(r"(?:wo)?m[ae]n$|people$|persons$")
_ESS = re.compile(r"([st])ress(?:es)?$")

# American endings with the British ones; after these stems, -or is -our and -er is -re.
_OUR = """
arb arm behavi cand cl col enam endeav fav ferv flav glam harb hon hum lab neighb od parl ranc rig rum sav savi splend
tum val vap vig
"""
_RE = "calib cent fib goit lit lust meag manoeuv met och reconnoit sab scept sepulch somb spect theat tit"
_BRITISH = (
    (re.compile(rf"\b({'|'.join(_OUR.split())})or(?=\Z|s|ed|ing|er|able|ite|ful|less|hood)"), r"\1our"),
    (re.compile(r"iz(?=(?:e[ds]?|ing|ation|ations|er|ers)\Z)"), "is"),
    (re.compile(r"yz(?=(?:e[ds]?|ing|er|ers)\Z)"), "ys"),
    (re.compile(r"\b(def|off|pret|lic)ens(?=es?\Z|eless)"), r"\1enc"),
    (re.compile(rf"\b({'|'.join(_RE.split())})er(?=s?\Z)"), r"\1re"),
    (re.compile(r"(?<=[dtl]al|[mn]ol|pil|tal)og(?=s?\Z)"), "ogue"),
    (re.compile(r"(?<=[aeiou])l(?=(?:ed|ing|er|ers|or|ors|ist|ists)\Z)"), "ll"),
    (re.compile(r"\bprogram(?=s?\Z)"), "programme"),
    (re.compile(r"(?<=arch)e(?=olog)|(?<=\bp)e(?=diatr)|(?<=an)e(?=sth)"), "ae"),
    (re.compile(r"\bmaneuver"), "manoeuvre"),
    (re.compile(r"\bgray(?=s?\Z)"), "grey"),
    (re.compile(r"\bskeptic"), "sceptic"),
    (re.compile(r"\baluminum\Z"), "aluminium"),
    (re.compile(r"\bjewelry\Z"), "jewellery"),
)

# British endings with the American ones.
_AMERICAN = (
    (re.compile(r"our(?=\Z|s|ed|ing|er|able|ite|ful|less|hood)"), "or"),
    (re.compile(r"is(?=(?:e[ds]?|ing|ation|ations|er|ers)\Z)"), "iz"),
    (re.compile(r"ys(?=(?:e[ds]?|ing|er|ers)\Z)"), "yz"),
    (re.compile(r"(?<=en)c(?=es?\Z|eless)"), "s"),
    (re.compile(r"(?<=[bt])re(?=s?\Z)"), "er"),
    (re.compile(r"ogue(?=s?\Z)"), "og"),
    (re.compile(r"(?<=[aeiou])ll(?=(?:ed|ing|er|ers|or|ors|ist|ists)\Z)"), "l"),
    (re.compile(r"(?<=gram)me(?=s?\Z)"), ""),
    (re.compile(r"ae(?=[a-z]{3})"), "e"),
)
# Most words have none of the endings; one search is faster than all replacements.
_ANY_BRITISH, _ANY_AMERICAN = (
    re.compile("|".join(ending.pattern for ending, _ in endings)) for endings in (_BRITISH, _AMERICAN)
)


def verbs(noun: str) -> set[str]:
    """The base forms of verbs that ``noun`` may be derived from: repatriation, repatriate."""
    if noun in _IRREGULAR_VERBS:
        return {_IRREGULAR_VERBS[noun]}
    return {ending.sub(verb, noun) for ending, endings in _VERBS if ending.search(noun) for verb in endings}


def stem(word: str) -> str:
    """The beginning that words of one family share: surgical, surgery; vaccinate, vaccination; "" if it is short."""
    found = _DOUBLE.sub(r"\1", _ENDINGS.sub("", word))
    return found if len(found) > _STEM and word not in _APART else word


def adverb(adjective: str) -> str:
    """The adverb of an adjective: illegal, illegally; forced, forcibly."""
    if adjective in _ADVERBS:
        return _ADVERBS[adjective]
    if adjective.endswith("ic"):
        return adjective + "ally"
    if adjective.endswith("y"):
        return adjective[:-1] + "ily"
    return adjective[:-1] + "y" if adjective.endswith("le") else adjective + "ly"


def offices(title: str) -> set[str]:
    """The adjectives and the office of a title: president, presidential and presidency."""
    found = {ending.sub(other, title) for ending, endings in _OFFICES if ending.search(title) for other in endings}
    return _IRREGULAR_OFFICES.get(title, found) | {title + "ship"}


def unabbreviated(word: str) -> str:
    """The title that a word abbreviates; otherwise the word itself."""
    return _TITLES.get(word, word)


def native(place: str) -> str:
    """The beginning that a place and its people share: Rome, Roman; Berlin, Berliners."""
    while len(place) > _PLACE and (shorter := _NATIVE.sub("", place)) != place:
        place = shorter
    return place


def neuter(word: str) -> str:
    """A word for either sex: spokesperson for spokesman and spokeswoman, actor for actress."""
    if word in ("chair", "chairs"):
        return "chairperson"
    if len(word) > _SEX:
        word = _MAN.sub("person", word)
        return _ESS.sub(r"\1or", word)
    return word


def abbreviation(title: str) -> str:
    """The usual abbreviation of a title without its full stop, "" if there is none."""
    return _ABBREVIATIONS.get(title, "")


@lru_cache(maxsize=1 << 14)
def british(word: str) -> str:
    """A word in British spelling, from American spelling; otherwise the word itself."""
    if _ANY_BRITISH.search(word):
        for american, ending in _BRITISH:
            word = american.sub(ending, word)
    return word


@lru_cache(maxsize=1 << 14)
def americanised(word: str) -> str:
    """A word with British endings replaced by American ones, whether or not it is British."""
    if _ANY_AMERICAN.search(word):
        for ending, american_ending in _AMERICAN:
            word = ending.sub(american_ending, word)
    return word


def american(word: str) -> str:
    """A word in American spelling, from British spelling; otherwise the word itself."""
    found = americanised(word)
    return found if british(found) == word else word
