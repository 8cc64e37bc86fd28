"""One shape of work on a corpus: however it is cut, grouped, spread or remembered, the totals are the same bytes."""

import itertools
from collections import Counter
from collections.abc import Callable

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker import CheckerError, Corpus, Segment, Settings
from checker.corpus import Chunk
from checker.engine.part import Part
from checker.engine.runner import Matching, Runner
from checker.engine.signature import signature_of
from checker.project import cache
from checker.score.counting import Counted, Counting
from checker.score.metrics import translation
from checker.score.score import score
from checker.score.terms import consistency, terms
from tests.conftest import Ran
from tests.corpora import FOLDERS, draft, glossary, reference
from tests.scored import written
from tests.synthetic import Pairs
from tests.synthetic import glossary as glossary_of
from tests.test_pipeline import GLOSSARY, PAIRS, segments_of
from tests.test_remembered import Kept

STORIES = st.lists(segments_of(st.sampled_from(PAIRS)), min_size=1, max_size=12)


def partials(part: Part, segments: list[Segment], good: list[Segment], edges: list[int]) -> list[Counted]:
    """The counts of a part, cut at ``edges``."""
    counting = Counting(part, signature_of(part), measured=True)
    work = Matching(part.compiled, counting.see, 2)
    past = work.carried()
    found = []
    for start, end in itertools.pairwise(edges):
        chunk, beside = (Chunk(start, side[start:end], side[start - 1] if start else None) for side in (segments, good))
        chunk.references = (beside,)
        found.append(work.finish(work.follow(work.begin(chunk), past)))
    return found


def grouped(parts: list[Counted], choose: Callable[[int], int]) -> Counted:
    """The sum of ``parts``, neighbours added in an order that ``choose`` picks."""
    left = list(parts)
    while len(left) > 1:
        at = choose(len(left) - 1)
        left[at].add(left.pop(at + 1))
    return left[0]


def told(part: Part, counted: Counted) -> bytes:
    metrics = translation.Metrics("en")
    return msgspec.json.encode(
        (
            counted.segments,
            terms([part], [counted], Counter()),
            consistency([counted]),
            metrics.sentences(counted.metrics),
            list(counted.by_segment()),
            counted.words,
        )
    )


@given(STORIES, st.data())
def test_counts_add_up_the_same_in_any_cut_and_any_grouping(segments: list[Segment], data: st.DataObject) -> None:
    good = [msgspec.structs.replace(each, fuzzy=False) for each in segments]
    part = Part(Corpus.of(segments), GLOSSARY, (Corpus.of(good),))
    cuts = sorted(data.draw(st.sets(st.integers(1, 11), max_size=5)))
    edges = [0, *(cut for cut in cuts if cut < len(segments)), len(segments)]
    pieces = grouped(partials(part, segments, good, edges), lambda most: data.draw(st.integers(0, most - 1)))
    (whole,) = partials(part, segments, good, [0, len(segments)])
    assert told(part, pieces) == told(part, whole)


def scored(settings: Settings, runner: Runner | None = None) -> str:
    """The score of our corpora beside their corrected targets, as JSON."""
    segments = [segment for folder in FOLDERS for segment in draft(folder)]
    corrected = [segment for folder in FOLDERS for segment in reference(folder)]
    part = Part(Corpus.of(segments), glossary(), (Corpus.of(corrected),))
    card, findings = score({"draft": [part]}, settings, runner=runner)
    from checker.score.formats import Page

    return written(Page(card, findings), "json")


@pytest.fixture(scope="module")
def alone() -> str:
    return scored(Settings())


@pytest.mark.parametrize(("jobs", "chunk"), [(1, 7), (2, 50)])
def test_a_score_is_the_same_in_any_number_of_processes(alone: str, jobs: int, chunk: int) -> None:
    assert scored(Settings(jobs=jobs, chunk=chunk)) == alone


def test_a_remembered_score_is_the_same_and_nothing_is_worked_out_again(alone: str) -> None:
    memory = Kept()
    assert scored(Settings(chunk=50), Runner(memory)) == alone
    kept = memory.told
    assert scored(Settings(chunk=50), Runner(memory)) == alone
    assert memory.told == kept > 8


def test_where_segments_are_no_longer_kept_each_the_memory_is_asked_for_that(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(translation, "MANY", 100)
    monkeypatch.setattr("checker.score.counting.MANY", 100)
    known = glossary_of(50)
    segments = list(Pairs(known).segments(150))
    memory = Kept()

    def card(some: list[Segment], runner: Runner) -> object:
        part = Part(Corpus.of(some), known, (Corpus.of(some),))
        return score({"x": [part]}, Settings(chunk=20), runner=runner).card

    card(segments, Runner(memory))
    fewer = segments[60:]  # what stood beyond the limit stands below it now
    assert card(fewer, Runner(memory)) == card(fewer, Runner())


def test_an_unchanged_project_is_scored_without_being_read(
    ilchi: Callable[..., Ran], put: Callable[..., object], words: tuple[str, object]
) -> None:
    text = "국무위원장이 도착했다.,The Chairman of State Affairs arrived.\n"
    path = put("news.csv", "source,target\n" + text * 3)
    put("good.txt", "The President of State Affairs arrived.\n" * 3)
    folder = str(path)[: -len("/news.csv")]
    runs = [
        ilchi("score", "news.csv", *words, "--reference", "good.txt", "--format", "json", cwd=folder) for _ in range(2)
    ]
    assert runs[0].status == 0, runs[0].err
    assert runs[0].out == runs[1].out
    put("good.txt", "The Chairman of State Affairs arrived.\n" * 3)
    changed = ilchi("score", "news.csv", *words, "--reference", "good.txt", "--format", "json", cwd=folder)
    assert changed.out != runs[0].out


@pytest.mark.parametrize(("more", "said"), [(1, "has 4 segments, the reference at least 5"), (-1, "the reference 3")])
def test_a_reference_of_another_length_is_refused(more: int, said: str) -> None:
    segments = [Segment(source="김정은", target="Kim")] * (4 + max(more, 0))
    part = Part(Corpus.of(segments[:4]), GLOSSARY, (Corpus.of(segments[: 4 + more]),), name="ours")
    for chunk in (1, 2, 3, 4, 100):
        with pytest.raises(CheckerError) as caught:
            score({"ours": [part]}, Settings(chunk=chunk))
        if chunk >= 4:
            assert said in caught.value.message


def test_the_whole_is_kept_under_what_the_files_hold(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    contents = iter("aab")
    segments = [Segment(source="김정은", target="Kim Jong Un")]
    read = []

    def reading() -> list[Segment]:
        read.append(1)
        return segments

    for expected in (1, 1, 2):
        content = next(contents)
        part = Part(Corpus(reading), GLOSSARY, key=lambda content=content: content)
        card = score({"x": [part]}, Settings(), runner=Runner(cache.Results())).card
        assert card.systems[0].segments == 1
        assert len(read) == expected
