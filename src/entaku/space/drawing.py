"""How one party's admissible preferences are drawn: exactly, by rejection, or by chains.

The measure is the product measure: weights uniform on the simplex, inside each issue one option at 0, one at
1 and the others uniform between, the no-deal value uniform on its range, all conditioned on the statements.
Unlike a uniform draw of partial values, it does not make an issue heavier that is cut finer.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from entaku.kernels.counter import exponential, key, uniform
from entaku.kernels.orders import (
    drawn_orders,
    linear_extensions,
    option_values,
    placed,
    ranked_weights,
    simplex,
)
from entaku.model.basics import PUBLIC
from entaku.space.admissible import Admissible, order_listed, weights_ordered, widened
from entaku.space.outcomes import Outcomes
from entaku.space.programs import centre, program
from entaku.space.statements import Row

PILOT = 1000
"""Proposals made before deciding between rejection and chains."""
ACCEPTED = 0.05
"""The share of proposals that must pass for rejection to be used."""
ATTEMPTS = 4000
"""Proposals made for one draw before it is handed to a chain."""

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Preferences:
    """Drawn preferences of one party: partial values z (N, M), no-deal values d (N,), and by which method."""

    z: Floats
    d: Floats
    method: str
    passed: float
    mixed: bool


@dataclass(frozen=True, slots=True)
class _Points:
    """Proposals: weights (N, I), relative values (N, M), no-deal values (N,)."""

    w: Floats
    u: Floats
    d: Floats

    def take(self, chosen: Bools) -> _Points:
        return _Points(self.w[chosen], self.u[chosen], self.d[chosen])


def draw(outcomes: Outcomes, spec: Admissible, seed: int, draws: Ints, on: Bools) -> Preferences:
    """Which preferences does the party have in each of these draws, its statements on as `on` (N, S) says?

    Every number depends on the seed, the draw's number and names only, so any draw can be made alone.
    """
    checked = tuple(row for row, kept in zip(spec.rows, spec.structural, strict=True) if not kept)
    owners = spec.owner[~spec.structural] if len(spec.rows) else spec.owner
    if not checked:
        return _made(outcomes, _propose(outcomes, spec, seed, draws, 0), "exact", 1.0, mixed=True)
    pilot = _propose(outcomes, spec, seed, np.arange(PILOT), -1)
    everything = np.ones((PILOT, len(checked)), dtype=np.bool_)
    passed = float(_passes(outcomes, checked, pilot, everything).mean())
    if passed < ACCEPTED:
        points, mixed = _chains(outcomes, spec, seed, draws, on)
        return _made(outcomes, points, "chains", passed, mixed=mixed)
    points, left = _reject(outcomes, spec, seed, draws, (checked, on[:, owners]))
    mixed = True
    if left.any():
        late, mixed = _chains(outcomes, spec, seed, draws[left], on[left])
        points.w[left], points.u[left], points.d[left] = late.w, late.u, late.d
    return _made(outcomes, points, "rejection", passed, mixed=mixed)


def _made(outcomes: Outcomes, points: _Points, method: str, passed: float, *, mixed: bool) -> Preferences:
    home = np.repeat(np.arange(len(outcomes.issues)), np.diff(outcomes.starts))
    return Preferences(points.w[:, home] * points.u, points.d, method, passed, mixed)


def _propose(outcomes: Outcomes, spec: Admissible, seed: int, draws: Ints, attempt: int) -> _Points:
    """Draw from the measure along the firm orders, before any other row is looked at."""
    purpose = "pilot" if attempt < 0 else "preference"
    keyed = (seed, PUBLIC, draws, purpose, spec.party)
    w = _weights(outcomes, spec, keyed, max(attempt, 0))
    u = np.zeros((len(draws), len(outcomes.options)))
    for issue, (start, end) in enumerate(pairwise(outcomes.starts)):
        if spec.moved[issue]:
            u[:, start:end] = _values(outcomes, spec, issue, keyed, max(attempt, 0))
    span = spec.no_deal
    d = span.low + (span.high - span.low) * uniform(*keyed, "no_deal", max(attempt, 0))
    return _Points(w, u, d)


Keyed = tuple[int, str, Ints, str, str]


def _weights(outcomes: Outcomes, spec: Admissible, keyed: Keyed, attempt: int) -> Floats:
    draws = len(keyed[2])
    w = np.zeros((draws, len(outcomes.issues)))
    free = [i for i in np.flatnonzero(spec.moved) if i not in spec.weights]
    for issue, weight in spec.weights.items():
        w[:, issue] = weight
    left = max(0.0, 1.0 - sum(spec.weights.values()))
    if not free:
        return w
    e = simplex(np.stack([exponential(*keyed, "weight", outcomes.issues[i], attempt) for i in free], axis=1))
    ranked = weights_ordered(spec)
    heavier = spec.heavier[np.ix_(free, free)] & ~np.eye(len(free), dtype=np.bool_)
    if len(ranked) and heavier.any():
        orders = _orders(heavier, uniform(*keyed, "ranks", attempt))
        e = placed(orders, ranked_weights(e))
    w[:, free] = left * e
    return w


def _values(outcomes: Outcomes, spec: Admissible, issue: int, keyed: Keyed, attempt: int) -> Floats:
    start, end = int(outcomes.starts[issue]), int(outcomes.starts[issue + 1])
    classes, member = np.unique(spec.kinds[start:end], return_inverse=True)
    name = outcomes.issues[issue]
    below = spec.above[np.ix_(classes, classes)].T & ~np.eye(len(classes), dtype=np.bool_)
    if order_listed(spec, issue) and below.any():
        orders = _orders(below, uniform(*keyed, "order", name, attempt))
    else:
        shuffled = [
            uniform(*keyed, "shuffle", *outcomes.options[start + k], attempt) for k in range(len(classes))
        ]
        orders = np.argsort(np.stack(shuffled, axis=1), axis=1)
    between = [uniform(*keyed, "value", name, place, attempt) for place in range(len(classes) - 2)]
    inner = np.stack(between, axis=1) if between else np.zeros((len(keyed[2]), 0))
    return option_values(orders, inner)[:, member]


def _orders(before: Bools, uniforms: Floats) -> Ints:
    """Draw full orders in which item i comes before j wherever `before[i, j]`."""
    total = (before | before.T | np.eye(len(before), dtype=np.bool_)).all()
    if total:
        order = np.argsort(before.sum(axis=0), kind="stable")
        return np.broadcast_to(order, (len(uniforms), len(order))).astype(np.int64)
    pairs = [(int(i), int(j)) for i, j in np.argwhere(before)]
    return drawn_orders(linear_extensions(len(before), pairs), uniforms)


def _passes(outcomes: Outcomes, checked: tuple[Row, ...], points: _Points, on: Bools) -> Bools:
    home = np.repeat(np.arange(len(outcomes.issues)), np.diff(outcomes.starts))
    z = points.w[:, home] * points.u
    passes = np.ones(len(z), dtype=np.bool_)
    for place, row in enumerate(checked):
        for line in widened(row):
            # summed term by term: a matrix product may add in another order for another number of rows
            value = _summed(line.values, z) + _summed(line.weights, points.w) + line.no_deal * points.d
            passes &= (value >= line.at_least) | ~on[:, place]
    return passes


def _summed(coefficients: Floats, columns: Floats) -> Floats:
    total = np.zeros(len(columns))
    for place in np.flatnonzero(coefficients):
        total += coefficients[place] * columns[:, place]
    return total


def _reject(
    outcomes: Outcomes, spec: Admissible, seed: int, draws: Ints, rows: tuple[tuple[Row, ...], Bools]
) -> tuple[_Points, Bools]:
    """Propose for every draw until its rows hold; tell which draws are left after all attempts."""
    checked, on = rows
    kept = _propose(outcomes, spec, seed, draws, 0)
    left = ~_passes(outcomes, checked, kept, on)
    for attempt in range(1, ATTEMPTS):
        if not left.any():
            break
        again = _propose(outcomes, spec, seed, draws[left], attempt)
        good = _passes(outcomes, checked, again, on[left])
        places = np.flatnonzero(left)[good]
        fresh = again.take(good)
        kept.w[places], kept.u[places], kept.d[places] = fresh.w, fresh.u, fresh.d
        left[places] = False
    return kept, left


def _chains(outcomes: Outcomes, spec: Admissible, seed: int, draws: Ints, on: Bools) -> tuple[_Points, bool]:
    """Run one chain a draw from the middle of the admissible set, pattern by pattern where all rows clash."""
    found = centre(program(outcomes, spec.rows))
    if found.found:
        return _chained(outcomes, spec, seed, draws, (on, found.at))
    points = _Points(
        np.zeros((len(draws), len(outcomes.issues))),
        np.zeros((len(draws), len(outcomes.options))),
        np.zeros(len(draws)),
    )
    mixed = True
    patterns, member = np.unique(on, axis=0, return_inverse=True)
    for number, pattern in enumerate(patterns):
        here = np.flatnonzero(member.ravel() == number)
        start = centre(program(outcomes, spec.on(pattern))).at
        some, good = _chained(outcomes, spec, seed, draws[here], (on[here], start))
        points.w[here], points.u[here], points.d[here] = some.w, some.u, some.d
        mixed &= good
    return points, mixed


def _chained(
    outcomes: Outcomes, spec: Admissible, seed: int, draws: Ints, begin: tuple[Bools, Floats]
) -> tuple[_Points, bool]:
    from entaku.space.chain import chain

    on, start = begin
    keys = key(seed, PUBLIC, draws, "preference", spec.party, "chain")
    w, u, d, mixed = chain(outcomes, spec, start, keys, on)
    return _Points(w, u, d), mixed
