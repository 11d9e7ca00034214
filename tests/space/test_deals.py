"""Exact cases from the case on: acceptable packages, frontier and chosen points, counted with fractions."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest

from entaku.model.case import Case
from entaku.model.statement import Says
from entaku.model.text import listed
from entaku.space.deals import best_deals, name
from entaku.space.solving import Exact, exact
from entaku.space.study import Study, lay_out
from entaku.space.zones import zones
from tests.kernels import reference_room as listing
from tests.space import build as b

CASES = 1_000
DECIMALS = (0.1, 0.2, 0.3, 0.7, 1.1, 2.5, 0.05, -0.4, 0.0, 0.30000000000000004)
"""Numbers whose sums tie as decimals and not in binary, and one that is no decimal of a tenth."""


def some_case(seed: int) -> Case:
    """Give a small exact case full of ties, with red lines, impossible combinations and parties not needed."""
    rng = random.Random(seed)
    issues = [b.issue(f"i{n}", *"klmn"[: rng.randint(2, 4)]) for n in range(rng.randint(1, 3))]
    parties = "ABCD"[: rng.randint(1, 4)]
    said: dict[str, list[Says]] = {}
    for who in parties:
        table = {i.id: {o.id: rng.choice(DECIMALS) for o in i.options} for i in issues}
        deal = rng.choice((-2.0, 0.0, 0.3, 0.4, 1.2, 3.0))
        said[who] = [b.values(table, deal)]
        if rng.random() < 0.2:
            of = rng.choice(issues)
            said[who].append(b.red_line(of.id, rng.choice(of.options).id))
    rules = []
    if len(issues) > 1 and rng.random() < 0.3:
        tied = rng.sample(issues, 2)
        rules.append(b.impossible("r", **{i.id: rng.choice(i.options).id for i in tied}))
    needed = sorted(rng.sample(parties, rng.randint(1, len(parties))))
    return b.case(issues, said, impossible=tuple(rules), agreement=b.needs(*needed))


class Listed:
    """An exact case by its definitions: decimals as fractions, package by package."""

    def __init__(self, case: Case) -> None:
        tables = {s.party: s.says for s in case.preferences if s.verb == "values"}
        lines = {(s.party, s.says.issue, s.says.option) for s in case.preferences if s.verb == "red_line"}  # type: ignore[union-attr]
        everything = [dict(zip([i.id for i in case.issues], some, strict=True)) for some in _product(case)]
        self.packages = [
            package
            for package in everything
            if not any(rule.options.items() <= package.items() for rule in case.impossible)
        ]
        names = [party.id for party in case.parties]
        self.everybody = [
            tuple(
                sum((_decimal(tables[who].table[i][o]) for i, o in package.items()), Fraction(0))  # type: ignore[union-attr]
                for who in names
            )
            for package in self.packages
        ]
        places = [names.index(who) for who in case.needed]
        self.vectors = [tuple(vector[place] for place in places) for vector in self.everybody]
        self.floor = tuple(_decimal(tables[who].no_deal) for who in case.needed)  # type: ignore[union-attr, arg-type]
        barred = [
            any((who, i, o) in lines for who in case.needed for i, o in p.items()) for p in self.packages
        ]
        self.acceptable = [
            place
            for place, vector in enumerate(self.vectors)
            if not barred[place] and all(v >= d for v, d in zip(vector, self.floor, strict=True))
        ]
        self.frontier = [
            place
            for place in self.acceptable
            if not any(
                listing.dominates(self.vectors[other], self.vectors[place]) for other in self.acceptable
            )
        ]

    def chosen(self) -> dict[str, list[str]]:
        rules = listing.rules([self.vectors[place] for place in self.frontier], self.floor)
        return {
            rule: sorted(str(self.packages[self.frontier[p]]) for p in some) for rule, some in rules.items()
        }


def _product(case: Case) -> list[tuple[str, ...]]:
    from itertools import product

    return list(product(*([option.id for option in issue.options] for issue in case.issues)))


def _decimal(number: float) -> Fraction:
    return Fraction(str(number))


def packages(study: Study, found: Exact, places: tuple[int, ...]) -> list[str]:
    return sorted(str(study.outcomes.package(found.numbers[place])) for place in places)


def test_acceptable_frontier_and_chosen_points_equal_the_definitions() -> None:
    tied = empty = 0
    for seed in range(CASES):
        case = some_case(seed)
        study, expected = lay_out(case), Listed(case)
        assert study.ensemble.exact
        assert study.ensemble.size == 1
        found = exact(study)
        assert found.acceptable.count == len(expected.acceptable), seed
        assert packages(study, found, tuple(range(len(found.numbers)))) == sorted(
            str(expected.packages[place]) for place in expected.frontier
        ), seed
        assert {
            rule: packages(study, found, some) for rule, some in found.chosen.items()
        } == expected.chosen(), seed
        everybody = [expected.everybody[place] for place in expected.frontier]
        assert found.distinct == len(set(everybody))
        scale = np.array(study.ensemble.scale, dtype=object)
        points = [
            tuple(Fraction(int(v), s) for v, s in zip(p, scale, strict=True)) for p in found.points.tolist()
        ]
        assert sorted(points) == sorted(everybody)
        tied += any(len(some) > 1 for some in found.chosen.values())
        empty += not found.acceptable.count
    assert tied > CASES / 20
    assert empty > CASES / 20


def test_points_are_everybodys_values_needed_or_not() -> None:
    table = {"x": {"k": 0.1, "l": 0.3}}
    other = {"x": {"k": 25.0, "l": 10.0}}
    case = b.case(
        [b.issue("x", "k", "l")],
        {"A": [b.values(table, 0.1)], "B": [b.values(other, 99.0)]},
        agreement=b.needs("A"),
    )
    study = lay_out(case)
    found = exact(study)
    assert [study.outcomes.package(number)["x"] for number in found.numbers] == ["l"]
    assert (found.points / np.array(study.ensemble.scale)).tolist() == [[0.3, 10.0]]


def test_numbers_too_long_for_64_bits_stay_exact() -> None:
    third, seventh = 1 / 3, 1 / 7000
    table = {"x": {"k": third, "l": seventh}, "y": {"k": seventh, "l": third}}
    case = b.case([b.issue("x", "k", "l"), b.issue("y", "k", "l")], {"A": [b.values(table, seventh)]})
    study = lay_out(case)
    found = exact(study)
    assert found.acceptable.count == 4
    assert [study.outcomes.package(number) for number in found.numbers] == [{"x": "k", "y": "l"}]
    assert int(found.points[0, 0]) == 2 * Fraction(repr(third)) * study.ensemble.scale[0]


def test_long_numbers_beside_a_drawn_party_can_be_surveyed() -> None:
    table = {"x": {"k": 1 / 7000, "l": 1 / 3}}
    money = {"x": {"k": 3e9, "l": 5e9}}
    said: b.Said = {"A": [b.values(table, 0.2)], "B": [b.values(money)], "C": [b.no_deal(0.0)]}
    study = lay_out(b.case([b.issue("x", "k", "l")], said), 200)
    found = zones(study)
    assert study.ensemble.values.dtype == np.int64
    k, l = (study.outcomes.number({"x": option}) for option in "kl")  # noqa: E741
    assert found.survey.accepted[k, 0] == 0.0
    assert found.survey.accepted[l, [0, 1]] == pytest.approx([1.0, 1.0])
    assert found.survey.accepted[k, 1] < 0.05  # its no-deal value lies anywhere between 3 and 5 milliards
    deal = study.ensemble.no_deal[:, 1, 0] / study.ensemble.scale[1]
    assert deal.min() >= 3e9
    assert deal.max() <= 5e9
    assert deal.mean() == pytest.approx(4e9, rel=0.05)


def test_a_package_is_called_by_what_it_changes() -> None:
    issues = [
        b.issue("land", "kept", "given", quo="kept"),
        b.issue("aid", "none", "some", quo="none"),
        b.issue("x", "k", "l"),
    ]
    study = lay_out(b.case(issues, {"A": []}), 2)
    called = name(study, study.outcomes.number({"land": "given", "aid": "none", "x": "k"})).en
    assert "given" in called
    assert "k" in called
    assert "none" not in called
    still = lay_out(b.case(issues[:2], {"A": []}), 2)
    assert name(still, 0).en == "[nothing changes]"
    assert listed([name(still, 0), name(still, 3)]).en == f"[nothing changes] and {name(still, 3).en}"


def test_best_deals_go_by_share_then_efficiency_then_the_order_of_the_case() -> None:
    issues = [b.issue("x", "k", "l", "m"), b.issue("y", "k", "l")]
    said: b.Said = {
        "A": [b.order("x", "k", "l", "m"), b.no_concern("y"), b.no_deal(0.0, 0.6)],
        "B": [b.order("y", "k", "l"), b.no_concern("x"), b.no_deal(0.0, 0.6)],
    }
    study = lay_out(b.case(issues, said), 300)
    found = best_deals(study, zones(study), 6)
    assert dict(found[0].package) == {"x": "m", "y": "l"}
    assert (found[0].share, found[0].efficient) == (1.0, 1.0)
    assert found[0].sure == {"A", "B"}
    keys = [(-deal.share, -deal.efficient, deal.number) for deal in found]
    assert keys == sorted(keys)
    assert all(one.share >= other.share for one, other in pairwise(found))
    assert len(best_deals(study, zones(study), 2)) == 2


def test_among_deals_that_everybody_always_takes_the_efficient_come_first() -> None:
    said: b.Said = {
        "A": [b.order("x", "k", "l"), b.no_concern("y"), b.no_deal(0.0)],
        "B": [b.order("y", "k", "l"), b.no_concern("x"), b.no_deal(0.0)],
    }
    study = lay_out(b.case([b.issue("x", "k", "l"), b.issue("y", "k", "l")], said), 20)
    found = best_deals(study, zones(study), 4)
    assert [(deal.number, deal.share, deal.efficient) for deal in found] == [
        (3, 1.0, 1.0),
        (0, 1.0, 0.0),
        (1, 1.0, 0.0),
        (2, 1.0, 0.0),
    ]
