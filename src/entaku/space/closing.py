"""What some parties can close without the others: exposure, and the price of an empty seat.

A set of parties can close a package in a draw when those of them who are willing (it is worth at least no
deal to them, and crosses no red line of theirs) can carry out all its clauses.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from entaku.model.case import Case
from entaku.space.consent import clause_winning, mask
from entaku.space.outcomes import Outcomes
from entaku.space.study import Study

LISTED = 5000
"""Up to how many packages are searched one by one."""
SAME = 1e-12
"""Products of gains that differ by less are equal."""
CELLS = 65_536
"""Draws times packages looked at in one go."""

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Closing:
    """By draw: `exposed` (N, P), the rest of the table can close what leaves the party worse off.

    `with_seat` and `without` (N, P) are a party's gain over no deal, as a share of its own range, under the
    package that the table would pick with and without the party seated: the largest Nash product among those
    the seated can carry out and all accept, no deal where there is none.
    """

    exposed: Bools
    with_seat: Floats
    without: Floats


def closing(study: Study, table: Sequence[str], about: Sequence[str], tolerance: float) -> Closing:
    """What can the table close without each of the parties asked about, and what would each gain from a seat?

    Columns of parties not asked about stay empty.
    """
    case, space, draws = study.case, study.outcomes, study.ensemble
    winning, options, asked_for = carriers(case, space), space.table(), _asked_for(case, space)
    count = len(study.parties)
    exposed = np.zeros((draws.size, count), dtype=np.bool_)
    with_seat, without = np.zeros((2, draws.size, count))
    seats = mask(case, table)
    asked = [study.parties.index(party) for party in about]
    for chunk, gains, willing in _chunks(study, options):
        coalition = np.zeros((len(gains), len(options)), dtype=np.int64)
        for party in range(count):
            coalition |= willing[:, party].astype(np.int64) << party
        sets = {seats & ~(1 << party) for party in asked} | {seats | 1 << party for party in asked}
        picked = {table: _picked(gains, coalition, winning, table, asked_for) for table in sets}
        for party in asked:
            left = seats & ~(1 << party)
            closable = winning[np.arange(len(options)), coalition & left]
            exposed[chunk, party] = (closable & (gains[:, party] < -tolerance)).any(axis=1)
            with_seat[chunk, party] = picked[seats | 1 << party][:, party]
            without[chunk, party] = picked[left][:, party]
    return Closing(exposed, with_seat, without)


def _picked(
    gains: Floats, coalition: NDArray[Any], winning: Bools, seats: int, asked_for: NDArray[np.int64]
) -> Floats:
    """Give every party's gain (n, P) under the pick of these seats, 0 where they close nothing.

    Equal products go to the larger least gain, then to fewer clauses, then to the first in the case's order.
    """
    seated = np.array([bool(seats >> party & 1) for party in range(gains.shape[1])])
    agreed = winning[:, seats][None, :] & ((coalition & seats) == seats)
    mine = gains[:, seated]
    left = agreed
    for score in (np.prod(mine, axis=1), mine.min(axis=1, initial=np.inf), -asked_for):
        most = np.where(left, score, -np.inf).max(axis=1, keepdims=True)
        left = left & (score >= most - SAME)
    best = left.argmax(axis=1)
    found = np.take_along_axis(gains, best[:, None, None], axis=2)[:, :, 0]
    return np.where(agreed.any(axis=1)[:, None], found, 0.0)


def carriers(case: Case, space: Outcomes, sets: Sequence[int] | None = None) -> Bools:
    """Which coalitions (X, 2^P) can carry out each package? Performers not stated count as nobody.

    Where only some `sets` of parties matter, given as bit masks, the columns (X, len(sets)) are theirs.
    A package that asks nothing of anybody is no deal: no coalition closes it.
    """
    every = 2 ** len(case.parties)
    games = np.array(
        [
            np.ones(every, dtype=np.bool_)
            if option.id == issue.status_quo
            else clause_winning(case, option, "lenient")
            for issue in case.issues
            for option in issue.options
        ]
    )
    some = games if sets is None else games[:, sets]
    found = np.repeat((_asked_for(case, space) > 0)[:, None], some.shape[1], axis=1)
    for taken in space.table().T:
        found &= some[taken]
    return found


def _asked_for(case: Case, space: Outcomes) -> NDArray[np.int64]:
    """Count the clauses (X,) of each package: its options that are not the status quo."""
    quo = np.array([option.id == issue.status_quo for issue in case.issues for option in issue.options])
    return np.asarray((~quo[space.table()]).sum(axis=1), dtype=np.int64)


def _chunks(study: Study, options: NDArray[np.int64]) -> Iterator[tuple[slice, Floats, Bools]]:
    """Walk the draws: gains over no deal (n, P, X) as shares of own ranges, and who is willing (n, P, X)."""
    draws = study.ensemble
    unit = study.own_ranges[:, :, None]
    step = max(1, CELLS // (len(options) * len(study.parties)))
    for start in range(0, draws.size, step):
        chunk = slice(start, start + step)
        values = -draws.no_deal[chunk, :, :1]
        crossed: Bools = np.zeros((1, 1, 1), dtype=np.bool_)
        for taken in options.T:
            values = values + draws.values[chunk][:, :, taken]
            crossed = crossed | draws.vetoed[chunk][:, :, taken]
        gains = values.astype(np.float64) / unit[chunk]
        yield chunk, gains, (gains >= 0.0) & ~crossed
