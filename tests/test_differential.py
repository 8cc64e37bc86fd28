"""The finder against a slow, obvious one: the analyser on the whole sentence, no edges, no windows, no lexicon.

The oracle takes a term where whole noun morphemes of the sentence spell it. The two may differ where the oracle is
wrong (a compound that the analyser takes as one word, a homograph) or has no spelling of the North.
"""

from checker.languages import Wording, language
from checker.languages.ko.analyser import analyse
from checker.model import Category
from tests.corpora import ROOT, draft, glossary

_NOUNS = ("NN", "XPN", "XSN", "SL", "SN", "XR")


def oracle(sentence, terms):
    """The spans of ``terms`` that runs of whole noun morphemes spell, blanks aside."""
    morphemes = analyse([sentence])[sentence]
    found = set()
    for first in range(len(morphemes)):
        letters = ""
        for last in range(first, len(morphemes)):
            morpheme = morphemes[last]
            if not morpheme.tag.startswith(_NOUNS):
                break
            letters += sentence[morpheme.start : morpheme.end].replace(" ", "")
            if letters in terms:
                found.add((morphemes[first].start, morpheme.end))
    return found


def test_the_finder_agrees_with_whole_sentence_analysis():
    terms = {
        source.replace(" ", ""): concept.category
        for concept in glossary()
        for source in concept.sources
        if len(source.replace(" ", "")) > 1 and not concept.context
    }
    finder = language("ko").compile([Wording(term, category) for term, category in terms.items()])
    sentences = [
        segment.source
        for name in ("vladivostok", "party-congress", "security-council", "medal-museum", "rights-office")
        for segment in draft(ROOT / "corpora" / name)
    ]
    hits = finder.find(sentences)
    ours = [set() for _ in sentences]
    for text, start, end in zip(hits.texts, hits.starts, hits.ends, strict=True):
        ours[text].add((start, end))
    theirs = [oracle(sentence, terms) for sentence in sentences]
    both = sum(len(one & other) for one, other in zip(ours, theirs, strict=True))
    only_theirs = [
        sentence[start:end]
        for sentence, one, other in zip(sentences, ours, theirs, strict=True)
        for start, end in other - one
        if not any(s <= start and end <= e for s, e in one)
    ]
    assert both > 500
    assert len(only_theirs) < 0.02 * both, only_theirs


def test_an_oracle_that_agrees_with_everything_would_not_do():
    assert oracle("대사관은 닫혔다.", {"대사": Category.TITLE}) == set()
    assert oracle("대사는 갔다.", {"대사": Category.TITLE}) == {(0, 2)}
