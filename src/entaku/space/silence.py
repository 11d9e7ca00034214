"""What a case leaves unsaid, how it is named, and the answer of a lens that has none for that reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from entaku.model.finding import Conclusion, Figure, Finding
from entaku.model.text import Text
from entaku.space.study import Study
from entaku.space.verdicts import deal_stated

WISHES = Text(
    "It is not stated what {who} would want: state preferences, and what no deal is worth to each.",
    "{who}が何を望むかは述べられていない。preferencesに、選好とそれぞれの決裂時の価値を記すこと。",
)
DEAL = Text(
    "What no deal is worth to {party} is not stated; it was drawn over the whole range. State a no_deal "
    "range or a preference against no_deal.",
    "{party}の決裂時の価値は述べられていないため、全範囲から抽出した。no_dealの範囲か、no_dealと比べた選好"
    "を記すこと。",
)


@dataclass(frozen=True, slots=True)
class Unanswered:
    """No answer: nothing is guessed, `lacking` names what is missing, `told` what was asked."""

    lacking: tuple[Text, ...]
    told: Mapping[str, Any]

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
        return dict(self.told)


def wishes_unstated(study: Study) -> tuple[Text, ...]:
    """Name whose preferences would have to be stated; nothing where something is stated of a needed party."""
    case = study.case
    if not case.wishless:
        return ()
    return (WISHES.filled(who=[party.name for party in case.parties if party.id in case.needed]),)


def deals_unstated(study: Study, words: Text = DEAL) -> tuple[Text, ...]:
    """Name, in these words, the needed parties whose no-deal value is not stated."""
    case = study.case
    return tuple(
        words.filled(party=case.party(party).name) for party in case.needed if not deal_stated(study, party)
    )
