"""What do parties have before them in one play, and what do they take note of? For compiled code."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba.extending import register_jitable
from numpy.typing import NDArray

from entaku.kernels.compiling import lean
from entaku.kernels.guessing import Counts, count, forget, room_to_count
from entaku.kernels.ladders import AHEAD, Hooks, cheapest, following, hang, tally
from entaku.kernels.nash_search import Search, look_at, prepare, room_to_search
from entaku.kernels.packages import REFUSED, add_up
from entaku.kernels.planning import BY_CHANCE, FAIR, NEW_FOR_NEW, Plans

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Indices = NDArray[np.int64]


class Papers(NamedTuple):
    """What the parties have before them in one play, one row a party; used again for the next play.

    Attributes
    ----------
    worth : (P, X) int64
        What every package is worth.
    hooks : Hooks
    upto : (P, H+1) int32, order : (P, X) int64
        As `ladders.tally` and `ladders.at_rung` have them; empty where nobody asks by chance.
    ahead : (P, L) int64
        Packages in the order in which they follow each other, as `ladders.below` has them.
    seen : (P, X) bool
        Which packages were heard; empty where nobody counts them.
    heard : (P, M) int64
        What the packages that were heard are worth, those across a red line left out.
    ends : (P, 2) int64
        What the worst and the best package are worth.
    notes : (P, 16) int64
        By the places below.
    level : (P,) float64
        What an answering party last asked for.
    asked : (P,) float64
        The same for the last level of which it made an offer.
    counts : Counts
    search : Search
    """

    worth: Indices
    hooks: Hooks
    upto: NDArray[np.int32]
    order: Indices
    ahead: Indices
    seen: Bools
    heard: Indices
    ends: Indices
    notes: Indices
    level: Floats
    asked: Floats
    counts: Counts
    search: Search


HEARD, DIFFERENT, MOST, LOW, HIGH, MINE, LEAST, CHEAPEST = range(8)
"""Notes of a party: how many packages it heard that cross no red line, how many different ones it heard, and the
most that one was worth; if it counts, between which values what it heard lies, where one across a red line is worth its
least; what it offered since its last turn, -1 for nothing; for which value it last looked up the cheapest package, and
that."""
ALONE, LIMIT, GOAL, FIRST, NEW, AFTER, LAST, OFFERED = range(8, 16)
"""And: which package was last found to be the only one worth as much up to a limit, and that limit; which package last
seemed fair; its best package, which begins its own list; where that stands: the next package, what it and the last are
worth, and how many it has offered."""


@register_jitable
def papers(plans: Plans, packages: int, blocks: Indices) -> Papers:
    """Give room for one play of so many packages, whose blocks begin there."""
    _, parties, rounds = plans.given.shape
    by_chance, looks = np.any(plans.asks == BY_CHANCE), np.any(plans.asks == NEW_FOR_NEW)
    first, after = np.empty((parties, packages), np.int32), np.empty((parties, packages), np.int32)
    return Papers(
        np.empty((parties, packages), np.int64),
        Hooks(first, after, np.empty(parties, np.int64), np.empty(parties, np.int64)),
        np.empty((parties, packages + 1 if by_chance else 0), np.int32),
        np.empty((parties, packages if by_chance else 0), np.int64),
        np.empty((parties, AHEAD), np.int64),
        np.empty((parties, packages if looks else 0), np.bool_),
        np.empty((parties, rounds * (parties - 1)), np.int64),
        np.empty((parties, 2), np.int64),
        np.empty((parties, OFFERED + 1), np.int64),
        np.empty(parties, np.float64),
        np.empty(parties, np.float64),
        room_to_count(plans.options, plans.starts, parties),
        room_to_search(blocks, plans.parts, plans.starts[-1], parties),
    )


@lean
def begin(plans: Plans, papers: Papers, p: int, values: Indices) -> None:
    """Lay out the papers of a party from its values of block options (K,); its ends are written already."""
    hooks, notes, best = papers.hooks, papers.notes, papers.ends[p, 1]
    add_up(values, papers.search.starts, papers.worth[p])
    hooks.low[p] = papers.ends[p, 0]
    hang(papers.worth, hooks, p, best)
    notes[p, :] = 0
    notes[p, MOST] = notes[p, LEAST] = REFUSED
    notes[p, LOW], notes[p, HIGH] = best, papers.ends[p, 0]
    notes[p, MINE] = notes[p, CHEAPEST] = notes[p, ALONE] = -1
    papers.level[p] = papers.asked[p] = float(best)
    if plans.counts[p]:
        forget(papers.counts, p)
    if plans.asks[p] == BY_CHANCE:
        papers.order[p, :] = -1
        tally(papers.worth, hooks, p, papers.upto)
    if plans.asks[p] == FAIR:
        prepare(papers.search, p, values, best)
        notes[p, FIRST] = notes[p, GOAL] = cheapest(papers.worth, hooks, p, best)
    if plans.asks[p] == NEW_FOR_NEW:
        papers.seen[p, :] = False
        papers.ahead[p, :] = -1
        notes[p, NEW] = following(papers.worth, hooks, p, -1, papers.ahead)
        notes[p, AFTER] = notes[p, LAST] = best
        notes[p, FIRST] = notes[p, NEW]


@lean
def hear(plans: Plans, papers: Papers, p: int, package: int) -> None:
    """Take note of what another offers."""
    notes = papers.notes
    if plans.asks[p] == NEW_FOR_NEW and not papers.seen[p, package]:
        papers.seen[p, package] = True
        notes[p, DIFFERENT] += 1
    value = papers.worth[p, package]
    if value != REFUSED:
        papers.heard[p, notes[p, HEARD]] = value
        notes[p, HEARD] += 1
        notes[p, MOST] = max(notes[p, MOST], value)
    if plans.counts[p]:
        count(papers.counts, p, package)
        if plans.asks[p] == FAIR:
            look_at(papers.search, papers.counts, p, package)
        value = max(value, papers.ends[p, 0])
        notes[p, LOW], notes[p, HIGH] = min(notes[p, LOW], value), max(notes[p, HIGH], value)


@lean
def cheapest_for(papers: Papers, p: int, least: int) -> int:
    """Which package that is worth so much is worth least?"""
    notes = papers.notes
    if notes[p, LEAST] != least:
        notes[p, LEAST], notes[p, CHEAPEST] = least, cheapest(papers.worth, papers.hooks, p, least)
    found: int = notes[p, CHEAPEST]
    return found
