"""Numbers: pairs of sentences with right and wrong conversions, and generated values in every style."""

import time
from datetime import date
from itertools import product
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from num2words import num2words

from checker.languages import language
from checker.text.numbers import Kind, differences, readable, same
from tests import measure
from tests.known import marked

KOREAN, ENGLISH = language("ko"), language("en")
DATA = Path(__file__).parent / "data"


def read(side, text):
    (numbers,) = side.numbers([text])
    return numbers


def found(source: str, target: str, *, back: bool = False) -> list[str]:
    """The reasons of the differences that are reported as faults; ``back`` if the English is the original."""
    ours, theirs = read(KOREAN, source), read(ENGLISH, target)
    seen = differences(theirs, ours) if back else differences(ours, theirs)
    return [each.reason for each in seen if each.reason in ("value", "unit", "points", "one-side", "added")]


def rows(name: str) -> list[list[str]]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


PAIRS = rows("numbers.tsv")
CLEAN = rows("numbers-clean.tsv")
FORMS = rows("numbers-forms.tsv")
GAPS = {"a rate is not worked out: once in six months is twice a year": [("6개월에 한 번 검사를 받는다.",)]}


@pytest.mark.parametrize(("source", "right", "wrong"), PAIRS)
def test_a_right_number_passes_and_a_wrong_one_does_not(source, right, wrong):
    assert found(source, right) == []
    assert {"value", "unit", "points"} & set(found(source, wrong))


@pytest.mark.parametrize(("source", "target"), marked([(source, target) for source, target in CLEAN], GAPS))
def test_natural_english_passes(source, target):
    assert found(source, target) == []


@pytest.mark.parametrize("back", [False, True], ids=["ko-en", "en-ko"])
@pytest.mark.parametrize(("source", "right", "wrong"), FORMS)
def test_forms(source, right, wrong, back):
    assert found(source, right, back=back) == []
    assert wrong == "-" or {"value", "unit", "points"} & set(found(source, wrong, back=back))


def test_there_are_pairs_enough():
    assert 2 * len(PAIRS) + len(CLEAN) >= 300
    assert 2 * sum(2 - (wrong == "-") for *_, wrong in FORMS) >= 500  # both directions
    assert len({source for source, *_ in PAIRS + CLEAN + FORMS}) == len(PAIRS) + len(CLEAN) + len(FORMS)


# Generators: one value in the ways either language writes it.
_SINO = "영일이삼사오육칠팔구"


def sino(value: int) -> str:
    """``value`` below 10**16 in Sino-Korean syllables."""
    groups = []
    for size, sign in ((10**12, "조"), (10**8, "억"), (10**4, "만"), (1, "")):
        group, value = divmod(value, size)
        text = "".join(
            ("" if digit == "1" and unit else _SINO[int(digit)]) + unit
            for digit, unit in zip(f"{group:04}", ("천", "백", "십", ""), strict=True)
            if digit != "0"
        )
        if group:
            groups.append(("" if group == 1 and sign == "만" else text) + sign)
    return "".join(groups)


def mixed(value: int, blank: str) -> str:
    """Digits with 만, 억 and 조: 12억 3000만."""
    parts = []
    for size, sign in ((10**12, "조"), (10**8, "억"), (10**4, "만"), (1, "")):
        group, value = divmod(value, size)
        if group:
            parts.append(f"{group}{sign}")
    return blank.join(parts)


NATIVE_TENS = ["", "열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔"]
NATIVE_ONES = ["", "한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉"]


def native(value: int) -> str:
    return "스무" if value == 20 else NATIVE_TENS[value // 10] + NATIVE_ONES[value % 10]


def korean_styles(value: int) -> list[str]:
    styles = [f"{value:,}", str(value), mixed(value, "")]
    if value >= 10:
        styles.append(sino(value))
    if value > 20000 and all(part == 0 or part >= 1000 for part in (value % 10000,)):
        styles.append(mixed(value, " "))
    if value < 100:
        styles.append(native(value))
    return styles


def english_styles(value: int) -> list[str]:
    words = num2words(value)
    styles = [f"{value:,}", words, words.replace(",", ""), words.replace(" and ", " "), words.capitalize()]
    for size, name, short in ((10**6, "million", "m"), (10**9, "billion", "bn"), (10**12, "trillion", "tn")):
        if value >= size and value * 1000 % size == 0:
            figure = f"{value / size:.3f}".rstrip("0").rstrip(".")
            styles += [f"{figure} {name}", f"{figure}{short}" if short != "m" else f"{figure} {name}"]
    return styles


values = st.one_of(
    st.integers(3, 99),
    st.integers(100, 99_999),
    st.builds(lambda digits, zeros: digits * 10**zeros, st.integers(3, 9999), st.integers(2, 11)),
    st.integers(10**5, 10**12),
)
COUNTERS = [("{} 명이 모였다.", "{} people gathered."), ("상자 {}개를 실었다.", "{} boxes were loaded.")]
MONEY = [
    ("{} 달러를 냈다.", "They paid {} dollars."),
    ("모두 {} 원이다.", "It comes to {} won."),
    ("{} 유로다.", "It is €{}."),
]


@given(values, st.data(), st.sampled_from(COUNTERS + MONEY[:2]))
def test_a_value_equals_itself_in_every_style(value, data, frame):
    source = frame[0].format(data.draw(st.sampled_from(korean_styles(value)))).replace("여덟개", "여덟 개")
    target = frame[1].format(data.draw(st.sampled_from(english_styles(value))))
    assume("won" not in target or value > 50)  # he won
    assert found(source, target) == []


@given(values, values, st.data(), st.sampled_from(COUNTERS + MONEY[:2]))
def test_another_value_never_does(value, other, data, frame):
    assume(value != other and value > 50 and other > 50)
    source = frame[0].format(data.draw(st.sampled_from(korean_styles(value))))
    target = frame[1].format(data.draw(st.sampled_from(english_styles(other))))
    assert found(source, target) == ["value"]


MONTHS = "January February March April May June July August September October November December".split()


@given(st.dates(date(1900, 1, 1), date(2098, 12, 31)), st.data())
def test_a_date_equals_itself_in_every_order(day, data):
    month = MONTHS[day.month - 1]
    korean = [
        f"{day.year}년 {day.month}월 {day.day}일에 만났다.", f"{day.year}년{day.month}월{day.day}일 만났다.",
        f"{day:%Y-%m-%d}에 만났다.", f"{day:%Y.%m.%d} 만났다.",
    ]  # fmt: skip
    english = [
        f"They met on {month} {day.day}, {day.year}.", f"They met on {day.day} {month} {day.year}.",
        f"They met on {month[:3]}. {day.day}, {day.year}.", f"They met on {day:%Y-%m-%d}.",
        f"They met on the {num2words(day.day, to='ordinal_num')} of {month} {day.year}.",
    ]  # fmt: skip
    source, target = data.draw(st.sampled_from(korean)), data.draw(st.sampled_from(english))
    if not (month == "May" and "May." in target):
        assert found(source, target) == []
    assert found(source, target.replace(str(day.year), str(day.year + 1))) == ["value"]


@given(st.integers(0, 23), st.integers(0, 59), st.data())
def test_a_time_equals_itself_on_either_clock(hour, minute, data):
    twelve, half = hour % 12 or 12, "오후" if hour >= 12 else "오전"
    korean = [
        f"{half} {twelve}시 {minute}분에 떠났다." if minute else f"{half} {twelve}시에 떠났다.",
        f"{hour:02}:{minute:02}에 떠났다.",
    ]
    suffix = "p.m." if hour >= 12 else "a.m."
    clock = f"{twelve}:{minute:02}" if minute else str(twelve)
    english = [
        f"It left at {clock} {suffix}",
        f"It left at {clock}{suffix.replace('.', '').upper()}.",
        f"It left at {hour:02}:{minute:02}.",
    ]
    source, target = data.draw(st.sampled_from(korean)), data.draw(st.sampled_from(english))
    assert found(source, target) == []
    later = data.draw(st.integers(1, 59))
    assume((minute + later) % 60 != minute)
    changed = f"It left at {hour:02}:{(minute + later) % 60:02}."
    assert found(source, changed) == ["value"]


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_is_read(source, target):
    for side, text in product((KOREAN, ENGLISH, language("fr")), (source, target)):
        numbers = read(side, text)
        assert all(0 <= n.start < n.end <= len(text) for n in numbers)
        assert [n.start for n in numbers] == sorted(n.start for n in numbers)
        assert all(n.kind is Kind.CODE or readable(n) for n in numbers)
        assert all(same(n, n) for n in numbers if n.kind is not Kind.CODE)
    differences(read(KOREAN, source), read(ENGLISH, target))


def test_many_digits_and_many_numbers_are_no_trap():
    started = time.process_time()
    for text in (
        "9" * 5000,
        "1," * 5000,
        "만" * 5000,
        "천" * 5000,
        "twenty " * 3000,
        "a hundred and " * 2000,
        "1만 " * 3000,
    ):
        differences(read(KOREAN, text), read(ENGLISH, text[::-1] + text))
    assert time.process_time() - started < 5


def test_spans_are_raw():
    text = "\u200b약 １만 ５천 명이 왔다."
    (number,) = read(KOREAN, text)
    assert text[number.start : number.end] == "１만 ５천"
    text = "It cost “$1.2 billion”—or ﬁfty a head."
    assert [text[n.start : n.end] for n in read(ENGLISH, text)] == ["$1.2 billion", "ﬁfty"]


@pytest.mark.parametrize(
    ("code", "text", "values"),
    [
        ("fr", "Il y a 1,500 personnes et 3.5 %.", [1500, 3.5]),
        ("ja", "F-16が2機、2019-12-22", [0, 2, 0]),
        ("de", "Siehe https://example.org/12 oder %1$s, {0} und <b1>7</b1>.", [7]),
    ],
)
def test_other_languages_read_digits(code, text, values):
    assert [number.low for number in read(language(code), text)] == values


FRACTIONS = [
    ("한 시간 반", "1½ hours", "2½ hours"),
    ("1시간 30분", "1 ½ hours", "11½ hours"),
    ("1.5배", "1½ times", "11½ times"),
    ("150만 달러", "$1½ million", "$1¼ million"),
    ("1,000.5톤", "1,000½ tons", "1,500½ tons"),
    ("3¾시간", "3.75 hours", "3.5 hours"),
    ("11.5%", "11½%", "1½%"),
]


@pytest.mark.parametrize(("source", "right", "wrong"), FRACTIONS)
def test_a_sign_for_a_fraction_is_a_part_of_the_number_before_it(source, right, wrong):
    assert found(source, right) == found(source, right, back=True) == []
    assert "value" in found(source, wrong)


@pytest.mark.parametrize("text", ["7Z (.7z)", "a .7zip file", "bundle.7z"])
def test_an_ending_of_a_file_is_no_decimal(text):
    assert all(number.low in (0, 7) for number in read(ENGLISH, text))


@pytest.mark.parametrize(
    ("text", "value"), [(".3mm", 0.3), ("(.5kg)", 0.5), (".45 calibre", 45), ("hit .300", 0.3), ("$.5b", 5e8)]
)
def test_a_decimal_may_begin_with_its_point(text, value):
    assert [number.low for number in read(ENGLISH, text)] == [value]


@pytest.mark.skipif(not measure.SHARED.is_dir(), reason="the labelled data is not beside the project")
def test_cases_of_numbers():
    wrong = [
        case
        for case in measure.case_results()
        if any(rule == "number-mismatch" for _, rule, _ in [*case.missing, *case.extra])
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("source", "target", "reason"),
    [
        ("1930년대에 떠났다.", "They left in the 2930s.", "value"),
        ("1939년의 화재", "A fire in 2939 did damage.", "value"),
        ("1939년의 화재", "A fire killed 2939 people.", "date"),
    ],
)
def test_a_year_with_one_digit_changed_is_another_value(source, target, reason):
    (ours,), (theirs,) = language("ko").numbers([source]), language("en").numbers([target])
    assert reason in {each.reason for each in differences(ours, theirs)}
