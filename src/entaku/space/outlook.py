"""How no-deal values move over the months: common factors, own loadings, running costs.

d(t) = d(0) + loading * F(t) - cost * t, with F a random walk of drift and volatility per month; all
parameters are ranges, drawn once a draw. A party without a path keeps its value: no drift is coded for it.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from entaku.kernels.counter import normal, uniform
from entaku.model.basics import PUBLIC, Range
from entaku.model.case import Case

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


def paths(case: Case, seed: int, draws: Ints, start: NDArray[Any], spans: tuple[int, ...]) -> NDArray[Any]:
    """What are the no-deal values (N, P, T) at each month, from `start` (N, P), a party's range being `spans` (P,)?"""
    months = case.outlook.months if case.outlook else 0
    values = np.repeat(start[:, :, None], months + 1, axis=2)
    if case.outlook is None:
        return values
    levels = {
        factor.id: _factor(factor.id, factor.drift, factor.volatility, seed, draws, months)
        for factor in case.outlook.factors
    }
    order = [party.id for party in case.parties]
    time = np.arange(months + 1)
    for path in case.outlook.paths:
        where = order.index(path.party)
        moved = -np.outer(_within(path.cost, seed, draws, ("cost", path.party)), time)
        for factor, loading in path.moves.items():
            moved += _within(loading, seed, draws, ("loading", path.party, factor))[:, None] * levels[factor]
        values[:, where] = values[:, where] + np.rint(moved * spans[where]).astype(np.int64)
    return values


def _factor(name: str, drift: Range, volatility: Range, seed: int, draws: Ints, months: int) -> Floats:
    """Walk a common factor (N, T) from 0: drift and volatility per month, both drawn once a draw."""
    rate = _within(drift, seed, draws, ("drift", name))
    spread = _within(volatility, seed, draws, ("volatility", name))
    steps = [rate + spread * normal(seed, PUBLIC, draws, "factor", name, step) for step in range(months)]
    return np.cumsum(np.stack([np.zeros(len(draws)), *steps], axis=1), axis=1)


def _within(span: Range, seed: int, draws: Ints, name: tuple[str, ...]) -> Floats:
    return np.asarray(span.low + (span.high - span.low) * uniform(seed, PUBLIC, draws, *name))
