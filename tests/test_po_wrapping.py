"""Gettext files are wrapped as msgcat wraps them."""

import io
import random
import shutil
import subprocess

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from checker.formats import _po_text, po
from tests.pairs import of, read

msgcat = pytest.mark.skipif(not shutil.which("msgcat"), reason="msgcat is not installed")
HEADER = 'msgid ""\nmsgstr ""\n"Language: ko\\n"\n"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset={}\\n"\n'
HEADER += '"Content-Transfer-Encoding: 8bit\\n"\n'
WORDS = (
    "파일을 열 수 없습니다. 다시 시도하시겠습니까? 설정(_S)... 창 %s %-5d%% {name!r} {0:N2} http://example.org/a?c=d "
    "“따옴표” ‘작은’ 「낫표」 100% 3.5GB 1,000원 가나다라마바사아자차카타파 a-b -f, --force e@example.org ~/.config "
    "<b>굵게</b> &amp; … — – × → ① ㎏ 日本語 ひらがな、カタカナ。 한글(영문) [선택] C:\\\\이름 \\t $VAR ${HOME} 갑·을 "
    "É café 제목:값 1/2 24/7 가/나 '작은' \"큰\" *별* #1 @2 !3 ;4 👍🏽 🇰🇷🇰🇷 ᄒ\u11a1ᆫ \u00a0붙임 \u200b끊김 \u2060안끊김"
).split(" ")
FLAGS = [
    "",
    "c-format",
    "python-format",
    "python-brace-format",
    "csharp-format",
    "kde-format",
    "no-c-format",
    "no-wrap",
]
texts = st.lists(st.sampled_from([*WORDS, "\n", "줄\n", "", "가" * 30, "b" * 90]), max_size=40).map(" ".join)


def catalogue(flags: list[str], charset: str = "UTF-8") -> str:
    """A file with an entry for each of some flags."""
    entries = (
        f'\n{f"#, {flag}{chr(10)}" if flag else ""}msgid "word {number}"\nmsgstr "낱말"\n'
        for number, flag in enumerate(flags)
    )
    return HEADER.format(charset) + "".join(entries)


def normal(content: bytes, *options: str) -> bytes:
    return subprocess.run(["msgcat", *options, "-"], input=content, capture_output=True, check=True).stdout


def written(content: bytes, targets: dict[int, str]) -> bytes:
    out = io.BytesIO()
    po.write(of("a.po", content), targets, out)
    return out.getvalue()


@msgcat
@drawn(st.lists(texts, min_size=len(FLAGS), max_size=len(FLAGS)))
@settings(max_examples=max(40, settings().max_examples // 10))
def test_new_texts_are_wrapped_as_msgcat_does(some):
    made = written(catalogue(FLAGS).encode(), {number: text.rstrip("\n") for number, text in enumerate(some, 1)})
    assert normal(made).decode() == made.decode()


@msgcat
@pytest.mark.parametrize("options", [(), ("--no-wrap",), ("--width=100",), ("--width=60",)], ids="".join)
def test_the_width_is_that_of_the_file(options):
    chance = random.Random(7)
    old, new = ([" ".join(chance.choices(WORDS, k=chance.randint(1, 40))) for _ in range(30)] for _ in range(2))
    content = normal(written(catalogue([""] * 30).encode(), dict(enumerate(old, 1))), *options)
    made = written(content, dict(enumerate(new, 1)))
    assert [one.target for one in read(of("a.po", made))] == new
    assert normal(made, *options).decode() == made.decode()


@msgcat
def test_old_encodings_of_korean_take_most_signs_for_wide():
    content = catalogue([""] * 4, "EUC-KR").encode("euc-kr")
    words = [word for word in WORDS if len(word.encode("euc-kr", "replace")) >= len(word) and "?" not in word]
    words = [word for word in words if word.encode("euc-kr", "ignore").decode("euc-kr") == word]
    made = written(content, {number: " ".join((words * 3)[number * 7 :][:25]) for number in range(1, 5)})
    assert normal(made) == made


@pytest.mark.parametrize(
    ("lines", "width"),
    [
        ([], 79),
        (["가나 다라 " * 6], 79),
        (["낱말 " * 30], _po_text.UNLIMITED),
        (["", "낱말 " * 30 + "\n", "낱말 " * 15], _po_text.UNLIMITED),
        (["", "a " * 38, "words"], 79),
        (["", "a " * 48, "words"], 100),
        (["", "a " * 43, "words"], 90),
        (["", "a " * 40, "a " * 40, "b"], 82),
    ],
)
def test_the_width_is_found_from_lines(lines, width):
    widths = _po_text.Widths(cjk=False)
    for _ in range(3):
        if lines:
            widths.see("msgstr", [line.replace("\n", "\\n") for line in lines], None)
    assert widths.style().width == width


def test_a_text_of_another_program_does_not_count():
    widths = _po_text.Widths(cjk=False)
    widths.see("msgstr", ["", "brok", "en inside a word " * 9], None)
    widths.see("msgstr", ["not empty ", "at first " * 20], None)
    widths.see("msgstr", ["a\\nbreak inside " * 9], None)
    assert widths.style().width == 79
