"""Paths from one state against listing legal sequences."""

from __future__ import annotations

import random
from itertools import pairwise

import numpy as np
import pytest

from entaku.kernels.graph_moves import graph_moves, improving, liked
from entaku.kernels.graph_paths import dislikes, lengths, path_to, shortest_paths, willing_paths
from tests.kernels import reference_graph as slow
from tests.kernels.random_conflicts import in_graph_form, moves_of, ranks_of


def grudges(conflict: slow.Conflict, start: int, path: slow.Path) -> int:
    """Count the steps that their mover does not prefer to the state they leave."""
    states = [start, *(state for _, state in path)]
    return sum(not conflict.prefers(dm, q, s) for s, (dm, q) in zip(states, path, strict=False))


def is_legal(conflict: slow.Conflict, start: int, path: slow.Path) -> bool:
    states = [start, *(state for _, state in path)]
    steps = all(q in conflict.ways[dm][s] for s, (dm, q) in zip(states, path, strict=False))
    return steps and all(first[0] != second[0] for first, second in pairwise(path))


def test_paths_are_the_best_of_all_legal_sequences() -> None:
    for seed in range(150):
        conflict = in_graph_form(random.Random(seed), 2 + seed % 2, most=4 - seed % 2)
        moves, start = moves_of(conflict), seed % len(conflict.states)
        good = liked(moves, ranks_of(conflict))
        short, willing = shortest_paths(moves, good, start), willing_paths(moves, good, start)
        listed: dict[int, list[slow.Path]] = {s: [] for s in conflict.states}
        for path in slow.sequences(conflict.ways, start, 2 * len(conflict.states)):
            listed[path[-1][1]].append(path)
        listed[start] = [()]
        for s, paths in listed.items():
            if not paths:
                assert lengths(short)[s] == lengths(willing)[s] == dislikes(short)[s] == -1
                with pytest.raises(ValueError, match="no legal sequence leads from state"):
                    path_to(short, s)
                continue
            costs = [(len(path), grudges(conflict, start, path)) for path in paths]
            assert (lengths(short)[s], dislikes(short)[s]) == min(costs)
            assert (dislikes(willing)[s], lengths(willing)[s]) == min(
                (grudge, length) for length, grudge in costs
            )
            for found, length, grudge in (
                (path_to(short, s), lengths(short)[s], dislikes(short)[s]),
                (path_to(willing, s), lengths(willing)[s], dislikes(willing)[s]),
            ):
                steps = tuple((int(dm), int(q)) for dm, q in found)
                assert is_legal(conflict, start, steps)
                assert steps[-1:] == () or steps[-1][1] == s
                assert (len(steps), grudges(conflict, start, steps)) == (length, grudge)


def test_each_last_mover_has_its_own_best_sequence() -> None:
    for seed in range(60):
        conflict = in_graph_form(random.Random(seed), 2, most=4)
        moves = moves_of(conflict)
        paths = shortest_paths(moves, liked(moves, ranks_of(conflict)), 0)
        least: dict[tuple[int, int], int] = {}
        for path in slow.sequences(conflict.ways, 0, 2 * len(conflict.states)):
            node = (path[-1][1], path[-1][0])
            least[node] = min(least.get(node, 99), len(path))
        for s in conflict.states:
            for dm in conflict.dms:
                assert paths.length[s, dm] == least.get((s, dm), -1)


def test_a_longer_way_may_ask_less_of_people() -> None:
    # 0 -> 2 at once is against DM 0's will; by way of 1 everybody gains.
    moves = graph_moves(3, [[(0, 1), (0, 2)], [(1, 2)]])
    ranks = np.array([[1, 0, 2], [1, 1, 0]])
    good = liked(moves, ranks)
    assert path_to(shortest_paths(moves, good, 0), 2).tolist() == [[0, 2]]
    willing = willing_paths(moves, good, 0)
    assert path_to(willing, 2).tolist() == [[0, 1], [1, 2]]
    assert dislikes(willing).tolist() == [0, 0, 0]
    by_gains = improving(moves, ranks)
    assert lengths(shortest_paths(by_gains, np.ones(2, dtype=bool), 0)).tolist() == [0, 1, 2]


def test_the_start_is_reached_by_staying() -> None:
    moves = graph_moves(2, [[(0, 1)], [(1, 0)]])
    paths = shortest_paths(moves, np.array([True, True]), 0)
    assert lengths(paths).tolist() == [0, 1]
    assert path_to(paths, 0).shape == (0, 2)


def test_a_start_beyond_the_states_is_refused() -> None:
    with pytest.raises(ValueError, match="state 2: the states are 0 to 1"):
        shortest_paths(graph_moves(2, [[(0, 1)]]), np.array([True]), 2)
