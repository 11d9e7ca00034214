"""A coded cooperative game solved: who gets what by which rule, exactly, in the game's own numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from entaku.kernels.allocations import Parts, banzhaf, gately, shapley
from entaku.kernels.networks import myerson
from entaku.kernels.nucleolus import MAX_PLAYERS, least_core, nucleolus, prenucleolus
from entaku.model.game import Game, Links


@dataclass(frozen=True, slots=True)
class Solved:
    """What a game gives its players, by rule; payments in a game of costs.

    `rules` leaves out what is not defined or not worked out. `lacks` is the least that the coalition which lacks most
    must lack, () where it is not worked out: the core holds something iff it is at most 0.
    """

    game: Game
    total: Fraction
    rules: Mapping[str, Parts]
    lacks: tuple[Fraction, ...]
    graphs: Mapping[str, Parts]

    @property
    def core(self) -> bool:
        """Tell whether some division leaves no coalition better off by itself."""
        return bool(self.lacks) and self.lacks[0] <= 0


def solved(game: Game) -> Solved:
    """Who gets what in this game, by Shapley, Banzhaf, Gately, nucleolus and prenucleolus, and by each graph?

    Core and nucleolus are worked out for up to 10 players.
    """
    sign = -1 if game.kind == "cost" else 1
    worth = [sign * each for each in worths(game)]
    rules = {"shapley": shapley(worth), "banzhaf": banzhaf(worth), "gately": gately(worth)}
    lacks: tuple[Fraction, ...] = ()
    if len(game.players) <= MAX_PLAYERS:
        rules |= {"nucleolus": nucleolus(worth), "prenucleolus": prenucleolus(worth)}
        lacks = (least_core(worth).excess,) if len(game.players) > 1 else ()
    graphs = {name: myerson(worth, _places(game, links)) for name, links in game.graphs.items()}
    return Solved(
        game,
        sign * worth[-1],
        {name: _signed(sign, parts) for name, parts in rules.items() if parts},
        lacks,
        {name: _signed(sign, parts) for name, parts in graphs.items()},
    )


def worths(game: Game) -> list[Fraction]:
    """Give what each set of players secures, or costs, by its mask in the order of the players."""
    places = {player: place for place, player in enumerate(game.players)}
    worth = [Fraction(0)] * (1 << len(places))
    for names, value in game.worth.items():
        worth[sum(1 << places[name] for name in names.split("+"))] = Fraction(repr(float(value)))
    return worth


def _places(game: Game, links: Links) -> list[tuple[int, int]]:
    return [(game.players.index(one), game.players.index(other)) for one, other in links]


def _signed(sign: int, parts: Parts) -> Parts:
    return tuple(sign * part for part in parts)
