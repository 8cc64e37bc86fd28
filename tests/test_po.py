"""Gettext."""

import io
import shutil
import subprocess
import time
import tracemalloc

import polib
import pytest
from hypothesis import given

from checker.errors import CheckerError
from checker.formats import Input, format_of, po
from tests.pairs import (
    ANY,
    as_po,
    fault,
    of,
    read,
    some,
    texts,
)


def test_gettext(data):
    segments = read(of("korean.po", (data / "formats" / "korean.po").read_bytes()))
    assert [(s.source, s.target) for s in segments] == [
        ("시장", "mayor"),
        ("시장", "market"),
        ('\t파일 %d개\n열기 "예"', "%d file"),
        ("파일들 %d개", "%d files"),
        ("길다", "a\u2028b\x0cc"),
        ("끝", ""),
    ]
    assert [s.context for s in segments] == ["person", "place", "", " [1]", "", ""]
    assert [s.fuzzy for s in segments] == [False, True, False, False, True, False]
    assert [s.line for s in segments] == [10, 14, 21, 21, 28, 36]
    units = [s.unit for s in segments]
    assert units[:2] == ["person|시장", "place|시장"]
    assert units[2].endswith("[0]")
    assert units[3].endswith("[1]")
    assert len(set(units)) == 6
    assert {s.document for s in segments} == {""}


def test_templates_and_files_without_a_header():
    assert texts(of("a.pot", as_po([("a", "")], "CHARSET"))) == [("a", "")]
    (segment,) = read(of("a.po", '# note\n\nmsgid "a"\nmsgstr "b"\n#\n'))
    assert (segment.source, segment.line) == ("a", 3)
    assert read(of("a.po", "")) == []


def test_comments_of_obsolete_entries_are_passed_over():
    """As newer versions of gettext write them."""
    segments = read(of("a.po", 'msgid "a"\nmsgstr "b"\n\n#~ #, python-format\n#~ msgid "c %s"\n#~ msgstr "d %s"\n'))
    assert [(s.source, s.target) for s in segments] == [("a", "b")]


@pytest.mark.parametrize(("charset", "encoding"), [("CP949", "cp949"), ("EUC-KR", "euc-kr"), ("UHC", "cp949")])
def test_po_names_its_encoding(charset, encoding):
    story = [("Pyongyang", "평양"), ("city", "시")]
    content = as_po(story, charset).encode(encoding)
    assert texts(of("a.po", content)) == story
    assert texts(of("a.po", as_po(story, "UTF-8").encode("cp949"), "cp949")) == story
    assert fault(of("a.po", content, "utf-8")).place == "a.po:6"


@pytest.mark.parametrize(
    ("name", "content", "place", "message", "hint"),
    [
        ("a.po", 'msgid "a"\nmsgstr "b\n', "a.po:2", "quote", "msgfmt"),
        ("a.po", 'msgid "a"\nmsgstr "b"c"\n', "a.po:2", "quote", "msgfmt"),
        ("a.po", 'msgid "a"\nmsgstr b\n', "a.po:2", "quote", "msgfmt"),
        ("a.po", 'msgid "a"\n\nhello\n', "a.po:3", "not gettext", "msgfmt"),
        ("a.po", 'msgid "a"\nmsgid "b"\nmsgstr "c"\n', "a.po:2", "misplaced", "msgfmt"),
        ("a.po", 'msgstr "b"\n', "a.po:1", "misplaced", "msgfmt"),
        ("a.po", 'msgid "a"\nmsgstr "b"\n\nmsgid "c"\n"d"\n', "a.po:4", "ends before the msgstr", "msgfmt"),
        ("a.po", as_po([("a", "b")], "X-NONE"), "a.po", "“X-NONE” is unknown", "cp949"),
    ],
    ids=lambda value: value[:12] if isinstance(value, str) else "",
)  # fmt: skip
def test_faults_are_named(name, content, place, message, hint):
    complaint = fault(of(name, content))
    assert complaint.place == place
    assert message in complaint.message
    assert hint in complaint.hint


@given(some(ANY, keep=lambda one: one[0]))
def test_po_round_trip(pairs):
    assert texts(of("a.po", as_po(pairs))) == pairs


HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
PLURALS = "".join(f'msgstr[{number}] "{number}"\n' for number in range(12))
STRINGS = [
    ('msgid "" "two " "parts"\nmsgstr "x" "y"\n', [("two parts", "xy")]),
    ('msgid "a" msgstr "b" msgid "c" msgstr "d"\n', [("a", "b"), ("c", "d")]),
    ('msgid\n"a"\nmsgstr\n"b"\n', [("a", "b")]),
    ('msgid"a"\n\nmsgstr"b"\n\n"c" # late\n', [("a", "bc")]),
    ('  msgid "a"\n\tmsgstr "b"\n', [("a", "b")]),
    ('msgid "a"\nmsgstr "\\353\\217\\204 \\101\\x42\\t\\a\\\\n"\n', [("a", "도 AB\t\a\\n")]),
    (f'msgid "a"\nmsgid_plural "b"\n{PLURALS}', [("a", "0"), *(("b", str(number)) for number in range(1, 12))]),
    ('msgid "a"\nmsgid_plural "b"\nmsgstr [0] "c"\nmsgstr[ 1 ] "d"\n', [("a", "c"), ("b", "d")]),
    ('msgctxt "c"\nmsgid ""\nmsgstr "x"\n\nmsgid "a"\nmsgstr "b"\n', [("a", "b")]),
    ('#!x\n#=fuzzy\n#~\n#|\nmsgid "a"\nmsgstr "b"\n', [("a", "b")]),
    ('msgid "a"\nmsgstr "b"\n#~ msgid "c"\n#~ msgstr "d"\nmsgid "e"\nmsgstr "f"', [("a", "b"), ("e", "f")]),
]


@pytest.mark.parametrize(("content", "pairs"), STRINGS)
def test_what_gettext_reads_is_read(content, pairs):
    assert texts(of("a.po", HEADER + content)) == pairs
    if shutil.which("msgcat"):
        ran = subprocess.run(["msgcat", "-"], input=(HEADER + content).encode(), capture_output=True, check=True)
        assert texts(of("a.po", ran.stdout)) == pairs


@pytest.mark.parametrize(
    "content",
    ['msgid "a"\n# between\nmsgstr "b"\n', 'msgid "a"\nmsgstr ""\n# between\n"b"\n', 'msgid "a"\nmsgstr[0] "b"\n'],
)
def test_what_polib_reads_is_read_though_gettext_refuses_it(content):
    assert texts(of("a.po", HEADER + content)) == [("a", "b")]


def test_flags_and_comments_of_an_obsolete_entry_are_none_of_the_next():
    first = 'msgid "a"\nmsgstr "b"\n\n#, fuzzy\n#~| msgid "ol"\n#~ msgid "old"\n#~ msgstr "older"\n\n'
    made = read(of("a.po", HEADER + first + '#, c-format\nmsgid "c"\nmsgstr "d"\n'))
    assert [(one.source, one.line, one.fuzzy, sorted(one.flags)) for one in made] == [
        ("a", 5, False, []), ("c", 13, False, ["c-format"]),
    ]  # fmt: skip


def test_a_domain_is_a_document():
    made = read(of("a.po", HEADER + 'msgid "a"\nmsgstr "b"\n\ndomain "other"\n\nmsgid "a"\nmsgstr "c"\n'))
    assert [(one.document, one.source, one.target, one.line) for one in made] == [
        ("", "a", "b", 5),
        ("other", "a", "c", 10),
    ]


STRAY = (
    HEADER.encode()
    + b"""# one \xb8
msgid "a"
msgstr "b"

#~ msgid "\xb8\xb9"
#~ msgstr "c"
"""
)


def test_a_stray_byte_in_a_comment_is_kept_and_said_once():
    what, said = of("a.po", STRAY), []
    what.warn = said.append
    assert texts(what) == [("a", "b")]
    assert said == ["a.po:5: the comment has bytes that are not UTF-8, which are kept, and so have 1 more"]
    out = io.BytesIO()
    po.write(of("a.po", STRAY), {1: "강"}, out)
    assert out.getvalue() == STRAY.replace(b'"b"', '"강"'.encode())


def test_a_stray_byte_in_a_string_is_an_error_and_no_new_text_has_half_a_character():
    complaint = fault(of("a.po", HEADER.encode() + b'msgid "a"\nmsgstr "\xb8"\n'))
    assert (complaint.place, complaint.message) == ("a.po:6", "this is not UTF-8 (byte 0xb8)")
    with pytest.raises(CheckerError, match="half a character"):
        po.write(of("a.po", STRAY), {1: "\udcb8"}, io.BytesIO())


def test_a_line_with_several_keywords_is_read_and_not_written():
    what = of("a.po", HEADER + 'msgid "a" msgstr "b"\n\nmsgid "c"\nmsgstr "d"\n')
    out = io.BytesIO()
    po.write(what, {2: "e"}, out)
    assert texts(of("a.po", out.getvalue())) == [("a", "b"), ("c", "e")]
    with pytest.raises(CheckerError, match="several keywords") as caught:
        po.write(what, {1: "e"}, io.BytesIO())
    assert caught.value.place == "a.po:5"


def many(count: int) -> str:
    entry = '#: a.c:{0}\n#, c-format\nmsgid "Open file {0} in %s"\nmsgstr "%s에서 {0}번 파일 열기"\n\n'
    return HEADER + "".join(map(entry.format, range(count)))


def test_memory_does_not_grow_with_the_file(tmp_path):
    path = tmp_path / "many.po"
    path.write_text(many(10_000), encoding="utf-8")
    what = Input("many.po", lambda: path.open("rb"))
    reader = format_of(what, "read_segments").read_segments
    tracemalloc.start()
    assert sum(1 for _ in reader(what)) == 10_000
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 1 << 20


@pytest.mark.parametrize(
    "line", ['"' * 200_000, 'msgid "' + "\\" * 200_001, '"a"' * 70_000, "msgid " * 30_000, '"a" ' * 50_000 + "x"]
)
def test_a_long_line_takes_no_long_time(line):
    start = time.process_time()
    with pytest.raises(CheckerError):
        texts(of("a.po", line))
    assert time.process_time() - start < 2


def test_polib_reads_the_same():
    forms = PLURALS[: PLURALS.index("msgstr[6]")]  # polib takes the last digit of a number for the whole
    plural = f'msgctxt "c"\nmsgid "a"\nmsgid_plural "b"\n{forms}\n'
    content = (
        many(50) + plural + '#, fuzzy\n#| msgid "e"\nmsgid "d\\"\\n"\n"\\t"\nmsgstr ""\n\n#~ msgid "f"\n#~ msgstr "g"\n'
    )
    found = [
        (text, "fuzzy" in one.flags)
        for one in polib.pofile(content)
        if not one.obsolete
        for text in ([text for _, text in sorted(one.msgstr_plural.items())] or [one.msgstr])
    ]
    assert [(one.target, one.fuzzy) for one in read(of("a.po", content))] == found


@pytest.mark.parametrize("text", ["%(" * 50_000, "{" * 50_000, "가 " * 20_000, "% " * 50_000])
def test_a_long_new_text_takes_no_long_time(text):
    start = time.process_time()
    po.write(of("a.po", HEADER + '#, c-format\nmsgid "a"\nmsgstr "b"\n'), {1: text}, io.BytesIO())
    assert time.process_time() - start < 3


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ("Language: ko_KR", "ko-KR"),
        ("Language: ko_KR.UTF-8", "ko-KR"),
        ("Language: sr@latin", "sr-Latn"),
        ("Language: Korean", "ko"),
        ('Language: \\n"\n"X-Poedit-Language: Korean', "ko"),
        ("Language-Team: Korean <ko@li.org>", "ko"),
        ("Language-Team: <ko@li.org>", "ko"),
        ("Language-Team: Team (https://app.transifex.com/a/teams/1/pt_BR/)", "pt-BR"),
        ("Language-Team: LANGUAGE <LL@li.org>", ""),
        ("Language-Team: KDE <kde-i18n-de@kde.org>", ""),
        ("Language-Team: Wanderers", ""),
        ('Language: de\\n"\n"Language-Team: Korean', "de"),
        ("Language-Team: K (https://" + "weblate" * 30_000, ""),
    ],
)
def test_the_language_of_a_header(fields, named):
    header = HEADER.rstrip("\n") + f'\n"{fields}\\n"\n\nmsgid "a"\nmsgstr "b"\n'
    assert po.languages(of("a.po", header)) == ("", named)
    assert po.languages(of("a.po", 'msgid "Language: de"\nmsgstr "b"\n')) == ("", "")
