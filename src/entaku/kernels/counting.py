"""How many packages are acceptable, exactly, without listing them one by one?

The blocks are cut into two halves; the sums of each half are listed. A first half and a second half make an
acceptable package when the second gives each party at least what the first leaves it short of no deal. With one
or two parties the pairs are counted by sorting, in time of the halves; with more, all pairs are gone through.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from entaku.kernels.compiling import kernel
from entaku.kernels.frontier import check_starts, fits_int64

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Bools = NDArray[np.bool_]
    Exact = NDArray[Any]  # int64 or Python ints
    Indices = NDArray[np.int64]

MOST_HALF = 2**21  # sums listed of one half
MOST_PAIRS = 2**31  # pairs gone through one by one: some seconds

_SORTED = 2  # parties whose pairs are counted by sorting


def countable(sizes: Indices, parties: int) -> bool:
    """Can the acceptable packages be counted, with so many allowed options in the blocks?

    Examples
    --------
    >>> countable(np.full(20, 4), 2), countable(np.full(20, 4), 3), countable(np.full(22, 4), 2)
    (True, False, False)
    """
    whole = [int(size) for size in sizes]
    cut = _cut(whole)
    listed = max(_product(whole[:cut]), _product(whole[cut:])) <= MOST_HALF
    return listed and (parties <= _SORTED or _product(whole) <= MOST_PAIRS)


def count_acceptable(values: Exact, starts: Indices, allowed: Bools, floor: Exact) -> int:
    """How many packages are worth at least no deal to every party?

    Parameters
    ----------
    values : (P, K) integers
        Partial value of each option of each block; Python ints in an object array may have any size.
    starts : (B+1,) int
        Block b has the options ``starts[b]`` to ``starts[b + 1]``.
    allowed : (K,) bool
        False where somebody vetoes the option.
    floor : (P,) integers
        No-deal values. One more than these counts the packages that are better for every party.

    Raises
    ------
    ValueError
        If there are too many to count (see `countable`), or the blocks do not fit.

    Notes
    -----
    Halves: Horowitz & Sahni 1974, Journal of the ACM 21:277-292. Time for two parties and X packages is
    √X log X, memory √X.

    Examples
    --------
    >>> values = np.array([[5, 0, 0, 1, 1], [0, 2, 1, 4, 4]])
    >>> count_acceptable(values, np.array([0, 2, 5]), np.ones(5, bool), np.array([1, 3]))
    4
    """
    check_starts(starts, values.shape[1])
    if object in (values.dtype, floor.dtype) or not fits_int64(values, len(starts)):
        values, floor = values.astype(object), floor.astype(object)
    blocks = [values[:, start:end][:, allowed[start:end]] for start, end in pairwise(starts)]
    sizes = [block.shape[1] for block in blocks]
    if 0 in sizes:
        return 0
    if not countable(np.array(sizes), len(values)):
        raise ValueError(f"{_product(sizes)} packages are too many to count for {len(values)} parties")
    cut = _cut(sizes)
    short = [need - head for need, head in zip(floor, _sums(blocks[:cut], values[:, :1] * 0), strict=True)]
    ranks, places = _ranked(short, _sums(blocks[cut:], values[:, :1] * 0))
    if len(values) == 1:
        return int((ranks.shape[1] - places[0]).sum())
    if len(values) == _SORTED:
        first, second = np.argsort(-places[0]), np.argsort(-ranks[0])
        return int(_pairs(places[:, first], ranks[:, second]))
    return int(_through(places, ranks))


def _product(sizes: list[int]) -> int:
    total = 1
    for size in sizes:
        total *= size
    return total


def _cut(sizes: list[int]) -> int:
    """Give the block where the second half starts, so that the longer list of sums is as short as can be."""
    return min(range(len(sizes) + 1), key=lambda cut: max(_product(sizes[:cut]), _product(sizes[cut:])))


def _sums(blocks: list[Exact], sums: Exact) -> Exact:
    """Add every choice of one option per block to the sums (P, 1): (P, choices)."""
    for block in blocks:
        sums = (sums[:, :, None] + block[:, None, :]).reshape(len(sums), -1)
    return sums


def _ranked(short: list[Exact], tails: Exact) -> tuple[Indices, Indices]:
    """Replace sums by their ranks: a tail makes up for what a head is short of when its rank is no lower.

    Returns ranks of tails (P, T) and of heads (P, H).
    """
    ranks, places = np.empty(tails.shape, np.int64), np.empty((len(tails), len(short[0])), np.int64)
    for p, tail in enumerate(tails):
        ordered = np.sort(tail)
        ranks[p], places[p] = _places(ordered, tail), _places(ordered, short[p])
    return ranks, places


def _places(ordered: Exact, sought: Exact) -> Indices:
    """Find where numbers belong in an ordered list; looking them up in order finds them in the cache."""
    order = np.argsort(sought)
    places = np.empty(len(sought), np.int64)
    places[order] = np.searchsorted(ordered, sought[order])
    return places


@kernel
def _pairs(places: Indices, ranks: Indices) -> int:
    """Count pairs with ``ranks[:, t] >= places[:, h]`` in both rows, which are sorted downwards by the first.

    Tails enter a tree of counts over the second row as soon as the first row lets them in (Fenwick 1994).
    """
    size = ranks.shape[1]
    tree = np.zeros(size + 1, np.int64)
    entered, total = 0, 0
    for h in range(places.shape[1]):
        while entered < size and ranks[0, entered] >= places[0, h]:
            at = size - ranks[1, entered]  # the best of the second row comes first
            while at <= size:
                tree[at] += 1
                at += at & -at
            entered += 1
        at = size - places[1, h]
        while at > 0:
            total += tree[at]
            at -= at & -at
    return total


@kernel
def _through(places: Indices, ranks: Indices) -> int:
    """Count pairs with ``ranks[:, t] >= places[:, h]`` in every row, one pair after the other."""
    total, fits = 0, np.empty(ranks.shape[1], np.int8)
    for h in range(places.shape[1]):
        fits[:] = 1
        for p in range(places.shape[0]):
            need = places[p, h]
            for t in range(ranks.shape[1]):
                fits[t] &= ranks[p, t] >= need
        total += fits.sum()
    return total
