"""How each draft fares, with whom, and which smallest change would make it acceptable."""

from __future__ import annotations

from entaku.lenses.drafts.faring import reception
from entaku.lenses.drafts.result import Drafts
from entaku.lenses.drafts.silent import Silent, nothing_known
from entaku.lenses.drafts.words import CARD
from entaku.space.study import Study

__all__ = ["CARD", "Drafts", "Silent", "look"]


def look(study: Study) -> Drafts | Silent:
    """How does each draft fare with each party, and which smallest change would make it acceptable?"""
    lacking = nothing_known(study)
    if lacking:
        return Silent(study, lacking)
    return Drafts(study, reception(study))
