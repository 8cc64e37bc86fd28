"""A review to test on: its files, an engine that answers at once, and screens driven by keys."""

import asyncio
import datetime
from pathlib import Path
from unittest.mock import patch

from checker.errors import CheckerError
from checker.project.workspace import Wanted, Workspace
from checker.storage.jsonl_ledger import packed
from tui.app import Review
from tui.state.files import Files
from tui.state.journal import Journal
from tui.state.session import Session
from tui.work.engine import Engine, Job
from tui.work.messages import Failed

GLOSSARY = """id,category,source,target,admitted,forbidden
committee,organization,국무위원회,State Affairs Commission,SAC,State Council
ambassador,person,마체고라,Alexander Matsegora,Matsegora,
paper,organization,노동신문,Rodong Sinmun,,Workers' Daily
square,place,김일성광장,Kim Il Sung Square,,
"""
NEWS = """source,target
국무위원회가 회의를 열었다.,The State Council held a meeting.
마체고라 대사가 방문했다.,Ambassador Matzegora paid a visit.
노동신문이 보도했다.,The rodong sinmun reported it.
국무위원회는 결정을 채택했다.,The State Council adopted a decision.
김일성광장에 모였다.,They gathered there.
국무위원회와 노동신문,The State Affairs Commission and the Workers' Daily
"""
NOW = datetime.datetime(2026, 3, 1, 9, 30, tzinfo=datetime.UTC)


class Direct:
    """An engine that is called and answers before the call returns."""

    def __init__(self, job, receive):
        self.receive = receive
        self.engine = Engine(job)
        self._try(lambda: self.engine.check(receive))

    def _try(self, work):
        try:
            work()
        except CheckerError as error:
            self.receive(Failed(str(error)))

    ended = False

    def change(self, number, target):
        self.receive(self.engine.change({number: target}))

    def trial(self, number, target):
        self.receive(self.engine.trial(number, target))

    def offers(self, number):
        self._try(lambda: self.receive(self.engine.offers(number)))

    def effect(self, *question):
        self._try(lambda: self.receive(self.engine.effect(*question)))

    def reread(self):
        self._try(lambda: self.engine.reread(self.receive))

    def close(self):
        pass


class Desk:
    """A folder with a corpus, and sessions on it, one after the other."""

    def __init__(self, folder: Path, news: str = NEWS, glossary: str = GLOSSARY, name: str = "news.csv"):
        self.folder = folder
        self.news = folder / name
        self.names = folder / "names.csv"
        self.decisions = folder / "decisions.jsonl"
        self.journal = folder / ".ilchi" / "journal.jsonl"
        self.news.write_text(news, encoding="utf-8", newline="")
        self.names.write_text(glossary, encoding="utf-8", newline="")
        wanted = Wanted(paths=(str(self.news),), glossaries=(str(self.names),), languages=("ko", "en"))
        self.job = Job(wanted=wanted)
        self.engine = None

    def session(self, *, on_disk: bool = True, writable: bool = True) -> Session:
        """A session on what the folder holds now, checked."""
        session = self.opened(on_disk=on_disk, writable=writable)
        self.check(session)
        return session

    def opened(self, *, on_disk: bool = True, writable: bool = True, author: str = "mina") -> Session:
        """A session to which no check has come yet."""
        record = Journal(self.journal if on_disk else None, writable=writable)
        return Session(record, Workspace(self.job.wanted), author=author, now=lambda: NOW)

    def check(self, session: Session) -> Files:
        """Check, or check again."""
        self.engine = Engine(self.job)
        waiting: set[int] = set()
        session.ask = waiting.add
        self.engine.check(session.take)
        session.ask = lambda number: session.answer(self.change(session, number))
        for number in sorted(waiting):
            session.ask(number)
        return Files(session)

    def change(self, session: Session, number: int):
        """What has changed with the present target of a segment."""
        return self.engine.change({number: session.segment(number).translation})


def state(session: Session):
    """All that a session shows, in a form that compares."""
    items = sorted(
        (session.hex(i), session.model.segments[i], session.status(i).label, session.comment_of(i))
        for i in range(len(session.statuses))
        if session.status(i).label != "gone"
    )
    texts = [session.segment(n).target for n in range(session.model.segment_count)]
    held = session.judgements.held
    said = sorted(packed(entry.decision) for entry in (*held.entries, *held.notes))
    return items, texts, said, {s: n for s, n in session.counts.items() if n and s.label != "gone"}


def lines_of(app):
    """The screen as text, line by line."""
    return [strip.text for strip in app.screen._compositor.render_strips()]


def text_of(app):
    return "\n".join(lines_of(app))


class Driven:
    """An app under test and its session."""

    def __init__(self, app, pilot):
        self.app, self.pilot = app, pilot
        self.session, self.view = app.session, app.view

    async def press(self, *keys):
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def settle(self):
        """Wait until all is drawn."""
        await self.pilot.pause()
        self.app._frame()
        await self.until(lambda: self.app.screen is not self.app.queue or self.painted())

    def painted(self):
        """Whether the card that is drawn is on the screen."""
        detail = self.app.queue.query_one("#detail")
        return set(detail.visible_lines) & set(range(detail.count())) <= detail.seen

    async def until(self, true, tries=400):
        """Wait for a state."""
        for _ in range(tries):
            await self.pilot.pause()
            if true():
                return
            await asyncio.sleep(0.005)
        raise AssertionError(text_of(self.app))

    @property
    def item(self):
        return self.view.item

    @property
    def status(self):
        return self.session.status(self.item)


def drive(desk, scenario, *, size=(100, 30), on_disk=True, ascii_only=False, work=Direct, wait=True):
    """Run ``scenario`` on an app over ``desk``; with ``wait``, when the check is finished."""

    async def run():
        session = desk.opened(on_disk=on_disk)
        app = Review(session, desk.job, desk.folder, work, ascii_only=ascii_only)
        app.guard = 0
        app.patience = 1000
        async with app.run_test(size=size) as pilot:
            driven = Driven(app, pilot)
            if wait:
                await driven.until(lambda: session.model.finished)
                await driven.settle()
            await scenario(driven)
        session.record.close()
        return app

    # Textual's pilot sleeps 20 ms after a key until all is quiet; 5 are as good.
    with patch("textual._wait.SLEEP_GRANULARITY", 0.005), patch("textual._wait.SLEEP_IDLE", 0.001):
        return asyncio.run(run())
