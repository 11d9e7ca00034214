"""Models of the other party: a slow reference, laws, and what they are worth on published domains."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from math import exp, log, log2
from pathlib import Path
from random import Random

import numpy as np
import pytest

import entaku
from entaku.kernels.counter import uniform
from entaku.model.basics import PUBLIC
from entaku.model.case import Agreement
from entaku.model.errors import NotPossible
from entaku.rehearsal.beliefs import LEFT, SLIP, TAU
from entaku.rehearsal.believing import believing
from entaku.rehearsal.cards import ModelCard
from entaku.rehearsal.judging import Pair, judged, listened, spearman
from entaku.rehearsal.laying import laid
from entaku.rehearsal.manner import manner
from entaku.rehearsal.models import cards, model, names
from entaku.rehearsal.models.ensemble import Weighed
from entaku.rehearsal.models.orders import GUESSES, guessed
from entaku.rehearsal.nash import nash_package
from entaku.rehearsal.played import Played
from entaku.rehearsal.protocols.offers import Rules, play
from entaku.rehearsal.seat import Seat
from entaku.rehearsal.table import Prior, Table
from entaku.space.study import lay_out
from tests.rehearsal.tables import ROUNDS, known, plays, table
from tests.rehearsal.test_published import Domain

LATE_AND_EVEN = ("concede,beta=0.3", "concede")


def said(played: Played, row: int, rounds: int) -> list[tuple[int, int]]:
    """List the moves that were offers: who, which package."""
    return [
        (who, package) for when, who, package, what in played.moves(row) if what == "offer" and when <= rounds
    ]


def counted(laid: Table, heard: list[int]) -> list[float]:
    """Say what packages are worth by counting, one play, in plain Python."""
    options = laid.options.tolist()
    issues = range(len(options[0]))
    kept = [1 + sum(options[a][i] == options[b][i] for a, b in pairwise(heard)) for i in issues]
    found = []
    for package in options:
        total = 0.0
        for i in issues:
            counts = {
                option: 1 + sum(options[h][i] == option for h in heard)
                for option in {row[i] for row in options}
            }
            total += kept[i] / sum(kept) * counts[package[i]] / max(counts.values())
        found.append(total)
    return found


def reweighed(prior: Prior, rounds: int, own: int, moves: list[tuple[int, int]]) -> list[float]:
    """Weigh the draws of one play in plain Python: offers and refusals one by one, then the discount."""
    logs = []
    packages, draws = prior.worth.shape
    for m in range(draws):
        total, place, stands = 0.0, 0, -1
        for who, package in moves:
            if who == own:
                stands = package
                continue
            deal = prior.deal[place, m]
            wanted = deal + max(1 - deal, 0) * (1 - (place + 1) / (rounds + 1))
            odds = [exp(min(prior.worth[x, m] - wanted, 0) / TAU) for x in range(packages)]
            total += log((1 - SLIP) * odds[package] / sum(odds) + SLIP / packages)
            if stands >= 0:
                total += log((1 - SLIP) / (1 + exp((prior.worth[stands, m] - wanted) / TAU)) + SLIP)
            place += 1
        logs.append(total)

    def powered(power: float) -> list[float]:
        some = [exp((one - max(logs)) * power) for one in logs]
        return [one / sum(some) for one in some]

    def enough(power: float) -> bool:
        return bool(sum(one**2 for one in powered(power)) * LEFT * draws <= 1)

    low, high = 0.0, 1.0
    while not enough(1.0) and high - low > 1e-7:
        low, high = ((low + high) / 2, high) if enough((low + high) / 2) else (low, (low + high) / 2)
    return powered(1.0 if enough(1.0) else low)


@pytest.mark.parametrize("own", [0, 1])
@pytest.mark.parametrize("rounds", [0, 1, 4, ROUNDS])
def test_counts_agree_with_a_slow_reference(rounds: int, own: int) -> None:
    laid = table(10, 6)
    played = plays(laid, "concede,beta=0.4", "concede,beta=0.7")
    _, thinks = listened(laid, played, own, "frequency", rounds)
    found = thinks.worth(np.arange(6), np.tile(np.arange(24), (6, 1)))
    for row in range(6):
        heard = [package for who, package in said(played, row, rounds) if who != own]
        assert found[row].tolist() == pytest.approx(counted(laid, heard))


@pytest.mark.parametrize("own", [0, 1])
@pytest.mark.parametrize("rounds", [0, 1, 4, ROUNDS])
def test_the_draws_agree_with_a_slow_reference(rounds: int, own: int) -> None:
    laid = known(table(11, 5))
    played = plays(laid, "concede,beta=0.4", "chance")
    _, thinks = listened(laid, played, own, "ensemble", rounds)
    assert isinstance(thinks, Weighed)
    weights, prior = thinks.weights(np.arange(5)), laid.priors[1 - own]
    found = thinks.worth(np.arange(5), np.tile(np.arange(24), (5, 1)))
    for row in range(5):
        slow = reweighed(prior, ROUNDS, own, said(played, row, rounds))
        assert weights[row].tolist() == pytest.approx(slow, abs=1e-5)
        assert found[row].tolist() == pytest.approx((prior.worth @ np.array(slow)).tolist(), abs=1e-4)
        bits = sum(one * log2(one * len(slow)) for one in slow if one > 0)
        assert thinks.bits(np.array([row]))[0] == pytest.approx(bits, abs=1e-4)


def test_guesses_agree_with_a_slow_reference() -> None:
    laid = table(21, 2)
    thinks = guessed(Seat(laid, 0, ROUNDS))
    options, weights = laid.options.tolist(), [3 / 6, 2 / 6, 1 / 6]
    orders, tops = set(), set()
    for guess in range(0, GUESSES, 7):
        drawn = [float(uniform(7, PUBLIC, guess, "rehearsal", "orders", issue)) for issue in range(3)]
        at = [float(uniform(7, PUBLIC, guess, "rehearsal", "tops", issue)) for issue in range(3)]
        top = [int(one * size) for one, size in zip(at, (3, 2, 4), strict=True)]
        rank = [sum(other < one for other in drawn) for one in drawn]
        worth = []
        for package in options:
            parts = [
                1 - abs(package[i] - top[i]) / max(top[i], size - 1 - top[i])
                for i, size in enumerate((3, 2, 4))
            ]
            worth.append(sum(weights[rank[i]] * parts[i] for i in range(3)))
        low, high = min(worth), max(worth)
        assert thinks._belief.prior.worth[:, guess].tolist() == pytest.approx(
            [(one - low) / (high - low) for one in worth]
        )
        orders.add(tuple(rank))
        tops.add(tuple(top))
    assert len(orders) == 6
    assert len(tops) > 12


def test_guesses_are_about_one_other_and_not_too_many_packages() -> None:
    laid = table(22, 2)
    three = Seat(laid, 0, ROUNDS)
    three.others = 2
    with pytest.raises(NotPossible, match="needs two parties"):
        guessed(three)
    many = replace(laid, options=np.zeros((200_000, 1), dtype=np.int64))
    with pytest.raises(NotPossible, match="200,000 packages are too many"):
        guessed(Seat(many, 0, ROUNDS))


def test_before_anything_is_said_there_is_the_prior() -> None:
    laid = known(table(12, 4))
    played = plays(laid, "concede", "concede")
    rows, packages = np.arange(4), np.tile(np.arange(24), (4, 1))
    _, thinks = listened(laid, played, 0, "ensemble", 0)
    assert isinstance(thinks, Weighed)
    assert np.allclose(thinks.worth(rows, packages), laid.priors[1].worth.mean(axis=1))
    assert thinks.bits(rows).tolist() == [0, 0, 0, 0]
    assert thinks.deal(rows) == pytest.approx(laid.priors[1].deal[0].mean())
    _, flat = listened(laid, played, 0, "frequency", 0)
    assert np.allclose(flat.worth(rows, packages), 1.0)


def test_an_offer_reveals_something_and_never_less_than_nothing() -> None:
    laid = known(table(13, 40))
    played = plays(laid, "holdout", "concede,beta=0.3")
    rows = np.arange(40)
    told = []
    for rounds in (0, 1, 5, 20):
        thinks = listened(laid, played, 0, "ensemble", rounds)[1]
        assert isinstance(thinks, Weighed)
        told.append(thinks.bits(rows))
        assert (told[-1] >= 0).all()
        assert (1 / np.square(thinks.weights(rows)).sum(axis=1) > LEFT * 30 - 1e-6).all()
    heard = np.flatnonzero((played.log[:, 1::2] >= 0).any(axis=1))
    assert told[0].max() == 0 < told[1][heard].min()


@pytest.mark.parametrize("name", names())
def test_a_play_is_judged_alike_in_any_company(name: str) -> None:
    whole = known(table(14, 9))
    played = plays(whole, "concede", "concede")
    rows = slice(6, 9)
    part = replace(
        whole,
        draws=whole.draws[rows],
        values=whole.values[rows],
        floors=whole.floors[rows],
        span=whole.span[rows],
    )
    alone = plays(part, "concede", "concede")
    for rounds in (0, 3, 20):
        all_, some = (
            judged(one, two, Pair(1, 0), name, rounds) for one, two in ((whole, played), (part, alone))
        )
        assert all_.correlation[rows].tolist() == some.correlation.tolist()
        assert all_.distance[rows].tolist() == some.distance.tolist()
        assert all_.heard[rows].tolist() == some.heard.tolist()


def test_a_model_says_what_it_is() -> None:
    assert names() == ("ensemble", "frequency", "orders")
    for name, card in cards().items():
        assert isinstance(card, ModelCard)
        assert card.title.ja != card.title.en
        assert card.prior == (name == "ensemble")
    with pytest.raises(KeyError):
        model("nothing")


@pytest.mark.parametrize("name", names())
def test_more_offers_heard_order_packages_better(shared: Path, name: str) -> None:
    found = []
    for domain in (Domain(shared, "Camera", "genius"), Domain(shared, "Grocery", "genius")):
        study = domain.study
        laid_ = laid(study, study.parties, 50, 0, range(1))
        at = believing(laid_, study, 0) if name == "ensemble" else laid_
        for own, first, second in ((0, "holdout", "concede"), (1, "concede", "holdout")):
            played = plays(at, first, second, 50)
            pair = Pair(own, 1 - own)
            found.append([judged(at, played, pair, name, rounds).correlation[0] for rounds in (0, 2, 12)])
    start, little, more = np.mean(found, axis=0)
    assert start < little
    assert start + 0.3 < more
    assert little < more + 0.05


def test_the_draws_of_a_coded_case_know_more_than_counting() -> None:
    two = Agreement(parties=("US", "RU"), because=("analyst",))  # the model is of one other party
    study = lay_out(replace(entaku.case("moscow-2025-12-02"), agreement=two), draws=60)
    at = believing(laid(study, ["US", "RU"], 20, 0, range(60)), study, 0)
    pair = [
        manner(text).made(party, at.draws, 1) for text, party in zip(LATE_AND_EVEN, at.parties, strict=True)
    ]
    played = play(at, pair, Rules(order=(0, 1), rounds=20))
    start, little, more = (judged(at, played, Pair(0, 1), "ensemble", rounds) for rounds in (0, 1, 20))
    assert start.correlation.mean() < little.correlation.mean() < more.correlation.mean()
    assert start.distance.mean() > little.distance.mean()
    counting = judged(at, played, Pair(0, 1), "frequency", 20)
    assert counting.correlation.mean() + 0.05 < more.correlation.mean()
    assert counting.distance.mean() > more.distance.mean()


def test_what_is_known_of_others_is_no_draw_that_is_played(shared: Path) -> None:
    study = Domain(shared, "Laptop", "genius").study
    at = laid(study, study.parties, 10, 0, range(1))
    with_priors = believing(at, study, 0, 50)
    for party, prior in enumerate(with_priors.priors):
        assert prior.worth.shape == (at.packages, 50)
        assert prior.deal.shape == (10, 50)
        assert (prior.worth.max(axis=0) <= 1).all()
        assert not (np.abs(prior.worth - at.shares(party).T) < 1e-9).all(axis=0).any()
        assert len(np.unique(prior.worth, axis=1).T) == 50
    with pytest.raises(NotPossible, match="take `model=frequency`"):
        believing(at, study, 0, 10**8)


def test_a_model_without_its_draws_is_refused() -> None:
    with pytest.raises(NotPossible, match="needs two parties at the table, no more, and draws"):
        plays(table(1, 2), "concede,model=ensemble", "concede")


def test_ranks_agree_with_a_slow_reference() -> None:
    dice = Random(5)
    for _ in range(50):
        one, other = ([dice.randrange(6) for _ in range(8)] for _ in range(2))

        def ranks(given: list[int]) -> list[float]:
            return [sum(b < a for b in given) + (sum(b == a for b in given) - 1) / 2 for a in given]

        expected_ = np.corrcoef(ranks(one), ranks(other))[0, 1]
        assert spearman(np.array([one], float), np.array([other], float))[0] == pytest.approx(expected_)
    assert spearman(np.array([[1.0, 1.0]]), np.array([[1.0, 2.0]])).tolist() == [0.0]


def test_who_knows_the_truth_is_judged_to_know_it() -> None:
    laid = table(19, 6)
    truth = tuple(
        Prior(np.ascontiguousarray(laid.shares(party)[:1].T), np.ascontiguousarray(laid.deals(party)[:1].T))
        for party in (0, 1)
    )
    at = replace(laid, priors=truth)
    found = judged(at, plays(at, "concede", "concede"), Pair(0, 1), "ensemble", ROUNDS)
    assert found.correlation[0] == pytest.approx(1)
    assert found.distance[0] == 0
    assert (found.correlation[1:] < 1).all()
    assert found.distance[1:].max() > 0


def test_no_package_that_gains_for_both() -> None:
    assert nash_package(np.array([[1.0, -1.0]]), np.array([[-1.0, 1.0]])).tolist() == [-1]
