"""What each player gets of what all can secure together, by rules that look at every coalition.

A game is a sequence of 2**n numbers, what each coalition can secure by itself, indexed by its mask as in
`entaku.kernels.coalitions`; the empty coalition secures 0. Numbers are whole or fractions and answers are exact.
n is at most 15. Every function raises ValueError for another length, for more players, and for an empty coalition
that is worth something. In a game of costs hand over minus the costs, and read the answers as minus payments.
"""

from __future__ import annotations

from fractions import Fraction
from math import factorial
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

Number: TypeAlias = int | Fraction
Numbers: TypeAlias = "npt.NDArray[np.object_]"
Parts: TypeAlias = tuple[Fraction, ...]

MAX_PLAYERS = 15


def as_game(worth: Sequence[Number]) -> Numbers:
    """Give the game (2**n,) as an array of exact numbers, or refuse it.

    Examples
    --------
    >>> as_game([0, 1, 2, 5]).tolist()
    [0, 1, 2, 5]
    """
    game = np.array([*worth], dtype=np.object_)
    n = max(len(game).bit_length() - 1, 0)
    if len(game) != 1 << n or not 1 <= n <= MAX_PLAYERS:
        raise ValueError(f"a game of n players has 2**n numbers, n from 1 to {MAX_PLAYERS}; got {len(game)}")
    if game[0]:
        raise ValueError(f"nobody secures nothing; got {game[0]} for the empty coalition")
    return game


def shapley(worth: Sequence[Number]) -> Parts:
    """Say what each player adds on average when players arrive in a random order.

    The sum over the coalitions S without i of s! (n - s - 1)! / n! times what i adds to S, s = |S| (Shapley 1953,
    in Kuhn & Tucker (eds), Contributions to the Theory of Games II, 307-317). The parts add to what all secure.

    Examples
    --------
    One left glove (player 0), two right ones:

    >>> [str(part) for part in shapley([0, 0, 0, 1, 0, 1, 0, 1])]
    ['2/3', '1/6', '1/6']
    """
    game = as_game(worth)
    added = _added_by_size(game)
    n = len(added)
    orders = [factorial(size) * factorial(n - size - 1) for size in range(n)]
    return tuple(
        sum((Fraction(sums) * ways for sums, ways in zip(row, orders, strict=True)), Fraction(0))
        / factorial(n)
        for row in added
    )


def banzhaf(worth: Sequence[Number]) -> Parts:
    """Say what each player adds on average to a coalition of others, every coalition as likely as any other.

    The sum over the coalitions without i of what i adds, over 2**(n-1) (Banzhaf 1965, Rutgers Law Review
    19:317-343; for any game Owen 1975, Naval Research Logistics Quarterly 22:741-750). The parts need not add to
    what all secure.

    Examples
    --------
    >>> [str(part) for part in banzhaf([0, 0, 0, 1, 0, 1, 0, 1])]
    ['3/4', '1/4', '1/4']
    """
    added = _added_by_size(as_game(worth))
    return tuple(Fraction(sum(row)) / 2 ** (len(added) - 1) for row in added)


def gately(worth: Sequence[Number]) -> Parts:
    """Divide so that leaving would cost the others as much, per unit that it costs the one who leaves, for all.

    Player i has v(i) alone and adds M_i to the others. It gets v(i) and, of what all gain by being together, the
    part that M_i - v(i) is of the sum over all players (Gately 1974, International Economic Review 15:195-208;
    Littlechild & Vaidya 1976, International Journal of Game Theory 5:151-161, for n players). () where that sum
    is 0 while there is something to divide: the point is not defined.

    Examples
    --------
    >>> [float(round(part, 2)) for part in gately([0, 0, 0, 1170, 0, 770, 210, 1530])]
    [827.7, 476.56, 225.74]
    """
    game = as_game(worth)
    everybody = len(game) - 1
    n = everybody.bit_length()
    alone = [Fraction(game[1 << i]) for i in range(n)]
    gain = [Fraction(game[everybody] - game[everybody ^ 1 << i]) - alone[i] for i in range(n)]
    surplus, total = Fraction(game[everybody]) - sum(alone), sum(gain)
    if not total:
        return () if surplus else tuple(alone)
    return tuple(own + more * surplus / total for own, more in zip(alone, gain, strict=True))


def proportional(estate: Number, claims: Sequence[Number]) -> Parts:
    """Divide an estate in proportion to what is claimed of it.

    Raises ValueError where a claim is negative or nothing is claimed.

    Examples
    --------
    >>> [str(part) for part in proportional(200, [100, 200, 300])]
    ['100/3', '200/3', '100']
    """
    if min(claims, default=0) < 0 or not sum(claims):
        raise ValueError(f"claims must not be negative, and one must be positive; got {[*map(str, claims)]}")
    return tuple(Fraction(estate) * claim / sum(claims) for claim in claims)


def bankruptcy(estate: Number, claims: Sequence[Number]) -> tuple[Number, ...]:
    """Say what each coalition of claimants can secure: what the others' claims leave of the estate.

    max(0, estate - claims of those outside), by mask (O'Neill 1982, Mathematical Social Sciences 2:345-371). The
    nucleolus of this game is the rule of the Talmud (Aumann & Maschler 1985, Journal of Economic Theory 36:195-213).

    Examples
    --------
    >>> bankruptcy(200, [100, 200, 300])
    (0, 0, 0, 0, 0, 0, 100, 200)
    """
    left = [estate - sum(claims)]
    for claim in claims:
        left += [rest + claim for rest in left]
    return (0, *(max(0, rest) for rest in left[1:]))


def _added_by_size(game: Numbers) -> list[list[Any]]:
    """Add up, per player (row), what it adds to the coalitions of each size (column)."""
    n = len(game).bit_length() - 1
    sizes = np.bitwise_count(np.arange(len(game) // 2))
    places = [np.flatnonzero(sizes == size) for size in range(n)]
    rows = []
    for player in range(n):
        pairs = game.reshape(-1, 2, 1 << player)
        # Dropping one bit leaves the coalitions of the n - 1 others in the order of their own masks.
        added = (pairs[:, 1] - pairs[:, 0]).ravel()
        rows.append([added[where].sum() for where in places])
    return rows
