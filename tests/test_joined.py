"""Many texts read as one give what each gives alone: folds, words, and what the finders find."""

from hypothesis import given
from hypothesis import strategies as st

from checker.languages import Wording, language
from checker.languages._words import line, lines
from checker.model import Category
from checker.text.folding import fold, join, key, keys

PIECES = st.sampled_from(
    "대사 대사관 대 사 는 김정은 로동당 노동당 국방장관 · - . , ' \" “ ” US U.S. us Kim-Jong Un's İ ß ﬁ Ａ ㎞ é e\u0301"
    " \0 \n \t \u200b \u00a0 \u3000 \u2028 ᄃᆡ 각하 평양에서 Pyongyang embassy ambassadors …".split(" ")
) | st.sampled_from([" ", "  ", "", "\0", "\n"])
TEXTS = st.lists(st.lists(PIECES, max_size=8).map("".join), max_size=5)

KOREAN = language("ko").compile(
    [
        Wording("대사", Category.TITLE),
        Wording("김정은", Category.PERSON),
        Wording("노동당", Category.ORGANIZATION),
        Wording("장관", Category.TITLE),
        Wording("평양", Category.PLACE),
    ]
)
ENGLISH = language("en").compile(
    [
        Wording("ambassador", Category.TITLE),
        Wording("US", Category.PLACE),
        Wording("Kim Jong Un", Category.PERSON),
        Wording("embassy", Category.ORGANIZATION),
    ]
)


@given(TEXTS)
def test_folds(texts):
    joined = join(texts)
    alone = [fold(text) for text in texts]
    assert joined.text == "".join(folded.text + "\0" for folded in alone)
    for number, folded in enumerate(alone):
        first = joined.starts[number]
        for at in range(len(folded.text)):
            assert joined.number(first + at) == number
            assert joined.raw(number, first + at, first + at + 1) == folded.raw(at, at + 1)


@given(TEXTS)
def test_keys(texts):
    assert keys(texts) == [key(text) for text in texts]


@given(TEXTS)
def test_words(texts):
    found = lines(texts)
    split = [tuple(words.split(" ")) for words in found.text.replace(" \0", "\0").split("\0")[:-1]]
    assert [[word for word in words if word] for words in split] == [
        [word for word, _, _ in line(text)] for text in texts
    ]


@given(TEXTS)
def test_hits(texts):
    for finder in (KOREAN, ENGLISH):
        together = finder.find(texts)
        alone = [
            (number, *row)
            for number, text in enumerate(texts)
            for hits in [finder.find([text])]
            for row in zip(hits.starts, hits.ends, hits.wordings, hits.how, strict=True)
        ]
        rows = zip(together.texts, together.starts, together.ends, together.wordings, together.how, strict=True)
        assert list(rows) == alone
