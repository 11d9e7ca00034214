"""No-deal values over the months, against the moments of the random walk they follow."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from entaku.model.case import Case
from entaku.space.study import lay_out
from tests.space import build as b
from tests.space.drawn import near
from tests.space.published import read

Floats = NDArray[np.float64]
ISSUES = (b.issue("a", "k", "l"), b.issue("b", "k", "l"))


def front(given: dict[str, Any], months: int = 0) -> Case:
    """Lay out one front that moves two no-deal values."""
    walk = {"front": (b.span(given["drift"]), b.span(given["volatility"]))}
    paths = [b.path(who, {"front": given[who]["loading"]}) for who in "RU"]
    return b.case(
        ISSUES,
        {who: [b.no_deal(given[who]["start"])] for who in "RU"},
        outlook=b.outlook(months or given["months"], walk, *paths),
    )


def deals(case: Case, draws: int = 5000) -> Floats:
    """Give no-deal values (N, P, T) in shares of the party's range."""
    ensemble = lay_out(case, draws).ensemble
    return np.asarray(ensemble.no_deal / np.array(ensemble.scale)[:, None], dtype=np.float64)


def test_one_front_two_no_deal_values(shared: Path) -> None:
    fixture = read(shared, "no_deal_path")
    given, expect = fixture["given"], fixture["expect"]
    found = deals(front(given))
    assert found.shape == (5000, 2, 7)
    last = dict(zip("RU", found[:, :, -1].T, strict=True))
    for who, values in last.items():
        assert found[:, "RU".index(who), 0] == pytest.approx(given[who]["start"], abs=1e-9)
        assert near(values, expect[who]["mean"])
        # the standard error of a standard deviation is sd / sqrt(2 N)
        assert abs(values.std() - expect[who]["sd"]) <= 3 * expect[who]["sd"] / np.sqrt(2 * len(values))
    assert near(last["R"] >= 0.5, expect["R"]["share_at_least_0.5"])
    assert near(last["U"] <= 0.25, expect["U"]["share_at_most_0.25"])
    assert np.asarray(np.corrcoef(last["R"], last["U"]))[0, 1] == pytest.approx(
        expect["correlation_of_R_and_U"]
    )


def test_seen_at_the_months_only_touching_is_rarer_than_it_is(shared: Path) -> None:
    fixture = read(shared, "no_deal_path")
    touched = deals(front(fixture["given"]))[:, 1].min(axis=1) <= 0.25
    assert touched.mean() < fixture["expect"]["U_touches_0.25_within_six_months"] - 0.05


def test_further_months_change_no_earlier_value(shared: Path) -> None:
    given = read(shared, "no_deal_path")["given"]
    short, long = deals(front(given, 6), 300), deals(front(given, 11), 300)
    assert np.array_equal(short, long[:, :, :7])


def test_values_leave_0_to_1_where_the_world_does() -> None:
    given = {
        "drift": 0.1,
        "volatility": 0.1,
        "R": {"start": 0.9, "loading": 1},
        "U": {"start": 0.1, "loading": -1},
    }
    found = deals(front(given, 6), 500)
    assert found[:, 0].max() > 1.5
    assert found[:, 1].min() < -0.5


def test_running_costs_and_ranges_are_drawn_once_a_draw() -> None:
    walk = {"front": (b.span(0.0), b.span(0.0))}
    path = replace(b.path("A", {"front": 1.0}), cost=b.span(0.01, 0.03))
    case = b.case(ISSUES, {"A": [b.no_deal(0.5)], "B": [b.no_deal(0.5)]}, outlook=b.outlook(4, walk, path))
    found = deals(case, 3000)
    steps = np.diff(found, axis=2)
    assert steps[:, 0] == pytest.approx(np.broadcast_to(steps[:, 0, :1], steps[:, 0].shape), abs=1e-9)
    assert near(-steps[:, 0, 0], 0.02)
    assert (steps[:, 0, 0].min(), steps[:, 0, 0].max()) == pytest.approx((-0.03, -0.01), abs=1e-3)
    assert not steps[:, 1].any()  # no path is coded for B


def test_the_start_of_a_path_is_the_value_drawn_without_one() -> None:
    walk = {"front": (b.span(0.01, 0.02), b.span(0.05))}
    plain = b.case(ISSUES, {"A": [b.order("a", "k", "l")]})
    moved = replace(plain, outlook=b.outlook(3, walk, b.path("A", {"front": 1.0})))
    one, other = deals(plain, 200), deals(moved, 200)
    assert np.array_equal(one[:, :, 0], other[:, :, 0])


def test_two_factors_do_not_share_their_numbers() -> None:
    walks = {name: (b.span(0.0), b.span(0.1)) for name in ("front", "oil")}
    paths = (b.path("A", {"front": 1.0}), b.path("B", {"oil": 1.0}))
    case = b.case(ISSUES, {"A": [b.no_deal(0.5)], "B": [b.no_deal(0.5)]}, outlook=b.outlook(1, walks, *paths))
    found = deals(case, 3000)[:, :, 1]
    assert abs(np.asarray(np.corrcoef(found.T))[0, 1]) < 0.06


def test_steps_of_months_are_independent(shared: Path) -> None:
    found = deals(front(read(shared, "no_deal_path")["given"]), 4000)[:, 0]
    steps = np.diff(found, axis=1)
    off = np.asarray(np.corrcoef(steps.T)) - np.eye(6)
    assert np.abs(off).max() < 0.06
    assert steps.std(axis=0).tolist() == pytest.approx([0.05] * 6, rel=0.05)


@pytest.mark.parametrize("deal", [40, None])
def test_exact_values_move_in_shares_of_their_range_not_in_their_unit(deal: float | None) -> None:
    table = {"a": {"k": 0, "l": 60}, "b": {"k": 10, "l": 50}}  # a range of 100 points
    walk = {"front": (b.span(0.003), b.span(0.0))}
    path = b.path("A", {"front": 1.0}, cost=0.001)
    case = b.case(ISSUES, {"A": [b.values(table, deal)]}, outlook=b.outlook(5, walk, path))
    found = deals(case, 400)[:, 0]  # in points
    if deal is None:
        assert found[:, 0].min() >= 10
        assert found[:, 0].max() <= 110
        assert near(found[:, 0], 60)
    else:
        assert found[:, 0] == pytest.approx(40, abs=1e-6)
    assert found[:, 5] - found[:, 0] == pytest.approx(1.0, abs=1e-6)
