"""Counts of votes against listing all coalitions, and the two ways of counting against each other."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from math import comb
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entaku.kernels import power, votes
from entaku.kernels.coalitions import weighted_game

Vote = tuple[list[int], list[int]]


@st.composite
def a_vote(draw: st.DrawFn) -> Vote:
    weights = draw(st.lists(st.integers(0, 9), min_size=1, max_size=7))
    falling = draw(
        st.lists(st.integers(-2, sum(weights) + 3), min_size=len(weights) + 1, max_size=len(weights) + 1)
    )
    return weights, sorted(falling, reverse=True)


def listed(weights: list[int], quotas: list[int]) -> Any:
    """Count by listing every coalition."""
    n = len(weights)
    wins, with_member = [0] * (n + 1), [[0] * (n + 1) for _ in weights]
    for mask in range(1 << n):
        inside = [i for i in range(n) if mask >> i & 1]
        if sum(weights[i] for i in inside) >= quotas[len(inside)]:
            wins[len(inside)] += 1
            for i in inside:
                with_member[i][len(inside)] += 1
    return tuple(wins), tuple(map(tuple, with_member))


@given(a_vote())
def test_both_ways_of_counting_agree_with_listing(vote: Vote) -> None:
    weights, quotas = vote
    want = listed(weights, quotas)
    assert votes.winning(weights, quotas) == want
    needed = [min(max(quota, 0), sum(weights) + 1) for quota in quotas]
    assert votes._by_halves(weights, needed) == want
    assert votes._by_sums(weights, needed) == want


@given(st.lists(st.integers(0, 9), min_size=1, max_size=7), st.integers(0, 40))
def test_indices_agree_with_those_of_the_listed_game(weights: list[int], quota: int) -> None:
    game, quotas = weighted_game(quota, weights), [quota] * (len(weights) + 1)
    assert votes.shapley_shubik(weights, quotas) == power.shapley_shubik(game)
    assert votes.banzhaf_raw(weights, quotas) == power.banzhaf_raw(game)


@given(
    st.lists(st.integers(0, 9), min_size=1, max_size=6),
    st.lists(st.tuples(st.integers(0, 6), st.integers(0, 30)), max_size=3),
)
def test_any_of_several_rules_carries(weights: list[int], rules: list[tuple[int, int]]) -> None:
    quotas = votes.either_rule(weights, rules)
    assert all(larger <= smaller for smaller, larger in pairwise(quotas))
    for mask in range(1 << len(weights)):
        inside = [weight for i, weight in enumerate(weights) if mask >> i & 1]
        carried = any(len(inside) >= members and sum(inside) >= weight for members, weight in rules)
        assert (sum(inside) >= quotas[len(inside)]) == carried


def test_many_members_are_counted_exactly() -> None:
    """A hundred equal members: counts go beyond 64 bits, and every share is a hundredth."""
    quotas = [51] * 101
    assert votes.shapley_shubik([1] * 100, quotas) == (Fraction(1, 100),) * 100
    assert votes.banzhaf_raw([1] * 100, quotas) == (comb(99, 50),) * 100


def test_a_council_of_28_with_weights_too_large_for_sums() -> None:
    """Of members of two kinds the counts follow from binomials."""
    weights = [10**9] * 4 + [10**6] * 24
    # two of the four, and sixteen members in all
    quotas = votes.either_rule(weights, [(16, 2 * 10**9)])
    wins = sum(comb(4, great) * comb(24, small) for great in (2, 3, 4) for small in range(16 - great, 25))
    counted, with_member = votes.winning(weights, quotas)
    assert sum(counted) == wins
    first = sum(comb(3, great) * comb(24, small) for great in (1, 2, 3) for small in range(15 - great, 25))
    assert sum(with_member[0]) == first


@pytest.mark.parametrize(
    ("weights", "quotas", "said"),
    [
        ([1, -1], [1, 1, 1], "negative"),
        ([1, 1], [1, 1], "each size from 0 to 2, not 2"),
        ([1, 1], [1, 1, 2], "larger coalition"),
        ([10**9] * 40, [1] * 41, "round the weights"),
    ],
)
def test_what_cannot_be_counted_is_refused(weights: list[int], quotas: list[int], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        votes.winning(weights, quotas)
