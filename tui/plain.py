"""The review line by line, for screen readers and scripts: each finding is answered with a letter and Enter."""

import queue
from collections.abc import Callable
from typing import TextIO

from checker.errors import CheckerError
from checker.judging.decisions import Verdict
from checker.judging.gate import counted
from tui.drawing.draw import place_of
from tui.drawing.paint import shown
from tui.state.files import Files
from tui.state.fixes import suggestions
from tui.state.session import Session
from tui.state.status import FindingStatus
from tui.work.engine import Job
from tui.work.messages import Batch, Changed, Failed, Finished, Message, Opened
from tui.work.worker import Worker

_HELP = """\
a, or a number: apply a fix    e: type the translation    x: no mistake    i: intended    c: confirmed
s: skip    u: undo    w: write the files    q: write and leave    k: leave, keep in the journal    ?: help"""
_VERDICTS = {"x": Verdict.FALSE_POSITIVE, "i": Verdict.INTENDED, "c": Verdict.CONFIRMED}


def run(
    session: Session,
    job: Job,
    source: TextIO,
    out: TextIO,
    work: Callable[[Job, Callable[[Message], None]], Worker] = Worker,
) -> int:
    """Ask about every open finding; the end of the input counts as the answer ``k``.

    Returns:
        The exit status 0.

    Raises:
        CheckerError: The check failed.
    """
    messages: queue.Queue[Message] = queue.Queue()
    worker = work(job, messages.put)
    try:
        _Talk(session, Files(session), worker, messages, source, out).talk()
    finally:
        worker.close()
    return 0


class _Talk:
    def __init__(
        self,
        session: Session,
        files: Files,
        worker: Worker,
        messages: "queue.Queue[Message]",
        source: TextIO,
        out: TextIO,
    ) -> None:
        self._session = session
        self._files = files
        self._worker = worker
        self._messages = messages
        self._source = source
        self._out = out
        self._pending: set[int] = set()
        session.ask = self._pending.add

    def _say(self, text: str = "") -> None:
        self._out.write(text + "\n")
        self._out.flush()

    def talk(self) -> None:
        while not isinstance(message := self._messages.get(), Finished):
            if isinstance(message, Failed):
                raise CheckerError(message.message)
            if isinstance(message, Opened | Batch):
                self._session.take(message)
        self._session.take(message)
        self._settle()
        self._say(f"{self._session.waiting} of {self._session.listed} findings are open. ? lists the answers.")
        item = self._next(-1)
        while item is not None:
            self._show(item)
            answer = self._asked("> ")
            if answer is None or answer == "k":
                break
            if answer == "q":
                self._write()
                break
            went, item = item, self._answer(item, answer)
            if item is None:
                item = self._next(went)
        self._say(f"{self._session.waiting} findings are left, {self._files.unsaved()} changes are not written.")

    def _next(self, after: int) -> int | None:
        size = len(self._session.statuses)
        order = sorted(range(size), key=lambda i: (self._session.model.segments[i], i))
        at = order.index(after) + 1 if after >= 0 else 0
        return next(
            (i for i in order[at:] if self._session.statuses[i] in (FindingStatus.OPEN, FindingStatus.CONFLICT)), None
        )

    def _asked(self, prompt: str) -> str | None:
        self._out.write(prompt)
        self._out.flush()
        line = self._source.readline()
        return line.strip() if line else None

    def _show(self, item: int) -> None:
        session = self._session
        finding = session.finding(item)
        segment = session.segment(finding.segment)
        source, target = session.model.languages(finding.segment)
        self._say()
        self._say(
            f"{place_of(segment, finding.segment)}: {finding.severity}: {shown(finding.message)} [{finding.rule}]"
        )
        self._say(f"{source}: {shown(segment.source)}")
        self._say(f"{target}: {shown(segment.target)}")
        self._say(f"why: {shown(finding.why)}")
        for number, fix in enumerate(suggestions(session, item)[:9], 1):
            self._say(f"{number}: {shown(fix.replacement)}")

    def _answer(self, item: int, answer: str) -> int | None:
        """Carry out an answer; returns the finding to show next, None for the next open one."""
        session = self._session
        number = session.model.segments[item]
        if answer in _VERDICTS:
            session.decide([item], _VERDICTS[answer])
        elif answer == "a" or answer.isdigit():
            offered = suggestions(session, item)
            at = 1 if answer == "a" else int(answer)
            if not 0 < at <= len(offered):
                self._say("there is no such fix")
                return item
            session.edit({number: offered[at - 1].text}, f"fix: {offered[at - 1].replacement[:60]}", [item])
        elif answer == "e":
            text = self._asked("translation: ")
            if text:
                session.edit({number: text}, "edit", [item])
        elif answer == "s":
            session.skip([item])
        elif answer == "u":
            step = session.undo()
            if step and session.of_glossary(step):
                session.wordings.save()
            self._say(f"undone: {step.label}" if step else "nothing can be undone")
            self._settle()
            back = session.model.by_fingerprint.get(int(step.focus or "0", 16)) if step else []
            return back[0] if back else item
        else:
            if answer == "w":
                self._write()
            else:
                self._say(_HELP)
            return item
        self._settle()
        return None

    def _settle(self) -> None:
        """Have the changed segments checked again, and wait for the result."""
        while self._pending:
            number = self._pending.pop()
            self._worker.change(number, self._session.segment(number).target)
            while not isinstance(message := self._messages.get(), Changed | Failed):
                pass
            if isinstance(message, Failed):
                raise CheckerError(message.message)
            for item in self._session.answer(message):
                self._say(f"the edit caused a new finding: {shown(self._session.model.finding(item).message)}")

    def _write(self) -> None:
        saved = self._files.save()
        for problem in saved.problems:
            self._say(f"not written: {shown(problem)}")
        targets, files = counted(saved.targets, "translation"), counted(saved.files, "file")
        self._say(f"written: {targets} in {files}, and the decisions")
