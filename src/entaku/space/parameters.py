"""Numbers that only one lens reads, drawn like everything else: a range once a draw, an exact number never."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from entaku.kernels.counter import uniform
from entaku.model.basics import DRAWS, PUBLIC, Range
from entaku.space.study import Study

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Parameters:
    """The draws over which a lens reads its own ranges: `numbers` (n,) and `weights` (n,), sum 1.

    One draw, called exact, where every range is a single number.
    """

    seed: int
    numbers: NDArray[np.int64]
    weights: Floats
    exact: bool

    @property
    def effective(self) -> float:
        """As how many equally weighted draws do they count?"""
        return float(1.0 / np.square(self.weights).sum())

    def between(self, span: Range, *name: str) -> Floats:
        """Give a number (n,) within a range for each draw, uniform and known by its name."""
        if span.exact:
            return np.full(len(self.numbers), float(span.low))
        drawn = uniform(self.seed, PUBLIC, self.numbers, *name)
        return np.asarray(span.low + (span.high - span.low) * drawn)

    def happens(self, chance: Range | None, *name: str) -> Bools:
        """Tell for each draw (n,) whether something holds whose chance lies in a range; always, without one."""
        if chance is None:
            return np.ones(len(self.numbers), np.bool_)
        wanted = self.between(chance, *name, "chance")
        return np.asarray(uniform(self.seed, PUBLIC, self.numbers, *name, "holds") < wanted)


def parameters(study: Study, spans: Iterable[Range], *, sure: bool = True) -> Parameters:
    """Over which draws are these ranges read?

    One where all are exact and what they rest on is `sure` to hold; else those of the ensemble, so that what is
    drawn here goes with what is drawn there; else, where the ensemble is a single exact draw, draws of their own.
    """
    draws = study.ensemble
    if sure and all(span.exact for span in spans):
        return Parameters(draws.seed, draws.numbers[:1], np.ones(1), exact=True)
    if draws.size > 1:
        return Parameters(draws.seed, draws.numbers, draws.weights, exact=False)
    return Parameters(draws.seed, np.arange(DRAWS), np.full(DRAWS, 1.0 / DRAWS), exact=False)
