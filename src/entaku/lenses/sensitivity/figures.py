"""The inputs that matter, as pictures."""

from __future__ import annotations

from collections.abc import Sequence

from entaku.lenses.sensitivity.naming import Input, in_short
from entaku.lenses.sensitivity.words import CARD, INDICES, RULE, TORNADO
from entaku.model.finding import Cell, Figure, column
from entaku.model.text import Text, say
from entaku.model.wording import option_name
from entaku.space.driving import Switch
from entaku.space.study import Study

SHOWN = 10
"""How many inputs are drawn."""


def tornado(study: Study, ranked: Sequence[Input]) -> Figure:
    """Show the share of draws with room at either end of each input."""
    rows: list[tuple[Cell, ...]] = []
    for one in ranked[:SHOWN]:
        rows += [(_led(study, one), end, share) for end, share in _ends(one)]
    columns = (
        column("input", Text("what is not known", "未定の点"), "label"),
        column("end", Text("end", "端"), "series"),
        column("share", Text("share of draws with room", "余地のある標本の割合"), "x", "share"),
    )
    title, caption = TORNADO
    return Figure(
        id="sensitivity-ends",
        lens=CARD.name,
        title=title,
        kind="bars",
        columns=columns,
        rows=tuple(rows),
        caption=caption,
        rule=RULE,
    )


_HOLDS = Text("holds, or high", "成り立つ、または高い")
_NOT = Text("does not hold, or low", "成り立たない、または低い")


def _ends(one: Input) -> list[tuple[Text, float]]:
    if isinstance(one, Switch):
        return [(_HOLDS, one.when), (_NOT, one.when_not)]
    return [(_HOLDS, one.high), (_NOT, one.low)]


def indices(study: Study, ranked: Sequence[Input]) -> Figure:
    """Show the total index of each input with its margin."""
    rows = tuple(
        (
            _led(study, one),
            one.index.total,
            max(one.index.total - one.index.margin, 0.0),
            one.index.total + one.index.margin,
        )
        for one in ranked[:SHOWN]
    )
    title, caption = INDICES
    return Figure(
        id="sensitivity-indices",
        lens=CARD.name,
        title=title,
        kind="bars",
        columns=(
            column("input", Text("what is not known", "未定の点"), "label"),
            column("total", Text("total index", "総合効果指数"), "x", "number"),
            column("low", Text("low", "下限"), "low", "number"),
            column("high", Text("high", "上限"), "high", "number"),
        ),
        rows=rows,
        caption=caption,
        rule=RULE,
    )


def _led(study: Study, one: Input) -> Text:
    """Name an input; with the option that counts as its high end, where it leads from one to another."""
    name = in_short(study.case, one)
    if isinstance(one, Switch) or not one.ends:
        return name
    return say(
        "{n} (high: {o})", "{n}（高い側：{o}）", n=name, o=option_name(study.case, one.issue, one.ends[1])
    )
