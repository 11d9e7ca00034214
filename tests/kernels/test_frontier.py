"""The frontier, against listing every package and comparing each with every other."""

from __future__ import annotations

import random
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from entaku.kernels.compiling import uncompiled
from entaku.kernels.frontier import UNLIMITED, check_starts, fits_int64, frontier, frontier_kernel
from tests.kernels import reference_room as listing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

CASES = 1_000
NO_LIMIT = np.array([UNLIMITED, UNLIMITED])
SEEDS = st.integers(0, 10**6)


def build(
    case: listing.Case, needed: Sequence[int], kind: Any = np.int64
) -> tuple[NDArray[np.int64], NDArray[Any]]:
    """Take the frontier of the needed parties' tables."""
    values = np.array(case.values)[needed].astype(kind)
    allowed = np.logical_not(np.any(np.array(case.vetoes)[needed], axis=0))
    return frontier(values, np.array(case.starts), allowed, np.array(case.no_deal)[needed].astype(kind))


def packages(case: listing.Case, needed: Sequence[int]) -> list[listing.Package]:
    return [tuple(choice) for choice in build(case, needed)[0].tolist()]


def some_case(seed: int) -> tuple[listing.Case, list[int]]:
    """Give a case and some of its parties, at least one."""
    rng = random.Random(seed)
    case = listing.random_case(rng)
    parties = range(len(case.values))
    return case, sorted(rng.sample(parties, rng.randint(1, len(parties))))


@pytest.mark.parametrize("kind", [np.int64, object])
def test_small_cases_with_ties_equal_the_listing(kind: Any) -> None:
    ties = empty = 0
    for seed in range(CASES):
        case, needed = some_case(seed)
        choices, points = build(case, needed, kind)
        expected = listing.frontier(case, needed)
        assert [tuple(choice) for choice in choices.tolist()] == expected, f"case {seed}"
        assert points.dtype == kind
        found = [
            [Fraction(value, case.unit[p]) for p, value in zip(needed, point, strict=True)]
            for point in points.tolist()
        ]
        assert found == [list(case.vector(x, needed)) for x in expected], f"case {seed}"
        ties += len({tuple(point) for point in points.tolist()}) < len(points)
        empty += not expected
    assert ties > CASES / 10
    assert empty > CASES / 20


def larger(seed: int, *, top: int) -> tuple[NDArray[np.int64], list[int], NDArray[np.int64]]:
    """Make a table of four parties with hundreds of efficient packages, in opposed pairs."""
    rng = np.random.default_rng(seed)
    sizes = rng.permutation([3, 4, 5, 6, 7])[:4].tolist()
    values = np.sort(rng.integers(0, top, (4, sum(sizes))), axis=1)
    values = np.concatenate(
        [np.sort(block, axis=1) for block in np.split(values, np.cumsum(sizes)[:-1], 1)], 1
    )
    values[1] = -values[0] + rng.integers(0, max(top // 8, 1), sum(sizes))
    values[3] = -values[2] + rng.integers(0, max(top // 8, 1), sum(sizes))
    centre = values.mean(axis=1) * len(sizes)
    floor = np.full(4, -(2**40)) if seed % 2 else (centre - 1.5 * top).astype(np.int64)
    return values, sizes, floor


@pytest.mark.parametrize("top", [4, 20, 2**30])
@pytest.mark.parametrize("seed", range(6))
def test_larger_cases_equal_the_listing(seed: int, top: int) -> None:
    values, sizes, floor = larger(seed, top=top)
    starts = np.cumsum([0, *sizes])
    choices, points = frontier(values, starts, np.ones(values.shape[1], np.bool_), floor)
    assert [tuple(choice) for choice in choices.tolist()] == listing.listed_frontier(values, sizes, floor)
    assert len(choices) > 64  # more than one word of the bit sets
    assert np.array_equal(points, values[:, choices + starts[:-1]].sum(axis=2).T)


@pytest.mark.parametrize("factor", [2**61, 10**30])
def test_numbers_beyond_int64_are_exact(factor: int) -> None:
    values, sizes, floor = larger(3, top=20)
    starts, allowed = np.cumsum([0, *sizes]), np.ones(values.shape[1], np.bool_)
    great, low = values.astype(object) * factor, floor.astype(object) * factor
    great[0, 0] += 1  # visible only to arithmetic that keeps every digit
    choices, _ = frontier(great, starts, allowed, low)
    found = [tuple(choice) for choice in choices.tolist()]
    assert found == listing.listed_frontier(great, sizes, low)
    assert found != listing.listed_frontier(values, sizes, floor)


def test_int64_sums_that_would_overflow_are_computed_without_limit() -> None:
    values = np.array([[2**62, 0, 2**62, 2**62 - 1], [0, 1, 5, 5]])
    choices, points = frontier(values, np.array([0, 2, 4]), np.ones(4, np.bool_), np.array([0, 0]))
    assert choices.tolist() == [[0, 0], [1, 0]]
    assert points.tolist() == [[2**63, 5], [2**62, 6]]


def test_fractions_are_values_too() -> None:
    third = Fraction(1, 3)
    values = np.array([[third, 2 * third, third, 0]], dtype=object)
    choices, points = frontier(values, np.array([0, 2, 4]), np.ones(4, np.bool_), np.array([1], dtype=object))
    assert choices.tolist() == [[1, 0]]
    assert points.tolist() == [[1]]


def test_one_implementation_serves_both_kinds() -> None:
    values, sizes, floor = larger(1, top=20)
    starts, allowed = np.cumsum([0, *sizes]), np.ones(values.shape[1], np.bool_)
    compiled = frontier_kernel(values, starts, allowed, floor, NO_LIMIT)
    plain = uncompiled(frontier_kernel)(
        values.astype(object), starts, allowed, floor.astype(object), NO_LIMIT
    )
    assert [np.asarray(part).tolist() for part in compiled] == [np.asarray(part).tolist() for part in plain]


@given(SEEDS)
def test_the_frontier_of_the_acceptable_is_the_acceptable_part_of_the_frontier(seed: int) -> None:
    case, needed = some_case(seed)
    whole = listing.whole_frontier(case, needed)
    assert packages(case, needed) == [x for x in whole if all(case.accepts(p, x) for p in needed)]


@given(SEEDS)
def test_an_indifferent_party_changes_nothing(seed: int) -> None:
    case, needed = some_case(seed)
    more = listing.Case(
        [*case.values, [1] * sum(case.sizes)],
        [*case.no_deal, -100],
        [*case.vetoes, [False] * sum(case.sizes)],
        case.sizes,
        [*case.unit, 1],
    )
    assert packages(more, [*needed, len(case.values)]) == packages(case, needed)


@given(SEEDS)
def test_order_of_parties_and_blocks_does_not_matter(seed: int) -> None:
    case, needed = some_case(seed)
    rng = random.Random(seed + 1)
    order = rng.sample(range(len(case.sizes)), len(case.sizes))
    columns = [k for b in order for k in range(case.starts[b], case.starts[b + 1])]
    turned = listing.Case(
        [[row[k] for k in columns] for row in case.values],
        case.no_deal,
        [[row[k] for k in columns] for row in case.vetoes],
        [case.sizes[b] for b in order],
        case.unit,
    )
    parties = rng.sample(needed, len(needed))
    found = sorted(tuple(x[order.index(b)] for b in range(len(order))) for x in packages(turned, parties))
    assert found == packages(case, needed)


@given(SEEDS)
def test_a_dominated_option_adds_nothing(seed: int) -> None:
    case, needed = some_case(seed)
    worse = listing.Case(
        [[*row, min(row[case.starts[-2] :]) - 1] for row in case.values],
        case.no_deal,
        [[*row, False] for row in case.vetoes],
        [*case.sizes[:-1], case.sizes[-1] + 1],
        case.unit,
    )
    if any(not any(case.vetoes[p][k] for p in needed) for k in range(case.starts[-2], case.starts[-1])):
        assert packages(worse, needed) == packages(case, needed)


def test_equal_packages_are_all_kept() -> None:
    choices, points = frontier(
        np.zeros((2, 7), int), np.array([0, 3, 7]), np.ones(7, np.bool_), np.zeros(2, int)
    )
    assert len(choices) == 12
    assert not points.any()


def test_a_block_vetoed_whole_leaves_nothing() -> None:
    allowed = np.array([False, False, True])
    choices, points = frontier(np.ones((2, 3), int), np.array([0, 2, 3]), allowed, np.zeros(2, int))
    assert choices.shape == (0, 2)
    assert points.shape == (0, 2)


@pytest.mark.parametrize(
    ("values", "starts", "allowed", "floor", "error"),
    [
        (np.ones((2, 3)), [0, 3], 3, 2, TypeError),
        (np.ones((2, 3), int), [0, 2], 3, 2, ValueError),
        (np.ones((2, 3), int), [0, 3, 3], 3, 2, ValueError),
        (np.ones((2, 3), int), [3], 3, 2, ValueError),
        (np.ones((2, 3), int), [0, 3], 4, 2, ValueError),
        (np.ones((2, 3), int), [0, 3], 3, 1, ValueError),
        (np.ones((0, 3), int), [0, 3], 3, 0, ValueError),
        (np.ones(3, int), [0, 3], 3, 1, ValueError),
    ],
)
def test_tables_that_do_not_fit_are_refused(
    values: Any, starts: list[int], allowed: int, floor: int, error: type[Exception]
) -> None:
    with pytest.raises(error):
        frontier(values, np.array(starts), np.ones(allowed, np.bool_), np.zeros(floor, int))


def test_starts_cut_from_first_to_last() -> None:
    check_starts(np.array([0, 1, 4]), 4)
    with pytest.raises(ValueError, match=r"rise from 0 to the number of options, 4; got \[1, 4\]"):
        check_starts(np.array([1, 4]), 4)


def test_what_fits_leaves_room_for_every_sum() -> None:
    values = np.array([[[2**57, -(2**57)]] * 4])
    assert fits_int64(values, 3)
    assert not fits_int64(values, 4)
