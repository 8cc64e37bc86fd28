"""How the North writes loanwords and foreign names: the table and what rules make."""

from importlib.resources import files

import pytest

from checker.languages import Wording, language
from checker.languages.ko import lexicon, north
from checker.model import Category
from tests.known import marked

KOREAN = language("ko")


def _table() -> list[tuple[str, list[str]]]:
    text = files("checker.languages.ko").joinpath("north.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return [(south, forms.split()) for south, forms in rows]


TABLE = _table()


def found(term: str, text: str, category: str) -> list[str]:
    """What of ``text`` is taken for ``term``."""
    hits = KOREAN.compile([Wording(term, Category(category))]).find([text])
    return [text[start:end] for start, end in zip(hits.starts, hits.ends, strict=True)]


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
        if found(south, f"어제 {form}에 대하여 말했다.", "place") != [form]
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
    assert found(south, f"어제 {form}에 대하여 말했다.", category) == [form]
    assert found(south, f"{form}의 소식", category) == [form]


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
    assert found(term, text, category) == []


@pytest.mark.parametrize("category", list(Category))
@pytest.mark.parametrize("term", ["세르게이 라브로프", "크라스노야르스크", "이용호", "우라늄", "", "abc", "가"])
def test_spellings_are_bounded(term: str, category: Category) -> None:
    spellings = north.spellings(term, category)
    assert len(spellings) == len(set(spellings)) <= 32
    assert term not in spellings
