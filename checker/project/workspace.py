"""A whole project: its files, config, glossaries, decisions and baseline.

It is checked in parts: the files with the same glossaries and languages. Without ``[[paths]]`` in the config there is
one part, unless the files say themselves that they are in several languages.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cached_property, partial
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
from checker.judging.listed import RULE
from checker.judging.triage import Triage
from checker.judging.united import United
from checker.matching.terminology import Terminology, terminology_of
from checker.project import baseline_file, cache, decision_file
from checker.project.change_log import Delivered
from checker.project.collector import Collector
from checker.project.config import Config, find, passed_over
from checker.project.config_keys import OFF
from checker.project.inputs import collect, corpus_of, faults_of, follow, read_glossary
from checker.project.opening import declared, files_in, is_corpus
from checker.project.own import own
from checker.project.policy import Base
from checker.project.unread import some
from checker.rules.policy_change import Change

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
        require_all: Whether a file that is evidently a translation and cannot be read is an error.
        jobs: The number of processes; 0 for a suitable number.
        cache: Whether to use and keep results between runs.
        engine: ``processes`` or ``dask``.
        scheduler: The address of a Dask scheduler, "" for workers on this machine.
        since: A revision of git; the policy is that of the commit where the branch left it. None for that of today.
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
    require_all: bool = False
    jobs: int = 1
    cache: bool = False
    engine: str = PROCESSES
    scheduler: str = ""
    since: str | None = None

    @property
    def folders(self) -> list[Path]:
        """The folders of the paths; without paths, the working folder."""
        named = [*self.paths, *(path for pair in self.pairs for path in pair)]
        folders = {path if Path(path).is_dir() else str(Path(path).parent) for path in named if path != STANDARD_INPUT}
        return list(map(Path, sorted(folders) or ["."]))

    def config(self) -> Config:
        """The config of today for the paths; without paths, for the working folder.

        Raises:
            CheckerError: The paths belong to different configs, or the config is invalid.
        """
        found = {str(config.path or "no config"): config for config in map(find, self.folders)}
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
        held: The texts of files that an editor holds open, by name; they count instead of what is on disk.

    Attributes:
        config: The config.
        base: What a branch is judged by; None if the policy is that of today.
        parts: The parts to check.
        files: The names of all files, in order.
        whole: Whether the files are those of the config, and so the whole project.
        encoding: The encoding of files that do not declare one, or None.
        references: Files and folders in which to look words up.
        unread: The files that are evidently translations and are not read.

    Raises:
        CheckerError: There is no file to check, or a file cannot be read.
    """

    def __init__(
        self,
        wanted: Wanted,
        warn: Callable[[str], None] = lambda _message: None,
        progress: Callable[[int, float], None] | None = None,
        held: Mapping[str, str] = {},
    ) -> None:
        self._today = wanted.config()
        self._wanted = wanted
        self._said = 0
        self._progress = progress
        self.base = None if wanted.since is None else Base(wanted.since, self._today, wanted.folders, warn)
        self.config = self.base.config if self.base else self._today

        def count(message: str) -> None:
            self._said += 1
            warn(message)

        self._say, self._warn = warn, count
        self.whole = not wanted.paths and not wanted.pairs
        paths = wanted.paths
        if self.whole:
            paths = self.base.corpus() if self.base else self.config.paths("corpus")
        if not paths and not wanted.pairs:
            raise CheckerError(
                "there is nothing to check",
                hint="name files, folders, or - for standard input, or set corpus in a config",
            )
        self._memory = cache.Results(warn) if wanted.cache else None
        self._own: dict[str, tuple[str, str]] = {}
        self.encoding = wanted.encoding or self.config.get("encoding")
        self.references = wanted.references or self.config.paths("references")
        for path in wanted.references:
            files_in(path)
        self._keep_going = wanted.keep_going or self.config.get("keep-going")
        inputs = self._collected(paths)
        for given in inputs:
            follow(given, self._read_as)
            for each in (given, given.partner):
                if each is not None and each.name in held:
                    each.hold(held[each.name])
        self._date(inputs)
        named = [Path(path) for path in (*wanted.paths, *(pair[1] for pair in wanted.pairs)) if path != STANDARD_INPUT]
        folders = [path if path.is_dir() else path.parent for path in named]
        self._first = next(iter(folders), Path())
        self._folders = {folder.absolute(): folder for folder in reversed(folders)}
        self._rules: dict[str, dict[str, str]] = {}
        self._upgrades: dict[_Key, Upgrade] = {}
        self._keys: dict[str, _Key] = {}
        self.files = [given.file for given in inputs]
        self._own = self._spoken(inputs)
        self._groups = self._grouped(inputs)
        self._others: dict[_Key, Part] = {}  # the same corpora with the glossary of today, where that is another
        self._glossaries_of: dict[_Key, tuple[Glossary, Glossary]] = {}  # of the base and of today, where they differ
        try:
            self._parts = {key: self._part(key, found) for key, found in self._groups.items()}
        except CheckerError:
            self._tell_all_faults()
            raise
        self.parts = list(self._parts.values())
        self._searched = [Path(path) for path in paths if Path(path).is_dir()]
        self._tell_of_others()

    def _collected(self, paths: Sequence[str]) -> list[Input]:
        """The inputs in the paths and pairs; notes what is not read."""
        finder = Collector(
            self.encoding,
            self._languages,
            leave_out=(*self._glossary_files(), *self._reference_files(), *self._own_files(paths)),
            was_corpus=self.base.was_corpus if self.base else lambda _given: False,
            warn=self._warn,
            excluded=self.config.excludes,
            follow=lambda given: follow(given, self._read_as),
            origin=self.config.origins.get("corpus", "") if self.whole else "",
        )
        given = [*((path,) for path in paths), *self._wanted.pairs]
        collect(finder, given, keep_going=self._keep_going, warn=self._warn)
        self.unread = finder.unread
        if self.unread and (self._wanted.require_all or self.config.get("require-all")):
            for each in self.unread:
                self._warn(f"not read: {each.file}: {each.why}")
            files = f"{len(self.unread):,} files are" if len(self.unread) > 1 else "a file is"
            raise CheckerError(
                f"{files} evidently translated and not read: {some([each.file for each in self.unread])}",
                hint="add the other side, leave the file out with exclude, or do without require-all",
            )
        return finder.found

    def _tell_of_others(self) -> None:
        """Warn about configs in folders below, which are not used."""
        others = passed_over(self.config, self._searched, self.files)
        if others:
            listed = ", ".join(map(str, others[:_NAMED])) + (", …" if len(others) > _NAMED else "")
            self._say(
                f"{listed}: not used, because a folder above was named; name only {others[0].parent} to use its config"
            )

    def _languages(self, file: str) -> tuple[str, str]:
        held = self.values(file) | self.read_as(file)
        source, target = self._wanted.languages
        own = self._own.get(file, ("", ""))
        return source or held.get("from", own[0]), target or held.get("to", own[1])

    def _spoken(self, inputs: Iterable[Input]) -> dict[str, tuple[str, str]]:
        """The languages that files name themselves, by file; empty if these are the same for all that name some."""
        own = {given.file: declared(given) for given in inputs if not all(self._languages(given.file))}
        sides = [
            {code.lower().partition("-")[0] for code in codes if code} for codes in zip(*own.values(), strict=True)
        ]
        return own if any(len(codes) > 1 for codes in sides) else {}

    def values(self, file: str) -> dict[str, Any]:
        """The values of the config for a file, with defaults."""
        return self.base.values(file, named=not self.whole) if self.base else self.config.of(file)[0]

    def read_as(self, file: str) -> dict[str, Any]:
        """What the config says about how a corpus is read."""
        return self.base.read_as(file, named=not self.whole) if self.base else self.config.read_as(file)

    def _read_as(self, file: str) -> dict[str, Any]:
        """What the config and the arguments say about how a corpus is read."""
        named = dict(zip(("source", "target"), self._wanted.columns, strict=True)) if any(self._wanted.columns) else {}
        return self.read_as(file) | named

    def _date(self, inputs: Iterable[Input]) -> None:
        """Set the date of the segments that have none in the file."""
        for given in inputs:
            given.date = self._wanted.date or self.values(given.file).get("date", "")

    def _glossaries(self, file: str) -> tuple[str, ...]:
        configured = tuple(str(self.config.folder / path) for path in self.values(file)["glossaries"])
        return self._wanted.glossaries or configured

    def _glossary_files(self) -> tuple[str, ...]:
        """All glossaries, of any file; a branch cannot make one of what was there."""
        found = [*self._wanted.glossaries, *self.config.glossaries()]
        if self.base:
            found += filter(self.base.new, self._today.glossaries())
        return tuple(found)

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
            groups.setdefault(self._key_of(given.file), []).append(given)
        return groups

    def _key_of(self, file: str) -> "_Key":
        if file not in self._keys:  # asked for each finding
            today = self._wanted.glossaries or self._today.paths("glossaries", file)
            enforce = self.values(file).get("enforce", "")
            self._keys[file] = _Key(self._glossaries(file), self._languages(file), enforce, today)
        return self._keys[file]

    def _then_spoken(self, languages: tuple[str, str], inputs: Sequence[Input]) -> tuple[str, str]:
        """The languages of files: where nothing says them, those that the files had at the base."""
        if not self.base or all(languages):
            return languages
        then = self.base.revision.inputs(inputs)
        if not then:
            return languages
        corpus = corpus_of(then, languages, keep_going=True)
        return languages[0] or corpus.source_language, languages[1] or corpus.target_language

    def _part(self, key: "_Key", inputs: Sequence[Input]) -> Part:
        languages = self._then_spoken(key.languages, inputs)
        corpus = corpus_of(inputs, languages, keep_going=self._keep_going, warn=self._warn)
        spoken = (corpus.source_language, corpus.target_language)
        there = self.base.present(key.today) if self.base else key.today
        today = read_glossary(
            *there,
            encoding=self.encoding,
            languages=spoken,
            enforce=key.enforce,
            warn=self._warn,
            read_as=self._today.read_as,
        )
        old = self.base.glossary(key.glossaries, self.encoding, spoken, key.enforce) if self.base else today
        if not len(old) or old.digest == today.digest:
            return self.part(corpus, today)
        if list(there) == list(key.today):
            self._glossaries_of[key] = (old, today)
        if len(today):
            self._others[key] = self.part(corpus, today)
        return self.part(corpus, old)

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

    def spoken(self) -> dict[str, tuple[str, str]]:
        """The source and target language in which each file is checked."""
        return {file: self.part_of(file).languages for file in self.files}

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
        """Check all parts; ``seen`` may replace each corpus first.

        With a base, what the glossary of today finds in new texts counts beside what that of the base finds.
        """
        try:
            return self._checked(settings, seen)
        except CheckerError:
            self._tell_all_faults()
            raise

    def _tell_all_faults(self) -> None:
        """Give a notice of each file that cannot be read, if there are several."""
        faults = [fault for given in self.inputs.values() for fault in faults_of(given)]
        for fault in faults if len(faults) > 1 else ():
            self._say(f"cannot be read: {fault}")

    def _checked(self, settings: Settings, seen: Callable[[Corpus], Corpus] | None) -> Report:
        parts = [self.part(seen(part.corpus), part.glossary) for part in self.parts] if seen else self.parts
        with self.runner() as runner:
            reports = check_parts(parts, settings, runner)[0]
            for report, (key, part) in zip(reports, self._parts.items(), strict=True):
                other = self._others.get(key)
                if other is not None:
                    known = self._known(other, self._then(key, part), settings)
                    also = checked(other, settings, runner)[0]
                    report.findings = United(report.findings, also.findings, known)
                    report.signature += f" + {also.signature}"
            return joined(reports, self.files)

    @property
    def inputs(self) -> dict[str, Input]:
        """The inputs of all parts, by file name."""
        return {each.file: each for inputs in self._groups.values() for each in inputs}

    # Decisions and baseline.

    def home(self, file: str = "") -> Path:
        """The folder of decisions and baseline: the config's, else the named folder (or file's folder) of ``file``."""
        if self.config.path:
            return self.config.folder
        above = Path(file).absolute().parents if file else ()
        return next((self._folders[each] for each in above if each in self._folders), self._first)

    def must_stay(self, path: str) -> None:
        """Check, before a file is changed, that it is no link out of the project, unless the user has named it.

        Raises:
            CheckerError: It was found in a folder, and is such a link.
        """
        named = {*self._wanted.paths, *(each for pair in self._wanted.pairs for each in pair)}
        if path not in named and Path(path).is_symlink():
            own(self.home(path), Path(path).absolute())

    def homes(self) -> list[Path]:
        """All folders of decisions and baselines, without duplicates."""
        return list(dict.fromkeys(self.home(file) for file in self.files))

    def decisions(self, today: str) -> Decisions:
        """All decisions; those that end before ``today`` (ISO 8601) have expired."""
        if self.base:
            return Decisions(self.base.decisions(self.homes()), today)
        return decision_file.load([home / decision_file.FILE for home in self.homes()], today, self._warn)

    def baseline(self, path: str | None = None) -> Baseline:
        """The baseline in the file ``path``, else in the files of all ``homes``."""
        if path and not Path(path).exists():
            raise CheckerError("there is no such file", path, "create it with ilchi baseline create")
        if path and not (self.base and self.base.follows(Path(path))):
            return baseline_file.loaded(Path(path))
        found = Baseline()
        for each in self._baselines(path):
            found |= self.base.baseline(each) if self.base else baseline_file.loaded(each)
        return found

    def _baselines(self, path: str | None) -> list[Path]:
        return [Path(path)] if path else [home / baseline_file.FILE for home in self.homes()]

    def before(self, settings: Settings) -> Baseline:
        """What the glossary of the base finds in the files as they were there, as a baseline; empty without a base.

        It includes files of the same folders that were deleted since, because their segments may have moved.
        """
        apart = [name for name in self.files if self.base and not self.base.revision.covers(name)]
        if apart:
            named = "standard input" if apart[0] == STANDARD_INPUT else apart[0]
            more = f" (and {len(apart) - 1:,} more)" if len(apart) > 1 else ""
            self._say(f"--since: {named}{more} is not in the repository: all of its findings count as new")
        found = Baseline()
        for key, part in self._parts.items():
            found += self._known(part, self._then(key, part), settings)
        return found

    @cached_property
    def _gone(self) -> list[Input]:
        """The files in the folders that were deleted since the base, with their content there."""
        if not self.base:
            return []
        gone = self.base.revision.gone(self._searched, self.files)
        found = [given for given in gone if Path(given.name).name not in _OWN and is_corpus(given)]
        self._date(found)
        if self._own:
            self._own |= {given.file: declared(given) for given in found}
        return found

    def _then(self, key: "_Key", part: Part) -> Corpus | None:
        """The corpus of a part as it was at the base; None if there was none."""
        if not self.base:
            return None
        name = self.base.revision.name
        inputs = self.base.revision.inputs(self._groups[key])
        inputs += [given for given in self._gone if self._key_of(given.file) == key]
        if not inputs:
            return None
        return corpus_of(inputs, part.languages, keep_going=True, warn=lambda said: self._warn(f"at {name}: {said}"))

    def _known(self, part: Part, corpus: Corpus | None, settings: Settings) -> Baseline:
        """What is found in another corpus with the glossary of ``part``, as a baseline."""
        return Baseline.of(self._entries(part, corpus, settings)) if corpus else Baseline()

    def changes(self, baseline: str | None = None) -> list[Change]:
        """What the branch changes in what it is judged by; nothing without a base.

        Args:
            baseline: The file of the baseline, if it is not the usual one.
        """
        if not self.base:
            return []
        baselines = [each for each in self._baselines(baseline) if not baseline or self.base.follows(each)]
        found = self.base.changes(self.homes(), baselines, self._glossaries_of.values())
        return [each for each in dict.fromkeys(found) if self.severities(each.file).get(RULE) != OFF]

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
            self._rules[file] = self.values(file)["rules"]
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
    enforce: str
    today: tuple[str, ...]
