"""Joint moves against following all legal sequences, and against listing them one by one."""

from __future__ import annotations

import random
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from entaku.kernels import graph_joint
from entaku.kernels.graph_joint import condense, joint_rows, most_reached, packed, reached, unpacked
from entaku.kernels.graph_moves import feasible_vectors, graph_moves, improving, option_moves, patterns
from tests.kernels import reference_graph as slow
from tests.kernels.random_conflicts import any_conflict, in_graph_form, moves_of, ranks_of


def groups(dms: int) -> list[tuple[int, ...]]:
    return [group for size in range(dms + 1) for group in combinations(range(dms), size)]


def test_joint_moves_are_those_of_the_legal_sequences() -> None:
    for seed in range(200):
        conflict, moves = any_conflict(seed)
        ranks = ranks_of(conflict)
        for group in groups(moves.dms):
            table = reached(condense(moves, group))
            willing = reached(condense(improving(moves, ranks), group))
            for s in conflict.states:
                assert set(np.flatnonzero(table[s])) == slow.joint([conflict.ways[i] for i in group], s)
                assert set(np.flatnonzero(willing[s])) == slow.joint([conflict.gains(i) for i in group], s)


def test_listing_every_sequence_finds_the_same() -> None:
    for seed in range(60):
        conflict = in_graph_form(random.Random(seed), 2 + seed % 2, most=3)
        table = reached(condense(moves_of(conflict), list(conflict.dms)))
        longest = 2 * len(conflict.states)
        for s in conflict.states:
            listed = {path[-1][1] for path in slow.sequences(conflict.ways, s, longest)}
            assert set(np.flatnonzero(table[s])) == listed


def test_one_alone_moves_once() -> None:
    moves = graph_moves(3, [[(0, 1), (1, 2)]])
    assert reached(condense(moves, [0])).tolist() == [[False, True, False], [False, False, True], [False] * 3]
    assert not reached(condense(moves, [])).any()


def test_without_a_limit_on_others_options_everything_they_own_is_open() -> None:
    owner = [0, 0, 1, 2, 2, 1]
    moves = option_moves(feasible_vectors(6, patterns([])), owner, [0] * 6, 3)
    table = reached(condense(moves, [1, 2]))
    states = np.arange(64)
    assert (table == ((states[:, None] ^ states[None, :]) & 0b11 == 0)).all()


@given(st.integers(0, 10**6))
def test_the_most_reached_is_the_largest_value_among_all_reached(seed: int) -> None:
    conflict, moves = any_conflict(seed)
    value = np.array([random.Random(seed).randrange(9) for _ in conflict.states])
    for group in groups(moves.dms):
        condensed = condense(moves, group)
        table = reached(condensed)
        most, where = most_reached(condensed, value)
        for s in conflict.states:
            assert most[s] == max(value[table[s]], default=-1)
            assert where[s] == -1 if most[s] < 0 else table[s, where[s]] and value[where[s]] == most[s]


def test_rows_come_out_the_same_in_narrow_strips(monkeypatch: pytest.MonkeyPatch) -> None:
    dice = np.random.default_rng(1)
    states = 200
    arcs = [dice.integers(0, states, (150, 2)) for _ in range(3)]
    moves = graph_moves(states, [arc[arc[:, 0] != arc[:, 1]] for arc in arcs])
    condensed = condense(moves, [0, 1, 2])
    whole = joint_rows(condensed)
    assert whole.shape == (states, 4)
    monkeypatch.setattr(graph_joint, "ROOM", 1)
    assert (joint_rows(condensed) == whole).all()
    ways = [tuple(frozenset(moves.reach(dm, s).tolist()) for s in range(states)) for dm in range(3)]
    for s in range(0, states, 17):
        assert set(np.flatnonzero(unpacked(whole, states)[s])) == slow.joint(ways, s)


@given(st.integers(0, 130), st.integers(0, 10**6))
def test_packing_loses_nothing(states: int, seed: int) -> None:
    table = np.random.default_rng(seed).random((3, states)) < 0.4
    words = packed(table)
    assert words.shape == (3, -(-states // 64))
    assert (unpacked(words, states) == table).all()


@pytest.mark.parametrize("group", [[0, 0], [2], [-1]])
def test_a_group_names_each_member_once(group: list[int]) -> None:
    with pytest.raises(ValueError, match="each member once, from 0 to 1"):
        condense(graph_moves(2, [[(0, 1)], []]), group)


def test_negative_values_are_refused() -> None:
    with pytest.raises(ValueError, match="values are not negative"):
        most_reached(condense(graph_moves(2, [[(0, 1)]]), [0]), np.array([0, -2]))
