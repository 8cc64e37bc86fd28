"""How the North spells: initial sounds, loanwords and foreign names, by the table and by rule."""

import unicodedata
from importlib.resources import files

import pytest

from checker.languages.ko import lexicon, north
from checker.model import Category
from tests.known import marked
from tests.wordings import KOREAN, spans


def _table() -> list[tuple[str, list[str]]]:
    text = files("checker.languages.ko").joinpath("north.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return [(south, forms.split()) for south, forms in rows]


TABLE = _table()


def test_the_table_is_whole() -> None:
    souths = [south for south, _ in TABLE]
    assert len(souths) == len(set(souths)) >= 240
    for south, forms in TABLE:
        assert len(south) > 1
        assert forms
        assert len(forms) == len(set(forms))
        assert south not in forms
        assert all(len(form) > 1 for form in forms)


def test_no_northern_form_is_a_common_word_of_the_south() -> None:
    # 북경, 상해, 연변, 모택동 are what the South said of the same places and people.
    common = {form for _, forms in TABLE for form in forms if (lexicon.rarity(form) or 9) <= 5}
    assert common <= {"북경", "상해", "연변", "모택동"}


def test_every_northern_form_is_found() -> None:
    lost = [
        (south, form)
        for south, forms in TABLE
        for form in forms
        if spans(KOREAN, south, "other", f"어제 {form}에 대하여 말했다.") != [form]
    ]
    assert lost == []


NAMES = [
    ("place", "카타르", "까타르"), ("place", "콩고", "꽁고"), ("place", "바르샤바", "와르샤와"),
    ("place", "네덜란드", "네데를란드"), ("place", "호주", "오스트랄리아"), ("place", "독일", "도이췰란드"),
    ("place", "이탈리아", "이딸리아"), ("place", "콜롬비아", "꼴롬비아"), ("place", "에콰도르", "에꽈도르"),
    ("place", "나이지리아", "나이제리아"), ("place", "니카라과", "니까라과"), ("place", "아르헨티나", "아르헨띠나"),
    ("place", "조지아", "그루지야"), ("place", "몬테네그로", "체르나고라"), ("place", "튀니지", "뜌니지"),
    ("place", "카이로", "까히라"), ("place", "다마스쿠스", "디마스끄"), ("place", "사할린", "싸할린"),
    ("place", "시베리아", "씨비리"), ("place", "하얼빈", "할빈"), ("place", "랴오닝성", "료녕성"),
    ("place", "도쿄", "도꾜"), ("place", "후쿠시마 원전", "후꾸시마원전"), ("place", "워싱턴", "워싱톤"),
    ("person", "마오쩌둥", "모택동"), ("person", "저우언라이", "주은래"), ("person", "호찌민", "호지명"),
    ("person", "스탈린", "쓰딸린"), ("person", "카스트로", "까스뜨로"), ("other", "마르크스주의", "맑스주의"),
    ("organization", "독일 외무부", "도이췰란드외무부"), ("organization", "이탈리아 공산당", "이딸리아공산당"),
    ("object", "데이터", "데이타"), ("object", "시멘트 공장", "세멘트공장"), ("object", "빨치산", "빨찌산"),
    ("other", "프롤레타리아", "프로레타리아"), ("object", "버스", "뻐스"), ("object", "백신", "왁찐"),
    ("organization", "아랍에미리트", "아랍추장국련방"), ("other", "테러", "테로"),
]  # fmt: skip
RULED = [
    # elements
    ("object", "우라늄", "우라니움"), ("object", "플루토늄", "플루토니움"), ("object", "알루미늄", "알루미니움"),
    ("object", "리튬", "리티움"), ("object", "칼슘", "칼시움"), ("object", "마그네슘", "마그네시움"),
    ("object", "헬륨", "헬리움"), ("object", "나트륨", "나트리움"), ("object", "토륨", "토리움"),
    ("object", "농축우라늄", "농축우라니움"), ("object", "저농축 우라늄", "저농축우라니움"),
    # Russian names
    ("person", "라브로프", "라브로브"), ("person", "세르게이 라브로프", "쎄르게이 라브로브"),
    ("person", "블라디미르 푸틴", "울라지미르 뿌찐"), ("person", "이바노프", "이와노브"),
    ("person", "드미트리 메드베데프", "드미뜨리 메드베제브"), ("person", "고르바초프", "고르바쵸브"),
    ("person", "코즐로프", "꼬즐로브"), ("person", "알렉산드르 코즐로프", "알렉싼드르 꼬즐로브"),
    ("person", "마트비옌코", "마뜨비옌꼬"), ("person", "로마노프", "로마노브"),
    ("person", "소콜로프", "쏘꼴로브"), ("person", "페트로프", "뻬뜨로브"),
    # tense stops
    ("place", "크라스노야르스크", "크라스노야르스크"), ("place", "카라카스", "까라까스"),
    ("place", "타타르스탄", "따따르스딴"), ("place", "콤소몰스크", "꼼쏘몰스크"),
    ("person", "카스트로", "까스뜨로"), ("person", "니콜라스", "니꼴라스"), ("person", "안토니오", "안또니오"),
    ("place", "코스타리카", "꼬스따리까"), ("person", "알렉산드르 마체고라", "알렉싼드르 마쩨고라"),
]  # fmt: skip


@pytest.mark.parametrize(("category", "south", "form"), [*NAMES, *RULED])
def test_names(category: str, south: str, form: str) -> None:
    assert spans(KOREAN, south, category, f"어제 {form}에 대하여 말했다.") == [form]
    assert spans(KOREAN, south, category, f"{form}의 소식") == [form]


OTHERS = [
    ("place", "파리", "해빠리를 잡았다"),
    ("place", "인도", "인도적 지원"),
    ("place", "인도", "인디아나주에서"),
    ("place", "기니", "기네스북에 올랐다"),
    ("other", "테러", "테로도톡신"),
    ("place", "네덜란드", "아일란드에"),
    ("place", "태국", "타이 기록을 세웠다"),
    ("place", "우한", "무한한 힘"),
]
OTHER_GAPS = {"the lexicon knows no northern word around a northern form": [("place", "인도", "인디아나주에서")]}


@pytest.mark.parametrize(("category", "term", "text"), marked(OTHERS, OTHER_GAPS))
def test_other_words(category: str, term: str, text: str) -> None:
    assert spans(KOREAN, term, category, text) == []


@pytest.mark.parametrize("category", list(Category))
@pytest.mark.parametrize("term", ["세르게이 라브로프", "크라스노야르스크", "이용호", "우라늄", "", "abc", "가"])
def test_spellings_are_bounded(term: str, category: Category) -> None:
    spellings = north.spellings(term, category)
    assert len(spellings) == len(set(spellings)) <= 32
    assert term not in spellings


NORTHERN = [
    ("organization", "노동당", "로동당"),
    ("other", "여성", "녀성"),
    ("organization", "연락사무소", "련락사무소"),
    ("person", "이설주", "리설주"),
    ("place", "러시아", "로씨야"),
    ("object", "미사일", "미싸일"),
    ("organization", "노동신문", "로동신문"),
    ("person", "이선권", "리선권"),
    ("place", "임진강", "림진강"),
    ("place", "낙원군", "락원군"),
    ("place", "양강도", "량강도"),
    ("organization", "여맹", "녀맹"),
    ("other", "연방", "련방"),
    ("other", "역사", "력사"),
    ("person", "이용호", "리용호"),
    ("place", "용성", "룡성"),
    ("person", "최용해", "최룡해"),
    ("person", "이병철", "리병철"),
    ("person", "노광철", "로광철"),
    ("person", "임동옥", "림동옥"),
    ("person", "유미영", "류미영"),
    ("place", "여명거리", "려명거리"),
    ("place", "영변", "녕변"),
    ("object", "깃발", "기발"),
    ("object", "냉면", "랭면"),
    ("title", "노동자", "로동자"),
    ("place", "캄보디아", "캄보쟈"),
    ("place", "폴란드", "뽈스까"),
    ("place", "체코", "체스꼬"),
    ("place", "루마니아", "로므니아"),
    ("place", "쿠바", "꾸바"),
    ("place", "베트남", "윁남"),
    ("place", "이집트", "에짚트"),
    ("place", "멕시코", "메히꼬"),
    ("place", "헝가리", "웽그리아"),
    ("place", "소련", "쏘련"),
    ("place", "스웨덴", "스웨리예"),
    ("place", "덴마크", "단마르크"),
    ("place", "카타르", "까타르"),
    ("place", "콩고", "꽁고"),
    ("place", "쿠웨이트", "꾸웨이트"),
    ("place", "파리", "빠리"),
    ("place", "카자흐스탄", "까자흐스딴"),
    ("place", "시리아", "수리아"),
    ("place", "바르샤바", "와르샤와"),
    ("place", "캐나다", "카나다"),
    ("place", "네덜란드", "네데를란드"),
    ("place", "호주", "오스트랄리아"),
    ("place", "우즈베키스탄", "우즈베끼스딴"),
    ("place", "벨라루스", "벨라루씨"),
    ("object", "탱크", "땅크"),
    ("object", "로켓", "로케트"),
    ("other", "그룹", "그루빠"),
    ("other", "캠페인", "깜빠니야"),
    ("place", "블라디보스토크", "울라지보스또크"),
    ("organization", "러시아 연방", "로씨야련방"),
    ("object", "탄도미사일", "탄도미싸일"),
    ("organization", "중앙연락부", "중앙련락부"),
    ("title", "여사", "녀사"),
    ("other", "이념", "리념"),
    ("other", "양식", "량식"),
    ("other", "누각", "루각"),
    ("place", "압록강", "압록강"),
    ("organization", "청년동맹", "청년동맹"),
    ("title", "영사", "령사"),
    ("title", "총영사", "총령사"),
    ("organization", "여성동맹", "녀성동맹"),
    ("organization", "조선노동당", "조선로동당"),
    ("organization", "직업총동맹", "직업총동맹"),
    ("other", "노력영웅", "로력영웅"),
    ("title", "노력영웅", "로력영웅"),
    ("person", "이영길", "리영길"),
    ("person", "유영철", "류영철"),
    ("person", "양형섭", "량형섭"),
    ("person", "나경원", "라경원"),
    ("place", "나진", "라진"),
    ("place", "나선", "라선"),
    ("place", "이원군", "리원군"),
    ("other", "윤리", "륜리"),
    ("other", "요리", "료리"),
    ("other", "협력", "협력"),
    ("other", "수돗물", "수도물"),
    ("other", "핏줄", "피줄"),
    ("other", "바닷가", "바다가"),
    ("other", "콧물", "코물"),
]


NORTHERN_GAPS = {
    "an initial behind a part of one syllable": [("title", "총영사")],
    "ㅅ before ㄴ or ㅁ stays": [("other", "수돗물"), ("other", "콧물")],
}


@pytest.mark.parametrize(("category", "south", "north"), marked(NORTHERN, NORTHERN_GAPS))
def test_northern(category: str, south: str, north: str) -> None:
    assert spans(KOREAN, south, category, f"어제 {north}에 대하여 말했다.") == [north]
    assert spans(KOREAN, south, category, unicodedata.normalize("NFD", f"새 {north}의")) != []


@pytest.mark.parametrize("term", "로동당 녀성 련락사무소 리설주 리선권 량강도 련방 력사 최룡해 림동옥 랭면".split())
def test_northern_glossary(term: str) -> None:
    south = dict(zip("로녀련리량력룡림랭", "노여연이양역용임냉", strict=True))
    text = "".join(south.get(sign, sign) for sign in term)
    assert spans(KOREAN, term, "organization" if len(term) > 3 else "person", f"{text}의 말") == [text]


@pytest.mark.parametrize("text", ["로씨야", "로동당", "녀성"])
def test_exact_knows_no_northern_spelling(text: str) -> None:
    south = {"로씨야": "러시아", "로동당": "노동당", "녀성": "여성"}[text]
    assert spans(KOREAN, south, "other", f"{text}은", exact=True) == []
