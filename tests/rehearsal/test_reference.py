"""The slow reference of the bargains: worked examples, published runs, and laws that hold of every transcript."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise, product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entaku.exchange import reader
from tests.exchange import domains
from tests.rehearsal.reference_offers import Outcome, bargain
from tests.rehearsal.reference_strategies import Strategy, Turn, Worths, plan
from tests.rehearsal.traces import TRACES, Trace

# By hand


@pytest.mark.parametrize("trace", TRACES, ids=lambda trace: trace.name)
def test_a_bargain_goes_as_worked_out_by_hand(trace: Trace) -> None:
    out = bargain(trace.values, trace.floors, trace.strategies, trace.rounds, **trace.options)
    assert out.moves == trace.moves
    assert (out.package, out.round, out.turn, out.by, out.how) == trace.end


def test_without_the_last_answer_the_last_offer_is_in_the_air() -> None:
    trace = next(trace for trace in TRACES if trace.name == "the last offer is answered")
    out = bargain(trace.values, trace.floors, trace.strategies, trace.rounds)
    assert out.moves == trace.moves[:-1]
    assert (out.package, out.round, out.turn, out.by, out.how) == (None, 2, 4, None, "deadline")


def test_a_party_alone_does_not_answer_the_last_offer() -> None:
    options: dict[str, Any] = {"roster": [{0, 1}, {0}], "answer_last": True}
    out = bargain([[9, 5], [0, 9]], [[0] * 2] * 2, [("micro", {})] * 2, 2, **options)
    assert out == Outcome(None, 2, 2, None, "deadline", [(1, 0, 0, "offer"), (1, 1, 1, "offer")])


# Published


@dataclass(frozen=True)
class Told:
    """A domain of two parties as whole numbers: value / unit is the value as published."""

    values: list[list[int]]
    no_deal: list[int]
    units: list[int]
    packages: list[tuple[str, ...]]

    def bargain(self, strategies: list[Strategy], rounds: int) -> Outcome:
        return bargain(self.values, [[floor] * rounds for floor in self.no_deal], strategies, rounds)

    def worth(self, party: int, package: int | None) -> float:
        assert package is not None
        return self.values[party][package] / self.units[party]

    def offers(self, out: Outcome, party: int) -> list[tuple[int, float]]:
        """Give the offers of a party as round and value to itself."""
        return [
            (r, round(self.worth(party, x), 4))
            for r, who, x, what in out.moves
            if what == "offer" and who == party
        ]


@pytest.fixture(scope="module")
def told(shared: Path) -> Callable[[str, str], Told]:
    def read(name: str, program: str) -> Told:
        case = reader(program).imported(shared / "published" / "domains" / name, domains.DAY).case
        worths = list(domains.everything(case).values())
        units = [math.lcm(*(worth.denominator for worth in own)) for own in worths]
        whole = [[int(worth * unit) for worth in own] for own, unit in zip(worths, units, strict=True)]
        options = [[option.name.en for option in issue.options] for issue in case.issues]
        return Told([own[:-1] for own in whole], [own[-1] for own in whole], units, list(product(*options)))

    return read


def concede(beta: float, floor: str) -> Strategy:
    return "concede", {"beta": beta, "floor": floor}


# betas, floor, rounds, the agreement (round, by, values, options), number of offers
RUNS = {
    "held out": (
        (0.25, 4), "range", 10, 5, 1, (0.9707, 0.2115), ("$3.47", "30 days", "Upon delivery", "Full price"), 9,
    ),
    "linear": (
        (1, 1), "range", 20, 10, 0, (0.6946, 0.6146), ("$3.71", "45 days", "Upon delivery", "5% spoilage allowed"), 18,
    ),
    "linear from 0": (
        (1, 1), "deal", 20, 7, 0, (0.6705, 0.7215),
        ("$3.47", "45 days", "30 days after delivery", "5% spoilage allowed"), 12,
    ),
}  # fmt: skip


@pytest.mark.parametrize("run", RUNS)
def test_a_published_run_is_reproduced(told: Callable[[str, str], Told], run: str) -> None:
    betas, floor, rounds, when, by, values, options, offers = RUNS[run]
    here = told("ItexvsCypress", "genius")
    out = here.bargain([concede(beta, floor) for beta in betas], rounds)
    assert (out.how, out.round, out.by) == ("agreed", when, by)
    assert out.package is not None
    assert (round(here.worth(0, out.package), 4), round(here.worth(1, out.package), 4)) == values
    assert here.packages[out.package] == options
    assert [what for *_, what in out.moves].count("offer") == offers == out.turn - 1


def test_the_published_run_has_its_offers(told: Callable[[str, str], Told]) -> None:
    here = told("ItexvsCypress", "genius")
    out = here.bargain([concede(0.25, "range"), concede(4, "range")], 10)
    assert here.offers(out, 0) == [(1, 1), (2, 1), (3, 1), (4, 1), (5, 0.9707)]
    assert here.offers(out, 1) == [(1, 0.4792), (2, 0.3828), (3, 0.3065), (4, 0.2572)]


@pytest.mark.parametrize("run", RUNS)
def test_no_value_is_near_a_level_of_a_published_run(told: Callable[[str, str], Told], run: str) -> None:
    betas, floor, rounds, *_ = RUNS[run]
    here = told("ItexvsCypress", "genius")
    for party, beta in enumerate(betas):
        for r in range(1, rounds + 1):
            turn = Turn(here.values[party], here.no_deal[party], r / (rounds + 1), [], [], [])
            planned = plan(concede(beta, floor), turn)
            assert planned is not None
            apart = min(abs(value - planned.level) for value in here.values[party])
            assert apart > 5e-5 * here.units[party]


def test_the_floor_from_0_leads_to_the_nash_point(told: Callable[[str, str], Told], shared: Path) -> None:
    here = told("ItexvsCypress", "genius")
    out = here.bargain([concede(1, "deal")] * 2, 20)
    known = json.loads((shared / "published" / "domains" / "reference.json").read_text("utf-8"))
    assert out.package is not None
    assert [list(here.packages[out.package])] == known["domains"]["ItexvsCypress"]["nash"][0]["options"]


MICRO = [
    ("Laptop", "genius", (0.8740, 0.8740), 4, 7),
    ("NiceOrDie", "genius", (0.299, 0.299), 2, 3),
    ("NegoLog-domain0", "negolog", (0.7353, 0.7353), 9, 17),
    ("Grocery", "genius", (0.84, 0.895), 20, 38),
    ("ItexvsCypress", "genius", (0.7144, 0.6257), 35, 69),
    ("Camera", "genius", (0.8154, 0.8808), 82, 163),
]


@pytest.mark.parametrize(
    ("name", "program", "values", "when", "offers"), MICRO, ids=[row[0] for row in MICRO]
)
def test_micro_against_micro_is_as_published(
    told: Callable[[str, str], Told],
    name: str,
    program: str,
    values: tuple[float, float],
    when: int,
    offers: int,
) -> None:
    here = told(name, program)
    out = here.bargain([("micro", {}), ("micro", {})], 100)
    assert (round(here.worth(0, out.package), 4), round(here.worth(1, out.package), 4)) == values
    assert (out.how, out.round) == ("agreed", when)
    assert [what for *_, what in out.moves].count("offer") == offers == out.turn - 1


@pytest.mark.parametrize(
    ("name", "program", "offers"),
    [("Grocery", "genius", 41), ("Camera", "genius", 163), ("NegoLog-domain0", "negolog", 17)],
)
def test_of_the_published_ties_only_those_of_grocery_count(
    told: Callable[[str, str], Told], name: str, program: str, offers: int
) -> None:
    here = told(name, program)
    assert any(len(set(own)) < len(own) for own in here.values)
    turned = Told([own[::-1] for own in here.values], here.no_deal, here.units, here.packages[::-1])
    out = turned.bargain([("micro", {}), ("micro", {})], 100)  # the highest number first
    assert [what for *_, what in out.moves].count("offer") == offers


# Laws


@dataclass(frozen=True)
class Bargain:
    """All that a bargain is given."""

    values: list[Worths]
    floors: list[list[int]]
    strategies: list[Strategy]
    rounds: int
    options: dict[str, Any]

    def held(self) -> Outcome:
        return bargain(self.values, self.floors, self.strategies, self.rounds, **self.options)

    def seated(self, r: int) -> set[int]:
        roster = self.options["roster"]
        return set(range(len(self.values))) if roster is None else set(roster[r - 1])

    def ended(self, r: int, standing: int | None, agreeing: set[int], left: set[int]) -> str:
        """Say whether the talks are over after a move, and how."""
        here, winning = self.seated(r) - left, self.options["winning"]
        if winning is None:
            enough = len(here) > 1 and here <= agreeing
        else:
            enough = standing is not None and winning(standing, frozenset(agreeing))
        if standing is not None and enough:
            return "agreed"
        can = range(len(self.values[0]))
        hopeless = winning is not None and not any(winning(x, frozenset(here)) for x in can)
        return "left" if len(here) < 2 or hopeless else ""

    def likes(self, party: int, package: int, r: int) -> bool:
        worth = self.values[party][package]
        return worth is not None and worth >= self.floors[party][r - 1]


TIMES = st.sampled_from([0.0, 0.3, 0.5, 0.8])
ACCEPT = st.one_of(
    st.none(),
    st.just(("next",)),
    st.tuples(st.just("constant"), TIMES),
    st.tuples(st.just("time"), TIMES),
    st.just(("best",)),
    st.tuples(st.just("combined"), TIMES, st.sampled_from(["best", "mean"]), st.integers(1, 3)),
)


@st.composite
def strategies(draw: st.DrawFn) -> Strategy:
    name = draw(st.sampled_from(["concede", "relative", "absolute", "averaged", "micro", "holdout"]))
    given: dict[str, Any] = {"floor": draw(st.sampled_from(["deal", "range"]))}
    if accept := draw(ACCEPT):
        given["accept"] = accept
    match name:
        case "concede":
            given["beta"] = draw(st.sampled_from([0.2, 0.5, 1, 2, 5]))
            given["form"] = draw(st.sampled_from(["power", "exp"]))
            given["kappa"] = draw(st.sampled_from([0.05, 0.2] if given["form"] == "exp" else [0, 0.1]))
        case "relative" | "absolute":
            given["lag"] = draw(st.integers(1, 2))
        case "averaged":
            given["window"] = draw(st.integers(1, 3))
    return name, given


def two_with_the_first(_package: int, parties: frozenset[int]) -> bool:
    return 0 in parties and len(parties) > 1


def two_for_even_packages(package: int, parties: frozenset[int]) -> bool:
    return len(parties) > 1 + package % 2


@st.composite
def bargains(draw: st.DrawFn) -> Bargain:
    parties, packages = draw(st.integers(2, 4)), draw(st.integers(1, 7))
    rounds = draw(st.integers(1, 7))
    worth = st.one_of(*[st.integers(0, 12)] * 8, st.none())
    seats = st.sets(st.integers(0, parties - 1), min_size=parties - 1)
    return Bargain(
        values=draw(
            st.lists(
                st.lists(worth, min_size=packages, max_size=packages), min_size=parties, max_size=parties
            )
        ),
        floors=[
            draw(st.lists(st.integers(0, 7), min_size=rounds, max_size=rounds))
            if draw(st.booleans())
            else [draw(st.integers(0, 4))] * rounds
            for _ in range(parties)
        ],
        strategies=draw(st.lists(strategies(), min_size=parties, max_size=parties)),
        rounds=rounds,
        options={
            "roster": draw(st.none() | st.lists(seats, min_size=rounds, max_size=rounds)),
            "winning": draw(st.sampled_from([None, None, two_with_the_first, two_for_even_packages])),
            "per_turn": draw(st.booleans()),
            "answer_last": draw(st.booleans()),
        },
    )


@settings(max_examples=200)
@given(bargains())
def test_nobody_offers_or_accepts_what_is_worse_than_no_deal(given: Bargain) -> None:
    out = given.held()
    for r, party, package, what in out.moves:
        if what == "leave":
            assert not any(given.likes(party, x, r) for x in range(len(given.values[party])))
        else:
            assert package is not None
            assert given.likes(party, package, r)


@settings(max_examples=200)
@given(bargains())
def test_a_transcript_replays_to_the_same_end(given: Bargain) -> None:
    out = given.held()
    standing, proposer, agreeing, left = None, None, set[int](), set[int]()
    ended = ""
    for r, party, package, what in out.moves:
        assert not ended
        assert party in given.seated(r) - left
        if what == "offer":
            standing, proposer, agreeing = package, party, {party}
        elif what == "accept":
            assert package == standing is not None
            assert party not in agreeing
            agreeing.add(party)
        else:
            left.add(party)
            agreeing.discard(party)
            standing, agreeing = (None, set()) if proposer == party else (standing, agreeing)
        ended = given.ended(r, standing, agreeing, left)
        if ended == "left" and what != "leave":  # only a leaver ends the talks so; a seat may come back
            ended = ""
    if out.how == "agreed" and out.by is None:  # the last move did not end it, a lost seat did
        assert not ended
        assert out.round > out.moves[-1][0]
        ended = given.ended(out.round, standing, agreeing, left)
    assert out.how == (ended or "deadline")
    assert out.package == (standing if ended == "agreed" else None)
    if out.how == "deadline":
        assert out.round == given.rounds
        assert out.by is None or given.options["answer_last"]
    elif out.by is not None:
        assert (out.moves[-1][0], out.moves[-1][1]) == (out.round, out.by)


@settings(max_examples=150)
@given(bargains())
def test_turns_come_in_order(given: Bargain) -> None:
    out = given.held()
    places = [(r, party) for r, party, *_ in out.moves]
    last = places[-len(given.values) :]
    if given.options["answer_last"]:  # the answers begin anew, after the proposer
        places = [place for place in places if place[0] < given.rounds]
    assert all(before < after for before, after in pairwise(places))
    assert out.turn >= len(out.moves)
    assert out.turn <= len(given.values) * (given.rounds + 1)
    assert not last or out.moves[0][3] != "accept"


@given(bargains())
def test_the_same_bargain_goes_the_same_way(given: Bargain) -> None:
    assert given.held() == given.held()


@settings(max_examples=150)
@given(bargains())
def test_two_who_bargain_by_micro_repeat_only_when_they_must(given: Bargain) -> None:
    values, floors = given.values[:2], [[floors[0]] * 30 for floors in given.floors[:2]]
    out = bargain(values, floors, [("micro", {})] * 2, 30)
    shown: tuple[list[int], list[int]] = ([], [])
    for _, party, package, what in out.moves:
        if what == "offer" and package is not None and package not in shown[party]:
            shown[party].append(package)
            assert len(set(shown[party])) <= len(set(shown[1 - party])) + 1
    for party in (0, 1):
        worths = [values[party][package] for package in shown[party]]
        assert worths == sorted(worths, key=lambda worth: -(worth or 0))


@pytest.mark.parametrize(
    ("accept", "expected"),
    [(("next",), 40), (("constant", 1), 40), (("best",), 10), (("time", 0), 10), (None, 40)],
)
def test_an_acceptance_rule_says_from_where_on(accept: tuple[Any, ...] | None, expected: int) -> None:
    given = {"accept": accept} if accept else {}
    for worth in (10, 39, 40):
        values = [[40, worth], [0, 9]]
        out = bargain(values, [[0] * 2] * 2, [("holdout", given), ("holdout", {})], 2)
        assert (out.package is not None) == (worth >= expected)
