"""Which claims hold and which statements are on, draw by draw.

A source is sound in a draw with the chance of its grade, a claim of a sound source holds with the chance of
its likelihood word, so claims of one source fall together. A claim that does not hold says nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from entaku.kernels.counter import uniform
from entaku.model.basics import ANALYST, PUBLIC, Range
from entaku.model.case import Case
from entaku.model.errors import NotPossible
from entaku.model.statement import Statement
from entaku.space.admissible import Admissible, soundness, wording
from entaku.space.conflicts import clashes
from entaku.space.outcomes import Outcomes
from entaku.space.programs import feasible, program

ATTEMPTS = 50
"""How often the switches of a draw are thrown again when its statements clash."""

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Forced = Mapping[tuple[str, str], bool]
"""How events fall whatever was thrown: by kind (`source`, `claim`, `statement`) and id."""
_AS_THROWN: Forced = MappingProxyType({})


def places(case: Case, specs: Sequence[Admissible]) -> list[list[int]]:
    """Where does each party's statements stand in the case's list?"""
    order = {statement.id: place for place, statement in enumerate(case.preferences)}
    return [[order[statement.id] for statement in spec.statements] for spec in specs]


def switches(
    case: Case, outcomes: Outcomes, specs: Sequence[Admissible], seed: int, draws: Ints
) -> tuple[Bools, Bools, float]:
    """Which claims hold (N, C), which statements are on (N, S), and in which share of draws had they clashed?

    A draw in which a party's statements clash is thrown again under its next attempt number.

    Raises
    ------
    NotPossible
        Some draw clashes at every attempt.
    """
    holds, on = thrown(case, seed, draws, 0)
    clashing = [
        (spec, own)
        for spec, own in zip(specs, places(case, specs), strict=True)
        if not spec.firm.all() and clashes(outcomes, spec)
    ]
    refused = np.zeros(len(draws), dtype=np.bool_)
    for attempt in range(1, ATTEMPTS + 1):
        bad = np.zeros(len(draws), dtype=np.bool_)
        for spec, own in clashing:
            bad |= _clash(outcomes, spec, on[:, own])
        if not bad.any():
            return holds, on, float(refused.mean())
        refused |= bad
        holds[bad], on[bad] = thrown(case, seed, draws[bad], attempt)
    raise NotPossible(
        "the preference statements clash in some draws however their claims fall; "
        "`entaku check` names the statements that cannot hold together"
    )


def _clash(outcomes: Outcomes, spec: Admissible, on: Bools) -> Bools:
    patterns, member = np.unique(on, axis=0, return_inverse=True)
    clash = np.array([not feasible(program(outcomes, spec.on(pattern))) for pattern in patterns])
    return np.asarray(clash[member.ravel()], dtype=np.bool_)


def thrown(
    case: Case, seed: int, draws: Ints, attempt: int, forced: Forced = _AS_THROWN
) -> tuple[Bools, Bools]:
    """Which claims hold (N, C) and which statements are on (N, S) at one attempt, clashes or not?

    Where events are forced, all others fall as they did.
    """

    def falls(chance: Range, kind: str, ident: str, name: tuple[str, str]) -> Bools:
        if (kind, ident) in forced:
            return np.full(len(draws), forced[kind, ident])
        return happens(chance, seed, draws, name, attempt)

    sound = {
        source.id: falls(soundness(case, source.id), "source", source.id, ("source", source.id))
        for source in case.sources
    }
    holds = np.ones((len(draws), len(case.claims)), dtype=np.bool_)
    place = {claim.id: number for number, claim in enumerate(case.claims)}
    for claim in case.claims:
        worded = falls(wording(case, claim.id), "claim", claim.id, ("claim", claim.id))
        holds[:, place[claim.id]] = sound[claim.source] & worded
    on = np.ones((len(draws), len(case.preferences)), dtype=np.bool_)
    for number, statement in enumerate(case.preferences):
        on[:, number] = _grounded(statement, holds, place)
        if statement.holds is not None:
            on[:, number] &= falls(statement.holds, "statement", statement.id, own_switch(statement))
    return holds, on


def own_switch(statement: Statement) -> tuple[str, str]:
    """Under which name is a statement's own switch thrown? Statements of one line share it."""
    if statement.line:
        return "line", f"{statement.party}/{statement.line}"
    return "statement", statement.id


def happens(chance: Range, seed: int, draws: Ints, name: tuple[str, str], attempt: int) -> Bools:
    """In which draws (N,) does an event happen whose chance is itself drawn from a range, once a draw?"""
    if chance.low >= 1.0:
        return np.ones(len(draws), dtype=np.bool_)
    level = chance.low + (chance.high - chance.low) * uniform(seed, PUBLIC, draws, "chance", *name, attempt)
    return np.asarray(uniform(seed, PUBLIC, draws, *name, attempt) < level, dtype=np.bool_)


def _grounded(statement: Statement, holds: Bools, place: dict[str, int]) -> Bools:
    """Tell in which draws enough of a statement's claims hold; on the analyst's word alone it always does."""
    claims = [place[claim] for claim in statement.because if claim != ANALYST]
    if not claims:
        return np.ones(len(holds), dtype=np.bool_)
    held = holds[:, claims]
    return np.asarray(held.all(axis=1) if statement.needs == "all" else held.any(axis=1), dtype=np.bool_)
