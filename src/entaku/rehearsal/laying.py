"""From a case laid out to a table that can be played at."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from entaku.kernels.ladders import REFUSED, worth
from entaku.model.errors import NotPossible
from entaku.rehearsal.table import Table
from entaku.space.closing import carriers
from entaku.space.consent import mask
from entaku.space.study import Study

MOST_PACKAGES = 2_000_000
"""Beyond so many packages a play would need more memory than a person's machine has."""
SIDES = 12
"""How many parties at most: a table over all sets of them is kept."""
FINE = 2**50
"""Units of a party's range where its exact values need more digits than a level of aspiration can have."""
EXACT = 2**52
"""Up to this size whole numbers are exact as floating point."""

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def laid(study: Study, parties: Sequence[str], rounds: int, months: float, plays: range) -> Table:
    """What do these parties play for, in these plays?

    Play k takes draw k of the study, and begins again with the first where there are fewer. No-deal values move
    along the outlook as so many months pass over the rounds.

    Raises
    ------
    NotPossible
        Too many packages or parties, or more months than the outlook has.
    """
    _check(study, parties, months)
    places = [study.parties.index(party) for party in parties]
    draws = np.arange(plays.start, plays.stop, dtype=np.int64)
    taken = np.unique(draws % study.ensemble.size)
    values, floors, units = _numbers(study, places, taken, _floors(study, places, taken, rounds, months))
    span = study.own_ranges[taken][:, places] * units
    back = np.searchsorted(taken, draws % study.ensemble.size)
    alike = len(back) == len(taken) and bool((back == np.arange(len(back))).all())
    return Table(
        parties=tuple(parties),
        draws=draws,
        values=values if alike else values[back],
        floors=floors if alike else floors[back],
        span=span if alike else span[back],
        options=_options(study),
        carried=_carried(study, parties),
        seed=study.ensemble.seed,
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
    most = study.ensemble.no_deal.shape[2] - 1
    if months > most:
        raise NotPossible(f"the outlook of the case has {most} months; the talks cannot last {months:g}")


def _floors(study: Study, places: Sequence[int], taken: Ints, rounds: int, months: float) -> NDArray[Any]:
    """What is no deal worth (n, P, R) in each round, by a straight line between the months of the outlook?"""
    deals = study.ensemble.no_deal[taken][:, places]
    at = months * np.arange(1, rounds + 1) / (rounds + 1)
    before = np.floor(at).astype(np.int64)
    after = np.minimum(before + 1, deals.shape[2] - 1)
    if deals.dtype == object:
        return np.asarray(deals[:, :, before])
    part = at - before
    moved = np.rint((deals[:, :, after] - deals[:, :, before]) * part).astype(np.int64)
    return np.asarray(deals[:, :, before] + moved)


def _numbers(
    study: Study, places: Sequence[int], taken: Ints, floors: NDArray[Any]
) -> tuple[Ints, Ints, Floats]:
    """Give the values (n, P, X) of all packages and the floors as whole numbers that floating point can hold.

    The last of the three is how many of these units (n, P) one unit of the study has become.
    """
    blocks, vetoes = study.block_values[taken][:, places], study.block_vetoes[taken][:, places]
    starts = study.outcomes.block_starts
    largest = max(abs(int(blocks.max())), abs(int(blocks.min()))) * (len(starts) - 1)
    if max(largest, abs(int(floors.max())), abs(int(floors.min()))) < EXACT:
        small = np.ascontiguousarray(blocks, dtype=np.int64)
        alike = np.ones(blocks.shape[:2])
        return worth(small, np.ascontiguousarray(vetoes), starts), floors.astype(np.int64), alike
    return _scaled(blocks.astype(object), vetoes, starts, floors.astype(object))


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


def _options(study: Study) -> Ints:
    """Which option of its issue, from 0, does each package (X, I) take?"""
    return study.outcomes.table() - study.outcomes.starts[:-1]


def _carried(study: Study, parties: Sequence[str]) -> NDArray[np.bool_]:
    """Which sets (X, 2^P) of those at the table can carry out each package, whoever else there is staying out?"""
    everybody = carriers(study.case, study.outcomes)
    alone = [
        mask(study.case, [party for place, party in enumerate(parties) if some >> place & 1])
        for some in range(2 ** len(parties))
    ]
    return np.asarray(everybody[:, alone])
