"""A standoff in option form or graph form: who can change what alone, and who likes which state better."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from entaku.model.basics import PUBLIC, Because, Range
from entaku.model.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Lever:
    """Something that one party alone can do or leave (an option of the graph model).

    `direction` says whether it can be taken and left again, only taken (`fwd`), or only left (`back`).
    """

    id: str
    name: Text
    party: str
    direction: Literal["both", "fwd", "back"] = "both"
    because: Because = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A state of affairs; `pattern` says which levers are taken: Y, N or - (either), in the levers' order."""

    id: str
    name: Text = field(default_factory=Text)
    pattern: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Priority:
    """A wish about states: true where any of the patterns fits. `holds`: how likely the wish is held."""

    any: tuple[str, ...]
    holds: Range | None = None
    because: Because = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """How one state compares with another for a party."""

    state: str
    against: str
    relation: Literal["much better", "better", "same", "worse", "much worse", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """Which states a party likes better: a ranking (ties as groups), wishes by priority, or single pairs."""

    party: str
    best_to_worst: tuple[tuple[str, ...], ...] = ()
    priorities: tuple[Priority, ...] = ()
    compared: tuple[Compared, ...] = ()
    because: Because = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Standoff:
    """A graph model for conflict resolution.

    Option form has `levers`; `impossible` patterns are taken out; where no states are named, what is left is
    numbered from 1 by increasing value, the first lever counting least. Graph form names states and lists
    `moves`: party, from which state, to which. `now` is the state that stands.
    """

    id: str
    title: Text
    parties: tuple[str, ...]
    levers: tuple[Lever, ...] = ()
    impossible: tuple[str, ...] = ()
    states: tuple[State, ...] = ()
    moves: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    rankings: tuple[Ranking, ...] = ()
    now: str = ""
    because: Because = ()
    compartment: str = PUBLIC
