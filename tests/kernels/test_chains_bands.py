"""Narrow bands, "as good as", do not slow the chain down."""

from __future__ import annotations

import math

import numpy as np

from entaku.kernels.chains import run_chains
from entaku.kernels.chains_bands import directions, narrow_bands
from tests.kernels.parties import N, assert_mean, blank, keys

MISSED = -1e-9


def test_packages_as_good_as_each_other_are_soon_mixed() -> None:
    rng = np.random.default_rng(2)
    n, eta = 5, 0.02
    equal = np.zeros(2 * n)
    equal[[1, 3]], equal[[5, 7, 9]] = 1.0, -1.0
    free = rng.dirichlet(np.ones(n), 1_000_000)
    kept = free[np.abs(free[:, :2].sum(axis=1) - free[:, 2:].sum(axis=1)) <= eta]
    polytope = blank([2] * n, 2, az=np.array([equal, -equal]), b=np.full(2, -eta))
    start = (np.array([0.45, 0.05, 0.1, 0.1, 0.3]), polytope.pinned, 0.5)
    w, _, _ = run_chains(polytope, start, keys(), 20)
    error = np.sqrt(kept.var(axis=0) / len(kept) + w.var(axis=0) / N)
    assert (np.abs(w.mean(axis=0) - kept.mean(axis=0)) < 4 * error).all()
    np.testing.assert_allclose(w.std(axis=0), kept.std(axis=0), rtol=0.06)


def test_orders_inside_the_issues_hold_beside_a_band() -> None:
    eta = 0.02
    order = np.zeros((2, 8))
    order[0, [1, 2]], order[1, [5, 6]] = (-1, 1), (-1, 1)
    equal = np.array([[0.0, 1, 0, 0, 0, 0, -1, 0]])
    polytope = blank([4, 4], 4, az=np.vstack((order, equal, -equal)), b=np.array([0, 0, -eta, -eta]))
    rng = np.random.default_rng(3)
    w0, values = rng.random(1_000_000), np.sort(rng.random((1_000_000, 2, 2)), axis=2)
    in_band = np.abs(w0 * values[:, 0, 0] - (1 - w0) * values[:, 1, 1]) <= eta
    kept = np.column_stack((w0, values.reshape(-1, 4)))[in_band]
    start = (np.array([0.6, 0.4]), np.array([0, 0.4, 0.7, 1, 0, 0.3, 0.6, 1.0]), 0.5)
    w, u, d = run_chains(polytope, start, keys(), 20)
    assert polytope.slack(w, u, d).min() >= MISSED
    drawn = np.column_stack((w[:, 0], u[:, [1, 2, 5, 6]]))
    error = np.sqrt(kept.var(axis=0) / len(kept) + drawn.var(axis=0) / N)
    assert (np.abs(drawn.mean(axis=0) - kept.mean(axis=0)) < 4 * error).all()
    np.testing.assert_allclose(drawn.std(axis=0), kept.std(axis=0), rtol=0.06)


def test_an_exact_equality_is_kept() -> None:
    equal = np.array([[0.0, 1, 0, 0.0, -1, 0]])  # the middle options of two issues, u free in both
    polytope = blank([3, 3], 2, az=np.vstack((equal, -equal)))
    start = (np.array([0.5, 0.5]), np.array([0, 0.4, 1, 0, 0.4, 1.0]), 0.5)
    w, u, d = run_chains(polytope, start, keys(1_000), 40)
    assert polytope.slack(w, u, d).min() >= MISSED
    # density in (w, z): 1 / (w (1 - w)) for 0 <= z <= min(w, 1 - w), so w has density 1 / max(w, 1 - w)
    grid = (np.arange(100_000) + 0.5) / 100_000
    density = 1.0 / np.maximum(grid, 1 - grid)
    spread = math.sqrt(np.average((grid - 0.5) ** 2, weights=density))
    assert_mean(w[:, 0], 0.5)
    assert abs(w[:, 0].std() / spread - 1) < 0.08


def test_directions_keep_what_they_must_and_stay_sparse() -> None:
    rng = np.random.default_rng(0)
    equal = np.vstack((np.ones(7), rng.integers(-1, 2, (2, 7)).astype(float)))
    may_move = np.arange(7) != 3
    found = directions(equal, may_move)
    assert len(found) > 5
    np.testing.assert_allclose(found @ equal.T, 0.0, atol=1e-12)
    assert (np.abs(found).max(axis=1) == 1).all()
    assert ((found != 0).sum(axis=1) <= 4).all()
    assert (found[:, 3] == 0).all()
    assert len(directions(equal, np.arange(7) < 3)) == 0


def test_only_narrow_pairs_of_opposite_rows_are_bands() -> None:
    rows = np.array([[1.0, -1.0], [-1.0, 1.0], [0.0, 1.0], [0.0, -1.0], [1.0, 0.0]])
    assert narrow_bands(rows, np.array([-0.02, -0.02, 0.2, -0.5, 0.0])).tolist() == [[1.0, -1.0]]
    assert len(narrow_bands(rows, np.array([-0.3, -0.3, 0.2, -0.5, 0.0]))) == 0
