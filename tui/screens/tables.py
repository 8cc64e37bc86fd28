"""The other screens: terms, files, decisions, statistics, help. Each is a list of lines; Enter shows findings."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from textual.app import ComposeResult

from checker.judging.decisions import PlacedDecision
from checker.model import Outcome
from tui.drawing.lines import Lines
from tui.drawing.paint import Line, bar, columns, fit, shown, tail
from tui.keys.actions import ACTIONS
from tui.screens.board import Board
from tui.screens.host import Host
from tui.state.gating import gates_of
from tui.state.model import SEVERITIES
from tui.state.session import Session
from tui.state.status import FindingStatus
from tui.state.view import LETTERS


class Entry(NamedTuple):
    """A line, the action of Enter on it, and a key that identifies it."""

    line: Line
    enter: Callable[[], None] | None = None
    key: str = ""


class Table(Board):
    """A screen with a heading and lines to choose from."""

    bar: tuple[str, ...] = ("elsewhere=Open", "left", "right", "back", "help", "quit")
    choosing = True  # whether the keys choose a line; else they scroll

    def __init__(self, review: Host) -> None:
        super().__init__(review)
        self._entries: list[Entry] = []
        self._wanted = ""

    def body(self) -> ComposeResult:
        """The heading and the lines."""
        yield Lines(id="head")
        yield Lines(id="table")

    def head(self, room: int) -> Line:
        """The heading."""
        return fit([(f" {self.name_shown}", "head")], room)

    def entries(self, room: int) -> list[Entry]:
        """The lines."""
        raise NotImplementedError

    @property
    def lines(self) -> Lines:
        """The widget with the lines."""
        return self.query_one("#table", Lines)

    def draw(self) -> None:
        """Draw everything."""
        super().draw()
        room = max(self.lines.size.width - 1, 20)
        self.query_one("#head", Lines).show([self.head(room)])
        self._entries = self.entries(room)
        self.lines.show([entry.line for entry in self._entries], top=False)
        wanted = next((n for n, entry in enumerate(self._entries) if entry.key and entry.key == self._wanted), None)
        self._wanted = ""
        self._choose(max(self.lines.cursor, 0) if wanted is None else wanted)

    def go_to(self, key: str) -> None:
        """Choose the line with this key at the next drawing."""
        self._wanted = key
        if self.is_mounted:
            self.call_after_refresh(self.draw)

    def _choose(self, number: int) -> None:
        self.lines.choose(max(0, min(number, len(self._entries) - 1)) if self.choosing else -1)

    def _move(self, by: int) -> None:
        if self.choosing:
            self._choose(self.lines.cursor + by)
        else:
            self.lines.scroll_relative(y=by, animate=False)

    def on_lines_chosen(self, event: Lines.Chosen) -> None:
        """Choose the clicked line."""
        if event.lines.id == "table":
            self._choose(event.number)

    def do_down(self) -> None:
        """Move down."""
        self._move(1)

    def do_up(self) -> None:
        """Move up."""
        self._move(-1)

    def do_page_down(self) -> None:
        """Move one page down."""
        self._move(max(self.lines.size.height - 1, 1))

    def do_page_up(self) -> None:
        """Move one page up."""
        self._move(-max(self.lines.size.height - 1, 1))

    def do_first(self) -> None:
        """Move to the first line."""
        self._move(-len(self._entries))

    def do_last(self) -> None:
        """Move to the last line."""
        self._move(len(self._entries))

    def do_elsewhere(self) -> None:
        """Do the action of Enter on the chosen line."""
        if 0 <= self.lines.cursor < len(self._entries):
            enter = self._entries[self.lines.cursor].enter
            if enter:
                enter()

    @property
    def session(self) -> Session:
        """The state."""
        return self.review.session

    def only(self, text: str) -> Callable[[], None]:
        """A function that shows the findings for a filter."""
        return lambda: self.review.show_only(text)


class Terms(Table):
    """Terms, those with the lowest share of accepted renderings first."""

    name_shown = "Terms"

    def _widths(self, room: int) -> list[int]:
        rest = room - 8 - 8 - 12 - 6 - 5
        return [rest // 2, rest - rest // 2, 6, 6, 12, 6]

    def head(self, room: int) -> Line:
        """The columns."""
        names = ("Term", "Renderings", "  uses", "    ok", "", "  open")
        return fit([(" ", "text"), *columns([[(name, "label")] for name in names], self._widths(room - 1))], room)

    def entries(self, room: int) -> list[Entry]:
        """One line per term, the worst first."""
        model, session = self.session.model, self.session
        open_: dict[int, int] = {}
        for item, status in enumerate(session.statuses):
            if FindingStatus(status).waiting:
                open_[model.concepts[item]] = open_.get(model.concepts[item], 0) + 1
        found: list[tuple[float, int, Entry]] = []
        widths = self._widths(room - 1)
        for concept in model.usage:
            counted = model.renderings(concept)
            uses = sum(n for _, _, n in counted)
            good = sum(n for _, outcome, n in counted if outcome.accepted)
            waiting = open_.get(model.concept_names.known(concept), 0)
            renderings: Line = []
            for text, outcome, n in counted:
                style = "right" if outcome is Outcome.PREFERRED else "text" if outcome.accepted else "wrong"
                renderings += [(f"{n} ", "dim"), (shown(text) or "(none)", style), ("  ", "text")]
            cells: list[Line] = [
                [(shown(model.term(concept)), "text")],
                renderings,
                [(f"{uses:6,}", "text")],
                [(f"{good / uses:6.0%}", "good" if good == uses else "alert")],
                [(bar(good, uses, 12), "good" if good == uses else "alert")],
                [(f"{waiting:6,}" if waiting else "", "strong")],
            ]
            line: Line = [(" ", "text"), *columns(cells, widths)]
            found.append((good / uses, -uses, Entry(line, self.only(f"term:{_word(model.term(concept))}"), concept)))
        found.sort(key=lambda each: each[:2])
        return [entry for _, _, entry in found] or [Entry([(" no term occurs", "dim")])]


class Files(Table):
    """Files, with the places of findings in them."""

    name_shown = "Files"

    def head(self, room: int) -> Line:
        """The columns."""
        return fit(
            [
                (" ", "text"),
                *columns(
                    [[(t, "label")] for t in ("File", "segments", "findings", "  open", "where in the file")],
                    self._widths(room - 1),
                ),
            ],
            room,
        )

    def _widths(self, room: int) -> list[int]:
        return [room - 8 - 8 - 6 - 24 - 4, 8, 8, 6, 24]

    def entries(self, room: int) -> list[Entry]:
        """One line per file."""
        model, session = self.session.model, self.session
        file_of = [file for file, _ in model.home_list]
        sizes: dict[str, int] = {}
        first: dict[str, int] = {}
        for number, home in enumerate(model.homes):
            file = file_of[home]
            first.setdefault(file, number)
            sizes[file] = sizes.get(file, 0) + 1
        places: dict[str, list[int]] = {file: [0] * 24 for file in sizes}
        counts = {file: [0, 0] for file in sizes}
        for item, status in enumerate(session.statuses):
            number = model.segments[item]
            file = file_of[model.homes[number]]
            waiting = FindingStatus(status).waiting
            counts[file][0] += status != FindingStatus.GONE
            counts[file][1] += waiting
            if waiting:
                places[file][(number - first[file]) * 24 // sizes[file]] += 1
        entries = []
        dirty = self.review.files.dirty()
        for file, size in sizes.items():
            strip = "".join(" ░▒▓█"[min(n, 4)] for n in places[file])
            unsaved = f"  {len(dirty[file])} to write" if file in dirty else ""
            cells: list[Line] = [
                [(tail(shown(file), self._widths(room - 1)[0] - len(unsaved)), "text"), (unsaved, "alert")],
                [(f"{size:8,}", "text")],
                [(f"{counts[file][0]:8,}", "text")],
                [(f"{counts[file][1]:6,}", "strong" if counts[file][1] else "good")],
                [(strip, "alert")],
            ]
            entries.append(
                Entry([(" ", "text"), *columns(cells, self._widths(room - 1))], self.only(f"file:{_word(file)}"), file)
            )
        return entries


class Ignored(Table):
    """Decisions with reasons; Enter shows the findings, Delete removes a decision."""

    name_shown = "Decided"
    bar = ("reopen=Remove", "elsewhere=Open", "left", "right", "back", "help", "quit")

    def entries(self, room: int) -> list[Entry]:
        """One line per decision."""
        session, entries = self.session, []
        rule = 24 if room >= 100 else 12
        rest = room - 15 - 9 - rule - 5
        widths = [15, 9, rule, rest // 2, rest - rest // 2]
        self._said: dict[str, PlacedDecision] = {}
        held = session.judgements.held
        for number, entry in enumerate(held.entries):
            each = entry.decision
            items = session.model.by_fingerprint.get(int(each.fingerprint, 16))
            what = session.model.term(session.model.key(items[0])) if items and each.concept else each.concept
            expired = held.expired(each)
            until = f"  until {each.until}" if each.until else ""
            cells: list[Line] = [
                [(each.verdict.value, "dim" if expired else "good")],
                [(each.scope.value, "text")],
                [(shown(each.rule), "text")],
                [(shown(what or "(segment)"), "strong"), ("" if items else "  no longer found", "dim")],
                [
                    (shown(each.reason), "text"),
                    (f"  {shown(each.author)} {each.date}", "dim"),
                    (until, "alert" if expired else "dim"),
                ],
            ]
            self._said[str(number)] = entry
            entries.append(Entry([(" ", "text"), *columns(cells, widths)], self._show(items), str(number)))
        return entries or [Entry([(" nothing is decided yet", "dim")])]

    def _show(self, items: Sequence[int]) -> Callable[[], None] | None:
        def show() -> None:
            self.review.view.choose(items[0])
            self.review.open_board("queue")

        return show if items else None

    def do_reopen(self) -> None:
        """Remove the chosen decision."""
        at = self.lines.cursor
        if 0 <= at < len(self._entries) and self._entries[at].key:
            self.session.revive([self._said[self._entries[at].key]])
            self.review.say(f"removed; {self.review.keymap.shown('undo')} undoes that")
            self.draw()


class Stats(Table):
    """Statistics and plots."""

    name_shown = "Stats"
    choosing = False
    bar = ("left", "right", "back", "help", "quit")

    def entries(self, room: int) -> list[Entry]:
        """Progress, gates, severities, rules, terms, and findings along the corpus."""
        session, model = self.session, self.session.model
        lines: list[Line] = []
        size = max(min(room - 54, 60), 10)
        total = session.listed

        def plot(title: str, rows: Sequence[tuple[str, int, int, str]], word: str = "open") -> None:
            lines.extend([[], [(f" {title}", "label")]])
            most = max((whole for _, _, whole, _ in rows), default=0)
            for name, part, whole, style in rows:
                cells = max(size * whole // most, 1) if most and whole else 0
                lines.append(
                    [
                        (" ", "text"),
                        *fit([(shown(name), "text")], 26),
                        (f"{whole:7,} ", "strong"),
                        (bar(part, whole, cells), style),
                        (f" {part:,} {word}" if word else "", "dim"),
                    ]
                )

        done = total - session.waiting
        lines.append(
            [(" Progress  ", "label"), (bar(done, total, size), "good"), (f" {done:,} of {total:,}", "strong")]
        )
        summary = model.summary
        if summary.term_score is not None:
            score = summary.term_score
            lines.append(
                [
                    (" Terms     ", "label"),
                    (bar(score, 1, size), "good"),
                    (f" {score:.1%} of {summary.occurrences:,} uses", "text"),
                ]
            )
        lines += [
            [
                (" Gate      ", "label"),
                ("✓ " if gate.passed else "✗ ", "good" if gate.passed else "error"),
                (gate.detail, "text"),
            ]
            for gate in gates_of(session)
        ]
        plot(
            "By status",
            [
                (s.label, session.counts[s], session.counts[s], "good")
                for s in FindingStatus
                if session.counts[s] and s != FindingStatus.GONE
            ],
            "",
        )
        tally: dict[str, dict[str, list[int]]] = {"severity": {}, "rule": {}}
        for item, status in enumerate(session.statuses):
            if status != FindingStatus.GONE:
                for kind, name in (("severity", SEVERITIES[model.severities[item]].value), ("rule", model.rule(item))):
                    entry = tally[kind].setdefault(name, [0, 0])
                    entry[0] += FindingStatus(status).waiting
                    entry[1] += 1
        styles = {s.value: {"E": "error", "W": "warning", "I": "info"}[LETTERS[s]] for s in SEVERITIES}
        plot(
            "By severity",
            [
                (s.value, tally["severity"][s.value][0], tally["severity"][s.value][1], styles[s.value])
                for s in reversed(SEVERITIES)
                if s.value in tally["severity"]
            ],
        )
        plot(
            "By rule", sorted(((name, a, b, "info") for name, (a, b) in tally["rule"].items()), key=lambda row: -row[2])
        )
        worst = []
        for key in model.usage:
            counted = model.renderings(key)
            uses = sum(n for _, _, n in counted)
            good = sum(n for _, outcome, n in counted if outcome.accepted)
            if good < uses:
                worst.append((model.term(key), good, uses, "good" if good else "alert"))
        plot("Terms rendered as the glossary says, the worst first", sorted(worst, key=_badness)[:12], "right")
        lines += self._course(size)
        return [Entry(line) for line in lines]

    def _course(self, size: int) -> list[Line]:
        """A histogram of the findings along the corpus."""
        model, session = self.session.model, self.session
        total = max(model.segment_count, 1)
        heights = [0] * size
        for item, status in enumerate(session.statuses):
            if status != FindingStatus.GONE:
                heights[model.segments[item] * size // total] += 1
        most = max(heights, default=0)
        lines: list[Line] = [[], [(" Findings along the corpus", "label"), (f"  at most {most:,} a column", "dim")]]
        for level in range(4, 0, -1):
            row = "".join("█" if height * 4 >= most * (level - 0.5) and height else " " for height in heights)
            lines.append([(" ", "text"), (row, "info")])
        return [*lines, [(" ", "text"), ("─" * size, "rule")], [(f" segment 1{total:>{size - 9},}", "dim")]]


_CARD = (
    ("1-9", "Show what the offer with that number makes; once more, or Apply, applies it"),
    ("safe", "right as it stands, and checked again"),
    ("read first", "a whole sentence that you should see: Apply waits until it has been on the screen"),
    ("insert", "a rendering that you put in: its digit opens the form with it"),
)
_FORM = (
    ("Ctrl+S F2", "Accept"),
    ("Esc", "Back; what was typed is kept"),
    ("Tab 1-9", "Insert a rendering; Tab Enter the first one"),
    ("← → Del Bksp", "Right after that: move it, drop a word beside it"),
    ("Ctrl+F", "Find words, which are selected; Ctrl+F again the next ones"),
    ("Ctrl+T", "Insert the next inline code"),
)
_SIGNS = (
    ("E W I", "critical and major, minor, neutral"),
    ("✓ ✗ = !", "fixed, false positive, intended, confirmed"),
    ("- ≈ ● ~", "skipped, conflict, marked, settled by a confirmed misalignment"),
    ("└", "in the same segment as the row above"),
)


class Help(Table):
    """All keys, from the table of actions."""

    name_shown = "Help"
    choosing = False
    bar = ("left", "right", "back", "quit")

    def entries(self, room: int) -> list[Entry]:  # noqa: ARG002
        """One line per action, by group."""
        lines: list[Line] = []
        for group in dict.fromkeys(action.group for action in ACTIONS):
            lines += [[], [(f" {group}", "label")]] if lines else [[(f" {group}", "label")]]
            for action in ACTIONS:
                if action.group == group:
                    keys = self.review.keymap.line(action.id)
                    lines.append([("   ", "text"), *fit([(keys, "key")], 20), (action.help, "text")])
        lines += _section("On the card", _CARD) + _section("In the form", _FORM)
        lines += [[], [(" With a Korean keyboard", "label")]]
        text = "Keys without letters work as usual; a single jamo works as the letter on its key (ㅁ for a)."
        lines.append([("   ", "text"), (text, "text")])
        lines += _section("Symbols", _SIGNS)
        return [Entry(line) for line in lines]


def _section(title: str, rows: Sequence[tuple[str, str]]) -> list[Line]:
    """Lines with a title and keys or signs with their meaning."""
    made: list[Line] = [[("   ", "text"), *fit([(sign, "key")], 20), (text, "text")] for sign, text in rows]
    return [[], [(f" {title}", "label")], *made]


def _badness(row: tuple[str, int, int, str]) -> tuple[int, str]:
    name, good, uses, _ = row
    return good - uses, name


def _word(text: str) -> str:
    """A word of ``text`` for a filter: the longest."""
    return max(text.split(), key=len) if " " in text else text


BOARDS: dict[str, type[Table]] = {"terms": Terms, "files": Files, "ignored": Ignored, "stats": Stats, "help": Help}
