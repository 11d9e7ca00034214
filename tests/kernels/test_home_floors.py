"""Floors at home: both signs as published, the fixed point, and the offer against a grid."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from entaku.kernels import home_floors as ho
from entaku.kernels.bargaining import alternating_offers, outside_options
from tests.kernels.published import examples
from tests.kernels.test_bargaining import iterated

if TYPE_CHECKING:
    from pathlib import Path

PART = st.floats(0.0, 1.0)
PATIENT = st.floats(0.0, 0.99)


def test_published_shares(shared: Path) -> None:
    for g, expect in examples(shared, "home_floor_share"):
        assert float(ho.floor_share(g["dA"], g["dB"], g["a"], g["b"]).a_first) == pytest.approx(expect["xA"])


def test_published_signs(shared: Path) -> None:
    for g, expect in examples(shared, "home_floor_both_signs"):
        pairs = np.array(list(product(g["a"], g["b"])))
        found = ho.both_signs(
            (g["dA"], g["dB"]), (pairs[:, 0], pairs[:, 1]), g["no_deal_A"], np.ones(len(pairs))
        )
        for name, signs in found._asdict().items():
            keys = ("pr_agreement", "share_given_agreement", "expected")
            assert list(signs) == pytest.approx([expect[name][key] for key in keys], abs=6e-7)


def test_published_ratification(shared: Path) -> None:
    for g, expect in examples(shared, "ratification_risk"):
        found = ho.ratification_risk(g["lo"], g["hi"], g["d"])
        assert [found.offer, found.chance] == pytest.approx([expect["s"], expect["pr_ratified"]])


@given(PATIENT, PATIENT, PART, PART)
def test_floors_solve_the_equations(d_a: float, d_b: float, a: float, b: float) -> None:
    found = ho.floor_share(d_a, d_b, a, b)
    if a + b > 1.0 + 1e-9:
        assert np.isnan(found.a_first)
    elif a + b <= 1.0:
        x_a, x_b = iterated((a, 0.0, d_a), (b, 0.0, d_b))
        assert [found.a_first, found.b_first] == pytest.approx([x_a, 1.0 - x_b], abs=1e-9)
        if a + b < 0.999:
            assert float(found.a_first) == pytest.approx(float(outside_options(d_a, d_b, a, b).a_first))
        assert a - 1e-12 <= found.b_first <= found.a_first + 1e-12 <= 1.0 - b + 2e-12


def test_floors_that_just_fit_leave_one_share() -> None:
    found = ho.floor_share(0.9, 0.8, 0.7, 0.3 + 1e-15)  # they add to 1 and a rounding error
    assert [found.a_first, found.b_first] == pytest.approx([0.7, 0.7])


@given(PATIENT, PATIENT, PART)
def test_a_floor_below_the_share_is_idle(d_a: float, d_b: float, part: float) -> None:
    free = alternating_offers(d_a, d_b)
    found = ho.floor_share(d_a, d_b, part * d_a * float(free.a_first), 0.0)
    assert float(found.a_first) == pytest.approx(float(free.a_first))


@given(st.lists(st.tuples(PART, PART), min_size=1, max_size=9), PATIENT)
def test_the_floor_raises_the_share_and_lowers_the_chance_draw_by_draw(
    floors: list[tuple[float, float]], d: float
) -> None:
    a, b = np.array(floors).T
    bound, free = ho.floor_share(d, d, a, b).a_first, ho.floor_share(d, d, 0.0, b).a_first
    agreed = ~np.isnan(bound)
    assert np.all(bound[agreed] >= free[agreed] - 1e-12)
    found = ho.both_signs((d, d), (a, b), 0.1, np.ones(len(a)))
    assert found.with_floor.chance <= found.without_floor.chance + 1e-12
    for signs in found:
        if signs.chance > 0.0:
            rest = (1.0 - signs.chance) * 0.1
            assert signs.expected == pytest.approx(signs.chance * signs.share + rest)


def test_without_any_agreement_there_is_no_share() -> None:
    found = ho.floor_signs([np.nan, np.nan], [0.1, 0.3], [1.0, 1.0])
    assert np.isnan(found.share)
    assert [found.chance, found.expected] == pytest.approx([0.0, 0.2])


@given(PART, PART, PART)
def test_no_other_offer_is_better(low: float, part: float, d: float) -> None:
    high = low + part * (1.0 - low)
    found = ho.ratification_risk(low, high, d)
    offers = np.linspace(low, high, 801)
    passes = (offers - low) / (high - low) if high > low else np.ones(801)
    best = max(float((passes * (1.0 - offers) + (1.0 - passes) * d).max()), d)
    assert float(found.value) == pytest.approx(best, abs=1e-5)
    assert low <= found.offer <= high


def test_what_is_not_worth_trying_and_what_is_known() -> None:
    found = ho.ratification_risk([0.5, 0.4, 0.4], [0.9, 0.4, 0.4], [0.6, 0.6, 0.7])
    assert found.offer.tolist() == [0.5, 0.4, 0.4]
    assert found.chance.tolist() == [0.0, 1.0, 0.0]
    assert found.value.tolist() == [0.6, 0.6, 0.7]


def test_numbers_out_of_bounds_are_refused() -> None:
    with pytest.raises(ValueError, match="floors"):
        ho.floor_share(0.9, 0.9, -0.1, 0.0)
    with pytest.raises(ValueError, match="weights"):
        ho.floor_signs([0.5], 0.1, [0.0])
    with pytest.raises(ValueError, match="lowest"):
        ho.ratification_risk(0.5, 0.4, 0.1)
