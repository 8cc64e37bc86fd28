"""The shell around a whole project: files and config become parts to check, decisions and baseline are found beside.

A part is the files that have the same glossaries and the same languages; without ``[[paths]]`` in the config there is
one.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

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
from checker.project.inputs import corpus_of, find_inputs, is_corpus, read_glossary

STANDARD_INPUT = "-"
_OWN = (decision_file.FILE, baseline_file.FILE)  # what may stand among the files of a corpus and is none
PROCESSES, DASK = "processes", "dask"
_NAMED = 3  # of what a message tells of


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What the command line says; what it leaves empty the config says.

    Attributes:
        paths, pairs: What to check.
        glossaries: Files and folders.
        languages: Source and target.
        encoding: Of files that do not say themselves.
        keep_going: Name unreadable files and check the rest.
        jobs: Processes to work in; 0 for as many as pay.
        cache: Use what earlier runs kept, and keep what may be of use to later ones.
        engine: ``processes`` or ``dask``.
        scheduler: Address of a Dask scheduler, "" for workers here.
    """

    paths: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    glossaries: tuple[str, ...] = ()
    languages: tuple[str, str] = ("", "")
    encoding: str = ""
    keep_going: bool = False
    jobs: int = 1
    cache: bool = False
    engine: str = PROCESSES
    scheduler: str = ""

    def config(self) -> Config:
        """The config that holds for the paths, or for the working folder without any.

        Raises:
            CheckerError: They belong to different configs, or theirs is broken.
        """
        named = [*self.paths, *(path for pair in self.pairs for path in pair)]
        folders = {path if Path(path).is_dir() else str(Path(path).parent) for path in named if path != STANDARD_INPUT}
        found = {str(config.path or "no config"): config for config in map(find, map(Path, sorted(folders) or ["."]))}
        if len(found) > 1:
            one, other = sorted(found)[:2]
            raise CheckerError(
                f"the paths belong to {one} and to {other}",
                hint="check those of one at a time; in pre-commit by a hook for each, told apart by its “files”",
            )
        return next(iter(found.values()))


class Workspace:
    """A project, opened.

    Args:
        wanted: What the command line says.
        warn: Takes a message.
        progress: Told how many segments of a part are done, and about what share of its bytes that is.

    Attributes:
        config: What holds for it.
        parts: What there is to check.
        files: The names of all files, in order.
        whole: Whether the config named the files, so that it is the whole project.
        encoding: Of files that do not say themselves; None where nobody says it for them.

    Raises:
        CheckerError: There is nothing to check, or something cannot be read.
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
                hint="name files, folders, or - for standard input; or set corpus in a config",
            )
        self._memory = cache.Results(warn) if wanted.cache else None
        self.encoding = wanted.encoding or self.config.get("encoding")
        inputs = find_inputs(
            *paths,
            pairs=wanted.pairs,
            languages_of=self._languages,
            encoding=self.encoding,
            keep_going=wanted.keep_going,
            leave_out=(*self._glossary_files(), *self._own_files(paths)),
            warn=self._warn,
        )
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
        """Name the configs further down, which would hold if their folders had been named."""
        others = passed_over(self.config, self._searched, self.files)
        if others:
            listed = ", ".join(map(str, others[:_NAMED])) + (", …" if len(others) > _NAMED else "")
            self._say(
                f"{listed}: not used, for what is named lies above; name {others[0].parent} alone to use its config"
            )

    def _languages(self, file: str) -> tuple[str, str]:
        held, _ = self.config.of(file)
        source, target = self._wanted.languages
        return source or held.get("from", ""), target or held.get("to", "")

    def _glossaries(self, file: str) -> tuple[str, ...]:
        return self._wanted.glossaries or self.config.paths("glossaries", file)

    def _glossary_files(self) -> tuple[str, ...]:
        """All that are a glossary to some file."""
        held = [path for section in self.config.sections for path in section.values.get("glossaries", ())]
        configured = [str(self.config.folder / path) for path in held]
        return (*self._wanted.glossaries, *self.config.paths("glossaries"), *configured)

    def _own_files(self, paths: Sequence[str]) -> list[Path]:
        """Decisions and baselines that may stand among the files."""
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
        glossary = read_glossary(*key.glossaries, encoding=self.encoding, languages=spoken, warn=self._warn)
        return self.part(corpus, glossary)

    def part(self, corpus: Corpus, glossary: Glossary, references: tuple[Corpus, ...] = (), name: str = "") -> Part:
        """A corpus of this project as a part of it.

        Args:
            corpus: The segments.
            glossary: The concepts.
            references: Good translations of the same segments.
            name: What a message calls the corpus.
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
        """Compiles a glossary for the languages of a corpus; kept for the next run where that pays."""
        languages = corpus.source_language, corpus.target_language
        if self._wanted.cache:
            return partial(cache.terminology, glossary, *languages, warn=self._say)
        return partial(terminology_of, glossary, *languages)

    def part_of(self, file: str) -> Part:
        """The part that a file belongs to."""
        return self._parts[self._key_of(file)]

    @property
    def only(self) -> Part:
        """The one part.

        Raises:
            CheckerError: There are several.
        """
        if len(self.parts) > 1:
            raise CheckerError(
                "the config gives the files different glossaries or languages",
                str(self.config.path),
                "name files of one",
            )
        return self.parts[0]

    @contextmanager
    def runner(self) -> Iterator[Runner]:
        """The means that the command line asks for."""
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
        """How to check: as the command line says, else the config."""
        return Settings(one_document=one_document or self.config.get("one-document"), jobs=self._wanted.jobs)

    def check(self, settings: Settings, seen: Callable[[Corpus], Corpus] | None = None) -> Report:
        """Check all parts, each corpus as ``seen`` through a function."""
        parts = [self.part(seen(part.corpus), part.glossary) for part in self.parts] if seen else self.parts
        with self.runner() as runner:
            return joined(check_parts(parts, settings, runner)[0], self.files)

    @property
    def inputs(self) -> dict[str, Input]:
        """What the parts are read from, by file."""
        return {each.name: each for inputs in self._groups.values() for each in inputs}

    # What people decided, and what was there before.

    def home(self, file: str = "") -> Path:
        """The folder of decisions and baseline: the config's, else that of the path which ``file`` was found by."""
        if self.config.path:
            return self.config.folder
        above = Path(file).absolute().parents if file else ()
        return next((self._folders[each] for each in above if each in self._folders), self._first)

    def homes(self) -> list[Path]:
        """All folders of decisions and baselines, each once."""
        return list(dict.fromkeys(self.home(file) for file in self.files))

    def decisions(self, today: str) -> Decisions:
        """What people decided, as of ``today`` (ISO 8601)."""
        return decision_file.load([home / decision_file.FILE for home in self.homes()], today, self._warn)

    def baseline(self, path: str | None = None) -> Baseline:
        """What is known from before: the file at ``path``, else those of the homes."""
        paths = [Path(path)] if path else [home / baseline_file.FILE for home in self.homes()]
        if path and not paths[0].exists():
            raise CheckerError("there is no such file", path, "make it with ilchi baseline create")
        found = Baseline()
        for each in paths:
            found |= baseline_file.loaded(each)
        return found

    def before(self, ref: str, settings: Settings) -> Baseline:
        """The findings of the same files at an earlier revision, by today's glossary and config.

        So are those of files that stood in the same folders and are gone: what was in them may have moved.

        Raises:
            CheckerError: Git does not know it.
        """
        folder = next((Path(name).absolute().parent for name in self.files if name != STANDARD_INPUT), Path())
        revision = Revision(ref, folder)
        apart = [name for name in self.files if not revision.covers(name)]
        if apart:
            named = "standard input" if apart[0] == STANDARD_INPUT else apart[0]
            more = f" (and {len(apart) - 1:,} more)" if len(apart) > 1 else ""
            self._say(f"--since: {named}{more} is in no revision: all that is in it counts as new")
        found = Baseline()
        gone = [given for given in revision.gone(self._searched, self.files) if Path(given.name).name not in _OWN]
        gone = [given for given in gone if is_corpus(given)]
        for key, part in self._parts.items():
            inputs = revision.inputs(self._groups[key])
            inputs += [given for given in gone if self._key_of(given.name) == key]
            if inputs:
                spoken = (part.corpus.source_language, part.corpus.target_language)
                corpus = corpus_of(inputs, spoken, keep_going=True, warn=lambda said: self._warn(f"at {ref}: {said}"))
                found += Baseline.of(self._entries(part, corpus, settings))
        return found

    def delivered(self) -> Delivered:
        """What the files were before anybody here changed them."""
        return Delivered(self.homes(), self._warn)

    def _entries(self, part: Part, corpus: Corpus, settings: Settings) -> list[Entry]:
        with self.runner() as runner:
            findings, apart = (
                checked(self.part(each, part.glossary), settings, runner)[0].findings
                for each in (corpus, each_apart(corpus))
            )
        return entries(findings.evidence(), apart.evidence())

    def triage(self, today: str, known: Baseline | None = None) -> Triage:
        """What is done with findings here, besides what is ``known`` from before."""
        return Triage(self.severities, self.decisions(today), known, self.upgrade)

    def upgrade(self, file: str) -> Upgrade:
        """What tells whether a finding in a file is new because ilchi has changed since the baseline was made."""
        key = self._key_of(file)
        if key not in self._upgrades:
            part = self._parts[key]
            self._upgrades[key] = Upgrade(versions_of(part), {concept.id: concept for concept in part.glossary})
        return self._upgrades[key]

    def origin(self) -> Origin:
        """What a baseline of the project is made of now."""
        versions: dict[str, str] = {}
        for part in self.parts:
            versions |= versions_of(part)
        segments = (segment for part in self.parts for segment in part.corpus)
        return Origin.of(versions, segments, (concept for part in self.parts for concept in part.glossary))

    def severities(self, file: str) -> dict[str, str]:
        """What the findings of each rule count as in a file; see ``Triage``."""
        if file not in self._rules:
            self._rules[file] = self.config.of(file)[0]["rules"]
        return self._rules[file]


class _Shares:
    """Tells how far a run is by the bytes of the files."""

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
        """All is done."""
        self._progress(0, 1)


class _Content:
    """Names the content of corpora; "" once a reader has said something that is to be said again."""

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
