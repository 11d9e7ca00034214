"""Every case of the published standoff folder, with every block of its results."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import permutations
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from ruamel.yaml import YAML

from entaku.kernels.graph_joint import packed
from entaku.kernels.graph_moves import (
    Bools,
    Direction,
    Ints,
    Moves,
    feasible_vectors,
    graph_moves,
    improving,
    liked,
    merge_states,
    named_vectors,
    option_moves,
    patterns,
)
from entaku.kernels.graph_paths import dislikes, lengths, path_to, shortest_paths, willing_paths
from entaku.kernels.orderings import ranks_of_groups, ranks_of_truths, scores_of_truths, state_truths, truths
from entaku.kernels.stability import Concept, Strength, equilibria, stability, strength
from entaku.kernels.stability_coalitions import CoalitionConcept, coalition_stability, improvements, universal
from entaku.kernels.stability_doubt import Extension, unknown_stability
from entaku.kernels.stability_limited import limited_stability, non_myopic_stability
from entaku.kernels.stability_overlay import simultaneous_stability, tableau_stability

CASES = (
    "chicken",
    "cuban_missile_crisis",
    "elmira",
    "harbour",
    "lake_gisborne",
    "north_korea_2017",
    "prisoners_dilemma",
    "stag_hunt",
    "trap_every_improvement",
    "trap_indifferent_reply",
    "trap_legal_sequence",
    "trap_no_double_move",
    "trap_reply_judged_where_it_starts",
    "trap_return_to_start",
)
SMALL = ("unknown_preference_small", "strength_of_preference_small")
WAYS = {"both": Direction.BOTH, "fwd": Direction.FORWARD, "back": Direction.BACK}


@dataclass(frozen=True)
class Laid:
    """One case laid out in arrays, with the names that its results use."""

    data: dict[str, Any]
    states: tuple[str, ...]
    moves: Moves
    ranks: Ints
    vectors: Ints  # one a state; empty where there are none
    owner: tuple[int, ...]

    @property
    def dms(self) -> list[str]:
        return list(self.data["dms"])

    def blocks(self, name: str) -> Iterator[Any]:
        return (block[name] for block in self.data["results"] if name in block)

    def named(self, marks: Bools) -> list[str]:
        return [self.states[s] for s in np.flatnonzero(marks)]


def read(shared: Path, name: str) -> dict[str, Any]:
    found = YAML(typ="safe").load(shared / "published" / "standoff" / f"{name}.yaml")
    assert isinstance(found, dict)
    return found


def arcs_of(data: dict[str, Any], states: tuple[str, ...]) -> Moves:
    place = {state: s for s, state in enumerate(states)}
    arcs = [
        [(place[s], place[q]) for s, ends in (data["moves"].get(dm) or {}).items() for q in ends]
        for dm in data["dms"]
    ]
    return graph_moves(len(states), arcs)


def lay_out(data: dict[str, Any]) -> Laid:
    dms, options = data["dms"], data.get("options", [])
    owner = tuple(dms.index(option["dm"]) for option in options)
    ways = [WAYS[option["direction"]] for option in options]
    vectors, state_of = np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int32)
    if not options:
        states = tuple(data["states"])
        moves = arcs_of(data, states)
    elif "states" in data:
        states = tuple(data["states"])
        vectors, state_of = named_vectors(len(options), patterns(list(data["states"].values())))
        moves = merge_states(option_moves(vectors, owner, ways, len(dms)), state_of, len(states))
    else:
        vectors = feasible_vectors(len(options), patterns(data.get("infeasible", [])))
        states = tuple(str(number) for number in range(1, vectors.size + 1))
        state_of = np.arange(vectors.size, dtype=np.int32)
        moves = option_moves(vectors, owner, ways, len(dms))
    ranks = np.array([ranks_in(data, dm, states, vectors, state_of) for dm in dms])
    plain = vectors.size == len(states)
    return Laid(data, states, moves, ranks, vectors if plain else vectors[:0], owner)


def statements_of(data: dict[str, Any], dm: str) -> list[Ints]:
    return [patterns([said] if isinstance(said, str) else said) for said in data["statements"][dm]]


def ranks_in(data: dict[str, Any], dm: str, states: tuple[str, ...], vectors: Ints, state_of: Any) -> Ints:
    if "statements" in data:
        return ranks_of_truths(state_truths(truths(vectors, statements_of(data, dm)), state_of, len(states)))
    groups = [said if isinstance(said, list) else [said] for said in data["preferences"][dm]]
    return ranks_of_groups([[states.index(state) for state in group] for group in groups], len(states))


@pytest.fixture(params=CASES)
def case(request: pytest.FixtureRequest, shared: Path) -> Laid:
    return lay_out(read(shared, request.param))


def verdicts(case: Laid) -> dict[str, Callable[[], Bools]]:
    """Say how each concept named in the results is computed: DM, state."""
    moves, ranks = case.moves, case.ranks
    plain = stability(moves, ranks)
    found: dict[str, Callable[[], Bools]] = {
        concept.name: partial(np.asarray, plain[concept]) for concept in Concept
    }
    for horizon in (1, 2, 3):
        found[f"L{horizon}"] = partial(limited_stability, moves, ranks, horizon)
    found["NM"] = partial(non_myopic_stability, moves, ranks)
    in_order = np.argsort(case.vectors)
    place = np.argsort(in_order)

    def overlay(rule: Callable[[Moves, Ints, Ints, Any], Bools]) -> Bools:
        ways = [WAYS[option["direction"]] for option in case.data["options"]]
        vectors = case.vectors[in_order]
        in_options = option_moves(vectors, case.owner, ways, moves.dms)
        return rule(in_options, ranks[:, in_order], vectors, case.owner)[:, place]

    found["SIM"] = partial(overlay, simultaneous_stability)
    found["TABLEAU"] = partial(overlay, tableau_stability)
    return found


def test_the_folder_holds_these_cases(shared: Path) -> None:
    assert {file.stem for file in (shared / "published" / "standoff").glob("*.yaml")} == {*CASES, *SMALL}


def test_equilibria_and_stable_states(case: Laid) -> None:
    rules = verdicts(case)
    checked = 0
    for block in case.blocks("equilibria"):
        for concept, states in block.items():
            assert set(case.named(equilibria(rules[concept]()))) == set(states), concept
            checked += 1
    for block in case.blocks("stable"):
        for dm, by_concept in block.items():
            for concept, states in by_concept.items():
                assert set(case.named(rules[concept]()[case.dms.index(dm)])) == set(states), (dm, concept)
                checked += 1
    assert checked >= 10


def test_coalitions(case: Laid) -> None:
    stable = universal(coalition_stability(case.moves, case.ranks))
    for block in case.blocks("coalition_equilibria"):
        for concept, states in block.items():
            assert set(case.named(stable[CoalitionConcept[concept]])) == set(states), concept


def test_elmira_names_every_step_that_is_taken_together(shared: Path) -> None:
    case = lay_out(read(shared, "elmira"))
    together = improvements(case.moves, case.ranks)
    found = {
        (tuple(dm for bit, dm in enumerate(case.dms) if mask >> bit & 1), state): {
            case.states[q] for q in together.reach(mask - 1, s)
        }
        for mask in range(1, 1 << len(case.dms))
        for s, state in enumerate(case.states)
        if mask.bit_count() > 1 and together.reach(mask - 1, s).size
    }
    blocks = list(case.blocks("coalition_improvements"))
    said = [{(tuple(e["coalition"]), e["from"]): set(e["to"]) for e in block} for block in blocks]
    assert found == said[-1]
    assert said[0].items() <= found.items()


def test_inverse_counts(case: Laid) -> None:
    for block in case.blocks("inverse"):
        for entry in block:
            dm, target = case.dms.index(entry["focal"]), case.states.index(entry["target"])
            counts = dict.fromkeys(entry["counts"], 0)
            orders = list(permutations(range(len(case.states))))
            assert len(orders) == entry["rankings"]
            for order in orders:
                ranks = case.ranks.copy()
                ranks[dm] = order
                kept = equilibria(stability(case.moves, ranks))[:, target]
                for concept in counts:
                    counts[concept] += int(kept[Concept[concept]])
            assert counts == entry["counts"]


def test_paths_from_the_status_quo(case: Laid) -> None:
    for block in case.blocks("paths_from_status_quo"):
        start = case.states.index(case.data["status_quo"])
        good = liked(case.moves, case.ranks)
        gains = improving(case.moves, case.ranks)
        for key, paths in (
            ("any_moves", shortest_paths(case.moves, good, start)),
            ("improvements_only", shortest_paths(gains, good[good], start)),
        ):
            found = {state: int(k) for state, k in zip(case.states, lengths(paths), strict=True) if k >= 0}
            assert found == block[key], key


def test_elmira_reaches_its_outcome_by_a_step_of_two(shared: Path) -> None:
    case = lay_out(read(shared, "elmira"))
    start, end = case.states.index("s1"), case.states.index("s8")
    willing = willing_paths(case.moves, liked(case.moves, case.ranks), start)
    assert dislikes(willing)[end] > 0
    together = improvements(case.moves, case.ranks)
    steps = path_to(shortest_paths(together, np.ones(together.targets.size, dtype=bool), start), end)
    named = [(mover + 1, case.states[state]) for mover, state in steps.tolist()]
    assert named == [(0b100, "s5"), (0b011, "s8")]


def test_cuban_missile_crisis_improves_by_way_of_the_blockade(shared: Path) -> None:
    case = lay_out(read(shared, "cuban_missile_crisis"))
    gains = improving(case.moves, case.ranks)
    way = [case.states.index(state) for state in ("0", "2", "6", "4")]
    for mover, here, there in zip((0, 1, 0), way, way[1:], strict=False):
        assert there in gains.reach(mover, here)
    paths = shortest_paths(gains, np.ones(gains.targets.size, dtype=bool), way[0])
    assert lengths(paths)[way[-1]] == len(way) - 1  # none is shorter; 0, 1, 5, 4 is as short


def test_harbour_is_numbered_moved_and_ranked_as_listed(shared: Path) -> None:
    case = lay_out(read(shared, "harbour"))
    listed = case.data["results"][0]
    texts = ["".join("NY"[vector >> o & 1] for o in range(4)) for vector in case.vectors.tolist()]
    assert dict(zip(case.states, texts, strict=True)) == listed["feasible_states"]
    for dm, name in enumerate(case.dms):
        table = truths(case.vectors, statements_of(case.data, name))
        assert dict(zip(case.states, scores_of_truths(table), strict=True)) == listed["scores"][name]
        groups = [said if isinstance(said, list) else [said] for said in listed["ranking"][name]]
        expected = ranks_of_groups([[int(state) - 1 for state in group] for group in groups], 9)
        assert case.ranks[dm].tolist() == expected.tolist()
        moves = {
            state: [case.states[q] for q in case.moves.reach(dm, s)] for s, state in enumerate(case.states)
        }
        assert {state: ends for state, ends in moves.items() if ends} == listed["moves"][name]


def test_the_imported_file_gives_the_same_model(shared: Path) -> None:
    case = lay_out(read(shared, "harbour"))
    document = json.loads((shared / "published" / "standoff" / "harbour.gmcr").read_text(encoding="utf-8"))
    options = len(document["options"])

    def pattern(literals: list[list[Any]]) -> tuple[int, int]:
        return sum(1 << o for o, _ in literals), sum(1 << o for o, sign in literals if sign == "Y")

    vectors = feasible_vectors(options, np.array([pattern(row) for row in document["infeasibles"]]))
    assert vectors.tolist() == case.vectors.tolist()
    owner = np.empty(options, dtype=np.int64)
    for dm, said in enumerate(document["decisionMakers"]):
        owner[said["options"]] = dm
        statements = [
            np.array([pattern(member) for member in (s["members"] if isinstance(s, dict) else [s])])
            for s in said["preferences"]
        ]
        assert ranks_of_truths(truths(vectors, statements)).tolist() == case.ranks[dm].tolist()
    ways = [WAYS[option["permittedDirection"]] for option in document["options"]]
    moves = option_moves(vectors, owner, ways, len(document["decisionMakers"]))
    assert (moves.starts == case.moves.starts).all()
    assert (moves.targets == case.moves.targets).all()


def test_the_four_extensions_give_the_four_patterns(shared: Path) -> None:
    data = read(shared, "unknown_preference_small")
    states = tuple(data["states"])
    for variant in data["variants"]:
        moves = arcs_of({**data, **variant}, states)
        better, unknown = np.zeros((2, 4, 4), dtype=bool), np.zeros((2, 4, 4), dtype=bool)
        for state, relation in variant["relation_to_s0"].items():
            q = states.index(state)
            better[0, 0, q], better[0, q, 0] = relation == "better", relation == "worse"
            unknown[0, 0, q] = unknown[0, q, 0] = relation == "unknown"
        better[1, :3, 3] = True  # j's answer improves for j
        found = unknown_stability(moves, packed(better), packed(unknown))[:, :, 0, 0]
        said = {**variant["results"]["stable_for_i_at_s0"], "R": variant["results"]["R"]}
        for concept, by_extension in said.items():
            for letter, expected in by_extension.items():
                place = Extension[letter.upper()], Concept[concept]
                assert found[place] == expected, (variant["name"], place)


def test_strong_and_weak_stability(shared: Path) -> None:
    data = read(shared, "strength_of_preference_small")
    # On one scale of bands: much worse is a band of its own.
    rank = {"better": 0, "same": 1, "worse": 2, "much worse": 3}
    for variant in data["variants"]:
        said = variant["i_against_s0"]
        states = ("s0", *said)
        moves = arcs_of({**data, **variant}, states)
        first = np.array([1, *(rank[word] for word in said.values())])
        second = np.arange(len(states))[::-1]  # each later state is better for j
        far = np.where(first <= 1, 3, 4)
        found = strength(moves, np.stack([first, second]), np.stack([far, second + 1]))[:, 0, 0]
        for concept, word in variant["results"].items():
            assert Strength(found[Concept[concept]]).name.lower() == word, (variant["name"], concept)
