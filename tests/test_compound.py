"""Terms inside longer words: what the lexicon says of words that nothing was tuned on."""

import pytest

from checker.languages import Wording, language
from checker.languages.ko import compound
from checker.model import Category
from tests.known import marked

# category, term, text, whether the term stands there
WORDS = [
    ("title", "장관", "통일부장관은", True),
    ("title", "장관", "전직국방장관들이", True),
    ("title", "장관", "장관급회담에서", True),
    ("title", "총리", "부총리가", False),
    ("title", "총리", "영국총리가", True),
    ("title", "국장", "안보국장이", True),
    ("title", "국장", "약국장사를", False),
    ("title", "의장", "국회의장과", True),
    ("title", "의장", "회의장에서", False),
    ("title", "의장", "의장대가", False),
    ("title", "대표", "대표작으로", False),
    ("title", "대표", "당대표가", True),
    ("title", "대표", "무역대표부는", True),
    ("title", "시장", "부산시장이", True),
    ("title", "시장", "증시장세가", False),
    ("title", "교수", "교수형을", False),
    ("title", "교수", "명예교수는", True),
    ("title", "대사", "대사헌을", False),
    ("title", "대사", "주중대사로", True),
    ("title", "대사", "특임대사에게", True),
    ("title", "차관", "외교차관이", True),
    ("title", "위원", "위원회가", False),
    ("title", "위원", "심사위원들은", True),
    ("place", "중국", "중국집에서", False),
    ("place", "중국", "중국산제품을", True),
    ("place", "중국", "중국어선이", True),
    ("place", "중국", "대중국압박을", True),
    ("place", "미국", "미국산쇠고기", True),
    ("place", "미국", "북미국가들의", False),
    ("place", "일본", "일본뇌염이", True),
    ("place", "일본", "일본인납치문제", True),
    ("place", "독일", "고독일수록", False),
    ("place", "독일", "독일통일을", True),
    ("place", "서울", "서울대학교병원", True),
    ("place", "서울", "서울시청앞에서", True),
    ("place", "평양", "평양냉면을", True),
    ("place", "평양", "태평양함대", False),
    ("place", "광주", "광주리를", False),
    ("place", "광주", "광주시민들이", True),
    ("place", "대구", "대구탕을", False),
    ("place", "대구", "가대구역할을", False),
    ("place", "대구", "대구시장은", True),
    ("place", "이란", "이란핵합의를", True),
    ("place", "이란", "주이란대사관", True),
    ("place", "인도", "인도네시아로", False),
    ("place", "인도", "인도정부는", True),
    ("place", "인도", "인도주의적", False),
    ("place", "터키", "터키군이", True),
    ("place", "대만", "확대만이", False),
    ("place", "대만", "대만해협에서", True),
    ("place", "수원", "수원지를", False),
    ("place", "수원", "수원시는", True),
    ("place", "강원", "강원도지사", True),
    ("place", "영국", "영국인들의", True),
    ("place", "영국", "경영국장이", False),
    ("place", "태국", "형태국가를", False),
    ("organization", "국회", "국회의사당", True),
    ("organization", "국회", "외국회사가", False),
    ("organization", "정부", "의정부시는", False),
    ("organization", "정부", "한국정부가", True),
    ("organization", "정부", "정부군이", True),
    ("organization", "유엔", "유엔총회에", True),
    ("organization", "의회", "사회의회복을", False),
    ("organization", "법원", "지방법원은", True),
    ("organization", "법원", "방법원칙을", False),
    ("object", "훈장", "훈장수여식을", True),
    ("object", "훈장", "서당훈장님", True),
    ("object", "미사일", "핵미사일발사를", True),
    ("object", "배지", "재배지역에", False),
    ("object", "배지", "금배지를", True),
    ("object", "초상화", "대형초상화가", True),
    ("object", "위성", "인공위성발사", True),
    ("object", "위성", "위성국가들", True),
    ("object", "지도", "지도자가", False),
    ("object", "지도", "세계지도를", True),
    ("object", "동상", "동상이몽", False),
    ("object", "동상", "청동상을", False),
    ("object", "기차", "전기차를", False),
    ("object", "기차", "기차역에서", True),
    ("person", "이상", "이상기후로", False),
    ("person", "정은", "정은수는", False),
    ("person", "오바마", "오바마케어를", False),
    ("person", "푸틴", "푸틴대통령은", True),
    ("person", "트럼프", "트럼프행정부", True),
    ("person", "고이즈미", "고이즈미총리가", True),
    ("other", "핵무기", "전술핵무기를", True),
    ("other", "제재", "대북제재결의", True),
    ("other", "제재", "목제재료를", False),
    ("other", "협상", "핵협상팀이", True),
    ("other", "인권", "인권침해를", True),
    ("other", "인권", "개인권리를", False),
    ("other", "납치", "납치피해자", True),
]
WORDS += [
    ("organization", "국회", "국회의원이", False),
    ("organization", "국회", "국회의장이", True),
    ("organization", "국회", "국회도서관에서", True),
    ("place", "남해", "남해안에서", False),
    ("organization", "보수당", "보수당원들이", False),
    ("place", "그리스", "그리스도는", False),
    ("place", "그리스", "그리스어를", True),
    ("place", "체코", "체코슬로바키아는", False),
    ("place", "아일랜드", "로드아일랜드는", False),
    ("place", "인도", "인도차이나에서", False),
    ("place", "강원", "강원도는", True),
    ("organization", "당", "당선됐다", False),
    ("organization", "당", "당내", True),
    ("place", "대구", "대구시장에게", True),
    ("title", "기자", "기자단이", True),
    ("organization", "유엔", "주유엔대사", True),
]
WORDS += [
    ("place", "부산", "부산항에", True),
    ("place", "기니", "기니피그를", False),
    ("place", "이리", "이리저리", False),
    ("place", "오만", "오만가지", False),
    ("person", "브라운", "브라운관에", False),
    ("title", "교수", "교수진은", True),
    ("place", "인도", "인도네시아에서", False),
]
GAPS = {
    "a name that is a common noun": [("person", "이상", "이상기후로", False)],
}


@pytest.mark.parametrize(("category", "term", "text", "stands"), marked(WORDS, GAPS))
def test_words(category, term, text, stands):
    hits = language("ko").compile([Wording(term, Category(category))]).find([text])
    assert bool(len(hits)) is stands


def test_the_lexicon_decides_nearly_all_of_them():
    asked = [
        text
        for category, term, text, _ in WORDS
        if compound.stands(text, text.index(term), text.index(term) + len(term), Wording(term, Category(category)))
        is None
    ]
    assert len(asked) < 0.1 * len(WORDS), asked
