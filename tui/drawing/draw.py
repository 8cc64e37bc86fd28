"""The lines of the review screen: top bar, rows of the list, reference. Pure functions."""

import difflib
import re
from collections.abc import Sequence

from checker import rules
from checker.model import Concept, Finding, Outcome, Segment, TermStatus
from tui.drawing.paint import Line, bar, fit, shown, width, wrap
from tui.keys.keymap import Keymap
from tui.state.model import SEVERITIES
from tui.state.session import Session
from tui.state.status import FindingStatus
from tui.state.view import LETTERS, Grouping, Sorting, View

STYLE = {"E": "error", "W": "warning", "I": "info"}
MARK = {
    FindingStatus.OPEN: " ",
    FindingStatus.CONFLICT: "≈",
    FindingStatus.SKIPPED: "-",
    FindingStatus.FIXED: "✓",
    FindingStatus.CONFIRMED: "!",
    FindingStatus.FALSE_POSITIVE: "✗",
    FindingStatus.INTENDED: "=",
    FindingStatus.BASELINED: "·",
    FindingStatus.GONE: " ",
    FindingStatus.SETTLED: "~",
}
_RULE = 12  # cells for the name of a rule
_TAG = 6  # cells before a paragraph
_FILTER = 30  # most cells of the filter in the top bar


def place_of(segment: Segment, number: int) -> str:
    """The place of a segment in short: the file name without folders, and the line."""
    name = segment.file.replace("\\", "/").rpartition("/")[2] or "segment"
    return f"{shown(name)}:{segment.line or segment.index or number + 1}"


def top(
    session: Session,
    view: View,
    keymap: Keymap,
    title: str,
    room: int,
    score: float | None,
    tabs: Sequence[tuple[str, str, bool]] = (),
) -> Line:
    """The top bar. What does not fit is left out, the least important first; the filter never is.

    Args:
        session: The state.
        view: The list.
        keymap: The keys.
        title: What is reviewed.
        room: The width in cells.
        score: The term score, 0 to 1.
        tabs: The screens: name, what people read, whether it is the present one.
    """
    waiting, all_ = view.progress
    model = session.model
    parts: list[tuple[int, Line]] = [(0, [(" ilchi ", "bar-strong")])]
    if tabs:
        here: Line = [
            (f" {text} ", f"{'bar-strong' if present else 'bar-dim'}|screen.go('{name}')")
            for name, text, present in tabs
        ]
        parts.append((9, here))
    parts.append((3, [(_cut(shown(title), max(room // 4, 8)), "bar")]))
    growing = session.checking
    if growing is not None:
        many = f"checking {growing.segment_count:,}/{growing.total:,} "
        parts.append((2, [(many, "bar-strong"), (bar(growing.segment_count, growing.total, 10), "bar")]))
    if not session.record.writable:
        parts.append((1, [("READ-ONLY", "bar-strong")]))
    if view.text:
        said = f"{_cut(shown(view.text), min(_FILTER, room // 3))} ({view.shown:,})"
        parts.append((1, [("filter ", "bar-dim|screen.do('filter')"), (said, "bar-strong")]))
    if view.new:
        key = f" ({keymap.shown('new')})"
        parts.append((1, [(f"{len(view.new):,} new", "bar-strong"), (key, "bar-strong|screen.do('new')")]))
    if view.marked:
        parts.append((2, [(f"{len(view.marked)} marked", "bar-strong")]))
    if not model.finished:
        parts.append((2, [(f"{all_:,} found", "bar")]))
    else:
        parts += _progress(all_, waiting)
        if view.hidden:
            key = f" ({keymap.shown('neutral')})"
            parts.append((4, [(f"{view.hidden:,} neutral", "bar-dim"), (key, "bar-dim|screen.do('neutral')")]))
        if score is not None:
            parts.append((7, [("terms ", "bar-dim"), (f"{score:.1%}", "bar")]))
    if view.grouping is not Grouping.NONE:
        parts.append((5, [("by ", "bar-dim"), (view.grouping.value, "bar")]))
    if view.sorting is not Sorting.POSITION:
        parts.append((5, [("sorted by ", "bar-dim"), (view.sorting.value, "bar")]))
    pairs = [part.languages for part in model.parts]
    languages = ">".join("/".join(dict.fromkeys(c.upper() for c in codes)) for codes in zip(*pairs, strict=True))
    line = _chosen(parts, room)
    gap = room - width(line) - len(languages) - 1
    return fit([*line, (" " * gap, "bar"), (languages + " ", "bar-dim")] if gap > 1 else line, room, "bar")


def _progress(all_: int, waiting: int) -> list[tuple[int, Line]]:
    """How many findings are open, and what share is done."""
    done = all_ - waiting
    percent = f" {done / all_:.0%}" if all_ else " 100%"
    return [
        (2, [("open ", "bar-dim"), (f"{waiting:,}", "bar-strong")]),
        (6, [("done ", "bar-dim"), (f"{done:,}/{all_:,}", "bar")]),
        (8, [(bar(done, all_, 10), "bar"), (percent, "bar")]),
    ]


def _chosen(parts: Sequence[tuple[int, Line]], room: int) -> Line:
    """The most important parts that fit, in their order, with two blanks between them."""
    left = room
    kept = []
    for number in sorted(range(len(parts)), key=lambda n: parts[n][0]):
        cells = width(parts[number][1]) + 2
        if cells <= left or parts[number][0] <= 1:
            kept.append(number)
            left -= cells
    line: Line = []
    for number in sorted(kept):
        line += ([("  " if number > 1 else "", "bar")] if line else []) + parts[number][1]
    return line


def _cut(text: str, room: int) -> str:
    """``text`` in at most ``room`` cells."""
    return "".join(piece for piece, _ in fit([(text, "")], room)).rstrip() if width([(text, "")]) > room else text


def row(session: Session, view: View, number: int, room: int) -> Line:
    """Row ``number`` of the list, ``room`` cells wide."""
    item = view.rows[number]
    if item < 0:
        name, count, worst = view.heads[~item]
        letter = LETTERS[SEVERITIES[worst]]
        tail: Line = [(f"{count:,} ", "dim"), (letter, STYLE[letter]), (" ", "text")]
        return [*fit([("▾ ", "dim"), (shown(name), "head")], max(room - width(tail) - 1, 1)), (" ", "text"), *tail]
    finding = session.model.finding(item)
    status = session.status(item)
    letter = LETTERS[finding.severity]
    dim = "done" if not status.waiting else ""
    line: Line = [
        ("●" if item in view.marked else " ", "strong"),
        (letter, dim or STYLE[letter]),
        (MARK[status], dim or "alert"),
        (" ", "text"),
    ]
    for text, size, style in _cells(session, view, number, room):
        line += [*fit([(text, dim or style)], size, dim or style), (" ", "text")]
    line.append((_gist(finding), dim or "text"))
    return fit(line, room)


def _cells(session: Session, view: View, number: int, room: int) -> list[tuple[str, int, str]]:
    """The columns of a row between its marks and its gist: text, cells, style."""
    item = view.rows[number]
    finding = session.model.finding(item)
    segment = session.model.segment(finding.segment)
    wide, mid = room >= 60, room >= 40
    cells = []
    before = view.rows[number - 1] if number else -1
    if before >= 0 and session.model.segments[before] == finding.segment:
        place = "└"  # the same segment as in the row above
    else:
        place = place_of(segment, finding.segment)
    if wide:
        size = min(max(room // 5, 14), 32)
        cells.append((_squeezed(place, size), size, "dim"))
    elif mid:
        cells.append((f"{place.rpartition(':')[2]:>5}", 5, "dim"))
    if view.grouping is not Grouping.RULE:
        rule = finding.rule.removesuffix("-term")
        cells.append((rule if len(rule) <= _RULE else rule.partition("-")[0], _RULE, "text"))
    term = session.model.term(session.model.key(item)) if finding.concept else ""
    if term and view.grouping is not Grouping.TERM:
        cells.append((shown(term), 16 if wide else 10, "text"))
    return cells


def _squeezed(place: str, room: int) -> str:
    """A place cut to ``room`` cells at the end of the file name, so that the line number stays."""
    name, colon, line = place.rpartition(":")
    left = room - width([(colon + line, "")]) - 1
    if width([(place, "")]) <= room or left < 1:
        return place
    kept = "".join(text for text, _ in fit([(name, "")], left + 1)).rstrip()
    return kept + colon + line


def _gist(finding: Finding) -> str:
    if finding.found:
        return shown(finding.found)
    if finding.expected:
        return f"→ {shown(finding.expected[0])}"
    return shown(finding.message)


def diff(old: str, new: str) -> Line:
    """The changes between two texts, word by word, on one line."""
    olds, news = re.findall(r"\s+|\S+", old), re.findall(r"\s+|\S+", new)
    line: Line = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, olds, news, autojunk=False).get_opcodes():
        if kind == "equal":
            line.append((shown("".join(olds[a:b])), "dim"))
        else:
            parts = (shown("".join(olds[a:b])), "removed"), (shown("".join(news[c:d])), "added")
            line += [parts[0], (" → " if b > a and d > c else "", "dim"), parts[1]]
    return [piece for piece in line if piece[0]]


def paragraph(tag: str, line: Line, room: int, style: str = "label") -> list[Line]:
    """A line wrapped to ``room`` cells, after a tag."""
    return wrap(line, room - 1, [(f"{tag:{_TAG}}", style)], [(" " * _TAG, "text")])


def reference(session: Session, item: int, room: int, *, narrow: bool = False) -> list[Line]:
    """The glossary entry, the renderings elsewhere, the rule, and the steps on this finding."""
    finding = session.finding(item)
    key = session.model.key(item)
    concept = session.model.glossary.get(key)
    lines: list[Line] = []
    if concept:
        lines += _entry(concept, room, narrow=narrow)
        lines += _elsewhere(session, finding, key, room, narrow=narrow)
    if not narrow:
        lines += [] if not lines else [[]]
        lines.append([(" RULE", "label"), (f"  {finding.rule}", "strong")])
        for words in rules.words(finding.rule):
            lines += wrap([(words, "dim")], room - 1, [(" ", "text")], [(" ", "text")])
    mine = [step for step in session.record.done if step.focus == session.hex(item)]
    if mine:
        lines += [] if narrow else [[], [(" HISTORY", "label")]]
        for step in mine[-4:]:
            text: Line = [(f"{step.at[5:16].replace('T', ' ')} {shown(step.author)} ", "dim"), (step.label, "text")]
            lines += paragraph(" DID" if narrow else "", text, room)
    return lines


def _entry(concept: Concept, room: int, *, narrow: bool) -> list[Line]:
    name: Line = [(shown(" | ".join(concept.sources)), "strong"), (f"  {concept.category}", "dim")]
    by_status = {s: [shown(t.text) for t in concept.targets if t.status is s] for s in TermStatus}
    if narrow:
        line = [
            *name,
            ("  = ", "dim"),
            (" | ".join(by_status[TermStatus.PREFERRED] + by_status[TermStatus.ADMITTED]), "right"),
        ]
        if by_status[TermStatus.DEPRECATED]:
            line += [("   not ", "dim"), (", ".join(by_status[TermStatus.DEPRECATED]), "wrong")]
        lines = paragraph(" TERM", line, room)
        notes = " ".join(part for part in (concept.definition, concept.note) if part)
        if notes:
            lines += paragraph("", [(shown(notes), "dim")], room)
        return [*lines, *paragraph("", [(shown(concept.place), "dim")], room)]
    lines = [[(" GLOSSARY", "label")], *wrap(name, room - 1, [(" ", "text")], [(" ", "text")])]
    for status, style in zip(TermStatus, ("right", "text", "wrong"), strict=True):
        for number, text in enumerate(by_status[status]):
            tag = f"{status.value if not number else '':11}"
            lines += wrap([(text, style)], room - 1, [(" " + tag, "dim")], [(" " * 12, "text")])
    for tag, text in (
        ("definition", concept.definition),
        ("note", concept.note),
        ("context", ", ".join(concept.context)),
    ):
        if text:
            lines += wrap([(shown(text), "text")], room - 1, [(f" {tag:11}", "dim")], [(" " * 12, "text")])
    return [*lines, *wrap([(shown(concept.place), "dim")], room - 1, [(" from       ", "dim")], [(" " * 12, "text")])]


def _elsewhere(session: Session, finding: Finding, key: str, room: int, *, narrow: bool) -> list[Line]:
    counted = session.model.renderings(key)
    total = sum(n for _, _, n in counted)
    if not counted:
        return []
    if narrow:
        line: Line = []
        for text, outcome, n in counted[:5]:
            line += [(f"{n} ", "strong"), (shown(text) or "(none)", outcome_style(outcome)), ("   ", "text")]
        return paragraph(" USED", line, room)
    lines: list[Line] = [[], [(" ELSEWHERE", "label"), (f"  {total:,} uses, {len(counted)} renderings", "dim")]]
    for text, outcome, n in counted[:8]:
        here = "  here" if text == finding.found or (not text and not finding.found) else ""
        line = [
            (f"{n:5,} ", "strong"),
            *fit([(shown(text) or "(none)", outcome_style(outcome))], max(room - 26, 8)),
            (" ", "text"),
            (bar(n, total, 10), outcome_style(outcome)),
            (here, "alert"),
        ]
        lines.append(fit(line, room))
    return lines


def outcome_style(outcome: Outcome) -> str:
    """The style of a rendering with this outcome."""
    return "right" if outcome is Outcome.PREFERRED else "text" if outcome.accepted else "wrong"
