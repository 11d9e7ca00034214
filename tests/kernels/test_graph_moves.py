"""Moves in option form and graph form, against reading them off the texts of the vectors."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entaku.kernels.graph_moves import (
    MOST_VECTORS,
    Direction,
    feasible_vectors,
    graph_moves,
    improving,
    kept,
    liked,
    merge_states,
    named_vectors,
    option_moves,
    patterns,
)
from tests.kernels.random_conflicts import any_conflict, in_option_form, matches, merged, ranks_of, ways_of


def text_of(vector: int, options: int) -> str:
    return "".join("NY"[vector >> option & 1] for option in range(options))


def test_vectors_and_moves_are_those_of_the_texts() -> None:
    for seed in range(300):
        model = in_option_form(random.Random(seed), 1 + seed % 4, most=5)
        options = len(model.owner)
        assert [text_of(vector, options) for vector in model.vectors().tolist()] == list(model.texts)
        assert ways_of(model.moves()) == model.ways()


def test_merged_states_have_the_moves_of_their_members() -> None:
    for seed in range(300):
        dice = random.Random(seed)
        moves, ways = merged(dice, in_option_form(dice, 1 + seed % 4))
        assert ways_of(moves) == ways


def test_merging_one_by_one_changes_nothing() -> None:
    moves = in_option_form(random.Random(3), 3).moves()
    again = merge_states(moves, np.arange(moves.states), moves.states)
    assert ways_of(again) == ways_of(moves)


@given(st.integers(0, 10**6), st.randoms(use_true_random=False))
@settings(max_examples=50)
def test_the_order_of_options_changes_only_the_numbers(seed: int, dice: random.Random) -> None:
    model = in_option_form(random.Random(seed), 3)
    order = list(range(len(model.owner)))
    dice.shuffle(order)
    removed = ["".join(pattern[o] for o in order) for pattern in model.removed]
    vectors = feasible_vectors(len(order), patterns(removed))
    moves = option_moves(vectors, [model.owner[o] for o in order], [model.direction[o] for o in order], 3)
    place = {text_of(vector, len(order)): s for s, vector in enumerate(vectors.tolist())}
    new = [place["".join(text[o] for o in order)] for text in model.texts]
    for dm, way in enumerate(model.ways()):
        for s, ends in enumerate(way):
            assert set(moves.reach(dm, new[s]).tolist()) == {new[q] for q in ends}


def test_the_first_option_is_the_lowest_bit() -> None:
    assert patterns(["Y-N"]).tolist() == [[0b101, 0b001]]
    assert feasible_vectors(3, patterns(["N--"])).tolist() == [0b001, 0b011, 0b101, 0b111]


@pytest.mark.parametrize(
    ("kind", "removed", "left"),
    [
        ("two that exclude each other", ["YY-"], {"NNN", "NNY", "NYN", "NYY", "YNN", "YNY"}),
        ("at least one", ["NNN"], {"NNY", "NYN", "NYY", "YNN", "YNY", "YYN", "YYY"}),
        ("the first only if both others", ["YN-", "Y-N"], {"NNN", "NNY", "NYN", "NYY", "YYY"}),
        ("everything", ["---"], set[str]()),
        ("nothing", [], {"NNN", "NNY", "NYN", "NYY", "YNN", "YNY", "YYN", "YYY"}),
    ],
)
def test_what_is_infeasible_is_removed(kind: str, removed: list[str], left: set[str]) -> None:
    assert {text_of(vector, 3) for vector in feasible_vectors(3, patterns(removed)).tolist()} == left, kind


def test_many_options_with_few_feasible_vectors_stay_small() -> None:
    chain = ["-" * k + "YN" + "-" * (38 - k) for k in range(39)]
    assert feasible_vectors(40, patterns(chain)).size == 41


def test_no_option_leaves_one_state() -> None:
    moves = option_moves(feasible_vectors(0, patterns([])), [], [], 2)
    assert (moves.dms, moves.states, moves.targets.size) == (2, 1, 0)


def test_a_vector_of_no_named_state_is_infeasible() -> None:
    texts = ["NN-", "YNY"]
    vectors, state_of = named_vectors(3, patterns(texts))
    found = {
        text_of(vector, 3): state for vector, state in zip(vectors.tolist(), state_of.tolist(), strict=True)
    }
    assert found == {"NNN": 0, "NNY": 0, "YNY": 1}
    assert all(matches(text, texts[state]) for text, state in found.items())


def test_irreversible_options_do_not_come_back() -> None:
    ways = [Direction.FORWARD, Direction.BACK]
    moves = option_moves(feasible_vectors(2, patterns([])), [0, 0], ways, 1)
    # 0 = NN, 1 = YN, 2 = NY, 3 = YY
    assert [moves.reach(0, s).tolist() for s in range(4)] == [[1], [], [0, 1, 3], [1]]


def test_improvements_are_the_moves_to_something_better() -> None:
    for seed in range(200):
        conflict, moves = any_conflict(seed)
        better = improving(moves, ranks_of(conflict))
        assert ways_of(better) == tuple(conflict.gains(dm) for dm in conflict.dms)
        rest = kept(moves, ~liked(moves, ranks_of(conflict)))
        assert rest.targets.size + better.targets.size == moves.targets.size


def test_repeated_arcs_count_once() -> None:
    assert graph_moves(2, [[(0, 1), (0, 1)]]).targets.tolist() == [1]


@pytest.mark.parametrize("arc", [(0, 0), (0, 3), (-1, 0)])
def test_a_move_leads_to_another_state(arc: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match=r"DM 1, move .* leads to another of the states 0 to 2"):
        graph_moves(3, [[(0, 1)], [arc]])


@pytest.mark.parametrize("texts", [["YX"], ["Y", "YN"], ["Y" * 63]])
def test_what_is_no_pattern_is_refused(texts: list[str]) -> None:
    with pytest.raises(ValueError, match="a pattern has one of Y, N, - for each option"):
        patterns(texts)


def test_a_vector_of_two_states_is_refused() -> None:
    with pytest.raises(ValueError, match="vector 3 belongs to states 0 and 1"):
        named_vectors(2, patterns(["-Y", "Y-"]))


def test_too_many_vectors_are_refused() -> None:
    with pytest.raises(ValueError, match=f"more than {MOST_VECTORS:,} feasible vectors after 23 options"):
        feasible_vectors(30, patterns([]))
    with pytest.raises(ValueError, match="63 options: 0 to 62 are possible"):
        feasible_vectors(63, patterns([]))
    with pytest.raises(ValueError, match=f"more than {MOST_VECTORS:,} vectors in one state"):
        named_vectors(30, patterns(["-" * 30]))
    with pytest.raises(ValueError, match="names something beyond 2 options"):
        feasible_vectors(2, patterns(["--Y"]))


@pytest.mark.parametrize(
    ("vectors", "owner", "direction", "said"),
    [
        ([0, 1], [2], [0], "one direction and one of 2 DMs"),
        ([0, 1], [0], [0, 0], "one direction and one of 2 DMs"),
        ([0, 1], [0], [3], "directions are 0 both, 1 forward, 2 back"),
        ([1, 0], [0], [0], "vectors ascend and use 1 options"),
        ([0, 2], [0], [0], "vectors ascend and use 1 options"),
    ],
)
def test_what_is_no_option_form_is_refused(
    vectors: list[int], owner: list[int], direction: list[int], said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        option_moves(np.array(vectors), owner, direction, 2)


def test_ranks_of_another_shape_are_refused() -> None:
    with pytest.raises(ValueError, match="one a DM and state"):
        liked(graph_moves(2, [[(0, 1)]]), np.zeros((2, 2), dtype=np.int64))
