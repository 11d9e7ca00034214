"""Whether there is an acceptable package, against listing them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from entaku.kernels.acceptance import acceptance
from entaku.kernels.reach import reach

SEEDS = st.integers(0, 10**6)


def some_tables(seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Make tables of one to four parties whose no-deal values lie near what packages give."""
    rng = np.random.default_rng(seed)
    parties, sizes = rng.integers(1, 5), rng.integers(1, 5, rng.integers(1, 6))
    starts = np.concatenate(([0], np.cumsum(sizes)))
    top = int(rng.choice([2, 4, 50, 2**40]))
    values = rng.integers(-1, top, (3, parties, starts[-1]))
    floor = rng.integers(0, max(2, int(top * len(sizes) * rng.choice([0.5, 0.8]))), (3, parties))
    return values, floor, rng.random(values.shape) < rng.choice([0.0, 0.1]), starts


@given(SEEDS)
def test_reach_equals_the_listing(seed: int) -> None:
    values, floor, vetoed, starts = some_tables(seed)
    everybody = np.ones(values.shape[1], np.bool_)
    listed = acceptance(values, floor, vetoed, starts, np.ones(3) / 3, everybody)
    assert (reach(values, floor, vetoed, starts) == (listed.first >= 0)).all()


def test_cases_with_and_without_a_package_are_both_among_those() -> None:
    found = [reach(*some_tables(seed)) for seed in range(300)]
    assert 0.2 < np.mean(found) < 0.8


def test_a_gap_that_prices_cannot_see_is_found_by_the_frontier() -> None:
    # the two packages give (9, 0) and (0, 9); half of each would give both 4
    values = np.array([[[9, 0], [0, 9]]])
    assert reach(values, np.array([[4, 4]]), values > 9, np.array([0, 2])).tolist() == [0]


@pytest.mark.parametrize(("bits", "expected"), [(12, 1), (20, -1)])
def test_what_merging_may_have_missed_stays_open(bits: int, expected: int) -> None:
    # every package is efficient, and exactly one gives both parties what they ask for: among 2**20 it gets lost
    powers = np.array([[0, 2**b] for b in range(bits)]).reshape(1, -1)
    values, starts = np.concatenate([powers, -powers])[None], np.arange(0, 2 * bits + 1, 2)
    asked = 0b01101001110100110101 % 2**bits
    floor, free = np.array([[asked, -asked]]), np.zeros(values.shape, np.bool_)
    assert reach(values, floor, free, starts).tolist() == [expected]
    assert reach(values, floor + np.array([1, 0]), free, starts).tolist() == [0]
