"""The shell around a whole project: files and config become parts to check, decisions and baseline are found beside.

A part is the files that have the same glossaries and the same languages; without ``[[paths]]`` in the config there is
one.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

import msgspec

from checker import baseline, cache, cluster, decisions
from checker.baseline import Baseline, Entry, each_apart
from checker.changes import Delivered
from checker.config import Config, find, passed_over
from checker.corpus import Corpus
from checker.decisions import Decisions
from checker.errors import CheckerError
from checker.formats import Input
from checker.glossary import Glossary
from checker.joined import joined
from checker.pipeline import Report, Settings, check, recalled
from checker.project import FileCorpus, corpus_of, find_inputs, is_corpus, read_glossary
from checker.revision import Revision
from checker.terminology import Terminology, terminology_of
from checker.triage import Triage

STANDARD_INPUT = "-"
_OWN = (decisions.FILE, baseline.FILE)  # what may stand among the files of a corpus and is none
PROCESSES, DASK = "processes", "dask"
_NAMED = 3  # of what a message tells of
_REPORTED = 50_000  # findings of a report that is kept as a whole


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


class Part(NamedTuple):
    """Files with the same glossaries and languages."""

    corpus: FileCorpus
    glossary: Glossary


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
        on_dask = partial(cluster.in_order, address=wanted.scheduler, jobs=wanted.jobs)
        self._engine = on_dask if wanted.engine == DASK else None
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
        self.files = [given.name for given in inputs]
        self._inputs = inputs
        self._keyed = {key: self._part(key, found) for key, found in self._grouped(inputs)}
        self.parts = list(self._keyed.values())
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

    def _grouped(self, inputs: Sequence[Input]) -> Iterator[tuple["_Key", list[Input]]]:
        groups: dict[_Key, list[Input]] = {}
        for given in inputs:
            groups.setdefault(self._key_of(given.name), []).append(given)
        yield from groups.items()

    def _key_of(self, file: str) -> "_Key":
        return _Key(self._glossaries(file), self._languages(file))

    def _part(self, key: "_Key", inputs: Sequence[Input]) -> Part:
        corpus = corpus_of(inputs, key.languages, keep_going=self._wanted.keep_going, warn=self._warn)
        spoken = (corpus.source_language, corpus.target_language)
        glossary = read_glossary(*key.glossaries, encoding=self.encoding, languages=spoken, warn=self._warn)
        return Part(corpus, glossary)

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

    def check(self, settings: Settings, seen: Callable[[Corpus], Corpus] = lambda corpus: corpus) -> Report:
        """Check all parts, each corpus as ``seen`` through a function."""
        return joined([self._checked(part, seen(part.corpus), settings) for part in self.parts], self.files)

    def _checked(self, part: Part, corpus: Corpus, settings: Settings) -> Report:
        settings = msgspec.structs.replace(settings, jobs=self.jobs)
        compiled, memory = self.compiled(part), self._memory
        work = partial(check, corpus, part.glossary, settings, compiled=compiled, memory=memory, engine=self._engine)
        progress = self._progress
        run = _shown(work, _Shares(part.corpus.inputs.values(), progress)) if progress else work
        if memory is None or corpus is not part.corpus:
            return run()
        key = self._key(part, settings)
        known = memory.recall(key)
        if known is not None:
            return recalled(known, corpus, part.glossary, compiled)
        said = self._said
        report = run()
        if said == self._said and len(report.findings) <= _REPORTED:  # what was said is to be said again
            memory.remember(key, report.packed())
        return report

    def _key(self, part: Part, settings: Settings) -> str:
        """What a report of the part depends on; the files are read, not understood."""
        languages = (part.corpus.source_language, part.corpus.target_language)
        files = [
            (each.name, each.encoding, each.languages, each.digest())
            for given in part.corpus.inputs.values()
            for each in (given, given.partner)
            if each
        ]
        return repr((languages, part.glossary.digest, settings.one_document, files))

    @property
    def jobs(self) -> int:
        """Processes to work in; 0 for as many as pay."""
        return self._wanted.jobs

    def compiled(self, part: Part) -> Callable[[], Terminology]:
        """Gives the glossary of a part compiled for its languages, kept for the next run where that pays."""
        languages = part.corpus.source_language, part.corpus.target_language
        if self._wanted.cache:
            return partial(cache.terminology, part.glossary, *languages, warn=self._say)
        return partial(terminology_of, part.glossary, *languages)

    @property
    def inputs(self) -> dict[str, Input]:
        """What the parts are read from, by file."""
        return {name: given for part in self.parts for name, given in part.corpus.inputs.items()}

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
        return decisions.load([home / decisions.FILE for home in self.homes()], today, self._warn)

    def baseline(self, path: str | None = None) -> Baseline:
        """What is known from before: the file at ``path``, else those of the homes."""
        paths = [Path(path)] if path else [home / baseline.FILE for home in self.homes()]
        if path and not paths[0].exists():
            raise CheckerError("there is no such file", path, "make it with ilchi baseline create")
        found = Baseline()
        for each in paths:
            found |= baseline.loaded(each)
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
        for key, part in self._keyed.items():
            inputs = revision.inputs(list(part.corpus.inputs.values()))
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
        findings, apart = (self._checked(part, each, settings).findings for each in (corpus, each_apart(corpus)))
        return baseline.entries(findings.evidence(), apart.evidence())

    def triage(self, today: str, known: Baseline | None = None) -> Triage:
        """What is done with findings here, besides what is ``known`` from before."""
        return Triage(self.severities, self.decisions(today), known)

    def severities(self, file: str) -> dict[str, str]:
        """What the findings of each rule count as in a file; see ``Triage``."""
        if file not in self._rules:
            self._rules[file] = self.config.of(file)[0]["rules"]
        return self._rules[file]


def _shown(run: Callable[..., Report], shares: "_Shares") -> Callable[[], Report]:
    """``run``, telling how far it is."""

    def shown() -> Report:
        try:
            return run(progress=shares)
        finally:
            shares.end()

    return shown


class _Shares:
    """Tells how far a check is by the bytes of its files."""

    def __init__(self, inputs: Iterable[Input], progress: Callable[[int, float], None]) -> None:
        self._inputs = {given.name: given for given in inputs}
        self._sizes = {name: given.size() for name, given in self._inputs.items()}
        self._before = dict(zip(self._sizes, accumulate(self._sizes.values(), initial=0), strict=False))
        self._progress = progress

    def __call__(self, done: int, file: str) -> None:
        whole = sum(self._sizes.values()) if all(self._sizes.values()) else 0
        read = self._before.get(file, 0) + (self._inputs[file].read_so_far() if file in self._inputs else 0)
        self._progress(done, min(read / whole, 0.999) if whole else 0)

    def end(self) -> None:
        """All is done."""
        self._progress(0, 1)


class _Key(NamedTuple):
    glossaries: tuple[str, ...]
    languages: tuple[str, str]
