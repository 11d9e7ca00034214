"""How do many plays end? Worked out in compiled code where everybody has a plan, and played otherwise.

The ends are the same. What the moves were is not kept: `protocols.offers.play` tells that, play by play.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from entaku.kernels.offers import OPEN, Bargain, bounds, offers
from entaku.kernels.planning import Plans
from entaku.rehearsal.believing import known_to
from entaku.rehearsal.laying import Stakes, at_stake, laid, options
from entaku.rehearsal.manner import Manner
from entaku.rehearsal.plans import Known, Own, Planned, side_by_side
from entaku.rehearsal.played import Played
from entaku.rehearsal.protocols.offers import Rules, play
from entaku.rehearsal.seat import Strategy
from entaku.rehearsal.table import Prior
from entaku.space.study import Study

AT_ONCE: Final = 1000
"""Plays worked out together: fewer pay for each step of a round, more leave the cache."""
CELLS: Final = 2**21
"""What is asked for in every round, or values of packages, or offers heard that are kept at once: 16 MiB of each."""

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Setting:
    """Who bargains over what, how and by which rules; no-deal values move by so many months meanwhile."""

    study: Study
    parties: tuple[str, ...]
    manners: tuple[Manner, ...]
    rules: Rules
    months: float = 0.0

    def strategies(self, plays: Ints) -> list[Strategy]:
        """Give everybody's strategy for these plays (n,); they remember, and serve once."""
        seed = self.study.ensemble.seed
        return [
            manner.made(party, plays, seed) for party, manner in zip(self.parties, self.manners, strict=True)
        ]

    def told(self, plays: Ints) -> Played:
        """How does each of these plays (n,) go, move by move?"""
        table = laid(self.study, self.parties, self.rules.rounds, self.months, plays)
        return play(replace(table, priors=self._known), self.strategies(plays), self.rules)

    @cached_property
    def options(self) -> Ints:
        """Which option of its issue, from 0, does each package (X, I) take?"""
        return options(self.study)

    @cached_property
    def _known(self) -> tuple[Prior, ...]:
        """What is known beforehand is the same in every play, so that it is drawn once."""
        return known_to(self.parties, self.study, self.rules.rounds, self.months, self.manners)


def ends(setting: Setting, plays: range) -> Played:
    """How does each of these plays end? The same as `Setting.told`, with an empty log.

    Raises
    ------
    NotPossible
        Too many packages or parties, or more months than the outlook has.
    """
    draws = np.arange(plays.start, plays.stop, dtype=np.int64)
    some = max(1, min(AT_ONCE, CELLS // (setting.rules.rounds * len(setting.parties))))
    found = [_ends(setting, draws[start : start + some]) for start in range(0, len(draws), some)]
    package, end, round_, turn, by = np.concatenate([np.empty((0, 5), np.int64), *found]).T
    none = np.empty(0, np.int64)
    return Played(package, end, round_, turn, by, np.empty((len(draws), 0), np.int64), none, none)


def _ends(setting: Setting, plays: Ints) -> Ints:
    """Give package, end, round, turn and by whom (n, 5)."""
    rules, strategies = setting.rules, setting.strategies(plays)
    seated = {setting.parties[place] for place in rules.order}
    plain = len(seated) > 1 and set(setting.study.case.needed) <= seated and not rules.seated
    if not (plain and rules.consent == "all" and rules.last == "unanswered"):
        return _played(setting, plays)
    stakes = at_stake(setting.study, setting.parties, rules.rounds, setting.months, plays)
    if not stakes.exact:
        return _played(setting, plays)
    bargain = _bargain(stakes)
    plans = _plans(setting, strategies, stakes, bargain, plays)
    if plans is None:
        return _played(setting, plays)
    found = offers(bargain, plans, np.array(rules.order, dtype=np.int64))
    rest = found[:, 1] == OPEN
    if rest.any():
        found[rest] = _played(setting, plays[rest])
    return found


def together(packages: int, parties: int, rounds: int) -> int:
    """How many plays can be played together within `CELLS`, one at least?

    Kept of each are the values of all packages to every party, and what every party heard of every other.

    Examples
    --------
    >>> together(512, 2, 100), together(512, 12, 10_000)
    (2048, 1)
    """
    return max(1, CELLS // max(packages * parties, rounds * parties**2))


def _played(setting: Setting, plays: Ints) -> Ints:
    some = together(setting.study.outcomes.count, len(setting.parties), setting.rules.rounds)
    told = [setting.told(plays[start : start + some]) for start in range(0, len(plays), some)]
    rows = [np.stack([each.package, each.end, each.round, each.turn, each.by], axis=1) for each in told]
    return np.concatenate(rows)


def _bargain(stakes: Stakes) -> Bargain:
    values, floors = stakes.whole, stakes.floors.astype(np.int64, copy=False)
    return Bargain(values, stakes.starts, bounds(values, stakes.starts), floors)


def _plans(
    setting: Setting, strategies: Sequence[Strategy], stakes: Stakes, bargain: Bargain, plays: Ints
) -> Plans | None:
    """Ask everybody who is seated for a plan; None where somebody has none."""
    known, plans, rules = {}, {}, setting.rules
    for turn, place in enumerate(rules.order, 1):
        known[place] = Known(
            setting.study,
            stakes,
            setting.parties[place],
            place,
            plays,
            Own(*np.ascontiguousarray(bargain.bounds[:, place].T)),
            tuple(rules.time(r + 1, r * len(rules.order) + turn) for r in range(rules.rounds)),
            lambda: setting.options,
        )
        made = strategies[place]
        plan = made.plan(known[place]) if isinstance(made, Planned) else None
        if plan is None:
            return None
        plans[place] = plan
    return side_by_side(plans, known, len(strategies))
