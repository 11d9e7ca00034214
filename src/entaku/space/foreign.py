"""What do other programs pick in an exact case, by their own definitions, for comparison with what they print?

NegMAS 0.16, GENIUS 10.4 and NegoLog 1.0 mean different things by the same names. F: the frontier of acceptable
packages; H: the frontier of all; V values, r no deal, m the most of all packages, d = max(r, least V).

| quantity | definition |
|---|---|
| nash (NegMAS) | max over F of the product of V - d |
| kalai (NegMAS) | max over F of the smallest V - d |
| ks (NegMAS) | the most equal (V - d) / (m - d): least difference of largest and smallest, over F |
| relative welfare (NegMAS) | max over F of the sum of (V - least V) / (m - d) |
| nash (GENIUS) | max over H of the product of V - r, where two losses make a gain |
| ks (GENIUS) | the least sum of differences of V between parties, over H, if below 2 |
| opposition (GENIUS) | the least distance of a package to 1 for everybody |
| nash (NegoLog) | max over all of V times V |
| kalai (NegoLog) | max over all of V plus V |
| opposition (NegoLog) | distances of these to 1 for both |
| balance (NegoLog) | mean V of the first party less that of the second |
| ks (whole-space ideal) | max over F of the smallest (V - r) / (m - r) |

GENIUS and NegoLog have values from 0 to 1, NegoLog two parties: in other cases their definitions mean nothing, and
nothing is given. `docs/reference/lenses/room.md` says where they differ from the rules of the lens.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, pairwise
from math import prod, sqrt
from typing import Any, Final

from entaku.space.solving import Exact, efficient
from entaku.space.study import Study

Row = tuple[Fraction, ...]
PAIR: Final = 2
_FAR: Final = 2
"""From where on GENIUS finds no package equal enough."""
_ONE: Final = Fraction(1)


@dataclass(frozen=True, slots=True)
class Foreign:
    """Numbers of the packages that each definition picks, ties kept; and measures, several where picks tie."""

    picks: Mapping[str, tuple[int, ...]]
    measures: Mapping[str, tuple[float, ...]]
    whole: tuple[int, int]
    """Points and packages on the frontier of all packages, acceptable or not; 0 where they are too many to list."""


@dataclass(frozen=True, slots=True)
class _Table:
    """The frontier of all packages (F, P) in the parties' units, and for each party no deal, least, most and mean."""

    numbers: tuple[int, ...]
    rows: tuple[Row, ...]
    no_deal: Row
    least: Row
    most: Row
    mean: Row

    def acceptable(self) -> list[int]:
        return [place for place, row in enumerate(self.rows) if all(map(Fraction.__ge__, row, self.no_deal))]

    def best(self, places: Sequence[int], key: Callable[[Row], Any]) -> list[int]:
        """Give the places with the largest key, all ties."""
        keys = {place: key(self.rows[place]) for place in places}
        top = max(keys.values(), default=None)
        return [place for place, value in keys.items() if value == top]


def foreign(study: Study, solved: Exact) -> Foreign:
    """What do other programs' definitions pick and measure in an exact case?

    Nothing where the efficient packages are too many to be listed one by one.

    Examples
    --------
    >>> from entaku.app.cases import opened
    >>> from entaku.space.solving import exact
    >>> from entaku.space.study import lay_out
    >>> study = lay_out(opened("bill_and_jack"))
    >>> found = foreign(study, exact(study))
    >>> [study.outcomes.package(number)["ball"] for number in found.picks["ks (NegMAS)"]]
    ['jack']
    """
    table = _table(study, solved)
    if not table.rows or solved.packages > len(solved.numbers):
        return Foreign({}, {}, (0, 0))
    acceptable, everything = table.acceptable(), range(len(table.rows))
    picked = {f"{name} (NegMAS)": table.best(acceptable, key) for name, key in _negmas(table).items()}
    picked["ks (whole-space ideal)"] = table.best(
        acceptable, lambda row: min(_ratios(row, table.no_deal, table.most), default=0)
    )
    measures: dict[str, tuple[float, ...]] = {}
    if min(table.least) >= 0 and max(table.most) <= 1:
        picked["nash (GENIUS)"] = table.best(everything, lambda row: prod(_less(row, table.no_deal)))
        picked["ks (GENIUS)"] = [
            place
            for place in table.best(everything, lambda row: -_apart(row))
            if _apart(table.rows[place]) < _FAR
        ]
        measures["opposition (GENIUS)"] = (min(map(_to_one, table.rows)),)
        if len(table.no_deal) == PAIR:
            picked["nash (NegoLog)"] = table.best(everything, prod)
            picked["kalai (NegoLog)"] = sums = table.best(everything, sum)
            measures["opposition (NegoLog)"] = tuple(sorted({_to_one(table.rows[place]) for place in sums}))
            measures["balance (NegoLog)"] = (float(table.mean[0] - table.mean[1]),)
    return Foreign(
        {name: tuple(table.numbers[place] for place in places) for name, places in picked.items()},
        measures,
        (len(set(table.rows)), len(table.rows)),
    )


def _table(study: Study, solved: Exact) -> _Table:
    """Find the frontier of all packages; where all are acceptable it is known."""
    draws, outcomes = study.ensemble, study.outcomes
    needed = [study.parties.index(party) for party in study.case.needed]
    values = outcomes.by_block(draws.values[0])[needed].astype(object)
    blocks = [values[:, start:end] for start, end in pairwise(outcomes.block_starts)]
    least = sum(block.min(axis=1) for block in blocks)
    numbers, points = solved.numbers, solved.points[:, needed]
    if solved.acceptable.sampled or solved.acceptable.count < outcomes.count:
        numbers, points = efficient(study)
    scale = [draws.scale[p] for p in needed]

    def own(row: Sequence[Any]) -> Row:
        return tuple(
            Fraction(value) / unit if isinstance(value, Fraction) else Fraction(int(value), unit)
            for value, unit in zip(row, scale, strict=True)
        )

    mean = [sum(Fraction(sum(row), len(row)) for row in party) for party in zip(*blocks, strict=True)]
    return _Table(
        numbers,
        tuple(own(row) for row in points.tolist()),
        own(draws.no_deal[0, needed, 0].tolist()),
        own(least),
        own(sum(block.max(axis=1) for block in blocks)),
        own(mean),
    )


def _negmas(table: _Table) -> Mapping[str, Callable[[Row], Any]]:
    """Give what NegMAS maximises; its disagreement is never below the worst package."""
    deal = tuple(map(max, table.no_deal, table.least))

    def equal(row: Row) -> Fraction:
        ratios = _ratios(row, deal, table.most)
        return min(ratios) - max(ratios) if ratios else Fraction(0)

    return {
        "nash": lambda row: prod(_less(row, deal)),
        "kalai": lambda row: min(_less(row, deal)),
        "ks": equal,
        "relative welfare": lambda row: sum(
            (value - low) / (most - least)
            for value, low, most, least in zip(row, table.least, table.most, deal, strict=True)
            if most > least
        ),
    }


def _less(row: Row, other: Row) -> Row:
    return tuple(map(Fraction.__sub__, row, other))


def _ratios(row: Row, deal: Row, most: Row) -> list[Fraction]:
    """Give gains in parts of the largest; who can gain nothing has none."""
    return [(value - low) / (top - low) for value, low, top in zip(row, deal, most, strict=True) if top > low]


def _apart(row: Row) -> Fraction:
    return sum((abs(one - other) for one, other in combinations(row, 2)), Fraction(0))


def _to_one(row: Row) -> float:
    return sqrt(sum((_ONE - value) ** 2 for value in row))
