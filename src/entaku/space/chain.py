"""One party's admissible set as the polytope that the chains walk in."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from entaku.kernels.chains import Polytope, sample
from entaku.kernels.counter import Keys
from entaku.space.admissible import Admissible, widened
from entaku.space.outcomes import Outcomes

LEAST_SWEEPS = 20

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
    lines = [(line, owner) for row, owner in zip(spec.rows, spec.owner, strict=True) for line in widened(row)]
    variable, pinned, swap = _values(outcomes, spec)
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
    drawn = sample(polytope, _start(outcomes, spec, start), keys, sweeps, on=counted)
    return drawn.w, drawn.u, drawn.d, drawn.mixed


def _values(outcomes: Outcomes, spec: Admissible) -> tuple[Ints, Floats, Bools]:
    """Number the free values; pin the worst at 0 and the best at 1 where firm orders settle them."""
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
            else:
                variable[members] = count
                count += 1
    return variable, pinned, swap


def _start(outcomes: Outcomes, spec: Admissible, y: Floats) -> tuple[Floats, Floats, float]:
    """Turn the middle of the program into weights and relative values, each issue's ends exactly 0 and 1."""
    options, issues = len(outcomes.options), len(outcomes.issues)
    z, w, d = y[:options], y[options : options + issues].copy(), float(y[options + issues])
    u = np.zeros(options)
    for issue, (start, end) in enumerate(pairwise(outcomes.starts)):
        if not spec.moved[issue]:
            w[issue] = 0.0
            continue
        w[issue] = spec.weights.get(issue, w[issue])
        values = np.clip(z[start:end] / max(w[issue], 1e-300), 0.0, 1.0)
        kinds = spec.kinds[start:end]
        values[kinds == kinds[np.argmin(values)]] = 0.0
        values[kinds == kinds[np.argmax(values)]] = 1.0
        u[start:end] = values
    return w, u, d
