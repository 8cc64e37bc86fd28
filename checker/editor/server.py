"""The language server: documents (``document``) for editors, by the Language Server Protocol over standard streams.

Texts of files are data: a message, a hover and the detail of a completion are plain text without control characters,
and no command is offered. An editor may be as slow as it likes: every answer is worked out from the text of now.
"""

import asyncio
import sys
from collections.abc import Callable
from functools import partial
from importlib.metadata import version
from pathlib import PurePath
from typing import Any

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, lsp_method
from pygls.uris import to_fs_path

from checker.editor.document import Document, Mending, Rendering, Shown
from checker.editor.held import At, Columns, Range
from checker.model import Concept, Severity, TermStatus
from checker.reports._texts import cut

_PAUSE = 0.3  # seconds without an edit after which everything is read again
_SWITCH = 0.001  # seconds after which a reading gives way to an answer
_SOURCE = "ilchi"
_LEVELS = {
    Severity.CRITICAL: types.DiagnosticSeverity.Error,
    Severity.MAJOR: types.DiagnosticSeverity.Error,
    Severity.MINOR: types.DiagnosticSeverity.Warning,
    Severity.NEUTRAL: types.DiagnosticSeverity.Information,
}
# What the findings depend on beside the text. Glossaries may have any name and ending.
_WATCHED = ("**/ilchi.toml", "**/pyproject.toml", "**/decisions.jsonl", "**/baseline.jsonl", "**/*.{csv,tsv,xlsx,tbx}")


class _Protocol(LanguageServerProtocol):
    """The protocol without pygls's own copies of the texts, whose lines end elsewhere and which an edit copies."""

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: types.DidOpenTextDocumentParams) -> None:
        """Leave the text to the server."""
        self.fm.features[types.TEXT_DOCUMENT_DID_OPEN](params)

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> None:
        """Leave the edits to the server."""
        self.fm.features[types.TEXT_DOCUMENT_DID_CHANGE](params)

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: types.DidCloseTextDocumentParams) -> None:
        """Leave the text to the server."""
        self.fm.features[types.TEXT_DOCUMENT_DID_CLOSE](params)


class _Open:
    """An open document of the editor.

    Args:
        uri: Its address.
        path: Its path.
        item: What the editor sent.
    """

    def __init__(self, uri: str, path: str, item: types.TextDocumentItem) -> None:
        self.uri = uri
        self.document = Document(path, item.text)
        self.version = item.version
        self.made: dict[tuple[Shown, str, str], types.Diagnostic] = {}  # with the lines on which it starts and ends
        self.anew = False  # whether config or glossaries may have changed since the last reading began
        self.pause: asyncio.TimerHandle | None = None
        self.reading: asyncio.Task[None] | None = None


class Server(LanguageServer):
    """The server.

    Args:
        today: Returns the day (ISO 8601), on which decisions may have ended.
    """

    def __init__(self, today: Callable[[], str]) -> None:
        super().__init__("ilchi", version("ilchi"), protocol_cls=_Protocol)
        self._today = today
        self._documents: dict[str, _Open] = {}
        self._columns = Columns()
        features: dict[str, tuple[Callable[[Any], Any], object]] = {
            types.INITIALIZED: (self._initialized, None),
            types.TEXT_DOCUMENT_DID_OPEN: (self._opened, None),
            types.TEXT_DOCUMENT_DID_CHANGE: (self._changed, None),
            types.TEXT_DOCUMENT_DID_CLOSE: (self._closed, None),
            types.TEXT_DOCUMENT_DID_SAVE: (self._saved, None),
            types.WORKSPACE_DID_CHANGE_WATCHED_FILES: (self._others_changed, None),
            types.TEXT_DOCUMENT_HOVER: (self._hover, None),
            types.TEXT_DOCUMENT_CODE_ACTION: (
                self._actions,
                types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix]),
            ),
            types.TEXT_DOCUMENT_COMPLETION: (self._completions, types.CompletionOptions()),
        }
        for name, (handler, options) in features.items():
            self.feature(name, options)(partial(handler))  # which pygls writes its own attributes on

    def run(self) -> None:
        """Serve on the standard streams until the editor ends it."""
        sys.setswitchinterval(_SWITCH)
        self.start_io()

    # The texts.

    async def _initialized(self, _params: types.InitializedParams) -> None:
        encoding = self.server_capabilities.position_encoding or types.PositionEncodingKind.Utf16
        self._columns = Columns(types.PositionEncodingKind(encoding).value)
        held = self.client_capabilities.workspace
        watching = held.did_change_watched_files if held else None
        if watching and watching.dynamic_registration:
            watchers = [types.FileSystemWatcher(glob_pattern=pattern) for pattern in _WATCHED]
            options = types.DidChangeWatchedFilesRegistrationOptions(watchers=watchers)
            name = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
            await self.client_register_capability_async(
                types.RegistrationParams([types.Registration("ilchi-watched", name, options)])
            )

    def _opened(self, params: types.DidOpenTextDocumentParams) -> None:
        item = params.text_document
        path = to_fs_path(item.uri) if item.uri.startswith("file:") else None
        if path is not None:
            self._documents[item.uri] = _Open(item.uri, path, item)
            self._read(self._documents[item.uri])

    def _changed(self, params: types.DidChangeTextDocumentParams) -> None:
        opened = self._documents.get(params.text_document.uri)
        if opened is None:
            return
        opened.version = params.text_document.version
        for change in params.content_changes:
            where = None
            if isinstance(change, types.TextDocumentContentChangePartial):
                where = self._range(opened, change.range)
            opened.document.edit(where, change.text)
        self._publish(opened)
        self._later(opened)

    def _closed(self, params: types.DidCloseTextDocumentParams) -> None:
        opened = self._documents.pop(params.text_document.uri, None)
        if opened:
            if opened.pause:
                opened.pause.cancel()
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(opened.uri, []))

    def _saved(self, params: types.DidSaveTextDocumentParams) -> None:
        if params.text_document.uri not in self._documents:
            self._all_anew()

    def _others_changed(self, params: types.DidChangeWatchedFilesParams) -> None:
        if any(change.uri not in self._documents for change in params.changes):
            self._all_anew()

    def _all_anew(self) -> None:
        """Read everything again with the config and the glossaries of now."""
        for opened in self._documents.values():
            opened.anew = True
            self._later(opened)

    # Reading in another thread.

    def _later(self, opened: _Open) -> None:
        """Read the whole text after a pause."""
        if opened.pause:
            opened.pause.cancel()
        opened.pause = asyncio.get_running_loop().call_later(_PAUSE, self._read, opened)

    def _read(self, opened: _Open) -> None:
        """Read the whole text now, or after the reading that is under way."""
        if opened.reading:
            self._later(opened)
            return
        opened.reading = asyncio.get_running_loop().create_task(self._work(opened))

    async def _work(self, opened: _Open) -> None:
        anew, opened.anew = opened.anew, False
        try:
            work = opened.document.work(self._today(), anew=anew)
            result = await asyncio.to_thread(work)
            if self._documents.get(opened.uri) is opened:
                opened.document.take(result)
                self._publish(opened)
        finally:
            opened.reading = None

    # Answers.

    def _publish(self, opened: _Open) -> None:
        """Send all findings of a document."""
        document = opened.document
        lines = document.held.lines
        made: dict[tuple[Shown, str, str], types.Diagnostic] = {}
        for shown in document.shown():
            key = (shown, lines[shown.where.start.line], lines[shown.where.end.line])
            made[key] = opened.made.get(key) or self._diagnostic(opened, shown)
        opened.made = made
        found = list(made.values())
        if document.fault:
            at = document.held.inside(At(document.fault.line, 0))
            where = Range(at, At(at.line, len(document.held.lines[at.line])))
            found.append(
                types.Diagnostic(
                    self._shown(opened, where),
                    cut(document.fault.message),
                    severity=types.DiagnosticSeverity.Error,
                    source=_SOURCE,
                )
            )
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(opened.uri, found, opened.version))

    def _diagnostic(self, opened: _Open, shown: Shown) -> types.Diagnostic:
        finding = shown.finding
        said = [finding.message, f"why: {finding.why}"]
        if finding.expected:
            said.append("expected: " + " | ".join(finding.expected))
        return types.Diagnostic(
            self._shown(opened, shown.where),
            "\n".join(map(cut, said)),
            severity=_LEVELS[finding.severity],
            code=finding.rule,
            source=_SOURCE,
        )

    def _hover(self, params: types.HoverParams) -> types.Hover | None:
        opened = self._documents.get(params.text_document.uri)
        found = opened.document.entry(self._at(opened, params.position)) if opened else []
        if not found:
            return None
        said = "\n\n".join(_entry(concept, wording) for concept, wording in found)
        return types.Hover(types.MarkupContent(types.MarkupKind.PlainText, said))

    def _actions(self, params: types.CodeActionParams) -> list[types.CodeAction]:
        opened = self._documents.get(params.text_document.uri)
        if opened is None or not _wanted(params.context.only):
            return []
        return [self._action(opened, each) for each in opened.document.mendings(self._range(opened, params.range))]

    def _action(self, opened: _Open, mending: Mending) -> types.CodeAction:
        kind = "" if mending.fix.safe else " (read it first)"
        edit = types.TextEdit(self._shown(opened, mending.where), mending.text)
        return types.CodeAction(
            title=cut(f"{mending.finding.rule}: {mending.fix.replacement or 'delete'}{kind}"),
            kind=types.CodeActionKind.QuickFix,
            is_preferred=mending.fix.safe,
            edit=types.WorkspaceEdit(changes={opened.uri: [edit]}),
        )

    def _completions(self, params: types.CompletionParams) -> list[types.CompletionItem]:
        opened = self._documents.get(params.text_document.uri)
        if opened is None:
            return []
        found = opened.document.renderings(self._at(opened, params.position))
        return [self._item(opened, number, each) for number, each in enumerate(found)]

    def _item(self, opened: _Open, number: int, each: Rendering) -> types.CompletionItem:
        return types.CompletionItem(
            label=cut(each.rendering),
            kind=types.CompletionItemKind.Text,
            detail=cut(f"{each.term} ({each.concept.category})"),
            documentation=_entry(each.concept, each.term),
            sort_text=f"{number:05}",
            filter_text=each.text,
            insert_text_format=types.InsertTextFormat.PlainText,
            text_edit=types.TextEdit(self._shown(opened, each.where), each.text),
            preselect=each.missing and not number,
        )

    # Places.

    def _at(self, opened: _Open, position: types.Position) -> At:
        lines = opened.document.held.lines
        line = min(position.line, len(lines) - 1)
        return At(position.line, self._columns.read(lines[line], position.character))

    def _range(self, opened: _Open, where: types.Range) -> Range:
        return Range(self._at(opened, where.start), self._at(opened, where.end))

    def _shown(self, opened: _Open, where: Range) -> types.Range:
        lines = opened.document.held.lines
        start, end = (types.Position(at.line, self._columns.shown(lines[at.line], at.column)) for at in where)
        return types.Range(start, end)


def _wanted(only: object) -> bool:
    """Whether an editor that asks for these kinds of actions alone wants quick fixes."""
    kinds = list(only) if isinstance(only, list | tuple) else []
    return not kinds or any(str(kind) in ("", types.CodeActionKind.QuickFix.value) for kind in kinds)


def _entry(concept: Concept, wording: str) -> str:
    """An entry of a glossary as plain text, a line for each thing that it says."""
    terms: dict[TermStatus, list[str]] = {}
    for term in concept.targets:
        terms.setdefault(term.status, []).append(term.text)
    labels = {TermStatus.PREFERRED: "", TermStatus.ADMITTED: "also: ", TermStatus.DEPRECATED: "not: "}
    others = [term for term in concept.sources if term != wording]
    lines = [f"{wording} ({', '.join((concept.category, *others))})"]
    lines += [labels[status] + " | ".join(terms[status]) for status in TermStatus if status in terms]
    more = (("holds", concept.period), ("definition", concept.definition), ("note", concept.note))
    lines += [f"{label}: {text}" for label, text in more if text]
    if concept.place:
        lines.append(f"in {PurePath(concept.place).name}")
    return "\n".join(map(cut, lines))
