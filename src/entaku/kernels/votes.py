"""Power in a vote of many members, counted exactly without listing the coalitions.

Members have whole weights. A coalition of s members carries a motion iff its weights add to at least `quotas[s]`,
s from 0 to n: the rule may ask for a number of members as well as for weight, or for either. `either_rule` writes
such rules down. What matters is how many winning coalitions of each size a member is in; the counts come from
halves of the membership set against each other where members are few (Klinz & Woeginger 2005, Mathematical Social
Sciences 49:111-116), and from sums of weights where weights are small (Mann & Shapley 1962, RAND RM-3158).

All functions raise ValueError for a negative weight, for quotas that are not n + 1, for a quota that is larger
than that of a smaller size (a larger coalition must not need more), and where counting would take too long.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from math import factorial
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

Counts: TypeAlias = "npt.NDArray[Any]"
Ints: TypeAlias = "npt.NDArray[np.int64]"

HALVES = 36
"""Up to how many members halves are set against each other: 2**18 coalitions each."""
CELLS = 20_000_000
"""Up to how many pairs of size and sum of weights are counted."""
WORD = 62
"""Up to how many members the counts fit into 64 bits."""


def either_rule(weights: Sequence[int], rules: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    """Say what weight a coalition of each size needs where it may satisfy any of several rules.

    A rule is (members, weight): so many members with so much weight in all. A coalition that satisfies none of
    them is asked for more than there is.

    Examples
    --------
    Two of three members with 6 of 9 votes, or all three:

    >>> either_rule([5, 3, 1], [(2, 6), (3, 0)])
    (10, 10, 6, 0)
    """
    more_than_all = sum(weights) + 1
    return tuple(
        min([more_than_all, *(weight for members, weight in rules if size >= members)])
        for size in range(len(weights) + 1)
    )


def shapley_shubik(weights: Sequence[int], quotas: Sequence[int]) -> tuple[Fraction, ...]:
    """Say in what share of all orders of arrival each member turns losing into winning.

    Shapley & Shubik (1954), American Political Science Review 48:787-792.

    Examples
    --------
    >>> [str(part) for part in shapley_shubik([3, 2, 1], [4] * 4)]
    ['2/3', '1/6', '1/6']
    """
    n = len(weights)
    orders = [factorial(size) * factorial(n - size - 1) for size in range(n)]
    return tuple(
        Fraction(sum(times * ways for times, ways in zip(row, orders, strict=True)), factorial(n))
        for row in swings(weights, quotas)
    )


def banzhaf_raw(weights: Sequence[int], quotas: Sequence[int]) -> tuple[int, ...]:
    """Say in how many winning coalitions each member is critical (Banzhaf 1965, Rutgers Law Review 19:317-343).

    Examples
    --------
    >>> banzhaf_raw([3, 2, 1], [4] * 4)
    (3, 1, 1)
    """
    return tuple(sum(row) for row in swings(weights, quotas))


def swings(weights: Sequence[int], quotas: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """Count, per member (row), the coalitions of each size 0 to n - 1 (column) that it turns from losing to winning.

    Examples
    --------
    >>> swings([3, 2, 1], [4] * 4)
    ((0, 2, 1), (0, 1, 0), (0, 1, 0))
    """
    wins, with_member = winning(weights, quotas)
    # Of the winning coalitions of one size more that have the member, all but those that win without it.
    return tuple(
        tuple(row[size + 1] - (wins[size] - row[size]) for size in range(len(weights))) for row in with_member
    )


def winning(
    weights: Sequence[int], quotas: Sequence[int]
) -> tuple[tuple[int, ...], tuple[tuple[int, ...], ...]]:
    """Count the winning coalitions of each size 0 to n: all of them, and, per member, those that it is in.

    Examples
    --------
    >>> winning([3, 2, 1], [4] * 4)
    ((0, 0, 2, 1), ((0, 0, 2, 1), (0, 0, 1, 1), (0, 0, 1, 1)))
    """
    n = len(weights)
    _refuse(weights, quotas)
    # No sum is below 0 or above the total: cutting the quotas to that changes no outcome.
    needed = [min(max(quota, 0), sum(weights) + 1) for quota in quotas]
    cells = (n + 1) * (sum(weights) + 1)
    if n <= HALVES and sum(weights) < 1 << WORD and cells * (n + 1) > n << (n // 2 + 1):
        return _by_halves(weights, needed)
    if cells <= CELLS:
        return _by_sums(weights, needed)
    raise ValueError(
        f"{n} members with weights that add to {sum(weights)}: counting takes at most {HALVES} members, or "
        f"{CELLS} pairs of size and sum; round the weights"
    )


def _by_halves(
    weights: Sequence[int], needed: Sequence[int]
) -> tuple[tuple[int, ...], tuple[tuple[int, ...], ...]]:
    """Complete each coalition of one half of the members by those of the other half that make it win."""
    n, middle = len(weights), len(weights) // 2
    left, right = (_sums_and_sizes(half) for half in (weights[:middle], weights[middle:]))
    rows: list[tuple[int, ...]] = []
    wins: tuple[int, ...] = ()
    for (sums, sizes), others, count in ((left, right, middle), (right, left, n - middle)):
        found = _completions(sums, sizes, others, needed)
        masks = np.arange(len(sums))
        wins = tuple(found.sum(axis=0).tolist())
        rows += [tuple(found[masks >> member & 1 == 1].sum(axis=0).tolist()) for member in range(count)]
    return wins, tuple(rows)


def _sums_and_sizes(weights: Sequence[int]) -> tuple[Ints, Ints]:
    sums = np.zeros(1, dtype=np.int64)
    for weight in weights:
        sums = np.concatenate([sums, sums + weight])
    return sums, np.bitwise_count(np.arange(len(sums))).astype(np.int64)


def _completions(sums: Ints, sizes: Ints, others: tuple[Ints, Ints], needed: Sequence[int]) -> Ints:
    """Count, per coalition (row) and size reached (column), the coalitions of others with which it wins."""
    found = np.zeros((len(sums), len(needed)), dtype=np.int64)
    quotas, order = np.array(needed, dtype=np.int64), np.argsort(sums, kind="stable")
    # Sorted questions are answered several times faster than the same in any order.
    sums, sizes = sums[order], sizes[order]
    for joining in range(int(others[1].max()) + 1):
        theirs = np.sort(others[0][others[1] == joining])
        reached = sizes + joining
        enough = len(theirs) - np.searchsorted(theirs, quotas[reached] - sums)
        found[order, reached] = enough
    return found


def _by_sums(
    weights: Sequence[int], needed: Sequence[int]
) -> tuple[tuple[int, ...], tuple[tuple[int, ...], ...]]:
    """Count coalitions by size and sum, for all members and, taking each out again, for all but one."""
    n, total = len(weights), sum(weights)
    counts: Counts = np.zeros((n + 1, total + 1), dtype=np.int64 if n <= WORD else np.object_)
    counts[0, 0] = 1
    for weight in weights:
        counts[1:, weight:] += counts[:-1, : total + 1 - weight].copy()
    wins = [_least(row, quota) for row, quota in zip(counts, needed, strict=True)]
    rows = []
    for weight in weights:
        without = counts.copy()
        for size in range(1, n + 1):
            without[size, weight:] -= without[size - 1, : total + 1 - weight]
        rows.append(
            tuple(w - _least(row, quota) for w, row, quota in zip(wins, without, needed, strict=True))
        )
    return tuple(wins), tuple(rows)


def _least(row: Counts, quota: int) -> int:
    return int(row[quota:].sum())


def _refuse(weights: Sequence[int], quotas: Sequence[int]) -> None:
    if min(weights, default=0) < 0:
        raise ValueError(f"weights must not be negative; the smallest given is {min(weights)}")
    if len(quotas) != len(weights) + 1:
        raise ValueError(
            f"{len(weights)} members need a quota for each size from 0 to {len(weights)}, not {len(quotas)}"
        )
    if any(larger > smaller for smaller, larger in pairwise(quotas)):
        raise ValueError("a larger coalition must not need more weight than a smaller one")
