"""entaku: what follows from what is written about a negotiation, and how firmly.

The verbs of the command line, for scripts and notebooks:

>>> import entaku
>>> answer = entaku.lens("room", "bill_and_jack")
>>> answer.data()["points"]["nash"]["utilities"]
{'bill': 24.0, 'jack': 11.0}
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from entaku.model.version import __version__

if TYPE_CHECKING:
    from entaku.app.about import catalog, doctor, lenses, schema
    from entaku.app.asking import Asked
    from entaku.app.briefs import Answer, Brief, brief
    from entaku.app.briefs import look as lens
    from entaku.app.cases import opened as case
    from entaku.app.checking import check
    from entaku.app.sources import sources
    from entaku.model.errors import EntakuError

__all__ = [
    "Answer",
    "Asked",
    "Brief",
    "EntakuError",
    "__version__",
    "brief",
    "case",
    "catalog",
    "check",
    "doctor",
    "lens",
    "lenses",
    "schema",
    "sources",
]

_HOME = {
    "Answer": ("entaku.app.briefs", "Answer"),
    "Asked": ("entaku.app.asking", "Asked"),
    "Brief": ("entaku.app.briefs", "Brief"),
    "EntakuError": ("entaku.model.errors", "EntakuError"),
    "brief": ("entaku.app.briefs", "brief"),
    "case": ("entaku.app.cases", "opened"),
    "catalog": ("entaku.app.about", "catalog"),
    "check": ("entaku.app.checking", "check"),
    "doctor": ("entaku.app.about", "doctor"),
    "lens": ("entaku.app.briefs", "look"),
    "schema": ("entaku.app.about", "schema"),
    "sources": ("entaku.app.sources", "sources"),
}


def __getattr__(name: str) -> Any:
    """Load a name when it is first used: importing entaku alone costs nothing."""
    from importlib import import_module

    if name == "lenses":
        return import_module("entaku.lenses")
    if name not in _HOME:
        raise AttributeError(f"module 'entaku' has no attribute {name!r}")
    module, attribute = _HOME[name]
    return getattr(import_module(module), attribute)


def __dir__() -> list[str]:
    return sorted(__all__)
