"""Who sits, how each draft serves whom, and whose consent each clause needs, as pictures."""

from __future__ import annotations

from collections.abc import Sequence

from entaku.kernels.coalitions import dummies, veto_players
from entaku.lenses.seats.words import CARD, RULE, SERVED, VERDICTS
from entaku.model.finding import Column, Figure, column
from entaku.model.text import Text, say
from entaku.model.wording import option_in_full
from entaku.space.consent import clause_winning, stated
from entaku.space.drafts import Clause
from entaku.space.evidence import percent
from entaku.space.study import Study
from entaku.space.verdicts import NAMES, Game, Seating

CHARTED = frozenset({"latest", "process"})
"""Which readings of the table are drawn; all of them are in the data."""


def verdict_figure(study: Study, seatings: Sequence[Seating]) -> Figure:
    """Show each party's verdict on the latest draft, at the latest round and over the whole process."""
    rows = tuple(
        (party.name, seating.table.name, VERDICTS[verdict], seating.verdicts[place][NAMES[verdict]])
        for seating in seatings
        if seating.game == seatings[0].game and seating.table.id in CHARTED
        for place, party in enumerate(study.case.parties)
        for verdict in VERDICTS
        if NAMES[verdict] in seating.verdicts[place]
    )
    return Figure(
        id="seats-verdicts",
        lens=CARD.name,
        title=say("Who is at the table: {d}", "誰が席に居るか：{d}", d=seatings[0].game.draft.title),
        kind="stacked",
        columns=(
            Column(id="party", title=Text("party", "当事者"), role="label"),
            Column(id="table", title=Text("table", "席の読み方"), role="series"),
            Column(id="verdict", title=Text("verdict", "判定"), role="mark"),
            Column(id="share", title=Text("share of draws", "標本の割合"), role="x", form="share"),
        ),
        rows=rows,
        caption=Text(
            "Each bar is one party at one reading of the table; its parts are verdicts by share of draws.",
            "棒は席の読み方ごとの各当事者を表し、その内訳は各判定の標本の割合である。",
        ),
        rule=RULE,
    )


def draft_figure(study: Study, games: Sequence[Game], seatings: Sequence[Seating]) -> Figure:
    """Show draft by party how each is served against no deal, and in which share of the draws."""
    first = {seating.game.draft.id: seating for seating in reversed(seatings)}
    rows = []
    for game in games:
        for place, party in enumerate(study.case.parties):
            served, held = max(first[game.draft.id].served[place].items(), key=lambda item: item[1])
            template = Text("{s}", "{s}") if held == 1.0 else Text("{s} ({h})", "{s}（{h}）")
            rows.append((game.draft.title, party.name, template.filled(s=SERVED[served], h=percent(held))))
    return Figure(
        id="seats-drafts",
        lens=CARD.name,
        title=Text("Each draft against no deal", "草案ごとの決裂との比較"),
        kind="matrix",
        columns=(
            column("draft", Text("draft", "草案"), "y"),
            column("party", Text("party", "当事者"), "x"),
            column("served", Text("served", "得失"), "mark"),
        ),
        rows=tuple(rows),
        caption=Text(
            "The most frequent answer for each party, with its share of the draws. What a draft leaves open is "
            "completed at the party's worst and at its best.",
            "当事者ごとに最も多い答えと、それが成り立つ標本の割合。草案が未決のまま残す点は、"
            "その当事者にとって最悪の場合と最良の場合の両方で補う。",
        ),
        rule=RULE,
    )


def consent_figure(study: Study, games: Sequence[Game]) -> Figure:
    """Show party by clause whose consent is needed."""
    case = study.case
    rows = tuple(
        (party.name, option_in_full(case, clause.issue, clause.option), _role(study, clause, place))
        for game in games
        for clause in game.clauses
        for place, party in enumerate(case.parties)
    )
    return Figure(
        id="seats-consent",
        lens=CARD.name,
        title=Text("Whose consent each clause needs", "条項ごとに誰の同意が要るか"),
        kind="matrix",
        columns=(
            Column(id="party", title=Text("party", "当事者"), role="y"),
            Column(id="clause", title=Text("clause", "条項"), role="x"),
            Column(id="role", title=Text("consent", "同意"), role="mark"),
        ),
        rows=tuple(dict.fromkeys(rows)),
        caption=Text(
            "“Needed”: nobody can carry the clause out without this party. “Replaceable”: others can.",
            "「必要」は、その当事者なしには誰も条項を実施できないことを、「代替可」は、"
            "他の者でも実施できることを示す。",
        ),
        rule=RULE,
    )


def _role(study: Study, clause: Clause, place: int) -> Text:
    if not stated(clause.option):
        return Text("not stated", "記載なし")
    winning = clause_winning(study.case, clause.option, "lenient")
    if not winning.any():
        return Text("nobody can", "誰も実施できない")
    if veto_players(winning) >> place & 1:
        return Text("needed", "必要")
    return (
        Text("not involved", "関与なし") if dummies(winning) >> place & 1 else Text("replaceable", "代替可")
    )
