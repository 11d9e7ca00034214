"""How long can one party hold out, what would close its gap, and does waiting pay?

Values are a party's own, dates and rates in one unit of time. All arguments broadcast against each other unless
shapes are given. A date of inf is "never", or "for ever"; 0 is "already". Never average over "never".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Bools = NDArray[np.bool_]
    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

TOLERANCE = 1e-12


class Closing(NamedTuple):
    """How much worse no deal and how much better the offer must become, and what both cost; inf: out of reach."""

    worsen: Floats
    improve: Floats
    price: Floats


class Crossing(NamedTuple):
    """When refusing is first worth no more than the offer, and when it is worth more again after that."""

    first: Floats
    again: Floats


class Resistance(NamedTuple):
    """Which part gives way at once, which never, and by when a share of all has given way."""

    already: Floats
    never: Floats
    dates: Floats


class WaitGains(NamedTuple):
    """A's share now and one period later, and what each side gains by waiting for it."""

    now: Floats
    later: Floats
    gain_a: Floats
    gain_b: Floats


class Openness(NamedTuple):
    """When a range opens and closes, as numbers of dates; -1: it never does.

    Attributes
    ----------
    closes, opens
        The first date at which it is shut after having been open, and open after having been shut.
    start, end
        First and last date of the first unbroken stretch in which it is open.
    """

    closes: Ints
    opens: Ints
    start: Ints
    end: Ints


def gap(no_deal: ArrayLike, offer: ArrayLike) -> Floats:
    """How much is refusing worth over the offer?

    At 0 or below the party has reason to accept.

    Examples
    --------
    >>> round(float(gap(0.40, 0.25)), 2)
    0.15
    """
    return np.asarray(np.asarray(no_deal, float) - np.asarray(offer, float))


def threat_closes(missing: ArrayLike, chance: ArrayLike, cost: ArrayLike) -> Bools:
    """Does a threat against refusing close the gap?

    It does iff chance times cost reaches the gap; a pain that goes on after acceptance closes nothing.

    Examples
    --------
    >>> threat_closes(0.15, 0.5, [0.2, 0.3]).tolist()
    [False, True]
    """
    expected = np.asarray(chance, float) * np.asarray(cost, float)
    return np.asarray(expected >= np.asarray(missing, float) - TOLERANCE)


def cheapest_closing(missing: ArrayLike, prices: ArrayLike, most: ArrayLike) -> Closing:
    """What closes the gap at least cost: a worse no deal, a better offer, or both?

    Parameters
    ----------
    missing : (...)
        The gap.
    prices, most : (..., 2)
        Per unit, and how far it can be done at all: to worsen no deal, to improve the offer; 0 or more.

    Examples
    --------
    >>> found = cheapest_closing(0.15, [1.0, 2.0], [0.1, 1.0])
    >>> float(found.worsen), round(float(found.improve), 2), round(float(found.price), 2)
    (0.1, 0.05, 0.2)
    """
    price, reach = np.asarray(prices, float), np.asarray(most, float)
    if not (np.all(price >= 0.0) and np.all(reach >= 0.0)):
        raise ValueError("prices and reaches must be 0 or more")
    need = np.maximum(np.asarray(missing, float), 0.0)
    alone = np.minimum(need[..., None], reach)  # what each does if it goes first
    worse_first = price[..., 0] <= price[..., 1]
    worsen = np.where(worse_first, alone[..., 0], np.minimum(need - alone[..., 1], reach[..., 0]))
    improve = np.where(worse_first, np.minimum(need - alone[..., 0], reach[..., 1]), alone[..., 1])
    closed = worsen + improve >= need - TOLERANCE
    paid = worsen * price[..., 0] + improve * price[..., 1]
    return Closing(*(np.where(closed, part, np.inf) for part in (worsen, improve, paid)))


def yield_date(no_deal_now: ArrayLike, offer: ArrayLike, decline: ArrayLike) -> Floats:
    """When does a no-deal value that falls at an even pace reach the offer?

    Parameters
    ----------
    no_deal_now, offer
    decline
        Per unit of time.

    Examples
    --------
    >>> yield_date([0.4, 0.2, 0.4], 0.25, [0.03, 0.03, 0.0]).round(6).tolist()
    [5.0, 0.0, inf]
    """
    pace = np.asarray(decline, float)
    missing = gap(no_deal_now, offer)
    shape = np.broadcast_shapes(missing.shape, pace.shape)
    date = np.divide(missing, pace, out=np.full(shape, np.inf), where=pace > 0.0)
    return np.where(missing <= 0.0, 0.0, date)


def crossing(dates: ArrayLike, no_deal: ArrayLike, offer: ArrayLike) -> Crossing:
    """When does a no-deal value first reach the offer, and when does it rise above it again?

    Between two dates the path is a straight line; after the last nothing is known, so that inf means "not by
    then".

    Parameters
    ----------
    dates : (T,)
        Increasing.
    no_deal : (..., T)
    offer : (...) or (..., T) with a last axis of 1 or T

    Examples
    --------
    >>> found = crossing([0.0, 1.0, 2.0], [0.5, 0.3, 0.6], [0.4])
    >>> round(float(found.first), 3), round(float(found.again), 3)
    (0.5, 1.333)
    """
    t = np.asarray(dates, float)
    if t.ndim != 1 or not np.all(np.diff(t) > 0.0):
        raise ValueError("dates must increase")
    over = np.asarray(no_deal, float) - np.asarray(offer, float)
    start, end = over[..., :-1], over[..., 1:]
    apart = np.where(start == end, 1.0, start - end)
    met = t[:-1] + (t[1:] - t[:-1]) * start / apart
    down = np.where((start > 0.0) & (end <= 0.0), met, np.inf)
    first = np.where(over[..., 0] <= 0.0, t[0], down.min(axis=-1, initial=np.inf))
    up = np.where((start <= 0.0) & (end > 0.0), met, np.inf)
    return Crossing(first, up.min(axis=-1, initial=np.inf))


def hold_out(offer: ArrayLike, better: ArrayLike, flow: ArrayLike, rate: ArrayLike) -> Floats:
    """For less than how long does it pay to wait for a better offer?

    With k = flow / rate: (1 / rate) ln((y - k) / (u - k)); 0 where nothing better comes, inf where the flow
    alone is worth the offer or more.

    Parameters
    ----------
    offer, better
        u, to be had now, and y, to come.
    flow
        Borne meanwhile, per unit of time; losses are negative.
    rate
        Discount rate, above 0. See `with_collapse` for talks that may end.

    Examples
    --------
    >>> hold_out([0.5, 0.5, 0.5, 0.2], [0.6, 0.6, 0.4, 0.6], [-0.05, -0.2, -0.05, 0.03], 0.1).round(
    ...     4
    ... ).tolist()
    [0.9531, 0.3922, 0.0, inf]
    """
    u, y, f, r = np.broadcast_arrays(*(np.asarray(part, float) for part in (offer, better, flow, rate)))
    if not np.all(r > 0.0):
        raise ValueError("the discount rate must be above 0")
    k = f / r
    waits = (u > k) & (y > u)
    ratio = np.divide(y - k, u - k, out=np.ones(u.shape), where=waits)
    return np.where((u < k) | ((u == k) & (y > u)), np.inf, np.log(ratio) / r)


def with_collapse(
    flow: ArrayLike, rate: ArrayLike, hazard: ArrayLike, left: ArrayLike
) -> tuple[Floats, Floats]:
    """Which flow and rate stand for talks that may collapse at any time?

    flow + hazard * left and rate + hazard, `left` what a collapse brings.

    Examples
    --------
    >>> flow, rate = with_collapse(-0.05, 0.1, 0.2, 0.1)
    >>> round(float(flow), 3), round(float(rate), 3)
    (-0.03, 0.3)
    """
    chance = np.asarray(hazard, float)
    if not np.all(chance >= 0.0):
        raise ValueError("a hazard must be 0 or more")
    return np.asarray(flow + chance * np.asarray(left, float)), np.asarray(rate + chance)


def resistance(dates: ArrayLike, weights: ArrayLike, shares: ArrayLike) -> Resistance:
    """Which part of the draws gives way at once, which never, and by when a share of all?

    Parameters
    ----------
    dates, weights : (N,)
        Yield dates with 0 and inf; weights of the draws, 0 or more.
    shares : (Q,)
        Of the whole weight, above 0, up to 1; the date is inf where so much never gives way.

    Examples
    --------
    >>> found = resistance([0.0, 3.0, 5.0, np.inf], np.ones(4), [0.5, 0.9])
    >>> float(found.already), float(found.never), found.dates.tolist()
    (0.25, 0.25, [3.0, inf])
    """
    t, w, q = np.asarray(dates, float), np.asarray(weights, float), np.asarray(shares, float)
    if not (np.all(w >= 0.0) and w.sum() > 0.0 and np.all((q > 0.0) & (q <= 1.0))):
        raise ValueError("weights must be 0 or more and not all 0, shares above 0 and at most 1")
    w = w / w.sum()
    order = np.argsort(t, kind="stable")
    reached = np.searchsorted(np.cumsum(w[order]), q - TOLERANCE)
    by = t[order][np.minimum(reached, len(t) - 1)]
    return Resistance(w[t <= 0.0].sum(), w[np.isinf(t)].sum(), by)


def who_gains_by_waiting(
    chance: ArrayLike,
    drift: ArrayLike,
    place: ArrayLike,
    costs: ArrayLike,
    patience: ArrayLike,
    burden: ArrayLike,
) -> WaitGains:
    """Which side gains by settling a period later, if both believe the same?

    They settle at x = p + theta cB - (1 - theta) cA, the same part theta of the range of shares at both dates, the
    range and p' = p + drift cut to 0..1. A gains dA x' - kA - x, B gains dB (1 - x') - kB - (1 - x); together
    never more than 0. If each gains by its own belief, the beliefs differ: call it once a belief.

    Parameters
    ----------
    chance, drift : (...)
        A's chance to win everything by force, and by how much it grows in a period.
    place : (...)
        theta, where in the range they settle, 0 to 1.
    costs, patience, burden : (..., 2)
        Of A and of B: cost of fighting, discount factor, cost of a period of waiting.

    Examples
    --------
    >>> found = who_gains_by_waiting(0.5, 0.04, 0.5, [0.1, 0.1], [0.99, 0.99], [0.01, 0.02])
    >>> round(float(found.gain_a), 4), round(float(found.gain_b), 4)
    (0.0246, -0.0646)
    """
    p, theta = np.asarray(chance, float), np.asarray(place, float)
    c, d, k = (np.asarray(part, float) for part in (costs, patience, burden))
    if not np.all((p >= 0.0) & (p <= 1.0) & (theta >= 0.0) & (theta <= 1.0) & (c >= 0.0).all(axis=-1)):
        raise ValueError("the chance and the place must be from 0 to 1, costs 0 or more")
    now = _settled(p, theta, c)
    later = _settled(np.clip(p + np.asarray(drift, float), 0.0, 1.0), theta, c)
    return WaitGains(
        now=now,
        later=later,
        gain_a=np.asarray(d[..., 0] * later - k[..., 0] - now),
        gain_b=np.asarray(d[..., 1] * (1.0 - later) - k[..., 1] - (1.0 - now)),
    )


def _settled(chance: Floats, place: Floats, costs: Floats) -> Floats:
    low, high = np.maximum(chance - costs[..., 0], 0.0), np.minimum(chance + costs[..., 1], 1.0)
    return np.asarray(low + place * (high - low))


def openness(open_at: ArrayLike) -> Openness:
    """When does a range close, when does it open, and how long is it open at a stretch?

    Parameters
    ----------
    open_at : (..., T) of bool
        By date: the range is not empty, or both sides accept the key package.

    Examples
    --------
    >>> found = openness([False, True, True, False])
    >>> int(found.opens), int(found.closes), int(found.start), int(found.end)
    (1, 3, 1, 2)
    """
    is_open = np.asarray(open_at, bool)
    shut = ~is_open
    ends = is_open & np.concatenate([shut[..., 1:], np.ones((*shut.shape[:-1], 1), bool)], axis=-1)
    return Openness(
        closes=_first_after(is_open[..., :-1] & shut[..., 1:]),
        opens=_first_after(shut[..., :-1] & is_open[..., 1:]),
        start=_first(is_open),
        end=_first(ends),
    )


def _first(where: Bools) -> Ints:
    return np.where(where.any(axis=-1), where.argmax(axis=-1), -1)


def _first_after(where: Bools) -> Ints:
    if where.shape[-1] == 0:
        return np.full(where.shape[:-1], -1)
    return np.where(where.any(axis=-1), where.argmax(axis=-1) + 1, -1)
