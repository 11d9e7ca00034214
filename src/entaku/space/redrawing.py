"""One party's preferences with a part of them drawn anew, all else as it was: what a single input changes.

A part is the no-deal value, or single issues: their weights against the rest and the values of their options.
It is proposed from the measure and kept where the statements hold, so it is drawn given everything else.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from entaku.kernels.counter import Keys, extended, key, unit
from entaku.kernels.orders import simplex
from entaku.model.basics import PUBLIC
from entaku.space.admissible import Admissible
from entaku.space.drawing import Points, issue_values, passes
from entaku.space.outcomes import Outcomes
from entaku.space.statements import Row

TRIES = 32
"""Proposals for each draw; the second half of them leave option values as they are."""
BATCH = 1024
"""About how many proposals are made in one go while few draws are left."""

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Part:
    """Which issues, by their places, and whether the no-deal value too."""

    issues: tuple[int, ...] = ()
    no_deal: bool = False


@dataclass(frozen=True, slots=True)
class Party:
    """Whose preferences are redrawn: what is admissible, over which packages, under which seed."""

    outcomes: Outcomes
    spec: Admissible
    seed: int


def as_points(outcomes: Outcomes, z: Floats, d: Floats) -> Points:
    """Which weights and relative values are these partial values (N, M), with no-deal values (N,)?"""
    w = np.maximum.reduceat(z, outcomes.starts[:-1], axis=1)
    home = np.repeat(np.arange(len(outcomes.issues)), np.diff(outcomes.starts))
    spread = w[:, home]
    return Points(w, np.divide(z, spread, out=np.zeros_like(z), where=spread > 0.0), d)


def redrawn(whose: Party, draws: Ints, on: Bools, given: Points, part: Part) -> tuple[Points, Bools]:
    """What are the preferences if this part is drawn anew under the statements on (N, S), all else given?

    Returns
    -------
    points, found : (N,) bool
        Not found are draws in which no proposal kept all statements; there nothing is changed.
    """
    made = Points(given.w.copy(), given.u.copy(), given.d.copy())
    left = np.ones(len(draws), dtype=np.bool_)
    owned = on[:, whose.spec.owner] if len(whose.spec.rows) else np.zeros((len(draws), 0), dtype=np.bool_)
    keyed = key(whose.seed, PUBLIC, draws, "anew", whose.spec.party, _named(whose, part))
    attempt = 0
    while left.any() and attempt < TRIES:
        places = np.flatnonzero(left)
        last = TRIES if attempt >= TRIES // 2 else TRIES // 2
        tries = np.arange(attempt, min(attempt + max(1, BATCH // len(places)), last))
        at = np.repeat(places, len(tries))
        again = _proposed(whose, keyed[at], np.tile(tries, len(places)), _at(given, at), part)
        good = passes(whose.outcomes, whose.spec.rows, again, owned[at]).reshape(len(places), len(tries))
        found = good.any(axis=1)
        first = (np.arange(len(places)) * len(tries) + good.argmax(axis=1))[found]
        into = places[found]
        made.w[into], made.u[into], made.d[into] = again.w[first], again.u[first], again.d[first]
        left[into] = False
        attempt += len(tries)
    return made, ~left


def _named(whose: Party, part: Part) -> str:
    return ",".join([*(whose.outcomes.issues[i] for i in part.issues), *["no_deal"] * part.no_deal])


def _proposed(whose: Party, keyed: Keys, attempts: Ints, given: Points, part: Part) -> Points:
    w, u, d = _weights(whose, keyed, attempts, given.w, part), given.u.copy(), given.d
    starts = whose.outcomes.starts
    for issue in part.issues if attempts[0] < TRIES // 2 else ():
        if whose.spec.moved[issue]:
            u[:, starts[issue] : starts[issue + 1]] = issue_values(
                whose.outcomes, whose.spec, issue, keyed, attempts
            )
    if part.no_deal:
        span = whose.spec.no_deal
        d = span.low + (span.high - span.low) * unit(extended(keyed, "no_deal", attempts))
    return Points(w, u, d)


def _weights(whose: Party, keyed: Keys, attempts: Ints, given: Floats, part: Part) -> Floats:
    """Draw the issues' weights as the simplex has them; the others keep their proportions."""
    fixed = whose.spec.weights
    free = [i for i in np.flatnonzero(whose.spec.moved).tolist() if i not in fixed]
    anew = [i for i in free if i in part.issues]
    if not anew or len(free) < 2:  # noqa: PLR2004  # a single free weight is what the others leave
        return given.copy()
    names = whose.outcomes.issues
    e = simplex(
        np.stack([-np.log(unit(extended(keyed, "weight", names[i], attempts))) for i in free], axis=1)
    )
    w = given.copy()
    w[:, free] = max(0.0, 1.0 - sum(fixed.values())) * e
    kept = [i for i in free if i not in anew]
    before, after = given[:, kept].sum(axis=1), w[:, kept].sum(axis=1)
    known = before > 0.0
    w[np.ix_(known, kept)] = given[np.ix_(known, kept)] * (after[known] / before[known])[:, None]
    return w


def switched(whose: Party, draws: Ints, before: Bools, after: Bools, given: Points) -> tuple[Points, Bools]:
    """What are the preferences if other statements are on (N, S), with as little changed as they ask?

    What no longer counts: its issues are drawn anew, and kept as they were where the new values meet it anyway.
    What counts now and is not met: its issues are drawn anew. Either way as few draws change as can be.

    Returns
    -------
    points, found : (N,) bool
    """
    made, found = Points(given.w.copy(), given.u.copy(), given.d.copy()), np.ones(len(draws), dtype=np.bool_)
    for marked, on, gone in ((before & ~after, before & after, True), (after & ~before, after, False)):
        rows, owned = _rows(whose, marked)
        places = np.flatnonzero(owned.any(axis=1))
        if not places.size:
            continue
        here, owned = _at(made, places), owned[places]
        if not gone:
            unmet = ~passes(whose.outcomes, rows, here, owned)
            places, here, owned = places[unmet], _at(here, unmet), owned[unmet]
        seed = replace(whose, seed=whose.seed + gone)
        again, good = redrawn(seed, draws[places], on[places], here, _touched(whose, rows))
        changed = ~passes(whose.outcomes, rows, again, owned) if gone else good
        into = places[changed]
        made.w[into], made.u[into], made.d[into] = again.w[changed], again.u[changed], again.d[changed]
        found[places] &= good
    return made, found


def _at(points: Points, places: Ints | Bools) -> Points:
    return Points(points.w[places], points.u[places], points.d[places])


def _rows(whose: Party, marked: Bools) -> tuple[tuple[Row, ...], Bools]:
    """Give the rows of statements that are marked in some draw (N, S), and where each is (N, R)."""
    owner = whose.spec.owner
    ever: Bools = np.any(marked, axis=0)
    some = [place for place, whom in enumerate(owner) if ever[whom]]
    return tuple(whose.spec.rows[place] for place in some), marked[:, owner[some]]


def _touched(whose: Party, rows: tuple[Row, ...]) -> Part:
    """Tell which part of the preferences these rows speak of."""
    home = np.repeat(np.arange(len(whose.outcomes.issues)), np.diff(whose.outcomes.starts))
    issues = {int(home[place]) for row in rows for place in np.flatnonzero(row.values)}
    issues |= {int(issue) for row in rows for issue in np.flatnonzero(row.weights)}
    return Part(tuple(sorted(issues)), any(row.no_deal != 0.0 for row in rows))
