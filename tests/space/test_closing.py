"""What a table can close without somebody, against listing packages and coalitions draw by draw."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import combinations
from math import prod
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entaku.model.case import Case
from entaku.model.statement import Says
from entaku.space.closing import closing
from entaku.space.study import Study, lay_out
from tests.space import build as b

SEEDS = st.integers(0, 10**6)
TAU = 0.01


def some_case(seed: int) -> Case:
    rng = random.Random(seed)
    parties = "ABC"[: rng.randint(2, 3)]
    issues = []
    for name in "xyz"[: rng.randint(1, 3)]:
        options: list[Any] = ["no"]
        for k in range(rng.randint(1, 2)):
            performs = tuple(
                tuple(rng.sample(parties, rng.randint(1, len(parties)))) for _ in range(rng.randint(0, 2))
            )
            stops = ((rng.choice(parties),),) if rng.random() < 0.3 else ()
            stated: dict[str, Any] = {} if rng.random() < 0.2 else {"performs": performs}
            options.append(b.option(f"yes{k}", stops=stops, because=("analyst",), **stated))
        issues.append(b.issue(name, *options, quo=rng.choice(("no", "no", "no", ""))))
    said: dict[str, list[Says]] = {}
    for who in parties:
        of = rng.choice(issues)
        said[who] = [b.order(of.id, *rng.sample([o.id for o in of.options], 2))]
        if rng.random() < 0.4:
            said[who].append(b.red_line(of.id, rng.choice(of.options).id))
        said[who].append(b.no_deal(*sorted(rng.choice((0.0, 0.3, 0.6, 0.9)) for _ in range(2))))
    return b.case(issues, said)


class Draw:
    """One draw looked at package by package."""

    def __init__(self, study: Study, n: int) -> None:
        self.case, self.space, self.n = study.case, study.outcomes, n
        self.draws, self.parties = study.ensemble, study.parties
        self.packages = [self.space.package(number) for number in range(self.space.count)]
        self.gains = [[self._gain(package, p) for p in range(len(self.parties))] for package in self.packages]

    def _places(self, package: dict[str, str]) -> list[int]:
        return [self.space.option(issue, option) for issue, option in package.items()]

    def _gain(self, package: dict[str, str], p: int) -> Fraction:
        worth = [sum(int(self.draws.values[self.n, p, k]) for k in self._places(x)) for x in self.packages]
        deal = int(self.draws.no_deal[self.n, p, 0])
        own = max(*worth, deal) - min(*worth, deal)
        mine = sum(int(self.draws.values[self.n, p, k]) for k in self._places(package))
        return Fraction(mine - deal, own or 1)

    def willing(self, number: int) -> set[str]:
        places = self._places(self.packages[number])
        return {
            who
            for p, who in enumerate(self.parties)
            if self.gains[number][p] >= 0 and not self.draws.vetoed[self.n, p, places].any()
        }

    def can(self, seats: set[str], number: int) -> bool:
        """Tell whether these seats can carry every clause of the package out, and it has one."""
        asked = 0
        for name, option_id in self.packages[number].items():
            issue = self.case.issue(name)
            option = issue.options[issue.position(option_id)]
            if option_id == issue.status_quo:
                continue
            asked += 1
            performs = option.performs if isinstance(option.performs, tuple) else ((),)
            outside = set(self.parties) - seats
            if not any(set(some) <= seats for some in performs) or any(
                set(s) <= outside for s in option.stops
            ):
                return False
        return asked > 0

    def clauses(self, number: int) -> int:
        return sum(
            option != self.case.issue(name).status_quo for name, option in self.packages[number].items()
        )

    def exposed(self, who: str, table: set[str]) -> bool:
        left, p = table - {who}, self.parties.index(who)
        return any(
            self.gains[x][p] < -TAU and self.can(left & self.willing(x), x) for x in range(len(self.packages))
        )

    def pick(self, seats: set[str]) -> list[Fraction]:
        """Give everybody's gain under the package these seats pick; ties by least gain, then clauses, then order."""
        places = [self.parties.index(who) for who in seats]
        open_to = [x for x in range(len(self.packages)) if self.can(seats, x) and seats <= self.willing(x)]
        if not open_to:
            return [Fraction(0)] * len(self.parties)

        def key(x: int) -> tuple[Any, ...]:
            mine = [self.gains[x][p] for p in places]
            return (-prod(mine), -min(mine, default=Fraction(0)), self.clauses(x), x)

        return self.gains[min(open_to, key=key)]


@given(SEEDS)
@settings(max_examples=40)
def test_exposure_and_picks_are_those_of_all_packages(seed: int) -> None:
    case = some_case(seed)
    study = lay_out(case, 4)
    names = [party.id for party in case.parties]
    tables = [some for size in range(len(names) + 1) for some in combinations(names, size)]
    table = tables[seed % len(tables)]
    found = closing(study, table, names, TAU)
    for n in range(study.ensemble.size):
        draw = Draw(study, n)
        for p, who in enumerate(names):
            assert bool(found.exposed[n, p]) is draw.exposed(who, set(table))
            with_seat, without = draw.pick({*table, who})[p], draw.pick(set(table) - {who})[p]
            assert found.with_seat[n, p] == pytest.approx(float(with_seat), abs=1e-6)
            assert found.without[n, p] == pytest.approx(float(without), abs=1e-6)


def exact_case(table: dict[str, dict[str, float]], **named: str) -> Study:
    """Give two parties, one issue of packages that both can make, and exact values over no deal at 0."""
    options = [b.option(name, performs=(("A", "B"),), because=("analyst",)) for name in named]
    issue = b.issue("deal", "none", *options, quo="none")
    said: b.Said = {who: [b.values({"deal": {"none": 0.0, **table[who]}}, 0.0)] for who in "AB"}
    return lay_out(b.case([issue], said))


def test_equal_products_go_to_the_larger_least_gain() -> None:
    for order in (("uneven", "even"), ("even", "uneven")):
        table = {
            "A": {"uneven": 4.0, "even": 2.0, "most": 10.0},
            "B": {"uneven": 1.0, "even": 2.0, "most": -10.0},
        }
        study = exact_case(table, **dict.fromkeys((*order, "most"), ""))
        found = closing(study, ("A", "B"), ("A",), TAU)
        assert found.with_seat[0, 0] == pytest.approx(2 / 10)
