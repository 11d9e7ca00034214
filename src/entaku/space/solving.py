"""The room of a case whose numbers are all exact: zone, frontier, what each rule picks, the smallest concessions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import isfinite, log, log1p, sqrt
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from entaku.kernels.counter import uniform
from entaku.kernels.counting import count_acceptable, countable
from entaku.kernels.frontier import Frontier, frontier_within
from entaku.kernels.frontier_steps import MANY
from entaku.kernels.solutions import RULES, solve
from entaku.space.study import Study

MOST_POINTS = 50_000
"""More different points than this are merged, and how far off that can be is said."""
MOST_PACKAGES = 100_000
"""So many efficient packages are listed at most."""
SAMPLE = 2**16
"""How many packages are drawn where those acceptable cannot be counted."""
MISSED = 0.05
"""In which share of such samples the interval may miss the true share."""

Exactly = NDArray[Any]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Acceptable:
    """How many of the packages looked at are acceptable, and better than no deal, to all needed parties.

    All packages were looked at, or a sample; `low` and `high` then bound the share among all (95 %).
    """

    count: int
    strict: int
    of: int
    sampled: bool
    low: float
    high: float

    @property
    def share(self) -> float:
        """Give the share of packages that are acceptable."""
        return self.count / self.of


@dataclass(frozen=True, slots=True)
class Opening:
    """How little would open a deal where there is none: by whom alone, and by all together, in own units.

    Each with the number of an efficient package; `alone` leaves out parties that cannot open it alone. Both are
    empty where red lines exclude every package. `within` (P,) is as in `Frontier`, for the needed parties.
    """

    alone: Mapping[str, tuple[float, int]]
    together: tuple[tuple[float, int], ...]
    within: tuple[float, ...]


@dataclass(frozen=True)  # without slots: measures are worked out when asked for
class Exact:
    """An exact case solved: packages in the zone, the frontier with ties, and all maximisers of each rule.

    `numbers` (F,) are the efficient packages, `points` (F, P) what they are worth to everybody in ensemble units,
    `chosen` the places in them that each rule picks.
    `opening` says by how much who would have to give way where the zone is empty.
    """

    study: Study
    acceptable: Acceptable
    opening: Opening
    found: Frontier
    numbers: tuple[int, ...]
    points: Exactly
    chosen: Mapping[str, tuple[int, ...]]

    @property
    def distinct(self) -> int:
        """How many different value vectors, of all parties, do the efficient packages listed have?"""
        return len({tuple(point) for point in self.points.tolist()})

    @property
    def exact(self) -> bool:
        """Tell whether nothing had to be merged."""
        return self.found.exact and not any(self.opening.within)

    @property
    def packages(self) -> int:
        """How many packages lie on the frontier? 2**61 stands for that many or more."""
        return int(min(sum(self.found.ways.tolist()), MANY))

    def ties(self, rule: str) -> int:
        """How many packages does a rule pick? 2**61 stands for that many or more."""
        points = {int(self.found.at[place]) for place in self.chosen[rule]}
        return min(sum(int(self.found.ways[point]) for point in points), MANY)

    @property
    def within(self) -> float:
        """By how much, in shares of a party's range, can what was found be off? 0 where it is exact."""
        needed = self.study.needed
        scale = np.array(self.study.ensemble.scale, dtype=np.float64)[needed]
        off = np.maximum(self.found.within.astype(np.float64), np.array(self.opening.within) * scale)
        return float((off / self.study.own_ranges[0, needed]).max())

    @property
    def zone(self) -> Literal["some", "none", "open"]:
        """Is some package acceptable to all? Open where none was found and merging may have cost one."""
        if self.numbers:
            return "some"
        short = max([size for size, _ in self.opening.together], default=np.inf)
        return "none" if self.found.exact or short > max(self.opening.within) else "open"

    @cached_property
    def measures(self) -> dict[str, Any]:
        """Give opposition, surplus by party, and how far efficiency settles each issue; plain JSON values."""
        if not self.numbers:
            return {"opposition": None, "surplus": {}, "agreement_on": {}}
        study = self.study
        needed = np.flatnonzero(study.needed)
        floor, scale = study.ensemble.no_deal[0, needed, 0], study.ensemble.scale
        ideal = self.found.points.max(axis=0)
        return {
            "opposition": self._opposition(),
            "surplus": {
                study.parties[p]: int(best - least) / scale[p]
                for p, best, least in zip(needed, ideal, floor, strict=True)
            },
            "agreement_on": self._settled() if self.packages == len(self.numbers) else {},
        }

    def _opposition(self) -> float | None:
        """How far is the nearest acceptable package from everybody's best? None where some best is not above 0."""
        best = _best(self.study, _allowed(self.study))
        if not np.all(best > 0):
            return None
        short = 1.0 - (self.found.points / best).astype(np.float64)
        found = sqrt(float(np.square(short).sum(axis=1).min()))
        return found if isfinite(found) else None

    def _settled(self) -> dict[str, dict[str, float]]:
        space = self.study.outcomes
        held = space.holds[self.found.choices + space.block_starts[:-1]].sum(axis=(0, 1)) / len(self.numbers)
        settled: dict[str, dict[str, float]] = {issue: {} for issue in space.issues}
        for (issue, option), part in zip(space.options, held.tolist(), strict=True):
            settled[issue][option] = part
        return settled


def _allowed(study: Study) -> Bools:
    return np.asarray(~study.block_vetoes[0, study.needed].any(axis=0))


def _best(study: Study, allowed: Bools) -> Exactly:
    """Give the most that each needed party can have, whatever the others would have."""
    values = study.block_values[0, study.needed]
    parts = [
        values[:, start:end][:, allowed[start:end]].max(axis=1)
        for start, end in pairwise(study.outcomes.block_starts)
    ]
    return np.asarray(sum(part.astype(object) for part in parts))


def exact(study: Study) -> Exact:
    """What is the room of a case whose numbers are all exact? Nothing is rounded, ties are kept."""
    space, draws = study.outcomes, study.ensemble
    values, allowed, starts = study.block_values[0], _allowed(study), study.outcomes.block_starts
    mine, floor = values[study.needed], draws.no_deal[0, study.needed, 0]
    found = frontier_within(mine, starts, allowed, floor, MOST_POINTS, MOST_PACKAGES)
    everyone = values[:, found.choices + starts[:-1]].sum(axis=2).T
    scale = np.array([draws.scale[p] for p in np.flatnonzero(study.needed)], dtype=object)
    picked = solve(found.points, floor, scale)
    at = {rule: np.flatnonzero(np.isin(found.at, picked[rule])).tolist() for rule in RULES}
    numbers = found.choices @ (space.count // np.cumprod(np.diff(starts)))
    return Exact(
        study,
        _acceptable(study, mine, allowed, floor),
        _nothing_needed() if len(numbers) else _opening(study, mine, allowed, floor),
        found,
        tuple(numbers.tolist()),
        everyone,
        {rule: tuple(places) for rule, places in at.items()},
    )


def efficient(study: Study) -> tuple[tuple[int, ...], Exactly]:
    """Which packages (F,) does none dominate, acceptable or not, and what are they worth (F, needed parties)?

    Nothing where they are too many to be listed one by one.
    """
    values, starts = study.block_values[0, study.needed], study.outcomes.block_starts
    found = _whole(values, starts, _allowed(study))
    if not found.exact or len(found.choices) < sum(found.ways.tolist()):
        return (), found.points[:0]
    numbers = found.choices @ (study.outcomes.count // np.cumprod(np.diff(starts)))
    return tuple(numbers.tolist()), found.points[found.at]


def _whole(values: Exactly, starts: NDArray[np.int64], allowed: Bools) -> Frontier:
    """Find the frontier of all packages, whatever no deal is worth."""
    lowest = np.array([-sum(abs(int(v)) for v in row) - 1 for row in values], dtype=object)
    return frontier_within(values, starts, allowed, lowest.astype(values.dtype), MOST_POINTS, MOST_PACKAGES)


def _nothing_needed() -> Opening:
    return Opening({}, (), (0.0,))  # one number serves all parties


def _opening(study: Study, values: Exactly, allowed: Bools, floor: Exactly) -> Opening:
    """Find the smallest concessions among the efficient packages: whatever opens a deal, one of them does."""
    starts = study.outcomes.block_starts
    found = _whole(values, starts, allowed)
    if not len(found.points):
        return _nothing_needed()
    needed = np.flatnonzero(study.needed)
    scale = np.array([study.ensemble.scale[p] for p in needed], dtype=object)
    points = found.points[found.at]
    short = np.maximum(((floor - points) / scale).astype(np.float64), 0.0)
    numbers = found.choices @ (study.outcomes.count // np.cumprod(np.diff(starts)))
    alone = {}
    for place, p in enumerate(needed):
        others = np.flatnonzero((np.delete(points, place, axis=1) >= np.delete(floor, place)).all(axis=1))
        if len(others):
            best = others[short[others, place].argmin()]
            alone[study.parties[p]] = (float(short[best, place]), int(numbers[best]))
    worst = short.max(axis=1)
    least = worst.argmin()
    within = tuple(float(off) for off in found.within / scale)
    return Opening(alone, ((float(worst[least]), int(numbers[least])),), within)


def _acceptable(study: Study, values: Exactly, allowed: Bools, floor: Exactly) -> Acceptable:
    """Count the acceptable packages, or draw a sample of all packages where they are too many to count."""
    starts, of = study.outcomes.block_starts, study.outcomes.count
    if countable(np.add.reduceat(allowed.astype(np.int64), starts[:-1]), len(values)):
        count = count_acceptable(values, starts, allowed, floor)
        strict = count_acceptable(values, starts, allowed, floor + 1)
        return Acceptable(count, strict, of, sampled=False, low=count / of, high=count / of)
    drawn = uniform(
        study.ensemble.seed, "packages", np.arange(SAMPLE), "of", np.arange(len(starts) - 1)[:, None]
    )
    sums, free = floor * 0, np.ones(SAMPLE, dtype=np.bool_)
    sums = np.repeat(sums[:, None], SAMPLE, axis=1)
    for start, end, at in zip(starts[:-1], starts[1:], drawn, strict=True):
        taken = start + (at * (end - start)).astype(np.int64)
        sums, free = sums + values[:, taken], free & allowed[taken]
    count = int((free & (sums >= floor[:, None]).all(axis=0)).sum())
    strict = int((free & (sums > floor[:, None]).all(axis=0)).sum())
    low, high = interval(count, SAMPLE)
    return Acceptable(count, strict, SAMPLE, sampled=True, low=low, high=high)


def interval(hits: int, of: int) -> tuple[float, float]:
    """Between which shares does the true one lie, after so many hits among so many packages drawn?

    The interval of Clopper & Pearson 1934 (Biometrika 26:404-413): it misses in at most 5 % of samples.

    Examples
    --------
    >>> [round(bound, 4) for bound in interval(10, 100)]
    [0.049, 0.1762]
    >>> interval(0, 100)[0], interval(100, 100)[1]
    (0.0, 1.0)
    """
    low, high = 0.0, 1.0
    if hits:
        low = _crossing(lambda part: _at_least(hits, of, part) > MISSED / 2)
    if hits < of:
        high = _crossing(lambda part: _at_least(hits + 1, of, part) >= 1.0 - MISSED / 2)
    return low, high


def _crossing(beyond: Callable[[float], bool]) -> float:
    """Give the share from which on something holds, by halving."""
    low, high = 0.0, 1.0
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (low, middle) if beyond(middle) else (middle, high)
    return high


def _at_least(hits: int, of: int, part: float) -> float:
    """How probable are at least so many hits when each of them has this probability?"""
    counts = np.arange(of + 1)
    steps = np.log((of - counts[:-1]) / (counts[:-1] + 1.0))
    logs = np.concatenate(([0.0], np.cumsum(steps))) + counts * log(part) + (of - counts) * log1p(-part)
    return float(np.exp(logs[hits:]).sum())
