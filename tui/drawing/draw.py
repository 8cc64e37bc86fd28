"""The lines of the review screen: top bar, rows of the list, detail, reference. Pure functions."""

import difflib
import re

from checker import rules
from checker.judging.decisions import Scope, carried
from checker.model import Concept, Finding, Outcome, Segment, Span, TermStatus
from tui.drawing.paint import Line, bar, fit, marked, shown, width, wrap
from tui.keys.actions import ACTIONS, BY_ID
from tui.keys.keymap import Keymap
from tui.state.fixes import Suggestion, suggestions
from tui.state.model import SEVERITIES
from tui.state.session import Session
from tui.state.status import FindingStatus
from tui.state.view import LETTERS, Grouping, View

_STYLE = {"E": "error", "W": "warning", "I": "info"}
_MARK = {
    FindingStatus.OPEN: " ",
    FindingStatus.CONFLICT: "≈",
    FindingStatus.SKIPPED: "-",
    FindingStatus.FIXED: "✓",
    FindingStatus.CONFIRMED: "!",
    FindingStatus.FALSE_POSITIVE: "✗",
    FindingStatus.INTENDED: "=",
    FindingStatus.BASELINED: "·",
    FindingStatus.GONE: " ",
}
_RULE = 12  # cells for the name of a rule
_TAG = 6  # cells before a paragraph of the detail
_AROUND = 2  # segments shown on each side
_SAID = 4  # most decisions on a finding that are shown
# Ways to show the neighbours, the longest first: how many on each side, and whether in one line each.
_LEVELS = ((2, False), (1, False), (1, True), (0, True))


def place_of(segment: Segment, number: int) -> str:
    """The place of a segment in short: the file name without folders, and the line."""
    name = segment.file.replace("\\", "/").rpartition("/")[2] or "segment"
    return f"{shown(name)}:{segment.line or segment.index or number + 1}"


def top(session: Session, view: View, title: str, room: int, score: float | None) -> Line:
    """The top bar: open findings, progress, filter. ``room`` is in cells; ``score`` is the term score, 0 to 1."""
    all_, waiting = session.listed, session.waiting
    done = all_ - waiting
    model = session.model
    parts: list[Line] = [[(" ilchi ", "bar-strong"), (f" {shown(title)}", "bar")]]
    growing = session.checking
    if growing is not None:
        parts.append([(f"checking {growing.segment_count:,}/{growing.total:,} ", "bar-strong")])
        parts.append([(bar(growing.segment_count, growing.total, 10), "bar")])
    if not model.finished:
        parts.append([(f"{all_:,} found", "bar")])
    else:
        percent = f"{done / all_:.0%}" if all_ else "100%"
        parts.append([("open ", "bar-dim"), (f"{waiting:,}", "bar-strong")])
        parts.append(
            [("done ", "bar-dim"), (f"{done:,}/{all_:,} ", "bar"), (bar(done, all_, 10), "bar"), (f" {percent}", "bar")]
        )
        if score is not None:
            parts.append([("terms ", "bar-dim"), (f"{score:.1%}", "bar")])
    if view.marked:
        parts.append([(f"{len(view.marked)} marked", "bar-strong")])
    if view.text:
        parts.append([("filter ", "bar-dim"), (f"{shown(view.text)} ({view.shown:,})", "bar-strong")])
    if view.grouping is not Grouping.NONE:
        parts.append([("by ", "bar-dim"), (view.grouping.value, "bar")])
    if not session.record.writable:
        parts.append([("READ-ONLY", "bar-strong")])
    line: Line = []
    for number, part in enumerate(parts):
        extra = [("  ", "bar"), *part] if number else part
        if width(line) + width(extra) <= room:
            line += extra
    pairs = [part.languages for part in model.parts]
    languages = (
        ">".join("/".join(dict.fromkeys(code.upper() for code in codes)) for codes in zip(*pairs, strict=True)) + " "
    )
    gap = room - width(line) - len(languages)
    return fit([*line, (" " * gap, "bar"), (languages, "bar-dim")] if gap > 1 else line, room, "bar")


def keys(room: int, keymap: Keymap, ids: tuple[str, ...] = ()) -> Line:
    """The bottom bar: as many keys as fit, by rank.

    Args:
        room: The width in cells.
        keymap: The keys.
        ids: The actions, with another label if need be (``elsewhere=Open``); without any, those of the review.
    """
    chosen = ids or tuple(a.id for a in sorted((a for a in ACTIONS if a.bar), key=lambda a: a.bar))
    always = () if ids else ("help", "quit")
    line: Line = []
    last: Line = [piece for each in always for piece in _key(keymap, each)]
    for each in chosen:
        more = _key(keymap, each)
        if each not in always and width(line) + width(more) + width(last) <= room:
            line += more
    return fit(line + last, room, "bar")


def _key(keymap: Keymap, named: str) -> Line:
    name, _, label = named.partition("=")
    return [(f" {keymap.shown(name)} ", "key"), (f"{label or BY_ID[name].label} ", "bar")]


def row(session: Session, view: View, number: int, room: int) -> Line:
    """Row ``number`` of the list, ``room`` cells wide."""
    item = view.rows[number]
    if item < 0:
        name, count, worst = view.heads[~item]
        letter = LETTERS[SEVERITIES[worst]]
        tail: Line = [(f"{count:,} ", "dim"), (letter, _STYLE[letter]), (" ", "text")]
        return [*fit([("▾ ", "dim"), (shown(name), "head")], max(room - width(tail) - 1, 1)), (" ", "text"), *tail]
    finding = session.model.finding(item)
    segment = session.model.segment(finding.segment)
    status = session.status(item)
    letter = LETTERS[finding.severity]
    dim = "done" if not status.waiting else ""
    line: Line = [
        ("●" if item in view.marked else " ", "strong"),
        (letter, dim or _STYLE[letter]),
        (_MARK[status], dim or "alert"),
        (" ", "text"),
    ]
    rule, place = finding.rule, place_of(segment, finding.segment)
    term = session.model.term(session.model.key(item)) if finding.concept else ""
    found = _gist(finding)
    wide, mid = room >= 74, room >= 40
    rule = rule.removesuffix("-term")
    if len(rule) > _RULE:
        rule = rule.partition("-")[0]
    cells = []
    if view.grouping is not Grouping.RULE:
        cells.append((rule, _RULE, dim or "text"))
    if wide or (mid and view.grouping is not Grouping.NONE):
        size = 19 if wide else 14
        cells.append((_squeezed(place, size), size, dim or "dim"))
    if term and view.grouping is not Grouping.TERM:
        cells.append((shown(term), 16 if wide else 12, dim or "text"))
    for text, size, style in cells:
        line += [*fit([(text, style)], size, style), (" ", "text")]
    line.append((found, dim or "text"))
    return fit(line, room)


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


def detail(session: Session, item: int, room: int, height: int, *, full: bool) -> list[Line]:
    """The detail of a finding: place, segment with neighbours, fixes, reason.

    Args:
        session: The state.
        item: The finding.
        room: The width in cells.
        height: The number of lines; it determines how much of the neighbours is shown.
        full: Whether the reference has its own pane; else it follows below.
    """
    finding = session.finding(item)
    segment = session.segment(finding.segment)
    head = _head(session, item, finding, segment, room)
    fixes = [*_conflict(session, finding, room), *_fixes(session, item, finding, segment, room)]
    fixes += _paragraph(" WHY", [(shown(finding.why), "text")], room)
    rest = _more(session, item, finding, segment, room)
    rest += [] if full else reference(session, item, room, narrow=True)
    levels = _LEVELS[0 if full else 1 :]
    contexts = [_between(session, finding, room, reach, brief=one_line) for reach, one_line in levels]
    gaps: list[list[Line]] = [[] if one_line else [[]] for _, one_line in levels]
    made = [[*head, *gap, *context, *gap, *fixes] for context, gap in zip(contexts, gaps, strict=True)]
    *_, brief, alone = made
    least = brief if len(brief) <= height else alone
    return [*next((lines for lines in made[:-1] if len(lines) + len(rest) <= height), least), *rest]


def _head(session: Session, item: int, finding: Finding, segment: Segment, room: int) -> list[Line]:
    """Rule, place, status and message of a finding."""
    status = session.status(item)
    letter = LETTERS[finding.severity]
    head: Line = [
        (f" {letter} ", _STYLE[letter]),
        (finding.rule, "strong"),
        (f"  {place_of(segment, finding.segment)}", "text"),
        (f"  unit {shown(segment.unit)}" if segment.unit else "", "dim"),
        (f"  {finding.severity}", "dim"),
        (f", {finding.reason}" if finding.reason else "", "dim"),
    ]
    position = f"{status.label} "
    line: Line = [
        *fit(head, max(room - len(position) - 1, 1)),
        (" ", "text"),
        (position, "good" if not status.waiting else "alert"),
    ]
    return [line, *wrap([(shown(finding.message), "text")], room, [(" ", "text")], [(" ", "text")])]


def _between(session: Session, finding: Finding, room: int, reach: int, *, brief: bool) -> list[Line]:
    """The segment with ``reach`` neighbours on each side; with ``brief`` these have one line each."""
    lines: list[Line] = []
    source, target = (code.upper()[:3] for code in session.model.languages(finding.segment))
    for number in session.model.around(finding.segment, reach):
        near = session.segment(number)
        tag = f" {number - finding.segment:+d}"
        if number == finding.segment:
            marks = [(span, "source") for span in finding.source]
            lines += _paragraph(f" {source}", marked(near.source, marks), room)
            lines += _paragraph(f" {target}", _target(finding, near), room)
        elif brief:
            lines.append(fit([(f"{tag:{_TAG}}{shown(near.target or near.source)}", "dim")], room - 1))
        else:
            lines += _paragraph(tag, [(shown(near.source), "dim")], room, "dim")
            lines += _paragraph("", [(shown(near.target), "dim")], room, "dim")
    return lines


def _conflict(session: Session, finding: Finding, room: int) -> list[Line]:
    """The three texts of a segment that was changed here and in the file."""
    conflict = session.conflicts.get(finding.segment)
    if conflict is None:
        return []
    return [
        [(" CONFLICT ", "alert"), (" this text was changed here and in the file; 1 keeps ours, 2 the file's", "text")],
        *_paragraph(" WAS", [(shown(conflict.base), "dim")], room),
        *_paragraph(" 1", [(shown(conflict.mine), "text")], room, "key"),
        *_paragraph(" 2", [(shown(conflict.theirs), "text")], room, "key"),
    ]


def _more(session: Session, item: int, finding: Finding, segment: Segment, room: int) -> list[Line]:
    """Related segments, notes, decisions, and other findings of the segment."""
    lines: list[Line] = []
    for related in finding.related[:3]:
        other = session.segment(related.segment)
        text = shown(related.text or other.target)
        lines += _paragraph(
            " SEE", [(f"{place_of(other, related.segment)} ", "dim"), (f"“{text}”, {related.note}", "text")], room
        )
    for note in session.notes(item)[-_SAID:]:
        who = shown(f"  {note.author} {note.at[:10]}")
        lines += _paragraph(" ASKS" if note.asks else " NOTE", [(shown(note.text), "text"), (who, "dim")], room)
    lines += _said(session, item, segment, room)
    also = [
        i
        for i in session.model.by_segment.get(finding.segment)
        if i != item and session.status(i) != FindingStatus.GONE
    ]
    for beside in also[:3]:
        rest = session.model.finding(beside)
        line: Line = [
            (LETTERS[rest.severity] + _MARK[session.status(beside)] + " ", _STYLE[LETTERS[rest.severity]]),
            (shown(rest.message), "dim"),
        ]
        lines += _paragraph(" ALSO", line, room)
    return lines


def _said(session: Session, item: int, segment: Segment, room: int) -> list[Line]:
    """The decisions on a finding, the narrowest first."""
    lines: list[Line] = []
    entries = session.said(item)
    opposed = session.ruling(item).opposed if entries else None
    for entry in entries[:_SAID]:
        one = entry.decision
        expired = session.judgements.held.expired(one)
        who = " ".join(part for part in (one.author, one.date, f"until {one.until}" if one.until else "") if part)
        reach = "" if one.scope is Scope.SEGMENT else f" for the {one.scope}"
        text = f"{one.verdict}{reach}" + (f": {one.reason}" if one.reason else "")
        notes = "; expired" if expired else "; the text has changed since" if carried(one, segment.target) else ""
        line: Line = [(shown(text), "dim" if expired else "good"), (shown(f"  {who}"), "dim"), (notes, "alert")]
        lines += _paragraph(" SAID", line, room)
    if len(entries) > _SAID:
        lines += _paragraph("", [(f"and {len(entries) - _SAID} more", "dim")], room)
    if opposed:
        lines += _paragraph(
            "", [("these contradict each other: the finding is open until one is removed", "alert")], room
        )
    return lines


def _paragraph(tag: str, line: Line, room: int, style: str = "label") -> list[Line]:
    return wrap(line, room - 1, [(f"{tag:{_TAG}}", style)], [(" " * _TAG, "text")])


def reading(session: Session, number: int) -> list[Line]:
    """The texts of a segment and its neighbours."""
    lines: list[Line] = []
    for near in session.model.around(number, _AROUND):
        segment = session.segment(near)
        style = "text" if near == number else "dim"
        lines += [[(shown(segment.source), style)], [(shown(segment.target), style)], []]
    return lines[:-1]


def _target(finding: Finding, segment: Segment) -> Line:
    if not segment.target.strip():
        return [("(empty)", "wrong")]
    right = "right" if finding.rule.startswith("inconsistent") else "wrong"
    return marked(segment.target, [(span, right) for span in finding.target])


def _fixes(session: Session, item: int, finding: Finding, segment: Segment, room: int) -> list[Line]:
    offered = suggestions(session, item)
    if not offered:
        if not finding.expected:
            return []
        line: Line = [
            ("no text to replace; edit to insert: ", "dim"),
            (shown(finding.expected[0]), "right"),
        ]
        return _paragraph(" FIX", line, room)
    choices: list[Line] = []
    for number, one in enumerate(offered[:9], 1):
        replacement = one.replacement if len(one.replacement) < 60 else one.replacement[:57] + "…"
        style = "right" if number == 1 else "text"
        choices.append([(f"{number} ", "key"), (shown(replacement), style), (" safe" if one.safe else "", "good")])
    side_by_side = [piece for choice in choices for piece in (*choice, ("   ", "text"))]
    if width(side_by_side) <= room - _TAG:
        choices = [side_by_side]
    lines = [part for n, choice in enumerate(choices) for part in _paragraph("" if n else " FIX", choice, room)]
    return [*lines, *_diff(segment.target, offered[0], room)]


def _diff(target: str, fix: Suggestion, room: int) -> list[Line]:
    """Two lines with the place of the best fix, before and after it."""
    end = fix.span.start + len(fix.replacement)
    old, new = _context(target, fix.span), _context(fix.text, Span(fix.span.start, end))
    lines: list[Line] = []
    for sign, mark, (before, middle, behind), style in (("-", "error", old, "removed"), ("+", "good", new, "added")):
        pieces: Line = [(shown(before), "dim"), (shown(middle), style), (shown(behind), "dim")]
        lines.append(fit([(" " * _TAG, "text"), (sign + " ", mark), *pieces], room - 1))
    return lines


def _context(text: str, span: Span) -> tuple[str, str, str]:
    start = max(span.start - 24, 0)
    start = text.rfind(" ", 0, start) + 1 if start else 0
    return ("…" if start else "") + text[start : span.start], span.of(text), text[span.end : span.end + 80]


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
        for paragraph in rules.words(finding.rule):
            lines += wrap([(paragraph, "dim")], room - 1, [(" ", "text")], [(" ", "text")])
    mine = [step for step in session.record.done if step.focus == session.hex(item)]
    if mine:
        lines += [] if narrow else [[], [(" HISTORY", "label")]]
        for step in mine[-4:]:
            text: Line = [(f"{step.at[5:16].replace('T', ' ')} {shown(step.author)} ", "dim"), (step.label, "text")]
            lines += _paragraph(" DID" if narrow else "", text, room)
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
        lines = _paragraph(" TERM", line, room)
        notes = " ".join(part for part in (concept.definition, concept.note) if part)
        if notes:
            lines += _paragraph("", [(shown(notes), "dim")], room)
        return [*lines, *_paragraph("", [(shown(concept.place), "dim")], room)]
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
        return _paragraph(" USED", line, room)
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
