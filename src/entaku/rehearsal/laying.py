"""From a case laid out to a table that can be played at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise, product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from entaku.kernels.packages import REFUSED, along, worth
from entaku.model.errors import NotPossible
from entaku.rehearsal.table import Table
from entaku.space.closing import carriers
from entaku.space.consent import mask
from entaku.space.study import Study

MOST_PACKAGES = 2_000_000
"""Beyond so many packages a play would need more memory than a person's machine has."""
SIDES = 12
"""How many parties at most: a table over all sets of them is kept."""
MOST_CARRIED = 2**30
"""So many packages times sets of parties at most: a byte is kept for each."""
FINE = 2**50
"""Units of a party's range where its exact values need more digits than a level of aspiration can have."""
EXACT = 2**52
"""Up to this size whole numbers are exact as floating point."""

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Plays = range | Ints


@dataclass(frozen=True)  # without slots: some of it is made when first asked for
class Stakes:
    """What is at stake in n plays, before packages are listed.

    Attributes
    ----------
    values : (n, P, K) integers
        Partial value of each option of each block, of any size.
    vetoed : (n, P, K) bool
    starts : (B+1,) int64
        Block b has the options ``starts[b]`` to ``starts[b + 1]``.
    floors : (n, P, R) integers
        What no deal is worth in each round.
    span : (n, P) float64
        Each party's own range, in the same units.
    """

    values: NDArray[Any]
    vetoed: NDArray[np.bool_]
    starts: Ints
    floors: NDArray[Any]
    span: Floats

    @cached_property
    def whole(self) -> Ints:
        """Give the values where `exact`, `REFUSED` where vetoed."""
        return np.where(self.vetoed, REFUSED, self.values.astype(np.int64, copy=False))

    @property
    def exact(self) -> bool:
        """Tell whether floating point holds every sum exactly, so that they can be taken as they are."""
        largest = max(abs(int(self.values.max())), abs(int(self.values.min()))) * (len(self.starts) - 1)
        return max(largest, abs(int(self.floors.max())), abs(int(self.floors.min()))) < EXACT


def at_stake(study: Study, parties: Sequence[str], rounds: int, months: float, plays: Plays) -> Stakes:
    """What is at stake for these parties, in these plays?

    Play k takes draw k of the study, and begins again with the first where there are fewer. No-deal values move
    along the outlook as so many months pass over the rounds.

    Raises
    ------
    NotPossible
        Too many packages or parties, or more months than the outlook has.
    """
    _check(study, parties, months)
    draws = rows(study, plays)[:, None]
    places = np.array([study.parties.index(party) for party in parties], dtype=np.int64)
    return Stakes(
        study.block_values[draws, places],
        study.block_vetoes[draws, places],
        study.outcomes.block_starts,
        _floors(study.ensemble.no_deal[draws, places], rounds, months),
        study.own_ranges[draws, places],
    )


def rows(study: Study, plays: Plays) -> Ints:
    """Which row of the study's draws does each play take? A study may hold a stretch of the draws only."""
    first = study.ensemble.numbers[0]
    return np.asarray((np.asarray(plays, dtype=np.int64) - first) % study.ensemble.size)


def laid(study: Study, parties: Sequence[str], rounds: int, months: float, plays: Plays) -> Table:
    """What do these parties play for, in these plays, as `at_stake` says?"""
    draws = np.asarray(plays, dtype=np.int64)
    _, first, back = np.unique(rows(study, plays), return_index=True, return_inverse=True)
    values, floors, span = _numbers(at_stake(study, parties, rounds, months, draws[first]))
    alike = len(back) == len(first) and bool((back == np.arange(len(back))).all())
    carried = _carried(study, parties)
    missing = [party for party in study.case.needed if party not in parties]
    if missing:  # what those at the table cannot carry out without them is nothing to bargain for
        values = np.where(carried[:, -1], values, REFUSED)
    return Table(
        parties=tuple(parties),
        draws=draws,
        values=values if alike else values[back],
        floors=floors if alike else floors[back],
        span=span if alike else span[back],
        options=options(study),
        carried=carried,
        seed=study.ensemble.seed,
        needed=sum(1 << place for place, party in enumerate(parties) if party in study.case.needed),
        names=tuple((issue.id, tuple(option.id for option in issue.options)) for issue in study.case.issues),
    )


def _check(study: Study, parties: Sequence[str], months: float) -> None:
    count = study.outcomes.count
    if count > MOST_PACKAGES:
        raise NotPossible(
            f"{count:,} packages are too many to play for (limit {MOST_PACKAGES:,}); "
            "leave out issues, or merge options, in a copy of the case"
        )
    if len(parties) > SIDES:
        raise NotPossible(f"at most {SIDES} parties can sit at the table; got {len(parties)}")
    if count * 2 ** len(parties) > MOST_CARRIED:
        raise NotPossible(
            f"who can carry out each of {count:,} packages is too much to keep for all sets of {len(parties)} parties "
            f"(limit {MOST_CARRIED:,}); seat fewer parties, or leave out issues, in a copy of the case"
        )
    most = study.ensemble.no_deal.shape[2] - 1
    if months > most:
        raise NotPossible(f"the outlook of the case has {most} months; the talks cannot last {months:g}")


def _floors(deals: NDArray[Any], rounds: int, months: float) -> NDArray[Any]:
    """What is no deal worth (n, P, R) in each round?

    By a straight line between the months of the outlook; exact values too large for 64 bits move by whole months.
    """
    at = months * np.arange(1, rounds + 1) / (rounds + 1)
    if deals.dtype == object:
        return np.asarray(deals[:, :, np.floor(at).astype(np.int64)])
    return along(deals, at)


def _numbers(stakes: Stakes) -> tuple[Ints, Ints, Floats]:
    """Give the values (n, P, X) of all packages and the floors as whole numbers that floating point can hold.

    The last of the three is the own ranges (n, P) in the same units.
    """
    if stakes.exact:
        return worth(stakes.whole, stakes.starts), stakes.floors.astype(np.int64), stakes.span
    values, floors, units = _scaled(
        stakes.values.astype(object), stakes.vetoed, stakes.starts, stakes.floors.astype(object)
    )
    return values, floors, stakes.span * units


def _scaled(
    blocks: NDArray[Any], vetoes: NDArray[np.bool_], starts: Ints, floors: NDArray[Any]
) -> tuple[Ints, Ints, Floats]:
    """Round sums, not parts, to units of which a party's range has `FINE`: what was equal stays equal."""
    sums, barred = blocks[:, :, :1] * 0, np.zeros((*blocks.shape[:2], 1), dtype=np.bool_)
    for start, end in pairwise(starts.tolist()):
        sums = (sums[:, :, :, None] + blocks[:, :, None, start:end]).reshape(*blocks.shape[:2], -1)
        barred = (barred[:, :, :, None] | vetoes[:, :, None, start:end]).reshape(*blocks.shape[:2], -1)
    found, moved = np.empty(sums.shape, np.int64), np.empty(floors.shape, np.int64)
    units = np.empty(blocks.shape[:2])
    for n, p in product(*map(range, blocks.shape[:2])):
        low, high = min(*sums[n, p], *floors[n, p]), max(*sums[n, p], *floors[n, p])
        wide = max(1, high - low)
        units[n, p] = FINE / wide
        found[n, p] = [(2 * (value - low) * FINE + wide) // (2 * wide) for value in sums[n, p]]
        moved[n, p] = [(2 * (value - low) * FINE + wide) // (2 * wide) for value in floors[n, p]]
    return np.where(barred, REFUSED, found), moved, units


def options(study: Study) -> Ints:
    """Which option of its issue, from 0, does each package (X, I) take?"""
    return study.outcomes.table() - study.outcomes.starts[:-1]


def _carried(study: Study, parties: Sequence[str]) -> NDArray[np.bool_]:
    """Which sets (X, 2^P) of those at the table can carry out each package, whoever else there is staying out?"""
    sets = [
        mask(study.case, [party for place, party in enumerate(parties) if some >> place & 1])
        for some in range(2 ** len(parties))
    ]
    return carriers(study.case, study.outcomes, sets)
