"""What changes when only those who talk to each other can act together.

Players and coalitions are masks as in `entaku.kernels.coalitions`; links are pairs of players. Games are as in
`entaku.kernels.allocations`. A coalition holds together where its members can reach each other through members.
At most 20 players; ValueError for more, and for a link that names somebody else or one player twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from entaku.kernels.allocations import as_game, shapley

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from entaku.kernels.allocations import Number, Numbers, Parts
    from entaku.kernels.coalitions import BoolArray

Links: TypeAlias = "Sequence[tuple[int, int]]"
Masks: TypeAlias = "npt.NDArray[np.int64]"

MAX_PLAYERS = 20


def myerson(worth: Sequence[Number], links: Links) -> Parts:
    """Say what each player adds on average when only those who are linked can act together.

    The Shapley value of the game in which a coalition secures what its connected parts secure one by one (Myerson
    1977, Mathematics of Operations Research 2:225-229). A link is worth as much to one of its ends as to the other.

    Examples
    --------
    Player 1 is the only one whom both others talk to:

    >>> [int(part) for part in myerson([0, 0, 0, 12, 0, 6, 6, 12], [(0, 1), (1, 2)])]
    [4, 7, 1]
    """
    return shapley(restricted(worth, links).tolist())


def restricted(worth: Sequence[Number], links: Links) -> Numbers:
    """Give what each coalition (2**n,) secures when only its connected parts can act, each by itself.

    Examples
    --------
    >>> restricted([0, 0, 0, 1, 0, 1, 0, 1], [(0, 1)]).tolist()
    [0, 0, 0, 1, 0, 0, 0, 1]
    """
    game = as_game(worth)
    first = first_parts(len(game).bit_length() - 1, links)
    left = np.arange(len(game))
    total = np.zeros_like(game)
    while left.any():
        part = first[left]
        total = total + game[part]
        left = left ^ part
    return total


def holds_together(n: int, links: Links) -> BoolArray:
    """Tell of each coalition (2**n,) whether its members can all reach each other; nobody and one alone can.

    Examples
    --------
    >>> holds_together(3, [(0, 1)]).tolist()
    [True, True, True, True, True, False, False, False]
    """
    return np.asarray(first_parts(n, links) == np.arange(1 << n))


def first_parts(n: int, links: Links) -> Masks:
    """Give, for each coalition (2**n,), the mask of the part that its first member can reach inside it.

    Examples
    --------
    >>> first_parts(3, [(0, 1)]).tolist()
    [0, 1, 2, 3, 4, 1, 2, 3]
    """
    _refuse(n, links)
    beside = [1 << player for player in range(n)]
    for one, other in links:
        beside[one] |= 1 << other
        beside[other] |= 1 << one
    coalitions = np.arange(1 << n)
    reached = coalitions & -coalitions
    for _ in range(n - 1):
        wider = reached
        for player, near in enumerate(beside):
            wider = wider | np.where(reached >> player & 1, near, 0)
        reached = wider & coalitions
    return reached


def only_links(n: int, links: Links) -> int:
    """Say through whom alone some others reach each other.

    The mask of the players without whom a part of the graph falls apart: two others who could reach each other no
    longer can.

    Examples
    --------
    >>> bin(only_links(4, [(0, 1), (0, 2)]))
    '0b1'
    """
    whole, found = _parts(n, links, (1 << n) - 1), 0
    for player in range(n):
        left = _parts(n, links, (1 << n) - 1 & ~(1 << player))
        mine = next(part for part in whole if part >> player & 1)
        if sum(part & mine == part for part in left) > 1:
            found |= 1 << player
    return found


def _parts(n: int, links: Links, coalition: int) -> list[int]:
    """List the connected parts of one coalition."""
    _refuse(n, links)
    beside = [1 << player for player in range(n)]
    for one, other in links:
        beside[one] |= 1 << other
        beside[other] |= 1 << one
    parts = []
    while coalition:
        part, grown = 0, coalition & -coalition
        while grown != part:
            part = grown
            for player in range(n):
                if part >> player & 1:
                    grown |= beside[player] & coalition
        parts.append(part)
        coalition &= ~part
    return parts


def _refuse(n: int, links: Links) -> None:
    if not 0 <= n <= MAX_PLAYERS:
        raise ValueError(f"{n} players (allowed: 0 to {MAX_PLAYERS}): there is one entry for each coalition")
    for one, other in links:
        if one == other or not (0 <= one < n and 0 <= other < n):
            raise ValueError(f"({one}, {other}) is no link between two of {n} players, numbered from 0")
