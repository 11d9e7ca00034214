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

from entaku.kernels.counter import Keys, extended, key, unit
from entaku.kernels.orders import (
    drawn_orders,
    linear_extensions,
    option_values,
    placed,
    ranked_weights,
    simplex,
)
from entaku.model.basics import PUBLIC
from entaku.model.errors import NotPossible
from entaku.space.admissible import Admissible, adds_up, order_listed, weights_ordered, widened
from entaku.space.outcomes import Outcomes
from entaku.space.programs import centre, program
from entaku.space.statements import Row

PILOT = 1000
"""Proposals made before deciding between rejection and chains."""
ACCEPTED = 0.05
"""The share of proposals that must pass for rejection to be used."""
ATTEMPTS = 4096
"""Proposals made for one draw before it is handed to a chain."""
BATCH = 4096
"""About how many proposals are made in one go while few draws are left."""

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
class Points:
    """Proposals: weights (N, I), relative values (N, M), no-deal values (N,)."""

    w: Floats
    u: Floats
    d: Floats


def draw(outcomes: Outcomes, spec: Admissible, seed: int, draws: Ints, on: Bools) -> Preferences:
    """Which preferences does the party have in each of these draws, its statements on as `on` (N, S) says?

    Every number depends on the seed, the draw's number and names only, so any draw can be made alone.
    """
    checked = tuple(row for row, kept in zip(spec.rows, spec.structural, strict=True) if not kept)
    owners = spec.owner[~spec.structural] if len(spec.rows) else spec.owner
    if not checked:
        first = _propose(outcomes, spec, (seed, "preference"), draws, np.zeros_like(draws))
        return _made(outcomes, first, "exact", 1.0, mixed=True)
    passed = pilot(outcomes, spec, seed)
    if passed < ACCEPTED:
        points, mixed = _chains(outcomes, spec, seed, draws, on)
        return _made(outcomes, points, "chains", passed, mixed=mixed)
    points, left = _reject(outcomes, spec, seed, draws, (checked, on[:, owners]))
    mixed = True
    if left.any():
        late, mixed = _chains(outcomes, spec, seed, draws[left], on[left])
        points.w[left], points.u[left], points.d[left] = late.w, late.u, late.d
    return _made(outcomes, points, "rejection", passed, mixed=mixed)


def pilot(outcomes: Outcomes, spec: Admissible, seed: int) -> float:
    """Which share of proposals keeps all rows of all statements? More than 0 shows that they can hold together."""
    if not adds_up(spec):
        return 0.0
    checked = tuple(row for row, kept in zip(spec.rows, spec.structural, strict=True) if not kept)
    draws = np.arange(PILOT)
    points = _propose(outcomes, spec, (seed, "pilot"), draws, np.zeros_like(draws))
    everything = np.ones((PILOT, len(checked)), dtype=np.bool_)
    return float(passes(outcomes, checked, points, everything).mean())


def _made(outcomes: Outcomes, points: Points, method: str, passed: float, *, mixed: bool) -> Preferences:
    home = np.repeat(np.arange(len(outcomes.issues)), np.diff(outcomes.starts))
    return Preferences(points.w[:, home] * points.u, points.d, method, passed, mixed)


def _propose(
    outcomes: Outcomes, spec: Admissible, purpose: tuple[int, str], draws: Ints, attempts: Ints
) -> Points:
    """Draw from the measure along the firm orders, one proposal for each draw and attempt."""
    seed, name = purpose
    keyed = key(seed, PUBLIC, draws, name, spec.party)
    w = _weights(outcomes, spec, keyed, attempts)
    u = np.zeros((len(draws), len(outcomes.options)))
    for issue, (start, end) in enumerate(pairwise(outcomes.starts)):
        if spec.moved[issue]:
            u[:, start:end] = issue_values(outcomes, spec, issue, keyed, attempts)
    span = spec.no_deal
    d = span.low + (span.high - span.low) * unit(extended(keyed, "no_deal", attempts))
    return Points(w, u, d)


def _weights(outcomes: Outcomes, spec: Admissible, keyed: Keys, attempts: Ints) -> Floats:
    w = np.zeros((len(attempts), len(outcomes.issues)))
    free = [i for i in np.flatnonzero(spec.moved) if i not in spec.weights]
    for issue, weight in spec.weights.items():
        w[:, issue] = weight
    left = max(0.0, 1.0 - sum(spec.weights.values()))
    if not free:
        return w
    e = simplex(
        np.stack(
            [-np.log(unit(extended(keyed, "weight", outcomes.issues[i], attempts))) for i in free], axis=1
        )
    )
    ranked = weights_ordered(spec)
    heavier = spec.heavier[np.ix_(free, free)] & ~np.eye(len(free), dtype=np.bool_)
    if len(ranked) and heavier.any():
        orders = _orders(heavier, unit(extended(keyed, "ranks", attempts)))
        e = placed(orders, ranked_weights(e))
    w[:, free] = left * e
    return w


def issue_values(outcomes: Outcomes, spec: Admissible, issue: int, keyed: Keys, attempts: Ints) -> Floats:
    """Which relative values (n, K) of an issue's options do these keys and attempts propose?"""
    start, end = int(outcomes.starts[issue]), int(outcomes.starts[issue + 1])
    classes, member = np.unique(spec.kinds[start:end], return_inverse=True)
    name = outcomes.issues[issue]
    below = spec.above[np.ix_(classes, classes)].T & ~np.eye(len(classes), dtype=np.bool_)
    if order_listed(spec, issue) and below.any():
        orders = _orders(below, unit(extended(keyed, "order", name, attempts)))
    else:
        shuffled = [
            unit(extended(keyed, "shuffle", *outcomes.options[start + k], attempts))
            for k in range(len(classes))
        ]
        orders = np.argsort(np.stack(shuffled, axis=1), axis=1)
    between = [unit(extended(keyed, "value", name, place, attempts)) for place in range(len(classes) - 2)]
    inner = np.stack(between, axis=1) if between else np.zeros((len(attempts), 0))
    return option_values(orders, inner)[:, member]


def _orders(before: Bools, uniforms: Floats) -> Ints:
    """Draw full orders in which item i comes before j wherever `before[i, j]`."""
    total = (before | before.T | np.eye(len(before), dtype=np.bool_)).all()
    if total:
        order = np.argsort(before.sum(axis=0), kind="stable")
        return np.broadcast_to(order, (len(uniforms), len(order))).astype(np.int64)
    pairs = [(int(i), int(j)) for i, j in np.argwhere(before)]
    return drawn_orders(linear_extensions(len(before), pairs), uniforms)


def passes(outcomes: Outcomes, checked: tuple[Row, ...], points: Points, on: Bools) -> Bools:
    """Which proposals (n,) keep all rows that are on (n, R)?"""
    home = np.repeat(np.arange(len(outcomes.issues)), np.diff(outcomes.starts))
    z = points.w[:, home] * points.u
    passes = np.ones(len(z), dtype=np.bool_)
    for place, row in enumerate(checked):
        for line in widened(row, outcomes.starts):
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
) -> tuple[Points, Bools]:
    """Propose for every draw until its rows hold; tell which draws are left after all attempts."""
    checked, on = rows
    purpose = (seed, "preference")
    kept = _propose(outcomes, spec, purpose, draws, np.zeros_like(draws))
    left = ~passes(outcomes, checked, kept, on)
    attempt = 1
    while left.any() and attempt < ATTEMPTS:
        # few draws left: several attempts of each at once; the first that passes counts, as one by one
        places = np.flatnonzero(left)
        tries = np.arange(attempt, min(attempt + max(1, BATCH // len(places)), ATTEMPTS))
        again = _propose(
            outcomes, spec, purpose, np.repeat(draws[places], len(tries)), np.tile(tries, len(places))
        )
        good = passes(outcomes, checked, again, np.repeat(on[places], len(tries), axis=0))
        good = good.reshape(len(places), len(tries))
        found = good.any(axis=1)
        first = (np.arange(len(places)) * len(tries) + good.argmax(axis=1))[found]
        into = places[found]
        kept.w[into], kept.u[into], kept.d[into] = again.w[first], again.u[first], again.d[first]
        left[into] = False
        attempt += len(tries)
    return kept, left


def _chains(outcomes: Outcomes, spec: Admissible, seed: int, draws: Ints, on: Bools) -> tuple[Points, bool]:
    """Run one chain a draw from the middle of the admissible set, pattern by pattern where all rows clash."""
    found = centre(program(outcomes, spec.rows))
    if found.found:
        return _chained(outcomes, spec, seed, draws, (on, found.at))
    points = Points(
        np.zeros((len(draws), len(outcomes.issues))),
        np.zeros((len(draws), len(outcomes.options))),
        np.zeros(len(draws)),
    )
    mixed = True
    patterns, member = np.unique(on, axis=0, return_inverse=True)
    for number, pattern in enumerate(patterns):
        here = np.flatnonzero(member.ravel() == number)
        start = centre(program(outcomes, spec.on(pattern)))
        if not start.found:
            raise NotPossible(
                f"the statements on {spec.party} cannot hold together; `entaku check` names those that clash"
            )
        some, good = _chained(outcomes, spec, seed, draws[here], (on[here], start.at))
        points.w[here], points.u[here], points.d[here] = some.w, some.u, some.d
        mixed &= good
    return points, mixed


def _chained(
    outcomes: Outcomes, spec: Admissible, seed: int, draws: Ints, begin: tuple[Bools, Floats]
) -> tuple[Points, bool]:
    from entaku.space.chain import chain

    on, start = begin
    keys = key(seed, PUBLIC, draws, "preference", spec.party, "chain")
    w, u, d, mixed = chain(outcomes, spec, start, keys, on)
    return Points(w, u, d), mixed
