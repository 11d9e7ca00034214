"""What the lens found, put together: findings, figures, what is missing, data."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from entaku.lenses.home.blocks import level_data, level_finding
from entaku.lenses.home.figures import ladder_figure, sets_figure, table_figure
from entaku.lenses.home.floors import approval_finding, floor_data, ladder_finding
from entaku.lenses.home.levels import Level
from entaku.lenses.home.models import Solved
from entaku.lenses.home.words import (
    ASSUMES,
    CARD,
    DEAL,
    DEAL_EXACT,
    MANY,
    NO_FLOOR,
    NO_WISHES,
    NOTHING,
    SILENT,
    VOICELESS,
)
from entaku.model.basics import NotStated
from entaku.model.finding import Conclusion, Figure, Finding, Topic
from entaku.model.text import Text
from entaku.space.closed_forms import refused
from entaku.space.evidence import percent, share, strength
from entaku.space.flips import deal_answer
from entaku.space.ratification import Front, constrained, listable, ratifying, unsaid
from entaku.space.study import Study


@dataclass(frozen=True, slots=True)
class Home:
    """Floors and ratifying parties over the draws (`fronts`: one or none), two-level blocks, and small models."""

    study: Study
    fronts: tuple[Front, ...]
    levels: tuple[Level, ...]
    models: tuple[Solved, ...]

    def findings(self) -> tuple[Finding, ...]:
        """Give floors first, then who must ratify, then what is coded as a model; the first one answers."""
        found: list[Finding] = []
        for front in self.fronts:
            found += [ladder_finding(self.study, ladder) for ladder in front.ladders]
            if front.approval.parties:
                found.append(approval_finding(self.study, front))
        found += [level_finding(level) for level in self.levels]
        found += [one.finding() for one in self.models]
        return tuple(replace(one, headline=place == 0) for place, one in enumerate(found))

    def figures(self) -> tuple[Figure, ...]:
        """Draw both effects of a narrower home, and what each side would ratify."""
        drawn = [figure for front in self.fronts if front.ladders for figure in self._floors(front)]
        return (*drawn, *([sets_figure(self.study, self.levels)] if self.levels else []))

    def _floors(self, front: Front) -> tuple[Figure, ...]:
        return ladder_figure(self.study, front), table_figure(self.study, front)

    def missing(self) -> tuple[Text, ...]:
        """Name what is not stated of anybody's home, and how to state it."""
        case = self.study.case
        if not (case.home or case.ratifiers or ratifying(self.study)):
            none = () if self.levels or self.models else (NOTHING,)
            return (*none, *refused(self.study, CARD.name))
        lacking = list(refused(self.study, CARD.name))
        bound = constrained(case)
        if not self.fronts and (bound or ratifying(self.study)):
            lacking += self._no_front()
        floorless = [party for party in bound if not self._has_floor(party)]
        if floorless:
            lacking.append(NO_FLOOR.filled(who=[case.party(party).name for party in floorless]))
        coded = {one.of for one in case.ratifiers} | set(bound)
        silent = [party for party in case.needed if party not in coded]
        if silent:
            lacking.append(SILENT.filled(who=[case.party(party).name for party in silent]))
        heard = ratifying(self.study)
        lacking += [VOICELESS.filled(name=one.name) for one in case.ratifiers if one.id not in heard]
        return tuple(lacking)

    def _no_front(self) -> list[Text]:
        who = [self.study.case.party(party).name for party in unsaid(self.study)]
        if who:
            return [NO_WISHES.filled(who=who)]
        return [] if listable(self.study) else [MANY.filled(n=f"{self.study.outcomes.count:,}")]

    def _has_floor(self, party: str) -> bool:
        return any(
            one.party == party and not isinstance(one.floor, NotStated) for one in self.study.case.home
        )

    def conclusions(self) -> tuple[Conclusion, ...]:
        """Say whether there is a deal with what binds at home, where that is stated."""
        for front in self.fronts:
            stated = [ladder for ladder in front.ladders if ladder.stated]
            if len(stated) == 1 or (front.approval.parties and not stated):
                there = stated[0].stated[0].there if stated else front.approval.bound
                drawn = stated[0].drawn if stated else front.drawn
                held = share(drawn, there)
                about = f"home-floor-{stated[0].party}" if stated else "home-ratifiers"
                answer = deal_answer(held)
                return (
                    Conclusion(
                        topic=Topic.DEAL,
                        answer=answer,
                        text=DEAL_EXACT[answer] if drawn.exact else DEAL.filled(held=percent(held)),
                        strength=strength(drawn, there),
                        assumes=ASSUMES,
                        finding=about,
                    ),
                )
        return ()

    def data(self) -> dict[str, Any]:
        """Give floors, ratifying parties, win-sets and models as plain JSON values."""
        return {
            "needed": list(self.study.case.needed),
            "seed": self.study.ensemble.seed,
            **floor_data(self.study, self.fronts),
            "two_level": {one.block.id: level_data(one) for one in self.levels},
            "models": {one.closed.id: one.data() for one in self.models},
        }
