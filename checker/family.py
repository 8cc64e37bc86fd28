"""A family is a package of modules with one interface; a module is found by its file name and imported on demand."""

import importlib
import pkgutil
from functools import cache
from types import ModuleType

from checker.errors import CheckerError


def spelled(module_name: str) -> str:
    """The public name of a module: ``deprecated-term`` for ``deprecated_term``."""
    return module_name.replace("_", "-")


@cache
def names(package: str) -> tuple[str, ...]:
    """The public names of the modules in ``package``, sorted, without its helpers (``_name``)."""
    path = importlib.import_module(package).__path__
    modules = (module.name for module in pkgutil.iter_modules(path))
    return tuple(sorted(spelled(name) for name in modules if not name.startswith("_")))


@cache
def member(package: str, name: str) -> ModuleType:
    """Import the module of ``package`` with the public name ``name``.

    Raises:
        CheckerError: There is no such module; the hint lists all names.
    """
    if name not in names(package):
        kind = package.rpartition(".")[2].rstrip("s")
        raise CheckerError(f"there is no {kind} “{name}”", hint="known: " + ", ".join(names(package)))
    return importlib.import_module(f"{package}.{name.replace('-', '_')}")
