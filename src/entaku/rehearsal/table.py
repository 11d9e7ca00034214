"""What is played for: the packages, what each is worth to whom in every play, and what no deal is worth when."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from entaku.kernels.ladders import Hooks, hooked, ladders
from entaku.kernels.packages import REFUSED, extremes, valued

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

MOST: Final = 2**26
"""So many numbers, half a gigabyte, may be known of others at most."""


@dataclass(frozen=True)  # without slots: ladders are made when first asked for
class Table:
    """Many plays of one bargain at once: a play is one draw of everybody's preferences.

    Attributes
    ----------
    parties : (P,)
        Who may take a seat, in the order of the party axis.
    draws : (n,) int64
        The number of each play's draw: what is random in a play follows from it and the seed alone.
    values : (n, P, X) int64
        What a package is worth to a party; `REFUSED` where it crosses a red line.
    floors : (n, P, R) int64
        What no deal is worth in each round.
    span : (n, P) float64
        A party's own range, from the worst to the best of all packages and no deal, in the units of the values.
    options : (X, I) int64
        Which option of each issue, from 0, a package takes.
    carried : (X, 2**P) bool
        Which sets of parties, as bit masks, can carry a package out.
    needed : int
        Bit mask of those whose agreement a deal needs: while one of them has no seat, what is agreed must be such
        that those who sit can carry it out.
    seed : int
    names : one pair an issue
        The issue and its options, by their ids.
    priors : one a party, or none at all
        What the others may know of a party's values before anything is said.
    """

    parties: tuple[str, ...]
    draws: Ints
    values: Ints
    floors: Ints
    span: Floats
    options: Ints
    carried: Bools
    seed: int
    needed: int = 0
    names: tuple[tuple[str, tuple[str, ...]], ...] = ()
    priors: tuple[Prior, ...] = ()

    @property
    def plays(self) -> int:
        """How many plays are there?"""
        return len(self.draws)

    @property
    def rounds(self) -> int:
        """For how many rounds are no-deal values given?"""
        return int(self.floors.shape[2])

    @property
    def packages(self) -> int:
        """How many packages are there?"""
        return int(self.values.shape[2])

    @cached_property
    def sides(self) -> tuple[Side, ...]:
        """Give what each party sees of its own values."""
        return tuple(Side(np.ascontiguousarray(self.values[:, p])) for p in range(len(self.parties)))

    @cached_property
    def bottom(self) -> Ints:
        """What is the worst that can come (n, P): a package that crosses no red line, or no deal now?"""
        allowed = np.where(self.values == REFUSED, np.iinfo(np.int64).max, self.values)
        return np.asarray(np.minimum(allowed.min(axis=2), self.floors[:, :, 0]))

    def shares(self, party: int) -> Floats:
        """What are packages worth to a party (n, X) in shares of its own range? -1 across a red line."""
        values = self.values[:, party]
        part = (values - self.bottom[:, party, None]) / self.span[:, party, None]
        return np.where(values == REFUSED, -1.0, part)

    def prior(self, party: int) -> Prior:
        """Give a party's plays as draws of what it may want, for others to know."""
        return Prior(np.ascontiguousarray(self.shares(party).T), np.ascontiguousarray(self.deals(party).T))

    def deals(self, party: int) -> Floats:
        """What is no deal worth to a party in each round (n, R), in the same shares?"""
        return np.asarray((self.floors[:, party] - self.bottom[:, party, None]) / self.span[:, party, None])


@dataclass(frozen=True)  # without slots: as above
class Side:
    """One party's own values (n, X) of all packages in every play."""

    values: Ints

    @cached_property
    def ends(self) -> Ints:
        """What are the worst and the best package worth (n, 2) that cross no red line? `REFUSED` where all do."""
        return extremes(self.values)

    @cached_property
    def barred(self) -> bool:
        """Does some package cross a red line in some play?"""
        return bool((self.values == REFUSED).any())

    @cached_property
    def best(self) -> Ints:
        """What is the best package worth (n,)?"""
        return self.ends[:, 1].copy()

    @cached_property
    def least(self) -> Ints:
        """What is the worst package worth (n,)?"""
        return self.ends[:, 0].copy()

    @cached_property
    def favourite(self) -> Ints:
        """Which package (n,) is worth most, the lowest number where several are?"""
        return np.asarray(self.values.argmax(axis=1))

    @cached_property
    def hooks(self) -> Hooks:
        """Give the packages in lists by value."""
        return hooked(self.values, self.ends)

    @cached_property
    def order(self) -> Ints:
        """Which packages (n, X), worst first; of equal ones the lowest number first."""
        return ladders(self.values, self.hooks)

    @cached_property
    def rows(self) -> Ints:
        """Number the plays."""
        return np.arange(len(self.values))

    def worth(self, packages: Ints) -> Ints:
        """What are these packages (n,) worth, one in each play? `REFUSED` for none (below 0)."""
        return valued(self.values, packages)


@dataclass(frozen=True, slots=True)
class Prior:
    """What others may know of one party: M draws of its values, all alike, none of which is played.

    Attributes
    ----------
    worth : (X, M) float64
        What packages are worth, in shares of the party's own range; -1 across a red line.
    deal : (R, M) float64
        What no deal is worth in each round, in the same shares.
    """

    worth: Floats
    deal: Floats
