"""Witnesses: they bear the verdict out, and none is better by the order in which they are chosen."""

from __future__ import annotations

import random

import numpy as np
import pytest

from entaku.kernels import stability_witness
from entaku.kernels.graph_moves import graph_moves
from entaku.kernels.stability import Concept, countered, stability
from entaku.kernels.stability_witness import Witness, witnesses
from tests.kernels import reference_graph as slow
from tests.kernels.random_conflicts import any_conflict, in_graph_form, moves_of, ranks_of

FORESIGHTED = [concept for concept in Concept if concept is not Concept.R]


def credible(conflict: slow.Conflict, start: int, path: slow.Path) -> list[bool]:
    states = [start, *(state for _, state in path)]
    return [conflict.prefers(dm, q, s) for s, (dm, q) in zip(states, path, strict=False)]


def test_a_state_is_stable_iff_all_witnesses_deter() -> None:
    for seed in range(60):
        conflict, moves = any_conflict(seed)
        ranks = ranks_of(conflict)
        verdicts = stability(moves, ranks)
        for concept in Concept:
            for dm in conflict.dms:
                for s in conflict.states:
                    found = witnesses(moves, ranks, (dm, s), concept)
                    assert [w.improvement for w in found] == sorted(conflict.gains(dm)[s])
                    assert all(w.deters for w in found) == verdicts[concept, dm, s]


def check(conflict: slow.Conflict, focus: tuple[int, int], concept: Concept, found: Witness) -> None:
    """Compare one witness with all legal sequences of the others."""
    dm, s = focus
    rank = conflict.ranks[dm]
    careful, after = concept in (Concept.SMR, Concept.SSEQ), conflict.ways[dm]
    willing = concept in (Concept.SEQ, Concept.SSEQ)
    ways = {j: conflict.gains(j) if willing else conflict.ways[j] for j in conflict.others(dm)}
    listed = [
        tuple((list(ways)[j], q) for j, q in path)
        for path in slow.sequences(list(ways.values()), found.improvement, 2 * len(conflict.states))
    ]
    worth = {q: min([rank[q], *(rank[z] for z in after[q])]) if careful else rank[q] for q in conflict.states}
    steps = tuple((int(j), int(q)) for j, q in found.answer)
    if not listed:
        assert (steps, found.deters, found.counter) == ((), False, -1)
        return
    assert steps in listed
    assert found.credible.tolist() == credible(conflict, found.improvement, steps)

    def key(path: slow.Path) -> tuple[int, int, int, int]:
        doubts = credible(conflict, found.improvement, path).count(False)
        return -min(worth[path[-1][1]], rank[s]), len(path), len({j for j, _ in path}), doubts

    assert key(steps) == min(key(path) for path in listed)
    end = steps[-1][1]
    assert found.deters == (worth[end] >= rank[s])
    counters = after[end]
    assert found.counter == -1 if not counters else rank[found.counter] == min(rank[z] for z in counters)


@pytest.mark.parametrize("concept", FORESIGHTED)
def test_witnesses_are_the_best_of_all_answers(concept: Concept) -> None:
    looked_at = 0
    for seed in range(60):
        conflict = in_graph_form(random.Random(seed), 3, most=4)
        if sum(len(ends) for way in conflict.ways for ends in way) > 11:
            continue  # too many sequences to list
        moves, ranks = moves_of(conflict), ranks_of(conflict)
        for dm in conflict.dms:
            for s in conflict.states:
                for found in witnesses(moves, ranks, (dm, s), concept):
                    check(conflict, (dm, s), concept, found)
                    looked_at += 1
    assert looked_at > 20


def test_under_r_nobody_answers() -> None:
    moves = graph_moves(2, [[(0, 1)], [(1, 0)]])
    found = witnesses(moves, np.array([[1, 0], [0, 1]]), (0, 0), Concept.R)
    assert [(w.improvement, w.deters, w.answer.size, w.counter) for w in found] == [(1, False, 0, -1)]


def test_a_costly_step_is_marked() -> None:
    moves = graph_moves(3, [[(0, 1)], [(1, 2)]])
    found = witnesses(moves, np.array([[1, 0, 2], [0, 0, 1]]), (0, 0), Concept.GMR)[0]
    assert (found.deters, found.answer.tolist(), found.credible.tolist()) == (True, [[1, 2]], [False])


def test_without_room_for_who_has_moved_the_answer_is_still_a_shortest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cases = []
    for seed in range(40):
        conflict, moves = any_conflict(seed, people=(3, 4))
        cases += [(moves, ranks_of(conflict), (dm, s)) for dm in conflict.dms for s in conflict.states]
    full = [[(w.deters, len(w.answer)) for w in witnesses(*case, Concept.SMR)] for case in cases]
    monkeypatch.setattr(stability_witness, "ROOM", 0)
    assert [[(w.deters, len(w.answer)) for w in witnesses(*case, Concept.SMR)] for case in cases] == full


def test_the_counter_move_is_the_best_move() -> None:
    moves = graph_moves(4, [[(0, 1), (2, 3), (2, 0)], [(1, 2)]])
    ranks = np.array([[1, 0, 3, 2], [0, 1, 0, 0]])
    found = witnesses(moves, ranks, (0, 0), Concept.SMR)[0]
    assert (found.deters, found.counter) == (True, 0)
    assert countered(moves, 0, ranks[0]).tolist() == [0, 0, 1, 2]
