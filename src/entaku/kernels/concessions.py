"""How do alternating offers end where what everybody asks for is known for every round beforehand?

The packages of one play at a time are listed in a scratch row that stays in the cache, and hung on hooks of equal
width by their value; only the hooks that an offer looks at are ever searched. This is the fast way to the ends that
`entaku.rehearsal.protocols.offers` defines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numba import njit
from numba.extending import register_jitable
from numpy.typing import NDArray

from entaku.kernels.ladders import REFUSED, add_up

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


class _Hooks(NamedTuple):
    """Packages of one play for each party: their value `row` (P, X), and lists of them by value.

    Hook h of party p begins with package `first[p, h]`, each package x is followed by `after[p, x]`; -1 ends a
    list. A value v hangs on hook ``(v - worst) >> shift[p]``.
    """

    row: Indices
    first: NDArray[np.int32]
    after: NDArray[np.int32]
    shift: Indices


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
def _hang(bargain: Bargain, n: int, p: int, hooks: _Hooks) -> None:
    """List the packages of a party in a play, and hang them on hooks, of equal ones the lowest number first."""
    row, after, first = hooks.row[p], hooks.after[p], hooks.first[p]
    add_up(bargain.values[n, p], bargain.vetoed[n, p], bargain.starts, row)
    worst, best = bargain.bounds[n, p]
    shift = np.int64(0)
    while (best - worst) >> shift >= first.shape[0]:
        shift += 1
    hooks.shift[p] = shift
    first[:] = -1
    for x in range(row.shape[0] - 1, -1, -1):
        if row[x] != REFUSED:
            hook = (row[x] - worst) >> shift
            after[x] = first[hook]
            first[hook] = x


@register_jitable
def _cheapest(hooks: _Hooks, p: int, worst: int, level: int) -> int:
    """Which package reaches a level, no higher than the best, at the least value?"""
    hook = max(level - worst, 0) >> hooks.shift[p]
    found, least = -1, 0
    while found < 0:
        x = hooks.first[p, hook]
        while x >= 0:
            value = hooks.row[p, x]
            if value >= level and (found < 0 or value < least):
                found, least = x, value
            x = hooks.after[p, x]
        hook += 1
    return found


@register_jitable
def _talk(bargain: Bargain, n: int, order: Indices, hooks: _Hooks) -> tuple[int, int, int, int, int]:
    """How does one play end: package, end, round, turn, by whom?"""
    seated, rounds = order.shape[0], bargain.levels.shape[2]
    standing, accepted, turn = -1, 0, 0
    for r in range(rounds):
        for p in order:
            turn += 1
            worst, best = bargain.bounds[n, p]
            if best < bargain.floors[n, p, r]:
                return -1, LEFT if seated <= 2 else OPEN, r + 1, turn, p  # noqa: PLR2004  # nobody to agree with
            level = bargain.levels[n, p, r]
            if standing >= 0 and hooks.row[p, standing] >= level:
                accepted += 1
            else:
                standing, accepted = _cheapest(hooks, p, worst, level), 1
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
    hooks = _Hooks(
        np.empty((parties, count), np.int64),
        np.empty((parties, count), np.int32),
        np.empty((parties, count), np.int32),
        np.empty(parties, np.int64),
    )
    found = np.empty((plays, 5), np.int64)
    for n in range(plays):
        for p in order:
            if bargain.bounds[n, p, 1] != REFUSED:
                _hang(bargain, n, p, hooks)
            else:
                hooks.row[p, :] = REFUSED
        package, end, round_, turn, by = _talk(bargain, n, order, hooks)
        found[n, 0], found[n, 1], found[n, 2], found[n, 3], found[n, 4] = package, end, round_, turn, by
    return found
