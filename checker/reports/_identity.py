"""Identities of findings, unique within a run, for hosts that compare two runs."""

import hashlib
from array import array

from checker.reports import Record

_BUCKETS = 1 << 18


class Identities:
    """Gives findings their identities, in order and in constant memory.

    Findings in equal segments have the same fingerprint, even in different files. So an identity is made of the
    fingerprint, the file, and the number of earlier findings in the same hash bucket. There are so many buckets that
    two different findings rarely share one; if they do, both identities are still unique.
    """

    def __init__(self) -> None:
        self._counts = array("I", bytes(4 * _BUCKETS))

    def of(self, record: Record) -> str:
        """32 hexadecimal digits; the same finding has the same ones in the next run."""
        digest = hashlib.sha256(f"{record.fingerprint}\0{record.file}".encode())
        bucket = int.from_bytes(digest.digest()[:4]) % _BUCKETS
        digest.update(b"\0%d" % self._counts[bucket])
        self._counts[bucket] += 1
        return digest.hexdigest()[:32]
