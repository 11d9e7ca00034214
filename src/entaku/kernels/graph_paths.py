"""How does one get from here to there, in how many moves, and who has to want what they do not want?

Legal sequences from one state: nobody moves twice running. A node (q, j) means that j has just moved to q; each
node gets the best sequence that ends in it. A sequence costs its moves and, counted apart, its *disliked* moves,
those that are no improvement of their mover on the state they leave. The improvements alone are the same over
`graph_moves.improving`; the steps of coalitions are those of `stability_coalitions.improvements`, taken as movers.

Li, Kilgour & Hipel (2004, 2005), status quo analysis; Xu, Kilgour, Hipel & Kemkes (2010), EJOR 207:318-329.
"""

from __future__ import annotations

import heapq
from typing import NamedTuple

import numpy as np

from entaku.kernels.compiling import kernel
from entaku.kernels.graph_moves import Bools, Ints, Moves

UNREACHED = -1
NOBODY = -1
SCALE = 1 << 31  # what counts first is counted in this unit, what counts second in ones


class Paths(NamedTuple):
    """The best legal sequences from one state to every other, by last mover.

    ``length[q, j]`` is the number of moves of the best sequence to q whose last mover is j, -1 without one;
    ``disliked[q, j]`` how many of them their mover dislikes; ``before[q, j]`` the node q * d + j before the last
    move, or -1 for the start. ``last[q]`` is the last mover of the best of all sequences to q, -1 at the start and
    where no sequence leads.
    """

    start: int
    last: Ints  # (n,)
    length: Ints  # (n, d)
    disliked: Ints  # (n, d)
    before: Ints  # (n, d)


def shortest_paths(moves: Moves, good: Bools, start: int) -> Paths:
    """Say how few moves lead from one state to every other.

    Of equally short sequences one with the fewest disliked moves is taken.

    Parameters
    ----------
    moves
    good : bool, one entry for each of ``moves.targets``
        Which moves their mover likes, as `graph_moves.liked` says.
    start : int

    Examples
    --------
    >>> from entaku.kernels.graph_moves import graph_moves
    >>> moves = graph_moves(3, [[(0, 1)], [(1, 2)]])
    >>> paths = shortest_paths(moves, np.array([True, False]), 0)
    >>> lengths(paths).tolist(), path_to(paths, 2).tolist()
    ([0, 1, 2], [[0, 1], [1, 2]])
    """
    return _paths(moves, good, start, (SCALE, 1))


def willing_paths(moves: Moves, good: Bools, start: int) -> Paths:
    """Say by how few disliked moves one comes from one state to every other.

    Of sequences with equally many disliked moves a shortest one is taken. Parameters as in `shortest_paths`.

    Examples
    --------
    >>> from entaku.kernels.graph_moves import graph_moves
    >>> moves = graph_moves(3, [[(0, 1), (0, 2)], [(1, 2)]])
    >>> path_to(willing_paths(moves, np.array([True, False, True]), 0), 2).tolist()
    [[0, 1], [1, 2]]
    """
    return _paths(moves, good, start, (1, SCALE))


def _paths(moves: Moves, good: Bools, start: int, units: tuple[int, int]) -> Paths:
    if not 0 <= start < moves.states:
        raise ValueError(f"state {start}: the states are 0 to {moves.states - 1}")
    cost, before = _search(moves, good, start, units)
    first, second = np.divmod(cost, SCALE)
    length, disliked = (first, second) if units[0] == SCALE else (second, first)
    none = cost < 0
    last = np.full(moves.states, NOBODY, dtype=np.int64)
    if moves.dms:
        ends = np.flatnonzero(~none.all(axis=1))
        last[ends] = np.where(none, np.iinfo(np.int64).max, cost)[ends].argmin(axis=1)
    last[start] = NOBODY
    return Paths(start, last, np.where(none, UNREACHED, length), np.where(none, UNREACHED, disliked), before)


@kernel
def _search(moves: Moves, good: Bools, start: int, units: tuple[int, int]) -> tuple[Ints, Ints]:
    dms, states = moves.starts.shape[0], moves.starts.shape[1] - 1
    cost = np.full((states, dms), -1, dtype=np.int64)
    before = np.full((states, dms), -1, dtype=np.int64)
    done = np.zeros((states, dms), dtype=np.bool_)
    queue = [(0, -1)]
    while queue:
        spent, node = heapq.heappop(queue)
        here, last = (start, -1) if node < 0 else (node // dms, node % dms)
        if node >= 0:
            if done[here, last]:
                continue
            done[here, last] = True
        for dm in range(dms):
            if dm == last:
                continue
            for at in range(moves.starts[dm, here], moves.starts[dm, here + 1]):
                there = moves.targets[at]
                then = spent + units[0] + (0 if good[at] else units[1])
                if cost[there, dm] < 0 or then < cost[there, dm]:
                    cost[there, dm] = then
                    before[there, dm] = node
                    heapq.heappush(queue, (then, np.int64(there) * dms + dm))
    return cost, before


def lengths(paths: Paths) -> Ints:
    """Say how many moves the best sequence to each state has.

    Returns
    -------
    array of int64, shape (n,)
        0 at the start, -1 where no sequence leads.

    Examples
    --------
    >>> from entaku.kernels.graph_moves import graph_moves
    >>> lengths(shortest_paths(graph_moves(3, [[(0, 1)]]), np.array([True]), 0)).tolist()
    [0, 1, -1]
    """
    return _of_the_best(paths, paths.length)


def dislikes(paths: Paths) -> Ints:
    """Say how many moves of the best sequence to each state their mover dislikes.

    Returns
    -------
    array of int64, shape (n,)
        0 at the start, -1 where no sequence leads.

    Examples
    --------
    >>> from entaku.kernels.graph_moves import graph_moves
    >>> dislikes(willing_paths(graph_moves(3, [[(0, 1)]]), np.array([False]), 0)).tolist()
    [0, 1, -1]
    """
    return _of_the_best(paths, paths.disliked)


def _of_the_best(paths: Paths, table: Ints) -> Ints:
    best = np.full(paths.last.size, UNREACHED, dtype=np.int64)
    ends = np.flatnonzero(paths.last != NOBODY)
    best[ends] = table[ends, paths.last[ends]]
    best[paths.start] = 0
    return best


def path_to(paths: Paths, state: int) -> Ints:
    """Say which moves lead to one state.

    Returns
    -------
    array of int64, shape (k, 2)
        Mover and state arrived at, in order. Empty for the start.

    Raises
    ------
    ValueError
        No sequence leads there.

    Examples
    --------
    >>> from entaku.kernels.graph_moves import graph_moves
    >>> path_to(shortest_paths(graph_moves(3, [[(0, 1)]]), np.array([True]), 0), 1).tolist()
    [[0, 1]]
    """
    if state == paths.start:
        return np.zeros((0, 2), dtype=np.int64)
    dms, last = paths.length.shape[1], int(paths.last[state])
    if last == NOBODY:
        raise ValueError(f"no legal sequence leads from state {paths.start} to state {state}")
    node, steps = state * dms + last, []
    while node >= 0:
        steps.append((node % dms, node // dms))
        node = int(paths.before[node // dms, node % dms])
    return np.array(steps[::-1], dtype=np.int64)
