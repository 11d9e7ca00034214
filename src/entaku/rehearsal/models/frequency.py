"""Counts: an issue that others keep unchanged weighs more, an option they ask for often is worth more."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from entaku.model.text import Text
from entaku.rehearsal.cards import ModelCard
from entaku.rehearsal.seat import Seat

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

CARD = ModelCard(
    title=Text("counts", "頻度による推定"),
    does=Text(
        "takes an issue for the more important the more often it was kept unchanged, and an option for the better the "
        "more often it was asked for",
        "変えられなかった回数の多い争点ほど重く、求められた回数の多い選択肢ほど価値が高いとみなす",
    ),
    source="The frequency models of the Automated Negotiating Agents Competition; Baarslag, T., Hendrikx, M. J. C., "
    "Hindriks, K. V., & Jonker, C. M. (2016). Learning about the opponent in automated bilateral negotiation. "
    "Autonomous Agents and Multi-Agent Systems, 30, 849-898.",
)


class Frequency:
    """With n_i the consecutive pairs of offers that agree on issue i, c(o) how often option o was asked for:

    w_i = (1 + n_i) / sum_j (1 + n_j), worth = sum_i w_i (1 + c(o_i)) / max_o (1 + c(o)). Nothing heard: all alike. All
    others are heard as one voice; of no deal it knows nothing, and takes it for worth nothing.
    """

    def __init__(self, seat: Seat) -> None:
        plays, (_, issues) = len(seat.draws), seat.options.shape
        self._options = seat.options
        ends = np.cumsum(seat.options.max(axis=0) + 1)
        self._starts = np.concatenate([[0], ends])
        self._kept = np.zeros((plays, issues), dtype=np.int64)
        self._asked = np.zeros((plays, int(ends[-1])), dtype=np.int64)
        self._known = np.zeros(plays, dtype=np.int64)

    def listen(self, seat: Seat) -> None:
        """Count what was heard since."""
        heard = seat.heard
        while (rows := np.flatnonzero(self._known < heard.count)).size:
            place = self._known[rows]
            now = self._options[heard.packages[rows, place]]
            before = self._options[heard.packages[rows, np.maximum(place - 1, 0)]]
            self._kept[rows] += (now == before) & (place > 0)[:, None]
            self._asked[rows[:, None], self._starts[:-1] + now] += 1
            self._known[rows] += 1

    def worth(self, rows: Ints, packages: Ints) -> Floats:
        """What are packages thought worth to the others?"""
        weights = 1.0 + self._kept[rows]
        weights /= weights.sum(axis=1, keepdims=True)
        found = np.zeros(packages.shape)
        for issue, (start, end) in enumerate(zip(self._starts[:-1], self._starts[1:], strict=True)):
            value = 1.0 + self._asked[rows, start:end]
            value /= value.max(axis=1, keepdims=True)
            found += weights[:, issue, None] * np.take_along_axis(
                value, self._options[packages, issue], axis=1
            )
        return found

    def deal(self, rows: Ints) -> Floats:
        """Give 0: nothing is known of it."""
        return np.zeros(len(rows))


MAKE = Frequency
