"""What holds of every strategy's offers and answers, from one seat, over values drawn at random."""

from __future__ import annotations

from dataclasses import replace
from math import ceil

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from entaku.kernels.packages import REFUSED
from entaku.rehearsal.manner import manner
from entaku.rehearsal.seat import NONE, Seat, Strategy
from entaku.rehearsal.strategies import names
from entaku.rehearsal.table import Table
from tests.rehearsal.tables import table

PLAYS = 12
ROUNDS = 10
SEEDS = st.integers(0, 10_000)
Ints = NDArray[np.int64]


def laid(seed: int, plays: int = PLAYS) -> Table:
    """Give plays with red lines; every party's best is worth more than no deal."""
    made = table(seed, plays, rounds=ROUNDS)
    rng = np.random.default_rng(seed)
    values = np.where(rng.random(made.values.shape) < 0.1, REFUSED, made.values)
    values[:, :, 0] = np.maximum(made.values[:, :, 0], 1000)  # a package that nobody refuses
    return replace(made, values=values)


def made(named: str, at: Table, party: int = 0) -> tuple[Strategy, Seat]:
    return manner(named).made("ab"[party], at.draws, at.seed), Seat(at, party, at.rounds)


def asked(strategy: Strategy, seat: Seat, round_: int) -> Ints:
    """Give what is offered at the turn of a round, with each turn a round."""
    everywhere = np.ones(len(seat.draws), np.bool_)
    return strategy.offer(seat.at(round_, round_, round_ / (ROUNDS + 1), everywhere))


def course(named: str, at: Table) -> tuple[Seat, Ints]:
    """Give what is offered in all rounds (R, n) to somebody who says nothing."""
    strategy, seat = made(named, at)
    offers = []
    for round_ in range(1, ROUNDS + 1):
        offers.append(asked(strategy, seat, round_))
        seat.made.add(seat.live, offers[-1])
    return seat, np.array(offers)


def answers(named: str, at: Table, round_: int) -> tuple[Seat, Ints, NDArray[np.bool_]]:
    """Give the offer (n,) of a round and which packages (X, n) would be accepted instead."""
    strategy, seat = made(named, at)
    offer = asked(strategy, seat, round_)
    taken = [strategy.accepts(seat, np.full(at.plays, package)) for package in range(at.packages)]
    return seat, offer, np.array(taken)


def cheapest(worth: Ints, level: int) -> int:
    """Which package reaches a level at the least value, by looking through all of them?"""
    able = [package for package in range(len(worth)) if worth[package] >= level]
    return min(able, key=lambda package: (worth[package], package)) if able else NONE


@pytest.mark.parametrize("named", sorted(set(names())))
@settings(max_examples=15)
@given(seed=SEEDS, round_=st.integers(1, ROUNDS))
def test_nothing_below_no_deal_is_offered_or_accepted(named: str, seed: int, round_: int) -> None:
    at = laid(seed)
    seat, offer, taken = answers(named, at, round_)
    worth = seat.own.values.T
    assert (seat.own.worth(offer) >= seat.floor).all()
    assert not (taken & (worth < seat.floor)).any()
    favourites = taken[seat.own.favourite, np.arange(at.plays)]
    assert favourites.all(), "what is worth most to it is never refused"
    better = np.sort(np.where(taken, worth, np.iinfo(np.int64).max), axis=0)[0]
    assert (taken == (worth >= better)).all(), "what is worth more than an accepted one is accepted"


@given(seed=SEEDS)
def test_who_does_not_move_asks_for_its_best_and_takes_nothing_less(seed: int) -> None:
    at = laid(seed)
    seat, offers = course("holdout", at)
    assert (offers == seat.favourite()).all()
    _, _, taken = answers("holdout", at, ROUNDS)
    assert (taken == (seat.own.values == seat.own.best[:, None]).T).all()


@given(seed=SEEDS, until=st.sampled_from([0.0, 0.25, 0.5, 0.9, 1.0]), beta=st.sampled_from([0.3, 1.0, 4.0]))
def test_who_holds_out_until_a_time_asks_for_its_best_before_it_and_for_less_after(
    seed: int, until: float, beta: float
) -> None:
    at = laid(seed)
    seat, offers = course(f"until,until={until},beta={beta}", at)
    for round_, offer in enumerate(offers, 1):
        time = round_ / (ROUNDS + 1)
        gone = 0.0 if time <= until else (time - until) / (1 - until)
        for play in range(at.plays):
            best, floor = int(seat.own.best[play]), int(seat.floor[play])
            level = ceil(floor + (best - floor) * (1 - gone ** (1 / beta)))
            assert offer[play] == cheapest(seat.own.values[play], level)
            if time <= until:
                assert seat.own.values[play, offer[play]] == best
    if until <= 0.5 and beta >= 1:
        assert (seat.own.worth(offers[-1]) < seat.own.best).any()


@given(seed=SEEDS, beta=st.sampled_from([0.2, 1.0, 5.0]))
def test_who_holds_out_until_the_start_gives_way_with_time(seed: int, beta: float) -> None:
    at = laid(seed)
    held = course(f"until,until=0,beta={beta}", at)[1]
    assert np.array_equal(held, course(f"concede,beta={beta}", at)[1])


@given(seed=SEEDS, beta=st.sampled_from([0.2, 1.0, 5.0]))
def test_who_waives_nothing_gives_way_with_time(seed: int, beta: float) -> None:
    at = laid(seed)
    assert np.array_equal(
        course(f"informed,waives=0,beta={beta}", at)[1], course(f"concede,beta={beta}", at)[1]
    )
    for decides in (False, True):
        (one, seat), (other, _) = made(f"informed,waives=0,beta={beta}", at), made(f"concede,beta={beta}", at)
        seat.at(4, 4, 0.4, np.ones(at.plays, np.bool_)).decides[:] = decides
        for package in range(at.packages):
            offered = np.full(at.plays, package)
            assert np.array_equal(one.accepts(seat, offered), other.accepts(seat, offered))


@given(seed=SEEDS, waives=st.sampled_from([0.2, 0.5, 1.0]))
def test_who_waives_does_so_only_where_its_yes_decides(seed: int, waives: float) -> None:
    at = laid(seed)
    strategy, seat = made(f"informed,waives={waives}", at)
    seat.at(3, 3, 3 / 11, np.ones(at.plays, np.bool_))
    seat.decides[::2] = True
    taken = np.array([strategy.accepts(seat, np.full(at.plays, package)) for package in range(at.packages)])
    for play in range(at.plays):
        floor, best = int(seat.floor[play]), int(seat.own.best[play])
        level = floor + (best - floor) * (1 - 3 / 11) * ((1 - waives) if play % 2 == 0 else 1.0)
        assert (taken[:, play] == (seat.own.values[play] >= max(floor, ceil(level)))).all()


def walked(worth: Ints, options: Ints, floor: int, agenda: list[int]) -> list[int]:
    """Walk down from the favourite, issue by issue, by looking through all packages at each step."""
    packages = {tuple(row): number for number, row in enumerate(options.tolist())}
    here = max(range(len(worth)), key=lambda package: (worth[package], -package))
    path = [here]
    for issue in agenda:
        start = here
        swaps = []
        for option in range(int(options[:, issue].max()) + 1):
            wanted = list(options[start])
            wanted[issue] = option
            swaps.append(packages[tuple(wanted)])
        for swap in sorted(swaps, key=lambda package: -worth[package]):
            if floor <= worth[swap] < worth[here]:
                here = swap
                path.append(here)
    return path


@settings(max_examples=40)
@given(
    seed=SEEDS,
    order=st.lists(st.integers(1, 3), unique=True, max_size=3),
    beta=st.sampled_from([0.5, 1.0, 2.0]),
)
def test_who_gives_way_issue_by_issue_gives_up_the_named_issues_first(
    seed: int, order: list[int], beta: float
) -> None:
    at = laid(seed)
    said = ">".join(map(str, order))
    seat, offers = course(f"by_issue,order={said},beta={beta}" if order else f"by_issue,beta={beta}", at)
    worth = np.array([seat.own.worth(offer) for offer in offers])
    assert (np.diff(worth, axis=0) <= 0).all()
    assert (worth >= seat.floor).all()
    agenda = [issue - 1 for issue in order] + [issue for issue in range(3) if issue + 1 not in order]
    for play in range(at.plays):
        path = walked(seat.own.values[play], at.options, int(seat.floor[play]), agenda)
        places = [path.index(package) for package in offers[:, play].tolist()]
        assert places == sorted(places), "it goes down its path"
        changed = [set(np.flatnonzero(at.options[one] != at.options[path[0]]).tolist()) for one in path]
        given = [max((agenda.index(issue) for issue in some), default=-1) for some in changed]
        assert given == sorted(given), "no issue is touched before those named before it"


def test_who_gives_way_issue_by_issue_reaches_the_end_of_its_path() -> None:
    at = laid(3)
    seat, offers = course("by_issue,beta=100", at)
    for play in range(at.plays):
        path = walked(seat.own.values[play], at.options, int(seat.floor[play]), [0, 1, 2])
        assert offers[-1, play] == path[-1]


@settings(max_examples=20)
@given(seed=SEEDS)
def test_an_offer_by_chance_follows_from_draw_party_and_turn_alone(seed: int) -> None:
    at = laid(seed)
    _, offers = course("chance", at)
    some = slice(3, 9, 2)
    fewer = replace(
        at, draws=at.draws[some], values=at.values[some], floors=at.floors[some], span=at.span[some]
    )
    assert np.array_equal(course("chance", fewer)[1], offers[:, some])
    strategy, seat = made("chance", at)
    assert np.array_equal(asked(strategy, seat, 7), offers[6]), "whatever was asked before"
    other, there = made("chance", replace(at, values=at.values[:, ::-1], floors=at.floors[:, ::-1]), 1)
    assert not np.array_equal(asked(other, there, 7), offers[6]), "another party draws anew"
    assert len({tuple(line) for line in offers.tolist()}) > 1, "each turn draws anew"


def test_offers_by_chance_are_as_likely_as_one_another() -> None:
    one = laid(5, plays=1)
    plays = 6000
    at = replace(
        one,
        draws=np.arange(plays),
        values=np.repeat(one.values, plays, axis=0),
        floors=np.repeat(one.floors, plays, axis=0),
        span=np.repeat(one.span, plays, axis=0),
    )
    strategy, seat = made("chance", at)
    counts = np.bincount(asked(strategy, seat, 1), minlength=at.packages)
    able = seat.own.values[0] >= seat.floor[0]
    assert (counts[~able] == 0).all()
    expected = plays / able.sum()
    # each count is within four standard errors of the mean; seed and counter are fixed
    assert (np.abs(counts[able] - expected) < 4 * np.sqrt(expected)).all()


@settings(max_examples=15)
@given(seed=SEEDS, named=st.sampled_from(["concede,beta=0.5", "until", "by_issue", "chance", "micro"]))
def test_rules_of_acceptance_take_what_they_say(seed: int, named: str) -> None:
    at = laid(seed)
    seat, offer, own = answers(named, at, 6)
    worth, floor, best = seat.own.values.T, seat.floor, seat.own.best
    next_ = answers(f"{named},accept=next", at, 6)[2]
    assert (next_ == (worth >= np.maximum(seat.own.worth(offer), floor))).all()
    for share in (0.0, 0.3, 1.0):
        taken = answers(f"{named},accept=constant:{share}", at, 6)[2]
        assert (taken == (worth >= np.ceil(floor + share * (best - floor)))).all()
    assert (answers(f"{named},accept=time:0.9", at, 6)[2] == own).all()
    assert (answers(f"{named},accept=time:0.5", at, 6)[2] == (worth >= floor)).all()
    assert (answers(f"{named},accept=combined:0.9:best:3", at, 6)[2] == next_).all()
    assert (answers(f"{named},accept=best", at, 6)[2] == (worth >= floor)).all(), "nothing was heard"


@settings(max_examples=15)
@given(seed=SEEDS)
def test_rules_that_listen_go_by_what_was_heard(seed: int) -> None:
    at = laid(seed)
    heard = np.random.default_rng(seed).integers(0, at.packages, (5, at.plays))
    for rule, of in (("best", max), ("combined:0.1:best:3", max), ("combined:0.1:mean:3", None)):
        strategy, seat = made(f"holdout,accept={rule}", at)
        for offer in heard:
            seat.hear(np.ones(at.plays, np.bool_), offer)
        seat.at(5, 5, 0.5, np.ones(at.plays, np.bool_))
        taken = strategy.accepts(seat, heard[-1])
        for play in range(at.plays):
            worth = [int(seat.own.values[play, offer]) for offer in heard[:, play]]
            there = [value for value in worth if value != REFUSED]
            floor, best = seat.floor[play], seat.own.best[play]
            if rule == "best":
                right = worth[-1] >= max([*there, floor])
            elif worth[-1] == REFUSED:
                right = False  # what crosses a red line is not good enough, whatever was heard before
            else:
                last = there[:-1][-3:]
                standard = (max(last) if of is max else sum(last) / len(last)) if last else best
                right = worth[-1] >= best or (bool(last) and worth[-1] >= max(standard, floor))
            assert taken[play] == right
