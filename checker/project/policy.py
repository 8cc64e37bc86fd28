"""What a branch is judged by: config, glossaries, decisions and baseline as they were where it left another revision.

So a branch cannot turn its own gate green. What it changes in them is listed. What it adds (files, terms, bans) is
checked beside what there was.
"""

import os
import posixpath
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import msgspec

from checker.errors import CheckerError
from checker.formats import Input
from checker.glossary.concepts import Glossary, row_of
from checker.judging.baseline import Baseline, Entry
from checker.judging.decisions import Decision, PlacedDecision
from checker.model import Concept
from checker.project import baseline_file, decision_file
from checker.project.config import FILES, Config, parsed
from checker.project.config_keys import COUNT, Value
from checker.project.git_revision import Revision
from checker.project.inputs import glossary_inputs, glossary_of
from checker.project.opening import holds_glossary, is_corpus, lacks_columns, matching
from checker.project.path_pattern import is_pattern
from checker.project.shape import stands_for
from checker.rules.policy_change import Change, Held, compare

_SAID = 20  # rows, or lines of a baseline, that are listed one by one
_NAMED = 5  # of more of them, how many are named
_DESCRIBING = ("glossaries", "from", "to", "date")  # keys that say what a file is, not how strictly it is judged
_UNCHECKED = ("note", "definition")  # columns that change no finding


class Base:
    """The policy of the commit where a branch left another revision.

    Args:
        ref: The other revision.
        today: The config of today.
        folders: The folders for which a config is searched.
        warn: Called with notices.

    Attributes:
        revision: The commit.
        config: The config that counts: that of the commit, or today's where it had none.

    Raises:
        CheckerError: Git does not know the revision, or the folders belong to different configs there.
    """

    def __init__(self, ref: str, today: Config, folders: Sequence[Path], warn: Callable[[str], None]) -> None:
        self.revision = Revision(ref, today.folder)
        self.today = today
        self._warn = warn
        self._said: set[str] = set()
        found = {str(each.path): each for each in map(self._nearest, folders) if each is not None}
        if len(found) > 1:
            raise CheckerError(f"at {self.revision.name} the paths belonged to {' and to '.join(sorted(found)[:2])}")
        if not found and today.path:
            self._say(f"there was no valid config at {self.revision.name}: that of today counts, {today.path}")
        self.config = next(iter(found.values()), today)

    def _say(self, message: str) -> None:
        """Give a notice once."""
        if message not in self._said:
            self._said.add(message)
            self._warn(message)

    # The config.

    @property
    def kept(self) -> bool:
        """Whether the config that counts is that of the commit."""
        return self.config is not self.today

    def _nearest(self, folder: Path) -> Config | None:
        """The config that counted in a folder; None if there was none, or none that is valid."""
        start = self.revision.path(folder)
        if start is None:
            return None
        above = [start]
        while above[-1]:
            above.append(posixpath.dirname(above[-1]))
        # A file that was only renamed counts where there is no other: the folder of the project may have moved.
        for content in (self.revision.held, self.revision.content):
            for name in (posixpath.join(each, file) for each in above for file in FILES):
                text = content(name)
                try:
                    found = None if text is None else parsed(Path(_relative(self.revision.top / name)), text)
                except CheckerError as error:
                    self._say(f"at {self.revision.name}: {error}")
                    return None
                if found is not None:
                    return found
        return None

    def values(self, file: str, *, named: bool) -> dict[str, Value]:
        """The config's values for a file of today, under the name that it had.

        A file that the base did not check may come with its own languages, date and glossaries.

        Args:
            file: The file.
            named: Whether it is checked because the command names it, not because a config does.
        """
        values = self.config.of(self._old(file))[0]
        if not named and self._added(file):
            held = self.today.of(file)[0]
            values |= {key: held[key] for key in _DESCRIBING if key in held}
        return values

    def read_as(self, file: str, *, named: bool) -> dict[str, Value]:
        """What the config says about how a corpus is read; of a file that the base did not check, today's says it.

        The arguments are those of ``values``. Read otherwise, a wrong translation might be a note.
        """
        return self.today.read_as(file) if not named and self._added(file) else self.config.read_as(self._old(file))

    def _old(self, file: str) -> str:
        """The name that a file of today had."""
        path = self.revision.path(file) if file != "-" else None
        old = self.revision.old(path) if path else path
        if not path or not old or old == path:
            return file
        return os.path.normpath(Path(file).parent / os.path.relpath(old, posixpath.dirname(path) or "."))

    def _added(self, file: str) -> bool:
        """Whether a file is checked because the branch says so."""
        return self.kept and not self._checked(self._old(file))

    def _checked(self, file: str) -> bool:
        given = Path(os.path.abspath(file))  # noqa: PTH100  # links must stay
        return any(
            stands_for(each, Path(file).as_posix()) if is_pattern(each) else given.is_relative_to(os.path.abspath(each))  # noqa: PTH100
            for each in self.config.paths("corpus")
        )

    def corpus(self) -> tuple[str, ...]:
        """The files and folders to check: those of the base that are still there, and those that the branch adds."""
        mine, added = self.config.paths("corpus"), self.today.paths("corpus")
        here = dict.fromkeys(self.present((*mine, *added)))
        for path in dict.fromkeys((*mine, *added)):
            if path not in here:
                self._say(f"{path} is left out by the sparse checkout: it is not checked")
            elif path not in added and not _is_there(path):
                del here[path]
                self._say(f"{path}, which the config at {self.revision.name} names, is gone: it is not checked")
        return tuple(here)

    def was_corpus(self, given: Input) -> bool:
        """Whether a file, which may look like a glossary or like no corpus today, was a corpus."""
        path = self.revision.path(given.name)
        old = (
            self.revision.input(path, given.encoding)
            if path and (_is_glossary(given) or lacks_columns(given))
            else None
        )
        return old is not None and is_corpus(old) and not lacks_columns(old)

    def new(self, path: str) -> bool:
        """Whether a file or folder did not exist at the commit."""
        known = self.revision.path(path)
        return known is None or (self.revision.content(known) is None and not self.revision.below(known))

    def present(self, paths: Sequence[str]) -> list[str]:
        """The files and folders without those that a sparse checkout leaves out."""
        there = {path for path in paths if is_pattern(path) or Path(path).exists()}
        known = ((path, self.revision.path(path)) for path in paths)
        return [path for path, name in known if path in there or not (name and self.revision.left_out(name))]

    # Glossaries.

    def glossary(
        self, paths: Sequence[str], encoding: str | None, languages: tuple[str, str], enforce: str
    ) -> Glossary:
        """The glossary that the files and folders ``paths`` made; what git does not have is as it is today.

        An empty one if they did not exist or were invalid, of which a notice is given.
        """
        inputs = [each for path in paths for each in self._glossaries(path, encoding)]
        try:
            if inputs:
                return glossary_of(inputs, languages, enforce, read_as=self.config.read_as)
            if paths:
                self._say(f"{', '.join(paths)}: no glossary at {self.revision.name}, so that of today counts alone")
        except CheckerError as error:
            self._say(f"at {self.revision.name}: {error}; the glossary of today counts alone")
        return Glossary([])

    def _glossaries(self, path: str, encoding: str | None) -> list[Input]:
        known = self.revision.path(path)
        if known is None:
            return glossary_inputs(path, encoding)
        one = self.revision.input(known, encoding)
        if one is not None:
            return [one]
        below = (self.revision.input(each, encoding) for each in self.revision.below(known))
        found = [each for each in below if each is not None and _is_glossary(each)]
        return found if found or self.revision.tracked(known) else glossary_inputs(path, encoding)

    # Decisions and baseline.

    def decisions(self, homes: Iterable[Path]) -> list[PlacedDecision]:
        """The decisions that count: those of the base, or those of today if the config of the base says so."""
        if self.config.get("branch-decisions") == COUNT:
            return [entry for home in homes for entry in decision_file.entries(home / decision_file.FILE, self._say)]
        return [entry for home in homes for entry in self._decided(home)]

    def _decided(self, home: Path) -> list[PlacedDecision]:
        path = home / decision_file.FILE
        try:
            return decision_file.entries(path, self._say, self._of(path))
        except CheckerError as error:
            self._say(f"at {self.revision.name}: {error}; none of its decisions count")
            return []

    def baseline(self, path: Path) -> Baseline:
        """The baseline that a file held."""
        try:
            return baseline_file.loaded(path, self._of(path))
        except CheckerError as error:
            self._say(f"at {self.revision.name}: {error}; its lines do not count")
            return Baseline()

    def follows(self, path: Path) -> bool:
        """Whether git had a file, or has it today; any other is none of the branch."""
        known = self.revision.path(path)
        return known is not None and (self.revision.content(known) is not None or self.revision.tracked(known))

    def _of(self, path: Path) -> bytes | None:
        """What a file held, nothing if it did not exist; None if it is outside the repository."""
        known = self.revision.path(path)
        return None if known is None else self.revision.content(known) or b""

    # Changes.

    def changes(
        self, homes: Iterable[Path], baselines: Iterable[Path], glossaries: Iterable[tuple[Glossary, Glossary]]
    ) -> Iterator[Change]:
        """What the branch changes.

        Args:
            homes: The folders of decisions.
            baselines: The files of the baseline.
            glossaries: Pairs of glossaries, of the base and of today.
        """
        if self.kept:
            yield from compare(_keys(self.config), _keys(self.today), f"the config at {self.revision.name} counts")
        counted = self.config.get("branch-decisions") == COUNT
        for home in homes:
            path = home / decision_file.FILE
            here = decision_file.entries(path)
            why = (
                f"the config at {self.revision.name} says that decisions of a branch count"
                if counted
                else f'the decisions at {self.revision.name} count; branch-decisions = "count" in its config would'
                " let those of a branch count"
            )
            yield from compare(_decided(self._decided(home)), _decided(here), why)
        for path in baselines:
            old, new = self._entries(path, self._of(path)), self._entries(path, None)
            yield from compare(*_lines(old, new, str(path)), f"the baseline at {self.revision.name} counts")
        for base, today in glossaries:
            why = f"the glossary at {self.revision.name} counts, and what the branch adds"
            yield from compare(*_rows(base, today), why)

    def _entries(self, path: Path, content: bytes | None) -> baseline_file.Held:
        try:
            return baseline_file.load(path, content)
        except CheckerError:
            return baseline_file.Held([], [])


def _is_there(path: str) -> bool:
    """Whether there is a file or folder, or one that a pattern stands for."""
    if not is_pattern(path):
        return Path(path).exists()
    with suppress(CheckerError):
        return bool(matching(path, lambda _message: None))
    return False


def _relative(path: Path) -> str:
    try:
        return os.path.relpath(path)
    except ValueError:  # another drive
        return str(path)


def _is_glossary(given: Input) -> bool:
    try:
        return holds_glossary(given)
    except CheckerError:
        return False


def _placed(place: str) -> tuple[str, int]:
    """The file and line of a place (``file:line``)."""
    file, _, line = place.rpartition(":")
    return (file, int(line)) if file and line.isdecimal() else (place, 0)


def _text(value: object) -> str:
    return value if isinstance(value, str) else msgspec.json.encode(value).decode("utf-8")


def _keys(config: Config) -> Iterator[Held]:
    """What a config says."""
    if config.path:
        yield Held("the config", config.path.name, str(config.path), 1)
    for name, (value, place) in config.lines().items():
        yield Held(f"the key “{name}”", _text(value), *_placed(place))


def _decided(entries: Iterable[PlacedDecision]) -> Iterator[Held]:
    """What decisions say."""
    for place, decision, _ in entries:
        if not decision.noted:
            yield Held(
                f"the decision on {_about(decision)} by {decision.author or 'nobody'}",
                _verdict(decision),
                *_placed(place),
            )


def _about(decision: Decision) -> str:
    parts = (decision.fingerprint, decision.rule, decision.concept, decision.document)
    return f"the {decision.scope} {' '.join(filter(None, parts))}"


def _verdict(decision: Decision) -> str:
    until = f", until {decision.until}" if decision.until else ""
    return f"{decision.verdict}{until}, because: {decision.reason or 'no reason is given'}"


def _lines(old: baseline_file.Held, new: baseline_file.Held, path: str) -> tuple[list[Held], list[Held]]:
    """What two states of a baseline say: each line that is new or has changed, and how many are gone."""

    def held(entry: Entry) -> Held:
        count = f"{entry.count + entry.elsewhere} times, {entry.rule}: {entry.message}"
        return Held(f"the baselined finding {entry.fingerprint}", count, path, 0)

    before = {entry.fingerprint: entry for entry in old.entries}
    after = {entry.fingerprint: entry for entry in new.entries}
    changed = [entry for name, entry in after.items() if before.get(name) != entry]
    gone = [entry.fingerprint for name, entry in before.items() if name not in after]
    olds = [held(before[entry.fingerprint]) for entry in changed[:_SAID] if entry.fingerprint in before]
    news = list(map(held, changed[:_SAID]))
    if changed[_SAID:]:
        news.append(_many("lines of the baseline", [entry.fingerprint for entry in changed[_SAID:]], path, "more "))
    if gone:
        olds.append(_many("lines of the baseline", gone, path))
    if old.origins != new.origins:
        news.append(Held("what the baseline was made by", "", path, 0))
    return olds, news


def _many(what: str, names: Sequence[str], path: str, more: str = "") -> Held:
    named = ", ".join(names[:_NAMED]) + (", …" if len(names) > _NAMED else "")
    return Held(f"{len(names):,} {more}{what}", named, path, 0)


def _rows(base: Glossary, today: Glossary) -> tuple[list[Held], list[Held]]:
    """What two states of a glossary say: rows that are gone, cells that have changed, and the number of new rows."""
    before, after = ({concept.id: concept for concept in each} for each in (base, today))
    olds, news = [], []
    for name, concept in before.items():
        if name not in after:
            olds.append(_held(concept, "", concept))
            continue
        new = after[name]
        cells, others = (
            {column: text for column, text in row_of(each).items() if column not in _UNCHECKED}
            for each in (concept, new)
        )
        for column in cells | others:
            olds.append(_held(new, column, concept))
            news.append(_held(new, column, new))
    added = [concept for name, concept in after.items() if name not in before]
    for file in dict.fromkeys(_placed(concept.place)[0] for concept in added):
        names = [concept.id for concept in added if _placed(concept.place)[0] == file]
        news.append(_many("rows of the glossary" if len(names) > 1 else "row of the glossary", names, file))
    return olds, news


def _held(at: Concept, column: str, concept: Concept) -> Held:
    cells = row_of(concept)
    if column:
        return Held(f"the cell “{column}” of the row “{at.id}”", cells[column] or "nothing", *_placed(at.place))
    said = " = ".join(filter(None, (cells["source"], cells["target"])))
    return Held(f"the row “{at.id}” of the glossary", said or cells["forbidden"], *_placed(at.place))
