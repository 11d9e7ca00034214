"""A tournament's tables: every seating once, scores against a slow computation, intervals that cover."""

from __future__ import annotations

from collections import Counter
from math import isnan
from statistics import fmean, stdev

import numpy as np
import pytest

import entaku
from entaku.rehearsal.bouts import (
    WIDE,
    Match,
    Records,
    Score,
    bouts,
    form,
    lead,
    played,
    records,
    score,
    standings,
)


@pytest.mark.parametrize("seats", [2, 3, 4])
@pytest.mark.parametrize("entrants", [1, 2, 3, 5])
def test_every_seating_is_played_once(entrants: int, seats: int) -> None:
    found = [bout.seats for bout in bouts(entrants, seats)]
    assert len(set(found)) == len(found)
    wanted = {
        tuple(guest if seat == place else rest for seat in range(seats))
        for place in range(seats)
        for guest in range(entrants)
        for rest in range(entrants)
    }
    assert set(found) == wanted
    for bout in bouts(entrants, seats):
        rest = {one for place, one in enumerate(bout.seats) if place != bout.guest}
        assert len(rest) == 1
    if seats == 2:
        assert len(found) == entrants**2
    else:
        assert len(found) == entrants + seats * entrants * (entrants - 1)


def synthetic(seed: int, entrants: int, seats: int, plays: int) -> Records:
    """Give records drawn by chance, shuffled, so that nothing rests on their order."""
    rng = np.random.default_rng(seed)
    rows = np.zeros(len(bouts(entrants, seats)) * plays, dtype=form(seats))
    rows["bout"], rows["play"] = np.divmod(np.arange(len(rows)), plays)
    rows["package"] = rng.integers(-1, 5, len(rows))
    rows["gain"] = np.where(rows["package"][:, None] >= 0, rng.normal(0.3, 0.2, (len(rows), seats)), 0.0)
    return rng.permutation(rows)


def slowly(found: Records, entrants: int, seats: int, plays: int) -> dict[str, list[list[float]]]:
    """Collect, row by row, what each entrant gets where it plays alone among others, or all are alike."""
    lists: dict[str, list[list[list[float]]]] = {
        name: [[[] for _ in range(plays)] for _ in range(entrants)] for name in ("gain", "deals", "others")
    }
    for row in found:
        taken = bouts(entrants, seats)[int(row["bout"])].seats
        often = Counter(taken)
        for seat, one in enumerate(taken):
            alone = often[one] == 1 and len(often) == 2
            if not alone and len(often) > 1:
                continue
            play, gain = int(row["play"]), row["gain"].tolist()
            lists["gain"][one][play].append(gain[seat])
            lists["deals"][one][play].append(float(row["package"] >= 0))
            lists["others"][one][play].append(fmean(gain[:seat] + gain[seat + 1 :]))
    return {name: [[fmean(some) for some in line] for line in lines] for name, lines in lists.items()}


@pytest.mark.parametrize(("entrants", "seats"), [(2, 2), (3, 2), (2, 3), (4, 3), (2, 4)])
def test_scores_standings_and_leads_are_those_worked_out_slowly(entrants: int, seats: int) -> None:
    plays = 7
    two = [synthetic(seed, entrants, seats, plays) for seed in (1, 2)]
    found = [score(some, entrants, seats, range(plays)) for some in two]
    slow = [slowly(some, entrants, seats, plays) for some in two]
    for one, other in zip(found, slow, strict=True):
        for name in ("gain", "deals", "others"):
            assert getattr(one, name) == pytest.approx(np.array(other[name]))
    places = standings(found)
    assert [each.gain for each in places] == sorted((each.gain for each in places), reverse=True)
    assert sorted(each.entrant for each in places) == list(range(entrants))
    for place in places:
        line = [fmean(some) for some in zip(*(other["gain"][place.entrant] for other in slow), strict=True)]
        half = 1.96 * stdev(line) / plays**0.5
        assert place.gain == pytest.approx(fmean(line))
        assert (place.low, place.high) == pytest.approx((place.gain - half, place.gain + half))
        assert place.deals == pytest.approx(fmean(fmean(other["deals"][place.entrant]) for other in slow))
        assert place.others == pytest.approx(fmean(fmean(other["others"][place.entrant]) for other in slow))
    apart, half = lead(found, 0, 1)
    (ones, others) = ([other["gain"][entrant] for other in slow] for entrant in (0, 1))
    line = [
        fmean(a) - fmean(b) for a, b in zip(zip(*ones, strict=True), zip(*others, strict=True), strict=True)
    ]
    assert apart == pytest.approx(fmean(line))
    assert half == pytest.approx(1.96 * stdev(line) / plays**0.5)


def test_draws_that_do_not_begin_at_0_are_scored_alike() -> None:
    found = synthetic(5, 3, 2, 6)
    later = found.copy()
    later["play"] += 250
    one, other = score(found, 3, 2, range(6)), score(later, 3, 2, range(250, 256))
    assert np.array_equal(one.gain, other.gain)


def test_a_tie_goes_by_the_order_in_which_they_are_named() -> None:
    flat = np.full((3, 4), 0.25)
    assert [one.entrant for one in standings([Score(flat, flat, flat)])] == [0, 1, 2]


def test_one_draw_has_no_interval() -> None:
    one = np.array([[0.5], [0.1]])
    for place in standings([Score(one, one, one)]):
        assert place.gain == one[place.entrant, 0]
        assert isnan(place.low)
        assert isnan(place.high)
    apart, half = lead([Score(one, one, one)], 0, 1)
    assert apart == pytest.approx(0.4)
    assert isnan(half)


def test_a_copy_of_a_case_says_nothing_new() -> None:
    gain = np.random.default_rng(3).normal(0.3, 0.2, (3, 40))
    once = Score(gain, gain, gain)
    assert standings([once]) == standings([once, once])
    assert lead([once], 0, 1) == lead([once, once], 0, 1)


def test_intervals_cover_as_often_as_they_say() -> None:
    """Of 3,000 made-up tournaments over two cases, 95 in 100 intervals hold the true mean, and the true lead.

    A draw is good or bad for both entrants, and in part for both cases, as draws of the same number are.
    """
    rng = np.random.default_rng(11)
    rounds, plays, entrants = 3000, 60, 2
    truth = np.array([[0.3, 0.25], [0.5, 0.4]])  # by case and entrant
    inside = leads = 0
    for _ in range(rounds):
        common = rng.exponential(0.2, (2, 1, plays)) + rng.exponential(0.1, (1, 1, plays)) - 0.3
        gain = truth[:, :, None] + common + rng.normal(0, 0.1, (2, entrants, plays))
        scores = [Score(case, case, case) for case in gain]
        (first,) = [one for one in standings(scores) if one.entrant == 0]
        inside += first.low <= truth[:, 0].mean() <= first.high
        apart, half = lead(scores, 0, 1)
        leads += abs(apart - (truth[:, 0] - truth[:, 1]).mean()) <= half
    error = 4 * (0.95 * 0.05 / rounds) ** 0.5
    assert abs(inside / rounds - 0.95) < error + 0.005  # 60 skewed draws are not quite normal
    assert abs(leads / rounds - 0.95) < error + 0.005
    assert WIDE == 1.96


@pytest.mark.parametrize("name", ["bill_and_jack", "moscow-2025-12-02"])
def test_plays_do_not_depend_on_the_stretch_they_are_played_in(name: str) -> None:
    case = entaku.case(name)
    match = Match(case, ("micro", "concede,beta=0.2..5", "chance"), 12, 0.0, 5)
    seats = len(case.needed)
    whole = records(played(match, 0, 12), seats)
    parts = np.concatenate([records(played(match, *some), seats) for some in ((0, 5), (5, 6), (6, 12))])
    order = ["bout", "play"]
    assert np.array_equal(np.sort(whole, order=order), np.sort(parts, order=order))
    assert np.array_equal(whole, np.sort(whole, order=["play", "bout"]))
    deal = whole["package"] >= 0
    assert deal.any()
    assert (whole["gain"][deal] >= 0).all(), "nobody takes what is worth less than no deal"
    assert (whole["gain"][~deal] == 0).all()


def test_draws_that_are_weighed_are_the_same_in_every_stretch() -> None:
    match = Match(
        entaku.case("bill_and_jack"), ("concede,model=ensemble,band=0.1", "nice,model=ensemble"), 12, 0.0, 5
    )
    whole = records(played(match, 0, 20), 2)
    parts = np.concatenate([records(played(match, *some), 2) for some in ((0, 10), (10, 20))])
    order = ["play", "bout"]
    assert np.array_equal(np.sort(whole, order=order), np.sort(parts, order=order))
