"""How do alternating offers end where what everybody asks for is known for every round beforehand?

The packages of one play at a time are listed in scratch rows that stay in the cache. This is the fast way to the
ends that `entaku.rehearsal.protocols.offers` defines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numba import njit
from numba.extending import register_jitable
from numpy.typing import NDArray

from entaku.kernels.ladders import Hooks, cheapest, hang
from entaku.kernels.packages import REFUSED, add_up

if TYPE_CHECKING:
    Bools = NDArray[np.bool_]

Indices = NDArray[np.int64]

AGREED, DEADLINE, LEFT, OPEN = 0, 1, 2, -1


class Bargain(NamedTuple):
    """N plays of P parties: what is at stake, and what is asked for.

    Attributes
    ----------
    values : (N, P, K) int64
        Partial value of each option of each block.
    vetoed : (N, P, K) bool
        True where the party vetoes the option.
    starts : (B+1,) int64
        Block b has the options ``starts[b]`` to ``starts[b + 1]``.
    bounds : (N, P, 2) int64
        Values of the worst and the best package, as `bounds` gives them.
    floors, levels : (N, P, R) int64
        What no deal is worth in each round, and what a package must reach to be offered or accepted, from the
        floor to the best package.
    """

    values: Indices
    vetoed: NDArray[np.bool_]
    starts: Indices
    bounds: Indices
    floors: Indices
    levels: Indices


@njit(cache=True, nogil=True)
def bounds(values: Indices, vetoed: Bools, starts: Indices) -> Indices:
    """What are the worst and the best package worth to every party in every play?

    Parameters
    ----------
    values, vetoed, starts
        As in `Bargain`.

    Returns
    -------
    (N, P, 2) int64
        Over the packages that are not vetoed; `REFUSED` where there are none.

    Examples
    --------
    >>> values = np.array([[[0, 5, 1, 2, 3]]])
    >>> bounds(values, values == 5, np.array([0, 2, 5])).tolist()
    [[[1, 3]]]
    """
    plays, parties, _ = values.shape
    found = np.empty((plays, parties, 2), np.int64)
    for n in range(plays):
        for p in range(parties):
            worst, best, able = np.int64(0), np.int64(0), True
            for b in range(starts.shape[0] - 1):
                low, high = np.int64(2**62), np.int64(REFUSED)
                for k in range(starts[b], starts[b + 1]):
                    if not vetoed[n, p, k]:
                        low, high = min(low, values[n, p, k]), max(high, values[n, p, k])
                able = able and high != REFUSED
                worst, best = worst + low, best + high
            found[n, p, 0] = worst if able else REFUSED
            found[n, p, 1] = best if able else REFUSED
    return found


@register_jitable
def _talk(
    bargain: Bargain, n: int, order: Indices, rows: Indices, hooks: Hooks
) -> tuple[int, int, int, int, int]:
    """How does one play end: package, end, round, turn, by whom?"""
    seated, rounds = order.shape[0], bargain.levels.shape[2]
    standing, accepted, turn = -1, 0, 0
    known = np.full(
        (bargain.levels.shape[1], 2), REFUSED
    )  # what each asked for last, and the package that reached it
    for r in range(rounds):
        for p in order:
            turn += 1
            if bargain.bounds[n, p, 1] < bargain.floors[n, p, r]:
                return -1, LEFT if seated <= 2 else OPEN, r + 1, turn, p  # noqa: PLR2004  # nobody to agree with
            level = bargain.levels[n, p, r]
            if standing >= 0 and rows[p, standing] >= level:
                accepted += 1
            else:
                if known[p, 0] != level:
                    known[p, 0], known[p, 1] = level, cheapest(rows, hooks, p, level)
                standing, accepted = known[p, 1], 1
            if accepted == seated:
                return standing, AGREED, r + 1, turn, p
    return -1, DEADLINE, rounds, turn, -1


@njit(cache=True, nogil=True)
def concessions(bargain: Bargain, order: Indices) -> Indices:
    """How does every play end?

    The parties move in turn, the first of `order` opens. Who moves leaves if no package is worth no deal to it,
    accepts what stands if that reaches its level, else offers the package of least own value that does, of equal
    ones the lowest number. What all in `order` have offered or accepted in a row is agreed.

    Parameters
    ----------
    bargain : Bargain
    order : (S,) int64
        Places of those who are seated.

    Returns
    -------
    (N, 5) int64
        The package agreed or -1; the end: 0 agreed, 1 time ran out, 2 a party left, -1 a party left and more
        than one remain, so that the others may go on; round and turn from 1; whose move it was or -1.

    Examples
    --------
    >>> values = np.array([[[0, 1, 2], [2, 1, 0]]])
    >>> starts, vetoed, floors = np.array([0, 3]), values < 0, np.zeros((1, 2, 2), np.int64)
    >>> levels = np.array([[[2, 1], [2, 1]]])
    >>> found = concessions(
    ...     Bargain(values, vetoed, starts, bounds(values, vetoed, starts), floors, levels), np.array([0, 1])
    ... )
    >>> found.tolist()
    [[1, 0, 2, 4, 1]]
    """
    plays, parties, _ = bargain.values.shape
    count = 1
    for b in range(bargain.starts.shape[0] - 1):
        count *= bargain.starts[b + 1] - bargain.starts[b]
    rows = np.empty((parties, count), np.int64)  # the packages of one play, used again for the next
    after = np.empty((parties, count), np.int32)
    hooks = Hooks(np.empty_like(after), after, np.empty(parties, np.int64), np.empty(parties, np.int64))
    found = np.empty((plays, 5), np.int64)
    for n in range(plays):
        for p in order:
            add_up(bargain.values[n, p], bargain.vetoed[n, p], bargain.starts, rows[p])
            hooks.low[p] = bargain.bounds[n, p, 0]
            hang(rows, hooks, p, bargain.bounds[n, p, 1])
        package, end, round_, turn, by = _talk(bargain, n, order, rows, hooks)
        found[n, 0], found[n, 1], found[n, 2], found[n, 3], found[n, 4] = package, end, round_, turn, by
    return found
