"""What the answer turns on: which things that are not known move the room for a deal, and by how much."""

from __future__ import annotations

from entaku.lenses.sensitivity.moving import Sensitivity
from entaku.lenses.sensitivity.still import Still, nothing_open
from entaku.lenses.sensitivity.words import CARD
from entaku.space.driving import driving
from entaku.space.study import Study

__all__ = ["CARD", "Sensitivity", "Still", "look"]


def look(study: Study) -> Sensitivity | Still:
    """Which of the things that are not known move the answer most?"""
    lacking = nothing_open(study)
    if lacking:
        return Still(study, lacking)
    return Sensitivity(study, driving(study))
