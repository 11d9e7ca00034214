"""Power counts, and whose consent is needed, in published and worked games without a table."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, permutations
from math import factorial
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given

from entaku.kernels import coalitions as co
from entaku.kernels.power import banzhaf_raw, deegan_packel, public_good_index, shapley_shubik
from entaku.kernels.power import johnston as johnston_index
from tests.kernels.test_coalitions import Package, clause_of, mask_of, masks_of, packages, read

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from entaku.kernels.coalitions import BoolArray

WEIGHTED = ("unsc_15", "eec_1958", "holler_paradox", "johnston_321", "catalan_2012")
IMPLEMENTERS = ("implementers_small", "implementers_joint", "implementers_package")
SIMPLE = (*WEIGHTED, *IMPLEMENTERS, "majority_3", "glove_1_2")


def game_of(case: Mapping[str, Any]) -> BoolArray:
    order = case["players"]
    if "weights" in case:
        return co.weighted_game(case["quota"], case["weights"])
    if "clauses" in case:
        return co.package_game(len(order), [clause_of(clause, order) for clause in case["clauses"]])
    game = np.zeros(1 << len(order), dtype=np.bool_)
    for names, value in case["v"].items():
        game[mask_of(names, order)] = value == 1
    return game


def normalised(counts: Sequence[int | Fraction]) -> list[Fraction]:
    return [Fraction(count) / sum(counts) for count in counts]


def holders(minimal: Sequence[int], n: int) -> list[list[int]]:
    """List, per party, the sizes of the minimal winning sets that contain it."""
    return [[mask.bit_count() for mask in minimal if mask >> party & 1] for party in range(n)]


def johnston(game: BoolArray) -> list[Fraction]:
    n = co.party_count(game)
    critical = [int(s) & ~co.expendable(game, int(s)) for s in np.flatnonzero(game)]
    return normalised([sum(Fraction(c >> i & 1, c.bit_count()) for c in critical if c) for i in range(n)])


def named_answers(game: BoolArray, order: Sequence[str]) -> dict[str, Any]:
    """Compute what the cases print, in their words: sets as sorted masks, numbers as fractions."""
    n, minimal, raw = len(order), co.minimal_sets(game), banzhaf_raw(game)
    holding = holders(minimal, n)
    return {
        "winning_coalitions": int(game.sum()),
        "minimal_winning_coalitions": len(minimal),
        "minimal_winning": minimal,
        "minimal_blocking": co.minimal_blocking(game),
        "veto_players": co.veto_players(game),
        "dummies": co.dummies(game),
        "bypassable": co.bypassable(game),
        "shapley_shubik": list(shapley_shubik(game)),
        "shapley": list(shapley_shubik(game)),
        "banzhaf_raw": list(raw),
        "banzhaf_absolute": [Fraction(count, 2 ** (n - 1)) for count in raw],
        "banzhaf_normalised": normalised(raw),
        "coleman_collectivity": [Fraction(int(game.sum()), game.size)],
        "deegan_packel": normalised([sum(Fraction(1, size) for size in sizes) for sizes in holding]),
        "public_good_index": normalised([len(sizes) for sizes in holding]),
        "johnston": johnston(game),
    }


def expected(word: str, value: Any, order: Sequence[str]) -> Any:
    if word in {"winning_coalitions", "minimal_winning_coalitions"}:
        return value
    if word in {"minimal_winning", "minimal_blocking"}:
        return masks_of(value, order)
    if word in {"veto_players", "dummies", "bypassable"}:
        return mask_of(value, order)
    return [Fraction(entry) for entry in (value if isinstance(value, list) else [value])]


@pytest.mark.parametrize("name", SIMPLE)
def test_recomputed_figures_of_a_case_come_out_exactly(shared: Path, name: str) -> None:
    case = read(shared, name)
    answers = named_answers(game_of(case), case["players"])
    block = next(block for block in case["results"] if block["origin"] == "recomputed")
    asked = {word: value for word, value in block.items() if word in answers}
    assert {"shapley", "shapley_shubik"} & set(asked)
    for word, value in asked.items():
        assert answers[word] == expected(word, value, case["players"]), word


@pytest.mark.parametrize("name", ["holler_paradox", "johnston_321", "catalan_2012"])
def test_printed_figures_of_a_case_come_out_to_the_printed_digits(shared: Path, name: str) -> None:
    case = read(shared, name)
    answers = named_answers(game_of(case), case["players"])
    block = next(block for block in case["results"] if block["origin"] == "printed")
    words = set(block) & set(answers)
    assert words
    for word in words:
        for got, text in zip(answers[word], block[word], strict=True):
            digits = len(text.partition(".")[2])
            rounding = Fraction(1, 2 * 10**digits) if digits else 0
            assert abs(got - Fraction(text)) <= rounding, word


@pytest.mark.parametrize("name", ["majority_3", "glove_1_2"])
def test_core_is_nonempty_iff_somebody_has_a_veto(shared: Path, name: str) -> None:
    case = read(shared, name)
    assert (co.veto_players(game_of(case)) != 0) is case["results"][0]["core_nonempty"]


@pytest.mark.parametrize("name", IMPLEMENTERS)
def test_implementers_by_clause_and_by_pair(shared: Path, name: str) -> None:
    case = read(shared, name)
    order, block = case["players"], case["results"][0]
    for clause, result in zip(case["clauses"], block["by_clause"], strict=True):
        answers = named_answers(clause_of(clause, order), order)
        for word, value in result.items():
            assert answers[word] == mask_of(value, order), word
    game = game_of(case)
    pairs = [1 << i | 1 << j for i, j in combinations(range(len(order)), 2)]
    together = [pair for pair in pairs if co.jointly_bypassable(game, pair)]
    assert tuple(together) == masks_of(block["jointly_bypassable_pairs"], order)


@given(packages())
def test_power_counts_agree_with_all_orders_of_arrival(package: Package) -> None:
    n, game, wins = package.n, package.game(), package.wins()
    pivots = [0] * n
    for order in permutations(range(n)):
        for place, i in enumerate(order):
            here = frozenset(order[:place])
            pivots[i] += here | {i} in wins and here not in wins
    shares = shapley_shubik(game)
    assert shares == tuple(Fraction(count, factorial(n)) for count in pivots)
    assert banzhaf_raw(game) == tuple(sum(i in s and s - {i} not in wins for s in wins) for i in range(n))
    assert sum(shares) == int(game[-1]) - int(game[0])
    assert all((shares[i] == 0) == bool(co.dummies(game) >> i & 1) for i in range(n))


@given(packages())
def test_shared_power_agrees_with_counting_coalition_by_coalition(package: Package) -> None:
    n, wins = package.n, package.wins()
    critical = [{i for i in s if s - {i} not in wins} for s in wins]
    smallest = [s for s, some in zip(wins, critical, strict=True) if some == s and s]
    sharing = [some for some in critical if some]
    assert johnston_index(package.game()) == each_part(n, sharing, by_size=True)
    assert deegan_packel(package.game()) == each_part(n, smallest, by_size=True)
    assert public_good_index(package.game()) == each_part(n, smallest, by_size=False)


def each_part(n: int, coalitions: Sequence[AbstractSet[int]], *, by_size: bool) -> tuple[Fraction, ...]:
    units = [sum(Fraction(1, len(s) if by_size else 1) for s in coalitions if i in s) for i in range(n)]
    return tuple(Fraction(unit) / sum(units) if coalitions else Fraction(0) for unit in units)


@pytest.mark.parametrize("name", ["unsc_15", *IMPLEMENTERS, "holler_paradox", "catalan_2012", "eec_1958"])
def test_shared_power_of_a_case_comes_out_exactly(shared: Path, name: str) -> None:
    case = read(shared, name)
    game, block = game_of(case), next(b for b in case["results"] if b["origin"] == "recomputed")
    assert list(deegan_packel(game)) == [Fraction(part) for part in block["deegan_packel"]]
    assert list(public_good_index(game)) == [Fraction(part) for part in block["public_good_index"]]
    if "johnston" in block:
        assert list(johnston_index(game)) == [Fraction(part) for part in block["johnston"]]
