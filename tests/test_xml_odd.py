"""XML that is written in unusual ways: read and written like all other, or refused with the true reason."""

import io

import pytest
from lxml import etree

from checker.formats import format_of
from tests.written import given, read, written

UNIT = '<trans-unit id="1"><source>강</source><target>river</target></trans-unit>'
FILE = f'<file original="a" source-language="ko" target-language="en" datatype="x"><body>{UNIT}</body></file>'
SPACE = "urn:oasis:names:tc:xliff:document:1.2"
TMX = '<tu><tuv xml:lang="ko"><seg>강</seg></tuv><tuv xml:lang="en"><seg>river</seg></tuv></tu>'


def changed(old: str, new: str) -> str:
    return f'<xliff version="1.2">{FILE.replace(old, new)}</xliff>'


def prefixed(name: str) -> str:
    return FILE.replace("</", "\0").replace("<", f"<{name}:").replace("\0", f"</{name}:")


ODD = {
    "blanks around the sign": f'<xliff version = "1.2" xmlns = "{SPACE}" >{FILE}</xliff >',
    "line breaks in a tag": f"<xliff\n\tversion\n='1.2'\r\n xmlns\n=\n'{SPACE}'\n>{FILE}</xliff\n>",
    "a namespace with a blank": f'<xliff version="1.2" xmlns="urn:my own space">{FILE}</xliff>',
    "a namespace between blanks": f'<xliff version="1.2" xmlns=" {SPACE} ">{FILE}</xliff>',
    "another namespace with a blank": f'<xliff version="1.2" xmlns="{SPACE}" xmlns:m="a b">'
    + FILE.replace("<target>", '<m:note m:id="1" target="x">no</m:note><target>')
    + "</xliff>",
    "a namespace with a blank at the target": changed("<target>", "<target xmlns:q='a>b c'>"),
    "a prefix": f'<x:xliff version="1.2" xmlns:x="a b">{prefixed("x")}</x:xliff>',
    "single quotes": f'<xliff version="1.2">{FILE}</xliff>'.replace('"', "'"),
    "comments around": f'<?xml version="1.0"?><!-- <a> --><?pi x?>\n<xliff version="1.2">{FILE}</xliff><!-- b -->',
    "comments between": changed("<target>", "<!-- <target>no</target> --><target>"),
    "a comment inside": changed("river", "ri<!-- > -->ver"),
    "CDATA": changed("river", "<![CDATA[river]]>"),
    "CDATA inside": changed("river", "ri<![CDATA[ve]]>r"),
    "an instruction": changed("river", "ri<?x a>b?>ver"),
    "references": changed("river", "&#x72;&#105;ver"),
    "a sign in an attribute": changed("<trans-unit", "<trans-unit resname='a>\"b'"),
    "a document type": f'<!DOCTYPE xliff PUBLIC "-//a//DTD XLIFF//EN" "http://a.example/xliff.dtd"><xliff>{FILE}</xliff>',
    "declared elements": f'<!DOCTYPE xliff [<!ELEMENT xliff ANY><!-- c --><?p?>]><xliff version="1.2">{FILE}</xliff>',
    "standalone": f"<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<xliff version='1.2'>{FILE}</xliff>\n",
    "returns": f'<xliff version="1.2">\r{FILE}\r</xliff>',
}
OTHERS = {
    "a.ts": "<?xml version='1.0'?><!-- c --><!DOCTYPE TS []><TS version = '2.1' sourcelanguage='ko' language='en'>"
    "<context><name>x</name><message><!-- c --><source><![CDATA[강]]></source>"
    "<translation>river</translation></message></context></TS>",
    "a.tmx": "<!DOCTYPE tmx SYSTEM 'tmx14.dtd'><tmx version = '1.4' xmlns:a='b c'><header srclang='ko' a:d='e'/>"
    f"<body>{TMX}</body></tmx>",
}


@pytest.mark.parametrize("name", [*ODD, *OTHERS])
def test_it_is_read_and_written(name):
    content, file = (OTHERS[name], name) if name in OTHERS else (ODD[name], "a.xlf")
    what = given(file, content.encode())
    assert [(one.source, one.target) for one in read(what)] == [("강", "river")]
    assert written(what, {}) == content.encode()
    made = written(what, {1: "a < b"})
    assert [one.target for one in read(given(file, made))] == ["a < b"]
    # lxml has no namespace that is no address, but goes on.
    root = etree.parse(io.BytesIO(made), etree.XMLParser(load_dtd=False, no_network=True, recover=True)).getroot()
    targets = [one for one in root.iter("{*}target", "{*}translation", "{*}seg") if "note" not in one.getparent().tag]
    assert targets[-1].xpath("string()") == "a < b"
    assert len(made) - len(content.encode()) <= len(b"a &lt; b<![CDATA[]]>")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (f'<!DOCTYPE xliff [<!ENTITY e "x">]><xliff>{FILE}</xliff>', "declares the entity “e”"),
        (
            f"<!DOCTYPE xliff SYSTEM 'x.dtd'><xliff>{FILE.replace('river', '&nbsp;')}</xliff>",
            "entity “nbsp” is unknown",
        ),
        (changed("river", "&nbsp;"), "undefined entity"),
        (changed("<target>", "<q:x/><target>"), "unbound prefix"),
        (f'\n<?xml version="1.0"?><xliff>{FILE}</xliff>', "declaration not at start"),
        (f"<xliff>{FILE}</xliff><xliff/>", "junk after document element"),
    ],
)
def test_or_the_true_reason_is_said(content, reason):
    what = given("a.xlf", content.encode())
    with pytest.raises(Exception, match=reason):
        list(format_of(what, "read_segments").read_segments(what))
