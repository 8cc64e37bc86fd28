"""A number differs between source and target, or is on one side only.

Both sides are read as values, whatever words and units they are written in: 억 and 조, native Korean numerals, dozens,
dates, weekdays, times, shares and measures. Two numbers of one kind with different values are major, and so is one
value with another unit (50 km, 50 miles); per cent for percentage points is minor. A number in the source only is
minor, or neutral where news translations usually differ: a date given as a weekday, an age, a conversion in
parentheses, a repeated number, and small numbers that other words can express (both, second). A number in the target
only is neutral (``added``). Numbers inside a glossary term and its rendering are not compared.

In strings of programs, the digits of placeholders count nothing, a sign of a unit (4K, 500 ms) is not read, and only a
number in digits is certain: a word that other words can express (double, column) is never reported.

    glossary: [title] 제1부부장 = first deputy director
    flags:    그는 삼십 년을 그곳에서 살았다. -> He lived there for [[thirteen]] years.
    flags:    1억1천만 달러가 들었다. -> It cost [[$11 million]].
    flags:    회담은 2019년 12월 22일에 열렸다. -> The talks were held on [[December 22, 2018]].
    flags:    회의는 월요일 아홉 시 반에 시작한다. -> The meeting starts at half past nine on [[Tuesday]].
    flags:    공항은 50킬로미터 밖에 있다. -> The airport is [[50 miles]] away.
    flags:    직원 350명이 남았다. -> Employees stayed behind.
    passes:   약 1만1000명이 귀국했다. -> About eleven thousand people returned home.
    passes:   직원 10여 명이 남았다. -> About a dozen employees stayed behind.
    passes:   폭탄은 15m 간격으로 놓였다. -> The bombs lay 15 meters (49 feet) apart.
    passes:   52만 5,000명이 2억 4천 3백만 달러를 냈다. -> Some 525,000 people paid $243 million.
    flags:    몇 달 뒤 그가 돌아왔다. -> A few [[years]] later he returned.
    passes:   열 여섯 번째 경기는 7달러 45센트였다. -> The sixteenth game cost $7.45.
    passes:   회담은 20일(현지시간) 끝났다. -> The talks ended on Sunday.
    passes:   오만 제1부부장이 두 차례 조만간이라고 말했다. -> The Omani first deputy director twice said "soon."
"""

import re
from collections import Counter
from collections.abc import Iterator

import msgspec

from checker.matching.matches import Matches
from checker.matching.spans import Spans
from checker.model import Finding, Segment, Severity, Span
from checker.text.numbers import Difference, Kind, Number, Weight, differences, readable, same
from checker.text.technical import without_codes

severity = Severity.MAJOR
error_type = "accuracy/number"
version = 5

_SEVERITIES = {
    "value": Severity.MAJOR,
    "unit": Severity.MAJOR,
    "points": Severity.MINOR,
    "one-side": Severity.MINOR,
}
_NAME = 40  # code points of a name before a number in it
_WORD_BEFORE, _WORD_BEHIND = re.compile("[!-~]{0,40}\\Z"), re.compile("[!-~]{0,40}")
_LABEL = 80  # code points below which two single numbers stand for each other
_SIGNED = re.compile(r"(\d[\d,]{0,20}(?:\.\d{1,20})?)[ -]?(?:[A-Za-z]{1,2}|[a-z]?[A-Z][A-Za-z]{1,3})(?![^\W\d_])")
_DIGITS = re.compile(r"\d+")
_UNIT = re.compile(r"[ -]?(?:(?:square|degrees|percentage) )?(?:[^\W\d_]+|[%°])")
_WHY = {
    "value": "the values differ",
    "unit": "the units differ",
    "points": "per cent and percentage points differ",
    "one-side": "it stands in the source only",
    "added": "it stands in the target only; a translation may add numbers",
    "date": "a date may be given as a weekday or left out",
    "age": "ages may be added or left out",
    "conversion": "it converts the number before it",
    "repeat": "the other side says it once",
    "light": "other words may say it",
}


def check(matches: Matches) -> Iterator[Finding]:
    """One finding per number that the other side does not match."""
    chunk, rows = matches.chunk, dict(matches.by_segment())
    for number in range(len(chunk)):
        ours, theirs = matches.numbers(number)
        if not ours and not theirs:
            continue
        if number in rows:
            ours = _outside(ours, Spans((row.start, row.end) for row in rows[number]))
            theirs = _outside(theirs, Spans((row.target_start, row.target_end) for row in rows[number]))
        segment = chunk.segments[number]
        for difference in _of_program(segment, ours, theirs) if segment.ui else differences(ours, theirs):
            found = _finding(difference, chunk.first + number, chunk.sources[number], chunk.targets[number])
            yield msgspec.structs.replace(found, gating=matches.terminology.enforced)


def _of_program(segment: Segment, ours: list[Number], theirs: list[Number]) -> Iterator[Difference]:
    """The differences that are certain in a string of a program: those in digits, if the digits are not the same."""
    texts = segment.source, segment.target
    digits = [Counter(run.lstrip("0") for run in _DIGITS.findall(without_codes(text))) for text in texts]
    if digits[0] == digits[1]:  # 01/11/2009 may be 2009/11/01, and 2.4 GHz may be 2,4 GHz
        yield from (each for each in differences(ours, theirs) if each.reason == "unit")
        return
    sides = [[_certain(each, text) for each in some] for some, text in zip((ours, theirs), texts, strict=True)]
    found = differences(*sides)
    mine, other = ([each for each in some if _is_written(each, text)] for some, text in zip(sides, texts, strict=True))
    single = len(mine) == len(other) == 1 and len(segment.source) < _LABEL
    if found and single and not same(mine[0], other[0]):
        found = [Difference(mine[0], other[0], "value")]  # whatever they count
    for source, target, reason in found:
        written = source is not None and _is_written(source, segment.source)
        if source is None:
            if target and target.weight is Weight.FIRM:
                yield Difference(source, target, reason)
        elif target and (written or source.kind is Kind.DATE) and not _of_other_names(source, target, segment):
            firm = target.weight is Weight.FIRM
            yield Difference(source, target if firm else None, reason if firm else "one-side")
        elif written and not target and source.high > 1:  # another word may say it, and "1 file" may be "the file"
            yield Difference(source, None, reason)


def _of_other_names(source: Number, target: Number, segment: Segment) -> bool:
    """Whether both numbers are parts of names with other letters (pkcs#11, 0.7.x), and say nothing of each other."""
    one, other = _letters(source, segment.source), _letters(target, segment.target)
    return bool(one and other) and one != other


def _letters(number: Number, text: str) -> str:
    """The letters that stand together with a number in one word."""
    before = _WORD_BEFORE.search(text[max(number.start - _NAME, 0) : number.start])
    behind = _WORD_BEHIND.match(text, number.end)
    return "".join(sign for sign in before[0] + behind[0] if sign.isalpha()).lower() if before and behind else ""


def _is_written(number: Number, text: str) -> bool:
    """Whether a number is written in digits."""
    return text[number.start].isdecimal()


def _certain(number: Number, text: str) -> Number:
    """``number``; in digits it is exact, and plain if the sign of a technical unit or size follows (4K, 500 ms)."""
    if number.kind is Kind.DATE or not _is_written(number, text):
        return number
    exact = number._replace(weight=Weight.FIRM, about=False)
    sign = _SIGNED.match(text, number.start)
    if sign is None:
        return exact
    value = float(sign[1].replace(",", ""))
    return exact._replace(kind=Kind.COUNT, unit="", low=value, high=value, also=(number.low, value / 1000))


def _outside(numbers: list[Number], spans: Spans) -> list[Number]:
    """The numbers that stand in none of ``spans``."""
    return [number for number in numbers if not spans.cover(number.start, number.end)]


def _span(number: Number, text: str, *, with_unit: bool) -> Span:
    """The place of the number in ``text``, with the words of its unit if that is what differs."""
    within = number.unit in text[number.start : number.end].lower()  # a few years: the unit stands for the number
    unit = _UNIT.match(text, number.end) if with_unit and not within else None
    return Span(number.start, unit.end() if unit else number.end)


def _finding(difference: Difference, segment: int, original: str, translation: str) -> Finding:
    ours, theirs = difference.source, difference.target
    said = f"“{original[ours.start : ours.end]}” = {readable(ours)}" if ours else ""
    found = translation[theirs.start : theirs.end] if theirs else ""
    if ours and theirs:
        message = f"{said}, but “{found}” = {readable(theirs)}"
    elif ours:
        message = f"{said} has no equal in the target"
    else:
        message = f"“{found}” has no equal in the source"
    with_unit = difference.reason in ("unit", "points")
    return Finding(
        segment=segment,
        severity=_SEVERITIES.get(difference.reason, Severity.NEUTRAL),
        reason=difference.reason,
        source=(Span(ours.start, ours.end),) if ours else (),
        target=(_span(theirs, translation, with_unit=with_unit),) if theirs else (),
        found=found,
        expected=(readable(ours),) if ours else (),
        message=message,
        why=_WHY[difference.reason],
    )
