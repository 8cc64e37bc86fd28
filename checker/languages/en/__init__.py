"""English."""

from collections.abc import Iterable, Sequence
from types import MappingProxyType

from checker.languages import Finder, Wording
from checker.languages._words import WordFinder
from checker.languages.en.inflection import phrases
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


class English(Fallback):
    """Words with inflections made when a glossary is compiled; see ``inflection``."""

    pronouns = frozenset(
        """
he she they it him her them his hers their theirs its himself herself themselves itself who whose
""".split()
    )
    posts = frozenset(_POSTS.split())
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
office administration association department court bank airline newspaper broadcaster panel
""".split()
            ),
        }
    )

    def __init__(self) -> None:
        super().__init__("en")

    def compile(self, wordings: Sequence[Wording]) -> Finder:
        """See ``Language``."""
        return WordFinder(wordings, _forms)


def _forms(words: tuple[str, ...], wording: Wording) -> Iterable[tuple[str, ...]]:
    return phrases(words, wording.category)


LANGUAGE = English()
