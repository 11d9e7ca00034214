"""One step at a time: add a block to the sums so far, prune, thin out, and turn pointers back into packages.

Parts of `entaku.kernels.frontier`, which says what they are for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numba.extending import register_jitable

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Bools = NDArray[np.bool_]
    Exact = NDArray[Any]  # int64 when compiled; Python ints in an object array when not
    Indices = NDArray[np.int64]

MANY = 2**61  # ways to make a sum are counted up to here

_BITS = 64
_BUCKETS = 64  # fewer let too many false hits through, more make keeping a vector dear: measured
_CELLS = 1024  # cells in a party's range when sums are thinned out for the first time


# Everything marked register_jitable runs compiled when called from a compiled function and as plain Python
# when called from plain Python: `frontier_kernel`, compiled or not, is one implementation.


@register_jitable
def _precedes(rows: Exact, a: int, b: int) -> bool:
    """Tell whether row a comes before row b, column by column."""
    for c in range(rows.shape[1]):
        if rows[a, c] != rows[b, c]:
            return bool(rows[a, c] < rows[b, c])
    return False


@register_jitable
def row_order(rows: Exact) -> Indices:
    """Give the stable lexicographic order of the rows, by merging runs from the bottom up."""
    n = rows.shape[0]
    source, target = np.arange(n), np.empty(n, np.int64)
    width = 1
    while width < n:
        for low in range(0, n, 2 * width):
            middle, high = min(low + width, n), min(low + 2 * width, n)
            i, j = low, middle
            for k in range(low, high):
                if i < middle and (j >= high or not _precedes(rows, source[j], source[i])):
                    target[k] = source[i]
                    i += 1
                else:
                    target[k] = source[j]
                    j += 1
        source, target = target, source
        width *= 2
    return source


@register_jitable
def _candidates(points: Exact, options: Exact, rest: Exact, floor: Exact) -> tuple[Exact, Indices]:
    """Add every option to every point, leaving out the sums that cannot reach the floor.

    Rows are (minus the sum over parties, value of each party): sorted upwards, a dominator always comes
    before what it dominates, and equal vectors are neighbours. Code = point * number of options + option.
    """
    n, parties = points.shape
    k = options.shape[0]
    rows = np.empty((n * k, parties + 1), points.dtype)
    codes = np.empty(n * k, np.int64)
    m = 0
    for code in range(n * k):
        i, j = code // k, code % k
        total = floor[0] * 0
        reaches = True
        for p in range(parties):
            value = points[i, p] + options[j, p]
            reaches = reaches and value + rest[p] >= floor[p]
            total += value
            rows[m, p + 1] = value
        if reaches:
            rows[m, 0] = -total
            codes[m] = code
            m += 1
    return rows[:m], codes[:m]


@register_jitable
def _is_dominated(row: Exact, buckets: Indices, words: int, bits: Indices, kept: Exact) -> bool:
    """Tell whether a kept vector, all of them different from this one, is at least as good for everyone.

    Bit i of ``bits[p, b]`` is set when kept vector i is in bucket b of party p or above. Only vectors whose
    bit is set for all parties need comparing.
    """
    parties = buckets.shape[0]
    for word in range(words):
        hits = bits[0, buckets[0], word]
        for p in range(1, parties):
            hits &= bits[p, buckets[p], word]
        i = word * _BITS
        while hits != 0:
            if hits & 1:
                p = 0
                while p < parties and kept[i, p] >= row[p + 1]:
                    p += 1
                if p == parties:
                    return True
            hits = (hits >> 1) & np.int64(2**63 - 1)
            i += 1
    return False


@register_jitable
def _runs(rows: Exact, order: Indices) -> Indices:
    """Give where each run of equal rows starts in the order, and the end."""
    starts = np.empty(rows.shape[0] + 1, np.int64)
    n = 0
    for j in range(rows.shape[0]):
        if j == 0 or _precedes(rows, order[j - 1], order[j]):
            starts[n] = j
            n += 1
    starts[n] = rows.shape[0]
    return starts[: n + 1]


@register_jitable
def _undominated(rows: Exact, order: Indices, runs: Indices) -> Indices:
    """Give the runs of equal rows that no other row dominates."""
    n, parties = runs.shape[0] - 1, rows.shape[1] - 1
    low, step = np.empty(parties, rows.dtype), np.empty(parties, rows.dtype)
    for p in range(parties):
        low[p] = high = rows[0, p + 1]
        for row in rows:
            low[p] = min(low[p], row[p + 1])
            high = max(high, row[p + 1])
        step[p] = (high - low[p]) // _BUCKETS + 1
    kept, kept_runs = np.empty((n, parties), rows.dtype), np.empty(n, np.int64)
    bits = np.zeros((parties, _BUCKETS, n // _BITS + 1), np.int64)
    buckets = np.empty(parties, np.int64)
    k = 0
    for run in range(n):
        row = rows[order[runs[run]]]
        for p in range(parties):
            buckets[p] = (row[p + 1] - low[p]) // step[p]
        if _is_dominated(row, buckets, (k + _BITS - 1) // _BITS, bits, kept):
            continue
        bit = np.int64(1) << np.int64(k % _BITS)
        for p in range(parties):
            kept[k, p] = row[p + 1]
            for b in range(buckets[p] + 1):
                bits[p, b, k // _BITS] |= bit
        kept_runs[k] = run
        k += 1
    return kept_runs[:k]


@register_jitable
def merge(
    points: Exact, options: Exact, rest: Exact, floor: Exact
) -> tuple[Exact, Indices, Indices, Indices]:
    """Add a block: undominated sums, and for each the (point, option) pairs that make it.

    Pairs of sum i are at ``first[i]`` to ``first[i + 1]`` of the last two arrays.
    """
    rows, codes = _candidates(points, options, rest, floor)
    n = rows.shape[0]
    if n == 0:
        return points[:0], np.zeros(1, np.int64), codes, codes
    order = row_order(rows)
    runs = _runs(rows, order)
    kept = _undominated(rows, order, runs)
    first = np.zeros(kept.shape[0] + 1, np.int64)
    pairs = np.empty(n, np.int64)
    m = 0
    for i in range(kept.shape[0]):
        for j in range(runs[kept[i]], runs[kept[i] + 1]):
            pairs[m] = codes[order[j]]
            m += 1
        first[i + 1] = m
    k = options.shape[0]
    sums = rows[order[runs[kept]]][:, 1:].copy()
    return sums, first, pairs[:m] // k, pairs[:m] % k


@register_jitable
def best_options(values: Exact, starts: Indices, allowed: Bools) -> tuple[Exact, bool]:
    """Give the largest partial value of each block and party, and whether each block has an option."""
    blocks, parties = starts.shape[0] - 1, values.shape[0]
    best = np.zeros((blocks, parties), values.dtype)
    complete = True
    for b in range(blocks):
        empty = True
        for k in range(starts[b], starts[b + 1]):
            if allowed[k]:
                for p in range(parties):
                    if empty or values[p, k] > best[b, p]:
                        best[b, p] = values[p, k]
                empty = False
        complete = complete and not empty
    return best, complete


@register_jitable
def spans(values: Exact, starts: Indices, allowed: Bools) -> Exact:
    """Give each party's range (P,): the sum over blocks of the best less the worst allowed option."""
    best, _ = best_options(values, starts, allowed)
    worst, _ = best_options(-values, starts, allowed)
    wide: Exact = best[0] + worst[0]
    for b in range(1, best.shape[0]):
        wide = wide + best[b] + worst[b]
    return wide


@register_jitable
def _cells(points: Exact, side: Exact) -> tuple[Indices, Indices]:
    """Order the points by the cell they are in and give where each cell starts; inside a cell, the order stays."""
    cells = np.empty_like(points)
    for p in range(points.shape[1]):
        low = points[0, p]
        for i in range(points.shape[0]):
            low = min(low, points[i, p])
        for i in range(points.shape[0]):
            cells[i, p] = (points[i, p] - low) // side[p]
    order = row_order(cells)
    return order, _runs(cells, order)


@register_jitable
def thin(points: Exact, span: Exact, most: int) -> tuple[Indices, Exact]:
    """Keep one point a cell, the first, so that no more than ``most`` stay; and by how much others were better.

    Cells start at a 1024th of each party's range and are doubled until few enough points stay.
    """
    side = span // _CELLS + 1
    order, runs = _cells(points, side)
    while runs.shape[0] - 1 > most:
        side = side * 2
        order, runs = _cells(points, side)
    off = side * 0
    for cell in range(runs.shape[0] - 1):
        stays = order[runs[cell]]
        for i in order[runs[cell] : runs[cell + 1]]:
            for p in range(points.shape[1]):
                off[p] = max(off[p], points[i, p] - points[stays, p])
    return np.sort(order[runs[:-1]]), off


@register_jitable
def only(
    kept: Indices, points: Exact, first: Indices, parent: Indices, option: Indices
) -> tuple[Exact, Indices, Indices, Indices]:
    """Give a merged block again with these points alone."""
    fewer = np.zeros(kept.shape[0] + 1, np.int64)
    for i in range(kept.shape[0]):
        fewer[i + 1] = fewer[i] + first[kept[i] + 1] - first[kept[i]]
    edges = np.empty(fewer[-1], np.int64)
    for i in range(kept.shape[0]):
        for e in range(first[kept[i]], first[kept[i] + 1]):
            edges[fewer[i] + e - first[kept[i]]] = e
    return points[kept].copy(), fewer, parent[edges], option[edges]


@register_jitable
def _ways(first: list[Indices], parent: list[Indices]) -> list[Indices]:
    """Count, after each block, the partial packages at each point, up to `MANY`."""
    ways = [np.ones(1, np.int64)]
    for j in range(len(first)):
        count = np.zeros(first[j].shape[0] - 1, np.int64)
        for i in range(count.shape[0]):
            for e in range(first[j][i], first[j][i + 1]):
                count[i] = min(count[i] + ways[j][parent[j][e]], MANY)
        ways.append(count)
    return ways


@register_jitable
def unfold(
    first: list[Indices], parent: list[Indices], option: list[Indices], most: int
) -> tuple[Indices, Indices, Indices]:
    """Turn the back pointers into packages: the option of each block, the point each is at, and all ways.

    All packages are listed, or where there are more than ``most``, the same number at most for each point.
    """
    blocks, ways = len(first), _ways(first, parent)
    final = ways[blocks]
    total = 0.0
    for i in range(final.shape[0]):
        total += final[i]
    each = MANY if total <= most else max(1, most // max(1, final.shape[0]))
    listed = np.minimum(final, each)
    choices, index = np.empty((listed.sum(), blocks), np.int64), np.empty(listed.sum(), np.int64)
    row = 0
    for i in range(final.shape[0]):
        for way in range(listed[i]):
            at, rank = i, way
            for j in range(blocks - 1, -1, -1):
                e = first[j][at]
                while rank >= ways[j][parent[j][e]]:
                    rank -= ways[j][parent[j][e]]
                    e += 1
                choices[row, j] = option[j][e]
                at = parent[j][e]
            index[row] = i
            row += 1
    return choices, index, final
