"""Who stands where, who pulls how far, where each method leads, and how challenges go on, as pictures."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from entaku.lenses.pull.looked import Looked
from entaku.lenses.pull.sentences import shifts, spread
from entaku.lenses.pull.words import (
    CARD,
    CHALLENGE_RULE,
    HEADS,
    METHODS,
    NOT_PLACED,
    OUTCOMES,
    PATH,
    POSITIONS,
    RULE,
    SHIFTS,
    SPACE,
)
from entaku.model.finding import NO_UNIT, Cell, Column, Figure, FigureKind, Form, column
from entaku.model.text import Text, listed
from entaku.space.evidence import points

Floats = NDArray[np.float64]
Row = tuple[Cell, ...]


def figures(one: Looked, *, leading: bool) -> Iterator[Figure]:
    """Which pictures does one pull give? The first of a case all, a further one who stands where."""
    if not one.measures.on_a_line:
        yield _space(one)
        return
    yield _positions(one)
    if not leading:
        return
    yield _shifts(one)
    yield _outcomes(one)
    if one.challenges:
        yield _path(one)


def _figure(
    one: Looked, name: str, kind: FigureKind, said: tuple[Text, Text], table: tuple[list[Column], list[Row]]
) -> Figure:
    title, caption = said
    columns, rows = table
    return Figure(
        id=f"pull-{name}-{one.pull.id}",
        lens=CARD.name,
        title=title.filled(title=one.pull.title),
        kind=kind,
        columns=tuple(columns),
        rows=tuple(rows),
        caption=caption,
        rule=CHALLENGE_RULE if name == "path" else RULE,
        because=(one.pull.id,),
    )


def _reach(form: Form, unit: Text, *, exact: bool) -> list[Column]:
    """Give the columns of the ends; none where nothing is drawn."""
    if exact:
        return []
    return [column(end, HEADS[end], end, form, unit) for end in ("low", "high")]


def _known(one: Looked) -> list[int]:
    """Give the actors that have a position in some draw."""
    return [int(place) for place in np.flatnonzero(~np.isnan(one.measures.pulled.position).all(axis=(0, 2)))]


def _outcome_rows(one: Looked) -> list[tuple[str, Floats]]:
    found = one.measures
    return [
        ("mean", found.compromises[0].mean),
        ("median", found.medians[0].low),
        ("election", found.leading[:, 0]),
    ]


def _positions(one: Looked) -> Figure:
    _, part = shifts(one)
    scale = one.pull.scales[0]
    rows: list[Row] = [
        (one.names[place], one.stands(place)[0], float(part[place]), "") for place in _known(one)
    ]
    rows += [(METHODS[name], one.average(values), 0.0, METHODS[name]) for name, values in _outcome_rows(one)]
    columns = [
        column("actor", HEADS["actor"], "label"),
        column("position", scale.name, "x", "number", scale.unit),
        column("part", HEADS["part"], "y", "share"),
        column("measure", HEADS["measure"], "mark"),
    ]
    return _figure(one, "positions", "scatter", POSITIONS, (columns, rows))


def _shifts(one: Looked) -> Figure:
    average, _ = shifts(one)
    each = one.measures.compromises[0].shift
    rows: list[Row] = []
    for place in np.flatnonzero(~np.isnan(average)):
        defined = np.where(np.isnan(each[:, place]), 0.0, each[:, place])
        reach = () if one.exact else one.ends(defined)
        rows.append((one.names[place], float(average[place]), *reach))
    rows.sort(key=lambda row: -float(str(row[1])))
    unit = one.pull.scales[0].unit
    columns = [
        column("actor", HEADS["actor"], "label"),
        column("shift", HEADS["shift"], "x", "number", unit),
        *_reach("number", unit, exact=one.exact),
    ]
    return _figure(one, "shifts", "bars", SHIFTS, (columns, rows))


def _outcomes(one: Looked) -> Figure:
    measured = [*_outcome_rows(one), ("plain", one.measures.compromises[0].plain)]
    rows = [_outcome(one, METHODS[name], one.average(values), one.ends(values)) for name, values in measured]
    if one.challenges:
        found = one.challenges[0]
        last = found.mean[..., -1]
        centre = float(found.weights @ last.mean(axis=1))
        rows.append(_outcome(one, METHODS["challenge"], centre, spread(found.weights, last)))
    unit = one.pull.scales[0].unit
    columns = [
        column("method", HEADS["method"], "label"),
        column("outcome", HEADS["outcome"], "value", "number", unit),
        *_reach("number", unit, exact=False),
        column("nearest", HEADS["nearest"], "note"),
    ]
    return _figure(one, "outcomes", "table", OUTCOMES, (columns, rows))


def _outcome(one: Looked, name: Text, value: float, span: tuple[float, float]) -> Row:
    places = [option.at or 0.0 for option in one.measures.options]
    near: Text = NOT_PLACED
    if places:
        away = np.abs(np.array(places) - value)
        near = listed(
            [
                option.name
                for option, far in zip(one.measures.options, away, strict=True)
                if far <= away.min() + 1e-12
            ]
        )
    return (name, value, *span, near)


def _path(one: Looked) -> Figure:
    rows: list[Row] = []
    if one.challenges:
        found = one.challenges[0]
        for step in range(found.mean.shape[2]):
            at = found.mean[..., step]
            low, high = spread(found.weights, at)
            rows.append((step, _middle(found.weights, at), low, high, METHODS["readings"]))
    for name in ("program", "printed"):
        if name in one.courses:
            rows += [
                (step, float(value), float(value), float(value), METHODS[name])
                for step, value in enumerate(one.courses[name].mean)
            ]
    unit = one.pull.scales[0].unit
    columns = [
        column("step", HEADS["step"], "x", "number"),
        column("mean", HEADS["mean"], "y", "number", unit),
        *_reach("number", unit, exact=False),
        column("reading", HEADS["reading"], "series"),
    ]
    return _figure(one, "path", "line", PATH, (columns, rows))


def _middle(weights: Floats, values: Floats) -> float:
    flat, each = values.ravel(), np.repeat(weights, values.shape[1])
    return points(each, flat, (0.5,))[0]


def _space(one: Looked) -> Figure:
    chances = one.draws.weights @ one.measures.election
    rows: list[Row] = []
    for place in _known(one):
        reach = () if one.exact else one.ends(one.measures.election[:, place])
        rows.append((one.names[place], *one.stands(place), float(chances[place]), *reach))
    rows.sort(key=lambda row: -float(str(row[len(one.pull.scales) + 1])))
    columns = [column("actor", HEADS["actor"], "label")]
    columns += [
        column(f"scale{number + 1}", scale.name, "note", "number", scale.unit)
        for number, scale in enumerate(one.pull.scales)
    ]
    columns += [
        column("chance", HEADS["chance"], "value", "share"),
        *_reach("share", NO_UNIT, exact=one.exact),
    ]
    return _figure(one, "space", "table", SPACE, (columns, rows))
