"""The command line as users meet it: statuses, streams, files, and every bad input by name."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from checker import rules
from checker.family import names
from tests.conftest import console_script, environment

HEAD = "source,target\n"
GOOD = HEAD + "국무위원장이 도착했다.,The President of State Affairs arrived.\n"
BAD = HEAD + "국무위원장이 도착했다.,The Chairman of State Affairs arrived.\n"
OCCURRENCE = [
    "file", "index", "unit", "document", "concept", "start", "end", "text",
    "outcome", "rendering", "rendering_start", "rendering_end", "how",
]  # fmt: skip
# What must not reach a terminal: colour, a link, a title, a bell, 8-bit CSI, carriage return, bidi override, isolate.
HOSTILE = "\x1b[31mR\x1b]8;;http://x.example\x1b\\L\x1b]0;T\x07\x9b2J\r\u202eB\u2066I"
FORBIDDEN = frozenset("\x1b\x07\x9b\r\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")


@pytest.fixture
def cli(data):
    return data / "cli"


@pytest.fixture
def words(cli):
    return ("-g", cli / "names.csv")


# --- status ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["text", "json", "html"])
@pytest.mark.parametrize(("file", "status"), [("clean.csv", 0), ("major.csv", 1), ("nowhere.csv", 2)])
def test_the_status_is_the_same_in_every_format(ilchi, cli, words, kind, file, status):
    ran = ilchi("check", file, *words, "--format", kind, cwd=cli)
    assert ran.status == status
    assert bool(ran.out) == (status != 2)


@pytest.mark.parametrize(
    ("file", "severity", "status"),
    [
        ("major.csv", "critical", 0),
        ("major.csv", "major", 1),
        ("minor.csv", "major", 0),
        ("minor.csv", "minor", 1),
        ("neutral.csv", "minor", 0),
        ("neutral.csv", "neutral", 1),
        ("clean.csv", "neutral", 0),
    ],
)
def test_fail_on(ilchi, cli, words, file, severity, status):
    ran = ilchi("check", file, *words, "--fail-on", severity, "--format", "json", cwd=cli)
    assert ran.status == status
    report = json.loads(ran.out)
    assert [gate["name"] for gate in report["gates"]] == ["findings"]
    assert report["gates"][0]["passed"] is (status == 0)
    assert severity in report["gates"][0]["detail"]


def test_no_term_is_a_notice_and_fatal_on_request(ilchi, cli, words):
    ran = ilchi("check", "termless.csv", *words, cwd=cli)
    assert ran.status == 0
    assert "no term of the glossary occurs" in ran.err
    assert "no term of the glossary occurs" not in ran.out
    ran = ilchi("check", "termless.csv", *words, "--require-terms", "--format", "json", cwd=cli)
    assert ran.status == 1
    assert [(g["name"], g["passed"]) for g in json.loads(ran.out)["gates"]] == [("findings", True), ("terms", False)]
    assert ilchi("check", "clean.csv", *words, "--require-terms", cwd=cli).status == 0


# --- streams -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["text", "json"])
@pytest.mark.parametrize("encoding", ["ascii", "cp949", "utf-16"])
def test_results_are_utf8_whatever_the_system_says(ilchi, cli, words, kind, encoding):
    env = {"LC_ALL": "C", "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    odd = ilchi("check", "major.csv", *words, "--format", kind, cwd=cli, env=env)
    assert odd == ilchi("check", "major.csv", *words, "--format", kind, cwd=cli)
    assert "국무위원장" in odd.out


def test_only_results_stand_on_standard_output(ilchi, cli, words):
    ran = ilchi("check", "major.csv", *words, "--format", "json", cwd=cli)
    assert json.loads(ran.out)["schema"] == "ilchi/report/1"
    assert ran.err == "ilchi: languages: ko to en\n"
    ran = ilchi("terms", "major.csv", *words, "--format", "jsonl", cwd=cli)
    assert [list(json.loads(line)) for line in ran.out.splitlines()] == [OCCURRENCE] * 2
    assert ran.err == "ilchi: languages: ko to en\n"


@pytest.mark.skipif(os.name == "nt", reason="pipes break otherwise there")
def test_a_reader_that_leaves_is_no_failed_gate(put, words):
    path = put("many.csv", HEAD + BAD.removeprefix(HEAD) * 3000)
    with subprocess.Popen(
        [console_script(), "check", str(path), *map(str, words), "--fail-on", "critical"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    ) as started:
        assert started.stdout.readline()
        started.stdout.close()
        said = started.stderr.read().decode()
        started.wait(60)
    assert "Traceback" not in said
    assert "Exception ignored" not in said
    assert "BrokenPipe" not in said
    assert started.returncode != 1  # that would say that the gate failed, which it did not


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_a_full_disk_is_status_2(cli, words):
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(
            [console_script(), "check", "major.csv", *map(str, words)],
            stdout=full,
            stderr=subprocess.PIPE,
            cwd=cli,
            env=environment(),
            check=False,
        )
    said = ran.stderr.decode()
    assert ran.returncode == 2
    assert "no space left" in said
    assert "Exception ignored" not in said


# --- reports in files --------------------------------------------------------------------------------------------


def test_several_outputs_a_run(ilchi, cli, words, tmp_path):
    made = {kind: tmp_path / "made" / f"report.{kind}" for kind in ("text", "json", "html")}
    outputs = [part for kind, path in made.items() for part in ("--output", f"{kind}:{path}")]
    ran = ilchi("check", "major.csv", *words, *outputs, cwd=cli)
    assert ran.status == 1
    assert ran.out == ""
    for kind, path in made.items():
        assert path.read_bytes().decode() == ilchi("check", "major.csv", *words, "--format", kind, cwd=cli).out
    assert sorted(path.name for path in (tmp_path / "made").iterdir()) == [
        "report.html",
        "report.json",
        "report.text",
    ]
    ran = ilchi("check", "major.csv", *words, "--output", "text:-", "--output", f"json:{made['json']}", cwd=cli)
    assert ran.out == made["text"].read_bytes().decode()


def test_a_report_replaces_an_older_one_whole(ilchi, cli, words, put, tmp_path):
    path = put("out/report.json", "x" * 100_000)
    assert ilchi("check", "clean.csv", *words, "--output", f"json:{path}", cwd=cli).status == 0
    assert json.loads(path.read_bytes())["findings"] == []
    assert [each.name for each in path.parent.iterdir()] == ["report.json"]


@pytest.mark.skipif(os.name == "nt", reason="permissions are POSIX's")
def test_a_report_has_the_permissions_of_any_new_file(ilchi, cli, words, tmp_path):
    ilchi("check", "clean.csv", *words, "--output", f"json:{tmp_path / 'report.json'}", cwd=cli)
    (tmp_path / "other").touch()
    assert (tmp_path / "report.json").stat().st_mode == (tmp_path / "other").stat().st_mode


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_report_into_a_pipe_or_device_leaves_it_what_it_is(ilchi, cli, words, tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert ilchi("check", "clean.csv", *words, "--output", f"json:{pipe}", cwd=cli).status == 0
        assert pipe.is_fifo()
        assert json.loads(os.read(reader, 1 << 16))["findings"] == []
    finally:
        os.close(reader)


@pytest.mark.parametrize("where", ["file/report.json", "folder"])
def test_a_report_that_cannot_be_written_leaves_nothing(ilchi, cli, words, put, tmp_path, where):
    put("file", "not a folder")
    put("folder/kept", "")
    before = sorted(tmp_path.rglob("*"))
    ran = ilchi("check", "major.csv", *words, "--output", f"json:{tmp_path / where}", cwd=cli)
    assert ran.status == 2
    assert "the report cannot be written" in ran.message
    assert str(tmp_path / where) in ran.message
    assert ran.out == ""
    assert sorted(tmp_path.rglob("*")) == before


def test_a_folder_that_may_not_be_written(ilchi, cli, words, tmp_path):
    tmp_path.chmod(0o500)
    if os.access(tmp_path, os.W_OK):
        pytest.skip("root may write everywhere")
    try:
        ran = ilchi("check", "major.csv", *words, "--output", f"json:{tmp_path / 'report.json'}", cwd=cli)
    finally:
        tmp_path.chmod(0o700)
    assert ran.status == 2
    assert "the report cannot be written: permission denied" in ran.message
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(("output", "says"), [("json", "no FORMAT:PATH"), ("pdf:x.pdf", "“pdf”"), ("json:", "json")])
def test_a_wrong_output_is_told_before_anything_is_written(ilchi, cli, words, tmp_path, output, says):
    good = tmp_path / "good.json"
    ran = ilchi("check", cli / "major.csv", *words, "--output", f"json:{good}", "--output", output, cwd=tmp_path)
    assert ran.status == 2
    assert says in ran.message
    assert not list(tmp_path.iterdir())


# --- what is read ------------------------------------------------------------------------------------------------


def test_standard_input(ilchi, words):
    ran = ilchi("check", "-", *words, stdin=BAD)
    assert ran.status == 1
    assert ran.out.startswith("-:2: major: ")
    ran = ilchi("terms", "-", *words, "--format", "jsonl", stdin='{"source": "국무위원장", "target": "x"}\n')
    assert json.loads(ran.out)["outcome"] == "missing"


def checked(ran):
    """The files of a JSON report and their segments."""
    return [(each["file"], each["segments"]) for each in json.loads(ran.out)["files"]]


def test_a_folder_is_read_by_name_without_glossaries(ilchi, put, tmp_path):
    put("set/b.csv", GOOD)
    put("set/a/z.tsv", GOOD.replace(",", "\t"))
    put("set/c.jsonl", '{"source": "하나", "target": "one"}\n')
    put("set/names.csv", "id,category,source,target\nx,title,국무위원장,President of State Affairs\n")
    put("set/more.tsv", "source\ttarget\tforbidden\n국무위원장\tx\ty\n")
    listed = put("set/listed.csv", "source,target\n국무위원장,President of State Affairs\n")  # a corpus by its header
    put("set/read.me", "no corpus")
    put("set/.hidden.csv", GOOD)
    put("set/talk.ko", "하나\n")
    put("set/talk.en", "one\n")
    put("set/alone.ko", "하나\n")
    ran = ilchi("check", "set", "-g", listed, "--format", "json", cwd=tmp_path)
    assert ran.status == 0
    found = [(Path(name).as_posix(), count) for name, count in checked(ran)]
    assert found == [("set/a/z.tsv", 1), ("set/b.csv", 1), ("set/c.jsonl", 1), ("set/talk.ko", 1)]


def test_a_file_is_read_once_however_often_it_is_named(ilchi, put, tmp_path):
    put("set/a.csv", GOOD)
    ran = ilchi("check", "set", Path("set", "a.csv"), "set", "--format", "json", cwd=tmp_path)
    assert len(checked(ran)) == 1


def test_pairs(ilchi, put, words, tmp_path):
    put("news.ko", "국무위원장이 도착했다.\n")
    put("news.en", "The Chairman of State Affairs arrived.\n")
    put("source.txt", "국무위원장이 도착했다.\n")
    put("target.txt", "The Chairman of State Affairs arrived.\n")
    expected = None
    for given in (["news.ko"], ["news.en"], ["news.ko", "news.en"], ["news.en", "news.ko"]):
        ran = ilchi("check", *given, *words, cwd=tmp_path)
        assert ran.status == 1
        assert ran.out.startswith("news.ko:1: major: ")
        expected = expected or ran
        assert ran == expected
    ran = ilchi("check", "--pair", "source.txt", "target.txt", *words, cwd=tmp_path)
    assert ran == expected._replace(out=expected.out.replace("news.ko", "source.txt"))


def test_languages_are_told_by_the_files_and_by_the_user(ilchi, put, tmp_path):
    put("news.ja", "雨が降った。\n")
    put("news.zh", "下雨了。\n")
    assert "languages: ja to zh\n" in ilchi("check", "news.ja", "--to", "zh", cwd=tmp_path).err
    assert "languages: zh to ja\n" in ilchi("check", "news.ja", "--from", "zh", "--to", "ja", cwd=tmp_path).err
    put("talk.tsv", "source\ttarget\nДождь шёл.\t雨が降った。\n")
    assert "languages: ru to ja\n" in ilchi("check", "talk.tsv", cwd=tmp_path).err


def test_other_encodings(ilchi, put, words):
    path = put("korean.csv", BAD.encode("cp949"))
    ran = ilchi("check", path, *words)
    assert ran.status == 2
    assert f"{path}:2: this is not utf-8 (byte 0xb1)" in ran.message
    glossary = put("names.csv", "source,target,forbidden\n국무위원장,President,Chairman\n".encode("cp949"))
    ran = ilchi("check", path, "-g", glossary, "--encoding", "cp949")
    assert ran.status == 1
    assert "국무위원장이 도착했다." in ran.out


# --- bad input ---------------------------------------------------------------------------------------------------

CORPORA = [
    ("missing.csv", None, "missing.csv: there is no such file or folder"),
    ("empty/", None, "empty: the folder has no readable files"),
    ("notes.txt", "plain text\n", "notes.txt: no corpus format knows this file"),
    ("image.bin", b"\x89PNG\r\n\x1a\n\x00\x01\xff", "image.bin: no corpus format knows this file"),
    ("image.csv", b"\x89PNG\r\n\x1a\n\x00\x01\xff", "image.csv:1: this is not utf-8 (byte 0x89)"),
    ("header.csv", "Korean,English\n하나,one\n", "header.csv:1: this is no header: Korean | English"),
    ("byte.tsv", b"source\ttarget\n\xed\x95\x98\tone\n\xed\x95\tx\n", "byte.tsv:3: this is not utf-8 (byte 0xed)"),
    ("nul.csv", "source,target\n하나,one\n둘,t\0wo\n", "nul.csv:3: a NUL character"),
    ("long.csv", HEAD + "가" * 10_000_000 + ",x\n", "long.csv:2: a cell of more than 1 MB"),
    ("long.tsv", "source\ttarget\nx\t" + "a" * 10_000_000, "long.tsv:2: a cell of more than 1 MB"),
    ("quote.csv", HEAD + '하나,"one\n둘,two\n', "quote.csv:2: a quote is opened and never closed"),
    ("wide.csv", HEAD + "하나,one\n둘,two,three\n", "wide.csv:3: the row has 3 cells, the header 2"),
    ("broken.jsonl", '{"source": "하나", "target": "one"}\n{"source": 1}\n', "broken.jsonl:2: "),
    ("array.jsonl", "[" * 100_000, "array.jsonl:1: "),
    ("broken.po", 'msgid "a"\nmsgstr "b"\nmsgid "c"\nmsgstr d\n', "broken.po:4: "),
    ("only.csv", HEAD, "there is no segment to check"),
    ("half.ko", "하나\n", "half.ko: “ko” looks like one half of a pair"),
]


@pytest.mark.parametrize(("name", "content", "says"), CORPORA, ids=[name for name, _, _ in CORPORA])
def test_a_bad_corpus_is_named(ilchi, put, words, tmp_path, name, content, says):
    if name.endswith("/"):
        (tmp_path / name).mkdir()
    elif content is not None:
        put(name, content)
    ran = ilchi("check", name.rstrip("/"), *words, "--output", "json:made/report.json", cwd=tmp_path)
    assert ran.status == 2
    assert ran.message.startswith(says)
    assert len(ran.message) < 400
    assert ran.out == ""
    assert not (tmp_path / "made").exists()


COLUMNS = "id,category,source,target\n"
GLOSSARIES = [
    ("missing.csv", None, "missing.csv: there is no such file or folder"),
    ("empty.csv", COLUMNS, "empty.csv: the glossary has no concepts"),
    ("blank.csv", "", "blank.csv: the glossary has no concepts"),
    ("clash.csv", COLUMNS + "x,,하나,one\nx,,둘,two\n", "clash.csv:3: the id “x” "),
    ("column.csv", "source,target,forbiden\n하나,one,\n", "column.csv:1: the column “forbiden” is unknown"),
    ("kind.csv", COLUMNS + "x,persn,하나,one\n", "kind.csv:2: the category “persn” is unknown; did you mean “person”?"),
    ("case.csv", "source,target,case\n하나,one,lower\n", "case.csv:2: the case “lower” is unknown"),
    ("row.csv", COLUMNS + "x,,하나,\n", "row.csv:2: the row has no target"),
    ("three.csv", "하나,one,1\n둘,two,2\n", "three.csv:1: this is no header: 하나 | one | 1"),
    ("byte.csv", COLUMNS.encode() + b"x,,\xff,one\n", "byte.csv:2: this is not utf-8 (byte 0xff)"),
    ("nul.csv", COLUMNS + "x,,하\0나,one\n", "nul.csv:2: a NUL character"),
    ("image.png", b"\x89PNG\r\n\x1a\n", "image.png: no glossary format knows this file"),
    ("folder/", None, "folder: the folder has no glossary files"),
]


@pytest.mark.parametrize(("name", "content", "says"), GLOSSARIES, ids=[name for name, _, _ in GLOSSARIES])
def test_a_bad_glossary_is_named(ilchi, cli, put, tmp_path, name, content, says):
    if name.endswith("/"):
        (tmp_path / name).mkdir()
    elif content is not None:
        put(name, content)
    ran = ilchi("check", cli / "clean.csv", "-g", name.rstrip("/"), cwd=tmp_path)
    assert ran.status == 2
    assert ran.message.startswith(says)
    assert ran.out == ""


def test_an_unknown_column_gets_a_suggestion(ilchi, cli, put):
    glossary = put("names.csv", "source,target,forbiden\n하나,one,\n")
    assert "did you mean “forbidden”?" in ilchi("check", cli / "clean.csv", "-g", glossary).message


def test_files_of_different_length_are_named_with_their_lengths(ilchi, put, tmp_path):
    put("news.ko", "하나\n둘\n셋\n")
    put("news.en", "one\ntwo\n")
    message = ilchi("check", "news.ko", cwd=tmp_path).message
    assert message.startswith("news.ko:3: news.ko has 3 lines, news.en has 2")
    put("news.en", "one\ntwo\nthree\nfour\nfive\n")
    message = ilchi("check", "--pair", "news.ko", "news.en", cwd=tmp_path).message
    assert message.startswith("news.en:4: news.ko has 3 lines, news.en has 5")


USAGE = [
    (["check"], "there is nothing to check"),
    (["check", "clean.csv", "--format", "pdf"], "there is no report “pdf”; known: "),
    (["check", "clean.csv", "--encoding", "klingon"], "clean.csv: the encoding “klingon” is unknown"),
    (["check", "clean.csv", "--encoding", "hex"], "clean.csv: the encoding “hex” is unknown"),
    (["explain", "mising-term"], "there is no rule “mising-term”; known: "),
    (["terms", "nowhere.csv"], "nowhere.csv: there is no such file or folder"),
    (["check", "--pair", "clean.csv", "nowhere.en"], "nowhere.en: there is no such file or folder"),
    (["glossary", "lint", "nowhere.csv"], "nowhere.csv: there is no such file or folder"),
    (["review", "clean.csv"], "review is not part of this version"),
]


@pytest.mark.parametrize(("args", "says"), USAGE, ids=[" ".join(args) for args, _ in USAGE])
def test_bad_usage(ilchi, cli, args, says):
    ran = ilchi(*args, cwd=cli)
    assert ran.status == 2
    assert ran.out == ""
    assert ran.message.startswith(says)


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["chekc"], "chekc"),
        (["check", "--fail-on", "big", "clean.csv"], "neutral"),
        (["check", "--bogus", "clean.csv"], "--bogus"),
        (["check", "--pair", "clean.csv"], "--pair"),
        (["glossary", "lint"], "PATH"),
        (["glossary"], "Usage"),
        ([], "Usage"),
    ],
)
def test_usage_that_the_parser_refuses(ilchi, cli, args, says):
    ran = ilchi(*args, cwd=cli)
    assert ran.status == 2
    assert ran.out == ""
    assert says in ran.err
    assert "Traceback" not in ran.err


def closed(path):
    """``path``, which no one may read any more."""
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("root may read everything")
    return path


def test_an_unreadable_file_is_named(ilchi, put):
    path = closed(put("closed.csv", GOOD))
    ran = ilchi("check", path)
    assert ran.status == 2
    assert ran.message == f"{path}: permission denied"


@pytest.mark.xfail(strict=True, reason="in a folder a file that cannot be opened is passed over in silence")
def test_an_unreadable_file_in_a_folder_is_named(ilchi, put, tmp_path):
    put("set/a.csv", GOOD)
    closed(put("set/closed.csv", BAD))
    ran = ilchi("check", "set", cwd=tmp_path)
    assert ran.status == 2
    assert "closed.csv" in ran.err


def test_each_folder_must_have_a_readable_file(ilchi, put, tmp_path):
    put("good.csv", GOOD)
    put("pictures/a.png", b"\x89PNG")
    ran = ilchi("check", "good.csv", "pictures", cwd=tmp_path)
    assert ran.status == 2
    assert ran.message.startswith("pictures: ")


def test_keep_going_names_what_it_skips_and_checks_the_rest(ilchi, put, words, tmp_path):
    put("bad.csv", BAD)
    put("torn.csv", BAD.encode() + b"\xff,x\n")
    put("good.csv", GOOD)
    given = ["torn.csv", "gone.csv", "notes.txt", "bad.csv", "good.csv"]
    put("notes.txt", "plain")
    assert ilchi("check", *given, *words, cwd=tmp_path).status == 2
    ran = ilchi("check", *given, *words, "--keep-going", "--format", "json", cwd=tmp_path)
    assert ran.status == 1
    skipped = [line for line in ran.err.splitlines() if "skipped" in line]
    assert [line.split(": ")[2] for line in skipped] == ["gone.csv", "notes.txt", "torn.csv:3"]
    assert dict(checked(ran))["bad.csv"] == 1
    assert "good.csv" in dict(checked(ran))
    ran = ilchi("check", "gone.csv", "--keep-going", cwd=tmp_path)
    assert ran.status == 2


def test_keep_going_holds_for_pairs_too(ilchi, put, words, tmp_path):
    put("bad.csv", BAD)
    ran = ilchi("check", "bad.csv", *words, "--pair", "gone.ko", "gone.en", "--keep-going", cwd=tmp_path)
    assert ran.status == 1
    assert "skipped: gone.ko" in ran.err


# --- the other commands ------------------------------------------------------------------------------------------


def test_terms_follow_the_contract(ilchi, cli, words):
    ran = ilchi("terms", "major.csv", *words, "--format", "jsonl", cwd=cli)
    assert ran.status == 0
    lines = [json.loads(line) for line in ran.out.splitlines()]
    source, target = "국무위원장이 도착했다.", "The Chairman of State Affairs arrived."
    last = lines[1]
    assert list(last) == OCCURRENCE
    assert (last["file"], last["index"], last["unit"], last["document"]) == ("major.csv", 2, "n2", "opening")
    assert source[last["start"] : last["end"]] == last["text"] == "국무위원장"
    assert target[last["rendering_start"] : last["rendering_end"]] == last["rendering"]
    assert (last["concept"], last["outcome"]) == ("state-affairs", "deprecated")
    ran = ilchi("terms", "neutral.csv", *words, "--format", "jsonl", cwd=cli)
    last = json.loads(ran.out.splitlines()[1])
    assert list(last) == OCCURRENCE
    assert (last["outcome"], last["rendering"], last["rendering_start"], last["rendering_end"]) == (
        "missing",
        None,
        None,
        None,
    )
    text = ilchi("terms", "neutral.csv", *words, cwd=cli).out.splitlines()
    assert text[1].startswith("neutral.csv:2: state-affairs: 국무위원장 → – [missing, ")


def test_explain_lists_and_explains_every_rule(ilchi):
    known = names(rules.__name__)
    listed = ilchi("explain")
    assert listed.status == 0
    assert [line.split()[0] for line in listed.out.splitlines()] == list(known)
    assert all(len(line.split(maxsplit=1)[1]) > 20 for line in listed.out.splitlines())
    for rule in known:
        ran = ilchi("explain", rule)
        assert ran.status == 0
        assert ran.err == ""
        assert ran.out.startswith(f"{rule} (")
        assert "flags:" in ran.out
        assert "passes:" in ran.out


def test_glossary_lint_names_the_places(ilchi, put, tmp_path):
    put(
        "names.csv",
        "id,category,source,target,admitted,forbidden\n"
        "mayor,title,시장,mayor,,\n"
        "market,place,시장,market,,\n"
        "ship,object,배,ship,,\n"
        "twin,object,연락사무소,office,,Office\n"
        "again,object,연락사무소,office,,\n",
    )
    ran = ilchi("glossary", "lint", "names.csv", cwd=tmp_path)
    assert ran.status == 1
    lines = ran.out.splitlines()
    assert [(line.split(": ")[0], line.split(": ")[1], line.rpartition(" ")[2]) for line in lines[:-1]] == [
        ("names.csv:3", "major", "[conflict]"),
        ("names.csv:4", "minor", "[short]"),
        ("names.csv:5", "major", "[contradiction]"),
        ("names.csv:6", "minor", "[duplicate]"),
    ]
    assert lines[-1] == "5 concepts; 0 critical, 2 major, 2 minor, 0 neutral"
    ran = ilchi("glossary", "lint", "names.csv", "--format", "json", cwd=tmp_path)
    assert ran.status == 1
    report = json.loads(ran.out)
    assert report["concepts"] == 5
    assert [fault["place"] for fault in report["faults"]] == [f"names.csv:{line}" for line in (3, 4, 5, 6)]


def test_glossary_lint_of_a_sound_glossary(ilchi, cli, put):
    ran = ilchi("glossary", "lint", cli / "names.csv")
    assert (ran.status, ran.out) == (0, "4 concepts; 0 critical, 0 major, 0 minor, 0 neutral\n")
    ran = ilchi("glossary", "lint", put("minor.csv", "source,target\n배,ship\n"))
    assert ran.status == 0


def test_version_and_help(ilchi):
    ran = ilchi("--version")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("ilchi, version ")
    for command in ("check", "terms", "explain", "glossary", "review"):
        assert ilchi(command, "-h").status == 0


# --- hostile text ------------------------------------------------------------------------------------------------


def clean(ran):
    assert "Traceback" not in ran.err
    for stream in (ran.out, ran.err):
        assert not FORBIDDEN & set(stream)
    return ran


@pytest.fixture
def hostile(put):
    """A corpus and a glossary whose every field is hostile."""
    segments = [
        {"source": f"국무위원장 {HOSTILE}", "target": f"The Chairman of {HOSTILE}", "document": HOSTILE, "id": HOSTILE},
        {"source": f"{HOSTILE} 조선민주주의인민공화국", "target": f"{HOSTILE} 평양에서", "document": HOSTILE},
        {"source": f"연락사무소 {HOSTILE}", "target": "The liaison office", "document": HOSTILE},
        {"source": f"연락사무소 {HOSTILE}", "target": f"The contact office {HOSTILE}", "document": HOSTILE},
    ]
    rows = [
        {"id": f"a{HOSTILE}", "source": "국무위원장", "target": "President", "forbidden": f"Chairman of {HOSTILE}"},
        {"id": f"b{HOSTILE}", "source": "조선민주주의인민공화국", "target": f"DPRK{HOSTILE}"},
        {"id": f"c{HOSTILE}", "source": "연락사무소", "target": "liaison office", "admitted": "contact office"},
    ]  # fmt: skip
    corpus = put("news.jsonl", "".join(json.dumps(each) + "\n" for each in segments))
    return corpus, put("names.jsonl", "".join(json.dumps(each | {"category": "organization"}) + "\n" for each in rows))


def test_hostile_text_reaches_no_terminal(ilchi, hostile):
    corpus, glossary = hostile
    ran = clean(ilchi("check", corpus, "-g", glossary, "--from", "ko", "--to", "en"))
    assert ran.status == 1
    assert ran.out.count("[deprecated-term]") == 1
    assert ran.out.count("[missing-term") == 1
    assert ran.out.count("[untranslated-text]") == 1
    assert ran.out.count("[inconsistent-term]") == 1
    clean(ilchi("glossary", "lint", glossary))


def test_hostile_ids_reach_no_terminal_through_terms(ilchi, hostile):
    corpus, glossary = hostile
    ran = clean(ilchi("terms", corpus, "-g", glossary, "--from", "ko", "--to", "en"))
    assert len(ran.out.splitlines()) == 4


@pytest.mark.skipif(os.name == "nt", reason="no file can be named so there")
def test_hostile_file_names_reach_no_terminal(ilchi, put, words, tmp_path):
    name = HOSTILE.replace("/", "|")
    put(f"{name}.csv", BAD)
    ran = clean(ilchi("check", f"{name}.csv", *words, cwd=tmp_path))
    assert ran.status == 1
    ran = clean(ilchi("terms", f"{name}.csv", *words, cwd=tmp_path))
    assert ran.status == 0
    put(f"{name}.csv", BAD.encode() + b"\xff\n")
    assert clean(ilchi("check", f"{name}.csv", *words, cwd=tmp_path)).message
    assert clean(ilchi("check", "-", "-g", f"{name}.tsv", cwd=tmp_path)).message
    put(f"{name}.tsv", "source\ttarget\n하나\t\n")
    assert clean(ilchi("glossary", "lint", f"{name}.tsv", cwd=tmp_path)).message
    assert clean(ilchi("check", name, "--keep-going", cwd=tmp_path)).message


@pytest.mark.parametrize(
    "args",
    [
        ["explain", HOSTILE],
        [HOSTILE],
        ["check", HOSTILE],
        ["check", "clean.csv", "--format", HOSTILE],
        ["check", "clean.csv", "--fail-on", HOSTILE],
        ["check", "clean.csv", "--encoding", HOSTILE],
        ["check", "clean.csv", "--output", HOSTILE],
        ["check", "clean.csv", f"--{HOSTILE}"],
    ],
    ids=["rule", "command", "path", "format", "fail-on", "encoding", "output", "option"],
)
def test_hostile_arguments_reach_no_terminal(ilchi, cli, args):
    assert clean(ilchi(*args, cwd=cli)).status == 2


def test_hostile_languages_reach_no_terminal(ilchi, put, words):
    path = put("news.csv", HEAD + "국무위원장 도착,The Chairman of State Affairs arrived.\n")
    ran = clean(ilchi("check", path, *words, "--from", HOSTILE, "--to", HOSTILE))
    assert ran.status in (1, 2)


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="file names are Unicode there")
@pytest.mark.parametrize("kind", ["text", "json"])
def test_a_file_name_that_is_no_text(ilchi, tmp_path, words, kind):
    name = os.fsdecode(b"\xff\xfe.csv")
    (tmp_path / name).write_text(BAD, encoding="utf-8")
    ran = clean(ilchi("check", name, *words, "--format", kind, cwd=tmp_path))
    assert ran.status == 1
