"""Gives way with time, and waives part of its demand where it knows that its yes would close the deal."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from entaku.model.text import Text
from entaku.rehearsal.aspiring import Clock, level
from entaku.rehearsal.cards import Parameter, StrategyCard
from entaku.rehearsal.plans import Known, Plan, by_level
from entaku.rehearsal.seat import Seat
from entaku.rehearsal.strategies.concede import BETA

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

CARD = StrategyCard(
    title=Text(
        "gives way with time, more where its yes decides",
        "時間とともに譲り、自らの諾否で決まるときはさらに譲る",
    ),
    does=Text(
        "asks for less as the deadline comes nearer; told that all others have accepted the text before it, it waives "
        "a share of what it still asks for above no deal",
        "期限が近づくにつれて要求を下げる。他の全員が目の前の案文を受け入れたと聞けば、"
        "決裂時を上回ってなお求める分の一定割合を放棄する",
    ),
    source="The time-dependent family of Faratin, Sierra & Jennings (1998); what is waived is assumed.",
    parameters={
        "beta": BETA,
        "waives": Parameter(
            does=Text("share of its demand that it waives then", "そのとき放棄する要求の割合"),
            default=0.5,
            low=0.0,
            high=1.0,
        ),
    },
)


@dataclass
class Informed:
    """Asks for f + (m - f)(1 - t^(1/beta)), and for the share `1 - waives` of what is above f where its yes decides."""

    beta: float | Floats = 1.0
    waives: float | Floats = 0.5

    def offer(self, seat: Seat) -> Ints:
        """Offer the package of least own value that reaches what it asks for."""
        return seat.cheapest(self._alone(seat))

    def accepts(self, seat: Seat, offered: Ints) -> NDArray[np.bool_]:
        """Accept what reaches what it asks for."""
        return seat.own.worth(offered) >= self._level(seat, decides=seat.decides)

    def plan(self, known: Known) -> Plan:
        """Ask for the level that goes by the clock: in alternating offers nobody is told that its yes decides."""
        return by_level(self._alone, known)

    def _alone(self, clock: Clock) -> Ints:
        return self._level(clock, decides=np.zeros(len(clock.floor), np.bool_))

    def _level(self, clock: Clock, *, decides: NDArray[np.bool_]) -> Ints:
        asked = (clock.own.best - clock.floor) * (1.0 - clock.time ** (1.0 / np.asarray(self.beta)))
        return level(clock, clock.floor + asked * np.where(decides, 1.0 - self.waives, 1.0))


MAKE = Informed
