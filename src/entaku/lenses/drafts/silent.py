"""The drafts of a case of which nothing can be said: nothing is guessed, what is missing is named."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from entaku.lenses.drafts.words import NO_DRAFTS, UNSTATED
from entaku.model.finding import Conclusion, Figure, Finding
from entaku.model.text import Text
from entaku.space.study import Study

WORDLESS = frozenset({"not_stated", "no_deal"})
"""Verbs that say nothing of what a party wants."""


@dataclass(frozen=True, slots=True)
class Silent:
    """No answer, and why."""

    study: Study
    lacking: tuple[Text, ...]

    def findings(self) -> tuple[Finding, ...]:
        """Find nothing."""
        return ()

    def figures(self) -> tuple[Figure, ...]:
        """Draw nothing."""
        return ()

    def missing(self) -> tuple[Text, ...]:
        """Name what would have to be stated."""
        return self.lacking

    def conclusions(self) -> tuple[Conclusion, ...]:
        """Conclude nothing."""
        return ()

    def data(self) -> dict[str, Any]:
        """Give what was asked, and that the answer is not stated."""
        case = self.study.case
        return {
            "parties": list(self.study.parties),
            "needed": list(case.needed),
            "drafts": {draft.id: "not stated" for draft in case.drafts},
        }


def nothing_known(study: Study) -> tuple[Text, ...]:
    """What does the case lack for anything to be said of a draft? Nothing, as a rule."""
    case = study.case
    lacking = [] if any(draft.terms for draft in case.drafts) else [NO_DRAFTS]
    said = [one for one in case.preferences if one.party in case.needed]
    if all(one.verb in WORDLESS for one in said):
        lacking.append(UNSTATED.filled(who=[p.name for p in case.parties if p.id in case.needed]))
    return tuple(lacking)
