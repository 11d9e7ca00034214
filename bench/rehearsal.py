"""How many bargains a second are played over draws, every play with values of its own?

Alternating offers of 100 rounds; laying the table and ordering the packages count, drawing the values does not.
Prints, for each pair of strategies, the median of several runs: plays a CPU second of one process, and plays a
second by the clock of two processes side by side. The peer (`bench/peer.py`) runs on one table of the same
size; where there is none, its part is left out.

Run: python bench/rehearsal.py [PLAYS]
"""

from __future__ import annotations

import os
import random
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from itertools import product
from statistics import median
from typing import TYPE_CHECKING

import peer
from made_case import made_case

from entaku.model.basics import Range
from entaku.model.statement import NoDealValue, Values
from entaku.rehearsal.manner import manner
from entaku.rehearsal.protocols.offers import Rules
from entaku.rehearsal.quick import Setting, ends
from entaku.rehearsal.strategies import names
from entaku.space.study import Study, lay_out

if TYPE_CHECKING:
    from entaku.model.statement import Says

ROUNDS, RUNS, CORES = 100, 5, 2
TARGET = 50_000
"""Plays a second on two cores, two parties, 10^3 packages."""
RATIO = 1000
"""How many times as many plays a second as the peer."""
PLAYED = (  # parties, issues, strategies
    (2, 3, "concede,beta=0.25", "concede,beta=4"),
    (2, 3, "concede", "concede"),
    (2, 3, "concede,beta=0.2..5", "concede,beta=0.2..5"),
    (2, 3, "until", "until"),
    (2, 3, "holdout", "holdout"),
    (2, 3, "answer", "answer"),
    (2, 3, "micro", "micro"),
    (2, 3, "chance", "chance"),
    (2, 3, "by_issue", "by_issue"),
    (2, 3, "answer,accept=next", "concede,accept=combined:0.5:best:10"),
    (2, 3, "concede,model=frequency", "concede,model=frequency"),
    (2, 3, "nice", "nice"),
    (3, 3, "concede", "concede", "concede"),
    (3, 3, "micro", "micro", "micro"),
    (2, 4, "concede", "concede"),
    (2, 4, "micro", "micro"),
)


@cache
def drawn(parties: int, issues: int, plays: int) -> Study:
    """Draw values of all options for each play, with no deal at a fifth to a half of the way."""
    study = lay_out(made_case(issues, 10, [[NoDealValue(range=Range(0.2, 0.5))]] * parties), plays)
    _ = study.block_values, study.block_vetoes
    return study


def played(place: int, plays: int) -> tuple[float, float]:
    """Play one line of the table; give seconds of CPU and by the clock."""
    parties, issues, *texts = PLAYED[place]
    study = drawn(parties, issues, plays)
    rules = Rules(order=tuple(range(parties)), rounds=ROUNDS)
    setting = Setting(study, study.parties, tuple(manner(text) for text in texts), rules)
    began, cpu = time.perf_counter(), time.process_time()
    ends(setting, range(plays))
    return time.process_time() - cpu, time.perf_counter() - began


def in_all_seats(plays: int) -> float:
    """Play so many bargains between all pairs of built-in strategies, as they are by default; give seconds."""
    study, rules = drawn(2, 3, plays), Rules(order=(0, 1), rounds=ROUNDS)
    began = time.perf_counter()
    for pair in product(names(), repeat=2):
        ends(Setting(study, study.parties, tuple(map(manner, pair)), rules), range(plays))
    return time.perf_counter() - began


def together(plays: int, pool: ProcessPoolExecutor) -> None:
    """Print how many plays a second there are between all built-in strategies."""
    list(pool.map(in_all_seats, [20] * CORES))
    list(pool.map(drawn, [2] * CORES, [3] * CORES, [plays] * CORES))
    walls = [max(pool.map(in_all_seats, [plays] * CORES)) for _ in range(RUNS)]
    rate = CORES * plays * len(names()) ** 2 / median(walls)
    said = f"all {len(names())} built-in strategies in all seats"
    print(f"{said:56} 10^3 packages: {rate:,.0f} a second on {CORES} cores", flush=True)


def line(place: int, plays: int, pool: ProcessPoolExecutor) -> float:
    """Print one line; give plays a CPU second."""
    parties, issues, *texts = PLAYED[place]
    plays = max(50, plays // 10 ** (issues - 3))
    played(place, 20)
    alone = plays / median(played(place, plays)[0] for _ in range(RUNS))
    list(pool.map(played, [place] * CORES, [plays] * CORES))
    together = []
    for _ in range(RUNS):  # both start within a moment of each other: the slower one ends the run
        walls = [wall for _, wall in pool.map(played, [place] * CORES, [plays] * CORES)]
        together.append(CORES * plays / max(walls))
    said = f"{' / '.join(texts):56} 10^{issues} packages: {alone:9,.0f} a CPU second"
    said += f" ({1e6 / alone:5.1f} us a play), {median(together):9,.0f} a second on {CORES} cores"
    if (parties, issues) == (2, 3):
        said += f" (at least {TARGET:,})"
    print(said, flush=True)
    return alone


def against_peer(ours: float) -> None:
    """Print how many times as many plays a second as the peer, one of whose parties is firm and one concedes."""
    if peer.missing():
        return
    dice = random.Random(1)
    says: list[list[Says]] = [
        [
            Values(
                table={
                    f"i{i}": {
                        f"o{k}": round((k if p else 9 - k) * dice.uniform(0.02, 0.04), 6) for k in range(10)
                    }
                    for i in range(3)
                },
                no_deal=0.3,
            )
        ]
        for p in range(2)
    ]
    figures = peer.told("negmas_play.py", made_case(3, 10, says), "50", str(ROUNDS))
    theirs = float(figures["plays_a_second"])
    print(
        f"{figures['peer']}: {theirs:.1f} plays a CPU second: {ours / theirs:,.0f} times as many here "
        f"(at least {RATIO:,})"
    )


def main() -> None:
    """Print the figures, and how busy the machine was."""
    plays = int(sys.argv[1]) if len(sys.argv) > 1 else 4000
    print(f"load before: {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores")
    with ProcessPoolExecutor(CORES) as pool:
        firm, *_ = [line(place, plays, pool) for place in range(len(PLAYED))]
        together(plays // 8, pool)
    against_peer(firm)
    print(f"load after: {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
