"""The frontier with limits: how far off merging may be, how many packages share a point, which are listed."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from entaku.kernels.frontier import UNLIMITED, Frontier, frontier_within
from entaku.kernels.frontier_steps import MANY

SEEDS = st.integers(0, 10**6)


def explosive(seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Make a table in which most packages are efficient: values that add up to a constant, or nearly."""
    rng = np.random.default_rng(seed)
    parties, blocks, options = rng.integers(2, 5), rng.integers(2, 6), rng.integers(2, 5)
    values = rng.integers(0, 1000, (parties, blocks * options))
    values[-1] = 1000 - values[:-1].sum(axis=0) + rng.integers(0, rng.choice([1, 30]), blocks * options)
    floor = values.mean(axis=1) * blocks - rng.choice([200, 10_000])
    allowed = rng.random(blocks * options) > 0.05
    return values, np.arange(0, blocks * options + 1, options), allowed, floor.astype(np.int64)


def both(seed: int, most: int, kind: Any = np.int64) -> tuple[Frontier, Frontier]:
    values, starts, allowed, floor = explosive(seed)
    worth, least = values.astype(kind), floor.astype(kind)
    whole = frontier_within(worth, starts, allowed, least)
    return whole, frontier_within(worth, starts, allowed, least, most)


@given(SEEDS, st.integers(1, 40))
def test_no_package_is_missed_by_more_than_the_bound(seed: int, most: int) -> None:
    _, _, _, floor = explosive(seed)
    exact, merged = both(seed, most)
    assert len(merged.points) <= most
    for point in exact.points:
        if (point >= floor + merged.within).all():
            assert (merged.points >= point - merged.within).all(axis=1).any()


@given(SEEDS, st.integers(1, 40))
def test_no_package_is_better_for_everybody_by_more_than_the_bound(seed: int, most: int) -> None:
    exact, merged = both(seed, most)
    for point in merged.points:
        assert not (exact.points > point + merged.within).all(axis=1).any()


@given(SEEDS, st.integers(1, 40))
def test_what_is_found_are_packages_with_their_values(seed: int, most: int) -> None:
    values, starts, allowed, floor = explosive(seed)
    _, merged = both(seed, most)
    taken = starts[:-1] + merged.choices
    assert allowed[taken].all()
    assert (merged.points[merged.at] == values[:, taken].sum(axis=2).T).all()
    assert (merged.points >= floor).all()


@given(SEEDS)
def test_where_nothing_is_merged_nothing_changes(seed: int) -> None:
    exact, merged = both(seed, UNLIMITED)
    assert merged.exact
    assert merged.choices.tolist() == exact.choices.tolist()


def test_merging_happens_among_those_cases() -> None:
    merged = [both(seed, 10)[1] for seed in range(100)]
    assert np.mean([not one.exact for one in merged]) > 0.4


def test_python_numbers_are_merged_alike() -> None:
    for seed in range(20):
        whole, large = both(seed, 15)[1], both(seed, 15, object)[1]
        assert whole.points.tolist() == large.points.tolist()
        assert whole.within.tolist() == large.within.tolist()


def test_ties_are_counted_without_listing_them() -> None:
    values, starts = np.zeros((2, 80), np.int64), np.arange(0, 81, 4)
    values[:, 0] = 1
    found = frontier_within(values, starts, np.ones(80, np.bool_), np.zeros(2, int), packages=100)
    assert found.points.tolist() == [[1, 1]]
    assert found.ways.tolist() == [4**19]
    assert len(found.choices) == 100
    assert len(np.unique(found.choices, axis=0)) == 100
    assert (found.choices[:, 0] == 0).all()


def test_more_ties_than_can_be_counted_stop_at_a_number_that_says_so() -> None:
    values, starts = np.zeros((1, 160), np.int64), np.arange(0, 161, 4)
    found = frontier_within(values, starts, np.ones(160, np.bool_), np.zeros(1, int), packages=5)
    assert found.ways.tolist() == [MANY]
    assert len(found.choices) == 5


def test_packages_add_up_to_all_ways_where_all_are_listed() -> None:
    for seed in range(50):
        exact, _ = both(seed, 1)
        assert np.bincount(exact.at, minlength=len(exact.points)).tolist() == exact.ways.tolist()


@pytest.mark.parametrize("limits", [(0, 1), (1, 0)])
def test_limits_below_one_are_refused(limits: tuple[int, int]) -> None:
    values = np.zeros((1, 2), int)
    with pytest.raises(ValueError, match="limits must be at least 1"):
        frontier_within(values, np.array([0, 2]), np.ones(2, np.bool_), np.zeros(1, int), *limits)
