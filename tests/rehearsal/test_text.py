"""A single text moves as the slow reference says, whatever is proposed; its laws."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entaku.kernels.packages import REFUSED
from entaku.rehearsal.neighbours import Neighbours
from entaku.rehearsal.protocols.text import Rules, Texts, improvable, play
from entaku.rehearsal.seat import NONE, Strategy
from entaku.rehearsal.strategies.concede import Concede
from entaku.rehearsal.table import Table
from tests.rehearsal.reference_text import negotiate_text

OPTIONS = np.array(list(product(range(2), range(3), range(2))))
PACKAGES = len(OPTIONS)
PARTIES = 3


def table(seed: int, plays: int, rounds: int) -> Table:
    rng = np.random.default_rng(seed)
    values = rng.integers(0, 12, (plays, PARTIES, PACKAGES))
    values[rng.random(values.shape) < 0.05] = REFUSED
    floors = np.repeat(rng.integers(0, 6, (plays, PARTIES, 1)), rounds, axis=2)
    return Table(
        parties=("a", "b", "c"),
        draws=np.arange(plays),
        values=values,
        floors=floors,
        span=np.full((plays, PARTIES), 11.0),
        options=OPTIONS,
        carried=np.array([[mask.bit_count() > 1 for mask in range(8)]] * PACKAGES),
        seed=seed,
    )


def moved(made: Table, **said: Any) -> Texts:
    strategies: list[Strategy] = [Concede(beta=1.0) for _ in range(PARTIES)]
    start = np.arange(made.plays) % PACKAGES
    return play(made, strategies, Rules(order=(0, 1, 2), rounds=made.rounds, start=start, **said))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from(["veto", "carried"]), st.booleans())
def test_a_text_moves_as_the_reference_says(seed: int, adopt: str, early: bool) -> None:  # noqa: FBT001
    made = table(seed, 12, 20)
    if early and adopt == "carried":
        return  # the mediator here always asks everybody before it stops
    found = moved(made, adopt=adopt, stop="acceptable" if early else "efficient")
    steps = Neighbours(OPTIONS)
    for number in range(made.plays):
        changes = [int(c) for c in found.proposed[number] if c != NONE]
        path = found.path[number]
        proposals = [
            int(steps.changed(path[[place]], found.changes[change])[0])
            for place, change in enumerate(changes)
        ]
        values = [[None if v == REFUSED else int(v) for v in row] for row in made.values[number]]
        slow = negotiate_text(
            values,
            made.floors[number].tolist(),
            int(path[0]),
            proposals,
            rule="veto" if adopt == "veto" else "winning",
            winning=lambda _, some: len(some) > 1,
        )
        assert path[: len(proposals) + 1].tolist() == slow.path
        objected = [frozenset(p for p in range(3) if mask >> p & 1) for mask in found.objected[number]]
        assert objected[: len(proposals)] == slow.objectors
        assert (found.package[number] != NONE) == (slow.accepted_by == {0, 1, 2})


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6))
def test_under_a_veto_no_approval_is_lost_and_the_last_text_cannot_be_bettered_by_one_clause(
    seed: int,
) -> None:
    made = table(seed, 12, 200)
    found = moved(made)
    steps = Neighbours(OPTIONS)
    for party in range(PARTIES):
        worth = np.stack([made.sides[party].worth(text) for text in found.path.T])
        assert (np.diff(worth, axis=0) >= 0).all()
    before = np.stack([side.worth(found.last) for side in made.sides])
    for change in steps.single:
        there = steps.changed(found.last, change)
        after = np.stack([side.worth(there) for side in made.sides])
        betters = (after >= before).all(axis=0) & (after > before).any(axis=0)
        assert not (betters & (there != NONE)).any()


def test_a_mediator_that_stops_early_stops_at_the_first_text_all_can_take() -> None:
    made = table(3, 40, 60)
    found = moved(made, stop="acceptable")
    each = [[made.sides[p].worth(text) >= made.floors[:, p, 0] for text in found.path.T] for p in range(3)]
    good = np.asarray(np.all(each, axis=0))
    for number in np.flatnonzero(good.any(axis=0)):
        first = int(good[:, number].argmax())
        assert found.path[number, first] == found.last[number]
        assert found.round[number] == first or found.stop[number] != 0


def test_who_asks_for_more_objects_to_more() -> None:
    made = table(5, 200, 40)
    truthful, asking = moved(made), moved(made, voice="asking")
    objections = [np.bitwise_count(each.objected).sum() for each in (truthful, asking)]
    assert objections[1] > objections[0]


def test_losses_on_the_way_find_what_a_veto_does_not() -> None:
    made = table(7, 400, 120)
    assert (moved(made, adopt="annealed", heat=0.3).package != NONE).sum() > (
        moved(made).package != NONE
    ).sum()


@pytest.mark.parametrize("interest", [0.0, 1.0])
def test_the_mediators_interest_shows_in_what_it_proposes_first(interest: float) -> None:
    made = table(9, 300, 5)
    found = moved(made, mediator=0, interest=interest)
    steps = Neighbours(OPTIONS)
    start = found.path[:, 0]
    options = np.stack([steps.changed(start, change) for change in steps.single], axis=1)
    worth = np.where(
        options == NONE, REFUSED, np.take_along_axis(made.sides[0].values, np.maximum(options, 0), axis=1)
    )
    first = worth[np.arange(made.plays), found.proposed[:, 0]]
    best = first == worth.max(axis=1)
    assert best.all() if interest else not best.all()


def test_a_trade_of_two_clauses_that_betters_the_text_is_found() -> None:
    # two issues of two options: only both changes together better the text for both
    values = np.array([[[5, 9, 1, 6], [5, 1, 9, 6]]])
    made = Table(
        parties=("a", "b"),
        draws=np.arange(1),
        values=values,
        floors=np.zeros((1, 2, 9), np.int64),
        span=np.full((1, 2), 9.0),
        options=np.array(list(product(range(2), range(2)))),
        carried=np.ones((4, 4), np.bool_),
        seed=1,
    )
    found = play(made, [Concede(), Concede()], Rules(order=(0, 1), rounds=9, start=np.zeros(1, np.int64)))
    assert found.last.tolist() == [0]
    changes, passes = improvable(made, (0, 1), found.last)
    assert [changes[place] for place in np.flatnonzero(passes[0])] == [((0, 1), (1, 1))]
