"""The home front: what home would let pass, and both things that a narrower room at home does."""

from __future__ import annotations

from entaku.lenses.home.levels import level
from entaku.lenses.home.models import solved
from entaku.lenses.home.result import Home
from entaku.lenses.home.words import CARD
from entaku.space.closed_forms import of_lens
from entaku.space.ratification import Front, constrained, front, listable, ratifying, unsaid
from entaku.space.study import Study

__all__ = ["CARD", "Home", "look"]


def look(study: Study) -> Home:
    """What would home let pass, and does a narrow room at home help or hurt?"""
    case = study.case
    return Home(
        study,
        _fronts(study),
        tuple(level(study, block) for block in case.two_level),
        tuple(solved(study, one) for one in of_lens(study, CARD.name)),
    )


def _fronts(study: Study) -> tuple[Front, ...]:
    """Look at floors and ratifying parties where they are coded and everybody's wishes are: one front or none."""
    bound = constrained(study.case)
    asked = study.case.needed and (bound or ratifying(study))
    if not asked or unsaid(study) or not listable(study):
        return ()
    return (front(study, bound),)
