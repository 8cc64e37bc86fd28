"""Keyed pairs: a file with sources and one with translations, whose texts have the same keys. Not a format.

A format lists the entries of a text (``Scan``) and says how a value is written (``Encode``). Here the entries of two
sides become pairs, the pairs become segments, and new values are put in place of the old ones; all else stays.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from itertools import chain
from typing import BinaryIO, NamedTuple

from checker.errors import CheckerError
from checker.formats import Input, _copy
from checker.languages.fallback import Fallback
from checker.model import Code, Segment, Target
from checker.text.codes import fitted

FORMS = frozenset(("zero", "one", "two", "few", "many", "other"))  # plural categories (CLDR)
NEAR = 1000  # code points before a value in which its key and the begin of its line are looked for
_HALF = re.compile("[\ud800-\udfff]")


class Entry(NamedTuple):
    """A key with its value, on one side.

    Attributes:
        key: The key; nested ones with dots (``menu.open``). The forms of a plural have the same.
        value: The decoded text, without inline codes.
        start, end: What a new value replaces: offsets in the decoded text of the file, in code points.
        line: The line of the key, from 1.
        form: The plural category (CLDR: ``one``, ``other``), "" if the text has no forms.
        group: What the key begins with and its neighbours too (``menu.``); a new entry is put beside one of its group.
        context: Tells equal sources apart, "" for nothing.
        flags: The framework of the text (``c-format``), as in ``Segment.flags``.
        state: The file's own word for the state of the translation, or "".
        codes: The inline codes in the value.
        fixed: It is no text (a reference); a pair with it on one side is passed over.
    """

    key: str
    value: str
    start: int
    end: int
    line: int
    form: str = ""
    group: str = ""
    context: str = ""
    flags: frozenset[str] = frozenset()
    state: str = ""
    codes: tuple[Code, ...] = ()
    fixed: bool = False

    @property
    def unit(self) -> str:
        """The key, with the form if there is one: ``items[other]``."""
        return f"{self.key}[{self.form}]" if self.form else self.key


class Pair(NamedTuple):
    """The entries of a key on both sides; one of them may be missing.

    Attributes:
        source: Of a form that only the translation can have, the entry of another form, under this form.
        target: The entry of the translation.
    """

    source: Entry | None
    target: Entry | None

    @property
    def known(self) -> Entry:
        """The entry that names the pair: the target, else the source."""
        known = self.target or self.source
        if known is None:
            raise ValueError
        return known


class Splice(NamedTuple):
    """What stands from ``start`` to ``end`` of a text, in code points, becomes ``text``."""

    start: int
    end: int
    text: str


# From the decoded text of a file and its name, for the places of errors, to its entries in order; of entries with the
# same key and form the last one counts. Raises CheckerError with the line (f"{name}:{line}") where the text is broken.
Scan = Callable[[str, str], Iterable[Entry]]
# From the text of a file, the entry whose value is replaced and the new value to what is put from its start to its end.
# Raises CheckerError without a place where the format cannot hold the value.
Encode = Callable[[str, Entry, Target], str]
# From the text of a file, an entry of it, an entry of the sources that it lacks and the value to the splice that adds
# this as the next one. Raises CheckerError without a place where that cannot be done safely.
Insert = Callable[[str, Entry, Entry, Target], Splice]
# From the text of a file and entries of the sources of whose group it has none, with their values, to the text with
# those of them that can be added.
Grow = Callable[[str, list[tuple[Entry, str]]], str]
# The encoding that a file declares, or that its framework takes it to be in; None to look at its bytes.
Encoding = Callable[[Input], str | None]


def read_pair(file: Input, scan: Scan, encoding: Encoding = lambda _file: None) -> Iterator[Segment]:
    """A segment for each key of ``file``, then one for each key that only its partner has (``Segment.lacks``).

    ``unit`` is the key, with the plural category (``items[other]``), and ``line`` its line in the partner, by whose
    name the pair is called; of a key that the partner lacks, that of the one before. Warnings count the keys that one
    side lacks and those that are repeated.

    Raises:
        CheckerError: A file is broken or not in its encoding, or there is no partner.
    """
    partner = partner_of(file)
    sources, targets = (list(scan(text_of(each, encoding), each.name)) for each in (file, partner))
    tell_repeated(file, file.name, sources)
    tell_repeated(file, partner.name, targets)
    pairs = paired(sources, targets, file.languages[1])
    tell_lacking(file, partner.name, pairs)
    yield from segments_of(pairs)


def write_pair(
    file: Input,
    targets: Mapping[int, str | Target],
    to: BinaryIO,
    scan: Scan,
    encode: Encode,
    insert: Insert | None = None,
    encoding: Encoding = lambda _file: None,
    grow: Grow | None = None,
) -> None:
    """Copy the partner, which has the targets, with new values (see ``checker.formats.Format.write``).

    Raises:
        CheckerError: There is no such segment, the format cannot hold a value, a key that the partner lacks cannot be
            added, or a file is broken or not in its encoding.
    """
    partner = partner_of(file)
    if not targets:
        _copy.copied(partner, to)
        return
    sources = list(scan(text_of(file, encoding), file.name))

    def edit(lines: Iterator[str]) -> Iterator[str]:
        text = "".join(lines)
        pairs = paired(sources, list(scan(text, partner.name)), file.languages[1])
        _copy.unknown(file, targets, len(pairs))
        wanted = targets
        if grow and (lost := _without_group(pairs, targets)):
            text = grow(text, lost)
            asked = {pairs[number - 1].known.unit: value for number, value in targets.items()}
            pairs = paired(sources, list(scan(text, partner.name)), file.languages[1])
            units = ((number, pair.known.unit) for number, pair in enumerate(pairs, 1))
            wanted = {number: asked[unit] for number, unit in units if unit in asked}
        yield from spliced(text, edits_of(text, pairs, wanted, partner.name, scan, encode, insert))

    _copy.edited(partner, to, edit, encoding(partner))


def is_pair(file: Input, *suffixes: str) -> bool:
    """Whether a file and its partner end in one of ``suffixes``; one file alone is not a corpus."""
    return file.suffix in suffixes and file.partner is not None and file.partner.suffix in suffixes


def partner_of(file: Input) -> Input:
    """The file with the targets.

    Raises:
        CheckerError: There is none.
    """
    if file.partner is None:
        raise CheckerError(
            "a file of one language alone is not a corpus", file.name, "name its translation too: --pair"
        )
    return file.partner


def text_of(file: Input, encoding: Encoding = lambda _file: None) -> str:
    """The decoded text of a file, without its byte order mark; line ends are as they are.

    Raises:
        CheckerError: It is not in its encoding, has a NUL or a line that is too long.
    """
    with closing(file.lines(encoding(file))) as lines:
        return "".join(lines)


def paired(sources: Sequence[Entry], targets: Sequence[Entry], language: str) -> list[Pair]:
    """The pairs in the order of the sources, then the keys that only the targets have.

    Forms of a plural are paired by category. One that only the targets have stands beside the source's ``other``. One
    that the targets lack is missing if it is ``other`` or a category of their language; a category that the source
    does not have is missed only where other keys of the targets have it. Pairs with a ``fixed`` entry are none.

    Args:
        sources: The entries of one side.
        targets: Those of the other side.
        language: The language of the targets (BCP 47), "" if it is not known.
    """
    ours, theirs = _by_key(sources), _by_key(targets)
    used = {entry.form for entry in targets}
    categories = Fallback(re.split("[-_]", language.lower())[0]).plurals if language else ("other",)
    found: list[Pair] = []
    for key, own in ours.items():
        found += _of_key(own, theirs.get(key, {}), categories, used)
    unused = (forms.values() for key, forms in theirs.items() if key not in ours)
    found += (Pair(None, entry) for entry in chain.from_iterable(unused))
    return [pair for pair in found if not any(entry is not None and entry.fixed for entry in pair)]


def segments_of(pairs: Iterable[Pair]) -> Iterator[Segment]:
    """The segment of each pair; the line is that of the target, or of the target before."""
    line = 1
    for pair in pairs:
        source, target = pair
        line = target.line if target else line
        flags = (source.flags if source else frozenset()) | (target.flags if target else frozenset())
        yield Segment(
            source=source.value if source else "",
            target=target.value if target else "",
            unit=pair.known.unit,
            line=line,
            context=(source or pair.known).context,
            state=target.state if target else "",
            # As in gettext, the last form says the number.
            flags=flags | {"plural"} if pair.known.form not in ("", "other") else flags,
            keyed=True,
            lacks="source" if source is None else "target" if target is None else "",
            source_codes=source.codes if source else (),
            target_codes=target.codes if target else (),
        )


def edits_of(
    text: str,
    pairs: Sequence[Pair],
    targets: Mapping[int, str | Target],
    name: str,
    scan: Scan,
    encode: Encode,
    insert: Insert | None = None,
) -> list[Splice]:
    """What makes the new values of ``text``, which was read again with them and has no others that changed.

    Args:
        text: The decoded text of the file with the targets.
        pairs: The pairs, whose targets are in ``text``.
        targets: The new values by the number of the pair, from 1.
        name: The name of the file.
        scan: Lists the targets in ``text``.
        encode: How a value replaces another one.
        insert: How a value is added; None if it cannot be.

    Raises:
        CheckerError: A value cannot be written, or not so that it is read again.
    """
    edits: list[Splice] = []
    wanted = {(entry.key, entry.form): Target(entry.value, entry.codes) for pair in pairs if (entry := pair.target)}
    lines = {}
    last: dict[str, Entry] = {}  # the target before, by its group
    ends = {pair.target.group: pair.target for pair in pairs if pair.target}
    for number, (pair, segment) in enumerate(zip(pairs, segments_of(pairs), strict=True), 1):
        source, target = pair
        asked = targets.get(number, segment.target)
        if asked not in (segment.target, segment.translation):
            new = fitted(segment, asked) if isinstance(asked, str) else asked
            place = f"{name}:{target.line}" if target else name
            try:
                if target:
                    edits.append(Splice(target.start, target.end, encode(text, target, new)))
                elif source:
                    beside = last.get(source.group) or ends.get(source.group)
                    edits.append(_added(text, beside, source, new, insert))
            except CheckerError as error:
                raise error if error.place else CheckerError(error.message, place, error.hint) from None
            wanted[pair.known.key, pair.known.form] = new
            lines[pair.known.key, pair.known.form] = place
        if target:
            last[target.group] = target
    found = scan("".join(spliced(text, edits)), name) if edits else ()
    read = {(entry.key, entry.form): Target(entry.value, entry.codes) for entry in found}
    for known, value in wanted.items() if edits else ():
        if read.get(known) != value:
            key = Entry(known[0], "", 0, 0, 0, known[1]).unit
            message = f"the new text of “{key}” would not be read again as it is"
            raise CheckerError(message, lines.get(known, name), "edit it in the file itself")
    return edits


def spliced(text: str, edits: Iterable[Splice]) -> Iterator[str]:
    """The pieces of ``text`` with the edits; those at one place in the order given."""
    at = 0
    for edit in sorted(edits, key=lambda edit: edit[:2]):
        yield text[at : edit.start]
        yield edit.text
        at = edit.end
    yield text[at:]


def tell_repeated(file: Input, name: str, entries: Sequence[Entry]) -> None:
    """Warn how many keys stand in the file ``name``, one of the pair ``file``, more than once."""
    if repeated := len(entries) - len({(entry.key, entry.form) for entry in entries}):
        file.warn(f"{name}: repeated keys: {repeated:,}; the last one of each counts")


def tell_lacking(file: Input, name: str, pairs: Iterable[Pair]) -> None:
    """Warn how many keys the translation, the file ``name``, lacks, and how many only it has."""
    missing = unused = 0
    for source, target in pairs:
        missing += target is None and source is not None and bool(source.value.strip())
        unused += source is None
    told = [f"{count:,} {word}" for count, word in ((missing, "missing"), (unused, "unused")) if count]
    if told:
        file.warn(f"{name}: keys of {file.name}: {', '.join(told)}")


def margin(text: str, at: int) -> str:
    """The line end before the line of ``at`` and the blanks that this begins with; "" on the first line."""
    before = text[max(0, at - NEAR) : at]
    line = before.rfind("\n")
    if line < 0:
        return ""
    rest = before[line + 1 :]
    return ("\r\n" if before[line - 1 : line] == "\r" else "\n") + rest[: len(rest) - len(rest.lstrip(" \t"))]


def line_end(text: str, at: int) -> str:
    """The line end of ``text`` next to ``at``."""
    end = text.find("\n", at, at + NEAR)
    end = text.rfind("\n", max(0, at - NEAR), at) if end < 0 else end
    return "\r\n" if end > 0 and text[end - 1] == "\r" else "\n"


def mended(text: str) -> str:
    """``text`` with whole characters for pairs of surrogates, and replacement characters for lone ones."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if _HALF.search(text) else text


def _by_key(entries: Iterable[Entry]) -> dict[str, dict[str, Entry]]:
    """The last entry of each key and form."""
    found: dict[str, dict[str, Entry]] = {}
    for entry in entries:
        found.setdefault(entry.key, {})[entry.form] = entry
    return found


def _of_key(
    ours: Mapping[str, Entry], theirs: Mapping[str, Entry], categories: Sequence[str], used: set[str]
) -> Iterator[Pair]:
    """The pairs of one key, from the forms of both sides."""
    whole = ours.get("other") or ours.get("") or next(iter(ours.values()))
    for form, source in ours.items():
        if form in theirs:
            yield Pair(source, theirs[form])
        elif form:
            if theirs.keys() != {""} and (form == "other" or form in categories):
                yield Pair(source, None)
        elif not theirs or len(ours) > 1:
            yield Pair(source, None)
    for form, target in theirs.items():
        if form not in ours:
            yield Pair(whole._replace(form=form), target)
    if any(theirs):
        lacking = (form for form in categories if form in used and form not in ours and form not in theirs)
        yield from (Pair(whole._replace(form=form), None) for form in lacking)


def _without_group(pairs: Sequence[Pair], targets: Mapping[int, str | Target]) -> list[tuple[Entry, str]]:
    """The sources of new values that have no entry of their group beside them, with these values."""
    groups = {pair.target.group for pair in pairs if pair.target}
    asked = ((pairs[number - 1], targets[number]) for number in sorted(targets))
    return [
        (pair.source, value if isinstance(value, str) else value.text)
        for pair, value in asked
        if pair.source and not pair.target and pair.source.group not in groups and value not in ("", Target(""))
    ]


def _added(text: str, beside: Entry | None, source: Entry, new: Target, insert: Insert | None) -> Splice:
    if insert is None or beside is None:
        raise CheckerError(f"the key “{source.unit}” is not in the file", hint="add it first")
    return insert(text, beside, source, new)
