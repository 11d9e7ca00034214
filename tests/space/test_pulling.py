"""Positions, capabilities and saliences drawn from what is coded, and nothing filled in."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from entaku.model.basics import ANALYST, NOT_STATED, Range
from entaku.model.case import Case
from entaku.model.pull import Pull, Scale, Stance
from entaku.model.text import Text, both
from entaku.space.pulling import Pulled, called, grounded, pulled
from entaku.space.study import Study, lay_out
from tests.space import build as b

DRAWS = 400


def stance(who: str, low: float, high: float | None = None, **more: Any) -> Stance:
    given: dict[str, Any] = {
        "capability": Range(1.0, 1.0),
        "salience": (Range(1.0, 1.0),),
        "because": (ANALYST,),
        **more,
    }
    return Stance(actor=who, at=(b.span(low, high),), **given)


def pull_of(*stances: Stance, **more: Any) -> Pull:
    given: dict[str, Any] = {"scales": (Scale(name=both("line"), low=0.0, high=10.0),), **more}
    return Pull(id="line", title=both("line"), stances=stances, **given)


def case_of(*stances: Stance, **more: Any) -> Case:
    """Give a case of three parties with one pull; `more` goes to the case."""
    wishes = {name: [b.no_deal(0.2)] for name in ("A", "B", "C")}
    return b.case([b.issue("x", "no", "yes")], wishes, pulls=(pull_of(*stances),), **more)


def drawn(*stances: Stance, **more: Any) -> Pulled:
    study = lay_out(case_of(*stances, **more), DRAWS)
    return pulled(study, study.case.pulls[0])


def doubtful(**more: Any) -> dict[str, Any]:
    """Give a source that is sound in half of the draws, with two claims of their own likelihood."""
    return {
        "sources": (b.source("s"),),
        "claims": (b.claim("c1", "s", "maybe"), b.claim("c2", "s")),
        "trust": b.trust(words={"maybe": 0.5}),
        **more,
    }


def test_exact_numbers_make_one_draw() -> None:
    found = drawn(stance("A", 2.0), stance("B", 6.0, capability=Range(3.0, 3.0), salience=(Range(0.5, 0.5),)))
    assert found.draws.exact
    assert found.position.tolist() == [[[2.0], [6.0]]]
    assert found.weight.tolist() == [[[1.0], [1.5]]]
    assert (found.without_capability, found.without_salience, found.weightless) == ((), (), 0.0)


def test_ranges_are_drawn_within_their_ends_and_each_by_itself() -> None:
    found = drawn(
        stance("A", 2.0, 4.0, capability=Range(1.0, 3.0)), stance("B", 2.0, 4.0, salience=(Range(0.2, 0.4),))
    )
    assert len(found.draws.numbers) == DRAWS
    for values, low, high in (
        (found.position[:, 0, 0], 2.0, 4.0),
        (found.position[:, 1, 0], 2.0, 4.0),
        (found.capability[:, 0], 1.0, 3.0),
        (found.salience[:, 1, 0], 0.2, 0.4),
    ):
        assert low <= values.min() < low + 0.1 * (high - low)
        assert high - 0.1 * (high - low) < values.max() <= high
    columns = np.stack([found.position[:, 0, 0], found.position[:, 1, 0], found.capability[:, 0]])
    assert np.abs(np.corrcoef(columns) - np.eye(3)).max() < 0.15


def test_a_draw_does_not_depend_on_the_order_of_stances() -> None:
    first = drawn(stance("A", 2.0, 4.0), stance("B", 1.0, 9.0))
    other = drawn(stance("B", 1.0, 9.0), stance("A", 2.0, 4.0))
    assert np.array_equal(first.position, other.position[:, ::-1])


def test_one_capability_not_stated_leaves_all_of_them_open() -> None:
    found = drawn(stance("A", 2.0, capability=Range(500.0, 500.0)), stance("B", 6.0, capability=NOT_STATED))
    assert found.without_capability == ("B",)
    assert found.capability.min() > 0.0
    assert found.capability.max() < 1.0
    assert found.capability[:, 0].std() > 0.2


def test_a_salience_not_stated_leaves_the_others_as_they_are() -> None:
    found = drawn(stance("A", 2.0, salience=(Range(0.3, 0.3),)), stance("B", 6.0, salience=()))
    assert found.without_salience == ("B",)
    assert set(found.salience[:, 0, 0]) == {0.3}
    assert 0.0 < found.salience[:, 1, 0].min() < 0.05
    assert 0.95 < found.salience[:, 1, 0].max() < 1.0


def test_a_stance_whose_claim_does_not_hold_is_not_filled_in() -> None:
    found = drawn(stance("A", 2.0, because=("c1", "c2")), stance("B", 6.0), **doubtful())
    away = np.isnan(found.position[:, 0, 0])
    assert 0.4 < away.mean() < 0.6
    assert not found.draws.exact
    assert not found.weight[away, 0].any()
    assert found.counts[:, 0].tolist() == (~away).tolist()
    assert set(found.position[~away, 0, 0]) == {2.0}


def test_all_claims_behind_a_stance_must_hold() -> None:
    made = case_of(stance("A", 2.0, because=("c1", "c2")), **doubtful())
    study = lay_out(made, DRAWS)
    assert np.array_equal(grounded(study, made.pulls[0].stances[0]), study.ensemble.holds.all(axis=1))
    assert grounded(study, stance("A", 2.0)).all()


def test_draws_without_any_weight_are_left_out() -> None:
    found = drawn(stance("A", 2.0, because=("c1",)), **doubtful())
    assert 0.4 < found.weightless < 0.6
    assert not np.isnan(found.position).any()
    assert found.draws.weights.sum() == pytest.approx(1.0)
    assert len(found.draws.numbers) == len(found.position)
    assert not len(drawn(stance("A", 2.0, capability=Range(0.0, 0.0))).draws.numbers)
    assert not len(drawn().draws.numbers)


def test_draws_with_the_same_actors_come_together() -> None:
    found = drawn(stance("A", 2.0, because=("c1",)), stance("B", 6.0), **doubtful())
    groups = {tuple(who): rows for rows, who in found.alike()}
    assert set(groups) == {(1,), (0, 1)}
    assert np.isnan(found.position[groups[1,], 0]).all()
    assert sorted([*groups[1,], *groups[0, 1]]) == list(range(DRAWS))


def test_the_first_draws_are_the_same_draws() -> None:
    found = drawn(stance("A", 2.0, 4.0), stance("B", 1.0, 9.0))
    few = found.first(7)
    assert np.array_equal(few.position, found.position[:7])
    assert few.draws.weights.sum() == pytest.approx(1.0)
    assert found.first(DRAWS) is found


def test_an_actor_is_called_by_its_stance_then_its_party_then_its_id() -> None:
    made = case_of(stance("A", 2.0), stance("Z", 3.0, name=Text("Zed", "ゼット")), stance("Y", 3.0))
    study: Study = lay_out(made, 1)
    assert [called(study, one).en for one in made.pulls[0].stances] == ["A", "Zed", "Y"]


def test_a_doubtful_claim_is_doubtful_in_a_case_of_exact_values_and_in_few_draws() -> None:
    given = doubtful()
    table = {"x": {"no": 0.0, "yes": 1.0}}
    exact = {name: [b.values(table, 0.5)] for name in ("A", "B", "C")}
    stances = (stance("A", 2.0, because=("c1",)), stance("B", 6.0))
    made = b.case([b.issue("x", "no", "yes")], exact, pulls=(pull_of(*stances),), **given)
    study = lay_out(made, DRAWS)
    assert study.ensemble.exact
    found = pulled(study, made.pulls[0])
    assert not found.draws.exact
    assert 0.4 < np.isnan(found.position[:, 0, 0]).mean() < 0.6
    likely = b.trust(words={"maybe": 0.999})
    few = lay_out(case_of(*stances, **doubtful(trust=likely)), 3)
    assert few.ensemble.holds.all()
    assert not pulled(few, few.case.pulls[0]).draws.exact
