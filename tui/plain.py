"""The review line by line, for screen readers and scripts: each finding is answered with a letter and Enter."""

import queue
import sys
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from typing import NamedTuple, TextIO, TypeVar

from checker.errors import CheckerError
from checker.judging.decisions import Scope, Verdict, carried
from checker.judging.gate import counted
from checker.model import Finding, Fix, FixKind, Severity, Target, TermStatus
from checker.project.workspace import Workspace
from tui.drawing.draw import place_of
from tui.drawing.paint import shown
from tui.keys.hangul import typed
from tui.state.files import Files
from tui.state.making import begun
from tui.state.model import SEVERITIES
from tui.state.session import Session
from tui.state.status import FindingStatus
from tui.state.view import test_of
from tui.work.engine import Job
from tui.work.messages import Batch, Changed, Effect, Failed, Finished, Message, Opened
from tui.work.worker import Worker

Work = Callable[[Job, Callable[[Message], None]], Worker]
Kind = TypeVar("Kind")
_VERDICTS = {"x": Verdict.FALSE_POSITIVE, "i": Verdict.INTENDED, "c": Verdict.CONFIRMED}
_OPEN = (FindingStatus.OPEN, FindingStatus.CONFLICT)
_NEUTRAL = SEVERITIES.index(Severity.NEUTRAL)
_LISTED = 20  # findings in a list
_OFFERS = 9
_LOOKS = frozenset("btln?ㅠㅅㅣㅜ")  # what shows more of the finding, which need not be told again
_LEAVE = -1  # instead of a finding


class _Answer(NamedTuple):
    """What can be answered: a letter, what may follow it, and what it does."""

    letter: str
    rest: str
    help: str


_ANSWERS = (
    _Answer("a", "", "apply the first offer, unless it is an insertion"),
    _Answer("1", "", "to 9: apply that offer; an insertion is edited first; in a conflict 1 is yours and 2 the file's"),
    _Answer("e", "", "edit the translation"),
    _Answer("x", "WHY", "no mistake"),
    _Answer("i", "WHY", "intended"),
    _Answer("c", "WHY", "confirmed, to be corrected elsewhere"),
    _Answer("d", "", "decide with a scope, a reason and a last day"),
    _Answer("o", "", "open again: remove a decision"),
    _Answer("m", "TEXT", "comment; a question ends with a question mark"),
    _Answer("v", "WORDS", "add words of the translation to the glossary"),
    _Answer("s", "", "skip"),
    _Answer("p", "", "the previous finding"),
    _Answer("b", "", "the segments beside this one"),
    _Answer("t", "", "the term in the glossary, and how it is rendered"),
    _Answer("f", "FILTER", "ask about some findings only, as sev:E rule:*-term term:… file:… text; f alone: about all"),
    _Answer("n", "", "ask about neutral findings too, or no longer"),
    _Answer("l", "", "list the next findings"),
    _Answer("u", "", "undo"),
    _Answer("r", "", "redo"),
    _Answer("y", "", "read the files again"),
    _Answer("w", "", "write the files"),
    _Answer("q", "", "write the files and leave"),
    _Answer("k", "", "leave, and keep the changes in the journal"),
    _Answer("?", "", "help"),
)


def run(session: Session, job: Job, source: TextIO, out: TextIO, work: Work = Worker) -> int:
    """Ask about every open finding; the end of the input counts as the answer ``k``.

    Returns:
        The exit status 0.

    Raises:
        CheckerError: The check failed.
    """
    talk = _Talk(session, Files(session), job, work, _console(source, out))
    try:
        talk.check()
        talk.talk()
    finally:
        talk.close()
    return 0


class _Console:
    """Asks and tells line by line."""

    def __init__(self, source: TextIO, out: TextIO) -> None:
        self._source = source
        self._out = out

    def say(self, text: str = "") -> None:
        """Write a line."""
        self._out.write(text + "\n")
        self._out.flush()

    def ask(self, prompt: str, text: str = "") -> str | None:
        """The answer; None at the end of the input. An empty one stands for ``text``."""
        self._out.write(f"{prompt}[{text}] " if text else prompt)
        self._out.flush()
        line = self._source.readline()
        return (line.strip() or text) if line else None


class _Terminal(_Console):
    """Asks on a terminal, where a text can be edited."""

    def ask(self, prompt: str, text: str = "") -> str | None:
        """The answer; None for Ctrl+D and Ctrl+C. It begins as ``text``."""
        import readline

        readline.set_auto_history(False)
        readline.set_startup_hook(lambda: readline.insert_text(text))
        try:
            return input(prompt).strip()
        except (EOFError, KeyboardInterrupt):
            self.say()
            return None
        finally:
            readline.set_startup_hook()


def _console(source: TextIO, out: TextIO) -> _Console:
    with suppress(ImportError):
        import readline  # noqa: F401  # not on Windows

        if source is sys.stdin and source.isatty() and out is sys.stdout and out.isatty():
            return _Terminal(source, out)
    return _Console(source, out)


class _Talk:
    def __init__(self, session: Session, files: Files, job: Job, work: Work, console: _Console) -> None:
        self._session = session
        self._files = files
        self._job = job
        self._work = work
        self._console = console
        self._say = console.say
        self._ask = console.ask
        self._messages: queue.Queue[Message] = queue.Queue()
        self._worker: Worker | None = None
        self._pending: set[int] = set()
        self._filter = ""
        self._neutral = False
        session.ask = self._pending.add

    # The check.

    def check(self) -> None:
        """Check everything, at first or again.

        Raises:
            CheckerError: The check failed.
        """
        if self._worker is None or self._worker.ended:
            self.close()
            self._worker = self._work(self._job, self._messages.put)
        else:
            self._worker.reread()
        ended = False
        while not ended:
            message = self._messages.get()
            if isinstance(message, Failed):
                self._session.abandon()
                raise CheckerError(message.message)
            if isinstance(message, Opened | Batch | Finished):
                self._session.take(message)
                ended = isinstance(message, Finished)
            elif isinstance(message, Changed):
                self._session.answer(message)
                ended = message.concepts is not None
        self._settle()

    def close(self) -> None:
        """End the worker."""
        if self._worker:
            self._worker.close()

    def _answered(self, kind: type[Kind]) -> Kind:
        """The next message of this kind.

        Raises:
            CheckerError: The worker failed instead.
        """
        while not isinstance(message := self._messages.get(), kind):
            if isinstance(message, Failed):
                raise CheckerError(message.message)
        return message

    def _settle(self) -> None:
        """Have the changed segments checked again, and wait for the result."""
        while self._pending and self._worker:
            number = self._pending.pop()
            self._worker.change(number, self._session.segment(number).translation)
            for item in self._session.answer(self._answered(Changed)):
                self._say(f"the edit caused a new finding: {shown(self._session.model.finding(item).message)}")

    # The talk.

    def talk(self) -> None:
        """Ask about all findings."""
        self._greet()
        item, told = self._next(-1), -1
        while item != _LEAVE:
            if item is None and (item := self._next(-1)) is None:
                item = self._end()
                continue
            if item != told:
                self._show(item)
            answer = self._ask("> ")
            told = item if answer and answer[0] in _LOOKS else -1
            item = _LEAVE if answer is None else self._tried(item, answer)
        self._say(f"{self._session.waiting} findings are left, {self._files.unsaved()} changes are not written.")

    def _greet(self) -> None:
        session = self._session
        self._say(f"{session.waiting} of {session.listed} findings are open. ? lists the answers.")
        if not session.record.writable:
            self._say("read-only: another session of yours is open on these files")
        for many, what in (
            (session.conflicts, "texts were changed here and in the file"),
            (session.parked, "edits have no segment any more"),
            (session.record.damaged, "damaged lines of the journal were left out"),
        ):
            if many:
                self._say(f"{many if isinstance(many, int) else len(many)} {what}")
        if hidden := sum(self._is_neutral(i) and s in _OPEN for i, s in enumerate(session.statuses)):
            self._say(f"{counted(hidden, 'neutral finding')} not asked about; n shows them")

    def _end(self) -> int | None:
        """What to do when nothing is open any more: leave, or show a finding."""
        if not self._session.record.writable or not (unsaved := self._files.unsaved()):
            return _LEAVE
        more = "; f asks about the findings outside the filter" if self._filter else ""
        self._say(f"\nNothing is open here any more; {counted(unsaved, 'change')} not written yet{more}.")
        answer = self._ask("w: write and leave, u: undo, k: keep in the journal, ?: help > ")
        if answer is None:
            return _LEAVE
        if answer in ("w", "q", "ㅈ", "ㅂ"):
            return None if self._write() else _LEAVE
        if not self._session.statuses:
            return _LEAVE
        last = len(self._session.statuses) - 1
        went = self._tried(last, answer)
        return None if went == last else went

    def _order(self) -> list[int]:
        """The findings to ask about, by segment."""
        session = self._session
        test = test_of(session, self._filter)
        wanted = (i for i, s in enumerate(session.statuses) if s != FindingStatus.GONE and test(i))
        return sorted(
            (i for i in wanted if self._neutral or "sev" in self._filter or not self._is_neutral(i)),
            key=lambda i: (session.model.segments[i], i),
        )

    def _is_neutral(self, item: int) -> bool:
        return self._session.model.severities[item] == _NEUTRAL

    def _next(self, after: int) -> int | None:
        """The next open finding after a finding; None if there is none."""
        segments = self._session.model.segments
        here = (segments[after], after) if after >= 0 else (-1, -1)
        statuses = self._session.statuses
        open_ = [item for item in self._order() if statuses[item] in _OPEN]
        later = [item for item in open_ if (segments[item], item) > here]
        return next(iter(later or open_), None)

    def _tried(self, item: int, answer: str) -> int | None:
        """Carry out an answer; returns the finding to show then, None for the next open one."""
        try:
            went = self._answer(item, answer)
            self._settle()
        except CheckerError as error:
            self._say(shown(str(error)))
            return item
        return self._next(item) if went is None else went

    def _answer(self, item: int, answer: str) -> int | None:
        letter, _, rest = answer.partition(" ")
        letter, rest = typed(letter) or letter, rest.strip()
        if letter in _VERDICTS:
            self._session.decide([item], _VERDICTS[letter], reason=rest)
            return None
        if letter.isdigit():
            return self._offer(item, int(letter))
        names = {
            "a": "apply", "e": "edit", "d": "decide", "o": "reopen", "m": "comment", "v": "variant", "s": "skip",
            "p": "previous", "b": "beside", "t": "term", "f": "only", "n": "neutral", "l": "list", "u": "undo",
            "r": "redo", "y": "reread", "w": "save", "q": "quit", "k": "keep",
        }  # fmt: skip
        found: int | None = getattr(self, f"_do_{names.get(letter, 'help')}")(item, rest)
        return found

    # What is shown.

    def _show(self, item: int) -> None:
        session = self._session
        finding = session.finding(item)
        segment = session.segment(finding.segment)
        source, target = session.model.languages(finding.segment)
        status = session.status(item)
        mark = "" if status is FindingStatus.OPEN else f" ({status.label})"
        place = place_of(segment, finding.segment)
        self._say()
        self._say(f"{place}: {finding.severity}: {shown(finding.message)} [{finding.rule}]{mark}")
        marks = session.marks(finding.segment)
        self._say(f"{source}: {shown(marks.shown(Target(segment.source, segment.source_codes)))}")
        self._say(f"{target}: {shown(marks.shown(segment.translation))}")
        self._say(f"why: {shown(finding.why)}")
        for related in finding.related[:3]:
            self._say(f"see: {shown(related.text)} {shown(related.note)}")
        for entry in session.said(item):
            one = entry.decision
            late = "; the text has changed since" if carried(one, segment.target) else ""
            self._say(f"said: {one.verdict} ({one.scope}) {shown(one.reason)}, {shown(one.author)} {one.date}{late}")
        for note in session.notes(item):
            self._say(f"{'question' if note.asks else 'note'}: {shown(note.text)}, {shown(note.author)} {note.at[:10]}")
        conflict = session.conflicts.get(finding.segment)
        if conflict:
            self._say(f"was: {shown(conflict.base)}")
            self._say(f"1, yours: {shown(conflict.mine)}")
            self._say(f"2, the file's: {shown(conflict.theirs)}")
            return
        for number, fix in enumerate(finding.fixes[:_OFFERS], 1):
            whole = "" if fix.kind is FixKind.INSERT else f": {shown(fix.applied(segment.target))}"
            self._say(f"{number}, {fix.kind}: {shown(fix.replacement) or 'leave it out'}{whole}")
        if finding.expected and not finding.fixes:
            self._say(f"expected: {shown(' | '.join(finding.expected))}")

    def _do_help(self, item: int, _rest: str) -> int:
        for answer in _ANSWERS:
            self._say(f"{answer.letter} {answer.rest}".rstrip() + f": {answer.help}")
        return item

    def _do_beside(self, item: int, _rest: str) -> int:
        model = self._session.model
        number = model.segments[item]
        for other in (number - 2, number - 1, number + 1, number + 2):
            if 0 <= other < model.segment_count and model.homes[other] == model.homes[number]:
                segment = self._session.segment(other)
                self._say(f"{other - number:+d}: {shown(segment.source)}")
                self._say(f"    {shown(segment.target)}")
        return item

    def _do_term(self, item: int, _rest: str) -> int:
        key = self._session.model.key(item)
        concept = self._session.model.glossary.get(key)
        if concept is None:
            self._say("this finding is not about a term of the glossary")
            return item
        self._say(f"{shown(' | '.join(concept.sources))}, {concept.category or 'no category'}, {shown(concept.place)}")
        for term in concept.targets:
            self._say(f"{term.status}: {shown(term.text)}")
        if concept.note:
            self._say(f"note: {shown(concept.note)}")
        for text, outcome, count in self._session.model.renderings(key)[:_LISTED]:
            self._say(f"used {count:,} times: {shown(text) or 'nothing'} ({outcome})")
        return item

    def _do_list(self, item: int, _rest: str) -> int:
        open_ = [i for i in self._order() if self._session.statuses[i] in _OPEN]
        for each in open_[:_LISTED]:
            finding = self._session.finding(each)
            segment = self._session.model.segment(finding.segment)
            self._say(f"{place_of(segment, finding.segment)}: {finding.severity}: {shown(finding.message)}")
        if len(open_) > _LISTED:
            self._say(f"and {len(open_) - _LISTED:,} more")
        return item

    def _do_only(self, item: int, rest: str) -> int | None:
        before, self._filter = self._filter, rest
        order = self._order()
        if rest and not order:
            self._filter = before
            self._say("no finding is like that")
            return item
        self._say(f"{counted(len(order), 'finding')}{' match' if rest else ' in all'}")
        return item if item in order else self._next(-1)

    def _do_neutral(self, item: int, _rest: str) -> int:
        self._neutral = not self._neutral
        self._say("neutral findings are asked about too" if self._neutral else "neutral findings are left out")
        return item

    def _do_previous(self, item: int, _rest: str) -> int:
        segments = self._session.model.segments
        before = [i for i in self._order() if (segments[i], i) < (segments[item], item)]
        if not before:
            self._say("this is the first finding")
        return before[-1] if before else item

    # What is done.

    def _do_apply(self, item: int, _rest: str) -> int | None:
        fixes = self._session.finding(item).fixes
        if fixes and fixes[0].kind is FixKind.INSERT:
            self._say("it must be put into the sentence: 1 edits it")
            return item
        return self._offer(item, 1)

    def _offer(self, item: int, number: int) -> int | None:
        session = self._session
        segment = session.model.segments[item]
        conflict = session.conflicts.get(segment)
        if conflict and number in (1, 2):
            session.edit({segment: (conflict.mine, conflict.theirs)[number - 1]}, "conflict resolved", [item])
            return None
        fixes = session.finding(item).fixes[:_OFFERS]
        if not 0 < number <= len(fixes):
            self._say("there is no such offer; e edits the translation")
            return item
        fix = fixes[number - 1]
        target = session.segment(segment).target
        if fix.kind is FixKind.INSERT:
            return self._edited(item, _inserted(fix, target))
        session.edit({segment: fix.applied(target)}, f"fix: {shown(fix.replacement)[:60]}", [item])
        return None

    def _do_edit(self, item: int, _rest: str) -> int | None:
        return self._edited(item, self._session.segment(self._session.model.segments[item]).target)

    def _edited(self, item: int, text: str) -> int | None:
        """Have a text edited that is to be the translation."""
        session = self._session
        number = session.model.segments[item]
        segment = session.segment(number).translated(session.fitted(number, text))
        making = begun(segment, session.marks(number), plain=True)
        line = unicodedata.normalize("NFC", making.text)
        breaks = "\n" in line
        if breaks:
            self._say("⏎ stands for a line break")
        while True:
            answer = self._ask("translation: ", line.replace("\n", "⏎"))
            if not answer:
                self._say("nothing has changed")
                return item
            line = answer.replace("⏎", "\n") if breaks else answer
            wrong = making.faults(line)
            for each in wrong or making.notes(line):
                self._say(shown(each))
            if not wrong:
                break
        if not session.edit({number: making.target(line)}, "edit", [item]):
            self._say("nothing has changed")
            return item
        return None

    def _do_decide(self, item: int, _rest: str) -> int | None:
        verdict = self._ask("x: no mistake, i: intended, c: confirmed > ")
        if typed(verdict or "") in _VERDICTS:
            verdict = typed(verdict or "")
        scopes = [s for s in Scope if s is not Scope.TERM or self._session.model.concept(item)]
        names = ", ".join(f"{number}: this {scope}" for number, scope in enumerate(scopes, 1))
        scope = self._ask(f"{names} > ") if verdict in _VERDICTS else None
        if verdict is None or scope is None or scope not in map(str, range(1, len(scopes) + 1)):
            self._say("nothing is decided")
            return item
        reason = self._ask("why: ")
        until = self._ask("last day, like 2026-03-31, or nothing: ") if reason is not None else None
        if reason is None or until is None:
            self._say("nothing is decided")
            return item
        self._session.decide([item], _VERDICTS[verdict], scopes[int(scope) - 1], reason, until)
        return None

    def _do_reopen(self, item: int, _rest: str) -> int:
        if self._session.open_again([item]) is None:
            self._say("there is no decision to remove")
        return item

    def _do_comment(self, item: int, rest: str) -> int:
        text = rest or self._ask("comment: ", self._session.comment_of(item))
        if text is not None:
            self._session.comment(item, text)
        return item

    def _do_variant(self, item: int, rest: str) -> int | None:
        session = self._session
        finding: Finding = session.finding(item)
        if not finding.concept or self._worker is None:
            self._say("this finding is not about a term of the glossary")
            return item
        words = rest or self._ask("words: ", finding.found)
        target = session.segment(finding.segment).target
        if not words or words not in target:
            self._say(f"“{shown(words)}” does not stand in the translation" if words else "nothing is added")
            return item
        status = {"a": TermStatus.ADMITTED, "f": TermStatus.DEPRECATED}.get(
            self._ask("a: admitted, f: forbidden > ") or ""
        )
        if status is None:
            self._say("nothing is added")
            return item
        key = session.model.key(item)
        self._worker.effect(key, words, status)
        effect = self._answered(Effect)
        self._say(f"it resolves {counted(len(effect.resolved), 'finding')} and makes {len(effect.created):,}")
        if (self._ask("add it? y or n > ") or "n") not in ("y", "ㅛ"):
            self._say("nothing is added")
            return item
        session.add_wording(key, words, status, [item])
        return self._checked_again(session.hex(item))

    def _do_skip(self, item: int, _rest: str) -> None:
        self._session.skip([item])

    def _do_undo(self, item: int, _rest: str) -> int | None:
        return self._taken_back(item, again=False)

    def _do_redo(self, item: int, _rest: str) -> int | None:
        return self._taken_back(item, again=True)

    def _taken_back(self, item: int, *, again: bool) -> int | None:
        session = self._session
        step = session.redo() if again else session.undo()
        word = "redone" if again else "undone"
        self._say(f"{word}: {shown(step.label)}" if step else f"nothing can be {word}")
        if step and session.of_glossary(step):
            session.wordings.save()
            return self._checked_again(step.focus)
        back = session.model.by_fingerprint.get(int(step.focus or "0", 16)) if step else []
        return back[0] if back else item

    def _do_reread(self, item: int, _rest: str) -> int | None:
        return self._checked_again(self._session.hex(item))

    def _checked_again(self, fingerprint: str) -> int | None:
        """Read and check everything again; returns the finding with this fingerprint, if it is still open."""
        session = self._session
        session.reopen(Workspace(self._job.wanted))
        self.check()
        self._say(f"checked again: {session.waiting} of {session.listed} findings are open")
        same = session.model.by_fingerprint.get(int(fingerprint or "0", 16))
        still = [item for item in same if session.statuses[item] in _OPEN]
        return still[0] if still else self._next(-1)

    def _do_save(self, item: int, _rest: str) -> int:
        self._write()
        return item

    def _do_quit(self, item: int, _rest: str) -> int:
        return item if self._write() else _LEAVE

    def _do_keep(self, _item: int, _rest: str) -> int:
        return _LEAVE

    def _write(self) -> bool:
        """Write the files; returns whether something could not be written."""
        saved = self._files.save()
        for problem in saved.problems:
            self._say(f"not written: {shown(problem)}")
        targets, files = counted(saved.targets, "translation"), counted(saved.files, "file")
        self._say(f"written: {targets} in {files}, and the decisions")
        return bool(saved.problems)


def _inserted(fix: Fix, target: str) -> str:
    """``target`` with an insertion in its place, with blanks around it."""
    before, behind = target[: fix.span.start], target[fix.span.end :]
    left = " " if before[-1:].isalnum() else ""
    right = " " if behind[:1].isalnum() else ""
    return f"{before}{left}{fix.replacement}{right}{behind}"
