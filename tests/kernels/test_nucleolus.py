"""Nucleolus and core against the published games and slow programs over all excesses, solved in floating point."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, product
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entaku.kernels.coalitions import minimal_sets, veto_players, weighted_game
from entaku.kernels.nucleolus import least_core, nucleolus, prenucleolus
from tests.kernels.published import cases
from tests.kernels.test_allocations import worth_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from entaku.kernels.allocations import Parts

Worth = list[int]


@pytest.fixture(scope="module")
def published(shared: Path) -> dict[str, Any]:
    return cases(shared, "seats")


SOLVERS: dict[str, Callable[[Worth], Parts]] = {"nucleolus": nucleolus, "prenucleolus": prenucleolus}


@pytest.mark.parametrize("word", ["nucleolus", "nucleolus_cost", "prenucleolus"])
def test_published_divisions_come_out(published: dict[str, Any], word: str) -> None:
    found = 0
    for case in published.values():
        for block in case.get("results", ()):
            if word in block and "clauses" not in case:
                if "weights" in case:
                    worth = weighted_game(case["quota"], case["weights"]).astype(int).tolist()
                else:
                    worth = worth_of(case)
                sign = -1 if word.endswith("cost") else 1
                parts = SOLVERS[word.removesuffix("_cost")](worth)
                assert [sign * float(part) for part in parts] == pytest.approx(block[word], abs=1e-6), case[
                    "id"
                ]
                found += 1
    assert found


def test_published_cores(published: dict[str, Any]) -> None:
    found = 0
    for case in published.values():
        for block in case.get("results", ()):
            if "least_core_epsilon" in block:
                excess = least_core(worth_of(case)).excess
                assert float(excess) == pytest.approx(block["least_core_epsilon"], abs=1e-6)
                assert (excess <= 0) is block["core_nonempty"]
                found += 1
    assert found == 4


# --- a slow reference in floating point ---------------------------------------------------------------


def solve(
    cost: Sequence[float], rows: NDArray[np.float64], low: Sequence[float], high: Sequence[float]
) -> Any:
    """Minimise cost . y over free y with low <= rows . y <= high: the value, and y."""
    from highspy import Highs, HighsLp, MatrixFormat

    model = HighsLp()
    model.num_row_, model.num_col_ = rows.shape
    model.col_cost_ = np.array(cost, float)
    model.col_lower_ = np.full(rows.shape[1], -np.inf)
    model.col_upper_ = np.full(rows.shape[1], np.inf)
    model.row_lower_, model.row_upper_ = np.array(low, float), np.array(high, float)
    row, column = np.nonzero(rows)
    model.a_matrix_.format_ = MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.searchsorted(row, np.arange(len(rows) + 1))
    model.a_matrix_.index_ = column
    model.a_matrix_.value_ = rows[row, column]
    solver = Highs()  # type: ignore[no-untyped-call]
    solver.setOptionValue("output_flag", False)  # noqa: FBT003 - their name for it
    solver.passModel(model)
    solver.run()
    return solver.getInfo().objective_function_value, np.array(solver.getSolution().col_value)


def slowly(worth: Worth, floors: Sequence[float]) -> list[float]:
    """Fix, round by round, each coalition whose excess is the largest one in every best division: two programs each."""
    n = len(worth).bit_length() - 1
    everybody = (1 << n) - 1
    inside = np.array([[mask >> i & 1 for i in range(n)] + [0] for mask in range(everybody + 1)], float)
    fixed, loose = {everybody: float(worth[-1])}, [*range(1, everybody)]
    parts = np.array([float(worth[-1])])
    while loose:
        rows = [inside[mask] for mask in fixed] + [inside[mask] + np.eye(n + 1)[n] for mask in loose]
        low = [*fixed.values(), *(float(worth[mask]) for mask in loose)]
        high = [*fixed.values(), *[np.inf] * len(loose)]
        if floors:
            rows += [inside[1 << i] for i in range(n)]
            low, high = [*low, *floors], [*high, *[np.inf] * n]
        least, found = solve([0.0] * n + [1.0], np.array(rows), low, high)
        parts = found[:n]
        rows, low, high = [*rows, np.eye(n + 1)[n]], [*low, -np.inf], [*high, least + 1e-9]
        held = [
            mask
            for mask in loose
            if solve(-inside[mask], np.array(rows), low, high)[0] >= least - worth[mask] - 1e-6
        ]
        assert held
        fixed |= {mask: worth[mask] - least for mask in held}
        loose = [mask for mask in loose if mask not in held]
    return [float(part) for part in parts]


@st.composite
def games(draw: st.DrawFn, most: int = 4) -> Worth:
    n = draw(st.integers(2, most))
    span = draw(st.sampled_from([1, 3, 20]))
    return [0, *draw(st.lists(st.integers(-span, span), min_size=2**n - 1, max_size=2**n - 1))]


@settings(max_examples=30)
@given(games())
def test_divisions_agree_with_the_slow_programs(worth: Worth) -> None:
    assert [float(part) for part in prenucleolus(worth)] == pytest.approx(slowly(worth, ()), abs=1e-5)
    alone = [float(worth[1 << i]) for i in range(len(worth).bit_length() - 1)]
    if sum(alone) <= worth[-1]:
        assert [float(part) for part in nucleolus(worth)] == pytest.approx(slowly(worth, alone), abs=1e-5)
    else:
        assert nucleolus(worth) == ()


def sorted_excesses(worth: Worth, parts: Sequence[Fraction]) -> list[Fraction]:
    n = len(parts)
    got = [sum((parts[i] for i in range(n) if mask >> i & 1), Fraction(0)) for mask in range(len(worth))]
    return sorted((worth[mask] - got[mask] for mask in range(1, len(worth) - 1)), reverse=True)


@settings(max_examples=60)
@given(games(most=5), st.data())
def test_no_division_nearby_has_smaller_sorted_excesses(worth: Worth, data: st.DataObject) -> None:
    """Exactly, for moves by a tenth of a unit and by less between any two and among all."""
    parts, n = prenucleolus(worth), len(worth).bit_length() - 1
    assert sum(parts) == worth[-1]
    best = sorted_excesses(worth, parts)
    assert best[0] == least_core(worth).excess
    for (one, other), step in product(combinations(range(n), 2), (Fraction(1, 10), Fraction(-1, 1000))):
        moved = [part + step * ((i == one) - (i == other)) for i, part in enumerate(parts)]
        assert sorted_excesses(worth, moved) >= best
    shift = data.draw(st.lists(st.integers(-5, 5), min_size=n, max_size=n))
    moved = [part + Fraction(n * by - sum(shift), 50) for part, by in zip(parts, shift, strict=True)]
    assert sum(moved) == worth[-1]
    assert sorted_excesses(worth, moved) >= best


@settings(max_examples=40)
@given(games(most=5), st.data())
def test_players_who_do_alike_get_alike_and_the_order_does_not_matter(
    worth: Worth, data: st.DataObject
) -> None:
    n = len(worth).bit_length() - 1
    order = data.draw(st.permutations(range(n)))
    turned = [0] * len(worth)
    for mask, value in enumerate(worth):
        turned[sum(1 << order[i] for i in range(n) if mask >> i & 1)] = value
    parts, again = prenucleolus(worth), prenucleolus(turned)
    assert all(again[order[i]] == parts[i] for i in range(n))
    scaled = [3 * value + 7 * (mask & 1) for mask, value in enumerate(worth)]
    assert [*prenucleolus(scaled)] == [3 * part + 7 * (i == 0) for i, part in enumerate(parts)]


@given(st.lists(st.integers(1, 5), min_size=2, max_size=5), st.data())
def test_the_core_of_a_vote_holds_something_iff_somebody_has_a_veto(
    weights: list[int], data: st.DataObject
) -> None:
    game = weighted_game(data.draw(st.integers(1, sum(weights))), weights)
    worth = game.astype(int).tolist()
    assert (least_core(worth).excess <= 0) == bool(veto_players(game))
    if veto_players(game) and len(minimal_sets(game)) > 1:
        parts = nucleolus(worth)
        assert all(part == 0 for i, part in enumerate(parts) if not veto_players(game) >> i & 1)


def test_one_player_a_large_game_and_too_large_a_one() -> None:
    assert nucleolus([0, 7]) == prenucleolus([0, 7]) == (Fraction(7),)
    assert least_core([0, 7]).excess == 0
    assert nucleolus(weighted_game(6, [1] * 10).astype(int).tolist()) == (Fraction(1, 10),) * 10
    with pytest.raises(ValueError, match="11 players"):
        nucleolus([0] * 2**11)
