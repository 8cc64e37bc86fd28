"""What ``ilchi score`` makes of input that is wrong, empty, huge or strange."""

import tracemalloc

import pytest

from checker import Corpus, Segment
from checker.engine.summary import Settings
from checker.errors import CheckerError
from checker.family import names
from checker.score import formats
from tests.scored import card, page, written
from tests.test_score_command import CSV, GLOSSARY, GOOD, SOURCES, corpus


@pytest.fixture
def files(put):
    put("names.csv", CSV)
    put("news.ko", "\n".join(SOURCES) + "\n")
    put("news.en", "\n".join(GOOD) + "\n")
    put("short.en", "\n".join(GOOD[:3]) + "\n")
    put("long.en", "\n".join([*GOOD, "One more."]) + "\n")
    put("empty.en", "")
    put("blank.en", "\n" * 4)
    return put("mark", "").parent


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--reference", "short.en"], ["4", "3"]),
        (["--reference", "long.en"], ["4", "5"]),
        (["--system", "A=news.en", "--system", "B=short.en"], ["4", "3"]),
        (["--reference", "empty.en"], ["4", "0"]),
        (["--system", "A=nowhere.en"], ["nowhere.en"]),
        (["--compare", "news.en"], ["this is not a score of ilchi"]),
        (["--history", "nowhere"], ["there is no such folder"]),
    ],
)
def test_what_does_not_go_together_is_refused_with_both_numbers(ilchi, files, options, says):
    ran = ilchi("score", "news.ko", "-g", "names.csv", "--output", "html:score.html", *options, cwd=files)
    assert ran.status == 2
    for said in says:
        assert said in ran.message
    assert not (files / "score.html").exists()


def test_a_blank_reference_and_a_blank_system_are_said(ilchi, files):
    ran = ilchi(
        "score", "news.ko", "-g", "names.csv", "--reference", "blank.en", "--system", "A=news.en",
        "--system", "B=blank.en", cwd=files,
    )  # fmt: skip
    assert ran.status == 0
    assert "B has no translation at all" in ran.err
    assert "the reference is empty" in ran.err


def test_a_reference_with_gaps_is_said():
    made = card({"x": corpus(GOOD)}, GLOSSARY, corpus([*GOOD[:3], ""]))
    assert "the reference is empty in 1 segments" in made.notices


@pytest.mark.parametrize("side", ["source", "target", "reference"])
def test_a_segment_of_a_megabyte_is_scored(side):
    # Of ordinary words: a segment of thousands of terms takes the checker itself too long.
    huge = (
        "배지를 달았다. " + "하늘이 맑았다. " * 110_000 if side == "source" else "He wore a badge. " + "word " * 200_000
    )
    sources = [huge, "배지"] if side == "source" else ["배지를 달았다.", "배지"]
    targets = [huge, "A badge."] if side == "target" else ["He wore a badge.", "A badge."]
    wanted = [huge, "A badge."] if side == "reference" else ["He wore a badge.", "A badge."]
    made = page({"x": corpus(targets, sources)}, GLOSSARY, corpus(wanted, sources))
    if side != "source":
        assert any(notice.startswith("TER is left out") for notice in made.card.notices)
        assert any(notice.startswith("TERm is left out") for notice in made.card.notices)
    for kind in names(formats.__name__):
        assert written(made, kind)
    assert len(written(made, "html")) < 200_000


def test_references_may_be_several():
    output = corpus([*GOOD[:3], "He was given the badge."])
    single, double = (card({"x": output}, GLOSSARY, *given) for given in ([corpus(GOOD)], [corpus(GOOD), output]))
    assert single.systems[0].metrics[0].score < double.systems[0].metrics[0].score == pytest.approx(100)
    assert single.systems[0].terms.edits < double.systems[0].terms.edits == 1
    with pytest.raises(CheckerError, match="x has at least 4 segments, reference 2 3"):
        card({"x": corpus(GOOD)}, GLOSSARY, corpus(GOOD), corpus(GOOD[:3], SOURCES[:3]))


def test_memory_does_not_grow_with_the_segments():
    def peak(count):
        def read():
            for number in range(count):
                yield Segment(
                    source=f"배지를 {number}개 달았다.", target=f"He wore {number} pins.", file="a", index=number
                )

        tracemalloc.start()
        card({"x": Corpus(read)}, GLOSSARY)
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    peak(200)
    # Bytes a segment: notes wait in memory to be sorted, up to 50,000 of them, and caches fill up to their bounds.
    assert peak(6000) < peak(2000) + 4000 * 2000


def test_chunks_without_terms_are_compared_too():
    sources, targets = [*SOURCES, "비가 왔다."], [*GOOD, "It rained."]
    whole = corpus(targets, sources)
    made = card({"x": whole}, GLOSSARY, whole, settings=Settings(chunk=1))
    assert made.systems[0].terms.window == {"2": 1.0, "3": 1.0}
