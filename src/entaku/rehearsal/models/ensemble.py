"""The ensemble itself: draws of the other's values, weighed by how likely each makes what the other did."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from entaku.kernels.expecting import expected
from entaku.model.errors import NotPossible
from entaku.model.text import Text
from entaku.rehearsal.cards import ModelCard
from entaku.rehearsal.seat import Seat
from entaku.rehearsal.table import Prior

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

TAU: Final = 0.1
"""How sharply the other keeps to its aspiration: share of its range by which it may miss it."""
SLIP: Final = 0.01
"""How often a move follows no rule at all: no draw is ever excluded by one move."""
LEFT: Final = 0.1
"""As so many of all draws must those left count at least, for few draws are near the truth and none is the truth."""
HALVINGS: Final = 20

CARD = ModelCard(
    title=Text("weighs the draws", "標本の重みづけ"),
    does=Text(
        "weighs other draws of the case by how well a steady conceder with those values explains each offer and "
        "each refusal",
        "事例の他の標本を、その価値をもって一定に譲る者の行動として各提案と各拒絶をどれだけ説明できるかで重みづける",
    ),
    source="Bayes' rule over the draws; compare Hindriks, K., & Tykhonov, D. (2008). Opponent modelling in automated "
    "multi-issue negotiation using Bayesian learning. AAMAS, 331-338.",
    prior=True,
)


class Weighed:
    """Draw m values package x at V_m(x) and no deal at f_m, in shares of its own range; its aspiration falls steadily:

    a_m(t) = f_m + (1 - f_m)(1 - t). An offer of x has probability exp(min(V_m(x) - a_m, 0) / tau) over its sum for all
    packages, a refusal of x 1 / (1 + exp((V_m(x) - a_m) / tau)), each but for slips. The other's k-th offer counts as
    made in round k, and refuses the own offer that stood then. Weights are the product of all likelihoods to a power,
    1 or the largest below it that leaves 1 / (sum of squared weights) at a tenth of the draws or more.
    """

    def __init__(self, seat: Seat, prior: Prior) -> None:
        self._prior = prior
        self._worth = np.maximum(self._prior.worth, 0.0)  # a red line is as bad as the worst package
        plays, draws = len(seat.draws), self._prior.worth.shape[1]
        self._log, self._weights = np.zeros((plays, draws)), np.full((plays, draws), 1.0 / draws)
        self._known = np.zeros(plays, dtype=np.int64)
        self._rounds, self._round = seat.rounds, 0

    def listen(self, seat: Seat) -> None:
        """Reweigh the draws by what was heard since."""
        heard, made = seat.heard, seat.made
        new = np.flatnonzero(self._known < heard.count)
        while (behind := np.flatnonzero(self._known < heard.count)).size:
            place = int(self._known[behind].min())
            rows = behind[self._known[behind] == place]
            wanted = self._aspiration(place)
            self._log[rows] += self._offers(wanted, heard.packages[rows, place])
            stood = made.count[rows] - (heard.count[rows] - place)
            refused = rows[stood >= 0]
            self._log[refused] += self._refusals(wanted, made.packages[refused, stood[stood >= 0]])
            self._known[rows] += 1
            self._round = max(self._round, place)
        self._weights[new] = _weighed(self._log[new])

    def worth(self, rows: Ints, packages: Ints) -> Floats:
        """What are packages worth to the other on the average of the draws as weighed?"""
        return np.asarray(expected(self.weights(rows), self._worth, np.ascontiguousarray(packages)))

    def deal(self, rows: Ints) -> Floats:
        """What is no deal worth to the other on the same average, in the round heard last?"""
        deals = self._prior.deal[None, self._round]
        return np.asarray(expected(self.weights(rows), deals, np.zeros((len(rows), 1), np.int64))[:, 0])

    def weights(self, rows: Ints) -> Floats:
        """How does each play weigh the draws (r, M)? Sum 1."""
        return self._weights[rows]

    def bits(self, rows: Ints) -> Floats:
        """How much has what was heard revealed (r,)? Relative entropy of the weights to the prior, in bits."""
        weights = self.weights(rows)
        known = np.log2(weights.shape[1] * weights, out=np.zeros_like(weights), where=weights > 0)
        return np.asarray(np.maximum((weights * known).sum(axis=1), 0.0))

    def _aspiration(self, place: int) -> Floats:
        """What would each draw (M,) ask for, making its offer in this place?"""
        deal = self._prior.deal[min(place, len(self._prior.deal) - 1)]
        time = (place + 1) / (self._rounds + 1)
        return np.asarray(deal + np.maximum(1.0 - deal, 0.0) * (1.0 - time))

    def _offers(self, wanted: Floats, packages: Ints) -> Floats:
        """How likely (r, M) is it to offer these packages (r,)? In logarithms."""
        whole = np.exp(np.minimum(self._prior.worth - wanted, 0.0) / TAU)
        some = whole[packages] / whole.sum(axis=0)
        return np.asarray(np.log((1.0 - SLIP) * some + SLIP / len(whole)))

    def _refusals(self, wanted: Floats, packages: Ints) -> Floats:
        """How likely (r, M) is it to refuse these packages (r,)? In logarithms."""
        over = np.clip((self._prior.worth[packages] - wanted) / TAU, -500.0, 500.0)
        return np.asarray(np.log((1.0 - SLIP) / (1.0 + np.exp(over)) + SLIP))


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


def of_the_case(seat: Seat) -> Weighed:
    """Weigh the draws that the table lays open. Raises NotPossible where it has none, or where several others sit."""
    if len(seat.priors) != 1:
        raise NotPossible(
            "the model 'ensemble' needs two parties at the table, and draws of the other's values "
            "(`believing` lays them); take `model=frequency`, which needs neither"
        )
    return Weighed(seat, seat.priors[0])


MAKE = of_the_case
