"""The numbers on who can carry out a draft: by clause, by coalition, by index, and among those who met."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations
from typing import Any

import numpy as np

from entaku.kernels.coalitions import (
    BoolArray,
    bypassable,
    clause_game,
    dummies,
    jointly_bypassable,
    minimal_blocking,
    minimal_sets,
    party_count,
    veto_players,
)
from entaku.kernels.networks import Links, holds_together, myerson
from entaku.kernels.nucleolus import MAX_PLAYERS, nucleolus
from entaku.kernels.power import banzhaf_raw, deegan_packel, johnston, public_good_index, shapley_shubik
from entaku.model.case import Case
from entaku.space.consent import clause_winning, members
from entaku.space.verdicts import Game

Parts = Sequence[Fraction]
SHARED = (shapley_shubik, johnston, deegan_packel, public_good_index)


def indices(case: Case, game: Game) -> dict[str, Any]:
    """Give all that follows from who wins, as plain JSON values."""
    winning = game.winning
    return {
        "clauses": {clause.issue.id: clause.option.id for clause in game.clauses},
        "by_clause": {
            clause.issue.id: _needed(case, clause_winning(case, clause.option, "lenient"))
            for clause in game.clauses
        },
        "winning_coalitions": int(winning.sum()),
        "minimal_winning_coalitions": len(minimal_sets(winning)),
        **_needed(case, winning),
        "minimal_blocking": _sets(case, minimal_blocking(winning)),
        "jointly_bypassable_pairs": _sets(case, pairs(winning, together=True)),
        "bypassable_but_not_both": _sets(case, pairs(winning, together=False)),
        **_counted(case, winning),
        **{index.__name__: by_party(case, index(winning)) for index in SHARED},
        "core_nonempty": bool(winning.any() and veto_players(winning)),
    }


def stable(case: Case, winning: BoolArray) -> dict[str, str]:
    """Give the nucleolus of a draft's game; nothing where it is not defined, or beyond 10 parties."""
    if party_count(winning) > MAX_PLAYERS or not winning.any() or winning[0]:
        return {}
    return by_party(case, nucleolus(winning.astype(int).tolist()))


def among_linked(case: Case, winning: BoolArray, links: Links) -> dict[str, Any]:
    """Give what is left of power and of the winning coalitions where only those who met can act together."""
    connected = winning & holds_together(party_count(winning), links)
    closed = clause_game(party_count(winning), np.flatnonzero(connected).tolist(), [])
    return {
        "myerson": by_party(case, linked_parts(winning, links)),
        "connected_winning_coalitions": int(connected.sum()),
        "connected_minimal_winning": _sets(case, minimal_sets(closed)),
    }


def linked_parts(winning: BoolArray, links: Links) -> Parts:
    """Give each party's part in carrying a draft out where only those who met can act together."""
    if winning[0]:
        return (Fraction(0),) * party_count(winning)
    return myerson(winning.astype(int).tolist(), links)


def pairs(winning: BoolArray, *, together: bool) -> list[int]:
    """List the pairs that can be left out one by one and, as asked, at once as well or not."""
    free = bypassable(winning)
    places = [place for place in range(party_count(winning)) if free >> place & 1]
    both = (1 << one | 1 << other for one, other in combinations(places, 2))
    return sorted(pair for pair in both if jointly_bypassable(winning, pair) == together)


def by_party(case: Case, parts: Sequence[Fraction | int]) -> dict[str, str]:
    """Give exact numbers by party as text."""
    return {party.id: str(part) for party, part in zip(case.parties, parts, strict=False)}


def _needed(case: Case, winning: BoolArray) -> dict[str, Any]:
    return {
        "minimal_winning": _sets(case, minimal_sets(winning)),
        "veto_players": list(members(case, veto_players(winning))),
        "bypassable": list(members(case, bypassable(winning))),
        "dummies": list(members(case, dummies(winning))),
    }


def _counted(case: Case, winning: BoolArray) -> dict[str, Any]:
    """Give what is counted by coalition: Banzhaf's numbers and Coleman's."""
    raw, wins = banzhaf_raw(winning), int(winning.sum())
    half, total, losing = winning.size // 2, sum(raw), winning.size - wins

    def over(whole: int) -> dict[str, str]:
        return by_party(case, [Fraction(count, whole) if whole else Fraction(0) for count in raw])

    return {
        "banzhaf_raw": dict(zip((party.id for party in case.parties), raw, strict=True)),
        "banzhaf_absolute": over(half),
        "banzhaf_normalised": over(total),
        "coleman_collectivity": str(Fraction(wins, winning.size)),
        "coleman_preventive": over(wins),
        "coleman_initiative": over(losing),
    }


def _sets(case: Case, coalitions: Sequence[int]) -> list[list[str]]:
    return [list(members(case, some)) for some in coalitions]
