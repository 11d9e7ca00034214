"""How many bargains a second does NegMAS play: two time-dependent parties, their set-up included?

Run by the python of the environment that `bench/peers/prepare` makes, never by entaku's own:

    PEERS/bin/python bench/peers/negmas_play.py FOLDER [PLAYS] [ROUNDS]

FOLDER holds a scenario of two parties, as `entaku export negmas` writes them. One party is Boulware, the other
concedes; 100 rounds where no number is given. Prints JSON: bargains a CPU second, imports and reading left out.
"""

from __future__ import annotations

import json
import sys
import time
from importlib.metadata import version

from negmas.inout import Scenario
from negmas.sao import SAOMechanism
from negmas.sao.negotiators import BoulwareTBNegotiator, ConcederTBNegotiator


def main() -> None:
    """Print the figure."""
    plays, rounds = (int(sys.argv[place]) if len(sys.argv) > place else 100 for place in (2, 3))
    scenario = Scenario.from_yaml_folder(sys.argv[1])
    if scenario is None:
        raise SystemExit(f"NegMAS reads no scenario in {sys.argv[1]}")
    agreed = steps = 0
    began = time.process_time()
    for _ in range(plays):
        mechanism = SAOMechanism(outcome_space=scenario.outcome_space, n_steps=rounds)
        for kind, ufun in zip((BoulwareTBNegotiator, ConcederTBNegotiator), scenario.ufuns, strict=True):
            mechanism.add(kind(ufun=ufun))
        state = mechanism.run()
        agreed += state.agreement is not None
        steps += state.step
    seconds = time.process_time() - began
    figures = {
        "peer": f"NegMAS {version('negmas')}",
        "plays": plays,
        "rounds": rounds,
        "packages": scenario.outcome_space.cardinality,
        "seconds": seconds,
        "plays_a_second": plays / seconds,
        "agreed": agreed,
        "mean_rounds": steps / plays,
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
