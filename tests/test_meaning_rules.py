"""What a finding of each rule points at, how severe it is and what it says, on both sides of each limit.

Texts of a segment are ``source -> target``; rows of a glossary are as in ``test_meaning_matching``.
"""

import pytest

from checker import Corpus, Glossary, Segment, check, rules
from checker.model import Code
from tests.test_meaning_matching import words


def found(rule, *texts, rows="", languages=("ko", "en"), **known):
    """The findings of a rule."""
    pairs = (text.split(" -> ") for text in texts)
    segments = [Segment(source=source, target=target, **known) for source, target in pairs]
    glossary = words(rows) if rows else Glossary.from_rows([])
    return [f for f in check(Corpus.of(segments, *languages), glossary).findings if f.rule == rule]


def places(findings):
    """Where findings point in targets: ``0:2-5``, the segment and the span."""
    return " ".join(f"{f.segment}:{span.start}-{span.end}" for f in findings for span in f.target)


ARRIVED = "그들은 어제 그곳에 도착하였다"
GERMAN = "abend rechtzeitig vor der schönen alten hauptstadt seines landes ein"
TEXT = [
    # rule, texts, where the findings point
    ("garbled-text", ["가 -> It is ????."], "0:6-10"),
    ("garbled-text", ["가 -> It is ???."], ""),
    ("garbled-text", ["가???? -> It is ????."], ""),
    ("garbled-text", ["A &amp;amp; B 가 -> A &amp;amp; B"], ""),
    ("garbled-text", ["가 -> A &amp;amp; B &quot C"], "0:2-11 0:14-19"),
    ("garbled-text", ["가 -> naÃ¯ve cafÃ©"], "0:2-4 0:10-12"),
    ("garbled-text", ["가 -> the ´ëÇÑ¹Î."], "0:4-10"),  # six bytes of a Korean code page are no chance
    ("garbled-text", ["가 -> the ´ëÇÑ."], ""),
    ("garbled-text", ["가 -> the ¹ÌåÀ×."], ""),  # of the same code page, but no Hangul
    ("garbled-text", ["가 -> Zobek â„¢, Å¿, Â\xa0and â€"], "0:6-9 0:11-13 0:15-17"),  # also U+2122, U+017F and U+00A0
    ("garbled-text", ["가 -> Zobek Æ€ and â„£"], ""),  # U+0180 and U+2123 are in no text
    ("garbled-text", ["가 -> the ð\xa0®·."], "0:4-8"),  # a letter of four bytes
    ("garbled-text", ["가 -> a line \x07 rings\x1b"], "0:7-8 0:14-15"),
    ("garbled-text", ["가\x07 -> a line \x07 rings"], ""),
    ("garbled-text", ["가 -> a tab\tand a\nline"], ""),
    ("repeated-word", ["끝 -> the THE end"], "0:0-7"),
    ("repeated-word", ["끝 -> The The end"], ""),
    ("repeated-word", ["끝 -> the The end"], "0:0-7"),
    ("repeated-word", ["끝 -> 12 12 end"], ""),
    ("repeated-word", ["끝 -> the the the end"], "0:0-11"),
    ("repeated-word", ["끝 -> off Bora Bora of of"], "0:14-19"),
    ("repeated-word", ["끝 -> That that is, had had"], ""),
    ("repeated-word", ["아주 아주 -> the the end"], ""),
    ("unbalanced-punctuation", ["가 -> a (b [c) d"], "0:2-3 0:5-6 0:7-8"),
    ("unbalanced-punctuation", ["가 -> vii) a"], ""),
    ("unbalanced-punctuation", ["가 -> viii) a"], "0:4-5"),
    ("unbalanced-punctuation", ["가 -> (see b) c) d"], ""),
    ("unbalanced-punctuation", ["가 -> a:) b ;-) c =( d"], ""),
    ("unbalanced-punctuation", ["가 -> 「a」b」"], "0:4-5"),
    ("unbalanced-punctuation", ["(가 -> a b] c"], ""),
    ("unbalanced-punctuation", ["“가 -> some b] c"], "0:6-7"),
    ("unbalanced-punctuation", ['가 -> "a" b"'], "0:5-6"),
    ("unbalanced-punctuation", ['가 -> "a "b'], "0:3-4"),
    ("unbalanced-punctuation", ['가 -> "a ("b" c) d"'], ""),
    ("unbalanced-punctuation", ['가 -> "a—"b" c" d'], ""),
    ("unbalanced-punctuation", ['가 -> a" b"'], "0:1-2 0:4-5"),
    ("unbalanced-punctuation", ['가 -> 5" and "6'], "0:7-8"),
    ("unbalanced-punctuation", ['가 -> he said ("a b") c'], ""),
    ("unbalanced-punctuation", ['가 -> he said—"a b" c'], ""),
    ("unbalanced-punctuation", ['가 -> "a b", he said, "c d."'], ""),
    ("unbalanced-punctuation", ['가 -> "a', '나 -> "b', '다 -> c"'], ""),
    ("unbalanced-punctuation", ['가 -> "a', *["나 -> b"] * 9, '다 -> c"'], ""),
    ("unbalanced-punctuation", ['가 -> "a', *["나 -> b"] * 10, '다 -> c"'], "0:0-1 11:1-2"),
    ("untranslated-text", ["평양에서 왔다 -> From 평양에서 to 왔다 now"], "0:5-9 0:13-15"),
    ("untranslated-text", ["평양에서 왔다 -> From 평양에서 왔다 now"], "0:5-12"),
    ("untranslated-text", ["평양 OK -> 평양 ok"], "0:0-5"),
    ("untranslated-text", ["OK -> OK"], ""),
    ("untranslated-text", ["홍범도가 -> Then General Hong Beom-do (홍범도) came"], ""),
    ("untranslated-text", ["홍범도가 -> Hong Beom-do, who fought long ago (홍범도) came"], "0:35-38"),
    ("untranslated-text", ["홍범도가 -> Hong Beom-do [ 홍범도 ] came"], ""),
    ("untranslated-text", ["홍범도가 -> Hong Beom-do (홍범도 came"], "0:14-17"),
    ("untranslated-text", ["남궁민수가 -> Nam Gung Min Su (남궁민수) came"], ""),
    ("untranslated-text", ["남궁민수가 -> Na M Gung Min Su (남궁민수) came"], "0:18-22"),
    ("untranslated-text", ["그가 -> Hong Beom-do (홍범도) came"], "0:14-17"),
    ("wrong-language", ["장관은 -> Министр прибыл"], "0:0-14"),
    ("wrong-language", ["장관은 -> Министр пп"], ""),
    ("wrong-language", ["장관은 -> Министр ппп"], "0:0-11"),
    ("wrong-language", ["장관은 -> Министр Обаб came in"], "0:0-20"),
    ("wrong-language", ["장관은 -> Министр Обаб came in again"], ""),
    ("wrong-language", ["장관은 -> Министр прибыл 장관"], ""),
    # from five words and twenty letters on, at least half of them in small letters; links are no words
    ("wrong-language", [f"{ARRIVED} -> sie sind gestern angekommen"], ""),
    ("wrong-language", [f"{ARRIVED} -> sie sind gestern dort angekommen"], "0:0-32"),
    ("wrong-language", [f"{ARRIVED} -> sie sind nun da an ort"], ""),
    # a word of English among fifteen speaks for it
    ("wrong-language", [f"{ARRIVED} -> of Der Minister traf gestern {GERMAN}"], ""),
    ("wrong-language", [f"{ARRIVED} -> of Der Minister traf gestern noch {GERMAN}"], "0:0-102"),
    ("wrong-language", [f"{ARRIVED} -> Der Minister traf gestern {GERMAN} of"], ""),
    ("wrong-language", [f"{ARRIVED} -> Der Minister traf gestern noch {GERMAN} of"], "0:0-102"),
    ("wrong-language", [f"{ARRIVED} -> Sie sind gestern Dort angekommen wohl"], "0:0-37"),
    ("wrong-language", [f"{ARRIVED} -> Sie Sind gestern Dort angekommen wohl"], "0:0-37"),
    ("wrong-language", [f"{ARRIVED} -> Sie Sind gestern Dort Angekommen wohl"], ""),
    ("wrong-language", [f"{ARRIVED} -> sie sind https://example.org/gestern/dort/angekommen"], ""),
    ("edge-whitespace", ["이름: -> Name:\n"], "0:5-6"),
    ("edge-whitespace", ["이름: -> \t Name:"], "0:0-2"),
    ("edge-whitespace", [" 이름:\n -> \tName: \n"], ""),
    ("inconsistent-translation", ["취소 -> Cancel", "취소 -> Abort"], "1:0-5"),
    ("inconsistent-translation", ["취소 -> Abort", "취소 -> Cancel", "취소 -> Cancel"], "0:0-5"),
    ("inconsistent-translation", ["취소 -> a", "취소 -> b", "취소 -> b", "취소 -> a"], "1:0-1 2:0-1"),
    ("inconsistent-translation", ["취소… -> Cancel!", "취소; -> can cel:"], ""),
    ("inconsistent-translation", ["취소 -> Cancel", "취소) -> Abort"], ""),
    ("inconsistent-translation", ["... -> Cancel", "... -> Abort"], ""),
    ("inconsistent-translation", ["취소 -> Cancel", "취소 -> ", "취소 -> 취소"], ""),
    ("inconsistent-translation", ["취소 -> a", "취소 -> b", "취소 -> c", "취소 -> c"], "0:0-1 1:0-1"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "texts", "expected"), TEXT)
def test_what_a_finding_points_at(rule, texts, expected):
    assert places(found(rule, *texts)) == expected


TERMS = [
    ("object 부두 = dock|wharf", ["the dock", "the wharf"], "1:4-9 dock"),
    ("object 부두 = dock|wharf", ["the wharf", "the dock", "the Docks"], "0:4-9 dock"),
    ("object 부두 = dock|wharf", ["the dock", "the wharf", "the wharf", "the Dock"], "1:4-9 dock 2:4-9 dock"),
    ("object 부두 = dock|wharf|berth", ["the dock", "the wharf", "the berth"], "1:4-9 dock 2:4-9 dock"),
    ("object 부두 = dock|wharf|berth", ["the wharf", "the berth", "the berth"], "0:4-9 berth"),
    ("person 김정은 = Kim Jong Un|Kim Jong-un", ["Kim Jong Un", "Kim Jong-un", "Kim"], "1:0-11 Kim Jong Un"),
    ("person 김정은 = Kim Jong Un|Kim", ["Kim Jong Un", "Kim"], ""),
    ("person 김정은 = Kim Jong Un|Kim|Kim Jong-un", ["Kim Jong Un", "Kim Jong-un", "Kim Jong-un", "Kim"],
     "1:0-11 Kim Jong Un 2:0-11 Kim Jong Un"),
    ("person 김정은 = Kim Jong Un|Kim|Kim Jong-un", ["Kim Jong-un", "Kim Jong Un", "Kim", "Kim Jong-un"],
     "1:0-11 Kim Jong-un 2:0-3 Kim Jong-un"),
    ("place 영국 = Britain|British", ["Britain", "British"], ""),
    ("place 영국 = Britain|British|United Kingdom", ["Britain", "British", "British", "Britain", "United Kingdom"],
     ""),
    ("place 로마 = Rome|Roman", ["Rome", "Romans"], ""),
    ("place 연해주 = Primorye|Maritime Province", ["Primorye", "Maritime Province"], "1:0-17 Primorye"),
    ("title 대변인 = spokesman|spokeswoman", ["spokesman", "spokeswomen"], ""),
    ("title 상원의원 = senator|Sen.", ["senator", "Sen. Kim"], ""),
    ("object 가로등 = streetlamp|lamp", ["streetlamp", "lamp"], ""),
    ("organization 연준 = Federal Reserve|Fed", ["Federal Reserve", "Fed"], ""),
    ("other 송환 = repatriation|repatriate", ["repatriation", "repatriated"], ""),
    ("other 노동 = labor|labour", ["labor", "labour"], ""),
    ("organization 당 = Expert Panel|Panel of Experts", ["Expert Panel", "Panel of Experts"],
     "1:0-16 Expert Panel"),
    ("place 영국 = Britain|Brit", ["Britain", "Brit"], ""),
    ("place 영국 = Britain|Bri", ["Britain", "Bri"], "1:0-3 Britain"),
    ("object 영국 = Britain|British", ["Britain", "British"], "1:0-7 Britain"),
    ("place 영국 = United Kingdom|UK", ["United Kingdom", "UK"], ""),
    ("organization 외무성 = Foreign Ministry|FMDPRK", ["Foreign Ministry", "FMDPRK"], ""),
    ("organization 외무성 = Foreign Ministry|FMDPRKX", ["Foreign Ministry", "FMDPRKX"], "1:0-7 Foreign Ministry"),
    ("organization 외무성 = Foreign Ministry|Ministry", ["Foreign Ministry", "Ministry"], ""),
    ("organization 전문가단 = Panel of Experts|Expert Panel", ["Panel of Experts", "Expert Panel"],
     "1:0-12 Panel of Experts"),
    ("object 전문가단 = Panel of Experts|Expert Panel", ["Panel of Experts", "Expert Panel"], ""),
    ("object 전문가단 = sea port|sea-ports", ["sea port", "sea-ports"], ""),
    ("object 전문가단 = port by sea|port of sea", ["port by sea", "port of sea"], ""),
    ("place 러시아 = Russia|Moscow, place 모스크바 = Moscow", ["Russia", "Moscow"], ""),
    ("place 러시아 = Russia|Moscow, object 모스크바 = Moscow", ["Russia", "Moscow"], "1:0-6 Russia"),
    ("place 러시아 = Russia|Moscow", ["Russia", "Moscow"], "1:0-6 Russia"),
    ("object 전문가단 = port from sea|port over sea", ["port from sea", "port over sea"], "1:0-13 port from sea"),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "targets", "expected"), TERMS)
def test_where_one_concept_is_rendered_in_two_ways(rows, targets, expected):
    source = rows.split(" = ")[0].split(" ", 1)[1]
    findings = found("inconsistent-term", *(f"{source} -> {target}" for target in targets), rows=rows)
    assert " ".join(f"{places([finding])} {finding.expected[0]}" for finding in findings) == expected


def test_the_usual_rendering_is_shown_where_it_stands_first():
    texts = ["부두 -> the wharf", "부두 -> a Dock", "부두 -> docks"]
    (finding,) = found("inconsistent-term", *texts, rows="object 부두 = dock|wharf")
    assert [(each.segment, each.text) for each in finding.related] == [(1, "Dock")]
    texts = [f"김정은 -> {name}" for name in ("Kim Jong Un", "Kim Jong-un", "Kim")]
    (finding,) = found("inconsistent-term", *texts, rows="person 김정은 = Kim Jong Un|Kim|Kim Jong-un")
    assert [(each.segment, each.text) for each in finding.related] == [(0, "Kim Jong Un")]
    texts = ["부두 -> a Dock", "부두 -> docks"]
    (finding,) = found("inconsistent-translation", *texts, "부두 -> a dock")
    assert [each.segment for each in finding.related] == [0]


def test_so_many_places_of_a_rarer_rendering_are_listed():
    texts = ["부두 -> the dock"] * 206 + ["부두 -> the wharf"] * 205
    assert len(found("inconsistent-term", *texts, rows="object 부두 = dock|wharf")) == 200


NUMBERS = [
    ("", "세 명이 왔다 -> Four people came", "major value", "“세” = 3, but “Four” = 4"),
    ("", "직원 350명 -> the staff", "minor one-side", "“350” = 350 has no equal in the target"),
    ("", "직원 -> 20 of the staff", "neutral added", "“20” has no equal in the source"),
    ("", "20일 왔다 -> He came on Sunday", "neutral date", "“20” = day 20 has no equal in the target"),
    ("", "그는 50세다 -> He is there", "neutral age", "“50” = 50 age has no equal in the target"),
    ("title 1부부장 = first deputy", "1부부장 3명 -> first deputy 4 people", "major value", "“3” = 3, but “4” = 4"),
    ("object 6자회담 = six-party talks", "6자회담 -> six-party talks", "", ""),
    ("object 6자회담 = six-party talks", "6자회담 6명 -> six-party talks", "minor one-side",
     "“6” = 6 has no equal in the target"),
    ("object 계획 6 = plan seven", "계획 6 -> plan seven", "", ""),
    ("object 계획 6 = plan seven, object 부두 = dock", "부두 계획 6 -> dock, plan seven", "", ""),
    ("object 계획 6 = plan seven", "3명이 계획 6 -> 4 people have plan seven", "major value", "“3” = 3, but “4” = 4"),
    ("object 6차 계획 = seventh plan", "6차 계획 -> seventh plan", "", ""),
    ("object 계획 6 = plan six", "계획 6 -> plan six of 7", "neutral added", "“7” has no equal in the source"),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "text", "expected", "says"), NUMBERS)
def test_numbers_that_differ(rows, text, expected, says):
    findings = found("number-mismatch", text, rows=rows)
    assert [f"{each.severity} {each.reason}" for each in findings] == ([expected] if expected else [])
    assert [each.message for each in findings] == ([says] if says else [])
    for each in findings:
        assert bool(each.source) is bool(each.expected) is ("source" not in says)
        assert bool(each.target) is bool(each.found) is ("target" not in says)


KIM, PORT = "person 김정은 = Kim Jong Un", "place 평양 = Pyongyang"
SAID = [
    # rows, text, severity, message, reason to believe it, fix
    ("object 배지 = badge; pin", "배지 -> Pins were worn.", "deprecated-term major",
     "“Pins” is a forbidden rendering; use “Badges”", "the glossary forbids “pin” for “배지”", "safe Badges"),
    ("object  = ; pin", "배지 -> Pins were worn.", "deprecated-term major",
     "“Pins” is a forbidden rendering", "the glossary forbids “pin”", ""),
    (KIM, "김정은 -> Kim jong Un", "miscased-term minor",
     "“Kim jong Un” has the wrong capitals; write “Kim Jong Un”", "capitals differ from the glossary's",
     "safe Kim Jong Un"),
    (KIM, "김정은 -> Kim Jong-un", "misspelled-term minor",
     "“Kim Jong-un” is misspelled; write “Kim Jong Un”", "hyphens, blanks or apostrophes differ", "safe Kim Jong Un"),
    (KIM, "김정은 -> Kim Jông Un", "misspelled-term minor",
     "“Kim Jông Un” is misspelled; write “Kim Jong Un”", "it has marks that the glossary's wording has not",
     "safe Kim Jong Un"),
    (KIM, "김정은 -> Jong Un Kim", "misspelled-term major",
     "“Jong Un Kim” is misspelled; write “Kim Jong Un”", "the parts of the name stand in another order",
     "read Kim Jong Un"),
    (KIM, "김정은 -> Kim Jong Eun", "misspelled-term major",
     "“Kim Jong Eun” is misspelled; write “Kim Jong Un”", "it is another romanisation of “김정은”", "read Kim Jong Un"),
    (PORT, "평양 -> P'yongyang", "misspelled-term major",
     "“P'yongyang” is misspelled; write “Pyongyang”", "hyphens, blanks or apostrophes differ", "safe Pyongyang"),
    (PORT, "평양 -> Pyŏngyang", "misspelled-term major",
     "“Pyŏngyang” is misspelled; write “Pyongyang”", "it has marks that the glossary's wording has not",
     "safe Pyongyang"),
    (PORT, "평양 -> Pyongyeng", "misspelled-term major",
     "“Pyongyeng” is misspelled; write “Pyongyang”", "a few letters differ", "read Pyongyang"),
    ("title 시장 = mayor, other 시장 = market", "시장 -> x", "missing-term minor",
     "“시장” is not rendered; expected “mayor” or “market”", "nothing in the target stands for it",
     "insert mayor"),
    ("title 대사 = envoy, title 총영사 = consul general", "대사 -> the consul general", "missing-term major",
     "“대사” is not rendered; expected “envoy”", "“consul general” stands in its place",
     "insert envoy"),
    ("", "가 -> ", "empty-target minor", "there is no translation", "the target is empty", ""),
    ("", "이름: -> Name:\n", "edge-whitespace minor",
     "the target ends with a line break, the source without white space", "programs that join texts rely on it",
     "safe "),
    ("", "\n이름: -> Name:", "edge-whitespace minor",
     "the target begins without white space, the source with a line break", "programs that join texts rely on it",
     "safe \n"),
    ("", " 이름 -> Name", "edge-whitespace minor",
     "the target begins without white space, the source with a blank", "programs that join texts rely on it",
     "safe  "),
    ("", "끝 -> the the end", "repeated-word minor",
     "“the” stands twice", "the language does not double this word", "read the"),
    ("", "가 -> caf\x07Ã©", "garbled-text major",
     "U+0007 is garbled", "the text has been through the wrong encoding", ""),
    ("", "가 -> cafÃ©", "garbled-text major",
     "“Ã©” is garbled; it was “é”", "the text has been through the wrong encoding", "read é"),
    ("", "평양 -> 평양", "untranslated-text major",
     "the source is copied", "letters of the source's script stand in the target: 100% of its letters", ""),
    ("", "평양에 -> From 평양 on", "untranslated-text major", "“평양” is left untranslated",
     "letters of the source's script stand in the target: 25% of its letters", ""),
    ("", "장관은 -> Министр прибыл", "wrong-language major",
     "the target is not in “en”", "its script says so", ""),
    ("", "장관은 월요일에 도착했다. -> Der Minister traf am Montag in der Hauptstadt ein.", "wrong-language major",
     "the target is not in “en”, but in “de”", "its words say so", ""),
    ("", "{user} 님 -> by {User}", "placeholder-mismatch major", "“{User}” for “{user}”",
     "the program fills arguments in by name, position and type", "safe {user}"),
    ("", "a &amp; b 가 -> a & b", "placeholder-mismatch minor",
     "“&” is escaped in the source, not here; write “&amp;”", "both sides are read in the same way", "safe &amp;"),
    ("", "<b>a</b> 가 -> <b>a", "placeholder-mismatch major", "“</b>” is missing",
     "tags are compared by name and nesting", ""),
    ("", "저장(&S) -> Save", "placeholder-mismatch minor", "the keyboard accelerator is missing",
     "a key chooses the entry", ""),
    ("", "가 -> a [b", "unbalanced-punctuation minor", "“[” has no partner", "it is balanced in the source", ""),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "text", "rule", "message", "why", "fix"), SAID)
def test_what_a_finding_says(rows, text, rule, message, why, fix):
    name, severity = rule.split()
    (finding,) = found(name, text, rows=rows)
    assert (finding.severity, finding.message, finding.why) == (severity, message, why)
    fixes = [f"{each.kind.removesuffix('-first')} {each.replacement}" for each in finding.fixes]
    assert fixes == ([fix] if fix else [])


@pytest.mark.parametrize(
    ("rule", "text", "there", "expected"),
    [
        ("edge-whitespace", "\n이름: -> Name:", "", ("\n",)),
        ("edge-whitespace", "이름: -> Name: ", " ", ()),
        ("edge-whitespace", "이름:\n -> Name: ", " ", ("\n",)),
        ("repeated-word", "끝 -> on the the end", "the the", ("the",)),
        ("garbled-text", "가 -> naÃ¯ve cafÃ©, naÃ¯f", "Ã¯ … Ã© … Ã¯", ("ï", "é")),
        ("garbled-text", "가 -> lost ????", "????", ()),
        ("garbled-text", "가 -> Â© à¤…", "Â© … à¤…", ("©", "अ")),
        ("wrong-language", "장관은 -> Министр прибыл", "", ("en",)),
        ("placeholder-mismatch", "%s개 %d -> %s", "", ("%d",)),
        ("unbalanced-punctuation", "가 -> a [b", "[", ()),
        ("untranslated-text", "평양에서 왔다 -> From 평양에서 to 왔다", "평양에서 … 왔다", ()),
    ],
)
def test_what_is_there_and_what_should_be(rule, text, there, expected):
    (finding,) = found(rule, text)
    assert (finding.found, finding.expected) == (there, expected)


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        ((("<b>",), ("<b>",)), 0), ((("<b>",), ()), 1), (((), ("<b>",)), 1), ((("<b>",), ("<i>",)), 1), (((), ()), 0),
    ],
)  # fmt: skip
def test_inline_codes_on_one_side(codes, expected):
    ours, theirs = (tuple(Code(0, text, text) for text in side) for side in codes)
    assert len(found("placeholder-mismatch", "굵게 -> bold", source_codes=ours, target_codes=theirs)) == expected


@pytest.mark.parametrize(
    "rule",
    ["deprecated-term", "edge-whitespace", "garbled-text", "misspelled-term", "placeholder-mismatch", "repeated-word",
     "missing-term", "miscased-term", "number-mismatch", "wrong-language",
     "unbalanced-punctuation"],
)  # fmt: skip
@pytest.mark.parametrize("known", [{"fuzzy": True}, {"state": "new"}])
def test_what_is_not_yet_translated_has_no_other_finding(rule, known):
    text = (
        "%s: 배지, 평양, 김정은, 김정일, 부두 3개 -> \tPins in Pyongyeng, Kim jong Un: bad caf Ã© the the 4 "
        "[Министр прибыл вчера домой поздно вечером туда"
    )
    rows = f"object 배지 = badge; pin, {PORT}, {KIM}, person 김정일 = Zobek, object 부두 = dock"
    assert len(found(rule, text, rows=rows)) > 0
    assert found(rule, text, rows=rows, **known) == []
    (finding,) = found("empty-target", text, rows=rows, **known)
    assert (finding.reason, finding.why) == (
        ("fuzzy", "the file marks the translation as fuzzy")
        if "fuzzy" in known
        else ("state", "the file says that the translation is “new”")
    )


MINISTRY = "organization 외무성 = Foreign Ministry|Foreign Office"
PAVLOV = "파블로프는 1998년 25일 박물관을 열었다. -> "
TIRED = "그는 피곤해 보였다고 한다. -> "
OPENED = "Pavlov opened the museum in 1998 on 25."
SHE = "Rahman was working as a hostess when she met the owner."
TALKS = "Talks on the budget will go on until Friday."
ALIGNED = [
    # three things that agree with a neighbour, and nothing with the segment's own source
    ([f"{PAVLOV}He was said to be tired.", f"{TIRED}{OPENED}"], "neighbour neighbour"),
    ([f"{TIRED}{OPENED}", f"{PAVLOV}He was said to be tired."], "neighbour neighbour"),
    ([f"{PAVLOV}He was said to be tired.", f"{TIRED}Pavlov opened the museum in 1998 on 26."], ""),
    ([f"{PAVLOV}He was said to be tired.", f"{TIRED}Pavlov opened the museum in 1998 on 2."], ""),
    ([f"{PAVLOV}Pavlov was said to be tired.", f"{TIRED}{OPENED}"], "neighbour"),
    ([f"{PAVLOV}He was tired in 1998, on Friday.", f"{TIRED}{OPENED}"], "neighbour"),
    ([f"{PAVLOV}He was said to be tired.", *["비가 왔다. -> It rained."] * 2, f"{TIRED}{OPENED}"], ""),
    # an entry: a word of the target's language first, its explanation, no sentence
    ([f"despondent 실망한, 낙담한 -> {SHE}"], "other-text"),
    ([f"despondent sad 실망한, 낙담한 -> {SHE}"], "other-text"),
    ([f"Despondent 실망한, 낙담한 -> {SHE}"], ""),
    ([f"(1) despondent 실망한, 낙담한 -> {SHE}"], ""),
    ([f"despondent 실망한, 낙담한. -> {SHE}"], ""),
    (["despondent 실망한, 낙담한 -> a hostess when she met the owner"], ""),
    ([f"despondent zobekan 실망한, 낙담한 -> {SHE}"], ""),
    # a headline: three words that the target has not, half of all, more letters than Korean ones
    ([f"Ferry sinks off southern coast 여객선 침몰 -> {TALKS}"], "other-text"),
    ([f"Ferry sinks off 여객선 침몰 -> {TALKS}"], "other-text"),
    ([f"Ferry sinks 여객선 침몰 -> {TALKS}"], ""),
    (["Ferry sinks off southern coast 여객선 침몰 -> Ferry sinks"], "other-text"),
    (["Ferry sinks off southern coast 여객선 침몰 -> Ferry sinks off"], ""),
    ([f"Zobek kanta muro vilan 여객선 침몰 -> {TALKS}"], ""),
    ([f"여객선 침몰 https://example.org/ferry/sinks/off/southern/coast -> {TALKS}"], ""),
    ([f"Ferry sinks off 여객선이 남해안 먼바다에서 침몰했다고 해경이 오늘 아침 밝혔다고 -> {TALKS}"], ""),
    # several times as long: from fifteen signs on, unless a label
    ([f"그는 웃었다고 말했다고 전함 -> He laughed.{' Then they went home and talked it over again.' * 3}"], "length"),
    ([f"그는 웃었다고 말했다 전함 -> He laughed.{' Then they went home and talked it over again.' * 3}"], ""),
    ([f"그는 웃었다고 말했다고 전함 -> He laughed.{' Then they went home and talked it over again.' * 2}"], ""),
    # far apart in length, with names or numbers on one side only
    (["오류 -> Rahman and Sokolov met Zelensky in Vienna on 25 May 1998."], "length"),
    (["오류 -> Something went wrong here. Please try it again."], ""),
]  # fmt: skip


NAMED = "외무성은 1998년 25일 문을 열었다. -> He was said to be tired."
ALIGNED += [
    # one small number that agrees is enough; a listed name is a thing that agrees as any
    ([f"{PAVLOV[:-4]} 3회 -> It was said of him 3 times.", f"{TIRED}{OPENED}"], "neighbour"),
    ([NAMED, f"{TIRED}The Foreign Ministry opened in 1998 on 25."], "neighbour"),
    ([NAMED, "그는 외무성에 갔다. -> The Foreign Ministry opened in 1998 on 25."], ""),
    ([NAMED, f"{TIRED}The Ministry opened in 1998 on 25."], ""),
    ([NAMED, "그가 왔다고 한다. -> The Foreign Ministry opened in 1998 on 25."], "neighbour neighbour"),
    ([NAMED.replace("외무성", "그곳"), "그가 왔다고 한다. -> The Foreign Ministry opened in 1998 on 25."], ""),
    # a piece of a sentence for a whole one, with one name too many
    (["그가 본 것 -> The day went by as he met Rahman here."], "length"),
    (["그가 본 것. -> The day went by as he met Rahman here."], ""),
    (["그가 본 것 -> The day went by as he met Rahman here"], ""),
    (["그가 본 것 -> The day went by as he met nobody here."], ""),
    # much too long for its source, or much too short
    (["그는 갔다. -> Then Rahman and Sokolov met Zelensky in Vienna on 25 May 1998."], "length"),
    (["그는 갔다. -> Then he met everybody in the town again and again and again."], ""),
    (["그는 갔다. -> Then he met Rahman in the town again and again and again."], ""),
    ([f"{'그는 1998년 25일에 문을 열었다. ' * 5} -> He was said to be tired of it all."], "length"),
    ([f"{'그는 문을 열었다. ' * 8} -> He was said to be tired of it all."], ""),
    ([f"{'그는 1998년 25일에 문을 열었다. ' * 5} -> He was tired in 1998, on 25 May, of it all."], ""),
    # a word in the target's script that both have agrees
    (["오류 -> Then Rahman and Sokolov met again in Vienna today, out here."], "length"),
    (["오류 Sokolov -> Then Rahman and Sokolov met again in Vienna today, out here."], ""),
    # a short text may have what it likes
    (["말 -> Rahman, Sokolov on 25 May 1998"], "length"),
    (["말 -> Rahman, Sokolov on 5 May 1998"], ""),
    # many names and numbers too many, beside one that agrees
    (["외무성은 -> The Foreign Ministry met Rahman, Sokolov, Zelensky, Pavlov and Gusev on 25 May 1998."], "length"),
    (["외무성은 -> The Foreign Ministry met Rahman and nobody else on that day of that year there."], ""),
]


@pytest.mark.parametrize(("texts", "expected"), ALIGNED)
def test_what_belongs_to_another_segment(texts, expected):
    assert " ".join(finding.reason for finding in found("misaligned-segment", *texts, rows=MINISTRY)) == expected


def test_a_segment_without_a_translation_is_not_misaligned():
    texts = [f"{PAVLOV}He was said to be tired.", f"{TIRED}{OPENED}"]
    assert found("misaligned-segment", *texts, fuzzy=True) == []


def test_the_neighbour_that_fits_better_is_shown():
    first, _ = found("misaligned-segment", f"{PAVLOV}He was said to be tired.", f"{TIRED}{OPENED}")
    assert [(each.segment, each.text, each.note) for each in first.related] == [(1, OPENED, "it fits better")]
    assert [span.of(PAVLOV[:-4]) for span in first.source] == [PAVLOV[:-4]]
    assert places([first]) == "0:0-24"


def test_a_text_without_a_source_has_no_place_in_it():
    (finding,) = found("misaligned-segment", " -> Rahman and Sokolov met Zelensky in Vienna on 25 May 1998.")
    assert (finding.reason, finding.source) == ("length", ())


@pytest.mark.parametrize("rule", [*rules.local(), *rules.grouped()])
def test_what_a_rule_says_of_itself_is_its_docstring_without_examples(rule):
    first, *others = rules.words(rule)
    assert first.endswith(".")
    assert others
    assert not [words for words in (first, *others) if "flags:" in words or "passes:" in words or " -> " in words]


def test_what_is_not_yet_translated_may_have_letters_of_the_source():
    assert len(found("untranslated-text", "평양에서 -> From 평양")) == 1
    assert found("untranslated-text", "평양에서 -> From 평양", fuzzy=True) == []
    assert found("untranslated-text", "평양에서 -> From 평양", state="new") == []
    assert len(found("untranslated-text", "평양에서 -> 평양에서", state="new")) == 1
    assert found("untranslated-text", "평양에서 -> 평양에서", fuzzy=True) == []


@pytest.mark.parametrize(
    ("languages", "expected"),
    [(("ko", "en"), ["de"]), (("en", "ko"), [""]), (("ko", "de"), []), (("ko", "eo"), []), (("ko", "la"), [])],
)
def test_a_language_that_is_not_known_is_no_other(languages, expected):
    text = "Die Delegation ist gestern Abend noch rechtzeitig in der schönen alten Hauptstadt unseres Landes angekommen"
    assert [each.found for each in found("wrong-language", f"{ARRIVED} -> {text}", languages=languages)] == expected


def test_within_one_language_nothing_is_copied():
    assert found("untranslated-text", "평양에서 왔다 -> 평양에서 왔다", languages=("ko", "ko")) == []
    assert found("untranslated-text", "Open -> Étage", languages=("en", "fr")) == []


@pytest.mark.parametrize("text", ["Sie sind gestern Dort angekommen wohl", "dort Sie sind gestern angekommen wohl"])
def test_a_rendering_has_no_language(text):
    assert len(found("wrong-language", f"{ARRIVED} -> {text}", rows="object 전혀 = Sie sind gestern")) == 1
    assert found("wrong-language", f"{ARRIVED} -> {text}", rows="object 그들 = Sie sind gestern") == []


@pytest.mark.parametrize(
    ("source", "copied"),
    [
        ("Open the file", ["major"]),
        ("Open file", ["neutral"]),
        ("Save", ["neutral"]),
        ("OK", []),
        ("Zobek kantaro", []),
        ("1 2", []),
    ],
)
def test_what_is_copied_into_korean(source, copied):
    copies = found("untranslated-text", f"{source} -> {source}", languages=("en", "ko"))
    assert [finding.severity for finding in copies] == copied


@pytest.mark.parametrize(
    ("source", "known", "missing"),
    [("그가 왔다.", {}, True), ("그가 왔다.", {"locked": True}, False), (" ", {}, False), ("", {}, False)],
)
def test_what_needs_no_translation(source, known, missing):
    assert bool(found("empty-target", f"{source} -> ", **known)) is missing
