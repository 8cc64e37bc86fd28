"""Markdown for a comment on a pull request: verdict, counts, most frequent terms and worst findings, in 60 KB.

Texts of the corpus are escaped, so that they become neither markup nor a mention or a link.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TextIO

from checker.judging.gate import counted
from checker.model import Severity
from checker.reports import Record, Run
from checker.reports._texts import EXCERPT, LONGEST, cut, excerpt
from checker.reports._verdict import verdict, worst

_COMMENT = "<!-- -->"
_PART = "\0"  # stands for a comment until markup is escaped; no text has it, for it is printable
_LARGEST = 60_000  # bytes; hosts refuse comments of more than 65,536 characters
_FINDINGS = 50
_ROWS = 20  # rows of a table, at most
_NOTICES = 5
_NOTES = 5  # the latest notes on a finding
_NAME = 100  # code points of a name in a table or a sentence, at most
_DENSE = 3  # bytes per code point of an escaped text, at most; a Hangul syllable has three
_MARKUP = re.compile(r"[\\`*_\[\]<>#!|&~@:$%^\"'{}]|(?<=www)\.|(?<=gh)-(?=\d)|^/|/(?=/)", re.IGNORECASE)
# Signs that begin a mention of a person, an issue, an address or an emoji; a comment parts them from what follows.
_REFERENCES = re.compile(r"[@#!~$%&^/.-]|:(?=\S)")
_COMMIT = re.compile(r"(?<![0-9A-Za-z])[0-9a-f]{7,40}(?![0-9A-Za-z])")


def write(run: Run, out: TextIO) -> None:
    """Write the comment; findings for which there is no room are counted."""
    found = worst(run, _FINDINGS)
    records = [record for each in found.shown.values() for record in each][:_FINDINGS]
    text = "\n".join([*_head(run, found.closed), *_tables(run)]) + "\n"
    total = found.open.total()
    # Room for the last line, which counts the findings that are left out.
    room = _LARGEST - len(text.encode()) - 200
    shown = 0
    for record in records:
        block = _finding(run, record)
        room -= len(block.encode())
        if room < 0:
            break
        text += block
        shown += 1
    if shown < total:
        text += f"\n{counted(total - shown, 'further finding')} not shown here, the worst first.\n"
    out.write(text)


def _head(run: Run, closed: Counter[str]) -> Iterator[str]:
    mark = "✅" if run.passed else "❌"
    yield f"### {mark} Translation check {'passed' if run.passed else 'failed'}"
    yield ""
    yield short(verdict(run, closed), LONGEST)
    yield ""
    if len(run.gates) > 1:
        yield "| gate | | |"
        yield "|---|---|---|"
        for gate in run.gates[:_ROWS]:
            passed = "passed" if gate.passed else "**failed**"
            yield f"| {short(gate.name)} | {passed} | {short(gate.detail, EXCERPT)} |"
        yield ""
    for notice in run.notices[:_NOTICES]:
        yield f"> {short(notice, EXCERPT)}"
        yield ""


def _tables(run: Run) -> Iterator[str]:
    by_rule: Counter[tuple[str, Severity]] = Counter()
    by_term: Counter[str] = Counter()
    for record in run.records:
        if record.open:
            by_rule[record.rule, record.severity] += 1
            if record.concept is not None and record.severity is not Severity.NEUTRAL:
                by_term[record.concept] += 1
    severities = [each for each in reversed(Severity) if any(severity is each for _, severity in by_rule)]
    if severities:
        yield f"| rule | {' | '.join(severities)} |"
        yield f"|---{'|--:' * len(severities)}|"
        names = sorted({rule for rule, _ in by_rule})
        for name in names[:_ROWS]:
            yield f"| {code(name)} | " + " | ".join(f"{by_rule[name, each] or ''}" for each in severities) + " |"
        yield from _rest(len(names), "rule")
    if by_term:
        yield "| term | findings |"
        yield "|---|--:|"
        for term, count in sorted(by_term.items(), key=lambda item: (-item[1], item[0]))[:_ROWS]:
            yield f"| {code(term)} | {count:,} |"
        yield from _rest(len(by_term), "term")


def _rest(count: int, noun: str) -> Iterator[str]:
    yield ""
    if count > _ROWS:
        yield f"{counted(count - _ROWS, f'further {noun}')} not shown here."
        yield ""


def _finding(run: Run, record: Record) -> str:
    """A collapsible block of HTML with one finding; it must not contain a blank line."""
    head = f"<b>{record.severity}</b> {code(record.place)} {short(record.message, LONGEST)} {code(record.label)}"
    lines = [f"\n<details><summary>{head}</summary>"]
    for language, side in zip((run.source_language, run.target_language), record.sides, strict=False):
        lines.append(f"<p>{code(language)} <code>{_marked(excerpt(side.text, side.spans))}</code></p>")
    expected = f"; expected: {code(' | '.join(record.expected))}" if record.expected else ""
    lines.append(f"<p>{short(record.why, LONGEST)}{expected}</p>")
    lines += [f"<p>💬 {short(said, EXCERPT)}</p>" for said in record.said[-_NOTES:]]
    lines.append("</details>\n")
    return "\n".join(lines)


def _marked(pieces: Iterable[tuple[str, bool]]) -> str:
    return "".join(f"<b>{escaped(text)}</b>" if is_marked else escaped(text) for text, is_marked in pieces)


def code(text: str) -> str:
    """``text`` as code, escaped and shortened."""
    return f"<code>{short(text)}</code>"


def short(text: str, room: int = _NAME) -> str:
    """``text``, escaped, with at most ``room`` code points, or fewer if escaping makes it long."""
    shown = cut(text, room)
    while len((told := escaped(shown)).encode()) > _DENSE * room:
        shown = cut(shown, len(shown) // 2)
    return told


def escaped(text: str) -> str:
    """``text``, which is one line, with markup escaped; comments within prevent mentions, links and commands."""
    return _MARKUP.sub(_spelled, _COMMIT.sub(_parted, text)).replace(_PART, _COMMENT)


def _spelled(sign: re.Match[str]) -> str:
    return f"&#{ord(sign[0])};" + (_PART if _REFERENCES.match(sign.string, sign.start()) else "")


def _parted(commit: re.Match[str]) -> str:
    return f"{commit[0][:4]}{_PART}{commit[0][4:]}"
