"""One standoff as plain JSON values."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from entaku.kernels.stability import Concept
from entaku.kernels.stability import Strength as Firm
from entaku.kernels.stability_coalitions import CoalitionConcept
from entaku.kernels.stability_doubt import CONCEPTS, Extension
from entaku.lenses.standoff.seen import Seen
from entaku.space.graph_verdicts import Candidate, coalition_name, in_all, names_of

Bools = NDArray[np.bool_]
WRITTEN_OUT = 64
"""Up to how many states moves, rankings and verdicts by party are written out."""
RANKED = 20
"""How many equilibria are listed with how they are reached."""


def data(seen: Seen) -> dict[str, Any]:
    """Give everything that was found of one standoff."""
    graph, found = seen.graph, seen.found
    out: dict[str, Any] = {
        "form": graph.form,
        "parties": list(graph.parties),
        "count": len(graph.states),
        "now": graph.states[graph.now] if seen.stands else None,
        "draws": len(graph.draws.numbers),
        "profiles": len(graph.profiles),
        "exact": graph.draws.exact,
        "equilibria": _equilibria(seen),
        "possible": {one.name: names_of(graph, found.shares[one] > 0.0) for one in Concept},
        "shares": {one.name: _kept(graph.states, found.shares[one]) for one in Concept},
        "ranked": [_candidate(seen, one) for one in found.candidates[:RANKED]],
        "coalition_equilibria": _together(seen),
        "leaves_together": _leaving(seen),
    }
    if graph.patterns:
        out["vectors"] = dict(zip(graph.states, graph.patterns, strict=True))
    if len(graph.states) <= WRITTEN_OUT:
        out |= _written_out(seen)
    return out | _paths(seen) | _for_one(seen) | _doubts(seen)


def _kept(states: Iterable[str], shares: NDArray[np.float64]) -> dict[str, float]:
    """Give the shares that are not 0."""
    return {state: part for state, part in zip(states, shares.tolist(), strict=True) if part > 0.0}


def _equilibria(seen: Seen) -> dict[str, list[str]]:
    """Give the states that are equilibria in every draw looked at."""
    graph, found = seen.graph, seen.found
    out = {one.name: names_of(graph, in_all(found.equilibria[:, one])) for one in Concept}
    further = {name: names_of(graph, in_all(stable)) for name, stable in seen.further.items()}
    return out | further


def _candidate(seen: Seen, one: Candidate) -> dict[str, Any]:
    return {
        "state": seen.graph.states[one.state],
        "name": seen.name(one.state).en,
        "reached": one.reached.name.lower(),
        "concept": one.concept.name,
        "share": one.share,
    }


def _together(seen: Seen) -> dict[str, list[str]]:
    """Give the states that no coalition upsets in any of the draws looked at."""
    lasting = seen.found.together.lasting
    if not len(lasting):
        return {}
    shown = list(CoalitionConcept)[: lasting.shape[1]]
    return {one.name: names_of(seen.graph, in_all(lasting[:, one])) for one in shown}


def _leaving(seen: Seen) -> dict[str, Any]:
    """Give who could leave the first equilibrium together, to where, in which share of the draws."""
    if not seen.found.candidates:
        return {}
    state = seen.steady if seen.steady >= 0 else seen.found.candidates[0].state
    steps = [
        {"parties": list(coalition_name(seen.graph, mask)), "to": seen.graph.states[end], "share": part}
        for mask, end, part in seen.leaving(state)[:RANKED]
    ]
    return {"state": seen.graph.states[state], "steps": steps}


def _written_out(seen: Seen) -> dict[str, Any]:
    """Give moves and verdicts by party."""
    graph = seen.graph
    stable = {one.name: in_all(seen.found.stable[:, one]) for one in Concept} | seen.further
    return {
        "states": list(graph.states),
        "moves": {party: _by_state(seen, _reach(seen, dm)) for dm, party in enumerate(graph.parties)},
        "stable": {
            party: {name: names_of(graph, marks[dm]) for name, marks in stable.items()}
            for dm, party in enumerate(graph.parties)
        },
    }


def _reach(seen: Seen, dm: int) -> Callable[[int], Iterable[int]]:
    return lambda state: seen.graph.moves.reach(dm, state).tolist()


def _by_state(seen: Seen, reach: Callable[[int], Iterable[int]]) -> dict[str, list[str]]:
    """Give where one can go from each state from which one can go anywhere."""
    states = seen.graph.states
    ends = {state: [states[end] for end in reach(number)] for number, state in enumerate(states)}
    return {state: names for state, names in ends.items() if names}


def _paths(seen: Seen) -> dict[str, Any]:
    """Give the least number of moves to each state from the one that stands, by any moves and by improvements."""
    graph, found = seen.graph, seen.found
    if not seen.stands:
        return {}
    out: dict[str, Any] = {"any_moves": _lengths(graph.states, found.moves_to)}
    if graph.single:
        out["improvements_only"] = _lengths(graph.states, found.willing[0])
    else:
        out["by_improvements"] = _kept(graph.states, graph.shares(found.willing >= 0))
    return {"paths_from_now": out}


def _lengths(states: Iterable[str], steps: NDArray[np.int64]) -> dict[str, int]:
    return {state: count for state, count in zip(states, steps.tolist(), strict=True) if count >= 0}


def _for_one(seen: Seen) -> dict[str, Any]:
    """Give what only one profile of rankings has: the rankings, joint improvements, inverse counts, a margin."""
    graph = seen.graph
    if not graph.single:
        return {}
    out: dict[str, Any] = {"scores": _scores(seen)} if graph.scores else {}
    if len(graph.states) <= WRITTEN_OUT:
        out["ranking"] = {party: _groups(seen, dm) for dm, party in enumerate(graph.parties)}
        out["coalition_improvements"] = _joint(seen)
    if counts := {p: c for p, c in zip(graph.parties, seen.inverse, strict=True) if c.size}:
        out["inverse"] = {
            party: {
                state: {one.name: int(table[one, number]) for one in Concept}
                for number, state in enumerate(graph.states)
            }
            for party, table in counts.items()
        }
    for least in seen.margin:
        out["margin"] = {
            "state": graph.states[seen.weighed],
            "swaps": least.swaps,
            "party": graph.parties[least.party] if least.swaps else None,
        }
    return out


def _scores(seen: Seen) -> dict[str, dict[str, int]]:
    return {
        party: dict(zip(seen.graph.states, scores, strict=True))
        for party, scores in seen.graph.scores.items()
    }


def _groups(seen: Seen, dm: int) -> list[list[str]]:
    """Give a party's ranking, best first, ties together."""
    ranks = seen.graph.profiles[0, dm]
    return [names_of(seen.graph, ranks == rank) for rank in range(int(ranks.max(initial=-1)) + 1)]


def _joint(seen: Seen) -> dict[str, dict[str, list[str]]]:
    """Give the improvements of each coalition of two and more."""
    out = {}
    for gains in seen.found.together.gains[:1]:
        for mask in range(1, gains.dms + 1):
            found = _by_state(seen, lambda state, m=mask, g=gains: g.reach(m - 1, state).tolist())  # type: ignore[misc]
            if mask.bit_count() > 1 and found:
                out["+".join(coalition_name(seen.graph, mask))] = found
    return out


def _doubts(seen: Seen) -> dict[str, Any]:
    """Give what is stable under each attitude to the unknown, and how firmly where preference has degrees."""
    graph = seen.graph
    out: dict[str, Any] = {}
    if seen.attitudes.shape[3]:
        out["attitudes"] = {
            party: {
                concept.name: {
                    state: {
                        one.name.lower(): bool(seen.attitudes[one, concept, dm, number]) for one in Extension
                    }
                    for number, state in enumerate(graph.states)
                }
                for concept in CONCEPTS
            }
            for dm, party in enumerate(graph.parties)
        }
    if seen.firmness.shape[2]:
        out["firmness"] = {
            party: {
                concept.name: {
                    state: Firm(int(seen.firmness[concept, dm, number])).name.lower()
                    for number, state in enumerate(graph.states)
                }
                for concept in CONCEPTS
            }
            for dm, party in enumerate(graph.parties)
            if party in graph.degrees
        }
    return out
