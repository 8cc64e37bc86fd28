"""The list of findings as it is shown: filter, order, group headings, and the chosen segment and finding."""

import fnmatch
from collections.abc import Callable, Collection, Iterable
from enum import StrEnum
from itertools import chain
from typing import NamedTuple

from checker.model import Severity
from tui.keys.hangul import contains
from tui.state.model import SEVERITIES
from tui.state.session import TARGETS, Session
from tui.state.status import FindingStatus

Test = Callable[[int], bool]
LETTERS = {Severity.CRITICAL: "E", Severity.MAJOR: "E", Severity.MINOR: "W", Severity.NEUTRAL: "I"}
_NO_TERM = "(no term)"
_NEAR = 2000  # segments around the old place in which a segment is looked for after another check
_TO_DO = (FindingStatus.OPEN, FindingStatus.CONFLICT)


class Grouping(StrEnum):
    """How findings are grouped."""

    NONE = "position"
    TERM = "term"
    FILE = "file"
    RULE = "rule"


class Sorting(StrEnum):
    """How findings are sorted, within a group too."""

    POSITION = "position"
    SEVERITY = "severity"


class Place(NamedTuple):
    """What is chosen, so that it is found again after another check.

    Attributes:
        fingerprint: That of the finding, "" without one.
        segment: The number of the segment, None if nothing is chosen.
        source: Its source.
    """

    fingerprint: str
    segment: int | None
    source: str


class View:
    """The list of a session's findings. Only the user's keys change what is chosen.

    Attributes:
        text: The filter.
        grouping, sorting: The order.
        neutral: Whether neutral findings are listed.
        rows: The numbers of findings; a heading is ``~number`` with its number in ``heads``.
        heads: The headings: name, number of findings, highest severity (rank).
        segment: The chosen segment, None before the first choice.
        item: The chosen finding in it; None if the segment is chosen without one.
        cursor: The row of the chosen finding, -1 if it is not listed.
        marked: The findings that are marked for an action on many.
        shown: The number of listed findings.
        hidden: The number of neutral findings that would be listed otherwise.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self.text = ""
        self.grouping = Grouping.NONE
        self.sorting = Sorting.POSITION
        self.neutral = False
        self.rows: list[int] = []
        self.heads: list[tuple[str, int, int]] = []
        self.segment: int | None = None
        self.item: int | None = None
        self.cursor = -1
        self.marked: set[int] = set()
        self.shown = 0
        self.hidden = 0
        self._new: list[int] = []
        self._test: Test | None = None
        self._named = False  # whether the filter says which severities are wanted

    # What is listed.

    def filter(self, text: str) -> None:
        """Show only the findings for which ``test_of`` of ``text`` is true."""
        self._wants(text)
        self._rearranged()

    def _wants(self, text: str) -> None:
        self.text = text.strip()
        self._test = test_of(self._session, self.text) if self.text else None
        self._named = any(word.startswith(("sev:", "severity:")) for word in self.text.split())

    def group(self, grouping: Grouping) -> None:
        """Change the grouping."""
        self.grouping = grouping
        self._rearranged()

    def sort(self, sorting: Sorting) -> None:
        """Change the order."""
        self.sorting = sorting
        self._rearranged()

    def with_neutral(self, neutral: bool) -> None:  # noqa: FBT001  # the state itself
        """List neutral findings, or hide them."""
        self.neutral = neutral
        self._rearranged()

    def _rearranged(self) -> None:
        """Build the rows again because the user wants others; something listed is chosen then."""
        self.rebuild()
        if self.cursor < 0 and self.rows and self.segment is not None:
            self._choose_row(self._near(self.segment))

    def lists(self, item: int) -> bool:
        """Whether a finding is of the severities that are listed; a conflict is always."""
        if self.neutral or self._named or not self._session.is_neutral(item):
            return True
        return self._session.statuses[item] == FindingStatus.CONFLICT

    def add(self, items: Iterable[int]) -> None:
        """Add new findings at the end, while a check runs."""
        if self.grouping is not Grouping.NONE or self.sorting is not Sorting.POSITION:
            self.rebuild()
            return
        test = self._test
        for item in items:
            if test is None or test(item):
                if self.lists(item):
                    self.rows.append(item)
                else:
                    self.hidden += 1
        self.shown = len(self.rows)

    def rebuild(self) -> None:
        """Build the rows again; what is chosen stays chosen, listed or not."""
        session, model, test = self._session, self._session.model, self._test
        gone = FindingStatus.GONE
        found = [i for i, status in enumerate(session.statuses) if status != gone and (test is None or test(i))]
        items = found if self.neutral or self._named else [item for item in found if self.lists(item)]
        self.hidden = len(found) - len(items)
        items.sort(key=model.segments.__getitem__)
        if self.sorting is Sorting.SEVERITY:
            items.sort(key=lambda item: -model.severities[item])
        self.shown = len(items)
        self.heads = []
        self.rows = items if self.grouping is Grouping.NONE else self._grouped(items)
        self._find_cursor()

    def _grouped(self, items: list[int]) -> list[int]:
        model = self._session.model
        name: Callable[[int], str] = {
            Grouping.TERM: lambda i: model.term(model.key(i)) or _NO_TERM,
            Grouping.FILE: lambda i: model.place(i)[0],
            Grouping.RULE: model.rule,
        }[self.grouping]
        groups: dict[str, list[int]] = {}
        for item in items:
            groups.setdefault(name(item), []).append(item)
        worst = {group: max(model.severities[i] for i in members) for group, members in groups.items()}
        order = sorted(groups, key=lambda group: (group == _NO_TERM, -worst[group], -len(groups[group]), group))
        rows: list[int] = []
        for group in list(groups) if self.grouping is Grouping.FILE else order:
            rows.append(~len(self.heads))
            self.heads.append((group, len(groups[group]), worst[group]))
            rows += groups[group]
        return rows

    @property
    def progress(self) -> tuple[int, int]:
        """The number of findings that need a decision, and of all; neutral ones count if they are listed."""
        session = self._session
        waiting, all_ = session.waiting, session.listed
        if self.neutral:
            return waiting, all_
        quiet = session.neutral
        hidden = sum(n for status, n in quiet.items() if status is not FindingStatus.GONE)
        return waiting - sum(n for status, n in quiet.items() if status.waiting), all_ - hidden

    # New findings wait until the user wants to see them.

    def announce(self, items: Iterable[int]) -> list[int]:
        """Note findings that came up by themselves; the list and what is chosen stay as they are.

        Returns:
            Those that need a decision, and that the list does not have yet.
        """
        listed = set(self.rows)
        found = [item for item in items if item not in listed and self._is_new(item)]
        self._new += found
        return found

    def _is_new(self, item: int) -> bool:
        return self.lists(item) and FindingStatus(self._session.statuses[item]).waiting

    @property
    def new(self) -> list[int]:
        """The announced findings that still need a decision and were not chosen yet."""
        return [item for item in self._new if self._is_new(item)]

    def go_to_new(self) -> bool:
        """List all and choose the first announced finding; returns whether there is one."""
        new = self.new
        self.rebuild()
        if new:
            self.choose(new[0])
        return bool(new)

    # What is chosen.

    def begin(self) -> None:
        """Choose the first open finding, if nothing is chosen yet; not in a text whose edit is not checked yet."""
        if self.segment is not None or not self.rows:
            return
        session, segments = self._session, self._session.model.segments
        found = self._next(1, lambda i: session.statuses[i] in _TO_DO and session.is_checked(segments[i]))
        if not found and all(map(session.is_checked, session.targets)):
            self._choose_row(0)

    def begin_early(self) -> None:
        """The same while a check runs; not if texts were edited before, for that may have settled findings."""
        if self.segment is None and not self._session.record.table(TARGETS):
            self.next_open()

    def place(self) -> Place:
        """What is chosen, for ``renew``."""
        if self.segment is None:
            return Place("", None, "")
        fingerprint = "" if self.item is None else self._session.hex(self.item)
        return Place(fingerprint, self.segment, self._session.model.segment(self.segment).source)

    def renew(self, place: Place) -> None:
        """Build all again after another check, and choose the same segment and, if it is still there, finding."""
        self.marked.clear()
        self._new.clear()
        self.segment = self.item = None
        self._wants(self.text)
        if place.segment is not None:
            model = self._session.model
            same = model.by_fingerprint.get(int(place.fingerprint, 16)) if place.fingerprint else []
            self.item = min(same, key=lambda i: abs(model.segments[i] - (place.segment or 0)), default=None)
            self.segment = model.segments[self.item] if self.item is not None else self._same(place)
        self.rebuild()

    def _same(self, place: Place) -> int | None:
        """The segment nearest to the old place that has the same source; else the one that is there now."""
        model = self._session.model
        last = model.segment_count - 1
        here = min(place.segment or 0, last)
        for away in range(_NEAR):
            for number in {here - away, here + away}:
                if 0 <= number <= last and model.segment(number).source == place.source:
                    return number
        return here if last >= 0 else None

    def choose(self, item: int) -> bool:
        """Choose a finding; returns whether it is listed."""
        self._choose(item)
        self._find_cursor()
        return self.cursor >= 0

    def _choose(self, item: int) -> None:
        self.item = item
        self.segment = self._session.model.segments[item]
        if item in self._new:
            self._new.remove(item)

    def choose_segment(self, number: int) -> None:
        """Choose a segment, and in it a listed finding, an open one if possible."""
        statuses = self._session.statuses
        items = [i for i in self._session.model.by_segment.get(number) if statuses[i] != FindingStatus.GONE]
        listed = [item for item in items if self.lists(item)]
        item = min(listed, key=lambda i: statuses[i] not in _TO_DO, default=None)
        if item is not None:
            self.choose(item)
        else:
            self.segment, self.item, self.cursor = number, None, -1

    def choose_fingerprint(self, fingerprint: str) -> bool:
        """Choose a finding with a fingerprint, one in the list if possible; returns whether it is listed."""
        items = self._session.model.by_fingerprint.get(int(fingerprint, 16)) if fingerprint else []
        return any(self.choose(item) for item in items)

    def _find_cursor(self) -> None:
        try:
            self.cursor = -1 if self.item is None else self.rows.index(self.item)
        except ValueError:
            self.cursor = -1

    def _choose_row(self, row: int) -> None:
        """Choose the finding in a row, or the first one after a heading."""
        row = max(0, min(row, len(self.rows) - 1))
        while row < len(self.rows) - 1 and self.rows[row] < 0:
            row += 1
        while row > 0 and self.rows[row] < 0:
            row -= 1
        self._choose(self.rows[row])
        self.cursor = row

    def _near(self, segment: int) -> int:
        """The first row of a segment or of the next one that is listed, else the last row."""
        segments = self._session.model.segments
        rows = [row for row, item in enumerate(self.rows) if item >= 0]
        after = min((r for r in rows if segments[self.rows[r]] >= segment), key=lambda r: segments[self.rows[r]],
                    default=None)  # fmt: skip
        return rows[-1] if after is None else after

    def move(self, by: int) -> None:
        """Move by ``by`` rows and off headings."""
        if not self.rows:
            return
        here = self.cursor
        if here < 0:  # nothing listed is chosen: begin at its place
            here = self._near(self.segment or 0) - (by > 0)
        row = max(0, min(here + by, len(self.rows) - 1))
        step = -1 if by < 0 else 1
        while 0 <= row < len(self.rows) and self.rows[row] < 0:
            row += step
        self._choose_row(row)

    def next_open(self, by: int = 1, but: Collection[int] = ()) -> bool:
        """Choose the next (with -1, the previous) open finding, wrapping around; returns whether there is one.

        Args:
            by: The direction.
            but: Findings that are not chosen.
        """
        statuses = self._session.statuses
        return self._next(by, lambda item: statuses[item] in _TO_DO and item not in but)

    def next_segment(self, by: int = 1) -> bool:
        """Choose the first listed finding of the next (with -1, the previous) segment in the list."""
        here, segments = self.segment, self._session.model.segments
        if not self._next(by, lambda item: segments[item] != here):
            return False
        if by < 0:
            first = self.cursor
            while first > 0 and self.rows[first - 1] >= 0 and segments[self.rows[first - 1]] == self.segment:
                first -= 1
            self._choose_row(first)
        return True

    def next_file(self, by: int = 1) -> bool:
        """Choose the first listed finding of the next (with -1, the previous) file; returns whether there is one."""
        model = self._session.model
        order = {name: n for n, (name, _) in reversed(list(enumerate(model.home_list)))}
        here = order[model.home_list[model.homes[self.segment]][0]] if self.segment is not None else -1
        first: dict[int, int] = {}
        for item in sorted((i for i in self.rows if i >= 0), key=model.segments.__getitem__):
            first.setdefault(order[model.place(item)[0]], item)
        others = [file for file in first if (file > here if by > 0 else file < here)]
        if not others:
            return False
        return self.choose(first[min(others) if by > 0 else max(others)])

    def _next(self, by: int, wanted: Test) -> bool:
        """Choose the next finding in the list that is ``wanted``, wrapping around."""
        here, last = self.cursor, len(self.rows)
        if here < 0 and self.segment is not None and self.rows:
            here = self._near(self.segment) - (by > 0)
        after, before = range(here + 1, last), range(max(here, 0))
        places = chain(after, before) if by > 0 else chain(reversed(before), reversed(after))
        for row in places:
            if self.rows[row] >= 0 and wanted(self.rows[row]):
                self._choose_row(row)
                return True
        return False

    def in_segment(self) -> list[int]:
        """The findings of the chosen segment that are listed by their severity, in the order of the list."""
        if self.segment is None:
            return []
        statuses = self._session.statuses
        items = self._session.model.by_segment.get(self.segment)
        return [i for i in items if statuses[i] != FindingStatus.GONE and (self.lists(i) or i == self.item)]

    def alike(self, item: int) -> list[int]:
        """The marked open findings; without marks, the listed open ones with the same rule, term and wording."""
        session, model = self._session, self._session.model
        waiting = (FindingStatus.OPEN, FindingStatus.SKIPPED)
        if self.marked:
            return [i for i in sorted(self.marked) if session.statuses[i] in waiting]
        kind = (model.rules[item], model.concepts[item])
        near = [
            i
            for i in self.rows
            if i >= 0 and session.statuses[i] in waiting and (model.rules[i], model.concepts[i]) == kind
        ]
        found = model.finding(item).found
        return [i for i in near if model.finding(i).found == found]


def test_of(session: Session, text: str) -> Test:
    """A function that says whether a finding matches the filter ``text``.

    All words must match. ``rule:`` and ``file:`` take patterns with ``*``, ``sev:`` takes E, W, I or a name,
    ``status:`` takes the start of a name, ``note:`` a text, or ``?`` for questions without an answer. ``term:`` and
    plain words search for text, also by initial consonants (ㄱㅈㅅ). A word after ``-`` must not match.
    """
    tests: list[Test] = []
    for word in text.split():
        refused = word.startswith("-") and len(word) > 1
        test = _word(session, word[1:] if refused else word)
        tests.append(_negated(test) if refused else test)
    return lambda item: all(test(item) for test in tests)


def _negated(test: Test) -> Test:
    return lambda item: not test(item)


def _word(session: Session, word: str) -> Test:
    name, colon, value = word.partition(":")
    model = session.model
    lowered = value.lower()
    if colon and name in ("sev", "severity"):
        ranks = {n for n, s in enumerate(SEVERITIES) if value.upper() == LETTERS[s] or s.startswith(lowered)}
        return lambda item: model.severities[item] in ranks
    if colon and name == "rule":
        return _matching(value, model.rule)
    if colon and name == "file":
        return _matching(value, lambda item: model.place(item)[0])
    if colon and name == "status":
        wanted = {status for status in FindingStatus if status.label.startswith(lowered.replace("-", " "))}
        return lambda item: session.statuses[item] in wanted
    if colon and name == "term":
        return lambda item: contains(f"{model.term(model.key(item))} {model.concept(item)}", value)
    if colon and name == "note":
        if value == "?":
            return session.asks
        return lambda item: any(contains(f"{note.author} {note.text}", value) for note in session.notes(item))
    if colon and name == "text":
        word = value

    def anywhere(item: int) -> bool:
        finding = model.finding(item)
        segment = session.segment(finding.segment)
        return any(
            contains(each, word)
            for each in (segment.source, segment.target, finding.found, finding.rule, *finding.expected)
        )

    return anywhere


def _matching(value: str, of: Callable[[int], str]) -> Test:
    pattern = value if "*" in value else f"*{value}*"
    known: dict[str, bool] = {}

    def test(item: int) -> bool:
        text = of(item)
        if text not in known:
            known[text] = fnmatch.fnmatch(text.lower(), pattern.lower())
        return known[text]

    return test
