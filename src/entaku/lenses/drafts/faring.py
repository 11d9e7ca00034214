"""How drafts fare: who accepts them, what they are worth against no deal, and what would have to change."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from entaku.lenses.drafts.changes import Change, Search
from entaku.lenses.drafts.comparing import Pair, compared
from entaku.model.process import Draft
from entaku.space.drafts import Weighing, room_within
from entaku.space.evidence import quantile, share
from entaku.space.seating import tables
from entaku.space.study import Study
from entaku.space.verdicts import deal_stated, latest_first, ranked

LEVELS = {"low": 0.05, "median": 0.5, "high": 0.95}

Bools = NDArray[np.bool_]
Spread = dict[str, float]


@dataclass(frozen=True, slots=True)
class Fare:
    """How one draft fares.

    `sure`, `some` (N, P): accepted however completed, with some completion; `all_sure`, `all_some` (N,): by all
    needed parties, the latter one and the same completion. `values` and `gains` are, by party, the spreads at
    the worst and at the best completion, in the party's own unit and in shares of its own range. `changes` has
    one entry for each party, which says nothing where it is not known what the party wants.
    """

    draft: Draft
    sure: Bools
    some: Bools
    all_sure: Bools
    all_some: Bools
    values: tuple[tuple[Spread, Spread], ...]
    gains: tuple[tuple[Spread, Spread], ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Reception:
    """How all drafts with terms fare, the latest first; who is away from the latest round; preferences proved.

    `known` (P,) are the parties of whom it is stated what no deal is worth and what they want on some issue.
    """

    fares: tuple[Fare, ...]
    away: tuple[str, ...]
    known: tuple[bool, ...]
    pairs: tuple[Pair, ...]


def reception(study: Study) -> Reception:
    """How does each draft fare with each party?"""
    drafts = tuple(draft for draft in latest_first(study.case) if draft.terms)
    weighing = Weighing(study)
    seated = tables(study.case)
    issues = {issue.id for issue in study.case.issues}
    return Reception(
        tuple(_fare(weighing, draft) for draft in drafts),
        tuple(p for p in study.parties if seated and p not in seated[0].parties),
        tuple(deal_stated(study, p) and ranked(study, p, issues) for p in study.parties),
        compared(study, drafts),
    )


def _fare(weighing: Weighing, draft: Draft) -> Fare:
    study = weighing.study
    sure, some = weighing.accepted(draft)
    needed = [place for place, party in enumerate(study.parties) if party in study.case.needed]
    search = Search(weighing, draft)
    values, gains = _spreads(weighing, draft)
    return Fare(
        draft,
        sure,
        some,
        np.asarray(np.all(sure[:, needed], axis=1), dtype=np.bool_),
        room_within(study, draft),
        values,
        gains,
        tuple(search.smallest(place) for place in range(len(study.parties))),
    )


def _spreads(
    weighing: Weighing, draft: Draft
) -> tuple[tuple[tuple[Spread, Spread], ...], tuple[tuple[Spread, Spread], ...]]:
    """Give the spread of a draft's value and gain for each party, at its worst and at its best completion."""
    study, draws = weighing.study, weighing.study.ensemble
    ends = weighing.values(draft)
    values, gains = [], []
    for place in range(len(study.parties)):
        worth = [np.asarray(end[:, place]) for end in ends]
        gain = [end - draws.no_deal[:, place, 0] for end in worth]
        values.append(tuple(_spread(study, end.astype(np.float64) / draws.scale[place]) for end in worth))
        gains.append(
            tuple(_spread(study, end.astype(np.float64) / study.own_ranges[:, place]) for end in gain)
        )
    return tuple((low, high) for low, high in values), tuple((low, high) for low, high in gains)


def _spread(study: Study, of: NDArray[np.float64]) -> Spread:
    return {name: quantile(study.ensemble, of, level) for name, level in LEVELS.items()}


def accepts(study: Study, accepted: Bools, place: int) -> float:
    """In which share of the draws does the party in this place accept?"""
    return share(study.ensemble, accepted[:, place])
