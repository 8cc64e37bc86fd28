"""Files in pairs by key: which texts belong together, what one side lacks, and what writing changes."""

import configparser
import io
import json
from xml.etree import ElementTree

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from checker import Corpus, Glossary, Segment, check
from checker.errors import CheckerError
from checker.formats import Input, format_of
from checker.formats import segments as segments_of
from checker.model import Severity
from tests.pairs import ANY, of

NEW = [
    'say "so" \\ now',
    "it's & <b>so</b>",
    "😀 end",
    "=a: b # c ! d",
    "  blank ",
    "tab\there",
    "'",
    "{0} %s \\n",
    "[x]",
]
RESX = '  <data name="{}" xml:space="preserve">\n    <value>{}</value>\n  </data>\n'


def pair(suffix: str, sources: str | bytes, targets: str | bytes, languages=("en", "ko")) -> Input:
    """Two files as one input, whose warnings are kept in ``said``."""
    given = of(f"en{suffix}", sources, partner=of(f"ko{suffix}", targets))
    given.languages = languages
    given.said = []
    given.warn = given.said.append
    return given


def read(given: Input) -> list[Segment]:
    return list(segments_of(given))


def shown(given: Input) -> list[str]:
    """``unit: source = target``, with ``<`` or ``>`` before a key that only the sources or only the targets have."""
    marks = {"": "", "target": "<", "source": ">"}
    return [f"{marks[each.lacks]}{each.unit}: {each.source} = {each.target}" for each in read(given)]


def written(given: Input, targets: dict[int, str]) -> bytes:
    out = io.BytesIO()
    format_of(given, "read_segments").write(given, targets, out)
    return out.getvalue()


def resx(*pairs: tuple[str, str]) -> str:
    return "<root>\n" + "".join(RESX.format(*each) for each in pairs) + "</root>\n"


def objects(value: dict) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


# Which belong together


def test_keys_join_the_sides_and_their_order_is_that_of_the_sources():
    given = pair(
        ".json", '{"a": "A", "b": {"c": "C", "d": ["D", "E"]}, "n": 1}', '{"b": {"d": ["디"], "c": "씨"}, "z": "지"}'
    )
    assert shown(given) == ["<a: A = ", "b.c: C = 씨", "b.d.0: D = 디", "<b.d.1: E = ", ">z:  = 지"]
    assert given.said == ["ko.json: keys of en.json: 2 missing, 1 unused"]


def test_lines_are_those_of_the_targets_and_a_missing_key_has_that_of_the_one_before():
    given = pair(".properties", "a=A\nx=X\nb=B\nc=C\n", "a=가\n\nb=나\ny=오래\nc=다\nz=옛\n")
    assert [(each.unit, each.line) for each in read(given)] == [
        ("a", 1), ("x", 1), ("b", 3), ("c", 5), ("y", 4), ("z", 6),
    ]  # fmt: skip


def test_the_last_of_repeated_keys_counts_and_a_warning_says_so():
    given = pair(".json", '{"a": "A", "a": "B"}', '{"a": "가"}')
    assert shown(given) == ["a: B = 가"]
    assert given.said == ["en.json: repeated keys: 1; the last one of each counts"]


SUFFIXED = '{"n_one": "{{count}} file", "n_other": "{{count}} files"}'


@pytest.mark.parametrize(
    ("sources", "targets", "language", "expected"),
    [
        (SUFFIXED, '{"n_other": "파일 {{count}}개"}', "ko", ["n[other]: {{count}} files = 파일 {{count}}개"]),
        (SUFFIXED, "{}", "ko", ["<n[other]: {{count}} files = "]),
        (SUFFIXED, "{}", "de", ["<n[one]: {{count}} file = ", "<n[other]: {{count}} files = "]),
        (
            SUFFIXED,
            '{"n_one": "a", "n_other": "b"}',
            "",
            ["n[one]: {{count}} file = a", "n[other]: {{count}} files = b"],
        ),
        (SUFFIXED, '{"n_one": "a"}', "ko", ["<n[other]: {{count}} files = ", ">n_one:  = a"]),
        (
            SUFFIXED,
            '{"n_one": "a", "n_few": "b", "n_other": "c"}',
            "ru",
            ["n[one]: {{count}} file = a", "n[other]: {{count}} files = c", "n[few]: {{count}} files = b"],
        ),
        (
            '{"n_one": "f", "n_other": "fs", "m_one": "g", "m_other": "gs"}',
            '{"n_one": "a", "n_few": "b", "n_other": "c", "m_one": "d", "m_other": "e"}',
            "ru",
            [
                "n[one]: f = a",
                "n[other]: fs = c",
                "n[few]: fs = b",
                "m[one]: g = d",
                "m[other]: gs = e",
                "<m[few]: gs = ",
            ],
        ),
        ('{"n": "file", "n_plural": "files"}', '{"n": "파일"}', "ko", ["n: files = 파일"]),
        ('{"n": {"one": "file", "other": "files"}}', '{"n": {"other": "파일"}}', "ko", ["n[other]: files = 파일"]),
        ('{"n": "files"}', '{"n_one": "a", "n_other": "b"}', "de", ["n[one]: files = a", "n[other]: files = b"]),
        ('{"step_one": "A", "step_two": "B"}', '{"step_two": "나"}', "ko", ["<step_one: A = ", "step_two: B = 나"]),
    ],
)
def test_forms_of_plurals_go_by_category(sources, targets, language, expected):
    given = pair(".json", sources, targets, ("en", language))
    assert shown(given) == expected
    assert all(("plural" in each.flags) == ("[" in each.unit and "[other]" not in each.unit) for each in read(given))


@pytest.mark.parametrize(
    ("content", "flag"),
    [
        ('{"a": "{{name}}"}', "i18next-interpolation"),
        (SUFFIXED, "i18next-interpolation"),
        ('{"a": "{name} %s"}', ""),
        ('{"a": "{name}", "b": "{n, number}", "c": "{{name}}"}', ""),
        ('{"a": {"defaultMessage": "{name}", "description": "who"}}', "icu-message-format"),
        ('{"a": {"message": "$NAME$"}}', ""),
    ],
)
def test_the_framework_of_json_is_told_where_it_is_certain(content, flag):
    assert {each for found in read(pair(".json", content, content)) for each in found.flags} - {"plural"} == (
        {flag} if flag else set()
    )


def test_objects_with_a_message_are_texts_and_what_stands_beside_it_is_not():
    sources = objects({"a": {"message": "Open", "description": "menu"}, "b": {"message": "Close"}})
    assert shown(pair(".json", sources, '{"a": {"message": "열기"}}')) == ["a: Open = 열기", "<b: Close = "]
    nested = '{"error": {"message": "Wrong", "title": "Oops"}}'
    assert shown(pair(".json", nested, nested))[1] == "error.title: Oops = Oops"


def test_a_language_above_all_texts_is_no_part_of_a_key():
    given = pair(".json", '{"en": {"a": "A", "b": {"c": "C"}}}', '{"ko": {"a": "가", "b": {}}}')
    assert shown(given) == ["a: A = 가", "<b.c: C = "]
    given = pair(".json", '{"en": {"a": "A", "b": "B"}}', '{"ko": {"a": "가"}}')
    assert written(given, {2: "나"}).decode() == '{"ko": {"a": "가", "b": "나"}}'


def test_objects_in_a_list_go_by_their_id():
    sources = '[{"id": "hello", "translation": "Hello"}, {"id": "bye", "translation": {"one": "Bye", "other": "Byes"}}]'
    given = pair(".json", sources, '[{"id": "bye", "translation": {"other": "안녕"}}]')
    assert shown(given) == ["<hello.translation: Hello = ", "bye.translation[other]: Byes = 안녕"]


def test_keys_with_an_at_sign_hold_remarks():
    content = objects({"@metadata": {"authors": ["Kim"]}, "a": "Open", "@a": "on the menu", "@ sign": "At"})
    assert [each.unit for each in read(pair(".json", content, content))] == ["a", "@ sign"]


def test_arb_has_its_languages_and_no_texts_about_texts():
    sources = objects({"@@locale": "en", "a": "Open", "@a": {"description": "menu"}, "@@x": "y"})
    given = pair(".arb", sources, objects({"@@locale": "ko_KR", "a": "열기"}))
    assert format_of(given, "read_segments").languages(given) == ("en", "ko-KR")
    assert shown(given) == ["a: Open = 열기"]
    assert read(given)[0].flags == {"icu-message-format"}


def test_resx_reads_texts_alone():
    other = (
        '<data name=">>ok.Name"><value>ok</value></data><data name="ok.Size" type="System.Drawing.Size, X"><value>1, 2'
        '</value></data><data name="icon" mimetype="application/x"><value>AAA=</value></data><data name="e"/>'
    )
    text = '<data name="a"><value>A &amp;<![CDATA[ <b>]]></value></data>'
    sources = f'<?xml version="1.0"?>\n<root><!-- x -->{other}{text}</root>'
    given = pair(".resx", sources, resx(("a", "가 &lt;나&gt;"), ("b", "")))
    assert shown(given) == ["a: A & <b> = 가 <나>", ">b:  = "]
    assert read(given)[0].flags == {"csharp-format"}


def test_ini_has_sections_and_quotes():
    sources = '; x\n[Main]\nA = "say \\"so\\"" ; y\nB=plain "text"\nno text\n[Other]\nA="a "_QQ_"b"_QQ_" c"\nempty=\n'
    given = pair(".ini", sources, "[Main]\nA=가\n")
    assert shown(given) == [
        'Main.A: say "so" = 가', '<Main.B: plain "text" = ', '<Other.A: a "b" c = ', "<Other.empty:  = ",
    ]  # fmt: skip


def test_a_keyed_file_in_latin_1_is_read_as_java_did():
    given = pair(".properties", "a=cafe\n", "a=caf\u00e9\n".encode("latin-1"))
    assert shown(given) == ["a: cafe = café"]
    assert written(given, {1: "thé"}) == "a=thé\n".encode("latin-1")


# Writing

BASES = {
    ".properties": ("a=A\nb=B\nc=C\n", "# t\na = 가\nc : 다\n"),
    ".json": (objects({"a": "A", "m": {"b": "B", "c": "C"}}), objects({"a": "가", "m": {"c": "다"}})),
    ".arb": (objects({"a": "A", "b": "B", "c": "C"}), objects({"a": "가", "@a": {"x": {"y": "}"}}, "c": "다"})),
    ".resx": (resx(("a", "A"), ("b", "B"), ("c", "C")), resx(("a", "가"), ("c", "다"))),
    ".ini": ('[s]\na="A"\nb="B"\nc="C"\n', '[s]\na = "가"\nc = "다"\n'),
}


def values(suffix: str, data: bytes) -> list[str]:
    """The values of a file as another program reads them."""
    text = data.decode("utf-8-sig")
    if suffix in (".json", ".arb"):
        found = json.loads(text)
        return [found["a"], *(found["m"].values() if "m" in found else (found[key] for key in "bc" if key in found))]
    if suffix == ".resx":
        return [each.findtext("value") or "" for each in ElementTree.fromstring(data).iter("data")]
    if suffix == ".ini":
        reader = configparser.RawConfigParser()
        reader.read_string(text)
        return [value[1:-1].replace('\\"', '"') for value in reader["s"].values()]
    return [each.target for each in read(pair(suffix, text, text))]


@pytest.mark.parametrize("new", NEW)
@pytest.mark.parametrize("suffix", BASES)
def test_an_edit_is_read_by_another_program_and_nothing_else_changes(suffix, new):
    sources, targets = BASES[suffix]
    made = written(pair(suffix, sources, targets), {1: new})
    assert values(suffix, made) == [new, "다"]
    assert [each.target for each in read(pair(suffix, sources, made))] == [new, "", "다"]


@drawn(ANY, st.sampled_from(sorted(BASES)), st.integers(1, 3))
@settings(max_examples=300)
def test_any_text_is_read_by_another_program_or_refused(new, suffix, number):
    sources, targets = BASES[suffix]
    try:
        made = written(pair(suffix, sources, targets), {number: new})
    except CheckerError:
        return
    kept = ["가", "", "다"]
    kept[number - 1] = new
    assert [each.target for each in read(pair(suffix, sources, made))] == kept
    if number == 2 and not new:
        return  # nothing is added
    assert sorted(values(suffix, made)) == sorted(value for at, value in enumerate(kept) if at != 1 or number == 2)


@pytest.mark.parametrize("new", NEW)
@pytest.mark.parametrize("suffix", BASES)
def test_a_key_that_is_missing_is_added_after_the_one_before_it(suffix, new):
    sources, targets = BASES[suffix]
    given = pair(suffix, sources, targets)
    assert [each.lacks for each in read(given)] == ["", "target", ""]
    made = written(given, {2: new})
    again = pair(suffix, sources, made)
    assert [each.target for each in read(again)] == ["가", new, "다"]
    assert sorted(values(suffix, made)) == sorted(["가", new, "다"])
    assert again.said == []


@pytest.mark.parametrize("suffix", BASES)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_marks_and_line_ends_stay(suffix, encoding):
    sources, targets = (each.replace("\n", "\r\n") for each in BASES[suffix])
    given = pair(suffix, sources.encode(encoding), targets.encode(encoding))
    same = {number: each.target for number, each in enumerate(read(given), 1)}
    assert written(given, same) == written(given, {}) == targets.encode(encoding)
    made = written(given, {1: "나", 2: "라"}).decode(encoding)
    assert "\n" not in made.replace("\r\n", "")
    assert made.encode(encoding)[:3] == targets.encode(encoding)[:3]


def test_what_is_added_is_laid_out_like_its_neighbours():
    assert written(pair(".json", *BASES[".json"]), {2: "나"}).decode() == objects(
        {"a": "가", "m": {"c": "다", "b": "나"}}
    )
    minified = written(pair(".json", '{"a":"A","b":"B"}', '{"a":"가"}'), {2: "나"}).decode()
    assert minified == '{"a":"가","b":"나"}'
    assert written(pair(".resx", *BASES[".resx"]), {2: "나"}).decode() == resx(("a", "가"), ("b", "나"), ("c", "다"))
    assert written(pair(".properties", *BASES[".properties"]), {2: "나"}).decode() == "# t\na = 가\nb = 나\nc : 다\n"
    assert written(pair(".ini", *BASES[".ini"]), {2: "나"}).decode() == '[s]\na = "가"\nb = "나"\nc = "다"\n'
    arb = written(pair(".arb", *BASES[".arb"]), {2: "나"}).decode()
    assert list(json.loads(arb)) == ["a", "@a", "b", "c"]
    held = written(
        pair(".json", objects({"a": {"message": "A"}, "b": {"message": "B"}}), objects({"a": {"message": "가"}})),
        {2: "나"},
    )
    assert held.decode() == objects({"a": {"message": "가"}, "b": {"message": "나"}})


def test_objects_that_are_missing_are_added_with_their_keys():
    base = {
        "a": "A",
        "m": {"b": "B", "n": {"c": "C", "d": "D"}},
        "o": {"e.f": {"g": "G"}},
        "n_one": "i",
        "n_other": "j",
    }
    given = pair(".json", objects(base), objects({"a": "가", "m": {"b": "나"}}), ("en", "ru"))
    numbers = {each.unit: number for number, each in enumerate(read(given), 1)}
    new = {"m.n.c": "다", "m.n.d": "라", "o.e.f.g": "마", "n[one]": "바", "n[other]": "사"}
    made = written(given, {numbers[unit]: text for unit, text in new.items()})
    wanted = {
        "a": "가",
        "n_one": "바",
        "n_other": "사",
        "m": {"b": "나", "n": {"c": "다", "d": "라"}},
        "o": {"e.f": {"g": "마"}},
    }
    assert made.decode() == objects(wanted)
    flat = pair(".json", '{"en":{"m":{"a":"A"}}}', '{"ko":{}}')
    assert json.loads(written(flat, {1: "가"})) == {"ko": {"m": {"a": "가"}}}
    crlf = objects({"a": "가"}).replace("\n", "\r\n")
    assert written(pair(".json", objects(base), crlf), {2: "나"}).decode() == objects(
        {"a": "가", "m": {"b": "나"}}
    ).replace("\n", "\r\n")


def test_letters_are_escaped_where_the_file_escapes_them():
    escaped = r'{"a": "\uac00", "b": "x"}'
    assert written(pair(".json", escaped, escaped), {2: "나"}).decode() == r'{"a": "\uac00", "b": "\ub098"}'


@pytest.mark.parametrize(
    ("suffix", "sources", "targets", "edit", "says"),
    [
        (".json", '{"m": {"a": "A"}}', '["지"]', {1: "x"}, "the key “m.a” is not in the file; add it first"),
        (".json", '{"m": {"x": ["A"]}}', "{}", {1: "x"}, "the key “m.x.0” is not in the file; add it first"),
        (".json", '{"m": {"a": "A"}}', '{"m": "지"}', {1: "x"}, "the key “m.a” is not in the file; add it first"),
        (".ini", "[m]\na=A\n", "[z]\na=가\n", {1: "x"}, "the key “m.a” is not in the file; add it first"),
        (
            ".json",
            '{"m": ["A", "B"]}',
            '{"m": ["가"]}',
            {2: "x"},
            "the key “m.1” is not in the file; add it to its list",
        ),
        (".ini", "a=A\n", "a=가\n", {1: "x\ny"}, "ko.ini:1: the text has several lines; write it on one"),
        (".ini", "a=A\n", "a=가\n", {1: " x"}, "ko.ini:1: the new text of “a” would not be read again as it is"),
        (".resx", resx(("a", "A")), resx(("a", "가")), {1: "\x07"}, "ko.resx:2: XML cannot hold the character U+0007"),
        (".json", '{"a": "A"}', '{"a": "가"}', {2: "x"}, "en.json: there is no segment 2; it has 1"),
    ],
)
def test_what_cannot_be_written_is_refused(suffix, sources, targets, edit, says):
    with pytest.raises(CheckerError) as caught:
        written(pair(suffix, sources, targets), edit)
    assert says in str(caught.value)


# Files from strangers


@pytest.mark.parametrize(
    ("suffix", "broken", "says"),
    [
        (".json", '{\n  "a": "x",\n}', "ko.json:"),
        (".json", '{"a": "x"', "ko.json:1: this is not JSON: "),
        (".json", "[" * 100_000, "ko.json: more than 100 levels are nested"),
        (".json", '{"a":' * 101 + "1" + "}" * 101, "ko.json:1: more than 100 levels are nested"),
        (".json", '{"a": "x\n"}', "ko.json:1: this is not JSON: invalid control character"),
        (".arb", "", "ko.arb:1: this is not JSON: expecting value"),
        (".resx", "<root>\n<data>\n</root>", "ko.resx:3: not well-formed XML: mismatched tag"),
        (".resx", '<!DOCTYPE a [\n<!ENTITY x "y">]><root/>', "ko.resx:2: the file declares the entity “x”"),
        (".resx", "<data>" * 300, "ko.resx:1: more than 200 elements are nested"),
        (".json", b'{"a": "\xff"}', "ko.json:1: this is not utf-8 (byte 0xff)"),
        (".ini", b"a=b\nc=\0\n", "ko.ini:2: there is a NUL character"),
    ],
)
def test_a_broken_file_is_named_with_its_line(suffix, broken, says):
    sources = BASES[suffix][0]
    with pytest.raises(CheckerError) as caught:
        read(pair(suffix, sources, broken))
    assert str(caught.value).startswith(says)


@pytest.mark.parametrize("suffix", BASES)
def test_a_line_of_a_megabyte_is_read_and_written(suffix):
    sources, targets = BASES[suffix]
    long = targets.replace("가", "가" * 350_000)
    given = pair(suffix, sources, long)
    assert len(read(given)[0].target) == 350_000
    assert written(given, {2: "나", 3: "라"}).count("가".encode()) == 350_000


# What is found


def corpus(given: Input) -> Corpus:
    return Corpus.of(read(given), "en", "ko")


def test_only_the_rules_about_keys_speak_of_keys_that_one_side_lacks():
    sources = objects({"a": "Open 3 files (now", "b": "Save", "c": "..."})
    targets = objects({"b": "저장", "z": "Old text with 5 words  and (more", "y": " "})
    found = check(corpus(pair(".json", sources, targets)), Glossary.from_rows([])).findings
    assert [(each.segment, each.rule, each.severity) for each in found] == [
        (0, "missing-key", Severity.MINOR),
        (3, "unused-key", Severity.MINOR),
    ]


def test_taking_out_a_key_with_a_term_passes_no_gate():
    glossary = Glossary.from_rows([{"source": "Save", "target": "저장"}])
    given = pair(".json", objects({"a": "Save", "b": "Open"}), objects({"z": "x"}))
    found = check(corpus(given), glossary).findings
    assert [(each.rule, each.severity.value, each.may_fail) for each in found if each.rule == "missing-key"] == [
        ("missing-key", "major", True),
        ("missing-key", "minor", False),
    ]


def test_a_decision_on_a_key_is_about_this_key():
    given = pair(".json", objects({"a": "Open", "b": "Open"}), "{}")
    found = check(corpus(given), Glossary.from_rows([])).findings
    only = check(Corpus.of(read(given)[1:], "en", "ko"), Glossary.from_rows([])).findings
    assert found[0].fingerprint != found[1].fingerprint == only[0].fingerprint


def test_a_keyed_file_is_one_document_however_long_it_is():
    keys = {f"k{number}": f"Text {number}" for number in range(2500)}
    given = pair(
        ".json",
        objects({"first": "Cancel", **keys, "second": "Cancel", "last": "Cancel"}),
        objects({"first": "취소", **{key: f"글 {key[1:]}" for key in keys}, "second": "취소", "last": "중단"}),
    )
    report = check(corpus(given), Glossary.from_rows([]))
    assert [(each.segment, each.rule) for each in report.findings] == [(2502, "inconsistent-translation")]
    assert not [notice for notice in report.notices if "one-document" in notice]


def test_a_neighbour_explains_nothing():
    glossary = Glossary.from_rows([{"category": "place", "source": "한국", "target": "South Korea"}])
    sources = objects({"a": "한국이 말했다.", "b": "한국은 떠났다."})
    segments = read(pair(".json", sources, objects({"a": "South Korea spoke.", "b": "The country left."})))
    prose = [Segment(source=each.source, target=each.target) for each in segments]
    assert [each.reason for each in check(Corpus.of(segments), glossary).findings] == ["no-trace"]
    assert [each.reason for each in check(Corpus.of(prose), glossary).findings] == ["said-before"]


def test_a_thousand_keys_are_added_in_one_go():
    sources = objects({f"k{number}": "x" for number in range(1000)})
    given = pair(".json", sources, '{"k0": "y"}')
    made = written(given, {number: f"{number}" for number in range(2, 1001)})
    assert list(json.loads(made)) == [f"k{number}" for number in range(1000)]


def test_a_review_adds_the_keys_that_are_missing(ilchi, tmp_path):
    (tmp_path / "en.json").write_text(objects({"a": "Open", "b": "Close the file", "c": "Exit now"}), encoding="utf-8")
    (tmp_path / "ko.json").write_text(objects({"a": "열기", "z": "옛 글"}), encoding="utf-8")
    ran = ilchi("review", "--plain", ".", cwd=tmp_path, stdin="e\n파일 닫기\nw\ne\n지금 나가기\nw\nx gone\nq\n")
    assert ran.status == 0, ran.err
    made = (tmp_path / "ko.json").read_text(encoding="utf-8")
    assert made == objects({"a": "열기", "b": "파일 닫기", "c": "지금 나가기", "z": "옛 글"})
    assert "0 findings are left, 0 changes are not written." in ran.out
