"""After any changes, what a live part says is what a check of everything says."""

from collections import Counter
from functools import cache

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.corpus import Corpus
from checker.engine.check import check
from checker.engine.findings import pack
from checker.engine.live import Live, rewordable
from checker.engine.observer import Together
from checker.engine.part import Part
from checker.engine.runner import Runner
from checker.engine.summary import Settings
from checker.glossary.concepts import Glossary
from checker.model import FixKind, Segment, Term, TermStatus
from tests.corpora import FOLDERS, draft, glossary

KNOWN = glossary()
CHUNK = 20


def segments():
    """Of each corpus the beginning: most in one document, some in many."""
    return [
        msgspec.structs.replace(segment, file=folder.name, index=index)
        for folder in FOLDERS
        for index, segment in enumerate([*draft(folder)][:40], 1)
    ]


SEGMENTS = segments()


def opened(pairs=SEGMENTS, known=KNOWN, *, one_document=False):
    """A live part, checked."""
    part, how = Part(Corpus.of(pairs), known), Settings(one_document=one_document, chunk=CHUNK)
    live = Live(part, how)
    for chunk, (result, seen) in Runner().results(part, Together(*live.observers()), how):
        live.add(chunk, list(map(pack, chunk.segments)), result, seen)
    live.finish()
    return live


@cache
def checked(pairs, known, *, one_document=False):
    report = check(Corpus.of(pairs), known, Settings(one_document=one_document))
    return list(report.findings), {name: count for name, count in report.summary.outcomes.items() if count}


def findings(live):
    return [finding for number in range(len(live)) for finding in live.findings(number)]


def agrees(live, pairs, known, **how):
    found, outcomes = checked(tuple(pairs), known, **how)
    # Whether all fixes of a document together make a finding is only seen by a check of everything.
    ours, theirs = (sorted(pack(each.withdrawn()) for each in some) for some in (findings(live), found))
    assert ours == theirs
    assert {name: count for name, count in live.outcomes.items() if count} == outcomes


def with_term(known, number, text, status):
    """The glossary with another term of one concept."""
    concept = known.concepts[number]
    targets = (*(term for term in concept.targets if term.text != text), Term(text, status))
    changed = msgspec.structs.replace(concept, targets=targets)
    return Glossary([*known.concepts[:number], changed, *known.concepts[number + 1 :]])


def test_at_first_it_says_what_a_check_says():
    agrees(opened(), SEGMENTS, KNOWN)


OCCURRING = sorted({finding.concept for finding in checked(tuple(SEGMENTS), KNOWN)[0] if finding.concept})
WORDS = sorted({word.strip(".,") for segment in SEGMENTS for word in segment.target.split()} - {""})
TARGETS = st.one_of(
    st.sampled_from([segment.target for segment in SEGMENTS]),
    st.sampled_from(["", "They gathered there (.", "Kim Jong-un", "SAC"]),
)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("edit"), st.integers(0, len(SEGMENTS) - 1), TARGETS),
        st.tuples(st.just("swap"), st.integers(0, len(SEGMENTS) - 2), st.just("")),
        st.tuples(
            st.just("word"),
            st.sampled_from(OCCURRING),
            st.tuples(
                st.lists(st.sampled_from(WORDS), min_size=1, max_size=2),
                st.sampled_from([TermStatus.ADMITTED, TermStatus.DEPRECATED]),
            ),
        ),
        st.tuples(st.just("undo"), st.just(0), st.just("")),
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=12)
@given(STEPS)
def test_after_any_steps_it_says_what_a_check_says(steps):
    live = opened()
    pairs, known = list(SEGMENTS), KNOWN
    past = []
    for name, what, how in steps:
        before = pairs[:], known
        if name == "edit":
            pairs[what] = msgspec.structs.replace(pairs[what], target=how)
        elif name == "swap":
            texts = pairs[what].target, pairs[what + 1].target
            pairs[what], pairs[what + 1] = (
                msgspec.structs.replace(pair, target=text)
                for pair, text in zip(pairs[what : what + 2], reversed(texts), strict=True)
            )
        elif name == "word":
            number = next(n for n, concept in enumerate(known) if concept.id == what)
            if " ".join(how[0]) != known.concepts[number].preferred:
                known = with_term(known, number, " ".join(how[0]), how[1])
        elif past:
            pairs, known = past.pop()
            pairs = pairs[:]
        if name != "undo":
            past.append(before)
        changed = {n: pair for n, pair in enumerate(pairs) if pair != live.at(n)}
        before = findings(live)
        change = live.trial(changed, known if known.digest != live.glossary.digest else None)
        assert findings(live) == before, "a trial changes nothing"
        live.keep(change)
        assert all(live.findings(number) == some for number, some in change.findings.items())
    agrees(live, pairs, known)


def test_a_name_that_is_no_longer_said_counts_far_below():
    rows = [("노동신문이 보도했다.", "Rodong Sinmun reported it.")]
    rows += [("회의가 열렸다.", "A meeting was held.")] * 30
    rows += [("노동신문이 그것을 실었다.", "The newspaper carried it."), ("노동신문은 그렇게 썼다.", "It wrote so.")]
    pairs = [Segment(source=source, target=target, index=n) for n, (source, target) in enumerate(rows, 1)]
    live = opened(pairs)
    pairs[0] = msgspec.structs.replace(pairs[0], target="It was reported.")
    before = live.findings(31)
    live.keep(live.trial({0: pairs[0]}))
    assert live.findings(31) != before
    assert live.again < 6, "the segments between say nothing of it"
    agrees(live, pairs, KNOWN)


def test_an_edit_costs_its_surroundings_alone():
    live = opened()
    live.keep(live.trial({5: msgspec.structs.replace(SEGMENTS[5], target="Nothing of that.")}))
    assert live.again < 40
    live.again = 0
    live.keep(live.trial({5: msgspec.structs.replace(SEGMENTS[5], target="Nothing of this.")}))
    assert live.again <= 3


def test_a_term_costs_the_segments_that_have_it():
    concept = OCCURRING[0]
    number = next(n for n, each in enumerate(KNOWN) if each.id == concept)
    live = opened()
    live.trial({}, with_term(KNOWN, number, "nowhere at all", TermStatus.ADMITTED))
    assert live.again < len(SEGMENTS) / 4


def test_only_other_renderings_can_be_followed():
    more = with_term(KNOWN, 0, "another", TermStatus.ADMITTED)
    assert rewordable(KNOWN, more)
    assert not rewordable(KNOWN, Glossary(KNOWN.concepts[1:]))
    concept = msgspec.structs.replace(KNOWN.concepts[0], sources=("다른것",))
    assert not rewordable(KNOWN, Glossary([concept, *KNOWN.concepts[1:]]))


def test_a_fix_is_offered_only_if_its_document_has_no_other_finding_then():
    live = opened()
    offered = [
        (number, finding, fix)
        for number in range(len(live))
        for finding in live.offers(number)
        for fix in finding.fixes
    ]
    ready = [each for each in offered if each[2].kind is not FixKind.INSERT]
    assert {finding.rule for _, finding, _ in ready} >= {"inconsistent-term", "misspelled-term"}
    everything = Counter((each.segment, each.rule, each.concept) for each in findings(live))
    for number, finding, fix in ready:
        segment = live.at(number)
        change = live.trial({number: msgspec.structs.replace(segment, target=fix.applied(segment.target))})
        now = everything.copy()
        for place, some in change.findings.items():
            now -= Counter((each.segment, each.rule, each.concept) for each in live.findings(place))
            now += Counter((place, each.rule, each.concept) for each in some)
        assert now < everything, (finding.message, fix)
        assert now[number, finding.rule, finding.concept] < everything[number, finding.rule, finding.concept]
