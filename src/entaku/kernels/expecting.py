"""What are packages worth in expectation, where each row weighs the same draws in its own way?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from entaku.kernels.compiling import kernel

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]


@kernel
def expected(weights: Floats, values: Floats, packages: Ints) -> Floats:
    """What is each package worth on the average of the draws?

    Draws are added up one after another, so that a row has the same bits whatever other rows there are; a matrix
    product has not.

    Parameters
    ----------
    weights : (R, M) float64
        How each row weighs the draws, sum 1.
    values : (X, M) float64
        What a package is worth in a draw.
    packages : (R, W) int64
        Which packages each row asks about.

    Returns
    -------
    (R, W) float64

    Examples
    --------
    >>> expected(np.array([[0.5, 0.5], [1.0, 0.0]]), np.array([[1.0, 0.0]]), np.array([[0], [0]])).tolist()
    [[0.5], [1.0]]
    """
    found = np.empty(packages.shape, np.float64)
    for r in range(packages.shape[0]):
        for w in range(packages.shape[1]):
            package, total = packages[r, w], 0.0
            for m in range(weights.shape[1]):
                total += weights[r, m] * values[package, m]
            found[r, w] = total
    return found


@kernel
def averaged(weights: Floats, values: Floats) -> Floats:
    """What is every package worth on the average of the draws? As `expected`, for all packages at once.

    Parameters
    ----------
    weights : (R, M) float64
        How each row weighs the draws, sum 1.
    values : (M, X) float64
        What a package is worth in a draw.

    Returns
    -------
    (R, X) float64

    Examples
    --------
    >>> averaged(np.array([[0.5, 0.5], [1.0, 0.0]]), np.array([[1.0, 4.0], [0.0, 2.0]])).tolist()
    [[0.5, 3.0], [1.0, 4.0]]
    """
    found = np.zeros((weights.shape[0], values.shape[1]), np.float64)
    for r in range(weights.shape[0]):
        row = found[r]
        for m in range(weights.shape[1]):
            weight = weights[r, m]
            for x in range(values.shape[1]):
                row[x] += weight * values[m, x]
    return found
