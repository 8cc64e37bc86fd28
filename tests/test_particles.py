"""What may stand behind a term within its word, by ``particles.tsv``."""

from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.languages.ko.edges import is_tail

TAILS = """
이 가 은 는 을 를 의 에 에서 에게 께 께서 한테 더러 보고 와 과 하고 랑 이랑 로 으로 로서 으로서 로써 으로써 로부터
으로부터 부터 까지 마저 조차 만 도 뿐 밖에 처럼 같이 보다 만큼 대로 마다 나 이나 나마 든지 이든지 야 이야말로 라도
이라도 에서는 에서도 에서만 에서의 에서까지 에서부터 에서부터는 에서부터의 에서조차 에서보다 에서처럼 에서만큼은
에서만이라도 에서야 에게는 에게도 에게만 에게서 에게서는 에게서도 에게까지 에게까지도 에게조차 에게만은 에게로
에게로의 에게서부터 에겐 한테는 한테서도 께서는 께서도 께서만 께서와 께서까지 께선 에는 에도 에만 에만은 에까지
에까지도 에나 에라도 에의 에로의 에다가 에다가도 엔 에선 으로는 으로도 으로만 으로의 으로부터의 으로부터는 으로까지
으로까지도 으로서의 으로서는 으로서도 으로써만 으로라도 론 으론 로서의 로부터도 로까지 과의 과는 과도 과만 과같이
과마찬가지로 와의 와는 와도 와만의 랑은 하고는 하고도 까지는 까지도 까지만 까지의 까지가 까지를 까지로 까지라도
까지나 부터는 부터도 부터의 부터가 부터라도 부터이다 만이 만은 만을 만도 만의 만으로 만으로는 만으로도 만이라도
만이다 만큼은 만큼의 만큼이나 만큼도 마저도 마저가 조차도 밖에도 밖에는 뿐이다 뿐인 뿐이며 뿐만 뿐만이 뿐만아니라
뿐아니라 뿐더러 처럼은 처럼도 같이만 보다는 보다도 대로의 대로라면 마다의 마다에 끼리의 끼리만 은커녕 는커녕 들
들이 들은 들을 들의 들에 들에게 들에게는 들에게까지 들에게까지도 들에게서 들로 들로부터 들과 들과의 들까지 들만
들만이 들뿐 들뿐만 들이다 들이며 들이었다 들인 들이라고 들이라는 님 님은 님께 님께서 님께서는 님께서도 님들
님들께서는 님들에게 님이 님이다 님이시다 님이시며 님이십니다 씨 씨가 씨는 씨의 씨에게 씨였다 씨라고 측 측은 측의
측에서 측에서는 측과 측과의 측이 측에만 급 급의 급이 급으로 급들 급들이 네 네가 네들 여러분 여러분께 여러분들
여러분들에게 쯤 쯤은 쯤이야 쯤이면 직 직을 직에서 직에서도 실 실은 실에서 실의 실이라고 인들 인들은 인들에게
인들과의 인이 인은 인의 이다 다 이며 며 이고 고 이나 이지 지 이지만 지만 인 인데 인데도 인지 인지도 인지를 인가
인가를 일 일까 일지 일지는 일지도 일뿐 일뿐만 일뿐이다 임 임을 임은 임에도 임에도 입니다 입니까 이라 라 이라고 라고
라고는 라고도 이라는 라는 이라며 라며 이라면 라면 이라면서 이라서 라서 이라도 이라기 이라기보다 라기에 이라지만
이란 란 이라니 이니 니 이니까 니까 이므로 므로 이기 이기에 이기도 이기는 이기를 이기로 이냐 냐 이냐는 냐는 이거나
거나 이든 이더라도 더라도 이더니 이자 자 이던 던 이었다 였다 이였다 이었던 였던 이였던 이었으며 였으며 이였으며
이었고 였고 이였고 이었지만 였지만 이었다고 였다고 이었다고는 이었다고도 이었다는 였다는 이었다면 이었으나 였으나
이었으니 이었을 였을 이였을 이었을까 이었는데 였는데 이었는지 였는지 였는지를 였는지도 이었음 이었음을 였음을
이었음에도 이었기에 였기에 였기도 였기를 이었다가 였다가 이었습니다 였습니다 이였습니다 이었더라도 였더라도
이었어도 였어도 였어야 이었었다 였었다 이시다 이시며 이시고 이시였다 이시였으며 이시였고 이시였던 이시였음을
이시었다 이셨다 이셨던 이셨으며 이신 이신데 이실 이심을 이십니다 이십니까 이시기에 이시지만 이시라고 이시여 이세요
십니다 셨다 셨던 시다 시며 에서였다 에서였다고 에서이다 에서인지 까지였다 부터였다 만이었다 뿐이었다 뿐이였다
처럼이나 이어서 여서 이어야 여야 여야만 에따라 에따라서 에따르면 에대한 에대해 에관한 에의해
""".split()


@pytest.mark.parametrize("text", ["", *TAILS])
def test_tails(text: str) -> None:
    assert is_tail(text)


OTHERS = """
관 관은 관이 관에서 단 단이 단은 국 국은 성 성이 권 권의 도로 도로는 도시 도시에 지도 지도자 지고 지역 지역의 자가
자는 자를 자들 자에게 나를 나의 나라 나라의 가가 가는 가에 가의 가을 가지 다에 다의 다음 니를 니아 니아는 라이
라이가 라와 라에 면을 면이 면서를 건 건이 건을 고는고 고를 고에 고가 고위 서가 서를 서에 서서 서울 서류 이가 이를
이에 이의 이과 이까지 이로 의가 의를 의에 의에게 의원 의사 를의 를은 을은 은은 는는 은이 는가는 도가 도를 도에
도에는 도의 도와 만에 만에서 만두 만족 만이만 로가 로를 로에 로이 에이 에을 에가 에를 에에 에에서 에과 에와 와가
와를 와에 과가 과를 과에 과로 들다 들였다 들라 들와 들를 들는 들가 들로서의를 님는 님를 님가 님로 씨은 씨이 씨을
측는 측를 측가 었다 었으며 었던 었다고 었습니다 었음을 이았다 이였었었 이었는 이었은 였은 였는 였를 하다 하며
하고자 하는 하여 했다 한 할 함 되다 되며 되었다 된 될 시키다 당하다 스럽다 답다 적 적인 적으로 화 화된 화하다 학
학의 이라를 이라가 이다를 이다가를 이며를 이고를 인를 인가은 임다 입니 습니다 까 까진 부 부터부터는을 마 처
처럼처럼 보 보다보다 뿐를 뿐가 뿐은커 께 서는 께이 께을 조 커 든은 야가 여가 요가 요는 심 심을 심이 신 신이 신도
실이를 급하다 급히 급증 쯤에서야는를 정부 정부는 대회 대회에서 사무소 이사 이사회 은행 은행은 을지 으로가 으로를
으로이 에서가 에서를 에서을 에게가 에게를 까지까지
""".split()
# Those that are a tail after all: 는커녕, 건 (것은), 께, 서는, 신도 …
REALLY = {"께", "서는", "지도", "건"}


@pytest.mark.parametrize("text", [text for text in OTHERS if text not in REALLY])
def test_others(text: str) -> None:
    assert not is_tail(text)


def _rows() -> list[tuple[str, str, list[str], list[str]]]:
    table = files("checker.languages.ko").joinpath("particles.tsv").read_text(encoding="utf-8")
    cells = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    return [(row[0], row[1], row[2].split(), row[3].split() if len(row) > 3 else []) for row in cells]


GROUPS = {name: forms for name, after, forms, _ in _rows() if after == "="}
MORPHEMES = [row for row in _rows() if row[1] != "="]


def _expanded(names: list[str]) -> list[str]:
    return [each for name in names for each in (_expanded(GROUPS[name]) if name in GROUPS else [name])]


def test_the_table_is_whole() -> None:
    classes = {name for name, _, _, _ in MORPHEMES}
    followed = {each for _, _, _, follows in MORPHEMES for each in _expanded(follows)}
    assert followed - {"."} == classes - {"term"}
    assert {after for _, after, _, _ in MORPHEMES} == {"any", "closed", "open", "liquid"}
    assert all(follows for _, _, _, follows in MORPHEMES)
    forms = [(name, after, form) for name, after, each, _ in MORPHEMES for form in each]
    assert len(forms) == len(set(forms))


def _sound(text: str) -> set[str]:
    """The conditions that a text's last sound meets; all of them at the term's own."""
    if not text:
        return {"any", "closed", "open", "liquid"}
    final = (ord(text[-1]) - 0xAC00) % 28
    return {"any", *(["closed"] if final else ["open"]), *(["liquid"] if final in (0, 8) else [])}


@given(st.data())
def test_every_walk_through_the_table_is_a_tail(data: st.DataObject) -> None:
    text, follows = "", ["term"]
    for _ in range(12):
        choices = [
            (form.strip("-"), after_it)
            for name, after, forms, after_it in MORPHEMES
            if name in _expanded(follows) and after in _sound(text)
            for form in forms
        ]
        if "." in follows and (not choices or data.draw(st.booleans())):
            break
        if not choices:
            return
        form, follows = data.draw(st.sampled_from(choices))
        text += form
    if "." in follows:
        assert is_tail(text)


@given(st.text("가은는이를들에서로였다면께님", max_size=12))
def test_any_text_is_answered(text: str) -> None:
    assert is_tail(text) in (True, False)
    assert not is_tail(text + "x")
