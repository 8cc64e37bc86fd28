"""Glossaries and corpora as agencies send them are read as a person reads them, and what is not read is said."""

import pytest

from checker.errors import CheckerError
from checker.project.inputs import read_glossary
from tests.agency import FIRST, SECOND, THIRD, UNSURE, Case, Term


def terms_of(path, case: Case) -> tuple[list[Term], str]:
    """The terms that are read, and all that is said."""
    told: list[str] = []
    glossary = read_glossary(path, languages=case.languages, warn=told.append)
    found = []
    for concept in glossary:
        lists = {status: "|".join(t.text for t in concept.targets if t.status == status) for status in STATUSES}
        same = "same" in concept.match
        found.append(Term("|".join(concept.sources), *lists.values(), concept.category.value, same))
    return found, "\n".join(told)


STATUSES = ("preferred", "admitted", "deprecated")


@pytest.mark.parametrize("case", FIRST + SECOND + THIRD, ids=lambda case: case.name)
def test_glossaries_are_read_as_a_person_reads_them(case, tmp_path):
    path = tmp_path / case.name
    path.write_bytes(case.make())
    found, told = terms_of(path, case)
    assert found == case.terms
    for words in case.says:
        assert words in told


@pytest.mark.parametrize("case", UNSURE, ids=lambda case: case.name)
def test_what_is_not_certain_is_said_or_refused(case, tmp_path):
    path = tmp_path / case.name
    path.write_bytes(case.make())
    if case.terms:
        found, told = terms_of(path, case)
        assert found == case.terms
    else:
        with pytest.raises(CheckerError) as caught:
            terms_of(path, case)
        told = f"{caught.value.place}: {caught.value} {caught.value.hint}"
        assert case.name in told
    for words in case.says:
        assert words in told


def test_a_file_says_how_strictly_its_rows_are_taken(tmp_path):
    path = tmp_path / "terms.csv"
    path.write_text("국문,영문\n정상회담,summit\n", encoding="utf-8")
    assert [concept.enforce for concept in read_glossary(path)] == ["strict"]
    told = read_glossary(path, enforce="strict", read_as=lambda file: {"enforce": "evidence", "target": "영문"})
    assert [concept.enforce for concept in told] == ["evidence"]
