"""Which packages does no other package dominate, without listing them all?

A package is one option from each block; its value to a party is the sum of the partial values of its options.
A dominated partial sum stays dominated however it is completed, so the frontier is built block by block
and pruned at each step. Nothing is rounded and equal vectors are never merged into one package.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from entaku.kernels.compiling import kernel, uncompiled
from entaku.kernels.frontier_steps import best_options, merge, only, row_order, spans, thin, unfold

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Bools = NDArray[np.bool_]
    Exact = NDArray[Any]  # int64 when compiled; Python ints (or Fractions) in an object array when not
    Floats = NDArray[np.float64]
    Indices = NDArray[np.int64]

SAFE = 2**61  # magnitudes below this leave room for one more addition in int64
UNLIMITED = 2**62


@kernel
def frontier_kernel(
    values: Exact, starts: Indices, allowed: Bools, floor: Exact, most: Indices
) -> tuple[Indices, Indices, Exact, Indices, Exact, int]:
    """Give the fields of `Frontier` for arguments of `frontier_within`, unchecked.

    int64 here, object arrays with `uncompiled`; ``most`` (2,) limits points and packages.
    """
    blocks, parties = starts.shape[0] - 1, values.shape[0]
    points = np.zeros((1, parties), values.dtype)
    within = points[0].copy()
    best, complete = best_options(values, starts, allowed)
    if not complete:
        none = np.empty(0, np.int64)
        return np.empty((0, blocks), np.int64), none, points[:0], none, within, 0
    span = spans(values, starts, allowed)
    rest = points[0].copy()
    for b in range(blocks):
        rest += best[b]
    tables, names, fewer = [], [], np.empty((blocks, 1), np.int64)
    for b in range(blocks):
        name = np.flatnonzero(allowed[starts[b] : starts[b + 1]])
        table = values[:, starts[b] + name].T.copy()
        # An option alone is a partial package: prune it as one, before it multiplies.
        _, _, _, use = merge(points, table, rest - best[b], floor)
        tables.append(table[use])
        names.append(name[use])
        fewer[b, 0] = -use.shape[0]
    # Largest block first leaves the fewest sums to make in the last and dearest step (measured).
    order = row_order(fewer)
    first, parent, option = [], [], []
    work = 0
    for b in order:
        rest = rest - best[b]
        points, edge, came, use = merge(points, tables[b], rest, floor)
        work += points.shape[0]
        if points.shape[0] > most[0]:
            kept, off = thin(points, span, most[0])
            points, edge, came, use = only(kept, points, edge, came, use)
            within += off
        first.append(edge)
        parent.append(came)
        option.append(names[b][use])
    shuffled, index, ways = unfold(first, parent, option, most[1])
    choices = np.empty_like(shuffled)
    for j in range(blocks):
        choices[:, order[j]] = shuffled[:, j]
    rank = row_order(choices)
    return choices[rank], index[rank], points, ways, within, work


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


class Frontier(NamedTuple):
    """The frontier of acceptable packages, with its ties.

    Attributes
    ----------
    choices : (F, B) int64, at : (F,) int64
        Package i has the options ``choices[i]``, counted inside the block, and the values ``points[at[i]]``;
        in lexicographic order. Not all packages where ``ways`` has more.
    points : (D, P)
        Different value vectors.
    ways : (D,) int64
        How many packages have each of them, up to 2**61.
    within : (P,)
        0 where the frontier is exact. Else every package that exceeds the floor by this much is matched, up to
        this much for each party, by one found, and none is better for everybody by more than this than one found.
    work : int
        Points made on the way: what the building cost.
    """

    choices: Indices
    at: Indices
    points: Exact
    ways: Indices
    within: Exact
    work: int

    @property
    def exact(self) -> bool:
        """Tell whether no vectors were merged."""
        return not bool(self.within.any())


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
    found = frontier_within(values, starts, allowed, floor)
    return found.choices, found.points[found.at]


def frontier_within(
    values: Exact,
    starts: Indices,
    allowed: Bools,
    floor: Exact,
    points: int = UNLIMITED,
    packages: int = UNLIMITED,
) -> Frontier:
    """Which acceptable packages are dominated by no other, with so many points and packages at most?

    Parameters
    ----------
    values, starts, allowed, floor
        As in `frontier`.
    points : int
        Where a step of the building leaves more different vectors, those in one cell of a grid over the parties'
        ranges are merged into the one of largest sum: ``within`` then bounds what that can have cost.
    packages : int
        Where more packages than this are on the frontier, only some of each point are listed.

    Raises
    ------
    TypeError, ValueError
        As `frontier`, and if a limit is below 1.

    Examples
    --------
    Ten issues that split something of 1 to 1024: every package is efficient, and merging says how far off it is:

    >>> split = np.array([[0, 2**b] for b in range(10)]).reshape(1, -1)
    >>> values, starts = np.concatenate([split, -split]), np.arange(0, 21, 2)
    >>> free = np.ones(20, bool), np.full(2, -2000)
    >>> len(frontier_within(values, starts, *free).points)
    1024
    >>> found = frontier_within(values, starts, *free, points=100)
    >>> len(found.points), found.within.tolist()
    (64, [15, 0])
    """
    _check(values, starts, allowed, floor)
    if min(points, packages) < 1:
        raise ValueError(f"limits must be at least 1; got {points} points, {packages} packages")
    most = np.array([points, packages])
    if object not in (values.dtype, floor.dtype) and fits_int64(values, len(starts) - 1):
        whole = np.ascontiguousarray(values, np.int64), starts, allowed, np.ascontiguousarray(floor, np.int64)
        return Frontier(*frontier_kernel(*whole, most))
    return Frontier(
        *uncompiled(frontier_kernel)(values.astype(object), starts, allowed, floor.astype(object), most)
    )


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
