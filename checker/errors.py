"""The one error that users see: what is wrong, where, and how to mend it."""


class CheckerError(Exception):
    """Input, configuration or usage that cannot be worked with; commands end with status 2.

    Attributes:
        message: What is wrong, a clause without a final stop.
        place: Where: ``file``, ``file:line`` or "".
        hint: How to mend it, a clause, or "".
    """

    def __init__(self, message: str, place: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.place = place
        self.hint = hint

    def __str__(self) -> str:
        text = f"{self.place}: {self.message}" if self.place else self.message
        return f"{text}; {self.hint}" if self.hint else text
