"""How far steps carry, against going backwards draw by draw with sets, and the worked sequences."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import permutations
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from entaku.model import closed
from entaku.model.basics import NOT_STATED, Range
from entaku.model.case import Case
from entaku.model.errors import NotPossible
from entaku.model.statement import Says
from entaku.model.text import both
from entaku.space.sequencing import (
    Carried,
    carried,
    check,
    check_half_stated,
    checkable,
    fully_stated,
)
from entaku.space.study import Study, lay_out
from entaku.space.verdicts import games
from tests.space import build as b

SEEDS = st.integers(0, 10**6)
DRAWS = 12


def some_case(seed: int) -> Case:
    """Make two or three parties who have two to four clauses to carry out, each in one of a few ways."""
    rng = random.Random(seed)
    parties = "ABC"[: rng.randint(2, 3)]
    issues = []
    for name in "wxyz"[: rng.randint(2, 4)]:
        performs = tuple(tuple(rng.sample(parties, rng.randint(1, 2))) for _ in range(rng.randint(1, 2)))
        stops = ((rng.choice(parties),),) if rng.random() < 0.3 else ()
        yes = b.option("yes", performs=performs, stops=stops, because=("analyst",))
        issues.append(b.issue(name, "no", yes, quo="no"))
    said: dict[str, list[Says]] = {}
    for who in parties:
        said[who] = [b.no_deal(0.0, 0.8), b.order("w", *rng.sample(["no", "yes"], 2))]
        if rng.random() < 0.3:
            said[who].append(b.red_line(rng.choice(issues).id, "yes"))
    if rng.random() < 0.3:
        said[parties[-1]] = []  # of one nothing is known
    terms = [b.term(issue.id, "yes") for issue in rng.sample(issues, rng.randint(2, len(issues)))]
    return b.case(issues, said, drafts=(b.draft("d", *terms),))


class Slow:
    """One draw, with sets and whole numbers."""

    def __init__(self, study: Study, found: Carried, n: int) -> None:
        self.study, self.n, self.clauses = study, n, found.game.clauses
        self.unknown = set(found.unknown)

    def worth(self, party: str, done: Sequence[int]) -> int:
        """Value no deal, changed by these clauses."""
        p, draws = self.study.parties.index(party), self.study.ensemble
        total = int(draws.no_deal[self.n, p, 0])
        for k in done:
            issue = self.clauses[k].issue
            yes, no = (
                self.study.outcomes.option(issue.id, option)
                for option in (self.clauses[k].option.id, str(issue.status_quo))
            )
            total += int(draws.values[self.n, p, yes]) - int(draws.values[self.n, p, no])
        return total

    def completed(self, party: str) -> float:
        """Value the draft, the status quo on the rest; minus infinity where a red line excludes it."""
        p, draws, changed = self.study.parties.index(party), self.study.ensemble, {}
        for clause in self.clauses:
            changed[clause.issue.id] = clause.option.id
        places = [
            self.study.outcomes.option(issue.id, changed.get(issue.id, str(issue.status_quo)))
            for issue in self.study.case.issues
        ]
        if party in self.unknown or draws.vetoed[self.n, p, places].any():
            return -np.inf
        return sum(int(draws.values[self.n, p, place]) for place in places)

    def done(self, clause: int, willing: set[str]) -> bool:
        option = self.clauses[clause].option
        assert isinstance(option.performs, tuple)
        able = any(set(some) <= willing for some in option.performs)
        stopped = any(not set(some) & willing for some in option.stops)
        return able and not stopped

    def run(self, order: Sequence[int]) -> list[bool]:
        """Go backwards: which steps are performed?"""
        value: dict[str, float] = {party: self.completed(party) for party in self.study.parties}
        performed = []
        for k in reversed(range(len(order))):
            broken = {party: self.worth(party, order[:k]) for party in self.study.parties}
            willing = {party for party in self.study.parties if value[party] >= broken[party]}
            performed.append(self.done(order[k], willing))
            if not performed[-1]:
                value = dict(broken)
        return performed[::-1]


def some_draft(seed: int) -> tuple[Study, Carried]:
    study = lay_out(some_case(seed), DRAWS)
    (game,) = games(study.case)
    assert checkable(study, game)
    return study, carried(study, game)


@settings(max_examples=40)
@given(SEEDS)
def test_a_draft_is_carried_as_far_as_going_backwards_says(seed: int) -> None:
    study, found = some_draft(seed)
    listed = range(len(found.game.clauses))
    for n in range(study.ensemble.size):
        steps = Slow(study, found, n).run(listed)
        assert found.performed[n].tolist() == steps
        assert found.stops_at[n] == (steps.index(False) if False in steps else -1)
        assert bool(found.holds[n]) == (found.penalty[n] == 0.0)


@settings(max_examples=25)
@given(SEEDS)
def test_the_best_order_holds_in_most_draws(seed: int) -> None:
    study, found = some_draft(seed)
    slow = [Slow(study, found, n) for n in range(study.ensemble.size)]
    holding = {
        order: [all(one.run(order)) for one in slow] for order in permutations(range(len(found.game.clauses)))
    }
    assert found.best_holds.tolist() == holding[found.best]
    assert sum(holding[found.best]) == max(map(sum, holding.values()))


@settings(max_examples=40)
@given(SEEDS)
def test_a_penalty_of_what_is_needed_mends_and_less_does_not(seed: int) -> None:
    """A penalty is what breaking loses: parties whose worth of breaking is lowered by it."""
    study, found = some_draft(seed)
    listed = range(len(found.game.clauses))
    unit = study.own_ranges
    for n in range(study.ensemble.size):
        need = float(found.penalty[n])
        if need == 0.0 or np.isinf(need):
            assert found.unknown or bool(found.account[n].any()) == (need > 0.0)
            continue
        for size, holds in ((need + 1e-9, True), (need - 1e-9, False)):
            slow = Slow(study, found, n)
            steps = []
            for k in listed:
                willing = {
                    party
                    for p, party in enumerate(study.parties)
                    if slow.completed(party) >= slow.worth(party, listed[:k]) - size * unit[n, p]
                }
                steps.append(slow.done(k, willing))
            assert all(steps) == holds


def test_who_breaks_a_clause_is_named() -> None:
    """A must give up what it would rather keep; B has nothing to do with it."""
    issues = [b.issue("x", "no", b.option("yes", performs=(("A",),), because=("analyst",)), quo="no")]
    made = b.case(
        issues,
        {"A": [b.order("x", "yes", "no"), b.no_deal(0.5)], "B": [b.no_deal(0.0)]},
        drafts=(b.draft("d", b.term("x", "yes")),),
    )
    study = lay_out(made, DRAWS)
    found = carried(study, games(made)[0])
    assert not found.holds.any()
    assert (found.cause == 0).all()
    assert found.account[:, 0].tolist() == [[True, False]] * DRAWS
    assert found.penalty == pytest.approx(0.5)


def test_a_party_of_whom_nothing_is_known_leaves_it_unclear() -> None:
    issues = [b.issue("x", "no", b.option("yes", performs=(("A",),), because=("analyst",)), quo="no")]
    made = b.case(issues, {"A": [], "B": [b.no_deal(0.0)]}, drafts=(b.draft("d", b.term("x", "yes")),))
    found = carried(lay_out(made, DRAWS), games(made)[0])
    assert found.unknown == ("A",)
    assert found.unclear.all()
    assert not found.barred.any()


@pytest.mark.parametrize("lacking", ["performs", "quo"])
def test_without_performers_or_status_quo_nothing_is_checked(lacking: str) -> None:
    more: dict[str, Any] = {} if lacking == "performs" else {"performs": (("A",),), "because": ("analyst",)}
    issue = b.issue("x", "no", b.option("yes", **more), quo="" if lacking == "quo" else "no")
    made = b.case([issue], {"A": [], "B": []}, drafts=(b.draft("d", b.term("x", "yes")),))
    assert not checkable(lay_out(made, 2), games(made)[0])


# Sequences coded by themselves


def coded(test: dict[str, Any], **changed: Any) -> closed.Sequence:
    """Read a sequence of the fixtures; `changed` gives other values of steps, as (step, party)."""

    def value(given: Any) -> Any:
        return (
            NOT_STATED
            if given is None
            else Range(*given)
            if isinstance(given, tuple)
            else Range(given, given)
        )

    one = test["given"]
    steps = tuple(
        closed.SequenceStep(
            title=both(f"step {k}"),
            performers=tuple(step["performers"]),
            if_broken={
                party: value(changed.get(f"{party}{k}", worth)) for party, worth in step["if_broken"].items()
            },
        )
        for k, step in enumerate(one["steps"], 1)
    )
    completed = {party: value(worth) for party, worth in one["completed"].items()}
    return closed.Sequence(id="s", title=both("s"), steps=steps, completed=completed)


@pytest.fixture(scope="module")
def worked(shared: Path) -> list[dict[str, Any]]:
    file = shared / "published" / "clock" / "commitment_sequence.yaml"
    tests: list[dict[str, Any]] = YAML(typ="safe").load(file)["tests"]
    return tests


@pytest.fixture(scope="module")
def study() -> Study:
    return lay_out(b.case([b.issue("x", "no", "yes")], {"D": [b.no_deal(0.1, 0.4)], "P": []}), 60)


def test_the_worked_sequences_come_out(worked: list[dict[str, Any]], study: Study) -> None:
    for test in worked:
        sequence, expect = coded(test), test["expect"]
        assert fully_stated(sequence)
        found = check(study, sequence).found
        assert bool(found.holds[0]) == expect["holds"]
        assert found.performed[0].tolist() == expect["step_ok"]
        assert found.stops_at[0] == (expect["stops_at"] or 0) - 1
        assert found.value[0] == pytest.approx(list(expect["value_at_start"].values()))
        for k, short in enumerate(expect["own_shortfall"]):
            for party, lack in short.items():
                assert found.shortfall[0, k, list(sequence.completed).index(party)] == pytest.approx(lack)


def test_halves_halve_what_is_lacking_and_another_order_moves_it(
    worked: list[dict[str, Any]], study: Study
) -> None:
    """By hand, D .35 .15 .5, P .45 .7 .6: halves leave P .65 before its last; paying first leaves D .7."""
    found = check(study, coded(worked[0]))
    assert not found.halves.holds[0]
    assert found.halves.shortfall[0].max() == pytest.approx(0.05)
    assert found.best == (0, 1)
    free = coded(worked[0], P2=0.59)
    assert check(study, free).halves.holds[0]


def test_an_order_that_mends_is_found(study: Study) -> None:
    """P would keep .7 before its own step, but not after D's: with D last the steps hold."""
    steps = tuple(
        closed.SequenceStep(
            title=both(who), performers=(who,), if_broken={"D": Range(d, d), "P": Range(p, p)}
        )
        for who, d, p in (("P", 0.3, 0.3), ("D", 0.55, 0.3))
    )
    ends = {"D": Range(0.5, 0.5), "P": Range(0.5, 0.5)}
    found = check(study, closed.Sequence(id="s", title=both("s"), steps=steps, completed=ends))
    assert not found.found.holds[0]
    assert found.best == (1, 0)
    assert found.best_found.holds[0]


def test_what_is_drawn_holds_where_its_numbers_do(worked: list[dict[str, Any]], study: Study) -> None:
    found = check(study, coded(worked[0], P2=(0.5, 0.7)))
    drawn = found.parameters.between(Range(0.5, 0.7), "sequence", "s", "if_broken", "2", "P")
    assert len(drawn) == 60
    assert found.found.holds.tolist() == (drawn <= 0.6).tolist()
    assert 0 < found.found.holds.sum() < 60


def test_what_is_not_stated_is_not_known(worked: list[dict[str, Any]], study: Study) -> None:
    sequence = coded(worked[0], P2=None)
    assert not fully_stated(sequence)
    assert check_half_stated(study, sequence).found.holds.tolist() == [-1]
    told = coded(worked[0], P2=None, D1=0.7)
    assert check_half_stated(study, told).found.holds.tolist() == [0]


def test_too_much_silence_is_refused_by_name(study: Study) -> None:
    step = closed.SequenceStep(title=both("s"), performers=("D",), if_broken={"D": NOT_STATED})
    sequence = closed.Sequence(
        id="long", title=both("long"), steps=(step,) * 13, completed={"D": Range(1.0, 1.0)}
    )
    with pytest.raises(NotPossible, match="sequence long"):
        check_half_stated(study, sequence)
