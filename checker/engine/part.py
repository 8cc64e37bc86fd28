"""A part of a project: files that are checked with one glossary in one pair of languages."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice

from checker.corpus import CHUNK, Chunk, Corpus
from checker.errors import CheckerError
from checker.glossary.concepts import Glossary
from checker.matching.terminology import Terminology, terminology_of
from checker.model import Segment


class Part:
    """A corpus, its glossary, and reference translations.

    Args:
        corpus: The segments.
        glossary: The concepts.
        references: Reference translations of the same segments, for a score.
        compiled: Compiles the glossary for the languages of the corpus; called when it is first needed.
        key: Returns a key of the content of corpus and references without reading segments; "" if there is none, and
            then the result of the whole part is not cached.
        name: The name of the corpus in messages.
    """

    def __init__(
        self,
        corpus: Corpus,
        glossary: Glossary,
        references: tuple[Corpus, ...] = (),
        *,
        compiled: Callable[[], Terminology] | None = None,
        key: Callable[[], str] = str,
        name: str = "the translation",
    ) -> None:
        self.corpus = corpus
        self.glossary = glossary
        self.references = references
        self.compiled = Once(compiled or partial(terminology_of, glossary, *self.languages))
        self.key = key
        self.name = name

    @property
    def languages(self) -> tuple[str, str]:
        """The codes of source and target language."""
        return self.corpus.source_language, self.corpus.target_language

    def of_reference(self) -> "Part":
        """A part with the first reference as its corpus, and with the same references."""
        corpus = self.references[0]
        key = lambda: f"reference|{self.key()}" if self.key() else ""  # noqa: E731
        return Part(corpus, self.glossary, self.references, compiled=self.compiled, key=key, name="the reference")

    def chunks(self, size: int = CHUNK) -> Iterator[Chunk]:
        """The corpus in chunks of at most ``size`` segments, each with the same segments of the references.

        Raises:
            CheckerError: A reference has a different number of segments.
        """
        if not self.references:
            yield from self.corpus.chunks(size)
            return
        others = [iter(each) for each in self.references]
        before: list[Segment | None] = [None] * len(others)
        for chunk in self.corpus.chunks(size):
            here = len(chunk)
            beside = []
            for number, other in enumerate(others):
                segments = list(islice(other, here if chunk.after else here + 1))
                if len(segments) != here:
                    raise self._uneven(number, chunk.first + here, chunk.first + len(segments))
                beside.append(Chunk(chunk.first, segments, before[number]))
                before[number] = segments[-1]
            chunk.references = tuple(beside)
            yield chunk

    def _uneven(self, number: int, here: int, there: int) -> CheckerError:
        which = "the reference" if len(self.references) == 1 else f"reference {number + 1}"
        return CheckerError(
            f"{self.name} has {'at least ' if here > there else ''}{here:,} segments,"
            f" {which} {'at least ' if there > here else ''}{there:,}",
            hint="each segment needs a reference, and each segment of the reference a translation",
        )


class Once:
    """Compiles a glossary when it is first needed, in the process that needs it.

    Args:
        compiled: Compiles the glossary.
    """

    def __init__(self, compiled: Callable[[], Terminology]) -> None:
        self._compiled = compiled
        self._made: Terminology | None = None

    def __call__(self) -> Terminology:
        """The compiled glossary."""
        if self._made is None:
            self._made = self._compiled()
        return self._made
