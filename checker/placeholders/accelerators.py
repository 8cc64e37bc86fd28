"""Keyboard accelerators: a label keeps a mnemonic (``&Save``, ``저장(_S)``), whichever letter it takes."""

from checker.model import Severity
from checker.placeholders._sides import Problem, Sides
from checker.text.mnemonics import mnemonic


def compare(sides: Sides) -> list[Problem]:
    """The mnemonic that only one of the two texts has."""
    source, target = (mnemonic(text) for text in sides[:2])
    if source and not target and (not source.word or (sides.source[source.at] == "_" and sides.known(source.word))):
        return [Problem("accelerator", Severity.MINOR, "the keyboard accelerator is missing", (source.span,))]
    if target and not source and not target.word:
        sure = target.bracketed or sides.target[target.at] == "_"
        message = "a keyboard accelerator that the source has not"
        return [Problem("accelerator", Severity.MINOR if sure else Severity.NEUTRAL, message, (), (target.span,))]
    return []
