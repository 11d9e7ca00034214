"""What both kinds of room share: what was asked, how a finding is wrapped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from entaku.kernels.room import Survey
from entaku.lenses.room.words import CARD, RULE
from entaku.model.finding import Finding, Strength
from entaku.model.text import Text
from entaku.space.study import Study


def who(study: Study) -> list[Text]:
    """Which parties must agree, by name?"""
    return [party.name for party in study.case.parties if party.id in study.case.needed]


def asked(study: Study) -> dict[str, Any]:
    """What was asked: parties, who must agree, packages, draws and seed."""
    return {
        "parties": list(study.parties),
        "needed": list(study.case.needed),
        "outcomes": study.outcomes.count,
        "draws": study.ensemble.size,
        "seed": study.ensemble.seed,
    }


def grounds(study: Study, *parties: str) -> tuple[str, ...]:
    """Name the statements on these parties, or on all needed ones, that say something."""
    about = parties or study.case.needed
    return tuple(s.id for s in study.case.preferences if s.party in about and s.verb != "not_stated")


def red_line_ids(study: Study) -> tuple[str, ...]:
    """Name the red lines."""
    return tuple(s.id for s in study.case.preferences if s.verb == "red_line")


def spread(values: NDArray[Any]) -> dict[str, float]:
    """Give the middle and the 5 and 95 per cent points; nothing where there is nothing."""
    if not len(values):
        return {}
    low, median, high = (float(point) for point in np.quantile(values.astype(np.float64), (0.05, 0.5, 0.95)))
    return {"low": low, "median": median, "high": high}


def most_opposed(study: Study, found: Survey) -> tuple[int, int]:
    """Which two needed parties agree least on what they accept?"""
    places = [p for p, party in enumerate(study.parties) if party in study.case.needed]
    if len(places) == 1:
        return places[0], places[0]
    accepted = found.accepted
    apart = {
        (one, two): float(np.abs(accepted[:, one] - accepted[:, two]).mean())
        for one, two in combinations(places, 2)
    }
    return max(apart, key=lambda pair: apart[pair])


def most_frequent(numbers: NDArray[np.int64]) -> int:
    """Which number occurs most often? The smallest of several."""
    found, counts = np.unique(numbers, return_counts=True)
    return int(found[counts.argmax()])


FIRST_PAGE: Mapping[str, Literal["", "rests", "also"]] = {
    "red-lines": "rests",
    "turns": "rests",
    "set-leave": "rests",
    "best": "also",
    "silence": "also",
    "even-handed": "also",
    "nash": "also",
    "kalai_smorodinsky": "also",
}
"""Which findings the first page carries beside the answer, and as what."""


def finding(ident: str, text: Text, strong: Strength, because: Sequence[str]) -> Finding:
    """Wrap a sentence of this lens with its rule and grounds; `zone` is the answer to the lens's question."""
    return Finding(
        id=f"room-{ident}",
        lens=CARD.name,
        text=text,
        strength=strong,
        rule=RULE,
        because=tuple(because),
        headline=ident == "zone",
        page=FIRST_PAGE.get(ident, ""),
    )
