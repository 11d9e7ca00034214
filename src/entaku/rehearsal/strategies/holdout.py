"""Asks for its best package to the end and takes nothing else."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from entaku.model.text import Text
from entaku.rehearsal.cards import StrategyCard
from entaku.rehearsal.plans import Known, Plan, by_level
from entaku.rehearsal.seat import Seat

CARD = StrategyCard(
    title=Text("does not move", "一歩も譲らない"),
    does=Text(
        "asks for its best package throughout and accepts nothing that is worth less",
        "終始、自らにとって最良の案を求め、それに劣るものは受け入れない",
    ),
    source="A baseline of the field; Baarslag, T., Hindriks, K., & Jonker, C. (2013). Acceptance conditions in "
    "automated negotiation. In Complex Automated Negotiations, 95-111.",
)


@dataclass
class HoldOut:
    """Offers its favourite; accepts what is worth as much."""

    def offer(self, seat: Seat) -> NDArray[np.int64]:
        """Offer the favourite."""
        return seat.favourite()

    def accepts(self, seat: Seat, offered: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Accept what is worth as much as the best."""
        return seat.own.worth(offered) >= seat.own.best

    def plan(self, known: Known) -> Plan:
        """Ask for the best."""
        return by_level(lambda clock: clock.own.best, known)


MAKE = HoldOut
