"""A polytope rewritten for the compiled chain: which rows each move has to look at.

Sparse lists of rows are kept for every pair of weights and every free value. A row that speaks of
the values inside one issue only (no constant, no no-deal value) stays true or false whatever the
weight of that issue: it is kept in relative values and never looked at when weights move.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from entaku.kernels.chains_bands import directions, narrow_bands

if TYPE_CHECKING:
    from entaku.kernels.polytope import Polytope

Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.int64]
Bools: TypeAlias = NDArray[np.bool_]
Keys: TypeAlias = NDArray[np.uint64]

# A slope this small moves a row by less than rounding does: the row leaves the move alone.
FLAT = 1e-13


class Plan(NamedTuple):
    """What a sweep needs to know: I issues, V free values, R rows, P pairs, Q swaps.

    A list of rows is stored end to end with the place where each part starts. A move's number names
    the move by issue and by first option, so that it keeps its random numbers when rows or ties are
    added elsewhere.
    """

    pairs: Ints  # (P, 2) issues i, j: weight goes from j to i
    pair_starts: Ints  # (P + 1,)
    pair_rows: Ints
    pair_numbers: Keys  # (P,)
    homes: Ints  # (V,) issue of each free value
    value_starts: Ints  # (V + 1,)
    value_rows: Ints
    value_sizes: Floats  # coefficient of the value in each listed row
    value_numbers: Keys  # (V,)
    swaps: Ints  # (Q, 2) free values a, b of one issue
    swap_numbers: Keys  # (Q,)
    sizes: Floats  # (V, R) the same coefficients in full
    base: Floats  # (I, R) what multiplies each weight before free values are added
    inner: Ints  # (R,) issue of a row kept in relative values, or -1
    deal: Floats  # (R,) coefficient of the no-deal value
    bound: Floats  # (R,)
    low: float
    high: float
    deal_number: np.uint64
    along: Floats  # (D, I + V + 1) directions in w, z = w * u and d that keep narrow bands
    along_slopes: Floats  # (D, R) what a step along each adds to each row


class Batch(NamedTuple):
    """The state of N chains; a chain changes its own row and nothing else."""

    w: Floats  # (N, I)
    u: Floats  # (N, V) free values, one for each class of tied options
    d: Floats  # (N,)
    fixed: Bools  # (N, V) classes that now stand for the worst or best option of their issue
    keys: Keys  # (N,)
    on: Bools  # (1, R) or (N, R) rows that count


def _end_to_end(table: Bools) -> tuple[Ints, Ints]:
    starts = np.concatenate(([0], np.cumsum(table.sum(axis=1)))).astype(np.int64)
    return starts, np.ascontiguousarray(np.nonzero(table)[1], dtype=np.int64)


def _two_of(members: Ints) -> Ints:
    first, second = np.triu_indices(len(members), 1)
    return np.stack((members[first], members[second]), axis=1).astype(np.int64)


def _numbers(numbers: NDArray[np.integer[Any]]) -> Keys:
    return np.ascontiguousarray(numbers, dtype=np.uint64)


@lru_cache(maxsize=64)
def plan_of(polytope: Polytope) -> Plan:
    """Say which rows each move of a chain in this polytope has to look at.

    Examples
    --------
    >>> from entaku.kernels.polytope import Polytope
    >>> heavier = Polytope(
    ...     aw=np.array([[1.0, -1.0]]), az=np.zeros((1, 4)), ad=np.zeros(1), b=np.zeros(1),
    ...     starts=np.array([0, 2, 4]), variable=np.full(4, -1), pinned=np.array([0.0, 1.0, 0.0, 1.0]),
    ...     weight_free=np.array([True, True]), low=0.0, high=1.0, swap_issue=np.array([False, False]),
    ... )  # fmt: skip
    >>> plan_of(heavier).pairs.tolist(), plan_of(heavier).pair_rows.tolist()
    ([[0, 1]], [0])
    """
    issues, options = len(polytope.weight_free), len(polytope.variable)
    home, first = polytope.issue_of_option, polytope.first_options
    free = polytope.variable >= 0
    rows = len(polytope.b)
    sizes = np.zeros((len(first), rows))
    np.add.at(sizes, polytope.variable[free], polytope.az.T[free])
    base = np.array(polytope.aw.T)
    np.add.at(base, home[~free], polytope.az.T[~free] * polytope.pinned[~free, None])
    touches = base != 0.0
    np.logical_or.at(touches, home[first], sizes != 0.0)
    inner = _inner_rows(polytope, touches, sizes)
    touches &= inner < 0
    pairs = _two_of(np.flatnonzero(polytope.weight_free))
    pair_starts, pair_rows = _end_to_end(touches[pairs[:, 0]] | touches[pairs[:, 1]])
    value_starts, value_rows = _end_to_end(sizes != 0.0)
    swaps = [_two_of(np.flatnonzero(home[first] == issue)) for issue in np.flatnonzero(polytope.swap_issue)]
    swap = np.concatenate([*swaps, np.empty((0, 2), dtype=np.int64)])
    along = _along(polytope, base, sizes, inner)
    values_from = issues * issues
    deal_number = values_from + options
    return Plan(
        pairs=pairs,
        pair_starts=pair_starts,
        pair_rows=pair_rows,
        pair_numbers=_numbers(pairs[:, 0] * issues + pairs[:, 1]),
        homes=home[first].astype(np.int64),
        value_starts=value_starts,
        value_rows=value_rows,
        value_sizes=np.ascontiguousarray(sizes[sizes != 0.0]),
        value_numbers=_numbers(values_from + first),
        swaps=swap,
        swap_numbers=_numbers(deal_number + 1 + first[swap[:, 0]] * options + first[swap[:, 1]]),
        sizes=sizes,
        base=base.copy(order="C"),
        inner=inner,
        deal=polytope.ad,
        bound=polytope.b,
        low=polytope.low,
        high=polytope.high,
        deal_number=np.uint64(deal_number),
        along=along,
        along_slopes=along @ np.vstack((base, sizes, polytope.ad)),
    )


def _along(polytope: Polytope, base: Floats, sizes: Floats, inner: Ints) -> Floats:
    # In an issue that exchanges its best option the rows change with the cell: it stands still.
    rows = np.vstack((base, sizes, polytope.ad)).T
    # A band inside one issue holds whatever its weight: moving along it would tie the weight to it.
    across = inner < 0
    bands = narrow_bands(rows[across], polytope.b[across])
    if not len(bands):
        return np.empty((0, rows.shape[1]))
    home = polytope.issue_of_option[polytope.first_options]
    still = polytope.swap_issue
    may_move = np.concatenate((polytope.weight_free & ~still, ~still[home], [polytope.low < polytope.high]))
    total = np.concatenate((np.ones(len(base)), np.zeros(len(sizes) + 1)))
    return directions(np.vstack((total, bands)), may_move)


def _inner_rows(polytope: Polytope, touches: Bools, sizes: Floats) -> Ints:
    # A pinned weight may be 0, and then its rows say nothing: such rows keep their weight.
    home = np.argmax(touches, axis=0)
    alone = (touches.sum(axis=0) == 1) & (polytope.b == 0.0) & (polytope.ad == 0.0)
    inner = alone & (sizes != 0.0).any(axis=0) & polytope.weight_free[home]
    return np.where(inner, home, -1).astype(np.int64)
