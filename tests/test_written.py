"""Where findings stand in real files, and fixes that make of them what the format itself would write."""

import io
import json
import shutil
from functools import partial
from pathlib import Path
from urllib.parse import unquote

import pytest
from markdown_it import MarkdownIt

from checker import formats
from checker.family import member, names
from checker.formats import Input, format_of
from checker.model import FixKind, Severity, Span
from checker.project.places import locating
from checker.reports import Place, Side, WrittenFix
from tests.runs import record, rendered, run

GLOSSARY = "id,category,source,target,admitted,forbidden\nlake,place,두만호,Lake Duman,,Duman Lake\n"
TEXT = "They 👍 went to Duman Lake."
PO_HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
XLIFF = """<?xml version="1.0"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file original="a" source-language="ko" target-language="en" datatype="plaintext"><body>
<trans-unit id="1"><source>두만호에 갔다.</source><target>They 👍 went to Duman Lake.</target></trans-unit>
<trans-unit id="2">
  <source>두만호 &amp; 강</source>
  <target>Duman Lake &amp; river</target>
</trans-unit>
<trans-unit id="3" translate="yes">
  <source>두만호 <x id="1"/> 강</source>
  <target>Duman Lake <x id="1"/> river</target>
</trans-unit>
</body></file></xliff>
"""
# Files, and what of the first finding is known: the line and the column, in UTF-16 code units; None where nothing is.
FILES = {
    "a.tsv": (f"source\ttarget\n두만호에 갔다.\t{TEXT}\n", (2, 10)),
    "bom.tsv": (f"\ufeffsource\ttarget\n두만호에 갔다.\t{TEXT}\n", (2, 10)),
    "first.tsv": (f"\ufefftarget\tsource\n{TEXT}\t두만호에 갔다.\n", (2, 1)),
    "crlf.csv": (f"source,target\r\n두만호에 갔다.,{TEXT}\r\n", (2, 10)),
    "quoted.csv": ('source,target\n두만호에 갔다.,"They went, to Duman Lake."\n', (2, 11)),
    "doubled.csv": ('source,target\n두만호에 갔다.,"They ""went"" to Duman Lake."\n', None),
    "lines.csv": ('source,target\n두만호에 갔다.,"They went\nto Duman Lake."\n두만호.,At Duman Lake.\n', None),
    "a.jsonl": (f'{{"source": "두만호에 갔다.", "target": "{TEXT}", "id": 1}}\n', (1, 35)),
    "escaped.jsonl": ('{"source": "두만호에 갔다.", "target": "They \\"went\\" to Duman Lake."}\n', None),
    "a.po": (f'{PO_HEAD}#: a.c:1\nmsgid "두만호에 갔다."\nmsgstr "{TEXT}"\n', (7, 9)),
    "wrapped.po": (f'{PO_HEAD}msgid "두만호에 갔다."\nmsgstr ""\n"They went to "\n"Duman Lake."\n', None),
    "fuzzy.po": (f'{PO_HEAD}#, fuzzy\nmsgid "두만호에 갔다."\nmsgstr "{TEXT}"\n', None),
    "a.xlf": (XLIFF, (4, 53)),
}


# Formats whose examples have their targets as they are; the others pack them, or note with a target that it changed.
LITERAL = {
    "arb", "csv", "i18n-json", "ini", "jsonl", "moses", "po", "properties", "resx", "tmx", "ts", "tsv", "xliff",
    "xliff2",
}  # fmt: skip


def format_named(name):
    return member(formats.__name__, name)


@pytest.fixture
def found(ilchi, tmp_path):
    """Checks files in a folder and gives the findings of ``deprecated-term`` of the JSON report."""
    (tmp_path / "g.csv").write_text(GLOSSARY, encoding="utf-8")

    def check(*names, **files):
        ran = ilchi("check", *names, "-g", "g.csv", "--from", "ko", "--to", "en", "--format", "jsonl", cwd=tmp_path)
        assert ran.status in (0, 1), ran.err
        return [each for each in map(json.loads, ran.out.splitlines()) if each["rule"] == "deprecated-term"]

    return check


def write(folder, name, text, encoding="utf-8"):
    (folder / name).write_bytes(text.encode(encoding))


def test_places_are_those_of_the_file(found, tmp_path):
    for name, (text, _) in FILES.items():
        write(tmp_path, name, text)
    findings = found(*FILES)
    for name, (text, place) in FILES.items():
        first = next((each for each in findings if each["file"] == name), None)
        if name == "fuzzy.po" and first is None:
            continue  # a fuzzy translation may have no findings at all
        if place is None:
            assert "written" not in first, name
            assert not any("line" in fix for fix in first["fixes"]), name
            continue
        assert first["written"] == {"file": name, "line": place[0], "column": place[1]}, name
        line = text.removeprefix("\ufeff").split("\n")[place[0] - 1].encode("utf-16-le")
        assert line[(place[1] - 1) * 2 :].decode("utf-16-le").startswith(first["target"]["text"]), name
        (fix,) = first["fixes"]
        assert fix["line"] == line.decode("utf-16-le").removesuffix("\r").replace("Duman Lake", "Lake Duman"), name


def test_a_later_segment_is_found_behind_one_on_several_lines(found, tmp_path):
    write(tmp_path, "lines.csv", FILES["lines.csv"][0])
    assert [each.get("written") for each in found("lines.csv")] == [None, {"file": "lines.csv", "line": 4, "column": 6}]


def test_the_place_of_a_pair_is_in_the_file_with_the_targets(found, tmp_path):
    write(tmp_path, "a.ko", "강\n두만호에 갔다.\n")
    write(tmp_path, "a.en", f"river\n{TEXT}\n")
    (only,) = found("a.ko", "a.en")
    assert only["file"] == "a.ko"
    assert only["written"] == {"file": "a.en", "line": 2, "column": 1}


@pytest.mark.parametrize("encoding", ["cp949", "utf-16-le"])
def test_other_encodings(ilchi, tmp_path, encoding):
    write(tmp_path, "g.csv", GLOSSARY, encoding)
    write(tmp_path, "a.tsv", "source\ttarget\n두만호에 갔다.\t호수 Duman Lake.\n", encoding)
    ran = ilchi(
        "check", "a.tsv", "-g", "g.csv", "--encoding", encoding, "--to", "en", "--format", "jsonl", cwd=tmp_path
    )
    first = next(each for each in map(json.loads, ran.out.splitlines()) if each["rule"] == "deprecated-term")
    assert first["written"] == {"file": "a.tsv", "line": 2, "column": 10}
    assert first["fixes"][0]["line"] == "두만호에 갔다.\t호수 Lake Duman."


def test_a_file_that_is_not_changed_has_no_places(ilchi, tmp_path):
    (tmp_path / "g.csv").write_text(GLOSSARY, encoding="utf-8")
    text = f"source\ttarget\n두만호에 갔다.\t{TEXT}\n"
    ran = ilchi("check", "-", "-g", "g.csv", "--format", "jsonl", "--to", "en", cwd=tmp_path, stdin=text)
    assert ran.status == 1, ran.err
    assert "written" not in json.loads(ran.out.splitlines()[0])


def test_several_targets_on_one_line(found, tmp_path):
    whole = "".join(line.strip() for line in XLIFF.splitlines())
    write(tmp_path, "one.xlf", whole)
    places = [each.get("written") for each in found("one.xlf")]
    # One of them has a reference, so that not all of the line is as it is.
    assert places == [None, None, None]
    write(tmp_path, "one.xlf", whole.replace(" &amp; ", " and "))
    places = [each.get("written") for each in found("one.xlf")]
    assert places[2] is None  # it has a code
    for place in places[:2]:
        assert place["line"] == 1
        assert (
            whole.replace(" &amp; ", " and ").replace("👍", "👍+")[place["column"] - 1 :].startswith(("They", "Duman"))
        )


@pytest.mark.parametrize("name", [name for name in names(formats.__name__) if hasattr(format_named(name), "write")])
def test_what_is_told_of_the_example_of_a_format_is_so(tmp_path, name):
    """In whatever format: a place is where the text stands, and a sure fix makes what the format would write."""
    module = format_named(name)
    paths = [tmp_path / file for file in module.example()]
    for path, content in zip(paths, module.example().values(), strict=True):
        path.write_bytes(content)
    first, *partner = (Input(str(path), partial(path.open, "rb")) for path in paths)
    given = Input(first.name, first.open, None, partner[0] if partner else None)
    segments = list(module.read_segments(given))
    fix = WrittenFix(kind=FixKind.SAFE, safe=True, span=Span(0, 1), replacement="Zz")
    told = [
        record(file=given.name, index=index, target=Side(segment.target, (Span(0, 1),)), fixes=(fix,))
        for index, segment in enumerate(segments, 1)
        if segment.target
    ]
    holder, sure = Path((given.partner or given).name), 0
    for each in locating({given.name: given})(told):
        if not isinstance(each.written, Place):
            continue
        assert each.written.file == str(holder)
        lines = holder.read_bytes().decode("utf-8").split("\n")
        line = lines[each.written.line - 1]
        units = line.encode("utf-16-le")[2 * (each.written.column - 1) :]
        assert units.decode("utf-16-le").startswith(each.target.text)
        if isinstance(each.fixes[0].line, str):
            written = io.BytesIO()
            module.write(given, {each.index: fix.replacement + each.target.text[1:]}, written)
            lines[each.written.line - 1] = each.fixes[0].line + "\r" * line.endswith("\r")
            assert written.getvalue().decode("utf-8") == "\n".join(lines)
            sure += 1
    assert sure == len(told) or name not in LITERAL


def test_fixes_that_are_written_on_several_lines_leave_the_others_sure(found, tmp_path):
    """A translation that becomes too long for a line is wrapped, as the others in the file are."""
    entries = [f'{PO_HEAD}msgid "강"\nmsgstr ""\n"{"river " * 11}"\n"{"river " * 11}"\n']
    entries += [f'\nmsgid "두만호 {n}"\nmsgstr "{"a" * (20 + n)} by Duman Lk {n}."\n' for n in range(10, 30)]
    write(tmp_path, "wrap.po", "".join(entries))
    glossary = GLOSSARY.replace("Duman Lake", "Duman Lk").replace("Lake Duman", "Lake Duman in the North")
    write(tmp_path, "g.csv", glossary)
    sure = ["line" in each["fixes"][0] for each in found("wrap.po")]
    assert sure == [True] * 10 + [False] * 10


# --- sarif -------------------------------------------------------------------------------------------------------


def applied(folder, fix):
    """Apply a fix of a SARIF log to the real file, as a viewer does."""
    for change in fix["artifactChanges"]:
        assert change["artifactLocation"]["uriBaseId"] == "%SRCROOT%"
        path = folder / unquote(change["artifactLocation"]["uri"])
        lines = path.read_bytes().decode("utf-8").split("\n")
        for replacement in change["replacements"]:
            region = replacement["deletedRegion"]
            mark = "\ufeff" if region["startLine"] == 1 and lines[0].startswith("\ufeff") else ""
            units = lines[region["startLine"] - 1].removeprefix(mark).encode("utf-16-le")
            start, end = (2 * (region[name] - 1) for name in ("startColumn", "endColumn"))
            inserted = replacement["insertedContent"]["text"].encode("utf-16-le")
            lines[region["startLine"] - 1] = mark + (units[:start] + inserted + units[end:]).decode("utf-16-le")
        path.write_bytes("\n".join(lines).encode("utf-8"))


def test_a_fix_of_sarif_makes_the_file_that_the_format_would_write(ilchi, tmp_path):
    (tmp_path / "g.csv").write_text(GLOSSARY, encoding="utf-8")
    folder, copy = Path("a folder", "뉴스"), tmp_path / "copy"
    (tmp_path / folder).mkdir(parents=True)
    for name, (text, _) in FILES.items():
        write(tmp_path / folder, name, text)
    languages = ("--from", "ko", "--to", "en")
    ran = ilchi("check", folder, "-g", "g.csv", *languages, "--format", "sarif", cwd=tmp_path)
    fixed = []
    for result in json.loads(ran.out)["runs"][0]["results"]:
        for fix in result.get("fixes", ()):
            shutil.rmtree(copy, ignore_errors=True)
            shutil.copytree(tmp_path / "a folder", copy / "a folder")
            applied(copy, fix)
            path = folder / Path(unquote(fix["artifactChanges"][0]["artifactLocation"]["uri"])).name
            given = Input(str(path), partial((tmp_path / path).open, "rb"))
            module, index = format_of(given, "read_segments"), result["properties"]["index"]
            target = list(module.read_segments(given))[index - 1].target.replace("Duman Lake", "Lake Duman")
            wanted = io.BytesIO()
            module.write(given, {index: target}, wanted)
            assert (copy / path).read_bytes() == wanted.getvalue()
            fixed.append(path.name)
    assert sorted(fixed) == sorted([*(name for name, (_, place) in FILES.items() if place), "lines.csv"])


def test_a_report_made_later_tells_the_same_places(ilchi, tmp_path):
    write(tmp_path, "g.csv", GLOSSARY)
    write(tmp_path, "a.tsv", FILES["a.tsv"][0])
    outputs = ("--output", "json:r.json", "--output", "sarif:r.sarif", "--output", "github-review:r.review")
    assert ilchi("check", "a.tsv", "-g", "g.csv", "--from", "ko", "--to", "en", *outputs, cwd=tmp_path).status == 1
    for kind, file in (("sarif", "r.sarif"), ("github-review", "r.review")):
        assert ilchi("report", "r.json", "--format", kind, cwd=tmp_path).out == (tmp_path / file).read_text("utf-8")
    spoiled = (tmp_path / "r.json").read_text("utf-8").replace('"column":10', '"column":0')
    write(tmp_path, "r.json", spoiled)
    ran = ilchi("report", "r.json", "--format", "sarif", cwd=tmp_path)
    assert (ran.status, "column" in ran.message) == (2, True)


def test_the_region_of_a_finding_is_its_words():
    made = record(written=Place("b.en", 7, 5), target=Side("👍 Duman Lake.", (Span(2, 12),)))
    (result,) = json.loads(rendered("sarif", run([made])))["runs"][0]["results"]
    physical = result["locations"][0]["physicalLocation"]
    assert physical["region"] == {"startLine": 7, "startColumn": 8, "endColumn": 18}
    assert physical["artifactLocation"]["uri"] == "b.en"
    whole = record(written=Place("b.en", 7, 5), target=Side("👍 a", ()))
    (result,) = json.loads(rendered("sarif", run([whole])))["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 7, "startColumn": 5, "endColumn": 9}


# --- the review of a pull request --------------------------------------------------------------------------------


def review(*found):
    return json.loads(rendered("github-review", run(found)))


def fixed_line(line, **fields):
    fix = WrittenFix(kind=FixKind.SAFE, safe=True, span=Span(0, 1), replacement="x", line=line)
    return record(fixes=(fix,), **({"written": Place("a.tsv", 3, 1)} | fields))


def test_a_review_is_what_the_interface_takes():
    neutral = record(severity=Severity.NEUTRAL, index=9, line=9)
    made = review(
        record(), fixed_line("두만호\tLake Duman"), neutral, record(file="/srv/x.tsv"), record(line=0, index=4)
    )
    assert set(made) == {"event", "body", "comments"}
    assert made["event"] == "COMMENT"
    assert [(each["path"], each["line"], each["side"]) for each in made["comments"]] == [
        ("news.tsv", 2, "RIGHT"),
        ("a.tsv", 3, "RIGHT"),
    ]
    assert all(set(each) == {"path", "line", "side", "body"} for each in made["comments"])
    assert made["comments"][1]["body"].endswith("```suggestion\n두만호\tLake Duman\n```")
    assert made["body"].count("\n- **major**") == 4
    assert "1 further finding" in made["body"]


def test_findings_on_a_line_share_a_comment_with_one_suggestion():
    made = review(fixed_line("one"), fixed_line("two", message="another"), *[fixed_line("x", message="m")] * 5)
    (comment,) = made["comments"]
    assert comment["body"].count("suggestion") == 1
    assert "another" in comment["body"]
    assert "2 further findings" in comment["body"]


def test_a_review_stays_within_what_github_takes():
    made = review(*(record(line=number, message="`@x` " * 400) for number in range(1, 200)))
    assert len(made["comments"]) == 30
    assert len(made["body"]) < 65_536
    assert "further findings" in made["body"]
    assert all(len(each["body"]) < 65_536 for each in made["comments"])


@pytest.mark.parametrize(
    "line", ["a ``` b", "````", "``````suggestion", "~~~", "@team <b>x</b> [a](http://z.example) `"]
)
def test_no_line_ends_its_suggestion(line):
    (comment,) = review(fixed_line(line))["comments"]
    *_, block = MarkdownIt("commonmark").parse(comment["body"])
    assert (block.type, block.info, block.content) == ("fence", "suggestion", f"{line}\n")


@pytest.mark.parametrize("line", ["a\u202eb", "a\u200bb", "a\x1b[0m", "a\rb", "a\u2028b", "a\u2066b", "a\ue000b"])
def test_a_line_that_nobody_sees_whole_is_not_suggested(line):
    (comment,) = review(fixed_line(line))["comments"]
    assert "suggestion" not in comment["body"]


def test_no_text_mentions_or_links_or_marks_up_in_a_review():
    bad = "/close @team #12 !3 GH-12 http://z.example www.z.example a@z.example <b>x</b> [a](b) `c` | deadbeef1"
    made = review(record(message=bad, why=bad, expected=(bad,), reason=bad, file=bad.replace("/", ""), unit=bad))
    parser = MarkdownIt("commonmark", {"linkify": True, "html": True}).enable(["linkify"])
    for text in (made["body"], made["comments"][0]["body"]):
        page = parser.render(text)
        assert "<a " not in page
        assert "<b>" not in page
        for sign in ("@team", "#12", "!3", "GH-12", "deadbeef1", "://z", "www.z", "a@z"):
            assert sign not in page, sign
        assert not any(line.startswith("/") for line in text.splitlines())
