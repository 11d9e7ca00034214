"""What the seats lens says first, where the coding is thin."""

from __future__ import annotations

from typing import Any

from entaku.lenses.seats import look
from entaku.model.finding import Finding, Firmness
from entaku.space.study import lay_out
from tests.space import build as b


def headline(performs: Any, *, seated: str = "A") -> Finding:
    """Give the headline on one draft that asks one thing of three parties, with one of them seated."""
    more = {} if performs is None else {"performs": performs, "because": ("analyst",)}
    issue = b.issue("x", "no", b.option("yes", subjects=("C",), **more), quo="no")
    seats: Any = {name: "consulted" if name == seated else "absent" for name in ("A", "B", "C")}
    case = b.case(
        [issue],
        {name: [b.no_deal(0.2), b.best("x", "yes")] for name in ("A", "B", "C")},
        drafts=(b.draft("d", b.term("x", "yes")),),
        rounds=(b.held("r", b.day(2025, 1, 1), **seats),),
    )
    found = look(lay_out(case, 20)).findings()
    return next(one for one in found if one.headline)


def test_nobody_can_is_not_told_as_all_can() -> None:
    assert headline(()).text.en == "Nobody coded can carry out d."


def test_either_one_suffices_is_told_as_either() -> None:
    assert "without B or C" in headline((("A", "B"), ("A", "C"))).text.en
    assert "without B and C" in headline((("A", "B", "C"),)).text.en


def test_who_performs_is_not_stated_is_no_fact() -> None:
    assert headline((("A",),)).strength.firmness is Firmness.CODED
    assert headline(None).strength.firmness is Firmness.NOT_STATED
