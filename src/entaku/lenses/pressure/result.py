"""What the lens found, put together: findings, figures, what is missing, conclusions, data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from entaku.lenses.pressure.figures import curve_figure, gap_figure
from entaku.lenses.pressure.leaning import leaned
from entaku.lenses.pressure.models import Solved
from entaku.lenses.pressure.parties import headline, party_finding, red_line_finding, term_finding
from entaku.lenses.pressure.parts import in_a_row, stand_data, wrapped
from entaku.lenses.pressure.words import (
    CARD,
    GAIN,
    NO_DRAFT,
    NO_LEVEL,
    NO_OUTLOOK,
    NO_PATH,
    TIME,
    TIME_ITEMS,
    UNKNOWN,
    WAITING,
    WAITING_ASSUMES,
)
from entaku.model.basics import NotStated
from entaku.model.finding import Conclusion, Figure, Finding, Topic
from entaku.model.text import Text
from entaku.space.closed_forms import refused
from entaku.space.evidence import averaged, percent, share, strength
from entaku.space.resisting import Stand, asked_about, called, drafts_by_date, known, spread
from entaku.space.study import Study

WORTH_TELLING = 0.2
"""From which share of refusals on, at the worst filling, a party gets a finding of its own."""
MOVES = 0.01
"""By how much of its range a no-deal value must move to count as rising or falling."""


@dataclass(frozen=True, slots=True)
class Pressures:
    """How parties stand to drafts, how their no-deal values change over the outlook, and small models."""

    study: Study
    stands: tuple[Stand, ...]
    changes: Mapping[str, NDArray[np.float64]]
    models: tuple[Solved, ...]

    @property
    def first(self) -> tuple[Stand, ...]:
        """Give how parties stand to the latest draft of which anything is known."""
        return tuple(stand for stand in self.stands if stand.draft.id == self.stands[0].draft.id)

    def findings(self) -> tuple[Finding, ...]:
        """Answer on the latest draft first; then party by party, time, who leans on whom, and models."""
        found: list[Finding] = []
        if self.stands:
            draws = self.study.ensemble
            told = [one for one in self.first if share(draws, one.worst.refuses) >= WORTH_TELLING]
            most = max(told, key=lambda one: (share(draws, one.best.refuses), one.party), default=None)
            found.append(headline(self.study, self.first))
            found += [party_finding(self.study, stand) for stand in told]
            found += [red_line_finding(self.study, one) for one in told if one.best.barred.any()]
            if most is not None and most.best.refuses.any():
                found.append(term_finding(self.study, most))
        found += self._time()
        found += leaned(self.study, self.stands)
        found += [one.finding() for one in self.models]
        return tuple(replace(one, headline=place == 0) for place, one in enumerate(found))

    def figures(self) -> tuple[Figure, ...]:
        """Draw resistance over the months, and what each party lacks for each draft."""
        if not self.stands:
            return ()
        curves = (curve_figure(self.study, self.first),) if self.study.case.outlook else ()
        return (*curves, gap_figure(self.study, self.stands))

    def _way(self, party: str) -> tuple[int, float, float]:
        """Give for whom time works (1, 0, -1), and in which shares the no-deal value rises and falls."""
        draws, moved = self.study.ensemble, self.changes[party]
        rises, falls = share(draws, moved > MOVES), share(draws, moved < -MOVES)
        return (rises > 0.5) - (falls > 0.5), rises, falls  # noqa: PLR2004 - more often than not

    def _time(self) -> list[Finding]:
        outlook = self.study.case.outlook
        asked = [party for party in asked_about(self.study.case) if party in self.changes]
        if outlook is None or not asked:
            return []
        items = []
        for party in asked:
            way, rises, falls = self._way(party)
            moved = spread(self.study.ensemble.weights, self.changes[party])["median"]
            items.append(
                TIME_ITEMS[way].filled(
                    party=self.study.case.party(party).name,
                    held=percent(rises),
                    rest=percent(falls),
                    size=f"{abs(moved):.2f}" if way else f"{moved:+.2f}",
                    gain=self._gain(party),
                )
            )
        text = TIME.filled(n=outlook.months, items=in_a_row(items))
        drafts = dict.fromkeys(stand.draft.id for stand in self.first)
        return [wrapped("time", text, averaged(self.study.ensemble), ("outlook", *drafts))]

    def _gain(self, party: str) -> Text:
        """Set beside a change what the latest draft gains the party at its best, red lines aside."""
        for stand in self.first:
            open_ = ~stand.best.barred
            if stand.party == party and open_.any():
                gain = spread(self.study.ensemble.weights[open_], -stand.best.gaps[open_, 0])
                return GAIN.filled(gain=f"{gain['median']:.2f}", draft=stand.draft.title)
        return Text()

    def missing(self) -> tuple[Text, ...]:
        """Name drafts, wishes, months and levels that are not stated, and how to state them."""
        case = self.study.case
        drafts = drafts_by_date(case)
        if not drafts:
            none = () if self.models and not case.pressure else (NO_DRAFT, *self._levels())
            return (*none, *refused(self.study, CARD.name))
        lacking = []
        for draft in drafts:
            who = [p for p in asked_about(case) if not known(self.study, draft, p)]
            if who:
                names = [case.party(party).name for party in who]
                lacking.append(UNKNOWN.filled(who=names, draft=draft.title))
        if case.outlook is None:
            lacking.append(NO_OUTLOOK)
        else:
            still = [p for p in asked_about(case) if p not in self.changes]
            if still:
                lacking.append(NO_PATH.filled(who=[case.party(party).name for party in still]))
        return (*lacking, *self._levels(), *refused(self.study, CARD.name))

    def _levels(self) -> tuple[Text, ...]:
        case = self.study.case
        unsaid: dict[str, dict[str, Text]] = {}
        for one in case.pressure:
            if isinstance(one.level, NotStated):
                unsaid.setdefault(one.on, {})[one.by] = called(case, one.by)
        return tuple(
            NO_LEVEL.filled(by=list(by.values()), party=called(case, on)) for on, by in unsaid.items()
        )

    def conclusions(self) -> tuple[Conclusion, ...]:
        """Say for each party with a coded path whether it gains by waiting, as its no-deal value alone tells."""
        found = []
        for party in asked_about(self.study.case) if self._time() else ():
            if party not in self.changes:
                continue
            way, rises, _ = self._way(party)
            found.append(
                Conclusion(
                    topic=Topic.WAITING,
                    answer={1: "yes", 0: "open", -1: "no"}[way],
                    text=WAITING[way].filled(party=self.study.case.party(party).name, held=percent(rises)),
                    strength=strength(self.study.ensemble, self.changes[party] > MOVES),
                    assumes=WAITING_ASSUMES,
                    finding="pressure-time",
                    about=party,
                )
            )
        return tuple(found)

    def data(self) -> dict[str, Any]:
        """Give gaps, dates and shares by draft and party, changes by party, and models, as plain JSON values."""
        draws = self.study.ensemble
        drafts: dict[str, Any] = {}
        for stand in self.stands:
            drafts.setdefault(stand.draft.id, {})[stand.party] = stand_data(self.study, stand)
        return {
            "draws": draws.size,
            "seed": draws.seed,
            "months": self.study.case.outlook.months if self.study.case.outlook else None,
            "drafts": drafts,
            "time": {
                party: {"rises": self._way(party)[1], "falls": self._way(party)[2]}
                | spread(draws.weights, moved)
                for party, moved in self.changes.items()
            },
            "pressed": [
                {"by": one.by, "on": one.on, "toward": one.toward, "level": _level(one.level)}
                for one in self.study.case.pressure
            ],
            "models": {one.closed.id: one.data() for one in self.models},
        }


def _level(level: str | NotStated) -> str:
    return "not stated" if isinstance(level, NotStated) else level
