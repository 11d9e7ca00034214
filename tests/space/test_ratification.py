"""Floors at home and parties that ratify, against looking at every package of every draw."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entaku.model.basics import NOT_STATED, NotStated, Range
from entaku.model.case import Case
from entaku.model.party import HomeConstraint
from entaku.model.text import both
from entaku.space import ratification
from entaku.space.ratification import (
    FLOORS,
    Rung,
    constrained,
    difference,
    front,
    listable,
    pressed,
    ratifying,
    unsaid,
)
from entaku.space.study import Study, lay_out
from tests.space import build as b

SEEDS = st.integers(0, 10**6)
EXACT = {"cut": {"0": 0.0, "1": 1.0, "2": 2.0, "3": 3.0, "4": 4.0}}
OTHER = {"cut": {"0": 4.0, "1": 3.0, "2": 2.0, "3": 1.0, "4": 0.0}}


def at_home(party: str, floor: Range | NotStated = NOT_STATED, name: str = "h") -> HomeConstraint:
    return HomeConstraint(id=name, party=party, text=both("home"), floor=floor, because=("analyst",))


def some_case(seed: int) -> Case:
    """Give two parties and a parliament that ratifies, with a red line now and then."""
    rng = random.Random(seed)
    issues = [b.issue("x", "k", "l", "m"), b.issue("y", "k", "l")]
    said: dict[str, list[Any]] = {
        "A": [b.no_deal(0.1, 0.5), b.order("x", "k", "l", "m")],
        "B": [b.no_deal(0.1, 0.5), b.best("x", "k"), b.order("y", "k", "l")],
        "P": [b.no_deal(0.1, 0.4), b.order("y", *rng.choice(("kl", "lk")))],
    }
    if rng.random() < 0.5:
        said["B"].append(b.holds(b.red_line("x", rng.choice("klm")), 0.6))
    parties = (b.party("A"), b.party("B"), replace(b.party("P"), kind="ratifier"))
    return b.case(issues, said, parties=parties, home=(at_home("A"),))


def slow(study: Study, floor: float, who: tuple[str, ...]) -> list[tuple[float, ...]]:
    """Give by draw the gains of all parties under the Nash package that passes; nothing where none does."""
    draws, needed = study.ensemble, [study.parties.index(p) for p in study.case.needed]
    found = []
    for n in range(draws.size):
        best: tuple[Any, ...] = ()
        for options in study.outcomes.table():
            gains = (draws.values[n][:, options].sum(axis=1) - draws.no_deal[n, :, 0]) / study.own_ranges[n]
            bad = draws.vetoed[n][:, options].any(axis=1)
            if any(gains[study.parties.index(p)] < 0 or bad[study.parties.index(p)] for p in who):
                continue
            if gains[0] < floor - 1e-12:
                continue
            mine = gains[needed]
            score = (round(float(np.prod(mine)), 11), float(min(mine)))
            if not best or score > best[0]:
                best = (score, tuple(gains.tolist()))
        found.append(best[1] if best else ())
    return found


@settings(max_examples=15)
@given(SEEDS)
def test_each_floor_leaves_the_nash_package_of_what_passes(seed: int) -> None:
    study = lay_out(some_case(seed), 25)
    ladder = front(study, ("A",)).ladders[0]
    for rung in ladder.rungs[::4]:
        expected = slow(study, rung.floor, study.parties)
        assert rung.there.tolist() == [bool(gains) for gains in expected]
        assert rung.results == pytest.approx([gains[0] if gains else 0.0 for gains in expected], abs=1e-9)
        assert rung.chance == pytest.approx(rung.there.mean())
        assert rung.product == pytest.approx(rung.results.mean())


@settings(max_examples=15)
@given(SEEDS)
def test_a_higher_floor_never_makes_a_deal_likelier_nor_a_kept_deal_worse(seed: int) -> None:
    study = lay_out(some_case(seed), 40)
    found = front(study, ("A",))
    ladder = found.ladders[0]
    for low, high in zip(ladder.rungs, ladder.rungs[1:], strict=False):
        assert high.chance <= low.chance
        assert (low.there | ~high.there).all()
        assert (high.results[high.there] >= high.floor - 1e-9).all()
    assert 0.0 <= found.approval.bound.mean() <= found.approval.free.mean()


@settings(max_examples=15)
@given(SEEDS)
def test_a_party_that_ratifies_binds_as_one_that_must_agree(seed: int) -> None:
    study = lay_out(some_case(seed), 25)
    approval = front(study, ()).approval
    assert approval.parties == ("P",)
    assert approval.bound.tolist() == [bool(gains) for gains in slow(study, -9.0, ("A", "B", "P"))]
    assert approval.free.tolist() == [bool(gains) for gains in slow(study, -9.0, ("A", "B"))]
    assert (approval.spared["P"] == approval.free).all()


def divided(floor: Range | NotStated, deal: float = 0.0) -> Study:
    """Give four coins divided between two, one of whom may have a floor at home."""
    case = b.case(
        [b.issue("cut", "0", "1", "2", "3", "4")],
        {"A": [b.values(EXACT, 0.0)], "B": [b.values(OTHER, deal)]},
        home=(at_home("A", floor),),
    )
    return lay_out(case, 10)


def test_an_exact_floor_by_hand() -> None:
    ladder = front(divided(Range(0.75, 0.75)), ("A",)).ladders[0]
    (rung,) = ladder.stated
    assert (rung.floor, rung.chance, rung.gain) == (0.75, 1.0, 0.75)
    assert ladder.rungs[0].gain == 0.5
    assert [one.floor for one in ladder.rungs] == list(FLOORS)


def test_a_floor_between_two_numbers_by_hand() -> None:
    """B wants two of four at least; A's floor lies from .2 to .6 of four, alike."""
    study = divided(Range(0.2, 0.6), deal=2.0)
    ladder = front(study, ("A",)).ladders[0]
    (rung,) = ladder.stated
    assert len(rung.results) == 2000
    assert ladder.rungs[0].gain == 0.25
    assert rung.chance == pytest.approx(0.75, abs=0.03)
    assert rung.gain == pytest.approx((0.125 * 0.25 + 0.625 * 0.5) / 0.75, abs=0.01)


def test_what_is_bargaining_and_what_is_falling_away_are_told_apart() -> None:
    study = divided(NOT_STATED)
    drawn = front(study, ()).drawn
    weights = np.full(2, 0.5)
    two = replace(drawn, weights=weights, numbers=np.arange(2))
    free = Rung(0.0, 1.0, 0.3, 0, np.array([0.2, 0.4]), np.array([True, True]))
    bound = Rung(0.3, 0.5, 0.5, 0, np.array([0.0, 0.5]), np.array([False, True]))
    assert pressed(two, bound, free) == pytest.approx(0.1)  # of a rise of .2, the rest is the poor deal gone
    assert difference(two, bound, free) == 0
    assert difference(two, free, free) == 0
    many = replace(drawn, weights=np.full(100, 0.01), numbers=np.arange(100))
    some = Rung(0.0, 1.0, 0.3, 0, np.full(100, 0.3), np.ones(100, dtype=np.bool_))
    more = Rung(0.3, 1.0, 0.4, 0, np.full(100, 0.4), np.ones(100, dtype=np.bool_))
    assert (difference(many, more, some), difference(many, some, more)) == (1, -1)


def test_the_largest_of_several_floors_binds() -> None:
    study = divided(NOT_STATED)
    floors = (at_home("A", Range(0.25, 0.25), "h1"), at_home("A", Range(1.0, 1.0), "h2"))
    study = lay_out(replace(study.case, home=floors), 10)
    assert front(study, ("A",)).ladders[0].stated[0].gain == 1.0


def test_who_is_bound_and_who_is_unsaid() -> None:
    homes = (at_home("A"), at_home("B", name="h2"), at_home("B", name="h3"), at_home("C", name="h4"))
    case = b.case(
        [b.issue("x", "k", "l")],
        {"A": [b.no_deal(0.3), b.best("x", "k")], "B": [b.best("x", "l")], "C": [b.no_deal(0.1)]},
        home=homes,
        agreement=b.needs("A", "B"),
    )
    study = lay_out(case, 5)
    assert constrained(case) == ("B", "A")
    assert unsaid(study) == ("B",)
    assert ratifying(study) == ()


def test_too_many_packages_are_not_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    study = lay_out(some_case(1), 200)
    assert listable(study)
    monkeypatch.setattr(ratification, "CELLS", 6 * 3 * 60)
    assert listable(study)
    assert len(front(study, ("A",)).drawn.numbers) == 60
    monkeypatch.setattr(ratification, "CELLS", 6 * 3 * 40)
    assert not listable(study)


def test_of_equal_products_the_more_even_one_is_taken() -> None:
    issue = b.issue("x", "none", "p", "q", "all")
    mine, theirs = {"none": 0, "p": 1, "q": 2, "all": 4}, {"none": 0, "p": 4, "q": 2, "all": 0}
    case = b.case(
        [issue],
        {"A": [b.values({"x": mine}, 0.0)], "B": [b.values({"x": theirs}, 0.0)]},
        home=(at_home("A"),),
    )
    free = front(lay_out(case, 1), ("A",)).ladders[0].rungs[0]
    assert free.gain == 0.5  # two and two of four, not one and four


def test_only_the_ratifier_that_is_spared_is_left_out() -> None:
    issue = b.issue("x", "k", "l")
    said: dict[str, list[Any]] = {
        "A": [b.no_deal(0.5), b.order("x", "k", "l")],
        "P": [b.no_deal(0.5), b.order("x", "l", "k")],
        "Q": [b.no_deal(0.5), b.order("x", "k", "l")],
    }
    parties = (b.party("A"), *(replace(b.party(name), kind="ratifier") for name in "PQ"))
    approval = front(lay_out(b.case([issue], said, parties=parties), 30), ()).approval
    assert approval.free.all()
    assert not approval.bound.any()
    assert approval.spared["P"].all()
    assert not approval.spared["Q"].any()
