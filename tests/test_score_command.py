"""``ilchi score``: what it counts in a corpus, how it writes it down, what it refuses."""

import csv
import http.server
import io
import json
import re
import shutil
import subprocess
import threading
from html.parser import HTMLParser

import click.testing
import pytest

from checker import Corpus, Glossary, Segment
from checker.commands.score import score as command
from checker.engine.check import check
from checker.engine.summary import Settings
from checker.errors import CheckerError
from checker.family import names
from checker.score import formats
from tests.scored import card, page, written

GLOSSARY = Glossary.from_rows(
    [
        {
            "id": "badge",
            "category": "object",
            "source": "배지",
            "target": "badge",
            "admitted": "emblem",
            "forbidden": "pin",
        },
        {"id": "kim", "category": "person", "source": "김정은", "target": "Kim Jong Un"},
        {"id": "pyongyang", "category": "place", "source": "평양", "target": "Pyongyang"},
    ]
)
CSV = "id,category,source,target,forbidden\nbadge,object,배지,badge|emblem,pin\nkim,person,김정은,Kim Jong Un,\n"
SOURCES = ["김정은이 배지를 달았다.", "배지가 있다.", "평양에 갔다.", "배지를 받았다."]
GOOD = ["Kim Jong Un wore a badge.", "There is a badge.", "He went to Pyongyang.", "He got the badge."]
BAD = ["Kim Jong-un wore a pin.", "There is an emblem.", "He went to the capital.", ""]


def corpus(targets, sources=SOURCES, document=""):
    return Corpus.of(
        [Segment(source=s, target=t, document=document, file="a") for s, t in zip(sources, targets, strict=True)]
    )


def run(*arguments):
    done = click.testing.CliRunner().invoke(command, list(map(str, arguments)), catch_exceptions=True)
    if isinstance(done.exception, CheckerError):
        raise done.exception
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def test_a_good_translation():
    (system,) = card({"good": corpus(GOOD)}, GLOSSARY).systems
    assert (system.terms.success.part, system.terms.success.whole) == (5, 5)
    assert system.terms.exclusive.value == system.terms.raw == 1
    assert system.consistency["as written"].frequent.micro == 1
    assert system.quality.apt == 0
    assert system.quality.words == 18
    assert system.quality.passed is None  # too few words


def test_a_bad_translation():
    (system,) = card({"bad": corpus(BAD)}, GLOSSARY).systems
    terms = system.terms
    assert (terms.success.part, terms.success.whole, terms.untranslated, system.untranslated) == (1, 4, 1, 1)
    assert terms.success.low == pytest.approx(0.0456, abs=1e-4)
    badge, kim, place = terms.concepts
    assert badge.outcomes == {"admitted": 1, "deprecated": 1}
    assert set(badge.renderings) == {("pin", 1), ("emblem", 1)}
    assert kim.outcomes == {"misspelled": 1}
    assert place.outcomes == {"missing": 1}
    assert {name: (rate.part, rate.whole) for name, rate in terms.categories.items()} == {
        "object": (1, 2),
        "person": (0, 1),
        "place": (0, 1),
    }
    assert terms.raw == pytest.approx(1 / 3 / 3)  # one "emblem" for three badges, nothing for the others
    assert system.consistency["as written"].ltcr.whole == 1


def test_words_are_counted_whole_but_by_the_raw_count():
    (system,) = card({"x": corpus(["badgers"], ["배지"])}, GLOSSARY).systems
    assert system.terms.success.part == 0
    assert system.terms.raw == 1


def test_one_rendering_is_not_exclusive_to_two():
    glossary = Glossary.from_rows(
        [
            {"id": "order", "source": "훈장", "target": "order"},
            {"id": "flag", "source": "국기훈장", "target": "flag order"},
        ]
    )
    (system,) = card({"x": corpus(["a flag order"], ["국기훈장과 훈장"])}, glossary).systems
    assert (system.terms.exclusive.part, system.terms.exclusive.whole) == (1, 2)


def test_a_wrong_form_counts_once():
    (system,) = card({"x": corpus(["A pin."] * 3, ["배지가 있다."] * 3)}, GLOSSARY).systems
    wrong = next(issue for issue in system.issues if issue.type == "terminology/wrong-term")
    assert (wrong.found, wrong.counted) == (3, 1)
    assert system.quality.apt == 5


def test_neutral_issues_are_no_errors():
    (system,) = card({"bad": corpus(BAD)}, GLOSSARY).systems
    assert system.quality.errors == sum(issue.counted for issue in system.issues if issue.severity != "neutral")


def test_the_success_is_the_term_score_of_the_check():
    whole = corpus(BAD)
    (system,) = card({"bad": whole}, GLOSSARY).systems
    assert system.terms.success.value == check(whole, GLOSSARY).summary.term_score


def test_any_cut_into_chunks_scores_alike():
    parts = [corpus(GOOD, document="1"), corpus(BAD, document="2")]
    joined = Corpus.of([segment for part in parts for segment in part])
    one, *others = (
        written(page({"x": joined}, GLOSSARY, joined, settings=Settings(chunk=n)), "json") for n in (1000, 3, 1)
    )
    assert [one, one] == others


def test_systems_against_a_reference():
    made = card({"bad": corpus(BAD), "good": corpus(GOOD)}, GLOSSARY, corpus(GOOD))
    (comparison,) = made.comparisons
    assert (comparison.baseline, comparison.system) == ("bad", "good")
    assert comparison.by_terms == (3, 1, 0)
    assert comparison.by_segment == (4, 0, 0)
    assert [each.name for each in comparison.differences] == ["BLEU", "chrF", "chrF++", "TER"]
    bad, good = made.systems
    assert good.terms.window == {"2": 1.0, "3": 1.0}
    assert bad.terms.window["2"] < 1
    assert good.sentences["chrF++"] == pytest.approx([100] * 4)
    assert made.ceiling.terms.success.value == 1
    assert made.ceiling.terms.raw_confirmed


@pytest.mark.parametrize(("here", "there"), [(4, 3), (3, 4)])
def test_unequal_systems_and_references_are_refused_with_both_numbers(here, there):
    with pytest.raises(CheckerError, match=rf"{here}.*{there}"):
        card({"x": corpus(GOOD[:here], SOURCES[:here])}, GLOSSARY, corpus(GOOD[:there], SOURCES[:there]))
    with pytest.raises(CheckerError, match=rf"{here}.*{there}"):
        card({"x": corpus(GOOD[:here], SOURCES[:here]), "y": corpus(GOOD[:there], SOURCES[:there])}, GLOSSARY)


def test_an_empty_reference_and_an_empty_output_are_said():
    made = page({"x": corpus([""] * 4)}, GLOSSARY, corpus([""] * 4))
    assert made.card.notices[1:] == ("x has no translation at all", "the reference is empty")
    (system,) = made.card.systems
    assert system.untranslated == 4
    assert system.terms.success.value is None
    assert system.quality is None
    for kind in names(formats.__name__):
        assert written(made, kind)


def test_nothing_is_refused():
    with pytest.raises(CheckerError, match="no segment"):
        card({"x": Corpus.of([])}, GLOSSARY)


@pytest.fixture
def files(put):
    put("names.csv", CSV)
    put("lone/news.ko", "\n".join(SOURCES) + "\n")
    put("a.en", "\n".join(BAD) + "\n")
    put("ref.txt", "\n".join(GOOD) + "\n")
    put("short.txt", "\n".join(GOOD[:2]) + "\n")
    put("news.csv", "source,target\n" + "".join(f"{s},{t}\n" for s, t in zip(SOURCES, GOOD, strict=True)))
    put("worse.csv", "source,target\n" + "".join(f"{s},{t}\n" for s, t in zip(SOURCES, BAD, strict=True)))
    return put("mark", "").parent


def test_a_lone_source_with_systems(files):
    done = run(
        files / "lone/news.ko", "-g", files / "names.csv", "--from", "ko", "--to", "en", "--reference",
        files / "ref.txt", "--system", f"A={files / 'a.en'}", "--system", f"B={files / 'ref.txt'}", "--format", "json",
    )  # fmt: skip
    said = json.loads(done.stdout)
    assert said["schema"] == "ilchi/score/1"
    assert [system["name"] for system in said["systems"]] == ["A", "B"]
    assert said["systems"][1]["metrics"][3]["score"] == 0
    assert said["comparisons"][0]["by_terms"] == [2, 2, 0]
    assert "glossary" in said["signature"]


@pytest.mark.parametrize("reference", ["ref.txt", "worse.csv"])
def test_a_reference_beside_a_table_is_lines_or_a_table(files, reference):
    done = run(files / "news.csv", "-g", files / "names.csv", "--reference", files / reference, "--format", "json")
    said = json.loads(done.stdout)
    assert said["systems"][0]["segments"] == 4
    assert said["ceiling"]["terms"]["success"]["whole"] == (4 if reference == "ref.txt" else 3)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--system", "a.en"], "“a.en” is not NAME=FILE"),
        (["--system", "A=x", "--system", "A=y"], "two systems are called “A”"),
        (
            ["--format", "pdf"],
            "there is no format “pdf”; known: ",
        ),
        (["--output", "html"], "“html” is not FORMAT:PATH"),
        (["--reference", "nowhere.txt"], "there is no such file"),
        (["--reference", "{files}/short.txt"], "4 segments, but 2 translations"),
        (["--system", "A={files}/short.txt"], "4 segments, but 2 translations"),
    ],
)
def test_what_is_refused(files, options, message):
    given = [option.format(files=files) for option in options]
    with pytest.raises(CheckerError) as raised:
        run(files / "news.csv", "-g", files / "names.csv", *given)
    assert message in str(raised.value)


def test_lines_beside_lines_have_to_be_as_many(files):
    with pytest.raises(CheckerError, match=r"has 4 lines, .* has 2"):
        run(files / "lone/news.ko", "-g", files / "names.csv", "--system", f"A={files / 'short.txt'}")


def test_outputs_go_to_files(files):
    done = run(
        files / "news.csv", "-g", files / "names.csv", "--output", f"html:{files / 'x/score.html'}",
        "--output", f"csv:{files / 'x/score.csv'}",
    )  # fmt: skip
    assert done.stdout == ""
    rows = list(csv.DictReader(io.StringIO((files / "x/score.csv").read_text(encoding="utf-8"), newline="")))
    success = next(row for row in rows if row["measure"] == "terms/success")
    assert (success["part"], success["whole"], float(success["value"])) == ("4", "4", 1.0)
    assert all(row["signature"] for row in rows)
    assert {file.name for file in (files / "x").iterdir()} == {"score.html", "score.csv"}


HOSTILE = "<script src=//evil.example/x.js></script><img src=x onerror=alert(1)>\"'`|</table>\u202e\x1b[31m{{7*7}}"


class Elements(HTMLParser):
    """The elements of a page with their attributes, and its text."""

    def __init__(self):
        super().__init__()
        self.found = []
        self.text = ""

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))

    def handle_data(self, data):
        self.text += data


@pytest.fixture(scope="module")
def hostile():
    glossary = Glossary.from_rows([{"id": HOSTILE, "source": "배지", "target": HOSTILE, "forbidden": f"pin {HOSTILE}"}])
    segment = Segment(source="배지", target=f"pin {HOSTILE}", document=HOSTILE, file=f"=cmd{HOSTILE}")
    other = Segment(source="배지", target="x", document="2", file="=cmd")
    return page({f"={HOSTILE}": Corpus.of([segment, other])}, glossary, Corpus.of([segment, other]))


def test_markup_is_text_on_the_page(hostile):
    page = written(hostile, "html")
    elements = Elements()
    elements.feed(page)
    assert {tag for tag, _ in elements.found}.isdisjoint({"img", "iframe", "link"})
    assert [attributes for tag, attributes in elements.found if tag == "script"] == [{}]
    assert {attributes["href"][0] for tag, attributes in elements.found if tag == "a"} == {"#"}
    assert all(not name.startswith("on") for _, attributes in elements.found for name in attributes)
    assert "<script src=//evil.example/x.js></script>" in elements.text
    assert "{{7*7}}" in elements.text
    assert "\x1b" not in page
    assert "url(" not in page
    assert not re.search(r"""(?:src|href)\s*=\s*["']?\s*(?:https?:)?//""", re.sub(r"&lt;.*?&gt;", "", page))
    assert "default-src 'none'" in page


def test_markup_is_text_elsewhere(hostile):
    rows = list(csv.reader(io.StringIO(written(hostile, "csv"), newline="")))
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "@"))]
    assert len({len(row) for row in rows}) == 1
    markdown = written(hostile, "markdown")
    assert "<script" not in re.sub(r"\\<", "", markdown)
    assert json.loads(written(hostile, "json"))["systems"][0]["terms"]["concepts"][0]["concept"] == HOSTILE


@pytest.mark.skipif(shutil.which("chromium") is None, reason="chromium is not installed")
def test_nothing_leaves_the_page_in_a_browser(hostile, tmp_path):
    asked = []

    class Server(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

        do_CONNECT = do_GET  # noqa: N815

        def log_message(self, *_):
            pass

    page = tmp_path / "score.html"
    page.write_text(written(hostile, "html"), encoding="utf-8")
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        control = tmp_path / "control.html"
        control.write_text("<img src=http://evil.example/control.png>", encoding="utf-8")
        for shown in (page, control):
            done = subprocess.run(
                [
                    "chromium", "--headless", "--no-sandbox", "--disable-gpu",
                    f"--user-data-dir={tmp_path / 'profile'}",
                    f"--proxy-server=http://127.0.0.1:{server.server_port}", "--disable-background-networking",
                    "--dump-dom", shown.as_uri(),
                ],
                capture_output=True, timeout=60, check=False,
            )  # fmt: skip
            if shown is page:
                assert b"Translation score" in done.stdout
                assert not [path for path in asked if "evil" in path]
        server.shutdown()
    assert [path for path in asked if "control" in path], "the server hears what a page asks for"
