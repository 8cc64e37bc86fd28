"""A plugin of pytest: members from a folder beside those that there are, and of the tests only those about them.

The folder, named by ``MEMBERS``, has a folder for each family, with modules in it.
"""

import importlib
import os
from pathlib import Path

import pytest

from checker.family import spelled

MEMBERS = "ILCHI_TEST_MEMBERS"
_FOLDER = Path(os.environ[MEMBERS])
_ADDED = {spelled(path.stem) for path in _FOLDER.glob("*/*.py")}

for family in _FOLDER.iterdir():
    importlib.import_module(f"checker.{family.name}").__path__.append(str(family))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the tests with an added member among their parameters."""
    items[:] = [item for item in items if _ADDED & set(map(str, _parameters(item)))]


def _parameters(item: pytest.Item) -> list[object]:
    return list(item.callspec.params.values()) if hasattr(item, "callspec") else []
