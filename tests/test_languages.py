"""Languages: any pair of them, and what a code means."""

import pytest

from checker.languages import language
from tests.known import marked
from tests.wordings import C, D, M, P, X, outcomes

OTHERS = [
    # languages, rows, source, target, outcomes
    ("en-ko", "person Kim Jong Un = 김정은", "Kim Jong Un came.", "김정은이 왔다.", P),
    ("en-ko", "person Kim Jong Un = 김정은", "Kim Jong Un came.", "김정은 국무위원장이 왔다.", P),
    ("en-ko", "person Kim Jong Un = 김정은", "Kim Jong Un came.", "김 정은이 왔다.", X),
    ("en-ko", "person Kim Jong Un = 김정은", "Kim Jong Un came.", "그가 왔다.", M),
    ("en-ko", "title ambassador = 대사", "The ambassadors came.", "대사들이 왔다.", P),
    ("en-ko", "title ambassador = 대사", "The ambassador came.", "영사가 왔다.", M),
    ("en-ko", "title ambassador = 대사", "The ambassador came.", "대사관이 닫혔다.", M),
    ("en-ko", "title ambassador = 대사; 공사", "The ambassador came.", "공사가 왔다.", D),
    ("en-ko", "title prime minister = 총리; 수상", "The Prime Minister’s car", "수상의 차", D),
    ("en-ko", "organization State Affairs Commission = 국무위원회", "the State Affairs Commission", "국무 위원회는", P),
    ("en-ko", "place North Korea = 북한", "North Korea said", "북한은 말했다", P),
    ("en-ko", "place US = 미국", "Tell us.", "말하라.", ""),
    ("en-ko", "object badge = 배지; 뱃지", "badges", "뱃지를", D),
    ("ja-en", "place 平壌 = Pyongyang", "平壌に到着した。", "He arrived in Pyongyang.", P),
    ("ja-en", "place 平壌 = Pyongyang", "平壌に到着した。", "He arrived.", M),
    ("ja-en", "title 国務委員長 = chairman; president", "国務委員長は述べた。", "The president said.", D),
    ("ja-en", "title 国務委員長 = chairman; president", "国務委員長は述べた。", "The chairman said.", P),
    ("ja-en", "object バッジ = badge", "バッジをつけた。", "He wore badges.", P),
    ("ja-en", "object バッジ = badge", "バッジャー", "He", ""),
    ("ja-en", "object バッジ = badge", "ﾊﾞｯｼﾞをつけた。", "He wore a badge.", P),
    ("ja-en", "organization IAEA = IAEA", "IAEAは", "The IAEA", P),
    ("ja-en", "organization IAEA = IAEA", "IAEAは", "The Iaea", C),
    ("zh-en", "place 平壤 = Pyongyang", "他抵达平壤。", "He arrived in Pyongyang.", P),
    ("zh-en", "title 大使 = ambassador, organization 大使馆 = embassy", "大使馆关闭了。", "The embassy closed.", P),
    ("de-en", "title Botschafter = ambassador; envoy", "Der Botschafter kam.", "The ambassador came.", P),
    ("de-en", "title Botschafter = ambassador; envoy", "Die Rede des Botschafters", "the envoy’s speech", D),
    ("de-en", "title Botschafter = ambassador", "mit den Botschaftern", "with the ambassadors", P),
    ("de-en", "title Botschafter = ambassador", "Der Botschafter kam.", "The consul came.", M),
    ("de-en", "organization Straßenbahn AG = Tram Corp", "Die Straßenbahn AG fuhr.", "Tram Corp drove.", P),
    ("de-en", "organization Straße = Street", "Die STRASSE", "The Street", P),
    ("de-en", "title Außenministerin = foreign minister", "Außenministerinnen", "foreign ministers", P),
    ("fr-en", "title ambassadeur = ambassador", "l’ambassadeur", "the ambassador", P),
    ("fr-en", "title ambassadeur = ambassador", "les ambassadeurs", "the consuls", M),
    ("ru-en", "title посол = ambassador", "Послу вручили", "The ambassador got", P),
    ("ru-en", "place Пхеньян = Pyongyang", "в Пхеньяне", "in Pyongyang", P),
    ("xx-en", "title kavu = ambassador", "Kavu mela.", "The ambassador came.", P),
    ("xx-en", "title kavu = ambassador", "Kavuru mela.", "The ambassador came.", ""),
    ("xx-en", "title kavu = ambassador", "Kavu mela.", "The consul came.", M),
]  # fmt: skip


OTHER_GAPS = {
    "a word folded from ß to ss is unknown to the lemmatiser": [("de-en", "title Außenministerin = foreign minister")],
}


@pytest.mark.parametrize(("pair", "rows", "source", "target", "expected"), marked(OTHERS, OTHER_GAPS))
def test_other_languages(pair: str, rows: str, source: str, target: str, expected: str) -> None:
    one, other = pair.split("-")
    found = outcomes(source, target, *rows.split(", "), pair=(one, other))
    assert [outcome for _, outcome, _ in found] == expected.split()


@pytest.mark.parametrize(
    ("code", "name", "primary"),
    [("ko-KP", "Korean", "ko"), ("ko_KR", "Korean", "ko"), ("EN-us", "English", "en"), ("xx", "Fallback", "xx"),
     ("xx-AT", "Fallback", "xx"), ("xx-Hans-CN", "Fallback", "xx")],
)  # fmt: skip
def test_codes(code: str, name: str, primary: str) -> None:
    assert type(language(code)).__name__ == name
    assert language(code).code == primary
