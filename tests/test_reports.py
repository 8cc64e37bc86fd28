"""Reports: golden files of one hard corpus, carets under the right cells, and formats that agree.

The files under ``data/golden`` were made by ``ilchi check hard.jsonl -g names.csv`` and then read. Only the signature,
which changes with versions, is taken out before bytes are compared.
"""

import io
import itertools
import json
import re
import unicodedata

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from lxml import html as lxml_html
from wcwidth import iter_graphemes, wcswidth

from checker import Corpus, Glossary, Segment, Settings, check, reports
from checker.judging.gate import gates
from checker.model import Severity
from checker.reports import json as json_report
from checker.reports import text as text_report

EXPECTED = {"text": "expected.txt", "json": "expected.json", "html": "expected.html"}
SIGNATURE = re.compile(r"ilchi [\w.]+\|[^\"<\n]*")
ROOM = 100  # cells of a line where no terminal says


@pytest.fixture(scope="module")
def made(ilchi, data):
    """The hard report in each format."""
    ran = {
        kind: ilchi("check", "hard.jsonl", "-g", "names.csv", "--format", kind, cwd=data / "golden")
        for kind in EXPECTED
    }
    assert {each.status for each in ran.values()} == {1}
    return {kind: each.out for kind, each in ran.items()}


@pytest.mark.parametrize("kind", EXPECTED)
def test_the_hard_report_is_the_golden_one(made, data, kind):
    expected = (data / "golden" / EXPECTED[kind]).read_bytes().decode()
    assert SIGNATURE.sub("(signature)", made[kind]) == SIGNATURE.sub("(signature)", expected)


def test_the_hard_report_holds_many_rules(made):
    assert len({finding["rule"] for finding in json.loads(made["json"])["findings"]}) >= 16


def test_reports_agree_on_the_findings(made):
    def plain(text):
        return re.sub(r"\s+", " ", text.replace("↵", " ")).strip()

    found = json.loads(made["json"])["findings"]
    expected = [(f"{f['file']}:{f['line']}", f["severity"], plain(f["message"]), f["rule"], f["reason"]) for f in found]
    head = r"^(\S+:\d+): (\w+): (.*) \[([\w-]+)(?: \(([\w-]+)\))?\] (\w{8})$"
    text = re.findall(head, made["text"], re.MULTILINE)
    assert [(place, severity, plain(message), *rest) for place, severity, message, *rest, _ in text] == expected
    assert [short for *_, short in text] == [f["fingerprint"][:8] for f in found]
    page = lxml_html.document_fromstring(made["html"])
    shown = []
    for article in page.iter("article"):
        severity = article.findtext("h2/span")
        about = re.fullmatch(
            r"(\S+:\d+) · segment \d+ · ([\w-]+)(?: \(([\w-]+)\))?", article.xpath("string(p[@class='about'])")
        )
        message = plain(article.find("h2").text_content().removeprefix(severity))
        shown.append((about[1], severity, message, about[2], about[3] or ""))
    assert shown == expected


def test_the_text_report_holds_nothing_that_steers_a_terminal(made):
    odd = {sign for sign in made["text"] if not sign.isprintable()} - {"\n", "\u200d"}
    assert not odd
    assert "\u200d" in made["text"]  # within an emoji


def test_the_page_holds_the_raw_texts_escaped_and_no_script(made, data):
    # Well-formed but for the void elements: nothing of a text has become markup.
    page = lxml_html.document_fromstring(made["html"])
    assert {each.tag for each in page.iter() if isinstance(each.tag, str)} == {
        "html", "head", "meta", "title", "style", "body", "h1", "p", "strong", "dl", "div", "dt", "dd", "main",
        "article", "h2", "span", "bdi", "mark", "footer",
    }  # fmt: skip
    assert not page.xpath("//@*[starts-with(name(), 'on') or name() = 'src' or name() = 'href']")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in made["html"]
    assert "<script" not in made["html"].lower()
    texts = [bdi.text_content() for bdi in page.iter("bdi")]
    marks = [[mark.text_content() for mark in bdi.iter("mark")] for bdi in page.iter("bdi")]
    findings = json.loads(made["json"])["findings"]
    sides = [finding[side] for finding in findings for side in ("source", "target")]
    broken = str.maketrans({"\r": "\n"})  # a carriage return is a line break to every reader of HTML
    # What HTML does not allow, and what turns the direction.
    replaced = str.maketrans({"\x1b": "\ufffd", "\u202e": "[U+202E]", "\u202c": "[U+202C]"})

    def as_parsed(text):
        return text.translate(broken).translate(replaced)

    assert [as_parsed(text) for text in texts] == [as_parsed(side["text"]) for side in sides]
    assert marks == [[as_parsed(side["text"][s:e]) for s, e in side["spans"]] for side in sides]


def test_the_page_has_only_characters_that_html_allows(made):
    assert not re.findall(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef]", made["html"])


def test_the_page_says_what_it_is_in(made):
    parser = etree.HTMLParser(encoding="utf-8")
    page = etree.fromstring(made["html"].encode(), parser)
    assert page.xpath("string(//meta/@charset)") == "utf-8"
    assert page.xpath("string(//title)") == "ilchi: failed"
    assert {each.get("lang") for each in page.iter("p") if each.get("class") == "text"} == {"ko", "en"}
    assert made["html"].startswith("<!doctype html>\n")


# --- the schema --------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def schema():
    from importlib.resources import files

    content = json.loads(files(reports).joinpath("report.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(content)
    return jsonschema.Draft202012Validator(content)


def test_the_report_keeps_the_schema(made, schema, ilchi, data):
    schema.validate(json.loads(made["json"]))
    for file in ("termless.csv", "clean.csv"):
        ran = ilchi("check", file, "-g", "names.csv", "--format", "json", "--require-terms", cwd=data / "cli")
        schema.validate(json.loads(ran.out))


def keys_of(value, path=()):
    """The paths of all keys whose absence must be noticed."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if path[-1:] != ("rules",):
                yield (*path, key)
            yield from keys_of(inner, (*path, key))
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            yield from keys_of(inner, (*path, at))


def test_the_schema_asks_for_every_key_and_allows_more(made, schema):
    report = json.loads(made["json"])
    wanted = ("deprecated-term", "inconsistent-term")
    report["findings"] = [next(f for f in report["findings"] if f["rule"] == rule) for rule in wanted]
    for path in list(keys_of(report)):
        broken = json.loads(json.dumps(report))
        place = broken
        for step in path[:-1]:
            place = place[step]
        del place[path[-1]]
        later = path[-1] in ("written", "gating") or (path[0], path[-1]) in (
            ("files", "languages"),
            ("unread", "unread"),
        )
        optional = later or path[-3:-2] + path[-1:] == ("fixes", "line")
        assert schema.is_valid(broken) == optional, path
        place["new key"] = 1
        place[path[-1]] = object()
        assert not schema.is_valid(broken), path
    report["new"] = report["findings"][0]["new"] = report["summary"]["new"] = None
    schema.validate(report)


# --- carets ------------------------------------------------------------------------------------------------------

GLOSSARY = Glossary.from_rows(
    [
        {
            "id": "x",
            "category": "organization",
            "source": "조선민주주의인민공화국",
            "target": "North Korea",
            "forbidden": "Norkor",
        },
        {"id": "y", "category": "person", "source": "김정은", "target": "Kim Jong Un"},
    ]
)


def run_of(report):
    return reports.Run.of(report, gates(report.summary, Severity.MAJOR), Severity.MAJOR, "ko", "en")


def written(corpus):
    """The findings of a corpus and the text report."""
    report = check(corpus, GLOSSARY)
    out = io.StringIO()
    text_report.write(run_of(report), out)
    return list(report.findings), out.getvalue().split("\n")


def visible(text):
    """What a text looks like on one line."""
    shown = []
    for sign in unicodedata.normalize("NFC", text):
        if sign.isprintable() or sign in "\u200d\ufe0f":
            shown.append(sign)
        else:
            shown.append("↵" if sign in "\n\r\x0b\x0c\x85\u2028\u2029" else " " if sign in "\t\u3000\xa0" else "�")
    return "".join(shown)


def above(line, carets):
    """What of ``line`` stands above carets, all or none of a sign's cells."""
    at, found = 0, []
    for sign in iter_graphemes(line + " " * (len(carets) - wcswidth(line))):  # blanks at the end are not written
        cells = wcswidth(sign)
        under = carets[at : at + cells].ljust(cells)
        assert under in ("^" * cells, " " * cells), (line, carets, sign)
        if cells and under[0] == "^":
            found.append(sign)
        at += cells
    assert len(carets) <= at
    return "".join(found)


def assert_carets(segment):
    findings, lines = written(Corpus.of([segment]))
    assert findings
    at = 0
    for finding in findings:
        reason = f" ({finding.reason})" if finding.reason else ""
        assert lines[at].endswith(f"[{finding.rule}{reason}] {finding.fingerprint[:8]}")
        at += 1
        for label, text, spans in (("ko", segment.source, finding.source), ("en", segment.target, finding.target)):
            assert lines[at][:8].strip() == label
            line = lines[at][8:]
            assert wcswidth(line) <= ROOM - 8
            whole = "".join(visible(text[s:e]) for s, e in cuts(text, spans))
            assert (line == whole.rstrip()) or ("…" in (line[0], line[-1]) and line.strip("…") in whole)
            if spans:
                at += 1
                marked = "".join(visible(span.of(text)) for span in spans)
                shown = above(line, lines[at][8:])
                assert shown
                assert lines[at].startswith(" " * 8)
                assert shown == marked or (line.endswith("…") and marked.startswith(shown))
            at += 1
        while lines[at]:
            at += 1
        at += 1


def cuts(text, spans):
    """Where a text is cut at the edges of spans."""
    edges = sorted({0, len(text), *(edge for span in spans for edge in (span.start, span.end))})
    return list(itertools.pairwise(edges))


NFD = unicodedata.normalize("NFD", "한글 값")
AROUND = [
    "가나다 ", NFD, "👩‍🚀", "👨‍👩‍👧", "❤️", "é", "e\u0301", "\t", "\n", "\r", "\x1b[31m", "\u202e", "\u2067", "abc ",
    "Ｋ", "ｱ", "·", "，", "「", "<b>", "[red]", "\u3000", "\xa0", "\u200b", "…", "🎖", "漢字", "q\u0323\u0307", "\x00",
    "\x9b2J", "\u2028",
]  # fmt: skip
TERMS = ["조선민주주의인민공화국", unicodedata.normalize("NFD", "조선민주주의인민공화국"), "조선민주주의 인민공화국"]


def sides(longest):
    return st.lists(st.sampled_from(AROUND), max_size=longest).map("".join)


@given(before=sides(8), after=sides(8), term=st.sampled_from(TERMS), left=sides(8), right=sides(8))
def test_carets_stand_under_the_marked_words(before, after, term, left, right):
    assert_carets(Segment(source=f"{before} {term} {after}", target=f"{left} Norkor {right}"))


@given(before=sides(80), after=sides(80), term=st.sampled_from(TERMS), left=sides(80), right=sides(80))
def test_carets_stand_under_the_marked_words_of_cut_texts(before, after, term, left, right):
    assert_carets(Segment(source=f"{before} {term} {after}", target=f"{left} Norkor {right}"))


@given(source=sides(90).filter(str.strip), target=st.sampled_from(["", " ", "\t"]))
def test_carets_under_a_whole_text(source, target):
    assert_carets(Segment(source=source, target=target))


@pytest.mark.parametrize("emoji", ["🇰🇷", "👍🏽", "1️⃣🇰🇵", "👩🏽‍🚀"])
def test_carets_behind_flags_and_skin_tones(emoji):
    assert_carets(Segment(source=f"{emoji} 조선민주주의인민공화국", target=f"{emoji} Norkor"))


@pytest.mark.parametrize("emoji", ["👩‍🚀", "❤️", "1️⃣", "🎖"])
def test_carets_behind_other_emoji(emoji):
    assert_carets(Segment(source=f"{emoji} 조선민주주의인민공화국", target=f"{emoji} Norkor"))


def test_a_marked_text_longer_than_a_line():
    assert_carets(Segment(source="가나다라 " * 40, target=""))
    assert_carets(Segment(source="가" * 46 + " 조선민주주의인민공화국", target="Norkor"))
    for cells in range(85, 100):
        assert_carets(Segment(source=f"조선민주주의인민공화국{' x' * 50}", target="n" * cells + " Norkor"))
        assert_carets(Segment(source=f"조선민주주의인민공화국{' x' * 50}", target="가" * (cells // 2) + " Norkor"))


# --- numbers -----------------------------------------------------------------------------------------------------


def test_a_related_segment_is_told_by_its_number_in_the_file():
    texts = [("취소", "Cancel"), ("둘", "two"), ("취소", "Abort")]
    segments = [Segment(source="하나", target="one", file="a", index=1)]
    segments += [
        Segment(source=source, target=target, file="b", index=number, line=number * 10)
        for number, (source, target) in enumerate(texts, 1)
    ]
    report = check(Corpus.of(segments), GLOSSARY, Settings())
    out = io.StringIO()
    run = run_of(report)
    text_report.write(run, out)
    assert out.getvalue().startswith("b:30: minor: ")
    assert "see: in segment 1, the usual translation" in out.getvalue()
    out = io.StringIO()
    json_report.write(run, out)
    finding = json.loads(out.getvalue())["findings"][0]
    assert (finding["index"], finding["line"], finding["related"][0]["index"]) == (3, 30, 1)
