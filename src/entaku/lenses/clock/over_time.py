"""Settle or wait: how the room moves, how long today's package stands, who gains by waiting."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from entaku.kernels.waiting import openness
from entaku.lenses.clock.parts import TOLERANCE, finding, middle, names, size, statements
from entaku.lenses.clock.words import (
    ASSUMES_WAIT,
    BELIEFS,
    CARD,
    CLOSES,
    KEPT,
    OPENS,
    PAYS,
    RANGE,
    TIME_RULE,
    TWO,
    WAIT_RULE,
    WAITS,
)
from entaku.model.finding import Conclusion, Figure, Finding, Firmness, Strength, Topic, column
from entaku.model.text import Text
from entaku.space.deals import name
from entaku.space.evidence import averaged, percent, share
from entaku.space.parameters import Parameters
from entaku.space.study import Study
from entaku.space.timing import Timing, Wait, together
from entaku.space.verdicts import deal_stated, ranked

MATTERS = 0.05
"""By how much the share of draws with room must differ to be called a change."""

Bools = NDArray[np.bool_]


def findings(study: Study, found: Timing) -> tuple[Finding, ...]:
    """Say first whether the range moves and for whom waiting pays, then why."""
    return (
        _range(study, found),
        _moves(study, found),
        *_kept(study, found),
        *(_wait(study, found, wait) for wait in found.waits),
        *_beliefs(study, found),
    )


def answer(study: Study, wait: Wait) -> str:
    """Does a party gain by waiting: yes, no, or open where nothing is stated on what it wants?"""
    issues = {issue.id for issue in study.case.issues}
    if not (deal_stated(study, wait.party) and ranked(study, wait.party, issues)):
        return "open"
    return "yes" if wait.rule > TOLERANCE else "no"


def _by_answer(study: Study, found: Timing, wanted: str) -> list[Text]:
    return names(study, [wait.party for wait in found.waits if answer(study, wait) == wanted])


def _range(study: Study, found: Timing) -> Finding:
    by_month = _by_month(study, found.room)
    change = by_month[-1] - by_month[0]
    gain, rest = (_by_answer(study, found, wanted) for wanted in ("yes", "no"))
    silent = "silence" if found.waits else "many" if found.room[:, 0].any() else "closed"
    key = ("some" if rest else "all") if gain else ("nobody" if rest else silent)
    text = RANGE[(change > MATTERS) - (change < -MATTERS)].filled(
        first=percent(by_month[0]),
        last=percent(by_month[-1]),
        months=len(by_month) - 1,
        wait=PAYS[key].filled(gain=gain, rest=rest, who=names(study, study.case.needed)),
    )
    because = ("outlook", *statements(study, study.case.needed))
    return finding("time", text, averaged(study.ensemble), TIME_RULE, because)


def _moves(study: Study, found: Timing) -> Finding:
    """Say in which part of the draws, and when, room closes and opens."""
    draws, here = study.ensemble, found.room[:, 0]
    said = []
    for sentence, first, of in ((CLOSES, found.moves.closes, here), (OPENS, found.moves.opens, ~here)):
        where = of & (first >= 0)
        month = round(middle(draws, first.astype(np.float64), where)) if where.any() else 0
        said.append(
            sentence[bool(where.any())].filled(
                part=percent(share(draws, where)), month=month, months=found.room.shape[1] - 1
            )
        )
    return finding("moves", TWO.filled(one=said[0], two=said[1]), averaged(draws), TIME_RULE, ("outlook",))


def _kept(study: Study, found: Timing) -> list[Finding]:
    if found.package < 0:
        return []
    by_month = _by_month(study, found.kept)
    here = found.kept[:, 0]
    if not here.any():
        return []
    end = middle(study.ensemble, openness(found.kept).end.astype(np.float64), here)
    text = KEPT.filled(
        package=name(study, found.package),
        picked=percent(found.picked),
        who=names(study, study.case.needed),
        first=percent(by_month[0]),
        last=percent(by_month[-1]),
        months=len(by_month) - 1,
        end=round(end),
    )
    because = ("outlook", *statements(study, study.case.needed))
    return [finding("package", text, averaged(study.ensemble), TIME_RULE, because)]


def _wait(study: Study, found: Timing, wait: Wait) -> Finding:
    said = answer(study, wait)
    drawn = _followed(study, found)
    text = WAITS[said].filled(
        party=study.case.party(wait.party).name,
        rule=size(wait.rule),
        fixed=size(wait.fixed),
        foresight=size(wait.foresight),
        month=wait.month,
        held=percent(share(drawn, wait.gains)),
    )
    strong = Strength(firmness=Firmness.NOT_STATED) if said == "open" else averaged(drawn)
    rule = WAIT_RULE.filled(n=f"{len(found.weights):,}")
    return finding(f"wait-{wait.party}", text, strong, rule, ("outlook", *statements(study, [wait.party])))


def _beliefs(study: Study, found: Timing) -> list[Finding]:
    """Say what is to be thought of it where more than one side seems to gain."""
    who = _by_answer(study, found, "yes")
    if len(who) < 2:  # noqa: PLR2004  # one side may gain under a common belief
        return []
    drawn = _followed(study, found)
    text = BELIEFS.filled(who=who, all=percent(share(drawn, together(found))))
    rule = WAIT_RULE.filled(n=f"{len(found.weights):,}")
    return [finding("beliefs", text, averaged(drawn), rule, ("outlook",))]


def _followed(study: Study, found: Timing) -> Parameters:
    """Give the draws that are followed to value waiting."""
    draws = study.ensemble
    return Parameters(draws.seed, draws.numbers[: len(found.weights)], found.weights, exact=bool(draws.exact))


def _by_month(study: Study, where: Bools) -> list[float]:
    return [share(study.ensemble, month) for month in where.T]


def conclusions(study: Study, found: Timing) -> tuple[Conclusion, ...]:
    """Give for each needed party whether it gains by waiting."""
    said = {one.id: one for one in findings(study, found)}
    return tuple(
        Conclusion(
            topic=Topic.WAITING,
            answer=answer(study, wait),
            text=said[f"clock-wait-{wait.party}"].text,
            strength=said[f"clock-wait-{wait.party}"].strength,
            assumes=ASSUMES_WAIT.filled(n=f"{len(found.weights):,}"),
            finding=f"clock-wait-{wait.party}",
            about=wait.party,
        )
        for wait in found.waits
    )


def figure(study: Study, found: Timing) -> Figure:
    """Draw the room, and the part in which today's Nash package stands, month by month."""
    room, kept = (
        Text("some package", "いずれかの合意案"),
        Text("the even-handed package of today", "今日の公平な案"),
    )
    series = [(room, found.room), *([(kept, found.kept)] if found.package >= 0 else [])]
    return Figure(
        id="clock-months",
        lens=CARD.name,
        title=Text("Acceptable to all, month by month", "全員が受け入れる標本の割合（月ごと）"),
        kind="line",
        columns=(
            column("month", Text("months from now", "今後の月数"), "x", "number"),
            column("share", Text("share of draws", "標本の割合"), "y", "share"),
            column("what", Text("what is acceptable", "受け入れられるもの"), "series"),
        ),
        rows=tuple(
            (month, held, title)
            for title, where in series
            for month, held in enumerate(_by_month(study, where))
        ),
        caption=Text(
            "In which share of the draws some package, and the one the Nash rule picks most often today, is "
            "acceptable to all whose agreement is needed.",
            "同意を要する当事者のすべてが、いずれかの合意案を受け入れる標本の割合と、今日ナッシュ解が最も多く選ぶ案"
            "を受け入れる標本の割合を示す。",
        ),
        rule=TIME_RULE,
        because=("outlook",),
    )


def data(study: Study, found: Timing) -> dict[str, Any]:
    """Give room by month, the package of today, and the value of waiting as plain JSON values."""
    drawn = _followed(study, found)
    here = found.room[:, 0]
    return {
        "room": _by_month(study, found.room),
        "closes": share(study.ensemble, here & (found.moves.closes >= 0)),
        "opens": share(study.ensemble, ~here & (found.moves.opens >= 0)),
        "package": study.outcomes.package(found.package) if found.package >= 0 else None,
        "picked": found.picked,
        "kept": _by_month(study, found.kept),
        "followed": len(found.weights),
        "all_gain": share(drawn, together(found)) if found.waits else 0.0,
        "waiting": {
            wait.party: {
                "gains": answer(study, wait),
                "fixed": wait.fixed,
                "month": wait.month,
                "rule": wait.rule,
                "foresight": wait.foresight,
                "share": share(drawn, wait.gains),
            }
            for wait in found.waits
        },
    }
