"""What a translation has to keep: pairs that keep it, and pairs that do not, with what is said of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.model import Code, Severity
from checker.placeholders import Sides, compare

C = frozenset(("c-format",))
PYTHON = frozenset(("python-format",))
BRACE = frozenset(("python-brace-format",))
PLURAL = frozenset(("c-format", "plural"))


def problems(source, target, flags=frozenset(), plurals=("one", "other"), codes=("ko", "en")):
    return compare(Sides(source, target, flags, codes, plurals))


KEPT = [
    # printf
    ("%d개 삭제됨", "%d deleted"),
    ("%s님이 %s에게 보냄", "%2$s received it from %1$s"),
    ("%1$s/%2$s", "%2$s of %1$s, %2$s"),
    ("%5.2f초 걸림", "took %.1f s"),
    ("%lu바이트", "%lu bytes"),
    ("%i개", "%d items"),
    ("%X번지", "at %x"),
    ("진행률 %d%%", "%d%% done"),
    ("진행률 %d%%", "%d percent done"),
    ("%*d칸", "%*d columns"),
    ("%dpx 너비", "%dpx wide"),
    ("%@ 님", "Dear %@"),
    ("50%가 반대했다", "50% were against it"),
    ("할인 20%", "20% off"),
    ("100% 순면", "100% soft cotton"),
    ("성공률은 99% 이상이다", "The success rate is 99% or more"),
    ("%Y년 %m월 %d일", "%d %B %Y"),
    ("https://example.org/%EC%84%9C%EC%9A%B8 참조", "See https://example.org/%EC%84%9C%EC%9A%B8"),
    # Python
    ("%(user)s 님", "Dear %(user)s"),
    ("%(n)d개 중 %(m)d개", "%(m)d of %(n)d"),
    # braces
    ("{user} 님", "Dear {user}"),
    ("{0}에서 {1}로", "to {1} from {0}"),
    ("{}와 {}", "{1} and {0}"),
    ("{total:,}원", "{total:>10} won"),
    ("{day, date, long}에 시작", "Starts on {day, date, short}"),
    ("{{ name }} 님", "Dear {{name}}"),
    ("${HOME}에 저장", "Saved in ${HOME}"),
    ("%{count}개", "%{count} items"),
    ("#{title} 보기", "Show #{title}"),
    ("%1 중 %2", "%2 of %1"),
    ("집합 {a, b}", "the set {a, b}"),
    ("{ 괄호 }", "( bracket )"),
    # tags
    ("<b>굵게</b>", "<b>bold</b>"),
    ("한 줄<br>두 줄", "one<br/>two"),
    ('<a href="/ko/help">도움말</a>', '<a href="/en/help">Help</a>'),
    ("5 < x 이고 y > 3", "5 < x and y > 3"),
    ("〈기생충〉", "<Parasite>"),
    ("<파일>을 여는 중", "opening <file>"),
    ("사용법: cmd <제목>", "usage: cmd <title>"),
    # escapes, entities, accelerators
    (r"첫 줄\n둘째 줄", r"one\ntwo"),
    (r"C:\\temp", r"C:\\temp"),
    ("연구 &amp; 개발", "research and development"),
    ("연구 &amp; 개발", "research &amp; development"),
    ("저작권&copy;", "Copyright ©"),
    ("저장(&S)", "&Save"),
    ("열기(_O)", "_Open"),
    ("끝내기(&X)", "E&xit"),
    ("R&D 예산", "R&D budget"),
    ("연구개발 예산", "R&D budget"),
    ("snake_case 이름", "a snake_case name"),
    ("강조", "_emphasis_"),
    # links
    ("https://example.org/ko/a 참조", "See https://example.org/en/a."),
    ("(https://example.org/a)", "https://example.org/a"),
    ("help@example.org로 문의", "Write to help@example.org"),
    ("www.example.org", "https://www.example.org/"),
    ("https://example.org(으)로", "to https://example.org"),
    ("http://[주소]:[포트]", "http://[ADDRESS]:[PORT]"),
    ("사용법: cmd <원본 주소>", "usage: cmd <source address>"),
    ("문서의 기준", "<BASE>"),
    ('<a href="{0}">링크</a>', "<a href=''{0}''>link</a>"),
    ("<a> 태그 밖의 링크", "Links outside <> tags"),
    ("--dir=<디렉터리> 또는 --git=<디렉터리>", "--dir=<directory> or --git=<directory>"),
    ("--dir=<directory> 또는 <디렉터리>", "--dir=<directory> or <directory>"),
    ("<i>가<i> 나", "<i>a</i> b"),
    ("@이름", "@name"),
]


@pytest.mark.parametrize(("source", "target"), KEPT)
def test_kept(source, target):
    assert problems(source, target) == []


BROKEN = [
    ("%d개 삭제됨", "deleted", "argument", "major"),
    ("%d개 삭제됨", "%s deleted", "argument", "critical"),
    ("%ld개", "%d items", "argument", "minor"),
    ("%s에 %d개", "%d in %s", "argument", "critical"),
    ("저장됨", "Saved %s", "argument", "major"),
    ("%dpx 너비", "%spx wide", "argument", "critical"),
    ("%1$s/%2$s", "%1$s/%3$s", "argument", "critical"),
    ("%*d칸", "%d columns", "argument", "major"),
    ("진행률 %d%%", "%d% done", "argument", "critical"),
    ("%(user)s 님", "Dear %(usr)s", "argument", "critical"),
    ("%(n)d개", "%(n)s items", "argument", "minor"),
    ("{user} 님", "Dear {User}", "argument", "major"),
    ("{0}에서 {1}로", "from {0}", "argument", "major"),
    ("{}와 {}", "{} and", "argument", "major"),
    ("{{count}}개", "{count} items", "argument", "major"),
    ("${HOME}에", "in $HOME", "argument", "major"),
    ("%{count}개", "%{cnt} items", "argument", "major"),
    ("%1 중 %2", "%1 of 2", "argument", "major"),
    ("<b>굵게</b>", "bold", "tag", "minor"),
    ("<b>굵게</b>", "<b>bold<b>", "tag", "major"),
    ("<b><i>둘</i></b>", "<b><i>both</b></i>", "tag", "major"),
    ("한 줄<br>두 줄", "one two", "tag", "minor"),
    ("굵게", "<strong>bold</strong>", "tag", "minor"),
    ('<a href="x">링크</a>', "link", "tag", "major"),
    ("<0>링크</0> 열기", "open a link", "tag", "major"),
    (r"첫 줄\n둘째 줄", "one two", "escape", "minor"),
    (r"탭\t뒤", r"tab\ntab", "escape", "minor"),
    ("가 & 나", "a &amp; b", "entity", "minor"),
    ("가 &amp; 나", "a & b", "entity", "minor"),
    ("1 &lt; 2", "1 < 2", "entity", "minor"),
    ("저장(&S)", "Save", "accelerator", "minor"),
    ("저장", "&Save", "accelerator", "neutral"),
    ("열기(_O)", "Open", "accelerator", "minor"),
    ("https://example.org/a 참조", "See https://example.org/b", "link", "minor"),
    ("https://ourshop.org/a 참조", "See https://ourhsop.org/a", "link", "major"),
    ("https://ourshop.org/a 참조", "See https://ourshop.co/a", "link", "minor"),
    ("https://boutique.example 등", "such as https://myshop.test", "link", "minor"),
    ("목록의 항목", "<LI>", "tag", "minor"),
    ("창의 이름", '<A TARGET="top">', "tag", "minor"),
    ("https://example.org/a 참조", "See the page", "link", "minor"),
    ("help@ourshop.org로 문의", "Write to help@oursohp.org", "link", "major"),
    ("help@example.org로 문의", "Write to aide@exemple.org", "link", "minor"),
]


@pytest.mark.parametrize(("source", "target", "reason", "severity"), BROKEN)
def test_broken(source, target, reason, severity):
    assert [(problem.reason, str(problem.severity)) for problem in problems(source, target)] == [(reason, severity)]


FLAGGED = [
    ("100%s", "100 %s", C, 0),
    ("% d도", "% d degrees", C, 0),
    ("%s", "%d", C, 1),
    ("%s", "%d", frozenset(("no-c-format",)), 0),
    ("%d개", "one item", PLURAL, 0),
    ("파일 하나", "%d file", PLURAL, 0),
    ("%d개", "one item", C, 1),
    ("%s의 %d개", "one item", PLURAL, 1),
    ("{n}개", "{m} items", BRACE, 1),
    ("%<PRIu64>개", "%<PRIu64> items", C, 0),
    ("%<PRIu64>개", "%u items", C, 1),
    ("%(n)d", "%(n)i", PYTHON, 0),
]


@pytest.mark.parametrize(("source", "target", "flags", "count"), FLAGGED)
def test_format_flags(source, target, flags, count):
    assert len(problems(source, target, flags)) == count


MESSAGES = [
    ("{n, plural, other {#개}}", "{n, plural, one {# item} other {# items}}", []),
    ("{n, plural, other {#개}}", "{n, plural, one {One item} other {# items}}", []),
    ("{n, plural, other {#개}}", "{n, plural, =0 {Nothing} one {# item} other {{n} items}}", []),
    ("{n, plural, other {#개}}", "{n, plural, few {x #} one {# item} other {# items}}", []),
    ("{n, plural, other {#개}}", "{n, plural, other {# items}}", ["minor"]),
    ("{n, plural, other {#개}}", "{n, plural, one {# item}}", ["critical"]),
    ("{n, plural, other {#개}}", "{n, plural, one {# item} other {items}}", ["major"]),
    ("{n, plural, other {#개}}", "{n, plural, one {# item} others {# items} other {#}}", ["major"]),
    ("{n, plural, other {#개}}", "{m, plural, one {# item} other {# items}}", ["critical"]),
    ("{n, plural, other {#개}}", "{n, plural, one {# item} other {# items}", ["critical"]),
    ("{n, plural, other {#개}}", "{n, select, one {# item} other {# items}}", ["critical"]),
    ("{n, plural, other {#개}}", "items", ["major"]),
    ("{n, number}{n, plural, other {개}}", "{n, plural, one {item} other {items}} {n, number}", []),
    ("{n, plural, other {#개}}", "{n, number} items", []),
    ("{g, select, male {그} other {그들}}", "{g, select, male {he} other {they}}", []),
    ("{g, select, male {그} other {그들}}", "{g, select, man {he} other {they}}", ["major"]),
    ("{g, select, male {그} other {그들}}", "{g, select, other {they}}", ["major"]),
    ("{n, selectordinal, other {#번째}}", "{n, selectordinal, one {#st} two {#nd} few {#rd} other {#th}}", []),
    (
        "{g, select, male {{n, plural, other {#개}}} other {{n}개}}",
        "{g, select, male {{n, plural, one {#} other {#}}} other {{n} items}}",
        [],
    ),
    ("{u}: {n, plural, other {#개}}", "{n, plural, one {#} other {#}}", ["major"]),
    ("{n, plural, other {'{'#'}'}}", "{n, plural, one {'{'#'}'} other {it''s '{'#'}'}}", []),
    ("{n, plural, offset:1 other {외 #명}}", "{n, plural, offset:1 one {# other} other {# others}}", []),
]


@pytest.mark.parametrize(("source", "target", "severities"), MESSAGES)
def test_messages(source, target, severities):
    assert [str(problem.severity) for problem in problems(source, target)] == severities


@pytest.mark.parametrize(("plurals", "count"), [(("other",), 0), (("one", "other"), 1), (("one", "few", "other"), 1)])
def test_plural_branches_are_those_of_the_language(plurals, count):
    found = problems("{n, plural, one {# item} other {# items}}", "{n, plural, other {#}}", plurals=plurals)
    assert len(found) == count


def test_marks_of_what_is_not_translated_are_not_compared():
    one, other = (Code(0, f'<xliff:g id="{name}">') for name in ("count", "COUNT"))
    assert compare(Sides("셋", "three", source_codes=(one,), target_codes=(other,))) == []
    assert compare(Sides("셋", "three", source_codes=(one,))) == []


def test_markup_that_is_only_seen_is_minor():
    for tag, severity in (("b", "minor"), ("a", "major")):
        codes = (Code(0, f"<{tag}>"), Code(5, f"</{tag}>"))
        (problem,) = compare(Sides("셋", "three", target_codes=codes))
        assert problem.severity == severity


def test_inline_codes_are_paired_by_id():
    one, two = Code(0, "<g>", "1"), Code(3, "<g>", "2")
    assert compare(Sides("가나다", "abc", source_codes=(one, two), target_codes=(two, one))) == []
    (problem,) = compare(Sides("가나다", "abc", source_codes=(one, two), target_codes=(one,)))
    assert (problem.reason, problem.severity) == ("code", Severity.MAJOR)


def test_a_slip_has_a_fix():
    (problem,) = problems("{user} 님", "Dear {usr}")
    assert (problem.fix, [span.of("Dear {usr}") for span in problem.target]) == ("{user}", ["{usr}"])


TEXT = st.text(st.sampled_from("%{}<>&_\\$#'/@.,:=ab1s d(가)"), max_size=30)


@given(TEXT)
def test_a_text_agrees_with_itself(text):
    assert problems(text, text) == []


@given(TEXT, TEXT)
def test_spans_stand_in_the_texts(source, target):
    for problem in problems(source, target, C):
        assert all(0 <= span.start < span.end <= len(source) for span in problem.source)
        assert all(0 <= span.start < span.end <= len(target) for span in problem.target)
