"""Which statements cannot hold together, and how little would mend it.

A smallest conflict is irreducible: leave any one statement out and the rest can hold (deletion filter,
Chinneck & Dravnieks 1991), and no conflict of fewer statements exists among those searched.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb

import numpy as np
from numpy.typing import NDArray

from entaku.model.basics import ANALYST
from entaku.model.case import Case
from entaku.space.admissible import Admissible, admissible, surely_on
from entaku.space.drawing import pilot
from entaku.space.outcomes import Outcomes, outcomes
from entaku.space.programs import feasible, program, relaxation
from entaku.space.statements import Row, at_least_as_good

SEARCHED = 3000
"""How many smaller sets are tried before an irreducible conflict is called smallest."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Statements of one party that cannot hold together.

    `relaxation` is the smallest total by which rows would have to give way, in shares of the party's range;
    `repair` the statement whose rows give way in that cheapest repair. `firm` tells that all of them hold in
    every draw, so that nothing is admissible; otherwise some draws are thrown again.
    """

    party: str
    statements: tuple[str, ...]
    relaxation: float
    repair: str
    firm: bool


def conflicts(case: Case) -> tuple[Conflict, ...]:
    """Which statements of each party clash? Empty where every party's statements can hold together."""
    space = outcomes(case)
    found = []
    for party in case.parties:
        spec = admissible(case, space, party.id)
        if clashes(space, spec):
            found.append(_conflict(case, space, spec))
    return tuple(found)


def clashes(space: Outcomes, spec: Admissible) -> bool:
    """Can a party's statements not all hold together? A proposal that keeps all rows spares the program.

    Not where rows are equalities: proposals keep those within a band only.
    """
    checked = [row for row, kept in zip(spec.rows, spec.structural, strict=True) if not kept]
    shown = not any(row.equality for row in checked) and pilot(space, spec, 0) > 0.0
    return bool(spec.rows) and not shown and not feasible(program(space, spec.rows))


@dataclass(frozen=True, slots=True)
class Levelled:
    """Orders of one party that together leave two options no difference, though none says they are equal."""

    party: str
    issue: str
    options: tuple[str, str]
    statements: tuple[str, ...]


def levelled(case: Case) -> tuple[Levelled, ...]:
    """Which orders, each harmless alone, run in a circle and so leave options of an issue no difference?"""
    space = outcomes(case)
    found = []
    for party in case.parties:
        spec = admissible(case, space, party.id)
        orders = [
            (row, owner)
            for row, owner in zip(spec.rows, spec.owner, strict=True)
            if row.order and row.values.any()
        ]
        above = at_least_as_good(space, [row for row, _ in orders])
        stated = at_least_as_good(space, [row for row, _ in orders if row.equality])
        for one, two in np.argwhere(np.triu(above & above.T & ~stated, 1)):
            issue, option = space.options[one]
            involved = sorted({int(owner) for row, owner in orders if _within(row, above, one)})
            names = tuple(spec.statements[place].id for place in involved)
            found.append(Levelled(party.id, issue, (option, space.options[two][1]), names))
    return tuple(found)


def _within(row: Row, above: NDArray[np.bool_], option: int) -> bool:
    """Tell whether an order speaks of two options of the circle that this option lies in."""
    circle = above[option] & above[:, option]
    return bool(circle[np.flatnonzero(row.values)].all())


def _conflict(case: Case, space: Outcomes, spec: Admissible) -> Conflict:
    sure = [place for place, statement in enumerate(spec.statements) if surely_on(case, statement)]
    firm = not _together(space, spec, sure)
    among = sure if firm else range(len(spec.statements))
    trusted_first = sorted(among, key=lambda place: _trust(case, spec, place))
    left = list(trusted_first)
    for place in trusted_first:
        without = [other for other in left if other != place]
        if not _together(space, spec, without):
            left = without
    smallest = _smaller(space, spec, trusted_first, left)
    total, amounts = relaxation(program(space, spec.on(np.ones(len(spec.statements), dtype=np.bool_))))
    repair = int(spec.owner[int(np.argmax(amounts))])
    return Conflict(
        spec.party,
        tuple(spec.statements[place].id for place in sorted(smallest)),
        total,
        spec.statements[repair].id,
        firm,
    )


def _smaller(space: Outcomes, spec: Admissible, among: Sequence[int], found: Sequence[int]) -> Sequence[int]:
    """Look for a conflict of fewer statements than the one found, sizes upward."""
    for size in range(1, len(found)):
        if comb(len(among), size) > SEARCHED:
            return found
        for some in combinations(among, size):
            if not _together(space, spec, some):
                return some
    return found


def _together(space: Outcomes, spec: Admissible, some: Sequence[int]) -> bool:
    switched = np.zeros(len(spec.statements), dtype=np.bool_)
    switched[list(some)] = True
    return feasible(program(space, spec.on(switched)))


def _trust(case: Case, spec: Admissible, place: int) -> tuple[int, int]:
    """Rank statements most trusted first: plain claims, then hedged ones, then the analyst's word alone."""
    claims = [case.claim(name) for name in spec.statements[place].because if name != ANALYST]
    if not claims:
        return 2, place
    return int(any(claim.hedged for claim in claims)), place
