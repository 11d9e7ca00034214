"""A cooperative game: what every set of parties can secure by itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from entaku.model.basics import PUBLIC, Because
from entaku.model.text import Text

Links = tuple[tuple[str, ...], ...]
"""Pairs of parties that can talk to each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Game:
    """What each set of players can secure by itself, or must pay (`cost`).

    `worth` names sets as `a+b`; sets it leaves out are worth 0. `graphs` are named lists of who can talk to
    whom, for which the Myerson value is told.
    """

    id: str
    title: Text
    players: tuple[str, ...]
    worth: Mapping[str, float]
    kind: Literal["worth", "cost"] = "worth"
    graphs: Mapping[str, Links] = field(default_factory=dict)
    because: Because = ()
    compartment: str = PUBLIC
