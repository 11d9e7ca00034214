"""What the rules pick, against the definitions and the published reference values."""

from __future__ import annotations

import json
import random
from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from entaku.kernels.frontier import frontier
from entaku.kernels.solutions import RULES, choose, solve
from tests.kernels import reference_room as listing

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

CASES = 1_000
SEEDS = st.integers(0, 10**6)


def acceptable_frontier(case: listing.Case, needed: Sequence[int]) -> tuple[list[listing.Package], Any, Any]:
    """Give packages, points and floor of a case by the kernel."""
    values, floor = np.array(case.values)[needed], np.array(case.no_deal)[needed]
    allowed = np.logical_not(np.any(np.array(case.vetoes)[needed], axis=0))
    choices, points = frontier(values, np.array(case.starts), allowed, floor)
    return [tuple(choice) for choice in choices.tolist()], points, floor


def some_case(seed: int, unit: Sequence[int] = (1, 2, 3, 5)) -> tuple[listing.Case, list[int]]:
    rng = random.Random(seed)
    case = listing.random_case(rng, unit=unit)
    parties = range(len(case.values))
    return case, sorted(rng.sample(parties, rng.randint(1, len(parties))))


def expected_packages(case: listing.Case, needed: Sequence[int]) -> dict[str, list[listing.Package]]:
    efficient = listing.frontier(case, needed)
    picked = listing.rules([case.vector(x, needed) for x in efficient], case.floor(needed))
    return {rule: [efficient[i] for i in sorted(rows)] for rule, rows in picked.items()}


def test_frontier_and_all_five_points_equal_the_definitions() -> None:
    tied = degenerate = 0
    for seed in range(CASES):
        case, needed = some_case(seed)
        packages, points, floor = acceptable_frontier(case, needed)
        assert packages == listing.frontier(case, needed), f"case {seed}"
        unit = [case.unit[p] for p in needed]
        picked = solve(points, floor, unit)
        assert tuple(picked) == RULES
        found = {rule: [packages[i] for i in rows] for rule, rows in picked.items()}
        assert found == expected_packages(case, needed), f"case {seed}"
        assert solve(points.astype(object), floor.astype(object), unit) == picked
        tied += any(len(rows) > 1 for rows in picked.values())
        degenerate += bool(packages) and bool(np.any(points.max(axis=0) == floor))
    assert tied > CASES / 10
    assert degenerate > CASES / 20


def test_the_compiled_rules_pick_the_same() -> None:
    for seed in range(CASES):
        case, needed = some_case(seed, unit=(1, 2, 4))
        packages, points, floor = acceptable_frontier(case, needed)
        chosen = choose(points, floor, np.array([case.unit[p] for p in needed], float))
        assert chosen.shape == (5, len(packages))
        found = {
            rule: [packages[i] for i in np.flatnonzero(row)] for rule, row in zip(RULES, chosen, strict=True)
        }
        assert found == expected_packages(case, needed), f"case {seed}"


def test_the_compiled_rules_are_right_to_rounding_in_any_unit() -> None:
    rng = np.random.default_rng(4)
    for _ in range(200):
        points = rng.integers(0, 2**40, (30, 3))
        points[20:] = points[:10]  # the same vectors again
        floor, unit = points.min(axis=0), rng.uniform(0.5, 2.0, 3) * 2**40
        chosen = choose(points, floor, unit)
        assert np.array_equal(chosen[:, 20:], chosen[:, :10])
        for row, exact in zip(chosen, solve(points, floor, unit).values(), strict=True):
            assert np.flatnonzero(row).tolist() == list(exact)


def test_a_party_that_can_gain_nothing_does_not_bind() -> None:
    points, floor, unit = [[3, 1, 5], [1, 4, 5], [2, 2, 5]], [0, 0, 5], [1, 1, 1]
    picked = solve(points, floor, unit)
    assert picked["kalai"] == picked["kalai_smorodinsky"] == picked["best_for_worst_off"] == (2,)
    assert picked["nash"] == (1, 2)
    assert choose(np.array(points), np.array(floor), np.array(unit, float))[2].tolist() == [
        False,
        False,
        True,
    ]


def test_where_nobody_can_gain_everything_ties() -> None:
    picked = solve([[2, 5], [2, 5]], [2, 5], [1, 1])
    assert set(picked.values()) == {(0, 1)}
    assert choose(np.array([[2, 5], [2, 5]]), np.array([2, 5]), np.ones(2)).all()


def test_without_a_gain_for_all_nash_counts_who_gains_first() -> None:
    points, floor = [[9, 0, 0], [1, 2, 0], [2, 0, 2]], [0, 0, 0]
    assert solve(points, floor, [1, 1, 1])["nash"] == (2,)
    assert choose(np.array(points), np.array(floor), np.ones(3))[0].tolist() == [False, False, True]


def test_leximin_breaks_ties_of_the_worst_ratio_by_the_next() -> None:
    points = [[4, 10, 6], [10, 4, 5], [4, 6, 10]]
    picked = solve(points, [0, 0, 0], [10, 10, 10])
    assert picked["kalai_smorodinsky"] == (0, 1, 2)
    assert picked["best_for_worst_off"] == (0, 2)


def test_one_package_leaves_nothing_to_choose() -> None:
    assert set(solve([[3, 4]], [0, 1], [1, 1]).values()) == {(0,)}


def test_no_package_no_choice() -> None:
    assert set(solve(np.empty((0, 2), int), [0, 1], [1, 1]).values()) == {()}
    assert choose(np.empty((0, 2), np.int64), np.array([0, 1]), np.ones(2)).shape == (5, 0)


@given(SEEDS, st.integers(1, 9), st.integers(-9, 9))
def test_own_scale_and_origin_of_a_party_do_not_move_the_scale_free_points(seed: int, a: int, b: int) -> None:
    case, needed = some_case(seed)
    _, points, floor = acceptable_frontier(case, needed)
    before = solve(points, floor, [1] * len(needed))
    points[:, 0], floor[0] = a * points[:, 0] + b, a * floor[0] + b
    after = solve(points, floor, [1] * len(needed))
    rules = ["kalai_smorodinsky", "best_for_worst_off"]
    if len(points) and np.any(np.all(points > floor, axis=1)):
        rules.append("nash")  # where nobody's gain is 0, and no count comes before the product
    assert {rule: before[rule] for rule in rules} == {rule: after[rule] for rule in rules}


@given(SEEDS)
def test_order_of_parties_and_packages_does_not_matter(seed: int) -> None:
    case, needed = some_case(seed)
    _, points, floor = acceptable_frontier(case, needed)
    rng = np.random.default_rng(seed)
    parties, rows = rng.permutation(len(needed)), rng.permutation(len(points))
    unit = np.array([case.unit[p] for p in needed])
    turned = solve(points[rows][:, parties], floor[parties], unit[parties])
    found = {rule: tuple(sorted(rows[list(picked)].tolist())) for rule, picked in turned.items()}
    assert found == solve(points, floor, unit)


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="below the floor"):
        solve([[3, 0]], [0, 1], [1, 1])
    with pytest.raises(ValueError, match="units must be above 0"):
        solve([[3, 1]], [0, 1], [1, 0])


# The published domains, read just far enough; values exact from the decimal text.

Party = tuple[dict[str, dict[str, Fraction]], Fraction]


def genius(path: Path) -> Party:
    """Read a utility file: evaluations over their largest, weights over their sum."""
    root = ET.parse(path).getroot()  # noqa: S314  # our own copy of a published file
    weights = {w.get("index"): Fraction(w.get("value", "")) for w in root.iter("weight")}
    issues = {}
    for issue in root.iter("issue"):
        slope = issue.find("evaluator")
        if slope is not None:
            low, high = int(issue.get("lowerbound", "")), int(issue.get("upperbound", ""))
            rise, base = Fraction(slope.get("slope", "")), Fraction(slope.get("offset", ""))
            line = {str(v): rise * (v - low) + base for v in range(low, high + 1)}
            worth = {option: min(max(v, Fraction(0)), Fraction(1)) for option, v in line.items()}
        else:
            raw = {i.get("value", ""): Fraction(i.get("evaluation", "")) for i in issue.iter("item")}
            worth = {option: v / max(raw.values()) for option, v in raw.items()}
        weight = weights[issue.get("index")] / sum(weights.values())
        issues[issue.get("name", "")] = {option: weight * v for option, v in worth.items()}
    reservation = root.find("reservation")
    return issues, Fraction(0 if reservation is None else reservation.get("value", ""))


def json_profile(path: Path) -> Party:
    """Read a NegoLog or GeniusWeb profile, numbers as written."""
    read = json.loads(path.read_text("utf-8"), parse_float=Fraction)
    space = read.get("LinearAdditiveUtilitySpace", read)
    issues = space.get("issues") or {
        name: kinds["discreteutils"]["valueUtilities"] for name, kinds in space["issueUtilities"].items()
    }
    weighted = {
        name: {option: Fraction(space["issueWeights"][name]) * v for option, v in worth.items()}
        for name, worth in issues.items()
    }
    if "reservationBid" in space:
        bid = space["reservationBid"]["issuevalues"]
        return weighted, sum((weighted[name][option] for name, option in bid.items()), Fraction(0))
    return weighted, Fraction(space["reservationValue"])


DOMAINS = [
    "Camera", "FlightBooking-geniusweb", "Grocery", "IntegerDomain", "ItexvsCypress", "Laptop",
    "NegoLog-domain0", "NegoLog-domain59", "NiceOrDie", "Party", "Travel", "Ultimatum",
]  # fmt: skip


@pytest.mark.parametrize("domain", DOMAINS)
def test_published_domains_are_reproduced(shared: Path, domain: str) -> None:
    folder = shared / "published" / "domains"
    expected = json.loads((folder / "reference.json").read_text("utf-8"))["domains"][domain]
    read = genius if expected["format"] == "genius_xml" else json_profile
    parties = [read(folder / domain / name) for name in expected["party_files"]]
    names = {issue: list(worth) for issue, worth in parties[0][0].items()}
    table = [[worth[issue][option] for issue in names for option in names[issue]] for worth, _ in parties]
    scale = [lcm(*(v.denominator for v in [*row, d])) for row, (_, d) in zip(table, parties, strict=True)]
    values = np.array([[int(v * s) for v in row] for row, s in zip(table, scale, strict=True)], object)
    floor = np.array([int(d * s) for (_, d), s in zip(parties, scale, strict=True)], object)
    starts = np.cumsum([0, *(len(options) for options in names.values())])
    choices, points = frontier(values, starts, np.ones(values.shape[1], np.bool_), floor)
    shown = [tuple(round(v / s, 9) for v, s in zip(point, scale, strict=True)) for point in points.tolist()]
    assert len(choices) == expected["frontier"]["packages"]
    assert len({tuple(point) for point in points.tolist()}) == expected["frontier"]["points"]
    assert [max(column) for column in zip(*shown, strict=True)] == expected["ideal"]
    if "utilities" in expected["frontier"]:
        assert sorted(set(shown)) == sorted(map(tuple, expected["frontier"]["utilities"]))
    options = [
        [named[k] for named, k in zip(names.values(), choice, strict=True)] for choice in choices.tolist()
    ]
    for rule, rows in solve(points, floor, scale).items():
        want = [[point["u"], named] for point in expected.get(rule, ()) for named in point["options"]]
        assert sum(point["packages"] for point in expected.get(rule, ())) == len(want)
        if want:
            assert sorted([list(shown[i]), options[i]] for i in rows) == sorted(want), rule
