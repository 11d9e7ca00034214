"""Which packages does no other package dominate, without listing them all?

A package is one option from each block; its value to a party is the sum of the partial values of its options.
A dominated partial sum stays dominated however it is completed, so the frontier is built block by block
and pruned at each step. Nothing is rounded and equal vectors are never merged into one package.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numba import njit
from numba.extending import register_jitable

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Bools = NDArray[np.bool_]
    Exact = NDArray[Any]  # int64 when compiled; Python ints (or Fractions) in an object array when not
    Floats = NDArray[np.float64]
    Indices = NDArray[np.int64]

SAFE = 2**61  # magnitudes below this leave room for one more addition in int64

_BITS = 64
_BUCKETS = 64  # fewer let too many false hits through, more make keeping a vector dear: measured


# Everything marked register_jitable runs compiled when called from a compiled function and as plain Python
# when called from plain Python: `frontier_kernel` and `frontier_kernel.py_func` are one implementation.


@register_jitable
def _precedes(rows: Exact, a: int, b: int) -> bool:
    """Tell whether row a comes before row b, column by column."""
    for c in range(rows.shape[1]):
        if rows[a, c] != rows[b, c]:
            return bool(rows[a, c] < rows[b, c])
    return False


@register_jitable
def _row_order(rows: Exact) -> Indices:
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
def _merge(
    points: Exact, options: Exact, rest: Exact, floor: Exact
) -> tuple[Exact, Indices, Indices, Indices]:
    """Add a block: undominated sums, and for each the (point, option) pairs that make it.

    Pairs of sum i are at ``first[i]`` to ``first[i + 1]`` of the last two arrays.
    """
    rows, codes = _candidates(points, options, rest, floor)
    n = rows.shape[0]
    if n == 0:
        return points[:0], np.zeros(1, np.int64), codes, codes
    order = _row_order(rows)
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
def _best(values: Exact, starts: Indices, allowed: Bools) -> tuple[Exact, bool]:
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
def _unfold(first: list[Indices], parent: list[Indices], option: list[Indices]) -> tuple[Indices, Indices]:
    """Turn the back pointers into packages: the option of each block, and the point each package is at."""
    blocks = len(first)
    ways = [np.ones(1, np.int64)]
    for j in range(blocks):
        count = np.zeros(first[j].shape[0] - 1, np.int64)
        for i in range(count.shape[0]):
            for e in range(first[j][i], first[j][i + 1]):
                count[i] += ways[j][parent[j][e]]
        ways.append(count)
    total = ways[blocks].sum()
    choices, index = np.empty((total, blocks), np.int64), np.empty(total, np.int64)
    row = 0
    for i in range(ways[blocks].shape[0]):
        for way in range(ways[blocks][i]):
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
    return choices, index


@njit(cache=True, nogil=True)
def frontier_kernel(
    values: Exact, starts: Indices, allowed: Bools, floor: Exact
) -> tuple[Indices, Indices, Exact]:
    """Give the frontier with its ties: packages, the point each is at, and the distinct points.

    Arguments as in `frontier`, unchecked: int64 here, object arrays with ``frontier_kernel.py_func``.

    Returns
    -------
    choices : (F, B) int64, index : (F,) int64, points : (D, P)
        Package i has the options ``choices[i]`` and the values ``points[index[i]]``.
    """
    blocks, parties = starts.shape[0] - 1, values.shape[0]
    points = np.zeros((1, parties), values.dtype)
    best, complete = _best(values, starts, allowed)
    if not complete:
        return np.empty((0, blocks), np.int64), np.empty(0, np.int64), points[:0]
    rest = points[0].copy()
    for b in range(blocks):
        rest += best[b]
    tables, names, fewer = [], [], np.empty((blocks, 1), np.int64)
    for b in range(blocks):
        name = np.flatnonzero(allowed[starts[b] : starts[b + 1]])
        table = values[:, starts[b] + name].T.copy()
        # An option alone is a partial package: prune it as one, before it multiplies.
        _, _, _, use = _merge(points, table, rest - best[b], floor)
        tables.append(table[use])
        names.append(name[use])
        fewer[b, 0] = -use.shape[0]
    # Largest block first leaves the fewest sums to make in the last and dearest step (measured).
    order = _row_order(fewer)
    first, parent, option = [], [], []
    for b in order:
        rest = rest - best[b]
        points, edge, came, use = _merge(points, tables[b], rest, floor)
        first.append(edge)
        parent.append(came)
        option.append(names[b][use])
    shuffled, index = _unfold(first, parent, option)
    choices = np.empty_like(shuffled)
    for j in range(blocks):
        choices[:, order[j]] = shuffled[:, j]
    rank = _row_order(choices)
    return choices[rank], index[rank], points


def fits_int64(values: Exact, blocks: int) -> bool:
    """Tell whether every sum the kernel makes over blocks and parties stays inside int64.

    Examples
    --------
    >>> fits_int64(np.array([[2**40, 0], [1, 2]]), blocks=1)
    True
    >>> fits_int64(np.array([[2**61, 0], [1, 2]]), blocks=1)
    False
    """
    largest = max(int(values.max()), -int(values.min()))
    return bool(largest * blocks * values.shape[-2] < SAFE)


def frontier(values: Exact, starts: Indices, allowed: Bools, floor: Exact) -> tuple[Indices, Exact]:
    """Which acceptable packages are dominated by no other, ties included?

    A package dominates another when it is at least as good for every party and better for one. A dominator
    of an acceptable package is acceptable too, so cutting by the floor while building is exact.

    Parameters
    ----------
    values : (P, K) int64 or object
        Partial value of each option of each block, in any integer unit of the party's own. Object arrays of
        Python ints are computed without limit of size; so is int64 input whose sums would not fit.
    starts : (B+1,) int
        Block b has the options ``starts[b]`` to ``starts[b + 1]``. A block is an issue, or several issues
        tied by forbidden combinations, whose options are then the combinations allowed.
    allowed : (K,) bool
        False where somebody vetoes the option.
    floor : (P,) int64 or object
        No-deal values, reached by every package returned.

    Returns
    -------
    choices : (F, B) int64
        Option of each block, counted inside the block, in lexicographic order.
    points : (F, P)
        Value of each package to each party; object where the input needed it.

    Raises
    ------
    TypeError
        If values or floor are not integers.
    ValueError
        If the shapes do not fit together.

    Notes
    -----
    Minkowski sums of the blocks' value vectors, pruned after each; the largest block goes first and dominance
    is looked up in bit sets of the vectors kept. Two parties stay small in practice; four beyond about 10**8
    packages, or values that add up to a constant, can make nearly every package efficient: mind the memory.

    Examples
    --------
    Two parties, two issues; the last two options of the second issue are equal:

    >>> values = np.array([[5, 0, 0, 1, 1], [0, 2, 1, 4, 4]])
    >>> choices, points = frontier(values, np.array([0, 2, 5]), np.ones(5, bool), np.zeros(2, int))
    >>> choices.tolist()
    [[0, 1], [0, 2], [1, 1], [1, 2]]
    >>> points.tolist()
    [[6, 4], [6, 4], [1, 6], [1, 6]]
    """
    _check(values, starts, allowed, floor)
    if object not in (values.dtype, floor.dtype) and fits_int64(values, len(starts) - 1):
        choices, index, points = frontier_kernel(
            np.ascontiguousarray(values, np.int64), starts, allowed, np.ascontiguousarray(floor, np.int64)
        )
    else:
        choices, index, points = frontier_kernel.py_func(
            values.astype(object), starts, allowed, floor.astype(object)
        )
    return choices, points[index]


def check_starts(starts: Indices, options: int) -> None:
    """Raise ValueError unless ``starts`` cuts the options into blocks, none of them empty.

    Examples
    --------
    >>> check_starts(np.array([0, 2, 5]), 5)
    >>> check_starts(np.array([0, 2, 2]), 2)
    Traceback (most recent call last):
    ...
    ValueError: starts must rise from 0 to the number of options, 2; got [0, 2, 2]
    """
    cut = starts.ndim == 1 and len(starts) > 1 and starts[0] == 0 and starts[-1] == options
    if not cut or np.any(np.diff(starts) < 1):
        raise ValueError(
            f"starts must rise from 0 to the number of options, {options}; got {starts.tolist()}"
        )


def _check(values: Exact, starts: Indices, allowed: Bools, floor: Exact) -> None:
    for name, array in (("values", values), ("floor", floor)):
        if array.dtype.kind not in "iuO":
            raise TypeError(f"{name} must be integers (scaled, never rounded here); got {array.dtype}")
    if values.ndim != 2 or values.shape[0] == 0:  # noqa: PLR2004  # parties by options
        raise ValueError(f"values must be parties by options, at least one party; got shape {values.shape}")
    check_starts(starts, values.shape[1])
    if allowed.shape != (values.shape[1],) or floor.shape != (values.shape[0],):
        raise ValueError(
            f"allowed must have shape {(values.shape[1],)} and floor {(values.shape[0],)}; "
            f"got {allowed.shape} and {floor.shape}"
        )
