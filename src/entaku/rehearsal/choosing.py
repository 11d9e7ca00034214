"""Among packages that are as good to oneself, offer the one that is thought best for the other."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from entaku.kernels.ladders import rungs
from entaku.rehearsal.models import Model, model
from entaku.rehearsal.plans import Known, Plan, Planned
from entaku.rehearsal.seat import NONE, Seat, Strategy

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

COUNTED: Final = "frequency"
"""The model that `entaku.kernels.guessing` has."""


@dataclass
class Choice:
    """Picks, by a model, among the packages worth as much as one, up to a share of the own range more."""

    name: str
    band: float | Floats = 0.0
    _models: list[Model] = field(default_factory=list, repr=False)

    def model(self, seat: Seat) -> Model:
        """Give the model, which has heard all there is; made at the first turn."""
        if not self._models:
            self._models.append(model(self.name).MAKE(seat))
        self._models[0].listen(seat)
        return self._models[0]

    def plan(self, asked: Plan | None) -> Plan | None:
        """Plan to choose among what is asked for, where compiled code has the model."""
        counts = self.name == COUNTED
        return replace(asked, counts=True, band=self.band) if counts and asked is not None else None

    def pick(self, seat: Seat, packages: Ints) -> Ints:
        """Which packages (n,) are best for the other and no worse than these? Of equal ones the cheapest."""
        thinks = self.model(seat)
        side, value = seat.own, seat.own.worth(packages)
        wide = np.maximum(side.best, seat.floor) - np.minimum(side.least, seat.floor)
        first = rungs(side.values, side.order, value)
        past = rungs(side.values, side.order, value + np.floor(self.band * wide).astype(np.int64) + 1)
        rows = np.flatnonzero(seat.live & (packages != NONE) & (past - first > 1))
        if not rows.size:
            return packages
        steps = np.arange((past - first)[rows].max())
        there = steps < (past - first)[rows, None]
        some = side.order[rows[:, None], np.where(there, first[rows, None] + steps, first[rows, None])]
        thought = np.where(there, thinks.worth(rows, some), -np.inf)
        chosen = packages.copy()
        chosen[rows] = some[np.arange(len(rows)), thought.argmax(axis=1)]
        return chosen


@dataclass
class Choosing:
    """A strategy that picks by a model among what it could offer as well, and accepts as before."""

    own: Strategy
    choice: Choice

    def offer(self, seat: Seat) -> Ints:
        """Offer what is best for the other among what is as good."""
        return self.choice.pick(seat, self.own.offer(seat))

    def accepts(self, seat: Seat, offered: Ints) -> Bools:
        """Accept as the strategy does."""
        return self.own.accepts(seat, offered)

    def plan(self, known: Known) -> Plan | None:
        """Plan as the strategy does, with the choice."""
        return self.choice.plan(self.own.plan(known) if isinstance(self.own, Planned) else None)
