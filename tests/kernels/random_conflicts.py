"""Random conflicts, small enough for the slow reference: graph form, option form, merged states, ties."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from entaku.kernels.graph_moves import (
    Direction,
    Ints,
    Moves,
    feasible_vectors,
    graph_moves,
    merge_states,
    option_moves,
    patterns,
)
from tests.kernels.reference_graph import Conflict, Way


def any_ranks(dice: random.Random, states: int) -> tuple[int, ...]:
    """Give a strict order, one with ties, or indifference to everything."""
    kind = dice.random()
    if kind < 0.1:
        return (0,) * states
    if kind < 0.5:
        return tuple(dice.sample(range(states), states))
    drawn = [dice.randrange(states) for _ in range(states)]
    levels = sorted(set(drawn))
    return tuple(levels.index(level) for level in drawn)


def moves_of(conflict: Conflict) -> Moves:
    """Give the moves of a reference model as the kernels know them."""
    arcs = [[(s, q) for s, ends in enumerate(way) for q in ends] for way in conflict.ways]
    return graph_moves(len(conflict.states), arcs)


def ranks_of(conflict: Conflict) -> Ints:
    return np.array(conflict.ranks, dtype=np.int64)


def ways_of(moves: Moves) -> tuple[Way, ...]:
    """Give the moves of the kernels as the reference knows them."""
    return tuple(
        tuple(frozenset(moves.reach(dm, s).tolist()) for s in range(moves.states)) for dm in range(moves.dms)
    )


def in_graph_form(dice: random.Random, dms: int, most: int = 7) -> Conflict:
    """Give a conflict whose moves are arbitrary arcs."""
    states = dice.randint(2, most)
    ways = []
    for _ in range(dms):
        dense = dice.choice((0.08, 0.2, 0.35))
        ways.append(
            tuple(
                frozenset(q for q in range(states) if q != s and dice.random() < dense) for s in range(states)
            )
        )
    return Conflict(tuple(ways), tuple(any_ranks(dice, states) for _ in range(dms)))


@dataclass(frozen=True)
class OptionModel:
    """One model in option form, as texts over Y and N, and the moves read off the texts."""

    texts: tuple[str, ...]
    removed: tuple[str, ...]
    owner: tuple[int, ...]
    direction: tuple[Direction, ...]
    dms: int

    def may_move(self, dm: int, here: str, there: str) -> bool:
        changes = [(o, a, b) for o, (a, b) in enumerate(zip(here, there, strict=True)) if a != b]
        closed = {Direction.BOTH: "", Direction.FORWARD: "YN", Direction.BACK: "NY"}
        return bool(changes) and all(
            self.owner[o] == dm and a + b != closed[self.direction[o]] for o, a, b in changes
        )

    def ways(self) -> tuple[Way, ...]:
        return tuple(
            tuple(
                frozenset(q for q, there in enumerate(self.texts) if self.may_move(dm, here, there))
                for here in self.texts
            )
            for dm in range(self.dms)
        )

    def vectors(self) -> Ints:
        return feasible_vectors(len(self.owner), patterns(self.removed))

    def moves(self) -> Moves:
        return option_moves(self.vectors(), self.owner, self.direction, self.dms)


def matches(text: str, pattern: str) -> bool:
    return all(sign in ("-", letter) for letter, sign in zip(text, pattern, strict=True))


def in_option_form(dice: random.Random, dms: int, most: int = 4) -> OptionModel:
    """Give a conflict over options, some infeasible, some that cannot be undone."""
    while True:
        options = dice.randint(2, most)
        owner = tuple(dice.randrange(dms) for _ in range(options))
        direction = tuple(dice.choice([Direction.BOTH, Direction.BOTH, *Direction]) for _ in range(options))
        removed = tuple(
            "".join(dice.choice("YN--") for _ in range(options)) for _ in range(dice.choice((0, 0, 1, 2)))
        )
        every = (
            "".join("NY"[number >> option & 1] for option in range(options)) for number in range(1 << options)
        )
        texts = tuple(text for text in every if not any(matches(text, pattern) for pattern in removed))
        if len(texts) > 1:
            return OptionModel(texts, removed, owner, direction, dms)


def merged(dice: random.Random, model: OptionModel) -> tuple[Moves, tuple[Way, ...]]:
    """Merge some states of a model; give the moves of the kernels and those read off the definition."""
    states = dice.randint(2, len(model.texts))
    labels = [*range(states), *(dice.randrange(states) for _ in range(len(model.texts) - states))]
    dice.shuffle(labels)
    ways = tuple(
        tuple(
            frozenset(labels[q] for v in range(len(labels)) if labels[v] == s for q in way[v]) - {s}
            for s in range(states)
        )
        for way in model.ways()
    )
    return merge_states(model.moves(), np.array(labels), states), ways


def any_conflict(seed: int, people: Sequence[int] = (2, 3, 4), most: int = 7) -> tuple[Conflict, Moves]:
    """Give a random conflict of a random form, to the reference and to the kernels."""
    dice = random.Random(seed)
    dms = dice.choice(people)
    form = dice.random()
    if form < 0.5:
        conflict = in_graph_form(dice, dms, most)
        return conflict, moves_of(conflict)
    model = in_option_form(dice, dms, 4 if most >= 7 else 3)
    moves, ways = (model.moves(), model.ways()) if form < 0.8 else merged(dice, model)
    return Conflict(ways, tuple(any_ranks(dice, moves.states) for _ in range(dms))), moves
