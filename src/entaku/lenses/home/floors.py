"""What is said of floors at home and of parties that must ratify."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from entaku.lenses.home.words import (
    APPROVAL,
    APPROVAL_IDLE,
    BEST,
    BEST_NONE,
    CARD,
    EXACT_ALWAYS,
    EXACT_LAST,
    EXACT_LOST,
    EXACT_STATED,
    EXACT_UNSTATED,
    NO_ROOM,
    RULE,
    STATED,
    UNSTATED,
    VERDICTS,
)
from entaku.model.finding import Finding
from entaku.model.text import Text
from entaku.space.deals import name
from entaku.space.evidence import averaged, percent, share, strength
from entaku.space.ratification import Front, Ladder, Rung, difference, pressed
from entaku.space.study import Study

SHOWN = 0.2
"""The floor that is told where none is stated."""


def ladder_finding(study: Study, ladder: Ladder) -> Finding:
    """Say what a narrower home does to a party: harder to press, easier to lose the deal."""
    exact = ladder.drawn.exact
    return Finding(
        id=f"home-floor-{ladder.party}",
        lens=CARD.name,
        text=_exact(study, ladder) if exact else _drawn(study, ladder),
        strength=averaged(ladder.drawn),
        rule=RULE,
        because=tuple(one.id for one in study.case.home if one.party == ladder.party),
    )


def _drawn(study: Study, ladder: Ladder) -> Text:
    free = ladder.rungs[0]
    party = study.case.party(ladder.party).name
    if free.chance == 0.0:
        return NO_ROOM.filled(party=party)
    there = ladder.stated[0] if ladder.stated else next(r for r in ladder.rungs if r.floor == SHOWN)
    before = free if len(free.results) == len(there.results) else _repeated(free, len(there.results))
    return (STATED if ladder.stated else UNSTATED).filled(
        party=party,
        floor=f"{there.floor:.2f}",
        gain=f"{there.gain:.2f}",
        gain0=f"{free.gain:.2f}",
        pressed=f"{pressed(ladder.drawn, there, before):+.2f}",
        chance=percent(there.chance),
        chance0=percent(free.chance),
        product=f"{there.product:.3f}",
        product0=f"{free.product:.3f}",
        verdict=VERDICTS[difference(ladder.drawn, there, before)],
        best=_best(ladder),
    )


def _repeated(rung: Rung, times: int) -> Rung:
    """Set the one exact draw beside as many draws as a floor has."""
    results, there = np.full(times, rung.results[0]), np.full(times, rung.there[0])
    return Rung(rung.floor, rung.chance, rung.gain, rung.package, results, there)


def _best(ladder: Ladder) -> Text:
    if ladder.stated:
        return BEST_NONE
    best = ladder.best
    if difference(ladder.drawn, best, ladder.rungs[0]) <= 0:
        return BEST_NONE
    return BEST.filled(floor=f"{best.floor:.2f}", product=f"{best.product:.3f}")


def _exact(study: Study, ladder: Ladder) -> Text:
    free = ladder.rungs[0]
    party = study.case.party(ladder.party).name
    if free.chance == 0.0:
        return NO_ROOM.filled(party=party)
    best = ladder.stated[0] if ladder.stated else ladder.best
    if best.chance == 0.0:
        return EXACT_LOST.filled(party=party, floor=f"{best.floor:.2f}", gain0=f"{free.gain:.2f}")
    lost = [rung.floor for rung in ladder.rungs if rung.chance == 0.0]
    return (EXACT_STATED if ladder.stated else EXACT_UNSTATED).filled(
        party=party,
        floor=f"{best.floor:.2f}",
        gain=f"{best.gain:.2f}",
        gain0=f"{free.gain:.2f}",
        package=name(study, best.package),
        package0=name(study, free.package),
        last=EXACT_LAST.filled(floor=f"{lost[0]:.2f}") if lost else EXACT_ALWAYS,
    )


def approval_finding(study: Study, front: Front) -> Finding:
    """Say what parties that must ratify take away, and whose say binds most."""
    approval, case, drawn = front.approval, study.case, front.drawn
    free, bound = share(drawn, approval.free), share(drawn, approval.bound)
    spared = {party: share(drawn, there) for party, there in approval.spared.items()}
    binding = max(sorted(spared), key=lambda party: spared[party])
    idle = free == bound
    return Finding(
        id="home-ratifiers",
        lens=CARD.name,
        text=(APPROVAL_IDLE if idle else APPROVAL).filled(
            who=[case.party(party).name for party in approval.parties],
            bound=percent(bound),
            free=percent(free),
            binding=case.party(binding).name,
            spared=percent(spared[binding]),
        ),
        strength=strength(drawn, approval.bound),
        rule=RULE,
        because=tuple(one.id for one in case.preferences if one.party in approval.parties),
    )


def floor_data(study: Study, fronts: Sequence[Front]) -> dict[str, Any]:
    """Give all floors with their three columns, and room with and without who must ratify."""
    if not fronts:
        return {"draws": 0, "packages": study.outcomes.count, "floors": {}, "ratifiers": {}}
    front = fronts[0]
    approval, drawn = front.approval, front.drawn
    return {
        "draws": len(drawn.numbers),
        "packages": front.packages,
        "floors": {ladder.party: _ladder(study, ladder) for ladder in front.ladders},
        "ratifiers": {
            "free": share(drawn, approval.free),
            "bound": share(drawn, approval.bound),
            "without": {party: share(drawn, there) for party, there in approval.spared.items()},
        },
    }


def _ladder(study: Study, ladder: Ladder) -> dict[str, Any]:
    found: dict[str, Any] = {"best": ladder.best.floor, "ladder": [_rung(study, r) for r in ladder.rungs]}
    for rung in ladder.stated:
        found["stated"] = _rung(study, rung)
    return found


def _rung(study: Study, rung: Rung) -> dict[str, Any]:
    return {
        "floor": rung.floor,
        "chance": rung.chance,
        "gain": rung.gain,
        "product": rung.product,
        "package": study.outcomes.package(rung.package) if rung.package >= 0 else None,
    }
