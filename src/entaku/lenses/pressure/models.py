"""What the small models of yielding and holding out say: `yield_date`, `hold_out`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from entaku.lenses.pressure.words import CARD, MODEL_RULE, MODELS
from entaku.model.closed import ClosedForm
from entaku.model.finding import Finding
from entaku.space.closed_forms import Evaluated, evaluate
from entaku.space.evidence import averaged, percent, share
from entaku.space.resisting import amount, spread
from entaku.space.study import Study

RESULTS = {"yield_date": "t", "hold_out": "tbar"}


@dataclass(frozen=True, slots=True)
class Solved:
    """One model of the case with its dates over the draws of its inputs; 0 is already, inf is never."""

    closed: ClosedForm
    found: Evaluated

    @property
    def dates(self) -> NDArray[np.float64]:
        """Give the dates (n,)."""
        return self.found.of(RESULTS[self.closed.model])

    @property
    def _dated(self) -> dict[str, float]:
        """Give the spread of dates that are neither already nor never."""
        between = (self.dates > 0.0) & np.isfinite(self.dates)
        return spread(self.found.parameters.weights[between], self.dates[between])

    def finding(self) -> Finding:
        """Say the date, with already and never apart."""
        drawn, dates = self.found.parameters, self.dates
        at, now, never, draws = MODELS[self.closed.model]
        parts = share(drawn, dates <= 0.0), share(drawn, np.isinf(dates))
        template = now if parts[0] == 1.0 else never if parts[1] == 1.0 else draws if any(parts) else at
        dated = self._dated
        text = template.filled(
            title=self.closed.title,
            now=percent(parts[0]),
            never=percent(parts[1]),
            date=amount(dated) if dated else "",
        )
        return Finding(
            id=f"pressure-model-{self.closed.id}",
            lens=CARD.name,
            text=text,
            strength=averaged(drawn),
            rule=MODEL_RULE,
            because=(self.closed.id,),
        )

    def data(self) -> dict[str, Any]:
        """Give the shares of already and never, and the middle date of the rest; one date where it is exact."""
        drawn, dates, dated = self.found.parameters, self.dates, self._dated
        name = RESULTS[self.closed.model]
        one = float(dates[0]) if np.isfinite(dates[0]) else None
        return {
            "model": self.closed.model,
            "already": share(drawn, dates <= 0.0),
            "never": share(drawn, np.isinf(dates)),
            name: one if drawn.exact else dated,
        }


def solved(study: Study, closed: ClosedForm) -> Solved:
    """What does one of the models of yielding or holding out say?"""
    return Solved(closed, evaluate(study, closed))
