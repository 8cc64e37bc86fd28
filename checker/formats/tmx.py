"""TMX 1.1 to 1.4b, with any number of languages, streamed."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import islice
from typing import BinaryIO

from checker.errors import CheckerError
from checker.formats import Input
from checker.formats._content import read, replaced
from checker.formats._pair import Pair, rank
from checker.formats._xml import LANG, Edit, Element, Unit, root, units
from checker.formats._xml import write as splice
from checker.model import Segment

_SAMPLE = 1000  # units that tell which languages there are
_OPAQUE = frozenset(("bpt", "ept", "it", "ph", "ut"))


def claim(given: Input, head: bytes) -> int:
    """How surely (0 to 100) it is TMX: by its outermost element, else by its name."""
    found = root(given, head)
    if found is None:
        return 20 if given.suffix == ".tmx" else 0
    return 90 if found.name == "tmx" else 0


def example() -> dict[str, bytes]:
    """See ``Format``."""
    entry = '<tu><tuv xml:lang="ko"><seg>{}</seg></tuv><tuv xml:lang="en"><seg>{}</seg></tuv></tu>\n'
    body = entry.format("강", "river") + entry.format("바다", "sea")
    return {"rivers.tmx": f'<tmx version="1.4"><header srclang="ko"/><body>\n{body}</body></tmx>\n'.encode()}


def languages(given: Input) -> tuple[str, str]:
    """The language that was asked for or that the header says the sources are in, and the other one there is.

    Raises:
        CheckerError: There are several others, and none was asked for.
    """
    source, target = given.languages
    has: Counter[str] = Counter()
    for unit in islice(units(given, ("header", "tu")), _SAMPLE):
        if unit.name == "header":
            told = unit.attributes.get("srclang", "")
            source = source or ("" if told.lower() == "*all*" else told)
        else:
            has.update(_language(variant) for variant in _variants(unit))
    if source and not target and not any(rank(source, one) for one in has):
        source = given.languages[0]  # a header that speaks of another file
    source = source or next(iter(has), "")
    if target:
        return source, target
    others = [one for one, _ in has.most_common() if not rank(source, one)]
    others = others or [one for one, _ in has.most_common() if rank(source, one) < 2]
    if any(not rank(others[0], one) for one in others):
        named = ", ".join(sorted(has)[:20])
        raise CheckerError("it is in several languages", given.name, f"say which with --from and --to: {named}")
    return source, others[0] if others else ""


def read_segments(given: Input) -> Iterator[Segment]:
    """A segment for each unit that has both languages; of several regions the nearest is read, the first of equals.

    What is passed over is counted: units without one of the two languages, texts in others.

    Raises:
        CheckerError: The XML is broken, it is not in the languages asked for, or it is in several and none was.
    """
    for found, _ in _walk(given):
        yield from found


def write(given: Input, targets: Mapping[int, str], to: BinaryIO) -> None:
    """Copy with new targets."""
    splice(given, targets, to, _walk)


def _walk(given: Input) -> Iterator[tuple[list[Segment], Callable[[dict[int, str]], list[Edit]]]]:
    wanted = languages(given)
    pair = Pair(given)
    for unit in units(given, ("tu",)):
        variants = _variants(unit)
        source = _nearest(wanted[0], variants)
        target = _nearest(wanted[1], [variant for variant in variants if variant is not source])
        for variant in variants:
            if variant is not source and variant is not target:
                pair.passes("texts in other languages")
        if source is None or target is None:
            pair.lacks(", ".join(_language(variant) for variant in variants))
            continue
        pair.takes(*wanted)
        yield [_segment(unit, source, target)], partial(_edits, given, unit, target)
    pair.close()


def _variants(unit: Unit) -> list[Element]:
    return [child for child in unit.children if child.name == "tuv"]


def _language(variant: Element) -> str:
    return variant.attributes.get(LANG) or variant.attributes.get("lang", "")


def _nearest(wanted: str, variants: list[Element]) -> Element | None:
    """The first of the variants whose language answers best; None where none does."""
    best = max(variants, key=lambda variant: rank(wanted, _language(variant)), default=None)
    return best if best is not None and rank(wanted, _language(best)) else None


def _segment(unit: Unit, source: Element, target: Element) -> Segment:
    source_text, source_codes = read(unit, source.child("seg"), _opaque)
    target_text, target_codes = read(unit, target.child("seg"), _opaque)
    return Segment(
        source=source_text,
        target=target_text,
        unit=unit.attributes.get("tuid"),
        line=source.line,
        source_codes=source_codes,
        target_codes=target_codes,
    )


def _edits(given: Input, unit: Unit, target: Element, texts: dict[int, str]) -> list[Edit]:
    segment = target.child("seg")
    place = f"{given.name}:{target.line}"
    if segment is None:
        raise CheckerError("the translation has no text element", place, "repair the file in its own program")
    return [replaced(unit, segment, _opaque, texts[0], place)]


def _opaque(element: Element) -> bool:
    """Whether an inline element holds code."""
    return element.name in _OPAQUE
