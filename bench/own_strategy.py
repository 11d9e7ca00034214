"""How many plays a second does a strategy of one's own, written in plain Python for one bargain at a time, get?

Random values of 10^3 packages, 100 rounds, against two built-in strategies: one that never gives way, so that every
play has all its rounds, and one that does. The class asks for less as time goes on, as most do. CPU time of one
process; plays are independent of one another, so that two cores do twice as many.

Run: python bench/own_strategy.py          (with --profile: where the time goes)
"""

from __future__ import annotations

import cProfile
import pstats
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from entaku.rehearsal.manner import manner
from entaku.rehearsal.protocols.offers import Rules, play
from entaku.rehearsal.table import Table

PLAYS, ISSUES, ROUNDS = 1000, 3, 100
PACKAGES = 10**ISSUES
MINE = """
class Mine:
    def __init__(self, patience=0.5):
        self.patience = patience

    def wanted(self, seat):
        return seat.floor + (seat.best - seat.floor) * (1 - seat.time ** (1 / self.patience))

    def offer(self, seat):
        return seat.cheapest(self.wanted(seat))

    def accepts(self, seat, package):
        return seat.worth(package) >= self.wanted(seat)
"""


def table(plays: int) -> Table:
    """Give plays with additive values drawn at random."""
    dice = np.random.default_rng(1)
    options = np.stack(np.unravel_index(np.arange(PACKAGES), (10,) * ISSUES), axis=1).astype(np.int64)
    parts = dice.integers(0, 2**40, size=(plays, 2, ISSUES, 10))
    values = sum(parts[:, :, issue, options[:, issue]] for issue in range(ISSUES))
    return Table(
        parties=("a", "b"),
        draws=np.arange(plays),
        values=np.asarray(values),
        floors=np.full(
            (plays, 2, ROUNDS), 2 * 2**40
        ),  # two thirds of the most there can be: few deals, long talks
        span=np.full((plays, 2), 3.0 * 2**40),
        options=options,
        carried=np.ones((PACKAGES, 4), dtype=np.bool_),
        seed=1,
    )


def run(mine: str, other: str, plays: int) -> tuple[float, float]:
    """Give the CPU time of a play in milliseconds, and the mean number of rounds."""
    laid = table(plays)
    rules = Rules(order=(0, 1), rounds=ROUNDS)
    start = time.process_time()
    strategies = [manner(mine).made("a", laid.draws, 1), manner(other).made("b", laid.draws, 1)]
    played = play(laid, strategies, rules)
    return (time.process_time() - start) / plays * 1000, float(played.round.mean())


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "mine.py"
        file.write_text(MINE, encoding="utf-8")
        mine = f"{file}:Mine,patience=0.5"
        run(mine, "holdout", 2)  # what is compiled is loaded before the clock starts
        if "--profile" in sys.argv:
            with cProfile.Profile() as profile:
                run(mine, "holdout", PLAYS)
            pstats.Stats(profile).sort_stats("tottime").print_stats(12)
        for other in ("holdout", "concede"):
            took, rounds = run(mine, other, PLAYS)
            built_in, _ = run("concede,beta=0.5", other, PLAYS)
            print(
                f"own strategy against {other}: {took:.2f} ms CPU a play of {rounds:.0f} rounds, "
                f"{PACKAGES:,} packages: {1000 / took:,.0f} plays a second and core "
                f"(built-in in its place: {built_in:.2f} ms)"
            )


if __name__ == "__main__":
    main()
