(
    """""
Folding: one reading of all ways to write a text, with the way back to the raw offsets.
"""
    ""
)

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.text.folding import bare, fold, key

HANGUL = st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), max_size=6)
PIECES = st.one_of(
    st.sampled_from(
        """
ß İ ı ﬁ ﬃ ﬆ Ａ ９ ｶ ㎏ ㈜ ① ½ … ․ 😀 👩‍🚀 🇰🇷 e\u0301 a\u0323\u0302 \u0301 \u200b \ufeff \u00ad \u115f \u3164 ﾡ
ㄱ Ⅷ ǅ ſ K Å ﷺ 豈 〜 “ ’ — · ㆍ
""".split()
    ),
    HANGUL,
    HANGUL.map(lambda text: unicodedata.normalize("NFD", text)),
    st.sampled_from([" ", "\u00a0", "\u3000", "\t", "\n", "\u2028"]),
    st.text(max_size=4),
    st.text(st.characters(categories=["Mn", "Mc", "Me", "Cf"]), max_size=3),
    st.text(st.characters(min_codepoint=0x1100, max_codepoint=0x11FF), max_size=4),
)
TEXTS = st.lists(PIECES, max_size=10).map("".join)


@given(TEXTS)
def test_offsets_lead_back(text: str) -> None:
    folded = fold(text)
    assert folded.length == len(text)
    offsets = folded.offsets
    if offsets is None:
        assert len(folded.text) == len(text)
        return
    assert len(offsets) == len(folded.text) + 1
    assert offsets == sorted(offsets)
    assert offsets[-1] == len(text)
    assert all(0 <= offset < len(text) for offset in offsets[:-1])


@given(TEXTS, st.data())
def test_raw_spans_are_whole(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    start = data.draw(st.integers(0, len(folded.text)))
    end = data.draw(st.integers(start, len(folded.text)))
    begin, stop = folded.raw(start, end)
    assert 0 <= begin <= stop <= len(text)
    assert (begin < stop) == (start < end)
    # What is cut out folds to what was meant, perhaps with the rest of its first and last sign.
    assert folded.text[start:end] in fold(text[begin:stop]).text
    if end < len(folded.text):
        follows, _ = folded.raw(end, len(folded.text))
        assert follows >= stop or follows == folded.raw(end - 1, end)[0]


@given(TEXTS, st.data())
def test_there_and_back(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    at = data.draw(st.integers(0, len(text)))
    there = folded.folded(at)
    assert 0 <= there <= len(folded.text)
    assert folded.raw(there, there)[0] <= at or there == 0


@given(TEXTS)
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold(text).text
    # Rare marks are no part of a cluster, so that the order of several may change.
    assert unicodedata.normalize("NFC", fold(once).text) == unicodedata.normalize("NFC", once)


@given(st.lists(st.one_of(HANGUL, st.sampled_from(["Kim ", "é", "Chŏng-ŭn", "이", " "])), max_size=8).map("".join))
def test_composed_or_not(text: str) -> None:
    texts = [unicodedata.normalize(form, text) for form in ("NFC", "NFD", "NFKC", "NFKD")]
    assert len({fold(each).text for each in texts}) == 1


@given(st.text(st.characters(max_codepoint=0xFF), max_size=8), st.text(max_size=6))
def test_parts_fold_by_themselves_at_a_blank(one: str, other: str) -> None:
    assert fold(f"{one} x{other}").text == fold(f"{one} ").text + fold(f"x{other}").text


@given(TEXTS)
def test_key(text: str) -> None:
    found = key(text)
    assert found == " ".join(found.split())
    assert key(found) == found
    assert key(f" \t{text}\u3000") == found


@given(TEXTS, st.sampled_from(["…", "ŏ", "\u200b"]))
def test_one_odd_sign_changes_nothing_before_it(text: str, odd: str) -> None:
    assert fold(f"{text} {odd}").text == fold(f"{text} ").text + fold(odd).text


SAME = [
    ("Kim", "KIM"),
    ("Kim's", "Kim`s"),
    ("", "\u3164"),
    ("Kim", "Ｋｉｍ"),
    ("Kim", "K\u200bim"),
    ("Kim", "Kim\u00ad"),
    ("café", "cafe\u0301"),
    ("ﬁeld", "field"),
    ("oﬃce", "office"),
    ("‘a’", "'a'"),
    ("`a´", "'a'"),
    ("“a”", '"a"'),
    ("「a」", '"a"'),
    ("《로동신문》", '"로동신문"'),
    ("a–b", "a-b"),
    ("a—b", "a-b"),
    ("a‑b", "a-b"),
    ("a−b", "a-b"),
    ("남·북", "남ㆍ북"),
    ("남・북", "남·북"),
    ("남‧북", "남･북"),
    ("İzmir", "izmir"),
    ("ＩＡＥＡ", "iaea"),
    ("６자", "6자"),
    ("㎞", "km"),
    ("㈜", "(주)"),
    ("가", "\u1100\u1161"),
    ("각", "\u1100\u1161\u11a8"),
    ("각", "가\u11a8"),
    ("a\u00a0b", "a b"),
    ("a\u3000b", "a b"),
    ("\ufeffa", "a"),
    ("ガ", "ｶﾞ"),
    ("バッジ", "ﾊﾞｯｼﾞ"),
    ("が", "か\u3099"),
    ("Straße", "STRASSE"),
    ("ΑΣ", "ας"),
    ("Ⅷ", "viii"),
    ("Å", "å"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same(one: str, other: str) -> None:
    assert fold(one).text == fold(other).text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a b", "ab"),
        ("Chŏng", "Chong"),
        ("a-b", "a b"),
        ("U.S.", "US"),
        ("한국", "한 국"),
        ("로동", "노동"),
        ("ı", "i"),
        ("a.", "a"),
    ],
)
def test_not_the_same(one: str, other: str) -> None:
    assert key(one) != key(other)


@pytest.mark.parametrize(
    ("text", "folded", "offsets"),
    [
        ("Kim", "kim", None),
        ("김정은", "김정은", None),
        ("ﬁx", "fix", [0, 0, 1, 2]),
        ("e\u0301x", "éx", [0, 2, 3]),
        ("a\u200bb", "ab", [0, 2, 3]),
        ("\u1112\u1161\u11ab국", "한국", [0, 3, 4]),
        ("İx", "ix", [0, 1, 2]),
        ("😀a", "😀a", [0, 1, 2]),
        ("", "", None),
        ("\u200b", "", [1]),
    ],
)
def test_offsets(text: str, folded: str, offsets: list[int] | None) -> None:
    assert fold(text)[:2] == (folded, offsets)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Chŏng-ŭn", "Chong-un"), ("plain", "plain"), ("평양", "평양"), ("İ", "I"), ("ø", "ø"), ("e\u0301", "e")],
)
def test_bare(text: str, expected: str) -> None:
    assert bare(text) == expected


@pytest.mark.parametrize(
    ("text", "folded", "raw"),
    [
        ("oﬃce", (0, 1), (0, 1)),
        ("oﬃce", (1, 2), (1, 2)),
        ("oﬃce", (2, 3), (1, 2)),
        ("oﬃce", (0, 3), (0, 2)),
        ("oﬃce", (4, 6), (2, 4)),
        ("oﬃce", (1, 1), (1, 1)),
        ("㈜한", (0, 1), (0, 1)),
        ("㈜한", (2, 4), (0, 2)),
        ("\u1112\u1161\u11ab국", (0, 1), (0, 3)),
        ("e\u0301t", (0, 1), (0, 2)),
        ("t e\u0301", (2, 3), (2, 4)),
    ],
)
def test_raw(text: str, folded: tuple[int, int], raw: tuple[int, int]) -> None:
    assert fold(text).raw(*folded) == raw
