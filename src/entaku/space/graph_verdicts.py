"""Which states of a graph model are stable, for whom, in which draws, and how one would come to them from here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from itertools import permutations

import numpy as np
from numpy.typing import NDArray

from entaku.kernels.graph_moves import Moves, improving
from entaku.kernels.graph_paths import lengths, shortest_paths
from entaku.kernels.stability import Concept, answers, equilibria, stability_against
from entaku.kernels.stability_coalitions import (
    MOST_DMS,
    CoalitionConcept,
    coalition_stability_against,
    improvements,
    universal,
)
from entaku.kernels.stability_limited import TWO, limited_stability, non_myopic_stability
from entaku.kernels.stability_overlay import simultaneous_stability, tableau_stability
from entaku.space.graph_model import NOT_SAID, Graph

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

MOST_TOGETHER = 25
"""For how many profiles of rankings joint steps are looked at."""
ROOM_TOGETHER = 16_000_000
"""Coalitions times pairs of states times profiles that are looked at in all."""
LIKELY = 0.5
"""From which share of the draws on something is said to hold."""
COUNTED = 5
"""Up to how many states all strict rankings of a party are counted."""
STRONGEST = (Concept.R, Concept.SSEQ, Concept.SEQ, Concept.SMR, Concept.GMR)
"""The concepts from the one that needs no fear of answers to the one that fears them all."""


class Reached(IntEnum):
    """How one comes to a state from the one that stands, easiest first."""

    HERE = 0
    WILLING = 1
    TOGETHER = 2
    RELUCTANT = 3
    NEVER = 4
    UNKNOWN = 5


@dataclass(frozen=True, slots=True)
class Together:
    """What is looked at of joint steps: the first J profiles and their weights (J,), sum 1.

    `gains` are the improvements of each coalition, mover ``mask - 1`` being the coalition `mask`; `lasting`
    (J, 4, n) tells which states no coalition upsets, by `CoalitionConcept`, with more than one profile (J, 1, n),
    for CR alone; `led` (J, n) which states a sequence of such steps leads to from the one that stands.
    """

    weights: Floats
    gains: tuple[Moves, ...]
    lasting: Bools
    led: Bools

    def shares(self, holds: Bools) -> Floats:
        """In which share of the draws looked at does something hold that is told for each profile (J, ...)?"""
        parts = np.tensordot(self.weights, holds.astype(np.float64), axes=1)
        return np.asarray(np.where(holds.all(axis=0), 1.0, np.where(holds.any(axis=0), parts, 0.0)))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A state that is an equilibrium in some draws: how it is reached, its class, and the share of draws."""

    state: int
    reached: Reached
    concept: Concept
    share: float


@dataclass(frozen=True)  # without slots: shares are worked out once and kept
class Verdicts:
    """What holds in each profile of a graph model.

    `stable` (K, 5, d, n) by `Concept`, party, state; `moves_to` (n,) the least number of moves from the state
    that stands, -1 where none lead; `willing` (K, n) the same by improvements alone.
    """

    graph: Graph
    stable: Bools
    moves_to: Ints
    willing: Ints
    together: Together

    @cached_property
    def equilibria(self) -> Bools:
        """Which states are stable for everybody? (K, 5, n)."""
        return equilibria(self.stable)

    @cached_property
    def shares(self) -> Floats:
        """In which share of the draws is a state an equilibrium? (5, n)."""
        return self.graph.shares(self.equilibria)

    @cached_property
    def reached(self) -> tuple[Reached, ...]:
        """How does one come to each state from the one that stands?"""
        graph = self.graph
        if graph.now == NOT_SAID:
            return (Reached.UNKNOWN,) * len(graph.states)
        willing = graph.shares(self.willing >= 0)
        led = self.together.shares(self.together.led) if len(self.together.weights) else 0.0 * willing
        found = np.full(len(graph.states), Reached.NEVER)
        found[self.moves_to >= 0] = Reached.RELUCTANT
        found[led >= LIKELY] = Reached.TOGETHER
        found[willing >= LIKELY] = Reached.WILLING
        found[graph.now] = Reached.HERE
        return tuple(Reached(value) for value in found.tolist())

    def concept_of(self, state: int) -> Concept:
        """Under which concept, the one that needs least fear, is a state an equilibrium in most draws?"""
        likely = [concept for concept in STRONGEST if self.shares[concept, state] >= LIKELY]
        return likely[0] if likely else Concept.GMR

    @cached_property
    def candidates(self) -> tuple[Candidate, ...]:
        """Which states are equilibria, those first that hold in most draws and are easily reached?"""
        found = []
        for state in np.flatnonzero(self.shares[Concept.GMR] > 0.0).tolist():
            concept = self.concept_of(state)
            found.append(Candidate(state, self.reached[state], concept, float(self.shares[concept, state])))
        return tuple(sorted(found, key=_order))


def _order(one: Candidate) -> tuple[bool, int, int, float, int]:
    return one.share < LIKELY, one.reached, STRONGEST.index(one.concept), -one.share, one.state


def verdicts(graph: Graph) -> Verdicts:
    """What is stable in a graph model in each draw, and how is it reached?"""
    joint = answers(graph.moves)
    stable = np.stack([stability_against(graph.moves, ranks, joint) for ranks in graph.profiles])
    if graph.now == NOT_SAID:
        moves_to = np.full(len(graph.states), -1, dtype=np.int64)
        willing = np.tile(moves_to, (len(graph.profiles), 1))
    else:
        moves_to = _steps(graph.moves, graph.now)
        willing = np.stack([_steps(improving(graph.moves, ranks), graph.now) for ranks in graph.profiles])
    return Verdicts(graph, stable, moves_to, willing, _together(graph))


def _steps(moves: Moves, start: int) -> Ints:
    """How few moves lead to each state, whoever likes them or not?"""
    return lengths(shortest_paths(moves, np.ones(moves.targets.size, dtype=np.bool_), start))


def _together(graph: Graph) -> Together:
    states, dms = len(graph.states), len(graph.parties)
    cost = states * states << dms if dms <= MOST_DMS else ROOM_TOGETHER * 8
    most = min(MOST_TOGETHER, ROOM_TOGETHER // cost, len(graph.profiles))
    if most == 0:
        none = np.zeros((0, len(CoalitionConcept), states), dtype=np.bool_)
        return Together(np.zeros(0), (), none, none[:, 0])
    profiles = graph.profiles[:most]
    gains = tuple(improvements(graph.moves, ranks) for ranks in profiles)
    if graph.single:
        lasting = universal(coalition_stability_against(graph.moves, profiles[0], gains[0]))[None]
    else:
        lasting = np.stack([_left_by_nobody(gain) for gain in gains])[:, None]
    led = np.zeros((most, states), dtype=np.bool_)
    if graph.now != NOT_SAID:
        led = np.stack([_steps(gain, graph.now) >= 0 for gain in gains])
    weights = graph.weights[:most]
    return Together(weights / weights.sum(), gains, lasting, led)


def _left_by_nobody(gains: Moves) -> Bools:
    """Which states does no coalition gain by leaving? (n,)."""
    return in_all(np.diff(gains.starts, axis=1) == 0)


def further_concepts(graph: Graph) -> dict[str, Bools]:
    """Which states are stable for whom (d, n) under what needs one profile: moves ahead, moves at once?

    `L1` to `L3` and `NM` for two parties with strict rankings; `SIM` and `TABLEAU` in option form with one vector
    a state.
    """
    if not graph.single:
        return {}
    found: dict[str, Bools] = {}
    ranks = graph.profiles[0]
    strict = all(np.unique(row).size == row.size for row in ranks)
    if len(graph.parties) == TWO and strict:
        found |= {f"L{horizon}": limited_stability(graph.moves, ranks, horizon) for horizon in (1, 2, 3)}
        found["NM"] = non_myopic_stability(graph.moves, ranks)
    if graph.vectors.size:
        found |= _at_once(graph)
    return found


def _at_once(graph: Graph) -> dict[str, Bools]:
    """Answer by moves made at once; states are put in the order of their vectors and back."""
    order = np.argsort(graph.vectors)
    back = np.argsort(order)
    moves = _renumbered(graph.moves, order, back)
    given = (moves, np.ascontiguousarray(graph.profiles[0][:, order]), graph.vectors[order], graph.owner)
    return {
        "SIM": simultaneous_stability(*given)[:, back],
        "TABLEAU": tableau_stability(*given)[:, back],
    }


def _renumbered(moves: Moves, order: Ints, back: Ints) -> Moves:
    """Give the same moves with the states in another order."""
    starts, lists = [], []
    total = 0
    for dm in range(moves.dms):
        rows = [np.sort(back[moves.reach(dm, int(state))]) for state in order]
        sizes = np.cumsum([0, *(row.size for row in rows)])
        starts.append(total + sizes)
        total += int(sizes[-1])
        lists += rows
    targets = np.concatenate([*lists, np.zeros(0, dtype=np.int64)]).astype(np.int32)
    return Moves(np.stack(starts).astype(np.int64), targets)


def inverse_counts(graph: Graph, dm: int) -> Ints:
    """Under how many strict rankings of one party, the others' as they are, is each state an equilibrium?

    Returns
    -------
    array of int64, shape (5, n)
        By `Concept` and state, of n! rankings; empty where there is more than one profile, or over 5 states.
    """
    states = len(graph.states)
    if not graph.single or states > COUNTED:
        return np.zeros((len(Concept), 0), dtype=np.int64)
    joint, ranks = answers(graph.moves), graph.profiles[0].copy()
    counts = np.zeros((len(Concept), states), dtype=np.int64)
    for order in permutations(range(states)):
        ranks[dm] = order
        counts += equilibria(stability_against(graph.moves, ranks, joint))
    return counts


def in_all(marks: Bools) -> Bools:
    """What is marked in every row (rows, ...)?"""
    every: Bools = np.logical_and.reduce(marks, axis=0)
    return every


def coalition_name(graph: Graph, mask: int) -> tuple[str, ...]:
    """Which parties does the mask of a coalition stand for?"""
    return tuple(party for bit, party in enumerate(graph.parties) if mask >> bit & 1)


def names_of(graph: Graph, marks: Sequence[bool] | Bools) -> list[str]:
    """Give the ids of the states that are marked."""
    return [graph.states[state] for state in np.flatnonzero(np.asarray(marks))]
