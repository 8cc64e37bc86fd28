"""Measure what a reviewer does: ``python -m tests.measure_effort`` brings each draft of ``corpora`` to no open finding.

The reviewer knows the reference: a fix that brings the text nearer to it is applied (one key), a finding in a text that
is the reference is dismissed (one key), all else is edited: two keys and those that change the text.
"""

import csv
import json
import tempfile
from collections import Counter
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from checker.judging.decisions import Verdict
from checker.project.workspace import Wanted, Workspace
from tui.state.fixes import suggestions
from tui.state.journal import Journal
from tui.state.session import Session
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
        session.ask = lambda number: session.answer(engine.change({number: session.segment(number).target}))
        done = Counter(findings=session.listed, segments=session.model.segment_count)
        while session.waiting:
            item = next(i for i, _ in enumerate(session.statuses) if session.status(i).waiting)
            act(session, item, corrected[session.model.segments[item]], done)
    return done


def act(session, item, reference, done):
    number = session.model.segments[item]
    target = session.segment(number).target
    far = Levenshtein.distance(target, reference)
    offered = [(Levenshtein.distance(fix.text, reference), n, fix) for n, fix in enumerate(suggestions(session, item))]
    best = min(offered[:9], key=lambda each: each[:2], default=None)
    done["decisions"] += 1
    if best and best[0] < far:
        done["keys"] += 1
        done["first fix" if best[1] == 0 else "another fix"] += 1
        session.edit({number: best[2].text}, "fix", [item])
    elif far:
        done["keys"] += 2 + far
        done["edited"] += 1
        session.edit({number: reference}, "edit", [item])
    if session.status(item).waiting:  # it stands there in the corrected text, too
        done["dismissed"] += 1
        done["keys"] += 1
        session.decide([item], Verdict.FALSE_POSITIVE)


def main():
    names = ("segments", "findings", "decisions", "keys", "first fix", "another fix", "edited", "dismissed")
    print(f"{'':18}" + "".join(f"{name:>12}" for name in names))
    total = Counter()
    for folder in sorted(each for each in (ROOT / "corpora").iterdir() if each.is_dir()):
        done = review(folder)
        total += done
        print(f"{folder.name:18}" + "".join(f"{done[name]:12,}" for name in names))
    print(f"{'all':18}" + "".join(f"{total[name]:12,}" for name in names))


if __name__ == "__main__":
    main()
