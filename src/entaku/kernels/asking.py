"""What does a party ask for at its turn, and what does it accept? One play at a time, for compiled code.

The rules are those that the pages of `entaku.rehearsal.strategies` and `entaku.rehearsal.accepting` define for many
plays at once; each page says by a `Plan` which of them is its own.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba.extending import register_jitable
from numpy.typing import NDArray

from entaku.kernels.compiling import lean
from entaku.kernels.counter_compiled import fold, unit_word
from entaku.kernels.guessing import (
    Counts,
    Options,
    best_for_others,
    count,
    forget,
    room_to_count,
    thought_alone,
)
from entaku.kernels.ladders import AHEAD, Hooks, at_rung, cheapest, following, hang, rung_of, tally
from entaku.kernels.nash_search import ROUNDING, Search, fair, look_at, prepare, room_to_search
from entaku.kernels.packages import REFUSED, add_up

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Indices = NDArray[np.int64]

BY_LEVEL, BY_NAME, BY_CHANCE, RELATIVE, ABSOLUTE, AVERAGED, NEW_FOR_NEW, FAIR = range(8)
"""How a party asks: for a level or for a package that is known for every round beforehand; for any package by
chance; for what its last level becomes as others give way; for a new package with every new one that it hears;
for as much less on the way to a fair deal as others have come."""
OWN, CONSTANT, TIMELY, BEST, NEXT, COMBINED_BEST, COMBINED_MEAN = range(7)
"""What it accepts: what it asks for, or by one of the rules of `entaku.rehearsal.accepting`."""

LARGEST = 2.0**62
"""Beyond any value: a level may have no bound, a whole number must."""


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


class Turn(NamedTuple):
    """Whose turn it is, and when: play, party and round by their places, the number of the turn, no deal now."""

    play: int
    party: int
    round: int
    number: int
    floor: int


class Asked(NamedTuple):
    """What a package must be worth, and which is offered: -1 for the cheapest that is worth so much."""

    least: int
    package: int


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
def begin(plans: Plans, papers: Papers, p: int, values: Indices, vetoed: Bools) -> None:
    """Lay out the papers of a party from its values of block options (K,); its ends are written already."""
    hooks, notes, best = papers.hooks, papers.notes, papers.ends[p, 1]
    add_up(values, vetoed, papers.search.starts, papers.worth[p])
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
        prepare(papers.search, p, values, vetoed, best)
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
def ask(plans: Plans, papers: Papers, turn: Turn) -> Asked:
    """What does a party ask for whose best package is worth no deal?"""
    p, floor = turn.party, turn.floor
    kind, least, package = plans.asks[p], plans.given[turn.play, p, turn.round], -1
    if kind in (BY_NAME, BY_CHANCE):
        package = least
        if kind == BY_CHANCE:
            package = _drawn(papers, p, floor, fold(plans.keys[turn.play, p], np.uint64(turn.number)))
        least = papers.worth[p, package]
        if least < floor:
            least, package = floor, -1
    elif kind == NEW_FOR_NEW:
        least, package = _new_for_new(papers, p, floor)
    elif kind == FAIR:
        least = _on_the_way(papers, p, floor)
    elif kind != BY_LEVEL:
        least = _answer(papers, p, kind, plans.lag[p], floor)
    if plans.counts[p]:
        package = _as_good(papers, p, cheapest_for(papers, p, least), floor, plans.band[turn.play, p])
    papers.notes[p, MINE] = -1
    return Asked(least, package)


@lean
def _as_good(papers: Papers, p: int, package: int, floor: int, band: float) -> int:
    """Which package within the band above this one is thought best for the others?"""
    notes = papers.notes
    wide = max(papers.ends[p, 1], floor) - min(papers.ends[p, 0], floor)
    limit = papers.worth[p, package] + int(np.floor(band * wide))
    if package == notes[p, ALONE] and limit == notes[p, LIMIT]:
        return package
    found, among = best_for_others(papers.worth, papers.hooks, p, package, limit, papers.counts)
    if among == 1:
        notes[p, ALONE], notes[p, LIMIT] = package, limit
    return found


@lean
def cheapest_for(papers: Papers, p: int, least: int) -> int:
    """Which package that is worth so much is worth least?"""
    notes = papers.notes
    if notes[p, LEAST] != least:
        notes[p, LEAST], notes[p, CHEAPEST] = least, cheapest(papers.worth, papers.hooks, p, least)
    found: int = notes[p, CHEAPEST]
    return found


@lean
def _drawn(papers: Papers, p: int, floor: int, key: np.uint64) -> int:
    """Draw one of the packages that are worth no deal."""
    worth, hooks, upto, order = papers.worth, papers.hooks, papers.upto, papers.order
    lowest = rung_of(worth, hooks, p, floor, upto, order)
    wide = order.shape[1] - lowest
    return at_rung(worth, hooks, p, lowest + min(int(unit_word(key) * wide), wide - 1), upto, order)


@lean
def _new_for_new(papers: Papers, p: int, floor: int) -> tuple[int, int]:
    """Go down the own list while others have put forward as many; else come back to the best."""
    notes = papers.notes
    if notes[p, MINE] >= 0 and notes[p, MINE] == notes[p, NEW]:
        notes[p, LAST], notes[p, OFFERED] = notes[p, AFTER], notes[p, OFFERED] + 1
        notes[p, NEW] = following(papers.worth, papers.hooks, p, notes[p, NEW], papers.ahead)
        notes[p, AFTER] = papers.worth[p, notes[p, NEW]] if notes[p, NEW] >= 0 else REFUSED
    if notes[p, AFTER] >= floor and notes[p, OFFERED] <= notes[p, DIFFERENT]:
        return notes[p, AFTER], notes[p, NEW]
    return max(notes[p, LAST], floor), notes[p, FIRST]


@lean
def _answer(papers: Papers, p: int, kind: int, lag: int, floor: int) -> int:
    """Give way as the others did, measured in own values."""
    best, count = papers.ends[p, 1], papers.notes[p, HEARD]
    if papers.notes[p, MINE] >= 0:
        papers.asked[p] = papers.level[p]
    asked = float(best)
    if count > lag:
        newer = count - 1 if kind == AVERAGED else count - lag
        asked = _moved(
            kind, papers.asked[p], float(papers.heard[p, count - 1 - lag]), float(papers.heard[p, newer])
        )
    papers.level[p] = min(max(asked, float(floor)), float(best))
    return _whole(papers.level[p], floor, best)


@lean
def _whole(level: float, floor: int, best: int) -> int:
    """Which whole value must a package reach, no lower than no deal and no higher than the best?"""
    return min(max(int(np.ceil(min(max(level, -LARGEST), LARGEST))), floor), best)


@lean
def _on_the_way(papers: Papers, p: int, floor: int) -> int:
    """Come as far towards the package that seems fair as the others have come, by what their offers were worth."""
    best, low, high = int(papers.ends[p, 1]), papers.notes[p, LOW], papers.notes[p, HIGH]
    if papers.counts.before[p] < 0 or best == floor:
        return best  # nothing was heard, or there is no way to go
    start = papers.notes[p, GOAL]
    if papers.worth[p, start] <= floor:
        start = papers.notes[p, FIRST]
    if low == high and _is_fairer(papers, p, floor, start, low):
        return best  # they stand still short of the fair deal, whichever that is
    start = fair(papers.search, papers.counts, papers.worth, p, floor, start)
    papers.notes[p, GOAL] = start
    goal = papers.worth[p, start]
    come = min(max(float(high - low) / float(goal - low), 0.0), 1.0) if goal > low else 1.0
    return _whole(float(best) - come * float(best - goal), floor, best)


@lean
def _is_fairer(papers: Papers, p: int, floor: int, package: int, value: int) -> bool:
    """Is the product of own gain and what others gain surely larger here than where the own value is no higher?

    As nothing is thought worth more to them than 1, the product is at most the own gain there.
    """
    here = float(papers.worth[p, package] - floor) * thought_alone(papers.counts, p, package)
    return here > float(value - floor) * (1.0 + ROUNDING)


@lean
def _moved(kind: int, asked: float, before: float, after: float) -> float:
    if kind == ABSOLUTE:
        return asked - (after - before)
    if after != 0:
        return asked * before / after
    return asked if before == 0 else np.inf


@lean
def takes(plans: Plans, papers: Papers, turn: Turn, asked: Asked, value: int) -> bool:
    """Is what stands, which is worth this to the party, good enough?"""
    p, floor = turn.party, turn.floor
    rule, share, time, best = plans.accepts[p], plans.share[p], plans.times[p, turn.round], papers.ends[p, 1]
    least = asked.least
    if rule == CONSTANT:
        least = max(min(int(np.ceil(floor + share * (best - floor))), best), floor)
    elif rule == TIMELY and time >= share:
        least = floor
    elif rule == BEST:
        least = max(papers.notes[p, MOST], floor)
    elif rule in (NEXT, COMBINED_BEST, COMBINED_MEAN) and asked.package >= 0:
        least = max(papers.worth[p, asked.package], floor)
    if value >= least:
        return True
    late = rule in (COMBINED_BEST, COMBINED_MEAN) and time >= share and value >= floor
    return late and _as_before(papers, p, value, rule, plans.window[p])


@lean
def _as_before(papers: Papers, p: int, value: int, rule: int, window: int) -> bool:
    """Is it worth the best, or the mean, of what was heard before it?"""
    end = papers.notes[p, HEARD] - 1
    most, total, count = np.int64(REFUSED), np.int64(0), 0
    for place in range(max(0, end - window), end):
        heard = papers.heard[p, place]
        most, total, count = max(most, heard), total + heard, count + 1
    if count == 0:
        return False
    return bool(value >= most) if rule == COMBINED_BEST else bool(value * count >= total)
