"""The rules of a case: each is broken once in the example, and told at its path and place."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entaku.casefile.load import read, reads
from entaku.model.basics import Range
from entaku.model.errors import BadInput, Fault
from entaku.model.issue import Issue, Option
from entaku.model.names import code_point, did_you_mean, nearest, shown
from entaku.model.party import Party
from entaku.model.rules import MAX_FAULTS, faults
from entaku.model.rules_setting import ring_of
from entaku.model.statement import Indifferent, NoDealValue, Package, Prefers, Statement
from entaku.model.text import Text, both
from tests.casefile.planted import EXAMPLE, Plant
from tests.model.broken_rules import BROKEN

if TYPE_CHECKING:
    from collections.abc import Mapping

CASE = read(EXAMPLE)


@pytest.mark.parametrize("planted", BROKEN, ids=lambda planted: planted.says[0])
def test_a_broken_rule_is_told_at_its_path_and_place(planted: Plant) -> None:
    with pytest.raises(BadInput) as refused:
        reads(planted.text, "case.yaml")
    line, column = planted.place
    found = [
        each
        for each in refused.value.lines()
        if each.startswith(f"case.yaml:{line}:{column}: {planted.says[0]}: ")
    ]
    assert len(found) == 1, refused.value.lines()
    assert all(words in found[0] for words in planted.says), found[0]


def test_the_example_has_no_fault() -> None:
    assert faults(CASE) == ()


def some(found: tuple[Fault, ...], *words: str) -> list[str]:
    return [str(fault) for fault in found if all(word in str(fault) for word in words)]


def test_a_case_has_one_to_fifteen_parties() -> None:
    assert some(faults(replace(CASE, parties=())), "parties: got no party")
    many = tuple(Party(id=f"p{number}", name=both("p"), kind="state") for number in range(16))
    assert some(faults(replace(CASE, parties=many)), "parties: got 16 parties; allowed: 1 to 15", "bloc")
    assert not some(faults(replace(CASE, parties=many[:15])), "parties: got")


def test_a_case_has_an_issue_and_no_more_packages_than_can_be_looked_at() -> None:
    assert some(faults(replace(CASE, issues=())), "issues: got no issue")
    options = tuple(Option(id=f"o{number}", name=both("o")) for number in range(10))
    issues = tuple(Issue(id=f"i{number}", name=both("i"), options=options) for number in range(5_000))
    assert not some(faults(replace(CASE, issues=issues[:18])), "packages")
    assert some(
        faults(replace(CASE, issues=issues[:19])), "issues: got about 1.0e19 packages", "Leave out options"
    )
    assert some(faults(replace(CASE, issues=issues)), "issues: got about 1.0e5000 packages")


def test_numbers_made_in_python_are_finite_too() -> None:
    statement = replace(CASE.preferences[13], says=NoDealValue(range=Range(0, float("inf"))))
    assert some(faults(replace(CASE, preferences=(statement,))), "preferences.0.no_deal.1", "a finite number")


def test_a_deadline_made_in_python_needs_its_zone() -> None:
    point = replace(CASE.watch_points[0], closes=datetime(2031, 4, 30), opens=datetime(2031, 4, 1))  # noqa: DTZ001
    found = faults(replace(CASE, watch_points=(point,)))
    assert some(found, "watch_points.0.closes: got a time without a zone", "+09:00")
    assert some(found, "watch_points.0.opens: got a time without a zone")
    assert len(found) == 2


def test_a_package_made_in_python_is_a_draft_or_options() -> None:
    odd = Package(draft="UP1", options={"dam": "low"})
    statement = Statement(
        id="S", party="UP", says=Prefers(package=odd, to=Package(draft="no_deal")), because=("analyst",)
    )
    assert some(faults(replace(CASE, preferences=(statement,))), "preferences.0.prefers.package", "at once")


def test_drafts_of_points_and_open_ones_need_no_outcomes() -> None:
    point = replace(CASE.watch_points[0], outcomes=(), resolver=Text(), rule=Text())
    assert len(faults(replace(CASE, watch_points=(point,)))) == 3
    assert faults(replace(CASE, watch_points=(replace(point, status="draft"),))) == ()
    assert faults(replace(CASE, watch_points=(replace(point, kind="open"),))) == ()


def test_what_is_confidential_may_rest_on_what_is() -> None:
    hidden = CASE.preferences[12]
    assert isinstance(hidden.says, Indifferent)
    found = faults(replace(CASE, preferences=(replace(hidden, compartment="public"),)))
    assert [fault.path for fault in found] == [("preferences", 0, "because", 0)]
    inside = replace(CASE.drafts[1].terms[0], because=("C4",))
    assert faults(replace(CASE, drafts=(CASE.drafts[0], replace(CASE.drafts[1], terms=(inside,))))) == ()


def test_one_person_may_be_in_two_delegations() -> None:
    (team,) = CASE.parties[0].delegations
    second = replace(team, id="UP.second")
    party = replace(CASE.parties[0], delegations=(team, second))
    assert faults(replace(CASE, parties=(party, *CASE.parties[1:]))) == ()
    other = replace(second, members=(replace(team.members[0], name=both("somebody else")),))
    party = replace(CASE.parties[0], delegations=(team, other))
    assert some(faults(replace(CASE, parties=(party, *CASE.parties[1:]))), "'UP.chief' a second time")


def test_holders_may_be_known_to_nobody() -> None:
    claim = replace(CASE.claims[0], holders=("author", "unnamed", "UP", "UP.mayor", "a_poet"))
    assert faults(replace(CASE, claims=(claim, *CASE.claims[1:]))) == ()


def test_a_round_has_a_seat() -> None:
    empty = replace(CASE.rounds[0], seats=())
    assert some(faults(replace(CASE, rounds=(empty,))), "rounds.0.seats: got no seat; allowed: at least one")


def test_no_flood_of_faults() -> None:
    statement = replace(CASE.preferences[0], because=tuple(f"X{number}" for number in range(1_000)))
    assert len(faults(replace(CASE, preferences=(statement,)))) == MAX_FAULTS


LINKS = st.dictionaries(st.sampled_from("abcdef"), st.lists(st.sampled_from("abcdefg"), max_size=3))


@given(LINKS)
def test_a_ring_is_found_iff_there_is_one(links: Mapping[str, list[str]]) -> None:
    reach = {(start, end) for start, ends in links.items() for end in ends}
    for middle, start, end in product("abcdefg", repeat=3):
        if (start, middle) in reach and (middle, end) in reach:
            reach.add((start, end))
    ring = ring_of(links)
    assert bool(ring) == any(start == end for start, end in reach)
    for start, end in zip(ring, (*ring[1:], *ring[:1]), strict=True):
        assert end in links[start]


def test_names_are_found_whatever_their_case() -> None:
    assert nearest("nato_BID", ["NATO_bid", "territory"]) == "NATO_bid"
    assert did_you_mean("zzz", ["NATO_bid"]) == ""
    assert nearest("x" * 100_000, ["NATO_bid"]) == ""


def test_what_cannot_be_seen_is_made_visible() -> None:
    assert shown("a\u202eb\nc") == "'a\\u202eb⏎c'"
    assert shown("x" * 1_000) == f"'{'x' * 48}…'"
    assert code_point("\x07") == "U+0007"
