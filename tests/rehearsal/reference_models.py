"""The frequency model of an opponent and its judge, the rank correlation, straight from their definitions; exact.

With n_i the number of consecutive pairs of the opponent's offers in which issue i is unchanged, and count_i(o) the
number of its offers with option o on issue i:

    w_i = (1 + n_i) / sum_j (1 + n_j),    v_i(o) = (1 + count_i(o)) / max_o' (1 + count_i(o')),

and the estimated value of a package is the sum of w_i v_i(o_i) over the issues. Without offers all weights are equal
and all options worth 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import sqrt
from typing import TypeAlias

Package: TypeAlias = Sequence[int]  # the option on each issue


@dataclass(frozen=True)
class Frequency:
    """What the offers suggest: the weight of each issue and the value of each of its options."""

    weights: list[Fraction]
    options: list[list[Fraction]]

    def value(self, package: Package) -> Fraction:
        parts = zip(self.weights, self.options, package, strict=True)
        return sum((weight * worth[option] for weight, worth, option in parts), Fraction(0))


def frequency(offers: Sequence[Package], sizes: Sequence[int]) -> Frequency:
    """Read the opponent's offers, in order; sizes[i] is the number of options of issue i."""
    issues = range(len(sizes))
    kept = [1 + sum(before[i] == after[i] for before, after in pairwise(offers)) for i in issues]
    seen = [[1 + sum(offer[i] == option for offer in offers) for option in range(sizes[i])] for i in issues]
    return Frequency(
        weights=[Fraction(each, sum(kept)) for each in kept],
        options=[[Fraction(each, max(counts)) for each in counts] for counts in seen],
    )


def ranks(numbers: Sequence[Fraction | float]) -> list[Fraction]:
    """Rank numbers from 1, the smallest; equal ones share the average of their ranks."""
    ordered = sorted(numbers)
    return [
        Fraction(
            sum(place for place, other in enumerate(ordered, start=1) if other == number),
            ordered.count(number),
        )
        for number in numbers
    ]


def rank_correlation(one: Sequence[Fraction | float], other: Sequence[Fraction | float]) -> float:
    """Correlate the ranks of two lists (Spearman); where one list is constant there is none: ZeroDivisionError."""
    x, y = ranks(one), ranks(other)
    middle = Fraction(len(x) + 1, 2)
    together = sum(((a - middle) * (b - middle) for a, b in zip(x, y, strict=True)), Fraction(0))
    apart = sum((a - middle) ** 2 for a in x) * sum((b - middle) ** 2 for b in y)
    return float(together) / sqrt(apart)
