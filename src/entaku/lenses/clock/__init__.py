"""Settle or wait? Does the range move, and is each step of a sequence still in each side's interest?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from entaku.lenses.clock import models, over_time, ripe, steps
from entaku.lenses.clock.models import Told
from entaku.lenses.clock.parts import TOLERANCE
from entaku.lenses.clock.words import (
    CARD,
    NO_MODELS,
    NO_OUTLOOK,
    NO_RIPENESS,
    NO_STEPS,
    TOO_LARGE,
    TOO_MANY,
    UNSTATED,
)
from entaku.model.finding import Conclusion, Figure, Finding
from entaku.model.text import Text
from entaku.space.closed_forms import refused
from entaku.space.sequencing import (
    Carried,
    Checked,
    HalfStated,
    carried,
    check,
    check_half_stated,
    checkable,
    fully_stated,
)
from entaku.space.study import Study
from entaku.space.timing import Timing, followed, timing, weighable
from entaku.space.verdicts import games

__all__ = ["CARD", "Clock", "look"]
ALSO = frozenset({"clock-steps", "clock-ripe"})
"""Findings that belong on the first page beside the answer."""


@dataclass(frozen=True, slots=True)
class Clock:
    """Time, the latest draft's steps, coded sequences, ripeness, and models with a known answer.

    `timing` and `carried` hold one thing or, where the case does not allow it, nothing.
    """

    study: Study
    timing: tuple[Timing, ...]
    carried: tuple[Carried, ...]
    sequences: tuple[Checked | HalfStated, ...]
    told: tuple[Told, ...]

    def findings(self) -> tuple[Finding, ...]:
        """Give time first, then steps, ripeness and models; the first of them answers the lens's question."""
        parts = [one for found in self.timing for one in over_time.findings(self.study, found)]
        parts += [one for found in self.carried for one in steps.draft_findings(self.study, found)]
        parts += [steps.sequence_finding(self.study, found) for found in self.sequences]
        parts += ripe.findings(self.study)
        parts += [models.finding(self.study, told) for told in self.told]
        return tuple(
            replace(one, headline=place == 0, page="also" if place and one.id in ALSO else "")
            for place, one in enumerate(parts)
        )

    def figures(self) -> tuple[Figure, ...]:
        """Draw room by month and how far a draft's steps carry; table coded sequences and models."""
        parts = [over_time.figure(self.study, found) for found in self.timing]
        parts += [steps.draft_figure(self.study, found) for found in self.carried]
        parts += [steps.sequence_figure(self.study, self.sequences)] if self.sequences else []
        parts += [models.figure(self.study, self.told)] if self.told else []
        return tuple(parts)

    def missing(self) -> tuple[Text, ...]:
        """Name what the case lacks: an outlook, steps and who performs them, ripeness, models."""
        case = self.study.case
        lacking = []
        if not self.timing and case.needed:
            lacking.append(NO_OUTLOOK if case.outlook is None else TOO_LARGE)
        if self.timing and not weighable(self.study):
            lacking.append(TOO_MANY.filled(n=f"{self.study.outcomes.count:,}"))
        if not self.carried and not self.sequences:
            lacking.append(NO_STEPS)
        unknown = [party for found in self.carried for party in found.unknown]
        lacking += [UNSTATED.filled(party=case.party(party).name) for party in unknown]
        if not ripe.stated(self.study):
            lacking.append(NO_RIPENESS)
        if not self.told and not self.sequences:
            lacking.append(NO_MODELS)
        return (*lacking, *refused(self.study, CARD.name))

    def conclusions(self) -> tuple[Conclusion, ...]:
        """Give who gains by waiting, and whether a model of fighting leaves a deal."""
        waits = [one for found in self.timing for one in over_time.conclusions(self.study, found)]
        if not waits:
            waits = [one for told in self.told for one in models.waiting(self.study, told)]
        deals = [one for told in self.told for one in models.deal(self.study, told)]
        return models.one_each([*waits, *deals])

    def data(self) -> dict[str, Any]:
        """Give everything as plain JSON values."""
        draws = self.study.ensemble
        found: dict[str, Any] = {
            "parties": list(self.study.parties),
            "needed": list(self.study.case.needed),
            "draws": draws.size,
            "seed": draws.seed,
        }
        for time in self.timing:
            found["time"] = over_time.data(self.study, time)
        for draft in self.carried:
            found["steps"] = steps.draft_data(self.study, draft)
        if ripe.stated(self.study):
            found["ripeness"] = ripe.data(self.study)
        found["sequences"] = {one.sequence.id: steps.sequence_data(one) for one in self.sequences}
        found["models"] = {told.closed.id: models.data(told) for told in self.told}
        return found


def look(study: Study) -> Clock:
    """Does time widen or close the range, whom does waiting pay, and does each step hold when its turn comes?"""
    latest = games(study.case)[:1]
    return Clock(
        study,
        (timing(study, TOLERANCE),) if study.case.needed and followed(study) else (),
        tuple(carried(study, game) for game in latest if checkable(study, game)),
        tuple(
            check(study, one) if fully_stated(one) else check_half_stated(study, one)
            for one in study.case.sequences
        ),
        models.models(study),
    )
