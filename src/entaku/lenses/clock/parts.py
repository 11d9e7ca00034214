"""What the parts of this lens share: how a finding is wrapped, how sizes and shares are said."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from entaku.lenses.clock.words import CARD, SMALL
from entaku.model.basics import ANALYST
from entaku.model.finding import Finding, Strength
from entaku.model.text import Text, both
from entaku.space.evidence import Weighted, points
from entaku.space.study import Study

TOLERANCE = 0.01
"""From which share of its own range on a party is said to gain."""

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]


def finding(ident: str, text: Text, strong: Strength, rule: Text, because: Sequence[str]) -> Finding:
    """Wrap a sentence of this lens."""
    grounds = tuple(dict.fromkeys(name for name in because if name != ANALYST))
    return Finding(
        id=f"clock-{ident}", lens=CARD.name, text=text, strength=strong, rule=rule, because=grounds
    )


def size(value: float) -> Text:
    """Say a share of somebody's own range."""
    return SMALL if 0.0 < value < TOLERANCE else both(f"{value:.2f}" if value > 0.0 else "0")


def middle(draws: Weighted, values: Floats, where: Bools) -> float:
    """Which value is the median where something holds? It must hold in some draw."""
    weights = draws.weights[where]
    return points(weights / weights.sum(), values[where], (0.5,))[0]


def names(study: Study, parties: Sequence[str]) -> list[Text]:
    """Give parties by name, in the order of the case."""
    return [party.name for party in study.case.parties if party.id in parties]


def statements(study: Study, parties: Sequence[str]) -> list[str]:
    """Name what is coded on the preferences of these parties."""
    return [s.id for s in study.case.preferences if s.party in parties and s.verb != "not_stated"]
