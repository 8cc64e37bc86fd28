"""JSON with the texts of a program by key (i18next, vue-i18n, WebExtension and others), and a partner."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import BinaryIO

from checker.errors import CheckerError
from checker.formats import Input
from checker.formats._json import Leaf, beside, closing, grown, leaves, literal, named, values
from checker.formats._keyed import FORMS, Entry, Splice, is_pair, margin, read_pair, text_of, write_pair
from checker.model import Segment, Target
from checker.text.language_code import language_code

UI = True
# Files with an object for each key, which has the text under this name and things about it; the flag of these texts.
_HOLDERS = {"message": "", "messageformat": "icu-message-format", "defaultMessage": "icu-message-format", "string": ""}
_ABOUT = frozenset(
    "character_limit comment context description developer_comment example examples hash ignoreUnused note notes "
    "placeholders".split()
)
_REMARK = re.compile(r"@{1,2}\w+")  # a key of what is said about the file or a text (@metadata, @@locale, @title)
_SINGLE = re.compile(r"(?<!\{)\{[\w.]+[,}]")  # a placeholder that i18next does not have
_I18NEXT = frozenset(("i18next-interpolation",))


def claim(file: Input, head: bytes) -> int:  # noqa: ARG001 - the formats' interface
    """100 if ``file`` and its partner end in ``.json``, else 0, since one file alone is not a corpus."""
    return 100 if is_pair(file, ".json") else 0


def example() -> dict[str, bytes]:
    """A small file of this format."""
    sources = '{\n  "river": "강",\n  "more": {"sea": "바다"}\n}\n'.encode()
    return {"ko.json": sources, "en.json": b'{\n  "river": "river",\n  "more": {"sea": "sea"}\n}\n'}


def read_segments(file: Input) -> Iterator[Segment]:
    """One segment per text, as ``_keyed.read_pair`` says; numbers, truth values and what keys with @ hold are no texts.

    The key is the path to the text with dots (``menu.open``, ``steps.0``), without a language that stands above all.
    Forms of plurals are those that i18next writes (``item_one`` and ``item_other``, ``item`` and ``item_plural``) and
    objects of plural categories.

    Raises:
        CheckerError: A file is no JSON or not in its encoding, or there is no partner.
    """
    return read_pair(file, _scan)


def write(file: Input, targets: Mapping[int, str | Target], to: BinaryIO) -> None:
    """Copy the partner, which has the targets, with new values; a key that it lacks is added after the one before it.

    Raises:
        CheckerError: There is no such segment, a file is broken, or the partner lacks the list of a key.
    """

    def grow(text: str, lost: list[tuple[Entry, str]]) -> str:
        """The text with the objects that it lacks."""
        base = text_of(file)
        sources = list(values(base, file.name))
        lists = {each.path for each in sources if base[each.start] == "["}
        paths = {each.start: each.path for each in sources}
        head, own = _root(sources), _root(list(values(text, file.name)))
        found = ((paths[entry.start], _name(entry), value) for entry, value in lost)
        added = ((path[:-1], name, value) for path, name, value in found if not lists.intersection(_around(path)))
        return grown(text, file.name, (((*own, *path[len(head) :], name), value) for path, name, value in added))

    write_pair(file, targets, to, _scan, _encode, _insert, grow=grow)


def _scan(text: str, name: str) -> list[Entry]:
    """The texts, in order."""
    found = _identified([leaf for leaf in leaves(text, name) if not any(map(_REMARK.fullmatch, leaf.path))])
    root = _root(found)
    found = [leaf._replace(path=leaf.path[len(root) :]) for leaf in found]
    for holder, flag in _HOLDERS.items():
        if held := _held(found, holder, frozenset((flag,)) if flag else frozenset()):
            return held
    entries = [Entry(leaf.key, leaf.value or "", leaf.start, leaf.end, leaf.line, group=leaf.group) for leaf in found]
    keys = {entry.key for entry in entries}
    inner: dict[str, set[str]] = {}
    for leaf in found:
        inner.setdefault(leaf.group, set()).add(leaf.path[-1] if leaf.path else "")
    plural = {group for group, parts in inner.items() if group and "other" in parts and parts <= FORMS}
    formed = [_formed(entry, keys, plural) for entry in entries]
    suffixed = any(entry.form not in ("", "other") and entry.group not in plural for entry in formed)
    single = sum(_SINGLE.search(entry.value) is not None for entry in entries)
    if suffixed or sum("{{" in entry.value for entry in entries) > single:
        return [entry._replace(flags=_I18NEXT) for entry in formed]
    return formed


def _around(path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The paths of the objects and lists around a text."""
    return (path[:size] for size in range(len(path)))


def _root(found: Iterable[Leaf]) -> tuple[str, ...]:
    """The path of the object that holds all texts: that of their language, if one stands above all."""
    first = {leaf.path[0] for leaf in found if leaf.path}
    texts = any(len(leaf.path) < 2 and leaf.value is not None for leaf in found)
    return tuple(first) if len(first) == 1 and language_code(*first) and not texts else ()


def _identified(found: list[Leaf]) -> list[Leaf]:
    """The texts, in whose paths an object of a list has its ``id`` in place of its number; the ids are no texts."""
    ids = {
        leaf.path[:-1]: leaf.value for leaf in found if leaf.path[-1:] == ("id",) and leaf.path[-2:-1] and leaf.value
    }
    ids = {path: said for path, said in ids.items() if path[-1].isdecimal()}
    if not ids:
        return found
    return [
        leaf._replace(path=tuple(ids.get(leaf.path[: at + 1]) or part for at, part in enumerate(leaf.path)))
        for leaf in found
        if leaf.path[-1:] != ("id",) or leaf.path[:-1] not in ids
    ]


def _held(found: Iterable[Leaf], holder: str, flags: frozenset[str]) -> list[Entry]:
    """The texts that the objects have under the name ``holder``; none if other texts stand beside them."""
    entries = []
    for leaf in found:
        if leaf.path[1:] == (holder,):
            entries.append(Entry(leaf.path[0], leaf.value or "", leaf.start, leaf.end, leaf.line, flags=flags))
        elif len(leaf.path) < 2 or leaf.path[1] not in _ABOUT:
            return []
    return entries


def _formed(entry: Entry, keys: Container[str], plural: Container[str]) -> Entry:
    """The entry with its plural form, if it has one.

    Args:
        entry: An entry without a form.
        keys: All keys of the file.
        plural: The groups that are the forms of a plural.
    """
    key = entry.key
    if entry.group in plural:
        return entry._replace(key=entry.group[:-1], form=key[len(entry.group) :])
    if f"{key}_plural" in keys:
        return entry._replace(form="one")
    whole, _, form = key.rpartition("_")
    if form == "plural" and whole in keys:
        return entry._replace(key=whole, form="other")
    if form in FORMS and f"{whole}_other" in keys:
        return entry._replace(key=whole, form=form)
    return entry


def _encode(text: str, entry: Entry, new: Target) -> str:  # noqa: ARG001 - the shape of an encoder
    return literal(new.text, text)


def _insert(text: str, neighbour: Entry, wanted: Entry, new: Target) -> Splice:
    """A member after ``neighbour``: the text, or where each key has an object, an object with the text."""
    before, colon = named(text, neighbour.start)
    if not colon:
        raise CheckerError(f"the key “{wanted.unit}” is not in the file", hint="add it to its list first")
    value = literal(new.text, text)
    name = _name(neighbour)
    holder = next((each for each in _HOLDERS if each != name and before.endswith(f'"{each}"')), "")
    if not holder:
        return beside(text, neighbour.start, neighbour.end, _name(wanted), value)
    end = closing(text, neighbour.end)
    around, within = margin(text, end), margin(text, neighbour.start)
    held = f'{{{within}"{holder}"{colon}{value}{around}}}' if around != within else f'{{"{holder}"{colon}{value}}}'
    return Splice(end, end, f",{around}{literal(_name(wanted), text)}{colon}{held}")


def _name(entry: Entry) -> str:
    """The last part of the key, as a file has it."""
    if entry.form and entry.group == f"{entry.key}.":
        return entry.form
    name = entry.key[len(entry.group) :]
    return f"{name}_{entry.form}" if entry.form else name
