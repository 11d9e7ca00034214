"""What is every package worth, and which is the cheapest that still reaches a level?

A ladder is a party's packages in the order of their value to it, the worst first; of equal ones the lowest
number first. With it, "the package that gives away most without falling below a level" is one bisection.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numba import njit
from numba.extending import register_jitable

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Bools = NDArray[np.bool_]
    Floats = NDArray[np.float64]
    Indices = NDArray[np.int64]

REFUSED = -(2**62)
"""What a package is worth that a party accepts under no circumstances."""

_FEW = 24  # up to so many rungs a bucket is put in order by insertion


@register_jitable
def add_up(values: Indices, vetoed: Bools, starts: Indices, row: Indices) -> None:
    """Write what every package is worth into a row (X,), from one party's values of block options (K,)."""
    row[0] = 0
    made = 1
    for b in range(starts.shape[0] - 1):
        start, size = starts[b], starts[b + 1] - starts[b]
        for i in range(made - 1, -1, -1):  # from the back, so that a row grows in place
            before = row[i]
            for k in range(size):
                value = before + (REFUSED if vetoed[start + k] else values[start + k])
                row[i * size + k] = value if value > REFUSED // 2 else REFUSED
        made *= size


@njit(cache=True, nogil=True)
def worth(values: Indices, vetoed: Bools, starts: Indices) -> Indices:
    """What is every package worth to every party in every draw?

    Parameters
    ----------
    values : (N, P, K) int64
        Partial value of each option of each block.
    vetoed : (N, P, K) bool
        True where the party vetoes the option.
    starts : (B+1,) int64
        Block b has the options ``starts[b]`` to ``starts[b + 1]``.

    Returns
    -------
    (N, P, X) int64
        Sums over the blocks, packages in mixed radix with the last block fastest; `REFUSED` where an option
        is vetoed.

    Examples
    --------
    >>> values = np.array([[[0, 5, 1, 2, 3]]])
    >>> worth(values, values == 3, np.array([0, 2, 5]))[0, 0, :5].tolist()
    [1, 2, -4611686018427387904, 6, 7]
    """
    draws, parties, _ = values.shape
    count = 1
    for b in range(starts.shape[0] - 1):
        count *= starts[b + 1] - starts[b]
    found = np.empty((draws, parties, count), np.int64)
    for n in range(draws):
        for p in range(parties):
            add_up(values[n, p], vetoed[n, p], starts, found[n, p])
    return found


@njit(cache=True, nogil=True)
def along(deals: Indices, times: Floats) -> Indices:
    """What is no deal worth at these times, by a straight line between months?

    Parameters
    ----------
    deals : (N, P, T) int64
        Its value at each month from 0.
    times : (R,) float
        In months, up to T - 1.

    Returns
    -------
    (N, P, R) int64
        Rounded to the nearest integer.

    Examples
    --------
    >>> along(np.array([[[0, 10, 30]]]), np.array([0.5, 1.0, 1.25])).tolist()
    [[[5, 10, 15]]]
    """
    draws, parties, months = deals.shape
    found = np.empty((draws, parties, times.shape[0]), np.int64)
    for n in range(draws):
        for p in range(parties):
            for r in range(times.shape[0]):
                month = int(times[r])
                before, after = deals[n, p, month], deals[n, p, min(month + 1, months - 1)]
                found[n, p, r] = before + np.int64(np.rint((after - before) * (times[r] - month)))
    return found


@register_jitable
def _insert(order: Indices, row: Indices, low: int, high: int) -> None:
    """Put a stretch of the order right by insertion; stable."""
    for i in range(low + 1, high):
        package = order[i]
        j = i - 1
        while j >= low and row[order[j]] > row[package]:
            order[j + 1] = order[j]
            j -= 1
        order[j + 1] = package


@register_jitable
def _climb(row: Indices, order: Indices) -> None:
    """Order the packages by value: into buckets of equal width first, then inside each bucket."""
    count = row.shape[0]
    low, high = np.int64(2**62), np.int64(REFUSED)
    for value in row:
        if value != REFUSED:
            low, high = min(low, value), max(high, value)
    shift = np.int64(0)
    while (high - low) >> shift >= 2 * count:  # a power of two as the width: shifting beats dividing
        shift += 1
    bucket, ends = np.empty(count, np.int64), np.zeros(2 * count + 1, np.int64)
    for x in range(count):
        bucket[x] = 0 if row[x] == REFUSED else 1 + ((row[x] - low) >> shift)
        ends[bucket[x]] += 1
    total = 0
    for b in range(2 * count + 1):
        ends[b], total = total, total + ends[b]
    for x in range(count):
        order[ends[bucket[x]]] = x
        ends[bucket[x]] += 1
    begin = ends[0]  # what is refused stays in the order of its numbers
    for b in range(1, 2 * count + 1):
        end = ends[b]
        if end - begin > _FEW:
            part = order[begin:end].copy()
            order[begin:end] = part[np.argsort(row[part], kind="mergesort")]
        elif end - begin > 1:
            _insert(order, row, begin, end)
        begin = end


@njit(cache=True, nogil=True)
def ladders(values: Indices) -> Indices:
    """In which order do packages stand, worst first, by each row of values?

    Parameters
    ----------
    values : (N, X) int64

    Returns
    -------
    (N, X) int64
        Numbers of the packages; of equal ones the lowest first.

    Examples
    --------
    >>> ladders(np.array([[3, 1, 2, 1]])).tolist()
    [[1, 3, 2, 0]]
    """
    order = np.empty(values.shape, np.int64)
    for n in range(values.shape[0]):
        _climb(values[n], order[n])
    return order


@njit(cache=True, nogil=True)
def rungs(values: Indices, order: Indices, levels: Indices) -> Indices:
    """Where on its ladder does each row reach a level first?

    Parameters
    ----------
    values : (N, X) int64
    order : (N, X) int64
        As `ladders` gives it.
    levels : (N,) int64

    Returns
    -------
    (N,) int64
        The place in the order; X where no package reaches the level.

    Examples
    --------
    >>> values = np.array([[3, 1, 2, 1], [3, 1, 2, 1]])
    >>> rungs(values, ladders(values), np.array([2, 4])).tolist()
    [2, 4]
    """
    found = np.empty(values.shape[0], np.int64)
    for n in range(values.shape[0]):
        low, high = 0, values.shape[1]
        while low < high:
            middle = (low + high) // 2
            if values[n, order[n, middle]] < levels[n]:
                low = middle + 1
            else:
                high = middle
        found[n] = low
    return found
