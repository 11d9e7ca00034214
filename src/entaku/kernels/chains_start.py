"""Where the chains begin: the start checked against the polytope, and a second start far from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from entaku.kernels.chains_plan import FLAT, Batch, Plan, plan_of

if TYPE_CHECKING:
    from entaku.kernels.chains_plan import Keys
    from entaku.kernels.polytope import Bools, Floats, Ints, Polytope

Start: TypeAlias = "tuple[Floats, Floats, Floats | float]"

TOLERANCE = 1e-9


def begin(polytope: Polytope, start: Start, on: Bools | None, keys: Keys) -> Batch:
    """Check a start and say in which state the chains begin.

    Parameters
    ----------
    polytope : Polytope
    start : (w, u, d)
        (I,), (M,) and a number for all draws, or (N, I), (N, M), (N,).
    on : array (R,) or (N, R) of bool, or None for all rows
    keys : array (N,) of uint64

    Returns
    -------
    Batch
        Each array with one line for all draws where start and rows are shared, or with N lines.

    Raises
    ------
    ValueError
        The start misses a row that counts or does not fit the polytope.
    """
    rows = np.ones(len(polytope.b)) if on is None else on
    w, u, on = np.atleast_2d(start[0]), np.atleast_2d(start[1]), np.atleast_2d(rows).astype(np.bool_)
    d = np.atleast_1d(start[2])
    count = len(keys)
    widths = (len(polytope.weight_free), len(polytope.variable), len(polytope.b))
    for name, part, width in zip(("w", "u", "on"), (w, u, on), widths, strict=True):
        if part.shape not in {(1, width), (count, width)}:
            raise ValueError(f"{name} has shape {part.shape}; it must be ({width},) or ({count}, {width})")
    if d.shape not in {(1,), (count,)}:
        raise ValueError(f"d has shape {d.shape}; it must be one number or ({count},)")
    free = np.array(u[:, polytope.first_options], dtype=np.float64)
    fixed = _anchored(polytope, free)
    _check_point(polytope, (w, u, d), free)
    w, free, d = np.clip(w, 0.0, None), np.clip(free, 0.0, 1.0), np.clip(d, polytope.low, polytope.high)
    _check_rows(polytope, (w, polytope.option_values(free), d), on)
    return Batch(w=w, u=free, d=d, fixed=fixed, keys=keys, on=on)


def filled(batch: Batch, keys: Keys) -> Batch:
    """Give every draw a line of its own, to be changed in place; rows that count may stay shared.

    Parameters
    ----------
    batch : Batch
        From `begin` or `stretched`.
    keys : array (N,) of uint64
    """
    count = len(keys)
    return Batch(
        w=np.array(np.broadcast_to(batch.w, (count, batch.w.shape[1])), dtype=np.float64, order="C"),
        u=np.array(np.broadcast_to(batch.u, (count, batch.u.shape[1])), dtype=np.float64, order="C"),
        d=np.array(np.broadcast_to(batch.d, (count,)), dtype=np.float64),
        fixed=np.array(np.broadcast_to(batch.fixed, (count, batch.u.shape[1])), order="C"),
        keys=np.array(keys, dtype=np.uint64),
        on=np.array(batch.on, order="C"),
    )


def stretched(plan: Plan, batch: Batch) -> Batch:
    """Say where a state comes to by the longest moves the rows allow.

    First the longest move of weight between two issues, then the longest of one free value, then
    that of the no-deal value, each to the end of its interval: far from the start, on the edge of
    the set, and yet no corner.

    Parameters
    ----------
    plan : Plan
    batch : Batch
        From `begin`.
    """
    lines = max(len(part) for part in (batch.w, batch.u, batch.d, batch.on))
    own = filled(batch, np.broadcast_to(batch.keys[:1], (lines,)))
    w, u, d, draws = own.w, own.u, own.d, np.arange(lines)
    part, slack = _part_and_slack(plan, own)
    moves = np.zeros((lines, len(plan.pairs)))
    for p, (i, j) in enumerate(plan.pairs):
        slope = np.where(plan.inner < 0, part[:, i] - part[:, j], 0.0)
        moves[:, p] = _longest(slack, slope, -w[:, i], w[:, j])
    if len(plan.pairs):
        pair, t = _farthest(moves)
        w[draws, plan.pairs[pair, 0]] += t
        w[draws, plan.pairs[pair, 1]] -= t
    part, slack = _part_and_slack(plan, own)
    moves = np.zeros(u.shape)
    for v, i in enumerate(plan.homes):
        slope = plan.sizes[v] * np.where(plan.inner < 0, w[:, i, None], 1.0)
        moves[:, v] = np.where(own.fixed[:, v], 0.0, _longest(slack, slope, -u[:, v], 1.0 - u[:, v]))
    if len(plan.homes):
        value, t = _farthest(moves)
        u[draws, value] += t
    part, slack = _part_and_slack(plan, own)
    d += _longest(slack, np.broadcast_to(plan.deal, slack.shape), plan.low - d, plan.high - d)
    return own


def _part_and_slack(plan: Plan, batch: Batch) -> tuple[Floats, Floats]:
    # The same as the compiled chain keeps, for all lines: (N, I, R) and (N, R).
    part = np.repeat(plan.base[None], len(batch.w), axis=0)
    for v, i in enumerate(plan.homes):
        part[:, i] += batch.u[:, v, None] * plan.sizes[v]
    slack = np.einsum("ni,nir->nr", batch.w, part) + batch.d[:, None] * plan.deal - plan.bound
    inner = np.flatnonzero(plan.inner >= 0)
    slack[:, inner] = part[:, plan.inner[inner], inner]
    return part, np.where(batch.on, slack, np.inf)


def _longest(slack: Floats, slope: Floats, low: Floats, high: Floats) -> Floats:
    steep = np.abs(slope) > FLAT
    reach = np.maximum(slack, 0.0) / np.where(steep, np.abs(slope), 1.0)
    high = np.minimum(high, np.where(steep & (slope < 0.0), reach, np.inf).min(axis=1, initial=np.inf))
    low = np.maximum(low, -np.where(steep & (slope > 0.0), reach, np.inf).min(axis=1, initial=np.inf))
    return np.where(high >= -low, high, low)


def _farthest(moves: Floats) -> tuple[Ints, Floats]:
    chosen = np.argmax(np.abs(moves), axis=1)
    return chosen, moves[np.arange(len(moves)), chosen]


def _anchored(polytope: Polytope, free: Floats) -> Bools:
    # Marks the classes that are worst and best at the start, and sets them to exactly 0 and 1.
    fixed = np.zeros(free.shape, dtype=np.bool_)
    home = polytope.issue_of_option
    draws = np.arange(len(free))
    for issue in np.flatnonzero(polytope.swap_issue):
        members = np.flatnonzero(home[polytope.first_options] == issue)
        pinned = polytope.pinned[(home == issue) & (polytope.variable < 0)]
        for end in (0.0, 1.0):
            if end in pinned or not len(members):
                continue
            distance = np.where(fixed[:, members], np.inf, np.abs(free[:, members] - end))
            nearest = members[np.argmin(distance, axis=1)]
            if (distance.min(axis=1) > TOLERANCE).any():
                raise ValueError(f"no option of issue {issue} has the value {end:g} in the start")
            free[draws, nearest] = end
            fixed[draws, nearest] = True
    return fixed


def _check_point(polytope: Polytope, start: tuple[Floats, Floats, Floats], free: Floats) -> None:
    w, u, d = start
    wrong = np.abs(polytope.option_values(free) - u).max(axis=0, initial=0.0) > TOLERANCE
    if wrong.any():
        raise ValueError(f"the start breaks a tie or a pinned value at options {np.flatnonzero(wrong)}")
    if (w < -TOLERANCE).any() or np.abs(w.sum(axis=1) - 1.0).max(initial=0.0) > TOLERANCE:
        raise ValueError("the weights of the start must be 0 or more and sum to 1")
    if (free < -TOLERANCE).any() or (free > 1.0 + TOLERANCE).any():
        raise ValueError("the relative values of the start must lie between 0 and 1")
    if (d < polytope.low - TOLERANCE).any() or (d > polytope.high + TOLERANCE).any():
        raise ValueError(f"the no-deal value of the start must lie in {polytope.low} .. {polytope.high}")


def _check_rows(polytope: Polytope, start: tuple[Floats, Floats, Floats], on: Bools) -> None:
    w, u, d = start
    slack = polytope.slack(w, u, d)
    inner = plan_of(polytope).inner >= 0
    slack[:, inner] = polytope.slack(np.ones_like(w), u, d)[:, inner]
    missed = np.where(on, -slack, -np.inf).max(axis=0, initial=-np.inf)
    if (missed > TOLERANCE).any():
        rows = ", ".join(f"{row} (by {missed[row]:.3g})" for row in np.flatnonzero(missed > TOLERANCE))
        raise ValueError(f"the start misses rows {rows}")
