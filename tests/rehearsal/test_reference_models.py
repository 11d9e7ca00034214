"""The slow reference of the frequency model and of the rank correlation that judges it."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.rehearsal.reference_models import frequency, rank_correlation, ranks


def test_a_model_as_worked_out_by_hand() -> None:
    model = frequency([(0, 0), (0, 1), (0, 1), (1, 2)], (2, 3))
    # issue 0: 0 0 0 1, unchanged in 2 of 3 pairs; issue 1: 0 1 1 2, in 1 of 3: weights (1+2) : (1+1)
    assert model.weights == [Fraction(3, 5), Fraction(2, 5)]
    # issue 0: offered 3 times and once: 4/4, 2/4; issue 1: once, twice, once: 2/3, 3/3, 2/3
    assert model.options == [[1, Fraction(1, 2)], [Fraction(2, 3), 1, Fraction(2, 3)]]
    # (1, 0): 3/5 * 1/2 + 2/5 * 2/3 = 3/10 + 4/15 = 17/30
    assert model.value((1, 0)) == Fraction(17, 30)


def test_without_offers_all_is_alike() -> None:
    model = frequency([], (2, 3))
    assert model.weights == [Fraction(1, 2)] * 2
    assert {model.value(package) for package in product(range(2), range(3))} == {1}


@given(st.lists(st.tuples(st.integers(0, 1), st.integers(0, 3)), max_size=12))
def test_a_model_is_of_weights_and_shares(offers: list[tuple[int, int]]) -> None:
    model = frequency(offers, (2, 4))
    assert sum(model.weights) == 1
    assert all(max(worth) == 1 for worth in model.options)
    assert all(0 < model.value(package) <= 1 for package in product(range(2), range(4)))


def test_ranks_share_their_average() -> None:
    assert ranks([30, 10, 20, 10]) == [4, Fraction(3, 2), 3, Fraction(3, 2)]


def test_a_correlation_as_worked_out_by_hand() -> None:
    # ranks 1 2 3 4 5 and 2 1 4 3 5: differences 1 1 1 1 0, 1 - 6 * 4 / (5 * 24) = .8
    assert rank_correlation([1, 2, 3, 4, 5], [20, 10, 40, 30, 50]) == pytest.approx(0.8)
    # ranks 1 2 3 and 1.5 1.5 3: deviations -1 0 1 and -.5 -.5 1: 1.5 / sqrt(2 * 1.5) = .8660
    assert rank_correlation([1, 2, 3], [7, 7, 9]) == pytest.approx(0.75**0.5)
    with pytest.raises(ZeroDivisionError):
        rank_correlation([1, 2, 3], [7, 7, 7])


@given(st.permutations(range(7)))
def test_without_ties_the_correlation_is_that_of_squared_differences(order: list[int]) -> None:
    apart = sum((place - rank) ** 2 for place, rank in enumerate(order))
    assert rank_correlation(range(7), order) == pytest.approx(1 - 6 * apart / (7 * 48), abs=1e-12)


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=2, max_size=9))
def test_the_correlation_lies_between_its_ends(pairs: Any) -> None:
    one, other = [a for a, _ in pairs], [b for _, b in pairs]
    assume(len(set(one)) > 1)
    assert rank_correlation(one, one) == pytest.approx(1)
    assert rank_correlation(one, [-a for a in one]) == pytest.approx(-1)
    assume(len(set(other)) > 1)
    assert abs(rank_correlation(one, other)) <= 1 + 1e-12
    assert rank_correlation(one, other) == pytest.approx(rank_correlation(other, [3 * a + 1 for a in one]))
