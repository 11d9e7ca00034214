"""What was there to be had in every play, and how near to it a deal comes: room, frontier, solution points."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from entaku.kernels.frontier import frontier_kernel
from entaku.kernels.packages import REFUSED
from entaku.kernels.solutions import RULES, choose
from entaku.rehearsal.laying import rows
from entaku.rehearsal.seat import NONE
from entaku.rehearsal.table import Table
from entaku.space.study import Study

EVERY = np.array([2**62, 2**62])
"""A play has packages that can be listed, so none are merged and none are left out."""
Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Had:
    """What could be had in n plays, for the parties at a table; gains in shares of each one's own range.

    Attributes
    ----------
    room : (n,) bool
        Some package is worth no less than no deal to all.
    ideal : (n, P) float64
        The most each could gain among acceptable packages.
    frontier, chosen
        For each play, the gains (F, P) of the packages on the frontier of acceptable ones, and which of them each rule
        picks (5, F), in the order of `RULES`.
    """

    room: Bools
    ideal: Floats
    frontier: tuple[Floats, ...]
    chosen: tuple[Bools, ...]


def had(table: Table) -> Had:
    """What is there to be had in each play, against no deal at the start?"""
    floors, unit = table.floors[:, :, 0], table.span
    frontiers, chosen = [], []
    starts, counts = np.array([0, table.packages]), np.ones(table.packages, np.bool_)
    for values, floor, span in zip(table.values, floors, unit, strict=True):
        allowed = counts & (values != REFUSED).all(axis=0)
        if allowed.any():
            found = frontier_kernel(
                np.ascontiguousarray(values), starts, allowed, np.ascontiguousarray(floor), EVERY
            )
            points = found[2]
        else:
            points = values[:, :0].T.copy()
        frontiers.append((points - floor) / span)
        chosen.append(choose(points, np.ascontiguousarray(floor), np.ascontiguousarray(span)))
    ideal = [gains.max(axis=0, initial=0.0) for gains in frontiers]
    room = np.array([len(gains) > 0 for gains in frontiers], dtype=np.bool_)
    return Had(room, np.array(ideal), tuple(frontiers), tuple(chosen))


@dataclass(frozen=True, slots=True)
class Deals:
    """How good the deals of n plays are for those at the table; what holds of no deal is False or nan.

    Attributes
    ----------
    efficient : (n,) bool
        No package would be better for one and worse for nobody at the table, whatever no deal is worth.
    wasted : (n,) float64
        Distance to the frontier of acceptable packages, in shares of ranges; nan without a deal or without room.
    off : (n, 5) float64
        Distance to the nearest package that each rule picks.
    least : (n,) int64
        Who gets the smallest part of what it could have gained: place at the table; -1 without a deal or room.
    """

    efficient: Bools
    wasted: Floats
    off: Floats
    least: Ints


def deals(table: Table, could: Had, packages: Ints) -> Deals:
    """How near to what was to be had come these packages (n,), -1 for no deal?"""
    n = len(packages)
    taken = packages != NONE
    values = table.values[np.arange(n), :, np.maximum(packages, 0)]
    own = (values - table.floors[:, :, 0]) / table.span
    efficient, wasted, off = np.zeros(n, np.bool_), np.full(n, np.nan), np.full((n, len(RULES)), np.nan)
    for play in np.flatnonzero(taken):
        efficient[play] = not _dominated(table.values[play], values[play])
        if could.room[play]:
            frontier, chosen = could.frontier[play], could.chosen[play]
            away = np.sqrt(np.square(frontier - own[play]).sum(axis=1))
            wasted[play] = away.min()
            off[play] = [away[picked].min(initial=np.inf) for picked in chosen]
    ideal = np.where(could.ideal > 0, could.ideal, np.inf)
    least = np.where(taken & could.room, (own / ideal).argmin(axis=1), NONE)
    return Deals(efficient, wasted, off, least)


def _dominated(values: Ints, point: Ints) -> bool:
    """Is some package that crosses nobody's red line better for one and worse for nobody?"""
    better = (values >= point[:, None]).all(axis=0) & (values > point[:, None]).any(axis=0)
    return bool((better & (values != REFUSED).all(axis=0)).any())


def gains(study: Study, packages: Ints, plays: range) -> Floats:
    """What does every party of the case (n, P) gain over no deal today, at the table or not, red lines aside?

    In shares of its own range; 0 where there is no deal.
    """
    draws = rows(study, plays)
    options = study.outcomes.table()[np.maximum(packages, 0)]
    values = study.ensemble.values[draws[:, None], :, options].sum(axis=1)
    over = (values - study.ensemble.no_deal[draws, :, 0]).astype(np.float64) / study.own_ranges[draws]
    return np.where((packages != NONE)[:, None], over, 0.0)
