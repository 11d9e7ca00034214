"""Coded cooperative games: who gets what, whether the core holds anything, what links do."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from entaku.app.cases import found
from entaku.casefile.load import read
from entaku.lenses.seats import Seats, look
from entaku.lenses.seats.games import amount
from entaku.model.game import Game
from entaku.model.text import both
from entaku.space.allocating import solved, worths
from entaku.space.study import lay_out
from tests.space import build as b


def game(players: str = "ABC", **more: Any) -> Game:
    worth = more.pop("worth", {"A+B": 1.0, "A+C": 1.0, "A+B+C": 1.0})
    return Game(id="g", title=both("g"), players=tuple(players), worth=worth, **more)


def result(*some: Game, parties: str = "ABC") -> Seats:
    made = b.case([b.issue("x", "no", "yes")], {name: [] for name in parties}, games=some)
    return look(lay_out(made, 5))


def text(of: Seats, name: str) -> str:
    return next(one.text.en for one in of.findings() if one.id == f"seats-{name}")


def test_sets_are_read_in_any_order_and_decimals_exactly() -> None:
    assert worths(game(worth={"B+A": 0.1, "C+B+A": 0.3})) == [
        0,
        0,
        0,
        Fraction(1, 10),
        0,
        0,
        0,
        Fraction(3, 10),
    ]


def test_what_is_said_of_a_game() -> None:
    told = text(result(game()), "game-g")
    assert told.startswith(
        "G: of 1, by the Shapley value 0.67 for A, 0.17 for B and 0.17 for C; by the nucleolus and the Gately point "
        "1 for A, 0 for B and 0 for C. "
    )
    assert "The core holds something, but only just" in told
    assert "prenucleolus" not in told
    (one,) = [each for each in result(game()).findings() if each.headline]
    assert one.id == "seats-game-g"
    assert one.because == ("g",)


@pytest.mark.parametrize(
    ("worth", "kind", "said"),
    [
        ({"A+B": 1, "A+C": 1, "B+C": 1, "A+B+C": 1}, "worth", "The core is empty: .* lacks at least 0.33"),
        ({"A+B+C": 3}, "worth", "every smaller coalition gets at least 1 more"),
        ({"A": 2, "B": 2, "C": 2, "A+B": 2, "A+C": 2, "B+C": 2, "A+B+C": 6}, "cost", "pays at least 2 more"),
        ({"A": 2, "B": 2, "C": 2, "A+B": 4, "A+C": 4, "B+C": 4, "A+B+C": 3}, "cost", "pays at least 1 less"),
        ({"A": 1, "B": 1, "C": 1, "A+B": 2, "A+C": 2, "B+C": 2, "A+B+C": 3}, "cost", "pays no less than"),
        ({"A+B": 10, "A+B+C": 2}, "worth", "alone, gives 3 for A, 3 for B and -4 for C"),
    ],
)
def test_what_is_said_of_the_core(worth: dict[str, float], kind: Any, said: str) -> None:
    assert re.search(said, text(result(game(worth=worth, kind=kind)), "game-g"))


def test_costs_are_payments() -> None:
    costs = {"A": 3, "B": 5, "A+B": 6}
    one = solved(game("AB", worth=costs, kind="cost"))
    assert one.total == 6
    assert [*one.rules["shapley"]] == [*one.rules["nucleolus"]] == [2, 4]
    assert [*one.lacks] == [-1]
    assert one.core


def test_what_links_do_to_a_game() -> None:
    talk = {"A+B": 12, "A+C": 6, "B+C": 6, "A+B+C": 12}
    graphs: dict[str, Any] = {"none": (), "star": (("A", "B"), ("A", "C")), "line": (("A", "B"), ("B", "C"))}
    told = text(result(game(worth=talk, graphs=graphs)), "graphs-g")
    assert (
        "what A gets hangs most on who talks to whom, from 0 where nobody talks to anybody to 7 where" in told
    )
    assert "only these talk: A with B and A with C" in told
    single = text(result(game(worth=talk, graphs={"star": graphs["star"]})), "graphs-g")
    assert "the Myerson value gives 7 for A, 4 for B and 1 for C" in single
    additive = {"A": 1, "B": 2, "A+B": 3, "A+C": 1, "B+C": 2, "A+B+C": 3}
    unmoved = text(result(game(worth=additive, graphs=graphs)), "graphs-g")
    assert "by none of the graphs does it matter" in unmoved


def test_one_player_too_many_players_and_what_is_not_defined() -> None:
    alone = result(game("A", worth={"A": 5}))
    assert alone.data()["games"]["g"]["shapley"] == {"A": "5"}
    assert "core_nonempty" not in alone.data()["games"]["g"]
    many = "ABCDEFGHIJK"
    crowd = result(game(many, worth={"+".join(many): 11}), parties=many)
    assert "worked out for up to 10 players only" in text(crowd, "game-g")
    assert crowd.data()["games"]["g"]["shapley"] == dict.fromkeys(many, "1")
    assert {getattr(row[3], "en", row[3]) for row in crowd.figures()[-1].rows} == {"not worked out"}
    better_apart = result(game("AB", worth={"A": 2, "B": 2, "A+B": 1}))
    assert "nucleolus" not in better_apart.data()["games"]["g"]
    assert better_apart.data()["games"]["g"]["prenucleolus"] == {"A": "1/2", "B": "1/2"}


def test_a_game_stands_beside_drafts_without_taking_the_headline() -> None:
    case = read(found("at_the_table_small"))
    names = tuple(party.id for party in case.parties)
    coded = replace(game(), players=names, worth={"+".join(names): 4.0})
    told = look(lay_out(replace(case, games=(coded,)), 5)).findings()
    assert [one.id for one in told if one.headline] == ["seats-verdict"]
    assert told[-1].id == "seats-game-g"


def test_amounts_read_well() -> None:
    assert [amount(Fraction(*of)) for of in ((1530, 1), (100, 3), (-13, 4), (5, 2), (0, 1))] == [
        "1,530", "33.33", "-3.25", "2.5", "0",
    ]  # fmt: skip
