"""Packages as people compare them: names, who accepts them, and the exact solution points of exact cases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from entaku.kernels.acceptance import Openings, openings
from entaku.kernels.frontier import frontier
from entaku.kernels.solutions import solve
from entaku.model.text import Text, say
from entaku.model.wording import option_in_full
from entaku.space.ensemble import LARGEST
from entaku.space.programs import Program
from entaku.space.study import Study
from entaku.space.zones import Zones, firm_program, gain_range

ZERO = 1e-9
ALL = 1.0 - 1e-12


@dataclass(frozen=True, slots=True)
class Deal:
    """One package: its number, options, the share of draws in which all needed parties accept it, and each.

    `sure` names the parties for whom a linear program proves it acceptable whatever they prefer.
    """

    number: int
    package: Mapping[str, str]
    name: Text
    share: float
    by_party: Mapping[str, float]
    efficient: float
    sure: frozenset[str]


@dataclass(frozen=True, slots=True)
class Exact:
    """An exact case solved: packages in the zone, the frontier with ties, and all maximisers of each rule.

    `strictly` counts the packages that everybody likes better than no deal; `opening` says by how much who would
    have to give way where the zone is empty.
    """

    acceptable: int
    strictly: int
    opening: Openings
    numbers: tuple[int, ...]
    points: NDArray[Any]
    chosen: Mapping[str, tuple[int, ...]]

    @property
    def distinct(self) -> int:
        """How many different value vectors lie on the frontier?"""
        return len({tuple(point) for point in self.points.tolist()})


def name(study: Study, number: int) -> Text:
    """How is a package called? By the options that change something; the status quo is left out."""
    package = study.outcomes.package(number)
    changed = [
        option_in_full(study.case, issue, issue.options[issue.position(package[issue.id])])
        for issue in study.case.issues
        if package[issue.id] != issue.status_quo
    ]
    if not changed:
        return Text("[nothing changes]", "［現状のまま］")
    options = Text(
        "; ".join(text.said("en") for text in changed), "、".join(text.said("ja") for text in changed)
    )
    return say("[{options}]", "［{options}］", options=options)


def best_deals(study: Study, zones: Zones, most: int) -> tuple[Deal, ...]:
    """Which packages, at most so many, do all needed parties accept in most draws? Ties: the case's order."""
    share = zones.survey.accepted[:, -1]
    order = np.lexsort((np.arange(len(share)), -zones.survey.on_frontier, -share))
    return deals(study, zones, [int(number) for number in order[:most]])


def deals(study: Study, zones: Zones, numbers: Sequence[int]) -> tuple[Deal, ...]:
    """How do these packages fare?"""
    accepted = zones.survey.accepted
    programs = {party: firm_program(study, party) for party in study.case.needed}
    found = []
    for number in numbers:
        by_party = {party: _clean(accepted[number, p]) for p, party in enumerate(study.parties)}
        found.append(
            Deal(
                number,
                study.outcomes.package(number),
                name(study, number),
                _clean(accepted[number, -1]),
                by_party,
                _clean(zones.survey.on_frontier[number]),
                _sure(study, number, by_party, programs),
            )
        )
    return tuple(found)


def _clean(share: float) -> float:
    """Take a sum of all weights for 1."""
    return 1.0 if share > ALL else float(share)


def _sure(
    study: Study, number: int, by_party: Mapping[str, float], programs: Mapping[str, Program]
) -> frozenset[str]:
    """Prove acceptance where no draw refused; a party whose red line cuts the package is never sure."""
    held = [study.outcomes.option(*option) for option in study.outcomes.package(number).items()]
    cut = {spec.party for spec in study.admissible if spec.vetoes[:, held].any()}
    always = [party for party in programs if by_party[party] == 1.0 and party not in cut]
    return frozenset(party for party in always if gain_range(study, number, programs[party])[0] >= -ZERO)


def exact(study: Study) -> Exact:
    """What is the room of a case whose numbers are all exact? Nothing is rounded, ties are kept."""
    draws, space = study.ensemble, study.outcomes
    needed = [study.parties.index(party) for party in study.case.needed]
    values = space.by_block(draws.values[0])
    floor = draws.no_deal[0, needed, 0]
    numbers, points = efficient(study, floor)
    scale = np.array([draws.scale[p] for p in needed], dtype=object)
    everyone = np.array(
        [[sum(values[p, i] for i in space.choices(n)) for p in range(len(values))] for n in numbers]
    )
    return Exact(
        *_acceptable(study, values[needed], _allowed(study), floor),
        _opening(study),
        numbers,
        everyone.reshape(len(numbers), len(values)),
        solve(points, floor, scale),
    )


def efficient(study: Study, floor: NDArray[Any]) -> tuple[tuple[int, ...], NDArray[Any]]:
    """Which packages (F,) at least at the floor does none dominate, and what are they worth (F, needed parties)?"""
    needed = [study.parties.index(party) for party in study.case.needed]
    values, starts = study.outcomes.by_block(study.ensemble.values[0])[needed], study.outcomes.block_starts
    choices, points = frontier(values, starts, _allowed(study), floor)
    return tuple(_number(starts, choice) for choice in choices), points


def _allowed(study: Study) -> NDArray[np.bool_]:
    """Tell which block options no needed party vetoes."""
    vetoed = study.ensemble.vetoed[0][study.needed]
    return np.asarray(~np.any(study.outcomes.any_by_block(vetoed), axis=0))


def _opening(study: Study) -> Openings:
    """Find the smallest concessions in own units; values beyond 64 bits are scaled down first."""
    draws, space = study.ensemble, study.outcomes
    numbers = np.concatenate([space.by_block(draws.values[0]), draws.no_deal[0, :, :1]], axis=1)
    room = LARGEST // (numbers.size + 1)  # no sum over blocks and parties leaves 64 bits
    coarse = [1 + max(abs(int(number)) for number in row) // room for row in numbers]
    divisor = np.array(coarse, dtype=object)
    values = space.by_block(draws.values[:1] // divisor[None, :, None]).astype(np.int64)
    return openings(
        np.ascontiguousarray(values),
        np.ascontiguousarray((draws.no_deal[:1, :, 0] // divisor[None, :]).astype(np.int64)),
        space.any_by_block(draws.vetoed[:1]),
        space.block_starts,
        study.needed,
        np.array([scale / part for scale, part in zip(draws.scale, coarse, strict=True)]),
    )


def _number(starts: NDArray[np.int64], choice: NDArray[np.int64]) -> int:
    number = 0
    for size, place in zip(np.diff(starts), choice, strict=True):
        number = number * int(size) + int(place)
    return number


def _acceptable(
    study: Study, values: NDArray[Any], allowed: NDArray[np.bool_], floor: NDArray[Any]
) -> tuple[int, int]:
    """Count packages as good as no deal, and better, block by block: equal partial sums are counted together."""
    counts: dict[tuple[Any, ...], int] = {tuple(0 for _ in floor): 1}
    starts = study.outcomes.block_starts
    for start, end in pairwise(starts):
        options = [tuple(values[:, k].tolist()) for k in range(int(start), int(end)) if allowed[k]]
        grown: dict[tuple[Any, ...], int] = {}
        for sums, count in counts.items():
            for option in options:
                total = tuple(a + b for a, b in zip(sums, option, strict=True))
                grown[total] = grown.get(total, 0) + count
        counts = grown
    least = [(min(a - b for a, b in zip(sums, floor.tolist(), strict=True)), n) for sums, n in counts.items()]
    return sum(n for gain, n in least if gain >= 0), sum(n for gain, n in least if gain > 0)
