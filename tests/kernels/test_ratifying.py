"""Which packages home ratifies: published lines, all points tried one by one, and what a further say can do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from entaku.kernels import ratifying as ra
from entaku.kernels.coalitions import clause_game, weighted_game
from tests.kernels.published import examples

if TYPE_CHECKING:
    from pathlib import Path

    from entaku.kernels.coalitions import BoolArray

GRID = np.linspace(-4.0, 4.0, 161)
IDEALS = st.lists(st.integers(-20, 20), min_size=1, max_size=4)


def everybody(n: int) -> BoolArray:
    return weighted_game(n, [1] * n)


@st.composite
def sides(draw: st.DrawFn) -> tuple[list[float], float, BoolArray]:
    """Draw ideal points, a status quo on the same grid, and a weighted rule."""
    ideals = [place / 20.0 for place in draw(IDEALS)]
    weights = [draw(st.integers(0, 3)) for _ in ideals]
    quota = draw(st.integers(0, sum(weights) + 1))
    return ideals, draw(st.integers(-20, 20)) / 20.0, weighted_game(quota, weights)


def passes(x: float, ideals: list[float], q: float, game: BoolArray) -> bool:
    mask = sum(1 << r for r, ideal in enumerate(ideals) if abs(x - ideal) <= abs(q - ideal) + 1e-12)
    return bool(game[mask])


def test_published_line(shared: Path) -> None:
    for g, expect in examples(shared, "two_level_line"):
        zone = ra.intersection(
            *(ra.win_set(g[side], g["q"], everybody(len(g[side]))) for side in ("ratifiers_A", "ratifiers_B"))
        )
        assert [zone.low, zone.high] == pytest.approx(expect["winset"])
        assert ra.agreement_exists(zone, g["q"])


def test_published_majority(shared: Path) -> None:
    for g, expect in examples(shared, "two_level_majority"):
        members = np.array(g["members"])
        game = weighted_game(g["k"], [1] * len(members))
        willing = ra.accepts(-np.abs(g["x"] - members)[:, None], -np.abs(g["q"] - members))
        assert ra.ratified(willing, game).tolist() == [expect["ratified"]]
        zone = ra.win_set(members, g["q"], game)
        assert bool(zone.low <= g["x"] <= zone.high) == expect["ratified"]


@given(sides())
def test_a_win_set_is_all_points_that_pass(side: tuple[list[float], float, BoolArray]) -> None:
    ideals, q, game = side
    zone = ra.win_set(ideals, q, game)
    inside = (zone.low - 1e-9 <= GRID) & (zone.high + 1e-9 >= GRID)
    assert inside.tolist() == [passes(x, ideals, q, game) for x in GRID.tolist()]


@given(sides())
def test_packages_and_lines_agree(side: tuple[list[float], float, BoolArray]) -> None:
    ideals, q, game = side
    places = np.array(ideals)[:, None]
    willing = ra.accepts(-np.abs(GRID - places), -np.abs(q - places[:, 0]))
    assert ra.ratified(willing, game).tolist() == [passes(x, ideals, q, game) for x in GRID.tolist()]


@given(sides(), st.integers(-20, 20), st.integers(0, 3))
def test_a_further_veto_never_enlarges_the_zone(
    side: tuple[list[float], float, BoolArray], ideal: int, other: int
) -> None:
    ideals, q, game = side
    others = ra.accepted(other / 4.0, q)
    before = ra.intersection(ra.win_set(ideals, q, game), others)
    # the new ratifier holds bit n: only the sets with it can win
    wider = np.concatenate([np.zeros_like(game), game])
    after = ra.intersection(ra.win_set([*ideals, ideal / 20.0], q, wider), others)
    assert ra.width(after) <= ra.width(before) + 1e-12


@given(sides(), st.integers(-20, 20))
def test_binding_by_removing_each(side: tuple[list[float], float, BoolArray], other: int) -> None:
    ideals, q, game = side
    others = ra.accepted(other / 20.0, q)
    found = ra.binding_on_line(ideals, q, game, others)
    assert np.all(found >= -1e-12)
    among = (others.low - 1e-9 <= GRID) & (others.high + 1e-9 >= GRID)
    places = np.array(ideals)[:, None]
    willing = ra.accepts(-np.abs(GRID - places), -np.abs(q - places[:, 0]))
    counted = ra.binding(willing, game, among)
    for r in range(len(ideals)):
        free = [
            x for x, near in zip(GRID.tolist(), among, strict=True) if near and passes(x, ideals, q, game)
        ]
        freed = np.array([game[mask | 1 << r] for mask in range(game.size)])
        more = [
            x for x, near in zip(GRID.tolist(), among, strict=True) if near and passes(x, ideals, q, freed)
        ]
        assert counted[r] == len(more) - len(free)
        assert ra.without_ratifier(game, r).tolist() == freed.tolist()
        grown = (max(more) - min(more) if more else 0.0) - (max(free) - min(free) if free else 0.0)
        assert float(found[r]) == pytest.approx(grown, abs=1e-9)


def test_two_chambers() -> None:
    one, other = [0, 1, 2], [3]
    majority = weighted_game(2, [1, 1, 1])
    game = np.array([bool(majority[mask & 0b111] and mask >> 3) for mask in range(16)])
    ideals = [0.1, 0.3, 0.8, 0.25]
    zone = ra.win_set(ideals, 0.0, game)
    apart = ra.intersection(
        ra.win_set([ideals[i] for i in one], 0.0, majority),
        ra.win_set([ideals[i] for i in other], 0.0, everybody(1)),
    )
    assert (float(zone.low), float(zone.high)) == (float(apart.low), float(apart.high)) == (0.0, 0.5)


def test_nobody_needed_and_nobody_able() -> None:
    free = ra.win_set([0.3], 0.0, clause_game(1, [0], []))
    assert (float(free.low), float(free.high)) == (-np.inf, np.inf)
    never = ra.win_set([0.3], 0.0, clause_game(1, [], []))
    assert np.isnan(never.low)
    assert ra.width(never) == 0.0
    assert not ra.agreement_exists(never, 0.0)
    assert not ra.agreement_exists(ra.accepted(0.2, 0.2), 0.2)


def test_draws_lead() -> None:
    rng = np.random.default_rng(6)
    ideals, q, game = rng.normal(size=(30, 3)), rng.normal(size=30), weighted_game(2, [1, 1, 1])
    others = ra.accepted(rng.normal(size=30), q)
    zone, grown = ra.win_set(ideals, q, game), ra.binding_on_line(ideals, q, game, others)
    values, floor, mine = rng.random((30, 3, 7)), rng.random((30, 3)), rng.random((30, 7)) < 0.5
    willing = ra.accepts(values, floor)
    more = ra.binding(willing, game, mine)
    for draw in range(30):
        alone = ra.win_set(ideals[draw], q[draw], game)
        assert (zone.low[draw], zone.high[draw]) == (alone.low, alone.high)
        there = ra.Zone(others.low[draw], others.high[draw])
        assert grown[draw].tolist() == ra.binding_on_line(ideals[draw], q[draw], game, there).tolist()
        assert more[draw].tolist() == ra.binding(willing[draw], game, mine[draw]).tolist()


@pytest.mark.parametrize(
    "asked", [lambda game: ra.win_set([0.1], 0.0, game), lambda game: ra.ratified([[True]], game)]
)
def test_a_rule_over_other_ratifiers_is_refused(asked: Any) -> None:
    with pytest.raises(ValueError, match="2 ratifiers was given for 1"):
        asked(everybody(2))
