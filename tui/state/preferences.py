"""What a review remembers of its looks: theme, filter, order. It lies in the user's folder, never in the repository."""

import hashlib
from contextlib import suppress
from pathlib import Path

import msgspec

from checker.project.homes import STATE, user_folder
from checker.storage import reading
from checker.storage.atomic import replacing
from tui.state.view import Grouping, Sorting, View

_LARGEST = 1 << 20  # bytes of the file
_MOST = 100  # projects that are remembered
_LONGEST = 1000  # characters of a remembered filter


class Looks(msgspec.Struct, frozen=True, omit_defaults=True):
    """How the list of one project is shown."""

    filter: str = ""
    grouping: Grouping = Grouping.NONE
    sorting: Sorting = Sorting.POSITION
    neutral: bool = False


class _Kept(msgspec.Struct, frozen=True, omit_defaults=True):
    """The whole file; the project used last is the last one."""

    theme: str = ""
    projects: dict[str, Looks] = {}


def file() -> Path | None:
    """The file of preferences; None for a user without a home."""
    try:
        return user_folder(STATE) / "review.json"
    except OSError:
        return None


class Preferences:
    """The remembered looks of a project.

    Args:
        path: The file; None remembers nothing.
        project: What is reviewed, as a text that is the same the next time.

    Attributes:
        theme: The name of the theme, "" if none was chosen.
    """

    def __init__(self, path: Path | None, project: str) -> None:
        self._path = path
        self._project = hashlib.sha256(project.encode("utf-8", "surrogatepass")).hexdigest()[:16]
        kept = self._read()
        self.theme = kept.theme
        self._looks = kept.projects.get(self._project, Looks())

    def _read(self) -> _Kept:
        """The file; one that is missing or damaged counts as empty."""
        if self._path is not None:
            with suppress(OSError, msgspec.MsgspecError, UnicodeDecodeError):
                return msgspec.json.decode(reading.read(self._path, _LARGEST), type=_Kept)
        return _Kept()

    def restore(self, view: View) -> None:
        """Show the list as it was the last time."""
        looks = self._looks
        view.grouping, view.sorting, view.neutral = looks.grouping, looks.sorting, looks.neutral
        view.filter(looks.filter[:_LONGEST])

    def keep(self, view: View, theme: str) -> None:
        """Remember the looks; where that cannot be written, nothing is remembered."""
        looks = Looks(view.text[:_LONGEST], view.grouping, view.sorting, view.neutral)
        if self._path is None or (looks, theme) == (self._looks, self.theme):
            return
        self._looks, self.theme = looks, theme
        kept = self._read().projects
        kept.pop(self._project, None)
        projects = dict([*kept.items(), (self._project, looks)][-_MOST:])
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with replacing(self._path, mode=0o600, lasting=False) as stream:
                stream.write(msgspec.json.encode(_Kept(theme, projects)))
