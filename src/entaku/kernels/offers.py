"""How do alternating offers end where everybody bargains by a rule that compiled code knows?

The packages of one play at a time are listed in scratch rows that stay in the cache. This is the fast way to the
ends that `entaku.rehearsal.protocols.offers` defines.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from entaku.kernels.asking import Turn, ask, takes
from entaku.kernels.compiling import kernel, lean
from entaku.kernels.packages import REFUSED
from entaku.kernels.papers import MINE, Papers, begin, cheapest_for, hear, papers
from entaku.kernels.planning import Plans

Indices = NDArray[np.int64]

AGREED, DEADLINE, LEFT, OPEN = 0, 1, 2, -1


class Bargain(NamedTuple):
    """What is at stake for P parties in N plays.

    Attributes
    ----------
    values : (N, P, K) int64
        Partial value of each option of each block; `REFUSED` for one that the party vetoes.
    starts : (B+1,) int64
        Block b has the options ``starts[b]`` to ``starts[b + 1]``.
    bounds : (N, P, 2) int64
        Values of the worst and the best package, as `bounds` gives them.
    floors : (N, P, R) int64
        What no deal is worth in each round.
    """

    values: Indices
    starts: Indices
    bounds: Indices
    floors: Indices


@kernel
def bounds(values: Indices, starts: Indices) -> Indices:
    """What are the worst and the best package worth to every party in every play?

    Parameters
    ----------
    values, starts
        As in `Bargain`.

    Returns
    -------
    (N, P, 2) int64
        Over the packages that are not vetoed; `REFUSED` where there are none.

    Examples
    --------
    >>> values = np.array([[[0, REFUSED, 1, 2, 3]]])
    >>> bounds(values, np.array([0, 2, 5])).tolist()
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
                    if values[n, p, k] != REFUSED:
                        low, high = min(low, values[n, p, k]), max(high, values[n, p, k])
                able = able and high != REFUSED
                worst, best = worst + low, best + high
            found[n, p, 0] = worst if able else REFUSED
            found[n, p, 1] = best if able else REFUSED
    return found


@lean
def _talk(
    bargain: Bargain, plans: Plans, n: int, order: Indices, desk: Papers
) -> tuple[int, int, int, int, int]:
    """How does one play end: package, end, round, turn, by whom?"""
    seated, rounds = order.shape[0], bargain.floors.shape[2]
    standing, accepted, turn = -1, 0, 0
    for r in range(rounds):
        for p in order:
            turn += 1
            floor = bargain.floors[n, p, r]
            if bargain.bounds[n, p, 1] < floor:
                return -1, LEFT if seated <= 2 else OPEN, r + 1, turn, p  # noqa: PLR2004  # nobody to agree with
            now = Turn(n, p, r, turn, floor)
            asked = ask(plans, desk, now)
            if standing >= 0 and takes(plans, desk, now, asked, desk.worth[p, standing]):
                accepted += 1
            else:
                standing, accepted = asked.package, 1
                if standing < 0:
                    standing = cheapest_for(desk, p, asked.least)
                desk.notes[p, MINE] = standing
                for other in order:
                    if other != p:
                        hear(plans, desk, other, standing)
            if accepted == seated:
                return standing, AGREED, r + 1, turn, p
    return -1, DEADLINE, rounds, turn, -1


@kernel
def offers(bargain: Bargain, plans: Plans, order: Indices) -> Indices:
    """How does every play end?

    The parties move in turn, the first of `order` opens. Who moves leaves if no package is worth no deal to it,
    accepts what stands if that is good enough by its plan, else offers what its plan asks for: a package, or that
    of least own value that reaches a level, of equal ones the lowest number. What all in `order` have offered or
    accepted in a row is agreed.

    Parameters
    ----------
    bargain : Bargain
    plans : Plans
        Levels lie between the floor and the best package; packages cross no red line of who names them.
    order : (S,) int64
        Places of those who are seated.

    Returns
    -------
    (N, 5) int64
        The package agreed or -1; the end: 0 agreed, 1 time ran out, 2 a party left, -1 a party left and more
        than one remain, so that the others may go on; round and turn from 1; whose move it was or -1.

    Examples
    --------
    Two parties that ask for their best in the first of two rounds and then for half of it:

    >>> from entaku.kernels.planning import asking_for
    >>> values = np.array([[[0, 1, 2], [2, 1, 0]]])
    >>> starts, floors = np.array([0, 3]), np.zeros((1, 2, 2), np.int64)
    >>> bargain = Bargain(values, starts, bounds(values, starts), floors)
    >>> none = np.zeros((0, 1), np.int32)
    >>> plans = asking_for(np.array([[[2, 1], [2, 1]]]), none, starts, none)
    >>> offers(bargain, plans, np.array([0, 1])).tolist()
    [[1, 0, 2, 4, 1]]
    """
    count = 1
    for b in range(bargain.starts.shape[0] - 1):
        count *= bargain.starts[b + 1] - bargain.starts[b]
    desk, found = papers(plans, count, bargain.starts), np.empty((bargain.values.shape[0], 5), np.int64)
    for n in range(found.shape[0]):
        for p in order:
            desk.ends[p] = bargain.bounds[n, p]
            begin(plans, desk, p, bargain.values[n, p])
        package, end, round_, turn, by = _talk(bargain, plans, n, order, desk)
        found[n, 0], found[n, 1], found[n, 2], found[n, 3], found[n, 4] = package, end, round_, turn, by
    return found
