"""Offers anything that is no worse than no deal, by chance."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from entaku.kernels.counter import key, uniform
from entaku.kernels.ladders import rungs
from entaku.kernels.planning import BY_CHANCE
from entaku.model.basics import PUBLIC
from entaku.model.text import Text
from entaku.rehearsal.cards import StrategyCard
from entaku.rehearsal.plans import Known, Plan
from entaku.rehearsal.seat import Seat

Ints = NDArray[np.int64]

CARD = StrategyCard(
    title=Text("offers by chance", "無作為に提案する"),
    does=Text(
        "offers any package no worse than no deal, all alike, and accepts what is worth as much as the one it would "
        "offer now",
        "決裂時を下回らない案を等しい確率で提案し、その時点で自ら出そうとする案に劣らないものを受け入れる",
    ),
    source="A baseline of the field; Baarslag, T., Hindriks, K., & Jonker, C. (2013). Acceptance conditions in "
    "automated negotiation. In Complex Automated Negotiations, 95-111.",
)


@dataclass
class Chance:
    """One of the packages at or above the floor, each as likely; the same for the same draw, party and turn."""

    _known: tuple[int, Ints] = field(default=(0, np.empty(0, np.int64)), repr=False)

    def offer(self, seat: Seat) -> Ints:
        """Offer a package drawn for this turn."""
        if self._known[0] != seat.turn:
            lowest = rungs(seat.own.values, seat.own.order, seat.floor)
            wide = seat.own.order.shape[1] - lowest
            drawn = uniform(seat.seed, PUBLIC, seat.draws, "rehearsal", seat.party, "chance", seat.turn)
            place = lowest + np.minimum((drawn * wide).astype(np.int64), wide - 1)
            last = seat.own.order.shape[1] - 1
            self._known = (seat.turn, seat.own.order[seat.own.rows, np.clip(place, 0, last)])
        return self._known[1]

    def accepts(self, seat: Seat, offered: Ints) -> NDArray[np.bool_]:
        """Accept what is worth as much as the package it would offer."""
        return seat.own.worth(offered) >= np.maximum(seat.own.worth(self.offer(seat)), seat.floor)

    def plan(self, known: Known) -> Plan:
        """Ask for any package by chance."""
        return Plan(BY_CHANCE, keys=key(known.seed, PUBLIC, known.draws, "rehearsal", known.party, "chance"))


MAKE = Chance
