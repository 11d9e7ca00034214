"""Which states are kept stable because several decision makers move at once?

Against an improvement s -> s1 of i every other DM either stays or makes one improvement from s (not from s1). All
changed options are laid over s1; options belong to one DM each, so the result is unique, and infeasible results
drop out. In option form, one vector a state.

Fraser & Hipel (1979), IEEE SMC 9:805-817; (1984), Conflict Analysis, North-Holland. Two rules exist and differ: say
which one is shown.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from entaku.kernels.compiling import kernel
from entaku.kernels.graph_moves import Bools, Ints, Moves, improving
from entaku.kernels.stability import Concept, checked_ranks, stability


def simultaneous_stability(moves: Moves, ranks: Ints, vectors: Ints, owner: ArrayLike) -> Bools:
    """Say which states are stable when all others may answer at once, whatever their own stability.

    Parameters
    ----------
    moves : of d DMs, from `graph_moves.option_moves` over the same vectors and owners
    ranks : (d, n) integers
        0 is best.
    vectors : (n,) int64, ascending
    owner : (m,) integers
        The DM of each option.

    Returns
    -------
    array of bool, shape (d, n)

    Raises
    ------
    ValueError
        There is not one vector for each state: an overlay of merged states is no single state.

    Examples
    --------
    >>> from entaku.kernels.graph_moves import feasible_vectors, option_moves, patterns
    >>> vectors = feasible_vectors(2, patterns([]))
    >>> moves, ranks = option_moves(vectors, [0, 1], [0, 0], 2), np.array([[2, 3, 0, 1], [2, 0, 3, 1]])
    >>> np.flatnonzero(simultaneous_stability(moves, ranks, vectors, [0, 1]).all(axis=0)).tolist()
    [0, 3]
    """
    eligible = np.ones((moves.dms, moves.states), dtype=np.bool_)
    return _overlaid(
        improving(moves, ranks), checked_ranks(moves, ranks), _checked(moves, vectors), owner, eligible
    )


def tableau_stability(moves: Moves, ranks: Ints, vectors: Ints, owner: ArrayLike) -> Bools:
    """Say which states are stable in the tableau: sequentially, or because unstable others move at once.

    s is stable for i iff it is SEQ-stable, or every improvement meets an overlay in which only DMs move for whom
    s is SEQ-unstable. Parameters and errors as in `simultaneous_stability`.

    Returns
    -------
    array of bool, shape (d, n)

    Examples
    --------
    >>> from entaku.kernels.graph_moves import feasible_vectors, option_moves, patterns
    >>> vectors = feasible_vectors(2, patterns([]))
    >>> moves, ranks = option_moves(vectors, [0, 1], [0, 0], 2), np.array([[3, 2, 0, 1], [3, 0, 2, 1]])
    >>> np.flatnonzero(tableau_stability(moves, ranks, vectors, [0, 1]).all(axis=0)).tolist()
    [1, 2, 3]
    """
    table, line = checked_ranks(moves, ranks), _checked(moves, vectors)
    sequential = stability(moves, table)[Concept.SEQ]
    stable: Bools = sequential | _overlaid(improving(moves, table), table, line, owner, ~sequential)
    return stable


def _checked(moves: Moves, vectors: Ints) -> Ints:
    line = np.ascontiguousarray(vectors, dtype=np.int64)
    if line.shape != (moves.states,) or (np.diff(line) <= 0).any():
        raise ValueError(f"simultaneous answers need one vector for each of {moves.states} states, ascending")
    return line


def _overlaid(gains: Moves, ranks: Ints, vectors: Ints, owner: ArrayLike, eligible: Bools) -> Bools:
    owners = np.asarray(owner, dtype=np.int64)
    bits = np.left_shift(1, np.arange(owners.size, dtype=np.int64))
    own = np.array([bits[owners == dm].sum() for dm in range(gains.dms)], dtype=np.int64)
    stable = np.empty((gains.dms, gains.states), dtype=np.bool_)
    for dm in range(gains.dms):
        allowed = eligible.copy()
        allowed[dm] = False
        stable[dm] = _met(gains, dm, ranks[dm], (vectors, own), allowed)
    return stable


@kernel
def _met(gains: Moves, dm: int, rank: Ints, form: tuple[Ints, Ints], allowed: Bools) -> Bools:
    """Say where every improvement of a DM meets an overlay that it does not prefer."""
    vectors = form[0]
    stable = np.ones(rank.size, dtype=np.bool_)
    for state in range(rank.size):
        for at in range(gains.starts[dm, state], gains.starts[dm, state + 1]):
            if not _deters(gains, (state, gains.targets[at]), rank, (vectors, form[1]), allowed):
                stable[state] = False
                break
    return stable


@kernel
def _deters(gains: Moves, step: tuple[int, int], rank: Ints, form: tuple[Ints, Ints], allowed: Bools) -> bool:
    """Run through all combinations of staying (0) and improvements (1, 2, ...), like the wheels of a counter."""
    vectors, own = form
    state, start = step
    wheels = np.zeros(own.size, dtype=np.int64)
    while True:
        vector = vectors[start]
        for dm in range(own.size):
            if wheels[dm]:
                changed = vectors[gains.targets[gains.starts[dm, state] + wheels[dm] - 1]]
                vector = vector & ~own[dm] | changed & own[dm]
        place = np.searchsorted(vectors, vector)
        if place < vectors.size and vectors[place] == vector and rank[place] >= rank[state]:
            return True
        turned = -1
        for dm in range(own.size):
            choices = gains.starts[dm, state + 1] - gains.starts[dm, state] if allowed[dm, state] else 0
            if wheels[dm] < choices:
                wheels[dm] += 1
                turned = dm
                break
            wheels[dm] = 0
        if turned < 0:
            return False
