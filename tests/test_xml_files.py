"""The XML formats on small files of our own: what is read, and what is written to the byte."""

from pathlib import Path

import pytest

from checker.errors import CheckerError
from checker.model import Code
from tests.written import given, of, read, written

DATA = Path(__file__).parent / "data" / "xml"
ALL = sorted(path.name for path in DATA.iterdir())
HEAD = '<xliff version="1.2"><file original="a" source-language="ko" target-language="en"><body>'
TAIL = "</body></file></xliff>"


def unit(target: str, source: str = "원문") -> bytes:
    return f'{HEAD}<trans-unit id="1"><source>{source}</source>{target}</trans-unit>{TAIL}'.encode()


def xliff(data: str | bytes, languages=("", "")):
    return given("a.xlf", data.encode() if isinstance(data, str) else data, languages)


def texts(name):
    return [(one.unit, one.source, one.target) for one in read(of(DATA / name))]


# Reading


def test_plain_xliff():
    found = read(of(DATA / "plain.xlf"))
    assert [(one.document, one.unit, one.source, one.target, one.state, one.fuzzy, one.line) for one in found] == [
        ("강.txt", "1", "강이 얼었다.", "The river froze.", "approved", False, 8),
        ("강.txt", "2", "다리 & 길", "", "", False, 12),
        ("강.txt", "3", "배가 왔다.\n모두 내렸다.", "The boat came.\nAll «got off».", "needs-review-translation", True,
         14),
        ("강.txt", "5", "등대지기", "", "", False, 19),
        ("강.txt", "6", "소금", "<salt> & more", "", False, 21),
        ("강.txt#2", "1/1", "나루.", "", "", False, 27),
        ("강.txt#2", "1/2", "나루터.", "", "", False, 27),
        ("강.txt#2", "2/a", "하나.", "", "", False, 30),
        ("강.txt#2", "2/b", "둘.", "Two.", "", False, 30),
        ("강.txt#2", "2/c", "셋.", "", "", False, 30),
    ]  # fmt: skip
    assert found[2].target_codes == (
        Code(9, '<g id="1">', "1"),
        Code(13, "</g>", "1"),
        Code(14, '<x id="2" ctype="lb"/>', "2"),
    )
    assert found[3].source_codes == (Code(2, '<ph id="1">{<sub>아래</sub>}</ph>', "1"),)


def test_trados():
    found = read(of(DATA / "studio.sdlxliff"))
    assert [(one.unit, one.target, one.state, one.fuzzy, one.locked) for one in found] == [
        ("1", "The boatman rowed with an oar.", "ApprovedTranslation", False, False),
        ("2", "The water was clear.", "Translated", False, True),
        ("3", "", "", True, False),
        ("4", "No answer came.", "Draft", True, False),
    ]
    assert [code.at for code in found[0].target_codes] == [26, 29], "what a tracked change deleted is no code"


def test_memoq():
    found = read(of(DATA / "memo.mqxliff"))
    assert [(one.source, one.target, one.state, one.fuzzy, one.locked) for one in found] == [
        ("우물이 깊다.", "The well is deep.", "ManuallyConfirmed", False, False),
        ("물이 차다.", "", "NotStarted", True, False),
        ("두레박", "bucket", "Proofread", False, True),
    ]


def test_xliff_2():
    found = read(of(DATA / "core.xlf"))
    assert [(one.document, one.unit, one.source, one.target, one.state, one.fuzzy) for one in found] == [
        ("f1", "u1/s1", "산이 높다.", "The mountain is high.", "translated", False),
        ("f1", "u1/2", "골이 깊다.\n끝.", "", "initial", True),
        ("f1", "u3", "눈", "snow", "", False),
        ("f2", "u1", "비", "rain", "", False),
    ]
    assert found[3].target_codes == (Code(0, '<x:sc id="1"/>', "1"), Code(4, '<x:ec startRef="1"/>', "1"))


def test_tmx_reads_the_nearest_region():
    assert texts("memory.tmx") == [
        ("1", "구름이 희다.", "The cloud is white."),
        ("2", "바람", "wind\nagain"),
        (None, "서리", "frost & dew"),
    ]
    british = of(DATA / "memory.tmx", ("ko", "en-GB"))
    assert [one.target for one in read(british)] == ["The cloud is white.", "wind (GB)", "frost & dew"]
    turned = of(DATA / "memory.tmx", ("en", "ko"))
    assert next((one.source, one.target) for one in read(turned)) == ("The cloud is white.", "구름이 희다.")


def test_qt():
    found = read(of(DATA / "linguist.ts"))
    assert [(one.context, one.source, one.target, one.fuzzy) for one in found] == [
        ("Window", "Open &file", "파일 열기(&O)…", False),
        ("Window: status bar", "%n file(s)", "파일 %n개", True),
        ("Window", "New", "", False),
    ]


def test_what_is_passed_over_is_counted_and_said():
    said = []
    for name in ALL:
        what = of(DATA / name)
        what.warn = said.append
        read(what)
    assert said == [
        "core.xlf: passed over: units that are not to be translated (1)",
        "linguist.ts: passed over: obsolete messages (1)",
        "memory.tmx: passed over: texts in other languages (1); units in other languages, ko (1)",
        "plain.xlf: passed over: units that are not to be translated (1); units in other languages, ko → fr (1)",
        "studio.sdlxliff: passed over: units that are not to be translated (1)",
    ]


def test_a_pair_that_is_not_there_says_which_is():
    for name in ("plain.xlf", "core.xlf", "studio.sdlxliff", "memory.tmx", "linguist.ts"):
        with pytest.raises(CheckerError) as caught:
            read(of(DATA / name, ("ko", "ja")))
        assert "→ ja" in caught.value.message
        assert "it has" in caught.value.hint
    many = "".join(f'<tuv lang="{one}"><seg>{one}</seg></tuv>' for one in ("ko", "en", "en-US", "fr"))
    many = f'<tmx version="1.1"><header srclang="*all*"/><body><tu>{many}</tu></body></tmx>'
    with pytest.raises(CheckerError, match=r"several languages.*--to: en, en-US, fr, ko"):
        read(given("a.tmx", many.encode()))
    assert [one.target for one in read(given("a.tmx", many.encode(), ("ko", "en-US")))] == ["en-US"]
    assert [one.target for one in read(given("a.tmx", many.encode(), ("", "fr")))] == ["fr"]


def test_the_second_language_of_a_file_is_the_one_asked_for():
    french = of(DATA / "plain.xlf", ("ko", "fr"))
    assert [one.target for one in read(french)] == ["le bac"]


def test_marks_without_a_marked_source_are_one_segment():
    whole = xliff(unit('<target><mrk id="1">One.</mrk><mrk id="2">Two.</mrk></target>'))
    assert [(one.target, one.target_codes) for one in read(whole)] == [("One.Two.", ())]


def test_a_marked_source_with_a_target_in_one_is_paired_as_a_whole():
    marked = '<seg-source><mrk mtype="seg" mid="1">하나.</mrk> <mrk mtype="seg" mid="2">둘.</mrk></seg-source>'
    found = read(xliff(unit(marked + "<target>One. Two.</target>", "하나. 둘.")))
    assert [(one.source, one.target) for one in found] == [("하나. 둘.", "One. Two.")]


# Writing

CODED = [  # the target, its new text, the target then
    ("The boat", "The ship", "The ship"),
    ("A &amp; B &#x3e; C", "A & B > D", "A &amp; B &#x3e; D"),
    ("a", "<b> & ]]> \r\n", "&lt;b&gt; &amp; ]]&gt; &#13;\n"),
    ("<g id='1'>Kim</g> went", "Kim left", "<g id='1'>Kim</g> left"),
    ("<g id='1'>Kim</g> went", "The Kim went", "<g id='1'>The Kim</g> went"),
    ("<g id='1'>Old words here</g>", "All is new", "<g id='1'>All is new</g>"),
    ("<g id='1'>Old words</g>", "", "<g id='1'></g>"),
    ("<g id='1'></g>", "new", "<g id='1'>new</g>"),
    ("<x id='1'/>Old words<x id='2'/>", "All new", "<x id='1'/>All new<x id='2'/>"),
    ("He saw <g id='1'>Kim</g> there.", "She saw <g> Kim there.", "She saw &lt;g&gt; <g id='1'>Kim</g> there."),
    ("He saw <g id='1'>Kim</g> there.", "He met Lee yesterday.", "He met <g id='1'>Lee</g> yesterday."),
    ("He saw <g id='1'>Kim</g> there.", "He saw Lee there.", "He saw <g id='1'>Lee</g> there."),
    ("one<x id='1'/> two three", "one three", "one<x id='1'/> three"),
    ("one two<x id='1'/> three", "one six three", "one six<x id='1'/> three"),
    ("one tw<x id='1'/>o three", "one six three", "one six<x id='1'/> three"),
    ("one<x id='1' ctype='lb'/>two", "one\ntwo!", "one<x id='1' ctype='lb'/>two!"),
    ("one<x id='1' ctype='lb'/>two", "one two", "one two"),
    ("one<!-- a --><?b c?> two", "one two!", "one<!-- a --><?b c?> two!"),
    ("one <!-- a -->two", "six", "six<!-- a -->"),
    ("<g id='1'>Old</g> <g id='2'>river</g>", "River Old", "<g id='1'>River Old</g><g id='2'></g>"),
    ("<g id='1'>x</g> <mrk id='2'>sea</mrk> low", "sea x low", "<mrk id='2'>sea</mrk> <g id='1'>x</g> low"),
    ("<mrk id='1'>Old <g id='2'>river</g></mrk> now", "A river now", "<mrk id='1'>A <g id='2'>river</g></mrk> now"),
    ("<![CDATA[<p>one</p>]]>", "<p>two</p>", "<![CDATA[<p>two</p>]]>"),
    ("<![CDATA[<p>]]>one<![CDATA[</p>]]>", "<p>two</p>", "&lt;p&gt;two&lt;/p&gt;"),
    ("<![CDATA[one]]>", "a ]]> b", "a ]]&gt; b"),
    ("<bpt id='1'>&lt;b></bpt>bold<ept id='1'>&lt;/b></ept> end", "bolder end",
     "<bpt id='1'>&lt;b></bpt>bolder<ept id='1'>&lt;/b></ept> end"),
    ("a<bpt id='1'>[</bpt>b<ept id='1'>]</ept> c", "a new b c", "a new <bpt id='1'>[</bpt>b<ept id='1'>]</ept> c"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "then"), CODED)
def test_codes_stay_among_the_words_that_stay(old, new, then):
    what = xliff(unit(f"<target state='x>y'>{old}</target>"))
    assert written(what, {1: new}) == unit(f"<target state='x>y'>{then}</target>")


FIRST, SECOND = (f'<mrk mtype="seg" mid="{number}">' for number in (1, 2))
EDITS = [  # the file, segment, text; what stands there, and what then does
    ("plain.xlf", 1, "The river thawed.", "The river froze.", "The river thawed."),
    ("plain.xlf", 2, "bridge & way", "<source>다리 &amp; 길</source>",
     "<source>다리 &amp; 길</source><target>bridge &amp; way</target>"),
    ("plain.xlf", 4, "keeper", "</source><target/>",
     '</source><target><ph id="1">{<sub>아래</sub>}</ph>keeper</target>'),
    ("plain.xlf", 7, "Ferry.", "나루터.</mrk></seg-source>",
     f"나루터.</mrk></seg-source>\n      <target>{FIRST}</mrk> {SECOND}Ferry.</mrk></target>"),
    ("plain.xlf", 8, "One.", '<target><mrk mtype="seg" mid="b">',
     '<target><mrk mtype="seg" mid="a">One.</mrk><mrk mtype="seg" mid="b">'),
    ("plain.xlf", 10, "Three.", "Two.</mrk>", 'Two.</mrk><mrk mtype="seg" mid="c">Three.</mrk>'),
    ("memo.mqxliff", 2, "cold", '"NotStarted">|<target xml:space="preserve"></target>',
     '"PartiallyEdited">|<target xml:space="preserve">cold</target>'),
    ("studio.sdlxliff", 1, "The boatman rowed with one oar.", 'with an|conf="ApprovedTranslation"',
     'with one|conf="Draft"'),
    ("studio.sdlxliff", 3, "He asked.", '<target><mrk mtype="seg" mid="3"/>|<sdl:seg id="3"/>',
     '<target><mrk mtype="seg" mid="3">He asked.</mrk>|<sdl:seg id="3" conf="Draft"/>'),
    ("core.xlf", 2, "Deep.", "끝.</x:source>", "끝.</x:source><x:target>Deep.</x:target>"),
    ("core.xlf", 4, "sleet", ">rain<", ">sleet<"),
    ("memory.tmx", 2, "gale\nagain", ">wind<ph", ">gale<ph"),
    ("linguist.ts", 1, "파일 뾁 열기(&O)…", "파일 열기(&amp;O)&#x2026;", "파일 &#49025; 열기(&amp;O)&#x2026;"),
    ("linguist.ts", 2, "파일 %n개—", "파일 %n개", "파일 %n개&#8212;"),
    ("linguist.ts", 3, "새 창", "<source>New</source>", "<source>New</source><translation>새 창</translation>"),
]  # fmt: skip
ENCODING = {"memory.tmx": "utf-16", "linguist.ts": "euc-kr"}


@pytest.mark.parametrize(("name", "number", "text", "before", "after"), EDITS)
def test_one_edit_changes_one_target(name, number, text, before, after):
    encoding = ENCODING.get(name, "utf-8")
    expected = (DATA / name).read_bytes().decode(encoding)
    for old, new in zip(before.split("|"), after.split("|"), strict=True):
        assert old in expected
        expected = expected.replace(old, new, 1)
    assert written(of(DATA / name), {number: text}).decode(encoding) == expected


@pytest.mark.parametrize("name", ALL)
def test_no_edit_is_the_same_bytes(name):
    what = of(DATA / name)
    assert written(what, {}) == (DATA / name).read_bytes()
    same = {number: one.target for number, one in enumerate(read(what), 1)}
    assert written(what, same) == (DATA / name).read_bytes()


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp949", "euc-kr", "gb18030"]
)
def test_every_encoding_is_kept(encoding):
    declared = {"utf-8-sig": "utf-8", "utf-32": "utf-8"}.get(encoding, encoding)
    story = unit("<target>말 · &lt;good></target>", "조선말\r\n둘").decode()
    document = f'<?xml version="1.0" encoding="{declared}"?>\r\n{story}'
    what = xliff(document.encode(encoding))
    assert [(one.source, one.target) for one in read(what)] == [("조선말\n둘", "말 · <good>")]
    assert written(what, {}) == document.encode(encoding)
    then = document.replace("good", "fine").encode(encoding)
    assert written(what, {1: "말 · <fine>"}) == then


def test_a_sign_that_the_encoding_lacks_is_referred_to():
    data = b'<?xml version="1.0" encoding="windows-1252"?>' + unit("<target>caf\u00e9</target>", "x").decode().encode(
        "cp1252"
    )
    assert written(xliff(data), {1: "café 북"}) == data.replace(b"caf\xe9", b"caf\xe9 &#48513;")


def test_many_edits_at_once_and_blocks_do_not_matter(monkeypatch):
    what = of(DATA / "plain.xlf")
    new = {number: f"{one.target} {number}" for number, one in enumerate(read(what), 1)}
    wanted = written(what, new)
    assert [one.target for one in read(given("a.xlf", wanted))] == list(new.values())
    for size in (1, 2, 7, 64):
        monkeypatch.setattr("checker.formats._xml._BLOCK", size)
        assert written(what, new) == wanted
        assert read(what) == read(of(DATA / "plain.xlf"))


@pytest.mark.parametrize(
    ("name", "targets", "message"),
    [
        ("plain.xlf", {11: "x"}, "there is no segment 11"),
        ("plain.xlf", {0: "x"}, "there is no segment 0"),
        ("plain.xlf", {1: "a\0b"}, "cannot hold the character U\\+0000"),
        ("plain.xlf", {2: "a\ud800"}, "cannot hold the character U\\+D800"),
        ("plain.xlf", {9: "\x1b[2J"}, "cannot hold the character U\\+001B"),
        ("memo.mqxliff", {3: "pail"}, "locked"),
        ("studio.sdlxliff", {2: "It was clear."}, "locked"),
    ],
)
def test_what_cannot_be_written_is_refused(name, targets, message):
    with pytest.raises(CheckerError, match=message) as caught:
        written(of(DATA / name), targets)
    assert caught.value.place.startswith(name)
