"""``ilchi init``: writes a commented config and files for CI; files that exist are not changed."""

import errno
import os
from importlib.metadata import version
from pathlib import Path

import click

from checker.commands._corpus import say
from checker.errors import CheckerError
from checker.project.config import FILE, find
from checker.project.own import own
from checker.storage import reading
from checker.storage.atomic import replacing

_CONFIG = """\
# The config of ilchi; paths are relative to this folder. ilchi config show prints all values and where they are set.

# Files and folders that ilchi check looks at if it gets no path.
corpus = {corpus}

# Glossary files and folders.
glossaries = {glossaries}

# Files and folders in which ilchi review looks words up; they are not checked.
# references = ["memory.tmx"]

# Languages, if the files do not declare them.
# from = "ko"
# to = "en"

# The date of the texts, if they have none; glossary rows with from and until hold at their time.
# date = "2021-01"

# The lowest severity that fails the gate: neutral, minor, major, critical.
fail-on = "major"

# More gates.
# max-findings = 0        # fail above this number of findings, neutral ones apart
# min-score = 95          # fail below this term score, in percent
# require-terms = true    # fail if no term occurs

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

# Settings for some files; the last section that matches a file counts.
# [[paths]]
# match = "ja/**"
# to = "ja"
# glossaries = ["glossaries/ja.csv"]
# rules.number-mismatch = "minor"
"""

_SNIPPETS = {
    ".pre-commit-config.yaml": """\
# Checks the translations in each commit; pre-commit install turns it on.
repos:
  - repo: local
    hooks:
      - id: ilchi
        name: ilchi
        entry: ilchi check
        language: python
        additional_dependencies: ["ilchi=={version}"]
        files: '\\.(po|xlf|xliff|sdlxliff|mqxliff|tmx|ko|en)$'
        require_serial: true
""",
    ".github/workflows/ilchi.yml": """\
# Checks translations on every push; on a pull request only new findings count.
name: ilchi
on: [push, pull_request]
jobs:
  ilchi:
    runs-on: ubuntu-latest
    permissions:
      contents: read
    steps:
      - uses: actions/checkout@v4
        with:
          fetch-depth: 0
      - uses: actions/setup-python@v5
        with:
          python-version: "3.13"
      - run: python -m pip install "ilchi=={version}"
      - run: ilchi check --format github
        if: github.event_name != 'pull_request'
      - run: ilchi check --format github --since "origin/$BASE"
        if: github.event_name == 'pull_request'
        env:
          BASE: ${{{{ github.base_ref }}}}
""",
    ".gitlab/ilchi.yml": """\
# include: {{ local: .gitlab/ilchi.yml }} in .gitlab-ci.yml. On a merge request only new findings count.
ilchi:
  image: python:3.13
  variables:
    GIT_DEPTH: "0"
  script:
    - python -m pip install "ilchi=={version}"
    - >-
      ilchi check --output text:- --output gitlab:ilchi.json
      ${{CI_MERGE_REQUEST_DIFF_BASE_SHA:+--since "$CI_MERGE_REQUEST_DIFF_BASE_SHA"}}
  artifacts:
    when: always
    reports:
      codequality: ilchi.json
""",
}
_ATTRIBUTES = ("decisions.jsonl merge=union", "baseline.jsonl merge=union")
_IGNORED = (".ilchi/",)
_LARGEST = 1 << 24  # bytes of a file of git that is changed


@click.command()
@click.option(
    "--ci",
    type=click.Choice(["pre-commit", "github", "gitlab"]),
    multiple=True,
    help="Also write the file for this CI.",
)
def init(ci: tuple[str, ...]) -> int:
    """Write ilchi.toml into the working folder and, with --ci, the files for CI; no existing file is changed."""
    config = find(Path())
    if config.path and config.folder.resolve() == Path.cwd():
        raise CheckerError("there is a config already", str(config.path), "ilchi config show prints it")
    corpus = [name for name in ("corpora", "corpus", "locale", "locales", "translations", "po") if Path(name).is_dir()]
    glossaries = [name for name in ("glossaries", "glossary", "glossary.csv", "terms.csv") if Path(name).exists()]
    text = _CONFIG.format(corpus=_listed(corpus or ["."]), glossaries=_listed(glossaries))
    _written(Path(FILE), text)
    _with_lines(Path(".gitattributes"), _ATTRIBUTES)
    _with_lines(Path(".gitignore"), _IGNORED)
    files = {
        "pre-commit": ".pre-commit-config.yaml",
        "github": ".github/workflows/ilchi.yml",
        "gitlab": ".gitlab/ilchi.yml",
    }
    for name in ci:
        path = Path(files[name])
        if path.exists():
            say(f"{path} exists and is not changed")
        else:
            _written(path, _SNIPPETS[files[name]].format(version=version("ilchi")))
    return 0


def _listed(names: list[str]) -> str:
    return "[" + ", ".join(f'"{name}"' for name in names) + "]"


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
