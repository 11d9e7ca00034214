"""Answers the way the other has come towards a fair deal with as much of its own way: nice tit for tat."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from entaku.kernels.planning import FAIR
from entaku.model.text import Text
from entaku.rehearsal.aspiring import BAND, level
from entaku.rehearsal.cards import Parameter, StrategyCard
from entaku.rehearsal.choosing import Choice
from entaku.rehearsal.models import names
from entaku.rehearsal.nash import nash_package
from entaku.rehearsal.plans import Known, Plan
from entaku.rehearsal.seat import NONE, Seat

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

CARD = StrategyCard(
    title=Text("nice tit for tat", "友好的なしっぺ返し"),
    does=Text(
        "estimates a fair deal, and gives up as large a part of its own way to it as the others have given up of "
        "theirs; it never goes below that deal",
        "公平な合意点を推定し、相手がそこに向けて歩み寄ったのと同じ割合だけ自らも歩み寄る。"
        "その合意点より下には譲らない",
    ),
    source="Baarslag, T., Hindriks, K., & Jonker, C. (2013). A tit for tat negotiation strategy for real-time "
    "bilateral negotiations. In Complex Automated Negotiations, 229-233.",
    parameters={
        "model": Parameter(
            does=Text("what it estimates the others' values with", "相手の価値を推定する方法"),
            default="frequency",
            words=names(),
        ),
        "band": BAND,
    },
)


@dataclass
class Nice:
    """Asks for m - c (m - N), with m its best and N what the estimated Nash package is worth to it, both own values.

    c = (h - l) / (N - l), cut to 0..1, is the part of the way that the others have come: l the least and h the most
    that any of their offers was worth; 1 where l reaches N, 0 before anything was heard. The Nash package has the
    largest product of own gain over no deal and gain to the other by the model. Where nothing seems a gain to both,
    N is its floor.
    """

    model: str = "frequency"
    band: float | Floats = 0.0
    _choices: list[Choice] = field(default_factory=list, repr=False)
    _ends: Ints = field(default_factory=lambda: np.empty((2, 0), np.int64), repr=False)
    _counted: Ints = field(default_factory=lambda: np.empty(0, np.int64), repr=False)
    _known: tuple[int, Ints] = field(default=(0, np.empty(0, np.int64)), repr=False)

    def offer(self, seat: Seat) -> Ints:
        """Offer what reaches the level, the best for the other among what is as good."""
        wanted = seat.cheapest(self._level(seat))
        return self._choices[0].pick(seat, wanted)

    def accepts(self, seat: Seat, offered: Ints) -> NDArray[np.bool_]:
        """Accept what reaches the level."""
        return seat.own.worth(offered) >= self._level(seat)

    def plan(self, known: Known) -> Plan | None:  # noqa: ARG002
        """Ask for as much less on the way to a fair deal as the others have come."""
        return Choice(self.model, self.band).plan(Plan(FAIR))

    def _level(self, seat: Seat) -> Ints:
        if self._known[0] != seat.turn:
            self._listen(seat)
            best, (least, most), fair = (
                seat.own.best.astype(float),
                self._ends.astype(float),
                self._fair(seat),
            )
            way = np.divide(most - least, fair - least, out=np.ones_like(best), where=fair > least)
            come = np.where(self._counted > 0, np.clip(way, 0.0, 1.0), 0.0)
            self._known = (seat.turn, level(seat, best - come * (best - fair)))
        return self._known[1]

    def _fair(self, seat: Seat) -> Floats:
        """What is the estimated Nash package worth to it (n,), in the plays that go on?"""
        rows = np.flatnonzero(seat.live)
        fair = seat.floor.astype(float)
        if rows.size:
            thinks = self._choices[0].model(seat)
            packages = np.broadcast_to(np.arange(len(seat.options)), (len(rows), len(seat.options)))
            own = (seat.own.values[rows] - seat.floor[rows, None]).astype(float)
            found = nash_package(own, thinks.worth(rows, packages) - thinks.deal(rows)[:, None])
            fair[rows] += np.where(found == NONE, 0.0, own[np.arange(len(rows)), np.maximum(found, 0)])
        return fair

    def _listen(self, seat: Seat) -> None:
        """Note the least and the most that any offer heard was worth; one across a red line is worth the least."""
        if not self._choices:
            self._choices.append(Choice(self.model, self.band))
            self._counted = np.zeros(len(seat.draws), dtype=np.int64)
            self._ends = np.stack([seat.own.best, seat.own.least])
        while (rows := np.flatnonzero(self._counted < seat.heard.count)).size:
            packages = seat.heard.packages[rows, self._counted[rows]]
            value = np.maximum(seat.own.values[rows, packages], seat.own.least[rows])
            self._ends[0, rows] = np.minimum(self._ends[0, rows], value)
            self._ends[1, rows] = np.maximum(self._ends[1, rows], value)
            self._counted[rows] += 1


MAKE = Nice
