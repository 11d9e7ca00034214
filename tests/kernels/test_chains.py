"""The chain draws from the product measure: published means, and rejection on random polytopes."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from ruamel.yaml import YAML

from entaku.kernels.chains import run_chains
from entaku.kernels.counter import uniform
from tests.kernels.parties import (
    BRIDGE_PACKAGES,
    BRIDGE_ROWS,
    BRIDGE_START,
    N,
    assert_mean,
    blank,
    bridge,
    keys,
)
from tests.kernels.random_polytopes import random_polytope

if TYPE_CHECKING:
    from pathlib import Path

    from entaku.kernels.chains import State
    from entaku.kernels.polytope import Floats

MISSED = -1e-9


def spread_uncertainty(draws: Floats) -> Floats:
    """Give the standard error of each standard deviation, as a share of it: rare values raise it."""
    centred = draws - draws.mean(axis=0)
    kurtosis = (centred**4).mean(axis=0) / (centred**2).mean(axis=0) ** 2
    return np.asarray(np.sqrt((kurtosis - 1) / (4 * len(draws))))


# --- the published party of three issues -----------------------------------------------------------


@pytest.fixture(scope="module")
def published(shared: Path) -> list[dict[str, Any]]:
    tests: list[dict[str, Any]] = YAML(typ="safe").load(shared / "published/ensemble/bridge.yaml")["tests"]
    return tests


def bridge_figures(state: State) -> dict[str, Floats]:
    w, u, d = state
    values = {name: (w * u[:, options]).sum(axis=1) for name, options in BRIDGE_PACKAGES.items()}
    return {
        "weight_access": w[:, 0],
        "weight_guards": w[:, 1],
        "weight_toll": w[:, 2],
        "shared": u[:, 1],
        "joint": u[:, 4],
        "no_deal": d,
        **values,
        "D2_over_no_deal": (values["D2"] >= d).astype(float),
        "D2_over_D3": (values["D2"] >= values["D3"]).astype(float),
        "D1_over_D2": (values["D1"] >= values["D2"]).astype(float),
    }


@pytest.mark.parametrize("case", [0, 1, 2])
def test_bridge_means_shares_and_ranges(published: list[dict[str, Any]], case: int) -> None:
    named = published[case]["given"]["statements"]
    rows = [row for name in BRIDGE_ROWS if name in named for row in BRIDGE_ROWS[name]]
    whole = bridge()
    polytope = replace(whole, aw=whole.aw[rows], az=whole.az[rows], ad=whole.ad[rows], b=whole.b[rows])
    state = run_chains(polytope, BRIDGE_START, keys(), 20)
    assert polytope.slack(*state).min() >= MISSED
    figures, expect = bridge_figures(state), published[case]["expect"]
    compared = {**expect["mean"], **expect.get("share", {})}
    assert len(compared) >= 6
    for name, value in compared.items():
        assert_mean(figures[name], value)
    for name, (least, most) in expect.get("range", {}).items():
        assert figures[name].min() >= least - 1e-9
        assert figures[name].max() <= most + 1e-9
    for better, worse in expect["necessary"]:
        assert (figures[better] >= figures[worse] - 1e-9).all()


def test_bridge_when_one_statement_holds_in_some_draws_only(published: list[dict[str, Any]]) -> None:
    row = published[3]
    on = np.ones((N, 6), dtype=np.bool_)
    on[:, 3] = uniform(20251202, np.arange(N), "claim", "S6") < row["given"]["holds"]["S6"]
    state = run_chains(bridge(), BRIDGE_START, keys(), 20, on=on)
    figures = bridge_figures(state)
    for name, value in {**row["expect"]["mean"], **row["expect"]["share"]}.items():
        assert_mean(figures[name], value)
    slack = bridge().slack(*state)
    assert slack[on].min() >= MISSED
    assert (slack[~on[:, 3], 3] < 0).any()
    alone = run_chains(bridge(), BRIDGE_START, keys()[7:8], 20, on=on[7])
    assert all(part[7].tobytes() == one[0].tobytes() for part, one in zip(state, alone, strict=True))


def test_rows_that_never_count_are_rows_that_are_not_there() -> None:
    whole = bridge()
    rows = [0, 1, 2, 4]
    fewer = replace(whole, aw=whole.aw[rows], az=whole.az[rows], ad=whole.ad[rows], b=whole.b[rows])
    masked = run_chains(whole, BRIDGE_START, keys(50), 20, on=np.isin(np.arange(6), rows))
    for part, other in zip(masked, run_chains(fewer, BRIDGE_START, keys(50), 20), strict=True):
        np.testing.assert_allclose(part, other, atol=1e-12)


# --- an issue whose best and worst option are not stated -------------------------------------------


def test_order_unknown_shares(shared: Path) -> None:
    expect = YAML(typ="safe").load(shared / "published/ensemble/order_unknown.yaml")["expect"]
    polytope = blank(
        [3, 2],
        3,
        az=np.array([[1.0, -1, 0, 0, -1], [0] * 5, [0] * 5]),  # treaty and less, resolution and more
        aw=np.array([[0.0, 0], [0, 1], [0, -1]]),
        b=np.array([0, 0.2, -0.5]),
        variable=np.array([0, 1, 2, -1, -1]),
        pinned=np.array([0.0, 0, 0, 0, 1]),
        low=0.0,
        high=0.0,
        swap_issue=np.array([True, False]),
    )
    start = (np.array([0.65, 0.35]), np.array([1.0, 0.0, 0.5, 0.0, 1.0]), 0.0)
    w, u, d = run_chains(polytope, start, keys(), 20)
    assert polytope.slack(w, u, d).min() >= MISSED
    assert (u[:, :3].min(axis=1) == 0).all()
    assert (u[:, :3].max(axis=1) == 1).all()
    assert_mean(u[:, 0] == 1, expect["share"]["treaty_best"], 5e-7)
    assert_mean(u[:, 2] == 1, expect["share"]["statement_best"], 5e-7)
    assert_mean(w[:, 1], expect["mean"]["weight_money"], 5e-7)
    assert (u[:, 0] > u[:, 1]).all()
    cells = set(zip(u[:, :3].argmin(axis=1).tolist(), u[:, :3].argmax(axis=1).tolist(), strict=True))
    names = ["treaty", "resolution", "statement"]
    assert cells == {(names.index(worst), names.index(best)) for worst, best in expect["feasible_cells"]}


def test_without_statements_every_cell_is_equally_frequent() -> None:
    polytope = blank([2, 3], 0, variable=np.arange(5), swap_issue=np.array([True, True]))
    start = (np.array([0.5, 0.5]), np.array([0.0, 1, 0, 1, 0.3]), 0.5)
    _, u, _ = run_chains(polytope, start, keys(), 3)
    assert_mean(u[:, 0] == 1, 0.5)
    cells = u[:, 2:].argmin(axis=1) * 3 + u[:, 2:].argmax(axis=1)
    found, counts = np.unique(cells, return_counts=True)
    assert len(found) == 6
    # chi-square with five degrees of freedom exceeds 20.5 once in a thousand times
    assert ((counts - N / 6) ** 2 / (N / 6)).sum() < 20.5
    between = np.sort(u[:, 2:], axis=1)[:, 1]
    assert_mean(between, 0.5)
    assert abs(between.std() / math.sqrt(1 / 12) - 1) < 0.04


def test_one_issue_with_nothing_else_to_move_exchanges_all_the_same() -> None:
    polytope = blank([2], 0, variable=np.arange(2), swap_issue=np.array([True]), low=0.3, high=0.3)
    w, u, d = run_chains(polytope, (np.ones(1), np.array([0.0, 1.0]), 0.3), keys(), 2)
    assert_mean(u[:, 0], 0.5)
    assert (w == 1).all()
    assert (d == 0.3).all()


# --- known moments, and rejection ------------------------------------------------------------------


@pytest.mark.parametrize(("n", "sweeps"), [(5, 20), (10, 20), (20, 40)])
def test_ranked_weights_have_the_centroid_for_mean(n: int, sweeps: int) -> None:
    aw = np.eye(n, n)[:-1] - np.eye(n, n, 1)[:-1]
    polytope = blank([2] * n, n - 1, aw=aw)
    w = np.arange(n, 0, -1.0)
    state = run_chains(polytope, (w / w.sum(), polytope.pinned, 0.5), keys(2_000), sweeps)
    e = 1.0 / np.arange(1, n + 1)
    centroid = np.cumsum(e[::-1])[::-1] / n
    # w_k = sum of e_j / j over j >= k with e uniform on the simplex
    square = np.cumsum((e**2)[::-1])[::-1]
    sd = np.sqrt((square / n - centroid**2) / (n + 1))
    assert (np.abs(state[0].mean(axis=0) - centroid) < 4 * sd / math.sqrt(2_000)).all()
    np.testing.assert_allclose(state[0].std(axis=0), sd, rtol=0.08)
    np.testing.assert_allclose(state[0].sum(axis=1), 1.0, atol=1e-12)


@pytest.mark.parametrize("block", range(6))
def test_random_polytopes_agree_with_rejection(block: int) -> None:
    compared = 0
    for seed in range(8 * block, 8 * block + 8):
        polytope, kept = random_polytope(seed, 0.04)
        inside = int(np.argmax(polytope.slack(*kept).min(axis=1, initial=1.0)))
        start = kept[0][inside], kept[1][inside], kept[2][inside]
        drawn = run_chains(polytope, start, keys(2_000, f"random {seed}"), 20)
        assert polytope.slack(*drawn).min(initial=0.0) >= MISSED
        a = np.column_stack((*kept, polytope.slack(*kept)))
        b = np.column_stack((*drawn, polytope.slack(*drawn)))
        moving = a.std(axis=0) > 1e-9
        assert (b.std(axis=0)[~moving] < 1e-9).all()
        error = np.sqrt(a.var(axis=0) / len(a) + b.var(axis=0) / len(b))[moving]
        assert (np.abs(a.mean(axis=0) - b.mean(axis=0))[moving] < 4.5 * error).all(), seed
        ratio = b.std(axis=0)[moving] / a.std(axis=0)[moving]
        spread_error = np.hypot(spread_uncertainty(a[:, moving]), spread_uncertainty(b[:, moving]))
        assert (np.abs(ratio - 1) < np.maximum(0.12, 4.5 * spread_error)).all(), seed
        compared += int(moving.sum())
    assert compared > 60


# --- reproducible, whatever runs it ----------------------------------------------------------------


def test_one_draw_alone_is_that_draw_of_the_full_run_to_the_last_bit() -> None:
    whole = run_chains(bridge(), BRIDGE_START, keys(2_000), 20)
    longer = run_chains(bridge(), BRIDGE_START, keys(2_500), 20)
    alone = run_chains(bridge(), BRIDGE_START, keys(2_000)[1_234:1_235], 20)
    for part, more, one in zip(whole, longer, alone, strict=True):
        assert part[1_234].tobytes() == one[0].tobytes()
        assert part.tobytes() == more[:2_000].tobytes()


def test_the_number_of_threads_changes_no_byte() -> None:
    one = run_chains(bridge(), BRIDGE_START, keys(1_000), 20, threads=1)
    for threads in (2, 3):
        other = run_chains(bridge(), BRIDGE_START, keys(1_000), 20, threads=threads)
        assert all(a.tobytes() == b.tobytes() for a, b in zip(one, other, strict=True))


def test_a_start_of_its_own_for_every_draw() -> None:
    w, u, d = BRIDGE_START
    other = (np.array([0.6, 0.2, 0.2]), np.array([0, 0.9, 1, 0, 0.5, 1, 0, 1.0]), 0.6)
    both = (np.vstack((w, other[0], w)), np.vstack((u, other[1], u)), np.array([d, other[2], d]))
    together = run_chains(bridge(), both, keys(3), 5)
    for n, start in enumerate((BRIDGE_START, other, BRIDGE_START)):
        alone = run_chains(bridge(), start, keys(3)[n : n + 1], 5)
        assert all(a[n].tobytes() == b[0].tobytes() for a, b in zip(together, alone, strict=True))


def test_relabelling_options_of_an_issue_changes_no_law() -> None:
    polytope = blank([4], 1, az=np.array([[0.0, -1, 1, 0]]))
    turned = replace(
        polytope,
        az=polytope.az[:, ::-1],
        pinned=polytope.pinned[::-1],
        variable=polytope.variable[::-1],
    )
    u = np.array([0, 0.3, 0.6, 1])
    one = run_chains(polytope, (np.ones(1), u, 0.5), keys(), 20)[1]
    other = run_chains(turned, (np.ones(1), u[::-1], 0.5), keys(name="turned"), 20)[1][:, ::-1]
    for option, expected in ((1, 1 / 3), (2, 2 / 3)):
        assert_mean(one[:, option], expected)
        assert_mean(other[:, option], expected)
