"""What a shuttle must keep to: no party knows what was not carried, and a deal is one that each accepted."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import Any, Literal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from entaku.kernels.packages import REFUSED
from entaku.rehearsal.beliefs import SLIP, TAU, Belief
from entaku.rehearsal.protocols.shuttle import ACCEPTS, AGREED, UNTOLD, Rules, Shuttled, play
from entaku.rehearsal.seat import NONE, Seat, Strategy
from entaku.rehearsal.strategies.concede import Concede
from entaku.rehearsal.strategies.informed import Informed
from entaku.rehearsal.table import Prior, Table

OPTIONS = np.array(list(product(range(2), range(3), range(2))))
US, RU, UA = range(3)
VISITS = 9


def table(seed: int, plays: int) -> Table:
    rng = np.random.default_rng(seed)
    values = rng.integers(0, 1000, (plays, 3, len(OPTIONS)))
    values[rng.random(values.shape) < 0.05] = REFUSED
    floors = np.repeat(rng.integers(0, 500, (plays, 3, 1)), VISITS, axis=2)
    return Table(
        parties=("US", "RU", "UA"),
        draws=np.arange(plays),
        values=values,
        floors=floors,
        span=np.full((plays, 3), 1000.0),
        options=OPTIONS,
        carried=np.ones((len(OPTIONS), 8), np.bool_),
        seed=seed,
    )


def travelled(made: Table, strategies: list[Strategy] | None = None, **said: Any) -> Shuttled:
    known = table(99, 50)
    rules: dict[str, Any] = {"visited": (RU, UA), "visits": VISITS, "start": np.zeros(made.plays, np.int64)}
    by: list[Strategy] = strategies or [Concede(), Concede(beta=1.0), Concede(beta=2.0)]
    return play(made, by, {p: known.prior(p) for p in (RU, UA)}, Rules(**(rules | {"mediator": US} | said)))


@pytest.mark.parametrize("itinerary", [(RU, UA), (UA, UA, RU), ()])
def test_a_deal_is_a_text_that_each_accepted_when_it_was_last_asked(itinerary: tuple[int, ...]) -> None:
    made = table(1, 300)
    found = travelled(made, itinerary=itinerary)
    assert 0.05 < (found.end == AGREED).mean() < 0.95
    for number in np.flatnonzero(found.end == AGREED):
        last = {
            party: (int(found.text[number, v]), bool(found.accepted[number, v]))
            for v in range(int(found.round[number]))
            if (party := int(found.party[number, v])) != NONE
        }
        assert set(last.values()) == {(int(found.package[number]), True)}
        assert set(last) == {RU, UA}
        worth = made.values[number, :, found.package[number]]
        assert (worth >= made.floors[number, :, 0]).all()


def test_a_coded_journey_is_kept_to() -> None:
    found = travelled(table(2, 50), itinerary=(UA, UA, RU))
    for v, expected in enumerate((UA, UA, RU, UA, UA, RU, UA, UA, RU)[: found.party.shape[1]]):
        assert set(found.party[:, v].tolist()) <= {expected, NONE}


def test_a_text_turned_down_is_not_carried_again_while_there_are_others() -> None:
    found = travelled(table(3, 200), mediator=NONE)
    for number in range(200):
        refused = [
            int(found.text[number, v])
            for v in range(found.party.shape[1])
            if found.party[number, v] != NONE and not found.accepted[number, v]
        ]
        assert len(set(refused)) == len(refused)


class _Secretive:
    """Refuses the first texts whatever they are, and would offer something else each time."""

    def __init__(self, first: int) -> None:
        self.first = first

    def offer(self, seat: Seat) -> NDArray[np.int64]:
        return np.full(len(seat.floor), self.first + seat.turn % 3, dtype=np.int64)

    def accepts(self, seat: Seat, offered: NDArray[np.int64]) -> NDArray[np.bool_]:
        return np.asarray((seat.turn > 4) & (offered >= 0))


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from(["text", "answers"]))
def test_what_was_not_carried_changes_no_answer(seed: int, carries: Literal["text", "answers"]) -> None:
    """Two runs that differ only in what Russia said, with the same texts brought to Ukraine: the same answers."""
    made = table(seed, 40)
    runs = []
    for first in (0, 5):
        known = {p: Prior(np.zeros((len(OPTIONS), 50)), np.zeros((VISITS, 50))) for p in (RU, UA)}
        by: list[Strategy] = [Concede(), _Secretive(first), Informed(beta=1.0, waives=0.9)]
        start = np.zeros(40, np.int64)
        rules = Rules(visited=(RU, UA), visits=VISITS, start=start, itinerary=(RU, UA), carries=carries)
        runs.append(play(made, by, known, rules))
    one, other = runs
    visits = min(one.party.shape[1], other.party.shape[1])
    alike = (one.text[:, :visits] == other.text[:, :visits]).all(axis=1)
    assert alike.all()  # a mediator that believes nothing is led by nothing
    asked = (one.party[:, :visits] == UA) & (other.party[:, :visits] == UA)
    told = (one.told[:, :visits] == other.told[:, :visits]).all(axis=2)
    same = one.accepted[:, :visits] == other.accepted[:, :visits]
    assert same[asked & told].all()
    if carries == "text":
        assert (one.told == UNTOLD).all()


def test_what_was_carried_can_change_an_answer() -> None:
    made = table(4, 400)
    by: list[Strategy] = [Concede(), Informed(beta=1.0, waives=0.9), Informed(beta=1.0, waives=0.9)]
    shares = [
        (travelled(made, by, itinerary=(RU, UA), carries=c).end == AGREED).mean() for c in ("text", "answers")
    ]
    assert shares[1] > shares[0] + 0.05


def test_a_party_is_told_of_others_only_and_only_of_the_text_in_hand() -> None:
    found = travelled(table(5, 200), itinerary=(RU, UA), carries="answers")
    for v in range(found.party.shape[1]):
        for party in (RU, UA):
            rows = found.party[:, v] == party
            assert (found.told[rows, v, party] == UNTOLD).all()
            other = UA if party == RU else RU
            said = rows & (found.told[:, v, other] == ACCEPTS)
            if v:
                assert found.accepted[said, v - 1].all()
                assert (found.text[said, v - 1] == found.text[said, v]).all()


def test_the_mediator_carries_nothing_that_is_worse_than_no_deal_to_itself() -> None:
    made = table(6, 200)
    found = travelled(made)
    for v in range(1, found.party.shape[1]):
        moved = (found.text[:, v] != found.text[:, v - 1]) & (found.party[:, v] != NONE)
        assert (made.sides[US].worth(found.text[:, v])[moved] >= made.floors[moved, US, 0]).all()


def test_a_mediator_with_an_interest_carries_what_it_likes() -> None:
    made = table(7, 300)
    worth = []
    for interest in (0.0, 1.0):
        found = travelled(made, interest=interest)
        worth.append(float(made.sides[US].worth(found.text[:, 1]).mean()))
    assert worth[1] > worth[0] + 50


def test_the_belief_is_bayes_rule_draw_by_draw() -> None:
    dice = np.random.default_rng(1)
    worth, deal = dice.random((3, 40)), np.full((4, 40), 0.2)
    belief = Belief(Prior(worth, deal), 2, 4)
    mine = np.array([1])
    belief.refused(mine, np.array([0]), 1)
    belief.offered(mine, np.array([1]), 2)
    belief.accepted(mine, np.array([2]), 3)
    belief.settle(mine)
    asked = [0.2 + 0.8 * (1 - r / 5) for r in (1, 2, 3)]
    soft = np.exp(np.minimum(0.0, worth - asked[1]) / TAU)
    parts = (
        1.0 / (1.0 + np.exp((worth[0] - asked[0]) / TAU)),
        soft[1] / soft.sum(axis=0),
        1.0 / (1.0 + np.exp(-(worth[2] - asked[2]) / TAU)),
    )
    likely = np.prod(
        [(1 - SLIP) * part + SLIP * one for part, one in zip(parts, (1, 1 / 3, 1), strict=True)], axis=0
    )
    share = likely / likely.sum()
    assert 1 / np.square(share).sum() > 4  # more than a tenth of the draws: nothing is discounted
    assert belief.weights(mine)[0] == pytest.approx(share)
    assert belief.bits(mine)[0] == pytest.approx(float((share * np.log2(share * 40)).sum()))
    assert belief.bits(np.array([0])) == pytest.approx(0.0)  # in the other play nothing was said


def test_the_same_plays_go_the_same_way_however_they_are_cut() -> None:
    made = table(9, 60)
    whole = travelled(made, itinerary=(RU, UA))
    for start in (0, 20, 40):
        some = slice(start, start + 20)
        part = replace(
            made,
            draws=made.draws[some],
            values=made.values[some],
            floors=made.floors[some],
            span=made.span[some],
        )
        found = travelled(part, itinerary=(RU, UA))
        assert found.package.tolist() == whole.package[some].tolist()
        assert found.round.tolist() == whole.round[some].tolist()
