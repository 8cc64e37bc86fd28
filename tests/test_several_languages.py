"""A folder with a file for each language: each file is checked in the language that it names."""

import json
from pathlib import Path

import pytest

from tests.test_since import run_git

TEXTS = {"ko": "파일을 저장했습니다.", "de": "Die Datei wurde gespeichert.", "fr": "Le fichier a été enregistré."}
PO = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n{}\nmsgid "The file was saved."\nmsgstr "{}"\n'
TS = '<TS version="2.1" sourcelanguage="en" language="{}"><context><name>a</name>\n<message><source>{}</source>'
TS += "<translation>{}</translation></message></context></TS>\n"


def po(language, text):
    return PO.format(f'"Language: {language}\\n"\n' if language else "", text)


def test_a_folder_of_gettext_files(ilchi, put, tmp_path):
    for language, text in TEXTS.items():
        put(f"po/{language}.po", po(language, text))
    ran = ilchi("check", "po", cwd=tmp_path)
    assert ran.status == 0, ran.out
    assert [line for line in ran.err.splitlines() if "languages" in line] == [
        "ilchi: languages: en to de (1 file), en to fr (1 file), en to ko (1 file)",
    ]
    assert ran.err.count("no glossary is named") == 1


def test_a_folder_of_qt_files(ilchi, put, tmp_path):
    for language, text in TEXTS.items():
        put(f"app_{language}.ts", TS.format(language, "The file was saved.", text))
    assert ilchi("check", ".", cwd=tmp_path).status == 0


def test_a_file_in_another_language_than_it_names_is_found(ilchi, put, tmp_path):
    put("po/ko.po", po("ko", TEXTS["ko"]))
    put("po/fr.po", po("fr", "Die Datei wurde gespeichert und das Fenster geschlossen."))
    ran = ilchi("check", "po", "--format", "json", cwd=tmp_path)
    assert "wrong-language" in [each["rule"] for each in json.loads(ran.out)["findings"]]


def test_a_file_that_names_no_language_goes_with_the_only_one_that_is_named(ilchi, put, tmp_path):
    put("po/a.po", po("ko_KR", TEXTS["ko"]))
    put("po/b.po", po("", TEXTS["ko"]))
    assert ilchi("check", "po", cwd=tmp_path).err.count("languages: ") == 1


def test_what_is_asked_for_goes_before_what_a_file_names(ilchi, put, tmp_path):
    for language, text in TEXTS.items():
        put(f"po/{language}.po", po(language, text))
    assert "languages: en to ko\n" in ilchi("check", "po", "--to", "ko", cwd=tmp_path).err


@pytest.mark.parametrize(
    ("named", "meant"), [("ko_KR", "ko-KR"), ("sr@latin", "sr-Latn"), ("zh_Hans_CN", "zh-Hans-CN"), ("Korean", "ko")]
)
def test_the_language_of_a_header(ilchi, put, tmp_path, named, meant):
    put("a.po", po(named, TEXTS["ko"]))
    assert f"languages: en to {meant}\n" in ilchi("check", "a.po", cwd=tmp_path).err


def test_what_was_deleted_since_is_compared_in_its_language(ilchi, put, tmp_path):
    for language, text in TEXTS.items():
        put(f"po/{language}.po", po(language, text))
    put("po/old/ko.po", po("ko", "The file was saved."))
    run_git(tmp_path, "init", "-q", "-b", "main")
    run_git(tmp_path, "add", "-A")
    run_git(tmp_path, "commit", "-qm", "one")
    (tmp_path / "po/old/ko.po").rename(tmp_path / "po/old.po")
    ran = ilchi("check", "po", "--since", "HEAD", cwd=tmp_path)
    assert ran.status == 0, ran.out
    assert "1 baselined" in ran.out


def test_a_language_whose_script_is_not_known_is_not_judged_by_it(ilchi, put, tmp_path):
    put("po/bg.po", po("bg", "Файлът беше записан успешно на диска."))
    put("po/de.po", po("de", "Файлът беше записан успешно на диска."))
    found = json.loads(ilchi("check", "po", "--format", "json", cwd=tmp_path).out)["findings"]
    assert [Path(each["file"]).name for each in found if each["rule"] == "wrong-language"] == ["de.po"]
