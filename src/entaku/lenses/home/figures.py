"""Both effects of a narrower home by floor, and what each side would ratify, as pictures and tables."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from entaku.lenses.home.blocks import LEAST, voice_name
from entaku.lenses.home.levels import Level
from entaku.lenses.home.words import (
    AREA,
    CARD,
    ENDS,
    EVERYONE,
    LADDER_FIGURE,
    LEVEL_RULE,
    NO_POINT,
    RULE,
    SERIES,
    SETS_FIGURE,
    TABLE_FIGURE,
)
from entaku.model.finding import Figure, column
from entaku.model.text import Text, both, listed
from entaku.space.ratification import Front
from entaku.space.resisting import spread
from entaku.space.study import Study

FLOOR = Text("floor at home", "国内の下限")
TRIED = Text("tried", "試した値")
AS_STATED = Text("as stated, on average", "述べられた値（平均）")
DASH = both("–")


def ladder_figure(study: Study, front: Front) -> Figure:
    """Draw chance, gain and product by floor for the party most is said of."""
    ladder = front.ladders[0]
    title, caption = LADDER_FIGURE
    rows = tuple(
        (rung.floor, float(getattr(rung, name)), words)
        for name, words in SERIES.items()
        for rung in ladder.rungs
    )
    return Figure(
        id="home-ladder",
        lens=CARD.name,
        title=title,
        kind="line",
        columns=(
            column("floor", FLOOR, "x", "number"),
            column("value", Text("share", "値"), "y", "number"),
            column("what", Text("column", "項目"), "series"),
        ),
        rows=rows,
        caption=caption.filled(party=study.case.party(ladder.party).name),
        rule=RULE,
        because=tuple(one.id for one in study.case.home if one.party == ladder.party),
    )


def table_figure(study: Study, front: Front) -> Figure:
    """List the three columns by party and floor."""
    title, caption = TABLE_FIGURE
    return Figure(
        id="home-floors",
        lens=CARD.name,
        title=title,
        kind="table",
        columns=(
            column("party", Text("party", "当事者"), "label"),
            column("floor", FLOOR, "value", "number"),
            column("chance", SERIES["chance"], "value", "share"),
            column("gain", SERIES["gain"], "value", "number"),
            column("product", SERIES["product"], "value", "number"),
            column("source", Text("floor is", "下限の由来"), "note"),
        ),
        rows=tuple(
            (study.case.party(ladder.party).name, rung.floor, rung.chance, rung.gain, rung.product, words)
            for ladder in front.ladders
            for rungs, words in ((ladder.rungs, TRIED), (ladder.stated, AS_STATED))
            for rung in rungs
        ),
        caption=caption,
        rule=RULE,
        because=tuple(one.id for one in study.case.home if one.party in {f.party for f in front.ladders}),
    )


def sets_figure(study: Study, levels: Sequence[Level]) -> Figure:
    """List what each side and all together would ratify, and whose say binds."""
    title, caption = SETS_FIGURE
    rows: list[tuple[Text, Text, Text, Text]] = []
    for level in levels:
        binding = [voice_name(level, one) for one, more in level.grown.items() if _mean(level, more) > LEAST]
        rows += [
            (level.block.title, study.case.party(side).name, _side(level, side), DASH) for side in level.sizes
        ]
        rows.append((level.block.title, EVERYONE, _together(level), listed(binding) if binding else DASH))
    return Figure(
        id="home-win-sets",
        lens=CARD.name,
        title=title,
        kind="table",
        columns=(
            column("question", Text("question", "問い"), "label"),
            column("side", Text("who", "どの側"), "label"),
            column("passes", Text("ratifies", "批准する範囲"), "value"),
            column("binding", Text("whose say binds", "縛る者"), "note"),
        ),
        rows=tuple(rows),
        caption=caption,
        rule=LEVEL_RULE,
        because=tuple(level.block.id for level in levels),
    )


def _mean(level: Level, values: NDArray[np.float64]) -> float:
    return float(level.drawn.weights @ values)


def _side(level: Level, side: str) -> Text:
    if not level.ends:
        return AREA.filled(size=f"{spread(level.drawn.weights, level.sizes[side])['median']:.2f}")
    low, high = level.ends[side]
    return _ends(level, low, high)


def _together(level: Level) -> Text:
    if not level.exists.any():
        return NO_POINT
    if not level.ends:
        return AREA.filled(size=f"{spread(level.drawn.weights, level.size)['median']:.2f}")
    return _ends(level, level.low, level.high)


def _ends(level: Level, low: NDArray[np.float64], high: NDArray[np.float64]) -> Text:
    ends = [f"{spread(level.drawn.weights, end)['median']:.2f}" for end in (low, high)]
    return ENDS.filled(low=ends[0], high=ends[1])
