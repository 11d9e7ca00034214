"""How far parties are from drafts, against filling each draft in in every way there is."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entaku.model.case import Case
from entaku.model.party import Delegation, Person, Pressure
from entaku.model.process import Draft, Term
from entaku.model.text import both
from entaku.space.resisting import (
    Stand,
    asked_about,
    called,
    changes,
    drafts_by_date,
    known,
    party_of,
    spread,
    stands,
)
from entaku.space.statements import full_terms, term_values
from entaku.space.study import Study, lay_out
from tests.space import build as b

SEEDS = st.integers(0, 10**6)


def some_case(seed: int) -> Case:
    """Give two parties, a numeric issue, red lines, impossible combinations, and a draft of any kind of term."""
    rng = random.Random(seed)
    issues = [b.issue("x", "k", "l", "m"), b.issue("y", "k", "l"), b.numeric("z", 0, 1, 4)]
    terms = [
        rng.choice(
            [b.term("x", rng.choice("klm")), b.term("x", bracketed=("k", "m")), b.term("x", open=True)]
        ),
        rng.choice([b.term("y", "l"), b.term("y", open=True)]),
        rng.choice([b.term("z", at=rng.choice((0.5, 1.0, 3.0))), b.term("z", "1"), b.term("z", open=True)]),
    ]
    lines = [b.red_line("x", rng.choice("klm")), b.holds(b.red_line("z", rng.choice("014")), 0.5)]
    said: dict[str, list[Any]] = {
        "A": [b.no_deal(0.2, 0.9), b.order("x", "k", "l", "m"), b.order("y", "k", "l"), *lines],
        "B": [b.no_deal(0.2, 0.6), b.best("x", "k"), b.best("z", "0"), b.order("y", "l", "k")],
    }
    rules = (b.impossible("r", x="k", y="l"),) if rng.random() < 0.5 and terms[0].option != "k" else ()
    walk = {"front": (b.span(0.01), b.span(0.02))}
    time = b.outlook(3, walk, b.path("A", {"front": -1.0}, 0.05))
    return b.case(issues, said, drafts=(b.draft("d", *terms),), impossible=rules, outlook=time)


def fillings(study: Study, draft: Draft) -> list[tuple[np.ndarray, np.ndarray]]:
    """List each filling: parts of options taken (M,), and options that a red line on would forbid it."""
    space, found = study.outcomes, []
    choices: list[list[tuple[np.ndarray, np.ndarray]]] = []
    for issue, term in full_terms(study.case, draft).items():
        inside = [place for place, (name, _) in enumerate(space.options) if name == issue]
        if term.at is not None:
            taken = term_values(study.case, space, term)
            choices.append([(taken, taken > 0)])
            continue
        kept = term.bracketed or ((term.option,) if term.option else ())
        one = np.eye(len(space.options))
        choices.append([(one[p], one[p] > 0) for p in inside if not kept or space.options[p][1] in kept])
    for filling in product(*choices):
        taken = np.sum([part for part, _ in filling], axis=0)
        picked = {
            name: option for (name, option), part in zip(space.options, taken, strict=True) if part == 1
        }
        if not any(rule.options.items() <= picked.items() for rule in study.case.impossible):
            found.append((taken, np.array([touched for _, touched in filling])))
    return found


def slow(study: Study, draft: Draft, party: int, month: int) -> tuple[np.ndarray, np.ndarray]:
    """Give the gap at the best and at the worst filling, filling by filling and draw by draw."""
    draws = study.ensemble
    best, worst = np.full(draws.size, np.inf), np.full(draws.size, -np.inf)
    for n in range(draws.size):
        for taken, touched in fillings(study, draft):
            value = draws.values[n, party].astype(float) @ taken
            gap = (draws.no_deal[n, party, month] - value) / study.own_ranges[n, party]
            vetoed = draws.vetoed[n, party]
            # at the best a number is forbidden where all points beside it are, at the worst where one is
            if not any(vetoed[row].all() for row in touched):
                best[n] = min(best[n], gap)
            worst[n] = max(worst[n], np.inf if any(vetoed[row].any() for row in touched) else gap)
    return best, worst


@settings(max_examples=25)
@given(SEEDS)
def test_gaps_are_those_of_the_best_and_the_worst_filling(seed: int) -> None:
    study = lay_out(some_case(seed), 12)
    for stand in stands(study):
        place = study.parties.index(stand.party)
        for month in (0, 3):
            best, worst = slow(study, stand.draft, place, month)
            np.testing.assert_allclose(stand.best.gaps[:, month], best, atol=1e-9)
            np.testing.assert_allclose(stand.worst.gaps[:, month], worst, atol=1e-9)


@settings(max_examples=25)
@given(SEEDS)
def test_leaving_a_thing_open_is_the_draft_without_its_term(seed: int) -> None:
    case = some_case(seed)
    if case.impossible:
        case = replace(case, impossible=())  # each issue by itself, so that a term is a thing
    study = lay_out(case, 12)
    for stand in stands(study):
        for (issue,), freed in stand.freed.items():
            terms = tuple(
                Term(issue=issue, open=True) if term.issue == issue else term for term in stand.draft.terms
            )
            best, _ = slow(study, replace(stand.draft, terms=terms), study.parties.index(stand.party), 0)
            np.testing.assert_allclose(freed, best, atol=1e-9)


def strike(cost: float, deal: float = 4.0) -> Stand:
    """Give how a union stands to an offer of 2.5 in 0 to 10, its alternative falling by `cost` a month."""
    wage = b.issue("wage", "frozen", "middle", "raised")
    table = {"wage": {"frozen": 0.0, "middle": 2.5, "raised": 10.0}}
    case = b.case(
        [wage],
        {"union": [b.values(table, deal)]},
        drafts=(b.settled("offer", wage="middle"),),
        outlook=b.outlook(8, {}, b.path("union", {}, cost)),
    )
    return stands(lay_out(case, 3))[0]


def test_a_case_worked_out_by_hand() -> None:
    found = strike(0.03).best
    assert found.gaps[0, :6] == pytest.approx([0.15, 0.12, 0.09, 0.06, 0.03, 0.0], abs=1e-9)
    assert found.first == pytest.approx(5.0, abs=1e-6)
    assert found.risk == pytest.approx(1.5 / 4)  # what it lacks, over what the worst would cost it
    assert found.refuses.all()
    assert found.short.all()
    assert not found.barred.any()


def test_already_and_never_are_no_dates() -> None:
    assert (strike(0.0).best.first == np.inf).all()
    assert (strike(0.01).best.first == np.inf).all()  # not within the outlook
    assert (strike(0.03, deal=2.0).best.first == 0.0).all()
    assert (strike(0.03, deal=2.0).best.risk == 0.0).all()


def test_a_rising_no_deal_value_is_refused_again() -> None:
    found = strike(-0.01, deal=2.0).best
    assert found.first == pytest.approx(0.0)
    assert found.again == pytest.approx(5.0, abs=1e-6)


def test_no_chance_of_the_worst_is_enough_where_the_offer_is_below_it() -> None:
    case = b.case(
        [b.issue("x", "k", "l")],
        {"A": [b.no_deal(0.5), b.order("x", "k", "l")]},
        drafts=(b.settled("d", x="k"),),
    )
    assert stands(lay_out(case, 5))[0].best.risk == pytest.approx(1.0)  # the draft is the worst there is


def test_behind_a_red_line_nothing_closes_the_gap() -> None:
    case = b.case(
        [b.issue("x", "k", "l"), b.issue("y", "k", "l")],
        {"A": [b.no_deal(0.1), b.order("x", "k", "l"), b.red_line("x", "k")]},
        drafts=(b.draft("d", b.term("x", "k"), b.term("y", open=True)),),
        outlook=b.outlook(4, {}, b.path("A", {}, 0.2)),
    )
    study = lay_out(case, 20)
    (stand,) = stands(study)
    assert stand.best.barred.all()
    assert not stand.best.short.any()
    assert (stand.best.first == np.inf).all()
    assert stand.best.resistance(study.ensemble) == (1.0,) * 5
    assert (stand.freed["x",] <= 0.0).any()


def test_nothing_is_said_of_whom_nothing_is_stated() -> None:
    case = b.case(
        [b.issue("x", "k", "l"), b.issue("y", "k", "l")],
        {"A": [b.no_deal(0.4), b.order("x", "k", "l")], "B": [b.order("x", "k", "l")], "C": [b.no_deal(0.3)]},
        drafts=(b.settled("d", x="k"), b.settled("e", y="k"), b.draft("open", b.term("x", open=True))),
    )
    study = lay_out(case, 5)
    assert [(one.draft.id, one.party) for one in stands(study)] == [("d", "A")]
    assert not known(study, case.drafts[1], "A")
    assert [draft.id for draft in drafts_by_date(case)] == ["d", "e"]


def test_whom_somebody_leans_on_is_asked_about_too() -> None:
    aide = Person(id="aide", name=both("the aide"))
    team = Delegation(id="team", name=both("the team"), members=(aide,))
    parties = (b.party("A"), replace(b.party("B"), delegations=(team,)), b.party("C"))
    case = b.case(
        [b.issue("x", "k", "l")],
        {"A": [b.no_deal(0.4)]},
        parties=parties,
        agreement=b.needs("A"),
        pressure=(Pressure(id="p", by="unnamed", on="aide", text=both("leans"), because=("analyst",)),),
    )
    assert asked_about(case) == ("A", "B")
    assert [party_of(case, name) for name in ("C", "team", "aide", "unnamed")] == ["C", "B", "B", ""]
    assert [called(case, name).en for name in ("C", "team", "aide")] == ["C", "the team", "the aide"]
    assert called(case, "unnamed").ja == "名を伏せた者"


def test_only_coded_paths_count_as_change() -> None:
    case = b.case(
        [b.issue("x", "k", "l")],
        {"A": [b.no_deal(0.4)], "B": [b.no_deal(0.4)]},
        outlook=b.outlook(10, {}, b.path("B", {}, 0.02)),
    )
    found = changes(lay_out(case, 4))
    assert list(found) == ["B"]
    assert found["B"] == pytest.approx(-0.2, abs=1e-9)


@settings(max_examples=50)
@given(st.lists(st.tuples(st.floats(0, 1), st.integers(1, 5)), min_size=1, max_size=12))
def test_a_spread_is_that_of_the_values_repeated(pairs: list[tuple[float, int]]) -> None:
    values, times = (np.array(part) for part in zip(*pairs, strict=True))
    repeated = np.sort(np.repeat(values, times))
    found = spread(times.astype(float), values)
    for name, level in (("low", 0.05), ("median", 0.5), ("high", 0.95)):
        place = int(np.ceil(level * len(repeated) - 1e-9)) - 1
        assert found[name] == repeated[max(place, 0)]
    assert spread(np.zeros(0), np.zeros(0)) == {}
