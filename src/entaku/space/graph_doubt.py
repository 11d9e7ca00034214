"""What holds under four attitudes to preferences that are not stated, and how firmly where preference has degrees."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from entaku.kernels.graph_joint import packed
from entaku.kernels.stability import STRENGTHS, strength
from entaku.kernels.stability_doubt import CONCEPTS, Extension, unknown_stability
from entaku.space.graph_model import Graph
from entaku.space.graph_orders import levels

Bools = NDArray[np.bool_]
Int8s = NDArray[np.int8]


def attitudes(graph: Graph) -> Bools:
    """Which states are stable for whom under each attitude to what is unknown?

    Returns
    -------
    array of bool, shape (4, 4, d, n)
        By `Extension` (a to d), `Concept` (R, GMR, SMR, SEQ), party, state; no state where nothing is unknown.
    """
    if not graph.doubtful:
        return np.zeros((len(Extension), len(CONCEPTS), len(graph.parties), 0), dtype=np.bool_)
    better = packed(np.stack([found.better for found in graph.known]))
    unknown = packed(np.stack([found.unknown for found in graph.known]))
    return unknown_stability(graph.moves, better, unknown)


def firmness(graph: Graph) -> Int8s:
    """How firmly is each state stable for whom, where some state is much better than another?

    Returns
    -------
    array of int8, shape (4, d, n)
        `Strength` by `Concept` (R, GMR, SMR, SEQ), party, state; it says something of the parties in
        `graph.degrees`. No state where there are no degrees, or more than one profile.
    """
    if not graph.degrees or not graph.single:
        return np.zeros((STRENGTHS, len(graph.parties), 0), dtype=np.int8)
    ranks = graph.profiles[0]
    far = np.stack(
        [
            levels(graph.known[dm], ranks[dm]) if party in graph.degrees else ranks[dm] + ranks[dm].size
            for dm, party in enumerate(graph.parties)
        ]
    )
    return strength(graph.moves, ranks, far)
