"""Which package does a pair of gains point to?"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from entaku.rehearsal.seat import NONE

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def nash_package(own: Floats, other: Floats) -> Ints:
    """Which package (n,) has the largest product of two parties' gains (n, X), the lowest number of equal ones?

    `NONE` where nothing is a gain to both.

    Source: Nash, J. F. (1950). The bargaining problem. Econometrica, 18, 155-162, over packages.

    Examples
    --------
    >>> nash_package(np.array([[3.0, 2.0, 1.0, -1.0]]), np.array([[0.0, 1.0, 3.0, -9.0]])).tolist()
    [2]
    """
    product = np.maximum(own, 0.0) * np.maximum(other, 0.0)
    found = product.argmax(axis=1)
    return np.where(product[np.arange(len(product)), found] > 0, found, NONE)
