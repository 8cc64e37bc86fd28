"""Gettext PO and POT, read with polib."""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from typing import BinaryIO

import polib

from checker.errors import CheckerError
from checker.formats import Input, Remarks, _copy, _notes, _po, head_text
from checker.model import Segment

UI = True
_LANGUAGE = re.compile(r'"Language:[ \t]*([A-Za-z]{2,3}(?:[_-][A-Za-z0-9]{2,8})*)[^A-Za-z0-9_-]')
_CHARSET = re.compile(rb"Content-Type:.*?charset=([\w.:-]+)", re.IGNORECASE)
_TEXT = re.compile(r'(?:#~\s*)?(?:(msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?)\s*)?"(?:[^"\\]|\\.)*"')
_COMPLAINT = re.compile(r"\(line (\d+)\)(?::\s*(.*))?")
_HINT = "“msgfmt -c” lists all errors of a file"


class _Text(str):
    r"""A text that only ``\n`` splits into lines; polib would also split it at U+2028 and form feeds."""

    __slots__ = ()

    def splitlines(self, keepends: bool = False) -> list[str]:  # noqa: ARG002, FBT001, FBT002 - as str has it
        return self.split("\n")


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
    begun = 0
    with closing(file.lines(_charset(file))) as lines:
        for line in lines:
            begun += line.startswith("msgid")
            if begun > 1:
                break
            if begun and (named := _LANGUAGE.match(line)):
                return "", named[1].replace("_", "-")
    return "", ""


def read_segments(file: Input) -> Iterator[Segment]:
    """The entries in order, without the header and obsolete entries; a plural entry is one segment per form.

    The encoding is the user's, else that of the byte order mark, else the header's. ``unit`` is the msgid, with the
    context before it (``context|msgid``) and the number of a plural form behind it (``msgid[1]``). ``line`` is the line
    of the entry's flags or first keyword. The source of form 0 is the msgid, and that of the other forms, or of a
    single form, is the msgid_plural. All forms except the last have the flag ``plural``: they may leave out the number.

    Raises:
        CheckerError: The file is not in gettext syntax or not in its encoding; the place names the line.
    """
    with closing(file.lines(_charset(file))) as lines:
        text = _Text("\n".join(_checked(file.name, lines)))
    try:
        entries = polib.pofile(text, encoding="utf-8")
    except OSError as error:
        raise _complaint(file.name, str(error)) from None
    first = len(text) - len(text.lstrip("\n")) + 1  # polib does not know the line of the first entry
    del text
    for entry in entries:
        if entry.obsolete or not entry.msgid:
            continue
        forms = entry.msgstr_plural or {0: entry.msgstr}
        unit = f"{entry.msgctxt}|{entry.msgid}" if entry.msgctxt else entry.msgid
        last = max(forms)
        flags = frozenset(entry.flags) - {"fuzzy"}
        for form in sorted(forms):
            yield Segment(
                source=((form or not last) and entry.msgid_plural) or entry.msgid,
                target=forms[form],
                unit=f"{unit}[{form}]" if entry.msgid_plural else unit,
                line=entry.linenum or first,
                # The context keeps the forms of one entry from counting as translations of the same source.
                context=f"{entry.msgctxt or ''} [{form}]" if form else entry.msgctxt or "",
                fuzzy=entry.fuzzy,
                flags=flags | {"plural"} if form < last else flags,
            )


def write(file: Input, targets: Mapping[int, str], to: BinaryIO) -> None:
    """Copy with new translations, which are wrapped like the others in the file.

    An entry with a new translation is no longer fuzzy: the flag and the previous msgid are removed. All other lines,
    with comments and obsolete entries, stay byte for byte.

    Raises:
        CheckerError: There is no such segment, the encoding cannot write a text, or the file is broken.
    """
    if not targets:
        _copy.copied(file, to)
        return
    seen = sum(1 for _ in read_segments(file))
    _copy.unknown(file, targets, seen)

    def edit(lines: Iterator[str]) -> Iterator[str]:
        whole = list(lines)
        width = _po.widest(whole)
        changes: dict[int, str] = {}
        number = 0
        for entry in _po.entries(whole):
            if entry.obsolete or not _po.text(whole, entry.strings.get("msgid", ())):
                continue
            news = {}
            for keyword in entry.forms:
                number += 1
                if number in targets and targets[number] != _po.text(whole, entry.strings[keyword]):
                    news[keyword] = targets[number]
            if news:
                changes.update(_po.replaced(whole, entry, news, width))
        if number != seen:
            raise CheckerError("the entries cannot be separated line by line", file.name, _HINT)
        yield from (changes.get(place, line) for place, line in enumerate(whole))

    _copy.edited(file, to, edit, _charset(file))


def annotate(file: Input, remarks: Mapping[int, Remarks], to: BinaryIO) -> None:
    """Copy with other translator comments (``# mina: …``) on the entries.

    Raises:
        CheckerError: The encoding cannot write a remark, or the file is broken.
    """

    def edit(lines: Iterator[str]) -> Iterator[str]:
        whole = list(lines)
        changes: dict[int, str] = {}
        number = 0
        for entry in _po.entries(whole):
            if entry.obsolete or not _po.text(whole, entry.strings.get("msgid", ())):
                continue
            mine = [remarks[n] for n in range(number + 1, number + 1 + len(entry.forms)) if n in remarks]
            number += len(entry.forms)
            here = list(dict.fromkeys(remark for each in mine for remark in each.here))
            gone = [remark for each in mine for remark in each.gone if remark not in here]
            if mine:
                changes |= _po.annotated(whole, entry, list(map(_notes.lines, here)), list(map(_notes.lines, gone)))
        yield from (changes.get(place, line) for place, line in enumerate(whole))

    _copy.edited(file, to, edit, _charset(file))


def _charset(file: Input) -> str | None:
    """The encoding in the header; None if it has none, or the placeholder ``CHARSET``."""
    entries = 0
    with file.open() as stream:
        for raw in stream:
            entries += raw.startswith(b"msgid")
            if entries > 1:
                return None
            if not raw.startswith(b"#") and (found := _CHARSET.search(raw)):
                name = found[1].decode("ascii", "replace")
                return None if name == "CHARSET" else name
    return None


def _checked(name: str, lines: Iterable[str]) -> Iterator[str]:
    """The lines of entries; other lines become blank, so that line numbers stay.

    polib drops the first and last character of a string without a check, accepts an incomplete entry at the end of the
    file, and fails on comments that gettext allows. So strings are checked here, and comments except flags are removed.
    """
    open_entry = 0  # the line of the last keyword that has no msgstr yet
    for number, line in enumerate(lines, 1):
        kept = line.strip()
        if kept.startswith("#~") and kept[2:3] != "|":
            rest = kept[2:].strip()
            kept = f"#~ {rest}" if rest and not rest.startswith("#") else ""  # "#~ #, python-format": comments too
        elif kept.startswith("#,"):
            kept = f"#, {rest}" if (rest := kept[2:].strip()) else ""
        elif kept.startswith("#"):
            kept = ""
        if kept and not kept.startswith("#,"):
            text = _TEXT.fullmatch(kept)
            if not text:
                quoted = kept.startswith(('"', "msg", "#~ msg"))
                what = "a quote is missing or not escaped" if quoted else "this is not gettext syntax"
                raise CheckerError(what, f"{name}:{number}", _HINT)
            if text[1] and not kept.startswith("#~"):
                open_entry = 0 if text[1].startswith("msgstr") else number
        yield kept
    if open_entry:
        raise CheckerError("the file ends before the msgstr of this entry", f"{name}:{open_entry}", _HINT)


def _complaint(name: str, said: str) -> CheckerError:
    """The error for the message of polib, with the line."""
    found = _COMPLAINT.search(said)
    if not found:
        return CheckerError(f"this is not gettext syntax: {said}", name, _HINT)
    return CheckerError(found[2] or "a keyword is misplaced", f"{name}:{found[1]}", _HINT)
