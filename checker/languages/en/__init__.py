"""English."""

from collections.abc import Iterable, Sequence
from types import MappingProxyType

from checker.languages import Finder, Wording
from checker.languages._words import WordFinder
from checker.languages.en.inflection import is_plural, phrases, plural, singular
from checker.languages.fallback import Fallback
from checker.model import Category

_POSTS = """
ambassador admiral adviser advisor aide attache attorney boss captain chair chairman chairwoman chairperson chancellor
chief clerk colonel commander commissioner comrade congressman consul coordinator counselor deputy delegate director
diplomat doctor emir envoy executive founder general governor head judge king lawmaker lawyer leader lieutenant
major manager marshal mayor minister ministry monarch nominee officer official premier president prime prince princess
professor prosecutor queen representative ruler secretary sheikh senator spokesman spokesperson spokeswoman strongman
sultan supremo undersecretary vice
"""

# With "the" they are names, without it words: the North, the Times, the Party.
_ORDINARY = frozenset(
    """
north south east west center centre times post guardian games gulf house hill union states world nations court bank
party chair crown throne front bloc fed strip wall line war zone border line mainland leader general marshal
""".split()
)


class English(Fallback):
    """Words with inflections made when a glossary is compiled; see ``inflection``."""

    pronouns = frozenset(
        """
he she they it him her them his hers their theirs its himself herself themselves itself who whose
""".split()
    )
    posts = frozenset(_POSTS.split())
    # Without those that are words of other languages as well: in, an, was, die, so, me, we, for.
    common = frozenset(
        """
the of and that this these those with from which their there they would could should have has had been being were are
is not will his her its it said says after about into when what who your you by to than more all
""".split()
    )
    doubled: frozenset[str] | None = frozenset(
        """
had that her you who is in on do so very really many long far much never no yes bye ha blah knock tut now there
""".split()
    )
    definite = frozenset("the this that these those its their".split())
    general = MappingProxyType(
        {
            Category.PLACE: frozenset(
                """
country nation state capital city region province republic town area island peninsula side
""".split()
            ),
            Category.ORGANIZATION: frozenset(
                """
group body organization organisation ministry agency party council company government committee institution
office administration association department court bank airline newspaper broadcaster panel paper daily union
""".split()
            ),
        }
    )

    def __init__(self) -> None:
        super().__init__("en")

    def compile(self, wordings: Sequence[Wording]) -> Finder:
        """See ``Language``."""
        return WordFinder(wordings, _forms)

    def agreeing(self, replacement: str, found: str, wording: str) -> str:
        """See ``Language``."""
        one, other = (tuple(word for word, _, _ in self.words(text)) for text in (found, wording))
        words = self.words(replacement)
        if not words or not is_plural(one, other) or singular(words[-1][0]):
            return replacement
        at, plural_form = plural(tuple(word for word, _, _ in words))
        _, start, end = words[at]
        if replacement[start].isupper():
            plural_form = plural_form[0].upper() + plural_form[1:]
        return replacement[:start] + plural_form + replacement[end:]


def _forms(words: tuple[str, ...], wording: Wording) -> Iterable[tuple[str, ...]]:
    forms = phrases(words, wording.category)
    # The Philippines is a name without its article too; "the North" is none.
    if len(words) == 2 and words[0] == "the" and words[1] not in _ORDINARY:
        forms |= {form[1:] for form in forms}
    return forms


LANGUAGE = English()
