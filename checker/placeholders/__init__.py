"""What a translation must keep: arguments, messages with branches, markup, escapes, mnemonics, links.

``compare`` gives the differences between the two sides of a segment.
"""

import re

from checker.placeholders import _percent, accelerators, frameworks, guess, links, markup
from checker.placeholders._sides import Problem, Sides

__all__ = ["Problem", "Sides", "compare", "stand_in"]

# One of the characters, :// or www.; written so that the first character alone is searched for, which is fast.
_SIGN = re.compile(r"[%{}<&_\\$@:w](?:(?<![:w])|(?<=:)//|(?<=w)ww\.)")


def stand_in(source: str, target: str) -> bool:
    """Whether one of the two texts may have anything to compare: a quick test of its characters."""
    return _SIGN.search(source) is not None or _SIGN.search(target) is not None


def compare(sides: Sides) -> list[Problem]:
    """What the translation has lost or added."""
    problems = markup.codes(sides) if sides.source_codes or sides.target_codes else []
    if not stand_in(sides.source, sides.target):
        return problems
    return [
        *problems,
        *_arguments(sides),
        *markup.compare(sides),
        *accelerators.compare(sides),
        *links.compare(sides),
    ]


def _arguments(sides: Sides) -> list[Problem]:
    """The problems that the frameworks of the file see, and those of arguments that are not theirs."""
    problems: list[Problem] = []
    taken = "%" if any(flag.endswith("-format") for flag in sides.flags) else ""
    for module in frameworks.of(sides.flags):
        found = module.compare(sides)
        signs = {sign for flag, some in module.FLAGS.items() if flag in sides.flags for sign in some}
        if found is None:  # the source is no such text
            taken = "".join(set(taken) - signs)
        else:
            problems += found
            taken += "".join(signs)
    problems = problems or guess.compare(sides, taken)
    return problems or (_percent.sign(sides) if "%%" in sides.source else [])
