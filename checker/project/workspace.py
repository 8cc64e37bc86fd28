"""A whole project: its files, config, glossaries, decisions and baseline.

It is checked in parts: the files with the same glossaries and languages. Without ``[[paths]]`` in the config there is
one part.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from checker.corpus import Corpus
from checker.engine import cluster
from checker.engine.check import check_parts, checked
from checker.engine.joined import joined
from checker.engine.part import Part
from checker.engine.report import Report
from checker.engine.runner import Runner
from checker.engine.signature import versions_of
from checker.engine.summary import Settings
from checker.errors import CheckerError
from checker.formats import Input
from checker.glossary.concepts import Glossary
from checker.judging.baseline import Baseline, Entry, Origin, Upgrade, each_apart, entries
from checker.judging.decisions import Decisions
from checker.judging.triage import Triage
from checker.matching.terminology import Terminology, terminology_of
from checker.project import baseline_file, cache, decision_file
from checker.project.change_log import Delivered
from checker.project.config import Config, find, passed_over
from checker.project.git_revision import Revision
from checker.project.inputs import corpus_of, files_in, find_inputs, is_corpus, read_glossary

STANDARD_INPUT = "-"
_OWN = (decision_file.FILE, baseline_file.FILE)  # files of ours that may be in the folder of a corpus
PROCESSES, DASK = "processes", "dask"
_NAMED = 3  # files that a message names


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """The arguments of the command line; an empty one is taken from the config.

    Attributes:
        paths, pairs: The files to check.
        glossaries: Files and folders.
        languages: The codes of source and target language.
        date: The date of segments that have none in the file.
        encoding: The encoding of files that do not declare one.
        columns: The source and the target column of tables: their titles, letters or numbers.
        references: Files and folders in which to look words up; they are not checked.
        keep_going: Whether to report unreadable files and check the others.
        jobs: The number of processes; 0 for a suitable number.
        cache: Whether to use and keep results between runs.
        engine: ``processes`` or ``dask``.
        scheduler: The address of a Dask scheduler, "" for workers on this machine.
    """

    paths: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    glossaries: tuple[str, ...] = ()
    languages: tuple[str, str] = ("", "")
    date: str = ""
    encoding: str = ""
    columns: tuple[str, str] = ("", "")
    references: tuple[str, ...] = ()
    keep_going: bool = False
    jobs: int = 1
    cache: bool = False
    engine: str = PROCESSES
    scheduler: str = ""

    def config(self) -> Config:
        """The config for the paths; without paths, for the working folder.

        Raises:
            CheckerError: The paths belong to different configs, or the config is invalid.
        """
        named = [*self.paths, *(path for pair in self.pairs for path in pair)]
        folders = {path if Path(path).is_dir() else str(Path(path).parent) for path in named if path != STANDARD_INPUT}
        found = {str(config.path or "no config"): config for config in map(find, map(Path, sorted(folders) or ["."]))}
        if len(found) > 1:
            one, other = sorted(found)[:2]
            raise CheckerError(
                f"the paths belong to {one} and to {other}",
                hint="check the files of one config at a time; in pre-commit, use one hook per config, with “files”",
            )
        return next(iter(found.values()))


class Workspace:
    """An open project.

    Args:
        wanted: The arguments of the command line.
        warn: Called with notices.
        progress: Called with the number of segments done in a part, and the share of all bytes read, about 0 to 1.

    Attributes:
        config: The config.
        parts: The parts to check.
        files: The names of all files, in order.
        whole: Whether the files are those of the config, and so the whole project.
        encoding: The encoding of files that do not declare one, or None.
        references: Files and folders in which to look words up.

    Raises:
        CheckerError: There is no file to check, or a file cannot be read.
    """

    def __init__(
        self,
        wanted: Wanted,
        warn: Callable[[str], None] = lambda _message: None,
        progress: Callable[[int, float], None] | None = None,
    ) -> None:
        self.config = wanted.config()
        self._wanted = wanted
        self._said = 0
        self._progress = progress

        def count(message: str) -> None:
            self._said += 1
            warn(message)

        self._say, self._warn = warn, count
        self.whole = not wanted.paths and not wanted.pairs
        paths = self.config.paths("corpus") if self.whole else wanted.paths
        if not paths and not wanted.pairs:
            raise CheckerError(
                "there is nothing to check",
                hint="name files, folders, or - for standard input, or set corpus in a config",
            )
        self._memory = cache.Results(warn) if wanted.cache else None
        self.encoding = wanted.encoding or self.config.get("encoding")
        self.references = wanted.references or self.config.paths("references")
        for path in wanted.references:
            files_in(path)
        inputs = find_inputs(
            *paths,
            pairs=wanted.pairs,
            languages_of=self._languages,
            encoding=self.encoding,
            keep_going=wanted.keep_going,
            leave_out=(*self._glossary_files(), *self._reference_files(), *self._own_files(paths)),
            warn=self._warn,
            read_as=self._read_as,
        )
        self._date(inputs)
        named = [Path(path) for path in (*wanted.paths, *(pair[1] for pair in wanted.pairs)) if path != STANDARD_INPUT]
        folders = [path if path.is_dir() else path.parent for path in named]
        self._first = next(iter(folders), Path())
        self._folders = {folder.absolute(): folder for folder in reversed(folders)}
        self._rules: dict[str, dict[str, str]] = {}
        self._upgrades: dict[_Key, Upgrade] = {}
        self.files = [given.name for given in inputs]
        self._groups = self._grouped(inputs)
        self._parts = {key: self._part(key, found) for key, found in self._groups.items()}
        self.parts = list(self._parts.values())
        self._searched = [Path(path) for path in paths if Path(path).is_dir()]
        self._tell_of_others()

    def _tell_of_others(self) -> None:
        """Warn about configs in folders below, which are not used."""
        others = passed_over(self.config, self._searched, self.files)
        if others:
            listed = ", ".join(map(str, others[:_NAMED])) + (", …" if len(others) > _NAMED else "")
            self._say(
                f"{listed}: not used, because a folder above was named; name only {others[0].parent} to use its config"
            )

    def _languages(self, file: str) -> tuple[str, str]:
        held, _ = self.config.of(file)
        source, target = self._wanted.languages
        return source or held.get("from", ""), target or held.get("to", "")

    def _read_as(self, file: str) -> dict[str, Any]:
        """What the config and the arguments say about how a corpus is read."""
        named = dict(zip(("source", "target"), self._wanted.columns, strict=True)) if any(self._wanted.columns) else {}
        return self.config.read_as(file) | named

    def _date(self, inputs: Iterable[Input]) -> None:
        """Set the date of the segments that have none in the file."""
        for given in inputs:
            given.date = self._wanted.date or self.config.of(given.name)[0].get("date", "")

    def _glossaries(self, file: str) -> tuple[str, ...]:
        return self._wanted.glossaries or self.config.paths("glossaries", file)

    def _glossary_files(self) -> tuple[str, ...]:
        """All glossaries, of any file."""
        held = [path for section in self.config.sections for path in section.values.get("glossaries", ())]
        configured = [str(self.config.folder / path) for path in held]
        return (*self._wanted.glossaries, *self.config.paths("glossaries"), *configured)

    def _reference_files(self) -> Iterator[Path]:
        """All files to look words up in, which may be in the folders of the corpus."""
        for path in self.references:
            with suppress(CheckerError):  # who looks words up is told
                yield from files_in(path)

    def _own_files(self, paths: Sequence[str]) -> list[Path]:
        """Decision and baseline files that may be in the folders of the corpus."""
        folders = [self.config.folder, *(Path(path) for path in paths)]
        return [folder / name for folder in folders for name in _OWN]

    def _grouped(self, inputs: Sequence[Input]) -> dict["_Key", list[Input]]:
        groups: dict[_Key, list[Input]] = {}
        for given in inputs:
            groups.setdefault(self._key_of(given.name), []).append(given)
        return groups

    def _key_of(self, file: str) -> "_Key":
        return _Key(self._glossaries(file), self._languages(file))

    def _part(self, key: "_Key", inputs: Sequence[Input]) -> Part:
        corpus = corpus_of(inputs, key.languages, keep_going=self._wanted.keep_going, warn=self._warn)
        spoken = (corpus.source_language, corpus.target_language)
        glossary = read_glossary(
            *key.glossaries, encoding=self.encoding, languages=spoken, warn=self._warn, read_as=self.config.read_as
        )
        return self.part(corpus, glossary)

    def part(self, corpus: Corpus, glossary: Glossary, references: tuple[Corpus, ...] = (), name: str = "") -> Part:
        """A part of this project with another corpus.

        Args:
            corpus: The segments.
            glossary: The concepts.
            references: Reference translations of the same segments.
            name: The name of the corpus in messages.
        """
        return Part(
            corpus,
            glossary,
            references,
            compiled=self._compiled(corpus, glossary),
            key=_Content((corpus, *references), lambda: self._said),
            name=name or "the translation",
        )

    def _compiled(self, corpus: Corpus, glossary: Glossary) -> Callable[[], Terminology]:
        """A function that compiles the glossary for the languages of the corpus, with the cache if that is allowed."""
        languages = corpus.source_language, corpus.target_language
        if self._wanted.cache:
            return partial(cache.terminology, glossary, *languages, warn=self._say)
        return partial(terminology_of, glossary, *languages)

    def part_of(self, file: str) -> Part:
        """The part that a file belongs to."""
        return self._parts[self._key_of(file)]

    @property
    def only(self) -> Part:
        """The only part.

        Raises:
            CheckerError: There are several parts.
        """
        if len(self.parts) > 1:
            raise CheckerError(
                "the config gives the files different glossaries or languages",
                str(self.config.path),
                "name files with the same ones",
            )
        return self.parts[0]

    @property
    def remembers(self) -> bool:
        """Whether results may be used and kept between runs."""
        return self._wanted.cache

    @contextmanager
    def runner(self) -> Iterator[Runner]:
        """A context with the runner that the arguments ask for."""
        on_dask = partial(cluster.in_order, address=self._wanted.scheduler, jobs=self._wanted.jobs)
        shares = _Shares(self.inputs, self._progress) if self._progress else None
        try:
            yield Runner(
                self._memory,
                on_dask if self._wanted.engine == DASK else None,
                shares or (lambda _done, _file: None),
            )
        finally:
            if shares:
                shares.end()

    def settings(self, *, one_document: bool = False) -> Settings:
        """The settings of a check, from the arguments, else from the config."""
        return Settings(one_document=one_document or self.config.get("one-document"), jobs=self._wanted.jobs)

    def check(self, settings: Settings, seen: Callable[[Corpus], Corpus] | None = None) -> Report:
        """Check all parts; ``seen`` may replace each corpus first."""
        parts = [self.part(seen(part.corpus), part.glossary) for part in self.parts] if seen else self.parts
        with self.runner() as runner:
            return joined(check_parts(parts, settings, runner)[0], self.files)

    @property
    def inputs(self) -> dict[str, Input]:
        """The inputs of all parts, by file name."""
        return {each.name: each for inputs in self._groups.values() for each in inputs}

    # Decisions and baseline.

    def home(self, file: str = "") -> Path:
        """The folder of decisions and baseline: the config's, else the named folder (or file's folder) of ``file``."""
        if self.config.path:
            return self.config.folder
        above = Path(file).absolute().parents if file else ()
        return next((self._folders[each] for each in above if each in self._folders), self._first)

    def homes(self) -> list[Path]:
        """All folders of decisions and baselines, without duplicates."""
        return list(dict.fromkeys(self.home(file) for file in self.files))

    def decisions(self, today: str) -> Decisions:
        """All decisions; those that end before ``today`` (ISO 8601) have expired."""
        return decision_file.load([home / decision_file.FILE for home in self.homes()], today, self._warn)

    def baseline(self, path: str | None = None) -> Baseline:
        """The baseline in the file ``path``, else in the files of all ``homes``."""
        paths = [Path(path)] if path else [home / baseline_file.FILE for home in self.homes()]
        if path and not paths[0].exists():
            raise CheckerError("there is no such file", path, "create it with ilchi baseline create")
        found = Baseline()
        for each in paths:
            found |= baseline_file.loaded(each)
        return found

    def before(self, ref: str, settings: Settings) -> Baseline:
        """The findings of the same files at an earlier git revision, with today's glossary and config, as a baseline.

        It includes files of the same folders that were deleted since, because their segments may have moved.

        Raises:
            CheckerError: Git does not know the revision.
        """
        folder = next((Path(name).absolute().parent for name in self.files if name != STANDARD_INPUT), Path())
        revision = Revision(ref, folder)
        apart = [name for name in self.files if not revision.covers(name)]
        if apart:
            named = "standard input" if apart[0] == STANDARD_INPUT else apart[0]
            more = f" (and {len(apart) - 1:,} more)" if len(apart) > 1 else ""
            self._say(f"--since: {named}{more} is not in the repository: all of its findings count as new")
        found = Baseline()
        gone = [given for given in revision.gone(self._searched, self.files) if Path(given.name).name not in _OWN]
        gone = [given for given in gone if is_corpus(given)]
        self._date(gone)
        for key, part in self._parts.items():
            inputs = revision.inputs(self._groups[key])
            inputs += [given for given in gone if self._key_of(given.name) == key]
            if inputs:
                spoken = (part.corpus.source_language, part.corpus.target_language)
                corpus = corpus_of(inputs, spoken, keep_going=True, warn=lambda said: self._warn(f"at {ref}: {said}"))
                found += Baseline.of(self._entries(part, corpus, settings))
        return found

    def delivered(self) -> Delivered:
        """The original targets of the files, before the changes in the logs."""
        return Delivered(self.homes(), self._warn)

    def _entries(self, part: Part, corpus: Corpus, settings: Settings) -> list[Entry]:
        with self.runner() as runner:
            findings, apart = (
                checked(self.part(each, part.glossary), settings, runner)[0].findings
                for each in (corpus, each_apart(corpus))
            )
        return entries(findings.evidence(), apart.evidence())

    def triage(self, today: str, known: Baseline | None = None) -> Triage:
        """The triage with the severities, decisions and, as baseline, the ``known`` findings."""
        return Triage(self.severities, self.decisions(today), known, self.upgrade)

    def upgrade(self, file: str) -> Upgrade:
        """The present versions and concepts, which tell whether a finding is new because ilchi has changed."""
        key = self._key_of(file)
        if key not in self._upgrades:
            part = self._parts[key]
            self._upgrades[key] = Upgrade(versions_of(part), {concept.id: concept for concept in part.glossary})
        return self._upgrades[key]

    def origin(self) -> Origin:
        """The origin of a baseline that is made now."""
        versions: dict[str, str] = {}
        for part in self.parts:
            versions |= versions_of(part)
        segments = (segment for part in self.parts for segment in part.corpus)
        return Origin.of(versions, segments, (concept for part in self.parts for concept in part.glossary))

    def severities(self, file: str) -> dict[str, str]:
        """The severity (or ``off``) that the config sets for findings in a file, by rule."""
        if file not in self._rules:
            self._rules[file] = self.config.of(file)[0]["rules"]
        return self._rules[file]


class _Shares:
    """Reports the progress of a run by the bytes that were read."""

    def __init__(self, inputs: Mapping[str, Input], progress: Callable[[int, float], None]) -> None:
        self._inputs = inputs
        self._sizes = {name: given.size() for name, given in inputs.items()}
        self._before = dict(zip(self._sizes, accumulate(self._sizes.values(), initial=0), strict=False))
        self._progress = progress

    def __call__(self, done: int, file: str) -> None:
        whole = sum(self._sizes.values()) if all(self._sizes.values()) else 0
        read = self._before.get(file, 0) + (self._inputs[file].read_so_far() if file in self._inputs else 0)
        self._progress(done, min(read / whole, 0.999) if whole else 0)

    def end(self) -> None:
        """Report that all is done."""
        self._progress(0, 1)


class _Content:
    """A key for the content of corpora; "" if reading gave a notice, which must be given in the next run too."""

    def __init__(self, corpora: Sequence[Corpus], said: Callable[[], int]) -> None:
        self._corpora = corpora
        self._said = said
        self._before = said()
        self._content: str | None = None

    def __call__(self) -> str:
        if self._said() != self._before:
            return ""
        if self._content is None:
            contents = [corpus.content() for corpus in self._corpora]
            self._content = repr(contents) if all(contents) else ""
        return self._content


class _Key(NamedTuple):
    glossaries: tuple[str, ...]
    languages: tuple[str, str]
