"""No build host reads a command in what ilchi writes, whatever stands in texts, names, settings and arguments."""

import ast
import io
import json
import os
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

import checker
import tui
from checker import cli, reports
from checker.commands._console import Console
from checker.engine.findings import Note, Standing
from checker.family import names
from checker.judging.gate import Gate
from checker.model import FixKind, Severity, Span
from checker.reports import Link, Place, Side, WrittenFix
from checker.text.hosts import armed, disarmed, disarmed_json, disarmed_markup
from checker.text.visible import printable
from tests import hosts
from tests.runs import record, rendered, run

linux = pytest.mark.skipif(sys.platform == "win32", reason="names of files may not have these characters")
TEXTUAL = [kind for kind in names(reports.__name__) if kind not in ("xlsx", "parquet")]  # the others are archives

BITS = [
    "##[error]x", "##[stop-commands]t", "##[", "##", "#", "#[", "[", "]", "##[group]a", "##vso[task.complete a=b]b",
    "##vso[", "vso[", "##teamcity[buildStatus text='x']", "##teamcity[", "::error::x", "::stop-commands::t", "::a b::",
    "::", ":", "section_start:1:a\r\x1b[0K", "section_end:1:a\r\x1b[0K", "\x1b[31m", "\x9b2J", "\x1b]0;a\x07", "\r",
    "\n", "\r\n", "\x85", "\u2028", "\t", " ", "\u3000", "\u200d", "\ufe0f", "\u00ad", "\u034f", "\ufeff", "\u202e",
    "\x00", "\\", "%0A", "%0A::error::x", "%25", "a", "가", "`", "@team", "=1", ",", "'", '"', "<", "&#35;",
]  # fmt: skip
texts = st.lists(st.sampled_from(BITS), max_size=5).map("".join)


# --- the rules of the hosts, and what is written instead ---------------------------------------------------------


def test_the_hosts_read_their_commands():
    assert hosts.github("::error file=a%2Cb,line=2::x%0Ay") == ("error", {"file": "a,b", "line": "2"}, "x\ny")
    assert hosts.github(" \u3000\u200d::stop-commands::t") == ("stop-commands", {}, "t")
    assert hosts.github("a ::error::x") is None
    for line in ("a ##[error]x", "#\u200d#[error]x"):
        assert hosts.old_github(line) == "error"
    assert hosts.azure("a ##vso[task.complete result=Failed]") == "task.complete"
    assert hosts.azure("##[group]a") == "group"
    assert hosts.teamcity("a ##teamcity[buildStatus text='x']") == "buildStatus"
    assert hosts.gitlab("section_start:1:a[collapsed=true]\r\x1b[0Kb") == [
        "section_start:1:a[collapsed=true]\r\x1b[0K",
        "\x1b[",
    ]
    assert hosts.commands("a\rb\n ::c::d\r\n") == [" ::c::d"]


@given(st.lists(texts, max_size=3).map("\n".join))
def test_disarmed_lines_are_no_commands_and_can_be_armed_again(text):
    told = "\n".join(map(printable, text.split("\n")))
    assert not hosts.commands(disarmed(told))
    for each in (text, told):
        assert armed(disarmed(each)) == each


@given(texts)
def test_json_and_markup_keep_their_meaning(text):
    packed = json.dumps({"a": [text, "x"]}, ensure_ascii=False)
    assert json.loads(disarmed_json(packed)) == {"a": [text, "x"]}
    assert not hosts.commands(disarmed_json(packed))
    clean = printable(text)
    root = etree.Element("a")
    root.text = clean
    told = disarmed_markup(etree.tostring(root, encoding="unicode"))
    assert etree.fromstring(told).text == (clean or None)
    assert not hosts.commands(told)


@pytest.mark.parametrize(
    "text", ["## Title [link](a)", "a::b", "std::vector", "C# [x]", "#1 ##2", "가::나", "10:30", "### [x]", "http://a"]
)
def test_other_text_stays_as_it_is(text):
    assert disarmed(text) == text


@pytest.mark.parametrize(
    "unit", ["#", ":", "##", "\\#", "\u200d#", "\u200d:", " ", " \u200d", "\n", "\n:", "#a", "\\", "::"]
)
def test_twice_the_text_takes_about_twice_the_time(unit):
    def spent(count):
        text = unit * count
        best = min(_timed(disarmed, text) for _ in range(3))
        return best + 0.002

    assert spent(80_000) < 4 * spent(40_000)


def _timed(function, text):
    started = time.process_time()
    function(text)
    return time.process_time() - started


# --- reports -----------------------------------------------------------------------------------------------------


@st.composite
def records(draw):
    text = draw(texts)
    side = Side(text, (Span(0, len(text)),) if text else ())
    return record(
        rule=draw(st.sampled_from(["missing-term", "##[error]", "::x::y"])),
        severity=draw(st.sampled_from(Severity)),
        status=draw(st.sampled_from(Standing)),
        reason=draw(texts),
        justification=draw(texts),
        file=draw(texts),
        line=draw(st.integers(0, 9)),
        unit=draw(st.none() | texts),
        document=draw(texts),
        concept=draw(st.none() | texts),
        candidates=(draw(texts),),
        message=draw(texts),
        why=draw(texts),
        found=draw(texts),
        expected=(draw(texts),),
        source=side,
        target=side,
        fixes=(WrittenFix(kind=FixKind.SAFE, safe=True, span=Span(0, len(text)), replacement="x", line=draw(texts)),),
        related=(Link(1, draw(texts), draw(texts)),),
        notes=(Note(draw(texts), draw(texts), "2026-01-01"),),
        written=Place(draw(texts), 1, 1),
    )


@st.composite
def runs(draw):
    text = draw(texts)
    found = sorted(draw(st.lists(records(), max_size=3)), key=lambda each: each.file)
    return run(
        found,
        notices=(text,),
        gates=(Gate(text, False, text),),
        signature=text,
        source_language=text,
        target_language=text,
    )


@settings(max_examples=40)
@given(runs())
def test_no_report_holds_a_command(made):
    for kind in TEXTUAL:
        if kind != "github":
            assert not hosts.commands(rendered(kind, made).decode()), kind


@given(runs())
def test_github_gets_our_own_commands_and_no_other(made):
    written = rendered("github", made).decode()
    found = [hosts.github(line) for line in hosts.lines(written)]
    own = [command for command in found if command]
    shown = [each for each in made.records if each.open]
    assert len(own) == len(shown)
    for command in own:
        assert command.name in ("error", "warning", "notice")
        assert set(command.properties) <= {"file", "line", "title"}
        # GitHub writes the message into the log again, where each of its lines is one.
        assert not hosts.commands(command.data)
    assert found[-2:] == [None, None]  # the verdict, and nothing behind it
    for host in (hosts.old_github, hosts.azure, hosts.teamcity):
        assert not any(map(host, hosts.lines(written)))
    assert not hosts.gitlab(written)


# --- the console -------------------------------------------------------------------------------------------------


@given(st.lists(texts, max_size=6))
def test_a_console_tells_no_command_in_whatever_parts_it_is_told(parts):
    out = io.StringIO(newline="")
    console = Console(out)
    for part in parts:
        print(part, file=console, end="")
    assert not hosts.commands(out.getvalue())


def test_a_console_makes_control_characters_visible():
    out = io.StringIO()
    print("a\x1b[31m\rb\u202ec\x9b", file=Console(out))
    assert out.getvalue() == "a�[31m↵b�c�\n"


# --- commands ----------------------------------------------------------------------------------------------------


def told(folder, *arguments):
    """The status of a run in this process, and all that it wrote to both standard streams."""
    raw = io.BytesIO()
    streams = [io.TextIOWrapper(raw, "utf-8", write_through=True) for _ in range(2)]
    before, here = (sys.stdin, sys.stdout, sys.stderr, sys.argv), Path.cwd()
    sys.stdin, sys.stdout, sys.stderr, sys.argv = io.StringIO(), *streams, ["ilchi", *arguments]
    os.chdir(folder)
    try:
        with pytest.raises(SystemExit) as ended:
            cli.main()
    finally:
        sys.stdin, sys.stdout, sys.stderr, sys.argv = before
        os.chdir(here)
        for stream in streams:
            stream.detach()
    return ended.value.code, raw.getvalue().decode("utf-8")


HOSTILE = [
    "##[error]x", "::stop-commands::x", "##vso[task.complete]x", "##teamcity[x 'y']", "a\n::error::x", "#\u200d#[a]b",
    "\x1b[31mx",
]  # fmt: skip


@linux
@pytest.mark.parametrize("bad", HOSTILE)
def test_no_command_of_ours_tells_one_of_theirs(tmp_path, bad):
    corpus, glossary, quoted = f"{bad}.tsv", f"{bad} g.csv", json.dumps(bad)[1:-1]
    cell = bad.replace("\n", " ")
    files = {
        corpus: f"source\ttarget\tdocument\n{cell} 두만호\t{cell} Duman Lake\t{cell}\n두만호 {cell}\t{cell}\t\n",
        glossary: f'id,category,source,target,forbidden,note\n"{bad}",place,두만호,"Lake {bad}",Duman Lake,"{bad}"\n',
        "faulty.csv": f'id,category,source,target\n"{bad}",,"{bad}",a\n2,,"{bad}",b\n',
        "ilchi.toml": f'glossaries = ["{quoted} g.csv"]\nmax-findings = 1000\n',
        "broken/ilchi.toml": f'"{quoted}" = 1\n',
        "broken/a.tsv": "source\ttarget\n",
        f"{bad}.jsonl": f'{{"source": "{quoted}"\n',
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    given = (corpus, "-g", glossary, "--from", "ko", "--to", "en", "--no-cache")
    status, said = told(tmp_path, "check", *given, "--format", "jsonl")
    assert status == 1, said
    found = next(json.loads(line) for line in said.splitlines() if line.startswith("{"))
    decision = ("--verdict", "intended", "--reason", bad, "--author", bad)
    for wanted, *arguments in (
        (1, "check", *given),
        (1, "check", *given, "--statistics", "term"),
        (1, "check", *given, "--statistics", "file"),
        (2, "check", *given, "--since", bad),
        (2, "check", *given, "--baseline", bad),
        (2, "check", *given, "--format", bad),
        (2, "check", *given, "--output", bad),
        (2, "check", *given, "--jobs", bad),
        (2, "check", *given, "--encoding", bad),
        (2, "check", *given, "--date", bad),
        (2, "check", *given, f"--{bad}"),
        (2, "check", bad),
        (2, "check", corpus, "-g", bad),
        (2, "check", "broken/a.tsv"),
        (2, "check", f"{bad}.jsonl"),
        (2, "check", corpus, "--from", bad, "--to", bad),
        (0, "terms", *given),
        (0, "terms", *given, "--format", "jsonl"),
        (0, "terms", *given, "--find", "Lake"),
        (0, "terms", *given, "--find", "Lake", "--format", "jsonl"),
        (0, "score", *given, "--output", "json:-"),
        (0, "score", *given, "--output", "csv:-"),
        (0, "score", *given, "--output", "findings-csv:-"),
        (0, "score", *given, "--output", "html:-"),
        (0, "score", *given, "--system", f"{cell}={corpus}", "--output", "markdown:-"),
        (0, "explain", found["fingerprint"], *given),
        (1, "fix", *given, "--diff", "--unsafe"),
        (0, "decisions", "add", found["fingerprint"], *given, *decision),
        (0, "decisions", "note", found["fingerprint"], *given, "--text", bad, "--author", bad),
        (0, "decisions", "list"),
        (0, "check", *given),
        (0, "decisions", "rm", found["fingerprint"]),
        (2, "decisions", "rm", bad),
        (0, "baseline", "create", *given),
        (0, "baseline", "show", *given),
        (0, "check", *given),
        (2, "explain", bad),
        (0, "explain", "--term", bad, bad),
        (0, "config", "show", corpus),
        (0, "config", "show"),
        (0, "glossary", "lint", glossary),
        (1, "glossary", "lint", "faulty.csv"),
        (1, "glossary", "lint", "faulty.csv", "--format", "json"),
        (None, "glossary", "convert", glossary, "-", "--to", "jsonl"),
        (2, "glossary", "convert", glossary, "-", "--to", "csv"),
        (0, "glossary", "candidates", *given),
        (2, "report", bad),
        (2, "init", bad),
        (2, bad),
    ):
        status, said = told(tmp_path, *arguments)
        assert not hosts.commands(said), (arguments, said)
        assert said, arguments
        assert wanted in (status, None), (arguments, said)


def test_a_fault_of_ours_tells_no_command(tmp_path, monkeypatch):
    def fail(*_arguments, **_more):
        raise RuntimeError("##[error]x\n::error::y\x1b[31m")

    monkeypatch.setattr(cli.ilchi, "invoke", fail)
    for arguments in (("check", "a"), ("--verbose", "check", "a")):
        status, said = told(tmp_path, *arguments)
        assert status == 2
        assert "bug in ilchi" in said
        assert not hosts.commands(said)
        assert ("Traceback" in said) == (arguments[0] == "--verbose")


@linux
def test_a_real_run_on_a_real_host_line_by_line(ilchi, tmp_path):
    """What the installed command writes to its two streams, with a file that no host would like."""
    name = "::add-mask::a ##[error]b.tsv"
    (tmp_path / name).write_text("source\ttarget\n두만호\t##vso[task.complete] Duman Lake\n", encoding="utf-8")
    (tmp_path / "g.csv").write_text("source,target,forbidden\n두만호,Lake Duman,Duman Lake\n", encoding="utf-8")
    ran = ilchi("check", name, "-g", "g.csv", "--from", "ko", "--to", "en", cwd=tmp_path)
    assert ran.status == 1
    assert ran.out.startswith(":\\:add-mask::a #\\#[error]b.tsv:2: major: ")
    line, carets = next(
        (a, b) for a, b in zip(ran.out.split("\n"), ran.out.split("\n")[1:], strict=False) if "vso" in a
    )
    assert line[carets.index("^") : len(carets)] == "Duman Lake"
    assert not hosts.commands(ran.out + ran.err)
    ran = ilchi("check", name, "-g", "g.csv", "--format", "github", "--from", "ko", "--to", "en", cwd=tmp_path)
    (command,) = filter(None, map(hosts.github, hosts.lines(ran.out)))
    assert (command.name, command.properties["file"]) == ("error", ":\\:add-mask::a #\\#[error]b.tsv")


# --- no way around -----------------------------------------------------------------------------------------------

# Who may use the streams behind the console: reports and data have encoders of their own.
PAST_THE_CONSOLE = {
    "cli.py": {"fileno"},  # the stream is closed
    "commands/_concordance.py": {"plain"},
    "commands/_progress.py": {"plain"},
    "commands/_writing.py": {"plain"},
    "commands/explain.py": {"plain"},
    "commands/glossary.py": {"plain", "buffer"},
    "commands/terms.py": {"plain"},
    "review.py": {"plain"},
    "engine/cluster.py": {"logging"},  # silences another program's
    "ending.py": {"descriptor"},  # our own sequence, which gives a terminal back
}


def test_nothing_is_written_past_the_console():
    for package in (checker, tui):
        root = Path(package.__file__).parent
        for path in root.rglob("*.py"):
            place = path.relative_to(root).as_posix()
            tree = ast.parse(path.read_text(encoding="utf-8"))
            used = {word for node in ast.walk(tree) for word in _ways(node)}
            assert used == PAST_THE_CONSOLE.get(place, set()), place


def _ways(node):
    """The ways past the console that a piece of code takes."""
    match node:
        case ast.Attribute(value=ast.Attribute(value=ast.Name("sys"), attr="stdout" | "stderr"), attr=way):
            if way in ("buffer", "plain", "fileno"):
                yield way
        case ast.Attribute(value=ast.Name("sys"), attr="__stdout__" | "__stderr__" as way):
            yield way
        case ast.Call(func=ast.Name("plain"), args=[ast.Attribute(value=ast.Name("sys"))]):
            yield "plain"
        case ast.Import(names=[ast.alias("logging")]) | ast.ImportFrom(module="logging"):
            yield "logging"
        case ast.Call(func=ast.Attribute(value=ast.Name("os"), attr="write"), args=[ast.Constant(1 | 2), *_]):
            yield "descriptor"
