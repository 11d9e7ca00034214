"""How firmly something holds over the draws."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from entaku.model.finding import Firmness, Strength
from entaku.model.text import Text, say

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]


class Weighted(Protocol):
    """Draws with weights (N,): an ensemble, or the parameters of one lens."""

    @property
    def weights(self) -> Floats:
        """Give the weight of each draw, sum 1."""

    @property
    def effective(self) -> float:
        """Tell as how many equally weighted draws they count."""

    @property
    def exact(self) -> bool:
        """Tell whether nothing is drawn at all."""


def share(draws: Weighted, holds: Bools) -> float:
    """In which share of the weight does it hold? Exactly 1 or 0 where it holds in every draw or none."""
    if holds.all():
        return 1.0
    return min(1.0, float(draws.weights[holds].sum())) if holds.any() else 0.0


def strength(draws: Weighted, holds: Bools) -> Strength:
    """How firmly does it hold, as the draws alone can tell?"""
    held = share(draws, holds)
    if draws.exact:
        return Strength(firmness=Firmness.EXACT, share=held, draws=1.0)
    firmness = Firmness.EVERY_DRAW if holds.all() or not holds.any() else Firmness.SHARE
    spread = 2.0 * sqrt(held * (1.0 - held) / draws.effective)
    margin = spread or bound(draws.effective)
    return Strength(firmness=firmness, share=held, margin=margin, draws=draws.effective)


def averaged(draws: Weighted) -> Strength:
    """How firm is an average over the draws, or what is said where nothing is drawn?"""
    kind = Firmness.EXACT if draws.exact else Firmness.AVERAGE
    return Strength(firmness=kind, draws=draws.effective)


def bound(effective: float) -> float:
    """How large may the share of exceptions be when none was seen in so many draws (95 %)?"""
    return float(1.0 - 0.05 ** (1.0 / effective))


def percent(part: float) -> Text:
    """Say a share in whole per cent, with no more digits than some thousand draws support.

    Examples
    --------
    >>> percent(0.424).en, percent(0.002).en, percent(0.999).en
    ('42%', 'under 1%', 'over 99%')
    """
    if 0.0 < part < 0.01:  # noqa: PLR2004
        return say("under 1%", "1%未満")
    if 0.99 < part < 1.0:  # noqa: PLR2004
        return say("over 99%", "99%超")
    return say("{n}%", "{n}%", n=round(100 * part))


def quantile(draws: Weighted, values: Floats, level: float) -> float:
    """Which value has this share of the weight at or below it?"""
    return points(draws.weights, values, (level,))[0]


def points(weights: Floats, values: Floats, levels: Sequence[float]) -> list[float]:
    """Which values have these shares of the weights (n,) at or below them?"""
    order = np.argsort(values, kind="stable")
    reached = np.cumsum(weights[order])
    places = [min(int(np.searchsorted(reached, level * reached[-1])), len(order) - 1) for level in levels]
    return [float(values[order[place]]) for place in places]
