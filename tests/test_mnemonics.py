"""Mnemonics of labels: where they stand, what is lost, and that they are no part of words."""

import pytest

from checker import Corpus, Glossary, Segment, check
from checker.languages import language
from checker.placeholders import Sides, compare
from checker.text import mnemonics
from checker.text.unread import unread

# A label; the sign and letter; the rest of the label.
FOUND = [
    ("_Open", "_O", "Open"),
    ("C_ompress", "_o", "Compress"),
    ("Save &As", "&A", "Save As"),
    ("E&xit", "&x", "Exit"),
    ("Read-_Only", "_O", "Read-Only"),
    ("/File/_Close", "_C", "/File/Close"),
    ("압축(_O)", "_O", "압축"),
    ("압축 (_O)…", "_O", "압축…"),
    ("URL(&L):", "&L", "URL:"),
    ("(&O)열기", "&O", "열기"),
    ("開く（_O）", "_O", "開く"),
    ("_À propos", "_À", "À propos"),
    ("Сохр_анить", "_а", "Сохранить"),
    ("_1 item", "_1", "1 item"),
    ("_Cut & Paste", "_C", "Cut & Paste"),
    ("R&D _Options", "_O", "R&D Options"),
    ("UR&L:", "&L", None),
    ("snake_case name", "_c", None),
    ("R&D", "&D", None),
]  # fmt: skip
NONE = ["Mail && News", "__init__", "_emphasis_", "a_b_c", "list_view and icon_view", "&amp; more", "?a=1&b=2", "$_GET",
        "コピー_%zu", "Vula& Ifayile", "https://a.org/_b", "_", "&", "_x " * 90]  # fmt: skip


@pytest.mark.parametrize(("label", "sign", "rest"), FOUND)
def test_found(label, sign, rest):
    found = mnemonics.mnemonic(label)
    assert found.span.of(label) == sign
    code = "ru" if "Сохр" in label else "en"
    plain = mnemonics.plain(label, language(code).known)
    assert (plain and plain.text) == rest


@pytest.mark.parametrize("text", NONE)
def test_none(text):
    assert mnemonics.mnemonic(text) is None


@pytest.mark.parametrize("label", [label for label, _, rest in FOUND if rest])
def test_places_go_back(label):
    plain = mnemonics.plain(label, lambda _word: True)
    for start in range(len(plain.text)):
        for end in range(start + 1, len(plain.text) + 1):
            first, last = plain.raw(start, end)
            assert label[first:last].replace(label[plain.start : plain.end], "") == plain.text[start:end]
            assert plain.inner(first, last) == (start, end)


PAIRS = [
    ("_Open", "열기(_O)", ""),
    ("C_ompress", "압축(_O)", ""),
    ("UR&L:", "URL(&L):", ""),
    ("_Cancel", "A_nnuler", ""),
    ("&Business", "İ&ş", ""),
    ("_Ask before emptying the trash or deleting any of its files", "휴지통을 비우기 전에 묻기(_A)", ""),
    ("Mail && News", "메일과 뉴스", ""),
    ("snake_case name", "이름", ""),
    ("R&D", "연구 개발", ""),
    ("user_data", "사용자 데이터", ""),
    ("Copy %zu", "コピー_%zu", ""),
    ("Value “list-view”", "Wert »list_view« oder »icon_view«", ""),
    ("Tools", "E&xtras", ""),
    ("_Open", "열기", "minor"),
    ("C_ompress", "압축", "minor"),
    ("&Log", "메시지 & 로그", "minor"),
    ("Add new...", "새로 추가(_A)...", "minor"),
    ("Open the Location", "_Ort öffnen", "minor"),
]


@pytest.mark.parametrize(("source", "target", "severity"), PAIRS)
def test_pairs(source, target, severity):
    found = compare(Sides(source, target, codes=("en", "ko"), known=language("en").known))
    told = [str(problem.severity) for problem in found if problem.severity.rank]
    assert told == ([severity] if severity else [])


ROWS = [
    {"source": "compress", "target": "압축"},
    {"source": "open", "target": "열기", "forbidden": "펴기"},
    {"source": "C", "target": "씨", "match": "exact"},
]


def findings(source, target, rows=ROWS, codes=("en", "ko"), *, ui=True):
    segments = [Segment(source=source, target=target, ui=ui)]
    return check(Corpus.of(segments, *codes), Glossary.from_rows(rows))


def test_a_term_is_found_in_spite_of_a_mnemonic_and_its_span_is_in_the_label():
    (match,) = findings("C_ompress", "압축(_O)").matches
    assert (match.text, match.rendering, match.source.start, match.source.end) == ("C_ompress", "압축", 0, 9)
    assert not findings("C_ompress", "압축(_O)").findings


def test_a_part_of_a_word_is_no_term():
    assert not list(findings("C_hange", "바꾸기(_H)").matches)


def test_an_identifier_stays_as_it_is():
    rows = [{"source": "css_file", "target": "css_file"}]
    (match,) = findings("the css_file", "css_file 값", rows).matches
    assert match.text == "css_file"


FIXES = [
    ("_Open", "펴기(_O)", ("en", "ko"), {"source": "open", "target": "열기", "forbidden": "펴기"}, "열기(_O)"),
    ("열기(_O)", "_Unclose", ("ko", "en"), {"source": "열기", "target": "Open", "forbidden": "Unclose"}, "_Open"),
    ("열기(_E)", "op_en", ("ko", "en"), {"source": "열기", "target": "Open", "case": "exact"}, "Op_en"),
]


@pytest.mark.parametrize(("source", "target", "codes", "row", "mended"), FIXES)
def test_a_fix_keeps_the_mnemonic(source, target, codes, row, mended):
    (finding,) = [each for each in findings(source, target, [row], codes).findings if each.fixes]
    assert finding.fixes[0].safe
    assert finding.fixes[0].applied(target) == mended


def test_a_copy_is_one_in_spite_of_a_mnemonic():
    text = "Show the files in this _folder"
    (finding,) = findings(text, "Show the files in this folder(_F)").findings
    assert (finding.rule, finding.reason) == ("untranslated-text", "copied")


def test_a_fix_within_a_word_with_a_mnemonic_is_left_to_a_person():
    row = {"source": "열기", "target": "Open", "forbidden": "Unclose"}
    (finding,) = [each for each in findings("열기(_O)", "Uncl_ose", [row], ("ko", "en")).findings if each.fixes]
    assert str(finding.fixes[0].kind) == "insert"


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("{{- open }} x", "open"),
        ("{{open, number}}", "open"),
        ("{open, number, integer}", "integer"),
        ("{n, plural, one {# x} other {# y}}", "plural"),
        ("{n, plural, one {# x} other {# y}}", "other"),
        ("$t(open)", "open"),
        ("@:open.file", "open"),
        ("%<open>d", "open"),
    ],
)
def test_nobody_reads_the_words_of_arguments(text, part):
    at = text.index(part)
    assert unread(text)(at, at + len(part))
