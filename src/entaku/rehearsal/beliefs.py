"""What is thought of one party: draws of its values, weighed by how well each explains what it did.

Draw m values package x at V_m(x) and no deal at f_m(r) in round r, in shares of its own range, and asks for
a_m(t) = f_m + (1 - f_m)(1 - t), as one does that gives way steadily. An offer of x has probability
exp(min(V_m(x) - a_m, 0) / tau) over its sum for all packages, a refusal of x 1 / (1 + exp((V_m(x) - a_m) / tau)), an
acceptance what is left to 1, each but for slips. Weights are the product of all likelihoods to a power: 1, or the
largest below it that leaves 1 / (sum of squared weights) at a tenth of the draws or more, for few draws are near the
truth and none is the truth. A mediator on its journey and a party with a model of the other use the same belief.
"""

from __future__ import annotations

from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from entaku.kernels.expecting import averaged
from entaku.rehearsal.table import Prior

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

TAU: Final = 0.1
"""How sharply a party keeps to what it asks for: share of its range by which it may miss it."""
SLIP: Final = 0.01
"""How often a move follows no rule at all: no draw is ever excluded by one move."""
LEFT: Final = 0.1
"""As so many of all draws must those left count at least."""
HALVINGS: Final = 20
_STEEP: Final = 500.0


class Belief:
    """The weights of M prior draws of one party's values in n plays, each row adding up to 1."""

    def __init__(self, prior: Prior, plays: int, rounds: int) -> None:
        self.prior, self.rounds = prior, rounds
        draws = prior.worth.shape[1]
        self._log, self._weights = np.zeros((plays, draws)), np.full((plays, draws), 1.0 / draws)

    def offered(self, rows: Ints, packages: Ints, round_: int) -> None:
        """Take note that it offered these packages (r,) in these plays, in a round counted from 1."""
        over = np.minimum(self.prior.worth - self._asked(round_), 0.0)
        whole = np.exp(over / TAU)
        some = whole[packages] / whole.sum(axis=0)
        self._log[rows] += np.log((1.0 - SLIP) * some + SLIP / len(whole))

    def refused(self, rows: Ints, packages: Ints, round_: int) -> None:
        """Take note that it refused these packages (r,)."""
        self._log[rows] += np.log((1.0 - SLIP) / (1.0 + np.exp(self._over(packages, round_))) + SLIP)

    def accepted(self, rows: Ints, packages: Ints, round_: int) -> None:
        """Take note that it accepted these packages (r,)."""
        self._log[rows] += np.log((1.0 - SLIP) / (1.0 + np.exp(-self._over(packages, round_))) + SLIP)

    def settle(self, rows: Ints) -> None:
        """Weigh the draws anew by all that was noted in these plays."""
        self._weights[rows] = _weighed(self._log[rows])

    def weights(self, rows: Ints) -> Floats:
        """How does each of these plays weigh the draws (r, M)?"""
        return self._weights[rows]

    def bits(self, rows: Ints) -> Floats:
        """How much has what was noted revealed (r,)? Relative entropy of the weights to the prior, in bits."""
        weights = self.weights(rows)
        known = np.log2(weights.shape[1] * weights, out=np.zeros_like(weights), where=weights > 0)
        return np.asarray(np.maximum((weights * known).sum(axis=1), 0.0))

    def ratios(self, rows: Ints) -> Floats:
        """Which part of the most it could gain today is each package (r, X) thought to bring it?"""
        return averaged(self.weights(rows), self._ratios)

    @cached_property
    def _ratios(self) -> Floats:
        """Give the ratios in every draw (M, X), from -1 for any loss that large."""
        gain = (self.prior.worth - self.prior.deal[0]).T
        most = np.maximum(gain.max(axis=1, keepdims=True), 0.0)
        return np.ascontiguousarray(np.clip(gain / np.where(most > 0, most, 1.0), -1.0, 1.0))

    def _asked(self, round_: int) -> Floats:
        """What would each draw (M,) ask for in this round?"""
        deal = self.prior.deal[min(round_ - 1, len(self.prior.deal) - 1)]
        time = round_ / (self.rounds + 1)
        return np.asarray(deal + np.maximum(1.0 - deal, 0.0) * (1.0 - time))

    def _over(self, packages: Ints, round_: int) -> Floats:
        """By how much (r, M) do packages exceed what would be asked for, in units of tau?"""
        return np.clip((self.prior.worth[packages] - self._asked(round_)) / TAU, -_STEEP, _STEEP)


def _weighed(logs: Floats) -> Floats:
    """Give weights (r, M) from logarithms of likelihoods, discounted where too few draws would be left."""
    enough = LEFT * logs.shape[1]
    found = _powered(logs, np.ones(len(logs)))
    few = np.flatnonzero(_count(found) < enough)
    low, high = np.zeros(len(few)), np.ones(len(few))
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        good = _count(_powered(logs[few], middle)) >= enough
        low, high = np.where(good, middle, low), np.where(good, high, middle)
    found[few] = _powered(logs[few], low)
    return found


def _powered(logs: Floats, power: Floats) -> Floats:
    weights = np.exp((logs - logs.max(axis=1, keepdims=True)) * power[:, None])
    return np.asarray(weights / weights.sum(axis=1, keepdims=True))


def _count(weights: Floats) -> Floats:
    """As how many draws of equal weight does each row count?"""
    return np.asarray(1.0 / np.square(weights).sum(axis=1))
