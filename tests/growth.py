"""How the time of a check grows with one segment: many patterns, on each side, stage by stage.

Run: python -m tests.growth [--size N] [--way walk|whole|read] [--only WORD] [--limit SECONDS]. Every pattern is
repeated to N bytes and to 2N, as source, as target and as both; each stage is timed by processor time, and those
are listed that take longer than the limit, or grow by more than ``MOST`` when the text doubles. ``walk`` takes the
stages of a check one by one, ``whole`` a check and its reports, ``read`` the readers of files.
"""

import argparse
import csv
import gc
import io
import json
import random
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, TypeVar
from xml.sax.saxutils import escape

import msgspec

from checker import Corpus, Glossary, Segment, check, rules
from checker.corpus import Chunk
from checker.engine import offers
from checker.engine.bounds import bounded
from checker.engine.fingerprints import fingerprinted
from checker.engine.summary import Tally
from checker.errors import CheckerError
from checker.family import names
from checker.formats import Input, format_of
from checker.judging.gate import gates
from checker.matching.context import in_context
from checker.matching.find import find
from checker.matching.past import Past
from checker.matching.render import render
from checker.matching.terminology import Terminology
from checker.model import Finding, Severity
from checker.reports import Run, writer

Result = TypeVar("Result")
MOST = 2.3  # times the work, for twice the text
NOTICEABLE = 0.05  # seconds; below, a ratio says nothing
PLAIN = "그들은 어제 떠났다.", "They left yesterday."

# id, category, source, target, admitted, forbidden, context
_ROWS = """
kim-jong-un\tperson\t김정은\tKim Jong Un\t\tKim Jung Un
moon\tperson\t문재인\tMoon Jae-in\tMoon
brown\tperson\t브라운\tBrown
general-secretary\ttitle\t총비서\tGeneral Secretary\t\tChairman
first-secretary\ttitle\t제1비서\tFirst Secretary
president\ttitle\t대통령\tPresident
mayor\ttitle\t시장\tmayor\t\t\t서울
market\tother\t시장\tmarket
six-party-talks\tother\t6자회담\tsix-party talks
party\torganization\t조선노동당|노동당\tWorkers' Party of Korea\tWPK|Workers' Party\tLabor Party
un\torganization\t유엔|국제연합\tUnited Nations\tUN|U.N.
foreign-ministry\torganization\t외무성\tForeign Ministry
north-korea\tplace\t북한|북조선\tNorth Korea\tDPRK|North
pyongyang\tplace\t평양\tPyongyang\t\tPyeongyang
seoul\tplace\t서울\tSeoul
badge\tobject\t배지|뱃지\tbadge\t\tpin|button
password\tother\t비밀번호\tpassword\t\tpasscode
nuclear-weapon\tobject\t핵무기|핵 무기\tnuclear weapon
government\tother\t정부\tgovernment
society\tother\t사회\tsociety
api\tother\tAPI\tAPI
ban\tother\t\t\t\tutilize
"""
_COLUMNS = ("id", "category", "source", "target", "admitted", "forbidden", "context")
ROWS = [dict(zip(_COLUMNS, line.split("\t"), strict=False)) for line in _ROWS.strip("\n").split("\n")]

# Patterns that are the same on whichever side; the second of a pair stands in the target where both sides repeat.
PATTERNS: dict[str, str | tuple[str, str]] = {
    # strings of programs
    "blank before a sign": ("가 ,", "a , "),
    "sentences without a blank": ("갑니다.그리고", "It ends.And goes on"),
    "blanks in pairs": ("가나 ", "word  "),
    "two alphabets": ("가", "Аdresses "),
    "two capitals": ("가", "HOuse "),
    "signs": ("(가).", "(go)?!"),
    "tags and keys": ("<b>(_K)", "<b>(&K)"),
    "lines": ("갑니다.\n", "It goes.\n\n"),
    # terms and words without blanks
    "person": ("김정은", "Kim Jong Un"),
    "person blank": ("김정은 ", "Kim Jong Un "),
    "person forbidden": ("김정은 ", "Kim Jung Un "),
    "person near miss": ("김정은 ", "Kim Jongun "),
    "person particle": ("김정은은 ", "Mr. Kim "),
    "person lower": ("김정은이 ", "kim jong un "),
    "person wrong": ("김정은 ", "Moon Jae-in "),
    "person and title": ("김정은총비서", "General Secretary Kim Jong Un "),
    "person title rest": ("김정은 총비서는 ", "Chairman Kim Jong Un "),
    "two persons": ("김정은문재인", "Kim Jong Un and Moon Jae-in "),
    "title": ("총비서", "General Secretary "),
    "title blank": ("총비서 ", "general secretary, "),
    "title numbered": ("제1비서", "First Secretary "),
    "title wrong": ("대통령 ", "vice president "),
    "organization": ("조선노동당", "Workers' Party of Korea "),
    "organization inner": ("노동당", "Workers' Party "),
    "organization forbidden": ("노동당 ", "Labor Party "),
    "place": ("평양", "Pyongyang "),
    "place blank": ("평양 ", "Pyeongyang "),
    "place seoul mayor": ("서울시장", "Seoul mayor "),
    "homograph": ("시장 ", "market "),
    "talks": ("6자회담", "six-party talks "),
    "common": ("사회", "society "),
    "common mixed": ("정부사회", "government society "),
    "object": ("배지 ", "pin "),
    "object spaced": ("핵 무기 ", "nuclear-weapon "),
    "password": ("비밀번호", "passcode "),
    "many terms": ("김정은 총비서는 평양에서 배지를 ", "General Secretary Kim Jong Un pin in Pyongyang "),
    "many sentences": ("김정은 총비서는 평양에 갔다. ", "General Secretary Kim Jong Un went to Pyongyang. "),
    "untranslated": ("김정은 ", "김정은 "),
    "latin term": ("API", "API "),
    "latin term solid": "API",
    "ban": ("이용하다 ", "utilize "),
    "northern": ("녀성로동자", "female worker "),
    "verbs": ("발표했다", "announced "),
    "verb long": ("하", "do "),
    "verb endings": ("하였다", "done "),
    "particles": ("에서는", "from "),
    "particle one": ("은", "the "),
    "nouns": ("학교", "school "),
    "nouns mixed": ("서울시립대학교병원", "University Hospital of Seoul "),
    "surname": ("김", "Kim "),
    "names": ("김철수 이영희 박민수 ", "Kim Chol Su, Ri Yong Hui, Pak Min Su "),
    "names solid": ("김철수이영희", "KimCholSuRiYongHui"),
    "names particles": ("김철수는 이영희가 ", "Kim Cheol-su and Lee Young-hee "),
    "given name": ("크리스 브라운 ", "Chris Brown "),
    "romanised": ("조민철", "Jo Min-cheol Cho Minchol "),
    "foreign": ("블라디미르 푸틴 ", "Vladimir Putin "),
    "pronoun": ("그는 ", "he "),
    "possessive": ("김정은의 ", "Kim Jong Un's "),
    "demonym": ("북한의 ", "North Korean "),
    "short": ("북한 ", "the North "),
    # one letter, one word
    "letter a": "a",
    "letter A": "A",
    "letter 가": "가",
    "letter 힣": "힣",
    "letter ㄱ": "ㄱ",
    "letter ㅏ": "ㅏ",
    "letters ab": "ab",
    "letters aB": "aB",
    "word giant": "antidisestablishmentarianism",
    "word giant ko": "대한민국임시정부수립기념관",
    "word giant s": "ss",
    "word hyphen": "well-",
    "word apostrophe": "rock'n'",
    "word dot": "com.",
    "word slash": "and/or/",
    "word underscore": "snake_",
    "word plus": "a+",
    "word camel": "getValue",
    "words": "word ",
    "words capital": "Word ",
    "words capital of": "Bank of ",
    "words article": "the ",
    "words and": "and ",
    "words upper": "WORD ",
    "words ko": "말 ",
    "words initial": "A. ",
    "words initial solid": "A.B.",
    # digits and numbers
    "digit 1": "1",
    "digit 0": "0",
    "digits": "1234567890",
    "digits comma": "1,",
    "digits grouped": "123,",
    "digits dot": "1.",
    "digits blank": "12 ",
    "digits ordinal ko": "제1",
    "digits ordinal": ("제1 ", "1st "),
    "half": "½",
    "fractions": "1/2",
    "superscript": "²",
    "roman": "Ⅳ",
    "circled": "①",
    "letters comma": "가,",
    "digits hanja": "十",
    "numerals ko": ("일이삼", "one two three "),
    "numerals ko native": ("하나둘셋", "one-two-three-"),
    "numerals big": ("1억 2천만 ", "120 million "),
    "numerals solid": ("억만천", "hundred thousand million "),
    "numerals twenty": ("스물", "twenty-"),
    "counters": ("3명 ", "three people "),
    "counters solid": ("3명", "three"),
    "money": ("100원", "$100"),
    "money blank": ("3만 달러 ", "$30,000 "),
    "currency": "₩",
    "currencies": "$€",
    "percent": ("50%", "50 percent "),
    "percent solid": "%",
    "date": ("2024년 3월 1일 ", "March 1, 2024 "),
    "date solid": ("2024년3월1일", "1March2024"),
    "date iso": "2024-03-01",
    "date slash": "03/01/2024 ",
    "dates relative": ("지난달 ", "last month "),
    "weekday": ("월요일 ", "Monday "),
    "time": ("오후 3시 30분 ", "3:30 p.m. "),
    "time colon": "12:30",
    "phone": "02-123-4567 ",
    "decimal": "3.14 ",
    "minus": "-1",
    "exponent": "1e9",
    "hex": "0xff",
    "range": "1~2",
    "ordinal words": ("첫째 둘째 ", "first second "),
    "tens": ("10여 ", "some 10 "),
    "versions": "v1.2.3 ",
    # marks
    "quote straight": '"',
    "quote word": '"a" ',
    "quotes curly": "“”",
    "quotes open": "“",
    "quotes nested": "“‘",
    "quotes single": "'",
    "apostrophes": "it's ",
    "guillemets": "«»",
    "corner brackets": "「」",
    "book marks": "《노동신문》",
    "parens": "()",
    "parens open": "(",
    "parens close": ")",
    "parens words": "(a ",
    "brackets": "[]",
    "brackets open": "[",
    "braces": "{}",
    "braces open": "{",
    "angle": "<>",
    "angle open": "<",
    "angle letter": "<a",
    "dots": ".",
    "ellipsis": "…",
    "middle dots": "·",
    "middle dot words": "가·",
    "commas": ",",
    "dashes": "—",
    "hyphens": "-",
    "colons": ":",
    "semicolons": "; ",
    "exclaims": "!",
    "questions": "? ",
    "slashes": "/",
    "backslashes": "\\",
    "ampersands": "&",
    "at signs": "@",
    "hashes": "#",
    "stars": "*",
    "tildes": "~",
    "underscores": "_",
    "pipes": "|",
    "bullets": "• item\n",
    "list": "1. item\n",
    "list ko": "가. 항목\n",
    "sentences": ("그는 갔다. ", "He went. "),
    "sentence short": "A. b! ",
    "clauses": ("갔고, ", "went, and "),
    # codes
    "tags": "<b>",
    "tags pair": "<b>x</b>",
    "tags attributes": '<a href="x">y</a> ',
    "tags close": "</b>",
    "tags quote": '<a b="',
    "comments": "<!--",
    "entities": "&amp;",
    "entities number": "&#39;",
    "entity open": "&a",
    "printf": "%s ",
    "printf solid": "%s",
    "printf numbered": "%1$s",
    "printf flags": "%-+ 0#",
    "python": "%(name)s",
    "python format": "{name}",
    "python nested": "{a{b}",
    "python attribute": "{a.b[c]!r:>10}",
    "ruby": "%{name}",
    "mustache": "{{name}}",
    "mustache open": "{{",
    "dollar brace": "${name}",
    "template": "$name",
    "icu plural": "{n, plural, one {#} other {#}}",
    "icu open": "{n, plural, one {",
    "icu select": "{g, select, a {b} ",
    "icu quote": "{'",
    "qt": "%1",
    "qt n": "%n ",
    "i18next": "$t(key)",
    "escape n": "\\n",
    "escape u": "\\u0041",
    "accelerator": "&File ",
    "accelerators inner": "a&b_c",
    "accelerator signs": "&_",
    "printf zeros": "%0",
    "printf stars": "%*1$",
    "printf torn": "%1$",
    "printf plural": "%'d ",
    "objc variable": "%#@a@",
    "python torn": "%(a",
    "python doubled": "%%(a)s",
    "per cent name": "%ab%",
    "strftime": "%Y-%m ",
    "choice": "{0,choice,0#{1}",
    "apostrophe brace": "'{0}",
    "brace blanks": "{ ",
    "brace path": "{a.b",
    "brace index": "{a[",
    "mustache comma": "{{a, ",
    "i18next nesting": "$t(",
    "vue link": "@:a.",
    "tag open": "<a b",
    "tag number": "<0>",
    "link brackets": "http://a)",
    "accelerator underscore": "_File ",
    "android": "\\'",
    "markdown link": "[a](b)",
    "markdown bold": "**a**",
    "markdown code": "`a`",
    # links and letters of machines
    "base64": "QUJDREVGR0hJSktMTU5PUA",
    "base64 signs": "aB3+/x9=",
    "url": "https://example.com/a?b=c ",
    "url solid": "https://example.com/",
    "url scheme": "http:",
    "url slashes": "://",
    "mail": "a@b.example ",
    "mail solid": "a@b.",
    "www": "www.",
    "path": "/usr/share/a",
    "domain": "example.com",
    "hex digits": "deadbeef",
    "uuid": "123e4567-e89b-12d3-a456-426614174000 ",
    "signs rich": "a!b@c#d$",
    # Unicode
    "combining": "\u0301",
    "combining letter": "e\u0301",
    "combining many": "e\u0301\u0327",
    "jamo": "\u1100\u1161",
    "jamo lead": "\u1100",
    "jamo tail": "\u11a8",
    "nfd": "\u1100\u1161\u11a8",
    "zero width": "\u200b",
    "zero width letters": "a\u200b",
    "joiner": "\u200d",
    "bom": "\ufeff",
    "bidi": "\u202e",
    "soft hyphen": "a\u00ad",
    "emoji": "😀",
    "emoji family": "👨‍👩‍👧‍👦",
    "emoji flag": "🇰🇷",
    "emoji skin": "👍🏽",
    "variation": "\ufe0f",
    "hanja": "金正恩",
    "hanja one": "金",
    "hanja paren": ("김정은(金正恩)", "Kim Jong Un (金正恩) "),
    "kana": "カタカナ",
    "cyrillic": "Ким ",
    "arabic": "كيم ",
    "mixed scripts": "가a",
    "mixed digits": "가1a",
    "mixed blanks": "가 a ",
    "fullwidth": "ＡＢＣ",
    "fullwidth digits": "１２３",
    "halfwidth": "ｶﾅ",
    "ligature": "ﬁ",
    "expanding": "ﷺ",
    "squared": "㎢",
    "astral": "𝔸",
    "private": "\ue000",
    "replacement": "\ufffd",
    "mojibake": "Ã©",
    "mojibake ko": "ê¹€ì •",
    "question marks": "??? ",
    "control": "\x01",
    # white space
    "newlines": "\n",
    "newline words": "a\n",
    "newline ko": "가\n",
    "crlf": "a\r\n",
    "tabs": "\t",
    "blanks": " ",
    "blanks word": "a   ",
    "blanks ideographic": "\u3000",
    "blanks fixed": "a\u00a0",
    "nul": "\x00",
    # repeated
    "repeated word": "that that ",
    "repeated comma": "no, no, ",
    "repeated ko": "매우 매우 ",
    "months": "May ",
    "headline": "NORTH KOREA SAYS ",
    "acronyms": "U.S. ",
    "hyphen name": "Jong-un ",
    "apposition": "Kim, the leader, ",
    "of of": "of the ",
}  # fmt: skip


def _mixed(seed: int, words: str, between: str) -> str:
    """Words in random order, of which hardly a row comes twice: what is remembered of one place helps at no other."""
    draw, listed = random.Random(seed), words.split(" ")
    return between.join(draw.choice(listed) for _ in range(_MIXED))


_MIXED = 30_000  # words, more than a megabyte
_TERMS = "김정은 총비서 대통령 시장 서울 평양 노동당 유엔 사회 정부 북한 배지 비밀번호 제1비서 6자회담 브라운"
_NOUNS = (
    "학교 나라 은 는 이 가 에서 의 과 도 사람 하다 했다 큰 전 부 신 장 회의 오늘 문제 강 산 파리 배 말 눈 물 한 두 3 10"
)
_RENDERINGS = (
    "Kim Jong Un Jung Moon Chairman President mayor market Seoul Pyongyang Pyeongyang Labor Party UN pin passcode"
)
_WORDS = (
    "the of and a vice former said in badge Seoel Kim's two 3 July, people school (by) “no” North South Brown Anna."
)
PATTERNS |= {
    "mixed solid": (_mixed(1, f"{_TERMS} {_NOUNS}", ""), _mixed(2, f"{_RENDERINGS} {_WORDS}", "")),
    "mixed blank": (_mixed(3, f"{_TERMS} {_NOUNS}", " "), _mixed(4, f"{_RENDERINGS} {_WORDS}", " ")),
    "mixed terms": (_mixed(5, _TERMS, " "), _mixed(6, _RENDERINGS, " ")),
    "mixed terms solid": (_mixed(7, _TERMS, ""), _mixed(8, _RENDERINGS, "-")),
    "mixed words": (_mixed(9, _NOUNS, " "), _mixed(10, _WORDS, " ")),
}


def repeated(unit: str, size: int) -> str:
    """``unit`` as often as it goes into ``size`` bytes, or so much of it."""
    data = unit.encode("utf-8", "surrogatepass")
    return unit * (size // len(data)) or data[:size].decode("utf-8", "ignore")


def segment(name: str, side: str, size: int) -> Segment:
    """The pattern ``name`` in ``source``, ``target`` or ``both``, and a plain sentence on the other side."""
    found = PATTERNS[name]
    units = (found, found) if isinstance(found, str) else found
    source, target = (repeated(unit, size) for unit in units)
    return Segment(
        source=source if side != "target" else PLAIN[0],
        target=target if side != "source" else PLAIN[1],
        file="a.csv",
        index=1,
        line=2,
        ui=True,  # the rules on strings of programs look, too
    )


SIDES = ("source", "target", "both")


@cache
def glossary() -> Glossary:
    """The glossary."""
    return Glossary.from_rows(ROWS)


class TooLong(Exception):  # noqa: N818
    """A stage had more time than its limit."""


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raises ``TooLong`` in the body if that takes more processor time."""

    def over(_number: int, _frame: object) -> None:
        raise TooLong

    before = signal.signal(signal.SIGVTALRM, over)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


class Clock:
    """The processor time of each stage; a stage that has more than ``limit`` seconds ends with ``TooLong``."""

    def __init__(self, limit: float = 60.0) -> None:
        self.times: dict[str, float] = {}
        self.cut: dict[str, str] = {}
        self._limit = limit

    def __call__(self, stage: str, work: Callable[..., Result], *args: Any, **named: Any) -> Result:
        """What ``work`` returns."""
        began = time.process_time()
        try:
            with limited(self._limit):
                return work(*args, **named)
        except TooLong as error:
            frames = traceback.extract_tb(error.__traceback__)[1:-1]
            inner = [frame for frame in frames if "/checker/" in frame.filename or "/tui/" in frame.filename]
            self.cut[stage] = " < ".join(f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in reversed(inner[-4:]))
            raise
        finally:
            self.times[stage] = self.times.get(stage, 0) + time.process_time() - began


def walk(one: Segment, clock: Clock) -> None:
    """A segment through every stage of a check; a stage that takes too long leaves out those that need its result."""
    terminology = Terminology(glossary(), "ko", "en")
    chunk = Chunk(0, [one])
    occurrences = clock("find", find, chunk, terminology)
    matches = clock("render", render, occurrences, chunk, terminology)
    matches = clock("context", in_context, matches, Past())
    clock("tally", Tally.of, matches)
    clock("numbers", matches.numbers, 0)
    findings: list[Finding] = []
    for name, rule in rules.local().items():
        found = clock(name, lambda rule=rule: list(rule.check(matches)))
        findings += [msgspec.structs.replace(each, rule=name) for each in found]
    findings.sort(key=lambda finding: finding.order)
    findings = clock("bounds", bounded, findings, one)
    findings = clock("fingerprints", fingerprinted, findings, {0: one})
    for name, grouped in rules.grouped().items():
        notes = clock(name, lambda rule=grouped: sorted(rule.observe(matches)))
        clock(name, lambda rule=grouped, notes=notes: list(rule.report(iter(notes), glossary())))
    clock("offers", offers.offered, findings, matches)


def whole(one: Segment, clock: Clock) -> None:
    """A segment through ``check``, and its report in every format."""
    report = clock("check", lambda: check(Corpus.of([one]), glossary()))
    run = Run.of(report, gates(report.summary, Severity.MAJOR), Severity.MAJOR, "ko", "en")
    for name in names("checker.reports"):
        with io.TextIOWrapper(io.BytesIO(), "utf-8", errors="surrogatepass") as out:
            try:
                clock(name, writer(name).write, run, out)
            except CheckerError as error:  # a format without its library
                clock.cut.pop(name, None)
                print(error, file=sys.stderr)


def read(one: Segment, clock: Clock) -> None:
    """A segment through the formats that are written by hand, and its files as glossaries."""
    for name, content in files(one).items():
        data = content.encode("utf-8", "surrogatepass")
        given, given.partner = (Input(name, lambda data=data: io.BytesIO(data)) for _ in range(2))
        if Path(name).suffix not in KEYED:
            given.partner = None
        try:
            clock(f"read {name}", lambda given=given: list(format_of(given, "read_segments").read_segments(given)))
            if given.partner:
                clock(f"write {name}", _written, given)
        except CheckerError:  # no file can hold every sign
            continue


def _written(given: Input) -> None:
    format_of(given, "read_segments").write(given, {1: "x"}, io.BytesIO())


KEYED = frozenset((".properties", ".json", ".arb", ".ini", ".resx"))  # read with a partner


def files(one: Segment) -> dict[str, str]:
    """The segment in files, by their names."""
    source, target = one.source, one.target
    cells = io.StringIO()
    csv.writer(cells).writerows([("source", "target"), (source, target)])
    flat, flat_target = (" ".join(text.split()) for text in (source, target))
    xml, xml_target = escape(source), escape(target)
    return {
        "a.csv": cells.getvalue(),
        "a.tsv": f"source\ttarget\n{flat}\t{flat_target}\n",
        "a.jsonl": json.dumps({"source": source, "target": target}) + "\n",
        "a.po": f'msgid ""\nmsgstr ""\n\nmsgid {json.dumps(source)}\nmsgstr {json.dumps(target)}\n',
        "a.properties": f"key = {flat_target}\n",
        "raw.properties": f"{target}\nkey = {target}\n",
        "a.json": json.dumps({"a": source, "b": {"c": [target]}}),
        "raw.json": f'{{"a": "{target}"}}',
        "nested.json": '{"a":' * len(target) + '""' + "}" * len(target),
        "a.arb": json.dumps({"a": source, "@a": {"description": target}}, ensure_ascii=False),
        "a.ini": f'[a]\nkey = "{flat_target}"\n{target}\n',
        "a.resx": f'<root><data name="a"><value>{xml}</value></data>'
        f'<data name="b"><value>{xml_target}</value></data></root>',
        "a.xlf": '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file source-language="ko" '
        f'target-language="en"><body><trans-unit id="1"><source>{xml}</source><target>{xml_target}</target>'
        "</trans-unit></body></file></xliff>",
    }


def measured(one: Segment, limit: float, walking: Callable[[Segment, Clock], object]) -> Clock:
    """The times of a segment, from a cold start."""
    clear()
    clock = Clock(limit)
    gc.disable()
    try:
        walking(one, clock)
    except TooLong:
        pass
    finally:
        gc.enable()
    return clock


WAYS = {"walk": walk, "whole": whole, "read": read}


def clear() -> None:
    """Forget what was worked out for earlier texts; tables that were loaded stay."""
    for name, module in list(sys.modules.items()):
        if name.startswith("checker."):
            for each in vars(module).values():
                if hasattr(each, "cache_clear") and each.cache_parameters()["maxsize"]:
                    each.cache_clear()


class Growth(NamedTuple):
    """The seconds of a stage, for a text and for one twice as long; where it was, if it was cut off."""

    pattern: str
    side: str
    stage: str
    once: float
    twice: float
    cut: str

    @property
    def ratio(self) -> float:
        """How many times the work the longer text takes."""
        return self.twice / max(self.once, 1e-6)

    @property
    def bad(self) -> bool:
        """Whether the stage was cut off, or grows too fast."""
        return bool(self.cut) or (self.twice >= NOTICEABLE and self.ratio > MOST)


def grown(
    name: str, side: str, size: int, limit: float, walking: Callable[[Segment, Clock], object] = walk
) -> list[Growth]:
    """The growth of each stage."""
    once = measured(segment(name, side, size), limit, walking)
    twice = once if once.cut else measured(segment(name, side, 2 * size), limit, walking)
    return [
        Growth(name, side, stage, once.times.get(stage, 0.0), taken, twice.cut.get(stage, ""))
        for stage, taken in twice.times.items()
    ]


def main() -> None:
    """Print the stages that stall; exit status 1 if there are any."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=20_000)
    parser.add_argument("--only", default="")
    parser.add_argument("--side", default="")
    parser.add_argument("--limit", type=float, default=3.0)
    parser.add_argument(
        "--slow", type=float, default=1e9, help="list what takes longer than so many microseconds a sign"
    )
    parser.add_argument("--way", choices=WAYS, default="walk", help="what is measured")
    given = parser.parse_args()
    measured(segment("many sentences", "both", 200), 60, walk)  # tables are loaded
    for name in ("digits ordinal ko", "homograph", "object", "place seoul mayor"):
        measured(segment(name, "both", 200), 60, walk)
    count = 0
    for name in PATTERNS:
        for side in SIDES if given.only in name else ():
            if given.side and side != given.side:
                continue
            for each in grown(name, side, given.size, given.limit, WAYS[given.way]):
                slow = each.twice / (2 * given.size) * 1e6
                if each.bad or slow > given.slow:
                    count += 1
                    print(
                        f"{name:24} {side:7} {each.stage:24} {each.once:7.3f} {each.twice:7.3f} "
                        f"{each.ratio:5.1f} {slow:8.2f} {each.cut}",
                        flush=True,
                    )
    print(f"{count} stages of {len(PATTERNS)} patterns")
    sys.exit(count > 0)


if __name__ == "__main__":
    main()
