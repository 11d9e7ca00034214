"""What was to be had, against the definitions, worked out slowly package by package."""

from __future__ import annotations

from dataclasses import replace
from math import hypot, isnan, prod

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

import entaku
from entaku.kernels.packages import REFUSED
from entaku.kernels.solutions import RULES
from entaku.rehearsal.laying import laid
from entaku.rehearsal.table import Table
from entaku.rehearsal.yardsticks import deals, gains, had
from entaku.space.study import Study, lay_out
from tests.rehearsal.tables import table

PLAYS = 30
SEEDS = st.integers(0, 10_000)


def drawn(seed: int, step: int = 1) -> Table:
    """Give plays with red lines, in some of them no room at all; values are whole steps."""
    made = table(seed, PLAYS, rounds=1)
    rng = np.random.default_rng(seed)
    values = np.where(rng.random(made.values.shape) < 0.1, REFUSED, made.values // step * step)
    floors = np.where(rng.random((PLAYS, 2, 1)) < 0.3, 2200, made.floors)
    return replace(made, values=values, floors=floors)


def acceptable(at: Table, play: int) -> list[tuple[float, ...]]:
    """List what the packages that nobody refuses bring both over no deal, in shares of their ranges."""
    found = []
    for package in range(at.packages):
        worth, floor = at.values[play, :, package], at.floors[play, :, 0]
        if all(worth[p] != REFUSED and worth[p] >= floor[p] for p in (0, 1)):
            found.append(tuple(float((worth[p] - floor[p]) / at.span[play, p]) for p in (0, 1)))
    return found


def best(points: list[tuple[float, ...]]) -> list[tuple[float, ...]]:
    return [
        one
        for one in points
        if not any(other != one and all(b >= a for a, b in zip(one, other, strict=True)) for other in points)
    ]


def picked(points: list[tuple[float, ...]], rule: str) -> list[tuple[float, ...]]:
    """Which points have the largest product, or sum, of gains? Who can gain nothing does not count."""
    able = [p for p in (0, 1) if any(point[p] > 0 for point in points)]
    gains = [[point[p] for p in able] for point in points]
    worth = [prod(some) if rule == "nash" else sum(some) for some in gains]
    return [point for point, one in zip(points, worth, strict=True) if one >= max(worth) - 1e-12]


@settings(max_examples=25)
@given(seed=SEEDS)
def test_room_ideal_and_frontier_are_those_of_the_list(seed: int) -> None:
    at = drawn(seed, step=100)
    could = had(at)
    assert could.room.any()
    for play in range(PLAYS):
        there = acceptable(at, play)
        assert could.room[play] == bool(there)
        ideal = [max((point[p] for point in there), default=0.0) for p in (0, 1)]
        assert could.ideal[play] == pytest.approx(ideal)
        assert {tuple(point) for point in could.frontier[play].tolist()} == set(best(there))


@settings(max_examples=25)
@given(seed=SEEDS)
def test_deals_are_as_good_as_their_distances_say(seed: int) -> None:
    at = drawn(seed)
    could = had(at)
    packages = np.random.default_rng(seed + 1).integers(-1, at.packages, PLAYS)
    found = deals(at, could, packages)
    for play, package in enumerate(packages.tolist()):
        there = acceptable(at, play)
        if package < 0:
            assert not found.efficient[play]
            assert isnan(found.wasted[play])
            assert np.isnan(found.off[play]).all()
            assert found.least[play] == -1
            continue
        got = [
            float((at.values[play, p, package] - at.floors[play, p, 0]) / at.span[play, p]) for p in (0, 1)
        ]
        every = [(int(a), int(b)) for a, b in at.values[play].T if REFUSED not in (a, b)]
        mine = tuple(int(v) for v in at.values[play, :, package])
        betters = [o for o in every if o != mine and o[0] >= mine[0] and o[1] >= mine[1]]
        assert found.efficient[play] == (not betters)
        if not there:
            assert isnan(found.wasted[play])
            assert found.least[play] == -1
            continue
        away = [hypot(*(a - b for a, b in zip(point, got, strict=True))) for point in best(there)]
        assert found.wasted[play] == pytest.approx(min(away))
        for rule in ("nash", "max_welfare"):
            near = min(
                hypot(*(a - b for a, b in zip(point, got, strict=True)))
                for point in picked(best(there), rule)
            )
            assert found.off[play, RULES.index(rule)] == pytest.approx(near)
        parts = [got[p] / could.ideal[play, p] if could.ideal[play, p] > 0 else 0.0 for p in (0, 1)]
        assert found.least[play] == parts.index(min(parts))


@pytest.fixture(scope="module")
def study() -> Study:
    return lay_out(entaku.case("moscow-2025-12-02"), draws=40)


def gained(study: Study, play: int, party: int, package: int) -> float:
    """What does a package bring a party over no deal today, summed issue by issue?"""
    draw = play % study.ensemble.size
    worth = sum(int(study.ensemble.values[draw, party, option]) for option in study.outcomes.table()[package])
    return float(worth - study.ensemble.no_deal[draw, party, 0]) / float(study.own_ranges[draw, party])


def test_gains_are_told_of_everybody_at_the_table_or_not(study: Study) -> None:
    plays = range(70)  # more than there are draws: the first come again
    packages = np.random.default_rng(3).integers(-1, study.outcomes.count, len(plays))
    found = gains(study, packages, plays)
    assert found.shape == (70, 5)
    for play, package in enumerate(packages.tolist()):
        for party in range(5):
            right = gained(study, play, party, package) if package >= 0 else 0.0
            assert found[play, party] == pytest.approx(right)


def test_gains_at_the_table_are_those_of_its_values(study: Study) -> None:
    """Where no red line is crossed, the table has the same numbers."""
    at = laid(study, study.case.needed, 1, 0.0, range(40))
    packages: NDArray[np.int64] = np.random.default_rng(4).integers(0, study.outcomes.count, 40)
    found = gains(study, packages, range(40))
    seen = 0
    for place, party in enumerate(at.parties):
        worth = at.values[np.arange(40), place, packages]
        mine = found[:, study.parties.index(party)]
        over = (worth - at.floors[:, place, 0]) / at.span[:, place]
        clear = worth != REFUSED
        assert mine[clear] == pytest.approx(over[clear])
        seen += int(clear.sum())
    assert seen > 60
