r"""Markup: tags, inline codes, entities, escapes such as ``\n``."""

import html
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from checker.model import Code, Severity, Span
from checker.placeholders._sides import Problem, Sides, difference
from checker.placeholders.frameworks.icu import is_message
from checker.text.codes import kind

_TAG = re.compile(
    r"<(?P<close>/)?(?P<name>[A-Za-z][A-Za-z0-9:._-]{0,40}|\d{1,2})"
    r"(?P<attributes>(?:\s+[\w:@.-]+(?:\s*=\s*(?:\"[^\"]*\"|''[^']*''|'[^']*'|[^\s\"'=<>]+))?){0,20})\s*(?P<alone>/)?>",
    re.ASCII,
)
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
# Tags that need no end. Of others, a name may be that of an argument, which is translated (<title>), unless they close.
_ENDLESS = frozenset("dd dt li p td th tr".split())
_SURE = _ENDLESS | {"br", "hr", "img", "wbr"}
# Names of tags that change how a text looks (HTML, and the phrases of KUIT).
_SEEN = frozenset(
    "b big blockquote body br center cite code div em emphasis font h1 h2 h3 h4 h5 h6 head hr html i kbd li mark nl"
    " nobr ol p pre q s samp small span strike strong sub sup tt u ul var wbr"
    " qt application bcode command envar filename icode interface resource shortcut".split()
)
_NOTED = frozenset(("xliff:g",))  # notes for translators, which Android drops
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_ESCAPE = re.compile(r"\\[\\ntr]")


class _Tag(NamedTuple):
    key: str
    name: str
    sure: bool
    bare: bool
    span: Span


def compare(sides: Sides) -> list[Problem]:
    """The markup that only one of the two texts has."""
    problems = []
    if "<" in sides.source or "<" in sides.target:
        problems += _tags(sides)
    if "&" in sides.source or "&" in sides.target:
        problems += _entities(sides)
    if "\\" in sides.source or "\\" in sides.target:
        problems += _escapes(sides)
    return problems


def codes(sides: Sides) -> list[Problem]:
    """The inline codes that only one of the two sides has; they are paired by id, else by text.

    Notes for translators are not compared.
    """
    source, target = (
        [code for code in side if not _is_note(code)] for side in (sides.source_codes, sides.target_codes)
    )
    wanted, given = (Counter(map(_code, side)) for side in (source, target))
    if wanted == given:
        return []
    missing, extra = wanted - given, given - wanted
    lost = [code for code in source if _code(code) in missing]
    added = [code for code in target if _code(code) in extra]
    texts = tuple(dict.fromkeys(code.text for code in lost))
    seen = all(not code.id and kind(code).name.lower() in _SEEN for code in (*lost, *added))
    return [
        Problem(
            "code",
            Severity.MINOR if seen else Severity.MAJOR,
            difference(list(texts), list(dict.fromkeys(code.text for code in added))),
            expected=texts,
        )
    ]


def _is_note(code: Code) -> bool:
    return any(code.text.startswith((f"<{name}", f"</{name}")) for name in _NOTED)


def _code(code: Code) -> str:
    return code.id or code.text


def _tags(sides: Sides) -> list[Problem]:
    source, target = (_found(text) for text in sides[:2])
    if not source and not target:
        return []
    names = {tag.name for tag in (*source, *target) if tag.sure}
    source, target = ([tag for tag in side if tag.name in names] for side in (source, target))
    whole = [is_message(sides) or _nested(side) for side in (source, target)]
    wanted, given = (Counter(tag.key for tag in side) for side in (source, target))
    if is_message(sides):
        wanted, given = Counter(set(wanted)), Counter(set(given))
    missing, extra = wanted - given, given - wanted
    if not missing and not extra:
        if whole == [True, False]:
            spans = tuple(tag.span for tag in target)
            return [Problem("tag", Severity.MAJOR, "the tags do not nest", (), spans)]
        return []
    lost, added = ([tag for tag in side if tag.key in keys] for side, keys in ((source, missing), (target, extra)))
    if whole == [False, True] and {tag.name for tag in source} == {tag.name for tag in target}:
        return []  # the source forgot to close a tag
    texts = [
        list(dict.fromkeys(tag.span.of(text) for tag in side)) for side, text in ((lost, sides[0]), (added, sides[1]))
    ]
    return [
        Problem(
            "tag",
            _level([*lost, *added], torn=bool(source) and whole == [True, False], told=not source and not whole[1]),
            difference(*texts),
            tuple(tag.span for tag in lost),
            tuple(tag.span for tag in added),
            tuple(texts[0]),
            texts[0][0] if len(lost) == len(added) == 1 else "",
        )
    ]


def _level(tags: Sequence[_Tag], *, torn: bool, told: bool) -> Severity:
    """How bad it is to lose or add tags.

    A line break or an emphasis is only seen; a link, or a tag that the program knows, does something.

    Args:
        tags: The tags.
        torn: Whether those of the target do not nest, as those of the source do.
        told: Whether the target only speaks of a tag; one without end or attributes may be spoken of, too.
    """
    if torn:
        return Severity.MAJOR
    if all(tag.name.lower() in _NOTED for tag in tags):
        return Severity.NEUTRAL
    seen = _SEEN | _NOTED
    only = told or all(tag.bare or tag.name.lower() in seen for tag in tags)
    return Severity.MINOR if only else Severity.MAJOR


def _found(text: str) -> list[_Tag]:
    matches = list(_TAG.finditer(text))
    ends = Counter((match["name"], bool(match["close"])) for match in matches)
    found = []
    for match in matches:
        name = match["name"]
        low = name.lower()
        alone = bool(match["alone"]) or low in _VOID
        paired = bool(ends[name, True] and ends[name, False])
        sure = paired or low in _SURE or bool(match["alone"] or "=" in match["attributes"])
        key = low if low in _VOID else f"{'/' if match['close'] else ''}{name}{'/' if alone else ''}"
        bare = not paired and not match["attributes"].strip()
        found.append(_Tag(key, name, sure, bare, Span(*match.span())))
    return found


def _nested(tags: Iterable[_Tag]) -> bool:
    open_tags: list[str] = []
    for tag in tags:
        if tag.name.lower() in _ENDLESS:
            continue
        if tag.key.startswith("/"):
            if not open_tags or open_tags.pop() != tag.key[1:]:
                return False
        elif tag.key == tag.name and tag.key.lower() not in _VOID:
            open_tags.append(tag.key)
    return not open_tags


def _entities(sides: Sides) -> list[Problem]:
    """The & and < that only one side escapes; apart from these, an entity and its character are equal."""
    problems = []
    found = [[(html.unescape(m.group()), Span(*m.span())) for m in _ENTITY.finditer(text)] for text in sides[:2]]
    for sign, name in (("&", "&amp;"), ("<", "&lt;")):
        escaped = [tuple(span for each, span in side if each == sign) for side in found]
        plain = [_bare(text, sign) for text in sides[:2]]
        if escaped[0] and not escaped[1] and plain[1] and not plain[0]:
            message = f"“{sign}” is escaped in the source, not here; write “{name}”"
            fix = name if len(plain[1]) == 1 else ""
            problems.append(Problem("entity", Severity.MINOR, message, escaped[0], plain[1], (name,), fix))
        elif escaped[1] and not escaped[0] and plain[0] and not plain[1]:
            message = f"“{sign}” is not escaped in the source, but here"
            fix = sign if len(escaped[1]) == 1 else ""
            problems.append(Problem("entity", Severity.MINOR, message, plain[0], escaped[1], (sign,), fix))
    return problems


def _bare(text: str, sign: str) -> tuple[Span, ...]:
    """The spans of ``sign`` (``&`` or ``<``) where it stands for itself, before a blank."""
    return tuple(
        Span(match.start(), match.end())
        for match in re.finditer(re.escape(sign), text)
        if text[match.end() : match.end() + 1].isspace()
    )


def _escapes(sides: Sides) -> list[Problem]:
    found = [[(m.group(), Span(*m.span())) for m in _ESCAPE.finditer(text)] for text in sides[:2]]
    wanted, given = (Counter(text for text, _ in side) for side in found)
    missing, extra = wanted - given, given - wanted
    if not missing and not extra:
        return []
    return [
        Problem(
            "escape",
            Severity.MINOR,
            difference(list(missing), list(extra)),
            tuple(span for text, span in found[0] if text in missing),
            tuple(span for text, span in found[1] if text in extra),
            tuple(missing),
        )
    ]
