"""How often a party's joining decides whether a coalition wins.

Games are boolean arrays over coalition masks as in `entaku.kernels.coalitions`, monotone, at most 20
parties. Answers are exact. An index of a package game is a property of who can carry the package out; it
forecasts no share of anything.
"""

from __future__ import annotations

from fractions import Fraction
from math import factorial
from typing import TYPE_CHECKING

import numpy as np

from entaku.kernels.coalitions import halves, party_count

if TYPE_CHECKING:
    import numpy.typing as npt

    from entaku.kernels.coalitions import BoolArray


def shapley_shubik(winning: BoolArray) -> tuple[Fraction, ...]:
    """Say in what share of all orders of arrival each party turns losing into winning.

    Sum over the coalitions S without i that win once i joins of s! (n - s - 1)! / n!, with s = |S| (Shapley &
    Shubik 1954, American Political Science Review 48:787-792). The shares add to 1; they are all 0 where no
    coalition wins, or all do. Work is proportional to n 2**n.

    Examples
    --------
    >>> from entaku.kernels.coalitions import weighted_game
    >>> shapley_shubik(weighted_game(4, [3, 2, 1]))
    (Fraction(2, 3), Fraction(1, 6), Fraction(1, 6))
    """
    n = party_count(winning)
    orders = [factorial(size) * factorial(n - size - 1) for size in range(n)]
    return tuple(
        Fraction(sum(swings * ways for swings, ways in zip(row, orders, strict=True)), factorial(n))
        for row in _swings_by_size(winning).tolist()
    )


def banzhaf_raw(winning: BoolArray) -> tuple[int, ...]:
    """Say in how many winning coalitions each party is critical.

    The number of coalitions that win with the party and lose without it (Banzhaf 1965, Rutgers Law Review
    19:317-343). Divide by 2**(n-1) for the absolute index; the sum of all is no constant, so that normalised
    values of different games cannot be compared.

    Examples
    --------
    >>> from entaku.kernels.coalitions import weighted_game
    >>> banzhaf_raw(weighted_game(4, [3, 2, 1]))
    (3, 1, 1)
    """
    return tuple(_swings_by_size(winning).sum(axis=1).tolist())


def _swings_by_size(winning: BoolArray) -> npt.NDArray[np.int64]:
    """Count, per party (row), the coalitions of each size (column) that lose and win once it has joined."""
    n = party_count(winning)
    counts = np.zeros((n, n), dtype=np.int64)
    # Dropping one bit leaves the coalitions of the n - 1 others in the order of their own masks.
    sizes = np.bitwise_count(np.arange(winning.size // 2))
    for party in range(n):
        without, joined = halves(winning, party)
        counts[party] = np.bincount(sizes[(joined & ~without).ravel()], minlength=n)
    return counts
