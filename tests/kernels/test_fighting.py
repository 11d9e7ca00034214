"""Fighting as the alternative: published cases, payoffs compared on grids, and the ruin chain solved exactly."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from entaku.kernels import fighting as fi
from tests.kernels.published import examples

if TYPE_CHECKING:
    from pathlib import Path

PART = st.floats(0.0, 1.0)
COST = st.floats(0.0, 2.0)


def test_published_ranges(shared: Path) -> None:
    for g, expect in examples(shared, "fearon_range"):
        found = fi.settlement_range(g["p"], g["p"], g["cA"], g["cB"])
        assert [found.low, found.high, found.width] == pytest.approx(
            [expect[k] for k in ("lo", "hi", "width")]
        )
    for g, expect in examples(shared, "fearon_disagreement"):
        found = fi.settlement_range(g["pA"], g["pB"], g["cA"], g["cB"])
        assert bool(found.agreement) == expect["agreement"]
        assert [found.low, found.high] == pytest.approx([expect["lo"], expect["hi"]])


def test_published_demands_and_attacks(shared: Path) -> None:
    for g, expect in examples(shared, "fearon_one_demand"):
        demand = fi.one_demand(g["p"], g["cA"], g["C"])
        assert [demand.share, demand.war] == pytest.approx([expect["x"], expect["pr_war"]])
    for g, expect in examples(shared, "fearon_preventive"):
        found = fi.preventive_war(g["p1"], g["p2"], g["cB"], g["d"])
        assert [found.war, found.peace] == pytest.approx([expect["war_payoff_B"], expect["best_peace_B"]])
        assert bool(found.attacks) == expect["attacks"]
    for g, expect in examples(shared, "powell_inefficiency"):
        shift = fi.power_shift(g["M_D_t"], g["M_R_t"], g["M_R_next"], g["B"], g["d"])
        assert [shift.jump, shift.surplus] == pytest.approx([expect["jump"], expect["surplus"]])
        assert bool(shift.inefficient) == expect["inefficient"]


def test_published_battles(shared: Path) -> None:
    for g, expect in examples(shared, "war_of_forts"):
        forts = fi.war_of_forts(g["k"], g["N"], g["p"])
        assert [forts.win, forts.battles] == pytest.approx([expect["win"], expect["battles"]], abs=1e-9)
    for g, expect in examples(shared, "battle_updating"):
        costs = g["cA"] + g["cB"]
        if "battles_needed" in expect:
            assert fi.battles_needed(g["prior_A"], g["prior_B"], costs) == expect["battles_needed"]
        else:
            found = fi.after_battles(g["prior_A"], g["prior_B"], g["wins"], g["losses"], costs)
            assert [found.mean_a, found.mean_b] == pytest.approx([expect["mean_A"], expect["mean_B"]])
            assert bool(found.settle) == expect["settle"]


@given(PART, COST, COST, COST)
def test_a_common_belief_leaves_a_range_that_costs_widen(
    p: float, c_a: float, c_b: float, more: float
) -> None:
    found, wider = fi.settlement_range(p, p, c_a, c_b), fi.settlement_range(p, p, c_a + more, c_b)
    assert found.agreement
    assert found.low <= found.high
    assert wider.low <= found.low
    assert wider.high == found.high
    assert wider.width >= found.width - 1e-12


@given(PART, PART, COST, COST)
def test_agreement_hangs_on_the_beliefs(p_a: float, p_b: float, c_a: float, c_b: float) -> None:
    found = fi.settlement_range(p_a, p_b, c_a, c_b)
    assert bool(found.agreement) == (p_a - p_b <= c_a + c_b + 1e-9)
    if found.agreement and found.width > 1e-9:
        middle = (float(found.low) + float(found.high)) / 2.0
        assert middle >= p_a - c_a - 1e-12
        assert 1.0 - middle >= 1.0 - p_b - c_b - 1e-12


def test_packages_may_all_miss_the_range() -> None:
    assert fi.packages_within([[0.5, 0.6], [0.2, 0.9]], [0.5, 0.5], [0.75, 0.75]).tolist() == [
        [True, True],
        [False, False],
    ]


@given(PART, COST, COST)
def test_no_other_demand_is_better(p: float, c_a: float, highest: float) -> None:
    found = fi.one_demand(p, c_a, highest)

    def payoff(x: float) -> float:
        war = min(max((x - p) / highest, 0.0), 1.0) if highest else float(x > p)
        return (1.0 - war) * x + war * (p - c_a)

    war = payoff(float(found.share)), float(found.war)
    assert war[0] == pytest.approx(float((1 - found.war) * found.share + found.war * (p - c_a)), abs=1e-9)
    assert war[0] >= max(payoff(x) for x in np.linspace(p, 1.0, 501)) - 1e-9
    assert p <= found.share <= 1.0
    if p < 1.0 and highest > 0.0 and abs(c_a - highest) > 1e-9:
        assert bool(fi.risks_war(c_a, 1.0 / highest)) == (war[1] > 0.0)


@given(PART, PART, COST, st.floats(0.0, 0.99))
def test_the_inequality_is_the_comparison_of_payoffs(p1: float, p2: float, c: float, d: float) -> None:
    found = fi.preventive_war(p1, p2, c, d)
    left, right = d * p2 - p1, c * (1.0 - d) ** 2
    if (1.0 - p2) / (1.0 - d) - c > 0.0 and abs(left - right) > 1e-6:
        assert bool(found.attacks) == (left > right)
    # best peace: all of the pie today, then the war B could have tomorrow or nothing
    assert found.peace >= 1.0


@given(st.floats(0, 9), st.floats(0, 9), st.floats(0, 9), st.floats(0, 20), PART)
def test_both_forms_of_the_shift_agree(m_d: float, m_r: float, later: float, b: float, d: float) -> None:
    found = fi.power_shift(m_d, m_r, later, b, d)
    if abs(m_d + d * later - b) > 1e-6:
        assert bool(found.inefficient) == (m_d + d * later > b)


def ruin(held: int, forts: int, p: Fraction) -> tuple[Fraction, Fraction]:
    """Solve the equations of the chain: by sweeping from the lower end, in exact numbers."""
    # value(k) = s(k) + r(k) * value(k + 1)
    chains = []
    for at_end, each in ((Fraction(1), Fraction(0)), (Fraction(0), Fraction(1))):
        s, r = [Fraction(0)], [Fraction(0)]
        for _ in range(1, forts):
            loss = 1 - (1 - p) * r[-1]
            s.append(((1 - p) * s[-1] + each) / loss)
            r.append(p / loss)
        value = at_end
        for k in range(forts - 1, held - 1, -1):
            value = s[k] + r[k] * value
        chains.append(value)
    return chains[0], chains[1]


@given(st.integers(2, 12), st.data(), st.integers(1, 99))
def test_forts_by_the_linear_equations(forts: int, data: st.DataObject, hundredths: int) -> None:
    held = data.draw(st.integers(1, forts - 1))
    win, battles = ruin(held, forts, Fraction(hundredths, 100))
    found = fi.war_of_forts(held, forts, hundredths / 100)
    assert float(found.win) == pytest.approx(float(win), rel=1e-9)
    assert float(found.battles) == pytest.approx(float(battles), rel=1e-9)


@pytest.mark.parametrize("power", range(2, 16))
def test_forts_near_an_even_chance(power: int) -> None:
    for sign in (-1, 1):
        p = 0.5 + sign * 10.0**-power
        for held, forts in ((1, 4), (3, 6), (11, 12), (20, 60)):
            win, battles = ruin(held, forts, Fraction(p))
            found = fi.war_of_forts(held, forts, p)
            assert float(found.win) == pytest.approx(float(win), rel=1e-10)
            assert float(found.battles) == pytest.approx(float(battles), rel=1e-9)


@pytest.mark.parametrize(("held", "forts"), [(1, 2), (1, 4), (3, 6), (2, 7)])
def test_the_series_near_an_even_chance_is_right_to_its_order(held: int, forts: int) -> None:
    for p in (0.499, 0.501):
        win, battles = ruin(held, forts, Fraction(p))
        log_odds = np.log((1.0 - p) / p)
        k, n = np.array(float(held)), np.array(float(forts))
        third = abs(forts * log_odds) ** 3 / 10.0
        assert float(fi._even_win(k, n, log_odds)) == pytest.approx(float(win), rel=third)
        assert float(fi._even_battles(k, n, log_odds)) == pytest.approx(float(battles), rel=third)


def test_forts_at_the_ends() -> None:
    found = fi.war_of_forts([2, 2, 0, 5, 400], [5, 5, 5, 5, 1000], [0.0, 1.0, 0.4, 0.4, 0.01])
    assert found.win.tolist() == [0.0, 1.0, 0.0, 1.0, 0.0]
    assert found.battles[:4].tolist() == [2.0, 3.0, 0.0, 0.0]
    assert found.battles[4] == pytest.approx(400 / 0.98)


@given(st.integers(1, 12), st.integers(1, 12), st.integers(0, 12), st.sampled_from([0.03, 0.1, 0.15, 0.5]))
def test_so_many_battles_settle_whatever_the_results(a: int, b: int, extra: int, costs: float) -> None:
    prior_a, prior_b = [a + extra, b], [a, b + extra]
    needed = int(fi.battles_needed(prior_a, prior_b, costs))
    for wins in {0, needed // 3, needed}:
        assert fi.after_battles(prior_a, prior_b, wins, needed - wins, costs).settle
    if needed:
        for wins in {0, needed - 1}:
            assert not fi.after_battles(prior_a, prior_b, wins, needed - 1 - wins, costs).settle


def test_equality_is_enough_whatever_the_rounding() -> None:
    costs = 0.02 + 0.18
    assert np.ceil(3.0 / costs - 7.0) == 9.0  # exactly 8 battles would do
    assert fi.battles_needed([5, 2], [2, 5], costs) == 8.0
    assert fi.after_battles([5, 2], [2, 5], 4, 4, costs).settle


def test_without_costs_only_equal_beliefs_settle() -> None:
    assert fi.battles_needed([[3, 2], [2, 3]], [[2, 3], [2, 3]], 0.0).tolist() == [np.inf, 0.0]


def test_numbers_out_of_bounds_are_refused() -> None:
    with pytest.raises(ValueError, match="chances"):
        fi.settlement_range(1.2, 0.5, 0.0, 0.0)
    with pytest.raises(ValueError, match="costs"):
        fi.settlement_range(0.5, 0.5, -0.1, 0.0)
    with pytest.raises(ValueError, match="patience is below 1"):
        fi.preventive_war(0.5, 0.5, 0.0, 1.0)
    with pytest.raises(ValueError, match="whole numbers"):
        fi.war_of_forts(5, 4, 0.5)
    with pytest.raises(ValueError, match="equal size"):
        fi.battles_needed([3, 2], [2, 2], 0.1)
    with pytest.raises(ValueError, match="Beta"):
        fi.after_battles([0, 2], [2, 2], 0, 0, 0.1)
    with pytest.raises(ValueError, match="hazard"):
        fi.risks_war(0.1, -1.0)
