"""Apple's string catalogs (``.xcstrings``): one JSON file with the texts of a program in all its languages."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache, partial
from itertools import chain
from typing import BinaryIO

import msgspec

from checker.errors import CheckerError
from checker.formats import Input, _copy
from checker.formats._json import Leaf, closing, literal, values
from checker.formats._keyed import (
    Entry,
    Pair,
    Splice,
    edits_of,
    margin,
    paired,
    segments_of,
    spliced,
    tell_lacking,
    text_of,
)
from checker.formats._pair import rank
from checker.model import Segment, Target

UI = True
_FLAGS = frozenset(("objc-format",))
_VARIABLE = re.compile(r"%(?:\d+\$)?#@[^@]*@")
_BETWEEN = frozenset("variations plural device substitutions stringUnit stringSet value values other".split())
_UNREAD = frozenset(("new", "needs_review"))  # states that the catalog's own program changes when a text is edited
_TRANSLATED = '"translated"'


def claim(file: Input, head: bytes) -> int:  # noqa: ARG001 - the formats' interface
    """How sure it is (0 to 100) that this is a string catalog: by its name."""
    return 90 if file.suffix == ".xcstrings" and not file.partner else 0


def example() -> dict[str, bytes]:
    """A small file of this format."""
    unit = {"stringUnit": {"state": "translated"}}
    strings = {
        source: {"localizations": {"en": {"stringUnit": unit["stringUnit"] | {"value": target}}}}
        for source, target in (("강", "river"), ("바다", "sea"))
    }
    return {"Localizable.xcstrings": _made({"sourceLanguage": "ko", "strings": strings, "version": "1.0"}).encode()}


def translations(file: Input) -> tuple[str, ...]:
    """The languages of the translations, in the order of their names.

    Raises:
        CheckerError: The file is broken.
    """
    return _catalog(text_of(file), file.name).translations


def languages(file: Input) -> tuple[str, str]:
    """The source and target language: those asked for, else the catalog's own and the only other one.

    Raises:
        CheckerError: The file is broken, or there are several other languages, and none was asked for.
    """
    return _catalog(text_of(file), file.name).languages(file)


def read_segments(file: Input) -> Iterator[Segment]:
    """One segment per text and form of a plural; ``unit`` is the key, with a dot before the device or variable.

    A key without a text in the sources' language is its own text. What is not to be translated, and what is in no
    source code any more, is passed over; a warning counts it. A text in need of a review is fuzzy.

    Raises:
        CheckerError: The file is broken or not in its encoding, there are several languages and none was asked for, or
            it has none of the one that was.
    """
    catalog = _catalog(text_of(file), file.name)
    source, target = catalog.languages(file)
    pairs = catalog.pairs(source, target)
    catalog.warn(file)
    tell_lacking(file, f"{file.name}/{target}", pairs)
    for pair, segment in zip(pairs, segments_of(pairs), strict=True):
        yield msgspec.structs.replace(segment, line=pair.known.line, fuzzy=segment.state == "needs_review")


def write(file: Input, targets: Mapping[int, str | Target], to: BinaryIO) -> None:
    """Copy with new texts, whose state becomes ``translated``; a text that is missing is added.

    Raises:
        CheckerError: There is no such segment, a form is missing that has no place, or see ``read_segments``.
    """
    if not targets:
        _copy.copied(file, to)
        return

    def edit(lines: Iterator[str]) -> Iterator[str]:
        text = "".join(lines)
        catalog = _catalog(text, file.name)
        source, target = catalog.languages(file)
        pairs = catalog.pairs(source, target)
        _copy.unknown(file, targets, len(pairs))
        scan = partial(_scan, language=target)
        # What is missing is added to the object of its key: any entry of the targets may stand for the one before it.
        edits = edits_of(text, pairs, targets, file.name, scan, _encode, partial(catalog.added, target))
        states = (catalog.pending[edit.start] for edit in edits if edit.start in catalog.pending)
        yield from spliced(text, [*edits, *(Splice(*place, _TRANSLATED) for place in states)])

    _copy.edited(file, to, edit)


@lru_cache(1)
def _catalog(text: str, name: str) -> "_Catalog":
    """The catalog in a text; a file is read once for each of its languages, and looked through once for all."""
    return _Catalog(text, name)


class _Catalog:
    """What a catalog has.

    Attributes:
        translations: The languages of the translations.
        pending: Where a text begins that is not translated yet: where its state stands.
    """

    def __init__(self, text: str, name: str) -> None:
        self._text = text
        self._name = name
        self._source = ""
        self._keys: dict[str, Leaf] = {}  # the object of each key
        self._texts: dict[str, list[Leaf]] = {}  # of each language
        self._members: dict[tuple[str, ...], list[Leaf]] = {}  # of the objects of keys and of their languages
        self._left: dict[str, set[str]] = {"that are not to be translated": set(), "that no source code has": set()}
        states: dict[tuple[str, ...], Leaf] = {}
        for leaf in values(text, name):
            self._note(leaf, states)
        self._rest = {key: each for key, each in self._keys.items() if key not in set().union(*self._left.values())}
        every = chain.from_iterable(self._texts.values())
        state_of = ((each.start, states.get((*each.path[:-1], "state"))) for each in every)
        self._state = {start: state for start, state in state_of if state is not None}
        self.pending = {
            start: (state.start, state.end) for start, state in self._state.items() if state.value in _UNREAD
        }
        self.translations = tuple(sorted(language for language in self._texts if language != self._source))

    def _note(self, leaf: Leaf, states: dict[tuple[str, ...], Leaf]) -> None:
        top, *rest = leaf.path or ("",)
        if top == "sourceLanguage" and not rest:
            self._source = leaf.value or ""
        if top != "strings" or not rest:
            return
        key, *inner = rest
        if len(inner) in (1, 2):
            self._members.setdefault(leaf.path[:-1], []).append(leaf)
        if not inner:
            self._keys[key] = leaf
        elif inner == ["shouldTranslate"] and self._text.startswith("false", leaf.start):
            self._left["that are not to be translated"].add(key)
        elif inner == ["extractionState"] and leaf.value == "stale":
            self._left["that no source code has"].add(key)
        elif inner[0] == "localizations" and leaf.value is not None and len(inner) > 2:
            if inner[-1] == "state":
                states[leaf.path] = leaf
            elif inner[-1] == "value" or inner[-2] == "values":
                self._texts.setdefault(inner[1], []).append(leaf)

    def languages(self, file: Input) -> tuple[str, str]:
        """See ``languages`` of the format."""
        wanted, target = file.languages
        known = [self._source, *self.translations]
        source = _nearest(wanted, known) if wanted else self._source
        others = [each for each in known if each != source]
        hint = f"choose with --from and --to: {', '.join(known)}"
        if not target and len(others) > 1:
            raise CheckerError("it is in several languages", self._name, hint)
        found = _nearest(target, others)
        if not source or (target and not found):
            raise CheckerError(f"nothing in it is {wanted or source} → {target or '?'}", self._name, hint)
        return source, found

    def pairs(self, source: str, target: str) -> list[Pair]:
        """The texts in two languages by key.

        Where only one side tells devices or variables apart, the other has one text for all of them.
        """
        sources, targets = self._entries(source), self._entries(target)
        for key, own in sources.items():
            if not own:
                continue
            matching: list[Entry] = []
            for each in dict.fromkeys(entry.key for entry in targets.get(key, ())):
                same = [entry for entry in own if entry.key == each]
                matching += same or [own[-1]._replace(key=each, form="")]
            sources[key] = matching or own
        return paired(_listed(sources), _listed(targets), target)

    def entries(self, language: str) -> list[Entry]:
        """The texts in a language."""
        return _listed(self._entries(language))

    def _entries(self, language: str) -> dict[str, list[Entry]]:
        """The texts in a language, by key."""
        found: dict[str, list[Entry]] = {key: [] for key in self._rest}
        for leaf in self._texts.get(language, ()):
            if leaf.path[1] in found:
                found[leaf.path[1]].append(self._entry(leaf))
        for key, leaf in self._rest.items() if language == self._source else ():
            blank = not key.strip()
            found[key] = found[key] or [Entry(key, key, leaf.start, leaf.start, leaf.line, flags=_FLAGS, fixed=blank)]
        return found

    def _entry(self, leaf: Leaf) -> Entry:
        _, key, _, _, *inner = leaf.path
        state = self._state.get(leaf.start)
        form = inner[inner.index("plural") + 1] if "plural" in inner else ""
        names = [name for name in inner if name not in _BETWEEN and name != form]
        value = leaf.value or ""
        return Entry(
            ".".join((key, *names)),
            value,
            leaf.start,
            leaf.end,
            leaf.line,
            form=form,
            flags=_FLAGS,
            state=(state.value or "") if state else "",
            fixed=_VARIABLE.fullmatch(value) is not None,
        )

    def warn(self, file: Input) -> None:
        """Tell what is passed over."""
        for reason, keys in self._left.items():
            if keys:
                file.warn(f"{self._name}: passed over: keys {reason} ({len(keys):,})")

    def added(self, language: str, text: str, _neighbour: Entry, wanted: Entry, new: Target) -> Splice:
        """The splice that adds the text of a key in a language; only a key without any text in it gets one."""
        leaf = self._keys.get(wanted.key)
        if leaf is None or wanted.form:
            raise CheckerError(f"“{wanted.unit}” has no place", hint="add it in Xcode first")
        unit = {"stringUnit": {"state": "translated", "value": new.text}}
        holder = next((each for each in self._members.get(leaf.path, ()) if each.path[-1] == "localizations"), None)
        if holder is not None:
            return _member(text, holder, self._members.get(holder.path, ()), language, unit)
        return _member(text, leaf, self._members.get(leaf.path, ()), "localizations", {language: unit})


def _listed(entries: Mapping[str, Sequence[Entry]]) -> list[Entry]:
    return list(chain.from_iterable(entries.values()))


def _nearest(wanted: str, languages: Sequence[str]) -> str:
    """The language that matches best, "" if none does."""
    best = max(languages, key=lambda each: rank(wanted, each), default="")
    return best if rank(wanted, best) else ""


def _scan(text: str, name: str, language: str) -> list[Entry]:
    return _Catalog(text, name).entries(language)


def _encode(text: str, entry: Entry, new: Target) -> str:
    if entry.start == entry.end:
        raise CheckerError(f"“{entry.key}” is the key itself", hint="add a text for it in Xcode first")
    return literal(new.text, text)


def _member(text: str, holder: Leaf, members: Sequence[Leaf], key: str, value: object) -> Splice:
    """The splice that adds a member to an object, in the order of the names, laid out as Xcode does."""
    outer = margin(text, holder.start)
    inner = f"{outer}  " if outer else ""
    made = f"{literal(key, text)} : {_made(value)}".replace("\n", inner)
    before = [each for each in members if each.path[-1] < key]
    if before:
        last = before[-1]
        opens = text[last.start] in "{["
        end = closing(text, last.end) if opens else last.end
        return Splice(end, end, f",{inner}{made}")
    if members:
        return Splice(holder.end, holder.end, f"{inner}{made},")
    return Splice(holder.end, closing(text, holder.end) - 1, f"{inner}{made}{outer}")


def _made(value: object) -> str:
    """JSON as Xcode lays it out."""
    return json.dumps(value, ensure_ascii=False, indent=2, separators=(",", " : "))
