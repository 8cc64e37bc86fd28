"""The command line as users meet it: statuses, streams, files and the commands beside check."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from checker import rules
from checker.family import names
from tests.conftest import BAD, GOOD, HEAD, console_script, environment

OCCURRENCE = [
    "file", "index", "unit", "document", "concept", "start", "end", "text",
    "outcome", "rendering", "rendering_start", "rendering_end", "how",
]  # fmt: skip

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
        ("minor.csv", "critical", 0),
        ("minor.csv", "major", 1),
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


@pytest.mark.skipif(os.name == "nt", reason="shells close streams otherwise there")
def test_closed_streams(cli, words, tmp_path):
    def run(*arguments, **others):
        command = [console_script(), "check", *map(str, arguments), *map(str, words)]
        shell = ["sh", "-c", f'"$@" {others.pop("closing")}', "sh", *command]
        return subprocess.run(shell, cwd=cli, env=environment(), capture_output=True, text=True, check=False, **others)

    ran = run("major.csv", closing=">&-")
    assert ran.returncode == 2
    assert ran.stderr == (
        "ilchi: languages: ko to en\nilchi: error: standard output is closed; send it to a file, or to /dev/null\n"
    )
    ran = run("major.csv", "--format", "parquet", closing=">&-")
    assert ran.stderr.endswith("ilchi: error: standard output is closed; send it to a file, or to /dev/null\n")
    path = tmp_path / "report.text"
    whole = run("major.csv", closing="").stdout
    for closing in (">&-", "2>&-", "<&- >&- 2>&-"):
        ran = run("major.csv", "--output", f"text:{path}", closing=closing)
        assert (ran.returncode, ran.stdout) == (1, ""), ran.stderr
        assert path.read_text(encoding="utf-8") == whole
        path.unlink()
    ran = run("-", closing="<&-")
    assert ran.returncode == 2
    assert "fault" not in ran.stderr


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
    assert ran.message.startswith(f"{tmp_path / where}: ")
    assert "cannot be written" in ran.message or "this is a folder" in ran.message
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


@pytest.mark.parametrize(("output", "says"), [("json", "not FORMAT:PATH"), ("pdf:x.pdf", "“pdf”"), ("json:", "json")])
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
    found = [(Path(name).as_posix(), count) for name, count in ran.files]
    assert found == [("set/a/z.tsv", 1), ("set/b.csv", 1), ("set/c.jsonl", 1), ("set/talk.ko", 1)]


def test_a_file_is_read_once_however_often_it_is_named(ilchi, put, tmp_path):
    put("set/a.csv", GOOD)
    ran = ilchi("check", "set", Path("set", "a.csv"), "set", "--format", "json", cwd=tmp_path)
    assert len(ran.files) == 1


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


def test_files_say_their_languages_and_what_is_passed_over(ilchi, data):
    ran = ilchi("check", data / "xml" / "plain.xlf")
    assert "languages: ko to en-GB\n" in ran.err
    assert (
        ran.err.count("passed over: units that are not to be translated (1); units in other languages, ko → fr (1)")
        == 1
    )
    assert "plain.xlf:14: " in ran.out
    assert ilchi("check", data / "xml" / "plain.xlf", "--to", "ja").message.endswith(
        "plain.xlf: nothing in it is ko → ja; it has ko → en-GB; ko → fr: choose with --from and --to"
    )


def test_other_encodings(ilchi, put, words):
    path = put("korean.csv", BAD.encode("cp949"))
    ran = ilchi("check", path, *words)
    assert ran.status == 1
    assert "cp949" in ran.err
    glossary = put("names.csv", "source,target,forbidden\n국무위원장,President,Chairman\n".encode("cp949"))
    ran = ilchi("check", path, "-g", glossary, "--encoding", "cp949")
    assert ran.status == 1
    assert "국무위원장이 도착했다." in ran.out


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
        of_texts = rule in rules.local() or rule in rules.grouped()
        assert ("flags:" in ran.out) is ("passes:" in ran.out) is of_texts


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
    reading, _, faults = ran.out.partition("\n\n")
    assert "C “source”" in reading
    lines = faults.splitlines()
    assert [(line.split(": ")[0], line.split(": ")[1], line.rpartition(" ")[2]) for line in lines[:-1]] == [
        ("names.csv:3", "major", "[conflict]"),
        ("names.csv:4", "minor", "[short]"),
        ("names.csv:5", "major", "[contradiction]"),
        ("names.csv:6", "major", "[contradiction]"),
    ]
    assert lines[-1] == "5 concepts; 0 critical, 3 major, 1 minor, 0 neutral"
    ran = ilchi("glossary", "lint", "names.csv", "--format", "json", cwd=tmp_path)
    assert ran.status == 1
    report = json.loads(ran.out)
    assert report["concepts"] == 5
    assert [fault["place"] for fault in report["faults"]] == [f"names.csv:{line}" for line in (3, 4, 5, 6)]


def test_glossary_lint_of_a_sound_glossary(ilchi, cli, put):
    ran = ilchi("glossary", "lint", cli / "names.csv")
    assert ran.status == 0
    assert ran.out.endswith("\n\n4 concepts; 0 critical, 0 major, 0 minor, 0 neutral\n")
    ran = ilchi("glossary", "lint", put("minor.csv", "source,target\n배,ship\n"))
    assert ran.status == 0


def test_version_and_help(ilchi):
    ran = ilchi("--version")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("ilchi, version ")
    for command in ("check", "terms", "explain", "glossary", "review"):
        assert ilchi(command, "-h").status == 0
