"""Languages: everything that depends on one. A language is a module or package here, named by its code.

It serves as source and as target alike. What a language does not know it takes from the fallback, which answers what
holds for every script and declares the rest ``unanswered``: a method so marked gives what changes nothing, and a
language that overrides it answers. An attribute that is empty or None is not answered either.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, Protocol, TypeVar, cast

from checker.errors import CheckerError
from checker.family import member, names
from checker.model import Category
from checker.numbers import Number

_Question = TypeVar("_Question", bound=Callable[..., object])


def unanswered(question: _Question) -> _Question:
    """Declare that this method is no answer: what it gives changes nothing."""
    vars(question)["unanswered"] = True
    return question


class Wording(NamedTuple):
    """What a finder is asked to find.

    Attributes:
        text: The term as the glossary has it.
        category: What it names.
        exact: Without inflection and short forms.
    """

    text: str
    category: Category = Category.OTHER
    exact: bool = False


class Noun(NamedTuple):
    """A noun in a text: raw code points, and whether it is a proper one."""

    start: int
    end: int
    name: bool


class Hits:
    """Where wordings stand in texts, as columns of equal length, ordered by text.

    Attributes:
        texts: Number of the text.
        starts, ends: Raw code points of it.
        wordings: Number of the wording.
        how: ``exact``, or what the language had to undo: ``inflected``, ``particle``, ``spacing`` …
    """

    __slots__ = ("ends", "how", "starts", "texts", "wordings")

    def __init__(self) -> None:
        self.texts: list[int] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.wordings: list[int] = []
        self.how: list[str] = []

    def add(self, text: int, start: int, end: int, wording: int, how: str) -> None:
        """Append one row."""
        self.texts.append(text)
        self.starts.append(start)
        self.ends.append(end)
        self.wordings.append(wording)
        self.how.append(how)

    def extend(self, rows: Sequence[tuple[int, int, int, int, str]]) -> None:
        """Append ``rows``, each with the arguments of ``add``."""
        if rows:
            texts, starts, ends, wordings, how = zip(*rows, strict=True)
            self.texts += texts
            self.starts += starts
            self.ends += ends
            self.wordings += wordings
            self.how += how

    def __len__(self) -> int:
        return len(self.texts)


class Trace(NamedTuple):
    """What became of one place where the letters of a wording stand.

    Attributes:
        start, end: Raw code points of the text.
        how: As in ``Hits``; "" if it is not found there.
        steps: What was looked at, in order, as sentences.
    """

    start: int
    end: int
    how: str
    steps: tuple[str, ...]


class Finder(Protocol):
    """Wordings of one language, compiled once."""

    def find(self, texts: Sequence[str]) -> Hits:
        """All hits in all texts, overlapping ones too; each text by itself."""
        ...

    def packed(self) -> bytes:
        """What ``Language.compile`` makes the same finder of, sparing most of the work."""
        ...


class Language(Protocol):
    """What the checker asks of a language.

    Attributes:
        code: Its BCP 47 primary subtag.
        letters: Matches one letter of its own script; None if it shares its script with most others.
        posts: Words for offices and roles, folded: what may stand where a title is missing.
        definite: Words that point back at something said before (the, its), folded.
        general: Words for a kind of thing (country, agency), folded, by what they may stand for.
        plurals: The plural categories of whole numbers (CLDR).
        common: Words that most texts of this language have and those of others in its script have not, folded.
        doubled: Words that may rightly stand twice in a row, folded; None if that is not known.
        capitalised: Words with a capital wherever they stand, or at any beginning, so that it makes no name of them.
        density: Letters and blanks that say what one of English says.
    """

    code: str
    letters: re.Pattern[str] | None
    posts: frozenset[str]
    definite: frozenset[str]
    general: Mapping[Category, frozenset[str]]
    plurals: tuple[str, ...]
    common: frozenset[str]
    doubled: frozenset[str] | None
    capitalised: frozenset[str]
    density: float

    def compile(self, wordings: Sequence[Wording], packed: bytes = b"") -> Finder:
        """A finder for ``wordings`` and their inflected forms.

        Args:
            wordings: What to find.
            packed: What a finder for the same wordings, by the same version of everything, gave; "" if there is none.

        Raises:
            ValueError: ``packed`` is nothing of that kind.
        """
        ...

    def explain(self, wording: Wording, text: str) -> list[Trace]:
        """Where in ``text`` the letters of ``wording`` stand, and why they are, or are not, the term."""
        ...

    def words(self, text: str) -> list[tuple[str, int, int]]:
        """The folded words of ``text`` with their raw spans."""
        ...

    def spells(self, name: str, text: str) -> bool:
        """Whether ``text``, in another script, spells the sound of ``name`` of this language."""
        ...

    def sounds(self, word: str) -> tuple[str, ...]:
        """How ``word``, of this language or a foreign name, may sound: what sounds alike is equal, or begins alike."""
        ...

    def hears(self, word: str, name: str) -> bool:
        """Whether the foreign ``name`` of someone, in another script, may be what ``word`` begins with."""
        ...

    def initials(self, name: str) -> frozenset[str]:
        """The letters with which what ``spells`` the sound of ``name`` may begin, folded."""
        ...

    def pronoun(self, words: Sequence[str], category: Category) -> bool:
        """Whether one of the folded ``words`` of a text is a pronoun for something of ``category``."""
        ...

    def apposed(self, text: str) -> bool:
        """Whether ``text``, between a description and what it describes, makes one phrase of the two."""
        ...

    def everyday(self, word: str) -> bool:
        """Whether ``word`` is one of the most frequent nouns of this language, which a text may say in any way."""
        ...

    def same_kind(self, one: str, other: str) -> bool:
        """Whether the names of two places may stand for one another; not those of a country and a town."""
        ...

    def short_forms(self, name: str, rendering: str) -> tuple[str, ...]:
        """What ``rendering``, a foreign rendering of the person ``name``, is shortened to after a full mention."""
        ...

    def agreeing(self, replacement: str, found: str, wording: str) -> str:
        """``replacement`` in the number in which ``wording`` was found."""
        ...

    def introduced(self, before: str, replacement: str) -> tuple[int, str]:
        """What a word before becomes where it depends on what follows (an envoy, a badge).

        Args:
            before: The text up to the place of ``replacement``.
            replacement: What is to stand there.

        Returns:
            How many characters at the end of ``before`` are to be replaced too, and by what, ``replacement`` included.
        """
        ...

    def respelt(self, one: str, other: str) -> bool:
        """Whether two folded words are one word in the spellings of two countries (defence, defense)."""
        ...

    def part_of_name(self, before: str, name: str) -> bool:
        """Whether the word ``before`` makes the name of a place behind it that of another (North America)."""
        ...

    def phrases(self, texts: Sequence[str]) -> list[list[list[Noun]]]:
        """The noun phrases of each of ``texts``: nouns with nothing but a blank between them."""
        ...

    def known(self, word: str) -> bool:
        """Whether the folded ``word`` is an ordinary word of this language."""
        ...

    def numbers(self, texts: Sequence[str]) -> list[list[Number]]:
        """The numbers of each of ``texts``, in digits and words, in order."""
        ...


def language(code: str) -> Language:
    """The language with this BCP 47 code (``ko``, ``en-US``); the fallback for one that has no module.

    Raises:
        CheckerError: It is no such code.
    """
    if not re.fullmatch(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*", code):
        raise CheckerError(f"“{code}” is no language code", hint="use one like ko, en or pt-BR")
    primary = re.split(r"[-_]", code.lower())[0]
    if primary in names(__name__) and primary != "fallback":
        return cast(Language, member(__name__, primary).LANGUAGE)
    return cast(Language, member(__name__, "fallback").Fallback(primary))
