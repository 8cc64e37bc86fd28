"""Why a rendering is missing: each mechanism by itself, with words of its own."""

import pytest

from checker import Corpus, Glossary, Segment, check

ROWS = [
    ("person", "조용원", "Jo Yong Won"),
    ("person", "리병철", "Ri Pyong Chol"),
    ("person", "세르게이 라브로프|라브로프", "Sergey Lavrov"),
    ("person", "시진핑", "Xi Jinping"),
    ("person", "하산 로하니|로하니", "Hassan Rouhani"),
    ("title", "비서", "secretary"),
    ("title", "총리", "prime minister"),
    ("title", "국방상", "defense minister"),
    ("title", "외무상", "foreign minister"),
    ("title", "주석", "chairman"),
    ("title", "사령관", "commander"),
    ("title", "총영사", "consul general"),
    ("title", "단장", "head of the delegation"),
    ("organization", "조직지도부", "Organization and Guidance Department"),
    ("organization", "노동당", "Workers’ Party"),
    ("organization", "내각", "Cabinet"),
    ("organization", "인민군", "People’s Army"),
    ("organization", "적십자사", "Red Cross"),
    ("place", "조선", "Korea"),
    ("place", "중국", "China"),
    ("place", "몽골", "Mongolia"),
    ("place", "쿠바", "Cuba"),
    ("place", "원산", "Wonsan"),
    ("place", "함흥", "Hamhung"),
    ("object", "영웅메달", "hero medal"),
    ("object", "영웅증", "hero certificate"),
    ("object", "은하-3호", "Unha-3"),
    ("object", "자동차", "car"),
    ("object", "음악", "music"),
    ("object", "도자기 화병", "porcelain vase"),
    ("other", "제재", "sanctions"),
    ("object", "9자 회의", "nine-nation conference"),
    ("object", "공동 성명문", "joint press statement"),
    ("object", "삼색 휘장", "tricolour emblem"),
    ("object", "백두 훈장", "Order of Paektu"),
    ("person", "마체고라", "Matsegora"),
]  # fmt: skip
GLOSSARY = Glossary.from_rows({"id": s.split("|")[0], "category": c, "source": s, "target": t} for c, s, t in ROWS)


def outcomes(*texts: tuple[str, str]) -> str:
    """What becomes of the occurrences of the last segment of a document."""
    report = check(Corpus.of([Segment(source=source, target=target) for source, target in texts]), GLOSSARY)
    return " ".join(match.reason or match.outcome.value for match in report.matches if match.segment == len(texts) - 1)


ALONE = {
    "a description before a rendered name goes with its title": [
        ("조선노동당 비서인 조용원은", "Jo Yong Won", "title-dropped title-dropped title-dropped preferred"),
        ("내각 총리 조용원은", "Jo Yong Won", "title-dropped title-dropped preferred"),
        ("중국 공산당의 시진핑 주석은", "Xi Jinping", "title-dropped preferred title-dropped"),
        ("노동당 조직지도부 조용원 비서가", "Jo Yong Won", "title-dropped title-dropped preferred title-dropped"),
        ("몽골 출신의 라브로프는", "Lavrov", "title-dropped admitted"),
        ("인민군 총참모부 사령관 리병철", "Ri Pyong Chol", "title-dropped title-dropped preferred"),
        ("쿠바 국방상이자 사령관인 리병철", "Ri Pyong Chol", "title-dropped title-dropped title-dropped preferred"),
        ("적십자사 단장 조용원과", "with Jo Yong Won", "title-dropped title-dropped preferred"),
        ("조선 외무상 조용원의 연설", "Jo Yong Won’s speech", "title-dropped title-dropped preferred"),
        ("노동당은 조용원을 불렀다.", "Jo Yong Won was called.", "first-mention preferred"),
        ("노동당에서 비서 조용원이", "Jo Yong Won", "first-mention title-dropped preferred"),
        ("노동당의 조용원이", "He", "first-mention no-trace"),
    ],
    "a holder that the glossary does not list": [
        ("박정천 사령관은 웃었다.", "Pak Jong Chon smiled.", "title-dropped"),
        ("박정천 사령관은 웃었다.", "Park Jong-chon smiled.", "title-dropped"),
        ("김성남 비서가 왔다.", "Kim Song Nam came.", "title-dropped"),
        ("강순남 국방상이 왔다.", "Kang Sun Nam came.", "title-dropped"),
        ("오수용 비서와 함께", "with O Su Yong", "title-dropped"),
        ("황 총영사는 웃었다.", "Hwang smiled.", "title-dropped"),
        ("최룡해 총리", "Prime Minister Choe Ryong Hae", "preferred"),
        ("리일환 비서가 왔다.", "Minister Ri Il Hwan came.", "replaced"),
        ("노광철 국방상이 왔다.", "Somebody came.", "no-trace"),
        ("국방상이 왔다.", "Pak Jong Chon came.", "no-trace"),
        ("태형철 사령관은", "thae hyong chol", "no-trace"),
    ],
    "a rival is the only one for the only gap": [
        ("총리가 왔다.", "The commander came.", "no-trace"),
        ("총리가 왔다.", "The foreign minister came.", "replaced"),
        ("중국이 부인했다.", "Mongolia denied it.", "replaced"),
        ("원산에서 열렸다.", "It was held in Hamhung.", "replaced"),
        ("조용원이 왔다.", "Ri Pyong Chol came.", "replaced"),
        ("내각은 부인했다.", "The Red Cross denied it.", "replaced"),
        ("영웅메달을 받았다.", "He received a hero certificate.", "replaced"),
        ("은하-3호를 공개했다.", "They showed a hero medal.", "no-trace"),
        ("중국과 몽골이 부인했다.", "Cuba denied it.", "no-trace no-trace"),
        ("중국과 몽골이 부인했다.", "China and Cuba denied it.", "preferred replaced"),
        ("조용원과 리병철이 왔다.", "Xi Jinping came.", "first-mention first-mention"),
        ("국방상이 왔다.", "The foreign minister came.", "replaced"),
        ("조용원은 총리로 일했다.", "The commander worked.", "no-trace no-trace"),
    ],
    "no rival: the source names it, another kind of thing, a dateline": [
        ("중국은 조선소를 열었다.", "Korea opened a shipyard.", "no-trace"),
        ("총리는 사령관실에 있다.", "The commander is there.", "no-trace preferred"),
        ("중국은 부인했다.", "Wonsan denied it.", "no-trace"),
        ("원산에서 열렸다.", "It was held in Cuba.", "no-trace"),
        ("몽골 대사관은", "Hamhung", "no-trace"),
        ("중국에서 홍수가 났다.", "WONSAN, Korea (AFP) A flood broke out.", "no-trace"),
        ("몽골은 부인했다.", "HAVANA, Cuba (Reuters) It was denied.", "no-trace"),
        (
            "그는 새로 나온 영웅메달을 오래 보고 또 보다가 끝내 아무 말도 하지 않았다.",
            "For a long time he looked at a porcelain vase again and again and said nothing in the end.",
            "no-trace",
        ),
        (
            "그는 새로 나온 영웅메달을 오래 보고 또 보다가 끝내 아무 말도 하지 않았다.",
            "For a long time he looked at a hero certificate again and again and said nothing in the end.",
            "replaced",
        ),
        ("비서가 말했다.", "The commander China said.", "no-trace"),
    ],
    "the term itself, untranslated": [
        ("중국은 부인했다.", "중국 denied it.", "replaced"),
        ("조용원은 부인했다.", "조용원 denied it.", "replaced"),
        ("원산에서 열렸다.", "It was held in 원산.", "replaced"),
        ("내각은 부인했다.", "The 내각 denied it.", "replaced"),
        ("총리가 왔다.", "The 총리 came.", "replaced"),
        ("제재를 풀었다.", "The 제재 were lifted.", "replaced"),
        ("영웅메달을 받았다.", "He received 영웅메달.", "replaced"),
        ("은하-3호를 쐈다.", "They fired 은하-3호.", "replaced"),
        ("몽골과 쿠바는", "Mongolia and 쿠바", "preferred replaced"),
        ("총리와 비서", "the prime minister and the 비서", "preferred replaced"),
    ],
    "other words of a rendering speak of the thing": [
        ("9자 회의에서", "the nine nations involved", "free"),
        ("9자 회의에서", "a conference of nine", "free"),
        ("9자 회의에서", "a conference of nine nations", "preferred"),
        ("9자 회의에서", "nine of them", "first-mention"),
        ("9자 회의에서", "the conference", "first-mention"),
        ("공동 성명문을", "a statement to the press", "free"),
        ("공동 성명문을", "jointly stated", "first-mention"),
        ("공동 성명문을", "the statement", "first-mention"),
        ("삼색 휘장을", "emblems in the tricolour", "free"),
        ("삼색 휘장을", "an emblem", "first-mention"),
        ("백두 훈장을", "the Paektu order", "free"),
        ("백두 훈장을", "an order of old", "first-mention"),
    ],
    "a name that nothing in the source sounds like": [
        ("마체고라는 어제 귀국했다.", "Sokolov went home yesterday.", "replaced"),
        ("마체고라는 어제 귀국했다.", "Vasily Sokolov went home yesterday.", "replaced"),
        ("조용원은 귀국했다.", "Milosevic went home.", "replaced"),
        ("조용원의 차", "Zelensky’s car", "replaced"),
        ("조용원은 귀국했다.", "Enkhbayar went home.", "replaced"),
        ("마체고라는 어제 귀국했다.", "The man went home yesterday.", "first-mention"),
        ("마체고라는 어제 귀국했다.", "Yesterday London went home.", "first-mention"),
        ("마체고라는 소콜로프를 만났다.", "Sokolov was met.", "first-mention"),
        ("조용원은 밀로셰비치를 만났다.", "Milosevic was met.", "first-mention"),
        ("조용원은 박정천을 만났다.", "Pak Jong Chon was met.", "first-mention"),
        ("조용원은 박정천을 만났다.", "Milosevic met Pak Jong Chon.", "replaced"),
        ("마체고라와 조용원이 왔다.", "Sokolov came.", "first-mention first-mention"),
        ("마체고라는 귀국했다.", "Sokolov met Zelensky.", "first-mention"),
        ("내각은 부인했다.", "Sokolov denied it.", "first-mention"),
    ],
    "an everyday word needs no introduction": [
        ("자동차를 보았다.", "He saw it.", "no-trace"),
        ("자동차가 달린다.", "Traffic flows.", "no-trace"),
        ("음악을 들었다.", "He listened.", "no-trace"),
        ("음악이 흘렀다.", "There was a tune.", "no-trace"),
        ("도자기 화병을 보았다.", "He saw it.", "first-mention"),
        ("도자기 화병이 깨졌다.", "Something broke.", "first-mention"),
        ("영웅메달을 보았다.", "He saw it.", "first-mention"),
        ("영웅증을 보았다.", "He saw it.", "first-mention"),
        ("은하-3호를 보았다.", "He saw it.", "first-mention"),
        ("적십자사를 보았다.", "He saw it.", "first-mention"),
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("source", "target", "expected"), [pytest.param(*case, id=case[0]) for cases in ALONE.values() for case in cases]
)
def test_alone(source: str, target: str, expected: str) -> None:
    assert outcomes((source, target)) == expected


BEFORE = {
    "중국": ("중국이 발표했다.", "China announced it."),
    "원산": ("원산에 왔다.", "He came to Wonsan."),
    "내각": ("내각이 발표했다.", "The Cabinet announced it."),
    "적십자사": ("적십자사가 왔다.", "The Red Cross came."),
    "메달": ("영웅메달을 받았다.", "He received the hero medal."),
    "은하": ("은하-3호를 쐈다.", "They fired the Unha-3."),
    "조용원": ("조용원이 왔다.", "Jo Yong Won came."),
    "라브로프": ("세르게이 라브로프가 왔다.", "Sergey Lavrov came."),
    "총리": ("총리가 왔다.", "The prime minister came."),
    "비": ("비가 왔다.", "It rained."),
}
AFTER = {
    "a pronoun fits what it stands for": [
        ("중국", "중국은 부인했다.", "It denied that.", "said-before"),
        ("중국", "중국의 항의", "a protest of theirs", "said-before"),
        ("중국", "중국은 부인했다.", "He denied that.", "no-trace"),
        ("중국", "중국은 부인했다.", "A man who spoke denied that.", "no-trace"),
        ("내각", "내각은 부인했다.", "They denied that.", "said-before"),
        ("내각", "내각은 부인했다.", "She denied that.", "no-trace"),
        ("메달", "영웅메달은 무겁다.", "It is heavy.", "said-before"),
        ("메달", "영웅메달은 무겁다.", "His hand sank.", "no-trace"),
        ("조용원", "조용원은 부인했다.", "He denied that.", "pronoun"),
        ("조용원", "조용원은 부인했다.", "It was denied.", "no-trace"),
        ("총리", "총리는 부인했다.", "She denied that.", "pronoun"),
        ("총리", "총리는 부인했다.", "Its denial followed.", "no-trace"),
    ],
    "there is a place, but not in “there is”": [
        ("원산", "원산에서 만났다.", "They met there.", "said-before"),
        ("원산", "원산에 산다.", "Anna lives there.", "said-before"),
        ("원산", "원산에 갔다.", "Going there took a day.", "said-before"),
        ("원산", "원산까지 멀다.", "From there, a long way.", "said-before"),
        ("중국", "중국에서 만났다.", "People met there.", "said-before"),
        ("원산", "원산에는 항구가 있다.", "There is a port.", "no-trace"),
        ("원산", "원산에는 항구가 있었다.", "There was a port.", "no-trace"),
        ("중국", "중국에 많다.", "There are many.", "no-trace"),
        ("중국", "중국에 많을 것이다.", "There will be many.", "no-trace"),
        ("내각", "내각에 있다.", "Anna sits there.", "no-trace"),
        ("비", "원산에서 만났다.", "Anna met Bob there.", "no-trace"),
    ],
    "a general word for an object": [
        ("은하", "은하-3호는 크다.", "The rocket grew.", "said-before"),
        ("은하", "은하-3호는 크다.", "That missile grew.", "said-before"),
        ("은하", "은하-3호는 크다.", "These weapons grew.", "said-before"),
        ("은하", "은하-3호는 크다.", "The satellite grew.", "said-before"),
        ("메달", "영웅메달은 크다.", "The medal gleams.", "said-before"),
        ("메달", "영웅메달은 크다.", "This award gleams.", "said-before"),
        ("메달", "영웅메달은 크다.", "The insignia gleam.", "said-before"),
        ("은하", "은하-3호는 크다.", "A rocket grew.", "no-trace"),
        ("은하", "은하-3호는 크다.", "The window grew.", "no-trace"),
        ("비", "은하-3호는 크다.", "The rocket grew.", "first-mention"),
    ],
    "the holder of a title, named before, stands for it": [
        ("조용원", "비서는 웃었다.", "Jo smiled.", "title-dropped"),
        ("조용원", "비서는 웃었다.", "Jo Yong Won smiled.", "title-dropped"),
        ("조용원", "비서의 연설", "Jo’s speech", "title-dropped"),
        ("라브로프", "외무상은 웃었다.", "Lavrov smiled.", "title-dropped"),
        ("라브로프", "외무상의 웃음", "a smile of Sergey Lavrov", "title-dropped"),
        ("라브로프", "외무상은 웃었다.", "lavrov smiled.", "no-trace"),
        ("라브로프", "외무상은 웃었다.", "Sergey smiled.", "no-trace"),
        ("비", "외무상은 웃었다.", "Lavrov smiled.", "no-trace"),
        ("조용원", "외무상은 웃었다.", "Ri smiled.", "no-trace"),
        ("조용원", "조용원과 비서", "Jo Yong Won", "preferred no-trace"),
        ("조용원", "비서는 웃었다.", "The commander smiled.", "no-trace"),
    ],
    "what lacks an end or its beginning says nothing": [
        ("중국", "중국은 그것을 부인했다.", "It denied", "no-trace"),
        ("중국", "중국은 그것을 부인했다.", "and its protest.", "no-trace"),
        ("중국", "중국의 항의", "its protest", "said-before"),
        ("중국", "중국은 “그것”을 부인했다.”", "“It denied that.”", "said-before"),
        ("조용원", "조용원은 그것을 부인했다.", "which he denied.", "no-trace"),
        ("조용원", "조용원은 그것을 부인했다.", "He denied that he", "no-trace"),
        ("조용원", "조용원의 연설", "his speech", "pronoun"),
        ("내각", "내각은 그것을 부인했다.", "the agency denied it", "no-trace"),
        ("메달", "영웅메달은 무겁다.", "is the weight of it.", "no-trace"),
        ("원산", "원산에서 만났다!", "They met there!", "said-before"),
        ("원산", "원산에서 만났다!", "They met there and", "no-trace"),
    ],
    "where all is missing, no pronoun stands for a part": [
        ("중국", "중국은 제재를 부인했다.", "It rained.", "no-trace no-trace"),
        ("중국", "중국은 몽골을 비난했다.", "It rained.", "no-trace no-trace"),
        ("중국", "중국은 몽골을 비난했다.", "It blamed Mongolia.", "said-before preferred"),
        ("중국", "중국은 중국을 믿는다.", "It trusts itself.", "said-before said-before"),
        ("내각", "내각은 원산에서 모였다.", "They met.", "no-trace no-trace"),
        ("내각", "내각은 원산에서 모였다.", "They met in Wonsan.", "said-before preferred"),
        ("적십자사", "적십자사는 쿠바로 갔다.", "It left.", "no-trace no-trace"),
        ("적십자사", "적십자사는 쿠바로 갔다.", "It left for Cuba.", "said-before preferred"),
        ("메달", "영웅메달은 원산에서 만든다.", "It is made.", "no-trace no-trace"),
        ("조용원", "조용원은 원산에 갔다.", "He left.", "pronoun no-trace"),
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("before", "source", "target", "expected"),
    [pytest.param(*case, id=f"{case[1]} {case[2]}") for cases in AFTER.values() for case in cases],
)
def test_after(before: str, source: str, target: str, expected: str) -> None:
    assert outcomes(BEFORE[before], (source, target)) == expected


@pytest.mark.parametrize("source", ["조용원은 웃었다.", "내각은 웃었다.", "은하-3호는 컸다.", "적십자사는 왔다."])
def test_a_first_mention_is_missed_once(source: str) -> None:
    twice = [(source, "Anna left.")] * 2
    assert outcomes(twice[0]) == "first-mention"
    assert outcomes(*twice) == "no-trace"
    assert outcomes((f"{source} {source}", "Anna left.")) == "first-mention no-trace"
    assert outcomes(twice[0], *[BEFORE["비"]] * 20, twice[1]) == "first-mention"
    assert outcomes(twice[0], *[BEFORE["비"]] * 19, twice[1]) == "no-trace"


def test_what_stands_untranslated_is_shown() -> None:
    (finding,) = (
        each
        for each in check(Corpus.of([Segment(source="총리가 왔다.", target="The 총리 came.")]), GLOSSARY).findings
        if each.rule == "missing-term"
    )
    assert (finding.severity, finding.found, finding.why) == ("major", "총리", "“총리” stands in its place")


@pytest.mark.parametrize(
    ("source", "target", "stands"),
    [
        ("김정은이 연설했다.", "Yesterday Ban Jong Il delivered a speech.", "Ban Jong Il"),
        ("최룡해 총리가 말했다.", "Vice President Choe Ryong Hae said so.", "Vice President"),
        ("최룡해 총리가 말했다.", "Defense Minister Choe Ryong Hae said so.", "Minister"),
        ("최룡해 총리가 말했다.", "Then Defense Minister Choe Ryong Hae said so.", "Defense Minister"),
    ],
)
def test_what_stands_instead_is_named_whole(source, target, stands):
    rows = [
        {"id": "kim", "category": "person", "source": "김정은", "target": "Kim Jong Un"},
        {"id": "choe", "category": "person", "source": "최룡해", "target": "Choe Ryong Hae"},
        {"id": "jong", "category": "person", "source": "정일", "target": "Jong"},
        {"id": "premier", "category": "title", "source": "총리", "target": "premier"},
    ]
    found = check(Corpus.of([Segment(source=source, target=target)]), Glossary.from_rows(rows)).findings
    assert [finding.found for finding in found if finding.reason == "replaced"] == [stands]
