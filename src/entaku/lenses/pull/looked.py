"""One pull looked at: its measures, its challenges if asked for, and how its numbers are put into words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil, log10

import numpy as np
from numpy.typing import NDArray

from entaku.lenses.pull.challenges import Challenged, Course, challenged, courses
from entaku.lenses.pull.measures import Measures, measures
from entaku.lenses.pull.words import BETWEEN, NUMBER, OTHERS, WITH_UNIT
from entaku.model.pull import Pull, Scale
from entaku.model.text import Text
from entaku.space.evidence import Weighted, points
from entaku.space.parameters import Parameters
from entaku.space.pulling import called, pulled
from entaku.space.study import Study

ENDS = (0.05, 0.95)
"""Between which levels 90 % of the draws lie."""
MISS = 0.237
"""By which part of the scale compromise means missed on average: 353 issues of European Union legislation."""
DIGITS = 3
"""How many digits the length of a scale is told with: a part in a thousand."""
NAMED = 4
"""How many actors of one position are named."""

Floats = NDArray[np.float64]


@dataclass(frozen=True)  # without slots: names are looked up once and kept
class Looked:
    """One pull: its measures, and its challenges where they were asked for (one each, or none)."""

    study: Study
    measures: Measures
    challenges: tuple[Challenged, ...]
    courses: Mapping[str, Course]

    @property
    def pull(self) -> Pull:
        """Give what is coded."""
        return self.measures.pulled.pull

    @property
    def draws(self) -> Parameters:
        """Give the draws and their weights."""
        return self.measures.pulled.draws

    @property
    def exact(self) -> bool:
        """Tell whether nothing is drawn."""
        return self.draws.exact

    @cached_property
    def names(self) -> tuple[Text, ...]:
        """Give the actors' names in their order."""
        return tuple(called(self.study, stance) for stance in self.pull.stances)

    def amount(self, value: float, scale: int = 0) -> Text:
        """Say a number on a scale, with its unit."""
        return told(value, self.pull.scales[scale])

    def average(self, values: Floats) -> float:
        """Give the mean over the draws of (N,)."""
        return float(self.draws.weights @ values)

    def ends(self, values: Floats) -> tuple[float, float]:
        """Give the ends of the middle 90 % of the draws."""
        return ends(self.draws, values)

    def stands(self, place: int) -> tuple[float, ...]:
        """Where does an actor stand on each scale, on average over the draws in which it has a position?"""
        at = self.measures.pulled.position[:, place]
        stated = ~np.isnan(at).any(axis=1)
        weights = self.draws.weights[stated]
        return tuple(float(part) for part in weights @ at[stated] / weights.sum())

    def together(self, place: int) -> tuple[int, ...]:
        """Who stands where this actor stands, in every draw?"""
        at = self.measures.pulled.position
        same = (at == at[:, place : place + 1]).all(axis=(0, 2))
        return tuple(int(one) for one in np.flatnonzero(same)) or (place,)

    def who(self, places: Sequence[int]) -> list[Text]:
        """Give the names of these actors, of many only the first."""
        named = [self.names[place] for place in places]
        if len(named) <= NAMED:
            return named
        return [*named[: NAMED - 1], OTHERS.filled(n=len(named) - NAMED + 1)]


def looked(study: Study, pull: Pull) -> tuple[Looked, ...]:
    """What do the draws of one pull come to? Nothing, where nobody has any weight in any of them."""
    given = pulled(study, pull)
    if not len(given.draws.numbers):
        return ()
    found = measures(study.case, given)
    asked = bool(pull.rounds) and found.on_a_line
    named = courses(given) if asked and given.draws.exact else {}
    return (Looked(study, found, (challenged(given),) if asked else (), named),)


def ends(draws: Weighted, values: Floats) -> tuple[float, float]:
    """Between which numbers do 90 % of the draws lie?"""
    low, high = points(draws.weights, values, ENDS)
    return low, high


def told(value: float, scale: Scale) -> Text:
    """Say a number to a thousandth of its scale or somewhat coarser, with its unit.

    Examples
    --------
    >>> told(7.38996, Scale(name=Text("delay"), low=4, high=10, unit=Text("years", "年"))).en
    '7.39 years'
    """
    digits = max(0, DIGITS - ceil(log10(scale.high - scale.low)))
    number = f"{value:.{digits}f}"
    if "." in number:
        number = number.rstrip("0").rstrip(".")
    number = "0" if number == "-0" else number
    template = WITH_UNIT if scale.unit else NUMBER
    return template.filled(n=number, unit=scale.unit)


def between(one: Looked, low: float, high: float) -> Text:
    """Say a range on the first scale."""
    return BETWEEN.filled(low=one.amount(low), high=one.amount(high))
