"""Who would accept which package, draw by draw; and where nobody can agree, what is the smallest opening?

All packages are walked, so the work is draws x packages x parties; nothing of that size is stored. The blocks
are cut into a head and a tail whose sums are tabled: package = head * (number of tails) + tail, which is the
mixed-radix number of its options with the last block fastest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numba.extending import register_jitable

from entaku.kernels.compiling import kernel
from entaku.kernels.frontier import check_starts, fits_int64

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Bools = NDArray[np.bool_]
    Floats = NDArray[np.float64]
    Indices = NDArray[np.int64]

MOST_PARTIES = 16  # a table of 2**P columns is kept per draw

_REFUSED = np.iinfo(np.int64).min  # what a vetoed tail is worth
_NEVER = np.iinfo(np.int64).max  # what a tail would have to be worth after a vetoed head


class Acceptance(NamedTuple):
    """Who accepts what, over draws.

    Attributes
    ----------
    present : (N, 2**P) bool
        Some package is accepted by exactly the parties whose bits are set in the column's number.
    accepted : (X, P+1) float64
        Weight of the draws in which the package is accepted by party p; last, by all needed parties.
    rational, strict : (N,) float64
        Share of the packages that are no worse, and that are better, than no deal for all needed parties.
    first : (N,) int64
        First package accepted by all needed parties; -1 where there is none.
    """

    present: Bools
    accepted: Floats
    rational: Floats
    strict: Floats
    first: Indices


class Openings(NamedTuple):
    """By how much parties would have to give way; 0 where a package is acceptable.

    Attributes
    ----------
    together : (N,) float64
        Smallest over packages of the largest shortfall of a needed party; -1 where vetoes exclude everything.
    together_package : (N,) int64
        First package that attains it, or -1.
    alone : (N, P) float64
        Smallest shortfall of party p over the packages all other needed parties accept; -1 where there is
        none, and for parties not needed.
    alone_package : (N, P) int64
        First package that attains it, or -1.
    """

    together: Floats
    together_package: Indices
    alone: Floats
    alone_package: Indices


@register_jitable
def _sums(table: Indices, starts: Indices, low: int, high: int) -> Indices:
    """Add up every choice of one column per block from low to high: (P, combinations), last block fastest."""
    sums = np.zeros((table.shape[0], 1), np.int64)
    for b in range(low, high):
        size = starts[b + 1] - starts[b]
        longer = np.empty((sums.shape[0], sums.shape[1] * size), np.int64)
        for p in range(sums.shape[0]):
            for i in range(sums.shape[1]):
                for k in range(size):
                    longer[p, i * size + k] = sums[p, i] + table[p, starts[b] + k]
        sums = longer
    return sums


@register_jitable
def _cut(starts: Indices) -> int:
    """Give the block where the tail starts: the shortest tail with at least as many choices as the head."""
    total = 1.0
    for b in range(starts.shape[0] - 1):
        total *= starts[b + 1] - starts[b]
    tail = 1.0
    b = starts.shape[0] - 1
    while tail * tail < total:
        b -= 1
        tail *= starts[b + 1] - starts[b]
    return int(b)


@register_jitable
def _tables(values: Indices, no_deal: Indices, vetoed: Bools, starts: Indices) -> tuple[Indices, Indices]:
    """Give what each head asks of its tail, (P, H), and what each tail gives, (P, T).

    Party p accepts package (h, t) when tail[p, t] >= ask[p, h]; vetoes make that false.
    """
    cut, end = _cut(starts), starts.shape[0] - 1
    vetoes = vetoed.astype(np.int64)
    ask, tail = _sums(values, starts, 0, cut), _sums(values, starts, cut, end)
    ask_vetoes, tail_vetoes = _sums(vetoes, starts, 0, cut), _sums(vetoes, starts, cut, end)
    for p in range(values.shape[0]):
        for h in range(ask.shape[1]):
            ask[p, h] = _NEVER if ask_vetoes[p, h] > 0 else no_deal[p] - ask[p, h]
        for t in range(tail.shape[1]):
            if tail_vetoes[p, t] > 0:
                tail[p, t] = _REFUSED
    return ask, tail


@register_jitable
def _mark(ask: int, tail: Indices, bit: int, weak: Indices, strict: Indices) -> None:
    """Set a party's bit on every tail it accepts, and on every tail it gains from."""
    for t in range(tail.shape[0]):
        weak[t] |= bit if tail[t] >= ask else 0
        strict[t] |= bit if tail[t] > ask else 0


@kernel
def _masks(values: Indices, no_deal: Indices, vetoed: Bools, starts: Indices) -> Indices:
    ask, tail = _tables(values, no_deal, vetoed, starts)
    masks = np.zeros((ask.shape[1], tail.shape[1]), np.int64)
    unused = np.zeros(tail.shape[1], np.int64)
    for h in range(ask.shape[1]):
        for p in range(ask.shape[0]):
            _mark(ask[p, h], tail[p], 1 << p, masks[h], unused)
    return masks.reshape(-1)


@register_jitable
def _add(ask: int, tail: Indices, weight: float, shares: Floats) -> None:
    """Add the weight to every tail the party accepts."""
    for t in range(tail.shape[0]):
        shares[t] += weight if tail[t] >= ask else 0.0


@kernel
def _acceptance(
    values: Indices, no_deal: Indices, vetoed: Bools, starts: Indices, weights: Floats, need: int
) -> tuple[Bools, Floats, Indices, Indices, Indices]:
    draws, parties = no_deal.shape
    packages = 1
    for b in range(starts.shape[0] - 1):
        packages *= starts[b + 1] - starts[b]
    present = np.zeros((draws, 1 << parties), np.bool_)
    shares = np.zeros((parties + 1, packages))
    count, gaining = np.zeros(draws, np.int64), np.zeros(draws, np.int64)
    first = np.full(draws, -1)
    for n in range(draws):
        ask, tail = _tables(values[n], no_deal[n], vetoed[n], starts)
        size = tail.shape[1]
        weak, strict = np.empty(size, np.int64), np.empty(size, np.int64)
        for h in range(ask.shape[1]):
            base = h * size
            weak[:] = 0
            strict[:] = 0
            for p in range(parties):
                _mark(ask[p, h], tail[p], 1 << p, weak, strict)
                _add(ask[p, h], tail[p], weights[n], shares[p, base : base + size])
            for t in range(size):
                present[n, weak[t]] = True
                if weak[t] & need == need:
                    count[n] += 1
                    gaining[n] += strict[t] & need == need
                    shares[parties, base + t] += weights[n]
                    if first[n] < 0:
                        first[n] = base + t
    return present, shares, count, gaining, first


@register_jitable
def _shortfall(ask: Indices, tail: Indices, needed: Bools, unit: Floats) -> tuple[float, int, int]:
    """Give the largest shortfall of a needed party, how many are short (-1: vetoed), and one of them."""
    worst, short, who = 0.0, 0, -1
    for p in range(needed.shape[0]):
        if not needed[p] or tail[p] >= ask[p]:
            continue
        if tail[p] == _REFUSED or ask[p] == _NEVER:
            return 0.0, -1, p
        worst = max(worst, (ask[p] - tail[p]) / unit[p])
        short += 1
        who = p
    return worst, short, who


@kernel
def _openings(
    values: Indices, no_deal: Indices, vetoed: Bools, starts: Indices, needed: Bools, unit: Floats
) -> tuple[Floats, Indices, Floats, Indices]:
    draws, parties = no_deal.shape
    together, together_package = np.full(draws, -1.0), np.full(draws, -1)
    alone, alone_package = np.full((draws, parties), -1.0), np.full((draws, parties), -1)
    for n in range(draws):
        ask, tail = _tables(values[n], no_deal[n], vetoed[n], starts)
        asks, tails = ask.T.copy(), tail.T.copy()
        for h in range(asks.shape[0]):
            for t in range(tails.shape[0]):
                worst, short, who = _shortfall(asks[h], tails[t], needed, unit)
                if short < 0:
                    continue
                package = h * tails.shape[0] + t
                if together[n] < 0 or worst < together[n]:
                    together[n], together_package[n] = worst, package
                for p in range(parties):
                    able = needed[p] and (short == 0 or (short == 1 and p == who))
                    if able and (alone[n, p] < 0 or worst < alone[n, p]):
                        alone[n, p], alone_package[n, p] = worst, package
    return together, together_package, alone, alone_package


def check_tables(values: Indices, no_deal: Indices, vetoed: Bools, starts: Indices) -> None:
    """Raise ValueError unless the tables of `acceptance` fit together and no sum can leave int64.

    Examples
    --------
    >>> values = np.array([[[0, 3, 0, 4]]])
    >>> check_tables(values, np.array([[2, 2]]), values > 9, np.array([0, 2, 4]))
    Traceback (most recent call last):
    ...
    ValueError: no_deal must have shape (1, 1) and vetoed (1, 1, 4); got (1, 2) and (1, 1, 4)
    """
    if values.ndim != 3 or 0 in values.shape:  # noqa: PLR2004  # draws, parties, options
        raise ValueError(f"values must be draws by parties by options, none of them 0; got {values.shape}")
    check_starts(starts, values.shape[2])
    if no_deal.shape != values.shape[:2] or vetoed.shape != values.shape:
        raise ValueError(
            f"no_deal must have shape {values.shape[:2]} and vetoed {values.shape}; "
            f"got {no_deal.shape} and {vetoed.shape}"
        )
    if values.dtype != np.int64 or no_deal.dtype != np.int64 or vetoed.dtype != np.bool_:
        raise ValueError(
            "values and no_deal must be int64 and vetoed bool; "
            f"got {values.dtype}, {no_deal.dtype} and {vetoed.dtype}"
        )
    if not (fits_int64(values, len(starts) - 1) and fits_int64(no_deal, 1)):
        raise ValueError(
            "values or no-deal values are so large that sums leave int64; use a coarser unit "
            "(2**40 to a party's range is plenty) or entaku.kernels.frontier.frontier, one draw at a time"
        )


def check_needed(needed: Bools, parties: int) -> None:
    """Raise ValueError unless needed names at least one of not too many parties.

    Examples
    --------
    >>> check_needed(np.array([True, False]), 2)
    >>> check_needed(np.array([False, False]), 2)
    Traceback (most recent call last):
    ...
    ValueError: needed must be 2 booleans, at least one true; got [False, False]
    """
    if needed.shape != (parties,) or needed.dtype != np.bool_ or not needed.any():
        raise ValueError(f"needed must be {parties} booleans, at least one true; got {needed.tolist()}")
    if parties > MOST_PARTIES:
        raise ValueError(f"at most {MOST_PARTIES} parties can be told apart in one table; got {parties}")


def acceptance(
    values: Indices, no_deal: Indices, vetoed: Bools, starts: Indices, weights: Floats, needed: Bools
) -> Acceptance:
    """Who accepts which package, over all draws?

    A party accepts a package when its value is at least the party's no-deal value and none of its options
    is vetoed by the party.

    Parameters
    ----------
    values : (N, P, K) int64
        Partial value of each option of each block, per draw and party, in integer units.
    no_deal : (N, P) int64
        No-deal values in the same units.
    vetoed : (N, P, K) bool
        True where the party vetoes the option.
    starts : (B+1,) int64
        Block b has the options ``starts[b]`` to ``starts[b + 1]``.
    weights : (N,) float64
        Weights of the draws; shares are sums of these, so they should add to 1.
    needed : (P,) bool
        The parties whose agreement a package needs.

    Returns
    -------
    Acceptance
        Packages are numbered in mixed radix over blocks, the last block fastest.

    Raises
    ------
    ValueError
        If shapes or types do not fit, nobody is needed, or there are more than 16 parties.

    Notes
    -----
    Time is draws x packages x parties; memory packages x parties.

    Examples
    --------
    One issue of three options, two parties with opposed wishes; the middle is accepted by both:

    >>> values = np.array([[[0, 5, 9], [8, 6, 0]]])
    >>> no_deal = np.array([[4, 5]])
    >>> both = np.array([True, True])
    >>> found = acceptance(values, no_deal, values < 0, np.array([0, 3]), np.ones(1), both)
    >>> found.accepted.tolist()
    [[0.0, 1.0, 0.0], [1.0, 1.0, 1.0], [1.0, 0.0, 0.0]]
    >>> found.present.tolist(), found.first.tolist()
    ([[False, True, True, True]], [1])
    """
    check_tables(values, no_deal, vetoed, starts)
    check_needed(needed, values.shape[1])
    if weights.shape != values.shape[:1]:
        raise ValueError(f"weights must have shape {values.shape[:1]}; got {weights.shape}")
    need = int(np.dot(needed, 1 << np.arange(len(needed))))
    present, shares, count, gaining, first = _acceptance(values, no_deal, vetoed, starts, weights, need)
    packages = shares.shape[1]
    return Acceptance(present, shares.T, count / packages, gaining / packages, first)


def acceptance_masks(values: Indices, no_deal: Indices, vetoed: Bools, starts: Indices) -> Indices:
    """Which parties accept each package of one draw?

    Parameters
    ----------
    values : (P, K) int64, no_deal : (P,) int64, vetoed : (P, K) bool, starts : (B+1,) int64
        One draw of the tables of `acceptance`.

    Returns
    -------
    (X,) int64
        Bit p is set when party p accepts the package.

    Examples
    --------
    >>> values = np.array([[0, 5, 9], [8, 6, 0]])
    >>> acceptance_masks(values, np.array([4, 5]), values < 0, np.array([0, 3])).tolist()
    [2, 3, 1]
    """
    check_tables(values[None], no_deal[None], vetoed[None], starts)
    masks: Indices = _masks(values, no_deal, vetoed, starts)
    return masks


def openings(
    values: Indices, no_deal: Indices, vetoed: Bools, starts: Indices, needed: Bools, unit: Floats
) -> Openings:
    """Where no package is acceptable to all, by how much would who have to give way?

    The shortfall of a party at a package is what it misses of its no-deal value. Packages with an option
    vetoed by a needed party are left out.

    Parameters
    ----------
    values, no_deal, vetoed, starts, needed
        As in `acceptance`.
    unit : (P,) float64
        Integer units in one unit of the party's own range; shortfalls are in the latter. The largest over
        parties compares parties, each in its own range; ``alone`` does not.

    Returns
    -------
    Openings
        All 0, at the first acceptable package, in draws that have one.

    Raises
    ------
    ValueError
        If shapes or types do not fit, nobody is needed, or a unit is not positive.

    Examples
    --------
    >>> values = np.array([[[0, 5, 9], [8, 6, 0]]])
    >>> no_deal = np.array([[6, 7]])
    >>> both = np.array([True, True])
    >>> found = openings(values, no_deal, values < 0, np.array([0, 3]), both, np.full(2, 10.0))
    >>> found.together.tolist(), found.together_package.tolist()
    ([0.1], [1])
    >>> found.alone.tolist(), found.alone_package.tolist()
    ([[0.6, 0.7]], [[0, 2]])
    """
    check_tables(values, no_deal, vetoed, starts)
    check_needed(needed, values.shape[1])
    if unit.shape != needed.shape or not np.all(unit > 0):
        raise ValueError(f"unit must hold one positive number per party; got {unit.tolist()}")
    return Openings(*_openings(values, no_deal, vetoed, starts, needed, unit))
