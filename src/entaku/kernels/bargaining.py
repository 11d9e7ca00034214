"""What share does side A get from alternating offers, and where does a pressing fact enter?

A unit pie; x is A's share, B's is 1 - x. Agreement is at once. All arguments broadcast against each other, so a
leading draw axis works everywhere. NaN stands where there is no agreement, or where the model leaves the share
open; each function says which. State the protocol next to every number: the same fact counts differently as an
outside option, as a breakdown value, as a flow while talks go on, and as a floor at home.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]

TOLERANCE = 1e-12


class Orders(NamedTuple):
    """A's share when A makes the first offer, and when B does."""

    a_first: Floats
    b_first: Floats


class Span(NamedTuple):
    """All shares of A from low to high."""

    low: Floats
    high: Floats


def alternating_offers(patience_a: ArrayLike, patience_b: ArrayLike) -> Orders:
    """What does A get where only impatience presses?

    (1 - dB) / (1 - dA dB) when A proposes first (Rubinstein 1982, Econometrica 50:97-109). NaN where both
    are perfectly patient: the share is indeterminate.

    Parameters
    ----------
    patience_a, patience_b
        Discount factors per period, 0 to 1.

    Raises
    ------
    ValueError
        A discount factor outside 0 to 1.

    Examples
    --------
    >>> share = alternating_offers(0.9, 0.8)
    >>> round(float(share.a_first), 4), round(float(share.b_first), 4)
    (0.7143, 0.6429)
    """
    return both_orders((0.0, 0.0, patience_a), (0.0, 0.0, patience_b))


def both_orders(
    side_a: tuple[ArrayLike, ArrayLike, ArrayLike], side_b: tuple[ArrayLike, ArrayLike, ArrayLike]
) -> Orders:
    """What does A get where a side rejects whatever is below the larger of a floor and a line?

    Each side is (floor, base, slope): as responder it accepts from max(floor, base + slope x), x its own share
    when it proposes next. The two indifference equations x_A = 1 - max(floor_B, base_B + slope_B x_B), and the
    same for B, have one solution, min(1 - floor_B, max(1 - base_B - slope_B (1 - floor_A), e)), where
    e = (1 - base_B - slope_B (1 - base_A)) / (1 - slope_A slope_B) is that without floors.

    Parameters
    ----------
    side_a, side_b
        Floors that add to at most 1; slopes from 0 to 1.

    Raises
    ------
    ValueError
        A slope outside 0 to 1.

    Examples
    --------
    A's floor of .6 is above what patience alone gives:

    >>> share = both_orders((0.6, 0.0, 0.9), (0.0, 0.0, 0.9))
    >>> round(float(share.a_first), 4), round(float(share.b_first), 4)
    (0.64, 0.6)
    """
    parts = [np.asarray(part, float) for part in (*side_a, *side_b)]
    floor_a, base_a, slope_a, floor_b, base_b, slope_b = np.broadcast_arrays(*parts)
    for slope in (slope_a, slope_b):
        if not np.all((slope >= 0.0) & (slope <= 1.0)):
            raise ValueError("discount factors and chances must be numbers from 0 to 1")
    loss = 1.0 - slope_a * slope_b
    first = []
    for own, other in (
        ((floor_a, base_a), (floor_b, base_b, slope_b)),
        ((floor_b, base_b), (floor_a, base_a, slope_a)),
    ):
        least, base, slope = other
        free = _over(1.0 - base - slope * (1.0 - own[1]), loss)
        share = np.minimum(1.0 - least, np.maximum(1.0 - base - slope * (1.0 - own[0]), free))
        first.append(share)
    return Orders(first[0], 1.0 - first[1])


def short_period_power(rate_a: ArrayLike, rate_b: ArrayLike) -> Floats:
    """What does A get when offers follow one another quickly?

    rB / (rA + rB), the limit of alternating offers for d = exp(-r * period); it is A's power in asymmetric Nash
    bargaining (Binmore, Rubinstein & Wolinsky 1986). NaN where neither discounts.

    Parameters
    ----------
    rate_a, rate_b
        Discount rates per unit of time, 0 or more.

    Examples
    --------
    >>> round(float(short_period_power(0.05, 0.10)), 4)
    0.6667
    """
    r_a, r_b = np.asarray(rate_a, float), np.asarray(rate_b, float)
    _refuse("discount rates must be 0 or more", r_a >= 0.0, r_b >= 0.0)
    return _over(r_b, r_a + r_b)


def fixed_cost_span(cost_a: ArrayLike, cost_b: ArrayLike) -> Span:
    """What does A get, proposing first, where each further period costs a fixed amount?

    All of it if A's period is cheaper, B's cost if B's is, and any share from the common cost up if they cost
    the same (Rubinstein 1982).

    Parameters
    ----------
    cost_a, cost_b
        Shares of the pie a period, above 0, at most 1.

    Examples
    --------
    >>> found = fixed_cost_span([0.05, 0.1, 0.1], [0.1, 0.05, 0.1])
    >>> found.low.tolist(), found.high.tolist()
    ([1.0, 0.05, 0.1], [1.0, 0.05, 1.0])
    """
    c_a, c_b = np.asarray(cost_a, float), np.asarray(cost_b, float)
    _refuse("costs must be above 0 and at most 1", (c_a > 0.0) & (c_a <= 1.0), (c_b > 0.0) & (c_b <= 1.0))
    low = np.where(c_a < c_b, 1.0, np.minimum(c_a, c_b))
    return Span(low, np.where(c_a > c_b, c_b, 1.0))


def deadline_share(periods: ArrayLike, patience: ArrayLike) -> Floats:
    """What does A get, proposing first, where talks end for nothing after so many periods?

    (1 - (-d)^T) / (1 + d), one discount factor for both (Stahl 1972). Who speaks last is strong: odd T favours
    A. A deadline that everybody knows can be extended is none.

    Parameters
    ----------
    periods
        Whole numbers from 1.
    patience
        0 to 1.

    Examples
    --------
    >>> deadline_share([1, 2, 3, 10], 0.9).round(4).tolist()
    [1.0, 0.1, 0.91, 0.3428]
    """
    t, d = np.asarray(periods), np.asarray(patience, float)
    _refuse("periods are whole numbers from 1", (t >= 1) & (t == np.floor(t)))
    _refuse("patience must be from 0 to 1", (d >= 0.0) & (d <= 1.0))
    return np.asarray((1.0 - (-d) ** t) / (1.0 + d))


def outside_options(
    patience_a: ArrayLike, patience_b: ArrayLike, option_a: ArrayLike, option_b: ArrayLike
) -> Orders:
    """What does A get where the responder, on rejecting, may leave for good?

    x_A = 1 - max(dB x_B, wB), x_B = 1 - max(dA x_A, wA) (Binmore 1985; Shaked & Sutton 1984): an option is idle
    unless it is better than what bargaining gives. NaN where the two options leave nothing to gain, wA + wB >=
    1. If both may leave after any rejection there are many equilibria, and this is not their theory.

    Parameters
    ----------
    patience_a, patience_b
        Discount factors, 0 to 1.
    option_a, option_b
        What leaving is worth, in shares.

    Examples
    --------
    >>> outside_options(0.9, 0.9, [0.2, 0.0], [0.3, 0.6]).a_first.round(4).tolist()
    [0.5263, 0.4]
    """
    w_a, w_b = np.asarray(option_a, float), np.asarray(option_b, float)
    found = both_orders((np.maximum(w_a, 0.0), 0.0, patience_a), (np.maximum(w_b, 0.0), 0.0, patience_b))
    return Orders(*(np.where(_gains(w_a + w_b), share, np.nan) for share in found))


def deal_me_out(power_a: ArrayLike, option_a: ArrayLike, option_b: ArrayLike) -> Floats:
    """What does A get with outside options and short periods?

    The share of power, unless a side's option is better; then that side gets its option (Binmore, Shaked &
    Sutton 1989, Quarterly Journal of Economics 104:753-770). NaN where wA + wB >= 1.

    Examples
    --------
    >>> deal_me_out(0.5, 0.0, [2 / 7, 4 / 7]).round(4).tolist()
    [0.5, 0.4286]
    """
    eta, w_a, w_b = (np.asarray(part, float) for part in (power_a, option_a, option_b))
    share = np.minimum(1.0 - w_b, np.maximum(w_a, eta))
    return np.where(_gains(w_a + w_b), share, np.nan)


def split_difference(power_a: ArrayLike, option_a: ArrayLike, option_b: ArrayLike) -> Floats:
    """What would A get if the options were what failure brings, and the gain over them were split?

    wA + (1 - wA - wB) eta; NaN where wA + wB >= 1. Print it beside `deal_me_out`: the two disagree most where
    an option is idle.

    Examples
    --------
    >>> split_difference(0.5, 0.0, [2 / 7, 4 / 7]).round(4).tolist()
    [0.3571, 0.2143]
    """
    w_a, w_b = np.asarray(option_a, float), np.asarray(option_b, float)
    return np.where(_gains(w_a + w_b), nash_share(w_a, w_b, power_a), np.nan)


def breakdown_risk(chance: ArrayLike, value_a: ArrayLike, value_b: ArrayLike) -> Orders:
    """What does A get where each rejection may end the talks, and time costs nothing?

    bA + (1 - bA - bB) / (2 - p) when A proposes first; p = 0 gives the limit, the split of the difference
    (Binmore, Rubinstein & Wolinsky 1986). No side gives more than the pie, however bad failure is for it. NaN
    where bA + bB > 1: no deal.

    Parameters
    ----------
    chance
        That a rejection ends the talks, 0 to 1.
    value_a, value_b
        What the end brings, in shares; may be negative.

    Examples
    --------
    >>> round(float(breakdown_risk(0.1, 0.2, 0.1).a_first), 4)
    0.5684
    """
    p, b_a, b_b = (np.asarray(part, float) for part in (chance, value_a, value_b))
    _refuse("the chance must be from 0 to 1", (p >= 0.0) & (p <= 1.0))
    found = both_orders((0.0, p * b_a, 1.0 - p), (0.0, p * b_b, 1.0 - p))
    limit = nash_share(b_a, b_b, 0.5)
    agreed = b_a + b_b <= 1.0 + TOLERANCE
    return Orders(*(np.where(agreed, np.where(p > 0.0, share, limit), np.nan) for share in found))


def inside_options(rate_a: ArrayLike, rate_b: ArrayLike, flow_a: ArrayLike, flow_b: ArrayLike) -> Floats:
    """What does A get, with short periods, where life goes on at a price while talks last?

    (rB + gA - gB) / (rA + rB), between 0 and 1 (after Muthoo 1999, chapter 6). NaN where gA/rA + gB/rB > 1:
    both do better without a deal.

    Parameters
    ----------
    rate_a, rate_b
        Discount rates, above 0.
    flow_a, flow_b
        Per unit of time without a deal, in shares; losses are negative.

    Examples
    --------
    >>> round(float(inside_options(0.1, 0.1, 0.02, 0.01)), 4)
    0.55
    """
    r_a, r_b, g_a, g_b = (np.asarray(part, float) for part in (rate_a, rate_b, flow_a, flow_b))
    _refuse("discount rates must be above 0", r_a > 0.0, r_b > 0.0)
    share = np.clip((r_b + g_a - g_b) / (r_a + r_b), 0.0, 1.0)
    return np.where(g_a / r_a + g_b / r_b <= 1.0 + TOLERANCE, share, np.nan)


def nash_share(no_deal_a: ArrayLike, no_deal_b: ArrayLike, power_a: ArrayLike) -> Floats:
    """What does A get by the asymmetric Nash rule on a pie that can be divided at will?

    dA + a (1 - dA - dB), between 0 and 1 (Nash 1950; Kalai 1977). NaN where dA + dB > 1: no agreement.

    Parameters
    ----------
    no_deal_a, no_deal_b
        In shares; may be negative.
    power_a
        0 to 1; B's is the rest.

    Examples
    --------
    >>> nash_share([0.2, 0.6], [0.1, 0.5], 0.5).round(4).tolist()
    [0.55, nan]
    """
    d_a, d_b, a = (np.asarray(part, float) for part in (no_deal_a, no_deal_b, power_a))
    _refuse("power must be from 0 to 1", (a >= 0.0) & (a <= 1.0))
    share = np.clip(d_a + a * (1.0 - d_a - d_b), 0.0, 1.0)
    return np.where(d_a + d_b <= 1.0 + TOLERANCE, share, np.nan)


def _gains(options: Floats) -> NDArray[np.bool_]:
    return np.asarray(options < 1.0 - TOLERANCE)


def _over(part: Floats, whole: Floats) -> Floats:
    # NaN where nothing divides by nothing.
    shape = np.broadcast_shapes(part.shape, whole.shape)
    share: Floats = np.divide(part, whole, out=np.full(shape, np.nan), where=whole > 0.0)
    return share


def _refuse(otherwise: str, *holds: NDArray[np.bool_]) -> None:
    if not all(np.all(each) for each in holds):
        raise ValueError(otherwise)
