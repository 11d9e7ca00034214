"""Exact draws of what is known by its order only: ranked weights, ordered options.

All functions take their uniforms from outside (see `counter`) and treat every draw, a row, alone:
sums run along a row in a fixed order, so a draw made alone is the same to the last bit.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import permutations
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Iterable

Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.int64]

LIMIT = 8


@lru_cache(maxsize=LIMIT + 1)
def _arrangements(n: int) -> Ints:
    table = np.array(list(permutations(range(n))), dtype=np.int64).reshape(-1, n)
    table.flags.writeable = False
    return table


def linear_extensions(n: int, pairs: Iterable[tuple[int, int]]) -> Ints:
    """Say in which full orders of n items the first of every pair comes before the second.

    Parameters
    ----------
    n : int
        Number of items, 0 .. n-1; at most 8, for all orders are listed.
    pairs : iterable of (before, after)

    Returns
    -------
    array (E, n) of int
        One order a row, in lexicographic order; entry r of a row is the item at place r.

    Raises
    ------
    ValueError
        More than 8 items; an item that is not among them; pairs that run in a circle.

    Examples
    --------
    >>> linear_extensions(3, [(0, 1), (0, 2)]).tolist()
    [[0, 1, 2], [0, 2, 1]]
    """
    if n > LIMIT:
        raise ValueError(f"orders are listed for at most {LIMIT} items; got {n}")
    table = _arrangements(n)
    places = np.argsort(table, axis=1)
    keep = np.ones(len(table), dtype=np.bool_)
    for before, after in pairs:
        if not (0 <= before < n and 0 <= after < n):
            raise ValueError(f"the pair ({before}, {after}) names an item outside 0..{n - 1}")
        keep &= places[:, before] < places[:, after]
    if not keep.any():
        raise ValueError("the pairs run in a circle: no order of the items keeps them all")
    return np.ascontiguousarray(table[keep])


def drawn_orders(extensions: Ints, uniforms: Floats) -> Ints:
    """Say which order each uniform number chooses, all of them equally likely.

    Parameters
    ----------
    extensions : array (E, n)
        From `linear_extensions`. All linear extensions of a partial order of weights, or of option
        values, cover equal volumes, so an equal choice among them keeps the measure uniform.
    uniforms : array (N,), in (0, 1)

    Returns
    -------
    array (N, n) of int

    Examples
    --------
    >>> drawn_orders(np.array([[0, 1], [1, 0]]), np.array([0.2, 0.7])).tolist()
    [[0, 1], [1, 0]]
    """
    count = len(extensions)
    # u close to 1 may round up to the count itself
    chosen = np.minimum((np.asarray(uniforms) * count).astype(np.int64), count - 1)
    return np.asarray(extensions[chosen], dtype=np.int64)


def placed(orders: Ints, values: Floats) -> Floats:
    """Say which value each item has when `values` are listed along `orders`.

    Parameters
    ----------
    orders : array (n,) or (N, n)
        The item at each place.
    values : array (N, n)
        The value at each place.

    Returns
    -------
    array (N, n)
        The value of each item.

    Examples
    --------
    >>> placed(np.array([2, 0, 1]), np.array([[0.6, 0.3, 0.1]])).tolist()
    [[0.3, 0.1, 0.6]]
    """
    items = np.empty(values.shape, dtype=np.float64)
    np.put_along_axis(items, np.broadcast_to(orders, values.shape), values, axis=-1)
    return items


def simplex(exponentials: Floats) -> Floats:
    """Say which point of the simplex, uniformly, each row of exponential numbers gives.

    Parameters
    ----------
    exponentials : array (N, n), positive, each of mean 1

    Returns
    -------
    array (N, n)
        e / sum of e: non-negative rows with sum 1.

    Examples
    --------
    >>> simplex(np.array([[1.0, 3.0]])).tolist()
    [[0.25, 0.75]]
    """
    # A plain sum may add in another order when the table has another number of rows.
    return np.asarray(exponentials / np.add.accumulate(exponentials, axis=-1)[..., -1:])


def ranked_weights(e: Floats) -> Floats:
    """Say which weights, heaviest first, each point of the simplex gives.

    w_k = sum over j >= k of e_j / j: a mixture of the corners (1/j, ..., 1/j, 0, ...) of the set
    w_1 >= w_2 >= ... >= w_n >= 0 with sum 1, uniform on that set when e is uniform on the simplex.
    Its mean is the rank order centroid (Barron & Barrett 1996).

    Parameters
    ----------
    e : array (N, n), rows on the simplex

    Returns
    -------
    array (N, n), non-increasing along each row

    Examples
    --------
    >>> ranked_weights(np.array([[0.5, 0.5]])).tolist()
    [[0.75, 0.25]]
    """
    shares = e / np.arange(1, e.shape[-1] + 1)
    return np.ascontiguousarray(np.add.accumulate(shares[..., ::-1], axis=-1)[..., ::-1])


def option_values(orders: Ints, uniforms: Floats) -> Floats:
    """Say which relative values the options of an issue have when their order is known.

    Parameters
    ----------
    orders : array (K,) or (N, K)
        The option at each place, worst first; options of equal value are one class.
    uniforms : array (N, K - 2), in (0, 1)

    Returns
    -------
    array (N, K)
        The value of each option: 0 for the worst, 1 for the best, sorted uniforms between.

    Raises
    ------
    ValueError
        Fewer than two classes, or a number of uniforms other than K - 2.

    Examples
    --------
    >>> option_values(np.array([1, 0, 2]), np.array([[0.4]])).tolist()
    [[0.4, 0.0, 1.0]]
    """
    draws, between = uniforms.shape
    classes = orders.shape[-1]
    if classes < 2:  # noqa: PLR2004  # a worst and a best
        raise ValueError(f"an issue needs at least two classes of options, a worst and a best; got {classes}")
    if between != classes - 2:
        raise ValueError(f"{classes} classes of options need {classes - 2} uniforms in a draw; got {between}")
    ladder = np.ones((draws, classes), dtype=np.float64)
    ladder[:, 0] = 0.0
    ladder[:, 1:-1] = np.sort(uniforms, axis=-1)
    return placed(orders, ladder)
