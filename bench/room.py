"""How fast is the lens `room` on a large case, and how much memory does it take?

2,000 draws on a case of 4 parties and 10^5 packages: 5 issues of 10 options, opposed orders, ranked weights for
two parties, wide no-deal ranges. Prints draws x packages x parties a second and the peak memory of the process.

Run: python bench/room.py [DRAWS]
"""

from __future__ import annotations

import os
import random
import resource
import sys
import time

from made_case import made_case

from entaku.lenses.room import look
from entaku.model.basics import Range
from entaku.model.case import Case
from entaku.model.statement import Heavier, NoDealValue, Order, Says
from entaku.space.study import lay_out

PARTIES, ISSUES, OPTIONS = 4, 5, 10


def large() -> Case:
    """Give a case of 4 parties and 10^5 packages."""
    dice = random.Random(5)
    says: list[list[Says]] = []
    for p in range(PARTIES):
        said: list[Says] = [NoDealValue(range=Range(0.2, 0.5))]
        for i in range(ISSUES):
            order = [f"o{k}" for k in range(OPTIONS)]
            dice.shuffle(order)
            said.append(Order(issue=f"i{i}", worst_to_best=tuple(order)))
        if p % 2:
            said.append(Heavier(issues=tuple(f"i{i}" for i in range(ISSUES))))
        says.append(said)
    return made_case(ISSUES, OPTIONS, says)


def main() -> None:
    """Print the figure."""
    draws = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    case = large()
    look(lay_out(case, 2))  # compile or load what is compiled
    start, cpu = time.perf_counter(), time.process_time()
    study = lay_out(case, draws)
    drawn = time.perf_counter()
    found = look(study)
    found.findings()
    end = time.perf_counter()
    cells = draws * study.outcomes.count * PARTIES
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(
        f"room: {draws:,} draws x {study.outcomes.count:,} packages x {PARTIES} parties in {end - start:.2f} s "
        f"({drawn - start:.2f} s to draw), {time.process_time() - cpu:.2f} s CPU on {os.cpu_count()} cores"
    )
    print(
        f"room: {cells / (end - drawn):.3g} draws x packages x parties a second, peak memory {peak:.2f} GiB"
    )


if __name__ == "__main__":
    main()
