"""Links and mail addresses, which stay the same except for language codes in them."""

import re

from rapidfuzz.distance import OSA

from checker.model import Severity, Span
from checker.placeholders._sides import Problem, Sides

LINK = re.compile(r"(?:\b(?:https?|ftps?)://|\bwww\.)[!#$%&*+\-./0-9:;=?@A-Z\[\]_a-z~(),']+", re.ASCII)
_MAIL = re.compile(r"\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+", re.ASCII)
_NO_HOST = re.compile(r"\w+://[^\w%{$]|\w+://\Z")  # http://[IP]:[port] only shows how to write one
_EXAMPLE = re.compile(r"\bexample\.(?:com|net|org)\Z|\.(?:example|test|invalid)\Z")  # RFC 2606
_SLIPS = 2  # letters in which a misspelled name differs
_AFTER = ".,;:?!'(["


def compare(sides: Sides) -> list[Problem]:
    """The links that only one of the two texts has.

    A site that is misspelled is major. A dropped link is minor, and so is another page or another site, which may be
    an example. An added one is neutral, for translators name themselves, and so is a page in the target's language.
    """
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
            _level([text for text, _ in missing], [text for text, _ in extra], sides.codes[1]),
            message,
            tuple(span for _, span in missing),
            tuple(span for _, span in extra),
            tuple(text for text, _ in missing),
            missing[0][0] if len(missing) == len(extra) == 1 else "",
        )
    ]


def _level(missing: list[str], extra: list[str], code: str) -> Severity:
    """How bad it is that ``extra`` stand for ``missing``; ``code`` is the target's language."""
    if not missing or not extra:
        return Severity.MINOR if missing else Severity.NEUTRAL
    mine = re.compile(rf"(?<![a-z]){re.escape(code or 'en')}(?![a-z])", re.IGNORECASE)
    sites, others = ({_site(link) for link in links} for links in (missing, extra))
    if others <= sites:
        return Severity.NEUTRAL if all(map(mine.search, extra)) else Severity.MINOR
    one, two = max(sites - others, default=""), max(others - sites)
    return Severity.MAJOR if _misspelled(one, two) else Severity.MINOR


def _misspelled(right: str, found: str) -> bool:
    """Whether a site is another one with an error; not if it is an example, or the site of another country."""
    (one, _, host), (two, _, other) = right.rpartition("@"), found.rpartition("@")
    if _EXAMPLE.search(host) or host.rpartition(".")[0] == other.rpartition(".")[0]:
        return False
    return OSA.distance(one, two) <= _SLIPS and (OSA.distance(host, other) <= _SLIPS or other.startswith(host))


def _site(link: str) -> str:
    """The last two labels of the host; a mail address is a site of its own."""
    host = re.split("[/?#:]", link.partition("://")[2] or link)[0]
    return host if "@" in host else ".".join(host.lower().split(".")[-2:])


def _links(text: str) -> list[tuple[str, Span]]:
    found = []
    if "://" in text or "www." in text:
        for match in LINK.finditer(text):
            end = _end(match.group())
            if not _NO_HOST.match(match.group()):
                found.append((match.group()[:end], Span(match.start(), match.start() + end)))
    if "@" in text:
        text = LINK.sub(lambda link: " " * len(link.group()), text)
        found += [(match.group(), Span(*match.span())) for match in _MAIL.finditer(text)]
    return found


def _end(link: str) -> int:
    """Where a link ends: before punctuation, and before brackets that it does not open."""
    spare = {")": link.count(")") - link.count("("), "]": link.count("]") - link.count("[")}
    end = len(link)
    while end and (link[end - 1] in _AFTER or spare.get(link[end - 1], 0) > 0):
        end -= 1
        if link[end] in spare:
            spare[link[end]] -= 1
        elif link[end] in "([":
            spare[")" if link[end] == "(" else "]"] += 1
    return end


def _essence(link: str, language: re.Pattern[str]) -> str:
    scheme, mark, rest = link.partition("://")
    return language.sub("", (rest if mark else scheme).rstrip("/").removeprefix("www.")).lower()
