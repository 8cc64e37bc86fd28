"""Fingerprints: what a finding is known by from run to run, whatever else changes around it."""

import hashlib
from collections import Counter

from checker import rules
from checker.model import Finding, Segment
from checker.text.folding import keys


def fingerprinted(findings: list[Finding], segments: dict[int, Segment]) -> list[Finding]:
    """``findings`` with fingerprints.

    Of rule, concept, folded source, what was found, the document if the rule is a grouped one, and which of several
    alike in the segment it is. A rule may have put into ``fingerprint`` what stands for what was found; a grouped one,
    what its group is, and then that stands for source, found and ordinal: all of the group are known by the same, and
    it does not matter which side has the majority. Line, path and the rest of the target are left out, so that
    mending one thing revives nothing else.
    """
    seen: Counter[tuple[int, str]] = Counter()
    sources = dict(zip(segments, keys([segment.source for segment in segments.values()]), strict=True))
    grouped = rules.grouped()
    stamped = []
    for finding, found in zip(findings, keys([finding.found for finding in findings]), strict=True):
        document = [segments[finding.segment].document] if finding.rule in grouped else []
        parts = [finding.rule, finding.concept or ""]
        if document and finding.fingerprint:
            parts += [*document, finding.fingerprint]
        else:
            parts += [sources[finding.segment], finding.fingerprint or found, *document]
            essence = "\0".join(parts)
            parts.append(str(seen[finding.segment, essence]))
            seen[finding.segment, essence] += 1
        essence = "\0".join(parts)
        digest = hashlib.sha256(essence.encode("utf-8", "surrogatepass")).hexdigest()[:16]
        stamped.append(finding.stamped(finding.rule, digest))
    return stamped
