"""A case with far too many packages to list: every lens answers, or says in both languages what it leaves out."""

from __future__ import annotations

import json
import random
from functools import cache

import pytest

from entaku.lenses import Result, lens, names
from entaku.model.case import Case
from entaku.model.statement import Says, Statement
from entaku.space.study import lay_out
from entaku.space.zones import LISTED, room_in
from tests.space import build as b

ISSUES, DRAWS = 14, 150
LEAVES_OUT = {"clock", "seats"}
"""Lenses of which a part needs a list of all packages, and the case states what that part asks for."""


@cache
def large() -> Case:
    """Give opposed parties over 4^14 packages, with a draft, a table and an outlook."""
    dice = random.Random(7)
    options = "klmn"
    issues = [b.issue(f"i{n}", *options, quo="k") for n in range(ISSUES)]
    said: dict[str, list[Says | Statement]] = {"A": [], "B": [], "C": []}
    for one in issues:
        for who, way in (("A", 1), ("B", -1), ("C", 1)):
            order = "".join(dice.sample(options, 4)) if who == "C" else options[::way]
            said[who].append(b.order(one.id, *order))
    for some in said.values():
        some.append(b.no_deal(0.4, 1.0))
    said["B"].append(b.holds(b.red_line("i0", "n"), 0.5))
    walk = {"front": (b.span(0.02), b.span(0.1))}
    return b.case(
        issues,
        said,
        agreement=b.needs("A", "B"),
        drafts=(b.draft("D", *(b.term(one.id, "m") for one in issues)),),
        rounds=(b.held("R", b.day(2025, 1, 1), A="drafts", B="drafts"),),
        outlook=b.outlook(4, walk, b.path("A", {"front": 1.0}, 0.01)),
    )


@cache
def looked(name: str) -> Result:
    study = lay_out(large(), DRAWS)
    assert study.outcomes.count > 200 * LISTED
    assert 0.1 < room_in(study, 0).mean() < 0.95
    return lens(name).look(study)


@pytest.mark.parametrize("name", names())
def test_every_lens_answers_in_both_languages(name: str) -> None:
    found = looked(name)
    told = [one.text for one in found.findings()] + list(found.missing())
    told += [each.text for each in found.conclusions()] + [figure.caption for figure in found.figures()]
    assert told
    assert all(text.en and text.ja for text in told)
    json.dumps(found.data(), allow_nan=False)


@pytest.mark.parametrize("name", sorted(LEAVES_OUT))
def test_what_needs_a_list_is_named_as_left_out(name: str) -> None:
    said = [text for text in looked(name).missing() if "too many" in text.en]
    assert len(said) == 1
    assert f"{4**ISSUES:,}" in said[0].en
    assert f"{4**ISSUES:,}" in said[0].ja


def test_room_says_how_the_draws_were_looked_at() -> None:
    found = looked("room")
    [size] = [one.text for one in found.findings() if one.id == "room-size"]
    assert f"The {4**ISSUES:,} packages were not listed" in size.en
    assert f"in {DRAWS} of {DRAWS} draws" in size.en
    assert "並べてはいない" in size.ja
    assert found.data()["size"]["acceptable"] == "searched"
    assert any(one.id.startswith("room-alone-") for one in found.findings())
