"""Coalitions against the definitions on a fixed sample, and what must hold of them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entaku.kernels.graph_moves import graph_moves
from entaku.kernels.stability import Concept, stability
from entaku.kernels.stability_coalitions import (
    CoalitionConcept,
    coalition_stability,
    improvements,
    members,
    universal,
)
from tests.kernels import reference_graph as slow
from tests.kernels.random_conflicts import any_conflict, ranks_of, ways_of

BLOCKS, EACH = 10, 50


def compare(seed: int) -> None:
    conflict, moves = any_conflict(seed, most=5)
    ranks = ranks_of(conflict)
    gains = ways_of(improvements(moves, ranks))
    found = coalition_stability(moves, ranks)
    for mask in range(1, 1 << moves.dms):
        group = members(mask, moves.dms)
        assert gains[mask - 1] == slow.joint_gains(conflict, group), (seed, mask)
        expected = slow.coalition_stable(conflict, group)
        for concept in CoalitionConcept:
            states = frozenset(np.flatnonzero(found[concept, mask - 1]).tolist())
            assert states == expected[concept.name], (seed, mask, concept)


@pytest.mark.parametrize("block", range(BLOCKS))
def test_coalitions_follow_the_definitions(block: int) -> None:
    for seed in range(block * EACH, (block + 1) * EACH):
        compare(seed)


@given(st.integers(0, 10**6))
@settings(max_examples=80)
def test_a_coalition_of_one_is_that_one(seed: int) -> None:
    conflict, moves = any_conflict(seed)
    ranks = ranks_of(conflict)
    alone, found = stability(moves, ranks), coalition_stability(moves, ranks)
    for dm in conflict.dms:
        for concept in (Concept.R, Concept.GMR, Concept.SMR):
            assert (found[concept, (1 << dm) - 1] == alone[concept, dm]).all()
        if moves.dms == 2:
            assert (found[CoalitionConcept.CSEQ, (1 << dm) - 1] == alone[Concept.SEQ, dm]).all()


@given(st.integers(0, 10**6))
@settings(max_examples=80)
def test_implications_hold_for_coalitions_too(seed: int) -> None:
    conflict, moves = any_conflict(seed, most=5)
    found = coalition_stability(moves, ranks_of(conflict))
    assert (found[CoalitionConcept.CSMR] >= found[CoalitionConcept.CR]).all()
    assert (found[CoalitionConcept.CGMR] >= found[CoalitionConcept.CSMR]).all()
    assert (found[CoalitionConcept.CSEQ] >= found[CoalitionConcept.CR]).all()


def test_against_everybody_together_nobody_answers() -> None:
    for seed in range(60):
        conflict, moves = any_conflict(seed, most=5)
        found = coalition_stability(moves, ranks_of(conflict))[:, -1]
        assert (found == found[CoalitionConcept.CR]).all()
        assert (universal(found[:, None]) == found).all()


def test_others_may_answer_as_a_coalition_where_alone_they_would_not() -> None:
    # 0 -> 1 helps DM 0. DM 1 would have to step to 2, which it dislikes, for DM 2 to go on to 3, which both want
    # and DM 0 fears: no answer step by step, one together.
    moves = graph_moves(4, [[(0, 1)], [(1, 2)], [(2, 3)]])
    ranks = np.array([[2, 0, 1, 3], [3, 1, 2, 0], [3, 1, 2, 0]])
    assert not stability(moves, ranks)[Concept.SEQ, 0, 0]
    assert coalition_stability(moves, ranks)[CoalitionConcept.CSEQ, 0, 0]


def test_more_than_eight_are_refused() -> None:
    moves = graph_moves(2, [[(0, 1)]] * 9)
    with pytest.raises(ValueError, match=r"9 decision makers have 511 coalitions, .* at most 8 are offered"):
        improvements(moves, np.zeros((9, 2), dtype=np.int64))
