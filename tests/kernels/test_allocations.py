"""Divisions and networks against the published games and slow references over orders of arrival."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, permutations
from math import factorial
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entaku.kernels.allocations import as_game, bankruptcy, banzhaf, gately, proportional, shapley
from entaku.kernels.networks import first_parts, holds_together, myerson, only_links, restricted
from tests.kernels.published import cases

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

Worth = list[int]


def worth_of(case: Mapping[str, Any]) -> Worth:
    """Give the worth of every coalition of a published game; minus the cost where it has costs."""
    players = case["players"]
    if "cost" in case:
        paid = zip(range(len(players)), case["cost"], strict=True)
        by_player = dict(paid)
        sets = ([i for i in by_player if mask >> i & 1] for mask in range(1 << len(players)))
        return [-max((by_player[i] for i in some), default=0) for some in sets]
    worth = [0] * (1 << len(players))
    for names, value in case["v"].items():
        worth[sum(1 << players.index(name) for name in names)] = value
    return worth


@pytest.fixture(scope="module")
def published(shared: Path) -> dict[str, Any]:
    return {
        name: case
        for name, case in cases(shared, "seats").items()
        if case.get("kind") in {"characteristic function", "claims", "cost game", "graph game"}
    }


def blocks(published: dict[str, Any], word: str) -> list[tuple[Mapping[str, Any], Any]]:
    found = [(case, block[word]) for case in published.values() for block in case["results"] if word in block]
    assert found
    return found


def fractions(parts: Sequence[Any]) -> list[Fraction]:
    return [Fraction(str(part)) for part in parts]


@pytest.mark.parametrize(("word", "sign"), [("shapley", 1), ("shapley_cost", -1)])
def test_published_shapley_values_come_out_exactly(published: dict[str, Any], word: str, sign: int) -> None:
    for case, expect in blocks(published, word):
        assert [sign * part for part in shapley(worth_of(case))] == fractions(expect), case["id"]


def test_the_published_gately_point_comes_out(published: dict[str, Any]) -> None:
    for case, expect in blocks(published, "gately_point"):
        assert [float(part) for part in gately(worth_of(case))] == pytest.approx(expect, abs=5e-5)


def test_the_published_claims(published: dict[str, Any]) -> None:
    for case, expect in blocks(published, "proportional"):
        assert list(proportional(case["estate"], case["claims"])) == fractions(expect)
        assert list(bankruptcy(case["estate"], case["claims"])) == worth_of(case)


def test_published_values_on_graphs_come_out_exactly(published: dict[str, Any]) -> None:
    for case, by_graph in blocks(published, "by_graph"):
        for graph in by_graph:
            links = [(one - 1, other - 1) for one, other in graph["edges"]]
            assert list(myerson(worth_of(case), links)) == fractions(graph["myerson_value"]), links


# --- slow references ----------------------------------------------------------------------------------


@st.composite
def games(draw: st.DrawFn) -> Worth:
    n = draw(st.integers(1, 5))
    return [0, *draw(st.lists(st.integers(-9, 9), min_size=2**n - 1, max_size=2**n - 1))]


def players(worth: Worth) -> int:
    return len(worth).bit_length() - 1


@given(games())
def test_shapley_agrees_with_all_orders_of_arrival(worth: Worth) -> None:
    n = players(worth)
    added = [Fraction(0)] * n
    for order in permutations(range(n)):
        here = 0
        for i in order:
            added[i] += worth[here | 1 << i] - worth[here]
            here |= 1 << i
    parts = shapley(worth)
    assert list(parts) == [part / factorial(n) for part in added]
    assert sum(parts) == worth[-1]


@given(games())
def test_banzhaf_agrees_with_the_mean_over_coalitions(worth: Worth) -> None:
    n = players(worth)
    for i, part in enumerate(banzhaf(worth)):
        others = [mask for mask in range(1 << n) if not mask >> i & 1]
        assert part == Fraction(sum(worth[mask | 1 << i] - worth[mask] for mask in others), len(others))


@given(games())
def test_at_the_gately_point_leaving_hurts_the_others_alike(worth: Worth) -> None:
    parts, everybody = gately(worth), len(worth) - 1
    if not parts:
        return
    assert sum(parts) == worth[-1]
    own = [parts[i] - worth[1 << i] for i in range(len(parts))]
    lost = [(worth[-1] - parts[i]) - worth[everybody ^ 1 << i] for i in range(len(parts))]
    # The propensity to disrupt, what the others lose over what the one who leaves loses, is the same for all.
    for (one_own, one_lost), (other_own, other_lost) in combinations(zip(own, lost, strict=True), 2):
        assert one_lost * other_own == other_lost * one_own


@given(st.integers(0, 30), st.lists(st.integers(0, 9), min_size=1, max_size=4).filter(any))
def test_claims_share_the_estate(estate: int, claims: list[int]) -> None:
    assert sum(proportional(estate, claims)) == estate
    worth = bankruptcy(estate, claims)
    for mask, secured in enumerate(worth):
        outside = sum(claim for i, claim in enumerate(claims) if not mask >> i & 1)
        assert secured == (max(0, estate - outside) if mask else 0)


# --- who can reach whom -------------------------------------------------------------------------------


@st.composite
def graphs(draw: st.DrawFn, n: int) -> list[tuple[int, int]]:
    every = [*combinations(range(n), 2)]
    return draw(st.lists(st.sampled_from(every), unique=True)) if every else []


def parts_of(coalition: int, links: Sequence[tuple[int, int]]) -> list[int]:
    """Merge what is linked until nothing changes."""
    parts = [{i} for i in range(coalition.bit_length()) if coalition >> i & 1]
    for one, other in links:
        touched = [part for part in parts if part & {one, other}]
        if len(touched) == 2:
            parts = [part for part in parts if part not in touched] + [touched[0] | touched[1]]
    return sorted(sum(1 << i for i in part) for part in parts)


@given(st.data())
def test_restricted_games_and_reach_agree_with_merging(data: st.DataObject) -> None:
    worth = data.draw(games())
    n = players(worth)
    links = data.draw(graphs(n))
    held = holds_together(n, links)
    limited = restricted(worth, links)
    for coalition in range(1 << n):
        parts = parts_of(coalition, links)
        assert bool(held[coalition]) == (len(parts) <= 1)
        assert limited[coalition] == sum(worth[part] for part in parts)
        first = coalition & -coalition
        assert int(first_parts(n, links)[coalition]) == next((part for part in parts if part & first), 0)
    whole = parts_of((1 << n) - 1, links)
    for i in range(n):
        left = parts_of((1 << n) - 1 & ~(1 << i), links)
        assert bool(only_links(n, links) >> i & 1) == (len(left) > len(whole) - (1 << i in whole))


@given(st.data())
def test_a_link_is_worth_the_same_to_both_ends_and_the_linked_share_what_they_secure(
    data: st.DataObject,
) -> None:
    worth = data.draw(games())
    n = players(worth)
    links = data.draw(graphs(n))
    parts = myerson(worth, links)
    for group in parts_of((1 << n) - 1, links):
        assert sum(part for i, part in enumerate(parts) if group >> i & 1) == worth[group]
    for link in links:
        without = myerson(worth, [other for other in links if other != link])
        one, other = link
        assert parts[one] - without[one] == parts[other] - without[other]
    assert myerson(worth, [*combinations(range(n), 2)]) == shapley(worth)


def test_what_is_no_game_and_no_link_is_refused() -> None:
    for wrong in ([], [0], [0, 1, 2], [0] * 2**16):
        with pytest.raises(ValueError, match="n from 1 to 15"):
            as_game(wrong)
    with pytest.raises(ValueError, match="secures nothing"):
        as_game([1, 0])
    for link in ((0, 0), (0, 2), (-1, 0)):
        with pytest.raises(ValueError, match="no link"):
            holds_together(2, [link])
    with pytest.raises(ValueError, match="21 players"):
        only_links(21, [])
    for claims in ([], [0, 0], [3, -1]):
        with pytest.raises(ValueError, match="claims must not be negative"):
            proportional(1, claims)
    assert gately([0, 0, 0, 1, 0, 1, 1, 1]) == ()
