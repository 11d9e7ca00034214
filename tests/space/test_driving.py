"""What the room hangs on: the published switches, numbers worked out by hand, and forcing one thing at a time."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from ruamel.yaml import YAML

from entaku.app.cases import catalogue
from entaku.casefile.load import read
from entaku.kernels.counter import key
from entaku.model.case import Case
from entaku.model.statement import Says, Statement
from entaku.space.bench import bench
from entaku.space.drawing import passes
from entaku.space.driving import Aspect, Driving, Switch, driving
from entaku.space.events import events
from entaku.space.redrawing import Part, redrawn, switched
from entaku.space.study import Study, lay_out
from entaku.space.zones import room_in
from tests.space import build as b

THREE = ("s1", "s2", "s3")
OF_ORCHARD = 0.82 * 0.18  # the variance of the answer in teaching/orchard_lease, by hand


def three_switches(chances: list[float]) -> Case:
    """Give room iff s1 and (s2 or s3) say yes: either of two packages, refused by whoever is in it and says no."""
    issue = b.issue("with", "two", "three")
    members = {"s1": ("two", "three"), "s2": ("two",), "s3": ("three",)}
    said: dict[str, list[Says | Statement]] = {
        name: [
            b.values({"with": {"two": 1, "three": 1}}, 0),
            *(b.holds(b.red_line("with", one), 1.0 - chance, line="no") for one in members[name]),
        ]
        for name, chance in zip(THREE, chances, strict=True)
    }
    return b.case([issue], said)


def test_three_switches(shared: Path) -> None:
    tests = YAML(typ="safe").load(shared / "published" / "ensemble" / "sensitivity.yaml")["tests"]
    given = next(test for test in tests if test["id"] == "switches")
    found = driving(lay_out(three_switches(given["given"]["probability"]), 4000))
    assert found.share == pytest.approx(given["expect"]["share"], abs=0.02)
    for place, one in enumerate(found.switches):
        assert one.event.id == f"{THREE[place]}/no"
        assert abs(one.index.total - given["expect"]["total"][place]) <= 1.5 * one.index.margin
        assert one.index.first == pytest.approx(given["expect"]["first"][place], abs=0.04)
        assert one.when == pytest.approx(given["expect"]["share_without"][THREE[place]], abs=0.03)
    assert found.preferences == (0.0, 0.0)


@pytest.fixture(scope="module")
def orchard() -> Driving:
    case = next(read(entry.path) for entry in catalogue() if entry.name == "teaching/orchard_lease")
    return driving(lay_out(case))


def test_the_orchard_by_hand(orchard: Driving) -> None:
    """With the line on (.3 of the draws) there is room in .4 of them; the owner's leftover weight is on [0, 1/2].

    Her no-deal value decides where that weight lies in [.2, .4], then evenly: 1/6 of .4. Her weight decides with a
    chance p on [.2, .6]: the mean of p (1 - p) is .2267.
    """
    (line,) = orchard.switches
    near(line, 0.21 * 0.6 / OF_ORCHARD)
    assert line.when == pytest.approx(0.4, abs=0.05)
    assert line.when_not == 1.0
    parts = {(one.party, one.issue): one for one in orchard.aspects}
    near(parts["owner", ""], 0.3 * 0.4 / 6.0 / OF_ORCHARD)
    near(parts["owner", "rent"], 0.3 * 0.22667 / OF_ORCHARD)
    near(parts["owner", "ditch"], 0.3 * 0.22667 / OF_ORCHARD)
    sides = {name: (total, margin) for name, total, margin in orchard.parties}
    assert abs(sides["owner"][0] - 0.3 * 0.24 / OF_ORCHARD) <= 1.5 * sides["owner"][1]
    assert sides["grower"] == (0.0, 0.0)
    assert all(one.index.total == 0.0 for one in orchard.aspects if one.party == "grower")


def near(one: Switch | Aspect, value: float) -> None:
    assert abs(one.index.total - value) <= 1.5 * one.index.margin


def test_forcing_a_red_line_is_laying_the_case_out_with_it_and_without() -> None:
    """With red lines only nothing else is drawn anew: the index is that of two whole ensembles."""
    line = b.holds(b.red_line("x", "k"), 0.3, 0.7)
    case = doubtful(line)
    (found,) = [one for one in driving(lay_out(case, 500)).switches if one.event.id == "S1"]
    place = next(at for at, one in enumerate(case.preferences) if one.id == "S1")
    answers = []
    for chance in (1.0, 0.0):
        said = list(case.preferences)
        said[place] = replace(said[place], holds=b.span(chance))
        answers.append(room_in(lay_out(replace(case, preferences=tuple(said)), 500), 0))
    there = room_in(lay_out(case, 500), 0).mean()
    changed = (answers[0] != answers[1]).mean()
    assert changed > 0.1
    assert found.index.total == pytest.approx(0.25 * changed / (there * (1.0 - there)))


def doubtful(*more: Says | Statement) -> Case:
    return b.case(
        [b.issue("x", "k", "l", "m"), b.issue("y", "k", "l")],
        {
            "A": [*more, b.no_deal(0.3, 0.7)],
            "B": [b.best("x", "k"), b.no_deal(0.3, 0.7), b.holds(b.weight("y", 0.1, 0.4), 0.5)],
        },
    )


def test_statements_of_a_line_fall_in_steps() -> None:
    case = doubtful(
        b.holds(b.red_line("x", "k"), 0.5, 0.9, line="l"), b.holds(b.red_line("y", "k"), 0.4, 0.8, line="l")
    )
    found = next(one for one in events(case) if one.kind == "line")
    assert found.states.tolist() == [[True, True], [True, False], [False, False]]
    assert found.chances == pytest.approx([0.6, 0.1, 0.3])
    study = lay_out(case, 4000)
    fallen = found.fallen(study.ensemble.seed, study.ensemble.numbers)
    assert np.bincount(fallen) / 4000 == pytest.approx(found.chances, abs=0.025)
    lines = [at for at, one in enumerate(case.preferences) if one.line]
    assert np.array_equal(found.states[fallen], study.ensemble.on[:, lines])


def test_claims_and_sources_are_events_where_they_can_fail() -> None:
    said = b.said(b.red_line("x", "k"), because=("C1", "C2"))
    case = b.case(
        [b.issue("x", "k", "l")],
        {"A": [said], "B": [b.best("x", "k")]},
        sources=(b.source("P", "B2"), b.source("Q", "A1")),
        claims=(b.claim("C1", "P", "likely"), b.claim("C2", "Q", "sure")),
        trust=b.trust({"A": 1.0, "B": 0.8}, {"likely": 0.7, "sure": 1.0}),
    )
    found = {(one.kind, one.id): one.chances.tolist() for one in events(case)}
    assert found == {
        ("source", "P"): pytest.approx([0.8, 0.2]),
        ("claim", "C1"): pytest.approx([0.7, 0.3]),
    }


def drawn(*more: Says | Statement) -> Study:
    return lay_out(doubtful(b.order("x", "k", "l", "m"), b.heavier("x", "y"), *more), 800)


def test_a_part_drawn_anew_keeps_all_statements_and_all_else() -> None:
    on = bench(drawn(b.prefers(b.package(x="l", y="k"), b.WALKING_AWAY)), 800)
    whose, given = on.party(0), on.points(0)
    owned = on.on[:, on.owned(0)]
    for part in (Part((), no_deal=True), Part((0,)), Part((1,))):
        made, found = redrawn(whose, on.draws, owned, given, part)
        assert found.mean() > 0.98
        assert passes(whose.outcomes, whose.spec.rows, made, owned[:, whose.spec.owner])[found].all()
        assert made.w.sum(axis=1) == pytest.approx(1.0)
        assert np.array_equal(made.d, given.d) is not part.no_deal
        if 0 not in part.issues:
            assert np.array_equal(made.u[:, :3], given.u[:, :3])


def test_a_part_drawn_anew_is_spread_as_before() -> None:
    """Drawing from the conditional measure leaves the whole measure as it is."""
    on = bench(drawn(b.prefers(b.package(x="l", y="k"), b.WALKING_AWAY)), 800)
    given = on.points(0)
    for part in (Part((), no_deal=True), Part((0,))):
        made, _ = redrawn(on.party(0), on.draws, on.on[:, on.owned(0)], given, part)
        for before, after in (
            (given.d, made.d),
            (given.w[:, 0], made.w[:, 0]),
            (given.u[:, 1], made.u[:, 1]),
        ):
            error = before.std() * np.sqrt(2.0 / 800)
            assert abs(before.mean() - after.mean()) <= 3.0 * error


def test_other_statements_change_as_little_as_they_ask() -> None:
    study = drawn(b.holds(b.prefers(b.package(x="l", y="k"), b.WALKING_AWAY), 0.5))
    on = bench(study, 800)
    whose, given, before = on.party(0), on.points(0), on.on[:, on.owned(0)]
    place = next(at for at, one in enumerate(whose.spec.statements) if one.verb == "prefers")
    rows = tuple(row for row, owner in zip(whose.spec.rows, whose.spec.owner, strict=True) if owner == place)
    for held in (True, False):
        after = before.copy()
        after[:, place] = held
        made, found = switched(whose, on.draws, before, after, given)
        same = (made.d == given.d) & (made.w == given.w).all(axis=1)
        assert same[before[:, place] == held].all()
        met = passes(whose.outcomes, rows, made, np.ones((800, len(rows)), np.bool_))
        if held:
            already = passes(whose.outcomes, rows, given, np.ones((800, len(rows)), np.bool_))
            assert met[found].all()
            assert same[already].all()
            assert not same[~already & found].any()
        else:
            assert not met[~same & before[:, place]].any()  # what changes, changes out of the statement
            assert 0.1 < (~same).mean() < before[:, place].mean()


def test_values_given_in_numbers_move_by_their_no_deal_value_only() -> None:
    table = {"x": {"k": 0.0, "l": 6.0}}
    case = b.case(
        [b.issue("x", "k", "l")], {"A": [b.values(table)], "B": [b.best("x", "l"), b.worst("x", "k")]}
    )
    found = driving(lay_out(case, 500))
    assert found.share == 1.0  # nobody's no-deal value lies above the best package
    (line,) = driving(lay_out(with_line(case), 500)).switches
    assert line.index.total == pytest.approx(1.0, abs=0.1)


def with_line(case: Case) -> Case:
    line = b.holds(b.red_line("x", "l"), 0.5, line="")
    return replace(case, preferences=(*case.preferences, replace(line, id="line", party="B")))


def test_the_seed_of_what_is_drawn_anew_is_another_one() -> None:
    study = drawn()
    assert bench(study, 10).seed == int(key(study.ensemble.seed, "anew")) >> 1 != study.ensemble.seed
