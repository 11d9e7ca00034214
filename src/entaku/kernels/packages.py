"""What is every package worth, one row a party and draw?"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from entaku.kernels.compiling import kernel, lean

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]

REFUSED = -(2**62)
"""What a package is worth that a party accepts under no circumstances."""


@lean
def add_up(values: Indices, starts: Indices, row: Indices) -> None:
    """Write what every package is worth into a row (X,), from one party's values of block options (K,)."""
    row[0] = 0
    made = 1
    for b in range(starts.shape[0] - 1):
        part, size = values[starts[b] : starts[b + 1]], starts[b + 1] - starts[b]
        for i in range(made - 1, -1, -1):  # from the back, so that a row grows in place
            before, grown = row[i], row[i * size : (i + 1) * size]
            for k in range(size):
                value = before + part[k]
                grown[k] = value if value > REFUSED // 2 else REFUSED
        made *= size


@kernel
def worth(values: Indices, starts: Indices) -> Indices:
    """What is every package worth to every party in every draw?

    Parameters
    ----------
    values : (N, P, K) int64
        Partial value of each option of each block; `REFUSED` for one that the party vetoes.
    starts : (B+1,) int64
        Block b has the options ``starts[b]`` to ``starts[b + 1]``.

    Returns
    -------
    (N, P, X) int64
        Sums over the blocks, packages in mixed radix with the last block fastest; `REFUSED` where an option
        is vetoed. In memory, each party's part is in one piece.

    Examples
    --------
    >>> values = np.array([[[0, 5, 1, 2, REFUSED]]])
    >>> worth(values, np.array([0, 2, 5]))[0, 0, :5].tolist()
    [1, 2, -4611686018427387904, 6, 7]
    """
    draws, parties, _ = values.shape
    count = 1
    for b in range(starts.shape[0] - 1):
        count *= starts[b + 1] - starts[b]
    found = np.empty((parties, draws, count), np.int64)
    for p in range(parties):
        for n in range(draws):
            add_up(values[n, p], starts, found[p, n])
    return found.transpose(1, 0, 2)


@kernel
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


@kernel
def extremes(values: Indices) -> Indices:
    """Between which values does each row lie?

    Parameters
    ----------
    values : (N, X) int64

    Returns
    -------
    (N, 2) int64
        The least and the largest that are not `REFUSED`; `REFUSED` where all are.

    Examples
    --------
    >>> extremes(np.array([[3, REFUSED, 2], [REFUSED, REFUSED, REFUSED]]))[0].tolist()
    [2, 3]
    """
    found = np.empty((values.shape[0], 2), np.int64)
    for n in range(values.shape[0]):
        low, high = np.int64(2**62), np.int64(REFUSED)
        for x in range(values.shape[1]):
            value = values[n, x]
            low, high = min(low, value if value != REFUSED else low), max(high, value)
        found[n, 0], found[n, 1] = low if high != REFUSED else high, high
    return found


@kernel
def valued(values: Indices, packages: Indices) -> Indices:
    """What is one package of each row worth?

    Parameters
    ----------
    values : (N, X) int64
    packages : (N,) int64
        Below 0 for none.

    Returns
    -------
    (N,) int64
        `REFUSED` for none.

    Examples
    --------
    >>> valued(np.array([[3, 1], [3, 1]]), np.array([1, -1])).tolist()
    [1, -4611686018427387904]
    """
    found = np.empty(packages.shape[0], np.int64)
    for n in range(packages.shape[0]):
        found[n] = values[n, packages[n]] if packages[n] >= 0 else REFUSED
    return found


@kernel
def summed(values: Indices, starts: Indices, packages: Indices) -> Indices:
    """What is one package of each row worth, from the values of block options?

    Parameters
    ----------
    values : (N, K) int64
        `REFUSED` for an option that is vetoed.
    starts : (B+1,) int64
        Block b has the options ``starts[b]`` to ``starts[b + 1]``; packages are numbered as in `worth`.
    packages : (N,) int64
        Below 0 for none.

    Returns
    -------
    (N,) int64
        `REFUSED` for none, and where an option is vetoed.

    Examples
    --------
    >>> values = np.array([[0, 5, 1, 2, REFUSED]] * 3)
    >>> summed(values, np.array([0, 2, 5]), np.array([4, 5, -1])).tolist()
    [7, -4611686018427387904, -4611686018427387904]
    """
    found = np.empty(packages.shape[0], np.int64)
    for n in range(packages.shape[0]):
        total, rest, able = 0, max(packages[n], 0), packages[n] >= 0
        for b in range(starts.shape[0] - 2, -1, -1):
            size = starts[b + 1] - starts[b]
            part = values[n, starts[b] + rest % size]
            total, rest, able = total + part, rest // size, able and part != REFUSED
        found[n] = total if able else REFUSED
    return found
