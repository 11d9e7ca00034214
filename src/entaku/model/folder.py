"""Modules of a folder of the package: being there registers them, so no list can be forgotten."""

from __future__ import annotations

from collections.abc import Container, Iterable
from importlib import import_module
from pkgutil import iter_modules
from typing import Any


def modules(path: Iterable[str], but: Container[str] = ()) -> tuple[str, ...]:
    """Name the modules of a package by its `__path__`, sorted, but for these.

    >>> import entaku.engines
    >>> modules(entaku.engines.__path__, but={"carrying", "driving", "keeping"})
    ('alone', 'cluster', 'pool')
    """
    return tuple(sorted(module.name for module in iter_modules(path) if module.name not in but))


def module(package: str, name: str, names: Container[str]) -> Any:
    """Give the module of this name. Raises KeyError where it is none of the names.

    >>> module("entaku.engines", "alone", {"alone"}).__name__
    'entaku.engines.alone'
    """
    if name not in names:
        raise KeyError(name)
    return import_module(f"{package}.{name}")
