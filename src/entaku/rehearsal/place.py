"""What a strategy of one's own sees: its seat in one play, in plain numbers."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from math import inf, isnan
from random import Random
from typing import cast

import numpy as np
from numpy.typing import NDArray

from entaku.kernels.counter import key
from entaku.kernels.packages import REFUSED
from entaku.model.basics import PUBLIC
from entaku.rehearsal.seat import Seat

Floats = NDArray[np.float64]


class Place:
    """One party's seat in one play.

    Values have the unit of the table, in which all of them are whole; a package that crosses a red line is worth
    -inf. What no deal is worth, and so `floor`, may move with the rounds.

    Attributes
    ----------
    party : str
        Whose seat it is.
    rounds, packages : int
        How many there are. Packages are numbered from 0, rounds from 1.
    heard, made : list of int
        The packages that others offered, and the own offers, the newest last.
    """

    def __init__(self, seat: Seat, row: int, worth: Floats, chance: int) -> None:
        self.party, self.rounds, self.packages = seat.party, seat.rounds, len(seat.options)
        self.heard: list[int] = []
        self.made: list[int] = []
        self._seat, self._row, self._chance = seat, row, chance
        self._numbers, self._packages = worth, seat.own.order[row]
        self._worth = _view(worth)
        self._order: memoryview[int] = self._packages.data
        self._dice, self._thrown = Random(0), 0  # noqa: S311  # a play must be repeatable

    @property
    def round(self) -> int:
        """Tell which round it is, from 1."""
        return self._seat.round

    @property
    def time(self) -> float:
        """Tell how much of the talks is over, above 0; 1 in the last turn where the clock moves by turns."""
        return self._seat.time

    @property
    def floor(self) -> float:
        """Tell what no deal is worth now."""
        return float(self._seat.floor[self._row])

    @property
    def random(self) -> Random:
        """Give chance: the same in the same turn of the same play, whatever else was drawn before."""
        if self._thrown != self._seat.turn:
            self._thrown = self._seat.turn
            self._dice.seed(self._chance << 32 | self._thrown)
        return self._dice

    @cached_property
    def values(self) -> list[float]:
        """Give the own value of every package."""
        values: list[float] = self._numbers.tolist()
        return values

    @cached_property
    def favourite(self) -> int:
        """Give the package that is worth most, the lowest number where several are."""
        return self._order[bisect_left(self._ladder, self.best)]

    @cached_property
    def best(self) -> float:
        """Tell what the best package is worth."""
        return self._worth[self._order[-1]]

    @cached_property
    def _ladder(self) -> memoryview[float]:
        """Give the values, the lowest first."""
        return _view(self._numbers[self._packages])

    def worth(self, package: int) -> float:
        """Tell what a package is worth to oneself."""
        if package < 0:
            raise IndexError(f"packages are numbered from 0, and {package} is not one")
        return self._worth[package]

    def cheapest(self, level: float) -> int | None:
        """Give the package of least own value that reaches a level; None where none does."""
        if isnan(level):
            raise ValueError("the level asked for is not a number (nan)")
        place = bisect_left(self._ladder, level)
        return self._order[place] if place < self.packages else None

    def options(self, package: int) -> dict[str, str]:
        """Give the option that a package takes on each issue, by name."""
        return {
            issue: names[option]
            for (issue, names), option in zip(
                self._seat.names, self._seat.options[package].tolist(), strict=True
            )
        }


def _view(numbers: Floats) -> memoryview[float]:
    """See an array as plain numbers, without copying it."""
    return cast("memoryview[float]", numbers.data)


def places(seat: Seat) -> list[Place]:
    """Give the place of each play."""
    values = seat.own.values
    worth = np.where(values == REFUSED, -inf, values.astype(np.float64))
    chances = key(seat.seed, PUBLIC, seat.draws, "rehearsal", seat.party, "own").tolist()
    return [Place(seat, row, worth[row], chance) for row, chance in enumerate(chances)]
