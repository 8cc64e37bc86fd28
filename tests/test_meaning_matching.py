"""Where a term is found and what stands for it, on both sides of each limit.

Rows of the glossary are ``category source = target|admitted; forbidden``. What is told of an occurrence is its outcome
and what stands for it in the target; of a misspelled one also by what it differs; of a missing one the reason, and what
stands in its place.
"""

import pytest

from checker import Corpus, Glossary, Segment, check


def words(rows):
    """A glossary; its concepts are numbered."""
    made = []
    for number, row in enumerate(rows.split(", ")):
        source, _, targets = row.partition(" = ")
        category, _, source = source.partition(" ")
        target, _, forbidden = targets.partition("; ")
        made.append(
            {"id": str(number), "category": category, "source": source, "target": target, "forbidden": forbidden}
        )
    return Glossary.from_rows(made)


def told(rows, *pairs):
    """What is told of the occurrences of the last segment."""
    report = check(Corpus.of([Segment(source=source, target=target) for source, target in pairs]), words(rows))
    place = {(finding.segment, finding.source): finding.found for finding in report.findings}
    found = []
    for match in report.matches:
        if match.segment < len(pairs) - 1:
            continue
        assert (match.rendering is None) is (match.target is None)
        if match.rendering is None:
            instead = place[match.segment, (match.source,)]
            found.append(f"replaced by {instead}" if match.reason == "replaced" else match.reason)
        else:
            how = f" in {match.how}" if match.outcome == "misspelled" else ""
            found.append(f"{match.outcome.value} {match.rendering}{how}")
    return found


HOW_FAR_A_MISSPELLING_MAY_BE = [
    # wording, what stands there, whether it was meant: no letter of three, one of four to eight, two of nine to
    # thirteen, three of more
    ("zob", "zub", False),
    ("zobe", "zube", True),
    ("zobe", "zubi", False),
    ("zobekant", "zubekant", True),
    ("zobekant", "zubekint", False),
    ("zobekanti", "zubekinti", True),
    ("zobekanti", "zubekintu", False),
    ("zobekantimora", "zubekintimora", True),
    ("zobekantimora", "zubekintimura", False),
    ("zobekantimoraf", "zubekintimuraf", True),
    ("zobekantimoraf", "zubekintimuref", False),
    # beside other words also one of three
    ("zob kantar", "zub kantar", True),
    ("zo kantar", "zu kantar", False),
    # a letter too many or too few, and two that changed places
    ("zobekan", "zobekkan", True),
    ("zobekan", "zobkan", True),
    ("zobekan", "zoebkan", True),
    # each word by itself
    ("zobekan kantaro", "zubekan kintaro", True),
    ("zobekan kantaro", "zodetan kantaro", False),
    # a word of the language is no misspelling, but beside another it may be, if it begins alike
    ("badge", "budge", False),
    ("red banner", "rod banner", True),
    ("red banner", "bed banner", False),
    ("zobekan banner", "zobekan manner", False),
    # something stands between the words
    ("red banner", "red, baner", False),
    ("red banner", "red baner", True),
    # in another number, or the people of a place
    ("Zobek", "Zobeki", False),
    ("Zobek", "Zobekian", False),
    ("Zobeks", "Zobek", False),
]  # fmt: skip


@pytest.mark.parametrize(("wording", "there", "meant"), HOW_FAR_A_MISSPELLING_MAY_BE)
@pytest.mark.parametrize("category", ["object", "place"])
def test_how_far_a_misspelling_may_be(category, wording, there, meant):
    found = told(f"{category} 쿼츠 = {wording}", ("쿼츠를 보았다.", f"He saw the {there} once."))
    assert found[0].startswith("misspelled ") is meant
    if meant:
        assert found == [f"misspelled {there} in spelling"]


NAMES = [
    # rows, source, target, what is told
    ("person 김정은 = Kim Jong Un", "김정은이", "Kim Jongun came.", "misspelled Kim Jongun in spacing"),
    ("person 김정은 = Kim Jong Un", "김정은이", "KimJongUn came.", "misspelled KimJongUn in spacing"),
    ("person 김정은 = Kim Jong Un", "김정은이", "Kim Jong U N came.", "misspelled Kim Jong U N in spacing"),
    ("person 김정은 = Kim Jong Un", "김정은이", "Kim Jong-Un came.", "misspelled Kim Jong-Un in spacing"),
    ("person 김정은 = Kim Jong Un", "김정은이", "Kim Jông Un came.", "misspelled Kim Jông Un in marks"),
    ("person 김정은 = Kim Jong Un", "김정은이", "Jong Un Kim came.", "misspelled Jong Un Kim in order"),
    ("person 김정은 = Kim Jong Un", "김정은이", "Jeong-eun Kim came.", "misspelled Jeong-eun Kim in romanisation"),
    ("person 김정은 = Kim Jong Un", "김정은이", "jeong-eun kim came.", "short-form"),
    ("place 강정은 = Kang Jong Un", "강정은에", "in Jeong-eun Kang", "no-trace"),
    (
        "person 김정은 = Kim Jong Un",
        "김정은이",
        "Then, late, at last, Kim Jongun came.",
        "misspelled Kim Jongun in spacing",
    ),
    ("person 김정은 = Kim Jong Un", "김정은이", "Kim, Jong-eun came.", "short-form"),
    ("place 쿼츠 = New York", "쿼츠는", "in York New", "free"),
    ("place 평양 = Pyongyang", "평양은", "in P'yongyang", "misspelled P'yongyang in spacing"),
    ("place 평양 = Pyongyang", "평양은", "in P'yŏngyang", "misspelled P'yŏngyang in spacing"),
    ("place 평양 = Pyongyang", "평양은", "in pyeongyang", "misspelled pyeongyang in spelling"),
    # at least one end of a person's name is right
    ("person 쿼츠 = Sergey Lavrov", "쿼츠가", "Sergey Lavrow came.", "misspelled Sergey Lavrow in spelling"),
    ("person 쿼츠 = Sergey Lavrov", "쿼츠가", "Zergey Lavrov came.", "misspelled Zergey Lavrov in spelling"),
    ("person 쿼츠 = Sergey Lavrov", "쿼츠가", "Sergei Lavrow came.", "replaced by Sergei Lavrow"),
    ("place 쿼츠 = Nizhny Novgorod", "쿼츠에", "in Nizhni Novgorot", "misspelled Nizhni Novgorot in spelling"),
    # a name that sounds like the source has a capital; what is no name is no word of the language
    ("title 동지 = comrade", "동지가", "the dongji came", "misspelled dongji in romanisation"),
    ("title 동지 = comrade", "동지가", "Dong Ji came", "no-trace"),
    ("person 도지 = Zobek Kantar", "도지가", "do ji came", "first-mention"),
    ("person 도지 = Zobek Kantar", "도지가", "Do Ji came", "misspelled Do Ji in romanisation"),
    ("person 오 = Zobek Kantar", "오가", "O came", "first-mention"),
    ("person 오구 = Zobek Kantar", "오구가", "Ogu came", "misspelled Ogu in romanisation"),
    # another listed name, or one that something else of the source has claimed, was meant as it stands
    ("place 쿼츠 = Zobek, place 오타 = Zobet", "오타에", "in Zobek", "replaced by Zobek"),
    ("place 쿼츠 = Zobek, place 오타 = Zobet", "쿼츠와 오타에", "in Zobek", "preferred Zobek, no-trace"),
    ("object 쿼츠 = zobekan, object 오타 = zobekans", "쿼츠와 오타", "zobekan", "preferred zobekan, preferred zobekan"),
    # the words of an acronym
    ("organization 정보국 = IT", "정보국은", "Say it again.", "first-mention"),
    ("organization 정보국 = IT", "정보국은", "IT said so.", "preferred IT"),
]


@pytest.mark.parametrize(("rows", "source", "target", "expected"), NAMES)
def test_names_that_are_written_otherwise(rows, source, target, expected):
    assert ", ".join(told(rows, (source, target))) == expected


SHARED = [
    # a wording in other capitals is another word where the right one stands there too
    ("organization 애플 = Apple", "애플은 애플이다", "Apple is an apple", "preferred Apple, preferred Apple"),
    ("organization 애플 = Apple", "애플은 애플이다", "Apple is an APple", "preferred Apple, miscased APple"),
    ("organization 애플 = Apple", "애플은", "Apple sells an apple", "preferred Apple"),
    ("organization 애플 = Apple", "애플은", "It sells an apple", "miscased apple"),
    ("place 미국 = the United States", "미국은", "in United states", "miscased United states"),
    ("place 미국 = the United States", "미국은", "in The United States", "preferred United States"),
    ("place 미국 = the United States", "미국은", "in United States", "preferred United States"),
    ("person 김정은 = Kim Jong Un", "김정은이", "Kim Jong UN came.", "miscased Kim Jong UN"),
    ("place 북한 = DPRK", "북한이", "the Dprk", "miscased Dprk"),
    ("place 북한 = DPRK", "북한이", "the DPRKs", "preferred DPRKs"),
    ("object 배지 = Badge", "배지를", "a badge", "preferred badge"),
    ("organization 외무성 = Foreign Ministry", "외무성은", "THE FOREIGN MINISTRY", "preferred FOREIGN MINISTRY"),
    ("place 러시아 = Russia; Soviet Union", "러시아는", "in the soviet union", "deprecated soviet union"),
    ("place 헤이그 = The Hague", "헤이그에", "in the Hague", "preferred the Hague"),
    ("place 헤이그 = The Hague", "헤이그에", "in the hague", "miscased the hague"),
    ("object 다방 = cafe", "다방에", "in the café", "preferred café"),
    ("place 다방 = Cafe", "다방에", "in the Café", "misspelled Café in marks"),
    # a forbidden wording renders another word of the source, if that sounds like it
    ("object 배지 = badge; pin", "배지와 핀", "a badge and pins", "preferred badge"),
    ("object 배지 = badge; pin", "배지와 끈", "a badge and pins", "deprecated pins"),
    ("object 배지 = badge; lapel pin", "배지와 핀을", "a lapel pin", "deprecated lapel pin"),
    (
        "object 배지 = badge; pin, object 쿼츠 = pin",
        "배지와 쿼츠",
        "a badge and a pin",
        "preferred badge, preferred pin",
    ),
    # each wrong one is told, a right one serves several
    ("object 배지 = badge; pin", "배지와 배지", "a badge, a pin and a badge", "preferred badge, deprecated pin"),
    ("object 배지 = badge; pin", "배지와 배지", "a badge, a badge and a pin", "preferred badge, deprecated pin"),
    ("object 배지 = badge; pin", "배지와 배지", "a pin", "deprecated pin, deprecated pin"),
    (
        "object 배지 = badge; pin",
        "배지, 배지, 배지",
        "a badge and a pin",
        "preferred badge, deprecated pin, preferred badge",
    ),
    ("object 훈장 = order, object 메달 = order", "훈장과 메달", "the order", "preferred order, preferred order"),
    # of two that are joined each has its own
    (
        "object 배지 = badge, object 메달 = medal",
        "배지, 배지",
        "a badge and a medal",
        "preferred badge, replaced by medal",
    ),
    (
        "object 배지 = badge, object 메달 = medal",
        "배지들과 배지",
        "a badge and a medal",
        "preferred badge, preferred badge",
    ),
    ("title 대사 = ambassador", "대사와 대사", "the ambassador and the consul", "preferred ambassador, no-trace"),
    (
        "title 대사 = ambassador",
        "대사와 대사",
        "the ambassador and the horse",
        "preferred ambassador, preferred ambassador",
    ),
    (
        "object 대사 = ambassador",
        "대사와 대사",
        "the ambassador and the consul",
        "preferred ambassador, preferred ambassador",
    ),
    (
        "person 김정은 = Kim Jong Un, person 시진핑 = Xi Jinping",
        "김정은과 김정은",
        "Kim Jong Un, Kim and Xi Jinping",
        "preferred Kim Jong Un, admitted Kim",
    ),
    # the wording itself is told before a form of another one
    ("object 훈장 = order|orders", "훈장들", "the orders", "admitted orders"),
    ("object 훈장 = orders|order", "훈장들", "the orders", "preferred orders"),
    ("object 훈장 = order; orders", "훈장들", "the orders", "preferred orders"),
    # a forbidden short form is none that is accepted
    ("person 김정은 = Kim Jong Un; Kim", "김정은은", "Kim came.", "deprecated Kim"),
    # what is not of the source's script stands in many texts
    ("object TV = television", "TV를 봤다.", "He saw the TV.", "first-mention"),
    ("object 쿼츠 = television", "쿼츠를 봤다.", "He saw the 쿼츠.", "replaced by 쿼츠"),
]


@pytest.mark.parametrize(("rows", "source", "target", "expected"), SHARED)
def test_who_is_given_which_rendering(rows, source, target, expected):
    assert ", ".join(told(rows, (source, target))) == expected


LONGER = [
    # A longer name that the source does not have still names what stands at its end; a place in a place, at its start.
    ("organization 외무성 = Foreign Ministry, organization 외교부 = South Foreign Ministry", "외무성은",
     "the South Foreign Ministry", "preferred Foreign Ministry"),
    ("organization 외무성 = Foreign Ministry, organization 외교부 = South Foreign Ministry", "외무성과 외교부",
     "the South Foreign Ministry", "free, preferred South Foreign Ministry"),
    ("organization 외무성 = Foreign Ministry, organization 외교부 = Foreign Ministry Bureau", "외무성은",
     "the Foreign Ministry Bureau", "preferred Foreign Ministry"),
    ("place 평양 = Pyongyang, place 순안 = Pyongyang Airport", "평양은", "Pyongyang Airport", "preferred Pyongyang"),
    ("place 조선 = Korea, place 북조선 = North Korea", "조선은", "North Korea", "replaced by North Korea"),
    ("place 조선 = Korea, organization 신문 = Voice of Korea", "조선은", "Voice of Korea", "preferred Korea"),
    ("place 조선 = Korea, organization 신문 = Korea Times", "조선은", "Korea Times", "no-trace"),
    ("organization 노동당 = Workers Party, object 대회 = Congress of the Workers Party", "노동당은",
     "the Congress of the Workers Party", "preferred Workers Party"),
    ("organization 노동당 = Workers Party, object 대회 = Workers Party Congress", "노동당은",
     "the Workers Party Congress", "free"),
    ("title 총리 = premier, title 부총리 = vice premier", "총리가", "the vice premier", "replaced by vice premier"),
    ("title 총리 = premier, title 부총리 = vice premier; deputy premier", "총리가", "the deputy premier",
     "replaced by deputy premier"),
    ("title 총리 = premier, title 부총리 = vice premier; deputy premier", "부총리가", "the deputy premier",
     "deprecated deputy premier"),
    ("object 배지 = badge, object 쌍상 = twin badge", "배지가", "the twin badge", "preferred badge"),
    ("object 배지 = badge, object 쌍상 = twin badge", "배지와 쌍상", "the badge and the twin badge",
     "preferred badge, preferred twin badge"),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "source", "target", "expected"), LONGER)
def test_a_rendering_within_a_longer_one(rows, source, target, expected):
    assert ", ".join(told(rows, (source, target))) == expected


HOMOGRAPHS = "title 시장 = mayor, other 시장 = market, place 서울 = Seoul, organization 적십자 = Red Cross"
HOMOGRAPHS += ", person 조용원 = Jo Yong Won, object 배지 = badge, title 비서 = secretary"


@pytest.mark.parametrize(
    ("source", "is_title"),
    [
        ("서울시장은", True), ("서울 시장은", True), ("서울  시장은", False), ("서울, 시장은", False),
        ("서울의 시장은", False), ("적십자 시장은", True), ("조용원 시장은", True), ("배지 시장은", False),
        ("비서 시장은", False), ("시장은", False), ("시장 서울", False),
    ],
)  # fmt: skip
def test_right_behind_a_name_a_word_that_may_be_a_title_is_one(source, is_title):
    """서울 시장 with one blank is the mayor; with two, or without a name, it may be the market as well."""
    report = check(Corpus.of([Segment(source=source, target="Nothing of the kind.")]), words(HOMOGRAPHS))
    (match,) = (match for match in report.matches if match.text == "시장")
    assert match.candidates == (() if is_title else ("0", "1"))
    (finding,) = (finding for finding in report.findings if finding.source == (match.source,))
    assert finding.candidates == match.candidates
    assert finding.expected == (("mayor",) if is_title else ("mayor", "market"))


@pytest.mark.parametrize(
    ("rows", "source", "found"),
    [
        ("place 조선 = Korea, organization 조선노동당 = WPK", "조선노동당은", ["조선노동당"]),
        ("organization 조선 노동당 = WPK, organization 노동당 중앙위원회 = WPCC", "조선 노동당 중앙위원회",
         ["노동당 중앙위원회"]),
        ("organization 조선노동당 중앙 = A, organization 중앙위원회 = B", "조선노동당 중앙위원회", ["조선노동당 중앙"]),
        ("title 총리 = premier, title 부총리 = vice premier", "총리와 부총리", ["총리", "부총리"]),
    ],
)  # fmt: skip
def test_of_overlapping_terms_the_longest_counts(rows, source, found):
    report = check(Corpus.of([Segment(source=source, target="Nothing")]), words(rows))
    assert [match.text for match in report.matches] == found


def test_a_name_of_the_segment_before_makes_no_title():
    segments = [Segment(source="서울", target="Seoul"), Segment(source="시장", target="Nothing")]
    (*_, match) = check(Corpus.of(segments), words(HOMOGRAPHS)).matches
    assert match.candidates == ("0", "1")


def test_the_target_says_which_of_two_is_meant():
    for target, concept in (("The mayor left.", "0"), ("The market closed.", "1"), ("The mayor of a market", "0")):
        (match,) = check(Corpus.of([Segment(source="시장은", target=target)]), words(HOMOGRAPHS)).matches
        assert (match.concept, match.candidates, match.outcome) == (concept, (), "preferred")


REASONS = [
    ("person 마체고라 = Matsegora, person 쿼츠 = Enkhbayar", "마체고라와 쿼츠가", "Enkhbayar went home.",
     "first-mention, preferred Enkhbayar"),
    ("person 조용원 = Jo Yong Won, person 리병철 = Ri Pyong Chol", "조용원이", "Zobek Ri Pyong Chol came.",
     "replaced by Ri Pyong Chol"),
    ("person 조용원 = Jo Yong Won, person 리병철 = Pyongchol", "조용원이", "Zobek Pyongchol Kant came.",
     "replaced by Zobek Pyongchol Kant"),
    ("place 원산 = Wonsan, place 함흥 = Hamhung", "원산에서", "in Greater Hamhung City", "replaced by Hamhung"),
    # a title before or behind its holder, with a blank between them at most
    ("person 조용원 = Jo Yong Won, title 비서 = secretary", "비서 조용원은", "Minister Jo Yong Won smiled.",
     "replaced by Minister, preferred Jo Yong Won"),
    ("person 조용원 = Jo Yong Won, title 비서 = secretary", "조용원 비서는", "Minister Jo Yong Won smiled.",
     "preferred Jo Yong Won, replaced by Minister"),
    ("person 조용원 = Jo Yong Won, title 비서 = secretary", "비서, 조용원은", "Minister Jo Yong Won smiled.",
     "no-trace, preferred Jo Yong Won"),
    ("person 조용원 = Jo Yong Won, title 비서 = secretary", "조용원  비서는", "Minister Jo Yong Won smiled.",
     "preferred Jo Yong Won, no-trace"),
    # or within three signs and words behind it
    ("person 조용원 = Jo Yong Won, title 비서 = secretary", "조용원 비서는", "Jo Yong Won, the minister, smiled.",
     "preferred Jo Yong Won, replaced by minister"),
    ("person 조용원 = Jo Yong Won, title 비서 = secretary", "조용원 비서는", "Jo Yong Won, the new minister, smiled.",
     "preferred Jo Yong Won, title-dropped"),
    # what describes a name stands right before it
    ("organization 노동당 = Workers Party, object 훈장 = order, person 조용원 = Jo Yong Won", "노동당 훈장 조용원은",
     "Jo Yong Won", "first-mention, first-mention, preferred Jo Yong Won"),
    ("organization 노동당 = Workers Party, title 비서 = secretary, person 조용원 = Jo Yong Won", "노동당 비서 조용원은",
     "Jo Yong Won", "title-dropped, title-dropped, preferred Jo Yong Won"),
    # two words of a rendering that are at least half of it
    ("object 백두발전소 = Paektu Mountain Power Station", "백두발전소에서", "the mountain station", "free"),
    ("object 백두발전소 = Paektu Mountain Hero Power Station", "백두발전소에서", "the mountain station",
     "first-mention"),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "source", "target", "expected"), REASONS)
def test_what_stands_in_its_place(rows, source, target, expected):
    assert ", ".join(told(rows, (source, target))) == expected


@pytest.mark.parametrize(
    ("target", "safe"),
    [("He left NK today.", True), ("HE LEFT NK TODAY", False), ("He left a pin.", True), ("A Pin was left.", True),
     ("HE LEFT A PIN", False), ("He left a lapel pin.", True), ("Lapel pins were left.", True),
     ("He Left a Lapel Pin", False), ("Lapel Pins Left", False)],
)  # fmt: skip
def test_a_forbidden_wording_that_is_shouted_is_mended_by_a_person(target, safe):
    glossary = words("place 북한 = North Korea; NK, object 배지 = badge; pin|lapel pin")
    findings = check(Corpus.of([Segment(source="북한과 배지", target=target)]), glossary).findings
    (finding,) = (finding for finding in findings if finding.rule == "deprecated-term")
    assert [fix.safe for fix in finding.fixes] == [safe]


@pytest.mark.parametrize(
    ("row", "full", "short", "expected"),
    [
        ("organization 적십자 = Red Cross", "The Red Cross came.", "The RC left.", "admitted RC"),
        ("organization 적십자 = red Cross", "The red Cross came.", "The C left.", "no-trace"),
        ("object 적십자 = Red Cross", "The Red Cross came.", "The RC left.", "no-trace"),
        ("person 김정은 = Kim Jong Un", "Kim Jong Un came.", "Kim left.", "admitted Kim"),
        ("person 김정은 = Kim Jong Un", "Kim Jong Un came.", "Un left.", "no-trace"),
        ("organization 원자력기구 = Atomic Energy Agency", "The Atomic Energy Agency came.", "The AEA left.",
         "admitted AEA"),
    ],
)  # fmt: skip
def test_a_short_form_follows_a_full_mention(row, full, short, expected):
    source = row.split(" = ")[0].split(" ", 1)[1]
    assert told(row, (f"{source}가 왔다.", full), (f"{source}가 갔다.", short)) == [expected]
    assert not told(row, (f"{source}가 갔다.", short))[0].startswith("admitted")


def test_a_short_form_stands_for_its_own_name():
    rows = "person 김정은 = Kim Jong Un, person 시진핑 = Xi Jinping"
    before = ("김정은과 시진핑이 왔다.", "Kim Jong Un and Xi Jinping came.")
    assert told(rows, before, ("김정은과 시진핑이 갔다.", "Xi left.")) == ["no-trace", "admitted Xi"]
    assert told(rows, before, ("김정은과 시진핑이 갔다.", "Kim and Xi left.")) == ["admitted Kim", "admitted Xi"]


@pytest.mark.parametrize(
    ("target", "expected"),
    [("It denied that.", "said-before"), ("and its protest.", "no-trace"), ("“and its protest.”", "no-trace"),
     ("“It denied that.”", "said-before"), ("It denied", "no-trace"), ("It denied that:", "said-before")],
)  # fmt: skip
def test_what_lacks_its_beginning_or_end_says_nothing(target, expected):
    before = ("중국이 왔다.", "China came.")
    assert told("place 중국 = China", before, ("중국은 그것을 부인했다.", target)) == [expected]


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("조용원 비서는", "The secretary smiled.", ["said-before", "preferred secretary"]),
        ("조용원 비서는", "Somebody smiled.", ["no-trace", "no-trace"]),
        ("조용원, 그 비서는", "The secretary smiled.", ["no-trace", "preferred secretary"]),
        ("조용원과 함께", "The secretary smiled.", ["no-trace"]),
    ],
)
def test_the_title_beside_a_name_stands_for_it(source, target, expected):
    rows = "person 조용원 = Jo Yong Won, title 비서 = secretary"
    assert told(rows, ("조용원이 왔다.", "Jo Yong Won came."), (source, target)) == expected
