"""What stands near a place of a text. A text may be as long as a book, and what is far away says nothing."""

REACH = 200  # code points


def beginning(text: str, end: int, reach: int = REACH) -> int:
    """Where the text before ``end`` that is near begins: with a word if one begins there, else ``reach`` before."""
    first = max(end - reach, 0)
    return text.find(" ", first, end) + 1 or first if first else 0
