"""What a translation has to keep as it is: arguments, messages with branches, markup, escapes, links.

``compare`` gives what the two sides of a segment do not share.
"""

import re

from checker.placeholders import arguments, links, markup, messages
from checker.placeholders._sides import Problem, Sides

__all__ = ["Problem", "Sides", "compare"]

_SIGN = re.compile(r"[%{}<&_\\$]|://|@|www\.")


def compare(sides: Sides) -> list[Problem]:
    """What a translation should have kept and has not, or has added."""
    problems = markup.codes(sides) if sides.source_codes or sides.target_codes else []
    if not _SIGN.search(sides.source) and not _SIGN.search(sides.target):
        return problems
    of_program = messages if messages.is_message(sides) else arguments
    return [*problems, *of_program.compare(sides), *markup.compare(sides), *links.compare(sides)]
