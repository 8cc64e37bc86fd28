"""Folders of projects: what is read in which language, what is passed over, and what is named as not read."""

import json
import shutil

import pytest

from checker.errors import CheckerError
from checker.formats import segments
from checker.project.unread import ALONE, FORMAT
from checker.project.workspace import Wanted, Workspace
from tests.test_several_languages import TS, po
from tests.test_since import run_git

ANDROID = '<resources>\n<string name="save">{}</string>\n<string name="open">{}</string>\n</resources>\n'
ENGLISH = ANDROID.format("Save %s", "Open")
KOREAN = ANDROID.format("%s 저장", "열기")
GERMAN = ANDROID.format("%s speichern", "Öffnen")
CATALOG = {
    "sourceLanguage": "en",
    "version": "1.0",
    "strings": {
        "Save": {
            "localizations": {
                code: {"stringUnit": {"state": "translated", "value": text}}
                for code, text in (("de", "Sichern"), ("ko", "저장"))
            }
        }
    },
}


@pytest.fixture
def opened(tmp_path, monkeypatch):
    """Opens the folder of the test; returns the workspace and its notices."""
    monkeypatch.chdir(tmp_path)

    def run(*paths, **wanted):
        said = []
        return Workspace(Wanted(paths=paths, **wanted), said.append), said

    return run


@pytest.fixture
def android(put):
    put("app/res/values/strings.xml", ENGLISH)
    put("app/res/values-ko/strings.xml", KOREAN)
    put("app/res/values-de/strings.xml", GERMAN)


def languages(workspace):
    return {file.replace("\\", "/"): codes for file, codes in workspace.spoken().items()}


# --- languages ------------------------------------------------------------------------------------------------------


def test_each_translation_is_checked_in_its_language(android, opened):
    workspace, _ = opened(".")
    assert languages(workspace) == {
        "app/res/values-de/strings.xml": ("en", "de"),
        "app/res/values-ko/strings.xml": ("en", "ko"),
    }


def test_the_language_that_is_asked_for_is_a_filter(android, put, opened):
    put("po/ja.po", po("ja", "ファイルを保存しました。"))
    workspace, said = opened(".", languages=("", "ko"))
    assert list(languages(workspace)) == ["app/res/values-ko/strings.xml"]
    assert "passed over: 2 files in other languages: de 1, ja 1" in said


def test_a_file_whose_language_is_unknown_is_checked_as_wanted(put, opened):
    put("a.po", po("", "파일을 저장했습니다."))
    workspace, _ = opened(".", languages=("", "ko"))
    assert languages(workspace) == {"a.po": ("en", "ko")}


def test_the_name_of_a_file_says_its_language_where_the_file_does_not(put, opened):
    put("po/ko.po", po("", "파일을 저장했습니다."))
    put("po/fr.po", po("", "Le fichier a été enregistré."))
    assert set(languages(opened(".")[0]).values()) == {("en", "ko"), ("en", "fr")}


def test_what_is_in_the_language_of_its_sources_is_passed_over(put, opened):
    put("app_ko.ts", TS.format("ko", "The file was saved.", "파일을 저장했습니다."))
    put("app_en.ts", TS.format("en", "The file was saved.", "The file was saved."))
    put("po/messages.pot", po("", ""))
    workspace, said = opened(".")
    assert list(languages(workspace)) == ["app_ko.ts"]
    assert "passed over: 2 files in the language of the sources: app_en.ts, po/messages.pot" in [
        each.replace("\\", "/") for each in said
    ]


def test_a_catalog_of_several_languages_is_checked_in_each(put, opened):
    put("L.xcstrings", json.dumps(CATALOG, ensure_ascii=False))
    assert languages(opened(".")[0]) == {"L.xcstrings/de": ("en", "de"), "L.xcstrings/ko": ("en", "ko")}
    workspace, _ = opened(".", languages=("", "ko"))
    (given,) = workspace.inputs.values()
    assert [segment.target for segment in segments(given)] == ["저장"]


def test_an_archive_of_android_names_its_base_by_the_config(put, opened):
    put("values/strings.xml", ANDROID.format("저장", "열기"))
    put("values-en/strings.xml", ANDROID.format("Save", "Open"))
    put("values-ja/strings.xml", ANDROID.format("保存する", "開く"))
    assert set(languages(opened(".")[0]).values()) == {("en", "ko"), ("en", "ja")}
    put("ilchi.toml", 'corpus = ["."]\nfrom = "ko"\n')
    assert set(languages(opened()[0]).values()) == {("ko", "en"), ("ko", "ja")}


# --- what is named --------------------------------------------------------------------------------------------------


def test_one_side_alone_finds_the_other(android, opened):
    for name, count in (("values-ko", 1), ("values", 2)):
        assert len(languages(opened(f"app/res/{name}/strings.xml")[0])) == count


def test_what_is_not_read_is_named_and_counted(android, put, opened):
    for name in ("a", "b", "c", "d"):
        put(f"{name}/locales/ko.json", '{"a": "가"}')
    put("l10n/ko/main.ftl", "a = 가\n")
    put("i18n/en.json", '{"a": "b"}')
    put("package.json", "{}")
    workspace, said = opened(".")
    said = [each.replace("\\", "/") for each in said if each.startswith("not read")]
    assert said == [
        f"not read: a/locales/ko.json, b/locales/ko.json, c/locales/ko.json and 1 more: {ALONE}",
        "not read: l10n/ko/main.ftl: no format reads it",
        "not read: i18n/en.json: no translation is beside it",
    ]
    assert len(workspace.unread) == 6


def test_reports_name_what_is_not_read(android, put, ilchi, tmp_path):
    put("locales/ko.json", '{"a": "가"}')
    ran = ilchi("check", ".", "--output", "json:out.json", "--format", "text", cwd=tmp_path)
    assert ran.status == 0, ran.err
    assert "1 file not read" in ran.out
    assert "languages: en to de (1 file), en to ko (1 file)\n" in ran.err
    assert "segments: en to de 2, en to ko 2\n" in ran.err
    report = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert [each["why"] for each in report["unread"]] == [ALONE]
    assert [each["languages"]["target"] for each in report["files"]] == ["de", "ko"]
    again = ilchi("report", "out.json", "--format", "json", cwd=tmp_path)
    assert json.loads(again.out)["unread"] == report["unread"]
    ran = ilchi("check", ".", "--require-all", cwd=tmp_path)
    assert ran.status == 2
    assert "a file is evidently translated and not read: " in ran.message


def test_tables_of_something_else_are_no_breakage(android, put, opened):
    put("data/users.csv", "name,age\nkim,3\n")
    workspace, _ = opened(".")
    assert len(workspace.files) == 2
    assert [each.file.replace("\\", "/") for each in workspace.unread] == ["data/users.csv"]


def test_a_folder_in_which_nothing_can_be_read_says_what_there_is(put, opened):
    put("locales/ko.json", '{"a": "가"}')
    with pytest.raises(CheckerError, match="there is no file to check"):
        opened(".")


def test_fetched_packages_are_passed_over(android, put, opened):
    put("web/node_modules/x/locales/ko.json", "{}")
    put("web/node_modules/x/locales/en.json", "{}")
    workspace, said = opened(".")
    assert len(workspace.files) == 2
    assert any("node_modules: fetched packages" in each for each in said)


@pytest.mark.parametrize("going", [False, True])
def test_all_files_that_cannot_be_read_are_named(android, put, ilchi, tmp_path, going):
    put("app/res/values-fr/strings.xml", "<resources>")
    put("app/res/values-es/strings.xml", "<resources>")
    ran = ilchi("check", ".", *(["--keep-going"] if going else []), cwd=tmp_path)
    assert ran.status == (0 if going else 2), ran.err
    for code in ("fr", "es"):
        assert f"{'skipped' if going else 'cannot be read'}: app/res/values-{code}" in ran.err.replace("\\", "/")


# --- the config -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("config", "files"),
    [
        ('corpus = ["app/res/values-{lang}/strings.xml"]', ["values-de", "values-ko"]),
        ('corpus = ["app/**/values-{lang}/*"]\nto = "ko"', ["values-ko"]),
        ('corpus = ["app"]\nexclude = ["**/values-de"]', ["values-ko"]),
        ('corpus = ["app"]\n[[files]]\nmatch = "**/values-ko/*"\nto = "ko-KP"', ["values-de", "values-ko"]),
    ],
)
def test_patterns_in_the_config(android, put, opened, config, files):
    put("ilchi.toml", config + "\n")
    assert [file.split("/")[-2] for file in languages(opened()[0])] == files


def test_languages_of_some_files(put, opened):
    put("ilchi.toml", 'corpus = ["."]\n[[files]]\nmatch = "ja/*"\nfrom = "ja"\nto = "ko"\n')
    for folder in ("ja", "x"):
        put(f"{folder}/a.po", po("", "파일을 저장했습니다."))
    assert languages(opened()[0]) == {"x/a.po": ("en", "ko"), "ja/a.po": ("ja", "ko")}


def test_a_pattern_that_matches_nothing_is_said_with_its_line(android, put, opened):
    put("ilchi.toml", '# of the app\ncorpus = ["app/{lang}/*.po"]\n')
    with pytest.raises(CheckerError, match=r"ilchi\.toml:2: no file matches the pattern “app/\{lang\}/\*\.po”"):
        opened()


# --- writing, and git -----------------------------------------------------------------------------------------------


@pytest.fixture
def committed(put, tmp_path):
    put("a/m.properties", "a=국무위원장\nb=바다\n")
    for code in ("en", "ja"):
        put(f"a/m_{code}.properties", "a=President of State Affairs\nb=sea\n")
    put("ilchi.toml", 'corpus = ["a"]\nglossaries = ["g.csv"]\nfrom = "ko"\n')
    put("g.csv", "source,target,forbidden\n국무위원장,President of State Affairs,Chairman of State Affairs\n")
    run_git(tmp_path, "init", "-q", "-b", "main")
    run_git(tmp_path, "add", "-A")
    run_git(tmp_path, "commit", "-qm", "one")
    return tmp_path


def test_what_is_new_since_a_commit_in_a_pair(ilchi, put, committed):
    put("a/m_en.properties", "a=Chairman of State Affairs\nb=sea\n")
    ran = ilchi("check", "--since", "HEAD", "--to", "en", "--format", "json", cwd=committed)
    assert ran.status == 1, ran.err
    (found,) = json.loads(ran.out)["findings"]
    assert (found["rule"], found["file"].replace("\\", "/"), found["line"]) == (
        "deprecated-term",
        "a/m_en.properties",
        1,
    )
    run_git(committed, "commit", "-qam", "two")
    assert ilchi("check", "--since", "HEAD", "--to", "en", cwd=committed).status == 0


def test_fixes_go_into_the_translation(ilchi, put, committed):
    put("a/m_en.properties", "a=Chairman of State Affairs\nb=sea\n")
    before = (committed / "a/m.properties").read_bytes()
    ran = ilchi("fix", "--to", "en", cwd=committed)
    assert ran.status == 0, ran.err
    assert (committed / "a/m_en.properties").read_text(encoding="utf-8") == "a=President of State Affairs\nb=sea\n"
    assert (committed / "a/m.properties").read_bytes() == before


@pytest.mark.skipif(shutil.which("git") is None, reason="there is no git here")
def test_a_template_that_a_branch_adds_is_followed(ilchi, put, committed):
    put("ilchi.toml", 'corpus = ["a/m_{lang}.properties"]\nglossaries = ["g.csv"]\nfrom = "ko"\n')
    put("a/m_en.properties", "a=Chairman of State Affairs\nb=sea\n")
    ran = ilchi("check", "--since", "HEAD", "--to", "en", cwd=committed)
    assert ran.status == 1, ran.err
    assert "a/m_en.properties:1: major: “Chairman of State Affairs”" in ran.out.replace("\\", "/")


def test_what_a_program_compiled_is_named_not_broken(android, put, opened):
    put("en.lproj/Info.strings", b"bplist00\xd1\x01\x02")
    put("ko.lproj/Info.strings", '"a" = "가";\n')
    workspace, _ = opened(".")
    assert [(each.file.replace("\\", "/"), each.why) for each in workspace.unread] == [
        ("ko.lproj/Info.strings", FORMAT)
    ]
