"""What the standoff lens says: the answer, the counter-move behind it, and what would change it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from entaku.app.cases import found as file_of
from entaku.casefile.load import read
from entaku.lenses.standoff import Standoffs, look
from entaku.lenses.standoff.lacks import LACKS
from entaku.lenses.standoff.lacks import said as told_of
from entaku.model.basics import Range
from entaku.model.case import Case
from entaku.model.finding import Firmness
from entaku.model.standoff import Lever, Priority, Ranking, Standoff
from entaku.model.text import both
from entaku.space.graph import Lack
from entaku.space.study import lay_out
from tests.space import build as b

PRINTED = (
    "chicken",
    "cuban_missile_crisis",
    "elmira",
    "lake_gisborne",
    "north_korea_2017",
    "prisoners_dilemma",
    "stag_hunt",
    "harbour",
    "trap_every_improvement",
    "trap_indifferent_reply",
    "trap_legal_sequence",
    "trap_no_double_move",
    "trap_reply_judged_where_it_starts",
    "trap_return_to_start",
)


@cache
def seen(name: str) -> Standoffs:
    return look(lay_out(read(file_of(name)), 50))


def said(result: Standoffs, kind: str) -> str:
    """Give the English of the finding of a kind, or nothing."""
    return " ".join(one.text.en for one in result.findings() if one.id.startswith(f"standoff-{kind}"))


@pytest.mark.parametrize("name", PRINTED)
def test_the_catalogue_expects_all_that_the_fixture_says(name: str, shared: Path) -> None:
    """The numbers themselves are checked in tests/catalog; here: that none was left out, and the same models."""
    fixture = YAML(typ="safe").load(shared / "published" / "standoff" / f"{name}.yaml")
    case = read(file_of(name))
    standoff = case.standoffs[0]
    assert len(standoff.parties) == len(fixture["dms"])
    if "preferences" in fixture:
        listed = [
            [group if isinstance(group, list) else [group] for group in fixture["preferences"][dm]]
            for dm in fixture["dms"]
        ]
        assert [[list(group) for group in one.best_to_worst] for one in standoff.rankings] == listed
    concepts = {concept for block in fixture["results"] for concept in block.get("equilibria", {})}
    told = {one.at.rpartition(".")[2] for one in case.expect if ".equilibria." in one.at}
    assert told == concepts
    data = seen(name).data()["standoffs"][name]
    for block in fixture["results"]:
        for concept, states in block.get("equilibria", {}).items():
            assert set(data["equilibria"][concept]) == set(states)


# Sentences


def test_elmira_tells_how_it_came_to_its_end() -> None:
    result = seen("elmira")
    now = next(one for one in result.findings() if one.headline)
    assert now.text.en.startswith(
        "What stands, s1 [delay the appeal], holds only if parties fear even answers that cost"
    )
    assert now.strength.firmness is Firmness.EXACT
    assert "The local government gains by going from s1" in said(result, "leaves")
    assert "no answer in the others' own interest takes that away: nobody has one." in said(result, "leaves")
    assert "the Ministry of the Environment and Uniroyal to s8" in said(result, "holds-2")
    assert said(result, "together").startswith(
        "Acting together, the Ministry of the Environment and Uniroyal could leave s5"
    )
    assert "if Uniroyal liked s9 [abandon the plant] better than s5" in said(result, "turns")
    by_reach = {one["state"]: one["reached"] for one in result.data()["standoffs"]["elmira"]["ranked"]}
    assert by_reach == {"s1": "here", "s5": "willing", "s8": "together", "s9": "reluctant", "s4": "reluctant"}


def test_cooperation_is_kept_by_the_answer_to_a_defection() -> None:
    assert (
        said(seen("prisoners_dilemma"), "stays")
        == "The first player does not leave “both cooperate” for “only the second cooperates”: the second player can "
        "answer with “neither cooperates”, which the first player likes no better than “both cooperate”; every step of "
        "that answer serves its mover."
    )


def test_a_costly_answer_is_told_as_costly() -> None:
    assert "but that answer costs the opponent something" in said(seen("trap_indifferent_reply"), "stays")


def test_an_answer_of_several_steps_is_told_step_by_step() -> None:
    told = said(seen("trap_legal_sequence"), "stays")
    assert "the first opponent to s2, then the second opponent to s3, then the first opponent to s4" in told


def test_moving_at_once_is_told_where_it_matters() -> None:
    assert "4 [invasion of the South] would hold too" in said(seen("north_korea_2017"), "at-once")
    assert said(seen("prisoners_dilemma"), "at-once") == ""


def test_looking_ahead_is_told_of_two_only() -> None:
    assert "would stay at 4 [withdrawal]; with two moves ahead" in said(seen("cuban_missile_crisis"), "ahead")
    assert said(seen("elmira"), "ahead") == ""


def test_attitudes_to_the_unknown_are_told() -> None:
    result = seen("unknown_preference_small")
    told = [one.text.en for one in result.findings() if one.id.startswith("standoff-unknown")]
    letters = [
        [text[0] for text in line.partition("unknown: ")[2].replace(" and ", ", ").split("), ")]
        for line in told
    ]
    assert letters == [["b", "d"], ["c", "d"], ["d"], ["a", "b", "c", "d"]]


def test_degrees_of_liking_are_told() -> None:
    told = said(seen("strength_of_preference_small"), "firm-i-c")
    assert "is kept strongly if it fears any answer (GMR), is kept weakly" in told


# What draws differ in


def wavering(**more: Any) -> Case:
    """A may go; whether it wants to is in doubt; B may follow."""
    standoff = Standoff(
        id="it",
        title=both("it"),
        parties=("A", "B"),
        levers=(
            Lever(id="go", name=both("go"), party="A"),
            Lever(id="follow", name=both("follow"), party="B"),
        ),
        rankings=(
            Ranking(
                party="A",
                priorities=(Priority(any=("Y-",), holds=Range(0.6, 0.6)), Priority(any=("NN",))),
            ),
            Ranking(party="B", priorities=(Priority(any=("-N",)),)),
        ),
        now="1",
    )
    case = b.case([b.issue("x", "k", "l")], {"A": [], "B": []})
    return replace(case, standoffs=(replace(standoff, **more),))


def test_shares_say_how_often_what_stands_holds() -> None:
    result = look(lay_out(wavering(), 200))
    head = next(one for one in result.findings() if one.headline)
    assert head.strength.firmness is Firmness.SHARE
    assert head.strength.share == pytest.approx(0.4, abs=0.12)
    assert head.strength.draws == pytest.approx(200)
    assert said(result, "turns").startswith(
        "Whether 1 [nothing done] holds turns most on whether this is so: A wants"
    )
    assert "It holds in 0% of the draws where it is, in 100% where it is not." in said(result, "turns")
    shares = result.data()["standoffs"]["it"]["shares"]["R"]
    assert shares["1"] + shares["2"] == pytest.approx(1.0)


def test_a_share_of_the_draws_looked_at_has_the_margin_of_a_share() -> None:
    """A may want to go; leaving together is asked of some profiles: two standard errors, not the bound of none seen."""
    shaky = (
        Ranking(party="A", priorities=(Priority(any=("YY",), holds=Range(0.6, 0.6)), Priority(any=("NN",)))),
        Ranking(party="B", priorities=(Priority(any=("YY",)), Priority(any=("NN",)))),
    )
    result = look(lay_out(wavering(rankings=shaky), 200))
    (found,) = (one for one in result.findings() if one.id.startswith("standoff-together"))
    held = found.strength
    assert 0.5 < held.share < 0.7
    assert held.draws == pytest.approx(200)
    assert held.margin == pytest.approx(2.0 * (held.share * (1.0 - held.share) / 200) ** 0.5)


def test_nothing_is_said_of_one_profile_that_needs_several() -> None:
    sure = Ranking(party="A", priorities=(Priority(any=("Y-",)),))
    result = look(lay_out(wavering(rankings=(sure, wavering().standoffs[0].rankings[1])), 50))
    assert "does not hold under any foresight: A gains by going to 2 [go]" in said(result, "now")
    assert result.data()["standoffs"]["it"]["equilibria"]["R"] == ["2"]


# What a case lacks


def test_every_lack_can_be_said() -> None:
    slots = dict.fromkeys(("who", "party", "issues", "n", "most", "standoff", "state", "why"), "x")
    for kind in LACKS:
        text = told_of(Lack(kind, slots))
        assert "{" not in text.en + text.ja


def test_a_model_read_off_the_issues_says_so() -> None:
    alone = b.option("l", performs=(("A",),), because=("analyst",))
    case = b.case([b.issue("x", "k", alone, quo="k")], {"A": [b.best("x", "l")], "B": [b.best("x", "k")]})
    result = look(lay_out(case, 50))
    assert result.data()["source"] == "read off"
    assert result.missing()[0].en.startswith("No standoff is stated: it was read off")
    assert "A gains by going to [l]" in said(result, "now") + said(result, "leaves")


def test_where_nobody_gains_no_state_is_picked_out() -> None:
    alone = b.option("l", performs=(("A",),), because=("analyst",))
    case = b.case([b.issue("x", "k", alone)], {"A": [b.best("x", "k")]})
    result = look(lay_out(case, 50))
    assert [one.id for one in result.findings()] == ["standoff-now-packages"]
    assert "Nobody gains by moving alone, from whichever of the 2 states" in said(result, "now")


def test_it_concludes_nothing_on_a_deal() -> None:
    assert seen("elmira").conclusions() == ()
