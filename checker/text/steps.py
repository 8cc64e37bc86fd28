"""The budget of a segment: how many steps a stage may take for it.

Steps are counted, never timed, so that a result is the same on every machine. A step is about what it takes to look at
one word or row. A text that a person wrote needs a small part of the budget, however long it is; what needs more is
padding, whose time would grow with the square of its length. Such a segment is *unfinished*: nothing is said of it
except by the rule ``unchecked-segment``.
"""

BUDGET = 3_000_000


class Unfinished(Exception):  # noqa: N818  # not an error: the segment is reported
    """A stage would take more steps than a segment may."""


class Steps:
    """The steps that a stage still may take for one segment."""

    def __init__(self) -> None:
        self._left = BUDGET

    def take(self, count: int) -> None:
        """Take ``count`` steps.

        Raises:
            Unfinished: So many are not left.
        """
        self._left -= count
        if self._left < 0:
            raise Unfinished
