"""Who accepts which draft, and what each is worth against no deal, as pictures."""

from __future__ import annotations

from entaku.lenses.drafts.faring import Fare, Reception, accepts
from entaku.lenses.drafts.words import ACCEPTED, CARD, GAINS, RULE
from entaku.model.finding import Cell, Figure, column
from entaku.model.text import Text, say
from entaku.space.evidence import percent
from entaku.space.study import Study

SHOWN = 6
"""How many drafts are drawn."""
_ENDS = (Text("at its worst", "最悪の補い方"), Text("at its best", "最良の補い方"))


def accepted(study: Study, reception: Reception) -> Figure:
    """Show draft by party the shares of acceptance, however completed and with some completion."""
    rows = tuple(
        (fare.draft.title, party.name, _cell(study, reception, fare, place))
        for fare in reception.fares[:SHOWN]
        for place, party in enumerate(study.case.parties)
    )
    title, caption = ACCEPTED
    return Figure(
        id="drafts-accepted",
        lens=CARD.name,
        title=title,
        kind="matrix",
        columns=(
            column("draft", Text("draft", "草案"), "y"),
            column("party", Text("party", "当事者"), "x"),
            column("accepted", Text("accepted", "受け入れ"), "mark"),
        ),
        rows=rows,
        caption=caption,
        rule=RULE,
    )


def _cell(study: Study, reception: Reception, fare: Fare, place: int) -> Text:
    if not reception.known[place]:
        return Text("not stated", "記載なし")
    sure, some = (percent(accepts(study, held, place)) for held in (fare.sure, fare.some))
    return sure if sure == some else say("{a} to {b}", "{a}～{b}", a=sure, b=some)


def gains(study: Study, reception: Reception) -> Figure:
    """Show each known party's gain from each draft, at its worst and at its best completion."""
    rows: list[tuple[Cell, ...]] = []
    for fare in reception.fares[:SHOWN]:
        for place, party in enumerate(study.case.parties):
            if reception.known[place]:
                name = say("{p}: {d}", "{p}：{d}", p=party.name, d=fare.draft.title)
                rows += [
                    (name, end, spread["median"], spread["low"], spread["high"])
                    for end, spread in zip(_ENDS, fare.gains[place], strict=True)
                ]
    title, caption = GAINS
    return Figure(
        id="drafts-gains",
        lens=CARD.name,
        title=title,
        kind="bars",
        columns=(
            column("party", Text("party and draft", "当事者と草案"), "label"),
            column("end", Text("completed", "補い方"), "series"),
            column(
                "gain",
                Text("gain, in shares of the own range", "利得（自らの価値の幅に対する割合）"),
                "x",
                "number",
            ),
            column("low", Text("low", "下限"), "low", "number"),
            column("high", Text("high", "上限"), "high", "number"),
        ),
        rows=tuple(rows),
        caption=caption,
        rule=RULE,
    )
