"""Gives way with time: late, steadily, or early.

An aspiration falls from the best package to the floor as time runs out. What is offered is the package of least
own value that reaches it; what reaches it is accepted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from entaku.model.basics import Range
from entaku.model.errors import Fault
from entaku.model.text import Text
from entaku.rehearsal.aspiring import CHOICE, FLOOR, Clock, Floor, base, level
from entaku.rehearsal.cards import Parameter, Settings, StrategyCard
from entaku.rehearsal.plans import Known, Plan, by_level
from entaku.rehearsal.seat import Seat

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

BETA: Final = Parameter(
    does=Text(
        "shape of giving way: below 1 holds out (Boulware), 1 is steady, above 1 gives way early (Conceder)",
        "譲り方の形。1未満は粘る型（ブールウェア）、1は一定、1より大きければ早くから譲る型（コンシーダー）",
    ),
    default=1.0,
    low=0.01,
    high=100.0,
)


def _faults(settings: Settings) -> Iterator[Fault]:
    """An exponential curve through 0 never leaves it."""
    kappa = settings.get("kappa")
    if settings.get("form") == "exponential" and not (isinstance(kappa, Range) and kappa.low > 0):
        got = "no kappa" if kappa is None else "a kappa that may be 0"
        yield Fault(("concede", "form"), got, "form=exponential with a kappa above 0, such as kappa=0.05")


CARD = StrategyCard(
    title=Text("gives way with time", "時間とともに譲る"),
    does=Text(
        "asks for less as the deadline comes nearer, whatever the others do",
        "相手の出方にかかわらず、期限が近づくにつれて要求を下げる",
    ),
    source="Faratin, P., Sierra, C., & Jennings, N. R. (1998). Negotiation decision functions for autonomous "
    "agents. Robotics and Autonomous Systems, 24, 159-182.",
    parameters={
        "beta": BETA,
        "kappa": Parameter(
            does=Text("share already given up at the start", "開始時にすでに譲っている割合"),
            default=0.0,
            low=0.0,
            high=1.0,
        ),
        "form": Parameter(
            does=Text(
                "power or exponential curve (which needs kappa above 0)",
                "べき乗曲線か指数曲線か（後者ではkappaを0より大きくする）",
            ),
            default="power",
            words=("power", "exponential"),
        ),
        "floor": FLOOR,
        **CHOICE,
    },
    faults=_faults,
)


@dataclass
class Concede:
    """Asks for f + (m - f)(1 - phi(t)), with phi(t) = kappa + (1 - kappa) t^(1/beta) or exp((1 - t)^beta ln kappa)."""

    beta: float | Floats = 1.0
    kappa: float | Floats = 0.0
    form: str = "power"
    floor: Floor = "deal"
    _known: tuple[int, Ints] = field(default=(0, np.empty(0, np.int64)), repr=False)

    def offer(self, seat: Seat) -> Ints:
        """Offer the package of least own value that reaches the aspiration."""
        return seat.cheapest(self._now(seat))

    def accepts(self, seat: Seat, offered: Ints) -> Bools:
        """Accept what reaches the aspiration."""
        return seat.own.worth(offered) >= self._now(seat)

    def level(self, clock: Clock) -> Ints:
        """What does it aspire to?"""
        low = base(clock, self.floor)
        return level(clock, low + (clock.own.best - low) * (1 - self._given(clock.time)))

    def plan(self, known: Known) -> Plan:
        """Ask for the aspiration."""
        return by_level(self.level, known)

    def _now(self, seat: Seat) -> Ints:
        if self._known[0] != seat.turn:
            self._known = (seat.turn, self.level(seat))
        return self._known[1]

    def _given(self, time: float) -> float | Floats:
        """How much of the way has been given up?"""
        if self.form == "exponential":
            return np.exp((1 - time) ** self.beta * np.log(self.kappa))
        return self.kappa + (1 - self.kappa) * time ** (1 / self.beta)


MAKE = Concede
