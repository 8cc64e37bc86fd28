"""The error that users see: what is wrong, where, and how to correct it."""


class CheckerError(Exception):
    """Input, configuration or usage is wrong; the command ends with status 2.

    Attributes:
        message: What is wrong, without a full stop at the end.
        place: Where: ``file``, ``file:line`` or "".
        hint: How to correct it, or "".
    """

    def __init__(self, message: str, place: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.place = place
        self.hint = hint

    def __str__(self) -> str:
        text = f"{self.place}: {self.message}" if self.place else self.message
        return f"{text}; {self.hint}" if self.hint else text
