"""Settings of the garbage collector. ilchi makes hardly any reference cycles, so it can run rarely."""

import gc

_MADE = 100_000  # new objects between collections; with the default of 700, reading a glossary takes twice as long


def seldom() -> None:
    """Make the collector run rarely in this process; do not call it in a host program's process."""
    gc.set_threshold(_MADE)
