"""The ensemble: everything uncertain about a case as one table of weighted draws."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from math import lcm
from typing import Any

import numpy as np
from numpy.typing import NDArray

from entaku.kernels.counter import uniform
from entaku.model.basics import PUBLIC, NotStated
from entaku.model.case import Case
from entaku.model.statement import Values
from entaku.space.admissible import Admissible, surely_on
from entaku.space.drawing import draw
from entaku.space.outcomes import Outcomes
from entaku.space.outlook import paths
from entaku.space.switches import places, switches

FIXED_POINT = 2**40
"""Integer units of a drawn party's whole range: sums of options are exact and independent of order."""
LARGEST = 2**62
"""Beyond this, exact values are kept as Python integers instead of 64-bit ones."""
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
AnyInts = NDArray[Any]
"""64-bit integers, or Python integers where an exact case needs more."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """How one party's preferences came about: `exact values`, `exact`, `rejection` or `chains`."""

    party: str
    method: str
    passed: float
    mixed: bool


@dataclass(frozen=True, slots=True)
class Ensemble:
    """N weighted draws of everything uncertain.

    Attributes
    ----------
    values : (N, P, M) integers
        Partial value of each option for each party, `scale` (P,) integer units to the party's own unit: its
        whole range from worst to best package, or the unit of its exact values.
    no_deal : (N, P, T) integers
        Value of no deal at each month of the outlook, in the same units.
    holds : (N, C) bool
        Which claims hold.
    on : (N, S) bool
        Which preference statements count.
    vetoed : (N, P, M) bool
        Which options a party accepts in no package.
    logw : (N,) float
        Logarithm of the weight of each draw.
    """

    seed: int
    numbers: Ints
    values: AnyInts
    no_deal: AnyInts
    scale: tuple[int, ...]
    holds: Bools
    on: Bools
    vetoed: Bools
    logw: Floats
    drawn: tuple[Drawn, ...]
    exact: bool
    conflict_share: float

    @property
    def size(self) -> int:
        """How many draws are there?"""
        return len(self.numbers)

    @property
    def weights(self) -> Floats:
        """What does each draw weigh? (N,), sum 1."""
        weights = np.exp(self.logw - self.logw.max())
        return np.asarray(weights / weights.sum())

    @property
    def effective(self) -> float:
        """As how many equally weighted draws does the ensemble count?"""
        return float(1.0 / np.square(self.weights).sum())


def ensemble(
    case: Case, outcomes: Outcomes, specs: Sequence[Admissible], seed: int, numbers: Sequence[int]
) -> Ensemble:
    """Which preferences, no-deal values and claims hold in each of the numbered draws?

    Raises
    ------
    NotPossible
        The statements that are always on clash: `conflicts.conflicts` names them.
    """
    certain = _nothing_to_draw(case, specs)
    draws = np.asarray(numbers[:1] if certain else numbers, dtype=np.int64)
    holds, on, refused = switches(case, outcomes, specs, seed, draws)
    owned = places(case, specs)
    tables = [
        _exact(outcomes, spec, draws) if certain else party_table(outcomes, spec, seed, draws, on[:, own])
        for spec, own in zip(specs, owned, strict=True)
    ]
    wide = any(table.values.dtype == object for table in tables)
    kind = object if wide else np.int64
    vetoed = np.stack(
        [
            (on[:, own].astype(np.int64) @ spec.vetoes.astype(np.int64)) > 0
            for spec, own in zip(specs, owned, strict=True)
        ],
        axis=1,
    )
    start = np.stack([table.no_deal for table in tables], axis=1)
    scale = tuple(table.scale for table in tables)
    return Ensemble(
        seed=seed,
        numbers=draws,
        values=np.stack([table.values for table in tables], axis=1).astype(kind),
        no_deal=paths(case, seed, draws, start, tuple(table.span for table in tables)).astype(kind),
        scale=scale,
        holds=holds,
        on=on,
        vetoed=vetoed,
        logw=np.zeros(len(draws)),
        drawn=tuple(table.drawn for table in tables),
        exact=certain,
        conflict_share=refused,
    )


def _nothing_to_draw(case: Case, specs: Sequence[Admissible]) -> bool:
    """Tell whether every number is exact: all parties have values and a no-deal value, no red line switches."""
    return case.outlook is None and all(
        all(
            statement.holds is None if isinstance(statement.says, Values) else surely_on(case, statement)
            for statement in spec.statements
        )
        and any(
            isinstance(statement.says, Values) and not isinstance(statement.says.no_deal, NotStated)
            for statement in spec.statements
        )
        for spec in specs
    )


@dataclass(frozen=True, slots=True)
class Table:
    """One party's values (N, M) and no-deal values (N,); its own unit and its whole range in integer units."""

    values: AnyInts
    no_deal: AnyInts
    scale: int
    span: int
    drawn: Drawn


def party_table(outcomes: Outcomes, spec: Admissible, seed: int, draws: Ints, on: Bools) -> Table:
    """Which values and no-deal values has a party in these draws, its statements on as `on` (N, S) says?"""
    for statement in spec.statements:
        if isinstance(statement.says, Values):
            return _measured(outcomes, spec, statement.says, seed, draws)
    made = draw(outcomes, spec, seed, draws, on)
    return Table(
        np.rint(made.z * FIXED_POINT).astype(np.int64),
        np.rint(made.d * FIXED_POINT).astype(np.int64),
        FIXED_POINT,
        FIXED_POINT,
        Drawn(spec.party, made.method, made.passed, made.mixed),
    )


def _exact(outcomes: Outcomes, spec: Admissible, draws: Ints) -> Table:
    """Take a party's exact values over as integers: decimals as fractions with one denominator."""
    says = next(statement.says for statement in spec.statements if isinstance(statement.says, Values))
    options = _fractions(outcomes, says)
    stated = says.deal()
    deal = Fraction(0) if isinstance(stated, NotStated) else stated
    scale = lcm(*(value.denominator for value in (*options, deal)))
    return _whole(outcomes, spec.party, options, [deal] * len(draws), scale)


def _measured(outcomes: Outcomes, spec: Admissible, says: Values, seed: int, draws: Ints) -> Table:
    """Take exact values over in units of which their range has about 2**40, so that no deal can be drawn and move.

    A no-deal value that is not stated lies anywhere between the worst and the best package.
    """
    options = _fractions(outcomes, says)
    worst, best = _ends(outcomes, options)
    stated = says.deal()
    if isinstance(stated, NotStated):
        at = uniform(seed, PUBLIC, draws, "preference", spec.party, "no_deal", 0)
        deals = [worst + Fraction(float(part)) * (best - worst) for part in at]
    else:
        deals = [stated] * len(draws)
    fine = int(FIXED_POINT / (best - worst)) if best > worst else FIXED_POINT
    # values far from 0 leave fewer digits for their range: sums must stay in 64 bits
    size = sum(abs(value) for value in options) + max(abs(deal) for deal in deals)
    fine = max(1, min(fine, int(LARGEST / (2 * size + 1))))
    least = lcm(*(value.denominator for value in options))
    return _whole(outcomes, spec.party, options, deals, fine // least * least or fine)


def _whole(
    outcomes: Outcomes, party: str, options: Sequence[Fraction], deals: Sequence[Fraction], scale: int
) -> Table:
    values, no_deal = [round(value * scale) for value in options], [round(deal * scale) for deal in deals]
    most = sum(abs(value) for value in values) + max(abs(deal) for deal in no_deal)
    kind = np.int64 if most < LARGEST else object
    worst, best = _ends(outcomes, values)
    return Table(
        np.broadcast_to(np.array(values, dtype=kind), (len(deals), len(values))),
        np.array(no_deal, dtype=kind),
        scale,
        int(best - worst),
        Drawn(party, "exact values", 1.0, mixed=True),
    )


def _ends(outcomes: Outcomes, options: Sequence[Fraction] | Sequence[int]) -> tuple[Fraction, Fraction]:
    """Give the sums of the worst and of the best options."""
    issues = [options[start:end] for start, end in pairwise(outcomes.starts)]
    return Fraction(sum(min(some) for some in issues)), Fraction(sum(max(some) for some in issues))


def _fractions(outcomes: Outcomes, says: Values) -> list[Fraction]:
    return [says.worth(issue, option) for issue, option in outcomes.options]


def reweighted(given: Ensemble, loglikelihood: Floats) -> Ensemble:
    """What is the ensemble after evidence whose likelihood in each draw has this logarithm (N,)?"""
    return replace(given, logw=given.logw + loglikelihood)
