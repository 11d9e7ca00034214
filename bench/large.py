"""How fast is the lens `room` on large cases, beside a peer on the same files, and how much memory does it take?

Opposed parties with exact values: ten options an issue, and 20 issues of 4 options for 10^12 packages. Timed is the
full analysis (zone, frontier, solution points with ties, measures), CPU time, compiled code loaded before. Where there
is no peer (`bench/peer.py`), its part is left out.

Run: python bench/large.py
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import peer
from made_case import made_case

from entaku.lenses.room import look
from entaku.model.case import Case
from entaku.model.statement import Values
from entaku.space.solving import exact
from entaku.space.study import lay_out

if TYPE_CHECKING:
    from entaku.model.statement import Says

HUGE = (2, 20, 4)
LIMITS = {(2, 6, 10): 1.0, (4, 6, 10): 20.0, HUGE: 10.0}
"""Seconds of CPU allowed, by parties, issues and options an issue."""
RATIO, GIB = 100.0, 2.0


def opposed(parties: int, issues: int, options: int) -> Case:
    """Give a case in which every other party wants the opposite, each with weights of its own."""
    dice = random.Random(parties * 10_000 + issues * 100 + options)
    names = [f"i{number}" for number in range(issues)]
    wish = {name: [dice.random() for _ in range(options)] for name in names}
    says: list[list[Says]] = []
    for p in range(parties):
        weight = {name: 0.1 + dice.random() for name in names}
        whole = sum(weight.values())
        table = {
            name: {
                f"o{k}": round(weight[name] / whole * (1.0 - want if p % 2 else want), 6)
                for k, want in enumerate(wish[name])
            }
            for name in names
        }
        says.append([Values(table=table, no_deal=0.3)])
    return made_case(issues, options, says)


def ours(case: Case) -> tuple[float, int]:
    """Give the CPU seconds of the full analysis, and how many efficient packages there are."""
    study = lay_out(case)
    began = time.process_time()
    found = exact(study)
    found.measures  # noqa: B018  # worked out when asked for
    return time.process_time() - began, found.packages


def against_limits() -> None:
    """Print each time beside what is allowed; the largest case with the memory of a process of its own."""
    for size, limit in LIMITS.items():
        if size == HUGE:
            continue
        seconds, efficient = ours(opposed(*size))
        print(f"{_name(size)}: {seconds:.3f} s of CPU (at most {limit:g}), {efficient} efficient packages")
    told = subprocess.run([sys.executable, __file__, "huge"], capture_output=True, text=True, check=True)  # noqa: S603
    print(told.stdout.strip())


def huge() -> None:
    """Print time and peak memory of this process for the lens on the largest case, sentences and pictures included."""
    ours(opposed(2, 2, 4))
    began = time.process_time()
    found = look(lay_out(opposed(*HUGE)))
    found.findings(), found.figures(), found.data()
    seconds = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    efficient = found.data()["frontier_packages"]
    print(
        f"{_name(HUGE)}, the whole lens: {seconds:.2f} s of CPU (at most {LIMITS[HUGE]:g}), "
        f"{efficient} efficient packages, peak memory {peak:.2f} GiB (at most {GIB:g})"
    )


def against_peer() -> None:
    """Print the ratio of the peer's time to ours, on the same values in one run."""
    if peer.missing():
        return
    for size in ((2, 3, 10), (2, 4, 10), (2, 5, 10)):
        case = opposed(*size)
        seconds, efficient = min(ours(case) for _ in range(3))
        other = peer.told("negmas_room.py", case)
        allowed = f" (at least {RATIO:g})" if size == (2, 5, 10) else ""
        print(
            f"{_name(size)}: {seconds:.4f} s against {other['seconds']:.2f} s of {other['peer']}: "
            f"{other['seconds'] / seconds:.0f} times as fast{allowed}; "
            f"{efficient} efficient packages, {other['frontier']} points there"
        )


def _name(size: tuple[int, int, int]) -> str:
    parties, issues, options = size
    return f"{options**issues:.0e} packages x {parties} parties"


if __name__ == "__main__":
    if sys.argv[1:] == ["huge"]:
        huge()
    else:
        ours(opposed(2, 2, 4))
        ours(opposed(4, 2, 4))
        against_limits()
        against_peer()
