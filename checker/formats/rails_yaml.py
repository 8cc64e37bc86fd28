"""YAML with the texts of a program by key (Ruby on Rails and others): a file with the sources and a partner."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO, NamedTuple

import yaml

from checker.errors import CheckerError
from checker.formats import Input
from checker.formats._keyed import FORMS, Entry, Splice, is_pair, margin, partner_of, read_pair, text_of, write_pair
from checker.formats._signs import Sign, respelled
from checker.model import Segment, Target

UI = True
_SUFFIXES = (".yml", ".yaml")
_FLAGS = frozenset(("ruby-format",))
_DEPTH = 100  # levels of nested keys
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # both read alike; the first one is faster
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)*")  # anchor and tag before a value
_SYMBOL = re.compile(r":[a-z_]+")
_WORDS = frozenset("y n yes no on off".split())  # truth values in YAML 1.1, and words that a program shows
_MERGE = "<<"
_HEADER = re.compile(r"[|>][-+]?[ \t]*(?:#[^\n]*)?(\r?\n)([ \t\r\n]*\n)?( +)")  # of a block without a stated indent
_PIECE = re.compile(
    r"\\\r?\n[ \t]*+|([ \t]*+(?:\r?\n[ \t]*+)++)|\\(?:x..|u.{4}|U.{8}|.)|[ \t]++|[^\\ \t\r\n]+|\r", re.DOTALL
)
_ESCAPES = yaml.scanner.Scanner.ESCAPE_REPLACEMENTS
_TO = {"\n": "\\n", "\t": "\\t", "\\": "\\\\", '"': '\\"', "\0": "\\0"}
_PRINTED = re.compile("[ -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


class _Leaf(NamedTuple):
    """A value that is no list and no object: its path, its event, and where it and its key stand."""

    path: tuple[str, ...]
    event: yaml.ScalarEvent
    start: int
    end: int
    line: int


def claim(file: Input, head: bytes) -> int:  # noqa: ARG001 - the formats' interface
    """100 if ``file`` and its partner end in ``.yml`` or ``.yaml``, else 0, since one file alone is not a corpus."""
    return 100 if is_pair(file, *_SUFFIXES) else 0


def example() -> dict[str, bytes]:
    """A small file of this format."""
    return {"ko.yml": "ko:\n  r: 강\n  s: 바다\n".encode(), "en.yml": b"en:\n  r: river\n  s: sea\n"}


def languages(file: Input) -> tuple[str, str]:
    """The languages that the keys around everything name.

    Raises:
        CheckerError: A file is broken, or there is no partner.
    """
    source, target = (_root(list(_leaves(text_of(each), each.name))) for each in (file, partner_of(file)))
    return (source, target) if source != target else ("", "")


def read_segments(file: Input) -> Iterator[Segment]:
    """One segment per text, as ``_keyed.read_pair`` says; numbers, truth values, symbols and nulls are no texts.

    The key is the path with dots, without the language around all. What is merged or repeated by an alias is read where
    it is written out, and only single texts also where the alias stands.

    Raises:
        CheckerError: A file is broken or not in its encoding, or there is no partner.
    """
    return read_pair(file, _scan)


def write(file: Input, targets: Mapping[int, str | Target], to: BinaryIO) -> None:
    """Copy the partner, which has the targets, with new values in the style of the old ones, or else in quotes.

    A key that the partner lacks is added after the one before it.

    Raises:
        CheckerError: There is no such segment, YAML cannot hold a text, the partner lacks the object of a key, or a
            file is broken.
    """
    write_pair(file, targets, to, _scan, _encode, _insert)


def _scan(text: str, name: str) -> Iterator[Entry]:
    """The texts, in order."""
    leaves = list(_leaves(text, name))
    root = _root(leaves)
    inner: dict[tuple[str, ...], set[str]] = {}
    for leaf in leaves:
        inner.setdefault(leaf.path[:-1], set()).add(leaf.path[-1])
    plural = {path for path, names in inner.items() if path and "other" in names and names <= set(FORMS)}
    for leaf in leaves:
        path, form = leaf.path[bool(root) :], ""
        if not path:  # a language without texts
            continue
        group = ".".join((*path[:-1], ""))
        if leaf.path[:-1] in plural and len(path) > 1:
            path, form = path[:-1], path[-1]
        value = leaf.event.value
        flags = _FLAGS if root else frozenset()
        fixed = not _is_text(leaf.event)
        yield Entry(".".join(path), value, leaf.start, leaf.end, leaf.line, form, group, flags=flags, fixed=fixed)


def _root(leaves: list[_Leaf]) -> str:
    """The language that is the key around everything, "" if there is none."""
    tops = {leaf.path[0] for leaf in leaves}
    top = tops.pop() if len(tops) == 1 else ""
    within = all(leaf.path[1:] or not leaf.event.value for leaf in leaves)
    return top if within and _LANGUAGE.fullmatch(top) else ""


def _is_text(event: yaml.ScalarEvent) -> bool:
    """Whether a value is a text, and not a number or the like."""
    if event.tag is not None or event.style:  # of the two readers, one has "" for none and the other None
        return event.tag in (None, "!", "tag:yaml.org,2002:str")
    if event.value.lower() in _WORDS or not event.value:
        return True
    return _resolved(event.value) == "str" and not _SYMBOL.fullmatch(event.value)


def _resolved(value: str) -> str:
    """What YAML 1.1 takes a plain value for: ``str``, ``int``, ``bool``."""
    resolvers = yaml.SafeLoader.yaml_implicit_resolvers
    kinds = (tag for tag, pattern in resolvers.get(value[:1], ()) if pattern.match(value))
    return next(kinds, "str").rpartition(":")[2]


def _leaves(text: str, name: str) -> Iterator[_Leaf]:
    """The values that are no lists and no objects, in order.

    Raises:
        CheckerError: ``text``, of the file ``name``, is no YAML with keys, or is nested too deeply.
    """
    anchors: dict[str, yaml.ScalarEvent] = {}
    around: list[_Frame] = []
    documents = 0
    for event in _events(text, name):
        line = event.start_mark.line + 1
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            around.pop()
        elif isinstance(event, yaml.NodeEvent):
            if documents > 1 or not (around or isinstance(event, yaml.MappingStartEvent)):
                raise CheckerError("this is no object with the texts by key", f"{name}:{line}", "keep one in a file")
            scalar = isinstance(event, yaml.ScalarEvent)
            if around and around[-1].takes_key(event, line):
                if not scalar:
                    raise CheckerError("a key is no text", f"{name}:{line}", "write a word before the colon")
                continue
            path, begun = around[-1].next(line) if around else ((), line)
            if isinstance(event, yaml.CollectionStartEvent):
                around.append(_Frame(path, is_list=isinstance(event, yaml.SequenceStartEvent)))
                if len(around) > _DEPTH:
                    raise CheckerError(f"more than {_DEPTH} levels are nested", f"{name}:{line}", "is this a corpus?")
                continue
            start, end = event.start_mark.index, event.end_mark.index
            if scalar and event.anchor:
                anchors[event.anchor] = event
            told = event if scalar else anchors.get(event.anchor)
            if told is not None and _MERGE not in path:
                yield _Leaf(path, told, *_place(text, start, end), begun)


class _Frame:
    """A list or an object that is being read, with the path to it."""

    def __init__(self, path: tuple[str, ...], *, is_list: bool) -> None:
        self._path = path
        self._key: tuple[str, int] | None = None
        self._count = 0 if is_list else -1

    def takes_key(self, event: yaml.NodeEvent, line: int) -> bool:
        """Whether a key is expected, which ``event`` then is."""
        if self._count >= 0 or self._key is not None:
            return False
        self._key = getattr(event, "value", ""), line
        return True

    def next(self, line: int) -> tuple[tuple[str, ...], int]:
        """The path of a value and the line of its key; ``line`` in a list."""
        if self._key is None:
            self._count += 1
            return (*self._path, str(self._count - 1)), line
        (key, begun), self._key = self._key, None
        return (*self._path, key), begun


def _events(text: str, name: str) -> Iterator[yaml.Event]:
    try:
        yield from yaml.parse(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise CheckerError(f"this is not YAML: {error.problem}", f"{name}:{line}", "repair it there") from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise CheckerError("this is not YAML: there is a control character", f"{name}:{line}", "remove it") from None


def _place(text: str, start: int, end: int) -> tuple[int, int]:
    """What a new value replaces, if a value with its anchor and tag stands from ``start`` to ``end``."""
    found = _PROPERTIES.match(text, start, end)
    start = found.end() if found else start
    if text[start : start + 1] in ("|", ">"):  # it ends with the last line that is not blank
        last = start + len(text[start:end].rstrip())
        line_end = text.find("\n", last, end)
        end = end if line_end < 0 else line_end - (text[line_end - 1] == "\r")
    return start, end


def _encode(text: str, entry: Entry, new: Target) -> str:
    """The value in its old style, if that can hold it, else in double quotes."""
    old = text[entry.start : entry.end]
    flow = text[entry.end : entry.end + 1000].lstrip()[:1] in (",", "]", "}")
    return _written(old, new.text, flow=flow) if old else " " + _written("", new.text, flow=flow)


def _written(old: str, new: str, *, flow: bool) -> str:
    """``new`` in the style of ``old``, if it is read again like this, else in double quotes."""
    style = old[:1]
    if style in ("|", ">"):
        styled = _block(old, new)
    elif style == "'":
        styled = "'" + new.replace("'", "''") + "'"
    elif style == '"':
        styled = '"' + "".join(respelled(_signs(old[1:-1]), new, _spelled)) + '"'
    else:
        styled = new
    plain = style not in ("|", ">", "'", '"')
    if (
        styled
        and _reads(f"k: {styled}\n", new, plain=plain)
        and not (plain and flow and not _reads(f"[{styled}]\n", new, plain=True))
    ):
        return styled
    return '"' + "".join(map(_spelled, new)) + '"'


def _reads(document: str, value: str, *, plain: bool) -> bool:
    """Whether the last value of a document is a text and this one."""
    try:
        scalars = [event for event in yaml.parse(document, Loader=_LOADER) if isinstance(event, yaml.ScalarEvent)]
    except (yaml.YAMLError, UnicodeError):
        return False
    if len(scalars) != 1 + document.startswith("k: ") or scalars[-1].value != value:
        return False
    return not plain or (not scalars[-1].style and _resolved(value) == "str" and value.lower() not in _WORDS)


def _block(old: str, new: str) -> str:
    """``new`` as a block with the header and the indentation of ``old``, "" if that is no simple one."""
    header = _HEADER.match(old)
    if header is None or new.endswith("\n\n"):
        return ""
    end, _, indent = header.groups()
    body, chomp = (new[:-1], "") if new.endswith("\n") else (new, "-")
    if old[0] == ">":
        if re.search(r"^[ \t]|\n[ \t]", body):
            return ""
        body = re.sub(r"\n+", lambda run: run[0] + "\n", body)
    lines = (indent + line if line else "" for line in body.split("\n"))
    return f"{old[0]}{chomp}{end}{end.join(lines)}"


def _signs(inner: str) -> list[Sign]:
    """The characters between double quotes."""
    found: list[Sign] = []
    for piece in _PIECE.finditer(inner):
        raw = piece[0]
        if piece[1]:
            breaks = raw.count("\n")
            found += [Sign(" " if breaks == 1 else "\n", raw), *[Sign("\n", "")] * (breaks - 2)]
        elif raw[0] == "\\":
            code = raw[2:]  # of an escape with a number, else nothing
            found.append(Sign(chr(int(code, 16)) if raw[1] in "xuU" else _ESCAPES.get(raw[1], ""), raw))
        else:
            found.append(Sign(raw, raw))
    return found


def _spelled(sign: str) -> str:
    """How a character is written between double quotes."""
    if sign in _TO:
        return _TO[sign]
    return sign if _PRINTED.fullmatch(sign) else f"\\x{ord(sign):02X}" if sign < "\xff" else f"\\u{ord(sign):04X}"


def _insert(text: str, neighbour: Entry, wanted: Entry, new: Target) -> Splice:
    """A line after the value of ``neighbour``, with the same indentation."""
    line = margin(text, neighbour.start)
    start = text.rfind("\n", 0, neighbour.start) + 1
    if not line or text[start : neighbour.start].lstrip().startswith("- "):
        raise CheckerError(f"the key “{wanted.unit}” is not in the file", hint="add it to its list first")
    key = wanted.form or wanted.key[len(wanted.group) :]
    style = text[neighbour.start] if text[neighbour.start : neighbour.start + 1] in ("'", '"') else ""
    end = text.find("\n", neighbour.end)
    end = len(text) if end < 0 else end - (text[end - 1] == "\r")
    return Splice(end, end, f"{line}{_written('', key, flow=False)}: {_written(style * 2, new.text, flow=False)}")
