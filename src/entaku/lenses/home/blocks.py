"""What is said of two-level blocks: win-sets, what is left of them together, and whose say binds."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from entaku.lenses.home.levels import Level
from entaku.lenses.home.words import (
    BINDING,
    CARD,
    FREE,
    LEVEL_RULE,
    LINE,
    PLANE,
    SHUT,
    SOMETIMES,
)
from entaku.model.finding import Finding
from entaku.model.text import Text, both
from entaku.space.evidence import percent, share, strength
from entaku.space.resisting import amount, spread

LEAST = 1e-6
"""From how much more on a ratifier counts as binding."""


def level_finding(level: Level) -> Finding:
    """Say what all sides would ratify, and whose say binds."""
    drawn = level.drawn
    held = share(drawn, level.exists)
    shown = {"low": level.low, "high": level.high, "size": level.size}
    template = (PLANE if not level.ends else LINE) if held == 1.0 else SHUT if held == 0.0 else SOMETIMES
    return Finding(
        id=f"home-level-{level.block.id}",
        lens=CARD.name,
        text=template.filled(
            title=level.block.title,
            held=percent(held),
            binding=_binding(level),
            **{name: amount(spread(drawn.weights, values)) for name, values in shown.items()},
        ),
        strength=strength(drawn, level.exists),
        rule=LEVEL_RULE,
        because=(level.block.id,),
    )


def voice_name(level: Level, voice: str) -> Text:
    """What is a ratifier called?"""
    return next(one.name or both(one.id) for one in level.block.voices if one.id == voice)


def _binding(level: Level) -> Text:
    weights = level.drawn.weights
    grown = {voice: float(weights @ more) for voice, more in level.grown.items()}
    most = max(sorted(grown), key=lambda voice: grown[voice], default="")
    if not most or grown[most] <= LEAST:
        return FREE
    return BINDING.filled(voice=voice_name(level, most), grown=amount(spread(weights, level.grown[most])))


def level_data(level: Level) -> dict[str, Any]:
    """Give win-sets, what is left of them, the core, and whose say binds; numbers where all is exact."""
    drawn = level.drawn
    grown = {voice: float(drawn.weights @ more) for voice, more in level.grown.items()}
    found: dict[str, Any] = {
        "sizes": {side: _number(level, size) for side, size in level.sizes.items()},
        "size": _number(level, level.size),
        "agreement": share(drawn, level.exists),
        "grown": grown,
        "binding": [voice for voice, more in grown.items() if more > LEAST and more == max(grown.values())],
        "asked": {name: share(drawn, passes) for name, passes in level.asked.items()},
    }
    if level.ends:
        found["win_sets"] = {
            side: [_number(level, low), _number(level, high)] for side, (low, high) in level.ends.items()
        }
        found["zone"] = [_number(level, level.low), _number(level, level.high)]
    if level.core:
        found["core"] = [_number(level, end) for end in level.core]
    return found


def _number(level: Level, values: NDArray[np.float64]) -> Any:
    """Give the number itself where it is exact, its spread otherwise; nothing where it has no end."""
    found = spread(level.drawn.weights, values[np.isfinite(values)]) if len(values) == 1 else {}
    if len(values) == 1:
        return found.get("median")
    finite = np.isfinite(values)
    return spread(level.drawn.weights[finite], values[finite])
