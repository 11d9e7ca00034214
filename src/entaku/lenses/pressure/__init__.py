"""Pressure: how much of it, and until when, turns a party's answer to each draft."""

from __future__ import annotations

from entaku.lenses.pressure.models import solved
from entaku.lenses.pressure.result import Pressures
from entaku.lenses.pressure.words import CARD
from entaku.space.closed_forms import of_lens
from entaku.space.resisting import changes, stands
from entaku.space.study import Study

__all__ = ["CARD", "Pressures", "look"]


def look(study: Study) -> Pressures:
    """How far is each party from accepting each draft, until when, and what would turn it?"""
    models = tuple(solved(study, one) for one in of_lens(study, CARD.name))
    return Pressures(study, stands(study), changes(study), models)
