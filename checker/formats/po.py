"""Gettext PO and POT, through polib."""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from typing import BinaryIO

import polib

from checker.errors import CheckerError
from checker.formats import Input, _copy, _po, head_text
from checker.model import Segment

_CHARSET = re.compile(rb"Content-Type:.*?charset=([\w.:-]+)", re.IGNORECASE)
_TEXT = re.compile(r'(?:#~\s*)?(?:(msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?)\s*)?"(?:[^"\\]|\\.)*"')
_COMPLAINT = re.compile(r"\(line (\d+)\)(?::\s*(.*))?")
_HINT = "“msgfmt -c” lists all that is wrong in a file"


class _Text(str):
    r"""A text that only ``\n`` breaks into lines; polib would break it at U+2028 and a form feed as well."""

    __slots__ = ()

    def splitlines(self, keepends: bool = False) -> list[str]:  # noqa: ARG002, FBT001, FBT002 - as str has it
        return self.split("\n")


def claim(given: Input, head: bytes) -> int:
    """How surely (0 to 100) it is gettext: by its name, and by a msgid among its first lines."""
    entries = re.search(r'^msgid\s+"', head_text(given, head), re.MULTILINE)
    if given.suffix in (".po", ".pot"):
        return 90 if entries else 60
    return 40 if entries else 0


def example() -> dict[str, bytes]:
    """See ``Format``."""
    header = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    return {"rivers.po": f'{header}\nmsgid "강"\nmsgstr "river"\n\nmsgid "바다"\nmsgstr "sea"\n'.encode()}


def read_segments(given: Input) -> Iterator[Segment]:
    """The entries in order, without the header and obsolete ones; a plural entry is a segment a form.

    The encoding is the user's, else the mark's, else the header's. ``unit`` is the msgid with the context
    before it (``context|msgid``) and, in a plural entry, the form's number behind it (``msgid[1]``);
    ``line`` is where the entry's flags or first keyword stand. Form 0 translates the msgid, the others and a sole
    form the msgid_plural; a form that may do without the number has the flag ``plural``.

    Raises:
        CheckerError: The file is not in gettext syntax, or not in its encoding; the place names the line.
    """
    with closing(given.lines(_charset(given))) as lines:
        text = _Text("\n".join(_checked(given.name, lines)))
    try:
        entries = polib.pofile(text, encoding="utf-8")
    except OSError as error:
        raise _complaint(given.name, str(error)) from None
    first = len(text) - len(text.lstrip("\n")) + 1  # polib gives the first entry no line
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
                # The forms of one entry are no two translations of one source.
                context=f"{entry.msgctxt or ''} [{form}]" if form else entry.msgctxt or "",
                fuzzy=entry.fuzzy,
                flags=flags | {"plural"} if form < last else flags,
            )


def write(given: Input, targets: Mapping[int, str], to: BinaryIO) -> None:
    """A copy with other translations, wrapped as the file wraps its own.

    An entry that gets one is no longer fuzzy: the flag goes, and with it the previous msgid. All other lines
    stay byte for byte, comments and obsolete entries among them.

    Raises:
        CheckerError: There is no such segment, the encoding does not hold a text, or as ``read_segments``.
    """
    if not targets:
        _copy.copied(given, to)
        return
    seen = sum(1 for _ in read_segments(given))
    _copy.unknown(given, targets, seen)

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
            raise CheckerError("the entries cannot be told apart line by line", given.name, _HINT)
        yield from (changes.get(place, line) for place, line in enumerate(whole))

    _copy.edited(given, to, edit, _charset(given))


def _charset(given: Input) -> str | None:
    """The encoding that the header names; None where it has none, or the template's ``CHARSET``."""
    entries = 0
    with given.open() as stream:
        for raw in stream:
            entries += raw.startswith(b"msgid")
            if entries > 1:
                return None
            if not raw.startswith(b"#") and (found := _CHARSET.search(raw)):
                name = found[1].decode("ascii", "replace")
                return None if name == "CHARSET" else name
    return None


def _checked(name: str, lines: Iterable[str]) -> Iterator[str]:
    """The lines that carry entries, and blank ones for the others so that numbers stay.

    polib drops the first and last character of a text whatever they are, takes half an entry at the end for
    a whole one, and stumbles over comments that gettext allows: so texts are checked here, and comments but
    flags emptied.
    """
    open_entry = 0  # the line of the last keyword whose msgstr is yet to come
    for number, line in enumerate(lines, 1):
        kept = line.strip()
        if kept.startswith("#~") and kept[2:3] != "|":
            kept = f"#~ {rest}" if (rest := kept[2:].strip()) else ""
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
    """What polib ``said``, with the place."""
    found = _COMPLAINT.search(said)
    if not found:
        return CheckerError(f"this is not gettext syntax: {said}", name, _HINT)
    return CheckerError(found[2] or "a keyword is misplaced", f"{name}:{found[1]}", _HINT)
