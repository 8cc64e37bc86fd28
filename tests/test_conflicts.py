"""A file with conflict markers is refused, whatever its format; a text that only looks like one is not."""

import io
import subprocess

import pytest

from checker.errors import CheckerError
from checker.family import member, names
from checker.project.inputs import read_corpus, read_glossary
from checker.text import conflicts

OURS, MIDDLE, THEIRS = "<<<<<<< HEAD\n", "=======\n", ">>>>>>> a-branch\n"
CONFLICT = OURS + "one\n" + MIDDLE + "two\n" + THEIRS


def opened_at(text, encoding="utf-8"):
    return conflicts.opened_at(io.BytesIO(text.encode(encoding)))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_place_of_a_conflict_is_its_opening_marker(encoding, end):
    assert opened_at(f"강\n바다\n{CONFLICT}".replace("\n", end), encoding) == 3
    assert opened_at(CONFLICT.replace("\n", end), encoding) == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        MIDDLE,
        OURS + MIDDLE,
        MIDDLE + THEIRS,
        THEIRS + MIDDLE + OURS,
        " <<<<<<< HEAD\n=======\n >>>>>>> b\n",
        'msgid "x"\n"<<<<<<< HEAD\\n"\n"=======\\n"\n">>>>>>> b\\n"\n',
        "<<<<<<<< eight\n=======\n>>>>>>>> eight\n",
        "<<<<<<<HEAD\n>>>>>>>b\n",
    ],
)
def test_other_texts_are_none(text):
    assert opened_at(text) == 0


@pytest.mark.parametrize("before", [(1 << 20) - at for at in range(20)])
def test_a_marker_is_found_wherever_the_blocks_end(before):
    text = "x" * (before - 1) + "\n" + OURS + "y" * before + "\n" + THEIRS
    assert opened_at(text) == 2


TEXTS = {name: example for name in names("checker.formats") for example in [member("checker.formats", name).example()]}


@pytest.mark.parametrize("name", TEXTS)
def test_every_text_format_refuses_it(name, tmp_path):
    module = member("checker.formats", name)
    files = module.example()
    if any(b"\0" in content for content in files.values()):
        pytest.skip("git merges no binary files")
    for file, content in files.items():
        lines = content.decode("utf-8").splitlines(keepends=True)
        broken = "".join(
            [*lines[:-1], OURS, lines[-1].rstrip("\n") + "\n", MIDDLE, lines[-1].rstrip("\n") + "\n", THEIRS]
        )
        for other, whole in files.items():
            (tmp_path / other).write_bytes(whole if other != file else broken.encode())
        paths = [str(tmp_path / each) for each in files]
        with pytest.raises(CheckerError, match="unresolved merge conflict") as refused:
            if not hasattr(module, "read_segments"):
                read_glossary(*paths)
            else:
                list(read_corpus(paths[0]) if len(paths) == 1 else read_corpus(pairs=[tuple(paths)]))
        assert refused.value.place == f"{tmp_path / file}:{len(lines)}"


def test_a_merge_that_git_could_not_make_is_refused_in_corpus_glossary_and_config(ilchi, tmp_path):
    def git(*words):
        identity = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
        return subprocess.run(["git", *identity, *words], cwd=tmp_path, capture_output=True, check=False)

    files = {
        "news.tsv": "source\ttarget\n강이 흐른다.\tThe {} flows.\n",
        "names.csv": "source,target\n강,{}\n",
        "ilchi.toml": 'corpus = ["news.tsv"]\nglossaries = ["names.csv"]\n# {}\n',
    }

    def write(word):
        for name, text in files.items():
            (tmp_path / name).write_text(text.format(word), encoding="utf-8", newline="\n")
        git("add", "-A")
        git("commit", "-m", word)

    git("init", "-b", "main")
    write("river")
    git("checkout", "-b", "other")
    write("stream")
    git("checkout", "main")
    write("brook")
    assert git("merge", "other").returncode == 1
    merged = {name: (tmp_path / name).read_text(encoding="utf-8") for name in files}
    for name, line in {"news.tsv": 2, "names.csv": 2, "ilchi.toml": 3}.items():
        for other, text in files.items():
            held = merged[other] if other == name else text.format("river")
            (tmp_path / other).write_text(held, encoding="utf-8", newline="\n")
        ran = ilchi("check", cwd=tmp_path)
        assert ran.status == 2
        assert ran.message.startswith(f"{name}:{line}: there is an unresolved merge conflict; ")


def test_a_project_file_of_others_may_have_one(ilchi, tmp_path):
    (tmp_path / "news.tsv").write_text("source\ttarget\n강\triver\n", encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text("[project]\n" + CONFLICT, encoding="utf-8")
    assert ilchi("check", "news.tsv", cwd=tmp_path).status == 0
