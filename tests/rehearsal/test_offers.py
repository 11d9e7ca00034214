"""Alternating offers go as the slow reference says, move by move."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

from entaku.kernels.packages import REFUSED
from entaku.rehearsal.accepting import RULES, Accepting
from entaku.rehearsal.played import Played
from entaku.rehearsal.protocols.offers import Rules, play
from entaku.rehearsal.seat import Strategy
from entaku.rehearsal.strategies.answer import Answer
from entaku.rehearsal.strategies.concede import Concede
from entaku.rehearsal.strategies.holdout import HoldOut
from entaku.rehearsal.strategies.micro import Micro
from entaku.rehearsal.table import Table
from tests.rehearsal.reference_offers import Outcome, Winning
from tests.rehearsal.reference_strategies import Strategy as Said
from tests.rehearsal.test_reference import Bargain, bargains
from tests.rehearsal.traces import TRACES, Trace


def table(cases: Sequence[Bargain]) -> Table:
    """Lay several bargains of one shape out as plays of one table."""
    values = [[[REFUSED if v is None else v for v in row] for row in case.values] for case in cases]
    parties, packages = len(cases[0].values), len(cases[0].values[0])
    return Table(
        parties=tuple(f"p{p}" for p in range(parties)),
        draws=np.arange(len(cases)),
        values=np.array(values, dtype=np.int64).reshape(len(cases), parties, packages),
        floors=np.array([case.floors for case in cases], dtype=np.int64),
        span=np.ones((len(cases), parties)),
        options=np.arange(packages)[:, None],
        carried=carried(cases[0].options["winning"], parties, packages),
        seed=1,
    )


def carried(winning: Winning | None, parties: int, packages: int) -> Any:
    if winning is None:
        return np.ones((packages, 2**parties), dtype=np.bool_)
    sets = [frozenset(p for p in range(parties) if mask >> p & 1) for mask in range(2**parties)]
    return np.array([[winning(x, some) for some in sets] for x in range(packages)])


def fast(said: Said) -> Strategy:
    name, settings_ = said
    settings_ = dict(settings_)
    accept = settings_.pop("accept", None)
    floor = settings_.pop("floor", "deal")
    if name == "concede":
        form = {"exp": "exponential"}.get(settings_.get("form", "power"), "power")
        made: Strategy = Concede(settings_["beta"], settings_.get("kappa", 0.0), form, floor)
    elif name in {"relative", "absolute", "averaged"}:
        made = Answer(name, int(settings_.get("window", 0) or settings_.get("lag", 1)))
    else:
        made = Micro() if name == "micro" else HoldOut()
    if accept is None:
        return made
    return Accepting(made, RULES[accept[0]].made([str(part) for part in accept[1:]]))


def rules(case: Bargain) -> Rules:
    roster = case.options["roster"]
    seated = tuple(sum(1 << p for p in some) for some in roster) if roster is not None else ()
    return Rules(
        order=tuple(range(len(case.values))),
        rounds=case.rounds,
        seated=seated,
        consent="all" if case.options["winning"] is None else "carried",
        clock="turn" if case.options["per_turn"] else "round",
        last="answered" if case.options["answer_last"] else "unanswered",
    )


def told(found: Played, number: int) -> Outcome:
    package, by = int(found.package[number]), int(found.by[number])
    return Outcome(
        None if package < 0 else package,
        int(found.round[number]),
        int(found.turn[number]),
        None if by < 0 else by,
        ("agreed", "deadline", "left")[int(found.end[number])],
        [(r, p, None if x < 0 else x, what) for r, p, x, what in found.moves(number)],
    )


def played(cases: Sequence[Bargain]) -> list[Outcome]:
    """Play bargains of one shape, with the strategies and rules of the first."""
    found = play(table(cases), [fast(said) for said in cases[0].strategies], rules(cases[0]))
    return [told(found, number) for number in range(len(cases))]


def plain(case: Bargain) -> Bargain:
    """Take from the rules of acceptance a floor other than no deal, which is the strategy's own matter here."""
    return replace(
        case,
        strategies=[
            (name, said if name == "concede" and "accept" not in said else said | {"floor": "deal"})
            for name, said in case.strategies
        ],
    )


def comparable(case: Bargain, slow: Outcome) -> bool:
    """A clock that moves by turns moves on for a turn nobody takes; the reference counts turns taken."""
    gaps = case.options["roster"] is not None or any(what == "leave" for *_, what in slow.moves)
    return not (case.options["per_turn"] and gaps)


@settings(max_examples=400, deadline=None)
@given(bargains())
def test_a_bargain_goes_as_the_reference_says(case: Bargain) -> None:
    case = plain(case)
    slow = case.held()
    if comparable(case, slow):
        assert played([case]) == [slow]


@pytest.mark.parametrize("trace", TRACES, ids=lambda trace: trace.name)
def test_a_bargain_goes_as_worked_out_by_hand(trace: Trace) -> None:
    options = {"roster": None, "winning": None, "per_turn": False, "answer_last": False} | trace.options
    case = Bargain(
        list(trace.values), [list(row) for row in trace.floors], list(trace.strategies), trace.rounds, options
    )
    [found] = played([case])
    assert found.moves == trace.moves
    assert (found.package, found.round, found.turn, found.by, found.how) == trace.end


def test_two_thousand_random_bargains_end_alike() -> None:
    dice = random.Random(20251202)
    for _ in range(100):
        parties, packages, rounds = dice.randint(2, 4), dice.randint(2, 30), dice.randint(2, 15)
        strategies = [some(dice) for _ in range(parties)]
        options: dict[str, Any] = {"roster": None, "winning": None, "per_turn": False}
        options["answer_last"] = dice.random() < 0.3
        cases = [
            Bargain(
                [
                    [
                        dice.choice([None, *range(100)]) if dice.random() < 0.1 else dice.randint(0, 100)
                        for _ in range(packages)
                    ]
                    for _ in range(parties)
                ],
                [[dice.randint(0, 40)] * rounds for _ in range(parties)],
                strategies,
                rounds,
                options,
            )
            for _ in range(20)
        ]
        assert played(cases) == [case.held() for case in cases]


def some(dice: random.Random) -> Said:
    name = dice.choice(
        ["concede", "concede", "concede", "relative", "absolute", "averaged", "micro", "holdout"]
    )
    match name:
        case "concede":
            return name, {
                "beta": dice.choice([0.2, 0.5, 1.0, 2.0, 5.0]),
                "floor": dice.choice(["deal", "range"]),
            }
        case "relative" | "absolute":
            return name, {"lag": dice.randint(1, 2)}
        case "averaged":
            return name, {"window": dice.randint(1, 3)}
    return name, {}
