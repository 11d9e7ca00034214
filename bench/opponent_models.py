"""How well does a model know the other party after so many rounds, on published domains?

Each party of each domain listens to the other giving way late, steadily and early, fifty rounds. Of the other it knows
the issues and the options only. Printed: mean rank correlation of estimated and true values over packages, and mean
distance of the Nash package as estimated from the true one, in shares of both parties' ranges.

Run: python bench/opponent_models.py FOLDER_OF_GENIUS_DOMAINS [DRAWS]
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import numpy as np

from entaku.exchange import reader
from entaku.rehearsal.believing import DRAWS, believing
from entaku.rehearsal.judging import Pair, judged
from entaku.rehearsal.laying import laid
from entaku.rehearsal.manner import manner
from entaku.rehearsal.models import names
from entaku.rehearsal.played import Played
from entaku.rehearsal.protocols.offers import Rules, play
from entaku.rehearsal.table import Table
from entaku.space.study import lay_out

DOMAINS = ("Camera", "Grocery", "ItexvsCypress", "Laptop")
ROUNDS = 50
AFTER = (0, 3, 6, 12, 25, 50)
BETAS = (0.3, 1.0, 2.0)


def tables(folder: Path, draws: int) -> list[Table]:
    """Lay the domains out, with what may be known of the others."""
    found = []
    for name in DOMAINS:
        study = lay_out(reader("genius").imported(folder / name, date(2030, 1, 1)).case)
        found.append(believing(laid(study, study.parties, ROUNDS, 0, range(1)), study, 0, draws))
    return found


def talks(table: Table, pair: Pair, beta: float) -> Played:
    """Let the other give way in this shape, and the listener late."""
    said = {pair.own: "concede,beta=0.3", pair.other: f"concede,beta={beta}"}
    pairs = enumerate(table.parties)
    strategies = [manner(said[place]).made(party, table.draws, table.seed) for place, party in pairs]
    return play(table, strategies, Rules(order=(0, 1), rounds=ROUNDS))


def main() -> None:
    """Print a line for each model."""
    draws = int(sys.argv[2]) if len(sys.argv) > 2 else DRAWS
    heard = [
        (table, pair, talks(table, pair, beta))
        for table in tables(Path(sys.argv[1]), draws)
        for pair in (Pair(0, 1), Pair(1, 0))
        for beta in BETAS
    ]
    for name in names():
        for rounds in AFTER:
            found = [judged(table, played, pair, name, rounds) for table, pair, played in heard]
            correlation = np.mean([one.correlation[0] for one in found])
            distance = np.mean([one.distance[0] for one in found])
            print(
                f"{name} after {rounds} rounds: correlation {correlation:.2f}, distance {distance:.2f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
