"""A rehearsal: the talks of a case played out in several ways, and under changed arrangements, on the same draws."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from entaku.model.finding import Firmness, Strength
from entaku.model.text import Text
from entaku.rehearsal.arranging import Arrangement, Ends, Way, check, ends, told
from entaku.rehearsal.laying import laid
from entaku.rehearsal.manner import Manner
from entaku.rehearsal.played import Played
from entaku.rehearsal.protocols.shuttle import Shuttled
from entaku.rehearsal.protocols.text import Texts
from entaku.rehearsal.table import Table
from entaku.rehearsal.ways import Named, either, ways
from entaku.rehearsal.yardsticks import Deals, Had, deals, gains, had
from entaku.space.study import Study

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]

ERRORS = 3.0
"""How many standard errors a difference is given with on either side."""
COMPARED = 600
"""On how many plays, at most, changed arrangements are compared."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How the plays of one way of bargaining ended.

    `gains` (n, C) are what every party of the case gains over no deal today, in shares of its own range, whether
    it sits or not; 0 without a deal.
    """

    named: Named
    ends: Ends
    deals: Deals
    gains: Floats

    @property
    def share(self) -> float:
        """In which share of the plays is there a deal?"""
        return float(self.ends.agreed.mean())


@dataclass(frozen=True, slots=True)
class Change:
    """A changed arrangement and what it does to the share of plays with a deal and to everybody's mean gain.

    `before` and `after` are shares, `margin` three standard errors of their difference, play by play; `gained` (C,)
    and its `margins` (C,) likewise for the mean gain of every party of the case.
    """

    name: Text
    before: float
    after: float
    margin: float
    gained: Floats
    margins: Floats


@dataclass(frozen=True, slots=True)
class Sample:
    """Some plays with everything that was said in them, each party bargaining anywhere between late and early."""

    table: Table
    played: Played | Texts | Shuttled


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What was played, in which ways, with what end, and what would change under other arrangements."""

    study: Study
    arrangement: Arrangement
    plays: int
    could: Had
    outcomes: tuple[Outcome, ...]
    changes: tuple[Change, ...]
    compared: int
    sample: Sample

    @property
    def room(self) -> float:
        """In which share of the plays is there a package acceptable to all at the table, today?"""
        return float(self.could.room.mean())

    def missed(self, outcome: Outcome) -> float:
        """In which share of the plays with room is there no deal? nan where there is room in none."""
        there = self.could.room
        return float((~outcome.ends.agreed)[there].mean()) if there.any() else float("nan")

    @property
    def usual(self) -> tuple[Outcome, ...]:
        """Give the outcomes of late and early concessions, or of what a person named: not the yardsticks."""
        return tuple(one for one in self.outcomes if not one.named.yardstick)

    @property
    def yardsticks(self) -> tuple[Outcome, ...]:
        """Give the outcomes that stand beside for comparison."""
        return tuple(one for one in self.outcomes if one.named.yardstick)

    def strength(self, plays: int = 0) -> Strength:
        """How firm is what is said over so many plays, all where no number is given?"""
        return Strength(firmness=Firmness.AVERAGE, draws=float(plays or self.plays))


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be played: how often, how named parties bargain, and which changes to compare, by their names."""

    plays: int
    manners: Mapping[str, Manner]
    changes: tuple[tuple[Text, Arrangement], ...] = ()


def rehearse(study: Study, arrangement: Arrangement, asked: Asked, tell: Callable[[Text], None]) -> Rehearsal:
    """How do the talks go when they are played out?

    Raises
    ------
    NotPossible
        The arrangement cannot be played; the message says why.
    """
    check(study, arrangement)
    plays = range(asked.plays)
    table = laid(study, arrangement.parties, 1, 0.0, plays)
    could = had(table)
    names = {party: study.case.party(party).name for party in arrangement.bargaining}
    given = {party: one for party, one in asked.manners.items() if party in names}
    outcomes = []
    for named in _ways(arrangement, names, given, tied=study.ensemble.exact):
        tell(named.name)
        found = ends(study, arrangement, named.way, plays)
        outcomes.append(
            Outcome(named, found, deals(table, could, found.package), gains(study, found.package, plays))
        )
    some = range(min(COMPARED, asked.plays))
    return Rehearsal(
        study,
        arrangement,
        asked.plays,
        could,
        tuple(outcomes),
        _changes(study, arrangement, asked, some, tell),
        len(some),
        Sample(*told(study, arrangement, either(tuple(names), given, tied=study.ensemble.exact), some)),
    )


def _ways(
    arrangement: Arrangement, names: Mapping[str, Text], given: Mapping[str, Manner], *, tied: bool
) -> tuple[Named, ...]:
    """In which ways is it played? Where parties compare texts truthfully, there is but one."""
    if arrangement.protocol == "text" and arrangement.voice == "truthful":
        return (Named(TRUTHFUL, either(tuple(names), given)),)
    return ways(names, given, tied=tied)


TRUTHFUL = Text("all compare texts truthfully", "全員が案文を率直に比べる")


def _changes(
    study: Study, arrangement: Arrangement, asked: Asked, plays: range, tell: Callable[[Text], None]
) -> tuple[Change, ...]:
    def played(one: Arrangement) -> tuple[Bools, Floats]:
        way: Way = either(one.bargaining, asked.manners, tied=study.ensemble.exact)
        found = ends(study, one, way, plays)
        return found.agreed, gains(study, found.package, plays)

    if not asked.changes:
        return ()
    agreed, gained = played(arrangement)
    changes = []
    for name, changed in asked.changes:
        tell(name)
        then, brought = played(changed)
        apart, moved = then.astype(float) - agreed, brought - gained
        changes.append(
            Change(
                name,
                float(agreed.mean()),
                float(then.mean()),
                _margin(apart),
                moved.mean(axis=0),
                np.array([_margin(column) for column in moved.T]),
            )
        )
    return tuple(changes)


def _margin(differences: Floats) -> float:
    """Give three standard errors of the mean of paired differences.

    A page compares some fifty numbers: with two, every fifth change would seem to move somebody by chance alone.
    """
    if len(differences) < 2:  # noqa: PLR2004  # one play has no spread
        return float("inf")
    return ERRORS * float(differences.std(ddof=1)) / sqrt(len(differences))
