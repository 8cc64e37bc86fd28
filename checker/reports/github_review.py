"""A review of a pull request on GitHub: comments on lines, with one-click suggestions where a fix is sure.

The report is the body of the request ``POST /repos/{owner}/{repo}/pulls/{number}/reviews``. Its paths are those of the
run, which therefore starts at the root of the repository. GitHub refuses a review as a whole if one of its lines is no
part of the diff (status 422). The text of the review lists all that its comments say, so it may then do without:

    ilchi check --since origin/main --output github-review:review.json
    post() { gh api --method POST "repos/$GITHUB_REPOSITORY/pulls/$NUMBER/reviews" --input "$1"; }
    post review.json || { jq '.comments = []' review.json > plain.json && post plain.json; }

with ``GH_TOKEN``, and ``pull-requests: write`` among the permissions of the job. Without ``commit_id``, comments are on
the latest commit of the pull request.
"""

import re
import unicodedata
from itertools import islice
from typing import TextIO

import msgspec

from checker.judging.gate import counted
from checker.model import Severity
from checker.reports import Place, Record, Run
from checker.reports._json import encoded
from checker.reports._texts import LONGEST, slashed
from checker.reports._verdict import verdict, worst
from checker.reports.markdown import code, short

_COMMENTS = 30  # with more, GitHub often ends a request with an error of its own, or posts a part
_FINDINGS = 50  # findings in the text of the review
_OF_A_LINE = 5  # findings in a comment
_LARGEST = 60_000  # characters of a text; GitHub takes 65,536
_HIDDEN = frozenset(("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"))  # categories of characters that nobody sees
_TICKS = re.compile("`+")


def write(run: Run, out: TextIO) -> None:
    """Write the body of the request; comments are on the worst open findings that are not neutral."""
    found = worst(msgspec.structs.replace(run, records=run.located), _FINDINGS)
    told = [record for severity, each in found.shown.items() if severity is not Severity.NEUTRAL for record in each]
    lines: dict[tuple[str, int], list[Record]] = {}
    for record in told:
        path, line = _line(record)
        if path and line:
            lines.setdefault((path, line), []).append(record)
    comments = [
        {"path": path, "line": line, "side": "RIGHT", "body": _comment(records)}
        for (path, line), records in islice(lines.items(), _COMMENTS)
    ]
    text = _text(verdict(run, found.closed), told[:_FINDINGS], found.open.total())
    out.write(encoded({"event": "COMMENT", "body": text, "comments": comments}) + "\n")


def _line(record: Record) -> tuple[str, int]:
    """The path in the repository and the line of a finding; "" for a file outside, 0 for no line."""
    place = record.written
    file, line = (place.file, place.line) if isinstance(place, Place) else (record.file, record.line)
    path = slashed(file)
    outside = path.startswith(("/", "../")) or path[1:3] == ":/" or path == "-"
    return "" if outside else path, line


def _text(said: str, told: list[Record], total: int) -> str:
    """The text of the review: the verdict, and a line for each finding as long as there is room."""
    text = f"Translation check: {short(said, LONGEST)}\n"
    for number, record in enumerate(told):
        path, line = _line(record)
        place = code(f"{path or record.file}:{line or record.index}")
        item = f"\n- **{record.severity}** {place} {short(record.message, LONGEST)}"
        if len(text) + len(item) > _LARGEST:
            told = told[:number]
            break
        text += item
    return text + (f"\n- {counted(total - len(told), 'further finding')}" if total > len(told) else "")


def _comment(records: list[Record]) -> str:
    """What is said of one line: its findings, and the first sure fix as a suggestion."""
    parts = []
    for record in records[:_OF_A_LINE]:
        expected = f"; expected: {code(' | '.join(record.expected))}" if record.expected else ""
        parts.append(f"**{record.severity}** {short(record.message, LONGEST)} {code(record.label)}")
        parts.append(f"Why: {short(record.why, LONGEST)}{expected}")
    if len(records) > _OF_A_LINE:
        parts.append(f"And {counted(len(records) - _OF_A_LINE, 'further finding')} on this line.")
    for fix in (fix for record in records for fix in record.fixes):
        if isinstance(fix.line, str) and _seen_whole(fix.line):
            fence = "`" * max(3, 1 + max(map(len, _TICKS.findall(fix.line)), default=0))
            told = "" if fix.safe else "Read this suggestion before you take it:\n\n"
            parts.append(f"{told}{fence}suggestion\n{fix.line}\n{fence}")
            break
    return "\n\n".join(parts)


def _seen_whole(line: str) -> bool:
    """Whether a person sees all of a line: it has no characters that control, turn, hide or break it."""
    return all(sign in "\t\u200d" or unicodedata.category(sign) not in _HIDDEN for sign in line)
