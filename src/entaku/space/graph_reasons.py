"""Why a state holds or falls: the answers that deter, the move that nobody blocks, the step taken together."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from entaku.kernels.stability import Concept, answers, equilibria, stability_against
from entaku.kernels.stability_witness import Witness, witnesses
from entaku.space.graph_model import Graph, Switch
from entaku.space.graph_verdicts import Verdicts

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]

MOST_PROFILES = 40
"""In how many profiles of rankings answers are traced."""
STEPS = 3
"""Up to how many swaps of neighbours in one ranking are tried."""
TRIALS = 3000
"""How many rankings are tried in all."""
LEAST = 0.05
"""The smallest share of the draws on either side of a comparison."""


@dataclass(frozen=True, slots=True)
class Reason:
    """What follows one move: its mover, where to, the answer as (mover, state) steps, and whether it deters.

    `credible` tells of each step whether its mover likes it; `counter` is the best that the first mover can make
    of the end, -1 for nothing; `part` the share of the draws looked at in which it is so.
    """

    mover: int
    to: int
    answer: tuple[tuple[int, int], ...]
    credible: tuple[bool, ...]
    counter: int
    part: float

    @property
    def end(self) -> int:
        """Where does the answer lead?"""
        return self.answer[-1][1] if self.answer else self.to


@dataclass(frozen=True, slots=True)
class Turn:
    """What a verdict turns on: a switch, or whether a party likes one state better than another.

    `when` and `when_not` are the shares of equilibria on either side.
    """

    switch: tuple[Switch, ...]
    pair: tuple[int, int, int]
    when: float
    when_not: float


@dataclass(frozen=True, slots=True)
class Margin:
    """The fewest swaps of neighbours in one party's ranking that change a verdict; 0 where none found does.

    `pair` are the two states that one swap exchanges, the better one first; (-1, -1) with more than one swap.
    """

    swaps: int
    party: int
    pair: tuple[int, int]


def deterring(found: Verdicts, state: int, concept: Concept) -> tuple[Reason, ...]:
    """Which moves away from an equilibrium are kept from by which answers? The most frequent first."""
    return _traced(found, state, concept, np.flatnonzero(found.equilibria[:, concept, state]))


def unblocked(found: Verdicts, state: int, concept: Concept) -> tuple[Reason, ...]:
    """Which moves away from a state that does not hold meet no answer that deters? The most frequent first."""
    return _traced(found, state, concept, np.flatnonzero(~found.equilibria[:, concept, state]))


def _traced(found: Verdicts, state: int, concept: Concept, profiles: Ints) -> tuple[Reason, ...]:
    graph, weights = found.graph, found.graph.weights
    looked = profiles[:MOST_PROFILES]
    parts: dict[tuple[int, Witness | tuple[object, ...]], float] = defaultdict(float)
    for profile in looked.tolist():
        holds = bool(found.equilibria[profile, concept, state])
        for dm in range(len(graph.parties)):
            for witness in witnesses(graph.moves, graph.profiles[profile], (dm, state), concept):
                if witness.deters == holds:
                    parts[(dm, _key(witness))] += float(weights[profile])
    whole = float(weights[looked].sum())
    reasons = [_reason(dm, key, part / whole) for (dm, key), part in parts.items()]
    return tuple(sorted(reasons, key=lambda one: (-one.part, len(one.answer), one.mover, one.to, one.answer)))


def _key(witness: Witness) -> tuple[object, ...]:
    steps = tuple((int(mover), int(state)) for mover, state in witness.answer)
    return witness.improvement, steps, tuple(bool(one) for one in witness.credible), witness.counter


def _reason(dm: int, key: Witness | tuple[object, ...], part: float) -> Reason:
    to, steps, credible, counter = key[:4]
    return Reason(dm, to, steps, credible, counter, part)  # type: ignore[arg-type]


def left_together(found: Verdicts, state: int) -> tuple[tuple[int, int, float], ...]:
    """Who could leave a state together, to where: (coalition mask, state, share of the draws looked at).

    Coalitions of two and more, none of whom would do it with fewer; the most frequent first.
    """
    together = found.together
    parts: dict[tuple[int, int], float] = defaultdict(float)
    for weight, gains in zip(together.weights.tolist(), together.gains, strict=True):
        reach = {mask: gains.reach(mask - 1, state).tolist() for mask in range(1, gains.dms + 1)}
        for mask, ends in reach.items():
            fewer = [other for other in reach if other & mask == other and other != mask]
            for end in ends:
                if mask.bit_count() > 1 and not any(end in reach[other] for other in fewer):
                    parts[mask, end] += weight
    listed = [(mask, end, part) for (mask, end), part in parts.items()]
    return tuple(sorted(listed, key=lambda one: (-one[2], one[0].bit_count(), one[0], one[1])))


def turns(found: Verdicts, state: int, concept: Concept) -> tuple[Turn, ...]:
    """What does it turn on whether a state is an equilibrium? The largest difference first."""
    graph, weights = found.graph, found.graph.draws.weights
    holds = found.equilibria[:, concept, state][graph.which]
    listed = [
        Turn((switch,), (-1, -1, -1), *_sides(weights, holds, switch.on))
        for switch in graph.switches
        if _both_sides(weights, switch.on)
    ]
    for dm in range(len(graph.parties)):
        for end in graph.moves.reach(dm, state).tolist():
            likes = (graph.profiles[:, dm, end] < graph.profiles[:, dm, state])[graph.which]
            if _both_sides(weights, likes):
                listed.append(Turn((), (dm, end, state), *_sides(weights, holds, likes)))
    return tuple(sorted(listed, key=lambda one: (-abs(one.when - one.when_not), one.pair)))


def _both_sides(weights: NDArray[np.float64], on: Bools) -> bool:
    part = float(weights[on].sum())
    return LEAST <= part <= 1.0 - LEAST


def _sides(weights: NDArray[np.float64], holds: Bools, on: Bools) -> tuple[float, float]:
    with_it, without = (float(weights[side & holds].sum() / weights[side].sum()) for side in (on, ~on))
    return with_it, without


def margin(graph: Graph, state: int, concept: Concept) -> Margin:
    """How few swaps of neighbours in one party's ranking change whether a state is an equilibrium?

    Neighbours are states, or groups of tied states, next to each other in a ranking. Up to three swaps, in
    models of one profile, as far as `TRIALS` rankings reach.
    """
    joint, first = answers(graph.moves), graph.profiles[0]

    def holds(ranks: Ints) -> bool:
        return bool(equilibria(stability_against(graph.moves, ranks, joint))[concept, state])

    before, tried = holds(first), 0
    layers = [[first[dm]] for dm in range(len(graph.parties))]
    for swaps in range(1, STEPS + 1):
        for dm, layer in enumerate(layers):
            following: dict[bytes, Ints] = {}
            for rank in layer:
                for other, pair in _swapped(rank):
                    if other.tobytes() in following:
                        continue
                    following[other.tobytes()] = other
                    tried += 1
                    ranks = first.copy()
                    ranks[dm] = other
                    if tried > TRIALS:
                        return Margin(0, -1, (-1, -1))
                    if holds(ranks) != before:
                        return Margin(swaps, dm, pair if swaps == 1 else (-1, -1))
            layers[dm] = list(following.values())
    return Margin(0, -1, (-1, -1))


def _swapped(rank: Ints) -> list[tuple[Ints, tuple[int, int]]]:
    """Give the rankings that differ by one exchange of neighbours, each with a state of either group."""
    found = []
    for place in range(int(rank.max(initial=0))):
        other = rank.copy()
        other[rank == place], other[rank == place + 1] = place + 1, place
        found.append((other, (int(np.argmax(rank == place)), int(np.argmax(rank == place + 1)))))
    return found
