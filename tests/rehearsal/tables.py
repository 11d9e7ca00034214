"""Tables drawn at random, with additive values, for tests that need no case."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from random import Random

import numpy as np

from entaku.rehearsal.manner import manner
from entaku.rehearsal.played import Played
from entaku.rehearsal.protocols.offers import Rules, play
from entaku.rehearsal.table import Prior, Table

ROUNDS = 20


def table(seed: int, plays: int, sizes: tuple[int, ...] = (3, 2, 4), rounds: int = ROUNDS) -> Table:
    """Give plays in which two parties value the options of each issue at random; no deal is worth little."""
    dice = Random(seed)
    options = list(product(*(range(size) for size in sizes)))
    values = [
        [
            [sum(parts[issue][option] for issue, option in enumerate(package)) for package in options]
            for parts in (
                [[dice.randrange(0, 1000) for _ in range(size)] for size in sizes] for _ in range(2)
            )
        ]
        for _ in range(plays)
    ]
    floors = [[[dice.randrange(0, 300)] * rounds for _ in range(2)] for _ in range(plays)]
    return Table(
        parties=("a", "b"),
        draws=np.arange(plays),
        values=np.array(values),
        floors=np.array(floors),
        span=np.full((plays, 2), 1000.0 * len(sizes)),
        options=np.array(options),
        carried=np.ones((len(options), 4), dtype=np.bool_),
        seed=7,
        names=tuple(
            (f"issue{issue}", tuple(f"option{option}" for option in range(size)))
            for issue, size in enumerate(sizes)
        ),
    )


def known(laid: Table, draws: int = 30, seed: int = 99) -> Table:
    """Let both know draws of the other's values that are not among the plays."""
    beyond = table(seed, draws, rounds=laid.rounds)
    priors = tuple(
        Prior(np.ascontiguousarray(beyond.shares(party).T), np.ascontiguousarray(beyond.deals(party).T))
        for party in (0, 1)
    )
    return replace(laid, priors=priors)


def plays(laid: Table, first: str, second: str, rounds: int = ROUNDS) -> Played:
    pair = [
        manner(text).made(party, laid.draws, laid.seed)
        for text, party in zip((first, second), "ab", strict=True)
    ]
    return play(laid, pair, Rules(order=(0, 1), rounds=rounds))
