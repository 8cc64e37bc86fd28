"""Fingerprints: they identify a finding from run to run, even if the text around it changes."""

import hashlib
from collections import Counter
from typing import TYPE_CHECKING

from checker import rules
from checker.model import Finding, Segment
from checker.text.folding import keys

if TYPE_CHECKING:
    from hashlib import _Hash


def fingerprinted(findings: list[Finding], segments: dict[int, Segment]) -> list[Finding]:
    """``findings`` with fingerprints; ``segments`` are theirs, by number.

    A fingerprint is made of rule, concept, folded source, ``found``, the document (for grouped rules only), and the
    number among equal findings of the segment. A rule may set ``fingerprint`` to use it instead of ``found``. If a
    grouped rule sets it, it names a group and replaces source, ``found`` and number: all findings of the group have the
    same fingerprint, whichever rendering is in the majority. Line, path and the rest of the target are not part of it,
    so a fix of one finding does not change the fingerprints of others.
    """
    seen: Counter[tuple[int, tuple[str, ...]]] = Counter()
    begun: dict[tuple[int, str, str], _Hash] = {}  # of what the findings of a rule and concept in a segment share
    sources = dict(zip(segments, keys([segment.source for segment in segments.values()]), strict=True))
    grouped = rules.grouped()
    stamped = []
    for finding, found in zip(findings, keys([finding.found for finding in findings]), strict=True):
        document = [segments[finding.segment].document] if finding.rule in grouped else []
        concept = finding.concept or ""
        if document and finding.fingerprint:
            digest = _digest("\0".join((finding.rule, concept, *document, finding.fingerprint)))
        else:
            place = finding.segment, finding.rule, concept
            if place not in begun:
                begun[place] = _digest("\0".join((finding.rule, concept, sources[finding.segment], "")))
            essence = (finding.rule, concept, finding.fingerprint or found, *document)
            digest = begun[place].copy()
            digest.update(_bytes("\0".join((*essence[2:], str(seen[finding.segment, essence])))))
            seen[finding.segment, essence] += 1
        stamped.append(finding.stamped(finding.rule, digest.hexdigest()[:16]))
    return stamped


def _digest(text: str) -> "_Hash":
    return hashlib.sha256(_bytes(text))


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
