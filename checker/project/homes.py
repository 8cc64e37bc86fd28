"""The folders of the user in which programs keep what they make for themselves."""

import errno
import os
import sys
from pathlib import Path

_NAME = "ilchi"
CACHE = "XDG_CACHE_HOME"
STATE = "XDG_STATE_HOME"
_USUAL = {CACHE: (".cache",), STATE: (".local", "state")}


def user_folder(variable: str) -> Path:
    """Our folder in the one that an environment variable names, else in the usual one; it need not exist.

    On Windows it is always in the local application data.

    Args:
        variable: ``CACHE`` or ``STATE``.

    Raises:
        OSError: The user has no home folder.
    """
    windows = sys.platform == "win32"
    given = os.environ.get("LOCALAPPDATA" if windows else variable) or ""
    if Path(given).is_absolute():
        return Path(given) / _NAME
    try:
        home = Path.home() if os.environ.get("HOME") != "" else Path()  # "" would be the root
    except RuntimeError:
        home = Path()
    if not home.is_absolute():
        raise OSError(errno.ENOENT, f"there is no home folder (set HOME or {variable})")
    return home.joinpath(*(("AppData", "Local") if windows else _USUAL[variable]), _NAME)
