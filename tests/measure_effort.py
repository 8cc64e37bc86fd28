"""Measure what a reviewer does: ``python -m tests.measure_effort`` brings each draft of ``corpora`` to no open finding.

The reviewer knows the reference and sees the findings as they are listed, without the neutral ones. Counted are the
keys beside typed text:

- all fixes of a segment together (A) or a fix (a), where that brings the text nearer to the reference: one key;
- another offer, or a rendering that is put into the text: its digit, a key that accepts, and the keys that move it;
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

from rapidfuzz.distance import Levenshtein

from checker.judging.decisions import Verdict
from checker.model import FixKind, Span
from checker.project.workspace import Wanted, Workspace
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
    for way, each in enumerate(sorted(waiting, key=lambda each: each != item)):
        ways += [(far, keys + way, what, text) for far, keys, what, text in offered(session, each, reference)]
    best = min(ways, key=lambda way: way[:2], default=None)
    if best and best[0] < distance(target, reference):
        _, keys, what, text = best
        done[what] += 1
        session.edit({number: text}, what, [item])
    elif target != reference:
        span = session.finding(item).target[:1]
        keys = 2 + edited(target, reference, (span[0].start, span[0].end) if span else None)
        done["edited"] += 1
        session.edit({number: reference}, "edit", [item])
    else:
        keys = 1
        done["dismissed"] += len(waiting)
        session.decide(waiting, Verdict.FALSE_POSITIVE)
    done["keys"] += keys


def distance(one, other):
    return Levenshtein.distance(one, other)


def together(session, number, items, reference):
    """What one key makes of the segment, where several findings have a fix: distance, keys, name, text."""
    if sum(best_fix(session, item) is not None for item in items) > 1:
        text = all_fixed(session, items)[number]
        yield distance(text, reference), 1, "all fixes", text


def offered(session, item, reference):
    """What each offer makes, with the keys it takes: distance, keys, name, text."""
    finding = session.finding(item)
    target = session.segment(finding.segment).target
    for number, offer in enumerate(offers(session, item)):
        if offer.kind is not FixKind.INSERT:
            name = "another fix" if number else "first fix"
            yield distance(offer.text, reference), 1 + bool(number), name, offer.text
        elif offer.span.start < offer.span.end:
            yield distance(offer.text, reference), 2, "rendering", offer.text
        else:
            places = sorted({*gaps(target), offer.span.start})
            here = places.index(offer.span.start)
            for away, place in enumerate(places):
                text, _ = inserted(target, Span(place, place), offer.replacement)
                yield distance(text, reference), 2 + abs(away - here), "rendering", text


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
