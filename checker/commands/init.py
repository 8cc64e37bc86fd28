"""``ilchi init``: a commented config, and what CI needs, each only where nothing stands yet."""

from importlib.metadata import version
from pathlib import Path

import click

from checker.commands._corpus import say
from checker.errors import CheckerError
from checker.project.config import FILE, find

_CONFIG = """\
# The config of ilchi; paths are seen from this folder. ilchi config show says what holds where.

# What ilchi check looks at when it is given no path.
corpus = {corpus}

# Files and folders with the terms.
glossaries = {glossaries}

# Languages, where the files do not say them.
# from = "ko"
# to = "en"

# The mildest severity that fails the gate: neutral, minor, major, critical.
fail-on = "major"

# Further gates.
# max-findings = 0        # at most so many findings, neutral ones apart
# min-score = 95          # the least term score, in percent
# require-terms = true    # some term has to occur

# What the findings of a rule count as, or "off". ilchi explain lists the rules.
[rules]
# edge-whitespace = "off"
# misspelled-term = "critical"

# What errors weigh in ilchi score, and what a text must reach; these are the numbers that hold anyway.
# [mqm]
# passing = 90
# acceptable = 10          # penalty points per 1,000 words
# penalties.major = 5      # minor, major, critical
# weights.terminology = 1  # an error type or its dimension

# For some files something else; the last that matches holds.
# [[paths]]
# match = "ja/**"
# to = "ja"
# glossaries = ["glossaries/ja.csv"]
# rules.number-mismatch = "minor"
"""

_SNIPPETS = {
    ".pre-commit-config.yaml": """\
# Checks the translations of each commit; pre-commit install turns it on.
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
# Checks translations on every push; on a pull request only what is new counts.
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
# include: {{ local: .gitlab/ilchi.yml }} in .gitlab-ci.yml. On a merge request only what is new counts.
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


@click.command()
@click.option("--ci", type=click.Choice(["pre-commit", "github", "gitlab"]), multiple=True, help="Also write its file.")
def init(ci: tuple[str, ...]) -> int:
    """Write ilchi.toml into the working folder, and with --ci what a CI needs; nothing that is there is changed."""
    held = find(Path())
    if held.path and held.folder.resolve() == Path.cwd():
        raise CheckerError("there is a config already", str(held.path), "ilchi config show shows it")
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
            say(f"{path} is there and stays as it is")
        else:
            _written(path, _SNIPPETS[files[name]].format(version=version("ilchi")))
    return 0


def _listed(names: list[str]) -> str:
    return "[" + ", ".join(f'"{name}"' for name in names) + "]"


def _written(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as out:
            out.write(text)
    except OSError as error:
        raise CheckerError(f"cannot be written: {(error.strerror or str(error)).lower()}", str(path)) from None
    click.echo(f"{path}: written")


def _with_lines(path: Path, lines: tuple[str, ...]) -> None:
    """Add to a file of git the lines that it has not yet, where there is a repository."""
    if not Path(".git").exists():
        return
    try:
        held = path.read_text(encoding="utf-8") if path.exists() else ""
        missing = [line for line in lines if line not in held.splitlines()]
        if missing:
            start = "\n" if held and not held.endswith("\n") else ""
            with path.open("a", encoding="utf-8", newline="\n") as out:
                out.write(start + "".join(f"{line}\n" for line in missing))
            click.echo(f"{path}: {', '.join(missing)}")
    except (OSError, UnicodeError) as error:
        raise CheckerError(f"cannot be changed: {error}", str(path)) from None
