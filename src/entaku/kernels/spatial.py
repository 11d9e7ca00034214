"""Where do position and weight pull one issue: to which compromise mean, to which weighted median?

Positions and weights are arrays (..., n): draws first, actors last. A position that is not stated is NaN; the
actor stays out, as does one of weight 0, and neither counts in any mean or median.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Bools = NDArray[np.bool_]
    Floats = NDArray[np.float64]

TOLERANCE = 1e-12


class Compromise(NamedTuple):
    """The compromise mean, and what each actor does to it.

    Attributes
    ----------
    mean, plain : (...)
        The weighted mean, and the mean of the same positions without weights.
    pull : (..., n)
        By how much the mean moves when the actor moves by one; 0 for who stays out.
    shift : (..., n)
        The mean less the mean without the actor; NaN where nobody else is left.
    """

    mean: Floats
    plain: Floats
    pull: Floats
    shift: Floats


class Median(NamedTuple):
    """The weighted median as an interval, and how much weight would have to cross it.

    Attributes
    ----------
    low, high : (...)
        Equal, unless a cut has exactly half of the weight on each side.
    to_lower, to_raise : (...)
        The weight that would have to pass below `low`, or above `high`, before the interval reaches further.
    """

    low: Floats
    high: Floats
    to_lower: Floats
    to_raise: Floats


class Nearest(NamedTuple):
    """The coded options nearest to a point.

    Attributes
    ----------
    distance : (...)
    chosen : (..., k)
        The options at that distance: two where the point lies half way.
    """

    distance: Floats
    chosen: Bools


def counted(positions: ArrayLike, weights: ArrayLike) -> tuple[Floats, Floats]:
    """Which actors count, and with what weight?

    Parameters
    ----------
    positions, weights : (..., n)
        Broadcast against each other; NaN positions are not stated.

    Returns
    -------
    positions, weights : (..., n)
        Weight 0 where the position is not stated, and position 0 in its place.

    Raises
    ------
    ValueError
        A weight is negative or not a number, or all weights of a draw are 0.

    Examples
    --------
    >>> counted([0.2, np.nan], [1.0, 3.0])[1].tolist()
    [1.0, 0.0]
    """
    x, w = np.broadcast_arrays(np.asarray(positions, float), np.asarray(weights, float))
    if not np.all(w >= 0.0):
        raise ValueError("weights must be numbers of 0 or more")
    stated = ~np.isnan(x)
    w = np.where(stated, w, 0.0)
    if np.any(empty := w.sum(axis=-1) <= 0.0):
        raise ValueError(f"no actor with a stated position has any weight in {np.sum(empty)} draw(s)")
    return np.where(stated, x, 0.0), w


def compromise(positions: ArrayLike, weights: ArrayLike) -> Compromise:
    """Where is the compromise mean, and who pulls it how far?

    Sum of w x over the sum of w (Van den Bos 1991). Leaving actor i out moves it by
    w_i / (W - w_i) * (x_i - mean), W the sum of weights.

    Parameters
    ----------
    positions, weights : (..., n)
        Weight is capability times salience; see `counted` for who stays out and for the errors.

    Examples
    --------
    >>> found = compromise([4.0, 7.0, 10.0], [1.0, 1.0, 2.0])
    >>> float(found.mean), float(found.plain), found.shift.round(3).tolist()
    (7.75, 7.0, [-1.25, -0.25, 2.25])
    """
    x, w = counted(positions, weights)
    total = w.sum(axis=-1, keepdims=True)
    mean = (w * x).sum(axis=-1, keepdims=True) / total
    counts = w > 0.0
    others = np.where(np.count_nonzero(counts, axis=-1, keepdims=True) - counts > 0, total - w, np.nan)
    return Compromise(
        mean=mean[..., 0],
        plain=np.where(counts, x, 0.0).sum(axis=-1) / np.count_nonzero(counts, axis=-1),
        pull=w / total,
        shift=np.where(counts, w / others * (x - mean), 0.0),
    )


def weighted_median(positions: ArrayLike, weights: ArrayLike) -> Median:
    """Which position survives all pairwise votes, and how much weight would move it?

    The smallest position whose weight at or below reaches half of the total, and the largest whose weight at
    or above does, each within 1e-12 of the total (Black 1948).

    Parameters
    ----------
    positions, weights : (..., n)
        See `counted` for who stays out and for the errors.

    Examples
    --------
    >>> found = weighted_median([0.0, 1.0, 2.0, 3.0], [1.0, 1.0, 1.0, 1.0])
    >>> float(found.low), float(found.high), float(found.to_lower)
    (1.0, 2.0, 1.0)
    """
    x, w = counted(positions, weights)
    order = np.argsort(np.where(w > 0.0, x, np.inf), axis=-1, kind="stable")
    x, w = np.take_along_axis(x, order, axis=-1), np.take_along_axis(w, order, axis=-1)
    total = w.sum(axis=-1)
    half = 0.5 * total[..., None] - TOLERANCE * total[..., None]
    counts = w > 0.0
    upward = np.cumsum(w, axis=-1)
    downward = np.cumsum(w[..., ::-1], axis=-1)[..., ::-1]
    low = np.where(counts & (upward >= half), x, np.inf).min(axis=-1)
    high = np.where(counts & (downward >= half), x, -np.inf).max(axis=-1)
    below = np.where(x < low[..., None], w, 0.0).sum(axis=-1)
    above = np.where(x > high[..., None], w, 0.0).sum(axis=-1)
    return Median(low, high, to_lower=0.5 * total - below, to_raise=0.5 * total - above)


def nearest_options(points: ArrayLike, options: ArrayLike) -> Nearest:
    """Which coded options are nearest to a point that may be none of them?

    Parameters
    ----------
    points : (...)
    options : (k,)
        Places on the same scale.

    Examples
    --------
    >>> found = nearest_options(7.5, [4.0, 7.0, 8.0])
    >>> float(found.distance), found.chosen.tolist()
    (0.5, [False, True, True])
    """
    places = np.asarray(options, float)
    if places.size == 0:
        raise ValueError("there is no coded option on this scale")
    away = np.abs(np.asarray(points, float)[..., None] - places)
    distance = away.min(axis=-1)
    return Nearest(distance, away <= distance[..., None] + TOLERANCE * max(1.0, float(np.ptp(places))))
