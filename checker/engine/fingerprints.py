"""Fingerprints: they identify a finding from run to run, even if the text around it changes."""

import hashlib
from collections import Counter

from checker import rules
from checker.model import Finding, Segment
from checker.text.folding import keys


def fingerprinted(findings: list[Finding], segments: dict[int, Segment]) -> list[Finding]:
    """``findings`` with fingerprints; ``segments`` are theirs, by number.

    A fingerprint is made of rule, concept, folded source, ``found``, the document (for grouped rules only), and the
    number among equal findings of the segment. A rule may set ``fingerprint`` to use it instead of ``found``. If a
    grouped rule sets it, it names a group and replaces source, ``found`` and number: all findings of the group have the
    same fingerprint, whichever rendering is in the majority. Line, path and the rest of the target are not part of it,
    so a fix of one finding does not change the fingerprints of others.
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
