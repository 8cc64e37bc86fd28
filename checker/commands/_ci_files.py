"""The files that run ``ilchi check`` elsewhere: pre-commit, GitHub Actions, GitLab CI."""

import json
import shlex
from collections.abc import Callable
from importlib.metadata import Distribution
from typing import NamedTuple

from checker.project.discovery import SUFFIXES

_CHECKOUT = "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1"
_PYTHON = "actions/setup-python@5fda3b95a4ea91299a34e894583c3862153e4b97 # v7.0.0"

# The files whose change is checked in a commit: all that ilchi reads, and its own.
FILES = rf"\.({'|'.join(SUFFIXES)})(\.gz)?$|(^|/)(ilchi\.toml|decisions\.jsonl|baseline\.jsonl)$"

_PRE_COMMIT = """\
# Checks the translations before each commit; pre-commit install turns it on.
repos:
  - repo: local
    hooks:
      - id: ilchi
        name: ilchi
        entry: {entry}
        language: python
        additional_dependencies: [{requirement}]
        files: '{files}'
        pass_filenames: false
"""
_GITHUB = """\
# Checks the translations on every push; on a pull request only new findings count.
name: ilchi
on: [push, pull_request]
permissions:
  contents: read
jobs:
  ilchi:
    runs-on: ubuntu-latest{defaults}
    steps:
      - uses: {checkout}
        with:
          fetch-depth: 0 # all commits, for what is new is found by a comparison with the base
          persist-credentials: false
      - uses: {python}
        with:
          python-version: "3.13"
      - run: python -m pip install "$REQUIREMENT"
        env:
          REQUIREMENT: {requirement}
      - run: ilchi check --format github ${{BASE:+--since "origin/$BASE"}}
        env:
          BASE: ${{{{ github.base_ref }}}}
"""
_GITLAB = """\
# Checks the translations on the default branch; on a merge request only new findings count.
ilchi:
  image: python:3.13
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
  variables:
    GIT_DEPTH: "0" # all commits, for what is new is found by a comparison with the base
    REQUIREMENT: {requirement}
  script:
    - python -m pip install "$REQUIREMENT"{change}
    - >-
      ilchi check --output text:- --output gitlab:{up}ilchi.json
      ${{CI_MERGE_REQUEST_DIFF_BASE_SHA:+--since "$CI_MERGE_REQUEST_DIFF_BASE_SHA"}}
  artifacts:
    when: always
    reports:
      codequality: ilchi.json
"""


class Host(NamedTuple):
    """Where a file for CI is read, and how to make it.

    Attributes:
        path: The file, relative to the root of the repository.
        made: Makes its text of a requirement for pip, and of the config's folder, relative to the root ("." for it).
        part: The part of a text to paste into a file that exists.
    """

    path: str
    made: Callable[[str, str], str]
    part: Callable[[str], str]


def _pre_commit(requirement: str, folder: str) -> str:
    entry = "ilchi check" if folder == "." else f"sh -c {shlex.quote(f'cd {shlex.quote(folder)} && ilchi check')}"
    return _PRE_COMMIT.format(entry=json.dumps(entry), requirement=json.dumps(requirement), files=FILES)


def _github(requirement: str, folder: str) -> str:
    inside = f"\n    defaults:\n      run:\n        working-directory: {json.dumps(folder)}"
    return _GITHUB.format(
        checkout=_CHECKOUT,
        python=_PYTHON,
        requirement=json.dumps(requirement),
        defaults="" if folder == "." else inside,
    )


def _gitlab(requirement: str, folder: str) -> str:
    change = json.dumps(f"cd {shlex.quote(folder)}", ensure_ascii=False)
    return _GITLAB.format(
        requirement=json.dumps(requirement),
        change="" if folder == "." else f"\n    - {change}",
        up="" if folder == "." else "../" * (folder.count("/") + 1),
    )


HOSTS = {
    "pre-commit": Host(".pre-commit-config.yaml", _pre_commit, lambda text: text.partition("repos:\n")[2]),
    "github": Host(".github/workflows/ilchi.yml", _github, lambda text: text),
    "gitlab": Host(".gitlab-ci.yml", _gitlab, lambda text: text),
}


def requirement() -> tuple[str, bool]:
    """What pip must be told to install this ilchi, and whether that is where this one came from."""
    here = Distribution.from_name("ilchi")
    origin = json.loads(here.read_text("direct_url.json") or "{}")
    if "vcs_info" in origin:
        return f"ilchi @ {origin['vcs_info']['vcs']}+{origin['url']}@{origin['vcs_info']['commit_id']}", True
    return f"ilchi=={here.version}", "dir_info" not in origin
