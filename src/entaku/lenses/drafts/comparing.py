"""Which draft a party likes at least as much as another whatever is admissible: refuted by a draw, or proved."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from entaku.model.basics import ANALYST
from entaku.model.process import Draft
from entaku.model.statement import Package, Prefers, Statement
from entaku.space.evidence import share
from entaku.space.programs import Program, necessary
from entaku.space.statements import Row, rows
from entaku.space.study import Study
from entaku.space.zones import firm_program

ROUNDING = 1e-9

Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two drafts, and the parties that necessarily like the first, or the second, at least as much as the other.

    A party that is in both holds them equally good; one in neither possibly likes either better. `shares` are, by
    party, the shares of draws in which it likes the first, and the second, at least as much.
    """

    one: Draft
    two: Draft
    first: tuple[str, ...]
    second: tuple[str, ...]
    shares: tuple[tuple[float, float], ...]


def compared(study: Study, drafts: tuple[Draft, ...]) -> tuple[Pair, ...]:
    """Which parties necessarily like which of two drafts at least as much as the other, and in which share of draws?

    Issues on which both are silent drop out; what else one leaves open is taken at its worst on the side that is
    liked and at its best on the other.
    """
    programs: dict[str, Program] = {}
    found = []
    for one, two in combinations(drafts, 2):
        wanted = _rows(study, one, two), _rows(study, two, one)
        held = [[_held(study, place, way) for way in wanted] for place in range(len(study.parties))]
        proved = [
            tuple(
                party
                for place, party in enumerate(study.parties)
                if held[place][way].all() and _proved(study, party, wanted[way], programs)
            )
            for way in (0, 1)
        ]
        shares = tuple(
            (share(study.ensemble, first), share(study.ensemble, second)) for first, second in held
        )
        found.append(Pair(one, two, proved[0], proved[1], shares))
    return tuple(found)


def _rows(study: Study, one: Draft, two: Draft) -> tuple[Row, ...]:
    """Write what it means to like one draft at least as much as another; it is the same for every party."""
    says = Prefers(package=Package(draft=one.id), to=Package(draft=two.id))
    party = study.parties[0]
    return rows(study.case, study.outcomes, Statement(id="", party=party, says=says, because=(ANALYST,)))


def _proved(study: Study, party: str, wanted: tuple[Row, ...], programs: dict[str, Program]) -> bool:
    """Prove of what holds in every draw that it holds whatever is admissible."""
    if study.ensemble.drawn[study.parties.index(party)].method == "exact values":
        return True  # the values are the same in every draw
    if party not in programs:
        programs[party] = firm_program(study, party)
    return all(necessary(programs[party], row) for row in wanted)


def _held(study: Study, place: int, wanted: tuple[Row, ...]) -> Bools:
    """Tell in which draws (N,) rows hold, values counted from each issue's worst option."""
    starts = study.outcomes.starts
    home = np.repeat(np.arange(len(study.outcomes.issues)), np.diff(starts))
    values = study.ensemble.values[:, place].astype(np.float64)
    z = values - np.minimum.reduceat(values, starts[:-1], axis=1)[:, home]
    w = np.maximum.reduceat(z, starts[:-1], axis=1)
    size = float(w.sum(axis=1).max()) or 1.0
    held = np.ones(len(z), dtype=np.bool_)
    for row in wanted:
        held &= z @ row.values + w @ row.weights >= -ROUNDING * size
    return held
