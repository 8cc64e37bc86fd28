"""The measures that need more than arithmetic: spans, raw counts, WMT21's files, sacrebleu."""

import math
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.errors import CheckerError
from checker.score.metrics import translation, wmt21
from checker.score.metrics.rawcount import RawCount, closed
from checker.score.metrics.spans import Rendering, exclusive
from checker.score.metrics.surface import around, overlap, rendered
from checker.score.metrics.term_edits import edits

SAMPLE = next(
    (found for up in (2, 3) if (found := Path(__file__).parents[up] / "shared" / "wmt21-sample").is_dir()), None
)
A = [
    "The Ministry of Foreign Affairs said that Kim Jong Un visited Pyongyang on Monday.",
    "This badge was issued in 1998 to commemorate the 50th anniversary of the founding of the Republic.",
    "The Supreme People's Assembly elected a new chairman.",
    "He is the director of the Korean Central News Agency.",
]
B = [
    "Foreign Ministry said Kim Jong-un visited Pyongyang Monday.",
    "This badge was made in 1998 to celebrate the 50th anniversary of the foundation of the Republic.",
    "The Supreme People's Assembly elected new chair.",
    "He is director of KCNA.",
]
R = [
    "The Foreign Ministry said Kim Jong Un visited Pyongyang on Monday.",
    "This badge was issued in 1998 to mark the 50th anniversary of the founding of the Republic.",
    "The Supreme People's Assembly elected a new chairman.",
    "He is the director general of the Korean Central News Agency.",
]


@pytest.mark.skipif(SAMPLE is None, reason="the sample of WMT21 is not here")
def test_wmt21s_sample_to_all_digits():
    def lines(name):
        return (SAMPLE / name).read_text(encoding="utf-8").split("\n")

    outputs, references = (
        wmt21.outputs(lines("en-fr.dev.txt.truecased.sgm")),
        wmt21.references(lines("dev.en-fr.fr.sgm")),
    )
    exact = wmt21.exact_match(outputs, references)
    assert (exact.correct, exact.occurrences, exact.accuracy) == (759, 901, 0.8423973362930077)
    assert wmt21.window_overlap(outputs, references, 2) == 0.29439867261700425
    assert wmt21.window_overlap(outputs, references, 3) == 0.28798232063165125
    output = translation.texts([outputs[number] for number in references])
    wanted = translation.texts([each.text for each in references.values()])
    # TER, 39.923434509160515, takes half a minute.
    quick = translation._made("fr")
    del quick["TER"]
    found = {name: metric.corpus_score(output.lines, [wanted.lines]).score for name, metric in quick.items()}
    assert tuple(found.values()) == pytest.approx((45.33867641150976, 68.82272551503213, 67.06688581197764), abs=1e-9)


def test_wmt21s_files():
    reference = [
        '<seg id="1"> the <term id="7" type="tgt_original" tgt="badge|lapel badge"> badge </term> &amp; pin </seg>',
        "<p>",
        '<seg id="2"> no terms </seg>',
    ]
    references = wmt21.references(reference)
    assert references["1"].text == "the badge & pin"
    outputs = wmt21.outputs(['<seg id="1"> a badge &amp; pin</seg>', '<seg id="3"> stray</seg>'])
    assert wmt21.exact_match(outputs, references) == (1, 1)
    assert wmt21.window_overlap(outputs, references, 2) == (1 / 2) / 2  # "pin" of "the … pin", over two segments


@pytest.mark.parametrize(
    ("occurrences", "text", "found"),
    [
        ([["badge"], ["badge"]], "a badge", [True, False]),
        ([["badge"], ["badge"]], "badge badge", [True, True]),
        ([["badge"]], "badges", [False]),
        ([["b.dge"]], "badge", [False]),
        ([["medal", "badge"], ["badge"]], "medal badge", [True, False]),
        ([], "badge", []),
    ],
)
def test_occurrences_take_places(occurrences, text, found):
    assert rendered(occurrences, text) == found


def test_words_around():
    tokens = "on Monday , Kim Jong Un visited it".split()
    assert around(tokens, (3, 5), 2) == ["Monday", ",", "visited", "it"]
    assert around(tokens, (3, 5), 2, ",.") == ["on", "Monday", "visited", "it"]
    assert around(tokens, (0, 7), 2) == []


def test_overlap_pairs_the_best_first():
    assert overlap([["a", "b"], ["a", "c"]], [["a", "c"]]) == (1.0, 1)
    assert overlap([["a"]], [["b"], ["a"]]) == (1.0, 1)
    assert overlap([], [["a"]]).value == 0
    assert overlap([[]], [[]]) == (0, 1)


def spans(*of):
    return [Rendering(start, end, frozenset(concepts)) for start, end, concepts in of]


@pytest.mark.parametrize(
    ("asked", "there", "most"),
    [
        ([1], [(0, 5, {1})], 1),
        ([1, 1], [(0, 5, {1})], 1),
        ([1, 2], [(0, 5, {1}), (0, 5, {2})], 1),
        ([1, 2, 2], [(0, 10, {1}), (0, 4, {2}), (6, 10, {2})], 2),  # the shorter ones fit
        ([1, 2], [(0, 10, {1}), (6, 14, {2}), (20, 30, {1})], 2),  # the second place frees the first
        ([3], [(0, 5, {1})], 0),
        ([], [(0, 5, {1})], 0),
    ],
)
def test_exclusive_spans(asked, there, most):
    assert exclusive([frozenset({each}) for each in asked], spans(*there)) == most


@given(
    st.lists(st.integers(1, 3), max_size=4),
    st.lists(st.tuples(st.integers(0, 8), st.integers(1, 4), st.integers(1, 3)), max_size=6),
)
def test_exclusive_spans_are_the_most_of_all_choices(asked, there):
    def most(left, free):
        best = 0
        for number, (start, end, concept) in enumerate(free):
            if concept in left:
                fewer = left.copy()
                fewer.remove(concept)
                rest = [span for span in free[number + 1 :] if span[0] >= end or span[1] <= start]
                best = max(best, 1 + most(fewer, rest))
        return best

    free = sorted({(start, start + size, concept) for start, size, concept in there})
    found = exclusive([frozenset({each}) for each in asked], spans(*((s, e, {c}) for s, e, c in free)))
    assert found == most(asked, free)


def test_thousands_of_spans_are_counted_in_time():
    many = [(9 * number, 9 * number + 8, {1 + number % 2}) for number in range(20_000)]
    assert exclusive([frozenset({1 + number % 2}) for number in range(20_000)], spans(*many)) == 20_000


def raw(count, *documents):
    """The raw count of documents, each a list of segments."""
    values = Counter()
    for segments in documents:
        document = {}
        for segment in segments:
            count.count(document, *segment)
        values.update(closed(document))
    return count.result(values)


def test_the_raw_count_is_by_document_and_capped():
    found = raw(
        RawCount([("배지", ["badge"]), ("훈장", ["order", "medal"])], confirmed=False),
        [("배지와 배지", "A badge"), ("훈장", "Orders, medals and BADGES")],
        [("배지", "a pin")],
    )
    # one: badge 2 of 2, order and medal 2 of 1, capped; two: none
    assert (found.total, found.entries, found.value) == (2, 3, 2 / 3)


def test_the_raw_count_takes_what_the_reference_confirms():
    count = RawCount([("배지", ["badge"]), ("훈장", ["order"])], confirmed=True)
    assert raw(count, [("배지 훈장", "the badge", "The badge and the medal")]) == (1.0, 1, True)
    assert raw(RawCount([], confirmed=False), [("배지", "badge")]).value is None


@given(st.lists(st.text("ab", min_size=1, max_size=3), min_size=1, max_size=4), st.text("abA", max_size=12))
def test_the_raw_count_counts_as_strings_are_counted(wordings, text):
    count = RawCount([("x", wordings)], confirmed=False)
    assert raw(count, [("x", text)]).total == min(sum(text.lower().count(each) for each in wordings), 1)


METRICS = translation.Metrics("en")


def measured(output, *references, size=100):
    found = translation.Measured()
    for start in range(0, len(output), size):
        found.add(METRICS.measure(output[start : start + size], [each[start : start + size] for each in references]))
    return found


@pytest.mark.parametrize("size", [100, 3, 1])
def test_sacrebleus_published_values(size):
    metrics = measured(A, R, size=size)
    found = {metric.name: metric for metric in METRICS.scores(metrics)}
    assert {name: metric.score for name, metric in found.items()} == pytest.approx(
        {"BLEU": 77.20892714059282, "chrF": 87.48432591721222, "chrF++": 87.81528624622507, "TER": 12.76595744680851}
    )
    assert (found["BLEU"].mean, found["BLEU"].half) == pytest.approx((76.97836755190094, 15.978216027102405))
    assert found["BLEU"].signature == (
        "nrefs:1|bs:1000|seed:12345|case:mixed|eff:no|tok:13a|smooth:exp|version:2.6.0|norm:nfc+straight-quotes"
    )
    sentences = METRICS.sentences(metrics)
    assert sentences["BLEU"] == pytest.approx([52.664, 83.9433, 100, 74.2614], abs=1e-4)
    assert (
        sentences["chrF++"] == list(metrics.by_segment()) == pytest.approx([78.2386, 90.4538, 100, 84.0657], abs=1e-4)
    )
    assert sentences["TER"] == pytest.approx([36.3636, 5.8824, 0, 9.0909], abs=1e-4)


def test_several_references():
    both = {metric.name: metric for metric in METRICS.scores(measured(B, R, B), 2)}
    assert both["chrF++"].score == pytest.approx(100)
    assert "nrefs:2" in both["BLEU"].signature


def test_sacrebleus_paired_tests():
    (found,) = translation.compared({"A": measured(A, R), "B": measured(B, R)}, "en").values()
    assert [each.name for each in found] == list(translation.NAMES)
    bleu, _, chrf, ter = found
    assert bleu.difference == pytest.approx(34.23774049296568 - 77.20892714059282)
    assert (bleu.bootstrap, bleu.randomisation) == (0.000999000999000999, 9.999000099990002e-05)
    assert (chrf.bootstrap, ter.bootstrap) == (0.026973026973026972, 0.026973026973026972)


def test_of_very_many_segments_what_cannot_be_streamed_is_left_out(monkeypatch):
    monkeypatch.setattr(translation, "MANY", 3)
    few, many = measured(A[:3], R[:3], size=1), measured(A, R, size=1)
    assert not few.many
    assert [metric.name for metric in METRICS.scores(many)] == ["BLEU", "chrF", "chrF++"]
    assert METRICS.scores(many)[0].score == pytest.approx(77.20892714059282)
    assert all(metric.mean is None for metric in METRICS.scores(many))
    assert (METRICS.sentences(many), many.output, many.references, len(many.by_segment())) == ({}, [], [], 4)
    assert translation.compared({"A": many, "B": many}, "en") == {"B": []}


def test_forms_of_unicode_and_quotes_are_no_difference():
    one = translation.texts(["Workers’ Party of Korea’s café"])
    other = translation.texts(["Workers' Party of Korea's cafe\u0301"])
    assert one == other


@pytest.mark.parametrize("lines", [R[:1], []])
def test_unequal_numbers_are_refused_with_both(lines):
    with pytest.raises(CheckerError, match=f"the output has 4 segments, the reference {len(lines)}"):
        METRICS.measure(A, [lines])


def test_nothing_to_score():
    with pytest.raises(CheckerError, match="no segment"):
        METRICS.scores(translation.Measured())


def test_empty_lines_have_scores():
    found = METRICS.scores(measured(["", ""], ["", ""]), 2)
    assert all(math.isfinite(metric.score) for metric in found)


def test_a_huge_segment_costs_only_ter():
    found = measured(["a word", "word " * 50_000], ["a word"] * 2, size=1)
    assert (
        [metric.name for metric in METRICS.scores(found, 2)]
        == ["BLEU", "chrF", "chrF++"]
        == list(METRICS.sentences(found))
    )


SUPREME = "the supreme people assembly elected a new chairman".split()


@pytest.mark.parametrize(
    ("output", "plain", "weighted"),
    [
        ("the supreme people assembly elected a new chairman", 0, 0),
        ("the high people assembly elected a new chairman", 0.125, 0.25),
        ("the supreme people assembly chose a new chairman", 0.125, 0.125),
        ("the people assembly elected a new chairman", 0.125, 0.25),
        ("the grand supreme people assembly elected a new chairman", 0.125, 0.25),
        ("a new chairman was elected by the supreme people assembly", 0.5, 0.5),  # shifts, and nothing at the term
        ("", 1, 1.375),  # as in the paper; the script weighs nothing here
    ],
)
def test_edits_at_terms_cost_more(output, plain, weighted):
    assert edits(output.split(), SUPREME, set()).rate == plain
    assert edits(output.split(), SUPREME, {1, 2, 3}).rate == weighted


def test_the_weight_stays_where_words_move():
    wanted = "Kim Jong Un visited Pyongyang today".split()
    output = "today Kim Jong Il visited Pyongyang".split()
    assert edits(output, wanted, set()) == (2, 6)
    assert edits(output, wanted, {0, 1, 2}) == (3, 6)


def test_edits_of_an_empty_reference():
    assert edits([], [], set()).rate == 0
    assert edits(["x"], [], set()).rate == 1


@given(st.lists(st.sampled_from("abcd"), max_size=7), st.lists(st.sampled_from("abcd"), min_size=1, max_size=7))
def test_edits_are_between_those_without_and_with_all_words_weighted(output, reference):
    all_of_it = set(range(len(reference)))
    least, some, most = (edits(output, reference, terms).cost for terms in (set(), {0}, all_of_it))
    assert 0 <= least <= some <= most or least <= most
    assert (least == 0) == (output == reference)
