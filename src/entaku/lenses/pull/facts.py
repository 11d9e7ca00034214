"""Everything of one pull as plain JSON values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from entaku.lenses.pull.challenges import Challenged, Course
from entaku.lenses.pull.looked import Looked
from entaku.lenses.pull.sentences import band, shifts, spread
from entaku.space.evidence import share

Floats = NDArray[np.float64]


def facts(one: Looked) -> dict[str, Any]:
    """Give the numbers of one pull, actor by actor and scale by scale."""
    found, given = one.measures, one.measures.pulled
    actors = given.actors
    told: dict[str, Any] = {
        "actors": {actor: name.en for actor, name in zip(actors, one.names, strict=True)},
        "draws": len(one.draws.numbers),
        "exact": one.exact,
        "capability_not_stated": list(given.without_capability),
        "salience_not_stated": list(given.without_salience),
        "without_weight": given.weightless,
        "scales": [_scale(one, number) for number in range(len(one.pull.scales))],
        "election": {
            "weight": "capability x salience" if found.on_a_line else "capability",
            "chance": _named(one, one.draws.weights @ found.election),
            "leads": _named(one, np.array([share(one.draws, column) for column in found.leads.T])),
        },
    }
    if found.on_a_line:
        told["election"]["chance_by_capability"] = _named(one, one.draws.weights @ found.by_capability)
        told["apart"] = one.average(found.spread)
        told["usual_error"] = list(band(one))
        told |= _options(one)
    else:
        told["risk"] = _averaged(one, found.risk)
        told["values"] = {actor: _averaged(one, found.values[:, place]) for place, actor in enumerate(actors)}
    if one.challenges:
        told["challenge"] = _challenge(one, one.challenges[0])
    return told


def _scale(one: Looked, number: int) -> dict[str, Any]:
    scale = one.pull.scales[number]
    mean, median = one.measures.compromises[number], one.measures.medians[number]
    shift, part = shifts(one, number)
    total = one.measures.pulled.weight[..., number].sum(axis=1)
    return {
        "low": scale.low,
        "high": scale.high,
        "mean": _spanned(one, mean.mean),
        "plain": _spanned(one, mean.plain),
        "median": {
            "average": one.average(median.low),
            "low": one.ends(median.low)[0],
            "high": one.ends(median.high)[1],
            "to_lower": one.average(median.to_lower / total),
            "to_raise": one.average(median.to_raise / total),
        },
        "weight": _named(one, part),
        "shift": _named(one, shift),
    }


def _spanned(one: Looked, values: Floats) -> dict[str, float]:
    low, high = one.ends(values)
    return {"average": one.average(values), "low": low, "high": high}


def _named(one: Looked, values: Floats) -> dict[str, float]:
    """Give a number for each actor that has one."""
    actors = one.measures.pulled.actors
    return {actor: float(value) for actor, value in zip(actors, values, strict=True) if not np.isnan(value)}


def _averaged(one: Looked, values: Floats) -> dict[str, float]:
    """Average (N, n) over the draws in which an actor has a number."""
    known = ~np.isnan(values)
    weights = one.draws.weights[:, None] * known
    total = weights.sum(axis=0)
    summed = (weights * np.where(known, values, 0.0)).sum(axis=0)
    return _named(one, np.divide(summed, total, out=np.full(total.shape, np.nan), where=total > 0.0))


def _options(one: Looked) -> dict[str, Any]:
    if not one.measures.options:
        return {}
    away, chosen = one.measures.nearest
    near = {
        option.id: share(one.draws, chosen[:, place]) for place, option in enumerate(one.measures.options)
    }
    return {"issue": one.pull.issue, "nearest": near, "distance": one.average(away)}


def _challenge(one: Looked, found: Challenged) -> dict[str, Any]:
    inputs, readings, both = found.split
    actors = found.pulled.actors
    steps = [found.mean[..., step] for step in range(found.mean.shape[2])]
    ends = [spread(found.weights, at) for at in steps]
    return {
        "readings": len(found.readings),
        "draws": len(found.weights),
        "mean": [float(found.weights @ at.mean(axis=1)) for at in steps],
        "low": [low for low, _ in ends],
        "high": [high for _, high in ends],
        "spread_from": {"inputs": inputs, "readings": readings, "both": both},
        "moves": _named(one, found.moved),
        "moved_by": {actor: _named(one, found.offers[place]) for place, actor in enumerate(actors)},
        "settings": {name: _course(one, course) for name, course in one.courses.items()},
    }


def _course(one: Looked, course: Course) -> Mapping[str, Any]:
    actors = one.measures.pulled.actors
    pairs = np.stack([course.challenging, course.challenged], axis=-1)
    return {
        "mean": course.mean.tolist(),
        "median": course.median.tolist(),
        "risk": _named(one, course.risk),
        "first": _named(one, course.first),
        "views": {
            actor: {
                other: pairs[place, column].tolist() for column, other in enumerate(actors) if other != actor
            }
            for place, actor in enumerate(actors)
        },
    }
