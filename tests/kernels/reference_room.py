"""What the room kernels compute, written from the definitions alone: slow, exact, one package at a time."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import prod
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray

RULES = ("nash", "kalai", "kalai_smorodinsky", "max_welfare", "best_for_worst_off")

Package = tuple[int, ...]
Vector = tuple[Fraction, ...]


@dataclass(frozen=True)
class Case:
    """One draw: values[p][k] of every option, no-deal values, vetoes[p][k], sizes of the blocks, units."""

    values: list[list[int]]
    no_deal: list[int]
    vetoes: list[list[bool]]
    sizes: list[int]
    unit: list[int]

    @property
    def starts(self) -> list[int]:
        return [sum(self.sizes[:b]) for b in range(len(self.sizes) + 1)]

    def packages(self) -> list[Package]:
        """List all packages, last block fastest."""
        return list(product(*(range(size) for size in self.sizes)))

    def value(self, party: int, package: Package) -> Fraction:
        """Value a package in units of the party's own range."""
        at = [start + k for start, k in zip(self.starts, package, strict=False)]
        return Fraction(sum(self.values[party][k] for k in at), self.unit[party])

    def vector(self, package: Package, parties: Iterable[int]) -> Vector:
        return tuple(self.value(p, package) for p in parties)

    def floor(self, parties: Iterable[int]) -> Vector:
        return tuple(Fraction(self.no_deal[p], self.unit[p]) for p in parties)

    def vetoed(self, party: int, package: Package) -> bool:
        at = [start + k for start, k in zip(self.starts, package, strict=False)]
        return any(self.vetoes[party][k] for k in at)

    def accepts(self, party: int, package: Package) -> bool:
        enough = self.value(party, package) >= Fraction(self.no_deal[party], self.unit[party])
        return enough and not self.vetoed(party, package)

    def shortfall(self, party: int, package: Package) -> Fraction:
        base = Fraction(self.no_deal[party], self.unit[party])
        return max(Fraction(0), base - self.value(party, package))


def random_case(rng: random.Random, *, unit: Sequence[int] = (1, 2, 3, 5)) -> Case:
    """Make a small case full of ties: values are small integers, some parties indifferent, some vetoes."""
    parties = rng.randint(1, 4)
    sizes = [rng.randint(1, 4) for _ in range(rng.randint(1, 3))]
    top = rng.choice((1, 2, 3, 6))
    values = [[rng.randint(-1, top) for _ in range(sum(sizes))] for _ in range(parties)]
    if rng.random() < 0.2:
        values[0] = [2] * sum(sizes)
    if rng.random() < 0.1:
        values[-1] = [-v for v in values[0]]
    low, high = rng.choice(((-9, -5), (0, 3), (0, 7), (2, 5)))
    rate = rng.choice((0.0, 0.0, 0.1, 0.3))
    return Case(
        values=values,
        no_deal=[rng.randint(low, high) for _ in range(parties)],
        vetoes=[[rng.random() < rate for _ in range(sum(sizes))] for _ in range(parties)],
        sizes=sizes,
        unit=[rng.choice(unit) for _ in range(parties)],
    )


def random_draws(rng: random.Random, *, unit: Sequence[int] = (1, 2, 3, 5)) -> list[Case]:
    """Make one to four draws of one space: same parties, blocks and units."""
    first = random_case(rng, unit=unit)
    draws = [first]
    for _ in range(rng.randint(0, 3)):
        values = [[v + rng.choice((-1, 0, 0, 1)) for v in row] for row in first.values]
        no_deal = [d + rng.choice((-1, 0, 1, 3)) for d in first.no_deal]
        vetoes = [rng.sample(row, len(row)) for row in first.vetoes]
        draws.append(Case(values, no_deal, vetoes, first.sizes, first.unit))
    return draws


def dominates(y: Vector, x: Vector) -> bool:
    return all(b >= a for a, b in zip(x, y, strict=True)) and any(b > a for a, b in zip(x, y, strict=True))


def acceptable(case: Case, needed: Sequence[int]) -> list[Package]:
    return [x for x in case.packages() if all(case.accepts(p, x) for p in needed)]


def frontier(case: Case, needed: Sequence[int]) -> list[Package]:
    """List the acceptable packages that no acceptable package dominates."""
    vectors = {x: case.vector(x, needed) for x in acceptable(case, needed)}
    distinct = set(vectors.values())
    efficient = {v for v in distinct if not any(dominates(other, v) for other in distinct)}
    return [x for x, v in vectors.items() if v in efficient]


def whole_frontier(case: Case, needed: Sequence[int]) -> list[Package]:
    """List the packages nobody needed vetoes that no such package dominates, whatever no deal is worth."""
    free = [x for x in case.packages() if not any(case.vetoed(p, x) for p in needed)]
    vectors = {x: case.vector(x, needed) for x in free}
    return [x for x in free if not any(dominates(v, vectors[x]) for v in vectors.values())]


def rules(vectors: Sequence[Vector], floor: Vector) -> dict[str, set[int]]:
    """Pick by each rule from the vectors of the frontier of what is acceptable."""
    if not vectors:
        return {rule: set() for rule in RULES}
    parties = range(len(floor))
    gains = [[v[p] - floor[p] for p in parties] for v in vectors]
    ideal = [max(v[p] for v in vectors) for p in parties]
    able = [p for p in parties if ideal[p] > floor[p]]
    ratios = [[(v[p] - floor[p]) / (ideal[p] - floor[p]) for p in able] for v in vectors]
    largest_product = max(prod(gain) for gain in gains)
    most_gaining = max(sum(g > 0 for g in gain) for gain in gains)

    def nash(i: int) -> Fraction:
        if largest_product > 0:
            return Fraction(prod(gains[i]))
        if sum(g > 0 for g in gains[i]) < most_gaining:
            return Fraction(-1)
        return Fraction(prod(g for g in gains[i] if g > 0))

    everyone = range(len(vectors))
    return {
        "nash": best(everyone, nash),
        "kalai": best(everyone, lambda i: min([gains[i][p] for p in able], default=Fraction(0))),
        "kalai_smorodinsky": best(everyone, lambda i: min(ratios[i], default=Fraction(0))),
        "max_welfare": best(everyone, lambda i: sum(vectors[i])),
        "best_for_worst_off": leximin(ratios, len(able)),
    }


def best(rows: Iterable[int], key: Callable[[int], Any]) -> set[int]:
    scores = {i: key(i) for i in rows}
    top = max(scores.values())
    return {i for i, score in scores.items() if score == top}


def leximin(ratios: Sequence[Sequence[Fraction]], length: int) -> set[int]:
    """Keep the rows with the best worst ratio, among them those with the best second worst, and so on."""
    left = set(range(len(ratios)))
    for rank in range(length):
        left = best(left, lambda i, rank=rank: sorted(ratios[i])[rank])  # type: ignore[misc]
    return left


def openings(
    case: Case, needed: Sequence[int]
) -> tuple[tuple[Fraction, int], dict[int, tuple[Fraction, int]]]:
    """Give (shortfall, package number) if all move, and by party if only it moves; (-1, -1) for none."""
    packages = case.packages()
    free = [n for n, x in enumerate(packages) if not any(case.vetoed(p, x) for p in needed)]
    together = [(max(case.shortfall(p, packages[n]) for p in needed), n) for n in free]
    alone = {
        p: [
            (case.shortfall(p, packages[n]), n)
            for n in free
            if all(case.accepts(q, packages[n]) for q in needed if q != p)
        ]
        for p in needed
    }
    none = (Fraction(-1), -1)
    return min(together, default=none), {p: min(found, default=none) for p, found in alone.items()}


def listed_frontier(values: NDArray[Any], sizes: Sequence[int], floor: NDArray[Any]) -> list[Package]:
    """List the frontier of a larger table of integers, comparing every package with every other."""
    packages = list(product(*(range(size) for size in sizes)))
    at = np.array(packages) + np.cumsum([0, *sizes[:-1]])
    points = values[:, at].sum(axis=2).T
    keep = [
        bool(np.all(point >= floor) and not np.any(np.all(points >= point, 1) & np.any(points > point, 1)))
        for point in points
    ]
    return [x for x, kept in zip(packages, keep, strict=True) if kept]
