"""The room of a case that does not say what anybody wants: nothing is guessed, what is missing is named."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from entaku.lenses.room.parts import asked, who
from entaku.model.finding import Conclusion, Figure, Finding
from entaku.model.text import Text, say
from entaku.space.study import Study

SILENT = frozenset({"not_stated", "no_deal"})
"""Verbs that say nothing of what a party wants."""


@dataclass(frozen=True, slots=True)
class Unstated:
    """No answer: any share of draws would only tell how the draws are made."""

    study: Study

    def findings(self) -> tuple[Finding, ...]:
        """Find nothing."""
        return ()

    def figures(self) -> tuple[Figure, ...]:
        """Draw nothing."""
        return ()

    def missing(self) -> tuple[Text, ...]:
        """Name whose preferences would have to be stated."""
        return (
            say(
                "It is not stated what {who} would want: state preferences, and what no deal is worth to each.",
                "{who}が何を望むかは述べられていない。preferencesに、選好とそれぞれの決裂時の価値を記"
                "すこと。",
                who=who(self.study),
            ),
        )

    def conclusions(self) -> tuple[Conclusion, ...]:
        """Conclude nothing."""
        return ()

    def data(self) -> dict[str, Any]:
        """Give what was asked, and that the answer is not stated."""
        return {**asked(self.study), "exact": False, "zone": "not stated"}


def unstated(study: Study) -> bool:
    """Does the case say nothing of what any needed party wants?"""
    said = (s for s in study.case.preferences if s.party in study.case.needed)
    return all(statement.verb in SILENT for statement in said)
