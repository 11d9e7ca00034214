"""Settle or wait: what is the best rule worth that knows only what is known at the time?

Closed forms for offers that come one at a time, and a solver over draws of whole paths. Taking the best date
inside each draw would be clairvoyance: it is reported as a bound, never as a value.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Bools = NDArray[np.bool_]
    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]


class Paths(NamedTuple):
    """What one party faces over T dates, in N draws.

    Attributes
    ----------
    settle, no_deal : (N, T)
        s_t and d_t: the deal available, and no deal, by date.
    flow : (N, T - 1)
        Borne between a date and the next.
    collapse : (N, T - 1)
        Chance that talks collapse meanwhile, to d at the later date.
    patience : float
        Discount factor per date.
    weights : (N,)
        Of the draws; they add to 1.
    """

    settle: Floats
    no_deal: Floats
    flow: Floats
    collapse: Floats
    patience: float
    weights: Floats


class Stopping(NamedTuple):
    """What settling now, the best fixed date, the best rule found, and clairvoyance are worth.

    Attributes
    ----------
    now, fixed, rule, clairvoyant : float
        Never smaller than the one before.
    fixed_date : int
        The first date that attains `fixed`.
    dates : (N,)
        When the rule settles in each draw, or gives up on the last date.
    thresholds : (T - 1,)
        The rule settles where the score of a draw reaches this; inf: never on that date.
    """

    now: float
    fixed: float
    rule: float
    clairvoyant: float
    fixed_date: int
    dates: Ints
    thresholds: Floats


def uniform_at_cost(cost: ArrayLike) -> Floats:
    """From what offer on to accept, where further offers, uniform on 0 to 1, cost something each?

    1 - sqrt(2c), for c up to 1/2 (DeGroot 1970).

    Examples
    --------
    >>> uniform_at_cost([0.08, 0.02]).round(6).tolist()
    [0.6, 0.8]
    """
    c = np.asarray(cost, float)
    if not np.all((c >= 0.0) & (c <= 0.5)):  # noqa: PLR2004  # above, no offer is worth asking for
        raise ValueError("the cost of an offer must be from 0 to 1/2")
    return np.asarray(1.0 - np.sqrt(2.0 * c))


def uniform_at_discount(patience: ArrayLike) -> Floats:
    """From what offer on to accept, where further offers, uniform on 0 to 1, only take time?

    (1 - sqrt(1 - d^2)) / d; 0 at d = 0.

    Examples
    --------
    >>> uniform_at_discount([0.9, 0.0]).round(4).tolist()
    [0.6268, 0.0]
    """
    d = np.asarray(patience, float)
    if not np.all((d >= 0.0) & (d <= 1.0)):
        raise ValueError("patience must be from 0 to 1")
    return np.asarray(d / (1.0 + np.sqrt(1.0 - d**2)))  # the same, without the 0 below the line


def uniform_at_deadline(left: int, no_deal: ArrayLike) -> Floats:
    """From what offer on to accept, with so many offers, uniform on 0 to 1, left after this one?

    v_0 = d, v_(k+1) = E max(X, v_k) = (1 + v_k^2) / 2 (Moser 1956).

    Parameters
    ----------
    left : int
        0 or more.
    no_deal : (...)

    Returns
    -------
    (..., left + 1)
        v_0 to v_left.

    Examples
    --------
    >>> uniform_at_deadline(4, 0.0).round(4).tolist()
    [0.0, 0.5, 0.625, 0.6953, 0.7417]
    """
    levels = [np.asarray(no_deal, float)]
    for _ in range(left):
        inside = np.clip(levels[-1], 0.0, 1.0)
        levels.append(np.maximum(levels[-1], (1.0 + inside**2) / 2.0))
    return np.stack(levels, axis=-1)


def reservation_at_cost(offers: ArrayLike, cost: float) -> float:
    """From what offer on to accept, for any distribution of offers, each at a cost?

    The root of E[(X - v)+] = c, exactly, for a sample of equally likely offers.

    Parameters
    ----------
    offers : (N,)
    cost : float
        Above 0.

    Examples
    --------
    >>> round(reservation_at_cost([0.2, 0.5, 0.9], 0.1), 3)
    0.6
    """
    if not cost > 0.0:
        raise ValueError("the cost of an offer must be above 0")
    return _reservation(np.asarray(offers, float), cost, 0.0)


def reservation_at_discount(offers: ArrayLike, patience: float) -> float:
    """From what offer on to accept, for any distribution of offers, where each takes time?

    The root of v (1 - d) = d E[(X - v)+], exactly, for a sample of equally likely offers of 0 or more.

    Parameters
    ----------
    offers : (N,)
        0 or more.
    patience : float
        Discount factor, above 0, below 1.

    Examples
    --------
    >>> round(reservation_at_discount([0.2, 0.5, 0.9], 0.9), 4)
    0.675
    """
    given = np.asarray(offers, float)
    if not (0.0 < patience < 1.0 and np.all(given >= 0.0)):
        raise ValueError("patience must be above 0 and below 1, offers 0 or more")
    return _reservation(given, 0.0, (1.0 - patience) / patience)


def _reservation(offers: Floats, cost: float, slope: float) -> float:
    # E[(X - v)+] is the largest over j of S_j - v j / N, S_j the sum of the j largest offers over N, so the root
    # is the largest of those of S_j - v j / N = cost + slope v.
    ordered = np.sort(offers)[::-1]
    above = np.arange(1, len(ordered) + 1) / len(ordered)
    sums = np.cumsum(ordered) / len(ordered)
    roots = (sums - cost) / (above + slope)
    return float(roots.max())


def paths(
    settle: ArrayLike,
    no_deal: ArrayLike,
    *,
    flow: ArrayLike = 0.0,
    collapse: ArrayLike = 0.0,
    patience: float = 1.0,
    weights: ArrayLike | None = None,
) -> Paths:
    """Bring what a party faces to one shape, or refuse it.

    Raises
    ------
    ValueError
        A value is not stated, or a chance, the discount factor or a weight is out of bounds.

    Examples
    --------
    >>> paths([[0.4, 0.6]], 0.1, patience=0.9).no_deal.tolist()
    [[0.1, 0.1]]
    """
    s = np.asarray(settle, float)
    if s.ndim != 2 or s.size == 0:  # noqa: PLR2004  # draws by dates
        raise ValueError(f"deals must have the shape (draws, dates); got {s.shape}")
    between = (s.shape[0], s.shape[1] - 1)
    d = np.broadcast_to(np.asarray(no_deal, float), s.shape)
    f = np.broadcast_to(np.asarray(flow, float), between)
    c = np.broadcast_to(np.asarray(collapse, float), between)
    w = np.ones(len(s)) if weights is None else np.asarray(weights, float)
    if not (np.isfinite(s).all() and np.isfinite(d).all() and np.isfinite(f).all()):
        raise ValueError("every deal, no-deal value and flow must be stated")
    if not (np.all((c >= 0.0) & (c <= 1.0)) and 0.0 <= patience <= 1.0):
        raise ValueError("chances and the discount factor must be from 0 to 1")
    if w.shape != (len(s),) or not np.all(w >= 0.0) or not w.sum() > 0.0:
        raise ValueError("there must be a weight of 0 or more for each draw, not all 0")
    return Paths(s, d, f, c, patience, w / w.sum())


def by_threshold(facing: Paths) -> Stopping:
    """What is the best rule worth that looks only at the deal available on the day?

    V_T = max(s_T, d_T); V_t = s_t where s_t reaches the threshold of the date, otherwise f + d [(1 - l) V_(t+1)
    + l d_(t+1)]. Thresholds are the best in these draws, from the last date backwards; with few draws they
    profit a little from knowing them.

    Examples
    --------
    Two dates; the second offer is .9 or .1, and nothing tells which:

    >>> found = by_threshold(paths([[0.4, 0.9], [0.4, 0.1]], 0.0))
    >>> found.now, found.fixed, found.rule, found.clairvoyant
    (0.4, 0.5, 0.5, 0.65)
    """
    return _solve(facing, None)


def by_regression(facing: Paths, known: ArrayLike) -> Stopping:
    """What is the best rule worth that weighs the deal on the day against what the known state lets expect?

    Going on is regressed on the state across draws (Longstaff & Schwartz 2001); the score of a draw is the deal
    less that expectation, and the threshold on the score is the best in these draws.

    Parameters
    ----------
    facing : Paths
    known : (N, T, F)
        What the party can see on each date; add powers where a straight line will not do.

    Examples
    --------
    The same, but the first date shows a sign:

    >>> sign = np.array([[[1.0], [0.0]], [[0.0], [0.0]]])
    >>> by_regression(paths([[0.4, 0.9], [0.4, 0.1]], 0.0), sign).rule
    0.65
    """
    state = np.asarray(known, float)
    if state.shape[:2] != facing.settle.shape or state.ndim != 3:  # noqa: PLR2004  # draws, dates, features
        raise ValueError(f"the state must have the shape (draws, dates, features); got {state.shape}")
    return _solve(facing, state)


def _solve(facing: Paths, known: Floats | None) -> Stopping:
    settle, weights = facing.settle, facing.weights
    count, dates = settle.shape
    value = np.maximum(settle[:, -1], facing.no_deal[:, -1])
    taken = np.full(count, dates - 1)
    plans = [value]  # what each plan "settle on date t" is worth, the last date first
    thresholds = np.full(dates - 1, np.inf)
    for t in range(dates - 2, -1, -1):
        going = _going_on(facing, t, value)
        score = settle[:, t] if known is None else settle[:, t] - _fitted(known[:, t], going, weights)
        thresholds[t] = _best_threshold(score, weights * (settle[:, t] - going))
        stops = score >= thresholds[t]
        value, taken = np.where(stops, settle[:, t], going), np.where(stops, t, taken)
        plans = [*(_going_on(facing, t, plan) for plan in plans), settle[:, t]]
    by_date = np.stack(plans[::-1], axis=-1)
    means = weights @ by_date
    rule = max(
        weights @ value, means.max()
    )  # the rule may be a date, and a date the best of all: then they are
    foreseen = max(weights @ by_date.max(axis=-1), rule)  # equal but for rounding
    return Stopping(
        now=float(means[0]),
        fixed=float(means.max()),
        rule=float(rule),
        clairvoyant=float(foreseen),
        fixed_date=int(means.argmax()),
        dates=taken,
        thresholds=thresholds,
    )


def _going_on(facing: Paths, t: int, later: Floats) -> Floats:
    chance = facing.collapse[:, t]
    expected = (1.0 - chance) * later + chance * facing.no_deal[:, t + 1]
    return facing.flow[:, t] + facing.patience * expected


def _fitted(state: Floats, going: Floats, weights: Floats) -> Floats:
    columns = np.column_stack([np.ones(len(state)), state])
    scale = np.abs(columns).max(axis=0)
    columns = columns / np.where(scale > 0.0, scale, 1.0)
    root = np.sqrt(weights)
    found = np.linalg.lstsq(columns * root[:, None], going * root, rcond=None)[0]
    return np.asarray(columns @ found)


def _best_threshold(score: Floats, gained: Floats) -> float:
    # Settling wherever the score reaches the threshold gains the sum of `gained` there: the best such sum.
    order = np.argsort(-score, kind="stable")
    ordered, sums = score[order], np.cumsum(gained[order])
    whole = np.append(ordered[1:] != ordered[:-1], [True])  # equal scores settle together
    best = int(np.argmax(np.where(whole, sums, -np.inf)))
    return float(ordered[best]) if sums[best] > 0.0 else float("inf")
