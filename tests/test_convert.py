"""``ilchi glossary convert``: every format into every other, and what is said of what is lost."""

import itertools

import pytest

from checker.family import member
from checker.glossary.concepts import Glossary
from checker.project.inputs import read_corpus, read_glossary
from tests.test_glossary_files import OWN

CSV = """\
id,category,source,target,admitted,forbidden,note,case
r,place,강|하천,river,stream,creek,Not the Rhine.,any
,,바다,sea,,,,
,,,,,the Norks,,
"""


@pytest.fixture
def source(put):
    return put("rivers.csv", CSV)


def converted(ilchi, source, out, *options):
    return ilchi("glossary", "convert", source, out, "--languages", "ko", "en", *options)


def pairs(glossary: Glossary) -> set[tuple[str, str]]:
    return {(source, concept.preferred) for concept in glossary for source in concept.sources}


@pytest.mark.parametrize(
    ("name", "lost"),
    [
        ("a.tsv", []),
        ("a.jsonl", []),
        ("a.xlsx", []),
        ("a.tbx", ["bans without a source, which 1 concept has", "“case”, which 1 concept has"]),
        ("a.utx", ["ids", "categories", "several sources", "bans", "“case”"]),
        ("a.tab", ["ids", "categories", "several sources", "forbidden terms", "bans", "“case”"]),
    ],
)
def test_the_ending_says_the_format(ilchi, source, name, lost, tmp_path):
    ran = converted(ilchi, source, tmp_path / name)
    assert ran.status == 0
    assert ran.out == ""
    said = ran.err.splitlines()
    for words in lost:
        assert any(f"cannot hold {words}" in line for line in said), words
    assert len(said) >= len(lost)
    assert bool(said) == bool(lost)
    assert pairs(read_glossary(tmp_path / name)) == {("강", "river"), ("하천", "river"), ("바다", "sea")}
    if not lost:
        assert read_glossary(tmp_path / name).digest == read_glossary(source).digest
    assert {file.name for file in tmp_path.iterdir()} == {name, "rivers.csv"}


KINDS = {"csv": "csv", "tsv": "tsv", "jsonl": "jsonl", "xlsx": "xlsx", "tbx": "tbx", "utx": "utx", "omegat": "tab",
         "glotpress": "gp.csv", "weblate": "wl.csv"}  # fmt: skip


def test_every_format_becomes_every_other(source, tmp_path):
    def convert(path, out, kind):
        with out.open("wb") as stream:
            member("checker.formats", kind).write_rows(
                read_glossary(path, languages=("ko", "en")), stream, ("ko", "en")
            )
        return read_glossary(out, languages=("ko", "en"))

    for kind, ending in KINDS.items():
        assert pairs(convert(source, tmp_path / f"one.{ending}", kind)) == pairs(read_glossary(source))
    for one, (kind, ending) in itertools.product(KINDS.values(), KINDS.items()):
        found = convert(tmp_path / f"one.{one}", tmp_path / f"two.{ending}", kind)
        assert pairs(found) == pairs(read_glossary(source)), (one, kind)


def test_standard_output_and_languages_of_a_termbase(ilchi):
    ran = ilchi("glossary", "convert", OWN / "two.tbx", "-", "--to", "tsv", "--languages", "ko", "de")
    assert ran.status == 0
    assert ran.out == (
        "id\tcategory\tsource\ttarget\tadmitted\tforbidden\tdefinition\n"
        "river\tplace\t강|하천\tFluss\t\t\tWater that runs.\n"
    )
    assert "2 entries without a pair of terms passed over" in ran.err


@pytest.mark.parametrize(
    ("out", "options", "message"),
    [
        ("a.pdf", (), "the name of the file does not show its format; --to "),
        ("a.csv", ("--to", "excel"), "glossaries cannot be written as “excel”; --to "),
        ("a.csv", ("--to", "po"), "glossaries cannot be written as “po”"),
        ("rivers.csv", (), "IN and OUT are the same file"),
        ("rivers.csv/a.csv", (), "cannot be written: not a directory"),
    ],
)
def test_what_cannot_be_written(ilchi, source, tmp_path, out, options, message):
    ran = converted(ilchi, source, tmp_path / out, *options)
    assert ran.status == 2
    assert message in ran.message
    assert [file.name for file in tmp_path.iterdir()] == ["rivers.csv"]
    assert source.read_text(encoding="utf-8") == CSV


def test_a_format_that_names_languages_wants_to_know_them(ilchi, source, tmp_path):
    ran = ilchi("glossary", "convert", source, tmp_path / "a.tbx")
    assert (ran.status, "--languages ko en" in ran.message) == (2, True)
    assert not (tmp_path / "a.tbx").exists()


def test_a_termbase_is_read_in_the_languages_of_the_corpus(ilchi, put):
    corpus = put("news.csv", "source,target\n강이 길다.,The creek is long.\n")
    ran = ilchi("check", corpus, "-g", OWN / "two.tbx", "--from", "ko", "--to", "en")
    assert ran.status == 1
    assert "“creek”" in ran.out
    assert "1 entry without a pair of terms passed over" in ran.err
    ran = ilchi("check", corpus, "-g", OWN / "two.tbx", "--from", "ko", "--to", "ja")
    assert (ran.status, "it has ko, en, de, en-GB" in ran.message) == (2, True)


def test_folders_know_glossaries_of_every_format(source, tmp_path, put):
    for kind, ending in (("xlsx", "xlsx"), ("tbx", "tbx"), ("utx", "utx"), ("omegat", "tab"), ("weblate", "csv")):
        out = tmp_path / "terms" / f"{kind}.{ending}"
        out.parent.mkdir(exist_ok=True)
        with out.open("wb") as stream:
            member("checker.formats", kind).write_rows(read_glossary(source), stream, ("ko", "en"))
    assert len(read_glossary(tmp_path / "terms")) > 5 * 2
    put("terms/news.csv", "source,target\n강,river\n")
    assert [segment.source for segment in read_corpus(tmp_path / "terms")] == ["강"]
