"""Alternating offers: published closed forms, the fixed point by iteration, and where a fact enters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from entaku.kernels import bargaining as ba
from tests.kernels.published import examples

if TYPE_CHECKING:
    from pathlib import Path

PART = st.floats(0.0, 1.0)
PATIENT = st.floats(0.0, 0.99)
LOSS = st.floats(-3.0, 1.0)


def iterated(side_a: tuple[float, float, float], side_b: tuple[float, float, float]) -> tuple[float, float]:
    """Solve both indifference equations by repetition: A's share when A proposes, B's when B does."""
    x_a = x_b = 0.5
    for _ in range(20_000):
        x_a, x_b, last = 1.0 - kept(side_b, x_b), 1.0 - kept(side_a, x_a), (x_a, x_b)
        if (x_a, x_b) == last:
            break
    return x_a, x_b


def kept(side: tuple[float, float, float], share: float) -> float:
    least, base, slope = side
    return max(least, base + slope * share)


def four_cases(d_a: float, d_b: float, w_a: float, w_b: float) -> float:
    mu_a, mu_b = (1 - d_b) / (1 - d_a * d_b), (1 - d_a) / (1 - d_a * d_b)
    if w_a <= d_a * mu_a and w_b <= d_b * mu_b:
        return mu_a
    if w_a <= d_a * (1 - w_b) and w_b > d_b * mu_b:
        return 1 - w_b
    if w_a > d_a * mu_a and w_b <= d_b * (1 - w_a):
        return 1 - d_b * (1 - w_a)
    return 1 - w_b


def shares_of(stem: str, g: dict[str, Any]) -> dict[str, Any]:
    """Compute what the files expect, in their words."""
    match stem:
        case "rubinstein_discounting":
            found = ba.alternating_offers(g["dA"], g["dB"])
            return {
                "xA_when_A_proposes": found.a_first,
                "xB_then": 1 - found.a_first,
                "xA_when_B_proposes": found.b_first,
            }
        case "rubinstein_limit":
            return {"eta_A": ba.short_period_power(g["rA"], g["rB"])}
        case "rubinstein_fixed_cost":
            return {"xA": ba.fixed_cost_span(g["cA"], g["cB"]).low}
        case "finite_horizon":
            return {"xA": ba.deadline_share(g["T"], g["d"])}
        case "outside_options":
            return {"xA": ba.outside_options(g["dA"], g["dB"], g["wA"], g["wB"]).a_first}
        case "deal_me_out_or_split":
            return {
                "deal_me_out_A": ba.deal_me_out(g["eta_A"], g["wA"], g["wB"]),
                "split_A": ba.split_difference(g["eta_A"], g["wA"], g["wB"]),
            }
        case "breakdown_risk":
            return {"xA": ba.breakdown_risk(g["p"], g["bA"], g["bB"]).a_first}
        case "inside_options":
            return {"xA": ba.inside_options(g["rA"], g["rB"], g["gA"], g["gB"])}
    share = ba.nash_share(g["dA"], g["dB"], g["a"])
    return {"agreement": False} if np.isnan(share) else {"xA": share}


@pytest.mark.parametrize(
    "stem",
    [
        "rubinstein_discounting",
        "rubinstein_limit",
        "rubinstein_fixed_cost",
        "finite_horizon",
        "outside_options",
        "deal_me_out_or_split",
        "breakdown_risk",
        "inside_options",
        "nash_transferable",
    ],
)
def test_published(shared: Path, stem: str) -> None:
    cases = examples(shared, stem)
    assert cases
    for asked, expect in cases:
        found = shares_of(stem, asked)
        assert found.keys() == expect.keys()
        assert found == pytest.approx(expect, abs=1e-9)


@given(PATIENT, PATIENT, PART, PART)
def test_outside_options_solve_the_equations(d_a: float, d_b: float, w_a: float, w_b: float) -> None:
    w_b *= 1.0 - w_a
    found = ba.outside_options(d_a, d_b, w_a, w_b)
    if w_a + w_b >= 1.0 - 1e-12:
        assert np.isnan(found.a_first)
        return
    x_a, x_b = iterated((w_a, 0.0, d_a), (w_b, 0.0, d_b))
    assert float(found.a_first) == pytest.approx(x_a, abs=1e-9)
    assert float(found.b_first) == pytest.approx(1.0 - x_b, abs=1e-9)
    assert float(found.a_first) == pytest.approx(four_cases(d_a, d_b, w_a, w_b), abs=1e-9)
    assert 0.0 <= found.b_first <= found.a_first + 1e-12 <= 1.0 + 1e-12


@given(PATIENT, PATIENT, PART, PART)
def test_relabelling_swaps_the_result(d_a: float, d_b: float, w_a: float, w_b: float) -> None:
    w_b *= 0.999 * (1.0 - w_a)
    one, other = ba.outside_options(d_a, d_b, w_a, w_b), ba.outside_options(d_b, d_a, w_b, w_a)
    assert np.asarray(one.a_first) == pytest.approx(1.0 - other.b_first, abs=1e-12, nan_ok=True)
    assert np.asarray(one.b_first) == pytest.approx(1.0 - other.a_first, abs=1e-12, nan_ok=True)


@given(PATIENT, PATIENT, PART, PART)
def test_an_idle_option_changes_nothing_and_the_share_is_continuous(
    d_a: float, d_b: float, w_a: float, part: float
) -> None:
    free = ba.alternating_offers(d_a, d_b).a_first
    mu_a, mu_b = float(free), 1.0 - float(ba.alternating_offers(d_a, d_b).b_first)
    w_a = min(w_a, d_a * mu_a)
    assert float(ba.outside_options(d_a, d_b, w_a, part * d_b * mu_b).a_first) == pytest.approx(
        mu_a, abs=1e-12
    )
    edge = np.linspace(0.0, 0.999 * (1.0 - w_a), 2001)
    path = ba.outside_options(d_a, d_b, w_a, edge).a_first
    assert np.abs(np.diff(path)).max() <= edge[1] + 1e-12


@given(st.floats(0.01, 1.0), LOSS, LOSS)
def test_breakdown_solves_the_equations_within_the_pie(p: float, b_a: float, b_b: float) -> None:
    found = ba.breakdown_risk(p, b_a, b_b)
    if b_a + b_b > 1.0 + 1e-9:
        assert np.isnan(found.a_first)
    elif b_a + b_b < 1.0:
        x_a, x_b = iterated((0.0, p * b_a, 1.0 - p), (0.0, p * b_b, 1.0 - p))
        assert float(found.a_first) == pytest.approx(x_a, abs=1e-9)
        assert float(found.b_first) == pytest.approx(1.0 - x_b, abs=1e-9)


@given(PART, PART)
def test_a_rare_breakdown_splits_the_difference(b_a: float, part: float) -> None:
    b_b = 0.99 * part * (1.0 - b_a)
    limit = float(ba.breakdown_risk(0.0, b_a, b_b).a_first)
    assert limit == pytest.approx(b_a + (1.0 - b_a - b_b) / 2.0)
    assert float(ba.breakdown_risk(1e-7, b_a, b_b).a_first) == pytest.approx(limit, abs=1e-6)


def test_where_a_fact_enters_decides_what_it_does() -> None:
    step = 1e-6
    outside = ba.deal_me_out(0.5, [0.2, 0.2 + step, 0.6, 0.6 + step], 0.1)
    assert outside[1] - outside[0] == 0.0
    assert (outside[3] - outside[2]) / step == pytest.approx(1.0, abs=1e-6)
    at_a = ba.breakdown_risk(0.0, [0.2, 0.2 + step], 0.1).a_first
    at_b = ba.breakdown_risk(0.0, 0.2, [0.1, 0.1 + step]).a_first
    assert np.diff(at_a)[0] / step == pytest.approx(0.5, abs=1e-6)
    assert np.diff(at_b)[0] / step == pytest.approx(-0.5, abs=1e-6)
    inside = ba.inside_options(0.05, 0.1, [0.01, 0.01 + step], 0.0)
    assert np.diff(inside)[0] / step == pytest.approx(1.0 / 0.15, abs=1e-5)


@given(st.floats(0.01, 1.0), st.floats(0.01, 1.0), PART, PART)
def test_short_periods_tend_to_their_limits(r_a: float, r_b: float, w_a: float, part: float) -> None:
    period = 1e-6
    d_a, d_b = np.exp(-r_a * period), np.exp(-r_b * period)
    eta = float(ba.short_period_power(r_a, r_b))
    assert float(ba.alternating_offers(d_a, d_b).a_first) == pytest.approx(eta, abs=1e-5)
    w_b = 0.99 * part * (1.0 - w_a)
    if w_a + w_b < 0.999:
        limit = float(ba.deal_me_out(eta, w_a, w_b))
        assert float(ba.outside_options(d_a, d_b, w_a, w_b).a_first) == pytest.approx(limit, abs=1e-5)


@given(st.floats(0.05, 1.0), st.floats(0.05, 1.0), st.floats(-0.5, 0.5), st.floats(-0.5, 0.5))
def test_flows_inside_talks_are_the_limit_of_short_periods(
    r_a: float, r_b: float, g_a: float, g_b: float
) -> None:
    found = float(ba.inside_options(r_a, r_b, g_a, g_b))
    total = g_a / r_a + g_b / r_b
    if total > 1.0 + 1e-9:
        assert np.isnan(found)
    elif total < 1.0 - 1e-3:
        period = 1e-6
        sides = [(0.0, g * period, float(np.exp(-r * period))) for r, g in ((r_a, g_a), (r_b, g_b))]
        assert float(ba.both_orders(sides[0], sides[1]).a_first) == pytest.approx(found, abs=1e-4)


@given(st.integers(1, 30), PART)
def test_a_deadline_by_backward_induction(periods: int, d: float) -> None:
    proposer = 1.0
    for _ in range(periods - 1):
        proposer = 1.0 - d * proposer
    assert float(ba.deadline_share(periods, d)) == pytest.approx(proposer, abs=1e-12)


def test_a_far_deadline_is_none() -> None:
    far = ba.deadline_share([2000, 2001], 0.9)
    assert far == pytest.approx([float(ba.alternating_offers(0.9, 0.9).a_first)] * 2)


@given(LOSS, LOSS, st.floats(0.05, 0.95))
def test_nash_maximises_the_product(d_a: float, d_b: float, power: float) -> None:
    found = float(ba.nash_share(d_a, d_b, power))
    if d_a + d_b > 1.0 + 1e-9:
        assert np.isnan(found)
    elif d_a + d_b < 1.0:
        x = np.linspace(max(0.0, d_a), min(1.0, 1.0 - d_b), 4001)
        product = (x - d_a) ** power * np.maximum(1.0 - x - d_b, 0.0) ** (1.0 - power)
        best = (found - d_a) ** power * max(1.0 - found - d_b, 0.0) ** (1.0 - power)
        assert best >= product.max() - 1e-9
        assert 0.0 <= found <= 1.0


def test_edges() -> None:
    assert np.isnan(ba.alternating_offers(1.0, 1.0)).all()
    assert float(ba.alternating_offers(0.7, 0.0).a_first) == 1.0
    assert float(ba.alternating_offers(0.0, 0.7).a_first) == pytest.approx(0.3)
    assert float(ba.alternating_offers(0.5, 1.0).a_first) == 0.0
    assert np.isnan(ba.short_period_power(0.0, 0.0))
    for share in (ba.deal_me_out(0.5, 0.6, 0.4), ba.split_difference(0.5, 0.6, 0.4)):
        assert np.isnan(share)
    equal = ba.fixed_cost_span(0.2, 0.2)
    assert (float(equal.low), float(equal.high)) == (0.2, 1.0)


def test_draws_broadcast() -> None:
    rng = np.random.default_rng(4)
    d_a, w_a = rng.random((50, 1)), rng.random(7) * 0.4
    found = ba.outside_options(d_a, 0.9, w_a, 0.3).a_first
    assert found.shape == (50, 7)
    assert found[3, 5] == ba.outside_options(d_a[3, 0], 0.9, w_a[5], 0.3).a_first


def test_numbers_out_of_bounds_are_refused() -> None:
    with pytest.raises(ValueError, match="from 0 to 1"):
        ba.alternating_offers(1.1, 0.5)
    with pytest.raises(ValueError, match="from 0 to 1"):
        ba.alternating_offers(np.nan, 0.5)
    with pytest.raises(ValueError, match="whole numbers"):
        ba.deadline_share(1.5, 0.5)
    with pytest.raises(ValueError, match="above 0"):
        ba.inside_options(0.0, 0.1, 0.0, 0.0)
    with pytest.raises(ValueError, match="costs"):
        ba.fixed_cost_span(0.0, 0.1)
    with pytest.raises(ValueError, match="chance"):
        ba.breakdown_risk(-0.1, 0.0, 0.0)
    with pytest.raises(ValueError, match="power"):
        ba.nash_share(0.0, 0.0, 2.0)
    with pytest.raises(ValueError, match="rates"):
        ba.short_period_power(-0.1, 0.1)
