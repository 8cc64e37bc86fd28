"""The files that ilchi itself writes in a project: what a link among them leads to stays in the project.

A file that the user names may be anywhere. A repository that others have written may hold a link instead of
``decisions.jsonl`` or ``.ilchi``, which would have ilchi write into any file of the user.
"""

import os
from pathlib import Path

from checker.errors import CheckerError

_GIT = ".git"


def own(home: Path, name: str | Path) -> Path:
    """The path of a file or folder of ours, to write it; it need not exist.

    Args:
        home: The folder of the config, else that of the corpus.
        name: Its path in that folder.

    Raises:
        CheckerError: A link leads out of the repository that ``home`` is in (out of ``home``, if it is in none), or
            into what git keeps in it.
    """
    path = home / name
    real = Path(os.path.realpath(path))
    folder = Path(os.path.realpath(home))
    top = next((each for each in (folder, *folder.parents) if (each / _GIT).exists()), folder)
    if not real.is_relative_to(top) or _GIT in real.relative_to(top).parts:
        raise CheckerError(f"a link leads to {real}, out of the project", str(path), "delete the link")
    return path
