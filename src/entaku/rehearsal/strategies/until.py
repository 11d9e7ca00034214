"""Holds out until a time, then gives way."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from entaku.model.text import Text
from entaku.rehearsal.aspiring import CHOICE, Clock, level
from entaku.rehearsal.cards import Parameter, StrategyCard
from entaku.rehearsal.plans import Known, Plan, by_level
from entaku.rehearsal.seat import Seat
from entaku.rehearsal.strategies.concede import BETA

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

CARD = StrategyCard(
    title=Text("holds out until a time", "ある時点まで粘る"),
    does=Text(
        "asks for its best package until a share of the talks is over, and gives way to no deal in what is left",
        "交渉期間の一定割合が過ぎるまで最良の案を求め続け、残りの期間で決裂時の価値まで譲る",
    ),
    source="The time-dependent family of Faratin, Sierra & Jennings (1998), started late.",
    parameters={
        "until": Parameter(
            does=Text("share of the talks before the first concession", "最初の譲歩に先立つ期間の割合"),
            default=0.5,
            low=0.0,
            high=1.0,
        ),
        "beta": BETA,
        **CHOICE,
    },
)


@dataclass
class Until:
    """Asks for m before the time, then for f + (m - f)(1 - s^(1/beta)), s the share of the rest that is over."""

    until: float | Floats = 0.5
    beta: float | Floats = 1.0

    def offer(self, seat: Seat) -> Ints:
        """Offer the package of least own value that reaches the aspiration."""
        return seat.cheapest(self.level(seat))

    def accepts(self, seat: Seat, offered: Ints) -> NDArray[np.bool_]:
        """Accept what reaches the aspiration."""
        return seat.own.worth(offered) >= self.level(seat)

    def level(self, clock: Clock) -> Ints:
        """What does it aspire to?"""
        rest = np.maximum(1.0 - np.asarray(self.until), 1e-12)
        over = np.clip((clock.time - self.until) / rest, 0.0, 1.0)
        return level(clock, clock.floor + (clock.own.best - clock.floor) * (1.0 - over ** (1.0 / self.beta)))

    def plan(self, known: Known) -> Plan:
        """Ask for the aspiration."""
        return by_level(self.level, known)


MAKE = Until
