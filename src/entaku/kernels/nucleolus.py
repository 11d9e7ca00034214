"""How to divide so that the least contented coalition is as content as can be, and the next, and so on.

Games are as in `entaku.kernels.allocations`, at most 10 players here. What a coalition lacks (its excess) is what
it could secure by itself less what its members get. A sequence of linear programs makes the largest excess as
small as possible, fixes every coalition that is then held to it by prices, and goes on with those not yet settled
until one division is left (Maschler, Peleg & Shapley 1979, Mathematics of Operations Research 4:303-338; fixing by
prices: Potters, Reijnierse & Ansing 1996, the same journal 21:757-768).

Each program is solved exactly, in fractions, by the simplex method on its dual: there are only n + 1 equations
there, and looking for a column that improves is looking for the coalition that lacks most. The lexicographic rule
keeps it from running in circles (Dantzig, Orden & Wolfe 1955, Pacific Journal of Mathematics 5:183-195).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from entaku.kernels.allocations import Parts, as_game

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

    from entaku.kernels.allocations import Number, Numbers

Exact: TypeAlias = "npt.NDArray[np.object_]"
Bools: TypeAlias = "npt.NDArray[np.bool_]"

MAX_PLAYERS = 10
ALONE = 2
"""Of fewer players there is no coalition to content but everybody."""


@dataclass(frozen=True, slots=True)
class Division:
    """What each player gets, and how much the coalition that lacks most lacks."""

    parts: Parts
    excess: Fraction


@dataclass(frozen=True, slots=True)
class Column:
    """One line of a program: what members of `coalition` get, times `sign`, is at least `bound`.

    In a `loose` line the largest excess makes up for what is missing.
    """

    coalition: int
    sign: int
    loose: bool
    bound: Fraction


@dataclass(frozen=True, slots=True)
class Program:
    """Make the largest excess among `loose` coalitions (2**n,) least.

    Members of a `fixed` coalition get exactly this much in all; each player gets at least its `floors`, where there
    are any.
    """

    game: Numbers
    loose: Bools
    fixed: Mapping[int, Fraction]
    floors: Parts

    @property
    def players(self) -> int:
        """How many players are there?"""
        return len(self.game).bit_length() - 1


def least_core(worth: Sequence[Number]) -> Division:
    """Say how small the largest excess of a coalition can be made, and by which division.

    The largest is taken over all coalitions but nobody and everybody. Where it is at most 0 the division is in the
    core: no coalition can do better by itself. Of one player there is nobody else: the excess is 0.

    Examples
    --------
    Of three players any two can take the whole:

    >>> str(least_core([0, 0, 0, 1, 0, 1, 1, 1]).excess)
    '1/3'
    """
    game = _small(worth)
    if len(game) <= ALONE:
        return Division((Fraction(game[-1]),), Fraction(0))
    parts, excess, _ = _solved(_start(game, floors=()))
    return Division(parts, excess)


def prenucleolus(worth: Sequence[Number]) -> Parts:
    """Say which division of what all secure makes the sorted excesses least, the largest first.

    Nobody is protected: a player may get less than it secures alone (Sobolev 1975; Peleg & Sudhölter 2007,
    Introduction to the Theory of Cooperative Games).

    Examples
    --------
    >>> [str(part) for part in prenucleolus([0, 0, 0, 10, 0, 0, 0, 2])]
    ['3', '3', '-4']
    """
    return _settled(_small(worth), floors=())


def nucleolus(worth: Sequence[Number]) -> Parts:
    """Say which such division is best among those that give each player what it secures alone.

    Schmeidler (1969), SIAM Journal on Applied Mathematics 17:1163-1170. () where no division does that: the
    players secure more one by one than together.

    Examples
    --------
    >>> [str(part) for part in nucleolus([0, 0, 0, 10, 0, 0, 0, 2])]
    ['1', '1', '0']
    """
    game = _small(worth)
    alone = tuple(Fraction(game[1 << i]) for i in range(len(game).bit_length() - 1))
    return _settled(game, alone) if sum(alone) <= game[-1] else ()


def _small(worth: Sequence[Number]) -> Numbers:
    game = as_game(worth)
    if len(game) > 1 << MAX_PLAYERS:
        n = len(game).bit_length() - 1
        raise ValueError(
            f"{n} players (allowed: 1 to {MAX_PLAYERS}): the programs grow with the 2**n coalitions"
        )
    return game


def _start(game: Numbers, floors: Parts) -> Program:
    loose = np.ones(len(game), dtype=np.bool_)
    loose[[0, -1]] = False
    return Program(game, loose, {len(game) - 1: Fraction(game[-1])}, floors)


def _settled(game: Numbers, floors: Parts) -> Parts:
    """Go from program to program until nothing is left to settle."""
    program = _start(game, floors)
    parts: Parts = (Fraction(game[-1]),)
    while program.loose.any():
        parts, excess, held = _solved(program)
        fixed = dict(program.fixed)
        for column in held:
            gets = Fraction(game[column.coalition]) - excess if column.loose else column.bound
            fixed[column.coalition] = gets
        program = Program(game, program.loose & _open(program.players, [*fixed]), fixed, floors)
    return parts


def _open(n: int, fixed: Sequence[int]) -> Bools:
    """Tell which coalitions (2**n,) may still get more or less when these get what they get."""
    free = np.zeros(1 << n, dtype=np.bool_)
    for way in _kernel(n, fixed):
        free |= np.asarray(_sums(way) != 0, dtype=np.bool_)
    return free


def _kernel(n: int, fixed: Sequence[int]) -> list[list[int]]:
    """Give the ways (whole numbers by player) to move parts about that change nothing for these coalitions."""
    rows: list[tuple[int, list[Fraction]]] = []
    for coalition in fixed:
        row = [Fraction(coalition >> i & 1) for i in range(n)]
        for at, other in rows:
            row = [a - row[at] * b for a, b in zip(row, other, strict=True)]
        at = next((i for i, entry in enumerate(row) if entry), n)
        if at < n:
            row = [entry / row[at] for entry in row]
            rows = [(i, [a - other[at] * b for a, b in zip(other, row, strict=True)]) for i, other in rows]
            rows.append((at, row))
    leading = dict(rows)
    ways = []
    for free in set(range(n)) - set(leading):
        way = [Fraction(int(i == free)) - (leading[i][free] if i in leading else 0) for i in range(n)]
        scale = lcm(*(entry.denominator for entry in way))
        ways.append([int(entry * scale) for entry in way])
    return ways


def _solved(program: Program) -> tuple[Parts, Fraction, list[Column]]:
    """Solve one program: a division, the least largest excess, and the lines that prices hold to it."""
    basis = _first_basis(program)
    n = program.players
    # Rows over [right-hand side | row operations | inverse of the basis]; a basic column is a unit vector.
    first = np.array([_entries(column, n) for column in basis], dtype=np.object_).T
    inverse = _inverse(first)
    table = np.concatenate([inverse[:, -1:], _identity(n + 1), inverse], axis=1)
    while True:
        prices = np.array([column.bound for column in basis], dtype=np.object_) @ table[:, n + 2 :]
        column = _lacking(program, prices)
        if column.coalition == 0:
            priced = (each for each, row in zip(basis, table, strict=True) if row[0] > 0)
            held = [each for each in priced if each.coalition not in program.fixed]
            return tuple(prices[:n]), Fraction(prices[n]), held
        step = table[:, n + 2 :] @ np.array(_entries(column, n), dtype=np.object_)
        leaves = min(
            (row for row in range(n + 1) if step[row] > 0),
            key=lambda row: tuple(table[row, : n + 2] / step[row]),
        )
        table[leaves] = table[leaves] / step[leaves]
        for row in range(n + 1):
            if row != leaves and step[row]:
                table[row] = table[row] - table[leaves] * step[row]
        basis[leaves] = column


def _first_basis(program: Program) -> list[Column]:
    """Take a loose coalition, those outside it, and everybody: they balance. Fill up with what is independent."""
    n, everybody = program.players, len(program.game) - 1
    one = int(np.flatnonzero(program.loose)[0])
    candidates = [_loose(program, one), _loose(program, everybody ^ one)]
    candidates += [
        Column(c, sign, loose=False, bound=sign * gets)
        for c, gets in program.fixed.items()
        for sign in (-1, 1)
    ]
    candidates += [_loose(program, int(c)) for c in np.flatnonzero(program.loose)]
    basis: list[Column] = []
    reduced: list[tuple[int, list[Fraction]]] = []
    for column in candidates:
        row = [Fraction(entry) for entry in _entries(column, n)]
        for at, other in reduced:
            row = [a - row[at] * b for a, b in zip(row, other, strict=True)]
        at = next((i for i, entry in enumerate(row) if entry), n + 1)
        if at <= n:
            reduced.append((at, [entry / row[at] for entry in row]))
            basis.append(column)
            if len(basis) == n + 1:
                break
    return basis


def _lacking(program: Program, prices: Exact) -> Column:
    """Find the line that a division and an excess (n + 1,) break most; the empty coalition where they break none."""
    n = program.players
    scale = lcm(
        *(price.denominator for price in prices), *(Fraction(each).denominator for each in program.game)
    )
    *gets, excess = (int(price * scale) for price in prices)
    lacks = np.where(program.loose, program.game * scale - _sums(gets) - excess, 0)
    worst = int(lacks.argmax())
    found, least = _loose(program, worst), Fraction(int(lacks[worst]), scale)
    for coalition, bound in program.fixed.items():
        missing = bound - sum(prices[i] for i in range(n) if coalition >> i & 1)
        if abs(missing) > least:
            sign = 1 if missing > 0 else -1
            found, least = Column(coalition, sign, loose=False, bound=sign * bound), abs(missing)
    for player, floor in enumerate(program.floors):
        if floor - prices[player] > least:
            found, least = Column(1 << player, 1, loose=False, bound=floor), floor - prices[player]
    return found if least > 0 else Column(0, 1, loose=True, bound=Fraction(0))


def _loose(program: Program, coalition: int) -> Column:
    return Column(coalition, 1, loose=True, bound=Fraction(program.game[coalition]))


def _entries(column: Column, n: int) -> list[int]:
    return [*(column.sign * (column.coalition >> i & 1) for i in range(n)), int(column.loose)]


def _sums(gets: Sequence[Any]) -> Exact:
    """Add up, for each coalition, what its members get."""
    sums = np.zeros(1, dtype=np.object_)
    for part in gets:
        sums = np.concatenate([sums, sums + part])
    return sums


def _identity(size: int) -> Exact:
    return np.array([[Fraction(int(i == j)) for j in range(size)] for i in range(size)], dtype=np.object_)


def _inverse(matrix: Exact) -> Exact:
    """Invert a regular matrix of fractions."""
    size = len(matrix)
    rows = np.concatenate([matrix + Fraction(0), _identity(size)], axis=1)
    for at in range(size):
        pivot = next(row for row in range(at, size) if rows[row, at])
        rows[[at, pivot]] = rows[[pivot, at]]
        rows[at] = rows[at] / rows[at, at]
        for row in range(size):
            if row != at and rows[row, at]:
                rows[row] = rows[row] - rows[at] * rows[row, at]
    return rows[:, size:]
