"""What is read of small files of each format, and which bytes change where targets do.

A segment is shown as ``line: unit source = target``, with its document, context, state and flags, and its inline codes
with their places (those of the target with a mark); ``!`` is what a broken file is told, ``?`` what is passed over.
"""

import io

import pytest

from checker import Glossary
from checker.errors import CheckerError
from checker.family import member
from checker.formats import format_of
from tests.written import given, read, written

COLUMNS = "id,source,target,document,context,state,fuzzy\n"
UTX = "#UTX 1.11; ko/en;\n#src\ttgt\tsrc:pos\tterm status\tcomment\n"
STUDIO = (
    '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:sdl="ht'
    'tp://sdl.com/FileTypes/SdlXliff/1.0">'
    '<file original="a" source-language="ko" target-language="en"><body><trans-unit id="t"><source>'
    '강. 말.</source><seg-source><mrk mtype="seg" mid="1">강.</mrk> <mrk mtype="seg" mid="2">말.</mrk>'
    '</seg-source><target><mrk mtype="seg" mid="1">River.</mrk> <mrk mtype="seg" mid="2">'
    'Word.</mrk></target><sdl:seg-defs><sdl:seg id="1" conf="Translated"/>'
    '<sdl:seg id="2" conf="Draft" locked="true"/></sdl:seg-defs></trans-unit></body></file></xliff>'
)
MEMOQ = (
    '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:mq="MQXliff">'
    '<file original="a" source-language="ko" target-language="en"><body>'
    '<trans-unit id="1" mq:status="ManuallyConfirmed"><source>강</source><target>river</target>'
    '</trans-unit><trans-unit id="2" mq:status="NotStarted" mq:locked="locked"><source>말</source>'
    "<target>word</target></trans-unit></body></file></xliff>"
)


def xliff(inside):
    """XLIFF 1 with these units."""
    return (
        '<xliff version="1.2"><file original="a.txt" source-language="ko" target-language="en"><body>'
        + inside
        + "</body></file></xliff>"
    )


def xliff2(inside):
    """XLIFF 2 with these units."""
    return (
        '<xliff version="2.0" srcLang="ko" trgLang="en" xmlns="urn:oasis:names:tc:xliff:document:2.0">'
        '<file id="f1">' + inside + "</file></xliff>"
    )


def tmx(inside):
    """TMX with these units."""
    return '<tmx version="1.4"><header srclang="ko"/><body>' + inside + "</body></tmx>"


def ts(inside):
    """TS with these messages."""
    return '<TS version="2.1" language="en" sourcelanguage="ko"><context><name>Main</name>' + inside + "</context></TS>"


def po(inside):
    """A PO file with these entries."""
    return 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n' + inside


def tbx(inside):
    """TBX with these entries."""
    return '<martif type="TBX-Basic" xml:lang="ko"><text><body>' + inside + "</body></text></martif>"


READ = [
    ("a.csv", "source,target\n강,river\n", ("", ""), ["2: - 강 = river"]),
    ("a.csv", "Target , SOURCE\nriver,강\n", ("", ""), ["2: - 강 = river"]),
    (
        "a.csv",
        'source;target\n강;"a; ""b""\nc"\n바다\n\n ; \n말;word\n',
        ("", ""),
        ['2: - 강 = a; "b"\nc', "4: - 바다 = ", "7: - 말 = word"],
    ),
    (
        "a.csv",
        COLUMNS + "7,강,river,d1,ctx,final,\n8,말,word,,,draft,\n9,산,hill,,,Needs-Review,\n10,들,field,,,,Yes\n"
        "11,길,way,,,,no\n12,숲,wood,,,translated,0\n13,꽃,bloom,,,,1\n",
        ("", ""),
        [
            "2: 7 강 = river in d1 (ctx) final",
            "3: 8 말 = word draft fuzzy",
            "4: 9 산 = hill Needs-Review fuzzy",
            "5: 10 들 = field fuzzy",
            "6: 11 길 = way",
            "7: 12 숲 = wood translated",
            "8: 13 꽃 = bloom fuzzy",
        ],
    ),
    ("a.csv", "원문,번역문\n강,river\n", ("", ""), ["2: - 강 = river"]),
    ("a.csv", "ko,en\n강,river\n", ("", ""), ["2: - 강 = river"]),
    ("a.csv", "note,source,target,more\nx,강,river,y\n", ("", ""), ["2: - 강 = river"]),
    (
        "a.tsv",
        'source\ttarget\n강\t"a ""b"""\n말\t"word\n바다\n',
        ("", ""),
        ['2: - 강 = a "b"', '3: - 말 = "word', "4: - 바다 = "],
    ),
    ("a.tsv", "source\ttarget\r\n강\triver\r\n", ("", ""), ["2: - 강 = river"]),
    (
        "a.jsonl",
        (
            '{"source":"강","target":"river","unit":"u","id":5,"document":1,"context":"c","fuzzy":true}\n\n'
            '{"source":"말","target":null,"id":0}\n{"source":"산","unit":""}\n'
        ),
        ("", ""),
        ["1: u 강 = river in 1 (c) fuzzy", "3: 0 말 = ", "4:  산 = "],
    ),
    ("a.po", po('msgid "강"\nmsgstr "river"\n'), ("", ""), ["4: 강 강 = river"]),
    (
        "a.po",
        po('#, fuzzy, c-format\n#| msgid "걍"\nmsgctxt "map"\nmsgid "강 %d"\nmsgstr "river "\n"%d"\n'),
        ("", ""),
        ["4: map|강 %d 강 %d = river %d (map) fuzzy c-format"],
    ),
    (
        "a.po",
        po(
            'msgid "다리"\nmsgid_plural "다리들"\nmsgstr[0] "bridge"\nmsgstr[1] "bridges"\n\nmsgid "말"\n'
            'msgid_plural "말들"\nmsgstr[0] "horses"\n'
        ),
        ("", ""),
        ["4: 다리[0] 다리 = bridge plural", "4: 다리[1] 다리들 = bridges ( [1])", "9: 말[0] 말들 = horses"],
    ),
    (
        "a.po",
        po('#~ msgid "옛"\n#~ msgstr "old"\n\nmsgid "a\\tb\\"c\\\\n\\n"\nmsgstr ""\n'),
        ("", ""),
        ['7: a\tb"c\\n\n a\tb"c\\n\n = '],
    ),
    (
        "a.xlf",
        xliff(
            '<trans-unit id="1"><source>강</source><target>river</target></trans-unit>'
            '<trans-unit id="2" translate="no"><source>말</source></trans-unit><trans-unit id="3"><source>'
            "산</source></trans-unit>"
        ),
        ("", ""),
        [
            "1: 1 강 = river in a.txt",
            "1: 3 산 =  in a.txt",
            "? a.xlf: passed over: units that are not to be translated (1)",
        ],
    ),
    (
        "a.xlf",
        xliff(
            '<trans-unit id="1"><source>강</source><target state="new">river</target></trans-unit>'
            '<trans-unit id="2"><source>말</source><target state="needs-review-translation">word</target>'
            '</trans-unit><trans-unit id="3" approved="yes"><source>산</source><target>hill</target>'
            '</trans-unit><trans-unit id="4"><source>들</source><target state="final">field</target>'
            "</trans-unit>"
        ),
        ("", ""),
        [
            "1: 1 강 = river in a.txt new fuzzy",
            "1: 2 말 = word in a.txt needs-review-translation fuzzy",
            "1: 3 산 = hill in a.txt approved",
            "1: 4 들 = field in a.txt final",
        ],
    ),
    (
        "a.xlf",
        xliff(
            '<trans-unit id="1"><source>강<x id="1"/>과 <g id="2">말</g></source><target>river<x id="1"/>'
            ' and <g id="2">word</g></target></trans-unit>'
        ),
        ("", ""),
        [
            (
                '1: 1 강과 말 = river and word in a.txt <x id="1"/>@1#1 <g id="2">@3#2 </g>@4#2 <x id="1"/>'
                "@5'#1 <g id=\"2\">@10'#2 </g>@14'#2"
            )
        ],
    ),
    (
        "a.xlf",
        xliff(
            '<trans-unit id="1"><source>a<ph id="1">&lt;b&gt;</ph>b</source><target>A<ph id="1">'
            "&lt;b&gt;</ph>B</target></trans-unit>"
        ),
        ("", ""),
        ['1: 1 ab = AB in a.txt <ph id="1">&lt;b&gt;</ph>@1#1 <ph id="1">&lt;b&gt;</ph>@1\'#1'],
    ),
    (
        "a.xlf",
        xliff(
            '<trans-unit id="1"><source>a<x id="1" ctype="lb"/>b &amp; &#44053; <![CDATA[<x>]]><!--no-->'
            "</source><target/></trans-unit>"
        ),
        ("", ""),
        ['1: 1 a\nb & 강 <x> =  in a.txt <x id="1" ctype="lb"/>@1#1'],
    ),
    (
        "a.xlf",
        xliff(
            '<trans-unit id="1"><source>강. 말.</source><seg-source><mrk mtype="seg" mid="1">강.</mrk>'
            ' <mrk mtype="seg" mid="2">말.</mrk></seg-source><target><mrk mtype="seg" mid="1">River.</mrk>'
            ' <mrk mtype="seg" mid="2">Word.</mrk></target></trans-unit>'
        ),
        ("", ""),
        ["1: 1/1 강. = River. in a.txt", "1: 1/2 말. = Word. in a.txt"],
    ),
    (
        "a.xlf",
        xliff(
            '<trans-unit id="1"><source>강. 말.</source><seg-source><mrk mtype="seg" mid="1">강.</mrk>'
            ' <mrk mtype="seg" mid="2">말.</mrk></seg-source><target>River. Word.</target></trans-unit>'
        ),
        ("", ""),
        ["1: 1 강. 말. = River. Word. in a.txt"],
    ),
    (
        "a.xlf",
        xliff(
            '<trans-unit id="1"><source>강.</source><seg-source><mrk mtype="seg" mid="1">강.</mrk>'
            "</seg-source><target>River.</target></trans-unit>"
        ),
        ("", ""),
        ["1: 1 강. = River. in a.txt"],
    ),
    (
        "a.xlf",
        xliff(
            '<trans-unit id="1"><source>강.</source><seg-source><g id="5"><mrk mtype="seg" mid="1">강.</mrk>'
            "</g></seg-source></trans-unit>"
        ),
        ("", ""),
        ["1: 1 강. =  in a.txt"],
    ),
    (
        "a.xlf",
        xliff(
            '<trans-unit id="0"><source>강</source></trans-unit></body></file>'
            '<file original="a.txt" source-language="ko" target-language="en"><body><trans-unit id="1">'
            "<source>강</source></trans-unit></body></file>"
            '<file original="b.txt" source-language="ko" target-language="fr"><body><trans-unit id="2">'
            "<source>강</source></trans-unit></body></file>"
            '<file original="c.txt" source-language="ko" target-language="en-GB"><body><trans-unit id="3">'
            "<source>강</source></trans-unit>"
        ),
        ("ko", "en"),
        [
            "1: 0 강 =  in a.txt",
            "1: 1 강 =  in a.txt#2",
            "1: 3 강 =  in c.txt",
            "? a.xlf: passed over: units in other languages, ko → fr (1)",
        ],
    ),
    (
        "a.xlf",
        xliff2(
            '<unit id="u1"><segment><source>강</source><target>river</target></segment></unit><unit id="u2">'
            '<segment state="initial"><source>말</source><target>word</target></segment><ignorable><source>'
            ' </source></ignorable><segment id="s2" state="final"><source>산</source></segment></unit>'
            '<unit id="u3" translate="no"><segment><source>들</source></segment></unit>'
        ),
        ("", ""),
        [
            "1: u1 강 = river in f1",
            "1: u2/1 말 = word in f1 initial fuzzy",
            "1: u2/s2 산 =  in f1 final",
            "? a.xlf: passed over: units that are not to be translated (1)",
        ],
    ),
    (
        "a.tmx",
        tmx(
            '<tu tuid="7"><tuv xml:lang="ko"><seg>강</seg></tuv><tuv xml:lang="en"><seg>river <bpt i="1">'
            '&lt;b></bpt>x<ept i="1">&lt;/b></ept></seg></tuv></tu><tu><tuv xml:lang="ko"><seg>말</seg>'
            "</tuv></tu>"
        ),
        ("", ""),
        [
            '1: 7 강 = river x <bpt i="1">&lt;b></bpt>@6\'#1 <ept i="1">&lt;/b></ept>@7\'#1',
            "? a.tmx: passed over: units in other languages, ko (1)",
        ],
    ),
    (
        "a.tmx",
        tmx(
            '<tu><tuv xml:lang="en-US"><seg>color</seg></tuv><tuv xml:lang="ko"><seg>색</seg></tuv>'
            '<tuv xml:lang="en-GB"><seg>colour</seg></tuv></tu>'
        ),
        ("ko", "en-GB"),
        ["1: - 색 = colour", "? a.tmx: passed over: texts in other languages (1)"],
    ),
    (
        "a.tmx",
        tmx(
            '<tu><tuv xml:lang="en-US"><seg>color</seg></tuv><tuv xml:lang="ko"><seg>색</seg></tuv>'
            '<tuv xml:lang="fr"><seg>couleur</seg></tuv></tu>'
        ),
        ("ko", "en"),
        ["1: - 색 = color", "? a.tmx: passed over: texts in other languages (1)"],
    ),
    (
        "a.ts",
        ts(
            '<message id="m"><source>강</source><comment>map</comment><translation>river</translation>'
            '</message><message><source>말</source><translation type="unfinished">word</translation>'
            '</message><message><source>산</source><translation type="vanished">hill</translation></message>'
            '<message numerus="yes"><source>%n 들</source><translation><numerusform>%n field</numerusform>'
            "<numerusform>%n fields</numerusform></translation></message><message><source>길</source>"
            "</message>"
        ),
        ("", ""),
        [
            "1: m 강 = river (Main: map) qt-format",
            "1: - 말 = word (Main) unfinished fuzzy qt-format",
            "1: - %n 들 = %n field (Main) plural+qt-format",
            "1: - %n 들 = %n fields (Main) qt-format",
            "1: - 길 =  (Main) qt-format",
            "? a.ts: passed over: obsolete messages (1)",
        ],
    ),
    ("a.sdlxliff", STUDIO, ("", ""), ["1: 1 강. = River. in a Translated", "1: 2 말. = Word. in a Draft fuzzy locked"]),
    (
        "a.mqxliff",
        MEMOQ,
        ("", ""),
        ["1: 1 강 = river in a ManuallyConfirmed", "1: 2 말 = word in a NotStarted fuzzy locked"],
    ),
    (
        "a.csv",
        "source,target\n강,river,x\n",
        ("", ""),
        [("! a.csv:2: the row has 3 cells, the header 2; put a cell that contains the separator in double quotes")],
    ),
    (
        "a.csv",
        "a,target,source\nx,y\n",
        ("", ""),
        [
            (
                "! a.csv:2: the row has 2 cells, its “source” would be number 3; the header has 3"
                "; put a cell that contains the separator in double quotes"
            )
        ],
    ),
    (
        "a.csv",
        "source,target,source\n강,river,x\n",
        ("", ""),
        ["! a.csv:1: the header names the column “source” twice; rename or remove one of them"],
    ),
    (
        "a.csv",
        "one,two,three\n",
        ("", ""),
        [
            (
                "! a.csv:1: this is not a header: one | two | three; the first line of a corpus names the"
                " columns “source” and “target”; or say --columns SOURCE TARGET"
            )
        ],
    ),
    (
        "a.csv",
        "\n\n",
        ("", ""),
        [
            (
                "! a.csv:1: there is no header; the first line of a corpus names the columns “source” and “target”;"
                " or say --columns SOURCE TARGET"
            )
        ],
    ),
    (
        "a.csv",
        'source,target\n강,"river\n',
        ("", ""),
        ["! a.csv:2: a quote is opened and never closed; write quotes inside a quoted cell twice"],
    ),
    (
        "a.csv",
        'source,target\n강,"riv"er\n',
        ("", ""),
        ["! a.csv:2: a quote inside a quoted cell is not doubled; write quotes inside a quoted cell twice"],
    ),
    ("a.csv", "term,translation\n강,river\n", ("", ""), ["2: - 강 = river"]),
    (
        "a.csv",
        "ko,en,ja\n강,river,kawa\n",
        ("", ""),
        ["! a.csv: it is in several languages; choose with --from and --to: ko, en, ja"],
    ),
    ("a.csv", "ko,en,ja\n강,river,kawa\n", ("ko", "ja"), ["2: - 강 = kawa"]),
    ("a.csv", "en-US,ko,note\nriver,강,x\n", ("ko", "en"), ["2: - 강 = river"]),
    (
        "a.csv",
        "id,no\n1,2\n",
        ("", ""),
        [
            (
                "! a.csv:1: this is not a header: id | no; the first line of a corpus names the columns “source”"
                " and “target”; or say --columns SOURCE TARGET"
            )
        ],
    ),
    (
        "a.jsonl",
        '{"target":"x"}\n',
        ("", ""),
        [
            (
                "! a.jsonl:1: object missing required field `source`; write one object per line, with “source”"
                " and “target”"
            )
        ],
    ),
    (
        "a.jsonl",
        '{"source":"강"\n',
        ("", ""),
        [("! a.jsonl:1: input data was truncated; write one object per line, with “source” and “target”")],
    ),
    (
        "a.jsonl",
        "[1]\n",
        ("", ""),
        [("! a.jsonl:1: expected `object`, got `array`; write one object per line, with “source” and “target”")],
    ),
    (
        "a.po",
        po('msgid "강"\n'),
        ("", ""),
        [("! a.po:4: the file ends before the msgstr of this entry; “msgfmt -c” lists all errors of a file")],
    ),
    (
        "a.po",
        po('msgid "강\nmsgstr ""\n'),
        ("", ""),
        ["! a.po:4: a quote is missing or not escaped; “msgfmt -c” lists all errors of a file"],
    ),
    (
        "a.po",
        po('msgid "강"\nmsgstr ""\nnonsense\n'),
        ("", ""),
        ["! a.po:6: this is not gettext syntax; “msgfmt -c” lists all errors of a file"],
    ),
    (
        "a.tsv",
        "source\ttarget\n강\triver\tx\n",
        ("", ""),
        ["! a.tsv:2: the row has 3 cells, the header 2; a cell cannot contain tabs or line breaks"],
    ),
    (
        "a.xlf",
        xliff('<trans-unit id="1"><source>강</source></trans-unit>'),
        ("ja", "en"),
        ["! a.xlf: nothing in it is ja → en; it has ko → en: choose with --from and --to"],
    ),
    (
        "a.xlf",
        xliff('<trans-unit id="1"><source>강</source></trans-unit>'),
        ("ko-KR", "en-GB"),
        ["1: 1 강 =  in a.txt"],
    ),
    (
        "a.xlf",
        xliff('<trans-unit id="1"><source>강</sauce></trans-unit>'),
        ("", ""),
        [("! a.xlf:1: not well-formed XML: mismatched tag, column 123; save it again with its own program")],
    ),
    (
        "a.xlf",
        (
            '<!DOCTYPE x [<!ENTITY a "b">]><xliff version="1.2">'
            '<file original="a.txt" source-language="ko" target-language="en"><body><trans-unit id="1">'
            "<source>강</source></trans-unit></body></file></xliff>"
        ),
        ("", ""),
        ["! a.xlf:1: the file declares the entity “a”; entities are not read: write their text instead"],
    ),
    (
        "a.xlf",
        xliff(
            '<group translate="no"><trans-unit id="1"><source>강</source></trans-unit>'
            '<trans-unit id="2" translate="yes"><source>말</source></trans-unit></group>'
        ),
        ("", ""),
        ["1: 2 말 =  in a.txt", "? a.xlf: passed over: units that are not to be translated (1)"],
    ),
    (
        "a.xlf",
        xliff(
            '<trans-unit id="1"><source>강 <mrk mtype="protected">river</mrk> <it id="3" pos="open">'
            "&lt;i&gt;</it></source><target>a<sub>b</sub></target></trans-unit>"
        ),
        ("", ""),
        ['1: 1 강 river  = ab in a.txt <it id="3" pos="open">&lt;i&gt;</it>@8#3 <sub>@1\' </sub>@2\''],
    ),
    (
        "a.tmx",
        tmx(
            '<tu><tuv xml:lang="ko"><seg>강</seg></tuv><tuv xml:lang="en"><seg>river</seg></tuv>'
            '<tuv xml:lang="ja"><seg>kawa</seg></tuv></tu>'
        ),
        ("", ""),
        ["! a.tmx: it is in several languages; choose with --from and --to: en, ja, ko"],
    ),
    (
        "a.tmx",
        (
            '<tmx version="1.1"><header srclang="*all*"/><body><tu><tuv lang="en"><seg>river</seg></tuv>'
            '<tuv lang="ko"><seg>강</seg></tuv></tu></body></tmx>'
        ),
        ("", ""),
        ["1: - river = 강"],
    ),
    (
        "a.tmx",
        (
            '<tmx version="1.4"><header srclang="de"/><body><tu><tuv xml:lang="ko"><seg>강</seg></tuv>'
            '<tuv xml:lang="en"><seg>river</seg></tuv></tu></body></tmx>'
        ),
        ("", ""),
        ["1: - 강 = river"],
    ),
    (
        "a.tmx",
        (
            '<tmx version="1.4"><header srclang="en-US"/><body><tu><tuv xml:lang="en-GB"><seg>colour</seg>'
            '</tuv><tuv xml:lang="en-US"><seg>color</seg></tuv></tu></body></tmx>'
        ),
        ("", ""),
        ["1: - color = colour"],
    ),
    (
        "a.tmx",
        tmx('<tu><tuv xml:lang="en"><seg>river</seg></tuv><tuv xml:lang="ko"><seg>강</seg></tuv></tu>'),
        ("", ""),
        ["1: - 강 = river"],
    ),
    (
        "a.tmx",
        tmx('<tu><tuv xml:lang="ko"><seg>강</seg></tuv><tuv xml:lang="en"><seg>river</seg></tuv></tu>'),
        ("en", "ko"),
        ["1: - river = 강"],
    ),
    (
        "a.xlf",
        xliff(
            '<trans-unit id="1"><source>강\r\n<!-- x -->말<?pi?></source><target>'
            "a&#13;b&#x41;&quot;&apos;</target></trans-unit>"
        ),
        ("", ""),
        ["1: 1 강\n말 = a\rbA\"' in a.txt"],
    ),
    (
        "a.xlf",
        xliff("<trans-unit><source>강</source><target>river</target></trans-unit>"),
        ("", ""),
        ["1: - 강 = river in a.txt"],
    ),
    (
        "a.xlf",
        (
            '<xliff version="1.2"><file source-language="ko" target-language="en"><body><trans-unit id="1">'
            "<source>강</source></trans-unit></body></file></xliff>"
        ),
        ("", ""),
        ["1: 1 강 = "],
    ),
    ("a.po", 'msgid "강"\nmsgstr "river"\n', ("", ""), ["1: 강 강 = river"]),
    ("a.po", '\n\n#: app.c\n#. note\nmsgctxt ""\nmsgid "강"\nmsgstr ""\n"riv"\n"er"\n', ("", ""), ["5: 강 강 = river"]),
    (
        "a.po",
        po('#~ msgid "옛"\n#~ msgstr "old"\n#~| msgid "x"\nnonsense\n'),
        ("", ""),
        ["! a.po:7: this is not gettext syntax; “msgfmt -c” lists all errors of a file"],
    ),
    ("a.csv", 'source,target\n강,xxxxx\n"말","a\r\nb"\r\n', ("", ""), ["2: - 강 = xxxxx", "3: - 말 = a\r\nb"]),
    (
        "a.csv",
        "source,target\n강\rx,river\n",
        ("", ""),
        ["! a.csv:2: there is a carriage return in a cell without quotes; put the cell in double quotes"],
    ),
]

WRITTEN = [
    (
        "a.csv",
        'source,target\n강,river\n말,"word"\n산,"a,b"\r\n들\n',
        [
            ({1: "stream"}, "river", "stream"),
            ({2: "x"}, "word", "x"),
            ({3: "c"}, '"a,b"', "c"),
            ({4: "field"}, "들", "들,field"),
            ({1: 'a "b"'}, "river", '"a ""b"""'),
            ({1: "a,b"}, "river", '"a,b"'),
            ({2: "a\nb"}, "word", "a\nb"),
            ({1: "river"}, "", ""),
            ({5: "x"}, None, "a.csv: there is no segment 5; it has 4"),
            ({0: "x"}, None, "a.csv: there is no segment 0; it has 4"),
            ({1: "a\x00"}, None, "a.csv:2: there is a NUL character in the new text; leave it out"),
            ({1: "", 2: ""}, 'river\n말,"word', '\n말,"'),
        ],
    ),
    (
        "a.csv",
        'source;target;x\n강;river;1\n말;"a ""b"" c";2',
        [
            ({1: "a;b"}, "river", '"a;b"'),
            ({1: "a,b"}, "river", "a,b"),
            ({2: "y"}, '"a ""b"" c"', "y"),
            ({1: "r", 2: "s"}, 'river;1\n말;"a ""b"" c"', "r;1\n말;s"),
        ],
    ),
    (
        "a.tsv",
        "source\ttarget\tx\r\n강\triver\ty\r\n말\r\n",
        [
            ({1: "stream"}, "river", "stream"),
            ({2: "word"}, "말", "말\tword"),
            (
                {1: "a\tb"},
                None,
                "a.tsv:2: the row cannot hold the text a\tb; a cell cannot contain tabs or line breaks",
            ),
            (
                {1: "a\nb"},
                None,
                "a.tsv:2: the row cannot hold the text a\nb; a cell cannot contain tabs or line breaks",
            ),
            ({1: '"a"'}, "river", '"a"'),
            ({1: 'a "b"'}, "river", 'a "b"'),
            ({3: "x"}, None, "a.tsv: there is no segment 3; it has 2"),
        ],
    ),
    (
        "a.jsonl",
        (
            '{"source": "강", "target": "river", "x": {"target": "no"}}\n\n{"source":"말"}\n'
            '{"target":null,"source":"산"}\n{"source":"\\ub4e4","target":"f"}\n'
        ),
        [
            ({1: "stream"}, "river", "stream"),
            ({2: "word"}, '말"', '말","target":"word"'),
            ({3: "hill"}, "null", '"hill"'),
            ({4: "café"}, "f", "caf\\u00e9"),
            ({1: "river"}, "", ""),
            ({2: ""}, "", ""),
            ({3: ""}, "", ""),
            ({5: "x"}, None, "a.jsonl: there is no segment 5; it has 4"),
            ({1: 'a"b\n'}, "river", 'a\\"b\\n'),
        ],
    ),
    (
        "a.po",
        po(
            'msgid "강"\nmsgstr "river"\n\n#, fuzzy\n#| msgid "멀"\nmsgid "말"\nmsgstr "word"\n\n'
            '#, fuzzy, c-format\nmsgid "산"\nmsgstr ""\n"two\\n"\n"lines"\n\nmsgid "다리"\n'
            'msgid_plural "다리들"\nmsgstr[0] "bridge"\nmsgstr[1] "bridges"\n'
        ),
        [
            ({1: "stream"}, "river", "stream"),
            ({2: "horse"}, '#, fuzzy\n#| msgid "멀"\nmsgid "말"\nmsgstr "word', 'msgid "말"\nmsgstr "horse'),
            (
                {3: "hill"},
                'fuzzy, c-format\nmsgid "산"\nmsgstr ""\n"two\\n"\n"lines',
                'c-format\nmsgid "산"\nmsgstr "hill',
            ),
            (
                {3: "a\nb"},
                'fuzzy, c-format\nmsgid "산"\nmsgstr ""\n"two\\n"\n"lines',
                'c-format\nmsgid "산"\nmsgstr ""\n"a\\n"\n"b',
            ),
            ({4: "arch"}, '0] "bridge', '0] "arch'),
            ({5: "arches"}, "bridges", "arches"),
            (
                {1: "long " * 20},
                "river",
                (
                    '"\n"long long long long long long long long long long long long long long long "\n'
                    '"long long long long long '
                ),
            ),
            ({1: 'a"b\\c\t'}, "river", 'a\\"b\\\\c\\t'),
            ({1: ""}, "river", ""),
            ({6: "x"}, None, "a.po: there is no segment 6; it has 5"),
            ({1: "river"}, "", ""),
            ({2: "word"}, "", ""),
        ],
    ),
    (
        "a.xlf",
        xliff(
            '<trans-unit id="1"><source>강</source><target>river</target></trans-unit>\n'
            '  <trans-unit id="3">\n    <source>산</source>\n  </trans-unit><trans-unit id="4"><source>'
            '들</source><target/></trans-unit><trans-unit id="5"><source>길</source><target state="new">'
            "<![CDATA[way]]></target></trans-unit>"
        ),
        [
            ({1: "a < b & c"}, "river", "a &lt; b &amp; c"),
            ({2: "hill"}, "e>\n  ", "e>\n    <target>hill</target>\n  "),
            ({3: "field"}, "target/", "target>field</target"),
            ({4: "a<b"}, "way", "a<b"),
            ({4: "a]]>b"}, "<![CDATA[way]]>", "a]]&gt;b"),
            ({1: "river"}, "", ""),
            ({5: "x"}, None, "a.xlf: there is no segment 5; it has 4"),
            ({1: "\x07"}, None, "a.xlf:1: XML cannot hold the character U+0007; leave it out"),
            ({1: "a\rb"}, "river", "a&#13;b"),
            ({1: ""}, "river", ""),
        ],
    ),
    (
        "a.xlf",
        xliff(
            '<trans-unit id="1"><source>a</source><target>The <g id="1">old</g> river<x id="2"/>'
            " runs.</target></trans-unit>"
        ),
        [
            ({1: "The old river runs fast."}, "runs", "runs fast"),
            ({1: "The new river runs."}, "old", "new"),
            ({1: "An old river runs."}, "The", "An"),
            ({1: "The old stream runs."}, "river", "stream"),
            (
                {1: "Quite different"},
                'The <g id="1">old</g> river<x id="2"/> runs.',
                'Quite <g id="1">different</g><x id="2"/>',
            ),
            ({1: "The old river flows."}, "runs", "flows"),
            ({1: "The old, old river runs."}, "g>", "g>, old"),
            ({1: ""}, 'The <g id="1">old</g> river<x id="2"/> runs.', '<g id="1"></g><x id="2"/>'),
        ],
    ),
    (
        "a.xlf",
        xliff('<trans-unit id="1"><source>a</source><target><x id="1"/>The river<x id="2"/></target></trans-unit>'),
        [
            ({1: "A stream"}, "The river", "A stream"),
            ({1: "The old river"}, "river", "old river"),
        ],
    ),
    (
        "a.xlf",
        xliff('<trans-unit id="1"><source>a</source><target>one<x id="1" ctype="lb"/>two</target></trans-unit>'),
        [
            ({1: "one\nthree"}, "two", "three"),
            ({1: "one two"}, '<x id="1" ctype="lb"/>', " "),
            ({1: "six\ntwo"}, "one", "six"),
        ],
    ),
    (
        "a.xlf",
        xliff(
            '<trans-unit id="1"><source>강. 말.</source><seg-source><mrk mtype="seg" mid="1">강.</mrk>'
            ' <mrk mtype="seg" mid="2">말.</mrk></seg-source><target><mrk mtype="seg" mid="1">River.</mrk>'
            ' <mrk mtype="seg" mid="2">Word.</mrk></target></trans-unit>'
        ),
        [
            ({2: "Horse."}, "Word", "Horse"),
            ({1: "A", 2: "B"}, 'River.</mrk> <mrk mtype="seg" mid="2">Word.', 'A</mrk> <mrk mtype="seg" mid="2">B'),
        ],
    ),
    (
        "a.xlf",
        xliff(
            '<trans-unit id="1"><source>강. 말.</source><seg-source><mrk mtype="seg" mid="1">강.</mrk>'
            ' <mrk mtype="seg" mid="2">말.</mrk></seg-source></trans-unit>'
        ),
        [
            (
                {2: "Horse."},
                "/seg-source><",
                ('/seg-source><target><mrk mtype="seg" mid="1"></mrk> <mrk mtype="seg" mid="2">Horse.</mrk></target><'),
            ),
            (
                {1: "A", 2: "B"},
                "/seg-source><",
                ('/seg-source><target><mrk mtype="seg" mid="1">A</mrk> <mrk mtype="seg" mid="2">B</mrk></target><'),
            ),
        ],
    ),
    (
        "a.xlf",
        xliff(
            '<trans-unit id="1"><source>강. 말.</source><seg-source><mrk mtype="seg" mid="1">강.</mrk>'
            ' <mrk mtype="seg" mid="2">말.</mrk></seg-source><target></target></trans-unit>'
        ),
        [
            (
                {2: "Horse."},
                "<target><",
                '<target><mrk mtype="seg" mid="1"></mrk> <mrk mtype="seg" mid="2">Horse.</mrk><',
            ),
        ],
    ),
    (
        "a.xlf",
        xliff(
            '<trans-unit id="1"><source>강. 말.</source><seg-source><mrk mtype="seg" mid="1">강.</mrk>'
            ' <mrk mtype="seg" mid="2">말.</mrk></seg-source><target><mrk mtype="seg" mid="2">Word.</mrk>'
            "</target></trans-unit>"
        ),
        [
            (
                {1: "River."},
                '><mrk mtype="seg" mid="2',
                '><mrk mtype="seg" mid="1">River.</mrk><mrk mtype="seg" mid="2',
            ),
        ],
    ),
    (
        "a.xlf",
        xliff(
            '<trans-unit id="1"><source>강. 말.</source><seg-source><mrk mtype="seg" mid="1">강.</mrk>'
            ' <mrk mtype="seg" mid="2">말.</mrk></seg-source><target><mrk mtype="seg" mid="1">River.</mrk>'
            "</target></trans-unit>"
        ),
        [
            ({2: "Word."}, "r.</mrk><", 'r.</mrk><mrk mtype="seg" mid="2">Word.</mrk><'),
        ],
    ),
    (
        "a.xlf",
        xliff2(
            '<unit id="u1"><segment><source>강</source></segment></unit><unit id="u2">'
            '<segment state="initial"><source>말</source><target>word <pc id="1">x</pc></target></segment>'
            "</unit>"
        ),
        [
            ({1: "river"}, "강</source><", "강</source><target>river</target><"),
            ({2: "a word x"}, "word", "a word"),
        ],
    ),
    (
        "a.tmx",
        tmx(
            '<tu><tuv xml:lang="ko"><seg>강</seg></tuv><tuv xml:lang="en"><seg>river <bpt i="1">&lt;b></bpt>'
            'x<ept i="1">&lt;/b></ept></seg></tuv></tu>'
        ),
        [
            ({1: "stream x"}, "river", "stream"),
            ({1: "river y"}, ">x", ">y"),
            ({1: "river xs"}, ">x", ">xs"),
        ],
    ),
    (
        "a.ts",
        ts(
            '<message><source>강</source><translation type="unfinished">river</translation></message>'
            '<message numerus="yes"><source>%n 들</source><translation><numerusform>%n field</numerusform>'
            "<numerusform/></translation></message><message><source>길</source></message>"
        ),
        [
            ({1: "stream"}, "river", "stream"),
            ({3: "%n fields"}, "numerusform/", "numerusform>%n fields</numerusform"),
            ({2: "%n acre"}, "field", "acre"),
            ({4: "way"}, "길</source><", "길</source><translation>way</translation><"),
        ],
    ),
    (
        "a.sdlxliff",
        STUDIO,
        [
            (
                {1: "Stream."},
                (
                    'River.</mrk> <mrk mtype="seg" mid="2">Word.</mrk></target><sdl:seg-defs>'
                    '<sdl:seg id="1" conf="Translated'
                ),
                (
                    'Stream.</mrk> <mrk mtype="seg" mid="2">Word.</mrk></target><sdl:seg-defs>'
                    '<sdl:seg id="1" conf="Draft'
                ),
            ),
            ({2: "x"}, None, "a.sdlxliff:1: the segment is locked; unlock it first"),
        ],
    ),
    (
        "a.mqxliff",
        MEMOQ,
        [
            (
                {1: "stream"},
                'ManuallyConfirmed"><source>강</source><target>river',
                'PartiallyEdited"><source>강</source><target>stream',
            ),
            ({2: "x"}, None, "a.mqxliff:1: the segment is locked; unlock it first"),
        ],
    ),
    (
        "a.xlf",
        xliff(
            '<trans-unit id="1"><source>a</source><target>caf&#233; <![CDATA[a&b]]><!--x--> end</target></trans-unit>'
        ),
        [
            ({1: "cafés a&b end"}, " <![CDATA[a&b]]>", "s a&amp;b"),
            ({1: "café a&b"}, "<![CDATA[a&b]]><!--x--> end", "a&amp;b<!--x-->"),
            ({1: "café b end"}, "<![CDATA[a&b]]>", "b"),
            ({1: "café a&b ends"}, "<![CDATA[a&b]]><!--x--> end", "a&amp;b<!--x--> ends"),
        ],
    ),
    (
        "a.xlf",
        xliff(
            '<trans-unit id="1"><source>a</source><target><g id="1">Old</g> <g id="2">river</g></target></trans-unit>'
        ),
        [
            ({1: "Old wide river"}, "> ", "> wide "),
            ({1: "New river"}, "Old", "New"),
            ({1: "Old stream"}, "river", "stream"),
            ({1: "river Old"}, '<g id="1">Old</g> <g id="2">river</g>', '<g id="2">river</g> <g id="1">Old</g>'),
            ({1: "Older river"}, "Old", "Older"),
        ],
    ),
    (
        "a.xlf",
        xliff(
            '<trans-unit id="1"><source>a</source><target>one <bpt id="1">b</bpt>two<ept id="1">/b</ept>'
            " three</target></trans-unit>"
        ),
        [
            ({1: "one 2 three"}, "two", "2"),
            ({1: "one two 3"}, "three", "3"),
            ({1: "1 two three"}, "one", "1"),
            ({1: "one and two three"}, "ne ", "ne and "),
            ({1: "one two and three"}, "three", "and three"),
        ],
    ),
    (
        "a.xlf",
        xliff('<trans-unit id="1"><source>a</source><target  xml:lang="en" /></trans-unit>'),
        [
            ({1: "x"}, " /", ">x</target"),
        ],
    ),
    (
        "a.po",
        po(
            'msgid "강"\nmsgstr ""\n'
            '"https://example.org/a/very/long/address/without/a/blank/that/cannot/be/broken/at/all"\n\n'
            'msgid "말"\nmsgstr "word"\n'
        ),
        [
            (
                {2: "long " * 20},
                "word",
                (
                    '"\n"long long long long long long long long long long long long long long long "\n'
                    '"long long long long long '
                ),
            ),
        ],
    ),
    (
        "a.po",
        po(
            'msgid "강"\n'
            'msgstr "one long line that could have been broken at a blank further left than i'
            'ts own end is"\n\nmsgid "말"\nmsgstr "word"\n'
        ),
        [
            (
                {2: "long " * 20},
                "word",
                (
                    "long long long long long long long long long long long long long long long long "
                    "long long long long "
                ),
            ),
        ],
    ),
    (
        "a.po",
        po('msgid "강"\nmsgstr ""\n"a\\nb"\n\nmsgid "말"\nmsgstr "word"\n'),
        [
            ({1: "c\nd"}, '"\n"a\\nb', "c\\nd"),
            ({2: "c\nd"}, "word", '"\n"c\\n"\n"d'),
        ],
    ),
    (
        "a.po",
        po(
            '#, c-format, fuzzy\nmsgid "강"\nmsgstr "river"\r\n\r\n#,fuzzy,no-wrap\nmsgid "말"\n'
            'msgstr "word"\n#~ msgid "옛"\n#~ msgstr "old"\n'
        ),
        [
            ({1: "a"}, 'format, fuzzy\nmsgid "강"\nmsgstr "river', 'format\nmsgid "강"\nmsgstr "a'),
            ({2: "b"}, 'fuzzy,no-wrap\nmsgid "말"\nmsgstr "word', 'no-wrap\nmsgid "말"\nmsgstr "b'),
            ({1: "a\nb"}, 'format, fuzzy\nmsgid "강"\nmsgstr "river', 'format\nmsgid "강"\nmsgstr ""\n"a\\n"\n"b'),
        ],
    ),
    (
        "a.po",
        po('msgid "강"\nmsgstr "river"\n'),
        [
            (
                {1: "가나다라마바사 " * 6},
                "river",
                '"\n"가나다라마바사 가나다라마바사 가나다라마바사 가나다라마바사 가나다라마바사 가"\n"나다라마바사 ',
            ),
        ],
    ),
]

ROWS = [
    ("a.csv", "source,target\n강,river\n", ("", ""), ["2: source 강, target river"]),
    ("a.csv", "강,river\n말,word\n", ("", ""), ["1: source 강, target river", "2: source 말, target word"]),
    ("a.csv", "id,source,target,admitted,extra\nr,강,river\n", ("", ""), ["2: source 강, target river, id r"]),
    (
        "a.csv",
        "강,river,x\n",
        ("", ""),
        [
            (
                "! a.csv:1: this is not a header: 강 | river | x; a glossary’s columns are id, category, source,"
                " target, admitted, forbidden, deprecated, note, definition, case, match, context, enforce, from, until"
            )
        ],
    ),
    ("a.csv", "\n", ("", ""), []),
    (
        "a.csv",
        "term,translation,pos,comment\n강,river,n,of water\n",
        ("", ""),
        ["2: source 강, target river, note of water"],
    ),
    (
        "a.csv",
        "ko,en,description,note\n강,river,one,two\n",
        ("", ""),
        ["2: source 강, target river, note one; two"],
    ),
    (
        "a.csv",
        "source,source,target\na,b,c\n",
        ("", ""),
        ["! a.csv:1: the header names the column “source” twice; rename or remove one of them"],
    ),
    (
        "a.csv",
        "source,target\n강,river,x\n",
        ("", ""),
        [("! a.csv:2: the row has 3 cells, the header 2; put a cell that contains the separator in double quotes")],
    ),
    ("a.tsv", 'source\ttarget\tnote\n강\t"a ""b"""\tx\n', ("", ""), ['2: source 강, target a "b", note x']),
    (
        "a.jsonl",
        '{"source":["강","하천"],"target":"riv|er","case":null,"id":5}\n',
        ("", ""),
        ["1: source 강|하천, target riv|er, id 5"],
    ),
    (
        "a.utx",
        UTX + "강\triver\tnoun\tapproved\twet\n강\tstream\tnoun\tnon-standard\tsmall\n"
        "강\tbrook\tnoun\tforbidden\n말\tword\tnoun\n\t\t\n# no\n산\tmount\tnoun\tprovisional\t\n"
        "산\thill\tnoun\t-rejected-\t\n",
        ("", ""),
        [
            "3: source 강, target river, note wet; small, admitted stream, forbidden brook",
            "6: source 말, target word",
            "9: source 산, target mount, forbidden hill",
        ],
    ),
    (
        "a.utx",
        UTX + "강\triver\tnoun\tbest\t\n",
        ("", ""),
        [
            (
                "! a.utx:3: the term status “best” is unknown; use approved, provisional, non-standard,"
                " forbidden, rejected, obsolete"
            )
        ],
    ),
    ("a.utx", '#UTX 1.0; ko/en\n#src,tgt,comment\n강,"riv,er",x\n', ("", ""), ["3: source 강, target riv,er, note x"]),
    (
        "a.utx",
        ("#UTX 1.20; x\n#term:en\tterm:ko\tterm status:ko\tterm status:en\nriver\t강\tforbidden\tapproved\n"),
        ("ko", "en"),
        ["3: source 강, target river"],
    ),
    ("a.utx", "#UTX 1.11; en/ko;\n#src\ttgt\nriver\t강\n", ("ko", "en"), ["3: source 강, target river"]),
    (
        "a.utx",
        "#UTX 1.11\n#a\tb\n강\triver\n",
        ("", ""),
        [
            (
                "! a.utx: this is not UTX: the second line does not name two columns of terms; begin it with"
                " #src and tgt, or name the columns term: and a language"
            )
        ],
    ),
    (
        "a.tab",
        "강\triver\twet\n강\tstream\tsmall\n# x\n\n말\tword\n",
        ("", ""),
        ["1: source 강, target river|stream, note wet; small", "5: source 말, target word"],
    ),
    (
        "a.tab",
        "강\triver\twet\n말\n",
        ("", ""),
        ["! a.tab:2: the line has 1 cell, not two or three; separate source, translation and comment by tabs"],
    ),
    (
        "a.tab",
        "강\triver\twet\tx\n",
        ("", ""),
        [("! a.tab:1: the line has 4 cells, not two or three; separate source, translation and comment by tabs")],
    ),
    (
        "a.csv",
        "ko,en,pos,description\n강,river,noun,wet\n# x,y\n말,word\n",
        ("", ""),
        ["2: source 강, target river, note wet", "4: source 말, target word"],
    ),
    ("a.csv", "en,ko,pos,description\nriver,강,noun,wet\n", ("ko", "en"), ["2: source 강, target river, note wet"]),
    (
        "a.csv",
        "ko,en,pos,description\n강\n",
        ("", ""),
        ["! a.csv:2: the row has 1 cell; write the term and its translation in two cells"],
    ),
    (
        "a.csv",
        (
            "location,source,target,id,fuzzy,context,translator_comments,developer_comments\n"
            ",강,river,,,,mine,theirs\n,말,word,,,,,theirs\n,산,,,,,,\n"
        ),
        ("", ""),
        [
            "2: source 강, target river, note mine",
            "3: source 말, target word, note theirs",
            "? a.csv: 1 entry without a pair of terms passed over",
        ],
    ),
    (
        "a.tbx",
        tbx(
            '<termEntry id="1"><descrip type="subjectField">Place</descrip><note>wet</note>'
            '<descrip type="definition">water</descrip><langSet xml:lang="ko"><tig><term>강</term></tig>'
            '</langSet><langSet xml:lang="en"><tig><term>stream</term></tig><tig><term>river</term>'
            '<termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></tig><tig><term>'
            'brook</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig>'
            '<tig><term>flow</term><termNote type="administrativeStatus">admittedTerm</termNote></tig>'
            "</langSet></termEntry>"
        ),
        ("", ""),
        [
            (
                "1: id 1, source 강, target river, admitted stream|flow, forbidden brook, category"
                " place, note wet, definition water"
            )
        ],
    ),
    (
        "a.tbx",
        tbx(
            '<termEntry id="1"><langSet xml:lang="ko"><tig><term>강</term></tig><tig><term>하천</term></tig>'
            '</langSet><langSet xml:lang="en"><tig><term>river</term></tig><tig><term>stream</term></tig>'
            '</langSet></termEntry><termEntry id="2"><langSet xml:lang="ko"><tig><term>말</term></tig>'
            '</langSet><langSet xml:lang="fr"><tig><term>mot</term></tig></langSet></termEntry>'
            '<termEntry id="1"><langSet xml:lang="ko"><tig><term>산</term></tig></langSet>'
            '<langSet xml:lang="en"><tig><term>hill</term></tig></langSet></termEntry>'
        ),
        ("", ""),
        ["! a.tbx: it is in several languages; choose with --from and --to: ko, en, fr"],
    ),
    (
        "a.tbx",
        tbx(
            '<termEntry id="1"><langSet xml:lang="en-US"><tig><term>color</term></tig></langSet>'
            '<langSet xml:lang="ko"><tig><term>색</term></tig></langSet><langSet xml:lang="en-GB"><tig>'
            "<term>colour</term></tig></langSet></termEntry>"
        ),
        ("ko", "en-GB"),
        ["1: id 1, source 색, target colour"],
    ),
    (
        "a.tbx",
        tbx(
            '<termEntry id="_x0031_a"><descrip type="Translation needed">no</descrip>'
            '<langSet xml:lang="ko"><tig><term>강</term></tig></langSet><langSet xml:lang="en"><tig><term>'
            "river</term></tig></langSet></termEntry>"
        ),
        ("", ""),
        ["1: id 1a, source 강, target river, match same"],
    ),
]

PAIRS = [
    (
        "a.ko",
        "하나\n둘\n\n셋\n",
        "one\ntwo\n\nthree\n",
        ["1: - 하나 = one in 1", "2: - 둘 = two in 1", "4: - 셋 = three in 2"],
        [
            ({1: "uno"}, "one", "uno"),
            ({3: "tres"}, "three", "tres"),
            ({1: "a\nb"}, None, "b.ko:1: the new text is not a single line; remove the line breaks"),
            ({4: "x"}, None, "a.ko: there is no segment 4; it has 3"),
            ({2: ""}, "two", ""),
            ({3: ""}, "three", ""),
        ],
    ),
    (
        "a.ko",
        "\n하나\n\n\n둘\n",
        "\none\n\nx\ntwo\n",
        ["2: - 하나 = one in 1", "4: -  = x in 2", "5: - 둘 = two in 2"],
        [
            ({1: "uno"}, "one", "uno"),
            ({2: "y"}, "x", "y"),
            ({2: ""}, None, "b.ko:4: the new text is not a single line; remove the line breaks"),
        ],
    ),
    (
        "a.ko",
        "하나\r\n둘\r\n",
        "one\r\ntwo\r\n",
        ["1: - 하나 = one", "2: - 둘 = two"],
        [
            ({2: "dos"}, "two", "dos"),
        ],
    ),
    (
        "a.ko",
        "하나\n",
        "one\ntwo\n",
        [("! b.ko:2: a.ko has 1 lines, b.ko has 2; line i of one file must be the translation of line i of the other")],
        [],
    ),
    (
        "a.ko",
        "하나\n둘\n",
        "one\n",
        [("! a.ko:2: a.ko has 2 lines, b.ko has 1; line i of one file must be the translation of line i of the other")],
        [],
    ),
    (
        "a.properties",
        "a=강\nb = 말\\\n  들\n# x\n\nc:\\uc0b0\nd\nb=둘\n",
        "a=river\nb   word\\n\\\n   more\nc:hill\nz=1\n",
        ["1: a 강 = river", "2: b 둘 = word\nmore", "4: c 산 = hill", "4: d  = ", "5: z  = 1"],
        [
            ({1: "stream"}, "river", "stream"),
            ({1: " a\\b\t"}, "river", "\\ a\\\\b\\t"),
            ({2: "two"}, "word\\n\\\n   more", "two"),
            ({3: "é"}, "hill", "\\u00E9"),
            ({4: "x"}, "c:hill", "c:hill\nd:x"),
            ({5: "x"}, "z=1", "z=x"),
            ({6: "x"}, None, "a.properties: there is no segment 6; it has 5"),
            ({1: ""}, "river", ""),
            ({3: "😀"}, "hill", "\\uD83D\\uDE00"),
        ],
    ),
    (
        "a.properties",
        "a=강\nk\\ 1=말\n! x=y\n",
        "a=ríver\n  k\\ 1 = word\n",
        ["1: a 강 = ríver", "2: k 1 말 = word"],
        [
            ({1: "é"}, "ríver", "é"),
            ({2: "one"}, "word", "one"),
        ],
    ),
    (
        "a.properties",
        "a\\=b=강\nc=\\\n\nd=말\\\\\ne=x\n",
        "a\\=b\nc\n",
        ["1: a=b 강 = ", "2: c  = ", "2: d 말\\ = ", "2: e x = "],
        [
            ({1: "r"}, "b", "b=r"),
            ({2: "s"}, "c", "c=s"),
        ],
    ),
]

CLAIMED = [
    ("a.csv", "source,target\n", "csv", "csv"),
    ("a.csv", "source\ttarget\n", "tsv", "tsv"),
    ("a.csv", "x\n", "csv", "csv"),
    ("a.txt", "source,target\n", "csv", "csv"),
    ("a.txt", "source\ttarget\n", "tsv", "tsv"),
    ("a.txt", "강\triver\n", "", "omegat"),
    ("a.txt", '{"source":"강"}\n', "jsonl", "jsonl"),
    ("a.txt", 'msgid "x"\nmsgstr ""\n', "po", ""),
    ("a.pot", "# x\n", "po", ""),
    ("a.xml", xliff(""), "xliff", ""),
    ("a.xml", xliff2(""), "xliff2", ""),
    ("a.xml", tmx(""), "tmx", ""),
    ("a.xml", ts(""), "ts", ""),
    ("a.ts", "const a = 1;\n", "", ""),
    ("a.tmx", "nothing", "tmx", ""),
    ("a.xliff", "nothing", "xliff", ""),
    ("a.sdlxliff", xliff(""), "sdlxliff", ""),
    ("a.mqxliff", xliff(""), "mqxliff", ""),
    ("a.ndjson", '{"a":1}', "jsonl", "jsonl"),
    ("a.jsonl", "x", "jsonl", "jsonl"),
    ("a.po", "x", "po", ""),
    ("a.txt", "hello\n", "", ""),
    ("a.tsv", "a\tb\n", "tsv", "tsv"),
    ("a.tsv", "x\n", "tsv", "tsv"),
    ("a.utx", "x", "", "utx"),
    ("a.txt", "#UTX 1.11\n", "", "utx"),
    ("a.tbx", "x", "", "tbx"),
    ("a.xml", tbx(""), "", "tbx"),
    ("a.tab", "강\triver\n", "", "omegat"),
    ("a.utf8", "강\triver\n", "", "omegat"),
    ("a.tab", "x\n", "", "omegat"),
    ("a.csv", "a,b,pos,description\n", "csv", "glotpress"),
    ("a.csv", "source,target,fuzzy\n", "csv", "weblate"),
    ("a.csv", "source,target,note\n", "csv", "csv"),
    ("a.tsv", "강\triver\tnote\n", "tsv", "omegat"),
    ("a.csv", "\n\nsource,target\n", "csv", "csv"),
    ("a.csv.gz", "source,target\n", "csv", "csv"),
    ("A.CSV", "x,y\n", "csv", "csv"),
    ("a.txt", "term\ttranslation\n", "tsv", "tsv"),
    ("a.txt", "강\triver\tx\ty\n", "", ""),
    ("a.tsv", "강\triver\n", "tsv", "tsv"),
    ("a.xml", "<a/>", "", ""),
    ("a.txt", "[1]\n", "", ""),
]

NAMES = [
    {
        "id": "r",
        "category": "place",
        "source": "강|하천",
        "target": "river",
        "admitted": "stream",
        "forbidden": "brook",
        "note": "it\tflows",
        "definition": "water",
    },
    {"category": "other", "source": "말", "target": "wo\\|rd", "case": "exact"},
    {"source": "", "forbidden": "banned", "target": ""},
    {"category": "person", "source": "김, 정은", "target": '"Kim" Jong Un'},
]

GLOSSARIES = {
    "csv": (
        "id,category,source,target,admitted,forbidden,note,definition,case\n"
        "r,place,강|하천,river,stream,brook,it\tflows,water,\n,other,말,wo\\|rd,,,,,exact\n"
        ',other,,,,banned,,,\n,person,"김, 정은","""Kim"" Jong Un",,,,,\n'
    ),
    "tsv": (
        "id\tcategory\tsource\ttarget\tadmitted\tforbidden\tnote\tdefinition\tcase\n"
        "r\tplace\t강|하천\triver\tstream\tbrook\tit flows\twater\t\n\tother\t말\two\\|rd\t\t\t\t\texact\n"
        '\tother\t\t\t\tbanned\t\t\t\n\tperson\t김, 정은\t"Kim" Jong Un\t\t\t\t\t\n'
    ),
    "jsonl": (
        '{"id": "r", "category": "place", "source": ["강", "하천"], "target": ["river"], "ad'
        'mitted": ["stream"], "forbidden": ["brook"], "note": "it\\tflows", "definition": "water"}\n'
        '{"category": "other", "source": ["말"], "target": ["wo|rd"], "case": "exact"}\n'
        '{"category": "other", "forbidden": ["banned"]}\n'
        '{"category": "person", "source": ["김, 정은"], "target": ["\\"Kim\\" Jong Un"]}\n'
    ),
    "utx": (
        "#UTX 1.11; ko/en;\r\n#src\ttgt\tsrc:pos\tterm status\tcomment\r\n"
        "강\triver\tproperNoun\tapproved\tit flows\r\n강\tstream\tproperNoun\tnon-standard\tit flows\r\n"
        "강\tbrook\tproperNoun\tforbidden\tit flows\r\n하천\triver\tproperNoun\tapproved\tit flows\r\n"
        "하천\tstream\tproperNoun\tnon-standard\tit flows\r\n"
        "하천\tbrook\tproperNoun\tforbidden\tit flows\r\n말\two|rd\tnoun\tapproved\t\r\n"
        '김, 정은\t"Kim" Jong Un\tproperNoun\tapproved\t\r\n'
    ),
    "omegat": (
        "강\triver\tit flows\n강\tstream\tit flows\n하천\triver\tit flows\n하천\tstream\tit flows\n말\two|rd\n"
        '김, 정은\t"Kim" Jong Un\n'
    ),
    "glotpress": (
        "ko,en,pos,description\n강,river,,it\tflows\n하천,river,,it\tflows\n말,wo|rd,,\n"
        '"김, 정은","""Kim"" Jong Un",,\n'
    ),
    "weblate": (
        '"location","source","target","id","fuzzy","context","translator_comments","devel'
        'oper_comments"\n"","강","river","","","","it\tflows",""\n'
        '"","하천","river","","","","it\tflows",""\n"","말","wo|rd","","","","",""\n'
        '"","김, 정은","""Kim"" Jong Un","","","","",""\n'
    ),
    "tbx": (
        '<?xml version="1.0" encoding="UTF-8"?>\n<martif type="TBX-Basic" xml:lang="ko">\n'
        "<martifHeader>\n<fileDesc><sourceDesc><p>A glossary for checking translations</p></sourceDesc>"
        '</fileDesc>\n<encodingDesc><p type="XCSURI">TBXBasicXCSV02.xcs</p></encodingDesc>\n'
        '</martifHeader>\n<text><body>\n<termEntry id="r">\n<descrip type="subjectField">'
        'place</descrip>\n<descrip type="definition">water</descrip>\n<note>it\tflows</note>\n'
        '<langSet xml:lang="ko">\n<tig><term>강</term></tig>\n<tig><term>하천</term></tig>\n</langSet>\n'
        '<langSet xml:lang="en">\n<tig><term>river</term><termNote type="administrativeStatus">'
        "preferredTerm-admn-sts</termNote></tig>\n<tig><term>stream</term>"
        '<termNote type="administrativeStatus">admittedTerm-admn-sts</termNote></tig>\n<tig><term>'
        'brook</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig>\n'
        '</langSet>\n</termEntry>\n<termEntry>\n<langSet xml:lang="ko">\n<tig><term>말</term></tig>\n'
        '</langSet>\n<langSet xml:lang="en">\n<tig><term>wo|rd</term>'
        '<termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></tig>\n</langSet>\n'
        '</termEntry>\n<termEntry>\n<descrip type="subjectField">person</descrip>\n'
        '<langSet xml:lang="ko">\n<tig><term>김, 정은</term></tig>\n</langSet>\n<langSet xml:lang="en">\n'
        '<tig><term>"Kim" Jong Un</term><termNote type="administrativeStatus">'
        "preferredTerm-admn-sts</termNote></tig>\n</langSet>\n</termEntry>\n</body></text>\n</martif>\n"
    ),
}


def shown(segments):
    """Segments as the tables have them."""
    found = []
    for one in segments:
        more = [f"in {one.document}" * bool(one.document), f"({one.context})" * bool(one.context), one.state]
        more += ["fuzzy" * one.fuzzy, "locked" * one.locked, "+".join(sorted(one.flags))]
        for side, codes in (("", one.source_codes), ("'", one.target_codes)):
            more += [f"{code.text}@{code.at}{side}" + (f"#{code.id}" if code.id else "") for code in codes]
        unit = "-" if one.unit is None else one.unit
        found.append(" ".join([f"{one.line}:", unit, f"{one.source} = {one.target}", *filter(None, more)]))
    return found


def told(what, reader):
    """What a reader yields, or is told, and what it passes over."""
    passed = []
    what.warn = passed.append
    try:
        found = reader()
    except CheckerError as error:
        found = [f"! {error}"]
    return found + [f"? {message}" for message in passed]


def paired(name, sources, targets):
    """Two files as one corpus."""
    what = given(name, sources.encode())
    what.partner = given(f"b.{name.partition('.')[2]}", targets.encode())
    return what


def change(what, content, targets, old, new):
    """Give a file these targets: ``new`` stands for ``old``, and all else is as it was; or it is refused."""
    if old is None:
        with pytest.raises(CheckerError) as caught:
            written(what, targets)
        assert str(caught.value) == new
    else:
        assert written(what, targets).decode() == content.replace(old, new, 1)


@pytest.mark.parametrize(("name", "content", "languages", "expected"), READ)
def test_what_is_read(name, content, languages, expected):
    what = given(name, content.encode(), languages)
    assert told(what, lambda: shown(read(what))) == expected


@pytest.mark.parametrize(
    ("name", "content", "targets", "old", "new"),
    [(name, content, *edit) for name, content, edits in WRITTEN for edit in edits],
)
def test_what_is_written(name, content, targets, old, new):
    change(given(name, content.encode()), content, targets, old, new)


@pytest.mark.parametrize(("name", "content"), [(name, content) for name, content, _ in WRITTEN])
def test_without_a_new_target_the_bytes_stay(name, content):
    what = given(name, content.encode())
    same = {number: segment.target for number, segment in enumerate(read(what), 1)}
    assert written(what, same).decode() == written(what, {}).decode() == content


@pytest.mark.parametrize(("name", "content", "languages", "expected"), ROWS)
def test_what_is_read_of_a_glossary(name, content, languages, expected):
    what = given(name, content.encode(), languages)

    def rows():
        found = format_of(what, "read_rows").read_rows(what)
        return [
            f"{row.place.rpartition(':')[2]}: " + ", ".join(f"{column} {cell}" for column, cell in row.items() if cell)
            for row in found
        ]

    assert told(what, rows) == expected


@pytest.mark.parametrize(("name", "sources", "targets", "expected"), [pair[:4] for pair in PAIRS])
def test_what_is_read_of_two_files(name, sources, targets, expected):
    what = paired(name, sources, targets)
    assert [line for line in told(what, lambda: shown(read(what))) if not line.startswith("?")] == expected


@pytest.mark.parametrize(
    ("name", "sources", "content", "targets", "old", "new"),
    [(name, sources, content, *edit) for name, sources, content, _, edits in PAIRS for edit in edits],
)
def test_what_is_written_into_the_second_of_two_files(name, sources, content, targets, old, new):
    change(paired(name, sources, content), content, targets, old, new)


@pytest.mark.parametrize("kind", GLOSSARIES)
def test_how_a_glossary_is_written(kind):
    out = io.BytesIO()
    member("checker.formats", kind).write_rows(Glossary.from_rows(NAMES), out, ("ko", "en"))
    assert out.getvalue().decode() == GLOSSARIES[kind]


@pytest.mark.parametrize("kind", ["utx", "omegat"])
def test_a_term_that_would_be_a_comment_is_refused(kind):
    glossary = Glossary.from_rows([{"source": "#1", "target": "number one"}])
    with pytest.raises(CheckerError, match="“#1” would be a comment in this format"):
        member("checker.formats", kind).write_rows(glossary, io.BytesIO(), ("ko", "en"))


@pytest.mark.parametrize("kind", ["utx", "glotpress", "tbx"])
def test_a_format_that_names_its_languages_asks_for_both(kind):
    glossary = Glossary.from_rows([{"source": "강", "target": "river"}])
    for languages in (("", ""), ("ko", ""), ("", "en")):
        with pytest.raises(CheckerError, match="this format names the languages of its terms"):
            member("checker.formats", kind).write_rows(glossary, io.BytesIO(), languages)


NO_LANGUAGES = ("", "")
LANGUAGES = [
    ("a.xlf", xliff('<trans-unit id="1"><source>강</source></trans-unit>'), ("ko", "en")),
    ("a.xlf", xliff(""), NO_LANGUAGES),
    ("a.xlf", xliff2('<unit id="u"><segment><source>강</source></segment></unit>'), ("ko", "en")),
    ("a.xlf", xliff2(""), NO_LANGUAGES),
    ("a.ts", ts("<message><source>강</source></message>"), ("ko", "en")),
    ("a.ts", ts(""), NO_LANGUAGES),
    (
        "a.tmx",
        tmx('<tu><tuv xml:lang="ko"><seg>강</seg></tuv><tuv xml:lang="en"><seg>a</seg></tuv></tu>'),
        ("ko", "en"),
    ),
    ("a.tmx", tmx(""), ("", "")),
    ("a.sdlxliff", STUDIO, ("ko", "en")),
    ("a.mqxliff", MEMOQ, ("ko", "en")),
]


@pytest.mark.parametrize(("name", "content", "expected"), LANGUAGES)
def test_the_languages_that_a_file_says(name, content, expected):
    what = given(name, content.encode())
    assert format_of(what, "read_segments").languages(what) == expected


def test_xml_holds_no_control_characters():
    for row in ({"source": "강", "target": "ri\x07ver"}, {"source": "강", "target": "river", "note": "\x00"}):
        with pytest.raises(CheckerError, match="XML cannot hold the character"):
            member("checker.formats", "tbx").write_rows(Glossary.from_rows([row]), io.BytesIO(), ("ko", "en"))


def test_how_much_of_a_file_is_read():
    what = given("a.csv", b"source,target\na,b\n")
    assert (what.size(), what.read_so_far()) == (18, 0)
    with what.open() as stream:
        stream.read(7)
        assert what.read_so_far() == 7
    assert what.read_so_far() == 18
    assert given("a.csv.gz", b"source,target\na,b\n").size() == 0


CORPUS = "source,target\n강,river\n"
OLD_PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=EUC-KR\\n"\n\nmsgid "강"\nmsgstr "river"\n'
UNIT = '<trans-unit id="1"><source>a</source><target>river</target></trans-unit>'
ENCODED = [
    # name, text, codec, what the user says, the new target, what is written for it (! a complaint)
    ("a.csv", CORPUS, "euc-kr", "euc-kr", "강", "강"),
    ("a.csv", CORPUS, "euc-kr", "euc-kr", "똠", "! a.csv:2: euc_kr has no “똠”; convert the file to utf-8 first"),
    ("a.csv", CORPUS, "euc-kr", "euc-kr", "é", "! a.csv:2: euc_kr has no “é”; convert the file to utf-8 first"),
    ("a.csv", CORPUS, "cp949", "cp949", "똠", "똠"),
    ("a.csv", CORPUS, "cp949", "cp949", "é", "! a.csv:2: cp949 has no “é”; convert the file to utf-8 first"),
    ("a.csv", CORPUS, "utf-8-sig", None, "é", "é"),
    ("a.csv", CORPUS, "utf-16", None, "é", "é"),
    ("a.csv", CORPUS, "utf-16-le", "utf-16-le", "é", "é"),
    ("a.csv", CORPUS, "utf-16-be", "utf-16-be", "é", "é"),
    ("a.csv", CORPUS, "utf-32", None, "é", "é"),
    ("a.po", OLD_PO, "euc-kr", None, "강", "강"),
    ("a.po", OLD_PO, "euc-kr", None, "똠", "! a.po:5: euc_kr has no “똠”; convert the file to utf-8 first"),
    ("a.xlf", f'<?xml version="1.0" encoding="EUC-KR"?>{xliff(UNIT)}', "euc-kr", None, "강", "강"),
    ("a.xlf", f'<?xml version="1.0" encoding="EUC-KR"?>{xliff(UNIT)}', "euc-kr", None, "똠é", "&#46624;&#233;"),
    ("a.xlf", f'<?xml version="1.0" encoding="UTF-16"?>{xliff(UNIT)}', "utf-16", None, "é😀", "é😀"),
    ("a.xlf", f'<?xml version="1.0" encoding="UTF-16"?>{xliff(UNIT)}', "utf-16-le", None, "é", "é"),
    ("a.xlf", f'<?xml version="1.0" encoding="UTF-16"?>{xliff(UNIT)}', "utf-16-be", None, "é", "é"),
    ("a.xlf", f"<?xml version='1.0' encoding='iso-8859-1'?>{xliff(UNIT)}", "latin-1", None, "é강", "é&#44053;"),
    ("a.xlf", xliff(UNIT), "utf-8-sig", None, "é", "é"),
    ("a.xlf", xliff(UNIT), "cp949", "cp949", "강é", "강&#233;"),
]


@pytest.mark.parametrize(("name", "content", "codec", "told_codec", "target", "expected"), ENCODED)
def test_a_file_stays_in_its_encoding(name, content, codec, told_codec, target, expected):
    what = given(name, content.encode(codec), encoding=told_codec)
    if expected.startswith("! "):
        with pytest.raises(CheckerError) as caught:
            written(what, {1: target})
        assert f"! {caught.value}" == expected
    else:
        assert written(what, {1: target}) == content.replace("river", expected).encode(codec)
        assert [segment.target for segment in read(given(name, written(what, {1: target}), encoding=told_codec))] == [
            target
        ]


TABLE = 'id,source,target,note\r\n\r\nr,강,river,"a,b"\r\nw,말,word\r\n'


@pytest.mark.parametrize(
    ("name", "content", "line", "new", "expected"),
    [
        ("a.csv", TABLE, 3, {"target": "stream"}, TABLE.replace("river", "stream")),
        ("a.csv", TABLE, 3, {"note": "c"}, TABLE.replace('"a,b"', "c")),
        ("a.csv", TABLE, 3, {"target": "a,b", "id": "x"}, TABLE.replace("r,강,river", 'x,강,"a,b"')),
        ("a.csv", TABLE, 4, {"note": "c"}, TABLE.replace("word", "word,c")),
        ("a.csv", TABLE, 4, {"target": "word"}, TABLE),
        ("a.tsv", TABLE.replace(",", "\t"), 4, {"note": "c"}, TABLE.replace(",", "\t").replace("word", "word\tc")),
        ("a.csv", TABLE, 1, {"target": "x"}, None),
        ("a.csv", TABLE, 5, {"target": "x"}, None),
    ],
)
def test_one_row_of_a_glossary_is_changed(name, content, line, new, expected):
    what, out = given(name, content.encode()), io.BytesIO()
    kind = member("checker.formats", name.partition(".")[2])

    def change_row(names, _cells):
        return {names.index(column): cell for column, cell in new.items()}

    if expected is None:
        with pytest.raises(CheckerError, match="there is no row on this line"):
            kind.write_row(what, line, change_row, out)
    else:
        kind.write_row(what, line, change_row, out)
        assert out.getvalue().decode() == expected


def test_a_cell_keeps_its_quotes_only_where_it_had_them_without_need():
    for old, new in (('"word,"', "x"), ('"word"', '"x"'), ('"wo""rd"', "x"), ('""', '"x"'), ("word", "x")):
        what = given("a.csv", f"source,target\n말,{old}\n".encode())
        assert written(what, {1: "x"}).decode() == f"source,target\n말,{new}\n"


def test_a_code_before_a_word_stays_before_it():
    content = xliff('<trans-unit id="1"><source>a</source><target>The <x id="1"/>cat ran</target></trans-unit>')
    for new, expected in (
        ("The wildcat ran", 'The <x id="1"/>wildcat ran'),
        ("The cats ran", 'The <x id="1"/>cats ran'),
        ("There cat ran", 'There <x id="1"/>cat ran'),
        ("A cat ran", 'A <x id="1"/>cat ran'),
    ):
        changed = content.replace('The <x id="1"/>cat ran', expected)
        assert written(given("a.xlf", content.encode()), {1: new}).decode() == changed


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("<source>a<!--x-->b</source><target>a<?x?>b</target>", ("ab", "ab")),
        ("<source><![CDATA[<a>]]></source><target>&lt;b></target>", ("<a>", "<b>")),
        ("<target>x</target>", ("", "x")),
        ("<source>x</source>", ("x", "")),
        ("<source>a\r\nb\rc</source>", ("a\nb\nc", "")),
    ],
)
def test_what_is_text_in_xml(inside, expected):
    (segment,) = read(given("a.xlf", xliff(f'<trans-unit id="1">{inside}</trans-unit>').encode()))
    assert (segment.source, segment.target, segment.line) == (*expected, 1)


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        ("The wildcat ran", 'The <g id="1">wildcat</g> ran'),
        ("The cats ran", 'The <g id="1">cats</g> ran'),
        ("The cat fled", 'The <g id="1">cat</g> fled'),
        ("A cat ran", 'A <g id="1">cat</g> ran'),
    ],
)
def test_a_pair_of_codes_stays_around_its_word(new, expected):
    content = xliff('<trans-unit id="1"><source>a</source><target>The <g id="1">cat</g> ran</target></trans-unit>')
    changed = content.replace('The <g id="1">cat</g> ran', expected)
    assert written(given("a.xlf", content.encode()), {1: new}).decode() == changed


def test_only_what_is_in_use_says_how_lines_are_wrapped():
    long = "one long line that could have been broken at a blank further left than its own end is"
    content = po(f'msgid "말"\nmsgstr "word"\n\n#~ msgid "옛"\n#~ msgstr "{long}"\n# "{long}"\n')
    new = written(given("a.po", content.encode()), {1: "long " * 20}).decode()
    assert new == content.replace('"word"', f'""\n"{"long " * 15}"\n"{"long " * 5}"')


def test_of_several_preferred_terms_the_first_is_the_one():
    terms = "".join(
        f"<tig><term>{term}</term><termNote type='administrativeStatus'>{status}</termNote></tig>"
        for term, status in (("flow", "admitted"), ("river", "preferred"), ("stream", "preferred"))
    )
    korean = '<langSet xml:lang="ko"><tig><term>강</term></tig></langSet>'
    content = tbx(f'<termEntry>{korean}<langSet xml:lang="en">{terms}</langSet></termEntry>')
    what = given("a.tbx", content.encode())
    (row,) = format_of(what, "read_rows").read_rows(what)
    assert (row["target"], row["admitted"]) == ("river", "flow|stream")


@pytest.mark.parametrize(
    ("name", "content", "role", "expected"),
    [
        ("a.csv", "source,target,fuzzy,more\n", "read_rows", "csv"),
        ("a.csv", "source,target,fuzzy,id\n", "read_rows", "weblate"),
        ("a.sdlxliff", xliff2(""), "read_segments", "xliff2"),
        ("a.mqxliff", xliff2(""), "read_segments", "xliff2"),
        ("a.xml", xliff2(""), "read_segments", "xliff2"),
    ],
)
def test_a_name_alone_makes_no_format(name, content, role, expected):
    assert format_of(given(name, content.encode()), role).__name__ == f"checker.formats.{expected}"


def test_what_stands_beside_the_only_mark_of_a_source_is_not_of_the_segment():
    marked = '<seg-source>1) <mrk mtype="seg" mid="1">강.</mrk></seg-source>'
    content = xliff(f'<trans-unit id="1"><source>1) 강.</source>{marked}<target>River.</target></trans-unit>')
    assert [(one.source, one.target) for one in read(given("a.xlf", content.encode()))] == [("강.", "River.")]


def test_what_is_obsolete_is_passed_over_however_it_is_written():
    for mark in ("#~", "#~ ", "#~   ", "  #~ "):
        content = po(f'{mark}msgid "옛"\n{mark}msgstr "old"\n\nmsgid "강"\nmsgstr "river"\n')
        assert shown(read(given("a.po", content.encode()))) == ["7: 강 강 = river"]


def test_an_empty_target_of_a_parted_unit_is_opened():
    marks = '<mrk mtype="seg" mid="1">강.</mrk><mrk mtype="seg" mid="2">말.</mrk>'
    start = f'<trans-unit id="1"><source>강.말.</source><seg-source>{marks}</seg-source>'
    content = xliff(f'{start}<target xml:lang="en" /></trans-unit>')
    inside = marks.replace("강.", "River.").replace("말.", "")
    expected = xliff(f'{start}<target xml:lang="en">{inside}</target></trans-unit>')
    assert written(given("a.xlf", content.encode()), {1: "River."}).decode() == expected


def test_a_digest_changes_with_the_bytes():
    digests = [given(name, content).digest() for name, content in (("a", b"1"), ("b", b"1"), ("a", b"2"))]
    assert digests[0] == digests[1] != digests[2]


@pytest.mark.parametrize(("name", "content", "corpus", "glossary"), CLAIMED)
def test_which_format_a_file_is(name, content, corpus, glossary):
    for role, expected in (("read_segments", corpus), ("read_rows", glossary)):
        what = given(name, content.encode())
        if expected:
            assert format_of(what, role).__name__ == f"checker.formats.{expected}"
        else:
            with pytest.raises(CheckerError, match=r"no (corpus|glossary) format knows this file"):
                format_of(what, role)
