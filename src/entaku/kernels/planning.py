"""By which rules do parties ask and accept, and by which numbers? For compiled code.

The rules are those of `entaku.kernels.asking`. The pages of `entaku.rehearsal.strategies` and
`entaku.rehearsal.accepting` define the same for many plays at once, and each says by a `Plan` which is its own.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from entaku.kernels.guessing import Options

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Indices = NDArray[np.int64]

BY_LEVEL, BY_NAME, BY_CHANCE, RELATIVE, ABSOLUTE, AVERAGED, NEW_FOR_NEW, FAIR = range(8)
"""How a party asks: for a level or for a package that is known for every round beforehand; for any package by
chance; for what its last level becomes as others give way; for a new package with every new one that it hears;
for as much less on the way to a fair deal as others have come."""
OWN, CONSTANT, TIMELY, BEST, NEXT, COMBINED_BEST, COMBINED_MEAN = range(7)
"""What it accepts: what it asks for, or by one of the rules of `entaku.rehearsal.accepting`."""


class Plans(NamedTuple):
    """How P parties bargain in N plays of R rounds.

    Attributes
    ----------
    asks : (P,) int64
        From `BY_LEVEL` to `FAIR`.
    given : (N, P, R) int64
        The levels or packages that are known beforehand.
    keys : (N, P) uint64
        What chance follows from, with the number of the turn.
    lag : (P,) int64
        How many offers back a party answers to.
    accepts : (P,) int64
        From `OWN` to `COMBINED_MEAN`.
    share : (P,) float64
        Of the way to the best package, or of the time after which the rule is another.
    window : (P,) int64
        How many offers back it looks.
    times : (P, R) float64
        How much of the talks is over.
    counts : (P,) bool
        Who picks among packages that are as good by counting what others ask for; see `guessing`.
    band : (N, P) float64
        Share of its own range within which packages count as equally good to it.
    options, starts
        As in `guessing.Counts`; without packages where nobody counts.
    parts
        As in `nash_search.Search`; without options where nobody asks for a fair deal.
    """

    asks: Indices
    given: Indices
    keys: NDArray[np.uint64]
    lag: Indices
    accepts: Indices
    share: Floats
    window: Indices
    times: Floats
    counts: Bools
    band: Floats
    options: Options
    starts: Indices
    parts: Options


def asking_for(levels: Indices, options: Options, starts: Indices, parts: Options) -> Plans:
    """Plan that everybody asks for these levels (N, P, R), and accepts what reaches them: to be filled in further.

    Examples
    --------
    >>> none = np.zeros((0, 1), np.int32)
    >>> plans = asking_for(np.zeros((5, 2, 3), np.int64), none, np.array([0, 4]), none)
    >>> plans.times.shape, bool((plans.asks == BY_LEVEL).all() and (plans.accepts == OWN).all())
    ((2, 3), True)
    """
    plays, parties, rounds = levels.shape
    return Plans(
        asks=np.full(parties, BY_LEVEL, dtype=np.int64),
        given=levels,
        keys=np.zeros((plays, parties), dtype=np.uint64),
        lag=np.ones(parties, dtype=np.int64),
        accepts=np.full(parties, OWN, dtype=np.int64),
        share=np.zeros(parties),
        window=np.ones(parties, dtype=np.int64),
        times=np.zeros((parties, rounds)),
        counts=np.zeros(parties, dtype=np.bool_),
        band=np.zeros((plays, parties)),
        options=options,
        starts=starts,
        parts=parts,
    )
