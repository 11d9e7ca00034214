"""How much room is there, over all draws: who accepts what, what is efficient, what does each rule pick?

Draws are worked through in chunks of fixed size by a few threads (the kernels release the interpreter lock)
and added up in the order of the draws, so the numbers do not depend on how many threads there were.
"""

from __future__ import annotations

import os
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from entaku.kernels.acceptance import acceptance, check_needed, check_tables, openings
from entaku.kernels.frontier import UNLIMITED, frontier_kernel
from entaku.kernels.solutions import RULES, choose

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Future

    from numpy.typing import NDArray

    Bools = NDArray[np.bool_]
    Floats = NDArray[np.float64]
    Indices = NDArray[np.int64]

CHUNK = 64  # draws; part of the result, since sums of floats depend on where they are cut
MOST_PACKAGES = 2**31  # to list; `entaku.kernels.room_unlisted` takes any number
_NO_LIMIT = np.array([UNLIMITED, UNLIMITED])
SMALL = 5_000  # packages up to which threads would spend more on waiting for one another than they save


@dataclass(frozen=True)
class Tables:
    """What the draws say about packages, parties in one order throughout.

    Attributes
    ----------
    values : (N, P, K) int64
        Partial value of each option of each block, in integer units.
    no_deal : (N, P) int64
        Value of no deal, in the same units.
    vetoed : (N, P, K) bool
        True where the party vetoes the option.
    starts : (B+1,) int64
        Block b has the options ``starts[b]`` to ``starts[b + 1]``. A block is an issue, or several issues
        tied by forbidden combinations, whose options are then the combinations allowed.
    unit : (P,) float64
        Integer units in one unit of the party's own range.

    Raises
    ------
    ValueError
        If shapes or types do not fit, or sums could leave int64.

    Examples
    --------
    >>> values = np.array([[[0, 5, 9], [8, 6, 0]]])
    >>> Tables(values, np.array([[4, 5]]), values < 0, np.array([0, 3]), np.full(2, 10.0)).packages
    3
    """

    values: Indices
    no_deal: Indices
    vetoed: Bools
    starts: Indices
    unit: Floats

    def __post_init__(self) -> None:
        """Refuse tables that do not fit together."""
        check_tables(self.values, self.no_deal, self.vetoed, self.starts)
        if self.unit.shape != self.values.shape[1:2] or not np.all(self.unit > 0):
            raise ValueError(f"unit must hold one positive number per party; got {self.unit.tolist()}")

    @property
    def packages(self) -> int:
        """Say how many packages there are."""
        total = 1
        for size in np.diff(self.starts).tolist():
            total *= size
        return total


@dataclass(frozen=True)
class Survey:
    """What all draws together say; F(A) is the frontier of what is acceptable to all needed parties.

    Packages are numbered in mixed radix over the blocks, the last block fastest; rules are in the order of
    `RULES`. Only the needed parties' values count for dominance and rules.

    Attributes
    ----------
    numbers : (U,) int64
        The packages that the arrays over packages are about: all of them, in order, where they are listed.
    looked : (N,) bool
        In which draws packages were looked at; shares of frontier and rules are of their weight. All if listed.
    within : (N,) float64
        By how much, in own units, the frontier of the draw may be off; see `Frontier`. 0 if listed.
    unsettled : (N,) bool
        No acceptable package was found, but merging may have missed one. Never if listed.
    present, accepted, rational, strict, first
        Who accepts what, as in `Acceptance`; shares are of the whole weight. All but ``accepted`` are empty where
        packages are not listed.
    together, together_package, alone, alone_package
        Smallest openings, as in `Openings`: 0, at the first acceptable package, where there is one.
    frontier_packages, frontier_points : (N,) int64
        Packages on F(A), and different value vectors among them; 0 where nothing is acceptable.
    on_frontier : (U,) float64
        Share of the weight with which the package is on F(A).
    chosen : (5, U) float64
        Share of the weight with which the rule picks the package; ties of a draw share its weight equally.
    chosen_package : (N, 5) int64
        First package the rule picks, or -1.
    chosen_values : (N, 5, P) int64
        Its values to all parties, needed or not; 0 where there is none.
    """

    numbers: Indices
    looked: Bools
    within: Floats
    unsettled: Bools
    present: Bools
    accepted: Floats
    rational: Floats
    strict: Floats
    first: Indices
    together: Floats
    together_package: Indices
    alone: Floats
    alone_package: Indices
    frontier_packages: Indices
    frontier_points: Indices
    on_frontier: Floats
    chosen: Floats
    chosen_package: Indices
    chosen_values: Indices


class _Shares(NamedTuple):
    """What a chunk adds to the arrays over packages."""

    accepted: Floats
    on_frontier: Floats
    chosen: Floats


def survey(tables: Tables, weights: Floats, needed: Bools, *, threads: int | None = None) -> Survey:
    """How much room is there, over all draws?

    Parameters
    ----------
    tables : Tables
        The draws.
    weights : (N,) float64
        Weights of the draws, in any scale; at least one above 0.
    needed : (P,) bool
        The parties whose agreement a package needs.
    threads
        How many to use; where not given, one for few packages, else one a processor. Changes no number.

    Raises
    ------
    ValueError
        If weights or needed do not fit the tables, or the packages are too many to list.

    Notes
    -----
    All packages are listed once per draw to count who accepts them; frontier and rules are found without
    listing. Memory is about (P + 7) * 8 bytes a package, once and for each chunk in work or waiting: at most
    two more than there are threads.

    Examples
    --------
    Two draws, one issue, two parties; in the second draw party 0 would rather have no deal:

    >>> values = np.array([[[0, 5, 9], [8, 6, 0]]] * 2)
    >>> no_deal = np.array([[4, 5], [10, 5]])
    >>> tables = Tables(values, no_deal, values < 0, np.array([0, 3]), np.full(2, 10.0))
    >>> found = survey(tables, np.array([3.0, 1.0]), np.array([True, True]))
    >>> found.on_frontier.tolist(), found.chosen_package[:, 0].tolist()
    ([0.0, 0.75, 0.0], [1, -1])
    >>> found.alone.tolist()
    [[0.0, 0.0], [0.5, -1.0]]
    """
    check_weights(tables, weights, needed)
    if tables.packages >= MOST_PACKAGES:
        raise ValueError(
            f"{tables.packages} packages are too many to list (limit {MOST_PACKAGES}); "
            "use entaku.kernels.room_unlisted.survey_unlisted"
        )
    found = blank(tables, needed, np.arange(tables.packages), len(weights))
    workers = threads or (1 if tables.packages <= SMALL else os.cpu_count() or 1)
    for shares in _chunks(tables, weights / weights.sum(), needed, found, workers):
        for total, part in zip((found.accepted, found.on_frontier, found.chosen), shares, strict=True):
            np.add(total, part, out=total)
    return found


def check_weights(tables: Tables, weights: Floats, needed: Bools) -> None:
    """Raise ValueError unless there is a weight for each draw, and some party is needed."""
    check_needed(needed, tables.values.shape[1])
    if weights.shape != tables.values.shape[:1] or not np.all(weights >= 0) or not 0 < weights.sum() < np.inf:
        raise ValueError(
            f"weights must be {tables.values.shape[0]} numbers, none below 0 and not all 0; "
            f"got shape {weights.shape}, sum {weights.sum()}"
        )


def blank(tables: Tables, needed: Bools, numbers: Indices, listed: int) -> Survey:
    """Give a survey of these packages that has found nothing yet, with room for so many draws of a listing."""
    draws, parties, rules, packages = *tables.no_deal.shape, len(RULES), len(numbers)
    return Survey(
        numbers=numbers,
        looked=np.ones(draws, np.bool_),
        within=np.zeros(draws),
        unsettled=np.zeros(draws, np.bool_),
        present=np.zeros((listed, 1 << parties), np.bool_),
        accepted=np.zeros((packages, parties + 1), order="F"),
        rational=np.zeros(listed),
        strict=np.zeros(listed),
        first=np.full(listed, -1),
        together=np.zeros(draws),
        together_package=np.full(draws, -1),
        alone=np.tile(np.where(needed, 0.0, -1.0), (draws, 1)),
        alone_package=np.full((draws, parties), -1),
        frontier_packages=np.zeros(draws, np.int64),
        frontier_points=np.zeros(draws, np.int64),
        on_frontier=np.zeros(packages),
        chosen=np.zeros((rules, packages)),
        chosen_package=np.full((draws, rules), -1),
        chosen_values=np.zeros((draws, rules, parties), np.int64),
    )


def _chunks(tables: Tables, weights: Floats, needed: Bools, found: Survey, threads: int) -> Iterator[_Shares]:
    """Yield what the chunks add, in order, never working far ahead of what has been taken."""
    waiting: deque[Future[_Shares]] = deque()
    with ThreadPoolExecutor(threads) as pool:
        for low in range(0, len(weights), CHUNK):
            if len(waiting) > threads:
                yield waiting.popleft().result()
            waiting.append(pool.submit(_chunk, tables, weights, needed, low, found))
        while waiting:
            yield waiting.popleft().result()


def _chunk(tables: Tables, weights: Floats, needed: Bools, low: int, found: Survey) -> _Shares:
    """Survey the draws from low, as far as a chunk goes, and enter what belongs to each draw."""
    draws = slice(low, low + CHUNK)
    accepted = acceptance(
        tables.values[draws],
        tables.no_deal[draws],
        tables.vetoed[draws],
        tables.starts,
        weights[draws],
        needed,
    )
    found.present[draws] = accepted.present
    found.rational[draws] = accepted.rational
    found.strict[draws] = accepted.strict
    found.first[draws] = accepted.first
    found.together_package[draws] = accepted.first
    found.alone_package[draws] = np.where(needed, accepted.first[:, None], -1)
    none = low + np.flatnonzero(accepted.first < 0)
    if len(none):
        _open(tables, needed, none, found)
    shares = _Shares(accepted.accepted, np.zeros(tables.packages), np.zeros((len(RULES), tables.packages)))
    agreed = low + np.flatnonzero(accepted.first >= 0)
    if len(agreed):
        _look(tables, needed, agreed, weights, found, shares)
    return shares


def _open(tables: Tables, needed: Bools, draws: Indices, found: Survey) -> None:
    """Enter the smallest openings of draws in which nothing is acceptable."""
    searched = openings(
        tables.values[draws], tables.no_deal[draws], tables.vetoed[draws], tables.starts, needed, tables.unit
    )
    found.together[draws] = searched.together
    found.together_package[draws] = searched.together_package
    found.alone[draws] = searched.alone
    found.alone_package[draws] = searched.alone_package


def _look(
    tables: Tables, needed: Bools, draws: Indices, weights: Floats, found: Survey, shares: _Shares
) -> None:
    """Enter the frontiers of draws in which something is acceptable, and what the rules pick from them."""
    seen = [_frontier(tables, needed, draw) for draw in draws.tolist()]
    choices = np.concatenate([one.choices for one in seen])
    chosen = np.concatenate([one.chosen for one in seen], axis=1)
    sizes = np.array([len(one.choices) for one in seen])
    owner = np.repeat(np.arange(len(draws)), sizes)
    package = choices @ (tables.packages // np.cumprod(np.diff(tables.starts)))
    found.frontier_packages[draws], found.frontier_points[draws] = sizes, [one.points for one in seen]
    np.add.at(shares.on_frontier, package, weights[draws[owner]])

    rule, at = np.nonzero(chosen)  # by rule, then by draw; every rule picks something in every draw
    ties = np.bincount(rule * len(draws) + owner[at], minlength=len(RULES) * len(draws))
    np.add.at(
        shares.chosen,
        (rule, package[at]),
        weights[draws[owner[at]]] / ties[rule * len(draws) + owner[at]],
    )
    picked = at[np.cumsum(ties) - ties].reshape(len(RULES), len(draws)).T
    options = tables.starts[:-1] + choices[picked]
    found.chosen_package[draws] = package[picked]
    found.chosen_values[draws] = (
        tables.values[draws[:, None, None, None], np.arange(len(needed))[:, None], options[:, :, None]]
    ).sum(axis=3)


class _Frontier(NamedTuple):
    """Packages on the frontier of one draw as choices per block, how many points, and what each rule picks."""

    choices: Indices
    points: int
    chosen: Bools


def _frontier(tables: Tables, needed: Bools, draw: int) -> _Frontier:
    """Give the frontier of one draw in which something is acceptable."""
    floor, values = tables.no_deal[draw][needed], tables.values[draw][needed]
    allowed = ~tables.vetoed[draw][needed].any(axis=0)
    choices, index, points, _, _, _ = frontier_kernel(values, tables.starts, allowed, floor, _NO_LIMIT)
    return _Frontier(choices, len(points), choose(points, floor, tables.unit[needed])[:, index])
