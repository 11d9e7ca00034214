"""Counts of acceptable packages, against listing them."""

from __future__ import annotations

import random
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from entaku.kernels.counting import MOST_PAIRS, count_acceptable, countable
from tests.kernels import reference_room as listing

SEEDS = st.integers(0, 10**6)
GREAT = 10**30


def counted(case: listing.Case, needed: list[int], factor: int = 1, *, beyond: int = 0) -> int:
    kind: Any = object if factor > 1 else np.int64
    values = np.array(case.values, kind)[needed] * factor
    floor = np.array(case.no_deal, kind)[needed] * factor + beyond
    allowed = np.logical_not(np.any(np.array(case.vetoes)[needed], axis=0))
    return count_acceptable(values, np.array(case.starts), allowed, floor)


@given(SEEDS)
def test_counts_equal_the_listing_for_any_number_of_parties_and_size_of_values(seed: int) -> None:
    rng = random.Random(seed)
    case = listing.random_case(rng)
    needed = sorted(rng.sample(range(len(case.values)), rng.randint(1, len(case.values))))
    expected = listing.acceptable(case, needed)
    assert counted(case, needed) == len(expected)
    assert counted(case, needed, GREAT) == len(expected)
    better = [x for x in expected if all(case.value(p, x) * case.unit[p] > case.no_deal[p] for p in needed)]
    assert counted(case, needed, beyond=1) == len(better)


@pytest.mark.parametrize("parties", [1, 2, 3])
def test_a_count_is_the_product_where_nobody_minds(parties: int) -> None:
    blocks, options = (20, 4) if parties < 3 else (10, 4)
    starts = np.arange(0, blocks * options + 1, options)
    values, allowed = np.ones((parties, blocks * options), np.int64), np.ones(blocks * options, np.bool_)
    allowed[:2] = False
    full = count_acceptable(values, starts, allowed, np.full(parties, blocks))
    assert full == 2 * options ** (blocks - 1)
    assert count_acceptable(values, starts, allowed, np.full(parties, blocks + 1)) == 0


def test_a_step_in_one_options_value_counts_by_hand() -> None:
    blocks = 20
    starts = np.arange(0, blocks * 4 + 1, 4)
    values = np.tile([0, 1, 2, 3], (2, blocks))
    values[1] = 3 - values[1]
    everything = np.ones(blocks * 4, np.bool_)
    # the sum of twenty numbers from 0 to 3 is at least 58 in 1 + 20 + (20 + 190) ways, and the other party has the rest
    assert count_acceptable(values, starts, everything, np.array([58, 0])) == 1 + 20 + 210
    assert count_acceptable(values, starts, everything, np.array([58, 2])) == 210


def test_what_is_too_much_to_count_is_said_and_refused() -> None:
    assert not countable(np.full(16, 4), 3)
    assert MOST_PAIRS < 4**16
    starts = np.arange(0, 65, 4)
    with pytest.raises(ValueError, match="4294967296 packages are too many to count for 3 parties"):
        count_acceptable(np.zeros((3, 64), int), starts, np.ones(64, np.bool_), np.zeros(3, int))


def test_a_block_without_an_allowed_option_leaves_no_package() -> None:
    allowed = np.array([False, False, True])
    assert count_acceptable(np.zeros((1, 3), int), np.array([0, 2, 3]), allowed, np.zeros(1, int)) == 0
