"""Which states stay when two decision makers think h moves ahead, or as far as it takes?

Limited-move stability L_h and non-myopic stability by backward induction with the option to stop. With i to move
at s and h moves left, i looks at where each of its moves would end with h - 1 moves left and the other to move;
it takes the best end if it prefers that to s, and stays otherwise. L_1 is R. Offered for two DMs only: what it
should mean for three or more is not settled.

Kilgour (1984, 1985); Zagare (1984); Fang, Hipel & Kilgour (1993).
"""

from __future__ import annotations

import numpy as np

from entaku.kernels.compiling import kernel
from entaku.kernels.graph_moves import Bools, Ints, Moves
from entaku.kernels.stability import checked_ranks

TWO = 2
OPEN = -1  # the end is not determined


def limited_stability(moves: Moves, ranks: Ints, horizon: int) -> Bools:
    """Say which states are L_h-stable for which of two DMs.

    Parameters
    ----------
    moves : of 2 DMs
    ranks : (2, n) integers
        0 is best.
    horizon : int
        h, at least 1.

    Returns
    -------
    array of bool, shape (2, n)

    Raises
    ------
    ValueError
        Another number of DMs, a horizon below 1, or a verdict that hangs on a tie which the definition does not
        resolve: two moves lead to different ends that are equally good for the mover, and better than staying.

    Examples
    --------
    In the game of chicken (DD, CD, DC, CC) three moves ahead keep CC:

    >>> from entaku.kernels.graph_moves import graph_moves
    >>> moves = graph_moves(4, [[(0, 1), (1, 0), (2, 3), (3, 2)], [(0, 2), (2, 0), (1, 3), (3, 1)]])
    >>> ranks = np.array([[3, 2, 0, 1], [3, 0, 2, 1]])
    >>> [np.flatnonzero(limited_stability(moves, ranks, h).all(axis=0)).tolist() for h in (1, 2, 3)]
    [[1, 2], [], [3]]
    """
    table = _two_only(moves, ranks)
    if horizon < 1:
        raise ValueError(f"a horizon of {horizon} moves: at least one move is looked ahead")
    ends, ties = _staying(moves), _no_ties(moves)
    for left in range(1, horizon + 1):
        ends, ties = _induce(moves, table, ends, ties, left)
    _refuse_open(ends, ties)
    stays: Bools = ends == _staying(moves)
    return stays


def non_myopic_stability(moves: Moves, ranks: Ints) -> Bools:
    """Say which states are non-myopically stable for which of two DMs: L_h-stable from some h on.

    The expected ends with h moves left depend only on those with h - 1, so they run into a cycle; a state is
    stable iff it stays on the whole cycle. Parameters and errors as in `limited_stability`.

    Returns
    -------
    array of bool, shape (2, n)

    Examples
    --------
    >>> from entaku.kernels.graph_moves import graph_moves
    >>> moves = graph_moves(4, [[(0, 1), (1, 0), (2, 3), (3, 2)], [(0, 2), (2, 0), (1, 3), (3, 1)]])
    >>> ranks = np.array([[3, 2, 0, 1], [3, 0, 2, 1]])
    >>> np.flatnonzero(non_myopic_stability(moves, ranks).all(axis=0)).tolist()
    [3]
    """
    table = _two_only(moves, ranks)
    staying = _staying(moves)
    ends, ties, left = staying, _no_ties(moves), 0
    first_seen: dict[bytes, int] = {}
    seen: list[tuple[Ints, Ints]] = []
    while ends.tobytes() not in first_seen:
        first_seen[ends.tobytes()] = left
        seen.append((ends, ties))
        left += 1
        ends, ties = _induce(moves, table, ends, ties, left)
    cycle = seen[first_seen[ends.tobytes()] :]
    for some_ends, some_ties in cycle:
        _refuse_open(some_ends, some_ties)
    stable: Bools = np.logical_and.reduce([some_ends == staying for some_ends, _ in cycle])
    return stable


def _two_only(moves: Moves, ranks: Ints) -> Ints:
    if moves.dms != TWO:
        raise ValueError(
            f"limited-move and non-myopic stability are defined for two DMs, not for {moves.dms}"
        )
    return checked_ranks(moves, ranks)


def _staying(moves: Moves) -> Ints:
    return np.tile(np.arange(moves.states, dtype=np.int64), (TWO, 1))


def _no_ties(moves: Moves) -> Ints:
    return np.full((TWO, moves.states, 5), OPEN, dtype=np.int64)


def _refuse_open(ends: Ints, ties: Ints) -> None:
    """Refuse ends that hang on a tie, and name the tie."""
    for dm, state in np.argwhere(ends == OPEN):
        left, mover, place, first, second = ties[dm, state].tolist()
        raise ValueError(
            f"with {left} moves left, DM {mover} at state {place} may end in {first} or in {second}, which are "
            f"equally good for it; limited-move stability does not say which it takes, and the end of DM {dm} at "
            f"state {state} hangs on it"
        )


@kernel
def _induce(moves: Moves, ranks: Ints, ends: Ints, ties: Ints, left: int) -> tuple[Ints, Ints]:
    """Give the expected ends with one more move left; OPEN where a tie decides, with the tie."""
    after, because = np.empty_like(ends), np.full_like(ties, OPEN)
    for dm in range(2):
        for state in range(ends.shape[1]):
            best, rival, hanging = -1, -1, -1
            for at in range(moves.starts[dm, state], moves.starts[dm, state + 1]):
                there = moves.targets[at]
                end = ends[1 - dm, there]
                if end == OPEN:
                    hanging = there
                elif best < 0 or ranks[dm, end] < ranks[dm, best]:
                    best, rival = end, -1
                elif end != best and ranks[dm, end] == ranks[dm, best]:
                    rival = end
            leaves = best >= 0 and ranks[dm, best] < ranks[dm, state]
            after[dm, state] = best if leaves else state
            if hanging >= 0:
                after[dm, state] = OPEN
                because[dm, state] = ties[1 - dm, hanging]
            elif leaves and rival >= 0:
                after[dm, state] = OPEN
                because[dm, state] = np.array([left, dm, state, best, rival])
    return after, because
