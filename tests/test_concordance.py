"""The concordance: what a query finds, with and without an index, and indexes that cannot be trusted or written."""

import json
import multiprocessing
import os
import resource
import sqlite3
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.concordance.index import Entry, Index, build
from checker.concordance.query import LONGEST, Query
from checker.errors import CheckerError
from checker.languages import language
from checker.project import concordance as shell
from checker.project.concordance import Concordance
from checker.project.workspace import Wanted, Workspace

CODES = ("ko", "en")
PAIRS = [
    ("그는 학교에 갔다.", "He went to school."),
    ("국가 주석이 발표했다.", 'The President, "going on", announced it.'),
    ("전국가주석은 나이가 많다.", "The ex-president, an Official of the U.S., left."),
    ("개인도 6자회담을 안다. ㅋㅋㅋ", "Individuals, too, know the six-party talks"),
    ("핵 무기와 노동당", "nuclear weapons & the Workers’ Party; Café"),
    ("", ""),
]


def found(text, pairs=PAIRS, codes=CODES):
    """The numbers of the pairs that have ``text``, with what stands there."""
    sources, targets = zip(*pairs, strict=True)
    return [
        (
            number,
            [span.of(sources[number]) for span in sides.source],
            [span.of(targets[number]) for span in sides.target],
        )
        for number, sides in Query(text, codes).find(sources, targets)
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("학교에서", [(0, ["학교"], [])]),
        ("go", [(0, [], ["went"]), (1, [], ["going"])]),
        ("gone", [(0, [], ["went"]), (1, [], ["going"])]),
        ("leaves", [(2, [], ["left"])]),
        ("officials", [(2, [], ["Official"])]),
        ("발표했다", [(1, ["발표"], [])]),
        ("핵무기를", [(4, ["핵 무기"], [])]),
        ("로동당", [(4, ["노동당"], [])]),
        ("인도", []),  # 개인도 is 개인 and 도
        ("6자회담은", [(3, ["6자회담"], [])]),
        ("학교 school", [(0, ["학교"], ["school"])]),
        ("학교 party", []),
        ("US", [(2, [], ["U.S."])]),
        ("us", [(2, [], ["U.S."])]),
        ("cafe", [(4, [], ["Café"])]),
        ('"went  TO"', [(0, [], ["went to"])]),
        ('"went to', [(0, [], ["went to"])]),
        ("“학교에”", [(0, ["학교에"], [])]),
        ('"chool"', []),
        ('"학교에서"', []),
        ('"workers\' party"', [(4, [], ["Workers’ Party"])]),
        ("ㄱㄱㅈㅅ", [(1, ["국가 주석"], []), (2, ["국가주석"], [])]),
        ("ᄀᄀᄌᄉ", [(1, ["국가 주석"], []), (2, ["국가주석"], [])]),
        ("ㅎㄱ", [(0, ["학교"], [])]),
        ("ㅋㅋㅋ", [(3, ["ㅋㅋㅋ"], [])]),
        ("&", [(4, [], ["&"])]),
        ("", []),
        (' " “ ', []),
        ("NEAR(학교 school)", []),
        ("학교 OR 노동당", []),
        ("학교*", []),
        ('tokens:"학교" ^school -went', []),
    ],
)  # fmt: skip
def test_what_a_query_finds(text, wanted):
    assert found(text) == wanted
    decomposed = [(unicodedata.normalize("NFD", one), other) for one, other in PAIRS]
    normal = [
        (number, [unicodedata.normalize("NFC", part) for part in one], other)
        for number, one, other in found(unicodedata.normalize("NFD", text), decomposed)
    ]
    assert normal == wanted


def test_words_may_be_in_other_languages():
    pairs = [("彼は東京へ行った。", "Il allait à la mer."), ("京都", "elle va")]
    assert found("東京", pairs, ("ja", "fr")) == [(0, ["東京"], [])]
    assert found("allait", pairs, ("ja", "fr"))[0] == (0, [], ["allait"])


def test_a_query_has_an_end():
    with pytest.raises(CheckerError, match="at most 1,000 characters"):
        Query("가" * 10_000, CODES)
    with pytest.raises(CheckerError, match="at most 20 words"):
        Query(" ".join(map(chr, range(0xAC00, 0xAC20))), CODES)
    assert len(Query("가 " * 400, CODES).parts) == 1
    assert found("a" * LONGEST, [("a" * LONGEST, "a" * 3000)]) == [(0, ["a" * LONGEST], [])]
    assert found("가", [("나 " * 9000 + "가", "가" * 9999)]) == [(0, ["가"], [])]


@pytest.mark.parametrize("code", ["ko", "en", "fr", "ja", "xx"])
def test_a_hit_has_the_letters_of_a_needle(code):
    for word in ("학교에서", "went", "U.S.", "allait", "東京", "a" * 500, "№ 5", "\ud83d", "İ"):
        sought = language(code).seek(word)
        texts = [word, f"x {word} y", word.upper()]
        for number in sought.finder.find(texts).texts:
            assert any(needle for needle in sought.needles), (word, number)


# The index


def indexed(path, pairs, texts):
    """What an index of ``pairs`` finds of each text: rows that have it."""
    path.unlink(missing_ok=True)
    build(path, [[Entry(*pair) for pair in pairs[:2]], [], [Entry(*pair) for pair in pairs[2:]]])
    index = Index(path)
    try:
        for text in texts:
            query = Query(text, CODES)
            rows = list(index.candidates(query))
            assert rows == sorted(set(rows))
            entries = [index.entry(row) for row in rows]
            hits = query.find([entry.source for entry in entries], [entry.target for entry in entries])
            yield [(rows[number] - 1, sides) for number, sides in hits]
    finally:
        index.close()


def read(pairs, text):
    return list(Query(text, CODES).find([pair[0] for pair in pairs], [pair[1] for pair in pairs]))


WORDS = st.sampled_from(
    "학교 학교에서 학교를 중학교 강 강을 국가주석 국가 주석 went go left U.S. US 3D 3 3배 x3 Pyongyang에서 ㄱㄱ ㅎㄱ "
    "ㅋ café CAFÉ don't 핵무기 핵 무기 핵·무기 핵-무기 로동당 노동당 東京 ½ ﬁne ﾊﾟ % “” \" * - ^ NEAR ẞ İ".split(" ")
) | st.text(max_size=4)
TEXTS = st.lists(WORDS, max_size=6).flatmap(lambda words: st.sampled_from([" ".join(words), "".join(words)]))
FORMS = st.sampled_from(["NFC", "NFD", "NFKC"])


@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=3, max_size=6), st.lists(TEXTS, min_size=1, max_size=4), FORMS)
def test_an_index_finds_what_reading_finds(tmp_path_factory, pairs, texts, form):
    pairs = [(unicodedata.normalize(form, one), other) for one, other in pairs]
    texts += [word for pair in pairs[:2] for side in pair for word in side.split()][:6]
    path = tmp_path_factory.getbasetemp() / "one.index"
    for text, rows in zip(texts, indexed(path, pairs, texts), strict=True):
        assert rows == read([tuple(map(whole, pair)) for pair in pairs], text), text


def whole(text):
    """The text as an index keeps it."""
    return "".join("\ufffd" if "\ud800" <= sign <= "\udfff" else sign for sign in text)


def test_huge_texts_are_indexed(tmp_path):
    long = "학교에서 배운다 ab " * 60_000
    pairs = [(long, "x" * 2_000_000), ("강", "river"), ("\ud800강", "half")]
    texts = ["학교", "x" * 900, "강", "ㅎㄱㅇㅅ"]
    found = [[number for number, _ in rows] for rows in indexed(tmp_path / "a.index", pairs, texts)]
    assert found == [[0], [], [1, 2], [0]]


# The project


@pytest.fixture
def project(tmp_path, monkeypatch, put):
    """A project with two files, a glossary and a reference; every file has an index."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "cache"))
    monkeypatch.setattr(shell, "SMALL", 0)
    monkeypatch.setattr(shell, "_TOGETHER", 1)  # each file has its own index
    put("a.csv", "source,target\n그는 학교에 갔다.,He went to school.\n강이 깊다.,The river is deep.\n")
    put("b.csv", "source,target\n학교가 크다.,The school is big.\n")
    put("names.csv", "category,source,target,admitted\nplace,대학교,University,school of higher learning|\n")
    put(
        "memory.tmx",
        '<tmx version="1.4"><header srclang="ko"/><body><tu tuid="t1"><tuv xml:lang="ko"><seg>학교로</seg></tuv>'
        '<tuv xml:lang="en"><seg>to <ph/>school</seg></tuv></tu></body></tmx>',
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


def opened(said=None, *files, references=("memory.tmx",)):
    """The project's concordance."""
    wanted = Wanted(
        paths=files or ("a.csv", "b.csv"), glossaries=("names.csv",), languages=CODES, references=references
    )
    return Concordance(Workspace(wanted), (said if said is not None else []).append)


def made(concordance):
    """Builds all indexes and uses them; returns their names."""
    names = []
    for name, path in concordance.build():
        concordance.take(name, path)
        names.append(path.name)
    return names


def hits(concordance, text, changed=None):
    return [
        (hit.kind, hit.file, hit.number, hit.entry.line, [span.of(hit.entry.source) for span in hit.sides.source])
        for hit in concordance.look_up(text, changed)
    ]


SCHOOL = [
    ("segment", "a.csv", 1, 2, ["학교"]),
    ("segment", "b.csv", 1, 2, ["학교"]),
    ("reference", "memory.tmx", 1, 1, ["학교"]),
]


def test_everything_is_found_in_order(project):
    concordance = opened()
    assert hits(concordance, "학교") == SCHOOL
    assert [hit[:2] for hit in hits(concordance, "school")] == [
        ("term", "names.csv"), *((kind, file) for kind, file, *_ in SCHOOL)
    ]  # fmt: skip
    before = [hits(concordance, text) for text in ("school", "ㅎㄱ", "강", "%", "the")]
    assert len(made(concordance)) == 4
    assert [hits(concordance, text) for text in ("school", "ㅎㄱ", "강", "%", "the")] == before
    assert next(concordance.look_up("ㄷㅎㄱ")).entry == Entry("대학교", "University", 2, "대학교 (place)")


def test_only_what_changed_is_indexed_again(project, put):
    before = set(made(opened()))
    put("b.csv", "source,target\n새 학교,A new school\n")
    concordance = opened()
    after = set(made(concordance))
    assert len(before - after) == len(after - before) == 1
    assert hits(concordance, "새") == [("segment", "b.csv", 1, 2, ["새"])]


def test_present_targets_are_found_not_those_of_the_file(project):
    concordance = opened()
    changed = {("a.csv", 2): "The stream runs deep.", ("b.csv", 1): "nothing"}
    before = [hits(concordance, text, changed) for text in ("streams", "river", "big")]
    made(concordance)
    assert [hits(concordance, text, changed) for text in ("streams", "river", "big")] == before
    assert before == [[("segment", "a.csv", 2, 3, [])], [], []]


def test_a_search_stops_when_told(project):
    assert list(opened().look_up("학교", stopped=lambda: True)) == []


def test_references_of_the_config_are_no_corpus(project, put):
    put("ilchi.toml", 'corpus = ["."]\nglossaries = ["names.csv"]\nreferences = ["memory.tmx", "gone.tmx"]\n')
    said = []
    workspace = Workspace(Wanted(languages=CODES))
    assert workspace.files == ["a.csv", "b.csv"]
    assert hits(Concordance(workspace, said.append), "학교") == SCHOOL
    assert said == ["skipped: gone.tmx: there is no such file or folder; check the spelling"]
    with pytest.raises(CheckerError, match="no such file"):
        Workspace(Wanted(languages=CODES, references=("gone.tmx",)))


def test_a_broken_file_is_skipped(project, put):
    put("memory.tmx", '<tmx version="1.4"><header srclang="ko"/><body><tu><tuv xml:lang="ko"><seg>학교')
    for text in ("학교", "school"):
        said = []
        concordance = opened(said)
        made(concordance)
        assert [hit[1] for hit in hits(concordance, text)][-2:] == ["a.csv", "b.csv"]
        assert "memory.tmx" in said[0]


# Indexes that cannot be trusted


def kept(project):
    return sorted((project / "cache" / "ilchi" / "concordance").iterdir())


def test_a_damaged_index_is_made_again(project):
    made(opened())
    whole = {path: path.read_bytes() for path in kept(project)}
    for path, content in whole.items():
        for at in range(0, len(content), len(content) // 7):
            path.write_bytes(content[:at] + bytes([content[at] ^ 0x55]) + content[at + 1 :])
            assert len(made(opened())) == 4
            path.write_bytes(content[:at])
            concordance = opened()
            made(concordance)
            assert hits(concordance, "학교") == SCHOOL
    assert [path.name.partition(".")[0] for path in kept(project)] == [path.name.partition(".")[0] for path in whole]


@pytest.mark.skipif(os.name != "posix", reason="modes are of POSIX")
def test_an_index_that_others_may_write_is_made_again(project):
    made(opened())
    one = kept(project)[0]
    one.chmod(0o666)
    made(opened())
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in kept(project))
    assert (project / "cache" / "ilchi" / "concordance").stat().st_mode & 0o077 == 0


def hostile(path):
    """An SQLite file with the tables of an index that lie."""
    path.unlink()
    with sqlite3.connect(path) as file:
        file.executescript(
            "CREATE TABLE files (number, first); INSERT INTO files VALUES (0, 1);"
            "CREATE TABLE words (words); CREATE TABLE initials (first, signs);"
            "CREATE TABLE texts (first, packed); INSERT INTO texts VALUES (1, 'x'), (3, zeroblob(9));"
        )
    file.close()


def test_an_index_that_is_none_after_all_is_left_for_the_files(project):
    for spoil in (
        hostile,
        lambda path: path.unlink(),
        lambda path: path.write_bytes(b"SQLite format 3\0" + bytes(5000)),
        lambda path: path.write_bytes(path.read_bytes()[:8192]),
        lambda path: path.write_bytes(path.read_bytes()[:4096] + os.urandom(1 << 15)),
    ):
        said = []
        concordance = opened(said)
        made(concordance)
        for path in kept(project):
            spoil(path)
        assert [hits(concordance, text)[-3:] for text in ("학교", "%", "ㅎㄱ")] == [SCHOOL, [], SCHOOL]
        assert said
        assert all(line.partition(": ")[2].startswith("not used: ") for line in said)


HOSTILE = (
    '"', "'; DROP TABLE words; --", "a AND", "(", "tokens:a", "^a", "a*", '"a" "b', "a\0b", "\ud800", "%_", "{a b}",
    "-a", "a NEAR/2 b",
)  # fmt: skip


def test_a_hostile_query_costs_no_index(project):
    said = []
    concordance = opened(said)
    made(concordance)
    before = kept(project)
    syllables = "".join(map(chr, range(0xAC00, 0xAC00 + 990)))
    words = " ".join(f"a{number}b" for number in range(170))
    long = (syllables, f'"{syllables}"', f'"{words}"', " ".join(words.split()[:20]), "ㄱ" * 60)
    for text in (*HOSTILE, *long):
        assert [hit for hit in concordance.look_up(text) if hit.sides == ((), ())] == []
    assert said == []
    assert kept(project) == before
    assert hits(concordance, "학교") == SCHOOL


# Indexes that cannot be written


def test_where_nothing_can_be_kept_files_are_read(project):
    (project / "cache").write_text("a file, no folder", encoding="utf-8")
    said = []
    concordance = opened(said)
    assert made(concordance) == []
    assert hits(concordance, "학교") == SCHOOL
    assert said
    assert all("no indexes are kept" in line for line in said)


def _with_room_for(size, project, answers):
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    said = []
    concordance = opened(said)
    names = made(concordance)
    answers.put((len(names), hits(concordance, "학교") == SCHOOL, len(said), len(list(kept(project)))))


@pytest.mark.skipif(os.name != "posix", reason="limits are of POSIX")
@pytest.mark.parametrize("size", [0, 1, 4096, 10_000, 30_000, 50_000])
def test_a_full_disk_leaves_nothing_behind(project, size):
    (project / "cache" / "ilchi" / "concordance").mkdir(parents=True)
    context = multiprocessing.get_context("fork")
    answers = context.Queue()
    process = context.Process(target=_with_room_for, args=(size, project, answers))
    process.start()
    indexes, right, said, files = answers.get(timeout=60)
    process.join(60)
    assert right
    assert indexes == files == 0 or size > 40_000
    assert said == 4 - indexes


def test_without_full_text_tables_files_are_read(project, monkeypatch):
    def refused(*_args):
        raise sqlite3.OperationalError("no such module: fts5")

    monkeypatch.setattr(shell, "build", refused)
    said = []
    concordance = opened(said)
    assert made(concordance) == []
    assert hits(concordance, "학교") == SCHOOL
    assert "not indexed: no such module: fts5" in said[0]


def test_too_much_is_not_kept(project, monkeypatch, put):
    monkeypatch.setattr(shell, "SIZE", 80_000)
    for number in range(5):
        put("b.csv", f"source,target\n학교 {number},school {number}\n")
        concordance = opened()
        made(concordance)
        assert sum(path.stat().st_size for path in kept(project)) <= 80_000
        assert len(hits(concordance, "학교")) == 3


def _building(answers):
    answers.put(sorted(made(opened())))


def test_two_may_build_at_the_same_time(project):
    context = multiprocessing.get_context("fork")
    answers = context.Queue()
    processes = [context.Process(target=_building, args=(answers,)) for _ in range(3)]
    for process in processes:
        process.start()
    names = [answers.get(timeout=60) for _ in processes]
    for process in processes:
        process.join(60)
    assert {name.partition(".")[0] for each in names for name in each} == {
        path.name.partition(".")[0] for path in kept(project)
    }
    concordance = opened()
    assert len(made(concordance)) == 4
    assert hits(concordance, "학교") == SCHOOL


def test_what_was_begun_and_left_is_cleared(project):
    folder = project / "cache" / "ilchi" / "concordance"
    folder.mkdir(parents=True)
    old, new = folder / ".old.part", folder / ".new.part"
    for path in (old, new):
        path.touch()
    os.utime(old, (0, 0))
    made(opened())
    assert not old.exists()
    assert new.exists()


# The command


def test_terms_find_words(project, ilchi):
    arguments = ("terms", "a.csv", "b.csv", "-g", "names.csv", "--reference", "memory.tmx", "--find", "학교에서")
    ran = ilchi(*arguments, cwd=project)
    assert ran.out.splitlines() == [
        "a.csv:2: 그는 [[학교]]에 갔다. → He went to school. [segment]",
        "b.csv:2: [[학교]]가 크다. → The school is big. [segment]",
        "memory.tmx:1: [[학교]]로 → to school [reference]",
    ]
    assert ilchi(*arguments, "--no-cache", cwd=project).out == ran.out
    lines = [json.loads(line) for line in ilchi(*arguments, "--format", "jsonl", cwd=project).out.splitlines()]
    assert lines[0] == {
        "kind": "segment", "file": "a.csv", "index": 1, "line": 2, "unit": None,
        "source": {"text": "그는 학교에 갔다.", "spans": [[3, 5]]},
        "target": {"text": "He went to school.", "spans": []},
    }  # fmt: skip


def test_a_reference_is_for_finding(project, ilchi):
    ran = ilchi("terms", "a.csv", "--reference", "memory.tmx", cwd=project)
    assert (ran.status, ran.message) == (2, "--reference is for --find; add --find and the words to look up")
    ran = ilchi("terms", "a.csv", "--find", "가" * 2000, cwd=project)
    assert (ran.status, ran.message) == (2, "a query has at most 1,000 characters; look up a few words of it")
