"""Every format reads its own example, writes it back, changes one target and nothing else, and refuses damage."""

import io
import zipfile
from collections.abc import Iterator
from types import ModuleType

import pytest

from checker import Glossary, formats
from checker.errors import CheckerError
from checker.family import member, names
from checker.formats import Input, Row, _terms, format_of
from checker.glossary.concepts import COLUMNS, row_of
from checker.model import Segment
from tests.conformance.samples import TEXTS
from tests.pairs import Spy, of
from tests.table_files import mutations

MEMBERS = names(formats.__name__)
STORY = [("강", "river"), ("바다", "sea")]  # what each example says
READERS = ("read_segments", "read_rows")
LANGUAGES = ("ko", "en")


def module(name: str) -> ModuleType:
    return member(formats.__name__, name)


def having(function: str) -> pytest.MarkDecorator:
    """The formats that have ``function``."""
    return pytest.mark.parametrize("name", [name for name in MEMBERS if hasattr(module(name), function)])


def files(name: str) -> dict[str, bytes]:
    """The example of a format; skips where a library that it is made with is missing."""
    try:
        made: dict[str, bytes] = module(name).example()
    except ImportError as missing:
        pytest.skip(str(missing))
    return made


def opened(contents: dict[str, bytes]) -> Input:
    """The files of an example as one input."""
    first, *others = (of(name, content) for name, content in contents.items())
    first.partner = others[0] if others else None
    return first


def read(name: str, given: Input) -> list[Segment]:
    return list(module(name).read_segments(given))


def texts(name: str, given: Input) -> list[tuple[str, str]]:
    return [(segment.source, segment.target) for segment in read(name, given)]


def written(name: str, given: Input, targets: dict[int, str]) -> bytes:
    out = io.BytesIO()
    module(name).write(given, targets, out)
    return out.getvalue()


def edited(name: str, targets: dict[int, str]) -> Input:
    """The example with other targets; of two files the second one holds them."""
    contents = files(name)
    *_, holder = contents
    return opened(contents | {holder: written(name, opened(contents), targets)})


def is_named(error: CheckerError, given: Input) -> bool:
    """Whether a complaint says which file it is about."""
    return any(error.place.startswith(one.name) for one in (given, given.partner) if one)


@pytest.mark.parametrize("name", MEMBERS)
def test_it_has_the_shape_of_the_family(name):
    has = module(name)
    assert (has.__doc__ or "").split("\n")[0].endswith(".")
    assert any(hasattr(has, reader) for reader in READERS)
    assert hasattr(has, "read_segments") or not hasattr(has, "write")
    assert hasattr(has, "read_rows") or not hasattr(has, "write_rows")
    assert 1 <= len(files(name)) <= 2


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("name", MEMBERS)
def test_its_example_is_its_own(name, reader):
    if hasattr(module(name), reader):
        assert format_of(opened(files(name)), reader) is module(name)


@pytest.mark.parametrize("name", MEMBERS)
def test_it_claims_no_more_than_it_can_know(name):
    has = module(name)
    for head in (b"", b"\0\xff\xfe", b"plain text\n", b"PK\x03\x04", b"<", "\ud800".encode("utf-8", "surrogatepass")):
        assert has.claim(of("notes.unknown", head), head) == 0
    for other in MEMBERS:
        given = opened(files(other))
        assert 0 <= has.claim(given, given.head()) <= 100


@having("read_segments")
def test_it_reads_the_segments_of_its_example(name):
    given = opened(files(name))
    assert texts(name, given) == STORY
    for segment in read(name, given):
        assert segment.line >= 0
        for text, codes in ((segment.source, segment.source_codes), (segment.target, segment.target_codes)):
            assert all(0 <= code.at <= len(text) for code in codes)


@having("read_rows")
def test_it_reads_the_concepts_of_its_example(name):
    given = opened(files(name))
    rows: list[Row] = list(module(name).read_rows(given))
    assert all(row.place.startswith(given.name) and set(row) <= set(COLUMNS) for row in rows)
    assert [(concept.sources, concept.preferred) for concept in Glossary.from_rows(rows)] == [
        ((source,), target) for source, target in STORY
    ]


@having("languages")
def test_it_says_the_languages_of_its_example(name):
    said = module(name).languages(opened(files(name)))
    assert any(said)
    assert all(own in ("", language) for own, language in zip(said, LANGUAGES, strict=True))


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("name", MEMBERS)
def test_it_closes_what_it_opens(name, reader):
    if hasattr(module(name), reader):
        contents = files(name)
        for stop in (1, 10):
            Spy.opened.clear()
            found: Iterator[object] = getattr(module(name), reader)(opened(contents))
            for _ in zip(range(stop), found, strict=False):
                pass
            found.close()  # type: ignore[attr-defined]
            assert Spy.opened
            assert all(spy.closed for spy in Spy.opened)


# Writing


@having("write")
def test_without_an_edit_the_bytes_stay(name):
    contents = files(name)
    *_, kept = contents.values()
    same = {number: target for number, (_, target) in enumerate(STORY, 1)}
    assert written(name, opened(contents), {}) == written(name, opened(contents), same) == kept


@having("write")
@pytest.mark.parametrize("number", [1, 2])
def test_an_edit_changes_one_target_and_no_other_bytes(name, number):
    made = files(name)  # once: a workbook has the second in it
    *_, old = made.values()
    new = written(name, opened(made), {number: "brook"})
    wanted = [(source, "brook" if at == number else target) for at, (source, target) in enumerate(STORY, 1)]
    assert texts(name, edited(name, {number: "brook"})) == wanted
    for before, after in changed(old, new):
        start = common(before, after)
        end = min(common(before[::-1], after[::-1]), len(before) - start)
        gone = before[start : len(before) - end].decode()
        assert not [text for text in STORY[2 - number] if text in gone]


def changed(old: bytes, new: bytes) -> list[tuple[bytes, bytes]]:
    """What differs: the two files, or in archives the one member that is not the same."""
    if not zipfile.is_zipfile(io.BytesIO(old)):
        return [(old, new)]
    before, after = zipfile.ZipFile(io.BytesIO(old)), zipfile.ZipFile(io.BytesIO(new))
    assert before.namelist() == after.namelist()
    pairs = [(before.read(each), after.read(each)) for each in before.namelist()]
    found = [(one, other) for one, other in pairs if one != other]
    assert len(found) == 1
    return found


def common(one: bytes, other: bytes) -> int:
    """How many bytes both begin with."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


@having("write")
@pytest.mark.parametrize("kind", TEXTS)
def test_a_text_is_kept_or_refused(name, kind):
    given = opened(files(name))
    try:
        after = texts(name, edited(name, {1: TEXTS[kind]}))
    except CheckerError as refused:
        assert is_named(refused, given) or not refused.place
        return
    assert after == [("강", TEXTS[kind]), STORY[1]]


@having("write")
@pytest.mark.parametrize("number", [0, 3])
def test_a_segment_that_is_not_there_is_refused(name, number):
    with pytest.raises(CheckerError, match=f"no segment {number}"):
        written(name, opened(files(name)), {number: "brook"})


RICH = {
    "id": "r1", "category": "place", "source": "강", "target": "river", "admitted": "stream", "forbidden": "creek",
    "note": "flows", "definition": "water that flows", "case": "exact", "match": "free", "context": "물",
}  # fmt: skip


@having("write_rows")
def test_a_glossary_is_written_and_read_again(name):
    has = module(name)
    assert set(_terms.PARTS) >= has.HOLDS
    rows = [RICH, {"id": "r2", "category": "object", "source": "바다|해양", "target": "sea", "note": "salt"}]
    before = Glossary.from_rows(rows)
    out = io.BytesIO()
    has.write_rows(before, out, LANGUAGES)
    (first, *_) = files(name)
    given = of(first, out.getvalue())
    assert format_of(given, "read_rows") is has
    after = Glossary.from_rows(has.read_rows(given))
    pairs = {(source, concept.preferred) for concept in after for source in concept.sources}
    assert {("강", "river"), ("바다", "sea"), ("해양", "sea")} <= pairs
    found = next(row_of(concept) for concept in after if "강" in concept.sources)
    for column in RICH.keys() & has.HOLDS:
        assert found[column] == RICH[column], column
    if "sources" in has.HOLDS:
        assert [concept.sources for concept in after] == [("강",), ("바다", "해양")]


# What is broken


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("name", MEMBERS)
def test_an_empty_input_is_read_or_refused(name, reader):
    if hasattr(module(name), reader):
        given = opened(dict.fromkeys(files(name), b""))
        try:
            assert list(getattr(module(name), reader)(given)) == []
        except CheckerError as refused:
            assert is_named(refused, given)


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("name", MEMBERS)
def test_a_damaged_input_is_read_or_refused(name, reader):
    has = module(name)
    if not hasattr(has, reader):
        return
    contents = files(name)
    for broken in contents:
        for made in mutations(contents[broken], 60):
            given = opened(contents | {broken: made})
            Spy.opened.clear()
            try:
                list(getattr(has, reader)(given))
            except CheckerError as refused:
                assert is_named(refused, given)
                assert all(spy.closed for spy in Spy.opened)
                continue
            if reader == "read_segments" and hasattr(has, "write"):
                *_, kept = (contents | {broken: made}).values()
                assert written(name, given, {}) == kept
