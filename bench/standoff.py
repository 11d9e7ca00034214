"""How fast are the kernels of the graph model on large conflicts, and how much memory do they take?

Random strict preferences, options shared out among the decision makers, all reversible and all combinations
feasible. Each model runs in a process of its own, so that the peak memory is its own; what is compiled is loaded
before the clock starts. Times: building the moves, then R, GMR, SMR and SEQ (and SSEQ) for everyone at every state,
the joint answers included.

Run: python bench/standoff.py
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import time

import numpy as np

from entaku.kernels.graph_moves import Moves, feasible_vectors, option_moves, patterns
from entaku.kernels.stability import Concept, equilibria, stability

MODELS = ((4, 12), (7, 14), (4, 17))  # decision makers, options


def lay_out(dms: int, options: int) -> Moves:
    """Give a model with the options dealt out in turn."""
    owner = np.sort(np.arange(options) % dms)
    return option_moves(feasible_vectors(options, patterns([])), owner, np.zeros(options, int), dms)


def rank(moves: Moves, seed: int) -> np.ndarray:
    """Give each decision maker a strict order of its own."""
    dice = np.random.default_rng(seed)
    return np.stack([dice.permutation(moves.states) for _ in range(moves.dms)])


def measure(dms: int, options: int) -> None:
    """Print the figure of one model."""
    small = lay_out(3, 3)
    stability(small, rank(small, 0))
    start = time.perf_counter()
    moves = lay_out(dms, options)
    built, cpu = time.perf_counter(), time.process_time()
    stable = equilibria(stability(moves, rank(moves, 5)))
    end = time.perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10
    shares = ", ".join(f"{concept.name} {stable[concept].mean():.1%}" for concept in Concept)
    print(
        f"standoff: {dms} DMs, {moves.states:,} states, {moves.targets.size:,} moves: {built - start:.2f} s to build, "
        f"{end - built:.2f} s for all concepts ({time.process_time() - cpu:.2f} s CPU on {os.cpu_count()} cores), "
        f"peak memory {peak:.0f} MiB; equilibria: {shares}",
        flush=True,
    )


def main() -> None:
    """Print the figures of all models."""
    context = multiprocessing.get_context("spawn")
    for model in MODELS:
        process = context.Process(target=measure, args=model)
        process.start()
        process.join()


if __name__ == "__main__":
    main()
