"""What is in each column of a table, by the titles in its header and by its cells. Not a format."""

from collections.abc import Sequence

from checker.errors import CheckerError
from checker.formats import Input, _sides, column_name
from checker.formats._header import certainty
from checker.formats._rows import (
    CORPUS,
    FLAGGED,
    LATIN,
    MARKS,
    MOST,
    NO,
    OTHER,
    SOURCES,
    YES,
    Rows,
    is_other,
    mostly,
)
from checker.formats._titles import Kind, Title, title
from checker.glossary.concepts import COLUMNS
from checker.reading import cut

_OURS = {  # our names for what a title says, in a glossary and in a corpus
    Kind.NOTE: ("note", ""), Kind.DEFINITION: ("definition", ""), Kind.CATEGORY: ("category", ""),
    Kind.STATUS: ("status", "state"), Kind.DOCUMENT: ("", "document"), Kind.ID: ("", "id"), Kind.OTHER: ("", ""),
}  # fmt: skip
REPEATED = ("note", "definition", "admitted", "forbidden", SOURCES, FLAGGED)  # columns that there may be several of


class Columns:
    """Says of each column under a header what it is."""

    def __init__(self, seen: Rows, said: Sequence[str], last: int) -> None:
        self._seen, self._said, self._last = seen, said, last
        self._place = seen.place(last)
        self._titles = [self._by_cells(number, each) for number, each in enumerate(map(title, said))]
        self.remarks: list[str] = []

    def _by_cells(self, number: int, said: Title | None) -> Title | None:
        """A title like “Approved” stands over translations or over yes and no; the cells tell."""
        if said and said.kind is Kind.TARGET and said.preferred and self._answers(number):
            return said._replace(kind=Kind.STATUS)
        return said

    def _answers(self, number: int) -> bool:
        """Whether the cells of a column only say yes or no."""
        texts = [cell.lower() for cell in self._seen.cells(number, self._last)]
        return bool(texts) and all(text in YES | NO | MARKS for text in texts)

    def settle(self, side: Kind, number: int) -> None:
        """Let a column, and no other one, be the source or the target."""
        self._titles = [None if each and each.kind is side else each for each in self._titles]
        told = self._titles[number]
        self._titles[number] = Title(side, told.language if told else "", preferred=False, entry=False, words="")

    def named(self) -> tuple[list[str], list[str]]:
        """What each column is, and remarks.

        Raises:
            CheckerError: One of the two sides is not named, or it is unclear.
        """
        if not certainty(self._titles):
            missing = "target" if self._of(Kind.SOURCE) else "source"
            raise CheckerError(
                f"it is not said which column is the {missing}", self._place, f"say {missing} in [[files]]"
            )
        source, target, more = self._sides()
        names = [""] * len(self._said)
        names[source], names[target] = "source", "target"
        for number, side in more:
            names[number] = side
        native = {"source", "target"} & {column_name(cell) for cell in self._said}
        for number, said in enumerate(self._titles):
            exact = column_name(self._said[number])
            if names[number] or not exact:
                continue
            known = COLUMNS if self._seen.glossary else CORPUS
            if native and exact in known and exact not in names:
                names[number] = exact
            elif said:
                name = self._name(number, said, (source, target))
                names[number] = name if name in REPEATED or name not in names else ""
        for number, asked in zip((source, target), self._seen.file.languages, strict=True):
            self._doubt(number, self._language(number) or asked)
        return names, self.remarks

    def _doubt(self, number: int, spoken: str) -> None:
        """Remark that a side has hardly any text in its language."""
        cells = self._seen.cells(number, self._last)
        right = OTHER if is_other(spoken) else LATIN
        if spoken and cells and sum(bool(right.search(cell)) for cell in cells) < (1 - MOST) * len(cells):
            self.remarks.append(f"“{cut(self._said[number])}” has hardly any text in {spoken}")

    def _name(self, number: int, said: Title, sides: tuple[int, int]) -> str:
        """What a column is that is none of the two sides, "" if it is not read."""
        if said.kind in _OURS:
            return _OURS[said.kind][not self._seen.glossary]
        if not self._seen.glossary:
            return ""
        shown = f"“{cut(self._said[number])}”"
        source, target = map(self._language, sides)
        if said.kind is Kind.SAME:
            if self._answers(number):
                return "same"
            if self._seen.cells(number, self._last):
                hint = f"rename it, or say what it is: {example(self._seen.file, 'forbidden', shown)}"
                raise CheckerError(f"it is unclear what the column {shown} forbids", self._place, hint)
        elif said.kind is Kind.FORBIDDEN:
            if self._answers(number):
                return FLAGGED
            if not said.language or _same(said.language, target) or not target:
                return "forbidden"
            if _same(said.language, source):
                self.remarks.append(f"{shown} forbids words of the source, which is not checked")
        elif said.kind is Kind.ADMITTED:
            return self._side_of(number, said, source, target)
        elif said.kind in (Kind.TARGET, Kind.LANGUAGE) and (not said.language or _same(said.language, target)):
            self.remarks.append(f"{shown} is not read, although it may have translations")
        return ""

    def _side_of(self, number: int, said: Title, source: str, target: str) -> str:
        """Whether a column has more source terms or more renderings."""
        if said.language and (source or target):
            return SOURCES if _same(said.language, source) else "admitted" if _same(said.language, target) else ""
        cells = self._seen.cells(number, self._last)
        foreign = sum(bool(OTHER.search(cell)) for cell in cells)
        if cells and foreign in (0, len(cells)):
            asked = self._seen.file.languages
            other = bool(foreign)
            if asked[1] and is_other(asked[1]) is other and is_other(asked[0] or "ko") is not other:
                return "admitted"
            return SOURCES if other and is_other(asked[0] or "ko") else "admitted"
        if cells:
            self.remarks.append(f"“{cut(self._said[number])}” is not read, because its side is unclear")
        return ""

    # The two sides.

    def _of(self, *kinds: Kind) -> list[int]:
        return [number for number, each in enumerate(self._titles) if each and each.kind in kinds]

    def _language(self, number: int) -> str:
        each = self._titles[number]
        return each.language if each else ""

    def _sides(self) -> tuple[int, int, list[tuple[int, str]]]:
        """The numbers of the source and the target column, and the columns with more of them."""
        file = self._seen.file
        sources, targets = self._of(Kind.SOURCE) or self._of(Kind.TERM), self._of(Kind.TARGET)
        spoken = self._of(Kind.LANGUAGE)
        codes = list(dict.fromkeys(self._language(number) for number in spoken))
        if not (sources and targets) and len(codes) > 1 and self._only_languages(sources, targets, codes):
            start, end = _sides.languages(file, codes)
            sources = [number for number in spoken if self._language(number) == codes[start]]
            targets = [number for number in spoken if self._language(number) == codes[end]]
        elif not targets:
            own = {self._language(number).partition("-")[0] for number in sources} - {""}
            targets = [number for number in spoken if self._language(number).partition("-")[0] not in own]
        elif not sources:
            own = {self._language(number).partition("-")[0] for number in targets} - {""}
            sources = [number for number in spoken if self._language(number).partition("-")[0] not in own]
            if not own and len(codes) > 1:
                raise self._unclear("target", [*sources, *targets])
        sources, targets = self._exchanged(sources, targets)
        source, more = self._pick(sources, file.languages[0], "source")
        target, others = self._pick(targets, file.languages[1], "target")
        return source, target, [*((n, SOURCES) for n in more), *((n, "admitted") for n in others)]

    def _only_languages(self, sources: list[int], targets: list[int], codes: Sequence[str]) -> bool:
        """Whether the columns named by languages are the sides, whatever else is called source or term."""
        if targets:
            return False
        if not sources:
            return True
        first = self._titles[sources[0]]
        asked = self._seen.file.languages[0] or "ko"
        provenance = first is not None and first.kind is Kind.SOURCE and first.words == "source"
        return provenance or (
            first is not None and first.kind is Kind.TERM and any(_same(asked, code) for code in codes)
        )

    def _exchanged(self, sources: list[int], targets: list[int]) -> tuple[list[int], list[int]]:
        """The sides the other way round, if the file has the languages that are asked for in that way."""
        start, end = self._seen.file.languages
        if not sources or not targets:
            return sources, targets
        here, there = self._language(sources[0]), self._language(targets[0])
        if here and there:
            wrong = (start and not _same(start, here) and _same(start, there)) or (
                end and not _same(end, there) and _same(end, here)
            )
        else:
            wrong = self._seen.glossary and start and end and self._turned(sources[0], targets[0])
        if wrong:
            self.remarks.append("the sides are exchanged, as the languages of the check are")
            return targets, sources
        return sources, targets

    def _turned(self, source: int, target: int) -> bool:
        """Whether the cells of both columns are in the scripts of the other side."""
        start, end = (is_other(code) for code in self._seen.file.languages)
        if start is end:
            return False
        here, there = (self._seen.cells(number, self._last) for number in (source, target))
        return mostly(here, other=end) and mostly(there, other=start)

    def _pick(self, columns: list[int], wanted: str, side: str) -> tuple[int, list[int]]:
        """The column of a side among several, and those with more of it."""
        codes = [self._language(number) for number in columns]
        if len({code.lower() for code in codes}) > 1 or (wanted and all(codes)):
            best = codes[_sides.only(self._seen.file, wanted, codes, codes)]
            columns = [number for number, code in zip(columns, codes, strict=True) if code == best]
        if len(columns) == 1:
            return columns[0], []
        preferred = [number for number in columns if (each := self._titles[number]) and each.preferred]
        if len(preferred) == 1:
            return preferred[0], []
        words = {each.words for number in columns if (each := self._titles[number])}
        if self._seen.glossary and len(words) == 1:
            return columns[0], columns[1:]
        raise self._unclear(side, columns)

    def _unclear(self, side: str, columns: Sequence[int]) -> CheckerError:
        shown = ", ".join(f"“{cut(self._said[number])}”" for number in columns)
        hint = f"say which: {example(self._seen.file, side, f'“{cut(self._said[columns[0]])}”')}"
        return CheckerError(f"it is unclear which column is the {side}: {shown}", self._place, hint)


def example(file: Input, column: str, shown: str) -> str:
    """How the config says what a column is."""
    quoted = shown.strip("“”").replace('"', "'")
    return f'[[files]] in ilchi.toml with match = "{file.name}" and {column} = "{quoted}"'


def _same(one: str, other: str) -> bool:
    return one.partition("-")[0].lower() == other.partition("-")[0].lower()
