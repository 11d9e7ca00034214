"""Settle or wait: closed forms, trees solved backwards, and the order of the four numbers."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from entaku.kernels import stopping as so
from tests.kernels.published import examples

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

SEEDS = st.integers(0, 10**6)


def test_published_closed_forms(shared: Path) -> None:
    for g, expect in examples(shared, "optimal_stopping"):
        if "c" in g:
            assert float(so.uniform_at_cost(g["c"])) == pytest.approx(expect["xi"])
        elif "d" in g:
            assert float(so.uniform_at_discount(g["d"])) == pytest.approx(expect["xi"], abs=1e-9)
        else:
            found = so.uniform_at_deadline(max(g["k"]), g["d0"])
            assert found[g["k"]] == pytest.approx(np.array(expect["v"]), abs=1e-9)


def test_samples_tend_to_the_closed_forms() -> None:
    offers = (np.arange(20_000) + 0.5) / 20_000
    assert so.reservation_at_cost(offers, 0.08) == pytest.approx(0.6, abs=1e-4)
    assert so.reservation_at_discount(offers, 0.9) == pytest.approx(0.6267890063, abs=1e-4)


@given(SEEDS, st.floats(0.01, 2.0), st.floats(0.05, 0.99))
def test_reservations_solve_their_equations(seed: int, cost: float, patience: float) -> None:
    offers = np.random.default_rng(seed).random(9)
    v = so.reservation_at_cost(offers, cost)
    assert float(np.maximum(offers - v, 0.0).mean()) == pytest.approx(cost)
    v = so.reservation_at_discount(offers, patience)
    assert patience * float(np.maximum(offers - v, 0.0).mean()) == pytest.approx(v * (1.0 - patience))


def test_a_deadline_beyond_the_offers() -> None:
    assert so.uniform_at_deadline(2, [-0.5, 1.5]).tolist() == [[-0.5, 0.5, 0.625], [1.5, 1.5, 1.5]]


def independent_offers(levels: int, dates: int) -> Floats:
    """Give every path of independent offers, each of so many equally likely levels: the exact distribution."""
    places = (np.arange(levels) + 0.5) / levels
    return np.array(list(product(places, repeat=dates)))


@pytest.mark.parametrize("no_deal", [0.0, 0.3])
def test_the_rule_for_independent_offers_is_the_optimal_one(no_deal: float) -> None:
    levels, dates = 12, 4
    places = (np.arange(levels) + 0.5) / levels
    found = so.by_threshold(so.paths(independent_offers(levels, dates), no_deal))
    value = no_deal
    values = []
    for _ in range(dates):
        values.append(value)
        value = float(np.maximum(places, value).mean())
    assert found.rule == pytest.approx(value)
    for threshold, worth in zip(found.thresholds, values[:0:-1], strict=True):
        assert threshold == pytest.approx(places[places > worth - 1e-12].min())
    closed = so.uniform_at_deadline(dates, no_deal)[-1]
    assert found.rule == pytest.approx(closed, abs=0.002)  # twelve levels for the uniform distribution


def test_discount_and_cost_without_end_tend_to_the_closed_forms() -> None:
    rng = np.random.default_rng(5)
    offers = rng.random((4000, 40))
    xi = float(so.uniform_at_discount(0.9))
    found = so.by_threshold(so.paths(offers, 0.0, patience=0.9))
    # before seeing an offer: E max(X, xi), as going on is worth xi
    assert found.rule == pytest.approx((1.0 + xi**2) / 2.0, abs=0.015)
    found = so.by_threshold(so.paths(offers, 0.0, flow=-0.08))
    assert found.rule == pytest.approx((1.0 + 0.6**2) / 2.0, abs=0.015)


def tree(rng: np.random.Generator, dates: int) -> tuple[Floats, Floats, float]:
    """Give the paths of a random walk that goes up or down, the state, and its exact value backwards."""
    steps = np.array(list(product([-1, 1], repeat=dates - 1)))
    state = np.concatenate([np.zeros((len(steps), 1)), np.cumsum(steps, axis=1)], axis=1)
    worth = {(t, k): float(rng.random()) for t in range(dates) for k in range(-t, t + 1)}
    settle = np.array([[worth[t, int(k)] for t, k in enumerate(row)] for row in state])
    value = {k: max(worth[dates - 1, k], 0.2) for k in range(-dates + 1, dates)}
    for t in range(dates - 2, -1, -1):
        value = {
            k: max(worth[t, k], -0.01 + 0.95 * (0.9 * (value[k - 1] + value[k + 1]) / 2.0 + 0.1 * 0.2))
            for k in range(-t, t + 1)
        }
    return settle, state, value[0]


@given(SEEDS)
def test_regression_on_the_full_state_finds_the_value_of_a_tree(seed: int) -> None:
    settle, state, value = tree(np.random.default_rng(seed), 4)
    facing = so.paths(settle, 0.2, flow=-0.01, collapse=0.1, patience=0.95)
    indicators = (state[..., None] == np.arange(-3, 4)).astype(float)
    assert so.by_regression(facing, indicators).rule == pytest.approx(value, abs=1e-9)


@given(SEEDS, st.integers(1, 5))
def test_the_four_numbers_are_in_order(seed: int, dates: int) -> None:
    rng = np.random.default_rng(seed)
    settle = np.round(rng.random((20, dates)), 1)
    facing = so.paths(
        settle,
        rng.random((20, dates)),
        flow=rng.normal(0.0, 0.1, (20, dates - 1)),
        collapse=rng.random((20, dates - 1)) / 2.0,
        patience=0.9,
        weights=rng.random(20),
    )
    for found in (so.by_threshold(facing), so.by_regression(facing, settle[..., None])):
        assert found.clairvoyant >= found.rule >= found.fixed >= found.now
        assert found.rule == pytest.approx(followed(facing, found))


def followed(facing: so.Paths, found: so.Stopping) -> float:
    """Walk every draw to the date at which the rule settles."""
    total = 0.0
    for draw, date in enumerate(found.dates):
        last = date == facing.settle.shape[1] - 1
        worth, reached, discount = 0.0, 1.0, 1.0
        for t in range(date):
            worth += reached * discount * facing.flow[draw, t]
            discount *= facing.patience
            worth += reached * discount * facing.collapse[draw, t] * facing.no_deal[draw, t + 1]
            reached *= 1.0 - facing.collapse[draw, t]
        end = (
            max(facing.settle[draw, date], facing.no_deal[draw, date]) if last else facing.settle[draw, date]
        )
        total += float(facing.weights[draw] * (worth + reached * discount * end))
    return total


def test_taking_the_best_date_of_each_draw_is_clairvoyance() -> None:
    found = so.by_threshold(so.paths(independent_offers(6, 3), 0.0))
    assert found.clairvoyant > found.rule + 0.02
    assert found.rule > found.fixed + 0.02
    assert found.fixed == pytest.approx(found.now)


def test_the_order_of_draws_does_not_matter() -> None:
    rng = np.random.default_rng(8)
    settle, order = rng.random((50, 4)), rng.permutation(50)
    one, other = so.by_threshold(so.paths(settle, 0.3)), so.by_threshold(so.paths(settle[order], 0.3))
    assert np.array_equal(one.dates[order], other.dates)
    assert one.rule == pytest.approx(other.rule)


def test_a_fixed_date_may_be_the_best_rule() -> None:
    found = so.by_threshold(so.paths([[0.1, 0.5, 0.3], [0.1, 0.7, 0.2]], 0.0))
    assert found.fixed_date == 1
    assert [found.fixed, found.rule] == pytest.approx([0.6, 0.6])
    assert found.dates.tolist() == [1, 1]
    assert found.thresholds.tolist() == [np.inf, 0.5]


def test_what_is_no_choice_is_refused() -> None:
    with pytest.raises(ValueError, match="draws, dates"):
        so.paths([0.1, 0.2], 0.0)
    with pytest.raises(ValueError, match="stated"):
        so.paths([[0.1, np.nan]], 0.0)
    with pytest.raises(ValueError, match="from 0 to 1"):
        so.paths([[0.1, 0.2]], 0.0, patience=1.1)
    with pytest.raises(ValueError, match="weight"):
        so.paths([[0.1, 0.2]], 0.0, weights=[0.0])
    with pytest.raises(ValueError, match="features"):
        so.by_regression(so.paths([[0.1, 0.2]], 0.0), [[1.0, 2.0]])
    with pytest.raises(ValueError, match="cost of an offer"):
        so.uniform_at_cost(0.6)
    with pytest.raises(ValueError, match="cost of an offer"):
        so.reservation_at_cost([0.5], 0.0)
    with pytest.raises(ValueError, match="patience"):
        so.uniform_at_discount(-0.1)
    with pytest.raises(ValueError, match="patience"):
        so.reservation_at_discount([0.5], 1.0)
