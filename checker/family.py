"""A family: a package whose modules all have one shape, found by file name and loaded when asked for."""

import importlib
import pkgutil
from functools import cache
from types import ModuleType

from checker.errors import CheckerError


def spelled(module_name: str) -> str:
    """The public name of a family's module: ``deprecated_term`` is ``deprecated-term``."""
    return module_name.replace("_", "-")


@cache
def names(package: str) -> tuple[str, ...]:
    """The public names of the modules and packages in ``package``, sorted; ``_name`` is a helper of theirs."""
    path = importlib.import_module(package).__path__
    found = (module.name for module in pkgutil.iter_modules(path))
    return tuple(sorted(spelled(name) for name in found if not name.startswith("_")))


@cache
def member(package: str, name: str) -> ModuleType:
    """The module of ``package`` that bears the public name ``name``.

    Raises:
        CheckerError: There is none; the hint lists those there are.
    """
    if name not in names(package):
        kind = package.rpartition(".")[2].rstrip("s")
        raise CheckerError(f"there is no {kind} “{name}”", hint="known: " + ", ".join(names(package)))
    return importlib.import_module(f"{package}.{name.replace('-', '_')}")
