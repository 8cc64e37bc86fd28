"""The shell that reads results: a JSON report of an earlier run, to be rendered anew without checking again."""

import json
import shutil
import sys
import tempfile
import weakref
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TextIO, TypeVar

import msgspec

from checker.engine.summary import Summary
from checker.errors import CheckerError
from checker.judging.gate import Gate
from checker.model import Severity, Span
from checker.reports import Record, Run
from checker.reports.json import SCHEMA

_STANDARD_INPUT = "-"
_BLOCK = 1 << 16  # characters
_LARGEST = 1 << 26  # characters of one value: a finding holds two segments, the list of files a line a file
_NEAR = 16  # characters before the end of what is read where a value may be cut in two
_BLANKS = " \t\r\n"
_HINT = "render what ilchi check --format json wrote"
Value = TypeVar("Value")


class _Languages(msgspec.Struct, frozen=True):
    source: str
    target: str


class _Notices(msgspec.Struct, frozen=True):
    notices: tuple[str, ...]


class _File(msgspec.Struct, frozen=True):
    file: str
    segments: int


class _Head(msgspec.Struct, frozen=True):
    """What stands beside the findings; keys that are not named here are ignored."""

    schema: str
    signature: str
    languages: _Languages
    summary: msgspec.Raw
    gates: tuple[Gate, ...]
    fail_on: Severity
    files: tuple[_File, ...]


def read_results(path: str) -> Run:
    """Read the JSON report at ``path``, ``-`` for standard input.

    Returns:
        The run; its findings are read from the file again whenever a report goes through them.

    Raises:
        CheckerError: It cannot be read or is no such report. What is wrong with a finding is told when it is reached.
    """
    results = _Results(path)
    head = results.head
    summary = _decoded(head.summary, Summary, path)
    return Run(
        signature=head.signature,
        source_language=head.languages.source,
        target_language=head.languages.target,
        summary=summary,
        notices=_decoded(head.summary, _Notices, path).notices,
        gates=head.gates,
        fail_on=head.fail_on,
        files={each.file: each.segments for each in head.files},
        records=results,
    )


class _Results:
    """The findings of a JSON report, read anew at each iteration, in whatever order its keys are.

    Attributes:
        head: All but the findings.
    """

    def __init__(self, path: str) -> None:
        self._name = path
        self._path = Path(path)
        if path == _STANDARD_INPUT:
            folder = tempfile.mkdtemp(prefix="ilchi-")
            weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
            self._path = Path(folder, "results.json")
            with self._path.open("wb") as kept:
                shutil.copyfileobj(sys.stdin.buffer, kept)

    @cached_property
    def head(self) -> _Head:
        wanted = _Head.__struct_fields__
        found: dict[str, str] = {}
        for key, value in self._members():
            found[key] = bytes(value).decode()
            if len(found) == len(wanted):
                break  # nothing but findings is left, or keys that nobody asks for
        if "schema" in found and found["schema"] != f'"{SCHEMA}"':
            raise CheckerError(f"a report of the schema {found['schema'][:60]}, not “{SCHEMA}”", self._name, _HINT)
        joined = ",".join(f'"{key}":{value}' for key, value in found.items())
        return _decoded(msgspec.Raw(f"{{{joined}}}".encode()), _Head, self._name)

    def __iter__(self) -> Iterator[Record]:
        for key, value in self._members(findings=True):
            if key == "findings":
                yield self._record(value)

    def _members(self, *, findings: bool = False) -> Iterator[tuple[str, msgspec.Raw]]:
        """The members of the report: those of its head, or the findings one by one."""
        wanted = {"findings"} if findings else set(_Head.__struct_fields__)
        try:
            with self._path.open(encoding="utf-8-sig", newline="") as stream:
                scanner = _Scanner(stream, self._name)
                for key in scanner.members("{"):
                    if key == "findings" and scanner.peek() == "[":
                        for _ in scanner.members("["):
                            value = scanner.value()
                            if findings:
                                yield key, value
                    else:
                        value = scanner.value()
                        if key in wanted:
                            yield key, value
        except UnicodeDecodeError as error:
            raise CheckerError(f"this is not utf-8 (byte {error.object[error.start]:#04x})", self._name) from None
        except OSError as error:
            raise CheckerError((error.strerror or str(error)).lower(), self._name) from None

    def _record(self, value: msgspec.Raw) -> Record:
        record = _decoded(value, Record, self._name)
        spans = [(record.source.text, span) for span in record.source.spans]
        spans += [(record.target.text, span) for span in record.target.spans]
        spans += [(record.target.text, fix.span) for fix in record.fixes]
        if not all(_lies_in(span, text) for text, span in spans):
            raise CheckerError(f"a span of the finding {record.fingerprint[:60]} is outside its text", self._name)
        return record


def _lies_in(span: Span, text: str) -> bool:
    return 0 <= span.start <= span.end <= len(text)


def _decoded(value: msgspec.Raw, kind: type[Value], name: str) -> Value:
    try:
        return msgspec.json.decode(value, type=kind)
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        raise CheckerError(f"no report of ilchi: {str(error)[:200]}", name, _HINT) from None


class _Scanner:
    """JSON of any size, one value in memory at a time."""

    def __init__(self, stream: TextIO, name: str) -> None:
        self._stream = stream
        self._name = name
        self._text = ""
        self._at = 0
        self._line = 1
        self._decode = json.JSONDecoder().raw_decode

    def members(self, opening: str) -> Iterator[str]:
        """The keys of the object (``{``) or "" for each element of the array (``[``) here; its value comes next."""
        closing = "}" if opening == "{" else "]"
        self._take(opening)
        if self.peek() == closing:
            self._at += 1
            return
        while True:
            key = ""
            if opening == "{":
                key = str(json.loads(bytes(self.value())))
                self._take(":")
            yield key
            if self.peek() == closing:
                self._at += 1
                return
            self._take(",")

    def peek(self) -> str:
        """The next sign that is no blank; "" at the end."""
        while True:
            while self._at < len(self._text):
                if self._text[self._at] not in _BLANKS:
                    return self._text[self._at]
                self._at += 1
            if not self._fill():
                return ""

    def value(self) -> msgspec.Raw:
        """The value here, as it stands."""
        self.peek()
        ended = False
        while True:
            try:
                end = self._decode(self._text, self._at)[1]
                # A number may go on in what is not read yet.
                if end < len(self._text) or ended:
                    break
            except json.JSONDecodeError as error:
                cut = error.msg.startswith("Unterminated") or error.pos >= len(self._text) - _NEAR
                if ended or not cut:
                    self._at = error.pos
                    raise self._refused("no JSON") from None
            except RecursionError:
                raise self._refused("nested too deep") from None
            ended = not self._fill()
        value = self._text[self._at : end]
        self._at = end
        return msgspec.Raw(value.encode("utf-8", "surrogatepass"))

    def _take(self, sign: str) -> None:
        if self.peek() != sign:
            raise self._refused(f"no JSON, or no report: there is no “{sign}”")
        self._at += 1

    def _fill(self) -> bool:
        """Read on, twice as much each time that a value is not whole; whether there was more."""
        rest = self._text[self._at :]
        if len(rest) > _LARGEST:
            raise self._refused(f"a value of more than {_LARGEST:,} characters")
        self._line += self._text.count("\n", 0, self._at)
        more = self._stream.read(max(_BLOCK, len(rest)))
        self._text, self._at = rest + more, 0
        return bool(more)

    def _refused(self, what: str) -> CheckerError:
        line = self._line + self._text.count("\n", 0, self._at)
        return CheckerError(what, f"{self._name}:{line}", _HINT)
