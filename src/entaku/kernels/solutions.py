"""Which packages of a frontier do the classical rules pick, all ties included?

Gain of party p: value less no-deal value, in units of its own range. Ideal: the best p can have on the
frontier of acceptable packages. Ratio: gain over the ideal's gain. Each rule maximises:

| rule | what | source |
|---|---|---|
| nash | product of gains | Nash 1950 |
| kalai | smallest gain; compares parties | Kalai 1977 |
| kalai_smorodinsky | smallest ratio | Kalai & Smorodinsky 1975, max-min form for finite sets |
| max_welfare | sum of values, each in its own range; adds across parties | |
| best_for_worst_off | ratios, the worst first, then the next | leximin of the ratios |

A party that can gain nothing (its ideal is its no-deal value) is left out of smallest gain and ratios: its
gain is 0 everywhere and its ratio is not defined. Where no package gives everybody a gain, nash maximises how
many gain and then the product over those.
"""

from __future__ import annotations

from fractions import Fraction
from math import prod
from typing import TYPE_CHECKING, Any

import numpy as np
from numba.extending import register_jitable

from entaku.kernels.compiling import kernel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import ArrayLike, NDArray

    Bools = NDArray[np.bool_]
    Floats = NDArray[np.float64]
    Indices = NDArray[np.int64]

RULES = ("nash", "kalai", "kalai_smorodinsky", "max_welfare", "best_for_worst_off")
_NEAR = 1e-9  # of numbers up to 1 a party


def solve(points: ArrayLike, floor: ArrayLike, unit: ArrayLike) -> dict[str, tuple[int, ...]]:
    """Which points does each rule pick, compared exactly?

    Parameters
    ----------
    points : (F, P) integers or Fractions
        Values of the frontier of acceptable packages, F may be 0.
    floor : (P,) integers or Fractions
        No-deal values; every point reaches them.
    unit : (P,) numbers above 0
        What one unit of the party's own range is in the units of the values.

    Returns
    -------
    dict
        For each of `RULES`, the rows of points that attain the maximum, in order.

    Raises
    ------
    ValueError
        If a point is below the floor, or a unit is not positive.

    Examples
    --------
    Four packages, two parties, values in tenths. Everybody's gain is 4 tenths at the second and third, the
    fourth brings most in all, and the third is the second over again:

    >>> picked = solve([[9, 1], [4, 6], [4, 6], [3, 8]], [0, 0], [10, 10])
    >>> picked["nash"], picked["kalai"], picked["max_welfare"]
    ((1, 2, 3), (1, 2), (3,))
    """
    rows, base = np.asarray(points, object), np.asarray(floor, object)
    scale = [Fraction(v) for v in np.asarray(unit, object).tolist()]
    if any(u <= 0 for u in scale):
        raise ValueError(f"units must be above 0; got {scale}")
    if not len(rows):
        return dict.fromkeys(RULES, ())
    gains = rows - base
    if np.any(gains < 0):
        raise ValueError("a point is below the floor: cut the frontier by the no-deal values first")
    near = _near(gains, scale)
    ideal = [Fraction(most) for most in gains.max(axis=0).tolist()]
    able = [p for p, most in enumerate(ideal) if most > 0]

    def own(i: int) -> list[Fraction]:
        return [Fraction(gain) / u for gain, u in zip(gains[i].tolist(), scale, strict=True)]

    def ratios(i: int) -> list[Fraction]:
        return sorted(Fraction(gains[i, p]) / ideal[p] for p in able)

    keys: dict[str, Callable[[int], Any]] = {
        "nash": lambda i: (sum(g > 0 for g in own(i)), prod(g for g in own(i) if g > 0)),
        "kalai": lambda i: min((own(i)[p] for p in able), default=0),
        "kalai_smorodinsky": lambda i: ratios(i)[:1],
        "max_welfare": lambda i: sum(own(i)),
        "best_for_worst_off": ratios,
    }
    return {rule: _maximisers(near[rule].tolist(), keys[rule]) for rule in RULES}


def _maximisers(rows: Sequence[int], key: Callable[[int], Any]) -> tuple[int, ...]:
    keys = [key(i) for i in rows]
    best = max(keys)
    return tuple(i for i, one in zip(rows, keys, strict=True) if one == best)


def _near(gains: NDArray[Any], scale: Sequence[Fraction]) -> dict[str, Indices]:
    """Give the rows that may attain each rule's maximum: all those as good up to far more than floats round."""
    ideal = gains.max(axis=0)
    able = ideal > 0
    ratios = (gains[:, able] / ideal[able]).astype(np.float64)
    most = max([Fraction(v) / u for v, u in zip(ideal.tolist(), scale, strict=True)])
    factors = [
        float(Fraction(v) / u / most) if most else 0.0 for v, u in zip(ideal.tolist(), scale, strict=True)
    ]
    own = ratios * np.array(factors)[able]
    worst = ratios.min(axis=1, initial=1.0)
    gaining = (gains > 0).sum(axis=1)
    # where nobody's package has everybody gain, products may be over different parties: leave none out
    product = ratios.prod(axis=1) if gaining.max() == able.sum() else np.zeros(len(gains))
    scores = {
        "nash": np.where(gaining == gaining.max(), product, -1.0),
        "kalai": own.min(axis=1, initial=1.0),
        "kalai_smorodinsky": worst,
        "max_welfare": own.sum(axis=1),
        "best_for_worst_off": worst,
    }
    return {rule: np.flatnonzero(score >= score.max() - _NEAR) for rule, score in scores.items()}


@register_jitable
def _later(scores: Floats, a: int, b: int) -> int:
    """Compare two rows, first column first: 1 when a is larger, -1 when b is, 0 when they are equal."""
    for c in range(scores.shape[1]):
        if scores[a, c] != scores[b, c]:
            return 1 if scores[a, c] > scores[b, c] else -1
    return 0


@register_jitable
def _mark_largest(scores: Floats, chosen: Bools) -> None:
    """Set chosen where the row of scores is the largest."""
    best = 0
    for i in range(scores.shape[0]):
        compared = _later(scores, i, best)
        if compared > 0:
            chosen[:i] = False
            best = i
        chosen[i] = compared >= 0


@register_jitable
def _gain_scores(points: Indices, floor: Indices, unit: Floats, able: Bools) -> tuple[Floats, Floats, Floats]:
    """Give the columns to be maximised by nash, kalai and max_welfare."""
    n, parties = points.shape
    nash, kalai, welfare = np.zeros((n, 2)), np.full((n, 1), np.inf), np.zeros((n, 1))
    for i in range(n):
        product = 1.0
        for p in range(parties):
            gain = (points[i, p] - floor[p]) / unit[p]
            if gain > 0.0:
                nash[i, 0] += 1.0
                product *= gain
            if able[p]:
                kalai[i, 0] = min(kalai[i, 0], gain)
            welfare[i, 0] += points[i, p] / unit[p]
        nash[i, 1] = product
    return nash, kalai, welfare


@kernel
def choose(points: Indices, floor: Indices, unit: Floats) -> Bools:
    """Which points does each rule pick, compared in floating point?

    Equal rows are always picked together. Rows that only tie in exact arithmetic tie here as long as gains
    and units divide without rounding (a power of two as the unit does) or differ as quotients; a product of
    gains may round, so use `solve` where a tie between different values matters.

    Parameters
    ----------
    points : (F, P) int64
        Values of the frontier of acceptable packages.
    floor : (P,) int64
        No-deal values; every point reaches them.
    unit : (P,) float64
        What one unit of the party's own range is in the units of the values.

    Returns
    -------
    (5, F) bool
        Rules in the order of `RULES`.

    Examples
    --------
    >>> points = np.array([[9, 1], [4, 6], [4, 6], [3, 8]])
    >>> choose(points, np.zeros(2, int), np.full(2, 8.0)).astype(int).tolist()
    [[0, 1, 1, 1], [0, 1, 1, 0], [0, 1, 1, 0], [0, 0, 0, 1], [0, 1, 1, 0]]
    """
    n, parties = points.shape
    chosen = np.zeros((5, n), np.bool_)
    if n == 0:
        return chosen
    able = np.zeros(parties, np.bool_)
    room = np.ones(parties)
    for p in range(parties):
        most = points[:, p].max() - floor[p]
        able[p] = most > 0
        room[p] = most
    ratios = np.ones((n, parties))  # 1 for whoever can gain nothing: sorts last, never binds
    for i in range(n):
        for p in range(parties):
            if able[p]:
                ratios[i, p] = (points[i, p] - floor[p]) / room[p]
        ratios[i].sort()
    nash, kalai, welfare = _gain_scores(points, floor, unit, able)
    _mark_largest(nash, chosen[0])
    _mark_largest(kalai, chosen[1])
    _mark_largest(ratios[:, :1].copy(), chosen[2])
    _mark_largest(welfare, chosen[3])
    _mark_largest(ratios, chosen[4])
    return chosen
