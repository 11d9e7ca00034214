"""How long a party holds out: published cases, values written out as integrals, and paths walked in small steps."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from entaku.kernels import waiting as wa
from tests.kernels.published import examples

if TYPE_CHECKING:
    from pathlib import Path

PART = st.floats(0.0, 1.0)


def date_of(expected: float | None) -> float:
    return np.inf if expected is None else expected


def test_published(shared: Path) -> None:
    for g, expect in examples(shared, "yield_date"):
        assert float(wa.yield_date(g["d0"], g["u"], g["beta"])) == pytest.approx(date_of(expect["t"]))
    for g, expect in examples(shared, "hold_out"):
        found = wa.hold_out(g["u"], g["y"], g["f"], g["r"])
        assert float(found) == pytest.approx(date_of(expect["tbar"]), abs=1e-9)
    for g, expect in examples(shared, "who_gains_by_waiting"):
        pairs = [[g[f"{name}A"], g[f"{name}B"]] for name in ("c", "d", "k")]
        gains = wa.who_gains_by_waiting(g["p"], g["mu"], g["theta"], *pairs)
        assert [float(part) for part in gains] == pytest.approx(
            [expect[key] for key in ("x_now", "x_next", "G_A", "G_B")]
        )


@given(PART, PART, st.floats(0.001, 1.0))
def test_a_straight_path_crosses_at_the_yield_date(d0: float, u: float, beta: float) -> None:
    dates = np.linspace(0.0, 1200.0, 7)
    found = wa.crossing(dates, d0 - beta * dates, u)
    assert float(found.first) == pytest.approx(float(wa.yield_date(d0, u, beta)), abs=1e-9)
    assert np.isinf(found.again)


@given(st.lists(st.integers(-3, 3), min_size=1, max_size=8))
def test_crossings_by_small_steps(path: list[int]) -> None:
    dates, over = np.arange(len(path), dtype=float), np.array(path, float)
    fine = np.linspace(0.0, len(path) - 1.0, 1000 * (len(path) - 1) + 1)
    values = np.interp(fine, dates, over)
    at = np.flatnonzero(values <= 1e-9)
    found = wa.crossing(dates, over + 0.5, 0.5)
    if not at.size:
        assert np.isinf(found.first)
        assert np.isinf(found.again)
        return
    assert float(found.first) == pytest.approx(fine[at[0]], abs=2e-3)
    later = np.flatnonzero((values > 1e-9) & (fine > fine[at[0]]))
    assert float(found.again) == pytest.approx(fine[later[0]] if later.size else np.inf, abs=2e-3)


def test_crossings_by_draw() -> None:
    rng = np.random.default_rng(0)
    path, offer = rng.random((40, 6)), rng.random((40, 1))
    found = wa.crossing(np.arange(6.0), path, offer)
    for draw in range(40):
        alone = wa.crossing(np.arange(6.0), path[draw], offer[draw])
        assert (found.first[draw], found.again[draw]) == (alone.first, alone.again)


@given(st.floats(-1.0, 1.0), PART, st.floats(-0.5, 0.2), st.floats(0.05, 1.0), st.floats(0.0, 1.0))
def test_waiting_less_than_the_limit_pays(u: float, y: float, f: float, r: float, hazard: float) -> None:
    flow, rate = (float(part) for part in wa.with_collapse(f, r, hazard, 0.1))
    limit = float(wa.hold_out(u, y, flow, rate))

    def worth(t: float) -> float:
        at, weight = np.polynomial.legendre.leggauss(12)
        edges = t * np.append(0.0, np.geomspace(1e-6, 1.0, 80))
        middle, half = (edges[1:] + edges[:-1]) / 2, np.diff(edges) / 2
        dates = middle[:, None] + half[:, None] * at
        meanwhile = np.exp(-(r + hazard) * dates) * (f + hazard * 0.1)
        return float((half[:, None] * weight * meanwhile).sum() + y * np.exp(-(r + hazard) * t))

    if np.isinf(limit):
        assert flow / rate >= u - 1e-12
    elif limit > 1e-6:
        assert y > u
        assert worth(0.99 * limit) > u - 1e-9
        assert worth(1.01 * limit) < u + 1e-9
        assert worth(limit) == pytest.approx(u, abs=1e-7)
    else:
        assert y <= u + 1e-6


def test_the_flow_alone_may_be_worth_the_offer() -> None:
    assert wa.hold_out([0.5, 0.5, 0.4], [0.6, 0.5, 0.3], 0.05, 0.1).tolist() == [np.inf, 0.0, np.inf]


@given(st.floats(-1.0, 2.0), PART, PART, PART, PART)
def test_no_other_closing_is_cheaper(gap: float, p1: float, p2: float, m1: float, m2: float) -> None:
    found = wa.cheapest_closing(gap, [p1, p2], [m1, m2])
    if gap > m1 + m2 + 1e-9:
        assert np.isinf(found.price)
        return
    if gap > m1 + m2:
        return
    need = max(gap, 0.0)
    worsen = np.linspace(max(0.0, need - m2), min(m1, need), 101)
    assert float(found.price) == pytest.approx((worsen * p1 + (need - worsen) * p2).min(), abs=1e-9)
    assert float(found.worsen + found.improve) == pytest.approx(need)


def test_a_threat_must_weigh_as_much_as_the_gap() -> None:
    assert wa.threat_closes([0.15, 0.15, -0.1], [0.5, 0.5, 0.0], [0.3, 0.29, 0.0]).tolist() == [
        True,
        False,
        True,
    ]


def test_never_is_never_averaged() -> None:
    found = wa.resistance([np.inf, 0.0, 7.0, 2.0], [1.0, 2.0, 3.0, 4.0], [0.2, 0.5, 0.61, 0.9, 0.95])
    assert (float(found.already), float(found.never)) == pytest.approx((0.2, 0.1))
    assert found.dates.tolist() == [0.0, 2.0, 7.0, 7.0, np.inf]


def test_a_share_reached_but_for_rounding_is_reached() -> None:
    assert np.cumsum(np.ones(10) / 10.0)[7] < 0.8
    assert wa.resistance(np.arange(10.0), np.ones(10), [0.8]).dates.tolist() == [7.0]


SIDES = st.tuples(PART, PART)


@given(PART, st.floats(-1.0, 1.0), PART, SIDES, SIDES, SIDES)
def test_at_most_one_side_gains_under_one_belief(
    p: float,
    mu: float,
    theta: float,
    costs: tuple[float, float],
    patience: tuple[float, float],
    burden: tuple[float, float],
) -> None:
    found = wa.who_gains_by_waiting(p, mu, theta, costs, patience, burden)
    assert 0.0 <= found.now <= 1.0
    assert 0.0 <= found.later <= 1.0
    assert found.gain_a + found.gain_b <= 1e-12
    lost = -(1.0 - patience[0]) * found.later - (1.0 - patience[1]) * (1.0 - found.later) - sum(burden)
    assert float(found.gain_a + found.gain_b) == pytest.approx(float(lost))


def test_a_drift_past_the_whole_pie_gives_no_more_than_the_pie() -> None:
    """Without the cut the share would be 1.5, and the two gains would add to more than nothing."""
    found = wa.who_gains_by_waiting(0.9, 0.6, 0.5, [0.0, 0.0], [1.0, 0.5], [0.0, 0.0])
    assert (float(found.later), float(found.gain_a)) == pytest.approx((1.0, 0.1))
    assert found.gain_a + found.gain_b <= 1e-12


@given(st.lists(st.booleans(), min_size=1, max_size=8))
def test_openness_by_walking_the_dates(is_open: list[bool]) -> None:
    found = wa.openness(is_open)
    pairs = list(pairwise(is_open))
    closes = next((t + 1 for t, pair in enumerate(pairs) if pair == (True, False)), -1)
    opens = next((t + 1 for t, pair in enumerate(pairs) if pair == (False, True)), -1)
    start = is_open.index(True) if any(is_open) else -1
    end = start
    while 0 <= end < len(is_open) - 1 and is_open[end + 1]:
        end += 1
    assert [int(part) for part in found] == [closes, opens, start, end]


def test_what_is_no_wait_is_refused() -> None:
    with pytest.raises(ValueError, match="increase"):
        wa.crossing([0.0, 0.0], [1.0, 0.0], 0.5)
    with pytest.raises(ValueError, match="rate"):
        wa.hold_out(0.5, 0.6, 0.0, 0.0)
    with pytest.raises(ValueError, match="hazard"):
        wa.with_collapse(0.0, 0.1, -0.1, 0.0)
    with pytest.raises(ValueError, match="prices"):
        wa.cheapest_closing(0.1, [-1.0, 1.0], [1.0, 1.0])
    with pytest.raises(ValueError, match="weights"):
        wa.resistance([1.0], [0.0], [0.5])
    with pytest.raises(ValueError, match="chance"):
        wa.who_gains_by_waiting(1.5, 0.0, 0.5, [0.1, 0.1], [0.9, 0.9], [0.0, 0.0])
