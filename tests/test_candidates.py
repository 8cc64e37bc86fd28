"""Candidates for a glossary: names and recurring nouns that it lacks, with the renderings of their segments."""

import csv
import io

import pytest

from checker import Corpus, Glossary, Segment
from checker import candidates as module
from checker.candidates import candidates
from checker.languages import language
from checker.project.inputs import read_glossary
from checker.score.metrics.association import dice, surprise

PAIRS = [
    ("김수철 소장이 개성에 도착했다.", "Director Kim Su Chol arrived in Kaesong."),
    ("개성에서 회의가 열렸다.", "A meeting was held in Kaesong."),
    ("그는 개성을 떠났다.", "He left Kaesong."),
    ("무역박람회가 시작됐다.", "The trade fair began."),
    ("무역박람회는 성과를 냈다.", "The trade fair was a success."),
    ("사람들이 무역박람회를 찾았다.", "People visited the trade fair."),
    ("과수원에 비가 왔다.", "It rained on the orchard."),
    ("로버트슨 교수가 강연했다.", "Professor Robertson gave a talk."),
    ("로버트슨은 웃었다.", "Robertson smiled."),
    ("모두가 로버트슨을 좋아한다.", "Everyone likes Robertson."),
    ("날씨가 좋았다.", "The weather was fine."),
    ("그들은 노래를 불렀다.", "They sang a song."),
]


def corpus(pairs=PAIRS, source="ko"):
    return Corpus.of([Segment(source=ko, target=en) for ko, en in pairs], source)


def found(pairs=PAIRS, rows=()):
    return {each.source: each for each in candidates(corpus(pairs), Glossary.from_rows(rows))}


def test_names_and_nouns_with_their_renderings():
    made = found()
    assert {name: made[name].target for name in ("개성", "무역박람회", "로버트슨")} == {
        "개성": "Kaesong",
        "무역박람회": "trade fair",
        "로버트슨": "Robertson",
    }
    assert made["개성"].segments == 3
    assert made["개성"].agreement == 1


def test_what_is_rare_is_none():
    assert "과수원" not in found()


def test_what_the_glossary_has_is_none():
    made = found(rows=[{"source": "개성", "target": "Kaesong"}])
    assert not [name for name in made if "개성" in name]
    assert "로버트슨" in made


def test_the_better_ones_stand_first():
    ranked = [each.source for each in candidates(corpus(), Glossary.from_rows([]))]
    assert set(ranked[:3]) == {"개성", "무역박람회", "로버트슨"}


def test_a_part_of_a_longer_term_is_none():
    assert "박람회" not in found()
    assert "무역" not in found()


def test_a_people_is_not_taken_for_its_country():
    pairs = [
        ("요르단 정부가 밝혔다.", "The Jordanian government said so."),
        ("요르단 국왕이 왔다.", "The Jordanian king came."),
        ("그는 요르단에서 살았다.", "He lived in Jordan."),
        ("요르단으로 갔다.", "They went to Jordan."),
        ("비가 왔다.", "It rained."),
        ("눈이 왔다.", "It snowed."),
        ("꽃이 피었다.", "The flowers bloomed."),
        ("날이 밝았다.", "The day broke."),
        ("해가 졌다.", "The sun set."),
        ("바람이 불었다.", "The wind blew."),
    ]
    assert found(pairs * 4)["요르단"].target == "Jordan"


@pytest.mark.parametrize(("code", "names"), [("en", {"Paektu"}), ("sw", {"Paektu", "I"})])
def test_which_capitals_make_no_name_the_language_says(code, names):
    grams = module._grams("now I paektu, Paektu", language(code), lambda _word: True)
    assert {text for text in grams.values() if " " not in text} == names


def test_bounds_lose_only_the_rare(monkeypatch):
    monkeypatch.setattr(module, "_COUNTS", 8)
    monkeypatch.setattr(module, "_SAMPLED", 2)
    repeated = PAIRS * 6
    assert found(repeated)["개성"].target == "Kaesong"


def test_any_source_language_has_candidates():
    pairs = [
        ("Gestern kam Frau Lindqvist.", "Ms Lindqvist came yesterday."),
        ("Dann ging Frau Lindqvist heim.", "Then Ms Lindqvist went home."),
        ("Alle mochten Frau Lindqvist sehr.", "Everyone liked Ms Lindqvist a lot."),
        ("Es regnete.", "It rained."),
        ("Es schneite.", "It snowed."),
    ]
    made = candidates(corpus(pairs * 2, "de"), Glossary.from_rows([]))
    assert made[0].target in ("Lindqvist", "Ms Lindqvist")


def test_phrases_are_nouns_without_particles():
    (phrases,) = language("ko").phrases(["조선중앙통신 기자가 평양에서 대표단을 만났다."])
    text = "조선중앙통신 기자가 평양에서 대표단을 만났다."
    assert [text[phrase[0].start : phrase[-1].end] for phrase in phrases] == ["조선중앙통신 기자", "평양", "대표단"]


def test_a_ready_glossary(ilchi, put, tmp_path):
    put("news.csv", "source,target\n" + "".join(f"{ko},{en}\n" for ko, en in PAIRS))
    ran = ilchi("glossary", "candidates", "news.csv", "--limit", "2", cwd=tmp_path)
    assert ran.status == 0, ran.err
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert len(rows) == 2
    assert "3 segments, rendered so in 100 %" in rows[0]["note"]
    assert ilchi("glossary", "candidates", "news.csv", "--output", "made.csv", cwd=tmp_path).status == 0
    made = read_glossary(tmp_path / "made.csv")
    assert {concept.preferred for concept in made} >= {"Kaesong", "trade fair", "Robertson"}
    again = ilchi("glossary", "candidates", "news.csv", "-g", "made.csv", cwd=tmp_path)
    assert "Kaesong" not in again.out


def test_a_strange_ending_is_refused(ilchi, put, tmp_path):
    put("news.csv", "source,target\n개성,Kaesong\n")
    ran = ilchi("glossary", "candidates", "news.csv", "--output", "made.doc", cwd=tmp_path)
    assert ran.status == 2
    assert "the name of the file does not show its format; there are csv" in ran.message
    assert not (tmp_path / "made.doc").exists()


@pytest.mark.parametrize(
    ("together", "one", "other", "value"), [(2, 2, 2, 1), (0, 2, 2, 0), (1, 2, 2, 0.5), (0, 0, 0, 0)]
)
def test_dice(together, one, other, value):
    assert dice(together, one, other) == value


def test_surprise():
    assert surprise(1, 10, 10, 100) == 0
    assert surprise(0, 0, 0, 0) == 0
    # 2 (10 ln (10 / 1) + 90 ln (90 / 81)) for rows and columns of 10 and 90
    assert surprise(10, 10, 10, 100) == pytest.approx(65.017, abs=1e-3)
