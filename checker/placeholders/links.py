"""Links and mail addresses, which stay the same except for language codes in them."""

import re

from checker.model import Severity, Span
from checker.placeholders._sides import Problem, Sides

LINK = re.compile(r"(?:\b(?:https?|ftps?)://|\bwww\.)[!#$%&*+\-./0-9:;=?@A-Z\[\]_a-z~(),']+", re.ASCII)
_MAIL = re.compile(r"\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+", re.ASCII)
_AFTER = ".,;:?!'"


def compare(sides: Sides) -> list[Problem]:
    """The links that only one of the two texts has; a changed link is major, a dropped or added one minor."""
    source, target = (_links(text) for text in sides[:2])
    if not source and not target:
        return []
    codes = "|".join(re.escape(code) for code in sides.codes if code)
    language = re.compile(rf"(?<![a-z])(?:{codes or 'en'})(?:[-_][a-z]{{2}})?(?![a-z])", re.IGNORECASE)
    wanted, given = ({_essence(text, language) for text, _ in side} for side in (source, target))
    missing = [(text, span) for text, span in source if _essence(text, language) not in given]
    extra = [(text, span) for text, span in target if _essence(text, language) not in wanted]
    if not missing and not extra:
        return []
    if missing and extra:
        message = f"“{extra[0][0]}” for “{missing[0][0]}”"
    else:
        message = f"“{missing[0][0]}” is missing" if missing else f"“{extra[0][0]}” is not in the source"
    return [
        Problem(
            "link",
            Severity.MAJOR if missing and extra else Severity.MINOR,
            message,
            tuple(span for _, span in missing),
            tuple(span for _, span in extra),
            tuple(text for text, _ in missing),
            missing[0][0] if len(missing) == len(extra) == 1 else "",
        )
    ]


def _links(text: str) -> list[tuple[str, Span]]:
    found = []
    if "://" in text or "www." in text:
        for match in LINK.finditer(text):
            link = match.group().rstrip(_AFTER)
            while link.endswith((")", "]")) and link.count(link[-1]) > link.count("(" if link[-1] == ")" else "["):
                link = link[:-1].rstrip(_AFTER)
            found.append((link, Span(match.start(), match.start() + len(link))))
    if "@" in text:
        taken = [span for _, span in found]
        found += [
            (match.group(), Span(*match.span()))
            for match in _MAIL.finditer(text)
            if not any(span.start <= match.start() < span.end for span in taken)
        ]
    return found


def _essence(link: str, language: re.Pattern[str]) -> str:
    scheme, mark, rest = link.partition("://")
    return language.sub("", (rest if mark else scheme).rstrip("/").removeprefix("www.")).lower()
