"""Languages: everything that depends on the language of a text. A language is a module or package named by its code.

The same module serves for sources and for targets. What it does not define comes from the fallback, which answers what
holds for every script and declares the rest ``unanswered``: such a method returns what changes nothing, and a language
that overrides it answers. An attribute that is empty or None is not answered either.
"""

import hashlib
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple, Protocol, TypeVar, cast

from checker.errors import CheckerError
from checker.family import member, names
from checker.model import Category, FixKind
from checker.text.numbers import Number

_Question = TypeVar("_Question", bound=Callable[..., object])


def unanswered(question: _Question) -> _Question:
    """Declare that this method is no answer: what it gives changes nothing."""
    vars(question)["unanswered"] = True
    return question


class Wording(NamedTuple):
    """A term that a finder looks for.

    Attributes:
        text: The term as written in the glossary.
        category: What kind of thing it names.
        exact: Whether to find it without inflection and short forms only.
        renderings: Its accepted renderings in the other language, which tell words apart that are spelt alike.
    """

    text: str
    category: Category = Category.OTHER
    exact: bool = False
    renderings: tuple[str, ...] = ()


class Noun(NamedTuple):
    """A noun in a text: its offsets in code points of the raw text, and whether it is a proper noun."""

    start: int
    end: int
    name: bool


class Fitted(NamedTuple):
    """A text that can stand in place of ``start:end`` of a sentence (code points), in the form that is needed there.

    ``kind`` says how far that form may be trusted.
    """

    start: int
    end: int
    text: str
    kind: FixKind = FixKind.SAFE


class Whole(NamedTuple):
    """A name or title that a shorter one is part of.

    Attributes:
        start, end: Its span in the raw text, in code points.
        marks: What makes it mean somebody else: the folded other parts of the name, or the kinds of rank, which are
            ``deputy``, ``junior``, ``acting``, ``former``, ``elect``, ``honorary`` and ``prime``.
    """

    start: int
    end: int
    marks: tuple[str, ...]


class Hits:
    """Where terms stand in texts: columns of equal length, ordered by text.

    Attributes:
        texts: The number of the text, from 0.
        starts, ends: The span in the raw text, in code points.
        wordings: The number of the wording, from 0.
        how: ``exact``, or how the text differs from the term: ``inflected``, ``particle``, ``spacing`` …
        unfinished: The numbers of the texts that take too many steps (``checker.text.steps``); they have no rows.
    """

    __slots__ = ("ends", "how", "starts", "texts", "unfinished", "wordings")

    def __init__(self) -> None:
        self.texts: list[int] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.wordings: list[int] = []
        self.how: list[str] = []
        self.unfinished: set[int] = set()

    def add(self, text: int, start: int, end: int, wording: int, how: str) -> None:
        """Append one row."""
        self.texts.append(text)
        self.starts.append(start)
        self.ends.append(end)
        self.wordings.append(wording)
        self.how.append(how)

    def extend(self, rows: Sequence[tuple[int, int, int, int, str]]) -> None:
        """Append rows; a row is a tuple of the arguments of ``add``."""
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
    """Why a place in a text with the letters of a term is or is not the term.

    Attributes:
        start, end: The span in the raw text, in code points.
        how: As in ``Hits``; "" if the term is not found there.
        steps: The decisions that were made, in order, as sentences.
    """

    start: int
    end: int
    how: str
    steps: tuple[str, ...]


class Finder(Protocol):
    """Finds terms of one language in texts; compiled once from wordings."""

    def find(self, texts: Sequence[str]) -> Hits:
        """All hits, overlapping ones too. A text's hits do not depend on the other texts."""
        ...

    def packed(self) -> bytes:
        """The finder as bytes, from which ``Language.compile`` makes it again with little work."""
        ...


class Sought(NamedTuple):
    """A word that a reader looks up.

    Attributes:
        finder: Finds all forms of the word.
        needles: Folded texts; a text has a hit only if it has the letters of one of them, in any spacing.
    """

    finder: Finder
    needles: tuple[str, ...]


class Language(Protocol):
    """What the checker asks of a language. All words are folded.

    Attributes:
        code: The primary subtag of its BCP 47 code.
        version: Raised when an answer changes; see engine/signature.py.
        letters: Matches one letter of its script; None if most languages use the same script.
        posts: Words for offices and roles, which may stand in place of a missing title.
        definite: Words that refer to something mentioned before (the, its).
        general: General words (country, agency), by the category of what they may refer to.
        plurals: The plural categories of whole numbers (CLDR).
        common: Words that most texts of this language have, and texts of other languages in its script do not.
        grammatical: Words that sentences have, and names, commands and labels hardly do: articles, pronouns, auxiliary
            verbs, negations, most conjunctions.
        doubled: Words that may stand twice in a row; None if unknown.
        capitalised: Words whose capital does not show that they are names, because they always have one.
        leading: Words that something has to follow (to, with, when).
        blanks: Whether blanks part its words.
        signs: The signs that end a text, by what they say (``stop``, ``colon``, ``question``, ``exclamation``,
            ``ellipsis``, ``semicolon``), the usual one first; a kind that the language does not have is left out, and
            all are if they are unknown.
        opening: The sign that stands before a question or an exclamation, by its kind, if the language has one.
        spaced: The signs that have a blank before them.
        unseen: The signs of no width that its texts have.
        density: Characters per character of English, on average, for the same content.
    """

    code: str
    version: int
    letters: re.Pattern[str] | None
    posts: frozenset[str]
    definite: frozenset[str]
    general: Mapping[Category, frozenset[str]]
    plurals: tuple[str, ...]
    common: frozenset[str]
    grammatical: frozenset[str]
    doubled: frozenset[str] | None
    capitalised: frozenset[str]
    leading: frozenset[str]
    blanks: bool
    signs: Mapping[str, str]
    opening: Mapping[str, str]
    spaced: str
    unseen: str
    density: float

    def compile(self, wordings: Sequence[Wording], packed: bytes = b"") -> Finder:
        """A finder for ``wordings`` and their inflected forms.

        Args:
            wordings: The terms to find.
            packed: ``Finder.packed`` of a finder for the same wordings from the same versions of all software, or b"".

        Raises:
            ValueError: ``packed`` was not made by such a finder.
        """
        ...

    def seek(self, word: str) -> Sought:
        """What finds all forms of ``word``, which may be one of them; it must start fast, and may find too much."""
        ...

    def explain(self, wording: Wording, text: str) -> list[Trace]:
        """The places of ``text`` that have the letters of ``wording``, and why they are or are not the term."""
        ...

    def words(self, text: str) -> list[tuple[str, int, int]]:
        """The folded words of ``text``, with their start and end in the raw text."""
        ...

    def spells(self, name: str, text: str) -> bool:
        """Whether ``text``, in another script, spells ``name``, of this language, by its sound."""
        ...

    def sounds(self, word: str) -> tuple[str, ...]:
        """Phonetic keys of ``word``, of this language or a foreign name.

        Of two words that sound alike, a key of one is a key of the other, or the beginning of one.
        """
        ...

    def hears(self, word: str, name: str) -> bool:
        """Whether ``word`` may begin with the foreign ``name``, which is written in another script."""
        ...

    def calls(self, word: str, name: str) -> bool:
        """Whether ``word``, apart from particles, is the given name ``name``, which is written in another script."""
        ...

    def initials(self, name: str) -> frozenset[str]:
        """The folded first letters of all texts that spell ``name`` by its sound (see ``spells``)."""
        ...

    def pronoun(self, words: Sequence[str], category: Category) -> bool:
        """Whether one of the folded ``words`` of a text is a pronoun for a thing of this category."""
        ...

    def apposed(self, text: str) -> bool:
        """Whether ``text``, between a description and a name, joins the two into one phrase."""
        ...

    def years(self, text: str, present: int) -> set[int]:
        """The years that ``text`` names, also as seen from the year ``present`` (last year)."""
        ...

    def bygone(self, text: str, at: int) -> bool:
        """Whether ``text`` says of the title at offset ``at`` that it belongs to another time (former, then)."""
        ...

    def other_words(self, wording: Wording, text: str, start: int, end: int, code: str) -> tuple[frozenset[str], bool]:
        """Words for other meanings of a term (시장: market), and whether the text leaves open which meaning it has.

        Args:
            wording: The term.
            text: The raw text where it was found.
            start: Where it begins there.
            end: Where it ends.
            code: The language of the words wanted.
        """
        ...

    def given_name(self, text: str, start: int) -> str:
        """The foreign given name right before the surname at ``start`` in the raw ``text``, "" if there is none."""
        ...

    def everyday(self, word: str) -> bool:
        """Whether ``word`` is one of the most frequent nouns, which a translation may render freely."""
        ...

    def within(self, text: str, start: int, end: int) -> bool:
        """Whether ``text[start:end]`` is a part of a longer word that is a word of its own, not only a compound."""
        ...

    def akin(self, word: str, wording: str) -> bool:
        """Whether a folded ``word`` is made of a term, or both of one stem (username, unsaved, confirmation)."""
        ...

    def country(self, name: str) -> bool:
        """Whether the name of a place is that of a country or continent, or its adjective."""
        ...

    def listed(self, text: str) -> bool:
        """Whether ``text``, between two terms, makes them items of a list (a, b and c)."""
        ...

    def short_forms(self, name: str, rendering: str) -> tuple[str, ...]:
        """The short forms of a person's name after a full mention.

        Args:
            name: The name in this language.
            rendering: Its full rendering in the other language, which is shortened.
        """
        ...

    def agreeing(self, replacement: str, found: str, wording: str) -> str:
        """``replacement`` in the plural if ``found`` is the plural of ``wording``, else as it is."""
        ...

    def introduced(self, before: str, replacement: str) -> tuple[int, str]:
        """Adapt the word before a replacement if it depends on what follows (an envoy, a badge).

        Args:
            before: The text before the replacement.
            replacement: The new text.

        Returns:
            The number of code points at the end of ``before`` to replace as well, and the new text for the whole.
        """
        ...

    def fitted(
        self, text: str, start: int, end: int, renderings: Sequence[str], category: Category, wording: str
    ) -> Fitted | None:
        """One of ``renderings`` in the form of the words in its place; None if the form that is needed is unknown.

        Args:
            text: A sentence.
            start: Where the words to replace begin, in code points.
            end: Where they end.
            renderings: The renderings to choose from, the best first.
            category: What kind of thing they name.
            wording: What the words to replace are a form of; "" if they stand for something else.
        """
        ...

    def marked(self, text: str, at: int, mark: str) -> Fitted | None:
        """The word for a rank (``former``) before the title at ``at``; None if it is unknown where it stands."""
        ...

    def restated(self, text: str, theirs: Number, ours: Number) -> Fitted | None:
        """``ours``, read in another text, in the style of ``theirs`` in ``text``; None if it cannot be said so."""
        ...

    def following(self, found: str, replacement: str, after: str) -> tuple[int, str] | None:
        """Adapt the text behind a replacement if it depends on the word before it (계정을, 계좌를).

        Args:
            found: The text that is replaced.
            replacement: The new text.
            after: The text behind it.

        Returns:
            How many code points at the beginning of ``after`` to replace, and by what; (0, "") if nothing changes, None
            if the right form is unknown.
        """
        ...

    def disagreeing(self, text: str) -> list[tuple[int, int, str]]:
        """Where ``text`` surely has a word in a form that does not agree with the word before it (계정를).

        Returns:
            The start and end of each in the raw text, and the right form (을).
        """
        ...

    def trust(self, text: str, start: int, end: int, replacement: str, wording: Wording) -> FixKind:
        """How far an offer may be trusted that puts another noun in the place of ``text[start:end]``.

        An insertion if words around it may have to change, with its gender, case or number for instance, in ways that
        ``agreeing``, ``introduced`` and ``following`` do not know.

        Args:
            text: The raw text.
            start: Where the noun begins.
            end: Where it ends.
            replacement: The new noun.
            wording: The glossary's wording that the noun there is a form or misspelling of.
        """
        ...

    def respelt(self, one: str, other: str) -> bool:
        """Whether two folded words are regional spellings of the same word (defence, defense)."""
        ...

    def part_of_name(self, before: str, name: str) -> bool:
        """Whether the word ``before`` the name of a place makes it the name of another place (North America)."""
        ...

    def whole_name(
        self, text: str, start: int, end: int, names: tuple[str, ...], listed: Collection[str]
    ) -> Whole | None:
        """The whole personal name around a part of a name, if its other parts are evidently another person's.

        Args:
            text: A text.
            start: Where a part of a name begins in it, such as a surname.
            end: Where it ends.
            names: The full names of the person who is meant.
            listed: Folded parts of other known names.
        """
        ...

    def whole_title(self, text: str, start: int, end: int) -> Whole | None:
        """The whole title around ``text[start:end]``, if its other words change its rank (vice, former)."""
        ...

    def root(self, wording: str, category: Category) -> str:
        """What a term is a form of; equal for terms that differ only in region, sex, an abbreviation or a demonym."""
        ...

    def reworded(self, text: str, wording: str, category: Category) -> tuple[int, int] | None:
        """The span of ``text`` that has all words of a term in another construction (the launch of a missile), or None.

        Args:
            text: A text.
            wording: The term.
            category: What it names.
        """
        ...

    def says(self, text: str, start: int, end: int, mark: str) -> bool:
        """Whether ``text`` marks the word ``text[start:end]``.

        Args:
            text: A text.
            start: Where a title or a person's name begins in it.
            end: Where it ends.
            mark: A rank of the title (see ``Whole``), ``kin`` for a relative of the person, or ``attribute`` if the
                word qualifies a noun, as an adjective would.
        """
        ...

    def ranked(self, text: str, start: int, end: int) -> str:
        """The rank (former, acting) that a word beside the title ``text[start:end]`` surely gives it, or ""."""
        ...

    def is_sentence(self, text: str) -> bool | None:
        """Whether ``text``, without its final signs, is a sentence rather than a phrase; None if that is unknown."""
        ...

    def phrases(self, texts: Sequence[str]) -> list[list[list[Noun]]]:
        """The noun phrases of every text: lists of nouns with at most a blank between them."""
        ...

    def known(self, word: str) -> bool:
        """Whether the folded ``word`` is in the vocabulary of this language."""
        ...

    def numbers(self, texts: Sequence[str]) -> list[list[Number]]:
        """The numbers of every text, in digits and in words, in order."""
        ...


def language(code: str) -> Language:
    """The language with this BCP 47 code (``ko``, ``en-US``); the fallback if it has no module.

    Raises:
        CheckerError: ``code`` is not a BCP 47 code.
    """
    if not re.fullmatch(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*", code):
        raise CheckerError(f"“{code}” is not a language code", hint="use a BCP 47 code such as ko, en or pt-BR")
    primary = re.split(r"[-_]", code.lower())[0]
    if primary in names(__name__) and primary != "fallback":
        return cast(Language, member(__name__, primary).LANGUAGE)
    return cast(Language, member(__name__, "fallback").Fallback(primary))


@cache
def data_version(code: str) -> str:
    """Eight hexadecimal digits that change with the data files of a language, comments aside; "" if it has none.

    Args:
        code: The primary subtag of its BCP 47 code.
    """
    path = Path(__file__).parent / code
    files = sorted(file for file in path.glob("*") if file.suffix in (".tsv", ".bin"))
    if not files:
        return ""
    digest = hashlib.sha256()
    for file in files:
        content = file.read_bytes()
        if file.suffix == ".tsv":
            content = b"\n".join(line for line in content.splitlines() if line and not line.startswith(b"#"))
        digest.update(b"%b\0%d\0%b" % (file.name.encode(), len(content), content))
    return digest.hexdigest()[:8]
