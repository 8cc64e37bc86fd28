"""The config: ``ilchi.toml``, or ``[tool.ilchi]`` in ``pyproject.toml``, the nearest one up to the repository root.

Paths in it are relative to its folder. A ``[[paths]]`` section is for files that match; it overrides earlier sections
and the values at the top, and rules are overridden one by one. The command line overrides the config.
"""

import difflib
import io
import json
import os
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from checker import rules
from checker.errors import CheckerError
from checker.family import names
from checker.project.config_keys import (
    BRANCH_DECISIONS,
    COUNT,
    DEFAULTS,
    MQM,
    OFF,
    READ,
    SCALED,
    SECTION,
    SEVERITIES,
    TABLES,
    TOP,
    Value,
    patterns_wanted,
    weight_wanted,
)
from checker.project.path_pattern import path_pattern
from checker.storage import reading
from checker.text import conflicts

FILE = "ilchi.toml"
_PROJECT = "pyproject.toml"
FILES = (FILE, _PROJECT)  # the first one in a folder counts
_LARGEST = 1 << 24  # bytes of a config


class Section(NamedTuple):
    """A ``[[paths]]`` or ``[[files]]`` section.

    Attributes:
        patterns: The patterns of its files.
        values: Its values by key.
        origins: The place of each value (``file:line``).
    """

    patterns: tuple[str, ...]
    values: dict[str, Value]
    origins: dict[str, str]

    def matches(self, path: str) -> bool:
        """Whether the section is for a file; the path is relative to the config's folder and has slashes."""
        return any(path_pattern(pattern).matches(path) for pattern in self.patterns)


class Config:
    """A validated config.

    Attributes:
        path: The file, or None.
        folder: Its folder; paths are relative to it, and decisions and baseline are kept in it.
        values: The values at the top by key, without defaults.
        origins: The place (``file:line``) of each key; a rule has the key ``rules.name``, an action ``keys.name``.
        sections: The ``[[paths]]`` sections.
        files: The ``[[files]]`` sections.
    """

    def __init__(self, path: Path | None = None, values: Mapping[str, Value] | None = None, text: str = "") -> None:
        self.path = path
        self.folder = path.parent if path else Path()
        given = dict(values or {})
        places = _Places(text, str(path), "tool.ilchi" if path and path.name == _PROJECT else "")
        _check(given, TOP, places, "")
        self.sections = _sections(given.pop("paths", ()), "paths", SECTION, places)
        self.files = _sections(given.pop("files", ()), "files", READ, places)
        self.values = given
        self.origins = places.origins(given, "")

    def lines(self) -> dict[str, tuple[Value, str]]:
        """All that the file says: each value and its place (``file:line``), by a name for people.

        The values of a ``[[paths]]`` section begin with its patterns: ``[[paths]] "ja/**" to``; so do ``[[files]]``.
        """
        found = {}
        tables = [("", self.values, self.origins)]
        tables += [
            (f"[[{kind}]] {json.dumps(each.patterns, ensure_ascii=False)[1:-1]} ", each.values, each.origins)
            for kind, sections in (("paths", self.sections), ("files", self.files))
            for each in sections
        ]
        for start, values, origins in tables:
            for key, value in values.items():
                held = value if isinstance(value, dict) and value else {"": value}
                for inner, each in held.items():
                    name = f"{key}.{inner}" if inner else key
                    found[start + name] = (each, origins.get(name) or origins.get(key) or str(self.path))
        return found

    def get(self, key: str) -> Value:
        """The value of a key at the top, else its default, else None."""
        return self.values.get(key, DEFAULTS.get(key))

    def paths(self, key: str, file: str | None = None) -> tuple[str, ...]:
        """The paths in the list ``key``, for ``file`` if one is given; relative to the working folder."""
        found = self.of(file)[0].get(key, []) if file is not None else self.get(key)
        return tuple(str(self.folder / path) for path in found)

    def glossaries(self) -> list[str]:
        """The glossaries of all files; relative to the working folder."""
        tables = [self.values, *(section.values for section in self.sections)]
        return [str(self.folder / path) for table in tables for path in table.get("glossaries", ())]

    def of(self, file: str) -> tuple[dict[str, Value], dict[str, str]]:
        """The values for a file, with defaults, and their places (``file:line``)."""
        values = {key: self.get(key) for key in TOP if self.get(key) is not None}
        values["rules"] = dict(values["rules"])
        origins = dict(self.origins)
        name = self.name(file)
        for section in self.sections:
            if section.matches(name):
                values["rules"].update(section.values.get("rules", {}))
                values.update({key: value for key, value in section.values.items() if key != "rules"})
                origins.update(section.origins)
        return values, origins

    def read_as(self, file: str) -> dict[str, Value]:
        """What the ``[[files]]`` sections say about how a file is read."""
        name = self.name(file)
        found: dict[str, Value] = {}
        for section in self.files:
            if section.matches(name):
                found.update(section.values)
        return found

    def excludes(self, file: str) -> bool:
        """Whether a file or folder is left out where it is not named itself."""
        name = self.name(file)
        return any(path_pattern(pattern).matches(name) for pattern in self.get("exclude"))

    def name(self, file: str) -> str:
        """The path of a file for patterns: relative to the config's folder, with slashes."""
        try:
            return Path(os.path.relpath(file, self.folder)).as_posix()
        except ValueError:  # another drive
            return Path(file).as_posix()


def _sections(
    tables: Iterable[dict[str, Value]], kind: str, known: Mapping[str, Callable[[Value], str]], places: "_Places"
) -> list[Section]:
    """The sections of one kind, validated."""
    found = []
    for number, table in enumerate(tables, 1):
        where = f"{kind}#{number}"
        _check(table, {"match": patterns_wanted, **known}, places, where)
        if "match" not in table:
            raise CheckerError(
                f"[[{kind}]] has no “match”", places.table(where), f"for instance match = {_MATCH[kind]}"
            )
        match = table.pop("match")
        patterns = (match,) if isinstance(match, str) else tuple(match)
        found.append(Section(patterns, table, places.origins(table, where)))
    return found


_MATCH = {"paths": '"ja/**"', "files": '"glossaries/old.csv"'}


def find(start: Path) -> Config:
    """The nearest config in ``start`` or a folder above; an empty one if there is none.

    Raises:
        CheckerError: The config cannot be read or is invalid.
    """
    folder = start.absolute()
    folder = folder if folder.is_dir() else folder.parent
    for each in (folder, *folder.parents):
        for name in FILES:
            found = _read(each / name)
            if found is not None:
                return found
        if (each / ".git").exists():
            break
    return Config()


def passed_over(config: Config, folders: Iterable[Path], files: Iterable[str]) -> list[Path]:
    """Other configs in ``folders`` and below that are nearer to some of ``files`` than ``config``; not validated."""
    found = []
    chains = [(parent, *parent.parents) for parent in {Path(file).parent for file in files}]
    for each in sorted(
        {each for folder in folders for chain in chains for each in chain if folder in (each, *each.parents)}
    ):
        if not (config.path and os.path.realpath(each) == os.path.realpath(config.folder)):
            found += [path for path in (each / FILE, each / _PROJECT) if _is_config(path)][:1]
    return found


def _is_config(path: Path) -> bool:
    try:
        return path.is_file() and (path.name == FILE or _read(path) is not None)
    except CheckerError:
        return True


def _read(path: Path) -> Config | None:
    """The config in a file; None if the file or its ``[tool.ilchi]`` does not exist."""
    path = Path(_shorter(path))
    try:
        content = reading.read(path, _LARGEST)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise CheckerError(f"cannot be read: {(error.strerror or str(error)).lower()}", str(path)) from None
    return parsed(path, content)


def parsed(path: Path, content: bytes) -> Config | None:
    """The config that a file has with this content; None if it is a ``pyproject.toml`` without ``[tool.ilchi]``.

    Raises:
        CheckerError: It is invalid.
    """
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
        if path.name == FILE or "[tool.ilchi" in text:
            conflicts.refuse(io.BytesIO(content), str(path))
        values = tomllib.loads(text)
    except UnicodeError:
        raise CheckerError("this is not utf-8", str(path)) from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        if path.name == _PROJECT and "[tool.ilchi" not in text:
            return None  # an error that does not concern us
        line = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)$", str(error))
        said = str(error)[: line.start()] if line else str(error)
        raise CheckerError(
            f"this is not TOML: {said.lower()}", f"{path}:{line[1]}" if line and line[1] else str(path)
        ) from None
    if path.name == _PROJECT:
        values = values.get("tool", {}).get("ilchi")
        if values is None:
            return None
    return Config(path, values, text)


def _shorter(path: Path) -> str:
    """The path relative to the working folder, if that is shorter."""
    try:
        relative = os.path.relpath(path)
    except ValueError:  # another drive
        return str(path)
    return relative if len(relative) < len(str(path)) else str(path)


def _check(
    table: Mapping[str, Value], known: Mapping[str, Callable[[Value], str]], places: "_Places", where: str
) -> None:
    for key, value in table.items():
        if key not in known:
            raise CheckerError(f"the key “{key}” is unknown", places.of(where, key), meant(key, known))
        wanted = known[key](value)
        if wanted:
            raise CheckerError(
                f"“{key}” must be {wanted}, not {_shown(value)}", places.of(where, key), _near(value, key)
            )
    if not where and "mqm" in table:
        _check_mqm(table["mqm"], places)
    known_rules = names(rules.__name__)
    for rule, value in table.get("rules", {}).items():
        place = places.of(f"{where}.rules" if where else "rules", rule)
        if rule not in known_rules:
            raise CheckerError(f"the rule “{rule}” is unknown", place, meant(rule, known_rules))
        if value not in (*SEVERITIES, OFF):
            raise CheckerError(
                f"“{rule}” must be one of {', '.join([*SEVERITIES, OFF])}, not {_shown(value)}",
                place,
                _near(value, rule),
            )


def _check_mqm(table: Mapping[str, Value], places: "_Places") -> None:
    _check(table, MQM, places, "mqm")
    types = {kind for each in rules.error_types().values() for kind in (each, each.partition("/")[0])}
    for inner, known in (("penalties", SCALED), ("weights", sorted(types))):
        _check(table.get(inner, {}), dict.fromkeys(known, weight_wanted), places, f"mqm.{inner}")


def _near(value: Value, key: str) -> str:
    if not isinstance(value, str):
        return "correct or remove it"
    known = BRANCH_DECISIONS if key == "branch-decisions" else (*SEVERITIES, OFF)
    close = difflib.get_close_matches(value, known, 1)
    return (
        f"did you mean “{close[0]}”?"
        if close
        else f"write for instance {key} = {json.dumps(_EXAMPLES.get(key, 'minor'))}"
    )


_EXAMPLES: dict[str, Value] = {
    "corpus": ["locale"], "glossaries": ["glossaries"], "references": ["memory.tmx"], "min-score": 95,
    "max-findings": 0, "date": "2012-04", "require-terms": True, "require-all": True,
    "keep-going": True, "exclude": ["tests/**"], "one-document": True, "branch-decisions": COUNT,
    "fail-on": "major", "enforce": "strict", "passing": 90, "acceptable": 10,
}  # fmt: skip


def meant(word: str, known: Iterable[str]) -> str:
    """A hint for an unknown ``word``: the most similar of the ``known`` ones, or all of them."""
    known = list(known)
    close = difflib.get_close_matches(word, known, 1, 0.5)
    return f"did you mean “{close[0]}”?" if close else f"known: {', '.join(known)}"


def _shown(value: Value) -> str:
    try:
        return json.dumps(value, ensure_ascii=False)[:60]
    except TypeError:  # a date
        return str(value)[:60]


class _Places:
    """The lines of the keys in a TOML text, which must be valid."""

    def __init__(self, text: str, name: str, root: str) -> None:
        self._name = name
        self._lines: dict[tuple[str, str], int] = {}
        self._tables: dict[str, int] = {}
        table, counts = "", dict.fromkeys(_MATCH, 0)
        for number, line in enumerate(text.split("\n"), 1):
            header = re.match(r"\s*\[\[?\s*([^\]]+?)\s*\]", line)
            if header:
                table = re.sub(r"[\s\"']", "", header[1]).removeprefix(root).lstrip(".")
                if not re.sub(r"[\s\"']", "", header[1]).startswith(root):
                    table = "-"
                kind, _, inner = table.partition(".")
                if kind in counts:
                    counts[kind] += table == kind
                    table = f"{kind}#{counts[kind]}" + (f".{inner}" if inner else "")
                self._tables.setdefault(table, number)
            elif key := re.match(r"\s*(?:\"([^\"]*)\"|'([^']*)'|([\w-]+))\s*[=.]", line):
                self._lines.setdefault((table, key[1] or key[2] or key[3]), number)

    def of(self, table: str, key: str) -> str:
        """The place (``file:line``) of a key in a table."""
        line = self._lines.get((table, key)) or self._tables.get(f"{table}.{key}".lstrip("."))
        inline = self._lines.get((table.rpartition(".")[0], table.rpartition(".")[2]))
        line = line or inline or self._tables.get(table)
        return f"{self._name}:{line}" if line else self._name

    def table(self, table: str) -> str:
        """The place (``file:line``) of a table."""
        line = self._tables.get(table)
        return f"{self._name}:{line}" if line else self._name

    def origins(self, values: Mapping[str, Value], where: str) -> dict[str, str]:
        """The places of all keys; a rule has the key ``rules.name``, an action ``keys.name``."""
        found = {key: self.of(where, key) for key in values if key not in TABLES}
        for table in TABLES:
            inner = f"{where}.{table}" if where else table
            found |= {f"{table}.{name}": self.of(inner, name) for name in values.get(table, {})}
        return found
