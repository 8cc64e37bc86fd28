"""The header of gettext files, read with polib: which language their translations are in. Not a format."""

import re

_CODE = re.compile(r"([A-Za-z]{2,3}(?:[_-][A-Za-z0-9]{2,8})*)(?:[.@].*)?")


def language(header: str) -> str:
    """The language (BCP 47) of the translations, "" if the header does not say it.

    Args:
        header: The lines of the first entry.
    """
    import polib

    try:
        fields = polib.pofile(header).metadata
    except OSError:  # how polib says that it is not in gettext syntax
        return ""
    named = _CODE.fullmatch(fields.get("Language", ""))
    return named[1].replace("_", "-") if named else ""
