"""How each draft fares, with whom, and which smallest change would make it acceptable."""

from __future__ import annotations

from entaku.lenses.drafts.faring import reception
from entaku.lenses.drafts.result import Drafts
from entaku.lenses.drafts.words import CARD, NO_DRAFTS
from entaku.space.silence import Unanswered, wishes_unstated
from entaku.space.study import Study

__all__ = ["CARD", "Drafts", "look"]


def look(study: Study) -> Drafts | Unanswered:
    """How does each draft fare with each party, and which smallest change would make it acceptable?"""
    case = study.case
    no_drafts = () if any(draft.terms for draft in case.drafts) else (NO_DRAFTS,)
    lacking = (*no_drafts, *wishes_unstated(study))
    if lacking:
        drafts = {draft.id: "not stated" for draft in case.drafts}
        return Unanswered(
            lacking, {"parties": list(study.parties), "needed": list(case.needed), "drafts": drafts}
        )
    return Drafts(study, reception(study))
