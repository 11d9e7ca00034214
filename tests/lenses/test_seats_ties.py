"""Who met whom, who can be left out only one at a time, who could spoil, and doing without a party."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from entaku.app.cases import found
from entaku.casefile.load import read
from entaku.kernels.networks import holds_together
from entaku.lenses.seats import Seats, look
from entaku.lenses.seats.indices import pairs
from entaku.model.basics import NOT_STATED
from entaku.model.finding import Firmness, Topic
from entaku.model.issue import Vote
from entaku.space.consent import members
from entaku.space.study import lay_out
from entaku.space.talking import alone, hubs, links, meetings
from tests.space import build as b

NAMES = {"M": "mediator", "P": "stronger", "D": "weaker", "E": "supporters"}
DAY = b.day(2025, 1, 1)


def met(rounds: Any, who: str = "ABCD") -> Any:
    return b.case([b.issue("x", "no", "yes")], {name: [] for name in who}, rounds=rounds)


def pairs_of(case: Any) -> list[str]:
    return ["".join(each.parties) for each in meetings(case)]


# --- who meets whom -----------------------------------------------------------------------------------


def test_those_who_sat_together_are_linked_and_the_rounds_named() -> None:
    case = met(
        (
            b.held("one", DAY, A="drafts", B="consulted", C="informed", D="absent"),
            b.held("two", DAY, B="consulted", A="consulted", D="consulted", C=NOT_STATED),
        )
    )
    assert [(each.parties, each.rounds) for each in meetings(case)] == [
        (("A", "B"), ("one", "two")),
        (("A", "D"), ("two",)),
        (("B", "D"), ("two",)),
    ]
    assert alone(case, meetings(case)) == ("C",)
    assert links(case, meetings(case)) == ((0, 1), (0, 3), (1, 3))


def test_a_shuttle_links_the_one_that_carries_the_text_with_each_of_the_others() -> None:
    shuttle = replace(b.held("s", DAY, A="drafts", B="consulted", C="consulted"), form="shuttle")
    case = met((shuttle,))
    assert pairs_of(case) == ["AB", "AC"]
    carries = replace(
        case, parties=tuple(replace(p, roles=("mediator",)) if p.id == "C" else p for p in case.parties)
    )
    assert pairs_of(carries) == ["AC", "BC"]
    nobody = replace(b.held("s", DAY, A="consulted", B="consulted"), form="shuttle")
    assert pairs_of(met((nobody,))) == []


def test_the_only_link_is_named_with_those_it_links() -> None:
    chain = met(
        (
            b.held("one", DAY, A="consulted", B="consulted"),
            b.held("two", DAY, A="consulted", C="consulted"),
            b.held("three", DAY, C="consulted", D="consulted"),
        )
    )
    assert [(each.party, each.groups) for each in hubs(chain, meetings(chain))] == [
        ("A", (("B",), ("C", "D"))),
        ("C", (("A", "B"), ("D",))),
    ]
    sat: dict[str, Any] = dict.fromkeys("ABC", "consulted")
    apart = ("C", "A", "B")
    rounds = tuple(b.held(name, DAY, **(sat | {name: "absent"})) for name in apart)
    ring = met(rounds)
    assert hubs(ring, meetings(ring)) == ()


def small() -> Any:
    return read(found("at_the_table_small"))


def test_the_published_powers_among_those_who_met(shared: Path) -> None:
    file = shared / "published" / "seats" / "at_the_table_small.yaml"
    worked = YAML(typ="safe").load(file.read_text("utf-8"))
    case = small()
    order = [party.id for party in case.parties]
    assert [list(each.parties) for each in meetings(case)] == [
        [NAMES[one] for one in pair] for pair in worked["met"]
    ]
    result = look(lay_out(case, 1))
    data = result.data()["drafts"]
    joint = holds_together(4, links(case, meetings(case)))
    for game in result.games:
        want = worked["results"][0]["by_draft"][game.draft.id]
        parts = data[game.draft.id]["myerson"]
        assert [Fraction(parts[name]) for name in order] == [Fraction(part) for part in want["myerson_value"]]
        connected = [mask for mask in range(16) if game.winning[mask] and joint[mask]]
        assert sorted(members(case, mask) for mask in connected) == sorted(
            tuple(NAMES[one] for one in some) for some in want["connected_winning"]
        )
        assert data[game.draft.id]["connected_winning_coalitions"] == len(connected)


def latest(case: Any, draft: str) -> Seats:
    """Look at a case of which one draft only is left."""
    kept = tuple(each for each in case.drafts if each.id == draft)
    return look(lay_out(replace(case, drafts=kept), 20))


def said(result: Seats, name: str) -> str:
    return next((one.text.en for one in result.findings() if one.id == f"seats-{name}"), "")


def test_a_go_between_whom_nobody_needs_gains_power_by_the_links() -> None:
    links_three = said(latest(small(), "x3"), "links")
    assert "shares of the power over draft three move: the mediator from 0% to 25%" in links_three
    assert "only the mediator links the stronger side with the weaker side and the supporters" in links_three
    assert "nobody's share of the power over draft one changes" in said(latest(small(), "x1"), "links")


def test_those_who_never_met_can_carry_nothing_out_together() -> None:
    case = small()
    result = latest(replace(case, rounds=(case.rounds[0],)), "x3")
    assert "No set of parties that could carry out draft three is linked" in said(result, "links")
    assert "No round brings the stronger side and the supporters together" in said(result, "links")
    assert set(result.data()["drafts"]["x3"]["myerson"].values()) == {"0"}


def test_where_all_met_or_nobody_did_nothing_is_said_of_links() -> None:
    case = small()
    seats = tuple(replace(seat, level="consulted") for seat in case.rounds[-1].seats)
    everybody = replace(case, rounds=(replace(case.rounds[-1], seats=seats),))
    for changed in (everybody, replace(case, rounds=())):
        assert said(latest(changed, "x3"), "links") == ""


# --- who can be left out ------------------------------------------------------------------------------


def carried(performs: Any, **more: Any) -> Any:
    """Give a case of four parties with one draft that asks one thing."""
    if performs is not None:
        more |= {"performs": performs}
    if more.keys() & {"performs", "vote", "stops"}:
        more["because"] = ("analyst",)
    return b.case(
        [b.issue("x", "no", b.option("yes", **more), quo="no")],
        {name: [b.best("x", "no"), b.no_deal(0.2)] for name in "ABCD"},
        drafts=(b.draft("d", b.term("x", "yes")),),
    )


def test_pairs_that_can_be_left_out_one_by_one_but_not_both() -> None:
    result = look(lay_out(carried((("A", "B"), ("A", "C"))), 20))
    assert said(result, "joint") == "B and C can each be left out of d, but not both at once."
    one, game = result.games[0], result.data()["drafts"]["d"]
    assert game["bypassable_but_not_both"] == [["B", "C"]]
    assert game["jointly_bypassable_pairs"] == [["B", "D"], ["C", "D"]]
    every = sorted(pairs(one.winning, together=True) + pairs(one.winning, together=False))
    assert every == sorted(sum(1 << i for i in pair) for pair in combinations((1, 2, 3), 2))


def test_of_many_such_pairs_as_in_a_vote_none_is_told() -> None:
    vote = Vote(quota=3, weights=dict.fromkeys("ABCD", 1))
    result = look(lay_out(carried(None, vote=vote), 20))
    assert len(result.data()["drafts"]["d"]["bypassable_but_not_both"]) == 6
    assert said(result, "joint") == ""
    assert said(result, "power-d") == "All have the same power over d: 25.0% each (Shapley-Shubik)."


def test_power_in_a_vote_is_told_from_the_most_to_the_least() -> None:
    vote = Vote(quota=4, weights={"A": 3, "B": 2, "C": 1})
    result = look(lay_out(carried(None, vote=vote), 20))
    assert said(result, "power-d").startswith(
        "By Shapley-Shubik, power over d runs from 66.7% (A) down to 0.0% (D); one vote decides in 75.0% down to 0.0% "
    )
    data = result.data()["drafts"]["d"]
    assert data["coleman_preventive"] == {"A": "1", "B": "1/3", "C": "1/3", "D": "0"}
    assert data["coleman_initiative"] == {"A": "3/5", "B": "1/5", "C": "1/5", "D": "0"}


# --- spoilers -----------------------------------------------------------------------------------------


def test_who_can_stop_what_it_is_not_needed_for() -> None:
    result = look(lay_out(carried((("A",), ("B",)), stops=(("C",),)), 50))
    text = said(result, "spoiler-C")
    assert (
        text.startswith("C can stop yes (x) though the others could carry out d; in ") or "C can stop" in text
    )
    (one,) = result.data()["drafts"]["d"]["spoilers"]
    assert (one["parties"], one["clauses"]) == (["C"], ["x.yes"])
    assert one["worse"] == 1.0  # its best is the status quo, and one thing only is settled
    assert "in 100% of the draws" in text


def test_who_is_needed_anyway_is_no_spoiler_and_two_may_be_one_together() -> None:
    assert look(lay_out(carried((("A",),), stops=(("A",),)), 20)).data()["drafts"]["d"]["spoilers"] == []
    both = look(lay_out(carried((("A",),), stops=(("B", "C"),)), 20))
    (one,) = both.data()["drafts"]["d"]["spoilers"]
    assert one["parties"] == ["B", "C"]
    assert said(both, "spoiler-B-C").startswith("B and C can stop")


def test_a_spoiler_without_a_reason_and_one_of_whom_it_is_not_known() -> None:
    monitored = latest(small(), "x5")
    assert "but in no draw is sure to be worse off" in said(monitored, "spoiler-stronger")
    case = carried((("A",),), stops=(("C",),))
    untold = replace(case, preferences=tuple(s for s in case.preferences if s.party != "C"))
    result = look(lay_out(untold, 20))
    assert said(result, "spoiler-C").endswith("whether C would want to is not stated.")
    assert result.data()["drafts"]["d"]["spoilers"][0]["worse"] == "not stated"
    (found_one,) = [one for one in result.findings() if one.id == "seats-spoiler-C"]
    assert found_one.strength.firmness is Firmness.NOT_STATED


# --- doing without a party ----------------------------------------------------------------------------


def answers(case: Any) -> dict[str, str]:
    result = look(lay_out(case, 20))
    known = {one.id for one in result.findings()}
    concluded = result.conclusions()
    assert all(each.topic is Topic.BYPASS and each.finding in known for each in concluded)
    assert all(each.text.en and each.text.ja and each.assumes.ja for each in concluded)
    return {each.about: each.answer for each in concluded}


def test_whom_the_others_can_do_without() -> None:
    assert answers(carried((("A", "B"), ("A", "C")))) == {"A": "no", "B": "yes", "C": "yes", "D": "yes"}
    assert answers(carried((("A",),), stops=(("D",),)))["D"] == "no"
    assert set(answers(carried(())).values()) == {"open"}
    assert answers(small())["weaker"] == "yes"


def test_it_is_open_where_the_verdict_turns_on_who_performs() -> None:
    case = carried(None, subjects=("B",))
    assert answers(case) == {"A": "yes", "B": "open", "C": "yes", "D": "yes"}
    firm = {each.about: each.strength.firmness for each in look(lay_out(case, 20)).conclusions()}
    assert firm["B"] is Firmness.NOT_STATED
    assert firm["A"] is Firmness.CODED


def test_without_drafts_nothing_is_concluded() -> None:
    case = b.case([b.issue("x", "no", "yes")], {"A": []})
    assert look(lay_out(case, 5)).conclusions() == ()


@pytest.mark.parametrize("name", ["mediator", "supporters"])
def test_who_is_seated_says_nothing_of_who_is_needed(name: str) -> None:
    case = small()
    moved = replace(case, rounds=tuple(replace(each, seats=each.seats[::-1]) for each in case.rounds[:1]))
    assert answers(moved)[name] == answers(case)[name]
