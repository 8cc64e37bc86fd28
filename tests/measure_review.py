"""Measure the review: ``python -m tests.measure_review [PAIRS]``. Processor time, beside it the clock's.

The screen at 100,000 findings; and the work behind it over PAIRS (165,000 unless told) generated pairs: opening,
opening again, an edit, a new term and its admission.
"""

import asyncio
import os
import queue
import resource
import shutil
import sys
import tempfile
import time
from pathlib import Path

import msgspec
from textual.events import Key

from checker.engine.summary import Summary
from checker.model import Concept, Finding, Segment, Severity, Span, Target, TermStatus
from checker.project.workspace import Wanted
from tests.reviewing import Desk
from tests.scale import HOME, TERMS, pairs, terms
from tui.app import Review
from tui.state.model import Model
from tui.work.engine import Job
from tui.work.messages import Batch, Finished, Head, Opened
from tui.work.worker import Worker, prepare

FINDINGS = 100_000
PER_BATCH = 250
KEYS = {
    "down": ["down"] * 20, "page down": ["pagedown"] * 20, "end, home": ["end", "home"] * 5, "dismiss": ["x"] * 20,
    "undo": ["u"] * 20, "skip": ["s"] * 10, "group": ["g"] * 4,
}  # fmt: skip


def batches(count):
    """Messages of a check with ``count`` findings, one a segment."""
    pack = msgspec.msgpack.Encoder().encode
    target = "The State Council held a meeting number {} on the matter and adopted a decision."
    for first in range(0, count, PER_BATCH):
        numbers = range(first, first + PER_BATCH)
        segments = [
            Segment(source=f"국무위원회가 {n}차 회의를 열었다.", target=target.format(n), file="news.csv", index=n + 1)
            for n in numbers
        ]
        findings = [
            Finding(
                rule=("deprecated-term", "missing-term")[n % 2], severity=Severity.MAJOR, segment=n, message="so",
                why="because", concept=f"committee{n % 50}", source=(Span(0, 5),), target=(Span(4, 17),),
                found="State Council", expected=("State Affairs Commission",), fingerprint=f"{n:016x}",
            )
            for n in numbers
        ]  # fmt: skip
        heads = [Head(2, f.rule, f"0:{f.concept}", f.segment, f.fingerprint) for f in findings]
        packed = list(map(pack, segments))
        homes = [("news.csv", "", PER_BATCH)]
        yield Batch(0, 0.0, b"".join(packed), list(map(len, packed)), homes, heads, list(map(pack, findings)))


class Work:
    """A worker on generated pairs, and the model that takes its messages as the screen does."""

    def __init__(self, count):
        self.messages = queue.Queue()
        names = HOME / "names.csv"
        shutil.copy(terms(TERMS), names)
        files = {"paths": (str(pairs(count)),), "glossaries": (str(names),), "languages": ("ko", "en")}
        self.model = Model()
        self._worker = Worker(Job(wanted=Wanted(**files, cache=True, jobs=0)), self.messages.put)
        watch, self.first = Watch(), None
        while not self.model.finished:
            message = self.messages.get()
            if isinstance(message, Opened):
                self.model.open(message)
            elif isinstance(message, Finished):
                self.model.finish(message)
            else:
                self.first = self.first or watch.read()
                self.model.add(message)
        self.whole = watch.read()

    def ask(self, question, *given):
        """What the answer to a question took: the worker's processor, and the clock."""
        watch, before = Watch(), self.spent()
        getattr(self._worker, question)(*given)
        self.messages.get()
        return self.spent() - before, watch.read()[1]

    def close(self):
        self._worker.close()

    def spent(self):
        """Milliseconds of processor of the worker's own process so far; 0 where the system does not tell."""
        try:
            said = Path(f"/proc/{self._worker._process.pid}/stat").read_text(encoding="ascii")
        except OSError:
            return 0.0
        return sum(map(int, said.rpartition(")")[2].split()[11:13])) * 1000 / os.sysconf("SC_CLK_TCK")


def work(count):
    """Measure the work behind the screen."""
    prepare()
    HOME.mkdir(parents=True, exist_ok=True)
    os.environ["XDG_CACHE_HOME"] = os.environ["LOCALAPPDATA"] = str(HOME / "cache")
    shutil.rmtree(HOME / "cache", ignore_errors=True)
    found = {}
    for name in ("opened first", "opened again"):
        done = Work(count)
        found[f"{name}: the screen's process"] = done.whole
        found[f"{name}: first findings"] = (0.0, done.first[1])
        found[f"{name}: all; the worker without its own workers"] = (done.spent(), done.whole[1])
        if name == "opened first":
            done.close()
    usage = done.model.usage
    target = done.model.segment(count // 2).target
    for text in ("Nothing of that.", target):
        found["an edit" if text != target else "its undo"] = done.ask("change", count // 2, Target(text))
    by_uses = sorted(usage, key=lambda key: len(usage[key].segments))
    for name, key in (("a term of the middle", by_uses[len(by_uses) // 2]), ("the most frequent term", by_uses[-1])):
        took = done.ask("effect", key, "border town", TermStatus.ADMITTED)
        uses = len(usage[key].segments)
        found[f"{name} ({uses:,} uses): effect of a rendering"] = took
    names = HOME / "names.csv"
    rows = names.read_text(encoding="utf-8").splitlines()
    at = 1 + next(n for n, each in enumerate(done.model.glossary) if each == by_uses[-1])
    names.write_text("\n".join([f"{rows[0]},admitted", *rows[1:at], f"{rows[at]},border town", *rows[at + 1 :], ""]))
    found["its admission"] = done.ask("reread")
    found["reading again, nothing changed"] = done.ask("reread")
    done.close()
    tell(found)


class Silent:
    """A worker that says nothing by itself."""

    def __init__(self, _job, receive):
        self.receive = receive

    ended = False

    def change(self, number, target):
        pass

    trial = effect = reread = change

    def close(self):
        pass


def rss():
    """Megabytes in use now."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * resource.getpagesize() / 1e6


class Watch:
    """Milliseconds of processor and clock since it was made."""

    def __init__(self):
        self._cpu, self._wall = time.process_time(), time.perf_counter()

    def read(self):
        return (time.process_time() - self._cpu) * 1000, (time.perf_counter() - self._wall) * 1000


async def measure(count):
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder))
        session = desk.opened()
        app = Review(session, desk.job, desk.folder, Silent)
        app.guard = 0
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.pause(0.2)
            concepts = {
                f"0:committee{n}": Concept(id=f"committee{n}", category="organization", sources=("국무위원회",))
                for n in range(50)
            }
            session.take(Opened((("ko", "en"),), concepts, {}))
            before = rss()
            watch = Watch()
            for batch in batches(count):
                app.view.add(session.take(batch))
            found["taking in all messages (with making them)"] = watch.read()
            grown = rss()
            watch = Watch()
            app._finished(Finished(Summary(count, 1, count, {"preferred": 0}, {}, {}), ()))
            app._frame()
            await pilot.pause()
            found["from the results to the list"] = watch.read()
            print(f"memory of the model: {grown - before:.0f} MB; over it: {rss() - grown:.0f} MB")
            for name, keys in KEYS.items():
                costs = []
                for key in keys:
                    watch = Watch()
                    app.screen.post_message(Key(key, key if len(key) == 1 else None))
                    await pilot.pause()
                    app._frame()
                    await pilot.pause()
                    costs.append(watch.read())
                found[f"a key: {name}"] = sorted(costs)[len(costs) // 2]
            for width, height in ((160, 50), (80, 24)):
                watch = Watch()
                await pilot.resize_terminal(width, height)
                await pilot.pause()
                found[f"resize to {width}x{height}"] = watch.read()
            print(f"memory at the end: {rss() - grown:.0f} MB over the model")
    tell(found)


def tell(found):
    for name, (cpu, wall) in found.items():
        print(f"{name:70} {cpu:9.1f} ms of processor {wall:9.1f} ms")


if __name__ == "__main__":
    asyncio.run(measure(FINDINGS))
    work(int(sys.argv[1]) if len(sys.argv) > 1 else 165_000)
