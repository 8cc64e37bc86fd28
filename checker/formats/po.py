"""Gettext PO and POT, streamed."""

import codecs
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from typing import BinaryIO

from checker.errors import CheckerError
from checker.formats import Input, Remarks, _copy, _notes, _po, _po_header, head_text
from checker.formats._po_text import Style, Widths, directives
from checker.model import Segment

UI = True
_CONTENT = re.compile(rb"Content-Type:.*", re.IGNORECASE)
_CHARSET = re.compile(rb"charset=([\w.:-]+)", re.IGNORECASE)
_LENIENT = "surrogateescape"  # bytes of comments that are not in the encoding are kept
_CJK = frozenset("euc_kr cp949 johab gb2312 gbk big5 euc_jp".split())  # where gettext takes most signs for wide


def claim(file: Input, head: bytes) -> int:
    """How sure it is (0 to 100) that this is gettext: from its name, and a msgid among its first lines."""
    entries = re.search(r'^msgid\s+"', head_text(file, head), re.MULTILINE)
    if file.suffix in (".po", ".pot"):
        return 90 if entries else 60
    return 40 if entries else 0


def example() -> dict[str, bytes]:
    """A small file of this format."""
    header = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: en\\n"\n'
    return {"rivers.po": f'{header}\nmsgid "강"\nmsgstr "river"\n\nmsgid "바다"\nmsgstr "sea"\n'.encode()}


def languages(file: Input) -> tuple[str, str]:
    """The target language that the header names; a file does not say what its sources are in."""
    with closing(file.lines(_charset(file), _LENIENT)) as lines:
        for entry in _po.Reader(file.name).read(lines):
            if entry.strings:
                return "", "" if entry.translates else _po_header.language(entry.lines)
    return "", ""


def read_segments(file: Input) -> Iterator[Segment]:
    """The entries in order, without the header and obsolete entries; a plural entry is one segment per form.

    The encoding is the user's, else that of the byte order mark, else the header's. ``unit`` is the msgid, with the
    context before it (``context|msgid``) and the number of a plural form behind it (``msgid[1]``). ``line`` is the line
    of the entry's flags or first keyword. The source of form 0 is the msgid, and that of the other forms, or of a
    single form, is the msgid_plural. All forms except the last have the flag ``plural``: they may leave out the number.
    A file of several domains has a document for each. A warning says how many comments have bytes of another encoding.

    Raises:
        CheckerError: The file is not in gettext syntax, or a string not in its encoding; the place names the line.
    """
    charset = _charset(file)
    codec = file.codec(charset)
    reader = _po.Reader(file.name, codec)
    with closing(file.lines(charset, _LENIENT)) as lines:
        for entry in reader.read(lines):
            if entry.translates:
                yield from _segments(file, entry, codec)
    if reader.strays:
        others = f", and so have {reader.strays - 1:,} more" if reader.strays > 1 else ""
        file.warn(f"{file.name}:{reader.stray}: the comment has bytes that are not {codec}, which are kept{others}")


def _segments(file: Input, entry: _po.Entry, codec: str) -> Iterator[Segment]:
    """A segment for each form."""
    try:
        source, plural, context = (entry.text(each, codec) for each in ("msgid", "msgid_plural", "msgctxt"))
        forms = [(_po.number(each), entry.text(each, codec)) for each in entry.forms]
    except ValueError:
        hint = "“msgfmt -c” lists all errors of a file"
        message = f"the escapes of this entry are not {codec}"
        raise CheckerError(message, f"{file.name}:{entry.line}", hint) from None
    unit = f"{context}|{source}" if context else source
    last = forms[-1][0]
    flags = entry.flagged
    fuzzy = "fuzzy" in flags
    flags -= {"fuzzy"}
    for form, target in forms:
        yield Segment(
            source=((form or not last) and plural) or source,
            target=target,
            document=entry.domain,
            unit=f"{unit}[{form}]" if plural else unit,
            line=entry.line,
            # The context keeps the forms of one entry from counting as translations of the same source.
            context=f"{context} [{form}]" if form else context,
            fuzzy=fuzzy,
            flags=flags | {"plural"} if form < last else flags,
        )


def write(file: Input, targets: Mapping[int, str], to: BinaryIO) -> None:
    """Copy with new translations, which are wrapped as ``msgcat`` wraps them, with the width of the file.

    An entry with a new translation is no longer fuzzy: the flag and the previous msgid are removed. All other lines,
    with comments and obsolete entries, stay byte for byte.

    Raises:
        CheckerError: There is no such segment, the encoding cannot write a text, or the file is broken.
    """
    if not targets:
        _copy.copied(file, to)
        return
    charset = _charset(file)
    codec = codecs.lookup(file.codec(charset)).name
    seen, style = _seen(file, charset, codec)
    _copy.unknown(file, targets, seen)
    number = 0

    def edit(entry: _po.Entry) -> list[str]:
        nonlocal number
        news = {}
        for keyword in entry.forms:
            number += 1
            if number in targets and targets[number] != entry.text(keyword, codec):
                news[keyword] = targets[number]
        if not news:
            return entry.lines
        place = f"{file.name}:{entry.line}"
        if entry.shared:
            hint = "write each on a line of its own, as “msgcat” does"
            raise CheckerError("a line of this entry has several keywords", place, hint)
        if any("\ud800" <= sign <= "\udfff" for text in news.values() for sign in text):
            raise CheckerError("there is half a character in the new text", place, "leave it out")
        return _po.replaced(entry, news, style)

    _edited(file, to, charset, edit)


def annotate(file: Input, remarks: Mapping[int, Remarks], to: BinaryIO) -> None:
    """Copy with other translator comments (``# mina: …``) on the entries.

    Raises:
        CheckerError: The encoding cannot write a remark, or the file is broken.
    """
    number = 0

    def edit(entry: _po.Entry) -> list[str]:
        nonlocal number
        mine = [remarks[n] for n in range(number + 1, number + 1 + len(entry.forms)) if n in remarks]
        number += len(entry.forms)
        here = list(dict.fromkeys(remark for each in mine for remark in each.here))
        gone = [remark for each in mine for remark in each.gone if remark not in here]
        if not mine:
            return entry.lines
        return _po.annotated(entry, list(map(_notes.lines, here)), list(map(_notes.lines, gone)))

    _edited(file, to, _charset(file), edit)


def _edited(file: Input, to: BinaryIO, charset: str | None, edit: Callable[[_po.Entry], list[str]]) -> None:
    """Copy with other lines of entries that are translations."""

    def edited(lines: Iterator[str]) -> Iterator[str]:
        for entry in _po.Reader(file.name).read(lines):
            yield from edit(entry) if entry.translates else entry.lines

    _copy.edited(file, to, edited, charset, _LENIENT)


def _seen(file: Input, charset: str | None, codec: str) -> tuple[int, Style]:
    """How many segments there are, and how the file is wrapped."""
    count = 0
    widths = Widths(cjk=codec in _CJK)
    with closing(file.lines(charset, _LENIENT)) as lines:
        for entry in _po.Reader(file.name, codec).read(lines):
            if entry.translates:
                count += len(entry.forms)
                flags = entry.flagged
                for keyword, written in entry.strings.items() if "no-wrap" not in flags else ():
                    widths.see(keyword, written, directives(flags))
    return count, widths.style()


def _charset(file: Input) -> str | None:
    """The encoding in the header; None if it has none, or the placeholder ``CHARSET``."""
    entries = 0
    with file.open() as stream:
        for raw in stream:
            entries += raw.startswith(b"msgid")
            if entries > 1:
                return None
            content = None if raw.startswith(b"#") else _CONTENT.search(raw)
            if content and (found := _CHARSET.search(content[0])):
                name = found[1].decode("ascii", "replace")
                return None if name == "CHARSET" else name
    return None
