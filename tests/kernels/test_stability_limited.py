"""Limited moves, non-myopic stability and simultaneous answers against the definitions."""

from __future__ import annotations

import random

import numpy as np
import pytest

from entaku.kernels.graph_moves import Ints, graph_moves
from entaku.kernels.stability import Concept, stability
from entaku.kernels.stability_limited import limited_stability, non_myopic_stability
from entaku.kernels.stability_overlay import simultaneous_stability, tableau_stability
from tests.kernels import reference_graph as slow
from tests.kernels.random_conflicts import any_conflict, any_ranks, in_option_form, ranks_of


def strict_ranks(seed: int, states: int) -> Ints:
    return np.array([random.Random(seed + dm).sample(range(states), states) for dm in (0, 1)])


def test_looking_h_moves_ahead_follows_the_induction() -> None:
    ties = 0
    for seed in range(250):
        conflict, moves = any_conflict(seed, people=(2,), most=4)
        for horizon in (1, 2, 3, 4):
            try:
                expected = [
                    [slow.expected_end(conflict, horizon, dm, s) == s for s in conflict.states]
                    for dm in conflict.dms
                ]
            except slow.UnresolvedTieError:
                ties += 1
                continue
            assert limited_stability(moves, ranks_of(conflict), horizon).tolist() == expected
    assert ties


def test_one_move_ahead_is_r() -> None:
    for seed in range(150):
        _, moves = any_conflict(seed, people=(2,))
        strict = strict_ranks(seed, moves.states)
        assert (limited_stability(moves, strict, 1) == stability(moves, strict)[Concept.R]).all()


def test_non_myopic_is_what_stays_for_every_long_horizon() -> None:
    for seed in range(60):
        _, moves = any_conflict(seed, people=(2,), most=5)
        strict = strict_ranks(seed, moves.states)
        far = np.array([limited_stability(moves, strict, h) for h in range(60, 120)])
        assert (non_myopic_stability(moves, strict) == far.all(axis=0)).all()


def test_some_expectations_never_settle() -> None:
    """There are games whose expected ends go round for ever: without a cycle test, no horizon is enough."""
    unsettled = 0
    for seed in range(300):
        _, moves = any_conflict(seed, people=(2,), most=5)
        strict = strict_ranks(seed, moves.states)
        far = np.array([limited_stability(moves, strict, h) for h in range(60, 72)])
        unsettled += int((far != far[0]).any())
        if (far != far[0]).any():
            assert (non_myopic_stability(moves, strict) <= far.all(axis=0)).all()
    assert unsettled


def test_an_open_tie_is_refused_and_named() -> None:
    moves = graph_moves(3, [[(0, 1), (0, 2)], []])
    ranks = np.array([[1, 0, 0], [0, 0, 0]])
    with pytest.raises(ValueError, match="with 1 moves left, DM 0 at state 0 may end in 1 or in 2"):
        limited_stability(moves, ranks, 1)


def test_as_good_as_staying_is_staying() -> None:
    moves = graph_moves(3, [[(0, 1), (0, 2)], []])
    assert limited_stability(moves, np.array([[0, 0, 0], [0, 0, 0]]), 1).all()


def test_only_two_and_at_least_one_move() -> None:
    moves = graph_moves(2, [[(0, 1)]] * 3)
    with pytest.raises(ValueError, match="defined for two DMs, not for 3"):
        non_myopic_stability(moves, np.zeros((3, 2), dtype=np.int64))
    with pytest.raises(ValueError, match="at least one move"):
        limited_stability(graph_moves(2, [[(0, 1)]] * 2), np.zeros((2, 2), dtype=np.int64), 0)


def test_simultaneous_answers_follow_both_rules() -> None:
    differ = 0
    for seed in range(250):
        dice = random.Random(seed)
        dms = dice.choice((2, 3))
        model = in_option_form(dice, dms)
        conflict = slow.Conflict(model.ways(), tuple(any_ranks(dice, len(model.texts)) for _ in range(dms)))
        ranks, vectors = ranks_of(conflict), model.vectors()
        owned = [sum(1 << o for o, owner in enumerate(model.owner) if owner == dm) for dm in range(dms)]
        everyone = simultaneous_stability(model.moves(), ranks, vectors, model.owner)
        tableau = tableau_stability(model.moves(), ranks, vectors, model.owner)
        sequential = [slow.stable(conflict, dm)["SEQ"] for dm in conflict.dms]
        for dm in conflict.dms:
            met = slow.overlaid(conflict, vectors.tolist(), owned, dm, lambda _: set(conflict.dms))  # noqa: B023
            assert set(np.flatnonzero(everyone[dm])) == met, seed
            met = slow.overlaid(
                conflict,
                vectors.tolist(),
                owned,
                dm,
                lambda s: {j for j in conflict.dms if s not in sequential[j]},  # noqa: B023
            )
            assert set(np.flatnonzero(tableau[dm])) == met | sequential[dm], seed
        differ += int((everyone != tableau).any())
    assert differ


def test_merged_states_have_no_overlay() -> None:
    moves = graph_moves(2, [[(0, 1)], []])
    with pytest.raises(ValueError, match="one vector for each of 2 states, ascending"):
        simultaneous_stability(moves, np.zeros((2, 2), dtype=np.int64), np.array([0, 1, 2]), [0, 1])
