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
from checker.model import Segment, Target

_SAMPLE = 1000  # units that are read to find the languages of the file
_OPAQUE = frozenset(("bpt", "ept", "it", "ph", "ut"))


def claim(file: Input, head: bytes) -> int:
    """How sure it is (0 to 100) that this is TMX: from its root element, else from its name."""
    found = root(file, head)
    if found is None:
        return 20 if file.suffix == ".tmx" else 0
    return 90 if found.name == "tmx" else 0


def example() -> dict[str, bytes]:
    """A small file of this format."""
    entry = '<tu><tuv xml:lang="ko"><seg>{}</seg></tuv><tuv xml:lang="en"><seg>{}</seg></tuv></tu>\n'
    body = entry.format("강", "river") + entry.format("바다", "sea")
    return {"rivers.tmx": f'<tmx version="1.4"><header srclang="ko"/><body>\n{body}</body></tmx>\n'.encode()}


def languages(file: Input) -> tuple[str, str]:
    """The source and target language: those asked for, else the header's source language and the other language.

    Raises:
        CheckerError: There are several other languages, and none was asked for.
    """
    source, target = file.languages
    has: Counter[str] = Counter()
    for unit in islice(units(file, ("header", "tu")), _SAMPLE):
        if unit.name == "header":
            told = unit.attributes.get("srclang", "")
            source = source or ("" if told.lower() == "*all*" else told)
        else:
            has.update(_language(variant) for variant in _variants(unit))
    if source and not target and not any(rank(source, one) for one in has):
        source = file.languages[0]  # no unit is in the header's source language
    source = source or next(iter(has), "")
    if target:
        return source, target
    others = [one for one, _ in has.most_common() if not rank(source, one)]
    others = others or [one for one, _ in has.most_common() if rank(source, one) < 2]
    if any(not rank(others[0], one) for one in others):
        named = ", ".join(sorted(has)[:20])
        raise CheckerError("it is in several languages", file.name, f"choose with --from and --to: {named}")
    return source, others[0] if others else ""


def read_segments(file: Input) -> Iterator[Segment]:
    """One segment per unit with both languages; from several regions of a language, the best match is read.

    A warning counts the units that lack one of the two languages, and the texts in other languages.

    Raises:
        CheckerError: The XML is broken, or is not in the languages asked for; or it is in several languages and none
            was asked for.
    """
    for found, _ in _walk(file):
        yield from found


def write(file: Input, targets: Mapping[int, str | Target], to: BinaryIO) -> None:
    """Copy with new targets."""
    splice(file, targets, to, _walk)


def _walk(file: Input) -> Iterator[tuple[list[Segment], Callable[[dict[int, Target]], list[Edit]]]]:
    wanted = languages(file)
    pair = Pair(file)
    for unit in units(file, ("tu",)):
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
        yield [_segment(unit, source, target)], partial(_edits, file, unit, target)
    pair.close()


def _variants(unit: Unit) -> list[Element]:
    return [child for child in unit.children if child.name == "tuv"]


def _language(variant: Element) -> str:
    return variant.attributes.get(LANG) or variant.attributes.get("lang", "")


def _nearest(wanted: str, variants: list[Element]) -> Element | None:
    """The variant whose language matches best, the first of equals; None if none matches."""
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


def _edits(file: Input, unit: Unit, target: Element, texts: dict[int, Target]) -> list[Edit]:
    segment = target.child("seg")
    place = f"{file.name}:{target.line}"
    if segment is None:
        raise CheckerError("the translation has no text element", place, "repair the file in its own program")
    return [replaced(unit, segment, _opaque, texts[0], place)]


def _opaque(element: Element) -> bool:
    """Whether an inline element holds code."""
    return element.name in _OPAQUE
