"""What the lens concludes from one pull, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from entaku.lenses.pull.looked import ENDS, MISS, Looked, between
from entaku.lenses.pull.measures import ALIKE, APART
from entaku.lenses.pull.words import (
    ACTOR,
    CARD,
    CHALLENGE,
    CHALLENGE_RULE,
    ELECTION,
    ERROR,
    MEAN,
    MEDIAN,
    MOVES,
    NEAREST,
    ON_SCALE,
    RULE,
    SEVERAL,
)
from entaku.lenses.pull.words import APART as DISAGREE
from entaku.model.finding import Finding, Firmness, Strength
from entaku.model.text import Text
from entaku.space.evidence import averaged, percent, points, share, strength

Floats = NDArray[np.float64]
MOST = 1.0 - 1e-12
"""A share that is all of it, but for rounding."""


def sentences(one: Looked, *, leading: bool) -> Iterator[Finding]:
    """What does one pull say? The first of a case in full, a further one its mean and where measures part."""
    if not one.measures.on_a_line:
        yield finding(one, "mean", _several(one), averaged(one.draws), headline=leading)
        yield _election(one)
        return
    yield finding(one, "mean", _mean(one), averaged(one.draws), headline=leading)
    yield from _disagreement(one)
    if not leading:
        return
    yield finding(one, "error", _error(one), Strength(firmness=Firmness.CODED), page="rests")
    yield _median(one)
    yield _election(one)
    # who pulls and who moves whom are said of stated weights only: drawn alike, they tell how they were drawn
    known = not one.measures.pulled.without_capability
    if known:
        yield from _actor(one)
    if one.challenges:
        yield _challenge(one)
    if one.challenges and known:
        yield from _moves(one)


def finding(
    one: Looked,
    kind: str,
    text: Text,
    strong: Strength,
    *,
    headline: bool = False,
    page: Literal["", "rests", "also"] = "",
) -> Finding:
    """Wrap a sentence on a pull with its rule and ground."""
    return Finding(
        id=f"pull-{kind}-{one.pull.id}",
        lens=CARD.name,
        text=text,
        strength=strong,
        rule=CHALLENGE_RULE if kind in {"challenge", "moves"} else RULE,
        because=(one.pull.id,),
        headline=headline,
        page=page,
    )


def band(one: Looked) -> tuple[float, float]:
    """Where does the outcome usually lie, if such forecasts miss as they did elsewhere?"""
    scale = one.pull.scales[0]
    mean, miss = one.average(one.measures.compromises[0].mean), MISS * (scale.high - scale.low)
    return max(scale.low, mean - miss), min(scale.high, mean + miss)


def nearest(one: Looked) -> tuple[int, float]:
    """Which option is nearest to the mean in most draws, and in which share? The first of several that tie."""
    _, chosen = one.measures.nearest
    shares = one.draws.weights @ chosen
    place = int(np.argmax(shares))
    return place, share(one.draws, chosen[:, place])


def _mean(one: Looked) -> Text:
    mean = one.measures.compromises[0].mean
    start, end = one.ends(mean)
    scale = one.pull.scales[0]
    unknown = one.measures.pulled.without_capability
    kind = "exact" if one.exact else "whatever" if unknown else "drawn"
    positions = [stance.at[0] for stance in one.pull.stances]
    text = MEAN[kind].filled(
        title=one.pull.title,
        mean=one.amount(one.average(mean)),
        start=one.amount(start),
        end=one.amount(end),
        least=one.amount(min(at.low for at in positions)),
        most=one.amount(max(at.high for at in positions)),
        low=f"{scale.low:g}",
        high=one.amount(scale.high),
    )
    return _beside(text, _nearest(one)) if one.measures.options else text


def _nearest(one: Looked) -> Text:
    place, held = nearest(one)
    away, chosen = one.measures.nearest
    here = chosen[:, place]
    weights = one.draws.weights * here
    return NEAREST[held >= MOST].filled(
        option=one.measures.options[place].name,
        away=one.amount(float(weights @ away / weights.sum())),
        held=percent(held),
    )


def _beside(first: Text, second: Text) -> Text:
    return Text(f"{first.en} {second.en}", f"{first.ja}{second.ja}")


def _several(one: Looked) -> Text:
    places = []
    for number, (scale, found) in enumerate(zip(one.pull.scales, one.measures.compromises, strict=True)):
        start, end = one.ends(found.mean)
        places.append(
            ON_SCALE[one.exact].filled(
                scale=scale.name,
                mean=one.amount(one.average(found.mean), number),
                start=one.amount(start, number),
                end=one.amount(end, number),
            )
        )
    return SEVERAL.filled(title=one.pull.title, places=places)


def _error(one: Looked) -> Text:
    start, end = band(one)
    known = not one.measures.pulled.without_capability
    return ERROR[known].filled(start=one.amount(start), end=one.amount(end))


def _median(one: Looked) -> Finding:
    found = one.measures.medians[0]
    start, end = one.ends(found.low)[0], one.ends(found.high)[1]
    total = one.measures.pulled.weight[..., 0].sum(axis=1)
    lower, higher = (one.average(part / total) for part in (found.to_lower, found.to_raise))
    if one.exact and found.low[0] < found.high[0]:
        text = MEDIAN["between"].filled(between=between(one, start, end))
        return finding(one, "median", text, averaged(one.draws))
    held = one.draws.weights @ one.measures.holds_median
    top = one.together(int(np.argmax(held)))
    text = MEDIAN["exact" if one.exact else "drawn"].filled(
        median=one.amount(start),
        who=one.who(top),
        held=percent(min(1.0, float(held[top[0]]))),
        start=one.amount(start),
        end=one.amount(end),
        lower=percent(lower),
        higher=percent(higher),
    )
    return finding(one, "median", text, averaged(one.draws))


def _election(one: Looked) -> Finding:
    chances = one.draws.weights @ one.measures.election
    best = int(np.argmax(chances))
    group = one.together(best)
    ahead = one.measures.leads[:, best]
    at = [one.amount(value, number) for number, value in enumerate(one.stands(best))]
    text = ELECTION[one.exact].filled(
        who=one.who(group),
        at=at[0] if len(at) == 1 else _row(at),
        chance=percent(float(chances[best])),
        held=percent(share(one.draws, ahead)),
    )
    return finding(one, "election", text, strength(one.draws, ahead))


def _row(parts: list[Text]) -> Text:
    return Text(", ".join(part.en for part in parts), "、".join(part.ja for part in parts))


def _disagreement(one: Looked) -> Iterator[Finding]:
    apart = one.measures.spread > APART + ALIKE
    held = share(one.draws, apart)
    if held <= 1.0 - ENDS[1]:
        return
    text = DISAGREE[one.exact].filled(
        mean=one.amount(one.average(one.measures.compromises[0].mean)),
        median=one.amount(one.average(one.measures.medians[0].low)),
        leading=one.amount(one.average(one.measures.leading[:, 0])),
        held=percent(held),
    )
    yield finding(one, "apart", text, strength(one.draws, apart), page="also")


def shifts(one: Looked, number: int = 0) -> tuple[Floats, Floats]:
    """How far does each actor shift the mean on a scale on average (n,), and what part of the weight is its own?

    NaN where nobody else is left in any draw.
    """
    found = one.measures.compromises[number]
    defined = ~np.isnan(found.shift)
    weights = one.draws.weights[:, None] * defined
    total = weights.sum(axis=0)
    moved = (weights * np.where(defined, found.shift, 0.0)).sum(axis=0)
    average = np.divide(moved, total, out=np.full(total.shape, np.nan), where=total > 0.0)
    return average, np.asarray(one.draws.weights @ found.pull)


def _actor(one: Looked) -> Iterator[Finding]:
    moved, part = shifts(one)
    if np.isnan(moved).all() or np.nanmax(np.abs(moved)) <= ALIKE * one.measures.pulled.span[0]:
        return
    place = int(np.nanargmax(np.abs(moved)))
    text = ACTOR[1 if moved[place] > 0 else -1].filled(
        who=one.names[place],
        part=percent(float(part[place])),
        shift=one.amount(abs(float(moved[place]))),
    )
    yield finding(one, "actor", text, averaged(one.draws))


def _challenge(one: Looked) -> Finding:
    found = one.challenges[0]
    last = found.mean[..., -1]
    many, count = last.shape
    start, end = spread(found.weights, last)
    inputs, readings, _ = found.split
    kind = "still" if not any(found.split) else "exact" if one.exact else "drawn"
    text = CHALLENGE[kind].filled(
        steps=one.pull.rounds,
        start=one.amount(start),
        end=one.amount(end),
        readings=count,
        draws=many,
        of_readings=percent(readings),
        of_inputs=percent(inputs),
    )
    strong = Strength(firmness=Firmness.AVERAGE, draws=0.0 if one.exact else found.pulled.draws.effective)
    return finding(one, "challenge", text, strong)


def spread(weights: Floats, values: Floats) -> tuple[float, float]:
    """Between which numbers do 90 % of draws (D,) and readings lie? `values` is (D, C)."""
    flat = values.ravel()
    each = np.repeat(weights / values.shape[1], values.shape[1])
    low, high = points(each, flat, ENDS)
    return low, high


def _first_pair(offers: Floats, weight: Floats) -> tuple[int, int]:
    """Who is made to move most often, and by whom? Of equals the heavier mover, then the heavier moved."""
    moved, mover = np.nonzero(offers >= offers.max() - ALIKE)
    first = np.lexsort((-weight[moved], -weight[mover]))[0]
    return int(moved[first]), int(mover[first])


def _moves(one: Looked) -> Iterator[Finding]:
    found = one.challenges[0]
    if not found.offers.any() or not found.moved.any():
        return
    moved, mover = _first_pair(found.offers, found.weights @ found.pulled.weight[..., 0])
    most, least = int(np.argmax(found.moved)), int(np.argmin(found.moved))
    text = MOVES.filled(
        mover=one.names[mover],
        moved=one.names[moved],
        held=percent(float(found.offers[moved, mover])),
        most=one.names[most],
        most_held=percent(float(found.moved[most])),
        least=one.names[least],
        least_held=percent(float(found.moved[least])),
    )
    strong = Strength(firmness=Firmness.AVERAGE, draws=0.0 if one.exact else found.pulled.draws.effective)
    yield finding(one, "moves", text, strong)
