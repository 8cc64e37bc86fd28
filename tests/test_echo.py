"""Whether a foreign name can be heard in a Korean word."""

import pytest

from checker.languages.ko.echo import is_heard

HEARD = """
Powell 파월 Trump 트럼프 Carter 카터 Milosevic 밀로셰비치 Giuliani 줄리아니 Mbeki 음베키
Bloomberg 블룸버그 Chavez 차베스 Erdogan 에르도안 Zelensky 젤렌스키 Netanyahu 네타냐후
Schwarzenegger 슈워제네거 Macron 마크롱 Merkel 메르켈 Berlusconi 베를루스코니 Olmert 올메르트
Wright 라이트 Peskov 페스코프 Johnson 존슨 Guterres 구테흐스
Thomas 토마스 Sullivan 설리번 Blinken 블링컨 Pompeo 폼페이오 Vance 밴스 Hegseth 헤그세스
Stoltenberg 스톨텐베르그 Medvedev 메드베데프 Lukashenko 루카셴코 Scholz 숄츠 Sánchez 산체스
Rouhani 로하니 Kishida 기시다 Roberts 로버츠 Clinton 클린턴 Reagan 레이건 Thatcher 대처
Churchill 처칠 Roosevelt 루스벨트 Gorbachev 고르바초프
""".split()
UNHEARD = """
Powell 라이스 Trump 바이든 Milosevic 카라지치 Bloomberg 트럼프 Zelensky 푸틴
Macron 숄츠  Peskov 라브로프 Johnson 블레어 Sullivan 볼턴 Stoltenberg 룰라
Medvedev 트뤼도 Churchill 드골 Gorbachev 옐친 Milosevic 대통령이 Stoltenberg 어제
Medvedev 귀국했다 Zelensky 회담에서
""".split()


@pytest.mark.parametrize(("name", "word"), list(zip(HEARD[::2], HEARD[1::2], strict=True)))
def test_heard(name: str, word: str) -> None:
    assert is_heard(name, word)
    assert is_heard(name.lower(), word + "는")
    assert is_heard(name, word + " 대통령")


@pytest.mark.parametrize(("name", "word"), list(zip(UNHEARD[::2], UNHEARD[1::2], strict=True)))
def test_not_heard(name: str, word: str) -> None:
    assert not is_heard(name, word)


def test_too_little_to_tell() -> None:
    assert not is_heard("Xi", "대통령")
    assert not is_heard("", "대통령")
    assert not is_heard("Milosevic", "")
    assert not is_heard("Milosevic", "abc")
