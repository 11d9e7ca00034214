"""Does a floor at home help or hurt a side: what does it get, and how often does it get anything?

Shares are A's, of a unit pie. Both signs belong together: a floor raises the share in every deal that is struck,
and lowers the chance of one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from entaku.kernels.bargaining import TOLERANCE, Orders, both_orders

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]


class Signs(NamedTuple):
    """The three columns that belong together: share given agreement, its chance, and what A can expect.

    `share` is NaN where there is never agreement.
    """

    chance: float
    share: float
    expected: float


class BothSigns(NamedTuple):
    """What A's floor does: with it, and without it while B's stays."""

    with_floor: Signs
    without_floor: Signs


class Ratification(NamedTuple):
    """What to offer home, how likely it passes, and what that is worth to the negotiator."""

    offer: Floats
    chance: Floats
    value: Floats


def floor_share(
    patience_a: ArrayLike, patience_b: ArrayLike, floor_a: ArrayLike, floor_b: ArrayLike
) -> Orders:
    """What does A get in alternating offers where home ratifies nothing below a floor?

    x_A = 1 - max(dB x_B, b), x_B = 1 - max(dA x_A, a): Schelling's conjecture, after Putnam (1988). The floor
    must be known to the other side and not of one's own making. NaN where a + b > 1: no agreement.

    Parameters
    ----------
    patience_a, patience_b
        Discount factors, 0 to 1.
    floor_a, floor_b
        Shares, 0 or more.

    Examples
    --------
    >>> floor_share(0.9, 0.9, [0.6, 0.0], [0.0, 0.6]).a_first.round(4).tolist()
    [0.64, 0.4]
    """
    a, b = np.asarray(floor_a, float), np.asarray(floor_b, float)
    if not (np.all(a >= 0.0) and np.all(b >= 0.0)):
        raise ValueError("floors must be 0 or more")
    found = both_orders((a, 0.0, patience_a), (b, 0.0, patience_b))
    return Orders(*(np.where(a + b <= 1.0 + TOLERANCE, share, np.nan) for share in found))


def floor_signs(shares: ArrayLike, no_deal: ArrayLike, weights: ArrayLike) -> Signs:
    """How often is there agreement, what does A get then, and what can A expect in all?

    Parameters
    ----------
    shares : (N,)
        A's share by draw, NaN where there is no agreement.
    no_deal : (N,) or a number
        What A has without one.
    weights : (N,)
        Of the draws, 0 or more, not all 0.

    Examples
    --------
    >>> found = floor_signs([0.6, np.nan], 0.1, [3.0, 1.0])
    >>> found.chance, found.share, round(found.expected, 3)
    (0.75, 0.6, 0.475)
    """
    x, w = np.asarray(shares, float), np.asarray(weights, float)
    if not (np.all(w >= 0.0) and w.sum() > 0.0):
        raise ValueError("weights must be 0 or more and not all 0")
    w = np.broadcast_to(w / w.sum(), x.shape)
    agreed = ~np.isnan(x)
    chance = float(w[agreed].sum())
    kept = float(w[agreed] @ x[agreed])
    rest = float((w * np.asarray(no_deal, float))[~agreed].sum())
    return Signs(chance, kept / chance if chance > 0.0 else float("nan"), kept + rest)


def both_signs(
    patience: tuple[ArrayLike, ArrayLike],
    floors: tuple[ArrayLike, ArrayLike],
    no_deal: ArrayLike,
    weights: ArrayLike,
) -> BothSigns:
    """Does A's floor at home help or hurt A?

    Parameters
    ----------
    patience
        Discount factors of A and of B.
    floors : two of (N,)
        A's and B's, by draw; A proposes first.
    no_deal : (N,) or a number
        What A has without agreement.
    weights : (N,)

    Examples
    --------
    >>> found = both_signs((0.9, 0.9), ([0.3, 0.3, 0.6, 0.6], [0.3, 0.5, 0.3, 0.5]), 0.1, np.ones(4))
    >>> [round(number, 3) for number in found.with_floor]
    [0.75, 0.555, 0.442]
    """
    own, other = np.broadcast_arrays(*(np.asarray(floor, float) for floor in floors))
    bound = floor_share(*patience, own, other).a_first
    free = floor_share(*patience, 0.0, other).a_first
    return BothSigns(floor_signs(bound, no_deal, weights), floor_signs(free, no_deal, weights))


def ratification_risk(low: ArrayLike, high: ArrayLike, no_deal: ArrayLike) -> Ratification:
    """What should a negotiator offer a home whose threshold is only known to lie between two shares?

    Threshold uniform on low..high; the negotiator keeps 1 - s if s is ratified, d if not: s = (1 - d + low) / 2,
    cut to low..high (after Iida 1993). At s = low nothing passes: it is not worth trying. A known threshold is
    offered iff 1 - low >= d.

    Parameters
    ----------
    low, high
        low <= high.
    no_deal
        d.

    Examples
    --------
    >>> found = ratification_risk(0.2, 0.6, 0.1)
    >>> round(float(found.offer), 4), round(float(found.chance), 4), round(float(found.value), 4)
    (0.55, 0.875, 0.4062)
    """
    lo, hi, d = np.broadcast_arrays(*(np.asarray(part, float) for part in (low, high, no_deal)))
    if not np.all(lo <= hi):
        raise ValueError("the lowest threshold is above the highest")
    offer = np.clip((1.0 - d + lo) / 2.0, lo, hi)
    known = np.asarray(1.0 - lo >= d, float)
    chance = np.divide(offer - lo, hi - lo, out=known, where=hi > lo)
    return Ratification(offer, chance, chance * (1.0 - offer) + (1.0 - chance) * d)
