"""Words spelt alike, in sentences written for this: the term is meant (True) or another word is (False)."""

import pytest

from checker.languages import Wording, language
from checker.model import Category
from tests.known import marked

CASES = [
    ("title", "의사", "그 의사는 환자를 밤새 돌봤다.", True),
    ("title", "의사", "병원 의사들이 파업에 들어갔다.", True),
    ("title", "의사", "동네 의사에게 물어봤다.", True),
    ("title", "의사", "그는 불출마 의사를 거듭 확인했다.", False),
    ("title", "의사", "두 나라는 의사소통 창구를 열었다.", False),
    ("title", "의사", "주민들의 의사를 묻지 않았다.", False),
    ("title", "의사", "국회는 의사일정에 합의했다.", False),
    ("title", "검사", "검사는 징역 10년을 구형했다.", True),
    ("title", "검사", "담당 검사가 법정에 나왔다.", True),
    ("title", "검사", "전 직원이 혈액 검사를 받았다.", False),
    ("title", "검사", "공항에서 보안 검사가 강화됐다.", False),
    ("title", "검사", "검사 결과는 음성이었다.", False),
    ("title", "감독", "감독은 선수들을 칭찬했다.", True),
    ("title", "감독", "대표팀 감독이 경질됐다.", True),
    ("title", "감독", "금융 감독 당국이 조사에 나섰다.", False),
    ("title", "감독", "국제기구의 감독하에 폐기됐다.", False),
    ("place", "수단", "수단에서 내전이 벌어졌다.", True),
    ("place", "수단", "수단 정부는 휴전을 받아들였다.", True),
    ("place", "수단", "가능한 모든 수단을 동원했다.", False),
    ("place", "수단", "대중교통 수단이 끊겼다.", False),
    ("place", "수단", "핵을 협상 수단으로 쓴다.", False),
    ("title", "부상", "리 부상은 기자들을 만나지 않았다.", True),
    ("title", "부상", "외무성 부상이 담화를 냈다.", True),
    ("title", "부상", "승객 세 명이 부상을 당했다.", False),
    ("title", "부상", "무릎 부상으로 결장했다.", False),
    ("title", "공사", "주영 북한대사관 공사가 망명했다.", True),
    ("title", "공사", "태 공사는 기자회견을 열었다.", True),
    ("title", "공사", "도로 공사 현장에서 사고가 났다.", False),
    ("title", "공사", "다리 공사가 한창이다.", False),
    ("title", "시장", "시장은 시민들에게 사과했다.", True),
    ("title", "시장", "뉴욕시장이 방한했다.", True),
    ("title", "시장", "외환 시장이 출렁였다.", False),
    ("title", "시장", "시장 점유율이 떨어졌다.", False),
    ("place", "인도", "인도 총리가 방문했다.", True),
    ("place", "인도", "인도와 파키스탄이 충돌했다.", True),
    ("place", "인도", "용의자의 신병 인도를 요구했다.", False),
    ("place", "인도", "범죄인 인도 조약을 맺었다.", False),
    ("place", "인도", "차가 인도로 돌진했다.", False),
    ("place", "수도", "수도 평양은 조용했다.", True),
    ("place", "수도", "우크라이나의 수도를 공격했다.", True),
    ("place", "수도", "비가 올 수도 있다.", False),
    ("place", "수도", "수도 요금이 올랐다.", False),
    ("title", "대사", "대사가 신임장을 냈다.", True),
    ("title", "대사", "주중 대사로 임명됐다.", True),
    ("title", "대사", "배우가 대사를 외웠다.", False),
    ("title", "대사", "신진대사가 활발하다.", False),
    ("title", "고문", "국방위원회 고문이 참석했다.", True),
    ("title", "고문", "수감자들은 고문을 당했다.", False),
    ("title", "소장", "연구소 소장이 발표했다.", True),
    ("title", "소장", "변호인이 소장을 제출했다.", False),
    ("title", "원수", "김정은 원수가 참관했다.", True),
    ("title", "원수", "그는 원수를 갚았다.", False),
    ("object", "사과", "시장에서 사과 한 상자를 샀다.", True),
    ("object", "사과", "피해자에게 사과했다.", False),
    ("object", "사과", "공개 사과를 요구했다.", False),
    ("object", "유가", "국제 유가가 올랐다.", True),
    ("title", "기사", "택시 기사가 신고했다.", True),
    ("title", "기사", "신문 기사를 읽었다.", False),
    ("title", "정상", "두 정상이 악수했다.", True),
    ("title", "정상", "백두산 정상에 올랐다.", False),
]

GAPS = {"the pavement, among vehicles": [("place", "인도", "차가 인도로 돌진했다.")]}


@pytest.mark.parametrize(("category", "term", "text", "meant"), marked(CASES, GAPS))
def test_homograph(category: str, term: str, text: str, meant: bool) -> None:
    hits = language("ko").compile([Wording(term, Category(category))]).find([text])
    assert bool(len(hits)) is meant
