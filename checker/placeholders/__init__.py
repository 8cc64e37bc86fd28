"""What a translation must keep: arguments, messages with branches, markup, escapes, links.

``compare`` gives the differences between the two sides of a segment.
"""

import re

from checker.placeholders import arguments, links, markup, messages
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
    of_program = messages if messages.is_message(sides) else arguments
    return [*problems, *of_program.compare(sides), *markup.compare(sides), *links.compare(sides)]
