"""The draws on which one thing at a time is moved, and whether there is room for a deal then."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from entaku.kernels.counter import key
from entaku.kernels.effects import pick_freeze_total
from entaku.model.statement import Values
from entaku.space.admissible import Admissible
from entaku.space.drafts import room_there
from entaku.space.drawing import Points
from entaku.space.ensemble import FIXED_POINT
from entaku.space.redrawing import Party, as_points
from entaku.space.study import Study
from entaku.space.switches import thrown
from entaku.space.zones import room_in

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Bench:
    """The first n draws of a study, needed parties only, on which inputs are moved one at a time.

    values, vetoed (n, P, M) and no_deal (n, P) are in ensemble units, `on` (n, S) tells which statements count,
    `usual` (n,) that they were thrown once only, without a clash; `there` (n,) is the answer as drawn,
    `everywhere` (N,) that of all draws. `weights` (n,) sum to 1; `seed` is the one that inputs are drawn anew with.
    """

    study: Study
    needed: tuple[int, ...]
    values: Ints
    no_deal: Ints
    vetoed: Bools
    on: Bools
    usual: Bools
    there: Floats
    everywhere: Floats
    weights: Floats
    seed: int

    @property
    def draws(self) -> Ints:
        """Give the numbers of the draws (n,)."""
        return self.study.ensemble.numbers[: len(self.on)]

    @property
    def variance(self) -> float:
        """How much does the answer vary over all draws?"""
        mean = float(self.study.ensemble.weights @ self.everywhere)
        return mean * (1.0 - mean)

    def spec(self, column: int) -> Admissible:
        """What is admissible for the party in this column?"""
        return self.study.admissible[self.needed[column]]

    def owned(self, column: int) -> list[int]:
        """Where do the statements of the party in this column stand in the case's list?"""
        order = {one.id: number for number, one in enumerate(self.study.case.preferences)}
        return [order[one.id] for one in self.spec(column).statements]

    def given(self, column: int) -> bool:
        """Are the party's values given in numbers, so that statements beside them only draw lines?"""
        return any(isinstance(one.says, Values) for one in self.spec(column).statements)

    def party(self, column: int) -> Party:
        """Give the party of this column, to be drawn anew."""
        return Party(self.study.outcomes, self.spec(column), self.seed)

    def points(self, column: int) -> Points:
        """Which weights, relative values and no-deal values has the party of this column in the draws?"""
        z, d = self.values[:, column] / FIXED_POINT, self.no_deal[:, column] / FIXED_POINT
        return as_points(self.study.outcomes, z, d)

    def integers(self, points: Points) -> tuple[Ints, Ints]:
        """Give drawn preferences as partial values (n, M) and no-deal values (n,) in ensemble units."""
        space = self.study.outcomes
        home = np.repeat(np.arange(len(space.issues)), np.diff(space.starts))
        z = np.rint(points.w[:, home] * points.u * FIXED_POINT)
        return z.astype(np.int64), np.rint(points.d * FIXED_POINT).astype(np.int64)

    def room(self, values: Ints, no_deal: Ints, vetoed: Bools) -> Floats:
        """In which draws (n,) is there room under these tables instead?"""
        space = self.study.outcomes
        there = room_there(space.by_block(values), space.block_starts, space.any_by_block(vetoed), no_deal)
        return np.asarray(there, dtype=np.float64)

    def with_party(self, column: int, values: Ints, no_deal: Ints) -> Floats:
        """In which draws (n,) is there room if one party has these preferences instead?"""
        changed, deals = self.values.copy(), self.no_deal.copy()
        changed[:, column], deals[:, column] = values, no_deal
        return self.room(changed, deals, self.vetoed)

    def total(self, moved: Floats) -> tuple[float, float]:
        """Give the total effect of what was moved, from the answers (n,) then, and two standard errors."""
        index = pick_freeze_total(self.there, moved, self.weights, self.variance)
        return float(index.value), 2.0 * float(index.error)


def bench(study: Study, count: int) -> Bench:
    """Set up the first `count` draws of a study."""
    draws = study.ensemble
    there = room_in(study, 0).astype(np.float64)
    needed = [place for place, party in enumerate(study.parties) if party in study.case.needed]
    weights, on = draws.weights[:count], draws.on[:count]
    return Bench(
        study,
        tuple(needed),
        np.asarray(draws.values[:count, needed], dtype=np.int64),
        np.asarray(draws.no_deal[:count, needed, 0], dtype=np.int64),
        draws.vetoed[:count, needed],
        on,
        (thrown(study.case, draws.seed, draws.numbers[:count], 0)[1] == on).all(axis=1),
        there[:count],
        there,
        weights / weights.sum(),
        int(key(draws.seed, "anew")) >> 1,
    )
