"""Korean particles agree with the word that replaces another: our own sentences of each kind."""

import csv
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker import Corpus, Glossary, Segment, check
from checker.judging.fixes import fixed, with_changes
from checker.languages import Wording, language
from checker.languages.ko.endings import End, end_of
from checker.model import Category, FixKind

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


def test_on_other_sentences_it_is_silent_rather_than_wrong():
    answers = [(case, is_right(*case)) for case in cases("fresh.txt")]
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
        "계좌 24 3.2 1조 $7 5% 2%p 3km ㎞ 12㎡ 10:00 A PDF NATO FBI server Windows data e-mail’s Wi-Fi test café F-35",
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
    assert KOREAN.trust(text, start, start + len(word), "계좌", Wording(word)) is kind


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
def test_how_far_an_offer_may_be_trusted_where_nouns_have_no_forms(code, text, word, kind):
    start = text.index(word)
    assert language(code).trust(text, start, start + len(word), "x", Wording(word)) is kind


INFLECTED = [
    ("de", "Das Konto ist leer", "Konto", "Zugang", Wording("Konto"), FixKind.INSERT),
    ("de", "Frau Merkel kam", "Merkel", "Scholz", Wording("Merkel", Category.PERSON), FixKind.READ),
    ("de", "Merkels Amt", "Merkels", "Scholz", Wording("Merkel", Category.PERSON), FixKind.INSERT),
    ("de", "die Nato tagte", "Nato", "Westbund", Wording("Nato", Category.ORGANIZATION), FixKind.INSERT),
    ("fr", "Emanuel Macron parle", "Emanuel Macron", "Emmanuel Macron", Wording("Emmanuel Macron", Category.PERSON),
     FixKind.READ),
    ("ru", "встреча с Путиным", "Путиным", "Путин", Wording("Путин", Category.PERSON), FixKind.INSERT),
    ("ru", "Владмир Путин приехал", "Владмир Путин", "Владимир Путин", Wording("Владимир Путин", Category.PERSON),
     FixKind.READ),
    ("xx", "Pyongyan is far", "Pyongyan", "Pyongyang", Wording("Pyongyang", Category.PLACE), FixKind.INSERT),
]  # fmt: skip


@pytest.mark.parametrize(("code", "text", "word", "new", "wording", "kind"), INFLECTED)
def test_how_far_an_offer_may_be_trusted_where_they_may_have(code, text, word, new, wording, kind):
    start = text.index(word)
    assert language(code).trust(text, start, start + len(word), new, wording) is kind


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


def test_an_insertion_where_the_particle_is_unknown():
    row = {"id": "kit", "source": "set", "target": "kit", "forbidden": "세트"}
    assert fixes("Open the set.", "세트를 여세요.", row) == [(FixKind.INSERT, "kit를 여세요.")]


def test_an_insertion_for_a_common_noun_where_inflection_is_unknown():
    row = {"id": "account", "source": "account", "target": "Konto", "forbidden": "Zugang"}
    assert fixes("Delete the account.", "Zugang löschen", row, to="de") == [(FixKind.INSERT, "Konto löschen")]


def test_a_northern_spelling_that_the_glossary_forbids_is_forbidden():
    row = {"id": "putin", "category": "person", "source": "Putin", "target": "푸틴"}
    assert fixes("Putin spoke.", "뿌찐이 연설했다.", row) == []
    assert fixes("Putin spoke.", "뿌찐이 연설했다.", {**row, "forbidden": "뿌찐"}) == [
        (FixKind.SAFE, "푸틴이 연설했다.")
    ]
