"""How long each party refuses, and what it lacks for each draft, as pictures."""

from __future__ import annotations

from collections.abc import Sequence

from entaku.lenses.pressure.parts import gap
from entaku.lenses.pressure.words import (
    ANYHOW,
    AT_BEST,
    AT_WORST,
    CARD,
    CELLS,
    CURVES,
    GAPS,
    RULE,
)
from entaku.model.finding import Figure, column
from entaku.model.text import Text
from entaku.space.evidence import percent, share
from entaku.space.resisting import Filling, Stand
from entaku.space.study import Study


def curve_figure(study: Study, stands: Sequence[Stand]) -> Figure:
    """Draw the share of draws in which the draft is still refused, by month, party and filling."""
    title, caption = CURVES
    curves = [
        (filling, words.filled(party=study.case.party(stand.party).name))
        for stand in stands
        for filling, words in _fillings(stand)
    ]
    rows = tuple(
        (month, held, name)
        for filling, name in curves
        for month, held in enumerate(filling.resistance(study.ensemble))
    )
    return Figure(
        id="pressure-resistance",
        lens=CARD.name,
        title=title,
        kind="line",
        columns=(
            column("month", Text("months from now", "今後の月数"), "x", "number"),
            column("share", Text("share of draws that refuse", "拒む標本の割合"), "y", "share"),
            column("party", Text("party", "当事者"), "series"),
        ),
        rows=rows,
        caption=caption.filled(draft=stands[0].draft.title),
        rule=RULE,
        because=(stands[0].draft.id, "outlook"),
    )


def _fillings(stand: Stand) -> tuple[tuple[Filling, Text], ...]:
    """Give the two fillings, or one where the draft leaves nothing open that matters."""
    if stand.settled:
        return ((stand.best, ANYHOW),)
    return ((stand.best, AT_BEST), (stand.worst, AT_WORST))


def gap_figure(study: Study, stands: Sequence[Stand]) -> Figure:
    """Show draft by party how often it is refused and what is lacking."""
    title, caption = GAPS
    return Figure(
        id="pressure-gaps",
        lens=CARD.name,
        title=title,
        kind="matrix",
        columns=(
            column("draft", Text("draft", "草案"), "y"),
            column("party", Text("party", "当事者"), "x"),
            column("gap", Text("refuses, lacks", "拒否と隔たり"), "mark"),
        ),
        rows=tuple(
            (stand.draft.title, study.case.party(stand.party).name, _cell(study, stand)) for stand in stands
        ),
        caption=caption,
        rule=RULE,
        because=tuple(dict.fromkeys(stand.draft.id for stand in stands)),
    )


def _cell(study: Study, stand: Stand) -> Text:
    found = gap(study, stand.best)
    lacking = "gap" if found else "red line" if stand.best.barred.any() else "none"
    low, high = (share(study.ensemble, filling.refuses) for filling in (stand.best, stand.worst))
    return CELLS[lacking, low != high].filled(
        low=percent(low), high=percent(high), gap=f"{found['median']:.2f}" if found else ""
    )
