"""Which columns of a table, or languages of a termbase, are the source and the target. Not a format."""

import re
from collections.abc import Sequence

from checker.errors import CheckerError
from checker.formats import Input
from checker.formats._pair import rank

_NAMED = (  # the names of the two columns in other programs
    ("sourcestring", "targetstring"), ("source string", "target string"), ("source text", "target text"),
    ("source term", "target term"), ("original", "translation"), ("term", "translation"), ("원문", "번역문"),
    ("원문", "역문"), ("원어", "역어"),
)  # fmt: skip
# Without codes such as "id" and "no", which far more often are other columns.
_CODES = frozenset(
    """
    af am ar az be bg bn bs ca cs cy da de el en eo es et eu fa fi fil fr ga gl gu he hi hr hu hy is it ja ka kk km kn
    ko lo lt lv mk ml mn mr ms my nb ne nl nn pa pl pt ro ru si sk sl sq sr sv sw ta te th tl tr uk ur uz vi zh zu
    """.split()
)
_REGION = re.compile(r"([a-z]{2,3})(?:[-_](?:[a-z]{4}|[a-z]{2}|[0-9]{3})){0,2}")


def columns(file: Input, names: Sequence[str]) -> tuple[int, int] | None:
    """The numbers, from 0, of the source and target column in a table with other names for them; None if unclear.

    Raises:
        CheckerError: The columns are named by languages, and the user has to choose two of them.
    """
    for source, target in _NAMED:
        if names.count(source) == names.count(target) == 1:
            return names.index(source), names.index(target)
    places = [place for place, name in enumerate(names) if _is_language(name)]
    if len(places) == 1 and "term" in names:
        return names.index("term"), places[0]
    if not places:
        return None
    if "term" in names:
        others = [names[place] for place in places]
        return names.index("term"), places[_only(file, file.languages[1], others, others)]
    if len(places) < 2:
        return None
    source_place, target_place = languages(file, [names[place] for place in places])
    return places[source_place], places[target_place]


def languages(file: Input, has: Sequence[str]) -> tuple[int, int]:
    """The indexes in ``has`` of the source and target language: those asked for, else the first and the other one.

    Raises:
        CheckerError: A language is missing, or there are several and the user has not chosen one.
    """
    asked, wanted = file.languages
    source = 0
    if asked:
        source = _only(file, asked, has, has)
    elif wanted and rank(wanted, has[0]):
        source = next((place for place, one in enumerate(has) if not rank(wanted, one)), 0)
    others = [place for place in range(len(has)) if place != source]
    return source, others[_only(file, wanted, [has[place] for place in others], has)]


def _only(file: Input, wanted: str, among: Sequence[str], has: Sequence[str]) -> int:
    """The index in ``among`` of the language that matches ``wanted`` best; of the only one if that is ""."""
    listed = ", ".join(dict.fromkeys(has[:20]))
    if not among or (wanted and not any(rank(wanted, one) for one in among)):
        message = f"nothing in it is in {wanted or 'a second language'}"
        raise CheckerError(message, file.name, f"it has {listed}; choose with --from and --to")
    if not wanted and len({one.lower() for one in among}) > 1:
        raise CheckerError("it is in several languages", file.name, f"choose with --from and --to: {listed}")
    return max(range(len(among)), key=lambda place: (rank(wanted, among[place]), -place))


def _is_language(name: str) -> bool:
    found = _REGION.fullmatch(name)
    return bool(found and found[1] in _CODES)
