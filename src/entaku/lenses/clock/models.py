"""Says what the small models of a case give: the protocol, then the number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from entaku.lenses.clock.model_words import (
    DEAL,
    DEAL_DRAWN,
    DIFFER,
    FIRST,
    NEVER,
    NOTHING,
    OF_SIDE,
    PARTLY,
    RESULTS,
    SECOND,
    SPREAD,
    SURE,
    TOLD,
    WAITING,
    YES_NO,
)
from entaku.lenses.clock.words import CARD, MODEL_RULE
from entaku.model.basics import Range
from entaku.model.closed import ClosedForm
from entaku.model.finding import Conclusion, Figure, Finding, Firmness, Strength, Topic, column
from entaku.model.text import Text, both
from entaku.space.closed_forms import Evaluated, evaluate, of_lens
from entaku.space.evidence import averaged, percent, points, share, strength
from entaku.space.flips import deal_answer
from entaku.space.parameters import Parameters
from entaku.space.study import Study

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]

YES_OR_NO: Final[Mapping[str, str]] = {
    "war_range": "agreement",
    "war_range_two_beliefs": "agreement",
    "war_preventive": "attacks",
    "shifting_power": "inefficient",
    "battles": "settle",
}
"""Which result of a model is a yes or no that changes what is said."""
SHARES: Final = frozenset(
    {
        "x",
        "x_other_first",
        "eta",
        "lo",
        "hi",
        "deal_me_out",
        "split",
        "pr_war",
        "x_now",
        "x_next",
        "win",
        "mean",
    }
)
"""Results that are told in per cent."""
DEALS: Final = frozenset(
    {"war_range", "war_range_two_beliefs", "war_preventive", "shifting_power", "battles"}
)
WITHIN = (0.05, 0.95)


@dataclass(frozen=True, slots=True)
class Told:
    """A small model and what it gives in every draw."""

    closed: ClosedForm
    found: Evaluated


def models(study: Study) -> tuple[Told, ...]:
    """What do the models of this lens give?"""
    return tuple(Told(closed, evaluate(study, closed)) for closed in of_lens(study, CARD.name))


def finding(study: Study, told: Told) -> Finding:
    """State the protocol and the number."""
    text, strong = _sentence(study, told)
    return Finding(
        id=f"clock-model-{told.closed.id}",
        lens=CARD.name,
        text=text,
        strength=strong,
        rule=MODEL_RULE,
        because=(told.closed.id,),
    )


def _sentence(study: Study, told: Told) -> tuple[Text, Strength]:
    model, drawn = told.closed.model, told.found.parameters
    stacked = np.stack(list(told.found.outcome.values()))
    defined: Bools = np.asarray((~np.isnan(stacked)).any(axis=0))
    if not defined.any():
        return NOTHING.filled(title=told.closed.title), strength(drawn, ~defined)
    holds, key = defined, model
    if model in YES_OR_NO:
        yes = told.found.of(YES_OR_NO[model]) > 0.0
        if share(drawn, yes) <= 0.5 and f"{model}, no" in TOLD:  # noqa: PLR2004  # what most of the draws say
            holds, key = ~yes, f"{model}, no"
        else:
            holds = yes
    elif model == "alternating_offers_cost":
        any_share = told.found.of("hi", told.closed.sides[0]) > told.found.of("lo", told.closed.sides[0])
        key = f"{model}, any" if any_share.all() else model
    text = TOLD[key].filled(**_slots(study, told, holds))
    if holds.all():
        return text, averaged(drawn)
    return PARTLY.filled(told=text, held=percent(share(drawn, holds))), strength(drawn, holds)


def _slots(study: Study, told: Told, holds: Bools) -> dict[str, Text]:
    closed, drawn = told.closed, told.found.parameters
    sides = [study.case.party(side).name for side in closed.sides] or [FIRST, SECOND]
    numbered = {side: f"_{place}" for place, side in enumerate(closed.sides, 1)}
    slots = {"first": sides[0], "second": sides[-1]}
    slots |= {name: given(span) for name, span in closed.once.items()}
    for name, spans in closed.each.items():
        slots |= {name + numbered[side]: given(span) for side, span in spans.items()}
    for name, values in told.found.outcome.items():
        base, _, side = name.partition(".")
        slot = base + numbered.get(side, "")
        slots[f"result_{slot}" if slot in slots else slot] = shown(drawn, values, holds, part=base in SHARES)
    return slots


def given(span: Range) -> Text:
    """Say an input: a number, or the range it is drawn from."""
    if span.exact:
        return both(f"{span.low:g}")
    return SPREAD.filled(low=f"{span.low:g}", high=f"{span.high:g}")


def shown(drawn: Parameters, values: Floats, holds: Bools, *, part: bool) -> Text:
    """Say a result: a number, or where the middle nine tenths of the draws lie that it is defined in."""
    kept = holds & ~np.isnan(values)
    if not kept.any():
        return both("–")
    weights = drawn.weights[kept]
    ends = points(weights / weights.sum(), values[kept], WITHIN)
    low, high = (_number(end, part=part) for end in ends)
    return low if low == high else SPREAD.filled(low=low, high=high)


def _number(value: float, *, part: bool) -> Text:
    if np.isinf(value):
        return NEVER
    return both(f"{100 * value:.3g}%" if part else f"{value:.4g}")


def data(told: Told) -> dict[str, Any]:
    """Give the results of a model as plain JSON values, of each side where there is one for each."""
    found: dict[str, Any] = {"model": told.closed.model}
    drawn = told.found.parameters
    for name, values in told.found.outcome.items():
        base, _, side = name.partition(".")
        value = _plain(drawn, values, yes_or_no=YES_OR_NO.get(told.closed.model) == base)
        if side:
            found.setdefault(base, {})[side] = value
        else:
            found[base] = value
    return found


def _plain(drawn: Parameters, values: Floats, *, yes_or_no: bool) -> Any:
    if yes_or_no:
        return bool(values[0] > 0.0) if drawn.exact else share(drawn, values > 0.0)
    kept = np.isfinite(values)
    if drawn.exact:
        return float(values[0]) if kept[0] else None
    if not kept.any():
        return {"share": 0.0}
    weights = drawn.weights[kept]
    found = points(weights / weights.sum(), values[kept], (WITHIN[0], 0.5, WITHIN[1]))
    return {"share": share(drawn, kept), **dict(zip(("low", "middle", "high"), found, strict=True))}


# What they conclude


def deal(study: Study, told: Told) -> tuple[Conclusion, ...]:
    """Does a model of fighting say whether there is a deal among those whose agreement is needed?

    A yes counts only if its sides are all of them, a no if they are some of them; a model that names no sides
    speaks of nobody in particular and concludes nothing.
    """
    closed, drawn, needed = told.closed, told.found.parameters, set(study.case.needed)
    if closed.model not in DEALS or not closed.sides or not set(closed.sides) <= needed:
        return ()
    said = told.found.of(YES_OR_NO[closed.model]) > 0.0
    agreed = ~said if closed.model in {"war_preventive", "shifting_power"} else said
    answer = deal_answer(share(drawn, agreed))
    if answer != "no" and (closed.model == "shifting_power" or set(closed.sides) != needed):
        return ()
    return (
        Conclusion(
            topic=Topic.DEAL,
            answer=answer,
            text=DEAL[answer]
            if agreed.all() or not agreed.any()
            else DEAL_DRAWN.filled(part=percent(share(drawn, agreed))),
            strength=strength(drawn, agreed),
            assumes=SURE,
            finding=f"clock-model-{closed.id}",
        ),
    )


def one_each(told: Sequence[Conclusion]) -> tuple[Conclusion, ...]:
    """Give one conclusion a topic and party: where models differ, that it is open."""
    groups: dict[tuple[Topic, str], list[Conclusion]] = {}
    for one in told:
        groups.setdefault((one.topic, one.about), []).append(one)
    return tuple(
        some[0]
        if len({one.answer for one in some}) == 1
        else replace(some[0], answer="open", text=DIFFER, strength=Strength(firmness=Firmness.CODED))
        for some in groups.values()
    )


def waiting(study: Study, told: Told) -> tuple[Conclusion, ...]:
    """Which side of a model of waiting gains by it, among those whose agreement is needed?"""
    if told.closed.model != "waiting":
        return ()
    drawn = told.found.parameters
    found = []
    for side in told.closed.sides:
        gains = told.found.of("gain", side) > 0.0
        answer = "yes" if gains.all() else "open" if gains.any() else "no"
        if side in study.case.needed:
            found.append(
                Conclusion(
                    topic=Topic.WAITING,
                    answer=answer,
                    text=WAITING[answer].filled(party=study.case.party(side).name),
                    strength=strength(drawn, gains),
                    assumes=SURE,
                    finding=f"clock-model-{told.closed.id}",
                    about=side,
                )
            )
    return tuple(found)


def figure(study: Study, told: Sequence[Told]) -> Figure:
    """Table the results of all models."""
    rows = []
    for one in told:
        drawn, everywhere = one.found.parameters, np.ones(len(one.found.parameters.numbers), np.bool_)
        for name, values in one.found.outcome.items():
            base, _, side = name.partition(".")
            what = RESULTS[base]
            if side:
                what = OF_SIDE.filled(what=what, side=study.case.party(side).name)
            said = (
                YES_NO[bool(values[0] > 0.0)]
                if base in YES_OR_NO.values() and drawn.exact
                else percent(share(drawn, values > 0.0))
                if base in YES_OR_NO.values()
                else shown(drawn, values, everywhere, part=base in SHARES)
            )
            rows.append((one.closed.title, what, said))
    return Figure(
        id="clock-models",
        lens=CARD.name,
        title=Text("What the models give", "モデルの示す値"),
        kind="table",
        columns=(
            column("model", Text("model", "モデル"), "label"),
            column("what", Text("what", "項目"), "note"),
            column("value", Text("value", "値"), "value"),
        ),
        rows=tuple(rows),
        caption=Text(
            "Each under the protocol that its sentence states; where inputs are ranges, the middle nine tenths.",
            "いずれも文中の手続きのもとでの値。入力に範囲があるときは、値の90%が入る幅を示す。",
        ),
        rule=MODEL_RULE,
        because=tuple(one.closed.id for one in told),
    )
