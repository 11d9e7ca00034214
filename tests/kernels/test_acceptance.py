"""Who accepts what and the smallest openings, against asking every party about every package."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from entaku.kernels.acceptance import (
    MOST_PARTIES,
    acceptance,
    acceptance_masks,
    check_needed,
    check_tables,
    openings,
)
from tests.kernels import reference_room as listing

if TYPE_CHECKING:
    from collections.abc import Sequence

CASES = 1_000
SEEDS = st.integers(0, 10**6)


def tables(draws: Sequence[listing.Case]) -> tuple[Any, Any, Any, Any]:
    """Give the arrays of the draws: values, no deal, vetoes, starts."""
    return (
        np.array([case.values for case in draws]),
        np.array([case.no_deal for case in draws]),
        np.array([case.vetoes for case in draws]),
        np.array(draws[0].starts),
    )


def some_draws(seed: int) -> tuple[list[listing.Case], list[int], Any]:
    """Give draws, the parties needed, and the same as booleans."""
    rng = random.Random(seed)
    draws = listing.random_draws(rng)
    parties = range(len(draws[0].values))
    needed = sorted(rng.sample(parties, rng.randint(1, len(parties))))
    return draws, needed, np.isin(parties, needed)


def mask(case: listing.Case, package: listing.Package) -> int:
    return sum(1 << p for p in range(len(case.values)) if case.accepts(p, package))


def masks(case: listing.Case) -> list[int]:
    values, no_deal, vetoed, starts = tables([case])
    found: list[int] = acceptance_masks(values[0], no_deal[0], vetoed[0], starts).tolist()
    return found


def test_shares_and_masks_equal_the_listing() -> None:
    for seed in range(CASES):
        draws, needed, flags = some_draws(seed)
        weights = [Fraction(n + 1, 16) for n in range(len(draws))]
        found = acceptance(*tables(draws), np.array(weights, float), flags)
        packages, parties = draws[0].packages(), len(draws[0].values)
        who = [[mask(case, x) for x in packages] for case in draws]
        need = sum(1 << p for p in needed)
        expected = [
            [
                float(sum(w for w, row in zip(weights, who, strict=True) if row[x] & bits == bits))
                for bits in (*(1 << p for p in range(parties)), need)
            ]
            for x in range(len(packages))
        ]
        assert found.accepted.tolist() == expected, f"case {seed}"
        for n, row in enumerate(who):
            assert np.flatnonzero(found.present[n]).tolist() == sorted(set(row)), f"case {seed}"
            agreed = [x for x, bits in enumerate(row) if bits & need == need]
            assert found.rational[n] == len(agreed) / len(packages)
            assert found.first[n] == (agreed[0] if agreed else -1)
            assert masks(draws[n]) == row


@given(SEEDS)
def test_strictly_better_is_acceptable_with_one_unit_more(seed: int) -> None:
    draws, needed, flags = some_draws(seed)
    values, no_deal, vetoed, starts = tables(draws)
    weights = np.ones(len(draws))
    found = acceptance(values, no_deal, vetoed, starts, weights, flags)
    raised = acceptance(values, no_deal + 1, vetoed, starts, weights, flags)
    assert found.strict.tolist() == raised.rational.tolist()
    assert np.all(raised.accepted <= found.accepted)
    assert len(needed) == flags.sum()


def test_openings_equal_the_listing() -> None:
    closed = barred = 0
    for seed in range(CASES):
        draws, needed, flags = some_draws(seed)
        unit = np.array(draws[0].unit, float)
        found = openings(*tables(draws), flags, unit)
        for n, case in enumerate(draws):
            (together, package), alone = listing.openings(case, needed)
            assert found.together[n] == float(together), f"case {seed}"
            assert found.together_package[n] == package, f"case {seed}"
            for p in range(len(case.values)):
                shortfall, at = alone.get(p, (-1, -1))
                assert found.alone[n, p] == float(shortfall), f"case {seed}"
                assert found.alone_package[n, p] == at, f"case {seed}"
            closed += together > 0
            barred += package < 0
    assert closed > CASES / 5
    assert barred > CASES / 20


@given(SEEDS)
def test_at_the_smallest_opening_a_zone_appears_exactly(seed: int) -> None:
    draws, needed, flags = some_draws(seed)
    case = replace(draws[0], unit=[1] * len(draws[0].unit))
    found = openings(*tables([case]), flags, np.ones(len(flags)))
    steps = [found.alone[0, p] for p in needed]
    for p, step in zip(needed, steps, strict=True):
        if step > 0:
            for less, expected in ((step - 1, False), (step, True)):
                lowered = [d - int(less) * (q == p) for q, d in enumerate(case.no_deal)]
                assert bool(listing.acceptable(replace(case, no_deal=lowered), needed)) is expected
    together = found.together[0]
    if together > 0:
        for less, expected in ((together - 1, False), (together, True)):
            lowered = [d - int(less) for d in case.no_deal]
            assert bool(listing.acceptable(replace(case, no_deal=lowered), needed)) is expected


@pytest.mark.parametrize("sizes", [[1], [7], [1, 1], [2, 9], [9, 2], [2, 3, 2, 2, 3], [1, 5, 1, 5, 1]])
def test_packages_are_numbered_with_the_last_block_fastest(sizes: list[int]) -> None:
    rng = random.Random(sum(sizes))
    values = [[rng.randint(0, 9) for _ in range(sum(sizes))] for _ in range(3)]
    case = listing.Case(values, [9, 11, 13], [[False] * sum(sizes)] * 3, sizes, [1, 1, 1])
    assert masks(case) == [mask(case, x) for x in case.packages()]


def test_laptop_sellers_and_buyers_openings() -> None:
    # The published domain with no deal at (.90, .95), from its weights and evaluations as written.
    weights = {"buyer": (0.4452125771655631, 0.37808251708013424, 0.1767567099260568)}
    weights["seller"] = (weights["buyer"][1], weights["buyer"][2], weights["buyer"][0])
    evaluations = {
        "buyer": ((12, 20, 30), (30, 20, 9), (30, 10, 20)),
        "seller": ((12, 30, 20), (20, 30, 9), (3, 2, 1)),
    }
    values = np.array(
        [
            [
                round(w / sum(weights[party]) * e / max(issue) * 2**40)
                for w, issue in zip(weights[party], evaluations[party], strict=True)
                for e in issue
            ]
            for party in ("buyer", "seller")
        ]
    )
    no_deal = np.array([[round(0.90 * 2**40), round(0.95 * 2**40)]])
    found = openings(
        values[None],
        no_deal,
        np.zeros((1, 2, 9), np.bool_),
        np.array([0, 3, 6, 9]),
        np.ones(2, np.bool_),
        np.full(2, 2.0**40),
    )
    assert found.alone[0].round(4).tolist() == [0.1744, 0.1349]
    assert found.alone_package[0].tolist() == [12, 18]  # Macintosh, 80 Gb, 19"; HP, 60 Gb, 19"
    assert found.together.round(4).tolist() == [0.0484]
    assert found.together_package.tolist() == [9]  # Macintosh, 60 Gb, 19"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"values": np.ones((2, 3), int)}, "draws by parties by options"),
        ({"values": np.ones((2, 2, 0), int)}, "draws by parties by options"),
        ({"values": np.ones((2, 2, 3))}, "must be int64"),
        ({"values": np.full((2, 2, 3), 2**60)}, "leave int64"),
        ({"no_deal": np.full((2, 2), -(2**61))}, "leave int64"),
        ({"no_deal": np.ones((2, 1), int)}, "no_deal must have shape"),
        ({"vetoed": np.zeros((2, 2, 4), np.bool_)}, "vetoed"),
        ({"vetoed": np.zeros((2, 2, 3), int)}, "vetoed bool"),
        ({"starts": np.array([0, 2])}, "starts must rise"),
    ],
)
def test_tables_that_do_not_fit_are_refused(change: dict[str, Any], message: str) -> None:
    given_tables: dict[str, Any] = {
        "values": np.ones((2, 2, 3), int),
        "no_deal": np.ones((2, 2), int),
        "vetoed": np.zeros((2, 2, 3), np.bool_),
        "starts": np.array([0, 1, 3]),
    }
    check_tables(**given_tables)
    with pytest.raises(ValueError, match=message):
        check_tables(**{**given_tables, **change})


def test_somebody_is_needed_and_not_too_many_are_there() -> None:
    with pytest.raises(ValueError, match="at least one true"):
        check_needed(np.zeros(2, np.bool_), 2)
    with pytest.raises(ValueError, match="2 booleans"):
        check_needed(np.ones(3, np.bool_), 2)
    with pytest.raises(ValueError, match="at most 16"):
        check_needed(np.ones(MOST_PARTIES + 1, np.bool_), MOST_PARTIES + 1)


def test_weights_and_units_belong_to_the_tables() -> None:
    draws, _, flags = some_draws(1)
    with pytest.raises(ValueError, match="weights must have shape"):
        acceptance(*tables(draws), np.ones(len(draws) + 1), flags)
    with pytest.raises(ValueError, match="one positive number per party"):
        openings(*tables(draws), flags, np.zeros(len(flags)))
