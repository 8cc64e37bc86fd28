"""Which languages of a table or termbase are the source and the target. Not a format."""

from collections.abc import Sequence

from checker.errors import CheckerError
from checker.formats import Input
from checker.formats._pair import rank


def languages(file: Input, has: Sequence[str]) -> tuple[int, int]:
    """The indexes in ``has`` of the source and target language: those asked for, else the first and the other one.

    Raises:
        CheckerError: A language is missing, or there are several and the user has not chosen one.
    """
    asked, wanted = file.languages
    source = 0
    if asked:
        source = only(file, asked, has, has)
    elif wanted and rank(wanted, has[0]):
        source = next((place for place, one in enumerate(has) if not rank(wanted, one)), 0)
    others = [place for place in range(len(has)) if place != source]
    return source, others[only(file, wanted, [has[place] for place in others], has)]


def only(file: Input, wanted: str, among: Sequence[str], has: Sequence[str]) -> int:
    """The index in ``among`` of the language that matches ``wanted`` best; of the only one if that is "".

    Raises:
        CheckerError: None matches, or there are several and none is wanted; the hint lists those that it ``has``.
    """
    listed = ", ".join(dict.fromkeys(has[:20]))
    if not among or (wanted and not any(rank(wanted, one) for one in among)):
        message = f"nothing in it is in {wanted or 'a second language'}"
        raise CheckerError(message, file.name, f"it has {listed}; choose with --from and --to")
    if not wanted and len({one.lower() for one in among}) > 1:
        raise CheckerError("it is in several languages", file.name, f"choose with --from and --to: {listed}")
    return max(range(len(among)), key=lambda place: (rank(wanted, among[place]), -place))
