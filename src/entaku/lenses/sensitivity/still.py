"""A case in which nothing can be moved: nothing is guessed, what is missing is named."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from entaku.lenses.sensitivity.words import EXACT, UNSTATED
from entaku.model.finding import Conclusion, Figure, Finding
from entaku.model.text import Text
from entaku.space.study import Study

SILENT = frozenset({"not_stated", "no_deal"})
"""Verbs that say nothing of what a party wants."""


@dataclass(frozen=True, slots=True)
class Still:
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
        """Give what was asked, and whether every number is given."""
        return {
            "parties": list(self.study.parties),
            "needed": list(self.study.case.needed),
            "exact": self.study.ensemble.exact,
            "inputs": "not stated",
        }


def nothing_open(study: Study) -> tuple[Text, ...]:
    """What does the case lack for anything to be moved? Nothing, as a rule."""
    if study.ensemble.exact:
        return (EXACT,)
    said = [one for one in study.case.preferences if one.party in study.case.needed]
    if all(one.verb in SILENT for one in said):
        names = [party.name for party in study.case.parties if party.id in study.case.needed]
        return (UNSTATED.filled(who=names),)
    return ()
