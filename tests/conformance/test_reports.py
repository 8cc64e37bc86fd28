"""Every report tells of every finding that counts, lets no text steer its reader, and gives the same bytes again."""

import re
from types import ModuleType

import msgspec
import pytest

from checker import reports
from checker.family import member, names
from checker.model import FixKind, Severity, Span
from checker.reports import Side, WrittenFix
from tests import hosts
from tests.conformance.samples import READABLE
from tests.runs import record, rendered, run

MEMBERS = names(reports.__name__)
COMMANDS = "::error::x\n::stop-commands::x\r##[error]x ##vso[task.complete] ##teamcity[a 'b'] #\u200d#[x]"
OWN = ("::error ", "::warning ", "::notice ")
STEERING = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")  # all controls but tab and line ends


def module(name: str) -> ModuleType:
    return member(reports.__name__, name)


def about(text: str):
    """A finding with ``text`` in all that comes from a corpus."""
    side = Side(text, (Span(0, len(text)),) if text else ())
    return record(
        file=f"a{text}.tsv",
        unit=text,
        document=text,
        concept=text or None,
        candidates=(text, "other"),
        message=f"“{text}” is not rendered",
        why=text,
        found=text,
        expected=(text,),
        source=side,
        target=side,
        justification=text,
        fixes=(WrittenFix(kind=FixKind.SAFE, safe=True, span=Span(0, len(text)), replacement=text),) if text else (),
    )


@pytest.fixture(autouse=True)
def _libraries(name):
    """Skip where a library of the report is missing."""
    try:
        rendered(name, run([record()]))
    except ImportError as missing:
        pytest.skip(str(missing))


pytestmark = pytest.mark.parametrize("name", MEMBERS)


def test_its_docstring_begins_with_a_sentence(name):
    first = (module(name).__doc__ or "").split("\n\n")[0].replace("\n", " ")
    assert first.endswith(".")
    assert 20 < len(first) < 140


def test_a_run_without_a_finding_is_written(name):
    assert rendered(name, run([])) != rendered(name, run([record()]))


def test_the_same_run_gives_the_same_bytes(name):
    made = run([record(), record(severity=Severity.MINOR, index=2, line=3)])
    assert rendered(name, made) == rendered(name, made)


def test_a_finding_more_is_told(name):
    found = [record(index=number, line=number, fingerprint=f"{number:016x}") for number in range(1, 5)]
    written = {rendered(name, run(found[:count])) for count in range(5)}
    assert len(written) == 5


@pytest.mark.parametrize("severity", Severity)
def test_every_severity_is_written(name, severity):
    assert rendered(name, run([record(severity=severity)]))


def test_it_reads_the_findings_one_at_a_time(name):
    """A list would not do for a run of millions: what is given here has no length and no places."""

    class Stream:
        def __iter__(self):
            return iter([record(), record(index=2, line=3)])

    made = run([record(), record(index=2, line=3)])
    assert rendered(name, msgspec.structs.replace(made, records=Stream())) == rendered(name, made)


@pytest.mark.parametrize("kind", READABLE)
def test_any_text_is_written_and_steers_nothing(name, kind):
    written = rendered(name, run([about(READABLE[kind]), record(file="z.tsv")]))
    if not written.startswith((b"PK", b"PAR")):  # archives and tables of bytes are no texts
        assert not STEERING.search(written.decode("utf-8"))


def test_no_text_is_a_command_of_a_build_host(name):
    written = rendered(name, run([about(COMMANDS)], notices=(COMMANDS,), source_language=COMMANDS))
    if not written.startswith((b"PK", b"PAR")):
        found = hosts.commands(written.decode("utf-8"))
        assert not found or (name == "github" and all(line.startswith(OWN) for line in found))
