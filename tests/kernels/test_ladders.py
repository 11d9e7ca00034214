"""Ladders beside sorting: ties, refused packages, values crowded far from one another."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from entaku.kernels.ladders import at_rung, below, hooked, ladders, reach, rung_of, rungs, tally
from entaku.kernels.packages import REFUSED, extremes, valued


def random_values(seed: int, size: int) -> NDArray[np.int64]:
    """Draw three rows: many ties, crowds around far points, or anything; some refused, one row perhaps wholly."""
    dice = np.random.default_rng(seed)
    spread = int(dice.choice([1, 4, 2**20, 2**51]))
    values = dice.integers(-spread, spread + 1, (3, size)) + dice.choice([0, 2**51], (3, size))
    values[dice.random(values.shape) < dice.choice([0.0, 0.3])] = REFUSED
    if dice.integers(4) == 0:
        values[0] = REFUSED
    return np.asarray(values)


@given(st.integers(0, 2**32), st.integers(1, 120))
def test_the_order_is_the_sorted_one(seed: int, size: int) -> None:
    values = random_values(seed, size)
    hooks = hooked(values, extremes(values))
    order = ladders(values, hooks)
    assert order.tolist() == np.argsort(values, axis=1, kind="stable").tolist()
    level = values[:, 0] + 1
    expected = [np.searchsorted(np.sort(row), at) for row, at in zip(values, level, strict=True)]
    assert rungs(values, order, level).tolist() == expected


@given(st.integers(0, 2**32), st.integers(1, 120))
def test_a_ladder_is_climbed_no_further_than_asked(seed: int, size: int) -> None:
    values = random_values(seed, size)
    hooks, order = hooked(values, extremes(values)), np.full(values.shape, -1)
    upto = np.empty((3, size + 1), np.int32)
    for n, row in enumerate(values):
        tally(values, hooks, n, upto)
        expected, dice = np.argsort(row, kind="stable"), np.random.default_rng(seed)
        asked = dice.permutation(np.arange(np.count_nonzero(row == REFUSED), size))[:5].tolist()
        for rung in asked:
            assert at_rung(values, hooks, n, rung, upto, order) == expected[rung]
        hook = (row - hooks.low[n]) >> hooks.shift[n]
        beside = np.isin(hook[expected], hook[expected[asked]]) & (row[expected] != REFUSED)
        assert (order[n] >= 0).tolist() == beside.tolist()
        for rung in asked:
            if (level := int(row[expected[rung]])) < row.max():
                assert rung_of(values, hooks, n, level + 1, upto, order) == np.sum(row <= level)


@given(st.integers(0, 2**32), st.integers(1, 120), st.integers(-2, 2))
def test_the_cheapest_that_reaches_a_level(seed: int, size: int, beside: int) -> None:
    values = random_values(seed, size)
    hooks, known = hooked(values, extremes(values)), np.array([[REFUSED] * 3, [-1] * 3])
    level = np.where(values[:, -1] == REFUSED, 5, values[:, -1] + beside)
    asked = np.array([True, True, False])
    reach(values, hooks, level, asked, known)
    expected = [
        min(((value, x) for x, value in enumerate(row) if value >= at), default=(0, -1))[1]
        for row, at in zip(values.tolist(), level.tolist(), strict=True)
    ]
    assert known[1].tolist() == [*expected[:2], -1]


@given(st.integers(0, 2**32), st.integers(1, 120), st.integers(2, 20))
def test_going_down_lists_all_that_is_not_refused(seed: int, size: int, known: int) -> None:
    values = random_values(seed, size)
    hooks, asked, here = hooked(values, extremes(values)), np.ones(3, np.bool_), np.full(3, -1)
    listed: list[list[int]] = [[], [], []]
    ahead = np.full((3, known), -1)
    for _ in range(size):
        here = below(values, hooks, here, asked, ahead)
        for row, package in zip(listed, here.tolist(), strict=True):
            if package >= 0 and len(row) < size:
                row.append(package)
        asked = here >= 0
    for worth, found in zip(values, listed, strict=True):
        order = np.argsort(-worth, kind="stable")
        assert found == [x for x in order.tolist() if worth[x] != REFUSED]
    assert below(values, hooks, np.array([0, 0, 0]), np.zeros(3, np.bool_), ahead).tolist() == [0, 0, 0]


def test_what_is_worth_nothing_known() -> None:
    values = np.array([[REFUSED, 4], [REFUSED, REFUSED]])
    assert extremes(values).tolist() == [[4, 4], [REFUSED, REFUSED]]
    assert valued(values, np.array([1, -1])).tolist() == [4, REFUSED]
