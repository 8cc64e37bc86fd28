"""The project's own corpora: what is planted is found, and little else."""

import re
import unicodedata

import pytest

from tests.corpora import FOLDERS, ROOT, draft, glossary, planted, reference, result


@pytest.fixture(scope="module")
def results():
    known = glossary()
    return {folder.name: result(folder, known) for folder in FOLDERS}


def test_planted_mistakes_are_found(results):
    missed = [line for each in results.values() for line in each.missed]
    assert len(missed) <= 1, missed
    assert sum(each.planted for each in results.values()) > 100


def test_little_else_is_flagged(results):
    # Each of these was read: free translations, and demonyms that stand inside another term.
    false = [line for each in results.values() for line in (*each.draft, *each.reference)]
    assert len(false) <= 5, false


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_corpus_is_whole(folder):
    segments, corrected = list(draft(folder)), list(reference(folder))
    wrong = {each.segment for each in planted(folder)}
    assert wrong <= set(range(len(segments)))
    assert all(unicodedata.is_normalized("NFC", s.source + s.target) for s in segments)
    assert all(corrected[number].target.strip() for number in wrong)
    assert not any(re.search("[가-힣]", segment.target) for segment in corrected)
    assert (folder / "README.md").read_text(encoding="utf-8").count("MIT") >= 1


def test_the_glossaries_have_no_major_fault():
    from checker.glossary.lint import lint
    from checker.model import Severity

    known = glossary()
    assert len(known) >= 1000
    assert [fault for fault in lint(known, "ko") if fault.severity is Severity.MAJOR] == []
    assert (ROOT / "glossaries" / "README.md").exists()
