"""The ensemble itself: draws of the other's values, weighed by how likely each makes what the other did."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from entaku.kernels.expecting import expected
from entaku.model.errors import NotPossible
from entaku.model.text import Text
from entaku.rehearsal.beliefs import Belief
from entaku.rehearsal.cards import ModelCard
from entaku.rehearsal.seat import Seat
from entaku.rehearsal.table import Prior

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

CARD = ModelCard(
    title=Text("weighs the draws", "標本の重みづけ"),
    does=Text(
        "weighs other draws of the case by how well a steady conceder with those values explains each offer and "
        "each refusal",
        "事例の他の標本を、その価値をもち一定の歩調で譲る者の行動として"
        "各提案と各拒絶をどれだけよく説明できるかに応じて重みづける",
    ),
    source="Bayes' rule over the draws; compare Hindriks, K., & Tykhonov, D. (2008). Opponent modelling in automated "
    "multi-issue negotiation using Bayesian learning. AAMAS, 331-338.",
    prior=True,
)


class Weighed:
    """A belief fed with what was heard.

    The other's k-th offer counts as made in round k, and refuses the own offer that stood then.
    """

    def __init__(self, seat: Seat, prior: Prior) -> None:
        self._worth = np.maximum(prior.worth, 0.0)  # a red line is as bad as the worst package
        self._belief = Belief(prior, len(seat.draws), seat.rounds)
        self._known = np.zeros(len(seat.draws), dtype=np.int64)
        self._round = 0

    def listen(self, seat: Seat) -> None:
        """Reweigh the draws by what was heard since."""
        heard, made = seat.heard, seat.made
        new = np.flatnonzero(self._known < heard.count)
        while (behind := np.flatnonzero(self._known < heard.count)).size:
            place = int(self._known[behind].min())
            rows = behind[self._known[behind] == place]
            self._belief.offered(rows, heard.packages[rows, place], place + 1)
            stood = made.count[rows] - (heard.count[rows] - place)
            refused = rows[stood >= 0]
            self._belief.refused(refused, made.packages[refused, stood[stood >= 0]], place + 1)
            self._known[rows] += 1
            self._round = max(self._round, place)
        self._belief.settle(new)

    def worth(self, rows: Ints, packages: Ints) -> Floats:
        """What are packages worth to the other on the average of the draws as weighed?"""
        return expected(self.weights(rows), self._worth, np.ascontiguousarray(packages))

    def deal(self, rows: Ints) -> Floats:
        """What is no deal worth to the other on the same average, in the round heard last?"""
        deals = self._belief.prior.deal[None, self._round]
        return np.asarray(expected(self.weights(rows), deals, np.zeros((len(rows), 1), np.int64))[:, 0])

    def weights(self, rows: Ints) -> Floats:
        """How does each play weigh the draws (r, M)? Sum 1."""
        return self._belief.weights(rows)

    def bits(self, rows: Ints) -> Floats:
        """How much has what was heard revealed (r,), in bits?"""
        return self._belief.bits(rows)


def of_the_case(seat: Seat) -> Weighed:
    """Weigh the draws that the table lays open. Raises NotPossible where it has none, or where several others sit."""
    if len(seat.priors) != 1:
        raise NotPossible(
            "the model 'ensemble' needs two parties at the table, no more, and draws of the other's values; "
            "take `model=frequency`, which needs neither"
        )
    return Weighed(seat, seat.priors[0])


MAKE = of_the_case
