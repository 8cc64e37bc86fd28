"""Reports for machines and reviewers: each read back by a reader that is not ours, whatever the texts hold."""

import csv
import io
import json
import re
import tracemalloc
from collections import Counter
from pathlib import Path

import jsonschema
import msgspec
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from lxml import html as lxml_html
from markdown_it import MarkdownIt

from checker import reports, rules
from checker.engine.findings import Standing
from checker.errors import CheckerError
from checker.family import names
from checker.judging.gate import Gate
from checker.model import FixKind, Severity, Span
from checker.reports import Place, Side, WrittenFix, _workbook, xlsx
from checker.text.hosts import disarmed
from tests.runs import record, rendered, run

SCHEMAS = Path(__file__).parent / "data" / "schemas"
KINDS = names(reports.__name__)
MAJOR, MINOR, NEUTRAL = Severity.MAJOR, Severity.MINOR, Severity.NEUTRAL


def schema(name):
    content = json.loads((SCHEMAS / name).read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(content)
    return jsonschema.Draft202012Validator(content)


def official(name):
    """A schema as its owner publishes it, see ``data/schemas/official/README.md``."""
    content = json.loads((SCHEMAS / "official" / name).read_text(encoding="utf-8"))
    jsonschema.Draft4Validator.check_schema(content)
    return jsonschema.Draft4Validator(content, format_checker=jsonschema.FormatChecker())


SARIF = official("sarif-schema-2.1.0.json")
GITLAB, GITLAB_ENTRY = schema("gitlab.json"), official("codeclimate.json")
JUNIT, JENKINS = (etree.XMLSchema(etree.parse(SCHEMAS / name)) for name in ("junit.xsd", "official/junit-10.xsd"))

# Every way to be more than text: controls, markup, formulas, commands, mentions, links, lines, directions, odd signs.
BITS = [
    "=1+1", "+cmd|' /C x'!A0", "-2", "@SUM(A1)", "＝1", "\t=1", "'x", '"', '""', ",", ";", "\r", "\n", "\r\n", "\x00",
    "\x1b[31m", "\x07", "\x9b2J", "\u202e", "\u2066", "\u2028", "\ufffe", "\x85", "<b>", "</failure>", "]]>", "<!--",
    "-->", "&amp;", "&", "::error::x", "%0A", "%", "@someone", "#12", "!3", "[a](http://z.example)", "](", "{0}",
    "http://z.example", "www.z.example", "`", "```", "|", "\\", "*b*", "_i_", "~~s~~", "_x0041_", "#N/A", "가나다",
    "👩\u200d🚀", "abc ", " ", "", "</details>", "---",
]  # fmt: skip
texts = st.lists(st.sampled_from(BITS), max_size=6).map("".join)
words = texts.map(lambda text: f"{text}x")


@st.composite
def sides(draw):
    text = draw(texts)
    ends = draw(st.lists(st.integers(0, len(text)), min_size=0, max_size=4).map(sorted))
    return Side(text, tuple(Span(s, e) for s, e in zip(ends[::2], ends[1::2], strict=False)))


@st.composite
def records(draw):
    target = draw(sides())
    return record(
        rule=draw(st.sampled_from([*names(rules.__name__), "rule-of-tomorrow"])),
        severity=draw(st.sampled_from(Severity)),
        status=draw(st.sampled_from(Standing)),
        justification=draw(texts),
        fingerprint=draw(st.sampled_from(["00000000000000a1", "00000000000000b2"])),
        file=draw(words),
        line=draw(st.integers(0, 9)),
        unit=draw(st.none() | texts),
        document=draw(texts),
        concept=draw(st.none() | texts),
        message=draw(words),
        why=draw(texts),
        found=draw(texts),
        expected=tuple(draw(st.lists(texts, max_size=2))),
        source=draw(sides()),
        target=target,
        fixes=tuple(
            WrittenFix(
                kind=FixKind.SAFE,
                safe=draw(st.booleans()),
                span=span,
                replacement=draw(texts),
                line=draw(st.just(msgspec.UNSET) | texts),
            )
            for span in target.spans[:1]
        ),
        written=draw(st.just(msgspec.UNSET) | st.builds(Place, words, st.integers(1, 9), st.integers(1, 9))),
    )


runs = st.lists(records(), max_size=6).map(
    lambda found: run(sorted(found, key=lambda each: each.file), notices=("a\nb ](x) @c",))
)


def results(made):
    document = json.loads(rendered("sarif", made))
    SARIF.validate(document)
    return document["runs"][0]


def suites(made):
    tree = etree.fromstring(rendered("junit", made))
    JUNIT.assertValid(tree)
    JENKINS.assertValid(tree)
    return tree


# --- all of them -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_memory_does_not_grow_with_the_findings(kind, monkeypatch):
    monkeypatch.setattr(_workbook, "_MEMORY", 1 << 14)

    class Many:
        def __init__(self, count):
            self.count = count

        def __iter__(self):
            text = "두만호에 갔다. " * 20
            for number in range(self.count):
                yield record(index=number + 1, line=number + 1, source=Side(text + str(number), (Span(0, 3),)))

    class Sink(io.RawIOBase):
        def writable(self):
            return True

        def write(self, part):
            return len(part)

    def peak(count):
        made = msgspec.structs.replace(run([record()]), records=Many(count))
        out = io.TextIOWrapper(io.BufferedWriter(Sink()), "utf-8", newline="\n")
        tracemalloc.start()
        reports.writer(kind).write(made, out)
        used = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return used

    peak(10)  # what is loaded once
    assert peak(1200) < peak(300) + 300_000  # 900 findings are 500 kB of text; garbage waits for its collection


@pytest.mark.parametrize("kind", KINDS)
def test_a_text_of_a_megabyte(kind):
    long = "가나다라 마바사 " * 120_000
    side = Side(long, (Span(500_000, 500_004),))
    written = rendered(kind, run([record(source=side, target=side, message=f"“{long}” is not rendered")]))
    if kind in ("json", "jsonl", "csv", "html"):
        assert len(written) > 6_000_000  # whole: they are read by programs, or searched
    elif kind != "text":
        assert len(written) < len(rendered(kind, run([record()]))) + 20_000


@given(runs)
def test_signs_that_steer_a_terminal_or_break_markup_are_written_by_none(made):
    for kind in ("text", "github", "markdown", "junit"):
        written = rendered(kind, made).decode()
        odd = {sign for sign in written if not sign.isprintable()} - {"\n", "\u200d"}
        assert not odd, kind
    for kind in ("csv", "html"):
        assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe]", rendered(kind, made).decode())


def test_what_is_not_open_is_told_but_not_listed():
    ignored = record(status=Standing.IGNORED, justification="as agreed", found="Ignored")
    made = run([record(), ignored, record(status=Standing.BASELINED, found="Old"), record(status=Standing.BASELINED)])
    for kind in ("text", "github", "markdown"):
        written = rendered(kind, made).decode()
        assert "2 baselined; 1 ignored" in written
        assert written.count("misspelled-term") == (2 if kind == "markdown" else 1)  # its table and its list
    assert len(json.loads(rendered("gitlab", made))) == 1
    for kind in ("json", "jsonl", "csv", "html"):
        assert "as agreed" in rendered(kind, made).decode()


# --- sarif -------------------------------------------------------------------------------------------------------


@given(runs)
def test_sarif_keeps_the_standard(made):
    written = results(made)
    assert len(written["results"]) == len(made.records)
    assert written["invocations"][0]["exitCode"] == (0 if made.passed else 1)
    for found, result in zip(made.records, written["results"], strict=True):
        known = found.rule in names(rules.__name__)
        assert ("ruleIndex" in result) == known
        if known:
            assert written["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == found.rule
        assert "](" not in result["message"]["text"]
        assert ("suppressions" in result) == (found.status is not Standing.OPEN)
        sure = [fix for fix in found.fixes if isinstance(fix.line, str) and isinstance(found.written, Place)]
        for fix, change in zip(sure, result.get("fixes", []), strict=True):
            (replacement,) = change["artifactChanges"][0]["replacements"]
            region = replacement["deletedRegion"]
            units = found.target.text.encode("utf-16-le", "surrogatepass")
            start, end = (2 * (region[name] - found.written.column) for name in ("startColumn", "endColumn"))
            assert units[start:end].decode("utf-16-le", "surrogatepass") == fix.span.of(found.target.text)
            assert replacement["insertedContent"]["text"] == fix.replacement


def test_sarif_explains_every_rule():
    driver = results(run([]))["tool"]["driver"]
    assert [rule["id"] for rule in driver["rules"]] == list(names(rules.__name__))
    for rule in driver["rules"]:
        if rule["id"] in rules.local() or rule["id"] in rules.grouped():
            assert "glossary:" in rule["help"]["text"] or "->" in rule["help"]["text"]
        assert "->" not in rule["fullDescription"]["text"]
        assert rule["shortDescription"]["text"].endswith(".")
        assert rule["shortDescription"]["text"] in rule["fullDescription"]["text"].replace("\n", " ")


def test_sarif_states_the_baseline_only_where_one_was_used():
    states = [
        [result.get("baselineState") for result in results(run(found))["results"]]
        for found in ([record()], [record(), record(status=Standing.BASELINED), record(status=Standing.IGNORED)])
    ]
    assert states == [[None], ["new", "unchanged", "new"]]


@pytest.mark.parametrize(
    ("file", "uri", "base"),
    [
        ("a b/뉴스.tsv", "a%20b/%EB%89%B4%EC%8A%A4.tsv", "%SRCROOT%"),
        ("./a/./b.tsv", "a/b.tsv", "%SRCROOT%"),
        ("/srv/a:b#c?.tsv", "file:///srv/a%3Ab%23c%3F.tsv", None),
        ("C:/texts/a.tsv", "file:///C:/texts/a.tsv", None),
        ("javascript:alert(1)", "javascript%3Aalert%281%29", "%SRCROOT%"),
        ("//evil.example/x", "file:////evil.example/x", None),
    ],
)
def test_sarif_addresses(file, uri, base):
    (fix,) = record().fixes
    sure = msgspec.structs.replace(fix, line="Lake Duman")
    for found in (record(file=file), record(written=Place(file, 2, 1), fixes=(sure,))):
        (result,) = results(run([found]))["results"]
        artifacts = [result["locations"][0]["physicalLocation"]["artifactLocation"]]
        artifacts += [
            change["artifactLocation"] for fix in result.get("fixes", []) for change in fix["artifactChanges"]
        ]
        assert len(artifacts) == 1 + (found.written is not msgspec.UNSET)
        assert {(artifact["uri"], artifact.get("uriBaseId")) for artifact in artifacts} == {(uri, base)}


# --- identities --------------------------------------------------------------------------------------------------


def identities(found):
    of_sarif = [each["partialFingerprints"]["primaryLocationLineHash"] for each in results(run(found))["results"]]
    of_gitlab = [each["fingerprint"] for each in json.loads(rendered("gitlab", run(found)))]
    opened = [one for one, each in zip(of_sarif, found, strict=True) if each.open]
    assert of_gitlab == opened
    cases = [case.get("name") for case in suites(run(found)).iterfind("testsuite[2]/testcase")]
    assert len(set(cases)) == len(cases)
    return of_sarif


@given(st.lists(st.sampled_from(["00000000000000a1", "00000000000000b2", "00000000000000c3"]), max_size=8))
def test_equal_findings_have_different_identities_that_stay(prints):
    before = [record(fingerprint=each, line=number) for number, each in enumerate(prints, 1)]
    first = identities(before)
    assert len(set(first)) == len(first)
    # Lines move, one is new at the top, one is no longer open: all others are what they were.
    after = [record(fingerprint="00000000000000d4"), *(msgspec.structs.replace(each, line=99) for each in before)]
    if before:
        after[1] = msgspec.structs.replace(after[1], status=Standing.IGNORED)
    assert identities(after)[1:] == first


def test_the_same_finding_in_two_files_has_two_identities():
    assert len(set(identities([record(), record(file="other.tsv")]))) == 2


# --- gitlab ------------------------------------------------------------------------------------------------------


@given(runs)
def test_gitlab_keeps_the_schema(made):
    written = json.loads(rendered("gitlab", made))
    GITLAB.validate(written)
    for each in written:
        GITLAB_ENTRY.validate(each)
    prints = [each["fingerprint"] for each in written]
    assert len(prints) == len(set(prints)) == sum(each.open for each in made.records)


# --- junit -------------------------------------------------------------------------------------------------------


@given(runs)
def test_junit_keeps_the_schema_and_counts_right(made):
    tree = suites(made)
    for place in (tree, *tree.iterfind("testsuite")):
        assert int(place.get("tests")) == len(list(place.iter("testcase")))
        assert int(place.get("failures")) == len(list(place.iter("failure")))
    for suite in tree.iterfind("testsuite"):
        assert int(suite.get("skipped")) == len(list(suite.iter("skipped")))
    assert (int(tree.get("failures")) == 0) == made.passed
    failing = sum(each.open and each.severity.rank >= made.fail_on.rank for each in made.records)
    assert len(list(tree.iter("failure"))) == failing + (not made.passed)


def test_junit_fails_by_every_gate_and_shows_clean_files():
    gates = (Gate("findings", True, "0 findings"), Gate("score", False, "score 61.0% < 90.0%"))
    tree = suites(run([record(severity=MINOR)], gates=gates, files={"news.tsv": 1, "clean.tsv": 30}))
    assert [case.get("name") for case in tree.iter("testcase") if case.find("failure") is not None] == ["score"]
    assert tree.find("testsuite[@name='clean.tsv']/testcase").get("name") == "no finding in 30 segments"
    assert tree.find("testsuite[@name='news.tsv']/testcase/system-out") is not None


# --- github ------------------------------------------------------------------------------------------------------

COMMAND = re.compile(r"::(error|warning|notice) ([^:]*)::(.*)")


def commands(written):
    """The workflow commands of a text as a runner takes them, and its last line."""
    *lines, last, end = written.split("\n")
    assert end == ""
    assert not last.startswith("::")
    found = []
    for line in lines:
        level, properties, message = COMMAND.fullmatch(line).groups()
        pairs = dict(pair.split("=", 1) for pair in properties.split(","))
        for escape, sign in (("%3A", ":"), ("%2C", ","), ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
            pairs = {name: value.replace(escape, sign) for name, value in pairs.items()}
            message = message.replace(escape, sign) if escape not in ("%3A", "%2C") else message
        found.append((level, pairs, message))
    return found, last


@given(runs)
def test_a_text_is_no_command_of_github(made):
    found, last = commands(rendered("github", made).decode())
    shown = [each for each in found if each[1]["title"] != "ilchi"]
    opened = sorted((each for each in made.records if each.open), key=lambda each: -each.severity.rank)
    assert len(shown) == len(opened)
    for (level, pairs, message), each in zip(shown, opened, strict=True):
        assert level == {"critical": "error", "major": "error", "minor": "warning", "neutral": "notice"}[each.severity]
        assert pairs["title"] == f"{each.rule} ({each.severity})"
        assert len(pairs["file"]) >= len(each.file) and pairs.get("line", "0") == str(each.line)
        assert message.split("\n")[0].isprintable() or "\u200d" in message
        assert len(message.split("\n")) == (4 if each.source.text or each.target.text else 2)
    assert last.startswith("passed: " if made.passed else "FAILED: ")


@pytest.mark.parametrize("counts", [(3, 4, 5), (10, 10, 9), (11, 0, 0), (0, 30, 0), (12, 11, 10), (0, 0, 40)])
def test_github_shows_the_worst_and_says_what_it_leaves_out(counts):
    kinds = dict(zip((MAJOR, MINOR, NEUTRAL), counts, strict=True))
    found = [record(severity=kind) for kind in (NEUTRAL, MINOR, MAJOR) for _ in range(kinds[kind])]
    told, _ = commands(rendered("github", run(found)).decode())
    levels = Counter(level for level, _, _ in told)
    assert max(levels.values()) <= 10
    more = [message for _, pairs, message in told if pairs["title"] == "ilchi"]
    left = {kind: kinds[kind] - most for kind, most in ((MAJOR, 10), (MINOR, 10), (NEUTRAL, 9)) if kinds[kind] > most}
    if not left:
        assert not more
    else:
        total = sum(left.values())
        listed = ", ".join(f"{count} {kind}" for kind, count in left.items())
        assert more == [f"{total} further finding{'s' * (total > 1)} without an annotation: {listed}"]
    first = [level for level, pairs, _ in told if pairs["title"] != "ilchi"]
    assert first == sorted(first, key=["error", "warning", "notice"].index)


# --- markdown ----------------------------------------------------------------------------------------------------

ALLOWED = {
    "h3",
    "p",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "code",
    "b",
    "strong",
    "details",
    "summary",
    "blockquote",
    "div",
}


def page(written):
    """The elements of a comment, as a host renders it."""
    return lxml_html.fragment_fromstring(MarkdownIt("commonmark").enable("table").render(written), create_parent="div")


@given(runs)
def test_a_text_is_no_markup_in_a_comment(made):
    tree = page(rendered("markdown", made).decode())
    tags = [each for each in tree.iter() if isinstance(each.tag, str)]
    assert {each.tag for each in tags} <= ALLOWED
    assert not [each.attrib for each in tags if set(each.attrib) - {"style"}]
    blocks = tree.findall(".//details")
    opened = sorted((each for each in made.records if each.open), key=lambda each: -each.severity.rank)
    assert len(blocks) == len(opened)
    for block, each in zip(blocks, opened, strict=True):
        lines = block.text_content()
        assert lines.startswith(each.severity)
        for text in (each.message, each.target.text):
            visible = "".join(sign for sign in text if sign.isprintable() or sign == "\u200d")
            assert re.sub(r"\s", "", visible) in re.sub(r"[\s↵�]", "", lines)
    # Nothing that begins a mention has its name right behind it, in one text.
    for text in tree.xpath("//text()"):
        assert not re.search(r"[@#!~$&]\w", text)


def test_a_comment_is_never_too_large():
    wide = "@<" * 500
    side = Side(wide, (Span(0, 1000),))
    worst = [
        record(
            file=f"{wide}{n}", concept=f"{wide}{n}", message=wide, why=wide, expected=(wide,), source=side, target=side
        )
        for n in range(200)
    ]
    gates = tuple(Gate(wide, False, wide) for _ in range(100))
    written = rendered("markdown", run(worst, notices=(wide,) * 100, gates=gates))
    assert len(written) < 60_000
    assert re.search(rb"\n\d+ further findings not shown here, the worst first\.\n$", written)
    many = rendered("markdown", run([record(severity=MINOR)] * 400 + [record()] * 3))
    assert len(many) < 60_000
    blocks = page(many.decode()).findall(".//details")
    assert [block.text_content().split()[0] for block in blocks] == ["major"] * 3 + ["minor"] * 47
    assert many.endswith(b"\n353 further findings not shown here, the worst first.\n")


# --- csv and xlsx ------------------------------------------------------------------------------------------------


@given(runs)
def test_csv_is_read_back_and_holds_no_formula(made):
    written = rendered("csv", made).decode()
    rows = list(csv.reader(io.StringIO(written, newline=""), strict=True))
    assert [len(row) for row in rows] == [18] * (len(made.records) + 1)
    assert not re.search(r"(?<!\r)\n", re.sub(r'"[^"]*"', "", written))
    for row, each in zip(rows[1:], made.records, strict=True):
        cells = dict(zip(rows[0], row, strict=True))
        assert cells["fingerprint"] == each.fingerprint
        assert not [cell for cell in row if re.match(r"[=+\-@＝\t\r\n]", cell)]
        clean = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe]", "\ufffd", each.target.text)
        assert cells["target"] in (disarmed(clean), f"'{disarmed(clean)}")


@given(runs)
def test_a_workbook_is_read_back_and_holds_no_formula(made):
    written = rendered("xlsx", made)
    book = openpyxl.load_workbook(io.BytesIO(written), rich_text=False)
    assert book.sheetnames == ["findings", "summary"]
    heads, *rows = book["findings"].iter_rows()
    assert len(rows) == len(made.records)
    assert {cell.data_type for row in [heads, *rows] for cell in row} <= {"s", "n"}
    names_of = [cell.value for cell in heads]
    for row, each in zip(rows, made.records, strict=True):
        cells = dict(zip(names_of, row, strict=True))
        assert cells["fingerprint"].value == each.fingerprint
        assert cells["verdict"].value is None
        assert cells["comment"].value is None
        for name, text in (("target", each.target.text), ("found", each.found)):
            if re.match(r"\s*[=+\-@＝]", text):
                assert cells[name].quotePrefix
    assert book["findings"].auto_filter.ref == f"A1:U{len(rows) + 1}"
    assert book["findings"].freeze_panes == "A2"
    assert rendered("xlsx", made) == written


def test_a_workbook_offers_the_verdicts_and_goes_on_in_another_sheet(monkeypatch):
    monkeypatch.setattr(_workbook, "_ROWS", 4)
    for count, sheets in ((0, [1]), (3, [4]), (4, [4, 2]), (7, [4, 4, 2])):
        book = openpyxl.load_workbook(io.BytesIO(rendered("xlsx", run([record(index=n + 1) for n in range(count)]))))
        assert [sheet.max_row for sheet in book.worksheets[:-1]] == sheets
        assert book.worksheets[0].title == "findings"
        for sheet in book.worksheets[:-1]:
            if sheet.max_row > 1:
                (offered,) = sheet.data_validations.dataValidation
                assert offered.formula1 == '"confirmed,false-positive,intended"'
                assert str(offered.sqref) == ("N2" if sheet.max_row == 2 else f"N2:N{sheet.max_row}")
                assert sheet["M1"].value == "notes"
                assert sheet["N1"].value == "verdict"


def test_a_long_cell_keeps_the_marked_words():
    long = "x" * 50_000 + "HERE" + "y" * 50_000
    side = Side(long, (Span(50_000, 50_004),))
    book = openpyxl.load_workbook(io.BytesIO(rendered("xlsx", run([record(source=side, target=side, found=long)]))))
    values = {head.value: cell.value for head, cell in zip(*book["findings"].iter_rows(), strict=True)}
    assert "HERE" in values["source"]
    assert "HERE" in values["target"]
    assert len(values["found"]) < 32_767


def test_a_workbook_is_not_for_a_terminal(monkeypatch):
    out = io.TextIOWrapper(io.BytesIO(), "utf-8")
    monkeypatch.setattr(out, "isatty", lambda: True, raising=False)
    with pytest.raises(CheckerError, match="--output xlsx:PATH"):
        xlsx.write(run([]), out)
