"""Korean particles agree with the word that replaces another: our own sentences of each kind."""

import csv
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker import Corpus, Glossary, Segment, check
from checker.engine import offers
from checker.engine.part import Part
from checker.engine.runner import matches_of
from checker.judging.fixes import fixed, with_changes
from checker.languages import Wording, language
from checker.languages.ko.endings import End, end_of
from checker.model import Category, Finding, Fix, FixKind, Span

DATA = Path(__file__).parent / "data" / "particles"
KOREAN = language("ko")


def cases(name):
    """The sentences of a file: the word, what follows, the new word, and how the text may begin behind it."""
    for line in (DATA / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            sentence, replacement, wanted = line.split("\t")
            start = sentence.index("[[") + 2
            end = sentence.index("]]", start)
            yield sentence[start:end], sentence[end + 2 :], replacement, wanted.split("|")


def answer(found, after, replacement):
    """How the text behind the new word begins; = if nothing changes, ? if that is unknown."""
    change = KOREAN.following(found, replacement, after)
    if change is None:
        return "?"
    count, text = change
    return text + after[count:] if text else "="


def is_right(found, after, replacement, wanted):
    """Whether the answer is one of the wanted; an answer may be longer than what is wanted of it."""
    got = answer(found, after, replacement)
    return any(got == each if each in "=?" else got.startswith(each) for each in wanted)


@pytest.mark.parametrize("case", list(cases("built.txt")), ids=lambda case: f"{case[0]}-{case[1]}-{case[2]}")
def test_the_text_behind_a_word_changes_with_it(case):
    assert is_right(*case)


@pytest.mark.parametrize("name", ["fresh.txt", "fresh2.txt"])
def test_on_other_sentences_it_is_silent_rather_than_wrong(name):
    answers = [(case, is_right(*case)) for case in cases(name)]
    assert sum(right for _, right in answers) >= 0.97 * len(answers)
    assert all(right or answer(*case[:3]) == "?" for case, right in answers)


WORDS = sorted({word for name in ("built.txt", "fresh.txt") for case in cases(name) for word in (case[0], case[2])})
BEHIND = sorted({case[1] for name in ("built.txt", "fresh.txt") for case in cases(name)})


@given(st.sampled_from(WORDS), st.sampled_from(WORDS), st.sampled_from(BEHIND))
def test_the_same_word_changes_nothing_and_a_change_is_made_once(found, replacement, after):
    change = KOREAN.following(found, replacement, after)
    if change is None:
        return
    count, text = change
    assert (count == 0) is (text == "")
    assert 0 <= count <= len(after)
    assert KOREAN.following(replacement, replacement, text + after[count:]) in ((0, ""), None)


@given(st.sampled_from(WORDS), st.sampled_from(WORDS), st.sampled_from(BEHIND))
def test_decomposed_text_changes_as_composed_text_does_and_stays_decomposed(found, replacement, after):
    decomposed = unicodedata.normalize("NFD", after)
    change, other = KOREAN.following(found, replacement, after), KOREAN.following(found, replacement, decomposed)
    assert (change is None) is (other is None)
    if change and other:
        text = other[1] + decomposed[other[0] :]
        assert unicodedata.normalize("NFC", text) == unicodedata.normalize("NFC", change[1] + after[change[0] :])
        assert unicodedata.normalize("NFD", text) == text


@given(
    st.text(max_size=30),
    st.text(max_size=30),
    st.text(alphabet="을를은는이가과와로으라고(){}<>/& ;\"'’계정", max_size=40),
)
def test_any_text_has_an_answer(found, replacement, after):
    change = KOREAN.following(found, replacement, after)
    assert change is None or 0 <= change[0] <= len(after)


def test_much_text_behind_a_word_costs_no_more():
    for sign in ('"', "(", "<", "&", "이", " ", "(a)", "<b>"):
        assert KOREAN.following("계정" * 10_000, "계좌" * 10_000, sign * 100_000) in ((0, ""), None)


ENDS = [
    (
        End.OPEN,
        "계좌 24 3.2 1조 $7 5% 2%p 3km ㎞ 12㎡ 10:00 PDF NATO server Windows data e-mail’s Wi-Fi test café F-35 5G 4K",
    ),
    (End.LIQUID, "서울 1 7 3.8 L URL HTML Google mail file style ‰"),
    (
        End.CLOSED,
        "화면 3 10 0 2.50 100 ₩5 5kg 3㎏ 10:30 M N RAM UN OPEC internet click app button game G20 “계정” <b>화면</b>",
    ),
]


@pytest.mark.parametrize(("end", "word"), [(end, word) for end, words in ENDS for word in words.split()])
def test_how_a_word_ends(end, word):
    assert end_of(word) is end


UNKNOWN = "() 中 日 MP3 90dB %s %1$s “{name}” $USER %@ SAP private kit 1/2 ★ —"


@pytest.mark.parametrize("word", ["", " ", *UNKNOWN.split()])
def test_an_end_that_is_not_known(word):
    assert end_of(word) is None


DISAGREEING = [
    ("새 화면를 봅니다.", "를", "을"),
    ("그 회사은 팔렸다.", "은", "는"),
    ("회사을 팔았다.", "을", "를"),
    ("화면는 꺼졌다.", "는", "은"),
    ("서울으로 갔다.", "으로", "로"),
    ("회사으로부터 받았다.", "으로", "로"),
    ("화면와 자판", "와", "과"),
    ("친구이 왔다.", "이", "가"),
    ("그는 학생였다.", "였", "이었"),
    ("저는 학생예요.", "예요", "이에요"),
    ("매들린를 찾았다.", "를", "을"),
]


@pytest.mark.parametrize(("text", "form", "right"), DISAGREEING)
def test_a_particle_that_does_not_agree_is_found(text, form, right):
    start = text.index(form, 1)
    assert KOREAN.disagreeing(text) == [(start, start + len(form), right)]


AGREEING = """
화면을 본다. 회사는 크다. 서울로 갔다. 부산으로 갔다. 먹는 사람 붙였다. 줄였다. 높였습니다. 가을 마을
노을 고을 지을 집 전문가를 만났다. 회계과를 나왔다. 영업과의 일 고양이 사나이 새로이 참으로 스스로 종로
충정로 이라크는 크다. 라면은 맵다. 이었던 것 되였다. 컵라면과 물 기름을 부은 듯 올라 벌였다고 이름을
짓는 일 모은 돈 이은 끈 이야기는 길다. 사랑 자랑 노랑 나은 삶 공을 들였다. 회사이었다. 의사이다.
의사이며 군인인
""".strip().splitlines()


@pytest.mark.parametrize("text", AGREEING)
def test_what_agrees_or_is_no_particle_is_not_found(text):
    assert KOREAN.disagreeing(text) == []


TRUST = [
    ("계정을 삭제", "계정", FixKind.SAFE),
    ("새 계정", "계정", FixKind.SAFE),
    ("‘계정’은 없다", "계정", FixKind.SAFE),
    ("계정관리", "계정", FixKind.READ),
    ("새계정을", "계정", FixKind.READ),
    ("2계정을", "계정", FixKind.READ),
    ("계정1을", "계정", FixKind.READ),
    ("파일을 삭제한다", "삭제", FixKind.READ),
    ("파일을 삭제 합니다", "삭제", FixKind.READ),
    ("파일 삭제 하나", "삭제", FixKind.SAFE),
]


@pytest.mark.parametrize(("text", "word", "kind"), TRUST)
def test_a_noun_within_a_word_is_to_be_read(text, word, kind):
    start = text.index(word)
    fitted = KOREAN.fitted(text, start, start + len(word), ("계좌",), Category.OTHER, word)
    assert fitted is not None
    assert fitted.kind is kind


OTHERS = [
    ("ja", "アカウントを削除する", "アカウント", FixKind.SAFE),
    ("ja", "アカウントを削除する", "削除", FixKind.READ),
    ("ja", "新規アカウントを作る", "アカウント", FixKind.READ),
    ("ja", "お名前は", "名前", FixKind.READ),
    ("ja", "画面さえ", "画面", FixKind.SAFE),
    ("zh", "你的账户是", "账户", FixKind.SAFE),
    ("zh", "删除账户。", "账户", FixKind.READ),
    ("vi", "Xóa tài khoản này", "tài khoản", FixKind.SAFE),
    ("vi", "một con mèo", "mèo", FixKind.READ),
    ("id", "hapus akun ini", "akun", FixKind.SAFE),
    ("id", "akun-akun ini", "akun", FixKind.READ),
]


@pytest.mark.parametrize(("code", "text", "word", "kind"), OTHERS)
def test_another_noun_where_nouns_have_no_forms(code, text, word, kind):
    start = text.index(word)
    fitted = language(code).fitted(text, start, start + len(word), ("x",), Category.OTHER, word)
    assert fitted == (start, start + len(word), "x", kind)


INFLECTED = [
    ("de", "Das Konto ist leer", "Konto", "Zugang", Category.OTHER, "Konto", False),
    ("de", "Frau Merkel kam", "Merkel", "Scholz", Category.PERSON, "Merkel", True),
    ("de", "Merkels Amt", "Merkels", "Scholz", Category.PERSON, "Merkel", False),
    ("de", "die Nato tagte", "Nato", "Westbund", Category.ORGANIZATION, "Nato", False),
    ("ru", "встреча с Путиным", "Путиным", "Путин", Category.PERSON, "Путин", False),
]


@pytest.mark.parametrize(("code", "text", "word", "new", "category", "wording", "offered"), INFLECTED)
def test_another_noun_where_nouns_may_have_forms(code, text, word, new, category, wording, offered):
    start = text.index(word)
    fitted = language(code).fitted(text, start, start + len(word), (new,), category, wording)
    assert fitted == ((start, start + len(word), new, FixKind.READ) if offered else None)


RESPELT = [
    ("fr", "Emanuel Macron parle", "Emanuel Macron", "Emmanuel Macron", Category.PERSON, FixKind.READ),
    ("ru", "Владмир Путин приехал", "Владмир Путин", "Владимир Путин", Category.PERSON, FixKind.READ),
    ("ru", "встреча Владмира Путина", "Владмира Путина", "Владимир Путин", Category.PERSON, FixKind.INSERT),
    ("xx", "Pyongyan is far", "Pyongyan", "Pyongyang", Category.PLACE, FixKind.INSERT),
]


@pytest.mark.parametrize(("code", "text", "word", "new", "category", "kind"), RESPELT)
def test_a_name_in_another_spelling(code, text, word, new, category, kind):
    start = text.index(word)
    assert language(code).trust(text, start, start + len(word), new, Wording(new, category)) is kind


def test_a_word_beside_is_not_doubled():
    for text in ("북한 외무성", "외무성 외교부는", "외무성 외교부"):
        start = text.index("외무성")
        assert KOREAN.fitted(text, start, start + 3, ("북한 외교부",), Category.ORGANIZATION, "외무성") is None


def test_a_name_is_as_long_as_the_one_there():
    names = ("블라디미르 푸틴", "푸틴")
    for text, new in (("뿌찐은 갔다.", "푸틴은 갔다."), ("울라지미르 뿌찐은 갔다.", "블라디미르 푸틴은 갔다.")):
        end = text.index("은")
        fitted = KOREAN.fitted(text, 0, end, names, Category.PERSON, "뿌찐")
        assert fitted is not None
        assert fitted.text + text[fitted.end :] == new


def numbers():
    """The rows of numbers.tsv."""
    lines = (DATA / "numbers.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


@pytest.mark.parametrize(("text", "source", "wanted"), numbers())
def test_a_number_is_written_in_the_style_of_the_one_there(text, source, wanted):
    ours, theirs = language("en").numbers([source])[0], KOREAN.numbers([text])[0]
    fitted = KOREAN.restated(text, theirs[0], ours[0])
    made = text[: fitted.start] + fitted.text + text[fitted.end :] if fitted else "-"
    assert made == wanted


def fixes(source, target, *rows, to="ko"):
    """What every fix makes of the target."""
    corpus = Corpus.of([Segment(source=source, target=target)], source_language="en", target_language=to)
    glossary = Glossary.from_rows(list(rows))
    return [
        (fix.kind, target[: fix.span.start] + fix.replacement + target[fix.span.end :])
        for finding in check(corpus, glossary).findings
        for fix in finding.fixes
    ]


def test_fixes_of_software_strings_and_news_are_right_sentences():
    with (DATA / "glossary.tsv").open(encoding="utf-8") as lines:
        glossary = Glossary.from_rows(list(csv.DictReader(lines, delimiter="\t")))
    rows = [line.split("\t") for line in (DATA / "replaced.tsv").read_text(encoding="utf-8").splitlines()]
    corpus = Corpus.of(
        (Segment(source=row[0], target=row[1], index=at, document=str(at)) for at, row in enumerate(rows)), "en", "ko"
    )
    outcome = fixed(
        check(corpus, glossary).findings.evidence(),
        lambda changes: check(with_changes(corpus, changes), glossary).findings.evidence(),
    )
    made = {number: change.target for (_, number), change in outcome.changes.items()}
    assert [made.get(number) for number in range(len(rows))] == [wanted for *_, wanted in rows]


ACCOUNT = {"id": "account", "source": "account", "target": "계정", "forbidden": "계좌|어카운트"}


def test_a_fix_takes_the_particle_along():
    assert fixes("Delete the account.", "계좌를 삭제합니다.", ACCOUNT) == [(FixKind.SAFE, "계정을 삭제합니다.")]
    assert fixes("The account is new.", "‘어카운트’는 새것입니다.", ACCOUNT) == [(FixKind.SAFE, "‘계정’은 새것입니다.")]
    assert fixes("account management", "계좌관리", ACCOUNT) == [(FixKind.READ, "계정관리")]


def test_a_fix_of_decomposed_text_is_decomposed():
    (fix,) = fixes("Delete the account.", unicodedata.normalize("NFD", "계좌를 삭제합니다."), ACCOUNT)
    assert fix == (FixKind.SAFE, unicodedata.normalize("NFD", "계정을 삭제합니다."))


def test_no_fix_where_the_particle_is_unknown():
    row = {"id": "kit", "source": "set", "target": "kit", "forbidden": "세트"}
    assert {kind for kind, _ in fixes("Open the set.", "세트를 여세요.", row)} == {FixKind.INSERT}


def test_no_fix_replaces_a_common_noun_where_inflection_is_unknown():
    row = {"id": "account", "source": "account", "target": "Konto", "forbidden": "Zugang"}
    assert {kind for kind, _ in fixes("Delete the account.", "Zugang löschen", row, to="de")} == {FixKind.INSERT}


def test_a_northern_spelling_that_the_glossary_forbids_is_forbidden():
    row = {"id": "putin", "category": "person", "source": "Putin", "target": "푸틴"}
    assert fixes("Putin spoke.", "뿌찐이 연설했다.", row) == []
    assert fixes("Putin spoke.", "뿌찐이 연설했다.", {**row, "forbidden": "뿌찐"}) == [
        (FixKind.SAFE, "푸틴이 연설했다.")
    ]


def test_of_two_renderings_that_may_stand_for_another_the_longer_is_replaced():
    rows = [
        {"id": "state", "category": "organization", "source": "State Department", "target": "국무부"},
        {"id": "bureau", "category": "organization", "source": "Political Bureau", "target": "정치국"},
        {"id": "presidium", "category": "organization", "source": "Presidium", "target": "정치국 상무위원회"},
    ]
    made = fixes("The State Department said so.", "정치국 상무위원회는 그렇게 말했다.", *rows)
    assert made == [(FixKind.READ, "국무부는 그렇게 말했다.")]


@pytest.mark.parametrize(("replacement", "offered"), [("계정", False), ("계정을", True)])
def test_what_makes_a_particle_disagree_is_not_offered(replacement, offered):
    part = Part(Corpus.of([Segment(source="the cup", target="계좌를 삭제")], "en", "ko"), Glossary([]))
    (matches,) = matches_of(part)
    fix = Fix(FixKind.READ, Span(0, len(replacement)), replacement)
    finding = Finding(segment=0, message="", target=(fix.span,), fixes=(fix,)).stamped("repeated-word", "x")
    assert offers.offered([finding], matches).findings[0].fixes == ((fix,) if offered else ())
