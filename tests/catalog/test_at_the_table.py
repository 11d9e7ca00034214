"""The constructed four-party case gives, draw by draw, what was worked out for it by hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from entaku.app.briefs import look
from entaku.app.cases import found
from entaku.casefile.load import read
from entaku.model.case import Case
from entaku.model.process import Seat
from entaku.model.statement import Statement, Values

NAMES = {"M": "mediator", "P": "stronger", "D": "weaker", "E": "supporters"}
DRAWS = (0, 1, 2)


@pytest.fixture(scope="module")
def worked(shared: Path) -> dict[str, Any]:
    file = shared / "published" / "seats" / "at_the_table_small.yaml"
    loaded: dict[str, Any] = YAML(typ="safe").load(file.read_text(encoding="utf-8"))
    return loaded


def in_draw(case: Case, draw: dict[str, Any]) -> Case:
    """Give the case with the values of one draw, in points: a draft is worth the sum over its terms."""
    changed = []
    for letter, name in NAMES.items():
        deal = round(100 * draw["no_deal"][letter])
        u = {draft: round(100 * values[letter]) for draft, values in draw["u"].items()}
        frozen = u["x1"] - 20
        signed = u["x2"] - u["x1"]
        table = {
            "bid": {"kept": deal, "frozen": frozen},
            "ceasefire": {"none": 0, "signed": signed},
            "recognition": {"withheld": 0, "given": 20},
            "assets": {"held": 0, "handed_over": u["x3"] - deal - signed},
            "forces": {"free": 0, "limited": u["x4"] - deal - 20},
            "monitoring": {"none": 0, "in_place": u["x5"] - deal},
        }
        says = Values(table=table, no_deal=deal)
        changed.append(Statement(id=name, party=name, says=says, because=("analyst",)))
    return replace(case, preferences=tuple(changed))


def seated(case: Case, letters: str) -> Case:
    *_, held = case.rounds
    seats = tuple(
        Seat(party=name, level="consulted" if letter in letters else "absent", because=("analyst",))
        for letter, name in NAMES.items()
    )
    return replace(case, rounds=(replace(held, seats=seats),))


def named(letters: list[str]) -> list[str]:
    return [NAMES[letter] for letter in letters]


def gain(draw: dict[str, Any], letter: str, pick: str) -> float:
    """Give what a party gains over no deal, as a share of its range over the drafts and no deal."""
    values = [draw["no_deal"][letter], *(u[letter] for u in draw["u"].values())]
    worth = draw["no_deal"][letter] if pick == "no deal" else draw["u"][pick][letter]
    return float((worth - draw["no_deal"][letter]) / (max(values) - min(values)))


@pytest.fixture(scope="module")
def case() -> Case:
    return read(found("at_the_table_small"))


def test_the_file_holds_the_first_draw(case: Case, worked: dict[str, Any]) -> None:
    ours = look("seats", case).data()
    assert ours == look("seats", in_draw(case, worked["draws"][0])).data()


@pytest.mark.parametrize("number", DRAWS)
def test_games_verdicts_and_service_of_a_draw(case: Case, worked: dict[str, Any], number: int) -> None:
    data = look("seats", in_draw(case, worked["draws"][number])).data()
    latest = {one["draft"]: one for one in data["verdicts"] if one["table"] == "latest"}
    for draft, block in worked["results"][0]["by_draft"].items():
        game, one = data["drafts"][draft], latest[draft]
        for sets in ("minimal_winning", "minimal_blocking"):
            assert game[sets] == [named(some) for some in block[sets]], (draft, sets)
        assert game["veto_players"] == named(block["veto_players"])
        assert list(game["shapley_shubik"].values()) == block["shapley_shubik"]
        assert one["lacking"] == [named(some) for some in block["completions_of_table"]]
        for letter, name in NAMES.items():
            assert one["verdicts"][name] == {block["verdict_by_draw"][letter][number]: 1.0}, (draft, name)
            assert one["served"][name] == {block["served_by_draw"][letter][number]: 1.0}, (draft, name)


def test_exposure_over_the_draws(case: Case, worked: dict[str, Any]) -> None:
    draws, block = worked["draws"], worked["results"][0]
    exposed = [look("seats", in_draw(case, draw)).data()["exposure"] for draw in draws]
    for letter, name in NAMES.items():
        share = sum(draw["weight"] * one[name] for draw, one in zip(draws, exposed, strict=True))
        assert share == pytest.approx(block["exposure"][letter])


@pytest.mark.parametrize("number", DRAWS)
def test_what_absence_costs_the_weaker_side(case: Case, worked: dict[str, Any], number: int) -> None:
    draw, block = worked["draws"][number], worked["results"][0]
    cost = look("seats", in_draw(case, draw)).data()["cost_of_absence"]["weaker"]
    with_seat, without = block["pick_with_D_by_draw"][number], block["pick_of_table_by_draw"][number]
    assert cost == pytest.approx(gain(draw, "D", with_seat) - gain(draw, "D", without))


def test_a_seat_the_table_could_do_without(case: Case, worked: dict[str, Any]) -> None:
    block = worked["results"][1]
    data = look("seats", seated(case, "".join(block["table"]))).data()
    one = next(one for one in data["verdicts"] if one["draft"] == block["draft"])
    assert one["seated"] == named(block["table"])
    assert one["expendable"] == named(block["expendable_seats"])
