"""What the home lens says: both signs of a floor, who must ratify, win-sets on a line and in the plane."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from entaku.app.cases import opened
from entaku.lenses.home import Home, look
from entaku.lenses.home.levels import Level, level
from entaku.model.basics import NOT_STATED, NotStated, Range
from entaku.model.closed import ClosedForm
from entaku.model.home import TwoLevel, Voice
from entaku.model.party import HomeConstraint, Ratifier
from entaku.model.text import both
from entaku.space.flips import deal_answer
from entaku.space.study import lay_out
from tests.space import build as b

PLACES = st.lists(st.floats(-1, 1), min_size=1, max_size=3)


@cache
def moscow() -> Home:
    return look(lay_out(opened("moscow-2025-12-02"), 400))


def block(start: tuple[float, ...], **sides: list[tuple[float, ...]]) -> TwoLevel:
    voices = tuple(
        Voice(id=f"{side}{place}", side=side, at=tuple(Range(part, part) for part in at))
        for side, ideals in sides.items()
        for place, at in enumerate(ideals)
    )
    return TwoLevel(
        id="block", title=both("block"), status_quo=tuple(Range(part, part) for part in start), voices=voices
    )


def measured(given: TwoLevel) -> Level:
    case = b.case([b.issue("x", "k", "l")], {"A": [], "B": []}, two_level=(given,))
    return level(lay_out(case, 5), given)


def published(shared: Path, folder: str, name: str) -> list[dict[str, Any]]:
    tests: list[dict[str, Any]] = YAML(typ="safe").load(shared / "published" / folder / f"{name}.yaml")[
        "tests"
    ]
    return tests


def test_both_sides_ratify_what_is_published(shared: Path) -> None:
    for test in published(shared, "clock", "two_level_line"):
        given = test["given"]
        sides: Any = {side: [(at,) for at in given[f"ratifiers_{side}"]] for side in "AB"}
        found = measured(block((given["q"],), **sides))
        assert [found.low[0], found.high[0]] == pytest.approx(test["expect"]["winset"])


def test_a_majority_passes_what_is_published(shared: Path) -> None:
    for test in published(shared, "clock", "two_level_majority"):
        given = test["given"]
        voted = block((given["q"],), A=[(at,) for at in given["members"]])
        found = measured(replace(voted, quota={"A": given["k"]}, asked={"x": given["x"]}))
        assert found.asked["x"][0] == test["expect"]["ratified"]


def test_players_with_a_veto_leave_what_is_published(shared: Path) -> None:
    for test in published(shared, "seats", "veto_players"):
        given, expected = test["given"], test["expect"]
        if "area" in expected:
            found = measured(block(tuple(given["q"]), A=[tuple(given["x1"])], B=[tuple(given["x2"])]))
            assert found.size[0] == pytest.approx(expected["area"], abs=1e-3)
            continue
        found = measured(block((given["q"],), A=[(at,) for at in given["ideals"]]))
        assert [end[0] for end in found.core] == pytest.approx(expected["core"])
        assert found.exists[0] == expected["open_winset_nonempty"]
        if "winset" in expected:
            assert [found.low[0], found.high[0]] == pytest.approx(expected["winset"])


@settings(max_examples=40)
@given(PLACES, PLACES, st.floats(-1, 1))
def test_one_ratifier_more_never_lets_more_pass(one: list[float], other: list[float], more: float) -> None:
    before = measured(block((0.0,), A=[(at,) for at in one], B=[(at,) for at in other]))
    after = measured(block((0.0,), A=[(at,) for at in [*one, more]], B=[(at,) for at in other]))
    assert after.size[0] <= before.size[0] + 1e-12
    assert (np.array(list(after.grown.values())) >= -1e-12).all()


@settings(max_examples=15)
@given(st.lists(st.tuples(st.floats(-1, 1), st.floats(-1, 1)), min_size=3, max_size=3), st.integers(1, 3))
def test_an_area_is_that_of_the_points_that_pass(ideals: list[tuple[float, float]], quota: int) -> None:
    voted = replace(block((0.0, 0.0), A=list(ideals), B=[(0.5, 0.5)]), quota={"A": quota})
    found = measured(voted)
    steps = np.linspace(-3.0, 3.0, 601)
    x, y = np.meshgrid(steps, steps)

    def passes(at: tuple[float, float]) -> np.ndarray:
        return np.asarray((x - at[0]) ** 2 + (y - at[1]) ** 2 <= at[0] ** 2 + at[1] ** 2)

    both_pass = (np.sum([passes(at) for at in ideals], axis=0) >= quota) & passes((0.5, 0.5))
    assert found.size[0] == pytest.approx(both_pass.sum() * 0.01**2, abs=0.05)


def test_the_line_is_the_plane_seen_from_its_side() -> None:
    """Discs about points on one line cut that line where the win-set ends."""
    line = measured(block((0.0,), A=[(0.6,)], B=[(0.3,)]))
    plane = measured(block((0.0, 0.0), A=[(0.6, 0.0)], B=[(0.3, 0.0)]))
    assert plane.size[0] == pytest.approx(np.pi * (line.size[0] / 2) ** 2, abs=1e-3)


def test_uncertain_places_give_a_share_of_draws() -> None:
    given = block((0.0,), A=[(0.6,)], B=[(0.0,)])
    voices = (given.voices[0], replace(given.voices[1], at=(Range(-0.5, 0.5),)))
    found = measured(replace(given, voices=voices))
    assert len(found.exists) == 5 or len(found.exists) == 2000
    assert found.exists.tolist() == (found.ends["B"][1] > 0).tolist()


# Floors


def at_home(party: str, floor: Range | NotStated = NOT_STATED) -> HomeConstraint:
    return HomeConstraint(id=f"h{party}", party=party, text=both("home"), floor=floor, because=("analyst",))


def lease(**more: Any) -> Home:
    said: Any = {
        "A": [b.no_deal(0.1, 0.4), b.order("x", "k", "l", "m")],
        "B": [b.no_deal(0.1, 0.4), b.order("x", "m", "l", "k")],
    }
    return look(lay_out(b.case([b.issue("x", "k", "l", "m")], said, **more), 200))


def test_the_three_columns_are_always_given() -> None:
    for party in moscow().data()["floors"].values():
        for rung in party["ladder"]:
            assert rung["product"] == pytest.approx(rung["chance"] * rung["gain"])
    text = moscow().findings()[0].text.en
    assert "in a deal" in text
    assert "of the draws" in text
    assert "chance and gain together" in text


def test_a_floor_that_nobody_states_is_tried_and_named() -> None:
    found = moscow()
    assert set(found.data()["floors"]) == {"UA", "US"}  # the EU is bound too, but its agreement is not needed
    assert all("stated" not in party for party in found.data()["floors"].values())
    assert any("floor" in text.en for text in found.missing())
    assert any("Russia" in text.en for text in found.missing())
    assert found.conclusions() == ()  # no floor is stated, so that nothing follows on a deal
    assert {one for f in found.findings() for one in f.because} == {"D1", "D2", "D3", "D4", "D5", "D7"}


def test_a_stated_floor_is_taken_and_answers_on_a_deal() -> None:
    found = lease(home=(at_home("A", Range(0.3, 0.5)),))
    assert found.data()["floors"]["A"]["stated"]["chance"] == found.conclusions()[0].strength.share
    assert found.conclusions()[0].answer == "open"
    assert found.conclusions()[0].finding in {one.id for one in found.findings()}
    assert "home is said to set" in found.findings()[0].text.en


def test_a_floor_above_all_that_can_be_gained_loses_the_deal() -> None:
    found = lease(home=(at_home("A", Range(2.0, 2.0)),))
    assert found.data()["floors"]["A"]["stated"]["chance"] == 0.0
    assert found.conclusions()[0].answer == "no"


def test_whose_wishes_are_not_stated_is_named_and_no_floor_is_tried() -> None:
    case = b.case([b.issue("x", "k", "l")], {"A": [b.no_deal(0.2)], "B": []}, home=(at_home("A"),))
    found = look(lay_out(case, 20))
    assert found.findings() == ()
    assert "preferences" in found.missing()[0].en


def test_a_ratifier_without_wishes_is_named_and_one_with_them_binds() -> None:
    senate = Ratifier(id="senate", of="A", name=both("the senate"), because=("analyst",))
    named = lease(ratifiers=(senate,))
    assert any("the senate" in text.en for text in named.missing())
    said: Any = {
        "A": [b.no_deal(0.2), b.order("x", "k", "l")],
        "B": [b.no_deal(0.2), b.order("x", "k", "l")],
        "P": [b.no_deal(0.5), b.order("x", "l", "k")],
    }
    parties = (b.party("A"), b.party("B"), replace(b.party("P"), kind="ratifier"))
    found = look(lay_out(b.case([b.issue("x", "k", "l")], said, parties=parties), 50))
    assert found.data()["ratifiers"] == {"free": 1.0, "bound": 0.0, "without": {"P": 1.0}}
    assert found.conclusions()[0].answer == "no"
    assert found.findings()[0].id == "home-ratifiers"


def test_where_nobody_is_needed_no_floor_is_tried() -> None:
    said: Any = {"P": [b.no_deal(0.5), b.order("x", "l", "k")]}
    parties = (replace(b.party("P"), kind="ratifier"),)
    found = look(lay_out(b.case([b.issue("x", "k", "l")], said, parties=parties), 20))
    assert (found.fronts, found.findings()) == ((), ())


def test_the_word_for_a_share_is_that_of_the_room() -> None:
    """Room in hardly any draw is a no here as there: lenses must not seem to differ by their thresholds alone."""
    (concluded,) = lease(home=(at_home("A", Range(0.6, 0.7)),)).conclusions()
    assert 0.0 < concluded.strength.share < 0.1
    assert concluded.answer == deal_answer(concluded.strength.share) == "no"


# Small models


def closed(name: str, model: str, once: dict[str, Any], each: dict[str, Any]) -> ClosedForm:
    def span(value: Any) -> Range:
        return Range(value, value) if isinstance(value, (int, float)) else Range(*value)

    return ClosedForm(
        id=name,
        title=both(name),
        model=model,
        sides=("A", "B") if each else (),
        once={key: span(value) for key, value in once.items()},
        each={key: {side: span(part) for side, part in value.items()} for key, value in each.items()},
        because=("analyst",),
    )


def modelled(*models: ClosedForm) -> Home:
    return look(lay_out(b.case([b.issue("x", "k", "l")], {"A": [], "B": []}, models=models), 2000))


def test_a_floor_in_alternating_offers_gives_the_published_share(shared: Path) -> None:
    for test in published(shared, "clock", "home_floor_share"):
        given = test["given"]
        each = {"patience": {"A": given["dA"], "B": given["dB"]}, "floor": {"A": given["a"], "B": given["b"]}}
        found = modelled(closed("m", "home_floors", {}, each))
        assert found.data()["models"]["m"]["x"]["A"] == pytest.approx(test["expect"]["xA"])
        assert found.missing() == ()


def test_the_risk_of_failing_at_home_is_the_published_one(shared: Path) -> None:
    for test in published(shared, "clock", "ratification_risk"):
        given = test["given"]
        once = {"low": given["lo"], "high": given["hi"], "no_deal": given["d"]}
        data = modelled(closed("m", "ratification_risk", once, {})).data()["models"]["m"]
        assert data["s"] == pytest.approx(test["expect"]["s"])
        assert data["pr_ratified"] == pytest.approx(test["expect"]["pr_ratified"])


def test_both_signs_over_the_four_published_pairs(shared: Path) -> None:
    (test,) = published(shared, "clock", "home_floor_both_signs")
    given = test["given"]
    patience = {"A": given["dA"], "B": given["dB"]}
    pairs = [(a, other) for a in given["a"] for other in given["b"]]
    found = modelled(
        *(
            closed(f"m{n}", "home_floors_both_signs", {"no_deal": given["no_deal_A"]},
                   {"patience": patience, "floor": {"A": a, "B": other}})
            for n, (a, other) in enumerate(pairs)
        )
    )  # fmt: skip
    for name, expected in test["expect"].items():
        columns = [found.data()["models"][f"m{n}"][name] for n in range(len(pairs))]
        chance = sum(one["chance"] for one in columns) / len(pairs)
        assert chance == pytest.approx(expected["pr_agreement"])
        shares = [one["share"] for one in columns if one["share"] is not None]
        assert sum(shares) / len(shares) == pytest.approx(expected["share_given_agreement"], abs=1e-6)
        total = sum(one["expected"] for one in columns) / len(pairs)
        assert total == pytest.approx(expected["expected"], abs=1e-6)


@pytest.mark.parametrize(
    ("own", "other", "words"),
    [(0.6, 0.3, "the floor helps"), (0.6, 0.5, "never gets a deal"), (0.1, 0.3, "is idle")],
)
def test_the_sign_of_a_floor_is_said_in_words(own: float, other: float, words: str) -> None:
    each = {"patience": {"A": 0.9, "B": 0.9}, "floor": {"A": own, "B": other}}
    found = modelled(closed("m", "home_floors_both_signs", {"no_deal": 0.1}, each))
    assert words in found.findings()[0].text.en


def test_floors_that_sometimes_do_not_fit_are_told_by_share() -> None:
    each = {"patience": {"A": 0.9, "B": 0.9}, "floor": {"A": [0.3, 0.9], "B": 0.4}}
    found = modelled(closed("m", "home_floors", {}, each))
    assert found.data()["models"]["m"]["agreement"] == pytest.approx(0.5, abs=0.04)
    assert "leave a deal" in found.findings()[0].text.en
