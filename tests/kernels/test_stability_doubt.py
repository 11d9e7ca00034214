"""Unknown preference and strength of preference against the definitions."""

from __future__ import annotations

import random
from itertools import product

import numpy as np
import pytest

from entaku.kernels.graph_joint import packed
from entaku.kernels.graph_moves import Ints, graph_moves
from entaku.kernels.stability import Concept, Strength, far_of_bands, stability, strength
from entaku.kernels.stability_doubt import CONCEPTS, Extension, unknown_stability
from tests.kernels import reference_graph as slow
from tests.kernels.random_conflicts import any_conflict, in_graph_form, moves_of, ranks_of

Table = list[list[list[str]]]  # DM, state, other state -> "better", "worse", "equal" or "unknown"


def doubtful(dice: random.Random, ranks: Ints, share: float) -> Table:
    """Give the relations of ranks, some of them not stated."""
    states = ranks.shape[1]
    table = [[["equal"] * states for _ in range(states)] for _ in ranks]
    for dm, s, q in product(range(len(ranks)), range(states), range(states)):
        if s < q:
            if dice.random() < share:
                table[dm][s][q] = table[dm][q][s] = "unknown"
            elif ranks[dm, s] != ranks[dm, q]:
                first = ranks[dm, q] < ranks[dm, s]
                table[dm][s][q], table[dm][q][s] = ("better", "worse") if first else ("worse", "better")
    return table


def test_the_four_attitudes_follow_the_definitions() -> None:
    for seed in range(250):
        conflict, moves = any_conflict(seed, most=6)
        table = doubtful(random.Random(seed), ranks_of(conflict), (seed % 4) / 4)
        words = np.array(table)
        found = unknown_stability(moves, packed(words == "better"), packed(words == "unknown"))
        for extension in Extension:
            expected = slow.stable_in_doubt(
                conflict.ways,
                lambda dm, s, q, table=table: table[dm][s][q] == "better",  # type: ignore[misc]
                lambda dm, s, q, table=table: table[dm][s][q] == "unknown",  # type: ignore[misc]
                extension.name.lower(),
            )
            for dm, concept in product(conflict.dms, CONCEPTS):
                states = frozenset(np.flatnonzero(found[extension, concept, dm]).tolist())
                assert states == expected[dm][concept.name], (seed, extension, dm, concept)
        assert (found[Extension.A] <= found[Extension.B]).all()
        assert (found[Extension.B] <= found[Extension.D]).all()
        assert (found[Extension.A] <= found[Extension.C]).all()
        assert (found[Extension.C] <= found[Extension.D]).all()
        assert (found[Extension.A, Concept.R] == found[Extension.C, Concept.R]).all()
        assert (found[Extension.B, Concept.R] == found[Extension.D, Concept.R]).all()


def test_with_nothing_unknown_all_attitudes_agree_with_the_plain_verdicts() -> None:
    for seed in range(100):
        conflict, moves = any_conflict(seed)
        ranks = ranks_of(conflict)
        better = packed(ranks[:, None, :] < ranks[:, :, None])
        found = unknown_stability(moves, better, np.zeros_like(better))
        assert (found == stability(moves, ranks)[None, : len(CONCEPTS)]).all()


def test_attitudes_enclose_what_completions_say() -> None:
    """Only DM 0 leaves pairs open: stable under a in every completion, in some only if stable under d."""
    for seed in range(120):
        conflict = in_graph_form(random.Random(seed), 2, most=4)
        moves, ranks = moves_of(conflict), ranks_of(conflict)
        states = len(conflict.states)
        orders = [np.array(order) for order in product(range(states), repeat=states)]
        dice = random.Random(seed)
        open_pairs = {
            pair for pair in product(range(states), repeat=2) if pair[0] < pair[1] and dice.random() < 0.3
        }
        fixed = [
            pair for pair in product(range(states), repeat=2) if pair[0] < pair[1] and pair not in open_pairs
        ]
        agreeing = {
            tuple(order.tolist())
            for order in orders
            if all(np.sign(order[s] - order[q]) == np.sign(ranks[0, s] - ranks[0, q]) for s, q in fixed)
        }
        words = np.array(doubtful(dice, ranks, 0.0), dtype="U7")
        for s, q in open_pairs:
            words[0, s, q] = words[0, q, s] = "unknown"
        found = unknown_stability(moves, packed(words == "better"), packed(words == "unknown"))[:, :3, 0]
        verdicts = np.array(
            [stability(moves, np.array([order, ranks[1]]))[:3, 0] for order in sorted(agreeing)[:30]]
        )
        assert (verdicts.all(axis=0) >= found[Extension.A]).all()
        assert (verdicts.any(axis=0) <= found[Extension.D]).all()


def test_strength_follows_the_definitions() -> None:
    seen = set()
    for seed in range(250):
        conflict, moves = any_conflict(seed, most=6)
        ranks, dice = ranks_of(conflict), np.random.default_rng(seed)
        steps = np.concatenate([[0], np.cumsum(dice.random(ranks.max() + 1) < 0.5)])
        far = far_of_bands(ranks, steps[ranks])
        found = strength(moves, ranks, far)
        for dm in conflict.dms:
            expected = slow.firmness(
                conflict,
                dm,
                lambda i, s, q, bands=steps[ranks]: bool(bands[i, q] > bands[i, s]),  # type: ignore[misc]
            )
            for concept in CONCEPTS:
                said = [Strength(value).name.lower() for value in found[concept, dm]]
                assert said == expected[concept.name], (seed, dm, concept)
                seen |= {(concept, word) for word in said}
        assert ((found > 0) == stability(moves, ranks)[: len(CONCEPTS)]).all()
    assert len(seen) == 11  # everything but a weak R


def test_much_worse_may_be_a_distance_instead_of_a_band() -> None:
    for seed in range(80):
        conflict, moves = any_conflict(seed, most=6)
        ranks = ranks_of(conflict)
        found = strength(moves, ranks, ranks + 2)
        for dm in conflict.dms:
            expected = slow.firmness(conflict, dm, lambda i, s, q: bool(ranks[i, q] >= ranks[i, s] + 2))  # noqa: B023
            for concept in CONCEPTS:
                assert [Strength(value).name.lower() for value in found[concept, dm]] == expected[
                    concept.name
                ]


@pytest.mark.parametrize("bands", [[[1, 0, 0]], [[0, 0, 1]]])
def test_bands_gather_neighbouring_ranks(bands: list[list[int]]) -> None:
    with pytest.raises(ValueError, match="band"):
        far_of_bands(np.array([[0, 1, 1]]), np.array(bands))


def test_much_worse_is_worse() -> None:
    with pytest.raises(ValueError, match="a rank above its own"):
        strength(graph_moves(2, [[(0, 1)]]), np.array([[0, 1]]), np.array([[0, 2]]))


def test_relations_are_of_one_shape_and_exclude_each_other() -> None:
    moves = graph_moves(2, [[(0, 1)]])
    both = packed([[[False, True], [False, False]]])
    with pytest.raises(ValueError, match="either known or unknown"):
        unknown_stability(moves, both, both)
    with pytest.raises(ValueError, match="relations have shape"):
        unknown_stability(moves, both, both[:, :1])
