"""Is there a deal to make: packages every needed party prefers to no deal, efficient, even-handed."""

from __future__ import annotations

from entaku.lenses.room.drawn import SHOWN, Room
from entaku.lenses.room.exact import ExactRoom
from entaku.lenses.room.parts import asked
from entaku.lenses.room.words import CARD
from entaku.space.deals import best_deals
from entaku.space.silence import Unanswered, wishes_unstated
from entaku.space.solving import exact
from entaku.space.study import Study
from entaku.space.zones import proved_impossible, zones

__all__ = ["CARD", "ExactRoom", "Room", "look"]


def look(study: Study) -> Room | ExactRoom | Unanswered:
    """Is there room for a deal, which packages are even-handed, and how firmly does that hold?"""
    lacking = wishes_unstated(study)
    if lacking:
        return Unanswered(lacking, {**asked(study), "exact": False, "zone": "not stated"})
    if study.ensemble.exact:
        return ExactRoom(study, exact(study))
    found = zones(study)
    return Room(study, found, best_deals(study, found, SHOWN), proved_impossible(study, found))
