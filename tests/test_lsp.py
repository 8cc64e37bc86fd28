"""The language server, asked by a real client over standard streams."""

import asyncio
import os
import subprocess
import sys

import pytest

pytest.importorskip("pygls", reason="needs the extra lsp: pip install 'ilchi[lsp]'")

from lsprotocol import types

from tests.conftest import console_script, environment
from tests.editor_files import FILES, NAMES
from tests.editors import editing

MARKED = {"po": 'Han "\n"Stream', "jsonl": "Han\\u0020Stream"}


@pytest.fixture(scope="module")
def edit(tmp_path_factory):
    """Run a test with an editor, which all tests of this module share."""
    context = editing(tmp_path_factory.mktemp("home"))
    with asyncio.Runner() as runner:
        editor = runner.run(context.__aenter__())
        yield lambda test: runner.run(test(editor))
        runner.run(context.__aexit__(None, None, None))


@pytest.fixture
def project(tmp_path):
    (tmp_path / "names.csv").write_text(NAMES, encoding="utf-8")
    (tmp_path / "ilchi.toml").write_text('glossaries = ["names.csv"]\n', encoding="utf-8")

    def write(kind, text=None):
        path = tmp_path / f"news.{kind}"
        path.write_text(FILES[kind] if text is None else text, encoding="utf-8", newline="\n")
        return path

    return write


def without(kind):
    """The rules that a format's file has findings of: none but the one of the river."""
    return [("deprecated-term", MARKED.get(kind, "Han Stream"))]


@pytest.mark.parametrize("kind", FILES)
def test_findings_hover_fix_and_completion_in_every_format(edit, project, kind):
    async def test(editor):
        path = project(kind)
        uri = await editor.open(path)
        await editor.findings_of(uri, without(kind))
        (shown,) = editor.said[uri].diagnostics
        assert shown.severity is types.DiagnosticSeverity.Error
        assert shown.source == "ilchi"
        assert "Han River" in shown.message

        hover = await editor.text_document_hover_async(types.HoverParams(**editor.cursor(uri, "한", "강")))
        assert hover.contents.kind == "plaintext"
        lines = hover.contents.value.split("\n")
        assert lines[:4] == ["한강 (place)", "Han River", "also: Hangang", "not: Han Stream"]
        assert lines[4:] == ["note: the one in Seoul", "in names.csv:2"]
        over = types.HoverParams(**editor.cursor(uri, "The", " "))
        assert await editor.text_document_hover_async(over) is None
        over = types.HoverParams(**editor.cursor(uri, "D k", "ey"))
        assert (await editor.text_document_hover_async(over)).contents.value.startswith("R&D key (object, 비밀번호)")

        (action,) = await editor.actions(uri, "The")
        assert action.title == "deprecated-term: Han River"
        assert action.is_preferred
        before = str(editor.texts[uri])
        editor.apply(action)
        await editor.findings_of(uri, [])
        assert len(str(editor.texts[uri])) < len(before)
        assert "Han River" in str(editor.texts[uri])
        assert str(editor.texts[uri]).split("\n")[-2:] == before.split("\n")[-2:]

        amp = "&amp;" if "&amp;" in FILES[kind] else "&"
        editor.edit(uri, f"R{amp}D key", "R")
        await editor.findings_of(uri, [("missing-term", "비밀번호")])
        at = str(editor.texts[uri]).rindex("R") + 1
        tail = str(editor.texts[uri])[at:]
        params = types.CompletionParams(**editor.cursor(uri, "R", tail))
        items = await editor.text_document_completion_async(params)
        assert [(each.label, each.detail) for each in items] == [
            ("R&D key", "비밀번호 (object)"),
            ("key", "비밀번호 (object)"),
        ]
        assert items[0].text_edit.new_text == f"R{amp}D key"
        assert editor.marked(uri, items[0].text_edit.range) == "R"
        assert editor.marked(uri, items[1].text_edit.range) == ""
        editor.edit(uri, "R" + tail, items[0].text_edit.new_text + tail)
        await editor.findings_of(uri, [])

    edit(test)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-32"])
def test_places_count_in_the_units_that_the_editor_offers(project, encoding):
    async def test():
        path = project("tsv")
        async with editing(path.parent, [encoding]) as editor:
            assert editor.capabilities.position_encoding == encoding
            uri = await editor.open(path)
            await editor.findings_of(uri, without("tsv"))
            head = '😀 "한강"이 흐른다.\t😀 The "'
            units = {"utf-8": len(head.encode()), "utf-32": len(head)}
            assert editor.said[uri].diagnostics[0].range.start == types.Position(1, units[encoding])
            editor.edit(uri, "Stream", "River")
            await editor.findings_of(uri, [])

    asyncio.run(test())


def test_the_text_of_the_editor_counts_not_that_of_the_file(edit, project):
    async def test(editor):
        path = project("tsv", "source\ttarget\n비밀번호\tkey\n")
        uri = await editor.open(path, FILES["tsv"])
        await editor.findings_of(uri, without("tsv"))
        editor.edit(uri, "Stream", "River")
        await editor.findings_of(uri, [])
        assert "Stream" not in path.read_text(encoding="utf-8")

    edit(test)


def test_lines_that_come_and_go_move_the_findings(edit, project):
    async def test(editor):
        path = project("po")
        uri = await editor.open(path)
        await editor.findings_of(uri, without("po"))
        line = editor.said[uri].diagnostics[0].range.start.line
        editor.edit(uri, 'msgid "😀', '# one\n# two\nmsgid "😀')
        await editor.findings_of(uri, without("po"))
        assert editor.said[uri].diagnostics[0].range.start.line == line + 2
        editor.edit(uri, "# one\n# two\n", "")
        await editor.findings_of(uri, without("po"))
        assert editor.said[uri].diagnostics[0].range.start.line == line
        more = 'msgid "한강 길"\nmsgstr "Han Stream Way"\n\n'
        editor.edit(uri, 'msgid "비밀번호"', more + 'msgid "비밀번호"')
        await editor.findings_of(uri, [*without("po"), ("deprecated-term", "Han Stream")])
        editor.edit(uri, more, "")
        await editor.findings_of(uri, without("po"))

    edit(test)


def test_while_a_file_is_broken_its_findings_stay(edit, project):
    async def test(editor):
        path = project("po")
        uri = await editor.open(path)
        await editor.findings_of(uri, without("po"))
        editor.edit(uri, 'key"\n', "key\n")
        await editor.findings_of(uri, [*without("po"), (None, 'msgstr "R&D key')])
        fault = editor.said[uri].diagnostics[1]
        assert fault.severity is types.DiagnosticSeverity.Error
        assert fault.message.startswith("a quote is missing")
        editor.edit(uri, "Content", '\\n"\n"Content')
        await editor.until(lambda: editor.said[uri].version == editor.versions[uri])
        assert without("po")[0] in editor.found(uri)
        editor.edit(uri, "key\n", 'key"\n')
        await editor.findings_of(uri, without("po"))

    edit(test)


def test_a_file_that_cannot_be_read_at_first_says_why(edit, project):
    async def test(editor):
        path = project("xlf", "<xliff version='1.2'><file>\n<body>\n</file></xliff>\n")
        uri = await editor.open(path)
        ((code, _),) = editor.found(uri)
        assert code is None
        assert "not well-formed XML" in editor.said[uri].diagnostics[0].message
        assert editor.said[uri].diagnostics[0].range.start.line == 2

    edit(test)


def test_a_conflict_is_named(edit, project):
    async def test(editor):
        path = project("tsv", "source\ttarget\n<<<<<<< HEAD\n비밀번호\tkey\n=======\n비밀번호\tpin\n>>>>>>> other\n")
        uri = await editor.open(path)
        assert editor.found(uri) == [(None, "<<<<<<< HEAD")]
        assert editor.said[uri].diagnostics[0].message.startswith("there is an unresolved merge conflict; ")

    edit(test)


@pytest.mark.parametrize("name", ["names.csv", "notes.md", "ilchi.toml"])
def test_a_file_that_is_no_corpus_has_no_findings(edit, project, name):
    async def test(editor):
        path = project("tsv").parent / name
        if not path.exists():
            path.write_text("# 한강\n", encoding="utf-8")
        uri = await editor.open(path)
        assert [each.code for each in editor.said[uri].diagnostics if each.code] == []
        assert await editor.text_document_hover_async(types.HoverParams(**editor.cursor(uri, ""))) is None

    edit(test)


@pytest.mark.parametrize("watching", [True, False])
def test_a_changed_glossary_or_config_is_read_again(edit, project, watching):
    async def test(editor):
        path = project("tsv")
        names, config = (path.parent / name for name in ("names.csv", "ilchi.toml"))
        await editor.until(lambda: "**/ilchi.toml" in editor.watched)
        uri = await editor.open(path)
        await editor.findings_of(uri, without("tsv"))

        def changed(file, text):
            file.write_text(text, encoding="utf-8")
            if watching:
                event = types.FileEvent(file.as_uri(), types.FileChangeType.Changed)
                editor.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))
            else:
                name = types.TextDocumentIdentifier(file.as_uri())
                editor.text_document_did_save(types.DidSaveTextDocumentParams(name))

        changed(names, NAMES.replace("Han Stream", "Han Brook").replace("Hangang", "Han Stream"))
        await editor.findings_of(uri, [])
        changed(names, NAMES)
        await editor.findings_of(uri, without("tsv"))
        changed(config, 'glossaries = ["names.csv"]\nrules.deprecated-term = "off"\n')
        await editor.findings_of(uri, [])
        changed(config, 'glosaries = ["names.csv"]\n')
        await editor.until(lambda: editor.found(uri))
        assert "did you mean “glossaries”?" in editor.said[uri].diagnostics[0].message
        changed(config, 'glossaries = ["names.csv"]\n')
        await editor.findings_of(uri, without("tsv"))

    edit(test)


def test_what_people_decided_is_not_shown(edit, project, ilchi):
    async def test(editor):
        path = project("tsv")
        assert ilchi("baseline", "create", path.name, cwd=path.parent).status == 0
        uri = await editor.open(path)
        await editor.findings_of(uri, [])

    edit(test)


def test_texts_of_files_are_data(edit, project):
    async def test(editor):
        path = project("tsv")
        evil = "**x** <b>y</b> [z](command:w) \x1b[31m\u202e `q`"
        (path.parent / "names.csv").write_text(
            f"source,target,forbidden,note\n한강,Han River,Han Stream,{evil}\n", encoding="utf-8"
        )
        uri = await editor.open(path)
        hover = await editor.text_document_hover_async(types.HoverParams(**editor.cursor(uri, "한", "강")))
        assert hover.contents.kind is types.MarkupKind.PlainText
        assert "**x** <b>y</b> [z](command:w)" in hover.contents.value
        assert not {"\x1b", "\u202e"} & set(hover.contents.value)
        assert editor.capabilities.execute_command_provider is None or not (
            editor.capabilities.execute_command_provider.commands
        )

    edit(test)


def test_a_closed_file_has_no_findings(edit, project):
    async def test(editor):
        path = project("tsv")
        uri = await editor.open(path)
        await editor.findings_of(uri, without("tsv"))
        name = types.TextDocumentIdentifier(uri)
        editor.text_document_did_close(types.DidCloseTextDocumentParams(name))
        await editor.until(lambda: editor.found(uri) == [])

    edit(test)


def test_without_the_extra_the_message_says_what_to_install(tmp_path):
    program = (
        "import sys; sys.modules['pygls'] = None; sys.argv = ['ilchi', 'lsp']; from checker.cli import main; main()"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, env=environment(), encoding="utf-8", check=False
    )
    assert ran.returncode == 2
    assert ran.stderr == "ilchi: error: the language server needs an extra; pip install 'ilchi[lsp]'\n"


def test_it_ends_when_the_editor_is_gone(tmp_path):
    ran = subprocess.run(
        [console_script(), "lsp", "--stdio"], input=b"", capture_output=True, env=environment(), timeout=60, check=False
    )
    assert ran.returncode == 0
    assert ran.stdout == b""


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_on_a_terminal_it_says_who_starts_it():
    import pty

    near, far = pty.openpty()
    ran = subprocess.run(
        [console_script(), "lsp"], stdin=far, capture_output=True, env=environment(), encoding="utf-8", check=False
    )
    os.close(near)
    os.close(far)
    assert ran.returncode == 2
    assert ran.stderr.startswith("ilchi: error: an editor starts the language server; ")
