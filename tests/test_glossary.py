"""Glossaries: what each column means, which rows are refused, and the faults lint names."""

import unicodedata

import pytest

from checker import CheckerError, Corpus, Glossary, Segment, check
from checker.glossary.concepts import LONGEST, concept_of, split_cell
from checker.glossary.lint import lint
from checker.model import Category, TermStatus


def one(**row: str) -> object:
    (concept,) = Glossary.from_rows([row])
    return concept


def found(rows: list[dict], source: str, target: str) -> list[tuple[str, str]]:
    report = check(Corpus.of([Segment(source=source, target=target)]), Glossary.from_rows(rows))
    return [(finding.rule, finding.found) for finding in report.findings if finding.severity != "neutral"]


def outcomes(rows: list[dict], source: str, target: str) -> list[tuple[str, str]]:
    report = check(Corpus.of([Segment(source=source, target=target)]), Glossary.from_rows(rows))
    return [(match.concept, match.outcome.value) for match in report.matches]


def test_every_column() -> None:
    concept = one(
        id="kju",
        category="Person",
        source="김정은|김 정은",
        target="Kim Jong Un|Kim",
        admitted="Chairman Kim",
        forbidden="Kim Jong-un",
        deprecated="Kim Jongun",
        note="n",
        definition="d",
        case="exact",
        match="exact free",
        context="위원장|국무",
    )
    assert (concept.id, concept.category, concept.sources) == ("kju", "person", ("김정은", "김 정은"))
    assert [(term.text, term.status.value) for term in concept.targets] == [
        ("Kim Jong Un", "preferred"), ("Kim", "admitted"), ("Chairman Kim", "admitted"),
        ("Kim Jong-un", "deprecated"), ("Kim Jongun", "deprecated"),
    ]  # fmt: skip
    assert (concept.note, concept.definition, concept.case) == ("n", "d", "exact")
    assert (concept.match, concept.context) == (frozenset(("exact", "free")), ("위원장", "국무"))
    assert concept.preferred == "Kim Jong Un"
    assert concept.accepted == ("Kim Jong Un", "Kim", "Chairman Kim")


@pytest.mark.parametrize(
    ("cell", "parts"),
    [
        ("a|b", ["a", "b"]),
        (r"a\|b", ["a|b"]),
        (r"a\|b|c", ["a|b", "c"]),
        (" a | b ", ["a", "b"]),
        ("|a||b|", ["a", "b"]),
        ("", []),
        (" | ", []),
        (r"\|", ["|"]),
        (r"a\b", [r"a\b"]),
    ],
)
def test_alternatives(cell: str, parts: list[str]) -> None:
    assert split_cell(cell) == parts


@pytest.mark.parametrize(
    ("status", "row"),
    [
        (TermStatus.PREFERRED, {"target": "x", "admitted": "x", "forbidden": "x"}),
        (TermStatus.ADMITTED, {"target": "y", "admitted": "x", "forbidden": "x"}),
        (TermStatus.ADMITTED, {"target": "y|x", "forbidden": "x"}),
        (TermStatus.DEPRECATED, {"target": "y", "deprecated": "x"}),
    ],
)
def test_the_best_status_of_a_wording_counts(status: TermStatus, row: dict) -> None:
    assert [term.status for term in one(source="가", **row).targets if term.text == "x"] == [status]


@pytest.mark.parametrize("category", list(Category))
def test_categories(category: Category) -> None:
    assert one(source="가", target="x", category=category.value.upper()).category is category


def test_no_category_is_other() -> None:
    assert one(source="가", target="x").category is Category.OTHER


WRONG = [
    ({"category": "persn"}, "persn", "person"),
    ({"category": "city"}, "city", "place"),
    ({"case": "exat"}, "exat", "exact"),
    ({"match": "exact fre"}, "fre", "free"),
    ({"match": "fuzzy"}, "fuzzy", "same"),
    ({"sorce": "x"}, "sorce", "source"),
    ({"forbiden": "x"}, "forbiden", "forbidden"),
]


@pytest.mark.parametrize(("cells", "named", "hint"), WRONG)
def test_an_unknown_word_is_an_error_with_a_suggestion(cells: dict, named: str, hint: str) -> None:
    with pytest.raises(CheckerError, match=f"“{named}” is unknown") as caught:
        concept_of({"source": "가", "target": "x", **cells}, "g.csv:3")
    assert caught.value.place == "g.csv:3"
    assert hint in caught.value.hint


@pytest.mark.parametrize(
    "row",
    [
        {},
        {"source": "가"},
        {"target": "x"},
        {"source": " ", "target": "x", "forbidden": "y"},
        {"source": "|", "target": "|"},
    ],
)
def test_a_row_that_says_nothing_is_an_error(row: dict) -> None:
    with pytest.raises(CheckerError, match="the row has no"):
        Glossary.from_rows([row])


@pytest.mark.parametrize("column", ["source", "target", "admitted", "forbidden"])
def test_a_cell_that_swallowed_the_file_is_an_error(column: str) -> None:
    row = {"source": "가", "target": "x", column: "y" * (LONGEST + 1)}
    with pytest.raises(CheckerError, match="quote"):
        try:
            Glossary.from_rows([row])
        except CheckerError as error:
            raise CheckerError(error.hint) from error
    Glossary.from_rows([row | {column: "y" * LONGEST}])


def test_rows_join_by_equal_explicit_ids() -> None:
    concept = one_of(
        {"id": "a", "category": "place", "source": "북한", "target": "North Korea", "context": "가"},
        {"id": "a", "source": "조선", "target": "North Korea", "admitted": "DPRK", "match": "free", "note": "n"},
        {"id": "a", "source": "북조선", "target": "", "forbidden": "NK"},
    )
    assert concept.sources == ("북한", "조선", "북조선")
    assert [(term.text, term.status.value) for term in concept.targets] == [
        ("North Korea", "preferred"), ("DPRK", "admitted"), ("NK", "deprecated"),
    ]  # fmt: skip
    assert (concept.match, concept.note, concept.context) == (frozenset(["free"]), "n", ("가",))


def one_of(*rows: dict) -> object:
    (concept,) = Glossary.from_rows(rows)
    return concept


def test_joined_rows_with_two_targets_clash() -> None:
    rows = [{"id": "a", "source": "북한", "target": "North Korea"}, {"id": "a", "source": "조선", "target": "DPRK"}]
    with pytest.raises(CheckerError, match="“a” has the target “North Korea” at row 1") as caught:
        Glossary.from_rows(rows)
    assert caught.value.place == "row 2"


def test_joined_rows_with_two_categories_clash() -> None:
    rows = [
        {"id": "a", "category": "place", "source": "북한", "target": "North Korea"},
        {"id": "a", "category": "person", "source": "조선", "target": "North Korea"},
    ]
    with pytest.raises(CheckerError, match="“a” has the category “place” at row 1"):
        Glossary.from_rows(rows)


def test_an_empty_id_is_made_of_source_and_category_and_joins_nothing() -> None:
    rows = [
        {"category": "title", "source": "시장", "target": "mayor"},
        {"source": "시장", "target": "market"},
        {"source": "시장", "target": "bazaar"},
        {"forbidden": "bad"},
    ]
    ids = [concept.id for concept in Glossary.from_rows(rows)]
    assert ids == ["시장 (title)", "시장 (other)", "시장 (other) 2", "bad (other)"]


def test_a_made_id_never_takes_an_explicit_one() -> None:
    rows = [{"source": "가", "target": "x"}, {"id": "가 (other)", "source": "나", "target": "y"}]
    concepts = Glossary.from_rows(rows).concepts
    assert len(concepts) == 2
    assert sorted(concept.preferred for concept in concepts) == ["x", "y"]


def test_the_digest_follows_the_content_alone() -> None:
    class Placed(dict):
        place = "elsewhere:9"

    row = {"source": "가", "target": "x", "match": "exact free"}
    same = Glossary.from_rows([row]).digest
    assert Glossary.from_rows([Placed(row)]).digest == same
    assert Glossary.from_rows([row | {"match": "free|exact"}]).digest == same
    assert len(same) == 12
    changes = [
        {"target": "y"},
        {"match": "exact"},
        {"context": "c"},
        {"case": "any"},
        {"category": "title"},
        {"note": "n"},
    ]
    assert len({Glossary.from_rows([row | change]).digest for change in changes} | {same}) == 1 + len(changes)


BAN = [{"id": "ban", "forbidden": "Dear Leader|strongman"}]


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("The Dear Leader came.", ["Dear Leader"]),
        ("Strongmen and strongman", ["Strongmen", "strongman"]),
        ("The dear leader’s car", ["dear leader"]),
        ("The leader came.", []),
        ("Strongmanship", []),
    ],
)
def test_a_ban_holds_whatever_the_source_says(target: str, expected: list[str]) -> None:
    assert found(BAN, "비가 왔다.", target) == [("deprecated-term", text) for text in expected]


def test_a_ban_is_lifted_where_another_concept_wants_the_words() -> None:
    rows = [*BAN, {"category": "title", "source": "친애하는 지도자", "target": "Dear Leader"}]
    assert found(rows, "친애하는 지도자는", "The Dear Leader came.") == []
    assert found(rows, "비가 왔다.", "The Dear Leader came.") == [("deprecated-term", "Dear Leader")]


SAME = [{"source": "화성-18", "match": "same"}]


def test_same_stays_as_it_is() -> None:
    assert one(**SAME[0]).preferred == "화성-18"
    rows = [{"category": "object", "source": "KN-23", "match": "same"}]
    assert outcomes(rows, "KN-23을 쐈다.", "It fired a KN-23.") == [("KN-23 (object)", "preferred")]
    assert outcomes(rows, "KN-23을 쐈다.", "It fired a missile.") == [("KN-23 (object)", "missing")]


@pytest.mark.parametrize(
    ("match", "source", "target", "outcome"),
    [
        ("", "배지들을", "badges", "preferred"),
        ("exact", "배지들을", "badges", "missing"),
        ("exact", "배지들을", "a badge", "preferred"),
        ("free", "배지를", "badges", "preferred"),
    ],
)
def test_exact_means_no_inflection(match: str, source: str, target: str, outcome: str) -> None:
    rows = [{"id": "b", "category": "object", "source": "배지", "target": "badge", "match": match}]
    assert outcomes(rows, source, target) == [("b", outcome)]


@pytest.mark.parametrize(("match", "outcome"), [("", "admitted"), ("exact", "missing")])
def test_exact_means_no_short_form(match: str, outcome: str) -> None:
    rows = [{"id": "k", "category": "person", "source": "김정은", "target": "Kim Jong Un", "match": match}]
    segments = [("김정은이", "Kim Jong Un"), ("김정은이", "Kim")]
    report = check(Corpus.of([Segment(source=s, target=t) for s, t in segments]), Glossary.from_rows(rows))
    assert [item.outcome.value for item in report.matches] == ["preferred", outcome]


@pytest.mark.parametrize(("match", "count"), [("", 1), ("free", 0)])
def test_free_may_vary(match: str, count: int) -> None:
    rows = [{"source": "여사", "target": "first lady", "admitted": "Madam", "match": match, "category": "title"}]
    pairs = [("여사가", "first lady"), ("여사는", "first lady"), ("여사의", "Madam")]
    report = check(Corpus.of([Segment(source=s, target=t) for s, t in pairs]), Glossary.from_rows(rows))
    assert [finding.rule for finding in report.findings] == ["inconsistent-term"] * count


@pytest.mark.parametrize(
    ("category", "case", "target", "flagged"),
    [
        ("person", "", "kim jong un", True),
        ("person", "any", "kim jong un", False),
        ("place", "", "kim jong un", True),
        ("organization", "", "kim jong un", True),
        ("title", "", "kim jong un", False),
        ("object", "", "kim jong un", False),
        ("other", "", "kim jong un", False),
        ("title", "exact", "kim jong un", True),
        ("object", "exact", "kim Jong Un", True),
        ("person", "", "KIM JONG UN", False),
        ("person", "", "Kim Jong Un", False),
    ],
)
def test_case(category: str, case: str, target: str, *, flagged: bool) -> None:
    rows = [{"category": category, "source": "김정은", "target": "Kim Jong Un", "case": case, "enforce": "evidence"}]
    assert found(rows, "김정은이", f"so {target} came") == ([("miscased-term", target)] if flagged else [])


@pytest.mark.parametrize(
    ("category", "case", "target", "flagged"),
    [
        ("object", "", "Icbm", True),
        ("other", "", "icbm", True),
        ("object", "any", "icbm", False),
        ("object", "", "ICBMs", False),
    ],
)
def test_acronyms_keep_capitals(category: str, case: str, target: str, *, flagged: bool) -> None:
    rows = [{"category": category, "source": "대륙간탄도미사일", "target": "ICBM", "case": case}]
    assert [rule for rule, _ in found(rows, "대륙간탄도미사일을", f"two {target} flew")] == ["miscased-term"] * flagged


HOMOGRAPHS = [
    {"id": "mayor", "category": "title", "source": "시장", "target": "mayor", "context": "서울|시청"},
    {"id": "market", "category": "other", "source": "시장", "target": "market", "context": "물가|상인"},
]


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("서울 시장이 웃었다.", "The mayor smiled.", [("mayor", "preferred")]),
        ("서울 시장이 웃었다.", "The market smiled.", [("mayor", "missing")]),
        ("시장 물가가 올랐다.", "Market prices rose.", [("market", "preferred")]),
        ("시장 상인들은", "Mayors", [("market", "missing")]),
        ("시장은 조용했다.", "All was quiet.", []),
        ("서울 시장의 상인", "The market", [("market", "preferred")]),
        ("서울 시장의 상인", "The mayor", [("mayor", "preferred")]),
    ],
)
def test_context_tells_homographs_apart(source: str, target: str, expected: list) -> None:
    assert outcomes(HOMOGRAPHS, source, target) == expected


def test_a_homograph_without_context_takes_the_rest() -> None:
    rows = [HOMOGRAPHS[0], {key: value for key, value in HOMOGRAPHS[1].items() if key != "context"}]
    assert outcomes(rows, "시장은 조용했다.", "The market") == [("market", "preferred")]
    assert outcomes(rows, "서울 시장은 조용했다.", "The mayor") == [("mayor", "preferred")]


def test_homographs_without_any_context_are_candidates() -> None:
    rows = [{key: value for key, value in row.items() if key != "context"} for row in HOMOGRAPHS]
    assert outcomes(rows, "시장은", "The market") == [("market", "preferred")]
    assert outcomes(rows, "시장은", "The mayor") == [("mayor", "preferred")]
    report = check(Corpus.of([Segment(source="시장은", target="It")]), Glossary.from_rows(rows))
    (finding,) = report.findings
    assert finding.candidates == ("mayor", "market")
    assert finding.expected == ("mayor", "market")


def kinds(*rows: dict) -> list[tuple[str, str]]:
    return [(fault.kind, fault.severity.value) for fault in lint(Glossary.from_rows(rows), "ko")]


NFD = unicodedata.normalize("NFD", "평양")
LINTED = [
    ([{"source": "시장", "target": "mayor"}, {"source": "시장", "target": "market"}], [("conflict", "major")]),
    ([{"source": "국무 위원장", "target": "a"}, {"source": "국무위원장", "target": "b"}], [("conflict", "major")]),
    (HOMOGRAPHS, []),
    (
        [HOMOGRAPHS[0], HOMOGRAPHS[1] | {"context": ""}],
        [],
    ),
    ([{"source": "시장", "target": "mayor"}, {"source": "시장", "target": "Mayor"}], [("duplicate", "minor")]),
    ([{"source": "배지", "target": "badge", "forbidden": "Badge"}], [("contradiction", "major")]),
    ([{"source": "배지", "target": "badge", "forbidden": "pin"}], []),
    ([{"source": "총리", "target": "a"}, {"source": "부총리", "target": "b"}], [("inside", "neutral")]),
    ([{"source": "총리|부총리", "target": "a"}], []),
    ([{"source": "당", "target": "party"}], [("short", "minor")]),
    ([{"source": "A", "target": "a"}], []),
    ([{"source": NFD, "target": "Pyongyang"}], [("normalization", "minor")]),
    ([{"source": "평양", "target": "Pyo\u0302ngyang"}], [("normalization", "minor")]),
    ([{"source": "평양", "target": "Pyong\u200byang"}], [("invisible", "minor")]),
    ([{"source": "평양\u00ad시", "target": "Pyongyang"}], [("invisible", "minor")]),
    (
        [{"source": "당", "target": "party"}, {"source": "당", "target": "Party"}],
        [("short", "minor"), ("duplicate", "minor"), ("short", "minor")],
    ),
]


@pytest.mark.parametrize(("rows", "expected"), LINTED)
def test_lint(rows: list[dict], expected: list[tuple[str, str]]) -> None:
    assert kinds(*rows) == expected


def test_lint_names_the_place() -> None:
    class Placed(dict):
        place = "names.csv:7"

    (fault,) = lint(Glossary.from_rows([Placed(source="당", target="party")]), "ko")
    assert fault.place == "names.csv:7"
    assert "당" in fault.message


def test_one_letter_of_another_language_is_no_fault() -> None:
    rows = [{"source": "당", "target": "party"}]
    assert lint(Glossary.from_rows(rows), "en") == []


@pytest.mark.parametrize(
    ("corpus", "glossary", "status"),
    [
        ("ko,en\n비가 왔다.,It rained.\n", "source,target\nrain,비\n", 2),
        ("en,ko\nIt rained.,눈이 왔다.\n", "source,target\n비,rain\n", 2),
        ("en,ko\nIt rained.,눈이 왔다.\n", "source,target\nrain,비\n", 1),
        ("ko,en\n비가 왔다.,It rained.\n", "source,target\n비,rain\nSMS,SMS\nAPI,API\n", 0),
    ],
)
def test_a_glossary_the_wrong_way_round_is_refused(ilchi, put, corpus, glossary, status):
    ran = ilchi("check", put("a.csv", corpus), "-g", put("g.csv", glossary))
    assert ran.status == status
    assert ("exchange its columns" in ran.err) is (status == 2)
