"""How long the room kernels take: 2,000 draws, four parties, five issues of ten options (100,000 packages).

Run it twice: the first run compiles (the result is kept on disk), the second loads.
"""

from __future__ import annotations

import os
import resource
from time import perf_counter, process_time

import numpy as np

from entaku.kernels.acceptance import acceptance, openings
from entaku.kernels.frontier import frontier_within
from entaku.kernels.room import Survey, Tables, survey
from entaku.kernels.solutions import choose

DRAWS, PARTIES, ISSUES, OPTIONS = 2_000, 4, 5, 10
UNIT = 2.0**40


def tables(rng: np.random.Generator, low: float, high: float) -> Tables:
    """Draw additive tables: worst option 0, best package 1, weights Dirichlet, no deal uniform."""
    weights = rng.dirichlet(np.ones(ISSUES), (DRAWS, PARTIES))
    inside = rng.random((DRAWS, PARTIES, ISSUES, OPTIONS))
    inside -= inside.min(axis=3, keepdims=True)
    inside /= inside.max(axis=3, keepdims=True)
    values = np.rint(inside * weights[..., None] * UNIT).astype(np.int64).reshape(DRAWS, PARTIES, -1)
    no_deal = np.rint(rng.uniform(low, high, (DRAWS, PARTIES)) * UNIT).astype(np.int64)
    starts = np.arange(0, ISSUES * OPTIONS + 1, OPTIONS)
    return Tables(values, no_deal, np.zeros(values.shape, np.bool_), starts, np.full(PARTIES, UNIT))


def parts(drawn: Tables, needed: np.ndarray, weights: np.ndarray) -> None:
    """Print the time of each part on one thread, over the first 200 draws."""
    some = slice(200)
    values, no_deal, vetoed = drawn.values[some], drawn.no_deal[some], drawn.vetoed[some]
    allowed = np.ones(values.shape[2], np.bool_)
    began = perf_counter()
    acceptance(values, no_deal, vetoed, drawn.starts, weights[some], needed)
    counted = perf_counter()
    found = [frontier_within(v, drawn.starts, allowed, d) for v, d in zip(values, no_deal, strict=True)]
    pruned = perf_counter()
    for each, floor in zip(found, no_deal, strict=True):
        choose(each.points, floor, drawn.unit)
    picked = perf_counter()
    openings(values[:20], no_deal[:20], vetoed[:20], drawn.starts, needed, drawn.unit)
    opened = perf_counter()
    print(
        f"  ms a draw, one thread: counting {(counted - began) * 5:.3f}, "
        f"frontier {(pruned - counted) * 5:.3f}, rules {(picked - pruned) * 5:.3f}, "
        f"openings where there is no zone {(opened - picked) * 50:.3f}"
    )


def report(name: str, drawn: Tables, found: Survey, seconds: float, processor: float) -> None:
    """Print the figures of one survey."""
    work = DRAWS * drawn.packages * PARTIES
    print(
        f"{name}: {seconds:.2f} s ({processor:.2f} s of processor), "
        f"{work / seconds / 1e6:.0f} million draws x packages x parties a second; "
        f"frontier {found.frontier_packages.mean():.0f} packages on average, "
        f"{found.frontier_packages.max()} at most; no zone in {np.mean(found.first < 0):.1%} of the draws"
    )


def main() -> None:
    """Print the figures."""
    rng = np.random.default_rng(2)
    needed, weights = np.ones(PARTIES, np.bool_), rng.dirichlet(np.ones(DRAWS))
    for name, low, high in (("no deal worth nothing", 0.0, 0.0), ("no deal in [.2, .6]", 0.2, 0.6)):
        drawn = tables(rng, low, high)
        began = perf_counter()
        first = Tables(drawn.values[:2], drawn.no_deal[:2], drawn.vetoed[:2], drawn.starts, drawn.unit)
        survey(first, weights[:2], needed)
        openings(first.values, first.no_deal, first.vetoed, first.starts, needed, first.unit)
        print(f"compiling, or loading what was compiled: {perf_counter() - began:.2f} s")
        for threads in sorted({1, os.cpu_count() or 1}):
            began, used = perf_counter(), process_time()
            found = survey(drawn, weights, needed, threads=threads)
            times = perf_counter() - began, process_time() - used
            report(f"{name}, {threads} thread(s)", drawn, found, *times)
        parts(drawn, needed, weights)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory of the process: {peak:.0f} MB")


if __name__ == "__main__":
    main()
