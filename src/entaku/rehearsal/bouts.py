"""A tournament's plays: who plays which seat of which case against whom, and what comes of it, as records.

The plays of a stretch of draws depend on the case, the strategies and the numbers of the draws alone, so that they
can be played on any worker, in any order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from entaku.model.case import Case
from entaku.rehearsal import quick
from entaku.rehearsal.manner import manner
from entaku.rehearsal.protocols.offers import Rules
from entaku.rehearsal.quick import Setting
from entaku.rehearsal.yardsticks import gains
from entaku.space.admissible import admissible
from entaku.space.ensemble import ensemble
from entaku.space.outcomes import outcomes
from entaku.space.study import Study

Records = NDArray[np.void]


@dataclass(frozen=True, slots=True)
class Bout:
    """One seating: which entrant, by number, plays each seat of a case; `guest` is the seat that is looked at.

    With two seats, every pair of entrants in both seats, each against itself too. With more, one entrant as the
    guest among others that all play as another one does.
    """

    seats: tuple[int, ...]
    guest: int


def bouts(entrants: int, seats: int) -> tuple[Bout, ...]:
    """Which seatings does a tournament of so many entrants play at a table of so many seats?

    Examples
    --------
    >>> [bout.seats for bout in bouts(2, 2)]
    [(0, 0), (0, 1), (1, 0), (1, 1)]
    >>> len(bouts(2, 3))
    8
    """
    found: dict[tuple[int, ...], Bout] = {}
    for guest in range(seats):
        for one in range(entrants):
            for rest in range(entrants):
                taken = tuple(one if seat == guest else rest for seat in range(seats))
                found.setdefault(taken, Bout(taken, guest))
    return tuple(sorted(found.values(), key=lambda bout: bout.seats))


def form(seats: int) -> np.dtype[np.void]:
    """In which form is one play recorded? `gain` is over no deal, in shares of each seat's own range."""
    return np.dtype(
        [
            ("play", "<i8"),
            ("bout", "<i4"),
            ("package", "<i8"),
            ("round", "<i4"),
            ("end", "<i4"),
            ("gain", "<f8", (seats,)),
        ]
    )


@dataclass(frozen=True, slots=True)
class Match:
    """What all plays of one case in a tournament share; no-deal values move by so many months meanwhile."""

    case: Case
    entrants: tuple[str, ...]
    rounds: int
    months: float
    seed: int


def played(match: Match, start: int, stop: int) -> bytes:
    """What comes of all seatings in plays `start` to `stop`, the last left out?

    Returns
    -------
    bytes
        Records in the order of the plays, then of the seatings, so that stretches put one after the other are as
        one long one; `records` reads them.
    """
    study = _study(match.case, match.seed, start, stop)
    parties = study.case.needed
    places = [study.parties.index(party) for party in parties]
    rows = []
    for number, bout in enumerate(bouts(len(match.entrants), len(parties))):
        setting = Setting(
            study,
            parties,
            tuple(manner(match.entrants[entrant]) for entrant in bout.seats),
            Rules(order=tuple(range(len(parties))), rounds=match.rounds),
            match.months,
        )
        found = quick.ends(setting, range(start, stop))
        row = np.zeros(stop - start, dtype=form(len(parties)))
        row["play"], row["bout"] = np.arange(start, stop), number
        row["package"], row["round"], row["end"] = found.package, found.round, found.end
        row["gain"] = gains(study, found.package, range(start, stop))[:, places]
        rows.append(row)
    return np.stack(rows, axis=1).tobytes()


def _study(case: Case, seed: int, start: int, stop: int) -> Study:
    """Lay a case out for a stretch of its draws."""
    space = outcomes(case)
    specs = tuple(admissible(case, space, party.id) for party in case.parties)
    return Study(case, space, specs, ensemble(case, space, specs, seed, range(start, stop)))


def records(content: bytes, seats: int) -> Records:
    """Read what `played` gave."""
    return np.frombuffer(content, dtype=form(seats))


@dataclass(frozen=True, slots=True)
class Standing:
    """How an entrant fares: its mean gain, the ends of a 95 % interval, and in which share of its plays it deals.

    One draw has no interval: its ends are not numbers. `others` is the mean gain of those it plays with.
    """

    entrant: int
    gain: float
    low: float
    high: float
    deals: float
    others: float


@dataclass(frozen=True, slots=True)
class Score:
    """What each entrant got in each draw of one case (E, n): its gain, its share of deals, the gain of the others."""

    gain: NDArray[np.float64]
    deals: NDArray[np.float64]
    others: NDArray[np.float64]


def score(found: Records, entrants: int, seats: int, plays: range) -> Score:
    """What does each entrant get in each draw of one case, on average over its seats and those it plays with?

    Every seat counts in which an entrant plays alone against others, or all play as it does.
    """
    gain, deals, others, count = np.zeros((4, entrants, len(plays)))
    for number, bout in enumerate(bouts(entrants, seats)):
        mine = found[found["bout"] == number]
        at = mine["play"] - plays.start
        for seat in _guests(bout):
            one = bout.seats[seat]
            rest = [other for other in range(seats) if other != seat]
            gain[one, at] += mine["gain"][:, seat]
            deals[one, at] += mine["package"] >= 0
            others[one, at] += mine["gain"][:, rest].mean(axis=1)
            count[one, at] += 1
    return Score(gain / count, deals / count, others / count)


def together(scores: Sequence[Score]) -> Score:
    """What does each entrant get in draws that were scored stretch by stretch?"""
    return Score(
        np.concatenate([each.gain for each in scores], axis=1),
        np.concatenate([each.deals for each in scores], axis=1),
        np.concatenate([each.others for each in scores], axis=1),
    )


def _guests(bout: Bout) -> Iterator[int]:
    """Which seats show how an entrant fares: all where all are alike, else those that differ from the rest."""
    for seat, one in enumerate(bout.seats):
        rest = {other for place, other in enumerate(bout.seats) if place != seat}
        if len(rest) == 1 and (one not in rest or len(set(bout.seats)) == 1):
            yield seat


def standings(scores: Sequence[Score]) -> tuple[Standing, ...]:
    """Who fares best over all cases, each case counting alike?

    All cases are played in the draws of one seed, so that what happens in one tells of the others: the interval is
    from the spread over draws of the mean over cases. What other cases would bring is not in it.
    """
    gain, deals, others = (
        np.mean([getattr(each, name) for each in scores], axis=0) for name in ("gain", "deals", "others")
    )
    half = _half(gain)
    found = [
        Standing(
            place,
            float(mean),
            float(mean - half[place]),
            float(mean + half[place]),
            float(deals[place].mean()),
            float(others[place].mean()),
        )
        for place, mean in enumerate(gain.mean(axis=1))
    ]
    return tuple(sorted(found, key=lambda one: (-one.gain, one.entrant)))


def lead(scores: Sequence[Score], one: int, other: int) -> tuple[float, float]:
    """By how much does one entrant fare better than another on the same draws, and half the width of its interval?"""
    apart = np.mean([each.gain[one] - each.gain[other] for each in scores], axis=0)
    return float(apart.mean()), float(_half(apart[None])[0])


WIDE = 1.96
"""Standard errors to each side of a mean that make a 95 % interval."""


def _half(by_draw: NDArray[np.float64]) -> NDArray[np.float64]:
    """How far from a mean over draws (E, n) do the ends of its interval lie (E,)? Not a number for one draw."""
    count = by_draw.shape[1]
    if count == 1:
        return np.full(len(by_draw), np.nan)
    return np.asarray(WIDE * by_draw.std(axis=1, ddof=1) / np.sqrt(count))
