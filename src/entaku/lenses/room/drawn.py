"""The room over the draws: who accepts what, what is even-handed, who would have to move, what it turns on."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import Any

import numpy as np

from entaku.kernels.solutions import RULES
from entaku.lenses.room import concluded, size
from entaku.lenses.room.parts import (
    asked,
    finding,
    grounds,
    most_frequent,
    most_opposed,
    red_line_ids,
    spread,
    who,
)
from entaku.lenses.room.words import (
    ALONE,
    BARRED,
    CARD,
    COMPARISON,
    EFFICIENT,
    EVEN_BOTH,
    EVEN_NONE,
    EVEN_TWO,
    HEADLINES,
    JOINING,
    LATER,
    LEAVING,
    MONTHS,
    OTHER,
    RED_LINES,
    RED_LINES_ONLY,
    RULE,
    SCATTER,
    SETS,
    SILENCE,
    TURNS,
    TURNS_ON_DEAL,
    TURNS_ON_STATEMENT,
)
from entaku.model.finding import (
    Cell,
    Column,
    Conclusion,
    Figure,
    FigureKind,
    Finding,
    Firmness,
    Strength,
    column,
)
from entaku.model.text import Text, listed, say
from entaku.model.wording import stated_in_words
from entaku.space.deals import Deal, best_deals, name
from entaku.space.evidence import bound, percent, share, strength
from entaku.space.silence import deals_unstated
from entaku.space.study import Study
from entaku.space.verdicts import ranked
from entaku.space.zones import Driver, Zones, at_their_word

Columns = tuple[Column, ...]
SHOWN = 10
"""How many packages are compared."""
FEW = 0.1
"""Below this share of draws a package is not called the even-handed one."""
MATTERS = 0.05
"""By how much the share of draws with room must differ for a driver to be named."""


@dataclass(frozen=True, slots=True)
class Room:
    """Which packages are acceptable, efficient and even-handed over the draws, and how firmly."""

    study: Study
    zones: Zones
    best: tuple[Deal, ...]
    proved: bool

    def findings(self) -> tuple[Finding, ...]:
        """Answer first; then public red lines, best packages, who would have to move, and what it turns on."""
        parts = [self._headline(), *self._red_lines()]
        if self.zones.there.any():
            parts += [self._best(), *self._silence(), self._even_handed()]
        if not self.zones.there.all():
            parts += self._openings()
        told = [
            finding("size", text, self._over_draws(), ())
            for text in size.told_of_draws(self.study, self.zones.survey)
        ]
        return (*parts, *self._sets(), *self._months(), *self._turns(), *told)

    def figures(self) -> tuple[Figure, ...]:
        """Compare packages; show room by who must agree, by month, and what it turns on."""
        return (
            self._scatter(),
            self._comparison(),
            self._set_figure(),
            *self._month_figure(),
            *self._turn_figure(),
        )

    def missing(self) -> tuple[Text, ...]:
        """Name the needed parties whose no-deal value is not stated."""
        return deals_unstated(self.study)

    def conclusions(self) -> tuple[Conclusion, ...]:
        """Is there a deal, and which package is the even-handed one, where one is picked often enough?"""
        survey, nash = self.zones.survey, self.zones.survey.chosen[RULES.index("nash")]
        held = float(nash.max())
        one = concluded.package(
            self.study, int(survey.numbers[nash.argmax()]), self._part(held), "room-even-handed"
        )
        return (concluded.deal(self._zone(), proved=self.proved), *((one,) if held >= FEW else ()))

    def _zone(self) -> Strength:
        held = strength(self.study.ensemble, self.zones.there)
        return Strength(firmness=Firmness.PROVED, share=0.0, draws=held.draws) if self.proved else held

    def data(self) -> dict[str, Any]:
        """Give zone, frontier and points as ranges with shares, as plain JSON values."""
        survey, draws = self.zones.survey, self.study.ensemble
        held = strength(draws, self.zones.there)
        return {
            **asked(self.study),
            "exact": False,
            "zone": {"share": held.share, "margin": held.margin, "proved": self.proved},
            "size": size.data_of_draws(self.study, survey),
            "frontier_size": spread(survey.frontier_points[self.zones.there & survey.looked]),
            "points": {rule: self._point(place) for place, rule in enumerate(RULES)},
            "packages": [
                {"package": dict(deal.package), "share": deal.share, "by_party": dict(deal.by_party)}
                for deal in self.best
            ],
            "by_set": [{"parties": list(some), "share": part} for some, part in self.zones.by_set],
            "by_month": list(self.zones.by_month),
        }

    def _point(self, place: int) -> dict[str, Any]:
        survey, draws = self.zones.survey, self.study.ensemble
        there = survey.chosen_package[:, place] >= 0
        if not there.any():
            return {"package": None, "share": 0.0, "utilities": {}}
        values = survey.chosen_values[there, place].astype(np.float64) / np.array(
            draws.scale, dtype=np.float64
        )
        best = int(survey.chosen[place].argmax())
        return {
            "package": self.study.outcomes.package(int(survey.numbers[best])),
            "share": float(survey.chosen[place, best]),
            "utilities": {party: spread(values[:, p]) for p, party in enumerate(self.study.parties)},
        }

    def _headline(self) -> Finding:
        held = self._zone()
        key = "always" if held.share == 1.0 else "sometimes" if held.share > 0.0 else "never"
        key = "impossible" if self.proved else key
        first = self.best[0]
        if first.share == 1.0:
            key = "one"
            if first.sure >= set(self.study.case.needed):
                held = Strength(firmness=Firmness.PROVED, draws=held.draws)
        text = HEADLINES[key].filled(
            package=first.name,
            who=who(self.study),
            held=percent(held.share),
            rest=percent(1.0 - held.share),
            n=f"{self.study.ensemble.size:,}",
        )
        return finding("zone", text, held, grounds(self.study))

    def _red_lines(self) -> list[Finding]:
        left, cutting = at_their_word(self.study)
        if left or not cutting:
            return []
        text = (RED_LINES if self.zones.there.any() else RED_LINES_ONLY).filled(
            who=[self.study.case.party(party).name for party in cutting]
        )
        lines = [s.id for s in self.study.case.preferences if s.verb == "red_line" and s.party in cutting]
        return [finding("red-lines", text, Strength(firmness=Firmness.PROVED), lines)]

    def _best(self) -> Finding:
        deal = self.best[0]
        text = say(
            "Most widely acceptable: {package}, to all of {who} in {held} of the draws.",
            "最も広く受け入れられるのは{package}で、標本の{held}で{who}がそろって受け入れる。",
            package=deal.name,
            who=who(self.study),
            held=percent(deal.share),
        )
        return finding("best", text, self._part(deal.share), grounds(self.study))

    def _silence(self) -> list[Finding]:
        """Say where the best package changes an issue on which a needed party's wishes are not coded."""
        changed = [
            issue for issue in self.study.case.issues if self.best[0].package[issue.id] != issue.status_quo
        ]
        cells = [
            say("{p} on {i}", "{i}（{p}）", p=self.study.case.party(party).name, i=issue.name)
            for party in self.study.case.needed
            for issue in changed
            if not ranked(self.study, party, {issue.id})
        ]
        if not cells:
            return []
        return [finding("silence", SILENCE.filled(cells=cells), Strength(firmness=Firmness.CODED), ())]

    def _even_handed(self) -> Finding:
        chosen, numbers = self.zones.survey.chosen, self.zones.survey.numbers
        picks = [int(numbers[chosen[RULES.index(rule)].argmax()]) for rule in ("nash", "kalai_smorodinsky")]
        shares = [float(chosen[RULES.index(rule)].max()) for rule in ("nash", "kalai_smorodinsky")]
        template = EVEN_NONE if max(shares) < FEW else EVEN_BOTH if picks[0] == picks[1] else EVEN_TWO
        text = template.filled(
            package=name(self.study, picks[0]),
            other=name(self.study, picks[1]),
            held=percent(max(shares) if template is EVEN_NONE else shares[0]),
            other_held=percent(shares[1]),
        )
        return finding("even-handed", text, self._part(min(shares)), grounds(self.study))

    def _openings(self) -> list[Finding]:
        """Say of each needed party how far it alone would have to give way in the draws without room."""
        survey = self.zones.survey
        closed = ~self.zones.there & survey.looked
        found = []
        for place, party in enumerate(self.study.parties):
            able = closed & (survey.alone[:, place] > 0.0)
            if not able.any():
                continue
            part = share(self.study.ensemble, able) / share(self.study.ensemble, closed)
            text = ALONE.filled(
                party=self.study.case.party(party).name,
                part=percent(part),
                size=f"{float(np.median(survey.alone[able, place])):.2f}",
                package=name(self.study, most_frequent(survey.alone_package[able, place])),
            )
            found.append(finding(f"alone-{party}", text, self._over_draws(), grounds(self.study, party)))
        stuck = closed & (survey.together < 0.0)
        if stuck.any():
            part = share(self.study.ensemble, stuck)
            text = BARRED.filled(part=percent(part))
            found.append(finding("barred", text, self._part(part), red_line_ids(self.study)))
        return found

    def _sets(self) -> list[Finding]:
        """Say whose agreement, asked for or done without, changes the room most in either direction."""
        here = self.zones.by_set[0][1]
        changed: dict[str, tuple[str, float]] = {}
        for some, held in self.zones.by_set[1:]:
            joining = [p for p in some if p not in self.study.case.needed]
            leaving = [p for p in self.study.case.needed if p not in some]
            if len(joining) + len(leaving) == 1 and abs(held - here) >= MATTERS:
                changed[(joining or leaving)[0]] = ("join" if joining else "leave", held)
        found = []
        for way in ("leave", "join"):
            one_way = {party: held for party, (how, held) in changed.items() if how == way}
            if one_way:
                party = max(one_way, key=lambda name: abs(one_way[name] - here))
                text = (JOINING if way == "join" else LEAVING).filled(
                    party=self.study.case.party(party).name, held=percent(one_way[party]), here=percent(here)
                )
                ident = f"set-{way}"
                found.append(finding(ident, text, self._part(one_way[party]), grounds(self.study, party)))
        return found

    def _months(self) -> list[Finding]:
        first, *later = self.zones.by_month
        if not later:
            return []
        change = later[-1] - first
        template = LATER[(change > MATTERS) - (change < -MATTERS)]
        text = template.filled(months=len(later), first=percent(first), last=percent(later[-1]))
        return [finding("months", text, self._over_draws(), ("outlook",))]

    def _turns(self) -> list[Finding]:
        driving = [driver for driver in self.zones.drivers if abs(driver.when - driver.when_not) >= MATTERS]
        if not driving:
            return []
        first = driving[0]
        template = TURNS_ON_STATEMENT if first.statement else TURNS_ON_DEAL
        text = template.filled(
            what=_driver_name(self.study, first), when=percent(first.when), when_not=percent(first.when_not)
        )
        because = (first.statement,) if first.statement else grounds(self.study, first.party)
        return [finding("turns", text, self._over_draws(), because)]

    def _over_draws(self) -> Strength:
        return Strength(firmness=Firmness.AVERAGE, draws=self.study.ensemble.effective)

    def _part(self, held: float) -> Strength:
        held = min(held, 1.0)  # a sum of weights may exceed 1 a little
        effective = self.study.ensemble.effective
        kind = Firmness.EVERY_DRAW if held in {0.0, 1.0} else Firmness.SHARE
        margin = 2.0 * sqrt(max(held * (1.0 - held), 0.0) / effective) or bound(effective)
        return Strength(firmness=kind, share=held, margin=margin, draws=effective)

    def _scatter(self) -> Figure:
        """Place each package by the share of draws in which two parties accept it."""
        one, two = most_opposed(self.study, self.zones.survey)
        names = [party.name for party in self.study.case.parties]
        rows = tuple(
            (
                deal.name,
                deal.by_party[self.study.parties[one]],
                deal.by_party[self.study.parties[two]],
                EFFICIENT if deal.efficient >= 0.5 * max(deal.share, 0.02) else OTHER,
            )
            for deal in best_deals(self.study, self.zones, 300)
        )
        columns = (
            column("package", Text("package", "合意案"), "label"),
            column("x", say("accepted by {p}", "{p}が受け入れる", p=names[one]), "x", "share"),
            column("y", say("accepted by {p}", "{p}が受け入れる", p=names[two]), "y", "share"),
            column("mark", Text("efficient", "効率"), "mark"),
        )
        return _figure("scatter", SCATTER, "scatter", columns, rows)

    def _comparison(self) -> Figure:
        columns = (
            column("package", Text("package", "合意案"), "y"),
            column("party", Text("party", "当事者"), "x"),
            column("share", Text("share of draws", "標本の割合"), "value", "share"),
        )
        everyone = say("all of {who}", "{who}がそろって", who=who(self.study))
        rows: list[tuple[Cell, ...]] = []
        for deal in self.best:
            rows += [(deal.name, party.name, deal.by_party[party.id]) for party in self.study.case.parties]
            rows.append((deal.name, everyone, deal.share))
        return _figure("packages", COMPARISON, "matrix", columns, tuple(rows))

    def _set_figure(self) -> Figure:
        columns = (
            column("parties", Text("who must agree", "同意を要する当事者"), "label"),
            column("share", Text("share of draws with room", "余地のある標本の割合"), "x", "share"),
        )
        rows = tuple(
            (listed([self.study.case.party(p).name for p in some]), held) for some, held in self.zones.by_set
        )
        return _figure("sets", SETS, "bars", columns, rows)

    def _month_figure(self) -> list[Figure]:
        if len(self.zones.by_month) == 1:
            return []
        columns = (
            column("month", Text("months from now", "今後の月数"), "x", "number"),
            column("share", Text("share of draws with room", "余地のある標本の割合"), "y", "share"),
        )
        rows = tuple((month, held) for month, held in enumerate(self.zones.by_month))
        return [_figure("months", MONTHS, "line", columns, rows)]

    def _turn_figure(self) -> list[Figure]:
        if not self.zones.drivers:
            return []
        columns = (
            column("driver", Text("what it turns on", "左右する点"), "label"),
            column("change", Text("change in the share", "割合の変化"), "x", "share"),
        )
        rows = tuple(
            (_driver_name(self.study, driver), driver.when - driver.when_not)
            for driver in self.zones.drivers[:SHOWN]
        )
        return [_figure("turns", TURNS, "bars", columns, rows)]


def _driver_name(study: Study, driver: Driver) -> Text:
    party = study.case.party(driver.party).name
    if not driver.statement:
        return say("what no deal is worth to {p}", "{p}の決裂時の価値", p=party)
    return stated_in_words(study.case, next(s for s in study.case.preferences if s.id == driver.statement))


def _figure(
    figure: str,
    words: tuple[Text, Text],
    kind: FigureKind,
    columns: Columns,
    rows: tuple[tuple[Cell, ...], ...],
) -> Figure:
    title, caption = words
    return Figure(
        id=f"room-{figure}",
        lens=CARD.name,
        title=title,
        kind=kind,
        columns=columns,
        rows=rows,
        caption=caption,
        rule=RULE,
    )
