"""Ranks from rankings, weights and statements, against comparing pairs as the definitions say."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from entaku.kernels.graph_moves import patterns
from entaku.kernels.orderings import (
    ranks_of_groups,
    ranks_of_truths,
    ranks_of_values,
    ranks_of_weights,
    scores_of_truths,
    state_truths,
    truths,
)


def order_of(keys: list[object]) -> list[int]:
    """Rank keys, the largest first, ties alike, no rank left out."""
    levels = sorted(set(keys), reverse=True)  # type: ignore[type-var]
    return [levels.index(key) for key in keys]


@given(st.integers(0, 80), st.integers(1, 12), st.integers(0, 10**6))
def test_statements_compare_as_tuples_and_as_whole_numbers(statements: int, states: int, seed: int) -> None:
    dice = np.random.default_rng(seed)
    table = dice.random((statements, states)) < dice.choice([0.1, 0.5])
    tuples: list[object] = [tuple(column) for column in table.T.tolist()]
    found = ranks_of_truths(table).tolist()
    assert found == order_of(tuples)
    assert found == order_of(list(scores_of_truths(table)))


def test_no_number_of_statements_is_too_many() -> None:
    table = np.zeros((200, 2), dtype=bool)
    table[0, 0] = True
    table[1:, 1] = True
    assert ranks_of_truths(table).tolist() == [0, 1]
    table[0, 0], table[199, 0] = False, True
    table[1:199, 1] = False
    assert ranks_of_truths(table).tolist() == [0, 0]


def test_a_repeated_statement_changes_nothing() -> None:
    for seed in range(30):
        table = np.random.default_rng(seed).random((6, 9)) < 0.5
        again = np.concatenate([table[:3], table[1:2], table[3:]])
        assert (ranks_of_truths(again) == ranks_of_truths(table)).all()


def test_no_statement_leaves_everything_equal() -> None:
    assert ranks_of_truths(np.zeros((0, 3), dtype=bool)).tolist() == [0, 0, 0]
    assert scores_of_truths(np.zeros((0, 3), dtype=bool)) == (0, 0, 0)


def test_if_is_material_implication_and_iff_equivalence() -> None:
    vectors = np.arange(4)  # NN, YN, NY, YY
    first_if_second = patterns(["-N", "YY"])
    first_iff_second = patterns(["NN", "YY"])
    never = patterns([])
    assert truths(vectors, [first_if_second, first_iff_second, never]).tolist() == [
        [True, True, False, True],
        [True, False, False, True],
        [False, False, False, False],
    ]


def test_a_statement_holds_where_one_of_its_patterns_matches() -> None:
    dice = random.Random(2)
    for _ in range(50):
        texts = ["".join(dice.choice("YN-") for _ in range(4)) for _ in range(3)]
        table = truths(np.arange(16), [patterns(texts)])
        for vector in range(16):
            signs = ["NY"[vector >> bit & 1] for bit in range(4)]
            holds = any(
                all(sign in ("-", is_) for sign, is_ in zip(text, signs, strict=True)) for text in texts
            )
            assert table[0, vector] == holds


def test_vectors_of_one_state_agree_or_are_refused() -> None:
    table = np.array([[True, True, False], [False, True, False]])
    assert state_truths(table[:1], np.array([0, 0, 1]), 2).tolist() == [[True, False]]
    with pytest.raises(ValueError, match="statement 1 is true at one vector of state 0 and false at another"):
        state_truths(table, np.array([0, 0, 1]), 2)


def test_groups_are_ties() -> None:
    assert ranks_of_groups([[3], [0, 2], [], [1]], 4).tolist() == [1, 2, 1, 0]


@pytest.mark.parametrize("groups", [[[0], [1]], [[0], [1, 1], [2]], [[0, 1, 2, 3]]])
def test_a_ranking_names_each_state_once(groups: list[list[int]]) -> None:
    with pytest.raises(ValueError, match="names each of the states 0 to 2 once"):
        ranks_of_groups(groups, 3)


def test_weights_add_up_over_the_options_taken() -> None:
    # NN 0, YN 3, NY 3, YY 6
    assert ranks_of_weights(np.arange(4), [3, 3]).tolist() == [2, 1, 1, 0]
    assert ranks_of_weights(np.arange(4), [0.5, -1.5]).tolist() == [1, 0, 3, 2]


@given(st.lists(st.integers(-5, 5), min_size=1, max_size=12))
def test_values_rank_from_the_highest(values: list[int]) -> None:
    assert ranks_of_values(values).tolist() == order_of(list(values))


def test_what_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="has no rank"):
        ranks_of_values([0.0, float("nan")])
