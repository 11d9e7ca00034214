"""The inputs by how much they move the answer: what matters most, how it comes together, what does not matter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from entaku.lenses.sensitivity.figures import indices, tornado
from entaku.lenses.sensitivity.naming import Input, ident, in_full, subjects
from entaku.lenses.sensitivity.words import (
    ALWAYS,
    CARD,
    DEAL,
    DEAL_UNSTATED,
    GROUP,
    IDLE,
    LEANING,
    NEVER,
    PLAIN,
    RANKS,
    RULE,
    SPLIT,
    SWITCH,
    TOGETHER,
    WEIGHT,
)
from entaku.model.finding import Conclusion, Figure, Finding, Firmness, Strength
from entaku.model.text import Slot, Text
from entaku.model.wording import option_name
from entaku.space.driving import Aspect, Driving, Index, Switch
from entaku.space.evidence import percent, strength
from entaku.space.silence import deals_unstated
from entaku.space.study import Study

MATTERS = 0.05
"""The least total index, its margin taken off, of an input that is named."""
LITTLE = 0.05
"""Up to this total index, its margin added, an input is said to make hardly any difference."""


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """Every input with its indices, in a case where something is open."""

    study: Study
    driving: Driving

    def findings(self) -> tuple[Finding, ...]:
        """Name the three that move most, how they come together, and what makes no difference."""
        if not self.driving.variance:
            return (self._unmoved(),)
        ranked = self._mattering()
        told = [self._input(rank, one) for rank, one in zip(RANKS, ranked, strict=False)]
        return (*told, *self._split(), *self._idle())

    def figures(self) -> tuple[Figure, ...]:
        """Show the answer at either end of each input that matters, and the indices."""
        ranked = self._mattering()
        if not ranked:
            return ()
        return tornado(self.study, ranked), indices(self.study, ranked)

    def missing(self) -> tuple[Text, ...]:
        """Name the needed parties whose no-deal value is not stated."""
        return deals_unstated(self.study, DEAL_UNSTATED)

    def conclusions(self) -> tuple[Conclusion, ...]:
        """Conclude nothing: what moves an answer is none."""
        return ()

    def data(self) -> dict[str, Any]:
        """Give every input with its indices and the shares at either end, as plain JSON values."""
        switches: dict[str, dict[str, Any]] = {}
        for one in self.driving.switches:
            held = {"holds": one.when, "not": one.when_not, "statements": list(one.event.touches)}
            switches.setdefault(one.event.kind, {})[one.event.id] = {**_index(one.index), **held}
        values: dict[str, dict[str, Any]] = {}
        for part in self.driving.aspects:
            found: dict[str, Any] = {
                **_index(part.index),
                "low": part.low,
                "high": part.high,
                "not_redrawn": part.stuck,
            }
            if part.ends:
                found["from"], found["to"] = part.ends
            values.setdefault(part.party, {})[part.issue or "no_deal"] = found
        total, margin = self.driving.preferences
        return {
            "parties": list(self.study.parties),
            "needed": list(self.study.case.needed),
            "exact": False,
            "draws": self.study.ensemble.size,
            "moved": self.driving.moved,
            "seed": self.study.ensemble.seed,
            "room": self.driving.share,
            "switches": switches,
            "values": values,
            "all_values": {
                "total": total,
                "margin": margin,
                "by_party": {name: {"total": t, "margin": m} for name, t, m in self.driving.parties},
            },
            "named": [ident(one) for one in self._mattering()[: len(RANKS)]],
            "idle": sorted(ident(one) for one in self._inputs() if _idle(one.index)),
        }

    def _inputs(self) -> list[Input]:
        return [*self.driving.switches, *self.driving.aspects]

    def _mattering(self) -> list[Input]:
        some = [one for one in self._inputs() if one.index.total - one.index.margin >= MATTERS]
        return sorted(some, key=lambda one: (-round(one.index.total, 9), ident(one)))

    def _who(self) -> list[Text]:
        return [party.name for party in self.study.case.parties if party.id in self.study.case.needed]

    def _unmoved(self) -> Finding:
        there = np.full(self.study.ensemble.size, self.driving.share > 0.0)
        text = (ALWAYS if there[0] else NEVER).filled(n=f"{self.study.ensemble.size:,}", who=self._who())
        return _finding("none", text, strength(self.study.ensemble, there), self._grounds(), headline=True)

    def _input(self, rank: str, one: Input) -> Finding:
        case, index = self.study.case, one.index
        shares = (one.when, one.when_not) if isinstance(one, Switch) else (one.low, one.high)
        slots: dict[str, Slot] = {
            "rank": RANKS[rank],
            "who": self._who(),
            "one": percent(shares[0]),
            "other": percent(shares[1]),
            "total": f"{index.total:.2f}",
            "margin": f"{index.margin:.2f}",
        }
        if isinstance(one, Switch):
            template = GROUP if len(one.event.members) > 1 else SWITCH
            text = template.filled(what=in_full(case, one), **slots)
            because = one.event.touches
        else:
            text = self._aspect(one, slots)
            because = self._grounds(one.party)
        if index.first <= index.noise:
            text = Text(text.en + TOGETHER.en, text.ja + TOGETHER.ja)
        return _finding(rank, text, self._over_draws(), because, headline=rank == "most")

    def _aspect(self, one: Aspect, slots: dict[str, Slot]) -> Text:
        case = self.study.case
        party = case.party(one.party).name
        if not one.issue:
            return DEAL.filled(party=party, **slots)
        issue = case.issue(one.issue).name
        if not one.ends:
            return WEIGHT.filled(party=party, issue=issue, **slots)
        first, second = (option_name(case, one.issue, option) for option in one.ends)
        return LEANING.filled(party=party, issue=issue, first=first, second=second, **slots)

    def _split(self) -> list[Finding]:
        """Say what knowing all doubtful statements would settle, and what lies in how they come together."""
        left, margin = self.driving.preferences
        if not self.driving.switches or left <= margin:
            return []
        known = min(max(1.0 - left, 0.0), 1.0)
        alone = sum(one.index.first for one in self.driving.switches if one.index.first > one.index.noise)
        between = known - alone
        text = (SPLIT if between > margin else PLAIN).filled(
            known=percent(known),
            rest=percent(1.0 - known),
            margin=percent(margin),
            alone=percent(min(alone, 1.0)),
            between=percent(max(between, 0.0)),
        )
        because = tuple(name for one in self.driving.switches for name in one.event.touches)
        return [_finding("together", text, self._over_draws(), because)]

    def _idle(self) -> list[Finding]:
        """Name the doubtful statements that make hardly any difference."""
        idle = [one for one in self.driving.switches if _idle(one.index)]
        if not idle:
            return []
        changed = 2.0 * self.driving.variance * max(one.index.total + one.index.margin for one in idle)
        kept = percent(np.floor(100.0 * (1.0 - changed)) / 100.0)
        text = IDLE.filled(what=subjects(self.study.case, idle), kept=kept)
        because = tuple(name for one in idle for name in one.event.touches)
        return [_finding("idle", text, self._over_draws(), because)]

    def _over_draws(self) -> Strength:
        weights = self.study.ensemble.weights[: self.driving.moved]
        effective = float(np.square(weights.sum()) / np.square(weights).sum())
        return Strength(firmness=Firmness.AVERAGE, draws=effective)

    def _grounds(self, *parties: str) -> tuple[str, ...]:
        about = parties or self.study.case.needed
        return tuple(
            one.id for one in self.study.case.preferences if one.party in about and one.verb != "not_stated"
        )


def _idle(index: Index) -> bool:
    return index.total + index.margin <= LITTLE


def _index(index: Index) -> dict[str, float]:
    return {"total": index.total, "margin": index.margin, "first": index.first, "noise": index.noise}


def _finding(
    name: str, text: Text, strong: Strength, because: tuple[str, ...], *, headline: bool = False
) -> Finding:
    return Finding(
        id=f"sensitivity-{name}",
        lens=CARD.name,
        text=text,
        strength=strong,
        rule=RULE,
        because=tuple(dict.fromkeys(because)),
        headline=headline,
        page="rests" if name == "together" else "",
    )
