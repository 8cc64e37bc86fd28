"""The config: found upwards, refused with the line and a suggestion, joined by path; its schema says the same."""

import json
import tomllib
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

import checker
from checker.errors import CheckerError
from checker.project.config import Config, find
from checker.project.path_pattern import path_pattern
from tui.keys.actions import ACTIONS

SCHEMA = json.loads((Path(checker.__file__).parent / "project" / "config.schema.json").read_text(encoding="utf-8"))
VALID = jsonschema.Draft202012Validator(SCHEMA)
WHOLE = """\
corpus = ["locale", "docs"]
glossaries = ["terms.csv"]
from = "ko"
to = "en"
date = "2021-01"
encoding = "cp949"
fail-on = "minor"
min-score = 97.5
max-findings = 3
require-terms = true
one-document = true

[rules]
edge-whitespace = "off"
"misspelled-term" = 'critical'

[[paths]]
match = ["ja/**", "*.ja"]
to = "ja"
date = "2012"
rules.number-mismatch = "neutral"

[[paths]]
match = "ja/old"
glossaries = ["old.csv", "terms.csv"]
[paths.rules]
edge-whitespace = "minor"
"""


@pytest.fixture
def config(tmp_path):
    def read(text, name="ilchi.toml"):
        (tmp_path / name).write_text(text, encoding="utf-8")
        return find(tmp_path)

    return read


def test_everything_there_is(config, tmp_path):
    held = config(WHOLE)
    assert held.get("min-score") == 97.5
    assert [Path(path).resolve() for path in held.paths("corpus")] == [tmp_path / "locale", tmp_path / "docs"]
    assert held.origins["to"].endswith("ilchi.toml:4")
    assert held.origins["rules.misspelled-term"].endswith(":15")
    values, origins = held.of(str(tmp_path / "ja" / "new" / "a.po"))
    assert (values["to"], values["from"]) == ("ja", "ko")
    assert (held.get("date"), values["date"]) == ("2021-01", "2012")
    assert values["rules"] == {"edge-whitespace": "off", "misspelled-term": "critical", "number-mismatch": "neutral"}
    assert origins["to"].endswith(":19")
    assert origins["rules.number-mismatch"].endswith(":21")
    values, origins = held.of(str(tmp_path / "ja" / "old" / "a.po"))
    assert values["rules"]["edge-whitespace"] == "minor"
    assert origins["rules.edge-whitespace"].endswith(":27")
    assert [Path(p).name for p in held.paths("glossaries", str(tmp_path / "ja" / "old" / "a.po"))] == [
        "old.csv",
        "terms.csv",
    ]
    assert held.of(str(tmp_path / "en" / "a.po"))[0]["to"] == "en"


WRONG = [
    ('corpora = ["a"]', ":1", "the key “corpora” is unknown; did you mean “corpus”?"),
    ('[[paths]]\nmatch = "a"\nfail-on = "minor"', ":3", "the key “fail-on” is unknown; known: match, "),
    ('[[paths]]\nmatch = "a"\n[[paths]]\nto = "ja"', ":3", "[[paths]] has no “match”"),
    ('glossaries = "a.csv"', ":1", "“glossaries” must be a list of texts, not \"a.csv\""),
    ('corpus = ["a", 1]', ":1", "“corpus” must be a list of texts"),
    ("\nmin-score = 120", ":2", "“min-score” must be a number from 0 to 100, not 120"),
    ("min-score = true", ":1", "“min-score” must be a number from 0 to 100"),
    ("max-findings = -1", ":1", "“max-findings” must be a number from 0 up"),
    ("max-findings = 1.5", ":1", "“max-findings” must be a number from 0 up"),
    ('require-terms = "yes"', ":1", "“require-terms” must be true or false, not \"yes\""),
    ('fail-on = "mayor"', ":1", "“fail-on” must be one of neutral, minor, major, critical, not \"mayor\"; did you"),
    ('[rules]\nmising-term = "off"', ":2", "the rule “mising-term” is unknown; did you mean “missing-term”?"),
    ('[rules]\nmissing-term = "warning"', ":2", "“missing-term” must be one of neutral, minor, major, critical, off"),
    ('[[paths]]\nmatch = "a"\n[paths.rules]\nmissing-term = 1', ":4", "“missing-term” must be one of"),
    ('rules = "off"', ":1", "“rules” must be a table"),
    ("paths = 1", ":1", "“paths” must be a list of tables"),
    ("to = 2026-01-01", ":1", "“to” must be a text that is not empty, not 2026-01-01"),
    ('date = "2012-13"', ":1", "“date” must be a date in quotes, such as \"2012\" or \"2012-04-13\", not"),
    ("date = 2012", ":1", "“date” must be a date in quotes"),
    ("to = ''", ":1", "“to” must be a text that is not empty"),
    ("a = [", "", "this is not TOML: "),
    ("a = 1\na = 2", "", "this is not TOML: cannot overwrite a value"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "line", "says"), WRONG)
def test_what_is_wrong_is_named_with_its_line(config, text, line, says):
    with pytest.raises(CheckerError) as caught:
        config(text)
    assert caught.value.place.endswith(f"ilchi.toml{line}")
    assert str(caught.value).removeprefix(caught.value.place).startswith(f": {says}")
    if "this is not TOML" not in says and "2026" not in text:
        assert not VALID.is_valid(tomllib.loads(text))


def test_the_schema_takes_what_we_take(config):
    for text in (WHOLE, ""):
        VALID.validate(tomllib.loads(text))
    assert SCHEMA["properties"]["keys"]["propertyNames"]["enum"] == [action.id for action in ACTIONS]


MAPS = st.dictionaries(st.sampled_from(["missing-term", "x"]), st.sampled_from(["off", "x", 1]), max_size=2)
SECTIONS = st.fixed_dictionaries(
    {}, optional={"match": st.sampled_from(["a", ["a"], [], 1, ""]), "to": st.sampled_from(["ja", 1])}
)
VALUES = st.one_of(
    st.text(max_size=5),
    st.integers(-2, 200),
    st.floats(-5, 200),
    st.booleans(),
    st.lists(st.text(max_size=3), max_size=2),
    st.sampled_from(["minor", "off", "major"]),
    MAPS,
    st.lists(SECTIONS, max_size=2),
)
KEYS = st.sampled_from([*SCHEMA["properties"], "other"])


@given(st.dictionaries(KEYS, VALUES, max_size=3))
def test_the_schema_says_what_the_program_says(values):
    try:
        Config(Path("ilchi.toml"), values)
        taken = True
    except CheckerError:
        taken = False
    blank = any(isinstance(v, str) and not v.strip() for v in values.values())
    if not blank and " " not in str(values):
        assert VALID.is_valid(values) is taken, values


PATTERNS = [
    ("ja/**", "ja/a/b.po", True),
    ("ja/**", "ja/b.po", True),
    ("ja", "ja/b.po", True),
    ("ja/", "ja/b.po", True),
    ("ja/**", "javascript/b.po", False),
    ("ja", "x/ja/b.po", False),
    ("**/ja/*.po", "x/y/ja/b.po", True),
    ("**/ja/*.po", "ja/b.po", True),
    ("*.po", "b.po", True),
    ("*.po", "x/b.po", False),
    ("**/*.po", "x/b.po", True),
    ("a?.po", "ab.po", True),
    ("a?.po", "a/.po", False),
    ("a.po", "aXpo", False),
    ("[a].po", "[a].po", True),
]


@pytest.mark.parametrize(("pattern", "path", "matches"), PATTERNS)
def test_patterns(pattern, path, matches):
    assert path_pattern(pattern).matches(path) is matches


def test_the_nearest_is_found_up_to_the_root_of_the_repository(tmp_path):
    inner = tmp_path / "repository" / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "ilchi.toml").write_text('to = "de"', encoding="utf-8")
    assert find(inner).get("to") == "de"
    (tmp_path / "repository" / ".git").mkdir()
    assert find(inner).path is None
    (tmp_path / "repository" / "pyproject.toml").write_text("[tool.ilchi]\nto = 'ja'\n[tool.x]\n", encoding="utf-8")
    assert find(inner).get("to") == "ja"
    (inner.parent / "pyproject.toml").write_text("[tool.other]\nto = 'fr'\n", encoding="utf-8")
    assert find(inner).get("to") == "ja"
    (inner / "ilchi.toml").write_text("to = 'fr'", encoding="utf-8")
    assert find(inner / "news.csv").get("to") == "fr"
    (inner.parent / "pyproject.toml").write_text("broken = [", encoding="utf-8")
    (inner / "ilchi.toml").unlink()
    assert find(inner).get("to") == "ja"


def test_a_table_of_pyproject_names_its_lines(config):
    with pytest.raises(CheckerError) as caught:
        config('[tool.x]\nto = 1\n[tool.ilchi]\nto = "en"\n[tool.ilchi.rules]\nmissing-term = "of"\n', "pyproject.toml")
    assert caught.value.place.endswith("pyproject.toml:6")
    assert caught.value.hint == "did you mean “off”?"


# --- on the command line -----------------------------------------------------------------------------------------

NEWS = "source,target\n부두가 닫혔다.,The pier was closed.\n"
WORDS = "source,target,forbidden\n부두,dock,pier\n"


@pytest.fixture
def project(put):
    put("locale/news.csv", NEWS)
    put("words/terms.csv", WORDS)
    return put


def test_a_project_needs_no_arguments(ilchi, project, tmp_path):
    project("ilchi.toml", 'corpus = ["locale"]\nglossaries = ["words"]\nfrom = "ko"\nto = "en"\n')
    ran = ilchi("check", cwd=tmp_path)
    assert ran.status == 1
    assert ran.out.startswith(str(Path("locale", "news.csv")))
    assert "ilchi: config: ilchi.toml" in ran.err
    (tmp_path / "deep").mkdir()
    assert ilchi("check", cwd=tmp_path / "deep").status == 1
    assert ilchi("terms", cwd=tmp_path).status == 0
    assert ilchi("check", "--fail-on", "critical", cwd=tmp_path).status == 0


def test_severities_and_gates_come_from_it(ilchi, project, tmp_path):
    top = 'corpus = ["locale"]\nglossaries = ["words"]\n'
    for text, status, last in [
        ('[rules]\ndeprecated-term = "minor"\n', 0, "passed: 0 findings"),
        ('[rules]\ndeprecated-term = "off"\n', 0, "(0 critical, 0 major, 0 minor, 0 neutral)"),
        ('[[paths]]\nmatch = "locale"\nrules.deprecated-term = "minor"\n', 0, "1 minor"),
        ('[[paths]]\nmatch = "other"\nrules.deprecated-term = "minor"\n', 1, "1 major"),
        ('fail-on = "critical"\nmin-score = 50\n', 1, "FAILED: a term score of 0.0%, at least 50% is required"),
        ('fail-on = "critical"\nmax-findings = 0\n', 1, "FAILED: 1 finding in all, at most 0 allowed"),
        ('fail-on = "critical"\nmax-findings = 1\n', 0, "passed: "),
    ]:
        project("ilchi.toml", top + text)
        ran = ilchi("check", cwd=tmp_path)
        assert ran.status == status, text
        assert last in ran.out.splitlines()[-1]
        assert "in 1 segment" in ran.out.splitlines()[-1]


def test_parts_with_glossaries_and_languages_of_their_own(ilchi, project, tmp_path):
    project("locale/b/news.csv", "source,target\n부두가 닫혔다.,桟橋は閉鎖された。\n부두,埠頭\n")
    project("locale/c.csv", NEWS)
    project("words/ja/terms.csv", "id,category,source,target,forbidden\ndock,object,부두,埠頭,桟橋\n")
    project(
        "ilchi.toml",
        'corpus = ["locale"]\nglossaries = ["words/terms.csv"]\nto = "en"\nfrom = "ko"\n'
        '[[paths]]\nmatch = "locale/b/**"\nto = "ja"\nglossaries = ["words/ja"]\n',
    )
    ran = ilchi("check", "--format", "json", cwd=tmp_path)
    report = json.loads(ran.out)
    found = [(Path(f["file"]).as_posix(), f["index"], f["rule"], f["found"]) for f in report["findings"]]
    assert found == [
        ("locale/b/news.csv", 1, "deprecated-term", "桟橋"),
        ("locale/c.csv", 1, "deprecated-term", "pier"),
        ("locale/news.csv", 1, "deprecated-term", "pier"),
    ]
    assert [each["segments"] for each in report["files"]] == [2, 1, 1]
    assert report["summary"]["segments"] == 4
    assert report["languages"] == {"source": "ko", "target": "ja/en"}
    assert "languages: ko to ja" in ran.err


def test_a_broken_config_is_status_2(ilchi, project, tmp_path):
    project("ilchi.toml", "corpora = 1\n")
    ran = ilchi("check", "locale", cwd=tmp_path)
    assert ran.status == 2
    assert ran.message == "ilchi.toml:1: the key “corpora” is unknown; did you mean “corpus”?"
    assert ilchi("config", "show", cwd=tmp_path).status == 2


def test_two_configs_are_told_apart(ilchi, project, tmp_path):
    project("a/ilchi.toml", "")
    project("a/news.csv", NEWS)
    project("b/ilchi.toml", "")
    project("b/news.csv", NEWS)
    project("c/news.csv", NEWS)
    one, other = Path("a/ilchi.toml"), Path("b/ilchi.toml")
    ran = ilchi("check", "a", "b/news.csv", cwd=tmp_path)
    assert ran.status == 2
    assert ran.message.startswith(f"the paths belong to {one} and to {other}; check the files of one config at a time")
    assert "in pre-commit" in ran.message
    ran = ilchi("check", "a", "c", cwd=tmp_path)
    assert ran.message.startswith(f"the paths belong to {one} and to no config; ")


@pytest.mark.parametrize("named", [".", "", "a"])
def test_a_config_further_down_is_named_and_not_used(ilchi, project, tmp_path, named):
    project("ilchi.toml", 'corpus = ["a/b", "a", "."]\nglossaries = ["words"]\n')
    project("pyproject.toml", "[tool.ilchi]\n")  # beside the first it never counts
    project("a/b/ilchi.toml", "this is not TOML")
    project("a/b/c/news.csv", NEWS)
    project("a/c/pyproject.toml", "[tool.ilchi]\n")
    project("a/c/news.csv", NEWS)
    project("a/d/pyproject.toml", "[tool.other]\n")
    project("a/d/news.csv", NEWS)
    project("a/e/ilchi.toml", "")  # for none of the files
    ran = ilchi("check", *filter(None, [named]), cwd=tmp_path)
    assert ran.status == 1
    (said,) = [line for line in ran.err.splitlines() if "not used" in line]
    held = f"{Path('a/b/ilchi.toml')}, {Path('a/c/pyproject.toml')}"
    assert said.startswith(f"ilchi: {held}: not used, because a folder above was named; ")
    assert f"name only {Path('a/b')} " in said
    (tmp_path / "a/b/ilchi.toml").write_text("", encoding="utf-8")
    assert "not used" not in ilchi("check", "a/b", "a/b/c", cwd=tmp_path).err


def test_config_show_names_every_origin(ilchi, project, tmp_path):
    project("ilchi.toml", WHOLE)
    ran = ilchi("config", "show", cwd=tmp_path)
    assert ran.status == 0
    shown = tomllib.loads(ran.out)
    assert shown["min-score"] == 97.5
    assert shown["paths"][1]["match"] == ["ja/old"]
    assert 'to = "en"  # ilchi.toml:4' in ran.out
    one = tomllib.loads(ilchi("config", "show", "ja/old/a.po", cwd=tmp_path).out)
    assert one["rules"]["edge-whitespace"] == "minor"
    assert one["to"] == "ja"
    (tmp_path / "ilchi.toml").unlink()
    assert "# default" in ilchi("config", "show", cwd=tmp_path).out
