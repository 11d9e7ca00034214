"""Whose consent a clause or a package needs: from who must carry it out, as coalition games.

A coalition carries a clause iff it contains a set that can perform it and the rest cannot stop it. A package
needs every clause carried. Where the sources do not say who performs a clause, two readings are kept:
lenient (it needs nobody) and strict (it needs all whom it disposes of).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from entaku.kernels.coalitions import clause_game, package_game, weighted_game
from entaku.model.basics import NotStated
from entaku.model.case import Case
from entaku.model.issue import Option
from entaku.space.drafts import Clause

Reading = Literal["lenient", "strict"]
Bools = NDArray[np.bool_]


def mask(case: Case, parties: Sequence[str]) -> int:
    """Which bit mask stands for these parties?"""
    order = [party.id for party in case.parties]
    return sum(1 << order.index(party) for party in set(parties))


def members(case: Case, coalition: int) -> tuple[str, ...]:
    """Which parties does a bit mask stand for?"""
    return tuple(party.id for place, party in enumerate(case.parties) if coalition >> place & 1)


def stated(option: Option) -> bool:
    """Do the sources or the analyst say who carries the option out?"""
    return option.vote is not None or not isinstance(option.performs, NotStated)


def clause_winning(case: Case, option: Option, reading: Reading) -> Bools:
    """Which coalitions (2^P) can carry an option out?"""
    count = len(case.parties)
    stops = [mask(case, some) for some in option.stops]
    if option.vote is not None:
        passed = weighted_game(option.vote.quota, [option.vote.weights.get(p.id, 0) for p in case.parties])
        return package_game(count, [passed, clause_game(count, [0], stops)])
    if not isinstance(option.performs, NotStated):
        return clause_game(count, [mask(case, some) for some in option.performs], stops)
    assumed = [0] if reading == "lenient" else [mask(case, option.subjects)]
    return clause_game(count, assumed, stops)


def package_winning(case: Case, clauses: Sequence[Clause], reading: Reading) -> Bools:
    """Which coalitions (2^P) can carry out all of these clauses?"""
    games = [clause_winning(case, clause.option, reading) for clause in clauses]
    return package_game(len(case.parties), games)
