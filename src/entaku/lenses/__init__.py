"""The questions one can ask of a case: one file or folder each, registered by being here.

>>> import entaku
>>> [card.name for card in entaku.lenses()]
['clock', 'drafts', 'home', 'pressure', 'pull', 'room', 'seats', 'sensitivity', 'standoff']
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType, ModuleType
from typing import Any, Protocol, runtime_checkable

from entaku.model.card import Card
from entaku.model.finding import Conclusion, Figure, Finding
from entaku.model.folder import module, modules
from entaku.model.text import Text
from entaku.space.study import Study


@runtime_checkable
class Result(Protocol):
    """What a lens found, as data; renderers elsewhere show it."""

    def findings(self) -> tuple[Finding, ...]:
        """Give what can be concluded, most important first."""

    def figures(self) -> tuple[Figure, ...]:
        """Give pictures and tables as data."""

    def missing(self) -> tuple[Text, ...]:
        """Name what the case lacks for this question and how to state it."""

    def conclusions(self) -> tuple[Conclusion, ...]:
        """Give what can be set beside other lenses; nothing, where the lens says nothing on those topics."""

    def data(self) -> dict[str, Any]:
        """Give everything as plain JSON values."""


class Lens(Protocol):
    """A module of this package: its card and its one function."""

    CARD: Card

    def look(self, study: Study) -> Result:
        """Answer the card's question on a case laid out."""


@cache
def names() -> tuple[str, ...]:
    """Which lenses are there?"""
    return modules(__path__)


def lens(name: str) -> Lens:
    """Give the lens of this name. Raises KeyError where there is none."""
    found: Lens = module(__name__, name, names())
    return found


def cards() -> Mapping[str, Card]:
    """What does each lens say of itself?"""
    return MappingProxyType({name: lens(name).CARD for name in names()})


class _Verb(ModuleType):
    """Lets `entaku.lenses()` list the lenses though this folder has the same name."""

    def __call__(self) -> tuple[Card, ...]:
        """Give what each lens says of itself."""
        return tuple(cards().values())


sys.modules[__name__].__class__ = _Verb
