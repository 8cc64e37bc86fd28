"""The card of a segment: its texts between their neighbours, all its findings, what is offered, the glossary."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from checker.judging.decisions import Scope, carried
from checker.model import Finding, Fix, FixKind, Segment, Span
from tui.drawing.draw import MARK, STYLE, diff, paragraph, place_of, reference
from tui.drawing.paint import Line, fit, marked, shown, width, wrap
from tui.keys.keymap import Keymap
from tui.state.offers import Offer, best_fix, best_fixes, offers
from tui.state.session import Session
from tui.state.status import FindingStatus
from tui.state.view import LETTERS, View

_TAG = 6  # cells before a paragraph
_SAID = 4  # most decisions on a finding that are shown
_KINDS = {FixKind.SAFE: ("safe", "good"), FixKind.READ: ("read first", "alert"), FixKind.INSERT: ("insert", "info")}
# Ways to show the neighbours, the longest first: how many on each side, and whether in one line each.
_LEVELS = ((2, False), (1, False), (1, True), (0, True))


class Card(NamedTuple):
    """A drawn card.

    Attributes:
        lines: All lines.
        items: The finding that a line belongs to, by the line's number.
        chosen: The lines of the chosen finding.
        result: The lines with the text that its chosen offer makes.
        together: The lines with the text that all fixes of the segment make.
    """

    lines: list[Line]
    items: dict[int, int]
    chosen: range
    result: range
    together: range

    @property
    def findings(self) -> range:
        """The lines of all findings."""
        return range(min(self.items), max(self.items) + 1) if self.items else range(0)


class _Block:
    """Lines that are put together, with the numbers of those that matter."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.items: dict[int, int] = {}
        self.chosen = self.result = self.together = range(0)

    def add(self, lines: Iterable[Line]) -> range:
        start = len(self.lines)
        self.lines += lines
        return range(start, len(self.lines))


def card(session: Session, view: View, keymap: Keymap, offer: int, room: int, height: int, *, full: bool) -> Card:
    """The card of the chosen segment.

    Args:
        session: The state.
        view: What is chosen.
        keymap: The keys.
        offer: The number of the chosen offer of the chosen finding, from 0.
        room: The width in cells.
        height: The number of lines that can be seen; it determines how much of the neighbours is shown.
        full: Whether the reference has its own pane; else it follows below.
    """
    number = view.segment or 0
    items = view.in_segment()
    head = [_head(session, view, number, room), *_conflict(session, number, room)]
    block = _findings(session, view, items, keymap, offer, room)
    rest = _more(session, view.item, room) if view.item is not None else []
    if not full and view.item is not None:
        rest += reference(session, view.item, room, narrow=True)
    contexts = [texts(session, view, number, room, reach, brief=brief) for reach, brief in _LEVELS[0 if full else 1 :]]
    whole = len(head) + len(block.lines)
    roomy = (context for context in contexts if whole + len(context) + len(rest) <= height)
    least = next((context for context in contexts[-2:] if len(head) + len(context) + block.chosen.stop <= height), None)
    context = next(roomy, least or contexts[-1])
    down = len(head) + len(context)

    def moved(lines: range) -> range:
        return range(lines.start + down, lines.stop + down)

    return Card(
        [*head, *context, *block.lines, *rest],
        {line + down: item for line, item in block.items.items()},
        *map(moved, (block.chosen, block.result, block.together)),
    )


def _head(session: Session, view: View, number: int, room: int) -> Line:
    """The place of the segment and the number of its findings."""
    segment = session.segment(number)
    all_ = [i for i in session.model.by_segment.get(number) if session.statuses[i] != FindingStatus.GONE]
    unseen = sum(not view.lists(i) and i != view.item for i in all_)
    waiting = sum(session.status(i).waiting for i in all_) - sum(
        session.status(i).waiting and not view.lists(i) and i != view.item for i in all_
    )
    counts = f"{waiting} open of {len(all_) - unseen}" if len(all_) - unseen else "no finding"
    right: Line = [(counts, "alert" if waiting else "good")]
    if unseen:
        right.append((f", {unseen} neutral hidden", "dim"))
    left: Line = [
        (f" {place_of(segment, number)}", "strong"),
        (f"  unit {shown(segment.unit)}" if segment.unit else "", "dim"),
        (f"  {shown(segment.document)}" if segment.document else "", "dim"),
        ("  locked" if segment.locked else "", "alert"),
    ]
    return [*fit(left, max(room - width(right) - 2, 1)), (" ", "text"), *right, (" ", "text")]


def texts(session: Session, view: View, number: int, room: int, reach: int, *, brief: bool) -> list[Line]:
    """The segment with ``reach`` neighbours on each side; with ``brief`` these have one line each."""
    lines: list[Line] = []
    for near in session.model.around(number, reach):
        if near == number:
            lines += _own(session, view, number, room)
        else:
            lines += neighbour(session, near, near - number, room, brief=brief)
    return lines


def neighbour(session: Session, number: int, away: int, room: int, *, brief: bool) -> list[Line]:
    """A segment ``away`` segments from the card's."""
    near = session.segment(number)
    tag = f" {away:+d}"
    if brief:
        return [fit([(f"{tag:{_TAG}}{shown(near.target or near.source)}", "dim")], room - 1)]
    first = paragraph(tag, [(shown(near.source), "dim")], room, "dim")
    return [*first, *paragraph("", [(shown(near.target), "dim")], room, "dim")]


def source_line(session: Session, view: View, number: int) -> Line:
    """The source of a segment with the words of its findings marked."""
    chosen, others = _spans(session, view, number)
    spans = [(span, "source") for finding in chosen for span in finding.source]
    segment = session.segment(number)
    signs = session.marks(number).placed(segment.source_codes)
    return marked(segment.source, [*spans, *_free(spans, (f.source for f in others))], signs=signs)


def around(session: Session, view: View, number: int, room: int, height: int) -> tuple[list[Line], list[Line]]:
    """The lines above and below the field of the form, about ``height`` together: neighbours, and the source."""
    source = paragraph(language_tags(session, number)[0], source_line(session, view, number), room)
    levels = [level for level in _LEVELS if level[0]]
    for reach, brief in levels:
        sides: tuple[list[Line], list[Line]] = ([], [])
        for near in session.model.around(number, reach):
            if near != number:
                sides[near > number].extend(neighbour(session, near, near - number, room, brief=brief))
        if sum(map(len, sides)) + len(source) <= height or (reach, brief) == levels[-1]:
            break
    return [*sides[0], *source], sides[1]


def language_tags(session: Session, number: int) -> tuple[str, str]:
    """The tags of source and target."""
    source, target = (code.upper()[:3] for code in session.model.languages(number))
    return f" {source}", f" {target}"


def _own(session: Session, view: View, number: int, room: int) -> list[Line]:
    source, target = language_tags(session, number)
    segment = session.segment(number)
    chosen, others = _spans(session, view, number)
    spans = [
        (span, "right" if finding.rule.startswith("inconsistent") else "wrong")
        for finding in chosen
        for span in finding.target
    ]
    signs = session.marks(number).placed(segment.target_codes)
    line = marked(segment.target, [*spans, *_free(spans, (f.target for f in others))], signs=signs)
    return [
        *paragraph(source, source_line(session, view, number), room),
        *paragraph(target, line if segment.target.strip() else [("(empty)", "wrong")], room),
    ]


def _spans(session: Session, view: View, number: int) -> tuple[list[Finding], list[Finding]]:
    """The chosen finding of a segment, and the other ones that are listed and still need a decision."""
    mine = view.item if view.segment == number else None
    chosen = [session.finding(mine)] if mine is not None and session.model.segments[mine] == number else []
    others = [session.finding(i) for i in view.in_segment() if i != mine and session.status(i).waiting]
    return chosen, others if view.segment == number else []


def _free(taken: Sequence[tuple[Span, str]], others: Iterable[Sequence[Span]]) -> Iterator[tuple[Span, str]]:
    """The spans of other findings that do not overlap those of the chosen one, with their style."""
    for spans in others:
        for span in spans:
            if not any(span.start < each.end and each.start < span.end for each, _ in taken):
                yield span, "other"


def _findings(session: Session, view: View, items: list[int], keymap: Keymap, offer: int, room: int) -> _Block:
    """All findings of the segment; the chosen one with its reason, its offers and what the chosen offer makes."""
    block = _Block()
    for item in items:
        if item == view.item:
            lines = block.add(_message(session, view, item, room, chosen=True))
            finding = session.finding(item)
            offered = offers(session, item)
            if finding.why:
                block.add(paragraph(" WHY", [(shown(finding.why), "text")], room))
            if offered:
                offer = min(offer, len(offered) - 1)
                block.add(_offered(offered, offer, room))
                block.result = block.add(_result(session, finding.segment, offered[offer], keymap, room))
            block.chosen = range(lines.start, len(block.lines))
        else:
            lines = block.add(_message(session, view, item, room, chosen=False))
        for line in range(lines.start, len(block.lines)):
            block.items[line] = item
    fixable = [item for item in items if session.status(item).waiting and best_fix(session, item)]
    if len(fixable) > 1 and view.segment is not None:
        all_ = _replaced(session.segment(view.segment).target, best_fixes(session, fixable)[view.segment])
        key = f" {keymap.shown('apply_segment')}"
        block.together = block.add(paragraph(key, all_, room, "key|screen.do('apply_segment')"))
    return block


def _message(session: Session, view: View, item: int, room: int, *, chosen: bool) -> list[Line]:
    """Severity, status, message and rule of a finding; of one that is not chosen also its best offer."""
    finding, status = session.model.finding(item), session.status(item)
    letter = LETTERS[finding.severity]
    dim = "" if status.waiting else "done"
    sign = "●" if item in view.marked else "▸" if chosen else " "
    tag: Line = [
        (sign, "strong"),
        (letter, dim or STYLE[letter]),
        (MARK[status], dim or "alert"),
        ("   ", "text"),
    ]
    line: Line = [(shown(finding.message), dim or ("strong" if chosen else "text"))]
    if chosen:
        reason = f", {finding.reason}" if finding.reason else ""
        line.append((f"  {finding.rule}, {finding.severity}{reason}", "dim"))
    elif status.waiting and (offered := offers(session, item)):
        line += [("  → ", "dim"), (shown(_short(offered[0].replacement)), "right"), *_kind(offered[0])]
    if status is not FindingStatus.OPEN:
        line.append((f"  {status.label}", "alert" if status.waiting else "good"))
    return wrap(line, room - 1, tag, [(" " * _TAG, "text")])


def _kind(offer: Offer) -> Line:
    name, style = _KINDS[offer.kind]
    return [(f" {name}", style)]


def _short(text: str) -> str:
    return text if len(text) < 60 else text[:57] + "…"


def _offered(offered: Sequence[Offer], chosen: int, room: int) -> list[Line]:
    """The offers with their digits, as many in a line as there is room for."""
    choices: list[Line] = []
    for number, one in enumerate(offered):
        style = "right" if number == chosen else "text"
        key = f"key|screen.do('pick', {number + 1})"
        choices.append([(f"{number + 1} ", key), (_visible(_short(one.replacement)) or "nothing", style), *_kind(one)])
    lines: list[Line] = [[]]
    for choice in choices:
        if lines[-1] and width(lines[-1]) + 3 + width(choice) > room - _TAG - 1:
            lines.append([])
        lines[-1] += [*([("   ", "text")] if lines[-1] else []), *choice]
    return [part for n, line in enumerate(lines) for part in paragraph("" if n else " FIX", line, room)]


def _result(session: Session, number: int, offer: Offer, keymap: Keymap, room: int) -> list[Line]:
    """The whole text that an offer makes; nothing for an insertion, whose place the translator decides."""
    if offer.kind is FixKind.INSERT:
        return []
    target = session.segment(number).target
    if offer.span.end - offer.span.start > len(target) // 2:
        line = diff(target, offer.text)
    else:
        line = _replaced(target, [Fix(offer.kind, offer.span, offer.replacement)])
    return paragraph(f" {keymap.shown('apply')}", line, room, "key|screen.do('apply')")


def _replaced(target: str, fixes: Sequence[Fix]) -> Line:
    """A target in which each fix has both what it takes away and what it puts there."""
    line: Line = []
    at = 0
    for fix in fixes:
        both = fix.span.end > fix.span.start and fix.replacement
        line += [
            (shown(target[at : fix.span.start]), "text"),
            (_visible(fix.span.of(target)), "removed"),
            ("→" if both else "", "dim"),
            (_visible(fix.replacement), "added"),
        ]
        at = fix.span.end
    line.append((shown(target[at:]), "text"))
    return [piece for piece in line if piece[0]]


def _visible(text: str) -> str:
    """A text for drawing; blanks alone are seen."""
    return shown(text) if text.strip() else text.replace(" ", "␣")


def _conflict(session: Session, number: int, room: int) -> list[Line]:
    """The three texts of a segment that was changed here and in the file, with what was changed."""
    conflict = session.conflicts.get(number)
    if conflict is None:
        return []
    return [
        *wrap(
            [(" CONFLICT ", "alert"), (" this text was changed here and in the file; 1 keeps ours, 2 theirs", "text")],
            room - 1,
        ),
        *paragraph(" WAS", [(shown(conflict.base), "dim")], room),
        *paragraph(" 1", diff(conflict.base, conflict.mine), room, "key|screen.do('pick', 1)"),
        *paragraph(" 2", diff(conflict.base, conflict.theirs), room, "key|screen.do('pick', 2)"),
    ]


def _more(session: Session, item: int, room: int) -> list[Line]:
    """Related segments, comment and decisions of the chosen finding."""
    finding = session.finding(item)
    lines: list[Line] = []
    for related in finding.related[:3]:
        other = session.segment(related.segment)
        text = shown(related.text or other.target)
        lines += paragraph(
            " SEE", [(f"{place_of(other, related.segment)} ", "dim"), (f"“{text}”, {related.note}", "text")], room
        )
    for note in session.notes(item)[-_SAID:]:
        who = shown(f"  {note.author} {note.at[:10]}")
        lines += paragraph(" ASKS" if note.asks else " NOTE", [(shown(note.text), "text"), (who, "dim")], room)
    return lines + _said(session, item, session.segment(finding.segment), room)


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
        lines += paragraph(" SAID", line, room)
    if len(entries) > _SAID:
        lines += paragraph("", [(f"and {len(entries) - _SAID} more", "dim")], room)
    if opposed:
        lines += paragraph(
            "", [("these contradict each other: the finding is open until one is removed", "alert")], room
        )
    return lines
