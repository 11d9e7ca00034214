"""A graph model over the draws: states, who can move where, and who likes which state better in each draw."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from entaku.kernels.graph_moves import Moves
from entaku.model.text import Slot, Text
from entaku.space.evidence import share
from entaku.space.graph_orders import Known
from entaku.space.parameters import Parameters

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

LOOKED = 200
"""At how many draws a graph model is looked at, the first ones."""
STATES_TIMES_DRAWS = 100_000
"""A large model is looked at in fewer draws, but in no fewer than `FEWEST`."""
FEWEST = 20
MOST_STATES = 5000
"""Up to how many states a graph model is looked at."""
MOST_IN_PAIRS = 200
"""Up to how many states are compared pair by pair."""
NOT_SAID = -1
"""No state is the one that stands."""


@dataclass(frozen=True, slots=True)
class Switch:
    """A judgement that holds in some draws only: what it says, what it rests on, and where it holds (N,)."""

    what: Text
    because: tuple[str, ...]
    on: Bools


@dataclass(frozen=True, slots=True)
class Lack:
    """Why a standoff cannot be laid out, or what was filled in: a word for it, and names to say it with."""

    kind: str
    slots: Mapping[str, Slot] = field(default_factory=dict)


@dataclass(frozen=True)  # without slots: who answers whom is worked out once and kept
class Graph:
    """One standoff over N draws with K distinct profiles of rankings.

    Attributes
    ----------
    parties : who can move or care, in the order of the axis d
    states : n ids
    patterns : option form: which levers each state takes, over Y, N and -
    now : the state that stands, or `NOT_SAID`
    profiles : (K, d, n) int64
        Ranks, 0 best, equal numbers tied.
    which : (N,) int64
        The profile of each draw.
    vectors, owner : option form with one vector a state: (n,) and (levers,); else empty
    scores : of each party whose wishes all hold, the sum of their weights at each state
    known : what comparisons say, one for each party, where some party's ranking is made of them; else empty
    degrees : parties whose states are compared pair by pair, better or much better, and leave nothing unknown
    grounds : ids that the model rests on
    name_of : names a state
    """

    id: str
    title: Text
    form: Literal["levers", "moves", "packages"]
    parties: tuple[str, ...]
    states: tuple[str, ...]
    patterns: tuple[str, ...]
    moves: Moves
    now: int
    draws: Parameters
    profiles: Ints
    which: Ints
    vectors: Ints
    owner: Ints
    scores: Mapping[str, tuple[int, ...]]
    switches: tuple[Switch, ...]
    known: tuple[Known, ...]
    degrees: tuple[str, ...]
    grounds: tuple[str, ...]
    name_of: Callable[[int], Text]

    @cached_property
    def weights(self) -> Floats:
        """How much do the draws of each profile weigh? (K,), sum 1."""
        return np.bincount(self.which, self.draws.weights, len(self.profiles)).astype(np.float64)

    @property
    def single(self) -> bool:
        """Is there one profile in all draws?"""
        return len(self.profiles) == 1

    @property
    def doubtful(self) -> tuple[str, ...]:
        """Of which parties is some pair of states unknown?"""
        pairs = zip(self.parties, self.known, strict=False)
        return tuple(party for party, found in pairs if found.unknown.any())

    def share(self, holds: Bools) -> float:
        """In which share of the draws does something hold that is told for each profile (K,)?"""
        return share(self.draws, holds[self.which])

    def shares(self, holds: Bools) -> Floats:
        """In which share of the draws does each of several things hold, told for each profile (K, ...)?"""
        parts = np.tensordot(self.weights, holds.astype(np.float64), axes=1)
        return np.asarray(np.where(holds.all(axis=0), 1.0, np.where(holds.any(axis=0), parts, 0.0)))


def looked_at(draws: Parameters, states: int) -> Parameters:
    """Which of the draws are looked at in a model of so many states: the first ones, as many as time allows."""
    most = max(FEWEST, min(LOOKED, STATES_TIMES_DRAWS // max(states, 1)))
    weights = draws.weights[:most]
    return replace(draws, numbers=draws.numbers[:most], weights=weights / weights.sum())


def distinct(ranks: Ints) -> tuple[Ints, Ints]:
    """Which profiles (K, d, n) occur among the ranks (N, d, n), and which does each draw have (N,)?

    In the order in which they first occur.
    """
    seen: dict[bytes, int] = {}
    which = np.array([seen.setdefault(row.tobytes(), len(seen)) for row in ranks], dtype=np.int64)
    first = [int(np.argmax(which == number)) for number in range(len(seen))]
    return ranks[first], which


def taken(levers: Sequence[Text], pattern: str) -> list[Text]:
    """Which levers does a pattern say are taken?"""
    return [lever for lever, sign in zip(levers, pattern, strict=True) if sign == "Y"]
