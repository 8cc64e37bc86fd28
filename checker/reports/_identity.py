"""Identities for hosts that compare the findings of two runs, each unique within its run."""

import hashlib
from array import array

from checker.reports import Record

_BUCKETS = 1 << 18


class Identities:
    """Gives findings their identities, in order and in fixed memory.

    A finding's fingerprint leaves out the file, and equal segments give equal ones; so its identity is made of the
    fingerprint, the file, and how many of that bucket came before. Buckets are few enough to count and so many that
    two different findings seldom share one; where they do, both are still unique.
    """

    def __init__(self) -> None:
        self._counts = array("I", bytes(4 * _BUCKETS))

    def of(self, record: Record) -> str:
        """32 hexadecimal digits, equal in the next run for the finding that is the same there."""
        digest = hashlib.sha256(f"{record.fingerprint}\0{record.file}".encode())
        bucket = int.from_bytes(digest.digest()[:4]) % _BUCKETS
        digest.update(b"\0%d" % self._counts[bucket])
        self._counts[bucket] += 1
        return digest.hexdigest()[:32]
