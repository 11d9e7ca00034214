"""How much CPU time does NegMAS need for the statistics of a scenario?

Run by the python of the environment that `bench/peers/prepare` makes, never by entaku's own:

    PEERS/bin/python bench/peers/negmas_room.py FOLDER

FOLDER holds an outcome space and utility functions, as `entaku export negmas` writes them. Prints JSON: CPU seconds
of the one call that computes frontier, solution points and measures, imports and reading left out, and its figures.
"""

from __future__ import annotations

import json
import sys
import time
from importlib.metadata import version

from negmas.inout import Scenario


def main() -> None:
    """Print the time and the figures."""
    scenario = Scenario.from_yaml_folder(sys.argv[1])
    if scenario is None:
        raise SystemExit(f"NegMAS reads no scenario in {sys.argv[1]}")
    began = time.process_time()
    stats = scenario.calc_stats()
    seconds = time.process_time() - began
    figures = {
        "peer": f"NegMAS {version('negmas')}",
        "seconds": seconds,
        "packages": scenario.outcome_space.cardinality,
        "parties": len(scenario.ufuns),
        "frontier": len(stats.pareto_utils),
        "nash": [[float(value) for value in point] for point in stats.nash_utils],
        "welfare": [[float(value) for value in point] for point in stats.max_welfare_utils],
        "opposition": float(stats.opposition),
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
