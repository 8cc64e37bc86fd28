"""``ilchi init``: writes a commented config and files for CI; files that exist are not changed."""

import errno
import json
import os
import sys
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import click

from checker.commands._ci_files import HOSTS, requirement
from checker.commands._corpus import say, unused
from checker.errors import CheckerError
from checker.judging.gate import counted
from checker.model import Enforce
from checker.project.config import FILE, find
from checker.project.discovery import Found, look
from checker.project.inputs import read_glossary
from checker.project.own import own
from checker.project.unread import notices, some
from checker.storage import reading
from checker.storage.atomic import replacing

_CONFIG = """\
# The config of ilchi; paths are relative to this folder. ilchi config show prints all values and where they are set.

# Files, folders and patterns that ilchi check looks at if it gets no path; {{lang}} stands for each language.
corpus = {corpus}
# exclude = ["tests/**"]

# Glossary files and folders; without one, no term is checked.
glossaries = {glossaries}

# How strictly the renderings of the glossaries are meant. A column "enforce" says it for a row, [[paths]] for files.
#   strict    a term without its rendering fails, unless a pronoun, a short form, another sense or a dropped title
#             explains it
#   evidence  it fails if another word evidently stands in its place, or an important name is never rendered
#   advisory  it is listed and never fails
# Unless it is set, a glossary without categories is strict, and one with categories goes by evidence.
{enforce}

# Files and folders in which ilchi review looks words up; they are not checked.
# references = ["memory.tmx"]

# The language of the sources, and that of the translations; files in others are passed over.
{source}
{target}

# The date of the texts, if they have none; glossary rows with from and until hold at their time.
# date = "2021-01"

# The lowest severity that fails the gate: neutral, minor, major, critical.
fail-on = "major"

# More gates.
# max-findings = 0        # fail above this number of findings, neutral ones apart
# min-score = 95          # fail below this term score, in percent
# require-terms = true    # fail if no term occurs
# require-all = true      # end with status 2 if a file is evidently translated and cannot be read
# keep-going = true       # report unreadable files and check the others

# With --since, a branch is judged by the config, glossary, baseline and decisions that held where it began.
# branch-decisions = "count"  # its own decisions count too; "list": they are only listed

# The severity of a rule's findings, or "off". ilchi explain lists the rules.
[rules]
# edge-whitespace = "off"
# misspelled-term = "critical"

# Weights and limits of the MQM score in ilchi score; these are the defaults.
# [mqm]
# passing = 90
# acceptable = 10          # penalty points per 1,000 words
# penalties.major = 5      # minor, major, critical
# weights.terminology = 1  # an error type or its dimension

# How a file is read, where that is not seen from the file; columns by title, letter or number.
# [[files]]
# match = "agency/*.xlsx"
# sheet = "2026"
# header = 3
# source = "B"
# target = "C"

# Settings for some files; the last section that matches a file counts.
# [[paths]]
# match = "ja/**"
# to = "ja"
# glossaries = ["glossaries/ja.csv"]
# rules.number-mismatch = "minor"
"""
_ATTRIBUTES = ("decisions.jsonl merge=union", "baseline.jsonl merge=union")
_IGNORED = (".ilchi/",)
_USUAL = "usual"
_LANGUAGES = 6  # languages that a message names
_LARGEST = 1 << 24  # bytes of a file of git that is changed


@click.command()
@click.option(
    "--ci", type=click.Choice(list(HOSTS)), multiple=True, help="Also write the file for this CI; repeatable."
)
def init(ci: tuple[str, ...]) -> int:
    """Write ilchi.toml into the working folder and, with --ci, the files for CI; no existing file is changed.

    The config names the translations and glossaries that are found below the folder. In a project that has a config,
    only the files for CI are written; what is to be pasted into an existing one is printed.
    """
    config = find(Path())
    here = config.path is not None and config.folder.resolve() == Path.cwd()
    if here and not ci:
        raise CheckerError(
            "there is a config already",
            str(config.path),
            "ilchi config show prints it; --ci github, gitlab or pre-commit writes the file for a CI",
        )
    if here:
        for said in unused(config):
            say(said)
    else:
        found = look(Path())
        _start(found)
    wanted, is_origin = requirement()
    root = _root()
    for name in dict.fromkeys(ci):
        _for_ci(name, wanted, root)
    if ci and not is_origin:
        say(f"CI installs {wanted}, but this ilchi came from a folder: write there where CI finds yours")
    if not here and found.corpora:
        say("next: ilchi check; then ilchi baseline create, after which only new findings fail")
    return 0


def _start(found: Found) -> None:
    """Write the config, and what git should know of our files."""
    for message in found.broken:
        say(f"warning: {message}")
    if found.more:
        say("warning: there are more files here than init looks at; add what it missed")
    if found.tables:
        say(f"not taken for translations, lacking columns of source and target: {some(found.tables)}")
    for notice in notices(found.unread, Counter(), ()):
        say(f"warning: {notice}")
    if not found.corpora:
        say("warning: no translations were found here; write their folder into corpus")
    elif len(found.languages) > 1 or any(map(all, found.languages)):
        say(f"languages: {_spoken(found.languages)}")
    if found.others and (found.source or found.target):
        line = f'from = "{found.source}"' if found.source else f'to = "{found.target}"'
        codes = some(sorted({code or "unknown" for code in found.others.values()}), _LANGUAGES)
        files = counted(len(found.others), "file")
        say(f"left out: {files} in other languages ({codes}); without {line} they are checked")
    elif found.others:
        say(f"left out, not being Korean: {some(list(found.others))}; name them in corpus to check them too")
    if not found.glossaries:
        say("warning: no glossary was found here, and without one no term is checked; write its path into glossaries")
    corpus, glossaries = _listed(found.corpora or ["."]), _listed(found.glossaries)
    text = _CONFIG.format(
        corpus=corpus,
        glossaries=glossaries,
        enforce=_enforced(found.glossaries),
        source=f'from = "{found.source}"' if found.source else '# from = "en"',
        target=f'to = "{found.target}"' if found.target else '# to = "ko"',
    )
    _written(Path(FILE), text)
    say(f"corpus = {corpus}, glossaries = {glossaries}")
    _with_lines(Path(".gitattributes"), _ATTRIBUTES)
    _with_lines(Path(".gitignore"), _IGNORED)


def _spoken(languages: Counter[tuple[str, str]]) -> str:
    """The languages of files, with their numbers."""
    pairs = sorted(languages.items(), key=lambda pair: (-pair[1], pair[0]))
    told = (f"{source or '?'} to {target or '?'} ({counted(count, 'file')})" for (source, target), count in pairs)
    return ", ".join(told)


def _enforced(glossaries: Sequence[str]) -> str:
    """The line of the config that says how strictly the glossaries are taken, as the user answers on a terminal."""
    unset = '# enforce = "strict"'
    if not glossaries:
        return unset
    try:
        ways = {concept.enforce for path in glossaries for concept in read_glossary(path)}
        read_glossary(*glossaries)
    except CheckerError as error:  # each file can be read, but they contradict each other
        say(f"warning: {error}")
        return unset
    usual = " and ".join(way for way in Enforce if way in ways)
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        say(f"the glossary is taken as {usual}; enforce in {FILE} changes that")
        return unset
    click.echo(
        "How strictly are the renderings of the glossary meant?\n"
        "  strict    every term must have its rendering\n"
        "  evidence  a term fails if another word evidently stands in its place\n"
        "  advisory  terms are listed and never fail\n"
        f"  usual     strict without categories, evidence with them: here {usual}",
        err=True,
    )
    chosen = click.prompt(
        "Your choice", default=_USUAL, type=click.Choice([*(way.value for way in Enforce), _USUAL]), err=True
    )
    return unset if chosen == _USUAL else f'enforce = "{chosen}"'


def _root() -> Path:
    """The root of the repository, where the hosts look for their files; the working folder outside of one."""
    here = Path.cwd()
    return next((folder for folder in (here, *here.parents) if (folder / ".git").exists()), here)


def _for_ci(name: str, wanted: str, root: Path) -> None:
    """Write the file for a CI, or print what is to be pasted into the one that exists."""
    host = HOSTS[name]
    text = host.made(wanted, Path.cwd().relative_to(root).as_posix())
    path = Path(os.path.relpath(root / host.path))
    if not os.path.lexists(path):
        _written(path, text)
    elif _holds(path, text):
        say(f"{path} is as it should be")
    else:
        say(f"{path} exists and is not changed; paste this into it:")
        click.echo(host.part(text), nl=False)


def _holds(path: Path, text: str) -> bool:
    with suppress(OSError):
        return reading.read(path, _LARGEST) == text.encode()
    return False


def _listed(names: Sequence[str]) -> str:
    return json.dumps(list(names), ensure_ascii=False)


def _written(path: Path, text: str) -> None:
    own(Path(), path)
    try:
        if path.exists() or path.is_symlink():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
        path.parent.mkdir(parents=True, exist_ok=True)
        with replacing(path) as out:
            out.write(text.encode())
    except OSError as error:
        raise CheckerError(f"cannot be written: {(error.strerror or str(error)).lower()}", str(path)) from None
    click.echo(f"{path}: written")


def _with_lines(path: Path, lines: tuple[str, ...]) -> None:
    """Add the lines that a file of git lacks; only in a repository."""
    if not Path(".git").exists():
        return
    own(Path(), path)
    try:
        held = reading.read(path, _LARGEST).decode("utf-8") if path.exists() else ""
        missing = [line for line in lines if line not in held.splitlines()]
        if missing:
            start = "\n" if held and not held.endswith("\n") else ""
            with replacing(path) as out:
                out.write((held + start + "".join(f"{line}\n" for line in missing)).encode())
            click.echo(f"{path}: {', '.join(missing)}")
    except (OSError, UnicodeError) as error:
        raise CheckerError(f"cannot be changed: {error}", str(path)) from None
