"""Makes a new offer for each new offer it hears: MiCRO, the yardstick without parameters, clock or model."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from entaku.kernels.planning import NEW_FOR_NEW
from entaku.kernels.sayings import notice
from entaku.model.text import Text
from entaku.rehearsal.cards import StrategyCard
from entaku.rehearsal.plans import Known, Plan
from entaku.rehearsal.seat import Seat

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]

CARD = StrategyCard(
    title=Text("a new offer for each new offer", "新しい提案には新しい提案で応じる"),
    does=Text(
        "goes down its own list, best first, by one package whenever the others have put forward as many different "
        "packages as itself",
        "相手の示した異なる案の数が自らのそれに並ぶたびに、自らの一覧を最良の案から順に1案ずつ下る",
    ),
    source="de Jonge, D. (2022). An analysis of the linear bilateral ANAC domains using the MiCRO benchmark strategy. "
    "IJCAI, 223-229. Where it repeats an offer it repeats its best, so that runs can be repeated.",
)


@dataclass
class Micro:
    """k own different offers, q different packages heard: next on the list while k <= q, else the best again."""

    _turn: tuple[int, Bools] = field(default=(0, np.empty(0, np.bool_)), repr=False)
    _next: Ints = field(default_factory=lambda: np.empty(0, np.int64), repr=False)
    _worth: Ints = field(default_factory=lambda: np.empty((2, 0), np.int64), repr=False)
    _best: Ints = field(default_factory=lambda: np.empty(0, np.int64), repr=False)
    _own: Ints = field(default_factory=lambda: np.empty(0, np.int64), repr=False)
    _made: Ints = field(default_factory=lambda: np.empty(0, np.int64), repr=False)
    _known: Bools = field(default_factory=lambda: np.empty((0, 0), np.bool_), repr=False)
    _noticed: Ints = field(default_factory=lambda: np.empty((2, 0), np.int64), repr=False)

    def offer(self, seat: Seat) -> Ints:
        """Offer the next on the list, or the best again."""
        return np.where(self._goes_on(seat), self._next, self._best)

    def accepts(self, seat: Seat, offered: Ints) -> Bools:
        """Accept what is worth the next on the list, or the last new own offer where it repeats itself."""
        goes_on = self._goes_on(seat)
        last, following = self._worth
        standard = np.where(goes_on, following, last)
        return np.asarray(seat.own.worth(offered) >= np.maximum(standard, seat.floor))

    def plan(self, known: Known) -> Plan:  # noqa: ARG002
        """Ask for a new package with every new one that is heard."""
        return Plan(NEW_FOR_NEW)

    def _goes_on(self, seat: Seat) -> Bools:
        """Tell where the list has a next package at or above the floor, and it is its turn to be named."""
        if self._turn[0] != seat.turn:
            self._listen(seat)
            self._turn = (seat.turn, (self._worth[1] >= seat.floor) & (self._own <= self._noticed[1]))
        return self._turn[1]

    def _listen(self, seat: Seat) -> None:
        """Count the own different offers, and the different packages heard, since the last turn."""
        if not len(self._own):
            self._best = seat.favourite()
            self._next = self._best.copy()
            self._worth = np.stack([seat.own.best, seat.own.best])
            self._own, self._made = np.zeros((2, len(self._best)), np.int64)
            self._noticed = np.zeros((2, len(self._best)), np.int64)
            self._known = np.zeros(seat.own.values.shape, np.bool_)
        new = seat.live & (seat.made.count > self._made) & (seat.made.back(0) == self._next)
        if new.any():
            np.copyto(self._worth[0], self._worth[1], where=new)
            np.copyto(self._next, seat.next(self._next), where=new)
            self._worth[1] = seat.own.worth(self._next)
            self._own += new
        np.copyto(self._made, seat.made.count, where=seat.live)
        notice(seat.heard.packages, seat.heard.count, self._known, self._noticed)


MAKE = Micro
