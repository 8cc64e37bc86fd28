"""The lines of gettext files: which lines belong to which entry, and how texts are wrapped. Not a format."""

import re
from collections.abc import Iterator, Mapping, Sequence

from checker.formats import without_end

_STRING = re.compile(r'(\s*(?:#~\s*)?(?:(msgctxt|msgid_plural|msgid|msgstr(?:\[(\d)\])?)\s*)?)"((?:[^"\\]|\\.)*)"')
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\v": "\\v", "\b": "\\b", "\f": "\\f"}
_TO_ESCAPES = str.maketrans(_ESCAPES)
_FROM_ESCAPES = {escape: sign for sign, escape in _ESCAPES.items()}
_WIDTH = 79  # columns of a line, as gettext wraps
_UNLIMITED = 1 << 30


class Entry:
    """The lines of an entry, as line numbers from 0.

    Attributes:
        flags: The lines with flags.
        previous: The lines with the previous msgid.
        strings: The lines of the strings, by keyword.
        obsolete: Whether the entry is obsolete (``#~``).
    """

    def __init__(self) -> None:
        self.flags: list[int] = []
        self.previous: list[int] = []
        self.strings: dict[str, list[int]] = {}
        self.obsolete = False

    @property
    def complete(self) -> bool:
        """Whether its translation has begun, so that the next msgid begins another entry."""
        return any(keyword.startswith("msgstr") for keyword in self.strings)

    @property
    def forms(self) -> list[str]:
        """The keywords of its translations, in order."""
        return sorted(keyword for keyword in self.strings if keyword.startswith("msgstr"))


def entries(lines: Sequence[str]) -> list[Entry]:
    """The entries of a well-formed file, including obsolete ones and the header."""
    entry, found = Entry(), []
    keyword = ""
    for number, line in enumerate(lines):
        start = line.lstrip()
        string = _STRING.match(line)
        starts = start.startswith(("#,", "#|")) or (string and string[2] in ("msgctxt", "msgid"))
        if starts and entry.complete:
            found.append(entry)
            entry = Entry()
        if start.startswith("#,"):
            entry.flags.append(number)
        elif start.startswith("#|"):
            entry.previous.append(number)
        elif string and string[2]:
            keyword = string[2]
            entry.strings[keyword] = [number]
            if keyword == "msgid":
                entry.obsolete = start.startswith("#~")
        elif string and keyword in entry.strings:
            entry.strings[keyword].append(number)
    return [*found, entry] if entry.complete else found


def text(lines: Sequence[str], numbers: Sequence[int]) -> str:
    """The text of the string on these lines."""
    literal = "".join(_literal(lines[number]) for number in numbers)
    return re.sub(r"\\.", lambda escape: _FROM_ESCAPES.get(escape[0], escape[0]), literal)


def replaced(lines: Sequence[str], entry: Entry, targets: Mapping[str, str], width: int) -> dict[int, str]:
    """The new text of the lines that change if an entry gets new translations; "" for lines that are removed.

    New texts are wrapped like the entry's own texts. The entry is no longer fuzzy, so the flag and the previous msgid
    are removed.

    Args:
        lines: The lines of the file, with their line ends.
        entry: The entry.
        targets: The new texts by keyword.
        width: The result of ``widest``.
    """
    changes: dict[int, str] = {}
    for keyword, target in targets.items():
        numbers = entry.strings[keyword]
        changes.update(dict.fromkeys(numbers, ""))
        last = lines[numbers[-1]]
        end = last[len(without_end(last)) :]
        opening = _STRING.match(lines[numbers[0]])
        prefix = opening[1] if opening else keyword + " "
        wrapped = _wrapped(target, prefix, _breaks(lines, entry), width)
        between = lines[0][len(without_end(lines[0])) :] or "\n"
        changes[numbers[0]] = between.join(wrapped) + end
    fuzzy = {number: line for number in entry.flags if (line := _without_fuzzy(lines[number])) != lines[number]}
    if fuzzy:
        changes.update(fuzzy)
        changes.update(dict.fromkeys(entry.previous, ""))
    return changes


def annotated(
    lines: Sequence[str], entry: Entry, here: Sequence[Sequence[str]], gone: Sequence[Sequence[str]]
) -> dict[int, str]:
    """The new text of the lines that change if an entry gets other translator comments.

    Args:
        lines: The lines of the file, with their line ends.
        entry: The entry.
        here: The comments that it shall have, as lines without ``#``; those that it has stay where they are.
        gone: The comments that it shall lose.
    """
    first = min(number for numbers in (*entry.strings.values(), entry.flags, entry.previous) for number in numbers)
    start = first
    while start and re.match(r"#(?![~,|])", lines[start - 1]):
        start -= 1
    stop = start
    while stop < first and re.match(r"#(?:\s|$)", lines[stop]):
        stop += 1
    held = [without_end(line)[1:].removeprefix(" ") for line in lines[start:stop]]
    changes: dict[int, str] = {}
    for comment in gone:
        if (at := _within(held, comment)) is not None:
            changes.update(dict.fromkeys(range(start + at, start + at + len(comment)), ""))
    new = [line for comment in here if _within(held, comment) is None for line in comment]
    if new:
        line = changes.get(stop, lines[stop])
        end = lines[stop][len(without_end(lines[stop])) :] or "\n"
        changes[stop] = "".join(f"# {each}".rstrip() + end for each in new) + line
    return changes


def _within(held: Sequence[str], comment: Sequence[str]) -> int | None:
    """The place of the lines of a comment among those of all comments; None if it is not there."""
    wanted = [line.rstrip() for line in comment]
    texts = [line.rstrip() for line in held]
    return next((at for at in range(len(texts)) if texts[at : at + len(wanted)] == wanted), None)


def widest(lines: Sequence[str]) -> int:
    """The width of lines in columns: that of gettext, or unlimited if the file has longer lines."""
    long = any(len(line) > _WIDTH and _columns(literal) + 2 > _WIDTH for line, literal in _breakable(lines))
    return _UNLIMITED if long else _WIDTH


def _breakable(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The lines, with their literals, that could have been wrapped at a blank."""
    for line in lines:
        if '"' in line and not line.startswith("#"):
            literal = _literal(line)
            if " " in literal.rstrip()[:_WIDTH]:
                yield line, literal


def _literal(line: str) -> str:
    string = _STRING.match(line)
    return string[4] if string else ""


def _breaks(lines: Sequence[str], entry: Entry) -> bool:
    """Whether the texts of the entry begin a new line of the file after a line break."""
    return not any(re.search(r"\\n.", _literal(lines[n])) for numbers in entry.strings.values() for n in numbers)


def _wrapped(target: str, prefix: str, breaks: bool, width: int) -> list[str]:  # noqa: FBT001
    """The lines of a string after ``prefix``, without line ends."""
    parts = re.findall(r"[^\n]*\n|[^\n]+", target) if breaks else [target]
    escaped = [part.translate(_TO_ESCAPES) for part in parts] or [""]
    if len(escaped) == 1 and _columns(prefix + escaped[0]) + 2 <= width:
        return [f'{prefix}"{escaped[0]}"']
    chunks = [chunk for part in escaped for chunk in _chunks(part, width - 2)]
    return (
        [f'{prefix}""', *(f'"{chunk}"' for chunk in chunks)]
        if len(chunks) > 1 or width < _UNLIMITED
        else [f'{prefix}"{chunks[0]}"']
    )


def _chunks(part: str, width: int) -> Iterator[str]:
    """``part`` in pieces of at most ``width`` columns, split after blanks if there are any."""
    chunk, columns = "", 0
    for word in re.findall(r" *[^ ]+ *|^ +$", part):
        size = _columns(word)
        if chunk and columns + size > width:
            yield chunk
            chunk, columns = "", 0
        chunk += word
        columns += size
    yield chunk


def _columns(text: str) -> int:
    if text.isascii():
        return len(text)
    from wcwidth import wcwidth

    return sum(max(wcwidth(sign), 0) for sign in text)


def _without_fuzzy(line: str) -> str:
    """A line of flags without ``fuzzy``; "" if there is no other flag."""
    body = without_end(line)
    mark, _, flags = body.partition(",")
    kept = [flag for flag in flags.split(",") if flag.strip() != "fuzzy"]
    if len(kept) == len(flags.split(",")):
        return line
    return f"{mark},{','.join(kept)}{line[len(body) :]}" if "".join(kept).strip() else ""
