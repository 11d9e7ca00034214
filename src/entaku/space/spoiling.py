"""Who can stop a draft though nobody needs it to carry the draft out, and how often it has a reason to.

Capability and motive are kept apart, after Stedman (1997), Spoiler Problems in Peace Processes, International
Security 22(2):5-53.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from entaku.kernels.coalitions import jointly_bypassable
from entaku.space.consent import mask, package_winning
from entaku.space.drafts import Clause, draft_values
from entaku.space.study import Study
from entaku.space.verdicts import Game, deal_stated, ranked

Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Spoiler:
    """Parties that together can stop some clauses of a draft, and are not needed to carry it out.

    `worse` (N,) tells in which draws each of them is worse off under the draft than with no deal, whatever it leaves
    open; `stated` whether that is known of them all.
    """

    parties: tuple[str, ...]
    clauses: tuple[Clause, ...]
    worse: Bools
    stated: bool


def spoilers(study: Study, game: Game, tolerance: float) -> tuple[Spoiler, ...]:
    """Which sets of parties can stop this draft though the others could carry it out?"""
    unstoppable = package_winning(study.case, [_calm(clause) for clause in game.clauses], "lenient")
    found: dict[tuple[str, ...], list[Clause]] = {}
    for clause in game.clauses:
        for stopping in clause.option.stops:
            who = tuple(party for party in study.parties if party in stopping)
            if who and jointly_bypassable(unstoppable, mask(study.case, who)):
                found.setdefault(who, []).append(clause)
    return tuple(_spoiler(study, game, who, tuple(some), tolerance) for who, some in found.items())


def _calm(clause: Clause) -> Clause:
    return replace(clause, option=replace(clause.option, stops=()))


def _spoiler(
    study: Study, game: Game, who: tuple[str, ...], some: tuple[Clause, ...], tolerance: float
) -> Spoiler:
    places = [study.parties.index(party) for party in who]
    _, most = draft_values(study, game.draft)
    gain = (most - study.ensemble.no_deal[:, :, 0]).astype(np.float64) / study.own_ranges
    asked = {clause.issue.id for clause in game.clauses}
    stated = all(deal_stated(study, party) and ranked(study, party, asked, game.draft.id) for party in who)
    return Spoiler(who, some, np.asarray((gain[:, places] < -tolerance).all(axis=1)), stated)
