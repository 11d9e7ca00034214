"""What a party sees from its seat: its own values, the clock, and what has been said; in many plays at once."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from entaku.kernels.ladders import AHEAD, below, reach
from entaku.kernels.packages import REFUSED
from entaku.kernels.sayings import append, last
from entaku.rehearsal.table import Side, Table

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]

NONE = -1
"""In place of a package: none; from a strategy, that it leaves the table."""


class Said:
    """A growing list of packages in every play: `packages` (n, most), `count` (n,) of them so far."""

    def __init__(self, plays: int, most: int) -> None:
        self.packages = np.full((plays, most), NONE, dtype=np.int64)
        self.count = np.zeros(plays, dtype=np.int64)

    def add(self, where: Bools, packages: Ints) -> None:
        """Append a package in the plays where something was said."""
        append(self.packages, self.count, where, packages)

    def back(self, steps: int) -> Ints:
        """Which package (n,) was said so many before the last? `NONE` where there were not so many."""
        return last(self.packages, self.count, steps)


class Seat:
    """A party's place at the table, in n plays at once.

    Attributes
    ----------
    own : Side
        Its own values; it knows nobody else's.
    party : str
    others : int
        How many others there are.
    draws, seed
        What is random follows from these by name.
    options : (X, I) int64
        Which option each package takes on each issue.
    names : one pair an issue
        The issue and its options, by their ids.
    priors : one for each of the others, or none
        What it may know of their values before anything is said.
    heard, valued, made : Said
        The packages that others offered, those of them that cross no red line of its own, and its own offers.
    floor : (n,) int64
        What no deal is worth to it now.
    round, rounds, turn : int
        Counted from 1.
    time : float
        How much of the talks is over, above 0 and below 1.
    live : (n,) bool
        In which plays it is asked now; what it answers in the others counts for nothing.
    decides : (n,) bool
        It has been told that all others accept what is before it.
    """

    def __init__(self, table: Table, place: int, rounds: int) -> None:
        self.own: Side = table.sides[place]
        self.party, self.others = table.parties[place], len(table.parties) - 1
        self.draws, self.seed = table.draws, table.seed
        self.options, self.names = table.options, table.names
        self.priors = tuple(prior for other, prior in enumerate(table.priors) if other != place)
        self.floors = table.floors[:, place]
        most = rounds * max(1, len(table.parties) - 1)  # a mediator's texts are heard even by one party alone
        self.heard = Said(table.plays, most)
        self.valued = Said(table.plays, most) if self.own.barred else self.heard
        self.made = Said(table.plays, rounds)
        self.rounds = rounds
        self.round, self.turn, self.time = 0, 0, 0.0
        self.floor = self.floors[:, 0]
        self.live: Bools = np.ones(table.plays, dtype=np.bool_)
        self.decides = np.zeros(table.plays, dtype=np.bool_)
        self._ahead = np.full((table.plays, AHEAD), NONE)
        self._known = np.stack([np.full(table.plays, REFUSED), np.full(table.plays, NONE)])

    def at(self, round_: int, turn: int, time: float, live: Bools) -> Seat:
        """Move the clock."""
        self.round, self.turn, self.time, self.live = round_, turn, time, live
        self.floor = self.floors[:, round_ - 1]
        return self

    def hear(self, where: Bools, packages: Ints) -> None:
        """Take note of what another offers."""
        self.heard.add(where, packages)
        if self.valued is not self.heard:
            self.valued.add(where & (self.own.worth(packages) != REFUSED), packages)

    def cheapest(self, level: Ints) -> Ints:
        """Which package (n,) reaches a level of own value at the least value? `NONE` where none does."""
        reach(self.own.values, self.own.hooks, level, self.live, self._known)
        return np.asarray(self._known[1].copy())

    def next(self, packages: Ints) -> Ints:
        """Which package (n,) comes next, best first, after these? The best after `NONE`, and `NONE` after the last."""
        return below(self.own.values, self.own.hooks, packages, self.live, self._ahead)

    def favourite(self) -> Ints:
        """Which package (n,) is worth most, the lowest number where several are?"""
        return self.own.favourite


class Strategy(Protocol):
    """How a party bargains: two questions, each answered in all plays at once."""

    def offer(self, seat: Seat) -> Ints:
        """Which package (n,) now? `NONE` leaves the table."""

    def accepts(self, seat: Seat, offered: Ints) -> Bools:
        """Is what stands good enough (n,)?"""
