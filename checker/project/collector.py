"""Collects the inputs of a run from files, folders and pairs, and what is passed over on the way."""

import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from checker.errors import CheckerError
from checker.formats import Input, format_of
from checker.formats._pair import rank
from checker.project import evident
from checker.project.layout import Member, Pair
from checker.project.opening import (
    as_checker_error,
    declared,
    files_at,
    is_corpus,
    is_untranslated,
    lacks_columns,
    matching,
    opened,
    read_once,
    walked,
)
from checker.project.pairing import Pairing
from checker.project.path_pattern import is_pattern
from checker.project.shape import LANG, TEXTS
from checker.project.unread import ALONE, COLUMNS, FORMAT, SOURCES
from checker.reading import Unread
from checker.storage import reading

_HANDED = re.compile(r"/dev/stdin|(?:/dev|/proc/self)/fd/\d+")  # what a shell makes of <(command)


class Collector:
    """Collects inputs, in order and without duplicates; pairs have the languages of their names.

    Args:
        encoding: The encoding of files that do not declare one.
        asked: Returns the wanted languages of a file, each "" for any. In folders, files of others are passed over.
        leave_out: Files to ignore in folders.
        was_corpus: Whether a file in a folder is to be checked although it looks like a glossary.
        warn: Called with notices.
        excluded: Whether a file or folder is to be ignored in folders.
        follow: Lets an input be read as the config says.
        origin: Where the paths are named (``ilchi.toml:3``), "" on the command line.

    Attributes:
        found: The inputs.
        unread: The files that are evidently translations and cannot be read.
        passed: How many files of each other language are passed over.
        beside: The files that are passed over because they are in the language of their sources.
    """

    def __init__(
        self,
        encoding: str | None,
        asked: Callable[[str], tuple[str, str]],
        leave_out: Sequence[str | os.PathLike[str]] = (),
        was_corpus: Callable[[Input], bool] = lambda _given: False,
        warn: Callable[[str], None] = lambda _message: None,
        excluded: Callable[[str], bool] = lambda _path: False,
        follow: Callable[[Input], object] = lambda _given: None,
        origin: str = "",
    ) -> None:
        self._was_corpus = was_corpus
        self._encoding = encoding
        self._warn = warn
        self._asked = asked
        self._excluded = excluded
        self._follow = follow
        self._origin = origin
        self._templates: list[str] = []
        self._pairing = Pairing(lambda path: asked(path)[0], self._templates)
        self._left_out = {os.path.realpath(path) for path in leave_out}  # realpath also accepts a link to itself
        self._found: dict[str, Input] = {}
        self._known = 0  # files that were translations, whether they can be read or are wanted
        self.unread: list[Unread] = []
        self.passed: Counter[str] = Counter()
        self.beside: list[str] = []

    @property
    def found(self) -> list[Input]:
        """The inputs."""
        return list(self._found.values())

    def add(self, path: str, target: str = "") -> Iterator[CheckerError]:
        """Add a file, a folder, a pattern, one file of a pair, standard input, or two texts; yields the errors."""
        try:
            if target:
                self._keep(self._pair(path, target))
            elif path == "-":
                self._found[path] = read_once(sys.stdin.buffer, path, self._encoding)
            elif _HANDED.fullmatch(path) and reading.what(path) == "a pipe":
                with open(path, "rb") as stream:  # noqa: PTH123  # the shell has opened it already
                    self._found[path] = read_once(stream, path, self._encoding)
            elif Path(path).is_dir():
                yield from self._add_folder(path)
            elif is_pattern(path) and not Path(path).exists():
                self._templates += [path] if LANG in path else []
                yield from self.add_files(self._unless_left_out(self._matching(path)))
            else:
                self._add_file(Path(path))
        except CheckerError as error:
            yield error
        except OSError as error:
            yield as_checker_error(error, path)

    def _keep(self, given: Input) -> None:
        """Keep an input; the second translation of a plain text is called by its own name."""
        self._known += 1
        held = self._found.get(given.file)
        if held and held.partner and given.partner and held.partner.name != given.partner.name:
            given.file = given.partner.name
        self._found.setdefault(given.file, given)

    def _is_unread(self, file: str, why: str) -> None:
        self._known += 1
        self.unread.append(Unread(file, why))

    def _passes(self, language: str) -> None:
        self._known += 1
        self.passed[language] += 1

    def _add_file(self, path: Path) -> None:
        """Add a file that the user named, or the pairs that it is in."""
        (file,) = files_at(path, glossaries=False)
        pairs = [pair for pair in self._pairing.around(file) if self._is_wanted(pair.target)]
        inputs = [given for given in map(self._opened, pairs) if given]
        for given in inputs:
            self._keep(given)
        if inputs:
            return
        given = opened(file, self._encoding)
        if file.suffix[1:].lower() in TEXTS:
            raise CheckerError(
                f"the ending “{file.suffix[1:]}” is that of a pair, but the other file is missing",
                str(file),
                f"put it in the same folder, with a name like {file.stem}.en, or use --pair",
            )
        if evident.is_half(path.name) and not is_corpus(given):
            raise CheckerError(
                "this file holds one language, and there is no other side beside it",
                str(file),
                "name both with --pair SOURCE TARGET",
            )
        format_of(given, "read_segments")
        wanted = self._asked(given.name)[1]
        every = self._by_language(given)
        for each in [each for each in every if rank(wanted, each.languages[1])] or every:
            self._keep(each)

    def _add_folder(self, path: str) -> Iterator[CheckerError]:
        files, errors = walked(Path(path), self._warn, self._excluded)
        yield from errors
        before = self._known
        yield from self.add_files(self._unless_left_out(files))
        if before == self._known and not errors:
            yield CheckerError("the folder has no readable files", path, "none is in a known format")

    def _matching(self, pattern: str) -> list[Path]:
        found = matching(pattern, self._warn, self._excluded)
        if not found:
            hint = "* and ? stand within a name, ** for folders too, {lang} for a language"
            raise CheckerError(f"no file matches the pattern “{pattern}”", self._origin, hint)
        return found

    def _unless_left_out(self, files: Iterable[Path]) -> list[Path]:
        return [file for file in files if os.path.realpath(file) not in self._left_out]

    def add_files(self, files: Sequence[Path]) -> Iterator[CheckerError]:
        """Add files that were found, not named; yields the errors."""
        found = self._pairing.among(files)
        pairs = self._pairs(found.pairs)
        self.beside += [member.path for member in found.beside]
        others = {Path(member.path) for member in found.beside}
        others |= {Path(member.path) for pair in found.pairs for member in pair}
        alone = {Path(member.path): member for member in found.alone}
        for file in files:
            try:
                if file in pairs:
                    self._keep(pairs[file])
                elif file not in others:
                    self._add_single(file, alone.get(file))
            except CheckerError as error:
                yield error

    def _pairs(self, pairs: Iterable[Pair]) -> dict[Path, Input]:
        """The inputs of pairs by the file with the translations; the others are counted."""
        found = {}
        for pair in pairs:
            if not self._is_wanted(pair.target):
                self._passes(pair.target.language)
            elif given := self._opened(pair):
                found[Path(pair.target.path)] = given
            else:
                self._is_unread(str(Path(pair.target.path)), FORMAT)
        return found

    def _add_single(self, file: Path, member: Member | None) -> None:
        """Add a file that is no side of a pair, if it holds both sides."""
        given = opened(file, self._encoding)
        if is_corpus(given) or self._was_corpus(given):
            self._add_whole(given)
        elif member and evident.is_evident(member.path):
            self._is_unread(str(file), SOURCES if rank("en", member.language) else ALONE)
        elif not member and evident.is_foreign(file.as_posix()) and not file.with_suffix(".po").exists():
            self._is_unread(str(file), FORMAT)

    def _add_whole(self, given: Input) -> None:
        """Add a file that holds both sides, for each wanted language in which it has translations."""
        self._follow(given)
        if lacks_columns(given) and not self._was_corpus(given):
            self._is_unread(given.name, COLUMNS)
            return
        for each in self._by_language(given):
            wanted, spoken = self._asked(given.name), declared(each)
            if not all(map(rank, wanted, spoken)):
                self._passes(spoken[1])
            elif each.file == each.name and is_untranslated(each):
                self._known += 1
                self.beside.append(given.name)
            else:
                self._keep(each)

    def _by_language(self, given: Input) -> list[Input]:
        """The file, or an input for each language if it has several."""
        languages: tuple[str, ...] = ()
        with suppress(CheckerError, OSError):  # reading it later raises the error
            languages = getattr(format_of(given, "read_segments"), "translations", lambda _given: ())(given)
        if len(languages) < 2:
            return [given]
        found = []
        for language in languages:
            one = opened(Path(given.name), self._encoding)
            one.languages, one.file = (self._asked(given.name)[0], language), f"{given.name}/{language}"
            found.append(one)
        return found

    def _is_wanted(self, target: Member) -> bool:
        return rank(self._asked(target.path)[1], target.language) > 0

    def _opened(self, pair: Pair) -> Input | None:
        """The input of a pair, if a format reads it."""
        given = self._pair(str(Path(pair.source.path)), str(Path(pair.target.path)))
        given.languages = pair.source.language, pair.target.language
        return given if pair.is_text or (is_keyed(given) and not _is_compiled(given)) else None

    def _pair(self, source: str, target: str) -> Input:
        """The input of two files; one with keys is called by its translation, for others may have the same sources."""
        for path in (source, target):
            files_at(Path(path), glossaries=False)
        partner = opened(Path(target), self._encoding)
        given = opened(Path(source), self._encoding, partner)
        if is_keyed(given):
            given.file = partner.name
        return given


def _is_compiled(given: Input) -> bool:
    """Whether a side of a pair is a compiled property list."""
    return any(side.head().startswith(b"bplist") for side in (given, given.partner) if side)


def is_keyed(given: Input) -> bool:
    """Whether the two files of an input are read by their keys, not line by line."""
    return given.partner is not None and getattr(format_of(given, "read_segments"), "UI", False)
