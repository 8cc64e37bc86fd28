"""English word forms: the regular rules, a table of the irregular ones, and which word of a term inflects."""

from functools import cache
from importlib.resources import files

from checker.model import Category

_HISSING = ("s", "x", "z", "ch", "sh")
# secretary general, attorney general, court martial, president-elect: the head stands before these.
_POSTPOSED = frozenset(
    """
general generals elect designate martial emeritus plenipotentiary extraordinary laureate presumptive apparent
royal major
""".split()
)
_LINKS = frozenset(
    """
of in at for to on with from by for de d without against
""".split()
)
# Words with no plural worth having.
_INVARIANT = frozenset(
    """
staff personnel equipment news police information propaganda sanitation ours
""".split()
)


def regular_noun(word: str) -> set[str]:
    """The plural by rule: badge, badges; embassy, embassies; box, boxes."""
    if word.endswith(_HISSING):
        return {word + "es"}
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return {word[:-1] + "ies"}
    return {word + "s"}


def regular_verb(word: str) -> set[str]:
    """Past, participle and third person by rule: vote, voted, voting, votes."""
    if word.endswith("e"):
        stem = word[:-2] + "y" if word.endswith("ie") else word if word.endswith(("ee", "oe", "ye")) else word[:-1]
        return {word + "d", stem + "ing", word + "s"}
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return {word[:-1] + "ied", word + "ing", word[:-1] + "ies"}
    third = word + ("es" if word.endswith(_HISSING) else "s")
    return {word + "ed", word + "ing", third}


@cache
def _irregular() -> dict[tuple[str, str], tuple[str, ...]]:
    table = {}
    text = files(__package__).joinpath("irregular.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line.startswith("#"):
            word, kind, forms = line.split("\t")
            table[word, kind] = tuple(forms.split())
    return table


@cache
def _demonyms() -> dict[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    text = files(__package__).joinpath("demonyms.tsv").read_text(encoding="utf-8")
    table: dict[tuple[str, ...], tuple[tuple[str, ...], ...]] = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            place, adjectives = line.split("\t")
            table[tuple(place.split())] = tuple(tuple(each.split()) for each in adjectives.split("|"))
    return table


def is_country(name: str) -> bool:
    """Whether the folded ``name`` is that of a country or continent."""
    return tuple(name.removeprefix("the ").split()) in _demonyms()


@cache
def _singulars() -> dict[str, str]:
    return {form: word for (word, kind), forms in _irregular().items() if kind == "n" for form in forms}


def noun(word: str) -> set[str]:
    """Number forms of a noun given in either number."""
    if word in _INVARIANT:
        return {word}
    irregular = _irregular().get((word, "n"))
    if irregular:
        return {word, *irregular, *regular_noun(word)}
    for ending, plural in (("man", "men"), ("person", "people")):
        if word.endswith(ending):
            return {word, *regular_noun(word), word.removesuffix(ending) + plural}
    forms = {word}
    if single := singular(word):
        forms.add(single)
    else:
        forms |= regular_noun(word)
    return forms


def singular(word: str) -> str:
    """The singular of a plural noun, "" for a word that is none."""
    if word in _singulars():
        return _singulars()[word]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1]
    return ""


def verb(word: str) -> set[str]:
    """All forms of a verb given in its base form."""
    irregular = _irregular().get((word, "v"))
    if irregular is None:
        return {word} | regular_verb(word)
    forms = {word, *irregular}
    # The table lists only what the rules lack; past and participle of an irregular verb are all in it.
    regular = regular_verb(word)
    if any(form.endswith("ing") for form in irregular):
        regular = {form for form in regular if not form.endswith("ing")}
    if any(not form.endswith(("ing", "s")) for form in irregular):
        regular = {form for form in regular if not form.endswith("ed")}
    return forms | regular


def _head(words: tuple[str, ...]) -> int:
    """Which word of a noun phrase takes the plural: the last before a link or a postposed adjective."""
    end = len(words)
    for at, word in enumerate(words):
        if at and word in _LINKS:
            end = at
            break
    while end > 1 and words[end - 1] in _POSTPOSED:
        end -= 1
    return end - 1


def phrases(words: tuple[str, ...], category: Category) -> set[tuple[str, ...]]:
    """All inflected forms of a term, itself among them.

    Args:
        words: Its words, folded.
        category: Names take a bare plural (North Koreans); only ``other`` may be a verb.
    """
    forms = {words}
    if category is Category.PERSON or not words:
        return forms

    def replaced(at: int, word_forms: set[str]) -> None:
        forms.update((*words[:at], form, *words[at + 1 :]) for form in word_forms)

    if category in (Category.PLACE, Category.ORGANIZATION):
        for name in (words, *(_demonyms().get(words, ()) if category is Category.PLACE else ())):
            forms |= {name, *((*name[:-1], plural) for plural in regular_noun(name[-1]))}
        if category is Category.ORGANIZATION:
            replaced(_head(words), noun(words[_head(words)]))
        return forms
    head = _head(words)
    replaced(head, noun(words[head]))
    if head < len(words) - 1 and words[-1] in _POSTPOSED:
        replaced(len(words) - 1, regular_noun(words[-1]))
    if category is Category.OTHER:
        # A verb stands first (pledge allegiance, sign in) or last (test-fire).
        for at in {0, len(words) - 1}:
            replaced(at, verb(words[at]) | (verb(singular(words[at])) if singular(words[at]) else set()))
    return forms


def is_plural(found: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Whether ``found`` is the term ``words`` with its head in the plural."""
    head = _head(words)
    if len(found) != len(words) or found == words:
        return False
    others = all(one == other for at, (one, other) in enumerate(zip(found, words, strict=True)) if at != head)
    return others and found[head] in noun(words[head]) and singular(words[head]) != found[head]


def plural(words: tuple[str, ...]) -> tuple[int, str]:
    """Which word of a term to put in the plural, and that plural."""
    head = _head(words)
    word = words[head]
    irregular = _irregular().get((word, "n"))
    if irregular:
        return head, irregular[0]
    forms = noun(word) - {word} - regular_noun(word)
    return head, min(forms or regular_noun(word))
