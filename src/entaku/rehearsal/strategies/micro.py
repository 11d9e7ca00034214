"""Makes a new offer for each new offer it hears: MiCRO, the yardstick without parameters, clock or model."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from entaku.model.text import Text
from entaku.rehearsal.cards import StrategyCard
from entaku.rehearsal.seat import Seat

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]

CARD = StrategyCard(
    title=Text("a new offer for each new offer", "新しい提案には新しい提案で応じる"),
    does=Text(
        "goes down its own list, best first, by one package whenever the others have put forward as many different "
        "packages as itself",
        "自らの一覧を最良の案から順に、相手が自分と同じ数の異なる案を示すたびに1案ずつ下る",
    ),
    source="de Jonge, D. (2022). An analysis of the linear bilateral ANAC domains using the MiCRO benchmark strategy. "
    "IJCAI, 223-229. Where it repeats an offer it repeats its best, so that runs can be repeated.",
)


def _ranked(seat: Seat) -> Ints:
    """List the packages (n, X) best first, of equal ones the lowest number first."""
    worth = -np.take_along_axis(seat.own.values, seat.own.order, axis=1)
    return np.asarray(np.take_along_axis(seat.own.order, np.argsort(worth, axis=1, kind="stable"), axis=1))


@dataclass
class Micro:
    """k own different offers, q different packages heard: next on the list while k <= q, else the best again."""

    _list: Ints = field(default_factory=lambda: np.empty((0, 0), np.int64), repr=False)
    _own: Ints = field(default_factory=lambda: np.empty(0, np.int64), repr=False)
    _heard: Bools = field(default_factory=lambda: np.empty((0, 0), np.bool_), repr=False)
    _counted: Ints = field(default_factory=lambda: np.empty(0, np.int64), repr=False)
    _made: Ints = field(default_factory=lambda: np.empty(0, np.int64), repr=False)
    _different: Ints = field(default_factory=lambda: np.empty(0, np.int64), repr=False)

    def offer(self, seat: Seat) -> Ints:
        """Offer the next on the list, or the best again."""
        self._listen(seat)
        return np.where(self._goes_on(seat), self._at(seat, self._own), self._list[:, 0])

    def accepts(self, seat: Seat, offered: Ints) -> Bools:
        """Accept what is worth the next on the list, or the last new own offer where it repeats itself."""
        self._listen(seat)
        standard = np.where(self._goes_on(seat), self._at(seat, self._own), self._at(seat, self._own - 1))
        return seat.own.worth(offered) >= np.maximum(seat.own.worth(standard), seat.floor)

    def _at(self, seat: Seat, places: Ints) -> Ints:
        return self._list[seat.own.rows, np.clip(places, 0, self._list.shape[1] - 1)]

    def _goes_on(self, seat: Seat) -> Bools:
        """Tell where the list has a next package at or above the floor, and it is its turn to be named."""
        left = (self._own < self._list.shape[1]) & (seat.own.worth(self._at(seat, self._own)) >= seat.floor)
        return np.asarray(left & (self._own <= self._different))

    def _listen(self, seat: Seat) -> None:
        """Count the own different offers, and the different packages heard, since the last turn."""
        if not len(self._list):
            self._list = _ranked(seat)
            self._heard = np.zeros(self._list.shape, dtype=np.bool_)
            self._own, self._counted, self._made, self._different = np.zeros((4, len(self._list)), np.int64)
        new = (seat.made.count > self._made) & (seat.made.back(0) == self._at(seat, self._own))
        self._own = self._own + (new & (self._own < self._list.shape[1]))
        self._made = seat.made.count.copy()
        while (rows := np.flatnonzero(self._counted < seat.heard.count)).size:
            packages = seat.heard.packages[rows, self._counted[rows]]
            self._different[rows] += ~self._heard[rows, packages]
            self._heard[rows, packages] = True
            self._counted[rows] += 1


MAKE = Micro
