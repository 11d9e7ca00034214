"""What does fighting as the alternative leave to agree on, and when does peace not hold?

Shares are A's, of a unit pie; p is A's chance to win everything; costs are in shares, 0 or more. All arguments
broadcast against each other. Comparisons allow 1e-9.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Bools = NDArray[np.bool_]
    Floats = NDArray[np.float64]

TOLERANCE = 1e-9
NEAR_EVEN = 1e-4  # forts times the logarithm of the odds: below, the series is better than the quotient


class Settlement(NamedTuple):
    """What both prefer to fighting.

    Attributes
    ----------
    agreement
        Whether there is anything.
    low, high
        A's shares, clipped to 0..1 for display; low > high where there is no agreement.
    width
        Of the unclipped range, negative where there is none: compare this.
    """

    agreement: Bools
    low: Floats
    high: Floats
    width: Floats


class Demand(NamedTuple):
    """A's one demand, and the chance that B fights instead."""

    share: Floats
    war: Floats


class Preventive(NamedTuple):
    """What the declining side gets by fighting now, by the best peace, and whether it fights."""

    war: Floats
    peace: Floats
    attacks: Bools


class Shift(NamedTuple):
    """By how much the rising side's minimum jumps, what peace leaves over, and whether it is too much."""

    jump: Floats
    surplus: Floats
    inefficient: Bools


class Forts(NamedTuple):
    """A's chance to take all forts, and how many battles that or the opposite takes on average."""

    win: Floats
    battles: Floats


class Beliefs(NamedTuple):
    """What each side thinks of A's chance after the same battles, and whether they can settle."""

    mean_a: Floats
    mean_b: Floats
    settle: Bools


def settlement_range(
    chance_a: ArrayLike, chance_b: ArrayLike, cost_a: ArrayLike, cost_b: ArrayLike
) -> Settlement:
    """Which shares do both prefer to fighting, each by its own belief?

    A accepts from pA - cA, B up to pB + cB (Fearon 1995, International Organization 49:379-414). Under one
    belief, pA = pB, the range is never empty; mutual optimism is pA > pB.

    Parameters
    ----------
    chance_a, chance_b
        What A and B believe of A's chance to win, 0 to 1.
    cost_a, cost_b

    Raises
    ------
    ValueError
        A chance outside 0 to 1 or a negative cost.

    Examples
    --------
    >>> found = settlement_range([0.6, 0.62], [0.6, 0.5], [0.1, 0.05], [0.15, 0.1])
    >>> found.low.round(3).tolist(), found.high.round(3).tolist(), found.width.round(3).tolist()
    ([0.5, 0.57], [0.75, 0.6], [0.25, 0.03])
    """
    p_a, p_b, c_a, c_b = (np.asarray(part, float) for part in (chance_a, chance_b, cost_a, cost_b))
    _refuse("chances must be from 0 to 1", _chance(p_a), _chance(p_b))
    _refuse("costs must be 0 or more", c_a >= 0.0, c_b >= 0.0)
    low, high = np.broadcast_arrays(p_a - c_a, p_b + c_b)
    width = np.asarray(high - low)
    return Settlement(width >= -TOLERANCE, np.clip(low, 0.0, 1.0), np.clip(high, 0.0, 1.0), width)


def packages_within(shares: ArrayLike, low: ArrayLike, high: ArrayLike) -> Bools:
    """Which of the packages on offer lie in the range, where nothing between them exists?

    Parameters
    ----------
    shares : (..., X)
        What each package is worth to A.
    low, high : (...)

    Returns
    -------
    (..., X)

    Examples
    --------
    >>> packages_within([0.0, 0.4, 1.0], 0.5, 0.75).tolist()
    [False, False, False]
    """
    x = np.asarray(shares, float)
    above = x >= np.asarray(low, float)[..., None] - TOLERANCE
    return np.asarray(above & (x <= np.asarray(high, float)[..., None] + TOLERANCE))


def one_demand(chance: ArrayLike, cost_a: ArrayLike, highest: ArrayLike) -> Demand:
    """What does A demand, once, from a B whose cost of fighting it does not know?

    B's cost is uniform from 0 to `highest`. min(1, p + (C - cA) / 2), risking min(C, x - p) / C; no risk where
    cA >= C (Fearon 1995, with the cap at the whole pie).

    Parameters
    ----------
    chance
        0 to 1.
    cost_a, highest
        0 or more.

    Examples
    --------
    >>> found = one_demand([0.6, 0.9], [0.1, 0.05], 0.4)
    >>> found.share.round(3).tolist(), found.war.round(3).tolist()
    ([0.75, 1.0], [0.375, 0.25])
    """
    p, c_a, most = np.broadcast_arrays(*(np.asarray(part, float) for part in (chance, cost_a, highest)))
    _refuse("the chance must be from 0 to 1", _chance(p))
    _refuse("costs must be 0 or more", c_a >= 0.0, most >= 0.0)
    over = np.minimum(np.maximum(most - c_a, 0.0) / 2.0, 1.0 - p)
    war = np.divide(np.minimum(most, over), most, out=np.zeros(over.shape), where=most > 0.0)
    return Demand(p + over, war)


def risks_war(cost_a: ArrayLike, hazard_at_zero: ArrayLike) -> Bools:
    """Does A risk war, for any distribution of B's cost?

    It does if cA < 1 / h(0), h the hazard rate of B's cost, and A's chance is below 1. The converse needs a
    hazard rate that does not fall.

    Examples
    --------
    >>> risks_war([0.1, 0.5], 1 / 0.4).tolist()
    [True, False]
    """
    c_a, hazard = np.asarray(cost_a, float), np.asarray(hazard_at_zero, float)
    _refuse("costs and hazard rates must be 0 or more", c_a >= 0.0, hazard >= 0.0)
    return np.asarray(c_a * hazard < 1.0)


def preventive_war(
    chance_now: ArrayLike, chance_later: ArrayLike, cost_b: ArrayLike, patience: ArrayLike
) -> Preventive:
    """Does the declining side B attack before A has grown?

    A pie of 1 every period for ever; war is final and costs B `cost_b` once; A makes all offers. War now:
    (1 - p1) / (1 - d) - c; the best peace: 1 + d max(0, (1 - p2) / (1 - d) - c) (Fearon 1995, pp. 404-406).
    Where the later war is worth something this is d p2 - p1 > c (1 - d)^2.

    Parameters
    ----------
    chance_now, chance_later
        A's, 0 to 1.
    cost_b
        0 or more, in pies of one period.
    patience
        Discount factor, 0 or more, below 1.

    Examples
    --------
    >>> found = preventive_war(0.3, [0.8, 0.35], [0.5, 2.0], 0.9)
    >>> found.war.round(2).tolist(), found.peace.round(2).tolist(), found.attacks.tolist()
    ([6.5, 5.0], [2.35, 5.05], [True, False])
    """
    p1, p2, c, d = np.broadcast_arrays(
        *(np.asarray(part, float) for part in (chance_now, chance_later, cost_b, patience))
    )
    _refuse("chances must be from 0 to 1", _chance(p1), _chance(p2))
    _refuse("costs start at 0, patience is below 1", c >= 0.0, (d >= 0.0) & (d < 1.0))
    war = (1.0 - p1) / (1.0 - d) - c
    peace = 1.0 + d * np.maximum(0.0, (1.0 - p2) / (1.0 - d) - c)
    return Preventive(war, peace, np.asarray(war - peace > TOLERANCE))


def power_shift(
    declining_now: ArrayLike,
    rising_now: ArrayLike,
    rising_next: ArrayLike,
    total: ArrayLike,
    patience: ArrayLike,
) -> Shift:
    """Does power shift faster than peace can pay for?

    No peaceful and efficient path exists if M_D + d M_R' > B, that is if the jump d M_R' - M_R exceeds the
    surplus B - (M_R + M_D) (Powell 2004, 2006). Sufficient, not necessary.

    Parameters
    ----------
    declining_now, rising_now, rising_next
        What each side can secure for itself by force or by leaving, now and a period later.
    total
        What peace from now on is worth in all, over the same horizon.
    patience
        0 to 1.

    Examples
    --------
    >>> found = power_shift(6.5, 2.5, 7.5, 10.0, 0.9)
    >>> float(found.jump), float(found.surplus), bool(found.inefficient)
    (4.25, 1.0, True)
    """
    m_d, m_r, later, b, d = (
        np.asarray(part, float) for part in (declining_now, rising_now, rising_next, total, patience)
    )
    _refuse("patience must be from 0 to 1", _chance(d))
    jump, surplus = np.asarray(d * later - m_r), np.asarray(b - (m_r + m_d))
    return Shift(jump, surplus, np.asarray(jump - surplus > TOLERANCE))


def war_of_forts(held: ArrayLike, forts: ArrayLike, chance: ArrayLike) -> Forts:
    """How likely does A take all forts, one battle at a time, and after how many battles is it over?

    With r = (1 - p) / p: (1 - r^k) / (1 - r^N), and (k - N Pr) / (1 - 2p) battles; k / N and k (N - k) at an
    even chance (Smith & Stam 2004; the gambler's ruin).

    Parameters
    ----------
    held, forts
        Whole numbers, 0 <= held <= forts, forts from 1.
    chance
        To win one battle, 0 to 1.

    Examples
    --------
    >>> found = war_of_forts([3, 1], [6, 4], [0.6, 0.5])
    >>> found.win.round(4).tolist(), found.battles.round(4).tolist()
    ([0.7714, 0.25], [8.1429, 3.0])
    """
    k, n, p = np.broadcast_arrays(*(np.asarray(part, float) for part in (held, forts, chance)))
    whole = (k == np.floor(k)) & (n == np.floor(n))
    _refuse("forts are whole numbers, 0 <= held <= forts, at least 1", whole & (k >= 0) & (k <= n) & (n >= 1))
    _refuse("the chance must be from 0 to 1", _chance(p))
    open_ = (p > 0.0) & (p < 1.0)
    inner = np.where(open_, p, 0.5)
    log_odds = np.log1p((1.0 - 2.0 * inner) / inner)  # of losing a battle
    even = n * np.abs(log_odds) < NEAR_EVEN
    step = np.where(even, 1.0, np.abs(log_odds))
    # With the odds against A both powers are large: divide them by the larger one.
    shrink = np.where(log_odds > 0.0, np.exp((k - n) * step), 1.0)
    win = np.where(even, _even_win(k, n, log_odds), shrink * np.expm1(-k * step) / np.expm1(-n * step))
    pace = np.where(even, 1.0, np.tanh(log_odds / 2.0))  # chance to lose less chance to win
    battles = np.where(even, _even_battles(k, n, log_odds), (k - n * win) / pace)
    win, battles = np.where(open_, win, p), np.where(open_, battles, np.where(p > 0.0, n - k, k))
    over = (k == 0) | (k == n)
    return Forts(np.where(over, k / n, win), np.where(over, 0.0, battles))


def _even_win(k: Floats, n: Floats, log_odds: Floats) -> Floats:
    second = (k - n) * (2.0 * k - n) * log_odds**2 / 12.0
    return np.asarray(k / n * (1.0 + (k - n) * log_odds / 2.0 + second))


def _even_battles(k: Floats, n: Floats, log_odds: Floats) -> Floats:
    second = (1.0 - k * (n - k)) * log_odds**2 / 12.0
    return np.asarray(k * (n - k) * (1.0 + (2.0 * k - n) * log_odds / 6.0 + second))


def after_battles(
    prior_a: ArrayLike, prior_b: ArrayLike, wins: ArrayLike, losses: ArrayLike, costs: ArrayLike
) -> Beliefs:
    """What do both sides believe of A's chance after the same battles, and can they settle?

    Beta priors: (a + w) / (a + b + w + l); they settle where mean_A - mean_B <= cA + cB.

    Parameters
    ----------
    prior_a, prior_b : (..., 2)
        The two parameters of each side's prior on A's chance, above 0.
    wins, losses : (...)
        A's.
    costs : (...)
        cA + cB.

    Examples
    --------
    >>> found = after_battles([3, 2], [2, 3], [0, 3], [0, 1], 0.1)
    >>> found.mean_a.round(4).tolist(), found.mean_b.round(4).tolist(), found.settle.tolist()
    ([0.6, 0.6667], [0.4, 0.5556], [False, False])
    """
    won, lost, cost = (np.asarray(part, float) for part in (wins, losses, costs))
    means = []
    for prior in (np.asarray(prior_a, float), np.asarray(prior_b, float)):
        _refuse("the parameters of a Beta prior must be above 0", prior > 0.0)
        means.append(np.asarray((prior[..., 0] + won) / (prior.sum(axis=-1) + won + lost)))
    return Beliefs(means[0], means[1], np.asarray(means[0] - means[1] <= cost + TOLERANCE))


def battles_needed(prior_a: ArrayLike, prior_b: ArrayLike, costs: ArrayLike) -> Floats:
    """After how many battles can they settle, whatever the results?

    For priors of equal size n the gap after m battles is (a_A - a_B) / (n + m).

    Parameters
    ----------
    prior_a, prior_b : (..., 2)
        Of equal size.
    costs : (...)
        cA + cB, 0 or more.

    Returns
    -------
    (...)
        Whole numbers, 0 where they can settle already, inf where nothing but equal beliefs would do.

    Raises
    ------
    ValueError
        Priors of different sizes: there the results matter.

    Examples
    --------
    >>> float(battles_needed([5, 2], [2, 5], 0.15))
    13.0
    """
    a, b, cost = (np.asarray(part, float) for part in (prior_a, prior_b, costs))
    size = a.sum(axis=-1)
    _refuse("the two priors must be of equal size", np.abs(size - b.sum(axis=-1)) <= TOLERANCE)
    _refuse("costs must be 0 or more", cost >= 0.0)
    gap = a[..., 0] - b[..., 0]
    shape = np.broadcast_shapes(gap.shape, cost.shape)
    never = np.where(gap > TOLERANCE, np.inf, 0.0)
    after = np.divide(gap, cost + TOLERANCE, out=np.broadcast_to(never, shape).copy(), where=cost > 0.0)
    return np.asarray(np.maximum(np.ceil(after - size), 0.0))


def _chance(p: Floats) -> Bools:
    return np.asarray((p >= 0.0) & (p <= 1.0))


def _refuse(otherwise: str, *holds: Bools) -> None:
    if not all(np.all(each) for each in holds):
        raise ValueError(otherwise)
