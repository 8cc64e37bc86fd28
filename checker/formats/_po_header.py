"""The header of gettext files, read with polib: which language their translations are in. Not a format."""

import re
from collections.abc import Sequence

from checker.text.language_code import language_code

_LONGEST = 300  # lines of a header, and characters of a field, that are looked at
# The name of a team, and an address of its mail or its page: "Korean <ko@li.org>".
_TEAM = re.compile(r"([A-Z][a-z]+)?\s*(?:[<(]([^<>()\s]*)[>)])?")
# What says a language in an address: the former home of all teams, and pages of sites where people translate.
_ADDRESS = re.compile(r"(\w+)@li\.org|https?://[^/]*(?:transifex|weblate)[^/]*/.*/([\w@-]+)/?")


def language(lines: Sequence[str]) -> str:
    """The language (BCP 47) of the translations, "" if that is not certain.

    It is what ``Language`` says, else ``X-Poedit-Language``, else ``Language-Team`` if it begins with
    the name of a language or has an address of which one is known to end with its code.

    Args:
        lines: Those of the first entry.
    """
    import polib

    try:
        fields = polib.pofile("".join(lines[:_LONGEST])).metadata
    except OSError:  # how polib says that it is not in gettext syntax
        return ""
    named = fields.get("Language", "").partition(".")[0]
    return _posix(named) or language_code(fields.get("X-Poedit-Language", "")) or _team(fields.get("Language-Team", ""))


def _posix(name: str) -> str:
    """The language of a locale (``ko_KR``); a name that looks like one is taken as it is, if it is not known."""
    known = language_code(name)
    if known or not re.fullmatch(r"[A-Za-z]{2,3}(?:[_-][A-Za-z0-9]{2,8})*(?:@\w+)?", name):
        return known
    return name.partition("@")[0].replace("_", "-")


def _team(team: str) -> str:
    found = _TEAM.fullmatch(team.strip()) if len(team) < _LONGEST else None
    if not found:
        return ""
    address = _ADDRESS.fullmatch(found[2] or "")
    return language_code(found[1] or "") or language_code((address[1] or address[2]) if address else "")
