"""Verdicts against the definitions on 10,000 random models, and what must hold of them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entaku.kernels.graph_joint import condense, others, reached
from entaku.kernels.graph_moves import Bools, Moves, graph_moves, improving
from entaku.kernels.stability import Concept, answers, equilibria, stability, stability_against
from tests.kernels import reference_graph as slow
from tests.kernels.random_conflicts import any_conflict, moves_of, ranks_of, ways_of

BLOCKS, EACH = 100, 100
SEEDS = st.integers(0, 10**6)


def compare(seed: int) -> None:
    conflict, moves = any_conflict(seed)
    assert ways_of(moves) == conflict.ways
    found = stability(moves, ranks_of(conflict))
    for dm in conflict.dms:
        expected = slow.stable(conflict, dm)
        for concept in Concept:
            states = frozenset(np.flatnonzero(found[concept, dm]).tolist())
            assert states == expected[concept.name], (seed, dm, concept)


@pytest.mark.parametrize("block", range(BLOCKS))
def test_verdicts_follow_the_definitions(block: int) -> None:
    for seed in range(block * EACH, (block + 1) * EACH):
        compare(seed)


def random_stability(seed: int) -> tuple[slow.Conflict, Moves, Bools]:
    conflict, moves = any_conflict(seed)
    return conflict, moves, stability(moves, ranks_of(conflict))


@given(SEEDS)
@settings(max_examples=60)
def test_more_foresight_never_turns_against_the_implications(seed: int) -> None:
    _, _, found = random_stability(seed)
    implied = [("R", "SSEQ"), ("SSEQ", "SEQ"), ("SEQ", "GMR"), ("SSEQ", "SMR"), ("SMR", "GMR")]
    for narrow, wide in implied:
        assert (found[Concept[wide]] >= found[Concept[narrow]]).all()


def test_seq_and_smr_do_not_imply_each_other() -> None:
    only_seq = only_smr = 0
    for seed in range(60):
        _, _, found = random_stability(seed)
        only_seq += int((found[Concept.SEQ] & ~found[Concept.SMR]).sum())
        only_smr += int((found[Concept.SMR] & ~found[Concept.SEQ]).sum())
    assert only_seq
    assert only_smr


def test_alone_nobody_can_be_deterred() -> None:
    for seed in range(50):
        conflict, moves = any_conflict(seed, people=(1,))
        found = stability(moves, ranks_of(conflict))
        assert (found == found[Concept.R]).all()


@given(SEEDS, st.randoms(use_true_random=False))
@settings(max_examples=60)
def test_the_order_of_dms_and_states_changes_nothing(seed: int, dice: st.DrawFn) -> None:
    conflict, _, found = random_stability(seed)
    people, places = list(conflict.dms), list(conflict.states)
    dice.shuffle(people)  # type: ignore[attr-defined]
    dice.shuffle(places)  # type: ignore[attr-defined]
    arcs = [[(places[s], places[q]) for s in conflict.states for q in conflict.ways[dm][s]] for dm in people]
    ranks = np.empty((len(people), len(places)), dtype=np.int64)
    ranks[:, places] = ranks_of(conflict)[people]
    again = stability(graph_moves(len(places), arcs), ranks)
    assert (again[:, :, places] == found[:, people]).all()


@given(SEEDS)
@settings(max_examples=60)
def test_only_the_order_of_ranks_counts(seed: int) -> None:
    conflict, moves, found = random_stability(seed)
    assert (stability(moves, ranks_of(conflict) ** 3 * 7 + 2) == found).all()


@given(SEEDS)
@settings(max_examples=60)
def test_one_who_cannot_move_and_does_not_care_changes_nothing(seed: int) -> None:
    conflict, _, found = random_stability(seed)
    idle = tuple(frozenset[int]() for _ in conflict.states)
    more = slow.Conflict((*conflict.ways, idle), (*conflict.ranks, (0,) * len(conflict.states)))
    again = stability(moves_of(more), ranks_of(more))
    assert (again[:, :-1] == found).all()
    assert again[:, -1].all()
    assert (equilibria(again) == equilibria(found)).all()


def test_one_who_does_not_care_is_content_everywhere_and_no_credible_answerer() -> None:
    # DM 1 can answer 0 -> 1 by 1 -> 2, which is bad for DM 0, but has no reason to.
    moves = graph_moves(3, [[(0, 1)], [(1, 2)]])
    found = stability(moves, np.array([[1, 0, 2], [0, 0, 0]]))
    assert found[:, 1].all()
    assert found[:, 0, 0].tolist() == [False, True, True, False, False]


@given(SEEDS)
@settings(max_examples=60)
def test_the_matrix_form_with_a_unit_diagonal_says_the_same(seed: int) -> None:
    conflict, moves, found = random_stability(seed)
    ranks = ranks_of(conflict)
    for dm in conflict.dms:
        j = np.array([[q in conflict.ways[dm][s] for q in conflict.states] for s in conflict.states])
        better = ranks[dm][None, :] < ranks[dm][:, None]  # better[s, q]: q is preferred to s
        not_better = ~better
        assert not_better.diagonal().all()
        gains = (j & better).astype(int)
        final = not_better.T & ~((j.astype(int) @ better.T.astype(int)) > 0)
        reach = reached(condense(moves, others(moves.dms, dm))).astype(int)
        willing = reached(condense(improving(moves, ranks), others(moves.dms, dm))).astype(int)
        forms = {
            Concept.R: gains.sum(axis=1),
            Concept.GMR: (gains @ ~(reach @ not_better.T > 0)).diagonal(),
            Concept.SMR: (gains @ ~(reach @ final > 0)).diagonal(),
            Concept.SEQ: (gains @ ~(willing @ not_better.T > 0)).diagonal(),
        }
        for concept, diagonal in forms.items():
            assert ((diagonal == 0) == found[concept, dm]).all()


def test_answers_at_hand_serve_every_ranking() -> None:
    for seed in range(40):
        conflict, moves = any_conflict(seed)
        at_hand = answers(moves)
        for ranks in (ranks_of(conflict), ranks_of(conflict)[:, ::-1]):
            assert (stability_against(moves, ranks, at_hand) == stability(moves, ranks)).all()


@pytest.mark.parametrize(
    "ranks", [np.zeros((1, 3), int), np.zeros((2, 2), int), np.zeros((2, 3)), [[0, 0, -1]] * 2]
)
def test_what_is_no_ranking_is_refused(ranks: object) -> None:
    with pytest.raises(ValueError, match="ranks are whole numbers from 0 on, of shape"):
        stability(graph_moves(3, [[(0, 1)], []]), np.asarray(ranks))
