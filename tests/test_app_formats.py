"""The files of Android, Apple and Rails: what is read, and what other readers find after an edit."""

import gc
import json
import plistlib
import re
import time
from contextlib import suppress
from xml.etree import ElementTree

import pytest
import yaml

from checker import Corpus, Glossary, check
from checker.errors import CheckerError
from checker.formats import Input, format_of, rails_yaml, xcstrings
from checker.model import Target
from tests.pairs import of
from tests.test_keyed import read, shown, written

EDITS = [
    'say "so" \\ now', "it's <b>so</b> & so", "two\nlines", "😀 end", "100 % of %d", "@first", "?first",
    "  blanks  in ", "a: b # c", "- x", "yes", "12", "\ttab", "", "one,] two",
]  # fmt: skip


def pair(ending: str, sources: str | bytes, targets: str | bytes, languages=("en", "ko")) -> Input:
    """Two files as one input, whose warnings are kept in ``said``."""
    given = of(f"en.{ending}", sources, partner=of(f"ko.{ending}", targets))
    given.languages = languages
    given.said = []
    given.warn = given.said.append
    return given


def android(body: str) -> str:
    top = '<?xml version="1.0" encoding="utf-8"?>\n<resources xmlns:xliff="urn:oasis:names:tc:xliff:document:1.2">\n'
    return f"{top}{body}</resources>\n"


def string(name: str, text: str, more: str = "") -> str:
    return f'    <string name="{name}"{more}>{text}</string>\n'


def one_android(text: str) -> str:
    """What is read of the content of a string."""
    made = android(string("a", text))
    return read(pair("xml", made, made))[0].target


# Android

READ = [
    (r"it\'s \"so\" \@ \? \# \\", "it's \"so\" @ ? # \\"),
    (r"a\nb\tc \u0041\u00e9 \uD83D\uDE00", "a\nb\tc Aé 😀"),
    (r"lone \uD83D", "lone \ufffd"),
    (r"\x \r", "x r"),
    ("\n      one\n      two  three\n    ", "one two three"),
    ('"  kept  "', "  kept  "),
    ('say "a  b"  now', "say a  b now"),
    ("\u00a0\u3000x\u3000", "\u00a0\u3000x\u3000"),
    ("&lt;b>x&lt;/b> &amp; &#39;", "<b>x</b> & '"),
    (r"<![CDATA[<a href=\"x\">it\'s</a>  x]]>", '<a href="x">it\'s</a> x'),
    ("<b> x </b>  y ", " x  y "),
    ("a <xliff:g> b</xliff:g>  c ", "a b c"),
    ('"a  <b>b  c</b>', "a  b c"),
    ("a<!-- not this -->b", "ab"),
    ("", ""),
]  # fmt: skip


@pytest.mark.parametrize(("raw", "text"), READ)
def test_android_reads_as_its_compiler_does(raw, text):
    assert one_android(raw) == text


@pytest.mark.parametrize("new", EDITS)
@pytest.mark.parametrize("raw", [raw for raw, _ in READ])
def test_any_text_of_android_may_become_any_other(raw, new):
    made = android(string("a", raw) + string("b", "stays"))
    given = pair("xml", made, made)
    before = read(given)[0]
    target = Target(new, tuple(code.__class__(0, code.text, code.id) for code in before.target_codes))
    after = read(pair("xml", made, written(given, {1: target})))
    assert [each.target for each in after] == [new, "stays"]


def test_what_stays_of_an_android_text_keeps_its_spelling():
    raw = "\n        It\\'s\n        a&#160;cat \\u2026 <xliff:g>now</xliff:g>\n    "
    made = android(string("a", raw))
    new = written(pair("xml", made, made), {1: "It's a\u00a0dog … now"}).decode()
    assert new == made.replace("cat", "dog")
    quoted = android(string("a", '"  a  cat "'))
    assert written(pair("xml", quoted, quoted), {1: "  it's  a  dog "}).decode() == quoted.replace(
        "a  cat", "it's  a  dog"
    )
    cdata = android(string("a", r"<![CDATA[<i>a\'s</i>]]>"))
    assert written(pair("xml", cdata, cdata), {1: "<i>b's</i>"}).decode() == cdata.replace("a\\'s", "b\\'s")


def test_android_has_inline_codes_for_tags():
    made = android(string("a", '<xliff:g id="n" example="3">%1$d</xliff:g> <b>files</b><br/>'))
    (found,) = read(pair("xml", made, made))
    assert found.target == "%1$d files"
    assert [(each.at, each.text, each.id) for each in found.target_codes] == [
        (0, '<xliff:g id="n" example="3">', "n"),
        (4, "</xliff:g>", "n"),
        (5, "<b>", ""),
        (10, "</b>", ""),
        (10, "<br/>", ""),
    ]


ANDROID = android(
    string("app", "App", ' translatable="false"')
    + string("a", "A")
    + string("ref", "@string/a")
    + string("mail", r"\@string/a")
    + string("raw", "100%", ' formatted="false"')
    + string("a", "Tablet", ' product="tablet"')
    + '    <plurals name="n">\n        <item quantity="one">%d file</item>\n'
    '        <item quantity="other">%d files</item>\n    </plurals>\n'
    '    <string-array name="l">\n        <item>x</item>\n        <item/>\n    </string-array>\n'
    '    <item type="string" name="i">I</item>\n'
    '    <style name="s"><item name="android:text">no</item></style>\n    <color name="c">#fff</color>\n'
)


def test_android_has_strings_plurals_and_arrays():
    given = pair("xml", ANDROID, android(""))
    assert shown(given) == [
        "<a: A = ",
        "<mail: @string/a = ",
        "<raw: 100% = ",
        "<a (tablet): Tablet = ",
        "<n[other]: %d files = ",
        "<l.0: x = ",
        "<l.1:  = ",
        "<i: I = ",
    ]
    found = read(given)
    assert [each.unit for each in found if "java-printf-format" not in each.flags] == ["raw"]
    assert all(each.ui for each in found)


def test_a_reference_on_one_side_is_nothing_to_compare():
    ours, theirs = android(string("ok", "OK") + string("a", "A")), android(string("ok", "@android:string/ok"))
    given = pair("xml", ours, theirs)
    assert shown(given) == ["<a: A = "]
    assert given.said == ["ko.xml: keys of en.xml: 1 missing"]


def test_what_android_lacks_is_added_beside_its_neighbours():
    targets = android(
        string("a", "가") + '    <plurals name="n">\n        <item quantity="other">파일 %d개</item>\n    </plurals>\n'
        '    <string-array name="l">\n        <item>x</item>\n    </string-array>\n'
    )
    given = pair("xml", ANDROID, targets, ("en", "de"))
    units = [each.unit for each in read(given)]
    wanted = {"mail": "@x", "raw": "5%", "a (tablet)": "it's", "n[one]": "%d Datei", "l.1": "y"}
    made = written(given, {units.index(unit) + 1: text for unit, text in wanted.items()}).decode()
    for line in (
        '    <string name="mail">\\@x</string>',
        '    <string name="raw" formatted="false">5%</string>',
        '    <string name="a" product="tablet">it\\\'s</string>',
        '        <item quantity="one">%d Datei</item>',
        "        <item>y</item>",
    ):
        assert f"\n{line}\n" in made
    assert {each.unit: each.target for each in read(pair("xml", ANDROID, made, ("en", "de")))} == {
        "a": "가", "n[other]": "파일 %d개", "l.0": "x", "i": "", **wanted,
    }  # fmt: skip
    with pytest.raises(CheckerError, match="add it first"):
        written(pair("xml", ANDROID, android(string("a", "가"))), {5: "%d"})


# Apple's .strings

STRINGS = r"""/* Title; "no" = "entry"; */
"a" = "Say \"hi\" \n\t \U2026 \Ud83d\Ude00 \\ \341";
// 'x' = 'y';
bare.key = Bare/word;
'single' = 'one "two"';
"alone";
"two
lines" = "first
second" ;
"""


def test_strings_are_read_as_foundation_does():
    given = pair("strings", STRINGS, STRINGS)
    assert [(each.unit, each.target, each.line) for each in read(given)] == [
        ("a", 'Say "hi" \n\t … 😀 \\ á', 2),
        ("bare.key", "Bare/word", 4),
        ("single", 'one "two"', 5),
        ("alone", "alone", 6),
        ("two\nlines", "first\nsecond", 7),
    ]
    assert {"objc-format"} == read(given)[0].flags


@pytest.mark.parametrize("new", EDITS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be"])
def test_any_string_of_apple_may_become_any_other(new, encoding):
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    given = pair("strings", STRINGS, (mark + STRINGS).encode(encoding))
    for number in range(1, 6):
        made = written(given, {number: new})
        wanted = [new if at == number else each.target for at, each in enumerate(read(given), 1)]
        assert [each.target for each in read(pair("strings", STRINGS, made))] == wanted
        assert made[:3] == (mark + STRINGS).encode(encoding)[:3]


def test_a_string_that_is_missing_is_added_after_the_one_before_it():
    given = pair("strings", '"a" = "A";\n"b \\"q\\"" = "B"; // b\n"c" = "C";\n', '"a" = "가"; // a\n"c" = "다";\n')
    assert written(given, {2: "나\n"}).decode() == '"a" = "가";\n"b \\"q\\"" = "나\\n"; // a\n"c" = "다";\n'


INTERFACE = r"""/* Class = "NSMenuItem"; title = "Quit \"App\""; ObjectID = "1-a"; */
"1-a.title" = "끝내기";

/* Class = "NSTextField"; title = "x"; placeholderString = "Name"; ObjectID = "b"; */
"b.placeholderString" = "이름";

/* Class = "NSSegmentedCell"; c.ibShadowedLabels[0] = "Left"; ObjectID = "c"; */
"c.ibShadowedLabels[0]" = "왼쪽";

"d.title" = "모름";
"""


def alone(text: str) -> Input:
    given = of("ko.lproj/Main.strings", text)
    given.said = []
    given.warn = given.said.append
    return given


def test_interface_builder_says_the_sources_in_comments():
    given = alone(INTERFACE)
    assert format_of(given, "read_segments").claim(given, given.head()) == 70
    assert shown(given) == [
        '1-a.title: Quit "App" = 끝내기',
        "b.placeholderString: Name = 이름",
        "c.ibShadowedLabels[0]: Left = 왼쪽",
    ]
    assert given.said == ["ko.lproj/Main.strings: passed over: keys whose source is not known (1)"]
    assert written(alone(INTERFACE), {2: "a\nb", 3: '"'}).decode() == INTERFACE.replace('"이름"', '"a\\nb"').replace(
        '"왼쪽"', '"\\""'
    )
    assert written(alone(INTERFACE), {}).decode() == INTERFACE


def test_keys_that_are_texts_are_the_sources_of_what_no_source_has():
    theirs = '"Save as" = "다른 이름으로";\n"Open a file" = "열기";\n"Cancel" = "취소";\n'
    given = pair("strings", '"Save as" = "Save As…";\n', theirs)
    assert shown(given) == [
        "Save as: Save As… = 다른 이름으로",
        "Open a file: Open a file = 열기",
        "Cancel: Cancel = 취소",
    ]
    assert given.said == []
    assert written(given, {2: "x", 3: "y"}).decode() == theirs.replace("열기", "x").replace("취소", "y")
    assert shown(alone(theirs))[1:] == ["Open a file: Open a file = 열기", "Cancel: Cancel = 취소"]
    names = pair("strings", '"save_as" = "Save as";\n', '"save_as" = "저장";\n"open" = "열기";\n')
    assert shown(names) == ["save_as: Save as = 저장", ">open:  = 열기"]


def test_what_only_the_property_list_of_a_bundle_says_is_not_unused():
    ours, theirs = (
        '"CFBundleName" = "App";\n',
        '"CFBundleName" = "앱";\nNSCameraUsageDescription = "찍기";\n"old" = "옛";\n',
    )
    assert shown(pair("strings", ours, theirs)) == ["CFBundleName: App = 앱", ">old:  = 옛"]


@pytest.mark.parametrize(
    "text",
    [
        '"save_as" = "저장";\n',  # the sources are not known
        '"Save as" = "Save as";\n"Open it" = "Open it";\n',  # these are the sources
        INTERFACE.replace("끝내기", 'Quit \\"App\\"').replace("이름", "Name"),
        "",
    ],
)
def test_a_file_alone_without_another_side_is_no_corpus(text):
    with pytest.raises(CheckerError, match="no corpus format knows this file"):
        read(alone(text))


def test_braces_may_stand_around_all_strings():
    given = pair("strings", '{ "a" = "A"; }', '{\n"a" = "가";\n}\n')
    assert shown(given) == ["a: A = 가"]


# Apple's .stringsdict


def stringsdict(*forms: tuple[str, str]) -> bytes:
    variable = {"NSStringFormatSpecTypeKey": "NSStringPluralRuleType", "NSStringFormatValueTypeKey": "d"}
    return plistlib.dumps(
        {
            "files": {"NSStringLocalizedFormatKey": "%1$#@n@ in %2$@", "n": {**variable, **dict(forms)}},
            "only": {"NSStringLocalizedFormatKey": "%#@n@", "n": {**variable, **dict(forms)}},
            "wide": {"NSStringVariableWidthRuleType": {"20": "short", "80": "longer"}},
        },
        sort_keys=False,
    )


ENGLISH = stringsdict(("one", "%d file"), ("other", "%d files"))


def test_a_stringsdict_has_formats_and_the_forms_of_variables():
    given = pair("stringsdict", ENGLISH, stringsdict(("other", "파일 %d개")))
    assert shown(given) == [
        "files: %1$#@n@ in %2$@ = %1$#@n@ in %2$@",
        "files.n[other]: %d files = 파일 %d개",
        "only.n[other]: %d files = 파일 %d개",
        "wide.NSStringVariableWidthRuleType.20: short = short",
        "wide.NSStringVariableWidthRuleType.80: longer = longer",
    ]


@pytest.mark.parametrize("new", EDITS)
def test_plistlib_reads_an_edited_stringsdict(new):
    given = pair("stringsdict", ENGLISH, ENGLISH, ("en", "de"))
    before = plistlib.loads(ENGLISH)
    made = plistlib.loads(written(given, {2: new, 7: f"{new}x"}))
    before["files"]["n"]["one"] = new
    before["wide"]["NSStringVariableWidthRuleType"]["80"] = f"{new}x"
    if "  " not in new.strip():
        assert made == before


def test_arguments_with_and_without_numbers_stand_side_by_side():
    text = "%1$@ and %ld more"
    given = pair("stringsdict", stringsdict(("other", text)), stringsdict(("other", "%1$@ 외 %ld명")))
    found = check(Corpus.of(read(given), "en", "ko"), Glossary.from_rows([])).findings
    assert not [each for each in found if each.rule == "placeholder-mismatch"]


def test_the_choices_of_a_predicate_editor_are_arguments():
    def found(target: str) -> list[str]:
        given = pair("strings", '"k" = "%[Author,Text]@ %[is,is not]@ %@";', f'"k" = "{target}";')
        report = check(Corpus.of(read(given), "en", "ko"), Glossary.from_rows([]))
        return [each.severity for each in report.findings if each.rule == "placeholder-mismatch"]

    assert not found("%1$[저자,내용]@: %3$@ %2$[같음,다름]@")
    assert found("%1$[저자,내용]@: %3$@ %2$[같음]@") == ["major"]
    assert found("%1$[저자,내용]@ %2$[같음,다름]@") == ["major"]


def test_a_form_that_a_stringsdict_lacks_is_added():
    given = pair("stringsdict", ENGLISH, stringsdict(("other", "%d Dateien")), ("en", "de"))
    assert shown(given)[1] == "<files.n[one]: %d file = "
    made = plistlib.loads(written(given, {2: "%d <Datei>"}))
    assert made["files"]["n"]["one"] == "%d <Datei>"
    assert "one" not in made["only"]["n"]


# Apple's string catalogs


def unit(value: str, state: str = "translated") -> dict:
    return {"stringUnit": {"state": state, "value": value}}


CATALOG = {
    "sourceLanguage": "en",
    "strings": {
        "": {},
        "%lld files": {
            "localizations": {
                "en": {"variations": {"plural": {"one": unit("%lld file"), "other": unit("%lld files")}}},
                "ko": {"variations": {"plural": {"other": unit("파일 %lld개", "needs_review")}}},
            }
        },
        "Gone": {"extractionState": "stale", "localizations": {"ko": unit("없음")}},
        "Open": {"comment": "a button"},
        "Save": {"localizations": {"de": unit("Sichern"), "ko": unit("저장", "new"), "zh-Hans": unit("保存")}},
        "Shop": {"shouldTranslate": False},
        "Tap": {
            "localizations": {
                "ko": {"variations": {"device": {"mac": unit("클릭"), "other": unit("탭")}}},
                "zh-Hans": unit("点"),
            }
        },
        "Used": {
            "localizations": {
                "en": unit("%#@a@ by %@")
                | {"substitutions": {"a": {"argNum": 1, "variations": {"plural": {"other": unit("%arg times")}}}}},
                "ko": unit("%#@a@")
                | {"substitutions": {"a": {"argNum": 1, "variations": {"plural": {"other": unit("%arg번")}}}}},
            }
        },
    },
    "version": "1.0",
}


def catalog(value: dict = CATALOG, to: str = "ko") -> Input:
    text = json.dumps(value, ensure_ascii=False, indent=2, separators=(",", " : ")).replace("{}", "{\n\n    }")
    given = of("Localizable.xcstrings", text)
    given.languages = ("", to)
    given.said = []
    given.warn = given.said.append
    return given


def test_a_catalog_has_all_its_languages_in_one_file():
    assert xcstrings.translations(catalog()) == ("de", "ko", "zh-Hans")
    assert xcstrings.languages(catalog(to="zh")) == ("en", "zh-Hans")
    with pytest.raises(CheckerError, match="several languages; choose with --from and --to: en, de, ko, zh-Hans"):
        read(catalog(to=""))
    with pytest.raises(CheckerError, match="nothing in it is en → fr"):
        read(catalog(to="fr"))


def test_a_catalog_is_read_by_key():
    given = catalog()
    assert shown(given) == [
        "%lld files[other]: %lld files = 파일 %lld개",
        "<Open: Open = ",
        "Save: Save = 저장",
        "Tap.mac: Tap = 클릭",
        "Tap: Tap = 탭",
        "Used.a[other]: %arg times = %arg번",
    ]
    assert given.said == [
        "Localizable.xcstrings: passed over: keys that are not to be translated (1)",
        "Localizable.xcstrings: passed over: keys that no source code has (1)",
        "Localizable.xcstrings/ko: keys of Localizable.xcstrings: 1 missing",
    ]
    found = read(given)
    assert [each.unit for each in found if each.pending] == ["%lld files[other]", "Save"]
    assert found[0].flags == {"objc-format"}


@pytest.mark.parametrize("new", EDITS[:-2])
def test_json_reads_an_edited_catalog(new):
    made = json.loads(written(catalog(), {1: new, 2: f"{new}x", 5: f"{new}y"}))
    wanted = json.loads(json.dumps(CATALOG))
    strings = wanted["strings"]
    strings["%lld files"]["localizations"]["ko"]["variations"]["plural"]["other"] = unit(new)
    strings["Open"]["localizations"] = {"ko": unit(f"{new}x")}
    strings["Tap"]["localizations"]["ko"]["variations"]["device"]["other"] = unit(f"{new}y")
    assert made == wanted


@pytest.mark.parametrize(("to", "key"), [("ko", "Open"), ("de", "Tap"), ("zh-Hans", "Open"), ("zh-Hans", "%lld files")])
def test_what_a_catalog_lacks_is_added_as_xcode_lays_it_out(to, key):
    given = catalog(to=to)
    (number,) = (number for number, each in enumerate(read(given), 1) if each.unit.startswith(key) and each.lacks)
    if key == "%lld files":
        with pytest.raises(CheckerError, match="has no place"):
            written(given, {number: "x"})
        return
    made = written(given, {number: "x"}).decode()
    assert json.loads(made)["strings"][key]["localizations"][to] == unit("x")
    laid_out = json.dumps(json.loads(made), ensure_ascii=False, indent=2, separators=(",", " : "))
    assert made == laid_out.replace("{}", "{\n\n    }")


# YAML

RAILS = r"""# texts
en:
  a: "Hello %{name} é"
  plain: Hello, world # greeting
  single: 'It''s'
  lines: one
    two

    three
  literal: |
    first
      second

  folded: >-
    one
    two

    three
  kept: |+
    k

  date:
    names: [~, Sunday, "Mon, day"]
    short:
    - Sun
    order:
      - :year
    digits: 3
    on: true
    empty:
  yes: No
  named: &one "anchor"
  again: *one
  group: &all
    word: w
  merged:
    <<: *all
    own: o
  flow: {a: "x", b: y,
    c: z}
  tagged: !!str 12
  files:
    one: one file
    other: "%{count} files"
"""
KOREAN = RAILS.replace("en:\n", "ko:\n", 1).replace("    one: one file\n", "")


def flat(value: object, path: str = "") -> dict[str, object]:
    if isinstance(value, dict):
        return {inner: text for key, each in value.items() for inner, text in flat(each, f"{path}.{key}").items()}
    if isinstance(value, list):
        return {inner: text for key, each in enumerate(value) for inner, text in flat(each, f"{path}.{key}").items()}
    return {path: value}


@pytest.fixture(params=["CSafeLoader", "SafeLoader"])
def loader(request, monkeypatch):
    """Both readers of YAML, of which the first may be missing."""
    if not hasattr(yaml, request.param):
        pytest.skip("no such loader")
    monkeypatch.setattr(rails_yaml, "_LOADER", getattr(yaml, request.param))


def test_yaml_is_read_by_key(loader):
    given = pair("yml", RAILS, KOREAN)
    assert rails_yaml.languages(given) == ("en", "ko")
    assert {each.unit: (each.target, each.line) for each in read(given)} == {
        "a": ("Hello %{name} é", 3),
        "plain": ("Hello, world", 4),
        "single": ("It's", 5),
        "lines": ("one two\nthree", 6),
        "literal": ("first\n  second\n", 10),
        "folded": ("one two\nthree", 14),
        "kept": ("k\n\n", 19),
        "date.names.1": ("Sunday", 23),
        "date.names.2": ("Mon, day", 23),
        "date.short.0": ("Sun", 25),
        "date.empty": ("", 30),
        "yes": ("No", 31),
        "named": ("anchor", 32),
        "again": ("anchor", 33),
        "group.word": ("w", 35),
        "merged.own": ("o", 38),
        "flow.a": ("x", 39),
        "flow.b": ("y", 39),
        "flow.c": ("z", 40),
        "tagged": ("12", 41),
        "files[other]": ("%{count} files", 43),
    }
    assert all("ruby-format" in each.flags for each in read(given))


@pytest.mark.parametrize(
    "new", [*EDITS, "plain", "end\n", "end\n\n", "  in\nout\n", "a\n\n\nb\n c", "\x01\u2028\x85", "x:", "|", "*a"]
)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_any_text_in_yaml_may_become_any_other(loader, new, ends):
    given = pair("yml", RAILS, KOREAN.replace("\n", ends))
    edited = {number: each for number, each in enumerate(read(given), 1) if each.unit != "named"}
    made = written(given, dict.fromkeys(edited, new)).decode()
    assert ends == "\n" or "\n" not in made.replace("\r\n", "")
    assert {each.target for each in read(pair("yml", RAILS, made)) if each.unit != "named"} == {new}
    before, after = (flat(yaml.safe_load(text)) for text in (KOREAN, made))
    changed = {key.removeprefix(".ko.") for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    others = {each.unit for each in edited.values() if each.target != new}
    assert changed - {"merged.word"} == {re.sub("^yes$", "True", re.sub(r"\[(.*)\]", r".\1", unit)) for unit in others}


def test_what_an_alias_repeats_changes_with_it_or_not_at_all(loader):
    given = pair("yml", RAILS, KOREAN)
    units = [each.unit for each in read(given)]
    named, again = units.index("named") + 1, units.index("again") + 1
    with pytest.raises(CheckerError, match="the new text of “again” would not be read again as it is"):
        written(given, {named: "x"})
    after = yaml.safe_load(written(given, {named: "x", again: "x"}))["ko"]
    assert (after["named"], after["again"]) == ("x", "x")


def test_yaml_keeps_its_styles():
    wanted = {
        "plain": "안녕, 세상", "single": "'It''s'", "literal": "한 줄\n", "folded": "한 줄", "a": "Hello %{name} é!",
        "yes": "yes", "flow.b": "a, b", "date.empty": "x",
    }  # fmt: skip
    given = pair("yml", RAILS, KOREAN)
    units = [each.unit for each in read(given)]
    made = written(given, {units.index(unit) + 1: text for unit, text in wanted.items()}).decode()
    for line in (
        "  plain: 안녕, 세상 # greeting", "  single: '''It''''s'''", "  literal: |\n    한 줄\n",
        "  folded: >-\n    한 줄\n",
        '  a: "Hello %{name} é!"', '  yes: "yes"', '  flow: {a: "x", b: "a, b",', "    empty: x",
    ):  # fmt: skip
        assert f"\n{line}" in made


def test_a_key_that_yaml_lacks_is_added_like_its_neighbour():
    sources = "en:\n  a: A\n  b: B\n  m:\n    'no': N # n\n    \"on\": O\n  l:\n  - x\n  - y\n  z:\n    q: Q\n"
    given = pair("yml", sources, "ko:\n  a: 가 # x\n  m:\n    'no': '아'\n  l:\n  - x\n")
    made = written(given, {2: "나: 다", 4: "켬"}).decode()
    assert made == "ko:\n  a: 가 # x\n  b: \"나: 다\"\n  m:\n    'no': '아'\n    \"on\": '켬'\n  l:\n  - x\n"
    for number in (6, 7):
        with pytest.raises(CheckerError, match="is not in the file; add it"):
            written(given, {number: "x"})


def test_yaml_without_a_language_around_it():
    given = pair("yaml", "a:\n  b: B\nc: C\n", "a:\n  b: 비\nc: 씨\n")
    assert shown(given) == ["a.b: B = 비", "c: C = 씨"]
    assert read(given)[0].flags == frozenset()
    assert rails_yaml.languages(given) == ("", "")
    assert shown(pair("yml", "en:\n  a: A\n", "ko:\n")) == ["<a: A = "]


# Files from strangers

LAUGHS = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 10))
BROKEN = [
    ("xml", "<resources>\n<string name='a'>x</resources>", "ko.xml:2: not well-formed XML: mismatched tag"),
    ("xml", f"<!DOCTYPE r [<!ENTITY l0 'ha'>{LAUGHS}]><resources/>", "ko.xml:1: the file declares the entity “l0”"),
    ("xml", "<resources>" + "<string>" * 300, "ko.xml:1: more than 200 elements are nested"),
    ("xml", "<resources><string name='a'>&app;</string></resources>", "ko.xml:1: "),
    ("strings", '"a" = "b";\n"c" = "d"', "ko.strings:2: the entry “c” does not end in a semicolon"),
    ("strings", '"a" = "b";\n\n"c" = "d;\n', "ko.strings:3: a quote does not end"),
    ("strings", '"a" = "b";\n/* x', "ko.strings:2: a comment does not end"),
    ("strings", '"a" "b";', 'ko.strings:1: “"b"” is not expected here'),
    ("strings", "a = { b = c; };", "ko.strings:1: “{” is not expected here"),
    ("strings", b"bplist00\xd1", "ko.strings: this is a compiled property list"),
    ("strings", b'"a" = "\xff\xfe";', "ko.strings:1: "),
    ("stringsdict", "<plist><dict>\n<key>a</key>\n</dict></plist>", "ko.stringsdict:2: a key without a value"),
    ("stringsdict", "<plist>" + "<dict><key>a</key>" * 300, "ko.stringsdict:1: more than 200 elements are nested"),
    ("yml", "ko:\n  a: [x\n", "ko.yml:3: this is not YAML: "),
    ("yml", "ko:\n\ta: x\n", "ko.yml:2: this is not YAML: "),
    ("yml", "ko:\n  a: \x07\n", "ko.yml:2: this is not YAML: "),
    ("yml", "ko: " + "[" * 100_000, "ko.yml:1: "),
    ("yml", "".join("  " * n + "a:\n" for n in range(150)), "ko.yml:101: more than 100 levels are nested"),
    ("yml", "- a\n", "ko.yml:1: this is no object"),
    ("yml", "ko:\n  a: x\n---\nko:\n  a: y\n", "ko.yml:4: this is no object"),
    ("yml", "ko:\n  ? [a, b]\n  : x\n", "ko.yml:2: a key is no text"),
    ("yml", "ko:\n  a: !!python/object/apply:os.system ['x']\n  b: %\n", "ko.yml:3: this is not YAML: "),
    ("xcstrings", '{"strings": {\n"a": {}', "Localizable.xcstrings:2: this is not JSON: "),
    ("xcstrings", "[" * 100_000, "Localizable.xcstrings: more than 100 levels are nested"),
]  # fmt: skip


@pytest.mark.parametrize(("ending", "broken", "says"), BROKEN)
def test_a_broken_file_is_named_with_its_line(ending, broken, says):
    good = {"xml": android(""), "strings": "", "stringsdict": ENGLISH, "yml": "en: {}\n"}
    given = of("Localizable.xcstrings", broken) if ending == "xcstrings" else pair(ending, good[ending], broken)
    with pytest.raises(CheckerError) as caught:
        read(given)
    assert str(caught.value).startswith(says)


def test_tags_of_yaml_make_nothing_and_aliases_do_not_multiply():
    levels = "".join(f"  l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 10)}]\n" for n in range(1, 30))
    text = f"ko:\n  l0: &l0 [ha]\n{levels}  x: !!python/name:os.system ''\n  y: y\n"
    assert [each.unit for each in read(pair("yml", text, text))] == ["l0.0", "y"]


LONG = {  # with a value to be put in
    "xml": android(string("a", "@@") + string("b", "B")),
    "strings": '"a" = "@@";\n"b" = "B";\n',
    "stringsdict": plistlib.dumps({"a": {"k": "@@", "l": "B"}}).decode(),
    "yml": 'en:\n  a: "@@"\n  b: B\n',
    "xcstrings": """{"sourceLanguage": "en",
        "strings": {"a": {"localizations": {"ko": {"stringUnit": {"value": "@@"}}}}}}""",
}


def long(ending: str, value: str) -> Input:
    text = LONG[ending].replace("@@", value)
    return of("Localizable.xcstrings", text) if ending == "xcstrings" else pair(ending, text, text)


HARD = ["가", "\\n", "\\u2026", " \n", "&lt;", "a'", '"', "/*", "\\\n", ": "]


@pytest.mark.parametrize("ending", LONG)
def test_a_value_twice_as_long_takes_twice_the_time(ending):
    def taken(sign: str, size: int) -> float:
        given = long(ending, sign * (size // len(sign)))
        gc.disable()
        began = time.process_time()
        with suppress(CheckerError):  # the sign ends the value
            written(given, {1: "x", len(read(given)): "x"})
        gc.enable()
        return time.process_time() - began

    for sign in HARD:
        assert any(taken(sign, 60_000) < 2.8 * max(taken(sign, 30_000), 0.05) for _ in range(3)), sign


@pytest.mark.parametrize("ending", LONG)
def test_a_line_of_a_megabyte_is_read_and_written(ending):
    given = long(ending, "가" * 350_000)
    assert len(read(given)[0].target) == 350_000
    assert "x" in written(given, {len(read(given)): "x"}).decode()


def test_a_thousand_texts_are_changed_in_one_go():
    body = "".join(string(f"k{n}", "x  y") for n in range(1000))
    made = written(pair("xml", android(body), android(body)), dict.fromkeys(range(1, 1001), "z"))
    assert {each.text for each in ElementTree.fromstring(made)} == {"z"}
    strings = {f"k{n}": {} for n in range(1000)} | {"a": {"localizations": {"ko": unit("x")}}}
    given = catalog(CATALOG | {"strings": strings})
    made = json.loads(written(given, dict.fromkeys(range(1, 1001), "z")))["strings"]
    assert {made[f"k{n}"]["localizations"]["ko"]["stringUnit"]["value"] for n in range(1000)} == {"z"}
