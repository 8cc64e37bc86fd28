"""Names and titles of the target as units: a surname or a title alone does not say who is meant."""

import pytest

from checker import Corpus, Segment, check
from checker.languages import Whole, language
from tests.wordings import glossary

ENGLISH, KOREAN = language("en"), language("ko")

PEOPLE = (
    "person 버락 오바마|오바마 = Barack Obama|Obama",
    "person 블라디미르 푸틴|푸틴 = Vladimir Putin|Putin",
    "person 드미트리 메드베데프|메드베데프 = Dmitry Medvedev|Medvedev",
    "person 시진핑 = Xi Jinping|Xi",
    "person 김정은 = Kim Jong Un",
    "person 아베 신조|아베 = Shinzo Abe|Abe",
    "person 빌 클린턴|클린턴 = Bill Clinton|Clinton",
    "person 조지 부시|부시 = George W. Bush|Bush",
    "person 바샤르 알아사드|알아사드 = Bashar al-Assad|Assad",
    "person 마오쩌둥 = Mao Zedong|Mao",
    "person 앙겔라 메르켈|메르켈 = Angela Merkel|Merkel",
)
OFFICES = (
    "title 대통령 = president",
    "title 외무장관 = foreign minister",
    "title 국무장관 = secretary of state",
    "title 장관 = minister",
    "title 대변인 = spokesperson|spokesman",
    "person 오바마 = Barack Obama|Obama",
)


def told(rows: tuple[str, ...], source: str, target: str) -> list[str]:
    """The rules and words of the findings on terms."""
    findings = check(Corpus.of([Segment(source=source, target=target)]), glossary(*rows)).findings
    return [f"{finding.rule} {finding.found}".strip() for finding in findings if finding.concept]


ANOTHER = [
    ("오바마가 왔다.", "Michelle Obama came.", "missing-term Michelle Obama"),
    ("버락 오바마가 왔다.", "Yesterday Michelle Obama came.", "missing-term Michelle Obama"),
    ("블라디미르 푸틴이 왔다.", "Dmitry Putin came.", "missing-term Dmitry Putin"),
    ("블라디미르 푸틴이 왔다.", "Then President Dmitry Putin came.", "missing-term Dmitry Putin"),
    ("푸틴이 왔다.", "Dmitry V. Putin came.", "missing-term Dmitry V. Putin"),
    ("시진핑이 왔다.", "Xi Jingping came.", "misspelled-term Xi Jingping"),
    ("시진핑이 왔다.", "Xi Zhongxun came.", "missing-term Xi Zhongxun"),
    ("아베 신조가 왔다.", "Shinjo Abe came.", "misspelled-term Shinjo Abe"),
    ("메드베데프가 왔다.", "Dmitri Medvedev came.", "misspelled-term Dmitri Medvedev"),
    ("김정은이 왔다.", "Kim Min-ho came.", "missing-term Kim Min-ho"),
    ("클린턴이 왔다.", "Hillary Clinton came.", "missing-term Hillary Clinton"),
    ("부시가 왔다.", "Laura Bush came.", "missing-term Laura Bush"),
    ("알아사드가 왔다.", "Rifaat al-Assad came.", "missing-term Rifaat al-Assad"),
    ("메르켈이 왔다.", "German Chancellor Ursula Merkel came.", "missing-term Ursula Merkel"),
    # a name that the source does not have stands for an occurrence in any case
    ("푸틴은 푸틴이다.", "Dmitry Putin is Putin.", "missing-term Dmitry Putin"),
    ("푸틴은 웃었다.", "Putin smiled, and Dmitry Putin too.", "missing-term Dmitry Putin"),
    ("음베키와 오바마가 왔다.", "Mbeki and Malia Obama came.", "missing-term Malia Obama"),
]


@pytest.mark.parametrize(("source", "target", "expected"), ANOTHER)
def test_another_given_name_is_another_person(source, target, expected):
    assert told(PEOPLE, source, target) == [expected]


OWN = [
    ("오바마가 왔다.", "Yesterday Obama came."),
    ("오바마가 왔다.", "President Obama came, and Democrat Obama left."),
    ("오바마가 왔다.", "Team Obama came to the Obama White House."),
    ("오바마가 왔다.", "Barack H. Obama came."),
    ("오바마가 왔다.", "Will Obama come?"),
    ("오바마가 왔다.", "BARACK OBAMA COMES"),
    ("오바마와 클린턴이 왔다.", "The Clinton-Obama team came."),
    ("오바마, 푸틴, 시진핑이 왔다.", "Obama, Putin and Xi came."),
    ("푸틴이 왔다.", "Vladimir Vladimirovich Putin came."),
    ("푸틴이 왔다.", "V. Putin came."),
    ("클린턴이 왔다.", "William Jefferson Clinton came."),
    ("부시가 왔다.", "President George Bush came."),
    ("아베가 왔다.", "Abe Shinzo came."),
    ("시진핑이 왔다.", "Comrade Xi came on Friday."),
    ("시진핑이 왔다.", "Xi Thursday met him."),
    ("마오쩌둥이 왔다.", "Mao Tse-tung came."),
    ("알아사드가 왔다.", "Bashar Assad came."),
    ("메르켈이 왔다.", "German Chancellor Merkel came."),
    ("메르켈이 왔다.", "Presidant Merkel came."),
    # the source has the other person, or a relative
    ("미셸 오바마가 왔다.", "Michelle Obama came."),
    ("오바마의 부인이 왔다.", "Michelle Obama came."),
    ("오바마와 그의 딸 말리아가 왔다.", "Obama and Malia Obama came."),
    ("음베키와 오바마가 왔다.", "At the end Mbeki Obama and others came."),  # a comma is left out
]


@pytest.mark.parametrize(("source", "target"), OWN)
def test_what_stands_beside_a_surname_is_mostly_no_given_name(source, target):
    assert told(PEOPLE, source, target) == []


RANKS = [
    ("대통령이 왔다.", "The vice president came.", "vice president"),
    ("대통령이 왔다.", "The Vice-President came.", "Vice-President"),
    ("오바마 대통령이 왔다.", "Former President Obama came.", "Former President"),
    ("대통령이 왔다.", "Former South Korean president Kim came.", "Former South Korean president"),
    ("대통령이 왔다.", "The president-elect came.", "president-elect"),
    ("외무장관이 왔다.", "The acting foreign minister came.", "acting foreign minister"),
    ("외무장관이 왔다.", "The deputy foreign minister came.", "deputy foreign minister"),
    ("국무장관이 왔다.", "The Deputy Secretary of State came.", "Deputy Secretary of State"),
    ("장관이 왔다.", "The vice defense minister came.", "vice defense minister"),
    ("장관이 왔다.", "The prime minister came.", "prime minister"),
    ("3년 전 대통령이 왔다.", "Three years ago ex-President Kim came.", "ex-President"),
]


@pytest.mark.parametrize(("source", "target", "expected"), RANKS)
def test_a_rank_makes_another_title(source, target, expected):
    assert told(OFFICES, source, target) == [f"missing-term {expected}"]


PLAIN = [
    ("부통령과 대통령이 왔다.", "The vice president came."),  # 부통령 is not in the glossary
    ("오바마 전 대통령이 왔다.", "Former President Obama came."),
    ("전 한국 대통령이 왔다.", "The former Korean president came."),
    ("전대통령 오바마가 왔다.", "Former President Obama came."),
    ("대통령 당선인이 왔다.", "The president-elect came."),
    ("외무장관 대행이 왔다.", "The acting foreign minister came."),
    ("대통령이 왔다.", "The former and the president came."),
    ("대통령이 왔다.", "His deputy told the president."),
    ("대통령이 왔다.", "Acting on it, the president came."),
    ("전임 대변인은 말했다.", "The former White House spokesman said so."),
    ("대변인은 말했다.", "The former spokesman said so."),  # who was named so before
]


@pytest.mark.parametrize(("source", "target"), PLAIN)
def test_a_rank_that_the_source_has_is_right(source, target):
    assert told(OFFICES, source, target) == []


@pytest.mark.parametrize(
    ("text", "found", "expected"),
    [
        ("the acting Deputy Foreign Minister left", "Foreign Minister", Whole(4, 34, ("deputy", "acting"))),
        ("the Foreign Minister-designate left", "Foreign Minister", Whole(4, 30, ("elect",))),
        ("the Foreign Minister left", "Foreign Minister", None),
    ],
)
def test_the_whole_title(text, found, expected):
    start = text.index(found)
    assert ENGLISH.whole_title(text, start, start + len(found)) == expected


@pytest.mark.parametrize(
    ("text", "title", "mark", "expected"),
    [
        ("전 대통령", "대통령", "former", True),
        ("전임 대통령", "대통령", "former", True),
        ("전미국대통령", "대통령", "former", True),
        ("이틀 전 대통령", "대통령", "former", True),  # not known to be a time
        ("3일 전 대통령", "대통령", "former", False),
        ("전쟁 대통령", "대통령", "former", False),
        ("전국 대통령", "대통령", "former", False),
        ("부통령과 대통령", "대통령", "deputy", True),
        ("외교부 장관", "장관", "deputy", False),
        ("총리와 장관", "장관", "prime", True),
        ("장관", "장관", "colour", True),
    ],
)
def test_what_the_source_says_of_a_rank(text, title, mark, expected):
    start = text.rindex(title)
    assert KOREAN.says(text, start, start + len(title), mark) is expected


@pytest.mark.parametrize(
    ("target", "expected"),
    [("He went to Chuuk Island.", []), ("He went to Aillaendeu.", ["misspelled-term Aillaendeu"])],
)
def test_a_word_of_the_language_romanises_no_place(target, expected):
    found = told(("place 아일랜드 = Ireland",), "아일랜드에 갔다.", target)
    assert [each for each in found if each.startswith("misspelled")] == expected


def test_a_relative_excuses_no_wrong_name_of_the_person():
    rows = ("person 크리스찬 베일 = Christian Bale|Bale",)
    source = "크리스찬 베일이 어머니를 만났다."
    assert told(rows, source, "Edward Bale met his mother.") == ["missing-term Edward Bale"]
    assert told(rows, source, "Christian Bale met his mother, Jenny Bale.") == []


CALLED = """
미셸 Michelle, 드미트리 Dmitry, 로라 Laura, 올가 Olga, 아흐메드 Ahmed, 겐지 Kenji, 스베틀라나 Svetlana, 로버트 Robert,
카를로스 Carlos, 잉그리드 Ingrid, 유수프 Yusuf, 에드워드 Edward, 히로시 Hiroshi, 게르하르트 Gerhard, 스티븐 Steven,
우르줄라 Ursula, 레오니트 Leonid, 미겔 Miguel, 헤더 Heather, 존 John, 이방카 Ivanka, 조지 George, 윌리엄 William,
앙겔라 Angela, 니콜라 Nicolas, 아키에 Akie, 후안 Juan, 호세 José, 알렉스 Alex, 크리스 Chris, 레오나르도 Leonardo,
테리사 Theresa, 타보 Thabo, 음베키 Mbeki, 제이미 Jamie, 마이클 Michael, 이언 Ian, 민호 Minho, 쩌둥 Tsetung
"""


@pytest.mark.parametrize("pair", CALLED.replace("\n", " ").split(","))
def test_a_given_name_is_heard_with_particles(pair):
    word, name = pair.split()
    assert KOREAN.calls(word, name.lower())
    assert KOREAN.calls(f"{word}와는", name.lower())


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("말했다", "michelle"), ("때문에", "dmitry"), ("보도했다", "peter"), ("것이라고", "carlos"), ("있다", "robert"),
        ("한다", "natalia"), ("정부는", "steven"), ("미셸린느", "michelle"), ("중국", "john"), ("중국은", "kenji"),
        ("라고", "laura"), ("말", "mary"), ("한", "john"), ("전했다", "john"), ("TV", "tv"),
        ("", "john"), ("존", "qxz"),
    ],
)  # fmt: skip
def test_other_words_are_not_taken_for_a_given_name(word, name):
    assert not KOREAN.calls(word, name)


def test_a_long_segment_of_names_takes_no_long_time():
    source, target = "오바마 대통령과 " * 400, "Vice President Michelle Obama and " * 400
    assert len(told(OFFICES, source, target)) == 800
