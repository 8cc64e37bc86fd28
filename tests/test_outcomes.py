"""What becomes of an occurrence in the target, and how it is mended."""

import pytest

from checker import Corpus, Segment, check
from checker.model import Severity
from tests.known import marked
from tests.wordings import C, D, M, P, X, glossary, outcomes

RENDERED = [
    # rows, source, target, outcomes
    ("person 김정은 = Kim Jong Un", "김정은이 왔다.", "Kim Jong Un came.", P),
    ("person 김정은 = Kim Jong Un", "김정은이 왔다.", "Kim Jong-un came.", X),
    ("person 김정은 = Kim Jong Un", "김정은이 왔다.", "Kim Jongun came.", X),
    ("person 김정은 = Kim Jong Un", "김정은이 왔다.", "Kim Jong Eun came.", X),
    ("person 김정은 = Kim Jong Un", "김정은이 왔다.", "Kim Jung Un came.", X),
    ("person 김정은 = Kim Jong Un", "김정은이 왔다.", "Kim Chong-un came.", X),
    ("person 김정은 = Kim Jong Un", "김정은이 왔다.", "Jong Un Kim came.", X),
    ("person 김정은 = Kim Jong Un", "김정은이 왔다.", "Jong-un Kim came.", X),
    ("person 김정은 = Kim Jong Un", "김정은이 왔다.", "kim jong un came.", C),
    ("person 김정은 = Kim Jong Un", "김정은이 왔다.", "KIM JONG UN CAME", P),
    ("person 김정은 = Kim Jong Un", "김정은이 왔다.", "Kim Jong Il came.", M),
    ("person 김정은 = Kim Jong Un", "김정은이 왔다.", "He came.", M),
    ("person 김정은 = Kim Jong Un, person 김정일 = Kim Jong Il", "김정은이 왔다.", "Kim Jong Il came.", M),
    (
        "person 김정은 = Kim Jong Un, person 김정일 = Kim Jong Il",
        "김정은과 김정일",
        "Kim Jong Un and Kim Jong Il",
        f"{P} {P}",
    ),
    (
        "person 김정은 = Kim Jong Un, person 김정일 = Kim Jong Il",
        "김정은과 김정일",
        "Kim Jong Un and his father",
        f"{P} {M}",
    ),
    ("person 최선희 = Choe Son Hui", "최선희는 말했다.", "Choi Son-hui said.", X),
    ("person 최선희 = Choe Son Hui", "최선희는 말했다.", "Choe Sun-hee said.", X),
    ("person 리설주 = Ri Sol Ju", "리설주가 왔다.", "Lee Seol-ju came.", X),
    ("person 리설주 = Ri Sol Ju", "리설주가 왔다.", "Yi Sol-ju came.", X),
    ("person 박정천 = Pak Jong Chon", "박정천이 왔다.", "Park Jeong-cheon came.", X),
    ("person 박정천 = Pak Jong Chon", "박정천이 왔다.", "Park Chung Chon came.", X),
    ("person 시진핑 = Xi Jinping", "시진핑이 왔다.", "Xi Jin-ping came.", X),
    ("person 시진핑 = Xi Jinping", "시진핑이 왔다.", "Xi Jingping came.", X),
    ("person 푸틴 = Vladimir Putin", "푸틴이 왔다.", "Vladmir Putin came.", X),
    ("person 푸틴 = Vladimir Putin", "푸틴이 왔다.", "Putin came.", M),
    ("person 블라디미르 푸틴 = Vladimir Putin", "블라디미르 푸틴이 왔다.", "Vladimir Poutine came.", X),
    ("person 트럼프 = Donald Trump", "트럼프가 왔다.", "Trump came.", M),
    ("person 마체고라 = Alexander Matsegora", "마체고라가 왔다.", "Alexander Matzegora came.", X),
    ("person 마체고라 = Matsegora", "마체고라가 왔다.", "Macegora came.", X),
    ("place 평양 = Pyongyang", "평양에 왔다.", "He came to Pyeongyang.", X),
    ("place 평양 = Pyongyang", "평양에 왔다.", "He came to Phyongyang.", X),
    ("place 평양 = Pyongyang", "평양에 왔다.", "He came to P’yŏngyang.", X),
    ("place 평양 = Pyongyang", "평양에 왔다.", "He came to pyongyang.", C),
    ("place 평양 = Pyongyang", "평양에 왔다.", "He came to Pyongsong.", M),
    ("place 개성 = Kaesong", "개성에 왔다.", "He came to Gaeseong.", X),
    ("place 신의주 = Sinuiju", "신의주에 왔다.", "He came to Shinuiju.", X),
    ("place 러시아 = Russia; Soviet Union", "러시아에 왔다.", "He came to the Soviet Union.", D),
    ("place 이란 = Iran", "이란에 왔다.", "He came to Iraq.", M),
    ("place 이란 = Iran, place 이라크 = Iraq", "이란에 왔다.", "He came to Iraq.", M),
    ("place 오스트리아 = Austria", "오스트리아에 왔다.", "He came to Australia.", M),
    ("place 조선 = DPRK", "조선에 왔다.", "He came to the D.P.R.K.", P),
    ("place 북한 = North Korea; NK", "북한에 왔다.", "He came to NK.", D),
    ("place 북한 = North Korea", "북한에 왔다.", "He came to North korea.", C),
    ("place 북한 = North Korea", "북한에 왔다.", "He came to South Korea.", M),
    ("place 미국 = United States; America", "미국에 왔다.", "He came to America.", D),
    ("place 미국 = United States; America", "미국은 북미에 있다.", "The United States is in North America.", f"{P}"),
    ("place 미국 = United States", "미국과 미국인", "the United States and Americans", f"{P} {P}"),
    ("title 국무위원장 = President of State Affairs; President", "국무위원장이", "The President of State Affairs", P),
    ("title 국무위원장 = President of State Affairs; President", "국무위원장이", "The President", D),
    ("title 국무위원장 = President of State Affairs; President", "대통령과 국무위원장", "the President", D),
    (
        "title 국무위원장 = President of State Affairs; President, title 대통령 = President",
        "대통령과 국무위원장",
        "the President",
        f"{P} {M}",
    ),
    (
        "title 국무위원장 = President of State Affairs; President, title 대통령 = President",
        "대통령과 국무위원장",
        "the President and the President of State Affairs",
        f"{P} {P}",
    ),
    ("title 대사 = ambassador", "대사가 왔다.", "The ambassadors came.", P),
    ("title 대사 = ambassador", "대사가 왔다.", "AMBASSADOR COMES", P),
    ("title 대사 = ambassador", "대사가 왔다.", "The embassador came.", X),
    ("title 대사 = ambassador", "대사가 왔다.", "The consul came.", M),
    ("title 대사 = ambassador", "대사가 왔다.", "The ambassadorial car came.", M),
    ("title 총리 = prime minister", "총리가 왔다.", "The Prime Minister came.", P),
    ("title 총리 = prime minister", "총리가 왔다.", "The prime-minister came.", P),
    ("title 총리 = prime minister", "총리가 왔다.", "The premier came.", M),
    (
        "title 총리 = prime minister, title 부총리 = deputy prime minister",
        "총리가 왔다.",
        "The deputy prime minister came.",
        M,
    ),
    (
        "title 총리 = prime minister, title 부총리 = deputy prime minister",
        "부총리가 왔다.",
        "The prime minister came.",
        M,
    ),
    ("title 총비서 = general secretary; secretary general", "총비서가", "the Secretary General", D),
    ("title 총비서 = general secretary", "총비서가", "the General Secretary", P),
    ("organization 외무성 = Foreign Ministry", "외무성은", "The Foreign Ministry", P),
    ("organization 외무성 = Foreign Ministry", "외무성은", "The foreign ministry", C),
    ("organization 외무성 = Foreign Ministry", "외무성은", "The Ministry of Foreign Affairs", M),
    ("organization 외무성 = Foreign Ministry", "외무성은", "The Foriegn Ministry", X),
    ("organization 노동당 = Workers' Party of Korea", "로동당은", "The Workers’ Party of Korea", P),
    ("organization 노동당 = Workers' Party of Korea", "로동당은", "The Worker's Party of Korea", X),
    ("organization 노동당 = Workers' Party of Korea", "로동당은", "The Workers Party of Korea", X),
    ("organization 노동신문 = Rodong Sinmun", "로동신문은", "The Rodong Shinmun", X),
    ("organization 노동신문 = Rodong Sinmun", "로동신문은", "Nodong Sinmun", X),
    ("organization 애크미 = Acme Inc.", "애크미는", "Acme Inc. said", P),
    (
        "organization 국제원자력기구 = International Atomic Energy Agency",
        "국제원자력기구는",
        "the Internation Atomic Energy Agency",
        X,
    ),
    ("object 배지 = badge; pin", "배지를", "a pin", D),
    ("object 배지 = badge; pin", "배지를", "pinning a badge", P),
    ("object 배지 = badge; pin", "배지를", "a badge, or pin", D),
    ("object 배지 = badge; lapel pin", "배지와 핀을", "a badge and a pin", P),
    ("object 쌍상 배지 = dual-portrait badge", "쌍상배지를", "dual portrait badges", P),
    ("object 쌍상 배지 = dual-portrait badge", "쌍상배지를", "twin-portrait badges", M),
    ("object 훈장 = order; medal, object 메달 = medal", "훈장과 메달", "the order and the medal", f"{P} {P}"),
    ("object 훈장 = order; medal", "훈장을", "in order to", P),
    ("other 제재 = sanctions", "제재를", "sanctioned", P),
    ("other 발사 = launch", "발사했다", "was launched", P),
    ("other 발사 = launch", "발사했다", "Pyongyang fired", M),
    ("other 비핵화 = denuclearization", "비핵화", "denuclearisation", P),
    ("other 비핵화 = denuclearization", "비핵화", "Denuclearization", P),
    ("other 남북 = inter-Korean", "남북", "Inter-Korean", P),
    ("other 방어 = defense", "방어", "defence", P),
    ("place 러시아 = Russia, title 대사 = ambassador", "러시아 대사", "Russia’s ambassador", f"{P} {P}"),
    ("place 러시아 = Russia, title 대사 = ambassador", "대사 러시아", "ambassador", f"{P} {M}"),
    ("person 김정은 = Kim Jong Un", "김정은과 김정은", "Kim Jong Un and Kim Jong Un", f"{P} {P}"),
    ("person 김정은 = Kim Jong Un", "김정은과 김정은", "Kim Jong Un and Kim Jong-un", f"{P} {X}"),
    ("person 김정은 = Kim Jong Un", "김정은과 김정은", "Kim Jong Un himself", f"{P} {P}"),
    ("person 김정은 = Kim Jong Un", "김정은은 김정은이다", "김정은 is Kim Jong Un", f"{P} {M}"),
    ("object 배지 = badge, object 메달 = medal", "배지와 배지", "a badge and a medal", f"{P} {M}"),
    ("object 배지 = badge, object 메달 = medal", "배지와 배지", "a badge", f"{P} {P}"),
    ("object 배지 = badge; pin", "배지와 배지", "a badge and a pin", f"{P} {D}"),
]


OUTCOME_GAPS = {
    "a bare surname is called a romanisation of itself": [
        ("person 푸틴 = Vladimir Putin", "푸틴이 왔다.", "Putin came.")
    ],
    "another city is a near miss": [("place 평양 = Pyongyang", "평양에 왔다.", "He came to Pyongsong.")],
}


@pytest.mark.parametrize(("rows", "source", "target", "expected"), marked(RENDERED, OUTCOME_GAPS))
def test_outcomes(rows: str, source: str, target: str, expected: str) -> None:
    assert [outcome for _, outcome, _ in outcomes(source, target, *rows.split(", "))] == expected.split()


VOWELS = [
    # person or place, target, outcome
    ("Dmitry Medvedev", "Dmitri Medvedev", X), ("Dmitry Medvedev", "Dmitriy Medvedev", X),
    ("Sergei Shoigu", "Sergei Shoygu", X), ("Sergei Lavrov", "Sergej Lavrov", X), ("Boris Yeltsin", "Boris Yeltsyn", X),
    ("Nikita Khrushchev", "Nikita Khrushchyov", X), ("Leonid Brezhnev", "Leonid Brejnev", M),
    ("Moammar Gadhafi", "Muammar Gadhafi", X), ("Bashar Assad", "Bashar Asad", X),
    ("Mahmoud Abbas", "Mahmud Abbas", X), ("Vladimir Putin", "Vladimir Poutine", X),
    ("Vladimir Putin", "Vladimir Patten", M), ("Vladimir Putin", "Boris Poutine", M), ("Vladimir Putin", "Poutine", M),
    ("Saint Petersburg", "Saint Peterborg", X), ("Nizhny Novgorod", "Nizhniy Novgorod", X),
    ("Kim Jong Un", "Kim Jong Il", M), ("Robert Ford", "Robert Frost", M),
]  # fmt: skip


@pytest.mark.parametrize(("name", "found", "expected"), VOWELS)
def test_other_vowels_beside_the_rest_of_a_name(name: str, found: str, expected: str) -> None:
    category = "place" if name.startswith(("Saint", "Nizhny")) else "person"
    assert [outcome for _, outcome, _ in outcomes("쿼츠가 왔다.", f"{found} came.", f"{category} 쿼츠 = {name}")] == [
        expected
    ]


@pytest.mark.parametrize(
    ("wording", "found", "expected"),
    [("defense", "defence", P), ("center", "centre", P), ("color", "colour", P), ("honor", "honour", P),
     ("labor", "labour", P), ("theater", "theatre", P), ("catalog", "catalogue", P), ("program", "programme", P),
     ("organization", "organisation", P), ("armor", "armour", P), ("offense", "offence", P), ("license", "licence", P),
     ("defence", "defense", P), ("traveler", "traveller", P), ("medal", "metal", M), ("badge", "budge", M),
     ("fence", "fense", X), ("order", "older", M), ("tower", "lower", M), ("parade", "parody", M)],
)  # fmt: skip
def test_the_spelling_of_another_country(wording: str, found: str, expected: str) -> None:
    assert [outcome for _, outcome, _ in outcomes("쿼츠가 왔다.", f"The {found} came.", f"other 쿼츠 = {wording}")] == [
        expected
    ]


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("It is in North America.", M), ("It is in Central America.", M), ("It is in Latin America.", M),
        ("It is in New America.", M), ("Ties of Western America and the USA", M), ("It is in the South America.", M),
        ("It is in north America.", D), ("It is in America.", D), ("America is big.", D),
        ("Go north. America is big.", D),
        ("It is the America of old.", D), ("the United States of North America", P),
    ],
)  # fmt: skip
def test_a_forbidden_name_within_another_places(target: str, expected: str) -> None:
    assert [outcome for _, outcome, _ in outcomes("미국은", target, "place 미국 = United States; America")] == [
        expected
    ]


@pytest.mark.parametrize(
    ("source", "country", "target"),
    [
        ("이란 대통령은", "Iran", "The Iranian president"),
        ("러시아 대사는", "Russia", "The Russian ambassador"),
        ("미국 대통령은", "United States", "The American president"),
        ("베트남 총리는", "Vietnam", "The Vietnamese prime minister"),
        ("일본 총리는", "Japan", "The Japanese prime minister"),
        ("중국 대사는", "China", "The Chinese ambassador"),
        ("북한 대사는", "North Korea", "The North Korean ambassador"),
        ("폴란드 총리는", "Poland", "The Polish prime minister"),
        ("이스라엘 총리는", "Israel", "The Israeli prime minister"),
        ("프랑스 총리는", "France", "The French prime minister"),
    ],
)
def test_an_adjective_of_a_country_is_no_fault(source: str, country: str, target: str) -> None:
    name = source.split()[0]
    report = check(Corpus.of([Segment(source=source, target=target)]), glossary(f"place {name} = {country}"))
    assert [finding for finding in report.findings if finding.severity is not Severity.NEUTRAL] == []


FIXED = [
    # forbidden, preferred, target, target with the fix
    ("Acme Co.", "Acme Inc.", "Acme Co. said so.", "Acme Inc. said so."),
    ("Acme Co.", "Acme Inc.", "He left Acme Co.", "He left Acme Inc."),
    ("Acme Corp", "Acme", "He left Acme Corp.", "He left Acme."),
    ("U.K.", "Britain", "He left the U.K. today.", "He left the Britain today."),
    ("Burma", "Myanmar", "Burma’s army", "Myanmar’s army"),
    ("pin", "badge", "Pins were worn.", "Badges were worn."),
    ("pin", "badge", "three pins", "three badges"),
    ("pin", "badge", "A pin is worn.", "A badge is worn."),
    ("twin badge", "dual-portrait badge", "the twin badges", "the dual-portrait badges"),
]


@pytest.mark.parametrize(("wrong", "right", "target", "mended"), FIXED)
def test_a_fix_leaves_a_sentence(wrong: str, right: str, target: str, mended: str) -> None:
    report = check(
        Corpus.of([Segment(source="애크미는", target=target)]), glossary(f"object 애크미 = {right}; {wrong}")
    )
    (fix,) = next(finding.fixes for finding in report.findings if finding.rule == "deprecated-term")
    assert target[: fix.span.start] + fix.replacement + target[fix.span.end :] == mended
