"""How files are named for their languages, and which of them belong together."""

import time

import pytest

from checker.project.evident import is_foreign, language_of
from checker.project.layout import look
from checker.project.templates import folded, template_of
from checker.text.language_code import language_code

CODES = {
    "ko": "ko",
    "KO": "ko",
    "ko_KR": "ko-KR",
    "ko-kr": "ko-KR",
    "ko-rKR": "ko-KR",
    "b+zh+Hant": "zh-Hant",
    "b+sr+Latn+RS": "sr-Latn-RS",
    "zh_Hans_CN": "zh-Hans-CN",
    "sr@latin": "sr-Latn",
    "ca@valencia": "ca",
    "es-419": "es-419",
    "iw": "he",
    "kr": "ko",
    "kor": "ko",
    "Korean": "ko",
    "zh-TW": "zh-TW",
    "cn": "zh-CN",
    "yue": "yue",
    **dict.fromkeys(
        ["app", "night", "v21", "land", "my_db", "ko_XY", "en_test", "", "k", "한국어", "ko" * 20, "min"], ""
    ),
}


@pytest.mark.parametrize("text", CODES)
def test_what_is_the_code_of_a_language(text):
    assert language_code(text) == CODES[text]


def told(found):
    return [
        f"{pair.source.path} {pair.source.language or '?'} > {pair.target.path} {pair.target.language}"
        for pair in found.pairs
    ]


@pytest.mark.parametrize(
    ("files", "pairs"),
    [
        (
            "values/s.xml values-ko/s.xml values-b+zh+Hant/s.xml values-night/s.xml lib/values-ko/s.xml",
            ["values/s.xml ? > values-b+zh+Hant/s.xml zh-Hant", "values/s.xml ? > values-ko/s.xml ko"],
        ),
        (
            "a/Base.lproj/L.strings a/en.lproj/L.strings a/ko.lproj/L.strings",
            ["a/en.lproj/L.strings en > a/ko.lproj/L.strings ko"],
        ),
        (
            "a/Base.lproj/L.stringsdict a/ko.lproj/L.stringsdict a/ko.lproj/M.strings",
            ["a/Base.lproj/L.stringsdict ? > a/ko.lproj/L.stringsdict ko"],
        ),
        ("m.properties m_ko_KR.properties m_app.properties", ["m.properties ? > m_ko_KR.properties ko-KR"]),
        ("m.en.properties m.ko.properties", ["m.en.properties en > m.ko.properties ko"]),
        ("m_en.properties m_ko.properties", ["m_en.properties en > m_ko.properties ko"]),
        ("App.resx App.ko.resx App.Designer.resx", ["App.resx ? > App.ko.resx ko"]),
        (
            "Strings/en-US/R.resw Strings/ko-KR/R.resw",
            ["Strings/en-US/R.resw en-US > Strings/ko-KR/R.resw ko-KR"],
        ),
        ("l10n/app_en.arb l10n/app_ko.arb", ["l10n/app_en.arb en > l10n/app_ko.arb ko"]),
        ("i/en.json i/ko.json i/package.json", ["i/en.json en > i/ko.json ko"]),
        ("i/en/a/b.json i/ko/a/b.json", ["i/en/a/b.json en > i/ko/a/b.json ko"]),
        ("m.en.json m.ko.json", ["m.en.json en > m.ko.json ko"]),
        ("package.nls.json package.nls.ko.json", ["package.nls.json ? > package.nls.ko.json ko"]),
        ("_locales/en/m.json _locales/ko/m.json", ["_locales/en/m.json en > _locales/ko/m.json ko"]),
        ("config/locales/en.yml config/locales/ko.yml", ["config/locales/en.yml en > config/locales/ko.yml ko"]),
        ("l/devise.en.yml l/devise.ko.yml", ["l/devise.en.yml en > l/devise.ko.yml ko"]),
        ("l/en-GB/en-GB.x.ini l/ko-KR/ko-KR.x.ini", ["l/en-GB/en-GB.x.ini en-GB > l/ko-KR/ko-KR.x.ini ko-KR"]),
        ("l/en/messages_en.json l/ko/messages_ko.json", ["l/en/messages_en.json en > l/ko/messages_ko.json ko"]),
        ("news.ko news.en", ["news.ko ko > news.en en"]),
        ("news.ko news.en news.ja", ["news.ko ko > news.en en", "news.ko ko > news.ja ja"]),
        ("ko.json ja.json", ["ko.json ko > ja.json ja"]),
        ("de.json fr.json", []),
        ("README.ko.md README.md main.ko.js", []),
    ],
)  # fmt: skip
def test_what_belongs_together(files, pairs):
    assert told(look(files.split())) == pairs


def test_the_sources_are_in_the_language_that_is_wanted():
    files = ["ko.json", "en.json", "ja.json"]
    assert told(look(files)) == ["en.json en > ja.json ja", "en.json en > ko.json ko"]
    assert told(look(files, lambda _path: "ko")) == ["ko.json ko > en.json en", "ko.json ko > ja.json ja"]
    assert told(look(files, lambda _path: "fr")) == []


def test_a_file_without_a_language_is_guessed():
    files = ["values/s.xml", "values-en/s.xml"]
    guessed = look(files, guess=lambda _path: "ko")
    assert told(guessed) == ["values-en/s.xml en > values/s.xml ko"]
    asked = look(files, lambda _path: "ko", guess=lambda _path: "ko")
    assert told(asked) == ["values/s.xml ko > values-en/s.xml en"]
    assert told(look(files)) == []


@pytest.mark.parametrize(("sizes", "first"), [((100, 90), "m_en.properties"), ((100, 10), "m.properties")])
def test_of_two_that_may_be_the_sources_the_emptier_one_is_not(sizes, first):
    files = dict(zip(["m.properties", "m_en.properties"], sizes, strict=True)) | {"m_ko.properties": 80}
    found = look(files, size=files.__getitem__)
    assert [pair.source.path for pair in found.pairs] == [first]


def test_variants_of_the_sources_are_no_translations():
    found = look(["en.json", "en-GB.json", "ko.json"])
    assert told(found) == ["en.json en > ko.json ko"]
    assert [member.path for member in found.beside] == ["en-GB.json"]


def test_what_lacks_its_other_side_is_told():
    found = look(["a/ko.json", "b/ko.json", "b/en.json", "c/ko.lproj/M.strings", "package.json"])
    assert [member.path for member in found.alone] == ["a/ko.json", "c/ko.lproj/M.strings"]


@pytest.mark.parametrize(
    ("path", "language"),
    [
        ("po/ko.po", "ko"),
        ("locale/ko_KR/LC_MESSAGES/django.po", "ko-KR"),
        ("src/messages.ko.xlf", "ko"),
        ("app_ko.ts", "ko"),
        ("app-zh_CN.po", "zh-CN"),
        ("po/messages.po", ""),
        ("it/po/main.ts", "it"),
    ],
)
def test_the_language_in_the_name_of_a_file_with_both_sides(path, language):
    assert language_of(path) == language


def test_names_are_looked_at_in_linear_time():
    def taken(count):
        files = [f"p{n}/src/locales/{code}/n{n % 7}.json" for n in range(count) for code in ("ko", "en", "de", "fr")]
        start = time.process_time()
        assert len(look(files).pairs) == 3 * count
        return time.process_time() - start

    small, large = (min(taken(count) for _ in range(3)) for count in (300, 1200))
    assert large < 8 * small


@pytest.mark.parametrize("sign", ["/", "_", ".", "-", "ko"])
def test_hostile_names_are_looked_at_quickly(sign):
    start = time.process_time()
    look([sign.join(["ko", "en"] * 600) + f"/x{number}.json" for number in range(50)])
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    ("path", "evident"),
    [
        ("i18n/ko.ftl", True),
        ("src/locales/ko.ts", True),
        ("src/locales/ko/index.ts", True),
        ("resources/lang/ko/auth.php", True),
        ("L.xcstrings", True),
        ("src/locales/translations.json", True),
        ("src/i18n/index.ts", False),
        ("ts/app/messages/index.ts", False),
        ("src/main.ts", False),
        ("locales/package.json", False),
        ("ui/i18n/lint.xml", False),
    ],
)
def test_what_is_evidently_a_translation_that_no_format_reads(path, evident):
    assert is_foreign(path) is evident


def test_templates_are_written_for_what_was_found():
    assert template_of("app/values-ko-rKR/strings.xml", whole=False) == "app/values-{lang}/strings.xml"
    assert template_of("l/ko-KR/ko-KR.menu.ini", whole=False) == "l/{lang}/{lang}.menu.ini"
    assert template_of("locale/ko/LC_MESSAGES/a.po", whole=True) == "locale/{lang}/LC_MESSAGES/a.po"
    assert template_of("news.ko", whole=False) == ""
    names = ["l/{lang}/a.json", "l/{lang}/b/c.json", "m/{lang}/a.json"]
    assert folded(names, 3) == names
    assert folded(names, 2) == ["**/{lang}/*.json", "**/{lang}/**/*.json"]
