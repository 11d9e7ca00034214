"""Who accepts a draft, against listing every completion of it in every draw."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from entaku.model.errors import NotPossible
from entaku.model.process import Draft, Term
from entaku.space.drafts import Weighing, draft_acceptance, draft_values, room_within
from entaku.space.relaid import with_room
from entaku.space.study import Study, lay_out
from tests.space import build as b
from tests.space.test_zones import some_case

DRAWS = 25
Bools = NDArray[np.bool_]


def some_draft(rng: random.Random, study: Study) -> Draft:
    """Make a draft with settled, bracketed and open terms; now and then it is silent, or means the status quo."""
    terms = []
    for issue in study.case.issues:
        options = [option.id for option in issue.options]
        kind = rng.choice(("settled", "bracketed", "open", "silent"))
        if kind == "settled":
            terms.append(b.term(issue.id, rng.choice(options)))
        elif kind == "bracketed":
            terms.append(Term(issue=issue.id, bracketed=tuple(rng.sample(options, 2))))
        elif kind == "open":
            terms.append(Term(issue=issue.id, open=True))
    return b.draft("d", *terms)


def completions(study: Study, draft: Draft) -> list[int]:
    """List the packages that keep what a draft says."""
    kept: dict[str, tuple[str, ...]] = {}
    for term in draft.terms:
        if not term.open:
            kept[term.issue] = term.bracketed or (term.option,)
    return [
        number
        for number in range(study.outcomes.count)
        if all(study.outcomes.package(number)[issue] in options for issue, options in kept.items())
    ]


def accepting(study: Study, package: int) -> Bools:
    """Tell who accepts a package, draw by draw (N, P)."""
    draws, space = study.ensemble, study.outcomes
    taken = [space.option(issue, option) for issue, option in space.package(package).items()]
    worth = draws.values[:, :, taken].sum(axis=2)
    return np.asarray((worth >= draws.no_deal[:, :, 0]) & ~draws.vetoed[:, :, taken].any(axis=2))


def laid_out(seed: int) -> Study:
    """Lay a case out, or pass over one whose statements clash."""
    try:
        return lay_out(some_case(seed), DRAWS)
    except NotPossible:
        assume(False)  # noqa: FBT003
        raise


@settings(max_examples=40)
@given(st.integers(0, 10**6))
def test_acceptance_is_that_of_all_completions_or_of_some(seed: int) -> None:
    study = laid_out(seed)
    draft = some_draft(random.Random(seed), study)
    packages = completions(study, draft)
    if not packages:
        with pytest.raises(NotPossible, match="impossible"):
            draft_acceptance(study, draft)
        return
    each = np.stack([accepting(study, package) for package in packages])
    sure, some = draft_acceptance(study, draft)
    assert np.array_equal(sure, each.all(axis=0))
    assert np.array_equal(some, each.any(axis=0))
    needed = [place for place, party in enumerate(study.parties) if party in study.case.needed]
    assert np.array_equal(room_within(study, draft), each[:, :, needed].all(axis=2).any(axis=0))


@settings(max_examples=20)
@given(st.integers(0, 10**6))
def test_one_weighing_of_many_drafts_says_what_many_say_of_one(seed: int) -> None:
    rng = random.Random(seed)
    study = laid_out(seed)
    weighing = Weighing(study)
    for _ in range(6):
        draft = some_draft(rng, study)
        if not completions(study, draft):
            continue
        for one, other in (
            *zip(weighing.accepted(draft), draft_acceptance(study, draft), strict=True),
            *zip(weighing.values(draft), draft_values(study, draft), strict=True),
        ):
            assert np.array_equal(one, other)


def numbers(*vetoed: str) -> Study:
    lines = [b.red_line("cap", option) for option in vetoed]
    said: dict[str, list[Any]] = {"A": [b.order("cap", "0", "10", "20"), b.no_deal(0.4), *lines]}
    return lay_out(b.case([b.numeric("cap", 0, 10, 20), b.issue("y", "k", "l")], said), 60)


def at(place: float) -> Draft:
    return b.draft("d", Term(issue="cap", at=place))


def test_a_number_is_worth_parts_of_its_neighbours() -> None:
    study = numbers()
    low, high = (accepting(study, study.outcomes.number({"cap": "10", "y": y})) for y in "kl")
    sure, some = draft_acceptance(study, at(10.0))
    assert np.array_equal(sure, low & high)
    assert np.array_equal(some, low | high)
    more, less = draft_acceptance(study, at(15.0))[1], draft_acceptance(study, at(5.0))[1]
    assert (more >= some).all()
    assert (some >= less).all()
    assert np.array_equal(room_within(study, at(10.0)), some[:, 0])


def test_a_number_crosses_a_red_line_for_sure_where_both_neighbours_are_vetoed() -> None:
    free = draft_acceptance(numbers(), at(15.0))
    one = draft_acceptance(numbers("20"), at(15.0))
    both = draft_acceptance(numbers("10", "20"), at(15.0))
    assert free[0].any()
    assert not one[0].any()
    assert np.array_equal(one[1], free[1])
    assert not both[1].any()
    assert not room_within(numbers("10", "20"), at(15.0)).any()
    assert np.array_equal(
        draft_acceptance(numbers("20"), at(5.0))[0], draft_acceptance(numbers(), at(5.0))[0]
    )


def test_silence_may_mean_the_status_quo() -> None:
    case = b.case([b.issue("x", "k", "l", quo="k"), b.issue("y", "k", "l")], {"A": [b.best("x", "l")]})
    study = lay_out(case, 60)
    silent = b.draft("d", b.term("y", "k"))
    settled = b.draft("d", b.term("y", "k"), b.term("x", "k"))
    meant = draft_acceptance(study, replace(silent, silence="status_quo"))
    assert np.array_equal(meant[1], draft_acceptance(study, settled)[1])
    assert not np.array_equal(meant[1], draft_acceptance(study, silent)[1])


def test_values_beyond_64_bits_are_added_exactly() -> None:
    """A lacks 1 of 4 * 10**22 for one package and has it for the other."""
    much = 4 * 10**22
    issues = [b.issue("x", "k", "l"), b.issue("y", "k", "l")]
    table = {"x": {"k": 0, "l": much}, "y": {"k": much, "l": much - 1}}
    for deal, open_, settled in ((2 * much, True, False), (2 * much + 1, False, False), (much, True, True)):
        study = lay_out(b.case(issues, {"A": [b.values(table, deal)], "B": [b.values(table, deal)]}))
        assert study.ensemble.values.dtype == object
        assert room_within(study, b.draft("d", b.term("x", "l"))).tolist() == [open_]
        assert room_within(study, b.draft("d", b.term("x", "l"), b.term("y", "l"))).tolist() == [settled]
        assert with_room(study).tolist() == [open_]
