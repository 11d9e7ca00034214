"""Where position, weight and salience pull: what the lens says, and what it must not say."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache
from itertools import product
from typing import Any

import numpy as np
import pytest

from entaku.app.cases import catalogue
from entaku.casefile.load import read
from entaku.kernels.challenge import Actors, play
from entaku.lenses.pull import Pulls, look
from entaku.lenses.pull.challenges import DRAWS as CHALLENGED
from entaku.lenses.pull.challenges import FEWEST, MOST_ACTORS, POINTS, READINGS, challenged, readings
from entaku.lenses.pull.looked import told
from entaku.lenses.pull.measures import measures
from entaku.lenses.pull.sentences import _first_pair
from entaku.model.basics import ANALYST, NOT_STATED, Range
from entaku.model.case import Case
from entaku.model.finding import Finding, Firmness
from entaku.model.pull import Pull, Scale, Stance
from entaku.model.text import Text, both
from entaku.space.pulling import pulled
from entaku.space.study import lay_out
from tests.space import build as b

DRAWS = 300
NAMES = ("A", "B", "C")
PATHS = {entry.name.rsplit("/", 1)[-1]: entry.path for entry in catalogue()}


def stance(who: str, *at: float | Range, **more: Any) -> Stance:
    given: dict[str, Any] = {"capability": exactly(1.0), "because": (ANALYST,), **more}
    given["salience"] = given.get("salience", (exactly(1.0),) * len(at))
    places = tuple(one if isinstance(one, Range) else exactly(one) for one in at)
    return Stance(actor=who, at=places, **given)


def exactly(number: float) -> Range:
    return Range(number, number)


def pull_of(*stances: Stance, name: str = "line", scales: int = 1, **more: Any) -> Pull:
    lines = tuple(Scale(name=both(f"s{place}"), low=0.0, high=10.0) for place in range(scales))
    return Pull(id=name, title=both(name), scales=lines, stances=stances, **more)


def case_of(*pulls: Pull, places: tuple[float, ...] = ()) -> Case:
    """Give a case of three parties and one issue, its options at these places."""
    issue = b.numeric("x", *places) if places else b.issue("x", "no", "yes")
    return b.case([issue], {name: [b.no_deal(0.2)] for name in NAMES}, pulls=pulls)


def seen(*pulls: Pull, **more: Any) -> Pulls:
    return look(lay_out(case_of(*pulls, **more), DRAWS))


def seen_of(*stances: Stance, **more: Any) -> Pulls:
    return seen(pull_of(*stances, **more))


def facts(result: Pulls, name: str = "line") -> dict[str, Any]:
    found: dict[str, Any] = result.data()["pulls"][name]
    return found


def by_id(result: Pulls) -> dict[str, Finding]:
    return {one.id: one for one in result.findings()}


@cache
def published(name: str) -> Pulls:
    return look(lay_out(read(PATHS[name]), 50))


BY_HAND = (
    stance("A", 0.0, capability=exactly(2.0)),
    stance("B", 4.0, capability=exactly(3.0)),
    stance("C", 10.0, capability=exactly(5.0), salience=(exactly(0.6),)),
)


def test_three_actors_by_hand() -> None:
    # weights 2, 3, 3: mean (12 + 30) / 8; without C (12) / 5
    line = facts(seen_of(*BY_HAND))["scales"][0]
    assert line["mean"] == {"average": 5.25, "low": 5.25, "high": 5.25}
    assert line["shift"]["C"] == pytest.approx(5.25 - 2.4)
    assert line["weight"] == {"A": 0.25, "B": 0.375, "C": 0.375}
    assert (line["median"]["average"], line["median"]["to_lower"], line["median"]["to_raise"]) == (
        4,
        0.25,
        0.125,
    )


def test_an_election_by_hand() -> None:
    # 0 against 4: 2*4 to 6*4; 0 against 10: 2*10 + 3*2 to 3*10; 4 against 10: 2*6 + 3*6 to 3*6
    p = {(0, 4): 8 / 32, (0, 10): 26 / 56, (4, 10): 30 / 48}
    raw = [p[0, 4] * p[0, 10], (1 - p[0, 4]) * p[4, 10], (1 - p[0, 10]) * (1 - p[4, 10])]
    found = facts(seen_of(*BY_HAND))["election"]
    assert found["chance"] == pytest.approx(dict(zip(NAMES, np.array(raw) / sum(raw), strict=True)))
    assert found["leads"] == {"A": 0.0, "B": 1.0, "C": 0.0}
    assert found["weight"] == "capability x salience"


def test_what_is_exact_is_said_to_be() -> None:
    result = seen_of(*BY_HAND)
    found = by_id(result)
    assert found["pull-mean-line"].headline
    assert found["pull-mean-line"].strength.firmness is Firmness.EXACT
    assert "5.25, the compromise mean" in found["pull-mean-line"].text.en
    assert "12% to above" in found["pull-median-line"].text.en
    assert "B (4) leads" in found["pull-election-line"].text.en
    assert "C pulls hardest" in found["pull-actor-line"].text.en
    assert not result.missing()


def test_the_usual_error_stands_beside_the_mean_within_the_scale() -> None:
    result = seen_of(*BY_HAND)
    assert facts(result)["usual_error"] == pytest.approx([5.25 - 2.37, 5.25 + 2.37])
    assert "which is not peacemaking" in by_id(result)["pull-error-line"].text.en
    assert facts(seen_of(stance("A", 1.0)))["usual_error"] == pytest.approx([0.0, 3.37])


@pytest.mark.parametrize(
    ("name", "apart"),
    [("ukraine_williams_13", True), ("ww1_seven", True), ("eu_emission_standards", False)],
)
def test_disagreement_is_told_where_it_is(name: str, apart: bool) -> None:  # noqa: FBT001
    said = [one for one in published(name).findings() if one.id.startswith("pull-apart")]
    assert bool(said) == apart
    assert all(one.page == "also" for one in said)


def test_a_median_between_two_is_told_as_such() -> None:
    result = seen_of(stance("A", 2.0), stance("B", 6.0))
    assert "between 2 and 6" in by_id(result)["pull-median-line"].text.en


def test_many_holders_of_a_place_are_not_all_named() -> None:
    text = by_id(published("zimbabwe_mugabe"))["pull-median-stay_in_power"].text
    assert "others" in text.en
    assert "ほか" in text.ja


def test_ranges_give_shares_and_spans() -> None:
    result = seen_of(stance("A", Range(0.0, 4.0)), stance("B", Range(3.0, 9.0)), stance("C", 5.0))
    line, election = facts(result)["scales"][0], facts(result)["election"]
    assert 0.0 < line["mean"]["low"] < line["mean"]["average"] < line["mean"]["high"] < 10.0
    assert sum(election["leads"].values()) == pytest.approx(1.0)
    assert sum(election["chance"].values()) == pytest.approx(1.0)
    found = by_id(result)
    assert found["pull-mean-line"].strength.firmness is Firmness.AVERAGE
    assert found["pull-election-line"].strength.share == max(election["leads"].values())


def test_whatever_the_weights_the_mean_lies_between_the_ends() -> None:
    result = seen_of(
        stance("A", 2.0, capability=NOT_STATED), stance("B", 8.0, capability=NOT_STATED, salience=())
    )
    line = facts(result)["scales"][0]["mean"]
    assert 2.0 < line["low"] < 4.5
    assert 5.0 < line["high"] < 8.0
    assert (
        "Whatever they are, the compromise mean lies between 2 and 8"
        in by_id(result)["pull-mean-line"].text.en
    )
    assert "pull-actor-line" not in by_id(result)
    assert "Even where weights were known" in by_id(result)["pull-error-line"].text.en
    said = " ".join(text.en for text in result.missing())
    assert "capability of A and B is not stated" in said
    assert "how much B would care is not stated" in said
    assert "the position of C is not stated" in said


def test_a_case_without_pulls_is_told_how_to_state_them() -> None:
    result = seen()
    assert (result.findings(), result.figures(), result.conclusions()) == ((), (), ())
    assert "state pulls" in result.missing()[0].en
    ordered = seen(places=(1.0, 2.0)).missing()
    assert "Options on a line: x" in ordered[1].en


def test_the_real_case_lacks_positions_and_says_so() -> None:
    result = look(lay_out(read(PATHS["moscow-2025-12-02"]), 5))
    assert not result.findings()
    assert "formal recognition" in result.missing()[1].en


def test_a_pull_without_any_weight_is_refused() -> None:
    result = seen_of(stance("A", 2.0, capability=exactly(0.0)))
    assert result.data()["pulls"] == {}
    assert "nobody with a stated position has any weight" in result.missing()[0].en


def test_a_further_pull_is_told_in_short() -> None:
    other = pull_of(*BY_HAND, name="other")
    result = seen(pull_of(*BY_HAND), other)
    ids = [one.id for one in result.findings()]
    assert [one for one in ids if one.endswith("other")] == ["pull-mean-other", "pull-apart-other"]
    assert [one.headline for one in result.findings()].count(True) == 1
    assert facts(result, "other") == facts(result)


def test_the_nearest_options_and_the_one_package_in_reach() -> None:
    near = pull_of(*BY_HAND, issue="x")
    result = seen(near, places=(0.0, 5.0, 10.0))
    assert facts(result)["nearest"] == {"0": 0.0, "5": 1.0, "10": 0.0}
    assert "“5”, 0.25 away" in by_id(result)["pull-mean-line"].text.en
    (said,) = result.conclusions()
    assert (said.topic, said.answer, said.finding) == ("package", "x=5", "pull-mean-line")
    assert not seen(near, places=(0.0, 5.0, 7.0, 10.0)).conclusions()  # 7 lies within the usual error
    assert "State at for its options" in seen(near).missing()[0].en


def test_no_package_is_concluded_on_weights_that_are_not_stated() -> None:
    drawn = tuple(replace(one, capability=NOT_STATED) for one in (stance("A", 5.0), stance("B", 5.0)))
    assert not seen(pull_of(*drawn, issue="x"), places=(0.0, 5.0, 10.0)).conclusions()


def test_the_order_of_stances_does_not_matter() -> None:
    stances = (stance("A", Range(0.0, 4.0)), stance("B", Range(3.0, 9.0)), stance("C", 5.0))
    first, other = (facts(seen_of(*some, rounds=2)) for some in (stances, stances[::-1]))
    assert sorted(first["actors"]) == sorted(other["actors"])
    for path in (("election", "chance"), ("election", "leads"), ("challenge", "moves")):
        assert other[path[0]][path[1]] == pytest.approx(first[path[0]][path[1]])
    assert other["challenge"]["mean"] == pytest.approx(first["challenge"]["mean"])


def test_several_scales_elect_and_do_not_challenge() -> None:
    stances = (stance("A", 0.0, 10.0), stance("B", 4.0, 4.0), stance("C", 5.0, 5.0))
    result = seen_of(*stances, scales=2, rounds=3)
    told_ = facts(result)
    assert told_["election"]["weight"] == "capability"
    assert len(told_["scales"]) == 2
    assert set(told_["risk"]) == set(NAMES)
    assert "challenge" not in told_
    assert "rounds was passed over" in result.missing()[0].en
    assert [one.id for one in result.figures()] == ["pull-space-line"]


def test_who_does_not_care_on_any_scale_is_out_of_the_election() -> None:
    none = (exactly(0.0), exactly(0.0))
    stances = (stance("A", 0.0, 0.0, salience=none), stance("B", 4.0, 4.0), stance("C", 5.0, 5.0))
    chance = facts(seen_of(*stances, scales=2))["election"]["chance"]
    assert chance["A"] == 0.0
    assert chance["B"] + chance["C"] == pytest.approx(1.0)


# Challenges


def test_every_value_of_a_switch_comes_equally_often() -> None:
    some = readings(1, 3)
    for name, values in POINTS.items():
        times = Counter(getattr(one, name) for one in some)
        assert times == dict.fromkeys(values, READINGS // len(values))
    assert readings(1, 3) == some
    assert readings(2, 3) != some
    assert {one.extremes for one in readings(1, MOST_ACTORS + 1)} == {"actors"}


def test_challenges_are_played_only_if_asked_for() -> None:
    assert "challenge" not in facts(seen_of(*BY_HAND))
    assert not [one for one in by_id(seen_of(*BY_HAND)) if "challenge" in one or "moves" in one]


def test_a_challenge_is_the_mean_over_draws_and_readings() -> None:
    stances = (stance("A", Range(0.0, 2.0)), stance("B", 4.0, salience=(Range(0.2, 0.9),)), stance("C", 9.0))
    study = lay_out(case_of(pull_of(*stances, rounds=2)), DRAWS)
    found = challenged(pulled(study, study.case.pulls[0]))
    given = found.pulled
    assert found.mean.shape == (CHALLENGED, READINGS, 3)
    for draw, place in product((0, 5), (0, 11)):
        group = Actors(given.position[draw, :, 0], given.capability[draw], given.salience[draw, :, 0])
        path = play(group, found.readings[place], rounds=2, span=10.0)
        assert found.mean[draw, place] == pytest.approx(path.mean)
    assert np.all((found.offers >= 0.0) & (found.offers <= 1.0 + 1e-12))
    assert np.diag(found.offers).tolist() == [0.0, 0.0, 0.0]


def test_the_spread_splits_into_inputs_readings_and_both() -> None:
    stances = (stance("A", Range(0.0, 2.0)), stance("B", 4.0, salience=(Range(0.2, 0.9),)), stance("C", 9.0))
    study = lay_out(case_of(pull_of(*stances, rounds=2)), DRAWS)
    found = challenged(pulled(study, study.case.pulls[0]))
    last = found.mean[:, :, -1].tolist()
    rows = [sum(row) / len(row) for row in last]
    columns = [sum(column) / len(column) for column in zip(*last, strict=True)]
    centre = sum(rows) / len(rows)
    total = sum((one - centre) ** 2 for row in last for one in row) / (len(rows) * len(columns))
    wanted = [sum((one - centre) ** 2 for one in some) / len(some) / total for some in (rows, columns)]
    assert found.split == pytest.approx((*wanted, 1.0 - sum(wanted)))


def test_of_exact_inputs_all_spread_is_in_the_reading() -> None:
    found = facts(published("uk_emu_labour"), "euro")["challenge"]
    assert (found["draws"], found["readings"]) == (1, READINGS)
    assert found["spread_from"]["readings"] == pytest.approx(1.0)
    assert set(found["settings"]) == {"program", "printed", "printed_net"}
    text = by_id(published("uk_emu_labour"))["pull-challenge-euro"].text.en
    assert "by how the model is read alone" in text


def test_named_readings_are_given_for_exact_inputs_only() -> None:
    result = seen_of(stance("A", Range(0.0, 1.0)), stance("B", 9.0), rounds=1)
    assert facts(result)["challenge"]["settings"] == {}
    assert FEWEST <= facts(result)["challenge"]["draws"] <= CHALLENGED


def test_where_all_stand_together_nobody_moves() -> None:
    result = seen_of(stance("A", 4.0), stance("B", 4.0), rounds=2)
    assert "lead to 4" in by_id(result)["pull-challenge-line"].text.en
    assert facts(result)["challenge"]["moves"] == {"A": 0.0, "B": 0.0}
    assert "pull-moves-line" not in by_id(result)
    assert "pull-actor-line" not in by_id(result)


def test_who_has_no_stated_position_in_a_draw_takes_no_part_in_it() -> None:
    made = b.case(
        [b.issue("x", "no", "yes")],
        {name: [b.no_deal(0.2)] for name in NAMES},
        sources=(b.source("s"),),
        claims=(b.claim("c", "s", "maybe"),),
        trust=b.trust(words={"maybe": 0.5}),
        pulls=(pull_of(stance("A", 0.0, because=("c",)), stance("B", 4.0), stance("C", 9.0), rounds=1),),
    )
    study = lay_out(made, DRAWS)
    given = pulled(study, made.pulls[0])
    away = np.isnan(given.position[:, 0, 0])
    found = measures(made, given)
    assert found.compromises[0].mean[away] == pytest.approx(6.5)
    assert found.compromises[0].mean[~away] == pytest.approx(13 / 3)
    assert not found.election[away, 0].any()
    assert np.isfinite(challenged(given).mean).all()
    assert look(study).data()["pulls"]["line"]["challenge"]["moved_by"]["A"]["B"] <= 1.0


@pytest.mark.parametrize(
    ("value", "low", "high", "said"),
    [
        (7.38996, 4.0, 10.0, "7.39"),
        (7.0, 4.0, 10.0, "7"),
        (-0.0001, -1.0, 1.0, "0"),
        (0.38028, 0.01, 1.0, "0.38"),
        (5.25, 0.0, 10.0, "5.25"),
        (52.7073, 5.0, 100.0, "52.7"),
        (13.6199, 12.85, 14.25, "13.62"),
        (1200.0, 0.0, 5000.0, "1200"),
    ],
)
def test_numbers_have_as_many_digits_as_their_scale_bears(
    value: float, low: float, high: float, said: str
) -> None:
    assert told(value, Scale(name=Text(), low=low, high=high)).en == said


def test_of_pairs_that_move_equally_often_the_heavier_are_named() -> None:
    offers = np.array([[0.0, 0.5, 0.5], [0.5, 0.0, 0.2], [0.1, 0.5, 0.0]])
    assert _first_pair(offers, np.array([1.0, 3.0, 2.0])) == (2, 1)
    assert _first_pair(offers, np.array([2.0, 1.0, 3.0])) == (0, 2)
