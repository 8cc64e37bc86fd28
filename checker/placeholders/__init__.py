"""What a translation has to keep as it is: arguments, messages with branches, markup, escapes, links.

``compare`` gives what the two sides of a segment do not share.
"""

import re

from checker.placeholders import arguments, links, markup, messages
from checker.placeholders._sides import Problem, Sides

__all__ = ["Problem", "Sides", "compare", "stand_in"]

# One of the signs, :// or www.; written so that it is looked for by its first sign.
_SIGN = re.compile(r"[%{}<&_\\$@:w](?:(?<![:w])|(?<=:)//|(?<=w)ww\.)")


def stand_in(source: str, target: str) -> bool:
    """Whether one of two texts may have something of the kind, by its signs."""
    return _SIGN.search(source) is not None or _SIGN.search(target) is not None


def compare(sides: Sides) -> list[Problem]:
    """What a translation should have kept and has not, or has added."""
    problems = markup.codes(sides) if sides.source_codes or sides.target_codes else []
    if not stand_in(sides.source, sides.target):
        return problems
    of_program = messages if messages.is_message(sides) else arguments
    return [*problems, *of_program.compare(sides), *markup.compare(sides), *links.compare(sides)]
