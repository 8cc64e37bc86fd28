"""What an open document knows is what a check of its text says, whatever was typed; and it stands where it should."""

import random

import pytest
from hypothesis import settings

from checker.editor.document import Checked, Document, Fault, Read
from checker.editor.held import At, Columns, Held, Range
from checker.editor.standing import standings
from checker.editor.units import difference
from tests.editor_files import FILES, NAMES

DAY = "2026-03-01"
SEEDS = 50 if settings.get_current_profile_name() == "deep" else 1


@pytest.fixture
def opened(tmp_path):
    """Open a text as a file of a project."""
    (tmp_path / "names.csv").write_text(NAMES, encoding="utf-8")
    (tmp_path / "ilchi.toml").write_text('glossaries = ["names.csv"]\n', encoding="utf-8")

    def make(kind, text):
        path = tmp_path / f"news.{kind}"
        if not path.exists():
            path.write_text(text, encoding="utf-8", newline="\n")
        document = Document(str(path), text)
        document.take(document.work(DAY)())
        return document

    return make


def shown(document):
    return [(each.finding.rule, each.finding.found, each.where) for each in document.shown()]


def many(kind):
    """A file with the two units of the example eight times, and things between them."""
    lines = FILES[kind].split("\n")
    first = {"po": 4, "xlf": 1, "csv": 1, "tsv": 1, "jsonl": 0, "ts": 1, "tmx": 1}[kind]
    last = {"xlf": -2, "ts": -2, "tmx": -2}.get(kind, -1)
    body = "\n".join(lines[first:last])
    between = "\n\n" if kind == "po" else "\n"
    return "\n".join([*lines[:first], between.join([body] * 8), *lines[last:]])


TYPED = ["a", " ", "x y", "한", "😀", '"', "\\", "<", "&", "&amp;", "\n", "\t", ",", "River", "Stream", "3"]


@pytest.mark.parametrize("kind", FILES)
@pytest.mark.parametrize("seed", range(SEEDS))
def test_after_any_edits_the_findings_are_those_of_the_text(opened, kind, seed):
    chance = random.Random(seed)
    document = opened(kind, many(kind))
    before = shown(document)
    assert len(before) == 8
    for _ in range(8):
        good = str(document.held)
        late = chance.random() < 0.3
        work = document.work(DAY) if late else None  # edits are made while it is under way
        for _ in range(chance.randint(1, 3)):
            lines = document.held.lines
            line = chance.randrange(len(lines))
            start = chance.randint(0, len(lines[line]))
            end = At(line, min(start + chance.choice([0, 0, 0, 1, 5]), len(lines[line])))
            if chance.random() < 0.1:
                end = At(min(line + chance.randint(1, 4), len(lines) - 1), 0)
            document.edit(Range(At(line, start), end), chance.choice(TYPED))
        list(document.shown())
        if work:
            document.take(work())
            list(document.shown())
        result = document.work(DAY)()
        document.take(result)
        fresh = opened(kind, str(document.held))
        assert document.fault == fresh.fault
        if document.fault:  # start again from the last text that could be read
            document.edit(None, good)
            document.take(document.work(DAY)())
            assert document.fault is None
        else:
            assert shown(document) == shown(fresh)


@pytest.mark.parametrize("kind", FILES)
def test_typing_in_a_target_is_followed_at_once(opened, kind):
    document = opened(kind, many(kind))
    for number in range(2):
        found = (each for each in document.shown() if each.finding.rule == "deprecated-term")
        line = next(found).where.end.line
        at = At(line, document.held.lines[line].index("Stream"))
        for sign in "ae":
            document.edit(Range(at, at), sign)
            assert shown(document) == shown(opened(kind, str(document.held))), (number, sign)
        document.edit(Range(at, At(at.line, at.column + 8)), "River")
        assert [rule for rule, *_ in shown(document)].count("deprecated-term") == 7 - number


def test_a_work_that_changes_nothing_else_keeps_what_is_known(opened):
    document = opened("po", many("po"))
    assert isinstance(document.work(DAY)(), Read)
    document.edit(Range(At(4, 0), At(4, 0)), 'msgid "강"\nmsgstr "river"\n\n')
    result = document.work(DAY)()
    assert isinstance(result, Checked)
    document.edit(Range(At(0, 0), At(0, 0)), "#\n")  # while it was under way
    document.take(result)
    assert shown(document) == shown(opened("po", str(document.held)))
    document.edit(Range(At(0, 0), At(0, 0)), "x\n")
    assert isinstance(document.work(DAY)(), Fault)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ('msgstr ""\n"a \\"b\\" "\n"c\\n"', 'a "b" c\n'),
        ('{"target": "\\ud83d\\ude00 \\u0041"}', "😀 A"),
        ("<t>a &lt;b> &#54620;<g id='1'>x</g><bpt id='1'>&lt;b></bpt>y</t>", "a <b> 한xy"),
        ("<t>a<br/>b\r\nc</t>", "a\nb\nc"),
        ('1,"a ""b""\nc"', 'a "b"\nc'),
        ("k\\tb", "k\tb"),
        ("a\\u", "a\\u"),
    ],
)
def test_a_text_is_found_behind_escapes(raw, text):
    found = list(standings(raw, text))
    assert found
    start, end = found[0].whole
    assert raw[start:end].startswith(("a", "\\ud83d", "k"))
    for at in range(len(text)):
        first, last = found[0].of(at, at + 1)
        assert start <= first < last <= end


def test_a_hostile_text_is_given_up():
    raw = "a" * 50_000
    assert list(standings(raw, "a" * 1000 + "b")) == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_columns_there_and_back(encoding):
    columns = Columns(encoding)
    line = "a가😀e\u0301\u2028z"
    for column in range(len(line) + 1):
        assert columns.read(line, columns.shown(line, column)) == column
    assert columns.read(line, 1000) == len(line)
    if encoding == "utf-16":
        assert columns.read(line, 3) == 2  # within a character


def test_the_smallest_edit_makes_one_text_of_another():
    chance = random.Random(1)
    for _ in range(500):
        one, other = ("".join(chance.choices("ab\n", k=chance.randint(0, 12))) for _ in range(2))
        held = Held(one)
        edit = difference(one, other)
        assert (edit is None) == (one == other)
        if edit:
            held.replace(*edit)
        assert str(held) == other


def test_a_file_is_read_as_the_config_says(opened, tmp_path):
    rows = "NO,KOR,ENG,DRAFT\n1,한강,Han Stream,x\n2,한강 물,water of the Han River,x\n"
    columns = 'match = "news.csv"\nsource = "KOR"\ntarget = "ENG"\nencoding = "cp949"\n'
    config = f'glossaries = ["names.csv"]\n[[files]]\n{columns}'
    opened("csv", FILES["csv"])
    (tmp_path / "ilchi.toml").write_text(config, encoding="utf-8")
    (tmp_path / "news.csv").write_text(rows, encoding="cp949")
    document = opened("csv", rows)
    assert document.fault is None
    assert [found for _, found, _ in shown(document)] == ["Han Stream"]
    document.edit(Range(At(1, 9), At(1, 15)), "River")
    assert shown(document) == []
    document.edit(Range(At(2, 24), At(2, 29)), "Stream")
    assert [found for _, found, _ in shown(document)] == ["Han Stream"]
