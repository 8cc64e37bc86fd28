"""Reads the JSON report of an earlier run, so that other reports can be made of it without a new check."""

import io
import json
import sys
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import BinaryIO, TextIO, TypeVar

import msgspec

from checker.engine.summary import Summary
from checker.errors import CheckerError
from checker.judging.gate import Gate
from checker.model import Severity, Span
from checker.reading import Unread
from checker.reports import Record, Run
from checker.reports.json import SCHEMA
from checker.storage import reading

_STANDARD_INPUT = "-"
_BLOCK = 1 << 16  # characters
_LARGEST = 1 << 26  # characters of one value, such as a finding or the list of files
_NEAR = 16  # an error so few characters before the end of a block may be due to a cut value
_BLANKS = " \t\r\n"
_HINT = "use a file written by ilchi check --format json"
Value = TypeVar("Value")


class _Languages(msgspec.Struct, frozen=True):
    source: str
    target: str


class _Notices(msgspec.Struct, frozen=True):
    notices: tuple[str, ...]


class _File(msgspec.Struct, frozen=True):
    file: str
    segments: int
    languages: _Languages | None = None


class _Head(msgspec.Struct, frozen=True):
    """The report without its findings; other keys are ignored."""

    schema: str
    signature: str
    languages: _Languages
    summary: msgspec.Raw
    gates: tuple[Gate, ...]
    fail_on: Severity
    files: tuple[_File, ...]
    unread: tuple[Unread, ...] = ()


def read_results(path: str) -> Run:
    """Read the JSON report at ``path``, ``-`` for standard input.

    Returns:
        The run; its findings are read from the file whenever they are iterated.

    Raises:
        CheckerError: The file cannot be read or is not such a report. An invalid finding raises while iterating.
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
        languages={each.file: (each.languages.source, each.languages.target) for each in head.files if each.languages},
        unread=head.unread,
    )


class _Results:
    """The findings of a JSON report, read from the file at each iteration; its keys may be in any order."""

    def __init__(self, path: str) -> None:
        self._name = path
        self._open: Callable[[], BinaryIO] = lambda: reading.opened(path)
        if path == _STANDARD_INPUT:
            content = reading.once(sys.stdin.buffer, "standard input")
            self._open = lambda: io.BytesIO(content)

    @cached_property
    def head(self) -> _Head:
        """The report without its findings."""
        wanted = _Head.__struct_fields__
        found: dict[str, str] = {}
        for key, value in self._members():
            found[key] = bytes(value).decode()
            if len(found) == len(wanted):
                break  # only findings or unknown keys are left
        if "schema" in found and found["schema"] != f'"{SCHEMA}"':
            raise CheckerError(f"the report has the schema {found['schema'][:60]}, not “{SCHEMA}”", self._name, _HINT)
        joined = ",".join(f'"{key}":{value}' for key, value in found.items())
        return _decoded(msgspec.Raw(f"{{{joined}}}".encode()), _Head, self._name)

    def __iter__(self) -> Iterator[Record]:
        for key, value in self._members(findings=True):
            if key == "findings":
                yield self._record(value)

    def _members(self, *, findings: bool = False) -> Iterator[tuple[str, msgspec.Raw]]:
        """The members of the report by key: those of its head, or the findings one by one."""
        wanted = {"findings"} if findings else set(_Head.__struct_fields__)
        try:
            with io.TextIOWrapper(self._open(), encoding="utf-8-sig", newline="") as stream:
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
        raise CheckerError(f"this is not a report of ilchi: {str(error)[:200]}", name, _HINT) from None


class _Scanner:
    """Reads JSON of any size, with one value in memory at a time."""

    def __init__(self, stream: TextIO, name: str) -> None:
        self._stream = stream
        self._name = name
        self._text = ""
        self._at = 0
        self._line = 1
        self._decode = json.JSONDecoder().raw_decode

    def members(self, opening: str) -> Iterator[str]:
        """Yields each key of the object (``{``), or "" for each element of the array (``[``); then read the value."""
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
        """The next character that is not white space, without reading it; "" at the end."""
        while True:
            while self._at < len(self._text):
                if self._text[self._at] not in _BLANKS:
                    return self._text[self._at]
                self._at += 1
            if not self._fill():
                return ""

    def value(self) -> msgspec.Raw:
        """Reads the next value and returns its JSON text."""
        self.peek()
        ended = False
        while True:
            try:
                end = self._decode(self._text, self._at)[1]
                # A number may continue in the next block.
                if end < len(self._text) or ended:
                    break
            except json.JSONDecodeError as error:
                cut = error.msg.startswith("Unterminated") or error.pos >= len(self._text) - _NEAR
                if ended or not cut:
                    self._at = error.pos
                    raise self._refused("this is not JSON") from None
            except RecursionError:
                raise self._refused("the JSON is nested too deeply") from None
            ended = not self._fill()
        value = self._text[self._at : end]
        self._at = end
        return msgspec.Raw(value.encode("utf-8", "surrogatepass"))

    def _take(self, sign: str) -> None:
        if self.peek() != sign:
            raise self._refused(f"this is not a JSON report: a “{sign}” is missing")
        self._at += 1

    def _fill(self) -> bool:
        """Read the next block, which is larger while a value is incomplete; returns whether there was more."""
        rest = self._text[self._at :]
        if len(rest) > _LARGEST:
            raise self._refused(f"a value has more than {_LARGEST:,} characters")
        self._line += self._text.count("\n", 0, self._at)
        more = self._stream.read(max(_BLOCK, len(rest)))
        self._text, self._at = rest + more, 0
        return bool(more)

    def _refused(self, what: str) -> CheckerError:
        line = self._line + self._text.count("\n", 0, self._at)
        return CheckerError(what, f"{self._name}:{line}", _HINT)
