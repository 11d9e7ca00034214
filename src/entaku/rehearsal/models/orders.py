"""Guesses which issues matter in which order, and which option is best on each, and weighs the guesses."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from entaku.kernels.counter import uniform
from entaku.model.basics import PUBLIC
from entaku.model.errors import NotPossible
from entaku.model.text import Text
from entaku.rehearsal.cards import ModelCard
from entaku.rehearsal.models.ensemble import Weighed
from entaku.rehearsal.seat import Seat
from entaku.rehearsal.table import MOST, Prior

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

GUESSES: Final = 500

CARD = ModelCard(
    title=Text("weighs orders of issues", "争点の順序の重みづけ"),
    does=Text(
        "guesses an order of the issues and a best option on each, from which value falls evenly to both sides in the "
        "order of the case, and weighs many such guesses by how well each explains every offer and every refusal",
        "争点の順序と、各争点で最良の選択肢（そこから事例の順に両側へ均等に価値が下がる）を仮定し、"
        "そうした多数の仮定を、それぞれ各提案と各拒絶をどれだけよく説明できるかに応じて重みづける",
    ),
    source="Hindriks, K., & Tykhonov, D. (2008). Opponent modelling in automated multi-issue negotiation using "
    "Bayesian learning. AAMAS, 331-338: weights by rank, value functions rising, falling or with one top. Orders and "
    "tops are drawn jointly here.",
)


def guessed(seat: Seat) -> Weighed:
    """Weigh guesses about the one other party, the same in every play.

    Raises NotPossible where there are several others, or too many packages.

    The issue that comes k-th of I weighs 2 (I + 1 - k) / (I (I + 1)); option o of an issue is worth 1 at its top and
    1 - |o - top| / (the most steps from the top) elsewhere; no deal is worth nothing.
    """
    packages, issues = seat.options.shape
    if seat.others != 1:
        raise NotPossible(
            "`model=orders` needs two parties at the table; take `model=frequency`, which does not"
        )
    if packages * GUESSES > MOST:
        raise NotPossible(f"{packages:,} packages are too many for `model=orders`; take `model=frequency`")
    numbers = np.arange(GUESSES)
    chance = [uniform(seat.seed, PUBLIC, numbers, "rehearsal", "orders", issue) for issue in range(issues)]
    rank = np.argsort(np.argsort(np.stack(chance), axis=0, kind="stable"), axis=0)
    worth = np.zeros((packages, GUESSES))
    for issue in range(issues):
        last = int(seat.options[:, issue].max())
        drawn = uniform(seat.seed, PUBLIC, numbers, "rehearsal", "tops", issue)
        top = np.minimum((drawn * (last + 1)).astype(np.int64), last)
        far = np.maximum(np.maximum(top, last - top), 1)
        value = 1.0 - np.abs(np.arange(last + 1)[:, None] - top) / far
        worth += 2.0 * (issues - rank[issue]) / (issues * (issues + 1)) * value[seat.options[:, issue]]
    low = worth.min(axis=0)
    shares = (worth - low) / np.maximum(worth.max(axis=0) - low, 1e-12)
    return Weighed(seat, Prior(shares, np.zeros((seat.rounds, GUESSES))))


MAKE = guessed
