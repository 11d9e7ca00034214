"""The survey over all draws, against listing each draw; and that threads change no number."""

from __future__ import annotations

import random
from dataclasses import fields
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from entaku.kernels.acceptance import openings
from entaku.kernels.room import CHUNK, Survey, Tables, survey
from entaku.kernels.solutions import RULES
from tests.kernels import reference_room as listing

CASES = 150


def tables_of(draws: list[listing.Case]) -> Tables:
    return Tables(
        values=np.array([case.values for case in draws]),
        no_deal=np.array([case.no_deal for case in draws]),
        vetoed=np.array([case.vetoes for case in draws]),
        starts=np.array(draws[0].starts),
        unit=np.array(draws[0].unit, float),
    )


def check_draw(found: Survey, n: int, case: listing.Case, needed: list[int]) -> dict[str, set[int]]:
    """Compare what belongs to one draw; give the package numbers on the frontier and picked by each rule."""
    packages = case.packages()
    efficient = listing.frontier(case, needed)
    picked = listing.rules([case.vector(x, needed) for x in efficient], case.floor(needed))
    assert found.frontier_packages[n] == len(efficient)
    assert found.frontier_points[n] == len({case.vector(x, needed) for x in efficient})
    for r, rule in enumerate(RULES):
        rows = sorted(picked[rule])
        assert found.chosen_package[n, r] == (packages.index(efficient[rows[0]]) if rows else -1)
        values = [
            case.value(p, efficient[rows[0]]) * case.unit[p] if rows else 0 for p in range(len(case.values))
        ]
        assert found.chosen_values[n, r].tolist() == values
    named = {rule: {packages.index(efficient[i]) for i in rows} for rule, rows in picked.items()}
    return {"frontier": {packages.index(x) for x in efficient}, **named}


def test_surveys_equal_the_listing() -> None:
    for seed in range(CASES):
        rng = random.Random(seed)
        draws = listing.random_draws(rng, unit=(1, 2, 4))
        parties = range(len(draws[0].values))
        needed = sorted(rng.sample(parties, rng.randint(1, len(parties))))
        weights = [Fraction(rng.randint(0, 3)) for _ in draws[1:]] + [Fraction(1)]
        found = survey(tables_of(draws), np.array(weights, float), np.isin(parties, needed))
        total = {name: [Fraction(0)] * len(draws[0].packages()) for name in ("frontier", *RULES)}
        for n, case in enumerate(draws):
            for name, numbers in check_draw(found, n, case, needed).items():
                for number in numbers:
                    share = weights[n] / sum(weights)
                    total[name][number] += share if name == "frontier" else share / len(numbers)
        assert found.on_frontier == pytest.approx([float(share) for share in total["frontier"]])
        for r, rule in enumerate(RULES):
            assert found.chosen[r] == pytest.approx([float(share) for share in total[rule]]), f"case {seed}"


def many_draws(count: int) -> tuple[Tables, Any]:
    """Give draws over several chunks, with vetoes, some of them without a zone."""
    rng = np.random.default_rng(7)
    values = rng.integers(0, 2**30, (count, 3, 9))
    no_deal = rng.integers(2**30, 2**31, (count, 3))
    vetoed = rng.random((count, 3, 9)) < 0.03
    return Tables(values, no_deal, vetoed, np.array([0, 2, 5, 9]), np.full(3, 2.0**30)), rng.random(count)


@pytest.mark.parametrize("count", [1, CHUNK, 5 * CHUNK + 3])
def test_the_number_of_threads_changes_no_bit(count: int) -> None:
    tables, weights = many_draws(count)
    needed = np.array([True, False, True])
    alone = survey(tables, weights, needed, threads=1)
    for threads in (2, 7):
        together = survey(tables, weights, needed, threads=threads)
        for field in fields(Survey):
            one, other = getattr(alone, field.name), getattr(together, field.name)
            assert np.array_equal(one, other), field.name


def test_shares_hang_together() -> None:
    tables, weights = many_draws(3 * CHUNK)
    needed = np.array([True, True, True])
    found = survey(tables, weights, needed)
    zone = found.first >= 0
    assert zone.any()
    assert not zone.all()
    assert found.chosen.sum(axis=1) == pytest.approx(weights[zone].sum() / weights.sum())
    assert np.all(found.on_frontier <= found.accepted[:, -1] + 1e-12)
    assert np.all(found.chosen <= found.on_frontier + 1e-12)
    assert np.array_equal(found.present[:, 0b111], zone)
    assert np.array_equal(found.rational > 0, zone)
    assert np.array_equal(found.frontier_packages > 0, zone)
    assert np.array_equal(found.together == 0, zone)


def test_openings_are_the_same_with_and_without_a_zone() -> None:
    tables, weights = many_draws(2 * CHUNK)
    needed = np.array([True, True, False])
    found = survey(tables, weights, needed)
    direct = openings(tables.values, tables.no_deal, tables.vetoed, tables.starts, needed, tables.unit)
    for name, values in direct._asdict().items():
        assert np.array_equal(getattr(found, name), values), name


def test_tables_are_left_as_they_were() -> None:
    tables, weights = many_draws(CHUNK)
    before = [getattr(tables, field.name).copy() for field in fields(Tables)]
    survey(tables, weights, np.ones(3, np.bool_))
    for field, value in zip(fields(Tables), before, strict=True):
        assert np.array_equal(getattr(tables, field.name), value)


@pytest.mark.parametrize(
    "weights", [np.ones(2), np.array([1.0, -1.0, 1.0]), np.zeros(3), np.array([1.0, np.nan, 1.0])]
)
def test_weights_that_do_not_fit_are_refused(weights: Any) -> None:
    tables, _ = many_draws(3)
    with pytest.raises(ValueError, match="weights must be 3 numbers"):
        survey(tables, weights, np.ones(3, np.bool_))


def test_needed_that_does_not_fit_is_refused() -> None:
    tables, weights = many_draws(3)
    with pytest.raises(ValueError, match="3 booleans"):
        survey(tables, weights, np.ones(2, np.bool_))


def test_units_and_sizes_that_do_not_fit_are_refused() -> None:
    tables, _ = many_draws(1)
    with pytest.raises(ValueError, match="one positive number per party"):
        Tables(tables.values, tables.no_deal, tables.vetoed, tables.starts, np.array([1.0, 0.0, 1.0]))
    values = np.zeros((1, 1, 80), int)
    many = Tables(values, np.zeros((1, 1), int), values > 0, np.arange(0, 81, 4), np.ones(1))
    with pytest.raises(ValueError, match=f"{4**20} packages are too many"):
        survey(many, np.ones(1), np.ones(1, np.bool_))
