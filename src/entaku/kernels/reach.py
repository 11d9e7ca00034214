"""Is there a package that everybody accepts, without listing the packages?

Prices on the parties' gains decide most draws. The package that is best at some prices is found issue by issue:
if everybody accepts it, there is one; if it is worth less than no deal at those prices, there is none, for any
package acceptable to all would be worth at least as much. Prices rise for whoever is short. The few draws that
prices leave open are decided by building the frontier, cut by the no-deal values.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numba.extending import register_jitable

from entaku.kernels.acceptance import check_tables
from entaku.kernels.compiling import kernel
from entaku.kernels.frontier import frontier_kernel
from entaku.kernels.frontier_steps import best_options, spans

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Bools = NDArray[np.bool_]
    Floats = NDArray[np.float64]
    Indices = NDArray[np.int64]

MOST_POINTS = (500, 5_000, 50_000)  # beyond the last, what is not found among merged points stays open

_ROUNDS = 48  # of prices: what is open after that mostly stays open (measured)
_SLACK = 1e-9  # of the sums compared: far above the rounding of floats, far below any real gap


@register_jitable
def _priced(values: Indices, starts: Indices, allowed: Bools, prices: Floats, worth: Indices) -> None:
    """Set what each party has of the package that is best at these prices."""
    worth[:] = 0
    for b in range(starts.shape[0] - 1):
        best, most = -1, 0.0
        for k in range(starts[b], starts[b + 1]):
            if allowed[k]:
                total = 0.0
                for p in range(values.shape[0]):
                    total += prices[p] * values[p, k]
                if best < 0 or total > most:
                    best, most = k, total
        worth += values[:, best]


@register_jitable
def _by_prices(values: Indices, floor: Indices, starts: Indices, allowed: Bools) -> int:
    """Tell by prices whether some package reaches the floor: 1, 0, or -1 where prices do not tell."""
    parties = values.shape[0]
    wide = np.maximum(spans(values, starts, allowed), 1)
    worth, prices = np.empty(parties, np.int64), 1.0 / wide
    for turn in range(_ROUNDS):
        _priced(values, starts, allowed, prices, worth)
        beyond, size, short = 0.0, 0.0, False
        for p in range(parties):
            beyond += prices[p] * (worth[p] - floor[p])
            size += prices[p] * (abs(worth[p]) + abs(floor[p]) + wide[p])
            short = short or worth[p] < floor[p]
        if not short:
            return 1
        if beyond < -_SLACK * size:
            return 0
        for p in range(parties):
            prices[p] *= np.exp(min(max((floor[p] - worth[p]) / wide[p], -1.0), 1.0) * 4.0 / (1.0 + turn / 4))
    return -1


@register_jitable
def _by_frontier(values: Indices, floor: Indices, starts: Indices, allowed: Bools, points: int) -> int:
    """Tell by the frontier whether some package reaches the floor: 1, 0, or -1 where too much was merged to tell."""
    kept, _, _, _, within, _ = frontier_kernel(values, starts, allowed, floor, np.array([points, 1]))
    if len(kept) > 0:
        return 1
    return -1 if np.any(within > 0) else 0


@kernel
def _reach(
    values: Indices, no_deal: Indices, vetoed: Bools, starts: Indices, most: Indices
) -> NDArray[np.int8]:
    found = np.zeros(values.shape[0], np.int8)
    for n in range(values.shape[0]):
        allowed = np.ones(values.shape[2], np.bool_)
        for k in range(values.shape[2]):
            for p in range(values.shape[1]):
                allowed[k] &= not vetoed[n, p, k]
        if not best_options(values[n], starts, allowed)[1]:
            continue
        found[n] = _by_prices(values[n], no_deal[n], starts, allowed)
        for points in most:
            if found[n] < 0:
                found[n] = _by_frontier(values[n], no_deal[n], starts, allowed, points)
    return found


def reach(values: Indices, no_deal: Indices, vetoed: Bools, starts: Indices) -> NDArray[np.int8]:
    """In which draws is there a package that everybody accepts?

    Parameters
    ----------
    values : (N, P, K) int64, no_deal : (N, P) int64, vetoed : (N, P, K) bool, starts : (B+1,) int64
        As in `entaku.kernels.acceptance.acceptance`; all these parties are asked.

    Returns
    -------
    (N,) int8
        1 where there is one, 0 where there is none; -1 where none was found after points had to be merged.

    Raises
    ------
    ValueError
        If shapes or types do not fit, or sums could leave int64.

    Notes
    -----
    Prices on constraints: Everett 1963, Operations Research 11:399-417. Both answers of the prices are proofs.

    Examples
    --------
    A party that has nothing below 5 and another that has nothing below 7, or 6:

    >>> values = np.array([[[0, 5, 9], [8, 6, 0]]] * 2)
    >>> reach(values, np.array([[5, 7], [5, 6]]), values < 0, np.array([0, 3])).tolist()
    [0, 1]
    """
    check_tables(values, no_deal, vetoed, starts)
    found: NDArray[np.int8] = _reach(values, no_deal, vetoed, starts, np.array(MOST_POINTS))
    return found
