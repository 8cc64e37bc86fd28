"""Measure what a reviewer does: ``python -m tests.measure_effort`` brings each draft of ``corpora`` to no open finding.

The reviewer knows the reference and sees the findings as they are listed, without the neutral ones. Counted are the
keys beside typed text:

- all fixes of a segment together (A) or a fix (a), where that brings the text nearer to the reference: one key;
- another offer, or a rendering that is put into the text: its digit, a key that accepts, and the keys that move it and
  drop words after it;
- a finding, or all of a segment, in a text that is the reference, is dismissed (x, X): one key;
- all else is edited: two keys (e, F2), and for each place that is changed, beyond the words in question, which the form
  selects: the words that the caret moves over and deletes, or two keys (Ctrl+F, Enter) that find and select them;
  where most is another text, one key that selects all (F7).
"""

import csv
import json
import re
import tempfile
from collections import Counter
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from checker.judging.decisions import Verdict
from checker.model import FixKind, Span
from checker.project.workspace import Wanted, Workspace
from tui.screens.form import words_of
from tui.state.journal import Journal
from tui.state.offers import all_fixed, best_fix, gaps, inserted, offers
from tui.state.session import Session
from tui.state.view import View
from tui.work.engine import Engine, Job

ROOT = Path(__file__).parent.parent
GLOSSARIES = (str(ROOT / "glossaries"), str(ROOT / "corpora" / "review-app" / "terms.csv"))


def references(folder):
    """The corrected targets of a corpus, by segment."""
    plain = folder / "reference.txt"
    if plain.exists():
        return [line for line in plain.read_text(encoding="utf-8").splitlines() if line]
    (file,) = (each for each in folder.iterdir() if each.suffix in (".csv", ".tsv", ".jsonl"))
    with file.open(encoding="utf-8", newline="") as stream:
        if file.suffix == ".jsonl":
            return [json.loads(line)["reference"] for line in stream]
        delimiter = "\t" if file.suffix == ".tsv" else ","
        return [row["reference"] for row in csv.DictReader(stream, delimiter=delimiter)]


def review(folder):
    """What is done to a corpus: key presses, and what they were."""
    wanted = Wanted(paths=(str(folder),), glossaries=GLOSSARIES)
    corrected = references(folder)
    with tempfile.TemporaryDirectory() as beside:
        session = Session(Journal(Path(beside) / "journal.jsonl"), Workspace(wanted), "mina")
        engine = Engine(Job(wanted=wanted))
        engine.check(session.take)
        session.ask = lambda number: session.answer(engine.change({number: session.segment(number).translation}))
        view = View(session)
        view.rebuild()
        done = Counter(segments=session.model.segment_count, findings=view.progress[1])
        while view.next_open():
            act(session, view, corrected[view.segment], done)
            if view.progress[0] == 0:
                view.rebuild()
    return done


def act(session, view, reference, done):
    """Settle something in the chosen segment."""
    item, number = view.item, view.segment
    target = session.segment(number).target
    done["decisions"] += 1
    waiting = [i for i in view.in_segment() if session.status(i).waiting]
    ways = list(together(session, number, waiting, reference))
    for moves, each in enumerate(sorted(waiting, key=lambda each: each != item)):
        ways += [way._replace(keys=way.keys + moves) for way in offered(session, each, reference)]
    best = min(ways, key=lambda way: (way.total, way.far), default=None)
    span = session.finding(item).target[:1]
    editing = 2 + edited(target, reference, (span[0].start, span[0].end) if span else None)
    if best and best.far < distance(target, reference) and best.total <= editing:
        keys = best.keys
        done[best.name] += 1
        session.edit({number: best.text}, best.name, [item])
    elif target != reference:
        keys = editing
        done["edited"] += 1
        session.edit({number: reference}, "edit", [item])
    else:
        keys = 1
        done["dismissed"] += len(waiting)
        session.decide(waiting, Verdict.FALSE_POSITIVE)
    done["keys"] += keys


class Way(NamedTuple):
    """A way to change a text: its keys, what it makes, how far that is from the reference, the keys to mend it."""

    name: str
    keys: int
    text: str
    far: int
    left: int = 0

    @property
    def total(self):
        return self.keys + self.left


def distance(one, other):
    return Levenshtein.distance(one, other)


def rendering(keys, target, span, replacement, reference):
    """A rendering that a person puts into the text, who mends there what is still wrong around it."""
    text, where = inserted(target, span, replacement)
    right = where == Span(0, len(text)) or fits(text, where, reference)
    left = 0 if right else 2 + edited(text, reference, None)
    return Way("rendering", keys, text, distance(text, reference), left)


def fits(text, where, reference):
    """Whether the words of a span, and those beside them, stand so in the reference."""
    words = [found.span() for found in re.finditer(r"\S+", text)]
    inside = [n for n, (start, end) in enumerate(words) if start < where.end and where.start < end]
    first, last = min(inside) - 1, max(inside) + 2
    olds, news = text.split(), reference.split()
    return all(
        kind == "equal" or high < first or low > last
        for kind, low, high, _, _ in SequenceMatcher(None, olds, news, autojunk=False).get_opcodes()
    )


def together(session, number, items, reference):
    """What one key makes of the segment, where several findings have a fix."""
    if sum(best_fix(session, item) is not None for item in items) > 1:
        text = all_fixed(session, items)[number]
        yield Way("all fixes", 1, text, distance(text, reference))


def offered(session, item, reference):
    """What each offer makes, with the keys it takes."""
    finding = session.finding(item)
    target = session.segment(finding.segment).target
    for number, offer in enumerate(offers(session, item)):
        if offer.kind is not FixKind.INSERT:
            name = "another fix" if number else "first fix"
            yield Way(name, 1 + bool(number), offer.text, distance(offer.text, reference))
        elif offer.span.start < offer.span.end:
            yield rendering(2, target, offer.span, offer.replacement, reference)
        else:
            places = sorted({*gaps(target), offer.span.start})
            here = places.index(offer.span.start)
            for away, place in enumerate(places):
                for dropped in range(4):  # words after it, each with a key
                    words = [word for word in words_of(target) if word.start >= place][:dropped]
                    span = Span(place, words[-1].end if words else place)
                    keys = 2 + abs(away - here) + len(words)
                    yield rendering(keys, target, span, offer.replacement, reference)


def edited(target, reference, selected):
    """The keys that move the caret and delete words, to make ``reference`` of ``target``."""
    olds, news = (re.findall(r"\S+", text) for text in (target, reference))
    starts = [found.start() for found in re.finditer(r"\S+", target)]
    keys, at, changed = 0, len(olds), 0
    if selected:
        at = max(sum(start <= selected[0] for start in starts) - 1, 0)
    for kind, first, last, _, _ in SequenceMatcher(None, olds, news, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        changed += last - first
        chosen = selected and first < last and first == at and starts[last - 1] < selected[1]
        if not chosen:
            moves = min(abs(first - at), 1 + first, 1 + len(olds) - first)  # over words, or from either end
            keys += min(moves + (last - first), 2 + (first == last))
        at, selected = last, None
    return min(keys, 1) if changed * 2 > len(olds) else keys


def main():
    names = ("segments", "findings", "decisions", "keys", "all fixes", "first fix", "another fix", "rendering",
             "edited", "dismissed")  # fmt: skip
    print(f"{'':18}" + "".join(f"{name:>12}" for name in names) + "   keys/finding")
    totals = {"news": Counter(), "all": Counter()}
    for folder in sorted(each for each in (ROOT / "corpora").iterdir() if each.is_dir()):
        done = review(folder)
        totals["all"] += done
        totals["news"] += done if folder.name != "review-app" else Counter()
        show(folder.name, done, names)
    for name, done in totals.items():
        show(name, done, names)


def show(name, done, names):
    print(f"{name:18}" + "".join(f"{done[each]:12,}" for each in names) + f"{done['keys'] / done['findings']:15.2f}")


if __name__ == "__main__":
    main()
