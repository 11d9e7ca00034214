"""What the answer turns on: which things that are not known move the room for a deal, and by how much."""

from __future__ import annotations

from entaku.lenses.sensitivity.moving import Sensitivity
from entaku.lenses.sensitivity.words import CARD, EXACT
from entaku.space.driving import driving
from entaku.space.silence import Unanswered, wishes_unstated
from entaku.space.study import Study

__all__ = ["CARD", "Sensitivity", "look"]


def look(study: Study) -> Sensitivity | Unanswered:
    """Which of the things that are not known move the answer most?"""
    exact = study.ensemble.exact
    lacking = (EXACT,) if exact else wishes_unstated(study)
    if lacking:
        told = {"parties": list(study.parties), "needed": list(study.case.needed), "exact": exact}
        return Unanswered(lacking, {**told, "inputs": "not stated"})
    return Sensitivity(study, driving(study))
