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

from entaku.kernels.coalitions import halves, minimal_sets, party_count

if TYPE_CHECKING:
    from collections.abc import Sequence

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


def johnston(winning: BoolArray) -> tuple[Fraction, ...]:
    """Say what part of the power each party has where a coalition shares one unit among its critical members.

    A member is critical where the rest would lose; every winning coalition with k critical members gives 1/k
    to each of them, and the totals are made to add to 1 (Johnston 1978, Environment and Planning A
    10:907-914). All 0 where nobody is ever critical.

    Examples
    --------
    >>> from entaku.kernels.coalitions import weighted_game
    >>> johnston(weighted_game(4, [3, 2, 1]))
    (Fraction(2, 3), Fraction(1, 6), Fraction(1, 6))
    """
    critical = np.zeros((party_count(winning), winning.size), dtype=np.bool_)
    for party, marked in enumerate(critical):
        without, joined = halves(winning, party)
        halves(marked, party)[1][...] = joined & ~without
    return _parts(_shared(critical))


def deegan_packel(winning: BoolArray) -> tuple[Fraction, ...]:
    """Say what part of the power each party has where only smallest winning coalitions form, all as likely.

    The mean over the minimal winning coalitions of 1/size for each member (Deegan & Packel 1978,
    International Journal of Game Theory 7:113-123). Not monotone: more votes may mean a smaller part. All 0
    where nobody is needed or nobody can win.

    Examples
    --------
    >>> from entaku.kernels.coalitions import weighted_game
    >>> deegan_packel(weighted_game(51, [35, 20, 15, 15, 15]))[:3]
    (Fraction(3, 10), Fraction(3, 20), Fraction(11, 60))
    """
    return _parts(_shared(_members_of_minimal(winning)))


def public_good_index(winning: BoolArray) -> tuple[Fraction, ...]:
    """Say in how many smallest winning coalitions each party is, as parts that add to 1.

    Holler (1982), Political Studies 30:262-271. Not monotone: more votes may mean a smaller part. All 0
    where nobody is needed or nobody can win.

    Examples
    --------
    >>> from entaku.kernels.coalitions import weighted_game
    >>> public_good_index(weighted_game(51, [35, 20, 15, 15, 15]))[:3]
    (Fraction(4, 15), Fraction(2, 15), Fraction(1, 5))
    """
    return _parts([Fraction(count) for count in _members_of_minimal(winning).sum(axis=1).tolist()])


def _members_of_minimal(winning: BoolArray) -> BoolArray:
    """Tell of each party (row) in which minimal winning coalition (column) it is."""
    minimal = np.array(minimal_sets(winning), dtype=np.int64)
    return np.asarray(minimal >> np.arange(party_count(winning))[:, None] & 1, dtype=np.bool_)


def _shared(marked: BoolArray) -> list[Fraction]:
    """Let each coalition (column) share one unit equally among the parties (rows) marked in it."""
    sizes = marked.sum(axis=0)
    counts = [[int((row & (sizes == size)).sum()) for size in range(1, len(marked) + 1)] for row in marked]
    return [sum((Fraction(count, size) for size, count in enumerate(row, 1)), Fraction(0)) for row in counts]


def _parts(given: Sequence[Fraction]) -> tuple[Fraction, ...]:
    total = sum(given)
    return tuple(part / total if total else part for part in given)


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
