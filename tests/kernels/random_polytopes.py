"""Random polytopes, and the slow and obvious way to draw from them: draw from the prior, keep what fits."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from entaku.kernels.chains import Polytope

if TYPE_CHECKING:
    from numpy.random import Generator

    from entaku.kernels.polytope import Bools, Floats, Ints

State: TypeAlias = "tuple[Floats, Floats, Floats]"

ORDERED, NO_ORDER, ONLY_WORST = "best and worst stated", "no order stated", "only the worst stated"

ENDS: dict[str, list[float]] = {ORDERED: [], NO_ORDER: [0.0, 1.0], ONLY_WORST: [1.0]}


@dataclass(frozen=True)
class Frame:
    """A party without statements: what the prior is drawn from."""

    kinds: tuple[str, ...]
    starts: Ints
    variable: Ints
    pinned: Floats
    weight_free: Bools
    weights: Floats  # of the pinned issues
    low: float
    high: float


def frame(rng: Generator) -> Frame:
    issues = int(rng.integers(2, 5))
    sizes = rng.integers(2, 5, issues)
    kinds = tuple(rng.choice([ORDERED, ORDERED, ORDERED, NO_ORDER, ONLY_WORST], issues).tolist())
    variable: list[int] = []
    pinned: list[float] = []
    for kind, size in zip(kinds, sizes, strict=True):
        inside = list(range(max(variable, default=-1) + 1, max(variable, default=-1) + 1 + int(size)))
        values = [0.5] * int(size)
        if kind == ORDERED:
            inside = [-1, *inside[: int(size) - 2], -1]
            values[0], values[-1] = 0.0, 1.0
            if size == 4 and rng.random() < 0.3:
                inside[2] = inside[1]  # two options tied
        elif kind == ONLY_WORST:
            inside = [-1, *inside[: int(size) - 1]]
            values[0] = 0.0
        variable += inside
        pinned += values
    weight_free = np.ones(issues, dtype=np.bool_)
    weights = np.zeros(issues)
    if issues > 2 and rng.random() < 0.3:
        weight_free[0], weights[0] = False, rng.uniform(0.0, 0.4)
    low, high = ((0.0, 1.0), (-0.2, 1.3), (0.4, 0.4))[int(rng.integers(3))]
    starts = np.concatenate(([0], np.cumsum(sizes)))
    return Frame(kinds, starts, np.array(variable), np.array(pinned), weight_free, weights, low, high)


def prior(given: Frame, rng: Generator, count: int) -> State:
    issues = len(given.kinds)
    free = given.weight_free
    w = np.tile(given.weights, (count, 1))
    w[:, free] = rng.dirichlet(np.ones(free.sum()), count) * (1.0 - given.weights.sum())
    u = np.tile(given.pinned, (count, 1))
    own = given.variable >= 0
    u[:, own] = rng.random((count, given.variable.max(initial=0) + 1))[:, given.variable[own]]
    for issue in range(issues):
        options = np.arange(given.starts[issue], given.starts[issue + 1])
        options = options[own[options]]
        ends = ENDS[given.kinds[issue]]
        places = np.argsort(rng.random((count, len(options))), axis=1)
        for place, end in enumerate(ends):
            u[np.arange(count), options[places[:, place]]] = end
    return w, u, rng.uniform(given.low, given.high, count)


def without_rows(given: Frame) -> Polytope:
    issues, options = len(given.kinds), len(given.variable)
    return Polytope(
        aw=np.zeros((0, issues)),
        az=np.zeros((0, options)),
        ad=np.zeros(0),
        b=np.zeros(0),
        starts=given.starts,
        variable=given.variable,
        pinned=given.pinned,
        weight_free=given.weight_free,
        low=given.low,
        high=given.high,
        swap_issue=np.array([kind != ORDERED for kind in given.kinds]),
    )


def random_row(polytope: Polytope, rng: Generator) -> tuple[Floats, Floats, float, float]:
    issues, options = len(polytope.weight_free), len(polytope.variable)
    aw, az, ad, b = np.zeros(issues), np.zeros(options), 0.0, 0.0

    def package() -> Ints:
        return np.array([int(rng.integers(*polytope.starts[i : i + 2])) for i in range(issues)])

    kind = int(rng.integers(6))
    some = rng.permutation(issues)
    first, last = polytope.starts[some[0]], polytope.starts[some[0] + 1]
    if kind in {0, 1}:  # a package against a package, or against no deal
        az[package()] += 1.0
        if kind == 0:
            az[package()] -= 1.0
        else:
            ad = -1.0
    elif kind == 2:  # one weight against a multiple of another
        aw[some[:2]] = 1.0, -rng.uniform(0.5, 2.0)
    elif kind == 3:  # a bound of a weight
        aw[some[0]], b = 1.0, rng.uniform(0.1, 0.5)
    elif kind == 4:  # one option clearly better than another
        az[rng.choice(np.arange(first, last), 2, replace=False)] = 1.0, -1.0
        aw[some[0]] = -rng.uniform(0.0, 0.3)
    else:  # a step in one issue matters more than a step in another
        az[[first, last - 1, *polytope.starts[some[1] : some[1] + 1]]] = -1.0, 1.0, 1.0
        az[polytope.starts[some[1] + 1] - 1] -= 1.0
    return aw, az, ad, b


def with_row(polytope: Polytope, row: tuple[Floats, Floats, float, float], sign: float = 1.0) -> Polytope:
    aw, az, ad, b = row
    return replace(
        polytope,
        aw=np.vstack((polytope.aw, sign * aw)),
        az=np.vstack((polytope.az, sign * az)),
        ad=np.append(polytope.ad, sign * ad),
        b=np.append(polytope.b, sign * b),
    )


def random_polytope(seed: int, least: float) -> tuple[Polytope, State]:
    """Give a polytope with at least this share of its prior, and the prior's points that lie in it."""
    rng = np.random.default_rng(seed)
    given = frame(rng)
    polytope = without_rows(given)
    count = 50_000
    w, u, d = prior(given, rng, count)
    truth = (w[:1], u[:1], d[:1])
    for _ in range(int(rng.integers(2, 8))):
        aw, az, ad, b = row = random_row(polytope, rng)
        more = with_row(polytope, row)
        value = more.slack(*truth)[0, -1]
        if value < 0.0:  # turned round, so that one point at least fits all rows
            more = with_row(polytope, row, -1.0)
        if rng.random() < 0.2 and not polytope.swap_issue.any():  # or a narrow band about that point
            lower = with_row(polytope, (aw, az, ad, b + value - 0.03))
            more = with_row(lower, (aw, az, ad, b + value + 0.03), -1.0)
        fits = more.slack(w, u, d).min(axis=1) >= 0.0
        if fits.sum() >= least * count:
            polytope, w, u, d = more, w[fits], u[fits], d[fits]
    return polytope, (w, u, d)
