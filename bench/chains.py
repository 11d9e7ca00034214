"""How long the chains take: ten issues, 40 options, 60 rows, 2,000 draws, 20 sweeps.

Run it twice: the first run compiles (the result is kept on disk), the second loads.
"""

from __future__ import annotations

from time import perf_counter

import numpy as np

from entaku.kernels.chains import Polytope, run_chains, sample
from entaku.kernels.counter import key, unit

ISSUES, OPTIONS, DRAWS, SWEEPS = 10, 4, 2_000, 20


def party() -> tuple[Polytope, tuple[np.ndarray, np.ndarray, float]]:
    """Make a party with 30 rows on options, 9 on weights and 21 on packages and no deal."""
    total = ISSUES * OPTIONS
    starts = np.arange(0, total + 1, OPTIONS)
    variable = np.full(total, -1)
    inside = np.concatenate([starts[:-1] + 1, starts[:-1] + 2])
    variable[np.sort(inside)] = np.arange(len(inside))
    pinned = np.tile([0.0, 0.5, 0.5, 1.0], ISSUES)
    u = np.tile([0.0, 0.35, 0.65, 1.0], ISSUES)
    w = np.arange(ISSUES + 4, 4, -1.0)
    w /= w.sum()
    aw, az, ad = np.zeros((60, ISSUES)), np.zeros((60, total)), np.zeros(60)
    for row in range(30):  # each option at least as good as the one before
        option = row // 3 * OPTIONS + row % 3
        az[row, [option, option + 1]] = -1.0, 1.0
    for row in range(30, 39):  # weights in order
        aw[row, [row - 30, row - 29]] = 1.0, -1.0
    for row in range(39, 60):  # packages against packages, or against no deal
        for side in (0, 1):
            picks = starts[:-1] + (unit(key(3, row, side, np.arange(ISSUES))) * OPTIONS).astype(np.int64)
            if side == 0 or row % 2:
                az[row, picks] += 1.0 - 2.0 * side
            else:
                ad[row] = -1.0
        if az[row] @ (np.repeat(w, OPTIONS) * u) + ad[row] * 0.5 < 0.0:
            az[row], ad[row] = -az[row], -ad[row]
    polytope = Polytope(
        aw=aw, az=az, ad=ad, b=np.zeros(60), starts=starts, variable=variable, pinned=pinned,
        weight_free=np.ones(ISSUES, dtype=bool), low=0.0, high=1.0, swap_issue=np.zeros(ISSUES, dtype=bool),
    )  # fmt: skip
    return polytope, (w, u, 0.5)


def main() -> None:
    """Print the figures."""
    polytope, start = party()
    began = perf_counter()
    run_chains(polytope, start, key(1, np.arange(2)), 1)
    print(f"first call (compiling, or loading what was compiled): {perf_counter() - began:.2f} s")
    keys = key(1, np.arange(DRAWS), "preference", "bench")
    for threads in (1, 2):
        times = []
        for _ in range(5):
            began = perf_counter()
            run_chains(polytope, start, keys, SWEEPS, threads=threads)
            times.append(perf_counter() - began)
        print(f"{DRAWS} draws, {SWEEPS} sweeps, {threads} thread(s): {min(times):.3f} s")
    began = perf_counter()
    drawn = sample(polytope, start, keys, SWEEPS)
    print(f"with its diagnostics: {perf_counter() - began:.3f} s, {drawn.sweeps} sweeps, mixed {drawn.mixed}")
    began = perf_counter()
    for pattern in range(200):
        run_chains(polytope, start, keys[pattern : pattern + 1], SWEEPS)
    print(f"one draw at a time: {(perf_counter() - began) / 200 * 1e3:.2f} ms a draw")


if __name__ == "__main__":
    main()
