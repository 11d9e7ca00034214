"""Room by month, today's package and the worth of waiting, against listing packages draw by draw."""

from __future__ import annotations

import random
from math import prod

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entaku.model.case import Case
from entaku.model.statement import Says
from entaku.space.study import Study, lay_out
from entaku.space.timing import Timing, followed, timing, together
from tests.space import build as b

SEEDS = st.integers(0, 10**6)
DRAWS, MONTHS, TAU = 20, 3, 0.01


def some_case(seed: int) -> Case:
    """Make two or three parties, some of whom a factor moves up or down."""
    rng = random.Random(seed)
    parties = "ABC"[: rng.randint(2, 3)]
    issues = [b.issue(name, "no", "yes", "more") for name in "xy"]
    said: dict[str, list[Says]] = {}
    for who in parties:
        of = rng.choice(issues)
        said[who] = [b.order(of.id, *rng.sample(["no", "yes", "more"], 2)), b.no_deal(0.2, 0.7)]
        if rng.random() < 0.2:
            said[who].append(b.red_line(of.id, "more"))
    paths = [b.path(who, {"front": rng.choice((-1.0, 0.5, 1.0))}, rng.choice((0.0, 0.05))) for who in parties]
    ahead = b.outlook(MONTHS, {"front": (b.span(-0.05, 0.1), b.span(0.0, 0.1))}, *paths)
    return b.case(issues, said, outlook=ahead)


class Slow:
    """All packages of one draw in one month."""

    def __init__(self, study: Study, n: int) -> None:
        self.study, self.n = study, n
        space = study.outcomes
        self.held = [
            [space.option(*option) for option in space.package(number).items()]
            for number in range(space.count)
        ]

    def worth(self, package: int, p: int) -> int:
        return sum(int(self.study.ensemble.values[self.n, p, place]) for place in self.held[package])

    def no_deal(self, p: int, month: int) -> int:
        return int(self.study.ensemble.no_deal[self.n, p, month])

    def accepted(self, package: int, month: int) -> bool:
        draws = self.study.ensemble
        return all(
            self.worth(package, p) >= self.no_deal(p, month)
            and not draws.vetoed[self.n, p, self.held[package]].any()
            for p in self.places()
        )

    def places(self) -> list[int]:
        return [self.study.parties.index(party) for party in self.study.case.needed]

    def deal(self, month: int) -> list[float]:
        """Give what each has: the largest product of gains, or no deal; no ties in drawn values."""
        unit = self.study.own_ranges[self.n]
        open_to = [package for package in range(len(self.held)) if self.accepted(package, month)]
        if not open_to:
            return [self.no_deal(p, month) / unit[p] for p in self.places()]
        best = max(
            open_to,
            key=lambda package: prod(self.worth(package, p) - self.no_deal(p, month) for p in self.places()),
        )
        return [self.worth(best, p) / unit[p] for p in self.places()]


def looked_at(seed: int) -> tuple[Study, Timing, list[Slow]]:
    study = lay_out(some_case(seed), DRAWS)
    return study, timing(study, TAU), [Slow(study, n) for n in range(DRAWS)]


@settings(max_examples=25)
@given(SEEDS)
def test_room_and_todays_package_by_month(seed: int) -> None:
    study, found, slow = looked_at(seed)
    packages = range(study.outcomes.count)
    for n, one in enumerate(slow):
        room = [any(one.accepted(x, month) for x in packages) for month in range(MONTHS + 1)]
        assert found.room[n].tolist() == room
        if found.package >= 0:
            kept = [one.accepted(found.package, month) for month in range(MONTHS + 1)]
            assert found.kept[n].tolist() == kept
    assert (found.package >= 0) == bool(found.room[:, 0].any())


@settings(max_examples=25)
@given(SEEDS)
def test_waiting_is_worth_what_the_paths_say(seed: int) -> None:
    """The best fixed date and foresight are averages over the draws with a deal today; the rule lies between."""
    study, found, slow = looked_at(seed)
    at = [n for n in range(DRAWS) if found.room[n, 0]]
    assert found.numbers.tolist() == study.ensemble.numbers[at].tolist()
    if not at:
        assert found.waits == ()
        return
    deals = np.array([[slow[n].deal(month) for month in range(MONTHS + 1)] for n in at])
    for p, wait in enumerate(found.waits):
        path = deals[:, :, p].copy()
        place = study.parties.index(wait.party)
        last = [slow[n].no_deal(place, MONTHS) / study.own_ranges[n, place] for n in at]
        path[:, -1] = np.maximum(path[:, -1], last)
        gains = path - path[:, :1]
        assert wait.fixed == pytest.approx(gains.mean(axis=0).max(), abs=1e-9)
        assert wait.foresight == pytest.approx(gains.max(axis=1).mean(), abs=1e-9)
        assert gains.mean(axis=0)[wait.month] == pytest.approx(wait.fixed, abs=1e-9)
        assert -1e-9 <= wait.fixed <= wait.rule + 1e-9 <= wait.foresight + 2e-9
        assert not (wait.gains & (gains.max(axis=1) <= TAU)).any()


@settings(max_examples=25)
@given(SEEDS)
def test_not_all_gain_unless_no_deal_becomes_better_for_all(seed: int) -> None:
    study, found, slow = looked_at(seed)
    if not found.waits:
        return
    at = [n for n in range(DRAWS) if found.room[n, 0]]
    for n, all_gain in zip(at, together(found), strict=True):
        if all_gain:
            one, unit = slow[n], study.own_ranges[n]
            today = one.deal(0)
            walked = [
                max(one.no_deal(p, month) for month in range(MONTHS + 1)) / unit[p] for p in one.places()
            ]
            assert all(later > now for later, now in zip(walked, today, strict=True))


def test_a_worsening_no_deal_gives_the_other_side_reason_to_wait() -> None:
    """B's no deal falls to nothing: what was out of reach for A becomes the Nash package."""
    issues = [b.issue("x", "low", "middle", "high")]
    said: dict[str, list[Says]] = {
        "A": [b.order("x", "low", "middle", "high"), b.value("x", "middle", 0.5), b.no_deal(0.0)],
        "B": [b.order("x", "high", "middle", "low"), b.value("x", "middle", 0.5), b.no_deal(0.6, 0.61)],
    }
    paths = [b.path("A", {}), b.path("B", {}, cost=0.2)]
    study = lay_out(b.case(issues, said, outlook=b.outlook(2, {}, *paths)), 30)
    found = timing(study, TAU)
    assert found.room.all()
    mine, other = found.waits
    assert mine.rule == pytest.approx(0.5)
    assert mine.month == 1
    assert mine.gains.all()
    assert other.rule == pytest.approx(0.0)
    assert not together(found).any()


def test_without_an_outlook_nothing_is_followed() -> None:
    made = b.case([b.issue("x", "no", "yes")], {"A": [b.no_deal(0.1, 0.4)], "B": []})
    assert not followed(lay_out(made, 5))
    assert followed(lay_out(some_case(0), 5))
