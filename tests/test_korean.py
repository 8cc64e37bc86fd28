"""Korean: what counts as an occurrence of a term, and what only looks like one."""

import unicodedata

import pytest

from tests.known import marked
from tests.wordings import KOREAN, outcomes, spans

TAILS = {
    "title 대통령": """
은 이 을 의 에게 에게는 에게서 에게서도 에게까지 에게로 께서 께서는 께서도 께서만 께 과 과의 과는 과도 하고 이랑
으로 으로서 으로서의 으로서는 으로서도 으로부터 으로부터의 으로까지 까지 까지도 까지는 까지의 부터 조차 조차도
마저 마저도 만 만을 만이 만의 만은 만으로 만으로는 도 뿐 뿐만 뿐만이 뿐이다 뿐이었다 밖에 밖에는 처럼 처럼은
보다 보다는 보다도 만큼 만큼은 만큼이나 대로 마다 이나 이든 이든지 이야말로 이라도 이란 이라고 이라고는 이라고도
이라는 이라며 이라면 이라서 이라니 이라기보다는 들 들이 들에게 들에게서 들의 들까지도 들과의 들로부터 들뿐만 님
님께서는 이다 이었다 이었던 이었으나 이었다고 이었지만 이었기 이었음을 이었을 이었는데도 이었다면 이었고
이었으며 이며 이자 이지만 이던 이라는데 인 인데 인데도 일 일지라도 임을 임에도 입니다 이었습니다 이시다 이셨다
이신 이시며 이여 아닌 이냐 인지 인가 이고 이거나 이면서 이면서도 이라던 이라던가 같은
""",
    "title 총리": """
가 는 를 와 와의 로 로서 로서의 로부터 로부터의 에게서 나 나마 든지 야말로 라도 란 라고 라는 라며 라면 라서
라지만 다 였다 였던 였지만 였다고 였으며 였고 였음을 며 자 지만 인 입니다 였습니다 께서는 였다면 였기 라고까지
라고만 마저도
""",
    "place 평양": """
에 에서 에서는 에서도 에서의 에서부터 에서까지 에서만 에서조차 에서처럼 에서보다 에서나 에서라도 에는 에도 에만
에다 에다가 엔 에선 으로 으로의 으로부터 으로까지 으로도 으로는 까지 까지의 까지만 부터 부터의 과의 서 서도 이다
이었다 이라는 시 시의 시에서 행 발 산 시민들의
""",
    "person 김정은": """
이 은 을 의 에게 에게도 에게만은 과 과의 께서 께서는 씨 씨는 측 측은 으로부터 이라는 이다 이었다 이며 이나 도
조차 만큼은 같은 보다도 처럼
""",
    "person 푸틴": "이 은 을 의 에게 에게서 과 과의 측 으로부터 이라는 이었다 씨가 만이",
    "organization 외무성": """
이 은 을 에 에서 에서는 의 과의 으로 으로부터 측 측은 발 내 이라고 산하 소속 이었다 까지도
""",
    "object 배지": """
가 는 를 와 로 도 만 들 들을 에는 에서 에서도 처럼 까지 라도 였다 다 이며 조차 만으로도 형
""",
}


@pytest.mark.parametrize(
    ("category", "term", "tail"),
    [(*term.split(), tail) for term, tails in TAILS.items() for tail in tails.split()],
)
def test_particles(category: str, term: str, tail: str) -> None:
    text = f"어제 {term}{tail} 그렇게 밝혔다."
    assert spans(KOREAN, term, category, text) == [term]


FOUND = [
    # category, term, text, what stands there
    ("title", "국무위원장", "국무 위원장이 밝혔다", "국무 위원장"),
    ("title", "국무 위원장", "국무위원장이 밝혔다", "국무위원장"),
    ("title", "국무 위원장", "국무\u00a0위원장이 밝혔다", "국무\u00a0위원장"),
    ("title", "국무 위원장", "국무  위원장이 밝혔다", "국무  위원장"),
    ("organization", "중앙군사위원회", "당 중앙군사 위원회는", "중앙군사 위원회"),
    ("organization", "중앙군사위원회", "당 중앙 군사 위원회는", "중앙 군사 위원회"),
    ("organization", "당 중앙군사위원회", "당중앙군사위원회 확대회의", "당중앙군사위원회"),
    ("object", "쌍상 배지", "쌍상배지를 달았다", "쌍상배지"),
    ("other", "6자회담", "6자 회담이 열렸다", "6자 회담"),
    ("other", "6자회담", "6자회담은", "6자회담"),
    ("other", "한미 연합훈련", "한·미 연합훈련이", "한·미 연합훈련"),
    ("other", "한·미 연합훈련", "한미연합훈련이", "한미연합훈련"),
    ("other", "한미일", "한·미·일 정상은", "한·미·일"),
    ("other", "남북", "남·북 관계", "남·북"),
    ("other", "핵무기", "핵 무기를", "핵 무기"),
    ("person", "김정은", "김 정은이 방문했다", "김 정은"),
    ("person", "김정은", "김 정은 위원장은", "김 정은"),
    ("person", "김 정은", "김정은이 방문했다", "김정은"),
    ("person", "이설주", "리 설주 녀사는", "리 설주"),
    ("person", "선우은숙", "선우 은숙이", "선우 은숙"),
    ("person", "남궁민", "남궁 민이 말했다", "남궁 민"),
    ("person", "김구", "김 구 선생은", "김 구"),
    ("person", "김정은", "《김정은동지께서는》", "김정은"),
    ("person", "김정은", "김정은위원장이", "김정은"),
    ("person", "김정은", "김정은국무위원장은", "김정은"),
    ("person", "김정은", "(김정은)", "김정은"),
    ("person", "김정은", "‘김정은’이라는 이름", "김정은"),
    ("person", "푸틴", "푸틴대통령은", "푸틴"),
    ("title", "대통령", "푸틴대통령은", "대통령"),
    ("title", "외무상", "최선희외무상은", "외무상"),
    ("title", "총리", "전총리는", "총리"),
    ("title", "총리", "총리실 관계자", "총리"),
    ("title", "총리", "총리직에서", "총리"),
    ("title", "총리", "총리급 인사", "총리"),
    ("title", "대사", "주북러시아대사는", "대사"),
    ("title", "대사", "주중 대사로", "대사"),
    ("title", "장관", "외무장관이", "장관"),
    ("title", "장관", "국방장관과", "장관"),
    ("title", "장관", "장관급 회담", "장관"),
    ("title", "의원", "하원의원들이", "의원"),
    ("title", "장군", "장군님께서는", "장군"),
    ("place", "러시아", "주북러시아대사관", "러시아"),
    ("place", "미국", "미국인들은", "미국"),
    ("place", "미국", "미국측은", "미국"),
    ("place", "미국", "친미국 성향", "미국"),
    ("place", "북한", "북한군이", "북한"),
    ("place", "북한", "북한당국은", "북한"),
    ("place", "북한", "대북한 정책", "북한"),
    ("place", "이란", "이란 대통령은", "이란"),
    ("place", "이란", "이란과 협상을", "이란"),
    ("place", "이란", "이란은 거부했다", "이란"),
    ("place", "이란", "이란이 발표했다", "이란"),
    ("place", "이란", "미국과 이란의 협상", "이란"),
    ("place", "가나", "가나 대통령이", "가나"),
    ("place", "가나", "가나를 방문했다", "가나"),
    ("place", "대만", "대만이 반발했다", "대만"),
    ("place", "대만", "대만은 섬이다", "대만"),
    ("place", "대만", "대만 총통은", "대만"),
    ("place", "인도", "인도와 중국은", "인도"),
    ("place", "인도", "인도 총리는", "인도"),
    ("place", "인도", "인도에서 열렸다", "인도"),
    ("place", "조선", "조선은 거부했다", "조선"),
    ("place", "개성", "개성공단이", "개성"),
    ("place", "원산", "원산에서 열렸다", "원산"),
    ("place", "서울", "서울시는", "서울"),
    ("place", "함경북도", "함경 북도에서", "함경 북도"),
    ("organization", "노동당", "조선로동당은", "로동당"),
    ("organization", "노동당", "로동당중앙위원회", "로동당"),
    ("organization", "안보리", "유엔안보리는", "안보리"),
    ("organization", "안전보장이사회", "유엔안전보장이사회의", "안전보장이사회"),
    ("organization", "국제원자력기구", "국제원자력기구(IAEA)는", "국제원자력기구"),
    ("organization", "IAEA", "국제원자력기구(IAEA)는", "IAEA"),
    ("organization", "IAEA", "IAEA는 밝혔다", "IAEA"),
    ("organization", "IAEA", "ＩＡＥＡ는 밝혔다", "ＩＡＥＡ"),
    ("organization", "당", "당은 결정했다", "당"),
    ("organization", "당", "당의 결정", "당"),
    ("other", "제재", "대북제재가", "제재"),
    ("other", "비핵화", "비핵화하겠다고", "비핵화"),
    ("other", "발사하다", "미사일을 발사했다", "발사"),
    ("other", "발사", "발사하였다", "발사"),
    ("other", "체포되다", "체포됐다", "체포"),
    ("other", "통일", "통일시키자", "통일"),
    ("object", "훈장", "김일성훈장을", "훈장"),
    ("object", "김일성 훈장", "김일성훈장 수훈자", "김일성훈장"),
    ("object", "미사일", "탄도미사일을", "미사일"),
    ("object", "배지", "배지(badge)를", "배지"),
    ("place", "한국", "한국·미국은", "한국"),
    ("place", "한국", "한국/미국", "한국"),
    ("place", "미국", "한국·미국은", "미국"),
    ("place", "한국", "“한국”은", "한국"),
    ("place", "한국", "한국,중국", "한국"),
]


FOUND_GAPS = {
    "a middle dot between single syllables is taken for a blank": [("other", "남북", "남·북 관계")],
    "a blank before a given name of one syllable": [("person", "남궁민"), ("person", "김구")],
    "대 (towards) before a place": [("place", "북한", "대북한 정책")],
}


@pytest.mark.parametrize(("category", "term", "text", "stands"), marked(FOUND, FOUND_GAPS))
def test_found(category: str, term: str, text: str, stands: str) -> None:
    assert spans(KOREAN, term, category, text) == [stands]
    decomposed = unicodedata.normalize("NFD", text)
    assert spans(KOREAN, term, category, decomposed) == [unicodedata.normalize("NFD", stands)]
    assert spans(KOREAN, unicodedata.normalize("NFD", term), category, text) == [stands]


TRAPS = [
    ("place", "인도", "할인 도서를 샀다"),
    ("place", "인도", "인도적 지원을"),
    ("place", "인도", "인도네시아는"),
    ("place", "인도", "인도주의 단체는"),
    ("place", "인도", "인도양에서"),
    ("place", "인도", "확인도 안 했다"),
    ("place", "인도", "본인도 인정했다"),
    ("place", "인도", "죄인도 사람이다"),
    ("place", "수도", "그럴 수도 있다"),
    ("place", "수도", "상수도 요금이"),
    ("place", "이란", "북한이란 나라는"),
    ("place", "이란", "사랑이란 무엇인가"),
    ("place", "이란", "평화란 말이란 쉽다"),
    ("place", "가나", "어디로 가나 마찬가지다"),
    ("place", "가나", "가나다순으로"),
    ("place", "대만", "기대만 커졌다"),
    ("place", "대만", "군대만 보냈다"),
    ("place", "조선", "조선소에서"),
    ("place", "조선", "조선업이 살아났다"),
    ("place", "평양", "태평양 함대"),
    ("place", "평양", "태평양에서"),
    ("place", "평양", "아시아태평양 지역"),
    ("place", "파리", "파리채를 들었다"),
    ("place", "파리", "해파리가 나타났다"),
    ("place", "독도", "감독도 물러났다"),
    ("place", "독도", "고독도 즐긴다"),
    ("place", "제주", "경제주체들은"),
    ("place", "부산", "부산물이 나왔다"),
    ("place", "고성", "고성능 컴퓨터"),
    ("place", "청진", "청진기를 댔다"),
    ("place", "원산", "원산지를 속였다"),
    ("place", "남포", "남포등을 켰다"),
    ("place", "러시아", "프러시아 왕국"),
    ("place", "몽골", "내몽골 자치구"),
    ("place", "수단", "남수단 정부는"),
    ("place", "북한", "북한강이 흐른다"),
    ("place", "남한", "남한산성에 올랐다"),
    ("place", "남한", "남한강이 흐른다"),
    ("place", "중국", "조중국경지역에서"),
    ("place", "중국", "미중국방장관회담이"),
    ("place", "한국", "대한국민이여"),
    ("place", "미국", "개미국을 끓였다"),
    ("place", "진주", "진주만을 공격했다"),
    ("place", "강서", "최강서열을"),
    ("place", "기니", "파푸아뉴기니는"),
    ("place", "콩고", "홍콩고등법원"),
    ("title", "대사", "대사관은 문을 닫았다"),
    ("title", "대사", "신진대사가 빠르다"),
    ("title", "대사", "대사면을 단행했다"),
    ("title", "대사", "대사건이 터졌다"),
    ("title", "총리", "부총리가 왔다"),
    ("title", "총리", "부총리는"),
    ("title", "위원", "위원장이 왔다"),
    ("title", "위원", "위원회는"),
    ("title", "대표", "대표단이 왔다"),
    ("title", "대표", "대표팀은 이겼다"),
    ("title", "대표", "대표적인 사례"),
    ("title", "대표", "대표작을 냈다"),
    ("title", "주석", "주석단에 앉았다"),
    ("title", "의원", "동의원칙에 따라"),
    ("title", "의장", "합의장소를"),
    ("title", "비서", "총비서로 추대했다"),
    ("title", "서기", "서기관은"),
    ("title", "서기", "빛나서기쁘다"),
    ("title", "장관", "내장관찰을"),
    ("title", "소장", "고소장을 냈다"),
    ("title", "사장", "공사장에서"),
    ("title", "이사", "이사회는 부결했다"),
    ("title", "감사", "감사합니다"),
    ("title", "국장", "전국장터에서"),
    ("title", "원수", "인원수가 늘었다"),
    ("title", "대장", "대장간에서"),
    ("title", "대장", "대장암 수술"),
    ("title", "중장", "집중장마가"),
    ("title", "상", "상황이 나쁘다"),
    ("title", "상", "이상하다"),
    ("organization", "당", "당시 그는"),
    ("organization", "당", "당국은"),
    ("organization", "당", "정당은"),
    ("organization", "당", "식당에서"),
    ("organization", "의회", "회의회장에서"),
    ("organization", "국회", "한국회사가"),
    ("organization", "국정원", "국정원칙을"),
    ("organization", "내각", "안내각도를"),
    ("organization", "IAEA", "XIAEAX는"),
    ("organization", "UN", "UNICEF는"),
    ("person", "김일", "김일성은"),
    ("person", "정은", "긍정은 부정보다"),
    ("person", "이용", "이용하지 않았다"),
    ("object", "배", "3배로 늘었다"),
    ("object", "배", "배경을 설명했다"),
    ("object", "별", "별도로 만났다"),
    ("object", "훈장", "교훈장려"),
    ("object", "기장", "일기장을 폈다"),
    ("object", "배지", "선배지만 모른다"),
    ("object", "미사", "미사일을 쐈다"),
    ("object", "메달", "메달리스트가"),
    ("other", "통일", "교통일보는"),
    ("other", "회담", "사회담론을"),
    ("other", "제재", "경제재건을"),
    ("other", "정상", "비정상적인"),
    ("other", "사과", "회사과장이"),
    ("other", "훈련", "훈련소에 입소했다"),
    ("other", "전쟁", "항전쟁취를"),
]


TRAP_GAPS = {
    "two nouns that make a third": [("place", "남한", "남한산성에 올랐다")],
    "a suffix that makes a group of people": [
        ("title", "주석", "주석단에 앉았다"),
    ],
    "a suffix or prefix of one syllable that makes another word": [],
}


@pytest.mark.parametrize(("category", "term", "text"), marked(TRAPS, TRAP_GAPS))
def test_not_found(category: str, term: str, text: str) -> None:
    assert spans(KOREAN, term, category, text) == []


OVERLAPS = [
    # terms, source, concepts in order
    ("title 국무위원장, title 위원장", "김정은 국무위원장은", "국무위원장"),
    ("title 국무위원장, title 위원장", "국무위원장과 위원장이", "국무위원장 위원장"),
    ("title 대사, organization 대사관", "대사관에서 대사를 만났다", "대사관 대사"),
    ("title 총리, title 부총리", "부총리와 총리가", "부총리 총리"),
    ("place 평양, place 태평양", "평양에서 태평양까지", "평양 태평양"),
    ("place 조선, organization 조선소", "조선의 조선소", "조선 조선소"),
    ("place 조선, place 조선민주주의인민공화국", "조선민주주의인민공화국은", "조선민주주의인민공화국"),
    ("place 미국, title 미국 대통령", "미국 대통령이 미국으로", "미국 대통령,미국"),
    ("person 김정은, person 김정", "김정은이 김정을", "김정은 김정"),
    ("place 인도, place 인도네시아", "인도네시아와 인도는", "인도네시아 인도"),
    ("place 북한, place 북한산", "북한산과 북한", "북한산 북한"),
    ("organization 외무성, title 외무성 부상", "외무성 부상이 외무성에서", "외무성 부상,외무성"),
    ("organization 노동당, organization 당", "로동당은 당이다", "노동당 당"),
    ("place 수단, place 남수단", "남수단과 수단이", "남수단 수단"),
    ("object 훈장, object 김일성훈장", "김일성훈장과 훈장", "김일성훈장 훈장"),
    ("object 미사일, object 탄도미사일", "탄도 미사일과 미사일", "탄도미사일 미사일"),
    ("title 비서, title 총비서", "총비서의 비서", "총비서 비서"),
    ("person 김정은, title 국무위원장", "김정은국무위원장", "김정은 국무위원장"),
    ("place 러시아, title 대사", "주북러시아대사", "러시아 대사"),
    ("place 서울, title 서울시장, title 시장", "서울시장은", "서울시장"),
]


@pytest.mark.parametrize(("terms", "source", "expected"), OVERLAPS)
def test_the_longest_counts(terms: str, source: str, expected: str) -> None:
    rows = [f"{term} = x{number}" for number, term in enumerate(terms.split(", "))]
    wanted = expected.split(",") if "," in expected else expected.split()
    assert [concept for concept, *_ in outcomes(source, "x", *rows)] == wanted
