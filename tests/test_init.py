"""``ilchi init``: what it finds in a project, how it asks, and the files for CI that it writes."""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

import jsonschema
import pytest
import yaml

from checker import formats
from checker.commands import _ci_files
from checker.family import member, names
from checker.project.config import find
from checker.project.discovery import look
from checker.project.unread import ALONE, FORMAT
from tests.conftest import GOOD, console_script, environment
from tests.test_config import VALID
from tests.test_several_languages import TEXTS, po
from tests.test_since import run_git

CIS = ("pre-commit", "github", "gitlab")
EVERY = [word for name in CIS for word in ("--ci", name)]
TERMS = "source,target,forbidden\n국무위원장,President of State Affairs,Chairman of State Affairs\n"
NAMES = "id,category,source,target\n,title,국무위원장,President of State Affairs\n"
SCHEMAS = {"github": "vendor.github-workflows", "gitlab": "vendor.gitlab-ci"}


def config(folder):
    return find(folder)


@pytest.fixture
def repository(put, tmp_path):
    put("locale/news.csv", GOOD)
    put("words/terms.csv", TERMS)
    run_git(tmp_path, "init", "-q", "-b", "main")
    return tmp_path


# --- the config ---------------------------------------------------------------------------------------------------


def test_a_project_is_green_after_two_commands(ilchi, repository):
    ran = ilchi("init", cwd=repository)
    assert ran.status == 0, ran.err
    held = config(repository)
    assert (held.get("corpus"), held.get("glossaries")) == (["locale"], ["words"])
    assert (repository / ".gitignore").read_text(encoding="utf-8") == ".ilchi/\n"
    ran = ilchi("check", cwd=repository)
    assert ran.status == 0, ran.out
    assert "term score 100.0%" in ran.out


def test_all_options_that_the_config_comments_on_are_valid(ilchi, repository):
    ilchi("init", cwd=repository)
    text = (repository / "ilchi.toml").read_text(encoding="utf-8")
    VALID.validate(config(repository).values)
    options = [line.removeprefix("# ") if re.match(r"# (\[|[\w.-]+ = )", line) else line for line in text.split("\n")]
    VALID.validate(tomllib.loads("\n".join(options)))


XML = '<resources><string name="a">b</string></resources>'
LAYOUTS = [
    # files, what corpus names, what glossaries names
    ({"po/ko.po": "ko", "po/de.po": "de", "po/fr.po": "fr"}, ["po/{lang}.po"], []),
    ({"po/ko.po": "ko"}, ["po/{lang}.po"], []),
    (
        {"a/locale/ko/LC_MESSAGES/django.po": "ko", "a/locale/de/LC_MESSAGES/django.po": "de"},
        ["a/locale/{lang}/LC_MESSAGES/django.po"],
        [],
    ),
    ({"po/de.po": "de", "po/fr.po": "fr"}, ["po/{lang}.po"], []),
    (
        {"node_modules/x/ko.po": "ko", ".cache/ko.po": "ko", "l10n/ko.po": "ko", "tests/ko.po": "ko"},
        ["l10n/{lang}.po"],
        [],
    ),
    ({"v/values/s.xml": XML, "v/values-ko/s.xml": XML, "v/values-de/s.xml": XML}, ["v/values-{lang}/s.xml"], []),
    ({f"{n}/{c}.properties": "a=b" for n in "abcdef" for c in ("en", "ko")}, ["**/{lang}.properties"], []),
    ({f"l/{c}/{n}.json": '{"a":"b"}' for n in "abcdef" for c in ("en", "ko")}, ["l/{lang}/*.json"], []),
    ({f"l/{n}_{c}.arb": '{"a":"b"}' for n in "abcdef" for c in ("en", "ko")}, ["l/*_{lang}.arb"], []),
    ({"news.ko": "파일\n", "news.en": "file\n"}, ["news.ko"], []),
    ({"t/a.csv": GOOD, "t/users.csv": "name,age\nkim,3\n"}, ["t/a.csv"], []),
    ({"t/a.csv": GOOD, "glossary.csv": "국무위원장,President of State Affairs\n"}, ["t"], ["glossary.csv"]),
    ({"t/a.csv": GOOD, "t/용어집.csv": "source,target\n항구,port\n"}, ["t"], ["t/용어집.csv"]),
    ({"t/a.csv": GOOD, "g/a.csv": TERMS, "g/b.csv": NAMES}, ["t"], ["g"]),
    ({"t/a.csv": GOOD, "docs/glossary.txt": "A glossary lists words.\n"}, ["t"], []),
    ({"t/a.csv": GOOD, "src/main.ts": "export const a = 1;\n"}, ["t"], []),
    ({"README.md": "a"}, [], []),
]


@pytest.mark.parametrize(("files", "corpora", "glossaries"), LAYOUTS)
def test_translations_and_glossaries_are_found(put, tmp_path, files, corpora, glossaries):
    for name, content in files.items():
        put(name, po(content, TEXTS[content]) if content in TEXTS else content)
    found = look(tmp_path)
    assert (found.corpora, found.glossaries, found.broken) == (corpora, glossaries, [])


@pytest.mark.parametrize("number", [0, 5, 9, 10, 12])
def test_what_init_writes_is_what_check_reads(ilchi, put, tmp_path, number):
    for name, content in LAYOUTS[number][0].items():
        put(name, po(content, TEXTS[content]) if content in TEXTS else content)
    assert ilchi("init", cwd=tmp_path).status == 0
    ran = ilchi("check", cwd=tmp_path)
    assert ran.status == 0, (ran.out, ran.err)


def test_files_in_other_languages_are_named(ilchi, put, tmp_path):
    for language, text in TEXTS.items():
        put(f"po/{language}.po", po(language, text))
    ran = ilchi("init", cwd=tmp_path)
    assert 'left out: 2 files in other languages (de, fr); without to = "ko" they are checked' in ran.err
    assert config(tmp_path).get("to") == "ko"
    assert "warning: no glossary was found here, and without one no term is checked" in ran.err


def test_what_is_not_read_is_named(ilchi, put, tmp_path):
    unread = ["i18n/ko.ftl", "ko.lproj/Main.strings", "locales/ko.json", "m_ko_KR.properties", "values-ko/strings.xml"]
    for name in [*unread, "values/strings.xml", "package.json"]:
        put(name, "a")
    put("data/users.csv", "name,age\nkim,3\n")
    assert sorted(each.file for each in look(tmp_path).unread) == unread
    ran = ilchi("init", cwd=tmp_path)
    assert f"not read: i18n/ko.ftl, values-ko/strings.xml: {FORMAT}" in ran.err
    assert f"not read: ko.lproj/Main.strings, locales/ko.json, m_ko_KR.properties: {ALONE}" in ran.err
    assert "not taken for translations, lacking columns of source and target: data/users.csv" in ran.err
    assert "warning: no translations were found here" in ran.err
    assert "next: " not in ran.err


def test_a_project_whose_sources_are_korean(ilchi, put, tmp_path):
    put("l/app_ko.arb", '{"a": "저장"}')
    put("l/app_ja.arb", '{"a": "保存"}')
    put("l/app_zh.arb", '{"a": "保存"}')
    put("po/de.po", po("de", TEXTS["de"]))
    ran = ilchi("init", cwd=tmp_path)
    assert "languages: ko to ja (1 file), ko to zh (1 file)" in ran.err
    assert (config(tmp_path).get("corpus"), config(tmp_path).get("from")) == (["l/app_{lang}.arb"], "ko")


def test_a_broken_file_is_named_and_stays_in(ilchi, put, tmp_path):
    put("po/ko.po", 'msgid "a"\nmsgstr "b\n')
    put("po/de.po", po("de", TEXTS["de"]))
    ran = ilchi("init", cwd=tmp_path)
    assert ran.status == 0
    assert f"warning: {Path('po/ko.po')}:2: a quote is missing" in ran.err
    assert config(tmp_path).get("corpus") == ["po/{lang}.po"]


@pytest.mark.parametrize(
    ("files", "way"),
    [
        ({"terms.csv": TERMS}, "strict"),
        ({"terms.csv": NAMES}, "evidence"),
        ({"a.csv": TERMS, "b.csv": NAMES}, "strict and evidence"),
        ({"terms.csv": "source,target,enforce\n국무위원장,President,advisory\n"}, "advisory"),
    ],
)
def test_how_strictly_a_glossary_is_taken_is_said(ilchi, put, tmp_path, files, way):
    put("locale/news.csv", GOOD)
    for name, text in files.items():
        put(f"g/glossary-{name}", text)
    ran = ilchi("init", cwd=tmp_path)
    assert f"the glossary is taken as {way}; enforce in ilchi.toml changes that" in ran.err
    assert config(tmp_path).get("enforce") is None


def test_glossaries_that_contradict_each_other_are_named(ilchi, put, tmp_path):
    put("locale/news.csv", GOOD)
    put("g/a.csv", "id,category,source,target\np,place,항구,port\n")
    put("g/b.csv", "id,category,source,target\np,place,항구,harbour\n")
    ran = ilchi("init", cwd=tmp_path)
    assert ran.status == 0
    assert f"warning: {Path('g/b.csv')}:2: the id “p” has the target “port” at {Path('g/a.csv')}:2" in ran.err


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals here")
@pytest.mark.parametrize(("typed", "way"), [("\n", None), ("advisory\n", "advisory"), ("no\nevidence\n", "evidence")])
def test_how_strictly_a_glossary_is_taken_is_asked_on_a_terminal(put, tmp_path, typed, way):
    import pty

    put("locale/news.csv", GOOD)
    put("terms.csv", TERMS)
    ours, theirs = pty.openpty()
    with os.fdopen(ours, "r+b", buffering=0) as terminal:
        started = subprocess.Popen(
            [console_script(), "init"],
            cwd=tmp_path,
            stdin=theirs,
            stdout=subprocess.PIPE,
            stderr=theirs,
            env=environment(),
        )
        os.close(theirs)
        terminal.write(typed.encode())
        started.communicate(timeout=60)
        shown = b""
        while True:
            try:
                part = terminal.read(4096)
            except OSError:  # the other end is closed
                break
            if not part:
                break
            shown += part
    assert started.returncode == 0
    assert b"How strictly are the renderings of the glossary meant?" in shown
    assert config(tmp_path).get("enforce") == way


# --- files for CI ---------------------------------------------------------------------------------------------------


def test_a_project_that_has_a_config_gets_only_the_files_for_ci(ilchi, repository):
    ilchi("init", cwd=repository)
    before = {path: path.read_bytes() for path in repository.rglob("*") if path.is_file()}
    again = ilchi("init", cwd=repository)
    assert again.status == 2
    assert again.message.startswith("ilchi.toml: there is a config already; ")
    ran = ilchi("init", *EVERY, cwd=repository)
    assert ran.status == 0, ran.err
    assert all(path.read_bytes() == content for path, content in before.items())
    new = {path.relative_to(repository).as_posix() for path in repository.rglob("*") if path.is_file()}
    assert new - {path.relative_to(repository).as_posix() for path in before} == {
        ".pre-commit-config.yaml",
        ".github/workflows/ilchi.yml",
        ".gitlab-ci.yml",
    }
    assert ilchi("init", *EVERY, cwd=repository).err.count("is as it should be") == 3


@pytest.mark.parametrize("name", CIS)
def test_a_file_that_exists_is_not_changed_and_the_snippet_is_printed(ilchi, repository, put, name):
    path = put(_ci_files.HOSTS[name].path, "# mine\nrepos:\n")
    ran = ilchi("init", "--ci", name, cwd=repository)
    assert ran.status == 0, ran.err
    assert path.read_text(encoding="utf-8") == "# mine\nrepos:\n"
    assert f"{path.relative_to(repository)} exists and is not changed; paste this into it:" in ran.err
    snippet = ran.out.partition("ilchi.toml: written\n")[2].partition(".gitignore: .ilchi/\n")[2]
    whole = _ci_files.HOSTS[name].made(f"ilchi=={version('ilchi')}", ".")
    assert snippet and whole.endswith(snippet)
    assert yaml.safe_load("repos:\n" + snippet if name == "pre-commit" else snippet) == yaml.safe_load(whole)


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_or_a_pipe_in_the_place_of_a_file_for_ci_is_left_alone(ilchi, repository, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside") / "x.yml"
    (repository / ".gitlab-ci.yml").symlink_to(outside)
    os.mkfifo(repository / ".pre-commit-config.yaml")
    ran = ilchi("init", *EVERY, cwd=repository)
    assert ran.status == 0
    assert ran.err.count("exists and is not changed") == 2
    assert not outside.exists()


@pytest.mark.parametrize("folder", [".", "apps/web", "apps/웹 site's"])
@pytest.mark.parametrize("name", SCHEMAS)
def test_the_files_for_ci_are_as_their_schemas_want(name, folder):
    schemas = pytest.importorskip("check_jsonschema.builtin_schemas")
    made = yaml.safe_load(_ci_files.HOSTS[name].made("ilchi @ git+https://example.org/ilchi@0", folder))
    if True in made:  # what YAML 1.1 takes "on" for
        made["on"] = made.pop(True)
    schema = schemas.get_builtin_schema(SCHEMAS[name])
    jsonschema.validators.validator_for(schema)(schema).validate(made)


def test_files_for_ci_are_written_where_the_hosts_look(ilchi, repository, put):
    put("apps/web/po/ko.po", po("ko", TEXTS["ko"]))
    ran = ilchi("init", *EVERY, cwd=repository / "apps/web")
    assert ran.status == 0, ran.err
    assert (repository / "apps/web/ilchi.toml").exists()
    github = yaml.safe_load((repository / ".github/workflows/ilchi.yml").read_text(encoding="utf-8"))
    assert github["jobs"]["ilchi"]["defaults"]["run"]["working-directory"] == "apps/web"
    gitlab = yaml.safe_load((repository / ".gitlab-ci.yml").read_text(encoding="utf-8"))
    assert gitlab["ilchi"]["script"][1] == "cd apps/web"
    assert "gitlab:../../ilchi.json" in gitlab["ilchi"]["script"][2]


def test_the_workflow_compares_with_all_commits_and_may_only_read():
    made = yaml.safe_load(_ci_files.HOSTS["github"].made("ilchi", "."))
    assert made["permissions"] == {"contents": "read"}
    steps = made["jobs"]["ilchi"]["steps"]
    assert steps[0]["with"] == {"fetch-depth": 0, "persist-credentials": False}
    assert all(re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", step["uses"]) for step in steps if "uses" in step)
    assert not any("${{" in step.get("run", "") for step in steps)


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash here")
@pytest.mark.parametrize("base", ["", "main", "$(touch x)", "--help"])
def test_the_workflow_passes_the_base_and_runs_nothing_of_it(tmp_path, base):
    made = yaml.safe_load(_ci_files.HOSTS["github"].made("ilchi", "."))
    fake = tmp_path / "ilchi"
    fake.write_text('#!/bin/sh\nprintf "[%s]" "$@"\n', encoding="utf-8")
    fake.chmod(0o755)
    ran = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", made["jobs"]["ilchi"]["steps"][-1]["run"]],
        cwd=tmp_path,
        env=environment(BASE=base, PATH=f"{tmp_path}{os.pathsep}{os.environ['PATH']}"),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    since = f"[--since][origin/{base}]" if base else ""
    assert ran.stdout == f"[check][--format][github]{since}"
    assert not (tmp_path / "x").exists()


def test_the_hook_of_the_whole_project_looks_at_all_formats():
    for name in names(formats.__name__):
        try:
            files = member(formats.__name__, name).example()
        except ImportError:  # an extra that is not installed
            continue
        for file in files:
            assert re.search(_ci_files.FILES, f"locale/{file}"), f"{file} is in no hook: add its ending to SUFFIXES"


@pytest.mark.parametrize("folder", [".", "apps/web"])
def test_the_hook_that_init_writes_runs(ilchi, put, tmp_path, folder):
    pytest.importorskip("pre_commit")
    put(f"{folder}/locale/news.csv", GOOD)
    put(f"{folder}/terms.csv", TERMS)
    run_git(tmp_path, "init", "-q", "-b", "main")
    assert ilchi("init", "--ci", "pre-commit", cwd=tmp_path / folder).status == 0
    path = tmp_path / ".pre-commit-config.yaml"
    made = yaml.safe_load(path.read_text(encoding="utf-8"))
    hook = made["repos"][0]["hooks"][0]
    assert hook.pop("additional_dependencies") == [f"ilchi=={version('ilchi')}"]
    hook |= {"language": "system", "entry": hook["entry"].replace("ilchi check", f"{console_script()} check")}
    path.write_text(json.dumps(made), encoding="utf-8")

    def committed():
        run_git(tmp_path, "add", "-A")
        done = subprocess.run(
            [sys.executable, "-m", "pre_commit", "run"],
            cwd=tmp_path,
            env=environment(PRE_COMMIT_HOME=str(tmp_path / ".git" / "cache"), GIT_CONFIG_GLOBAL=os.devnull),
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        return done.returncode, done.stdout

    status, said = committed()
    assert (status, "Passed" in said) == (0, True), said
    put(f"{folder}/locale/news.csv", GOOD.replace("President", "Chairman"))
    status, said = committed()
    assert status == 1
    assert "news.csv:2: major: “Chairman of State Affairs” is a forbidden rendering" in said


@pytest.mark.parametrize(
    ("origin", "wanted", "known"),
    [
        (None, f"ilchi=={version('ilchi')}", True),
        ({"url": "file:///a", "dir_info": {}}, f"ilchi=={version('ilchi')}", False),
        (
            {"url": "https://example.org/a", "vcs_info": {"vcs": "git", "commit_id": "12ab"}},
            "ilchi @ git+https://example.org/a@12ab",
            True,
        ),
    ],
)
def test_ci_installs_what_is_installed_here(tmp_path, monkeypatch, origin, wanted, known):
    info = tmp_path / "ilchi-0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Name: ilchi\nVersion: {version('ilchi')}\n", encoding="utf-8")
    if origin:
        (info / "direct_url.json").write_text(json.dumps(origin), encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    assert _ci_files.requirement() == (wanted, known)


# --- a glossary that nobody uses ------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ['corpus = ["locale"]\nglossaries = []\n', 'corpus = ["locale"]\n'])
def test_a_config_without_the_glossary_that_is_there_is_warned_of(ilchi, repository, put, text):
    put("ilchi.toml", text)
    for command in (("check",), ("init", "--ci", "github")):
        ran = ilchi(*command, cwd=repository)
        assert ran.status == 0
        (said,) = [line for line in ran.err.splitlines() if "warning" in line]
        place = "ilchi.toml:2" if "glossaries" in text else "ilchi.toml"
        assert said == (
            f"ilchi: warning: no term is checked, for {place} names no glossary, but there is words/terms.csv; "
            'write there: glossaries = ["words/terms.csv"]'
        )


def test_without_a_config_the_option_is_named(ilchi, repository, put):
    put("용어집.csv", "국무위원장,President of State Affairs\n")
    said = ilchi("check", "locale", cwd=repository).err
    assert (
        "no term is checked, but there is words/terms.csv, 용어집.csv; add -g words/terms.csv, or run ilchi init"
        in said
    )


@pytest.mark.parametrize("words", [("-g", "words"), ()])
def test_a_glossary_that_is_used_is_no_reason_to_warn(ilchi, repository, put, words):
    put("ilchi.toml", 'corpus = ["locale"]\n' + ("" if words else '[[paths]]\nmatch = "**"\nglossaries = ["words"]\n'))
    assert "warning" not in ilchi("check", *words, cwd=repository).err
