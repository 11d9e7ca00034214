"""What compiled code must know to play a strategy: which rule it is, and what can be worked out before the talks.

A strategy's page defines how it bargains, in many plays at once. A third method, `plan`, names the rule of
`entaku.kernels.asking` that does the same, and `quick` then works out in compiled code how its plays end.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from entaku.kernels import planning
from entaku.kernels.nash_search import parts_of
from entaku.kernels.packages import summed
from entaku.rehearsal.aspiring import Clock
from entaku.rehearsal.laying import Stakes
from entaku.space.study import Study

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Keys = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Plan:
    """How a party bargains in n plays of R rounds, in the words of `planning.Plans`.

    Attributes
    ----------
    asks
        By which rule it asks.
    given : (n, R) int64
        The levels, or the packages, that it asks for in each round, where they are known beforehand.
    keys : (n,) uint64
        What chance follows from, where it asks by chance.
    lag
        How many offers back it answers to.
    accepts, share, window
        By which rule it accepts, and the settings of that.
    counts, band
        Whether it picks among packages that are as good by counting what others ask for, and within which share of
        its own range they count as equally good.
    """

    asks: int
    given: Ints | None = None
    keys: Keys | None = None
    lag: int = 1
    accepts: int = planning.OWN
    share: float = 0.0
    window: int = 1
    counts: bool = False
    band: float | Floats = 0.0


@dataclass(frozen=True, slots=True)
class Own:
    """What the worst and the best package are worth to a party (n,)."""

    least: Ints
    best: Ints


@dataclass(frozen=True, slots=True)
class Moment:
    """The clock of one round; see `aspiring.Clock`."""

    own: Own
    floor: Ints
    time: float


@dataclass(frozen=True)  # without slots: some of it is made when first asked for
class Known:
    """What one party knows before the talks begin, in the plays `draws` (n,) of R rounds.

    Attributes
    ----------
    own : Own
        What its worst and its best package are worth.
    times : (R,) float
        How much of the talks is over at its turns.
    options
        Gives which option of its issue, from 0, each package takes (X, I): listed when first asked for.
    """

    study: Study
    stakes: Stakes
    party: str
    place: int
    draws: Ints
    own: Own
    times: tuple[float, ...]
    options: Callable[[], Ints]

    @property
    def seed(self) -> int:
        """What is random follows from it."""
        return self.study.ensemble.seed

    @cached_property
    def moments(self) -> tuple[Moment, ...]:
        """Give the clock of each round."""
        floors = np.ascontiguousarray(self.stakes.floors[:, self.place].T.astype(np.int64, copy=False))
        return tuple(Moment(self.own, floor, time) for floor, time in zip(floors, self.times, strict=True))

    @cached_property
    def sums(self) -> Sums:
        """Give its own values of packages."""
        return Sums(np.ascontiguousarray(self.stakes.whole[:, self.place]), self.stakes.starts)


@dataclass(frozen=True)  # without slots: as above
class Sums:
    """What `table.Side` says of one party's packages, from its values (n, K) of block options: none is listed.

    Block b has the options ``starts[b]`` to ``starts[b + 1]``; what is vetoed is `REFUSED`.
    """

    values: Ints
    starts: Ints

    @cached_property
    def rows(self) -> Ints:
        """Number the plays."""
        return np.arange(len(self.values))

    @cached_property
    def favourite(self) -> Ints:
        """Which package (n,) is worth most, the lowest number where several are?"""
        found = np.zeros(len(self.values), dtype=np.int64)
        for start, end in pairwise(self.starts.tolist()):
            found = found * (end - start) + self.values[:, start:end].argmax(axis=1)
        return found

    def worth(self, packages: Ints) -> Ints:
        """What are these packages (n,) worth, one in each play? `REFUSED` for none (below 0)."""
        return summed(self.values, self.starts, packages)


@runtime_checkable
class Planned(Protocol):
    """A strategy that compiled code can play."""

    def plan(self, known: Known) -> Plan | None:
        """Which rule is it? None where it is none after all."""


def by_level(level: Callable[[Clock], Ints], known: Known) -> Plan:
    """Plan to ask for levels that follow from the clock."""
    return Plan(planning.BY_LEVEL, np.stack([level(moment) for moment in known.moments], axis=1))


def side_by_side(plans: Mapping[int, Plan], known: Mapping[int, Known], parties: int) -> planning.Plans:
    """Put the plans of those who are seated, by their places among all parties, side by side."""
    first = next(iter(known.values()))
    levels = np.zeros((len(first.draws), parties, len(first.times)), dtype=np.int64)
    outcomes, asks = first.study.outcomes, {plan.asks for plan in plans.values()}
    options = parts = np.zeros((0, 1), dtype=np.int32)
    if any(plan.counts for plan in plans.values()):
        options = (first.options() + outcomes.starts[:-1]).astype(np.int32)
    if planning.FAIR in asks:
        parts = parts_of(outcomes.holds)
    found = planning.asking_for(levels, options, outcomes.starts, parts)
    for place, plan in plans.items():
        found.asks[place], found.lag[place] = plan.asks, plan.lag
        found.accepts[place], found.share[place], found.window[place] = plan.accepts, plan.share, plan.window
        found.counts[place], found.band[:, place] = plan.counts, plan.band
        found.times[place] = known[place].times
        if plan.given is not None:
            found.given[:, place] = plan.given
        if plan.keys is not None:
            found.keys[:, place] = plan.keys
    return found
