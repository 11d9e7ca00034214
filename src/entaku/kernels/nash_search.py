"""Which package has the largest product of own gain and what it is thought worth to others? For compiled code.

Few packages are looked at. With g the own gain, t what a package is thought worth and l any price, g t is at most
((l g + t / l) / 2)^2, and at the price sqrt(t / g) of a package it is that for this package. The sum l g + t / l goes
by blocks of issues, so that only options can win whose sums fall little short of the best ones at the price of a
package that is known to be good. Of the options of an issue, only the one best to oneself can and those that others
asked for: what nobody asked for is thought worth least.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numba.extending import register_jitable
from numpy.typing import NDArray

from entaku.kernels.compiling import lean
from entaku.kernels.guessing import Counts, Options, thought, weigh
from entaku.kernels.packages import REFUSED

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]

ROUNDING = 1e-9
"""Share of a sum or product that is far above what floating point rounds."""


class Search(NamedTuple):
    """What a search needs in one play, and its scratch.

    Attributes
    ----------
    starts : (B+1,) int64
        Block b has the options ``starts[b]`` to ``starts[b + 1]``.
    parts : (K, W) int32
        Which options of issues, numbered over all issues, a block option holds; -1 fills up.
    short : (P, K) float64
        By how much an option is worth less to a party than the best of its block; without bound where refused.
    best : (P,) int64
        What a party's best package is worth.
    price : (P,) float64
        That of the package found last; 0 before.
    single : (O, 2) int64
        Which block option is nothing but this option of an issue, and of which block; -1 for none.
    listed : (P, K) int64, upto : (P, B+1) int64
        Which block options are looked at: those of block b from ``starts[b]``, with the one best to oneself, to
        ``upto[p, b]``.
    lacks : (K,) float64, most : (B+1,) float64, used : (B+1,) float64
        By how much the sum of an option falls short of the best of its block, this best sum, and by how much those
        taken so far fall short.
    able : (K+1,) int64, ends : (B+1,) int64
        Which options may win, in the order of `lacks`, and where those of each block end.
    place, number : (B+1,) int64
        Which of them is looked at, and the number of what is taken so far.
    """

    starts: Indices
    parts: Options
    short: Floats
    best: Indices
    price: Floats
    single: Indices
    listed: Indices
    upto: Indices
    lacks: Floats
    most: Floats
    used: Floats
    able: Indices
    ends: Indices
    place: Indices
    number: Indices


@register_jitable
def room_to_search(starts: Indices, parts: Options, options: int, parties: int) -> Search:
    """Give room for the searches of so many parties among so many options of issues; none where `parts` is empty."""
    some, blocks = parts.shape[0], starts.shape[0]
    single = np.full((options if some else 0, 2), -1)
    for b in range(blocks - 1 if some else 0):
        for k in range(starts[b], starts[b + 1]):
            if _alone(parts, k):
                single[parts[k, 0], 0], single[parts[k, 0], 1] = k, b
    return Search(
        starts,
        parts,
        np.empty((parties, some), np.float64),
        np.empty(parties, np.int64),
        np.empty(parties, np.float64),
        single,
        np.empty((parties, some), np.int64),
        np.empty((parties, blocks), np.int64),
        np.empty(some, np.float64),
        np.empty(blocks, np.float64),
        np.empty(blocks, np.float64),
        np.empty(some + 1, np.int64),
        np.empty(blocks, np.int64),
        np.empty(blocks, np.int64),
        np.empty(blocks, np.int64),
    )


@lean
def prepare(search: Search, p: int, values: Indices, best: int) -> None:
    """Write down what a party's block options (K,) fall short of, where its best package is worth so much."""
    search.best[p], search.price[p] = best, 0.0
    for b in range(search.starts.shape[0] - 1):
        most = np.int64(REFUSED)
        for k in range(search.starts[b], search.starts[b + 1]):
            most = max(most, values[k])
        end = search.starts[b]
        for k in range(search.starts[b], search.starts[b + 1]):
            short = np.inf if values[k] == REFUSED else float(most - values[k])
            search.short[p, k] = short
            if not _alone(search.parts, k) or (short == 0.0 and end == search.starts[b]):
                search.listed[p, end] = k
                end += 1
        search.upto[p, b] = end


@lean
def _alone(parts: Options, k: int) -> bool:
    """Is a block option nothing but an option of one issue?"""
    return bool(parts.shape[1] == 1 or parts[k, 1] < 0)


@lean
def look_at(search: Search, counts: Counts, p: int, package: int) -> None:
    """Look from now on at the options that others, as counted, asked for here for the first time."""
    for issue in range(counts.options.shape[1]):
        option = counts.options[package, issue]
        k, b = search.single[option, 0], search.single[option, 1]
        first = k >= 0 and counts.wanted[p, option] == 2.0  # noqa: PLR2004  # by now asked for once
        if first and k != search.listed[p, search.starts[b]]:
            search.listed[p, search.upto[p, b]] = k
            search.upto[p, b] += 1


@lean
def fair(search: Search, counts: Counts, values: Indices, p: int, floor: int, start: int) -> int:
    """Which package has the largest product? Of equal ones the lowest number.

    The search begins with a package whose own gain is above 0: the better it is, the less is looked at.
    """
    weigh(counts, p)
    gain, other = float(values[p, start] - floor), thought(counts, p, start)
    found, largest = start, gain * other
    price = search.price[p] if search.price[p] > 0.0 else np.sqrt(other / gain)
    top = _weigh_options(search, counts, p, price) + price * float(search.best[p] - floor)
    slack = top * (1.0 + ROUNDING) - 2.0 * np.sqrt(largest)
    _sift(search, p, slack)
    b, last = 0, search.starts.shape[0] - 2
    search.place[0], search.used[0], search.number[0] = 0, 0.0, 0
    while b >= 0:
        if b == last:
            base = search.number[b] * (search.starts[b + 1] - search.starts[b]) - search.starts[b]
            for at in range(search.place[b], search.ends[b]):
                k = search.able[at]
                if search.used[b] + search.lacks[at] <= slack:
                    near = thought(counts, p, base + k)
                    product = max(float(values[p, base + k] - floor), 0.0) * near
                    if product > largest or (product == largest and base + k < found):
                        found, largest, other = base + k, product, near
                        slack = top * (1.0 + ROUNDING) - 2.0 * np.sqrt(largest)
            b -= 1
        elif search.place[b] == search.ends[b]:
            b -= 1
        else:
            at = search.place[b]
            search.place[b] += 1
            used = search.used[b] + search.lacks[at]
            if used <= slack:
                number = search.number[b] * (search.starts[b + 1] - search.starts[b])
                number += search.able[at] - search.starts[b]
                search.place[b + 1], search.used[b + 1], search.number[b + 1] = search.ends[b], used, number
                b += 1
    search.price[p] = np.sqrt(other / float(values[p, found] - floor))
    return found


@lean
def _weigh_options(search: Search, counts: Counts, p: int, price: float) -> float:
    """Write the sums of the options looked at into `lacks` and the best of each block into `most`; add up these."""
    total, inverse, shares, parts = 0.0, 1.0 / price, counts.shares, search.parts
    for b in range(search.starts.shape[0] - 1):
        most = -np.inf
        for at in range(search.starts[b], search.upto[p, b]):
            k = search.listed[p, at]
            worth = shares[p, parts[k, 0]]
            for part in range(1, parts.shape[1]):
                if parts[k, part] >= 0:
                    worth += shares[p, parts[k, part]]
            search.lacks[at] = worth * inverse - price * search.short[p, k]
            most = max(most, search.lacks[at])
        search.most[b] = most
        total += most
    return total


@lean
def _sift(search: Search, p: int, slack: float) -> None:
    """Work out by how much options fall short of the best, and list those that do by no more than this."""
    end = 0
    for b in range(search.starts.shape[0] - 1):
        most = search.most[b]
        for at in range(search.starts[b], search.upto[p, b]):
            lack = most - search.lacks[at]
            search.lacks[end] = lack  # in their place: all are read before others are written over them
            search.able[end] = search.listed[p, at]
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
