"""Coalitions against the worked case with a table and a slow reference made of sets."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from entaku.kernels import coalitions as co
from entaku.kernels.coalitions import BoolArray, Verdict
from entaku.kernels.power import banzhaf_raw, shapley_shubik

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

Parties: TypeAlias = frozenset[int]

WORDS = {
    Verdict.AT_THE_TABLE: "at the table",
    Verdict.NEEDED: "needed but absent",
    Verdict.NEEDED_ONE_OF: "needed but absent (one of)",
    Verdict.ON_THE_MENU: "on the menu",
    Verdict.BYSTANDER: "bystander",
}


# --- worked and published cases -----------------------------------------------------------------------


def read(shared: Path, case: str) -> Any:
    return YAML(typ="safe").load(shared / "published" / "seats" / f"{case}.yaml")


def mask_of(names: Iterable[str], order: Sequence[str]) -> int:
    return sum(1 << order.index(name) for name in names)


def masks_of(sets: Iterable[Iterable[str]], order: Sequence[str]) -> tuple[int, ...]:
    return tuple(sorted(mask_of(names, order) for names in sets))


def clause_of(clause: Mapping[str, Any], order: Sequence[str]) -> BoolArray:
    return co.clause_game(
        len(order), masks_of(clause["performs"], order), masks_of(clause.get("stops", []), order)
    )


# --- the case with a table ----------------------------------------------------------------------------


class Table(NamedTuple):
    """The worked case with its games built."""

    case: Any
    parties: list[str]
    seated: int
    games: dict[str, BoolArray]
    results: Any


@pytest.fixture
def small(shared: Path) -> Table:
    case = read(shared, "at_the_table_small")
    parties = case["parties"]
    games = {
        draft: co.package_game(len(parties), [clause_of(case["clauses"][name], parties) for name in names])
        for draft, names in case["drafts"].items()
    }
    return Table(case, parties, mask_of(case["table"], parties), games, case["results"][0])


def verdicts_of(small: Table, draft: str) -> Any:
    """Decide the draft in every draw: array over draws and parties."""
    everything = ["no_deal", *small.games]
    worse = []
    for draw in small.case["draws"]:
        value = {"no_deal": draw["no_deal"], **draw["u"]}
        span = {
            p: max(value[x][p] for x in everything) - min(value[x][p] for x in everything)
            for p in small.parties
        }
        worse.append(
            [value[draft][p] - value["no_deal"][p] < -small.case["tau"] * span[p] for p in small.parties]
        )
    touched = {p for name in small.case["drafts"][draft] for p in small.case["clauses"][name]["subjects"]}
    lacking = co.completions(small.games[draft], small.seated)
    return co.seat_verdict(lacking, small.seated, mask_of(touched, small.parties), np.array(worse))


def test_small_table_verdicts_and_their_shares(small: Table) -> None:
    weights = np.array([draw["weight"] for draw in small.case["draws"]])
    for draft, result in small.results["by_draft"].items():
        codes = verdicts_of(small, draft)
        assert codes.dtype == np.int8
        for column, party in enumerate(small.parties):
            words = [WORDS[Verdict(code)] for code in codes[:, column]]
            assert words == result["verdict_by_draw"][party], (draft, party)
            shares = {
                WORDS[code]: weights[codes[:, column] == code].sum()
                for code in Verdict
                if (codes[:, column] == code).any()
            }
            assert shares == pytest.approx(result["verdict_shares"][party])
            assert sum(shares.values()) == pytest.approx(1)


def test_small_table_completions_and_games(small: Table) -> None:
    for draft, result in small.results["by_draft"].items():
        got = co.completions(small.games[draft], small.seated)
        assert got == masks_of(result["completions_of_table"], small.parties)
        game = small.games[draft]
        assert co.minimal_sets(game) == masks_of(result["minimal_winning"], small.parties)
        assert co.minimal_blocking(game) == masks_of(result["minimal_blocking"], small.parties)
        assert co.veto_players(game) == mask_of(result["veto_players"], small.parties)
        assert shapley_shubik(game) == tuple(map(Fraction, result["shapley_shubik"]))


def test_small_table_closes_what_its_willing_members_can_carry_out(small: Table) -> None:
    for seated, word in ((small.seated, "closable_by_draw"), (0b1111, "closable_by_all_by_draw")):
        for draw, names in enumerate(small.results[word]):
            willing = {
                draft: mask_of(result["willing_by_draw"][draw], small.parties)
                for draft, result in small.results["by_draft"].items()
            }
            assert [x for x, game in small.games.items() if game[seated & willing[x]]] == names


def test_small_table_expendable_seat(small: Table) -> None:
    block = small.case["results"][1]
    got = co.expendable(small.games[block["draft"]], mask_of(block["table"], small.parties))
    assert got == mask_of(block["expendable_seats"], small.parties)


# --- a slow reference made of sets --------------------------------------------------------------------


def members(mask: int) -> Parties:
    return frozenset(i for i in range(mask.bit_length()) if mask >> i & 1)


def mask(parties: Iterable[int]) -> int:
    return sum(1 << i for i in parties)


def subsets(n: int) -> list[Parties]:
    return [members(s) for s in range(1 << n)]


def least(family: Iterable[Parties]) -> set[Parties]:
    family = set(family)
    return {a for a in family if not any(b < a for b in family)}


class Clause(NamedTuple):
    """One clause as masks."""

    performs: list[int]
    stops: list[int]

    def wins(self, n: int) -> set[Parties]:
        everybody = members((1 << n) - 1)
        return {
            s
            for s in subsets(n)
            if any(members(m) <= s for m in self.performs)
            and not any(members(b) <= everybody - s for b in self.stops)
        }

    def game(self, n: int) -> BoolArray:
        return co.clause_game(n, self.performs, self.stops)


class Package(NamedTuple):
    """Clauses over n parties, and two tables, the second containing the first."""

    n: int
    clauses: list[Clause]
    table: int
    larger: int
    subjects: int

    def wins(self) -> set[Parties]:
        return set(subsets(self.n)).intersection(*(clause.wins(self.n) for clause in self.clauses))

    def game(self) -> BoolArray:
        return co.package_game(self.n, [clause.game(self.n) for clause in self.clauses])


@st.composite
def packages(draw: st.DrawFn) -> Package:
    n = draw(st.integers(1, 5))
    any_set = st.integers(0, (1 << n) - 1)
    somebody = st.integers(1, (1 << n) - 1)
    performs = st.lists(any_set, max_size=4) | st.lists(somebody, min_size=1, max_size=4)
    clauses = st.lists(st.builds(Clause, performs, st.lists(somebody, max_size=2)), max_size=3)
    table = draw(any_set)
    return Package(n, draw(clauses), table, table | draw(any_set), draw(any_set))


def reference_verdict(package: Package, worse: Sequence[bool]) -> list[Verdict]:
    table = members(package.table)
    lacking = least(m - table for m in least(package.wins()))

    def decide(i: int) -> Verdict:
        conditions = {
            Verdict.UNDETERMINED: not lacking,
            Verdict.AT_THE_TABLE: i in table,
            Verdict.NEEDED: all(i in d for d in lacking),
            Verdict.NEEDED_ONE_OF: any(i in d for d in lacking),
            Verdict.ON_THE_MENU: i in members(package.subjects) or worse[i],
            Verdict.BYSTANDER: True,
        }
        return next(verdict for verdict, holds in conditions.items() if holds)

    return [decide(i) for i in range(package.n)]


def verdict(package: Package, table: int, worse: BoolArray) -> Any:
    return co.seat_verdict(co.completions(package.game(), table), table, package.subjects, worse)


@given(packages())
def test_games_and_who_matters_agree_with_the_reference(package: Package) -> None:
    n, game, wins = package.n, package.game(), package.wins()
    everybody, least_wins = members((1 << n) - 1), least(wins)
    before = game.copy()
    assert [bool(won) for won in game] == [s in wins for s in subsets(n)]
    assert co.minimal_sets(game) == tuple(sorted(map(mask, least_wins)))
    veto = {i for i in range(n) if everybody - {i} not in wins}
    assert veto == {i for i in range(n) if all(i in m for m in least_wins)}
    assert co.veto_players(game) == mask(veto)
    assert co.bypassable(game) == mask(everybody - veto)
    assert co.dummies(game) == mask(i for i in range(n) if all(i not in m for m in least_wins))
    assert co.replaceable(game) == mask(set().union(*least_wins) - veto)
    assert all(co.jointly_bypassable(game, mask(z)) == (everybody - z in wins) for z in subsets(n))
    for table in subsets(n):
        lacking = least(m - table for m in least_wins)
        assert co.completions(game, mask(table)) == tuple(sorted(map(mask, lacking)))
        assert co.expendable(game, mask(table)) == mask(i for i in table if table - {i} in wins)
    assert np.array_equal(game, before)


@given(packages())
def test_blocking_sets_are_the_transversals_and_going_twice_returns(package: Package) -> None:
    game = package.game()
    wins = package.wins()
    transversals = least(b for b in subsets(package.n) if all(b & s for s in wins))
    blocking = co.minimal_blocking(game)
    assert blocking == tuple(sorted(map(mask, transversals)))
    assert co.minimal_blocking(co.clause_game(package.n, blocking, [])) == co.minimal_sets(game)


@given(packages())
def test_games_are_monotone_and_minimal_sets_an_antichain(package: Package) -> None:
    game = package.game()
    for party in range(package.n):
        without, joined = co.halves(game, party)
        assert not (without & ~joined).any()
    minimal = co.minimal_sets(game)
    assert all(a & b not in {a, b} for a, b in combinations(minimal, 2))


@given(packages())
def test_a_package_is_vetoed_by_whoever_vetoes_a_clause(package: Package) -> None:
    of_clauses = [co.veto_players(clause.game(package.n)) for clause in package.clauses]
    assert co.veto_players(package.game()) == mask(set().union(*map(members, of_clauses)))
    for shorter in range(len(package.clauses)):
        part = package._replace(clauses=package.clauses[:shorter])
        assert co.veto_players(part.game()) & ~co.veto_players(package.game()) == 0
    calm = package._replace(clauses=[clause._replace(stops=[]) for clause in package.clauses])
    assert co.veto_players(calm.game()) & ~co.veto_players(package.game()) == 0


@given(packages(), st.data())
def test_verdicts_agree_with_the_reference_in_every_draw(package: Package, data: st.DataObject) -> None:
    draws = st.lists(st.lists(st.booleans(), min_size=package.n, max_size=package.n), min_size=1, max_size=3)
    worse = data.draw(draws)
    codes = verdict(package, package.table, np.array(worse))
    assert codes.tolist() == [reference_verdict(package, row) for row in worse]
    assert codes[0].tolist() == verdict(package, package.table, np.array(worse[0])).tolist()
    for i in members(((1 << package.n) - 1) & ~package.table):
        absent_veto = bool(package.wins()) and co.veto_players(package.game()) >> i & 1
        assert (codes[0, i] == Verdict.NEEDED) == absent_veto


@given(packages(), st.data())
def test_a_larger_table_seats_and_never_newly_needs(package: Package, data: st.DataObject) -> None:
    worse = np.array(data.draw(st.lists(st.booleans(), min_size=package.n, max_size=package.n)))
    before, after = (verdict(package, table, worse) for table in (package.table, package.larger))
    if package.wins():
        assert all(after[i] == Verdict.AT_THE_TABLE for i in members(package.larger))
    newly = np.isin(after, [Verdict.NEEDED, Verdict.NEEDED_ONE_OF]) & (before >= Verdict.ON_THE_MENU)
    assert not newly.any()
    willing, game = mask(np.flatnonzero(worse).tolist()), package.game()
    assert game[package.table & willing] <= game[package.larger & willing]


@given(packages(), st.randoms(use_true_random=False))
def test_the_order_of_parties_changes_nothing(package: Package, random: Any) -> None:
    order = random.sample(range(package.n), package.n)

    def moved(coalition: int) -> int:
        return mask(order[i] for i in members(coalition))

    clauses = [Clause([*map(moved, c.performs)], [*map(moved, c.stops)]) for c in package.clauses]
    game, other = package.game(), package._replace(clauses=clauses).game()
    per_mask: tuple[Callable[[BoolArray], int], ...] = (co.veto_players, co.dummies, co.replaceable)
    assert all(moved(ask(game)) == ask(other) for ask in per_mask)
    assert sorted(map(moved, co.minimal_sets(game))) == [*co.minimal_sets(other)]
    assert sorted(map(moved, co.minimal_blocking(game))) == [*co.minimal_blocking(other)]
    assert shapley_shubik(game) == tuple(shapley_shubik(other)[order[i]] for i in range(package.n))
    assert banzhaf_raw(game) == tuple(banzhaf_raw(other)[order[i]] for i in range(package.n))


@given(st.data())
def test_superset_present_agrees_with_the_reference(data: st.DataObject) -> None:
    n = data.draw(st.integers(0, 5))
    families = data.draw(st.lists(st.sets(st.integers(0, (1 << n) - 1)), min_size=6, max_size=6))
    present = np.array([[s in family for s in range(1 << n)] for family in families]).reshape(2, 3, -1)
    before = present.copy()
    want = [[any(members(s) <= members(t) for t in family) for s in range(1 << n)] for family in families]
    assert co.superset_present(present).reshape(6, -1).tolist() == want
    assert co.superset_present(present[0, 0]).tolist() == want[0]
    assert np.array_equal(present, before)


# --- edges --------------------------------------------------------------------------------------------


def test_nothing_to_carry_out_nobody_who_can_and_a_declaration() -> None:
    idle, hopeless = co.package_game(3, []), co.clause_game(3, [], [])
    assert (co.minimal_sets(idle), co.completions(idle, 0), co.minimal_blocking(idle)) == ((0,), (0,), ())
    assert (co.minimal_sets(hopeless), co.completions(hopeless, 7)) == ((), ())
    assert (co.minimal_blocking(hopeless), co.veto_players(hopeless)) == ((0,), 0b111)
    assert co.veto_players(co.clause_game(3, [0, 0b011], [])) == 0
    assert co.minimal_sets(co.clause_game(3, [0], [0b010])) == (0b010,)
    assert shapley_shubik(co.package_game(0, [])) == ()
    worse = np.zeros((2, 3), dtype=np.bool_)
    assert (co.seat_verdict((), 7, 7, worse) == Verdict.UNDETERMINED).all()


def test_quotas_out_of_reach_or_below_nothing() -> None:
    assert not co.weighted_game(2**80, [2**61, 2**61]).any()
    assert co.weighted_game(0, [1, 2]).all()


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (lambda: co.clause_game(21, [1], []), "21 parties .* doubles"),
        (lambda: co.package_game(21, []), "21 parties"),
        (lambda: co.weighted_game(3, [1] * 21), "21 parties"),
        (lambda: co.superset_present(np.zeros(1 << 21, dtype=np.bool_)), "21 parties"),
        (lambda: co.seat_verdict([0], 0, 0, np.zeros((1, 21), dtype=np.bool_)), "21 parties"),
        (lambda: co.clause_game(2, [4], []), "mask 4 .* 0 to 3"),
        (lambda: co.clause_game(2, [1], [-1]), "mask -1"),
        (lambda: co.completions(co.weighted_game(1, [1, 1]), -1), "mask -1"),
        (lambda: co.expendable(co.weighted_game(1, [1, 1]), 4), "mask 4"),
        (lambda: co.jointly_bypassable(co.weighted_game(1, [1, 1]), 4), "mask 4"),
        (lambda: co.package_game(3, [co.weighted_game(1, [1, 1])]), "over 2 parties .* over 3"),
        (lambda: co.weighted_game(1, [2, -1]), "negative"),
        (lambda: co.weighted_game(1, [2**62, 2**62]), "below"),
        (lambda: co.minimal_sets(np.ones(3, dtype=np.bool_)), "2\\*\\*n entries, got 3"),
        (lambda: co.minimal_sets(np.ones((2, 2), dtype=np.bool_)), "shape"),
        (lambda: co.minimal_sets(np.ones(4, dtype=np.int64)), "int64"),
        (lambda: co.seat_verdict([8], 0, 0, np.zeros((1, 3), dtype=np.bool_)), "mask 8"),
        (lambda: co.seat_verdict([0], 0, 8, np.zeros((1, 3), dtype=np.bool_)), "mask 8"),
    ],
)
def test_what_is_no_game_or_no_coalition_is_refused(ask: Callable[[], object], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        ask()
