"""Small documents with a glossary each that were once judged wrongly (``data/traps.jsonl``).

``expect`` is complete: what it does not have must not be reported, but for findings of severity neutral.
"""

import json
from pathlib import Path

import pytest

from checker import Corpus, Glossary, Segment, check

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "data" / "traps.jsonl").read_text(encoding="utf-8").split("\n")
    if line
]


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_what_an_expert_would_report_is_reported_and_nothing_else(case):
    segments = [Segment(source=each["source"], target=each["target"]) for each in case["segments"]]
    findings = check(Corpus.of(segments), Glossary.from_rows(case["glossary"])).findings
    reported = {(each.segment, each.rule, each.concept) for each in findings if each.severity != "neutral"}
    assert reported == {(each["segment"], each["rule"], each["concept"]) for each in case["expect"]}
