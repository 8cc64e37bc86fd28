"""How often a process looks for garbage that refers to itself. Of that we make hardly any."""

import gc

_MADE = 100_000  # objects between two looks; with the usual 700 a glossary of as many terms takes twice as long to read


def seldom() -> None:
    """Look seldom, from now on; for a process that is ours."""
    gc.set_threshold(_MADE)
