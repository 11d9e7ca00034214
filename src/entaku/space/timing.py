"""Does the room move, and who gains by waiting, as no-deal values move along the outlook?

The deal to be had in a month is the Nash package of that month: the one with the largest product of gains over
what no deal is worth then. Where there is none any more, going on without a deal is all there is. Waiting is
valued where there is a deal to settle for today. Nothing is discounted: a case states no rate, and what waiting
costs is in the paths of the no-deal values.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from entaku.kernels.room import Survey, Tables, survey
from entaku.kernels.solutions import RULES
from entaku.kernels.stopping import by_regression, paths
from entaku.kernels.waiting import Openness, openness
from entaku.space.study import Study
from entaku.space.zones import LISTED, room_in, surveyed, tables

LOOKED = 500
"""How many draws, at most, are followed over time to value waiting."""
NASH = RULES.index("nash")
DATES = 13
"""On how many dates, at most, a deal may be made."""

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Wait:
    """What waiting brings a party over settling now, on average, in shares of its own range.

    At the best date fixed beforehand (`month`), by the best rule found that knows only what the party can see
    on the day, and by foresight, which nobody has: the last is a bound. `gains` (n,) tells in which of the draws
    looked at the rule ends better than settling now.
    """

    party: str
    month: int
    fixed: float
    rule: float
    foresight: float
    gains: Bools


@dataclass(frozen=True, slots=True)
class Timing:
    """How the room moves over the months, and what waiting brings whom.

    `room` and `kept` (N, T): some package is acceptable to all needed parties, and the package is that the Nash
    rule picks most often today: number `package`, in the share `picked` of the draws; -1 and 0 where there is no
    room in any. `numbers` and `weights` (n,) are of the
    draws that are followed to value waiting: the first ones in which there is a deal to settle for today.
    `waits` is empty where there is none, or the packages are too many.
    """

    room: Bools
    moves: Openness
    package: int
    picked: float
    kept: Bools
    waits: tuple[Wait, ...]
    numbers: NDArray[np.int64]
    weights: Floats


def followed(study: Study) -> bool:
    """Is there an outlook, and can it be followed in 64-bit numbers?"""
    return study.case.outlook is not None and study.ensemble.values.dtype != object


def weighable(study: Study) -> bool:
    """Are the packages few enough to list them in every draw and month, as the gains from waiting ask for?"""
    return study.outcomes.count <= LISTED


def timing(study: Study, tolerance: float) -> Timing:
    """When is there room, how long does today's Nash package stand, and who gains by waiting?

    Parameters
    ----------
    study : Study
        For which `followed` holds.
    tolerance : float
        From which gain on a party ends better, in shares of its own range.
    """
    draws = study.ensemble
    months = draws.no_deal.shape[2]
    room = np.stack([room_in(study, month) for month in range(months)], axis=1)
    (package, picked), at = _today(study), np.flatnonzero(room[:, 0])[:LOOKED]
    weights = draws.weights[at] / max(float(draws.weights[at].sum()), 1e-300)
    waits: tuple[Wait, ...] = ()
    if at.size and weighable(study):
        dates = sorted({round(date) for date in np.linspace(0, months - 1, min(months, DATES))})
        deals = np.stack([_deals(study, month, at) for month in dates], axis=2)
        waits = tuple(_wait(study, party, deals, (at, dates, tolerance)) for party in study.case.needed)
    kept = _kept(study, package)
    return Timing(room, openness(room), package, picked, kept, waits, draws.numbers[at], weights)


def _survey(study: Study, month: int, at: NDArray[np.int64]) -> Survey:
    whole = tables(study, month)
    given = Tables(whole.values[at], whole.no_deal[at], whole.vetoed[at], whole.starts, whole.unit)
    return survey(given, study.ensemble.weights[at], study.needed)


def _today(study: Study) -> tuple[int, float]:
    """Which package does the Nash rule pick in most draws today, and in which share; -1 where there is none?"""
    found = surveyed(study)
    chosen = found.chosen[NASH]
    return (int(found.numbers[chosen.argmax()]), min(1.0, float(chosen.max()))) if chosen.any() else (-1, 0.0)


def _deals(study: Study, month: int, at: NDArray[np.int64]) -> Floats:
    """Give what each party has in a month (n, P), in own ranges: the Nash package, or no deal where there is none."""
    found = _survey(study, month, at)
    made = found.chosen_package[:, NASH] >= 0
    worth = np.where(made[:, None], found.chosen_values[:, NASH], study.ensemble.no_deal[at, :, month])
    return np.asarray(worth / study.own_ranges[at])


def _wait(
    study: Study, party: str, everybody: Floats, over: tuple[NDArray[np.int64], Sequence[int], float]
) -> Wait:
    at, dates, tolerance = over
    place, draws = study.parties.index(party), study.ensemble
    deals = everybody[:, place]
    no_deal = draws.no_deal[at, place][:, list(dates)] / study.own_ranges[at, place][:, None]
    facing = paths(deals, no_deal, weights=draws.weights[at])
    found = by_regression(facing, np.stack([deals, no_deal], axis=-1))
    end = np.maximum(deals[:, -1], no_deal[:, -1])
    stopped = np.where(found.dates == len(dates) - 1, end, deals[np.arange(len(at)), found.dates])
    return Wait(
        party,
        dates[found.fixed_date],
        found.fixed - found.now,
        found.rule - found.now,
        found.clairvoyant - found.now,
        np.asarray(stopped - deals[:, 0] > tolerance),
    )


def _kept(study: Study, package: int) -> Bools:
    """Tell in which months (N, T) a package is acceptable to all needed parties; never, where it is none."""
    draws = study.ensemble
    if package < 0:
        return np.zeros((draws.size, draws.no_deal.shape[2]), np.bool_)
    held = [study.outcomes.option(*option) for option in study.outcomes.package(package).items()]
    needed = [study.parties.index(party) for party in study.case.needed]
    over: NDArray[Any] = draws.values[:, :, held].sum(axis=2)[:, :, None] - draws.no_deal
    barred = draws.vetoed[:, needed][:, :, held].reshape(draws.size, -1)
    accepts = np.greater_equal(over[:, needed], 0).all(axis=1)
    return np.asarray(accepts & ~np.asarray(barred.any(axis=1))[:, None])


def together(found: Timing) -> Bools:
    """In which of the draws followed do all needed parties end better by waiting (n,)?

    Only if no deal becomes better for all of them than today's deal: a later deal that all like better would
    have been acceptable today too, and have been picked.
    """
    return np.asarray(np.all([wait.gains for wait in found.waits], axis=0))
