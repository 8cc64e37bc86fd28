"""The rules on strings of programs, beside the examples in their docstrings: Weblate's and pofilter's checks, by id.

The strings are our own; each case is of a kind that the tests of these two have. ``apart`` are the kinds in which we
judge otherwise, with the reason.
"""

import pytest

from checker import Corpus, Glossary, Segment, check
from checker.languages import language
from checker.model import FixKind
from checker.text.endings import ending
from tests.written import given, read

RULES = frozenset(("end-punctuation", "inner-whitespace", "line-breaks", "mixed-letters", "same-plurals", "too-long"))
KINDS = ("stop", "colon", "question", "exclamation", "ellipsis", "semicolon")
NOTHING = Glossary.from_rows([])


def checked(*pairs, to="ko", origin="en", **known):
    segments = [Segment(source=source, target=target, **{"ui": True, **known}) for source, target in pairs]
    return list(check(Corpus.of(segments, origin, to), NOTHING).findings)


def usual(to, origin="en"):
    """Strings of a file that keeps all final signs, with what belongs to them."""
    ours, theirs = language(origin), language(to)
    for kind in KINDS:
        if kind in theirs.signs:
            opens = theirs.opening.get(kind, "")
            blank = "\u00a0" if theirs.signs[kind][0] in theirs.spaced else ""
            yield from (
                (f"Entry number {n}x{ours.signs[kind][0]}", f"{opens}Xyz {n}x{blank}{theirs.signs[kind][0]}")
                for n in range(12)
            )


def ends(source, target, to="ko", origin="en"):
    """The reasons of ``end-punctuation`` for a string in a file that keeps all final signs."""
    found = checked(*usual(to, origin), (source, target), to=to, origin=origin)
    return [each.reason for each in found if each.rule == "end-punctuation"]


def reasons(rule, source, target, to="ko", **known):
    return [each.reason for each in checked((source, target), to=to, **known) if each.rule == rule]


END_SIGNS = [
    # end_stop
    ("Open the file now.", "파일을 지금 엽니다.", "ko", []),
    ("Open the file now.", "파일을 지금 엽니다", "ko", ["stop"]),
    ("Open the file now", "지금 파일 열기.", "ko", ["stop"]),
    ("Open the file now.", "Ouvrez le fichier", "fr", ["stop"]),
    ("The last lamp is on", "Die letzte Lampe brennt.", "de", ["stop"]),
    ("The lamp is on.", "灯亮了。", "zh", []),
    ("The lamp is on.", "दीपक जल रहा है।", "hi", []),
    ("The lamp is on.", "दीपक जल रहा है|", "hi", []),
    ("The lamp is on.", "दीपक जल रहा है", "hi", ["stop"]),
    ("The lamp is on.", "Լամպը վառ է։", "hy", []),
    ("The lamp is on.", "Լամպը վառ է", "hy", ["stop"]),
    ("The lamp is on.", "မီးထွန်းထားသည်။", "my", []),
    ("The lamp is on.", "ไฟเปิดอยู่", "th", []),  # Thai has no stop
    # end_colon
    ("Colour of the lamp:", "램프 색:", "ko", []),
    ("Colour of the lamp:", "램프 색", "ko", ["colon"]),
    ("Colour of the lamp", "램프 색:", "ko", ["colon"]),
    ("Colour of the lamp:", "灯的颜色：", "zh", []),
    ("Colour of the lamp:", "Լամպի գույնը՝", "hy", []),
    ("Colour of the lamp:", "Լամպի գույնը", "hy", ["colon"]),
    ("Lamps after", "다음 뒤의 램프:", "ko", []),  # a value follows in both, behind the word or behind the colon
    # end_question
    ("Is the lamp on?", "불이 켜졌습니까?", "ko", []),
    ("Is the lamp on?", "불이 켜졌습니다", "ko", ["question"]),
    ("Is the lamp on?", "Είναι αναμμένη η λάμπα;", "el", []),
    ("Is the lamp on?", "Είναι αναμμένη η λάμπα\u037e", "el", []),
    ("Is the lamp on?", "Είναι αναμμένη η λάμπα", "el", ["question"]),
    ("Is the lamp on?", "هل المصباح مضاء؟", "ar", []),
    ("Is the lamp on?", "Լամպը վա՞ռ է", "hy", []),  # the sign stands in the word
    # end_exclamation
    ("The lamp is out!", "불이 꺼졌습니다!", "ko", []),
    ("The lamp is out!", "불이 꺼졌습니다", "ko", ["exclamation"]),
    ("The lamp is out!", "灯灭了！", "zh", []),
    # end_ellipsis
    ("Lighting the lamp…", "불을 켜는 중…", "ko", []),
    ("Lighting the lamp…", "불을 켜는 중...", "ko", []),  # apart: the same sign, written in three
    ("Lighting the lamp...", "불을 켜는 중…", "ko", []),
    ("Lighting the lamp…", "불을 켜는 중", "ko", ["ellipsis"]),
    ("_Light the lamp…", "불 켜기(_L)…", "ko", []),
    ("_Light the lamp…", "불 켜기…(_L)", "ko", []),
    ("Lighting the lamp.", "불을 켜는 중…", "ko", []),  # apart: a choice of the translator
    # end_semicolon
    ("lamp;", "램프;", "ko", []),
    ("the lamp;", "그 램프", "ko", ["semicolon"]),
    ("Lamp &amp;", "램프 &amp;", "ko", []),
    ("Lamp", "램프 &amp;", "ko", []),
    ("Is it on?", "Είναι αναμμένη;", "el", []),
    # end_interrobang
    ("The lamp is out?!", "불이 꺼졌습니까!?", "ko", []),
    ("The lamp is out!?", "불이 꺼졌습니까?", "ko", []),  # apart: half of it is a matter of tone
    # punctuation_spacing
    ("Is the lamp on?", "La lampe est allumée\u202f?", "fr", []),
    ("Is the lamp on?", "La lampe est allumée ?", "fr", []),
    ("Is the lamp on?", "La lampe est allumée?", "fr", ["blank"]),
    ("https://example.org/a:", "https://example.org/a:", "fr", []),
    # endpunc
    ("Lamps (see: 'lights')", "램프(참고: '불빛')", "ko", []),
    ("The lamp is called '%1$s'.", "램프 이름은 '%1$s'입니다.", "ko", []),
    ("Light it?\n\n", "불을 켭니다\n\n", "ko", ["question"]),
    ("To light it, press here:\n", "要点亮，请按这里：\n", "zh", []),
    # startpunc
    ("Is the lamp on?", "¿Está encendida la lámpara?", "es", []),
    ("Is the lamp on?", "Está encendida la lámpara?", "es", ["opening"]),
]


@pytest.mark.parametrize(("source", "target", "to", "expected"), END_SIGNS)
def test_final_signs(source, target, to, expected):
    assert ends(source, target, to) == expected


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Light the lamp (with a match).", "불을 켭니다. (성냥으로)"),
        ("Light the lamp (with a match).", "불을 켭니다(성냥으로)."),
        ("The lamp is off.", "램프 꺼짐"),  # a phrase
        ("The lamp is off", "램프가 꺼졌습니다."),  # a sentence
        ("Discard it", "버릴까요?"),
        ("Delete the lamp? It is lost.", "램프를 지울까요? 없어집니다."),
        ("Do you want the lamp in the hall?", "복도에 램프를 달까요? 기존 램프는 그대로입니다."),
        ("Version 3.", "버전 3"),
        ("Lamps of Acme Inc.", "애크미의 램프"),
        ("Lamps in the U.S.", "미국의 램프"),
        ("No lamp %s.", "램프 없음: %s"),
        ('Names that start with "L:"', '"L:"로 시작하는 이름'),
        ("Exclamation mark", "!"),
        ("Found in ..", "..에서 찾았습니다"),
        ("Made by ", "만든 사람: "),
        ("translator-credits", "램프 하나, 등 둘, 2002."),
        ("It is off. Light it", "꺼졌습니다. 다시 켜기."),
        ("a", "."),
    ],
)
def test_what_needs_no_final_sign(source, target):
    assert ends(source, target) == []


def test_the_file_says_what_matters():
    kept = [(f"Lamp {n}x:", f"램프 {n}x:") for n in range(20)]
    lost = [(f"Light {n}x:", f"등 {n}x") for n in range(20)]

    def count(*pairs, **known):
        return sum(each.rule == "end-punctuation" for each in checked(*pairs, **known))

    assert count(*kept, *lost[:2]) == 2
    assert count(*kept, *lost[:3]) == 0  # three of 23 are a habit
    assert count(*lost) == 0
    assert count(*kept[:4], lost[0]) == 1
    assert count(*kept[:3], lost[0]) == 0  # too few to know
    assert count(*kept, *lost[:2], ui=False) == 0


def test_files_have_habits_of_their_own():
    segments = [Segment(source=f"Lamp {n}x:", target=f"램프 {n}x:", ui=True, file="a") for n in range(20)]
    segments += [Segment(source=f"Lamp {n}x:", target=f"램프 {n}x", ui=True, file="b") for n in range(2)]
    assert not [f for f in check(Corpus.of(segments, "en", "ko"), NOTHING).findings if f.rule == "end-punctuation"]


def test_nothing_is_said_in_a_language_whose_signs_are_unknown():
    known = [(f"Lamp {n}x:", f"Lamp {n}x:") for n in range(20)]
    found = checked(*known, ("Light:", "Valo"), to="xx")
    assert not [each for each in found if each.rule == "end-punctuation"]


INNER = [
    # double_space, doublespacing
    ("Left  right", "왼쪽  오른쪽", "ko", []),
    ("Left right", "왼쪽  오른쪽", "ko", ["double"]),
    ("Left right", "왼쪽 \u3000오른쪽", "ko", ["double"]),
    ("  Left right", "  왼쪽  오른쪽", "ko", []),  # apart: the source aligns something
    ("Left  right", "왼쪽 오른쪽", "ko", []),  # apart: two blanks behind a stop are an English habit
    ("Left right", "왼쪽    오른쪽", "ko", []),  # apart: so many align something
    ("l . . . list", "l . . .  목록", "ko", []),
    # zero-width-space
    ("cloth", "cl\u200both", "de", ["invisible"]),
    ("cl\u200both", "cl\u200both", "de", []),
    ("cl\u200both", "cloth", "de", []),
    ("cloth", "ผ้า\u200bผืน", "th", []),
    ("cloth", "ក្រណាត់\u200bល្អ", "km", []),
    ("cloth", "\ufeffTuch", "de", ["invisible"]),
    ("cloth", "Tu\x07ch", "de", ["invisible"]),
    ("cloth", "Tuch\u00adwaren", "de", []),  # a soft hyphen is meant
    ("cloth", "پارچه\u200cها", "fa", []),
    ("cloth", "پارچه\u200f.", "fa", []),
    ("family", "Familie 👩\u200d👧", "de", []),
    ("cloth", "Tu\u200dch", "de", ["invisible"]),
    ("cloth", "Tu\u202dch", "de", ["invisible"]),
    # puncspacing
    ("Left, right", "Links , rechts", "de", ["before"]),
    ("Off it goes!", "Und weg !", "de", ["before"]),
    ("Off it goes!", "Et voilà !", "fr", []),
    ("Left , right", "Links , rechts", "de", []),
    ("Numpad decimal", "키패드 .", "ko", []),
    ("Files that begin with .", "Dateien, die mit . beginnen", "de", []),
    ("It is off. Light it.", "꺼졌습니다.켜세요.", "ko", ["missing"]),
    ("Lamps, lights", "램프.조명", "ko", []),
    ("It is off. Light it.", "Sie ist aus.Machen Sie sie an.", "de", ["missing"]),
    ("Call it. See Lamp.Light for more.", "Aufruf. Mehr bei Lamp.Light.", "de", []),
    ("Write to us. Thanks.", "Schreiben Sie an Lea.Berg@example.org. Danke.", "de", []),
    ("It is off. Light it.", "消えています。つけてください。", "ja", []),
]


@pytest.mark.parametrize(("source", "target", "to", "expected"), INNER)
def test_blanks_and_invisible_signs(source, target, to, expected):
    assert reasons("inner-whitespace", source, target, to) == expected


@pytest.mark.parametrize(
    ("source", "target", "to", "right"),
    [
        ("Left right", "왼쪽  오른쪽", "ko", "왼쪽 오른쪽"),
        ("Left right", "\ufeffLinks  und rechts", "de", "Links und rechts"),
        ("Left, right", "Links , rechts", "de", "Links, rechts"),
        ("It is off. Light it.", "꺼졌습니다.켜세요.", "ko", "꺼졌습니다. 켜세요."),
        ("Certificates", "Cертификаты", "ru", "Сертификаты"),
    ],
)
def test_what_is_certain_is_mended(source, target, to, right):
    found = [each for each in checked((source, target), to=to) if each.rule in RULES]
    fixes = sorted((fix for each in found for fix in each.fixes), key=lambda fix: fix.span, reverse=True)
    assert found
    assert all(fix.kind is FixKind.SAFE for fix in fixes)
    for fix in fixes:
        target = fix.applied(target)
    assert target == right
    assert not [each for each in checked((source, target), to=to) if each.rule in RULES]


BREAKS = [
    # newline-count, newlines
    ("One.\nTwo.", "하나.\n둘.", True),
    ("One.\nTwo.", "하나. 둘.", True),  # apart: sentences begin on new lines at will
    ("One.\n\nTwo.", "하나. 둘.", False),
    ("One.\n\nTwo.", "하나.\n둘.", True),  # apart: a blank line is a matter of taste
    ("One\ntwo", "하나 둘", True),  # apart: the line is only wrapped
    ("One", "하나\n둘", True),  # apart: the translator has less room
    ("Lamps:\n- old\n- new", "램프:\n- 헌 것 - 새것", False),
    ("1) old\n2) new", "1) 헌 것\n2) 새것", True),
    ("One.\n\nTwo.", "하나.<br/>둘.", True),
    ("\n    One.\n    Two.\n    ", "하나. 둘.", True),  # apart: a page, where breaks mean nothing
    ("One.\n", "하나.", True),  # edge-whitespace says it
    ("One.\r\nTwo.", "하나.\r\n둘.", True),
]


@pytest.mark.parametrize(("source", "target", "right"), BREAKS)
def test_line_breaks(source, target, right):
    assert reasons("line-breaks", source, target) == ([] if right else [""])


LETTERS = [
    ("Address", "Aдрес", "ru", ["alphabets"]),
    ("Address", "Адрeс", "ru", ["alphabets"]),
    ("Address", "Aδρεσs", "el", []),  # s does not look like a Greek letter
    ("Number", "Nομος", "el", ["alphabets"]),
    ("Certificate", "Сertificate", "de", ["alphabets"]),
    ("μTorrent", "μTorrent", "ko", []),
    ("Your ID", "вашID", "ru", []),
    ("%sM", "%sмлн", "ru", []),
    ("WIDTHxHEIGHT", "ШИРИНАxВЫСОТА", "ru", []),
    ("Form of the date", "ддTчч", "ru", []),
    # multiple_capital, simplecaps
    ("Address", "Die ADresse", "de", ["capitals"]),
    ("INitial CApitals", "ANfang GRoß", "de", []),
    ("OAuth and FFmpeg", "OAuth und FFmpeg", "de", []),
    ("Login", "Anmelden über OAuth", "de", []),
    ("ADDRESS", "ADRESSE", "de", []),
    ("PDF files", "PDFs", "de", []),
]


@pytest.mark.parametrize(("source", "target", "to", "expected"), LETTERS)
def test_letters(source, target, to, expected):
    assert reasons("mixed-letters", source, target, to) == expected


def forms(targets, to, sources=("%d lamp", "%d lamps"), flag="plural", names="0123"):
    last = len(targets) - 1
    segments = [
        Segment(
            source=sources[min(number, 1)],
            target=target,
            unit=f"lamps[{names[number]}]",
            ui=True,
            flags=frozenset([flag] if number < last else []),
        )
        for number, target in enumerate(targets)
    ]
    found = check(Corpus.of(segments, "en", to), NOTHING).findings
    return sum(each.rule == "same-plurals" for each in found)


def test_same_plurals():
    same = ["%d ламп"] * 3
    assert forms(same, "ru") == 1
    assert forms(same, "ru", names=("one", "few", "many")) == 1
    assert forms(["%d лампа", "%d лампы", "%d ламп"], "ru") == 0
    assert forms(["ламп"] * 3, "ru") == 0  # without the number
    assert forms(same, "ru", sources=("%d lx", "%d lx")) == 0
    assert forms(same, "ru", flag="c-format") == 0  # items of a list
    assert forms(["%d Leuchter"] * 2, "de") == 0
    assert forms(["램프 %d개"], "ko") == 0


# max-length


@pytest.mark.parametrize(
    ("flag", "found"),
    [
        ("max-length:8", True),
        ("max-length: 8", True),
        ("max-length:9", False),
        ("max-length:*", False),
        ("max-length:3", False),
    ],
)
def test_a_limit_among_the_flags(flag, found):
    assert reasons("too-long", "Lamps", "Leuchten!", "de", flags=frozenset([flag])) == [""] * found


PO = """msgid ""
msgstr "Language: de\\n"

#, c-format, max-length:8
msgid "Lamps"
msgstr "Leuchten!"
"""
UNIT = '<trans-unit id="1" {}><source>Lamps</source><target>Leuchten!</target></trans-unit>'
BODY = '<file original="a" source-language="en" target-language="de"><body>{}</body></file></xliff>'
XLIFF = '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:mq="MQXliff">' + BODY
XLIFF2 = (
    '<xliff version="2.1" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="en" trgLang="de"'
    ' xmlns:slr="urn:oasis:names:tc:xliff:sizerestriction:2.0"><file id="f"><unit id="1" {}>'
    "<segment><source>Lamps</source><target>Leuchten!</target></segment></unit></file></xliff>"
)


@pytest.mark.parametrize(
    ("name", "text", "flags"),
    [
        ("a.po", PO, {"c-format", "max-length:8"}),
        ("a.xlf", XLIFF.format(UNIT.format('size-unit="char" maxwidth="8"')), {"max-length:8"}),
        ("a.xlf", XLIFF.format(UNIT.format('size-unit="char" maxwidth="0"')), set()),
        ("a.xlf", XLIFF.format(UNIT.format('size-unit="pixel" maxwidth="8"')), set()),
        ("a.xlf", XLIFF.format(UNIT.format('maxwidth="8"')), set()),  # pixels, as XLIFF has it
        ("a.xlf", XLIFF.format(UNIT.format(f'size-unit="char" maxwidth="{"9" * 5000}"')), set()),
        ("a.mqxliff", XLIFF.format(UNIT.format('mq:maxlengthchars="8"')), {"max-length:8"}),
        ("a.mqxliff", XLIFF.format(UNIT.format('mq:maxlengthchars="-1"')), set()),
        ("a.xlf", XLIFF2.format('slr:sizeRestriction="8"'), {"max-length:8"}),
        ("a.xlf", XLIFF2.format('slr:sizeRestriction="2,8"'), {"max-length:8"}),
        ("a.xlf", XLIFF2.format(""), set()),
    ],
)
def test_files_state_a_limit(name, text, flags):
    (segment,) = read(given(name, text.encode()))
    assert segment.flags == flags
    found = check(Corpus.of([segment], "en", "de"), NOTHING).findings
    assert [each.rule for each in found] == ["too-long"] * ("max-length:8" in flags)


# brackets, begin_space, end_space


@pytest.mark.parametrize(
    ("source", "target", "found"),
    [
        ("Right bracket", "]", 0),
        ("Lamp (old)", "램프(헌 것", 1),
        ("Lamp (old)", "灯（旧)", 0),
        ("N:[path] key", "이름:[경로] 키", 0),
        ("Names with “-” and “.”", "이름에 “-”와 “.”만 씁니다", 0),
        ('Begin with "L: "', '"L: "로 시작합니다', 0),
        ("The “lamp”", "”램프“", 2),
    ],
)
def test_brackets_and_quotes(source, target, found):
    assert len(reasons("unbalanced-punctuation", source, target)) == found


def test_a_quotation_does_not_run_over_strings_of_a_program():
    pairs = [("Lamp", "“램프"), ("Light", "등”")]
    assert len([each for each in checked(*pairs) if each.rule == "unbalanced-punctuation"]) == 2
    assert not [each for each in checked(*pairs, ui=False) if each.rule == "unbalanced-punctuation"]


@pytest.mark.parametrize(
    ("source", "target", "to", "found"),
    [
        ("Limit: ", "限制：", "zh", 0),
        ("Limit: ", "한도：", "ko", 0),
        ("Limit: ", "한도:", "ko", 1),
        (" min", "分", "ja", 0),
        ("Limit", "限制 ", "zh", 1),
        ("\n    One.\n    ", "\n하나.", "ko", 0),
        ("\n    One.\n    ", "하나.", "ko", 1),  # gettext wants it
        ("One.\n", "하나.", "ja", 1),
    ],
)
def test_white_space_at_the_ends(source, target, to, found):
    assert len(reasons("edge-whitespace", source, target, to)) == found


PROSE = [
    ("그는 왔다.", "He came"),
    ("그는 왔다", "He  came ."),
    ("왔다.\n\n갔다.", "He came. He went."),
    ("주소", "Аddress"),
]


def test_prose_is_left_alone():
    segments = [Segment(source=source, target=target, document="1") for source, target in PROSE * 10]
    assert not [each for each in check(Corpus.of(segments), NOTHING).findings if each.rule in RULES]


# How a text ends


@pytest.mark.parametrize(
    ("text", "found", "kinds", "beside"),
    [
        ("", "", set(), set()),
        ("a", "", set(), set()),
        ("a.", ".", {"stop"}, set()),
        ("a. ", ".", {"stop"}, set()),
        ("a...", "...", {"ellipsis"}, set()),
        ("a..", "..", {"ellipsis"}, set()),
        ("a ..", "", set(), set()),
        ("a?!", "?!", {"question", "exclamation"}, set()),
        ("a:</b>", ":", {"colon"}, set()),
        ("a: <x>", ":", {"colon"}, set()),
        ("a: <이름>", "", set(), set()),
        ("a(_K):", ":", {"colon"}, set()),
        ("a:(_K)", ":", {"colon"}, set()),
        ("a:(K)", ":", {"colon"}, set()),
        ("a (b.)", "", set(), {"stop"}),
        ("a. (b)", "", set(), {"stop"}),
        ("a “b.”", "", set(), {"stop"}),
        ("a。", "。", {"stop"}, set()),
        (")" * 1000, "", set(), set()),
    ],
)
def test_endings(text, found, kinds, beside):
    end = ending(text, language("ko").signs)
    assert (text[end.start : end.end], end.kinds, end.beside) == (found, kinds, beside)
