"""Which package has the largest product of own gain and what it is thought worth to others? For compiled code.

Few packages are looked at. With g the own gain, t what a package is thought worth and l any price, g t is at most
((l g + t / l) / 2)^2, and at the price sqrt(t / g) of a package it is that for this package. The sum l g + t / l goes
by blocks of issues, so that only options can win whose sums fall little short of the best ones at the price of a
package that is known to be good.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numba.extending import register_jitable
from numpy.typing import NDArray

from entaku.kernels.compiling import lean
from entaku.kernels.guessing import Counts, Options, thought
from entaku.kernels.packages import REFUSED

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Indices = NDArray[np.int64]

_SLACK = 1e-9  # of the largest sum: far above the rounding of floats


class Search(NamedTuple):
    """What a search needs in one play, and its scratch.

    Attributes
    ----------
    starts : (B+1,) int64
        Block b has the options ``starts[b]`` to ``starts[b + 1]``.
    parts : (K, W) int32
        Which options of issues, numbered over all issues, a block option holds; -1 fills up.
    short : (P, K) float64
        By how much an option is worth less to a party than the best of its block; without bound where vetoed.
    best : (P,) int64
        What a party's best package is worth.
    price : (P,) float64
        That of the package found last; 0 before.
    lacks : (K,) float64, most : (B+1,) float64, used : (B+1,) float64
        By how much the sum of an option falls short of the best of its block, this best sum, and by how much those
        taken so far fall short.
    able : (K+1,) int64, ends : (B+1,) int64
        Which options may win, and where those of each block end.
    place, number : (B+1,) int64
        Which of them is looked at, and the number of what is taken so far.
    """

    starts: Indices
    parts: Options
    short: Floats
    best: Indices
    lacks: Floats
    used: Floats
    most: Floats
    price: Floats
    able: Indices
    ends: Indices
    place: Indices
    number: Indices


@register_jitable
def room_to_search(starts: Indices, parts: Options, parties: int) -> Search:
    """Give room for the searches of so many parties; none where `parts` is empty."""
    options, blocks = parts.shape[0], starts.shape[0]
    return Search(
        starts,
        parts,
        np.empty((parties, options), np.float64),
        np.empty(parties, np.int64),
        np.empty(options, np.float64),
        np.empty(blocks, np.float64),
        np.empty(blocks, np.float64),
        np.empty(parties, np.float64),
        np.empty(options + 1, np.int64),
        np.empty(blocks, np.int64),
        np.empty(blocks, np.int64),
        np.empty(blocks, np.int64),
    )


@register_jitable
def prepare(search: Search, p: int, values: Indices, vetoed: Bools, best: int) -> None:
    """Write down what a party's block options (K,) fall short of, where its best package is worth so much."""
    search.best[p], search.price[p] = best, 0.0
    for b in range(search.starts.shape[0] - 1):
        most = np.int64(REFUSED)
        for k in range(search.starts[b], search.starts[b + 1]):
            most = most if vetoed[k] else max(most, values[k])
        for k in range(search.starts[b], search.starts[b + 1]):
            search.short[p, k] = np.inf if vetoed[k] else float(most - values[k])


@lean
def fair(search: Search, counts: Counts, values: Indices, p: int, floor: int, start: int) -> int:
    """Which package has the largest product? Of equal ones the lowest number.

    The search begins with a package whose own gain is above 0: the better it is, the less is looked at.
    """
    gain, other = float(values[p, start] - floor), thought(counts, p, start)
    found, largest = start, gain * other
    price = search.price[p] if search.price[p] > 0.0 else np.sqrt(other / gain)
    top = _weigh_options(search, counts, p, price) + price * float(search.best[p] - floor)
    slack = top * (1.0 + _SLACK) - 2.0 * np.sqrt(largest)
    _sift(search, slack)
    b, last = 0, search.starts.shape[0] - 2
    search.place[0], search.used[0], search.number[0] = 0, 0.0, 0
    while b >= 0:
        if b == last:
            base = search.number[b] * (search.starts[b + 1] - search.starts[b]) - search.starts[b]
            for at in range(search.place[b], search.ends[b]):
                k = search.able[at]
                if search.used[b] + search.lacks[k] <= slack:
                    near = thought(counts, p, base + k)
                    product = max(float(values[p, base + k] - floor), 0.0) * near
                    if product > largest or (product == largest and base + k < found):
                        found, largest, other = base + k, product, near
                        slack = top * (1.0 + _SLACK) - 2.0 * np.sqrt(largest)
            b -= 1
        elif search.place[b] == search.ends[b]:
            b -= 1
        else:
            k = search.able[search.place[b]]
            search.place[b] += 1
            used = search.used[b] + search.lacks[k]
            if used <= slack:
                number = search.number[b] * (search.starts[b + 1] - search.starts[b]) + k - search.starts[b]
                search.place[b + 1], search.used[b + 1], search.number[b + 1] = search.ends[b], used, number
                b += 1
    search.price[p] = np.sqrt(other / float(values[p, found] - floor))
    return found


@lean
def _weigh_options(search: Search, counts: Counts, p: int, price: float) -> float:
    """Write the sums of all options into `lacks` and the best of each block into `most`; add up the best ones."""
    total, inverse, lacks = 0.0, 1.0 / price, search.lacks
    for k in range(lacks.shape[0]):
        lacks[k] = counts.shares[p, search.parts[k, 0]] * inverse - price * search.short[p, k]
    for part in range(1, search.parts.shape[1]):
        for k in range(lacks.shape[0]):
            if search.parts[k, part] >= 0:
                lacks[k] += counts.shares[p, search.parts[k, part]] * inverse
    for b in range(search.starts.shape[0] - 1):
        most = -np.inf
        for k in range(search.starts[b], search.starts[b + 1]):
            most = max(most, lacks[k])
        search.most[b] = most
        total += most
    return total


@lean
def _sift(search: Search, slack: float) -> None:
    """Work out by how much options fall short of the best, and list those that do by no more than this."""
    end = 0
    for b in range(search.starts.shape[0] - 1):
        most = search.most[b]
        for k in range(search.starts[b], search.starts[b + 1]):
            lack = most - search.lacks[k]
            search.lacks[k] = lack
            search.able[end] = k
            end += lack <= slack
        search.ends[b] = end


def parts_of(holds: Indices) -> Options:
    """Which options does each block option hold, one row each, filled up with -1?

    Parameters
    ----------
    holds : (K, M) int64
        1 where a block option holds an option.

    Examples
    --------
    >>> parts_of(np.array([[1, 0, 0, 1], [0, 1, 0, 0]])).tolist()
    [[0, 3], [1, -1]]
    """
    found = np.full((len(holds), int(holds.sum(axis=1).max(initial=1))), -1, dtype=np.int32)
    row, option = np.nonzero(holds)
    first = np.searchsorted(row, np.arange(len(holds) + 1))
    for k, (begin, end) in enumerate(pairwise(first.tolist())):
        found[k, : end - begin] = option[begin:end]
    return found
