"""What the findings share: how a sentence is wrapped, sizes in words, and one stand as data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from entaku.lenses.pressure.words import CARD, NO_GAP, RULE
from entaku.model.finding import Finding, Strength
from entaku.model.text import Text, listed
from entaku.space.evidence import share
from entaku.space.resisting import Filling, Stand, amount, spread
from entaku.space.study import Study


def wrapped(name: str, text: Text, strong: Strength, because: Sequence[str]) -> Finding:
    """Wrap a sentence of this lens with its rule and grounds."""
    return Finding(
        id=f"pressure-{name}",
        lens=CARD.name,
        text=text,
        strength=strong,
        rule=RULE,
        because=tuple(dict.fromkeys(because)),
        page="also" if name == "time" else "",
    )


def in_a_row(items: Sequence[Text]) -> Text:
    """Join clauses into one sentence; Japanese clauses take commas only."""
    return Text(listed(items).en, "、".join(item.ja for item in items))


def grounds(study: Study, stand: Stand) -> tuple[str, ...]:
    """Name the draft and the statements on the party that say something."""
    return (
        stand.draft.id,
        *(one.id for one in study.case.of(stand.party) if one.verb != "not_stated"),
    )


def gap(study: Study, filling: Filling) -> dict[str, float]:
    """How much is lacking in the draws that refuse without a red line in the way?"""
    return spread(study.ensemble.weights[filling.short], filling.gaps[filling.short, 0])


def risk(study: Study, filling: Filling) -> dict[str, float]:
    """With which chance would the worst package have to be threatened there? Out of reach counts as 1."""
    return spread(study.ensemble.weights[filling.short], np.minimum(filling.risk[filling.short], 1.0))


def told(found: dict[str, float]) -> Text:
    """Say a spread, or that there is nothing."""
    return amount(found) if found else NO_GAP


def stand_data(study: Study, stand: Stand) -> dict[str, Any]:
    """Give one party before one draft as plain JSON values."""
    draws = study.ensemble
    refused = stand.best.refuses
    part = share(draws, refused)
    return {
        "best": _filling(study, stand.best),
        "worst": _filling(study, stand.worst),
        "left_open": {
            "+".join(issues): share(draws, refused & (freed <= 0.0)) / part if part else 0.0
            for issues, freed in stand.freed.items()
        },
    }


def _filling(study: Study, filling: Filling) -> dict[str, Any]:
    draws = study.ensemble
    found: dict[str, Any] = {
        "refuses": share(draws, filling.refuses),
        "red_line": share(draws, filling.barred),
        "gap": gap(study, filling),
        "critical_risk": risk(study, filling),
    }
    if study.case.outlook is None:
        return found
    later = np.isfinite(filling.first) & (filling.first > 0.0)
    return found | {
        "already": share(draws, filling.first <= 0.0),
        "later": share(draws, later),
        "never": share(draws, np.isinf(filling.first)),
        "month": spread(draws.weights[later], filling.first[later]),
        "refuses_again": share(draws, np.isfinite(filling.again)),
        "by_month": list(filling.resistance(draws)),
    }
