"""What the small models of floors at home say: `home_floors`, `home_floors_both_signs`, `ratification_risk`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from entaku.kernels.home_floors import Signs, floor_signs
from entaku.lenses.home.words import (
    CARD,
    FLOORS,
    FLOORS_NONE,
    FLOORS_SOME,
    MODEL_RULE,
    RISK,
    SIGN_VERDICTS,
    SIGNS,
    SIGNS_IDLE,
    SIGNS_LOST,
)
from entaku.model.closed import ClosedForm
from entaku.model.finding import Finding
from entaku.model.text import Text
from entaku.space.closed_forms import Evaluated, evaluate
from entaku.space.evidence import averaged, percent, share
from entaku.space.resisting import amount, spread
from entaku.space.study import Study

SAME = 1e-9


@dataclass(frozen=True, slots=True)
class Solved:
    """One model of the case with its results over the draws of its inputs, and its two sides by name."""

    closed: ClosedForm
    found: Evaluated
    sides: tuple[Text, ...]

    def finding(self) -> Finding:
        """Say what comes out."""
        texts = {
            "home_floors": self._floors,
            "home_floors_both_signs": self._signs,
            "ratification_risk": self._risk,
        }
        drawn = self.found.parameters
        return Finding(
            id=f"home-model-{self.closed.id}",
            lens=CARD.name,
            text=texts[self.closed.model](),
            strength=averaged(drawn),
            rule=MODEL_RULE,
            because=(self.closed.id,),
        )

    def data(self) -> dict[str, Any]:
        """Give the results by name: the number where it is exact, its spread otherwise."""
        found: dict[str, Any] = {"model": self.closed.model}
        if self.closed.model == "home_floors_both_signs":
            names = ("with_floor", "without_floor")
            return found | {
                name: {part: _plain(number) for part, number in self._columns(name)._asdict().items()}
                for name in names
            }
        if self.closed.model == "home_floors":
            first = self.found.of("x", self.closed.sides[0])
            found["agreement"] = share(self.found.parameters, ~np.isnan(first))
        for name, values in self.found.outcome.items():
            what, _, side = name.partition(".")
            number = self._number(values)
            if side:
                found.setdefault(what, {})[side] = number
            else:
                found[what] = number
        return found

    def _number(self, values: NDArray[np.float64]) -> Any:
        there = np.isfinite(values)
        found = spread(self.found.parameters.weights[there], values[there])
        return found.get("median") if self.found.parameters.exact else found

    def _told(self, values: NDArray[np.float64]) -> Text:
        there = np.isfinite(values)
        return amount(spread(self.found.parameters.weights[there], values[there]))

    def _floors(self) -> Text:
        one, other = self.sides
        side = self.closed.sides[0]
        first, second = self.found.of("x", side), self.found.of("x_other_first", side)
        held = share(self.found.parameters, ~np.isnan(first))
        if held == 0.0:
            return FLOORS_NONE.filled(title=self.closed.title, one=one, other=other)
        return (FLOORS if held == 1.0 else FLOORS_SOME).filled(
            title=self.closed.title,
            one=one,
            other=other,
            held=percent(held),
            first=self._told(first),
            second=self._told(second),
        )

    def _columns(self, name: str) -> Signs:
        """Give chance, share given agreement, and what can be expected."""
        return floor_signs(
            self.found.of(f"x_{name}"),
            self.found.of(f"result_{name}"),
            self.found.parameters.weights,
        )

    def _signs(self) -> Text:
        bound, free = self._columns("with_floor"), self._columns("without_floor")
        apart = bound.expected - free.expected
        idle = np.allclose(bound, free, rtol=0.0, atol=SAME, equal_nan=True)
        template = SIGNS_IDLE if idle else SIGNS if bound.chance > 0.0 else SIGNS_LOST
        return template.filled(
            title=self.closed.title,
            one=self.sides[0],
            share=f"{bound.share:.3f}",
            share0=f"{free.share:.3f}",
            chance=percent(bound.chance),
            chance0=percent(free.chance),
            expected=f"{bound.expected:.3f}",
            expected0=f"{free.expected:.3f}",
            verdict=SIGN_VERDICTS[(apart > SAME) - (apart < -SAME)],
        )

    def _risk(self) -> Text:
        return RISK.filled(
            title=self.closed.title,
            offer=self._told(self.found.of("s")),
            chance=self._told(self.found.of("pr_ratified")),
            value=self._told(self.found.of("value")),
        )


def _plain(number: float) -> float | None:
    return number if np.isfinite(number) else None


def solved(study: Study, closed: ClosedForm) -> Solved:
    """What does one of the models of floors at home say?"""
    sides = tuple(study.case.party(side).name for side in closed.sides)
    return Solved(closed, evaluate(study, closed), sides)
