"""The stages for a chunk in order: find, render, context, rules. The other modules of this package run them."""

from collections.abc import Iterable
from itertools import groupby

import msgspec

from checker import rules
from checker.corpus import Chunk
from checker.engine.bounds import bounded
from checker.engine.fingerprints import fingerprinted
from checker.matching.context import in_context
from checker.matching.find import find
from checker.matching.matches import Matches
from checker.matching.past import Past
from checker.matching.render import render
from checker.matching.terminology import Terminology
from checker.model import Finding, Severity
from checker.storage.sorted_runs import Note

LONG_DOCUMENT = 2000  # segments; in a file without document marks or keys, consistency is not checked beyond them


def found_and_rendered(chunk: Chunk, terminology: Terminology) -> Matches:
    """Find and render, the two stages that look at each segment on its own."""
    return render(find(chunk, terminology), chunk, terminology)


def matched(chunk: Chunk, terminology: Terminology, past: Past) -> Matches:
    """Find, render and context; ``past`` has the state of the document before the chunk and is updated."""
    return in_context(found_and_rendered(chunk, terminology), past)


def ruled(matches: Matches, *, one_document: bool) -> tuple[list[Finding], dict[str, list[Note]]]:
    """The rules: findings of the local ones, in order, and notes of the grouped ones by rule."""
    findings = local_findings(matches)
    return findings, notes_of(matches, findings, one_document=one_document)


def notes_of(matches: Matches, findings: Iterable[Finding], *, one_document: bool) -> dict[str, list[Note]]:
    """The notes of the grouped rules by rule; ``findings`` are those of the local ones."""
    eclipsed = {finding.segment for finding in findings if finding.rule in rules.eclipsing()}
    seen = matches.leaving_out(
        number
        for number, segment in enumerate(matches.chunk.segments)
        if matches.chunk.first + number in eclipsed
        or not (one_document or segment.document or segment.keyed or segment.index <= LONG_DOCUMENT)
    )
    return {name: list(rule.observe(seen)) for name, rule in rules.grouped().items()}


def local_findings(matches: Matches) -> list[Finding]:
    """The findings of the local rules, in order, with their fingerprints; those of eclipsed segments are neutral."""
    checked = ((name, rule.check(matches)) for name, rule in rules.local().items())
    lacking = {matches.chunk.first + at for at, segment in enumerate(matches.chunk.segments) if segment.lacks}
    findings = _eclipsed(
        msgspec.structs.replace(finding, rule=name)
        for name, some in checked
        for finding in some
        if finding.segment not in lacking or name in rules.of_lacking()
    )
    findings.sort(key=lambda finding: finding.order)
    segments = matches.chunk.segments
    groups = groupby(findings, key=lambda finding: finding.segment - matches.chunk.first)
    findings = [each for at, some in groups for each in bounded(list(some), segments[at])]
    segments_of = {finding.segment: segments[finding.segment - matches.chunk.first] for finding in findings}
    return fingerprinted(findings, segments_of)


def _eclipsed(findings: Iterable[Finding]) -> list[Finding]:
    """``findings``; if an eclipsing rule has a finding in a segment, its other findings become neutral."""
    held = list(findings)
    eclipsing = rules.eclipsing()
    segments = {finding.segment for finding in held if finding.rule in eclipsing}
    return [
        msgspec.structs.replace(finding, severity=Severity.NEUTRAL)
        if finding.segment in segments and finding.rule not in eclipsing
        else finding
        for finding in held
    ]
