"""How much room is there, over all draws, where the packages are too many to list?

The same as `entaku.kernels.room`, but per draw the frontier is built without a list, and shares are given for the
packages that some rule picks in some draw, and for those that swapping one option after the other leads to from
the most accepted of these. No claim is made that none is accepted more widely.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from entaku.kernels.compiling import kernel
from entaku.kernels.frontier import frontier_kernel
from entaku.kernels.frontier_steps import MANY
from entaku.kernels.reach import reach
from entaku.kernels.room import CHUNK, Survey, Tables, blank, check_weights
from entaku.kernels.solutions import RULES, choose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Bools = NDArray[np.bool_]
    Floats = NDArray[np.float64]
    Indices = NDArray[np.int64]

POINTS = 5_000  # of a draw's frontier, beyond which points are merged
PACKAGES = 20_000  # of a draw's frontier that are listed
WORK = 8_000_000  # points made, after which no further draws are looked at: some ten seconds
CANDIDATES = 4_096  # packages compared
CLIMBS = 4  # of the most accepted packages, from which better ones are sought

_LIMITS = np.array([POINTS, PACKAGES])


class _Draw(NamedTuple):
    """What one draw shows: efficient packages as choices, which are picked by each rule, values, openings."""

    choices: Indices
    chosen: Bools
    points: int
    packages: int
    within: float
    together: tuple[float, int]
    alone: tuple[tuple[float, int], ...]
    work: int


def survey_unlisted(tables: Tables, weights: Floats, needed: Bools, *, threads: int | None = None) -> Survey:
    """How much room is there, over all draws, without a list of the packages?

    Parameters
    ----------
    tables, weights, needed, threads
        As in `entaku.kernels.room.survey`.

    Returns
    -------
    Survey
        Packages are looked at in the first draws, as many as a fixed amount of work allows; openings and points
        are those of efficient packages.

    Raises
    ------
    ValueError
        If weights or needed do not fit the tables.

    Examples
    --------
    >>> values = np.array([[[0, 5, 9], [8, 6, 0]]] * 2)
    >>> no_deal = np.array([[4, 5], [10, 5]])
    >>> tables = Tables(values, no_deal, values < 0, np.array([0, 3]), np.full(2, 10.0))
    >>> found = survey_unlisted(tables, np.array([3.0, 1.0]), np.array([True, True]))
    >>> found.numbers.tolist(), found.on_frontier.tolist(), found.alone.tolist()
    ([1], [0.75], [[0.0, 0.0], [0.5, -1.0]])
    """
    check_weights(tables, weights, needed)
    weights = weights / weights.sum()
    reached = reach(
        np.ascontiguousarray(tables.values[:, needed]),
        np.ascontiguousarray(tables.no_deal[:, needed]),
        np.ascontiguousarray(tables.vetoed[:, needed]),
        tables.starts,
    )
    there = reached > 0
    seen: list[_Draw] = []
    with ThreadPoolExecutor(threads or os.cpu_count() or 1) as pool:
        for low in range(0, len(weights), CHUNK):
            draws = range(low, min(low + CHUNK, len(weights)))
            seen += pool.map(lambda draw: _seen(tables, needed, draw, there=bool(there[draw])), draws)
            if sum(one.work for one in seen) > WORK:
                break
    found = _together(tables, weights, needed, seen)
    found.unsettled[:] = reached < 0
    return found


def _seen(tables: Tables, needed: Bools, draw: int, *, there: bool) -> _Draw:
    """Look at the frontier of one draw: that of acceptable packages, or where there are none, of all."""
    floor, unit = tables.no_deal[draw][needed], tables.unit[needed]
    values, allowed = tables.values[draw][needed], ~tables.vetoed[draw][needed].any(axis=0)
    least = floor if there else np.full(len(floor), -MANY // 2)
    choices, at, points, ways, off, work = frontier_kernel(values, tables.starts, allowed, least, _LIMITS)
    within, packages = float((off / unit).max()), min(sum(ways.tolist()), MANY)
    nothing = np.zeros((len(RULES), 0), np.bool_)
    if there:
        chosen = choose(points, floor, unit)[:, at]
        alone = ((0.0, -1),) * len(floor)
        return _Draw(choices, chosen, len(points), packages, within, (0.0, -1), alone, work)
    if not len(points):
        alone = ((-1.0, -1),) * len(floor)
        return _Draw(choices, nothing, 0, 0, 0.0, (-1.0, -1), alone, work)
    numbers = choices @ _radix(tables)
    short = np.maximum(floor - points[at], 0) / unit
    worst = short.max(axis=1)
    alone = tuple(_alone(short, numbers, p) for p in range(len(floor)))
    least_short = (float(worst.min()), int(numbers[worst.argmin()]))
    return _Draw(choices[:0], nothing, 0, 0, within, least_short, alone, work)


def _alone(short: Floats, numbers: Indices, party: int) -> tuple[float, int]:
    """Give the smallest shortfall of one party where nobody else is short, and where; -1 where somebody always is."""
    others = np.flatnonzero((np.delete(short, party, axis=1) <= 0.0).all(axis=1))
    if not len(others):
        return -1.0, -1
    best = others[short[others, party].argmin()]
    return float(short[best, party]), int(numbers[best])


def _radix(tables: Tables) -> Indices:
    """Give what a step in each block adds to a package's number."""
    return np.asarray(tables.packages // np.cumprod(np.diff(tables.starts)), dtype=np.int64)


def _together(tables: Tables, weights: Floats, needed: Bools, seen: Sequence[_Draw]) -> Survey:
    """Put the draws together: candidates with their shares, and what belongs to each draw."""
    radix = _radix(tables)
    share = np.zeros(len(weights))
    share[: len(seen)] = weights[: len(seen)] / max(float(weights[: len(seen)].sum()), 1e-300)
    picks: list[tuple[Indices, Indices, Floats]] = []
    for draw, one in enumerate(seen):
        rule, row = np.nonzero(one.chosen)
        ties = np.bincount(rule, minlength=len(RULES))
        picks.append((rule, one.choices[row] @ radix, share[draw] / ties[rule]))
    rules, packages, parts = (np.concatenate(each) for each in zip(*picks, strict=True))
    numbers = _candidates(tables, weights, needed, packages, parts)
    found = blank(tables, needed, numbers, 0)
    found.looked[len(seen) :] = False
    place = np.searchsorted(numbers, packages)
    kept = np.flatnonzero(np.isin(packages, numbers))
    np.add.at(found.chosen, (rules[kept], place[kept]), parts[kept])
    found.accepted[:] = _accepted(tables, weights, needed, numbers)
    for draw, one in enumerate(seen):
        efficient = one.choices @ radix
        found.on_frontier[np.isin(numbers, efficient)] += share[draw]
        _enter(tables, needed, found, draw, one)
    return found


def _enter(tables: Tables, needed: Bools, found: Survey, draw: int, one: _Draw) -> None:
    """Enter what belongs to one draw."""
    places = np.flatnonzero(needed)
    found.frontier_points[draw], found.frontier_packages[draw] = one.points, one.packages
    found.within[draw] = one.within
    found.together[draw], found.together_package[draw] = one.together
    for p, (size, package) in zip(places, one.alone, strict=True):
        found.alone[draw, p], found.alone_package[draw, p] = size, package
    for rule, row in enumerate(one.chosen):
        if row.any():
            choice = one.choices[row.argmax()]
            found.chosen_package[draw, rule] = choice @ _radix(tables)
            found.chosen_values[draw, rule] = tables.values[draw][:, tables.starts[:-1] + choice].sum(axis=1)


def _candidates(tables: Tables, weights: Floats, needed: Bools, packages: Indices, parts: Floats) -> Indices:
    """Give the packages to compare, in order: those picked most often, and what swapping options leads to."""
    numbers, places = np.unique(packages, return_inverse=True)
    often = np.bincount(places, parts, len(numbers))
    numbers = np.sort(numbers[np.argsort(-often, kind="stable")[:CANDIDATES]])
    if not len(numbers):
        numbers = np.zeros(1, np.int64)
    share = _accepted(tables, weights, needed, numbers)[:, -1]
    starts = numbers[np.argsort(-share, kind="stable")[:CLIMBS]]
    climbed = [_climb(tables, weights, needed, int(number)) for number in starts]
    return np.unique(np.concatenate([numbers, climbed]))


def _climb(tables: Tables, weights: Floats, needed: Bools, number: int) -> int:
    """Swap one option after the other as long as more draws accept the package then."""
    radix, sizes = _radix(tables), np.diff(tables.starts)
    best = -1.0
    while True:
        choice = number // radix % sizes
        near = [number + (k - choice[b]) * radix[b] for b in range(len(sizes)) for k in range(sizes[b])]
        share = _accepted(tables, weights, needed, np.array(near))[:, -1]
        if share.max() <= best:
            return number
        best, number = float(share.max()), int(near[share.argmax()])


def _accepted(tables: Tables, weights: Floats, needed: Bools, numbers: Indices) -> Floats:
    """Give the weight of the draws in which each party, and last all needed ones, accept each package."""
    options = tables.starts[:-1] + numbers[:, None] // _radix(tables) % np.diff(tables.starts)
    shares: Floats = _weigh(tables.values, tables.no_deal, tables.vetoed, weights, needed, options)
    return shares


@kernel
def _weigh(
    values: Indices, no_deal: Indices, vetoed: Bools, weights: Floats, needed: Bools, options: Indices
) -> Floats:
    draws, parties = no_deal.shape
    shares = np.zeros((options.shape[0], parties + 1))
    for n in range(draws):
        for u in range(options.shape[0]):
            everybody = True
            for p in range(parties):
                worth, crossed = -no_deal[n, p], False
                for k in options[u]:
                    worth += values[n, p, k]
                    crossed |= vetoed[n, p, k]
                accepts = worth >= 0 and not crossed
                everybody &= accepts or not needed[p]
                if accepts:
                    shares[u, p] += weights[n]
            if everybody:
                shares[u, parties] += weights[n]
    return shares
