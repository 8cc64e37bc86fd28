"""A branch changes what it is judged by.

With ``--since``, the config, the baseline, the decisions and the glossary are those of the commit where the branch left
the other revision, so that no branch judges itself. What it changes in them is listed, and never fails the gate. It
counts for other branches once it is merged.

So a finding that a branch dismisses stays open in its own gate, unless the config of the base says
``branch-decisions = "count"``. A term that it takes out of the glossary, or a rendering that it admits, is still
checked as before; terms and bans that it adds are checked too. To change a rendering everywhere, merge the glossary
first.

This finding is about a file of the project, not about a segment: it has no texts.
"""

import hashlib
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from checker.model import Finding, Severity

severity = Severity.NEUTRAL
error_type = "other/policy"

_LONGEST = 200  # characters of a value in a message


class Held(NamedTuple):
    """One thing that a policy says.

    Attributes:
        name: What it is called: ``the key “fail-on”``.
        value: What it says, "" if its name says all.
        file: Where it stands.
        line: Its line there, from 1; 0 in formats without lines.
    """

    name: str
    value: str
    file: str
    line: int


class Change(NamedTuple):
    """A finding, and where it stands."""

    finding: Finding
    file: str
    line: int


def compare(base: Iterable[Held], branch: Iterable[Held], why: str) -> Iterator[Change]:
    """What a branch changes: additions and changes in its order, then what it takes away.

    Args:
        base: What the base says; names are unique.
        branch: What the branch says.
        why: What this means for the gate.
    """
    old, new = ({each.name: each for each in some} for some in (base, branch))
    for name, now in new.items():
        before = old.get(name)
        if before is None:
            yield _change(f"the branch adds {name}", "", now.value, now, why)
        elif before.value != now.value:
            yield _change(f"the branch changes {name}", before.value, now.value, now, why)
    for name, before in old.items():
        if name not in new:
            yield _change(f"the branch takes away {name}", before.value, "", before._replace(line=0), why)


def _change(what: str, before: str, now: str, held: Held, why: str) -> Change:
    said = f"from “{_short(before)}” to “{_short(now)}”" if before and now else f"“{_short(before or now)}”"
    message = f"{what} {said}" if before and now else f"{what}: {said}" if before or now else what
    essence = f"policy-change\0{what}\0{before}\0{now}".encode("utf-8", "surrogatepass")
    finding = Finding(
        rule="policy-change",
        severity=severity,
        segment=0,
        found=now,
        expected=(before,) if before else (),
        message=message,
        why=why,
        fingerprint=hashlib.sha256(essence).hexdigest()[:16],
    )
    return Change(finding, held.file, held.line)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
