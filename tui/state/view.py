"""The list of findings as it is shown: filter, order, group headings and cursor."""

import fnmatch
from collections.abc import Callable, Iterable
from enum import StrEnum
from itertools import chain

from checker.model import Severity
from tui.keys.hangul import contains
from tui.state.model import SEVERITIES
from tui.state.session import Session
from tui.state.status import FindingStatus

Test = Callable[[int], bool]
LETTERS = {Severity.CRITICAL: "E", Severity.MAJOR: "E", Severity.MINOR: "W", Severity.NEUTRAL: "I"}
_NO_TERM = "(no term)"


class Grouping(StrEnum):
    """How findings are grouped."""

    NONE = "position"
    TERM = "term"
    FILE = "file"
    RULE = "rule"


class View:
    """The list of a session's findings.

    Attributes:
        text: The filter.
        rows: The numbers of findings; a heading is ``~number`` with its number in ``heads``.
        heads: The headings: name, number of findings, highest severity (rank).
        cursor: The chosen row.
        marked: The findings that are marked for an action on many.
        shown: The number of listed findings.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self.text = ""
        self.grouping = Grouping.NONE
        self.rows: list[int] = []
        self.heads: list[tuple[str, int, int]] = []
        self.cursor = 0
        self.marked: set[int] = set()
        self.shown = 0
        self._test: Test | None = None

    @property
    def item(self) -> int | None:
        """The chosen finding, or None."""
        return self.rows[self.cursor] if 0 <= self.cursor < len(self.rows) and self.rows[self.cursor] >= 0 else None

    def filter(self, text: str) -> None:
        """Show only the findings for which ``test_of`` of ``text`` is true."""
        self.text = text.strip()
        self._test = test_of(self._session, self.text) if self.text else None
        self.rebuild()

    def group(self, grouping: Grouping) -> None:
        """Change the grouping."""
        self.grouping = grouping
        self.rebuild()

    def add(self, items: Iterable[int]) -> None:
        """Add new findings at the end, while a check runs."""
        if self.grouping is not Grouping.NONE:
            self.rebuild()
            return
        test = self._test
        new = [item for item in items if test is None or test(item)]
        self.rows.extend(new)
        self.shown += len(new)

    def rebuild(self) -> None:
        """Build the rows again; the chosen finding stays chosen if it is still listed."""
        chosen = self.item
        session, model, test = self._session, self._session.model, self._test
        gone = FindingStatus.GONE
        items = [i for i, status in enumerate(session.statuses) if status != gone and (test is None or test(i))]
        items.sort(key=model.segments.__getitem__)
        self.shown = len(items)
        self.heads = []
        self.rows = items if self.grouping is Grouping.NONE else self._grouped(items)
        self.cursor = min(self.cursor, max(len(self.rows) - 1, 0))
        if chosen is None or not self.choose(chosen):
            self._off_head()

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

    def renew(self, fingerprint: str, segment: int) -> None:
        """Build all again after another check; choose the finding with ``fingerprint``, else one near ``segment``."""
        self.marked.clear()
        self.rows = []
        self.filter(self.text)
        model = self._session.model
        same = model.by_fingerprint.get(int(fingerprint, 16)) if fingerprint else []
        near = sorted(same, key=lambda item: abs(model.segments[item] - segment))
        if any(self.choose(item) for item in near):
            return
        rows = [place for place, item in enumerate(self.rows) if item >= 0]
        self.cursor = min(rows, key=lambda place: abs(model.segments[self.rows[place]] - segment), default=0)

    def choose(self, item: int) -> bool:
        """Choose a finding; returns whether it is listed."""
        try:
            self.cursor = self.rows.index(item)
        except ValueError:
            return False
        return True

    def choose_fingerprint(self, fingerprint: str) -> bool:
        """Choose the first listed finding with a fingerprint; returns whether there is one."""
        items = self._session.model.by_fingerprint.get(int(fingerprint, 16)) if fingerprint else []
        return any(self.choose(item) for item in items)

    def move(self, by: int) -> None:
        """Move the cursor by ``by`` rows and off headings."""
        if not self.rows:
            return
        self.cursor = max(0, min(self.cursor + by, len(self.rows) - 1))
        self._off_head(-1 if by < 0 else 1)

    def _off_head(self, by: int = 1) -> None:
        while 0 <= self.cursor < len(self.rows) and self.rows[self.cursor] < 0:
            self.cursor += by
        if self.cursor < 0:
            self.cursor = 0
            self._off_head()
        self.cursor = max(0, min(self.cursor, len(self.rows) - 1))

    def next_open(self, by: int = 1) -> bool:
        """Choose the next (with -1, the previous) open finding, wrapping around; returns whether there is one."""
        open_ = self._session.statuses
        rows = self.rows
        here, last = self.cursor, len(rows)
        after, before = range(here + 1, last), range(here)
        places = chain(after, before) if by > 0 else chain(reversed(before), reversed(after))
        for place in places:
            item = rows[place]
            if item >= 0 and open_[item] in (FindingStatus.OPEN, FindingStatus.CONFLICT):
                self.cursor = place
                return True
        return False

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
