"""How drafts fare: smallest changes against trying everything, proved preferences, and what is said when."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import combinations, product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entaku.lenses.drafts import Drafts, look
from entaku.lenses.drafts.changes import HALF, Change, Search
from entaku.lenses.drafts.comparing import compared
from entaku.model.finding import Finding, Topic
from entaku.model.process import Draft, Term
from entaku.model.statement import Says
from entaku.space.drafts import Weighing
from entaku.space.evidence import percent
from entaku.space.silence import Unanswered
from entaku.space.study import Study, lay_out
from tests.space import build as b

WISHES = {"x": "klm", "y": "kl", "z": "kl"}


def study(seed: int, *drafts: Draft, draws: int = 40) -> Study:
    """Lay out three parties with orders of their own, now and then a red line that may not hold."""
    rng = random.Random(seed)
    said: dict[str, list[Any]] = {}
    for who in "ABC":
        said[who] = [b.order(of, *rng.sample(options, len(options))) for of, options in WISHES.items()]
        said[who].append(b.no_deal(*sorted(rng.sample((0.1, 0.3, 0.5, 0.7, 0.9), 2))))
        if rng.random() < 0.6:
            of = rng.choice("xyz")
            said[who].append(b.holds(b.red_line(of, rng.choice(WISHES[of])), 0.6))
    issues = [b.issue(of, *options) for of, options in WISHES.items()]
    return lay_out(b.case(issues, said, drafts=drafts), draws)


def some_draft(seed: int) -> Draft:
    rng = random.Random(seed)
    return b.draft(
        "d", *(b.term(of, rng.choice(options)) for of, options in WISHES.items() if rng.random() < 0.7)
    )


@settings(max_examples=15)
@given(st.integers(0, 10**6))
def test_no_smaller_change_would_do(seed: int) -> None:
    """What is said to be enough is; no change of fewer issues is, up to two; of one, none does better."""
    given_study, draft = study(seed), some_draft(seed)
    weighing = Weighing(given_study)
    sure = False
    for place in range(3):
        found = Search(weighing, draft).smallest(place)
        assert found.share(place) == pytest.approx(reached(weighing, draft, found.terms, found.sure, place))
        assert found.sure is (reached(weighing, draft, (), sure, place) >= HALF)
        best = {
            size: max(
                reached(weighing, draft, terms, found.sure, place) for terms in all_changes(draft, size)
            )
            for size in (1, 2)
        }
        if found.enough(place):
            assert all(best[size] < HALF for size in (1, 2) if size < len(found.terms))
        else:
            assert max(best.values()) < HALF
        if len(found.terms) == 1:
            assert found.share(place) == pytest.approx(best[1])


def all_changes(draft: Draft, size: int) -> list[tuple[Term, ...]]:
    here = {term.issue: term.option for term in draft.terms}
    return [
        tuple(b.term(of, option) for of, option in zip(issues, options, strict=True))
        for issues in combinations(WISHES, size)
        for options in product(*(WISHES[of] for of in issues))
        if all(here.get(of) != option for of, option in zip(issues, options, strict=True))
    ]


def reached(weighing: Weighing, draft: Draft, terms: tuple[Term, ...], sure: bool, place: int) -> float:  # noqa: FBT001
    changed = {term.issue for term in terms}
    left = [term for term in draft.terms if term.issue not in changed]
    accepted = weighing.accepted(b.draft("d", *left, *terms))[0 if sure else 1]
    return float(accepted[:, place].mean())


def vetoing(*of: str) -> Study:
    """Lay out one party whose red lines on these issues fall together, and another that has the opposite ones."""
    lines = [b.holds(b.red_line(one, "k"), 0.9, line="all") for one in of]
    issues = [b.issue(one, "k", "l") for one in "wxyz"]
    return lay_out(b.case(issues, {"A": [*lines, b.no_deal(0.0, 0.1)], "B": [b.no_deal(0.0)]}), 200)


@pytest.mark.parametrize("lines", ["w", "wx", "wxy", "wxyz"])
def test_red_lines_that_fall_together_go_together(lines: str) -> None:
    draft = b.draft("d", *(b.term(one, "k") for one in "wxyz"))
    found: Change = Search(Weighing(vetoing(*lines)), draft).smallest(0)
    assert {term.issue for term in found.terms} == set(lines)
    assert found.enough(0)


def test_what_needs_no_change_is_left_alone() -> None:
    draft = b.draft("d", b.term("z", "k"))
    found = Search(Weighing(vetoing("w")), draft).smallest(1)
    assert (found.terms, found.sure, found.enough(1)) == ((), True, True)


def told(of: Study) -> dict[str, Finding]:
    found = look(of)
    assert isinstance(found, Drafts)
    return {one.id.removeprefix("drafts-"): one for one in found.findings()}


def two_sides(*drafts: Draft, seats: dict[str, Any] | None = None, **more: Any) -> Study:
    """Lay out A and B, opposed on x; y moves A only; C says nothing."""
    issues = [b.issue("x", "k", "l"), b.issue("y", "k", "l")]
    said: dict[str, list[Says]] = {
        "A": [b.order("x", "k", "l"), b.order("y", "k", "l"), b.heavier("x", "y"), b.no_deal(0.3)],
        "B": [b.order("x", "l", "k"), b.no_concern("y"), b.no_deal(0.3)],
        "C": [],
    }
    rounds = (b.held("r", b.day(2025, 1, 1), **seats),) if seats else ()
    case = b.case(issues, said, drafts=drafts, rounds=rounds, agreement=b.needs("A", "B"), **more)
    return lay_out(case, 100)


A_ALL, B_ALL = b.settled("a", x="l", y="l"), b.settled("b", x="k", y="k")


def test_preferences_between_drafts_are_proved() -> None:
    (pair,) = compared(two_sides(A_ALL, B_ALL), (A_ALL, B_ALL))
    assert (pair.first, pair.second) == (("A",), ("B",))
    text = told(two_sides(A_ALL, B_ALL))["prefers-a-b"].text.en
    assert text == (
        "Whatever is admissible, a is at least as good as b for A, and b at least as good as a for B."
    )


def test_what_both_leave_unsaid_plays_no_part() -> None:
    """On y both are silent: x alone decides. Where one of them leaves y open, its worst stands against the best."""
    silent = (b.settled("a", x="l"), b.settled("b", x="k"))
    (pair,) = compared(two_sides(*silent), silent)
    assert pair.first == ("A",)
    one_open = (b.settled("a", x="l"), b.draft("b", b.term("x", "k"), Term(issue="y", open=True)))
    (pair,) = compared(two_sides(*one_open), one_open)
    assert pair.first == ("A",)  # x weighs at least as much as y: still proved
    light = (b.settled("a", y="l"), b.draft("b", b.term("y", "k"), Term(issue="x", open=True)))
    (pair,) = compared(two_sides(*light), light)
    assert pair.first == ()


def test_exact_values_are_compared_as_they_are() -> None:
    table = {"x": {"k": 3, "l": 9}, "y": {"k": 5, "l": 1}}
    issues = [b.issue("x", "k", "l"), b.issue("y", "k", "l")]
    drafts = (b.settled("a", x="l", y="l"), b.settled("b", x="k", y="k"))
    given_study = lay_out(b.case(issues, {"A": [b.values(table, 0)]}, drafts=drafts))
    (pair,) = compared(given_study, drafts)
    assert (pair.first, pair.second) == (("A",), ())  # 10 against 8


def test_the_weakest_and_the_absent_are_asked_for() -> None:
    found = told(two_sides(A_ALL, seats={"A": "drafts", "B": "absent", "C": "absent"}))
    change = found["change-a-B"].text.en
    assert "(with whom it fails most often, who gains least by it, absent from the latest round)" in change
    assert "“k” takes the place of “l”, in 100% of the draws instead of 0%" in change
    assert "A could accept it in" in change
    assert "acceptable to C, absent from the latest round, cannot be told" in found["absent"].text.en


def test_who_accepts_is_told_of_one_and_the_same_completion() -> None:
    """Left open, x can be settled for A or for B, never for both."""
    found = look(two_sides(b.draft("d", b.term("y", "l"))))
    assert isinstance(found, Drafts)
    data = found.data()["drafts"]["d"]
    assert data["accepted_with_some_completion"] == {"A": 1.0, "B": 1.0}
    both = data["by_all_needed"]["some"]
    assert both < 1.0
    assert both == pytest.approx(float(np.mean(found.reception.fares[0].all_some)))


def test_a_draft_all_accept_is_a_deal_and_its_package() -> None:
    issues = [b.issue("x", "k", "l")]
    said: dict[str, list[Says]] = {
        "A": [b.best("x", "l"), b.no_deal(0.2)],
        "B": [b.best("x", "l"), b.no_deal(0.2)],
    }
    found = look(lay_out(b.case(issues, said, drafts=(b.settled("d", x="l"),)), 50))
    answers = {one.topic: one.answer for one in found.conclusions()}
    assert answers == {Topic.DEAL: "yes", Topic.PACKAGE: "x=l"}
    assert [one.id for one in found.findings()] == ["drafts-fares-d"]


def test_the_finding_behind_a_conclusion_is_on_the_draft_that_decides_it() -> None:
    latest = replace(b.settled("late", x="l", y="k"), date=b.day(2030, 1, 1))
    early = replace(b.draft("early", b.term("y", "l")), date=b.day(2029, 1, 1))
    found = look(two_sides(latest, early))
    (deal,) = found.conclusions()
    assert deal.finding == "drafts-fares-early"
    shares = {one.id: one.strength.share for one in found.findings()}
    assert deal.strength.share == shares[deal.finding] > shares["drafts-fares-late"]


def test_a_package_is_written_so_that_it_can_be_compared_issue_by_issue() -> None:
    issues = [b.issue("x", "k", "l"), b.issue("y", "k", "l")]
    said: dict[str, list[Says]] = {"A": [b.best("x", "l"), b.best("y", "l"), b.no_deal(0.2)]}
    found = look(lay_out(b.case(issues, said, drafts=(b.settled("d", y="l", x="l"),)), 20))
    packages = [one.answer for one in found.conclusions() if one.topic is Topic.PACKAGE]
    assert packages == ["x=l;y=l"]


def test_what_is_off_the_table_makes_no_deal() -> None:
    issues = [b.issue("x", "k", "l")]
    said: dict[str, list[Says]] = {who: [b.best("x", "l"), b.no_deal(0.2)] for who in "AB"}
    good, bad = replace(b.settled("good", x="l"), status="withdrawn"), b.settled("bad", x="k")
    found = look(lay_out(b.case(issues, said, drafts=(good, bad)), 50))
    assert [one.answer for one in found.conclusions()] == ["no"]
    assert look(lay_out(b.case(issues, said, drafts=(good,)), 50)).conclusions() == ()


def test_the_word_for_a_share_is_that_of_the_room() -> None:
    """Acceptable in a third of the draws is open, as in the room; the sentence gives the share."""
    (deal,) = look(two_sides(b.draft("d", b.term("y", "l")))).conclusions()
    assert 0.1 < deal.strength.share < 0.9
    assert deal.answer == "open"
    assert f"In {percent(deal.strength.share).en} of the draws" in deal.text.en


def test_where_no_draft_will_do_only_drafts_are_denied() -> None:
    found = look(two_sides(A_ALL, B_ALL))
    (deal,) = found.conclusions()
    assert deal.answer == "no"
    assert deal.assumes.en.startswith("Only drafts on the table count")


def test_what_is_lacking_is_named() -> None:
    no_drafts = look(two_sides())
    assert isinstance(no_drafts, Unanswered)
    assert "No draft has terms" in no_drafts.missing()[0].en
    nothing = look(lay_out(b.case([b.issue("x", "k", "l")], {"A": []}, drafts=(b.settled("d", x="k"),)), 10))
    assert "not stated what A would want" in nothing.missing()[0].en
