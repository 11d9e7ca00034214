"""What a mediator thinks a party wants: weights over draws of that party's preferences, moved by its answers.

A refusal of x at time t has the likelihood 1 / (1 + exp((V(x) - a(t)) / tau)) in a draw, an offer of x is
proportional to exp(min(0, V(x) - a(t)) / tau), with V in shares of the own range and a(t) what a party that gives way
steadily would ask for. An acceptance is the counterpart of a refusal.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from entaku.kernels.expecting import averaged
from entaku.kernels.packages import REFUSED
from entaku.rehearsal.table import Table

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

TAU = 0.05
"""How sharply answers follow from values, in shares of a party's range."""


@dataclass(frozen=True)  # without slots: ratios are worked out when first asked for
class Prior:
    """Draws of one party's preferences that stand for what is not known of it.

    Attributes
    ----------
    gain : (M, X) float64
        What a package brings over no deal today, in shares of the own range; below -1 where it crosses a red line.
    best : (M,) float64
        The largest gain; 0 where no package is as good as no deal.
    """

    gain: Floats
    best: Floats

    @cached_property
    def ratio(self) -> Floats:
        """Which part of the most it could gain does a package (M, X) bring, from -1 for any loss that large?"""
        return np.clip(self.gain / np.where(self.best > 0, self.best, 1.0)[:, None], -1.0, 1.0)


def prior(table: Table, party: int) -> Prior:
    """What does a table of draws say of a party in this place?"""
    values = table.values[:, party]
    gain = (values - table.floors[:, party, :1]) / table.span[:, [party]]
    gain = np.where(values == REFUSED, -2.0, gain)
    return Prior(gain, np.maximum(gain.max(axis=1), 0.0))


@dataclass
class Belief:
    """What is thought of one party in n plays: the logarithm of each prior draw's weight (n, M)."""

    prior: Prior
    log: Floats

    def weights(self, rows: Ints) -> Floats:
        """Give the weights (r, M) in these plays, each row adding up to 1."""
        some = self.log[rows]
        raised = np.exp(some - some.max(axis=1, keepdims=True))
        return np.asarray(raised / raised.sum(axis=1, keepdims=True))

    def expected(self, rows: Ints) -> Floats:
        """Which part of what it could gain is each package (r, X) thought to bring it, in these plays?"""
        return np.asarray(averaged(self.weights(rows), self.prior.ratio))

    def refused(self, where: NDArray[np.bool_], packages: Ints, time: float) -> None:
        """Learn from a refusal of these packages (n,)."""
        self._learn(where, -np.logaddexp(0.0, self._over(packages, time)))

    def accepted(self, where: NDArray[np.bool_], packages: Ints, time: float) -> None:
        """Learn from an acceptance."""
        self._learn(where, -np.logaddexp(0.0, -self._over(packages, time)))

    def offered(self, where: NDArray[np.bool_], packages: Ints, time: float) -> None:
        """Learn from an offer of its own: it would not ask for less than it wants."""
        asked = self.prior.best * (1.0 - time)
        likely = np.exp(np.minimum(0.0, self.prior.gain - asked[:, None]) / TAU).sum(axis=1)
        self._learn(where, np.minimum(0.0, self._over(packages, time)) - np.log(likely))

    def _over(self, packages: Ints, time: float) -> Floats:
        """By how much (n, M) does a package exceed what would be asked for, in units of tau?"""
        asked = self.prior.best * (1.0 - time)
        return np.asarray((self.prior.gain[:, np.maximum(packages, 0)].T - asked) / TAU)

    def _learn(self, where: NDArray[np.bool_], likelihood: Floats) -> None:
        self.log = self.log + np.where(where[:, None], likelihood, 0.0)

    def bits(self) -> Floats:
        """How much has been learnt (n,), in bits: the relative entropy of the weights to the prior."""
        weights = self.weights(np.arange(len(self.log)))
        kept = np.where(weights > 0, weights, 1.0)
        return np.asarray((weights * np.log2(kept * weights.shape[1])).sum(axis=1))


def unknowing(given: Prior, plays: int) -> Belief:
    """Give the belief of somebody who has heard nothing yet."""
    return Belief(given, np.zeros((plays, len(given.best))))
