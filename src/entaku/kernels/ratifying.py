"""What does home leave room for: which packages are ratified, and whose say binds?

Ratifiers with ideal points on a line, or with any values over packages; the rule of a side is a monotone simple
game over its ratifiers (see `coalitions`). Draws lead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from entaku.kernels.coalitions import halves, party_count

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from entaku.kernels.coalitions import BoolArray

    Bools = NDArray[np.bool_]
    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

TOLERANCE = 1e-12


class Zone(NamedTuple):
    """All points from low to high; empty where low > high or both are NaN."""

    low: Floats
    high: Floats


def accepted(ideals: ArrayLike, status_quo: ArrayLike) -> Zone:
    """Which points on a line is each ratifier no worse with than without ratification?

    From the status quo to its mirror image behind the ideal point, for symmetric single-peaked values.

    Parameters
    ----------
    ideals, status_quo
        Broadcast against each other.

    Examples
    --------
    >>> accepted([0.6, 0.15], 0.0).high.tolist()
    [1.2, 0.3]
    """
    x, q = np.asarray(ideals, float), np.asarray(status_quo, float)
    mirror = 2.0 * x - q
    return Zone(np.minimum(q, mirror), np.maximum(q, mirror))


def win_set(ideals: ArrayLike, status_quo: ArrayLike, game: BoolArray) -> Zone:
    """Which points on a line does one side ratify?

    All points whose accepting ratifiers win. That is an interval around the status quo: fewer accept the further
    it goes in one direction (Putnam 1988).

    Parameters
    ----------
    ideals : (..., n)
    status_quo : (...)
    game : (2**n,) of bool

    Returns
    -------
    Zone
        (...). Unbounded where nobody is needed, NaN where not even all together can ratify.

    Examples
    --------
    Two of three:

    >>> from entaku.kernels.coalitions import weighted_game
    >>> found = win_set([0.1, 0.3, 0.8], 0.0, weighted_game(2, [1, 1, 1]))
    >>> float(found.low), float(found.high)
    (0.0, 0.6)
    """
    x, q = np.asarray(ideals, float), np.asarray(status_quo, float)
    _check_game(game, x.shape[-1])
    reach = accepted(x, q[..., None])
    high = _furthest(reach.high, q, game)
    low = -_furthest(-reach.low, -q, game)
    return Zone(low, high)


def _furthest(reach: Floats, start: Floats, game: BoolArray) -> Floats:
    # The largest of the ratifiers' ends up to which the accepting ones still win.
    shape = np.broadcast_shapes(reach.shape[:-1], start.shape)
    furthest = np.broadcast_to(start if game[-1] else np.nan, shape)
    if game[0]:
        return np.full(shape, np.inf)
    for end in np.moveaxis(reach, -1, 0):
        accepting = _mask(reach >= end[..., None])
        furthest = np.where(game[accepting], np.maximum(furthest, end), furthest)
    return furthest


def _mask(accepts: Bools) -> Ints:
    bits = np.left_shift(1, np.arange(accepts.shape[-1]))
    return np.asarray((accepts * bits).sum(axis=-1), np.int64)


def _check_game(game: BoolArray, ratifiers: int) -> None:
    if party_count(game) != ratifiers:
        raise ValueError(f"a rule over {party_count(game)} ratifiers was given for {ratifiers}")


def intersection(*zones: Zone) -> Zone:
    """Which points lie in all zones?

    Examples
    --------
    >>> found = intersection(accepted(0.3, 0.0), accepted(0.6, 0.0))
    >>> float(found.low), float(found.high)
    (0.0, 0.6)
    """
    low, high = zones[0]
    for zone in zones[1:]:
        low, high = np.maximum(low, zone.low), np.minimum(high, zone.high)
    return Zone(np.asarray(low), np.asarray(high))


def width(zone: Zone) -> Floats:
    """How wide is a zone? 0 where it is empty.

    Examples
    --------
    >>> float(width(accepted(0.3, 0.0)))
    0.6
    """
    wide = np.maximum(np.asarray(zone.high - zone.low), 0.0)
    return np.where(np.isnan(wide), 0.0, wide)


def agreement_exists(zone: Zone, status_quo: ArrayLike) -> Bools:
    """Does a zone hold anything but the status quo?

    Examples
    --------
    >>> agreement_exists(intersection(accepted(0.3, 0.0), accepted(-0.2, 0.0)), 0.0).item()
    False
    """
    q = np.asarray(status_quo, float)
    elsewhere = (np.abs(zone.low - q) > TOLERANCE) | (np.abs(zone.high - q) > TOLERANCE)
    return np.asarray((zone.low <= zone.high) & elsewhere)


def without_ratifier(game: BoolArray, ratifier: int) -> BoolArray:
    """Which sets win once one ratifier no longer has a say, and counts as consenting?

    Examples
    --------
    >>> from entaku.kernels.coalitions import minimal_sets, weighted_game
    >>> minimal_sets(without_ratifier(weighted_game(2, [1, 1]), 0))
    (2,)
    """
    party_count(game)
    freed = game.copy()
    without, joined = halves(freed, ratifier)
    without[...] = joined
    return freed


def binding_on_line(ideals: ArrayLike, status_quo: ArrayLike, game: BoolArray, others: Zone) -> Floats:
    """By how much would the zone grow without each ratifier's say?

    The binding ratifier is the one with the largest number.

    Parameters
    ----------
    ideals : (..., n)
    status_quo : (...)
    game : (2**n,) of bool
    others : Zone
        (...): the other side's win-set, cut with what both principals accept; bounded.

    Returns
    -------
    (..., n)

    Examples
    --------
    >>> from entaku.kernels.coalitions import weighted_game
    >>> other = accepted(0.9, 0.0)
    >>> binding_on_line([0.6, 0.15], 0.0, weighted_game(2, [1, 1]), other).round(3).tolist()
    [0.0, 0.9]
    """
    before = width(intersection(win_set(ideals, status_quo, game), others))
    grown = [
        width(intersection(win_set(ideals, status_quo, without_ratifier(game, ratifier)), others))
        for ratifier in range(party_count(game))
    ]
    return np.stack(grown, axis=-1) - before[..., None]


def accepts(values: ArrayLike, unratified: ArrayLike) -> Bools:
    """Which packages is each ratifier no worse with than without ratification?

    Parameters
    ----------
    values : (..., n, X)
        Of package x to ratifier r.
    unratified : (..., n)
        What happens without ratification is worth.

    Examples
    --------
    >>> accepts([[0.2, 0.7]], [0.5]).tolist()
    [[False, True]]
    """
    return np.asarray(np.asarray(values, float) >= np.asarray(unratified, float)[..., None] - TOLERANCE)


def ratified(accepting: ArrayLike, game: BoolArray) -> Bools:
    """Which packages does one side ratify?

    Parameters
    ----------
    accepting : (..., n, X) of bool
    game : (2**n,) of bool

    Returns
    -------
    (..., X)

    Examples
    --------
    >>> from entaku.kernels.coalitions import weighted_game
    >>> ratified([[True, True], [False, True], [False, False]], weighted_game(2, [1, 1, 1])).tolist()
    [False, True]
    """
    given = np.asarray(accepting, bool)
    _check_game(game, given.shape[-2])
    return np.asarray(game[_mask(np.swapaxes(given, -1, -2))])


def binding(accepting: ArrayLike, game: BoolArray, others: ArrayLike) -> Ints:
    """How many more packages would pass without each ratifier's say?

    Parameters
    ----------
    accepting : (..., n, X) of bool
    game : (2**n,) of bool
    others : (..., X) of bool
        What all the others accept: the other side and both principals.

    Returns
    -------
    (..., n)

    Examples
    --------
    >>> from entaku.kernels.coalitions import weighted_game
    >>> binding([[True, False], [False, False]], weighted_game(2, [1, 1]), [True, True]).tolist()
    [0, 1]
    """
    rest = np.asarray(others, bool)
    before = np.count_nonzero(ratified(accepting, game) & rest, axis=-1)
    after = [
        np.count_nonzero(ratified(accepting, without_ratifier(game, ratifier)) & rest, axis=-1)
        for ratifier in range(party_count(game))
    ]
    return np.asarray(np.stack(after, axis=-1) - np.asarray(before)[..., None])
