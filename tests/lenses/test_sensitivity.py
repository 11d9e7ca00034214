"""What the sensitivity lens names, what it leaves out, and what it says where nothing can be moved."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from entaku.lenses.sensitivity import Sensitivity, look
from entaku.model.finding import Finding, Firmness
from entaku.model.statement import Says, Statement
from entaku.space.driving import Aspect, Driving, Index, Switch
from entaku.space.events import Event
from entaku.space.silence import Unanswered
from entaku.space.study import Study, lay_out
from tests.space import build as b


def study(*of_a: Says | Statement, draws: int = 400) -> Study:
    case = b.case(
        [b.issue("x", "k", "l"), b.issue("y", "k", "l", "m")],
        {
            "A": [b.order("x", "k", "l"), *of_a],
            "B": [b.order("x", "l", "k"), b.order("y", "k", "l", "m"), b.no_deal(0.3, 0.6)],
        },
    )
    return lay_out(case, draws)


def switch(name: str, total: float, margin: float, first: float) -> Switch:
    states, chances = np.array([[True], [False]]), np.array([0.5, 0.5])
    member = (("statement", name),)
    event = Event("statement", name, member, (b.span(0.5),), states, chances, (name,))
    return Switch(event, Index(first, 0.01, total, margin), 0.2, 0.7)


def aspect(issue: str, total: float, margin: float, first: float = 0.0) -> Aspect:
    return Aspect("A", issue, Index(first, 0.01, total, margin), 0.3, 0.6, (), 0.0)


def told(*inputs: Switch | Aspect, left: float = 0.4) -> dict[str, Finding]:
    """Give the findings on these inputs by what follows the lens's name."""
    given = study(b.holds(b.red_line("x", "k"), 0.5), b.holds(b.red_line("y", "m"), 0.5))
    switches = tuple(one for one in inputs if isinstance(one, Switch))
    aspects = tuple(one for one in inputs if isinstance(one, Aspect))
    found = Sensitivity(given, Driving(0.5, 400, switches, aspects, (), (left, 0.05)))
    return {one.id.removeprefix("sensitivity-"): one for one in found.findings()}


def test_the_three_that_move_most_are_named_in_order() -> None:
    found = told(
        aspect("", 0.2, 0.05, 0.1),
        switch("S2", 0.3, 0.05, 0.2),
        aspect("x", 0.5, 0.05),
        aspect("y", 0.1, 0.02),
    )
    assert "how heavily x weighs with A" in found["most"].text.en
    assert "A accepts no package with “x: k”" in found["second"].text.en
    assert "what no deal is worth to A" in found["third"].text.en
    assert [name for name, one in found.items() if one.headline] == ["most"]


def test_what_noise_explains_is_not_named() -> None:
    found = told(switch("S2", 0.3, 0.26, 0.2), aspect("", 0.04, 0.0))
    assert not found.keys() & {"most", "second", "third"}


def test_what_matters_only_together_with_others_is_said_to() -> None:
    assert "only together with others" in told(switch("S2", 0.3, 0.05, 0.0))["most"].text.en
    assert "only together with others" not in told(switch("S2", 0.3, 0.05, 0.2))["most"].text.en


def test_what_lies_in_combinations_is_said_where_it_is_more_than_noise() -> None:
    apart = told(switch("S2", 0.3, 0.05, 0.6), left=0.4)["together"].text.en
    assert "settle 60%" in apart
    assert "come together" not in apart
    together = told(switch("S2", 0.3, 0.05, 0.2), left=0.4)["together"].text.en
    assert "settle 20%: the remaining 40%" in together


def test_what_makes_hardly_any_difference_is_named_by_party_and_issue() -> None:
    found = told(switch("S2", 0.3, 0.05, 0.2), switch("S3", 0.01, 0.01, 0.0))["idle"]
    assert "what A wants on y: drawn anew" in found.text.en
    assert "at least 99% of the draws" in found.text.en  # 2 x 1/4 x .02 is 1 % of the draws
    assert found.because == ("S3",)


@pytest.mark.parametrize(("line", "words"), [("m", "in every one of"), ("", "in none of")])
def test_a_settled_answer_moves_with_nothing(line: str, words: str) -> None:
    lines = [b.red_line("y", line)] if line else [b.red_line("y", option) for option in "klm"]
    found = look(study(b.no_deal(0.0, 0.1) if line else b.no_deal(0.3), *lines))
    assert isinstance(found, Sensitivity)
    if line:
        found = replace(found, driving=Driving(1.0, 400, (), (), (), (0.0, 0.0)))
    (only,) = found.findings()
    assert words in only.text.en
    assert only.strength.firmness is Firmness.EVERY_DRAW
    assert found.figures() == ()


def test_where_every_number_is_given_there_is_nothing_to_move() -> None:
    table = {"x": {"k": 0.0, "l": 1.0}}
    found = look(lay_out(b.case([b.issue("x", "k", "l")], {"A": [b.values(table, 0.5)]})))
    assert isinstance(found, Unanswered)
    assert "state a range" in found.missing()[0].en
    assert found.findings() == ()


def test_a_no_deal_value_that_is_not_stated_is_named() -> None:
    found = look(study())
    assert [text.en.split(" is not stated")[0] for text in found.missing()] == ["What no deal is worth to A"]
