"""Usual forms of a rendering: derived words, abbreviations, British spelling, and other constructions."""

import pytest

from checker import Corpus, Segment, check
from checker.languages import language
from checker.model import Category
from tests.wordings import ENGLISH, glossary, outcomes, spans


@pytest.mark.parametrize(
    ("term", "category", "text", "found"),
    [
        ("president", "title", "a presidential election", ["presidential"]),
        ("president", "title", "the presidency of Pres. Moon", ["presidency", "Pres"]),
        ("vice president", "title", "the vice presidential candidate", ["vice presidential"]),
        ("governor", "title", "Gov. Lee and the gubernatorial race", ["Gov", "gubernatorial"]),
        ("ambassador", "title", "at ambassadorial level", ["ambassadorial"]),
        ("minister", "title", "a ministerial meeting of the ministry", ["ministerial"]),
        ("lieutenant general", "title", "Lt. Gen. Kim", ["Lt. Gen"]),
        ("editor", "title", "an editorial", []),
        ("North Korea", "place", "N. Korea and N Korean missiles", ["N. Korea", "N Korean"]),
        ("South Korea", "place", "S Koreans in the N. Korea", ["S Koreans"]),
        ("Korea", "place", "N. Korea", ["Korea"]),
        ("denuclearization", "other", "denuclearizes, denuclearise, denuclearised", [
            "denuclearizes", "denuclearise", "denuclearised"]),
        ("repatriation", "other", "They repatriate him. Repatriating", ["repatriate", "Repatriating"]),
        ("forced repatriation", "other", "was forcibly repatriated", ["forcibly repatriated"]),
        ("public execution", "other", "publicly executing", ["publicly executing"]),
        ("deployment", "other", "deploys troops", ["deploys"]),
        ("statement", "other", "the United States", []),
        ("station", "other", "a state", []),
        ("invasion", "object", "invaded", ["invaded"]),
        ("explosion", "object", "exploded", ["exploded"]),
        ("defense minister", "title", "the defence minister", ["defence minister"]),
        ("forced labor", "other", "forced labour", ["forced labour"]),
        ("labour camp", "other", "a labor camp", ["labor camp"]),
        ("director", "title", "the directour", []),
        ("International Labor Organization", "organization", "the International Labour Organisation", [
            "International Labour Organisation"]),
        ("ICBM", "other", "two ICBMs", ["ICBMs"]),
        ("NGO", "organization", "many NGOs", ["NGOs"]),
    ],
)  # fmt: skip
def test_derived_forms_are_found(term, category, text, found):
    assert spans(ENGLISH, term, category, text) == found


REWORDED = [
    ("biological weapon", "other", "biological and chemical weapons", "biological and chemical weapons"),
    ("chemical weapon", "other", "biological, chemical or nuclear weapons", "chemical or nuclear weapons"),
    ("missile test", "other", "missile launches and tests", "missile launches and tests"),
    ("foreign minister", "title", "the foreign and defense ministers", "foreign and defense ministers"),
    ("North Korea", "place", "North and South Korea", "North and South Korea"),
    ("South Korea", "place", "North and South Korea", "South Korea"),
    ("Hillary Clinton", "person", "Hillary and Bill Clinton", "Hillary and Bill Clinton"),
    ("missile launch", "other", "the launch of two missiles", "launch of two missiles"),
    ("missile launch", "other", "It launched a long-range missile.", "launched a long-range missile"),
    ("missile launch", "other", "the missile that was fired on its launch day", None),
    ("deployment of troops", "other", "It deployed more troops.", "deployed more troops"),
    ("border closure", "other", "It closed its border.", "closed its border"),
    ("border closure", "other", "Its borders were closed.", "borders were closed"),
    ("sanctions violation", "other", "It violated UN sanctions.", "violated UN sanctions"),
    ("cruise missile", "other", "a cruise. And missiles", None),
    ("cruise missile", "other", "the cruise of the missile", None),
    ("North Korea", "place", "north and in Korea", None),
    ("North Korea", "place", "They went north and Korea won.", None),
    ("South Korea", "place", "South Africa and Korea", None),
    ("nuclear test", "other", "nuclear arms and the people who test them", None),
    ("biological weapon", "other", "chemical weapons", None),
    ("weapon", "other", "chemical weapons", None),
]


@pytest.mark.parametrize(("term", "category", "text", "found"), REWORDED)
def test_another_construction_is_found(term, category, text, found):
    span = ENGLISH.reworded(text, term, Category(category))
    assert (text[span[0] : span[1]] if span else None) == found


@pytest.mark.parametrize(
    ("source", "target", "outcome"),
    [
        ("대통령 선거가 열렸다.", "The presidential election was held.", "preferred"),
        ("대통령의 결정이다.", "It is a presidential decision.", "preferred"),
        ("대통령실은 말했다.", "The presidential office said so.", "preferred"),
        ("대통령직을 떠났다.", "He left the presidency.", "preferred"),
        ("대통령은 말했다.", "The presidential office said so.", "missing"),  # an adjective is not the person
        ("대통령에 뽑혔다.", "The presidential vote was held.", "missing"),
    ],
)
def test_an_adjective_stands_for_a_title_that_qualifies_a_noun(source, target, outcome):
    assert [each for _, each, _ in outcomes(source, target, "title 대통령 = president")] == [outcome]


def test_the_adjective_of_a_title_is_no_rival():
    rows = ("title 총리 = premier", "title 대통령 = president")
    assert outcomes("총리가 왔다.", "The presidential guest came.", *rows) == [("총리", "missing", "no-trace")]


def test_each_of_two_terms_that_share_a_word_is_rendered():
    rows = glossary("other 생물무기 = biological weapon", "other 화학무기 = chemical weapon")
    segment = Segment(source="생물무기와 화학무기를 금지했다.", target="It banned biological and chemical weapons.")
    report = check(Corpus.of([segment]), rows)
    assert not report.findings
    assert [(match.rendering, match.how) for match in report.matches] == [
        ("biological and chemical weapons", "reworded"),
        ("chemical weapons", "inflected"),
    ]


def test_exact_rows_are_not_reworded():
    rows = [{"source": "생물무기", "target": "biological weapon", "category": "other", "match": "exact"}]
    from checker import Glossary

    segment = Segment(source="생물무기를 금지했다.", target="It banned biological and chemical weapons.")
    assert len(check(Corpus.of([segment]), Glossary.from_rows(rows)).findings) == 1


def test_other_languages_know_no_constructions():
    assert language("fr").reworded("le lancement de missiles", "lancement missile", Category.OTHER) is None
