"""The strategies of a bargain straight from their definitions: which package now, and is this offer good enough.

A strategy plans: the package it would offer at this turn, and the level a standing offer has to reach. Levels are
floats; a package of value V passes the level a when V >= ceil(a). An acceptance rule may stand in for the level.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

Worths: TypeAlias = Sequence[int | None]  # of one party: package -> own value, None where it has a veto
Strategy: TypeAlias = tuple[str, dict[str, Any]]


@dataclass(frozen=True)
class Turn:
    """What a party knows at its turn: nothing of the others but the offers they made."""

    worths: Worths
    no_deal: int  # at this round
    time: float
    offered: Sequence[int]  # own offers, in order
    received: Sequence[int]  # offers of all others, in order; the last of them is the standing offer, if any
    levels: Sequence[float]  # the level at each own offer, in order

    def worth(self, package: int) -> int | None:
        return self.worths[package]

    @property
    def open(self) -> list[int]:
        """The packages this party may offer at all: those it has no veto on."""
        return [package for package, worth in enumerate(self.worths) if worth is not None]

    def own(self, package: int) -> int:
        worth = self.worths[package]
        assert worth is not None
        return worth

    @property
    def best(self) -> int:
        """m: the largest own value."""
        return max(self.own(package) for package in self.open)

    @property
    def good_enough(self) -> list[int]:
        """The packages at least as good as no deal."""
        return [package for package in self.open if self.own(package) >= self.no_deal]

    def floor(self, given: dict[str, Any]) -> int:
        """f: the value of no deal, or, with floor "range", that of the worst package if it is larger."""
        if given.get("floor", "deal") == "deal":
            return self.no_deal
        return max(self.no_deal, min(self.own(package) for package in self.open))

    @property
    def seen(self) -> list[int]:
        """Own values of the offers received, in order, leaving out those it has a veto on: they have no value."""
        return [worth for package in self.received if (worth := self.worth(package)) is not None]

    def cheapest(self, level: float) -> int:
        """The package of smallest own value among those that pass the level; of equals the first."""
        passing = [package for package in self.open if self.own(package) >= math.ceil(level)]
        return min(passing, key=lambda package: (self.own(package), package))


@dataclass(frozen=True)
class Plan:
    """The next own offer and the level: a standing offer is good enough from ceil(level) on."""

    package: int
    level: float


def concede(turn: Turn, given: dict[str, Any]) -> Plan:
    """Follow the clock.

    a = f + (m - f) (1 - phi), phi = kappa + (1 - kappa) t^(1/beta), or exp((1 - t)^beta ln kappa).
    """
    beta, kappa, t = given["beta"], given.get("kappa", 0), turn.time
    if given.get("form", "power") == "power":
        share = kappa + (1 - kappa) * t ** (1 / beta)
    else:
        share = math.exp((1 - t) ** beta * math.log(kappa))
    f, m = turn.floor(given), turn.best
    level = f + (m - f) * (1 - share)
    level = min(level, m)  # only bites beyond 2^53, where the float of m may lie above m
    return Plan(turn.cheapest(level), level)


def answer_in_kind(
    turn: Turn, given: dict[str, Any], step: Callable[[float, list[int]], float], need: int
) -> Plan:
    """Move as the others moved, from the level of the last own offer (m before the first); m until enough is seen.

    Let v_1, ..., v_N be the own values of the offers received up to this turn, the standing offer included (v_N was
    received last; with several others: of all their offers, in the order made; offers it has a veto on are not
    counted). Let a be the level at which its last own offer was made, m if there was none. With lag l and window w
    the level now is

    - relative: a * v_{N-l} / v_{N-l+1}, from N >= l + 1 on;
    - absolute: a - (v_{N-l+1} - v_{N-l}), from N >= l + 1 on;
    - averaged: a * v_{N-w} / v_N, from N >= w + 1 on;

    computed from left to right, clipped to [f, m]; before that many offers were seen it is m. Only an own offer
    makes the level count as a_n; a level used to answer an offer that is then accepted is not kept. Where the
    divisor is 0 the ratio is taken as 1 if the numerator is 0 as well, else as infinite (so the level is m).
    """
    f, m, seen = turn.floor(given), turn.best, turn.seen
    level: float = m
    if len(seen) >= need:
        level = step(turn.levels[-1] if turn.levels else m, seen)
        level = min(max(level, f), m)
    return Plan(turn.cheapest(level), level)


def _scaled(level: float, before: int, after: int) -> float:
    if after == 0:
        return level if before == 0 else math.inf
    return level * before / after


def relative(turn: Turn, given: dict[str, Any]) -> Plan:
    lag = given.get("lag", 1)
    return answer_in_kind(turn, given, lambda a, v: _scaled(a, v[-1 - lag], v[-lag]), lag + 1)


def absolute(turn: Turn, given: dict[str, Any]) -> Plan:
    lag = given.get("lag", 1)
    return answer_in_kind(turn, given, lambda a, v: a - (v[-lag] - v[-1 - lag]), lag + 1)


def averaged(turn: Turn, given: dict[str, Any]) -> Plan:
    window = given["window"]
    return answer_in_kind(turn, given, lambda a, v: _scaled(a, v[-1 - window], v[-1]), window + 1)


def micro(turn: Turn, _given: dict[str, Any]) -> Plan:
    """Offer something new as long as the others have shown as many different packages as oneself; else the best again.

    k = number of own different offers, q = number of different packages received (vetoed ones count, they were
    offered). Packages below no deal at this turn are not on the list; as the list is sorted, the k packages already
    offered are its head, and a moving floor only moves its end.
    """
    ranked = sorted(turn.good_enough, key=lambda package: (-turn.own(package), package))
    k, q = len(set(turn.offered)), len(set(turn.received))
    if k <= q and k < len(ranked):
        return Plan(ranked[k], turn.own(ranked[k]))
    new = [package for place, package in enumerate(turn.offered) if package not in turn.offered[:place]]
    return Plan(ranked[0], turn.own(new[-1]))


def holdout(turn: Turn, _given: dict[str, Any]) -> Plan:
    return Plan(turn.cheapest(turn.best), turn.best)


STRATEGIES: dict[str, Callable[[Turn, dict[str, Any]], Plan]] = {
    "concede": concede,
    "relative": relative,
    "absolute": absolute,
    "averaged": averaged,
    "micro": micro,
    "holdout": holdout,
}


def plan(strategy: Strategy, turn: Turn) -> Plan | None:
    """Say what this party would offer now, or None where no package is at least as good to it as no deal."""
    name, given = strategy
    return STRATEGIES[name](turn, given) if turn.good_enough else None


def accepts(strategy: Strategy, turn: Turn, planned: Plan) -> bool:
    """Say whether the standing offer, the last one received, is good enough; below no deal nothing ever is."""
    _, given = strategy
    worth = turn.worth(turn.received[-1])
    if worth is None or worth < turn.no_deal:
        return False
    match given.get("accept"):
        case None:
            return worth >= math.ceil(planned.level)
        case ("next",):
            return worth >= turn.own(planned.package)
        case ("constant", share):
            f, m = turn.floor(given), turn.best
            level: float = f + share * (m - f)
            return worth >= math.ceil(min(level, m))
        case ("time", start):
            return turn.time >= start or worth >= math.ceil(planned.level)
        case ("best",):
            return worth >= max(turn.seen)
        case ("combined", start, of, window):
            if worth >= turn.own(planned.package):
                return True
            last = turn.seen[:-1][-window:]
            if turn.time < start or not last:
                return False
            return worth >= max(last) if of == "best" else worth * len(last) >= sum(last)
        case other:
            raise ValueError(other)
