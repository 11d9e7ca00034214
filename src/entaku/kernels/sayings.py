"""Lists of packages that grow while many plays go on, one list a play."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from entaku.kernels.compiling import kernel

Bools = NDArray[np.bool_]
Indices = NDArray[np.int64]


@kernel
def append(lists: Indices, counts: Indices, where: Bools, packages: Indices) -> None:
    """Write a package (N,) to the end of the lists (N, M) where something was said, and count it.

    Examples
    --------
    >>> lists, counts = np.full((2, 3), -1), np.array([1, 0])
    >>> append(lists, counts, np.array([True, False]), np.array([5, 6]))
    >>> lists.tolist(), counts.tolist()
    ([[-1, 5, -1], [-1, -1, -1]], [2, 0])
    """
    for n in range(counts.shape[0]):
        if where[n]:
            lists[n, counts[n]] = packages[n]
            counts[n] += 1


@kernel
def last(lists: Indices, counts: Indices, steps: int) -> Indices:
    """Which package (N,) stands so many before the end of each list (N, M)? -1 where there are not so many.

    Examples
    --------
    >>> last(np.array([[4, 5, 6], [7, -1, -1]]), np.array([3, 1]), 1).tolist()
    [5, -1]
    """
    found = np.empty(counts.shape[0], np.int64)
    for n in range(counts.shape[0]):
        place = counts[n] - 1 - steps
        found[n] = lists[n, place] if place >= 0 else -1
    return found


@kernel
def notice(lists: Indices, counts: Indices, known: Bools, noticed: Indices) -> None:
    """Mark what is new in the lists since they were looked at last.

    Parameters
    ----------
    lists : (N, M) int64
        Packages, `counts` (N,) of them.
    known : (N, X) bool
        Which packages were seen; what is new is marked.
    noticed : (2, N) int64
        How many places of each list were looked at, and how many different packages were there; written over.

    Examples
    --------
    >>> known, noticed = np.zeros((1, 9), np.bool_), np.zeros((2, 1), np.int64)
    >>> notice(np.array([[4, 5, 4, -1]]), np.array([3]), known, noticed)
    >>> noticed.tolist(), np.flatnonzero(known[0]).tolist()
    ([[3], [2]], [4, 5])
    """
    for n in range(counts.shape[0]):
        for place in range(noticed[0, n], counts[n]):
            package = lists[n, place]
            if not known[n, package]:
                known[n, package] = True
                noticed[1, n] += 1
        noticed[0, n] = max(noticed[0, n], counts[n])
