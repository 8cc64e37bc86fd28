"""An editor for tests: a real client of the language server, over the standard streams of a real process."""

import asyncio
import os
import time
from collections.abc import Callable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.lsp.client import BaseLanguageClient

from checker.editor.held import At, Columns, Held, Range
from tests.conftest import console_script, environment

PATIENCE = 60  # seconds until a test gives up
_ENCODINGS = types.PositionEncodingKind


class Editor(BaseLanguageClient):
    """A client that keeps its texts and what the server last said of each."""

    def __init__(self) -> None:
        super().__init__("tests", "1")
        self.texts: dict[str, Held] = {}
        self.versions: dict[str, int] = {}
        self.said: dict[str, types.PublishDiagnosticsParams] = {}
        self.counts: dict[str, int] = {}
        self.logged: list[str] = []
        self.watched: list[str] = []
        self.columns = Columns()
        self._news = asyncio.Event()
        self.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(partial(self._published))
        self.feature(types.WINDOW_LOG_MESSAGE)(lambda params: self.logged.append(params.message))
        self.feature(types.WINDOW_SHOW_MESSAGE)(lambda params: self.logged.append(params.message))
        self.feature(types.CLIENT_REGISTER_CAPABILITY)(partial(self._registered))

    def _published(self, params: types.PublishDiagnosticsParams) -> None:
        self.said[params.uri] = params
        self.counts[params.uri] = self.counts.get(params.uri, 0) + 1
        self._news.set()

    def _registered(self, params: types.RegistrationParams) -> None:
        for each in params.registrations:
            self.watched += [watcher["globPattern"] for watcher in _plain(each.register_options)["watchers"]]
        self._news.set()

    async def until(self, holds: Callable[[], Any]) -> Any:
        """Wait until ``holds`` returns something true, which is returned."""
        end = time.monotonic() + PATIENCE
        while not (found := holds()):
            self._news.clear()
            left = end - time.monotonic()
            assert left > 0, (self.said, self.logged)
            try:
                await asyncio.wait_for(self._news.wait(), left)
            except TimeoutError:
                continue
        return found

    async def open(self, path: Path, text: str | None = None) -> str:
        """Open a file, with another text than it has if one is given; wait for its findings; returns its address."""
        uri = path.as_uri()
        held = path.read_text(encoding="utf-8") if text is None else text
        self.texts[uri], self.versions[uri] = Held(held), 1
        self.text_document_did_open(types.DidOpenTextDocumentParams(types.TextDocumentItem(uri, "plaintext", 1, held)))
        await self.until(lambda: self.said.get(uri))
        return uri

    def edit(self, uri: str, old: str, new: str) -> None:
        """Replace the first ``old`` in the text by ``new``."""
        text = str(self.texts[uri])
        start = text.index(old)
        first, last = (_place(text, at) for at in (start, start + len(old)))
        where = types.Range(self.position(uri, first), self.position(uri, last))
        self.texts[uri].replace(Range(first, last), new)
        self.versions[uri] += 1
        name = types.VersionedTextDocumentIdentifier(self.versions[uri], uri)
        change = types.TextDocumentContentChangePartial(where, new)
        self.text_document_did_change(types.DidChangeTextDocumentParams(name, [change]))

    def position(self, uri: str, at: At) -> types.Position:
        """A place as the protocol has it."""
        return types.Position(at.line, self.columns.shown(self.texts[uri].lines[at.line], at.column))

    def cursor(self, uri: str, before: str, after: str = "") -> dict[str, Any]:
        """The place behind the first ``before`` that ``after`` follows, as parameters of a request."""
        text = str(self.texts[uri])
        at = text.index(before + after) + len(before)
        return {
            "text_document": types.TextDocumentIdentifier(uri),
            "position": self.position(uri, _place(text, at)),
        }

    def marked(self, uri: str, where: types.Range) -> str:
        """The text in a range of the protocol."""
        lines = self.texts[uri].lines
        start, end = (
            At(each.line, self.columns.read(lines[each.line], each.character)) for each in (where.start, where.end)
        )
        copy = Held(str(self.texts[uri]))
        copy.replace(Range(end, At(len(lines), 0)), "")
        copy.replace(Range(At(0, 0), start), "")
        return str(copy)

    def found(self, uri: str) -> list[tuple[str | None, str]]:
        """The rules of the findings with the texts that they mark; None where the file cannot be read."""
        return [(each.code, self.marked(uri, each.range)) for each in self.said[uri].diagnostics]

    async def actions(self, uri: str, line_of: str) -> list[types.CodeAction]:
        """The actions on the line that has this text."""
        cursor = self.cursor(uri, line_of)
        where = types.Range(cursor["position"], cursor["position"])
        params = types.CodeActionParams(cursor["text_document"], where, types.CodeActionContext([]))
        return await self.text_document_code_action_async(params)

    def apply(self, action: types.CodeAction) -> None:
        """Make the edits of an action."""
        for uri, edits in action.edit.changes.items():
            for edit in edits:
                lines = self.texts[uri].lines
                where = Range(
                    *(At(at.line, self.columns.read(lines[at.line], at.character)) for at in _ends(edit.range))
                )
                self.texts[uri].replace(where, edit.new_text)
                self.versions[uri] += 1
                name = types.VersionedTextDocumentIdentifier(self.versions[uri], uri)
                change = types.TextDocumentContentChangePartial(edit.range, edit.new_text)
                self.text_document_did_change(types.DidChangeTextDocumentParams(name, [change]))

    async def findings_of(self, uri: str, found: list[tuple[str | None, str]]) -> None:
        """Wait until the findings of the present text are these."""
        await self.until(lambda: self.said[uri].version == self.versions[uri] and self.found(uri) == found)


def _ends(where: types.Range) -> tuple[types.Position, types.Position]:
    return where.start, where.end


def _plain(options: Any) -> Any:
    """Options as a dictionary, whatever the client has made of them."""
    if hasattr(options, "_asdict"):
        options = options._asdict()
    if isinstance(options, dict):
        return {key: _plain(value) for key, value in options.items()}
    return [_plain(each) for each in options] if isinstance(options, list) else options


def _place(text: str, at: int) -> At:
    line = text.count("\n", 0, at)
    return At(line, at - (text.rfind("\n", 0, at) + 1))


@asynccontextmanager
async def editing(folder: Path, encodings: list[str] | None = None):
    """An editor with a server in a folder."""
    editor = Editor()
    await editor.start_io(console_script(), "lsp", cwd=folder, env=environment())
    watched = types.DidChangeWatchedFilesClientCapabilities(dynamic_registration=True)
    asked = types.ClientCapabilities(
        general=types.GeneralClientCapabilities(position_encodings=encodings) if encodings else None,
        workspace=types.WorkspaceClientCapabilities(did_change_watched_files=watched),
    )
    begun = await editor.initialize_async(
        types.InitializeParams(process_id=os.getpid(), root_uri=folder.as_uri(), capabilities=asked)
    )
    editor.columns = Columns(_ENCODINGS(begun.capabilities.position_encoding).value)
    editor.capabilities = begun.capabilities
    editor.initialized(types.InitializedParams())
    try:
        yield editor
        await editor.shutdown_async(None)
        editor.exit(None)
        await asyncio.wait_for(editor._server.wait(), PATIENCE)
    finally:
        if editor._server.returncode is None:
            editor._server.kill()
        await editor.stop()
