"""Directions that leave narrow bands alone.

"Package x is as good as y" confines a sum of weights and values to a narrow band. A move of two
weights, or of one value, crosses the band and stops at once: a chain of such moves alone needs
hundreds of sweeps. Three or more coordinates moved together can keep the sum as it is. In w, d and
z = w * u every row is linear, so such directions follow from the rows once and for all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from entaku.kernels.counter import key, unit

if TYPE_CHECKING:
    from entaku.kernels.polytope import Bools, Floats

# A band is narrow when it is less wide than this share of its largest coefficient.
NARROW = 0.1
MOST = 32
ZERO = 1e-12


def narrow_bands(rows: Floats, bound: Floats) -> Floats:
    """Say which rows are one side of a narrow band.

    Parameters
    ----------
    rows : array (R, C)
        Coefficients of the rows, row @ point >= bound.
    bound : array (R,)

    Returns
    -------
    array (B, C)
        The coefficients of one side of each band.

    Examples
    --------
    >>> narrow_bands(np.array([[1.0, -1.0], [-1.0, 1.0]]), np.array([-0.02, -0.02])).tolist()
    [[1.0, -1.0]]
    """
    found = []
    for row, coefficients in enumerate(rows):
        largest = np.abs(coefficients).max(initial=0.0)
        opposite = (np.abs(rows[row + 1 :] + coefficients) <= ZERO).all(axis=1)
        width = -(bound[row] + bound[row + 1 :][opposite])
        if largest > 0.0 and width.min(initial=np.inf) < NARROW * largest:
            found.append(coefficients)
    return np.array(found).reshape(-1, rows.shape[1])


def directions(equal: Floats, may_move: Bools) -> Floats:
    """Say along which sparse directions all these sums stay as they are.

    Parameters
    ----------
    equal : array (E, C)
        Sums to be kept: direction @ row = 0 for each row.
    may_move : array (C,) of bool

    Returns
    -------
    array (Q, C)
        At most 32 directions, each of at most E + 1 coordinates, the largest step 1.

    Examples
    --------
    >>> directions(np.array([[1.0, 1.0, 1.0], [1.0, -1.0, 0.0]]), np.ones(3, dtype=bool)).tolist()
    [[-0.5, -0.5, 1.0]]
    """
    columns = np.flatnonzero(may_move)
    size = len(equal) + 1
    found: dict[tuple[int, ...], Floats] = {}
    if len(columns) < size:
        return np.empty((0, equal.shape[1]))
    # Which coordinates go together is drawn, from a key that never changes.
    lots = unit(key(0, "directions", np.arange(4 * MOST)[:, None], columns))
    for chosen in np.sort(columns[np.argsort(lots, axis=1)[:, :size]], axis=1):
        direction = np.zeros(equal.shape[1])
        direction[chosen] = _kept(equal[:, chosen])
        found.setdefault(tuple(np.flatnonzero(direction).tolist()), direction)
        if len(found) == MOST:
            break
    return np.array(list(found.values())).reshape(-1, equal.shape[1])


def _kept(matrix: Floats) -> Floats:
    # A vector that the matrix, which has one row less than columns, sends to 0: Gauss and Jordan's
    # elimination, by hand because its last bits must not depend on a library.
    left = matrix.copy()
    rows, columns = left.shape
    pivots: list[int] = []
    for column in range(columns):
        rank = len(pivots)
        free = column
        if rank == rows:
            break
        best = rank + int(np.argmax(np.abs(left[rank:, column])))
        if abs(left[best, column]) < 1e-9:  # noqa: PLR2004  # nothing left to eliminate with
            break
        left[[rank, best]] = left[[best, rank]]
        left[rank] /= left[rank, column]
        others = np.arange(rows) != rank
        left[others] -= np.outer(left[others, column], left[rank])
        pivots.append(column)
    vector = np.zeros(columns)
    vector[free] = 1.0
    vector[pivots] = -left[: len(pivots), free]
    vector[np.abs(vector) < ZERO] = 0.0
    return np.asarray(vector / np.abs(vector).max())
