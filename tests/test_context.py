"""What a document has said before explains what is missing now, and never more."""

import pytest

from checker import Corpus, Glossary, Segment, Settings, check

ROWS = [
    ("person", "김정은", "Kim Jong Un"),
    ("person", "블라디미르 푸틴|푸틴", "Vladimir Putin"),
    ("person", "알렉산드르 마체고라|마체고라", "Alexander Matsegora"),
    ("person", "최선희", "Choe Son Hui"),
    ("person", "이설주", "Ri Sol Ju"),
    ("title", "국무위원장", "President of State Affairs"),
    ("title", "위원장", "chairman"),
    ("title", "대통령", "president"),
    ("title", "외무상", "foreign minister"),
    ("title", "대사", "ambassador"),
    ("title", "여사", "first lady"),
    ("place", "북한", "North Korea"),
    ("place", "러시아", "Russia"),
    ("place", "평양", "Pyongyang"),
    ("organization", "외무성", "Foreign Ministry"),
    ("organization", "노동신문", "Rodong Sinmun"),
    ("organization", "유엔", "United Nations"),
    ("organization", "국제원자력기구", "International Atomic Energy Agency"),
    ("object", "쌍상 배지", "dual-portrait badge"),
    ("object", "화성-18형", "Hwasong-18"),
    ("other", "회담", "talks"),
]  # fmt: skip
GLOSSARY = Glossary.from_rows({"id": s.split("|")[0], "category": c, "source": s, "target": t} for c, s, t in ROWS)
FULL = {
    "kim": ("김정은이 왔다.", "Kim Jong Un came."),
    "putin": ("블라디미르 푸틴이 왔다.", "Vladimir Putin came."),
    "matsegora": ("알렉산드르 마체고라가 왔다.", "Alexander Matsegora came."),
    "choe": ("최선희가 왔다.", "Choe Son Hui came."),
    "north": ("북한이 발표했다.", "North Korea announced it."),
    "russia": ("러시아가 발표했다.", "Russia announced it."),
    "pyongyang": ("평양에 왔다.", "He came to Pyongyang."),
    "ministry": ("외무성이 발표했다.", "The Foreign Ministry announced it."),
    "paper": ("노동신문이 보도했다.", "Rodong Sinmun reported it."),
    "un": ("유엔이 발표했다.", "The United Nations announced it."),
    "iaea": ("국제원자력기구가 왔다.", "The International Atomic Energy Agency came."),
    "badge": ("쌍상 배지를 달았다.", "They wore the dual-portrait badge."),
    "missile": ("화성-18형을 쐈다.", "It fired the Hwasong-18."),
    "wrong": ("김정은이 왔다.", "Kim Jong-un came."),
    "none": ("비가 왔다.", "It rained."),
}


def outcomes(*texts: tuple[str, str], chunk: int = 1000, documents: str = "") -> list[str]:
    """What becomes of the occurrences of the last segment: ``admitted``, or why one is missing."""
    segments = [
        Segment(source=source, target=target, document=documents[number : number + 1])
        for number, (source, target) in enumerate(texts)
    ]
    report = check(Corpus.of(segments), GLOSSARY, Settings(chunk=chunk))
    return [match.reason or match.outcome.value for match in report.matches if match.segment == len(texts) - 1]


CASES = [
    # before, source, target, outcomes
    ("kim", "김정은은 웃었다.", "Kim smiled.", "admitted"),
    ("kim", "김정은은 웃었다.", "KIM SMILED", "admitted"),
    ("kim", "김정은의 연설", "Kim’s speech", "admitted"),
    ("kim", "김정은은 웃었다.", "He smiled.", "pronoun"),
    ("kim", "김정은의 연설", "his speech", "pronoun"),
    ("kim", "김정은을 만났다.", "She met him.", "pronoun"),
    ("kim", "김정은은 웃었다.", "Smiles followed.", "no-trace"),
    ("kim", "김정은 국무위원장은", "Kim smiled.", "admitted title-dropped"),
    ("kim", "김정은 국무위원장은", "He smiled.", "pronoun no-trace"),
    ("kim", "김정은 국무위원장은", "Kim Jong Un smiled.", "preferred title-dropped"),
    ("kim", "김정은 국무위원장은", "The President of State Affairs smiled.", "said-before preferred"),
    ("kim", "김정은과 최선희는", "Kim and Choe Son Hui", "admitted preferred"),
    ("kim", "최선희는 웃었다.", "Choe smiled.", "short-form"),
    ("kim", "최선희는 웃었다.", "She smiled.", "no-trace"),
    ("none", "김정은은 웃었다.", "Kim smiled.", "short-form"),
    ("none", "김정은은 웃었다.", "He smiled.", "no-trace"),
    ("wrong", "김정은은 웃었다.", "Kim smiled.", "admitted"),
    ("wrong", "김정은은 웃었다.", "He smiled.", "pronoun"),
    ("none", "김정은과 김정은", "Kim Jong Un, and later Kim", "preferred preferred"),
    ("putin", "푸틴은 웃었다.", "Putin smiled.", "admitted"),
    ("putin", "푸틴 대통령은", "Putin smiled.", "admitted title-dropped"),
    ("putin", "푸틴 대통령은", "President Putin smiled.", "admitted preferred"),
    ("putin", "푸틴은 웃었다.", "Vladimir smiled.", "no-trace"),
    ("putin", "푸틴은 웃었다.", "the Russian leader smiled.", "no-trace"),
    ("putin", "푸틴은 웃었다.", "He smiled.", "pronoun"),
    ("none", "푸틴은 웃었다.", "Putin smiled.", "admitted"),
    ("none", "푸틴 대통령은", "President Putin smiled.", "admitted preferred"),
    ("none", "블라디미르 푸틴은 웃었다.", "Putin smiled.", "short-form"),
    ("matsegora", "마체고라 대사는", "Matsegora smiled.", "admitted title-dropped"),
    ("matsegora", "마체고라 대사는", "Ambassador Matsegora smiled.", "admitted preferred"),
    ("matsegora", "마체고라 대사는", "The ambassador smiled.", "said-before preferred"),
    ("matsegora", "마체고라 대사는", "Consul Matsegora smiled.", "admitted replaced"),
    ("matsegora", "대사는", "He smiled.", "no-trace"),
    ("matsegora", "대사는 웃었다.", "Matsegora smiled.", "title-dropped"),
    ("none", "마체고라 대사는", "Alexander Matsegora smiled.", "preferred title-dropped"),
    ("none", "마체고라 대사는", "Alexander Matsegora, the consul, smiled.", "preferred replaced"),
    ("none", "최선희 외무상은", "Choe Son Hui smiled.", "preferred title-dropped"),
    ("none", "최선희 외무상은", "Minister Choe Son Hui smiled.", "preferred replaced"),
    ("none", "최선희 외무상은", "Foreign Minister Choe Son Hui smiled.", "preferred preferred"),
    ("none", "최선희 외무상은", "Choe Son Hui, the foreign minister, smiled.", "preferred preferred"),
    ("none", "이설주 여사와 김정은", "Ri Sol Ju and Kim Jong Un", "preferred title-dropped preferred"),
    ("none", "이설주 여사와 김정은", "Ri Sol Ju and her husband", "preferred title-dropped no-trace"),
    ("north", "북한은 반발했다.", "The country protested.", "said-before"),
    ("north", "북한은 반발했다.", "It protested.", "said-before"),
    ("north", "북한은 반발했다.", "The North protested.", "said-before"),
    ("north", "북한은 반발했다.", "The nation protested.", "said-before"),
    ("north", "북한의 반발", "its protest", "said-before"),
    ("north", "북한은 반발했다.", "A country protested.", "no-trace"),
    ("north", "북한은 반발했다.", "Russia protested.", "replaced"),
    ("north", "북한은 반발했다.", "Protests followed.", "no-trace"),
    ("none", "북한은 반발했다.", "The country protested.", "no-trace"),
    ("none", "북한은 반발했다.", "It protested.", "no-trace"),
    ("russia", "북한은 반발했다.", "The country protested.", "no-trace"),
    ("pyongyang", "평양에서 열렸다.", "It was held in the capital.", "said-before"),
    ("pyongyang", "평양에서 열렸다.", "People met there.", "said-before"),
    ("ministry", "외무성은 부인했다.", "The ministry denied it.", "said-before"),
    ("ministry", "외무성은 부인했다.", "This ministry denied it.", "said-before"),
    ("ministry", "외무성은 부인했다.", "It denied that.", "said-before"),
    ("ministry", "외무성은 부인했다.", "Officials denied that.", "no-trace"),
    ("ministry", "외무성은 부인했다.", "Rodong Sinmun denied that.", "replaced"),
    ("none", "외무성은 부인했다.", "The ministry denied it.", "first-mention"),
    ("paper", "노동신문은 전했다.", "The newspaper said.", "said-before"),
    ("paper", "노동신문은 전했다.", "The paper said.", "said-before"),
    ("paper", "노동신문은 전했다.", "The Sinmun said.", "said-before"),
    ("un", "유엔은 부인했다.", "The organization denied that.", "said-before"),
    ("un", "유엔은 부인했다.", "The UN denied that.", "admitted"),
    ("iaea", "국제원자력기구는", "The agency said.", "said-before"),
    ("iaea", "국제원자력기구는", "The IAEA said.", "admitted"),
    ("badge", "쌍상 배지는 크다.", "The badge is big.", "said-before"),
    ("badge", "쌍상 배지는 크다.", "It is big.", "said-before"),
    ("badge", "쌍상 배지는 크다.", "They are big.", "said-before"),
    ("badge", "쌍상 배지는 크다.", "A ribbon is big.", "no-trace"),
    ("none", "쌍상 배지는 크다.", "The badge is big.", "first-mention"),
    ("missile", "화성-18형은 크다.", "The missile is big.", "said-before"),
    ("missile", "화성-18형은 크다.", "It is big.", "said-before"),
    ("none", "회담이 끝났다.", "They parted.", "no-trace"),
    ("none", "위원장은 웃었다.", "He smiled.", "no-trace"),
    ("kim", "위원장은 웃었다.", "Kim smiled.", "title-dropped"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "source", "target", "expected"), CASES)
def test_reasons(before: str, source: str, target: str, expected: str) -> None:
    assert outcomes(FULL[before], (source, target)) == expected.split()


SHORT = ("김정은은 웃었다.", "Kim smiled.")


@pytest.mark.parametrize("chunk", [1, 2, 7, 20, 21, 1000])
@pytest.mark.parametrize(
    ("between", "expected"),
    [(0, "admitted"), (18, "admitted"), (19, "admitted"), (20, "said-before"), (40, "said-before")],
)
def test_a_short_form_reaches_twenty_segments_back(chunk: int, between: int, expected: str) -> None:
    assert outcomes(FULL["kim"], *[FULL["none"]] * between, SHORT, chunk=chunk) == [expected]


@pytest.mark.parametrize("chunk", [1, 3, 1000])
def test_a_pronoun_needs_any_full_mention_before(chunk: int) -> None:
    he = ("김정은은 웃었다.", "He smiled.")
    assert outcomes(FULL["kim"], *[FULL["none"]] * 30, he, chunk=chunk) == ["pronoun"]
    assert outcomes(*[FULL["none"]] * 30, he, chunk=chunk) == ["no-trace"]


@pytest.mark.parametrize("chunk", [1, 10, 1000])
def test_a_chain_of_short_forms_does_not_reach_on(chunk: int) -> None:
    texts = [FULL["kim"], *[SHORT, FULL["none"]] * 10, SHORT]
    assert outcomes(*texts, chunk=chunk) == ["said-before"]


@pytest.mark.parametrize("chunk", [1, 2, 1000])
def test_documents_are_apart(chunk: int) -> None:
    assert outcomes(FULL["kim"], SHORT, chunk=chunk, documents="ab") == ["short-form"]
    assert outcomes(FULL["kim"], FULL["none"], SHORT, chunk=chunk, documents="aba") == ["short-form"]
    assert outcomes(FULL["none"], FULL["kim"], SHORT, chunk=chunk, documents="abb") == ["admitted"]


def test_files_are_documents_too() -> None:
    segments = [Segment(source=s, target=t, file=f) for f, (s, t) in (("a", FULL["kim"]), ("b", SHORT))]
    assert [match.reason for match in check(Corpus.of(segments), GLOSSARY).matches] == ["", "short-form"]


def test_what_comes_later_explains_nothing() -> None:
    segments = [Segment(source=s, target=t) for s, t in (SHORT, FULL["kim"])]
    report = check(Corpus.of(segments), GLOSSARY)
    assert [match.reason for match in report.matches] == ["short-form", ""]
    assert [(finding.segment, finding.severity.value) for finding in report.findings] == [(0, "neutral")]


@pytest.mark.parametrize(
    ("reason", "severity", "texts"),
    [
        ("first-mention", "major", [("김정은은 웃었다.", "Smiles followed.")]),
        ("first-mention", "minor", [("외무성은 웃었다.", "Smiles followed.")]),
        ("short-form", "neutral", [("김정은은 웃었다.", "Kim smiled.")]),
        (
            "free",
            "neutral",
            [
                (
                    "그 회담은 끝내 아무 성과도 없이 끝났다.",
                    "In the end, after so many long days, they parted and had got nothing at all.",
                )
            ],
        ),
        ("replaced", "major", [("김정은은 웃었다.", "Choe Son Hui smiled.")]),
        ("no-trace", "minor", [("회담이 끝났다.", "They parted.")]),
        ("title-dropped", "neutral", [("김정은 국무위원장은", "Kim Jong Un smiled.")]),
        ("pronoun", "neutral", [FULL["kim"], ("김정은은 웃었다.", "He smiled.")]),
        ("said-before", "neutral", [FULL["north"], ("북한은 반발했다.", "The country protested.")]),
    ],
)
def test_severity(reason: str, severity: str, texts: list[tuple[str, str]]) -> None:
    report = check(Corpus.of([Segment(source=s, target=t) for s, t in texts]), GLOSSARY)
    (finding,) = report.findings
    assert (finding.rule, finding.reason, finding.severity.value) == ("missing-term", reason, severity)
    assert finding.segment == len(texts) - 1
