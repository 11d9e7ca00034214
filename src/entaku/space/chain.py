"""One party's admissible set as the polytope that the chains walk in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from entaku.kernels.chains import Polytope, sample
from entaku.kernels.counter import Keys
from entaku.model.statement import OptionValue
from entaku.space.admissible import Admissible, widened
from entaku.space.outcomes import Outcomes
from entaku.space.programs import ZERO, Optimum, centre, program
from entaku.space.statements import Row

LEAST_SWEEPS = 20
LOOSE = 1e-12

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]


def chain(
    outcomes: Outcomes, spec: Admissible, start: Floats, keys: Keys, on: Bools
) -> tuple[Floats, Floats, Floats, bool]:
    """Where does one chain a draw stand, and have they forgotten the start?

    `start` is a point y = (z, w, d, ...) of the program inside the rows; `on` (N, S) switches statements.

    Returns
    -------
    w (N, I), u (N, M), d (N,), mixed : arrays and bool
    """
    ever: Bools = np.any(on, axis=0)
    begin, void = _start(outcomes, spec, start, ever)
    lines = [
        (_loose(line) if inside(outcomes, row) in void else line, owner)
        for row, owner in zip(spec.rows, spec.owner, strict=True)
        for line in widened(row, outcomes.starts)
    ]
    variable, pinned, swap = _values(outcomes, spec, void)
    polytope = Polytope(
        aw=np.array([line.weights for line, _ in lines]),
        az=np.array([line.values for line, _ in lines]),
        ad=np.array([line.no_deal for line, _ in lines]),
        b=np.array([line.at_least for line, _ in lines]),
        starts=outcomes.starts,
        variable=variable,
        pinned=pinned,
        weight_free=np.array([bool(m) and i not in spec.weights for i, m in enumerate(spec.moved)]),
        low=spec.no_deal.low,
        high=spec.no_deal.high,
        swap_issue=swap,
    )
    sweeps = max(LEAST_SWEEPS, 2 * len(outcomes.issues))
    counted = np.ascontiguousarray(on[:, [owner for _, owner in lines]])
    drawn = sample(polytope, begin, keys, sweeps, on=counted)
    return drawn.w, drawn.u, drawn.d, drawn.mixed


def _loose(line: Row) -> Row:
    """Let a row go by less than rounding: a row of one issue alone would be kept whatever the issue's weight."""
    return replace(line, at_least=-LOOSE)


def _values(outcomes: Outcomes, spec: Admissible, void: Sequence[int]) -> tuple[Ints, Floats, Bools]:
    """Number the free values; pin the worst at 0 and the best at 1 where firm orders settle them, and known ones."""
    home = np.repeat(np.arange(len(outcomes.issues)), np.diff(outcomes.starts))
    known = {kind: value for kind, value in _known(outcomes, spec).items() if home[kind] not in void}
    variable = np.full(len(outcomes.options), -1, dtype=np.int64)
    pinned = np.zeros(len(outcomes.options))
    swap = np.zeros(len(outcomes.issues), dtype=np.bool_)
    count = 0
    for issue, (start, end) in enumerate(pairwise(outcomes.starts)):
        if not spec.moved[issue]:
            continue
        above = spec.above[start:end, start:end]
        worst: Bools = np.all(above, axis=0)
        best: Bools = np.all(above, axis=1)
        settled = bool(worst.any() and best.any())
        swap[issue] = not settled
        for kind in np.unique(spec.kinds[start:end]):
            members = np.flatnonzero(spec.kinds == kind)
            inside = int(kind) - int(start)
            if settled and (worst[inside] or best[inside]):
                pinned[members] = float(best[inside])
            elif int(kind) in known:
                pinned[members] = known[int(kind)]
            else:
                variable[members] = count
                count += 1
    return variable, pinned, swap


def _known(outcomes: Outcomes, spec: Admissible) -> dict[int, float]:
    """Give the relative values, between worst and best, that firm statements fix, by class of options."""
    known = {}
    for owner in np.unique(spec.owner[spec.firm]):
        says = spec.statements[owner].says
        if isinstance(says, OptionValue) and says.range.exact and 0.0 < says.range.low < 1.0:
            known[int(spec.kinds[outcomes.option(says.issue, says.option)])] = says.range.low
    return known


def _start(
    outcomes: Outcomes, spec: Admissible, y: Floats, on: Bools
) -> tuple[tuple[Floats, Floats, float], list[int]]:
    """Turn the middle of the program into weights and relative values, each issue's ends exactly 0 and 1.

    Also give the issues whose rows only a weight of 0 can keep.
    """
    options, issues = len(outcomes.options), len(outcomes.issues)
    z, w, d = y[:options], y[options : options + issues].copy(), float(y[options + issues])
    u = np.zeros(options)
    known = _known(outcomes, spec)
    void = []
    for issue, (start, end) in enumerate(pairwise(outcomes.starts)):
        if not spec.moved[issue]:
            w[issue] = 0.0
            continue
        w[issue] = spec.weights.get(issue, w[issue])
        if w[issue] > ZERO:
            values = np.clip(z[start:end] / w[issue], 0.0, 1.0)
        else:
            w[issue] = 0.0
            values, kept = _inside(outcomes, spec, issue, on)
            void += [] if kept else [issue]
        above, kinds = spec.above[start:end, start:end], spec.kinds[start:end]
        worst: Bools = np.all(above, axis=0)
        best: Bools = np.all(above, axis=1)
        for kind, value in known.items() if issue not in void else ():
            values[kinds == kind] = value
        values[worst if worst.any() else kinds == kinds[np.argmin(values)]] = 0.0
        values[best if best.any() else kinds == kinds[np.argmax(values)]] = 1.0
        u[start:end] = values
    return (w, u, d), void


def _inside(outcomes: Outcomes, spec: Admissible, issue: int, on: Bools) -> tuple[Floats, bool]:
    """Find relative values for an issue without weight at the start, and tell whether they keep its own rows.

    The middle of what its own rows leave; of its firm orders alone where the rows leave nothing.
    """
    counted = on[spec.owner]
    here = [
        row for row, count in zip(spec.rows, counted, strict=True) if count and inside(outcomes, row) == issue
    ]
    orders = [row for row, firm in zip(spec.rows, spec.firm, strict=True) if firm and row.order]
    span = slice(int(outcomes.starts[issue]), int(outcomes.starts[issue + 1]))
    found, kept = _middle(outcomes, here, issue), True
    if not found.found:
        found, kept = (
            _middle(outcomes, [row for row in orders if inside(outcomes, row) == issue], issue),
            False,
        )
    return np.clip(found.at[span], 0.0, 1.0), kept


def _middle(outcomes: Outcomes, rows: Sequence[Row], issue: int) -> Optimum:
    """Give the middle of what rows leave when one issue has all the weight."""
    own = program(outcomes, rows)
    own.least[own.options + issue] = 1.0
    return centre(own)


def inside(outcomes: Outcomes, row: Row) -> int:
    """Which issue do all values of a row lie in, so that its weight does not matter? -1 where it does."""
    home = np.repeat(np.arange(len(outcomes.issues)), np.diff(outcomes.starts))
    touched = {*home[row.values != 0.0].tolist(), *np.flatnonzero(row.weights).tolist()}
    if not row.values.any() or row.no_deal or row.at_least or len(touched) > 1:
        return -1
    return int(touched.pop())
