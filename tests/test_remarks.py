"""Notes on findings in the files themselves: ``<note>`` in XLIFF, translator comments in gettext."""

import io

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from checker.formats import Input, Remark, Remarks, format_of
from tests.reviewing import Desk
from tui.state.files import Files
from tui.state.status import FindingStatus

ONE = """<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file original="a" source-language="ko" target-language="en" datatype="plaintext"><body>
  <trans-unit id="1">
    <source>국무위원회가 왔다.</source>
    <target>The State Council came.</target>
  </trans-unit>
  <trans-unit id="2">
    <source>국무위원회가 갔다.</source>
    <target>The State Council left.</target>
    <note from="client">keep it short</note>
    <alt-trans><target>They left.</target></alt-trans>
  </trans-unit>
  <trans-unit id="3"><source>국무위원회가 갔다.</source></trans-unit>
</body></file></xliff>
"""
TWO = """<?xml version="1.0" encoding="UTF-8"?>
<x:xliff version="2.0" srcLang="ko" trgLang="en" xmlns:x="urn:oasis:names:tc:xliff:document:2.0">
<x:file id="a">
  <x:unit id="1">
    <x:originalData><x:data id="d">b</x:data></x:originalData>
    <x:segment><x:source>국무위원회가 왔다.</x:source><x:target>The State Council came.</x:target></x:segment>
  </x:unit>
  <x:unit id="2">
    <x:notes>
      <x:note>keep it short</x:note>
    </x:notes>
    <x:segment><x:source>국무위원회가 갔다.</x:source><x:target>The State Council left.</x:target></x:segment>
    <x:segment><x:source>국무위원회가 섰다.</x:source></x:segment>
  </x:unit>
</x:file></x:xliff>
"""
PO = """# A map.
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"

#: a.c:1
msgid "국무위원회가 왔다."
msgstr "The State Council came."

# keep it short
#. by the programmer
#: a.c:2
#, fuzzy
#| msgid "국무위원회"
msgctxt "menu"
msgid "국무위원회가 갔다."
msgid_plural "국무위원회들이 갔다."
msgstr[0] "The State Council left."
msgstr[1] "State Councils left."
#~ msgid "x"
#~ msgstr "y"
"""
FILES = {"a.xlf": ONE, "b.xlf": TWO, "c.po": PO, "d.po": PO.replace("\n", "\r\n")}
MINA, LEE = Remark("mina", "may we <shorten> & drop it?"), Remark("이", "두 줄\n답 --> 예")


def opened(name, raw):
    return Input(name, lambda: io.BytesIO(raw))


def annotated(name, raw, remarks):
    out = io.BytesIO()
    file = opened(name, raw)
    format_of(file, "read_segments").annotate(file, remarks, out)
    found = format_of(opened(name, raw), "read_segments").read_segments(opened(name, raw))
    again = list(format_of(opened(name, raw), "read_segments").read_segments(opened(name, out.getvalue())))
    assert [(s.source, s.target, s.unit) for s in again] == [(s.source, s.target, s.unit) for s in found]
    return out.getvalue()


def notes_of(name, raw):
    """All remarks in a file, as an independent reader sees them."""
    if name.endswith(".po"):
        return [entry.tcomment for entry in polib.pofile(raw.decode()) if entry.tcomment]
    return [
        (f"{each.get('from')}: " if each.get("from") else "") + each.text
        for each in etree.fromstring(raw).iter("{*}note")
    ]


@pytest.mark.parametrize("name", FILES)
def test_remarks_are_added_once_and_taken_away_again(name):
    raw = FILES[name].encode()
    both = {1: Remarks((MINA, LEE)), 2: Remarks((LEE,))}
    once = annotated(name, raw, both)
    assert annotated(name, once, both) == once
    told = "\n".join(notes_of(name, once))
    assert told.count("mina: may we <shorten> & drop it?") == 1
    assert told.count("이: 두 줄\n답 --> 예") == 2
    assert "keep it short" in told
    more = annotated(name, once, {2: Remarks((LEE, MINA))})
    assert "\n".join(notes_of(name, more)).count("mina: ") == 2
    gone = annotated(name, more, {1: Remarks((), (MINA, LEE)), 2: Remarks((), (LEE, MINA))})
    assert gone == raw


def test_remarks_stand_where_the_format_wants_them():
    once = etree.fromstring(
        annotated("a.xlf", ONE.encode(), {1: Remarks((MINA,)), 2: Remarks((MINA,)), 3: Remarks((LEE,))})
    )
    names = [[etree.QName(child).localname for child in unit] for unit in once.iter("{*}trans-unit")]
    assert names == [
        ["source", "target", "note"],
        ["source", "target", "note", "note", "alt-trans"],
        ["source", "note"],
    ]
    once = etree.fromstring(annotated("b.xlf", TWO.encode(), {1: Remarks((MINA,)), 3: Remarks((LEE,))}))
    names = [[etree.QName(child).localname for child in unit] for unit in once.iter("{*}unit")]
    assert names == [["notes", "originalData", "segment"], ["notes", "segment", "segment"]]
    assert len(once.findall(".//{*}notes/{*}note")) == 3
    text = annotated("c.po", PO.encode(), {1: Remarks((MINA,)), 3: Remarks((LEE,))}).decode()
    assert '\n# mina: may we <shorten> & drop it?\n#: a.c:1\nmsgid "국무' in text
    assert "# keep it short\n# 이: 두 줄\n# 답 --> 예\n#. by the programmer\n" in text


@given(st.text(), st.text().filter(str.strip), st.sampled_from(list(FILES)))
def test_any_remark_leaves_a_valid_file(author, text, name):
    raw = FILES[name].encode()
    once = annotated(name, raw, {1: Remarks((Remark(author, text),))})
    assert len(notes_of(name, once)) == len(notes_of(name, raw)) + 1
    assert annotated(name, once, {1: Remarks((Remark(author, text),))}) == once


@pytest.mark.parametrize("name", ["a.xlf", "b.xlf", "c.po"])
def test_writing_puts_notes_beside_the_translation_and_undoing_takes_them_away(tmp_path, name):
    desk = Desk(tmp_path, FILES[name], name=name)
    session = desk.session()
    files = Files(session)
    before = desk.news.read_bytes()
    item = next(i for i in range(len(session.statuses)) if session.model.segments[i] == 0)
    session.comment(item, "may we shorten it?")
    assert files.save().problems == ()
    assert notes_of(name, desk.news.read_bytes()).count("mina: may we shorten it?") == 1
    assert files.changed() == []
    session.comment(item, "may we drop it?")
    session.edit({0: "The State Affairs Commission came."}, "edit", [item])
    assert session.status(item) is FindingStatus.FIXED
    saved = files.save()
    assert (saved.targets, saved.problems) == (1, ())
    told = notes_of(name, desk.news.read_bytes())
    assert "mina: may we drop it?" in told
    assert "mina: may we shorten it?" not in told
    again = desk.session()  # the finding is gone now, its note stays
    assert Files(again).save().problems == ()
    assert "mina: may we drop it?" in notes_of(name, desk.news.read_bytes())
    for _ in range(3):
        session.undo()
    assert files.save().problems == ()
    assert desk.news.read_bytes() == before


def test_a_format_without_remarks_keeps_notes_out(tmp_path):
    desk = Desk(tmp_path)
    session = desk.session()
    before = desk.news.read_bytes()
    session.comment(0, "may we?")
    assert Files(session).save().problems == ()
    assert desk.news.read_bytes() == before
