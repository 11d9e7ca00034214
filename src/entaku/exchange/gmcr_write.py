"""A standoff of a case as a `.gmcr` file."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from entaku.model.case import Case
from entaku.model.errors import NotFound, NotPossible
from entaku.model.standoff import Priority, Ranking, Standoff

if TYPE_CHECKING:
    from entaku.kernels.graph_moves import Ints

MOST_WRITTEN = 4096
"""How many combinations of levers are written out one by one where only named states are possible."""


def write_gmcr(case: Case, standoff: str = "") -> str:
    """Give a standoff of a case, the only one where none is named, as the text of a `.gmcr` file.

    Not written, as the format has no place for it: which state stands, names of states, on whose word.

    Raises
    ------
    NotFound
        There is no standoff of that name.
    NotPossible
        There is none, or several and none is named; or it has what the format cannot hold.
    """
    chosen = _chosen(case, standoff)
    if reason := _refusal(chosen):
        raise NotPossible(f"the standoff {chosen.id!r} cannot be written as a .gmcr file: {reason}")
    order = [
        place for party in chosen.parties for place, lever in enumerate(chosen.levers) if lever.party == party
    ]
    by_ranking = any(ranking.best_to_worst for ranking in chosen.rankings)
    document = {
        "useManualPreferenceRanking": by_ranking,
        "options": [
            {
                "name": chosen.levers[place].name.said("en"),
                "permittedDirection": chosen.levers[place].direction,
            }
            for place in order
        ],
        "decisionMakers": _makers(case, chosen, order),
        "infeasibles": [_literals(pattern, order) for pattern in _removed(chosen)],
        "coalitions": list(range(len(chosen.parties))),
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _chosen(case: Case, name: str) -> Standoff:
    known = {standoff.id: standoff for standoff in case.standoffs}
    if name and name not in known:
        raise NotFound(f"no standoff is called {name!r}; there are: {', '.join(known) or 'none'}")
    if not known:
        raise NotPossible(f"the case {case.id!r} has no standoff to write")
    if not name and len(known) > 1:
        raise NotPossible(f"a .gmcr file holds one standoff; name one of: {', '.join(known)}")
    return known[name] if name else case.standoffs[0]


def _refusal(standoff: Standoff) -> str:
    """Say what of a standoff the format cannot hold; empty where it can hold all."""
    if not standoff.levers:
        return "it lists moves, and the format has levers only"
    if any("-" in state.pattern for state in standoff.states):
        return "a state stands for several combinations of levers"
    if standoff.states and 1 << len(standoff.levers) > MOST_WRITTEN:
        return f"its states are named, and more than {MOST_WRITTEN:,} combinations would have to be ruled out"
    if any(ranking.compared for ranking in standoff.rankings):
        return "states are compared pair by pair"
    wishes = [wish for ranking in standoff.rankings for wish in ranking.priorities]
    if any(wish.holds is not None and wish.holds.low < 1.0 for wish in wishes):
        return "a wish is held in a part of the draws only"
    return ""


def _makers(case: Case, standoff: Standoff, order: Sequence[int]) -> list[dict[str, Any]]:
    by_party = {ranking.party: ranking for ranking in standoff.rankings}
    by_ranking = any(ranking.best_to_worst for ranking in standoff.rankings)
    numbers = _numbers(standoff, order) if by_ranking else {}
    makers, first = [], 0
    for party in standoff.parties:
        own = sum(lever.party == party for lever in standoff.levers)
        ranking = by_party.get(party, Ranking(party=party))
        maker: dict[str, Any] = {
            "name": case.party(party).name.said("en"),
            "options": list(range(first, first + own)),
            "preferences": [_statement(wish, order) for wish in ranking.priorities],
            "misperceptions": [],
        }
        if by_ranking:
            maker["preferenceRanking"] = _ranking(standoff, ranking, numbers)
        makers.append(maker)
        first += own
    return makers


def _statement(wish: Priority, order: Sequence[int]) -> Any:
    members = [_literals(pattern, order) for pattern in wish.any]
    return members[0] if len(members) == 1 else {"compound": True, "members": members}


def _literals(pattern: str, order: Sequence[int]) -> list[list[Any]]:
    """Write a pattern as pairs of an option and its sign, in the order of the file."""
    return [[number, pattern[place]] for number, place in enumerate(order) if pattern[place] != "-"]


def _removed(standoff: Standoff) -> list[str]:
    """Give the patterns of what cannot be: as stated, and where states are named, all that none names."""
    if not standoff.states:
        return list(standoff.impossible)
    width = len(standoff.levers)
    named = {state.pattern for state in standoff.states}
    every = ("".join("NY"[number >> bit & 1] for bit in range(width)) for number in range(1 << width))
    return [text for text in every if text not in named]


def _vectors(standoff: Standoff) -> Ints:
    """Give the vector of each state, in the order of the standoff."""
    from entaku.kernels.graph_moves import feasible_vectors, patterns

    if not standoff.states:
        return feasible_vectors(len(standoff.levers), patterns(list(standoff.impossible)))
    return patterns([state.pattern for state in standoff.states])[:, 1]


def _numbers(standoff: Standoff, order: Sequence[int]) -> Mapping[str, int]:
    """Say which number each state has in the file, where the levers stand in another order."""
    vectors = _vectors(standoff).tolist()
    names = [state.id for state in standoff.states] or [str(n) for n in range(1, len(vectors) + 1)]
    moved = [sum((vector >> place & 1) << number for number, place in enumerate(order)) for vector in vectors]
    place_of = {vector: number for number, vector in enumerate(sorted(moved), 1)}
    return {name: place_of[vector] for name, vector in zip(names, moved, strict=True)}


def _ranking(standoff: Standoff, ranking: Ranking, numbers: Mapping[str, int]) -> list[Any]:
    """Write a ranking by the numbers of the states; one by wishes is worked out."""
    groups = ranking.best_to_worst
    if ranking.priorities:
        groups = _worked_out(standoff, ranking, tuple(numbers))
    found = [sorted(numbers[state] for state in group) for group in groups]
    return [group[0] if len(group) == 1 else group for group in found]


def _worked_out(standoff: Standoff, ranking: Ranking, names: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    from entaku.kernels.graph_moves import patterns
    from entaku.kernels.orderings import ranks_of_truths, truths

    wishes = [patterns(list(wish.any)) for wish in ranking.priorities]
    ranks = ranks_of_truths(truths(_vectors(standoff), wishes)).tolist()
    return tuple(
        tuple(name for name, rank in zip(names, ranks, strict=True) if rank == level)
        for level in range(max(ranks, default=-1) + 1)
    )
