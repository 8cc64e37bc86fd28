"""Gettext files, entry by entry: what stands in an entry, and on which of its lines. Not a format."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from checker.errors import CheckerError
from checker.formats import without_end
from checker.formats._po_text import UNLIMITED, Style, directives, unescaped, wrapped

HINT = "“msgfmt -c” lists all errors of a file"
_KEYWORD = r"msgctxt|msgid_plural|msgid|msgstr(?:\s*\[\s*\d{1,3}\s*\])?"
_STRING = r'"([^"\\]*(?:\\.[^"\\]*)*)"'
_LINE = re.compile(rf"\s*(?:({_KEYWORD})\s*)?{_STRING}\s*")
_TOKEN = re.compile(rf"\s*(?:({_KEYWORD})(?![\w\[])|{_STRING})")
_REST = re.compile(r"\s*(?:#.*)?\Z", re.DOTALL)  # of a line, after its strings
_DOMAIN = re.compile(rf"\s*domain\s+{_STRING}\s*")
_OBSOLETE = re.compile(r"\s*#~\s*(?:msg|\")")
_STRAY = re.compile("[\udc80-\udcff]")  # how a byte is read that the encoding does not know
# The keywords that may stand before a keyword in its entry.
_BEFORE = {
    "msgctxt": ("",), "msgid": ("", "msgctxt"), "msgid_plural": ("msgid",), "msgstr": ("msgid", "msgid_plural"),
    "msgstr[]": ("msgid", "msgid_plural", "msgstr[]"),
}  # fmt: skip


class Entry:
    """An entry with all lines since the one before it, and after the last one those at the end of the file.

    Attributes:
        first: The number of its first line, from 1.
        lines: Its lines, with comments and blank lines.
        strings: What stands between the quotes, by keyword and as it is written.
        places: The indexes of the lines with these strings.
        flags: The indexes of the lines with flags.
        previous: The indexes of the lines with the previous msgid.
        domain: The domain that was named last before it, "" if none was.
        shared: Whether a line of it has several keywords.
    """

    __slots__ = ("domain", "first", "flags", "lines", "places", "previous", "shared", "strings")

    def __init__(self, first: int, domain: str = "") -> None:
        self.first = first
        self.domain = domain
        self.shared = False
        self.lines: list[str] = []
        self.strings: dict[str, list[str]] = {}
        self.places: dict[str, list[int]] = {}
        self.flags: list[int] = []
        self.previous: list[int] = []

    @property
    def translates(self) -> bool:
        """Whether it is a translation: not the header, nor a stretch of comments."""
        return any(self.strings.get("msgid", ()))

    @property
    def forms(self) -> list[str]:
        """The keywords of its translations, in order."""
        if "msgstr" in self.strings:
            return ["msgstr"]
        return sorted((one for one in self.strings if one.startswith("msgstr")), key=number)

    @property
    def line(self) -> int:
        """The number of its first line with flags, else with a keyword."""
        return self.first + (self.flags[0] if self.flags else next(iter(self.places.values()))[0])

    @property
    def flagged(self) -> frozenset[str]:
        """Its flags."""
        return frozenset().union(*(_flags(self.lines[at]) for at in self.flags)) if self.flags else frozenset()

    def text(self, keyword: str, codec: str = "utf-8") -> str:
        """The text of a string, "" if the entry has none of this keyword.

        Raises:
            ValueError: Its escapes are bytes that ``codec`` does not know.
        """
        return unescaped("".join(self.strings.get(keyword, ())), codec)

    def rest(self, end: int) -> "Entry":
        """A new entry that begins with the lines from ``end`` on, which this one loses."""
        other = Entry(self.first + end, self.domain)
        other.lines = self.lines[end:]
        other.flags = [at - end for at in self.flags if at >= end]
        other.previous = [at - end for at in self.previous if at >= end]
        self.forget(end)
        del self.lines[end:]
        return other

    def forget(self, end: int) -> None:
        """Drop what comments from ``end`` on say."""
        for held in (self.flags, self.previous):
            while held and held[-1] >= end:
                held.pop()


def number(keyword: str) -> int:
    """The number of a plural form; 0 for a single one."""
    return int(keyword[7:-1]) if keyword.startswith("msgstr[") else 0


@lru_cache(1 << 10)
def _flags(line: str) -> frozenset[str]:
    return frozenset(flag for each in line.strip()[2:].split(",") if (flag := each.strip()))


class Reader:
    """Puts the lines of a file together to entries.

    Attributes:
        strays: How many comments have bytes that are not in the encoding.
        stray: The line of the first of them.
    """

    def __init__(self, name: str, encoding: str = "utf-8") -> None:
        """A reader of the file ``name``; ``encoding`` is what its encoding is called, for messages."""
        self.strays = self.stray = 0
        self._name = name
        self._encoding = encoding
        self._done: list[Entry] = []
        self._entry = Entry(1)
        self._end = 0  # how many lines of it there are up to its last string
        self._keyword = ""  # what the next string belongs to
        self._kind = ""  # the same without the number of a plural form

    def read(self, lines: Iterable[str]) -> Iterator[Entry]:
        """The entries, streamed, and its other lines as entries without strings; obsolete entries are comments.

        Args:
            lines: The lines with their ends; a byte that the encoding does not know is a surrogate.

        Raises:
            CheckerError: They are not in gettext syntax, or a string not in the encoding; the place names the line.
        """
        done = self._done
        for number, line in enumerate(lines, 1):
            self._take(number, line)
            if done:
                yield from done
                done.clear()
        self._close()
        yield from done

    def _take(self, number: int, line: str) -> None:
        self._entry.lines.append(line)
        plain = _LINE.fullmatch(line)
        if plain is None:
            kept = line.strip()
            if not kept or kept[0] == "#":
                self._comment(number, kept)
                return
        if not line.isascii() and (stray := _STRAY.search(line)):
            raise CheckerError(
                f"this is not {self._encoding} (byte 0x{ord(stray[0]) - 0xDC00:02x})",
                f"{self._name}:{number}",
                "name its encoding with --encoding, for instance cp949 or utf-16-le",
            )
        if plain is not None:
            if plain[1]:
                self._begin(number, plain[1])
            self._add(number, plain[2])
        elif domain := _DOMAIN.fullmatch(line):
            self._cut(number, domain[1])
        else:
            self._several(number, line)

    def _close(self) -> None:
        """The file ends."""
        entry = self._entry
        if entry.strings and not (self._kind.startswith("msgstr") and entry.strings[self._keyword]):
            place = entry.first + entry.places[self._keyword][0]
            raise CheckerError("the file ends before the msgstr of this entry", f"{self._name}:{place}", HINT)
        self._done.append(entry)

    def _comment(self, number: int, kept: str) -> None:
        """A blank line or a comment."""
        entry = self._entry
        if not kept.isascii() and _STRAY.search(kept):
            self.stray = self.stray or number
            self.strays += 1
        if kept.startswith("#,"):
            if kept[2:].strip():
                entry.flags.append(len(entry.lines) - 1)
        elif kept.startswith("#|"):
            entry.previous.append(len(entry.lines) - 1)
        elif _OBSOLETE.match(kept) and (not entry.strings or self._kind.startswith("msgstr")):
            self._cut(number, entry.domain)

    def _cut(self, number: int, domain: str) -> None:
        """Nothing after this line is part of the entry, nor what stands before it and after its last string."""
        entry = self._entry
        if entry.strings and not self._kind.startswith("msgstr"):
            raise self._misplaced(number)
        entry.forget(self._end)
        self._done.append(entry)
        self._entry = Entry(number + 1, domain)
        self._end = 0
        self._keyword = self._kind = ""

    def _begin(self, number: int, keyword: str) -> None:
        """A keyword."""
        kind = keyword.partition("[")[0]
        if kind != keyword:
            kind, keyword = "msgstr[]", f"msgstr[{int(keyword[keyword.index('[') + 1 : -1])}]"
        if kind in ("msgctxt", "msgid") and self._kind.startswith("msgstr"):
            self._done.append(self._entry)
            self._entry = self._entry.rest(self._end)
            self._kind = ""
        entry = self._entry
        if self._kind not in _BEFORE[kind] or keyword in entry.strings or (self._kind and not self._said()):
            raise self._misplaced(number)
        self._keyword, self._kind = keyword, kind
        entry.strings[keyword] = []
        entry.places[keyword] = [number - entry.first]
        self._end = len(entry.lines)

    def _said(self) -> list[str]:
        return self._entry.strings[self._keyword]

    def _add(self, number: int, text: str) -> None:
        """A string."""
        if not self._kind:
            raise self._misplaced(number)
        entry = self._entry
        entry.strings[self._keyword].append(text)
        places = entry.places[self._keyword]
        if places[-1] != number - entry.first:
            places.append(number - entry.first)
        self._end = len(entry.lines)

    def _several(self, number: int, line: str) -> None:
        """A line with several strings, several keywords, or none of it."""
        at, keywords = 0, 0
        while not _REST.match(line, at):
            token = _TOKEN.match(line, at)
            if token is None:
                quoted = line.lstrip().startswith(('"', "msg"))
                what = "a quote is missing or not escaped" if quoted else "this is not gettext syntax"
                raise CheckerError(what, f"{self._name}:{number}", HINT)
            if token[1]:
                keywords += 1
                self._entry.shared |= keywords > 1
                self._begin(number, token[1])
                self._entry.shared |= keywords > 1
            else:
                self._add(number, token[2])
            at = token.end()

    def _misplaced(self, number: int) -> CheckerError:
        return CheckerError("a keyword is misplaced", f"{self._name}:{number}", HINT)


def replaced(entry: Entry, targets: Mapping[str, str], style: Style) -> list[str]:
    """The lines of an entry with new translations, wrapped as the file does.

    The entry is no longer fuzzy, so the flag and the previous msgid are removed.

    Args:
        entry: The entry.
        targets: The new texts by keyword.
        style: How the file is wrapped.
    """
    lines: list[str] = [*entry.lines]
    end = next((_end(line) for line in lines if _end(line)), "\n")
    flags = entry.flagged
    whole = directives(flags)
    style = style._replace(width=UNLIMITED) if "no-wrap" in flags else style
    breaks = not any("\n" in unescaped(text)[:-1] for texts in entry.strings.values() for text in texts)
    for keyword, target in targets.items():
        places = entry.places[keyword]
        opening = _LINE.match(lines[places[0]])
        prefix = lines[places[0]][: opening.start(2) - 1] if opening and opening[1] else f"{keyword} "
        made = wrapped(target, prefix, style, whole, breaks=breaks)
        last = _end(lines[places[-1]])
        for place in places:
            lines[place] = ""
        lines[places[0]] = end.join(made) + last
    if "fuzzy" in flags:
        for at in entry.flags:
            lines[at] = _without_fuzzy(lines[at])
        for at in entry.previous:
            lines[at] = ""
    return lines


def annotated(entry: Entry, here: Sequence[Sequence[str]], gone: Sequence[Sequence[str]]) -> list[str]:
    """The lines of an entry with other translator comments.

    Args:
        entry: The entry.
        here: The comments that it shall have, as lines without ``#``; those that it has stay where they are.
        gone: The comments that it shall lose.
    """
    lines = [*entry.lines]
    first = min(at for places in (*entry.places.values(), entry.flags, entry.previous) for at in places)
    start = first
    while start and re.match(r"#(?![~,|])", lines[start - 1]):
        start -= 1
    stop = start
    while stop < first and re.match(r"#(?:\s|$)", lines[stop]):
        stop += 1
    held = [without_end(line)[1:].removeprefix(" ") for line in lines[start:stop]]
    for comment in gone:
        if (at := _within(held, comment)) is not None:
            lines[start + at : start + at + len(comment)] = [""] * len(comment)
    new = [line for comment in here if _within(held, comment) is None for line in comment]
    if new:
        end = _end(entry.lines[stop]) or "\n"
        lines[stop] = "".join(f"# {each}".rstrip() + end for each in new) + lines[stop]
    return lines


def _end(line: str) -> str:
    """Its line end."""
    return line[len(without_end(line)) :]


def _within(held: Sequence[str], comment: Sequence[str]) -> int | None:
    """The place of the lines of a comment among those of all comments; None if it is not there."""
    wanted = [line.rstrip() for line in comment]
    texts = [line.rstrip() for line in held]
    return next((at for at in range(len(texts)) if texts[at : at + len(wanted)] == wanted), None)


def _without_fuzzy(line: str) -> str:
    """A line of flags without ``fuzzy``; "" if there is no other flag."""
    body = without_end(line)
    mark, _, flags = body.partition(",")
    kept = [flag for flag in flags.split(",") if flag.strip() != "fuzzy"]
    if len(kept) == len(flags.split(",")):
        return line
    return f"{mark},{','.join(kept)}{line[len(body) :]}" if "".join(kept).strip() else ""
