"""The Textual app: it owns the session, the worker and the files, and passes events to the screen in front."""

import asyncio
import os
import shlex
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from rich.console import RenderableType
from textual.app import App
from textual.message import Message as TextualMessage
from textual.reactive import var
from textual.timer import Timer

from checker.errors import CheckerError
from checker.judging.gate import counted
from checker.model import Target, TermStatus
from checker.project.decision_file import FILE as DECISIONS_FILE
from checker.project.own import own
from checker.project.workspace import Workspace
from tui.drawing.themes import COLOURS, PLAIN, themes
from tui.keys.keymap import keymap_of
from tui.screens.board import Board
from tui.screens.commands import Palette
from tui.screens.deciding import GUARD
from tui.screens.dialogs import Choose, Dialog
from tui.screens.form import Edit
from tui.screens.queue import Queue
from tui.screens.tables import BOARDS
from tui.screens.uses import Uses, in_segment
from tui.state.files import Files
from tui.state.lookup import Lookup
from tui.state.preferences import Preferences
from tui.state.session import Session
from tui.state.status import FindingStatus
from tui.state.view import View
from tui.work.engine import Job
from tui.work.indexing import Indexing, pays
from tui.work.messages import Changed, Effect, Failed, Finished, Message, Offered, Opened, Rechecked
from tui.work.worker import Worker, prepare

_POLL = 2.0  # seconds between checks whether files have changed
_FRAME = 0.1  # seconds between drawings while findings arrive
_FAULTS = "faults.log"
_OLD = 10.0  # seconds after which a message is taken away
_AT_ONCE = 5000  # most segments with which changed files are read again automatically


class Review(App[None], inherit_bindings=False):
    """The app of ``ilchi review``.

    Args:
        session: The state.
        job: The arguments of the command.
        folder: The folder of the journal, for the log of faults.
        work: Starts a worker with a job and a function that takes its messages.
        preferences: The remembered looks; None remembers nothing.
        ascii_only: Whether to draw in ASCII.

    Attributes:
        failure: The error of the first check, "" if there was none.
    """

    CSS_PATH = "review.tcss"
    TITLE = "ilchi"
    ENABLE_COMMAND_PALETTE = False  # Textual's binding for it; ours opens it with our commands
    ORDER = ("queue", *BOARDS)
    said = var(("", "text"), always_update=True)

    class Arrived(TextualMessage):
        """A message of the worker."""

        def __init__(self, message: Message, worker: int) -> None:
            super().__init__()
            self.message = message
            self.worker = worker

    def __init__(
        self,
        session: Session,
        job: Job,
        folder: Path | None = None,
        work: Callable[[Job, Callable[[Message], None]], Worker] = Worker,
        preferences: Preferences | None = None,
        *,
        ascii_only: bool = False,
    ) -> None:
        prepare()
        plain = bool(os.environ.get("NO_COLOR"))
        if not plain:
            os.environ.pop("NO_COLOR", None)  # by convention an empty one means nothing, but not for Textual
        super().__init__(ansi_color=plain)
        self.session = session
        self.view = View(session)
        self.preferences = preferences or Preferences(None, "")
        self.preferences.restore(self.view)
        self.files = Files(session)
        self.lookup = Lookup(session)
        self._indexing: Indexing | None = None
        self.job = job
        self.ascii_only = ascii_only
        self.drafts: dict[int, str] = {}
        self.advanced = 0.0
        self.guard = GUARD
        self.patience = _OLD
        self._fading: Timer | None = None
        self.keymap = keymap_of(session.workspace.config)
        self.title_shown = _title(session.workspace)
        self._folder = folder
        self._work = work
        self._worker: Worker | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._leaving = 0
        self.ending = False
        self._turn = 0
        self._stale = False
        self._waiting: set[int] = set()
        self._reading = False
        self._previewed: Target | None = None
        self._beside: dict[str, tuple[int, int] | None] = {}
        self._continued = len(session.record.done)
        self.failure = ""
        self._warned: list[str] = []
        session.ask = self.recheck
        for theme in themes():
            self.register_theme(theme)
        self.set_class(plain, "plain")
        self.set_class(ascii_only, "ascii")
        known = self.preferences.theme if self.preferences.theme in COLOURS else "ilchi-dark"
        self.theme = PLAIN if plain else known

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Defaults for the colours in stylesheets."""
        return dict(COLOURS["ilchi-dark"])

    def on_mount(self) -> None:
        """Install the screens and start the check."""
        self.install_screen(Queue(self), "queue")
        for name, board in BOARDS.items():
            self.install_screen(board(self), name)
        self.install_screen(Uses(self), "uses")
        self.push_screen("queue")
        self._loop = asyncio.get_running_loop()
        if self._leaving:
            self.exit(None, self._leaving)
        self.set_interval(_FRAME, self._frame)
        self.set_interval(_POLL, self._poll)
        self.start()

    def exit(self, result: None = None, return_code: int = 0, message: RenderableType | None = None) -> None:
        """End the app."""
        self.ending = True
        super().exit(result, return_code, message)

    def leave_with(self, status: int) -> None:
        """End with a status, asked from anywhere and at any time."""
        self._leaving = status
        with suppress(RuntimeError):  # it has ended
            if self._loop:
                self._loop.call_soon_threadsafe(self.exit, None, status)

    def start(self) -> None:
        """Start a check."""
        if self._worker:
            self._worker.close()
        self._turn += 1
        mine = self._turn
        self._waiting.clear()
        self._reading = False
        self._worker = self._work(self.job, lambda message: self._arrived(message, mine))

    def _arrived(self, message: Message, worker: int) -> None:
        with suppress(RuntimeError):  # the app has ended
            self.post_message(self.Arrived(message, worker))

    def close(self) -> None:
        """Remember the looks, and end the worker."""
        self.preferences.keep(self.view, self.preferences.theme if self.has_class("plain") else self.theme)
        if self._worker:
            self._worker.close()
        self._stop_indexing()

    def _index(self) -> None:
        """Index the files in another process, for looking words up."""
        self._stop_indexing()
        self.lookup.renew()
        if pays(self.session.workspace):
            self._indexing = Indexing(self.job, self.lookup.take)

    def _stop_indexing(self) -> None:
        if self._indexing:
            self._indexing.close()
            self._indexing = None

    def on_review_arrived(self, event: Arrived) -> None:
        """Handle a message of the present worker."""
        if event.worker != self._turn:
            return
        message = event.message
        if isinstance(message, Rechecked):
            self._rechecked(message)
        elif isinstance(message, Offered):
            if self.session.take_offers(message):
                self.queue.offered(message.segment)
        elif isinstance(message, Effect):
            self.queue.effect(message)
        elif isinstance(message, Failed):
            self._failed(message)
        elif isinstance(message, Changed):
            self._changed(message)
        elif isinstance(message, Finished):
            self._finished(message)
        else:
            added = self.session.take(message)
            if isinstance(message, Opened):
                self._opened()
            elif added:
                self.view.add(added)
                self.view.begin_early()
            self._stale = True

    def _opened(self) -> None:
        self._reading = False
        if not self.session.model.finished:
            self.view.rebuild()

    def _failed(self, message: Failed) -> None:
        if self.session.model.finished:
            self.session.abandon()
            self._read()
            self.say(message.message, "alert")
        else:
            self.failure = message.message
            self.exit(return_code=2)

    def _finished(self, message: Finished) -> None:
        session = self.session
        again = session.coming is not None
        before = session.fingerprints() if again else Counter[str]()
        place = self.view.place()
        session.take(message)
        self.view.renew(place)
        self._beside = self.files.beside()
        self._index()
        self._tell(again=again, before=before, notes=[*message.notices, *session.judgements.warnings])
        if again:
            self._waiting.clear()  # the session has asked anew, for segments may have other numbers now
        self._read()
        if (
            session.wordings.pending() and session.record.writable
        ):  # the last session ended between journal and glossary
            self.write_glossary("updated from the journal")
        self._stale = True

    def _tell(self, *, again: bool, before: Counter[str], notes: list[str]) -> None:
        """Show the notices after a check."""
        session = self.session
        if session.conflicts:
            notes.append(f"{len(session.conflicts)} texts were changed here and in the file (filter status:conflict)")
        if session.parked:
            notes.append(f"the segments of {len(session.parked)} edits are missing")
        if session.record.damaged:
            notes.append(f"{session.record.damaged} damaged lines in the journal were ignored")
        if again:
            now = session.fingerprints()
            gone, new = (before - now).total(), (now - before).total()
            notes.insert(0, f"checked again: {counted(gone, 'finding')} gone, {new:,} new")
        if notes:
            self.say("; ".join(notes), "alert" if len(notes) > again else "good")
        elif self._continued and not again:
            self.say(f"continued: {counted(self._continued, 'step')} can be undone")

    def _rechecked(self, message: Rechecked) -> None:
        front = self.screen
        if isinstance(front, Edit) and message.target == self._previewed:
            front.findings(self.queue.previewed(message))

    def _changed(self, message: Changed) -> None:
        """Show what an edit, a new term or a changed glossary has changed."""
        if message.concepts is None:
            self._new(self.session.answer(message))
            return
        session, place = self.session, self.view.place()
        before = session.fingerprints()
        session.answer(message)
        self._read()
        self.view.renew(place)
        self._beside = self.files.beside()
        self._tell(again=True, before=before, notes=[*message.notices, *self.session.judgements.warnings])
        self._stale = True

    def _new(self, new: list[int]) -> None:
        """Say that edits caused findings; they are listed when the user wants to see them."""
        if self.view.segment is None:  # nobody has begun: what edits of an earlier session caused is listed at once
            self.view.rebuild()
        listed = self.view.announce(new)
        if listed:
            found = self.session.model.finding(listed[0]).message
            self.say(f"{counted(len(listed), 'new finding')} ({self.keymap.shown('new')} goes there): {found}", "alert")
        self._stale = True

    def _frame(self) -> None:
        if not self.screen_stack:  # the app is ending
            return
        session = self.session
        if self.view.segment is None and session.model.finished:
            self.view.begin()
            self._stale = True
        if self._stale and isinstance(self.screen, Board):
            self._stale = False
            self.screen.redraw()

    def _poll(self) -> None:
        session = self.session
        if not self.screen_stack or session.checking is not None or isinstance(self.screen, Dialog):
            return
        changed = self.files.changed()
        beside = self.files.beside()
        others = [path for path, stamp in beside.items() if stamp != self._beside.get(path)]
        said = [path for path in others if Path(path).name == DECISIONS_FILE]
        if said:
            self._beside |= {path: beside[path] for path in said}
            session.reread_decisions()
            self._stale = True
        changed += [path for path in others if path not in said]
        if changed and changed != self._warned:
            self._warned = changed
            names = ", ".join(changed)
            if session.model.segment_count <= _AT_ONCE:
                self.reload()
                self.say(f"changed on disk and read again: {names}", "alert")
            else:
                self.say(f"changed on disk: {names}; {self.keymap.shown('reload')} reads the files again", "alert")

    @property
    def queue(self) -> Queue:
        """The review screen."""
        screen = self.get_screen("queue")
        if not isinstance(screen, Queue):
            raise TypeError(screen)
        return screen

    # The interface for screens (``Host``).

    def say(self, text: str, style: str = "text") -> None:
        """Show a message on the line above the keys, until the next key that does something else, or for a while."""
        self.said = (text, style)
        if self._fading is not None:
            self._fading.stop()
        if text and self.is_running:
            self._fading = self.set_timer(self.patience, lambda: self.say(""))

    def watch_said(self) -> None:
        """Draw the message."""
        if self.screen_stack and isinstance(self.screen, Board) and self.screen.is_mounted:
            self.screen.draw_status()

    def kept(self) -> str:
        """Whether all changes are written, in words."""
        if not self.session.model.finished:
            return ""
        unsaved = self.files.unsaved()
        return f"{unsaved:,} to write" if unsaved else "all written"

    @property
    def _listening(self) -> Worker | None:
        """The worker, if it counts the segments as the session does: not while it reads the files again."""
        return None if self._reading or self.session.checking is not None else self._worker

    def _read(self) -> None:
        """Ask what had to wait until the files were read again."""
        self._reading = False
        waiting = sorted(self._waiting)
        self._waiting.clear()
        for number in waiting:
            self.recheck(number)

    def recheck(self, number: int) -> None:
        """Have a segment checked again, if need be after the running check."""
        if worker := self._listening:
            worker.change(number, self.session.segment(number).translation)
        else:
            self._waiting.add(number)

    def preview(self, number: int, wanted: str | Target) -> None:
        """Ask for the findings of a segment with another target."""
        self._previewed = self.session.fitted(number, wanted)
        if worker := self._listening:
            worker.trial(number, self._previewed)

    def ask_offers(self, number: int) -> None:
        """Ask for the fixes of a segment, tried in its whole document."""
        if worker := self._listening:
            worker.offers(number)

    def ask_effect(self, concept: str, text: str, status: TermStatus) -> None:
        """Ask for the effect of adding a term to a concept (by key)."""
        if worker := self._listening:
            worker.effect(concept, text, status)
        else:
            self.say("wait until the check is finished", "alert")

    def add_wording(self, effect: Effect) -> None:
        """Add a term to the glossary and check again."""
        item = self.view.item
        items = [item] if item is not None else []
        self.session.add_wording(effect.concept, effect.text, effect.status, items)
        self._beside = self.files.beside()
        self._read_again()
        self.say(f"added to the glossary: {effect.text}; {self.keymap.shown('undo')} removes it", "good")

    def write_glossary(self, said: str) -> None:
        """Write the journal's terms to the glossaries, and check again."""
        try:
            self.session.wordings.save()
        except CheckerError as error:
            said = str(error)
        self._beside = self.files.beside()
        self._read_again()
        self.say(f"the glossary: {said}", "alert")

    def open_board(self, name: str) -> None:
        """Show a screen."""
        if self.screen is not self.get_screen(name):
            self.switch_screen(name)

    def tabs(self) -> list[tuple[str, str, bool]]:
        """The screens: name, what people read, whether it is the one in front."""
        names = {"queue": "Review", **{name: board.name_shown for name, board in BOARDS.items()}}
        return [(name, text, self.get_screen(name) is self.screen) for name, text in names.items()]

    def open_palette(self) -> None:
        """Show the command palette."""
        self.push_screen(Palette())

    def turn(self, by: int) -> None:
        """Show the screen that is ``by`` places further in ``ORDER``."""
        here = next((n for n, name in enumerate(self.ORDER) if self.get_screen(name) is self.screen), 0)
        self.open_board(self.ORDER[(here + by) % len(self.ORDER)])

    def show_only(self, text: str) -> None:
        """Show the queue with a filter."""
        self.view.filter(text)
        self.view.move(-len(self.view.rows))
        self.open_board("queue")

    def open_term(self, key: str) -> None:
        """Show all uses of a concept (by key)."""
        board = self.get_screen("uses")
        if isinstance(board, Uses):
            board.of(key)
        self.open_board("uses")

    def go_to_segment(self, number: int, key: str) -> None:
        """Show a finding of a segment, if possible of this concept, or the segment if it has none."""
        model = self.session.model
        items = [i for i in model.by_segment.get(number) if model.key(i) == key]
        item = in_segment(items, self.session.statuses)
        if item is not None:
            self.view.choose(item)
        else:
            self.view.choose_segment(number)
        self.open_board("queue")

    def other_theme(self) -> None:
        """Switch between light and dark."""
        if not self.has_class("plain"):
            names = list(COLOURS)
            self.theme = names[(names.index(self.theme) + 1) % len(names)]
            self._stale = True

    def take_back(self, *, again: bool) -> None:
        """Undo the last step, or with ``again`` redo it."""
        step = self.session.redo() if again else self.session.undo()
        word = "redone" if again else "undone"
        if step is None:
            self.say(f"nothing can be {word}")
            return
        if self.session.of_glossary(step):
            self.write_glossary(f"{word}: {step.label}")
            return
        if self.view.text or self.session.counts[FindingStatus.GONE] or not self.view.choose_fingerprint(step.focus):
            self.view.rebuild()
            self.view.choose_fingerprint(step.focus)
        self.say(f"{word}: {step.label}")
        self._stale = True

    def write(self) -> None:
        """Write translations and decisions to their files."""
        saved = self.files.save()
        if saved.problems:
            self.say("; ".join(saved.problems), "alert")
        else:
            targets, files = counted(saved.targets, "translation"), counted(saved.files, "file")
            self.say(f"written: {targets} in {files}, and the decisions", "good")
        self._stale = True

    def reload(self) -> None:
        """Read and check everything again; the present findings are shown until that is done.

        Raises:
            CheckerError: The project cannot be opened now; nothing has changed.
        """
        self.session.reopen(Workspace(self.job.wanted))
        self.say("checking")
        self._read_again()

    def _read_again(self) -> None:
        """Have the worker read the files again; another one if it has ended or is still checking."""
        if self._worker is None or self._worker.ended or self.session.checking is not None:
            self.session.abandon()
            self.start()
        else:
            self._reading = True
            self._worker.reread()

    def leave(self) -> None:
        """Leave; asks first if changes are only in the journal."""
        unsaved = self.files.unsaved() if self.session.model.finished and self.session.record.writable else 0
        if not unsaved:
            self.exit()
            return
        choices = [("write", "write them to the files"), ("keep", "keep them in the journal for later")]

        def chosen(answer: str | None) -> None:
            if answer == "write":
                self.write()
                if not self.files.unsaved():
                    self.exit()
            elif answer == "keep":
                self.exit()

        self.queue.ask(Choose(f"{unsaved:,} changes are not written yet", choices), chosen)

    def in_editor(self, text: str) -> str | None:
        """Edit a text in $EDITOR; returns the new text, None if the editor failed."""
        command = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi")
        with tempfile.TemporaryDirectory(prefix="ilchi-") as folder:
            path = Path(folder) / "translation.txt"
            path.write_text(text + "\n", encoding="utf-8")
            try:
                with self.suspend():
                    status = subprocess.run([*command, str(path)], check=False).returncode  # noqa: S603  # the user's own
            except OSError as error:
                raise CheckerError(f"the editor cannot be started: {error}", hint="set EDITOR") from None
            changed = path.read_text(encoding="utf-8")
        return changed.removesuffix("\n") if status == 0 else None

    def note_fault(self, text: str) -> str:
        """Log the details of a fault; returns the path of the log."""
        if self._folder is None:
            return "nowhere"
        path = self._folder / _FAULTS
        with suppress(OSError, CheckerError), own(self._folder, _FAULTS).open("a", encoding="utf-8") as stream:
            stream.write(text + "\n")
        return str(path)


def _title(workspace: Workspace) -> str:
    """A short name for what is reviewed."""
    if workspace.whole and workspace.config.path:
        return workspace.config.folder.absolute().name or "/"
    first = workspace.files[0].replace("\\", "/").rpartition("/")[2]
    return first if len(workspace.files) == 1 else f"{first} and {len(workspace.files) - 1} more"
