"""What does home leave room for: floors at home over the draws, ratifying parties, and win-sets on a line or plane?

A floor at home is the least gain over no deal, in shares of a party's own range, that home would let pass. What
the parties would sign is taken to be the Nash package among what all accept and home lets pass.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from entaku.model.basics import Range
from entaku.model.case import Case
from entaku.space.evidence import share
from entaku.space.parameters import Parameters, parameters
from entaku.space.study import Study
from entaku.space.verdicts import deal_stated, ranked

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

FLOORS = tuple(round(0.05 * step, 2) for step in range(9))
"""The floors that are tried where none is stated."""
CELLS = 3_000_000
"""Draws times packages times parties looked at; where there are more, only the first draws are."""
FEWEST = 50
"""How many draws a share needs at least; a case with more packages than that leaves is not listed."""
SAME = 1e-12


@dataclass(frozen=True, slots=True)
class Rung:
    """What one floor at home makes of a deal: its chance, the gain in it, and the product of both.

    `gain` is the party's mean gain over no deal, in its own range, in the draws with a deal (0 where there is
    none); `results` (n,) its gain by draw, 0 without a deal; `there` (n,) where there is one. `package` is the
    Nash package picked most often, -1 where there is none.
    """

    floor: float
    chance: float
    gain: float
    package: int
    results: Floats
    there: Bools

    @property
    def product(self) -> float:
        """What can the party expect, no deal counting 0?"""
        return self.chance * self.gain


@dataclass(frozen=True, slots=True)
class Ladder:
    """What floors at one party's home do: by floor, and with the floor as stated, where it is.

    `stated` is one rung, its floor the mean of the range, or nothing; it is read over the draws of `drawn`.
    """

    party: str
    rungs: tuple[Rung, ...]
    stated: tuple[Rung, ...]
    drawn: Parameters

    @property
    def best(self) -> Rung:
        """Which floor serves the party best? The lowest of equals."""
        return max(self.rungs, key=lambda rung: (round(rung.product, 12), -rung.floor))


@dataclass(frozen=True, slots=True)
class Approval:
    """Room with and without those who must ratify.

    `free` (n,): some package is acceptable to all needed parties; `bound` (n,): and to every ratifying party;
    `spared`: the same without the say of one of them.
    """

    parties: tuple[str, ...]
    free: Bools
    bound: Bools
    spared: Mapping[str, Bools]


@dataclass(frozen=True, slots=True)
class Front:
    """The home front over the draws looked at: `drawn` says which, `packages` how many there are."""

    drawn: Parameters
    packages: int
    ladders: tuple[Ladder, ...]
    approval: Approval


@dataclass(frozen=True, slots=True)
class _Listed:
    """Gains (n, Q, X) of the needed parties in own ranges, and who would sign (n, X) all else being given."""

    gains: Floats
    signed: Bools
    product: Floats
    least: Floats


def ratifying(study: Study) -> tuple[str, ...]:
    """Which parties of kind `ratifier` have preferences and a no-deal value stated, so that their say binds?"""
    wishes = {one.party for one in study.case.preferences if one.wish}
    return tuple(
        party.id
        for party in study.case.parties
        if party.kind == "ratifier" and party.id in wishes and deal_stated(study, party.id)
    )


def constrained(case: Case) -> tuple[str, ...]:
    """Which parties whose agreement is needed are said to be bound at home, most constraints first?"""
    count = {party: sum(one.party == party for one in case.home) for party in case.needed}
    bound = [party.id for party in case.parties if count.get(party.id)]
    return tuple(sorted(bound, key=lambda party: -count[party]))


def unsaid(study: Study) -> tuple[str, ...]:
    """Of which needed parties is not stated what they want, or what no deal is worth to them?"""
    issues = {issue.id for issue in study.case.issues}
    return tuple(
        party
        for party in study.case.needed
        if not (deal_stated(study, party) and ranked(study, party, issues))
    )


def listable(study: Study) -> bool:
    """Are the packages few enough to look at one by one in enough draws?"""
    return _looked_at(study) >= min(FEWEST, study.ensemble.size)


def _looked_at(study: Study) -> int:
    parties = len(study.case.needed) + len(ratifying(study))
    return min(study.ensemble.size, CELLS // max(1, study.outcomes.count * parties))


def front(study: Study, about: Sequence[str]) -> Front:
    """What do floors at the homes of these parties do, and what do ratifying parties let pass?

    Each party is looked at by itself: nobody else's home has a floor meanwhile.
    """
    size = _looked_at(study)
    weights = study.ensemble.weights[:size]
    drawn = Parameters(
        study.ensemble.seed, study.ensemble.numbers[:size], weights / weights.sum(), study.ensemble.exact
    )
    needed = study.case.needed
    ratifiers = ratifying(study)
    gains, willing = _gains(study, size, (*needed, *ratifiers))
    own = np.asarray(willing[:, : len(needed)].all(axis=1))
    say = willing[:, len(needed) :]
    signed = np.asarray(own & say.all(axis=1))
    spared = {
        party: _any(own & np.delete(say, place, axis=1).all(axis=1)) for place, party in enumerate(ratifiers)
    }
    approval = Approval(ratifiers, _any(own), _any(signed), spared)
    mine = gains[:, : len(needed)]
    product = np.prod(np.maximum(mine, 0.0), axis=1)
    listed = _Listed(mine, signed, np.asarray(product), mine.min(axis=1))
    ladders = tuple(_ladder(study, drawn, listed, party) for party in about)
    return Front(drawn, study.outcomes.count, ladders, approval)


def _any(passes: Bools) -> Bools:
    """Tell in which draws (n,) some package (n, X) passes."""
    return np.asarray(passes.any(axis=1))


def _gains(study: Study, size: int, parties: Sequence[str]) -> tuple[Floats, Bools]:
    """Give gains over no deal (n, Q, X) in own ranges, and who accepts what (n, Q, X)."""
    places = [study.parties.index(party) for party in parties]
    draws = study.ensemble
    values = -draws.no_deal[:size, places, :1]
    crossed: Bools = np.zeros((1, 1, 1), dtype=np.bool_)
    for taken in study.outcomes.table().T:
        values = values + draws.values[:size, places][:, :, taken]
        crossed = crossed | draws.vetoed[:size, places][:, :, taken]
    gains = values.astype(np.float64) / study.own_ranges[:size, places, None]
    return gains, (gains >= 0.0) & ~crossed


def _ladder(study: Study, drawn: Parameters, listed: _Listed, party: str) -> Ladder:
    place = study.case.needed.index(party)
    rungs = tuple(_rung(drawn, listed, place, np.array([floor])) for floor in FLOORS)
    spans = {
        one.id: one.floor for one in study.case.home if one.party == party and isinstance(one.floor, Range)
    }
    if not spans:
        return Ladder(party, rungs, (), drawn)
    read = parameters(study, spans.values())
    floors = np.max([read.between(span, "home", name) for name, span in spans.items()], axis=0)
    if len(floors) > 1 and study.ensemble.size > 1:
        floors = floors[: len(drawn.numbers)]
    over = drawn if len(floors) <= len(drawn.numbers) else read
    return Ladder(party, rungs, (_rung(over, listed, place, floors),), over)


def _rung(drawn: Parameters, listed: _Listed, place: int, floors: Floats) -> Rung:
    """Give what floors (n,) or (1,) make of the deal.

    Equal products go to the larger least gain, then to the first package in the case's order.
    """
    gain = listed.gains[:, place]
    passed = listed.signed & (gain >= floors[:, None] - SAME)
    there = _any(passed)
    score = np.where(passed, listed.product, -1.0)
    tied = passed & (score >= score.max(axis=1, keepdims=True) - SAME)
    picked = np.where(tied, listed.least, -np.inf).argmax(axis=1)
    rows = np.arange(len(gain)) if len(gain) > 1 else np.zeros(len(there), dtype=np.int64)
    got = np.where(there, gain[rows, picked], 0.0)
    chance = share(drawn, there)
    gained = float(drawn.weights @ got)
    often = np.bincount(picked[there], drawn.weights[there], minlength=1)
    floor = float(floors[0]) if len(floors) == 1 else float(drawn.weights @ floors)
    package = int(often.argmax()) if there.any() else -1
    return Rung(floor, chance, gained / chance if there.any() else 0.0, package, got, there)


def difference(drawn: Parameters, one: Rung, other: Rung) -> int:
    """Does one floor leave the party with more than another (1), less (-1), or can the draws not tell (0)?

    Draw by draw, against twice the standard error of the difference.
    """
    apart = one.results - other.results
    mean = float(drawn.weights @ apart)
    error = sqrt(float(drawn.weights @ np.square(apart - mean)) / drawn.effective)
    return (mean > 2.0 * error + SAME) - (mean < -2.0 * error - SAME)


def pressed(drawn: Parameters, one: Rung, free: Rung) -> float:
    """By how much does a floor raise the gain in the draws that keep a deal: the part that is bargaining?

    The rest of what the mean gain rises by is poor deals falling away.
    """
    if not one.there.any():
        return 0.0
    kept = drawn.weights[one.there]
    return float(kept @ (one.results - free.results)[one.there] / kept.sum())
