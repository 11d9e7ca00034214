"""What does a party ask for at its turn, and what does it accept? One play at a time, for compiled code.

The rules are those that the pages of `entaku.rehearsal.strategies` and `entaku.rehearsal.accepting` define for many
plays at once.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from entaku.kernels.compiling import lean
from entaku.kernels.counter_compiled import fold, unit_word
from entaku.kernels.guessing import best_for_others, thought_alone
from entaku.kernels.ladders import at_rung, following, rung_of
from entaku.kernels.nash_search import ROUNDING, fair
from entaku.kernels.packages import REFUSED
from entaku.kernels.papers import (
    AFTER,
    ALONE,
    DIFFERENT,
    FIRST,
    GOAL,
    HEARD,
    HIGH,
    LAST,
    LIMIT,
    LOW,
    MINE,
    MOST,
    NEW,
    OFFERED,
    Papers,
    cheapest_for,
)
from entaku.kernels.planning import (
    ABSOLUTE,
    AVERAGED,
    BEST,
    BY_CHANCE,
    BY_LEVEL,
    BY_NAME,
    COMBINED_BEST,
    COMBINED_MEAN,
    CONSTANT,
    FAIR,
    NEW_FOR_NEW,
    NEXT,
    TIMELY,
    Plans,
)

LARGEST = 2.0**62
"""Beyond any value: a level may have no bound, a whole number must."""


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
